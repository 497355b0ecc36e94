"""Where the keys lead from a card: along the arrows, up and down the column, in topological order."""

from __future__ import annotations

from outlet_desktop.domain.cards import CARD_WIDTH
from outlet_desktop.domain.template import StepId, Template


def neighbour(template: Template, here: StepId, direction: str) -> StepId | None:
    """The nearest step "left" or "right" along an arrow, "up" or "down" in the column; None = there is none."""
    at = template.by_id[here].at
    if direction == "right":
        near = [flow.target for flow in template.outgoing[here]]
    elif direction == "left":
        near = [flow.source for flow in template.incoming[here]]
    else:
        sign = 1 if direction == "down" else -1
        near = [
            step.id
            for step in template.steps
            if abs(step.at[0] - at[0]) < CARD_WIDTH and (step.at[1] - at[1]) * sign > 0
        ]
    places = {one: template.by_id[one].at for one in near if one in template.by_id}
    return min(places, key=lambda one: (abs(places[one][1] - at[1]), abs(places[one][0] - at[0])), default=None)


def in_order(template: Template, here: StepId | None, way: int) -> StepId | None:
    """The next (1) or previous (-1) step in topological order, round and round; None = there are no steps."""
    order = template.order
    if not order:
        return None
    number = order.index(here) + way if here in order else (0 if way > 0 else -1)
    return order[number % len(order)]
