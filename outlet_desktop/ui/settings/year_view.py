"""A year as twelve months: days off by law, moved days, working Saturdays, the company's own exceptions."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.engine.settings_port import CompanyCalendar, DayException
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.ui.key_table import CALENDAR
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import days, format_date
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.text_size import tall
from outlet_desktop.ui.theme import font, theme, token

_COLUMNS = 4
_HEAD, _WEEK, _GAP = 20, 18, 14  # px: name of the month, names of days, below a month
_ROWS = 6
_SATURDAY = 5


def working_days(table: Calendar, first: date, last: date) -> int:
    """Working days from `first` to `last` inclusive."""
    return table.last_index(last) - table.index(first) + 1


class YearView(QWidget):
    """Signals:
    day_chosen: A day was clicked, or Enter was pressed on it.
    """

    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._calendar: CompanyCalendar | None = None
        self._year = 0
        self._own: Mapping[date, DayException] = {}
        self._both: Calendar | None = None
        self._hovered: date | None = None
        self.day = date.today()  # of the keyboard
        self._cell = tall(int(token("calendarYear.row")))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)
        self.keys = PlaceKeys(CALENDAR, parent=self)
        self.keys.on("calendar.days", *(partial(self._go, days) for days in (-1, -7, 1, 7)))
        self.keys.on("calendar.choose", lambda: self.day_chosen.emit(self.day))

    def show_year(self, shown: CompanyCalendar, year: int) -> None:
        """Show that year."""
        self._calendar, self._year = shown, year
        self._own = {one.day: one for one in shown.exceptions}
        self._both = shown.calendar
        if self.day.year != year:
            self.day = date(year, 1, 1) if year != shown.today.year else shown.today
        self.updateGeometry()
        self._speak()
        self.update()

    def working_days(self) -> tuple[int, int]:
        """Working days of the year, and those by law alone."""
        if self._calendar is None or self._both is None:
            return 0, 0
        span = date(self._year, 1, 1), date(self._year, 12, 31)
        return working_days(self._both, *span), working_days(self._calendar.law, *span)

    def sizeHint(self) -> QSize:
        return QSize(760, 3 * self._month_height() - _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 3 * self._month_height() - _GAP)

    def _month_height(self) -> int:
        return tall(_HEAD) + tall(_WEEK) + _ROWS * self._cell + _GAP

    def rect_of(self, day: date) -> QRectF:
        """Where a day of the shown year is drawn."""
        left, top, width = self._corner(day.month)
        first = date(day.year, day.month, 1)
        place = first.weekday() + day.day - 1
        cell = width / 7
        y = top + tall(_HEAD) + tall(_WEEK) + place // 7 * self._cell
        return QRectF(left + place % 7 * cell, y, cell, self._cell)

    def _corner(self, month: int) -> tuple[float, float, float]:
        gap = 24
        width = (self.width() - (_COLUMNS - 1) * gap) / _COLUMNS
        row, column = divmod(month - 1, _COLUMNS)
        return column * (width + gap), row * self._month_height(), width

    def day_at(self, at: QPointF) -> date | None:
        """The day below a point."""
        for month in range(1, 13):
            left, top, width = self._corner(month)
            if left <= at.x() < left + width and top + tall(_HEAD) + tall(_WEEK) <= at.y() < top + self._month_height():
                column = int((at.x() - left) / (width / 7))
                row = int((at.y() - top - tall(_HEAD) - tall(_WEEK)) / self._cell)
                number = row * 7 + column - date(self._year, month, 1).weekday() + 1
                if 1 <= number <= calendar.monthrange(self._year, month)[1]:
                    return date(self._year, month, number)
        return None

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._calendar is None or self._both is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, month)

    def _paint_month(self, painter: QPainter, month: int) -> None:
        assert self._both is not None
        left, top, width = self._corner(month)
        last = date(self._year, month, calendar.monthrange(self._year, month)[1])
        painter.setFont(font("small", weight=600))
        painter.setPen(theme.color("text.primary"))
        name = language.locale.standaloneMonthName(month)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left + 4, top, width, tall(_HEAD)), middle, name[:1].upper() + name[1:])
        painter.setFont(font("caption", tabular=True))
        painter.setPen(theme.color("text.secondary"))
        count = days(working_days(self._both, date(self._year, month, 1), last))
        painter.drawText(QRectF(left, top, width - 2, tall(_HEAD)), middle | Qt.AlignmentFlag.AlignRight, count)
        cell = width / 7
        painter.setPen(theme.color("text.tertiary"))
        for number in range(7):
            text = language.locale.standaloneDayName(number + 1, language.locale.FormatType.ShortFormat)
            box = QRectF(left + number * cell, top + tall(_HEAD), cell, tall(_WEEK))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text[:1].upper() + text[1:])
        day = date(self._year, month, 1)
        while day <= last:
            self._paint_day(painter, day)
            day += timedelta(days=1)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        assert self._calendar is not None
        assert self._both is not None
        box = self.rect_of(day).adjusted(1, 0.5, -1, -0.5)
        is_weekend = day.weekday() >= _SATURDAY
        by_law = self._calendar.law.is_working(day)
        own = self._own.get(day)
        is_holiday = not by_law and not is_weekend
        painter.setPen(Qt.PenStyle.NoPen)
        if own is not None:
            painter.setPen(QPen(theme.color("accent.fill"), 1.5))
            painter.setBrush(theme.color("surface.base" if own.is_working else "surface.selected"))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        elif by_law and is_weekend:
            painter.setPen(QPen(theme.color("border.control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        elif not by_law:
            painter.setBrush(theme.color("gantt.holiday" if is_holiday else "gantt.weekend"))
            painter.drawRoundedRect(box, 2, 2)
        if day == self._hovered and own is None:
            painter.setPen(QPen(theme.color("border.control"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if day == self.day and self.hasFocus():
            painter.setPen(QPen(theme.color("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        is_strong = is_holiday or own is not None
        painter.setFont(font("small", tabular=True, weight=600 if is_strong else 400))
        tone = "accent.text" if own is not None else "text.secondary" if not by_law else "text.primary"
        painter.setPen(theme.color(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    # ------------------------------------------------------------------ pointer and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.day = found
            self.day_chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def _go(self, days: int) -> None:
        moved = self.day + timedelta(days=days)
        if moved.year == self._year:
            self.day = moved
            self._speak()
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self.isEnabled():  # else: why it is not
            assert isinstance(event, QHelpEvent)
            found = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words_of(found) if found else "", self)
            return True
        return super().event(event)

    def words_of(self, day: date) -> str:
        """What a day is, for the tooltip and a screen reader."""
        if self._calendar is None:
            return ""
        own = self._own.get(day)
        by_law = self._calendar.law.is_working(day)
        if own is not None:
            kind = self.tr("working by the company") if own.is_working else self.tr("day off by the company")
            note = f". {own.note}" if own.note else ""
            return f"{format_date(day)}: {kind}{note}"
        if by_law:
            kind = self.tr("working Saturday by law") if day.weekday() >= _SATURDAY else self.tr("working day")
        else:
            kind = self.tr("weekend") if day.weekday() >= _SATURDAY else self.tr("holiday or moved day off")
        return f"{format_date(day)}: {kind}"

    def _speak(self) -> None:
        self.setAccessibleName(self.words_of(self.day))
