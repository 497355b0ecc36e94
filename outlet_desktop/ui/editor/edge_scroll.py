"""A drag that comes to the edge of the view takes the drawing along, the faster the nearer it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

MARGIN = 28  # px from the edge of the viewport
FASTEST = 18  # px a tick, at the edge and beyond
TICK_MS = 16


class EdgeScroll(QObject):
    """Scrolls while a gesture is near the edge and tells the gesture that the pointer is elsewhere in the drawing."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._at, self._modifiers = QPoint(), Qt.KeyboardModifier.NoModifier
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def follow(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer of a drag is there (viewport px)."""
        self._at, self._modifiers = at, modifiers
        if self._step().isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The drag is over."""
        self._timer.stop()

    def _step(self) -> QPoint:
        area = self._canvas.viewport().rect()
        return QPoint(_pull(self._at.x(), area.width()), _pull(self._at.y(), area.height()))

    def _tick(self) -> None:
        self._canvas.scroll_by(self._step())
        self._canvas.gesture_moved(self._at, self._modifiers)


def _pull(at: int, size: int) -> int:
    """Pixels a tick: below zero near the beginning, above near the end, 0 between."""
    if size <= 3 * MARGIN:
        return 0
    if at < MARGIN:
        return -min(FASTEST, (MARGIN - at + 1) * FASTEST // MARGIN)
    if at > size - MARGIN:
        return min(FASTEST, (at - size + MARGIN + 1) * FASTEST // MARGIN)
    return 0
