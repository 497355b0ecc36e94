"""Lines on the canvas that are not part of the drawing: what a fix would add, where a rework goes back to."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from outlet_desktop.domain.check import Fix
from outlet_desktop.domain.piece import targets_of
from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.items import arrow_path
from outlet_desktop.ui.editor.painting import State
from outlet_desktop.ui.theme import theme

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas


class Preview:
    """Dashed lines over a canvas."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        self._canvas, self._scene = canvas, canvas.process
        self._lines: list[QGraphicsPathItem] = []
        self._arcs: list[QGraphicsPathItem] = []
        self._marked: frozenset[StepId] = frozenset()
        self._of: frozenset[StepId] = frozenset()

    def show_fix(self, fix: Fix | None) -> None:
        """The arrow a fix would draw; for other fixes the step it changes."""
        self.clear()
        if fix is None:
            return
        nodes = self._scene.nodes
        steps = {one for one in (fix.step, fix.other) if one in nodes}
        if fix.kind == "connect" and {fix.step, fix.other} <= nodes.keys():
            start, end = nodes[fix.step].port_points()[1], nodes[fix.other].port_points()[0]
            points = routing.connector((start.x(), start.y()), (end.x(), end.y()))
            line = QGraphicsPathItem(arrow_path(points, 1.5))
            line.setPen(_dashes("accent.fill"))
            self._add(line, 45)
            self._lines.append(line)
        self._marked = frozenset(steps)
        self._scene.set_states(State.HOVER, self._marked)

    def clear(self) -> None:
        """No fix is shown any more."""
        for line in self._lines:
            _take(line)
        self._lines.clear()
        if self._marked:
            self._marked = frozenset()
            self._scene.set_states(State.HOVER, ())

    def show_rework(self, steps: Collection[StepId]) -> None:
        """Arcs below the cards from these approvals back to where they send back."""
        chosen = frozenset(steps)
        if chosen == self._of and not self._arcs:
            return
        for arc in self._arcs:
            _take(arc)
        self._arcs.clear()
        self._of = chosen
        for step_id in chosen:
            step = self._scene.template.by_id.get(step_id)
            for outcome in step.outcomes if step is not None else ():
                for target in targets_of(outcome):
                    if target in self._scene.nodes and step_id in self._scene.nodes:
                        self._arc(step_id, target)

    def _arc(self, source: StepId, target: StepId) -> None:
        start, end = self._scene.nodes[source].body(), self._scene.nodes[target].body()
        a = QPointF(start.center().x(), start.bottom())
        b = QPointF(end.center().x(), end.bottom())
        depth = max(a.y(), b.y()) + min(72.0, 28 + abs(a.x() - b.x()) / 12)
        path = QPainterPath(a)
        path.cubicTo(QPointF(a.x(), depth), QPointF(b.x(), depth), b)
        path.moveTo(b + QPointF(-4, 8))
        path.lineTo(b)
        path.lineTo(b + QPointF(4, 8))
        arc = QGraphicsPathItem(path)
        arc.setPen(_dashes("canvas.edge"))
        self._add(arc, -0.8)
        self._arcs.append(arc)

    def _add(self, item: QGraphicsPathItem, z: float) -> None:
        item.setZValue(z)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._scene.addItem(item)


def _dashes(color: str) -> QPen:
    pen = QPen(theme.color(color), 1.5)
    pen.setDashPattern([5 / 1.5, 4 / 1.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _take(item: QGraphicsPathItem) -> None:
    if item.scene() is not None:
        item.scene().removeItem(item)
