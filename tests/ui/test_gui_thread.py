"""After the first frame the GUI thread opens no file, no socket and no data base, and asks the store nothing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live_office import launched_office
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from outlet_desktop.cli.desktop import places
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.storage.database import Database
from outlet_desktop.ui.main_window import MainWindow

FORBIDDEN = ("open", "sqlite3.connect", "socket.connect", "socket.getaddrinfo", "os.listdir", "os.scandir")
CODE = (".py", ".pyc", ".so", ".pyd", ".zip")


class Watchman:
    """An audit hook cannot be taken off, so there is one that looks only while somebody is on duty."""

    def __init__(self) -> None:
        self.on_duty: Watch | None = None
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.on_duty is not None and event in FORBIDDEN and threading.get_ident() == self.on_duty.thread:
            self.on_duty.caught(event, arguments)


class Watch:
    """Every forbidden call of the thread that made it, with its stack; each raises."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.seen: list[str] = []

    def caught(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Remember it and raise, unless it is the import of a module at the first visit of a place."""
        what = str(arguments[0]) if arguments else ""
        if event == "open" and what.endswith(CODE):
            return  # a traceback or a module being read
        ours: list[str] = []
        frame = sys._getframe(1)
        while frame is not None:
            name = frame.f_code.co_filename
            if "importlib" in name:
                return
            if "outlet_desktop" in name:
                ours.append(f"{Path(name).name}:{frame.f_lineno} {frame.f_code.co_name}")
            frame = frame.f_back  # type: ignore[assignment]
        self.seen.append(f"{event} {what} at {' < '.join(ours[:4])}")
        raise RuntimeError(f"{event} on the GUI thread: {what}")


WATCHMAN = Watchman()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    made = Watch()

    def guarded(name: str) -> Callable[..., Any]:
        original = getattr(Database, name)

        def call(self: Database, *arguments: Any) -> Any:
            if WATCHMAN.on_duty is made and threading.get_ident() == made.thread:
                made.caught(f"sqlite {name}", arguments)
            return original(self, *arguments)

        return call

    for name in ("run", "one", "all", "transaction"):
        monkeypatch.setattr(Database, name, guarded(name))
    yield made
    WATCHMAN.on_duty = None


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LocalOffice]:
    with launched_office(tmp_path, "en") as made:
        yield made


def test_the_watchman_hears_a_file_a_data_base_and_a_question(watch: Watch, tmp_path: Path) -> None:
    database = Database(tmp_path / "some.db")
    (tmp_path / "file.txt").write_text("x")
    WATCHMAN.on_duty = watch
    for forbidden in (
        lambda: (tmp_path / "file.txt").read_text(),
        lambda: Database(tmp_path / "other.db"),
        lambda: database.one("select 1"),
    ):
        with pytest.raises(RuntimeError, match="on the GUI thread"):
            forbidden()
    done: list[Any] = []
    worker = threading.Thread(target=lambda: done.append(database.one("select 1")))
    worker.start()
    worker.join()
    WATCHMAN.on_duty = None
    assert done == [(1,)]
    assert [seen.split()[0] for seen in watch.seen] == ["open", "sqlite3.connect", "sqlite"]
    database.close()


def test_a_walk_through_every_place_touches_neither_disk_nor_network(
    qtbot: QtBot, office: LocalOffice, watch: Watch, tmp_path: Path
) -> None:
    window = MainWindow(office, places(), tmp_path)  # type: ignore[arg-type]
    window.resize(1440, 900)
    window.first_painted.connect(lambda: setattr(WATCHMAN, "on_duty", watch))
    window.show()
    qtbot.waitUntil(lambda: window.current == "portfolio", timeout=20_000)
    assert window._portfolio is not None
    opening = window._portfolio.rows[0].opening

    def settled() -> None:
        """Everything asked so far has been answered and shown."""
        for _ in range(3):
            marks: list[object] = []
            window.background.run(lambda: None, marks.append)
            qtbot.waitUntil(lambda marks=marks: bool(marks), timeout=30_000)

    for name, argument in (
        ("outlet", opening),
        ("processes", None),
        ("roles", None),
        ("log", None),
        ("settings", "data"),
        ("connect", None),
        ("launch", None),
        ("portfolio", None),
    ):
        assert window.go(name, argument), name
        settled()
        window.grab()
    log = window.place("log")
    assert window.go("log")
    assert log is not None
    settled()
    log.view.setCurrentIndex(log.model.index(1, 1))  # type: ignore[attr-defined]
    settled()
    log.filters.levels["late"].click()  # type: ignore[attr-defined]
    settled()
    window.go("portfolio")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settled()
    found = window.findChild(QLineEdit, "paletteField")
    assert found is not None
    for text in ("gj,tl", "payment", "роли"):
        found.clear()
        found.insert(text)
        window.grab()
    qtbot.keyClick(found, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = QApplication.activeModalWidget()
    if shown is not None:
        shown.close()
    window.go("settings", "calendar")
    settled()
    WATCHMAN.on_duty = None
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert watch.seen == []
