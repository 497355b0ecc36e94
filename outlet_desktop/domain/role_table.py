"""The matrix role × region as a table of words, for a spreadsheet, and what an edited table changes. Pure.

People, roles and regions are named as on the screen; a name that several people have is followed by its id.
An empty cell of a region means "as by default", elsewhere "nobody".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import Role, RoleId

Spot = Literal["default", "region", "deputy"]


@dataclass(frozen=True, slots=True)
class Heads:
    """Words above the columns that are not regions."""

    role: str
    default: str
    deputy: str


@dataclass(frozen=True, slots=True)
class RoleChange:
    """One cell that the table changes; None = nobody, or as by default."""

    role: RoleId
    role_title: str
    spot: Spot
    region: str
    before: UserId | None
    after: UserId | None


@dataclass(frozen=True, slots=True)
class Complaint:
    """A cell that says nothing that is known: the code of a sentence (`roles.import_*`) and its facts."""

    code: str
    facts: Mapping[str, object]


def names_of(people: Iterable[Person]) -> dict[UserId, str]:
    """How each person is written in the table."""
    staff = tuple(people)
    times: dict[str, int] = {}
    for person in staff:
        times[_plain(person.name)] = times.get(_plain(person.name), 0) + 1
    return {
        person.user_id: person.name if times[_plain(person.name)] == 1 else f"{person.name} ({person.user_id})"
        for person in staff
    }


def table_of(
    heads: Heads,
    roles: Sequence[Role],
    regions: Iterable[str],
    holders: Mapping[RoleId, RoleHolder],
    region_holders: Mapping[str, Mapping[RoleId, UserId]],
    people: Iterable[Person],
) -> list[list[str]]:
    """The table, its first row the heads."""
    names, places = names_of(people), tuple(regions)

    def name(user_id: UserId | None) -> str:
        return names.get(user_id, "") if user_id is not None else ""

    rows = [[heads.role, heads.default, *places, heads.deputy]]
    for role in roles:
        holder = holders.get(role.id, RoleHolder(role.id))
        own = [name(region_holders.get(place, {}).get(role.id)) for place in places]
        rows.append([role.title, name(holder.user_id), *own, name(holder.deputy_id)])
    return rows


def changes_in(
    table: Sequence[Sequence[str]],
    heads: Iterable[Heads],
    roles: Sequence[Role],
    regions: Iterable[str],
    holders: Mapping[RoleId, RoleHolder],
    region_holders: Mapping[str, Mapping[RoleId, UserId]],
    people: Iterable[Person],
) -> tuple[tuple[RoleChange, ...], tuple[Complaint, ...]]:
    """What the table would change, and what in it is not understood (those cells change nothing).

    `heads`: the words of every language that the table may have been written in.
    """
    staff = tuple(people)
    by_name: dict[str, UserId] = {_plain(name): user_id for user_id, name in names_of(staff).items()}
    active = {person.user_id for person in staff if person.is_active}
    columns, complaints = _columns(table, tuple(heads), tuple(regions))
    by_title = {_plain(role.title): role for role in roles}
    changes: list[RoleChange] = []
    for number, row in enumerate(table[1:], start=2):
        title = " ".join(row[0].split()) if row else ""
        role = by_title.get(_plain(title))
        if role is None:
            if any(cell.strip() for cell in row):
                complaints.append(Complaint("roles.import_role", {"row": number, "role": title or "—"}))
            continue
        for index, (spot, region) in columns.items():
            words = " ".join(row[index].split()) if index < len(row) else ""
            before = _held(role.id, spot, region, holders, region_holders)
            after = by_name.get(_plain(words)) if words else None
            if words and after is None:
                complaints.append(Complaint("roles.import_person", {"row": number, "role": title, "person": words}))
            elif after is not None and after not in active and after != before:
                complaints.append(Complaint("roles.import_gone", {"row": number, "role": title, "person": words}))
            elif after != before:
                changes.append(RoleChange(role.id, role.title, spot, region, before, after))
    return tuple(changes), tuple(complaints)


def _columns(
    table: Sequence[Sequence[str]], heads: Sequence[Heads], regions: Sequence[str]
) -> tuple[dict[int, tuple[Spot, str]], list[Complaint]]:
    """Column -> what it says; the first column holds the roles."""
    known: dict[str, tuple[Spot, str]] = {_plain(region): ("region", region) for region in regions}
    for words in heads:
        known |= {_plain(words.default): ("default", ""), _plain(words.deputy): ("deputy", "")}
    found: dict[int, tuple[Spot, str]] = {}
    complaints: list[Complaint] = []
    if not table or not table[0] or _plain(table[0][0]) not in {_plain(words.role) for words in heads}:
        return {}, [Complaint("roles.import_no_table", {"role": heads[0].role})]
    for index, head in enumerate(table[0][1:], start=1):
        if _plain(head) in known:
            found[index] = known[_plain(head)]
        elif head.strip():
            complaints.append(Complaint("roles.import_column", {"column": head.strip()}))
    return found, complaints


def _held(
    role: RoleId,
    spot: Spot,
    region: str,
    holders: Mapping[RoleId, RoleHolder],
    region_holders: Mapping[str, Mapping[RoleId, UserId]],
) -> UserId | None:
    if spot == "region":
        return region_holders.get(region, {}).get(role)
    holder = holders.get(role, RoleHolder(role))
    return holder.user_id if spot == "default" else holder.deputy_id


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().replace("ё", "е")
