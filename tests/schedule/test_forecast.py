"""The deterministic forecast by hand-computed cases and laws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Template
from outlet_desktop.schedule.at_hours import SAMARA, WorkingHours, plan_end, plan_start, portal_date, portal_moment
from outlet_desktop.schedule.critical_path import Network, baseline
from outlet_desktop.schedule.forecast import StepProgress, deterministic, planned, working_today
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.workdays import Calendar, russian_calendar

D = date
Make = Callable[..., Template]
PENDING, OPEN, DONE, SKIPPED = StepState.PENDING, StepState.OPEN, StepState.DONE, StepState.SKIPPED
MON, TUE, WED, THU, FRI = (D(2026, 11, 30), *(D(2026, 12, day) for day in (1, 2, 3, 4)))
SAT, SUN, NEXT_MON, NEXT_TUE, NEXT_WED = (D(2026, 12, day) for day in (5, 6, 7, 8, 9))


def done(finished_on: date, created_on: date = MON) -> StepProgress:
    return StepProgress(DONE, created_on=created_on, finished_on=finished_on)


def opened(own_finish: date, deadline: date | None = None, created_on: date = MON) -> StepProgress:
    return StepProgress(OPEN, created_on=created_on, own_finish=own_finish, deadline=deadline)


def test_before_anything_happens_the_forecast_is_the_baseline(
    sample: Template, sample_start: date, calendar: Calendar
) -> None:
    network = Network.of(sample)
    found = deterministic(network, {}, D(2026, 11, 24), calendar, sample_start)
    assert found.spans == baseline(network, sample_start, calendar)
    assert found.finish == D(2027, 2, 19)
    assert set(found.chain) <= found.critical


def test_a_finished_step_keeps_its_actual_finish_and_the_next_follows_it(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(5, 2))  # planned to Fri; finished on Wed
    found = deterministic(network, {"A": done(WED)}, WED, calendar, MON)
    assert found.spans == {"A": (MON, WED), "B": (THU, FRI)}
    assert (found.total_float, found.critical, found.chain) == ({"A": None, "B": 0}, {"B"}, ("A", "B"))


def test_a_step_finished_on_saturday_is_followed_on_monday(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(3, 1)), {"A": done(SAT)}, NEXT_MON, calendar, MON)
    assert found.spans == {"A": (MON, SAT), "B": (NEXT_MON, NEXT_MON)}


def test_a_milestone_after_a_saturday_finish_stands_on_that_saturday(make: Make, calendar: Calendar) -> None:
    network = Network.of(make("A task 1 1 1\nB task 1 1 1\nM milestone 0 0 0 A B\nC task 1 1 1 M", "M"))
    progress = {"A": done(FRI), "B": done(SAT)}
    found = deterministic(network, progress, NEXT_MON, calendar, MON)
    assert found.spans["M"] == (SAT, SAT)
    assert found.finish == SAT
    assert found.spans["C"] == (NEXT_MON, NEXT_MON)


def test_an_open_step_on_time_finishes_as_planned(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(5, 1)), {"A": opened(FRI)}, TUE, calendar, MON)
    assert found.spans == {"A": (MON, FRI), "B": (NEXT_MON, NEXT_MON)}


def test_an_overdue_open_step_finishes_today(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(2, 1)), {"A": opened(TUE)}, FRI, calendar, MON)
    assert found.spans == {"A": (MON, FRI), "B": (NEXT_MON, NEXT_MON)}


def test_a_deadline_moved_by_hand_holds_when_it_is_later(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(2, 1))
    later = deterministic(network, {"A": opened(TUE, deadline=THU)}, TUE, calendar, MON)
    assert later.spans == {"A": (MON, THU), "B": (FRI, FRI)}
    earlier = deterministic(network, {"A": opened(TUE, deadline=MON)}, MON, calendar, MON)
    assert earlier.spans["A"] == (MON, TUE)


def test_a_deadline_moved_to_a_sunday_is_shown_and_followed_on_monday(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(2, 1)), {"A": opened(TUE, deadline=SUN)}, TUE, calendar, MON)
    assert found.spans == {"A": (MON, SUN), "B": (NEXT_MON, NEXT_MON)}


def test_a_pending_step_never_starts_before_today(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(1, 2)), {"A": done(MON)}, THU, calendar, MON)
    assert found.spans["B"] == (THU, FRI)


def test_a_day_off_as_today_counts_as_the_next_working_day(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(1)), {"A": opened(MON)}, SAT, calendar, MON)
    assert found.finish == NEXT_MON


def test_a_late_start_waits_for_its_day(line: Make, calendar: Calendar) -> None:
    assert deterministic(Network.of(line(2)), {}, MON, calendar, SAT).spans["A"] == (NEXT_MON, NEXT_TUE)


def test_a_skipped_step_follows_its_inputs_also_when_they_are_unfinished(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(2, 9, 1), ["B"])
    found = deterministic(network, {"A": opened(TUE)}, WED, calendar, MON)
    assert found.spans == {"A": (MON, WED), "B": (WED, WED), "C": (THU, THU)}
    assert found.total_float == {"A": 0, "B": None, "C": 0}
    assert found.critical == {"A", "C"}
    assert found.chain == ("A", "B", "C")


def test_a_step_skipped_by_hand_is_finished_on_that_day(line: Make, calendar: Calendar) -> None:
    progress = {"A": done(MON), "B": StepProgress(SKIPPED, finished_on=WED)}
    found = deterministic(Network.of(line(1, 9, 1)), progress, WED, calendar, MON)
    assert found.spans["B"] == (WED, WED)
    assert found.spans["C"] == (THU, THU)


def test_an_open_step_without_a_plan_is_planned_from_its_inputs(line: Make, calendar: Calendar) -> None:
    progress = {"A": done(MON), "B": StepProgress(OPEN)}
    found = deterministic(Network.of(line(1, 3)), progress, TUE, calendar, MON)
    assert found.spans["B"] == (TUE, THU)


def test_a_deleted_task_is_still_to_be_done_from_today(line: Make, calendar: Calendar) -> None:
    found = deterministic(Network.of(line(2)), {"A": StepProgress(StepState.GONE)}, THU, calendar, MON)
    assert found.spans["A"] == (THU, FRI)


def test_a_finished_goal_has_no_floats_and_keeps_its_day(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(1, 1))
    found = deterministic(network, {"A": done(MON), "B": done(WED, TUE)}, FRI, calendar, MON)
    assert found.finish == WED
    assert found.total_float == {"A": None, "B": None}
    assert found.critical == frozenset()
    assert found.chain == ("A", "B")


def test_an_input_renewed_after_its_successor_opened_binds_nothing(line: Make, calendar: Calendar) -> None:
    # B is open already; A was renewed and is late: the goal hangs on B alone.
    progress = {"A": opened(MON), "B": opened(TUE, created_on=MON)}
    found = deterministic(Network.of(line(1, 1, 1)), progress, THU, calendar, MON)
    assert found.spans["B"] == (MON, THU)
    assert found.total_float == {"A": None, "B": 0, "C": 0}
    progress = {"A": opened(MON, deadline=NEXT_WED), "B": done(TUE)}
    found = deterministic(Network.of(line(1, 1, 1)), progress, THU, calendar, MON)
    assert found.chain == ("B", "C")
    assert found.finish == THU


def test_the_float_of_an_open_step_counts_from_its_forecast(make: Make, calendar: Calendar) -> None:
    # A holds the goal until Fri; B is planned to Tue, could be three days later.
    network = Network.of(make("A task 1 5 5\nB task 1 2 2\nG task 1 1 1 A B", "G"))
    progress = {"A": opened(FRI), "B": opened(TUE)}
    assert deterministic(network, progress, TUE, calendar, MON).total_float["B"] == 3
    assert deterministic(network, progress, THU, calendar, MON).total_float["B"] == 1


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        (datetime(2026, 12, 4, 9, 0), FRI),
        (datetime(2026, 12, 4, 17, 59, 59), FRI),
        (datetime(2026, 12, 4, 18, 0), NEXT_MON),
        (datetime(2026, 12, 5, 12, 0), NEXT_MON),
        (datetime(2026, 12, 6, 23, 0), NEXT_MON),
        (datetime(2027, 2, 19, 18, 30), D(2027, 2, 20)),
        (datetime(2027, 2, 20, 18, 30), D(2027, 2, 24)),
    ],
)
def test_after_six_and_on_days_off_today_is_the_next_working_day(
    calendar: Calendar, moment: datetime, today: date
) -> None:
    assert working_today(moment.replace(tzinfo=SAMARA), calendar) == today


def test_after_the_companys_own_hours_today_is_the_next_working_day(calendar: Calendar) -> None:
    short = calendar.with_hours(WorkingHours(time(8), time(16, 30)))
    assert working_today(datetime(2026, 12, 4, 16, 29, tzinfo=SAMARA), short) == FRI
    assert working_today(datetime(2026, 12, 4, 16, 30, tzinfo=SAMARA), short) == NEXT_MON
    long = calendar.with_hours(WorkingHours(time(10), time(20)))
    assert working_today(datetime(2026, 12, 4, 19, 59, tzinfo=SAMARA), long) == FRI


def test_hours_exist_only_at_the_border() -> None:
    assert plan_start(MON).isoformat() == "2026-11-30T09:00:00+04:00"
    assert plan_end(MON).isoformat() == "2026-11-30T18:00:00+04:00"
    assert portal_moment(MON, time(12), UTC).isoformat() == "2026-11-30T12:00:00+00:00"
    early = WorkingHours(time(8, 30), time(17, 15))
    assert plan_start(MON, hours=early).isoformat() == "2026-11-30T08:30:00+04:00"
    assert plan_end(MON, hours=early).isoformat() == "2026-11-30T17:15:00+04:00"
    late = datetime(2026, 11, 30, 21, 30, tzinfo=UTC)
    assert portal_date(late) == TUE
    assert portal_date(late, timezone(timedelta(hours=2))) == MON


def test_a_task_is_planned_from_the_first_working_day_after_its_last_input(make: Make, calendar: Calendar) -> None:
    network = Network.of(
        make("A task 1 1 1\nB task 1 2 2\nM milestone 0 0 0 A B\nC task 1 3 3 M", "C", {("M", "C"): 1})
    )
    assert planned(network, "A", {}, calendar, SAT) == (NEXT_MON, NEXT_MON)
    finished = {"A": MON, "B": SAT}
    assert planned(network, "M", finished, calendar, MON) == (FRI, FRI)
    assert planned(network, "C", finished, calendar, MON) == (NEXT_TUE, D(2026, 12, 10))
    again = planned(network, "C", finished, calendar, MON, not_before=D(2026, 12, 11))
    assert again == (D(2026, 12, 14), D(2026, 12, 16))
    with pytest.raises(KeyError):
        planned(network, "C", {"A": MON}, calendar, MON)


def test_a_plan_looks_through_skipped_steps(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(1, 5, 1), ["B"])
    assert planned(network, "C", {"A": TUE}, calendar, MON) == (WED, WED)


@settings(max_examples=60)
@given(today_after=st.integers(0, 80), finished=st.integers(0, 40), data=st.data())
def test_unfinished_work_never_ends_before_today_nor_starts_before_its_inputs(
    sample: Template, today_after: int, finished: int, data: st.DataObject
) -> None:
    calendar, start = russian_calendar(), D(2026, 12, 1)
    network = Network.of(sample)
    today = calendar.add(start, today_after)
    progress = {}
    for step in network.ids[:finished]:
        ended = today - timedelta(days=data.draw(st.integers(0, 90)))
        progress[step] = done(ended, created_on=start)
    for step in network.ids[finished:]:
        if all(flow.source in progress for flow in sample.incoming[step]):
            progress.setdefault(step, opened(calendar.add(start, data.draw(st.integers(0, 90)))))
            break
    found = deterministic(network, progress, today, calendar, start)
    closed = {step for step, known in progress.items() if known.state is DONE}
    for at, step in enumerate(network.ids):
        begun, ended = found.spans[step]
        assert begun <= ended
        if step in closed or not network.is_work[at]:
            continue
        assert ended >= today
        if step not in progress:
            assert begun >= today
            for source, lag in network.inputs[at]:
                assert calendar.between(found.spans[network.ids[source]][1], begun) >= 1 + lag
    left = [value for value in found.total_float.values() if value is not None]
    assert all(value >= 0 for value in left)
    assert network.ids[network.goal] in closed or 0 in left
    tomorrow = deterministic(network, progress, calendar.next_after(today), calendar, start)
    assert all(tomorrow.spans[step][1] >= found.spans[step][1] for step in network.ids)


def test_an_absence_to_come_interrupts_what_has_begun_and_puts_off_what_would_begin_in_it(
    line: Make, calendar: Calendar
) -> None:
    network = Network.of(line(1, 2, 4))
    plain = deterministic(network, {}, MON, calendar, MON)
    for step, (first, last) in plain.spans.items():
        away = (calendar.first_from(last), calendar.add(last, 2))  # the last day of the step and two more
        made = deterministic(network, {step: StepProgress(away=(away,))}, MON, calendar, MON)
        assert made.spans[step][1] == calendar.add(last, 3), step
        early = (first, calendar.next_after(first))
        waits = deterministic(network, {step: StepProgress(away=(early,))}, MON, calendar, MON)
        assert waits.spans[step] == (calendar.add(first, 2), calendar.add(last, 2)), step
        stood_in = StepProgress(away=(early,), has_deputy=True)
        assert deterministic(network, {step: stood_in}, MON, calendar, MON).spans == plain.spans
        over = StepProgress(away=((calendar.next_after(last), calendar.add(last, 9)),))
        assert deterministic(network, {step: over}, MON, calendar, MON) == plain


def test_absences_that_overlap_or_are_named_twice_are_one(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(1, 5, 4))
    days = [calendar.add(MON, number) for number in range(12)]
    whole = StepProgress(away=((days[3], days[9]),))
    expected = deterministic(network, {"B": whole}, MON, calendar, MON)
    for away in (
        ((days[3], days[9]), (days[3], days[9])),
        ((days[3], days[7]), (days[5], days[9])),
        ((days[3], days[9]), (days[4], days[6])),
        ((days[3], days[5]), (days[6], days[9])),
    ):
        progress = {"B": StepProgress(away=away)}
        assert deterministic(network, progress, MON, calendar, MON) == expected, away
        one, two = (simulate(network, known, MON, calendar, MON) for known in ({"B": whole}, progress))
        assert (two.p50, two.p95) == (one.p50, one.p95), away


def test_an_absence_that_meets_no_work_changes_nothing_even_where_a_plan_ends_on_a_day_off(
    line: Make, calendar: Calendar
) -> None:
    network = Network.of(line(5, 2))
    saturday = calendar.next_after(MON) + timedelta(days=4)
    assert not calendar.is_working(saturday)
    far = calendar.add(MON, 30)
    known = StepProgress(StepState.OPEN, own_finish=saturday)
    plain = deterministic(network, {"A": known}, MON, calendar, MON)
    assert plain.spans["A"][1] == saturday
    assert deterministic(network, {"A": replace(known, away=((far, far),))}, MON, calendar, MON) == plain
