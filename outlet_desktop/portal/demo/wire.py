"""What travels inside the demo portal: calls, answers, refusals, and the registry of methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal

Json = Any
"""Anything that JSON can say."""


class MethodError(Exception):
    """A refusal of a method: the portal's own code and text, and the HTTP status it comes with."""

    def __init__(self, code: str, text: str, status: int = 400, validation: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text
        self.status = status
        self.validation = validation


class TimeUp(Exception):
    """A request has executed for longer than the portal lets one."""


@dataclass(slots=True)
class Listing:
    """Rows of a list method with the envelope's `total` and `next` (absent when None)."""

    rows: Json
    total: int | None = None
    next: int | None = None


@dataclass(slots=True, frozen=True)
class Person:
    """An employee as the portal knows them; `dismissed` is the unix second of the dismissal or None."""

    id: int
    name: str
    last_name: str
    second_name: str
    gender: str
    position: str
    departments: tuple[int, ...]
    city: str
    email: str
    phone: str
    admin: bool
    dismissed: int | None
    born: str
    hired: str

    @property
    def full_name(self) -> str:
        """Name and last name, as the portal writes them."""
        return f"{self.name} {self.last_name}"

    def active_at(self, now: float) -> bool:
        """Whether the person works here at that portal second."""
        return self.dismissed is None or now < self.dismissed


@dataclass(slots=True, frozen=True)
class Webhook:
    """An inbound webhook: whose it is, its secret code, the scopes that are ticked."""

    user_id: int
    code: str
    scopes: frozenset[str]


@dataclass(slots=True, frozen=True)
class Request:
    """One HTTP request as it came in; `client` is what the rate limit counts by.

    Attributes:
        is_screen: It comes from a person's own screen in the portal, which needs no webhook that still holds.
    """

    verb: str
    path: str
    query: str = ""
    content_type: str = ""
    body: bytes = b""
    client: str = "127.0.0.1"
    idempotency_key: str | None = None
    from_staff: bool = False
    is_screen: bool = False


@dataclass(slots=True)
class Reply:
    """One HTTP answer; `close` means: cut the connection and say nothing."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    close: bool = False


@dataclass(slots=True)
class Call:
    """One method being executed for one person at one portal second."""

    portal: Portal
    person: Person
    webhook: Webhook
    params: dict[str, Json]
    values: list[Json]
    now: int
    facts: dict[str, Json] = field(default_factory=dict)

    def loose(self, name: str, default: Json = None) -> Json:
        """A parameter by name in any letter case (the older modules fold their keys)."""
        value = self.params.get(name)
        if value is not None:
            return value
        wanted = name.upper()
        for key, found in self.params.items():
            if key.upper() == wanted:
                return found
        return default

    def at(self, position: int, default: Json = None) -> Json:
        """A parameter by its position in order of arrival, as the positional methods read them."""
        return self.values[position] if position < len(self.values) else default

    @property
    def start(self) -> int:
        """The paging offset: 0 when absent or unreadable, -1 for "do not count"."""
        return as_int(self.loose("start"), 0)


Api = Literal["classic", "v3"]


@dataclass(slots=True, frozen=True)
class Method:
    """A served method: its documented name, its scope ("" = always granted) and what runs it."""

    name: str
    scope: str
    run: Callable[[Call], Json]
    api: Api = "classic"


METHODS: dict[str, Method] = {}
V3_METHODS: dict[str, Method] = {}


def method(
    name: str, scope: str = "", api: Api = "classic"
) -> Callable[[Callable[[Call], Json]], Callable[[Call], Json]]:
    """Registers a function as a REST method under its documented name (any letter case is served)."""

    def register(run: Callable[[Call], Json]) -> Callable[[Call], Json]:
        registry = METHODS if api == "classic" else V3_METHODS
        registry[name.lower()] = Method(name, scope, run, api)
        return run

    return register


def dump(value: Json) -> str:
    """Compact JSON text for the store."""
    return msgspec.json.encode(value).decode()


def load(text: str) -> Json:
    """The inverse of `dump`."""
    return msgspec.json.decode(text)


def as_int(value: Json, default: int = 0) -> int:
    """A whole number out of 12, "12" or true; anything else gives the default."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value)
    if isinstance(value, str):
        try:
            return int(value.strip())
        except ValueError:
            return default
    return default


def as_list(value: Json) -> list[Json]:
    """PHP's idea of an array: a list, a map's values, or one value alone; None and "" give []."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return list(value.values())
    return [value]


def as_dict(value: Json) -> dict[str, Json]:
    """A map with text keys; an empty or missing one (PHP's `[]`) gives {}."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {str(index): item for index, item in enumerate(value)}
    return {}


def as_ids(value: Json) -> list[int]:
    """Ids out of one id or an array of them; "U12" counts as 12, rubbish is left out."""
    found = (as_int(item.lstrip("Uu") if isinstance(item, str) else item, 0) for item in as_list(value))
    return [number for number in found if number > 0]


def flag(value: Json) -> bool:
    """Y, true, 1 in any of the spellings a client may send."""
    if isinstance(value, str):
        return value.strip().upper() in {"Y", "YES", "TRUE", "1"}
    return bool(value)


def yes(value: Json) -> str:
    """The portal's word for a boolean."""
    return "Y" if value else "N"


def php_array(mapping: Mapping[Any, Json]) -> Json:
    """A map as PHP writes it to JSON: `[]` when empty, a list when its keys are 0, 1, 2 …, else an object."""
    if not mapping:
        return []
    if all(str(key) == str(index) for index, key in enumerate(mapping)):
        return list(mapping.values())
    return {str(key): value for key, value in mapping.items()}


def page(rows: Sequence[Json], start: int, size: int = 50) -> Listing:
    """One page of rows that are already in hand."""
    if start < 0:
        return Listing(list(rows[:size]))
    part = list(rows[start : start + size])
    after = start + size
    return Listing(part, len(rows), after if after < len(rows) else None)
