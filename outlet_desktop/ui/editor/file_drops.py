"""A process onto which a file may be dropped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.process_view import ProcessView


class FileDrops(ProcessView):
    """Takes one file of this computer at a time.

    Signals:
        file_dropped: Its path.
    """

    file_dropped = Signal(str)

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            event.acceptProposedAction()
            self.file_dropped.emit(url.toLocalFile())
