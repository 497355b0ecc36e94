"""What another revision does to the opening date, in working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from outlet_desktop.domain import edit
from outlet_desktop.domain.difference import difference
from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.schedule.revision_effect import effects, outlook
from outlet_desktop.schedule.workdays import plain_calendar

CALENDAR = plain_calendar(date(2026, 1, 1), date(2027, 12, 31))
START = date(2026, 11, 27)  # a Friday


def days(likely: int) -> Estimate:
    return Estimate(likely, likely, likely)


def fork() -> Template:
    """A then B (5 days) and C (2 days) beside each other, then the goal D."""
    return Template(
        "t",
        "Процесс",
        goal="D",
        steps=(
            Step("A", title="A", duration=days(1)),
            Step("B", title="B", duration=days(5)),
            Step("C", title="C", duration=days(2)),
            Step("D", StepKind.MILESTONE, "D", duration=days(0)),
        ),
        flows=(Flow("A", "B"), Flow("A", "C"), Flow("B", "D"), Flow("C", "D")),
    )


def longer(template: Template, step: str, likely: int) -> Template:
    return template.with_steps(replace(template.by_id[step], duration=days(likely)))


def test_a_longer_critical_step_moves_the_opening_over_the_weekend() -> None:
    old = fork()
    new = longer(old, "B", 6)
    before, after = outlook(old, START, CALENDAR, 200), outlook(new, START, CALENDAR, 200)
    assert (before.days, after.days) == (6, 7)
    assert (before.finish, after.finish) == (date(2026, 12, 4), date(2026, 12, 7))
    assert after.odds is not None
    assert after.odds.p50 == date(2026, 12, 7)
    assert effects(old, new, difference(old, new)) == {"B": 1}


@pytest.mark.parametrize(("likely", "effect", "left"), [(3, 0, 2), (5, 0, 0), (7, 2, 0), (1, 0, 4)])
def test_a_step_beside_the_critical_path_counts_only_beyond_its_float(likely: int, effect: int, left: int) -> None:
    old = fork()
    new = longer(old, "C", likely)
    assert effects(old, new, difference(old, new)) == {"C": effect}
    assert outlook(new, START, CALENDAR, 50).total_float["C"] == left


def test_a_step_put_into_the_critical_path_costs_its_days_and_taking_it_out_gives_them_back() -> None:
    old = fork()
    new, made = edit.insert_between(old, Flow("A", "B"), StepKind.TASK)
    new = longer(new, made, 3)
    there, back = effects(old, new, difference(old, new)), effects(new, old, difference(new, old))
    assert there[made] == 3
    assert back[made] == -3


def test_an_arrow_that_makes_steps_wait_for_each_other_in_turn_costs_the_days_of_the_shorter() -> None:
    old = fork()
    new = edit.connect(old, "C", "B")
    told = difference(old, new)
    assert effects(old, new, told) == {"B": 2}


def test_a_change_of_words_or_of_a_role_touches_no_date() -> None:
    old = fork()
    new = old.with_steps(replace(old.by_id["B"], title="Другое", role="r1", at=(0, 960)))
    assert effects(old, new, difference(old, new)) == {}


def test_what_cannot_be_said_is_none() -> None:
    old = fork()
    aimless, circle = replace(old, goal=""), replace(old, flows=(*old.flows, Flow("D", "A")))
    for broken in (aimless, circle):
        made = outlook(broken, START, CALENDAR, 50)
        assert (made.days, made.finish, made.odds) == (None, None, None)
    longer_circle = longer(circle, "B", 6)
    assert effects(old, longer_circle, difference(old, longer_circle))["B"] is None
    late = outlook(old, date(2040, 1, 1), CALENDAR, 50)
    assert (late.days, late.finish) == (6, None)
