"""People through the office behind the window: replacing, giving back, twins; over the demo's real HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_office import give_roles, office_on
from openpyxl import load_workbook

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.record import Absence, RoleHolder
from outlet_desktop.domain.structure import head_rule
from outlet_desktop.engine.ports import LaunchRequest, Picked
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.problem import Problem
from outlet_desktop.storage.store import SqliteStore

DIRECTOR, SPARE = 2, 12


class Scene:
    """A demo portal, an office on it and one outlet whose place the director has to agree to."""

    def __init__(self, server: DemoServer, folder: Path) -> None:
        self.server = server
        self.office = office_on(server, folder)
        give_roles(self.office)
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


def test_a_person_of_the_region_gets_the_tasks_of_its_cities(scene: Scene) -> None:
    office = scene.office
    office.put_region("Тольятти", ("Тольятти", " Жигулёвск "))
    office.set_region_holder("Тольятти", "director", SPARE)
    info = office.templates()[0]
    opening = office.launch(
        LaunchRequest(info.id, info.revisions[-1], "ул. Мира, 4", "жигулёвск", fields={"area_m2": 90})
    )
    assert office.outlet(opening).region == "Тольятти"
    task_id = scene.eventually(lambda: office.outlet(opening).steps[0].task_id)
    assert int(scene.call("tasks.task.get", taskId=task_id)["task"]["responsibleId"]) == SPARE
    assert scene.responsible() == DIRECTOR
    with pytest.raises(Problem) as told:
        office.drop_region("Тольятти")
    assert told.value.code == "region.in_use"
    office.put_region("Тольятти и Жигулёвск", ("Тольятти", "Жигулёвск"), "Тольятти")
    assert office.outlet(opening).region == "Тольятти и Жигулёвск"
    assert office.region_holders() == {"Тольятти и Жигулёвск": {"director": SPARE}}
    office.set_region_holder("Тольятти и Жигулёвск", "director", None)
    office.drop_region("Тольятти и Жигулёвск")
    assert office.regions() == {}
    assert [entry.text[0] for entry in office.history(None)].count("event.region_set") == 1


def test_a_city_belongs_to_one_region_and_a_name_is_taken_once(scene: Scene) -> None:
    office = scene.office
    office.put_region("Самара", ("Самара", "Кинель"))
    office.put_region("Кинель", ("Кинель",))
    assert office.regions() == {"Кинель": ("Кинель",), "Самара": ("Самара",)}
    for name, code in (("самара", "region.taken"), ("  ", "region.no_name")):
        with pytest.raises(Problem) as told:
            office.put_region(name, ())
        assert told.value.code == code


def test_an_absence_typed_by_hand_sends_the_next_task_to_the_deputy(scene: Scene) -> None:
    office = scene.office
    office.set_role_holder(RoleHolder("director", DIRECTOR, SPARE))
    today = office.portfolio().today
    away = office.put_absence(Absence(0, DIRECTOR, today, today + timedelta(days=5)))
    assert next(one for one in office.people() if one.user_id == DIRECTOR).absent_until == today + timedelta(days=5)
    info = office.templates()[0]
    opening = office.launch(LaunchRequest(info.id, info.revisions[-1], "ул. Мира, 8", fields={"area_m2": 90}))
    task_id = scene.eventually(lambda: office.outlet(opening).steps[0].task_id)
    assert int(scene.call("tasks.task.get", taskId=task_id)["task"]["responsibleId"]) == SPARE
    office.drop_absence(away)
    assert next(one for one in office.people() if one.user_id == DIRECTOR).absent_until is None
    with pytest.raises(Problem) as told:
        office.put_absence(Absence(0, DIRECTOR, today, today - timedelta(days=1)))
    assert told.value.code == "absence.backwards"


def test_the_structure_names_a_holder_and_goes_on_naming_who_leads_the_department_next(scene: Scene) -> None:
    office = scene.office
    part = next(one for one in office.departments() if one.head_id not in (None, DIRECTOR, SPARE))
    office.set_role_holder(RoleHolder("director", DIRECTOR, rule=head_rule(part.id)))
    assert office.role_holders()["director"].user_id == part.head_id
    store = SqliteStore(office._database)
    try:
        with store.transaction():
            people, parts = store.people(), store.departments()
            moved = [replace(one, head_id=SPARE) if one.id == part.id else one for one in parts]
            store.put_people(people, moved)
    finally:
        store.close()
    assert office.role_holders()["director"].user_id == SPARE


def test_a_person_for_one_outlet_only_is_listed_and_given_up(scene: Scene) -> None:
    office = scene.office
    office.set_override(scene.opening, "lawyer", SPARE)
    (found,) = office.overrides()
    assert (found.address, found.role_title, found.user_id, found.usual_id) == ("ул. Победы, 93", "Юрист", SPARE, 10)
    assert {step.user_id for step in office.outlet(scene.opening).steps if step.role == "lawyer"} == {SPARE}
    office.set_override(scene.opening, "lawyer", None)
    assert office.overrides() == ()
    assert {step.user_id for step in office.outlet(scene.opening).steps if step.role == "lawyer"} == {10}


def test_the_load_counts_open_and_coming_tasks_of_the_outlet(scene: Scene) -> None:
    office = scene.office
    load = office.workload()
    assert load.tasks(DIRECTOR)[0] >= 1
    coming = {step.user_id for step in office.outlet(scene.opening).steps if step.kind.value != "milestone"}
    assert set(load.duties) <= coming
    office.set_norm(DIRECTOR, 3)
    assert office.norms() == {DIRECTOR: 3}
    office.set_norm(DIRECTOR, None)
    assert office.norms() == {}


def test_the_matrix_goes_to_a_spreadsheet_is_edited_there_and_comes_back(scene: Scene, tmp_path: Path) -> None:
    office, path = scene.office, tmp_path / "роли.xlsx"
    office.put_region("Самара", ("Самара",))
    office.export_roles(str(path), "ru")
    assert office.read_roles(str(path)) == ((), ())
    book = load_workbook(path)
    sheet = book.active
    names = {person.user_id: person.name for person in office.people()}
    row = next(cells for cells in sheet.iter_rows(min_row=2) if cells[0].value == "Юрист")
    row[2].value, row[3].value = names[SPARE], "Иван Неизвестный"
    book.save(path)
    changes, complaints = office.read_roles(str(path))
    assert [(one.role, one.spot, one.region, one.after) for one in changes] == [("lawyer", "region", "Самара", SPARE)]
    assert [one.code for one in complaints] == ["roles.import_person"]
    office.change_roles(changes)
    assert office.region_holders() == {"Самара": {"lawyer": SPARE}}


@pytest.mark.parametrize(
    ("content", "code"), [(b"not a sheet", "roles.import_not_a_sheet"), (None, "file.cannot_read")]
)
def test_a_file_that_is_no_spreadsheet_is_refused_in_words(
    scene: Scene, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "roles.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem) as told:
        scene.office.read_roles(str(path))
    assert told.value.code == code


def test_a_task_that_was_unticked_stays_while_the_role_changes_hands(scene: Scene) -> None:
    office = scene.office
    number = office.replace_person(DIRECTOR, SPARE, Picked(tasks=frozenset()))
    scene.eventually(lambda: office.replace_report(number).is_over)
    assert office.replace_report(number).moves == ()
    assert office.role_holders()["director"].user_id == SPARE
    assert scene.responsible() == DIRECTOR


def test_a_role_that_was_unticked_stays_while_the_task_changes_hands(scene: Scene) -> None:
    office = scene.office
    number = office.replace_person(DIRECTOR, SPARE, Picked(places=frozenset()))
    scene.eventually(lambda: office.replace_report(number).is_over)
    assert office.role_holders()["director"].user_id == DIRECTOR
    assert scene.responsible() == SPARE
    with pytest.raises(Problem) as told:
        office.replace_person(DIRECTOR, SPARE, Picked(frozenset(), frozenset()))
    assert told.value.code == "replace.nothing"
