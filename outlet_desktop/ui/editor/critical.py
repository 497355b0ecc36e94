"""The critical path of a drawing, for the canvas; computed by `schedule.critical_path`, no dates involved."""

from __future__ import annotations

from dataclasses import dataclass

from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network, floats, forward


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """Steps and flows whose delay by a day moves the goal by a day.

    Attributes:
        steps: In topological order; every step of zero total float that leads to the goal.
        flows: (source, target) of the arrows that bind two of them.
        days: Length to the finish of the goal in working days, lags included; 0 when there is none.
    """

    steps: tuple[StepId, ...] = ()
    flows: frozenset[tuple[StepId, StepId]] = frozenset()
    days: int = 0


def critical_path(template: Template) -> CriticalPath:
    """The critical path over the likely durations; empty without a goal or while a cycle exists."""
    try:
        network = Network.of(template)
    except Problem:  # a cycle, which `domain.check` reports
        return CriticalPath()
    if network.goal < 0:
        return CriticalPath()
    finish = forward(network, 1)  # days are numbered from 1, so a finish is a length
    slack = floats(network, finish)
    steps = tuple(step for at, step in enumerate(network.ids) if slack[at] == 0)
    flows = frozenset(
        (network.ids[source], network.ids[target])
        for target, inputs in enumerate(network.inputs)
        if slack[target] == 0
        for source, lag in inputs
        if slack[source] == 0 and finish[source] + lag + network.likely[target] == finish[target]
    )
    return CriticalPath(steps, flows, finish[network.goal])
