"""The Gantt of all outlets: one row an outlet, stages and steps in place (pictures 01 and 13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtGui import QColor, QPainter

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.schedule.gantt import OutletRow, StageRow
from outlet_desktop.ui.gantt import cells
from outlet_desktop.ui.gantt.bars import Chart, label_place, outlet_bar, stage_bar, step_bar, step_box
from outlet_desktop.ui.gantt.canvas import Words
from outlet_desktop.ui.gantt.header import Column
from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.gantt.tips import fact_table
from outlet_desktop.ui.gantt.view import GanttView
from outlet_desktop.ui.messages import format_date, percent, short_date, signed_days, words

_STAGE_CARET, _STAGE_ICON, _STAGE_NAME = 34, 50, 64
_STEP_ICON, _STEP_KIND, _STEP_NAME = 75, 95, 108


class PortfolioView(GanttView):
    """Table of 704 px and the chart."""

    table_width = 704

    def _shift(self) -> tuple[int, int]:
        """(shift of everything after the name, of everything after "now"): the split is shared by these two."""
        extra = self.split - self.table_width
        now = max(-148, extra)
        return min(0, extra - now), now

    def make_columns(self) -> Sequence[Column]:
        name, now = self._shift()
        rest = name + now
        return (
            Column("outlet", self.tr("Outlet"), 26, 244 + name),
            Column("now", self.tr("Now"), 252 + name, 450 + rest),
            Column("steps", self.tr("Steps"), 458 + rest, 526 + rest),
            Column("target", self.tr("Target"), 532 + rest, 572 + rest, True, tooltip=self.tr("Target date")),
            Column("p50", "P50", 576 + rest, 614 + rest, True, tooltip=words("forecast.p50_means")),
            Column("p80", "P80", 618 + rest, 656 + rest, True, tooltip=words("forecast.p80_means")),
            Column(
                "deviation",
                self.tr("Dev."),
                660 + rest,
                694 + rest,
                True,
                tooltip=self.tr("P50 against the target date, working days"),
            ),
        )

    def column_group(self) -> tuple[str, int, int] | None:
        rest = sum(self._shift())
        return self.tr("Opening"), 532 + rest, 656 + rest

    def group_title(self, group: str) -> str:
        """Words of a group's key."""
        kind, _, name = group.partition(":")
        match kind:
            case "attention":
                return self.tr("Need attention")
            case "on_track":
                return self.tr("On track")
            case "deciding":
                return self.tr("Waiting for approval")
            case "drafts":
                return self.tr("Drafts")
            case "opened":
                return self.tr("Opened in the last 60 days")
            case "opened_earlier":
                return self.tr("Opened earlier")
            case "closed":
                return self.tr("Rejected and cancelled")
            case "region":
                return name or self.tr("No region")
            case "process":
                return name or self.tr("No process")
        return group

    def caret_x(self, line: Line) -> int:
        return _STAGE_CARET if line.kind is Kind.STAGE else 10

    def caret_double_clicked(self, line: Line) -> None:
        """On an outlet: every stage open, or all as they open by themselves."""
        if line.kind is not Kind.OUTLET:
            self.toggle(line)
            return
        whole = self.outline.details.get(line.key[1], line.outlet)
        for stage in whole.stages if whole is not None else ():
            self.expansion.stages[(line.key[1], stage.stage)] = True
        if line.expanded:
            self.expansion_changed.emit(line.key, True)
        else:
            self.toggle(line, True)

    # ---------------------------------------------------------------- painting

    def paint_cells(self, p: QPainter, line: Line, top: int) -> None:
        ink, y = self.ink, top + line.height / 2
        columns = self.columns_by_key()
        if line.kind is Kind.GROUP:
            cells.caret(p, ink, 10, y, line.expanded)
            title = self.group_title(line.group)
            used = ink.text(p, 26, y, title, "strong", c("text.primary"))
            ink.text(p, 26 + used + 7, y, str(line.count), "caption", c("text.tertiary"))
        elif line.kind is Kind.OUTLET and line.outlet is not None:
            self._outlet_cells(p, line, line.outlet, y, columns)
        elif line.kind is Kind.STAGE and line.stage is not None:
            self._stage_cells(p, line, line.stage, y, columns)
        elif line.kind is Kind.STEP:
            self._step_cells(p, line, y, columns)

    def _outlet_cells(self, p: QPainter, line: Line, row: OutletRow, y: float, columns: Mapping[str, Column]) -> None:
        ink = self.ink
        cells.caret(p, ink, 10, y, line.expanded)
        cells.status_mark(p, ink, 28, y, row.status)
        right = columns["outlet"].right
        used = ink.text(p, 42, y, row.address, "name", c("text.primary"), right - 42)
        left = 42 + used + 4
        if right - left > 24:
            ink.text(p, left, y + 0.5, row.city, "cell", c("text.tertiary"), int(right - left))
        now = columns["now"]
        ink.text(p, now.left, y, cells.now_words(row), "cell", c("text.secondary"), now.right - now.left)
        steps = columns["steps"]
        cells.progress_cell(p, ink, steps.left, steps.right - 1, y, row.status, row.done, row.total)
        cells.day_cell(p, ink, columns["target"].right, y, row.target)
        cells.day_cell(p, ink, columns["p50"].right, y, row.finished_on or row.p50, strong=True)
        p80 = None if row.finished_on is not None else row.p80
        cells.day_cell(p, ink, columns["p80"].right, y, p80)
        cells.deviation_cell(p, ink, columns["deviation"].right, y, row.slip_days)

    def _stage_cells(self, p: QPainter, line: Line, stage: StageRow, y: float, columns: Mapping[str, Column]) -> None:
        ink = self.ink
        cells.caret(p, ink, _STAGE_CARET, y, line.expanded)
        cells.status_mark(p, ink, _STAGE_ICON, y, stage.status, 14)
        room = columns["now"].right - _STAGE_NAME
        ink.text(p, _STAGE_NAME, y, stage.title, "strong", c("text.primary"), room)
        right = columns["steps"].right - 1
        ink.right(p, right, y, f"{stage.done}/{stage.total}", "date", c("text.secondary"))
        cells.day_cell(p, ink, columns["target"].right, y, stage.baseline.finish)
        cells.day_cell(p, ink, columns["p50"].right, y, stage.forecast.finish, strong=True)
        cells.deviation_cell(p, ink, columns["deviation"].right, y, stage.deviation)

    def _step_cells(self, p: QPainter, line: Line, y: float, columns: Mapping[str, Column]) -> None:
        ink, step = self.ink, line.step
        if step is None:
            # Its outlet is still being read: grey bars, never a spinner over the table.
            p.fillRect(_STEP_NAME, round(y) - 4, 180, 8, c("surface.pressed"))
            p.fillRect(columns["target"].right - 30, round(y) - 4, 30, 8, c("surface.pressed"))
            return
        cells.status_mark(p, ink, _STEP_ICON, y, step.status, 14)
        ink.icon(p, _STEP_KIND, y, cells.KIND_ICONS[step.kind], 14, c("text.tertiary"))
        person = columns["steps"].left - 44
        face = "strong" if step.critical else "cell"
        ink.text(p, _STEP_NAME, y, step.title, face, c("text.primary"), person - 8 - _STEP_NAME)
        room = columns["steps"].right - person
        ink.text(p, person, y, cells.person_words(step), "cell", c("text.secondary"), room)
        cells.day_cell(p, ink, columns["target"].right, y, step.baseline.finish)
        cells.day_cell(p, ink, columns["p50"].right, y, cells.step_finish(step), strong=True)
        cells.deviation_cell(p, ink, columns["deviation"].right, y, step.deviation)

    def paint_bar(self, chart: Chart, line: Line, top: int, under: QColor) -> list[Words]:
        if line.kind is Kind.OUTLET and line.outlet is not None:
            return self._outlet_bar(chart, line.outlet, top, under)
        if line.kind is Kind.STAGE and line.stage is not None and line.outlet is not None:
            inside = set(line.stage.steps)
            steps = [step for step in line.outlet.steps if step.step in inside]
            stage_bar(chart, top, line.height, line.stage, steps, line.expanded)
        elif line.kind is Kind.STEP and line.step is not None:
            step = line.step
            step_bar(chart, top, line.height, step, under)
            text = cells.overdue_words(step, cells.person_words(step))
            box = step_box(chart, top, line.height, step)
            if step.status is Status.BLOCKED and text and box is not None:
                ink = c("status.blocked.text")
                return [Words(max(box.right, chart.now_x) + 10, box.middle, text, ink, under)]
        return []

    def _outlet_bar(self, chart: Chart, row: OutletRow, top: int, under: QColor) -> list[Words]:
        outlet_bar(chart, top, row, under)
        text = label_words(row)
        if not text:
            return []
        x = label_place(chart, row, text)
        if x is None:
            return []
        return [Words(x, top + 12, text, c(f"status.{row.status.value}.text"), under)]

    # ---------------------------------------------------------------- words

    def start_of(self, line: Line) -> date | None:
        return line.outlet.started_on if line.outlet is not None else None

    def row_words(self, line: Line) -> str:
        if line.kind is Kind.GROUP:
            return f"{self.group_title(line.group)}, {line.count}"
        if line.kind is Kind.STEP and line.step is not None:
            step = line.step
            return ". ".join(
                part
                for part in (
                    step.title,
                    step.person or step.role_title,
                    words(
                        "row.step_dates",
                        {
                            "plan": short_date(step.baseline.finish),
                            "forecast": short_date(cells.step_finish(step)),
                            "deviation": signed_days(step.deviation),
                        },
                    ),
                    cells.overdue_words(step),
                )
                if part
            )
        if line.kind is Kind.STAGE and line.stage is not None:
            return f"{line.stage.title}, {line.stage.done}/{line.stage.total}"
        row = line.outlet
        if row is None:
            return ""
        facts = {
            "address": ", ".join(part for part in (row.address, row.city) if part),
            "status": cells.status_words(row),
            "target": short_date(row.target),
            "p50": short_date(row.finished_on or row.p50),
            "deviation": signed_days(row.slip_days),
        }
        text = words("row.outlet", facts)
        if row.held_by:
            text += " " + words("row.held_by", {"step": row.held_by[0].title})
        return text

    def tooltip(self, line: Line, column: str) -> str:
        if line.kind is Kind.OUTLET and line.outlet is not None:
            return self._outlet_tooltip(line.outlet)
        if line.kind is Kind.STEP and line.step is not None:
            return self.step_tooltip(line)
        return ""

    def _outlet_tooltip(self, row: OutletRow) -> str:
        facts = [
            (self.tr("Status"), cells.status_words(row)),
            (self.tr("Target date"), format_date(row.target)),
            ("P50", format_date(row.finished_on or row.p50)),
            ("P80", format_date(None if row.finished_on else row.p80)),
            (self.tr("Deviation"), signed_days(row.slip_days)),
            (self.tr("In time"), percent(row.chance)),
            (self.tr("Steps"), f"{row.done}/{row.total}"),
        ]
        if row.held_by:
            holder = row.held_by[0]
            facts.append((self.tr("Held by"), holder.title))
            facts.append((self.tr("Assignee"), holder.person or holder.role_title))
        title = ", ".join(part for part in (row.city, row.address) if part)
        return fact_table(title, facts, self.tr("Enter: open, Right arrow: expand"))


def label_words(row: OutletRow) -> str:
    """The reason on the bar; only rows needing attention and those waiting for the director have one."""
    code, facts = row.label
    is_told = row.attention or row.status is Status.IDLE or row.state is OpeningState.PAUSED
    if not code or not is_told:
        return ""
    return words(code, facts)
