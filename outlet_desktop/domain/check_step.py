"""Findings about single steps: who, how long, under which condition, with which answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from outlet_desktop.domain import edit
from outlet_desktop.domain.condition import Comparison, Condition, Value, comparisons, parse
from outlet_desktop.domain.finding import Finding, Fix, error, warning
from outlet_desktop.domain.past import LEAST, Samples, estimate_of, is_far, usual
from outlet_desktop.domain.piece import targets_of
from outlet_desktop.domain.template import Estimate, Field, FieldType, Step, StepId, StepKind, Template
from outlet_desktop.domain.texts import PLACEHOLDERS, placeholders
from outlet_desktop.problem import Problem

_STEP_ID = re.compile(r"[A-Za-z0-9]{1,24}")


class Checker:
    """What the checks of single steps look up, worked out once for the whole template."""

    def __init__(self, template: Template, past: Samples) -> None:
        self._template, self._past = template, past
        self._roles = {role.id for role in template.roles}
        self._stages = {stage.id for stage in template.stages}
        self._reasons = {reason.id for reason in template.reasons}
        self._fields = {question.id: question for question in template.fields}
        self._names = {*PLACEHOLDERS, *self._fields}

    def step(self, step: Step) -> Iterator[Finding]:
        """Findings of one step."""
        if not _STEP_ID.fullmatch(step.id):
            yield error("bad_step_id", step.id, id=step.id)
        if not step.title.strip():
            yield error("no_title", step.id, fix=self._name(step))
        yield from self._role_of(step)
        yield from self._duration(step)
        if step.condition:
            yield from self._condition(step)
        if step.kind is StepKind.APPROVAL:
            yield from self._approval(step)
        yield from self._words(step)

    def _name(self, step: Step) -> Fix | None:
        """The first line of what is to be done, where it is said."""
        words = " ".join(step.description.split()) or next(iter(step.checklist), "")
        first = re.split(r"[.:;!?]", words)[0].strip()
        return Fix("set_title", step.id, first[:80]) if first else None

    def _words(self, step: Step) -> Iterator[Finding]:
        if step.stage and step.stage not in self._stages:
            yield warning("unknown_stage", step.id, id=step.stage, fix=Fix("set_stage", step.id, self._stage_of(step)))
        for reason in step.reasons:
            if reason not in self._reasons:
                left = " ".join(one for one in step.reasons if one in self._reasons)
                yield warning("unknown_reason", step.id, id=reason, fix=Fix("set_reasons", step.id, left))
        if step.escalate and step.escalate.to != "initiator" and step.escalate.to not in self._roles:
            fix = Fix("set_escalation", step.id, "initiator")
            yield warning("unknown_escalation", step.id, id=step.escalate.to, fix=fix)
        text = " ".join((step.title, step.description, *step.checklist))
        if "{" in text:
            for name in placeholders(text):
                if name not in self._names:
                    fix = Fix("add_field", step.id, name)
                    yield warning("unknown_placeholder", step.id, name=f"{{{name}}}", fix=fix)

    def _stage_of(self, step: Step) -> str:
        """The stage of a neighbour; "" = none."""
        for near in self._near(step.id):
            if near.stage in self._stages:
                return near.stage
        return ""

    def _near(self, step_id: StepId) -> list[Step]:
        template = self._template
        ids = [flow.source for flow in template.incoming[step_id]]
        ids += [flow.target for flow in template.outgoing[step_id]]
        return [template.by_id[one] for one in ids if one in template.by_id]

    # -------------------------------------------------------------------------------------- who, how long

    def _role_of(self, step: Step) -> Iterator[Finding]:
        if step.role and step.role not in self._roles:
            yield error("unknown_role", step.id, id=step.role, fix=self._propose_role(step))
        elif not step.role and step.kind is not StepKind.MILESTONE:
            yield error("no_role", step.id, fix=self._propose_role(step))

    @cached_property
    def _counts(self) -> dict[tuple[StepKind | None, str | None], Counter[str]]:
        """How often each role is used, by (kind, stage); None = any."""
        found: dict[tuple[StepKind | None, str | None], Counter[str]] = {}
        for step in self._template.steps:
            if step.role in self._roles:
                for key in ((step.kind, step.stage), (step.kind, None), (None, step.stage), (None, None)):
                    found.setdefault(key, Counter())[step.role] += 1
        return found

    def _propose_role(self, step: Step) -> Fix:
        """The role most used by its neighbours in the drawing, else in its stage, else anywhere."""
        kind = step.kind if (step.kind, None) in self._counts else None
        near = Counter(
            other.role
            for other in {one.id: one for one in self._near(step.id)}.values()
            if other.role in self._roles and (kind is None or other.kind is kind)
        )
        for group in (near, self._counts.get((kind, step.stage)), self._counts.get((kind, None))):
            if group:
                return Fix("set_role", step.id, group.most_common(1)[0][0])
        return Fix("set_role", step.id, self._template.roles[0].id if self._template.roles else "")

    def _duration(self, step: Step) -> Iterator[Finding]:
        duration = step.duration
        days = (duration.optimistic, duration.likely, duration.pessimistic)
        if step.kind is StepKind.MILESTONE:
            if days != (0, 0, 0):
                yield warning("milestone_duration", step.id, fix=Fix("set_duration", step.id, "0 0 0"))
            return
        mended = Fix("set_duration", step.id, " ".join(str(max(0, number)) for number in sorted(days)))
        past = self._past.get(step.id, ())
        if min(days) < 0:
            yield error("duration_negative", step.id, fix=mended)
        elif not days[0] <= days[1] <= days[2]:
            yield error("duration_order", step.id, fix=mended, days=" · ".join(map(str, days)))
        elif days == (0, 0, 0):
            yield warning("no_estimate", step.id, fix=_set(step, self._guess(step)))
        elif is_far(duration, past):
            yield warning(
                "duration_far",
                step.id,
                fix=_set(step, estimate_of(past)),
                number=duration.likely,
                usual=usual(past),
                outlets=len(past),
            )

    def _guess(self, step: Step) -> Estimate:
        """By the past, else as the middle one of its role's steps, else of its kind's."""
        past = self._past.get(step.id, ())
        if len(past) >= LEAST:
            return estimate_of(past)
        for alike in (
            [one.duration for one in self._template.steps if one.kind is step.kind and one.role == step.role],
            [one.duration for one in self._template.steps if one.kind is step.kind],
        ):
            timed = sorted((one for one in alike if one.likely > 0), key=lambda one: (one.likely, one.pessimistic))
            if timed:
                return timed[len(timed) // 2]
        return Estimate(1, 1, 2)

    # -------------------------------------------------------------------------------------- condition, answers

    def _condition(self, step: Step) -> Iterator[Finding]:
        try:
            condition = parse(step.condition)
        except Problem as problem:
            position, expected = problem.facts["position"], problem.facts["expected"]
            fix = Fix("set_condition", step.id)
            yield error("condition_syntax", step.id, position=position, expected=expected, fix=fix)
            return
        for name in sorted(condition.names() - self._fields.keys()):
            yield error("condition_unknown_field", step.id, name=name, fix=Fix("add_field", step.id, name))
        for one in comparisons(condition):
            question = self._fields.get(one.field)
            if question is not None and not fits(question, one):
                yield warning(
                    "condition_value",
                    step.id,
                    field=question.title or question.id,
                    text=str(Condition(one)),
                    fix=Fix("set_condition", step.id),
                )

    def _approval(self, step: Step) -> Iterator[Finding]:
        if step.outcome("approve") is None:
            yield error("no_approve", step.id, fix=Fix("add_outcome", step.id, "approve"))
        for outcome_id, count in Counter(outcome.id for outcome in step.outcomes).items():
            if count > 1:
                labels = [outcome.label for outcome in step.outcomes if outcome.id == outcome_id]
                fix = Fix("drop_outcome", step.id, outcome_id)
                yield error("duplicate_outcome", step.id, labels=", ".join(labels), fix=fix)
        rework = step.outcome("rework")
        if rework is None or not rework.back_to:
            yield warning("no_rework", step.id, fix=Fix("set_rework", step.id, self._back_to(step)))
            return
        targets = targets_of(rework)
        if not targets:
            return
        before = self._template.ancestors(step.id)
        for target in targets:
            if target not in before:
                left = " ".join(one for one in targets if one in before) or self._back_to(step)
                yield error(
                    "rework_not_before",
                    step.id,
                    title=edit.title_of(self._template, target),
                    steps=(step.id, target) if target in self._template.by_id else (step.id,),
                    fix=Fix("set_rework", step.id, left),
                )

    def _back_to(self, step: Step) -> str:
        """The steps whose results are decided upon, else the launch form."""
        sources = dict.fromkeys(flow.source for flow in self._template.incoming[step.id])
        known = [self._template.by_id[one] for one in sources if one in self._template.by_id and one != step.id]
        return " ".join(one.id for one in known if one.kind is not StepKind.MILESTONE) or "initiator"


def _set(step: Step, duration: Estimate) -> Fix:
    return Fix("set_duration", step.id, f"{duration.optimistic} {duration.likely} {duration.pessimistic}")


def fits(question: Field, one: Comparison) -> bool:
    """Whether the comparison can be true for some answer to this question."""
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    if question.type is FieldType.BOOL and one.op not in ("==", "!=", "in"):
        return False
    return any(_is_answer(question, value) for value in values)


def _is_answer(question: Field, value: Value) -> bool:
    match question.type:
        case FieldType.BOOL:
            return isinstance(value, bool)
        case FieldType.INT | FieldType.MONEY:
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case FieldType.DATE:
            return isinstance(value, date)
        case FieldType.CHOICE:
            return isinstance(value, str) and value in question.choices
        case FieldType.FILE:
            return False
        case _:
            return isinstance(value, str)
