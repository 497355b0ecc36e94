"""The question before a draft becomes a revision."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import label, primary_button, secondary_button
from outlet_desktop.ui.key_table import key_action
from outlet_desktop.ui.text_size import fix_side


class PublishDialog(QDialog):
    """Says what publishing changes and what stays; asks what has changed.

    Signals:
        confirmed: The note.
    """

    confirmed = Signal(str)

    def __init__(self, revision: int, running: int, parent: QWidget | None = None, note: str = "") -> None:
        super().__init__(parent)
        self.setModal(True)
        fix_side(self, 460)
        self.setWindowTitle(self.tr("Publishing"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Publish revision {number}?").format(number=revision), "title"))
        words = self.tr("New outlets will be launched by revision {number}.").format(number=revision)
        if running:
            words += " " + self.tr("%n running outlet(s) keep the revision they were launched with.", "", running)
        column.addWidget(label(words, wrap=True))
        column.addSpacing(4)
        column.addWidget(label(self.tr("What has changed"), "small", "secondary"))
        self.note = QLineEdit(note)
        self.note.setAccessibleName(self.tr("What has changed"))
        column.addWidget(self.note)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = secondary_button(self.tr("Cancel"))
        self.publish_button = primary_button(self.tr("Publish"))
        self.publish_button.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.publish_button.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.publish_button)
        column.addLayout(row)
        self.publish_button.setShortcut(QKeySequence(key_action("forms.done").keys[0]))
        self.accepted.connect(lambda: self.confirmed.emit(self.note.text().strip()))
        self.note.setFocus()
