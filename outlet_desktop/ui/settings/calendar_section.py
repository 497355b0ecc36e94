"""The working calendar: a year, its sums, the company's exceptions and what each of them moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outlet_desktop.engine.settings_port import CompanyCalendar, DayException
from outlet_desktop.ui.controls import (
    Icon,
    Segmented,
    hairline,
    label,
    set_tone,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import format_date, signed_days
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.settings.section import Section
from outlet_desktop.ui.settings.year_view import YearView
from outlet_desktop.ui.text_size import fix_width, text_size
from outlet_desktop.ui.theme import theme

_YEARS = 3
Effects = Mapping[date, Mapping[str, int]]


class CalendarSection(Section):
    """Signals:
    edited: (day, DayException or None): that day is to become an exception, or an ordinary day again.
    """

    edited = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._calendar: CompanyCalendar | None = None
        self._effects: Effects | None = None
        self._year = 0
        self._rows_of: dict[date, _ExceptionRow] = {}
        self.years = Segmented(tuple((str(number), "") for number in range(_YEARS)))
        self.years.chosen.connect(lambda key: self._show_year(int(key)))
        self.head.addWidget(self.years)
        sums = QHBoxLayout()
        sums.setSpacing(24)
        self._sum, self._by_law = label("", "bodyStrong"), label("", "body", "secondary")
        self._preliminary = label("", "small")
        self._warning = Icon("ph.warning-fill", "status.risk.fill", 14)
        sums.addWidget(self._sum)
        sums.addWidget(self._by_law)
        sums.addStretch(1)
        sums.addWidget(self._warning)
        sums.addWidget(self._preliminary)
        self.body.addLayout(sums)
        self.view = YearView()
        self.view.day_chosen.connect(self._toggle)
        self.body.addWidget(self.view)
        self._keys = [(_Swatch(kind), label("", "small", "secondary")) for kind in _KINDS]
        self._legend = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for keys in (self._keys[:_BY_LAW], self._keys[_BY_LAW:]):
            line = QHBoxLayout()
            line.setSpacing(20)
            for swatch, text in keys:
                pair = QHBoxLayout()
                pair.setSpacing(6)
                pair.addWidget(swatch)
                pair.addWidget(text)
                line.addLayout(pair)
            self._legend.addLayout(line)
            self._legend.setAlignment(line, Qt.AlignmentFlag.AlignLeft)
        self._legend.addStretch(1)
        self.body.addLayout(self._legend)
        text_size.changed.connect(self._lay_legend)
        self._lay_legend()
        self.body.addSpacing(4)
        heads = QHBoxLayout()
        self._list_title, self._effect_title = label("", "bodyStrong"), label("", "caption", "tertiary")
        heads.addWidget(self._list_title)
        heads.addStretch(1)
        heads.addWidget(self._effect_title)
        heads.addSpacing(36)
        self.body.addLayout(heads)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._none = label("", "body", "secondary", wrap=True)
        self.body.addLayout(self._list)
        self.body.addWidget(self._none)

    def _lay_legend(self) -> None:
        """In one line; with larger words the law's days stand above the company's, the page stays in its width."""
        is_large = text_size.ratio > 1.0
        way = QBoxLayout.Direction
        self._legend.setDirection(way.TopToBottom if is_large else way.LeftToRight)
        self._legend.setSpacing(6 if is_large else 20)

    def show_calendar(self, shown: CompanyCalendar) -> None:
        """Show it; effects are those of before until `show_effects`."""
        self._calendar = shown
        if not self._year:
            self._year = shown.today.year
        self._word_years()
        self._show_year(self._year - shown.today.year)
        self._fill_list()

    def show_effects(self, effects: Effects) -> None:
        """What each exception moves."""
        self._effects = effects
        for day, row in self._rows_of.items():
            row.show_effect(effects.get(day, {}))

    @property
    def exceptions(self) -> tuple[DayException, ...]:
        """Those shown."""
        return self._calendar.exceptions if self._calendar else ()

    def exception(self, day: date) -> DayException | None:
        """The exception of a day."""
        return next((one for one in self.exceptions if one.day == day), None)

    def row(self, day: date) -> _ExceptionRow:
        """The row of an exception."""
        return self._rows_of[day]

    def _show_year(self, offset: int) -> None:
        if self._calendar is None:
            return
        self._year = self._calendar.today.year + offset
        self.years.choose(str(offset))
        self.view.show_year(self._calendar, self._year)
        self._show_sums()

    def _show_sums(self) -> None:
        if self._calendar is None:
            return
        both, law = self.view.working_days()
        own = sum(one.day.year == self._year for one in self.exceptions)
        self._sum.setText(self.tr("%n working day(s) in {year}", "", both).format(year=self._year))
        by_law = self.tr("{days} by law, exceptions of the company: {own}").format(days=law, own=own)
        self._by_law.setText(by_law)
        is_preliminary = self._calendar.law.is_preliminary(self._year)
        self._warning.setVisible(is_preliminary)
        self._preliminary.setVisible(is_preliminary)
        self._preliminary.setText(self.tr("{year} is preliminary: its decree is not known").format(year=self._year))
        set_tone(self._preliminary, "risk")

    def _toggle(self, day: date) -> None:
        if self._calendar is None:
            return
        known = self.exception(day)
        made = None if known is not None else DayException(day, not self._calendar.law.is_working(day))
        self.edited.emit(day, made)

    def _fill_list(self) -> None:
        focus = next((day for day, row in self._rows_of.items() if row.note.hasFocus()), None)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows_of.clear()
        for one in self.exceptions:
            row = _ExceptionRow(one)
            row.noted.connect(lambda text, one=one: self._note(one, text))
            row.drop.clicked.connect(lambda _=False, one=one: self.edited.emit(one.day, None))
            guard_writing(row.note)
            guard_writing(row.drop)
            self._rows_of[one.day] = row
            self._list.addWidget(row)
            if self._effects is not None:
                row.show_effect(self._effects.get(one.day, {}))
        self._none.setVisible(not self.exceptions)
        self._effect_title.setVisible(bool(self.exceptions))
        if focus in self._rows_of:
            self._rows_of[focus].note.setFocus()

    def _note(self, one: DayException, text: str) -> None:
        if text != one.note:
            self.edited.emit(one.day, DayException(one.day, one.is_working, text))

    def _word_years(self) -> None:
        if self._calendar is not None:
            first = self._calendar.today.year
            self.years.set_texts({str(number): str(first + number) for number in range(_YEARS)})

    def retranslate(self) -> None:
        self.title.setText(self.tr("Working calendar"))
        self.note.setText(self.tr("Russia; click a day to make it an exception"))
        texts = (
            self.tr("day off"),
            self.tr("holiday or moved day"),
            self.tr("working Saturday"),
            self.tr("exception: day off"),
            self.tr("exception: working"),
        )
        for (_swatch, text), word in zip(self._keys, texts, strict=True):
            text.setText(word)
        self._list_title.setText(self.tr("Exceptions of the company"))
        self._effect_title.setText(self.tr("effect on openings"))
        self._none.setText(self.tr("There are none: dates are counted by the law alone."))
        self._show_sums()
        self._fill_list()
        self.view.update()


class _ExceptionRow(QWidget):
    """One exception: day, note (typed in place), kind, effect, bin."""

    noted = Signal(str)

    def __init__(self, one: DayException) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(Icon("ph.calendar-check" if one.is_working else "ph.calendar-x", "accent.fill", 16))
        name = language.locale.dayName(one.day.isoweekday(), language.locale.FormatType.ShortFormat)
        day = label(f"{format_date(one.day)}, {name}", "body", tabular=True)
        fix_width(day, 124)
        row.addWidget(day)
        self.note = QLineEdit(one.note)
        self.note.setPlaceholderText(self.tr("What for"))
        self.note.setAccessibleName(self.tr("What for"))
        fix_width(self.note, 280)
        self.note.editingFinished.connect(lambda: self.noted.emit(" ".join(self.note.text().split())))
        row.addWidget(self.note)
        row.addWidget(label(self.tr("working") if one.is_working else self.tr("day off"), "body", "secondary"))
        row.addStretch(1)
        self.effect = label("…", "body", "tertiary")
        row.addWidget(self.effect)
        self.drop = tool_button("ph.trash")
        set_tool_name(self.drop, self.tr("Remove the exception of {day}").format(day=format_date(one.day)))
        row.addWidget(self.drop)
        column.addLayout(row)
        column.addWidget(hairline())

    def show_effect(self, moved: Mapping[str, int]) -> None:
        """Openings that it moves, address -> working days."""
        if not moved:
            self.effect.setText(self.tr("moves nobody yet"))
            self.effect.setToolTip("")
            return
        shifts = sorted(set(moved.values()))
        span = signed_days(shifts[0]) if len(shifts) == 1 else f"{signed_days(shifts[0])} … {signed_days(shifts[-1])}"
        self.effect.setText(self.tr("%n outlet(s)", "", len(moved)) + f": {span}")
        self.effect.setToolTip("\n".join(f"{name}: {signed_days(shift)}" for name, shift in sorted(moved.items())))
        set_tone(self.effect, "secondary")


_KINDS = ("weekend", "holiday", "saturday", "off", "on")
_BY_LAW = 3  # of them; the others are the company's


class _Swatch(QWidget):
    """A sample of the legend, 16 x 12."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(16, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        fills = {"weekend": "gantt.weekend", "holiday": "gantt.holiday", "off": "surface.selected"}
        lines = {"saturday": "border.control", "off": "accent.fill", "on": "accent.fill"}
        # The tints of days off are faint on purpose; as a sample of their own they need an edge.
        is_tint = self._kind not in lines
        painter.setPen(QPen(theme.color(lines.get(self._kind, "border.default")), 1.0 if is_tint else 1.5))
        painter.setBrush(theme.color(fills[self._kind]) if self._kind in fills else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
