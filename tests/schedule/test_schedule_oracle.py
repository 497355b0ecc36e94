"""An independent oracle, written differently, on random processes with calendars, lags and skipped steps.

`OUTLET_ORACLE_CASES=5000 pytest tests/schedule/test_schedule_oracle.py` runs more cases than the default.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from datetime import date, timedelta

import networkx as nx

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.schedule.critical_path import Network, baseline, passes
from outlet_desktop.schedule.forecast import StepProgress, deterministic
from outlet_desktop.schedule.workdays import Calendar

CASES = int(os.environ.get("OUTLET_ORACLE_CASES", "1000"))
FIRST = date(2026, 1, 1)
A_DAY = timedelta(days=1)


@dataclass
class Case:
    template: Template
    skipped: set[str]
    worked: set[date]
    calendar: Calendar
    start: date


def random_case(seed: int) -> Case:
    """Up to 25 steps in a shuffled order, weeks of 4 to 7 working days with random days off."""
    r = random.Random(seed)
    flags = bytearray()
    week = [r.random() < share for share in (1, 0.95, 0.95, 0.95, 0.95, 0.3, 0.15)]
    for n in range(1500):
        worked = week[(FIRST + A_DAY * n).weekday()]
        flags.append(worked if r.random() > 0.06 else not worked)
    count = r.randint(1, 25)
    names = [f"n{r.randrange(10**6)}x{n}" for n in range(count)]
    steps, flows = [], []
    for n, name in enumerate(names):
        kind = r.choice([*StepKind, StepKind.TASK])
        days = 0 if kind is StepKind.MILESTONE else r.randint(1, 12)
        steps.append(Step(name, kind, duration=Estimate(days, days, days)))
        for source in r.sample(names[:n], min(n, r.choice([0, 1, 1, 2, 3]))):
            flows.append(Flow(source, name, r.choice([0, 0, 0, 1, 2, 5])))
    r.shuffle(steps)
    r.shuffle(flows)
    template = Template("t", "T", goal=r.choice(names), steps=tuple(steps), flows=tuple(flows))
    skipped = {name for name in names if r.random() < 0.15}
    worked_days = {FIRST + A_DAY * n for n, flag in enumerate(flags) if flag}
    start = FIRST + A_DAY * r.randint(30, 120)
    return Case(template, skipped, worked_days, Calendar(FIRST, bytes(flags)), start)


def days_of(case: Case, step: str) -> int:
    return 0 if step in case.skipped else case.template.by_id[step].duration.likely


def lag_of(case: Case, flow: Flow) -> int:
    return 0 if flow.target in case.skipped else flow.lag


def walk(case: Case, count: int) -> date:
    """The count-th working day from the start on, found by walking; 0 = the working day before."""
    day, step = case.start, A_DAY
    if count == 0:
        count, day, step = 1, case.start - A_DAY, -A_DAY
    while True:
        if day in case.worked:
            count -= 1
            if count == 0:
                return day
        day += step


def test_baseline_and_floats_equal_longest_paths_and_a_calendar_walk() -> None:
    for seed in range(CASES):
        case = random_case(seed)
        while case.start not in case.worked:
            case.start += A_DAY
        graph = nx.DiGraph()
        for step in case.template.steps:
            graph.add_edge("START", step.id, weight=days_of(case, step.id))
        for flow in case.template.flows:
            weight = lag_of(case, flow) + days_of(case, flow.target)
            graph.add_edge(flow.source, flow.target, weight=weight)

        def longest(graph: nx.DiGraph, a: str, b: str) -> int:
            between = (nx.descendants(graph, a) | {a}) & (nx.ancestors(graph, b) | {b})
            return nx.dag_longest_path_length(graph.subgraph(between))

        network = Network.of(case.template, case.skipped)
        found = baseline(network, case.start, case.calendar)
        floats = dict(zip(network.ids, passes(network, 0).total_float, strict=True))
        goal = case.template.goal
        to_goal = longest(graph, "START", goal)
        for step in found:
            reach = longest(graph, "START", step)
            days = days_of(case, step)
            first = walk(case, reach - days + 1) if days else walk(case, reach)
            assert found[step] == (first, walk(case, reach)), f"seed {seed}, step {step}"
            leads = step == goal or nx.has_path(graph, step, goal)
            slack = to_goal - reach - longest(graph, step, goal) if leads else None
            assert floats[step] == slack, f"seed {seed}, float of {step}"


def act_out(case: Case, progress: dict[str, StepProgress], today: date) -> dict[str, date]:
    """Finishes by acting the opening out day by day: who may work today works, nobody knows of indexes."""
    inputs: dict[str, list[Flow]] = {step.id: [] for step in case.template.steps}
    for flow in case.template.flows:
        inputs[flow.target].append(flow)
    finish: dict[str, date] = {}
    left = {step: days_of(case, step) for step in inputs}

    def worked_between(a: date, b: date) -> int:
        """Working days after a, up to and including b."""
        return sum(a + A_DAY * n in case.worked for n in range(1, (b - a).days + 1))

    def settle(day: date, launched: bool) -> None:
        """Everything that ends by the end of `day` without work."""
        changed = True
        while changed:
            changed = False
            for step, flows in inputs.items():
                known = progress.get(step, StepProgress())
                if step in finish:
                    continue
                if known.state is StepState.DONE:
                    ends = known.finished_on == day
                elif known.state is StepState.OPEN:
                    until = max(known.own_finish, known.deadline or known.own_finish, today)
                    ends = until == day
                elif days_of(case, step):
                    ends = False
                elif not flows:
                    ends = launched
                else:
                    ends = all(
                        flow.source in finish and worked_between(finish[flow.source], day) >= lag_of(case, flow)
                        for flow in flows
                    )
                if ends:
                    finish[step] = day
                    changed = True

    while today not in case.worked:
        today += A_DAY
    first = case.start
    while first not in case.worked:
        first += A_DAY
    eve = first - A_DAY
    while eve not in case.worked:
        eve -= A_DAY
    day = FIRST + A_DAY * 5
    while len(finish) < len(inputs):
        if day in case.worked and day >= today and day >= first:
            for step, flows in inputs.items():
                known = progress.get(step, StepProgress())
                if step in finish or known.state is not StepState.PENDING or not days_of(case, step):
                    continue
                may = all(
                    flow.source in finish
                    and finish[flow.source] < day
                    and worked_between(finish[flow.source], day) > lag_of(case, flow)
                    for flow in flows
                )
                if may:
                    left[step] -= 1
                    if left[step] == 0:
                        finish[step] = day
        settle(day, launched=day >= eve)
        day += A_DAY
    return finish


def random_progress(case: Case, seed: int) -> tuple[dict[str, StepProgress], date]:
    """Some steps finished (on any day), some of those behind them open, deadlines moved by hand."""
    r = random.Random(seed)
    today = case.start + A_DAY * r.randint(-5, 60)
    progress: dict[str, StepProgress] = {}
    reached: set[str] = set()  # everything before them is finished
    for step in case.template.order:
        sources = [flow.source for flow in case.template.incoming[step]]
        if not all(source in reached for source in sources):
            continue
        if not days_of(case, step):
            reached.add(step)
        elif today >= case.start and r.random() < 0.6:
            last = max((progress[s].finished_on for s in sources if s in progress), default=case.start)
            ended = last + A_DAY * r.randint(0, 9)
            if ended <= today:
                progress[step] = StepProgress(StepState.DONE, created_on=last, finished_on=ended)
                reached.add(step)
        elif today >= case.start and r.random() < 0.7:
            plan = case.calendar.add(today, r.randint(-15, 15))
            moved = r.choice([None, None, plan + A_DAY * r.randint(-9, 9)])
            progress[step] = StepProgress(StepState.OPEN, own_finish=plan, deadline=moved)
    return progress, today


def test_forecast_equals_acting_the_opening_out_day_by_day() -> None:
    opened = finished = 0
    for seed in range(CASES):
        case = random_case(seed + 10_000)
        progress, today = random_progress(case, seed)
        network = Network.of(case.template, case.skipped)
        found = deterministic(network, progress, today, case.calendar, case.start)
        expected = act_out(case, progress, today)
        assert {step: span[1] for step, span in found.spans.items()} == expected, f"seed {seed}"
        assert found.finish == expected[case.template.goal]
        states = [known.state for known in progress.values()]
        opened += states.count(StepState.OPEN)
        finished += states.count(StepState.DONE)
    assert opened > CASES / 3  # the generator has not gone idle
    assert finished > CASES / 3


def test_a_float_is_the_delay_of_a_step_that_the_goal_still_forgives() -> None:
    """Delay every step by its float: the goal stays; by one day more: it moves by one day."""
    from dataclasses import replace

    for seed in range(max(1, CASES // 5)):
        case = random_case(seed + 50_000)
        network = Network.of(case.template, case.skipped)
        before = passes(network, 0)
        goal = network.goal
        for at, step in enumerate(network.ids):
            slack = before.total_float[at]
            if slack is None or not network.is_work[at]:
                continue
            for delay, moved in ((slack, 0), (slack + 1, 1)):
                days = network.likely[at] + delay
                longer = replace(case.template.by_id[step], duration=Estimate(days, days, days))
                after = passes(Network.of(case.template.with_steps(longer), case.skipped), 0)
                assert after.early_finish[goal] - before.early_finish[goal] == moved, f"seed {seed}, {step}"
