"""A table below a drawing on paper: rows of words, cut to their columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from outlet_desktop.ui.theme import font, theme

ROW, HEADER = 26.0, 28.0
_PAD, _WIDEST = 12.0, 360.0


class PaperTable:
    """The first row is the header. Measures are in units of the drawing (px at 100 %)."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.head, self.rows = (rows[0], list(rows[1:])) if rows else ((), [])
        metrics = QFontMetricsF(font("small", weight=600))
        self._widths = [
            min(_WIDEST, max(metrics.horizontalAdvance(row[column]) for row in rows) + 2 * _PAD)
            for column in range(len(self.head))
        ]

    @property
    def width(self) -> float:
        """Of all columns."""
        return sum(self._widths)

    @property
    def height(self) -> float:
        """Of the whole; 0 without rows."""
        return HEADER + ROW * len(self.rows) if self.rows else 0.0

    def chunks(self, room: float) -> list[Sequence[Sequence[str]]]:
        """The rows in parts that are no higher than `room`, their header included."""
        count = max(1, int((room - HEADER) / ROW))
        return [self.rows[at : at + count] for at in range(0, len(self.rows), count)]

    def paint(self, painter: QPainter, rows: Sequence[Sequence[str]]) -> None:
        """The header and these rows, from the painter's origin down."""
        painter.fillRect(QRectF(0, 0, self.width, HEADER), theme.color("canvas.lane"))
        self._row(painter, self.head, 0, HEADER, "text.secondary", weight=600)
        for number, row in enumerate(rows):
            top = HEADER + ROW * number
            self._row(painter, row, top, ROW, "text.primary", weight=None)
            painter.fillRect(QRectF(0, top + ROW - 1, self.width, 1), theme.color("border.hairline"))

    def _row(
        self, painter: QPainter, cells: Sequence[str], top: float, height: float, ink: str, weight: int | None
    ) -> None:
        painter.setFont(font("small", tabular=True, weight=weight))
        painter.setPen(theme.color(ink))
        metrics, left = QFontMetricsF(painter.font()), 0.0
        for words, width in zip(cells, self._widths, strict=True):
            room = QRectF(left + _PAD, top, width - 2 * _PAD, height)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            left += width
