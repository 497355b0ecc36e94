"""The desktop: window first, everything else after its first frame."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from outlet_desktop import settings as choices
from outlet_desktop.places import data_folder
from outlet_desktop.problem import Problem
from outlet_desktop.ui.crash import CrashGuard
from outlet_desktop.ui.language import language
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.messages import problem_words, words
from outlet_desktop.ui.place_window import PlaceMaker
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.text_size import text_size
from outlet_desktop.ui.theme import theme

if TYPE_CHECKING:
    from outlet_desktop.cli.demo_link import DemoLink
    from outlet_desktop.cli.guarded_office import GuardedOffice
    from outlet_desktop.cli.office import LocalOffice
    from outlet_desktop.engine.ports import Office
    from outlet_desktop.ui.background import Background
    from outlet_desktop.ui.place import Place


_FIRST_COPY_MS, _COPY_MS = 5_000, 3_600_000  # after the window is in use; then whether a new day has begun


def run_desktop(arguments: argparse.Namespace) -> int:
    """Open the window and run until it is closed."""
    folder = _folder(arguments)
    chosen = choices.load(folder)
    lang = arguments.lang if arguments.lang_given else chosen.language
    arguments.lang = lang
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("outlet-desktop")
    app.setApplicationDisplayName("Outlet Desktop")
    if _raise_other(folder):
        return 0
    text_size.choice = chosen.text_size
    theme.apply(chosen.theme)
    language.apply(lang)
    preferences.set_alerts(chosen.alerts)
    preferences.set_alerts_all(chosen.alerts_all)
    preferences.set_read_only(chosen.read_only)
    window = MainWindow(None, places(), folder, is_demo=arguments.demo)
    session = Session(window, folder, chosen, arguments)
    guard = CrashGuard(folder, window)
    guard.install()
    window.first_painted.connect(session.begin)
    window.show()
    try:
        return int(app.exec())
    finally:
        session.end()
        guard.remove()


def _folder(arguments: argparse.Namespace) -> Path:
    try:
        named = arguments.data or os.environ.get("OUTLET_DATA")
        folder = data_folder(named)
        if arguments.demo and not named:
            folder = data_folder(str(folder / "demo"))
    except OSError as error:
        raise Problem("folder.cannot_make", path=str(arguments.data or ""), detail=error.strerror or "") from error
    return folder


def places() -> dict[str, PlaceMaker]:
    """Every place of the window; its module is imported at the first visit."""

    def portfolio(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.gantt.portfolio import PortfolioPlace

        return PortfolioPlace(office, background)

    def outlet(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.gantt.outlet import OutletPlace

        return OutletPlace(office, background)

    def processes(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.editor.place import ProcessesPlace

        return ProcessesPlace(office, background)

    def roles(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.roles.place import RolesPlace

        return RolesPlace(office, background)

    def log(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.log.place import LogPlace

        return LogPlace(office, background)

    def settings(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.settings.place import SettingsPlace

        return SettingsPlace(office, background)

    def connect(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.connect_place import ConnectPlace

        return ConnectPlace(office, background)

    def launch(office: Any, background: Background) -> Place:
        from outlet_desktop.ui.launch.place import LaunchPlace

        return LaunchPlace(office, background)

    return {
        "portfolio": portfolio,
        "processes": processes,
        "roles": roles,
        "log": log,
        "settings": settings,
        "connect": connect,
        "outlet": outlet,
        "launch": launch,
    }


def _name_of(folder: Path) -> str:
    return "outlet-desktop-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def _raise_other(folder: Path) -> bool:
    """Ask the window that is open on this folder to come to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name_of(folder))
    if not socket.waitForConnected(200):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(500)
    socket.disconnectFromServer()
    return True


