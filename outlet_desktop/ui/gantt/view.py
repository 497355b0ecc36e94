"""Zoom, expansion, pointer and keys of a Gantt (ui.md §8)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.ui.gantt.canvas import GanttCanvas
from outlet_desktop.ui.gantt.header import HEADER_H, Column
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.gantt.time_axis import TimeAxis
from outlet_desktop.ui.gantt.tips import fact_table, span_words
from outlet_desktop.ui.layout_keys import latin_key
from outlet_desktop.ui.messages import days, format_date, signed_days

_GRIP = 5


class GanttView(GanttCanvas):
    """Base of the portfolio's and the outlet's Gantt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag: tuple[str, QPoint, float, int] | None = None
        self._is_dragged = False

    # ---------------------------------------------------------------- time

    def set_scale(self, px_per_day: float, x: float | None = None) -> None:
        """Zoom; the moment under `x` (viewport px, default: today or the middle) stays where it is."""
        chart = self._chart_geometry()
        if x is None:
            now = (self.now - self.axis.left) * self.axis.px_per_day
            anchor = now if 0 <= now <= chart.width() else chart.width() / 2
        else:
            anchor = min(max(0.0, x - chart.left()), float(chart.width()))
        self.axis = self.axis.scaled(px_per_day, anchor)
        self._update_chart()
        self.scale_changed.emit(self.axis.px_per_day)

    def pan(self, dx: float) -> None:
        """Move the time by `dx` px, within the range of the data and a month around it."""
        chart = self._chart_geometry()
        moved = self.axis.moved(dx)
        month = timedelta(days=31)
        limited = moved.clamped(self.first - month, self.last + month, chart.width())
        # A view that lies outside already may only come back.
        if dx < 0:
            left = max(min(self.axis.left, limited.left), moved.left)
        else:
            left = min(max(self.axis.left, limited.left), moved.left)
        self.axis = TimeAxis(left, self.axis.px_per_day)
        self._update_chart()

    def show_day(self, day: date, share: float = 0.4) -> None:
        """Bring a day to that share of the chart's width."""
        chart = self._chart_geometry()
        left = day.toordinal() - share * chart.width() / self.axis.px_per_day
        self.axis = TimeAxis(left, self.axis.px_per_day)
        self._update_chart()

    def go_today(self) -> None:
        """Today back into view."""
        self.show_day(self.today)

    def fit(self) -> None:
        """The whole range of the data."""
        chart = self._chart_geometry()
        days = (self.last - self.first).days + 1
        self.axis = TimeAxis(0, 1.0).scaled(chart.width() / (days * 1.06), 0)
        self.axis = TimeAxis(self.first.toordinal() - days * 0.03, self.axis.px_per_day)
        self._update_chart()
        self.scale_changed.emit(self.axis.px_per_day)

    # ---------------------------------------------------------------- expansion

    def can_open(self, line: Line) -> bool:
        """Whether the line has a caret."""
        return line.kind is not Kind.STEP

    def toggle(self, line: Line, is_open: bool | None = None) -> None:
        """Open or close a line."""
        wanted = not line.expanded if is_open is None else is_open
        if wanted == line.expanded or not self.can_open(line):
            return
        match line.kind:
            case Kind.GROUP:
                (self.expansion.closed_groups.discard if wanted else self.expansion.closed_groups.add)(line.group)
            case Kind.OUTLET:
                (self.expansion.outlets.add if wanted else self.expansion.outlets.discard)(line.key[1])
            case Kind.STAGE:
                self.expansion.stages[(line.key[1], line.key[2])] = wanted
        self.expansion_changed.emit(line.key, wanted)

    # ---------------------------------------------------------------- pointer

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            self._show_tooltip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
            self.pointer_left.emit()
        return super().viewportEvent(event)

    def _column_at(self, x: int) -> Column | None:
        if x > self.split:
            return None
        for column in self.columns_by_key().values():
            if column.left - 4 <= x <= column.right + 2:
                return column
        return None

    def _show_tooltip(self, event: QHelpEvent) -> None:
        point = event.pos()
        column = self._column_at(point.x())
        if point.y() < HEADER_H:
            text = column.tooltip if column is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return
        line = self.line_under(point)
        where = "chart" if point.x() > self.split else (column.key if column is not None else "")
        text = self.tooltip(line, where) if line is not None else ""
        rect = self.line_rect(line.key) if line is not None else None
        QToolTip.showText(event.globalPos(), text, self.viewport(), rect or QRect())

    def _near_split(self, x: int) -> bool:
        return abs(x - self.split) <= _GRIP // 2 + 1

    def caret_x(self, line: Line) -> int:
        """Centre of the line's caret."""
        return 10

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        bar = self.verticalScrollBar().value()
        self._is_dragged = False
        if self._near_split(point.x()):
            self._drag = ("split", point, self.split, bar)
            return
        if point.y() < HEADER_H:
            column = self._column_at(point.x())
            if column is not None and column.sorts:
                self.sort_wanted.emit(column.key)
            elif point.x() > self.split:
                self._drag = ("pan", point, self.axis.left, bar)
            return
        line = self.line_under(point)
        if point.x() > self.split:
            self._drag = ("pan", point, self.axis.left, bar)
        if line is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        on_caret = point.x() <= self.split and abs(point.x() - self.caret_x(line)) <= 12
        if line.kind is Kind.GROUP or (on_caret and self.can_open(line)):
            if point.x() <= self.split:
                self.toggle(line)
            return
        self.set_current(line.key, scroll=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag is None:
            over = self._near_split(point.x())
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)
            line = self.line_under(point)
            self._hover(line.key if line is not None else None)
            return
        kind, start, value, bar = self._drag
        if not self._is_dragged and (point - start).manhattanLength() < 4:
            return
        self._is_dragged = True
        if kind == "split":
            room = self.viewport().width() - 200
            self.split = max(self.least_table, min(round(value) + point.x() - start.x(), room))
            self.viewport().update()
            return
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        wanted = value - (point.x() - start.x()) / self.axis.px_per_day
        self.pan((wanted - self.axis.left) * self.axis.px_per_day)
        self.verticalScrollBar().setValue(bar - (point.y() - start.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._near_split(point.x()):
            self.split = self.table_width
            self.viewport().update()
            return
        line = self.line_under(point)
        if line is None or line.kind is Kind.GROUP:
            return
        if point.x() <= self.split and abs(point.x() - self.caret_x(line)) <= 12:
            self.caret_double_clicked(line)
            return
        self.activated.emit(line.key)

    def caret_double_clicked(self, line: Line) -> None:
        """All stages of an outlet; elsewhere the same as one more click."""
        self.toggle(line)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        turn = delta.y() or delta.x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_scale(self.axis.px_per_day * 1.2 ** (turn / 120), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(delta.x()) > abs(delta.y()):
            self.pan(-turn * 0.6)
            event.accept()
        else:
            super().wheelEvent(event)

    # ---------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = latin_key(event.key())
        line = self.outline.find(self._current)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the place's own keys
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            match key:
                case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                    self.set_scale(self.axis.px_per_day * 1.2)
                case Qt.Key.Key_Minus:
                    self.set_scale(self.axis.px_per_day / 1.2)
                case Qt.Key.Key_0:
                    self.fit()
                case Qt.Key.Key_Home:
                    self._move_to(self.outline.at(0))
                case Qt.Key.Key_End:
                    self._move_to(self.outline.at(self.outline.height - 1))
                case _:
                    super().keyPressEvent(event)
            return
        page = max(1, self._body().height() // 30 - 1)
        match key:
            case Qt.Key.Key_Down:
                self._move_to(self.outline.beside(self._current, 1))
            case Qt.Key.Key_Up:
                self._move_to(self.outline.beside(self._current, -1))
            case Qt.Key.Key_PageDown:
                self._move_to(self.outline.beside(self._current, page))
            case Qt.Key.Key_PageUp:
                self._move_to(self.outline.beside(self._current, -page))
            case Qt.Key.Key_End:
                self._move_to(self.outline.at(self.outline.height - 1))
            case Qt.Key.Key_Right if line is not None:
                if line.expanded or not self.can_open(line):
                    following = self.outline.beside(line.key, 1)
                    if line.expanded and following is not None:
                        self._move_to(following)
                else:
                    self.toggle(line, True)
            case Qt.Key.Key_Left if line is not None:
                if line.expanded and self.can_open(line):
                    self.toggle(line, False)
                else:
                    self._move_to(self.parent_of(line))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if line is not None:
                if line.kind is Kind.GROUP:
                    self.toggle(line)
                else:
                    self.activated.emit(line.key)
            case Qt.Key.Key_Home:
                day = self.start_of(line) if line is not None else None
                self.show_day(day if day is not None else self.first, 0.04)
            case Qt.Key.Key_Period:
                self.go_today()
            case Qt.Key.Key_Escape if self._current is not None:
                self.set_current(None)
            case _:
                super().keyPressEvent(event)

    def _move_to(self, line: Line | None) -> None:
        if line is not None:
            self.set_current(line.key)

    def parent_of(self, line: Line) -> Line | None:
        """The line a step or stage hangs under."""
        if line.kind is Kind.STEP and line.stage is not None:
            return self.outline.find(("stage", line.key[1], line.stage.stage))
        if line.kind is Kind.STAGE:
            return self.outline.owner(line)
        if line.kind is Kind.OUTLET and line.group:
            return self.outline.find(("group", line.group))
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._current is None:
            first = self.outline.at(0)
            if first is not None and first.kind is Kind.GROUP:
                first = self.outline.beside(first.key, 1)
            self._move_to(first)
        if self._current is not None:
            self.repaint_lines([self._current])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._current is not None:
            self.repaint_lines([self._current])
        super().focusOutEvent(event)
        self.pointer_left.emit()

    # ---------------------------------------------------------------- words

    def step_tooltip(self, line: Line) -> str:
        """Key facts of a step."""
        step = line.step
        if step is None:
            return ""
        actual = span_words(step.actual.start, step.actual.finish) if step.actual.start else ""
        facts = [
            (self.tr("Assignee"), step.person or step.role_title),
            (self.tr("Plan"), span_words(step.baseline.start, step.baseline.finish)),
            (self.tr("Actual"), actual),
            (self.tr("Forecast"), format_date(step.actual.finish or step.forecast.finish)),
            (self.tr("Deviation"), signed_days(step.deviation)),
            (self.tr("Slack"), days(step.total_float) if step.total_float else ""),
            (self.tr("Round"), str(step.round) if step.round > 1 else ""),
            (self.tr("Reason"), step.reason_text),
            (self.tr("Overdue"), days(step.overdue_days) if step.overdue_days > 0 else ""),
        ]
        keys = self.tr("Double click: the task on the portal") if step.task_id is not None else ""
        return fact_table(step.title, facts, keys)
