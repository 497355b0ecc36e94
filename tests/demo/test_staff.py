"""The people who work: when, how late, what they answer; the same by the same seed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.portal.demo.clock import (
    SAMARA,
    add_working_seconds,
    is_working_day,
    local,
    next_working_moment,
    shift_working_days,
    working_seconds,
)
from outlet_desktop.portal.demo.habits import StaffRule, Work, closes_instead, is_question, plan, words_for

from .conftest import Portal, button

DAY = 86_400
PLAN = {
    "START_DATE_PLAN": "2026-11-24T09:00:00+04:00",
    "END_DATE_PLAN": "2026-11-26T18:00:00+04:00",
    "DEADLINE": "2026-11-26T18:00:00+04:00",
}
Make = Callable[..., Portal]


def staffed(make_portal: Make, *rules: StaffRule, **more: Any) -> Portal:
    return make_portal(staff=True, rules=rules, **more)


def step(portal: Portal, title: str = "Обмерить помещение — ул. Ленина, 5", responsible: int = 16, **more: Any) -> int:
    return portal.add(title, responsible, **{"XML_ID": "outlet:aaaabbbb:S08:1", **PLAN, **more})


def day_of(task: dict[str, Any]) -> str:
    return str(task["closedDate"])[:10]


def test_a_task_is_started_and_finished_in_working_hours_by_its_holder(make_portal: Make) -> None:
    portal = staffed(make_portal)
    task = step(portal)
    portal.tell("clock", {"advance_s": 2 * 3600 + 3600})
    assert portal.task(task)["status"] == "3"
    portal.tell("clock", {"advance_s": 14 * DAY})
    done = portal.task(task)
    assert (done["status"], done["closedBy"]) == ("5", "16")
    closed = datetime.fromisoformat(done["closedDate"])
    assert is_working_day(closed.date())
    assert 9 <= closed.hour < 18
    rows = [row for row in portal.see("log") if row["staff"]]
    assert [(row["method"], row["user_id"]) for row in rows] == [("tasks.task.start", 16), ("tasks.task.complete", 16)]


@pytest.mark.parametrize(
    ("delay", "day"), [(0, "2026-11-26"), (1, "2026-11-27"), (3, "2026-12-01"), (-1, "2026-11-25")]
)
def test_a_rule_shifts_the_finish_by_working_days(make_portal: Make, delay: int, day: str) -> None:
    portal = staffed(make_portal, StaffRule("ул. Ленина, 5", "Обмерить", delay))
    task = step(portal)
    portal.tell("clock", {"advance_s": 14 * DAY})
    assert day_of(portal.task(task)) == day


def test_a_rule_without_a_delay_holds_for_ever(make_portal: Make) -> None:
    portal = staffed(make_portal, StaffRule("ул. Ленина, 5", "Обмерить", None))
    held, other = step(portal), step(portal, "Обмерить — ул. Мира, 1", XML_ID="outlet:ccccdddd:S08:1")
    portal.tell("clock", {"advance_s": 60 * DAY})
    assert (portal.task(held)["status"], portal.task(other)["status"]) == ("3", "5")


def test_the_first_rule_that_fits_wins(make_portal: Make) -> None:
    rules = (StaffRule("ул. Ленина, 5", "Обмерить", 2), StaffRule("ул. Ленина, 5", "", None))
    portal = staffed(make_portal, *rules)
    task, other = step(portal), step(portal, "Согласовать смету — ул. Ленина, 5", XML_ID="outlet:aaaabbbb:S09:1")
    portal.tell("clock", {"advance_s": 30 * DAY})
    assert day_of(portal.task(task)) == "2026-11-30"
    assert portal.task(other)["status"] == "3"


def asked(make_portal: Make, seed: int, *rules: StaffRule) -> tuple[Portal, int, int]:
    """A decision task of the director and the bot's question about it, three days later."""
    portal = staffed(make_portal, *rules, seed=seed)
    bot = portal.bot()
    task = step(portal, "Согласовать адрес — ул. Ленина, 5", 2, XML_ID="outlet:aaaabbbb:S01:1")
    choices = (button("Согласовать", "aaaabbbb:S01:1:approve"), button("Отклонить", "aaaabbbb:S01:1:reject"))
    portal.send(bot, 2, "Согласовать адрес — ул. Ленина, 5?", *choices)
    portal.tell("clock", {"advance_s": 3 * DAY})
    return portal, bot, task


