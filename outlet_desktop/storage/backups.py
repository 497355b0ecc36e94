"""Copies of the store in the folder `backups`: made while it is in use, checked by opening them, put back whole."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outlet_desktop.problem import Problem
from outlet_desktop.storage.database import APPLICATION_ID
from outlet_desktop.storage.migrations import MIGRATIONS

KEPT = 14  # daily copies
_NAME = re.compile(r"outlet-(\d{8}-\d{6})-(daily|manual|restore)\.db")
_UPDATE = re.compile(r"outlet\.before-(\d+)\.db")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: moment on this machine's clock, size in bytes, openings in it (None = it cannot be read)."""

    path: Path
    made_at: datetime
    kind: str
    size: int
    outlets: int | None
    schema: int


def make(database: Path, kind: str, now: datetime) -> Copy:
    """Copy the store, which may be in use, and read the copy back.

    Args:
        kind: "daily", "manual" or "restore".
        now: The machine's clock, aware.

    Raises:
        Problem: `backup.failed`: no room, no right, or what was written cannot be read.
    """
    folder = folder_of(database)
    target = folder / f"outlet-{now:{_STAMP}}-{kind}.db"
    beside = target.with_suffix(".new")
    try:
        folder.mkdir(exist_ok=True)
        with _open(database) as source, contextlib.closing(sqlite3.connect(beside)) as made:
            source.backup(made)
            made.execute("pragma journal_mode=delete")
        with _open(beside) as made:
            said = made.execute("pragma integrity_check").fetchone()[0]
        if said != "ok":
            raise Problem("backup.failed", path=str(target), detail=said)
        os.replace(beside, target)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise Problem("backup.failed", path=str(target), detail=str(error)) from error
    return _look(target, now, kind)


def daily(database: Path, now: datetime) -> Copy | None:
    """Make the copy of the day unless there is one, and remove daily ones beyond `KEPT`. Problem `backup.failed`."""
    known = [copy for copy in _named(database) if copy[2] == "daily"]
    if any(at.date() == now.date() for _path, at, _kind in known):
        return None
    made = make(database, "daily", now)
    for path, _at, _kind in sorted(known, key=lambda one: one[1], reverse=True)[KEPT - 1 :]:
        with contextlib.suppress(OSError):
            path.unlink()
    return made


def copies(database: Path) -> tuple[Copy, ...]:
    """Every copy there is, newest first; each was opened."""
    found = [_look(path, at, kind) for path, at, kind in _named(database)]
    return tuple(sorted(found, key=lambda copy: copy.made_at, reverse=True))


def put_back(database: Path, name: str) -> None:
    """Put that copy in the place of the store, which nobody may have open. The copy itself stays.

    Raises:
        Problem: `backup.unknown`, `backup.unreadable`, `backup.newer`, `backup.failed`.
    """
    found = next((copy for copy in copies(database) if copy.path.name == name), None)
    if found is None:
        raise Problem("backup.unknown", name=name)
    if found.outlets is None:
        raise Problem("backup.unreadable", name=name)
    if found.schema > len(MIGRATIONS):
        raise Problem("backup.newer", name=name)
    beside = database.with_suffix(".restored")
    try:
        with _open(found.path) as source, contextlib.closing(sqlite3.connect(beside)) as made:
            source.backup(made)
        # Its write-ahead log belongs to the store that goes: left behind, it would be applied to the one that comes.
        for tail in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{database}{tail}").unlink()
        os.replace(beside, database)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise Problem("backup.failed", path=str(database), detail=str(error)) from error


def folder_of(database: Path) -> Path:
    """Where the copies of that store lie."""
    return database.parent / "backups"


def _named(database: Path) -> list[tuple[Path, datetime, str]]:
    found: list[tuple[Path, datetime, str]] = []
    for path in folder_of(database).glob("outlet-*.db"):
        named = _NAME.fullmatch(path.name)
        if named is not None:
            found.append((path, datetime.strptime(named[1], _STAMP).astimezone(), named[2]))
    for path in database.parent.glob("outlet.before-*.db"):
        if _UPDATE.fullmatch(path.name):
            found.append((path, datetime.fromtimestamp(path.stat().st_mtime).astimezone(), "update"))
    return found


def _look(path: Path, at: datetime, kind: str) -> Copy:
    size, outlets, schema = 0, None, 0
    try:
        size = path.stat().st_size
        with _open(path) as copy:
            schema = copy.execute("pragma user_version").fetchone()[0]
            if copy.execute("pragma application_id").fetchone()[0] == APPLICATION_ID:
                outlets = copy.execute("select count(*) from opening").fetchone()[0]
    except (OSError, sqlite3.Error):
        outlets = None
    return Copy(path, at, kind, size, outlets, schema)


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Read only; a copy is never changed by looking at it."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)
    try:
        yield connection
    finally:
        connection.close()
