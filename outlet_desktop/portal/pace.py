"""Waiting before a request, so that the portal never has to refuse one for coming too often."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Bucket:
    """A leaky bucket, the portal's own measure of "too often" (b24-rest-docs, `limits.md`).

    Each request adds 1 to the level, which leaks `rate` a second; the portal refuses a request that would
    lift it above `burst`. The same arithmetic is done here before sending, kept as the moment the bucket would
    run empty (the generic cell rate algorithm), so a wait is one subtraction. Thread-safe: a slot is taken
    under a lock and slept out outside it, in order of arrival.

    Args:
        rate: Requests that leak per second (2; Enterprise plan 5).
        burst: The level the portal allows (50; Enterprise plan 250).
        margin: Slots left unused. The portal counts when a request arrives, not when it is sent: two
            requests half a second apart may arrive together. 2 slots forgive a second of jitter at 2/s.
        clock: Monotonic seconds.
        sleep: Waits that many seconds.
    """

    def __init__(
        self,
        rate: float = 2.0,
        burst: int = 50,
        *,
        margin: int = 2,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        if rate <= 0 or burst < 1:
            raise ValueError("a bucket needs a rate above 0 and a burst of at least 1")
        self.rate = float(rate)
        self.burst = burst
        self._usable = max(1, burst - margin)
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._empty_at = clock()

    def reserve(self, max_wait: float | None = None) -> float | None:
        """Take the next slot.

        Args:
            max_wait: Seconds the caller can wait; None = any.

        Returns:
            Seconds to wait before sending; None when that is more than `max_wait`, and then nothing is taken.
        """
        step = 1.0 / self.rate
        with self._lock:
            now = self._clock()
            empty_at = max(self._empty_at, now)
            wait = max(0.0, empty_at + step - self._usable * step - now)
            if max_wait is not None and wait > max_wait:
                return None
            self._empty_at = empty_at + step
            return wait

    def take(self) -> None:
        """Wait for the next slot."""
        wait = self.reserve()
        if wait:
            self._sleep(wait)

    def fill(self) -> None:
        """The portal has refused a request: somebody else behind our address fills the same bucket."""
        with self._lock:
            self._empty_at = max(self._empty_at, self._clock() + self._usable / self.rate)

    @property
    def level(self) -> float:
        """Requests in the bucket now."""
        with self._lock:
            return max(0.0, (self._empty_at - self._clock()) * self.rate)
