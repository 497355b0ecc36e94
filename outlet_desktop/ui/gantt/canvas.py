"""The table with a time chart beside it: one widget paints both halves, so they cannot drift apart.

Only lines that touch the dirty region are painted. Vertical moves shift the pixels (`viewport().scroll`), a
changed line repaints itself alone; from nine changed lines on one whole repaint is cheaper. Table halves that have
not changed are copied (`kept_halves`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.gantt.bars import Chart, label
from outlet_desktop.ui.gantt.cells import tolerance
from outlet_desktop.ui.gantt.frame import MANY_ROWS, SCALES, GanttFrame, Words
from outlet_desktop.ui.gantt.header import HEADER_H, table_header, time_header
from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.gantt.kept_halves import KeptHalves, Known
from outlet_desktop.ui.gantt.rows import Key, Kind, Line
from outlet_desktop.ui.theme import theme

HELD_MS = 10_000  # after a key or a click nothing is reordered for so long
_RESTYLED = (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.StyleChange)

__all__ = ["MANY_ROWS", "SCALES", "GanttCanvas", "Words", "write"]


def write(chart: Chart, words: Words) -> None:
    """A label with its halo, or a tag: what stands under it would make it hard to read."""
    if not words.is_tag:
        label(chart, words.x, words.y, words.text, words.color, words.under)
        return
    width = chart.ink.width(words.text, "label")
    box = QRectF(round(words.x) - 6.5, round(words.y) - 9.5, width + 12, 19)
    chart.p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    chart.p.setPen(chart.ink.pen(c("border.popup"), 1))
    chart.p.setBrush(c("surface.raised"))
    chart.p.drawRoundedRect(box, 3, 3)
    chart.p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    chart.ink.text(chart.p, words.x, words.y, words.text, "label", words.color)


class GanttCanvas(GanttFrame):
    """Selection and the painting order of a Gantt; `GanttView` adds pointer and keys.

    One line is current; `marked` are the lines a person has picked besides it (Ctrl, Shift), to copy them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marked: frozenset[Key] = frozenset()
        self.halves = KeptHalves()
        self._in_hand = QTimer(self)
        self._in_hand.setSingleShot(True)
        self._in_hand.setInterval(HELD_MS)
        self._in_hand.timeout.connect(self.pointer_left)
        self._grid_of: object = None
        self._grid: tuple[tuple[str, list[tuple[int, int]]], ...] = ()
        theme.changed.connect(self._theme_changed)

    def lines_replaced(self) -> None:
        outline = self.outline
        if self._current is not None and outline.find(self._current) is None:
            owner: Key = ("outlet", self._current[1]) if len(self._current) > 1 else ("", "")
            self.set_current(owner if outline.find(owner) is not None else None, scroll=False)
        if self.marked:
            self.marked = frozenset(key for key in self.marked if outline.find(key) is not None)

    def content_moved(self) -> None:
        self._hover_at(self.viewport().mapFromGlobal(self.cursor().pos()))

    def mark_lines(self, keys: Iterable[Key]) -> None:
        """Pick these lines besides the current one."""
        before, self.marked = self.marked, frozenset(keys)
        self.repaint_lines(before ^ self.marked)

    def picked(self) -> list[Line]:
        """The picked lines and the current one, from top to bottom."""
        keys = self.marked | ({self._current} if self._current is not None else frozenset())
        found = [line for key in keys if (line := self.outline.find(key)) is not None]
        return sorted(found, key=lambda line: line.y)

    # ---------------------------------------------------------------- selection

    @property
    def current(self) -> Key | None:
        """Key of the selected line."""
        return self._current

    def set_current(self, key: Key | None, *, scroll: bool = True) -> None:
        """Select a line."""
        if key != self._current:
            before, self._current = self._current, key
            self.repaint_lines(one for one in (before, key) if one is not None)
            self._tell_reader()
            self.current_changed.emit(key)
        if scroll and key is not None:
            self.ensure_visible(key)

    def ensure_visible(self, key: Key) -> None:
        """Scroll as little as needed."""
        line = self.outline.find(key)
        if line is None:
            return
        bar = self.verticalScrollBar()
        covered = 30 if line.kind in (Kind.STAGE, Kind.STEP) and self.outline.owner(line) is not None else 0
        room = self._body().height()
        if line.y - covered < bar.value():
            bar.setValue(line.y - covered)
        elif line.y + line.height > bar.value() + room:
            bar.setValue(line.y + line.height - room)

    def _tell_reader(self) -> None:
        line = self.outline.find(self._current)
        words = self.row_words(line) if line is not None else ""
        self.setAccessibleDescription(words)
        if words and QAccessible.isActive() and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _hover(self, key: Key | None) -> None:
        if key != self._hovered:
            before, self._hovered = self._hovered, key
            self.repaint_lines(one for one in (before, key) if one is not None)
            self.hover_changed(before, key)

    def hover_changed(self, before: Key | None, now: Key | None) -> None:
        """The pointer came to another line."""

    @property
    def hovered(self) -> Key | None:
        """Key of the line under the pointer."""
        return self._hovered

    @property
    def is_held(self) -> bool:
        """Whether the pointer is inside, or a hand has just worked here, so that nothing may be reordered.

        The focus alone does not count: it is here from the start, before anybody has touched anything.
        """
        return self._in_hand.isActive() or self.viewport().underMouse()

    def touch(self) -> None:
        """A person has picked something or pressed a key here: for 10 s nothing is reordered."""
        self._in_hand.start()

    def let_go(self) -> None:
        """The hand is elsewhere: what waited may take its place."""
        self._in_hand.stop()
        self.pointer_left.emit()

    def _hover_at(self, point: QPoint) -> None:
        inside = self.viewport().underMouse() and self.viewport().rect().contains(point)
        line = self.line_under(point) if inside else None
        self._hover(line.key if line is not None else None)

    # ---------------------------------------------------------------- painting

    def event(self, event: QEvent) -> bool:
        if event.type() in _RESTYLED:
            self.ink.clear()
            self.halves.clear()
            self._columns_for = (-1, "")
            self.viewport().update()
        return super().event(event)

    def _theme_changed(self) -> None:
        self.ink.clear()
        self.halves.clear()
        self.viewport().update()

    def background(self, line: Line) -> QColor:
        """Fill of a line's row."""
        if line.key == self._current or line.key in self.marked:
            return c("surface.selected") if self.hasFocus() else c("surface.selectedInactive")
        if line.kind is Kind.GROUP:
            return c("surface.window")
        if line.key == self._hovered:
            return c("surface.hover")
        return c("surface.sunken") if line.kind is Kind.STAGE else c("surface.base")

    def chart(self, p: QPainter) -> Chart:
        """The chart half as it stands now."""
        where = self._chart_geometry()
        return Chart(p, self.ink, self.axis, where.left(), where.left() + where.width(), self.now)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self.viewport())
        region, dirty = event.region(), event.rect()
        chart = self.chart(p)
        ratio = p.device().devicePixelRatioF()
        is_large = dirty.height() * 2 > self.viewport().height()
        frame = (self.columns_by_key(), tolerance(), self.off)
        self.halves.begin(self.split, ratio, frame, is_large=is_large)
        body = dirty.intersected(self._body())
        if not body.isEmpty():
            p.setClipRegion(region.intersected(QRegion(self._body())))
            self._paint_body(p, chart, region, body)
        if dirty.top() < HEADER_H:
            p.setClipRegion(region)
            if dirty.left() <= self.split:
                self._paint_titles(p)
            if dirty.right() > self.split:
                self._paint_time(p, chart)
        p.setClipRegion(region)
        p.fillRect(self.split, 0, 1, self.viewport().height(), c("border.default"))
        p.end()

    def _paint_titles(self, p: QPainter) -> None:
        columns, group = list(self.columns_by_key().values()), self.column_group()

        def paint(painter: QPainter) -> None:
            table_header(painter, self.ink, columns, self.split, self.sort, group)

        kept = self.halves.find(("titles",), (self.sort, group), 0, HEADER_H, paint)
        if kept is None:
            paint(p)
        else:
            p.drawPixmap(0, 0, kept)

    def _paint_time(self, p: QPainter, chart: Chart) -> None:
        tag, left, width = self.header_target() or (None, ""), chart.left, chart.right - chart.left

        def paint(painter: QPainter) -> None:
            time_header(replace(chart, p=painter), self.today, *tag)

        state: Known = (chart.axis, left, width, chart.now_x, self.today, tag)
        kept = self.halves.find(("time",), state, 0, HEADER_H, paint, left=left, width=width) if width > 0 else None
        if kept is None:
            paint(p)
        else:
            p.drawPixmap(left, 0, kept)

    def _paint_body(self, p: QPainter, chart: Chart, region: QRegion, body: QRect) -> None:
        p.fillRect(body, c("surface.base"))
        chart_rect = body.intersected(self._chart_geometry())
        self.paint_grid(chart, chart_rect)
        offset = self._offset()
        pinned, width = self._pinned, self.viewport().width()
        is_whole = region.rectCount() == 1
        shown = [
            (line, line.y + offset)
            for line in self.outline.between(body.top() - offset, body.bottom() + 1 - offset)
            if (pinned is None or line.key != pinned.key)
            and (is_whole or region.intersects(QRect(0, line.y + offset, width, line.height)))
        ]
        words = self._paint_lines(p, chart, shown, body)
        if not chart_rect.isEmpty():
            p.save()
            p.setClipRect(chart_rect, Qt.ClipOperation.IntersectClip)
            self.paint_over(chart, chart_rect)
            p.fillRect(chart.now_x, body.top(), 1, body.height(), c("gantt.today"))
            for one in words:
                write(chart, one)
            p.restore()
        if pinned is not None and region.intersects(QRect(0, HEADER_H, self.viewport().width(), pinned.height)):
            self._paint_pinned(p, chart, pinned)

    def _paint_pinned(self, p: QPainter, chart: Chart, line: Line) -> None:
        p.fillRect(0, HEADER_H, self.viewport().width(), line.height, c("surface.base"))
        self.paint_grid(chart, QRect(chart.left, HEADER_H, chart.right - chart.left, line.height))
        words = self._paint_lines(
            p, chart, [(line, HEADER_H)], QRect(0, HEADER_H, self.viewport().width(), line.height)
        )
        p.fillRect(chart.now_x, HEADER_H, 1, line.height, c("gantt.today"))
        for one in words:
            write(chart, one)
        p.fillRect(0, HEADER_H + line.height - 1, self.viewport().width(), 1, c("border.default"))

    def paint_grid(self, chart: Chart, rect: QRect) -> None:
        """Days off, weeks and months within a rectangle of the chart."""
        if rect.isEmpty():
            return
        key = (chart.axis, chart.left, chart.right, self.off)
        if self._grid_of != key:
            self._grid_of, self._grid = key, tuple(self._stripes(chart))
        p, top, height = chart.p, rect.top(), rect.height()
        first, last = rect.left(), rect.right() + 1
        for path, stripes in self._grid:
            color = c(path)
            for left, right in stripes:
                if left < last and right > first:
                    p.fillRect(left, top, right - left, height, color)

    def _stripes(self, chart: Chart) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """(colour, left and right edges in the widget) of the grid, what lies below first; kept while nothing moves."""
        axis, left, width = chart.axis, chart.left, chart.right - chart.left

        def lines(edges: Iterable[float]) -> list[tuple[int, int]]:
            return [(x, x + 1) for edge in edges if (x := round(left + edge)) >= left]

        if axis.px_per_day < 6:
            yield "gantt.grid", lines(axis.weeks(width))
        bands = list(self.off.bands(axis, width))
        for is_holiday, path in ((False, "gantt.weekend"), (True, "gantt.holiday")):
            ends = [(round(left + start), round(left + end)) for start, end, found in bands if found is is_holiday]
            yield path, [(max(start, left), min(end, chart.right)) for start, end in ends]
        yield "gantt.gridMonth", lines(x for _, x, _ in axis.months(width))

    def _paint_lines(self, p: QPainter, chart: Chart, lines: list[tuple[Line, int]], dirty: QRect) -> list[Words]:
        """Lines with their tops: the grounds of all, then all tables, then all bars, so that each half is clipped once.

        Of a half that is not dirty nothing is painted. Returns the words over the bars.
        """
        self.rows_painted += len(lines)
        width, hairline = self.viewport().width(), c("border.hairline")
        grounds: list[QColor] = []
        for line, top in lines:
            under = self.background(line)
            grounds.append(under)
            is_lit = line.key in (self._current, self._hovered) or line.key in self.marked
            if is_lit or line.kind in (Kind.GROUP, Kind.STAGE):
                p.fillRect(0, top, width, line.height, under)
                if line.kind is Kind.STAGE and not is_lit:
                    self.paint_grid(chart, QRect(chart.left, top, chart.right - chart.left, line.height))
            p.fillRect(0, top + line.height - 1, width, 1, hairline)
        if dirty.left() < self.split:
            p.save()
            p.setClipRect(QRect(0, dirty.top(), self.split, dirty.height()), Qt.ClipOperation.IntersectClip)
            for (line, top), under in zip(lines, grounds, strict=True):
                self._paint_half(p, line, top, under)
            p.restore()
        words: list[Words] = []
        if chart.right <= chart.left or dirty.right() < chart.left:
            return words
        p.save()
        right_half = QRect(chart.left, dirty.top(), chart.right - chart.left, dirty.height())
        p.setClipRect(right_half, Qt.ClipOperation.IntersectClip)
        for (line, top), under in zip(lines, grounds, strict=True):
            if line.kind is not Kind.GROUP:
                words += self.paint_bar(chart, line, top, under)
        p.restore()
        return words

    # ---------------------------------------------------------------- table halves

    def cells_state(self, line: Line) -> object:
        """What the cells of a line show besides what is in the line itself, the columns and the tolerance."""
        return None

    def _paint_half(self, p: QPainter, line: Line, top: int, under: QColor) -> None:
        """The table half of a line on its ground: as it was painted before, where it shows the same."""
        is_struck = line.key == self._current or line.key in self._changed or line.key in self.marked
        shown = line.step if line.kind is Kind.STEP else line.stage or line.outlet or line.draft
        more = self.cells_state(line)
        state: Known = (shown, line.expanded, line.count, line.height, under.rgba(), is_struck, more)
        kept = self.halves.find(line.key, state, top, line.height, self._paint_whole_half, line, under, is_struck)
        if kept is None:
            self._paint_cells(p, line, top, is_struck)
        else:
            p.drawPixmap(0, top, kept)

    def _paint_cells(self, p: QPainter, line: Line, top: int, is_struck: bool) -> None:
        self.paint_cells(p, line, top)
        if is_struck:
            p.fillRect(0, top, 2, line.height, c("accent.fill"))

    def _paint_whole_half(self, p: QPainter, line: Line, under: QColor, is_struck: bool) -> None:
        p.fillRect(0, 0, self.split, line.height, under)
        p.fillRect(0, line.height - 1, self.split, 1, c("border.hairline"))
        self._paint_cells(p, line, 0, is_struck)
