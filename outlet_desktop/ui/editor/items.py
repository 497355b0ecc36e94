"""Items of the process scene. Cards blit a cached sprite; edges are painted by Qt alone, without Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from outlet_desktop.domain.template import Step, StepId, StepKind, Template
from outlet_desktop.ui.editor.painting import (
    CARD,
    CARD_H,
    JOIN_W,
    MARGIN,
    NAME_ONLY_BELOW,
    SHAPES_ONLY_BELOW,
    Look,
    SpriteCache,
    State,
    break_name,
    name_width,
    paint_join,
    ports,
)
from outlet_desktop.ui.theme import theme, token

Point = tuple[float, float]
CORNER: float = token("canvas.edge.corner")
ARROW_LENGTH, ARROW_WIDTH = (float(side) for side in token("canvas.edge.arrow"))


class NodeItem(QGraphicsItem):
    """A step of the drawing: what a card and a join bar have in common."""

    step: Step
    state: State = State.NONE

    def __init__(self, step: Step, look: Look) -> None:
        super().__init__()
        self.step, self.look = step, look
        self.setPos(*step.at)
        self.setAcceptHoverEvents(False)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def id(self) -> StepId:
        """The step's id."""
        return self.step.id

    def set_state(self, flag: State, on: bool) -> None:
        """Switch one state on or off; repaints only on a difference."""
        state = self.state | flag if on else self.state & ~flag
        if state != self.state:
            self.state = state
            self.update()

    def show_step(self, step: Step, look: Look) -> None:
        """Show another value of the same step."""
        if step.at != self.step.at:
            self.setPos(*step.at)
        self.step = step
        if look != self.look:
            self.look = look
            self.update()

    def body(self) -> QRectF:
        """What can be clicked, in scene coordinates."""
        raise NotImplementedError

    def port_points(self) -> tuple[QPointF, QPointF]:
        """(in, out) in scene coordinates."""
        raise NotImplementedError


class StepItem(NodeItem):
    """A card, or the diamond of a milestone with at most one input. Blits a sprite.

    `paints` counts paint calls of the process; a test holds the frames of a drag to it.
    """

    paints = 0
    _bounds = QRectF(MARGIN)

    def __init__(self, step: Step, look: Look, sprites: SpriteCache) -> None:
        super().__init__(step, look)
        self._sprites = sprites
        self._looks: tuple[Look, Look] | None = None
        self._far: tuple[tuple[float, State, float], QPixmap] | None = None

    def forget(self) -> None:
        """Another theme or font: no picture may be kept."""
        self._far = None

    def show_step(self, step: Step, look: Look) -> None:
        if look != self.look:
            self._looks = None
            self._far = None
        super().show_step(step, look)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._local_body())
        return path

    def _local_body(self) -> QRectF:
        if self.step.kind is StepKind.MILESTONE:
            half = CARD_H / 2
            center = CARD.center()
            return QRectF(center.x() - half, center.y() - half, CARD_H, CARD_H)
        return CARD

    def body(self) -> QRectF:
        return self._local_body().translated(self.pos())

    def port_points(self) -> tuple[QPointF, QPointF]:
        enter, leave = ports(self.step.kind)
        return enter + self.pos(), leave + self.pos()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        StepItem.paints += 1
        world = painter.worldTransform()
        zoom = world.m11()
        if zoom < SHAPES_ONLY_BELOW and not self.state and self.look.kind is StepKind.TASK:
            # Far away most cards are plain boxes: two fills are a third of a blit under a changed transform.
            painter.fillRect(CARD, theme.color("canvas.nodeBorder"))
            line = 1 / zoom
            painter.fillRect(CARD.adjusted(line, line, -line, -line), theme.color("canvas.node"))
            if self.look.severity:
                sign = "status.late.fill" if self.look.severity == "error" else "status.risk.fill"
                painter.fillRect(QRectF(CARD.right() - 12, CARD.top() - 12, 24, 24), theme.color(sign))
            return
        sprite = self._sprite(zoom, painter.device().devicePixelRatioF())
        ratio = sprite.devicePixelRatioF()
        # Blit on whole device pixels and without scaling: sharp text at any zoom, and the fast path.
        x = round((world.dx() + MARGIN.x() * zoom) * ratio) / ratio
        y = round((world.dy() + MARGIN.y() * zoom) * ratio) / ratio
        painter.setWorldTransform(QTransform.fromTranslate(x, y))
        painter.drawPixmap(0, 0, sprite)
        painter.setWorldTransform(world)

    def _sprite(self, zoom: float, ratio: float) -> QPixmap:
        if zoom >= NAME_ONLY_BELOW:
            return self._sprites.get(self.look, int(self.state), round(zoom, 4), ratio)
        # Far away many cards are painted in one frame, and their small pictures are cheap to keep here.
        key = (zoom, self.state, ratio)
        if self._far is None or self._far[0] != key:
            if self._looks is None:
                self._looks = (self.look.at_zoom(0.4), self.look.at_zoom(0.2))
            look = self._looks[zoom < SHAPES_ONLY_BELOW]
            self._far = (key, self._sprites.get(look, int(self.state), round(zoom, 4), ratio))
        return self._far[1]


