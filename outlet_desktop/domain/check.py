"""Findings: what is wrong or doubtful in a drawing. An error forbids to publish and to launch.

Pure and complete: whatever a file may hold is answered by findings, never by an exception. The words are
`wording.sentence(finding.code, finding.facts, lang)`; each says the consequence for the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from outlet_desktop.domain.check_graph import goal, graph, leaves
from outlet_desktop.domain.check_step import Checker
from outlet_desktop.domain.finding import Finding, Fix, Severity, error, has_errors, warning
from outlet_desktop.domain.fix import apply_fix
from outlet_desktop.domain.past import Samples
from outlet_desktop.domain.reach import Reach
from outlet_desktop.domain.template import FieldType, Template

__all__ = ["Finding", "Fix", "Severity", "apply_fix", "check", "has_errors"]


def check(template: Template, past: Samples | None = None) -> tuple[Finding, ...]:
    """All findings: errors first; then those of the whole before those of steps, in template order.

    Args:
        template: The drawing.
        past: How long its steps took in finished outlets; without it, durations are not judged by the past.
    """
    reach = Reach(template)
    step_of = Checker(template, past or {}).step
    found = [
        *_vocabulary(template),
        *graph(template),
        *goal(template, reach),
        *(finding for step in template.steps for finding in step_of(step)),
        *leaves(template, reach),
    ]
    rank = {step.id: number for number, step in reversed(list(enumerate(template.steps)))}
    found.sort(key=lambda it: (it.severity != "error", rank.get(it.step, -1)))
    return tuple(found)


def _vocabulary(template: Template) -> Iterator[Finding]:
    if not template.steps:
        yield error("no_steps")
    for code, items in (
        ("duplicate_role", template.roles),
        ("duplicate_stage", template.stages),
        ("duplicate_field", template.fields),
        ("duplicate_reason", template.reasons),
    ):
        for name, count in Counter(item.id for item in items).items():
            if count > 1:
                yield error(code, id=name)
    for question in template.fields:
        if question.type is FieldType.CHOICE and not question.choices:
            yield warning("choice_empty", field=question.title or question.id)
    for step in template.steps:
        for question in step.fields:
            if question.type is FieldType.CHOICE and not question.choices:
                yield warning("choice_empty", step.id, field=question.title or question.id)
    used = {step.role for step in template.steps} | {s.escalate.to for s in template.steps if s.escalate}
    for role in template.roles:
        if role.id not in used:
            yield warning("unused_role", role=role.title or role.id, fix=Fix("delete_role", "", role.id))
