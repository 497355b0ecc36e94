"""The picture of cards while they are dragged: what moves with them, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.arrows import LiveEdge
from outlet_desktop.ui.editor.items import JoinItem, StepItem
from outlet_desktop.ui.editor.routing import Pair

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.scene import ProcessScene

LIVE_LIMIT = 60  # arrows; a drag that moves more shows whole routes, for most of the view changes anyway


class MovingPicture:
    """Moves cards, bars and arrows of a scene away from where its template has them, until `end`."""

    def __init__(self, scene: ProcessScene) -> None:
        self._scene = scene
        self._live: dict[Pair, LiveEdge] = {}
        self._carried: set[Pair] = set()  # arrows that are moved as they are, both ends of them being dragged
        self._unsettled: set[StepId] = set()  # steps that the obstacles have where they are dragged
        self.is_on = False

    def show(self, moved: Template, steps: Collection[StepId], cards: routing.Obstacles | None) -> None:
        """Show `moved`, which differs from the scene's template by the places of `steps`, all moved the same way.

        `cards`: the obstacles of a large drawing, at hand.
        """
        nodes, edges = self._scene.nodes, self._scene.edges
        self.is_on = True
        joins: set[StepId] = set()
        for step_id in steps:
            item = nodes[step_id]
            if isinstance(item, StepItem):
                item.setPos(*moved.by_id[step_id].at)
            joins.add(step_id)
            joins.update(flow.target for flow in moved.outgoing[step_id])
        touched = set(steps)
        for step_id in joins:
            item = nodes[step_id]
            if isinstance(item, JoinItem):
                item.place(*routing.join_bar(moved, step_id), item.counts)
                touched.add(step_id)
        pairs = {
            (flow.source, flow.target)
            for step_id in touched
            for flow in (*moved.incoming[step_id], *moved.outgoing[step_id])
        } & edges.keys()
        if len(pairs) > LIVE_LIMIT:
            pairs -= self._carry(moved, pairs, set(steps))
        if cards is not None:
            routing.follow(cards, moved, touched)
            self._unsettled |= touched
        is_live = len(pairs) <= LIVE_LIMIT
        for pair, points in routing.routes_of(moved, pairs, cards).items():
            if not is_live:
                edges[pair].set_points(points)
                continue
            if pair not in self._live:
                self._live[pair] = LiveEdge(edges[pair])
            self._live[pair].set_points(points)

    def _carry(self, moved: Template, pairs: Collection[Pair], steps: Collection[StepId]) -> set[Pair]:
        """Move the arrows between `steps` without a new route; returns them."""
        first = next(iter(steps))
        (x, y), (was_x, was_y) = moved.by_id[first].at, self._scene.template.by_id[first].at
        carried = {
            (source, target)
            for source, target in pairs
            if source in steps and target in steps and not isinstance(self._scene.nodes[target], JoinItem)
        }
        for pair in carried:
            self._scene.edges[pair].setPos(x - was_x, y - was_y)
        self._carried |= carried
        return carried

    def end(self, template: Template, cards: routing.Obstacles | None) -> None:
        """Arrows as they were; `cards`, the obstacles of a large drawing, are brought back to `template`."""
        for live in self._live.values():
            live.end()
        self._live.clear()
        for pair in self._carried & self._scene.edges.keys():
            self._scene.edges[pair].setPos(0, 0)
        self._carried.clear()
        self.is_on = False
        if cards is not None and self._unsettled:
            routing.follow(cards, template, self._unsettled)
        self._unsettled.clear()
