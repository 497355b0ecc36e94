"""Conditions on launch fields: whether a step is done or skipped in an opening.

    area_m2 > 100 and (format == "premium" or not prepaid == true)

A comparison is `field op literal` with op one of `== != < <= > >= in`; they are joined by `not`, `and`, `or`
(in that order of strength) and parentheses. Literals: numbers, texts in single or double quotes (`\\` before
a quote or a backslash), `true`, `false`, dates as 2026-12-01, and after `in` lists `[..]`. Nothing else
is evaluated: the parser is our own, and a template from a stranger can compute nothing.

A field without an answer makes every comparison false, but `!=` true. Values of kinds that cannot be compared
count as no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from outlet_desktop.problem import Problem

Value = bool | int | Decimal | str | date
Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in"]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
      | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
      | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<name>[^\W\d]\w*)
      | (?P<sign>==|!=|<=|>=|<|>|[()\[\],])
    )""",
    re.VERBOSE,
)
_WORDS = frozenset(("and", "or", "not", "in", "true", "false"))
_OPERATORS = "== != < <= > >= in"
_LITERALS = '1 "abc" true false 2026-12-01'
_DEEPEST = 64  # parentheses and nots inside each other


@dataclass(frozen=True, slots=True)
class Comparison:
    """`field op value`; for "in" the value is a tuple."""

    field: str
    op: Operator
    value: Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of `part`."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """`and` of two or more parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """`or` of two or more parts."""

    parts: tuple[Node, ...]


