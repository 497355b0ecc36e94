"""Two revisions in one drawing: the newer one, what is gone, and where cards stood. Looked at, not edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.domain.difference import Mark
from outlet_desktop.domain.template import Flow, Step, StepId, StepKind, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.document import Analysis
from outlet_desktop.ui.editor.items import look_of
from outlet_desktop.ui.editor.overlays import HEADER_H, paint_stages
from outlet_desktop.ui.editor.painting import Look
from outlet_desktop.ui.editor.revisions_data import Comparison
from outlet_desktop.ui.editor.revisions_items import DifferenceEdge, Footer, GhostItem, MarkedItem, MarkedJoin
from outlet_desktop.ui.editor.revisions_words import ARROW, role_title, signed_pair
from outlet_desktop.ui.editor.routing import Pair
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.zoom_view import MARGIN, ZoomView
from outlet_desktop.ui.messages import days
from outlet_desktop.ui.theme import theme

_PAN = 64  # px an arrow key moves the view


class DifferenceScene(ProcessScene):
    """The merged drawing of a comparison; `marks` are those that are shown now."""

    def __init__(self) -> None:
        super().__init__()
        self.comparison: Comparison | None = None
        self.marks: Mapping[StepId, Mark] = {}
        self.ghosts: dict[StepId, GhostItem] = {}
        self.flow_marks: Mapping[Pair, Mark] = {}
        self.ghost_words = ""  # "место в v7"; worded by the view
        self.routes_wanted.connect(self._take_routes)

    def show_comparison(self, comparison: Comparison, shown: Collection[Mark]) -> None:
        """Draw it; changes whose mark is not in `shown` look as if nothing had changed, and what is gone is gone."""
        self.comparison = comparison
        self.marks = {step_id: mark for step_id, mark in comparison.marks.items() if mark in shown}
        flows: dict[Pair, Mark] = {}
        for change in comparison.found.flows:
            mark: Mark = "added" if change.old is None else "removed" if change.new is None else "changed"
            if mark in shown:
                flows.setdefault(change.pair, mark)
        self.flow_marks = flows
        template = comparison.merged if "removed" in shown else comparison.new
        selected = self.selected
        self.ghosts.clear()
        self.show_template(template)
        self.show_analysis(Analysis(template, critical=comparison.critical))
        if "moved" in shown:
            self._add_ghosts(comparison)
        self.select(selected & self.nodes.keys())

    def _add_ghosts(self, comparison: Comparison) -> None:
        for one in comparison.found.moved:
            self._add_ghost(one.old, one.new)
        for one in comparison.found.changed:
            if one.old.at != one.new.at:
                self._add_ghost(one.old, one.new)

    def _add_ghost(self, old: Step, new: Step) -> None:
        if routing.is_join(self.template, new.id):
            return  # a bar stands where its inputs have it
        way = float(new.at[0] - old.at[0]), float(new.at[1] - old.at[1])
        ghost = GhostItem(old, way, self.ghost_words)
        self.ghosts[new.id] = ghost
        self.addItem(ghost)

    def _take_routes(self, template: Template) -> None:
        if self.comparison is not None:
            for known, routes in self.comparison.routes:
                if known is template:
                    self.show_routes(template, routes)

    def _is_gone(self, step_id: StepId) -> bool:
        return self.comparison is not None and step_id not in self.comparison.new.by_id

    def _look(self, step: Step) -> Look:
        template = self.template
        if self.comparison is not None and self._is_gone(step.id):
            template = self.comparison.old
        return look_of(template, step, "", self.no_role, days)

    def _footer(self, step: Step, look: Look) -> Footer:
        """The footer of a card; changed values with the older one before them."""
        old = self.comparison.old.by_id.get(step.id) if self.comparison is not None else None
        if self.comparison is None or old is None or self._is_gone(step.id):
            return Footer(look.role, look.duration)
        is_role_new = old.role != step.role
        is_duration_new = old.duration.likely != step.duration.likely and step.kind is not StepKind.MILESTONE
        role = look.role
        if is_role_new:
            role = role_title(self.comparison.old, old.role) + ARROW + role_title(self.comparison.new, step.role)
        duration = signed_pair(old.duration.likely, step.duration.likely) if is_duration_new else look.duration
        return Footer(role, duration, is_role_new, is_duration_new)

    def _add_node(self, step: Step) -> None:
        mark = self.marks.get(step.id)
        if mark is None:
            super()._add_node(step)
            return
        look = self._look(step)
        item: MarkedItem | MarkedJoin
        if routing.is_join(self.template, step.id):
            x, top, bottom = routing.join_bar(self.template, step.id)
            item = MarkedJoin(step, look, x, top, bottom, self._counts(step.id), mark)
        else:
            item = MarkedItem(step, look, self.sprites, mark, self._footer(step, look))
        self.nodes[step.id] = item
        self.addItem(item)

    def _counts(self, step_id: StepId) -> str:
        """Of the newer revision, whatever is drawn of the older one."""
        if self.comparison is None or self._is_gone(step_id):
            return super()._counts(step_id)
        new = self.comparison.new
        return f"{len(new.incoming[step_id])} → {len(new.outgoing[step_id])}"

    def _add_edge(self, flow: Flow) -> None:
        if flow.source not in self.nodes or flow.target not in self.nodes:
            return
        pair = (flow.source, flow.target)
        edge = DifferenceEdge(*pair, self.flow_marks.get(pair))
        self.edges[pair] = edge
        self.addItem(edge)


class DifferenceHeader(QWidget):
    """The pinned stage header: each stage with its days of the critical path, `10 → 11 р. д.` where they differ."""

    def __init__(self, view: DifferenceView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def words(self, stage: str) -> tuple[str, bool]:
        """What stands at the right of a stage, and whether it differs."""
        comparison = self._view.process.comparison
        old, new = comparison.days_by_stage.get(stage, (0, 0)) if comparison is not None else (0, 0)
        if old != new:
            return signed_pair(old, new), True
        return (days(new) if new else ""), False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_stages(self, self._view, self._view.process.bands, self.words)


class DifferenceView(ZoomView):
    """Drag pans, a click chooses a step, Enter or a double click opens it in the editor.

    Signals:
        step_chosen: A step was clicked; "" for empty space.
        step_opened: Id of a step to go to in the editor.
    """

    step_chosen = Signal(str)
    step_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.process = DifferenceScene()
        self.process.setParent(self)
        self.setScene(self.process)
        self.setViewportMargins(0, HEADER_H, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 160)
        self.header = DifferenceHeader(self)
        self.tips: Mapping[StepId, str] = {}
        self._grip: QPoint | None = None
        self._first: tuple[StepId, ...] | None = None
        self.process.shown.connect(self._drawing_changed)
        theme.changed.connect(self._restyle)

    def show_comparison(self, comparison: Comparison, shown: Collection[Mark]) -> None:
        """Draw it, keeping the place of the view while the two revisions are the same."""
        before = self.process.comparison
        self.process.show_comparison(comparison, shown)
        if before is None or before.key != comparison.key:
            self._first = tuple(comparison.marks)
            self._first_view()

    def _first_view(self) -> None:
        """The whole where that is readable, else the changes at 100 %."""
        if self._first is None or not self.isVisible() or not self.process.nodes:
            return
        marked, self._first = [one for one in self._first if one in self.process.nodes], None
        if self.fitting_zoom() >= 0.8 or not marked:
            self.fit()
            return
        self.zoom_to(1.0)
        left = min(self.process.nodes[one].body().left() for one in marked)
        box = QRectF()
        for one in marked:  # as many of the changes as fit, from the left on
            body = self.process.nodes[one].body()
            if body.right() - left <= self.viewport().width() - 2 * MARGIN:
                box = box.united(body)
        self.centerOn(box.center())

    def _drawing_changed(self) -> None:
        self.extend_scene()
        self.view_moved()

    def _restyle(self) -> None:
        self.process.restyle()
        self.header.update()
        self.viewport().update()

    def content_rect(self) -> QRectF:
        return self.process.content_rect()

    def view_moved(self) -> None:
        self.header.update()

    def choose(self, step_id: StepId) -> None:
        """Select a step and bring it into view; "" selects none."""
        node = self.process.nodes.get(step_id)
        self.process.select({step_id} if node is not None else ())
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
        node = self.process.node_at(self.mapToScene(at)) if event.button() == Qt.MouseButton.LeftButton else None
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
        node = self.process.node_at(self.mapToScene(event.position().toPoint()))
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
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.process.selected:
            self.step_opened.emit(next(iter(self.process.selected)))
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self.process.node_at(self.mapToScene(event.pos()))
            words = ""
            if node is not None:
                words = self.tips.get(node.id) or f"<b>{escape(node.step.title or node.id)}</b>"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.width(), HEADER_H)
        self.extend_scene()
        self._first_view()
        self.view_moved()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._first_view()
        return super().event(event)
