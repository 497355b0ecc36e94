"""The table half of the portfolio: cells of an outlet, a stage, a step; and the same as words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QPainter

from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.schedule.gantt import OutletRow, StageRow
from outlet_desktop.ui.gantt import cells
from outlet_desktop.ui.gantt.grouping import current_stage
from outlet_desktop.ui.gantt.header import Column
from outlet_desktop.ui.gantt.ink import Ink, c
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.messages import DASH, format_date, percent, short_date, signed, words

STAGE_CARET = 34
_STAGE_ICON, _STAGE_NAME = 50, 64
_STEP_ICON, _STEP_KIND, _STEP_NAME = 75, 95, 108
_NAMES = ("outlet", "region", "director", "stage", "now")  # columns that the name of a stage or a step may cover


def outlet_cells(p: QPainter, ink: Ink, line: Line, row: OutletRow, y: float, columns: Mapping[str, Column]) -> None:
    """The cells of an outlet around `y`."""
    cells.caret(p, ink, 10, y, line.expanded)
    cells.status_mark(p, ink, 28, y, row.status)
    right = columns["outlet"].right
    used = ink.text(p, 42, y, row.address, "name", c("text.primary"), right - 42)
    left = 42 + used + 4
    if right - left > 24:
        ink.text(p, left, y + 0.5, row.city, "cell", c("text.tertiary"), int(right - left))
    for key, column in columns.items():
        match key:
            case "steps":
                cells.progress_cell(p, ink, column.left, column.right - 1, y, row.status, row.done, row.total)
            case "target":
                cells.day_cell(p, ink, column.right, y, row.target)
            case "p50":
                cells.day_cell(p, ink, column.right, y, row.finished_on or row.p50, strong=True)
            case "p80":
                cells.day_cell(p, ink, column.right, y, _p80(row))
            case "since":
                cells.day_cell(p, ink, column.right, y, _since(row))
            case "deviation":
                cells.deviation_cell(p, ink, column.right, y, row.slip_days)
            case "waiting" | "chance":
                ink.right(p, column.right, y, outlet_words(row, key), "date", c("text.secondary"))
            case "now" | "held" | "stage" | "region" | "director":
                room = column.right - column.left
                ink.text(p, column.left, y, outlet_words(row, key), "cell", c("text.secondary"), room)


def draft_cells(p: QPainter, ink: Ink, draft: LaunchDraft, y: float, columns: Mapping[str, Column]) -> None:
    """The cells of a launch form that was not sent: its address, when it was kept, the target typed in it."""
    ink.icon(p, 28, y, "ph.pencil-simple", 16, c("text.tertiary"))
    right = columns["outlet"].right
    used = ink.text(p, 42, y, draft_name(draft), "name", c("text.primary"), right - 42)
    left = 42 + used + 4
    if right - left > 24:
        ink.text(p, left, y + 0.5, draft.request.city, "cell", c("text.tertiary"), int(right - left))
    for key, column in columns.items():
        if key == "now":
            ink.text(p, column.left, y, draft_state(draft), "cell", c("text.secondary"), column.right - column.left)
        elif key == "region":
            ink.text(p, column.left, y, draft.request.region, "cell", c("text.secondary"), column.right - column.left)
        elif key == "target" and draft.request.target_on is not None:
            cells.day_cell(p, ink, column.right, y, draft.request.target_on)


def draft_name(draft: LaunchDraft) -> str:
    """The address of a launch form."""
    return draft.request.address.strip() or words("draft.no_address")


def draft_state(draft: LaunchDraft) -> str:
    """`Не отправлено · 24.11 11:04`."""
    moment = f"{draft.saved_at:%d.%m %H:%M}" if draft.saved_at is not None else DASH
    return words("draft.correction" if draft.corrects else "draft.unsent", {"moment": moment})


def _p80(row: OutletRow) -> date | None:
    return None if row.finished_on is not None else row.p80


def _since(row: OutletRow) -> date | None:
    return row.held_by[0].since if row.held_by else None


def outlet_words(row: OutletRow, key: str, *, full: bool = False) -> str:
    """One cell of an outlet as words; `full` = as it leaves the program: dates with their year, plain numbers."""
    day = _full_date if full else short_date
    match key:
        case "outlet":
            return ", ".join(part for part in (row.address, row.city) if part)
        case "region":
            return row.region
        case "director":
            return row.director
        case "stage":
            stage = current_stage(row)
            return stage.title if stage is not None else ""
        case "now":
            return cells.now_words(row)
        case "held":
            holder = row.held_by[0] if row.held_by else None
            if holder is None:
                return ""
            person = holder.person if full else cells.short_person(holder.person)
            return person or holder.role_title
        case "since":
            return day(_since(row))
        case "waiting":
            return str(row.waiting) if row.waiting else ""
        case "steps":
            return f"{row.done}/{row.total}"
        case "target":
            return day(row.target)
        case "p50":
            return day(row.finished_on or row.p50)
        case "p80":
            return day(_p80(row))
        case "deviation":
            return _number(row.slip_days) if full else signed(row.slip_days)
        case "chance":
            if row.finished_on is not None or row.chance is None:
                return ""
            return f"{round(row.chance * 100)}%" if full else percent(row.chance)
    return ""


def _full_date(day: date | None) -> str:
    return format_date(day) if day is not None else ""


def _number(number: int | None) -> str:
    """For spreadsheets: no plus, no typographic minus."""
    return "" if number is None else str(number)


def line_words(line: Line, key: str) -> str:
    """One cell of any line as words that leave the program (clipboard): dates in full."""
    if line.kind is Kind.OUTLET and line.outlet is not None:
        return outlet_words(line.outlet, key, full=True)
    if line.kind is Kind.STAGE and line.stage is not None:
        return _stage_words(line.stage, key)
    step = line.step
    if step is None:
        return ""
    match key:
        case "outlet":
            return step.title
        case "stage":
            return line.stage.title if line.stage is not None else ""
        case "now":
            return step.reason_text
        case "held":
            return step.person or step.role_title
        case "since":
            return _full_date(step.actual.start) if step.actual.start else ""
        case "target":
            return _full_date(step.baseline.finish)
        case "p50":
            return _full_date(cells.step_finish(step))
        case "deviation":
            return _number(step.deviation)
    return ""


def _stage_words(stage: StageRow, key: str) -> str:
    match key:
        case "outlet":
            return stage.title
        case "steps":
            return f"{stage.done}/{stage.total}"
        case "target":
            return _full_date(stage.baseline.finish)
        case "p50":
            return _full_date(stage.forecast.finish)
        case "deviation":
            return _number(stage.deviation)
    return ""


def _name_end(columns: Mapping[str, Column]) -> int:
    """Where the name of a stage or step must end: before the first column that it has something in."""
    end = 0
    for key in _NAMES:
        column = columns.get(key)
        if column is not None and column.right > end:
            end = column.right
    return end


def _dates(
    p: QPainter,
    ink: Ink,
    y: float,
    columns: Mapping[str, Column],
    plan: date | None,
    forecast: date | None,
    deviation: int | None,
) -> None:
    """Of a stage or a step: its plan stands under the target, its forecast under P50."""
    if column := columns.get("target"):
        cells.day_cell(p, ink, column.right, y, plan)
    if column := columns.get("p50"):
        cells.day_cell(p, ink, column.right, y, forecast, strong=True)
    if column := columns.get("deviation"):
        cells.deviation_cell(p, ink, column.right, y, deviation)


def stage_cells(p: QPainter, ink: Ink, line: Line, stage: StageRow, y: float, columns: Mapping[str, Column]) -> None:
    """The cells of a stage."""
    cells.caret(p, ink, STAGE_CARET, y, line.expanded)
    cells.status_mark(p, ink, _STAGE_ICON, y, stage.status, 14)
    ink.text(p, _STAGE_NAME, y, stage.title, "strong", c("text.primary"), max(24, _name_end(columns) - _STAGE_NAME))
    if "steps" in columns:
        right = columns["steps"].right - 1
        ink.right(p, right, y, f"{stage.done}/{stage.total}", "date", c("text.secondary"))
    _dates(p, ink, y, columns, stage.baseline.finish, stage.forecast.finish, stage.deviation)


def step_cells(p: QPainter, ink: Ink, line: Line, y: float, columns: Mapping[str, Column]) -> None:
    """The cells of a step; grey bars while its outlet is still being read, never a spinner over the table."""
    step = line.step
    if step is None:
        p.fillRect(_STEP_NAME, round(y) - 4, 180, 8, c("surface.pressed"))
        if "target" in columns:
            p.fillRect(columns["target"].right - 30, round(y) - 4, 30, 8, c("surface.pressed"))
        return
    cells.status_mark(p, ink, _STEP_ICON, y, step.status, 14)
    ink.icon(p, _STEP_KIND, y, cells.KIND_ICONS[step.kind], 14, c("text.tertiary"))
    end, person, person_end = _name_end(columns), 0, 0
    if "held" in columns:
        person, person_end = columns["held"].left, columns["held"].right
    elif "steps" in columns:
        person, person_end = columns["steps"].left - 44, columns["steps"].right
        end = person - 8
    face = "strong" if step.critical else "cell"
    ink.text(p, _STEP_NAME, y, step.title, face, c("text.primary"), max(24, end - _STEP_NAME))
    if person_end:
        ink.text(p, person, y, cells.person_words(step), "cell", c("text.secondary"), person_end - person)
    _dates(p, ink, y, columns, step.baseline.finish, cells.step_finish(step), step.deviation)


def group_cells(p: QPainter, ink: Ink, line: Line, title: str, y: float) -> None:
    """The header of a group."""
    cells.caret(p, ink, 10, y, line.expanded)
    used = ink.text(p, 26, y, title, "strong", c("text.primary"))
    ink.text(p, 26 + used + 7, y, str(line.count), "caption", c("text.tertiary"))
