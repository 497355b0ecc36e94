"""What stands over a place while it is read for the first time: grey bars and a line that says so (ui.md §4).

Most readings are over sooner than anybody could read that line, so it comes after 400 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.theme import font, theme

AFTER_MS = 400
_TURN_MS, _TURN = 60, 30  # ms and degrees between two pictures of the turning mark
_ROW, _BAR = 30, 8
_WIDTHS = (0.62, 0.8, 0.5, 0.72, 0.58, 0.66)  # of the names in the grey rows, as a share of their column


class Turning(QObject):
    """A mark that turns once something has taken 400 ms; `owner` is repainted at every step, and shown at the first.

    With `shows_owner` False it stands there already. `goes_on`: asked at every step whether there is still something
    to wait for.
    """

    def __init__(self, owner: QWidget, *, shows_owner: bool = True, goes_on: Callable[[], bool] = lambda: True) -> None:
        super().__init__(owner)
        self._goes_on = goes_on
        self._owner, self._shows_owner = owner, shows_owner
        self.is_shown = False
        self.angle = 0
        self._delay = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._delay.timeout.connect(self._show)
        self._timer = QTimer(self, interval=_TURN_MS)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Something is being read."""
        if not self.is_shown and not self._delay.isActive():
            self._delay.start()

    def end(self) -> None:
        """It has come."""
        self._delay.stop()
        self._timer.stop()
        self.is_shown = False

    def _show(self) -> None:
        if not self._goes_on():
            return
        self.is_shown = True
        self._timer.start()
        if self._shows_owner:
            self._owner.show()
        self._owner.update()

    def _turn(self) -> None:
        if not self._goes_on():
            self.end()
            return
        self.angle = (self.angle + _TURN) % 360
        self._owner.update()

    def paint(self, p: QPainter, left: float, middle: float, text: str) -> None:
        """The mark and the words right of it, around the height `middle`."""
        p.save()
        p.translate(left + 8, middle)
        p.rotate(self.angle)
        draw_icon(p, "ph.spinner-gap", QPointF(0, 0), 16, theme.color("text.secondary"))
        p.restore()
        p.setFont(font("body"))
        p.setPen(theme.color("text.secondary"))
        where = QRectF(left + 24, middle - 12, 600, 24)
        p.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def paint_bars(p: QPainter, left: int, top: int, right: int, bottom: int) -> None:
    """Rows of a table that are not there yet: 8 px bars where names and dates will stand."""
    grey, line = theme.color("surface.pressed"), theme.color("border.hairline")
    width = right - left
    row = 0
    while top + _ROW <= bottom:
        share = _WIDTHS[row % len(_WIDTHS)]
        middle = top + _ROW // 2 - _BAR // 2
        p.fillRect(left + 28, middle, round(min(220, width * 0.3) * share), _BAR, grey)
        p.fillRect(left + 252, middle, round(min(190, width * 0.25) * share), _BAR, grey)
        p.fillRect(left, top + _ROW - 1, width, 1, line)
        top += _ROW
        row += 1


class Waiting(QWidget):
    """Covers `over` from 400 ms after `begin` until `end`; `has_rows`: a table will stand there."""

    def __init__(self, over: QWidget, *, has_rows: bool = True) -> None:
        super().__init__(over)
        self._over, self._has_rows = over, has_rows
        self._text = ""
        self._until: Future[Any] | None = None
        self._turning = Turning(self, goes_on=self._is_awaited)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        over.installEventFilter(self)

    @property
    def text(self) -> str:
        """What is said; "" while nothing is."""
        return self._text if self._turning.is_shown else ""

    def begin(self, text: str, until: Future[Any] | None = None) -> None:
        """Something is being read. With `until` it ends with that answer, whatever comes of it."""
        self._text, self._until = text, until
        self.setAccessibleName(text)
        self._fit()
        self._turning.begin()

    def end(self) -> None:
        """It has come."""
        self._turning.end()
        self.hide()

    def _is_awaited(self) -> bool:
        is_awaited = self._until is None or not self._until.done()
        if not is_awaited:
            self.hide()
        return is_awaited

    def _fit(self) -> None:
        self.setGeometry(self._over.rect())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.fillRect(self.rect(), theme.color("surface.base" if self._has_rows else "surface.sunken"))
        self._turning.paint(p, 12, 22, self._text)
        if not self._has_rows:
            return
        p.fillRect(0, 43, self.width(), 1, theme.color("border.hairline"))
        paint_bars(p, 0, 44, self.width(), self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.isVisibleTo(self._over):
            self._turning.end()
