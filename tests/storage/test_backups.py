"""Copies of the store: made in use, read back, kept for two weeks, put back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outlet_desktop.problem import Problem
from outlet_desktop.storage import backups
from outlet_desktop.storage.migrations import MIGRATIONS
from outlet_desktop.storage.store import SqliteStore

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "outlet.db")
    yield made
    made.close()


def database(store: SqliteStore) -> Path:
    return Path(store.database.path)


def test_a_copy_made_while_the_store_is_written_to_holds_what_was_committed(store: SqliteStore) -> None:
    store.set_meta("said", "before")
    with store.transaction():
        store.set_meta("said", "not yet")
        made = backups.make(database(store), "manual", NOW)
    copy = SqliteStore(made.path)
    assert copy.meta("said") == "before"
    copy.close()
    assert (made.outlets, made.schema, made.kind) == (0, len(MIGRATIONS), "manual")
    assert made.size > 0


def test_looking_at_copies_changes_none_of_them_and_leaves_nothing_beside_them(store: SqliteStore) -> None:
    made = backups.make(database(store), "manual", NOW)
    before = made.path.read_bytes()
    assert [copy.path for copy in backups.copies(database(store))] == [made.path]
    assert made.path.read_bytes() == before
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name]


def test_one_copy_a_day_is_made_and_the_last_fourteen_are_kept(store: SqliteStore) -> None:
    by_hand = backups.make(database(store), "manual", NOW - timedelta(days=60))
    for day in range(20):
        assert backups.daily(database(store), NOW + timedelta(days=day)) is not None
        assert backups.daily(database(store), NOW + timedelta(days=day, hours=1)) is None
    found = backups.copies(database(store))
    days = [copy.made_at.date() for copy in found if copy.kind == "daily"]
    assert days == [(NOW + timedelta(days=day)).date() for day in range(19, 5, -1)]
    assert by_hand.path in [copy.path for copy in found]  # what a person has made is the person's


def test_a_broken_copy_is_told_and_cannot_be_put_back(store: SqliteStore) -> None:
    made = backups.make(database(store), "manual", NOW)
    made.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    (found,) = backups.copies(database(store))
    assert found.outlets is None
    with pytest.raises(Problem, match=r"backup\.unreadable"):
        backups.put_back(database(store), made.path.name)
    with pytest.raises(Problem, match=r"backup\.unknown"):
        backups.put_back(database(store), "outlet-20260101-000000-daily.db")
    assert store.meta("born_at") is not None


def test_a_copy_of_a_newer_program_is_not_put_back(store: SqliteStore) -> None:
    made = backups.make(database(store), "manual", NOW)
    copy = SqliteStore(made.path)
    copy.database.run(f"pragma user_version={len(MIGRATIONS) + 1}")
    copy.close()
    with pytest.raises(Problem, match=r"backup\.newer"):
        backups.put_back(database(store), made.path.name)


def test_what_is_put_back_is_the_copy_and_nothing_of_what_was_written_since(tmp_path: Path) -> None:
    path = tmp_path / "outlet.db"
    store = SqliteStore(path)
    store.set_meta("said", "then")
    made = backups.make(path, "manual", NOW)
    store.set_meta("said", "now")
    wal = Path(f"{path}-wal").read_bytes()  # of a program that was killed
    store.close()
    Path(f"{path}-wal").write_bytes(wal)
    backups.put_back(path, made.path.name)
    again = SqliteStore(path)
    assert again.meta("said") == "then"
    assert again.database.one("pragma integrity_check")[0] == "ok"
    again.close()
    assert made.path.exists()


def test_no_room_or_no_right_is_a_problem_and_leaves_no_half_copy(store: SqliteStore) -> None:
    (database(store).parent / "backups").write_text("a file in the place of the folder")
    with pytest.raises(Problem, match=r"backup\.failed"):
        backups.make(database(store), "manual", NOW)


def test_the_copy_made_before_a_new_schema_is_among_them(store: SqliteStore) -> None:
    before = database(store).with_suffix(".before-4.db")
    made = backups.make(database(store), "manual", NOW)
    before.write_bytes(made.path.read_bytes())
    assert {copy.kind for copy in backups.copies(database(store))} == {"manual", "update"}
