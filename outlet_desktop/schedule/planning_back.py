"""Counting back from a target: the last day on which the work may begin. Pure.

A plan without progress is counted in numbered working days from its start, so it has the same length wherever it
begins: what takes n working days to a date takes n working days to every other.
"""

from __future__ import annotations

from datetime import date

from outlet_desktop.schedule.workdays import Calendar


def latest_start(target: date, start_on: date, finish_on: date, calendar: Calendar) -> date:
    """The last working day from which a plan that runs from `start_on` to `finish_on` still makes `target`.

    The first day of the calendar where that would lie before it.

    Raises:
        Problem: `calendar.out_of_range` for a date outside the calendar.
    """
    length = calendar.last_index(finish_on) - calendar.index(start_on)
    return calendar.day(max(0, calendar.last_index(target) - length))
