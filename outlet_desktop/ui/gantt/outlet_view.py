"""The Gantt of one outlet: stages and steps with links, plan and critical path (picture 02)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from outlet_desktop.domain.opening import Status, StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.ui.gantt import cells
from outlet_desktop.ui.gantt.bars import Box, Chart, goal_marks, stage_bar, step_bar, step_box
from outlet_desktop.ui.gantt.canvas import Words
from outlet_desktop.ui.gantt.header import Column
from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.gantt.links import Point, chain, route
from outlet_desktop.ui.gantt.rows import COMPACT_H, Expansion, Key, Kind, Line, Outline, span_of
from outlet_desktop.ui.gantt.time_axis import TimeAxis
from outlet_desktop.ui.gantt.view import GanttView
from outlet_desktop.ui.messages import short_date, signed_days, words

_STATUS, _KIND, _NAME, _STAGE_NAME = 37, 57, 72, 30


class OutletView(GanttView):
    """Table of 564 px, compact rows, and the chart.

    Attributes:
        shows_critical, shows_plan, shows_links: The three toggles.
    """

    table_width = 564
    least_table = 300

    def __init__(self) -> None:
        super().__init__()
        self.split = self.table_width
        self.row: OutletRow | None = None
        self.shows_critical = self.shows_plan = self.shows_links = True

    def set_row(self, row: OutletRow) -> None:
        """Show an outlet; the same one again with fresh data keeps scroll, selection and expansion."""
        before, self.row = self.row, row
        is_same = before is not None and before.opening == row.opening
        if not is_same:
            self.expansion = Expansion()
            for stage in row.stages:
                self.expansion.stages[(row.opening, stage.stage)] = _opens_by_itself(row, stage.steps)
            self.set_current(None, scroll=False)
            self.verticalScrollBar().setValue(0)
        outline = self.make_outline()
        if not is_same or outline.height != self.outline.height or before is None:
            self.set_outline(outline)
            return
        old = {step.step: step for step in before.steps}
        changed: list[Key] = [("step", row.opening, step.step) for step in row.steps if old.get(step.step) != step]
        old_stages = {stage.stage: stage for stage in before.stages}
        stages: list[Key] = [
            ("stage", row.opening, stage.stage) for stage in row.stages if old_stages.get(stage.stage) != stage
        ]
        self.replace_lines(outline, changed + stages)
        self.mark_changed(changed)
        if changed or before.links != row.links or before.target != row.target:
            self._update_chart()  # links hang on the bars of other rows

    def make_outline(self) -> Outline:
        """Lines of the present outlet and expansion."""
        groups = [("", [self.row])] if self.row is not None else []
        high = max(COMPACT_H, self.text_height() - 4)
        return Outline(groups, self.expansion, stages_only=True, row_height=high)

    def show_whole(self) -> None:
        """Scale so that the outlet fits, a week before its start at the left edge; 2.5 to 8 px a day."""
        if self.row is None:
            return
        start, finish = span_of([self.row], self.row.started_on)
        room = self._chart_geometry().width()
        px = min(8.0, max(2.5, room / ((finish - start).days + 14)))
        self.axis = TimeAxis(start.toordinal() - 7, px)
        self._update_chart()
        self.scale_changed.emit(px)

    def set_shown(self, *, critical: bool, plan: bool, links: bool) -> None:
        """The three toggles."""
        self.shows_critical, self.shows_plan, self.shows_links = critical, plan, links
        self.viewport().update()

    # ---------------------------------------------------------------- table

    def make_columns(self) -> Sequence[Column]:
        shift = self.split - self.table_width
        return (
            Column("step", self.tr("Step"), 30, 308 + shift, sorts=False),
            Column("person", self.tr("Assignee"), 316 + shift, 408 + shift, sorts=False),
            Column("plan", self.tr("Plan"), 412 + shift, 450 + shift, True, False),
            Column("forecast", self.tr("Forecast"), 454 + shift, 500 + shift, True, False),
            Column(
                "deviation",
                self.tr("Dev."),
                504 + shift,
                542 + shift,
                True,
                False,
                self.tr("Forecast or actual finish against the plan, working days"),
            ),
        )

    def caret_x(self, line: Line) -> int:
        return 14

    def paint_cells(self, p: QPainter, line: Line, top: int) -> None:
        ink, y = self.ink, top + line.height / 2
        columns = self.columns_by_key()
        if line.kind is Kind.STAGE and line.stage is not None:
            stage = line.stage
            cells.caret(p, ink, 14, y, line.expanded)
            room = columns["person"].right - _STAGE_NAME - 60
            used = ink.text(p, _STAGE_NAME, y, stage.title, "strong", c("text.primary"), room)
            count = f"{stage.done}/{stage.total}"
            ink.text(p, _STAGE_NAME + used + 4, y, count, "date", c("text.secondary"))
            cells.day_cell(p, ink, columns["plan"].right, y, stage.baseline.finish)
            cells.day_cell(p, ink, columns["forecast"].right, y, stage.forecast.finish, strong=True)
            cells.deviation_cell(p, ink, columns["deviation"].right, y, stage.deviation)
            return
        step = line.step
        if step is None:
            return
        cells.status_mark(p, ink, _STATUS, y, step.status, 14)
        ink.icon(p, _KIND, y, cells.KIND_ICONS[step.kind], 14, c("text.tertiary"))
        face = "strong" if step.critical and self.shows_critical else "cell"
        ink.text(p, _NAME, y, step.title, face, c("text.primary"), columns["step"].right - _NAME)
        person = columns["person"]
        room = person.right - person.left
        ink.text(p, person.left, y, cells.person_words(step), "cell", c("text.secondary"), room)
        cells.day_cell(p, ink, columns["plan"].right, y, step.baseline.finish)
        cells.day_cell(p, ink, columns["forecast"].right, y, cells.step_finish(step), strong=True)
        cells.deviation_cell(p, ink, columns["deviation"].right, y, step.deviation)

    # ---------------------------------------------------------------- chart

    def chart(self, p: QPainter) -> Chart:
        chart = super().chart(p)
        chart.shows_plan, chart.shows_critical = self.shows_plan, self.shows_critical
        return chart

    def paint_bar(self, chart: Chart, line: Line, top: int, under: QColor) -> list[Words]:
        row = line.outlet
        if row is None:
            return []
        if line.kind is Kind.STAGE and line.stage is not None:
            inside = set(line.stage.steps)
            steps = [step for step in row.steps if step.step in inside]
            stage_bar(chart, top, line.height, line.stage, steps, line.expanded)
            return []
        step = line.step
        if step is None:
            return []
        step_bar(chart, top, line.height, step, under)
        if step.step == row.goal:
            goal_marks(chart, top, line.height, row, under)
        return self._step_words(chart, line, step, top, under)

    def _step_words(self, chart: Chart, line: Line, step: StepRow, top: int, under: QColor) -> list[Words]:
        box = step_box(chart, top, line.height, step)
        text = cells.overdue_words(step)
        if step.status is not Status.BLOCKED or not text or box is None:
            return []
        x = max(box.right, chart.now_x) + 10
        return [Words(x, box.middle, text, c("status.blocked.text"), under)]

    def paint_over(self, chart: Chart, dirty: QRect) -> None:
        row = self.row
        if row is None:
            return
        if self.shows_links:
            self._paint_links(chart, row, dirty)
        if row.target is not None:
            p = chart.p
            pen = QPen(c("text.secondary"), 1)
            pen.setDashPattern([3, 3])
            # Anchored to the header, so that a repaint of one row continues the same dashes.
            x = chart.end(row.target)
            p.setPen(pen)
            p.drawLine(x, self._body().top() - self.verticalScrollBar().value() % 6, x, dirty.bottom() + 1)

    def _boxes(self, chart: Chart) -> dict[StepId, tuple[Box, int, int]]:
        """(box, top, bottom of its row) of every step that has a line, in the viewport."""
        offset = self._offset()
        found: dict[StepId, tuple[Box, int, int]] = {}
        for line in self.outline.between(0, self.outline.height):
            if line.kind is Kind.STEP and line.step is not None:
                top = line.y + offset
                box = step_box(chart, top, line.height, line.step)
                if box is not None:
                    found[line.step_id] = (box, top, top + line.height)
        return found

    def _paint_links(self, chart: Chart, row: OutletRow, dirty: QRect) -> None:
        boxes = self._boxes(chart)
        links = row.links
        focus = self._hovered if self._hovered is not None and self._hovered[0] == "step" else None
        if focus is not None:
            kept = chain(focus[2], links)
            links = tuple(link for link in links if link.source in kept and link.target in kept)
        else:  # what a finished step has opened is history
            over = {step.step for step in row.steps if step.state in (StepState.DONE, StepState.SKIPPED)}
            links = tuple(link for link in links if link.source not in over)
        quiet: list[list[Point]] = []
        critical: list[list[Point]] = []
        for link in links:
            if link.source not in boxes or link.target not in boxes:
                continue
            source, top, bottom = boxes[link.source]
            target = boxes[link.target][0]
            points = route(source, target, bottom if target.middle > source.middle else top)
            ys = [y for _, y in points]
            if max(ys) < dirty.top() - 8 or min(ys) > dirty.bottom() + 8:
                continue
            (critical if link.critical and self.shows_critical else quiet).append(points)
        for lines, color, width in ((quiet, c("gantt.link"), 1.0), (critical, c("gantt.critical"), 1.5)):
            _draw_links(chart, lines, color, width)

    def hover_changed(self, before: Key | None, now: Key | None) -> None:
        """Links of a step under the pointer: only its own chain."""
        is_step = any(key is not None and key[0] == "step" for key in (before, now))
        if self.shows_links and is_step:
            self._update_chart()

    def header_target(self) -> tuple[date, str] | None:
        if self.row is None or self.row.target is None:
            return None
        return self.row.target, words("header.target", {"day": self.row.target.day})

    # ---------------------------------------------------------------- words

    def start_of(self, line: Line) -> date | None:
        return self.row.started_on if self.row is not None else None

    def tooltip(self, line: Line, column: str) -> str:
        return self.step_tooltip(line)

    def row_words(self, line: Line) -> str:
        if line.kind is Kind.STAGE and line.stage is not None:
            return f"{line.stage.title}, {line.stage.done}/{line.stage.total}"
        step = line.step
        if step is None:
            return ""
        facts = {
            "plan": short_date(step.baseline.finish),
            "forecast": short_date(cells.step_finish(step)),
            "deviation": signed_days(step.deviation),
        }
        parts = (step.title, step.person or step.role_title, words("row.step_dates", facts))
        return ". ".join(part for part in (*parts, cells.overdue_words(step)) if part)


def _opens_by_itself(row: OutletRow, steps: Sequence[StepId]) -> bool:
    """Stages that are not finished and lead to the goal; with few steps in all, every unfinished one."""
    inside = [step for step in row.steps if step.step in set(steps)]
    if all(step.status is Status.DONE for step in inside):
        return False
    return any(step.leads_to_goal for step in inside)


def _draw_links(chart: Chart, lines: Sequence[Sequence[Point]], color: QColor, width: float) -> None:
    p = chart.p
    # Odd widths sit on pixel centres; 1.5 needs antialiasing for its half.
    p.setRenderHint(QPainter.RenderHint.Antialiasing, width != 1.0)
    p.setPen(chart.ink.pen(color, width))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for points in lines:
        p.drawPolyline([QPointF(round(x) + 0.5, round(y) + 0.5) for x, y in points])
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color)
    for points in lines:
        x, y = points[-1][0], round(points[-1][1]) + 0.5
        p.drawPolygon(QPolygonF([QPointF(x - 5, y - 3.5), QPointF(x, y), QPointF(x - 5, y + 3.5)]))
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
