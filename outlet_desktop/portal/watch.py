"""How the connection is doing, told to any thread at any time without waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from outlet_desktop.domain.connection import ConnectionState


@dataclass(frozen=True, slots=True)
class _Seen:
    last_good: float = 0.0
    is_offline: bool = False
    has_no_rights: bool = False
    wait_until: float = 0.0
    is_throttled: bool = False
    rests_until: float = 0.0
    turned_away: int = 0
    done: int = 0
    total: int = 0
    is_catching_up: bool = False
    limited_s: float = 0.0


class Watch:
    """The one place that knows the state of the connection.

    Writers replace a frozen value under a lock; readers take that value as it is.

    Args:
        clock: Machine clock, seconds since the epoch.
    """

    def __init__(self, host: str, clock: Callable[[], float]) -> None:
        self.host = host
        self._clock = clock
        self._lock = threading.Lock()
        self._seen = _Seen()
        self._queued = 0

    def state(self) -> ConnectionState:
        """The state now."""
        seen, queued, now = self._seen, self._queued, self._clock()
        wait, rest = max(0.0, seen.wait_until - now), max(0.0, seen.rests_until - now)
        if rest:
            wait, queued = max(wait, rest), queued + seen.turned_away
        if seen.has_no_rights:
            kind = "no_rights"
        elif seen.is_offline:
            kind = "offline"
        elif rest or (seen.is_throttled and wait > 0):
            kind = "throttled"
        elif seen.is_catching_up:
            kind = "catching_up"
        else:
            kind = "live" if seen.last_good else "none"
        return ConnectionState(kind, self.host, seen.last_good, wait, queued, seen.done, seen.total, seen.limited_s)

    def good(self) -> None:
        """The portal has answered."""
        self._replace(
            last_good=self._clock(), is_offline=False, has_no_rights=False, is_throttled=False, wait_until=0.0
        )

    def offline(self) -> None:
        """The portal cannot be reached, or something else answers in its place."""
        self._replace(is_offline=True)

    def no_rights(self) -> None:
        """The webhook is no longer accepted."""
        self._replace(has_no_rights=True)

    def waiting(self, seconds: float, *, throttled: bool) -> None:
        """The next request goes out in that many seconds; `throttled` = because of the portal's limits."""
        until = self._clock() + seconds
        limited_s = self._seen.limited_s + (seconds if throttled else 0.0)
        self._replace(wait_until=until, is_throttled=throttled or self._seen.is_throttled, limited_s=limited_s)

    def resting(self, until: float, turned_away: int) -> None:
        """Some method may not be called before `until` (machine clock, 0 = all may), and so many writes wait."""
        if (until, turned_away) != (self._seen.rests_until, self._seen.turned_away):
            longer = max(0.0, until - max(self._clock(), self._seen.rests_until))
            limited_s = self._seen.limited_s + longer
            self._replace(rests_until=until, turned_away=turned_away, limited_s=limited_s)

    def progress(self, done: int, total: int = 0) -> None:
        """A long read goes on; `total` 0 = not known."""
        self._replace(is_catching_up=True, done=done, total=total)

    def caught_up(self) -> None:
        """The long read is over."""
        if self._seen.is_catching_up:
            self._replace(is_catching_up=False, done=0, total=0)

    def queue(self, change: int) -> None:
        """So many commands more (or fewer) wait to be sent."""
        with self._lock:
            self._queued = max(0, self._queued + change)

    def _replace(self, **changes: object) -> None:
        with self._lock:
            self._seen = replace(self._seen, **changes)  # type: ignore[arg-type]
