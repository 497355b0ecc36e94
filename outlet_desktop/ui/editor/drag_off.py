"""A button that can be dragged: a click stays a click, a drag is told by its places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication


class DragOff(QObject):
    """Watches the mouse of a button.

    Signals:
        began, dragged, dropped: Global position; a drag began, goes on, ended.
    """

    began = Signal(QPoint)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._pressed: QPoint | None = None
        self._is_dragged = False
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        at = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = at, False
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            if self._is_dragged:
                self.dragged.emit(at)
                return True
            if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._is_dragged = True
                self._button.setDown(False)
                self.began.emit(at)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            self._pressed = None
            if self._is_dragged:
                self._is_dragged = False
                self._button.setDown(False)
                self.dropped.emit(at)
                return True
        return False
