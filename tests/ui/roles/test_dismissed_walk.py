"""Somebody is dismissed on the portal: the window says so, and one action hands his three outlets over. Real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_office import office_on
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine import loop
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.roles import RolesPlace
from outlet_desktop.ui.theme import theme

NAZAROV, BELOV = 13, 12
OUTLETS = ("ул. Юбилейная, 40", "б-р Гая, 7", "ул. Мира, 4")
ROLES = {
    "director": 2, "expansion": 3, "lawyer": 10, "construction": 7, "equipment": 6, "accountant": 5, "retail": 8,
}  # fmt: skip
BEFORE_HE_LEFT = datetime(2026, 11, 18, 9, tzinfo=timezone(timedelta(hours=4)))


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoServer]:
    monkeypatch.setattr(loop, "PEOPLE_S", 0.5)  # people are read again at once, not after three minutes
    with DemoServer(staff=False, limits=False, start=BEFORE_HE_LEFT) as server:
        yield server


@pytest.fixture
def office(demo: DemoServer, tmp_path: Path) -> Iterator[LocalOffice]:
    made = office_on(demo, tmp_path)
    yield made
    made.close()


@pytest.fixture
def place(qtbot: QtBot, office: LocalOffice) -> Iterator[RolesPlace]:
    language.apply("ru")
    theme.apply("light")
    background = Background()
    made = RolesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    yield made
    made.chooser.close()
    background.close()


def news(place: RolesPlace, office: LocalOffice) -> None:
    """What the window does on every change: show the newest portfolio, again and again."""
    timer = QTimer(place)
    timer.timeout.connect(lambda: place.show_portfolio(office.portfolio()))
    timer.start(500)


def held_by(demo: DemoServer, task_ids: list[int]) -> set[int]:
    def one(task_id: int) -> int:
        answer: Any = httpx.post(demo.webhook + "tasks.task.get", json={"taskId": task_id}).json()
        return int(answer["result"]["task"]["responsibleId"])

    return {one(task_id) for task_id in task_ids}


def test_a_dismissed_person_is_told_and_replaced_in_three_outlets_and_nothing_goes_back_to_them(
    qtbot: QtBot, demo: DemoServer, office: LocalOffice, place: RolesPlace
) -> None:
    qtbot.waitUntil(lambda: bool(office.people()), timeout=20_000)
    for role, person in ROLES.items():
        office.set_role_holder(RoleHolder(role, person, BELOV if role == "director" else None))
    office.put_region("Тольятти", ("Тольятти",))
    office.set_region_holder("Тольятти", "director", NAZAROV)
    info = office.templates()[0]
    openings = [
        office.launch(LaunchRequest(info.id, info.revisions[-1], address, "Тольятти", fields={"area_m2": 90}))
        for address in OUTLETS
    ]

    def tasks() -> list[int]:
        return [task for opening in openings if (task := office.outlet(opening).steps[0].task_id)]

    qtbot.waitUntil(lambda: len(tasks()) == len(OUTLETS), timeout=30_000)
    assert held_by(demo, tasks()) == {NAZAROV}
    place.activate()
    qtbot.waitUntil(lambda: place.model.rowCount() == 7)
    assert not place.banner.isVisible()

    httpx.post(demo.control + "dismiss", json={"user_id": NAZAROV}).raise_for_status()
    news(place, office)
    qtbot.waitUntil(place.banner.isVisible, timeout=20_000)
    assert place.model.staff.wrong == 1

    qtbot.mouseClick(place._replace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.handover.dialog is not None)
    dialog = place.handover.dialog
    assert dialog is not None
    assert dialog.chosen == BELOV  # the deputy of the role comes first
    assert dialog.tree.count("task") == (3, 3)
    assert dialog.tree.count("region") == (1, 1)
    with qtbot.waitSignal(place.message, timeout=30_000) as said:
        qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert said.args is not None
    code, facts, kind = said.args
    assert (code, kind, facts["moved"]) == ("replace.done", "success", 3)
    assert held_by(demo, tasks()) == {BELOV}
    assert office.region_holders() == {"Тольятти": {"director": BELOV}}
    qtbot.waitUntil(lambda: not place.banner.isVisible(), timeout=20_000)

    stack = place.undo_stack()
    assert stack is not None
    with qtbot.waitSignal(place.message, timeout=30_000) as said:
        stack.undo()
    assert said.args is not None
    assert said.args[0] == "replace.not_at_work"  # nothing is given back to somebody who has left
    assert office.region_holders() == {"Тольятти": {"director": BELOV}}
