"""The log over a real engine and the demo portal: reasons, requests without secrets, taking back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_office import eventually

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.log import LogDetail, LogFilter, LogLine
from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.record import Absence
from outlet_desktop.engine.ports import LaunchRequest, Picked
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.problem import Problem
from outlet_desktop.wording import sentence


@pytest.fixture
def running(office: LocalOffice) -> str:
    """An opening whose first tasks are open."""
    info = office.templates()[0]
    request = LaunchRequest(info.id, info.revisions[-1], "ул. Победы, 93", "Самара", fields={"area_m2": 120})
    opening = office.launch(request)
    key = f"ask:{opening}:S01:1"
    eventually(lambda: (row := office._case(opening).intents.get(key)) and row.portal_id, office)
    office.answer_for(opening, "S01", "approve")
    eventually(lambda: office.outlet(opening).step("S02").task_id, office)
    eventually(  # the task may be seen a pass before its line is written
        lambda: (
            {"event.step_opened", "event.task_created"}
            <= {one.text[0] for one in office.history(opening) if one.step == "S02"}
        ),
        office,
    )
    return opening


def call(server: DemoServer, method: str, **body: object) -> Any:
    answer = httpx.post(server.webhook + method, json=body)
    answer.raise_for_status()
    return answer.json()["result"]


def task_on_portal(server: DemoServer, task: int) -> dict[str, Any]:
    found: dict[str, Any] = call(server, "tasks.task.get", taskId=task, select=["*"])["task"]
    return found


def newest(office: LocalOffice, code: str) -> LogDetail | None:
    for line in office.log_page(LogFilter(), "ru").lines:
        if line.entry.text[0] == code:
            return office.log_detail(line.entry.number)
    return None


def test_an_opened_step_says_which_input_was_finished_by_whom_and_who_has_the_task(
    office: LocalOffice, running: str
) -> None:
    page = office.log_page(LogFilter(), "ru")
    number = next(e.entry.number for e in page.lines if (e.entry.text[0], e.entry.step) == ("event.step_opened", "S02"))
    detail = office.log_detail(number)
    texts = [sentence(*one.text, "ru") for one in detail.because]
    title = office.outlet(running).step("S01").title
    assert texts[0] == title
    assert detail.because[0].note is not None
    assert "Виктор Сафронов" in sentence(*detail.because[0].note, "ru")
    assert detail.because[-1].mark == "next"
    assert detail.request is not None
    assert detail.request.method == "tasks.task.add"
    assert dict(detail.request.lines)["XML_ID"] == f"outlet:{running}:S02:1"


def test_no_line_shows_the_webhook_or_the_token_of_the_bot(
    office: LocalOffice, running: str, server: DemoServer, tmp_path: Path
) -> None:
    secret = server.webhook.rstrip("/").rsplit("/", 1)[1]
    shown = ""
    for line in office.log_page(LogFilter(), "ru").lines:
        shown += repr(office.log_detail(line.entry.number))
    office.export_log(LogFilter(), str(tmp_path / "log.csv"), "ru")
    shown += (tmp_path / "log.csv").read_text("utf-8-sig")
    assert "tasks.task.add" in shown
    assert "imbot.v2.Chat.Message.send" in shown
    assert secret not in shown
    assert "botToken" not in shown


def test_a_task_that_people_gave_to_somebody_else_is_given_back_from_the_log(
    office: LocalOffice, running: str, server: DemoServer
) -> None:
    task = office.outlet(running).step("S02").task_id
    assert task is not None
    call(server, "tasks.task.update", taskId=task, fields={"RESPONSIBLE_ID": 10})
    detail = eventually(lambda: newest(office, "event.reassigned"), office)
    assert detail.compensation is not None
    assert detail.compensation.is_possible
    assert "Анна Крылова" in sentence(*detail.compensation.text, "ru")
    office.take_back(detail.line.entry.number)
    eventually(lambda: int(task_on_portal(server, task)["responsibleId"]) == 3, office)
    told = eventually(lambda: newest(office, "event.task_given_back"), office)
    assert told.line.entry.text[1]["takes_back"] == detail.line.entry.number
    eventually(lambda: office._case(running).tasks and office._open().task(task)[1].task.responsible_id == 3, office)
    lines = [line.entry.text[0] for line in office.log_page(LogFilter(), "ru").lines]
    assert lines.count("event.reassigned") == 1  # our own move is no hand edit
    again = office.log_detail(detail.line.entry.number).compensation
    assert again is not None
    assert not again.is_possible
    with pytest.raises(Problem, match=r"log\.no_way_back"):
        office.take_back(detail.line.entry.number)


def test_a_deadline_moved_by_hand_is_put_back_from_the_log(
    office: LocalOffice, running: str, server: DemoServer
) -> None:
    task = office.outlet(running).step("S02").task_id
    assert task is not None
    before = task_on_portal(server, task)["deadline"]
    call(server, "tasks.task.update", taskId=task, fields={"DEADLINE": "2027-03-01T18:00:00+04:00"})
    detail = eventually(lambda: newest(office, "event.deadline_moved"), office)
    office.take_back(detail.line.entry.number)
    eventually(lambda: task_on_portal(server, task)["deadline"] == before, office)
    kept = date.fromisoformat(before[:10])
    eventually(lambda: office._open().task(task)[1].task.deadline.date() == kept, office)
    lines = [line.entry.text[0] for line in office.log_page(LogFilter(), "ru").lines]
    assert lines.count("event.deadline_moved") == 1
    assert lines.count("event.deadline_put_back") == 1


def test_a_deadline_goes_back_to_its_very_moment_and_later_hand_edits_of_that_day_are_seen(
    office: LocalOffice, running: str, server: DemoServer
) -> None:
    task = office.outlet(running).step("S02").task_id
    assert task is not None

    def moved_to(text: str) -> None:
        call(server, "tasks.task.update", taskId=task, fields={"DEADLINE": text})

    def lines() -> list[LogLine]:
        found = office.log_page(LogFilter(), "ru").lines
        return [line for line in found if line.entry.text[0] == "event.deadline_moved"]

    moved_to("2027-02-25T13:45:00+04:00")
    eventually(lambda: len(lines()) == 1, office)
    moved_to("2027-03-01T18:00:00+04:00")
    eventually(lambda: len(lines()) == 2, office)
    detail = newest(office, "event.deadline_moved")
    assert detail is not None
    assert detail.compensation is not None
    assert "25.02.2027 13:45" in sentence(*detail.compensation.text, "ru")
    office.take_back(detail.line.entry.number)
    eventually(lambda: task_on_portal(server, task)["deadline"] == "2027-02-25T13:45:00+04:00", office)
    eventually(lambda: office._open().task(task)[1].task.deadline.hour == 13, office)
    assert len(lines()) == 2  # our own move is no hand edit
    moved_to("2027-02-25T10:00:00+04:00")  # another moment of the same day is one
    eventually(lambda: len(lines()) == 3, office)


def test_a_pause_a_reason_and_a_launch_are_taken_back(office: LocalOffice, running: str, server: DemoServer) -> None:
    office.pause(running, "ждём договор")
    paused = newest(office, "event.paused")
    assert paused is not None
    office.take_back(paused.line.entry.number)
    assert office.outlet(running).state is OpeningState.RUNNING

    office.set_delay(running, "S02", "", "собственник в отъезде")
    assert office._case(running).delays
    said = newest(office, "event.reason")
    assert said is not None
    office.take_back(said.line.entry.number)
    assert office._case(running).delays == ()
    assert office.log_detail(said.line.entry.number).compensation is None

    launched = newest(office, "event.launched")
    assert launched is not None
    assert launched.compensation is not None
    assert launched.compensation.asks_reason
    with pytest.raises(Problem, match=r"log\.needs_reason"):
        office.take_back(launched.line.entry.number, "  ")
    office.take_back(launched.line.entry.number, "передумали")
    assert office.outlet(running).state is OpeningState.CANCELLED
    task = office.outlet(running).step("S02").task_id
    assert task is not None
    eventually(lambda: task_on_portal(server, task)["status"] == "6", office)


def test_a_replacement_is_undone_from_the_log_once(office: LocalOffice, running: str, server: DemoServer) -> None:
    task = office.outlet(running).step("S02").task_id
    assert task is not None
    office.replace_person(3, 11)
    eventually(lambda: int(task_on_portal(server, task)["responsibleId"]) == 11, office)
    made = newest(office, "event.replaced")
    assert made is not None
    assert made.compensation is not None
    assert made.compensation.is_possible
    office.take_back(made.line.entry.number)
    eventually(lambda: int(task_on_portal(server, task)["responsibleId"]) == 3, office)
    assert office.log_detail(made.line.entry.number).compensation is None


def test_a_skipped_step_comes_back_with_a_new_task(office: LocalOffice, running: str, server: DemoServer) -> None:
    task = office.outlet(running).step("S02").task_id
    call(server, "tasks.task.delete", taskId=task)
    with office._lock, office._open().transaction():
        office._open().mark_gone([task])  # type: ignore[list-item]
    office.answer_gone(running, "S02", again=False, reason="не нужен")
    skipped = newest(office, "event.skipped_by_hand")
    assert skipped is not None
    office.take_back(skipped.line.entry.number)
    again = eventually(lambda: (now := office.outlet(running).step("S02").task_id) != task and now, office)
    assert task_on_portal(server, again)["title"].startswith(office.outlet(running).step("S02").title)


def test_a_search_reads_addresses_people_numbers_and_the_words_of_the_sentence(
    office: LocalOffice, running: str
) -> None:
    def found(text: str, lang: str = "ru") -> set[str]:
        return {line.entry.text[0] for line in office.log_page(LogFilter(text=text), lang).lines}

    of_outlets = {line.entry.text[0] for line in office.log_page(LogFilter(), "ru").lines if line.address}
    assert found("ПОБЕДЫ самара") == of_outlets
    assert "event.task_created" in found("создана")
    assert "event.launched" not in found("создана")
    assert "event.task_created" in found("task created", "en")
    assert found("нигде такого нет") == set()
    number = str(office.outlet(running).step("S02").task_id)
    assert found(f"№ {number}") >= {"event.task_created"}


def test_what_was_exported_is_what_the_filter_lets_through(office: LocalOffice, running: str, tmp_path: Path) -> None:
    wanted = LogFilter(kinds=frozenset({"tasks"}))
    lines = office.export_log(wanted, str(tmp_path / "log.csv"), "en")
    assert lines == office.log_counts(wanted, "en").total > 0
    assert len((tmp_path / "log.csv").read_text("utf-8-sig").splitlines()) == lines + 1


def test_an_opened_step_is_put_back_and_its_task_closes_on_the_portal_with_the_reason(
    office: LocalOffice, running: str, server: DemoServer
) -> None:
    task = office.outlet(running).step("S02").task_id
    assert task is not None
    detail = eventually(
        lambda: next(
            (
                office.log_detail(line.entry.number)
                for line in office.log_page(LogFilter(), "ru").lines
                if (line.entry.text[0], line.entry.step) == ("event.task_created", "S02")
            ),
            None,
        ),
        office,
    )
    assert detail.compensation is not None
    office.take_back(detail.line.entry.number, "рано")
    eventually(lambda: task_on_portal(server, task)["status"] == "5", office)
    eventually(lambda: office.outlet(running).step("S02").state is StepState.PENDING, office)
    note = f"back:step:{task}"
    eventually(lambda: office._open().intent(note).state == "done", office)
    assert "рано" in office._open().intent(note).body
    back = newest(office, "event.step_put_back")
    assert back is not None
    office.take_back(back.line.entry.number)
    again = eventually(lambda: (now := office.outlet(running).step("S02").task_id) != task and now, office)
    assert task_on_portal(server, again)["status"] == "2"


def test_a_line_of_a_message_says_to_whom_and_what_was_said(office: LocalOffice, running: str) -> None:
    asked = newest(office, "event.question_to")
    assert asked is not None
    assert "Виктор Сафронов" in sentence(*asked.line.entry.text, "ru")
    assert "ул. Победы, 93" in asked.said
    assert asked.compensation is None
    assert asked.why_not is not None


def test_the_connection_has_its_own_kind_of_lines(office: LocalOffice) -> None:
    wanted = LogFilter(kinds=frozenset({"connection"}))
    found = eventually(lambda: office.log_page(wanted, "ru").lines, office)
    assert [line.entry.text[0] for line in found] == ["event.engine_started"]
    assert office.log_counts(wanted, "ru").total == 1


def test_whoever_takes_over_is_written_to_once_and_the_opening_dates_are_told_before(
    office: LocalOffice, running: str, server: DemoServer
) -> None:
    effects = office.replace_effect(3, 11)
    assert [one.opening for one in effects] == [running]
    assert effects[0].before == effects[0].after
    today = office._now().date()
    office.put_absence(Absence(0, 11, today, date(2027, 4, 30)))
    assert (late := office.replace_effect(3, 11)[0]).after > late.before
    office.replace_person(3, 11, Picked(tells=True))
    told = eventually(lambda: newest(office, "event.handed_told"), office)
    eventually(lambda: office._open().intent(told.line.entry.key).state == "done", office)
    messages = httpx.get(server.control + "messages", params={"user_id": 11}).json()
    texts = [str(one) for one in (messages["messages"] if isinstance(messages, dict) else messages)]
    assert sum("вместо человека" in text for text in texts) == 1
    assert "ул. Победы, 93" in office.log_detail(told.line.entry.number).said


def test_a_list_that_no_outlet_can_carry_is_not_sent_and_the_log_says_so(office: LocalOffice, running: str) -> None:
    office.pause(running, "ждём ключи")
    office.replace_person(3, 11, Picked(tells=True))
    untold = newest(office, "event.handed_untold")
    assert untold is not None
    assert untold.why_not is not None
    assert "на паузе" in sentence(*untold.line.entry.text, "ru")
    assert newest(office, "event.handed_told") is None
    number = untold.line.entry.number
    assert number in {one.entry.number for one in office.log_page(LogFilter(kinds=frozenset({"problems"})), "ru").lines}


def test_a_moved_target_date_is_taken_back_once_and_only_while_it_stands(office: LocalOffice, running: str) -> None:
    promised = office._case(running).opening.target_on
    office.set_target(running, date(2027, 6, 1))
    moved = newest(office, "event.target_moved")
    assert moved is not None
    assert moved.compensation is not None
    assert promised.strftime("%d.%m.%Y") in sentence(*moved.compensation.text, "ru")
    office.take_back(moved.line.entry.number)
    assert office._case(running).opening.target_on == promised
    again = office.log_detail(moved.line.entry.number)
    assert again.compensation is None
    with pytest.raises(Problem):
        office.take_back(moved.line.entry.number)
    assert office._case(running).opening.target_on == promised


def test_a_target_date_moved_again_since_is_not_taken_back(office: LocalOffice, running: str) -> None:
    office.set_target(running, date(2027, 6, 1))
    first = newest(office, "event.target_moved")
    assert first is not None
    office.set_target(running, date(2027, 7, 1))
    assert office.log_detail(first.line.entry.number).compensation is None
    with pytest.raises(Problem):
        office.take_back(first.line.entry.number)
    assert office._case(running).opening.target_on == date(2027, 7, 1)
