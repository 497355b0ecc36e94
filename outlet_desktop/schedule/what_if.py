"""What if: changes of steps and of the target, supposed one by one or together, and planning back from the target.

`prospects` tries one change at a time and says which bring the opening nearer; `suppose` says what becomes of the
dates and the chance under changes that a person has thought of. Nothing of it is written anywhere. Every step keeps
its draws from one simulation to the next (`monte_carlo.simulate`), so two of them differ by the change alone and a
gain of a day is a gain, not noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from outlet_desktop.domain.opening import StepState, UserId
from outlet_desktop.domain.template import Estimate, StepId
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import CLOSED, PENDING, StepProgress, deterministic
from outlet_desktop.schedule.monte_carlo import TRIALS, Odds, simulate
from outlet_desktop.schedule.workdays import Calendar

_WORTH_TRYING = 0.05  # criticality below which a step cannot move the opening by much
_MOST = 5

Change = Literal["today", "shorter"]


@dataclass(frozen=True, slots=True)
class Prospect:
    """One change and what comes of it.

    Attributes:
        change: "today" = the open step is finished today; "shorter" = the step takes `days`, its optimistic estimate.
        gained: Working days by which P50 moves nearer; above 0.
        chance: Of making the target, 0..1; None without a target.
    """

    step: StepId
    change: Change
    days: int
    p50: date
    gained: int
    chance: float | None


def prospects(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    today: date,
    calendar: Calendar,
    start_on: date,
    target: date | None = None,
    trials: int = TRIALS,
) -> tuple[Prospect, ...]:
    """The changes of one step that bring the goal nearer, the best first, five at most.

    Open steps are tried as finished today, steps to come as taking their optimistic estimate. Arguments and
    Problems as of `simulate`.
    """

    def odds(network: Network, progress: Mapping[StepId, StepProgress]) -> Odds:
        return simulate(network, progress, today, calendar, start_on, target, trials)

    now = odds(network, progress)
    found: list[Prospect] = []
    for at in network.leads:
        step = network.ids[at]
        known = progress.get(step, PENDING)
        if not network.is_work[at] or known.state in CLOSED or now.criticality.get(step, 0.0) < _WORTH_TRYING:
            continue
        if known.state is StepState.OPEN:
            done = replace(known, state=StepState.DONE, finished_on=today)
            change: Change = "today"
            days, then = 0, odds(network, {**progress, step: done})
        else:
            change, days = "shorter", network.estimates[at].optimistic
            if days >= network.likely[at]:
                continue
            then = odds(_taking(network, at, days), progress)
        gained = calendar.between(then.p50, now.p50)
        if gained > 0:
            found.append(Prospect(step, change, days, then.p50, gained, then.chance_of_target))
    return tuple(sorted(found, key=lambda one: -one.gained)[:_MOST])


def _taking(network: Network, at: int, days: int) -> Network:
    """The network in which that step takes exactly so many days, whatever was learnt of it."""
    estimates, likely = list(network.estimates), list(network.likely)
    estimates[at], likely[at] = Estimate(days, days, days), days
    learnt = {step: known for step, known in network.learnt.items() if step != network.ids[at]}
    return replace(network, estimates=tuple(estimates), likely=tuple(likely), learnt=learnt)


# ------------------------------------------------------------------------------------------ suppositions


@dataclass(frozen=True, slots=True)
class Supposition:
    """One change that a person has thought of.

    Attributes:
        change: "today" = the open step is finished today; "days" = the step takes `days` working days in all, an
            open one counted from the first day of its plan; "person" = `user_id` does it, who is there from `free_on`
            on (None = today) and will be away on `away`.
    """

    step: StepId
    change: Literal["today", "days", "person"]
    days: int = 0
    user_id: UserId | None = None
    free_on: date | None = None
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """By when a step has to be finished, so that the rest, by most likely durations, still makes the target.

    Attributes:
        short: Working days by which its forecast passes that day; above 0 = too late already.
    """

    step: StepId
    by: date
    short: int


@dataclass(frozen=True, slots=True)
class Supposed:
    """What becomes of an opening.

    Attributes:
        spans: First and last day of every step, as of `forecast.Forecast`.
        finish: Deterministic forecast of the goal. `p50`, `p80`, `chance`, `histogram`: simulated.
        target: The target supposed. `dues`: planning back from it, unfinished steps that lead to the goal.
        missed: Working days by which the goal misses the target even if every step to come takes its optimistic
            estimate and every open one is finished as early as it can be; 0 = the target can still be made.
    """

    spans: Mapping[StepId, tuple[date, date]]
    finish: date | None
    p50: date
    p80: date
    chance: float | None
    histogram: tuple[tuple[date, int], ...]
    target: date | None
    dues: tuple[Due, ...] = ()
    missed: int = 0


def suppose(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    changes: Iterable[Supposition],
    today: date,
    calendar: Calendar,
    start_on: date,
    target: date | None = None,
    trials: int = TRIALS,
) -> Supposed:
    """The opening under all these changes together; what does not concern an unfinished step is left out.

    Raises:
        Problem: `schedule.no_goal`; `calendar.out_of_range`.
    """
    network, progress = changed(network, progress, changes, today, calendar)
    odds = simulate(network, progress, today, calendar, start_on, target, trials)
    forecast = deterministic(network, progress, today, calendar, start_on)
    finishes = {step: span[1] for step, span in forecast.spans.items()}
    dues = plan_back(network, progress, finishes, target, calendar) if target is not None else ()
    missed = 0
    if target is not None:
        quick = _at_best(network, progress, today, calendar, start_on)
        missed = max(0, calendar.between(target, quick)) if quick is not None else 0
    return Supposed(
        forecast.spans,
        forecast.finish,
        odds.p50,
        odds.p80,
        odds.chance_of_target,
        odds.histogram,
        target,
        dues,
        missed,
    )


def changed(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    changes: Iterable[Supposition],
    today: date,
    calendar: Calendar,
) -> tuple[Network, dict[StepId, StepProgress]]:
    """The network and the progress under these changes, the later ones over the earlier."""
    made = dict(progress)
    for change in changes:
        at = network.position.get(change.step, -1)
        known = made.get(change.step, PENDING)
        if at < 0 or not network.is_work[at] or known.state in CLOSED:
            continue
        match change.change:
            case "today":
                if known.state is StepState.OPEN:
                    made[change.step] = replace(known, state=StepState.DONE, finished_on=today)
            case "days":
                days = max(1, change.days)
                if known.state is StepState.OPEN:
                    made[change.step] = _lasting(known, network.likely[at], days, today, calendar)
                network = _taking(network, at, days)
            case "person":
                made[change.step] = replace(known, free_on=change.free_on, away=change.away, has_deputy=False)
    return network, made


def _lasting(known: StepProgress, likely: int, days: int, today: date, calendar: Calendar) -> StepProgress:
    """An open step of so many days from the first day of its plan; a deadline moved by hand counts no more."""
    if known.own_finish is not None:
        begun = calendar.last_index(known.own_finish) - max(likely, 1) + 1
    else:
        begun = calendar.index(known.created_on or today)
    return replace(known, own_finish=calendar.day(begun + days - 1), deadline=None)


def plan_back(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    finishes: Mapping[StepId, date],
    target: date,
    calendar: Calendar,
) -> tuple[Due, ...]:
    """Latest finish of every unfinished step that leads to the goal, in topological order: a backward pass.

    Args:
        finishes: Of every step, actual or forecast.
    """
    if network.goal < 0:
        return ()
    late: dict[int, int] = {network.goal: calendar.last_index(target)}
    found: list[Due] = []
    for at in reversed(network.leads):
        bound, known = late.get(at), progress.get(network.ids[at], PENDING)
        if bound is None or known.state in CLOSED:
            continue
        step = network.ids[at]
        found.append(Due(step, calendar.day(bound), calendar.last_index(finishes[step]) - bound))
        if known.state is StepState.OPEN:
            continue  # its inputs bind nothing any more
        before = bound - network.likely[at]
        for source, lag in network.inputs[at]:
            late[source] = min(late.get(source, before - lag), before - lag)
    return tuple(reversed(found))


def _at_best(
    network: Network, progress: Mapping[StepId, StepProgress], today: date, calendar: Calendar, start_on: date
) -> date | None:
    """Finish of the goal if everything that is left goes as fast as its estimates allow."""
    quick = tuple(min(estimate.optimistic, estimate.likely) for estimate in network.estimates)
    best = {
        step: _lasting(known, network.likely[network.position[step]], quick[network.position[step]], today, calendar)
        if known.state is StepState.OPEN and step in network.position
        else known
        for step, known in progress.items()
    }
    return deterministic(replace(network, likely=quick), best, today, calendar, start_on).finish
