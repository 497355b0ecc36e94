"""Why the opening date has moved: the shift of the goal, split among the steps that caused it (design §2).

Read every step as a duration: the working days from the latest of its inputs (with lags) to its own finish.
With the durations of the plan the goal stands on its baseline, with those that came true (or are forecast) on its
forecast. A part is what the goal moves by when one step's duration is put back to the plan, those before it
being back already. So parts add up to the whole shift by construction, a delay counts only beyond the slack
it met, and nothing is left over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.critical_path import Network, driving_chain, forward
from outlet_desktop.schedule.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Part:
    """So many working days of the shift of the goal are this step's.

    Attributes:
        step: "" = nobody's: the calendar has changed since the baseline was made.
        days: Signed; negative = it has won days back.
    """

    step: StepId
    days: int


def waterfall(
    network: Network,
    finishes: Mapping[StepId, date],
    baseline_finish: date,
    calendar: Calendar,
    start_on: date,
) -> tuple[Part, ...]:
    """Parts of the working days from the baseline of the goal to its forecast, in the order of the driving chain.

    First come the steps of the chain that drives the goal now, first to last. Where their delays hid another
    chain that is late too, its steps follow, and so on; then the steps that have won days on the chain of the
    plan. Steps that move the goal by nothing are left out.

    Args:
        network: As at the launch: without the steps whose condition is false, with those skipped by hand later.
        finishes: Finish of every step, actual or forecast (`forecast.Forecast.spans`).
        baseline_finish: Of the goal.
        start_on: Start of the opening.

    Raises:
        Problem: `calendar.out_of_range`.
    """
    if network.goal < 0:
        return ()
    start = calendar.index(start_on)
    came = _durations(network, [calendar.last_index(finishes[step]) for step in network.ids], start)
    parts: list[Part] = []
    where = forward(network, start, came)
    put_back: set[int] = set()
    planned = forward(network, start)
    while True:
        while chain := _unread(network, where, put_back):
            where = _put_back(network, chain, came, where, start, put_back, parts)
        if where[network.goal] == planned[network.goal]:
            break
        # Earlier than planned: steps on the chain of the plan have won days, which may have hidden a delay.
        chain = _unread(network, planned, put_back)
        where = _put_back(network, chain, came, where, start, put_back, parts)
    moved = where[network.goal] - calendar.last_index(baseline_finish)
    if moved:
        parts.append(Part("", moved))
    return tuple(parts)


def _durations(network: Network, finish: list[int], start: int) -> list[int]:
    """Working days from the latest input of every step to its finish; negative where the input was renewed."""
    return [
        finish[at] - (max([finish[source] + lag for source, lag in inputs]) if inputs else start - 1)
        for at, inputs in enumerate(network.inputs)
    ]


def _unread(network: Network, finish: list[int], put_back: set[int]) -> list[int]:
    """Positions of the chain that drives the goal, first to last, that have not been put back yet."""
    chain = [network.position[step] for step in driving_chain(network, finish)]
    return [at for at in chain if at not in put_back]


def _put_back(
    network: Network,
    chain: list[int],
    came: list[int],
    where: list[int],
    start: int,
    put_back: set[int],
    parts: list[Part],
) -> list[int]:
    """Give these steps their planned durations, one by one, and note what the goal moves by each time."""
    for at in chain:
        put_back.add(at)
        if came[at] == network.likely[at]:
            continue
        came[at] = network.likely[at]
        after = forward(network, start, came)
        days = where[network.goal] - after[network.goal]
        if days:
            parts.append(Part(network.ids[at], days))
        where = after
    return where
