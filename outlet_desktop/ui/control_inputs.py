"""Inputs: combo box and date field. Signatures: `ui.controls`."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QListView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QToolTip,
    QWidget,
)

from outlet_desktop.ui.control_marks import restyle
from outlet_desktop.ui.language import language
from outlet_desktop.ui.text_size import fix_width, tall, wide
from outlet_desktop.ui.theme import theme, token

_ELIDE = Qt.TextElideMode.ElideRight


def set_error(field: QWidget, is_wrong: bool) -> None:
    """A 2 px red border while the field's value is wrong."""
    state = "error" if is_wrong else ""
    if (field.property("state") or "") != state:
        field.setProperty("state", state)
        restyle(field)


class _MenuRows(QStyledItemDelegate):
    """Rows of 28 from the first layout on; the style sheet's min-height comes only after it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), tall(token("size.row.menu"))))


class Combo(QComboBox):
    """A combo box to spec; a wheel over it scrolls the page, unless it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The style sheet's item height counts only for a plain list view.
        self.setView(QListView())
        self.setItemDelegate(_MenuRows(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _shown(self) -> str:
        """The words, ending in "…" where there is no room for all of them; Qt would cut them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room = box.width() - 2 - (0 if option.currentIcon.isNull() else self.iconSize().width() + 4)
        face = self.fontMetrics()
        words = self.currentText()
        return words if face.horizontalAdvance(words) <= room else face.elidedText(words, _ELIDE, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self._shown()
        if shown == self.currentText() or self.isEditable():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self._shown() != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)


class SpinBox(QSpinBox):
    """A whole number; the wheel changes it only while it has the focus."""

    def __init__(self, minimum: int = 0, maximum: int = 999, value: int = 0) -> None:
        super().__init__()
        self.setRange(minimum, maximum)
        self.setValue(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's left padding does not reach it

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DateEdit(QDateEdit):
    """A date as dd.MM.yyyy with a calendar.

    Signals:
        day_changed: The new `datetime.date`, by a person or by the program.
    """

    day_changed = Signal(object)

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.setDisplayFormat("dd.MM.yyyy")
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fix_width(self, 128)
        self.lineEdit().setTextMargins(4, 0, 0, 0)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setGridVisible(False)
        calendar.setMinimumSize(wide(272), wide(240))
        self.setCalendarWidget(calendar)
        if day is not None:
            self.set_day(day)
        self._dress()
        self.dateChanged.connect(lambda changed: self.day_changed.emit(_day(changed)))

    @property
    def day(self) -> date:
        """The date shown."""
        return _day(self.date())

    def set_day(self, day: date) -> None:
        """Show a date."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The style sheet reaches everything but the day formats, which are the calendar's own.
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._dress()

    def _dress(self) -> None:
        calendar = self.calendarWidget()
        if calendar is None:
            return
        self.setLocale(language.locale)
        calendar.setLocale(language.locale)
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.color("text.primary"))
        quiet.setForeground(theme.color("text.tertiary"))
        quiet.setBackground(theme.color("surface.raised"))
        calendar.setHeaderTextFormat(quiet)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.color("text.tertiary"))
        for number in range(1, 8):
            calendar.setWeekdayTextFormat(Qt.DayOfWeek(number), weekend if number > 5 else plain)


def _day(value: QDate) -> date:
    return date(value.year(), value.month(), value.day())
