"""What if: changes together, the target moved, planning back from it; who is away."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from test_schedule_oracle import Case, act_out, days_of, random_case, random_progress

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Template
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress, deterministic
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.what_if import Supposition, changed, plan_back, suppose
from outlet_desktop.schedule.workdays import Calendar

D = date
Make = Callable[..., Template]
MON = D(2026, 3, 2)
OPEN, DONE = StepState.OPEN, StepState.DONE
CHAIN = "A task 4 5 9\nB task 6 8 9 A\nC task 1 1 1 B"


def test_nothing_supposed_is_the_forecast_itself(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    target = calendar.add(MON, 15)
    found = suppose(network, {}, (), MON, calendar, MON, target)
    odds = simulate(network, {}, MON, calendar, MON, target)
    plan = deterministic(network, {}, MON, calendar, MON)
    assert (found.p50, found.p80, found.chance, found.histogram) == (
        odds.p50,
        odds.p80,
        odds.chance_of_target,
        odds.histogram,
    )
    assert (found.spans, found.finish) == (plan.spans, plan.finish)


def test_a_step_made_shorter_or_longer_moves_everything_behind_it(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    for days in (3, 8, 13):
        found = suppose(network, {}, [Supposition("B", "days", days)], MON, calendar, MON)
        assert found.spans["B"] == (calendar.add(MON, 5), calendar.add(MON, 4 + days))
        assert found.finish == calendar.add(MON, 5 + days)
        assert found.p50 >= found.finish - timedelta(days=1)


def test_an_open_step_is_counted_from_the_day_its_plan_began(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    begun = MON
    progress = {"A": StepProgress(OPEN, created_on=begun, own_finish=calendar.add(begun, 4))}
    today = calendar.add(begun, 2)
    longer = suppose(network, progress, [Supposition("A", "days", 9)], today, calendar, begun)
    assert longer.spans["A"][1] == calendar.add(begun, 8)
    shorter = suppose(network, progress, [Supposition("A", "days", 1)], today, calendar, begun)
    assert shorter.spans["A"][1] == today  # what is not finished yet is finished today at the earliest
    moved = {"A": replace(progress["A"], deadline=calendar.add(begun, 30))}
    again = suppose(network, moved, [Supposition("A", "days", 9)], today, calendar, begun)
    assert again.spans == longer.spans
    assert again.histogram == longer.histogram


def test_done_today_ends_an_open_step_and_no_other(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    progress = {"A": StepProgress(OPEN, created_on=MON, own_finish=calendar.add(MON, 4))}
    found = suppose(network, progress, [Supposition("A", "today")], MON, calendar, MON)
    assert found.spans["A"][1] == MON
    assert found.finish == calendar.add(MON, 9)
    nothing = suppose(network, progress, [Supposition("B", "today")], MON, calendar, MON)
    assert nothing.spans == deterministic(network, progress, MON, calendar, MON).spans


def test_changes_add_up_and_the_later_one_of_a_step_counts(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    both = suppose(network, {}, [Supposition("A", "days", 2), Supposition("B", "days", 3)], MON, calendar, MON)
    assert both.finish == calendar.add(MON, 5)
    twice = suppose(network, {}, [Supposition("B", "days", 30), Supposition("B", "days", 8)], MON, calendar, MON)
    assert twice.finish == calendar.add(MON, 13)


def test_somebody_who_is_away_begins_when_they_are_back(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    back = calendar.add(MON, 12)
    found = suppose(network, {}, [Supposition("B", "person", user_id=7, free_on=back)], MON, calendar, MON)
    assert found.spans["A"] == (MON, calendar.add(MON, 4))  # an absence stretches that person's steps only
    assert found.spans["B"] == (back, calendar.add(back, 7))
    assert found.finish == calendar.add(back, 8)
    assert found.p50 >= calendar.add(back, 6)
    early = suppose(
        network, {}, [Supposition("B", "person", user_id=7, free_on=calendar.add(MON, 2))], MON, calendar, MON
    )
    assert early.finish == deterministic(network, {}, MON, calendar, MON).finish  # back before it begins


def test_what_is_left_of_an_open_step_waits_for_its_person(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    today, back = calendar.add(MON, 2), calendar.add(MON, 10)
    progress = {"A": StepProgress(OPEN, created_on=MON, own_finish=calendar.add(MON, 4), free_on=back)}
    found = deterministic(network, progress, today, calendar, MON)
    assert found.spans["A"][1] == calendar.add(back, 2)  # three days are left: today's and two more
    with_them = simulate(network, {"A": replace(progress["A"], free_on=None)}, today, calendar, MON)
    without = simulate(network, progress, today, calendar, MON)
    assert calendar.between(with_them.p50, without.p50) == calendar.between(today, back)
    given = suppose(network, progress, [Supposition("A", "person", user_id=8)], today, calendar, MON)
    assert given.p50 == with_them.p50


def test_a_step_that_is_over_or_unknown_is_left_as_it_is(calendar: Calendar, make: Make) -> None:
    network = Network.of(make("A task 2 3 4\nM milestone 0 0 0 A\nB task 2 3 4 M", "B"), {"A"})
    progress = {"A": StepProgress(StepState.SKIPPED)}
    changes = [Supposition(step, "days", 20) for step in ("A", "M", "X")]
    assert changed(network, progress, changes, MON, calendar) == (network, progress)


def test_there_is_nothing_to_suppose_without_a_goal(calendar: Calendar, make: Make) -> None:
    network = Network.of(replace(make(CHAIN, "C"), goal=""))
    with pytest.raises(Problem) as caught:
        suppose(network, {}, (), MON, calendar, MON)
    assert caught.value.code == "schedule.no_goal"


# ------------------------------------------------------------------------------------------ planning back


def test_planning_back_says_by_when_and_what_is_too_late_already(calendar: Calendar, make: Make) -> None:
    network = Network.of(make("A task 2 5 9\nB task 2 8 9 A\nD task 1 1 2\nC task 1 1 1 B D", "C"))
    # 14 days in all; a target of 11 days is missed by 3 at the usual pace, and made by quick work.
    found = suppose(network, {}, (), MON, calendar, MON, calendar.add(MON, 10))
    due = {one.step: (calendar.between(MON, one.by) + 1, one.short) for one in found.dues}
    assert due == {"A": (2, 3), "B": (10, 3), "D": (10, -9), "C": (11, 3)}
    assert found.missed == 0
    # Even the optimistic estimates take 5 days.
    hopeless = suppose(network, {}, (), MON, calendar, MON, calendar.add(MON, 2))
    assert hopeless.missed == 2
    assert hopeless.chance == 0.0


def test_behind_an_open_step_nothing_is_planned_back(calendar: Calendar, make: Make) -> None:
    network = Network.of(make(CHAIN, "C"))
    progress = {
        "A": StepProgress(DONE, finished_on=MON),
        "B": StepProgress(OPEN, created_on=MON, own_finish=calendar.add(MON, 8)),
    }
    found = suppose(network, progress, (), calendar.add(MON, 1), calendar, MON, calendar.add(MON, 9))
    assert [(one.step, one.by) for one in found.dues] == [("B", calendar.add(MON, 8)), ("C", calendar.add(MON, 9))]
    assert {one.short for one in found.dues} == {0}


def test_a_step_finished_by_its_latest_day_makes_the_target_and_a_day_later_does_not(calendar: Calendar) -> None:
    """On random processes: nothing else changed, the latest finish is the last day that still makes the target."""
    tried = 0
    for seed in range(150):
        case = random_case(seed + 300_000)
        network = Network.of(case.template, case.skipped)
        now = deterministic(network, {}, case.start, case.calendar, case.start)
        assert now.finish is not None
        target = case.calendar.add(case.calendar.first_from(now.finish), random.Random(seed).randint(1, 9))
        finishes = {step: span[1] for step, span in now.spans.items()}
        for due in plan_back(network, {}, finishes, target, case.calendar):
            at = network.position[due.step]
            if not network.is_work[at]:
                continue
            tried += 1
            for extra, kept in ((0, True), (1, False)):
                days = network.likely[at] - due.short + extra
                found = suppose(
                    network, {}, [Supposition(due.step, "days", days)], case.start, case.calendar, case.start, None, 2
                )
                assert found.finish is not None
                assert (found.finish <= target) is kept, (seed, due, extra)
    assert tried > 300


# ------------------------------------------------------------------------------------------ an independent oracle


def away_acted_out(case: Case, progress: dict[str, StepProgress], today: date) -> dict[str, date]:
    """`act_out` with people away: a task of somebody who is away is one whose input ends on the eve of their return.

    Written as another process: each step of an absent person gets an input of its own that is done on that eve.
    """
    from outlet_desktop.domain.template import Estimate, Flow, Step

    steps, flows, known = list(case.template.steps), list(case.template.flows), dict(progress)
    for step, one in progress.items():
        if one.free_on is None or one.state is not StepState.PENDING or not days_of(case, step):
            continue
        eve = one.free_on - timedelta(days=1)
        gate = f"gate{step}"
        steps.append(Step(gate, duration=Estimate(1, 1, 1)))
        flows.append(Flow(gate, step, 0))
        known[gate] = StepProgress(DONE, finished_on=eve)
        known[step] = replace(one, free_on=None)
    template = replace(case.template, steps=tuple(steps), flows=tuple(flows))
    return act_out(replace(case, template=template), known, today)


def test_the_forecast_with_people_away_equals_acting_it_out() -> None:
    away = 0
    for seed in range(400):
        case = random_case(seed + 200_000)
        progress, today = random_progress(case, seed)
        r = random.Random(seed)
        for step in case.template.order:
            known = progress.get(step, StepProgress())
            if known.state is StepState.PENDING and r.random() < 0.3:
                back = case.calendar.first_from(today + timedelta(days=r.randint(1, 20)))
                progress[step] = replace(known, free_on=back)
                away += 1
        network = Network.of(case.template, case.skipped)
        found = deterministic(network, progress, today, case.calendar, case.start)
        expected = away_acted_out(case, progress, today)
        assert {step: span[1] for step, span in found.spans.items()} == {
            step: day for step, day in expected.items() if not step.startswith("gate")
        }, f"seed {seed}"
    assert away > 300
