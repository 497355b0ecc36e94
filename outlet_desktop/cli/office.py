"""The office on this machine: what the screen asks, answered from the store, the engine and the portal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from outlet_desktop import settings as choices
from outlet_desktop.cli import pace
from outlet_desktop.cli.office_acting import ActingDesk
from outlet_desktop.cli.office_connecting import ConnectingDesk
from outlet_desktop.cli.office_launching import LaunchingDesk
from outlet_desktop.cli.office_log import LogDesk
from outlet_desktop.cli.office_people import PeopleDesk
from outlet_desktop.cli.office_settings import SettingsDesk
from outlet_desktop.cli.reporting import write_meeting, write_report
from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.engine.ports import (
    Ability,
    ConnectionState,
    Welcome,
)
from outlet_desktop.report.writing import written_whole
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.schedule.what_if import Prospect, Supposed, Supposition


class LocalOffice(LaunchingDesk, PeopleDesk, ActingDesk, LogDesk, SettingsDesk, ConnectingDesk):
    """Fits the Protocol `engine.ports.Office`.

    Raises Problem `store.*` when the database cannot be opened. Blocking methods share one store connection
    under a lock; the engine has its own. With a demo, `demo` can answer in another person's place.
    """

    # -------------------------------------------------------------------------------- outlets

    def last_portfolio(self) -> Portfolio | None:
        """The portfolio as last computed in this run."""
        return self._last

    def portfolio(self) -> Portfolio:
        """All outlets now."""
        with self._lock:
            is_first = self._last is None
            self._last = self._read().portfolio()
            if is_first:
                pace.settle()
            return self._last

    def outlet(self, opening: OpeningId) -> OutletRow:
        """One outlet, whole. Problem `status.unknown_opening`."""
        with self._lock:
            return self._read().row(opening)

    def prospects(self, opening: OpeningId) -> tuple[Prospect, ...]:
        """What would bring it nearer. Problem `status.unknown_opening`."""
        with self._lock:
            return self._read().prospects(opening)

    def suppose(self, opening: OpeningId, changes: tuple[Supposition, ...], target: date | None) -> Supposed:
        """What becomes of it under these changes."""
        with self._lock:
            return self._read().suppose(opening, changes, target)

    def history(self, opening: OpeningId | None, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """Newest first."""
        with self._lock:
            return self._open().history(opening, limit=limit, newest=True)

    # -------------------------------------------------------------------------------- portal and engine

    def portal_link(self, opening: OpeningId, task_id: int | None = None) -> str:
        """Web address of the project or the task."""
        with self._lock:
            store = self._open()
            host, me = store.meta("host") or "", store.meta("program_id") or "0"
            case = self._case(opening)
        root = f"{'http' if host.startswith(('127.0.0.1', 'localhost')) else 'https'}://{host}"
        if task_id is not None:
            return f"{root}/company/personal/user/{me}/tasks/task/view/{task_id}/"
        if case.opening.project_id is not None:
            return f"{root}/workgroups/group/{case.opening.project_id}/tasks/"
        return root

    def connection(self) -> ConnectionState:
        """State of the connection."""
        return self._engine.connection() if self._engine else ConnectionState("none")

    def engine_state(self) -> tuple[str, float]:
        """What the engine does, and seconds to the next poll."""
        return self._engine.state() if self._engine else ("stopped", 0.0)

    def report(self, opening: OpeningId | None, path: str, lang: str) -> None:
        """Write a PDF, PNG or XLSX."""
        with self._lock:
            write_report(self._read(), self._open().opening_ids(), opening, path, lang, opening is None)

    def meeting(self, path: str, lang: str) -> None:
        """Write the page "for the meeting"."""
        with self._lock:
            write_meeting(self._read(), path, lang)

    def keep_file(self, path: str, content: bytes) -> None:
        """Write what the screen has made."""

        def write(beside: Path) -> None:
            beside.write_bytes(content)

        written_whole(Path(path), write)

    def connect(self, url: str) -> Welcome:
        """Try a webhook, keep it where it works, and let the engine act on it."""
        from outlet_desktop.cli.portals import at_present, open_portal
        from outlet_desktop.portal.address import normalised

        webhook = normalised(url)
        with self._lock:
            portal = open_portal(webhook, self._open(), self._settings.rate)
            try:
                welcome = portal.connect()
                webhook = at_present(webhook, portal)
            finally:
                portal.close()
            is_kept = choices.keep_webhook(webhook)
            self._settings = replace(choices.load(self._folder), portal_host=choices.host_of(webhook))
            choices.save(self._folder, self._settings)
            if self._engine is not None:
                self._engine.stop()
            self._begin(webhook)
        kept = Ability("ability.key_store", is_kept, False)
        return replace(welcome, abilities=(*welcome.abilities, kept))

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` (from any thread) after every change."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed) if changed in self._listeners else None
