"""Findings: what is wrong or doubtful in a drawing. An error forbids to publish and to launch.

Pure and complete: whatever a file may hold is answered by findings, never by an exception. The words are
`wording.sentence(finding.code, finding.facts, lang)`; each says the consequence for the work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from outlet_desktop.domain import edit
from outlet_desktop.domain.condition import parse
from outlet_desktop.domain.piece import targets_of
from outlet_desktop.domain.template import Estimate, FieldType, Step, StepId, StepKind, Template
from outlet_desktop.problem import Problem

Severity = Literal["error", "warning"]
PLACEHOLDERS = frozenset(("address", "city", "target"))  # known to every text of a template

_STEP_ID = re.compile(r"[A-Za-z0-9]{1,24}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Fix:
    """One press of a button that removes a finding; see `apply_fix`.

    `kind` and what `other` holds:
        set_role: id of the proposed role; "" = nothing to propose, ask for one.
        connect: the flow `step` -> `other` is drawn.
        set_goal: `step` becomes the goal.
        delete: the flow `step` -> `other` is removed; with "" the step.
        set_duration: three whole numbers with spaces between.
    """

    kind: Literal["set_role", "connect", "set_goal", "delete", "set_duration"]
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


def check(template: Template) -> tuple[Finding, ...]:
    """All findings: errors first; then those of the whole before those of steps, in template order."""
    found = [
        *_vocabulary(template),
        *_graph(template),
        *_goal(template),
        *(finding for step in template.steps for finding in _step(template, step)),
        *_leaves(template),
    ]
    rank = {step.id: number for number, step in reversed(list(enumerate(template.steps)))}
    found.sort(key=lambda it: (it.severity != "error", rank.get(it.step, -1)))
    return tuple(found)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding forbids publishing."""
    return any(finding.severity == "error" for finding in findings)


def apply_fix(template: Template, finding: Finding) -> Template:
    """The template with the finding's fix carried out; as it is when there is no fix.

    Raises Problem (`edit.*`) when the drawing has changed since and the fix is not possible any more.
    """
    fix = finding.fix
    if fix is None or (fix.kind == "set_role" and not fix.other):
        return template
    if fix.step not in template.by_id:
        raise Problem("edit.unknown_step", step=fix.step)
    match fix.kind:
        case "set_role":
            return edit.set_role(template, [fix.step], fix.other)
        case "connect":
            return edit.connect(template, fix.step, fix.other)
        case "set_goal":
            return edit.set_goal(template, fix.step)
        case "set_duration":
            return edit.change(template, fix.step, duration=Estimate(*map(int, fix.other.split())))
        case "delete" if finding.code == "finding.duplicate_flow":
            kept = dict.fromkeys(template.flows)  # the first of equal ends stays
            first = {(flow.source, flow.target): flow for flow in reversed(kept)}
            return replace(template, flows=tuple(flow for flow in kept if first[flow.source, flow.target] == flow))
        case "delete" if fix.other:
            return edit.disconnect(template, fix.step, fix.other)
        case "delete":
            return edit.delete(template, [fix.step])


def _error(
    code: str, step: StepId = "", *, fix: Fix | None = None, steps: Iterable[StepId] = (), **facts: object
) -> Finding:
    return Finding(f"finding.{code}", "error", step, facts, fix, tuple(steps) or ((step,) if step else ()))


def _warning(
    code: str, step: StepId = "", *, fix: Fix | None = None, steps: Iterable[StepId] = (), **facts: object
) -> Finding:
    return Finding(f"finding.{code}", "warning", step, facts, fix, tuple(steps) or ((step,) if step else ()))


# ------------------------------------------------------------------------------------------------ the whole


