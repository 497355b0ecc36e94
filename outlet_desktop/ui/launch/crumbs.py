"""The three numbered pages in the heading of the launch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from outlet_desktop.ui.controls import Icon, hairline, label
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.theme import font, theme

_DISC = 18  # px


class Crumb(QAbstractButton):
    """One page: its number on a disc (a tick once it is behind) and its name. `state`: "done", "here", "ahead"."""

    def __init__(self, number: int, text: str, state: str) -> None:
        super().__init__()
        self._number, self._state = number, state
        self.setText(text)
        self.setAccessibleName(f"{number}. {text}")
        self.setToolTip(text)
        self.setEnabled(state == "done")
        if state != "here":  # where there is no room, the others give way
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if state == "done" else Qt.FocusPolicy.NoFocus)
        if state == "done":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def state(self) -> str:
        """Where the page is: behind, here, ahead."""
        return self._state

    def sizeHint(self) -> QSize:
        return QSize(_DISC + 8 + QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._state == "here" else QSize(_DISC + 2, 28)

    def _font(self) -> QFont:
        return font("heading" if self._state == "here" else "body")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        disc = QRectF(1, middle - _DISC / 2, _DISC, _DISC)
        if self._state == "ahead":
            painter.setPen(QPen(theme.color("border.control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent.fill"))
            painter.drawEllipse(disc)
        if self._state == "done":
            draw_icon(painter, "ph.check", QPointF(disc.center()), 12, theme.color("text.onAccent"))
        else:
            painter.setFont(font("caption", weight=600))
            painter.setPen(theme.color("text.onAccent" if self._state == "here" else "text.secondary"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(self._font())
        painter.setPen(theme.color("text.primary" if self._state == "here" else "text.secondary"))
        left = _DISC + 9
        room = self.width() - left + 2
        text = QFontMetrics(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if len(text) > 1:  # a bare "…" tells nothing that the number does not
            painter.drawText(QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Crumbs(QWidget):
    """Title and pages.

    Signals:
        wanted: Number of the page behind that was clicked, from 0.
    """

    wanted = Signal(int)

    def __init__(self, title: str, pages: Sequence[str], here: int, *, may_go_back: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(title, "title"))
        row.addSpacing(8)
        line = hairline(vertical=True)
        line.setFixedHeight(20)
        row.addWidget(line)
        row.addSpacing(8)
        self.crumbs: list[Crumb] = []
        for number, text in enumerate(pages):
            if number:
                row.addWidget(Icon("ph.caret-right", "text.tertiary", 14))
            state = "here" if number == here else "done" if number < here else "ahead"
            crumb = Crumb(number + 1, text, state)
            if not may_go_back:
                crumb.setEnabled(False)
            crumb.clicked.connect(lambda _checked=False, page=number: self.wanted.emit(page))
            self.crumbs.append(crumb)
            row.addWidget(crumb)
