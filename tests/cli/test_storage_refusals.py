"""A data folder that cannot be used: told in words, and the file in the way stays byte for byte as it was."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from live_demo import run

from outlet_desktop.storage.migrations import MIGRATIONS
from outlet_desktop.storage.store import SqliteStore


@pytest.fixture
def both(tmp_path):
    """Put one file into the data folder of each language; afterwards it must not have changed."""
    placed = {}

    def put(make):
        for lang in ("ru", "en"):
            folder = tmp_path / lang
            folder.mkdir()
            path = folder / "outlet.db"
            make(path)
            placed[path] = path.read_bytes()

    yield put
    for path, content in placed.items():
        assert path.read_bytes() == content
        assert [p.name for p in path.parent.iterdir() if p.name.startswith("outlet.db-")] == []


def _foreign(path: Path) -> None:
    store = sqlite3.connect(path)
    store.execute("create table bookmarks(url text)")
    store.execute("insert into bookmarks values('https://example.com')")
    store.commit()
    store.close()


def _newer(path: Path) -> None:
    SqliteStore(path).close()
    store = sqlite3.connect(path)
    store.execute(f"pragma user_version={len(MIGRATIONS) + 7}")
    store.close()


def _text(path: Path) -> None:
    path.write_text("Список покупок: хлеб, молоко\n" * 50, "utf-8")


@pytest.mark.parametrize("make", [_text, _foreign], ids=["text", "another program's SQLite"])
def test_a_file_that_is_not_our_database(refused, both, make):
    both(make)
    refused("store.not_ours", lambda data: {"path": str(data / "outlet.db")}, "status")


def test_a_database_of_a_newer_program(refused, both):
    both(_newer)
    known = len(MIGRATIONS)
    refused(
        "store.newer",
        lambda data: {"path": str(data / "outlet.db"), "found": known + 7, "known": known},
        "status",
        "--json",
    )


def test_a_folder_in_place_of_a_database(refused, tmp_path):
    refused("store.read_only", {"path": str(tmp_path)}, "status", "--store", f"sqlite:///{tmp_path}")


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root writes everywhere"
)
def test_a_data_folder_that_is_read_only(refused, tmp_path):
    for lang in ("ru", "en"):
        (tmp_path / lang).mkdir()
        (tmp_path / lang).chmod(0o500)
    refused("store.read_only", lambda data: {"path": str(data / "outlet.db")}, "status")


def test_a_data_folder_that_cannot_be_made(refused, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    facts = {"path": str(in_the_way), "detail": "File exists"}
    refused("folder.cannot_make", facts, "status", "--data", in_the_way, own_data=False)


def test_a_store_of_a_kind_that_is_not_there_yet_keeps_its_password(refused):
    url = "postgresql://outlet:s3cretpassword@db.example/outlet"
    refused("store.unknown_kind", {"url": "postgresql"}, "status", "--store", url, secrets=("s3cretpassword",))


@pytest.mark.parametrize(
    ("text", "detail"),
    [("interval_s = = 3\n", None), ('interval_s = "soon"\n', "interval_s")],
    ids=["no TOML", "a word for a number"],
)
def test_settings_that_cannot_be_read(tmp_path, text, detail):
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    ended = run("status", "--data", tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "settings.toml" in ended.stderr
    assert detail is None or detail in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not ended.stderr.startswith("outlet-desktop: settings.broken")
    assert (tmp_path / "settings.toml").read_text("utf-8") == text
