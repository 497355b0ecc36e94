"""The window: rail, top bar, places, status bar, toasts.

Order of a start: the composition root makes the application, applies theme and language, makes the window
(which paints the portfolio kept at the last close) and shows it. After `first_painted` it makes the office, starts the
engine and calls `attach(office)`; only then are places imported and made, each at its first visit.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.ui.control_blocks import Progress
from outlet_desktop.ui.control_marks import label
from outlet_desktop.ui.data_window import DataWindow
from outlet_desktop.ui.drop_files import FileDrop
from outlet_desktop.ui.first_frame import FirstFrame, Frame, frame_of, read_frame, write_frame
from outlet_desktop.ui.language import language
from outlet_desktop.ui.place_window import HOME, PlaceMaker
from outlet_desktop.ui.rail import ICONS, Rail
from outlet_desktop.ui.regions import focus_beside, focus_next
from outlet_desktop.ui.status_bar import StatusBar
from outlet_desktop.ui.text_size import text_size
from outlet_desktop.ui.theme import theme
from outlet_desktop.ui.toast import Toast, ToastStack
from outlet_desktop.ui.top_bar import TopBar
from outlet_desktop.ui.window_actions import make_actions
from outlet_desktop.ui.window_state import WindowState, is_too_large

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Office
    from outlet_desktop.ui.focus_ring import FocusRings
    from outlet_desktop.ui.layout_keys import LayoutKeys
    from outlet_desktop.ui.palette.desk import PaletteDesk


class MainWindow(DataWindow):
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
        theme_chosen, language_chosen, text_size_chosen: A person switched; to be kept in the settings.
        demo_wanted, connected (Welcome), file_chosen (path): Choices of the first-run page.
        closed: The window is gone and its worker has ended.
    """

    first_painted = Signal()
    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    language_chosen = Signal(str)
    demo_wanted = Signal()
    connected = Signal(object)
    file_chosen = Signal(str)
    closed = Signal()
    _is_painted = False  # asked by events that come before the constructor has ended

    def __init__(
        self,
        office: Office | None,
        places: Mapping[str, PlaceMaker],
        folder: Path | None = None,
        *,
        frame: Frame | None = None,
        is_demo: bool = False,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(places, WindowState(folder))
        self._layout_keys: LayoutKeys | None = None
        self._focus_ring: FocusRings | None = None
        self._palette: PaletteDesk | None = None
        self._menu: QMenu | None = None

        if "processes" in self._makers:
            FileDrop(self, lambda path: self.go("processes", path))
        self.setMinimumSize(1180, 720)
        self.resize(1440, 900)
        if not self._state.restore_window(self) and is_too_large(self.size(), self.screen().availableSize()):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._folder = folder
        if frame is None and folder is not None:
            frame = read_frame(folder)
        if frame is None and office is not None:
            last = office.last_portfolio()
            frame = frame_of(last) if last is not None else None
        self._build(frame, is_demo or (office is not None and office.is_demo), now)
        self.actions_of_window = make_actions(self)
        self.top_bar.search_wanted.connect(self.open_palette)
        self.top_bar.menu_wanted.connect(self.open_menu)
        self.retranslate()
        self.rail.set_current(HOME)
        self.content.setFocus()
        if office is not None:
            self.first_painted.connect(lambda: self.attach(office))

    def _build(self, frame: Frame | None, is_demo: bool, now: Callable[[], float]) -> None:
        self.rail = Rail([name for name in ICONS if name in self._makers])
        self.top_bar = TopBar(self.undo_group)
        self.status_bar = StatusBar(self.undo_group, is_demo=is_demo, now=now)
        self.content = QStackedWidget()
        self._first_frame = FirstFrame(frame)
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

    @property
    def has_shell(self) -> bool:
        """Whether rail, top bar and a place are shown (the page of the first run has none)."""
        return self._pages.currentWidget() is self._shell

    def open_menu(self) -> None:
        """F10: the menu of the window, below its button."""
        if not self.has_shell:
            return
        from outlet_desktop.ui.main_menu import fill_menu

        button = self.top_bar.menu_button
        if self._menu is None:
            self._menu = QMenu(button)
        fill_menu(self._menu, self)
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self._menu.setActiveAction(self._menu.actions()[0])

    def open_palette(self) -> None:
        """Ctrl+K, where there are places to go to."""
        if not self.has_shell:
            return
        if self._palette is None:
            from outlet_desktop.ui.palette.desk import PaletteDesk

            self._palette = PaletteDesk(self, self.actions_of_window)
        self._palette.open()

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

        place = self.place(self.current) if self.has_shell else None
        here = [context for keys in (place.bound_keys() if place is not None else ()) for context in keys.contexts]
        dialog = KeyList(self.actions_of_window, self, here)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        """Versions."""
        from outlet_desktop.ui.about import AboutDialog

        dialog = AboutDialog(self)
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

    def choose_theme(self, name: str) -> None:
        """Switch to "light", "dark" or "system" and say so to whoever keeps the settings."""
        theme.apply(name)
        self.theme_chosen.emit(name)

    def choose_text_size(self, per_cent: int) -> None:
        """Words of so many per cent of the usual size, 0 = as the system says; told to whoever keeps the settings."""
        text_size.choice = per_cent
        theme.follow_text_size()
        self.text_size_chosen.emit(per_cent)

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
        elif event.type() in (QEvent.Type.ThemeChange, QEvent.Type.ApplicationFontChange):
            theme.follow_text_size()
        super().changeEvent(event)

    # ---------------------------------------------------------------- keyboard and window

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return focus_beside(self, self.focusWidget(), is_next=is_next)

    def focus_region(self, step: int) -> None:
        """F6 and Shift+F6: focus the next or previous of rail, top bar, the parts of the place, status bar."""
        place = self._places.get(self.current)
        inside = place.regions() if place is not None else (self.content,)
        regions = [self.rail, self.top_bar, *inside, self.status_bar]
        if not self.has_shell:
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
        from outlet_desktop.ui.focus_ring import FocusRings  # not needed before a key can be pressed
        from outlet_desktop.ui.layout_keys import LayoutKeys

        app = QApplication.instance()
        if app is not None and not self._is_closed:
            self._layout_keys = LayoutKeys(self)
            app.installEventFilter(self._layout_keys)
            self._focus_ring = FocusRings(self)
            app.installEventFilter(self._focus_ring)
        self.actions_of_window.retranslate()
        self.first_painted.emit()
        self._first_frame.wait()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_closed:
            event.accept()
            return
        shown = self._places.get(self.current)
        if shown is not None and not shown.may_leave():
            event.ignore()
            return
        self._stop_following()
        self._state.save(self, dict(self._places))
        if self._folder is not None and self._portfolio is not None:
            write_frame(self._folder, self._portfolio, self._state.view(HOME))
        app = QApplication.instance()
        if app is not None and self._layout_keys is not None:
            app.removeEventFilter(self._layout_keys)
        if app is not None and self._focus_ring is not None:
            app.removeEventFilter(self._focus_ring)
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
