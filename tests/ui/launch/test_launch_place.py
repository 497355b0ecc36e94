"""The launch as a person does it: typing, choosing, sending, following the decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from launch_office import LaunchOffice, type_text
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.draft import TYPED_TARGET
from outlet_desktop.ui.launch.place import ADDRESS, DECISION, SCHEDULE
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.theme import theme

ADDRESS_TEXT = "Самара, ул. Победы, 93"
Make = Callable[..., LaunchPlace]


@pytest.fixture
def office() -> LaunchOffice:
    return LaunchOffice()


@pytest.fixture
def make(qtbot: QtBot, office: LaunchOffice) -> Iterator[Make]:
    backgrounds: list[Background] = []
    language.apply("ru")

    def made(its_office: LaunchOffice = office) -> LaunchPlace:
        theme.apply("light")
        background = Background()
        backgrounds.append(background)
        place = LaunchPlace(its_office, background)
        qtbot.addWidget(place)
        place.resize(1372, 824)
        place.show()
        place.activateWindow()
        qtbot.waitUntil(place.isActiveWindow)  # shortcuts work in the active window only
        place.activate()
        qtbot.waitUntil(lambda: place.template is not None and bool(place.draft.request.template_id))
        settle(qtbot, place)
        assert place.isActiveWindow()  # no widget showed itself as a window of its own on the way
        return place

    yield made
    for background in backgrounds:
        background.close()


def settle(qtbot: QtBot, place: LaunchPlace) -> None:
    """Wait until the forecast follows what is typed."""
    qtbot.waitUntil(lambda: not place.draft.is_stale)


def fill(qtbot: QtBot, place: LaunchPlace, address: str = ADDRESS_TEXT) -> None:
    place.address_page.address.setFocus()
    type_text(place.address_page.address, address)
    settle(qtbot, place)


def at_schedule(qtbot: QtBot, place: LaunchPlace) -> None:
    fill(qtbot, place)
    qtbot.mouseClick(place.footer.next, Qt.MouseButton.LeftButton)
    assert place.pages.currentIndex() == SCHEDULE


def send(qtbot: QtBot, place: LaunchPlace) -> str:
    at_schedule(qtbot, place)
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.decision_page.view is not None)
    assert place.opening is not None
    return place.opening


def shows(place: LaunchPlace, text: str) -> bool:
    page = place.pages.currentWidget()
    return any(text in label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def renew(qtbot: QtBot, place: LaunchPlace, office: LaunchOffice) -> None:
    """The engine's news reach the place, as the window brings them."""
    before = place.decision_page.view
    place.show_portfolio(office.portfolio())
    qtbot.waitUntil(lambda: place.decision_page.view is not before)


# ------------------------------------------------------------------------------ page 1


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


# ------------------------------------------------------------------------------ page 2


def test_control_enter_goes_on_even_while_the_forecast_is_being_computed(qtbot: QtBot, make: Make) -> None:
    place = make()
    type_text(place.address_page.address, ADDRESS_TEXT)
    assert place.draft.is_stale
    qtbot.keyClick(place.address_page.address, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.pages.currentIndex() == SCHEDULE)


def test_important_rows_are_the_critical_path_and_all_rows_are_all(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    chart = place.schedule_page.chart
    important = {line.step.step for line in chart.lines() if line.step is not None}
    assert place.draft.preview is not None
    row = place.draft.preview.row
    assert row is not None
    assert important == {step.step for step in row.steps if step.critical} | {row.goal}
    qtbot.mouseClick(place.schedule_page.filter.button("all"), Qt.MouseButton.LeftButton)
    assert sum(line.step is not None for line in chart.lines()) == 40


def test_a_click_on_a_stage_hides_its_steps(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    chart = place.schedule_page.chart
    first = chart.lines()[0].stage.stage
    assert chart.lines()[1].step is not None
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 55))
    assert [line.step for line in chart.lines() if line.stage.stage == first] == [None]


