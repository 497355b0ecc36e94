"""How cards, join bars and badges look; pure painting, no items. Values from `ui.md` §5 and tokens.json."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from enum import IntFlag
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.theme import font, theme, token

CARD_W: int = token("canvas.node.w")
CARD_H: int = token("canvas.node.h")
DIAMOND: int = token("canvas.milestone")
JOIN_W: int = token("canvas.join.w")
CARD = QRectF(0, 0, CARD_W, CARD_H)
MARGIN = QRectF(-12, -12, CARD_W + 24, CARD_H + 36)  # badge, ports, the words below a diamond
NAME_ONLY_BELOW = 0.5  # zoom
SHAPES_ONLY_BELOW = 0.3

_CANVAS_ICON = {
    StepKind.TASK: "ph.check-square",
    StepKind.APPROVAL: "ph.circle-wavy-check-fill",
    StepKind.CONFIRMATION: "ph.lock-key-fill",
    StepKind.MILESTONE: "ph.flag-fill",
}


class State(IntFlag):
    """How a card stands out at the moment."""

    NONE = 0
    HOVER = 1
    SELECTED = 2
    PORTS = 4  # ports are shown
    TARGET = 8  # a legal end of the arrow being drawn, under the pointer
    BARRED = 16  # not a legal end: faded
    CYCLE = 32  # part of the cycle that the refused arrow would close
    SEVERAL = 64  # one of several selected: no ports


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that a card's picture depends on, but its state and the zoom."""

    kind: StepKind
    lines: tuple[str, ...] = ()
    code: str = ""
    role: str = ""
    is_role_missing: bool = False
    duration: str = ""
    severity: str = ""

    def at_zoom(self, zoom: float) -> Look:
        """The part of it that shows at this zoom: all, name only, shape only."""
        if zoom < SHAPES_ONLY_BELOW:
            return Look(self.kind, severity=self.severity)
        if zoom < NAME_ONLY_BELOW:
            return replace(self, code="", role="", is_role_missing=False, duration="")
        return self


@lru_cache(maxsize=1)
def node_font() -> QFont:
    """Font of names on cards: unhinted, so that a name keeps its line breaks at every zoom."""
    made = font("node", is_drawn=True)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=8)
def footer_font(size: float, weight: int) -> QFont:
    """Font of the footer of a card: role, duration (11.5) and role code (10)."""
    made = font("small", tabular=True, weight=weight, is_drawn=True)
    made.setPixelSize(round(size))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=4096)
def break_name(title: str, width: float) -> tuple[str, ...]:
    """The name in at most two lines of `width` px; the second one elided."""
    metrics = QFontMetricsF(node_font())
    if metrics.horizontalAdvance(title) <= width:
        return (title,)
    layout = QTextLayout(title, node_font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    cut = line.textLength()
    first, rest = title[:cut].rstrip(), title[cut:].lstrip()
    return (first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))


def name_width(kind: StepKind) -> float:
    """Room for a name, px."""
    if kind is StepKind.MILESTONE:
        return float(CARD_W)
    return CARD_W - 32.0 - (14 if kind is StepKind.CONFIRMATION else 8)


@lru_cache(maxsize=16)
def outline(kind: StepKind) -> QPainterPath:
    """Outline of a card of that kind; the shape, not a colour, tells the kind."""
    path = QPainterPath()
    box = CARD.adjusted(0.5, 0.5, -0.5, -0.5)
    match kind:
        case StepKind.TASK:
            path.addRoundedRect(box, token("radius.nodeTask"), token("radius.nodeTask"))
        case StepKind.CONFIRMATION:
            path.addRoundedRect(box, token("radius.nodeConfirmation"), token("radius.nodeConfirmation"))
        case StepKind.APPROVAL:
            cut = 10.0
            left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
            path.addPolygon(
                QPolygonF(
                    [
                        QPointF(left + cut, top),
                        QPointF(right - cut, top),
                        QPointF(right, top + cut),
                        QPointF(right, bottom - cut),
                        QPointF(right - cut, bottom),
                        QPointF(left + cut, bottom),
                        QPointF(left, bottom - cut),
                        QPointF(left, top + cut),
                    ]
                )
            )
            path.closeSubpath()
        case StepKind.MILESTONE:
            path = diamond(CARD.center(), DIAMOND)
    return path


def diamond(center: QPointF, size: float) -> QPainterPath:
    """A diamond `size` wide and high."""
    half = size / 2
    path = QPainterPath(center + QPointF(0, -half))
    path.lineTo(center + QPointF(half, 0))
    path.lineTo(center + QPointF(0, half))
    path.lineTo(center + QPointF(-half, 0))
    path.closeSubpath()
    return path


