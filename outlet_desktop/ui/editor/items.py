"""Cards, join bars and stage lines of the process scene. Cards blit a cached sprite; arrows: `arrows`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QStyleOptionGraphicsItem, QWidget

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
from outlet_desktop.ui.theme import theme


class NodeItem(QGraphicsItem):
    """A step of the drawing: what a card and a join bar have in common."""

    step: Step
    state: State = State.NONE

    def __init__(self, step: Step, look: Look | Callable[[Step], Look]) -> None:
        super().__init__()
        self.step = step
        self._look = look
        self.setPos(*step.at)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def look(self) -> Look:
        """What it shows; of a card that nobody has looked at yet it is worked out now."""
        if not isinstance(self._look, Look):
            self._look = self._look(self.step)
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look

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

    def __init__(self, step: Step, look: Look | Callable[[Step], Look], sprites: SpriteCache) -> None:
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
