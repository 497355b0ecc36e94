"""The pace of requests, held against the portal's own arithmetic."""

from __future__ import annotations

import heapq
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


@settings(max_examples=60, deadline=None)
@given(gaps=GAPS, began=st.sampled_from([-1e9, 0.0, 12.5, 1e9]))
def test_a_clock_may_begin_anywhere(gaps: list[float], began: float) -> None:
    """A monotonic clock counts from the machine's start, or from wherever its system likes."""

    def waits(origin: float) -> list[float]:
        clock = Clock()
        clock.now = origin
        bucket = Bucket(clock=clock)
        found = []
        for gap in gaps:
            clock.now += gap
            wait = bucket.reserve()
            assert wait is not None
            found.append(wait)
        return found

    assert waits(began) == pytest.approx(waits(1000.0), abs=1e-4)


class Refusing(PortalBucket):
    """A portal that answers 503 to a request that would lift its bucket above the burst."""

    def __init__(self, rate: float, burst: int) -> None:
        super().__init__(rate)
        self.burst, self.refused = burst, 0

    def takes(self, now: float) -> bool:
        level = max(0.0, self.level - (now - self.at) * self.rate)
        if level + 1 > self.burst:
            self.refused += 1
            return False
        self.request(now)
        return True


@settings(max_examples=60, deadline=None)
@given(
    jobs=st.lists(st.tuples(st.floats(0, 60), st.integers(1, 120), st.floats(-1e6, 1e6)), min_size=2, max_size=4),
    pace=st.sampled_from([(2.0, 50), (5.0, 250), (1.0, 10)]),
)
def test_processes_that_know_nothing_of_each_other_slow_down_at_the_first_refusal(
    jobs: list[tuple[float, int, float]], pace: tuple[float, int]
) -> None:
    """A desktop, an agent, somebody else's program behind one address: each has a bucket and a clock of its own.

    Together they may fill the portal's bucket; who is refused counts its own as full, so refusals stay few and all
    requests are taken in the end.
    """
    portal = Refusing(*pace)
    now = 0.0
    buckets = [Bucket(*pace, clock=lambda shift=shift: now + shift) for _, _, shift in jobs]
    left = [count for _, count, _ in jobs]
    backoff = [1.0] * len(jobs)
    due = [(start, number, False) for number, (start, _, _) in enumerate(jobs)]
    heapq.heapify(due)
    while due:
        now, number, is_sent = heapq.heappop(due)
        if not is_sent:
            wait = buckets[number].reserve()
            assert wait is not None
            heapq.heappush(due, (now + wait, number, True))
            continue
        if portal.takes(now):
            left[number] -= 1
            backoff[number] = 1.0
            if left[number]:
                heapq.heappush(due, (now, number, False))
            continue
        buckets[number].fill()
        heapq.heappush(due, (now + backoff[number], number, False))
        backoff[number] = min(backoff[number] * 2, 30.0)
    assert not any(left)
    assert portal.highest <= pace[1] + 1e-6
    assert portal.refused <= sum(count for _, count, _ in jobs)
