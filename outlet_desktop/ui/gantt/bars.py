"""Painters of the chart half: outlet, stage and step bars (ui.md §6). Geometry in whole px, so edges stay crisp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import OutletRow, Span, StageRow, StepRow
from outlet_desktop.ui.gantt.ink import Ink, boxed, c, diamond
from outlet_desktop.ui.gantt.time_axis import TimeAxis, place_label

_WAITING = (OpeningState.DRAFT, OpeningState.DECIDING)


@dataclass(slots=True)
class Chart:
    """Where and with what the chart half is painted.

    Attributes:
        left, right: Edges of the chart in the widget, px.
        now: The portal's clock as an ordinal with fraction.
        now_x: The today line.
        shows_plan, shows_critical: Plan lines under steps and stages; the outline of critical steps.
    """

    p: QPainter
    ink: Ink
    axis: TimeAxis
    left: int
    right: int
    now: float
    shows_plan: bool = True
    shows_critical: bool = True
    sharpness: float = 0.0  # device pixels per px where the painter scales (paper); 0 = as the device says
    now_x: int = field(init=False)
    _first: float = field(init=False)
    _px: float = field(init=False)

    def __post_init__(self) -> None:
        self._first, self._px = self.axis.left, self.axis.px_per_day
        self.now_x = round(self.left + (self.now - self.axis.left) * self.axis.px_per_day)

    def x(self, day: date) -> int:
        """Left edge of a day in the widget."""
        return round(self.left + (day.toordinal() - self._first) * self._px)

    def end(self, day: date) -> int:
        """Right edge of a day in the widget."""
        return round(self.left + (day.toordinal() + 1 - self._first) * self._px)

    @property
    def ratio(self) -> float:
        """Device pixels per px."""
        return self.sharpness or self.p.device().devicePixelRatioF()

    def fill(self, left: int, top: int, right: int, height: int, color: QColor) -> None:
        """A filled rectangle, clipped to what can be seen (a wide one costs)."""
        left, right = max(left, self.left - 2), min(right, self.right + 2)
        if right > left:
            self.p.fillRect(left, top, right - left, height, color)


def _last(row: OutletRow) -> date | None:
    return row.finished_on or row.p50 or row.forecast_finish or row.target


def outlet_ends(chart: Chart, row: OutletRow) -> tuple[int, int]:
    """Left end of the outlet's bar and right end of what belongs to it (whisker, diamonds), px."""
    last = _last(row)
    right = chart.end(last) + 5 if last else chart.x(row.started_on)
    if row.p80 is not None and row.finished_on is None:
        right = max(right, chart.end(row.p80))
    return chart.x(row.started_on), right


def outlet_bar(chart: Chart, top: int, row: OutletRow, under: QColor) -> None:
    """The bar of one outlet in a row of 30 px whose top is `top`; `under` is the colour of the row."""
    p = chart.p
    last = _last(row)
    if last is None:
        return
    left, end = chart.x(row.started_on), chart.end(last)
    status = row.status.value
    fill = c(f"status.{status}.fill")
    y, height = top + 6, 12
    waits = row.status is Status.IDLE or row.state in _WAITING
    if row.target is not None:
        _target(chart, left, top, row.target, under)
    if waits:
        _dashed(chart, left, y, end, height, fill)
    elif row.status is Status.DONE:
        chart.fill(left, y, end, height, fill)
        _gaps(chart, row.segments, left, end, y, height, under)
    else:
        now = min(max(chart.now_x, left), end)
        _remaining(chart, now, y, end, height, row.status)
        _gaps(chart, row.segments, now, end, y, height, _soft(fill))
        chart.fill(left, y, now, height, fill)
        _gaps(chart, row.segments, left, now, y, height, under)
    if row.p80 is not None and row.finished_on is None and row.status is not Status.DONE:
        whisker(chart, end, y + height / 2, chart.end(row.p80), fill)
    size = 8.0 if waits else 10.0
    diamond(p, end, y + height / 2, size + 3.5, under, None)
    diamond(p, end, y + height / 2, size, fill, None)


