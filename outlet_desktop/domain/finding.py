"""What a check says: a finding, and the fix that removes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from outlet_desktop.domain.template import StepId

Severity = Literal["error", "warning"]
FixKind = Literal[
    "set_role",
    "connect",
    "set_goal",
    "delete",
    "set_duration",
    "set_rework",
    "set_condition",
    "add_field",
    "set_stage",
    "set_reasons",
    "set_escalation",
    "set_lag",
    "delete_role",
    "set_title",
    "add_outcome",
    "drop_outcome",
]


@dataclass(frozen=True, slots=True)
class Fix:
    """One press of a button that removes a finding; see `domain.fix.apply_fix`.

    `kind` and what `other` holds:
        set_role: id of the proposed role; "" = nothing to propose, ask for one.
        connect: the flow `step` -> `other` is drawn.
        set_goal: `step` becomes the goal.
        delete: the flow `step` -> `other` is removed; with "" the step.
        set_duration: three whole numbers with spaces between.
        set_rework: ids of the steps to go back to, with spaces between; "initiator" = the launch form.
        set_condition: the condition in place of the present one; "" = the step is always done.
        add_field: id of a question that the launch asks from now on; its type is told by the conditions.
        set_stage: id of the stage.
        set_reasons: ids of the reasons that are left, with spaces between.
        set_escalation: "initiator" or a role id.
        set_lag: the flow `step` -> `other` has no lag any more.
        delete_role: `other` is the id of a role that no step has; `step` is "".
        set_title: the name.
        add_outcome: id of the answer that the approval gets, in the words of the other approvals.
        drop_outcome: id of the answer of which only the first stays.
    """

    kind: FixKind
    step: StepId
    other: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (error) or doubtful (warning).

    Attributes:
        step: The step it is about; "" = the whole template.
        facts: For the sentence of `code`.
        steps: Every step to highlight, `step` among them (the cycle, in its order).
    """

    code: str
    severity: Severity
    step: StepId = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    fix: Fix | None = None
    steps: tuple[StepId, ...] = ()


def error(
    code: str, step: StepId = "", *, fix: Fix | None = None, steps: Iterable[StepId] = (), **facts: object
) -> Finding:
    """An error: the template can be neither published nor launched."""
    return Finding(f"finding.{code}", "error", step, facts, fix, tuple(steps) or ((step,) if step else ()))


def warning(
    code: str, step: StepId = "", *, fix: Fix | None = None, steps: Iterable[StepId] = (), **facts: object
) -> Finding:
    """A warning: it works, but perhaps not as meant."""
    return Finding(f"finding.{code}", "warning", step, facts, fix, tuple(steps) or ((step,) if step else ()))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding forbids publishing."""
    return any(finding.severity == "error" for finding in findings)
