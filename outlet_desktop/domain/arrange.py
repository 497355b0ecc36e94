"""Automatic layout of a drawing: columns by the flows, stages as bands of columns, rows without crossings.

`arrange` changes nothing but where the cards stand. The best picture depends on nothing but the flows, the stages
and the order of the steps; of it and its mirror image the one nearer to the present drawing is taken. A drawing
whose rows are nearly as good keeps them (`domain.keeping`): a small change moves few cards. The same drawing always
gets the same picture, and arranging twice changes nothing. Cards stand on the pitch of `domain.cards`; a join bar
stands in the middle of the rows of its inputs (so it may stand half a row lower).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from outlet_desktop.domain import keeping, layered
from outlet_desktop.domain.cards import CARD_HEIGHT, PITCH_X, PITCH_Y, is_join
from outlet_desktop.domain.edit import move
from outlet_desktop.domain.template import StepId, Template

# Up to so many steps: first orders tried, disturbances of the best. Chosen on 120 random drawings of 40 steps and
# some of the larger sizes: twice the effort takes away another 3 % of the crossings.
_EFFORT = ((60, 7, 50), (200, 4, 500), (10**9, 1, 700))
_BAR = 4  # px a join bar stands out above its first and below its last input


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where `arrange` would put the cards, and how many flows cross there."""

    positions: Mapping[StepId, tuple[int, int]]
    crossings: int


def arrange(template: Template) -> Template:
    """The template with every card in its place; nothing else changes."""
    return move(template, plan(template).positions)


def join_span(
    template: Template, step_id: StepId, places: Mapping[StepId, tuple[int, int]] | None = None
) -> tuple[int, int]:
    """Top and bottom of a join bar, px: from 4 above its first input's card to 4 below its last.

    `places` holds positions that differ from the template's (cards being dragged).
    """
    moved = {} if places is None else places
    tops = [
        moved.get(flow.source, template.by_id[flow.source].at)[1]
        for flow in template.incoming[step_id]
        if flow.source in template.by_id
    ] or [moved.get(step_id, template.by_id[step_id].at)[1]]
    return min(tops) - _BAR, max(tops) + CARD_HEIGHT + _BAR