def _soft(color: QColor) -> QColor:
    soft = QColor(color)
    soft.setAlphaF(0.55)
    return soft


def _gaps(chart: Chart, days: Sequence[date], left: int, right: int, y: int, height: int, color: QColor) -> None:
    for day in days:
        x = chart.end(day)
        if left < x < right - 1:
            chart.p.fillRect(x, y + 1, 1, height - 2, color) if color.alpha() < 255 else chart.p.fillRect(
                x, y, 1, height, color
            )


def _remaining(chart: Chart, left: int, y: int, right: int, height: int, status: Status) -> None:
    if right <= left:
        return
    fill, tint = c(f"status.{status}.fill"), c(f"status.{status}.tint")
    shown_left, shown_right = max(left, chart.left - 2), min(right, chart.right + 2)
    if shown_right <= shown_left:
        return
    width = shown_right - shown_left
    if status is Status.BLOCKED:
        chart.p.setBrushOrigin(left, y)
        boxed(chart.p, shown_left, y, width, height, chart.ink.hatch(fill, tint, chart.ratio), fill)
    else:
        boxed(chart.p, shown_left, y, width, height, tint, fill)


def _dashed(chart: Chart, left: int, y: int, right: int, height: int, color: QColor) -> None:
    left, right = max(left, chart.left - 12), min(right, chart.right + 12)
    if right <= left:
        return
    pen = QPen(color, 1)
    pen.setDashPattern([3, 2])
    chart.p.setPen(pen)
    chart.p.setBrush(Qt.BrushStyle.NoBrush)
    chart.p.drawRect(QRectF(left + 0.5, y + 0.5, right - left - 1, height - 1))


def _target(chart: Chart, left: int, top: int, target: date, under: QColor) -> None:
    x = chart.end(target)
    chart.fill(left, top + 22, x, 3, c("gantt.baseline"))
    diamond(chart.p, x, top + 23.5, 8, under, chart.ink.pen(c("text.secondary"), 1.4))


def whisker(chart: Chart, start: int, y: float, end: int, color: QColor) -> None:
    """From 6 px after `start` to `end`, 1.5 px, with a cap of 8 px."""
    if end <= start or end < chart.left or start > chart.right:
        return
    p = chart.p
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(chart.ink.pen(color, 1.5))
    if end > start + 6:
        p.drawLine(QPointF(start + 6, y), QPointF(end, y))
    p.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def label_place(chart: Chart, row: OutletRow, text: str) -> float | None:
    """Where the outlet's label starts, or None when there is no room."""
    left, right = outlet_ends(chart, row)
    view = (float(chart.left), float(chart.right))
    width = chart.ink.width(text, "label")
    x = place_label(left, right, width, view)
    now = chart.now_x
    if x is not None and x < left and x - 4 < now < x + width + 4 and now - 8 - width >= chart.left + 4:
        return now - 8 - width  # left of the today line instead of across it
    return x


def label(chart: Chart, x: float, y: float, text: str, color: QColor, under: QColor) -> None:
    """A label over the lines of the chart."""
    chart.ink.halo(chart.p, x, y, text, "label", under)
    chart.ink.text(chart.p, x, y, text, "label", color)


# ------------------------------------------------------------------------------ stages and steps


def shown_span(step: StepRow) -> Span:
    """What the bar of a step covers: actual dates where there are some, else the forecast."""
    start = step.actual.start or step.forecast.start
    finish = step.actual.finish or step.forecast.finish or step.own_finish
    if finish is not None and start is None:
        start = finish
    return Span(start, finish)


class Box(NamedTuple):
    """Where a step's bar is painted: ends in px, its vertical middle and bottom."""

    left: int
    right: int
    middle: float
    bottom: int
    is_diamond: bool = False


