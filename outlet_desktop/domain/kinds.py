"""What a step of a kind has from the start: its estimate, the answers of an approval."""

from __future__ import annotations

from dataclasses import replace

from outlet_desktop.domain.template import Estimate, Outcome, Step, StepId, StepKind, Template


def with_outcome(template: Template, step: Step, outcome_id: str) -> Step:
    """The approval with one more answer, in the words of the template's other approvals; in the usual order."""
    before = template.incoming.get(step.id, ())
    usual = usual_outcomes(template, before[0].source if before else None)
    offered = {outcome.id: outcome for outcome in usual if outcome.id == outcome_id}
    offered.update({outcome.id: outcome for outcome in step.outcomes})
    order = [outcome.id for outcome in usual]
    return replace(step, outcomes=tuple(offered[name] for name in order if name in offered))


def usual_duration(kind: StepKind) -> Estimate:
    """A day; a milestone takes none."""
    return Estimate(0, 0, 0) if kind is StepKind.MILESTONE else Estimate(1, 1, 1)


def usual_outcomes(template: Template, after: StepId | None) -> tuple[Outcome, ...]:
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
