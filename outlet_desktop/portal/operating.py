"""Operating time: the cloud portal lets each method run so many seconds in ten minutes.

A method that has used them up is refused (`OPERATION_TIME_LIMIT`) until its oldest minute falls out of the
window; other methods go on working. Each good answer says when that is (`time.operating_reset_at`), so the
last one told before a refusal is how long to leave that method alone (b24-rest-docs, `limits.md`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable

CODE = "OPERATION_TIME_LIMIT"
MINUTE_S = 60.0
"""The window moves by whole minutes: what to wait for when the portal has not told more."""

LONGEST_S = 600.0 + MINUTE_S
"""The window and one minute: a longer wait would be a clock that was put back."""


class Operating:
    """Which methods rest, and until when. Thread-safe.

    Args:
        clock: Machine clock, seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._resets: dict[str, float] = {}
        self._resting: dict[str, tuple[float, float]] = {}
        self._turned_away: dict[str, set[int]] = {}

    def good(self, method: str, reset_in_s: float | None) -> None:
        """That method has answered; its oldest minute leaves the window in so many seconds (None = not told)."""
        with self._lock:
            self._resting.pop(method, None)
            self._turned_away.pop(method, None)
            if reset_in_s is not None:
                self._resets[method] = self._clock() + reset_in_s

    def refused(self, method: str, otherwise_s: float = MINUTE_S) -> None:
        """That method was refused: it rests till the moment last told, else for `otherwise_s`."""
        with self._lock:
            now = self._clock()
            until = self._resets.get(method, 0.0)
            if not now < until <= now + LONGEST_S:
                until = now + otherwise_s
            if until > now:
                self._resting[method] = (now, until)

    def left(self, *methods: str) -> float:
        """Seconds until all of these may be called; 0 = now."""
        with self._lock:
            return max((self._left(method) for method in methods), default=0.0)

    def until(self) -> float:
        """Machine clock when the last resting method may be called again; 0 = none rests."""
        with self._lock:
            ends = [until for method, (_, until) in self._resting.items() if self._left(method)]
            return max(ends, default=0.0)

    def turn_away(self, method: str, body: str) -> None:
        """A write was not sent because its method rests; asked for again it is still one."""
        with self._lock:
            self._turned_away.setdefault(method, set()).add(hash(body))

    def turned_away(self) -> int:
        """Different writes that wait for their method."""
        with self._lock:
            return sum(len(bodies) for method, bodies in self._turned_away.items() if self._left(method))

    def _left(self, method: str) -> float:
        since, until = self._resting.get(method, (0.0, 0.0))
        now = self._clock()
        return until - now if since <= now < until else 0.0
