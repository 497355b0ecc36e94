"""What the engine needs besides store and portal, and the context of a decision made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from outlet_desktop.domain.command import Command
from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.people import present_on, resolve
from outlet_desktop.domain.record import Case, RoleHolder
from outlet_desktop.domain.template import RoleId, StepId
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.replacing import Replacement
from outlet_desktop.engine.situation import skipped_steps
from outlet_desktop.engine.stakes import stake_of
from outlet_desktop.engine.store import Store
from outlet_desktop.schedule.at_hours import portal_moment
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import planned, working_today
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.wording import sentence


@dataclass(frozen=True)
class World:
    """What a pass needs besides store and portal.

    Attributes:
        clock: Machine clock, s since the epoch (journal, grace periods).
        body: The portal's pure encoder of a command.
        settle_s: GRACE: how long an unanswered request may still be executed; s.
        send_window_s: How long after its commit a request may go on the wire; s.
        language: Of texts that people read on the portal.
        speed: Portal seconds per machine second (1 but for a demo).
    """

    clock: Callable[[], float]
    body: Callable[[Command], str]
    calendar: Calendar
    settle_s: float = 150.0
    send_window_s: float = 20.0
    language: str = "ru"
    speed: float = 1.0

    def portal_now(self, store: Store) -> datetime:
        """The portal's clock: its last answer and the time since."""
        text = store.meta("portal_now")
        if text is None:
            return datetime.fromtimestamp(self.clock()).astimezone()
        at = float(store.meta("portal_at") or self.clock())
        return datetime.fromisoformat(text) + timedelta(seconds=max(0.0, self.clock() - at) * self.speed)

    def until(self, moment: datetime, store: Store) -> float:
        """Machine time at which the portal's clock will show `moment`; infinity where that clock stands still."""
        if self.speed <= 0:
            return float("inf")
        # A little later than that: rounding must not wake anybody a moment too early.
        return self.clock() + (moment - self.portal_now(store)).total_seconds() / self.speed + 0.05


def _moved(store: Store, case: Case) -> dict[int, int]:
    """Task -> the person whom the newest replacement has given it to."""
    numbers: dict[int, int] = {}
    for key, row in case.intents.items():
        if key.startswith("move:") and row.state == "done" and not row.note:
            _move, number, task_id = key.split(":")
            numbers[int(task_id)] = max(int(number), numbers.get(int(task_id), 0))
    texts = {number: store.meta(f"replacement:{number}") for number in set(numbers.values())}
    takers = {number: Replacement.from_text(text).by for number, text in texts.items() if text}
    return {task_id: takers[number] for task_id, number in numbers.items() if number in takers}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What contexts of different openings share at one moment: read once, it serves a thousand of them."""

    now: datetime
    holders: Mapping[RoleId, RoleHolder]
    regions: Mapping[str, Mapping[RoleId, UserId]]
    people: Mapping[UserId, Person]
    has_bot: bool


def surroundings_of(store: Store, world: World) -> Surroundings:
    """The portal's clock, who plays which role, who is there today."""
    now = world.portal_now(store)
    people = present_on(store.people(), store.absences(), now.date())
    return Surroundings(now, store.role_holders(), store.region_holders(), people, store.meta("has_bot") == "1")


def context_of(store: Store, case: Case, world: World, around: Surroundings | None = None) -> Context:
    """Everything deciding needs, as values and pure functions. `around`: read before; None = read it now."""
    around = around or surroundings_of(store, world)
    now, holders, regions, people = around.now, around.holders, around.regions, around.people
    zone = now.tzinfo
    assert zone is not None
    calendar = world.calendar

    def holder(role: str) -> tuple[int | None, int | None]:
        default = holders.get(role)
        # Before the people of the portal have been read nobody can be called dismissed.
        if not people:
            chosen = case.opening.people.get(role) or (default.user_id if default else None)
            return chosen, default.deputy_id if default else None
        found = resolve(role, case.opening, holders, people, regions)
        return found.user_id, default.deputy_id if default else None

    def is_here(user_id: int) -> bool:
        person = people.get(user_id)
        return not people or (person is not None and person.is_active and person.absent_until is None)

    def says(code: str, facts: Mapping[str, object]) -> str:
        user_id = facts.get("user_id")
        if isinstance(user_id, int):
            person = people.get(user_id)
            facts = {**facts, "person": person.name if person else str(user_id)}
        return sentence(code, facts, world.language)

    def plan(step: StepId, finished_on: Mapping[StepId, date]) -> tuple[date, date]:
        opening = case.opening
        # Never in the past; a further round starts on the day after it was asked for, like any successor.
        is_again = opening.rounds.get(step, 1) > 1
        not_before = now.date() if is_again else working_today(now, calendar) - timedelta(days=1)
        network = Network.of(opening.template, skipped_steps(opening))
        return planned(network, step, finished_on, calendar, opening.start_on, not_before)

    made = {
        key: intent.portal_id for key, intent in case.intents.items() if intent.state == "done" and intent.portal_id
    }
    return Context(
        now=now,
        plan=plan,
        holder=holder,
        moment=lambda day, at: portal_moment(day, at, zone),
        hours=calendar.hours,
        says=says,
        has_bot=around.has_bot,
        made=made,
        stake=lambda opening, seen, where, step: stake_of(opening, seen, where, step, now, calendar),
        is_here=is_here,
        moved=_moved(store, case),
        left={person.user_id: person.name for person in people.values() if not person.is_active},
    )
