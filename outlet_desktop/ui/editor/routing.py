"""Where arrows run, join bars stand and stages begin: pure geometry over a template, scene units (px at 100 %).

Rules: `ui.md` §5. Arrows are orthogonal, leave the right middle and enter the left middle. All arrows of one
source share its vertical at +16 (join +24); two sources of one column whose verticals would lie on each other
get lanes of 6. A long arrow that would run through cards takes the nearest free row gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from outlet_desktop.domain.arrange import join_span
from outlet_desktop.domain.cards import (
    CARD_HEIGHT,
    CARD_WIDTH,
    JOIN_WIDTH,
    MILESTONE_WIDTH,
    PITCH_X,
    is_join,
)
from outlet_desktop.domain.template import StageId, StepId, StepKind, Template

Point = tuple[float, float]
Pair = tuple[StepId, StepId]

TRUNK, JOIN_TRUNK, LANE, LANES = 16.0, 24.0, 6.0, 3
APPROACH = 15.0  # the last vertical before a card: room for the arrowhead (8) and a corner (6)
NEAREST = 32.0  # a target nearer than this to the right is gone round
INPUT_GAP, INPUT_REACH = 14.0, 24.0
CLEAR = 8.0  # free room kept above and below cards that an arrow passes

__all__ = ["Band", "Pair", "Point", "bands", "connector", "is_join", "join_bar", "routes", "routes_of"]


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
    return _Drawing(template).routes(
        (flow.source, flow.target)
        for flow in template.flows
        if flow.source in template.by_id and flow.target in template.by_id
    )


def routes_of(template: Template, pairs: Collection[Pair]) -> dict[Pair, tuple[Point, ...]]:
    """The routes of these arrows only."""
    return _Drawing(template).routes(pairs)


def connector(start: Point, end: Point) -> tuple[Point, ...]:
    """The route of an arrow that is being drawn from a port to the pointer."""
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) < 1:
        return (start, end)
    if x1 - x0 >= NEAREST:
        bend = x1 - APPROACH - 12
        bend = max(bend, x0 + TRUNK)
        return _clean([start, (bend, y0), (bend, y1), end])
    middle = (y0 + y1) / 2
    return _clean([start, (x0 + TRUNK, y0), (x0 + TRUNK, middle), (x1 - TRUNK, middle), (x1 - TRUNK, y1), end])


def bands(template: Template) -> tuple[Band, ...]:
    """The stages that have steps, from left to right.

    A boundary lies between two columns, where the fewest steps are on the wrong side of it.
    """
    place = {stage.id: number for number, stage in enumerate(template.stages)}
    columns: dict[int, list[int]] = defaultdict(list)
    for step in template.steps:
        if step.stage in place:
            columns[step.at[0]].append(place[step.stage])
    if not columns:
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


class _Drawing:
    """What the routes of one template need to know, gathered once."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._joins = {step.id for step in template.steps if is_join(template, step.id)}
        self._bars: dict[StepId, tuple[float, float, float]] = {}
        self._columns: dict[int, list[tuple[int, int, StepId]]] = defaultdict(list)
        for step in template.steps:
            self._columns[step.at[0] // PITCH_X].append((step.at[0], step.at[1], step.id))
        self._inputs: dict[StepId, Mapping[StepId, float]] = {}
        self._lanes: dict[int, Mapping[StepId, int]] = {}
        self._rank = {step.id: number for number, step in enumerate(template.steps)}

    def routes(self, pairs: Iterable[Pair]) -> dict[Pair, tuple[Point, ...]]:
        """Routes by (source, target)."""
        return {pair: self._route(*pair) for pair in pairs}

    def _bar(self, step_id: StepId) -> tuple[float, float, float]:
        if step_id not in self._bars:
            self._bars[step_id] = join_bar(self._template, step_id)
        return self._bars[step_id]

    def _middle(self, step_id: StepId) -> float:
        if step_id in self._joins:
            _, top, bottom = self._bar(step_id)
            return (top + bottom) / 2
        return self._template.by_id[step_id].at[1] + CARD_HEIGHT / 2

    def _leave(self, step_id: StepId) -> Point:
        step = self._template.by_id[step_id]
        if step_id in self._joins:
            return self._bar(step_id)[0] + JOIN_WIDTH / 2, self._middle(step_id)
        width = CARD_WIDTH
        if step.kind is StepKind.MILESTONE:
            width = (CARD_WIDTH + MILESTONE_WIDTH) // 2
        return float(step.at[0] + width), self._middle(step_id)

    def _enter(self, source: StepId, target: StepId) -> Point:
        step = self._template.by_id[target]
        if target in self._joins:
            x, top, bottom = self._bar(target)
            y = min(max(self._middle(source), top + 8), bottom - 8)
            return x - JOIN_WIDTH / 2, y
        x = float(step.at[0])
        if step.kind is StepKind.MILESTONE:
            x += (CARD_WIDTH - MILESTONE_WIDTH) / 2
        return x, self._middle(target) + self._offsets(target).get(source, 0.0)

    def _offsets(self, target: StepId) -> Mapping[StepId, float]:
        """How far from the middle each input enters: a straight one in the middle, the others 14 apart."""
        found = self._inputs.get(target)
        if found is not None:
            return found
        sources = {flow.source for flow in self._template.incoming[target] if flow.source in self._template.by_id}
        middle = self._middle(target)
        ordered = sorted(sources, key=lambda one: (self._middle(one), self._rank[one]))
        straight = [number for number, one in enumerate(ordered) if abs(self._middle(one) - middle) < 1]
        anchor: float = straight[len(straight) // 2] if straight else (len(ordered) - 1) / 2
        reach = max(anchor, len(ordered) - 1 - anchor)
        gap = min(INPUT_GAP, INPUT_REACH / reach) if reach else 0.0
        made = {one: (number - anchor) * gap for number, one in enumerate(ordered)}
        self._inputs[target] = made
        return made

    def _trunk(self, source: StepId) -> float:
        x, _ = self._leave(source)
        if source in self._joins:
            return x + JOIN_TRUNK
        column = self._template.by_id[source].at[0]
        if column not in self._lanes:
            self._lanes[column] = self._lane_of_column(column)
        return x + TRUNK + LANE * self._lanes[column].get(source, 0)

    def _lane_of_column(self, column: int) -> Mapping[StepId, int]:
        """Lanes for the verticals of the cards in a column, so that those of two sources do not overlap."""
        spans: list[tuple[float, float, StepId]] = []
        for x, _, step_id in self._columns[column // PITCH_X]:
            if x != column or step_id in self._joins:
                continue
            start = self._middle(step_id)
            ends = [
                self._enter(step_id, flow.target)[1]
                for flow in self._template.outgoing[step_id]
                if flow.target in self._template.by_id
            ]
            if any(abs(end - start) >= 1 for end in ends):
                spans.append((min(start, *ends), max(start, *ends), step_id))
        spans.sort(key=lambda span: (span[1] - span[0], span[0]))
        taken: list[list[tuple[float, float]]] = [[] for _ in range(LANES)]
        made: dict[StepId, int] = {}
        for low, high, step_id in spans:
            lane = next(
                (
                    number
                    for number, others in enumerate(taken)
                    if all(high < other_low or low > other_high for other_low, other_high in others)
                ),
                LANES - 1,
            )
            taken[lane].append((low, high))
            made[step_id] = lane
        return made

    def _route(self, source: StepId, target: StepId) -> tuple[Point, ...]:
        start, end = self._leave(source), self._enter(source, target)
        if source in self._joins:
            _, top, bottom = self._bar(source)
            start = start[0], self._exit_of_join(source, end[1], top, bottom)
        trunk = self._trunk(source)
        ends = (source, target)
        if end[0] - start[0] < NEAREST:
            return self._round(start, end, trunk, ends)
        if abs(start[1] - end[1]) < 1 and self._is_free(start[0], end[0], end[1], ends):
            return (start, end)
        last = max(end[0] - APPROACH, trunk)
        if self._is_free(trunk, end[0], end[1], ends):
            return _clean([start, (trunk, start[1]), (trunk, end[1]), end])
        if self._is_free(start[0], last, start[1], ends):
            return _clean([start, (last, start[1]), (last, end[1]), end])
        y = self._free_row(trunk, last, start[1], end[1], ends)
        return _clean([start, (trunk, start[1]), (trunk, y), (last, y), (last, end[1]), end])

    def _exit_of_join(self, source: StepId, wanted: float, top: float, bottom: float) -> float:
        """Straight on where the target is beside the bar; else from where a straight one leaves, nearest."""
        if top + 8 <= wanted <= bottom - 8:
            return wanted
        beside = [
            y
            for flow in self._template.outgoing[source]
            if flow.target in self._template.by_id
            and top + 8 <= (y := self._enter(source, flow.target)[1]) <= bottom - 8
        ]
        return min(beside, key=lambda y: abs(y - wanted)) if beside else (top + bottom) / 2

    def _round(self, start: Point, end: Point, trunk: float, ends: Pair) -> tuple[Point, ...]:
        """Below the lower one of the two cards, and back up."""
        lower = max(self._template.by_id[step_id].at[1] for step_id in ends) + CARD_HEIGHT + 2 * CLEAR
        last = end[0] - APPROACH
        y = self._nearest_free(min(trunk, last), max(trunk, last), lower, lower, (), only_below=True)
        return _clean([start, (trunk, start[1]), (trunk, y), (last, y), (last, end[1]), end])

    def _passed(self, left: float, right: float, ends: Collection[StepId]) -> list[tuple[float, float]]:
        """(top, bottom) of the cards that a horizontal from `left` to `right` could meet."""
        found: list[tuple[float, float]] = []
        for column in range(int(left - CARD_WIDTH) // PITCH_X, int(right) // PITCH_X + 1):
            for x, y, step_id in self._columns.get(column, ()):
                if step_id in ends or x + CARD_WIDTH <= left or x >= right:
                    continue
                if step_id in self._joins:
                    middle, top, bottom = self._bar(step_id)
                    if left < middle < right:
                        found.append((top, bottom))
                elif self._template.by_id[step_id].kind is StepKind.MILESTONE:
                    middle = x + CARD_WIDTH / 2
                    if left < middle + MILESTONE_WIDTH and right > middle - MILESTONE_WIDTH:
                        found.append((float(y), float(y + CARD_HEIGHT + 16)))
                else:
                    found.append((float(y), float(y + CARD_HEIGHT)))
        return found

    def _is_free(self, left: float, right: float, y: float, ends: Pair) -> bool:
        return not any(top - 4 < y < bottom + 4 for top, bottom in self._passed(left, right, ends))

    def _free_row(self, left: float, right: float, y0: float, y1: float, ends: Pair) -> float:
        # Arrows of different sources that take one gap lie side by side, not on each other.
        lane = (self._rank[ends[0]] % 3 - 1) * 5.0
        return self._nearest_free(left, right, y0, y1, ends) + lane

    def _nearest_free(
        self,
        left: float,
        right: float,
        y0: float,
        y1: float,
        ends: Collection[StepId],
        only_below: bool = False,
    ) -> float:
        """The row gap for which a detour from `y0` to `y1` is shortest."""
        merged: list[list[float]] = []
        for top, bottom in sorted(self._passed(left, right, ends)):
            low, high = top - 2 * CLEAR, bottom + 2 * CLEAR
            if merged and low < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], high)
            else:
                merged.append([low, high])
        wanted = {y0, y1, *(edge for span in merged for edge in span)}
        free = [y for y in wanted if not any(low < y < high for low, high in merged) and (not only_below or y >= y0)]
        return min(free, key=lambda y: (abs(y - y0) + abs(y - y1), -y)) if free else y0


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
