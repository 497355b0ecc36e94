"""Durations learnt from finished openings: what is kept, how far they are believed, whether they find the truth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import given, strategies as st

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, Template
from outlet_desktop.schedule import durations
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress
from outlet_desktop.schedule.learning import LEAST, STRENGTH, Learnt, learn, sample
from outlet_desktop.schedule.monte_carlo import simulate
from outlet_desktop.schedule.workdays import Calendar

D = date
Make = Callable[..., Template]
FRI, SAT, MON = D(2026, 11, 27), D(2026, 11, 28), D(2026, 11, 30)


def test_a_sample_is_the_working_days_after_the_day_of_creation(calendar: Calendar) -> None:
    assert sample(FRI, FRI, calendar) == 0
    assert sample(FRI, SAT, calendar) == 0  # finished on a day off
    assert sample(FRI, MON, calendar) == 1
    assert sample(D(2027, 2, 19), D(2027, 2, 24), calendar) == 2  # Saturday the 20th is worked, 22 and 23 are off
    assert sample(MON, FRI, calendar) == 0  # a clock that went back is no negative duration


def test_seven_samples_change_nothing_and_eight_do(make: Make, calendar: Calendar) -> None:
    template = make("A task 5 10 15", "A")
    plain = simulate(Network.of(template), {}, MON, calendar, MON)
    few = simulate(Network.of(template, learnt=learn({"A": [3] * (LEAST - 1)})), {}, MON, calendar, MON)
    enough = simulate(Network.of(template, learnt=learn({"A": [3] * LEAST})), {}, MON, calendar, MON)
    assert few == plain
    assert calendar.between(MON, plain.p50) == 9
    # Half of 3 days and half of an estimate whose middle is 10 days: 6.5, rounded up to the seventh day.
    assert calendar.between(MON, enough.p50) == 6


@given(st.lists(st.integers(0, 60), min_size=LEAST, max_size=200), st.integers(1, 9), st.integers(0, 9))
def test_the_mean_is_the_weighted_mean_of_samples_and_estimate(days: list[int], low: int, more: int) -> None:
    learnt = Learnt(tuple(sorted(days)))
    estimate = Estimate(low, low + more // 2, low + more)
    table = durations.table_of(estimate, learnt)
    assert table is not None
    mean = (estimate.optimistic + 4 * estimate.likely + estimate.pessimistic) / 6
    expected = learnt.weight * learnt.mean + (1 - learnt.weight) * mean
    # 4,096 levels do not divide evenly among the samples.
    assert float(table.mean()) == pytest.approx(expected, abs=0.001 * more + 60 * len(days) / 4096)
    assert learnt.weight == len(days) / (len(days) + STRENGTH)
    assert (np.diff(table) >= 0).all()


def test_quantiles_of_the_samples_are_days_that_happened() -> None:
    learnt = Learnt((1, 2, 2, 3, 3, 3, 4, 5, 8, 13))
    assert [learnt.quantile(share) for share in (0.1, 0.5, 0.9, 1.0)] == [1, 3, 8, 13]


def worked(generator: np.random.Generator, truth: tuple[int, int, int], count: int) -> list[int]:
    """Whole working days of simulated staff whose durations are beta-PERT with these parameters."""
    low, likely, high = truth
    spread = high - low
    a, b = 1 + 4 * (likely - low) / spread, 1 + 4 * (high - likely) / spread
    return [int(day) for day in np.ceil(low + spread * generator.beta(a, b, count))]


@pytest.mark.parametrize("truth", [(2, 4, 9), (8, 15, 30), (1, 2, 12)])
@pytest.mark.parametrize("believed", [(1, 1, 2), (20, 30, 60)])
def test_learnt_durations_find_the_parameters_of_simulated_staff(
    truth: tuple[int, int, int], believed: tuple[int, int, int]
) -> None:
    """However wrong the estimate is: the error shrinks as STRENGTH / n, and with 2,000 samples it is gone."""
    generator = np.random.default_rng(7)
    many = worked(generator, truth, 200_000)
    mean, deviation = float(np.mean(many)), float(np.std(many))
    prior = (believed[0] + 4 * believed[1] + believed[2]) / 6
    for count in (8, 40, 200, 2000):
        errors = []
        for _ in range(40):
            table = durations.table_of(Estimate(*believed), learn({"A": worked(generator, truth, count)})["A"])
            assert table is not None
            errors.append(float(table.mean()) - mean)
        bias = (prior - mean) * STRENGTH / (count + STRENGTH)
        noise = 4 * deviation / np.sqrt(40 * count)
        assert np.mean(errors) == pytest.approx(bias, abs=noise + 0.02), count
    assert abs(np.mean(errors)) < 0.01 * abs(prior - mean) + noise
    spread = float(np.std(table))
    assert spread == pytest.approx(deviation, rel=0.08)
    for share in (0.1, 0.5, 0.8, 0.95):
        assert np.quantile(table, share) == pytest.approx(np.quantile(many, share), abs=1.1)


def test_an_open_step_that_outlasts_its_estimate_is_judged_by_what_happened(make: Make, calendar: Calendar) -> None:
    """Estimated at 2 days at most, in truth ten: on the fifth day it is not forecast for today."""
    network = Network.of(make("A task 1 1 2", "A"), learnt=learn({"A": [10] * 400}))
    today = calendar.add(MON, 5)
    progress = {"A": StepProgress(StepState.OPEN, created_on=MON, own_finish=MON)}
    odds = simulate(network, progress, today, calendar, MON)
    assert 3 <= calendar.between(today, odds.p50) <= 4
    plain = simulate(Network.of(make("A task 1 1 2", "A")), progress, today, calendar, MON)
    assert plain.p50 == today


def test_the_condition_on_learnt_durations_equals_rejection(make: Make, calendar: Calendar) -> None:
    days = [2, 3, 3, 4, 5, 5, 6, 8, 9, 12, 15, 20]
    network = Network.of(make("A task 1 5 9", "A"), learnt=learn({"A": days}))
    table = durations.table_of(Estimate(1, 5, 9), network.learnt["A"])
    assert table is not None
    elapsed = 6
    left = table[table > elapsed] - elapsed
    begun = calendar.add(MON, -elapsed)  # its first day; so many have passed before Monday
    progress = {
        "A": StepProgress(StepState.OPEN, created_on=begun, own_finish=calendar.add(begun, 4)),
    }
    odds = simulate(network, progress, MON, calendar, begun, trials=40_000)
    for n in range(10):
        expected = float((left <= n + 1 + 1e-3).mean())
        assert odds.chance(calendar.add(MON, n)) == pytest.approx(expected, abs=0.02), n
