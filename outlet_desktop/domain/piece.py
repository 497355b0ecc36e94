"""Pieces of a drawing: take steps out, put copies in. What the clipboard and "duplicate" do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from outlet_desktop.domain.cards import PITCH_Y, touches
from outlet_desktop.domain.template import Flow, Outcome, StepId, Template

Choose = Callable[[str], str]
"""Picks one of the given characters, e.g. `random.Random(1).choice`."""

_ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_id(template: Template, choose: Choose | None = None, taken: Collection[StepId] = ()) -> StepId:
    """A step id that the template does not have: `s` and six characters."""
    if choose is None:
        import random  # late: it is not needed before the first edit, and a start must not pay for it

        choose = random.SystemRandom().choice
    while True:
        step_id = "s" + "".join([choose(_ID_CHARACTERS) for _ in range(6)])
        if step_id not in template.by_id and step_id not in taken:
            return step_id


def targets_of(outcome: Outcome) -> tuple[StepId, ...]:
    """The steps a rework goes back to; none for the initiator."""
    return outcome.back_to if isinstance(outcome.back_to, tuple) else ()


def extract(template: Template, step_ids: Collection[StepId]) -> Template:
    """These steps and the flows between them as a template of their own, with the words they use.

    What a clipboard holds: `file_format.write` makes it text, `paste` puts it into a drawing.
    """
    inside = frozenset(step_ids)
    steps = tuple(step for step in template.steps if step.id in inside)
    used = {step.role for step in steps} | {step.escalate.to for step in steps if step.escalate}
    stages = {step.stage for step in steps}
    reasons = {reason for step in steps for reason in step.reasons}
    text = " ".join(" ".join((step.condition, step.title, step.description, *step.checklist)) for step in steps)
    return replace(
        template,
        goal=template.goal if template.goal in inside else "",
        roles=tuple(role for role in template.roles if role.id in used),
        stages=tuple(stage for stage in template.stages if stage.id in stages),
        fields=tuple(field for field in template.fields if field.id in text),
        reasons=tuple(reason for reason in template.reasons if reason.id in reasons),
        steps=steps,
        flows=tuple(flow for flow in template.flows if flow.source in inside and flow.target in inside),
    )


def paste(
    template: Template,
    piece: Template,
    at: tuple[int, int] | None = None,
    *,
    choose: Choose | None = None,
) -> tuple[Template, tuple[StepId, ...]]:
    """With a copy of `piece` (see `extract`) under new ids, which are returned in the piece's order.

    `at` is the left top corner of the whole; None = where it was, moved down until it covers no card. Words
    the template lacks (roles, stages, fields, reasons) come with it.
    """
    if not piece.steps:
        return template, ()
    ids: dict[StepId, StepId] = {}
    for step in piece.steps:
        ids[step.id] = new_id(template, choose, ids.values())
    left = min(step.at[0] for step in piece.steps)
    top = min(step.at[1] for step in piece.steps)
    dx, dy = (at[0] - left, at[1] - top) if at else (0, 0)
    if at is None:
        taken = [step.at for step in template.steps]
        while any(touches((step.at[0], step.at[1] + dy), other) for step in piece.steps for other in taken):
            dy += PITCH_Y
    inside = frozenset(ids)
    copies = []
    for step in piece.steps:
        outcomes = tuple(
            replace(outcome, back_to=tuple(ids[target] for target in targets_of(outcome) if target in inside))
            if targets_of(outcome)
            else outcome
            for outcome in step.outcomes
        )
        place = (step.at[0] + dx, step.at[1] + dy)
        copies.append(replace(step, id=ids[step.id], at=place, outcomes=outcomes))
    flows = [Flow(ids[flow.source], ids[flow.target], flow.lag) for flow in piece.flows]
    return (
        replace(
            template,
            roles=_joined(template.roles, piece.roles),
            stages=_joined(template.stages, piece.stages),
            fields=_joined(template.fields, piece.fields),
            reasons=_joined(template.reasons, piece.reasons),
            steps=(*template.steps, *copies),
            flows=(*template.flows, *flows),
        ),
        tuple(ids.values()),
    )


def duplicate(
    template: Template, step_ids: Collection[StepId], *, choose: Choose | None = None
) -> tuple[Template, tuple[StepId, ...]]:
    """With copies of these steps and of the flows between them, below; the new ids are returned too."""
    return paste(template, extract(template, step_ids), choose=choose)


def _joined(mine: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    known = {item.id for item in mine}
    return (*mine, *(item for item in other if item.id not in known))
