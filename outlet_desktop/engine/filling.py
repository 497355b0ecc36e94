"""The form of a confirmation in the app: the third way, beside bot and task, to give the fields it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from outlet_desktop.domain.answers import EXAMPLES, SKIPS, YES, read
from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import Case, FieldValue
from outlet_desktop.domain.template import Field, FieldType, StepId, StepKind
from outlet_desktop.engine.conversation import keep_field
from outlet_desktop.engine.ports import FieldForm
from outlet_desktop.engine.situation import values_of
from outlet_desktop.engine.store import Store
from outlet_desktop.problem import Problem


def forms(case: Case) -> tuple[FieldForm, ...]:
    """The confirmations with fields whose task exists in the current round, in the order of the process."""
    opening = case.opening
    there = {(seen.step, seen.round): seen.task for seen in case.tasks if not (seen.is_gone or seen.is_ignored)}
    found: list[FieldForm] = []
    for step_id in opening.template.order:
        step, round_ = opening.template.by_id[step_id], opening.rounds.get(step_id, 1)
        if step.kind is StepKind.CONFIRMATION and step.fields and (step_id, round_) in there:
            given = values_of(case.fields.get((step_id, round_), {}))
            found.append(FieldForm(step_id, step.title, step.fields, given, not there[step_id, round_].is_done))
    return tuple(found)


def fill(store: Store, case: Case, step_id: StepId, values: Mapping[str, str], user_id: UserId, at: datetime) -> None:
    """Keep the values typed into the form, all or nothing; the opening is looked at again.

    Raises:
        Problem: `confirmation.no_form`, `confirmation.wrong_value`, `confirmation.only_file`.
    """
    form = next((form for form in forms(case) if form.step == step_id), None)
    step = case.opening.template.by_id.get(step_id)
    if form is None or step is None:
        raise Problem("confirmation.no_form", step=step.title if step else step_id)
    by_id = {field.id: field for field in form.fields}
    kept = [(by_id[name], _value(by_id[name], text)) for name, text in values.items() if name in by_id]
    round_ = case.opening.rounds.get(step_id, 1)
    for field, value in kept:
        if value or form.values.get(field.id):
            keep_field(store, case, step, round_, field, FieldValue(value, user_id, at, "app"))
    store.wake([case.opening.id])


def _value(field: Field, text: str) -> str:
    words = text.strip()
    if not field.required and (not words or words in SKIPS):
        return ""
    if field.type is FieldType.FILE:
        raise Problem("confirmation.only_file", field=field.title)
    value = read(field, words)
    if value is None:
        example = field.choices[0] if field.choices else EXAMPLES.get(field.type, YES)
        raise Problem("confirmation.wrong_value", field=field.title, example=example)
    return value