def step_box(chart: Chart, top: int, height: int, step: StepRow) -> Box | None:
    """The box links start from and lead to; None for a step without dates."""
    span = shown_span(step)
    if span.finish is None or span.start is None:
        return None
    y = top + bar_top(height)
    if step.kind is StepKind.MILESTONE:
        x = chart.end(span.finish)
        middle = top + height / 2
        return Box(x - 6, x + 6, middle, round(middle) + 6, True)
    left, right = chart.x(span.start), chart.end(span.finish)
    return Box(left, max(right, left + 3), y + 5, y + 10)


def bar_top(height: int) -> int:
    """y of a step's bar within its row: 5 in a row of 24."""
    return (height - 14) // 2


def step_bar(chart: Chart, top: int, height: int, step: StepRow, under: QColor) -> None:
    """The bar of one step with its plan line."""
    if step.state in (StepState.SKIPPED, StepState.WITHDRAWN):
        return
    y = top + bar_top(height)
    is_milestone = step.kind is StepKind.MILESTONE
    if chart.shows_plan and not is_milestone and step.baseline.start and step.baseline.finish:
        chart.fill(chart.x(step.baseline.start), y + 12, chart.end(step.baseline.finish), 3, c("gantt.baseline"))
    box = step_box(chart, top, height, step)
    if box is None:
        return
    if is_milestone:
        _milestone(chart, box, step, under)
        return
    left, right = box.left, box.right
    if step.state is StepState.GONE:
        _dashed(chart, left, y, right, 10, c("status.risk.fill"))
    elif step.state in (StepState.DONE, StepState.REJECTED):
        done(chart, left, right, y, step)
    elif step.state is StepState.OPEN:
        _in_progress(chart, left, right, y, step)
    else:
        boxed(chart.p, left, y, right - left, 10, c("status.idle.tint"), c("status.idle.fill"))
    if step.critical and chart.shows_critical:
        _outline(chart, QRectF(left, y, right - left, 10))
    if step.status is Status.BLOCKED:
        if step.own_finish is not None and step.overdue_days > 0:
            tick = chart.end(step.own_finish)
            chart.p.fillRect(QRectF(tick - 0.75, y - 2, 1.5, 14), c("gantt.critical"))
        chart.ink.icon(chart.p, left - 10, y + 5, "ph.lock-key-fill", 13, c("status.blocked.fill"))


def done(chart: Chart, left: int, right: int, y: int, step: StepRow) -> None:
    """A finished step: green, its own overrun in the late colour."""
    planned = chart.end(step.own_finish) if step.own_finish else right
    cut = min(max(planned, left), right)
    chart.fill(left, y, cut, 10, c("status.done.fill"))
    chart.fill(cut, y, right, 10, c("status.late.fill"))


def _in_progress(chart: Chart, left: int, right: int, y: int, step: StepRow) -> None:
    now = min(max(chart.now_x, left), right)
    blocked = step.status is Status.BLOCKED
    look = Status.BLOCKED if blocked else Status.ACTIVE
    _remaining(chart, now, y, right, 10, look)
    chart.fill(left, y, now, 10, c(f"status.{look}.fill"))
    if not blocked and step.own_finish is not None:
        cut = max(left, chart.end(step.own_finish))
        if cut < now:
            chart.fill(cut, y, now, 10, c("status.late.fill"))
            if now < right:
                _remaining(chart, now, y, right, 10, Status.LATE)


def _outline(chart: Chart, rect: QRectF) -> None:
    p = chart.p
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(chart.ink.pen(c("gantt.critical"), 1.5))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRect(rect.adjusted(0.25, 0.25, -0.25, -0.25))
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _milestone(chart: Chart, box: Box, step: StepRow, under: QColor) -> None:
    x = (box.left + box.right) / 2
    if step.state is StepState.DONE:
        diamond(chart.p, x, box.middle, 12, c("status.done.fill"), None)
        return
    line = c("gantt.critical") if step.critical and chart.shows_critical else c("status.idle.text")
    diamond(chart.p, x, box.middle, 11, under, chart.ink.pen(line, 1.6))


