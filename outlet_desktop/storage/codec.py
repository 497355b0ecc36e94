"""Our values as JSON text in the store, and back. Unknown keys are ignored, missing ones take defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from outlet_desktop.domain import file_format
from outlet_desktop.domain.opening import Opening, OpeningState, StepState
from outlet_desktop.domain.template import FieldType, Template


@dataclass(frozen=True, slots=True)
class _OpeningBody:
    """An Opening without its template, which is stored beside it as a process file."""

    id: str
    address: str
    state: OpeningState
    start_on: date
    target_on: date | None
    opened_on: date
    city: str = ""
    region: str = ""
    people: dict[str, int] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    skipped_by_hand: dict[str, str] = field(default_factory=dict)
    on_hold: dict[str, str] = field(default_factory=dict)
    baseline: dict[str, tuple[date, date]] = field(default_factory=dict)
    initiator_id: int = 0
    project_id: int | None = None
    reason: str = ""
    promise: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    reminders: dict[str, date] = field(default_factory=dict)


_NAMES = tuple(_OpeningBody.__dataclass_fields__)


def encode(value: object) -> str:
    """Any of our frozen values as JSON."""
    return msgspec.json.encode(value).decode()


def decode(text: str, kind: Any) -> Any:
    """The value of type `kind` (lax about numbers in strings). Raises msgspec.ValidationError with a path."""
    return msgspec.json.decode(text.encode(), type=kind, strict=False)


def encode_opening(opening: Opening) -> tuple[str, str]:
    """(body, template text)."""
    return encode_body(opening), file_format.write(opening.template)


def encode_body(opening: Opening) -> str:
    """An opening without its template, which never changes once pinned."""
    values = {name: getattr(opening, name) for name in _NAMES}
    fields = {name: value.isoformat() if isinstance(value, date) else value for name, value in opening.fields.items()}
    return encode(_OpeningBody(**{**values, "fields": fields}))


def decode_opening(body: str, template: Template) -> Opening:
    """The opening with its pinned template."""
    read: _OpeningBody = decode(body, _OpeningBody)
    days = {field.id for field in template.fields if field.type is FieldType.DATE}
    fields = {
        name: date.fromisoformat(value) if name in days and isinstance(value, str) else value
        for name, value in read.fields.items()
    }
    return Opening(template=template, **{**{name: getattr(read, name) for name in _NAMES}, "fields": fields})


def decode_states(text: str) -> dict[str, StepState]:
    """Last known state of each step."""
    states: dict[str, StepState] = decode(text, dict[str, StepState])
    return states
