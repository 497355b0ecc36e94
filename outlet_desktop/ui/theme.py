"""Colours, sizes and the style sheet, from `resources/theme/tokens.json`; light and dark, switched live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from outlet_desktop.places import resource
from outlet_desktop.ui.text_size import design_sizes, refit, resize_fonts, scaled, tall, text_size


@cache
def tokens() -> dict[str, Any]:
    """The whole of tokens.json."""
    read: dict[str, Any] = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
    return read


def token(path: str) -> Any:
    """A value that is the same in both themes, e.g. `token("size.row.outlet")`; px at 100 %."""
    value: Any = tokens()
    for name in path.split("."):
        value = value[name]
    return value


class Theme(QObject):
    """The current theme. `changed` is emitted after palette and style sheet were replaced.

    Painting code asks `color("status.late.fill")` in paintEvent and repaints on `changed`.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.choice = "light"
        self._colors: dict[str, QColor] = {}
        self._is_watching = False

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.name == "dark"

    def color(self, path: str) -> QColor:
        """Colour of a token such as `surface.base`, `text.tertiary`, `status.risk.tint`, `gantt.today`."""
        found = self._colors.get(path)
        if found is None:
            value: Any = tokens()["themes"][self.name]
            for name in path.split("."):
                value = value[name]
            found = self._colors[path] = QColor(value)
        return found

    def hex(self, path: str) -> str:
        """The same as `#rrggbb`, for style sheets and rich text."""
        return self.color(path).name()

    @contextmanager
    def lent(self, name: str) -> Iterator[None]:
        """The colours of "light" or "dark" for what is painted meanwhile (paper is white); nobody is told."""
        kept = self.name, self._colors
        self.name, self._colors = name, {}
        try:
            yield
        finally:
            self.name, self._colors = kept

    def apply(self, name: str) -> None:
        """Switch to "light", "dark" or "system" (follows the system from then on); also to the wanted text size."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.choice = name
        if name == "system":
            name = _system_theme()
        self.name = name
        self._colors.clear()
        if not self._is_watching:
            self._is_watching = True
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
            app.aboutToQuit.connect(self._forget)
        wanted = text_size.wanted()
        is_resized = wanted != text_size.ratio
        own_fonts = design_sizes(app.allWidgets(), _font_sizes()) if is_resized else []
        text_size.ratio = wanted
        app.setStyle("Fusion")
        app.setFont(_application_font())
        app.setPalette(self._palette())
        app.setStyleSheet(self._sheet())
        resize_fonts(own_fonts)
        self.changed.emit()
        if is_resized:
            refit(app.allWidgets())
            text_size.changed.emit()
            # What is worded anew is also laid out and measured anew.
            for window in app.topLevelWidgets():
                app.postEvent(window, QEvent(QEvent.Type.LanguageChange))

    def follow_text_size(self) -> None:
        """The system's font, or the choice of a size, has changed: everything anew, if the ratio is another one."""
        if text_size.wanted() != text_size.ratio:
            self.apply(self.choice)

    def _follow_system(self) -> None:
        if self.choice == "system" and _system_theme() != self.name:
            self.apply("system")

    def _forget(self) -> None:
        self._is_watching = False

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, path in tokens()["palette"].items():
            if role == "note":
                continue
            group, _, name = role.rpartition("/")
            if not hasattr(QPalette.ColorRole, name):
                continue
            color = self.color(path)
            if group:
                palette.setColor(QPalette.ColorGroup[group], QPalette.ColorRole[name], color)
            else:
                palette.setColor(QPalette.ColorRole[name], color)
        return palette

    def _sheet(self) -> str:
        text = resource("theme", "theme.qss.in").read_text("utf-8")
        text = text.replace("@img", resource("theme", self.name).as_posix())
        text = re.sub(r"@([a-z]\w*(?:\.\w+)+)", lambda found: self.hex(found.group(1)), text)
        return text if text_size.ratio == 1.0 else _grown(text)


def _system_theme() -> str:
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if is_dark else "light"


def _grown(sheet: str) -> str:
    """The sheet with the present size of words: controls (a least height from 20 px on) grow as one of 28 px does."""
    more = tall(28) - 28
    sheet = re.sub(r"min-height: ([23]\d)px", lambda found: f"min-height: {int(found.group(1)) + more}px", sheet)
    return re.sub(r"font-size: (\d+)px", lambda found: f"font-size: {scaled(int(found.group(1)))}px", sheet)


def _font_sizes() -> set[float]:
    return {entry["size"] for entry in token("font.scale").values()} | {9, 10}


@cache
def _family() -> str:
    """The system's font; where the platform brings none of its own (bare X11), Inter or Noto Sans."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if QGuiApplication.platformName() in ("windows", "cocoa"):
        return family
    known = set(QFontDatabase.families())
    if family in known and not family.lower().startswith(("dejavu", "sans", "bitstream", "helvetica")):
        return family
    return next((name for name in ("Inter", "Noto Sans", "Cantarell", "Open Sans") if name in known), family)


def _application_font() -> QFont:
    made = QFont(_family())
    made.setPixelSize(scaled(token("font.scale.body.size")))
    return made


theme = Theme()


def font(scale: str, *, tabular: bool = False, weight: int | None = None, is_drawn: bool = False) -> QFont:
    """A font of `tokens.font.scale` ("title", "body", "small", "caption", "node" …) in px, of the present text size.

    `is_drawn`: in the units of a drawing, which is enlarged by its zoom and not by the text size. Tabular figures keep
    columns of dates and numbers aligned.
    """
    entry = token(f"font.scale.{scale}")
    made = QFont(QApplication.font())
    made.setPixelSize(round(entry["size"]) if is_drawn else scaled(entry["size"]))
    made.setWeight(QFont.Weight(weight or entry["weight"]))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
