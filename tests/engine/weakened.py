"""Stores that leave one rule of the journal out. With each of them the simulation has to find a broken promise."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.record import Intent
from outlet_desktop.storage.store import SqliteStore


class WeakStore(SqliteStore):
    """A store in memory; `without` names the rules left out (none: the store itself).

    journal: rows of requests reach the journal only after the request.
    fence: attempts are not numbered, so an old attempt's answer passes for the new one's.
    wake: the end of a pass swallows the hints that came during it.
    keyless: a task whose key a person has emptied is asked for by the re-read alone, every ten minutes.
    hints: what the poll has found is remembered by the process alone, and nothing is looked at without a hint.
    """

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        super().__init__(":memory:")
        self.without = without
        self.held_back: list[Intent] = []
        self.hints: set[OpeningId] = set()

    def copy(self) -> sqlite3.Connection:
        """A copy of the whole file as it is now."""
        made = sqlite3.connect(":memory:")
        self.database._connection.backup(made)
        return made

    def become(self, copy: sqlite3.Connection) -> None:
        """Somebody has put that copy in this file's place."""
        copy.backup(self.database._connection)

    def process_died(self) -> None:
        """What was in the process's memory only is gone."""
        self.held_back.clear()
        self.hints.clear()

    def after_request(self) -> None:
        """A request has been made."""
        if self.held_back:
            with self.transaction():
                for intent in self.held_back:
                    super().put_intent(intent)
            self.held_back.clear()

    def put_intent(self, intent: Intent) -> None:
        if "journal" in self.without and intent.state == "sent":
            self.held_back.append(intent)
            return
        if "fence" in self.without:
            intent = replace(intent, tries=min(intent.tries, 1))
        super().put_intent(intent)

    def set_seen(self, opening: OpeningId, wake: int, due: float) -> None:
        if "wake" in self.without:
            (wake,) = self.database.one("select wake from opening where id=?", opening)
        super().set_seen(opening, wake, due)
        self.hints.discard(opening)

    def wake(self, openings: Sequence[OpeningId]) -> None:
        if "hints" in self.without:
            self.hints |= set(openings)
        else:
            super().wake(openings)

    def wake_unfinished(self) -> None:
        if "hints" not in self.without:
            super().wake_unfinished()

    def keyless_tasks(self) -> tuple[int, ...]:
        return () if "keyless" in self.without else super().keyless_tasks()

    def due_openings(self, now: float) -> tuple[OpeningId, ...]:
        found = super().due_openings(now)
        return (*found, *sorted(self.hints - set(found)))

    def is_woken(self) -> bool:
        return super().is_woken() or bool(self.hints)
