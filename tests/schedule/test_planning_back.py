"""Counting back from a target: the last day on which the work may begin."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.schedule.critical_path import Network, baseline
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.planning_back import latest_start
from outlet_desktop.schedule.workdays import russian_calendar

CALENDAR = russian_calendar()
TODAY = date(2026, 11, 24)
TARGETS = st.integers(0, 400).map(lambda days: date(2026, 12, 1) + timedelta(days=days))


def network(days: int) -> Network:
    steps = tuple(
        Step(name, StepKind.TASK, name, duration=Estimate(length, length, 2 * length))
        for name, length in (("A", days), ("B", 3))
    )
    return Network.of(Template("t", "t", 1, goal="B", steps=steps, flows=(Flow("A", "B", 1),)))


def test_the_check_of_the_design_read_backwards():
    # 52 days from 01.12.2026 end on 19.02.2027, so 19.02.2027 is made from 01.12.2026 and from no later day.
    assert latest_start(date(2027, 2, 19), TODAY, CALENDAR.add(TODAY, 51), CALENDAR) == date(2026, 12, 1)


@settings(max_examples=60, deadline=None)
@given(TARGETS, st.integers(1, 40))
def test_the_plan_from_that_day_makes_the_target_and_from_the_next_day_it_does_not(target, days):
    plan = network(days)
    finish = baseline(plan, TODAY, CALENDAR)["B"][1]
    start = latest_start(target, TODAY, finish, CALENDAR)
    assert baseline(plan, start, CALENDAR)["B"][1] <= target
    assert baseline(plan, CALENDAR.next_after(start), CALENDAR)["B"][1] > target


@settings(max_examples=10, deadline=None)
@given(TARGETS)
def test_the_p80_from_that_day_makes_the_target_and_from_the_next_day_it_does_not(target):
    plan = network(12)

    def p80(start: date) -> date:
        return simulate(plan, {}, start, CALENDAR, start, target, 500).p80

    start = latest_start(target, TODAY, p80(TODAY), CALENDAR)
    assert p80(start) <= target
    assert p80(CALENDAR.next_after(start)) > target


def test_before_the_first_day_of_the_calendar_nothing_can_begin():
    first = CALENDAR.first_from(CALENDAR.first)
    assert latest_start(first, TODAY, CALENDAR.add(TODAY, 30), CALENDAR) == first
