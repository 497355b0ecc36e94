"""The schedule of a launch: stages as brackets, steps as bars, the target as a line. Painted by QPainter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.schedule.gantt import OutletRow, Span, StageRow, StepRow
from outlet_desktop.ui.daysoff import CalendarSlice
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.gantt.bars import Chart, bracket, whisker
from outlet_desktop.ui.gantt.ink import Ink, diamond
from outlet_desktop.ui.gantt.time_axis import DaysOff, TimeAxis
from outlet_desktop.ui.text_size import tall
from outlet_desktop.ui.theme import theme, token

_NAMES_FROM, _NAMES_TO = 220, 300  # px, the table at left
_HEADER = 44
_KIND_ICONS = {
    StepKind.TASK: "ph.check-square",
    StepKind.APPROVAL: "ph.circle-wavy-check",
    StepKind.CONFIRMATION: "ph.lock-key",
    StepKind.MILESTONE: "ph.flag",
}


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of the chart: a stage, or one of its steps."""

    stage: StageRow
    step: StepRow | None = None


def important_steps(row: OutletRow, warned: Iterable[StepId]) -> frozenset[StepId]:
    """Steps on the critical path, with a warning, or the goal itself."""
    critical = {step.step for step in row.steps if step.critical and step.state is not StepState.SKIPPED}
    return frozenset(critical | {step.step for step in row.steps if step.step in set(warned)} | {row.goal})


def lines_of(row: OutletRow, shown: frozenset[StepId] | None, collapsed: frozenset[str]) -> tuple[ChartLine, ...]:
    """Stages with their steps below; `shown` None = all steps."""
    by_id = {step.step: step for step in row.steps}
    found: list[ChartLine] = []
    for stage in row.stages:
        found.append(ChartLine(stage))
        if stage.stage in collapsed:
            continue
        found += [
            ChartLine(stage, by_id[step]) for step in stage.steps if step in by_id and (shown is None or step in shown)
        ]
    return tuple(found)


def span_of(step: StepRow) -> Span:
    """Where the bar lies: the plan of a launch is its forecast; the baseline serves where there is none."""
    return step.forecast if step.forecast.finish is not None else step.baseline


