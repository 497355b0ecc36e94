"""The portfolio with a real mouse and real keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.canvas import GanttCanvas
from outlet_desktop.ui.gantt.header import HEADER_H
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.rows import Key

FIRST: Key = ("outlet", sample.FIRST)
LEFT = Qt.MouseButton.LeftButton


def centre(view: GanttCanvas, key: Key, x: int = 300) -> QPoint:
    rect = view.line_rect(key)
    assert rect is not None
    return QPoint(x, rect.center().y())


def click(qtbot: QtBot, view: GanttCanvas, key: Key, x: int = 300) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, pos=centre(view, key, x))


def wheel(view: GanttCanvas, point: QPoint, turn: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.viewport().mapToGlobal(point)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def changed(place: PortfolioPlace, number: int, **facts: object) -> tuple[OutletRow, ...]:
    rows = list(sample.ROWS)
    rows[number] = replace(rows[number], **facts)  # type: ignore[arg-type]
    return tuple(rows)


def keys_of(place: PortfolioPlace) -> list[str]:
    return [line.key[1] for line in place.view.outline.between(0, 10_000) if line.key[0] == "outlet"]


# ---------------------------------------------------------------- selection and expansion


def test_a_click_in_either_half_selects_the_row_and_the_strip_says_who_holds_it(
    qtbot: QtBot, place: PortfolioPlace
) -> None:
    click(qtbot, place.view, ("outlet", sample.opening_id(3)))
    assert place.view.current == ("outlet", sample.opening_id(3))
    click(qtbot, place.view, FIRST, 1100)
    assert place.view.current == FIRST
    assert place.strip._person.value.text() == "Ольга Панина"
    assert place.strip._held.value.text() == "Подтвердить оплату счёта за оборудование"


def test_the_right_arrow_opens_stages_and_steps_and_the_left_arrow_closes_them(
    qtbot: QtBot, place: PortfolioPlace
) -> None:
    view = place.view
    click(qtbot, view, FIRST)
    before = view.outline.height
    qtbot.keyClick(view, Qt.Key.Key_Right)
    step: Key = ("step", sample.FIRST, "S13")
    qtbot.waitUntil(lambda: (line := view.outline.find(step)) is not None and line.step is not None)
    assert view.outline.height == before + 24 * (5 + 14)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current == ("stage", sample.FIRST, "site")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.current == FIRST
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.outline.height == before


def test_the_caret_opens_without_selecting(qtbot: QtBot, place: PortfolioPlace) -> None:
    place.view.set_current(None)
    click(qtbot, place.view, FIRST, 10)
    assert sample.FIRST in place.view.expansion.outlets
    assert place.view.current is None
    click(qtbot, place.view, FIRST, 10)
    assert sample.FIRST not in place.view.expansion.outlets


def test_a_group_closes_and_opens_by_a_click(qtbot: QtBot, place: PortfolioPlace) -> None:
    click(qtbot, place.view, ("group", "attention"))
    assert sample.FIRST not in keys_of(place)
    click(qtbot, place.view, ("group", "attention"))
    assert keys_of(place)[0] == sample.FIRST


def test_arrows_walk_over_groups_and_rows(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    click(qtbot, view, ("outlet", sample.opening_id(4)))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current == ("group", "on_track")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current == ("outlet", sample.opening_id(5))
    assert "Ново-Садовая" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.current is None
    assert view.accessibleDescription() == ""


def test_the_reader_hears_address_status_dates_and_holder(qtbot: QtBot, place: PortfolioPlace) -> None:
    click(qtbot, place.view, FIRST)
    text = place.view.accessibleDescription()
    dates = "План 28.12, прогноз 15.01, плюс 7\xa0рабочих дней"
    for part in ("Московское ш., 185А, Самара", "Заблокирована", dates, "Подтвердить оплату"):
        assert part in text


def test_a_double_click_and_enter_open_the_outlet(qtbot: QtBot, place: PortfolioPlace) -> None:
    with qtbot.waitSignal(place.navigate) as found:
        qtbot.mouseDClick(place.view.viewport(), LEFT, pos=centre(place.view, FIRST, 1000))
    assert found.args == ["outlet", sample.FIRST]
    click(qtbot, place.view, ("outlet", sample.opening_id(2)))
    with qtbot.waitSignal(place.navigate) as found:
        qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert found.args == ["outlet", sample.opening_id(2)]
    with qtbot.waitSignal(place.navigate) as found:
        qtbot.mouseClick(place.strip.button, LEFT)
    assert found.args == ["outlet", sample.opening_id(2)]


# ---------------------------------------------------------------- filter, order, groups


def test_a_chip_filters_and_a_second_click_shows_all(qtbot: QtBot, place: PortfolioPlace) -> None:
    qtbot.mouseClick(place.bar.chips["late"], LEFT)
    assert keys_of(place) == [sample.opening_id(1), sample.opening_id(2)]
    qtbot.mouseClick(place.bar.chips["late"], LEFT)
    assert len(keys_of(place)) == 17
    assert place.bar.chips[""].isChecked()


def test_words_filter_rows_and_counts_in_the_same_moment(qtbot: QtBot, place: PortfolioPlace) -> None:
    qtbot.keyClick(place, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert place.bar.search.isVisible()
    place.bar.search.insert("тольятти")  # QtTest types ASCII only
    assert keys_of(place) == [sample.opening_id(1), sample.opening_id(6), sample.opening_id(13)]
    assert place.bar.chips[""].accessibleName() == "Все 3"
    qtbot.keyClicks(place.bar.search, "zzz")
    assert place._pages.currentIndex() == 2
    qtbot.mouseClick(place._reset_button, LEFT)
    assert len(keys_of(place)) == 17
    assert place._pages.currentWidget() is place.view


def test_grouping_by_region_and_without_groups(place: PortfolioPlace) -> None:
    place.bar._groupings["region"].trigger()
    groups = [line.group for line in place.view.outline.between(0, 5000) if line.key[0] == "group"]
    assert groups == ["region:Волга", "region:Самара"]
    place.bar._groupings["none"].trigger()
    assert [line.key[0] for line in place.view.outline.between(0, 5000)] == ["outlet"] * 17


def test_a_header_sorts_up_then_down_then_as_usual(qtbot: QtBot, place: PortfolioPlace) -> None:
    place.bar._groupings["none"].trigger()
    usual = keys_of(place)
    point = QPoint(690, 31)
    qtbot.mouseClick(place.view.viewport(), LEFT, pos=point)
    slips = [row.slip_days for opening in keys_of(place) for row in sample.ROWS if row.opening == opening]
    assert slips == sorted(slips, key=lambda slip: slip or 0)
    qtbot.mouseClick(place.view.viewport(), LEFT, pos=point)
    assert keys_of(place)[0] == sample.opening_id(1)
    qtbot.mouseClick(place.view.viewport(), LEFT, pos=point)
    assert keys_of(place) == usual


def test_an_empty_portfolio_offers_the_launch(qtbot: QtBot, place: PortfolioPlace) -> None:
    place.show_portfolio(sample.portfolio(()))
    assert place._pages.currentIndex() == 1
    with qtbot.waitSignal(place.navigate) as found:
        qtbot.mouseClick(place._launch_button, LEFT)
    assert found.args == ["launch", None]


# ---------------------------------------------------------------- time


@pytest.mark.parametrize("turn", [120, -120, 600])
def test_zoom_keeps_the_date_under_the_pointer(place: PortfolioPlace, turn: int) -> None:
    view = place.view
    before, px = view.day_at(1100), view.axis.px_per_day
    wheel(view, QPoint(1100, 300), turn, Qt.KeyboardModifier.ControlModifier)
    assert view.axis.px_per_day == pytest.approx(px * 1.2 ** (turn / 120))
    assert view.day_at(1100) == pytest.approx(before, abs=1e-6)


def test_shift_and_wheel_move_the_time_and_only_it(place: PortfolioPlace) -> None:
    view = place.view
    left, px = view.axis.left, view.axis.px_per_day
    wheel(view, QPoint(1100, 300), -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.axis.left > left
    assert view.axis.px_per_day == px
    assert view.verticalScrollBar().value() == 0


def test_dragging_the_chart_moves_it_with_the_pointer(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    before = view.day_at(1000)
    qtbot.mousePress(view.viewport(), LEFT, pos=QPoint(1000, 640))
    qtbot.mouseMove(view.viewport(), QPoint(960, 640))
    qtbot.mouseMove(view.viewport(), QPoint(900, 640))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(900, 640))
    assert view.day_at(900) == pytest.approx(before, abs=0.01)


def test_dot_brings_today_back_and_home_the_start_of_the_outlet(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    click(qtbot, view, FIRST)
    view.show_day(date(2028, 1, 1))
    qtbot.keyClick(view, Qt.Key.Key_Period)
    assert view.split < view.x_of(sample.TODAY) < view.viewport().width()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert 0 < view.x_of(date(2026, 10, 12)) - view.split < 60


def test_the_segments_set_the_scale(qtbot: QtBot, place: PortfolioPlace) -> None:
    for name, px in (("week", 24.0), ("quarter", 2.0), ("month", 4.45)):
        qtbot.mouseClick(place.bar.scale.button(name), LEFT)
        assert place.view.axis.px_per_day == px


def test_the_splitter_moves_and_a_double_click_sets_it_back(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    qtbot.mousePress(view.viewport(), LEFT, pos=QPoint(704, 300))
    qtbot.mouseMove(view.viewport(), QPoint(650, 300))
    qtbot.mouseMove(view.viewport(), QPoint(600, 300))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(600, 300))
    assert view.split == 600
    assert view.columns_by_key()["deviation"].right == 590
    qtbot.mouseDClick(view.viewport(), LEFT, pos=QPoint(600, 300))
    assert view.split == 704


# ---------------------------------------------------------------- live data


def settle(place: PortfolioPlace) -> int:
    """Let pending paints happen; gives how many lines the view has painted so far."""
    QApplication.processEvents()
    return place.view.rows_painted


def test_one_changed_row_repaints_itself_alone(place: PortfolioPlace) -> None:
    before = settle(place)
    place.show_portfolio(sample.portfolio(changed(place, 3, now="Другой шаг")))
    assert settle(place) - before == 1


def test_the_same_data_repaints_nothing(place: PortfolioPlace) -> None:
    before = settle(place)
    place.show_portfolio(sample.portfolio())
    assert settle(place) == before


def test_hovering_repaints_the_two_rows_it_touches(qtbot: QtBot, place: PortfolioPlace) -> None:
    qtbot.mouseMove(place.view.viewport(), centre(place.view, FIRST))
    before = settle(place)
    qtbot.mouseMove(place.view.viewport(), centre(place.view, ("outlet", sample.opening_id(3))))
    assert settle(place) - before == 2


def test_a_wheel_notch_paints_only_what_came_into_view(place: PortfolioPlace) -> None:
    place.resize(1372, 500)
    settle(place)
    before = settle(place)
    place.view.verticalScrollBar().setValue(60)
    assert 1 <= settle(place) - before <= 4


def test_a_changed_row_wears_the_accent_line(place: PortfolioPlace) -> None:
    key: Key = ("outlet", sample.opening_id(3))
    rect = place.view.line_rect(key)
    assert rect is not None
    plain = place.view.viewport().grab().toImage().pixelColor(0, rect.center().y()).name()
    place.show_portfolio(sample.portfolio(changed(place, 3, now="Другой шаг")))
    marked = place.view.viewport().grab().toImage().pixelColor(0, rect.center().y()).name()
    assert (plain, marked) == ("#ffffff", "#2b5cd9")


def test_rows_that_nobody_has_touched_take_their_places_though_the_focus_is_there_from_the_start(
    qtbot: QtBot, place: PortfolioPlace
) -> None:
    place.activateWindow()
    place.view.setFocus()
    qtbot.waitUntil(place.view.hasFocus)
    place.view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    late = changed(place, 6, status=sample.ROWS[1].status, slip_days=9)
    place.show_portfolio(sample.portfolio(late))
    assert keys_of(place).index(sample.opening_id(6)) < 5
    assert not place.bar.updates.isVisibleTo(place.bar)


def test_rows_take_their_new_places_when_the_keys_have_rested(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    assert view._in_hand.interval() == 10_000  # ms
    view._in_hand.setInterval(300)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    order = keys_of(place)
    place.show_portfolio(sample.portfolio(changed(place, 6, status=sample.ROWS[1].status, slip_days=9)))
    if view._in_hand.isActive():  # (a busy machine may have come too late to see it)
        assert keys_of(place) == order
    qtbot.waitUntil(lambda: keys_of(place) != order, timeout=15_000)
    qtbot.waitUntil(lambda: not place.bar.updates.isVisible(), timeout=15_000)


def test_rows_keep_their_places_while_a_hand_is_at_work(qtbot: QtBot, place: PortfolioPlace) -> None:
    qtbot.keyClick(place.view, Qt.Key.Key_Down)
    order = keys_of(place)
    late = changed(place, 6, status=sample.ROWS[1].status, slip_days=9)
    place.show_portfolio(sample.portfolio(late))
    assert keys_of(place) == order
    assert place.bar.chips["late"].accessibleName() == "Опаздывают 3"  # counts do not wait
    assert place.bar.updates.isVisible()
    line = place.view.outline.find(("outlet", sample.opening_id(6)))
    assert line is not None
    assert line.outlet is not None
    assert line.outlet.slip_days == 9  # the content is fresh
    qtbot.mouseClick(place.bar.updates, LEFT)
    assert keys_of(place).index(sample.opening_id(6)) < 5
    assert not place.bar.updates.isVisible()


def test_rows_take_their_new_places_when_the_pointer_leaves(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    place.bar.search_button.setFocus()
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    QApplication.sendEvent(view.viewport(), QEnterEvent(QPointF(9, 99), QPointF(9, 99), QPointF(9, 99)))
    order = keys_of(place)
    late = changed(place, 6, status=sample.ROWS[1].status, slip_days=9)
    place.show_portfolio(sample.portfolio(late))
    assert keys_of(place) == order
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert keys_of(place) != order


def test_scroll_and_selection_survive_fresh_data(qtbot: QtBot, place: PortfolioPlace) -> None:
    place.resize(1372, 500)
    settle(place)
    place.view.set_current(("outlet", sample.opening_id(8)))
    place.view.verticalScrollBar().setValue(90)
    place.bar.search_button.setFocus()
    place.show_portfolio(sample.portfolio(changed(place, 6, status=sample.ROWS[1].status)))
    assert place.view.verticalScrollBar().value() == 90
    assert place.view.current == ("outlet", sample.opening_id(8))


def test_the_outlet_stays_under_the_header_while_its_steps_scroll(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    place.resize(1372, 500)
    click(qtbot, view, FIRST, 10)
    step: Key = ("step", sample.FIRST, "S13")
    qtbot.waitUntil(lambda: (line := view.outline.find(step)) is not None and line.step is not None)
    view.verticalScrollBar().setValue(150)
    rect = view.line_rect(FIRST)
    assert rect is not None
    assert rect.top() == HEADER_H
    under = view.line_under(QPoint(300, HEADER_H + 5))
    assert under is not None
    assert under.key == FIRST
    scrolled = view.viewport().grab().toImage()
    view.viewport().update()
    assert view.viewport().grab().toImage() == scrolled


def test_scrolling_by_pixels_shows_what_a_whole_repaint_shows(place: PortfolioPlace) -> None:
    place.resize(1372, 500)
    place.expand_all(True)
    view = place.view
    for value in (40, 300, 333, 120, 90, 0, 700):
        view.verticalScrollBar().setValue(value)
        QApplication.processEvents()
    moved = view.viewport().grab().toImage()
    view.viewport().repaint()
    assert view.viewport().grab().toImage() == moved


def test_the_badge_counts_outlets_that_need_attention(qtbot: QtBot, place: PortfolioPlace) -> None:
    with qtbot.waitSignal(place.badge_changed) as found:
        place.show_portfolio(sample.portfolio(sample.ROWS[1:]))
    assert found.args == [4]


def test_export_asks_the_office_for_a_report(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ask_path", lambda ending: f"/somewhere/all.{ending}")
    with qtbot.waitSignal(place.message) as found:
        place.export("xlsx")
    assert office.calls == [("report", (None, "/somewhere/all.xlsx", "ru"))]
    assert found.args == ["report.written", {"file": "all.xlsx"}, "success"]
