"""The rail at the left: one button per place, with a badge where something needs attention."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.text_size import fix_height, fix_width
from outlet_desktop.ui.theme import font, theme, token

ICONS = {
    "portfolio": "ph.storefront",
    "processes": "ph.flow-arrow",
    "roles": "ph.users-three",
    "reports": "ph.chart-bar",
    "log": "ph.clock-counter-clockwise",
    "settings": "ph.gear-six",
}
"""Places of the rail, in order, and their icons."""

AT_BOTTOM = "settings"


def keys_of(name: str) -> str:
    """The keys that open a place of the rail."""
    return keys_text(f"go.{name}")


class Rail(QFrame):
    """68 px at the left of the window.

    Signals:
        chosen: Name of the place whose button was pressed.
    """

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        fix_width(self, token("size.rail"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 8, 4, 8)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, _RailButton] = {}
        for name in names:
            button = _RailButton(ICONS[name])
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            if name == AT_BOTTOM:
                column.addStretch(1)
            column.addWidget(button)
        if AT_BOTTOM not in self._buttons:
            column.addStretch(1)
        self.retranslate()

    @property
    def names(self) -> tuple[str, ...]:
        """Places that have a button, in order."""
        return tuple(self._buttons)

    def button(self, name: str) -> QToolButton:
        """The button of a place."""
        return self._buttons[name]

    def set_current(self, name: str) -> None:
        """Show which place is open; a name without a button leaves none marked."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)
            return
        checked = self._group.checkedButton()
        if checked is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def set_badge(self, name: str, number: int) -> None:
        """How many things there need attention; 0 hides the badge."""
        if name in self._buttons:
            self._buttons[name].set_badge(number)
            self.retranslate()

    def badge(self, name: str) -> int:
        """The number shown."""
        return self._buttons[name].number

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        titles = {
            "portfolio": self.tr("Portfolio"),
            "processes": self.tr("Processes"),
            "roles": self.tr("Roles"),
            "reports": self.tr("Reports"),
            "log": self.tr("Log"),
            "settings": self.tr("Settings"),
        }
        for name, button in self._buttons.items():
            button.setText(titles[name])
            button.setToolTip(f"{titles[name]}\u2002{keys_of(name)}")
            badge = self.tr("%n need(s) attention", "", button.number) if button.number else ""
            button.setAccessibleName(f"{titles[name]}, {badge}" if badge else titles[name])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _RailButton(QToolButton):
    def __init__(self, icon_id: str) -> None:
        super().__init__()
        self.number = 0
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIcon(icon(icon_id, "text.secondary", f"{icon_id}-fill"))
        side = token("size.icon.rail")
        self.setIconSize(QSize(side, side))
        fix_height(self, token("size.railItem"), 2)
        fix_width(self, 61)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def setText(self, text: str) -> None:
        # A face wider than ours stands in where Inter is not installed: drawn narrower, rather than cut.
        face = font("caption")
        room, needed = self.width() - 8, QFontMetrics(face).horizontalAdvance(text)
        if needed > room:
            face.setStretch(max(75, 100 * room // needed))
        self.setFont(face)
        super().setText(text)

    def set_badge(self, number: int) -> None:
        self.number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.number:
            return
        words = str(self.number) if self.number < 100 else "99+"
        face = font("caption", weight=600)
        width = max(16, QFontMetrics(face).horizontalAdvance(words) + 8)
        box = QRectF(self.width() - 5 - width, 3, width, 16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("status.late.fill"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(face)
        painter.setPen(theme.color("surface.base" if theme.is_dark else "text.onAccent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
