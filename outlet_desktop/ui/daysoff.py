"""A stretch of the production calendar: which days are off, and which of them are more than a weekend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from outlet_desktop.schedule.workdays import Calendar, russian_calendar

_LONG = 4  # days: a run that long stops work noticeably
_MARGIN = timedelta(days=14)  # so that a run is seen whole


@dataclass(frozen=True, slots=True)
class CalendarSlice:
    """Days off of a calendar, from a date to another.

    Attributes:
        holidays: Days off from Monday to Friday.
        runs: Maximal runs (from, to) of days off that hold at least one of `holidays`.
        working_weekends: Saturdays and Sundays that are worked.
    """

    holidays: tuple[date, ...] = ()
    runs: tuple[tuple[date, date], ...] = ()
    working_weekends: tuple[date, ...] = ()

    def long_runs(self, start: date, end: date) -> tuple[tuple[date, date], ...]:
        """Runs of at least 4 days that lie inside [start, end]."""
        return tuple(
            run for run in self.runs if start <= run[0] and run[1] <= end and (run[1] - run[0]).days + 1 >= _LONG
        )


def slice_of_calendar(first: date, last: date, calendar: Calendar | None = None) -> CalendarSlice:
    """The calendar from two weeks before `first` to two weeks after `last`, as far as its table reaches.

    Without `calendar` the Russian one; its first use takes tens of milliseconds: call this off the GUI thread.
    """
    table = calendar or russian_calendar()
    day = max(table.first, min(first, last) - _MARGIN)
    last = min(table.last, max(first, last) + _MARGIN)
    holidays = table.days_off(day, last)
    working = table.working_weekends(day, last)
    unusual = frozenset(holidays)
    runs: list[tuple[date, date]] = []
    run: list[date] = []
    while day <= last:
        if not table.is_working(day):
            run.append(day)
        else:
            if not unusual.isdisjoint(run):
                runs.append((run[0], run[-1]))
            run = []
        day += timedelta(days=1)
    if not unusual.isdisjoint(run):
        runs.append((run[0], run[-1]))
    return CalendarSlice(holidays, tuple(runs), working)
