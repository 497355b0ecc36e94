"""Who plays a role in an opening: the ladder outlet -> region -> default -> deputy. Pure.

A rung that names nobody, or somebody who has left, is passed over, so a dismissed override falls back to the
default. Whoever is found may be absent; then the role's deputy stands in. A deputy also stands in where every
rung is empty or dismissed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from outlet_desktop.domain.opening import Opening, Person, UserId
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.template import RoleId, Template
from outlet_desktop.problem import Problem

Rung = Literal["outlet", "region", "default", "deputy", ""]


class Holder(Protocol):
    """Who plays a role by default, and who stands in."""

    @property
    def user_id(self) -> UserId | None: ...
    @property
    def deputy_id(self) -> UserId | None: ...


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the ladder gives.

    Attributes:
        user_id: Who gets the tasks; None = nobody, and `problem` names the role.
        rung: Where that person stands; "" with nobody.
        problem: `people.nobody` or `people.dismissed` (facts role, person) with user_id None: the launch is
            refused. `people.absent` (role, person, until) with a person: a warning, the task waits for them.
        stands_for: The absent or dismissed person whom the deputy replaces.
    """

    user_id: UserId | None
    rung: Rung = ""
    problem: Problem | None = None
    stands_for: UserId | None = None


@dataclass(frozen=True, slots=True)
class RungView:
    """One line of "who gets the task". `state` in empty, present, absent, dismissed."""

    rung: Rung
    user_id: UserId | None
    state: Literal["empty", "present", "absent", "dismissed"]
    is_chosen: bool = False


def resolve(
    role: RoleId,
    opening: Opening | Mapping[RoleId, UserId],
    holders: Mapping[RoleId, Holder],
    people: Mapping[UserId, Person],
    regions: Mapping[str, Mapping[RoleId, UserId]] | None = None,
    *,
    region: str = "",
) -> Resolution:
    """Who plays `role` in that opening, today.

    `opening`: an opening, or the overrides of a launch form with its `region`. `regions`: name -> role ->
    user. Absence is what `Person.absent_until` says now. A person unknown to the portal counts as dismissed.
    """
    template = opening.template if isinstance(opening, Opening) else None
    title = _title(template, role)
    left: Person | None = None
    for rung, user_id in _rungs(role, opening, holders, regions, region):
        if user_id is None:
            continue
        person = people.get(user_id)
        if person is None or not person.is_active:
            left = left or person or Person(user_id, str(user_id), is_active=False)
            continue
        if rung == "deputy":
            if person.absent_until is not None:
                continue
            return Resolution(user_id, "deputy", stands_for=left.user_id if left else None)
        if person.absent_until is None:
            return Resolution(user_id, rung)
        deputy = _present(_deputy(role, holders), people)
        if deputy is not None and deputy != user_id:
            return Resolution(deputy, "deputy", stands_for=user_id)
        absent = Problem("people.absent", role=title, person=person.name, until=person.absent_until)
        return Resolution(user_id, rung, absent)
    if left is not None:
        return Resolution(None, "", Problem("people.dismissed", role=title, person=left.name))
    return Resolution(None, "", Problem("people.nobody", role=title))


def resolve_all(
    roles: Iterable[RoleId],
    opening: Opening | Mapping[RoleId, UserId],
    holders: Mapping[RoleId, Holder],
    people: Mapping[UserId, Person],
    regions: Mapping[str, Mapping[RoleId, UserId]] | None = None,
    *,
    region: str = "",
) -> dict[RoleId, Resolution]:
    """`resolve` for each of these roles."""
    return {role: resolve(role, opening, holders, people, regions, region=region) for role in roles}


def ladder(
    role: RoleId,
    opening: Opening | Mapping[RoleId, UserId],
    holders: Mapping[RoleId, Holder],
    people: Mapping[UserId, Person],
    regions: Mapping[str, Mapping[RoleId, UserId]] | None = None,
    *,
    region: str = "",
) -> tuple[RungView, ...]:
    """Every rung, top first, with the chosen one marked: the panel "Кому уйдёт задача"."""
    chosen = resolve(role, opening, holders, people, regions, region=region)
    return tuple(
        RungView(rung, user_id, _state(user_id, people), is_chosen=rung == chosen.rung)
        for rung, user_id in _rungs(role, opening, holders, regions, region)
    )


def present_on(people: Iterable[Person], absences: Iterable[Absence], today: date) -> dict[UserId, Person]:
    """People by id as they are on `today`: an absence typed by hand counts like one of the portal's calendar.

    What was to come when the portal was read may hold now, and is over when its last day is.
    """
    typed: dict[UserId, list[tuple[date, date]]] = {}
    for absence in absences:
        typed.setdefault(absence.user_id, []).append((absence.first, absence.last))
    return {person.user_id: _on(person, (*person.away, *typed.get(person.user_id, ())), today) for person in people}


def _on(person: Person, spans: tuple[tuple[date, date], ...], today: date) -> Person:
    if not spans:
        return person
    until = [last for first, last in spans if first <= today <= last]
    if person.absent_until is not None:
        until.append(person.absent_until)
    coming = tuple(sorted(span for span in spans if span[0] > today))
    return replace(person, absent_until=max(until, default=None), away=coming)


def region_of(city: str, regions: Mapping[str, Iterable[str]]) -> str:
    """The region whose list names that city, any case; "" = none does."""
    wanted = " ".join(city.split()).casefold()
    return next((name for name, cities in regions.items() if wanted and wanted in map(str.casefold, cities)), "")


def _rungs(
    role: RoleId,
    opening: Opening | Mapping[RoleId, UserId],
    holders: Mapping[RoleId, Holder],
    regions: Mapping[str, Mapping[RoleId, UserId]] | None,
    region: str,
) -> Iterator[tuple[Rung, UserId | None]]:
    if isinstance(opening, Opening):
        overrides, region = opening.people, opening.region or region
    else:
        overrides = opening
    yield "outlet", overrides.get(role)
    yield "region", (regions or {}).get(region, {}).get(role)
    holder = holders.get(role)
    yield "default", holder.user_id if holder else None
    yield "deputy", holder.deputy_id if holder else None


def _deputy(role: RoleId, holders: Mapping[RoleId, Holder]) -> UserId | None:
    holder = holders.get(role)
    return holder.deputy_id if holder else None


def _present(user_id: UserId | None, people: Mapping[UserId, Person]) -> UserId | None:
    return user_id if _state(user_id, people) == "present" else None


def _state(
    user_id: UserId | None, people: Mapping[UserId, Person]
) -> Literal["empty", "present", "absent", "dismissed"]:
    if user_id is None:
        return "empty"
    person = people.get(user_id)
    if person is None or not person.is_active:
        return "dismissed"
    return "present" if person.absent_until is None else "absent"


def _title(template: Template | None, role: RoleId) -> str:
    known = template.role(role) if template else None
    return known.title if known and known.title else role
