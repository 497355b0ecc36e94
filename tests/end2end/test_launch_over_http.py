"""A launch over real HTTP: sent back, corrected, sent again, approved, refused halfway, and gone on with."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from live_demo import CAST, DIRECTOR, Demo, Told, until

from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.settings import Settings

ADDRESS = "Самара, ул. Победы, 93"
WORDS = "Март поздно, у соседей открытие 1 марта."


@pytest.fixture
def office(demo: Demo, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalOffice]:
    """The office of a window on that portal, quick to look, with every role given to somebody."""
    monkeypatch.setattr("outlet_desktop.cli.office_desk.DEMO_INTERVAL_S", 0.2)
    monkeypatch.setattr("outlet_desktop.cli.office_desk.DEMO_SETTLE_S", 1.0)
    data.mkdir()
    link = DemoLink(demo.webhook, demo.control, demo.process, speed=1.0)
    made = LocalOffice(data, data / "outlet.db", Settings(), "ru", webhook=demo.webhook, demo=link)
    try:
        until(lambda: made.people(), "the people are read")
        for role, user_id in CAST.items():
            made.set_role_holder(RoleHolder(role, user_id))
        yield made
    finally:
        made.close()


def pressed(office: LocalOffice, opening: str, outcome: str, reason: str = "") -> None:
    """The director answers the bot's question, once it is there."""
    until(lambda: _is_asked(office, opening), "the question is sent")
    office.answer_for(opening, "S01", outcome, reason)


def _is_asked(office: LocalOffice, opening: str) -> bool:
    with office._lock:
        case = office._case(opening)
    round_ = case.opening.rounds.get("S01", 1)
    asked = case.intents.get(f"ask:{opening}:S01:{round_}")
    return asked is not None and asked.state == "done"


def state(office: LocalOffice, opening: str) -> Callable[[OpeningState], bool]:
    return lambda wanted: office.outlet(opening).state is wanted


def test_sent_back_corrected_approved_and_gone_on_with(demo: Demo, office: LocalOffice) -> None:
    info = office.templates()[0]
    request = LaunchRequest(info.id, info.revisions[-1], ADDRESS, "Самара", start_on=date(2026, 12, 14))
    assert office.preview(request).errors == ()
    opening = office.launch(request)
    is_state = state(office, opening)

    pressed(office, opening, "rework", WORDS)
    until(lambda: is_state(OpeningState.DRAFT), "sent back")
    row = office.outlet(opening)
    assert row.project_id is None
    said = [entry for entry in office.history(opening) if entry.event == "decided"]
    assert [entry.text[1].get("reason") for entry in said] == [WORDS]
    assert office.request_of(opening).start_on == date(2026, 12, 14)
    assert office.prospects(opening)  # ways to meet the words are computed while it is with the initiator

    office.send_again(opening, replace(office.request_of(opening), start_on=date(2026, 11, 26), target_on=None))
    until(lambda: is_state(OpeningState.DECIDING), "sent again")
    assert office.outlet(opening).target < row.target  # type: ignore[operator]

    # The project is made, and somebody deletes it before its first tasks are: the portal refuses them.
    until(lambda: _is_asked(office, opening), "the second round is asked")
    demo.wish("fault", kind="http_503", method="tasks.task.add", times=3)
    office.answer_for(opening, "S01", "approve")
    until(lambda: office.outlet(opening).project_id is not None, "the project is made")
    demo.call(1, "sonet_group.delete", GROUP_ID=office.outlet(opening).project_id)
    until(lambda: (office.outlet(opening).problem or ("",))[0] == "project.gone", "the refusal is told")
    stuck = office.outlet(opening)
    assert [step.step for step in stuck.steps if step.task_id is not None] == ["S01"]

    project = int(demo.call(1, "sonet_group.create", NAME=ADDRESS, KEYWORDS=f"outlet-{opening}", VISIBLE="Y"))
    begun = time.monotonic()
    office.go_on(opening)
    first = {"S02", "S03", "S04"}
    until(lambda: first <= {step.step for step in office.outlet(opening).steps if step.task_id is not None}, "made")
    assert time.monotonic() - begun < 45  # not by the engine's own next try, a minute after the refusal
    until(lambda: office.outlet(opening).problem is None, "mended")

    told = Told(demo, opening)
    assert {step: len(found) for step, found in told.created.items()} == {"S01": 2, "S02": 1, "S03": 1, "S04": 1}
    made = [row for row in demo.log() if row["method"] == "sonet_group.create" and row["ok"]]
    assert len(made) == 2  # the engine's own, and the one that took its place
    assert office.outlet(opening).project_id == project
    assert {int(demo.task_of(opening, step)["groupId"]) for step in first} == {project}
    assert {int(task["responsibleId"]) for task in demo.tasks(opening) if ":S01:" in task["xmlId"]} == {DIRECTOR}
