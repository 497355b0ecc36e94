"""What a coordinator does about one step: a reminder now, handing its task over. Each at most once, and logged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_nudges import DEPUTY, WORKER, Watched, process

from outlet_desktop.domain.opening import OpeningState, Person
from outlet_desktop.domain.template import Step
from outlet_desktop.engine import asking, handing_over
from outlet_desktop.engine.handing_over import hand_over
from outlet_desktop.engine.launch import paused
from outlet_desktop.problem import Problem

SPARE = 15


@pytest.fixture
def rig():
    made = Watched()
    yield made
    made.store.close()


def ask(rig, step="A"):
    """As the office does it."""
    with rig.store.transaction():
        asking.check(rig.case, step, rig.world, rig.store)
        today = rig.portal.now().date()
        changed = replace(rig.case.opening, reminders={**rig.case.opening.reminders, step: today})
        rig.store.save_case(changed, rig.case.states, rig.case.problem, False)
        rig.store.wake([changed.id])


def refused(rig, step="A"):
    with pytest.raises(Problem) as caught:
        ask(rig, step)
    return caught.value.code


def test_a_reminder_goes_out_at_once_and_is_logged(rig):
    rig.begin(process(5))
    ask(rig)
    rig.portal.wait(10)
    rig.look()
    [(at, person, text)] = rig.nudges("remind")
    assert (at[:5], person) == ("24.11", WORKER)
    assert "Завезти товар" in text
    assert rig.events().count("reminded") == 1
    rig.to(24, 17)
    assert len(rig.nudges("remind")) == 1


def test_in_the_evening_it_goes_out_too_for_a_person_has_asked(rig):
    rig.begin(process(9))
    rig.to(24, 21)
    ask(rig)
    rig.portal.wait(60)
    rig.look()
    assert [at[:8] for at in rig.when("remind")] == ["24.11 21"]


def test_nobody_is_reminded_twice_on_one_day(rig):
    rig.begin(process())
    ask(rig)
    assert refused(rig) == "remind.today"  # it is on its way
    rig.look()
    assert refused(rig) == "remind.today"
    rig.to(25, 8, 40)
    ask(rig)  # the next day; the rule of the step would remind at nine under the same key
    rig.to(25, 17)
    assert [at[:5] for at in rig.when("remind")] == ["24.11", "25.11"]
    assert refused(rig) == "remind.today"


def test_the_rule_has_reminded_today_already(rig):
    rig.begin(process())
    rig.to(25, 12)  # a day before the deadline
    assert len(rig.nudges("remind")) == 1
    assert refused(rig) == "remind.today"


def test_what_could_not_be_sent_on_its_day_is_never_sent_late(rig):
    rig.begin(process(9))
    ask(rig)
    rig.leap(25, 12)  # nobody looked until the next noon
    rig.look()
    assert rig.nudges("remind") == []


def test_an_unknown_outcome_is_not_repeated(rig):
    rig.begin(process(9))
    ask(rig)
    send = rig.portal.send
    rig.portal.send = lambda bodies, deadline: [replace_unknown(result) for result in send(bodies, deadline)]
    rig.look()
    rig.portal.send = send
    for _ in range(5):
        rig.portal.wait(60)
        rig.look()
    assert len(rig.nudges("remind")) == 1  # executed once, unanswered, and left at that
    key = next(key for key in rig.case.intents if key.startswith("remind:"))
    assert rig.row(key).state == "lost"
    assert refused(rig) == "remind.today"


def replace_unknown(_result):
    from outlet_desktop.domain.command import Unknown

    return Unknown("connection lost")


def test_somebody_away_is_reminded_through_the_deputy_and_nobody_through_no_one(rig):
    rig.begin(process(5))
    away = rig.portal.now().date().replace(day=30)
    rig.staff(Person(WORKER, "Пётр Петров", absent_until=away))
    ask(rig)
    rig.look()
    assert [person for _, person, _ in rig.nudges("remind")] == [DEPUTY]
    rig.to(25, 9)
    rig.staff(Person(DEPUTY, "Иван Иванов", absent_until=away))
    assert refused(rig) == "remind.nobody"


def test_without_a_bot_it_is_a_note_in_the_task(rig):
    rig.begin(process(5))
    with rig.store.transaction():
        rig.store.set_meta("has_bot", "0")
    ask(rig)
    opening = rig.store.opening_ids()[0]
    from outlet_desktop.engine.reconcile import reconcile

    rig.driver.run(reconcile(opening, rig.world))
    rig.driver.run(reconcile(opening, rig.world))
    key = next(key for key in rig.case.intents if key.startswith("remind:"))
    assert (rig.row(key).kind, rig.row(key).state) == ("CommentTask", "done")
    assert rig.nudges("remind") == []


def test_only_an_open_step_of_a_running_opening_can_be_reminded_of(rig):
    rig.begin(process(5))
    assert refused(rig, "B") == "remind.no_task"
    assert refused(rig, "X") == "remind.no_task"
    with rig.store.transaction():
        case = rig.case
        rig.store.save_case(paused(case.opening, "ремонт"), case.states, None, False)
    assert rig.case.opening.state is OpeningState.PAUSED
    assert refused(rig) == "opening.not_running"


# ------------------------------------------------------------------------------------------ handing over


def hand(rig, by=SPARE, step="A"):
    opening = rig.store.opening_ids()[0]
    with rig.store.transaction():
        return handing_over.begin_task(rig.store, opening, step, by, rig.portal.clock(), rig.portal.now())


def carry(rig, times=3):
    for _ in range(times):
        rig.driver.run(hand_over(rig.world))
        rig.portal.wait(6)
        rig.look()


def test_one_task_goes_to_the_other_person_and_the_roles_stay(rig):
    both = process(5)
    other = Step("C", title="Проверить склад", role="worker", duration=both.steps[0].duration)
    rig.begin(replace(both, steps=(*both.steps, other)))
    before = dict(rig.store.role_holders())
    rig.staff(Person(SPARE, "Нина Новая"))
    made = hand(rig)
    carry(rig, 40)  # long enough for whatever follows a replacement of a person
    assert rig.portal.of("A")[-1].responsible_id == SPARE
    assert rig.portal.of("C")[-1].responsible_id == WORKER  # another task of the same person
    assert dict(rig.store.role_holders()) == before
    assert rig.case.opening.people["worker"] == WORKER
    report = handing_over.report(rig.store, made.number)
    assert [move.state for move in report.moves] == ["moved"]
    assert not handing_over.is_pending(rig.store)
    told = [entry for entry in rig.store.history() if entry.text[0] == "event.handed"]
    assert len(told) == 1
    assert told[0].text[1]["by"] == "Нина Новая"
    assert told[0].source == "person"


def test_it_can_be_taken_back(rig):
    rig.begin(process(5))
    rig.staff(Person(SPARE, "Нина Новая"), Person(WORKER, "Пётр Петров"))
    made = hand(rig)
    carry(rig)
    with rig.store.transaction():
        handing_over.undo(rig.store, made.number, rig.portal.clock(), rig.portal.now())
    carry(rig)
    assert rig.portal.of("A")[-1].responsible_id == WORKER


def test_what_somebody_closed_meanwhile_stays_theirs(rig):
    rig.begin(process(5))
    rig.staff(Person(SPARE, "Нина Новая"))
    made = hand(rig)
    rig.portal.close(rig.portal.of("A")[-1].id)
    rig.look()
    carry(rig)
    assert rig.portal.of("A")[-1].responsible_id == WORKER
    assert [move.state for move in handing_over.report(rig.store, made.number).moves] == ["kept"]


def test_handing_over_is_refused_in_words(rig):
    rig.begin(process(5))
    rig.staff(Person(SPARE, "Нина Новая", is_active=False), Person(WORKER, "Пётр Петров"))
    for by, step, code in (
        (SPARE, "A", "replace.not_at_work"),
        (WORKER, "A", "replace.same"),
        (99, "A", "replace.unknown"),
        (SPARE, "B", "handing.no_task"),
        (SPARE, "X", "handing.no_task"),
    ):
        with pytest.raises(Problem) as caught:
            hand(rig, by, step)
        assert caught.value.code == code
    assert not handing_over.is_pending(rig.store)
