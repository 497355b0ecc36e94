"""What every part of the office stands on: one store connection under a lock, the engine beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.engine_thread import EngineThread
from outlet_desktop.cli.launching import seed_store
from outlet_desktop.cli.status import Reading
from outlet_desktop.domain.opening import Opening, OpeningId, UserId
from outlet_desktop.domain.record import Case, Happening
from outlet_desktop.domain.template import StepId
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.settings import Settings
from outlet_desktop.storage.store import SqliteStore

DEMO_INTERVAL_S = 2.0
DEMO_SETTLE_S = 5.0
PREVIEW_TRIALS = 5000


class Desk:
    """The connection, the engine and the listeners of `cli.office.LocalOffice`; its parts derive from this."""

    is_demo: bool
    is_read_only = False  # `cli.guarded_office` says otherwise in a manager's window

    def __init__(
        self,
        folder: Path,
        database: Path,
        settings: Settings,
        language: str,
        *,
        webhook: str | None = None,
        demo: DemoLink | None = None,
    ) -> None:
        self.is_demo = demo is not None
        self._folder, self._database, self._settings, self._language = folder, database, settings, language
        self._demo = demo
        self._listeners: list[Callable[[], None]] = []
        self._lock = threading.RLock()
        self._store: SqliteStore | None = None
        self._reading: Reading | None = None
        self._last: Portfolio | None = None
        self._open_tasks: Mapping[UserId, int] = {}
        self._counted_at = float("-inf")
        self._engine: EngineThread | None = None
        if webhook is not None:
            with self._lock:
                self._open()  # a store that cannot be opened is told before anything runs
            self._begin(webhook)

    def _begin(self, webhook: str) -> None:
        demo = self._demo
        self._engine = EngineThread(
            self._folder,
            self._database,
            webhook,
            language=self._language,
            interval_s=DEMO_INTERVAL_S if demo else self._settings.interval_s,
            settle_s=DEMO_SETTLE_S if demo else self._settings.settle_s,
            speed=demo.speed if demo else 1.0,
            rate=self._settings.rate,
            changed=self._tell,
        )
        self._engine.start()

    def close(self) -> None:
        """End the engine and close the store."""
        if self._engine is not None:
            self._engine.stop()
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _tell(self) -> None:
        for changed in tuple(self._listeners):
            changed()

    def _open(self) -> SqliteStore:
        """The reader's connection, made on the worker at its first question."""
        if self._store is None:
            store = SqliteStore(self._database)
            seed_store(store, self._language, datetime.now().astimezone())
            self._store = store
            self._reading = Reading(store, self._demo.speed if self._demo else 1.0)
        return self._store

    def _read(self) -> Reading:
        store = self._open()
        assert self._reading is not None
        if self._reading.calendar != store.company_calendar():  # the engine, or another program, has changed it
            self._reading = Reading(store, self._reading.world.speed)
        return self._reading

    def _now(self) -> datetime:
        return self._read().world.portal_now(self._open())

    def _case(self, opening: OpeningId) -> Case:
        case = self._open().case(opening)
        if case is None:
            raise Problem("status.unknown_opening", opening=opening)
        return case

    def _save(
        self, case: Case, changed: Opening, event: str, code: str, facts: Mapping[str, object], step: StepId = ""
    ) -> None:
        store = self._open()
        store.save_case(changed, case.states, case.problem, False)
        happening = Happening(event, step, changed.rounds.get(step, 1) if step else 0, code=code, facts=facts)
        store.add_history(self._now(), changed.id, happening, source="person")
        store.wake([changed.id])

    def _changed_by_us(self) -> None:
        self.poll_now()
        self._tell()

    def poll_now(self) -> None:
        """Wake the engine."""
        if self._engine is not None:
            self._engine.wake()
