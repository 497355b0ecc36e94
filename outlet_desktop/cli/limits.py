"""What the log has to know of the engine and its connection: who is at work, what the portal's limits held back."""

from __future__ import annotations

import platform
from collections.abc import Callable

from outlet_desktop.domain.connection import ConnectionState
from outlet_desktop.engine import incidents
from outlet_desktop.engine.world import World
from outlet_desktop.storage.store import SqliteStore


class Limits:
    """Called after each transaction of an engine; it costs nothing while there is nothing to tell."""

    def __init__(
        self, store: SqliteStore, state: Callable[[], ConnectionState], world: World, *, is_agent: bool = False
    ) -> None:
        self._store, self._state, self._world, self._is_agent = store, state, world, is_agent
        self._limited_s = 0.0
        self._has_begun = False
        self._is_open = incidents.has_limits_open(store)
        self._seen = incidents.last_seen(store)

    def __call__(self) -> None:
        """Look once."""
        state = self._state()
        more = state.limited_s - self._limited_s
        begins = not self._has_begun and state.since > 0.0  # the portal has answered: its clock is known
        if more <= 0.0 and not self._is_open and not begins:
            return
        self._limited_s, self._has_begun = state.limited_s, self._has_begun or begins
        store, world = self._store, self._world
        with store.transaction():
            if begins:
                incidents.engine_begins(store, world, platform.node(), self._seen, is_agent=self._is_agent)
            incidents.limited(store, world, more, is_over=state.kind != "throttled")
            self._is_open = incidents.has_limits_open(store)
