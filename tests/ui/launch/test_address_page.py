"""Page 1 of the launch as a person does it: typing, choosing, the outlook that follows."""

from __future__ import annotations

from datetime import date

from launch_office import LaunchOffice, type_text
from launch_walk import ADDRESS_TEXT, Make, fill, settle, shows
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.draft import TYPED_TARGET
from outlet_desktop.ui.launch.place import ADDRESS
from outlet_desktop.ui.messages import words


def test_an_empty_address_blocks_and_says_so_beside_the_field(qtbot: QtBot, make: Make) -> None:
    place = make()
    page = place.address_page
    assert page.address_error.text() == ""  # nobody has tried anything yet
    assert not place.footer.next.isEnabled()
    page.process.setFocus()
    page._touched.clear()
    page._show_errors()
    assert page.address_error.text() == ""
    qtbot.keyClick(page.process, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.address_error.text() == words("launch.address_empty")
    assert page.address.property("state") == "error"
    assert place.pages.currentIndex() == ADDRESS
    fill(qtbot, place)
    assert page.address_error.text() == ""
    assert place.footer.next.isEnabled()


def test_an_address_that_is_being_opened_is_refused_beside_the_field(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    taken = office.portfolio().rows[0].address
    fill(qtbot, place, taken)
    assert place.address_page.address_error.text() == words("launch.address_taken", {"address": taken})
    assert not place.footer.next.isEnabled()


def test_a_similar_address_is_named_and_leads_to_its_outlet(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place, "ул. Юбилейная, 48")
    with qtbot.waitSignal(place.navigate) as gone:
        place.address_page.address_hint.followed.emit()
    assert gone.args == ["outlet", "bbbb3333"]


def test_typing_is_computed_once_when_it_has_ended(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    office.previews.clear()
    type_text(place.address_page.address, ADDRESS_TEXT)
    assert place.draft.is_stale
    settle(qtbot, place)
    assert [request.address for request in office.previews] == [ADDRESS_TEXT]


def test_an_answer_to_an_older_question_is_thrown_away(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    fill(qtbot, place)
    old = place.draft.outlook
    assert old is not None
    place.address_page.start.set_day(date(2027, 2, 1))
    place.draft.flush()  # the question for February is on its way
    place.address_page.start.set_day(date(2027, 3, 1))
    QCoreApplication.processEvents()
    settle(qtbot, place)
    assert place.draft.preview is not None
    assert place.draft.preview.start_on == date(2027, 3, 1)
    seen = [outlook.request.start_on for outlook in (old, place.draft.outlook) if outlook is not None]
    assert date(2027, 2, 1) not in seen


def test_the_old_numbers_are_grey_until_the_new_ones_are_there(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    number = place.address_page.outlook.numbers._values[0]
    assert number.property("tone") in (None, "")
    place.address_page.start.set_day(date(2027, 2, 1))
    assert number.property("tone") == "disabled"
    settle(qtbot, place)
    assert number.property("tone") == ""


def test_the_numbers_are_those_of_the_preview(qtbot: QtBot, make: Make) -> None:
    place = make()
    place.address_page.start.set_day(date(2026, 12, 1))
    fill(qtbot, place)
    assert place.address_page.outlook.numbers.values()[0] == "19.02.2027"  # the check of design §2


def test_a_chosen_target_travels_and_a_typed_one_deselects_them_all(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    fill(qtbot, place)
    rows = place.address_page.outlook.targets.rows
    assert rows["p80"].radio.isChecked()
    assert place.draft.launch_request().target_on is None  # the default is the P80 of the launch itself
    qtbot.mouseClick(rows["p95"], Qt.MouseButton.LeftButton, pos=QPoint(400, 15))
    settle(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    assert place.draft.launch_request().target_on == preview.p95
    assert rows["p95"].radio.isChecked()
    assert not rows["p80"].radio.isChecked()
    assert place.address_page.target.day == preview.p95
    place.address_page.target.set_day(date(2027, 6, 1))
    settle(qtbot, place)
    assert place.draft.target == TYPED_TARGET
    assert not any(row.radio.isChecked() for row in rows.values())
    assert place.draft.launch_request().target_on == date(2027, 6, 1)


def test_the_date_of_a_chosen_target_moves_with_the_forecast(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    place.draft.choose_target("p50")
    settle(qtbot, place)
    before = place.draft.request.target_on
    place.address_page.start.set_day(date(2027, 2, 1))
    settle(qtbot, place)
    assert before is not None
    assert place.draft.preview is not None
    assert place.draft.request.target_on == place.draft.preview.p50
    assert place.draft.preview.p50 is not None
    assert place.draft.preview.p50 > before


def test_a_target_before_the_start_is_an_error_beside_the_date(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    place.address_page.start.set_day(date(2027, 2, 1))
    place.address_page.target.set_day(date(2026, 12, 1))
    settle(qtbot, place)
    facts = {"target": date(2026, 12, 1), "start": date(2027, 2, 1)}
    assert place.address_page.target_error.text() == words("launch.target_before_start", facts)
    assert not place.footer.next.isEnabled()


def test_the_city_is_taken_from_the_address_and_the_region_from_the_city(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    request = place.draft.request
    assert (request.city, request.region) == ("Самара", "Самара")


def test_answers_to_the_questions_of_the_process_travel_typed(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    by_id = {field.field.id: field for field in place.address_page.launch_fields}
    yes = by_id["prepaid"].editor.button("yes")  # type: ignore[attr-defined]
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    type_text(by_id["area_m2"].editor, "1 20")
    settle(qtbot, place)
    assert place.draft.request.fields == {"prepaid": True, "area_m2": 120}


def test_a_number_that_is_none_is_an_error_beside_its_question(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    area = next(field for field in place.address_page.launch_fields if field.field.id == "area_m2")
    type_text(area.editor, "сто")
    settle(qtbot, place)
    assert area.error.text() == words("launch.field_bad", {"field": area.field.title, "value": "сто"})
    assert not place.footer.next.isEnabled()


def test_without_a_published_process_nothing_can_be_launched(qtbot: QtBot, office: LaunchOffice) -> None:
    language.apply("ru")
    office.is_published = False
    background = Background()
    place = LaunchPlace(office, background)
    qtbot.addWidget(place)
    place.activate()
    qtbot.waitUntil(lambda: bool(place.address_page.process_error.text()))
    assert place.address_page.process_error.text() == words("launch.no_process")
    assert not place.footer.next.isEnabled()
    background.close()


def test_what_is_typed_is_kept_while_one_is_elsewhere(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    place.hide()
    place.open(None)
    place.activate()
    place.show()
    settle(qtbot, place)
    assert place.address_page.address.text() == ADDRESS_TEXT
    assert place.draft.request.address == ADDRESS_TEXT


def test_an_address_spelt_otherwise_is_warned_of_and_does_not_block(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place, "Тольятти, Юбилейная 40")
    hint = place.address_page.address_hint
    known = next(outlet for outlet in place.draft.known if "Юбилейная, 40" in outlet.address)
    assert hint._link.text() == known.address
    assert hint._icon._icon_id == "ph.warning-fill"
    assert place.footer.next.isEnabled()


def test_counting_back_computes_the_start_and_sends_it_as_shown(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    fill(qtbot, place)
    page = place.address_page
    page.target.set_day(date(2027, 6, 1))
    qtbot.mouseClick(page.when.direction.button("target"), Qt.MouseButton.LeftButton)
    settle(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    assert preview.latest_start == preview.start_on == page.start.day
    assert page.start.day > date(2027, 1, 1)
    assert not page.start.isEnabled()
    assert preview.chance is not None
    assert preview.chance >= 0.8
    sent = place.draft.launch_request()
    assert (sent.start_on, sent.target_on, sent.counts_back) == (preview.start_on, date(2027, 6, 1), False)
    page.target.set_day(date(2027, 7, 1))  # a later target: a later start
    settle(qtbot, place)
    assert page.start.day > preview.start_on
    start = page.start.day
    qtbot.mouseClick(page.when.direction.button("start"), Qt.MouseButton.LeftButton)
    settle(qtbot, place)
    assert page.start.isEnabled()
    assert (place.draft.request.start_on, place.draft.request.counts_back) == (start, False)


def test_too_late_already_is_said_beside_the_start(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    place.address_page.target.set_day(date(2027, 1, 29))
    place.draft.count_from("target")
    settle(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    assert preview.latest_start is not None
    when = place.address_page.when
    assert f"{preview.latest_start:%d.%m.%Y}" in when.late_hint.text()
    assert not when.start_hint.isHidden()
    place.draft.choose_target("p80")
    settle(qtbot, place)
    assert when.late_hint.isHidden()
    assert place.draft.request.start_on == date(2026, 11, 24)


def test_what_people_have_too_much_of_is_counted_here_and_told_on_page_2(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    facts = next(facts for code, facts in preview.warnings if code == "people.deputy")
    assert not shows(place, words("people.deputy", facts))
    holidays = next(facts for code, facts in preview.warnings if code == "launch.holidays")
    qtbot.waitUntil(lambda: shows(place, words("launch.holidays", holidays)))


def test_the_answer_comes_within_300_ms_of_stillness(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    assert place.draft._timer.interval() <= 150  # what is left of 300 ms is the computation's
