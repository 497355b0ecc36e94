"""Gestures: what the mouse does between a press and a release. Each commits once, on release; Esc cancels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsRectItem

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W, State
from outlet_desktop.ui.editor.routing import Pair
from outlet_desktop.ui.theme import theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

ARROW_WITHIN: float = token("canvas.edge.hit")
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Gesture:
    """One gesture. Positions are of the viewport, px; nothing but the picture changes before `release`."""

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        self._canvas, self._scene = canvas, canvas.process
        self._origin = at
        self._start = canvas.mapToScene(at)

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is elsewhere."""

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Commit."""

    def cancel(self) -> None:
        """Put the picture back."""

    def _is_drag(self, at: QPoint) -> bool:
        return (at - self._origin).manhattanLength() >= QApplication.startDragDistance()


class PanGesture(Gesture):
    """Moves the view."""

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        super().__init__(canvas, at)
        self._last = at
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._canvas.scroll_by(self._last - at)
        self._last = at

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._canvas.show_cursor()

    def cancel(self) -> None:
        self._canvas.show_cursor()


class BandGesture(Gesture):
    """Rubber band: what it touches is selected; Shift adds, Ctrl toggles. A click clears the selection."""

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        super().__init__(canvas, at)
        self._item: QGraphicsRectItem | None = None
        self._chosen = frozenset[StepId]()

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self._item is None:
            if not self._is_drag(at):
                return
            self._item = QGraphicsRectItem()
            pen = QPen(theme.color("accent.fill"), 1)
            pen.setCosmetic(True)
            tint = theme.color("accent.fill")
            tint.setAlphaF(0.08)
            self._item.setPen(pen)
            self._item.setBrush(tint)
            self._item.setZValue(50)
            self._scene.addItem(self._item)
        box = QRectF(self._start, self._canvas.mapToScene(at)).normalized()
        self._item.setRect(box)
        self._chosen = self._joined(self._scene.nodes_touching(box), modifiers)
        self._scene.set_states(State.SELECTED, self._chosen)

    def _joined(self, touched: frozenset[StepId], modifiers: Qt.KeyboardModifier) -> frozenset[StepId]:
        if modifiers & _CTRL:
            return self._scene.selected ^ touched
        return self._scene.selected | touched if modifiers & _SHIFT else touched

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self._item is None:
            if not modifiers & (_SHIFT | _CTRL):
                self._scene.select(())
            return
        chosen = self._chosen
        self.cancel()
        self._scene.select(chosen)

    def cancel(self) -> None:
        if self._item is not None:
            self._scene.removeItem(self._item)
            self._item = None
        self._scene.set_states(State.SELECTED, self._scene.selected)


class ArrowTarget:
    """The arrow under the pointer that a card would be dropped into; it stands out while it is one."""

    def __init__(self, canvas: ProcessCanvas, is_allowed: Callable[[Pair], bool] = lambda pair: True) -> None:
        self._canvas, self._is_allowed = canvas, is_allowed
        self.pair: Pair | None = None

    def follow(self, at: QPoint) -> None:
        """The pointer is elsewhere (of the viewport, px)."""
        canvas = self._canvas
        edge = canvas.process.edge_near(canvas.mapToScene(at), ARROW_WITHIN / canvas.zoom)
        pair = (edge.source, edge.target) if edge is not None else None
        if pair is not None and not self._is_allowed(pair):
            pair = None
        if pair != self.pair:
            self.clear()
            self.pair = pair
            if pair is not None:
                canvas.process.edges[pair].set_style(selected=True)

    def clear(self) -> None:
        """No arrow any more."""
        process, pair = self._canvas.process, self.pair
        self.pair = None
        if pair is not None and pair in process.edges:
            process.edges[pair].set_style(selected=pair in process.selected_flows)


class GhostGesture(Gesture):
    """The outline of a new card under the pointer while it is dragged out of the pad or the tool bar.

    Over an arrow it stands out: dropped there the card goes into the arrow.
    """

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        super().__init__(canvas, at)
        self.arrow = ArrowTarget(canvas)
        self._item = QGraphicsRectItem(0, 0, CARD_W, CARD_H)
        pen = QPen(theme.color("accent.fill"), 1.5)
        pen.setDashPattern([5 / 1.5, 4 / 1.5])
        self._item.setPen(pen)
        self._item.setZValue(45)
        self._scene.addItem(self._item)
        self.move(at, Qt.KeyboardModifier.NoModifier)

    def place(self, at: QPoint) -> tuple[int, int]:
        """Left top corner of the card when it is dropped here."""
        point: QPointF = self._canvas.mapToScene(at)
        return edit.snap(point.x() - CARD_W / 2), edit.snap(point.y() - CARD_H / 2)

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._item.setPos(*self.place(at))
        self.arrow.follow(at)

    def cancel(self) -> None:
        self.arrow.clear()
        if self._item.scene() is not None:
            self._scene.removeItem(self._item)
