"""What a launch would lay on people: weeks in which somebody gets more than the norm, and who has room. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.record import Facts
from outlet_desktop.domain.template import RoleId, StepId, StepKind, Template
from outlet_desktop.schedule.workload import USUAL_NORM, Workload, level

Said = tuple[str, Facts]
Weeks = Mapping[date, int]  # Monday -> tasks
LATE_CODES = frozenset({"launch.too_late"})


@dataclass(frozen=True, slots=True)
class Busy:
    """What people have to do without the launch: tasks by week, and the norms that were typed."""

    tasks: Mapping[UserId, Weeks]
    norms: Mapping[UserId, int]


def busy_of(load: Workload, norms: Mapping[UserId, int]) -> Busy:
    """The load of the outlets that are running."""
    weeks = {user_id: dict(zip(load.mondays, load.tasks(user_id), strict=True)) for user_id in load.duties}
    return Busy(weeks, norms)


def severity(code: str, facts: Facts) -> str:
    """ "late" for a warning that costs the date as it stands, else "risk" (`ui.md` §9: late first)."""
    return "late" if code in LATE_CODES or facts.get("level") == "late" else "risk"


def overloads(
    template: Template,
    skipped: Iterable[StepId],
    who: Mapping[RoleId, UserId],
    plan: Mapping[StepId, tuple[date, date]],
    people: Mapping[UserId, Person],
    busy: Busy,
) -> tuple[Said, ...]:
    """`launch.overload` for everybody above the norm in a week with tasks of the plan, once each: in the worst week."""
    roles = _duties(template, frozenset(skipped), who, plan)
    found: list[Said] = []
    for user_id, weeks in roles.items():
        person = people.get(user_id)
        if person is None:
            continue
        norm = busy.norms.get(user_id, USUAL_NORM)
        worst: tuple[int, date] | None = None
        for monday, own in weeks.items():
            tasks = busy.tasks.get(user_id, {}).get(monday, 0) + len(own)
            if level(tasks, norm) and (worst is None or (-tasks, monday) < (-worst[0], worst[1])):
                worst = tasks, monday
        if worst is None:
            continue
        tasks, monday = worst
        role = template.role(max(set(weeks[monday]), key=lambda one: (weeks[monday].count(one), one)))
        facts: dict[str, object] = {
            "person": person.name,
            "user_id": user_id,
            "role": role.title if role else "",
            "role_id": role.id if role else "",
            "first": monday,
            "last": monday + timedelta(days=4),
            "tasks": tasks,
            "norm": norm,
            "level": level(tasks, norm),
        }
        added = weeks[monday].count(role.id) if role else 0
        other = _with_room(person, monday, added, roles, people, busy)
        if other is not None:
            facts |= {"by": other.user_id, "by_name": other.name}
        found.append(("launch.overload", facts))
    return tuple(found)


def _duties(
    template: Template,
    skipped: frozenset[StepId],
    who: Mapping[RoleId, UserId],
    plan: Mapping[StepId, tuple[date, date]],
) -> dict[UserId, dict[date, list[RoleId]]]:
    """Of each person the weeks, and in each the role of every task that touches it."""
    found: dict[UserId, dict[date, list[RoleId]]] = {}
    for step in template.steps:
        user_id = who.get(step.role)
        if user_id is None or step.kind is StepKind.MILESTONE or step.id in skipped or step.id not in plan:
            continue
        first, last = plan[step.id]
        monday = first - timedelta(days=first.weekday())
        while monday <= last:
            found.setdefault(user_id, {}).setdefault(monday, []).append(step.role)
            monday += timedelta(weeks=1)
    return found


def _with_room(
    person: Person,
    monday: date,
    added: int,
    duties: Mapping[UserId, Mapping[date, list[RoleId]]],
    people: Mapping[UserId, Person],
    busy: Busy,
) -> Person | None:
    """Who of the same position or department takes it within the norm: the least busy in that week."""
    best: tuple[bool, int, str] | None = None
    found: Person | None = None
    for other in people.values():
        if other.user_id == person.user_id or not other.is_active or other.absent_until is not None:
            continue
        same_work = bool(person.position) and other.position == person.position
        if not same_work and not set(other.department_ids) & set(person.department_ids):
            continue
        tasks = busy.tasks.get(other.user_id, {}).get(monday, 0) + len(duties.get(other.user_id, {}).get(monday, ()))
        if level(tasks + added, busy.norms.get(other.user_id, USUAL_NORM)):
            continue
        rank = (not same_work, tasks, other.name)
        if best is None or rank < best:
            best, found = rank, other
    return found