class ScheduleChart(QAbstractScrollArea):
    """The chart. A click on a stage collapses it; hovering tells dates and duration."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wants_ring(self)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row: OutletRow | None = None
        self._warned: dict[StepId, str] = {}
        self._days = DaysOff()
        self._slice = CalendarSlice()
        self._only_important = True
        self._collapsed: frozenset[str] = frozenset()
        self._lines: tuple[ChartLine, ...] = ()
        self._is_stale = False
        self._ink = Ink()
        self._names = _NAMES_TO
        self._row_height = tall(int(token("size.row.step"))) - 1
        theme.changed.connect(self._renew)

    def show_row(
        self, row: OutletRow | None, days: CalendarSlice | None, warned: dict[StepId, str] | None = None
    ) -> None:
        """Draw this outlet. `warned`: step -> "late" or "risk", the sign beside its name."""
        self._row, self._warned = row, dict(warned or {})
        self._slice = days or CalendarSlice()
        self._days = DaysOff.of(self._slice.holidays, self._slice.working_weekends)
        self._lay_out()

    def show_only_important(self, only: bool) -> None:
        """Only the critical path and steps with warnings, or all."""
        self._only_important = only
        self._lay_out()

    def set_stale(self, is_stale: bool) -> None:
        """Grey the chart while a newer one is computed."""
        self._is_stale = is_stale
        self.viewport().update()

    def counts(self) -> tuple[int, int]:
        """(important, all) steps that are not skipped."""
        if self._row is None:
            return 0, 0
        alive = [step for step in self._row.steps if step.state is not StepState.SKIPPED]
        return len(important_steps(self._row, self._warned)), len(alive)

    def lines(self) -> tuple[ChartLine, ...]:
        """The lines from top to bottom."""
        return self._lines

    def _renew(self) -> None:
        self._ink.clear()
        self.viewport().update()

    def _lay_out(self) -> None:
        row = self._row
        shown = important_steps(row, self._warned) if row is not None and self._only_important else None
        self._lines = lines_of(row, shown, self._collapsed) if row is not None else ()
        self._update_bar()
        self.viewport().update()

    def _update_bar(self) -> None:
        height = len(self._lines) * self._row_height + 8
        room = self.viewport().height() - _HEADER
        self.verticalScrollBar().setRange(0, max(0, height - room))
        self.verticalScrollBar().setPageStep(max(1, room))
        self.verticalScrollBar().setSingleStep(self._row_height)

    def sizeHint(self) -> QSize:
        return QSize(720, 500)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._names = max(_NAMES_FROM, min(_NAMES_TO, self.viewport().width() * 42 // 100))
        self._update_bar()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._renew()
        super().changeEvent(event)

    def _line_at(self, point: QPoint) -> ChartLine | None:
        y = point.y() - _HEADER + self.verticalScrollBar().value()
        if point.y() < _HEADER or y < 0:
            return None
        number = y // self._row_height
        return self._lines[number] if number < len(self._lines) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(event.position().toPoint())
        if line is not None and line.step is None:
            self._collapsed = self._collapsed ^ {line.stage.stage}
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._row is not None:
            stages = frozenset(stage.stage for stage in self._row.stages)
            self._collapsed = stages if event.key() == Qt.Key.Key_Left else frozenset()
            self._lay_out()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self._line_at(event.pos())
            if line is not None:
                QToolTip.showText(event.globalPos(), self._tip(line), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, line: ChartLine) -> str:
        span = span_of(line.step) if line.step is not None else line.stage.forecast
        parts = [line.step.title if line.step is not None else line.stage.title]
        if span.start is not None and span.finish is not None:
            parts.append(f"{span.start:%d.%m.%Y} – {span.finish:%d.%m.%Y}")
        if line.step is not None:
            parts.append(" · ".join(part for part in (line.step.role_title, line.step.person) if part))
            if line.step.critical:
                parts.append(self.tr("On the critical path"))
            elif line.step.total_float is not None:
                parts.append(self.tr("Slack: %n wd", "", line.step.total_float))
        return "\n".join(part for part in parts if part)

    # ------------------------------------------------------------------ painting

    def _axis(self, row: OutletRow, width: float) -> TimeAxis:
        days: list[date] = [row.started_on]
        for step in row.steps:
            span = span_of(step)
            days += [day for day in (span.start, span.finish) if day is not None]
        days += [day for day in (row.target, row.p80) if day is not None]
        first = min(days) - timedelta(days=1)
        last = max(days) + timedelta(days=9)
        return TimeAxis(float(first.toordinal()), width / ((last - first).days + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self.viewport())
        p.fillRect(self.viewport().rect(), theme.color("surface.base"))
        row = self._row
        if row is None:
            return
        if self._is_stale:
            p.setOpacity(0.45)
        width = float(self.viewport().width() - self._names)
        axis = self._axis(row, width)
        chart = Chart(p, self._ink, axis, self._names, self.viewport().width(), 0.0)
        top = _HEADER - self.verticalScrollBar().value()
        p.save()
        p.setClipRect(QRect(0, _HEADER, self.viewport().width(), self.viewport().height() - _HEADER))
        self._paint_ground(p, axis, width)
        for number, line in enumerate(self._lines):
            y = top + number * self._row_height
            if y + self._row_height >= _HEADER and y <= self.viewport().height():
                self._paint_line(chart, row, line, y)
        self._paint_target(p, axis, row)
        p.restore()
        self._paint_header(p, axis, row, width)
        p.fillRect(QRectF(self._names, 0, 1, self.viewport().height()), theme.color("border.default"))

    def _paint_ground(self, p: QPainter, axis: TimeAxis, width: float) -> None:
        p.save()
        p.translate(self._names, 0)
        p.setClipRect(QRectF(0, _HEADER, width, self.viewport().height()))
        height = self.viewport().height()
        for left, right, is_holiday in self._days.bands(axis, width):
            color = theme.color("gantt.holiday" if is_holiday else "gantt.weekend")
            p.fillRect(QRectF(left, _HEADER, right - left, height), color)
        for _day, left, _right in axis.months(width):
            p.fillRect(QRectF(round(left), _HEADER, 1, height), theme.color("gantt.gridMonth"))
        p.restore()

    def _paint_line(self, chart: Chart, row: OutletRow, line: ChartLine, y: int) -> None:
        p = chart.p
        height = self._row_height
        middle = y + height / 2
        width = self.viewport().width()
        if line.step is None:
            p.fillRect(QRectF(0, y, self._names, height), theme.color("surface.window"))
        p.fillRect(QRectF(0, y + height - 1, width, 1), theme.color("border.hairline"))
        if line.step is None:
            number = self._lines.index(line)
            is_open = number + 1 < len(self._lines) and self._lines[number + 1].step is not None
            caret = "ph.caret-down" if is_open else "ph.caret-right"
            self._ink.icon(p, 14, middle, caret, 12, theme.color("text.secondary"))
            span = line.stage.forecast
            dates = (
                f"{span.start:%d.%m}–{span.finish:%d.%m}" if span.start is not None and span.finish is not None else ""
            )
            taken = self._ink.right(p, self._names - 10, middle, dates, "date", theme.color("text.tertiary"))
            self._ink.text(
                p, 26, middle, line.stage.title, "strong", theme.color("text.primary"), int(self._names - 50 - taken)
            )
            if span.start is not None and span.finish is not None:
                bracket(chart, chart.x(span.start), chart.end(span.finish), y + 8)
            return
        step = line.step
        is_skipped = step.state is StepState.SKIPPED
        color = theme.color("text.disabled" if is_skipped else "text.primary")
        icon_color = theme.color("text.disabled" if is_skipped else "text.secondary")
        self._ink.icon(p, 34, middle, _KIND_ICONS[step.kind], 14, icon_color)
        warned = self._warned.get(step.step)
        if warned:
            sign = "ph.warning-octagon-fill" if warned == "late" else "ph.warning-fill"
            self._ink.icon(p, self._names - 17, middle, sign, 14, theme.color(f"status.{warned}.fill"))
        self._ink.text(p, 48, middle, step.title, "cell", color, self._names - 54 - (26 if warned else 6))
        if not is_skipped:
            self._paint_bar(chart, row, step, y)

    def _paint_bar(self, chart: Chart, row: OutletRow, step: StepRow, y: int) -> None:
        p = chart.p
        span = span_of(step)
        if span.finish is None:
            return
        middle = y + self._row_height / 2
        line_color = theme.color("gantt.critical" if step.critical else "status.active.fill")
        if step.kind is StepKind.MILESTONE:
            x = chart.end(span.finish)
            if step.step == row.goal and row.p80 is not None and row.p80 > span.finish:
                whisker(chart, x - 2, middle, chart.end(row.p80), theme.color("gantt.critical"))
            diamond(p, x, middle, 11, theme.color("surface.base"), QPen(line_color, 1.5))
            return
        left, right = chart.x(span.start or span.finish), chart.end(span.finish)
        bar = QRectF(left + 0.75, y + 6.75, max(2.5, right - left - 1.5), 9.5)
        p.setPen(QPen(line_color, 1.5 if step.critical else 1))
        p.setBrush(theme.color("status.active.tint"))
        p.drawRect(bar)

    def _paint_target(self, p: QPainter, axis: TimeAxis, row: OutletRow) -> None:
        if row.target is None:
            return
        x = round(self._names + axis.end(row.target)) + 0.5
        pen = QPen(theme.color("text.primary"), 1)
        pen.setDashPattern([3, 2])
        p.setPen(pen)
        p.drawLine(QPointF(x, _HEADER), QPointF(x, self.viewport().height()))

    def _paint_header(self, p: QPainter, axis: TimeAxis, row: OutletRow, width: float) -> None:
        ink = self._ink
        p.fillRect(QRect(0, 0, self.viewport().width(), _HEADER), theme.color("surface.base"))
        p.fillRect(QRectF(0, _HEADER - 1, self.viewport().width(), 1), theme.color("border.default"))
        ink.text(p, 26, 33, self.tr("Step"), "caption", theme.color("text.tertiary"))
        p.save()
        p.translate(self._names, 0)
        p.setClipRect(QRectF(1, 0, width, _HEADER))
        p.fillRect(QRectF(0, 22, width, 1), theme.color("border.hairline"))
        for number, (day, left, right) in enumerate(axis.months(width)):
            p.fillRect(QRectF(round(left), 0, 1, _HEADER), theme.color("gantt.gridMonth"))
            text = month_name(day, with_year=day.month == 1)
            room = min(right, width) - max(left, 0) - 10
            if ink.width(text, "caption_strong") <= room or (number and room > 30):
                x = max(left, 0.0) + 6
                ink.text(p, x, 11, text, "caption_strong", theme.color("text.primary"), int(room))
        flag = self.tr("target {day}").format(day=f"{row.target:%d.%m}") if row.target is not None else ""
        flag_width = ink.width(flag, "caption_strong") + 10
        flag_x = -1000.0
        if row.target is not None:
            flag_x = min(max(axis.end(row.target) - flag_width / 2, 2.0), width - flag_width - 2)
        for day, x in axis.ticks(width):
            taken = ink.width(f"{day.day}", "caption")
            if x < 0 or (x - 6 < flag_x + flag_width and x + taken + 8 > flag_x):
                continue
            ink.text(p, x + 2, 33, f"{day.day}", "caption", theme.color("text.tertiary"))
        if flag:
            p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            p.setPen(QPen(theme.color("text.primary"), 1))
            p.setBrush(theme.color("surface.base"))
            p.drawRoundedRect(QRectF(flag_x + 0.5, 25.5, flag_width - 1, 15), 3, 3)
            p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            ink.text(p, flag_x + 5, 33, flag, "caption_strong", theme.color("text.primary"))
        p.restore()


def month_name(day: date, *, with_year: bool = False) -> str:
    """ "Декабрь" or "Январь 2027" in the language of the interface."""
    name = QLocale().standaloneMonthName(day.month)
    name = name[:1].upper() + name[1:]
    return f"{name} {day.year}" if with_year else name
