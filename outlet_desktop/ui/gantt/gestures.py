"""What a pressed mouse does to a Gantt: one object from press to release or Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

if TYPE_CHECKING:
    from outlet_desktop.ui.gantt.motion import GanttMotion

_SLACK = 4  # px the pointer may tremble before a click becomes a drag


class Gesture:
    """Follows the pointer once it has left the place where it was pressed."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, start: QPoint) -> None:
        self.start = start
        self.has_begun = False

    def follow(self, point: QPoint) -> bool:
        """The pointer is at `point`; whether that is a drag already."""
        self.has_begun = self.has_begun or (point - self.start).manhattanLength() >= _SLACK
        if self.has_begun:
            self.move(point)
        return self.has_begun

    def move(self, point: QPoint) -> None:
        """Show what would come of it."""

    def finish(self) -> None:
        """The button was released."""

    def cancel(self) -> None:
        """Esc: as before the press."""


class SplitDrag(Gesture):
    """The border between table and chart."""

    cursor = Qt.CursorShape.SplitHCursor

    def __init__(self, view: GanttMotion, start: QPoint) -> None:
        super().__init__(start)
        self._view, self._before = view, view.split

    def move(self, point: QPoint) -> None:
        self._view.set_split(self._before + point.x() - self.start.x())

    def cancel(self) -> None:
        self._view.set_split(self._before)


class PanDrag(Gesture):
    """The chart under the hand: time and rows."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, view: GanttMotion, start: QPoint) -> None:
        super().__init__(start)
        self._view = view
        self._left, self._bar = view.axis.left, view.verticalScrollBar().value()

    def move(self, point: QPoint) -> None:
        view, by = self._view, point - self.start
        wanted = self._left - by.x() / view.axis.px_per_day
        view.pan((wanted - view.axis.left) * view.axis.px_per_day)
        view.verticalScrollBar().setValue(self._bar - by.y())
