"""The odds: laws, hand-computable cases, the sample process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, Template
from outlet_desktop.problem import Problem
from outlet_desktop.schedule import durations, monte_carlo
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress, deterministic
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.workdays import Calendar

D = date
Make = Callable[..., Template]
MON, TUE, WED, THU, FRI = (D(2026, 11, 30), *(D(2026, 12, day) for day in (1, 2, 3, 4)))
OPEN, DONE = StepState.OPEN, StepState.DONE


def test_the_sample_opens_in_even_odds_by_3_march(sample: Template, sample_start: date, calendar: Calendar) -> None:
    odds = simulate(Network.of(sample), {}, sample_start, calendar, sample_start, target=D(2027, 2, 19))
    assert abs(calendar.between(D(2027, 3, 3), odds.p50)) <= 1
    assert abs(calendar.between(D(2027, 3, 9), odds.p80)) <= 1
    # 3.5 % of 20,000 trials of an independent program open within the 52 most likely days.
    assert odds.chance_of_target == pytest.approx(0.035, abs=0.012)
    assert odds.criticality["S11"] == 1.0
    assert odds.criticality["S39"] == 0.0
    assert 0 < odds.criticality["S03"] < odds.criticality["S02"] < 1


def test_the_same_seed_gives_the_same_odds_and_another_one_others(
    sample: Template, sample_start: date, calendar: Calendar
) -> None:
    network = Network.of(sample)
    first = simulate(network, {}, sample_start, calendar, sample_start, trials=500)
    monte_carlo._draws.cache_clear()
    assert simulate(network, {}, sample_start, calendar, sample_start, trials=500) == first
    assert simulate(network, {}, sample_start, calendar, sample_start, trials=500, seed=2) != first


def test_a_finished_goal_is_certain_to_the_day_even_on_a_saturday(line: Make, calendar: Calendar) -> None:
    saturday = D(2026, 12, 5)
    progress = {step: StepProgress(DONE, finished_on=saturday) for step in "AB"}
    odds = simulate(Network.of(line(1, 1)), progress, D(2027, 1, 20), calendar, MON, target=FRI, trials=100)
    assert (odds.p50, odds.p80, odds.p95) == (saturday,) * 3
    assert odds.histogram == ((saturday, 100),)
    assert odds.chance_of_target == 0.0
    assert odds.chance(saturday) == 1.0
    assert set(odds.criticality.values()) == {0.0}


def test_without_a_goal_there_are_no_odds(line: Make, calendar: Calendar) -> None:
    with pytest.raises(Problem) as caught:
        simulate(Network.of(replace(line(1), goal="")), {}, MON, calendar, MON)
    assert caught.value.code == "schedule.no_goal"


def test_exact_estimates_give_the_deterministic_day(line: Make, calendar: Calendar) -> None:
    network = Network.of(line(3, 2))
    odds = simulate(network, {"A": StepProgress(OPEN, own_finish=WED)}, TUE, calendar, MON, trials=50)
    assert odds.p50 == odds.p95 == D(2026, 12, 4)
    assert odds.criticality == {"A": 1.0, "B": 1.0}


@settings(max_examples=50)
@given(data=st.data())
def test_degenerate_estimates_equal_the_deterministic_forecast(
    sample: Template, calendar: Calendar, data: st.DataObject
) -> None:
    start = D(2026, 12, 1)
    lengths = data.draw(st.lists(st.integers(0, 9), min_size=40, max_size=40))
    template = sample.with_steps(
        *(replace(step, duration=Estimate(days, days, days)) for step, days in zip(sample.steps, lengths, strict=True))
    )
    network = Network.of(template, data.draw(st.sets(st.sampled_from(["S03", "S20", "S34"]))))
    today = calendar.add(start, data.draw(st.integers(0, 60)))
    progress: dict[str, StepProgress] = {}
    for step in network.ids[: data.draw(st.integers(0, 39))]:
        if all(flow.source in progress for flow in template.incoming[step]):
            ended = today - timedelta(days=data.draw(st.integers(0, 30)))
            progress[step] = StepProgress(DONE, finished_on=ended)
    for step in network.ids:
        inputs = template.incoming[step]
        if (
            step not in progress
            and network.is_work[network.position[step]]
            and all(progress.get(flow.source, StepProgress()).state is DONE for flow in inputs)
        ):
            plan = calendar.add(start, data.draw(st.integers(0, 70)))
            moved = data.draw(st.none() | st.integers(-9, 9))
            deadline = None if moved is None else calendar.add(plan, moved)
            progress[step] = StepProgress(OPEN, own_finish=plan, deadline=deadline)
    odds = simulate(network, progress, today, calendar, start, trials=3)
    expected = deterministic(network, progress, today, calendar, start)
    assert odds.p50 == odds.p95 == expected.finish
    live = {step for step, share in odds.criticality.items() if share == 1.0}
    assert set(odds.criticality.values()) <= {0.0, 1.0}
    assert live == expected.critical


@settings(max_examples=25)
@given(
    today_after=st.integers(0, 70),
    finished=st.integers(0, 36),
    seed=st.integers(0, 9),
)
def test_laws_of_the_odds_at_any_stage(
    sample: Template, calendar: Calendar, today_after: int, finished: int, seed: int
) -> None:
    start = D(2026, 12, 1)
    network = Network.of(sample)
    today = calendar.add(start, today_after)
    progress = {step: StepProgress(DONE, finished_on=today) for step in network.ids[:finished]}
    odds = simulate(network, progress, today, calendar, start, trials=300, seed=seed)
    assert today <= odds.p50 <= odds.p80 <= odds.p95
    assert sum(count for _, count in odds.histogram) == odds.trials == 300
    every = [day for day, _ in odds.histogram]
    assert all(calendar.next_after(a) == b for a, b in pairwise(every))
    chances = [odds.chance(day) for day in every]
    assert chances == sorted(chances)
    assert chances[-1] == 1.0
    assert odds.chance(every[0] - timedelta(days=1)) == 0.0
    for share, day in ((0.5, odds.p50), (0.8, odds.p80), (0.95, odds.p95)):
        assert odds.chance(day) >= share > odds.chance(day - timedelta(days=1))
        assert odds.quantile(share) == day
    assert all(0.0 <= share <= 1.0 for share in odds.criticality.values())
    assert all(odds.criticality[step] == 0.0 for step in progress)


def test_what_two_steps_share_is_critical_and_equal_branches_split(make: Make, calendar: Calendar) -> None:
    text = "A task 1 2 5\nB task 2 5 9 A\nC task 2 5 9 A\nG milestone 0 0 0 B C"
    odds = simulate(Network.of(make(text, "G")), {}, MON, calendar, MON, trials=20_000)
    assert odds.criticality["A"] == odds.criticality["G"] == 1.0
    assert odds.criticality["B"] == pytest.approx(0.5, abs=0.02)
    assert odds.criticality["B"] + odds.criticality["C"] == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("estimate", [(1, 1, 3), (3, 5, 12), (10, 15, 30), (1, 5, 5), (2, 2, 40)])
def test_drawn_durations_have_the_moments_of_the_pert_distribution(estimate: tuple[int, int, int]) -> None:
    low, likely, high = estimate
    days = durations.quantiles(*estimate).astype(float)
    mean = (low + 4 * likely + high) / 6
    variance = (mean - low) * (high - mean) / 7  # of the beta distribution with alpha + beta = 6
    assert days.min() >= low
    assert days.max() <= high
    assert days.mean() == pytest.approx(mean, abs=1e-3 * (high - low))
    assert days.var() == pytest.approx(variance, rel=0.005)


def test_the_distribution_function_equals_its_closed_forms() -> None:
    # mode 0: beta(1, 5), F = 1 - (1 - x)^5; mode 1: beta(5, 1), F = x^5; mode 1/2: beta(3, 3).
    for mode, form in (
        (0.0, lambda x: 1 - (1 - x) ** 5),
        (1.0, lambda x: x**5),
        (0.5, lambda x: 10 * x**3 - 15 * x**4 + 6 * x**5),
    ):
        x, share = durations.beta_table(mode)
        assert np.abs(share - form(x)).max() < 1e-6


def test_an_open_step_is_conditioned_on_not_being_finished_yet(make: Make, calendar: Calendar) -> None:
    """Beta(3, 3) on 0..20 days, 10 days gone: F is known, so the share of every day is."""
    network = Network.of(make("A task 0 10 20", "A"))
    own_finish = calendar.add(MON, 9)  # planned Mon + 10 days
    today = calendar.add(MON, 10)  # the 11th day: 10 have passed
    progress = {"A": StepProgress(OPEN, own_finish=own_finish)}
    odds = simulate(network, progress, today, calendar, MON, trials=40_000)

    def passed(days: float) -> float:
        x = days / 20
        return 10 * x**3 - 15 * x**4 + 6 * x**5

    for n in range(10):
        expected = (passed(11 + n) - passed(10)) / (1 - passed(10))
        assert odds.chance(calendar.add(today, n)) == pytest.approx(expected, abs=0.01)


def test_the_condition_equals_rejection_sampling(make: Make, calendar: Calendar) -> None:
    network = Network.of(make("A task 2 6 15\nB task 1 3 8 A", "B"))
    today = calendar.add(MON, 7)  # 7 days have passed
    progress = {"A": StepProgress(OPEN, own_finish=calendar.add(MON, 5))}
    odds = simulate(network, progress, today, calendar, MON, trials=40_000)
    generator = np.random.default_rng(7)
    a = 2 + 13 * generator.beta(1 + 4 * 4 / 13, 1 + 4 * 9 / 13, 400_000)
    a = a[a > 7][:40_000]
    b = 1 + 7 * generator.beta(1 + 4 * 2 / 7, 1 + 4 * 5 / 7, len(a))
    ends = np.ceil(a + b).astype(int)
    for n in range(8, 20):
        assert odds.chance(calendar.add(MON, n - 1)) == pytest.approx(float((ends <= n).mean()), abs=0.015)


def test_beyond_the_pessimistic_estimate_an_open_step_finishes_today(make: Make, calendar: Calendar) -> None:
    network = Network.of(make("A task 1 2 4", "A"))
    odds = simulate(network, {"A": StepProgress(OPEN, own_finish=TUE)}, D(2026, 12, 21), calendar, MON)
    assert odds.p50 == odds.p95 == D(2026, 12, 21)


def test_a_deadline_moved_out_moves_the_odds_as_many_days(make: Make, calendar: Calendar) -> None:
    network = Network.of(make("A task 2 4 9", "A"))
    plain = simulate(network, {"A": StepProgress(OPEN, own_finish=THU)}, MON, calendar, MON)
    moved = StepProgress(OPEN, own_finish=THU, deadline=calendar.add(THU, 5))
    later = simulate(network, {"A": moved}, MON, calendar, MON)
    assert calendar.between(plain.p50, later.p50) == 5
    assert calendar.between(plain.p95, later.p95) == 5


def test_odds_change_only_by_what_has_changed(sample: Template, sample_start: date, calendar: Calendar) -> None:
    """Common random numbers: a day's delay of the one start step moves every trial by that day."""
    network = Network.of(sample)
    one = simulate(network, {"S01": StepProgress(DONE, finished_on=TUE)}, TUE, calendar, sample_start)
    two = simulate(network, {"S01": StepProgress(DONE, finished_on=WED)}, WED, calendar, sample_start)
    assert [count for _, count in one.histogram] == [count for _, count in two.histogram]
    assert calendar.between(one.p50, two.p50) == 1


