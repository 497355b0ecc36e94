"""The deterministic forecast: a forward pass from today over what is left (design §2 "Dates")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.critical_path import Network, critical, driving_chain, floats
from outlet_desktop.schedule.workdays import Calendar


@dataclass(frozen=True, slots=True)
class StepProgress:
    """What the portal shows about one step; dates in the portal's zone.

    Attributes:
        state: OPEN and DONE speak of the task; SKIPPED of a condition or a person's choice. A step that is
            GONE, WITHDRAWN or not mentioned at all is still to be done.
        created_on: Day its task was created.
        started_on: Day its task was taken up.
        finished_on: Actual finish F; any day, days off too. A step DONE or SKIPPED without it (a milestone,
            a false condition) is finished on the finish day of its last input.
        own_finish: Planned finish of its own task (END_DATE_PLAN as we set it).
        deadline: Deadline of its task, when a person has moved it.
        away: First and last days of its person's absences to come, the earliest first. What begins before one is
            interrupted by it, what would begin in one waits for its end.
        has_deputy: What would begin in one of them goes to a deputy, who does not wait.
        free_on: First day on which the person who has it, or will get it, is back from an absence that holds
            today; None = nobody is away. An absence stretches that person's own steps only.
    """

    state: StepState = StepState.PENDING
    created_on: date | None = None
    started_on: date | None = None
    finished_on: date | None = None
    own_finish: date | None = None
    deadline: date | None = None
    free_on: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    has_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where every step ends up if the rest goes as planned.

    Attributes:
        spans: First and last day of every step; actual days where there are some.
        finish: Finish of the goal; None for a template that names none.
        total_float: To the goal, working days; None for steps that do not lead to it, finished or skipped.
        critical: Unfinished steps of total float 0.
        chain: The steps that drive the goal, first to last, finished ones too.
    """

    spans: Mapping[StepId, tuple[date, date]]
    finish: date | None
    total_float: Mapping[StepId, int | None]
    critical: frozenset[StepId]
    chain: tuple[StepId, ...]


PENDING = StepProgress()
CLOSED = frozenset((StepState.DONE, StepState.SKIPPED, StepState.REJECTED))


def working_today(now: datetime, calendar: Calendar) -> date:
    """The day that counts as today: the date of `now`, or after hours and on days off the next working day.

    Args:
        now: The portal's clock, in the portal's zone.
    """
    day = now.date()
    return calendar.next_after(day) if now.time() >= calendar.hours.end else calendar.first_from(day)


def planned(
    network: Network,
    step: StepId,
    finished: Mapping[StepId, date],
    calendar: Calendar,
    start_on: date,
    not_before: date | None = None,
) -> tuple[date, date]:
    """First and last day of a step whose task is created now.

    It starts on the first working day after the last input has finished, plus lag; a step without inputs
    on the first working day from `start_on`. A milestone or skipped step gets its one day.

    Args:
        finished: Actual finishes of its inputs. Milestones and skipped steps may be left out: they finish
            with their own inputs.
        not_before: A day after which it has to start as well (its next round, or "create again").

    Raises:
        KeyError: An input that is work is not in `finished`.
        Problem: `calendar.out_of_range`.
    """
    at = network.position[step]
    latest = _latest_input(network, at, finished, calendar, calendar.index(start_on))
    if not_before is not None:
        latest = max(latest, calendar.last_index(not_before))
    if not network.is_work[at]:
        return calendar.day(latest), calendar.day(latest)
    days = max(network.likely[at], 1)  # a task of no days is still somebody's work of one day
    return calendar.day(latest + 1), calendar.day(latest + days)


def _latest_input(network: Network, at: int, finished: Mapping[StepId, date], calendar: Calendar, start: int) -> int:
    latest = start - 1 if not network.inputs[at] else -1
    for source, lag in network.inputs[at]:
        day = finished.get(network.ids[source])
        if day is not None:
            number = calendar.last_index(day)
        elif network.is_work[source]:
            raise KeyError(network.ids[source])
        else:
            number = _latest_input(network, source, finished, calendar, start)
        latest = max(latest, number + lag)
    return latest


