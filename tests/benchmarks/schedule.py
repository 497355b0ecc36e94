"""Schedule and forecast against what else could be written, in one run (`portfolio.py` beside it runs this too).

    python tests/benchmarks/schedule.py [--runs 9]

1,000 openings of the shipped process (40 steps, 57 flows): the deterministic forecast that rows of the screen are made
of, against networkx as one writes it (`topological_sort`, node and edge attributes), which finds the very same dates
and floats; that is asserted. The simulation is held against filling as many uniforms.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np
from ratios import Ratio, ratio, show

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from outlet_desktop.domain import file_format
from outlet_desktop.domain.opening import StepState
from outlet_desktop.schedule import monte_carlo
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress, deterministic
from outlet_desktop.schedule.learning import learn
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.what_if import Supposition, prospects, suppose
from outlet_desktop.schedule.workdays import russian_calendar

SAMPLE = ROOT / "resources" / "templates" / "outlet-opening.outlet.json"
OPENINGS = 1000
START = date(2026, 12, 1)
CALENDAR = russian_calendar()


class Work:
    """The openings, and the process as a networkx graph that is kept for all of them."""

    def __init__(self) -> None:
        self.network = Network.of(file_format.read(SAMPLE.read_text("utf-8")))
        chance = random.Random(1)
        self.starts = [CALENDAR.add(START, chance.randint(0, 120)) for _ in range(OPENINGS)]
        self.graph = nx.DiGraph()
        for step, days, works in zip(self.network.ids, self.network.likely, self.network.is_work, strict=True):
            self.graph.add_node(step, days=days, works=works)
        for at, inputs in enumerate(self.network.inputs):
            for source, lag in inputs:
                self.graph.add_edge(self.network.ids[source], self.network.ids[at], lag=lag)

    def ours(self, number: int) -> tuple[dict[str, date], dict[str, int | None]]:
        """Finish and float of every step of one opening, as rows of the screen have them."""
        start = self.starts[number]
        found = deterministic(self.network, {}, start, CALENDAR, start)
        return {step: span[1] for step, span in found.spans.items()}, dict(found.total_float)

    def networkx_one(self, number: int) -> tuple[dict[str, date], dict[str, int | None]]:
        """The same as one writes it with networkx."""
        graph, goal, start = self.graph, self.network.ids[self.network.goal], CALENDAR.index(self.starts[number])
        order = list(nx.topological_sort(graph))
        finish: dict[str, int] = {}
        for step in order:
            ends = (finish[one] + graph.edges[one, step]["lag"] for one in graph.predecessors(step))
            finish[step] = max(ends, default=start - 1) + graph.nodes[step]["days"]
        late, leads = {goal: finish[goal]}, nx.ancestors(graph, goal) | {goal}
        for step in reversed(order):
            if step in leads and step != goal:
                late[step] = min(
                    late[one] - graph.nodes[one]["days"] - graph.edges[step, one]["lag"]
                    for one in graph.successors(step)
                    if one in leads
                )
        dates = {step: CALENDAR.day(number) for step, number in finish.items()}
        return dates, {step: late[step] - finish[step] if step in leads else None for step in order}


def schedule_rows(runs: int) -> list[Ratio]:
    """Dates and floats of 1,000 openings, one after another, as the portfolio computes them."""
    work = Work()
    for number in (0, 1, 500, OPENINGS - 1):
        assert work.ours(number) == work.networkx_one(number)
    return [
        ratio(
            "1,000 openings x 40: dates, floats, driving chain",
            lambda: [work.ours(n) for n in range(OPENINGS)],
            "networkx",
            lambda: [work.networkx_one(n) for n in range(OPENINGS)],
            None,
            max(3, runs // 3),
        )
    ]


def forecast_rows(runs: int) -> list[Ratio]:
    """The simulation, of one opening and of a portfolio; what-if."""
    network = Network.of(file_format.read(SAMPLE.read_text("utf-8")))
    generator = np.random.default_rng(3)
    room = np.empty(400_000, np.float32)

    def whole(trials: int = 10_000, of: Network = network) -> None:
        monte_carlo._draws.cache_clear()
        simulate(of, {}, START, CALENDAR, START, date(2027, 3, 1), trials)

    def fill() -> None:
        generator.random(out=room, dtype=np.float32)

    rows = [ratio("10,000 trials x 40 with criticality and quantiles", whole, "400,000 uniforms", fill, 8.0, runs)]
    samples = {step: [int(n) for n in generator.integers(1, 20, 30)] for step in network.ids}
    learnt = Network.of(file_format.read(SAMPLE.read_text("utf-8")), learnt=learn(samples))
    rows.append(ratio("the same by learnt durations", lambda: whole(of=learnt), "400,000 uniforms", fill, 8.0, runs))
    chance = random.Random(5)
    lived = [
        {step: StepProgress(StepState.DONE, finished_on=START) for step in network.ids[: chance.randint(0, 30)]}
        for _ in range(OPENINGS)
    ]

    def portfolio(*, with_criticality: bool) -> None:
        for number, progress in enumerate(lived):
            seed, target = number % 4, date(2027, 3, 1)
            simulate(network, progress, START, CALENDAR, START, target, 1000, seed, with_criticality=with_criticality)

    rows.append(
        ratio(
            "1,000 openings x 1,000 trials with criticality",
            lambda: portfolio(with_criticality=True),
            "without it, as rows need it",
            lambda: portfolio(with_criticality=False),
            None,
            max(3, runs // 3),
        )
    )
    changes = [Supposition("S17", "days", 7), Supposition("S23", "days", 20)]
    rows.append(
        ratio(
            "what-if: two changes, dates, P50, P80, chance, plan back",
            lambda: suppose(network, {}, changes, START, CALENDAR, START, date(2027, 3, 1)),
            "one simulation of 5,000 trials",
            lambda: simulate(network, {}, START, CALENDAR, START, date(2027, 3, 1)),
            None,
            runs,
        )
    )
    rows.append(
        ratio(
            "push this today: every step that can be sped up",
            lambda: prospects(network, {}, START, CALENDAR, START, date(2027, 3, 1)),
            "one deterministic forecast",
            lambda: deterministic(network, {}, START, CALENDAR, START),
            None,
            runs,
        )
    )
    return rows


def main() -> int:
    """Print the table; 1 when a target is missed beyond the slack."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    return min(1, show([*schedule_rows(runs), *forecast_rows(runs)]))


if __name__ == "__main__":
    sys.exit(main())
