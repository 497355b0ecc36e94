"""The window: rail, top bar, places, status bar, toasts.

Order of a start: the composition root makes the application, applies theme and language, makes the window
(which paints the portfolio kept at the last close) and shows it. After `first_painted` it makes the office, starts the
engine and calls `attach(office)`; only then are places imported and made, each at its first visit.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.problem import Problem
from outlet_desktop.ui.control_blocks import Progress
from outlet_desktop.ui.control_marks import label
from outlet_desktop.ui.drop_files import FileDrop
from outlet_desktop.ui.first_frame import FirstFrame, FrameRow, frame_rows, read_frame, write_frame
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import problem_words, read_all
from outlet_desktop.ui.place_window import HOME, PlaceMaker, PlaceWindow
from outlet_desktop.ui.rail import ICONS, Rail
from outlet_desktop.ui.regions import focus_next
from outlet_desktop.ui.status_bar import StatusBar
from outlet_desktop.ui.theme import theme
from outlet_desktop.ui.toast import Toast, ToastStack
from outlet_desktop.ui.top_bar import TopBar
from outlet_desktop.ui.window_actions import make_actions
from outlet_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Office
    from outlet_desktop.schedule.gantt import Portfolio
    from outlet_desktop.ui.alerts import Alerts, Tray
    from outlet_desktop.ui.layout_keys import LayoutKeys
    from outlet_desktop.ui.palette.desk import PaletteDesk

_REFRESH_MS = 200


class MainWindow(PlaceWindow):
    """The window of the application.

    Args:
        office: What the places ask; None until `attach`.
        places: Name -> maker. "portfolio", "processes", "roles" stand on the rail; "outlet" and "launch" are
            reached by links and keys. A maker is called at the first visit.
        folder: Data folder (window.ini, frame.json); None keeps nothing.
        frame: What the first frame shows; without it the frame kept in the folder at the last close, else
            the last portfolio of the office.
        now: The machine's clock (s since the epoch), for the ages in the status bar.

    Signals:
        first_painted: Once, after the first paint.
        theme_chosen, language_chosen: A person switched; to be kept in the settings.
        demo_wanted, connected (Welcome), file_chosen (path): Choices of the first-run page.
        closed: The window is gone and its worker has ended.
    """

    first_painted = Signal()
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    demo_wanted = Signal()
    connected = Signal(object)
    file_chosen = Signal(str)
    closed = Signal()
    _office_changed = Signal()
    _is_painted = False  # asked by events that come before the constructor has ended

    def __init__(
        self,
        office: Office | None,
        places: Mapping[str, PlaceMaker],
        folder: Path | None = None,
        *,
        frame: tuple[date, list[FrameRow]] | None = None,
        is_demo: bool = False,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(places, WindowState(folder))
        self._unsubscribe: Callable[[], None] | None = None
        self._layout_keys: LayoutKeys | None = None
        self._alerts: Alerts | None = None
        self._tray: Tray | None = None
        self._is_reading = self._wants_refresh = False
        self._is_closed = False
        self._palette: PaletteDesk | None = None

        if "processes" in self._makers:
            FileDrop(self, lambda path: self.go("processes", path))
        self.setMinimumSize(1180, 720)
        self.resize(1440, 900)
        self._state.restore_window(self)
        self._folder = folder
        if frame is None and folder is not None:
            frame = read_frame(folder)
        if frame is None and office is not None:
            last = office.last_portfolio()
            frame = frame_rows(last) if last is not None else None
        self._build(frame, is_demo or (office is not None and office.is_demo), now)
        self.actions_of_window = make_actions(self)
        self.top_bar.search_wanted.connect(self.open_palette)
        self.retranslate()
        self.background.problem.connect(self._show_problem)
        self._office_changed.connect(self._refresh_soon, Qt.ConnectionType.QueuedConnection)
        self._refresh_timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh_timer.timeout.connect(self._refresh)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._show_state)
        self.rail.set_current(HOME)
        self.content.setFocus()
        if office is not None:
            self.first_painted.connect(lambda: self.attach(office))

    def _build(self, frame: tuple[date, list[FrameRow]] | None, is_demo: bool, now: Callable[[], float]) -> None:
        self.rail = Rail([name for name in ICONS if name in self._makers])
        self.top_bar = TopBar(self.undo_group)
        self.status_bar = StatusBar(self.undo_group, is_demo=is_demo, now=now)
        self.content = QStackedWidget()
        self._first_frame = FirstFrame(*frame) if frame is not None else FirstFrame(None, [])
        self.content.addWidget(self._first_frame)
        self._progress_page, self.progress = _progress_page()
        self.content.addWidget(self._progress_page)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.content, 1)
        self._shell = QWidget()
        row = QHBoxLayout(self._shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._shell)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status_bar)
        self.setCentralWidget(whole)
        self._title = label("", "title")
        self.top_bar.layout().insertWidget(0, self._title)  # type: ignore[union-attr]
        self.toasts = ToastStack(self, self.status_bar)
        self.rail.chosen.connect(self._rail_chosen)
        self.status_bar.poll_wanted.connect(self.poll_now)
        self.status_bar.theme_wanted.connect(self.choose_theme)
        self.status_bar.language_wanted.connect(self.choose_language)

    def open_palette(self) -> None:
        """Ctrl+K, where there are places to go to."""
        if self._pages.currentWidget() is not self._shell:
            return
        if self._palette is None:
            from outlet_desktop.ui.palette.desk import PaletteDesk

            self._palette = PaletteDesk(self, self.actions_of_window)
        self._palette.open()

    # ---------------------------------------------------------------- office and data

    @property
    def office(self) -> Office | None:
        """The office in use."""
        return self._office

    def attach(self, office: Office) -> None:
        """Use an office from now on: places become reachable, the portfolio is loaded and shown."""
        if self._is_closed:
            return
        if self._unsubscribe is not None:
            self._unsubscribe()
        for place in self._places.values():
            self._drop(place)
        self._places.clear()
        self._trail.clear()
        self._here = None
        self._office = office
        self._unsubscribe = office.subscribe(self._office_changed.emit)
        self.status_bar.set_demo(office.is_demo)
        self._pages.setCurrentWidget(self._shell)
        self._clock.start()
        self._show_state()
        self.background.run(office.portfolio, self._first_portfolio, otherwise=self._no_portfolio)
        self.background.run(read_all, lambda _none: None)  # the palette finds by the words of both languages

    def _keep_portfolio(self, portfolio: Portfolio) -> None:
        from outlet_desktop.ui.gantt.cells import set_tolerance

        self._portfolio = portfolio
        set_tolerance(portfolio.tolerance)
        self._take_alerts()

    def _first_portfolio(self, portfolio: Portfolio) -> None:
        self._begin_alerts()
        self._keep_portfolio(portfolio)
        if self._here is None:
            self.go(HOME)  # the first frame has stood until now, so that nothing jumps
        else:
            self._show_portfolio(portfolio)

    def _no_portfolio(self, problem: Problem) -> None:
        self._show_problem(problem)
        if self._here is None:
            self.go(HOME)

    def _refresh_soon(self) -> None:
        self._show_state()
        if not self._is_closed and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _refresh(self) -> None:
        """Read the portfolio anew; one reading at a time, so that questions of the places never queue behind many."""
        if self._office is None or self._is_closed:
            return
        if self._is_reading:
            self._wants_refresh = True
            return
        self._is_reading, self._wants_refresh = True, False
        self.background.run(self._office.portfolio, self._refreshed, otherwise=self._not_refreshed)

    def _refreshed(self, portfolio: Portfolio) -> None:
        self._end_reading()
        self._show_portfolio(portfolio)

    def _not_refreshed(self, problem: Problem) -> None:
        self._end_reading()
        self._show_problem(problem)

    def _end_reading(self) -> None:
        self._is_reading = False
        if self._wants_refresh:
            self._refresh_soon()

    def _begin_alerts(self) -> None:
        """The tray comes after the first data: nothing of it is needed before."""
        if self._alerts is not None:
            return
        from outlet_desktop.ui.alerts import Alerts, make_tray

        self._tray = make_tray(self)
        if self._tray is not None:
            self._tray.opened.connect(self._come_from_tray)
        self._alerts = Alerts(self._tray, self._state.kept("alerts"))

    def _take_alerts(self) -> None:
        if self._alerts is not None and self._portfolio is not None:
            self._alerts.take(self._portfolio)

    def _come_from_tray(self, opening: str) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if opening:
            self.go("outlet", opening)

    def _show_portfolio(self, portfolio: Portfolio) -> None:
        self._keep_portfolio(portfolio)
        for place in tuple(self._places.values()):
            place.show_portfolio(portfolio)

    def _show_state(self) -> None:
        if self._office is not None and not self._is_closed:
            connection, engine = self._office.connection(), self._office.engine_state()
            self.status_bar.show_state(connection, engine)
            if self._alerts is not None and connection.kind != "none":
                self._alerts.take_engine(engine[0])

    def poll_now(self) -> None:
        """F5: wake the engine."""
        if self._office is not None:
            self._office.poll_now()
            self._show_state()

    # ---------------------------------------------------------------- other pages

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Over the content: what is being done and a 4 px bar, until `go`, `attach` or `hide_progress`."""
        self._pages.setCurrentWidget(self._shell)
        self.progress.set(text, done, total)
        self.content.setCurrentWidget(self._progress_page)

    def hide_progress(self) -> None:
        """Back to the place (or to the first frame)."""
        if self.content.currentWidget() is self._progress_page:
            self.content.setCurrentWidget(self._places.get(self.current) or self._first_frame)

    def show_first_run(self, office: Office) -> None:
        """The page without a rail that asks for a demo, a portal or a file; `office` tries the portal."""
        from outlet_desktop.ui.first_run import FirstRun

        page = FirstRun(office, self.background)
        page.demo_wanted.connect(self.demo_wanted)
        page.connected.connect(self.connected)
        page.file_chosen.connect(self.file_chosen)
        page.theme_wanted.connect(self.choose_theme)
        page.language_wanted.connect(self.choose_language)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.status_bar.show_state(office.connection(), None)
        page.setFocus()

    def show_keys(self) -> None:
        """F1."""
        from outlet_desktop.ui.key_list import KeyList

        dialog = KeyList(self.actions_of_window, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---------------------------------------------------------------- messages, theme, language

    def toast(
        self,
        text: str,
        kind: str = "success",
        *,
        detail: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> Toast:
        """A note at the bottom right; `kind` is success, info or error."""
        return self.toasts.show(text, kind, detail=detail, action=action)

    def _show_problem(self, problem: Problem) -> None:
        self.toast(problem_words(problem), "error")

    def choose_theme(self, name: str) -> None:
        """Switch to "light", "dark" or "system" and say so to whoever keeps the settings."""
        theme.apply(name)
        self.theme_chosen.emit(name)

    def toggle_theme(self) -> None:
        """Ctrl+Shift+D."""
        self.choose_theme("light" if theme.is_dark else "dark")

    def choose_language(self, name: str) -> None:
        """Switch to "ru" or "en" and say so to whoever keeps the settings."""
        language.apply(name)
        self.language_chosen.emit(name)

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self.setWindowTitle(self.tr("Outlet openings"))
        self._title.setText(self.tr("Outlet portfolio"))
        if self._is_painted:  # until then nobody can read them, and their words are a file
            self.actions_of_window.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # ---------------------------------------------------------------- keyboard and window

    def focus_region(self, step: int) -> None:
        """F6 and Shift+F6: focus the next or previous of rail, top bar, content, status bar."""
        regions = [self.rail, self.top_bar, self.content, self.status_bar]
        if self._pages.currentWidget() is not self._shell:
            regions = [self._pages, self.status_bar]
        focus_next(regions, self.focusWidget(), step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            place = self._places.get(self.current)
            if place is not None and place.esc_goes_back and self.back():
                return
            if self.toasts.close_last():
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.back()
            return
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        if not self._is_painted and event.type() == QEvent.Type.Paint:
            self._is_painted = True
            # Children are painted in the same pass; the queue comes after it.
            QTimer.singleShot(0, self, self._after_first_paint)
        return super().event(event)

    def _after_first_paint(self) -> None:
        from outlet_desktop.ui.layout_keys import LayoutKeys  # not needed before a key can be pressed

        app = QApplication.instance()
        if app is not None and not self._is_closed:
            self._layout_keys = LayoutKeys(self)
            app.installEventFilter(self._layout_keys)
        self.actions_of_window.retranslate()
        self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_closed:
            event.accept()
            return
        shown = self._places.get(self.current)
        if shown is not None and not shown.may_leave():
            event.ignore()
            return
        self._is_closed = True
        self._clock.stop()
        self._refresh_timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self._alerts is not None:
            self._state.keep("alerts", self._alerts.state())
        if self._tray is not None:
            self._tray.close()
        self._state.save(self, dict(self._places))
        if self._folder is not None and self._portfolio is not None:
            write_frame(self._folder, self._portfolio)
        app = QApplication.instance()
        if app is not None and self._layout_keys is not None:
            app.removeEventFilter(self._layout_keys)
        self.background.close()
        event.accept()
        self.closed.emit()


def _progress_page() -> tuple[QWidget, Progress]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    progress = Progress()
    progress.setFixedWidth(400)
    column.addWidget(progress, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return page, progress
