"""What forecasts of one opening are computed from: its network, and what the portal shows of each step. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from outlet_desktop.domain.opening import Opening, Person, PortalTask, StepState, UserId
from outlet_desktop.domain.record import Case
from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.seeing import see
from outlet_desktop.engine.situation import Seen, Situation, situation, skipped_steps
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress, working_today
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.workdays import Calendar

_MOST_NETWORKS = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """One opening at one moment. `today` counts as `schedule.forecast.working_today` says."""

    seen: Seen
    where: Situation
    network: Network
    progress: Mapping[StepId, StepProgress]
    today: date


def ground_of(
    case: Case,
    context: Context,
    calendar: Calendar,
    people: Mapping[UserId, Person],
    learnt: Mapping[StepId, Learnt] | None = None,
    networks: Networks | None = None,
) -> Ground:
    """What the forecasts of that opening start from. Problem: `calendar.out_of_range`.

    `networks`: those made before, for openings of the same revision.
    """
    opening = case.opening
    zone = context.now.tzinfo
    assert zone is not None
    seen, _ = see(case, context)
    where = situation(opening, seen, zone)
    today = working_today(context.now, calendar)
    network = (networks or Networks()).of(opening.template, skipped_steps(opening), learnt)
    progress = progress_of(opening, seen, where, context.now)
    progress |= _away(progress, opening, seen, where, context, people, calendar)
    return Ground(seen, where, network, progress, today)


class Networks:
    """Networks by template, skipped steps and what was learnt: openings of one revision share them."""

    def __init__(self) -> None:
        # (Templates are told apart as objects: comparing them costs as much as a network. Those kept here stay alive.)
        self._known: dict[tuple[int, frozenset[StepId], int], tuple[Template, object, Network]] = {}

    def of(
        self, template: Template, skipped: frozenset[StepId], learnt: Mapping[StepId, Learnt] | None = None
    ) -> Network:
        """As `Network.of`."""
        learnt = learnt or None
        key = (id(template), skipped, id(learnt))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_NETWORKS:
                self._known.clear()
            found = self._known[key] = (template, learnt, Network.of(template, skipped, learnt))
        return found[2]


def free_from(person: Person | None, calendar: Calendar) -> date | None:
    """First working day after an absence that holds today; None = the person is there."""
    if person is None or person.absent_until is None or not calendar.first <= person.absent_until < calendar.last:
        return None
    return calendar.next_after(person.absent_until)


def away_of(person: Person | None, calendar: Calendar) -> tuple[tuple[date, date], ...]:
    """Absences to come, those that no calendar reaches left out."""
    spans = person.away if person is not None else ()
    return tuple(span for span in spans if calendar.first <= span[0] <= span[1] < calendar.last)


def _away(
    progress: Mapping[StepId, StepProgress],
    opening: Opening,
    seen: Seen,
    where: Situation,
    context: Context,
    people: Mapping[UserId, Person],
    calendar: Calendar,
) -> dict[StepId, StepProgress]:
    """Steps whose person is away today or will be, with what that does to them."""
    if not any(person.absent_until or person.away for person in people.values()):
        return {}
    found: dict[StepId, StepProgress] = {}
    for step in opening.template.steps:
        state, deputy = where.states.get(step.id), None
        if state is StepState.OPEN and step.id in seen.tasks:
            user_id: UserId | None = seen.tasks[step.id].responsible_id
        elif state is StepState.PENDING and step.role:
            user_id, deputy = context.holder(step.role)
        else:
            continue
        person = people.get(user_id) if user_id else None
        back, away = free_from(person, calendar), away_of(person, calendar)
        if back is not None or away:
            has_deputy = deputy is not None and deputy != user_id and context.is_here(deputy)
            found[step.id] = replace(progress[step.id], free_on=back, away=away, has_deputy=has_deputy)
    return found


def progress_of(opening: Opening, seen: Seen, where: Situation, now: datetime) -> dict[StepId, StepProgress]:
    """What the schedule needs to know of every step, but for who is away."""
    zone = now.tzinfo
    found: dict[StepId, StepProgress] = {}
    for step_id, state in where.states.items():
        task = seen.tasks.get(step_id)

        def day(moment: datetime | None) -> date | None:
            return moment.astimezone(zone).date() if moment else None

        plan_end = day(task.plan_end) if task else None
        deadline = day(task.deadline) if task else None
        found[step_id] = StepProgress(
            state=state,
            created_on=day(task.created_at) if task else None,
            started_on=begun_on(task, zone) if task else None,
            finished_on=where.finished_on.get(step_id),
            own_finish=plan_end,
            deadline=deadline if deadline != plan_end else None,
        )
    return found


def begun_on(task: PortalTask, zone: object) -> date | None:
    """First day of a task's bar: its planned start, unless it was taken up or closed before that."""
    moments = [m for m in (task.plan_start, task.started_at, task.closed_at) if m is not None]
    first = min(moments, default=task.created_at)
    return max(first, task.created_at).astimezone(zone).date()  # type: ignore[arg-type]
