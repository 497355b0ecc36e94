"""The Gantt of one outlet: stages and steps with links, plan and critical path (picture 02)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.schedule.what_if import Supposed, Supposition
from outlet_desktop.ui.gantt import cells
from outlet_desktop.ui.gantt.bars import Chart, goal_marks, shown_span, stage_bar, step_bar, step_box
from outlet_desktop.ui.gantt.canvas import Words
from outlet_desktop.ui.gantt.gestures import Gesture
from outlet_desktop.ui.gantt.ghosts import goal_ghost, milestone_ghost, step_ghost, target_ghost
from outlet_desktop.ui.gantt.header import HEADER_H, Column
from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.gantt.link_paint import Routes, draw_links, link_routes
from outlet_desktop.ui.gantt.rows import COMPACT_H, Expansion, Key, Kind, Line, Outline, span_of
from outlet_desktop.ui.gantt.scenario import EndDrag, Scenario, can_change, days_until
from outlet_desktop.ui.gantt.target_drag import working_day
from outlet_desktop.ui.gantt.time_axis import TimeAxis
from outlet_desktop.ui.gantt.view import GanttView
from outlet_desktop.ui.gantt.what_if import due_words, learnt_words
from outlet_desktop.ui.messages import short_date, signed, spoken_days, words
from outlet_desktop.ui.text_size import wide

_STATUS, _KIND, _NAME, _STAGE_NAME = 37, 57, 72, 30
_REACH, _TAG_REACH = 4, 28  # px: around the end of a bar or the target line, and around its tag in the header
_OVER = (OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED)


class OutletView(GanttView):
    """Table of 564 px, compact rows, and the chart.

    Nothing that is dragged in this chart is written: the end of an unfinished bar and the target line only suppose.

    Signals:
        supposed: A Supposition, when the end of a bar was dragged. target_supposed: A date.

    Attributes:
        shows_critical, shows_plan, shows_links: The three toggles.
        scenario: What is supposed of the outlet.
        back: The outlet as it is, planned back from its target (for the tooltips).
    """

    supposed = Signal(object)
    target_supposed = Signal(object)

    table_width = 564
    least_table = 300

    def __init__(self) -> None:
        super().__init__()
        self.split = self.table_width
        self.row: OutletRow | None = None
        self.shows_critical = self.shows_plan = self.shows_links = True
        self.scenario: Scenario | None = None
        self.back: Supposed | None = None
        self._routes_of: tuple[tuple[object, ...], tuple[Routes, Routes]] | None = None
        self._draft: tuple[StepId, date] | None = None  # what is under the hand; "" = the target

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

    # ---------------------------------------------------------------- what is supposed

    def set_scenario(self, scenario: Scenario | None) -> None:
        """Show what is supposed beside what is forecast; None = nothing is."""
        self.scenario = scenario
        self.viewport().update()

    def _ghost(self, step: StepRow) -> tuple[date, date] | None:
        """Where that step would stand, if elsewhere."""
        if self._draft is not None and self._draft[0] == step.step:
            start = step.actual.start or step.forecast.start
            return (min(start, self._draft[1]), self._draft[1]) if start is not None else None
        found = self.scenario.found if self.scenario is not None else None
        span = found.spans.get(step.step) if found is not None else None
        if span is None or step.state in (StepState.DONE, StepState.SKIPPED):
            return None
        return span if span != (step.forecast.start, step.forecast.finish) else None

    def _supposed_target(self) -> date | None:
        if self._draft is not None and not self._draft[0]:
            return self._draft[1]
        return self.scenario.target if self.scenario is not None else None

    def _show_draft(self, step: StepId, day: date | None) -> None:
        self._draft = (step, day) if day is not None else None
        self._update_chart()

    def gesture_at(self, point: QPoint) -> Gesture | None:
        found = super().gesture_at(point)
        row = self.row
        if found is not None or point.x() <= self.split + _REACH or row is None or row.finished_on is not None:
            return found
        if row.target is not None and row.state not in _OVER:
            reach = _TAG_REACH if point.y() < HEADER_H else _REACH
            for day in (self._supposed_target(), row.target):
                if day is not None and abs(point.x() - self._end_of(day)) <= reach:
                    return EndDrag(
                        point, self._day_ending, partial(self._show_draft, ""), self.target_supposed.emit, self.today
                    )
        line = self.line_under(point)
        step = line.step if line is not None else None
        if step is None or not can_change(step) or row.state in _OVER:
            return None
        ghost, shown = self._ghost(step), shown_span(step)
        for end in (ghost[1] if ghost else None, shown.finish):
            if end is not None and abs(point.x() - self._end_of(end)) <= _REACH:
                earliest = self.today if step.state is StepState.OPEN else step.forecast.start or self.today
                show = partial(self._show_draft, step.step)
                return EndDrag(point, self._day_ending, show, partial(self._end_dragged, step), earliest)
        return None

    def _end_dragged(self, step: StepRow, day: date) -> None:
        self.supposed.emit(Supposition(step.step, "days", days_until(step, day, self.off)))

    def _end_of(self, day: date) -> int:
        return round(self.split + 1 + self.axis.end(day))

    def _day_ending(self, x: int) -> date:
        """The working day whose end is nearest to an x of the viewport."""
        return working_day(date.fromordinal(round(self.day_at(x)) - 1), self.off)

    # ---------------------------------------------------------------- table

    def make_columns(self) -> Sequence[Column]:
        shift = self.split - wide(type(self).table_width)
        return (
            Column("step", self.tr("Step"), 30, wide(302) + shift, sorts=False),
            Column("person", self.tr("Assignee"), wide(310) + shift, wide(402) + shift, sorts=False),
            Column("plan", self.tr("Plan"), wide(404) + shift, wide(442) + shift, True, False),
            Column("forecast", self.tr("Forecast"), wide(454) + shift, wide(500) + shift, True, False),
            Column(
                "deviation",
                self.tr("Dev."),
                wide(504) + shift,
                wide(542) + shift,
                True,
                False,
                self.tr("Forecast or actual finish against the plan, working days"),
            ),
        )

    def caret_x(self, line: Line) -> int:
        return 14

    def cells_state(self, line: Line) -> object:
        return self.shows_critical, self._ghost(line.step) if line.step is not None else None

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
        if step is None:  # still being read
            p.fillRect(_NAME, round(y) - 4, 150, 8, c("surface.pressed"))
            return
        cells.status_mark(p, ink, _STATUS, y, step.status, 14)
        ink.icon(p, _KIND, y, cells.KIND_ICONS[step.kind], 14, c("text.tertiary"))
        face = "strong" if step.critical and self.shows_critical else "cell"
        ink.text(p, _NAME, y, step.title, face, c("text.primary"), columns["step"].right - _NAME)
        person = columns["person"]
        room = person.right - person.left
        ink.text(p, person.left, y, cells.person_words(step), "cell", c("text.secondary"), room)
        cells.day_cell(p, ink, columns["plan"].right, y, step.baseline.finish)
        ghost = self._ghost(step)
        if ghost is not None:
            ink.right(p, columns["forecast"].right, y, short_date(ghost[1]), "date_strong", c("accent.text"))
            off = self.off.working_days(step.baseline.finish, ghost[1]) if step.baseline.finish else step.deviation
            ink.right(p, columns["deviation"].right, y, signed(off), "date_strong", c("accent.text"))
            return
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
        self._paint_ghost(chart, line, step, top, row)
        return self._step_words(chart, line, step, top, under)

    def _paint_ghost(self, chart: Chart, line: Line, step: StepRow, top: int, row: OutletRow) -> None:
        ghost = self._ghost(step)
        if ghost is not None and step.kind is StepKind.MILESTONE:
            milestone_ghost(chart, top, line.height, ghost[1])
        elif ghost is not None:
            step_ghost(chart, top, line.height, *ghost)
        found = self.scenario.found if self.scenario is not None else None
        if found is not None and step.step == row.goal and (found.p50, found.p80) != (row.p50, row.p80):
            goal_ghost(chart, top, line.height, found)

    def _step_words(self, chart: Chart, line: Line, step: StepRow, top: int, under: QColor) -> list[Words]:
        if step.status is not Status.BLOCKED:
            return []
        box = step_box(chart, top, line.height, step)
        text = cells.overdue_words(step)
        if not text or box is None:
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

        supposed = self._supposed_target()
        if supposed is not None:
            target_ghost(chart, supposed, self._body().top(), dirty.bottom() + 1)

    def _routes(self, chart: Chart, row: OutletRow) -> tuple[Routes, Routes]:
        """Quiet and critical links as they run while nothing is scrolled; kept until something they hang on changes."""
        focus = self._hovered if self._hovered is not None and self._hovered[0] == "step" else None
        key = (self.axis, self.split, self.outline, focus, self.shows_critical, row)
        if self._routes_of is not None and all(a is b or a == b for a, b in zip(self._routes_of[0], key, strict=True)):
            return self._routes_of[1]
        lines = [line for line in self.outline.between(0, self.outline.height) if line.step is not None]
        made = link_routes(chart, row, lines, focus[2] if focus is not None else "", self.shows_critical)
        self._routes_of = (key, made)
        return made

    def _paint_links(self, chart: Chart, row: OutletRow, dirty: QRect) -> None:
        scroll = self.verticalScrollBar().value()
        top, bottom = dirty.top() + scroll - 8, dirty.bottom() + scroll + 8
        quiet, critical = self._routes(chart, row)
        chart.p.translate(0, -scroll)
        for routes, color, width in ((quiet, c("gantt.link"), 1.0), (critical, c("gantt.critical"), 1.5)):
            draw_links(chart, [one for one in routes if one.bottom >= top and one.top <= bottom], color, width)
        chart.p.translate(0, scroll)

    def hover_changed(self, before: Key | None, now: Key | None) -> None:
        """Links of a step under the pointer: only its own chain."""
        is_step = any(key is not None and key[0] == "step" for key in (before, now))
        if self.shows_links and is_step:
            self._update_chart()

    def header_target(self) -> tuple[date, str] | None:
        if self.row is None or self.row.target is None:
            return None
        return self.row.target, words("header.target", {"day": short_date(self.row.target)})

    # ---------------------------------------------------------------- words

    def start_of(self, line: Line) -> date | None:
        return self.row.started_on if self.row is not None else None

    def tooltip(self, line: Line, column: str) -> str:
        step = line.step
        if step is None:
            return ""
        planned = self.scenario.found if self.scenario is not None and self.scenario.found else self.back
        due = next((one for one in planned.dues if one.step == step.step), None) if planned is not None else None
        more = [
            (self.tr("Finish for the target"), due_words(due) if due is not None else ""),
            (self.tr("Finished before"), learnt_words(step)),
        ]
        return self.step_tooltip(line, more)

    def row_words(self, line: Line) -> str:
        if line.kind is Kind.STAGE and line.stage is not None:
            return f"{line.stage.title}, {line.stage.done}/{line.stage.total}"
        step = line.step
        if step is None:
            return ""
        facts = {
            "plan": short_date(step.baseline.finish),
            "forecast": short_date(cells.step_finish(step)),
            "deviation": spoken_days(step.deviation),
        }
        parts = (step.title, step.person or step.role_title, words("row.step_dates", facts))
        return ". ".join(part for part in (*parts, cells.overdue_words(step)) if part)


def _opens_by_itself(row: OutletRow, steps: Sequence[StepId]) -> bool:
    """Stages that are not finished and lead to the goal; with few steps in all, every unfinished one."""
    inside = [step for step in row.steps if step.step in set(steps)]
    if all(step.status is Status.DONE for step in inside):
        return False
    return any(step.leads_to_goal for step in inside)
