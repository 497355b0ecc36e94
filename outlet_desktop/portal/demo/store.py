"""The portal's memory: one SQLite file (or memory), written through with every request.

WAL without fsync: a killed process loses nothing that was committed, only a power cut could.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SCHEMA_VERSION = 2

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE webhook(code TEXT PRIMARY KEY, user_id INTEGER NOT NULL, scopes TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE webhook_end(code TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE token(token TEXT PRIMARY KEY, user_id INTEGER NOT NULL, scopes TEXT NOT NULL,
  ends REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE dismissed(user_id INTEGER PRIMARY KEY, at INTEGER);
CREATE TABLE absence(id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, first INTEGER NOT NULL,
  last INTEGER NOT NULL, name TEXT NOT NULL, whole_days INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL DEFAULT 'absent');
CREATE INDEX absence_user ON absence(user_id, last);

CREATE TABLE task(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL DEFAULT 2, priority INTEGER NOT NULL DEFAULT 1, mark TEXT,
  group_id INTEGER NOT NULL DEFAULT 0, stage_id INTEGER NOT NULL DEFAULT 0, parent_id INTEGER,
  created_by INTEGER NOT NULL, responsible_id INTEGER NOT NULL,
  created INTEGER NOT NULL, changed INTEGER NOT NULL, changed_by INTEGER NOT NULL,
  status_changed INTEGER NOT NULL, status_changed_by INTEGER, closed INTEGER, closed_by INTEGER,
  activity INTEGER NOT NULL, date_start INTEGER, deadline INTEGER, start_plan INTEGER, end_plan INTEGER,
  viewed INTEGER, xml_id TEXT, guid TEXT NOT NULL, chat_id INTEGER NOT NULL,
  task_control TEXT NOT NULL DEFAULT 'N', allow_change_deadline TEXT NOT NULL DEFAULT 'N',
  allow_time_tracking TEXT NOT NULL DEFAULT 'N', match_work_time TEXT NOT NULL DEFAULT 'N',
  add_in_report TEXT NOT NULL DEFAULT 'N', multitask TEXT NOT NULL DEFAULT 'N',
  replicate TEXT NOT NULL DEFAULT 'N', time_estimate INTEGER NOT NULL DEFAULT 0,
  duration_plan INTEGER, duration_type TEXT NOT NULL DEFAULT 'days', flow_id INTEGER,
  sprint_id INTEGER, backlog_id INTEGER, require_result INTEGER NOT NULL DEFAULT 0,
  comments INTEGER, version INTEGER NOT NULL DEFAULT 1, extra TEXT NOT NULL DEFAULT '{}');
CREATE INDEX task_changed ON task(changed);
CREATE INDEX task_created ON task(created);
CREATE INDEX task_closed ON task(closed);
CREATE INDEX task_deadline ON task(deadline);
CREATE INDEX task_group ON task(group_id);
CREATE INDEX task_responsible ON task(responsible_id);
CREATE INDEX task_creator ON task(created_by);
CREATE INDEX task_xml ON task(xml_id);
CREATE TABLE task_member(task_id INTEGER NOT NULL, user_id INTEGER NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY(task_id, role, user_id)) WITHOUT ROWID;
CREATE INDEX task_member_user ON task_member(user_id, task_id);
CREATE TABLE tag(id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL UNIQUE);
CREATE TABLE task_tag(task_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY(task_id, tag_id)) WITHOUT ROWID;
CREATE INDEX task_tag_tag ON task_tag(tag_id, task_id);
CREATE TABLE favorite(task_id INTEGER NOT NULL, user_id INTEGER NOT NULL, PRIMARY KEY(task_id, user_id)) WITHOUT ROWID;
CREATE TABLE history(id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL, at INTEGER NOT NULL,
  field TEXT NOT NULL, was TEXT, became TEXT, user_id INTEGER NOT NULL);
CREATE INDEX history_task ON history(task_id);
CREATE TABLE result(id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL, comment_id INTEGER NOT NULL,
  created_by INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER, status INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL, files TEXT NOT NULL DEFAULT '[]');
CREATE INDEX result_task ON result(task_id);
CREATE TABLE checklist(id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL, parent_id INTEGER NOT NULL,
  created_by INTEGER NOT NULL, title TEXT NOT NULL, sort INTEGER NOT NULL, complete INTEGER NOT NULL DEFAULT 0,
  important INTEGER NOT NULL DEFAULT 0, toggled_by INTEGER, toggled INTEGER, members TEXT NOT NULL DEFAULT '{}');
CREATE INDEX checklist_task ON checklist(task_id);
CREATE TABLE link(source INTEGER NOT NULL, target INTEGER NOT NULL, type INTEGER NOT NULL,
  PRIMARY KEY(source, target)) WITHOUT ROWID;
CREATE INDEX link_target ON link(target);
CREATE TABLE elapsed(id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
  seconds INTEGER NOT NULL, comment TEXT NOT NULL, created INTEGER NOT NULL);

CREATE TABLE sonet(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, description TEXT,
  created INTEGER NOT NULL, updated INTEGER NOT NULL, activity INTEGER NOT NULL, visible TEXT NOT NULL,
  opened TEXT NOT NULL, closed TEXT NOT NULL, owner_id INTEGER NOT NULL, keywords TEXT, project TEXT NOT NULL,
  initiate TEXT NOT NULL, starts INTEGER, finishes INTEGER, chat_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL DEFAULT 1);
CREATE INDEX sonet_name ON sonet(name);
CREATE TABLE sonet_member(group_id INTEGER NOT NULL, user_id INTEGER NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY(group_id, user_id)) WITHOUT ROWID;
CREATE INDEX sonet_member_user ON sonet_member(user_id);
CREATE TABLE stage(id INTEGER PRIMARY KEY AUTOINCREMENT, entity_id INTEGER NOT NULL, entity_type TEXT NOT NULL,
  title TEXT NOT NULL, sort INTEGER NOT NULL, color TEXT NOT NULL, system_type TEXT);
CREATE INDEX stage_entity ON stage(entity_type, entity_id);

CREATE TABLE chat(id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, title TEXT NOT NULL,
  entity_id INTEGER NOT NULL DEFAULT 0, low INTEGER NOT NULL DEFAULT 0, high INTEGER NOT NULL DEFAULT 0);
CREATE INDEX chat_pair ON chat(kind, low, high);
CREATE TABLE message(id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, author_id INTEGER NOT NULL,
  at INTEGER NOT NULL, text TEXT NOT NULL, params TEXT NOT NULL DEFAULT '{}', keyboard TEXT,
  locked INTEGER NOT NULL DEFAULT 0, uuid TEXT);
CREATE INDEX message_chat ON message(chat_id, id);
CREATE TABLE bot(id INTEGER PRIMARY KEY, code TEXT NOT NULL, token TEXT NOT NULL, owner_id INTEGER NOT NULL,
  kind TEXT NOT NULL, event_mode TEXT NOT NULL, hidden INTEGER NOT NULL DEFAULT 0, reactions INTEGER NOT NULL DEFAULT 1,
  background TEXT, properties TEXT NOT NULL, next_event INTEGER NOT NULL DEFAULT 0);
CREATE TABLE command(id INTEGER PRIMARY KEY AUTOINCREMENT, bot_id INTEGER NOT NULL, command TEXT NOT NULL,
  title TEXT NOT NULL, params TEXT NOT NULL, common INTEGER NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE bot_event(id INTEGER PRIMARY KEY AUTOINCREMENT, bot_id INTEGER NOT NULL, at INTEGER NOT NULL,
  type TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX bot_event_bot ON bot_event(bot_id, id);
CREATE TABLE post(id INTEGER PRIMARY KEY AUTOINCREMENT, author_id INTEGER NOT NULL, at INTEGER NOT NULL,
  title TEXT NOT NULL, text TEXT NOT NULL, dest TEXT NOT NULL);

CREATE TABLE idempotency(user_id INTEGER NOT NULL, method TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL,
  body BLOB NOT NULL, at REAL NOT NULL, PRIMARY KEY(user_id, method, key)) WITHOUT ROWID;
CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, method TEXT NOT NULL, user_id INTEGER,
  error TEXT, batch INTEGER, staff INTEGER NOT NULL DEFAULT 0, facts TEXT NOT NULL);
CREATE TABLE staff_task(task_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, start_at INTEGER, move_at INTEGER,
  move_days INTEGER NOT NULL DEFAULT 0, finish_at INTEGER, sick_days INTEGER NOT NULL DEFAULT 0, outcome TEXT);
CREATE TABLE staff_answer(message_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, at INTEGER, button TEXT, text TEXT);
"""

