"""Dragging the border of a column in the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from outlet_desktop.ui.gantt.gestures import Gesture

if TYPE_CHECKING:
    from outlet_desktop.ui.gantt.portfolio_view import PortfolioView


class WidthDrag(Gesture):
    """The column follows the pointer; the chart gives or takes the room."""

    cursor = Qt.CursorShape.SplitHCursor

    def __init__(self, view: PortfolioView, key: str, width: int, start: QPoint) -> None:
        super().__init__(start)
        self._view, self._key, self._width = view, key, width

    def move(self, point: QPoint) -> None:
        self._view.set_column_width(self._key, self._width + point.x() - self.start.x())

    def cancel(self) -> None:
        self._view.set_column_width(self._key, self._width)
