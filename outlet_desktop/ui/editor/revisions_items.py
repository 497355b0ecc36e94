"""Cards, join bars and arrows that differ between two revisions, drawn over the editor's own painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from outlet_desktop.domain.difference import Mark
from outlet_desktop.domain.template import Step, StepId, StepKind
from outlet_desktop.ui.editor.arrows import ARROW_LENGTH, ARROW_WIDTH, EdgeItem, Point, edge_pen, line_path
from outlet_desktop.ui.editor.inspector_words import KIND_ICONS
from outlet_desktop.ui.editor.items import JoinItem, StepItem
from outlet_desktop.ui.editor.painting import (
    CARD,
    CARD_H,
    CARD_W,
    DIAMOND,
    JOIN_W,
    NAME_ONLY_BELOW,
    SHAPES_ONLY_BELOW,
    Look,
    SpriteCache,
    State,
    footer_font,
    node_font,
    outline,
    paint_card,
)
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.theme import font, theme

MARK_COLORS: dict[Mark, str] = {
    "added": "status.done.fill",
    "removed": "status.late.fill",
    "changed": "status.active.fill",
    "moved": "text.secondary",
}
MARK_ICONS: dict[Mark, str] = {
    "added": "ph.plus-circle-fill",
    "removed": "ph.minus-circle-fill",
    "changed": "ph.pencil-simple-fill",
    "moved": "ph.arrows-out-cardinal",
}
_BADGE = 17  # px


@dataclass(frozen=True, slots=True)
class Footer:
    """What the footer of a changed card says, and which part of it is news."""

    role: str = ""
    duration: str = ""
    is_role_new: bool = False
    is_duration_new: bool = False


class MarkedItem(StepItem):
    """A card or diamond with a mark; painted without a sprite, for few cards of a drawing differ."""

    def __init__(self, step: Step, look: Look, sprites: SpriteCache, mark: Mark, footer: Footer) -> None:
        super().__init__(step, look, sprites)
        self.mark: Mark = mark
        self.footer = footer
        self.setZValue(0.5)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = painter.worldTransform().m11()
        look = self.look.at_zoom(zoom)
        is_near = zoom >= NAME_ONLY_BELOW
        painter.save()
        if self.mark == "removed":
            _paint_gone(painter, look, zoom)
        else:
            plain = replace(look, role="", duration="", is_role_missing=False)
            paint_card(painter, plain if look.kind is not StepKind.MILESTONE else look, State.NONE)
            if is_near and look.kind is not StepKind.MILESTONE:
                _paint_footer(painter, look, self.footer)
            if self.mark != "moved":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(_mark_pen(self.mark, zoom))
                painter.drawPath(outline(look.kind))
        if self.state & State.SELECTED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent.fill"), 2))
            painter.drawRoundedRect(self._local_body().adjusted(-4, -4, 4, 4), 8, 8)
        if zoom >= SHAPES_ONLY_BELOW:
            corner = QPointF(CARD_W, 0)
            if look.kind is StepKind.MILESTONE:
                corner = CARD.center() + QPointF(DIAMOND / 2, -DIAMOND / 2)
            paint_mark(painter, corner, self.mark)
        painter.restore()


class MarkedJoin(JoinItem):
    """A join bar with a mark."""

    def __init__(self, step: Step, look: Look, x: float, top: float, bottom: float, counts: str, mark: Mark) -> None:
        super().__init__(step, look, x, top, bottom, counts)
        self.mark: Mark = mark

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        super().paint(painter, option, widget)
        painter.save()
        if self.mark != "moved":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_mark_pen(self.mark))
            box = QRectF(-JOIN_W / 2, self.top, JOIN_W, self.bottom - self.top)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
        paint_mark(painter, QPointF(JOIN_W / 2 + 4, self.top), self.mark)
        painter.restore()


class GhostItem(QGraphicsItem):
    """Where a card stood in the older revision: a dotted outline, and a dotted line to where it stands now."""

    def __init__(self, step: Step, way: tuple[float, float], words: str) -> None:
        super().__init__()
        self.step, self.words = step, words
        self._way = QPointF(*way)
        self.setPos(*step.at)
        self.setZValue(-0.9)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        start = CARD.center()
        return CARD.united(QRectF(start, start + self._way).normalized()).adjusted(-12, -12, 12, 12)

    def shape(self) -> QPainterPath:
        return QPainterPath()  # nothing to click

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pen = QPen(theme.color("text.tertiary"), 1.25)
        pen.setDashPattern([1.5, 2.5])
        path = outline(self.step.kind)
        painter.setBrush(theme.color("canvas.bg"))
        painter.setPen(Qt.PenStyle.NoPen)
        line = self._line()
        if line is not None:
            painter.setPen(pen)
            painter.drawLine(*line)
        painter.setPen(pen)
        painter.drawPath(path)
        if painter.worldTransform().m11() >= NAME_ONLY_BELOW and self.step.kind is not StepKind.MILESTONE:
            painter.setFont(font("small"))
            painter.setPen(theme.color("text.tertiary"))
            painter.drawText(CARD.adjusted(14, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.words)

    def _line(self) -> tuple[QPointF, QPointF] | None:
        """From the middle of the old place to the edge of the new one; None where they lie close."""
        if abs(self._way.x()) < CARD_W + 16 and abs(self._way.y()) < CARD_H + 16:
            return None
        start = CARD.center()
        half = QPointF(CARD_W / 2 + 4, CARD_H / 2 + 4)
        share = min(
            half.x() / abs(self._way.x()) if self._way.x() else 1.0,
            half.y() / abs(self._way.y()) if self._way.y() else 1.0,
        )
        return start + self._way * share, start + self._way * (1 - share)


class DifferenceEdge(EdgeItem):
    """An arrow that came (solid), went (dashed) or stays as usual."""

    mark: Mark | None = None  # the first restyle comes from the constructor of the base

    def __init__(self, source: StepId, target: StepId, mark: Mark | None) -> None:
        super().__init__(source, target)
        self.mark = mark
        self._head: QGraphicsPathItem | None = None
        if mark == "removed":  # a dashed pen would dash the head too
            self._head = QGraphicsPathItem(self)
            self._head.setPen(QPen(Qt.PenStyle.NoPen))
            self._head.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.restyle()

    def restyle(self) -> None:
        if self.mark is None:
            super().restyle()
            return
        pen = edge_pen(MARK_COLORS[self.mark], 2.0)
        if self.mark == "removed":
            pen.setDashPattern([2.5, 2.0])
            if self._head is not None:
                self._head.setBrush(theme.color(MARK_COLORS[self.mark]))
        self.setPen(pen)
        self.setZValue(-1.5)

    def set_points(self, points: Sequence[Point]) -> None:
        if self._head is None:
            super().set_points(points)
            return
        route = tuple(points)
        if route != self.points:
            self.points = route
            self.setPath(line_path(route, shorten=ARROW_LENGTH))
            self._head.setPath(_head_path(route))


def paint_mark(painter: QPainter, corner: QPointF, mark: Mark) -> None:
    """The badge of a mark over a disc of the canvas colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("canvas.bg"))
    painter.drawEllipse(corner, 10, 10)
    draw_icon(painter, MARK_ICONS[mark], corner, _BADGE, theme.color(MARK_COLORS[mark]))