def goal_marks(chart: Chart, top: int, height: int, row: OutletRow, under: QColor) -> None:
    """On the row of the goal: target (open), deterministic forecast (its own diamond), P50 (filled), P80 (cap)."""
    y = top + height / 2
    if row.target is not None:
        diamond(chart.p, chart.end(row.target), y, 10, under, chart.ink.pen(c("text.secondary"), 1.4))
    if row.finished_on is not None or row.p50 is None:
        return
    dark = c("gantt.critical")
    x = chart.end(row.p50)
    if row.p80 is not None:
        whisker(chart, x - 2, y, chart.end(row.p80), dark)
    diamond(chart.p, x, y, 7, dark, None)


def stage_bar(chart: Chart, top: int, height: int, stage: StageRow, steps: Sequence[StepRow], is_open: bool) -> None:
    """A stage: a bracket over its open steps, or the bars of its steps on one line."""
    y = top + bar_top(height)
    start = stage.forecast.start or stage.baseline.start
    finish = stage.forecast.finish or stage.baseline.finish
    if is_open:
        if start and finish:
            bracket(chart, chart.x(start), chart.end(finish), top + round(height / 2) - 4)
        return
    if chart.shows_plan and stage.baseline.start and stage.baseline.finish:
        line_left, line_right = chart.x(stage.baseline.start), chart.end(stage.baseline.finish)
        chart.fill(line_left, y + 12, line_right, 3, c("gantt.baseline"))
    begun = [step for step in steps if step.state in (StepState.DONE, StepState.OPEN, StepState.GONE)]
    if not begun:
        if start and finish:
            left, right = chart.x(start), chart.end(finish)
            look = Status.DONE if stage.done == stage.total and stage.total else Status.IDLE
            inside = c(f"status.{look}.{'fill' if look is Status.DONE else 'tint'}")
            boxed(chart.p, left, y, max(3, right - left), 10, inside, c(f"status.{look}.fill"))
        return
    # Late parts last, so that a step beside it does not hide them.
    for overruns in (False, True):
        for step in steps:
            _on_one_line(chart, y, step, overruns)


def _on_one_line(chart: Chart, y: int, step: StepRow, overruns: bool) -> None:
    span = shown_span(step)
    if step.kind is StepKind.MILESTONE or span.start is None or span.finish is None:
        return
    left, right = chart.x(span.start), chart.end(span.finish)
    finished = step.state is StepState.DONE
    if not finished and step.state is not StepState.OPEN:
        if not overruns and step.state is StepState.PENDING:
            boxed(chart.p, left, y, right - left, 10, c("status.idle.tint"), c("status.idle.fill"))
        return
    until = right if finished else min(right, max(chart.now_x, left))
    cut = until if step.own_finish is None else min(max(chart.end(step.own_finish), left), until)
    if overruns:
        look = "blocked" if step.status is Status.BLOCKED else "late"
        chart.fill(cut, y, until, 10, c(f"status.{look}.fill"))
    else:
        look = "done" if finished else ("blocked" if step.status is Status.BLOCKED else "active")
        chart.fill(left, y, cut, 10, c(f"status.{look}.fill"))


def bracket(chart: Chart, left: int, right: int, y: int) -> None:
    """A 3 px line with feet of 4 px at both ends."""
    color = c("text.secondary")
    p = chart.p
    chart.fill(left, y, right, 3, color)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color)
    p.drawPolygon([QPointF(left, y + 2), QPointF(left + 5, y + 2), QPointF(left, y + 7)])
    p.drawPolygon([QPointF(right, y + 2), QPointF(right - 5, y + 2), QPointF(right, y + 7)])
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
