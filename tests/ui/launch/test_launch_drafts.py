"""Drafts: every change is kept, leaving loses nothing, sending and emptying the form leave none behind."""

from __future__ import annotations

from datetime import date

from launch_office import LaunchOffice, type_text
from launch_walk import ADDRESS_TEXT, Make, at_schedule, fill, renew, send, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.engine.ports import LaunchDraft, LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.draft import TYPED_TARGET
from outlet_desktop.ui.launch.drafts_menu import DraftsMenu
from outlet_desktop.ui.launch.keeper import is_blank
from outlet_desktop.ui.launch.place import ADDRESS, DECISION


def saves(office: LaunchOffice) -> list[LaunchDraft]:
    return [arguments[0] for name, arguments in office.calls if name == "save_launch_draft"]  # type: ignore[misc]


def kept(qtbot: QtBot, place: LaunchPlace, office: LaunchOffice, address: str = ADDRESS_TEXT) -> LaunchDraft:
    """Wait until the form is kept with that address."""
    qtbot.waitUntil(lambda: any(one.request.address == address for one in office.kept.values()))
    qtbot.waitUntil(lambda: place.keeper.saved_at is not None)
    return next(one for one in office.kept.values() if one.request.address == address)


def menu_of(place: LaunchPlace, qtbot: QtBot) -> DraftsMenu:
    found = next(one for one in place.bar_buttons() if isinstance(one, DraftsMenu))
    qtbot.addWidget(found)
    return found


