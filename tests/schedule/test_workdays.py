"""Calendars: the decrees of 2024-2027, hand-counted cases, laws."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.problem import Problem
from outlet_desktop.schedule import workdays
from outlet_desktop.schedule.workdays import Calendar, plain_calendar, russian_calendar

D = date
A_DAY = timedelta(days=1)


def span(year: int, *days: str) -> list[date]:
    """Days written "dd.mm" or "dd.mm-dd.mm"."""
    found = []
    for text in days:
        ends = [D(year, int(part[3:]), int(part[:2])) for part in text.split("-")]
        found += [ends[0] + A_DAY * n for n in range((ends[-1] - ends[0]).days + 1)]
    return found


# The production calendars of the five-day week as published: weekdays off, and worked weekend days.
PUBLISHED = {
    2024: (
        [
            "01.01-05.01", "08.01", "23.02", "08.03", "29.04-01.05", "09.05-10.05", "12.06", "04.11",
            "30.12-31.12",
        ],
        ["27.04", "02.11", "28.12"],
        248,
    ),
    2025: (
        [
            "01.01-03.01", "06.01-08.01", "01.05-02.05", "08.05-09.05", "12.06-13.06", "03.11-04.11",
            "31.12",
        ],
        ["01.11"],
        247,
    ),
    2026: (
        [
            "01.01-02.01", "05.01-09.01", "23.02", "09.03", "01.05", "11.05", "12.06", "04.11", "31.12",
        ],
        [],
        247,
    ),
    2027: (
        [
            "01.01", "04.01-08.01", "22.02-23.02", "08.03", "03.05", "10.05", "14.06", "04.11-05.11",
            "31.12",
        ],
        ["20.02"],
        247,
    ),
}  # fmt: skip


@pytest.mark.parametrize("year", PUBLISHED)
def test_each_decreed_year_equals_the_published_production_calendar(calendar: Calendar, year: int) -> None:
    off, worked, count = PUBLISHED[year]
    year_ends = D(year, 1, 1), D(year, 12, 31)
    assert list(calendar.days_off(*year_ends)) == span(year, *off)
    assert list(calendar.working_weekends(*year_ends)) == span(year, *worked)
    assert calendar.between(D(year - 1, 12, 31), D(year, 12, 31)) == count
    assert not calendar.is_preliminary(year)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_the_own_table_of_decrees_agrees_with_the_library(calendar: Calendar, year: int) -> None:
    off, worked = workdays._lawful(year, workdays._DECREES[year])
    assert sorted(off) == list(calendar.days_off(D(year, 1, 1), D(year, 12, 31)))
    assert sorted(worked) == list(calendar.working_weekends(D(year, 1, 1), D(year, 12, 31)))


def test_a_library_without_a_decree_gets_it_from_the_own_table(monkeypatch: pytest.MonkeyPatch) -> None:
    import holidays.countries.russia as russia

    class Old(russia.Russia):
        """A release that knows nothing beyond the law."""

        def __init__(self, **options: object) -> None:
            super().__init__(**options)
            for day in list(self):
                if (day.month, day.day) not in workdays._HOLIDAYS:
                    del self[day]
            self.weekend_workdays = set()

    known = russian_calendar()
    monkeypatch.setattr(russia, "Russia", Old)
    built = workdays._russian.__wrapped__(2023, 2032, frozenset())
    assert built == known


def test_a_library_that_knows_no_worked_saturdays_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    import holidays.countries.russia as russia

    known = russian_calendar()
    monkeypatch.setattr(russia, "Russia", lambda years: dict.fromkeys(russia.RU(years=years), ""))
    built = workdays._russian.__wrapped__(2023, 2032, frozenset())
    assert built == known


def test_later_years_follow_the_law_and_are_preliminary(calendar: Calendar) -> None:
    assert [calendar.is_preliminary(year) for year in (2023, 2027, 2028, 2032)] == [False, False, True, True]
    # 4 November 2028 is a Saturday: article 112 moves its day off to Monday the 6th.
    assert not calendar.is_working(D(2028, 11, 6))
    # 8 March 2031 is a Saturday, 9 May 2032 a Sunday: to Monday as well.
    assert not calendar.is_working(D(2031, 3, 10))
    assert not calendar.is_working(D(2032, 5, 10))
    # 1-8 January are moved by decree only: 2028-01-01 and 02 are a weekend, nothing is added.
    assert calendar.is_working(D(2028, 1, 10))
    assert calendar.is_preliminary(2050)


def test_fifty_two_days_from_1_december_2026_end_on_19_february_2027(calendar: Calendar) -> None:
    assert calendar.add(D(2026, 11, 30), 52) == D(2027, 2, 19)
    assert calendar.day(calendar.index(D(2026, 12, 1)) + 51) == D(2027, 2, 19)


def test_friday_to_monday_is_one_day_the_same_day_none_and_back_minus_one(calendar: Calendar) -> None:
    friday, sunday, monday = D(2026, 11, 27), D(2026, 11, 29), D(2026, 11, 30)
    assert calendar.between(friday, monday) == 1
    assert calendar.between(friday, friday) == 0
    assert calendar.between(monday, friday) == -1
    assert calendar.between(friday, sunday) == 0
    assert calendar.between(sunday, monday) == 1


def test_a_working_saturday_counts(calendar: Calendar) -> None:
    friday, saturday = D(2027, 2, 19), D(2027, 2, 20)
    assert calendar.next_after(friday) == saturday
    assert calendar.between(friday, D(2027, 2, 24)) == 2  # Saturday and Wednesday; 22 and 23 are off


def test_adding_goes_forward_backward_and_stands_still(calendar: Calendar) -> None:
    sunday = D(2026, 11, 29)
    assert calendar.add(sunday, 0) == D(2026, 11, 30)
    assert calendar.add(sunday, 1) == D(2026, 11, 30)
    assert calendar.add(sunday, -1) == D(2026, 11, 27)
    assert calendar.add(D(2026, 11, 30), 0) == D(2026, 11, 30)
    assert calendar.add(D(2026, 11, 30), -1) == D(2026, 11, 27)
    assert calendar.last_index(sunday) == calendar.index(D(2026, 11, 27))
    assert calendar.index(sunday) == calendar.index(D(2026, 11, 30))


def test_company_exceptions_win_in_both_directions() -> None:
    own = russian_calendar({D(2026, 12, 31): True, D(2026, 12, 1): False, D(2026, 12, 5): True})
    assert own.is_working(D(2026, 12, 31))
    assert not own.is_working(D(2026, 12, 1))
    assert own.working_weekends(D(2026, 12, 1), D(2026, 12, 31)) == (D(2026, 12, 5),)
    assert russian_calendar({D(2026, 12, 1): True}) == russian_calendar()


def test_beyond_the_table_is_a_problem_that_names_its_ends(calendar: Calendar) -> None:
    for question in (
        lambda: calendar.is_working(D(2033, 1, 1)),
        lambda: calendar.first_from(D(2022, 12, 31)),
        lambda: calendar.next_after(D(2032, 12, 31)),
        lambda: calendar.add(D(2032, 12, 30), 5),
        lambda: calendar.add(D(2023, 1, 10), -5),
        lambda: calendar.between(D(2030, 1, 1), D(2040, 1, 1)),
        lambda: calendar.day(-1),
    ):
        with pytest.raises(Problem) as caught:
            question()
        assert caught.value.code == "calendar.out_of_range"
        assert caught.value.facts["last"] == D(2032, 12, 31)
    assert calendar.days_off(D(2032, 12, 25), D(2040, 1, 1)) == ()


def test_the_russian_calendar_is_built_once() -> None:
    assert russian_calendar() is russian_calendar({})


DAYS = st.dates(D(2024, 1, 1), D(2031, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_between_is_antisymmetric_and_additive(a: date, b: date, c: date) -> None:
    calendar = russian_calendar()
    assert calendar.between(a, b) == -calendar.between(b, a)
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)


@given(DAYS, st.integers(-200, 200))
def test_between_undoes_add(day: date, n: int) -> None:
    calendar = russian_calendar()
    if n <= 0:
        day = calendar.first_from(day)
    reached = calendar.add(day, n)
    assert calendar.is_working(reached)
    assert calendar.between(day, reached) == n
    assert calendar.day(calendar.index(reached)) == reached


@settings(max_examples=60)
@given(
    first=DAYS,
    flags=st.lists(st.booleans(), min_size=2, max_size=60),
    data=st.data(),
)
def test_every_answer_equals_a_walk_day_by_day(first: date, flags: list[bool], data: st.DataObject) -> None:
    calendar = Calendar(first, bytes(flags))
    every = [first + A_DAY * n for n in range(len(flags))]
    worked = [day for day, flag in zip(every, flags, strict=True) if flag]
    a, b = data.draw(st.sampled_from(every)), data.draw(st.sampled_from(every))
    assert calendar.is_working(a) == (a in worked)
    if a <= b:
        assert calendar.between(a, b) == sum(a < day <= b for day in worked)
        weekend = [day for day in worked if day.weekday() > 4 and a <= day <= b]
        assert list(calendar.working_weekends(a, b)) == weekend
        off = [day for day in every if day not in worked and day.weekday() < 5 and a <= day <= b]
        assert list(calendar.days_off(a, b)) == off
    later = [day for day in worked if day > a]
    if later:
        assert calendar.next_after(a) == later[0]
        assert calendar.first_from(a) == (a if a in worked else later[0])
        assert calendar.add(a, len(later)) == later[-1]
    else:
        with pytest.raises(Problem):
            calendar.next_after(a)


@given(DAYS, st.integers(0, 900))
def test_a_plain_calendar_works_from_monday_to_friday(first: date, length: int) -> None:
    last = first + A_DAY * length
    calendar = plain_calendar(first, last)
    assert calendar.last == last
    assert all(calendar.is_working(first + A_DAY * n) == ((first + A_DAY * n).weekday() < 5) for n in range(length + 1))


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys; import outlet_desktop.schedule.workdays, outlet_desktop.schedule.critical_path, "
        "outlet_desktop.schedule.forecast, outlet_desktop.schedule.monte_carlo, "
        "outlet_desktop.schedule.at_hours; "
        "print([name for name in ('numpy', 'networkx', 'holidays', 'PySide6') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
