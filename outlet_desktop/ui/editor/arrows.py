"""Arrows of the process scene, painted by Qt alone: no Python is called for them in a repaint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.theme import theme, token

Point = tuple[float, float]
CORNER: float = token("canvas.edge.corner")
ARROW_LENGTH, ARROW_WIDTH = (float(side) for side in token("canvas.edge.arrow"))
WIDTH, CRITICAL_WIDTH, SELECTED_WIDTH = (
    float(token(f"canvas.edge.{name}")) for name in ("width", "critical", "selected")
)


class EdgeItem(QGraphicsPathItem):
    """An arrow. One path holds line and head, so that Qt paints it by one stroke and no Python is called.

    The head is filled by concentric triangles of the same pen: their strokes overlap, which a single
    path draws without seams.
    """

    def __init__(self, source: StepId, target: StepId) -> None:
        super().__init__()
        self.source, self.target = source, target
        self.points: tuple[Point, ...] = ()
        self.is_critical = self.is_selected = self.is_cycle = False
        self._width = 0.0  # of the pen
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.restyle()

    def set_points(self, points: Sequence[Point]) -> None:
        """Run through these scene points; the last one is the tip."""
        route = tuple(points)
        if route != self.points:
            self.points = route
            self.setPath(arrow_path(route, self._width))

    def distance(self, point: QPointF) -> float:
        """How far the line is from a scene point."""
        x, y = point.x() - self.x(), point.y() - self.y()
        return min(
            (
                max(abs(x - min(max(x, min(ax, bx)), max(ax, bx))), abs(y - min(max(y, min(ay, by)), max(ay, by))))
                for (ax, ay), (bx, by) in pairwise(self.points)
            ),
            default=float("inf"),
        )

    def set_style(
        self, *, critical: bool | None = None, selected: bool | None = None, cycle: bool | None = None
    ) -> None:
        """Switch the named properties; repaints only on a difference."""
        before = (self.is_critical, self.is_selected, self.is_cycle)
        self.is_critical = self.is_critical if critical is None else critical
        self.is_selected = self.is_selected if selected is None else selected
        self.is_cycle = self.is_cycle if cycle is None else cycle
        if (self.is_critical, self.is_selected, self.is_cycle) != before:
            self.restyle()

    def restyle(self) -> None:
        """Take pen and order from the theme and the state."""
        width, color, z = WIDTH, "canvas.edge", -3.0
        if self.is_critical:
            width, color, z = CRITICAL_WIDTH, "gantt.critical", -2.0
        if self.is_selected:
            width, color, z = SELECTED_WIDTH, "accent.fill", -1.0
        if self.is_cycle:
            width, color, z = 2.0, "status.late.fill", -1.0
        was, self._width = self._width, width
        self.setPen(_pen(theme.color(color).rgba(), width))
        self.setZValue(z)
        if was != width and self.points:
            self.setPath(arrow_path(self.points, width))


def edge_pen(color: str, width: float) -> QPen:
    """The pen of an arrow in a colour token; the caller's own."""
    return QPen(_pen(theme.color(color).rgba(), width))


@lru_cache(maxsize=32)
def _pen(color: int, width: float) -> QPen:
    """One pen for all arrows that look alike; nobody changes it."""
    pen = QPen(QColor.fromRgba(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setMiterLimit(4)
    return pen


def line_path(points: Sequence[Point], shorten: float = 0.0) -> QPainterPath:
    """A polyline with rounded corners; the last point is drawn back by `shorten`."""
    path = QPainterPath()
    path.moveTo(*points[0])
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        radius = _corner(before, at, after)
        path.lineTo(*_towards(at, before, radius))
        path.quadTo(*at, *_towards(at, after, radius))
    end = points[-1]
    if shorten and len(points) > 1:
        end = _towards(end, points[-2], shorten)
    path.lineTo(*end)
    return path


def arrow_path(points: Sequence[Point], width: float) -> QPainterPath:
    """Line and filled head as one path for a pen of `width`; see EdgeItem."""
    if len(points) < 2:
        return QPainterPath()
    path = line_path(points, shorten=ARROW_LENGTH / 2)
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = abs(x1 - x0) + abs(y1 - y0) or 1.0
    path.addPath(_head((x1 - x0) / length, (y1 - y0) / length, width).translated(x1, y1))
    return path


@lru_cache(maxsize=64)
def _head(dx: float, dy: float, width: float) -> QPainterPath:
    """The head of an arrow that points that way (`dx`, `dy`: of length 1) with its tip at the origin."""
    path = QPainterPath()
    inset = width / 2
    slope = (ARROW_LENGTH**2 + (ARROW_WIDTH / 2) ** 2) ** 0.5 / (ARROW_WIDTH / 2)
    while True:
        base, tip = ARROW_LENGTH - inset, inset * slope  # distances back from the point of the arrow
        half = (base - tip) * (ARROW_WIDTH / 2) / ARROW_LENGTH
        if half <= 0.2:
            return path
        path.moveTo(-dx * tip, -dy * tip)
        path.lineTo(-dx * base - dy * half, -dy * base + dx * half)
        path.lineTo(-dx * base + dy * half, -dy * base - dx * half)
        path.closeSubpath()
        inset += width


def _corner(before: Point, at: Point, after: Point) -> float:
    """The radius of a corner: less than usual where a piece beside it is short."""
    x, y = at
    return min(CORNER, (abs(before[0] - x) + abs(before[1] - y)) / 2, (abs(after[0] - x) + abs(after[1] - y)) / 2)


def _towards(start: Point, end: Point, distance: float) -> Point:
    (x, y), (end_x, end_y) = start, end
    length = abs(end_x - x) + abs(end_y - y) or 1.0
    share = min(1.0, distance / length)
    return x + (end_x - x) * share, y + (end_y - y) * share


class LiveEdge:
    """The picture of an arrow while one of its ends is dragged: a thin item for each straight piece.

    The box around a whole route covers many cards, and each would be painted again at every move of the
    mouse; the boxes around its pieces do not.
    """

    def __init__(self, edge: EdgeItem) -> None:
        self.edge = edge
        self._pieces: list[QGraphicsPathItem] = []
        edge.setVisible(False)
        self.set_points(edge.points)

    def set_points(self, points: Sequence[Point]) -> None:
        """Show another route."""
        paths = list(_pieces(points, self.edge.pen().widthF()))
        scene = self.edge.scene()
        while len(self._pieces) < len(paths):
            piece = QGraphicsPathItem()
            piece.setPen(self.edge.pen())
            piece.setZValue(self.edge.zValue())
            piece.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            scene.addItem(piece)
            self._pieces.append(piece)
        for piece, path in zip(self._pieces, paths, strict=False):
            piece.setPath(path)
        for piece in self._pieces[len(paths) :]:
            piece.setPath(QPainterPath())

    def end(self) -> None:
        """Take the pieces away and show the arrow itself again."""
        for piece in self._pieces:
            piece.scene().removeItem(piece)
        self._pieces.clear()
        self.edge.setVisible(True)


def _pieces(points: Sequence[Point], width: float) -> list[QPainterPath]:
    made: list[QPainterPath] = []
    start = points[0]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        radius = _corner(before, at, after)
        enter, leave = _towards(at, before, radius), _towards(at, after, radius)
        line = QPainterPath(QPointF(*start))
        line.lineTo(QPointF(*enter))
        bend = QPainterPath(QPointF(*enter))
        bend.quadTo(QPointF(*at), QPointF(*leave))
        made += [line, bend]
        start = leave
    if len(points) > 1:
        made.append(arrow_path((start, points[-1]), width))
    return made
