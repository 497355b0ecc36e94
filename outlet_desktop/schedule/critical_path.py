"""The critical path method over numbered working days.

One rule serves every kind of step. Let F be the number of the working day on which a step finishes, d its
duration and L the lag of a flow: F = max over inputs (F + L) + d, where a step without inputs has the day
before the start as its input. A step of d >= 1 days occupies the days F - d + 1 ... F, and a step of no
duration (a milestone, a skipped step) stands on the finish day of its last input.

A skipped step counts as finished at the moment its last input is, so the lags of flows into it, which
delay its start, fall away with it. Lags into a milestone count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from outlet_desktop.domain.template import Estimate, StepId, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.workdays import Calendar

Inputs = tuple[tuple[int, int], ...]  # (position of the other step, lag in working days)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A template's steps by position, every step after its inputs. Build once per (template, skipped).

    Attributes:
        ids: Step ids in topological order; a "position" everywhere is an index into it.
        position: Step id -> position.
        inputs: Of each step: (position, lag) of every flow into it, parallel flows merged.
        outputs: Of each step: (position, lag) of every flow out of it.
        estimates: Of each step; zeros for milestones and skipped steps.
        likely: Of each step: the most likely duration in working days.
        is_work: Of each step: somebody does it (no milestone, not skipped).
        goal: Position of the goal, or -1 when the template names none.
        leads: Positions from which the goal is reached, itself included, in topological order.
        skipped: Steps that are left out.
        learnt: What finished openings say of a step; the simulation goes by it where that is enough.
    """

    ids: tuple[StepId, ...]
    position: Mapping[StepId, int]
    inputs: tuple[Inputs, ...]
    outputs: tuple[Inputs, ...]
    estimates: tuple[Estimate, ...]
    likely: tuple[int, ...]
    is_work: tuple[bool, ...]
    goal: int
    leads: tuple[int, ...]
    skipped: frozenset[StepId]
    learnt: Mapping[StepId, Learnt] = field(default_factory=dict)

    @classmethod
    def of(
        cls, template: Template, skipped: Collection[StepId] = (), learnt: Mapping[StepId, Learnt] | None = None
    ) -> Network:
        """The network of a template in which these steps are skipped.

        Flows that name an unknown step are left out (`domain.check` reports them).

        Raises:
            Problem: `schedule.cycle` with the steps that wait for each other.
        """
        ids = template.order
        position = {step: number for number, step in enumerate(ids)}
        out = frozenset(skipped) & position.keys()
        merged: list[dict[int, int]] = [{} for _ in ids]
        for flow in template.flows:
            source, target = position.get(flow.source), position.get(flow.target)
            if source is not None and target is not None:
                lag = 0 if flow.target in out else flow.lag
                merged[target][source] = max(lag, merged[target].get(source, 0))
        circle = [ids[at] for at, found in enumerate(merged) if any(source >= at for source in found)]
        if circle:
            raise Problem("schedule.cycle", steps=", ".join(_circle(template, circle[0])))
        outputs: list[list[tuple[int, int]]] = [[] for _ in ids]
        for target, found in enumerate(merged):
            for source, lag in found.items():
                outputs[source].append((target, lag))
        steps = [template.by_id[step] for step in ids]
        is_work = tuple(step.kind is not StepKind.MILESTONE and step.id not in out for step in steps)
        nothing = Estimate(0, 0, 0)
        estimates = tuple(step.duration if works else nothing for step, works in zip(steps, is_work, strict=True))
        goal = position.get(template.goal, -1)
        reached: set[int] = {goal} if goal >= 0 else set()
        for at in range(goal, -1, -1):
            if at in reached:
                reached.update(source for source, _ in merged[at].items())
        return cls(
            ids=ids,
            position=position,
            inputs=tuple(tuple(found.items()) for found in merged),
            outputs=tuple(tuple(found) for found in outputs),
            estimates=estimates,
            likely=tuple(estimate.likely for estimate in estimates),
            is_work=is_work,
            goal=goal,
            leads=tuple(sorted(reached)),
            skipped=out,
            learnt=learnt or {},
        )


