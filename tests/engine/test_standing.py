"""Where an opening stands: statuses, holders, reasons and dates, from what the portal shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.engine.situation import skipped_steps
from outlet_desktop.engine.standing import Standings, portfolio_of
from outlet_desktop.engine.world import context_of
from outlet_desktop.schedule.critical_path import Network, baseline
from outlet_desktop.wording import sentence

DAY = 86_400.0


def row_of(rig):
    case = rig.case
    people = {person.user_id: person for person in rig.store.people()}
    return Standings(rig.world.calendar, trials=800).row(case, context_of(rig.store, case, rig.world), people)


def test_before_the_decision_it_is_idle_and_the_director_holds_it(rig, sample):
    rig.add(sample)
    row = row_of(rig)
    assert (row.state, row.status) == (OpeningState.DECIDING, Status.IDLE)
    assert [held.step for held in row.held_by] == ["S01"]
    assert row.waiting == 39
    assert row.now == "Согласовать адрес точки"
    assert row.project_id is None


def test_on_time_it_is_active_and_needs_no_label(rig, sample):
    rig.add(sample, target_on=date(2027, 6, 1))
    rig.close("S01")
    row = row_of(rig)
    assert row.status is Status.ACTIVE
    assert row.label == ("", {})
    assert row.chance == 1.0
    assert row.done == 1


def test_an_overdue_payment_on_the_driving_chain_blocks_it(rig, sample):
    rig.add(sample, target_on=date(2027, 3, 1))
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S09", "S10"):
        rig.close(step)
    rig.step(30 * DAY)
    row = row_of(rig)
    assert row.status is Status.BLOCKED
    held = row.held_by[0]
    assert (held.step, held.reason) == ("S07", "payment_wait")
    assert held.overdue_days > 10
    assert row.label[0] == "label.payment"
    assert row.step("S07").status is Status.BLOCKED


def test_late_and_at_risk_follow_the_tolerance(rig, sample):
    rig.add(sample, target_on=date(2026, 12, 30))
    rig.close("S01")
    assert row_of(rig).status is Status.LATE
    opening = rig.case.opening
    from dataclasses import replace

    p50 = row_of(rig).p50
    near = rig.world.calendar.add(p50, -2)
    with rig.store.transaction():
        rig.store.save_case(replace(opening, target_on=near), rig.case.states, None, False)
    row = row_of(rig)
    assert row.slip_days == 2
    assert row.status is Status.RISK


def test_the_goal_reached_is_done_though_steps_are_left(rig, sample):
    rig.add(sample)
    while "S37" not in {s for s, state in rig.case.states.items() if state is StepState.DONE}:
        rig.close(sorted(rig.portal.open_steps())[0])
    row = row_of(rig)
    assert (row.state, row.status) == (OpeningState.DONE, Status.DONE)
    assert row.finished_on == row.p50
    assert row.done < row.total


def test_a_rejected_opening_has_no_forecast_and_says_why(rig, sample):
    rig.add(sample)
    rig.portal.tick(rig.portal.of("S01")[0].id, "Отклонить и закрыть")
    rig.close("S01")
    row = row_of(rig)
    assert row.p50 is None
    assert row.why[0] == "why.rejected"


def test_steps_that_do_not_lead_to_the_goal_are_never_critical(rig, sample):
    rig.add(sample)
    row = row_of(rig)
    apart = [step for step in row.steps if not step.leads_to_goal]
    assert {step.step for step in apart} >= {"S38", "S39", "S40"}
    assert not any(step.critical for step in apart)
    assert all(step.total_float is None for step in apart)


def test_the_deviation_is_counted_in_signed_working_days(rig, sample):
    rig.add(sample, baseline={"S01": (date(2026, 11, 20), date(2026, 11, 20))})
    step = row_of(rig).step("S01")
    assert step.deviation == rig.world.calendar.between(date(2026, 11, 20), step.forecast.finish) > 0


def test_a_portfolio_row_carries_no_details(rig, sample):
    rig.add(sample)
    portfolio = portfolio_of([row_of(rig)], rig.portal.now(), rig.world.calendar)
    assert portfolio.rows[0].steps == ()
    assert portfolio.rows[0].held_by
    assert portfolio.today == rig.portal.now().date()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_sentence_why_has_no_placeholder_left(rig, sample, lang):
    rig.add(sample)
    rig.close("S01")
    row = row_of(rig)
    text = sentence(row.why[0], row.why[1], lang)
    assert "ул. Ленина, 10" in text
    assert not set("{}|…") & set(text)


def promise(rig, sample):
    """The baseline, as the launch makes it."""
    opening = rig.case.opening
    plan = baseline(Network.of(sample, skipped_steps(opening)), opening.start_on, rig.world.calendar)
    rig.store.save_case(replace(opening, baseline=plan), rig.case.states, None, False)


def test_the_parts_of_the_shift_add_up_to_the_slip(rig, sample):
    rig.add(sample, target_on=date(2027, 3, 1))
    promise(rig, sample)
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S09", "S10"):
        rig.close(step)
    rig.step(30 * DAY)
    row = row_of(rig)
    assert sum(part.days for part in row.delays) + row.spread_days - row.buffer_days == row.slip_days
    assert any(part.step == "S07" and part.days > 10 for part in row.delays)


def test_a_step_skipped_by_hand_is_told_as_days_won(rig, sample):
    rig.add(sample, target_on=date(2027, 3, 1))
    promise(rig, sample)
    rig.close("S01")
    changed = replace(rig.case.opening, skipped_by_hand={"S20": "не нужно"})
    rig.store.save_case(changed, rig.case.states, None, False)
    row = row_of(rig)
    assert sum(part.days for part in row.delays) + row.spread_days - row.buffer_days == row.slip_days


def test_what_would_help_names_open_and_coming_steps_of_the_critical_path(rig, sample):
    rig.add(sample, target_on=date(2027, 3, 1))
    rig.close("S01")
    found = Standings(rig.world.calendar, trials=800).prospects(rig.case, context_of(rig.store, rig.case, rig.world))
    row = row_of(rig)
    assert found
    assert all(row.step(one.step).state in (StepState.OPEN, StepState.PENDING) for one in found)
    assert all(one.p50 < row.p50 for one in found)


def test_a_decision_is_asked_of_its_holder_and_in_an_absence_of_the_deputy_too(rig, sample):
    rig.add(sample)
    asked = row_of(rig).held_by[0]
    assert asked.is_decision
    assert asked.deciders == (asked.user_id,)
    case = rig.case
    people = {person.user_id: person for person in rig.store.people()}
    deputy = next(user for user in people if user != asked.user_id)
    people[asked.user_id] = replace(people[asked.user_id], absent_until=date(2027, 1, 15))
    context = replace(context_of(rig.store, case, rig.world), holder=lambda _role: (asked.user_id, deputy))
    away = Standings(rig.world.calendar, trials=800).row(case, context, people).held_by[0]
    assert away.deciders == tuple(sorted((asked.user_id, deputy)))
    rig.close("S01")
    assert all(held.deciders == () for held in row_of(rig).held_by if not held.is_decision)
