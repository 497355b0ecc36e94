"""Help → About: what runs here, for a letter to whoever helps; no secret, no address of the portal."""

from __future__ import annotations

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QEvent, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop import __version__
from outlet_desktop.ui.controls import label, primary_button, secondary_button
from outlet_desktop.ui.messages import words


class AboutDialog(QDialog):
    """Versions of the program and of what it stands on; they can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        self._title = label("", "title")
        self._what = label("", wrap=True)
        self.versions = label("", "small", "secondary", selectable=True)
        for line in (self._title, self._what, self.versions):
            column.addWidget(line)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        self.copy_button, self.close_button = secondary_button(""), primary_button("")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.versions.text()))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        row.addWidget(self.copy_button)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.retranslate()
        self.close_button.setFocus()

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self.setWindowTitle(words("command.about", {}))
        self._title.setText("outlet_desktop")
        self._what.setText(words("about.what", {}))
        system = f"{platform.system()} {platform.release()} ({platform.machine()})"
        lines = (
            words("about.version", {"version": __version__}),
            f"Python {platform.python_version()}, Qt {qVersion()}, PySide {pyside_version}",
            system,
        )
        self.versions.setText("\n".join(lines))
        self.versions.setAccessibleName(", ".join(lines))
        self.copy_button.setText(words("about.copy", {}))
        self.close_button.setText(words("about.close", {}))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
