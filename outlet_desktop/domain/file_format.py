"""Read and write `*.outlet.json`, the text form of a template. Pure: no files are opened here.

`write` has one spelling (`domain.file_writing`), so loading and saving a file that we wrote gives the same
bytes.

Keys of the same version that we do not know are kept in `Template.extra` and written back after the known
keys of the object they stood in. `extra` is a tree that mirrors the file: an unknown key of the file lies
under its own name; one of a step under `extra["steps"][step id]`, one of an outcome under
`extra["steps"][step id]["outcomes"][outcome id]`, of a flow under `extra["flows"]["from>to"]`. What belongs
to a deleted step is not written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar, cast

from outlet_desktop.domain.file_writing import FORMAT, VERSION, ends_text, write
from outlet_desktop.domain.template import (
    Escalation,
    Estimate,
    Field,
    FieldType,
    Flow,
    Outcome,
    Reason,
    Reminder,
    Role,
    Stage,
    Step,
    StepKind,
    Template,
)
from outlet_desktop.problem import Problem

__all__ = ["FILE_ENDING", "FORMAT", "VERSION", "read", "write"]

FILE_ENDING = ".outlet.json"

T = TypeVar("T")
Extra = dict[str, Any]


def read(text: str) -> Template:
    """The template written in `text`.

    Raises Problem: `file.not_json` (line, column), `file.not_process`, `file.newer_version` (found, known),
    `file.bad_value` (path, expected), `file.duplicate_step` (step), `file.unknown_reference` (path, id:
    a flow whose end is not a step). What can be mended on the canvas (no role, a cycle, an unknown stage)
    is read and left to `domain.check`.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise Problem("file.not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Problem("file.not_process") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Problem("file.not_process")
    version = data.get("version")
    if type(version) is not int or version < 1:
        raise _bad("version", str(VERSION))
    if version > VERSION:
        raise Problem("file.newer_version", found=version, known=VERSION)
    file = _Object("", data)
    file.seen.update(("format", "version"))
    template = Template(
        id=file.text("id", needed=True),
        name=file.text("name"),
        revision=file.integer("revision"),
        goal=file.text("goal"),
        roles=file.each("roles", _role),
        stages=file.each("stages", _stage),
        fields=file.each("fields", _field),
        reasons=file.each("reasons", _reason),
        steps=file.each("steps", _step),
        flows=file.each("flows", _flow, ends_text),
        extra=file.extra,
    )
    file.finish()
    known: set[str] = set()
    for step in template.steps:
        if step.id in known:
            raise Problem("file.duplicate_step", step=step.id)
        known.add(step.id)
    for number, flow in enumerate(template.flows):
        for end, step_id in (("from", flow.source), ("to", flow.target)):
            if step_id not in known:
                raise Problem("file.unknown_reference", path=f"flows[{number}].{end}", id=step_id)
    return template


def _bad(path: str, expected: str) -> Problem:
    return Problem("file.bad_value", path=path, expected=expected)


class _Object:
    """One JSON object and the path to it. A getter ticks its key off; `finish` keeps the rest as unknown."""

    __slots__ = ("data", "extra", "path", "seen")

    def __init__(self, path: str, data: object) -> None:
        if not isinstance(data, dict):
            raise _bad(path, "{…}")
        self.path = path
        self.data = cast("dict[str, Any]", data)
        self.seen: set[str] = set()
        self.extra: Extra = {}

    def finish(self) -> None:
        if len(self.seen) < len(self.data) or not self.seen >= self.data.keys():
            self.extra.update((key, value) for key, value in self.data.items() if key not in self.seen)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def value(self, key: str, default: object = None) -> Any:
        self.seen.add(key)
        return self.data.get(key, default)

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.value(key, "")
        if not isinstance(value, str) or (needed and not value):
            raise _bad(self.at(key), '"…"')
        return value

    def integer(self, key: str, default: int = 0) -> int:
        value = self.value(key, default)
        if type(value) is not int or value < 0:
            raise _bad(self.at(key), "0, 1, 2…")
        return value

    def flag(self, key: str) -> bool:
        value = self.value(key, False)
        if not isinstance(value, bool):
            raise _bad(self.at(key), "true | false")
        return value

    def word(self, key: str, words: Sequence[str], default: str = "") -> str:
        value = self.value(key, default)
        if value not in words:
            raise _bad(self.at(key), " | ".join(words))
        return str(value)

    def numbers(self, key: str, default: Sequence[int]) -> Sequence[int]:
        value = self.value(key, default)
        if not isinstance(value, list | tuple) or len(value) != len(default) or not _are(value, int):
            raise _bad(self.at(key), "[" + ", ".join("1234"[: len(default)]) + "]")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value(key, [])
        if not isinstance(value, list) or not _are(value, str):
            raise _bad(self.at(key), '["…", "…"]')
        return tuple(value)

    def one(self, key: str, make: Callable[[_Object], T]) -> T | None:
        value = self.value(key)
        if value is None:
            return None
        inner = _Object(self.at(key), value)
        made = make(inner)
        inner.finish()
        if inner.extra:
            self.extra[key] = inner.extra
        return made

    def each(
        self, key: str, make: Callable[[_Object], T], name: Callable[[Any], str] = lambda made: made.id
    ) -> tuple[T, ...]:
        value = self.value(key, [])
        if not isinstance(value, list):
            raise _bad(self.at(key), "[{…}, {…}]")
        found: list[T] = []
        unknown: Extra = {}
        for number, item in enumerate(value):
            inner = _Object(f"{self.at(key)}[{number}]", item)
            made = make(inner)
            inner.finish()
            if inner.extra:
                unknown[name(made)] = inner.extra
            found.append(made)
        if unknown:
            self.extra[key] = unknown
        return tuple(found)


def _are(values: Iterable[object], kind: type) -> bool:
    return all(type(value) is kind for value in values)  # bool is not an int here


def _role(it: _Object) -> Role:
    return Role(it.text("id", needed=True), it.text("title"), it.text("code"), it.text("description"))


def _stage(it: _Object) -> Stage:
    return Stage(it.text("id", needed=True), it.text("title"))


def _field(it: _Object) -> Field:
    return Field(
        id=it.text("id", needed=True),
        title=it.text("title"),
        type=FieldType(it.word("type", tuple(FieldType), "text")),
        required=it.flag("required"),
        choices=it.texts("choices"),
    )


def _reason(it: _Object) -> Reason:
    return Reason(
        id=it.text("id", needed=True),
        title=it.text("title"),
        clock=cast("Literal['internal', 'external']", it.word("clock", ("internal", "external"), "internal")),
        detected=cast("Literal['auto', 'ask']", it.word("detected", ("auto", "ask"), "ask")),
    )


def _outcome(it: _Object) -> Outcome:
    outcome = it.word("id", ("approve", "rework", "reject"))
    back = it.value("back_to", [])
    if back != "initiator":
        if not isinstance(back, list) or not _are(back, str):
            raise _bad(it.at("back_to"), '["…", "…"] | "initiator"')
        back = tuple(back)
    return Outcome(cast("Literal['approve', 'rework', 'reject']", outcome), it.text("label"), back)


def _step(it: _Object) -> Step:
    kind = StepKind(it.word("kind", tuple(StepKind), "task"))
    usual = (0, 0, 0) if kind is StepKind.MILESTONE else (1, 1, 1)
    x, y = it.numbers("at", (0, 0))
    return Step(
        id=it.text("id", needed=True),
        kind=kind,
        title=it.text("title"),
        description=it.text("description"),
        stage=it.text("stage"),
        role=it.text("role"),
        duration=Estimate(*it.numbers("duration", usual)),
        condition=it.text("condition"),
        checklist=it.texts("checklist"),
        fields=it.each("fields", _field),
        reasons=it.texts("reasons"),
        remind=it.one("remind", _reminder),
        escalate=it.one("escalate", _escalation),
        result_required=it.flag("result_required"),
        outcomes=it.each("outcomes", _outcome),
        at=(x, y),
    )


def _reminder(it: _Object) -> Reminder:
    return Reminder(it.integer("before_days", 1), it.integer("repeat_days", 1))


def _escalation(it: _Object) -> Escalation:
    return Escalation(it.integer("after_days", 2), it.text("to") or "initiator")


def _flow(it: _Object) -> Flow:
    return Flow(it.text("from", needed=True), it.text("to", needed=True), it.integer("lag"))
