"""Tasks of everybody week by week, from rows as the screen has them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import OutletRow, Span, StepRow
from outlet_desktop.schedule.workload import level, overloaded, workload

TODAY = date(2026, 11, 25)  # a Wednesday
MONDAY = date(2026, 11, 23)


def step(name: str, user_id: int | None, state: StepState, start: date, finish: date, **more: object) -> StepRow:
    kind = more.get("kind", StepKind.TASK)
    assert isinstance(kind, StepKind)
    actual = Span(start) if state is StepState.OPEN else Span()
    return StepRow(
        name, name, kind, "", "r", "Роль", state, Status.IDLE, user_id=user_id, actual=actual,
        forecast=Span(start, finish),
    )  # fmt: skip


def outlet(*steps: StepRow, state: OpeningState = OpeningState.RUNNING) -> OutletRow:
    day = MONDAY
    return OutletRow(
        "o", "ул. Мира, 1", "", "", state, Status.ACTIVE, "t", 1, "", day, day, None, None, None, None, None, None,
        None, 0, len(steps), steps=steps,
    )  # fmt: skip


def test_a_task_counts_in_every_week_it_touches():
    row = outlet(step("a", 7, StepState.PENDING, date(2026, 11, 29), date(2026, 12, 7)))  # Sunday to a Monday
    assert workload([row], TODAY, 4).tasks(7) == (1, 1, 1, 0)


def test_an_overdue_open_task_counts_this_week_and_what_is_over_or_skipped_does_not():
    late = step("late", 7, StepState.OPEN, date(2026, 11, 2), date(2026, 11, 6))
    done = step("done", 7, StepState.DONE, date(2026, 11, 23), date(2026, 11, 24))
    flag = step("flag", 7, StepState.PENDING, TODAY, TODAY, kind=StepKind.MILESTONE)
    nobody = step("nobody", None, StepState.PENDING, TODAY, TODAY)
    found = workload([outlet(late, done, flag, nobody)], TODAY, 2)
    assert found.tasks(7) == (1, 0)
    assert [duty.title for duty in found.week(7, 0)] == ["late"]
    assert set(found.duties) == {7}


def test_an_outlet_that_waits_for_nobody_gives_no_work():
    task = step("a", 7, StepState.PENDING, TODAY, TODAY)
    for state in (OpeningState.PAUSED, OpeningState.REJECTED, OpeningState.CANCELLED, OpeningState.DRAFT):
        assert not workload([outlet(task, state=state)], TODAY).duties


def test_above_the_norm_is_a_risk_and_from_half_more_it_is_late():
    assert [level(count, 6) for count in (6, 7, 8, 9)] == ["", "risk", "risk", "late"]
    tasks = [step(str(number), 7, StepState.PENDING, TODAY, TODAY) for number in range(9)]
    assert overloaded(workload([outlet(*tasks)], TODAY), {7: 6}) == {7: "late"}
    assert overloaded(workload([outlet(*tasks)], TODAY), {7: 8}) == {7: "risk"}
    assert overloaded(workload([outlet(*tasks)], TODAY), {7: 9}) == {}


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60), st.integers(0, 40)), max_size=30))
def test_the_grid_counts_days_as_a_person_with_a_calendar_would(spans):
    tasks = [
        step(str(number), who, StepState.PENDING, TODAY + timedelta(first), TODAY + timedelta(first + days))
        for number, (who, first, days) in enumerate(spans)
    ]
    found = workload([outlet(*tasks)], TODAY)
    for who in range(1, 5):
        for week, monday in enumerate(found.mondays):
            days = {monday + timedelta(day) for day in range(7)}
            by_hand = sum(
                user == who and bool(days & {TODAY + timedelta(first + day) for day in range(length + 1)})
                for user, first, length in spans
            )
            assert found.tasks(who)[week] == by_hand == len(found.week(who, week))