def test_odds_without_criticality_are_the_same_odds(sample: Template, sample_start: date, calendar: Calendar) -> None:
    network = Network.of(sample)
    progress = {"S01": StepProgress(DONE, finished_on=FRI)}
    whole = simulate(network, progress, FRI, calendar, sample_start, D(2027, 3, 5), 200)
    plain = simulate(network, progress, FRI, calendar, sample_start, D(2027, 3, 5), 200, with_criticality=False)
    assert whole.criticality
    assert plain == replace(whole, criticality={})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mean_and_variance_of_a_chain_are_the_sums_of_those_of_its_steps(
    make: Make, calendar: Calendar, seed: int
) -> None:
    """Independent steps one after another: means and variances of beta-PERT durations add up (closed form)."""
    estimates = [(3, 5, 12), (1, 2, 5), (10, 15, 30), (2, 4, 7), (5, 7, 12), (1, 1, 3)]
    lags = [0, 2, 0, 1, 0, 0]
    names = "ABCDEF"
    lines = [
        f"{name} task {low} {likely} {high} {names[n - 1] if n else ''}"
        for n, (name, (low, likely, high)) in enumerate(zip(names, estimates, strict=True))
    ]
    between = {(names[n - 1], names[n]): lag for n, lag in enumerate(lags) if lag}
    network = Network.of(make("\n".join(lines), "F", between))
    trials = 40_000
    run = monte_carlo._Run(network, {}, MON, calendar, MON, trials, seed)
    finish = run.finish[network.goal].astype(float)
    means = [(low + 4 * likely + high) / 6 for low, likely, high in estimates]
    mean = sum(means) + sum(lags)
    variance = sum((m - low) * (high - m) / 7 for m, (low, _, high) in zip(means, estimates, strict=True))
    # Four standard errors; that of the variance of something near the normal is variance * sqrt(2 / n).
    assert finish.mean() == pytest.approx(mean, abs=4 * (variance / trials) ** 0.5 + 0.005)
    assert finish.var() == pytest.approx(variance, rel=4 * (2 / trials) ** 0.5 + 0.005)
    # The histogram is this distribution, rounded up to whole days.
    odds = simulate(network, {}, MON, calendar, MON, trials=trials, seed=seed)
    counted = sum((calendar.between(MON, day) + 1) * count for day, count in odds.histogram) / trials
    assert counted == pytest.approx(float(np.ceil(finish - 1e-3).mean()), abs=1e-9)
    assert counted == pytest.approx(mean + 0.5, abs=0.1)


