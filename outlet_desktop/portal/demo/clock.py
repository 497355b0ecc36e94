"""The portal's clock, its working time, and the spellings of its dates."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

SAMARA = timezone(timedelta(hours=4))
"""Europe/Samara has had no daylight saving since 2010: a fixed +04:00."""

DEFAULT_START = datetime(2026, 11, 24, 9, 0, tzinfo=SAMARA)

_DAY = 86_400
_OFFSET = 4 * 3600
_OPEN, _SHUT = 9 * 3600, 18 * 3600


class DemoClock:
    """Portal time: it runs `speed` portal seconds per real second and can be moved forward.

    Unix seconds everywhere (float); `real` is the monotonic source, injectable for tests.
    """

    def __init__(self, at: float, speed: float = 1.0, real: Callable[[], float] = time.monotonic) -> None:
        self._real = real
        self._base = at
        self._since = real()
        self._speed = speed

    @property
    def speed(self) -> float:
        """Portal seconds per real second; 0 stands still."""
        return self._speed

    def now(self) -> float:
        """The portal's unix time."""
        return self._base + (self._real() - self._since) * self._speed

    def set_speed(self, speed: float) -> None:
        """Goes on from now at another pace.

        Raises:
            ValueError: the speed is negative.
        """
        if speed < 0:
            raise ValueError("the clock does not run backwards")
        self.move(self.now())
        self._speed = speed

    def move(self, at: float) -> None:
        """Stands at that unix time from this moment on."""
        self._base = at
        self._since = self._real()


def local(at: float) -> datetime:
    """A unix time in the portal's zone."""
    return datetime.fromtimestamp(at, SAMARA)


def iso(at: float) -> str:
    """ISO 8601 with the portal's offset, to the second."""
    return datetime.fromtimestamp(int(at), SAMARA).isoformat()


def iso_or_none(at: int | None) -> str | None:
    """`iso`, or null."""
    return None if at is None else iso(at)


def dotted(at: float) -> str:
    """`DD.MM.YYYY hh:mm:ss`, the spelling of workgroups and calendars."""
    return local(at).strftime("%d.%m.%Y %H:%M:%S")


_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$")


def parse_when(text: object) -> int | None:
    """Unix seconds of a date in any spelling the portal takes; without an offset it is portal time.

    Returns None for an empty or unreadable value.
    """
    if isinstance(text, int | float) and not isinstance(text, bool):
        return int(text)
    if not isinstance(text, str) or not text.strip():
        return None
    text = text.strip()
    match = _DOTTED.match(text)
    try:
        if match is not None:
            day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
            when = datetime(year, month, day, hour, minute, second)
        else:
            when = datetime.fromisoformat(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=SAMARA)
    return int(when.timestamp())


_DAYS_OFF = {(11, 4), (12, 31), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12)} | {(1, day) for day in range(1, 12)}


def is_working_day(day: date) -> bool:
    """Monday to Friday without the fixed Russian holidays (the staff knows no moved days)."""
    return day.weekday() < 5 and (day.month, day.day) not in _DAYS_OFF


def next_working_moment(at: float) -> int:
    """That moment if somebody is at work then, else the next opening of the office (09:00)."""
    days, second = divmod(int(at) + _OFFSET, _DAY)
    while True:
        if is_working_day(_date(days)):
            if second < _OPEN:
                return days * _DAY + _OPEN - _OFFSET
            if second < _SHUT:
                return days * _DAY + second - _OFFSET
        days, second = days + 1, 0


def add_working_seconds(at: float, seconds: float) -> int:
    """The moment after so much office time (09:00-18:00) has passed from `at`."""
    left = max(0, int(seconds))
    now = next_working_moment(at)
    while True:
        second = (now + _OFFSET) % _DAY
        room = _SHUT - second
        if left < room:
            return now + left
        left -= room
        now = next_working_moment(now + room)


def working_seconds(a: float, b: float) -> int:
    """Office time between two moments; 0 when b is not later."""
    total = 0
    now = next_working_moment(a)
    while now < b:
        room = _SHUT - (now + _OFFSET) % _DAY
        total += int(min(room, b - now))
        now = next_working_moment(now + room)
    return total


def shift_working_days(at: float, days: int) -> int:
    """The same hour so many working days later (or earlier)."""
    number, second = divmod(int(at) + _OFFSET, _DAY)
    step = 1 if days >= 0 else -1
    left = abs(days)
    while left:
        number += step
        left -= is_working_day(_date(number))
    return number * _DAY + second - _OFFSET


def at_hour(at: float, hour: float) -> int:
    """That hour of the same portal day."""
    return (int(at) + _OFFSET) // _DAY * _DAY - _OFFSET + int(hour * 3600)


def _date(days: int) -> date:
    return datetime.fromtimestamp(days * _DAY, UTC).date()
