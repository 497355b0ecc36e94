"""The ladder of a role: outlet, region, default, deputy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.people import ladder, present_on, resolve, resolve_all
from outlet_desktop.domain.record import Absence


@dataclass(frozen=True)
class Held:
    user_id: int | None = None
    deputy_id: int | None = None


HERE = {n: Person(n, f"Имя Фамилия{n}") for n in range(1, 6)}
AWAY = {n: Person(n, f"Имя Отсутствует{n}", absent_until=date(2026, 12, 4)) for n in (11, 12)}
LEFT = {n: Person(n, f"Имя Уволен{n}", is_active=False) for n in (21, 22)}
PEOPLE = {**HERE, **AWAY, **LEFT}


@pytest.mark.parametrize(
    ("outlet", "region", "default", "deputy", "expected", "rung"),
    [
        (1, 2, 3, 4, 1, "outlet"),
        (None, 2, 3, 4, 2, "region"),
        (None, None, 3, 4, 3, "default"),
        (21, 2, 3, 4, 2, "region"),
        (None, 21, 3, 4, 3, "default"),
        (None, 11, 3, 4, 4, "deputy"),
        (None, None, 11, 4, 4, "deputy"),
        (None, None, 21, 4, 4, "deputy"),
        (None, None, None, 4, 4, "deputy"),
        (99, None, 3, None, 3, "default"),
    ],
)
def test_the_first_rung_with_a_person_at_work_gets_the_task(outlet, region, default, deputy, expected, rung):
    found = resolve(
        "lawyer",
        {"lawyer": outlet} if outlet else {},
        {"lawyer": Held(default, deputy)},
        PEOPLE,
        {"Самара": {"lawyer": region} if region else {}},
        region="Самара",
    )
    assert (found.user_id, found.rung, found.problem) == (expected, rung, None)


def test_a_deputy_says_whom_they_replace():
    assert resolve("lawyer", {}, {"lawyer": Held(11, 4)}, PEOPLE).stands_for == 11
    assert resolve("lawyer", {}, {"lawyer": Held(21, 4)}, PEOPLE).stands_for == 21


@pytest.mark.parametrize(
    ("held", "user_id", "code"),
    [
        (Held(None, None), None, "people.nobody"),
        (Held(21, None), None, "people.dismissed"),
        (Held(21, 22), None, "people.dismissed"),
        (Held(21, 12), None, "people.dismissed"),
        (Held(11, None), 11, "people.absent"),
        (Held(11, 12), 11, "people.absent"),
        (Held(11, 11), 11, "people.absent"),
    ],
)
def test_where_nobody_can_stand_in_the_role_is_named(held, user_id, code):
    found = resolve("lawyer", {}, {"lawyer": held}, PEOPLE)
    assert found.user_id == user_id
    assert found.problem is not None
    assert found.problem.code == code
    assert found.problem.facts["role"] == "lawyer"


MAYBE = st.none() | st.sampled_from([*sorted(PEOPLE), 99])


@settings(max_examples=100, deadline=None)
@given(MAYBE, MAYBE, MAYBE, MAYBE)
def test_nobody_who_has_left_ever_gets_a_task_and_the_view_agrees(outlet, region, default, deputy):
    args = (
        {"r": outlet} if outlet else {},
        {"r": Held(default, deputy)},
        PEOPLE,
        {"R": {"r": region} if region else {}},
    )
    found = resolve("r", *args, region="R")
    assert found.user_id is None or PEOPLE[found.user_id].is_active
    assert (found.user_id is None) <= (found.problem is not None)
    chosen = [view for view in ladder("r", *args, region="R") if view.is_chosen]
    assert [view.user_id for view in chosen] == ([found.user_id] if found.user_id else [])
    assert resolve_all(["r"], *args, region="R") == {"r": found} or found.problem is not None


def test_absences_to_come_are_those_of_the_calendar_and_those_typed_and_hold_when_their_day_comes():
    portal, typed = (date(2026, 12, 14), date(2026, 12, 18)), (date(2026, 12, 1), date(2026, 12, 2))
    person = Person(7, "Нина", away=(portal,))
    absences = [Absence(1, 7, *typed)]

    def on(day):
        found = present_on([person], absences, day)[7]
        return found.absent_until, found.away

    assert on(date(2026, 11, 24)) == (None, (typed, portal))
    assert on(date(2026, 12, 2)) == (typed[1], (portal,))
    assert on(date(2026, 12, 14)) == (portal[1], ())
    assert on(date(2026, 12, 19)) == (None, ())
