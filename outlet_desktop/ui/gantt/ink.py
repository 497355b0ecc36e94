"""Text, icons and small shapes for painters, through bounded caches.

`drawText` lays a string out at every call (about 10 us); a `QStaticText` is laid out once (about 3 us).
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
)

from outlet_desktop.ui.icons import glyph, icon_font
from outlet_desktop.ui.theme import font, theme

_FACES: dict[str, tuple[str, bool, int | None, float | None]] = {
    # name: (token, tabular, weight, size)
    "name": ("body", False, 500, None),
    "body": ("body", False, None, None),
    "cell": ("small", False, None, None),
    "strong": ("small", False, 600, None),
    "date": ("small", True, None, None),
    "date_strong": ("small", True, 600, None),
    "date_medium": ("small", True, 500, None),
    "caption": ("caption", True, None, None),
    "caption_strong": ("caption", True, 600, None),
    "label": ("small", True, None, 11.5),
}
_LIMIT = 4096
_Text = tuple[QStaticText, float, float, QFont]  # width (of an icon: half of it), half the height, px


class Ink:
    """Caches of one view; `clear` when the theme, the font or the language changes."""

    def __init__(self) -> None:
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self._texts: OrderedDict[tuple[str, str, int], _Text] = OrderedDict()
        self._icons: dict[tuple[str, int], _Text] = {}
        self._halos: OrderedDict[tuple[str, str, int, float], QPixmap] = OrderedDict()
        self._hatches: dict[tuple[int, int, float], QBrush] = {}
        self._pens: dict[tuple[int, float], QPen] = {}

    def clear(self) -> None:
        """Forget everything made from fonts and colours."""
        for cache in (self._fonts, self._texts, self._icons, self._halos, self._hatches, self._pens):
            cache.clear()

    def face(self, name: str) -> tuple[QFont, QFontMetricsF]:
        """Font and metrics of a face."""
        found = self._fonts.get(name)
        if found is None:
            token, tabular, weight, size = _FACES[name]
            made = font(token, tabular=tabular, weight=weight)
            if size is not None:
                # A fractional size: px cannot be, points can.
                screen_dpi = QFontMetricsF(made).fontDpi()
                made.setPointSizeF(size * 72.0 / screen_dpi)
            found = self._fonts[name] = (made, QFontMetricsF(made))
        return found

    def width(self, text: str, face: str) -> float:
        """Advance of the text, px."""
        return self._static(text, face, 0)[1]

    def _static(self, text: str, face: str, room: int) -> _Text:
        key = (text, face, room)
        found = self._texts.get(key)
        if found is not None:
            return found
        made, metrics = self.face(face)
        shown = text
        if room > 0 and metrics.horizontalAdvance(text) > room:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        static = QStaticText(shown)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=made)
        found = self._texts[key] = (static, metrics.horizontalAdvance(shown), metrics.height() / 2, made)
        if len(self._texts) > _LIMIT:
            for old in list(self._texts)[: _LIMIT // 4]:
                del self._texts[old]
        return found

    def text(self, p: QPainter, x: float, y: float, text: str, face: str, color: QColor, room: int = 0) -> float:
        """Write from `x`, vertically centred on `y`, elided to `room` px (0 = whole); returns the width."""
        if not text:
            return 0.0
        static, width, half, made = self._texts.get((text, face, room)) or self._static(text, face, room)
        p.setFont(made)
        p.setPen(color)
        # Not `round`, which lets a row that was scrolled by an odd number of px jump by one.
        p.drawStaticText(round(x), floor(y - half + 0.5), static)
        return width

    def right(self, p: QPainter, x: float, y: float, text: str, face: str, color: QColor) -> float:
        """Write so that it ends at `x`; returns the width."""
        static, width, half, made = self._texts.get((text, face, 0)) or self._static(text, face, 0)
        p.setFont(made)
        p.setPen(color)
        p.drawStaticText(round(x - width), floor(y - half + 0.5), static)
        return width

    def icon(self, p: QPainter, x: float, y: float, icon_id: str, size: int, color: QColor) -> None:
        """An icon of `size` px centred on (x, y)."""
        found = self._icons.get((icon_id, size))
        if found is None:
            made = icon_font(size)
            metrics = QFontMetricsF(made)
            character = glyph(icon_id)
            static = QStaticText(character)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=made)
            found = (static, metrics.horizontalAdvance(character) / 2, metrics.height() / 2, made)
            self._icons[(icon_id, size)] = found
        static, left, half, made = found
        p.setFont(made)
        p.setPen(color)
        p.drawStaticText(QPointF(x - left, y - half), static)

    def halo(self, p: QPainter, x: float, y: float, text: str, face: str, under: QColor) -> None:
        """A 4 px stroke of the text in the colour of its row, so that lines do not cut the letters."""
        ratio = p.device().devicePixelRatioF()
        key = (text, face, under.rgba(), ratio)
        sprite = self._halos.get(key)
        _static, width, half, _font = self._static(text, face, 0)
        if sprite is None:
            made, metrics = self._fonts[face]
            sprite = QPixmap(int((width + 8) * ratio), int((half * 2 + 8) * ratio))
            sprite.setDevicePixelRatio(ratio)
            sprite.fill(Qt.GlobalColor.transparent)
            path = QPainterPath()
            path.addText(4, 4 + metrics.ascent(), made, text)
            painter = QPainter(sprite)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            stroke = QPen(under, 4)
            stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, stroke)
            painter.end()
            self._halos[key] = sprite
            if len(self._halos) > 256:
                self._halos.popitem(last=False)
        p.drawPixmap(QPointF(round(x) - 4, floor(y - half + 0.5) - 4), sprite)

    def pen(self, color: QColor, width: float = 1.0) -> QPen:
        """A solid pen with square joins."""
        key = (color.rgba(), width)
        found = self._pens.get(key)
        if found is None:
            found = self._pens[key] = QPen(color, width)
            found.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            found.setCapStyle(Qt.PenCapStyle.FlatCap)
        return found

    def hatch(self, line: QColor, under: QColor, ratio: float) -> QBrush:
        """45 degrees, step 5, line 1.6 px."""
        key = (line.rgba(), under.rgba(), ratio)
        found = self._hatches.get(key)
        if found is None:
            side = 7  # 7 px along the axes is 4.95 px across the lines
            tile = QPixmap(round(side * ratio), round(side * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(under)
            painter = QPainter(tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(line, 1.6))
            for shift in (-side, 0, side):
                painter.drawLine(QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
            painter.end()
            found = self._hatches[key] = QBrush(tile)
        return found


@lru_cache(maxsize=32)
def _diamond(size: float) -> QPolygonF:
    half = size / 2
    return QPolygonF([QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)])


def diamond(p: QPainter, x: float, y: float, size: float, fill: QColor | None, line: QPen | None) -> None:
    """A diamond `size` px wide around (x, y)."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(line if line is not None else Qt.PenStyle.NoPen)
    p.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    p.drawPolygon(_diamond(size).translated(x, y))
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def frame(p: QPainter, rect: QRectF, color: QColor, width: float = 1.0) -> None:
    """Lines just inside `rect`."""
    x, y, w, h = rect.x(), rect.y(), rect.width(), rect.height()
    if width == 1 and x.is_integer() and y.is_integer() and w.is_integer() and h.is_integer():
        left, top, wide, high = int(x), int(y), int(w), int(h)  # the usual case: four calls without a rectangle each
        p.fillRect(left, top, wide, 1, color)
        p.fillRect(left, top + high - 1, wide, 1, color)
        p.fillRect(left, top, 1, high, color)
        p.fillRect(left + wide - 1, top, 1, high, color)
        return
    p.fillRect(QRectF(x, y, w, width), color)
    p.fillRect(QRectF(x, y + h - width, w, width), color)
    p.fillRect(QRectF(x, y, width, h), color)
    p.fillRect(QRectF(x + w - width, y, width, h), color)


def boxed(p: QPainter, x: int, y: int, w: int, h: int, inside: QColor | QBrush, line: QColor) -> None:
    """A filled rectangle with lines of 1 px just inside; `inside` is opaque: two calls instead of five."""
    p.fillRect(x, y, w, h, line)
    if w > 2:
        p.fillRect(x + 1, y + 1, w - 2, h - 2, inside)


c = theme.color  # a colour of the theme; asked some six hundred times a frame
