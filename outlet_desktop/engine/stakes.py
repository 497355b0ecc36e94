"""What waits for an answer: the opening date as it is now, the steps behind it, the price of a day. Pure."""

from __future__ import annotations

from datetime import datetime

from outlet_desktop.domain.opening import Opening, StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine.effects import Stake
from outlet_desktop.engine.ground import progress_of
from outlet_desktop.engine.situation import Seen, Situation, skipped_steps
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import deterministic, working_today
from outlet_desktop.schedule.workdays import Calendar


def stake_of(
    opening: Opening, seen: Seen, where: Situation, step_id: StepId, now: datetime, calendar: Calendar
) -> Stake:
    """What waits for that step. `now`: the portal's clock, in its zone. Problem: `calendar.out_of_range`."""
    template = opening.template
    behind = template.descendants(step_id)
    waiting = sum(1 for other in behind if where.states.get(other) is StepState.PENDING)
    if not template.goal or template.goal in where.finished_on:
        return Stake(None, waiting, None)
    network = Network.of(template, skipped_steps(opening))
    today = working_today(now, calendar)
    forecast = deterministic(network, progress_of(opening, seen, where, now), today, calendar, opening.start_on)
    return Stake(forecast.finish, waiting, forecast.total_float.get(step_id))
