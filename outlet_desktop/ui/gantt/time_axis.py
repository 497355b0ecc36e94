"""Dates to horizontal pixels and back; months, weeks and days off along the axis. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

MIN_PX_PER_DAY, MAX_PX_PER_DAY = 1.0, 48.0
WEEKENDS_FROM = 6.0  # px/day from which plain weekends are shaded
DAYS_FROM = 18.0  # px/day from which every day carries its number
_TICK_ROOM = 20.0  # px a tick label needs


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A linear time axis.

    Attributes:
        left: Proleptic ordinal of the day at x = 0 (as `date.toordinal`), fractions are hours of it.
        px_per_day: Scale, between 1 and 48 px.
    """

    left: float
    px_per_day: float = 4.45

    def x(self, day: date) -> float:
        """Left edge of `day` (its midnight)."""
        return (day.toordinal() - self.left) * self.px_per_day

    def end(self, day: date) -> float:
        """Right edge of `day`: where a bar with that inclusive finish ends."""
        return (day.toordinal() + 1 - self.left) * self.px_per_day

    def day_at(self, x: float) -> float:
        """Ordinal (with fraction) under `x`; the inverse of `x`."""
        return self.left + x / self.px_per_day

    def date_at(self, x: float) -> date:
        """The date under `x`."""
        return date.fromordinal(int(self.day_at(x) // 1))

    def zoomed(self, factor: float, x: float) -> TimeAxis:
        """Scale times `factor`, the moment under `x` stays under `x`."""
        return self.scaled(self.px_per_day * factor, x)

    def scaled(self, px_per_day: float, x: float) -> TimeAxis:
        """That scale (kept within its limits), the moment under `x` stays under `x`."""
        px = min(MAX_PX_PER_DAY, max(MIN_PX_PER_DAY, px_per_day))
        return TimeAxis(self.day_at(x) - x / px, px)

    def moved(self, dx: float) -> TimeAxis:
        """Content moved by `dx` px to the left."""
        return replace(self, left=self.left + dx / self.px_per_day)

    def clamped(self, first: date, last: date, width: float) -> TimeAxis:
        """Moved so that the view stays within `first` .. `last`; a shorter range sticks to `first`."""
        latest = last.toordinal() + 1 - width / self.px_per_day
        return replace(self, left=max(first.toordinal(), min(self.left, latest)))

    def months(self, width: float) -> Iterator[tuple[date, float, float]]:
        """(first day, left edge, right edge) of every month that shows within 0 .. width."""
        day = self.date_at(0).replace(day=1)
        while (left := self.x(day)) < width:
            following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
            yield day, left, self.x(following)
            day = following

    def ticks(self, width: float) -> Iterator[tuple[date, float]]:
        """(day, left edge) of the lower header row: Mondays, from 18 px/day every day, far out fewer.

        Below the width of a label every second or fourth Monday is kept, counted from a fixed Monday so that
        scrolling does not make them jump.
        """
        step = 1 if self.px_per_day >= DAYS_FROM else 7
        while step >= 7 and step * self.px_per_day < _TICK_ROOM:
            step *= 2
        first = int(self.day_at(0) // 1)
        # Ordinal 1 (0001-01-01) is a Monday.
        first -= (first - 1) % step
        while (x := (first - self.left) * self.px_per_day) < width:
            yield date.fromordinal(first), x
            first += step

    def weeks(self, width: float) -> Iterator[float]:
        """Left edges of the Mondays within 0 .. width; none where they would be closer than 10 px."""
        if self.px_per_day * 7 < 10:
            return
        first = int(self.day_at(0) // 1)
        first -= (first - 1) % 7
        while (x := (first - self.left) * self.px_per_day) < width:
            yield x
            first += 7


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Which days are shaded.

    Attributes:
        holidays: Non-working days that are not plain weekends.
        working: Working Saturdays and Sundays.
    """

    holidays: frozenset[int] = frozenset()
    working: frozenset[int] = frozenset()

    @classmethod
    def of(cls, days_off: Sequence[date], working_weekends: Sequence[date]) -> DaysOff:
        """From the dates of a portfolio."""
        return cls(
            frozenset(day.toordinal() for day in days_off),
            frozenset(day.toordinal() for day in working_weekends),
        )

    def is_off(self, day: int) -> bool:
        """Whether that ordinal is a non-working day (ordinal % 7: 1 Monday ... 6 Saturday, 0 Sunday)."""
        return day in self.holidays or (day % 7 in (6, 0) and day not in self.working)

    def working_days(self, start: date, finish: date) -> int:
        """Signed count of working days in (start, finish]."""
        first, last = sorted((start.toordinal(), finish.toordinal()))
        count = sum(not self.is_off(day) for day in range(first + 1, last + 1))
        return count if start <= finish else -count

    def bands(self, axis: TimeAxis, width: float) -> Iterator[tuple[float, float, bool]]:
        """(left, right, is a holiday) of every run of non-working days within 0 .. width.

        A run that holds at least one holiday is shaded as one (the weekend inside the New Year holidays does not
        break the band); plain weekends come from 6 px/day on.
        """
        if not self.holidays and axis.px_per_day < WEEKENDS_FROM:
            return
        first, last = int(axis.day_at(0) // 1) - 14, int(axis.day_at(width) // 1) + 14
        start: int | None = None
        holiday = False
        for day in range(first, last + 2):
            if self.is_off(day):
                start = day if start is None else start
                holiday = holiday or day in self.holidays
            elif start is not None:
                if holiday or axis.px_per_day >= WEEKENDS_FROM:
                    left = (start - axis.left) * axis.px_per_day
                    right = (day - axis.left) * axis.px_per_day
                    if right > 0 and left < width:
                        yield left, right, holiday
                start, holiday = None, False


def place_label(left: float, right: float, width: float, view: tuple[float, float], gap: float = 10.0) -> float | None:
    """Where the label of a bar starts: right of it, else left of it, else (or bar out of view) None.

    Args:
        left, right: Ends of the bar with its whisker, px. width: Of the label, px.
        view: Left and right edge of the visible chart, px.
    """
    first, last = view
    if right < first or left > last:
        return None
    if right + gap + width <= last - 4:
        return right + gap
    if left - gap - width >= first + 4:
        return left - gap - width
    return None


def moment(as_of: str, today: date) -> float:
    """Ordinal with fraction of the portal's clock: `as_of` where it is of `today`, else the middle of it.

    Args:
        as_of: ISO moment in the portal's zone, or "".
    """
    if as_of[:10] == today.isoformat() and len(as_of) >= 16:
        try:
            hours, minutes = int(as_of[11:13]), int(as_of[14:16])
        except ValueError:
            return today.toordinal() + 0.5
        return today.toordinal() + (hours * 60 + minutes) / 1440
    return today.toordinal() + 0.5
