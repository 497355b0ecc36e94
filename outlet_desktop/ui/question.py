"""A question before what Ctrl+Z cannot take back: what changes and what stays, in the look of the other dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import danger_button, label, secondary_button, set_button_size
from outlet_desktop.ui.text_size import fix_side


class Question(QDialog):
    """Modal, 480 wide. The dangerous answer stands last; Enter at once and Esc both leave everything as it is."""

    def __init__(
        self, parent: QWidget, title: str, body: str, action: str, cancel: str, icon_id: str = "ph.trash"
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(title)
        fix_side(self, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        self.title = label(title, "title", wrap=True)
        column.addWidget(self.title)
        self.body = label(body, "body", "secondary", wrap=True)
        column.addWidget(self.body)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        self.cancel, self.action = secondary_button(cancel), danger_button(action, icon_id)
        for button in (self.cancel, self.action):
            set_button_size(button, "large")
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.cancel.setDefault(True)
        self.cancel.setFocus()
