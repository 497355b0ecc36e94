"""The matrix of roles as a spreadsheet, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from outlet_desktop.problem import Problem
from outlet_desktop.report.writing import written_whole

_MOST_ROWS, _MOST_COLUMNS = 1000, 200


def write_roles(table: Sequence[Sequence[str]], path: Path, title: str) -> Path:
    """Write the table; its first row stays in view. Problems `report.unknown_format`, `report.cannot_write`."""
    if path.suffix.lower() != ".xlsx":
        raise Problem("report.unknown_format", ending=path.suffix or path.name, known=".xlsx")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title[:31]
    for row in table:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(table[0]) + 1):
        widest = max(len(row[column - 1]) for row in table)
        sheet.column_dimensions[get_column_letter(column)].width = max(14, min(44, widest + 2))
    sheet.freeze_panes = "B2"
    written_whole(path, lambda place: book.save(place))
    return path


def read_roles(path: Path) -> list[list[str]]:
    """The first sheet as words. Problems `file.cannot_read`, `roles.import_not_a_sheet`."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise Problem("file.cannot_read", path=str(path), detail=error.strerror or str(error)) from error
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise Problem("roles.import_not_a_sheet", path=path.name) from error
    try:
        rows = book.worksheets[0].iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        found = [["" if value is None else str(value) for value in row] for row in rows]
    finally:
        book.close()
    while found and not any(cell.strip() for cell in found[-1]):
        found.pop()
    return found
