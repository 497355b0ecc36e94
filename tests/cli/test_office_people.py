"""People through the office behind the window: replacing, giving back, twins; over the demo's real HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings

DIRECTOR, SPARE = 2, 12
ROLES = {
    "director": DIRECTOR, "expansion": 3, "lawyer": 10, "construction": 7, "equipment": 6, "accountant": 5, "retail": 8,
}  # fmt: skip


class Scene:
    """A demo portal, an office on it and one outlet whose place the director has to agree to."""

    def __init__(self, server: DemoServer, folder: Path) -> None:
        self.server = server
        link = DemoLink(server.webhook, server.control, process=None, speed=1.0)  # type: ignore[arg-type]
        self.office = LocalOffice(folder, folder / "outlet.db", Settings(), "ru", webhook=server.webhook, demo=link)
        self.eventually(self.office.people)
        for role, person in ROLES.items():
            self.office.set_role_holder(RoleHolder(role, person))
        info = self.office.templates()[0]
        asked = LaunchRequest(info.id, info.revisions[-1], "ул. Победы, 93", fields={"area_m2": 120})
        self.opening = self.office.launch(asked)
        self.task_id = self.eventually(lambda: self.step().task_id)

    def eventually(self, fact: Callable[[], Any], limit_s: float = 30.0) -> Any:
        until = time.monotonic() + limit_s
        while time.monotonic() < until:
            found = fact()
            if found:
                return found
            self.office.poll_now()
            time.sleep(0.05)
        raise AssertionError("it did not happen")

    def step(self) -> Any:
        """The director's step as the screen shows it."""
        return self.office.outlet(self.opening).steps[0]

    def call(self, method: str, **params: object) -> Any:
        body = httpx.post(self.server.webhook + method, json=params).json()
        assert "error" not in body, body
        return body["result"]

    def responsible(self) -> int:
        return int(self.call("tasks.task.get", taskId=self.task_id)["task"]["responsibleId"])


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with DemoServer(staff=False, limits=False) as server:
        made = Scene(server, tmp_path)
        yield made
        made.office.close()


def test_a_replacement_moves_role_and_task_and_can_be_given_back(scene: Scene) -> None:
    office = scene.office
    found = office.replace_preview(DIRECTOR)
    assert [(place.kind, place.role_title) for place in found.places] == [("role", "Директор")]
    assert [task.task_id for task in found.tasks] == [scene.task_id]
    assert list(found.addresses.values()) == ["ул. Победы, 93"]
    number = office.replace_person(DIRECTOR, SPARE)
    scene.eventually(lambda: office.replace_report(number).is_over)
    assert office.replace_report(number).count("moved") == 1
    assert scene.responsible() == SPARE
    assert office.role_holders()["director"].user_id == SPARE
    scene.eventually(lambda: scene.step().user_id == SPARE)
    codes = [entry.text[0] for entry in office.history(scene.opening)]
    assert codes.count("event.replaced") == codes.count("event.handed_over") == 1
    assert "event.reassigned" not in codes
    back = office.undo_replacement(number)
    scene.eventually(lambda: office.replace_report(back).is_over)
    assert scene.responsible() == DIRECTOR
    assert office.role_holders()["director"].user_id == DIRECTOR


def test_nobody_is_replaced_by_themselves_and_nothing_is_written(scene: Scene) -> None:
    with pytest.raises(Problem) as told:
        scene.office.replace_person(DIRECTOR, DIRECTOR)
    assert told.value.code == "replace.same"
    assert scene.office.role_holders()["director"].user_id == DIRECTOR
    with pytest.raises(Problem) as told:
        scene.office.replace_report(5)
    assert told.value.code == "replace.unknown_number"


def test_a_twin_with_work_in_it_is_a_question_that_the_app_answers(scene: Scene) -> None:
    office = scene.office
    task = scene.call("tasks.task.get", taskId=scene.task_id, select=["ID", "TITLE", "XML_ID", "DEADLINE"])["task"]
    twin = scene.call(
        "tasks.task.add",
        fields={
            "TITLE": task["title"],
            "RESPONSIBLE_ID": DIRECTOR,
            "XML_ID": task["xmlId"],
            "DEADLINE": task["deadline"],
            "CREATED_BY": 1,
        },
    )["task"]
    twin_id = int(twin["id"])
    hook = next(p["webhook"] for p in httpx.get(scene.server.control + "people").json() if p["user_id"] == DIRECTOR)
    assert "error" not in httpx.post(hook + "tasks.task.start", json={"taskId": twin_id}).json()
    problem = scene.eventually(lambda: office.outlet(scene.opening).problem)
    assert problem[0] == "step.twins"
    assert (problem[1]["first"], problem[1]["second"]) == (scene.task_id, twin_id)
    office.keep_twin(scene.opening, problem[1]["step_id"], twin_id)
    scene.eventually(lambda: office.outlet(scene.opening).problem is None)
    scene.eventually(
        lambda: not scene.call("tasks.task.get", taskId=scene.task_id, select=["ID", "XML_ID"])["task"]["xmlId"]
    )
    httpx.post(hook + "tasks.task.complete", json={"taskId": twin_id})
    scene.eventually(lambda: scene.step().state is StepState.DONE)
