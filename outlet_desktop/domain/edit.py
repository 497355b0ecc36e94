"""Every way a drawing may change, as functions from a template to a new one, and the rules of it.

The old template is never touched, so undo is to show it again. A rule is written once: `can_connect` gives
the Problem that `connect` would raise, so what the pointer shows while it hovers is what a release would do.
Whether a drawing is *complete* is not asked here: `domain.check` finds that; only what can never be right
(a cycle, two equal flows, a flow of a step to itself) is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
from outlet_desktop.domain.piece import Choose, duplicate, extract, new_id, paste, targets_of
from outlet_desktop.domain.template import (
    Estimate,
    Flow,
    Outcome,
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
    "add_step",
    "align",
    "can_connect",
    "change",
    "connect",
    "delete",
    "disconnect",
    "distribute",
    "duplicate",
    "extract",
    "free_place",
    "insert_between",
    "move",
    "new_id",
    "paste",
    "reconnect",
    "rename",
    "set_goal",
    "set_kind",
    "set_lag",
    "set_role",
    "set_stage",
    "snap",
    "title_of",
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
    return replace(template, flows=(*template.flows, Flow(source, target, lag)))


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
        duration=_usual(kind),
        outcomes=_outcomes(template, after) if kind is StepKind.APPROVAL else (),
        at=at,
    )
    flows = (*template.flows, Flow(after, step_id)) if after is not None else template.flows
    return replace(template, steps=(*template.steps, step), flows=flows), step_id


def insert_between(
    template: Template, flow: Flow, kind: StepKind, id: StepId | None = None, *, choose: Choose | None = None
) -> tuple[Template, StepId]:
    """With a new step in the middle of a flow; its id is returned too.

    The lag stays before the new step, for it is a wait after the source. What stands right of the source
    moves one pitch to the right when there is no room between the two.
    """
    if flow not in template.flows:
        raise Problem("edit.unknown_flow", source=flow.source, target=flow.target)
    source, target = template.by_id[flow.source], template.by_id[flow.target]
    if target.at[0] < source.at[0] + 2 * PITCH_X:
        shift = source.at[0] + 2 * PITCH_X - target.at[0]
        moved = template.descendants(target.id) | {target.id}
        edge = source.at[0] + PITCH_X - GRID
        template = template.with_steps(
            *[
                replace(step, at=(step.at[0] + shift, step.at[1]))
                for step in template.steps
                if step.id in moved or step.at[0] >= edge
            ]
        )
    template, step_id = add_step(template, kind, source.id, None, id, choose=choose)
    # add_step has drawn source -> new; it takes the lag, and the old flow now starts at the new step.
    halves = {(source.id, step_id): flow.lag}
    flows = tuple(
        Flow(step_id, target.id)
        if known == flow
        else replace(known, lag=halves.get((known.source, known.target), known.lag))
        for known in template.flows
    )
    return replace(template, flows=flows), step_id


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
        duration = _usual(kind)
    before = template.incoming[step_id]
    return template.with_steps(
        replace(
            step,
            kind=kind,
            duration=duration,
            outcomes=_outcomes(template, before[0].source if before else None) if kind is StepKind.APPROVAL else (),
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


def move(template: Template, positions: Mapping[StepId, tuple[int, int]]) -> Template:
    """The steps with these left top corners."""
    moved = [
        replace(template.by_id[step_id], at=at)
        for step_id, at in positions.items()
        if step_id in template.by_id and template.by_id[step_id].at != at
    ]
    return template.with_steps(*moved) if moved else template


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


def _usual(kind: StepKind) -> Estimate:
    return Estimate(0, 0, 0) if kind is StepKind.MILESTONE else Estimate(1, 1, 1)


def _outcomes(template: Template, after: StepId | None) -> tuple[Outcome, ...]:
    """The three answers of a new approval, in the words of the template."""
    is_russian = any("а" <= letter <= "я" for letter in template.name.lower())
    labels = (
        {"approve": "Согласовать", "rework": "На доработку", "reject": "Отклонить и закрыть"}
        if is_russian or not template.name
        else {"approve": "Approve", "rework": "Send back", "reject": "Reject and close"}
    )
    for step in template.steps:
        if len(step.outcomes) == 3:
            labels = {outcome.id: outcome.label for outcome in step.outcomes}
            break
    back = template.by_id.get(after) if after is not None else None
    return (
        Outcome("approve", labels.get("approve", "")),
        Outcome(
            "rework",
            labels.get("rework", ""),
            (back.id,) if back and back.kind is not StepKind.MILESTONE else "initiator",
        ),
        Outcome("reject", labels.get("reject", "")),
    )


# ------------------------------------------------------------------------------------------------ places


def _below(template: Template) -> tuple[int, int]:
    if not template.steps:
        return 0, 0
    left = min(step.at[0] for step in template.steps)
    return left, max(step.at[1] for step in template.steps) + PITCH_Y


def align(template: Template, step_ids: Collection[StepId], side: str) -> Template:
    """These cards on one line; `side` is "left", "right" (columns) or "top", "bottom" (rows)."""
    axis = 0 if side in ("left", "right") else 1
    places = {step_id: template.by_id[step_id].at for step_id in step_ids}
    if not places:
        return template
    line = (min if side in ("left", "top") else max)(at[axis] for at in places.values())
    return move(
        template,
        {step_id: (line, at[1]) if axis == 0 else (at[0], line) for step_id, at in places.items()},
    )


def distribute(template: Template, step_ids: Collection[StepId], axis: str) -> Template:
    """These cards with even gaps between the outermost two; `axis` is "x" or "y"."""
    number = 0 if axis == "x" else 1
    cards = sorted(step_ids, key=lambda step_id: template.by_id[step_id].at[number])
    if len(cards) < 3:
        return template
    first = template.by_id[cards[0]].at[number]
    pitch = (template.by_id[cards[-1]].at[number] - first) / (len(cards) - 1)
    positions = {}
    for place, step_id in enumerate(cards):
        x, y = template.by_id[step_id].at
        value = round(first + pitch * place)
        positions[step_id] = (value, y) if number == 0 else (x, value)
    return move(template, positions)
