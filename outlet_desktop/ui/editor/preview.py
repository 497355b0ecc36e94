"""Lines on the canvas that are not part of the drawing: what a fix would add, where a rework goes back to."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from outlet_desktop.domain.finding import Finding
from outlet_desktop.domain.fix import apply_fix
from outlet_desktop.domain.piece import targets_of
from outlet_desktop.domain.template import Step, StepId, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.arrows import arrow_path, line_path
from outlet_desktop.ui.editor.items import StepItem, look_of
from outlet_desktop.ui.editor.painting import MARGIN, Look, State, outline, paint_card
from outlet_desktop.ui.messages import days
from outlet_desktop.ui.theme import font, theme

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.process_view import ProcessView


class Preview:
    """Dashed lines over a canvas."""

    def __init__(self, canvas: ProcessView) -> None:
        self._canvas, self._scene = canvas, canvas.process
        self._items: list[QGraphicsItem] = []
        self._arcs: list[QGraphicsPathItem] = []
        self._marked: frozenset[StepId] = frozenset()
        self._of: frozenset[StepId] = frozenset()
        self._came_from: tuple[int, int] | None = None  # of the scroll bars, before a preview was brought into view

    def show_finding(self, finding: Finding | None, words: str = "") -> None:
        """What the fix of a finding would change: arrows that come and go, cards as they would look, its words."""
        self.clear()
        if finding is None or finding.fix is None:
            return
        before = self._scene.template
        try:
            after = apply_fix(before, finding)
        except Problem:  # the drawing has changed since
            return
        if after == before:
            return
        self._arrows(before, after)
        changed = [step for step in after.steps if (was := before.by_id.get(step.id)) is not None and was != step]
        for step in changed:
            self._card(after, step)
        marked = {finding.fix.step, *finding.steps, *(step.id for step in changed)} & self._scene.nodes.keys()
        here = finding.fix.step if finding.fix.step in self._scene.nodes else next(iter(sorted(marked)), "")
        if words and here and before.flows == after.flows:
            self._show(Bubble(self._scene.nodes[here].body(), words))
        self._marked = frozenset(marked)
        self._scene.set_states(State.HOVER, self._marked)
        self._bring_into_view(here)

    def _arrows(self, before: Template, after: Template) -> None:
        nodes = self._scene.nodes
        old = {(flow.source, flow.target) for flow in before.flows}
        new = {(flow.source, flow.target) for flow in after.flows}
        for source, target in sorted(new - old):
            if {source, target} <= nodes.keys():
                start, end = nodes[source].port_points()[1], nodes[target].port_points()[0]
                points = routing.connector((start.x(), start.y()), (end.x(), end.y()))
                line = QGraphicsPathItem(arrow_path(points, 1.5))
                line.setPen(_dashes("accent.fill"))
                self._show(line)
        for pair in sorted(old - new):
            if pair in self._scene.edges:
                line = QGraphicsPathItem(line_path(self._scene.edges[pair].points))
                pen = _dashes("status.late.fill")
                pen.setWidthF(3)
                line.setPen(pen)
                self._show(line)

    def _card(self, after: Template, step: Step) -> None:
        """The card as it would be, over the one that is there."""
        look = look_of(after, step, "", self._scene.no_role, days)
        if isinstance(self._scene.nodes.get(step.id), StepItem) and look != self._scene.nodes[step.id].look:
            self._show(ChangedCard(step, look))

    def _show(self, item: QGraphicsItem) -> None:
        self._add(item, 45)
        self._items.append(item)

    def _bring_into_view(self, step_id: StepId) -> None:
        """What is previewed out of sight is nothing seen: the view goes there, and back when the pointer leaves."""
        bars = self._canvas.horizontalScrollBar(), self._canvas.verticalScrollBar()
        before = bars[0].value(), bars[1].value()
        if step_id:
            self._canvas.reveal(step_id)
        if (bars[0].value(), bars[1].value()) != before:
            self._came_from = before

    def clear(self) -> None:
        """No fix is shown any more; the view is where it was."""
        if self._came_from is not None:
            self._canvas.horizontalScrollBar().setValue(self._came_from[0])
            self._canvas.verticalScrollBar().setValue(self._came_from[1])
            self._came_from = None
        for item in self._items:
            _take(item)
        self._items.clear()
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

    def _add(self, item: QGraphicsItem, z: float) -> None:
        item.setZValue(z)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._scene.addItem(item)


class ChangedCard(QGraphicsItem):
    """A card as a fix would make it, in a dashed frame of the accent."""

    def __init__(self, step: Step, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setPos(*step.at)

    def boundingRect(self) -> QRectF:
        return QRectF(MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.save()
        paint_card(painter, self._look.at_zoom(painter.worldTransform().m11()), State.NONE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = _dashes("accent.fill")
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.drawPath(outline(self._look.kind))
        painter.restore()


class Bubble(QGraphicsItem):
    """A line of words above a card, of one size at every zoom."""

    _HEIGHT = 24

    def __init__(self, card: QRectF, words: str) -> None:
        super().__init__()
        self._font = font("small", weight=600)
        self._words = QFontMetricsF(self._font).elidedText(words, Qt.TextElideMode.ElideRight, 420)
        self._box = QRectF(0, -self._HEIGHT - 6, QFontMetricsF(self._font).horizontalAdvance(self._words) + 20, 24)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(card.topLeft())

    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.save()
        painter.setPen(QPen(theme.color("accent.fill"), 1))
        painter.setBrush(theme.color("surface.raised"))
        painter.drawRoundedRect(self._box, 4, 4)
        painter.setFont(self._font)
        painter.setPen(theme.color("accent.text"))
        painter.drawText(self._box, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.restore()


def _dashes(color: str) -> QPen:
    pen = QPen(theme.color(color), 1.5)
    pen.setDashPattern([5 / 1.5, 4 / 1.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _take(item: QGraphicsItem) -> None:
    if item.scene() is not None:
        item.scene().removeItem(item)