Node = Comparison | Not | All | Any


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition. `str()` is its normal form: parsing that gives an equal condition."""

    root: Node

    def holds(self, fields: Mapping[str, object]) -> bool:
        """Whether the condition is true for these answers (field id -> value; absent or None = no answer)."""
        return _holds(self.root, fields)

    def names(self) -> frozenset[str]:
        """Ids of the fields it asks about."""
        return frozenset(one.field for one in _leaves(self.root))

    def __str__(self) -> str:
        return _spell(self.root)


@lru_cache(maxsize=512)
def parse(text: str) -> Condition:
    """The condition written in `text`.

    Raises Problem `condition.syntax` (text, position: from 1, expected: what may stand there, in signs).
    """
    return Condition(_Parser(text).whole())


# ------------------------------------------------------------------------------------------------ parsing


class _Parser:
    """Recursive descent over the tokens (kind, text, position)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens())
        self.next = 0
        self.depth = 0

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        at = 0
        last = ""
        end = len(self.text.rstrip())
        while at < end:
            found = _TOKEN.match(self.text, at)
            if not found or found.lastgroup is None:
                at += len(self.text[at:]) - len(self.text[at:].lstrip())
                raise self._wrong(at, self._after(last))
            kind, word = found.lastgroup, found[found.lastgroup]
            yield ("word" if kind == "name" and word in _WORDS else kind), word, found.start(kind)
            at, last = found.end(), word if kind == "sign" else kind
        yield "end", "", end

    @staticmethod
    def _after(last: str) -> str:
        """What may follow a token, in signs; for a character that begins none."""
        if last == "name":
            return _OPERATORS
        if last in ("", "("):
            return "x not ("
        return _LITERALS if last in _OPERATORS.split() else "and or )"

    def _wrong(self, at: int, expected: str) -> Problem:
        return Problem("condition.syntax", text=self.text, position=at + 1, expected=expected)

    def peek(self) -> tuple[str, str, int]:
        return self.tokens[self.next]

    def take(self, *texts: str) -> str:
        """The next token if it is one of these signs or words, else ""."""
        kind, text, _ = self.peek()
        if kind in ("sign", "word") and text in texts:
            self.next += 1
            return text
        return ""

    def need(self, *texts: str) -> str:
        found = self.take(*texts)
        if not found:
            raise self._wrong(self.peek()[2], " ".join(texts))
        return found

    def whole(self) -> Node:
        node = self.either()
        if self.peek()[0] != "end":
            raise self._wrong(self.peek()[2], "and or")
        return node

    def either(self) -> Node:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Any(_flat(parts, Any))

    def both(self) -> Node:
        parts = [self.single()]
        while self.take("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else All(_flat(parts, All))

    def single(self) -> Node:
        opening = self.peek()[2]
        sign = self.take("not", "(")
        if not sign:
            return self.comparison()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._wrong(opening, "x == 1")
        if sign == "not":
            node: Node = Not(self.single())
        else:
            node = self.either()
            self.need(")")
        self.depth -= 1
        return node

    def comparison(self) -> Node:
        kind, name, at = self.peek()
        if kind != "name":
            raise self._wrong(at, "x not (")
        self.next += 1
        op = self.need(*_OPERATORS.split())
        if op == "in":
            return Comparison(name, "in", self.several())
        return Comparison(name, _OP[op], self.literal())

    def several(self) -> tuple[Value, ...]:
        self.need("[")
        values: list[Value] = []
        if self.take("]"):
            return ()
        while True:
            values.append(self.literal())
            if self.need(",", "]") == "]":
                return tuple(values)

    def literal(self) -> Value:
        kind, text, at = self.peek()
        self.next += 1
        if kind == "number":
            return _plain(Decimal(text))
        if kind == "text":
            return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
        if kind == "date":
            try:
                return date.fromisoformat(text)
            except ValueError:
                pass
        if kind == "word" and text in ("true", "false"):
            return text == "true"
        self.next -= 1
        raise self._wrong(at, _LITERALS)


_OP: Mapping[str, Operator] = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _flat(parts: list[Node], kind: type[All] | type[Any]) -> tuple[Node, ...]:
    """Parts of parts of the same kind, as one row: `a and (b and c)` is `a and b and c`."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, All | Any) and isinstance(part, kind):
            flat += part.parts
        else:
            flat.append(part)
    return tuple(flat)


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


# ------------------------------------------------------------------------------------------------ meaning


def _holds(node: Node, fields: Mapping[str, object]) -> bool:
    match node:
        case Not(part):
            return not _holds(part, fields)
        case All(parts):
            return all(_holds(part, fields) for part in parts)
        case Any(parts):
            return any(_holds(part, fields) for part in parts)
        case Comparison(field, op, value):
            return _compare(fields.get(field), op, value)


def _compare(answer: object, op: Operator, value: Value | tuple[Value, ...]) -> bool:
    if isinstance(value, tuple):
        return any(_compare(answer, "==", item) for item in value)
    given = _alike(answer, value)
    if given is None:
        return op == "!="
    if op == "==":
        return given == value
    if op == "!=":
        return given != value
    if isinstance(value, bool):
        return False  # yes and no have no order
    sign = (given > value) - (given < value)  # type: ignore[operator]
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[op]


def _alike(answer: object, value: Value) -> Value | None:
    """The answer in the kind of `value`, or None. Forms, files and command lines may give it as text."""
    if answer is None or answer == "":
        return None
    if isinstance(value, bool):
        if isinstance(answer, str):
            return {"true": True, "false": False}.get(answer)
        return answer if isinstance(answer, bool) else None
    if isinstance(value, str):
        return answer if isinstance(answer, str) else None
    if isinstance(value, date):
        if isinstance(answer, datetime):
            return answer.date()
        if isinstance(answer, str):
            try:
                return date.fromisoformat(answer)
            except ValueError:
                return None
        return answer if isinstance(answer, date) else None
    if isinstance(answer, bool) or not isinstance(answer, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(answer))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def comparisons(condition: Condition) -> tuple[Comparison, ...]:
    """Every comparison in it, from left to right."""
    return tuple(_leaves(condition.root))


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The condition asking about other fields (old id -> new id), in its normal form. Raises what `parse` raises."""
    return str(Condition(_renamed(parse(text).root, names)))


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    match node:
        case Comparison(field, op, value):
            return Comparison(names.get(field, field), op, value)
        case Not(part):
            return Not(_renamed(part, names))
        case All(parts):
            return All(tuple(_renamed(part, names) for part in parts))
        case Any(parts):
            return Any(tuple(_renamed(part, names) for part in parts))


def _leaves(node: Node) -> Iterator[Comparison]:
    match node:
        case Not(part):
            yield from _leaves(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _leaves(part)
        case Comparison():
            yield node


def _spell(node: Node) -> str:
    match node:
        case Comparison(field, op, value):
            return f"{field} {op} {_literal(value)}"
        case Not(part):
            return f"not {_inner(part, All | Any)}"
        case All(parts):
            return " and ".join(_inner(part, Any) for part in parts)
        case Any(parts):
            return " or ".join(_spell(part) for part in parts)


def _inner(node: Node, weaker: object) -> str:
    return f"({_spell(node)})" if isinstance(node, weaker) else _spell(node)  # type: ignore[arg-type]


def _literal(value: Value | tuple[Value, ...]) -> str:
    match value:
        case tuple():
            return f"[{', '.join(_literal(item) for item in value)}]"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case str():
            quote = "'" if '"' in value and "'" not in value else '"'
            escaped = value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
            return f"{quote}{escaped}{quote}"
        case _:
            return str(value)
