"""Columns chosen, widened, sorted and remembered; groups; the look of the portfolio over a restart."""

from __future__ import annotations

from dataclasses import replace

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from hypothesis import given, strategies as st
from portfolio_hands import LEFT, drag, keys_of, outlet
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.columns import BY_KEY, LEFT as FIRST_X, SPECS, USUAL, ColumnChoice
from outlet_desktop.ui.gantt.grouping import current_stage
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.portfolio_memory import Memory, read_memory
from outlet_desktop.ui.gantt.rows import Sort, ordered

KEYS = tuple(BY_KEY)


def test_the_usual_columns_are_those_of_the_picture() -> None:
    choice = ColumnChoice()
    assert choice.natural() == 704
    assert choice.places(704)["deviation"] == (660, 694)
    assert choice.places(704)["now"] == (252, 450)


@given(
    st.sets(st.sampled_from(KEYS)), st.dictionaries(st.sampled_from(KEYS), st.integers(-50, 900)), st.integers(0, 2000)
)
def test_columns_never_overlap_and_fill_the_table(keys: set[str], widths: dict[str, int], table: int) -> None:
    choice = ColumnChoice()
    choice.choose(keys)
    for key, width in widths.items():
        choice.set_width(key, width)
    places = choice.places(table)
    assert tuple(places) == choice.shown
    assert "outlet" in places
    x = FIRST_X
    for key, (left, right) in places.items():
        assert left >= x
        assert right - left >= BY_KEY[key].least
        x = right
    if table >= choice.natural():
        assert x == table - 10


def menu_action(place: PortfolioPlace, key: str) -> QAction:
    return next(action for action in place.header_menu().actions() if action.data() == key)


def test_the_menu_of_the_header_shows_and_hides_columns(place: PortfolioPlace) -> None:
    view = place.view
    place.resize(1700, 824)
    QApplication.processEvents()
    before = view.split
    menu_action(place, "held").trigger()
    assert view.choice.shown == ("outlet", "now", "held", "steps", "target", "p50", "p80", "deviation")
    assert view.split == before + 8 + 96  # the table grows, no other column is squeezed
    assert view.columns_by_key()["now"].right - view.columns_by_key()["now"].left == 198
    menu_action(place, "p80").trigger()
    assert "p80" not in view.columns_by_key()
    assert not menu_action(place, "outlet").isEnabled()
    usual = next(action for action in place.header_menu().actions() if action.text() == "Usual columns")
    usual.trigger()
    assert (view.choice.shown, view.split) == (USUAL, 704)


def test_a_right_click_on_the_header_asks_for_that_menu(qtbot: QtBot, place: PortfolioPlace) -> None:
    view, point = place.view, QPoint(300, 30)
    where = view.viewport().mapToGlobal(point)
    with qtbot.waitSignal(view.header_menu_wanted):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
        QApplication.sendEvent(view.viewport(), event)
    for menu in place.findChildren(type(place.header_menu())):
        menu.close()


