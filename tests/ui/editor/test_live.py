"""A running outlet on its drawing: state, date and deviation on each card, opened from its page, followed live."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain.opening import Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import OutletRow, Span, StepRow
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.items import StepItem
from outlet_desktop.ui.editor.live import LivePage
from outlet_desktop.ui.editor.live_items import LiveItem, LiveJoin, mark_of
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.gantt.cells import tolerance
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.theme import theme


def step(state: StepState = StepState.OPEN, status: Status = Status.ACTIVE, **more: object) -> StepRow:
    row = StepRow("S02", "Договор", StepKind.TASK, "address", "lawyer", "Юрист", state, status)
    return replace(row, **more)  # type: ignore[arg-type]


PLAN = Span(date(2026, 12, 1), date(2026, 12, 7))


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def place(qtbot: QtBot, office: FakeOffice) -> Iterator[ProcessesPlace]:
    language.apply("ru")
    background = Background()
    made = ProcessesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1400, 860)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.document.analysed):
        made.open(None)
    made.show_portfolio(office.portfolio())
    yield made
    made.may_leave()
    background.close()


def shown(place: ProcessesPlace, qtbot: QtBot, opening: str) -> LivePage:
    place.open(("outlet", opening))
    page = place.live.page
    qtbot.waitUntil(lambda: page.outlet is not None and page.outlet.row.opening == opening)
    return page


def running(office: FakeOffice) -> OutletRow:
    return next(row for row in office.portfolio().rows if row.status is Status.LATE)


@pytest.mark.parametrize(
    ("row", "word", "day", "deviation"),
    [
        (
            step(baseline=PLAN, forecast=Span(None, date(2026, 12, 10)), deviation=3),
            "report.status_active", "10.12", "+3",
        ),
        (
            step(StepState.DONE, Status.DONE, baseline=PLAN, actual=Span(None, date(2026, 12, 4)), deviation=-1),
            "report.status_done", "04.12", "−1",
        ),
        (step(StepState.PENDING, Status.IDLE, baseline=PLAN, forecast=PLAN), "report.status_idle", "07.12", ""),
        (
            step(StepState.SKIPPED, Status.IDLE, baseline=PLAN, forecast=PLAN, deviation=9),
            "report.step_skipped", "", "",
        ),
        (step(StepState.GONE, Status.LATE, forecast=PLAN), "report.step_gone", "07.12", ""),
    ],
)  # fmt: skip
def test_a_card_says_state_date_and_deviation(row: StepRow, word: str, day: str, deviation: str) -> None:
    mark = mark_of(row)
    assert (mark.word, mark.date, mark.deviation) == (words(word), day, deviation)
    assert mark.is_late is deviation.startswith("+")


@pytest.mark.parametrize(
    ("days", "tone"), [(-1, "text.secondary"), (1, "status.risk.text"), (tolerance() + 1, "status.late.text")]
)
def test_a_deviation_has_the_colour_that_the_tables_give_it(days: int, tone: str) -> None:
    row = step(StepState.DONE, Status.DONE, baseline=PLAN, actual=Span(None, date(2026, 12, 9)), deviation=days)
    assert mark_of(row).tone == tone


def test_an_outlet_is_shown_with_the_revision_it_was_launched_with(
    place: ProcessesPlace, qtbot: QtBot, office: FakeOffice
) -> None:
    opening = running(office).opening
    page = shown(place, qtbot, opening)
    assert page.outlet is not None
    assert page.outlet.template.revision == office.request_of(opening).revision
    nodes = page.view.process.nodes
    assert set(nodes) == set(TEMPLATE.by_id)
    rows = {row.step: row for row in office.outlet(opening).steps}
    for step_id, node in nodes.items():
        assert isinstance(node, LiveItem | LiveJoin)
        if step_id in rows:
            assert node.mark == mark_of(rows[step_id])
    assert place.document.template == TEMPLATE  # the process in hand stays


def test_the_status_line_of_a_card_is_painted_in_its_colour(
    place: ProcessesPlace, qtbot: QtBot, office: FakeOffice
) -> None:
    page = shown(place, qtbot, running(office).opening)
    page.view.zoom_to(1.0)
    node = next(node for node in page.view.process.nodes.values() if isinstance(node, StepItem)
                and node.step.kind is StepKind.TASK)  # fmt: skip
    page.view.centerOn(node.body().center())
    assert isinstance(node, LiveItem)
    at = page.view.mapFromScene(node.body().left() + 2, node.body().center().y())
    image = page.view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    seen = image.pixelColor(round(at.x() * ratio), round(at.y() * ratio))
    assert seen == theme.color(f"status.{node.mark.status.value}.fill")


def test_fresh_data_changes_the_marks_and_keeps_the_place_of_the_view(
    place: ProcessesPlace, qtbot: QtBot, office: FakeOffice
) -> None:
    row = running(office)
    page = shown(place, qtbot, row.opening)
    page.view.zoom_to(0.8)
    before = page.view.visible_rect()
    items = dict(page.view.process.nodes)
    office.set_rows(tuple(replace(one, slip_days=99) if one.opening == row.opening else one
                          for one in office.portfolio().rows))  # fmt: skip
    place.show_portfolio(office.portfolio())
    qtbot.waitUntil(lambda: page.outlet is not None and page.outlet.row.slip_days == 99)
    assert page.view.visible_rect() == before
    assert page.view.process.nodes == items
    assert "+99" in page.dates.text()


def test_chips_count_the_steps_of_a_status_and_go_to_them_one_by_one(
    place: ProcessesPlace, qtbot: QtBot, office: FakeOffice
) -> None:
    page = shown(place, qtbot, running(office).opening)
    marks = page.view.process.marks
    chip = page.chips[Status.IDLE]
    wanted = [one for one in page.view.process.template.order if one in marks and marks[one].status is Status.IDLE]
    assert len(wanted) > 1
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.view.process.selected == {wanted[0]}
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.view.process.selected == {wanted[1]}


def test_esc_goes_back_to_the_outlet_one_came_from_and_else_to_the_drawing(
    place: ProcessesPlace, qtbot: QtBot, office: FakeOffice
) -> None:
    opening = running(office).opening
    page = shown(place, qtbot, opening)
    qtbot.waitUntil(place.isActiveWindow)
    with qtbot.waitSignal(place.navigate) as left:
        QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert left.args == ["outlet", opening]
    place.live.open(opening)  # from the menu of the editor
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not place.live.is_shown
    assert place.canvas.isVisible()


def test_the_editors_menu_offers_the_outlets_of_its_process_that_are_under_way(
    place: ProcessesPlace, office: FakeOffice
) -> None:
    offered = dict(place.outlets())
    assert running(office).opening in offered
    finished = [row.opening for row in office.portfolio().rows if row.status is Status.DONE]
    assert finished
    assert not offered.keys() & set(finished)


def test_an_outlet_that_is_gone_is_told_and_the_editor_comes_back(place: ProcessesPlace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.message) as told:
        place.live.open("nosuchid")
    assert told.args[2] == "error"
    qtbot.waitUntil(lambda: not place.live.is_shown)