def plan(template: Template) -> Arrangement:
    """Compute the layout without applying it."""
    steps = template.steps
    if not steps:
        return Arrangement({}, 0)
    number = {step_id: index for index, step_id in enumerate(template.by_id)}
    order = [number[step_id] for step_id in template.order if step_id in number]
    turn = {node: place for place, node in enumerate(order)}
    # A flow against the order lies on a cycle (a finding): it is drawn, but does not say where cards stand.
    edges = sorted(
        {
            (number[flow.source], number[flow.target])
            for flow in template.flows
            if flow.source in number and flow.target in number
        }
    )
    edges = [(a, b) for a, b in edges if turn[a] < turn[b]]
    ids = list(number)
    joins = [is_join(template, step_id) for step_id in ids]
    into_join = [False] * len(ids)
    for a, b in edges:
        into_join[a] = into_join[a] or joins[b]
    columns = layered.layers(len(ids), edges, order, _bands(template, order, edges, ids), into_join)
    starts, tries = next(effort[1:] for effort in _EFFORT if len(ids) <= effort[0])
    drawing = layered.draw(len(ids), edges, columns, range(len(ids)), starts, tries)
    inputs = {
        number[step_id]: [number[flow.source] for flow in template.incoming[step_id] if flow.source in number]
        for step_id in ids
        if joins[number[step_id]]
    }
    present = [template.by_id[step_id].at[1] for step_id in ids]
    rows = _rows(drawing, joins)
    if _leaning(present, rows) < 0:
        rows = [-row for row in rows]
    top = min(rows) // 2 * 2  # whole rows, so that the cards stand on the pitch
    rows = _with_joins([row - top for row in rows], inputs, order)
    kept = _with_joins(keeping.kept_rows(present, columns, joins), inputs, order)
    is_kept = kept != rows and keeping.is_as_good(drawing, kept, rows)
    if is_kept:
        rows = kept
    xs = _columns(drawing, rows, inputs)
    return Arrangement(
        {step_id: (xs[node] * PITCH_X, rows[node] * PITCH_Y // 2) for node, step_id in enumerate(ids)},
        keeping.measure(drawing, rows)[0] if is_kept else drawing.crossings,
    )


def _with_joins(rows: list[int], inputs: Mapping[int, list[int]], order: list[int]) -> list[int]:
    """The half rows with each join in the middle of its inputs, which is where its bar is drawn."""
    made = list(rows)
    seen: set[int] = set()
    for node in order:
        near = [made[other] for other in inputs.get(node, ()) if other in seen]
        if near:
            made[node] = (min(near) + max(near)) // 2
        seen.add(node)
    return made


def _leaning(present: list[int], rows: list[int]) -> float:
    """Above zero when what stands low now stands low in `rows` too (the sign of their correlation)."""
    middle, mean = sum(present) / len(present), sum(rows) / len(rows)
    return sum((y - middle) * (row - mean) for y, row in zip(present, rows, strict=True))


def _bands(template: Template, order: list[int], edges: list[tuple[int, int]], ids: list[StepId]) -> list[int]:
    """The stage of each step as a number that never falls along a flow.

    A step that follows one of a later stage is drawn in that later stage's band; a step without a stage is
    drawn where its inputs are, or with the stage it leads to when it has none.
    """
    place = {stage.id: index for index, stage in enumerate(template.stages)}
    own = [place.get(template.by_id[step_id].stage) for step_id in ids]
    before: list[list[int]] = [[] for _ in ids]
    after: list[list[int]] = [[] for _ in ids]
    for a, b in edges:
        before[b].append(a)
        after[a].append(b)
    ahead: list[int | None] = list(own)
    for node in reversed(order):
        if ahead[node] is None:
            ahead[node] = min([stage for other in after[node] if (stage := ahead[other]) is not None], default=None)
    bands = [0] * len(ids)
    for node in order:
        stage = own[node]
        if stage is None:
            stage = 0 if before[node] else ahead[node] or 0
        bands[node] = max([stage] + [bands[other] for other in before[node]])
    return bands


def _rows(drawing: layered.Drawing, joins: list[bool]) -> list[int]:
    """Top of each card in half rows; whole rows but for a join, which stands in the middle of its inputs."""
    count = drawing.count
    size = [1.0] * count + [layered.DUMMY] * (len(drawing.layer) - count)
    for node in range(count):
        if joins[node]:
            size[node] = float(max(1, len(drawing.up[node])))
    # Chains of dummies are drawn straight rather than cards beside the mean of their neighbours.
    weight = [1.0] * count + [2.0] * (len(drawing.layer) - count)
    middle = layered.heights(drawing, size, weight)
    for column, row in enumerate(drawing.rows):
        cards = [(index, node) for index, node in enumerate(row) if node < count]
        wanted: list[float] = []
        gaps: list[float] = []
        heavy: list[float] = []
        before = -1
        for place, (index, node) in enumerate(cards):
            near = drawing.up[node] if column else []
            wish = middle[node]
            if joins[node] and near:
                wish = (min(middle[other] for other in near) + max(middle[other] for other in near)) / 2
            elif len(near) == 1 and abs(middle[near[0]] - wish) < 0.75:
                wish = middle[near[0]]  # a short jog is drawn as a straight line
            wanted.append(wish)
            heavy.append(1e6 if joins[node] else 1.0)
            passing = index - before - 1 if place else 0
            apart = (size[node] + (size[cards[place - 1][1]] if place else 0)) / 2
            # Two flows find room in the gap between two rows; more need a row of their own for each four.
            gaps.append(float(-(-apart // 1)) + (passing + 1) // 4 if place else 0.0)
            before = index
        # Inside a block of the pooling cards are whole rows apart, so rounding keeps them apart.
        for (_, node), value in zip(cards, layered.pooled(wanted, gaps, heavy), strict=True):
            middle[node] = round(value * 2) / 2 if joins[node] else float(round(value))
        for (_, above), (_, node) in pairwise(cards):
            least = middle[above] + (size[above] + size[node]) / 2
            if middle[node] < least:  # below a join, which may stand half a row lower
                middle[node] = float(-(-least // 1))
    return [round(middle[node] * 2) for node in range(count)]


def _columns(drawing: layered.Drawing, rows: list[int], inputs: Mapping[int, list[int]]) -> list[int]:
    """Column of each card. A join whose bar would run through a card of its column gets one of its own."""
    count = drawing.count
    xs = [0] * count
    at = 0
    for row in drawing.rows:
        cards = sorted([node for node in row if node < count], key=lambda node: (rows[node], node))
        standing = [node for node in cards if node not in inputs]
        extra: list[list[int]] = []
        aside: dict[int, int] = {}
        for node in cards:
            if node not in inputs:
                continue
            if not any(_meets(node, other, rows, inputs) for other in standing):
                standing.append(node)
                continue
            for place, column in enumerate(extra):
                if not any(_meets(node, other, rows, inputs) for other in column):
                    column.append(node)
                    aside[node] = place + 1
                    break
            else:
                extra.append([node])
                aside[node] = len(extra)
        for node in cards:
            xs[node] = at + aside.get(node, 0)
        at += 1 + len(extra)
    return xs


def _meets(a: int, b: int, rows: list[int], inputs: Mapping[int, list[int]]) -> bool:
    """Whether what is drawn for `a` and `b`, in one column, would touch. Half rows."""

    def extent(node: int) -> tuple[int, int]:
        spread = [*(rows[other] for other in inputs.get(node, ())), rows[node]]
        return min(spread), max(spread) + 2

    (top_a, end_a), (top_b, end_b) = extent(a), extent(b)
    return top_a < end_b and top_b < end_a
