"""What a launch makes on the portal: at once, and after the approval. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import StepKind, Template
from outlet_desktop.schedule.gantt import OutletRow, StepRow

Kind = Literal["task", "message", "project", "rest"]


@dataclass(frozen=True, slots=True)
class Made:
    """One thing.

    Attributes:
        title: As it will be called on the portal; "" for "rest".
        person: Who gets it. `day`: due, or of "rest" the last finish. `count`: tasks of "rest".
    """

    kind: Kind
    title: str = ""
    person: str = ""
    day: date | None = None
    count: int = 0


def made_at_once(template: Template, row: OutletRow, has_bot: bool) -> tuple[Made, ...]:
    """The decision tasks that open first, and the bot's question with each."""
    found: list[Made] = []
    for step in _first(template, row, after_approval=False):
        found.append(_task(step, row))
        if has_bot and step.kind in (StepKind.APPROVAL, StepKind.CONFIRMATION):
            found.append(Made("message", step.title, step.person or step.role_title))
    return tuple(found)


def made_after_approval(template: Template, row: OutletRow) -> tuple[Made, ...]:
    """The project, the tasks that open with it, and how many follow as the work goes on."""
    first = _first(template, row, after_approval=True)
    at_once = {step.step for step in _first(template, row, after_approval=False)}
    now = {step.step for step in first} | at_once
    rest = [
        step
        for step in row.steps
        if step.step not in now and step.kind is not StepKind.MILESTONE and step.state is not StepState.SKIPPED
    ]
    last = max((step.forecast.finish for step in rest if step.forecast.finish is not None), default=None)
    made = [Made("project", row.address), *(_task(step, row) for step in first)]
    return (*made, Made("rest", day=last, count=len(rest))) if rest else tuple(made)


def opened_by_approval(template: Template, row: OutletRow) -> tuple[StepRow, ...]:
    """Steps whose task is made together with the project."""
    return _first(template, row, after_approval=True)


def _task(step: StepRow, row: OutletRow) -> Made:
    due = step.own_finish or step.baseline.finish or step.forecast.finish
    return Made("task", f"{step.title} — {row.address}", step.person or step.role_title, due)


def _first(template: Template, row: OutletRow, *, after_approval: bool) -> tuple[StepRow, ...]:
    """Steps all of whose inputs are finished, once the first decisions are (or before them)."""
    finished = {step.step for step in row.steps if step.state is StepState.SKIPPED}
    finished |= {
        step.step for step in row.steps if step.kind is StepKind.MILESTONE and not template.incoming[step.step]
    }
    for step_id in template.order:
        inputs = {flow.source for flow in template.incoming[step_id]}
        if not inputs <= finished:
            continue
        kind = template.by_id[step_id].kind
        if kind is StepKind.MILESTONE or (kind is StepKind.APPROVAL and after_approval):
            finished.add(step_id)
    found = [
        row.step(step_id)
        for step_id in template.order
        if step_id not in finished and {flow.source for flow in template.incoming[step_id]} <= finished
    ]
    return tuple(step for step in found if step is not None and step.state is not StepState.SKIPPED)
