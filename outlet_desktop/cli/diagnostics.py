"""A bundle for whoever helps: what is needed to see what is wrong, and nothing secret."""

from __future__ import annotations

import json
import platform
import re
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from outlet_desktop import __version__
from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.report.writing import written_whole
from outlet_desktop.settings import Settings
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence

ERRORS = "errors.log"
_SECRET_META = re.compile(r"seed|token|secret|webhook", re.IGNORECASE)
_WEBHOOK = re.compile(r"(/rest/+(?:api/+)?\d+/+)[^/\s'\"?]+", re.IGNORECASE)
_TOKEN = re.compile(r"((?:auth|token|secret|password)\w*['\"]?\s*[=:]\s*['\"]?)[\w\-.]+", re.IGNORECASE)
_LINES = 500  # of the log


def write_bundle(
    path: Path, folder: Path, store: SqliteStore, settings: Settings, qt: str, *, hide: Iterable[str] = ()
) -> None:
    """Write a ZIP, whole or not at all. Problem `report.cannot_write`.

    Args:
        hide: Texts that must not be in it whatever happens: the webhook and its code.
    """
    hidden = tuple(text for text in hide if text)

    def clean(text: str) -> str:
        text = _TOKEN.sub(r"\1…", _WEBHOOK.sub(r"\1…", text))
        for secret in hidden:
            text = text.replace(secret, "…")
        return text

    errors = folder / ERRORS
    parts = {
        "program.json": json.dumps(_program(store, qt), ensure_ascii=False, indent=2),
        "settings.json": json.dumps(asdict(settings), ensure_ascii=False, indent=2),
        "store.json": json.dumps(_counts(store), ensure_ascii=False, indent=2),
        "log.txt": "\n".join(_line(entry) for entry in store.history(limit=_LINES, newest=True)),
        "errors.txt": errors.read_text("utf-8", "replace")[-200_000:] if errors.exists() else "",
    }

    def make(place: Path) -> None:
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in parts.items():
                bundle.writestr(name, clean(text))

    written_whole(path, make)


def _program(store: SqliteStore, qt: str) -> dict[str, object]:
    return {
        "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "version": __version__,
        "python": platform.python_version(),
        "qt": qt,
        "system": platform.platform(),
        "schema": store.database.one("pragma user_version")[0],
        "sqlite": store.database.one("select sqlite_version()")[0],
        "integrity": store.database.one("pragma quick_check")[0],
    }


def _counts(store: SqliteStore) -> dict[str, object]:
    tables = [row[0] for row in store.database.all("select name from sqlite_master where type='table' order by name")]
    meta = store.database.all("select name, value from meta order by name")
    return {
        "rows": {table: store.database.one(f'select count(*) from "{table}"')[0] for table in tables},
        "openings": store.database.all("select id, state, is_finished, problem from opening order by created_at"),
        "journal": store.database.all("select kind, state, count(*) from intent group by kind, state"),
        "meta": {name: value for name, value in meta if not _SECRET_META.search(name)},
    }


def _line(entry: HistoryEntry) -> str:
    code, facts = entry.text
    where = f"{entry.opening or '-'} {entry.step or '-'}/{entry.round}"
    return (
        f"{entry.at.isoformat(timespec='seconds')} {entry.source} {entry.event} {where} {sentence(code, facts, 'en')}"
    )
