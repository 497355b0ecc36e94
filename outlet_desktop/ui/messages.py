"""Words that are not labels: sentences, dates, signed numbers, days and ages, in the current language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from outlet_desktop.problem import Problem
from outlet_desktop.ui.language import language
from outlet_desktop.wording import codes, sentence

NO_BREAK = "\u00a0"
MINUS = "\u2212"
DASH = "\u2014"


def words(code: str, facts: Mapping[str, object] | None = None) -> str:
    """The sentence of a code in the language of the screen."""
    return sentence(code, facts or {}, language.name)


def read_all() -> None:
    """Have the words of every language at hand: each is a file that is read once, so not on the GUI thread."""
    for name in ("ru", "en"):
        codes(name)


def problem_words(problem: Problem) -> str:
    """What happened and what to do next."""
    return words(problem.code, problem.facts)


def format_date(day: date | None) -> str:
    """`28.12.2026`, for panels; "—" when there is none."""
    return day.strftime("%d.%m.%Y") if day is not None else DASH


def short_date(day: date | None) -> str:
    """`28.12`, for tables; "—" when there is none."""
    return day.strftime("%d.%m") if day is not None else DASH


def clock_time(moment: float) -> str:
    """`10:42` of a moment of the machine's clock (s since the epoch), local time."""
    return datetime.fromtimestamp(moment).strftime("%H:%M")


def signed(number: int | None) -> str:
    """`+11`, `−2` (U+2212), `0`; "—" when there is none."""
    if number is None:
        return DASH
    if number < 0:
        return f"{MINUS}{-number}"
    return f"+{number}" if number else "0"


def days(number: int) -> str:
    """Working days: `4 р. д.`, `4 wd`; a no-break space between number and unit."""
    return words("unit.days", {"number": str(number).replace("-", MINUS)})


def signed_days(number: int | None) -> str:
    """`+7 р. д.`, `−2 wd`."""
    return words("unit.days", {"number": signed(number)}) if number is not None else DASH


def spoken_days(number: int | None) -> str:
    """Working days as they are said: `плюс 7 рабочих дней`, `minus 2 working days`; for screen readers."""
    if number is None:
        return words("spoken.no_days", {})
    code = "spoken.late" if number > 0 else "spoken.early" if number < 0 else "spoken.in_time"
    return words(code, {"days": abs(number)})


def percent(share: float | None) -> str:
    """A chance 0..1 as `85 %`; never 0 or 100 where it is neither quite."""
    if share is None:
        return DASH
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return f"<{NO_BREAK}1{NO_BREAK}%"
    if whole == 100 and share < 1:
        return f">{NO_BREAK}99{NO_BREAK}%"
    return f"{whole}{NO_BREAK}%"


def duration(seconds: float) -> str:
    """`12 с`, `3 мин`, `2 ч`, `4 д.`: one unit, rounded down; never negative."""
    left = max(0, int(seconds))
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if left >= size:
            return words(f"unit.{unit}", {"number": left // size})
    return words("unit.second", {"number": left})


def relative_age(seconds: float) -> str:
    """How long ago: `3 с назад`, `5 min ago`."""
    return words("age.ago", {"age": duration(seconds)})