def _vocabulary(template: Template) -> Iterator[Finding]:
    if not template.steps:
        yield _error("no_steps")
    for code, items in (
        ("duplicate_role", template.roles),
        ("duplicate_stage", template.stages),
        ("duplicate_field", template.fields),
        ("duplicate_reason", template.reasons),
    ):
        for name, count in Counter(item.id for item in items).items():
            if count > 1:
                yield _error(code, id=name)
    for question in (*template.fields, *(item for step in template.steps for item in step.fields)):
        if question.type is FieldType.CHOICE and not question.choices:
            yield _warning("choice_empty", field=question.title or question.id)
    used = {step.role for step in template.steps} | {s.escalate.to for s in template.steps if s.escalate}
    for role in template.roles:
        if role.id not in used:
            yield _warning("unused_role", role=role.title or role.id)


def _graph(template: Template) -> Iterator[Finding]:
    for step_id, count in Counter(step.id for step in template.steps).items():
        if count > 1:
            yield _error("duplicate_step", step_id, id=step_id, count=count)
    seen: set[tuple[StepId, StepId]] = set()
    for flow in template.flows:
        ends = (flow.source, flow.target)
        for here, other in (ends, ends[::-1]):
            if other not in template.by_id:
                yield _error("flow_to_nowhere", here if here in template.by_id else "", id=other)
        if flow.lag < 0:
            yield _error("negative_lag", flow.source, title=edit.title_of(template, flow.target), steps=ends)
        if ends in seen:
            yield _warning(
                "duplicate_flow",
                flow.source,
                fix=Fix("delete", *ends),
                steps=ends,
                title=edit.title_of(template, flow.target),
            )
        seen.add(ends)
    on_cycles: set[StepId] = set()
    for cycle in _cycles(template):
        on_cycles.update(cycle)
        titles = [edit.title_of(template, step_id) for step_id in (*cycle, cycle[0])]
        yield _error(
            "cycle",
            cycle[0],
            fix=_cut(template, cycle),
            steps=cycle,
            path=" → ".join(titles),
            count=len(cycle),
        )
    behind = _behind(template, on_cycles)
    if behind:
        yield _error("unreachable", behind[0], steps=behind, count=len(behind))
    if template.goal in on_cycles or template.goal in behind:
        yield _error("goal_unreachable", template.goal, title=edit.title_of(template, template.goal))
    if template.steps and not any(not template.outgoing[step.id] for step in template.steps):
        yield _error("no_end")
    starts = [step.id for step in template.steps if not template.incoming[step.id]]
    if len(starts) > 1:
        titles = [f"«{edit.title_of(template, step_id)}»" for step_id in starts]
        yield _warning("several_starts", starts[1], steps=starts, count=len(starts), titles=", ".join(titles))


