"""Icons of the Phosphor set: the font file and charmap that the installed qtawesome package carries.

Importing qtawesome itself would cost one and a half bare starts, so only its two files are read.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPixmap,
)

from outlet_desktop.ui.theme import theme


@cache
def _fonts_folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:  # build.spec puts the two files there, without the package
        return Path(frozen, "qtawesome", "fonts")
    spec = find_spec("qtawesome")  # finds the folder, does not import the package
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the package qtawesome, which carries the icon font, is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


@cache
def _font_family() -> str:
    file = next(_fonts_folder().glob("phosphor*.ttf"))
    number = QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _charmap() -> dict[str, str]:
    file = next(_fonts_folder().glob("phosphor*charmap*.json"))
    codes: dict[str, str] = json.loads(file.read_text("utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


def glyph(icon_id: str) -> str:
    """The character of `ph.lock-key-fill` in the icon font. Raises KeyError for an unknown id."""
    return _charmap()[icon_id.removeprefix("ph.")]


@cache
def icon_font(size: int) -> QFont:
    """The icon font at `size` px."""
    made = QFont(_font_family())
    made.setPixelSize(size)
    return made


def draw_icon(painter: QPainter, icon_id: str, center: QPointF, size: int, color: QColor) -> None:
    """Paint an icon of `size` px around `center`."""
    painter.save()
    painter.setFont(icon_font(size))
    painter.setPen(color)
    engine = painter.paintEngine()
    if engine is not None and engine.type() == QPaintEngine.Type.SVG:
        # Whoever opens the file lacks the icon font: the glyph goes as an outline.
        path = QPainterPath()
        path.addText(0, 0, painter.font(), glyph(icon_id))
        painter.fillPath(path.translated(center - path.boundingRect().center()), color)
    else:
        box = QRectF(center.x() - size, center.y() - size, 2 * size, 2 * size)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph(icon_id))
    painter.restore()


class _GlyphEngine(QIconEngine):
    """Paints a glyph in a colour token of the current theme, so icons follow a theme switch by a repaint."""

    def __init__(self, icon_id: str, token: str, checked_id: str, checked_token: str) -> None:
        super().__init__()
        self._icon_id, self._token = icon_id, token
        self._checked_id, self._checked_token = checked_id, checked_token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        on = state == QIcon.State.On
        token = self._checked_token if on else self._token
        if mode == QIcon.Mode.Disabled:
            token = "text.disabled"
        icon_id = self._checked_id if on else self._icon_id
        # In a box wider than high the glyph stands at the left: the rest is the gap before a button's words.
        size = min(rect.width(), rect.height())
        left = rect.left() + (size / 2 if rect.width() > rect.height() else rect.width() / 2)
        center = QPointF(left, rect.top() + rect.height() / 2)
        draw_icon(painter, icon_id, center, size, theme.color(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._icon_id, self._token, self._checked_id, self._checked_token)


def icon(
    icon_id: str, token: str = "text.secondary", checked_id: str = "", checked_token: str = "accent.text"
) -> QIcon:
    """An icon of the Phosphor set, e.g. `icon("ph.storefront", "text.secondary", "ph.storefront-fill")`.

    Painted when shown, in the theme of that moment. `checked_id` and `checked_token` serve checked buttons.
    """
    return QIcon(_GlyphEngine(icon_id, token, checked_id or icon_id, checked_token))
