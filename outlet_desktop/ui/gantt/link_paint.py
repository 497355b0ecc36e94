"""Links of one outlet as polygons ready to paint, and their painting (ui.md §6).

Routes are laid out once for a scale, an order of lines and a focus, and painted many times: a repaint of one changed
bar, a hovered row or a notch of the wheel only draws what is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.bars import Box, Chart, step_box
from outlet_desktop.ui.gantt.header import HEADER_H
from outlet_desktop.ui.gantt.links import Point, chain, route
from outlet_desktop.ui.gantt.rows import Line


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One link: its corners and its arrow, in the viewport as if nothing were scrolled; `top`, `bottom` in px."""

    corners: QPolygonF
    arrow: QPolygonF
    top: float
    bottom: float


Routes = Sequence[Route]


def link_routes(
    chart: Chart, row: OutletRow, lines: Sequence[Line], focus: StepId, shows_critical: bool
) -> tuple[Routes, Routes]:
    """Quiet and critical links between these step lines; with `focus` only those of its chain."""
    boxes: dict[StepId, tuple[Box, int, int]] = {}
    for line in lines:
        top = line.y + HEADER_H
        box = step_box(chart, top, line.height, line.step) if line.step is not None else None
        if box is not None:
            boxes[line.step_id] = (box, top, top + line.height)
    links = row.links
    if focus:
        kept = chain(focus, links)
        links = tuple(link for link in links if link.source in kept and link.target in kept)
    else:  # what a finished step has opened is history
        over = {step.step for step in row.steps if step.state in (StepState.DONE, StepState.SKIPPED)}
        links = tuple(link for link in links if link.source not in over)
    quiet: list[Route] = []
    critical: list[Route] = []
    for link in links:
        if link.source not in boxes or link.target not in boxes:
            continue
        source, top, bottom = boxes[link.source]
        target = boxes[link.target][0]
        points = route(source, target, bottom if target.middle > source.middle else top)
        (critical if link.critical and shows_critical else quiet).append(_route(points))
    return quiet, critical


def _route(points: Sequence[Point]) -> Route:
    ys = [y for _, y in points]
    corners = QPolygonF([QPointF(round(x) + 0.5, round(y) + 0.5) for x, y in points])
    x, y = points[-1][0], round(points[-1][1]) + 0.5
    arrow = QPolygonF([QPointF(x - 5, y - 3.5), QPointF(x, y), QPointF(x - 5, y + 3.5)])
    return Route(corners, arrow, min(ys), max(ys))


def draw_links(chart: Chart, routes: Routes, color: QColor, width: float) -> None:
    """Lines, then arrows."""
    p = chart.p
    # Odd widths sit on pixel centres; 1.5 needs antialiasing for its half.
    p.setRenderHint(QPainter.RenderHint.Antialiasing, width != 1.0)
    p.setPen(chart.ink.pen(color, width))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for one in routes:
        p.drawPolyline(one.corners)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color)
    for one in routes:
        p.drawPolygon(one.arrow)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
