"""Two revisions in one drawing: the newer one, what is gone, and where cards stood. Looked at, not edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.difference import Mark
from outlet_desktop.domain.template import Flow, Step, StepId, StepKind, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.document import Analysis
from outlet_desktop.ui.editor.drawing_view import DrawingView
from outlet_desktop.ui.editor.items import look_of
from outlet_desktop.ui.editor.overlays import HEADER_H, paint_stages
from outlet_desktop.ui.editor.painting import Look
from outlet_desktop.ui.editor.revisions_data import Comparison
from outlet_desktop.ui.editor.revisions_items import DifferenceEdge, Footer, GhostItem, MarkedItem, MarkedJoin
from outlet_desktop.ui.editor.revisions_words import ARROW, role_title, signed_pair
from outlet_desktop.ui.editor.routing import Pair
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.zoom_view import MARGIN
from outlet_desktop.ui.messages import days


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


class DifferenceView(DrawingView):
    """Both revisions in one drawing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.process: DifferenceScene = DifferenceScene()
        super().__init__(self.process, parent)
        self.header: DifferenceHeader = DifferenceHeader(self)
        self._first: tuple[StepId, ...] | None = None

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
