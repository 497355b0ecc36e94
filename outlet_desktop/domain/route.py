"""The course of the arrows, as geometry: orthogonal polylines between cards. No painting.

A flow leaves the right middle of its source and enters the left side of its target. All flows of one source
share one vertical (the trunk) just right of it. A flow runs through no card: where its row is taken it uses the
free gap between two rows. Two sources share no line: a trunk or a gap that is in use moves aside a little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from outlet_desktop.domain.arrange import join_span
from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, PITCH_Y, is_join
from outlet_desktop.domain.obstacles import Box, Lines, Obstacles, Place, box_of, half_width, obstacles
from outlet_desktop.domain.template import Flow, StepId, Template

Point = tuple[int, int]

ARROW_GAP = 7  # the line ends so far before the port; the head covers the rest
TRUNK, JOIN_TRUNK = 16, 24  # px right of the source
APPROACH = 16  # the last vertical stands so far before the target
BELOW = 32  # a flow backwards runs so far below the lower card
PORT_PITCH = 14  # between the inputs of one card
_ASIDE = (0, 6, -6, 12, -10)  # tried for a trunk that another source uses
_LANES = (0, 7, -7, 12, -12)  # tried in the gap between two rows, from its middle
_FARTHEST = 24  # gaps that are tried, nearest first


def route(template: Template, places: Mapping[StepId, Place] | None = None) -> dict[Flow, tuple[Point, ...]]:
    """The polyline of every flow, source to target. `places`: positions that differ from the template's."""
    return Router(template, places).all()


def route_one(template: Template, flow: Flow, places: Mapping[StepId, Place] | None = None) -> tuple[Point, ...]:
    """The polyline of one flow; for a card being dragged, see `route_of`."""
    return Router(template, places).one(flow)


def route_of(
    template: Template, step_ids: Collection[StepId], places: Mapping[StepId, Place]
) -> dict[Flow, tuple[Point, ...]]:
    """The flows that touch these steps, while they are dragged and stand at `places`."""
    router = Router(template, places)
    moved = frozenset(step_ids)
    return {flow: router.one(flow) for flow in template.flows if flow.source in moved or flow.target in moved}


def elbow(start: Point, end: Point) -> tuple[Point, ...]:
    """The preview of a flow from a right port to the pointer."""
    (x, y), (end_x, end_y) = start, end
    if end_x - x >= 2 * APPROACH:
        return _tidy([start, (x + TRUNK, y), (x + TRUNK, end_y), end])
    low = max(y, end_y) + CARD_HEIGHT // 2 + BELOW
    return _tidy([start, (x + TRUNK, y), (x + TRUNK, low), (end_x - APPROACH, low), (end_x - APPROACH, end_y), end])


def out_port(template: Template, step_id: StepId, place: Place | None = None) -> Point:
    """Where flows leave a step."""
    x, y = place or template.by_id[step_id].at
    return x + CARD_WIDTH // 2 + half_width(template, step_id), y + CARD_HEIGHT // 2


def in_port(template: Template, step_id: StepId, place: Place | None = None) -> Point:
    """Where the first flow enters a step; further ones are offset by 14, see `Router.entries`."""
    x, y = place or template.by_id[step_id].at
    return x + CARD_WIDTH // 2 - half_width(template, step_id), y + CARD_HEIGHT // 2


class Places(dict[StepId, Place]):
    """Where each step stands, worked out when it is asked for.

    `moved`: positions that differ from the template's. With `centred`, a join stands in the middle of its bar.
    """

    def __init__(
        self, template: Template, moved: Mapping[StepId, Place] | None = None, *, centred: bool = False
    ) -> None:
        super().__init__(moved or {})
        self._template, self._centred = template, centred

    def __missing__(self, step_id: StepId) -> Place:
        place = self._template.by_id[step_id].at
        if self._centred and is_join(self._template, step_id):
            top, bottom = join_span(self._template, step_id)
            place = place[0], (top + bottom - CARD_HEIGHT) // 2
        self[step_id] = place
        return place

    def get(self, step_id: StepId, default: object = None) -> Place:
        """As `[]`: every step of the template has a place."""
        return self[step_id]


