"""Sending, and page 3 of the launch: following the decision."""

from __future__ import annotations

from datetime import date

from launch_office import LaunchOffice, type_text
from launch_walk import ADDRESS_TEXT, Make, at_schedule, fill, renew, send, settle, shows
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch.place import ADDRESS, DECISION, SCHEDULE


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
    arguments = next(arguments for name, arguments in office.calls if name == "send_again")
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
