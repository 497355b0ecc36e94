"""The process editor in the top bar of the window: its breadcrumb and its buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from outlet_desktop.ui.controls import primary_button, secondary_button, set_tool_name
from outlet_desktop.ui.editor.heading import Heading, HeadingState, fill_processes
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.preferences import guard_writing

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.place import ProcessesPlace


class EditorBar(QObject):
    """Makes the widgets the window asks for, and keeps those that are shown up to date by its signals."""

    _state_shown = Signal(object)
    _can_publish = Signal(bool)
    _publish_tip = Signal(str)
    _publish_text = Signal(str)
    _can_compare = Signal(bool)
    _compare_text = Signal(str)

    def __init__(self, place: ProcessesPlace) -> None:
        super().__init__(place)
        self._place = place
        self._saved = ""
        self._outlets = ""
        self._found = QMenu(place)

    def show_state(self, saved: str, outlets: str) -> None:
        """Say how things stand. `saved` is when the draft was written, `outlets` how many run, in words."""
        self._saved, self._outlets = saved, outlets
        self._state_shown.emit(self._state())
        self._show_compare()
        self._show_publish()

    def heading(self) -> QWidget:
        """Processes > the process (a list of them), its tag, when it was saved."""
        made = Heading(self._fill_menu)
        made.show_state(self._state())
        self._state_shown.connect(made.show_state)
        return made

    def _fill_menu(self, menu: QMenu) -> None:
        place = self._place
        menu.clear()
        fill_processes(menu, place.processes(), place.document.template.id, place.open)
        menu.addSeparator()
        words = QCoreApplication.translate("ProcessesPlace", "New process")
        made = menu.addAction(icon("ph.plus"), words)
        made.triggered.connect(place.new_process)
        guard_writing(made)

    def buttons(self) -> list[QWidget]:
        """More actions, compare with the newest revision, publish."""
        more = secondary_button("", "ph.dots-three")
        set_tool_name(more, QCoreApplication.translate("ProcessesPlace", "More actions"))
        menu = QMenu(more)
        menu.aboutToShow.connect(lambda: self._fill_more(menu))
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        return [more, self._compare_button(), self.publish_button()]

    def commands(self) -> list[QAction]:
        """What the menu "More actions" offers, without its further menus."""
        self._fill_more(self._found)
        return [action for action in self._found.actions() if not action.isSeparator() and action.menu() is None]

    def _fill_more(self, menu: QMenu) -> None:
        place = self._place
        menu.clear()
        translate = QCoreApplication.translate
        _put(
            menu,
            "ph.folder-open",
            translate("ProcessesPlace", "Open a file…"),
            place.choose_file,
            keys_text("editor.open"),
        )
        recent = menu.addMenu(icon("ph.clock-counter-clockwise"), translate("ProcessesPlace", "Recent files"))
        for path in place.recent:
            action = recent.addAction(PurePath(path).name.replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _=False, path=path: place.open_file(path))
        recent.setToolTipsVisible(True)
        recent.setEnabled(bool(place.recent))
        _put(
            menu,
            "ph.download-simple",
            translate("ProcessesPlace", "Save to a file…"),
            place.choose_target,
            keys_text("editor.save"),
        )
        menu.addSeparator()
        self._fill_pictures(menu)
        menu.addSeparator()
        live = menu.addMenu(icon("ph.storefront"), translate("ProcessesPlace", "An outlet on the drawing"))
        for opening, name in place.outlets():
            action = live.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, opening=opening: place.live.open(opening))
        live.setEnabled(not live.isEmpty())
        menu.addSeparator()
        words = translate("ProcessesPlace", "Roles, stages, questions, reasons…")
        writing = len(menu.actions())
        _put(menu, "ph.tag", words, lambda: place.inspector.open_words("roles"))
        _put(menu, "ph.pencil-simple", translate("ProcessesPlace", "Rename the process…"), place.ask_name)
        _put(menu, "ph.plus", translate("ProcessesPlace", "New process"), place.new_process)
        menu.setToolTipsVisible(True)
        for action in menu.actions()[writing:]:
            guard_writing(action)

    def _fill_pictures(self, menu: QMenu) -> None:
        place, translate = self._place, QCoreApplication.translate
        _put(menu, "ph.printer", translate("ProcessesPlace", "Print…"), place.print_drawing, keys_text("editor.print"))
        words = translate("ProcessesPlace", "Export as PDF, SVG or PNG…")
        _put(menu, "ph.export", words, place.choose_picture, keys_text("editor.export"))
        _put(
            menu,
            "ph.image",
            translate("ProcessesPlace", "Copy as a picture"),
            place.copy_picture,
            keys_text("editor.picture"),
        )

    def picture_button(self) -> QPushButton:
        """Print, export, copy: for the pages beside the editor."""
        button = secondary_button("", "ph.printer")
        set_tool_name(button, QCoreApplication.translate("ProcessesPlace", "Print, export, copy as a picture"))
        menu = QMenu(button)
        self._fill_pictures(menu)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _compare_button(self) -> QPushButton:
        button = secondary_button("", "ph.git-branch")
        self._compare_text.connect(button.setText)
        self._can_compare.connect(button.setEnabled)
        button.clicked.connect(self._place.open_revisions)
        self._show_compare()
        return button

    def _show_compare(self) -> None:
        newest = self._place.next_revision - 1
        if self._place.is_draft and newest:
            words = self.tr("Compare with v{number}").format(number=newest)
        else:
            words = self.tr("Revisions")
        self._compare_text.emit(words)
        self._can_compare.emit(newest > 0)

    def publish_button(self) -> QPushButton:
        """Publish as the next revision; its tooltip says why not."""
        button = primary_button("")
        self._can_publish.connect(button.setEnabled)
        self._publish_tip.connect(button.setToolTip)
        self._publish_text.connect(button.setText)
        button.clicked.connect(self._place.ask_publish)
        guard_writing(button)
        self._show_publish()
        return button

    def _show_publish(self) -> None:
        why = self._place.why_not_publish()
        words = QCoreApplication.translate("ProcessesPlace", "Publish v{number}")
        self._publish_text.emit(words.format(number=self._place.next_revision))
        self._can_publish.emit(not why)
        self._publish_tip.emit(why)

    def _state(self) -> HeadingState:
        place = self._place
        template, newest = place.document.template, place.next_revision - 1
        if not template.id:
            return HeadingState()
        if not place.is_draft:
            words, status = QCoreApplication.translate("ProcessesPlace", "revision {number}"), ""
            tag = words.format(number=newest)
        else:
            words, status = QCoreApplication.translate("ProcessesPlace", "draft v{number}"), "active"
            tag = words.format(number=newest + 1)
        parts = [self._saved] if self._saved and place.is_draft else []
        if newest and place.is_draft:
            words = QCoreApplication.translate("ProcessesPlace", "revision {number} is in force")
            parts.append(words.format(number=newest))
        tail = " · ".join(parts)
        if self._outlets:
            tail = f"{tail}, {self._outlets}" if tail else self._outlets
        return HeadingState(template.name, tag, status, tail)


def _put(menu: QMenu, icon_id: str, words: str, run: Callable[[], object], keys: str = "") -> None:
    """One action; its keys are named only, for the place listens to them itself."""
    menu.addAction(icon(icon_id), f"{words}\t{keys}" if keys else words).triggered.connect(lambda: run())
