"""Tables for a spreadsheet: dates are dates, numbers are numbers, every column can be filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from outlet_desktop.report.page import color
from outlet_desktop.report.portfolio import by_severity
from outlet_desktop.schedule.gantt import OutletRow, Portfolio, StepRow
from outlet_desktop.wording import sentence

Value = str | int | float | date | None
Row = TypeVar("Row")
DAY, PERCENT = "DD.MM.YYYY", "0%"


def write_sheet(target: OutletRow | Portfolio, path: Path, lang: str, today: date) -> None:
    """Write outlets (and, for one outlet, its steps) as XLSX. Raises OSError."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    if isinstance(target, OutletRow):
        first.title = _safe(sentence("report.sheet_steps", {}, lang))
        _table(first, _STEP_COLUMNS, _in_order(target), lang)
        _summary(book.create_sheet(_safe(sentence("report.sheet_summary", {}, lang))), target, lang, today)
    else:
        first.title = _safe(sentence("report.sheet_outlets", {}, lang))
        _table(first, _OUTLET_COLUMNS, by_severity(target.rows), lang)
    book.properties.creator = "outlet-desktop"
    book.properties.title = sentence("report.as_of", {"day": today}, lang)
    book.save(path)


def _safe(title: str) -> str:
    return title[:31]


def _status_word(row: OutletRow, lang: str) -> str:
    known = "outlet" if row.status.value in ("idle", "active", "done") else "status"
    return sentence(f"report.{known}_{row.status.value}", {}, lang)


def _tint(row: OutletRow) -> PatternFill:
    return PatternFill("solid", fgColor=color(f"status.{row.status.value}.tint").removeprefix("#"))


def _why(row: OutletRow, lang: str) -> str:
    code, facts = row.why
    return sentence(code, facts, lang) if code else ""


# (code of the caption, width in characters, value, format)
_OutletColumn = tuple[str, int, Callable[[OutletRow, str], Value], str]
_StepColumn = tuple[str, int, Callable[[StepRow, str], Value], str]

_OUTLET_COLUMNS: tuple[_OutletColumn, ...] = (
    ("outlet", 34, lambda row, _: row.address, ""),
    ("city", 14, lambda row, _: row.city, ""),
    ("region", 14, lambda row, _: row.region, ""),
    ("status", 16, _status_word, ""),
    ("state", 14, lambda row, lang: sentence(f"report.state_{row.state.value}", {}, lang), ""),
    ("now", 36, lambda row, _: row.now, ""),
    ("held_by", 22, lambda row, _: row.held_by[0].person or row.held_by[0].role_title if row.held_by else None, ""),
    ("since", 12, lambda row, _: row.held_by[0].since if row.held_by else None, DAY),
    ("progress", 9, lambda row, _: row.done, ""),
    ("total", 12, lambda row, _: row.total, ""),
    ("started", 12, lambda row, _: row.started_on, DAY),
    ("plan", 12, lambda row, _: row.baseline_finish, DAY),
    ("target", 12, lambda row, _: row.target, DAY),
    ("p50", 12, lambda row, _: row.finished_on or row.p50, DAY),
    ("p80", 12, lambda row, _: None if row.finished_on else row.p80, DAY),
    ("chance", 8, lambda row, _: row.chance, PERCENT),
    ("slip", 18, lambda row, _: row.slip_days, ""),
    ("why", 90, _why, ""),
    ("id", 11, lambda row, _: row.opening, ""),
)

_STEP_COLUMNS: tuple[_StepColumn, ...] = (
    ("number", 7, lambda step, _: step.step, ""),
    ("step", 46, lambda step, _: step.title, ""),
    ("kind", 15, lambda step, lang: sentence(f"report.kind_{step.kind.value}", {}, lang), ""),
    ("role", 24, lambda step, _: step.role_title, ""),
    ("person", 22, lambda step, _: step.person, ""),
    ("state", 13, lambda step, lang: sentence(f"report.step_{step.state.value}", {}, lang), ""),
    ("round", 7, lambda step, _: step.round, ""),
    ("plan_start", 14, lambda step, _: step.baseline.start, DAY),
    ("plan_finish", 14, lambda step, _: step.baseline.finish, DAY),
    ("actual_start", 14, lambda step, _: step.actual.start, DAY),
    ("actual_finish", 14, lambda step, _: step.actual.finish, DAY),
    ("forecast_start", 17, lambda step, _: step.forecast.start, DAY),
    ("forecast_finish", 17, lambda step, _: step.forecast.finish, DAY),
    ("slip", 18, lambda step, _: step.deviation, ""),
    ("overdue", 18, lambda step, _: step.overdue_days or None, ""),
    ("float", 13, lambda step, _: step.total_float, ""),
    ("critical", 13, lambda step, lang: sentence("report.yes", {}, lang) if step.critical else None, ""),
    ("task_id", 10, lambda step, _: step.task_id, ""),
)


def _in_order(row: OutletRow) -> Sequence[StepRow]:
    rank = {step: number for number, step in enumerate(step for stage in row.stages for step in stage.steps)}
    return sorted(row.steps, key=lambda step: rank.get(step.step, len(rank)))


def _table(
    sheet: Worksheet,
    columns: Sequence[tuple[str, int, Callable[[Row, str], Value], str]],
    rows: Sequence[Row],
    lang: str,
) -> None:
    for number, (code, width, _value, _format) in enumerate(columns, 1):
        cell = _cell(sheet, 1, number)
        cell.value = sentence(f"report.column_{code}", {}, lang)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, row in enumerate(rows, 2):
        for number, (code, _width, value, form) in enumerate(columns, 1):
            cell = _cell(sheet, line, number)
            _put(cell, value(row, lang), form)
            if code == "status" and isinstance(row, OutletRow):
                cell.fill = _tint(row)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(2, len(rows) + 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _cell(sheet: Worksheet, line: int, number: int) -> Cell:
    found = sheet.cell(line, number)
    assert isinstance(found, Cell)  # nothing is merged here
    return found


def _put(cell: Cell, value: Value, form: str = "") -> None:
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # an address that begins with "=" is no formula
    elif value is not None:
        cell.value = value
    if form:
        cell.number_format = form


def _summary(sheet: Worksheet, row: OutletRow, lang: str, today: date) -> None:
    """Caption and value, one pair a line."""
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    for line, (code, _width, value, form) in enumerate(_OUTLET_COLUMNS, 1):
        sheet.cell(line, 1, sentence(f"report.column_{code}", {}, lang)).font = Font(bold=True)
        cell = _cell(sheet, line, 2)
        _put(cell, value(row, lang), form)
        cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
        if code == "status":
            cell.fill = _tint(row)
    sheet.cell(len(_OUTLET_COLUMNS) + 1, 1, sentence("report.as_of", {"day": today}, lang))
