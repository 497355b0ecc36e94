"""One SQLite connection: WAL, full synchronous commits, migrations that copy the file before they change it."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from outlet_desktop.problem import Problem
from outlet_desktop.storage.migrations import MIGRATIONS

OPEN_S = 10.0  # how long another process may keep the file while this one opens it
APPLICATION_ID = 0x6F75746C  # "outl": tells our files from any other SQLite file


class Database:
    """A connection used by one thread at a time. `user_version` is the number of migrations applied.

    Raises Problem: `store.not_ours`, `store.newer`, `store.read_only`, `store.disk_full`, `store.broken`.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False, timeout=OPEN_S)
        except sqlite3.Error as error:
            raise _problem(error, path) from error
        try:
            self._open()
        except sqlite3.Error as error:
            self.close()
            raise _problem(error, path) from error
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        # Ask before anything is written: a file that is not ours must stay byte for byte as it is.
        tables = self.one("select count(*) from sqlite_master")[0]
        version = self.one("pragma user_version")[0]
        application = self.one("pragma application_id")[0]
        if tables and application != APPLICATION_ID:
            raise Problem("store.not_ours", path=str(self.path))
        if version > len(MIGRATIONS):
            raise Problem("store.newer", path=str(self.path), found=version, known=len(MIGRATIONS))
        self._write_ahead()
        self._connection.execute("pragma synchronous=full")
        self._connection.execute("pragma foreign_keys=on")
        if version < len(MIGRATIONS):
            self._migrate(version)

    def _write_ahead(self) -> None:
        """Switch the file to WAL. SQLite answers "locked" at once here, whatever the timeout, so wait ourselves."""
        until = time.monotonic() + OPEN_S
        while True:
            try:
                self._connection.execute("pragma journal_mode=wal")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
            time.sleep(0.02)

    def _migrate(self, version: int) -> None:
        if version and isinstance(self.path, Path):
            self._connection.execute("pragma wal_checkpoint(truncate)")
            shutil.copy2(self.path, self.path.with_suffix(f".before-{len(MIGRATIONS)}.db"))
        with self.transaction():
            # Another process may have migrated while this one waited for the lock.
            version = self.one("pragma user_version")[0]
            if not version:
                self._connection.execute(f"pragma application_id={APPLICATION_ID}")
            for script in MIGRATIONS[version:]:
                for statement in script.split(";\n"):
                    if statement.strip():
                        self._connection.execute(statement)
            self._connection.execute(f"pragma user_version={len(MIGRATIONS)}")
            self.run("insert into meta(name, value) values('born_at', ?) on conflict do nothing", str(time.time()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One writing transaction; nested use joins the outer one. Problems as in the constructor."""
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:  # SQLite takes it back by itself when the disk is full
                    self._connection.execute("rollback")
                raise
            self._connection.execute("commit")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise _problem(error, self.path) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads of one moment, without waiting for who writes and without making them wait."""
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("begin")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
        except sqlite3.Error as error:
            raise _problem(error, self.path) from error

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Execute one statement."""
        return self._connection.execute(sql, values)

    def one(self, sql: str, *values: object) -> Any:
        """The first row, or None."""
        return self._connection.execute(sql, values).fetchone()

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def define(self, name: str, function: Callable[[str], str]) -> None:
        """Let SQL on this connection call a function of one text."""
        self._connection.create_function(name, 1, function, deterministic=True)

    @property
    def total_changes(self) -> int:
        """Rows this connection has written so far."""
        return self._connection.total_changes

    def close(self) -> None:
        """Close the connection; twice is harmless."""
        self._connection.close()


def _problem(error: sqlite3.Error, path: Path | str) -> Problem:
    text = str(error).lower()
    if "not a database" in text:
        return Problem("store.not_ours", path=str(path))
    if "readonly" in text or "unable to open" in text:
        return Problem("store.read_only", path=str(path))
    if "full" in text or "i/o error" in text:
        return Problem("store.disk_full", path=str(path))
    if "locked" in text or "busy" in text:
        return Problem("store.busy", path=str(path))
    return Problem("store.broken", path=str(path), detail=str(error))
