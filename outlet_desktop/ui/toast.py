"""Toasts: short notes at the bottom right, above the status bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.ui.control_buttons import link_button, tool_button
from outlet_desktop.ui.control_marks import Icon, label
from outlet_desktop.ui.text_size import fix_side, tall
from outlet_desktop.ui.theme import theme

WIDTH = 360
MAX_SHOWN = 3
SHOWN_FOR_MS = 6000
_MARKS = {
    "success": ("ph.check-circle-fill", "status.done.fill"),
    "info": ("ph.info", "text.secondary"),
    "error": ("ph.warning-octagon-fill", "status.late.fill"),
}


class Toast(QFrame):
    """One note. Success and info leave after 6 s (not while the mouse is on them); an error stays.

    Signals:
        closed: It has gone, for whatever reason.
    """

    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        text: str,
        kind: str,
        detail: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.text, self.kind = text, kind
        self.setProperty("kind", "popup")
        fix_side(self, WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        icon_id, color = _MARKS[kind]
        top = Qt.AlignmentFlag.AlignTop
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 5, 0, 0)
        mark.addWidget(Icon(icon_id, color, 18), 0, top)
        row.addLayout(mark)
        column = QVBoxLayout()
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(0)
        scale = "bodyStrong" if detail else "body"
        self._words = label(text, scale, wrap=True, selectable=kind == "error")
        self._words.setMinimumHeight(tall(18))
        column.addWidget(self._words)
        if detail:
            column.addWidget(label(detail, "small", "secondary", wrap=True))
        row.addLayout(column, 1)
        self.action_button = None
        if action is not None:
            title, run = action
            self.action_button = link_button(title)
            self.action_button.clicked.connect(run)
            self.action_button.clicked.connect(self.close_now)
            row.addWidget(self.action_button, 0, top)
        self.close_button = tool_button("ph.x", self.tr("Close"))
        self.close_button.clicked.connect(self.close_now)
        row.addWidget(self.close_button, 0, top)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close_now)
        if kind != "error":
            self._timer.start(SHOWN_FOR_MS)
        self.setAccessibleName(text)

    def close_now(self) -> None:
        """Take it away."""
        if self.isHidden() and not self.parent():
            return
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.kind != "error":
            self._timer.start(SHOWN_FOR_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.kind == "error":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(0, 0, 3, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("status.late.fill"))
            painter.drawRoundedRect(0, 0, 12, self.height(), 6, 6)


class ToastStack(QObject):
    """Up to three toasts of a window, the newest at the bottom. `floor` is what they stand on."""

    def __init__(self, window: QWidget, floor: QWidget) -> None:
        super().__init__(window)
        self._window, self._floor = window, floor
        self._shown: list[Toast] = []
        window.installEventFilter(self)

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """Those on the screen, oldest first."""
        return tuple(self._shown)

    def show(
        self,
        text: str,
        kind: str = "success",
        *,
        detail: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> Toast:
        """Show a toast; `kind` is success, info or error. One that says the same already gives way."""
        for old in self.toasts:
            if old.text == text and old.kind == kind:
                old.close_now()
        while len(self._shown) >= MAX_SHOWN:
            quiet = [toast for toast in self._shown if toast.kind != "error"]
            (quiet or self._shown)[0].close_now()
        toast = Toast(self._window, text, kind, detail, action)
        toast.closed.connect(lambda: self._forget(toast))
        self._shown.append(toast)
        self._place()
        toast.show()
        toast.raise_()
        return toast

    def close_last(self) -> bool:
        """Take the newest one away; whether there was one."""
        if not self._shown:
            return False
        self._shown[-1].close_now()
        return True

    def _forget(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
        self._place()

    def _place(self) -> None:
        floor = self._floor.mapTo(self._window, self._floor.rect().topLeft()).y()
        bottom = floor - 12
        for toast in reversed(self._shown):
            height = toast.heightForWidth(WIDTH)
            toast.resize(WIDTH, height)
            toast.move(self._window.width() - WIDTH - 12, bottom - height)
            bottom -= height + 8

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            QTimer.singleShot(0, self, self._place)
        return False
