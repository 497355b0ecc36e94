"""Another opening date promised while the outlet is under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from outlet_desktop.domain.opening import OpeningState, Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.launch import Ground, launch, retargeted
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import russian_calendar

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=4)))


@pytest.fixture
def opening(sample):
    people = {number: Person(number, f"Имя{number} Фамилия{number}") for number in range(1, 12)}
    holders = {role.id: RoleHolder(role.id, number) for number, role in enumerate(sample.roles, 2)}
    ground = Ground(NOW, russian_calendar(), holders, {}, people, lambda _address: None, trials=500)
    request = LaunchRequest(sample.id, sample.revision, "ул. Победы, 93", start_on=date(2026, 12, 1))
    return launch(request, sample, ground, initiator=1)


def test_only_the_promise_changes(opening):
    moved = retargeted(opening, date(2027, 4, 1))
    assert moved == replace(opening, target_on=date(2027, 4, 1))


def test_moving_back_is_the_opening_that_was(opening):
    assert retargeted(retargeted(opening, date(2027, 4, 1)), opening.target_on) == opening


@pytest.mark.parametrize("state", [OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED])
def test_what_is_over_keeps_its_date(opening, state):
    with pytest.raises(Problem, match=r"opening\.target_over"):
        retargeted(replace(opening, state=state), date(2027, 4, 1))


@pytest.mark.parametrize("state", [s for s in OpeningState if s.value in ("deciding", "running", "paused", "stopped")])
def test_what_is_under_way_takes_another_date(opening, state):
    assert retargeted(replace(opening, state=state), date(2027, 4, 1)).target_on == date(2027, 4, 1)


def test_a_date_before_the_work_starts_is_refused(opening):
    with pytest.raises(Problem, match=r"opening\.target_early"):
        retargeted(opening, opening.start_on - timedelta(days=1))
    assert retargeted(opening, opening.start_on).target_on == opening.start_on