def deterministic(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    today: date,
    calendar: Calendar,
    start_on: date,
) -> Forecast:
    """The forecast by most likely durations.

    Finished steps keep their actual finish F and what follows is planned from the first working day after
    it. An open step finishes on max(planned finish, deadline moved by hand, today). A pending step never
    starts before today. Milestones and skipped steps finish with their last input.

    Args:
        progress: By step; a step that is missing is pending.
        today: As `working_today` gives it; a day off counts as the next working day.
        start_on: Start of the opening; the first working day on or after it.

    Raises:
        Problem: `calendar.out_of_range`.
    """
    start, now = calendar.index(start_on), calendar.index(today)
    today = calendar.day(now)
    finish: list[int] = []
    spans: dict[StepId, tuple[date, date]] = {}
    closed: set[StepId] = set()
    fixed: set[int] = set()  # positions whose finish does not depend on their inputs any more
    likely = list(network.likely)
    off_days: dict[int, date] = {}  # finishes on days off, which have no number of their own
    for at, step in enumerate(network.ids):
        inputs, days = network.inputs[at], network.likely[at]
        latest = max([finish[source] + lag for source, lag in inputs]) if inputs else start - 1
        known = progress.get(step, PENDING)
        begun = known.started_on or known.created_on
        ended: date | None = None
        number = latest
        if known.state in CLOSED or not network.is_work[at]:
            if known.state in CLOSED or step in network.skipped:
                closed.add(step)
                ended = known.finished_on
            if ended is None and off_days:
                ended = _shared_day_off(inputs, finish, latest, off_days)
        elif known.state is StepState.OPEN:
            ended = _open_finish(known, latest, days, today, calendar)
            begun = begun or calendar.day(latest + 1)
        else:
            free = now + days_away(known, today, calendar)
            first = max(latest + min(days, 1), free)
            number = max(latest + 1, free) + days - 1 if days else max(latest, free)
            if known.away:
                first, number = interrupted(known, first, number, calendar)
                likely[at] = max(days, number - first + 1) if days else 0
            begun = calendar.day(first)
        if ended is None:
            ended = calendar.day(number)
        else:
            number = calendar.last_index(ended)
            if not calendar.is_working(ended):
                off_days[at] = ended
        if known.state is StepState.OPEN or (known.state in CLOSED and known.finished_on):
            fixed.add(at)
        finish.append(number)
        spans[step] = (ended if begun is None or begun > ended else begun, ended)
    # What interrupts a step leaves those before it no time.
    taken = network if likely == list(network.likely) else replace(network, likely=tuple(likely))
    slack = floats(taken, finish, fixed=fixed)
    goal = network.ids[network.goal] if network.goal >= 0 else None
    if goal in closed:
        slack = [None] * len(slack)
    return Forecast(
        spans=spans,
        finish=spans[goal][1] if goal is not None else None,
        total_float={step: None if step in closed else left for step, left in zip(network.ids, slack, strict=True)},
        critical=critical(network, slack) - closed,
        chain=driving_chain(network, finish),
    )


def open_plan(known: StepProgress, latest: int, days: int, calendar: Calendar) -> date:
    """Planned finish of an open step: of its task, else by its inputs; later if a person moved the deadline.

    Args:
        latest: Number of the last day its inputs (with lags) take.
        days: Its most likely duration, working days.
    """
    plan = known.own_finish
    if plan is None:
        begun = latest if known.created_on is None else max(latest, calendar.index(known.created_on) - 1)
        plan = calendar.day(begun + days)
    return plan if known.deadline is None else max(plan, known.deadline)


def days_away(known: StepProgress, today: date, calendar: Calendar) -> int:
    """Working days from `today` on which nobody works at the step, 0 when its person is there."""
    if known.free_on is None or known.free_on <= today:
        return 0
    return calendar.index(known.free_on) - calendar.index(today)


def breaks(known: StepProgress, calendar: Calendar) -> tuple[tuple[int, int], ...]:
    """Absences to come as numbers of working days: the first, and the first after it; those that meet are one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(known.away):
        start, end = calendar.index(first), calendar.last_index(last) + 1
        if start >= end:
            continue
        if found and start <= found[-1][1]:  # (the calendar and somebody by hand may name one absence twice)
            start, end = found[-1][0], max(found.pop()[1], end)
        found.append((start, end))
    return tuple(found)


def interrupted(known: StepProgress, first: int, last: int, calendar: Calendar) -> tuple[int, int]:
    """First and last working day of work that would take `first` to `last`, were its person always there."""
    takes = last >= first
    begin, end = (first, last + 1) if takes else (last + 1, last + 1)  # moments: day n is worked in (n, n + 1]
    for start, over in breaks(known, calendar):
        if end > start and begin < (start if known.has_deputy else over):
            end += over - max(start, begin)
            if begin >= start:
                begin = first = over
    return (first, end - 1)


def _open_finish(known: StepProgress, latest: int, days: int, today: date, calendar: Calendar) -> date:
    finish = max(open_plan(known, latest, days, calendar), today)
    away = days_away(known, today, calendar)
    if not (away or known.away):
        return finish
    planned_last = calendar.last_index(finish)
    last = interrupted(known, calendar.index(today) + away, planned_last + away, calendar)[1]
    return finish if last == planned_last else calendar.day(last)  # (a plan may end on a day off)


def _shared_day_off(
    inputs: tuple[tuple[int, int], ...], finish: list[int], latest: int, off_days: Mapping[int, date]
) -> date | None:
    """The day off on which the last input finished, if it was one: a milestone stands on that very day."""
    days = [off_days[source] for source, lag in inputs if source in off_days and not lag and finish[source] == latest]
    return max(days) if days else None
