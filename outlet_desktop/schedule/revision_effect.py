"""What another revision does to the opening date: both taken from one start, as if every step were done. Pure.

Conditions depend on the answers of a launch form that nobody has filled in yet, so no step is left out for them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from outlet_desktop.domain.difference import Difference, FlowChange
from outlet_desktop.domain.template import Step, StepId, Template
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network, baseline, forward, passes
from outlet_desktop.schedule.monte_carlo import TRIALS, Odds, simulate
from outlet_desktop.schedule.workdays import Calendar

# Steps that came, went or have other arrows cost a network each, about 6 µs for a step of the drawing; so many
# steps in all are a second. What is beyond stays unsaid.
_MOST_WORK = 170_000
_SCHEDULED = frozenset(("duration", "kind"))  # properties of a step on which dates depend


@dataclass(frozen=True, slots=True)
class Outlook:
    """An opening by one revision.

    Attributes:
        days: Length to the finish of the goal in working days, most likely durations; None without a goal or
            while steps wait for each other.
        finish: The day of that finish; None too where the calendar does not reach.
        odds: The simulated finish; None where `finish` is.
        total_float: To the goal, working days; None for a step that does not lead to it.
    """

    days: int | None = None
    finish: date | None = None
    odds: Odds | None = None
    total_float: Mapping[StepId, int | None] = field(default_factory=dict)


def outlook(template: Template, start_on: date, calendar: Calendar, trials: int = TRIALS) -> Outlook:
    """The opening that a launch on that day would give. Never raises: what cannot be said is None."""
    try:
        network = Network.of(template)
    except Problem:  # a cycle, which `domain.check` reports
        return Outlook()
    if network.goal < 0:
        return Outlook()
    made = passes(network, 1)  # days are numbered from 1, so a finish is a length
    known = Outlook(
        days=made.early_finish[network.goal], total_float=dict(zip(network.ids, made.total_float, strict=True))
    )
    try:
        start = calendar.first_from(start_on)
        finish = baseline(network, start, calendar)[template.goal][1]
        odds = simulate(network, {}, start, calendar, start, trials=trials)
    except Problem:  # beyond the table of the calendar
        return known
    return replace(known, finish=finish, odds=odds)


def length(template: Template, skipped: Collection[StepId] = ()) -> int | None:
    """Working days to the finish of the goal by most likely durations; None where there is no such thing."""
    try:
        network = Network.of(template, skipped)
    except Problem:
        return None
    return forward(network, 1)[network.goal] if network.goal >= 0 else None


def touches_dates(found: Difference) -> frozenset[StepId]:
    """The steps whose changes can move a date: durations, kinds, arrows, steps that came or went."""
    steps = {step.id for step in (*found.added, *found.removed)} | found.flows_of_steps().keys()
    steps |= {one.new.id for one in found.changed if _SCHEDULED & {change.name for change in one.changes}}
    return frozenset(steps)


def effects(old: Template, new: Template, found: Difference) -> Mapping[StepId, int | None]:
    """By how many working days the change of each step moves the opening: `new` against `new` without it.

    The changes of one revision lean on each other, so these numbers need not add up to the whole.
    None where it cannot be said. Steps whose changes touch no date are left out: they move nothing.
    """
    steps = touches_dates(found)
    try:
        network = Network.of(new)
    except Problem:
        return dict.fromkeys(steps)
    if network.goal < 0:
        return dict.fromkeys(steps)
    flows = found.flows_of_steps()
    here = forward(network, 1)[network.goal]
    made: dict[StepId, int | None] = {}
    redrawn = 0
    for step_id in steps:
        was, step = old.by_id.get(step_id), new.by_id.get(step_id)
        there: int | None = None
        if was is not None and step is not None and was.kind is step.kind and step_id not in flows:
            days = list(network.likely)
            days[network.position[step_id]] = was.duration.likely if network.is_work[network.position[step_id]] else 0
            there = forward(network, 1, days)[network.goal]
        elif redrawn * len(new.steps) <= _MOST_WORK:
            redrawn += 1
            # Round a step that is new its neighbours stay joined.
            there = length(new, (step_id,)) if was is None else length(_without(new, was, flows.get(step_id, ())))
        made[step_id] = here - there if there is not None else None
    return made


def _without(new: Template, was: Step, changes: tuple[FlowChange, ...]) -> Template:
    """`new` with one step, and the arrows told with it, as they were."""
    steps = {**new.by_id, was.id: was}
    came = {change.new for change in changes}
    kept = [flow for flow in new.flows if flow not in came] + [change.old for change in changes if change.old]
    flows = tuple(flow for flow in kept if flow.source in steps and flow.target in steps)
    return replace(new, steps=tuple(steps.values()), flows=flows)
