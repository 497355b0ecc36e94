"""Baseline and floats: every row of the table of dates by hand, and laws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.file_format import read
from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.places import resource
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import (
    Network,
    baseline,
    critical,
    driving_chain,
    forward,
    passes,
)
from outlet_desktop.schedule.workdays import Calendar, russian_calendar

D = date
Make = Callable[..., Template]

MON, TUE, WED, THU, FRI = (D(2026, 11, 30), *(D(2026, 12, day) for day in (1, 2, 3, 4)))
NEXT_MON, NEXT_TUE = D(2026, 12, 7), D(2026, 12, 8)


def plan(template: Template, calendar: Calendar, start: date = MON, *skipped: str) -> dict[str, tuple]:
    return baseline(Network.of(template, skipped), start, calendar)


def test_one_day_from_monday_ends_on_monday(line: Make, calendar: Calendar) -> None:
    assert plan(line(1), calendar)["A"] == (MON, MON)


def test_a_step_of_d_days_occupies_d_working_days(line: Make, calendar: Calendar) -> None:
    assert plan(line(6), calendar)["A"] == (MON, NEXT_MON)


def test_a_successor_starts_on_the_next_working_day(line: Make, calendar: Calendar) -> None:
    assert plan(line(5, 2), calendar)["B"] == (NEXT_MON, NEXT_TUE)


def test_a_lag_of_two_leaves_two_working_days_between(make: Make, calendar: Calendar) -> None:
    template = make("A task 1 3 3\nB task 1 1 1 A", "B", {("A", "B"): 2})
    assert plan(template, calendar)["B"] == (NEXT_MON, NEXT_MON)  # A to Wed; Thu, Fri between


def test_a_join_waits_for_the_latest_input_with_its_lag(make: Make, calendar: Calendar) -> None:
    template = make("A task 1 3 3\nB task 1 1 1\nC task 1 1 1 A B", "C", {("B", "C"): 3})
    assert plan(template, calendar)["C"] == (FRI, FRI)  # A + 1 = Thu; B (Mon) + 1 + 3 = Fri


def test_the_launch_moves_to_the_first_working_day(line: Make, calendar: Calendar) -> None:
    assert plan(line(1), calendar, D(2026, 11, 28))["A"] == (MON, MON)


def test_a_working_saturday_is_planned_on(line: Make, calendar: Calendar) -> None:
    # Fri 19.02.2027, working Sat 20.02, then 22 and 23.02 are off.
    assert plan(line(2, 1), calendar, D(2027, 2, 19)) == {
        "A": (D(2027, 2, 19), D(2027, 2, 20)),
        "B": (D(2027, 2, 24), D(2027, 2, 24)),
    }


def test_a_milestone_stands_on_the_finish_day_of_its_last_input(make: Make, calendar: Calendar) -> None:
    template = make("A task 1 2 2\nB task 1 3 3\nM milestone 0 0 0 A B\nC task 1 1 1 M", "C")
    found = plan(template, calendar)
    assert found["M"] == (WED, WED)
    assert found["C"] == (THU, THU)


def test_a_milestone_without_inputs_stands_on_the_day_before_the_start(make: Make, calendar: Calendar) -> None:
    template = make("M milestone 0 0 0\nA task 1 1 1 M", "A")
    assert plan(template, calendar) == {"M": (D(2026, 11, 27), D(2026, 11, 27)), "A": (MON, MON)}


def test_a_lag_into_a_milestone_counts(make: Make, calendar: Calendar) -> None:
    template = make("A task 1 1 1\nM milestone 0 0 0 A\nB task 1 1 1 M", "B", {("A", "M"): 2})
    assert plan(template, calendar)["M"] == (WED, WED)
    assert plan(template, calendar)["B"] == (THU, THU)


def test_a_skipped_step_is_finished_when_its_last_input_is(make: Make, calendar: Calendar) -> None:
    template = make("A task 1 2 2\nB task 4 4 4 A\nC task 1 1 1 B", "C", {("A", "B"): 3})
    assert plan(template, calendar, MON, "B") == {"A": (MON, TUE), "B": (TUE, TUE), "C": (WED, WED)}


def test_a_skipped_first_step_stands_on_the_day_before_the_start(line: Make, calendar: Calendar) -> None:
    found = plan(line(3, 1), calendar, MON, "A")
    assert found == {"A": (D(2026, 11, 27), D(2026, 11, 27)), "B": (MON, MON)}


def test_of_parallel_flows_the_longest_lag_holds(line: Make, calendar: Calendar) -> None:
    template = replace(line(1, 1), flows=(Flow("A", "B", 2), Flow("A", "B", 0)))
    assert plan(template, calendar)["B"] == (THU, THU)


def test_the_sample_starts_on_1_december_and_opens_on_19_february(
    sample: Template, sample_start: date, calendar: Calendar
) -> None:
    network = Network.of(sample)
    found = baseline(network, sample_start, calendar)
    assert found["S37"] == (D(2027, 2, 19), D(2027, 2, 19))
    assert calendar.between(D(2026, 11, 30), found["S37"][1]) == 52
    assert calendar.between(D(2026, 11, 30), found["S40"][1]) == 64
    chain = "S01 S02 S06 S07 S08 S11 S12 S17 S18 S24 S25 S29 S31 S33 S35 S36 S37"
    assert " ".join(driving_chain(network, forward(network, 0))) == chain


@pytest.mark.parametrize("name", ["outlet-opening", "outlet-opening.en"])
def test_the_shipped_sample_has_the_same_dates(name: str, sample: Template, calendar: Calendar) -> None:
    template = read(resource("templates", f"{name}.outlet.json").read_text("utf-8"))
    assert template.goal == "S37"
    shipped, ours = (baseline(Network.of(one), D(2026, 12, 1), calendar) for one in (template, sample))
    assert shipped == ours


def test_total_float_is_what_a_step_can_slip_without_moving_the_goal(make: Make) -> None:
    # Goal G on day 8: A 2 + B 5 + G 1. C takes 2 of the 5 days that B has: float 3.
    template = make("A task 1 2 2\nB task 1 5 5 A\nC task 1 2 2 A\nG task 1 1 1 B C\nX task 1 9 9 A", "G")
    network = Network.of(template)
    found = passes(network, 0)
    assert dict(zip(network.ids, found.early_finish, strict=True)) == {
        "A": 1,
        "B": 6,
        "C": 3,
        "G": 7,
        "X": 10,
    }
    assert dict(zip(network.ids, found.total_float, strict=True)) == {
        "A": 0, "B": 0, "C": 3, "G": 0, "X": None,
    }  # fmt: skip
    assert critical(network, found.total_float) == {"A", "B", "G"}


def test_a_step_after_the_goal_has_no_float_however_long(line: Make) -> None:
    network = Network.of(replace(line(1, 1, 50), goal="B"))
    assert passes(network, 0).total_float == (0, 0, None)


def test_a_lag_eats_float(make: Make) -> None:
    template = make("A task 1 1 1\nB task 1 5 5\nG task 1 1 1 A B", "G", {("A", "G"): 3})
    network = Network.of(template)
    assert passes(network, 0).total_float == (1, 0, 0)


def test_without_a_goal_there_are_no_floats_and_no_chain(line: Make) -> None:
    network = Network.of(replace(line(1, 1), goal=""))
    assert passes(network, 0).total_float == (None, None)
    assert driving_chain(network, forward(network, 0)) == ()


def test_a_flow_to_an_unknown_step_is_left_out(line: Make, calendar: Calendar) -> None:
    template = replace(line(1, 1), flows=(Flow("A", "B"), Flow("ghost", "B"), Flow("A", "ghost")))
    assert plan(template, calendar)["B"] == (TUE, TUE)


def test_a_cycle_is_a_problem_that_names_its_steps(line: Make) -> None:
    template = line(1, 1, 1, 1)
    template = replace(template, flows=(*template.flows, Flow("C", "B")))
    with pytest.raises(Problem) as caught:
        Network.of(template)
    assert caught.value.code == "schedule.cycle"
    assert sorted(str(caught.value.facts["steps"]).split(", ")) == ["B", "C"]


def test_a_plan_beyond_the_calendar_is_a_problem(line: Make, calendar: Calendar) -> None:
    with pytest.raises(Problem) as caught:
        plan(line(3000), calendar)
    assert caught.value.code == "calendar.out_of_range"


@st.composite
def processes(draw: st.DrawFn, goal_last: bool = True) -> Template:
    """Small random processes: every kind, lags, several starts and ends."""
    count = draw(st.integers(1, 12))
    steps, flows = [], []
    for at in range(count):
        kind = draw(st.sampled_from([StepKind.TASK, StepKind.TASK, StepKind.MILESTONE]))
        low, more, most = draw(st.tuples(st.integers(1, 4), st.integers(0, 4), st.integers(0, 5)))
        estimate = Estimate(low, low + more, low + more + most)
        steps.append(Step(f"s{at}", kind, duration=Estimate(0, 0, 0) if kind is StepKind.MILESTONE else estimate))
        sources = draw(st.sets(st.integers(0, at - 1), max_size=3)) if at else set()
        flows += [Flow(f"s{source}", f"s{at}", draw(st.integers(0, 3))) for source in sources]
    goal = count - 1 if goal_last else draw(st.integers(0, count - 1))
    return Template("p", "P", goal=f"s{goal}", steps=tuple(steps), flows=tuple(flows))


@settings(max_examples=60)
@given(processes(goal_last=False), st.integers(5, 50))
def test_floats_are_not_negative_and_the_chain_has_none(template: Template, start: int) -> None:
    network = Network.of(template)
    found = passes(network, start)
    floats = dict(zip(network.ids, found.total_float, strict=True))
    assert all(left is None or left >= 0 for left in floats.values())
    chain = driving_chain(network, found.early_finish)
    assert chain[-1] == template.goal
    assert all(floats[step] == 0 for step in chain)
    leading = template.ancestors(template.goal) | {template.goal}
    assert {step for step, left in floats.items() if left is not None} == leading


@settings(max_examples=60)
@given(processes(), st.data())
def test_a_longer_step_never_brings_anything_forward(template: Template, data: st.DataObject) -> None:
    calendar = russian_calendar()
    work = [step for step in template.steps if step.kind is StepKind.TASK]
    if not work:
        return
    chosen, more = data.draw(st.sampled_from(work)), data.draw(st.integers(1, 6))
    before = baseline(Network.of(template), MON, calendar)
    longer = replace(chosen, duration=replace(chosen.duration, likely=chosen.duration.likely + more))
    after = baseline(Network.of(template.with_steps(longer)), MON, calendar)
    assert all(after[step][1] >= before[step][1] for step in before)
    slack = dict(zip(Network.of(template).ids, passes(Network.of(template), 0).total_float, strict=True))
    moved = calendar.between(before[template.goal][1], after[template.goal][1])
    left = slack[chosen.id]
    assert moved == (0 if left is None else max(0, more - left))


@settings(max_examples=40)
@given(processes())
def test_skipping_a_step_never_delays_anything(template: Template) -> None:
    calendar = russian_calendar()
    whole = baseline(Network.of(template), MON, calendar)
    for step in template.steps:
        without = baseline(Network.of(template, [step.id]), MON, calendar)
        assert all(without[other][1] <= whole[other][1] for other in whole)
