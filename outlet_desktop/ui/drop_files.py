"""Process files dragged onto the window, wherever they are dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_ENDING = ".json"


def process_file(data: QMimeData) -> str:
    """Path of the first file that may be a process; "" = there is none."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.lower().endswith(_ENDING)), "")


class FileDrop(QObject):
    """Lets a window take process files; `take` gets the path of the one that was dropped."""

    def __init__(self, window: QWidget, take: Callable[[str], object]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return False
        path = process_file(event.mimeData())
        if not path:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(path)
        return True
