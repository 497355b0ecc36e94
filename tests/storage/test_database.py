"""The file itself: whose it is, which version, and that a half-done change leaves no trace."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outlet_desktop.domain.opening import OpeningState, Person, StepState, TaskStatus
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.problem import Problem
from outlet_desktop.storage import database as database_module
from outlet_desktop.storage.database import APPLICATION_ID, Database
from outlet_desktop.storage.migrations import MIGRATIONS
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.storage.templates import Templates

FIXTURES = Path(__file__).parents[1] / "fixtures"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_new_file_is_marked_as_ours_and_has_every_migration(tmp_path):
    Database(tmp_path / "outlet.db").close()
    raw = sqlite3.connect(tmp_path / "outlet.db")
    assert raw.execute("pragma application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
    assert raw.execute("pragma journal_mode").fetchone() == ("wal",)
    raw.close()


def test_a_commit_survives_a_power_cut():
    store = Database(":memory:")
    assert store.one("pragma synchronous") == (2,)  # FULL
    store.close()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_store_of_every_released_version_opens_and_reads(tmp_path, version):
    path = tmp_path / "outlet.db"
    shutil.copy(FIXTURES / f"outlet-v{version}.db", path)
    raw = sqlite3.connect(path)
    assert raw.execute("pragma user_version").fetchone() == (version,)
    raw.close()
    store = SqliteStore(path)
    try:
        case = store.case("kiosk234")
        assert case is not None
        opening = case.opening
        assert (opening.address, opening.city, opening.region) == ("ул. Зелёная, 7", "Самара", "Волга")
        assert (opening.state, opening.project_id, opening.initiator_id) == (OpeningState.RUNNING, 77, 1)
        assert (opening.start_on, opening.target_on) == (date(2026, 11, 24), date(2026, 12, 11))
        assert (opening.people, opening.fields) == ({"director": 2, "lawyer": 10}, {"prepaid": True})
        assert (opening.rounds, opening.skipped_by_hand) == ({"T1": 2}, {"T5": "Платим по факту"})
        assert opening.baseline == {"A1": (date(2026, 11, 24), date(2026, 11, 24))}
        assert [step.id for step in opening.template.steps] == ["A1", "T1", "T2", "C1", "T3", "T5", "M1", "T4"]
        assert case.states == {"A1": StepState.DONE, "T1": StepState.OPEN}
        assert case.problem == ("role.nobody", {"role": "Юрист"})
        assert {key: row.state for key, row in case.intents.items()} == {
            "outlet:kiosk234:A1:1": "done",
            "outlet:kiosk234:T1:2": "sent",
        }
        (seen,) = case.tasks
        assert (seen.task.id, seen.task.status, seen.task.closed_at) == (3711, TaskStatus.COMPLETED, NOON)
        assert case.answers[3711][1].results == ("Хорошее место",)
        assert case.taps["A1", 1].outcome == "approve"
        assert [entry.event for entry in store.history("kiosk234")] == ["launched", "task_created"]
        assert store.role_holders() == {"director": RoleHolder("director", 2, 12)}
        assert store.region_holders() == {"Волга": {"lawyer": 21}}
        assert store.people() == (Person(2, "Виктор Сафронов", "Директор", (1,)),)
        assert store.departments()[0].head_id == 2
        assert store.calendar_exceptions() == {date(2026, 12, 30): False}
        assert store.meta("cursor") == NOON.isoformat()
        (row,) = Templates(store.database).all()
        assert (row.id, row.name, row.revisions) == ("kiosk", "Черновик", (1, 2))
        assert store.database.one("pragma user_version") == (len(MIGRATIONS),)
    finally:
        store.close()


def test_a_migration_copies_the_file_first_and_keeps_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "outlet.db"
    shutil.copy(FIXTURES / "outlet-v1.db", path)
    before = path.read_bytes()
    longer = (*MIGRATIONS, "create table later(x integer);\ninsert into later values(1);\n")
    monkeypatch.setattr(database_module, "MIGRATIONS", longer)
    store = SqliteStore(path)
    assert store.database.one("select x from later") == (1,)
    assert store.database.one("pragma user_version") == (len(longer),)
    assert store.opening_ids() == ("kiosk234",)
    store.close()
    copy = tmp_path / f"outlet.before-{len(longer)}.db"
    assert copy.read_bytes() == before
    # Once: the next start migrates nothing and copies nothing.
    copy.unlink()
    SqliteStore(path).close()
    assert not copy.exists()


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = tmp_path / "outlet.db"
    shutil.copy(FIXTURES / "outlet-v1.db", path)
    broken = (*MIGRATIONS, "create table later(x integer);\nthis is no SQL;\n")
    monkeypatch.setattr(database_module, "MIGRATIONS", broken)
    with pytest.raises(Problem) as raised:
        Database(path)
    assert raised.value.code == "store.broken"
    monkeypatch.undo()
    store = Database(path)
    assert store.one("select count(*) from sqlite_master where name='later'") == (0,)
    assert store.one("pragma user_version") == (len(MIGRATIONS),)
    store.close()


def _newer(path: Path) -> None:
    Database(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"pragma user_version={len(MIGRATIONS) + 1}")
    raw.close()


def _foreign(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("create table bookmarks(url text)")
    raw.commit()
    raw.close()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_newer, "store.newer"),
        (_foreign, "store.not_ours"),
        (lambda path: path.write_bytes(b"%PDF-1.7 " * 500), "store.not_ours"),
        (lambda path: path.mkdir(), "store.read_only"),
    ],
    ids=["newer", "another program's SQLite", "no database", "a folder"],
)
def test_what_is_not_ours_is_refused_and_left_as_it_is(tmp_path, make, code):
    path = tmp_path / "outlet.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for _ in range(2):
        with pytest.raises(Problem) as raised:
            Database(path)
        assert raised.value.code == code
        assert raised.value.facts["path"] == str(path)
    if before is not None:
        assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["outlet.db"]


def test_an_empty_file_becomes_a_store(tmp_path):
    path = tmp_path / "outlet.db"
    path.touch()
    SqliteStore(path).close()
    assert path.stat().st_size > 0


def test_an_error_inside_a_transaction_takes_everything_back(tmp_path):
    store = SqliteStore(tmp_path / "outlet.db")

    def half() -> None:
        with store.transaction():
            store.set_meta("half", "done")
            with store.transaction():  # joins the outer one
                store.set_meta("inner", "done")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert (store.meta("half"), store.meta("inner")) == (None, None)
    with store.transaction():
        store.set_meta("whole", "done")
    assert store.meta("whole") == "done"
    store.close()


def test_a_store_held_by_another_writer_is_told_as_busy(tmp_path):
    path = tmp_path / "outlet.db"
    store, other = SqliteStore(path), sqlite3.connect(path, isolation_level=None)
    store.database.run("pragma busy_timeout=20")
    other.execute("begin immediate")
    with pytest.raises(Problem) as raised, store.transaction():
        pass
    assert raised.value.code == "store.busy"
    other.execute("rollback")
    other.close()
    with store.transaction():
        store.set_meta("a", "b")
    store.close()


def test_a_full_disk_is_told_and_loses_nothing_committed(tmp_path):
    store = SqliteStore(tmp_path / "outlet.db")
    with store.transaction():
        store.set_meta("kept", "yes")
    pages = store.database.one("pragma page_count")[0]
    store.database.run(f"pragma max_page_count={pages}")

    def fill() -> None:
        with store.transaction():
            for number in range(2000):
                store.set_meta(f"row {number}", "x" * 500)

    with pytest.raises(Problem) as raised:
        fill()
    assert raised.value.code == "store.disk_full"
    assert store.meta("kept") == "yes"
    assert store.meta("row 0") is None
    store.close()


def test_two_connections_see_each_others_commits_only(tmp_path):
    one, two = SqliteStore(tmp_path / "outlet.db"), SqliteStore(tmp_path / "outlet.db")
    with one.transaction():
        one.set_meta("a", "1")
        assert two.meta("a") is None
    assert two.meta("a") == "1"
    one.close()
    two.close()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_what_is_due_is_asked_of_an_index_in_a_store_of_every_version(tmp_path, version):
    path = tmp_path / "outlet.db"
    shutil.copy(FIXTURES / f"outlet-v{version}.db", path)
    store = SqliteStore(path)
    plan = store.database.all(
        "explain query plan select id from opening where seen<wake union select id from opening where due<=1"
    )
    store.close()
    used = " ".join(row[3] for row in plan)
    assert "opening_woken" in used
    assert "opening_due" in used
