"""A condition as rows of one form: field, operator, value; all of them, or any of them. What is nested has no rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from outlet_desktop.domain.condition import All, Any, Comparison, Condition, Not, Operator, Value, parse
from outlet_desktop.domain.template import Field, FieldType
from outlet_desktop.problem import Problem

Join = Literal["and", "or"]

OPERATORS: dict[FieldType, tuple[Operator, ...]] = {
    FieldType.BOOL: ("==",),
    FieldType.CHOICE: ("==", "!=", "in"),
    FieldType.TEXT: ("==", "!=", "in"),
    FieldType.INT: ("==", "!=", "<", "<=", ">", ">="),
    FieldType.MONEY: ("==", "!=", "<", "<=", ">", ">="),
    FieldType.DATE: ("==", "!=", "<", "<=", ">", ">="),
    FieldType.FILE: (),
}
"""What can be asked of an answer of each type."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Comparisons that all (and) or any (or) must hold."""

    join: Join = "and"
    rows: tuple[Comparison, ...] = ()

    @property
    def text(self) -> str:
        """The condition as it stands in the template; "" without rows."""
        if not self.rows:
            return ""
        if len(self.rows) == 1:
            return str(Condition(self.rows[0]))
        return str(Condition(All(self.rows) if self.join == "and" else Any(self.rows)))


def rows_of(text: str) -> Rows | None:
    """The rows of a condition; None when it is nested, or cannot be read."""
    if not text.strip():
        return Rows()
    try:
        root = parse(text).root
    except Problem:
        return None
    join: Join = "or" if isinstance(root, Any) else "and"
    parts = root.parts if isinstance(root, All | Any) else (root,)
    found: list[Comparison] = []
    for part in parts:
        if isinstance(part, Not) and isinstance(part.part, Comparison) and isinstance(part.part.value, bool):
            part = Comparison(part.part.field, part.part.op, not part.part.value)  # "not yes" is "no"
        if not isinstance(part, Comparison):
            return None
        found.append(part)
    return Rows(join, tuple(found))


def first_row(question: Field) -> Comparison:
    """A comparison to begin with: the plainest answer to the question."""
    values: dict[FieldType, Value] = {
        FieldType.BOOL: True,
        FieldType.CHOICE: question.choices[0] if question.choices else "",
        FieldType.INT: 0,
        FieldType.MONEY: 0,
        FieldType.DATE: date(2027, 1, 1),
    }
    op: Operator = ">" if question.type in (FieldType.INT, FieldType.MONEY) else "=="
    return Comparison(question.id, op, values.get(question.type, ""))


def with_operator(row: Comparison, op: Operator) -> Comparison:
    """The row with another operator; "in" takes a list of values, the others one."""
    value = row.value
    if op == "in":
        value = value if isinstance(value, tuple) else (value,)
    elif isinstance(value, tuple):
        value = value[0] if value else ""
    return Comparison(row.field, op, value)


def read_value(question: Field, op: Operator, text: str) -> Value | tuple[Value, ...] | None:
    """The value typed by a person for this question, or None when it is none of its type. A list has commas."""
    if op == "in":
        parts = [_one(question.type, part.strip()) for part in text.split(",") if part.strip()]
        return tuple(part for part in parts if part is not None) if parts and None not in parts else None
    return _one(question.type, text.strip())


def _one(kind: FieldType, text: str) -> Value | None:
    match kind:
        case FieldType.BOOL:
            return {"true": True, "false": False}.get(text)
        case FieldType.INT:
            return int(text) if text.removeprefix("-").isdecimal() else None
        case FieldType.MONEY:
            plain = text.replace("\u00a0", "").replace(" ", "").replace(",", ".")
            whole, _, part = plain.removeprefix("-").partition(".")
            if not whole.isdecimal() or (part and not part.isdecimal()):
                return None
            number = Decimal(plain)
            return int(number) if number == number.to_integral_value() else number.normalize()
        case FieldType.DATE:
            return _day(text)
        case _:
            return text


def _day(text: str) -> date | None:
    try:
        if "-" in text:
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.split("."))
        return date(year, month, day)
    except ValueError:
        return None


def value_text(value: Value | tuple[Value, ...]) -> str:
    """A value as a person types it: `24.11.2026`, `12,5`, `Пермь, Казань`."""
    match value:
        case tuple():
            return ", ".join(value_text(one) for one in value)
        case bool():
            return "true" if value else "false"
        case date():
            return value.strftime("%d.%m.%Y")
        case Decimal():
            return format(value, "f").replace(".", ",")
        case _:
            return str(value)


def fields_for(questions: Sequence[Field]) -> tuple[Field, ...]:
    """The questions a row can ask about: all but files."""
    return tuple(question for question in questions if OPERATORS[question.type])
