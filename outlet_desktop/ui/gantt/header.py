"""The header, 44 px: titles of the table's columns at left, months and weeks of the time axis at right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from outlet_desktop.ui.gantt.bars import Chart
from outlet_desktop.ui.gantt.ink import Ink, c
from outlet_desktop.ui.gantt.rows import Sort
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import short_date

HEADER_H = 44
_MONTHS_Y, _WEEKS_Y = 12, 34


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        left, right: Edges, px. `at_right`: its text ends at `right`.
        sorts: Whether a click on the title sorts by it.
    """

    key: str
    title: str
    left: int
    right: int
    at_right: bool = False
    sorts: bool = True
    tooltip: str = ""


def month_title(day: date, with_year: bool) -> str:
    """`Ноябрь`, `Январь 2027`."""
    name = language.locale.standaloneMonthName(day.month)
    name = name[:1].upper() + name[1:]
    return f"{name} {day.year}" if with_year else name


def table_header(
    p: QPainter,
    ink: Ink,
    columns: Sequence[Column],
    width: int,
    sort: Sort | None,
    group: tuple[str, int, int] | None = None,
) -> None:
    """Titles of the columns within 0 .. width; `group` = (words, left, right) over several of them."""
    p.save()
    p.setClipRect(QRectF(0, 0, width, HEADER_H), Qt.ClipOperation.IntersectClip)
    p.fillRect(0, 0, width, HEADER_H, c("surface.base"))
    quiet = c("text.tertiary")
    if group is not None:
        words, left, right = group
        ink.text(p, (left + right) / 2 - ink.width(words, "caption") / 2, 14, words, "caption", quiet)
    for column in columns:
        is_sorted = sort is not None and sort.column == column.key
        color = c("accent.text") if is_sorted else quiet
        used = ink.width(column.title, "caption")
        x = column.right - used if column.at_right else column.left
        ink.text(p, x, 31, column.title, "caption", color)
        if is_sorted and sort is not None:
            caret = "ph.caret-down" if sort.descending else "ph.caret-up"
            mark = x - 7 if column.at_right else x + used + 8
            ink.icon(p, mark, 31, caret, 10, color)
    p.fillRect(0, HEADER_H - 1, width, 1, c("border.hairline"))
    p.restore()


def time_header(chart: Chart, today: date, target: date | None = None, target_words: str = "") -> None:
    """Months over weeks, the tag of today and, outlined, that of the target.

    Labels that a tag would cover are left out.
    """
    p, ink, axis = chart.p, chart.ink, chart.axis
    width = chart.right - chart.left
    p.save()
    p.setClipRect(QRectF(chart.left, 0, width, HEADER_H), Qt.ClipOperation.IntersectClip)
    p.fillRect(chart.left, 0, width, HEADER_H, c("surface.base"))
    line = c("border.hairline")
    p.fillRect(chart.left, 22, width, 1, line)
    tags = _tags(chart, today, target, target_words)
    _months(chart, width)
    for day, x in axis.ticks(width):
        left = round(chart.left + x)
        p.fillRect(left, 23, 1, HEADER_H - 23, line)
        words = str(day.day)
        start = left + 6
        end = start + ink.width(words, "caption")
        if all(end + 2 < tag_left or start - 2 > tag_right for tag_left, tag_right in tags):
            ink.text(p, start, _WEEKS_Y, words, "caption", c("text.tertiary"))
    p.fillRect(chart.left, HEADER_H - 1, width, 1, line)
    _paint_tags(chart, tags, today, target, target_words)
    p.restore()


def _months(chart: Chart, width: int) -> None:
    p, ink = chart.p, chart.ink
    shown = 0
    for month, start, end in chart.axis.months(width):
        left, right = round(chart.left + start), round(chart.left + end)
        p.fillRect(left, 0, 1, HEADER_H, c("gantt.gridMonth"))
        x = max(left, chart.left) + 6
        for with_year in (month.month == 1 or shown == 0, False):
            words = month_title(month, with_year)
            if x + ink.width(words, "caption_strong") + 4 <= right:
                ink.text(p, x, _MONTHS_Y, words, "caption_strong", c("text.secondary"))
                shown += 1
                break


def _tags(chart: Chart, today: date, target: date | None, target_words: str) -> list[tuple[int, int]]:
    tags = [_around(chart, chart.now_x, short_date(today))]
    if target is not None:
        left, right = _around(chart, chart.end(target), target_words)
        now_left, now_right = tags[0]
        if left < now_right + 4 and right > now_left - 4:  # beside the tag of today, not over it
            shift = now_right + 4 - left if target >= today else now_left - 4 - right
            left, right = left + shift, right + shift
        tags.append((left, right))
    return tags


def _around(chart: Chart, x: int, words: str) -> tuple[int, int]:
    half = round(chart.ink.width(words, "caption_strong") / 2) + 5
    return x - half, x + half


def _paint_tags(chart: Chart, tags: list[tuple[int, int]], today: date, target: date | None, target_words: str) -> None:
    p, ink = chart.p, chart.ink
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if target is not None:
        left, right = tags[1]
        p.setPen(ink.pen(c("text.secondary"), 1))
        p.setBrush(c("surface.base"))
        p.drawRoundedRect(QRectF(left + 0.5, 25.5, right - left - 1, 16), 3, 3)
        start = (left + right) / 2 - ink.width(target_words, "caption") / 2
        ink.text(p, start, _WEEKS_Y, target_words, "caption", c("text.secondary"))
    left, right = tags[0]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(c("gantt.today"))
    p.drawRoundedRect(QRectF(left, 25, right - left, 17), 3, 3)
    words = short_date(today)
    start = (left + right) / 2 - ink.width(words, "caption_strong") / 2
    on_tag = c("surface.window") if c("surface.base").lightness() < 128 else c("text.onAccent")
    ink.text(p, start, _WEEKS_Y, words, "caption_strong", on_tag)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
