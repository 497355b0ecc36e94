"""Every way a drawing may change, as functions from a template to a new one, and the rules of it.

The old template is never touched, so undo is to show it again. A rule is written once: `can_connect` gives
the Problem that `connect` would raise, so what the pointer shows while it hovers is what a release would do.
Whether a drawing is *complete* is not asked here: `domain.check` finds that; only what can never be right
(a cycle, two equal flows, a flow of a step to itself) is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from outlet_desktop.domain.cards import (
    CARD_HEIGHT,
    CARD_WIDTH,
    GRID,
    PITCH_X,
    PITCH_Y,
    free_place,
    snap,
)
from outlet_desktop.domain.kinds import usual_duration, usual_outcomes, with_outcome
from outlet_desktop.domain.piece import Choose, duplicate, extract, new_id, paste, targets_of
from outlet_desktop.domain.places import align, distribute, make_space, move, put_at
from outlet_desktop.domain.template import (
    Flow,
    RoleId,
    StageId,
    Step,
    StepId,
    StepKind,
    Template,
)
from outlet_desktop.problem import Problem

__all__ = [
    "CARD_HEIGHT",
    "CARD_WIDTH",
    "GRID",
    "PITCH_X",
    "PITCH_Y",
    "add_beside",
    "add_step",
    "align",
    "can_connect",
    "can_insert",
    "change",
    "connect",
    "delete",
    "disconnect",
    "distribute",
    "duplicate",
    "extract",
    "free_place",
    "insert_between",
    "insert_step",
    "make_space",
    "move",
    "new_id",
    "paste",
    "put_at",
    "reconnect",
    "rename",
    "set_goal",
    "set_kind",
    "set_lag",
    "set_role",
    "set_stage",
    "snap",
    "title_of",
    "with_outcome",
]

# ------------------------------------------------------------------------------------------------ flows


def can_connect(template: Template, source: StepId, target: StepId) -> Problem | None:
    """The Problem that `connect` would raise, or None when the flow may be drawn.

    `edit.unknown_step` (step), `edit.self`, `edit.duplicate` (source, target: titles), `edit.cycle`
    (steps: ids from `target` to `source`, the cycle the flow would close; path: their titles).
    """
    for step_id in (source, target):
        if step_id not in template.by_id:
            return Problem("edit.unknown_step", step=step_id)
    if source == target:
        return Problem("edit.self", title=title_of(template, source))
    if any(flow.target == target for flow in template.outgoing[source]):
        return Problem("edit.duplicate", source=title_of(template, source), target=title_of(template, target))
    path = _path(template, target, source)
    if path:
        titles = [title_of(template, step_id) for step_id in (*path, target)]
        return Problem("edit.cycle", steps=path, path=" → ".join(titles))
    return None


def connect(template: Template, source: StepId, target: StepId, lag: int = 0) -> Template:
    """With the flow `source` -> `target`. Raises what `can_connect` says."""
    problem = can_connect(template, source, target)
    if problem:
        raise problem
    return template.extended(flows=(Flow(source, target, lag),))


def disconnect(template: Template, source: StepId, target: StepId) -> Template:
    """Without the flow `source` -> `target`."""
    kept = tuple(flow for flow in template.flows if (flow.source, flow.target) != (source, target))
    return template if len(kept) == len(template.flows) else replace(template, flows=kept)


def reconnect(template: Template, flow: Flow, source: StepId, target: StepId) -> Template:
    """The flow with other ends, its lag kept. Raises what `can_connect` says without the old flow."""
    if (flow.source, flow.target) == (source, target):
        return template
    return connect(disconnect(template, flow.source, flow.target), source, target, flow.lag)


def set_lag(template: Template, source: StepId, target: StepId, lag: int) -> Template:
    """The flow with that lag, working days (>= 0)."""
    return replace(
        template,
        flows=tuple(
            replace(flow, lag=max(0, lag)) if (flow.source, flow.target) == (source, target) else flow
            for flow in template.flows
        ),
    )


def _path(template: Template, start: StepId, end: StepId) -> tuple[StepId, ...]:
    """A shortest path of flows from `start` to `end`, both included; empty when there is none."""
    came: dict[StepId, StepId] = {start: start}
    reached = [start]
    for step_id in reached:
        if step_id == end:
            path = [end]
            while path[-1] != start:
                path.append(came[path[-1]])
            return tuple(reversed(path))
        for flow in template.outgoing.get(step_id, ()):
            if flow.target not in came:
                came[flow.target] = step_id
                reached.append(flow.target)
    return ()


def title_of(template: Template, step_id: StepId) -> str:
    """What people call the step: its title, or its id while it has none."""
    step = template.by_id.get(step_id)
    return (step.title if step else "") or step_id


# ------------------------------------------------------------------------------------------------ steps


def add_step(
    template: Template,
    kind: StepKind,
    after: StepId | None = None,
    at: tuple[int, int] | None = None,
    id: StepId | None = None,
    *,
    title: str = "",
    role: RoleId = "",
    stage: StageId = "",
    choose: Choose | None = None,
) -> tuple[Template, StepId]:
    """With a new step; its id is returned too.

    After a step: connected to it, in its stage, one pitch to the right, moved down until its place is free.
    `at` puts it anywhere. An approval gets its three outcomes, worded as the template's other approvals are;
    rework goes back to `after`.
    """
    step_id = id or new_id(template, choose)
    if step_id in template.by_id:
        raise Problem("edit.duplicate_step", step=step_id)
    before = template.by_id.get(after) if after is not None else None
    if after is not None and before is None:
        raise Problem("edit.unknown_step", step=after)
    if at is None:
        at = free_place(template, (before.at[0] + PITCH_X, before.at[1]) if before else _below(template))
    step = Step(
        id=step_id,
        kind=kind,
        title=title,
        stage=stage or (before.stage if before else ""),
        role=role,
        duration=usual_duration(kind),
        outcomes=usual_outcomes(template, after) if kind is StepKind.APPROVAL else (),
        at=at,
    )
    flows = (Flow(after, step_id),) if after is not None else ()
    return template.extended((step,), flows), step_id


def add_beside(
    template: Template, kind: StepKind, beside: StepId, *, choose: Choose | None = None
) -> tuple[Template, StepId]:
    """With a new step that waits for what `beside` waits for, below it; its id is returned too."""
    step = template.by_id.get(beside)
    if step is None:
        raise Problem("edit.unknown_step", step=beside)
    inputs = template.incoming[beside]
    first = inputs[0].source if inputs else None
    at = free_place(template, (step.at[0], step.at[1] + PITCH_Y))
    template, step_id = add_step(template, kind, first, at, stage=step.stage, choose=choose)
    return template.extended(flows=tuple(Flow(flow.source, step_id) for flow in inputs[1:])), step_id


def insert_between(
    template: Template,
    flow: Flow,
    kind: StepKind,
    id: StepId | None = None,
    *,
    at: tuple[int, int] | None = None,
    choose: Choose | None = None,
) -> tuple[Template, StepId]:
    """With a new step in the middle of a flow; its id is returned too.

    It stands at `at` where that place is free, else one pitch right of the source: then what stands right of the
    source moves to the right when there is no room between the two. The lag stays before the new step, for it is
    a wait after the source.
    """
    if flow not in template.flows:
        raise Problem("edit.unknown_flow", source=flow.source, target=flow.target)
    source = template.by_id[flow.source]
    template, place = _room_in(template, flow, at)
    template, step_id = add_step(template, kind, None, place, id, stage=source.stage, choose=choose)
    if kind is StepKind.APPROVAL:
        step = template.by_id[step_id]
        template = template.with_steps(replace(step, outcomes=usual_outcomes(template, source.id)))
    return _with_halves(template, flow, step_id), step_id


def _room_in(
    template: Template, flow: Flow, at: tuple[int, int] | None, step_id: StepId | None = None
) -> tuple[Template, tuple[int, int]]:
    """Where a step (`step_id`: one of the drawing) stands in a flow, and the drawing with room for it there."""
    ignored = () if step_id is None else (step_id,)
    if at is not None and free_place(template, at, ignored) == at:
        return template, at
    source, target = template.by_id[flow.source], template.by_id[flow.target]
    if target.at[0] < source.at[0] + 2 * PITCH_X:
        shift = source.at[0] + 2 * PITCH_X - target.at[0]
        moved = template.descendants(target.id) | {target.id}
        edge = source.at[0] + PITCH_X - GRID
        template = template.with_steps(
            *[
                replace(step, at=(step.at[0] + shift, step.at[1]))
                for step in template.steps
                if step.id != step_id and (step.id in moved or step.at[0] >= edge)
            ]
        )
    return template, free_place(template, (source.at[0] + PITCH_X, source.at[1]), ignored)


def _with_halves(template: Template, flow: Flow, step_id: StepId) -> Template:
    flows: list[Flow] = []
    for known in template.flows:
        flows += [Flow(flow.source, step_id, flow.lag), Flow(step_id, flow.target)] if known == flow else [known]
    return replace(template, flows=tuple(flows))


def can_insert(template: Template, flow: Flow, step_id: StepId) -> Problem | None:
    """The Problem that `insert_step` would raise, or None when the step may go into the flow.

    `edit.unknown_step`, `edit.unknown_flow`, `edit.connected` (title: a step that has flows of its own stays
    where it is), and what `can_connect` says.
    """
    if step_id not in template.by_id:
        return Problem("edit.unknown_step", step=step_id)
    if flow not in template.flows:
        return Problem("edit.unknown_flow", source=flow.source, target=flow.target)
    if step_id in (flow.source, flow.target):
        return Problem("edit.self", title=title_of(template, step_id))
    if template.incoming[step_id] or template.outgoing[step_id]:
        return Problem("edit.connected", title=title_of(template, step_id))
    return None


def insert_step(template: Template, flow: Flow, step_id: StepId, *, at: tuple[int, int] | None = None) -> Template:
    """With a step that has no flows put into a flow, placed as `insert_between` does; raises what `can_insert` says."""
    problem = can_insert(template, flow, step_id)
    if problem:
        raise problem
    template, place = _room_in(template, flow, at, step_id)
    return _with_halves(move(template, {step_id: place}), flow, step_id)


def change(template: Template, step_id: StepId, **fields: Any) -> Template:
    """The step with these attributes of `Step` in place of its own (`kind` too, see `set_kind`)."""
    step = template.by_id.get(step_id)
    if step is None:
        raise Problem("edit.unknown_step", step=step_id)
    if "id" in fields:
        raise ValueError("a step keeps its id")
    kind = fields.pop("kind", step.kind)
    if kind is not step.kind:
        template = set_kind(template, step_id, kind)
        step = template.by_id[step_id]
    after = replace(step, **fields)
    return template if after == step else template.with_steps(after)


def rename(template: Template, step_id: StepId, title: str) -> Template:
    """The step with that title, on one line."""
    return change(template, step_id, title=" ".join(title.split()))


def set_kind(template: Template, step_id: StepId, kind: StepKind) -> Template:
    """The step as another kind. What that kind cannot have is dropped, what it must have is given."""
    step = template.by_id[step_id]
    if kind is step.kind:
        return template
    duration = step.duration
    if StepKind.MILESTONE in (kind, step.kind):
        duration = usual_duration(kind)
    before = template.incoming[step_id]
    return template.with_steps(
        replace(
            step,
            kind=kind,
            duration=duration,
            outcomes=usual_outcomes(template, before[0].source if before else None)
            if kind is StepKind.APPROVAL
            else (),
            fields=step.fields if kind is StepKind.CONFIRMATION else (),
            result_required=step.result_required and kind is StepKind.TASK,
            remind=None if kind is StepKind.MILESTONE else step.remind,
            escalate=None if kind is StepKind.MILESTONE else step.escalate,
            checklist=() if kind in (StepKind.MILESTONE, StepKind.APPROVAL) else step.checklist,
        )
    )


def set_role(template: Template, step_ids: Iterable[StepId], role: RoleId) -> Template:
    """These steps with that role."""
    return template.with_steps(*[replace(template.by_id[step_id], role=role) for step_id in step_ids])


def set_stage(template: Template, step_ids: Iterable[StepId], stage: StageId) -> Template:
    """These steps in that stage."""
    return template.with_steps(*[replace(template.by_id[step_id], stage=stage) for step_id in step_ids])


def set_goal(template: Template, step_id: StepId) -> Template:
    """That step's finish is the opening date; "" = no goal."""
    return replace(template, goal=step_id)


