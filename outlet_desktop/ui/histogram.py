"""The simulated opening dates as bars, with plan, P50, P80 and target marked. Painted by QPainter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from outlet_desktop.ui.daysoff import CalendarSlice
from outlet_desktop.ui.text_size import tall
from outlet_desktop.ui.theme import font, theme

_LABEL_ROW = 16  # px
_AXIS = 24
_PLOT = 124  # of the launch's first page
_NARROWEST = 288
_STALE_OPACITY = 0.4


class Dates(Protocol):
    """The dates of one opening: of a launch being prepared, or of an outlet under way."""

    @property
    def histogram(self) -> tuple[tuple[date, int], ...]: ...
    @property
    def finish_on(self) -> date | None: ...
    @property
    def p50(self) -> date | None: ...
    @property
    def p80(self) -> date | None: ...
    @property
    def target(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line with a caption: `x` px, `width` of the caption px."""

    x: float
    width: float


def stagger(marks: Sequence[Mark], left: float, right: float) -> list[tuple[int, bool]]:
    """(row, whether the caption stands right of its line) for each mark, lowest rows first.

    Row 0 is nearest to the bars; a line reaches up to its caption's row. No two captions of a row overlap
    and no line crosses another's caption, with every caption inside [left, right] where it fits at all.
    Brute force over the few marks there are (at most four).
    """
    gap = 6.0
    spans: list[list[tuple[bool, float, float]]] = []
    for mark in marks:
        fitting = []
        if mark.x + gap + mark.width <= right:
            fitting.append((True, mark.x, mark.x + gap + mark.width))
        if mark.x - gap - mark.width >= left:
            fitting.append((False, mark.x - gap - mark.width, mark.x))
        spans.append(fitting or [(True, mark.x, mark.x + gap + mark.width)])
    best: list[tuple[int, bool]] = [(row, True) for row in range(len(marks))]
    best_cost = float("inf")
    for sides in product(*spans):
        for rows in product(range(len(marks)), repeat=len(marks)):
            cost = sum(rows) + sum(0.5 for side in sides if not side[0])
            if cost >= best_cost or _collides(marks, sides, rows, gap):
                continue
            best, best_cost = [(row, side[0]) for row, side in zip(rows, sides, strict=True)], cost
    return best


def _collides(
    marks: Sequence[Mark],
    sides: Sequence[tuple[bool, float, float]],
    rows: Sequence[int],
    gap: float,
) -> bool:
    for i, (_side, start, end) in enumerate(sides):
        for j, (_other_side, other_start, other_end) in enumerate(sides):
            if i == j:
                continue
            if rows[i] == rows[j] and start < other_end + gap and other_start < end + gap:
                return True
            if start - 2 < marks[j].x < end + 2 and rows[j] >= rows[i]:
                return True  # j's line would run through i's caption
    return False


