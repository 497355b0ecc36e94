"""What a hurried person types: past dates, days off, odd addresses, people who are not there. Each is told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import launch_office
import pytest
from launch_office import NOW, LaunchOffice, type_text
from launch_walk import ADDRESS_TEXT, Make, at_schedule, fill, send, settle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.crumbs import Crumbs
from outlet_desktop.ui.launch.place import ADDRESS, DECISION, SCHEDULE
from outlet_desktop.ui.messages import words

LONG = (
    'Самара, ул. Победы, 93, ТРЦ "Космопорт <Юг> & Ко", второй этаж, секция 214, вход со двора напротив школы № 41, '
    "между аптекой «Вита» и салоном связи, за фонтаном, рядом с эскалатором и лифтом до парковки"
)


def codes(place: LaunchPlace) -> list[str]:
    assert place.draft.preview is not None
    return [code for code, _facts in place.draft.preview.errors]


def test_a_target_that_is_gone_is_told_beside_it_and_stops_the_launch(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    place.address_page.target.set_day(date(2026, 10, 1))
    settle(qtbot, place)
    assert place.address_page.target_error.text() == words("launch.target_past", {"target": date(2026, 10, 1)})
    assert not place.footer.next.isEnabled()
    place.go_on()
    assert place.pages.currentIndex() == ADDRESS
    place.history.stack.undo()
    settle(qtbot, place)
    assert place.footer.next.isEnabled()


def test_a_start_on_a_day_off_begins_on_the_next_working_day_and_says_so(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    place.address_page.start.set_day(date(2027, 1, 2))
    settle(qtbot, place)
    assert place.draft.preview is not None
    assert place.draft.preview.start_on == date(2027, 1, 11)
    assert "11.01" in place.address_page.when.start_hint.text()


def test_an_address_being_opened_already_is_refused_in_another_case_and_with_spaces(qtbot: QtBot, make: Make) -> None:
    place = make()
    taken = place._office.portfolio().rows[0].address
    fill(qtbot, place, f"  {taken.upper()} ")
    assert "launch.address_taken" in codes(place)
    assert place.address_page.address_error.text() == words("launch.address_taken", {"address": taken})


def test_a_new_region_says_that_people_come_by_default(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    where = place.address_page.where
    known = where.region_hint.text()
    assert known
    where.region.setEditText("Марс")
    settle(qtbot, place)
    assert where.region_hint.text() not in ("", known)
    assert codes(place) == []


def test_a_role_without_a_person_stops_the_launch_until_one_is_chosen(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    office._holders["accountant"] = RoleHolder("accountant")
    place = make()
    fill(qtbot, place)
    assert codes(place) == ["people.nobody"]
    assert not place.footer.next.isEnabled()
    place.draft.put("accountant", 8)
    settle(qtbot, place)
    assert codes(place) == []


def test_a_dismissed_holder_stops_the_launch_until_another_is_chosen(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = tuple(replace(one, is_active=one.user_id != 4) for one in launch_office.PEOPLE)
    monkeypatch.setattr(launch_office, "PEOPLE", people)
    place = make()
    fill(qtbot, place)
    assert len(codes(place)) == 1
    assert codes(place)[0].startswith("people.")
    place.draft.put("accountant", 8)
    settle(qtbot, place)
    assert codes(place) == []


def test_a_long_address_with_quotes_goes_through_unharmed(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    assert len(LONG) >= 200
    place = make()
    page = place.address_page
    width = page.width()
    type_text(page.address, LONG)
    settle(qtbot, place)
    assert page.width() == width
    qtbot.mouseClick(place.footer.next, Qt.MouseButton.LeftButton)
    assert place.pages.currentIndex() == SCHEDULE
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.decision_page.view is not None)
    assert place.opening is not None
    assert office.outlet(place.opening).address == LONG
    assert LONG in place.decision_page.card.words()
    assert place.width() == width


def test_where_there_is_no_room_the_pages_behind_and_ahead_give_way(qtbot: QtBot, make: Make) -> None:
    place = make()
    heading = place.heading()
    qtbot.addWidget(heading)
    assert isinstance(heading, Crumbs)
    here = heading.crumbs[0]
    heading.resize(heading.minimumSizeHint().width(), 40)
    heading.show()
    qtbot.waitUntil(lambda: heading.crumbs[1].width() < heading.crumbs[1].sizeHint().width())
    assert here.width() >= here.sizeHint().width()


def test_the_keyboard_stays_on_the_warnings_when_one_was_mended(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    row = next(one for one in place.schedule_page.warnings.rows if one.text().startswith("Роль «Юрист»"))
    assert row.button is not None
    row.button.setFocus()
    qtbot.keyClick(row.button, Qt.Key.Key_Space)
    settle(qtbot, place)
    warnings = place.schedule_page.warnings
    qtbot.waitUntil(lambda: any(one.button is not None and one.button.hasFocus() for one in warnings.rows))
    assert row not in warnings.rows


def test_an_offer_to_take_back_ends_when_the_form_is_sent(qtbot: QtBot, make: Make) -> None:
    place = make()
    send(qtbot, place)
    assert not place.history.stack.canUndo()
    assert place.pages.currentIndex() == DECISION
    assert ADDRESS_TEXT in place.decision_page.card.words()
    assert NOW.date() <= place.decision_page.view.row.target  # type: ignore[union-attr, operator]
