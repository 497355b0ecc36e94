"""What people answer to the fields of a confirmation: read, kept and shown by the type of the field. Pure.

A value is kept as text: an int "12", money "120000.50", a date "2026-11-24", a bool "yes" or "no", a file
"attached", a choice and a text as they are. "" = the person has left an optional field out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from outlet_desktop.domain.template import Field, FieldType

SKIPS = frozenset("-–—")
YES, NO = "yes", "no"
ATTACHED = "attached"
MOST = 1000  # letters of a text that are kept

_SPACES = re.compile(r"\s+")
_CURRENCY = re.compile(r"(₽|руб(лей|ля|ль)?\.?|р\.|rub)$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_AGREES = frozenset(("да", "yes", "true", "+"))
_DENIES = frozenset(("нет", "no", "false"))

EXAMPLES: Mapping[FieldType, str] = {
    FieldType.INT: "12",
    FieldType.MONEY: "120 000,50",
    FieldType.DATE: "24.11.2026",
}


def read(field: Field, text: str) -> str | None:
    """The value to keep for an answer typed by a person, or None when it is none of that type."""
    words = text.strip()
    match field.type:
        case FieldType.INT:
            number = _SPACES.sub("", words)
            return str(int(number)) if re.fullmatch(r"[+-]?\d{1,15}", number) else None
        case FieldType.MONEY:
            return _money(words)
        case FieldType.DATE:
            return _day(words)
        case FieldType.CHOICE:
            return next((choice for choice in field.choices if _plain(choice) == _plain(words)), None)
        case FieldType.BOOL:
            said = _plain(words)
            return YES if said in _AGREES else NO if said in _DENIES else None
        case FieldType.FILE:
            return None  # a file is put on the task, not typed
        case _:
            return words[:MOST] or None


def _money(words: str) -> str | None:
    number = _CURRENCY.sub("", _SPACES.sub("", words))
    if "," in number and "." in number:  # the last of them is the decimal one
        thousands = "," if number.rindex(".") > number.rindex(",") else "."
        number = number.replace(thousands, "")
    found = re.fullmatch(r"(\d{1,13})(?:[.,](\d{1,2}))?", number)
    if found is None:
        return None
    whole, part = str(int(found[1])), (found[2] or "").ljust(2, "0")
    return whole if part == "00" else f"{whole}.{part}"


def _day(words: str) -> str | None:
    if (found := _DAY.fullmatch(words)) is not None:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
    elif (found := _ISO.fullmatch(words)) is not None:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shown(field: Field, value: str, yes: str = "да", no: str = "нет") -> str:
    """A kept value as people write it; `yes`, `no` and the name of a file's presence in the reader's language."""
    match field.type:
        case FieldType.MONEY if value:
            whole, _, part = value.partition(".")
            text = f"{int(whole):,}".replace(",", "\u00a0")
            return f"{text},{part}" if part else text
        case FieldType.DATE if value:
            return date.fromisoformat(value).strftime("%d.%m.%Y")
        case FieldType.BOOL if value:
            return yes if value == YES else no
        case FieldType.FILE if value:
            return yes
        case _:
            return value


def missing(fields: Iterable[Field], values: Mapping[str, str]) -> tuple[Field, ...]:
    """The required fields without a value."""
    return tuple(field for field in fields if field.required and not values.get(field.id))


def next_field(fields: Iterable[Field], values: Mapping[str, str]) -> Field | None:
    """The field to ask now: required ones first, each in the order of the process; None = all are answered."""
    return next((field for field in in_order(fields) if not is_answered(field, values)), None)


def is_answered(field: Field, values: Mapping[str, str]) -> bool:
    """Whether it has a value, or was left out where that is possible."""
    return bool(values.get(field.id)) if field.required else field.id in values


def in_order(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Fields as they are asked: what holds the next steps comes first."""
    return tuple(sorted(fields, key=lambda field: not field.required))


def previous_field(fields: Iterable[Field], field: Field) -> Field:
    """The field asked before that one; the first has itself."""
    order = in_order(fields)
    return order[max(0, order.index(field) - 1)]


def from_lines(fields: Iterable[Field], texts: Iterable[str]) -> dict[str, str]:
    """Values in lines like "Сумма: 120000" of a task's results; a later line wins, one that does not fit is left out.

    A line names the field by its title, or by the part before the first comma ("Сумма" for "Сумма, ₽") where
    only one field is called so; case, spaces and a dash in front are forgiven.
    """
    asked = tuple(fields)
    names: dict[str, Field] = {}
    for short in (_name(field.title.partition(",")[0]) for field in asked):
        called = [field for field in asked if _name(field.title.partition(",")[0]) == short]
        if len(called) == 1:
            names[short] = called[0]
    names |= {_name(field.title): field for field in asked}
    found: dict[str, str] = {}
    for line in (line for text in texts for line in text.splitlines()):
        for at, mark in enumerate(line):
            field = names.get(_name(line[:at])) if mark == ":" else None
            value = read(field, line[at + 1 :]) if field is not None else None
            if field is not None and value is not None:
                found[field.id] = value
                break
    return found


def _name(text: str) -> str:
    return _SPACES.sub("", text.lstrip(" \t-–—•*")).casefold().replace("ё", "е")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е")
