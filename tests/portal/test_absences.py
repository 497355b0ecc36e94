"""A day counts as an absence when all of its working hours are taken."""

from __future__ import annotations

from datetime import date, time

import pytest

from outlet_desktop.portal import absences

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("14:00", "12:00", TUESDAY, TUESDAY),
        ("09:00", "12:00", MONDAY, TUESDAY),
        ("14:00", "18:00", TUESDAY, WEDNESDAY),
        ("08:00", "20:00", MONDAY, WEDNESDAY),
    ],
)
def test_who_leaves_at_noon_is_there_in_the_morning(start: str, end: str, first: date, last: date) -> None:
    entry = {"ACCESSIBILITY": "absent", "DATE_FROM": f"23.11.2026 {start}:00", "DATE_TO": f"25.11.2026 {end}:00"}
    told = {"4": [entry]}
    away = [day for day in (MONDAY, TUESDAY, WEDNESDAY) if absences.calendar_absences(told, day)]
    assert (away[0], away[-1]) == (first, last)
    assert absences.calendar_absences(told, TUESDAY) == {4: last}
    assert absences.calendar_absences_to_come(told, date(2026, 11, 20)) == {4: ((first, last),)}


def test_an_absence_between_two_noons_of_neighbouring_days_takes_neither() -> None:
    entry = {"ACCESSIBILITY": "absent", "DATE_FROM": "23.11.2026 14:00:00", "DATE_TO": "24.11.2026 12:00:00"}
    assert absences.calendar_absences({"4": [entry]}, MONDAY, (time(9), time(18))) == {}
    assert absences.calendar_absences_to_come({"4": [entry]}, date(2026, 11, 20)) == {}