def _cycles(template: Template) -> list[tuple[StepId, ...]]:
    """One shortest cycle for each strongly connected part of the drawing (Tarjan 1972, without recursion)."""
    number: dict[StepId, int] = {}
    low: dict[StepId, int] = {}
    stack: list[StepId] = []
    waiting: set[StepId] = set()
    found: list[tuple[StepId, ...]] = []
    for root in template.by_id:
        if root in number:
            continue
        calls = [(root, iter(template.outgoing[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        waiting.add(root)
        while calls:
            here, flows = calls[-1]
            for flow in flows:
                target = flow.target
                if target not in template.by_id:
                    continue
                if target not in number:
                    number[target] = low[target] = len(number)
                    stack.append(target)
                    waiting.add(target)
                    calls.append((target, iter(template.outgoing[target])))
                    break
                if target in waiting:
                    low[here] = min(low[here], number[target])
            else:
                calls.pop()
                if calls:
                    low[calls[-1][0]] = min(low[calls[-1][0]], low[here])
                if low[here] == number[here]:
                    part: set[StepId] = set()
                    while here not in part:
                        part.add(stack.pop())
                    waiting -= part
                    cycle = _shortest_cycle(template, part)
                    if cycle:
                        found.append(cycle)
    rank = {step_id: place for place, step_id in enumerate(template.by_id)}
    return sorted(found, key=lambda cycle: rank[cycle[0]])


def _shortest_cycle(template: Template, part: set[StepId]) -> tuple[StepId, ...]:
    """The shortest cycle through the part's first step that is on one, beginning with it."""
    for start in template.by_id:
        if start not in part:
            continue
        came: dict[StepId, StepId] = {}
        reached = [start]
        for step_id in reached:
            for flow in template.outgoing[step_id]:
                if flow.target == start:
                    path = [step_id]
                    while path[-1] != start:
                        path.append(came[path[-1]])
                    return tuple(reversed(path))
                if flow.target in part and flow.target not in came:
                    came[flow.target] = step_id
                    reached.append(flow.target)
    return ()


def _cut(template: Template, cycle: tuple[StepId, ...]) -> Fix:
    """Remove the flow of the cycle that runs furthest against the direction of reading."""
    pairs = list(zip(cycle, (*cycle[1:], cycle[0]), strict=True))

    def against(pair: tuple[StepId, StepId]) -> int:
        return template.by_id[pair[0]].at[0] - template.by_id[pair[1]].at[0]

    back = max(reversed(pairs), key=against)  # of equals the one that closes the cycle
    return Fix("delete", *back)


def _behind(template: Template, on_cycles: set[StepId]) -> tuple[StepId, ...]:
    """Steps that never open, for they wait for a cycle; in template order."""
    reached = set(on_cycles)
    todo = list(on_cycles)
    while todo:
        for flow in template.outgoing[todo.pop()]:
            if flow.target in template.by_id and flow.target not in reached:
                reached.add(flow.target)
                todo.append(flow.target)
    return tuple(step_id for step_id in template.by_id if step_id in reached - on_cycles)


def _goal(template: Template) -> Iterator[Finding]:
    if not template.steps:
        return
    if template.goal not in template.by_id:
        fix = Fix("set_goal", _likely_goal(template))
        if template.goal:
            yield _error("goal_unknown", id=template.goal, fix=fix)
        else:
            yield _error("no_goal", fix=fix, title=edit.title_of(template, fix.step))
    elif template.by_id[template.goal].condition:
        yield _error("goal_conditional", template.goal)


def _likely_goal(template: Template) -> StepId:
    """The milestone with the most steps before it, else any last step."""
    leaves = [step for step in template.steps if not template.outgoing[step.id]] or list(template.steps)
    milestones = [step for step in template.steps if step.kind is StepKind.MILESTONE] or leaves
    return max(milestones, key=lambda step: len(template.ancestors(step.id))).id


def _leaves(template: Template) -> Iterator[Finding]:
    """Results nobody waits for: a last step that is not the goal, follows no goal and is no milestone."""
    if template.goal not in template.by_id:
        return
    after = template.descendants(template.goal) | {template.goal}
    for step in template.steps:
        is_leaf = not template.outgoing[step.id] and step.kind is not StepKind.MILESTONE
        if is_leaf and step.id not in after:
            target = _who_could_wait(template, step.id)
            yield _warning(
                "result_unused",
                step.id,
                fix=Fix("connect", step.id, target) if target else None,
                target=edit.title_of(template, target) if target else "",
            )


def _who_could_wait(template: Template, step_id: StepId) -> StepId:
    """A join that the steps before this one lead to and that leads to the goal; else the goal."""
    to_goal = template.ancestors(template.goal) | {template.goal}
    near = dict.fromkeys(
        other.target
        for flow in template.incoming[step_id]
        if flow.source in template.by_id
        for other in template.outgoing[flow.source]
    )
    joins = [other for other in near if other in to_goal and len(template.incoming.get(other, ())) > 1]
    for target in (*joins, template.goal):
        if edit.can_connect(template, step_id, target) is None:
            return target
    return ""


# ------------------------------------------------------------------------------------------------ one step


def _step(template: Template, step: Step) -> Iterator[Finding]:
    if not _STEP_ID.fullmatch(step.id):
        yield _error("bad_step_id", step.id, id=step.id)
    if not step.title.strip():
        yield _error("no_title", step.id)
    yield from _role_of(template, step)
    yield from _duration(step)
    yield from _condition(template, step)
    if step.kind is StepKind.APPROVAL:
        yield from _approval(template, step)
    if step.stage and all(stage.id != step.stage for stage in template.stages):
        yield _warning("unknown_stage", step.id, id=step.stage)
    reasons = {reason.id for reason in template.reasons}
    for reason in step.reasons:
        if reason not in reasons:
            yield _warning("unknown_reason", step.id, id=reason)
    if step.escalate and step.escalate.to != "initiator" and not template.role(step.escalate.to):
        yield _warning("unknown_escalation", step.id, id=step.escalate.to)
    names = PLACEHOLDERS | {question.id for question in template.fields}
    texts = " ".join((step.title, step.description, *step.checklist))
    for name in dict.fromkeys(_PLACEHOLDER.findall(texts)):
        if name not in names:
            yield _warning("unknown_placeholder", step.id, name=f"{{{name}}}")


def _role_of(template: Template, step: Step) -> Iterator[Finding]:
    if step.role and not template.role(step.role):
        yield _error("unknown_role", step.id, id=step.role, fix=_propose_role(template, step))
    elif not step.role and step.kind is not StepKind.MILESTONE:
        yield _error("no_role", step.id, fix=_propose_role(template, step))


def _propose_role(template: Template, step: Step) -> Fix:
    """The role most used by its neighbours in the drawing, else in its stage, else anywhere."""
    near = {flow.source for flow in template.incoming[step.id]} | {flow.target for flow in template.outgoing[step.id]}
    known = {role.id for role in template.roles}
    usable = [other for other in template.steps if other.role in known and other.kind is step.kind] or [
        other for other in template.steps if other.role in known
    ]
    for group in (
        [other for other in usable if other.id in near],
        [other for other in usable if other.stage == step.stage],
        usable,
    ):
        if group:
            return Fix("set_role", step.id, Counter(other.role for other in group).most_common(1)[0][0])
    return Fix("set_role", step.id, template.roles[0].id if template.roles else "")


def _duration(step: Step) -> Iterator[Finding]:
    days = (step.duration.optimistic, step.duration.likely, step.duration.pessimistic)
    if step.kind is StepKind.MILESTONE:
        if days != (0, 0, 0):
            yield _warning("milestone_duration", step.id, fix=Fix("set_duration", step.id, "0 0 0"))
        return
    mended = Fix("set_duration", step.id, " ".join(str(max(0, number)) for number in sorted(days)))
    if min(days) < 0:
        yield _error("duration_negative", step.id, fix=mended)
    elif list(days) != sorted(days):
        yield _error("duration_order", step.id, fix=mended, days=" · ".join(map(str, days)))


def _condition(template: Template, step: Step) -> Iterator[Finding]:
    if not step.condition:
        return
    try:
        names = parse(step.condition).names()
    except Problem as problem:
        position, expected = problem.facts["position"], problem.facts["expected"]
        yield _error("condition_syntax", step.id, position=position, expected=expected)
        return
    known = {question.id for question in template.fields}
    for name in sorted(names - known):
        yield _error("condition_unknown_field", step.id, name=name)


def _approval(template: Template, step: Step) -> Iterator[Finding]:
    if step.outcome("approve") is None:
        yield _error("no_approve", step.id)
    for outcome_id, count in Counter(outcome.id for outcome in step.outcomes).items():
        if count > 1:
            labels = [outcome.label for outcome in step.outcomes if outcome.id == outcome_id]
            yield _error("duplicate_outcome", step.id, labels=", ".join(labels))
    rework = step.outcome("rework")
    if rework is None or not rework.back_to:
        yield _warning("no_rework", step.id)
        return
    before = template.ancestors(step.id)
    for target in targets_of(rework):
        if target not in before:
            yield _error(
                "rework_not_before",
                step.id,
                title=edit.title_of(template, target),
                steps=(step.id, target) if target in template.by_id else (step.id,),
            )
