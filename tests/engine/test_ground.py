"""What forecasts of a running opening go by: people who are away, durations learnt, what is supposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from outlet_desktop.domain.opening import OpeningState, Person, StepState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ground import free_from, ground_of
from outlet_desktop.engine.standing import Standings
from outlet_desktop.engine.world import context_of
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.learning import learn
from outlet_desktop.schedule.what_if import Supposition
from outlet_desktop.schedule.workdays import russian_calendar

CALENDAR = russian_calendar()
AWAY_UNTIL = date(2026, 12, 11)  # a Friday
BACK = date(2026, 12, 14)


def people_of(rig, **away):
    """Everybody the store knows and everybody of the opening, some of them away until a day."""
    known = {person.user_id: person for person in rig.store.people()}
    for user_id in rig.case.opening.people.values():
        known.setdefault(user_id, Person(user_id, f"Имя Фамилия{user_id}"))
    for user_id, until in away.items():
        number = int(user_id[1:])
        known[number] = replace(known[number], absent_until=until)
    return known


def row_of(rig, people, **kept):
    return Standings(CALENDAR, 800, **kept).row(rig.case, context_of(rig.store, rig.case, rig.world), people)


def holder(rig, step):
    return rig.case.opening.people[rig.case.opening.template.by_id[step].role]


def test_the_day_after_an_absence_is_a_working_day():
    assert free_from(Person(1, "А", absent_until=AWAY_UNTIL), CALENDAR) == BACK
    assert free_from(Person(1, "А", absent_until=date(2026, 12, 30)), CALENDAR) == date(2027, 1, 11)
    assert free_from(Person(1, "А"), CALENDAR) is None
    assert free_from(None, CALENDAR) is None
    assert free_from(Person(1, "А", absent_until=date(2099, 1, 1)), CALENDAR) is None  # beyond any calendar


def test_an_absence_stretches_the_steps_of_that_person_and_what_follows(rig, sample):
    rig.add(sample)
    rig.close("S01")
    plain = row_of(rig, people_of(rig))
    someone = holder(rig, "S02")
    away = row_of(rig, people_of(rig, **{f"u{someone}": AWAY_UNTIL}))
    assert plain.step("S02").state is StepState.OPEN
    assert away.step("S02").forecast.finish > BACK > plain.step("S02").forecast.finish
    assert away.step("S06").forecast.start > away.step("S02").forecast.finish  # what follows waits
    other = next(
        step.step for step in plain.steps if step.state is StepState.OPEN and holder(rig, step.step) != someone
    )
    assert away.step(other).forecast == plain.step(other).forecast
    assert away.p50 >= plain.p50
    assert away.baseline_finish == plain.baseline_finish


def test_steps_to_come_wait_for_whom_the_ladder_gives_them(rig, sample):
    rig.add(sample)
    someone = holder(rig, "S02")
    context = context_of(rig.store, rig.case, rig.world)
    ground = ground_of(rig.case, context, CALENDAR, people_of(rig, **{f"u{someone}": AWAY_UNTIL}))
    theirs = {step.id for step in sample.steps if step.role and holder(rig, step.id) == someone}
    waiting = {step for step, known in ground.progress.items() if known.free_on is not None}
    assert waiting == {step for step in theirs if ground.progress[step].state is StepState.PENDING}
    assert {ground.progress[step].free_on for step in waiting} == {BACK}


def test_a_holiday_to_come_stretches_the_steps_it_meets_and_a_deputy_takes_what_would_begin_in_it(rig, sample):
    rig.add(sample)
    rig.close("S01")
    someone = holder(rig, "S02")
    plain = row_of(rig, people_of(rig))
    first = CALENDAR.first_from(plain.step("S02").forecast.finish)
    last = CALENDAR.add(first, 4)
    people = people_of(rig)
    people[someone] = replace(people[someone], away=((first, last),))
    away = row_of(rig, people)
    assert away.step("S02").forecast.finish == CALENDAR.add(plain.step("S02").forecast.finish, 5)
    with rig.store.transaction():
        role = sample.by_id["S02"].role
        other = next(user for user in rig.case.opening.people.values() if user != someone)
        rig.store.set_role_holder(RoleHolder(role, None, other))
    context = context_of(rig.store, rig.case, rig.world)
    ground = ground_of(rig.case, context, CALENDAR, people)
    theirs = [step.id for step in sample.steps if step.role == role and ground.progress[step.id].away]
    assert theirs
    assert all(
        ground.progress[step].has_deputy == (ground.progress[step].state is StepState.PENDING) for step in theirs
    )


def test_the_forecast_goes_by_what_was_learnt_and_the_row_tells_it(rig, sample):
    rig.add(sample)
    learnt = learn({step.id: [1] * 40 for step in sample.steps})
    plain, quick = (
        row_of(rig, {}),
        row_of(rig, {}, learnt=lambda template_id: learnt if template_id == sample.id else {}),
    )
    assert quick.p50 < plain.p50
    assert quick.forecast_finish == plain.forecast_finish  # most likely durations stay
    assert quick.step("S02").learnt == learnt["S02"]
    assert plain.step("S02").learnt is None
    assert quick.step("S02").estimate == sample.by_id["S02"].duration


def test_odds_are_computed_anew_when_something_was_learnt(rig, sample):
    rig.add(sample)
    known = {}
    standings = Standings(CALENDAR, 800, learnt=lambda _template_id: known)
    context = context_of(rig.store, rig.case, rig.world)
    before = standings.row(rig.case, context, {}).p50
    known.update(learn({step.id: [1] * 40 for step in sample.steps}))
    assert standings.row(rig.case, context, {}).p50 < before


def test_supposing_asks_the_persons_own_absence(rig, sample):
    rig.add(sample)
    rig.close("S01")
    standings, context = Standings(CALENDAR, 800), context_of(rig.store, rig.case, rig.world)
    people = {**people_of(rig), 90: Person(90, "Нина Новая", absent_until=AWAY_UNTIL), 91: Person(91, "Пётр Первый")}
    target = rig.case.opening.target_on
    now = standings.suppose(rig.case, context, people, (), target)
    away = standings.suppose(rig.case, context, people, [Supposition("S02", "person", user_id=90)], target)
    there = standings.suppose(rig.case, context, people, [Supposition("S02", "person", user_id=91)], target)
    assert away.spans["S02"][1] > BACK
    assert there.spans == now.spans
    assert there.p50 == now.p50 == row_of(rig, people).p50


def test_nothing_is_supposed_of_an_opening_that_is_over(rig, sample):
    rig.add(sample)
    with rig.store.transaction():
        case = rig.case
        changed = replace(case.opening, state=OpeningState.CANCELLED, reason="передумали")
        rig.store.save_case(changed, case.states, None, True)
    context, standings = context_of(rig.store, rig.case, rig.world), Standings(CALENDAR, 800)
    with pytest.raises(Problem) as caught:
        standings.suppose(rig.case, context, {}, (), None)
    assert caught.value.code == "whatif.over"
