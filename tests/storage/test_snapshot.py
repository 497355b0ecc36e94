"""Reading for the screen and writing by the engine at the same time."""

from __future__ import annotations

from pathlib import Path

import pytest

from outlet_desktop.problem import Problem
from outlet_desktop.storage.database import Database


def value(database: Database) -> str:
    found: str = database.one("select value from meta where name='x'")[0]
    return found


def test_a_snapshot_is_one_moment_and_makes_nobody_wait(tmp_path: Path) -> None:
    reader, writer = Database(tmp_path / "outlet.db"), Database(tmp_path / "outlet.db")
    writer.run("insert into meta(name, value) values('x', 'before')")
    with reader.snapshot():
        assert value(reader) == "before"
        with writer.transaction():  # would wait for a lock, and give up with a Problem
            writer.run("update meta set value='after' where name='x'")
        assert value(reader) == "before"
    assert value(reader) == "after"
    with writer.transaction():
        writer.run("update meta set value='later' where name='x'")
        with reader.snapshot():  # nor does a writer at work make the reader wait
            assert value(reader) == "after"
    reader.close()
    writer.close()


def test_a_snapshot_within_a_transaction_is_that_transaction() -> None:
    database = Database(":memory:")
    with database.transaction():
        database.run("insert into meta(name, value) values('x', 'mine')")
        with database.snapshot():
            assert value(database) == "mine"
    assert value(database) == "mine"
    database.close()


def test_a_question_that_fails_leaves_no_open_snapshot() -> None:
    database = Database(":memory:")
    with pytest.raises(Problem), database.snapshot():
        database.one("select nothing from nowhere")
    with database.transaction():
        database.run("insert into meta(name, value) values('x', 'fine')")
    assert value(database) == "fine"
    database.close()
