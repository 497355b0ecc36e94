"""The focus of a table, a list or a chart that does not show it by a row: a ring, as around a field (`ui.md` §11).

That is a list in which no row is chosen yet, and whatever asks for the ring by `wants_ring`. Whoever works with the
mouse sees where he has clicked: the ring is shown once a key is pressed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget
from shiboken6 import isValid

from outlet_desktop.ui.theme import theme

_WIDTH = 2  # px
_WANTED = "wantsRing"
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


def wants_ring(view: QAbstractScrollArea) -> None:
    """What is in it looks the same with and without the focus: the ring stays as long as it has it."""
    view.setProperty(_WANTED, True)


class FocusRings(QObject):
    """An event filter of the application: install it once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        self._is_by_keys = False  # the last thing a person has touched is the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn if isinstance(watched, QAbstractScrollArea):
                self._leave()
                is_by_keys = isinstance(event, QFocusEvent) and event.reason() in _BY_KEYS
                if is_by_keys or self._is_by_keys:
                    self._enter(watched)
            case QEvent.Type.FocusOut if self._ring is not None and isinstance(watched, QWidget):
                self._leave()
            case QEvent.Type.KeyPress:
                self._is_by_keys = True
                if self._ring is None and isinstance(watched, QAbstractScrollArea) and watched.hasFocus():
                    self._enter(watched)
            case QEvent.Type.MouseButtonPress:
                self._is_by_keys = False
        return False

    def _enter(self, view: QAbstractScrollArea) -> None:
        if _needs_ring(view):
            self._ring = _Ring(view)

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