@dataclass(frozen=True, slots=True)
class Passes:
    """Both passes of one schedule, in numbered working days, by position.

    Attributes:
        early_finish: Number of the finish day; early start = early_finish - duration + 1.
        total_float: LS - ES to the goal in working days; None for steps that do not lead to it.
    """

    early_finish: tuple[int, ...]
    total_float: tuple[int | None, ...]


def forward(network: Network, start: int, durations: Sequence[int] | None = None) -> list[int]:
    """Early finishes by position, for a start on the working day numbered `start`."""
    likely = network.likely if durations is None else durations
    finish: list[int] = []
    for at, inputs in enumerate(network.inputs):
        if inputs:
            latest = max([finish[source] + lag for source, lag in inputs])
        else:
            latest = start - 1
        finish.append(latest + likely[at])
    return finish


def floats(
    network: Network,
    finish: Sequence[int],
    durations: Sequence[int] | None = None,
    fixed: Collection[int] = (),
) -> list[int | None]:
    """Total floats to the goal by position: LS - ES = LF - EF; None where the goal is not reached.

    Args:
        finish: Early finishes by position.
        fixed: Positions whose finish no longer depends on their inputs (opened, finished): flows into them
            bind nothing, which matters when a finished input is renewed by hand.
    """
    likely = network.likely if durations is None else durations
    late: list[int | None] = [None] * len(finish)
    if network.goal < 0:
        return late
    late[network.goal] = finish[network.goal]
    for at in reversed(network.leads):
        bound = late[at]
        if bound is None or at in fixed:
            continue
        bound -= likely[at]
        for source, lag in network.inputs[at]:
            before = late[source]
            if before is None or bound - lag < before:
                late[source] = bound - lag
    return [None if bound is None else bound - finish[at] for at, bound in enumerate(late)]


def driving_chain(network: Network, finish: Sequence[int]) -> tuple[StepId, ...]:
    """The steps that drive the goal, first to last: from the goal back, always the input that finishes last.

    Of inputs that finish equally late the first in topological order is taken; one that finishes after its
    successor (renewed by hand) has not driven it. Empty without a goal.
    """
    chain: list[StepId] = []
    at = network.goal
    while at >= 0:
        chain.append(network.ids[at])
        latest, driver = -1, -1
        for source, lag in network.inputs[at]:
            end = finish[source] + lag
            if finish[source] <= finish[at] and (end > latest or (end == latest and source < driver)):
                latest, driver = end, source
        at = driver
    return tuple(reversed(chain))


def passes(network: Network, start: int, durations: Sequence[int] | None = None) -> Passes:
    """Forward and backward pass for a start on the working day numbered `start`."""
    finish = forward(network, start, durations)
    return Passes(tuple(finish), tuple(floats(network, finish, durations)))


def critical(network: Network, total_float: Sequence[int | None]) -> frozenset[StepId]:
    """Steps whose delay delays the goal: total float 0. Skipped steps are left out."""
    return frozenset(
        step for step, slack in zip(network.ids, total_float, strict=True) if slack == 0 and step not in network.skipped
    )


def baseline(network: Network, start_on: date, calendar: Calendar) -> dict[StepId, tuple[date, date]]:
    """First and last day of every step by the most likely durations; design §2 "Baseline".

    Args:
        start_on: The first working day on or after it is the first day of the schedule.

    Raises:
        Problem: `calendar.out_of_range`.
    """
    finish = forward(network, calendar.index(start_on))
    day = calendar.day
    return {
        step: (day(last - max(days, 1) + 1), day(last))
        for step, last, days in zip(network.ids, finish, network.likely, strict=True)
    }


def _circle(template: Template, on: StepId) -> list[StepId]:
    """Steps of one cycle that `on` lies on or leads back to, in the order of the flows."""
    path: list[StepId] = []
    step = on
    unplaced = template.order[template.order.index(on) :]
    while step not in path:
        path.append(step)
        step = next((flow.source for flow in template.incoming[step] if flow.source in unplaced), path[0])
    return list(reversed(path[path.index(step) :]))
