"""The gesture that draws an arrow, or takes one end of it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.arrows import line_path
from outlet_desktop.ui.editor.items import NodeItem
from outlet_desktop.ui.editor.painting import State
from outlet_desktop.ui.editor.routing import Pair
from outlet_desktop.ui.editor.tools import Gesture
from outlet_desktop.ui.theme import theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

PORT_WITHIN: float = token("canvas.snap.port")


def legal_ends(template: Template, fixed: StepId, *, forward: bool = True) -> frozenset[StepId]:
    """The steps where the free end of an arrow may go; `forward`: the fixed end is the source."""
    if forward:
        barred = template.ancestors(fixed) | {flow.target for flow in template.outgoing[fixed]}
    else:
        barred = template.descendants(fixed) | {flow.source for flow in template.incoming[fixed]}
    return frozenset(template.by_id) - barred - {fixed}


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
        self._scene.set_states(State.PORTS, legal_ends(template, step_id, forward=forward))
        self._show(at)

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
