"""A drawing that is looked at, not edited: drag pans, a click chooses, keys scroll."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.editor.overlays import HEADER_H
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.zoom_view import ZoomView
from outlet_desktop.ui.theme import theme

_PAN = 64  # px an arrow key moves the view


class DrawingView(ZoomView):
    """Drag pans, a click chooses a step, Enter or a double click opens it. `header` is made by the deriving class.

    Signals:
        step_chosen: A step was clicked; "" for empty space.
        step_opened: Id of a step to go to.
    """

    step_chosen = Signal(str)
    step_opened = Signal(str)
    header: QWidget

    def __init__(self, process: ProcessScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = process
        process.setParent(self)
        self.setScene(process)
        self.setViewportMargins(0, HEADER_H, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 160)
        self.tips: Mapping[StepId, str] = {}
        self._grip: QPoint | None = None
        process.shown.connect(self._drawing_changed)
        theme.changed.connect(self._restyle)

    def _drawing_changed(self) -> None:
        self.extend_scene()
        self.view_moved()

    def _restyle(self) -> None:
        self._drawing.restyle()
        self.header.update()
        self.viewport().update()

    def content_rect(self) -> QRectF:
        return self._drawing.content_rect()

    def view_moved(self) -> None:
        self.header.update()

    def choose(self, step_id: StepId) -> None:
        """Select a step and bring it into view; "" selects none."""
        node = self._drawing.nodes.get(step_id)
        self._drawing.select({step_id} if node is not None else ())
        self.setAccessibleDescription(node.step.title if node is not None else "")
        if node is None:
            return
        body = self.mapFromScene(node.body()).boundingRect()
        view = self.viewport().rect().adjusted(24, 24, -24, -24)
        if not view.contains(body):
            room = view.adjusted(40, 20, -40, -20)
            self.scroll_by(
                QPoint(
                    min(0, body.left() - room.left()) or max(0, body.right() - room.right()),
                    min(0, body.top() - room.top()) or max(0, body.bottom() - room.bottom()),
                )
            )

    # ------------------------------------------------------------------------------------ mouse, keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self.setFocus()
        node = self._drawing.node_at(self.mapToScene(at)) if event.button() == Qt.MouseButton.LeftButton else None
        if node is not None:
            self.step_chosen.emit(node.id)
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = at
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if event.button() == Qt.MouseButton.LeftButton:
                self.step_chosen.emit("")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._grip is not None:
            self.scroll_by(self._grip - at)
            self._grip = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self._drawing.node_at(self.mapToScene(event.position().toPoint()))
        if node is not None:
            self.step_opened.emit(node.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            int(Qt.Key.Key_Left): QPoint(-_PAN, 0),
            int(Qt.Key.Key_Right): QPoint(_PAN, 0),
            int(Qt.Key.Key_Up): QPoint(0, -_PAN),
            int(Qt.Key.Key_Down): QPoint(0, _PAN),
        }
        if event.key() in ways:
            self.scroll_by(ways[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._drawing.selected:
            self.step_opened.emit(next(iter(self._drawing.selected)))
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self._drawing.node_at(self.mapToScene(event.pos()))
            words = ""
            if node is not None:
                words = self.tips.get(node.id) or f"<b>{escape(node.step.title or node.id)}</b>"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)
