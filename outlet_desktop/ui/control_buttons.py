"""Buttons, chips and segments. Signatures: `ui.controls`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from outlet_desktop.ui.control_marks import restyle
from outlet_desktop.ui.icons import draw_icon, icon
from outlet_desktop.ui.text_size import fix_height, fix_square, tall
from outlet_desktop.ui.theme import font, theme


class _Button(QPushButton):
    """A push button whose icon keeps its distance from the words, whenever these are set."""

    def setIcon(self, given: QIcon | QPixmap) -> None:
        super().setIcon(given)
        self._measure()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._measure()

    def _measure(self) -> None:
        # The icon engine paints at the left of a wider box: 4 px more than the style leaves.
        self.setIconSize(QSize(20 if self.text() else 16, 16))


def _button(text: str, icon_id: str, kind: str, token_path: str) -> QPushButton:
    made = _Button(text)
    if kind:
        made.setProperty("kind", kind)
    if icon_id:
        made.setIcon(icon(icon_id, token_path))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    return made


def primary_button(text: str, icon_id: str = "") -> QPushButton:
    """The one main action of a region."""
    return _button(text, icon_id, "primary", "text.onAccent")


def secondary_button(text: str = "", icon_id: str = "") -> QPushButton:
    """Any other action; with no text only an icon (give it a name by `set_tool_name`)."""
    return _button(text, icon_id, "", "text.primary")


def danger_button(text: str, icon_id: str = "ph.trash") -> QPushButton:
    """Deletes, stops or overwrites something."""
    return _button(text, icon_id, "danger", "status.late.text")


def flat_button(text: str = "", icon_id: str = "") -> QPushButton:
    """No border; for bars and rows."""
    return _button(text, icon_id, "flat", "text.secondary")


def link_button(text: str) -> QPushButton:
    """Words in the colour of a link."""
    made = _button(text, "", "link", "accent.text")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def set_button_size(button: QPushButton, size: str) -> None:
    """ "small" 24 high (rows), "" 28, "large" 32 (footers)."""
    button.setProperty("heightClass", size)
    restyle(button)


def tool_button(
    icon_id: str, name: str = "", keys: str = "", *, checkable: bool = False, checked_icon: str = ""
) -> QToolButton:
    """28 x 28 with an icon of 18; its name and keys are the tooltip."""
    made = QToolButton()
    made.setIcon(icon(icon_id, "text.secondary", checked_icon or icon_id))
    made.setIconSize(QSize(18, 18))
    fix_square(made, 28)
    made.setCheckable(checkable)
    set_tool_name(made, name, keys)
    return made


def set_tool_name(button: QToolButton | QPushButton, name: str, keys: str = "") -> None:
    """Tooltip and accessible name of a button without words."""
    button.setToolTip(f"{name}\u2002{keys}" if keys else name)
    button.setAccessibleName(name)


def word_button(icon_id: str, text: str, *, checkable: bool = False, menu: bool = False) -> QToolButton:
    """Flat, 28 high, icon of 16 and words, as in tool and filter bars; `menu` adds a caret at the right."""
    made = _WordButton(menu)
    made.setProperty("kind", "word")
    made.setText(text)
    if icon_id:
        made.setIcon(icon(icon_id, "text.secondary"))
    made.setIconSize(QSize(16, 16))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setCheckable(checkable)
    fix_height(made, 28)
    if menu:
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


class _WordButton(QToolButton):
    """A tool button whose width is that of its words; the style's own hint leaves them too little room."""

    def __init__(self, has_caret: bool) -> None:
        super().__init__()
        self._has_caret = has_caret

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        mark = 0 if self.icon().isNull() else self.iconSize().width() + 6
        return QSize(8 + mark + words + (18 if self._has_caret else 0) + 8, tall(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        option.icon = QIcon()
        option.features = QStyleOptionToolButton.ToolButtonFeature(0)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        ink = theme.color("accent.text" if self.isChecked() else "text.primary")
        if not self.isEnabled():
            ink = theme.color("text.disabled")
        painter.setFont(self.font())
        painter.setPen(ink)
        left, middle = 8, self.height() / 2
        if not self.icon().isNull():
            size = self.iconSize()
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            state = QIcon.State.On if self.isChecked() else QIcon.State.Off
            self.icon().paint(
                painter,
                left,
                round(middle - size.height() / 2),
                size.width(),
                size.height(),
                Qt.AlignmentFlag.AlignCenter,
                mode,
                state,
            )
            left += size.width() + 6
        box = self.rect().adjusted(left, 0, -8, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._has_caret:
            center = QPointF(self.width() - 14, middle)
            draw_icon(painter, "ph.caret-down", center, 12, theme.color("text.secondary"))


class FilterChip(QToolButton):
    """24 high: icon 14, name, bold count; toggles. Filter and counts react in the same frame."""

    def __init__(self, icon_id: str, text: str, count: int | None = 0, token: str = "text.secondary") -> None:
        super().__init__()
        self._icon_id, self._token, self._count = icon_id, token, count
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        fix_height(self, 24)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Another name (retranslate)."""
        self.setText(text)
        self._name()

    def set_count(self, count: int | None) -> None:
        """Another count; None shows none."""
        self._count = count
        self._name()

    def _name(self) -> None:
        shown = "" if self._count is None else f" {self._count}"
        self.setAccessibleName(f"{self.text()}{shown}")
        self.updateGeometry()
        self.update()

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(font("body", weight=600, tabular=True))

    def sizeHint(self) -> QSize:
        parts = [14] if self._icon_id else []
        if self.text():
            parts.append(QFontMetrics(self.font()).horizontalAdvance(self.text()))
        if self._count is not None:
            parts.append(self._bold().horizontalAdvance(str(self._count)))
        return QSize(8 + sum(parts) + 6 * max(0, len(parts) - 1) + 8, tall(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        ink = theme.color("accent.text" if self.isChecked() else "text.primary")
        left = 8.0
        if self._icon_id:
            center = QPointF(left + 7, self.height() / 2)
            draw_icon(painter, self._icon_id, center, 14, theme.color(self._token))
            left += 20
        painter.setPen(ink if self.isEnabled() else theme.color("text.disabled"))
        painter.setFont(self.font())
        box = QRectF(self.rect()).adjusted(left, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count is not None:
            if self.text():
                left += QFontMetrics(self.font()).horizontalAdvance(self.text()) + 6
            painter.setFont(font("body", weight=600, tabular=True))
            box = QRectF(self.rect()).adjusted(left, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(self._count))


class Segmented(QFrame):
    """One of a few: a row of exclusive buttons in one border, 28 high.

    Signals:
        chosen: Key of the button a person chose (not emitted by `choose`).
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str] | tuple[str, str, str]]) -> None:
        super().__init__()
        self.setProperty("kind", "segmented")
        fix_height(self, 28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        for number, option in enumerate(options):
            key, text, icon_id = (*option, "")[:3]
            button = QToolButton()
            button.setCheckable(True)
            button.setText(text)
            fix_height(button, 26)
            if icon_id:
                button.setIcon(icon(icon_id, "text.secondary"))
            _dress(button)
            last = number == len(options) - 1
            end = "only" if len(options) == 1 else "first" if number == 0 else "last" if last else "middle"
            button.setProperty("end", end)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        if self._buttons:
            next(iter(self._buttons.values())).setChecked(True)
        self._group.buttonClicked.connect(lambda _: self.chosen.emit(self.current))

    @property
    def current(self) -> str:
        """Key of the checked button."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Check a button without telling anybody."""
        self._buttons[key].setChecked(True)

    def clear_choice(self) -> None:
        """Check none: the question has no answer yet."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def button(self, key: str) -> QToolButton:
        """The button of a key."""
        return self._buttons[key]

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Words of the buttons anew (retranslate)."""
        for key, text in texts.items():
            self._buttons[key].setText(text)
            _dress(self._buttons[key])


def _dress(button: QToolButton) -> None:
    """Icon, words or both, by what the button has."""
    has_icon, has_text = not button.icon().isNull(), bool(button.text())
    style = Qt.ToolButtonStyle.ToolButtonTextOnly
    if has_icon:
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        style = beside if has_text else alone
        button.setIconSize(QSize(20 if has_text else 16, 16))
    button.setToolButtonStyle(style)
