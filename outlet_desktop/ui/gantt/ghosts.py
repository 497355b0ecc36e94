"""What is supposed, painted beside what is forecast: outlines in the accent colour over an outlet's own chart."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from outlet_desktop.schedule.what_if import Supposed
from outlet_desktop.ui.gantt.bars import Chart, bar_top, whisker
from outlet_desktop.ui.gantt.ink import c, diamond

_FILL = 0.18  # opacity of the inside


def ghost_pen() -> QPen:
    """1.5 px, dashed."""
    pen = QPen(c("accent.fill"), 1.5)
    pen.setDashPattern([3, 2])
    return pen


def step_ghost(chart: Chart, top: int, height: int, start: date, finish: date) -> None:
    """Where the bar of a step would stand, a little higher than the real one so that both are seen."""
    y = top + bar_top(height) - 2
    left, right = chart.x(start), chart.end(finish)
    left, right = max(left, chart.left - 12), min(max(right, left + 3), chart.right + 12)
    if right <= left:
        return
    inside = QColor(c("accent.fill"))
    inside.setAlphaF(_FILL)
    rect = QRectF(left + 0.5, y + 0.5, right - left - 1, 13)
    chart.p.fillRect(rect, inside)
    chart.p.setPen(ghost_pen())
    chart.p.setBrush(Qt.BrushStyle.NoBrush)
    chart.p.drawRect(rect)


def milestone_ghost(chart: Chart, top: int, height: int, day: date) -> None:
    """Where a milestone would stand."""
    diamond(chart.p, chart.end(day), top + height / 2, 13, None, chart.ink.pen(c("accent.fill"), 1.6))


def goal_ghost(chart: Chart, top: int, height: int, found: Supposed) -> None:
    """P50 and P80 of the goal as supposed, above the real marks."""
    y = top + 4.0
    x = chart.end(found.p50)
    whisker(chart, x - 2, y, chart.end(found.p80), c("accent.fill"))
    diamond(chart.p, x, y, 7, c("accent.fill"), None)


def target_ghost(chart: Chart, day: date, top: int, bottom: int) -> None:
    """The target where it would stand."""
    x = chart.end(day)
    chart.p.setPen(ghost_pen())
    chart.p.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, bottom))
