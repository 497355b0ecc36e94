"""A launch is thought through before it hurts: every wrong thing is named, nothing is committed by looking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from outlet_desktop.domain.opening import OpeningState, Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.launch import Ground, judge, launch, new_id, preview_of
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import russian_calendar

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=4)))


@pytest.fixture
def ground(sample):
    people = {number: Person(number, f"Имя{number} Фамилия{number}") for number in range(1, 12)}
    holders = {role.id: RoleHolder(role.id, number) for number, role in enumerate(sample.roles, 2)}
    return Ground(NOW, russian_calendar(), holders, {}, people, lambda _address: None, trials=500)


def request(sample, **changes):
    return replace(LaunchRequest(sample.id, sample.revision, "ул. Победы, 93"), **changes)


def codes(judged):
    return [code for code, _ in judged.errors]


def test_the_dates_are_those_of_the_design(sample, ground):
    judged = judge(request(sample, start_on=date(2026, 12, 1)), sample, ground)
    assert judged.opening.baseline["S37"][1] == date(2027, 2, 19)
    assert judged.days == 52
    assert judged.opening.target_on == judged.odds.p80


def test_a_good_request_becomes_an_opening_that_waits_for_the_director(sample, ground):
    opening = launch(request(sample), sample, ground, initiator=1)
    assert opening.state is OpeningState.DECIDING
    assert opening.template is sample
    assert set(opening.baseline) == set(sample.by_id)
    assert opening.initiator_id == 1


def test_the_approval_opens_three_tasks(sample, ground):
    first = preview_of(judge(request(sample), sample, ground)).first_steps
    assert list(first) == [sample.by_id[step].title for step in ("S02", "S03", "S04")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"address": "   "}, "launch.address_empty"),
        ({"target_on": date(2026, 11, 20)}, "launch.target_past"),
        ({"start_on": date(2026, 12, 21), "target_on": date(2026, 12, 1)}, "launch.target_before_start"),
        ({"people": {"director": 77}}, "launch.person_unknown"),
        ({"people": {"pilot": 2}}, "launch.role_unknown"),
        ({"fields": {"colour": "red"}}, "launch.field_unknown"),
        ({"fields": {"area_m2": "много"}}, "launch.field_bad"),
    ],
)
def test_what_is_wrong_is_named(sample, ground, changes, code):
    assert code in codes(judge(request(sample, **changes), sample, ground))
    with pytest.raises(Problem):
        launch(request(sample, **changes), sample, ground)


def test_a_dismissed_person_is_refused_once(sample, ground):
    people = {**ground.people, 9: Person(9, "Дмитрий Назаров", is_active=False)}
    judged = judge(request(sample, people={"construction": 9}), sample, replace(ground, people=people))
    assert codes(judged).count("people.dismissed") == 1


def test_a_role_that_nobody_holds_names_the_role(sample, ground):
    holders = {role: holder for role, holder in ground.holders.items() if role != "lawyer"}
    judged = judge(request(sample), sample, replace(ground, holders=holders))
    assert [(code, facts["role"]) for code, facts in judged.errors] == [("people.nobody", "Юрист")]


def test_the_address_of_a_live_opening_is_refused(sample, ground):
    judged = judge(request(sample), sample, replace(ground, taken=lambda address: address))
    assert codes(judged) == ["launch.address_taken"]


def test_a_drawing_with_errors_is_not_launched_and_does_not_crash(sample, ground):
    broken = replace(sample, goal="S99")
    assert "launch.template_errors" in codes(judge(request(sample), broken, ground))


def test_without_people_read_from_the_portal_nobody_is_called_unknown(sample, ground):
    judged = judge(request(sample, people={"director": 77}), sample, replace(ground, people={}))
    assert judged.errors == ()


def test_ids_are_eight_letters_and_differ():
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(len(i) == 8 and set(i) <= set("abcdefghijklmnopqrstuvwxyz234567") for i in ids)