def delete(template: Template, step_ids: Collection[StepId], flows: Collection[Flow] = ()) -> Template:
    """Without these steps, their flows and these flows. Nothing is bridged.

    The goal is reset when its step goes, and a deleted step is no target of a rework any more.
    """
    gone = frozenset(step_ids)
    cut = {(flow.source, flow.target) for flow in flows}
    return replace(
        template,
        goal="" if template.goal in gone else template.goal,
        steps=tuple(_without_targets(step, gone) for step in template.steps if step.id not in gone),
        flows=tuple(
            flow
            for flow in template.flows
            if flow.source not in gone and flow.target not in gone and (flow.source, flow.target) not in cut
        ),
    )


def _without_targets(step: Step, gone: Collection[StepId]) -> Step:
    if not any(target in gone for outcome in step.outcomes for target in targets_of(outcome)):
        return step
    return replace(
        step,
        outcomes=tuple(
            replace(outcome, back_to=tuple(target for target in targets_of(outcome) if target not in gone))
            if targets_of(outcome)
            else outcome
            for outcome in step.outcomes
        ),
    )


def _below(template: Template) -> tuple[int, int]:
    if not template.steps:
        return 0, 0
    left = min(step.at[0] for step in template.steps)
    return left, max(step.at[1] for step in template.steps) + PITCH_Y
