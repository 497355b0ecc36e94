"""What would bring the opening nearer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Template
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.what_if import prospects
from outlet_desktop.schedule.workdays import Calendar

MONDAY = date(2026, 3, 2)
Make = Callable[..., Template]


def test_an_open_step_is_tried_as_finished_today_and_one_to_come_as_done_quickly(
    calendar: Calendar, make: Make
) -> None:
    network = Network.of(make("A task 5 5 5\nB task 2 8 9 A\nC task 1 1 1 B", "C"))
    progress = {"A": StepProgress(StepState.OPEN, created_on=MONDAY, own_finish=calendar.add(MONDAY, 4))}
    found = prospects(network, progress, MONDAY, calendar, MONDAY)
    assert {(one.step, one.change, one.days) for one in found} == {("A", "today", 0), ("B", "shorter", 2)}
    now = simulate(network, progress, MONDAY, calendar, MONDAY)
    assert all(calendar.between(one.p50, now.p50) == one.gained > 0 for one in found)
    assert [one.gained for one in found] == sorted((one.gained for one in found), reverse=True)
    (today,) = [one for one in found if one.step == "A"]
    assert today.gained == 4  # five days of work that are not needed, today itself is


def test_what_is_off_the_critical_path_helps_nobody(calendar: Calendar, make: Make) -> None:
    network = Network.of(make("A task 1 2 3\nB task 10 20 30\nC task 1 1 1 A B", "C"))
    assert [one.step for one in prospects(network, {}, MONDAY, calendar, MONDAY)] == ["B"]


def test_a_finished_step_and_one_that_cannot_be_quicker_are_not_offered(calendar: Calendar, make: Make) -> None:
    network = Network.of(make("A task 1 5 9\nB task 3 3 3 A", "B"))
    done = {"A": StepProgress(StepState.DONE, created_on=MONDAY, finished_on=MONDAY)}
    assert prospects(network, done, calendar.add(MONDAY, 1), calendar, MONDAY) == ()


def test_a_gain_raises_the_chance_of_the_target(calendar: Calendar, sample: Template) -> None:
    network = Network.of(sample)
    now = simulate(network, {}, MONDAY, calendar, MONDAY)
    found = prospects(network, {}, MONDAY, calendar, MONDAY, target=now.p50)
    assert found
    assert len(found) <= 5
    before = now.chance(now.p50)
    assert all(one.chance is not None and one.chance > before for one in found)


def test_a_step_beside_another_that_takes_as_long_gains_nothing(calendar: Calendar, make: Make) -> None:
    network = Network.of(make("A task 5 5 5\nB task 5 5 5\nC task 1 1 1 A B", "C"))
    begun = StepProgress(StepState.OPEN, created_on=MONDAY, own_finish=calendar.add(MONDAY, 4))
    assert prospects(network, {"A": begun, "B": begun}, MONDAY, calendar, MONDAY) == ()
