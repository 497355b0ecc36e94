"""The scrolling window of a Gantt: lines from top to bottom, table and chart side by side, their geometry.

What stands in it is said by a subclass; `canvas` selects and paints, `view` answers pointer and keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from outlet_desktop.ui.gantt.bars import Chart
from outlet_desktop.ui.gantt.header import HEADER_H, Column
from outlet_desktop.ui.gantt.ink import Ink
from outlet_desktop.ui.gantt.rows import Expansion, Key, Kind, Line, Outline, Sort
from outlet_desktop.ui.gantt.time_axis import DaysOff, TimeAxis
from outlet_desktop.ui.language import language
from outlet_desktop.ui.text_size import side_wide, table_wide, text_size
from outlet_desktop.ui.theme import font

SCALES = {"week": 24.0, "month": 4.45, "quarter": 2.0}
DAYS_BEFORE_TODAY = 55  # where the chart starts at first, as in the first frame
MANY_ROWS = 8
_CHANGED_MS = 3000


@dataclass(slots=True)
class Words:
    """A text that is written over the lines of the chart, after them; a tag stands on a ground of its own."""

    x: float
    y: float
    text: str
    color: QColor
    under: QColor
    is_tag: bool = False


class GanttFrame(QAbstractScrollArea):
    """Lines, columns, time and scroll position of a Gantt.

    Signals:
        current_changed: Key of the selected line (None = nothing).
        activated: Key of a line that was double clicked, or Enter on it.
        expansion_changed: (key, is open) after a person opened or closed a line.
        sort_wanted: Column whose title was clicked.
        scale_changed: px per day.
        pointer_left: The pointer or the focus has left the view, or its keys have rested for a while.
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
        self.table_width = table_wide(type(self).table_width)
        self.least_table = side_wide(type(self).least_table)
        self.split = self.table_width
        text_size.changed.connect(self._follow_text_size)
        self.rows_painted = 0  # lines painted since the start; tests count with it
        self._columns: dict[str, Column] = {}
        self._columns_for = (-1, "")
        self._is_placed = False
        self._wanted_split = 0  # where the chart begins as soon as there is room; 0 = as at first
        self._current: Key | None = None
        self._hovered: Key | None = None
        self._pinned: Line | None = None
        self._changed: set[Key] = set()

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
        self.lines_replaced()
        self._update_scroll()
        self._pinned = self._pinned_line()
        self.viewport().update()

    def lines_replaced(self) -> None:
        """There are other lines now: let go of those that are gone."""

    def replace_lines(self, outline: Outline, keys: Iterable[Key]) -> None:
        """The same lines with other content in those of `keys`; only these are repainted."""
        self.outline = outline
        self._pinned = self._pinned_line()
        self.repaint_lines(keys)

    def repaint_lines(self, keys: Iterable[Key]) -> None:
        """Repaint some lines, or everything from nine on."""
        body, rects = self._body(), list[QRect]()
        top, bottom = body.top() - self._offset(), body.bottom() + 1 - self._offset()
        for key in dict.fromkeys(keys):
            if not self.outline.touches(key, top, bottom):
                continue  # its lines need not even be made
            rect = self.line_rect(key)
            if rect is None or not rect.intersects(body):
                continue
            rects.append(rect)
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

    def _follow_text_size(self) -> None:
        """Words have got another size: the table and its columns as wide as at first."""
        self.table_width = self._wanted_split = table_wide(type(self).table_width)
        self.least_table = side_wide(type(self).least_table)
        self._columns_for = (-1, "")
        self.want_split(self.table_width)

    def want_split(self, x: int) -> None:
        """Where the chart shall begin, px, as soon as the view is wide enough for it."""
        self._wanted_split = x
        self.split = min(x, max(self.least_table, self.viewport().width() - 200))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = self._wanted_split or self.table_width
        self.split = min(wanted, max(self.least_table, self.viewport().width() - 200))
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
            stays = before is not None and self._pinned is not None and before.key == self._pinned.key
            covered = before.height if stays and before is not None else 0
            self.viewport().scroll(0, dy, body.adjusted(0, covered, 0, 0))
            self._mend_cut(body.bottom() + 1 + dy if dy < 0 else body.top() + covered + dy)
            if not stays and (before is not None or self._pinned is not None):
                # The pinned line was moved along with the rest: mend where it was and where it is.
                high = max(line.height for line in (before, self._pinned) if line is not None)
                self.viewport().update(0, HEADER_H - max(0, -dy), body.width(), high + abs(dy))
        self.content_moved()

    def _mend_cut(self, edge: int) -> None:
        """Repaint the line across the edge of what a scroll brings in: dashes end otherwise where they were cut off."""
        offset = self._offset()
        line = self.outline.at(edge - offset)
        if line is not None and line.y + offset < edge:
            self.viewport().update(0, line.y + offset, self.viewport().width(), line.height)

    def content_moved(self) -> None:
        """The lines have moved under the pointer."""

    def _update_chart(self) -> None:
        self.viewport().update(self._chart_geometry())

    def text_height(self) -> int:
        """Height a row needs at least with the system's font size."""
        return QFontMetrics(font("body")).height() + 8
