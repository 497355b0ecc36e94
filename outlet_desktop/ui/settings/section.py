"""A section of the settings: a title, what stands beside it, rows of a name and a value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import ElidedLabel, hairline, label
from outlet_desktop.ui.text_size import side_wide

NAME_WIDTH = 190


class Section(QWidget):
    """Title of 14 px with buttons at its right, a body, a hairline below. Sub-classes word it in `retranslate`."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 16, 20, 20)
        inner.setSpacing(12)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = label("", "heading")
        self.note = ElidedLabel("", "body", "secondary", spare=0)
        self.head.addWidget(self.title)
        self.head.addWidget(self.note)
        self.head.addStretch(1)
        inner.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        inner.addLayout(self.body)
        column.addLayout(inner)
        column.addWidget(hairline())

    def retranslate(self) -> None:
        """Word every label anew in the current language."""


class Rows(QGridLayout):
    """Names at the left, values at the right; a name is worded later by its key."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)
        self.setColumnMinimumWidth(0, side_wide(NAME_WIDTH))
        self.setColumnStretch(1, 1)
        self.names: dict[str, QLabel] = {}

    def add(self, key: str, value: QWidget | QHBoxLayout) -> None:
        """A row below the others."""
        name = label("", "body", "secondary")
        self.names[key] = name
        row = len(self.names) - 1
        if isinstance(value, QLabel) and value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            value.setContentsMargins(0, 1, 0, 0)  # Qt writes what can be selected 1 px higher
        if isinstance(value, QLabel) and value.wordWrap():  # as wide as there is room, as high as it needs
            self.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
            return
        self.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(value, QWidget):
            self.addWidget(value, row, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        else:
            self.addLayout(value, row, 1)

    def word(self, **names: str) -> None:
        """Names by key."""
        for key, text in names.items():
            self.names[key].setText(text)
