"""Schedule and forecast against what else could be written, in one run (`portfolio.py` beside it runs this too).

    python tests/benchmarks/schedule.py [--runs 9]

1,000 openings of the shipped process (40 steps, 57 flows), durations of their own, every step by the calendar of the
person who does it (40 people with two absences each), both passes and four dates a step. Others compute the very same
dates, which is asserted: plain Python over precomputed tables, and networkx as one writes it (`topological_sort`,
node and edge attributes), on 40 openings, scaled. The simulation is held against filling as many uniforms.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import date, timedelta
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
from outlet_desktop.schedule.many import Rosters, passes_of_many
from outlet_desktop.schedule.monte_carlo import Job, simulate, simulate_many
from outlet_desktop.schedule.what_if import Supposition, prospects, suppose
from outlet_desktop.schedule.workdays import russian_calendar

SAMPLE = ROOT / "resources" / "templates" / "outlet-opening.outlet.json"
OPENINGS, PEOPLE, SCALED = 1000, 40, 40
START = date(2026, 12, 1)
CALENDAR = russian_calendar()


class Work:
    """The openings, and the same tables as lists for those who compute without numpy."""

    def __init__(self) -> None:
        self.network = Network.of(file_format.read(SAMPLE.read_text("utf-8")))
        chance = random.Random(1)
        steps = len(self.network.ids)
        away = {
            person: [
                (begin, begin + timedelta(days=chance.randint(4, 20)))
                for begin in (
                    START + timedelta(days=chance.randint(0, 60)),
                    START + timedelta(days=chance.randint(90, 150)),
                )
            ]
            for person in range(1, PEOPLE + 1)
        }
        self.rosters = Rosters.of(CALENDAR, away)
        works = np.array(self.network.is_work)[:, None]
        generator = np.random.default_rng(2)
        self.durations = np.where(works, generator.integers(1, 15, (steps, OPENINGS)), 0)
        self.people = generator.integers(0, PEOPLE + 1, (steps, OPENINGS))
        first = CALENDAR.index(START)
        self.start = first + generator.integers(0, 120, OPENINGS)
        self.worked = self.rosters.worked.reshape(-1, self.rosters.width).tolist()
        self.from_day = self.rosters.from_day.reshape(-1, self.rosters.span).tolist()
        self.days = self.rosters.days.tolist()
        self.columns = [
            (self.durations[:, n].tolist(), self.people[:, n].tolist(), int(self.start[n])) for n in range(OPENINGS)
        ]
        self.graph = nx.DiGraph()
        for at, step in enumerate(self.network.ids):
            self.graph.add_node(step, at=at)
        for at, inputs in enumerate(self.network.inputs):
            for source, lag in inputs:
                self.graph.add_edge(self.network.ids[source], self.network.ids[at], lag=lag)

    def ours(self) -> tuple[np.ndarray, ...]:
        """Dates of all, as ordinals."""
        made = passes_of_many(self.network, self.durations, self.start, self.people, self.rosters)
        return made.dates(self.rosters)

    def plain_one(self, number: int) -> tuple[list[int], ...]:
        """One opening in plain Python."""
        durations, people, start = self.columns[number]
        network, worked, from_day, days = self.network, self.worked, self.from_day, self.days
        count = len(durations)
        es, ef = [0] * count, [0] * count
        for at, inputs in enumerate(network.inputs):
            t = start - 1
            if inputs:
                t = max([ef[source] + lag for source, lag in inputs])
            if not network.is_work[at]:
                es[at] = ef[at] = t
                continue
            own = worked[people[at]]
            k = from_day[people[at]][t + 1]
            es[at], ef[at] = own[k], own[k + durations[at] - 1]
        ls, lf = es[:], ef[:]
        late: list[int | None] = [None] * count
        late[network.goal] = ef[network.goal]
        for at in reversed(network.leads):
            t = late[at]
            assert t is not None
            if network.is_work[at]:
                own = worked[people[at]]
                k = from_day[people[at]][t + 1] - 1
                lf[at], ls[at] = own[k], own[k - durations[at] + 1]
                bound = ls[at] - 1
            else:
                lf[at] = ls[at] = bound = t
            for source, lag in network.inputs[at]:
                known = late[source]
                if known is None or bound - lag < known:
                    late[source] = bound - lag
        return ([days[x] for x in es], [days[x] for x in ef], [days[x] for x in ls], [days[x] for x in lf])

    def networkx_one(self, number: int) -> tuple[dict[str, int], ...]:
        """One opening over a networkx graph that is kept."""
        durations, people, start = self.columns[number]
        graph, goal = self.graph, self.network.ids[self.network.goal]
        order = list(nx.topological_sort(graph))
        es: dict[str, int] = {}
        ef: dict[str, int] = {}
        for step in order:
            at = graph.nodes[step]["at"]
            t = max((ef[one] + graph.edges[one, step]["lag"] for one in graph.predecessors(step)), default=start - 1)
            if not self.network.is_work[at]:
                es[step] = ef[step] = t
                continue
            k = self.from_day[people[at]][t + 1]
            es[step] = self.worked[people[at]][k]
            ef[step] = self.worked[people[at]][k + durations[at] - 1]
        ls, lf = dict(es), dict(ef)
        leads = nx.ancestors(graph, goal) | {goal}
        for step in reversed(order):
            if step not in leads:
                continue
            at = graph.nodes[step]["at"]
            bounds = [
                (ls[one] - 1 if self.network.is_work[graph.nodes[one]["at"]] else ls[one])
                - graph.edges[step, one]["lag"]
                for one in graph.successors(step)
                if one in leads
            ]
            t = ef[goal] if step == goal else min(bounds)
            if not self.network.is_work[at]:
                lf[step] = ls[step] = t
                continue
            k = self.from_day[people[at]][t + 1] - 1
            lf[step] = self.worked[people[at]][k]
            ls[step] = self.worked[people[at]][k - durations[at] + 1]
        dates = self.days
        return tuple({step: dates[x] for step, x in one.items()} for one in (es, ef, ls, lf))


def schedule_rows(runs: int) -> list[Ratio]:
    """Both passes of 1,000 openings."""
    work = Work()
    ours = work.ours()
    for number in (0, 1, 500, OPENINGS - 1):
        plain, graph = work.plain_one(number), work.networkx_one(number)
        for kind in range(4):
            assert ours[kind][:, number].tolist() == plain[kind]
            assert [graph[kind][step] for step in work.network.ids] == plain[kind]
    everything, some = range(OPENINGS), range(SCALED)
    name = "1,000 openings x 40: both passes, personal calendars, dates"
    return [
        ratio(name, work.ours, "plain Python", lambda: [work.plain_one(n) for n in everything], 0.06, runs),
        ratio(
            name,
            work.ours,
            "networkx (scaled)",
            lambda: [work.networkx_one(n) for n in some],
            0.005,
            runs,
            OPENINGS / SCALED,
        ),
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
    jobs = []
    for number in range(OPENINGS):
        done = network.ids[: chance.randint(0, 30)]
        progress = {step: StepProgress(StepState.DONE, finished_on=START) for step in done}
        jobs.append(Job(network, progress, START, date(2027, 3, 1), seed=number % 4))
    rows.append(
        ratio(
            "1,000 openings x 1,000 trials with criticality",
            lambda: simulate_many(jobs, START, CALENDAR, 1000),
            "1,000 x 40,000 uniforms",
            lambda: [generator.random(out=room[:40_000], dtype=np.float32) for _ in range(OPENINGS)],
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
