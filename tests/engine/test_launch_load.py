"""A launch says whom it would lay too much on, and who has room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from outlet_desktop.domain.opening import OpeningState, Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.launch import Ground, judge, preview_of
from outlet_desktop.engine.launch_load import Busy, severity
from outlet_desktop.engine.launch_port import LaunchRequest
from outlet_desktop.schedule.workdays import russian_calendar

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=4)))
ACCOUNTANT, OTHER, AWAY = 21, 22, 23
FREE = Busy({}, {})


@pytest.fixture
def ground(sample):
    people = {number: Person(number, f"Имя{number} Фамилия{number}", f"Должность {number}") for number in range(1, 12)}
    holders = {role.id: RoleHolder(role.id, number) for number, role in enumerate(sample.roles, 2)}
    accountant = replace(people[holders["accountant"].user_id], user_id=ACCOUNTANT, position="Бухгалтер")
    holders["accountant"] = RoleHolder("accountant", ACCOUNTANT)
    people |= {
        ACCOUNTANT: accountant,
        OTHER: Person(OTHER, "Галина Ушакова", "Бухгалтер"),
        AWAY: Person(AWAY, "Анна Яковлева", "Бухгалтер", absent_until=date(2026, 12, 4)),
    }
    return Ground(NOW, russian_calendar(), holders, {}, people, lambda _address: None, trials=300, busy=FREE)


def judged(sample, ground, **changes):
    return judge(replace(LaunchRequest(sample.id, sample.revision, "ул. Победы, 93"), **changes), sample, ground)


def overload_of(found, user_id):
    return [facts for code, facts in found.warnings if code == "launch.overload" and facts["user_id"] == user_id]


def test_within_the_norm_nobody_is_named(sample, ground):
    roomy = Busy({}, dict.fromkeys(ground.people, 50))
    assert not [code for code, _ in judged(sample, replace(ground, busy=roomy)).warnings if code == "launch.overload"]


def test_the_worst_week_is_named_once_with_the_tasks_of_both(sample, ground):
    plan = judged(sample, ground).opening.baseline
    mine = [plan[step.id] for step in sample.steps if step.role == "accountant" and step.id in plan]
    monday = mine[0][0] - timedelta(days=mine[0][0].weekday())
    own = sum(first <= monday + timedelta(days=6) and last >= monday for first, last in mine)
    busy = Busy({ACCOUNTANT: {monday: 20}}, {ACCOUNTANT: 10})
    (facts,) = overload_of(judged(sample, replace(ground, busy=busy)), ACCOUNTANT)
    assert (facts["first"], facts["tasks"], facts["norm"]) == (monday, 20 + own, 10)
    assert facts["level"] == "late"
    assert (facts["role_id"], facts["role"]) == ("accountant", "Бухгалтер")


def test_a_week_without_work_of_the_launch_is_not_its_matter(sample, ground):
    long_ago = Busy({ACCOUNTANT: {date(2026, 11, 16): 40}}, {ACCOUNTANT: 30})
    assert not overload_of(judged(sample, replace(ground, busy=long_ago)), ACCOUNTANT)


def test_who_is_offered_does_the_same_work_and_is_there(sample, ground):
    tight = Busy({}, {ACCOUNTANT: 0, OTHER: 50, AWAY: 50})
    # A norm of 0 = no norm: nobody is measured by it.
    assert not overload_of(judged(sample, replace(ground, busy=tight)), ACCOUNTANT)
    weeks = {date(2026, 11, 23) + timedelta(weeks=number): 9 for number in range(20)}
    full = Busy({ACCOUNTANT: weeks}, {ACCOUNTANT: 9})
    (facts,) = overload_of(judged(sample, replace(ground, busy=full)), ACCOUNTANT)
    assert (facts["by"], facts["by_name"]) == (OTHER, "Галина Ушакова")
    both = Busy({ACCOUNTANT: weeks, OTHER: weeks}, {ACCOUNTANT: 9, OTHER: 9})
    (facts,) = overload_of(judged(sample, replace(ground, busy=both)), ACCOUNTANT)
    assert "by" not in facts


def test_handing_the_role_over_takes_the_warning_away(sample, ground):
    weeks = {date(2026, 11, 23) + timedelta(weeks=number): 9 for number in range(20)}
    full = replace(ground, busy=Busy({ACCOUNTANT: weeks}, {ACCOUNTANT: 9, OTHER: 50}))
    (facts,) = overload_of(judged(sample, full), ACCOUNTANT)
    assert not overload_of(judged(sample, full, people={"accountant": facts["by"]}), ACCOUNTANT)


def test_what_costs_the_date_is_said_first_and_all_of_it_is_promised(sample, ground):
    weeks = {date(2026, 11, 23) + timedelta(weeks=number): 30 for number in range(20)}
    found = judged(sample, replace(ground, busy=Busy({ACCOUNTANT: weeks}, {})), start_on=date(2026, 11, 20))
    levels = [severity(*said) for said in found.warnings]
    assert levels == sorted(levels)  # "late" < "risk"
    assert levels[0] == "late"
    assert "launch.start_past" in [code for code, _ in found.warnings]
    assert found.opening.promise["warnings"] == len(found.warnings)


# ------------------------------------------------------------------------------ counting back


def test_counted_back_the_start_is_the_latest_that_keeps_eighty_percent(sample, ground):
    found = judged(sample, ground, target_on=date(2027, 6, 1), counts_back=True)
    assert found.opening.start_on == found.latest_start
    assert found.opening.start_on > date(2027, 1, 1)
    assert found.odds.chance(date(2027, 6, 1)) >= 0.8
    assert not found.errors
    assert "launch.chance_low" not in [code for code, _ in found.warnings]
    later = judged(sample, ground, target_on=date(2027, 6, 1), start_on=ground.calendar.next_after(found.latest_start))
    assert later.odds.p80 > date(2027, 6, 1)


def test_a_start_that_was_typed_before_does_not_count_any_more(sample, ground):
    with_start = judged(sample, ground, target_on=date(2027, 6, 1), start_on=date(2026, 12, 1), counts_back=True)
    without = judged(sample, ground, target_on=date(2027, 6, 1), counts_back=True)
    assert with_start.opening.start_on == without.opening.start_on


def test_too_late_already_is_said_with_the_day_that_is_gone(sample, ground):
    found = judged(sample, ground, target_on=date(2027, 1, 29), counts_back=True)
    (facts,) = [facts for code, facts in found.warnings if code == "launch.too_late"]
    assert facts["start"] == found.latest_start
    assert found.latest_start < NOW.date() == found.opening.start_on
    assert facts["chance"] == round(found.odds.chance(date(2027, 1, 29)) * 100)
    assert found.opening.state is OpeningState.DECIDING
    assert found.errors == ()  # a warning does not stop the launch


def test_without_a_target_there_is_nothing_to_count_back_from(sample, ground):
    found = judged(sample, ground, counts_back=True)
    assert found.opening.start_on == NOW.date()
    assert found.opening.target_on == found.odds.p80
    assert found.latest_start is None


# ------------------------------------------------------------------------------ why somebody gets a role


def test_the_preview_tells_the_ladder_of_every_role(sample, ground):
    people = dict(ground.people)
    lawyer = ground.holders["lawyer"].user_id
    people[lawyer] = replace(people[lawyer], absent_until=date(2026, 12, 4))
    holders = {**ground.holders, "lawyer": RoleHolder("lawyer", lawyer, OTHER)}
    preview = preview_of(judged(sample, replace(ground, people=people, holders=holders)))
    assert preview.people["lawyer"] == OTHER
    chosen = [rung.rung for rung in preview.rungs["lawyer"] if rung.is_chosen]
    assert chosen == ["deputy"]
    states = {rung.rung: rung.state for rung in preview.rungs["lawyer"]}
    assert states["default"] == "absent"
    assert set(preview.rungs) == {role.id for role in sample.roles}
