"""Text with a table beside it on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


class RichClipboard:
    """Puts both forms there. When the program ends the text alone stays: data made by Python must not outlive it
    (the platform frees it after the interpreter is gone, and the process would end by a crash)."""

    def __init__(self) -> None:
        self._text: str | None = None

    def put(self, text: str, html: str) -> None:
        """Copy."""
        if self._text is None:
            app = QApplication.instance()
            assert app is not None
            app.aboutToQuit.connect(self.let_go)
        data = QMimeData()
        data.setText(text)
        data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        self._text = text

    def let_go(self) -> None:
        """Leave the text only, unless somebody has copied something else since."""
        text, self._text = self._text, None
        clipboard = QGuiApplication.clipboard()
        if text is not None and clipboard.text() == text and clipboard.mimeData().hasHtml():
            clipboard.setText(text)


rich_clipboard = RichClipboard()
