"""The portal's limits: the leaky bucket by client, the operating time by method, the longest request. Real seconds."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from outlet_desktop.portal.demo.wire import MethodError

_WINDOW = 600.0
_BUCKET = 60.0


@dataclass(slots=True)
class _Level:
    value: float
    at: float


class Limits:
    """Counts what the cloud portal counts.

    Args:
        rate: Requests that leak per second, and the level above which a request is refused (2 and 50).
        operating: Seconds a method may run within ten minutes, per webhook (480).
        longest: Seconds one request may execute (60).
        real: Monotonic clock, injectable for tests.
    """

    def __init__(
        self,
        rate: tuple[float, float] = (2.0, 50),
        operating: float = 480.0,
        on: bool = True,
        real: Callable[[], float] = time.monotonic,
        longest: float = 60.0,
    ) -> None:
        self.rate = rate
        self.operating = operating
        self.longest = longest
        self.on = on
        self._real = real
        self._levels: dict[str, _Level] = {}
        self._spent: dict[tuple[str, str], deque[list[float]]] = {}

    def reset(self) -> None:
        """Forgets all counts."""
        self._levels.clear()
        self._spent.clear()

    def admit(self, client: str) -> None:
        """Counts one HTTP request.

        Raises:
            MethodError: 503 QUERY_LIMIT_EXCEEDED when the bucket is full.
        """
        if not self.on:
            return
        leak, top = self.rate
        now = self._real()
        level = self._levels.get(client)
        if level is None:
            level = self._levels[client] = _Level(0.0, now)
        level.value = max(0.0, level.value - (now - level.at) * leak)
        level.at = now
        if level.value + 1 > top:
            raise MethodError("QUERY_LIMIT_EXCEEDED", "Too many requests", 503)
        level.value += 1

    def level(self, client: str) -> float:
        """How full that client's bucket is now."""
        found = self._levels.get(client)
        if found is None:
            return 0.0
        return max(0.0, found.value - (self._real() - found.at) * self.rate[0])

    @property
    def time_allowed(self) -> float:
        """Seconds one request may execute; no end where there are no limits (on-premise)."""
        return self.longest if self.on else float("inf")

    def check_operating(self, owner: str, method: str) -> None:
        """Refuses a method that has used up its time.

        Raises:
            MethodError: 429 OPERATION_TIME_LIMIT.
        """
        if self.on and self.spent(owner, method)[0] >= self.operating:
            raise MethodError("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit", 429)

    def charge(self, owner: str, method: str, seconds: float) -> None:
        """Adds execution time to the minute it falls in."""
        if not self.on:
            return
        now = self._real()
        buckets = self._spent.setdefault((owner, method), deque())
        if buckets and now - buckets[-1][0] < _BUCKET:
            buckets[-1][1] += seconds
        else:
            buckets.append([now, seconds])

    def spent(self, owner: str, method: str) -> tuple[float, float | None]:
        """Seconds used in the last ten minutes, and in how many real seconds the oldest minute leaves."""
        buckets = self._spent.get((owner, method))
        if not buckets:
            return 0.0, None
        now = self._real()
        while buckets and now - buckets[0][0] >= _WINDOW:
            buckets.popleft()
        if not buckets:
            return 0.0, None
        return sum(bucket[1] for bucket in buckets), _WINDOW - (now - buckets[0][0])
