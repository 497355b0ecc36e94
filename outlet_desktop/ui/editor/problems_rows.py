"""Rows of the problems panel: one finding each, and the list that takes the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from outlet_desktop.domain.finding import Finding
from outlet_desktop.ui.controls import ElidedLabel, Icon, KeyHint, secondary_button
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.text_size import fix_height, fix_width
from outlet_desktop.ui.theme import theme

ROW = 32
VISIBLE_ROWS = 5  # more are scrolled to
TITLE_WIDTH = 236


class FindingRow(QWidget):
    """One finding. Rows are few and show what the scroll bar says.

    Signals:
        pressed: Anywhere but on the fix. `hovered`: The pointer or the focus came to or left the fix.
    """

    pressed = Signal()
    fix_pressed = Signal()
    hovered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.finding: Finding | None = None
        self.is_current = False
        self.has_list_focus = False
        fix_height(self, ROW)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.mark = Icon("ph.warning-fill", "status.risk.fill", 16)
        self.title = ElidedLabel("", "bodyStrong")
        fix_width(self.title, TITLE_WIDTH)
        self.sentence = ElidedLabel("", "body", "secondary")
        self.fix = secondary_button()
        guard_writing(self.fix)
        self.fix.setStyleSheet(
            "QPushButton { min-height: 20px; max-height: 22px; padding: 0 8px; }"
            "QPushButton:focus { min-height: 20px; max-height: 20px; padding: 0 7px; }"
        )
        self.fix.clicked.connect(self.fix_pressed)
        self.fix.installEventFilter(self)
        self.keys = KeyHint("F8")
        for widget, stretch in ((self.mark, 0), (self.title, 0), (self.sentence, 1), (self.fix, 0), (self.keys, 0)):
            row.addWidget(widget, stretch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.hovered.emit(True)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.hovered.emit(False)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.is_current:
            fill = "surface.selected" if self.has_list_focus else "surface.selectedInactive"
            painter.fillRect(self.rect(), theme.color(fill))
            painter.fillRect(0, 0, 2, self.height(), theme.color("accent.fill"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.color("surface.hover"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border.hairline"))


class FindingList(QWidget):
    """The rows and their scroll bar; takes the keys.

    Signals:
        scrolled: The first finding shown is another one. `moved`: Rows to go, by the keys.
        entered: Enter on the current row.
    """

    moved = Signal(int)
    entered = Signal()
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        row.addLayout(self.column, 1)
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        self.bar.setSingleStep(1)
        row.addWidget(self.bar)
        self._wheel = 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        rows, self._wheel = int(self._wheel / 120), self._wheel - int(self._wheel / 120) * 120
        if self.bar.maximum() > 0:
            self.bar.setValue(self.bar.value() - rows)
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = 1_000_000
        ways = {
            int(Qt.Key.Key_Up): -1,
            int(Qt.Key.Key_Down): 1,
            int(Qt.Key.Key_PageUp): -VISIBLE_ROWS,
            int(Qt.Key.Key_PageDown): VISIBLE_ROWS,
            int(Qt.Key.Key_Home): -far,
            int(Qt.Key.Key_End): far,
        }
        if event.key() in ways:
            self.moved.emit(ways[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()
