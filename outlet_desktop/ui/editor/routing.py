"""Where arrows run, join bars stand and stages begin, in scene units (px at 100 %).

The course of arrows is `domain.route`; here it is cut to what the scene asks: pairs of steps, tips that
touch the port, joins that stand in the middle of their inputs wherever their own place is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from outlet_desktop.domain import obstacles as around
from outlet_desktop.domain.arrange import join_span
from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, PITCH_X, is_join
from outlet_desktop.domain.obstacles import Obstacles
from outlet_desktop.domain.route import APPROACH, ARROW_GAP, TRUNK, Places, Router, in_port, out_port
from outlet_desktop.domain.template import Flow, StageId, Step, StepId, Template

Point = tuple[float, float]
Pair = tuple[StepId, StepId]
T = TypeVar("T")

NEAREST = 32.0  # a target nearer than this to the right is gone round

__all__ = [
    "Band",
    "Obstacles",
    "Pair",
    "Point",
    "bands",
    "connector",
    "differing",
    "differing_flows",
    "differing_steps",
    "follow",
    "is_join",
    "join_bar",
    "obstacles",
    "quick_routes",
    "routes",
    "routes_of",
]


@dataclass(frozen=True, slots=True)
class Band:
    """A stage as a band of columns: from `left` to `right`."""

    stage: StageId
    title: str
    left: float
    right: float


def join_bar(template: Template, step_id: StepId) -> tuple[float, float, float]:
    """(x of the centre line, top, bottom) of a join bar."""
    top, bottom = join_span(template, step_id)
    return template.by_id[step_id].at[0] + CARD_WIDTH / 2, float(top), float(bottom)


def routes(template: Template) -> dict[Pair, tuple[Point, ...]]:
    """The route of every arrow; the last point is the tip."""
    router = Router(template, centred=True)
    return {(flow.source, flow.target): _to_port(points) for flow, points in router.all().items()}


def routes_of(
    template: Template, pairs: Collection[Pair], cards: Obstacles | None = None
) -> dict[Pair, tuple[Point, ...]]:
    """The routes of these arrows only, while cards are dragged; `cards`: the obstacles of this drawing, at hand."""
    router = Router(template, centred=True, cards=cards)
    wanted = set(pairs)
    return {
        (flow.source, flow.target): _to_port(router.one(flow))
        for source in {source for source, _ in wanted}
        for flow in template.outgoing[source]
        if (flow.source, flow.target) in wanted
    }


def obstacles(template: Template) -> Obstacles:
    """What arrows go around in this drawing."""
    return around.obstacles(template, Places(template, centred=True))


def follow(cards: Obstacles, template: Template, step_ids: Collection[StepId]) -> None:
    """Bring `cards` up to date where these steps of the drawing have changed."""
    cards.follow(template, step_ids, Places(template, centred=True))


def quick_routes(template: Template) -> dict[Pair, tuple[Point, ...]]:
    """Routes that look only at their own two steps: what a large drawing shows until `routes` is worked out."""
    router = Router(template, centred=True, cards=Obstacles())
    made: dict[Pair, tuple[Point, ...]] = {}
    ports: dict[StepId, tuple[Point, Point]] = {}
    for step_id in template.by_id:
        place = router.at[step_id]
        ports[step_id] = in_port(template, step_id, place), out_port(template, step_id, place)
    for flow in template.flows:
        pair = flow.source, flow.target
        if router.is_known(flow):
            (x, y), port, entry = ports[flow.source][1], ports[flow.target][0][0], router.entry(*pair)
            if port - x < NEAREST:
                made[pair] = connector((x, y), (port, entry))
            elif y == entry:
                made[pair] = (x, y), (port, entry)
            else:
                made[pair] = (x, y), (x + TRUNK, y), (x + TRUNK, entry), (port, entry)
    return made


def _to_port(points: tuple[tuple[int, int], ...]) -> tuple[Point, ...]:
    """The route up to the port: the router ends it where the line ends, the head covers the rest."""
    x, y = points[-1]
    return (*points[:-1], (x + ARROW_GAP, y))


def connector(start: Point, end: Point) -> tuple[Point, ...]:
    """The route of an arrow that is being drawn from a port to the pointer."""
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) < 1 and x1 > x0:
        return (start, end)
    if x1 - x0 >= NEAREST:
        bend = x1 - APPROACH - 12
        bend = max(bend, x0 + TRUNK)
        return _clean([start, (bend, y0), (bend, y1), end])
    middle = (y0 + y1) / 2 if abs(y0 - y1) > CARD_HEIGHT + 2 * TRUNK else max(y0, y1) + CARD_HEIGHT / 2 + TRUNK
    return _clean([start, (x0 + TRUNK, y0), (x0 + TRUNK, middle), (x1 - TRUNK, middle), (x1 - TRUNK, y1), end])


def differing(before: Sequence[T], after: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """What is left of two rows without the beginning and the end they share.

    Compares whole slices, so that an edit of one step among thousands costs no loop over them in Python.
    """
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if before[low:middle] == after[low:middle] else (low, middle - 1)
    start = low
    low, high = 0, min(len(before), len(after)) - start
    while low < high:
        middle = (low + high + 1) // 2
        same = before[len(before) - middle : len(before) - low] == after[len(after) - middle : len(after) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return before[start : len(before) - low], after[start : len(after) - low]


def differing_steps(before: Template, after: Template) -> tuple[Sequence[Step], Sequence[Step]]:
    """The steps of each that the other has not got, or has with another value."""
    old, new = differing(before.steps, after.steps)
    if old and new:
        old = [step for step in old if after.by_id.get(step.id) is not step]
        new = [step for step in new if before.by_id.get(step.id) is not step]
    return old, new


def differing_flows(before: Template, after: Template) -> tuple[Sequence[Flow], Sequence[Flow]]:
    """The flows of each that the other has not got, or has with another lag."""
    old, new = differing(before.flows, after.flows)
    if old and new:
        both = set(old) & set(new)
        old = [flow for flow in old if flow not in both]
        new = [flow for flow in new if flow not in both]
    return old, new


def bands(template: Template) -> tuple[Band, ...]:
    """The stages that have steps, from left to right.

    A boundary lies between two columns, where the fewest steps are on the wrong side of it.
    """
    place = {stage.id: number for number, stage in enumerate(template.stages)}
    columns: dict[int, list[int]] = defaultdict(list)
    for step in template.steps:
        if step.stage in place:
            columns[step.at[0]].append(place[step.stage])
    if not columns:  # no stage, or none in use
        return ()
    used = sorted({number for numbers in columns.values() for number in numbers})
    xs = sorted(columns)
    lefts = [float(xs[0] - 24)]
    for number in used[1:]:
        wrong = sum(stage < number for x in xs for stage in columns[x])  # all of them right of the boundary
        best, at = wrong + 1, 0
        for index, x in enumerate(xs):
            if index and wrong < best:
                best, at = wrong, index
            wrong += sum(1 if stage >= number else -1 for stage in columns[x])
        if wrong < best:
            at = len(xs)
        left = float(xs[at] - 24) if at < len(xs) else float(xs[-1] + PITCH_X - 24)
        lefts.append(max(left, lefts[-1]))
    rights = [*lefts[1:], max(lefts[-1], float(xs[-1])) + PITCH_X - 24]
    stages = template.stages
    return tuple(
        Band(stages[number].id, stages[number].title, left, right)
        for number, left, right in zip(used, lefts, rights, strict=True)
        if right > left
    )


def _clean(points: list[Point]) -> tuple[Point, ...]:
    """Without pieces of no length and without bends that are straight."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.5 and abs(kept[-1][1] - point[1]) < 0.5:
            continue
        while len(kept) > 1 and (
            (abs(kept[-2][0] - kept[-1][0]) < 0.5 and abs(kept[-1][0] - point[0]) < 0.5)
            or (abs(kept[-2][1] - kept[-1][1]) < 0.5 and abs(kept[-1][1] - point[1]) < 0.5)
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept) if len(kept) > 1 else (points[0], points[-1])