class JoinItem(NodeItem):
    """A milestone with two or more inputs: a bar that gathers them. The item's origin is the bar's centre line.

    Attributes:
        top, bottom: Ends of the bar in scene coordinates.
    """

    def __init__(self, step: Step, look: Look, x: float, top: float, bottom: float, counts: str) -> None:
        super().__init__(step, look)
        self.top, self.bottom, self.counts = top, bottom, counts
        self.setPos(x, 0)
        self.setZValue(-0.5)

    def place(self, x: float, top: float, bottom: float, counts: str) -> None:
        """Move and stretch the bar (scene coordinates); `counts` is its tag, "3 → 5"."""
        if (x, top, bottom, counts) != (self.pos().x(), self.top, self.bottom, self.counts):
            self.prepareGeometryChange()
            self.top, self.bottom, self.counts = top, bottom, counts
            self.setPos(x, 0)
            self.update()

    def show_step(self, step: Step, look: Look) -> None:
        self.step = step
        if look != self.look:
            self.look = look
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-110, self.top - 28, 220, self.bottom - self.top + 64)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(-12, self.top, 24, self.bottom - self.top))
        return path

    def body(self) -> QRectF:
        return QRectF(self.pos().x() - 12, self.top, 24, self.bottom - self.top)

    def port_points(self) -> tuple[QPointF, QPointF]:
        middle = (self.top + self.bottom) / 2
        return QPointF(self.x() - JOIN_W / 2, middle), QPointF(self.x() + JOIN_W / 2, middle)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = painter.worldTransform().m11()
        look = self.look.at_zoom(zoom)
        paint_join(painter, self.top, self.bottom, look, self.state, self.counts if zoom >= 0.5 else "")


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
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.restyle()

    def set_points(self, points: Sequence[Point]) -> None:
        """Run through these scene points; the last one is the tip."""
        route = tuple(points)
        if route != self.points:
            self.points = route
            self.setPath(arrow_path(route, self.pen().widthF()))

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
        width, color, z = token("canvas.edge.width"), "canvas.edge", -3.0
        if self.is_critical:
            width, color, z = token("canvas.edge.critical"), "gantt.critical", -2.0
        if self.is_selected:
            width, color, z = token("canvas.edge.selected"), "accent.fill", -1.0
        if self.is_cycle:
            width, color, z = 2.0, "status.late.fill", -1.0
        was = self.pen().widthF()
        self.setPen(edge_pen(color, width))
        self.setZValue(z)
        if was != width and self.points:
            self.setPath(arrow_path(self.points, width))


def edge_pen(color: str, width: float) -> QPen:
    """The pen of an arrow in a colour token."""
    pen = QPen(theme.color(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setMiterLimit(4)
    return pen


def line_path(points: Sequence[Point], shorten: float = 0.0) -> QPainterPath:
    """A polyline with rounded corners; the last point is drawn back by `shorten`."""
    path = QPainterPath(QPointF(*points[0]))
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        enter = _towards(at, before, _corner(before, at, after))
        leave = _towards(at, after, _corner(before, at, after))
        path.lineTo(QPointF(*enter))
        path.quadTo(QPointF(*at), QPointF(*leave))
    end = points[-1]
    if shorten and len(points) > 1:
        end = _towards(end, points[-2], shorten)
    path.lineTo(QPointF(*end))
    return path


def arrow_path(points: Sequence[Point], width: float) -> QPainterPath:
    """Line and filled head as one path for a pen of `width`; see EdgeItem."""
    if len(points) < 2:
        return QPainterPath()
    path = line_path(points, shorten=ARROW_LENGTH / 2)
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = abs(x1 - x0) + abs(y1 - y0) or 1.0
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    inset = width / 2
    slope = (ARROW_LENGTH**2 + (ARROW_WIDTH / 2) ** 2) ** 0.5 / (ARROW_WIDTH / 2)
    while True:
        base, tip = ARROW_LENGTH - inset, inset * slope  # distances back from the point of the arrow
        half = (base - tip) * (ARROW_WIDTH / 2) / ARROW_LENGTH
        if half <= 0.2:
            break
        path.moveTo(x1 - dx * tip, y1 - dy * tip)
        path.lineTo(x1 - dx * base - dy * half, y1 - dy * base + dx * half)
        path.lineTo(x1 - dx * base + dy * half, y1 - dy * base - dx * half)
        path.closeSubpath()
        inset += width
    return path


def _corner(before: Point, at: Point, after: Point) -> float:
    def length(a: Point, b: Point) -> float:
        return abs(a[0] - b[0]) + abs(a[1] - b[1])

    return min(CORNER, length(before, at) / 2, length(at, after) / 2)


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = abs(end[0] - start[0]) + abs(end[1] - start[1]) or 1.0
    share = min(1.0, distance / length)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


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


class BandItem(QGraphicsLineItem):
    """The dashed line between two stages."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(-5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.restyle()

    def restyle(self) -> None:
        """Take the pen from the theme."""
        pen = QPen(theme.color("border.default"), 1)
        pen.setCosmetic(True)
        pen.setDashPattern([4, 4])
        self.setPen(pen)


def look_of(template: Template, step: Step, severity: str, no_role: str, days: Callable[[int], str]) -> Look:
    """What a card of `step` shows. `no_role` and `days` (4 -> "4 р. д.") are the caller's words."""
    role = template.role(step.role)
    is_milestone = step.kind is StepKind.MILESTONE
    missing = role is None and not is_milestone
    return Look(
        kind=step.kind,
        lines=break_name(step.title, name_width(step.kind)),
        code=role.code if role and not is_milestone else "",
        role=no_role if missing else (role.title if role else ""),
        is_role_missing=missing,
        duration="" if is_milestone else days(step.duration.likely),
        severity=severity,
    )
