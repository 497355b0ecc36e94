"""Reading answers whose shape cannot be trusted: ids as strings, `[]` for an empty map, "" or null for nothing.

Every function raises Problem `portal.answer_shape` with the method and the path of the value that is not what
the documentation says; the value itself is not told, only its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import Any, NoReturn

from outlet_desktop.problem import Problem

Json = Any
_YES = frozenset({"Y", "YES", "TRUE", "1"})
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def wrong(method: str, path: str, value: object, wanted: str) -> NoReturn:
    """Raise the Problem of a value that is not what it should be."""
    raise Problem("portal.answer_shape", method=method, path=path, wanted=wanted, got=type(value).__name__)


class Row:
    """One object of an answer. Unknown keys are nobody's business; a missing key reads as null."""

    __slots__ = ("_values", "method", "path")

    def __init__(self, values: Json, method: str, path: str) -> None:
        if isinstance(values, list) and not values:
            values = {}
        if not isinstance(values, Mapping):
            wrong(method, path, values, "object")
        self._values: Mapping[str, Json] = values
        self.method = method
        self.path = path

    def __contains__(self, key: str) -> bool:
        return not _is_nothing(self._values.get(key))

    def get(self, key: str) -> Json:
        """The raw value, None when missing."""
        return self._values.get(key)

    def number(self, key: str) -> int:
        """An id or another whole number, 12 or "12"."""
        return whole(self._values.get(key), self.method, self._at(key))

    def number_or(self, key: str, default: int) -> int:
        """A whole number, or the default for null, "" and a missing key."""
        value = self._values.get(key)
        return default if _is_nothing(value) else whole(value, self.method, self._at(key))

    def id_or_none(self, key: str) -> int | None:
        """An id; None for null, "", "0" and a missing key."""
        return self.number_or(key, 0) or None

    def text(self, key: str) -> str:
        """Text with HTML entities resolved (some versions answer `&quot;`); "" for nothing."""
        value = self._values.get(key)
        if _is_nothing(value) or value is False:
            return ""
        if isinstance(value, str):
            return unescape(value) if "&" in value else value
        if isinstance(value, int | float):
            return str(value)
        wrong(self.method, self._at(key), value, "text")

    def flag(self, key: str, default: bool = False) -> bool:
        """Y, true, 1 in any spelling."""
        value = self._values.get(key)
        if _is_nothing(value):
            return default
        if isinstance(value, bool | int):
            return bool(value)
        if isinstance(value, str):
            return value.strip().upper() in _YES
        wrong(self.method, self._at(key), value, "yes or no")

    def moment(self, key: str) -> datetime:
        """An aware moment, ISO with offset."""
        return moment(self._values.get(key), self.method, self._at(key))

    def moment_or_none(self, key: str) -> datetime | None:
        """An aware moment; None for null, "", `[]`, `{}`, false and a missing key."""
        value = self._values.get(key)
        return None if _is_nothing(value) or value is False else moment(value, self.method, self._at(key))

    def numbers(self, key: str) -> tuple[int, ...]:
        """Whole numbers of an array (or of a map's values, or of one number alone)."""
        value = self._values.get(key)
        if _is_nothing(value) or value is False:
            return ()
        if isinstance(value, Mapping):
            value = list(value.values())
        if not isinstance(value, list):
            value = [value]
        return tuple(whole(item, self.method, f"{self._at(key)}[{i}]") for i, item in enumerate(value))

    def row(self, key: str) -> Row:
        """A nested object; empty for null, "", false and `[]`."""
        value = self._values.get(key)
        return Row({} if _is_nothing(value) or value is False else value, self.method, self._at(key))

    def rows(self, key: str) -> Iterator[Row]:
        """Nested objects of an array, or of a map keyed by ids."""
        return rows(self._values.get(key), self.method, self._at(key))

    @property
    def values(self) -> Mapping[str, Json]:
        """The object as it came."""
        return self._values

    def names(self) -> tuple[str, ...]:
        """Keys as they came."""
        return tuple(self._values)

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def rows(value: Json, method: str, path: str) -> Iterator[Row]:
    """Objects of an array, or of a map keyed by ids; nothing for `[]`, `{}`, null, "" and false."""
    if _is_nothing(value) or value is False:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield Row(item, method, f"{path}[{key}]")
        return
    if not isinstance(value, list):
        wrong(method, path, value, "array")
    for index, item in enumerate(value):
        yield Row(item, method, f"{path}[{index}]")


def whole(value: Json, method: str, path: str) -> int:
    """12, "12" or 12.0."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    wrong(method, path, value, "whole number")


def moment(value: Json, method: str, path: str) -> datetime:
    """ISO 8601 with an offset."""
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            wrong(method, path, value, "moment")
        if found.tzinfo is not None:
            return found
    wrong(method, path, value, "moment")


def _is_nothing(value: Json) -> bool:
    return value is None or value == "" or value == [] or value == {}