class Histogram(QWidget):
    """How many trials open on which day.

    Plain weekends are empty, longer holidays are shaded. `show_outlook` gives it data; `set_stale` greys it
    while a newer forecast is being computed.
    """

    def __init__(self, parent: QWidget | None = None, *, plot: int = _PLOT) -> None:
        super().__init__(parent)
        self._plot = plot
        self._preview: Dates | None = None
        self._days_off: CalendarSlice | None = None
        self._is_stale = False
        self._counts: dict[date, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_outlook(self, preview: Dates | None, days_off: CalendarSlice | None) -> None:
        """Draw this forecast; None draws an empty axis."""
        self._preview, self._days_off = preview, days_off
        self._counts = dict(preview.histogram) if preview is not None else {}
        self.setAccessibleName(self.tr("Simulated opening dates"))
        self.setAccessibleDescription("; ".join(text for _day, text, _token in self._marks()))
        self.updateGeometry()
        self.update()

    def set_stale(self, is_stale: bool) -> None:
        """Grey the drawing, or bring it back."""
        self._is_stale = is_stale
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 3 * tall(_LABEL_ROW) + self._plot + _AXIS)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 3 * tall(_LABEL_ROW) + self._plot + _AXIS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_stale:
            painter.setOpacity(_STALE_OPACITY)
        base = self._base()
        if self._counts:
            self._paint_holidays(painter, base)
            self._paint_bars(painter, base)
            self._paint_ticks(painter, base)
        painter.setPen(QPen(theme.color("border.control"), 1))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        if self._counts:
            self._paint_marks(painter, base)

    # ------------------------------------------------------------------ where things are

    def _base(self) -> float:
        return float(self.height() - _AXIS)

    def _range(self) -> tuple[date, date]:
        days = [*self._counts, *(day for day, _text, _token in self._marks())]
        first, last = min(days), max(days)
        room = max(1, (last - first).days // 14)
        return first - timedelta(days=room), last + timedelta(days=room)

    def _x(self, day: date) -> float:
        """Left edge of the day, px."""
        first, last = self._range()
        return (day - first).days * self._day_width(first, last)

    def _day_width(self, first: date, last: date) -> float:
        return self.width() / ((last - first).days + 1)

    def _marks(self) -> list[tuple[date, str, str]]:
        """(day, caption, colour token), one per day, in order of days."""
        preview = self._preview
        if preview is None:
            return []
        named = [
            (preview.finish_on, self.tr("by schedule"), "text.secondary"),
            (preview.p50, "P50", "text.primary"),
            (preview.p80, "P80", "text.primary"),
            (preview.target, self.tr("target"), "text.primary"),
        ]
        by_day: dict[date, tuple[list[str], str]] = {}
        for day, name, token in named:
            if day is not None:
                names, old_token = by_day.setdefault(day, ([], token))
                names.append(name)
                by_day[day] = (names, token if token == "text.primary" else old_token)
        return [(day, f"{' = '.join(names)} {day:%d.%m}", token) for day, (names, token) in sorted(by_day.items())]

    # ------------------------------------------------------------------ painting

    def _paint_holidays(self, painter: QPainter, base: float) -> None:
        if self._days_off is None:
            return
        first, last = self._range()
        width = self._day_width(first, last)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("gantt.holiday"))
        for start, end in self._days_off.runs:
            start, end = max(start, first), min(end, last)
            if start <= end:
                left = self._x(start)
                painter.drawRect(QRectF(left, base - self._plot + 8, self._x(end) + width - left, self._plot - 8))

    def _paint_bars(self, painter: QPainter, base: float) -> None:
        preview = self._preview
        assert preview is not None
        first, last = self._range()
        width = self._day_width(first, last)
        highest = max(self._counts.values())
        likely, middle, rare = _shades()
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 1.0 if width > 4 else 0.0
        for day, count in self._counts.items():
            if not count:
                continue
            if preview.p50 is None or day <= preview.p50:
                color = likely
            elif preview.p80 is None or day <= preview.p80:
                color = middle
            else:
                color = rare
            height = max(1.0, count / highest * (self._plot - 16))
            painter.setBrush(color)
            painter.drawRect(QRectF(self._x(day) + gap, base - height, width - 2 * gap, height))

    def _paint_ticks(self, painter: QPainter, base: float) -> None:
        first, last = self._range()
        painter.setFont(font("caption", tabular=True, weight=400))
        painter.setPen(theme.color("text.tertiary"))
        day_width = self._day_width(first, last)
        room = QFontMetricsF(painter.font()).horizontalAdvance("00.00") + 16
        weeks = max(1, round(room / (7 * day_width) + 0.5)) if 7 * day_width < room else 1
        day = first + timedelta(days=(-first.weekday()) % 7)
        while day <= last:
            x = self._x(day)
            if x + room - 16 <= self.width():
                painter.drawText(QPointF(x, base + 17), f"{day:%d.%m}")
            day += timedelta(days=7 * weeks)

    def _paint_marks(self, painter: QPainter, base: float) -> None:
        preview = self._preview
        assert preview is not None
        first, last = self._range()
        width = self._day_width(first, last)
        painter.setFont(font("caption", tabular=True))
        metrics = QFontMetricsF(painter.font())
        entries = self._marks()
        marks = [Mark(self._x(day) + width, metrics.horizontalAdvance(text)) for day, text, _token in entries]
        rows = stagger(marks, 0.0, float(self.width()))
        for (day, text, token), mark, (row, is_right) in zip(entries, marks, rows, strict=True):
            color = theme.color(token)
            top = base - self._plot - row * tall(_LABEL_ROW) - tall(_LABEL_ROW) / 2 + 2
            pen = QPen(color, 1.25)
            pen.setDashPattern([1.6, 1.6])
            painter.setPen(pen)
            painter.drawLine(QPointF(mark.x, top - 6), QPointF(mark.x, base))
            painter.setPen(color)
            x = mark.x + 6 if is_right else mark.x - 6 - mark.width
            painter.drawText(QPointF(x, top + 3), text)
            if day == preview.target:
                painter.setPen(QPen(color, 1.25))
                painter.setBrush(theme.color("surface.base"))
                painter.drawPolygon(
                    QPolygonF(
                        [
                            QPointF(mark.x, base - 5),
                            QPointF(mark.x + 5, base),
                            QPointF(mark.x, base + 5),
                            QPointF(mark.x - 5, base),
                        ]
                    )
                )

    def _show_tip(self, event: QHelpEvent) -> None:
        if not self._counts:
            return
        first, last = self._range()
        day = first + timedelta(days=int(event.pos().x() / self._day_width(first, last)))
        total = sum(self._counts.values())
        here = self._counts.get(day, 0)
        until = sum(count for when, count in self._counts.items() if when <= day)
        text = self.tr("{day}: {share} % of trials; {until} % by then").format(
            day=f"{day:%d.%m.%Y}", share=round(100 * here / total), until=round(100 * until / total)
        )
        QToolTip.showText(event.globalPos(), text, self)


def _shades() -> tuple[QColor, QColor, QColor]:
    """Bars up to P50, up to P80, beyond."""
    likely = theme.color("status.active.fill")
    middle = QColor(likely)
    middle.setAlphaF(0.5)
    return likely, middle, theme.color("status.active.tint")
