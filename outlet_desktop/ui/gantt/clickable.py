"""A row of a panel that stands for a step: chosen by a click, Enter or Space, lit while its step is selected."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.gantt.ink import c, frame


class Clickable(QFrame):
    """Signals:
    chosen: Step id.
    """

    chosen = Signal(str)

    def __init__(self, step: StepId) -> None:
        super().__init__()
        self.step = step
        self.is_current = False
        if step:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_current(self, step: StepId) -> None:
        """Light up if that is the step selected in the table and the chart ("" = none is)."""
        is_current = bool(step) and step == self.step
        if is_current != self.is_current:
            self.is_current = is_current
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if self.step and is_inside and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.step and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.step)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        if self.is_current:
            p.fillRect(self.rect(), c("surface.selected"))
            p.fillRect(0, 0, 2, self.height(), c("accent.fill"))
        if self.hasFocus():
            frame(p, QRectF(self.rect()).adjusted(0, 0, -1, -1), c("focus.ring"))
