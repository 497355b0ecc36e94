"""Gestures: what the mouse does between a press and a release. Each commits once, on release; Esc cancels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsLineItem, QGraphicsPathItem, QGraphicsRectItem

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import StepId
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.items import NodeItem, line_path
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W, State
from outlet_desktop.ui.editor.routing import Pair
from outlet_desktop.ui.messages import problem_words
from outlet_desktop.ui.theme import theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

ALIGN_WITHIN: float = token("canvas.snap.align")
PORT_WITHIN: float = token("canvas.snap.port")
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Gesture:
    """One gesture. Positions are of the viewport, px; nothing but the picture changes before `release`."""

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        self._canvas, self._scene = canvas, canvas.process
        self._origin = at

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
        self._start = canvas.mapToScene(at)
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


class MoveGesture(Gesture):
    """Moves the selected cards: on the grid of 16; with Alt freely, drawn to lines of other cards within 6 px."""

    def __init__(self, canvas: ProcessCanvas, at: QPoint, grabbed: StepId, narrows: bool) -> None:
        super().__init__(canvas, at)
        self._grabbed = grabbed
        self._narrows = narrows  # a click (no drag) on one of several selected leaves it alone selected
        template = canvas.document.template
        self._start = {one: template.by_id[one].at for one in self._scene.selected}
        self._shift = (0, 0)
        self._is_moving = False
        self._guides: list[QGraphicsLineItem] = []

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if not self._is_moving and not self._is_drag(at):
            return
        self._is_moving = True
        way = self._canvas.mapToScene(at) - self._canvas.mapToScene(self._origin)
        x0, y0 = self._start[self._grabbed]
        x, y = x0 + way.x(), y0 + way.y()
        if modifiers & _ALT:
            place = self._aligned(round(x), round(y))
        else:
            place = edit.snap(x), edit.snap(y)
        shift = place[0] - x0, place[1] - y0
        if shift == self._shift:
            return
        self._shift = shift
        moved = edit.move(self._canvas.document.template, self._places())
        self._scene.show_moving(moved, self._start.keys())
        self._show_guides(place)

    def _places(self) -> dict[StepId, tuple[int, int]]:
        dx, dy = self._shift
        return {one: (x + dx, y + dy) for one, (x, y) in self._start.items()}

    def _others(self) -> list[tuple[int, int]]:
        view = self._canvas.visible_rect()
        return [
            step.at
            for step in self._canvas.document.template.steps
            if step.id not in self._start and view.intersects(QRectF(*step.at, CARD_W, CARD_H))
        ]

    def _aligned(self, x: int, y: int) -> tuple[int, int]:
        others = self._others()
        near_x = min((at[0] for at in others), key=lambda one: abs(one - x), default=x)
        near_y = min((at[1] for at in others), key=lambda one: abs(one - y), default=y)
        return (
            near_x if abs(near_x - x) <= ALIGN_WITHIN else x,
            near_y if abs(near_y - y) <= ALIGN_WITHIN else y,
        )

    def _show_guides(self, place: tuple[int, int]) -> None:
        """A line to the nearest card that stands in the same column, and one in the same row."""
        x, y = place
        others = self._others()
        column = min((at[1] for at in others if at[0] == x), key=lambda one: abs(one - y), default=None)
        row = min((at[0] for at in others if at[1] == y), key=lambda one: abs(one - x), default=None)
        lines: list[tuple[float, float, float, float]] = []
        if column is not None:
            lines.append((x, min(y, column) + CARD_H, x, max(y, column)))
        if row is not None:
            lines.append((min(x, row) + CARD_W, y, max(x, row), y))
        while len(self._guides) < len(lines):
            item = QGraphicsLineItem()
            pen = QPen(theme.color("accent.fill"), 1)
            pen.setCosmetic(True)
            item.setPen(pen)
            item.setZValue(40)
            self._scene.addItem(item)
            self._guides.append(item)
        for number, item in enumerate(self._guides):
            item.setVisible(number < len(lines))
            if number < len(lines):
                item.setLine(*lines[number])

    def _hide_guides(self) -> None:
        for item in self._guides:
            self._scene.removeItem(item)
        self._guides.clear()

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._hide_guides()
        if self._shift != (0, 0):
            self._canvas.commands.move_to(self._places())
        else:
            self._scene.end_moving()
            if not self._is_moving and self._narrows:
                self._scene.select({self._grabbed})

    def cancel(self) -> None:
        self._hide_guides()
        self._scene.end_moving()


class ConnectGesture(Gesture):
    """Draws an arrow from a port, or takes an end of an arrow elsewhere.

    Args:
        step_id: The fixed end.
        forward: Whether the fixed end is the source.
        replaced: The arrow whose other end is taken elsewhere.
    """

    def __init__(
        self, canvas: ProcessCanvas, at: QPoint, step_id: StepId, *, forward: bool = True, replaced: Pair | None = None
    ) -> None:
        super().__init__(canvas, at)
        self._fixed, self._forward, self._replaced = step_id, forward, replaced
        self._target: StepId | None = None
        self._problem: Problem | None = None
        template = canvas.document.template
        if replaced is not None:
            template = edit.disconnect(template, *replaced)
        self._template = template
        self._line = QGraphicsPathItem()
        pen = QPen(theme.color("accent.fill"), 1.5)
        pen.setDashPattern([5 / 1.5, 4 / 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._line.setPen(pen)
        self._line.setZValue(45)
        self._scene.addItem(self._line)
        self._scene.set_states(State.PORTS, self._legal())
        self._show(at)

    def _legal(self) -> frozenset[StepId]:
        """The steps where the free end may go."""
        template, fixed = self._template, self._fixed
        if self._forward:
            barred = template.ancestors(fixed) | {flow.target for flow in template.outgoing[fixed]}
        else:
            barred = template.descendants(fixed) | {flow.source for flow in template.incoming[fixed]}
        return frozenset(template.by_id) - barred - {fixed}

    def _ends(self, other: StepId) -> Pair:
        return (self._fixed, other) if self._forward else (other, self._fixed)

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        node = self._node_near(at)
        target = node.id if node is not None and node.id != self._fixed else None
        if target != self._target:
            self._leave_target()
            self._target = target
            if node is not None and target is not None:
                self._enter_target(node, at)
        self._show(at)

    def _node_near(self, at: QPoint) -> NodeItem | None:
        point = self._canvas.mapToScene(at)
        found = self._scene.node_at(point)
        if found is not None:
            return found
        reach = PORT_WITHIN / self._canvas.zoom
        box = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        near = [item for item in self._scene.items(box) if isinstance(item, NodeItem)]
        return next((item for item in near if item.body().intersects(box)), None)

    def _enter_target(self, node: NodeItem, at: QPoint) -> None:
        self._problem = edit.can_connect(self._template, *self._ends(node.id))
        if self._problem is None:
            node.set_state(State.TARGET, True)
            return
        self._canvas.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
        self._canvas.show_refusal(self._problem, node.id, at)

    def _leave_target(self) -> None:
        if self._target is not None and self._target in self._scene.nodes:
            self._scene.nodes[self._target].set_state(State.TARGET, False)
        if self._problem is not None:
            self._problem = None
            self._canvas.clear_refusal()
            self._canvas.show_cursor()

    def _show(self, at: QPoint) -> None:
        own = self._scene.nodes[self._fixed].port_points()
        fixed = own[1] if self._forward else own[0]
        free = self._canvas.mapToScene(at)
        if self._target is not None and self._problem is None:
            ports = self._scene.nodes[self._target].port_points()
            free = ports[0] if self._forward else ports[1]
        start, end = (fixed, free) if self._forward else (free, fixed)
        self._line.setPath(line_path(routing.connector((start.x(), start.y()), (end.x(), end.y()))))

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        target, problem = self._target, self._problem
        is_drag = self._is_drag(at)
        if problem is not None:  # the words stay for a while; the arrow does not
            self._problem = None
            self.cancel()
            self._canvas.linger_refusal()
            return
        self.cancel()
        if target is not None:
            if self._replaced is not None:
                self._canvas.commands.reconnect(self._replaced, *self._ends(target))
            else:
                self._canvas.commands.connect_steps(*self._ends(target))
        elif is_drag and self._replaced is None and self._node_near(at) is None:
            self._canvas.offer_kinds(at, self._fixed, self._forward)

    def cancel(self) -> None:
        self._leave_target()
        self._target = None
        if self._line.scene() is not None:
            self._scene.removeItem(self._line)
        self._scene.set_states(State.PORTS, ())
        self._canvas.show_cursor()


class GhostGesture(Gesture):
    """The outline of a new card under the pointer while it is dragged out of the pad or the tool bar."""

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        super().__init__(canvas, at)
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

    def cancel(self) -> None:
        if self._item.scene() is not None:
            self._scene.removeItem(self._item)


def refusal_words(problem: Problem) -> str:
    """The sentence of a refused arrow."""
    return problem_words(problem)