@pytest.mark.parametrize("key", [spec.key for spec in SPECS])
def test_every_column_can_be_shown_painted_and_sorted_by(qtbot: QtBot, place: PortfolioPlace, key: str) -> None:
    place.bar._groupings["none"].trigger()
    place.resize(1900, 824)
    QApplication.processEvents()
    view = place.view
    view.choose_columns([*USUAL, key])
    view.viewport().grab()
    column = view.columns_by_key()[key]
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint((column.left + column.right) // 2, 31))
    assert view.sort == Sort(key)
    assert keys_of(place) == [row.opening for row in ordered(sample.ROWS, Sort(key))]


def test_a_border_in_the_header_is_dragged_and_a_double_click_sets_it_back(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    edge = QPoint(view.columns_by_key()["outlet"].right + 2, 30)
    sort = view.sort
    drag(qtbot, view, [edge, edge + QPoint(20, 0), edge + QPoint(40, 0)])
    assert view.choice.width("outlet") == 218 + 40
    assert view.split == 744
    assert view.sort == sort  # a drag is no click on the title
    qtbot.mouseDClick(view.viewport(), LEFT, pos=edge + QPoint(40, 0))
    assert view.choice.width("outlet") == 218
    drag(qtbot, view, [edge, edge + QPoint(30, 0)], release=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.choice.width("outlet") == 218
    qtbot.mouseRelease(view.viewport(), LEFT, pos=edge)


def groups(place: PortfolioPlace) -> list[str]:
    return [line.group for line in place.view.outline.between(0, 9000) if line.key[0] == "group"]


def test_groups_by_stage_stand_in_the_order_of_the_work(place: PortfolioPlace) -> None:
    place.bar._groupings["stage"].trigger()
    found = groups(place)
    titles = [stage.title for stage in sample.STAGES]
    named = [group.partition(":")[2] for group in found]
    order = [titles.index(name) for name in named if name]
    assert order == sorted(order)
    for group, rows in place._groups:
        for row in rows:
            stage = current_stage(row)
            assert group == f"stage:{stage.title if stage else ''}"


def test_groups_by_director_name_who_decides(place: PortfolioPlace) -> None:
    rows = tuple(
        replace(row, director="Виктор Сафронов" if number % 2 else "") for number, row in enumerate(sample.ROWS)
    )
    place.show_portfolio(sample.portfolio(rows))
    place.bar._groupings["director"].trigger()
    assert groups(place) == ["director:Виктор Сафронов", "director:"]  # those without one come last
    assert place.view.group_title("director:") == "No director"


# ---------------------------------------------------------------- memory


def another(qtbot: QtBot, office: SampleOffice, background: Background, state: str, *, early: bool) -> PortfolioPlace:
    made = PortfolioPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    if early:  # as the window does it: before there is data and before it is shown
        made.restore_view(state)
        made.show_portfolio(sample.portfolio())
    else:
        made.show_portfolio(sample.portfolio())
        made.restore_view(state)
    made.show()
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("early", [True, False])
def test_the_portfolio_looks_after_a_restart_as_it_was_left(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice, background: Background, early: bool
) -> None:
    view, bar = place.view, place.bar
    view.choose_columns(["outlet", "held", "target", "p50", "chance"])
    view.set_column_width("held", 130)
    view.set_split(610)
    view.set_scale(7.5)
    bar._groupings["region"].trigger()
    bar.legend_action.trigger()
    place._sort_by("target")
    place._sort_by("target")
    line = view.outline.find(outlet(0))
    assert line is not None
    view.toggle(line, True)
    qtbot.waitUntil(lambda: bool(place._details))
    stage = view.outline.find(("stage", sample.FIRST, "site"))
    assert stage is not None
    view.toggle(stage, False)
    state = place.view_state()

    after = another(qtbot, office, background, state, early=early)
    assert after.view_state() == state
    assert after.view.split == 610
    assert after.view.axis.px_per_day == pytest.approx(7.5)
    assert after.bar.grouping == "region"
    assert after.view.sort == Sort("target", True)
    assert not after.legend.isVisible()
    assert keys_of(after) == keys_of(place)
    qtbot.waitUntil(lambda: after.view.outline.height == view.outline.height)  # its stages are read again


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"columns": 5}', '{"stages": [1]}', '{"split": "wide"}'])
def test_a_memory_that_cannot_be_read_changes_nothing(place: PortfolioPlace, kept: str) -> None:
    before = place.view_state()
    place.restore_view(kept)
    assert place.view_state() == before


def test_a_memory_of_another_version_keeps_what_is_known() -> None:
    text = Memory(columns=("outlet",), grouping="stage").as_text().replace('"legend"', '"legend_of_old"')
    found = read_memory(text)
    assert found is not None
    assert (found.grouping, found.legend) == ("stage", True)


def test_columns_and_order_are_reached_by_keyboard(qtbot: QtBot, place: PortfolioPlace) -> None:
    place.bar._groupings["none"].trigger()
    place.bar.columns_action.trigger()
    (menu,) = (one for one in place.findChildren(QMenu) if one.isVisible())
    order = next(action.menu() for action in menu.actions() if action.text() == "Sort by")
    assert isinstance(order, QMenu)
    by_date = next(action for action in order.actions() if action.text() == "Target date")
    menu.close()
    by_date.trigger()
    assert place.view.sort == Sort("target")
    assert keys_of(place) == [row.opening for row in ordered(sample.ROWS, Sort("target"))]
