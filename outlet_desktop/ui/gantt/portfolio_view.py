"""The Gantt of all outlets: one row an outlet, stages and steps in place (pictures 01 and 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.first_frame import column_words, group_words
from outlet_desktop.ui.gantt import cells, portfolio_cells
from outlet_desktop.ui.gantt.bars import Chart, label_place, outlet_bar, stage_bar, step_bar, step_box
from outlet_desktop.ui.gantt.canvas import Words
from outlet_desktop.ui.gantt.columns import BY_KEY, ColumnChoice
from outlet_desktop.ui.gantt.gestures import Gesture
from outlet_desktop.ui.gantt.header import HEADER_H, Column
from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.gantt.rows import Key, Kind, Line, Outline
from outlet_desktop.ui.gantt.target_drag import REACH, Ghost, Histogram, TargetDrag, can_move, ghost_words, paint_ghost
from outlet_desktop.ui.gantt.tips import fact_table
from outlet_desktop.ui.gantt.view import GanttView
from outlet_desktop.ui.gantt.width_drag import WidthDrag
from outlet_desktop.ui.messages import format_date, percent, short_date, signed_days, spoken_days, words
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.text_size import text_size

_GHOST_MS = 3000


class PortfolioView(GanttView):
    """Table of the chosen columns (704 px at first) and the chart.

    Signals:
        target_grabbed: Opening whose target diamond was taken hold of.
        target_dropped: (opening, date): its target is wanted there.
        columns_changed: Others show, or their widths have changed.
    """

    target_grabbed = Signal(str)
    target_dropped = Signal(str, object)
    columns_changed = Signal()

    table_width = 704

    def __init__(self) -> None:
        super().__init__()
        self.choice = ColumnChoice(ratio=text_size.ratio)
        self.ghost: Ghost | None = None

    def _follow_text_size(self) -> None:
        self.choice.ratio = text_size.ratio
        super()._follow_text_size()

    # ---------------------------------------------------------------- columns

    def column_title(self, key: str) -> str:
        """The words in the header."""
        return column_words(key)

    def column_name(self, key: str) -> str:
        """The same in full, for menus and for what leaves the program."""
        return {
            "held": self.tr("Person who holds it"),
            "since": self.tr("Held since"),
            "waiting": self.tr("Steps that wait"),
            "target": self.tr("Target date"),
            "deviation": self.tr("Deviation, working days"),
            "chance": self.tr("Chance of the target date"),
        }.get(key) or self.column_title(key)

    def column_meaning(self, key: str) -> str:
        """What the numbers of a column mean, "" where its title says all."""
        return {
            "target": self.tr("Target date"),
            "p50": words("forecast.p50_means"),
            "p80": words("forecast.p80_means"),
            "deviation": self.tr("P50 against the target date, working days"),
            "since": self.tr("Since when the step is held"),
            "waiting": self.tr("Steps that wait for the one which holds the outlet"),
            "chance": self.tr("Chance to open by the target date"),
        }.get(key, "")

    def make_columns(self) -> Sequence[Column]:
        return [
            Column(key, self.column_title(key), left, right, BY_KEY[key].at_right, tooltip=self.column_meaning(key))
            for key, (left, right) in self.choice.places(self.split).items()
        ]

    def column_group(self) -> tuple[str, int, int] | None:
        dates = [column for key, column in self.columns_by_key().items() if key in ("target", "p50", "p80")]
        if len(dates) < 2:
            return None
        return self.tr("Opening"), min(column.left for column in dates), max(column.right for column in dates)

    def choose_columns(self, keys: Sequence[str]) -> None:
        """Show these columns; the table grows or shrinks with them, the chart keeps the rest."""
        before = self.choice.natural()
        self.choice.choose(keys)
        self._fit_table(self.split + self.choice.natural() - before)

    def set_column_width(self, key: str, width: int | None) -> None:
        """A width in px, None = as at first; the table grows by as much."""
        grown = self.choice.set_width(key, width)
        self._fit_table(self.split + grown)

    def _fit_table(self, split: int) -> None:
        self.table_width = self.choice.natural()
        self._columns_for = (-1, "")
        self.set_split(split)
        self.columns_changed.emit()

    def _edge_at(self, x: int) -> Column | None:
        """The column whose right border is there, in the header."""
        for column in self.columns_by_key().values():
            if abs(x - (column.right + 2)) <= 3 and column.right < self.split - 2:
                return column
        return None

    def gesture_at(self, point: QPoint) -> Gesture | None:
        if point.y() < HEADER_H and (column := self._edge_at(point.x())) is not None:
            return WidthDrag(self, column.key, column.right - column.left, point)
        return self._target_at(point) or super().gesture_at(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if point.y() < HEADER_H and (column := self._edge_at(point.x())) is not None:
            self.set_column_width(column.key, None)
            return
        super().mouseDoubleClickEvent(event)

    # ---------------------------------------------------------------- the target

    def _target_at(self, point: QPoint) -> Gesture | None:
        """Whether that is the diamond of a target which may be moved."""
        line = self.line_under(point) if point.x() > self.split else None
        row = line.outlet if line is not None and line.kind is Kind.OUTLET else None
        rect = self.line_rect(line.key) if line is not None else None
        if row is None or rect is None or row.target is None or preferences.is_read_only or not can_move(row):
            return None
        x, y = round(self.split + 1 + self.axis.end(row.target)), rect.top() + 23
        if abs(point.x() - x) > REACH or abs(point.y() - y) > REACH:
            return None
        ghost = Ghost(row.opening, row.target, row.target)
        return TargetDrag(point, ghost, self._end_at, self.show_ghost, self._dropped, self.today, self.off)

    def _end_at(self, x: int) -> date:
        return date.fromordinal(round(self.day_at(x)) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if isinstance(self._gesture, TargetDrag):
            opening = self._gesture.ghost.opening
            self.mark_lines(())
            self.set_current(("outlet", opening), scroll=False)
            self.target_grabbed.emit(opening)

    def tell_chances(self, opening: str, histogram: Histogram) -> None:
        """The simulated opening dates of the outlet whose target is being dragged."""
        if isinstance(self._gesture, TargetDrag) and self._gesture.ghost.opening == opening:
            self._gesture.tell(histogram)

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Where a target would stand; None = nowhere."""
        before, self.ghost = self.ghost, ghost
        keys: list[Key] = [("outlet", one.opening) for one in (before, ghost) if one is not None]
        self.repaint_lines(keys)

    def _dropped(self, ghost: Ghost) -> None:
        self.show_ghost(replace(ghost, is_sent=True))
        self.target_dropped.emit(ghost.opening, ghost.day)

    def ghost_told(self, opening: str) -> None:
        """The office has taken the date: should no fresh data come, the ghost does not outlive it for long."""
        ghost = self.ghost
        if ghost is not None and ghost.is_sent and ghost.opening == opening:
            QTimer.singleShot(_GHOST_MS, self, lambda: self.show_ghost(None) if self.ghost is ghost else None)

    def lines_replaced(self) -> None:
        super().lines_replaced()
        self._settle_ghost()

    def replace_lines(self, outline: Outline, keys: Iterable[Key]) -> None:
        super().replace_lines(outline, keys)
        self._settle_ghost()

    def _settle_ghost(self) -> None:
        """A target that was let go is shown by the portfolio itself now."""
        ghost = self.ghost
        if ghost is None or not ghost.is_sent:
            return
        line = self.outline.find(("outlet", ghost.opening))
        if line is None or line.outlet is None or line.outlet.target == ghost.day:
            self.show_ghost(None)

    def group_title(self, group: str) -> str:
        """Words of a group's key."""
        return group_words(group)

    def caret_x(self, line: Line) -> int:
        return portfolio_cells.STAGE_CARET if line.kind is Kind.STAGE else 10

    def caret_double_clicked(self, line: Line) -> None:
        """On an outlet: every stage open, or all as they open by themselves."""
        if line.kind is Kind.DRAFT:  # it has no caret
            self.activated.emit(line.key)
            return
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
        y, columns = top + line.height / 2, self.columns_by_key()
        if line.kind is Kind.GROUP:
            portfolio_cells.group_cells(p, self.ink, line, self.group_title(line.group), y)
        elif line.kind is Kind.OUTLET and line.outlet is not None:
            portfolio_cells.outlet_cells(p, self.ink, line, line.outlet, y, columns)
        elif line.kind is Kind.STAGE and line.stage is not None:
            portfolio_cells.stage_cells(p, self.ink, line, line.stage, y, columns)
        elif line.kind is Kind.STEP:
            portfolio_cells.step_cells(p, self.ink, line, y, columns)
        elif line.draft is not None:
            portfolio_cells.draft_cells(p, self.ink, line.draft, y, columns)

    def paint_bar(self, chart: Chart, line: Line, top: int, under: QColor) -> list[Words]:
        if line.kind is Kind.OUTLET and line.outlet is not None:
            outlet_bar(chart, top, line.outlet, under)
            if self.ghost is not None and self.ghost.opening == line.outlet.opening:
                paint_ghost(chart, self.ghost, line.outlet, top)
        if line.kind is Kind.STAGE and line.stage is not None and line.outlet is not None:
            inside = set(line.stage.steps)
            steps = [step for step in line.outlet.steps if step.step in inside]
            stage_bar(chart, top, line.height, line.stage, steps, line.expanded)
        elif line.kind is Kind.STEP and line.step is not None:
            step_bar(chart, top, line.height, line.step, under)
        return self.words_of(chart, line, top, under)

    def words_of(self, chart: Chart, line: Line, top: int, under: QColor) -> list[Words]:
        """The label beside the bar of a line, where it has one."""
        if line.kind is Kind.OUTLET and line.outlet is not None:
            return self._outlet_words(chart, line.outlet, top, under)
        step = line.step
        if line.kind is not Kind.STEP or step is None or step.status is not Status.BLOCKED:
            return []
        text = cells.overdue_words(step, cells.person_words(step))
        box = step_box(chart, top, line.height, step)
        if not text or box is None:
            return []
        return [Words(max(box.right, chart.now_x) + 10, box.middle, text, c("status.blocked.text"), under)]

    def _outlet_words(self, chart: Chart, row: OutletRow, top: int, under: QColor) -> list[Words]:
        ghost = self.ghost
        if ghost is not None and ghost.opening == row.opening:
            text = ghost_words(ghost, row, self.off)
            end, width = chart.end(ghost.day), self.ink.width(text, "label")
            x = end + 18.0 if end + 28 + width < chart.right else end - 18.0 - width
            return [Words(x, top + 15, text, c("text.primary"), under, True)]
        text = label_words(row)
        place = label_place(chart, row, text) if text else None
        if place is None:
            return []
        return [Words(place, top + 12, text, c(f"status.{row.status.value}.text"), under)]

    def line_name(self, line: Line) -> tuple[str, str]:
        """(name, face) of a line, for pages that show no table."""
        match line.kind:
            case Kind.GROUP:
                return self.group_title(line.group), "strong"
            case Kind.OUTLET:
                return (line.outlet.address if line.outlet is not None else ""), "name"
            case Kind.STAGE:
                return (line.stage.title if line.stage is not None else ""), "strong"
        if line.draft is not None:
            return portfolio_cells.draft_name(line.draft), "name"
        return (line.step.title if line.step is not None else ""), "cell"

    # ---------------------------------------------------------------- words

    def start_of(self, line: Line) -> date | None:
        return line.outlet.started_on if line.outlet is not None else None

    def row_words(self, line: Line) -> str:
        if line.kind is Kind.GROUP:
            return f"{self.group_title(line.group)}, {line.count}"
        if line.draft is not None:
            name, state = portfolio_cells.draft_name(line.draft), portfolio_cells.draft_state(line.draft)
            return words("draft.row", {"address": name, "state": state})
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
                            "deviation": spoken_days(step.deviation),
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
            "deviation": spoken_days(row.slip_days),
        }
        text = words("row.outlet", facts)
        if row.held_by:
            text += " " + words("row.held_by", {"step": row.held_by[0].title})
        return text

    def tooltip(self, line: Line, column: str) -> str:
        if line.draft is not None:
            facts = [(self.tr("Status"), portfolio_cells.draft_state(line.draft))]
            return fact_table(portfolio_cells.draft_name(line.draft), facts, self.tr("Enter: continue, Del: delete"))
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