FIRST_MESSAGE = 84_001
PRESSES = next(seed for seed in range(99) if not closes_instead(seed, FIRST_MESSAGE))
CLOSES = next(seed for seed in range(99) if closes_instead(seed, FIRST_MESSAGE))


@pytest.mark.parametrize(("outcome", "answer"), [(None, "approve"), ("Отклонить", "reject")])
def test_a_question_of_the_bot_is_answered_by_the_asked_person(
    make_portal: Make, outcome: str | None, answer: str
) -> None:
    rule = StaffRule("ул. Ленина, 5", "Согласовать", 0, outcome)
    portal, bot, task = asked(make_portal, PRESSES, rule)
    (event,) = portal.events(bot)["events"]
    assert event["data"]["command"]["params"] == f"aaaabbbb:S01:1:{answer}"
    assert event["data"]["user"]["id"] == 2
    assert portal.task(task)["status"] != "5"


def test_some_close_the_task_and_leave_the_button(make_portal: Make) -> None:
    portal, bot, task = asked(make_portal, CLOSES)
    assert portal.events(bot)["events"] == []
    assert portal.task(task)["closedBy"] == "2"


def test_an_outcome_without_a_bot_is_a_tick_in_the_checklist(make_portal: Make) -> None:
    portal = staffed(make_portal, StaffRule("ул. Ленина, 5", "Согласовать", 0, "Отклонить"))
    task = step(portal, "Согласовать адрес — ул. Ленина, 5", 2, XML_ID="outlet:aaaabbbb:S01:1")
    for title in ("На доработку", "Отклонить"):
        portal.ask("task.checklistitem.add", [task, {"TITLE": title}])
    portal.tell("clock", {"advance_s": 4 * DAY})
    rows = portal.ask("task.checklistitem.getlist", [task])
    assert {row["TITLE"]: row["IS_COMPLETE"] for row in rows if row["PARENT_ID"]} == {
        "На доработку": "N",
        "Отклонить": "Y",
    }
    assert portal.task(task)["closedBy"] == "2"


def test_a_reason_is_given_and_a_sum_is_written_when_the_bot_asks(make_portal: Make) -> None:
    portal = staffed(make_portal)
    bot = portal.bot()
    portal.send(
        bot,
        16,
        "Шаг просрочен. Почему?",
        button("Ждём документы", "reason:documents"),
        button("Другое", "reason:other"),
    )
    portal.send(bot, 5, "Сумма, ₽?")
    portal.send(bot, 7, "Точка открыта.")
    portal.tell("clock", {"advance_s": 2 * DAY})
    got = {(event["data"]["user"]["id"], event["type"]): event["data"] for event in portal.events(bot)["events"]}
    assert set(got) == {(16, "ONIMBOTV2COMMANDADD"), (5, "ONIMBOTV2MESSAGEADD")}
    assert got[16, "ONIMBOTV2COMMANDADD"]["command"]["params"] == "reason:documents"
    assert int(got[5, "ONIMBOTV2MESSAGEADD"]["message"]["text"]) >= 1000


def test_facts_about_a_task_are_answered_by_their_own_type_while_the_task_is_still_open(make_portal: Make) -> None:
    portal = staffed(make_portal)
    bot = portal.bot()
    # Its work is far away, so nothing of what follows can be mistaken for closing it.
    far = {"START_DATE_PLAN": "2027-03-01T09:00:00+04:00", "END_DATE_PLAN": "2027-03-02T18:00:00+04:00",
           "DEADLINE": "2027-03-02T18:00:00+04:00"}  # fmt: skip
    task = step(portal, "Подтвердить оплату — ул. Ленина, 5", 5, XML_ID="outlet:aaaabbbb:S07:1", **far)
    ways = ("ул. Ленина, 5: «Подтвердить оплату».\nСпособ?", button("Безнал", "aaaabbbb:S07:1:f.way.0"),
            button("Карта", "aaaabbbb:S07:1:f.way.1"))  # fmt: skip
    portal.send(bot, 5, *ways)
    portal.send(bot, 5, "ул. Ленина, 5: «Подтвердить оплату».\nДата оплаты?\nНапример: 24.11.2026")
    portal.send(bot, 5, "ул. Ленина, 5: «Подтвердить оплату суммы».\n№ счёта?")
    portal.tell("clock", {"advance_s": DAY})
    events = [event["data"] for event in portal.events(bot)["events"]]
    assert [event["command"]["params"] for event in events if "command" in event] == ["aaaabbbb:S07:1:f.way.0"]
    said = [event["message"]["text"] for event in events if "command" not in event]
    days = [text for text in said if text.count(".") == 2]
    numbers = [text for text in said if text.isdigit()]
    assert (len(said), len(days), len(numbers)) == (2, 1, 1)
    assert int(numbers[0]) < 10_000
    assert portal.task(task)["status"] in ("2", "3")