class Router:
    """Routes flows one after another; remembers the lines in use. Make one for each state of the drawing.

    `cards`: what `obstacles` made for this state of the drawing, where it is at hand; a few flows of a large drawing
    then cost no look at its other steps.
    """

    def __init__(
        self,
        template: Template,
        places: Mapping[StepId, Place] | None = None,
        *,
        centred: bool = False,
        cards: Obstacles | None = None,
    ) -> None:
        self.template = template
        self.at = Places(template, places, centred=centred)
        self.cards = obstacles(template, self.at) if cards is None else cards
        self._entries: dict[tuple[StepId, StepId], int] = {}
        gap = (PITCH_Y - CARD_HEIGHT) // 2
        tops = self.cards.tops
        self._between = sorted({top - gap for top in tops} | {top + CARD_HEIGHT + gap for top in tops})
        self.trunks: dict[StepId, int] = {}
        self._columns = Lines()  # verticals in use
        self._lanes = Lines()  # horizontals in use

    @property
    def boxes(self) -> Mapping[StepId, Box]:
        """What is drawn of every step, as left, top, right, bottom; labels left out."""
        return {step.id: box_of(self.template, step.id, self.at) for step in self.template.steps}

    def entry(self, source: StepId, target: StepId) -> int:
        """Height at which that flow enters its target."""
        if (source, target) not in self._entries:
            self._enter(target)
        return self._entries[source, target]

    def is_known(self, flow: Flow) -> bool:
        """Whether both ends of the flow are steps of the template."""
        return flow.source in self.template.by_id and flow.target in self.template.by_id

    def all(self) -> dict[Flow, tuple[Point, ...]]:
        """Every flow: short ones first, so that the long ones go around them."""
        known = [flow for flow in self.template.flows if self.is_known(flow)]

        def length(flow: Flow) -> tuple[int, int]:
            (ax, ay), (bx, by) = self.at[flow.source], self.at[flow.target]
            return abs(bx - ax), abs(by - ay)

        routes = {flow: self.one(flow) for flow in sorted(known, key=length)}
        return {flow: routes[flow] for flow in known}

    def one(self, flow: Flow) -> tuple[Point, ...]:
        """One flow, around the cards and beside the lines routed so far."""
        x, y = out_port(self.template, flow.source, self.at[flow.source])
        port, _ = in_port(self.template, flow.target, self.at[flow.target])
        end_y = self.entry(flow.source, flow.target)
        end = (port - ARROW_GAP, end_y)
        own = (flow.source, flow.target)
        if port - x < 32:
            return self._keep(flow, self._backwards(flow, (x, y), port, end_y))
        if y == end_y and self.cards.free_row(y, x, port, own):
            return self._keep(flow, _tidy([(x, y), end]))
        trunk = self._trunk(flow.source, x, y, end_y)
        lates = [late for late in (port - APPROACH, port - 23, port - 30) if late >= trunk] or [port - APPROACH]
        for with_lines in (True, False):  # sharing a line with another flow is better than crossing a card
            for way in self._ways((x, y), trunk, lates, end):
                if self._is_free(flow, way, with_lines):
                    return self._keep(flow, _tidy(way))
        return self._keep(flow, _tidy([(x, y), (trunk, y), (trunk, end_y), end]))

    def _ways(self, start: Point, trunk: int, lates: list[int], end: Point) -> Iterator[list[Point]]:
        """Ways to the right, the simple ones first: down the trunk, down before the target, by a free gap."""
        y, end_y = start[1], end[1]
        if trunk <= lates[0]:
            yield [start, (trunk, y), (trunk, end_y), end]
            for late in lates:
                if late - trunk >= 8:
                    yield [start, (late, y), (late, end_y), end]
        for lane in self._gaps(y, end_y):
            for late in lates:
                yield [start, (trunk, y), (trunk, lane), (late, lane), (late, end_y), end]

    # -------------------------------------------------------------------------------------------- parts

    def _enter(self, target: StepId) -> None:
        """Height at which each flow enters: a join at its input's row, a card in steps of 14 by height."""
        sources = [flow.source for flow in self.template.incoming[target] if flow.source in self.template.by_id]
        if len(sources) == 1 and not is_join(self.template, target):
            self._entries[sources[0], target] = self.at[target][1] + CARD_HEIGHT // 2
            return
        sources = sorted(dict.fromkeys(sources), key=lambda source: (self.at[source][1], self.at[source][0], source))
        middle = self.at[target][1] + CARD_HEIGHT // 2
        if is_join(self.template, target):
            rows: set[int] = set()
            for source in sources:
                row = self.at[source][1] + CARD_HEIGHT // 2
                while row in rows:  # two inputs of one row
                    row += PORT_PITCH
                rows.add(row)
                self._entries[source, target] = row
            return
        if not sources:
            return
        straight = min(sources, key=lambda source: abs(self.at[source][1] + CARD_HEIGHT // 2 - middle))
        first = sources.index(straight)
        room = CARD_HEIGHT // 2 - 6
        pitch = min(PORT_PITCH, 2 * room // max(1, len(sources) - 1))
        above, below = first * pitch, (len(sources) - 1 - first) * pitch
        shift = max(0, above - room) - max(0, below - room)
        for index, source in enumerate(sources):
            self._entries[source, target] = middle + shift + (index - first) * pitch

    def _trunk(self, source: StepId, x: int, y: int, end_y: int) -> int:
        """The vertical of that source, chosen once; beside those of other sources where they would meet."""
        if source not in self.trunks:
            usual = JOIN_TRUNK if is_join(self.template, source) else TRUNK
            ends = [
                self.entry(flow.source, flow.target)
                for flow in self.template.outgoing[source]
                if flow.target in self.template.by_id
            ]
            top, bottom = min([y, end_y, *ends]), max([y, end_y, *ends])
            for aside in _ASIDE:
                if self._columns.is_free(x + usual + aside, top, bottom, source):
                    usual += aside
                    break
            self.trunks[source] = x + usual
            if top < bottom:
                self._columns.use(x + usual, top, bottom, source)
        return self.trunks[source]

    def _backwards(self, flow: Flow, start: Point, port: int, end_y: int) -> tuple[Point, ...]:
        """Around below: the target stands left of where a line could turn."""
        x, y = start
        low = max(box_of(self.template, step_id, self.at)[3] for step_id in (flow.source, flow.target)) + BELOW
        trunk, late = self._trunk(flow.source, x, y, end_y), port - APPROACH
        lanes = [low, low - 16, *(lane for row in range(1, 9) for lane in (low - 16 + row * PITCH_Y,))]
        for lane in lanes:
            way = [(x, y), (trunk, y), (trunk, lane), (late, lane), (late, end_y), (port - ARROW_GAP, end_y)]
            if self._is_free(flow, way):
                break
        else:
            way = [(x, y), (trunk, y), (trunk, low), (late, low), (late, end_y), (port - ARROW_GAP, end_y)]
        return _tidy(way)

    def _gaps(self, y: int, end_y: int) -> Iterator[int]:
        """Heights between rows, those that make the shortest way first."""
        near = sorted(self._between, key=lambda lane: (abs(lane - y) + abs(lane - end_y), abs(lane - end_y), lane))
        for middle in near[:_FARTHEST]:
            for aside in _LANES:
                yield middle + aside

    def _is_free(self, flow: Flow, way: list[Point], with_lines: bool = True) -> bool:
        """Whether that way meets no card and, `with_lines`, no line of another source and target."""
        own = (flow.source, flow.target)
        points = _tidy(way)
        for number, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
            if ay == by:
                left, right = min(ax, bx), max(ax, bx)
                if not self.cards.free_row(ay, left, right, own):
                    return False
                is_end = number in (0, len(points) - 2)
                if with_lines and not is_end and not self._lanes.is_free(ay, left, right, flow.source):
                    return False
            else:
                top, bottom = min(ay, by), max(ay, by)
                if not self.cards.free_column(ax, top, bottom, own):
                    return False
                if (
                    with_lines
                    and ax != self.trunks.get(flow.source)
                    and not self._columns.is_free(ax, top, bottom, flow.source, flow.target)
                ):
                    return False
        return True

    def _keep(self, flow: Flow, points: tuple[Point, ...]) -> tuple[Point, ...]:
        for (ax, ay), (bx, by) in pairwise(points):
            if ay == by:
                self._lanes.use(ay, min(ax, bx), max(ax, bx), flow.source)
            elif ax != self.trunks.get(flow.source):
                self._columns.use(ax, min(ay, by), max(ay, by), flow.source, flow.target)
        return points


def _tidy(points: list[Point]) -> tuple[Point, ...]:
    """Without repeated points and points in the middle of a straight line."""
    tidy: list[Point] = []
    for point in points:
        if tidy and tidy[-1] == point:
            continue
        if len(tidy) > 1 and (tidy[-2][0] == tidy[-1][0] == point[0] or tidy[-2][1] == tidy[-1][1] == point[1]):
            tidy[-1] = point
        else:
            tidy.append(point)
    return tuple(tidy)
