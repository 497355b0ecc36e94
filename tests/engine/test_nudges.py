"""Reminders, questions about delays, escalations: in working hours, to people who are there, never twice."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from fake_portal import START, ZONE
from hypothesis import HealthCheck, given, settings, strategies as st
from rig import Rig

from outlet_desktop.domain.command import Done
from outlet_desktop.domain.opening import Opening, OpeningState, Person, StepState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import Escalation, Estimate, Flow, Reason, Reminder, Role, Step, Template
from outlet_desktop.engine import launch as launching
from outlet_desktop.engine.digest import digest
from outlet_desktop.engine.loop import Driver
from outlet_desktop.engine.poll import poll, refresh_people
from outlet_desktop.engine.reconcile import reconcile
from outlet_desktop.schedule.workdays import russian_calendar

CALENDAR = russian_calendar()
WORKER, DEPUTY, BOSS, INITIATOR = 2, 3, 4, 5
REASONS = (
    Reason("supplier", "Поставщик задержал", "external", "ask"),
    Reason("permit", "Ждём госорган", "external", "ask"),
    Reason("overload", "Перегружен", "internal", "auto"),
)


def process(days: int = 3, **changes: object) -> Template:
    """One step A of `days` working days from 24 November, a Tuesday, then B."""
    first = Step(
        "A",
        title="Завезти товар",
        role="worker",
        duration=Estimate(days, days, days),
        reasons=("supplier", "overload"),
        remind=Reminder(1, 1),
        escalate=Escalation(2, "initiator"),
    )
    last = Step("B", title="Открыть", role="boss", duration=Estimate(1, 1, 1))
    roles = (Role("worker", "Снабженец"), Role("boss", "Управляющий"))
    steps = (replace(first, **changes), last)  # type: ignore[arg-type]
    return Template("t", "Точка", 1, "B", roles=roles, reasons=REASONS, steps=steps, flows=(Flow("A", "B"),))


class Watched(Rig):
    """Writes down when each message went out, and passes time as the agent does."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[datetime, str, int, str]] = []  # when, key, person, text
        execute = self.portal._execute

        def noted(body: dict[str, dict[str, object]]) -> object:
            result = execute(body)
            sent = body.get("SendMessage")
            if sent is not None and isinstance(result, Done):
                self.said.append((self.portal.now(), str(sent["key"]), int(str(sent["user_id"])), str(sent["text"])))
            return result

        self.portal._execute = noted  # type: ignore[method-assign,assignment]

    def begin(self, template: Template, **changes: object) -> Opening:
        people = {"worker": WORKER, "boss": BOSS}
        with self.store.transaction():
            self.store.set_role_holder(RoleHolder("worker", WORKER, DEPUTY))
        return self.add(template, **({"people": people, "initiator_id": INITIATOR} | changes))

    def look(self) -> None:
        """One pass at this moment."""
        self.driver.run(poll(self.world))
        for opening in self.store.due_openings(self.portal.clock()):
            self.driver.run(reconcile(opening, self.world))
        self.driver.run(digest(self.world))

    def to(self, day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> None:
        """Live until that moment, with a pass a second after every 00, 20 and 40 minutes."""
        until = datetime(year, month, day, hour, minute, tzinfo=ZONE)
        while self.portal.now() < until:
            gone = (self.portal.now() - START).total_seconds()
            self.portal.wait(1201 - gone % 1200 if gone % 1200 > 1 else 1 - gone % 1200 or 1200)
            self.look()

    def leap(self, day: int, hour: int, minute: int = 0) -> None:
        """Nobody looks until that moment; then one pass."""
        until = datetime(2026, 11, day, hour, minute, tzinfo=ZONE)
        self.portal.wait((until - self.portal.now()).total_seconds())
        self.look()

    def restart(self) -> None:
        self.driver = Driver(self.store, self.portal)

    def nudges(self, *kinds: str) -> list[tuple[str, int, str]]:
        """(moment, person, text) of messages whose key begins with one of these words."""
        return [(f"{at:%d.%m %H:%M}", user, text) for at, key, user, text in self.said if key.split(":")[0] in kinds]

    def when(self, *kinds: str) -> list[str]:
        return [at for at, _, _ in self.nudges(*kinds)]

    def row(self, key: str):
        return self.case.intents.get(key)

    def staff(self, *changed: Person) -> None:
        known = {person.user_id: person for person in (*self.portal.staff, *changed)}
        self.portal.staff = tuple(known.values())
        self.driver.run(refresh_people(self.world))


@pytest.fixture
def rig():
    made = Watched()
    yield made
    made.store.close()


def test_the_holder_is_reminded_one_working_day_before_at_nine_in_the_morning(rig):
    rig.begin(process())
    rig.to(26, 17)
    assert rig.nudges("remind") == [
        ("25.11 09:00", WORKER, "Напоминаю: завтра срок — «Завезти товар», ул. Ленина, 10.")
    ]
    assert rig.events().count("reminded") == 2  # this one, and the digest of the last day


def test_a_monday_deadline_is_reminded_on_friday_with_its_date(rig):
    rig.begin(process(5))
    rig.to(30, 12)
    [(at, _, text)] = rig.nudges("remind")
    assert at == "27.11 09:00"
    assert "30.11.2026" in text


def test_a_task_made_today_is_not_reminded_of_today(rig):
    rig.begin(process(2))  # its day of reminding is the day of its making
    rig.to(25, 17)
    assert rig.nudges("remind") == []


def test_after_a_friday_deadline_nobody_is_written_to_before_monday_morning(rig):
    rig.begin(process(4))  # due on Friday 27
    rig.to(29, 23)
    assert rig.when("remind", "reason", "escalate") == ["26.11 09:00"]
    rig.to(30, 10)
    [(at, _, text)] = rig.nudges("remind", "reason", "escalate")[1:]  # one message: the question is the reminder too
    assert at == "30.11 09:00"
    assert "просрочен на 1\u00a0раб. день" in text


def test_holidays_are_silent(rig):
    rig.begin(process())
    task = rig.portal.of("A")[0]
    rig.portal._put(replace(task, deadline=datetime(2026, 12, 30, 18, tzinfo=ZONE)))
    rig.to(11, 12, month=1, year=2027)
    assert rig.when("remind", "reason") == ["29.12 09:00", "11.01 09:00"]


def test_overdue_it_is_asked_about_once_every_working_day_and_not_reminded_of_besides(rig):
    rig.begin(process(3, remind=Reminder(1, 3)))
    rig.to(4, 17, month=12)
    assert rig.when("remind") == ["25.11 09:00"]
    assert rig.when("reason") == [f"{day} 09:00" for day in ("27.11", "30.11", "01.12", "02.12", "03.12", "04.12")]


def test_where_there_is_nothing_to_ask_it_is_repeated_by_the_rule(rig):
    rig.begin(process(3, remind=Reminder(1, 3), reasons=("overload",)))  # the engine sees that by itself
    rig.to(4, 17, month=12)
    assert rig.when("remind") == ["25.11 09:00", "27.11 09:00", "02.12 09:00"]
    assert rig.when("reason") == []


def test_who_has_told_the_reason_before_nine_is_only_reminded(rig):
    rig.begin(process())
    rig.to(27, 8)
    at = rig.portal.now()
    with rig.store.transaction():
        rig.store.put_reason("aaaabbbb", "A", 1, at.date(), "supplier", "", WORKER, at, "app")
    rig.to(27, 17)
    assert rig.when("reason") == []
    assert rig.when("remind") == ["25.11 09:00", "27.11 09:00"]


def test_a_step_without_rules_is_only_asked_for_its_reason(rig):
    rig.begin(process(3, remind=None, escalate=None))
    rig.to(1, 12, month=12)
    assert rig.when("remind", "escalate") == []
    assert len(rig.when("reason")) == 3


def test_the_question_offers_what_only_a_person_can_name(rig):
    rig.begin(process())
    rig.to(27, 10)
    [message] = [message for message in rig.portal.messages if message[3]]
    assert [button["text"] for button in message[3]] == ["Поставщик задержал", "Другое"]
    assert [button["params"] for button in message[3]] == ["aaaabbbb:A:1:r.supplier", "aaaabbbb:A:1:r.other"]


def test_a_step_that_names_no_reasons_offers_those_of_the_process(rig):
    rig.begin(process(3, reasons=()))
    rig.to(27, 10)
    [message] = [message for message in rig.portal.messages if message[3]]
    assert [button["text"] for button in message[3]] == ["Поставщик задержал", "Ждём госорган", "Другое"]


def test_reasons_that_the_engine_sees_by_itself_are_not_asked_for(rig):
    rig.begin(process(3, reasons=("overload",)))
    rig.to(1, 12, month=12)
    assert rig.when("reason") == []


def test_an_answered_question_loses_its_buttons_and_is_not_repeated_that_day(rig):
    rig.begin(process())
    edits: list[tuple[int, str, list[object]]] = []
    execute = rig.portal._execute

    def noted(body):
        if "EditMessage" in body:
            edit = body["EditMessage"]
            edits.append((edit["message_id"], edit["text"], edit["buttons"]))
        return execute(body)

    rig.portal._execute = noted
    rig.to(27, 10)
    [asked] = [message[0] for message in rig.portal.messages if message[3]]
    rig.portal.press(WORKER, "aaaabbbb:A:1:r.supplier")
    rig.to(27, 17)
    assert edits == [(asked, "ул. Ленина, 10: «Завезти товар». Принято: Поставщик задержал.", [])]
    assert "reason" in rig.events()
    assert len(rig.when("reason")) == 1
    rig.to(30, 10)
    assert len(rig.when("reason")) == 2  # the next day may have another reason
    rig.portal.close(rig.portal.of("A")[0].id)
    rig.to(30, 12)
    assert edits[-1][1].endswith("отвечать не нужно.")
    assert len(edits) == 2


def test_the_initiator_is_told_once_who_holds_it_how_late_and_why(rig):
    rig.begin(process())
    rig.to(27, 10)
    rig.portal.press(WORKER, "aaaabbbb:A:1:r.supplier")
    rig.to(4, 17, month=12)
    [(at, user, text)] = rig.nudges("escalate")
    assert (at, user) == ("30.11 09:00", INITIATOR)
    assert "просрочен на 2\u00a0раб. дня" in text
    assert "Имя2 Фамилия2 (Снабженец). Причина: Поставщик задержал. Ждут ещё 1\u00a0шаг." in text


def test_an_escalation_to_a_role_goes_to_who_plays_it(rig):
    rig.begin(process(3, escalate=Escalation(1, "boss")))
    rig.to(30, 10)
    assert [(at, user) for at, user, _ in rig.nudges("escalate")] == [("27.11 09:00", BOSS)]


def test_a_further_round_is_escalated_anew(rig):
    rig.begin(process())
    rig.to(1, 12, month=12)
    with rig.store.transaction():
        case = rig.case
        rig.store.save_case(replace(case.opening, rounds={"A": 2}), case.states, case.problem, False)
        rig.store.wake(["aaaabbbb"])
    rig.portal.delete(rig.portal.of("A")[0].id)
    rig.to(10, 12, month=12)
    assert [key for _, key, _, _ in rig.said if key.startswith("escalate")] == [
        "escalate:aaaabbbb:A:1",
        "escalate:aaaabbbb:A:2",
    ]


def test_the_deputy_is_written_to_while_the_holder_is_away(rig):
    rig.begin(process())
    rig.staff(Person(WORKER, "Имя2 Фамилия2", absent_until=date(2026, 11, 27)))
    rig.to(27, 12)
    assert {user for _, user, _ in rig.nudges("remind", "reason", "digest")} == {DEPUTY}
    rig.staff(Person(WORKER, "Имя2 Фамилия2"))
    rig.to(30, 12)
    assert {user for at, user, _ in rig.nudges("remind", "reason", "digest") if at.startswith("30")} == {WORKER}


def test_nobody_is_written_to_where_holder_and_deputy_are_gone(rig):
    rig.begin(process())
    rig.staff(
        Person(WORKER, "Имя2 Фамилия2", is_active=False),
        Person(DEPUTY, "Имя3 Фамилия3", absent_until=date(2026, 12, 9)),
    )
    rig.to(30, 12)
    assert rig.nudges("remind", "reason", "digest") == []


def test_who_comes_back_at_noon_is_asked_then(rig):
    rig.begin(process(3, remind=None))
    rig.staff(Person(WORKER, "Имя2 Фамилия2", absent_until=date(2026, 11, 27)), Person(DEPUTY, "Имя3", is_active=False))
    rig.to(27, 12)
    assert rig.when("reason") == []
    rig.staff(Person(WORKER, "Имя2 Фамилия2"))
    rig.to(27, 13)
    assert rig.when("reason") == ["27.11 12:20"]


def test_a_portal_without_the_bot_is_left_in_peace(rig):
    rig.begin(process())
    with rig.store.transaction():
        rig.store.set_meta("has_bot", "0")
    rig.to(1, 12, month=12)
    assert rig.said == []
    assert rig.store.next_due() is None


def test_handed_in_deferred_and_finished_tasks_are_left_in_peace(rig):
    from outlet_desktop.domain.opening import TaskStatus

    rig.begin(process())
    rig.portal._put(replace(rig.portal.of("A")[0], status=TaskStatus.DEFERRED))
    rig.to(30, 12)
    assert rig.nudges("remind", "reason", "escalate", "digest") == []


def test_a_restart_repeats_nothing(rig):
    rig.begin(process())
    for day in (25, 26, 27, 30):
        rig.to(day, 9, 5)
        rig.restart()
        with rig.store.transaction():
            rig.store.wake(["aaaabbbb"])
            rig.store.set_meta("digest_on", "")  # as if the crash came just before it was written
        rig.to(day, 11)
    counted = Counter(key for _, key, _, _ in rig.said)
    assert set(counted.values()) == {1}
    assert len([key for key in counted if key.startswith("reason")]) == 2


@pytest.mark.parametrize("fault", ["lost", "late"])
def test_an_unknown_outcome_is_never_repeated_and_is_told(rig, fault):
    rig.begin(process())
    rig.to(25, 8, 40)
    rig.portal.faults = [fault]
    rig.to(25, 17)
    assert len(rig.when("remind")) == (fault == "late")
    assert rig.row("remind:aaaabbbb:A:1:2026-11-25").state == "lost"
    told = [e.text for e in rig.store.history() if e.event == "problem"]
    assert [code for code, _facts in told] == ["event.lost_reminder"]
    assert "key" not in told[0][1]
    assert told[0][1]["step"] == rig.store.case("aaaabbbb").opening.template.by_id["A"].title


def test_what_could_not_be_sent_in_its_hours_is_not_sent_at_night(rig):
    rig.begin(process(reasons=("overload",)))  # nothing to ask: it is reminded of when it is late, too
    rig.leap(25, 17, 59)
    rig.portal.faults = []
    before = len(rig.said)
    assert rig.row("remind:aaaabbbb:A:1:2026-11-25").state == "done"
    rig.leap(27, 17, 59)
    # The same at the evening of the first overdue day, refused as too often until the day is over.
    assert len(rig.said) > before
    with rig.store.transaction():
        row = rig.row("remind:aaaabbbb:A:1:2026-11-27")
        rig.store.put_intent(replace(row, state="free", portal_id=None))
        rig.store.wake(["aaaabbbb"])
    count = len(rig.nudges("remind"))
    rig.leap(27, 18, 1)
    rig.leap(28, 12)
    rig.leap(30, 8, 59)
    assert len(rig.nudges("remind")) == count
    rig.leap(30, 9, 1)
    assert rig.said[-1][1] != "remind:aaaabbbb:A:1:2026-11-27"
    assert "remind:aaaabbbb:A:1:2026-11-30" in [key for _, key, _, _ in rig.said]


def test_waiting_for_a_morning_costs_no_request_beyond_the_polls(rig):
    rig.begin(process())
    rig.to(24, 18)
    before = rig.portal.requests
    looks = 0
    while rig.portal.now() < datetime(2026, 11, 25, 8, 40, tzinfo=ZONE):
        rig.portal.wait(1200)
        assert rig.store.due_openings(rig.portal.clock()) == ()
        rig.look()
        looks += 1
    assert rig.portal.requests - before == looks
    due = rig.store.next_due()
    assert START + timedelta(seconds=due - 1_000_000) - datetime(2026, 11, 25, 9, tzinfo=ZONE) < timedelta(seconds=1)


def test_a_portal_clock_that_is_set_ahead_wakes_what_waits_for_it(rig):
    rig.begin(process())
    rig.to(24, 12)
    real = rig.portal.now
    rig.portal.now = lambda: real() + timedelta(hours=22)
    rig.portal.wait(10)
    rig.look()
    assert len(rig.when("remind")) == 1


def pause(rig: Watched) -> None:
    with rig.store.transaction():
        case = rig.case
        rig.store.save_case(launching.paused(case.opening, "Ждём ремонт дороги"), case.states, case.problem, False)
        rig.store.wake(["aaaabbbb"])
    rig.step()


def resume(rig: Watched) -> None:
    with rig.store.transaction():
        case = rig.case
        rig.store.save_case(launching.resumed(case.opening), case.states, case.problem, False)
        rig.store.wake(["aaaabbbb"])
    rig.step()
    rig.step()


def test_a_paused_opening_says_and_makes_nothing_until_it_is_resumed(rig):
    rig.begin(process())
    pause(rig)
    rig.to(27, 12)
    rig.close("A")
    rig.to(1, 12, month=12)
    assert rig.said == []
    assert rig.portal.created == ["project:aaaabbbb", "outlet:aaaabbbb:A:1"]
    assert rig.case.opening.state is OpeningState.PAUSED
    assert rig.case.states["A"] is StepState.DONE  # seen, without effect yet
    resume(rig)
    assert rig.portal.created[-1] == "outlet:aaaabbbb:B:1"
    assert rig.case.opening.state is OpeningState.RUNNING
    assert rig.case.opening.reason == ""


def test_what_was_finished_to_the_end_while_paused_counts_on_resuming(rig):
    rig.begin(process())
    rig.close("A")
    pause(rig)
    rig.close("B")
    rig.step()
    assert rig.case.opening.state is OpeningState.PAUSED
    assert not rig.case.is_finished
    resume(rig)
    assert rig.case.opening.state is OpeningState.DONE
    assert rig.portal.closed_projects


def test_an_answer_tapped_while_paused_counts_on_resuming(rig, sample):
    rig.add(sample)
    pause(rig)
    rig.portal.press(rig.portal.of("S01")[0].responsible_id, "aaaabbbb:S01:1:approve")
    rig.step()
    rig.step()
    assert rig.portal.created == ["outlet:aaaabbbb:S01:1"]
    resume(rig)
    assert rig.portal.open_steps() == {"S02", "S03", "S04"}


def test_only_what_runs_is_paused_and_only_what_is_paused_resumed(rig):
    from outlet_desktop.problem import Problem

    opening = rig.begin(process())
    with pytest.raises(Problem, match="not_paused"):
        launching.resumed(opening)
    paused = launching.paused(opening, " Ремонт ")
    assert (paused.state, paused.reason) == (OpeningState.PAUSED, "Ремонт")
    with pytest.raises(Problem, match="not_running"):
        launching.paused(paused, "ещё раз")


# ---------------------------------------------------------------------------------------------- the morning digest


def test_a_person_gets_one_digest_of_all_openings_in_the_morning(rig):
    rig.begin(process())
    rig.add(process(), id="ccccdddd", address="пр. Мира, 5", people={"worker": WORKER, "boss": BOSS})
    rig.to(26, 8, 40)
    assert rig.nudges("digest") == []
    rig.to(26, 17)
    assert rig.nudges("digest") == [
        (
            "26.11 09:00",
            WORKER,
            "Сегодня срок (2):\n• «Завезти товар», ул. Ленина, 10\n• «Завезти товар», пр. Мира, 5",
        )
    ]
    rig.to(27, 12)
    at, user, text = rig.nudges("digest")[-1]
    assert (at, user) == ("27.11 09:00", WORKER)
    assert text.splitlines()[0] == "Просрочено (2):"
    assert "1\u00a0раб. день" in text


def test_a_start_in_the_afternoon_still_sends_the_digest_once_and_an_evening_one_never(rig):
    rig.begin(process())
    rig.leap(26, 15)
    rig.restart()
    rig.look()
    assert rig.when("digest") == ["26.11 15:00"]
    rig.leap(27, 18, 30)
    rig.leap(28, 12)
    assert rig.when("digest") == ["26.11 15:00"]


def test_a_paused_opening_is_in_no_digest(rig):
    rig.begin(process())
    pause(rig)
    rig.to(27, 12)
    assert rig.nudges("digest") == []


def test_a_digest_whose_answer_is_lost_is_not_repeated(rig):
    rig.begin(process(3, remind=None))
    rig.to(26, 8, 40)
    rig.portal.faults = ["late"]
    rig.to(26, 17)
    rig.restart()
    rig.to(26, 17, 30)
    assert rig.when("digest") == ["26.11 09:00"]
    assert rig.store.intent(f"digest:{WORKER}:2026-11-26").state == "lost"


def test_a_digest_that_was_refused_as_too_often_comes_with_the_next_poll(rig):
    rig.begin(process(3, remind=None))
    rig.to(26, 8, 40)
    rig.portal.faults = ["limit"]
    rig.to(26, 17)
    assert len(rig.when("digest")) == 1
    assert rig.when("digest") != ["26.11 09:00"]


def test_a_kill_after_the_row_was_written_loses_the_digest_rather_than_repeating_it(rig):
    rig.begin(process(3, remind=None))
    rig.to(26, 8, 40)
    rig.portal.wait(1500)
    rig.driver.run(poll(rig.world))
    killed = digest(rig.world)
    answer = None
    while True:  # up to the request, which never leaves
        effect = killed.send(answer)
        if type(effect).__name__ == "Ask":
            break
        with rig.store.transaction():
            answer = effect.work(rig.store)
    killed.close()
    rig.restart()
    rig.to(26, 17)
    assert rig.when("digest") == []
    assert rig.store.intent(f"digest:{WORKER}:2026-11-26").state == "lost"


# ---------------------------------------------------------------------------------------------- any sequence

_PASSES = st.lists(
    st.tuples(
        st.one_of(st.floats(1, 600), st.floats(600, 20_000), st.floats(20_000, 400_000)),
        st.sampled_from(["", "", "", "lost", "late", "limit", "restart", "away", "back", "answer", "pause", "resume"]),
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(passes=_PASSES, days=st.integers(1, 4))
def test_whatever_the_passes_each_key_is_sent_at_most_once_and_none_outside_working_hours(passes, days):
    rig = Watched()
    try:
        rig.begin(process(days))
        for seconds, event in passes:
            rig.portal.wait(seconds)
            match event:
                case "lost" | "late" | "limit":
                    rig.portal.faults = [event]
                case "restart":
                    rig.restart()
                case "away":
                    rig.staff(Person(WORKER, "Имя2 Фамилия2", absent_until=date(2027, 6, 1)))
                case "back":
                    rig.staff(Person(WORKER, "Имя2 Фамилия2"))
                case "answer":
                    rig.portal.press(WORKER, "aaaabbbb:A:1:r.supplier")
                case "pause" if rig.case.opening.state is OpeningState.RUNNING:
                    pause(rig)
                case "resume" if rig.case.opening.state is OpeningState.PAUSED:
                    resume(rig)
            is_paused = rig.case.opening.state is OpeningState.PAUSED
            before = len(rig.said)
            rig.look()
            assert not is_paused or len(rig.said) == before
        nudges = [
            (at, key) for at, key, _, _ in rig.said if key.split(":")[0] in ("remind", "reason", "escalate", "digest")
        ]
        assert all(count == 1 for count in Counter(key for _, key in nudges).values()), json.dumps(passes)
        for at, key in nudges:
            assert 9 <= at.hour < 18, key
            assert CALENDAR.is_working(at.date()), key
            named = key.rsplit(":", 1)[1]
            assert key.startswith("escalate") or named == at.date().isoformat()
    finally:
        rig.store.close()


# ---------------------------------------------------------------------------------------------- what the screen says


def _row(rig: Watched):
    from outlet_desktop.engine.standing import Standings
    from outlet_desktop.engine.world import context_of

    with rig.store.transaction():
        case = rig.case
        context = context_of(rig.store, case, rig.world)
    return Standings(CALENDAR, 200).row(case, context, {person.user_id: person for person in rig.store.people()})


def test_the_newest_reason_a_person_named_is_what_the_screen_says(rig):
    rig.begin(process())
    rig.to(30, 12)
    assert _row(rig).step("A").reason == "not_started"  # what the engine sees by itself
    rig.portal.press(WORKER, "aaaabbbb:A:1:r.supplier")
    rig.to(30, 14)
    row = _row(rig)
    assert (row.held_by[0].reason, row.held_by[0].reason_text) == ("supplier", "Поставщик задержал")
    assert row.why[0] == "why.overdue_because"
    assert row.why[1]["reason"] == "Поставщик задержал"
    with rig.store.transaction():
        at = rig.portal.now() + timedelta(minutes=1)
        rig.store.put_reason("aaaabbbb", "A", 1, at.date(), "other", "Ключи у соседей", INITIATOR, at, "app")
    row = _row(rig)
    assert (row.held_by[0].reason, row.held_by[0].reason_text) == ("", "Ключи у соседей")
