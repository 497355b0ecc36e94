"""Rows for the clipboard: tab separated text, and a table that Excel takes with its columns. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Cells parted by tabs, rows by line ends."""
    return "\r\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\r\n"


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """An HTML table; the first row is the header. Excel keeps every cell but numbers as the text it is."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if number == 0 else "td"
        cells = "".join(f"<{tag}{_look(cell)}>{escape(cell)}</{tag}>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(lines)}</table></body></html>'


def _look(cell: str) -> str:
    """Numbers and dates are left to Excel; of "3/12" or "=1" it would make something else."""
    plain = cell.replace(".", "").removeprefix("-").removesuffix("%")
    return "" if plain.isdigit() else " style=\"mso-number-format:'\\@'\""
