"""What would bring an opening nearer: one change at a time, each simulated with the same draws.

Every step keeps its draws from one simulation to the next (`monte_carlo.simulate`), so two of them differ by
the change alone and a gain of a day is a gain, not noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, StepId
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import CLOSED, PENDING, StepProgress
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
    """The network in which that step takes exactly so many days."""
    estimates, likely = list(network.estimates), list(network.likely)
    estimates[at], likely[at] = Estimate(days, days, days), days
    return replace(network, estimates=tuple(estimates), likely=tuple(likely))
