"""What page 3 of the launch says and offers in each state: waiting, sent back, approved, refused halfway."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from launch_office import LaunchOffice
from launch_walk import ADDRESS_TEXT, Make, at_schedule, renew, send, settle, shows
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.template import Reminder, Step, StepKind
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.what_if import Prospect
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.decision import Progress, next_reminder
from outlet_desktop.ui.launch.place import ADDRESS, DECISION
from outlet_desktop.ui.messages import words


def waiting(qtbot: QtBot, place: LaunchPlace, office: LaunchOffice) -> str:
    opening = send(qtbot, place)
    office.open_step(opening, "S01", 48830, 1)
    office._step(opening, "S01", own_finish=date(2026, 11, 26))
    office.tell(opening, "question", "S01", round=1)
    renew(qtbot, place, office)
    return opening


def sent_back(qtbot: QtBot, place: LaunchPlace, office: LaunchOffice) -> str:
    opening = waiting(qtbot, place, office)
    office.decide(opening, "rework", "Март поздно.")
    office.turn(opening, OpeningState.DRAFT)
    renew(qtbot, place, office)
    return opening


def test_a_reminder_is_one_click_and_a_second_one_is_refused_in_words(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    opening = waiting(qtbot, place, office)
    before = place.decision_page.view
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(place.footer.remind, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.decision_page.view is not before)  # read anew after it
    facts = {"person": "Виктор Сафронов", "step": office.shipped.by_id["S01"].title}
    assert said.args == ["remind.sent", facts, "success"]
    assert ("remind", (opening, "S01")) in office.calls
    office.problem = Problem("remind.today", step=facts["step"])
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(place.footer.remind, Qt.MouseButton.LeftButton)
    assert said.args == ["remind.today", {"step": facts["step"]}, "error"]


def test_before_there_is_a_task_nobody_can_be_reminded(qtbot: QtBot, make: Make) -> None:
    place = make()
    send(qtbot, place)
    assert not place.footer.remind.isVisibleTo(place)


def test_the_next_reminder_and_the_last_day_to_decide_are_told(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    steps = tuple(replace(step, remind=Reminder(1, 1)) if step.id == "S01" else step for step in office.shipped.steps)
    office.shipped = replace(office.shipped, steps=steps)
    place = make()
    waiting(qtbot, place, office)
    view = place.decision_page.view
    assert view is not None
    assert view.remind_on == date(2026, 11, 25)  # the working day before 26.11
    assert view.decide_by == date(2026, 11, 26)  # the decision is on the critical path
    qtbot.waitUntil(lambda: shows(place, "25.11"))


def test_without_a_bot_no_message_and_no_reminder_is_claimed(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    office.has_bot = False
    place = make()
    waiting(qtbot, place, office)
    view = place.decision_page.view
    assert view is not None
    assert view.remind_on is None
    assert not shows(place, place.decision_page.timeline.tr("The bot wrote into the chat"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 24), date(2026, 11, 25)),  # the day before the deadline, Thursday 26.11
        (date(2026, 11, 25), date(2026, 11, 27)),  # that one is sent: the first working day after the deadline
        (date(2026, 11, 27), date(2026, 12, 1)),  # then every second working day
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2026, 12, 3)),
    ],
)
def test_the_engine_reminds_before_the_deadline_and_then_in_its_rhythm(today: date, expected: date) -> None:
    step = Step("S01", StepKind.APPROVAL, "Согласовать", remind=Reminder(1, 2))
    assert next_reminder(step, date(2026, 11, 26), today, russian_calendar()) == expected
    assert next_reminder(replace(step, remind=None), date(2026, 11, 26), today, russian_calendar()) is None


def test_sent_back_offers_computed_ways_and_takes_an_earlier_start_over(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    place.address_page.start.set_day(date(2026, 12, 21))
    sent_back(qtbot, place, office)
    view = place.decision_page.view
    assert view is not None
    way = next(one for one in view.ways if one.kind == "start")
    soon = office.preview(LaunchRequest("outlet-opening", 7, "Другая, 1", "Самара"))
    assert (way.day, way.p80) == (date(2026, 11, 24), soon.p80)
    assert view.row.p80 is not None
    assert way.p80 < view.row.p80

    def shown() -> list[QPushButton]:
        return [button for button in place.decision_page.next.findChildren(QPushButton) if button.isVisibleTo(place)]

    qtbot.waitUntil(lambda: bool(shown()), timeout=15_000)
    take = shown()[0]
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert place.pages.currentIndex() == ADDRESS
    assert place.draft.request.start_on == place.address_page.start.day == date(2026, 11, 24)
    settle(qtbot, place)


def test_shorter_steps_are_told_alone_and_together(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    office.extra = (
        Prospect("S21", "shorter", 8, date(2027, 2, 20), 4, 0.9),
        Prospect("S24", "shorter", 6, date(2027, 2, 22), 2, 0.85),
        Prospect("S25", "shorter", 1, date(2027, 2, 24), 1, 0.82),
    )
    place = make()
    sent_back(qtbot, place, office)
    view = place.decision_page.view
    assert view is not None
    assert [(one.kind, one.days) for one in view.ways] == [("shorter", 8), ("shorter", 6), ("together", 0)]
    title = office.shipped.by_id["S21"].title
    qtbot.waitUntil(lambda: shows(place, title))


def test_the_rounds_stay_in_the_history_with_the_words_of_each(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    opening = sent_back(qtbot, place, office)
    assert not shows(place, "«Март поздно.»")  # said in large already
    qtbot.mouseClick(place.footer.correct, Qt.MouseButton.LeftButton)
    assert "2" in place.heading().findChildren(QLabel)[0].text()
    place.address_page.start.set_day(date(2026, 11, 26))
    settle(qtbot, place)
    qtbot.mouseClick(place.footer.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.pages.currentIndex() == DECISION and place.decision_page.view is not None)
    office._step(opening, "S01", state=StepState.OPEN, task_id=48900, user_id=1, round=2)
    office.tell(opening, "task_created", "S01", task_id=48900, round=2, user_id=1)
    renew(qtbot, place, office)
    qtbot.waitUntil(lambda: shows(place, "48900"))
    assert shows(place, "48830")
    assert shows(place, "«Март поздно.»")
    assert place.decision_page.view is not None
    assert place.decision_page.view.round == 2


def test_the_approval_is_told_once_and_the_progress_counts_project_and_tasks(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    opening = waiting(qtbot, place, office)
    office.finish_step(opening, "S01")
    office.decide(opening, "approve")
    office.turn(opening, OpeningState.DECIDING)
    with qtbot.waitSignal(place.message) as said:
        renew(qtbot, place, office)
    assert said.args == ["launch.approved", {"address": ADDRESS_TEXT}, "success"]
    page = place.decision_page
    assert page.view is not None
    assert page.view.progress == Progress(0, 4, "")
    office.turn(opening, OpeningState.RUNNING, project_id=4801)
    office.open_step(opening, "S02", 48831, 2)
    told: list[object] = []
    place.message.connect(lambda *what: told.append(what))
    renew(qtbot, place, office)
    assert page.view.progress == Progress(2, 4, office.shipped.by_id["S03"].title)
    assert page.progress.isVisibleTo(page)
    assert (page.progress.bar.value(), page.progress.bar.maximum()) == (2, 4)
    for step, task in (("S03", 48832), ("S04", 48833)):
        office.open_step(opening, step, task, 3)
    renew(qtbot, place, office)
    assert page.view.progress is None
    assert not page.progress.isVisibleTo(page)
    assert not told


def test_a_refused_step_is_named_and_continue_tries_it_again(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    opening = waiting(qtbot, place, office)
    office.finish_step(opening, "S01")
    office.decide(opening, "approve")
    facts = {"step": "Обмерить помещение", "person": "Павел Ершов", "text": "Нет доступа"}
    office.turn(opening, OpeningState.STOPPED, project_id=4801, problem=("portal.step_refused", facts))
    renew(qtbot, place, office)
    page = place.decision_page
    assert page.failure.text.text() == words("portal.step_refused", facts)
    assert page.failure.isVisibleTo(page)
    qtbot.mouseClick(page.continue_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("go_on", (opening,)) in office.calls)
    office.turn(opening, OpeningState.RUNNING, problem=None)
    renew(qtbot, place, office)
    assert not page.failure.isVisibleTo(page)


def test_the_card_is_the_bots_message_word_for_word(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    preview = place.draft.preview
    assert preview is not None
    assert preview.row is not None
    facts = {
        "address": ADDRESS_TEXT,
        "step": "Согласовать адрес точки",
        "target": preview.target,
        "chance": round((preview.chance or 0) * 100),
        "p50": preview.p50,
        "warnings": len(preview.warnings),
        "due": preview.row.steps[0].forecast.finish,
    }
    text = words("bot.ask_address", facts).replace("[B]", "").replace("[/B]", "")
    assert place.schedule_page.card.words().startswith(text)
    shown = place.schedule_page.card.words()
    send_now = place.footer.send
    qtbot.mouseClick(send_now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.decision_page.view is not None)
    assert place.decision_page.card.words() == shown


def test_an_answer_of_an_earlier_round_is_not_shown_as_the_approval(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    opening = sent_back(qtbot, place, office)
    # The second round is approved on the portal; the engine has not written the decision down yet.
    office._step(opening, "S01", state=StepState.DONE, task_id=48900, user_id=1, round=2)
    office.turn(opening, OpeningState.DECIDING)
    renew(qtbot, place, office)
    page = place.decision_page
    assert page.view is not None
    assert page.view.decided is None
    assert not [button for button in page.card.buttons.values() if button.text().startswith("✓")]