class Session(QObject):
    """What lives behind one window: the demo, the office, the engine. Made after the first frame, ended with it."""

    _progressed = Signal(int, int)
    _opened = Signal(object)
    _failed = Signal(object)

    def __init__(
        self, window: MainWindow, folder: Path, chosen: choices.Settings, arguments: argparse.Namespace
    ) -> None:
        super().__init__(window)
        self._window, self._folder, self._chosen, self._arguments = window, folder, chosen, arguments
        self._office: LocalOffice | None = None
        self._guarded: GuardedOffice | None = None
        self._demo: DemoLink | None = None
        self._thread: threading.Thread | None = None
        self._is_over = False
        self._server = QLocalServer(self)
        self._copies = QTimer(self, interval=_COPY_MS)
        self._copies.timeout.connect(self._back_up)
        queued = Qt.ConnectionType.QueuedConnection
        self._progressed.connect(self._show_progress, queued)
        self._opened.connect(self._attach, queued)
        self._failed.connect(self._show_failure, queued)
        window.theme_chosen.connect(lambda name: self._keep(theme=name))
        window.language_chosen.connect(lambda name: self._keep(language=name))
        window.text_size_chosen.connect(lambda per_cent: self._keep(text_size=per_cent))
        preferences.changed.connect(self._prefer)
        window.demo_wanted.connect(self._open_demo_window)
        window.connected.connect(lambda _welcome: self._attach(self._office))
        window.file_chosen.connect(self._open_file)

    def begin(self) -> None:
        """Make the office on a thread of its own; the window stays alive meanwhile."""
        QLocalServer.removeServer(_name_of(self._folder))
        self._server.listen(_name_of(self._folder))
        self._server.newConnection.connect(self._come_forward)
        if self._arguments.demo:
            self._show_progress(0, 0)
        self._thread = threading.Thread(target=self._make, name="start", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """End engine, demo and server, in that order."""
        self._is_over = True
        self._server.close()
        if self._thread is not None:
            self._thread.join(60)
        if self._office is not None:
            self._office.close()
        if self._demo is not None:
            self._demo.stop()

    def _make(self) -> None:
        from outlet_desktop.cli.demo_link import start_demo
        from outlet_desktop.cli.folder import open_folder
        from outlet_desktop.cli.office import LocalOffice

        try:
            if self._arguments.demo:
                self._demo = start_demo(self._folder, self._arguments.lang, self._progressed.emit)
                webhook: str | None = self._demo.webhook
                database = self._folder / "outlet.db"
            else:
                folder = open_folder(self._arguments)
                webhook, database = folder.portal, folder.database
            office = LocalOffice(
                self._folder, database, self._chosen, self._arguments.lang, webhook=webhook, demo=self._demo
            )
        except Problem as problem:
            self._failed.emit(problem)
            return
        self._office = office
        if webhook is None and not office.portfolio().rows:
            self._opened.emit(None)
        else:
            self._opened.emit(office)

    def _show_progress(self, done: int, total: int) -> None:
        if total == 0:
            self._window.show_progress(words("demo.starting", {}), 0, 0)
        else:
            self._window.show_progress(words("demo.preparing", {"done": done, "total": total}), done, total)

    def _attach(self, office: LocalOffice | None) -> None:
        if self._is_over:
            return
        self._window.hide_progress()
        if office is None:
            assert self._office is not None
            self._window.show_first_run(self._office)
        else:
            from outlet_desktop.cli import pace
            from outlet_desktop.cli.guarded_office import GuardedOffice

            pace.yield_often()
            self._guarded = GuardedOffice(office, is_read_only=preferences.is_read_only)
            self._window.attach(cast("Office", self._guarded))
            QTimer.singleShot(_FIRST_COPY_MS, self, self._back_up)
            self._copies.start()

    def _back_up(self) -> None:
        """The copy of the day, at the start and whenever a new day has begun; on the worker."""
        office = self._office
        if office is not None and not self._is_over:
            self._window.background.run(office.back_up_daily, lambda _copy: None)

    def _prefer(self, name: str, is_on: bool) -> None:
        """Notifications or the manager's window were switched."""
        if name == "read_only" and self._guarded is not None:
            self._guarded.is_read_only = is_on
        self._keep(**{name: is_on})

    def _show_failure(self, problem: Problem) -> None:
        self._window.hide_progress()
        self._window.toast(problem_words(problem), "error")

    def _keep(self, **changed: str | int) -> None:
        """Keep a choice; the disk is touched on the worker."""
        folder = self._folder

        def write() -> None:
            from dataclasses import replace

            values: dict[str, Any] = dict(changed)
            choices.save(folder, replace(choices.load(folder), **values))

        self._window.background.run(write, lambda _done: None)

    def _open_demo_window(self) -> None:
        program = [] if getattr(sys, "frozen", False) else ["-m", "outlet_desktop"]
        QProcess.startDetached(sys.executable, [*program, "--demo", "--lang", language.name])
        self._window.close()

    def _open_file(self, path: str) -> None:
        self._attach(self._office)
        self._window.go("processes", path)

    def _come_forward(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
