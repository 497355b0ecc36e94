"""A question with a reason to type: the title asks, the body says what changes and what stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import Combo, danger_button, label, primary_button, secondary_button, set_button_size
from outlet_desktop.ui.text_size import fix_height, fix_side


class ReasonDialog(QDialog):
    """Modal, 480 wide; the action is enabled once a reason is typed. Ctrl+Enter accepts, Esc cancels."""

    def __init__(self, parent: QWidget, title: str, body: str, action: str, *, is_dangerous: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        fix_side(self, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(label(body, "body", "secondary", wrap=True))
        column.addSpacing(4)
        self.column = column
        column.addWidget(label(self.tr("Reason"), "small", "secondary"))
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.tr("Reason"))
        fix_height(self.field, 72, 3)
        self.field.setTabChangesFocus(True)
        column.addWidget(self.field)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = secondary_button(self.tr("Cancel"))
        self.action = danger_button(action) if is_dangerous else primary_button(action)
        for button in (cancel, self.action):
            set_button_size(button, "large")
            buttons.addWidget(button)
        column.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.action.setEnabled(False)
        self.field.textChanged.connect(lambda: self.action.setEnabled(bool(self.reason)))
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """What was typed."""
        return self.field.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.action.isEnabled():
                self.accept()
            return
        super().keyPressEvent(event)


def ask_reason(parent: QWidget, title: str, body: str, action: str, *, is_dangerous: bool = False) -> str | None:
    """The reason typed, or None when the person thought better of it."""
    dialog = ReasonDialog(parent, title, body, action, is_dangerous=is_dangerous)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    reason = dialog.reason
    dialog.deleteLater()
    return reason if accepted else None


class DelayDialog(ReasonDialog):
    """Why a step is late: one of the process's reasons, words of one's own, or both."""

    def __init__(self, parent: QWidget, title: str, body: str, action: str, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title, body, action)
        self.choice = Combo()
        self.choice.setAccessibleName(self.tr("Reason"))
        for reason_id, name in reasons:
            self.choice.addItem(name, reason_id)
        self.choice.addItem(self.tr("Something else"), "")
        self.field.setPlaceholderText(self.tr("In your own words"))
        self.column.insertWidget(self.column.indexOf(self.field), self.choice)
        self.choice.currentIndexChanged.connect(self._enable)
        self.field.textChanged.connect(self._enable)
        self._enable()

    @property
    def reason_id(self) -> str:
        """Id of the chosen reason, "" = something else."""
        return str(self.choice.currentData() or "")

    def _enable(self) -> None:
        self.action.setEnabled(bool(self.reason_id or self.reason))


def ask_delay(
    parent: QWidget, title: str, body: str, action: str, reasons: Sequence[tuple[str, str]]
) -> tuple[str, str] | None:
    """(id of the reason, words), or None when the person thought better of it."""
    dialog = DelayDialog(parent, title, body, action, reasons)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.reason_id, dialog.reason
    dialog.deleteLater()
    return found if accepted else None
