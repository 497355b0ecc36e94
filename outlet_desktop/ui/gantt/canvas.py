"""The scrolling table with a time chart beside it: one widget paints both halves, so they cannot drift apart.

Only lines that touch the dirty region are painted. Vertical moves shift the pixels (`viewport().scroll`), a
changed line repaints itself alone; from nine changed lines on one whole repaint is cheaper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from outlet_desktop.ui.gantt.bars import Chart, label
from outlet_desktop.ui.gantt.header import HEADER_H, Column, table_header, time_header
from outlet_desktop.ui.gantt.ink import Ink, c
from outlet_desktop.ui.gantt.rows import Expansion, Key, Kind, Line, Outline, Sort
from outlet_desktop.ui.gantt.time_axis import DaysOff, TimeAxis
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import font, theme

SCALES = {"week": 24.0, "month": 4.45, "quarter": 2.0}
DAYS_BEFORE_TODAY = 55  # where the chart starts at first, as in the first frame
MANY_ROWS = 8
_CHANGED_MS = 3000


@dataclass(slots=True)
class Words:
    """A text that is written over the lines of the chart, after them."""

    x: float
    y: float
    text: str
    color: QColor
    under: QColor


class GanttCanvas(QAbstractScrollArea):
    """Scrolling, zoom, selection and the painting order of a Gantt; `GanttView` adds pointer and keys.

    Signals:
        current_changed: Key of the selected line (None = nothing).
        activated: Key of a line that was double clicked, or Enter on it.
        expansion_changed: (key, is open) after a person opened or closed a line.
        sort_wanted: Column whose title was clicked.
        scale_changed: px per day.
        pointer_left: The pointer or the focus has left the view.
    """

    current_changed = Signal(object)
    activated = Signal(object)
    expansion_changed = Signal(object, bool)
    sort_wanted = Signal(str)
    scale_changed = Signal(float)
    pointer_left = Signal()

    table_width = 704
    least_table = 320

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(22)
        self.ink = Ink()
        self.expansion = Expansion()
        self.outline = Outline([], self.expansion)
        self.today = date.today()
        self.now = self.today.toordinal() + 0.5
        self.off = DaysOff()
        self.axis = TimeAxis(self.today.toordinal() - DAYS_BEFORE_TODAY, SCALES["month"])
        self.first = self.last = self.today
        self.sort: Sort | None = None
        self.split = self.table_width
        self.rows_painted = 0  # lines painted since the start; tests count with it
        self._columns: dict[str, Column] = {}
        self._columns_for = (-1, "")
        self._is_placed = False
        self._current: Key | None = None
        self._hovered: Key | None = None
        self._pinned: Line | None = None
        self._changed: set[Key] = set()
        theme.changed.connect(self._theme_changed)

    # ---------------------------------------------------------------- what a subclass says

    def make_columns(self) -> Sequence[Column]:
        """Columns of the table for the present split and language."""
        raise NotImplementedError

    def column_group(self) -> tuple[str, int, int] | None:
        """(words, left, right) over several columns."""
        return None

    def paint_cells(self, p: QPainter, line: Line, top: int) -> None:
        """The table half of a line whose top is `top` in the viewport."""
        raise NotImplementedError

    def paint_bar(self, chart: Chart, line: Line, top: int, under: QColor) -> list[Words]:
        """The chart half; gives the words that come over the lines of the chart."""
        raise NotImplementedError

    def paint_over(self, chart: Chart, dirty: QRect) -> None:
        """What lies over all bars (links, the target)."""

    def header_target(self) -> tuple[date, str] | None:
        """The target and the words of its tag in the header."""
        return None

    def tooltip(self, line: Line, column: str) -> str:
        """Rich text; `column` is a key, or "chart"."""
        return ""

    def row_words(self, line: Line) -> str:
        """The line for a screen reader."""
        return ""

    def start_of(self, line: Line) -> date | None:
        """Where the Home key brings the left edge."""
        return None

    def columns_by_key(self) -> Mapping[str, Column]:
        """Columns of the table, made once for a split and a language."""
        if self._columns_for != (self.split, language.name):
            self._columns = {column.key: column for column in self.make_columns()}
            self._columns_for = (self.split, language.name)
        return self._columns

    # ---------------------------------------------------------------- data

    def set_time(self, today: date, now: float, off: DaysOff, first: date, last: date) -> None:
        """Today, the portal's clock (ordinal), days off, and the range worth scrolling over."""
        is_new = today != self.today or off != self.off
        moved = round(now * 1440) != round(self.now * 1440)
        self.today, self.now, self.off = today, now, off
        self.first, self.last = first, last
        if not self._is_placed:
            self._is_placed = True
            self.axis = TimeAxis(today.toordinal() - DAYS_BEFORE_TODAY, self.axis.px_per_day)
            self.viewport().update()
        elif is_new:
            self.viewport().update()
        elif moved:
            chart = self._chart_geometry()
            before = round(chart.left() + (self.now - self.axis.left) * self.axis.px_per_day)
            self.viewport().update(before - 24, 0, 48, self.viewport().height())

    def set_outline(self, outline: Outline) -> None:
        """Other lines; the scroll position and the selection stay where they can."""
        self.outline = outline
        self._hovered = None
        if self._current is not None and outline.find(self._current) is None:
            owner: Key = ("outlet", self._current[1]) if len(self._current) > 1 else ("", "")
            self.set_current(owner if outline.find(owner) is not None else None, scroll=False)
        self._update_scroll()
        self._pinned = self._pinned_line()
        self.viewport().update()

    def replace_lines(self, outline: Outline, keys: Iterable[Key]) -> None:
        """The same lines with other content in those of `keys`; only these are repainted."""
        self.outline = outline
        self._pinned = self._pinned_line()
        self.repaint_lines(keys)

    def repaint_lines(self, keys: Iterable[Key]) -> None:
        """Repaint some lines, or everything from nine on."""
        rects = [rect for key in dict.fromkeys(keys) if (rect := self.line_rect(key)) is not None]
        body = self._body()
        rects = [rect for rect in rects if rect.intersects(body)]
        if len(rects) > MANY_ROWS:
            self.viewport().update()
            return
        for rect in rects:
            self.viewport().update(rect)

    def mark_changed(self, keys: Iterable[Key]) -> None:
        """A 2 px accent line at the left of these lines for 3 s."""
        marked = set(keys)
        if not marked:
            return
        self._changed |= marked
        self.repaint_lines(marked)
        QTimer.singleShot(_CHANGED_MS, self, lambda: self._unmark(marked))

    def _unmark(self, keys: set[Key]) -> None:
        self._changed -= keys
        self.repaint_lines(keys)

    # ---------------------------------------------------------------- geometry

    def _body(self) -> QRect:
        view = self.viewport()
        return QRect(0, HEADER_H, view.width(), max(0, view.height() - HEADER_H))

    def _chart_geometry(self) -> QRect:
        view = self.viewport()
        return QRect(self.split + 1, 0, max(0, view.width() - self.split - 1), view.height())

    def _offset(self) -> int:
        return HEADER_H - self.verticalScrollBar().value()

    def line_rect(self, key: Key | None) -> QRect | None:
        """Where a line stands in the viewport (perhaps out of view); None when it does not show."""
        line = self.outline.find(key)
        if line is None:
            return None
        top = line.y + self._offset()
        if self._pinned is not None and line.key == self._pinned.key:
            top = HEADER_H
        return QRect(0, top, self.viewport().width(), line.height)

    def line_under(self, point: QPoint) -> Line | None:
        """The line under a point of the viewport."""
        if point.y() < HEADER_H:
            return None
        if self._pinned is not None and point.y() < HEADER_H + self._pinned.height:
            return self._pinned
        return self.outline.at(point.y() - self._offset())

    def x_of(self, day: date) -> int:
        """Left edge of a day in the viewport."""
        return round(self.split + 1 + self.axis.x(day))

    def day_at(self, x: float) -> float:
        """Ordinal with fraction under a point of the viewport."""
        return self.axis.day_at(x - self.split - 1)

    def _pinned_line(self) -> Line | None:
        """The outlet whose own line has scrolled away while its steps are at the top."""
        value = self.verticalScrollBar().value()
        first = self.outline.at(value)
        if first is None or first.kind not in (Kind.STAGE, Kind.STEP):
            return None
        return self.outline.owner(first)

    def _update_scroll(self) -> None:
        bar = self.verticalScrollBar()
        room = self._body().height()
        bar.setPageStep(max(1, room))
        bar.setRange(0, max(0, self.outline.height - room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.split = min(self.split, max(self.least_table, self.viewport().width() - 200))
        self._update_scroll()
        self._pinned = self._pinned_line()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not dy:
            return
        body = self._body()
        before, self._pinned = self._pinned, self._pinned_line()
        if abs(dy) >= body.height():
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy, body)
            if before is not None or self._pinned is not None:
                # The pinned line was moved along with the rest: mend where it was and where it is.
                high = max(line.height for line in (before, self._pinned) if line is not None)
                self.viewport().update(0, HEADER_H - max(0, -dy), body.width(), high + abs(dy))
        self._hover_at(self.viewport().mapFromGlobal(self.cursor().pos()))

    def _update_chart(self) -> None:
        self.viewport().update(self._chart_geometry())

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
        self.setAccessibleDescription(self.row_words(line) if line is not None else "")
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
        """Whether the pointer or the focus is inside, so that nothing may be reordered."""
        return self.hasFocus() or self.viewport().underMouse()

    def _hover_at(self, point: QPoint) -> None:
        inside = self.viewport().underMouse() and self.viewport().rect().contains(point)
        line = self.line_under(point) if inside else None
        self._hover(line.key if line is not None else None)

    # ---------------------------------------------------------------- painting

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.ink.clear()
            self._columns_for = (-1, "")
            self.viewport().update()
        return super().event(event)

    def _theme_changed(self) -> None:
        self.ink.clear()
        self.viewport().update()

    def text_height(self) -> int:
        """Height a row needs at least with the system's font size."""
        return QFontMetrics(font("body")).height() + 8

    def background(self, line: Line) -> QColor:
        """Fill of a line's row."""
        if line.key == self._current:
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
        body = dirty.intersected(self._body())
        if not body.isEmpty():
            p.setClipRegion(region.intersected(QRegion(self._body())))
            self._paint_body(p, chart, region, body)
        if dirty.top() < HEADER_H:
            p.setClipRegion(region)
            if dirty.left() <= self.split:
                columns = list(self.columns_by_key().values())
                table_header(p, self.ink, columns, self.split, self.sort, self.column_group())
            if dirty.right() > self.split:
                tag = self.header_target()
                time_header(chart, self.today, *(tag or (None, "")))
        p.setClipRegion(region)
        p.fillRect(self.split, 0, 1, self.viewport().height(), c("border.default"))
        p.end()

    def _paint_body(self, p: QPainter, chart: Chart, region: QRegion, body: QRect) -> None:
        p.fillRect(body, c("surface.base"))
        chart_rect = body.intersected(self._chart_geometry())
        self.paint_grid(chart, chart_rect)
        offset = self._offset()
        words: list[Words] = []
        pinned = self._pinned
        for line in self.outline.between(body.top() - offset, body.bottom() + 1 - offset):
            if pinned is not None and line.key == pinned.key:
                continue
            top = line.y + offset
            if region.intersects(QRect(0, top, self.viewport().width(), line.height)):
                words += self._paint_line(p, chart, line, top)
        if not chart_rect.isEmpty():
            p.save()
            p.setClipRect(chart_rect, Qt.ClipOperation.IntersectClip)
            self.paint_over(chart, chart_rect)
            p.fillRect(chart.now_x, body.top(), 1, body.height(), c("gantt.today"))
            for one in words:
                label(chart, one.x, one.y, one.text, one.color, one.under)
            p.restore()
        if pinned is not None and region.intersects(QRect(0, HEADER_H, self.viewport().width(), pinned.height)):
            self._paint_pinned(p, chart, pinned)

    def _paint_pinned(self, p: QPainter, chart: Chart, line: Line) -> None:
        p.fillRect(0, HEADER_H, self.viewport().width(), line.height, c("surface.base"))
        self.paint_grid(chart, QRect(chart.left, HEADER_H, chart.right - chart.left, line.height))
        words = self._paint_line(p, chart, line, HEADER_H)
        p.fillRect(chart.now_x, HEADER_H, 1, line.height, c("gantt.today"))
        for one in words:
            label(chart, one.x, one.y, one.text, one.color, one.under)
        p.fillRect(0, HEADER_H + line.height - 1, self.viewport().width(), 1, c("border.default"))

    def paint_grid(self, chart: Chart, rect: QRect) -> None:
        """Days off, weeks and months within a rectangle of the chart."""
        if rect.isEmpty():
            return
        p, width = chart.p, chart.right - chart.left
        p.save()
        p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        top, height = rect.top(), rect.height()
        if chart.axis.px_per_day < 6:
            for x in chart.axis.weeks(width):
                p.fillRect(round(chart.left + x), top, 1, height, c("gantt.grid"))
        for left, right, is_holiday in self.off.bands(chart.axis, width):
            start, end = round(chart.left + left), round(chart.left + right)
            p.fillRect(start, top, end - start, height, c("gantt.holiday" if is_holiday else "gantt.weekend"))
        for _, left, _ in chart.axis.months(width):
            p.fillRect(round(chart.left + left), top, 1, height, c("gantt.gridMonth"))
        p.restore()

    def _paint_line(self, p: QPainter, chart: Chart, line: Line, top: int) -> list[Words]:
        self.rows_painted += 1
        width = self.viewport().width()
        under = self.background(line)
        special = line.key in (self._current, self._hovered) or line.kind in (Kind.GROUP, Kind.STAGE)
        if special:
            p.fillRect(0, top, width, line.height, under)
            if line.kind is Kind.STAGE and line.key not in (self._current, self._hovered):
                self.paint_grid(chart, QRect(chart.left, top, chart.right - chart.left, line.height))
        p.fillRect(0, top + line.height - 1, width, 1, c("border.hairline"))
        p.save()
        p.setClipRect(QRect(0, top, self.split, line.height), Qt.ClipOperation.IntersectClip)
        self.paint_cells(p, line, top)
        if line.key == self._current or line.key in self._changed:
            p.fillRect(0, top, 2, line.height, c("accent.fill"))
        p.restore()
        if chart.right <= chart.left or line.kind is Kind.GROUP:
            return []
        p.save()
        p.setClipRect(QRect(chart.left, top, chart.right - chart.left, line.height), Qt.ClipOperation.IntersectClip)
        words = self.paint_bar(chart, line, top, under)
        p.restore()
        return words