def ports(kind: StepKind) -> tuple[QPointF, QPointF]:
    """Where arrows enter and leave a card, in its own coordinates."""
    middle = CARD.center().y()
    if kind is StepKind.MILESTONE:
        center = CARD.center().x()
        return QPointF(center - DIAMOND / 2, middle), QPointF(center + DIAMOND / 2, middle)
    return QPointF(0, middle), QPointF(CARD_W, middle)


def paint_card(painter: QPainter, look: Look, state: State) -> None:
    """Paint a card with its left top corner at the origin; scale 1 = 100 %."""
    if state & State.BARRED:
        painter.setOpacity(0.4)
    path = outline(look.kind)
    painter.setBrush(theme.color("canvas.node"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(path)
    if look.kind is StepKind.CONFIRMATION:
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(CARD_W - 6.0, 0, 6, CARD_H), theme.color("text.secondary"))
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    border = _border(state)
    # Far away the outline is all that shows of a card: it never gets thinner than most of a device pixel.
    border.setWidthF(max(border.widthF(), 0.9 / painter.worldTransform().m11()))
    painter.setPen(border)
    painter.drawPath(path)
    if look.kind is StepKind.MILESTONE:
        _milestone_words(painter, look)
    elif look.lines:
        _card_words(painter, look)
    painter.setOpacity(1.0)
    if look.severity:
        corner = QPointF(CARD_W, 0)
        if look.kind is StepKind.MILESTONE:
            corner = CARD.center() + QPointF(DIAMOND / 2, -DIAMOND / 2)
        paint_badge(painter, corner, look.severity)
    if shows_ports(state):
        _ports(painter, look.kind, state)


def shows_ports(state: State) -> bool:
    """Whether arrows can be drawn from here: hovered, alone selected, or an end that an arrow may take."""
    is_alone = bool(state & State.SELECTED) and not state & State.SEVERAL
    return is_alone or bool(state & (State.PORTS | State.HOVER | State.TARGET))


def paint_badge(painter: QPainter, corner: QPointF, severity: str) -> None:
    """The sign of a finding, over a disc of the canvas colour that keeps it readable on any line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("canvas.bg"))
    painter.drawEllipse(corner, 9, 9)
    name = "ph.warning-octagon-fill" if severity == "error" else "ph.warning-fill"
    color = theme.color("status.late.fill" if severity == "error" else "status.risk.fill")
    draw_icon(painter, name, corner, 16, color)


def _border(state: State) -> QPen:
    if state & State.CYCLE:
        return QPen(theme.color("status.late.fill"), 2)
    if state & (State.SELECTED | State.TARGET):
        return QPen(theme.color("accent.fill"), 2)
    if state & State.HOVER:
        return QPen(theme.color("border.control"), 1.5)
    return QPen(theme.color("canvas.nodeBorder"), 1)


def _card_words(painter: QPainter, look: Look) -> None:
    secondary = theme.color("text.secondary")
    draw_icon(painter, _CANVAS_ICON[look.kind], QPointF(18, 17), 16, secondary)
    painter.setFont(node_font())
    painter.setPen(theme.color("text.primary"))
    for line, baseline in zip(look.lines, (21.0, 36.0), strict=False):
        painter.drawText(QPointF(32, baseline), line)
    baseline = CARD_H - 10.0
    if look.code:
        painter.setFont(footer_font(10, 600))
        painter.setPen(theme.color("text.tertiary"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(look.code)
        painter.drawText(QPointF(18 - width / 2, baseline), look.code)
    painter.setFont(footer_font(12, 400))
    right = CARD_W - (15.0 if look.kind is StepKind.CONFIRMATION else 10.0)
    metrics = QFontMetricsF(painter.font())
    tail = metrics.horizontalAdvance(look.duration)
    painter.setPen(secondary)
    painter.drawText(QPointF(right - tail, baseline), look.duration)
    painter.setPen(theme.color("status.late.text") if look.is_role_missing else secondary)
    room = right - tail - 8 - 32
    role = metrics.elidedText(look.role, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(32, baseline), role)


def _milestone_words(painter: QPainter, look: Look) -> None:
    center = CARD.center()
    if look.lines or look.role:
        draw_icon(painter, "ph.flag-fill", center, 16, theme.color("text.secondary"))
    baseline = center.y() + DIAMOND / 2 + 15
    painter.setFont(node_font())
    painter.setPen(theme.color("text.primary"))
    for line in look.lines[:1]:
        _centred(painter, center.x(), baseline, line)
    if look.role:
        painter.setFont(footer_font(12, 400))
        painter.setPen(theme.color("status.late.text") if look.is_role_missing else theme.color("text.secondary"))
        _centred(painter, center.x(), baseline + 14, look.role)


def _centred(painter: QPainter, x: float, baseline: float, text: str) -> None:
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    painter.drawText(QPointF(x - width / 2, baseline), text)


def _ports(painter: QPainter, kind: StepKind, state: State) -> None:
    accent = bool(state & (State.SELECTED | State.TARGET))
    for at, is_target in zip(ports(kind), (bool(state & State.TARGET), False), strict=True):
        radius = 7.0 if is_target else 5.0 if accent else 4.0
        width = 2.0 if accent else 1.5
        painter.setPen(QPen(theme.color("accent.fill" if accent else "border.control"), width))
        painter.setBrush(theme.color("canvas.node"))
        painter.drawEllipse(at, radius - width / 2, radius - width / 2)


def paint_join(painter: QPainter, top: float, bottom: float, look: Look, state: State, counts: str) -> None:
    """Paint a join bar around x = 0 from `top` to `bottom`: name above, diamond on it, tag below."""
    if state & State.BARRED:
        painter.setOpacity(0.4)
    is_marked = bool(state & (State.SELECTED | State.TARGET))
    color = theme.color("text.secondary")
    if state & State.CYCLE:
        color = theme.color("status.late.fill")
    elif is_marked:
        color = theme.color("accent.fill")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(-JOIN_W / 2, top, JOIN_W, bottom - top), 2, 2)
    middle = (top + bottom) / 2
    painter.setPen(QPen(color if is_marked or state & State.CYCLE else theme.color("text.secondary"), 1.5))
    painter.setBrush(theme.color("canvas.node"))
    painter.drawPath(diamond(QPointF(0, middle), 22))
    if look.lines or look.duration:
        draw_icon(painter, "ph.flag-fill", QPointF(0, middle), 11, theme.color("text.secondary"))
    if look.lines:
        painter.setFont(node_font())
        width = QFontMetricsF(painter.font()).horizontalAdvance(look.lines[0])
        _halo_text(painter, QPointF(-width / 2, top - 8), look.lines[0])
    if counts and look.lines:
        painter.setFont(footer_font(11, 600))
        width = QFontMetricsF(painter.font()).horizontalAdvance(counts) + 20
        box = QRectF(-width / 2, bottom + 6, width, 20).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("canvas.nodeBorder"), 1))
        painter.setBrush(theme.color("canvas.node"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.color("text.primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, counts)
    painter.setOpacity(1.0)
    if look.severity:
        paint_badge(painter, QPointF(12, top - 2), look.severity)
    if shows_ports(state):
        painter.setPen(QPen(theme.color("accent.fill" if is_marked else "border.control"), 1.5))
        painter.setBrush(theme.color("canvas.node"))
        for x in (-JOIN_W / 2, JOIN_W / 2):
            painter.drawEllipse(QPointF(x, middle), 4, 4)


def _halo_text(painter: QPainter, at: QPointF, text: str) -> None:
    path = QPainterPath()
    path.addText(at, painter.font(), text)
    painter.strokePath(path, QPen(theme.color("canvas.bg"), 4, j=Qt.PenJoinStyle.RoundJoin))
    painter.setPen(theme.color("text.primary"))
    painter.drawText(at, text)


class SpriteCache:
    """Pictures of cards, drawn once per look, state, zoom and screen; the least used go first.

    Text and antialiased outlines cost 10-20 µs each, a blit 1.5 µs: that is why.
    """

    def __init__(self, limit_bytes: int = 64 << 20) -> None:
        self._limit, self._size = limit_bytes, 0
        self._sprites: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sprites)

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._size

    def clear(self) -> None:
        """Forget everything (another theme or font)."""
        self._sprites.clear()
        self._size = 0

    def get(self, look: Look, state: int, zoom: float, ratio: float) -> QPixmap:
        """The picture of MARGIN at `zoom`; `ratio` is the device pixel ratio."""
        key = (look, state, zoom, ratio)
        sprite = self._sprites.get(key)
        if sprite is not None:
            self._sprites.move_to_end(key)
            return sprite
        sprite = _sprite(look, State(state), zoom, ratio)
        self._sprites[key] = sprite
        self._size += _bytes(sprite)
        while self._size > self._limit and len(self._sprites) > 1:
            _key, oldest = self._sprites.popitem(last=False)
            self._size -= _bytes(oldest)
        return sprite


def _bytes(sprite: QPixmap) -> int:
    return sprite.width() * sprite.height() * 4


def _sprite(look: Look, state: State, zoom: float, ratio: float) -> QPixmap:
    scale = zoom * ratio
    sprite = QPixmap(max(1, round(MARGIN.width() * scale)), max(1, round(MARGIN.height() * scale)))
    sprite.setDevicePixelRatio(ratio)
    sprite.fill(QColor(0, 0, 0, 0))
    painter = QPainter(sprite)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(zoom, zoom)
    painter.translate(-MARGIN.topLeft())
    paint_card(painter, look, state)
    painter.end()
    return sprite