def test_an_untouched_form_is_no_draft(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    qtbot.wait(250)
    place.hide()
    assert not office.kept
    assert is_blank(place.draft.request)


def test_every_change_is_kept_and_a_word_is_one_save(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    fill(qtbot, place)
    first = kept(qtbot, place, office)
    assert len(saves(office)) == 1
    place.address_page.start.set_day(date(2026, 12, 1))
    qtbot.waitUntil(lambda: office.kept[first.id].request.start_on == date(2026, 12, 1))
    yes = next(field for field in place.address_page.launch_fields if field.field.id == "prepaid").editor.button("yes")  # type: ignore[attr-defined]
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: office.kept[first.id].request.fields == {"prepaid": True})
    place.draft.choose_target("p95")
    qtbot.waitUntil(lambda: office.kept[first.id].target == "p95")
    assert len(office.kept) == 1


def test_leaving_at_once_loses_no_letter(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    type_text(place.address_page.address, ADDRESS_TEXT)
    assert place.may_leave()
    qtbot.waitUntil(lambda: [one.request.address for one in office.kept.values()] == [ADDRESS_TEXT])


def test_hiding_the_place_keeps_what_was_typed_a_moment_ago(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    type_text(place.address_page.address, ADDRESS_TEXT)
    place.hide()
    qtbot.waitUntil(lambda: [one.request.address for one in office.kept.values()] == [ADDRESS_TEXT])


def test_the_bar_says_when_it_was_kept(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    note = place.bar_buttons()[0]
    qtbot.addWidget(note)
    assert isinstance(note, QLabel)
    assert note.text() == ""
    fill(qtbot, place)
    draft = kept(qtbot, place, office)
    assert draft.saved_at is not None
    assert f"{draft.saved_at:%H:%M}" in note.text()


def test_an_emptied_form_is_forgotten(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    fill(qtbot, place, "Дом")
    kept(qtbot, place, office, "Дом")
    place.address_page.address.setFocus()
    place.address_page.address.selectAll()
    qtbot.keyClick(place.address_page.address, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not office.kept)


def test_a_draft_of_another_day_is_opened_whole(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    request = LaunchRequest(
        "outlet-opening", 6, "Кинель, Мира, 5", "Кинель", "Самара", None, date(2027, 6, 1), {"accountant": 8},
        {"prepaid": True}, counts_back=True,
    )  # fmt: skip
    office.kept["old"] = LaunchDraft("old", request, TYPED_TARGET)
    place = make()
    fill(qtbot, place)
    mine = kept(qtbot, place, office)
    menu = menu_of(place, qtbot)
    qtbot.waitUntil(lambda: bool(place.keeper.others))
    menu = menu_of(place, qtbot)
    assert menu.button.text().endswith("1")
    menu.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: place.draft.request == request)
    page = place.address_page
    assert page.address.text() == "Кинель, Мира, 5"
    assert page.process.currentData() == ("outlet-opening", 6)
    assert page.when.direction.current == "target"
    settle(qtbot, place)
    assert place.keeper.id == "old"
    assert office.kept[mine.id].request.address == ADDRESS_TEXT  # the form that was left is kept too
    assert not page.start.isEnabled()


def test_the_portfolio_opens_a_draft_by_its_id(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    request = LaunchRequest("outlet-opening", 7, "Кинель, Мира, 5", "Кинель", "Самара")
    office.kept["old"] = LaunchDraft("old", request)
    place = make()
    place.open("draft:old")
    place.activate()
    qtbot.waitUntil(lambda: place.address_page.address.text() == "Кинель, Мира, 5")
    assert place.pages.currentIndex() == ADDRESS
    settle(qtbot, place)
    qtbot.wait(200)
    assert not saves(office)  # looking at it changes nothing


def test_a_new_form_leaves_the_draft_and_deleting_takes_it_away(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    fill(qtbot, place)
    first = kept(qtbot, place, office)
    new_form = menu_of(place, qtbot).menu.actions()[-2]
    new_form.trigger()
    assert place.address_page.address.text() == ""
    assert first.id in office.kept
    settle(qtbot, place)
    place.open(f"draft:{first.id}")
    qtbot.waitUntil(lambda: place.address_page.address.text() == ADDRESS_TEXT)
    drop = menu_of(place, qtbot).menu.actions()[-1]
    assert drop.isEnabled()
    drop.trigger()
    qtbot.waitUntil(lambda: not office.kept)
    assert place.address_page.address.text() == ""
    settle(qtbot, place)


def test_what_was_sent_is_no_draft_any_more(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    send(qtbot, place)
    qtbot.waitUntil(lambda: not office.kept)
    qtbot.wait(200)
    assert not office.kept


def test_a_refused_launch_keeps_its_draft(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    kept(qtbot, place, office)
    office.problem = Problem("launch.address_taken", address=ADDRESS_TEXT)
    with qtbot.waitSignal(place.message):
        qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    settle(qtbot, place)
    assert [one.request.address for one in office.kept.values()] == [ADDRESS_TEXT]


def test_keeping_a_draft_on_page_2_goes_to_the_portfolio(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    with qtbot.waitSignals([place.message, place.navigate]):
        qtbot.mouseClick(place.footer.keep, Qt.MouseButton.LeftButton)
    kept(qtbot, place, office)


def test_a_correction_is_a_draft_of_its_opening_once_something_is_changed(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    opening = send(qtbot, place)
    qtbot.waitUntil(lambda: not office.kept)
    office.open_step(opening, "S01", 48830, 1)
    office.decide(opening, "rework", "Март поздно.")
    office.turn(opening, OpeningState.DRAFT)
    renew(qtbot, place, office)
    qtbot.mouseClick(place.footer.correct, Qt.MouseButton.LeftButton)
    settle(qtbot, place)
    qtbot.wait(200)
    assert not office.kept
    place.address_page.start.set_day(date(2026, 11, 26))
    qtbot.waitUntil(lambda: [one.corrects for one in office.kept.values()] == [opening])
    settle(qtbot, place)
    draft_id = place.keeper.id
    place.open(opening)
    assert place.pages.currentIndex() == DECISION
    place.open(None)
    assert place.draft.corrects is None
    place.open(f"draft:{draft_id}")
    qtbot.waitUntil(lambda: place.draft.corrects == (opening, ADDRESS_TEXT))
    assert place.draft.request.start_on == date(2026, 11, 26)
    settle(qtbot, place)
    assert place.address_page.address_error.text() == ""  # its own address is not taken by somebody else
