"""The one spelling of `*.outlet.json`: what a template looks like as text. Read it with `domain.file_format`.

Keys stand in one order, empty and default values are left out, flows are sorted by (from, to), short objects
stand on one line, the indent is two spaces, the file ends in a newline. A version control system then shows
what was changed and nothing else.

Always written, even when they hold their default: a step's `duration` (a milestone's only when it is not
zero) and `at`, a flow's `lag`, a field's `type`, a reason's `clock` and `detected`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring as _quoted  # the C encoder: 1,000 steps in milliseconds
from typing import Any, TypeVar, cast

from outlet_desktop.domain.template import (
    Estimate,
    Field,
    Flow,
    Outcome,
    Reason,
    Role,
    Stage,
    Step,
    StepKind,
    Template,
)

FORMAT = "outlet-process"
VERSION = 1

_LINE = 100  # the longest list of stages that stays on one line, characters
# A step is written on a few lines; these keys start a new one.
_NEW_LINE = frozenset(("description", "duration", "checklist", "fields", "reasons", "escalate", "outcomes"))
_ZERO = Estimate(0, 0, 0)

T = TypeVar("T")


def write(template: Template) -> str:
    """The file's text. Reading it back gives the template, its flows sorted by (from, to)."""
    more = cast("Mapping[str, Any]", template.extra)
    flows = sorted(template.flows, key=lambda flow: (flow.source, flow.target, flow.lag))
    parts = [f'  "format": "{FORMAT}"', f'  "version": {VERSION}', f'  "id": {_quoted(template.id)}']
    if template.name:
        parts.append(f'  "name": {_quoted(template.name)}')
    if template.revision:
        parts.append(f'  "revision": {template.revision}')
    if template.goal:
        parts.append(f'  "goal": {_quoted(template.goal)}')
    for key, objects in (
        ("roles", _objects(template.roles, _role_parts, _inside(more, "roles"))),
        ("stages", _objects(template.stages, _stage_parts, _inside(more, "stages"))),
        ("fields", _objects(template.fields, _field_parts, _inside(more, "fields"))),
        ("reasons", _objects(template.reasons, _reason_parts, _inside(more, "reasons"))),
    ):
        if objects:
            parts.append(_list(key, objects))
    if template.steps:
        unknown = _inside(more, "steps")
        steps = ",\n".join([_step_text(step, _inside(unknown, step.id)) for step in template.steps])
        parts.append(f'  "steps": [\n{steps}\n  ]')
    if flows:
        parts.append(_list("flows", _objects(flows, _flow_parts, _inside(more, "flows"), ends_text)))
    parts += [f"  {_quoted(key)}: {_json(more[key])}" for key in more if key not in _KNOWN]
    return "{\n" + ",\n".join(parts) + "\n}\n"


_KNOWN = frozenset(
    (
        "format",
        "version",
        "id",
        "name",
        "revision",
        "goal",
        "roles",
        "stages",
        "fields",
        "reasons",
        "steps",
        "flows",
    )
)


def _id_of(value: Any) -> str:
    return cast("str", value.id)


def ends_text(flow: Flow) -> str:
    """The name of a flow among the unknown keys."""
    return f"{flow.source}>{flow.target}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _texts(values: Iterable[str]) -> str:
    return f"[{', '.join([_quoted(value) for value in values])}]"


def _inside(more: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = more.get(key)
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}


def _unknown(more: Mapping[str, Any]) -> list[str]:
    return [f"{_quoted(key)}: {_json(value)}" for key, value in more.items()]


def _objects(
    values: Iterable[T],
    spell: Callable[[T], Iterable[str]],
    more: Mapping[str, Any],
    name: Callable[[T], str] = _id_of,
) -> list[str]:
    """Each value as an object on one line."""
    if not more:
        return ["{" + ", ".join(spell(value)) + "}" for value in values]
    return ["{" + ", ".join([*spell(value), *_unknown(_inside(more, name(value)))]) + "}" for value in values]


def _list(key: str, objects: Sequence[str]) -> str:
    if key == "stages":  # the one list that is short enough to be read on a line
        line = f'  "{key}": [{", ".join(objects)}]'
        if len(line) < _LINE:
            return line
    return f'  "{key}": [\n    ' + ",\n    ".join(objects) + "\n  ]"


