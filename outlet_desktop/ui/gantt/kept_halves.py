"""The table halves of the rows as they were painted last, so that a repaint of what has not changed copies them.

The table half of a row does not depend on the time axis: while a chart is panned, zoomed or its links change with the
pointer, its seven texts and marks stay. A half is painted straight onto the screen the first time; only when it is
wanted again unchanged it is painted into a pixmap. So a row that has changed, or that a turn of the wheel brings in,
costs no more than without this.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

_ROOM = 6_000_000  # device pixels kept at most: 24 MB
_LEAST = 32

Known = tuple[object, ...]
_Key = tuple[str, ...]


class KeptHalves:
    """One picture a key, of the last state it was asked for in."""

    def __init__(self) -> None:
        self._kept: dict[_Key, tuple[Known, QPixmap | None]] = {}
        self._frame: Known = ()
        self._width, self._ratio, self._is_whole = 0, 1.0, True
        self._is_large = True

    def clear(self) -> None:
        """Forget everything: theme, font or language have changed."""
        self._kept.clear()

    @property
    def pixmaps(self) -> int:
        """How many pictures are held."""
        return sum(pixmap is not None for _, pixmap in self._kept.values())

    def begin(self, width: int, ratio: float, frame: Known, *, is_large: bool = True) -> None:
        """Start a paint event: halves of `width` px at `ratio` device pixels per px; `frame` = what all depend on.

        Only one that is large makes pictures: a row that the wheel brings in piece by piece is not worth one.
        """
        self._is_large = is_large
        now = (width, ratio, *frame)
        if now != self._frame:
            self._kept.clear()
            self._frame = now
            self._width, self._ratio = width, ratio
            self._is_whole = ratio.is_integer()

    def find(
        self,
        key: _Key,
        state: Known,
        top: int,
        height: int,
        paint: Callable[..., None],
        *facts: object,
        left: int = 0,
        width: int = 0,
    ) -> QPixmap | None:
        """The half of `key` in that state, to be drawn at (`left`, `top`); None = paint it yourself.

        Args:
            state: All that the half shows; it is compared with what the kept one showed.
            paint: Called with a painter and `facts`, paints all of the half, ground included, with its top at 0.
            width: px, 0 = that of the table.
        """
        kept = self._kept.get(key)
        if kept is None or kept[0] != state:
            self._make_room(height)
            self._kept[key] = (state, None)
            return None
        width = width or self._width
        if not self._is_whole and not self._is_sharp(top, height, left, width):
            return None
        pixmap = kept[1]
        if pixmap is None:
            if not self._is_large:
                return None
            pixmap = self._picture(width, height)
            painter = QPainter(pixmap)
            painter.translate(-left, 0)
            paint(painter, *facts)
            painter.end()
            self._kept[key] = (state, pixmap)
        return pixmap

    def _is_sharp(self, *edges: int) -> bool:
        """Whether the edges fall between device pixels; elsewhere a copy would not be what is painted."""
        return all((edge * self._ratio).is_integer() for edge in edges)

    def _picture(self, width: int, height: int) -> QPixmap:
        pixmap = QPixmap(round(width * self._ratio), round(height * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.white)  # opaque, so that letters are smoothed as on the screen
        return pixmap

    def _make_room(self, height: int) -> None:
        limit = max(_LEAST, int(_ROOM / max(1.0, self._width * height * self._ratio**2)))
        if len(self._kept) > limit:
            for old in list(self._kept)[: limit // 2]:
                del self._kept[old]