def _mark_pen(mark: Mark, zoom: float = 1.0) -> QPen:
    """The border of a mark; far away it stays thick enough to be seen."""
    pen = QPen(theme.color(MARK_COLORS[mark]), max(2.0, 1.2 / zoom))
    if mark == "removed":
        pen.setDashPattern([2.5, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _head_path(points: Sequence[Point]) -> QPainterPath:
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = abs(x1 - x0) + abs(y1 - y0) or 1.0
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    back, half = QPointF(x1 - dx * ARROW_LENGTH, y1 - dy * ARROW_LENGTH), ARROW_WIDTH / 2
    path = QPainterPath(QPointF(x1, y1))
    path.lineTo(back.x() - dy * half, back.y() + dx * half)
    path.lineTo(back.x() + dy * half, back.y() - dx * half)
    path.closeSubpath()
    return path


def _paint_gone(painter: QPainter, look: Look, zoom: float) -> None:
    """A card that is no more: fill of the canvas, dashed border, its name struck out."""
    path, quiet = outline(look.kind), theme.color("text.tertiary")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("canvas.bg"))
    painter.drawPath(path)
    if look.kind is StepKind.CONFIRMATION:
        painter.fillRect(QRectF(CARD_W - 6.0, 1, 5, CARD_H - 2), quiet)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_mark_pen("removed", zoom))
    painter.drawPath(path)
    if not look.lines:
        return
    struck = QFont(node_font())
    struck.setStrikeOut(True)
    painter.setFont(struck)
    painter.setPen(quiet)
    if look.kind is StepKind.MILESTONE:
        draw_icon(painter, KIND_ICONS[look.kind], CARD.center(), 16, quiet)
        width = QFontMetricsF(struck).horizontalAdvance(look.lines[0])
        painter.drawText(QPointF(CARD.center().x() - width / 2, CARD.center().y() + DIAMOND / 2 + 15), look.lines[0])
        return
    for line, baseline in zip(look.lines, (21.0, 36.0), strict=False):
        painter.drawText(QPointF(32, baseline), line)
    draw_icon(painter, KIND_ICONS[look.kind], QPointF(18, 17), 16, quiet)
    if look.duration:
        _paint_footer(painter, look, Footer(look.role, look.duration), quiet=True)


def _paint_footer(painter: QPainter, look: Look, footer: Footer, quiet: bool = False) -> None:
    """Role and duration below the name; what is new in the colour of a change, semibold."""
    plain, news = theme.color("text.tertiary" if quiet else "text.secondary"), theme.color("status.active.text")
    baseline = CARD_H - 10.0
    right = CARD_W - (15.0 if look.kind is StepKind.CONFIRMATION else 10.0)
    if quiet and look.code:
        painter.setFont(footer_font(10, 600))
        painter.setPen(plain)
        width = QFontMetricsF(painter.font()).horizontalAdvance(look.code)
        painter.drawText(QPointF(18 - width / 2, baseline), look.code)
    painter.setFont(footer_font(12, 600 if footer.is_duration_new else 400))
    tail = QFontMetricsF(painter.font()).horizontalAdvance(footer.duration)
    painter.setPen(news if footer.is_duration_new else plain)
    painter.drawText(QPointF(right - tail, baseline), footer.duration)
    painter.setFont(footer_font(12, 600 if footer.is_role_new else 400))
    missing = look.is_role_missing and not footer.is_role_new
    painter.setPen(news if footer.is_role_new else theme.color("status.late.text") if missing else plain)
    words = QFontMetricsF(painter.font()).elidedText(footer.role, Qt.TextElideMode.ElideRight, right - tail - 8 - 32)
    painter.drawText(QPointF(32, baseline), words)
