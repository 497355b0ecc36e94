"""The target date under the hand: a ghost, its chance, release, Esc, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from portfolio_hands import LEFT, diamond_of, drag, end_of, outlet, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit
from pytestqt.qtbot import QtBot

from outlet_desktop.problem import Problem
from outlet_desktop.ui.gantt import portfolio_view
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.sheet import PageChoice
from outlet_desktop.ui.gantt.target_dialog import TargetDialog
from outlet_desktop.ui.gantt.target_drag import TargetDrag, can_move, chance_by, ghost_words, working_day
from outlet_desktop.ui.gantt.time_axis import DaysOff
from outlet_desktop.ui.preferences import preferences

RISKY = 4  # пр. Победы, 12: target 21.12, P50 22.12
HISTOGRAM = tuple((date(2026, 12, 14) + timedelta(days=number), 100) for number in range(10))


@pytest.fixture(autouse=True)
def outlets_with_chances(office: SampleOffice) -> None:
    office.changed = lambda row: replace(row, histogram=HISTOGRAM)


@pytest.fixture
def read_only() -> Iterator[None]:
    preferences.set_read_only(True)
    yield
    preferences.set_read_only(False)


def test_the_chance_of_a_day_is_the_share_of_trials_that_open_by_it() -> None:
    assert chance_by(HISTOGRAM, date(2026, 12, 13)) == 0.0
    assert chance_by(HISTOGRAM, date(2026, 12, 18)) == 0.5
    assert chance_by(HISTOGRAM, date(2027, 1, 1)) == 1.0
    assert chance_by((), date(2027, 1, 1)) is None


def test_a_day_off_becomes_the_working_day_before_it() -> None:
    off = DaysOff.of(sample.HOLIDAYS, (date(2026, 12, 26),))
    assert working_day(date(2027, 1, 5), off) == date(2026, 12, 30)
    assert working_day(date(2026, 12, 26), off) == date(2026, 12, 26)  # a working Saturday
    assert working_day(date(2026, 12, 25), off) == date(2026, 12, 25)


def test_the_diamond_follows_the_pointer_and_the_chance_changes_with_it(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    view, row = place.view, sample.ROWS[RISKY]
    start = diamond_of(view, RISKY)
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    gesture = view._gesture
    assert isinstance(gesture, TargetDrag)
    qtbot.waitUntil(lambda: gesture.ghost.histogram == HISTOGRAM)  # the outlet was read for its simulated dates
    said = []
    for day in (date(2026, 12, 23), date(2026, 12, 18)):
        qtbot.mouseMove(view.viewport(), QPoint(end_of(view, day), start.y() + 40))
        assert view.ghost is not None
        assert view.ghost.day == day
        said.append(ghost_words(view.ghost, row, view.off))
    assert "цель 23.12 · шанс 100\u00a0%" in said[0]
    assert "цель 18.12 · шанс 50\u00a0%" in said[1]
    assert office.calls == []  # nothing is told before the button is let go
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(end_of(view, date(2026, 12, 18)), start.y()))
    qtbot.waitUntil(lambda: office.calls == [("set_target", (row.opening, date(2026, 12, 18)))])


def test_only_the_row_under_the_hand_is_repainted_while_it_moves(qtbot: QtBot, place: PortfolioPlace) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    drag(qtbot, view, [start, QPoint(start.x() + 30, start.y())], release=False)
    before = settle(place)
    qtbot.mouseMove(view.viewport(), QPoint(start.x() + 60, start.y()))
    assert settle(place) - before == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start)


def test_esc_puts_the_diamond_back_and_nothing_is_told(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    aside = QPoint(start.x() + 60, start.y())
    plain = view.viewport().grab().toImage()
    view.set_current(outlet(RISKY))
    selected = view.viewport().grab().toImage()
    assert selected != plain
    drag(qtbot, view, [start, aside], release=False)
    assert view.ghost is not None
    assert view.viewport().grab().toImage() != selected
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.ghost is None
    qtbot.mouseRelease(view.viewport(), LEFT, pos=aside)
    QTest.qWait(50)
    assert office.calls == []
    assert place.undo_stack() is not None
    assert not place._undo.canUndo()


def test_a_click_on_the_diamond_moves_nothing(qtbot: QtBot, place: PortfolioPlace, office: SampleOffice) -> None:
    drag(qtbot, place.view, [diamond_of(place.view, RISKY)])
    QTest.qWait(30)
    assert office.calls == []
    assert place.view.current == outlet(RISKY)


def test_the_ghost_stays_until_the_portfolio_shows_the_new_date(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    drag(qtbot, view, [start, QPoint(end_of(view, date(2026, 12, 25)), start.y())])
    qtbot.waitUntil(lambda: bool(office.calls))
    assert view.ghost is not None
    assert view.ghost.is_sent
    place.show_portfolio(office.portfolio())
    assert view.ghost is None
    line = view.outline.find(outlet(RISKY))
    assert line is not None
    assert line.outlet is not None
    assert line.outlet.target == date(2026, 12, 25)


def test_undo_promises_the_old_date_again(qtbot: QtBot, place: PortfolioPlace, office: SampleOffice) -> None:
    opening, before = sample.opening_id(RISKY), sample.ROWS[RISKY].target
    with qtbot.waitSignal(place.undoable) as told:
        place.move_target(opening, date(2026, 12, 25))
    assert told.args is not None
    assert told.args[0] == "target.moved"
    assert told.args[1]["day"] == "25.12.2026"
    assert place._undo.undoText() == "Move the target date"
    with qtbot.waitSignal(place.message) as told:  # and offers no further undo
        place._undo.undo()
    assert told.args is not None
    assert told.args[0] == "target.moved"
    assert office.calls[1] == ("set_target", (opening, before))


def test_a_refused_date_takes_the_ghost_away_and_says_why(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    qtbot.mouseMove(view.viewport(), QPoint(start.x() + 60, start.y()))
    qtbot.waitUntil(lambda: view.ghost is not None and bool(view.ghost.histogram))
    office.problem = Problem("opening.target_over", address="пр. Победы, 12")
    with qtbot.waitSignal(place.message) as told:
        qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(start.x() + 60, start.y()))
    assert told.args is not None
    assert told.args[0] == "opening.target_over"
    assert told.args[2] == "error"
    assert view.ghost is None
    assert not place._undo.canUndo()


def test_a_target_goes_no_nearer_than_today(qtbot: QtBot, place: PortfolioPlace) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    drag(qtbot, view, [start, QPoint(end_of(view, date(2026, 11, 2)), start.y())], release=False)
    assert view.ghost is not None
    assert view.ghost.day == sample.TODAY
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start)


def test_the_target_of_an_opened_outlet_cannot_be_taken_hold_of(place: PortfolioPlace) -> None:
    assert not can_move(sample.ROWS[14])
    assert can_move(sample.ROWS[12])  # waits for the director
    gesture = place.view.gesture_at(diamond_of(place.view, 14))
    assert gesture is None


@pytest.mark.usefixtures("read_only")
def test_a_managers_window_leaves_the_target_where_it_is(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    drag(qtbot, view, [start, QPoint(start.x() + 60, start.y())])
    assert view.ghost is None
    assert office.calls == []
    menu = place.row_menu(outlet(RISKY))
    target = next(action for action in menu.actions() if action.text() == "Target date…")
    assert not target.isEnabled()
    assert "View only" in target.toolTip()
    menu.deleteLater()


def test_the_keyboard_moves_the_target_too(qtbot: QtBot, place: PortfolioPlace, office: SampleOffice) -> None:
    opening = sample.opening_id(RISKY)
    place.ask_target(opening)
    dialog = place.dialog
    assert isinstance(dialog, TargetDialog)
    assert not dialog.action.isEnabled()  # the same date is no move
    dialog.field.set_day(date(2026, 12, 18))
    qtbot.waitUntil(lambda: "50\u00a0%" in dialog.chance.text())
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.calls == [("set_target", (opening, date(2026, 12, 18)))])
    assert place.dialog is None


def test_a_move_taken_back_before_fresh_data_comes_leaves_no_ghost(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    drag(qtbot, view, [start, QPoint(end_of(view, date(2026, 12, 25)), start.y())])
    assert view.ghost is not None
    place._undo.undo()
    assert view.ghost is None
    qtbot.waitUntil(lambda: len(office.calls) == 2)


def test_a_ghost_that_was_told_goes_by_itself_when_no_data_comes(
    qtbot: QtBot, place: PortfolioPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio_view, "_GHOST_MS", 30)
    view, start = place.view, diamond_of(place.view, RISKY)
    drag(qtbot, view, [start, QPoint(end_of(view, date(2026, 12, 25)), start.y())])
    qtbot.waitUntil(lambda: view.ghost is None)


def test_paper_does_not_show_what_is_under_the_hand(qtbot: QtBot, place: PortfolioPlace) -> None:
    view, start = place.view, diamond_of(place.view, RISKY)
    plain = place.sheet(PageChoice()).image()
    drag(qtbot, view, [start, QPoint(start.x() + 60, start.y())], release=False)
    assert view.ghost is not None
    assert place.sheet(PageChoice()).image() == plain
    assert view.ghost is not None
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start)


def test_the_dialog_refuses_a_date_that_has_passed_and_says_which_ones_there_are(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    place.ask_target(sample.opening_id(RISKY))
    dialog = place.dialog
    assert isinstance(dialog, TargetDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=15_000)
    assert not dialog.error.text()
    dialog.field.setCurrentSection(QDateTimeEdit.Section.MonthSection)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.day == date(2026, 11, 21)
    assert sample.TODAY.strftime("%d.%m.%Y") in dialog.error.text()
    assert not dialog.action.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.field.set_day(sample.TODAY)
    assert not dialog.error.text()
    assert dialog.action.isEnabled()
    dialog.reject()
    assert not [call for call in office.calls if call[0] == "set_target"]


def test_under_the_hand_the_target_says_that_it_goes_no_further_back(qtbot: QtBot, place: PortfolioPlace) -> None:
    view, row = place.view, sample.ROWS[RISKY]
    start = diamond_of(view, RISKY)
    past = QPoint(end_of(view, sample.TODAY - timedelta(days=9)), start.y())
    drag(qtbot, view, [start, start - QPoint(20, 0), past], release=False)
    ghost = view.ghost
    assert ghost is not None
    assert ghost.day == sample.TODAY
    assert "раньше сегодняшнего дня нельзя" in ghost_words(ghost, row, view.off)
    qtbot.mouseMove(view.viewport(), start - QPoint(40, 0))
    assert view.ghost is not None
    assert "раньше" not in ghost_words(view.ghost, row, view.off)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start)


def test_a_target_in_the_past_is_refused_whoever_asks(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    with qtbot.waitSignal(place.message) as told:
        place.move_target(sample.opening_id(RISKY), sample.TODAY - timedelta(days=1))
    assert told.args[0] == "target.past"
    assert not [call for call in office.calls if call[0] == "set_target"]
