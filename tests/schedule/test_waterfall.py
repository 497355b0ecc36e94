"""The waterfall: by example, and against an oracle on random histories.

`OUTLET_ORACLE_CASES=5000 pytest tests/schedule/test_waterfall.py` runs more cases than the default.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import networkx as nx

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.schedule.critical_path import Network, baseline
from outlet_desktop.schedule.forecast import StepProgress, deterministic
from outlet_desktop.schedule.waterfall import Part, waterfall
from outlet_desktop.schedule.workdays import Calendar

CASES = int(os.environ.get("OUTLET_ORACLE_CASES", "1000"))
Make = Callable[..., Template]
MONDAY = date(2026, 3, 2)


def shifts(template: Template, finishes: dict[str, date], calendar: Calendar) -> list[tuple[str, int]]:
    network = Network.of(template)
    plan = baseline(network, MONDAY, calendar)[template.goal][1]
    return [(part.step, part.days) for part in waterfall(network, finishes, plan, calendar, MONDAY)]


def on(calendar: Calendar, **numbers: int) -> dict[str, date]:
    """Finishes as working days from the start: 1 = the first one."""
    return {step: calendar.add(MONDAY, number - 1) for step, number in numbers.items()}


def test_what_goes_to_plan_has_no_parts(calendar: Calendar, line: Make) -> None:
    assert shifts(line(1, 2, 3), on(calendar, A=1, B=3, C=6), calendar) == []


def test_each_delay_of_a_line_is_told_in_its_order(calendar: Calendar, line: Make) -> None:
    assert shifts(line(1, 2, 3), on(calendar, A=2, B=4, C=9), calendar) == [("A", 1), ("C", 2)]


def test_days_won_back_are_negative(calendar: Calendar, line: Make) -> None:
    assert shifts(line(1, 4, 3), on(calendar, A=3, B=5, C=8), calendar) == [("A", 2), ("B", -2)]


def test_a_delay_counts_only_beyond_its_slack(calendar: Calendar, make: Make) -> None:
    # B has 3 days of slack beside C and is 5 late.
    template = make("A task 1 1 1\nB task 2 2 2 A\nC task 5 5 5 A\nD task 1 1 1 B C", "D")
    assert shifts(template, on(calendar, A=1, B=8, C=6, D=9), calendar) == [("B", 2)]


def test_a_second_late_chain_behind_the_first_is_told_too(calendar: Calendar, make: Make) -> None:
    # C is 4 late, B 2 beyond its slack: of the 4 days, 2 are C's alone and 2 would be left by B.
    template = make("A task 1 1 1\nB task 5 5 5 A\nC task 5 5 5 A\nD task 1 1 1 B C", "D")
    assert shifts(template, on(calendar, A=1, B=8, C=10, D=11), calendar) == [("C", 2), ("B", 2)]


def test_a_delay_hidden_by_days_won_elsewhere_is_told(calendar: Calendar, make: Make) -> None:
    # The long branch is won back by B entirely; C's delay is then what drives the goal.
    template = make("A task 1 1 1\nB task 9 9 9 A\nC task 2 2 2 A\nD task 1 1 1 B C", "D")
    assert shifts(template, on(calendar, A=1, B=3, C=8, D=9), calendar) == [("C", 5), ("B", -7)]


def test_a_changed_calendar_is_nobodys_part(calendar: Calendar, line: Make) -> None:
    network = Network.of(line(1, 2))
    plan = baseline(network, MONDAY, calendar)["B"][1]
    longer = calendar.with_exceptions({calendar.add(MONDAY, 1): False})
    finishes = {step: span[1] for step, span in baseline(network, MONDAY, longer).items()}
    assert waterfall(network, finishes, plan, longer, MONDAY) == (Part("", 1),)


# ------------------------------------------------------------------------------------------------ random histories


def history(seed: int) -> tuple[Template, dict[str, StepProgress], date, frozenset[str]]:
    """A process lived through for a while: late, early, taken up late, skipped by hand, moved deadlines."""
    r = random.Random(seed)
    count = r.randint(1, 14)
    names = [f"s{n:02d}" for n in range(count)]
    steps, flows = [], []
    for n, name in enumerate(names):
        kind = r.choice([*StepKind, StepKind.TASK])
        days = 0 if kind is StepKind.MILESTONE else r.randint(1, 9)
        steps.append(Step(name, kind, duration=Estimate(days, days, days)))
        flows += [Flow(s, name, r.choice([0, 0, 0, 2])) for s in r.sample(names[:n], min(n, r.choice([0, 1, 1, 2, 3])))]
    template = Template("t", "T", goal=names[-1], steps=tuple(steps), flows=tuple(flows))
    today = MONDAY + timedelta(days=r.randint(0, 60))
    skipped = frozenset(name for name in names if r.random() < 0.08 and name != names[-1])
    progress: dict[str, StepProgress] = {}
    finished: dict[str, date] = {}
    for name in names:
        sources = [flow.source for flow in template.incoming[name]]
        if not all(source in finished for source in sources):
            continue
        ready = max([finished[source] for source in sources], default=MONDAY - timedelta(days=1))
        step = template.by_id[name]
        if step.kind is StepKind.MILESTONE or name in skipped:
            state = StepState.SKIPPED if name in skipped else StepState.DONE
            progress[name] = StepProgress(state)
            finished[name] = ready
            continue
        ends = ready + timedelta(days=r.randint(0, 2 + 2 * step.duration.likely))
        if ends < today:
            finished[name] = ends
            progress[name] = StepProgress(StepState.DONE, created_on=ready, finished_on=ends)
        elif ready < today:
            moved = today + timedelta(days=r.randint(0, 20)) if r.random() < 0.2 else None
            progress[name] = StepProgress(StepState.OPEN, created_on=ready, deadline=moved)
    return template, progress, today, skipped


def longest(template: Template, durations: dict[str, int]) -> int:
    """Length of the longest path to the goal in working days, by networkx over a graph of start and end points."""
    graph = nx.DiGraph()
    graph.add_node("begin")
    for step in template.steps:
        graph.add_edge((step.id, 0), (step.id, 1), days=durations[step.id])
        if not template.incoming[step.id]:
            graph.add_edge("begin", (step.id, 0), days=0)
    for flow in template.flows:
        graph.add_edge((flow.source, 1), (flow.target, 0), days=flow.lag)
    keep = nx.ancestors(graph, (template.goal, 1)) | {(template.goal, 1)}
    best = {"begin": 0}
    for node in nx.topological_sort(graph.subgraph(keep)):
        if node != "begin":
            best[node] = max(best[before] + graph.edges[before, node]["days"] for before in graph.predecessors(node))
    return best[(template.goal, 1)]


def told_again(
    template: Template, durations: dict[str, int], likely: dict[str, int], order: tuple[str, ...]
) -> list[tuple[str, int]]:
    """The parts by their definition, over longest paths of networkx and a chain that is walked back by hand."""

    def chain(days: dict[str, int]) -> list[str]:
        """From the goal back, always the input that ends last, the first in order among equals."""
        ends = {step: longest(replace(template, goal=step), days) for step in order}
        found, step = [], template.goal
        while step:
            found.append(step)
            inputs = [flow for flow in template.incoming[step] if ends[flow.source] <= ends[step]]
            best = max((ends[flow.source] + flow.lag for flow in inputs), default=None)
            last = [flow.source for flow in inputs if ends[flow.source] + flow.lag == best]
            step = min(last, key=order.index) if last else ""
        return found[::-1]

    came, back, parts = dict(durations), set[str](), []

    def put_back(steps: list[str]) -> None:
        for step in steps:
            back.add(step)
            before = longest(template, came)
            came[step] = likely[step]
            if moved := before - longest(template, came):
                parts.append((step, moved))

    while True:
        while steps := [step for step in chain(came) if step not in back]:
            put_back(steps)
        if longest(template, came) == longest(template, likely):
            return parts
        put_back([step for step in chain(likely) if step not in back])


def test_every_part_is_what_the_goal_moves_by_without_that_delay_in_chain_order(calendar: Calendar) -> None:
    """Each part of 1,000 random histories, recomputed by an independent longest path with that delay removed."""
    told = 0
    for seed in range(CASES):
        template, progress, today, skipped = history(seed + 5_000_000)
        network = Network.of(template)
        plan = baseline(network, MONDAY, calendar)[template.goal][1]
        now = deterministic(Network.of(template, skipped), progress, today, calendar, MONDAY)
        finishes = {step: span[1] for step, span in now.spans.items()}
        number = {step: calendar.last_index(day) for step, day in finishes.items()}
        begin = calendar.index(MONDAY) - 1
        durations = {
            step.id: number[step.id]
            - max([number[flow.source] + flow.lag for flow in template.incoming[step.id]], default=begin)
            for step in template.steps
        }
        likely = {step: network.likely[network.position[step]] for step in network.ids}
        parts = waterfall(network, finishes, plan, calendar, MONDAY)
        expected = told_again(template, durations, likely, network.ids)
        assert [(part.step, part.days) for part in parts] == expected, seed
        told += len(expected)
    assert told > CASES


def test_parts_add_up_and_each_is_the_shift_without_that_delay(calendar: Calendar) -> None:
    with_parts = 0
    for seed in range(CASES):
        template, progress, today, skipped = history(seed)
        network = Network.of(template)
        plan = baseline(network, MONDAY, calendar)[template.goal][1]
        now = deterministic(Network.of(template, skipped), progress, today, calendar, MONDAY)
        finishes = {step: span[1] for step, span in now.spans.items()}
        parts = waterfall(network, finishes, plan, calendar, MONDAY)

        assert now.finish is not None
        whole = calendar.last_index(now.finish) - calendar.last_index(plan)
        assert sum(part.days for part in parts) == whole, seed
        assert len({part.step for part in parts}) == len(parts), seed
        assert "" not in {part.step for part in parts}, seed

        # Put back, one by one, the durations of the steps named: each time the goal moves by just that part.
        number = {step: calendar.last_index(day) for step, day in finishes.items()}
        begin = calendar.index(MONDAY) - 1
        durations = {
            step.id: number[step.id]
            - max([number[flow.source] + flow.lag for flow in template.incoming[step.id]], default=begin)
            for step in template.steps
        }
        assert begin + longest(template, durations) == calendar.last_index(now.finish), seed
        # Steps of no effect alone may still have been put back between two parts, so only the first is compared
        # alone; the others are bounded by what they did themselves.
        for part in parts:
            late = durations[part.step] - network.likely[network.position[part.step]]
            assert part.days * late > 0, seed
            assert abs(part.days) <= abs(late), seed
        chain = [step for step in now.chain if durations[step] != network.likely[network.position[step]]]
        if parts and chain:
            before = longest(template, durations)
            first = next(step for step in chain)
            restored = {**durations, first: network.likely[network.position[first]]}
            moved = before - longest(template, restored)
            told = next((part.days for part in parts if part.step == first), 0)
            assert told == moved, seed
        with_parts += len(parts) > 1
    assert with_parts > CASES // 10  # the histories are worth something
