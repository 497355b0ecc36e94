"""How much every person has to do, week by week: tasks open now and those the forecasts give them. Pure.

A task counts in every week that its span touches: from its creation, or its forecast start, to its forecast finish.
Steps that no person gets (milestones without a role, skipped ones, openings that are over) do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from outlet_desktop.domain.opening import OpeningId, OpeningState, StepState, UserId
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import OutletRow

WEEKS = 8
USUAL_NORM = 8  # tasks a week for whom nothing was typed
HEAVY = 1.5  # of the norm: `ui.md` §7, an octagon from 150 %
_IDLE = (OpeningState.DRAFT, OpeningState.PAUSED, OpeningState.REJECTED, OpeningState.CANCELLED)
_COMING = (StepState.PENDING, StepState.OPEN, StepState.GONE)

Level = Literal["", "risk", "late"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a person, open or to come: what a cell of the grid is made of."""

    opening: OpeningId
    address: str
    title: str
    role_title: str
    start: date
    finish: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Workload:
    """Duties of everybody over some weeks.

    Attributes:
        mondays: First days of the weeks, the current one first.
        duties: Tasks of each person, earliest first.
    """

    mondays: tuple[date, ...]
    duties: Mapping[UserId, tuple[Duty, ...]]

    def tasks(self, user_id: UserId) -> tuple[int, ...]:
        """How many tasks that person has in each week."""
        mine = self.duties.get(user_id, ())
        return tuple(sum(_touches(duty, monday) for duty in mine) for monday in self.mondays)

    def week(self, user_id: UserId, number: int) -> tuple[Duty, ...]:
        """The tasks that make up the cell of that week."""
        return tuple(duty for duty in self.duties.get(user_id, ()) if _touches(duty, self.mondays[number]))


def workload(rows: Iterable[OutletRow], today: date, weeks: int = WEEKS) -> Workload:
    """The duties that these outlets give from the week of `today` on."""
    monday = today - timedelta(days=today.weekday())
    mondays = tuple(monday + timedelta(weeks=number) for number in range(weeks))
    after = mondays[-1] + timedelta(weeks=1)
    found: dict[UserId, list[Duty]] = {}
    for row in rows:
        if row.state in _IDLE:
            continue
        for step in row.steps:
            if step.user_id is None or step.state not in _COMING or step.kind is StepKind.MILESTONE:
                continue
            start = step.actual.start or step.forecast.start
            finish = step.forecast.finish
            if start is None or finish is None or start >= after:
                continue
            is_open = step.state is StepState.OPEN
            if is_open:
                finish = max(finish, today)  # an overdue task is still there
            if finish < monday:
                continue
            duty = Duty(row.opening, row.address, step.title, step.role_title, start, finish, is_open)
            found.setdefault(step.user_id, []).append(duty)
    return Workload(
        mondays,
        {user_id: tuple(sorted(duties, key=lambda one: (one.start, one.finish))) for user_id, duties in found.items()},
    )


def level(tasks: int, norm: int) -> Level:
    """How a number of tasks a week looks against the norm: "" up to it, "risk" above, "late" from 150 %."""
    if norm <= 0 or tasks <= norm:
        return ""
    return "late" if tasks >= HEAVY * norm else "risk"


def overloaded(load: Workload, norms: Mapping[UserId, int]) -> Mapping[UserId, Level]:
    """Who is above the norm in one of the weeks, and how far at worst."""
    found: dict[UserId, Level] = {}
    for user_id in load.duties:
        levels: Sequence[Level] = [level(count, norms.get(user_id, USUAL_NORM)) for count in load.tasks(user_id)]
        worst: Level = "late" if "late" in levels else "risk" if "risk" in levels else ""
        if worst:
            found[user_id] = worst
    return found


def _touches(duty: Duty, monday: date) -> bool:
    return duty.start < monday + timedelta(weeks=1) and duty.finish >= monday
