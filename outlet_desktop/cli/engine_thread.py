"""The engine inside the desktop: one plain thread with its own store connection and the one portal client."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from outlet_desktop.cli.acting import make_world
from outlet_desktop.cli.folder import Lock
from outlet_desktop.cli.limits import Limits
from outlet_desktop.cli.portals import Mover, open_portal
from outlet_desktop.engine.loop import Driver, Rhythm, work
from outlet_desktop.engine.ports import ConnectionState
from outlet_desktop.problem import Problem
from outlet_desktop.storage.store import SqliteStore

if TYPE_CHECKING:
    from outlet_desktop.portal.bitrix import BitrixPortal

log = logging.getLogger(__name__)
_WATCH_S = 2.0


class EngineThread:
    """Acts on the data folder while no other process does; otherwise watches what that one does.

    `changed` is called from this thread after every transaction and every look at the lock.
    """

    def __init__(
        self,
        folder: Path,
        database: Path,
        webhook: str,
        *,
        language: str,
        interval_s: float,
        settle_s: float,
        speed: float = 1.0,
        rate: str = "2/50",
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._folder, self._database, self._mover = folder, database, Mover(folder, webhook)
        self._language, self._interval_s, self._settle_s, self._speed = language, interval_s, settle_s, speed
        self._rate = rate
        self._changed = changed
        self._state = "starting"
        self._written = -1
        self._portal: BitrixPortal | None = None
        self._driver: Driver | None = None
        self._stop, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self.problem: Problem | None = None

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the effect under way and end the thread."""
        self._stop.set()
        self._woken.set()
        driver = self._driver
        if driver is not None:
            driver.stop()
        self._thread.join(5)
        portal = self._portal
        if self._thread.is_alive() and portal is not None:
            portal.close()  # it waits for a portal that does not answer
        self._thread.join(30)

    @property
    def webhook(self) -> str:
        """The webhook in use: a secret."""
        return self._mover.webhook

    def wake(self) -> None:
        """Poll now; also tries again after a Problem. Any thread."""
        self._woken.set()
        driver = self._driver
        if driver is not None:
            driver.wake()

    def state(self) -> tuple[str, float]:
        """("running" | "watching" | "stopped" | "starting", seconds to the next poll). Any thread, no waiting."""
        portal = self._portal
        since = portal.state().since if portal is not None else 0.0
        left = max(0.0, since + self._interval_s - time.time()) if since else 0.0
        return self._state, left

    def connection(self) -> ConnectionState:
        """State of the connection. Any thread, no waiting."""
        portal = self._portal
        return portal.state() if portal is not None else ConnectionState("none")

    def _run(self) -> None:
        lock = Lock(self._folder)
        store = SqliteStore(self._database)
        try:
            while not self._stop.is_set():
                if not lock.take():
                    self._state = "watching"
                    self._changed()
                    self._pause(_WATCH_S)
                    continue
                self._act(store)
                self._changed()
                if not self._stop.is_set():
                    self._pause(60.0)  # only a person can mend it, or somebody asks for a poll
        finally:
            self._state = "stopped"
            lock.free()
            store.close()

    def _act(self, store: SqliteStore) -> None:
        portal = open_portal(self._mover.webhook, store, self._rate)
        self._portal = portal
        world = make_world(store, portal, self._language, self._settle_s, self._speed)
        limits = Limits(store, portal.state, world)
        self._driver = driver = Driver(store, portal, lambda: self._tell(store, limits))
        if self._stop.is_set():
            driver.stop()
        try:
            self._state, self.problem = "running", None
            driver.run(work(world, Rhythm(self._interval_s), lambda _store: False))
        except Problem as problem:
            if problem.code != "portal.closed":
                log.warning("the engine stopped: %s", problem.code)
                self._state, self.problem = "stopped", problem
        finally:
            portal.close()

    def _tell(self, store: SqliteStore, limits: Limits) -> None:
        """Only a transaction that wrote something is news to the screen."""
        limits()
        if self._portal is not None:
            self._mover.follow(self._portal)
        written = store.database.total_changes
        if written != self._written:
            self._written = written
            self._changed()

    def _pause(self, seconds: float) -> None:
        self._woken.wait(seconds)
        self._woken.clear()