def test_a_person_chosen_for_the_outlet_travels_in_the_request(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    people = place.schedule_page.people
    row = people.rows["accountant"]
    assert row.person is not None
    assert row.person.name == "Ольга Панина"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    type_text(people.chooser.search, "белов")
    qtbot.keyClick(people.chooser.search, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert row.person.name == "Игорь Белов"
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(name == "launch" for name, _ in office.calls))
    sent = next(arguments[0] for name, arguments in office.calls if name == "launch")
    assert isinstance(sent, LaunchRequest)
    assert sent.people == {"accountant": 8}
    qtbot.waitUntil(lambda: place.decision_page.view is not None)


def test_an_override_can_be_taken_back(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.draft.put("accountant", 8)
    settle(qtbot, place)
    people = place.schedule_page.people
    people.open_chooser("accountant")
    assert people.chooser.entry(0).is_nobody
    people.chooser._take(0)
    assert place.draft.request.people == {}


def test_the_director_sees_address_target_chance_and_three_answers(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    card = place.schedule_page.card
    assert ADDRESS_TEXT in card.words()
    assert [button.text() for button in card.buttons.values()] == [
        "Согласовать",
        "На доработку",
        "Отклонить и закрыть",
    ]
    assert place.draft.preview is not None
    assert place.draft.preview.p50 is not None
    assert f"{place.draft.preview.p50:%d.%m.%Y}" in card.words()


# ------------------------------------------------------------------------------ sending and page 3


def test_sending_launches_exactly_what_is_shown_and_follows_the_decision(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    place.address_page.start.set_day(date(2026, 12, 1))
    opening = send(qtbot, place)
    launches = [arguments for name, arguments in office.calls if name == "launch"]
    assert launches == [
        (
            LaunchRequest(
                template_id="outlet-opening",
                revision=7,
                address=ADDRESS_TEXT,
                city="Самара",
                region="Самара",
                start_on=date(2026, 12, 1),
            ),
        )
    ]
    assert place.pages.currentIndex() == DECISION
    assert opening in office.made


def test_two_clicks_send_once(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.send()
    place.send()
    qtbot.waitUntil(lambda: place.decision_page.view is not None)
    assert sum(name == "launch" for name, _ in office.calls) == 1


def test_a_refused_launch_says_why_and_keeps_the_form(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    from outlet_desktop.problem import Problem

    place = make()
    at_schedule(qtbot, place)
    office.problem = Problem("launch.address_taken", address=ADDRESS_TEXT)
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    assert said.args == ["launch.address_taken", {"address": ADDRESS_TEXT}, "error"]
    assert place.pages.currentIndex() == SCHEDULE
    settle(qtbot, place)
    assert place.footer.send.isEnabled()


def test_page_3_follows_the_decision_to_the_first_tasks(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    opening = send(qtbot, place)
    office.open_step(opening, "S01", 48830, 1)
    office.tell(opening, "question", "S01", round=1)
    renew(qtbot, place, office)
    assert "Виктор Сафронов" in place.decision_page.title.text()
    qtbot.waitUntil(lambda: shows(place, "48830"))
    assert place.footer.task.isVisibleTo(place)
    office.finish_step(opening, "S01")
    office.decide(opening, "approve")
    office.tell(opening, "project_created")
    office.turn(opening, OpeningState.RUNNING, project_id=4801)
    office.open_step(opening, "S02", 48831, 2)
    renew(qtbot, place, office)
    assert ADDRESS_TEXT in place.decision_page.title.text()
    qtbot.waitUntil(lambda: shows(place, office.shipped.by_id["S02"].title))
    qtbot.waitUntil(lambda: shows(place, "Анна Крылова"))
    assert place.footer.project.isVisibleTo(place)
    assert not place.footer.withdraw.isVisibleTo(place)


def test_a_rejection_shows_its_reason(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    opening = send(qtbot, place)
    office.open_step(opening, "S01", 48830, 1)
    office.decide(opening, "reject", "Рядом уже две точки.")
    office.turn(opening, OpeningState.REJECTED)
    renew(qtbot, place, office)
    assert place.decision_page.words.text.text() == "Рядом уже две точки."
    assert not place.footer.correct.isVisibleTo(place)


def test_sent_back_shows_the_words_and_sends_the_same_opening_again(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    opening = send(qtbot, place)
    office.open_step(opening, "S01", 48830, 1)
    office.decide(opening, "rework", "Март поздно.")
    office.turn(opening, OpeningState.DRAFT)
    renew(qtbot, place, office)
    assert place.decision_page.words.text.text() == "Март поздно."
    qtbot.mouseClick(place.footer.correct, Qt.MouseButton.LeftButton)
    assert place.pages.currentIndex() == ADDRESS
    assert place.address_page.address.text() == ADDRESS_TEXT
    place.address_page.start.set_day(date(2026, 11, 26))
    settle(qtbot, place)
    assert place.address_page.address_error.text() == ""  # the address is its own
    qtbot.mouseClick(place.footer.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(name == "send_again" for name, _ in office.calls))
    name, arguments = office.calls[-1]
    assert name == "send_again"
    assert arguments[0] == opening
    assert isinstance(arguments[1], LaunchRequest)
    assert arguments[1].start_on == date(2026, 11, 26)
    assert arguments[1].address == ADDRESS_TEXT
    qtbot.waitUntil(lambda: place.pages.currentIndex() == DECISION and place.decision_page.view is not None)


def test_in_the_demo_one_answers_for_the_director_with_a_reason(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    opening = send(qtbot, place)
    office.open_step(opening, "S01", 48830, 1)
    renew(qtbot, place, office)
    page = place.decision_page
    qtbot.mouseClick(page.card.buttons["rework"], Qt.MouseButton.LeftButton)
    assert page.reason_error.text()
    assert not any(name == "answer_for" for name, _ in office.calls)
    type_text(page.reason, "Март поздно.")
    qtbot.mouseClick(page.card.buttons["rework"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(name == "answer_for" for name, _ in office.calls))
    assert office.calls[-1] == ("answer_for", (opening, "S01", "rework", "Март поздно."))


def test_a_live_portal_does_not_let_one_answer_for_the_director(qtbot: QtBot, make: Make) -> None:
    office = LaunchOffice(is_demo=False)
    place = make(office)
    opening = send(qtbot, place)
    office.open_step(opening, "S01", 48830, 1)
    renew(qtbot, place, office)
    page = place.decision_page
    assert not page.reason.isVisibleTo(page)
    answers: list[object] = []
    page.answered.connect(lambda *answer: answers.append(answer))
    qtbot.mouseClick(page.card.buttons["approve"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.card.buttons["approve"], Qt.Key.Key_Space)
    assert not answers
    assert not any(name == "answer_for" for name, _ in office.calls)


def test_withdrawing_asks_for_a_reason_and_cancels(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    from outlet_desktop.ui.launch.reason_dialog import ReasonDialog

    place = make()
    opening = send(qtbot, place)
    qtbot.mouseClick(place.footer.withdraw, Qt.MouseButton.LeftButton)
    dialog = place.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.error.text()
    type_text(dialog.reason, "Собственник отказал")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("cancel", (opening, "Собственник отказал")) in office.calls)


def test_after_sending_control_n_starts_a_new_form(qtbot: QtBot, make: Make) -> None:
    place = make()
    send(qtbot, place)
    place.open(None)
    assert place.pages.currentIndex() == ADDRESS
    assert place.address_page.address.text() == ""
    settle(qtbot, place)


def test_an_opening_is_followed_by_its_id(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    opening = send(qtbot, place)
    place.open(None)
    place.open(opening)
    qtbot.waitUntil(lambda: place.decision_page.view is not None)
    assert place.pages.currentIndex() == DECISION


def test_another_language_words_every_page_anew(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    language.apply("en")
    place.retranslate()
    assert place.footer.send.text() == "Send to the director"
    assert place.address_page.outlook.numbers._notes[0].text() == "52\u00a0wd"
    language.apply("ru")
    place.retranslate()
    assert place.address_page.outlook.numbers._notes[0].text() == "52\u00a0р.\u00a0д."
