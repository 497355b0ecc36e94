"""A question that needs a reason: what changes and what stays, a field, two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import FieldError, label, primary_button, secondary_button
from outlet_desktop.ui.text_size import fix_height


class ReasonDialog(QDialog):
    """Asks for a reason; an empty one is refused beside the field.

    Signals:
        given: The reason.
    """

    given = Signal(str)

    def __init__(self, title: str, body: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(label(body, "body", "secondary", wrap=True))
        column.addSpacing(6)
        column.addWidget(label(self.tr("Reason"), "small", "secondary"))
        self.reason = QPlainTextEdit()
        fix_height(self.reason, 64, 3)
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName(self.tr("Reason"))
        column.addWidget(self.reason)
        self.error = FieldError()
        column.addWidget(self.error)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.no = secondary_button(self.tr("Close"))
        self.yes = primary_button(action)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self._give)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._give()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.error.show_error(self.tr("Write the reason: it stays in the history"))
            self.reason.setFocus()
            return
        self.accept()
        self.given.emit(reason)
