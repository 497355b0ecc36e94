"""Fields and marks of the inspector: captions and errors, numbers, choices, section heads."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.ui.controls import Combo, ElidedLabel, FieldError, SpinBox, label, set_error, tool_button
from outlet_desktop.ui.editor.inspector_text import ENTER, is_undo
from outlet_desktop.ui.text_size import fix_height, fix_square, tall
from outlet_desktop.ui.theme import font, theme, token

GAP = 3  # between a caption and its field


class FieldBox(QWidget):
    """Caption 12, the field, and below it what is wrong with it."""

    def __init__(self, *editors: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self.editors = editors
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.caption = ElidedLabel("", "small", "secondary")
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addWidget(self.caption)
        row = QHBoxLayout()
        row.setSpacing(spacing)
        for editor in editors:
            row.addWidget(editor)
        column.addLayout(row)
        self.error = FieldError()
        column.addWidget(self.error)

    def set_caption(self, text: str) -> None:
        """The name of the field, for the eye and for the screen reader."""
        self.caption.setText(text)
        for editor in self.editors:
            editor.setAccessibleName(text)

    def show_error(self, text: str) -> None:
        """A sentence below the field; "" = all is well."""
        self.error.show_error(text)
        for editor in self.editors:
            if isinstance(editor, DurationRow):
                for spin in editor.spins:
                    set_error(spin, bool(text))
            else:
                set_error(editor, bool(text))


class DurationRow(QWidget):
    """Three whole numbers: min, usual, max. None stands for values that differ between several steps.

    Signals:
        committed: Three values, one of them new; see `TextBinding.committed`.
        restored: The shown values are back.
    """

    committed = Signal(object)
    restored = Signal()

    def __init__(self, *, may_differ: bool = False) -> None:
        super().__init__()
        self.shown: tuple[int | None, ...] = (0, 0, 0)
        self._texts: tuple[str, ...] = ("0", "0", "0")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.spins: list[SpinBox] = []
        for _ in range(3):
            spin = small_spin(-1 if may_differ else 0)
            if may_differ:
                spin.setSpecialValueText("…")
            spin.valueChanged.connect(self._take)
            spin.installEventFilter(self)
            self.spins.append(spin)
            row.addWidget(spin, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def values(self) -> tuple[int | None, ...]:
        """What stands in the fields."""
        return tuple(None if spin.value() < 0 else spin.value() for spin in self.spins)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not taken."""
        return tuple(spin.text() for spin in self.spins) != self._texts

    def show_values(self, values: tuple[int | None, ...], *, force: bool = False) -> None:
        """Show the document's values. What is being typed, or was refused, stays unless forced."""
        was, was_dirty = self.shown, self.is_dirty
        self.shown = values
        has_focus = any(spin.hasFocus() for spin in self.spins)
        if not force and was_dirty and (values == was or (has_focus and self.values != values)):
            return
        for spin, value in zip(self.spins, values, strict=True):
            shown = -1 if value is None else value
            if spin.value() != shown or force:
                spin.blockSignals(True)
                spin.setValue(shown)
                spin.blockSignals(False)
        self._texts = tuple(spin.text() for spin in self.spins)

    def commit(self) -> None:
        """Read what was typed; hand it over if it differs."""
        for spin in self.spins:
            spin.interpretText()

    def restore(self) -> None:
        """Put the shown values back."""
        for spin, value in zip(self.spins, self.shown, strict=True):
            spin.blockSignals(True)
            shown = -1 if value is None else value
            spin.setValue(shown)
            spin.lineEdit().setText(spin.specialValueText() if shown < 0 else str(shown))
            spin.blockSignals(False)
        self.restored.emit()

    def _take(self) -> None:
        if self.values != self.shown:
            self.committed.emit(self.values)
        else:
            self.restored.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self.is_dirty:
                event.accept()
                return True
            if is_undo(event) and not self.is_dirty:
                event.ignore()
                return True
        elif event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.is_dirty:
                self.restore()
                return True
            if is_undo(event) and not self.is_dirty:
                event.ignore()
                return True
        return False


def small_spin(minimum: int = 0, maximum: int = 999) -> SpinBox:
    """A number without arrows (the arrow keys work), its value taken when it is left."""
    made = SpinBox(minimum, maximum)
    # NoButtons under a style sheet leaves the text 1 px (Qt 6.8 to 6.11): the buttons are made thin instead.
    made.setStyleSheet(
        "QSpinBox::up-button, QSpinBox::down-button { width: 0; }"
        "QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; width: 0; height: 0; }"
    )
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setKeyboardTracking(False)
    made.lineEdit().setTextMargins(0, 0, 0, 0)
    made.setMinimumWidth(36)
    made.setMaximumHeight(tall(int(token("size.control"))))
    return made


