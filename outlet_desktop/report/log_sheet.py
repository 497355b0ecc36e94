"""The log as a table in a file: CSV for anything, XLSX for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from outlet_desktop.domain.log import LogLine
from outlet_desktop.problem import Problem
from outlet_desktop.report.writing import written_whole
from outlet_desktop.wording import sentence

Value = str | int | datetime | None
Row = tuple[Value, ...]
ENDINGS = (".csv", ".xlsx")
_COLUMNS = ("number", "at", "level", "event", "outlet", "city", "step", "who", "task")
_WIDTHS = (9, 18, 11, 80, 34, 16, 9, 24, 11)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_log(lines: Iterable[LogLine], path: Path, lang: str) -> int:
    """Write the lines in their order and return how many there were. The file is written whole or not at all.

    A CSV is UTF-8 with a mark, and its separator is ";", as spreadsheets of a Russian Windows expect.

    Raises:
        Problem: `report.unknown_format`, `report.cannot_write`.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Problem("report.unknown_format", ending=ending or path.name, known=", ".join(ENDINGS))
    count = 0

    def counted() -> Iterator[Row]:
        nonlocal count
        for line in lines:
            count += 1
            yield _row(line, lang)

    def make(place: Path) -> None:
        heads = [sentence(f"log.column_{name}", {}, lang) for name in _COLUMNS]
        if ending == ".csv":
            _write_csv(place, heads, counted())
        else:
            _write_xlsx(place, heads, counted())

    written_whole(path, make)
    return count


def _row(line: LogLine, lang: str) -> Row:
    entry = line.entry
    code, facts = entry.text
    level = sentence(f"log.level_{line.level}", {}, lang) if line.level else ""
    who = line.who if line.who not in ("", "portal") else sentence(f"log.who_{line.who or 'engine'}", {}, lang)
    text = sentence(code, facts, lang) if code else entry.event
    at = entry.at.replace(tzinfo=None, microsecond=0)  # the portal's wall clock: spreadsheets know no zones
    return entry.number, at, level, text, line.address, line.city, entry.step, who, entry.task_id


def _safe(value: Value) -> Value:
    """A text that a spreadsheet would take for a formula is marked as a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_csv(place: Path, heads: list[str], rows: Iterable[Row]) -> None:
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(heads)
        for row in rows:
            shown = [f"{one:%Y-%m-%d %H:%M:%S}" if isinstance(one, datetime) else _safe(one) for one in row]
            writer.writerow("" if one is None else one for one in shown)


def _write_xlsx(place: Path, heads: list[str], rows: Iterable[Row]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("log")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    titles = [WriteOnlyCell(sheet, value=head) for head in heads]
    for title in titles:
        title.font = Font(bold=True)
    sheet.append(titles)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, datetime):
                cell.number_format = "DD.MM.YYYY HH:MM:SS"
            elif isinstance(value, str):
                cell.data_type = "s"  # never a formula
            cells.append(cell)
        sheet.append(cells)
    book.save(place)