# What an older file lacks or has too much, by the version it was written with.
_UPGRADES = {
    1: """
CREATE TABLE webhook_end(code TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE token(token TEXT PRIMARY KEY, user_id INTEGER NOT NULL, scopes TEXT NOT NULL,
  ends REAL NOT NULL) WITHOUT ROWID;
ALTER TABLE task DROP COLUMN born;
""",
}

# Real portals count from somewhere in the middle; different ranges also catch a mixed-up id.
_FIRST_IDS = {
    "task": 3710,
    "sonet": 76,
    "chat": 1400,
    "message": 84_000,
    "checklist": 400,
    "history": 16_000,
    "bot_event": 1000,
    "result": 20,
    "command": 40,
    "stage": 10,
    "tag": 30,
    "absence": 1200,
}

Row = sqlite3.Row


class Store:
    """One connection, used by one thread at a time (the portal's lock sees to that)."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            str(path) if path is not None else ":memory:",
            isolation_level=None,
            check_same_thread=False,
            cached_statements=600,
        )
        self._db.row_factory = sqlite3.Row
        self._db.create_function(
            "fold", 1, lambda text: text.casefold() if isinstance(text, str) else text, deterministic=True
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA cache_size=-65536")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        self.fresh = version == 0
        if self.fresh:
            self._create()
        for old in range(version, SCHEMA_VERSION) if version else ():
            self._db.executescript(f"BEGIN;{_UPGRADES[old]}PRAGMA user_version={old + 1};COMMIT;")

    def _create(self) -> None:
        self._db.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version={SCHEMA_VERSION};COMMIT;")
        for table, last in _FIRST_IDS.items():
            self._db.execute("INSERT INTO sqlite_sequence(name, seq) VALUES(?, ?)", (table, last))

    def wipe(self) -> None:
        """Forgets everything but the webhooks."""
        tables = [row[0] for row in self.all("SELECT name FROM sqlite_master WHERE type='table'")]
        self.begin()
        for table in tables:
            if table not in {"webhook", "sqlite_sequence"}:
                self._db.execute(f"DELETE FROM {table}")
        for table, last in _FIRST_IDS.items():
            self._db.execute("UPDATE sqlite_sequence SET seq=? WHERE name=?", (last, table))
        self.commit()

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Executes a write and returns the last inserted id."""
        return self._db.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Executes one write for many rows."""
        self._db.executemany(sql, rows)

    def change(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Executes a write and returns how many rows it touched."""
        return self._db.execute(sql, values).rowcount

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        found: Row | None = self._db.execute(sql, values).fetchone()
        return found

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows."""
        return self._db.execute(sql, values).fetchall()

    def scalar(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row, or None."""
        row = self._db.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def function(self, name: str, call: Callable[[], float | None]) -> None:
        """Makes a function without arguments known to SQL."""
        self._db.create_function(name, 0, call)

    def begin(self) -> None:
        """Opens a transaction."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Makes the transaction's work last."""
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Undoes the open transaction, if there is one."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def meta(self, key: str) -> str | None:
        """A remembered value."""
        value: str | None = self.scalar("SELECT value FROM meta WHERE key=?", (key,))
        return value

    def set_meta(self, key: str, value: str) -> None:
        """Remembers a value."""
        self.run("INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)", (key, value))

    def close(self) -> None:
        """Closes the file and drops its side files."""
        self.rollback()
        self._db.close()