class _Combo(Combo):
    """A combo that takes the width it is given; a choice that is too long ends in "…"."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        text = option.currentText
        if self.currentIndex() < 0:
            text = self.placeholderText()
            faded = option.palette.placeholderText()
            option.palette.setBrush(QPalette.ColorRole.ButtonText, faded)
        box = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2)
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            room = self.width() - 34
            self.setToolTip(
                self.currentText() if self.fontMetrics().horizontalAdvance(self.currentText()) > room else ""
            )
        return super().event(event)


def inspector_combo() -> Combo:
    """A combo that takes the width it is given, however long its items are."""
    made = _Combo()
    made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(4)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(64)
    return made


_offered: WeakKeyDictionary[Combo, list[tuple[str, str]]] = WeakKeyDictionary()  # what `fill_combo` put where


def fill_combo(combo: Combo, items: Sequence[tuple[str, str]], current: str | None) -> None:
    """Offer these (key, words) with `current` chosen; None chooses nothing (values differ).

    Where only words have changed, only those are written: a list of a thousand steps follows every edit.
    """
    have, wanted = _offered.get(combo, []), list(items)
    if have != wanted:
        if len(have) == len(wanted) and combo.count() == len(wanted):
            fresh = [row for row, (old, new) in enumerate(zip(have, wanted, strict=True)) if old != new]
        else:
            combo.clear()
            fresh = list(range(len(wanted)))
        for row in fresh:
            key, words = wanted[row]
            if row < combo.count():
                combo.setItemText(row, words)
                combo.setItemData(row, key)
            else:
                combo.addItem(words, key)
        _offered[combo] = wanted
        metrics = QFontMetrics(combo.font())
        widest = max((metrics.horizontalAdvance(wanted[row][1]) for row in fresh), default=0)
        least = combo.view().minimumWidth() if len(fresh) < len(wanted) else 0
        combo.view().setMinimumWidth(max(least, min(widest + 44, 400)))
    index = next((row for row, (key, _) in enumerate(wanted) if key == current), -1) if current is not None else -1
    if combo.currentIndex() != index:
        combo.setCurrentIndex(index)


class SectionHead(QWidget):
    """Title 13/600 of a section, its count and, if it may grow, a plus at the right."""

    def __init__(self, *, can_add: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.title = label("", "bodyStrong")
        self.count = label("", "small", "tertiary", tabular=True)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.count)
        self.add_button: QToolButton | None = None
        if can_add:
            self.add_button = tool_button("ph.plus")
            self.add_button.setIconSize(QSize(16, 16))
            fix_square(self.add_button, 24)
            row.addWidget(self.add_button)
        fix_height(self, 24)

    def set_count(self, count: int) -> None:
        """How many; nothing is written for none."""
        self.count.setText(str(count) if count else "")


class Chips(QAbstractButton):
    """Short words in neutral tags, wrapped, in a field; a press asks for their editor."""

    _HEIGHT, _GAP, _PAD, _FRAME = 20, 4, 6, 5

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._empty = ""
        self.setFont(font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()

    def set_empty(self, text: str) -> None:
        """What stands there while there are no words."""
        self._empty = text
        self.update()

    def set_words(self, words: Sequence[str]) -> None:
        """Show these."""
        self._words = tuple(words)
        self.setText(", ".join(words))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def _fit(self) -> None:
        boxes = self._boxes(self.width())
        self.setFixedHeight(max(28, boxes[-1].bottom() + 1 + self._FRAME if boxes else 28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _boxes(self, width: int) -> list[QRect]:
        metrics, boxes = QFontMetrics(self.font()), []
        left = top = self._FRAME - 1
        for words in self._words:
            needed = min(metrics.horizontalAdvance(words) + 2 * self._PAD, width - 2 * self._FRAME)
            if left > self._FRAME and left + needed > width - self._FRAME:
                left, top = self._FRAME - 1, top + self._HEIGHT + self._GAP
            boxes.append(QRect(left, top, needed, self._HEIGHT))
            left += needed + self._GAP
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter)
        painter.setFont(self.font() if self._words else font("body"))
        metrics = QFontMetrics(painter.font())
        if not self._words:
            painter.setPen(theme.color("text.tertiary"))
            room = self.rect().adjusted(8, 0, -8, 0)
            shown = metrics.elidedText(self._empty, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            return
        radius = token("radius.tag")
        for words, box in zip(self._words, self._boxes(self.width()), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface.hover"))
            painter.drawRoundedRect(box, radius, radius)
            painter.setPen(theme.color("text.secondary"))
            room = box.adjusted(self._PAD, 0, -self._PAD, 0)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _frame(self, painter: QPainter) -> None:
        has_focus = self.hasFocus()
        pen = QPen(theme.color("focus.ring" if has_focus else "border.control"), 2 if has_focus else 1)
        painter.setPen(pen)
        painter.setBrush(theme.color("surface.base"))
        inset = pen.widthF() / 2
        radius = token("radius.control")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


def chain_tabs(anchor: QWidget, widgets: Sequence[QWidget]) -> None:
    """Put widgets made later after `anchor` in the order of Tab."""
    for widget in widgets:
        QWidget.setTabOrder(anchor, widget)
        anchor = widget
