"""Warnings: the worst first, each with one button, and the button mends what it stands beside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from launch_office import LaunchOffice, type_text
from launch_walk import Make, at_schedule, fill, settle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.connection import ConnectionState
from outlet_desktop.engine.launch_load import Busy
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.fixes import Fix
from outlet_desktop.ui.launch.place import ADDRESS, SCHEDULE
from outlet_desktop.ui.launch.warnings_list import WarningRow
from outlet_desktop.ui.messages import words

WEEKS = {date(2026, 11, 23) + timedelta(weeks=number): 6 for number in range(30)}


def row_of(place: LaunchPlace, start: str) -> WarningRow:
    return next(row for row in place.schedule_page.warnings.rows if row.text().startswith(start))


def said(place: LaunchPlace) -> list[str]:
    assert place.draft.preview is not None
    return [code for code, _facts in (*place.draft.preview.errors, *place.draft.preview.warnings)]


def press(qtbot: QtBot, row: WarningRow) -> None:
    assert row.button is not None
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)


def test_errors_and_what_costs_the_date_stand_above_the_rest(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    office.busy = Busy({4: dict.fromkeys(WEEKS, 30), 6: WEEKS}, {})
    place = make()
    at_schedule(qtbot, place)
    place.draft.put("retail", 999)
    settle(qtbot, place)
    rows = place.schedule_page.warnings.rows
    assert rows[0].text() == words("launch.person_unknown", {"user_id": 999})
    statuses = [row.status for row in rows]
    assert statuses == sorted(statuses)  # "late" < "risk"
    assert {"late", "risk"} <= set(statuses)


def test_too_much_for_one_person_is_handed_to_one_with_room(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    # Марина Соколова and Тимур Латыпов share a position and a department; he stands in for her and has no room.
    office.busy = Busy({5: WEEKS}, {5: 6, 7: 50, 8: 50})
    place = make()
    at_schedule(qtbot, place)
    row = row_of(place, "Павел Ершов")
    assert row.button is not None
    press(qtbot, row)
    settle(qtbot, place)
    assert place.draft.request.people["construction"] in (7, 8)
    assert not [one for one in place.schedule_page.warnings.rows if one.text().startswith("Павел Ершов")]
    person = place.schedule_page.people.rows["construction"].person
    assert person is not None
    assert person.user_id == place.draft.request.people["construction"]


def test_a_deputy_is_made_the_person_of_this_outlet(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    assert "people.deputy" in said(place)
    press(qtbot, row_of(place, "Роль «Юрист»"))
    settle(qtbot, place)
    assert "people.deputy" not in said(place)
    assert place.draft.request.people == {"lawyer": 9}


def test_a_low_chance_is_mended_by_the_p80_date(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.schedule_page.form.target.set_day(date(2027, 2, 12))
    settle(qtbot, place)
    assert "launch.chance_low" in said(place)
    press(qtbot, row_of(place, words("launch.chance_low", {"chance": "*"}).split("*")[0]))
    settle(qtbot, place)
    assert "launch.chance_low" not in said(place)
    assert place.draft.target == "p80"
    preview = place.draft.preview
    assert preview is not None
    assert preview.target == preview.p80


def test_holidays_are_met_by_a_later_promise_and_then_offer_nothing_more(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    start = words("launch.holidays", {}).split("…")[0]
    press(qtbot, row_of(place, start))
    settle(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    assert preview.target == preview.p95
    assert row_of(place, start).button is None


def test_a_start_that_is_gone_becomes_today(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.schedule_page.form.start.set_day(date(2026, 11, 16))
    settle(qtbot, place)
    press(qtbot, row_of(place, "Начало 16.11.2026"))
    settle(qtbot, place)
    assert place.draft.request.start_on == place.draft.today == date(2026, 11, 24)
    assert "launch.start_past" not in said(place)


def test_too_late_already_takes_the_p80_from_today(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.schedule_page.form.target.set_day(date(2027, 1, 29))
    qtbot.mouseClick(place.schedule_page.form.direction.button("target"), Qt.MouseButton.LeftButton)
    settle(qtbot, place)
    assert "launch.too_late" in said(place)
    assert place.footer.send.isEnabled()  # a warning does not stop the launch
    press(qtbot, row_of(place, "Уже поздно"))
    settle(qtbot, place)
    assert "launch.too_late" not in said(place)
    preview = place.draft.preview
    assert preview is not None
    assert (preview.start_on, preview.target) == (date(2026, 11, 24), preview.p80)


def test_a_role_without_a_person_stops_the_launch_and_offers_people(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    del office._holders["retail"]
    place = make()
    fill(qtbot, place)
    assert not place.footer.next.isEnabled()
    place._show_page(SCHEDULE)
    assert not place.footer.send.isEnabled()
    press(qtbot, row_of(place, "Роль «Управляющий розницей»"))
    chooser = place.schedule_page.people.chooser
    qtbot.waitUntil(chooser.isVisible)
    type_text(chooser.search, "гаврилова")
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert place.draft.request.people == {"retail": 6}
    assert place.footer.send.isEnabled()


def test_offline_stops_the_launch_until_the_portal_answers(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    office.set_connection(ConnectionState("offline", "demo-volga.bitrix24.ru"))
    place.draft.recompute()
    settle(qtbot, place)
    assert not place.footer.send.isEnabled()
    assert said(place)[0] == "launch.offline"
    press(qtbot, place.schedule_page.warnings.rows[0])
    assert ("poll_now", ()) in office.calls
    settle(qtbot, place)
    office.set_connection(ConnectionState("live", "demo-volga.bitrix24.ru"))
    place.show_portfolio(office.portfolio())  # the window brings the news
    settle(qtbot, place)
    assert place.footer.send.isEnabled()


def test_an_error_of_a_field_leads_back_to_it(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.draft.change(address="")
    settle(qtbot, place)
    press(qtbot, place.schedule_page.warnings.rows[0])
    assert place.pages.currentIndex() == ADDRESS
    assert place.address_page.address.hasFocus()
    assert place.address_page.address_error.text() == words("launch.address_empty")


@pytest.mark.parametrize(
    ("fix", "place_name"), [(Fix("processes"), "processes")], ids=["a process that cannot be launched"]
)
def test_what_lies_elsewhere_is_opened_there(qtbot: QtBot, make: Make, fix: Fix, place_name: str) -> None:
    place = make()
    at_schedule(qtbot, place)
    with qtbot.waitSignal(place.navigate) as gone:
        place.fixing.apply(fix)
    assert gone.args == [place_name, "outlet-opening"]


def test_a_row_that_says_the_same_keeps_the_focus(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    row = row_of(place, "Роль «Юрист»")
    assert row.button is not None
    row.button.setFocus()
    place.draft.recompute()
    settle(qtbot, place)
    assert row_of(place, "Роль «Юрист»") is row
    assert row.button.hasFocus()


# ------------------------------------------------------------------------------ people


def test_who_gets_a_role_is_told_with_the_whole_ladder(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    office.busy = Busy({4: WEEKS}, {4: 6})
    place = make()
    at_schedule(qtbot, place)
    lawyer = place.schedule_page.people.rows["lawyer"]
    lines = lawyer.toolTip().splitlines()
    assert lines[0] == "Юрист: Тимур Латыпов"
    assert any("Марина Соколова" in line and "04.12.2026" in line for line in lines)
    assert [line for line in lines if line.startswith("→ ")] == [lines[-1]]
    accountant = place.schedule_page.people.rows["accountant"]
    assert "6" in accountant.accessibleName().rsplit(",", 1)[-1]


def test_the_steps_of_the_overloaded_week_carry_the_sign(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    office.busy = Busy({4: WEEKS}, {4: 6})
    place = make()
    at_schedule(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    assert preview.row is not None
    facts = next(facts for code, facts in preview.warnings if code == "launch.overload" and facts["user_id"] == 4)
    first = facts["first"]
    assert isinstance(first, date)
    touched = {
        step.step
        for step in preview.row.steps
        if step.role == "accountant"
        and step.forecast.start is not None
        and step.forecast.finish is not None
        and step.forecast.start <= first + timedelta(days=4)
        and step.forecast.finish >= first
    }
    marked = {step for step in place.schedule_page.chart._warned if step in {s.step for s in preview.row.steps}}
    assert touched
    assert touched <= marked
    others = {step.step for step in preview.row.steps if step.role == "accountant"} - touched
    assert not others & marked