def test_a_bot_that_keeps_asking_is_left_alone(make_portal: Make) -> None:
    portal = staffed(make_portal)
    bot = portal.bot()
    for _ in range(20):
        portal.send(bot, 5, "Сколько?")
    portal.tell("clock", {"advance_s": 9 * 3600})
    assert len(portal.events(bot)["events"]) == 6


def test_a_result_is_written_where_one_is_wanted(make_portal: Make) -> None:
    portal = staffed(make_portal)
    task = step(portal, SE_PARAMETER=[{"VALUE": "Y", "CODE": 3}])
    portal.tell("clock", {"advance_s": 14 * DAY})
    assert portal.task(task)["status"] == "5"
    (result,) = portal.ask("tasks.task.result.list", {"taskId": task})
    assert result["createdBy"] == 16


def test_nobody_works_on_leave_or_after_the_dismissal(make_portal: Make) -> None:
    portal = staffed(make_portal)
    on_leave = step(portal, responsible=4)
    leaving = step(portal, responsible=16, XML_ID="outlet:ccccdddd:S08:1")
    portal.tell("dismiss", {"user_id": 16})
    portal.tell("clock", {"advance_s": 9 * DAY})
    assert portal.task(on_leave)["status"] == "2"
    portal.tell("clock", {"advance_s": 14 * DAY})
    assert portal.task(on_leave)["closedDate"] >= "2026-12-07"
    assert portal.task(leaving)["status"] == "2"


def test_a_reassigned_task_is_done_by_the_new_holder(make_portal: Make) -> None:
    portal = staffed(make_portal)
    task = step(portal)
    portal.tell("clock", {"advance_s": 5 * 3600})
    portal.ask("tasks.task.update", {"taskId": task, "fields": {"RESPONSIBLE_ID": 30}})
    portal.tell("clock", {"advance_s": 14 * DAY})
    assert portal.task(task)["closedBy"] == "30"


def test_a_renewed_task_is_done_again(make_portal: Make) -> None:
    portal = staffed(make_portal)
    task = step(portal)
    portal.tell("clock", {"advance_s": 14 * DAY})
    first = portal.task(task)["closedDate"]
    portal.ask("tasks.task.renew", {"taskId": task})
    portal.tell("clock", {"advance_s": 14 * DAY})
    assert portal.task(task)["closedDate"] > first


def test_the_staff_can_be_sent_home(make_portal: Make) -> None:
    portal = staffed(make_portal)
    task = step(portal)
    portal.tell("staff", {"on": False})
    portal.tell("clock", {"advance_s": 30 * DAY})
    assert portal.task(task)["status"] == "2"
    portal.tell("staff", {"on": True})
    portal.tell("clock", {"advance_s": 3 * DAY})
    assert portal.task(task)["status"] == "5"


def test_a_clock_that_jumps_from_event_to_event(make_portal: Make) -> None:
    portal = staffed(make_portal, start=datetime(2026, 8, 3, 9, tzinfo=SAMARA))
    tasks = [step(portal, f"Шаг {n} — ул. Мира, {n}", XML_ID=f"outlet:a{n}:S1:1", **PLAN_AUGUST) for n in range(10)]
    server = portal.server
    acted = 0
    while (at := server.next_event_at()) is not None:
        server.advance_to(at)
        acted += server.run_due_staff()
    assert acted == 20
    assert all(portal.task(task)["status"] == "5" for task in tasks)
    assert portal.ask("profile", user=13)["LAST_NAME"] == "Назаров"  # he leaves only in November


