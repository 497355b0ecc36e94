"""One person in place of another: what names them, what a replacement changes, and what became of it. Pure.

A replacement is a value with a number. It changes the places of the ladder at once and lists the open tasks to move;
`engine.handing_over` carries the list out under journal keys, so it may be killed at any line and continued.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Literal

from outlet_desktop.domain.opening import Opening, OpeningId, OpeningState, Person, StepState, UserId
from outlet_desktop.domain.record import Case, Intent, RoleHolder, SeenTask
from outlet_desktop.domain.template import RoleId, StepId
from outlet_desktop.problem import Problem

ENDED = (OpeningState.REJECTED, OpeningState.CANCELLED)
MoveState = Literal["waiting", "moved", "refused", "kept"]


@dataclass(frozen=True, slots=True)
class Place:
    """A rung of the ladder that names the person.

    Attributes:
        kind: "role" (by default), "deputy", "region" or "outlet".
        where: Name of the region, id of the opening; "" for the others. `where_title`: as it is shown.
    """

    kind: Literal["role", "deputy", "region", "outlet"]
    role: RoleId
    role_title: str
    where: str = ""
    where_title: str = ""


@dataclass(frozen=True, slots=True)
class HeldTask:
    """An open portal task of the person."""

    opening: OpeningId
    address: str
    step: StepId
    task_id: int
    title: str
    due: date | None  # in the portal's zone


@dataclass(frozen=True, slots=True)
class ReplacePreview:
    """Everything that names a person and is not over. `later`: steps without a task that would come to them."""

    user_id: UserId
    places: tuple[Place, ...] = ()
    tasks: tuple[HeldTask, ...] = ()
    later: Mapping[OpeningId, int] = field(default_factory=dict)
    addresses: Mapping[OpeningId, str] = field(default_factory=dict)  # of every opening concerned

    @property
    def is_empty(self) -> bool:
        """Nothing names the person."""
        return not (self.places or self.tasks)


@dataclass(frozen=True, slots=True)
class Picked:
    """The part of a preview that is to change; None = all of that kind.

    Attributes:
        places: (kind, role, where) of `Place`.
        tells: The new person gets a message of the bot that lists what has come.
    """

    places: frozenset[tuple[str, RoleId, str]] | None = None
    tasks: frozenset[int] | None = None
    tells: bool = False

    def has_place(self, kind: str, role: RoleId, where: str = "") -> bool:
        """Whether that place is to change."""
        return self.places is None or (kind, role, where) in self.places

    def has_task(self, task_id: int) -> bool:
        """Whether that task is to move."""
        return self.tasks is None or task_id in self.tasks


@dataclass(frozen=True, slots=True)
class Change:
    """One place before and after; pairs are (person, deputy) of a default, else (person, None)."""

    kind: Literal["role", "region", "outlet"]
    role: RoleId
    where: str
    before: tuple[UserId | None, UserId | None]
    after: tuple[UserId | None, UserId | None]


@dataclass(frozen=True, slots=True)
class Replacement:
    """`by` in place of `user_id`.

    Attributes:
        at: Machine clock, s. `moves`: (opening, task) to hand over.
        undoes: Number of the replacement that this one takes back; 0 = none.
        is_single: Not all tasks of the person are handed over: those on their way to the person do not follow.
    """

    number: int
    user_id: UserId
    by: UserId
    at: float
    changes: tuple[Change, ...] = ()
    moves: tuple[tuple[OpeningId, int], ...] = ()
    undoes: int = 0
    is_single: bool = False

    def key(self, task_id: int) -> str:
        """The journal key of one move."""
        return f"move:{self.number}:{task_id}"

    def to_text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Replacement:
        """What `to_text` wrote."""
        read = json.loads(text)
        changes = tuple(
            Change(one["kind"], one["role"], one["where"], _pair(one["before"]), _pair(one["after"]))
            for one in read["changes"]
        )
        moves = tuple((opening, int(task_id)) for opening, task_id in read["moves"])
        return cls(**{**read, "changes": changes, "moves": moves})


def _pair(values: list[int | None]) -> tuple[int | None, int | None]:
    return values[0], values[1]


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one task. `text`: the portal's words where it refused."""

    opening: OpeningId
    task_id: int
    title: str
    state: MoveState
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReplaceReport:
    """How far a replacement is."""

    number: int
    user_id: UserId
    by: UserId
    places: int
    moves: tuple[Move, ...] = ()

    def count(self, state: MoveState) -> int:
        """How many tasks are in that state."""
        return sum(move.state == state for move in self.moves)

    @property
    def is_over(self) -> bool:
        """Nothing is waiting any more."""
        return not self.count("waiting")


def is_live(opening: Opening) -> bool:
    """Whether its tasks still are to be done."""
    return opening.state not in ENDED


def is_held(seen: SeenTask, user_id: UserId) -> bool:
    """An open task of that person which counts."""
    return not (seen.is_gone or seen.is_ignored or seen.task.is_done) and seen.task.responsible_id == user_id


