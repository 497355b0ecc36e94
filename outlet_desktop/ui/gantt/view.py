"""Pointer and keys of a Gantt (ui.md §8)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.ui.gantt import view_keys
from outlet_desktop.ui.gantt.gestures import Gesture, PanDrag, SplitDrag
from outlet_desktop.ui.gantt.header import HEADER_H, Column
from outlet_desktop.ui.gantt.motion import GanttMotion
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.gantt.tips import fact_table, span_words
from outlet_desktop.ui.messages import days, format_date, signed_days

_GRIP = 5


class GanttView(GanttMotion):
    """Base of the portfolio's and the outlet's Gantt.

    Signals:
        menu_wanted: (key of a line, global point). header_menu_wanted: Global point.
        copy_wanted: Ctrl+C.
    """

    menu_wanted = Signal(object, object)
    header_menu_wanted = Signal(object)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gesture: Gesture | None = None
        self.keys = view_keys.bound(self)
        self.keys.ran.connect(self.touch)

    # ---------------------------------------------------------------- pointer

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            self._show_tooltip(event)
            return True
        if kind == QEvent.Type.Leave:
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

    def gesture_at(self, point: QPoint) -> Gesture | None:
        """What pressing the left button there begins, before anything else is asked."""
        return SplitDrag(self, point) if self._near_split(point.x()) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        self.touch()
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._gesture = self.gesture_at(point) if is_left else None
        if self._gesture is not None:
            return
        if point.x() > self.split:
            self._gesture = PanDrag(self, point)
        if point.y() < HEADER_H:
            column = self._column_at(point.x())
            if column is not None and column.sorts:
                self.sort_wanted.emit(column.key)
            return
        line = self.line_under(point)
        if line is None or not is_left:
            return
        on_caret = point.x() <= self.split and abs(point.x() - self.caret_x(line)) <= 12
        if line.kind is Kind.GROUP or (on_caret and self.can_open(line)):
            if point.x() <= self.split:
                self.toggle(line)
            return
        self._pick(line, event.modifiers())

    def _pick(self, line: Line, keys: Qt.KeyboardModifier) -> None:
        """Select a line; Ctrl adds or takes away, Shift takes all from the current one."""
        if keys & Qt.KeyboardModifier.ControlModifier and self._current is not None:
            if line.key == self._current:
                return
            self.mark_lines(self.marked ^ {line.key})
            return
        if keys & Qt.KeyboardModifier.ShiftModifier and self._current is not None:
            self._mark_to(line)
            return
        self.mark_lines(())
        self.set_current(line.key, scroll=False)

    def _mark_to(self, line: Line) -> None:
        current = self.outline.find(self._current)
        if current is None:
            return
        top, bottom = sorted((current.y, line.y))
        between = self.outline.between(top, bottom + 1)
        self.mark_lines(one.key for one in between if one.kind is not Kind.GROUP and one.key != current.key)

    def mark_all(self) -> None:
        """Every outlet that shows (Ctrl+A)."""
        lines = self.outline.between(0, self.outline.height)
        keys = [line.key for line in lines if line.kind is Kind.OUTLET]
        if keys and self._current not in keys:
            self.set_current(keys[0], scroll=False)
        self.mark_lines(key for key in keys if key != self._current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._gesture is None:
            over = self.gesture_at(point) if not event.buttons() else None
            self.viewport().setCursor(over.cursor if over is not None else Qt.CursorShape.ArrowCursor)
            line = self.line_under(point)
            self._hover(line.key if line is not None else None)
        elif self._gesture.follow(point):
            self.viewport().setCursor(self._gesture.cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None and gesture.has_begun:
            gesture.finish()
        self.viewport().unsetCursor()

    def cancel_gesture(self) -> bool:
        """Let go of what is being dragged, as before the press; whether there was anything."""
        gesture, self._gesture = self._gesture, None
        if gesture is None or not gesture.has_begun:
            return False
        gesture.cancel()
        self.viewport().unsetCursor()
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        rect = self.line_rect(self._current) if by_key else None
        point = rect.center() if rect is not None else self.viewport().mapFromGlobal(event.globalPos())
        where = self.viewport().mapToGlobal(point)
        if point.y() < HEADER_H and point.x() <= self.split:
            self.header_menu_wanted.emit(where)
            return
        line = self.line_under(point)
        if line is None or line.kind is Kind.GROUP:
            return
        if line.key not in self.marked:
            self.mark_lines(())
            self.set_current(line.key, scroll=False)
        self.menu_wanted.emit(line.key, where)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._near_split(point.x()):
            self.set_split(self.table_width)
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
        if not self.keys.press(event):
            event.ignore()  # the place's own keys

    def move_to(self, line: Line | None) -> None:
        """Make a line the current one and the only one."""
        if line is not None:
            self.mark_lines(())
            self.set_current(line.key)

    def extend(self, by: int) -> None:
        """Shift and an arrow: the current line stays picked, the next one becomes current."""
        before, line = self._current, self.outline.beside(self._current, by)
        if line is None or before is None or line.key == before:
            return
        self.mark_lines((self.marked | {before}) - {line.key})
        self.set_current(line.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._current is None:
            first = self.outline.at(0)
            if first is not None and first.kind is Kind.GROUP:
                first = self.outline.beside(first.key, 1)
            self.move_to(first)
        if self._current is not None:
            self.repaint_lines([self._current])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._current is not None:
            self.repaint_lines([self._current])
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            self.touch()  # a menu of these rows
        else:
            self.let_go()

    # ---------------------------------------------------------------- words

    def step_tooltip(self, line: Line, more: Sequence[tuple[str, str]] = ()) -> str:
        """Key facts of a step, and what else its view knows of it."""
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
            *more,
        ]
        keys = self.tr("Double click: the task on the portal") if step.task_id is not None else ""
        return fact_table(step.title, facts, keys)
