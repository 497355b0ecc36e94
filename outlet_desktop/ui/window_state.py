"""Where the window stood and how its splitters were set: `window.ini` in the data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from outlet_desktop.ui.place import Place

_TITLE = 40  # px that a title bar takes at most
_LEAST = QSize(1180, 720)  # the window's smallest size: a screen below it shows what it can


def is_too_large(size: QSize, room: QSize) -> bool:
    """Whether a window of that size, with its title bar, has no room on a screen that it fits on when it fills it."""
    fits = size.width() <= room.width() and size.height() + _TITLE <= room.height()
    return not fits and room.width() >= _LEAST.width() and room.height() >= _LEAST.height()


class WindowState:
    """Read once at the start, written once at the end; without a folder nothing is kept.

    A splitter takes part by its objectName, which is unique within its place.
    """

    def __init__(self, folder: Path | None) -> None:
        self._settings: QSettings | None = None
        self._kept: dict[str, QByteArray] = {}
        self._views: dict[str, str] = {}
        if folder is not None:
            self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
            for key in self._settings.allKeys():
                value = self._settings.value(key)
                if isinstance(value, QByteArray):
                    self._kept[key] = value
                elif isinstance(value, str):
                    self._views[key] = value

    def restore_window(self, window: QMainWindow) -> bool:
        """Put the window where it was; False when there is nothing kept."""
        kept = self._kept.get("window/geometry")
        return kept is not None and window.restoreGeometry(kept)

    def restore_place(self, name: str, place: QWidget) -> None:
        """Set the splitters of a place, and how it looked, as they were."""
        view = self._views.get(f"{name}/view", "")
        if view and isinstance(place, Place):
            place.restore_view(view)
        for splitter in place.findChildren(QSplitter):
            kept = self._kept.get(f"{name}/{splitter.objectName()}")
            if kept is not None and splitter.objectName():
                splitter.restoreState(kept)

    def view(self, name: str) -> str:
        """How that place looked when it was kept last, "" = nothing is known."""
        return self._views.get(f"{name}/view", "")

    def kept(self, name: str) -> str:
        """What was kept under that name by `keep`, "" = nothing."""
        return self._views.get(f"{name}/state", "")

    def keep(self, name: str, text: str) -> None:
        """To be written with the rest."""
        self._views[f"{name}/state"] = text

    def save(self, window: QMainWindow, places: dict[str, QWidget]) -> None:
        """Write the file."""
        if self._settings is None:
            return
        self._settings.setValue("window/geometry", window.saveGeometry())
        for name, place in places.items():
            view = place.view_state() if isinstance(place, Place) else ""
            if view:
                self._views[f"{name}/view"] = view
                self._settings.setValue(f"{name}/view", view)
            for splitter in place.findChildren(QSplitter):
                if splitter.objectName():
                    self._settings.setValue(f"{name}/{splitter.objectName()}", splitter.saveState())
        for key, text in self._views.items():
            if key.endswith("/state"):
                self._settings.setValue(key, text)
        self._settings.sync()
