"""The focus of a table, a list or a chart that does not show it by a row: a ring, as around a field (`ui.md` §11).

That is a list in which no row is chosen yet, and whatever asks for the ring by `wants_ring`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget
from shiboken6 import isValid

from outlet_desktop.ui.theme import theme

_WIDTH = 2  # px
_WANTED = "wantsRing"


def wants_ring(view: QAbstractScrollArea) -> None:
    """What is in it looks the same with and without the focus: the ring stays as long as it has it."""
    view.setProperty(_WANTED, True)


class FocusRings(QObject):
    """An event filter of the application: install it once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QAbstractScrollArea):
            self._leave()
            if _needs_ring(watched):
                self._ring = _Ring(watched)
        elif self._ring is not None and event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            self._leave()
        return False

    def _leave(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):  # a view takes its ring with it
            ring.hide()
            ring.deleteLater()


def _needs_ring(view: QAbstractScrollArea) -> bool:
    if view.property(_WANTED):
        return True
    is_list = isinstance(view, QAbstractItemView) and view.selectionModel() is not None
    return is_list and not view.currentIndex().isValid()  # type: ignore[attr-defined]


class _Ring(QWidget):
    """Lies over a view until a row is chosen there, which shows the focus from then on."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if isinstance(view, QAbstractItemView) and not view.property(_WANTED):
            view.selectionModel().currentChanged.connect(self.hide)
        view.installEventFilter(self)
        self.setGeometry(view.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._view:
            self.setGeometry(self._view.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(theme.color("focus.ring"), _WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = _WIDTH // 2
        painter.drawRect(self.rect().adjusted(half, half, -half, -half))
