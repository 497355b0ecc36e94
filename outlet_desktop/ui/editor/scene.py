"""The scene of a process: shows a template and holds no truth of its own but the selection."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from outlet_desktop.domain.template import Flow, Step, StepId, StepKind, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.document import Analysis
from outlet_desktop.ui.editor.items import (
    BandItem,
    EdgeItem,
    JoinItem,
    NodeItem,
    StepItem,
    look_of,
)
from outlet_desktop.ui.editor.painting import (
    CARD_H,
    CARD_W,
    Look,
    SpriteCache,
    State,
    break_name,
    footer_font,
    node_font,
)
from outlet_desktop.ui.editor.routing import Band, Pair, Point
from outlet_desktop.ui.editor.scene_moving import MovingPicture
from outlet_desktop.ui.messages import days

ROUTED_AT_ONCE = 150  # steps; routing them all takes 10-20 ms


class ProcessScene(QGraphicsScene):
    """Cards, joins, arrows and stage bands of one template.

    Signals:
        selection_changed: Another set of steps or flows is selected; once per gesture.
        routes_wanted: A template so large that its arrows should be routed elsewhere; `show_routes` takes them.
        shown: The drawing on the canvas changed (for minimap and stage header).
    """

    selection_changed = Signal()
    shown = Signal()
    routes_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.sprites = SpriteCache()
        self.nodes: dict[StepId, NodeItem] = {}
        self.edges: dict[Pair, EdgeItem] = {}
        self.bands: tuple[Band, ...] = ()
        self.template = Template("", "")
        self.selected: frozenset[StepId] = frozenset()
        self.selected_flows: frozenset[Pair] = frozenset()
        self.no_role = ""  # what a card says in place of a role; worded by the canvas
        self._separators: list[BandItem] = []
        self._severities: Mapping[StepId, str] = {}
        self._critical: frozenset[Pair] = frozenset()
        self._shows_critical = True
        self._moving = MovingPicture(self)
        self._content: QRectF | None = None
        self._cards: routing.Obstacles | None = None  # of a large drawing, kept up to date edit by edit
        self._keeps_rect = False

    # ---------------------------------------------------------------------------------------- content

    def show_template(self, template: Template) -> None:
        """Show another template from scratch; nothing stays selected."""
        self._end_live()
        self.clear()
        self.nodes.clear()
        self.edges.clear()
        self._separators.clear()
        self.template = template
        self._content = self._cards = None
        self.selected, self.selected_flows = frozenset(), frozenset()
        self._severities, self._critical = {}, frozenset()
        self._keeps_rect = False
        for step in template.steps:
            self._add_node(step)
        for flow in template.flows:
            self._add_edge(flow)
        self._reroute()
        self._arrange_bands()
        self.selection_changed.emit()
        self.shown.emit()

    def apply(self, before: Template, after: Template) -> None:
        """Follow one edit: only items that differ are touched, in a time that hardly grows with the drawing."""
        self._end_live()
        self.template = after
        old_steps, new_steps = routing.differing(before.steps, after.steps)
        old_flows, new_flows = routing.differing(before.flows, after.flows)
        gone = [step.id for step in old_steps if step.id not in after.by_id and step.id in self.nodes]
        for step_id in gone:
            self.removeItem(self.nodes.pop(step_id))
        kept = {(flow.source, flow.target) for flow in new_flows}
        for pair in {(flow.source, flow.target) for flow in old_flows} - kept:
            if pair in self.edges:
                self.removeItem(self.edges.pop(pair))
        ends = {flow.target for flow in (*old_flows, *new_flows)}  # a milestone may have become a join, or one no more
        rows = dict.fromkeys(step.id for step in (after.steps if before.roles != after.roles else new_steps))
        for step_id in (*rows, *sorted(ends & after.by_id.keys() - rows.keys())):
            step, item = after.by_id[step_id], self.nodes.get(step_id)
            if item is not None and routing.is_join(after, step_id) == isinstance(item, JoinItem):
                if step_id in rows:
                    item.show_step(step, self._look(step))
                continue
            if item is not None:
                self.removeItem(self.nodes.pop(step_id))
            self._add_node(step)
        for flow in new_flows:
            if (flow.source, flow.target) not in self.edges:
                self._add_edge(flow)
        if any(isinstance(self.nodes.get(step_id), JoinItem) for step_id in ends):
            self._content = None
        self._move_content(old_steps, new_steps)
        self._reroute_after(before, (*old_flows, *new_flows), old_steps, new_steps)
        if old_steps or new_steps or before.stages != after.stages:
            self._arrange_bands()
        kept_steps = self.selected & after.by_id.keys()
        kept_flows = frozenset(pair for pair in self.selected_flows if pair in self.edges)
        if kept_steps != self.selected or kept_flows != self.selected_flows:
            self.select(kept_steps, kept_flows)
        self.shown.emit()

    def _move_content(self, old: Collection[Step], new: Collection[Step]) -> None:
        """Bring the box around all steps up to date; it is measured anew only when a step has left its border."""
        if self._content is None:
            return
        inner = self._content.adjusted(1, 1, -1, -1)
        is_simple = all(step.kind is not StepKind.MILESTONE for step in (*old, *new))
        if not is_simple or not all(inner.contains(_card(step)) for step in old):
            self._content = None
            return
        for step in new:
            self._content = self._content.united(_card(step))

    def show_analysis(self, analysis: Analysis) -> None:
        """Put the signs of the findings on the cards, and mark the critical path."""
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
        if self._content is None:
            box = QRectF()
            cards = [step.at for step in self.template.steps if step.kind is not StepKind.MILESTONE]
            if cards:  # by their corners: a thousand boxes of Qt would take longer than all the rest of an edit
                left, top = min(x for x, _ in cards), min(y for _, y in cards)
                right, bottom = max(x for x, _ in cards) + CARD_W, max(y for _, y in cards) + CARD_H
                box = QRectF(left, top, right - left, bottom - top)
            for step in self.template.steps:
                if step.kind is StepKind.MILESTONE:
                    box = box.united(_bounds(self.nodes[step.id]))
            self._content = box
        return QRectF(self._content)

    def _look(self, step: Step) -> Look:
        return look_of(self.template, step, self._severities.get(step.id, ""), self.no_role, days)

    def _add_node(self, step: Step) -> None:
        item: NodeItem
        if routing.is_join(self.template, step.id):
            x, top, bottom = routing.join_bar(self.template, step.id)
            item = JoinItem(step, self._look(step), x, top, bottom, self._counts(step.id))
        else:
            item = StepItem(step, self._look(step), self.sprites)
        if step.id in self.selected:
            item.state = State.SELECTED
        self.nodes[step.id] = item
        self.addItem(item)

    def _counts(self, step_id: StepId) -> str:
        template = self.template
        return f"{len(template.incoming[step_id])} → {len(template.outgoing[step_id])}"

    def _add_edge(self, flow: Flow) -> None:
        if flow.source not in self.nodes or flow.target not in self.nodes:
            return
        pair = (flow.source, flow.target)
        edge = EdgeItem(*pair)
        edge.set_style(critical=self._shows_critical and pair in self._critical)
        self.edges[pair] = edge
        self.addItem(edge)

    def _reroute(self) -> None:
        """Every join bar and arrow anew."""
        self._place_joins()
        if len(self.template.steps) <= ROUTED_AT_ONCE:
            self._set_points(routing.routes(self.template))
            return
        self._set_points(routing.quick_routes(self.template))
        self.routes_wanted.emit(self.template)

    def _reroute_after(
        self, before: Template, flows: Collection[Flow], old: Collection[Step], new: Collection[Step]
    ) -> None:
        """What differs from `before` anew; in a large drawing only the arrows of the steps that were touched."""
        after = self.template
        touched = {
            step.id
            for step in new
            if (was := before.by_id.get(step.id)) is None or was.at != step.at or was.kind is not step.kind
        }
        for flow in flows:
            touched |= {flow.source, flow.target}
        touched |= {step.id for step in old if step.id not in after.by_id}
        if not touched:
            return
        if len(after.steps) <= ROUTED_AT_ONCE or len(touched) * 4 > len(after.steps):
            self._cards = None
            self._reroute()
            return
        for step_id in touched & after.by_id.keys():
            touched |= {flow.target for flow in after.outgoing[step_id]}
        cards = self._obstacles(before)
        routing.follow(cards, after, touched)
        touched &= after.by_id.keys()
        self._place_joins(touched)
        pairs = {
            (flow.source, flow.target)
            for step_id in touched
            for flow in (*after.incoming[step_id], *after.outgoing[step_id])
        }
        self._set_points(routing.routes_of(after, pairs, cards))

    def _obstacles(self, template: Template) -> routing.Obstacles:
        """What arrows go around in `template`, which is the drawing before the edit or the drag under way."""
        if self._cards is None:
            self._cards = routing.obstacles(template)
        return self._cards

    def show_routes(self, template: Template, routes: Mapping[Pair, tuple[Point, ...]]) -> None:
        """Take the routes that were worked out elsewhere, unless the drawing has changed since."""
        if template is self.template and not self._moving.is_on:
            self._set_points(routes)

    def _place_joins(self, among: Collection[StepId] | None = None) -> None:
        for step_id in self.nodes if among is None else among:
            item = self.nodes[step_id]
            if isinstance(item, JoinItem):
                was = _bounds(item)
                item.place(*routing.join_bar(self.template, step_id), self._counts(step_id))
                if _bounds(item) != was:
                    self._content = None

    def _set_points(self, routes: Mapping[Pair, tuple[Point, ...]]) -> None:
        for pair, points in routes.items():
            if pair in self.edges:
                self.edges[pair].set_points(points)

    def _mark_critical(self) -> None:
        for pair, edge in self.edges.items():
            edge.set_style(critical=self._shows_critical and pair in self._critical)

    def _arrange_bands(self) -> None:
        self.bands = routing.bands(self.template)
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
        self.selected, self.selected_flows = chosen, chosen_flows
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
        self._moving.show(moved, steps, self._obstacles(self.template) if is_large else None)

    def end_moving(self) -> None:
        """Put everything back where the template has it (the move was cancelled)."""
        if not self._moving.is_on:
            return
        self._end_live()
        for step in self.template.steps:
            item = self.nodes[step.id]
            if isinstance(item, StepItem):
                item.setPos(*step.at)
        self._reroute()

    def _end_live(self) -> None:
        self._moving.end(self._cards)

    # ---------------------------------------------------------------------------------------- finding

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The topmost step under a scene point."""
        for item in self.items(point):
            if isinstance(item, NodeItem):
                return item
        return None

    def edge_near(self, point: QPointF, reach: float) -> EdgeItem | None:
        """An arrow within `reach` scene units of a point."""
        box = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        near = [item for item in self.items(box) if isinstance(item, EdgeItem) and item.isVisible()]
        # Qt counts what a bent line encloses as part of it; a person does not.
        found = min(near, key=lambda item: item.distance(point), default=None)
        return found if found is not None and found.distance(point) <= reach else None

    def nodes_touching(self, box: QRectF) -> frozenset[StepId]:
        """The steps that a rubber band touches."""
        return frozenset(
            item.id for item in self.items(box) if isinstance(item, NodeItem) and item.body().intersects(box)
        )


def _bounds(item: NodeItem) -> QRectF:
    """What the step takes of the drawing, scene units; of a join with its words."""
    return item.body() if isinstance(item, StepItem) else item.sceneBoundingRect()


def _card(step: Step) -> QRectF:
    """The card of a step that is no milestone, scene units."""
    return QRectF(*step.at, CARD_W, CARD_H)
