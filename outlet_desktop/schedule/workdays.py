"""Working days as an index table: every question is one look-up, and any calendar is expressible.

A working Saturday breaks every "weekmask plus holidays" routine (`numpy.busday_*` cannot say it), so the
table holds one flag a day. Working days are numbered from 0; schedules are integer arithmetic on these
numbers, and dates are made at the border only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import OFFICE_HOURS, WorkingHours

_SATURDAY = 5
_WEEK = b"\x01\x01\x01\x01\x01\x00\x00"  # Monday to Friday are worked


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, from `first` on, for as long as the table reaches.

    Every method raises Problem `calendar.out_of_range` for a day, given or resulting, beyond the table
    (`days_off` and `working_weekends`, which serve drawing, cut their range to the table instead).

    Attributes:
        first: The day of the first flag.
        flags: One byte a day: 1 = working, 0 = day off.
        preliminary: Years for which the government's decree on moved days is not known.
        hours: The hours of a working day; dates are counted without them.
    """

    first: date
    flags: bytes
    preliminary: frozenset[int] = frozenset()
    hours: WorkingHours = OFFICE_HOURS
    _origin: int = field(init=False, repr=False, compare=False)
    _before: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _days: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        origin = self.first.toordinal()
        object.__setattr__(self, "_origin", origin)
        # _before[n] = working days strictly before day n of the table; one entry more than there are days.
        object.__setattr__(self, "_before", (0, *accumulate(self.flags)))
        days = tuple(date.fromordinal(origin + n) for n, flag in enumerate(self.flags) if flag)
        object.__setattr__(self, "_days", days)

    @property
    def last(self) -> date:
        """The last day of the table."""
        return date.fromordinal(self._origin + len(self.flags) - 1)

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        return self.flags[self._offset(day)] == 1

    def first_from(self, day: date) -> date:
        """The first working day on or after `day`."""
        return self.day(self._before[self._offset(day)])

    def next_after(self, day: date) -> date:
        """The first working day after `day`."""
        return self.day(self._before[self._offset(day) + 1])

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`; before it for a negative n; `first_from(day)` for 0.

        `between(day, add(day, n)) == n` for every n > 0, and for n <= 0 when `day` itself is worked.
        """
        offset = self._offset(day)
        return self.day(self._before[offset + 1] + n - 1 if n > 0 else self._before[offset] + n)

    def between(self, a: date, b: date) -> int:
        """Working days in (a, b], signed: Friday to Monday +1, the same day 0, Monday to Friday -1."""
        return self._before[self._offset(b) + 1] - self._before[self._offset(a) + 1]

    def index(self, day: date) -> int:
        """The number of that working day; of the next one for a day off."""
        return self._before[self._offset(day)]

    def last_index(self, day: date) -> int:
        """The number of that working day; of the one before for a day off (-1 before the first)."""
        return self._before[self._offset(day) + 1] - 1

    def day(self, index: int) -> date:
        """The working day of that number."""
        if 0 <= index < len(self._days):
            return self._days[index]
        raise self._beyond(self.first if index < 0 else self.last)

    def days_off(self, a: date, b: date) -> tuple[date, ...]:
        """Days off from Monday to Friday, a to b inclusive: what is shaded beside plain weekends."""
        return self._unusual(a, b, working=False)

    def working_weekends(self, a: date, b: date) -> tuple[date, ...]:
        """Saturdays and Sundays that are worked, a to b inclusive."""
        return self._unusual(a, b, working=True)

    def is_preliminary(self, year: int) -> bool:
        """Whether the decree on moved days of that year is not known (or the table does not hold it)."""
        return year in self.preliminary or not self.first.year <= year <= self.last.year

    def with_exceptions(self, exceptions: Mapping[date, bool]) -> Calendar:
        """The calendar with these days worked (True) or off (False); days beyond the table are left out."""
        flags = bytearray(self.flags)
        for day, is_working in exceptions.items():
            offset = day.toordinal() - self._origin
            if 0 <= offset < len(flags):
                flags[offset] = 1 if is_working else 0
        return replace(self, flags=bytes(flags))

    def with_hours(self, hours: WorkingHours) -> Calendar:
        """The same days worked at other hours."""
        return self if hours == self.hours else replace(self, hours=hours)

    def _offset(self, day: date) -> int:
        offset = day.toordinal() - self._origin
        if 0 <= offset < len(self.flags):
            return offset
        raise self._beyond(day)

    def _beyond(self, day: date) -> Problem:
        return Problem("calendar.out_of_range", day=day, first=self.first, last=self.last)

    def _unusual(self, a: date, b: date, *, working: bool) -> tuple[date, ...]:
        start = max(a.toordinal() - self._origin, 0)
        end = min(b.toordinal() - self._origin + 1, len(self.flags))
        monday = self._origin % 7 - 1  # date.fromordinal(1) is a Monday
        return tuple(
            date.fromordinal(self._origin + n)
            for n in range(start, end)
            if bool(self.flags[n]) is working and ((n + monday) % 7 >= _SATURDAY) is working
        )


def plain_calendar(first: date, last: date, days_off: Iterable[date] = ()) -> Calendar:
    """A five-day week from `first` to `last` inclusive without the given days."""
    count = (last - first).days + 1
    weekday = first.weekday()
    flags = (_WEEK * (count // 7 + 2))[weekday : weekday + count]
    return Calendar(first, flags).with_exceptions(dict.fromkeys(days_off, False))


# --------------------------------------------------------------------------- the Russian production calendar

# Non-working holidays of article 112 of the Labour Code, since 2013: (month, day).
_JANUARY = tuple((1, day) for day in range(1, 9))
_HOLIDAYS = (*_JANUARY, (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))

# Days off moved by yearly decree of the government, (from, to) as (month, day). A release of `holidays` that
# knows the decree wins (decrees get amended); this table serves where it is older than the decree.
_DECREES: Mapping[int, tuple[tuple[tuple[int, int], tuple[int, int]], ...]] = {
    2023: (((1, 1), (2, 24)), ((1, 8), (5, 8))),
    2024: (
        ((4, 27), (4, 29)),
        ((11, 2), (4, 30)),
        ((1, 6), (5, 10)),
        ((12, 28), (12, 30)),
        ((1, 7), (12, 31)),
    ),
    2025: (
        ((1, 4), (5, 2)),
        ((2, 23), (5, 8)),
        ((3, 8), (6, 13)),
        ((11, 1), (11, 3)),
        ((1, 5), (12, 31)),
    ),
    2026: (((1, 3), (1, 9)), ((1, 4), (12, 31))),
    2027: (((2, 20), (2, 22)), ((1, 2), (11, 5)), ((1, 3), (12, 31))),
}


def russian_calendar(
    exceptions: Mapping[date, bool] | None = None,
    first_year: int = 2023,
    last_year: int = 2032,
    hours: WorkingHours = OFFICE_HOURS,
) -> Calendar:
    """The Russian production calendar of the five-day week, with moved days and working Saturdays.

    Years whose decree is known come from the `holidays` library; later ones follow article 112 alone (a
    holiday on a weekend moves its day off to the next working day, but for 1-8 January) and are marked
    preliminary. Cached; the first call imports `holidays`.

    Args:
        exceptions: The company's own days: day -> whether it is worked. They win.
        first_year: First year of the table, >= 2013.
        last_year: Last year of the table, inclusive.
        hours: Of a working day.
    """
    return _russian(first_year, last_year, frozenset((exceptions or {}).items()), hours)


@lru_cache(maxsize=64)
def _russian(
    first_year: int, last_year: int, exceptions: frozenset[tuple[date, bool]], hours: WorkingHours = OFFICE_HOURS
) -> Calendar:
    if exceptions or hours != OFFICE_HOURS:
        plain = _russian(first_year, last_year, frozenset(), OFFICE_HOURS)
        return plain.with_exceptions(dict(exceptions)).with_hours(hours)
    from holidays.countries.russia import Russia  # 60 ms, so not before somebody asks for a calendar

    library = Russia(years=range(first_year, last_year + 1))  # type: ignore[no-untyped-call]
    decreed: dict[int, set[date]] = {year: set() for year in range(first_year, last_year + 1)}
    for day in library:
        if day.weekday() < _SATURDAY:
            decreed[day.year].add(day)
    worked: set[date] = set()
    days_off: set[date] = set()
    preliminary = set()
    # Releases without this attribute know moved days but not the Saturdays worked for them.
    worked_weekends = getattr(library, "weekend_workdays", None)
    for year, library_days in decreed.items():
        if worked_weekends is not None and not library_days <= _lawful(year, ())[0]:
            days_off |= library_days
            worked |= {day for day in worked_weekends if day.year == year}
            continue
        moves = _DECREES.get(year, ())  # nothing moved beyond the law: the library lacks the decree
        if not moves:
            preliminary.add(year)
        off, worked_by_decree = _lawful(year, moves)
        days_off |= off
        worked |= worked_by_decree
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    flags = plain_calendar(first, last, days_off).with_exceptions(dict.fromkeys(worked, True)).flags
    return Calendar(first, flags, frozenset(preliminary))


def _lawful(year: int, moves: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> tuple[set[date], set[date]]:
    """Days off from Monday to Friday, and worked weekend days, by article 112 and the given decree.

    A moved-from day that is no holiday is worked (a working Saturday); one that is a holiday stays off and
    the decree replaces the law's own move of it.
    """
    holidays = {date(year, *day) for day in _HOLIDAYS}
    moved_from = {date(year, *source) for source, _ in moves}
    off = holidays | {date(year, *target) for _, target in moves}
    fixed = {date(year, *day) for day in _JANUARY} | moved_from
    for holiday in sorted(holidays - fixed):
        if holiday.weekday() >= _SATURDAY:
            day = holiday
            while day.weekday() >= _SATURDAY or day in off:
                day += timedelta(days=1)
            off.add(day)
    return {day for day in off if day.weekday() < _SATURDAY}, moved_from - holidays
