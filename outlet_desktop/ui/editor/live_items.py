"""Cards and bars of a running outlet: state, date and deviation in place of role and duration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from outlet_desktop.domain.opening import Status, StepState
from outlet_desktop.domain.template import Step, StepId, StepKind
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.ui.control_blocks import status_icon
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
    footer_font,
    outline,
    paint_card,
)
from outlet_desktop.ui.gantt.cells import deviation_look
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.messages import format_date, short_date, signed, words
from outlet_desktop.ui.theme import theme

_LINE = 4.0  # px of the status line inside the left edge
_QUIET = (StepState.SKIPPED, StepState.WITHDRAWN, StepState.REJECTED)  # nothing is awaited of them


@dataclass(frozen=True, slots=True)
class LiveMark:
    """What a card of a running outlet says.

    Attributes:
        date: Of the finish, actual or forecast. `deviation`: against the baseline, signed; "" = none yet.
        is_late: The deviation is to be noticed. `tone`: colour token of it, as in the tables.
    """

    status: Status = Status.IDLE
    word: str = ""
    date: str = ""
    deviation: str = ""
    is_late: bool = False
    tone: str = "text.secondary"
    is_quiet: bool = False


def mark_of(row: StepRow) -> LiveMark:
    """What the card of a step says: `Готово 12.12 +2`, `Опаздывает 15.01 +3`, `Не начато 05.02`."""
    finish = row.actual.finish or row.forecast.finish or row.own_finish
    is_quiet = row.state in _QUIET
    word = words(f"report.step_{row.state.value}" if is_quiet or row.state is StepState.GONE else _status(row.status))
    shift = row.deviation if finish is not None and not is_quiet and row.baseline.finish is not None else 0
    return LiveMark(
        row.status,
        word,
        "" if is_quiet else short_date(finish) if finish is not None else "",
        signed(shift) if shift else "",
        shift > 0,
        deviation_look(shift)[0],
        is_quiet,
    )


def _status(status: Status) -> str:
    return f"report.status_{status.value}"


def tip_of(row: StepRow) -> str:
    """The tooltip: who, since when, plan and forecast; rich text."""
    from html import escape

    lines = [f"<b>{escape(row.title)}</b>", escape(mark_of(row).word)]
    person = row.person or row.role_title
    if person:
        lines.append(escape(person))
    if row.baseline.finish is not None:
        plan, now = format_date(row.baseline.finish), format_date(row.actual.finish or row.forecast.finish)
        lines.append(words("live.plan_and_forecast", {"plan": plan, "now": now}))
    if row.overdue_days > 0:
        lines.append(words("live.overdue", {"days": row.overdue_days}))
    if row.reason_text:
        lines.append(escape(row.reason_text))
    return "<br>".join(lines)


def marks_of(row: OutletRow) -> Mapping[StepId, LiveMark]:
    """The marks of every step of an outlet."""
    return {step.step: mark_of(step) for step in row.steps}


class LiveItem(StepItem):
    """A card with its state, painted without a sprite: such a drawing has some forty of them."""

    def __init__(self, step: Step, look: Look, sprites: SpriteCache, mark: LiveMark) -> None:
        super().__init__(step, look, sprites)
        self.mark = mark

    def show_mark(self, mark: LiveMark) -> None:
        """Another state."""
        if mark != self.mark:
            self.mark = mark
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = painter.worldTransform().m11()
        look = self.look.at_zoom(zoom)
        painter.save()
        if self.mark.is_quiet:
            painter.setOpacity(0.5)
        is_stone = look.kind is StepKind.MILESTONE
        paint_card(painter, look if is_stone else replace(look, code="", role="", duration=""), self.state)
        painter.setOpacity(0.5 if self.mark.is_quiet else 1.0)
        color = theme.color(f"status.{self.mark.status.value}.fill")
        if is_stone:
            painter.setPen(QPen(color, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(outline(look.kind))
            if zoom >= NAME_ONLY_BELOW:
                self._below(painter)
        else:
            painter.setClipPath(outline(look.kind), Qt.ClipOperation.IntersectClip)
            # Far away the line is all that tells the state: it never gets thinner than 3 device pixels.
            painter.fillRect(QRectF(0, 0, max(_LINE, 3 / zoom), CARD_H), color)
            if zoom < SHAPES_ONLY_BELOW:
                painter.fillRect(CARD.adjusted(2, 2, -2, -2), theme.color(f"status.{self.mark.status.value}.tint"))
                painter.fillRect(QRectF(0, 0, 3 / zoom, CARD_H), color)
            elif zoom >= NAME_ONLY_BELOW:
                _footer(painter, self.mark, 12, CARD_W - (15.0 if look.kind is StepKind.CONFIRMATION else 10.0))
        painter.restore()

    def _below(self, painter: QPainter) -> None:
        painter.setFont(footer_font(11, 400))
        painter.setPen(theme.color(f"status.{self.mark.status.value}.text"))
        text = " ".join(part for part in (self.mark.date, self.mark.deviation) if part) or self.mark.word
        center = CARD.center()
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        drop = 30 if self.look.role else 15
        painter.drawText(QPointF(center.x() - width / 2, center.y() + DIAMOND / 2 + 15 + drop - 15 + 14), text)


class LiveJoin(JoinItem):
    """A join bar in the colour of its state, with its date below."""

    def __init__(
        self, step: Step, look: Look, x: float, top: float, bottom: float, counts: str, mark: LiveMark
    ) -> None:
        super().__init__(step, look, x, top, bottom, counts)
        self.mark = mark

    def show_mark(self, mark: LiveMark) -> None:
        """Another state."""
        if mark != self.mark:
            self.mark = mark
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tail = " ".join(part for part in (self.mark.date, self.mark.deviation) if part)
        counts, self.counts = self.counts, tail or self.counts
        super().paint(painter, option, widget)
        self.counts = counts
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"status.{self.mark.status.value}.fill"))
        painter.drawRoundedRect(QRectF(-JOIN_W / 2, self.top, 4, self.bottom - self.top), 2, 2)
        painter.restore()


def _footer(painter: QPainter, mark: LiveMark, left: float, right: float) -> None:
    """Status icon 13, word, date and deviation."""
    baseline = CARD_H - 10.0
    color = theme.color(f"status.{mark.status.value}.fill")
    draw_icon(painter, status_icon(mark.status.value), QPointF(left + 7, baseline - 4), 13, color)
    painter.setFont(footer_font(12, 600 if mark.is_late else 400))
    metrics = QFontMetricsF(painter.font())
    if mark.deviation:
        painter.setPen(theme.color(mark.tone))
        right -= metrics.horizontalAdvance(mark.deviation)
        painter.drawText(QPointF(right, baseline), mark.deviation)
        right -= 8
    painter.setFont(footer_font(12, 400))
    metrics = QFontMetricsF(painter.font())
    if mark.date:
        painter.setPen(theme.color("text.secondary"))
        right -= metrics.horizontalAdvance(mark.date)
        painter.drawText(QPointF(right, baseline), mark.date)
        right -= 8
    painter.setPen(theme.color(f"status.{mark.status.value}.text"))
    word = metrics.elidedText(mark.word, Qt.TextElideMode.ElideRight, right - left - 20)
    painter.drawText(QPointF(left + 20, baseline), word)
