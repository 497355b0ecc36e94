"""The pace of requests, held against the portal's own arithmetic."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.portal.pace import Bucket


class Clock:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class PortalBucket:
    """What the portal counts: +1 per request, leaking; remembers the highest level."""

    def __init__(self, rate: float) -> None:
        self.rate, self.level, self.at, self.highest = rate, 0.0, 0.0, 0.0

    def request(self, now: float) -> None:
        self.level = max(0.0, self.level - (now - self.at) * self.rate) + 1
        self.at, self.highest = now, max(self.highest, self.level)


GAPS = st.lists(st.floats(0, 40, allow_nan=False), min_size=1, max_size=150)


@settings(max_examples=60, deadline=None)
@given(gaps=GAPS, rate=st.sampled_from([0.5, 2.0, 5.0]), burst=st.integers(1, 60), margin=st.integers(0, 3))
def test_no_pattern_of_arrivals_exceeds_the_bucket(gaps: list[float], rate: float, burst: int, margin: int) -> None:
    clock = Clock()
    bucket = Bucket(rate, burst, margin=margin, clock=clock, sleep=clock.sleep)
    portal = PortalBucket(rate)
    for gap in gaps:
        clock.now += gap if gap > 1 else 0  # many arrive at the same moment
        bucket.take()
        portal.request(clock.now)
    assert portal.highest <= burst + 1e-6


@settings(max_examples=40, deadline=None)
@given(
    rounds=st.lists(st.tuples(st.floats(0, 30), st.lists(st.integers(0, 12), min_size=2, max_size=5)), max_size=12),
    pace=st.sampled_from([(2.0, 50), (5.0, 250), (1.0, 10)]),
)
def test_several_threads_together_never_exceed_the_bucket(
    rounds: list[tuple[float, list[int]]], pace: tuple[float, int]
) -> None:
    clock = Clock()
    bucket = Bucket(*pace, clock=clock)
    sent: list[float] = []

    def work(count: int) -> None:
        for _ in range(count):
            wait = bucket.reserve()
            assert wait is not None
            sent.append(clock.now + wait)  # list.append is atomic

    for gap, counts in rounds:
        clock.now += gap
        threads = [threading.Thread(target=work, args=(count,)) for count in counts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    portal = PortalBucket(pace[0])
    for at in sorted(sent):
        portal.request(at)
    assert len(sent) == sum(sum(counts) for _, counts in rounds)
    assert portal.highest <= pace[1] + 1e-6


@settings(max_examples=40, deadline=None)
@given(jitter=st.lists(st.floats(0, 0.5), min_size=120, max_size=120))
def test_jitter_on_the_way_is_forgiven_by_the_margin(jitter: list[float]) -> None:
    clock = Clock()
    bucket = Bucket(clock=clock, sleep=clock.sleep)
    arrivals = []
    for late in jitter:
        bucket.take()
        arrivals.append(clock.now + late)
    portal = PortalBucket(2.0)
    for at in sorted(arrivals):
        portal.request(at)
    assert portal.highest <= 50


def test_a_burst_goes_at_once_and_the_rest_at_the_rate() -> None:
    clock = Clock()
    bucket = Bucket(clock=clock, sleep=clock.sleep)
    sent = []
    for _ in range(60):
        bucket.take()
        sent.append(clock.now - 1000)
    assert sent[47] == 0
    assert sent[48:] == pytest.approx([0.5 * k for k in range(1, 13)])


def test_a_wait_past_the_deadline_takes_no_slot() -> None:
    clock = Clock()
    bucket = Bucket(1.0, 1, margin=0, clock=clock)
    assert bucket.reserve(0.0) == 0.0
    assert bucket.reserve(0.4) is None
    assert bucket.reserve(0.4) is None
    assert bucket.reserve(1.0) == pytest.approx(1.0)  # as if nobody had asked before
    assert bucket.reserve(5.0) == pytest.approx(2.0)


def test_a_refusal_of_the_portal_fills_the_bucket() -> None:
    clock = Clock()
    bucket = Bucket(clock=clock)
    bucket.fill()
    assert bucket.level == pytest.approx(48)
    assert bucket.reserve() == pytest.approx(0.5)


def test_threads_share_one_bucket() -> None:
    clock = Clock()
    bucket = Bucket(2.0, 10, margin=0, clock=clock)
    waits: list[float] = []
    lock = threading.Lock()

    def work() -> None:
        for _ in range(10):
            wait = bucket.reserve()
            assert wait is not None
            with lock:
                waits.append(wait)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == pytest.approx([0.0] * 10 + [0.5 * k for k in range(1, 31)])


@pytest.mark.parametrize(("rate", "burst"), [(0, 50), (2, 0)])
def test_a_bucket_that_lets_nothing_through_is_refused(rate: float, burst: int) -> None:
    with pytest.raises(ValueError):
        Bucket(rate, burst)