def survey(
    user_id: UserId,
    cases: Iterable[Case],
    holders: Mapping[RoleId, RoleHolder],
    regions: Mapping[str, Mapping[RoleId, UserId]],
    titles: Mapping[RoleId, str] | None = None,
) -> ReplacePreview:
    """Everything that names the person; `titles` of roles that no running opening has."""
    cases = [case for case in cases if is_live(case.opening) and not case.is_finished]
    known: dict[RoleId, str] = dict(titles or {})
    for case in cases:
        known.update({role.id: role.title for role in case.opening.template.roles})

    def place(kind: Literal["role", "deputy", "region", "outlet"], role: RoleId, *where: str) -> Place:
        return Place(kind, role, known.get(role, role), *where)

    places = [place("role", role) for role, holder in holders.items() if holder.user_id == user_id]
    places += [
        place("region", role, region, region)
        for region, people in regions.items()
        for role, person in people.items()
        if person == user_id
    ]
    tasks: list[HeldTask] = []
    later: dict[OpeningId, int] = {}
    addresses: dict[OpeningId, str] = {}
    for case in cases:
        opening = case.opening
        own = [role for role, person in opening.people.items() if person == user_id]
        places += [place("outlet", role, opening.id, opening.address) for role in own]
        held = [_held(opening, seen) for seen in case.tasks if is_held(seen, user_id)]
        tasks += held
        coming = steps_to_come(user_id, case, holders, regions)
        if coming:
            later[opening.id] = len(coming)
        if own or held or coming:
            addresses[opening.id] = opening.address
    places += [place("deputy", role) for role, holder in holders.items() if holder.deputy_id == user_id]
    return ReplacePreview(user_id, tuple(places), tuple(tasks), later, addresses)


def steps_to_come(
    user_id: UserId,
    case: Case,
    holders: Mapping[RoleId, RoleHolder],
    regions: Mapping[str, Mapping[RoleId, UserId]],
) -> tuple[StepId, ...]:
    """Steps without a task whose highest filled rung names that person, in the order of the process."""
    return tuple(
        step.id
        for step in case.opening.template.steps
        if case.states.get(step.id, StepState.PENDING) is StepState.PENDING
        and step.role
        and _named(step.role, case.opening, holders, regions) == user_id
    )


@dataclass(frozen=True, slots=True)
class ReplaceEffect:
    """What a replacement does to one outlet: its opening date by P50 before and after."""

    opening: OpeningId
    address: str
    before: date
    after: date


def _held(opening: Opening, seen: SeenTask) -> HeldTask:
    due = seen.task.deadline.date() if seen.task.deadline else None
    return HeldTask(opening.id, opening.address, seen.step, seen.task.id, seen.task.title, due)


def _named(
    role: RoleId,
    opening: Opening,
    holders: Mapping[RoleId, RoleHolder],
    regions: Mapping[str, Mapping[RoleId, UserId]],
) -> UserId | None:
    """Whom the highest filled rung names, at work or not."""
    holder = holders.get(role)
    rungs = (opening.people.get(role), regions.get(opening.region, {}).get(role), holder.user_id if holder else None)
    return next((person for person in rungs if person is not None), None)


def check(user_id: UserId, by: UserId, people: Mapping[UserId, Person]) -> None:
    """Raise Problem `replace.same`, `replace.nobody_read`, `replace.unknown` or `replace.not_at_work`."""
    if user_id == by:
        raise Problem("replace.same", person=people[by].name if by in people else str(by))
    if not people:
        raise Problem("replace.nobody_read")
    person = people.get(by)
    if person is None:
        raise Problem("replace.unknown", user=by)
    if not person.is_active:
        raise Problem("replace.not_at_work", person=person.name)


def with_person(holder: RoleHolder, user_id: UserId, by: UserId, picked: Picked | None = None) -> RoleHolder:
    """The holder with one person in place of another. Nobody stands in for themselves."""
    picked = picked or Picked()
    person, deputy = holder.user_id, holder.deputy_id
    if person == user_id and picked.has_place("role", holder.role):
        person = by
    if deputy == user_id and picked.has_place("deputy", holder.role):
        deputy = by
    return replace(holder, user_id=person, deputy_id=None if deputy == person else deputy)


def changes_of(
    user_id: UserId,
    by: UserId,
    cases: Iterable[Case],
    holders: Mapping[RoleId, RoleHolder],
    regions: Mapping[str, Mapping[RoleId, UserId]],
    picked: Picked | None = None,
) -> tuple[Change, ...]:
    """Every place that names the person, or those picked, before and after."""
    found: list[Change] = []
    picked = picked or Picked()
    for holder in holders.values():
        after = with_person(holder, user_id, by, picked)
        if after != holder:
            pairs = (holder.user_id, holder.deputy_id), (after.user_id, after.deputy_id)
            found.append(Change("role", holder.role, "", *pairs))
    for region, people in regions.items():
        found += [
            Change("region", role, region, (user_id, None), (by, None))
            for role, one in people.items()
            if one == user_id and picked.has_place("region", role, region)
        ]
    for case in cases:
        if is_live(case.opening):
            found += [
                Change("outlet", role, case.opening.id, (user_id, None), (by, None))
                for role, one in case.opening.people.items()
                if one == user_id and picked.has_place("outlet", role, case.opening.id)
            ]
    return tuple(found)


def report(
    replacement: Replacement, tasks: Mapping[int, SeenTask], intents: Mapping[str, Intent], *, is_pending: bool
) -> ReplaceReport:
    """What became of each task. `is_pending`: the engine has not finished with this replacement."""
    moves: list[Move] = []
    for opening, task_id in replacement.moves:
        row, seen = intents.get(replacement.key(task_id)), tasks.get(task_id)
        title = seen.task.title if seen else str(task_id)
        state: MoveState = "kept"  # closed, deleted, or given to somebody else before we came to it
        if row is not None and row.state == "done":
            state = "refused" if row.note else "moved"
        elif row is not None and row.state == "lost":
            state = "kept"
        elif is_pending and seen is not None and (row is not None or is_held(seen, replacement.user_id)):
            state = "waiting"
        moves.append(Move(opening, task_id, title, state, row.note if row and state == "refused" else ""))
    return ReplaceReport(
        replacement.number, replacement.user_id, replacement.by, len(replacement.changes), tuple(moves)
    )
