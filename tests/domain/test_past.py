"""What finished tasks teach about an estimate agrees with what the forecast learns from them."""

from __future__ import annotations

from hypothesis import given, strategies as st

from outlet_desktop.domain.past import LEAST, estimate_of, is_far, longer_share, quantile, usual
from outlet_desktop.domain.template import Estimate
from outlet_desktop.schedule import learning

SAMPLES = st.lists(st.integers(0, 60), min_size=1, max_size=40)


@given(SAMPLES, st.floats(0.01, 1.0))
def test_the_editor_and_the_forecast_read_the_same_past(samples, share):
    learnt = learning.Learnt(tuple(sorted(samples)))
    assert quantile(samples, share) == learnt.quantile(share)
    assert learning.LEAST == LEAST


@given(SAMPLES)
def test_the_estimate_of_the_past_is_never_far_from_it(samples):
    assert not is_far(estimate_of(samples), samples)


@given(SAMPLES, st.integers(0, 60))
def test_at_most_half_of_the_tasks_took_longer_than_usual(samples, days):
    assert longer_share(samples, usual(samples)) <= 0.5
    assert longer_share(samples, days) == len([one for one in samples if one > days]) / len(samples)


def test_an_estimate_that_does_not_hold_the_usual_duration_is_far():
    past = (7, 8, 8, 8, 9, 9, 10, 12)
    assert is_far(Estimate(1, 3, 5), past)
    assert is_far(Estimate(9, 10, 12), past)
    assert not is_far(Estimate(5, 8, 12), past)
    assert is_far(Estimate(1, 5, 12), past)  # within, but by half and more than two days off
    assert not is_far(Estimate(1, 3, 5), past[:7])
