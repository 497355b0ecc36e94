"""The course of the arrows on a scene, and the obstacles they go around, kept up to date edit by edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from outlet_desktop.domain.template import Flow, Step, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.routing import Pair, Point

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.scene import ProcessScene

ROUTED_AT_ONCE = 150  # steps; routing them all takes 10-20 ms


class ArrowRoutes:
    """Leads the arrows of a scene. A large drawing has them led on the worker; what an edit touches is led here.

    Attributes:
        cards: Obstacles of a large drawing; None until they are asked for.
    """

    def __init__(self, scene: ProcessScene) -> None:
        self._scene = scene
        self.cards: routing.Obstacles | None = None

    def lead_all(self) -> None:
        """Every join bar and arrow anew; a large drawing for now by courses that look at their own two steps only."""
        scene = self._scene
        self.cards = None
        scene.place_joins()
        if len(scene.template.steps) <= ROUTED_AT_ONCE:
            self.show(routing.routes(scene.template))
            return
        self.show(routing.quick_routes(scene.template))
        scene.routes_wanted.emit(scene.template)

    def lead_after(
        self, before: Template, flows: Collection[Flow], old: Collection[Step], new: Collection[Step]
    ) -> None:
        """What differs from `before` anew; in a large drawing only the arrows of the steps that were touched."""
        after = self._scene.template
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
            self.lead_all()
            return
        for step_id in touched & after.by_id.keys():
            touched |= {flow.target for flow in after.outgoing[step_id]}
        cards = self.obstacles(before)
        routing.follow(cards, after, touched)
        touched &= after.by_id.keys()
        self._scene.place_joins(touched)
        pairs = {
            (flow.source, flow.target)
            for step_id in touched
            for flow in (*after.incoming[step_id], *after.outgoing[step_id])
        }
        self.show(routing.routes_of(after, pairs, cards))

    def obstacles(self, template: Template) -> routing.Obstacles:
        """What arrows go around in `template`, which is the drawing before the edit or the drag under way."""
        if self.cards is None:
            self.cards = routing.obstacles(template)
        return self.cards

    def show(self, routes: Mapping[Pair, tuple[Point, ...]]) -> None:
        """Draw the arrows there."""
        edges = self._scene.edges
        for pair, points in routes.items():
            if pair in edges:
                edges[pair].set_points(points)
