"""Many openings at once equal one after another, and everybody's own calendar a walk from day to day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from test_schedule_oracle import random_case

from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network, passes
from outlet_desktop.schedule.many import Rosters, passes_of_many
from outlet_desktop.schedule.workdays import Calendar, plain_calendar

D = date
A_DAY = timedelta(days=1)
MON = D(2026, 11, 30)


def test_with_nobody_away_it_equals_the_passes_of_each_opening() -> None:
    for seed in range(120):
        case = random_case(seed + 400_000)
        network = Network.of(case.template, case.skipped)
        r = random.Random(seed)
        count = r.randint(1, 7)
        starts = [case.calendar.index(case.start) + r.randint(0, 40) for _ in range(count)]
        durations = [[r.randint(1, 12) if work else 0 for work in network.is_work] for _ in range(count)]
        rosters = Rosters.of(case.calendar, {})
        shape = (len(network.ids), count)
        found = passes_of_many(
            network,
            np.array(durations, np.int32).T.copy(),
            np.array(starts, np.int32),
            np.zeros(shape, np.int32),
            rosters,
        )
        for n in range(count):
            one = passes(network, starts[n], durations[n])
            assert tuple(found.early_finish[:, n]) == one.early_finish, seed
            slack = found.total_float[:, n]
            for at, expected in enumerate(one.total_float):
                if expected is not None:
                    assert slack[at] == expected, (seed, at)


def walked(
    template: Template, worked: dict[str, set[date]], company: set[date], start: date, goal: str
) -> dict[str, tuple[date, date, date, date]]:
    """Early and late dates by walking from day to day, without a number or an index."""

    def step_days(day: date, days: set[date], count: int, by: timedelta) -> date:
        """The `count`-th day of `days` from `day` on (itself included)."""
        while True:
            if day in days:
                count -= 1
                if count == 0:
                    return day
            day += by

    early: dict[str, tuple[date, date]] = {}
    for name in template.order:
        after = step_days(start - A_DAY, company, 1, -A_DAY)
        flows = template.incoming[name]
        if flows:
            after = max(
                step_days(early[f.source][1] + A_DAY, company, f.lag, A_DAY) if f.lag else early[f.source][1]
                for f in flows
            )
        days = template.by_id[name].duration.likely
        if template.by_id[name].kind is StepKind.MILESTONE:
            early[name] = (after, after)
            continue
        first = step_days(after + A_DAY, worked[name], 1, A_DAY)
        early[name] = (first, step_days(first, worked[name], days, A_DAY))
    late: dict[str, tuple[date, date]] = {}
    for name in reversed(template.order):
        if name == goal:
            bound = early[goal][1]
        else:
            ends = []
            for flow in template.outgoing[name]:
                if flow.target not in late:
                    continue
                begin, is_point = late[flow.target][0], template.by_id[flow.target].kind is StepKind.MILESTONE
                end = begin if is_point else step_days(begin - A_DAY, company, 1, -A_DAY)
                ends.append(step_days(end, company, flow.lag + 1, -A_DAY))
            if not ends:
                continue
            bound = min(ends)
        days = template.by_id[name].duration.likely
        if template.by_id[name].kind is StepKind.MILESTONE:
            late[name] = (bound, bound)
            continue
        last = step_days(bound, worked[name], 1, -A_DAY)
        late[name] = (step_days(last, worked[name], days, -A_DAY), last)
    return {name: (*early[name], *late.get(name, early[name])) for name in early}


def test_everybodys_own_calendar_equals_a_walk_from_day_to_day() -> None:
    calendar = plain_calendar(D(2026, 1, 1), D(2030, 12, 31), [D(2026, 12, 31) + A_DAY * n for n in range(9)])
    company = {calendar.first + A_DAY * n for n, flag in enumerate(calendar.flags) if flag}
    stretched = 0
    for seed in range(150):
        r = random.Random(seed)
        count = r.randint(1, 14)
        names = [f"s{n:02d}" for n in range(count)]
        steps, flows = [], []
        for n, name in enumerate(names):
            kind = r.choice([StepKind.TASK, StepKind.TASK, StepKind.MILESTONE])
            days = 0 if kind is StepKind.MILESTONE else r.randint(1, 9)
            steps.append(Step(name, kind, duration=Estimate(days, days, days)))
            for source in r.sample(names[:n], min(n, r.choice([0, 1, 1, 2]))):
                flows.append(Flow(source, name, r.choice([0, 0, 1, 3])))
        template = Template("t", "T", goal=names[-1], steps=tuple(steps), flows=tuple(flows))
        network = Network.of(template)
        away: dict[int, list[tuple[date, date]]] = {}
        for person in (11, 12, 13):
            begin = MON + A_DAY * r.randint(-20, 40)
            more = begin + A_DAY * r.randint(30, 60)
            away[person] = [(begin, begin + A_DAY * r.randint(0, 25)), (more, more + A_DAY * r.randint(0, 25))]
        rosters = Rosters.of(calendar, away)
        doers = {name: r.choice([0, 11, 12, 13]) for name in names}
        worked = {
            name: company
            - {
                day
                for begin, end in away.get(doers[name], ())
                for day in (begin + A_DAY * n for n in range((end - begin).days + 1))
            }
            for name in names
        }
        start = calendar.first_from(MON + A_DAY * r.randint(0, 20))
        found = passes_of_many(
            network,
            np.array([[days] for days in network.likely], np.int32),
            np.array([calendar.index(start)], np.int32),
            np.array([[rosters.rows.get(doers[step], 0)] for step in network.ids], np.int32),
            rosters,
        )
        expected = walked(template, worked, company, start, template.goal)
        dates = found.dates(rosters)
        for at, step in enumerate(network.ids):
            got = tuple(date.fromordinal(int(one[at, 0])) for one in dates)
            if not network.is_work[at]:  # a point: only its day says something
                assert got[1] == expected[step][1], (seed, step)
                if at in network.leads:
                    assert got[3] == expected[step][3], (seed, step)
            elif at in network.leads:
                assert got == expected[step], (seed, step)
            else:
                assert got[:2] == expected[step][:2], (seed, step)
        plain = passes(network, calendar.index(start)).early_finish
        stretched += tuple(found.early_finish[:, 0]) != plain
    assert stretched > 50  # the absences are worth something


def test_an_absence_beyond_the_calendar_is_told() -> None:
    calendar = plain_calendar(D(2026, 1, 1), D(2026, 12, 31))
    with pytest.raises(Problem) as caught:
        Rosters.of(calendar, {1: [(D(2026, 12, 1), D(2027, 2, 1))]})
    assert caught.value.code == "calendar.out_of_range"


def test_without_a_goal_late_dates_are_the_early_ones(calendar: Calendar) -> None:
    template = Template("t", "T", steps=(Step("A", duration=Estimate(2, 2, 2)),))
    rosters = Rosters.of(calendar, {})
    one = np.array([[2]], np.int32), np.array([5], np.int32), np.zeros((1, 1), np.int32)
    found = passes_of_many(Network.of(template), *one, rosters)
    assert found.early_finish[0, 0] == found.late_finish[0, 0] == 6
    assert found.total_float[0, 0] == 0


def test_work_that_would_leave_the_calendar_is_told_and_never_read_from_another_row() -> None:
    calendar = plain_calendar(D(2026, 1, 1), D(2026, 12, 31))
    template = Template("t", "T", goal="A", steps=(Step("A", duration=Estimate(200, 200, 200)),))
    rosters = Rosters.of(calendar, {1: [(D(2026, 3, 2), D(2026, 3, 6))]})
    network = Network.of(template)
    with pytest.raises(Problem) as caught:
        passes_of_many(network, np.array([[200]]), np.array([100]), np.array([[1]]), rosters)
    assert caught.value.code == "calendar.out_of_range"
