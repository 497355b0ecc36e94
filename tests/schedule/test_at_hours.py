"""The working hours of a company."""

from __future__ import annotations

from datetime import date, time

import pytest

from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import OFFICE_HOURS, WorkingHours
from outlet_desktop.schedule.workdays import russian_calendar


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (time(18), time(9), r"settings\.hours_order"),
        (time(9), time(9), r"settings\.hours_order"),
        (time(9), time(9, 59), r"settings\.hours_short"),
    ],
)
def test_a_day_that_ends_before_it_begins_or_within_an_hour_is_refused(start: time, end: time, code: str) -> None:
    with pytest.raises(Problem, match=code):
        WorkingHours(start, end)


def test_an_hour_is_the_least_and_its_last_moment_is_no_longer_worked() -> None:
    hours = WorkingHours(time(9, 30), time(10, 30))
    assert [hours.holds(at) for at in (time(9, 29), time(9, 30), time(10, 29), time(10, 30))] == [
        False,
        True,
        True,
        False,
    ]


def test_kept_hours_are_read_back_and_spoilt_ones_are_none() -> None:
    hours = WorkingHours(time(8, 30), time(17))
    assert WorkingHours.of_text(hours.as_text()) == hours
    assert str(hours) == "08:30–17:00"
    for spoilt in (None, "", "9-18", "18:00-09:00", "08:00-25:00", "08:00-08:30"):
        assert WorkingHours.of_text(spoilt) is None


def test_hours_change_no_date_and_outlive_exceptions() -> None:
    plain, hours = russian_calendar(), WorkingHours(time(8), time(17))
    made = russian_calendar(hours=hours)
    assert made.flags == plain.flags
    assert (plain.hours, made.hours) == (OFFICE_HOURS, hours)
    assert made.with_exceptions({date(2026, 11, 24): False}).hours == hours
    assert russian_calendar({date(2026, 11, 24): False}, hours=hours) == made.with_exceptions(
        {date(2026, 11, 24): False}
    )
