"""By how much each exception of the company's calendar moves the forecast of an opening. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from outlet_desktop.domain.opening import Opening
from outlet_desktop.engine.ground import Ground
from outlet_desktop.schedule.forecast import deterministic
from outlet_desktop.schedule.workdays import Calendar


def shifts(opening: Opening, ground: Ground, law: Calendar, exceptions: Mapping[date, bool]) -> dict[date, int]:
    """Exception -> signed working days between the forecast without it and with it; 0 is left out.

    The days are counted by the calendar without that exception.
    """
    whole = _finish(opening, ground, law.with_exceptions(exceptions))
    found: dict[date, int] = {}
    for day in exceptions:
        others = law.with_exceptions({one: flag for one, flag in exceptions.items() if one != day})
        without = _finish(opening, ground, others)
        if whole is not None and without is not None and whole != without:
            found[day] = others.between(without, whole)
    return {day: shift for day, shift in found.items() if shift}


def _finish(opening: Opening, ground: Ground, calendar: Calendar) -> date | None:
    return deterministic(ground.network, ground.progress, ground.today, calendar, opening.start_on).finish
