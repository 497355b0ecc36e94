"""Launch forms that were not sent stand in the portfolio: as rows, and in the menu of its top bar."""

from __future__ import annotations

from datetime import UTC, datetime

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.launch.drafts_menu import DraftsMenu
from outlet_desktop.ui.preferences import preferences, read_only_words


def menus(place: PortfolioPlace) -> list[DraftsMenu]:
    made: list[QWidget] = place.bar_buttons()
    return [one for one in made if isinstance(one, DraftsMenu)]


def test_a_draft_is_offered_opened_and_gone_when_it_was_sent(qtbot: QtBot) -> None:
    office, background = SampleOffice(), Background()
    place = PortfolioPlace(office, background)
    qtbot.addWidget(place)
    assert not menus(place)
    saved = datetime(2026, 11, 24, 11, 4, tzinfo=UTC)
    draft = LaunchDraft("d1", LaunchRequest("outlet-opening", 7, "ул. Мира, 4"), saved_at=saved)
    office.launch_drafts["d1"] = draft
    with qtbot.waitSignal(place.heading_changed):
        place.activate()
    (menu,) = menus(place)
    assert [action.text() for action in menu.menu.actions()] == ["ул. Мира, 4  ·  24.11 11:04"]
    with qtbot.waitSignal(place.navigate) as went:
        menu.menu.actions()[0].trigger()
    assert went.args == ["launch", "draft:d1"]
    office.launch_drafts.clear()
    with qtbot.waitSignal(place.heading_changed):
        place.show_portfolio(office.portfolio())
    assert not menus(place)
    background.close()


# ------------------------------------------------------------------------------ as rows


SAVED = datetime(2026, 11, 24, 11, 4, tzinfo=UTC)


@pytest.fixture
def drafted(qtbot: QtBot, office: SampleOffice, place: PortfolioPlace) -> PortfolioPlace:
    for number, address in enumerate(("ул. Мира, 4", "пр. Ленина, 9"), 1):
        draft = LaunchDraft(f"d{number}", LaunchRequest("outlet-opening", 7, address, "Самара"), saved_at=SAVED)
        office.launch_drafts[draft.id] = draft
    place.activate()
    qtbot.waitUntil(lambda: rows_of(place) == ["d1", "d2"], timeout=15_000)
    return place


def rows_of(place: PortfolioPlace) -> list[str]:
    return [line.key[1] for line in place.view.outline.between(0, 100_000) if line.kind is Kind.DRAFT]


def group_of(place: PortfolioPlace) -> Line:
    line = place.view.outline.find(("group", "drafts"))
    assert line is not None
    return line


def middle(place: PortfolioPlace, draft: str) -> QPoint:
    place.view.ensure_visible(("draft", draft))
    rect = place.view.line_rect(("draft", draft))
    assert rect is not None
    return QPoint(120, rect.center().y())


def test_drafts_stand_in_a_group_of_their_own_and_are_no_outlets(drafted: PortfolioPlace) -> None:
    assert group_of(drafted).count == 2
    names = [line.group for line in drafted.view.outline.between(0, 100_000) if line.kind is Kind.GROUP]
    assert names.index("drafts") == names.index("opened") - 1
    assert drafted.bar._counts[""] == len(sample.ROWS)
    assert not set(drafted.openings()) & {"d1", "d2"}
    assert drafted.opening_in_hand() not in ("d1", "d2")


@pytest.mark.parametrize("grouping", ["region", "none"])
def test_in_other_groups_drafts_come_last(drafted: PortfolioPlace, grouping: str) -> None:
    drafted.bar.choose_grouping(grouping)
    lines = list(drafted.view.outline.between(0, 100_000))
    assert [line.key for line in lines[-3:]] == [("group", "drafts"), ("draft", "d1"), ("draft", "d2")]


def test_a_double_click_continues_a_draft(qtbot: QtBot, drafted: PortfolioPlace) -> None:
    with qtbot.waitSignal(drafted.navigate) as went:
        qtbot.mouseDClick(drafted.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(drafted, "d2"))
    assert went.args == ["launch", "draft:d2"]


def test_by_keys_a_draft_is_reached_opened_deleted_and_taken_back(
    qtbot: QtBot, office: SampleOffice, drafted: PortfolioPlace
) -> None:
    view = drafted.view
    view.setFocus()
    view.set_current(group_of(drafted).key)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current == ("draft", "d1")
    assert "ул. Мира, 4" in view.accessibleDescription()
    with qtbot.waitSignal(drafted.navigate) as went:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert went.args == ["launch", "draft:d1"]
    with qtbot.waitSignal(drafted.undoable, timeout=15_000) as told:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.args == ["draft.dropped", {"address": "ул. Мира, 4"}]
    qtbot.waitUntil(lambda: rows_of(drafted) == ["d2"], timeout=15_000)
    stack = drafted.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: sorted(rows_of(drafted)) == ["d1", "d2"], timeout=15_000)
    assert office.launch_drafts["d1"].request.address == "ул. Мира, 4"


def test_delete_on_an_outlet_deletes_nothing(qtbot: QtBot, office: SampleOffice, drafted: PortfolioPlace) -> None:
    drafted.view.setFocus()
    drafted.view.set_current(("outlet", sample.opening_id(0)))
    qtbot.keyClick(drafted.view, Qt.Key.Key_Delete)
    assert not [call for call in office.calls if call[0] == "drop_launch_draft"]


def test_the_strip_says_what_a_draft_is_and_continues_it(qtbot: QtBot, drafted: PortfolioPlace) -> None:
    qtbot.mouseClick(drafted.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(drafted, "d1"))
    assert drafted.strip._name.text() == "ул. Мира, 4"
    assert "24.11 11:04" in drafted.strip._why.text()
    with qtbot.waitSignal(drafted.navigate) as went:
        qtbot.mouseClick(drafted.strip.button, Qt.MouseButton.LeftButton)
    assert went.args == ["launch", "draft:d1"]
    drafted.view.set_current(("outlet", sample.opening_id(0)))
    with qtbot.waitSignal(drafted.navigate) as went:
        qtbot.mouseClick(drafted.strip.button, Qt.MouseButton.LeftButton)
    assert went.args == ["outlet", sample.opening_id(0)]


def test_words_of_the_filter_sift_drafts_and_a_chip_leaves_none(drafted: PortfolioPlace) -> None:
    drafted.bar.search.setText("мира")
    assert rows_of(drafted) == ["d1"]
    drafted.bar.search.setText("")
    drafted.bar.chips["late"].click()
    assert rows_of(drafted) == []


def test_in_a_window_for_viewing_a_draft_cannot_be_deleted_and_says_why(
    qtbot: QtBot, office: SampleOffice, drafted: PortfolioPlace
) -> None:
    preferences.set_read_only(True)
    try:
        menu = drafted.row_menu(("draft", "d1"))
        assert [action.isEnabled() for action in menu.actions()] == [False, False]
        assert {action.toolTip() for action in menu.actions()} == {read_only_words()}
        menu.close()
        drafted.view.setFocus()
        drafted.view.set_current(("draft", "d1"))
        qtbot.keyClick(drafted.view, Qt.Key.Key_Delete)
    finally:
        preferences.set_read_only(False)
    assert not [call for call in office.calls if call[0] == "drop_launch_draft"]
