"""From the outlet's page to the portal and back, over real HTTP: a reminder, a task handed over, what if."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_office import office_on
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.schedule.what_if import Supposition
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme

LEFT = Qt.MouseButton.LeftButton
DIRECTOR, EXPANSION, OTHER = 2, 3, 12
ROLES = {
    "director": DIRECTOR, "expansion": EXPANSION, "lawyer": 10, "construction": 7, "equipment": 6, "accountant": 5,
    "retail": 8,
}  # fmt: skip
PATIENCE_MS = 40_000


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    with DemoServer(staff=False, limits=False) as server:
        yield server


@pytest.fixture
def office(demo: DemoServer, tmp_path: Path) -> Iterator[LocalOffice]:
    made = office_on(demo, tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, office: LocalOffice) -> Iterator[OutletPlace]:
    """The page of an outlet whose address has been approved: three tasks are open."""
    name, language.name = language.name, "ru"
    theme.apply("light")
    qtbot.waitUntil(lambda: bool(office.people()), timeout=PATIENCE_MS)
    for role, person in ROLES.items():
        office.set_role_holder(RoleHolder(role, person))
    info = office.templates()[0]
    request = LaunchRequest(info.id, info.revisions[-1], "ул. Победы, 93", "Самара", fields={"area_m2": 120})
    opening = office.launch(request)
    key = f"ask:{opening}:S01:1"

    def is_asked() -> bool:
        office.poll_now()
        row = office._case(opening).intents.get(key)
        return row is not None and bool(row.portal_id)

    qtbot.waitUntil(is_asked, timeout=PATIENCE_MS)
    office.answer_for(opening, "S01", "approve")
    qtbot.waitUntil(lambda: office.poll_now() or bool(task_of(office, opening, "S04")), timeout=PATIENCE_MS)
    background = Background()
    made = OutletPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.show_portfolio(office.portfolio())
    made.open(opening)
    made.activate()
    qtbot.waitUntil(lambda: made._row is not None and bool(made._row.steps), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: made.view.back is not None, timeout=PATIENCE_MS)
    yield made
    background.close()
    language.name = name


def task_of(office: LocalOffice, opening: str, step: str) -> int | None:
    found = office.outlet(opening).step(step)
    return found.task_id if found is not None else None


def get(demo: DemoServer, name: str, **values: object) -> Any:
    return httpx.get(demo.control + name, params=values).json()  # type: ignore[arg-type]


def told(demo: DemoServer, user_id: int, words: str) -> list[str]:
    found = get(demo, "messages", user_id=user_id)
    rows = found if isinstance(found, list) else found.get("messages", [])
    return [str(row["text"]) for row in rows if words in str(row["text"])]


def press(page: OutletPlace, qtbot: QtBot, *names: str) -> None:
    made = next(one for one in page.panel.findChildren(QPushButton) if one.text() in names and one.isVisible())
    qtbot.mouseClick(made, LEFT)


def test_one_click_reminds_the_holder_once_and_it_is_in_the_log(
    qtbot: QtBot, demo: DemoServer, office: LocalOffice, page: OutletPlace
) -> None:
    assert page._row is not None
    holder = page._row.held_by[0]
    assert holder.user_id is not None
    with qtbot.waitSignal(page.message, timeout=PATIENCE_MS) as first:
        press(page, qtbot, "Remind", "Напомнить")
    assert first.args is not None
    assert first.args[0] == "remind.sent"
    user_id = holder.user_id
    qtbot.waitUntil(lambda: bool(told(demo, user_id, "Напоминаю")), timeout=PATIENCE_MS)
    with qtbot.waitSignal(page.message, timeout=PATIENCE_MS) as second:
        press(page, qtbot, "Remind", "Напомнить")
    assert second.args is not None
    assert second.args[0] == "remind.today"
    office.poll_now()
    qtbot.wait(1500)
    assert len(told(demo, user_id, holder.title)) >= 1
    assert len(told(demo, user_id, "Напоминаю")) == 1
    events = [(entry.event, entry.text[0]) for entry in office.history(page.opening)]
    assert events.count(("hand_edit", "event.remind_asked")) == 1
    assert events.count(("reminded", "event.reminded")) == 1


def test_a_task_handed_over_has_another_responsible_on_the_portal(
    qtbot: QtBot, demo: DemoServer, office: LocalOffice, page: OutletPlace
) -> None:
    assert page._row is not None
    step = page._row.step("S02")
    assert step is not None
    assert step.user_id == EXPANSION
    page.hand("S02", page.mapToGlobal(QPoint(10, 10)))
    qtbot.waitUntil(lambda: page.chooser is not None, timeout=PATIENCE_MS)
    assert page.chooser is not None
    page.chooser.chosen.emit(OTHER)
    page.chooser.close()

    def is_moved() -> bool:
        office.poll_now()
        answer = httpx.get(demo.webhook + "tasks.task.get", params={"taskId": step.task_id}).json()
        return int(answer["result"]["task"]["responsibleId"]) == OTHER

    qtbot.waitUntil(is_moved, timeout=PATIENCE_MS)

    def is_shown() -> bool:
        office.poll_now()
        page.activate()
        now = page._row.step("S02") if page._row is not None else None
        return now is not None and now.user_id == OTHER

    qtbot.waitUntil(is_shown, timeout=PATIENCE_MS)
    codes = [entry.text[0] for entry in office.history(page.opening)]
    assert codes.count("event.handed") == 1
    assert office.role_holders()["expansion"].user_id == EXPANSION


def test_what_is_supposed_is_computed_by_the_office_and_asks_nothing_of_the_portal(
    qtbot: QtBot, demo: DemoServer, office: LocalOffice, page: OutletPlace
) -> None:
    before = [entry.number for entry in office.history(page.opening) if entry.source == "person"]
    row = page._row
    assert row is not None
    critical = next(
        step for step in row.steps if step.critical and step.state is StepState.PENDING and step.task_id is None
    )
    page.suppose(Supposition(critical.step, "days", critical.estimate.likely + 20))
    qtbot.waitUntil(lambda: page.scenario is not None and page.scenario.found is not None, timeout=PATIENCE_MS)
    assert page.scenario is not None
    found = page.scenario.found
    assert found is not None
    assert row.p50 is not None
    assert found.p50 > row.p50
    assert found.chance is not None
    assert row.chance is not None
    assert found.chance <= row.chance
    page.discard()
    assert office.outlet(page.opening).p50 == row.p50
    assert [entry.number for entry in office.history(page.opening) if entry.source == "person"] == before
