"""The scene of a process: shows a template and holds no truth of its own but the selection."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsScene

from outlet_desktop.domain.template import Flow, Step, StepId, StepKind, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.arrows import EdgeItem
from outlet_desktop.ui.editor.document import Analysis
from outlet_desktop.ui.editor.items import BandItem, JoinItem, NodeItem, StepItem, look_of
from outlet_desktop.ui.editor.painting import (
    Look,
    SpriteCache,
    State,
    break_name,
    footer_font,
    node_font,
)
from outlet_desktop.ui.editor.routing import Band, Pair, Point
from outlet_desktop.ui.editor.scene_content import ContentBox, bounds
from outlet_desktop.ui.editor.scene_moving import MovingPicture
from outlet_desktop.ui.editor.scene_routes import ROUTED_AT_ONCE, ArrowRoutes
from outlet_desktop.ui.messages import days

__all__ = ["ROUTED_AT_ONCE", "ProcessScene"]


class ProcessScene(QGraphicsScene):
    """Cards, joins, arrows and stage bands of one template.

    It follows edits once a turn of the event loop (`follow`), so that a burst of them, such as an undo of many, is
    drawn once. Whoever asks for anything of it before that is shown the newest: every attribute below catches up.

    Signals:
        selection_changed: Another set of steps or flows is selected; once per gesture.
        routes_wanted: A template so large that its arrows should be routed elsewhere; `show_routes` takes them.
        shown: The drawing on the canvas changed (for minimap and stage header).
    """

    selection_changed = Signal()
    shown = Signal()
    routes_wanted = Signal(object)
    _fell_behind = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.sprites = SpriteCache()
        self._nodes: dict[StepId, NodeItem] = {}
        self._edges: dict[Pair, EdgeItem] = {}
        self._bands: tuple[Band, ...] = ()
        self._template = Template("", "")
        self._next: Template | None = None  # to be followed
        self._selected: frozenset[StepId] = frozenset()
        self._selected_flows: frozenset[Pair] = frozenset()
        self.no_role = ""  # what a card says in place of a role; worded by the canvas
        self._separators: list[BandItem] = []
        self._severities: Mapping[StepId, str] = {}
        self._critical: frozenset[Pair] = frozenset()
        self._shows_critical = True
        self._moving = MovingPicture(self)
        self._content = ContentBox(self)
        self._routes = ArrowRoutes(self)
        self._keeps_rect = False
        self._fell_behind.connect(self.catch_up, Qt.ConnectionType.QueuedConnection)

    # ---------------------------------------------------------------------------------------- content

    @property
    def template(self) -> Template:
        """What is shown."""
        self.catch_up()
        return self._template

    @property
    def nodes(self) -> dict[StepId, NodeItem]:
        """The items of the steps."""
        self.catch_up()
        return self._nodes

    @property
    def edges(self) -> dict[Pair, EdgeItem]:
        """The arrows."""
        self.catch_up()
        return self._edges

    @property
    def bands(self) -> tuple[Band, ...]:
        """The stages from left to right."""
        self.catch_up()
        return self._bands

    @property
    def selected(self) -> frozenset[StepId]:
        """The selected steps."""
        self.catch_up()
        return self._selected

    @property
    def selected_flows(self) -> frozenset[Pair]:
        """The selected arrows."""
        self.catch_up()
        return self._selected_flows

    def show_template(self, template: Template) -> None:
        """Show another template from scratch; nothing stays selected."""
        self._next = None
        self._end_live()
        self.clear()
        self._nodes.clear()
        self._edges.clear()
        self._separators.clear()
        self._template = template
        self._content.forget()
        self._selected, self._selected_flows = frozenset(), frozenset()
        self._severities, self._critical = {}, frozenset()
        self._keeps_rect = False
        for step in template.steps:
            self._add_node(step)
        for flow in template.flows:
            self._add_edge(flow)
        self._routes.lead_all()
        self._arrange_bands()
        self.selection_changed.emit()
        self.shown.emit()

    def follow(self, template: Template) -> None:
        """Show this state of the template, at the latest in the next turn of the event loop."""
        is_behind, self._next = self._next is not None, template
        # The end of a drag is shown where it is dropped; and who hears of the edit finds nothing selected that is gone.
        if self._moving.is_on or self._lacks_selected(template):
            self.catch_up()
        elif not is_behind:
            self._fell_behind.emit()

    def _lacks_selected(self, template: Template) -> bool:
        if not self._selected and not self._selected_flows:
            return False
        pairs = {(flow.source, flow.target) for flow in template.flows} if self._selected_flows else frozenset()
        return not (self._selected <= template.by_id.keys() and self._selected_flows <= pairs)

    def catch_up(self) -> None:
        """Follow the edits so far, if there are any that are not shown yet."""
        if self._next is not None:
            after, self._next = self._next, None
            if after is not self._template:
                self._apply(self._template, after)

    def _apply(self, before: Template, after: Template) -> None:
        """Touch only items that differ, in a time that hardly grows with the drawing."""
        self._end_live()
        self._template = after
        old_steps, new_steps = routing.differing_steps(before, after)
        old_flows, new_flows = routing.differing_flows(before, after)
        nodes, edges = self._nodes, self._edges
        if sum(map(len, (old_steps, new_steps, old_flows, new_flows))) > 100:
            self.update()  # Qt then need not work out which part each of them makes dirty
        gone = [step.id for step in old_steps if step.id not in after.by_id and step.id in nodes]
        for step_id in gone:
            self.removeItem(nodes.pop(step_id))
        kept = {(flow.source, flow.target) for flow in new_flows}
        for pair in {(flow.source, flow.target) for flow in old_flows} - kept:
            if pair in edges:
                self.removeItem(edges.pop(pair))
        ends = {flow.target for flow in (*old_flows, *new_flows)}  # a milestone may have become a join, or one no more
        rows = dict.fromkeys(step.id for step in (after.steps if before.roles != after.roles else new_steps))
        for step_id in (*rows, *sorted(ends & after.by_id.keys() - rows.keys())):
            step, item = after.by_id[step_id], nodes.get(step_id)
            if item is not None and routing.is_join(after, step_id) == isinstance(item, JoinItem):
                if step_id in rows:
                    item.show_step(step, self._look(step))
                continue
            if item is not None:
                self.removeItem(nodes.pop(step_id))
            self._add_node(step)
        for flow in new_flows:
            if (flow.source, flow.target) not in edges:
                self._add_edge(flow)
        if any(after.by_id[step_id].kind is StepKind.MILESTONE for step_id in ends & after.by_id.keys()):
            self._content.forget()
        self._content.follow(old_steps, new_steps)
        self._routes.lead_after(before, (*old_flows, *new_flows), old_steps, new_steps)
        if old_steps or new_steps or before.stages != after.stages:
            self._arrange_bands()
        kept_steps = self._selected & after.by_id.keys()
        kept_flows = frozenset(pair for pair in self._selected_flows if pair in edges)
        if kept_steps != self._selected or kept_flows != self._selected_flows:
            self.select(kept_steps, kept_flows)
        self.shown.emit()

    def show_analysis(self, analysis: Analysis) -> None:
        """Put the signs of the findings on the cards, and mark the critical path."""
        self.catch_up()
        before, self._severities = self._severities, analysis.severities
        for step_id in before.keys() | self._severities.keys():
            item = self.nodes.get(step_id)
            if item is not None and before.get(step_id) != self._severities.get(step_id):
                item.show_step(item.step, self._look(item.step))
        self._critical = analysis.critical.flows
        self._mark_critical()

    def set_critical_shown(self, on: bool) -> None:
        """Whether the critical path stands out."""
        self._shows_critical = on
        self._mark_critical()

    def restyle(self) -> None:
        """Another theme, font or language: look at everything anew."""
        self.sprites.clear()
        node_font.cache_clear()
        footer_font.cache_clear()
        break_name.cache_clear()
        for edge in self.edges.values():
            edge.restyle()
        for line in self._separators:
            line.restyle()
        for item in self.nodes.values():
            if isinstance(item, StepItem):
                item.forget()
            item.show_step(item.step, self._look(item.step))
        self.update()

    def content_rect(self) -> QRectF:
        """The box around all steps, words included; scene units."""
        self.catch_up()
        return self._content.rect()

    def _look(self, step: Step) -> Look:
        return look_of(self.template, step, self._severities.get(step.id, ""), self.no_role, days)

    def _add_node(self, step: Step) -> None:
        item: NodeItem
        if routing.is_join(self._template, step.id):
            x, top, bottom = routing.join_bar(self._template, step.id)
            item = JoinItem(step, self._look(step), x, top, bottom, self._counts(step.id))
        else:
            item = StepItem(step, self._look, self.sprites)
        if step.id in self._selected:
            item.state = State.SELECTED
        self._nodes[step.id] = item
        self.addItem(item)

    def _counts(self, step_id: StepId) -> str:
        template = self.template
        return f"{len(template.incoming[step_id])} → {len(template.outgoing[step_id])}"

    def _add_edge(self, flow: Flow) -> None:
        if flow.source not in self._nodes or flow.target not in self._nodes:
            return
        pair = (flow.source, flow.target)
        edge = EdgeItem(*pair)
        if self._shows_critical and pair in self._critical:
            edge.set_style(critical=True)
        self._edges[pair] = edge
        self.addItem(edge)

    def show_routes(self, template: Template, routes: Mapping[Pair, tuple[Point, ...]]) -> None:
        """Take the routes that were worked out elsewhere, unless the drawing has changed since."""
        if template is self.template and not self._moving.is_on:
            self._routes.show(routes)

    def place_joins(self, among: Collection[StepId] | None = None) -> None:
        """Put join bars where their inputs have them; `among`: these steps only."""
        for step_id in self._nodes if among is None else among:
            item = self._nodes[step_id]
            if isinstance(item, JoinItem):
                was = bounds(item)
                item.place(*routing.join_bar(self._template, step_id), self._counts(step_id))
                if bounds(item) != was:
                    self._content.forget()

    def _mark_critical(self) -> None:
        for pair, edge in self.edges.items():
            edge.set_style(critical=self._shows_critical and pair in self._critical)

    def _arrange_bands(self) -> None:
        self._bands = routing.bands(self.template)
        area = self.content_rect().adjusted(-1600, -1200, 1600, 1200)
        if self._keeps_rect:  # so that an edit does not shift the view
            area = area.united(self.sceneRect())
        if area != self.sceneRect():
            self.setSceneRect(area)
        self._keeps_rect = True
        wanted = [band.left for band in self.bands[1:]]
        while len(self._separators) < len(wanted):
            line = BandItem()
            self._separators.append(line)
            self.addItem(line)
        for number, line in enumerate(self._separators):
            line.setVisible(number < len(wanted))
            if number < len(wanted):
                line.setLine(wanted[number], area.top() - 4000, wanted[number], area.bottom() + 4000)

    # -------------------------------------------------------------------------------------- selection

    def select(self, steps: Collection[StepId], flows: Collection[Pair] = ()) -> None:
        """Select exactly these steps and flows."""
        chosen, chosen_flows = frozenset(steps), frozenset(flows)
        if chosen == self.selected and chosen_flows == self.selected_flows:
            return
        for step_id in self.selected ^ chosen:
            if step_id in self.nodes:
                self.nodes[step_id].set_state(State.SELECTED, step_id in chosen)
        for step_id in (self.selected | chosen) & self.nodes.keys():
            self.nodes[step_id].set_state(State.SEVERAL, len(chosen) > 1 and step_id in chosen)
        for pair in self.selected_flows ^ chosen_flows:
            if pair in self.edges:
                self.edges[pair].set_style(selected=pair in chosen_flows)
        self._selected, self._selected_flows = chosen, chosen_flows
        self.selection_changed.emit()

    def set_states(self, flag: State, steps: Collection[StepId]) -> None:
        """Put `flag` on exactly these steps."""
        for step_id, item in self.nodes.items():
            item.set_state(flag, step_id in steps)

    def set_cycle(self, steps: Collection[StepId]) -> None:
        """Show these steps, and arrows between them, as the cycle that is refused."""
        self.set_states(State.CYCLE, steps)
        for (source, target), edge in self.edges.items():
            edge.set_style(cycle=source in steps and target in steps)

    # ------------------------------------------------------------------------------------- while dragged

    def show_moving(self, moved: Template, steps: Collection[StepId]) -> None:
        """Show `moved`, which differs from the template by the places of `steps`, until `apply` or `end_moving`.

        Touches the moved cards and their arrows, nothing else.
        """
        is_large = len(moved.steps) > ROUTED_AT_ONCE
        self._moving.show(moved, steps, self._routes.obstacles(self.template) if is_large else None)

    def end_moving(self) -> None:
        """Put everything back where the template has it (the move was cancelled)."""
        if not self._moving.is_on:
            return
        self._end_live()
        for step in self.template.steps:
            item = self.nodes[step.id]
            if isinstance(item, StepItem):
                item.setPos(*step.at)
        self._routes.lead_all()

    def _end_live(self) -> None:
        if self._moving.is_on:  # a bar may stand already where its inputs were dragged to
            self._content.forget()
        self._moving.end(self._template, self._routes.cards)

    # ---------------------------------------------------------------------------------------- finding

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The topmost step under a scene point."""
        self.catch_up()
        for item in self.items(point):
            if isinstance(item, NodeItem):
                return item
        return None

    def edge_near(self, point: QPointF, reach: float) -> EdgeItem | None:
        """An arrow within `reach` scene units of a point."""
        self.catch_up()
        box = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        near = [item for item in self.items(box) if isinstance(item, EdgeItem) and item.isVisible()]
        # Qt counts what a bent line encloses as part of it; a person does not.
        found = min(near, key=lambda item: item.distance(point), default=None)
        return found if found is not None and found.distance(point) <= reach else None

    def nodes_touching(self, box: QRectF) -> frozenset[StepId]:
        """The steps that a rubber band touches."""
        self.catch_up()
        return frozenset(
            item.id for item in self.items(box) if isinstance(item, NodeItem) and item.body().intersects(box)
        )
