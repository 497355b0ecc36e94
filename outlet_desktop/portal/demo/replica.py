"""The lists' replica: `tasks.task.list` may be read from the tasks as they were some real seconds ago.

While the lists lag, triggers write the inverse of every change of a task down. A list is then read after the
changes of the last seconds have been undone inside a savepoint, and the savepoint is rolled back: filters, order,
counts, rights and values all come from the same past, as from a lagging copy of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.store import Store

_WATCHED = ("task", "task_member", "task_tag", "favorite", "link", "result")


class Replica:
    """How far the lists lag, and the means to read them so.

    Args:
        real: Real seconds, monotonic: what the lag counts in.
    """

    def __init__(self, store: Store, real: Callable[[], float]) -> None:
        self._store = store
        self._real = real
        self._lag = 0.0
        self._is_reading = False
        # None stops the triggers while a list is being read.
        store.function("undo_moment", lambda: None if self._is_reading else real())

    @property
    def lag(self) -> float:
        """Real seconds until a change shows in lists."""
        return self._lag

    def set_lag(self, seconds: float) -> None:
        """From now on changes show so much later; 0 shows everything at once.

        Raises:
            ValueError: the number is negative.
        """
        if not seconds >= 0:
            raise ValueError("a list cannot show what is still to come")
        if seconds > 0 and self._lag == 0:
            self._watch()
        elif seconds == 0 and self._lag > 0:
            self._unwatch()
        self._lag = seconds

    def forget(self) -> None:
        """What has changed until now shows at once."""
        if self._lag > 0:
            self._store.run("DELETE FROM undo")

    @contextmanager
    def past(self) -> Iterator[None]:
        """Inside, the tasks are as they were `lag` seconds ago; needs an open transaction."""
        steps = self._steps() if self._lag > 0 else []
        if not steps:
            yield
            return
        self._is_reading = True
        self._store.run("SAVEPOINT past")
        try:
            for step in steps:
                self._store.run(step)
            yield
        finally:
            self._store.run("ROLLBACK TO past")
            self._store.run("RELEASE past")
            self._is_reading = False

    def _steps(self) -> list[str]:
        """The inverses of the last seconds' changes, newest first."""
        self._store.run("DELETE FROM undo WHERE at<=?", (self._real() - self._lag,))
        return [row["step"] for row in self._store.all("SELECT step FROM undo ORDER BY id DESC")]

    def _watch(self) -> None:
        self._store.run("CREATE TEMP TABLE undo(id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL, step TEXT)")
        for table in _WATCHED:
            columns = self._store.all(f"PRAGMA main.table_info({table})")
            names = [row["name"] for row in columns]
            keys = [row["name"] for row in columns if row["pk"]]
            values = " || ',' || ".join(f"quote(OLD.{name})" for name in names)
            sets = " || ',' || ".join(f"'{name}=' || quote(OLD.{name})" for name in names)
            where = " || ' AND ' || ".join(f"'{name}=' || quote(NEW.{name})" for name in keys)
            for event, step in {
                "INSERT": f"'DELETE FROM {table} WHERE ' || {where}",
                "DELETE": f"'INSERT INTO {table}({','.join(names)}) VALUES(' || {values} || ')'",
                "UPDATE": f"'UPDATE {table} SET ' || {sets} || ' WHERE ' || {where}",
            }.items():
                self._store.run(
                    f"CREATE TEMP TRIGGER undo_{table}_{event.lower()} AFTER {event} ON main.{table}"
                    " WHEN undo_moment() IS NOT NULL"
                    f" BEGIN INSERT INTO undo(at, step) VALUES(undo_moment(), {step}); END"
                )

    def _unwatch(self) -> None:
        for table in _WATCHED:
            for event in ("insert", "delete", "update"):
                self._store.run(f"DROP TRIGGER temp.undo_{table}_{event}")
        self._store.run("DROP TABLE temp.undo")
