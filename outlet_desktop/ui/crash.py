"""An unexpected exception is a bug of ours: it is logged and shown with a report that can be copied."""

from __future__ import annotations

import platform
import re
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import Icon, label, primary_button, secondary_button

LOG_NAME = "errors.log"
_MAX_LOG = 1_000_000
_SECRET = re.compile(r"(/rest/\d+/)[^/\s'\"]+")
_TOKEN = re.compile(r"((?:auth|token|botToken|client_secret)['\"]?\s*[=:]\s*['\"]?)[\w\-.]+", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """The text with the secret part of webhook addresses and of tokens replaced by "…"."""
    return _TOKEN.sub(r"\1…", _SECRET.sub(r"\1…", text))


def crash_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Traceback, versions and system; no secret, nothing of the user's data but what the message says."""
    head = (
        f"{datetime.now():%Y-%m-%d %H:%M:%S}  Python {platform.python_version()}  Qt {qVersion()}  "
        f"{platform.system()} {platform.release()}"
    )
    return without_secrets(f"{head}\n{''.join(traceback.format_exception(kind, error, trace))}")


class CrashGuard(QObject):
    """Takes over sys.excepthook and threading.excepthook: one dialog at a time, every error in the log.

    Signals:
        reported: The report, on the GUI thread, after it was logged.
    """

    reported = Signal(str)
    _arrived = Signal(str)

    def __init__(self, folder: Path | None, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._file = folder / LOG_NAME if folder is not None else None
        self._window = window
        self._dialog: CrashDialog | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
            return
        report = crash_report(kind, error, trace)
        self._log(report)
        print(report, file=sys.stderr)
        self._arrived.emit(report)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not issubclass(caught.exc_type, SystemExit):
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _log(self, report: str) -> None:
        if self._file is None:
            return
        try:
            if self._file.exists() and self._file.stat().st_size > _MAX_LOG:
                self._file.replace(self._file.with_suffix(".old.log"))
            with self._file.open("a", encoding="utf-8") as log:
                log.write(f"{report}\n")
        except OSError:
            return  # a full disk must not hide the error itself

    def _show(self, report: str) -> None:
        self.reported.emit(report)
        if self._dialog is not None:
            self._dialog.add(report)
            return
        self._dialog = CrashDialog(report, str(self._file or ""), self._window)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None


class CrashDialog(QDialog):
    """What happened, where it is logged, the report."""

    def __init__(self, report: str, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The program stumbled"))
        self.resize(560, 380)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Icon("ph.warning-octagon-fill", "status.late.fill", 20))
        head.addWidget(label(self.tr("The program stumbled"), "title"), 1)
        column.addLayout(head)
        said = self.tr(
            "What was being done may be unfinished; the outlets go on. "
            "Send this report to whoever looks after the program: it holds no secrets."
        )
        column.addWidget(label(said, wrap=True))
        if file:
            where = self.tr("It is kept in {file}").replace("{file}", file)
            column.addWidget(label(where, "small", "secondary", wrap=True, selectable=True))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Report"))
        column.addWidget(self._report, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        copy = secondary_button(self.tr("Copy the report"), "ph.copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        close = primary_button(self.tr("Go on"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()

    @property
    def report(self) -> str:
        """The whole text."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """A further error while the dialog is open."""
        self._report.appendPlainText(report)
