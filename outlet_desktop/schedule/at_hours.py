"""Hours, which exist only at the portal's border: plans start and end at the company's working hours in its zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from outlet_desktop.problem import Problem

LEAST = timedelta(hours=1)  # a working day shorter than that is a slip of the hand

# Europe/Samara has had +04:00 without daylight saving since 2011; a fixed offset needs no zone database,
# which Windows lacks.
SAMARA = timezone(timedelta(hours=4), "Europe/Samara")

# Names in the store's `meta`: chosen by the company, told by the portal. The first that is kept counts.
CHOSEN, OF_PORTAL = "working_hours", "portal_hours"

_TEXT = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The working day of the company, in the portal's zone, to the minute.

    Attributes:
        start: START_DATE_PLAN; from then on people are written to.
        end: DEADLINE, END_DATE_PLAN; from then on "today" is the next working day.

    Raises:
        Problem: `settings.hours_order`, `settings.hours_short`.
    """

    start: time = time(9)
    end: time = time(18)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise Problem("settings.hours_order", start=f"{self.start:%H:%M}", end=f"{self.end:%H:%M}")
        if timedelta(hours=self.end.hour - self.start.hour, minutes=self.end.minute - self.start.minute) < LEAST:
            raise Problem("settings.hours_short")

    def __str__(self) -> str:
        """For people: "09:00–18:00"."""
        return f"{self.start:%H:%M}–{self.end:%H:%M}"

    def holds(self, at: time) -> bool:
        """Whether people are at work at that time of a working day."""
        return self.start <= at < self.end

    def as_text(self) -> str:
        """As the store keeps them: "09:00-18:00"."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @classmethod
    def of_text(cls, text: str | None) -> WorkingHours | None:
        """The hours of `as_text`; None for what is no hours (or were never kept)."""
        found = _TEXT.fullmatch(text or "")
        if found is None:
            return None
        first, first_minute, last, last_minute = (int(part) for part in found.groups())
        try:
            return cls(time(first, first_minute), time(last, last_minute))
        except (ValueError, Problem):
            return None


OFFICE_HOURS = WorkingHours()


def portal_moment(day: date, at: time, zone: tzinfo = SAMARA) -> datetime:
    """That time of that day in the portal's zone, aware."""
    return datetime.combine(day, at, zone)


def plan_start(day: date, zone: tzinfo = SAMARA, hours: WorkingHours = OFFICE_HOURS) -> datetime:
    """When a step planned from `day` starts: with the working day, in the portal's zone."""
    return portal_moment(day, hours.start, zone)


def plan_end(day: date, zone: tzinfo = SAMARA, hours: WorkingHours = OFFICE_HOURS) -> datetime:
    """When a step planned to finish on `day` is due: at the end of the working day, in the portal's zone."""
    return portal_moment(day, hours.end, zone)


def portal_date(moment: datetime, zone: tzinfo = SAMARA) -> date:
    """The portal-zone date of an aware moment (the actual finish of a CLOSED_DATE)."""
    return moment.astimezone(zone).date()
