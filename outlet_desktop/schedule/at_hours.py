"""Hours, which exist only at the portal's border: plans start at 09:00 and end at 18:00 in its zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo

START_HOUR = 9  # START_DATE_PLAN
END_HOUR = 18  # DEADLINE, END_DATE_PLAN

# Europe/Samara has had +04:00 without daylight saving since 2011; a fixed offset needs no zone database,
# which Windows lacks.
SAMARA = timezone(timedelta(hours=4), "Europe/Samara")


def portal_moment(day: date, hour: int, zone: tzinfo = SAMARA) -> datetime:
    """That hour of that day in the portal's zone, aware."""
    return datetime.combine(day, time(hour), zone)


def plan_start(day: date, zone: tzinfo = SAMARA) -> datetime:
    """When a step planned from `day` starts: 09:00 in the portal's zone."""
    return portal_moment(day, START_HOUR, zone)


def plan_end(day: date, zone: tzinfo = SAMARA) -> datetime:
    """When a step planned to finish on `day` is due: 18:00 in the portal's zone."""
    return portal_moment(day, END_HOUR, zone)


def portal_date(moment: datetime, zone: tzinfo = SAMARA) -> date:
    """The portal-zone date of an aware moment (the actual finish of a CLOSED_DATE)."""
    return moment.astimezone(zone).date()