def _role_parts(role: Role) -> Iterator[str]:
    yield f'"id": {_quoted(role.id)}'
    yield f'"title": {_quoted(role.title)}'
    if role.code:
        yield f'"code": {_quoted(role.code)}'
    if role.description:
        yield f'"description": {_quoted(role.description)}'


def _stage_parts(stage: Stage) -> Iterator[str]:
    yield f'"id": {_quoted(stage.id)}'
    yield f'"title": {_quoted(stage.title)}'


def _field_parts(field: Field) -> Iterator[str]:
    yield f'"id": {_quoted(field.id)}'
    yield f'"title": {_quoted(field.title)}'
    yield f'"type": "{field.type.value}"'
    if field.required:
        yield '"required": true'
    if field.choices:
        yield f'"choices": {_texts(field.choices)}'


def _reason_parts(reason: Reason) -> Iterator[str]:
    yield f'"id": {_quoted(reason.id)}'
    yield f'"title": {_quoted(reason.title)}'
    yield f'"clock": "{reason.clock}"'
    yield f'"detected": "{reason.detected}"'


def _outcome_parts(outcome: Outcome) -> Iterator[str]:
    yield f'"id": "{outcome.id}"'
    yield f'"label": {_quoted(outcome.label)}'
    if outcome.back_to:
        back = outcome.back_to
        yield f'"back_to": {_quoted(back) if isinstance(back, str) else _texts(back)}'


def _flow_parts(flow: Flow) -> Iterator[str]:
    yield f'"from": {_quoted(flow.source)}'
    yield f'"to": {_quoted(flow.target)}'
    yield f'"lag": {flow.lag}'


def _step_text(step: Step, more: Mapping[str, Any]) -> str:
    pairs = [("id", _quoted(step.id)), ("kind", f'"{step.kind.value}"'), ("title", _quoted(step.title))]
    for key, text in (
        ("description", step.description),
        ("stage", step.stage),
        ("role", step.role),
    ):
        if text:
            pairs.append((key, _quoted(text)))
    days = step.duration
    if step.kind is not StepKind.MILESTONE or days != _ZERO:
        pairs.append(("duration", f"[{days.optimistic}, {days.likely}, {days.pessimistic}]"))
    if step.condition:
        pairs.append(("condition", _quoted(step.condition)))
    if step.checklist:
        pairs.append(("checklist", _texts(step.checklist)))
    if step.fields:
        pairs.append(("fields", f"[{', '.join(_objects(step.fields, _field_parts, _inside(more, 'fields')))}]"))
    if step.reasons:
        pairs.append(("reasons", _texts(step.reasons)))
    if step.remind:
        values = f'"before_days": {step.remind.before_days}, "repeat_days": {step.remind.repeat_days}'
        pairs.append(("remind", "{" + ", ".join([values, *_unknown(_inside(more, "remind"))]) + "}"))
    if step.escalate:
        values = f'"after_days": {step.escalate.after_days}, "to": {_quoted(step.escalate.to)}'
        pairs.append(("escalate", "{" + ", ".join([values, *_unknown(_inside(more, "escalate"))]) + "}"))
    if step.result_required:
        pairs.append(("result_required", "true"))
    if step.outcomes:
        lines = _objects(step.outcomes, _outcome_parts, _inside(more, "outcomes"))
        pairs.append(("outcomes", f"[{', '.join(lines)}]"))
    pairs.append(("at", f"[{step.at[0]}, {step.at[1]}]"))
    if more:
        pairs += [(key, _json(more[key])) for key in more if key not in _STEP_KEYS]
    text = "    {\n      "
    for number, (key, value) in enumerate(pairs):
        if number:
            text += ",\n      " if key in _NEW_LINE else ", "
        text += f"{_quoted(key)}: {value}"
    return text + "\n    }"


_STEP_KEYS = frozenset(
    (
        "id",
        "kind",
        "title",
        "description",
        "stage",
        "role",
        "duration",
        "condition",
        "checklist",
        "fields",
        "reasons",
        "remind",
        "escalate",
        "result_required",
        "outcomes",
        "at",
    )
)
