"""The data folder of one run: its store, settings, language and lock."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from outlet_desktop import settings as choices
from outlet_desktop.places import data_folder
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings
from outlet_desktop.storage.store import SqliteStore


@dataclass(frozen=True)
class Folder:
    """Where this run keeps its things. `portal` may be a secret: it is left out of `repr`."""

    path: Path
    database: Path
    settings: Settings
    lang: str
    portal: str | None

    def __repr__(self) -> str:
        return f"Folder({self.path})"

    def store(self) -> SqliteStore:
        """A new connection to the store. Problems `store.*`."""
        return SqliteStore(self.database)


def open_folder(arguments: argparse.Namespace, *, needs_portal: bool = False) -> Folder:
    """The folder named by the command line. Raises Problem `folder.*`, `settings.broken`, `portal.none`."""
    try:
        path = data_folder(arguments.data)
    except OSError as error:
        raise Problem("folder.cannot_make", path=str(arguments.data or ""), detail=error.strerror or "") from error
    chosen = choices.load(path)
    portal = choices.find_webhook(chosen, arguments.portal)
    if portal is not None:
        from outlet_desktop.portal.address import is_loopback, normalised

        portal = normalised(portal)
        if arguments.portal and not is_loopback(portal):
            print(
                "outlet-desktop: --portal shows the webhook in process lists; use OUTLET_PORTAL or the key store",
                file=sys.stderr,
            )
    if needs_portal and portal is None:
        raise Problem("portal.none")
    url = arguments.store or (None if (path / "outlet.db").exists() else os.environ.get("OUTLET_STORE"))
    if url and not url.startswith("sqlite:///"):
        raise Problem("store.unknown_kind", url=url.split(":", 1)[0])
    database = Path(url.removeprefix("sqlite:///")) if url else path / "outlet.db"
    lang = arguments.lang if arguments.lang_given else chosen.language
    arguments.lang = lang
    return Folder(path, database, chosen, lang, portal)


class Lock:
    """`agent.lock`: held by the one process that acts on this folder. Freed by the system when it dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "agent.lock"
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Try to become the one that acts; False when another process is."""
        if self._file is not None:
            return True
        file = open(self._path, "a+", encoding="utf-8")  # noqa: SIM115
        try:
            _lock_file(file)
        except OSError:
            file.close()
            return False
        # Windows forbids others to read a locked region, so who holds it stands in a file of its own.
        self._path.with_suffix(".pid").write_text(f"{os.getpid()}\n", "utf-8")
        self._file = file
        return True

    def holder(self) -> str:
        """Process number of the one that acts, as text; "" when unknown."""
        try:
            return self._path.with_suffix(".pid").read_text("utf-8").strip()
        except OSError:
            return ""

    def free(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock_file(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