PLAN_AUGUST = {
    "START_DATE_PLAN": "2026-08-03T09:00:00+04:00",
    "END_DATE_PLAN": "2026-08-07T18:00:00+04:00",
    "DEADLINE": "2026-08-07T18:00:00+04:00",
}


def test_the_same_seed_does_the_same(make_portal: Make) -> None:
    stories = []
    for seed in (5, 5, 6):
        portal = staffed(make_portal, seed=seed)
        for n in range(12):
            step(portal, f"Шаг {n} — ул. Мира, {n}", 16 + n % 5, XML_ID=f"outlet:a{n}:S1:1")
        portal.tell("clock", {"advance_s": 20 * DAY})
        rows = [row for row in portal.see("log") if row["staff"]]
        stories.append([(row["at"], row["method"], row["user_id"], row.get("task_id")) for row in rows])
    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


def test_a_live_portal_moves_by_itself(make_portal: Make) -> None:
    portal = staffed(make_portal, StaffRule("ул. Ленина, 5", "Обмерить", 0), speed=300_000.0)
    task = step(portal)
    until = time.monotonic() + 20
    while portal.task(task)["status"] != "5":
        assert time.monotonic() < until, "nobody has finished the task"
        time.sleep(0.05)


def test_people_are_early_on_time_and_late() -> None:
    created = int(datetime(2026, 11, 24, 9, tzinfo=SAMARA).timestamp())
    end = int(datetime(2026, 11, 30, 18, tzinfo=SAMARA).timestamp())
    works = [Work(f"Шаг {n}", "1", created, created, end, end, False) for n in range(400)]
    plans = [plan(work, (), 1) for work in works]
    assert all(p.finish is not None and p.start < p.finish for p in plans)
    shares = [
        sum(p.late_days < 0 for p in plans),
        sum(p.late_days > 0 for p in plans),
        sum(p.ill_days > 0 for p in plans),
    ]
    assert 30 <= shares[0] <= 90
    assert 40 <= shares[1] <= 110
    assert 1 <= shares[2] <= 12


def test_illness_shows_as_an_absence(make_portal: Make) -> None:
    portal = staffed(make_portal, speed=0.0001)
    created = int(portal.server.now().timestamp())
    end = int(datetime.fromisoformat(PLAN["END_DATE_PLAN"]).timestamp())
    title = next(
        name
        for name in (f"Шаг {n}" for n in range(2000))
        if plan(Work(name, "1", created, created, end, end, False), (), 1).ill_at is not None
    )
    step(portal, title, XML_ID="outlet:aaaabbbb:S08:1")
    portal.tell("clock", {"advance_s": 3 * DAY})
    assert isinstance(portal.ask("im.user.get", {"ID": 16})["absent"], str)
    (row,) = portal.ask("calendar.accessibility.get", {"users": [16], "from": "2026-11-24", "to": "2026-12-31"})["16"]
    assert row["NAME"] == "Больничный"


def test_what_counts_as_a_question() -> None:
    assert is_question("Сумма, ₽?")
    assert is_question("Оплата подтверждена.\nУкажите номер счёта")
    assert not is_question("Решение принято: Согласовать.")
    assert words_for(1, 1, "Дата оплаты?", int(datetime(2026, 11, 24, tzinfo=SAMARA).timestamp())) == "24.11.2026"


_moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda when: int(when.replace(tzinfo=SAMARA).timestamp())
)


@given(_moments, st.integers(0, 200 * 3600))
@settings(max_examples=100, deadline=None)
def test_working_time_adds_up(at: int, seconds: int) -> None:
    later = add_working_seconds(at, seconds)
    assert working_seconds(at, later) == seconds
    assert next_working_moment(later) == later
    assert is_working_day(local(later).date())


@given(_moments, st.integers(-40, 40))
@settings(max_examples=100, deadline=None)
def test_a_shift_by_working_days_counts_them(at: int, days: int) -> None:
    moved = local(shift_working_days(at, days))
    assert (moved.hour, moved.minute) == (local(at).hour, local(at).minute)
    first, last = sorted((local(at).date(), moved.date()))
    inside = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    if days < 0:
        inside = [first + timedelta(n) for n in range((last - first).days)]
    assert sum(is_working_day(day) for day in inside) == abs(days)
