"""Parts of the decision page: a line of the timeline, and what a person wrote."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import Icon, hairline, label
from outlet_desktop.ui.launch.hint import column_of
from outlet_desktop.ui.theme import theme


class TimelineRow(QWidget):
    """One line of the timeline: icon, what, when, and a small line below."""

    def __init__(self, icon_id: str, token: str, title: str, below: str, time: str, *, is_last: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        signs = QVBoxLayout()
        signs.setSpacing(4)
        signs.setContentsMargins(0, 1, 0, 0)
        signs.addWidget(Icon(icon_id, token, 18), 0, Qt.AlignmentFlag.AlignHCenter)
        if not is_last:
            line = hairline(vertical=True)
            signs.addWidget(line, 1, Qt.AlignmentFlag.AlignHCenter)
        else:
            signs.addStretch(1)
        row.addLayout(signs)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.setContentsMargins(0, 0, 0, 12)
        texts.addWidget(label(title, wrap=True))
        if below:
            texts.addWidget(label(below, "small", "secondary", wrap=True))
        row.addLayout(texts, 1)
        row.addWidget(label(time, "small", "tertiary", tabular=True), 0, Qt.AlignmentFlag.AlignTop)


class Verbatim(QFrame):
    """What a person wrote, verbatim, on a tint with a line at left."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("launchWords")
        column = column_of(self, margins=(14, 8, 12, 10), spacing=2)
        self.caption = label("", "small", "secondary")
        self.text = label("", "body", wrap=True, selectable=True)
        column.addWidget(self.caption)
        column.addWidget(self.text)
        self._status = "risk"
        theme.changed.connect(self._dress)
        self._dress()

    def add(self, button: QPushButton) -> None:
        """A button below the text."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addSpacing(6)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, status: str, caption: str, text: str) -> None:
        """Show a text on the tint of a status; "" hides it."""
        self._status = status
        self.caption.setText(caption)
        self.text.setText(text)
        self.setVisible(bool(text))
        self._dress()

    def _dress(self) -> None:
        tint, fill = theme.hex(f"status.{self._status}.tint"), theme.hex(f"status.{self._status}.fill")
        self.setStyleSheet(
            f"#launchWords {{ background: {tint}; border: 0; border-left: 3px solid {fill}; }}"
            " #launchWords QLabel { background: transparent; }"
        )