@pytest.mark.parametrize("has_deputy", [False, True])
def test_an_absence_to_come_puts_off_each_trial_that_it_meets(
    make: Make, calendar: Calendar, *, has_deputy: bool
) -> None:
    network = Network.of(make("A task 2 6 15\nB task 3 3 3 A", "B"))
    away = (calendar.add(MON, 8), calendar.add(MON, 11))  # moments 8 to 12
    known = {"B": StepProgress(away=(away,), has_deputy=has_deputy)}
    odds = simulate(network, known, MON, calendar, MON, trials=40_000)
    a = 2 + 13 * np.random.default_rng(7).beta(1 + 4 * 4 / 13, 1 + 4 * 9 / 13, 400_000)
    is_interrupted = (a < 8) & (a + 3 > 8)
    waits = (a >= 8) & (a < 12)
    ends = np.where(is_interrupted, a + 7, np.where(waits & (not has_deputy), 15, a + 3))
    for n in range(5, 20):
        share = float((np.ceil(ends) <= n).mean())
        assert odds.chance(calendar.add(MON, n - 1)) == pytest.approx(share, abs=0.015)
    assert odds.criticality == {"A": pytest.approx(1.0 if has_deputy else 1 - waits.mean(), abs=0.015), "B": 1.0}


def test_an_open_step_is_interrupted_too(make: Make, calendar: Calendar) -> None:
    network = Network.of(make("A task 2 4 9", "A"))
    open_now = StepProgress(OPEN, own_finish=THU)
    plain = simulate(network, {"A": open_now}, MON, calendar, MON)
    away = replace(open_now, away=((TUE, WED),))
    later = simulate(network, {"A": away}, MON, calendar, MON)
    assert calendar.between(plain.p50, later.p50) == calendar.between(plain.p95, later.p95) == 2
    assert deterministic(network, {"A": away}, MON, calendar, MON).finish == calendar.add(THU, 2)
