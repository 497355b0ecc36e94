"""Carrying out the fix of a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from outlet_desktop.domain import edit, vocabulary
from outlet_desktop.domain.finding import Finding, Fix
from outlet_desktop.domain.template import Estimate, Outcome, Step, StepId, Template
from outlet_desktop.problem import Problem


def apply_fix(template: Template, finding: Finding) -> Template:
    """The template with the finding's fix carried out; as it is when there is no fix.

    Raises Problem (`edit.*`) when the drawing has changed since and the fix is not possible any more.
    """
    fix = finding.fix
    if fix is None or (fix.kind == "set_role" and not fix.other):
        return template
    match fix.kind:
        case "delete_role":
            return vocabulary.remove_role(template, fix.other)
        case "delete" if fix.other and finding.code == "finding.duplicate_flow":
            return _once(template, fix)
        case "delete" if fix.other:
            return edit.disconnect(template, fix.step, fix.other)
        case "connect":
            return edit.connect(template, fix.step, fix.other)
    step = template.by_id.get(fix.step)
    if step is None:
        raise Problem("edit.unknown_step", step=fix.step)
    return _mend(template, step, fix)


def _mend(template: Template, step: Step, fix: Fix) -> Template:
    match fix.kind:
        case "set_role":
            return edit.set_role(template, [step.id], fix.other)
        case "set_goal":
            return edit.set_goal(template, step.id)
        case "set_duration":
            return edit.change(template, step.id, duration=Estimate(*map(int, fix.other.split())))
        case "set_rework":
            return edit.change(template, step.id, outcomes=_with_rework(template, step, fix.other))
        case "set_condition":
            return edit.change(template, step.id, condition=fix.other)
        case "add_field":
            return vocabulary.add_asked_field(template, fix.other)
        case "set_stage":
            return edit.set_stage(template, [step.id], fix.other)
        case "set_reasons":
            return edit.change(template, step.id, reasons=tuple(fix.other.split()))
        case "set_escalation" if step.escalate is not None:
            return edit.change(template, step.id, escalate=replace(step.escalate, to=fix.other))
        case "set_lag":
            return edit.set_lag(template, step.id, fix.other, 0)
        case "set_title":
            return edit.rename(template, step.id, fix.other)
        case "add_outcome":
            outcomes = edit.with_outcome(template, step, fix.other).outcomes
            return edit.change(template, step.id, outcomes=outcomes)
        case "drop_outcome":
            first = step.outcome(fix.other)
            kept = tuple(one for one in step.outcomes if one.id != fix.other or one is first)
            return edit.change(template, step.id, outcomes=kept)
        case "delete":
            return edit.delete(template, [step.id])
        case _:
            return template


def _once(template: Template, fix: Fix) -> Template:
    """Of equal flows the first one stays."""
    if fix.step not in template.by_id:
        raise Problem("edit.unknown_step", step=fix.step)
    kept = dict.fromkeys(template.flows)
    first = {(flow.source, flow.target): flow for flow in reversed(kept)}
    return replace(template, flows=tuple(flow for flow in kept if first[flow.source, flow.target] == flow))


def _with_rework(template: Template, step: Step, targets: str) -> tuple[Outcome, ...]:
    """The answers with rework going back to `targets` (ids with spaces between, or "initiator")."""
    offered = step if step.outcome("rework") is not None else edit.with_outcome(template, step, "rework")
    back_to: tuple[StepId, ...] | Literal["initiator"] = (
        "initiator" if targets == "initiator" else tuple(targets.split())
    )
    return tuple(replace(one, back_to=back_to) if one.id == "rework" else one for one in offered.outcomes)
