"""Who is away, and when: the portal's calendar, hours and messenger as our values. Pure, as `decode` is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from outlet_desktop.domain.opening import Person
from outlet_desktop.portal import shape
from outlet_desktop.portal.shape import Row

Json = Any
Workday = tuple[time, time]
Span = tuple[date, date]

OFFICE_DAY: Workday = (time(9), time(18))  # where the portal does not tell its hours
_DAY = timedelta(days=1)


def calendar_absences(result: Json, today: date, workday: Workday = OFFICE_DAY) -> dict[int, date]:
    """User -> last day of an absence that takes the whole of today, out of `calendar.accessibility.get`.

    What takes the working day from its start to its end takes the whole of it.
    Entries without a body (of other people's private calendars) say nothing and are skipped.
    """
    until: dict[int, date] = {}
    for user_id, (first, last) in _spans(result, workday):
        if first <= today <= last:
            until[user_id] = max(until.get(user_id, last), last)
    return until


def calendar_absences_to_come(result: Json, today: date, workday: Workday = OFFICE_DAY) -> dict[int, tuple[Span, ...]]:
    """User -> first and last days of whole-day absences after today, earliest first, out of the same answer."""
    found: dict[int, set[Span]] = {}
    for user_id, span in _spans(result, workday):
        if span[0] > today:
            found.setdefault(user_id, set()).add(span)
    return {user_id: tuple(sorted(spans)) for user_id, spans in found.items()}


def _spans(result: Json, workday: Workday) -> Iterator[tuple[int, Span]]:
    answer = Row(result, "calendar.accessibility.get", "result")
    for key in answer.names():
        user_id = shape.whole(key, answer.method, f"result[{key}]")
        for entry in answer.rows(key):
            span = _whole_days(entry, workday)
            if span is not None:
                yield user_id, span


def _whole_days(entry: Row, workday: Workday) -> Span | None:
    """The first and last day of which it takes all the working hours."""
    if entry.text("ACCESSIBILITY") != "absent" or "DATE_FROM" not in entry or "DATE_TO" not in entry:
        return None
    start, end = _moment(entry, "DATE_FROM"), _moment(entry, "DATE_TO")
    if start is None or end is None:
        return None
    first, last = start.date(), end.date()
    is_by_days = entry.flag("DT_SKIP_TIME") or (start.time() == time(0) and end.time() == time(0))
    if not is_by_days:
        first += _DAY * (start.time() > workday[0])
        last -= _DAY * (end.time() < workday[1])
    return (first, last) if first <= last else None


def _moment(entry: Row, key: str) -> datetime | None:
    text = entry.text(key)
    for form in ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None  # a portal with another display format: better no absence than a wrong one


def work_time(settings: Json) -> tuple[time, time] | None:
    """Start and end of the working day out of `calendar.settings.get`, where half past nine is "9.30"."""
    if not isinstance(settings, Mapping):
        return None
    found = [_hour(settings.get(key)) for key in ("work_time_start", "work_time_end")]
    start, end = found
    return (start, end) if start is not None and end is not None else None


def _hour(value: Json) -> time | None:
    hour, _, minute = str(value).strip().replace(":", ".").partition(".")
    if not hour.isdecimal() or (minute and not minute.isdecimal()):
        return None
    at = int(hour), int(minute or 0)
    return time(*at) if at[0] < 24 and at[1] < 60 else None


def messenger_absences(result: Json, today: date) -> dict[int, date]:
    """The same out of `im.user.list.get`, where `absent` is the moment of the return or false."""
    until: dict[int, date] = {}
    for row in shape.rows(result, "im.user.list.get", "result"):
        back = row.moment_or_none("absent")
        if back is not None and back.date() >= today:
            until[row.number("id")] = back.date()
    return until


def with_absences(
    people: Iterable[Person],
    until: Mapping[int, date],
    coming: Mapping[int, tuple[tuple[date, date], ...]] | None = None,
) -> tuple[Person, ...]:
    """The people, those absent today with the last day of it, and with the absences to come."""
    ahead = coming or {}
    return tuple(
        replace(one, absent_until=until.get(one.user_id), away=ahead.get(one.user_id, ()))
        if one.user_id in until or one.user_id in ahead
        else one
        for one in people
    )
