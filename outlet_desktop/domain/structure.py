"""Who plays a role by a rule on the company structure: the head of a department, the holder of a position. Pure.

A rule is text, so that it can be kept: `head:7`, `position:Бухгалтер`; "" = no rule: a person was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from outlet_desktop.domain.opening import Department, Person, UserId

RuleKind = Literal["head", "position"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and whom it names now.

    Attributes:
        what: Name of the department, or the position.
        user_id: None = it names nobody at present.
    """

    text: str
    kind: RuleKind
    what: str
    user_id: UserId | None


def head_rule(department: int) -> str:
    """The rule "the head of that department"."""
    return f"head:{department}"


def position_rule(position: str) -> str:
    """The rule "who works as"."""
    return f"position:{position}"


def named_by(rule: str, people: Iterable[Person], departments: Iterable[Department]) -> UserId | None:
    """Whom the rule names now; None = nobody.

    A department without a head of its own is led by the head of the one above it. Of several people of one position
    the one with the lowest id is named, somebody present before somebody absent; dismissed people are not.
    """
    kind, _, what = rule.partition(":")
    active = {person.user_id: person for person in people if person.is_active}
    if kind == "head":
        known = {one.id: one for one in departments}
        here, seen = known.get(int(what)) if what.isdigit() else None, set[int]()
        while here is not None and here.id not in seen:
            if here.head_id in active:
                return here.head_id
            seen.add(here.id)
            here = known.get(here.parent_id) if here.parent_id is not None else None
        return None
    if kind == "position":
        wanted = _plain(what)
        found = [person for person in active.values() if wanted and _plain(person.position) == wanted]
        return min(found, key=lambda one: (one.absent_until is not None, one.user_id)).user_id if found else None
    return None


def rules(people: Iterable[Person], departments: Iterable[Department]) -> tuple[Rule, ...]:
    """Every rule that the structure offers: heads by department, then positions, by alphabet."""
    staff, parts = tuple(people), tuple(departments)
    heads = [
        Rule(head_rule(one.id), "head", one.name, named_by(head_rule(one.id), staff, parts))
        for one in sorted(parts, key=lambda one: one.name)
    ]
    positions: dict[str, str] = {}
    for person in staff:
        if person.is_active and person.position.strip():
            positions.setdefault(_plain(person.position), person.position.strip())
    held = [
        Rule(position_rule(name), "position", name, named_by(position_rule(name), staff, parts))
        for name in sorted(positions.values(), key=str.casefold)
    ]
    return (*heads, *held)


def rule_of(text: str, people: Iterable[Person], departments: Iterable[Department]) -> Rule | None:
    """That rule with its words, also when the structure has no such department any more; None for ""."""
    kind, _, what = text.partition(":")
    if kind not in ("head", "position"):
        return None
    parts = tuple(departments)
    names: Mapping[str, str] = {str(one.id): one.name for one in parts}
    words = names.get(what, what) if kind == "head" else what
    return Rule(text, "head" if kind == "head" else "position", words, named_by(text, people, parts))


def _plain(position: str) -> str:
    return " ".join(position.split()).casefold()
