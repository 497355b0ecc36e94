"""The part of page 1 that says when: the direction of the calculation, start and target."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from outlet_desktop.ui.controls import DateEdit, FieldError, Segmented, label, set_error
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch.draft import TYPED_TARGET, Draft
from outlet_desktop.ui.launch.hint import Hint, column_of
from outlet_desktop.ui.messages import format_date, percent, short_date
from outlet_desktop.ui.text_size import fix_height

_START = 184  # px: of "понедельник, рабочий день" below the date


class WhenForm(QWidget):
    """Start and target of a draft. Counting back, the start is computed and cannot be typed."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._labels: dict[str, QLabel] = {}
        column = column_of(self, margins=(0, 0, 0, 0), spacing=4)
        head = QHBoxLayout()
        self._head = label("", "heading")
        self.direction = Segmented([("start", ""), ("target", "")])
        self.direction.chosen.connect(draft.count_from)
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self.direction)
        column.addLayout(head)
        column.addSpacing(4)
        dates = QGridLayout()
        dates.setHorizontalSpacing(12)
        dates.setVerticalSpacing(4)
        self.start, self.target = DateEdit(), DateEdit()
        self.start_hint, self.target_hint = Hint(), Hint()
        self.target_error = FieldError()
        for number, (name, edit) in enumerate((("start", self.start), ("target", self.target))):
            fix_height(edit, 28)
            edit.setMinimumWidth(120)
            edit.setMaximumWidth(400)
            self._labels[name] = label("", "small", "secondary")
            dates.addWidget(self._labels[name], 0, number)
            dates.addWidget(edit, 1, number)
        dates.addWidget(self.start_hint, 2, 0)
        dates.addWidget(self.target_hint, 2, 1)
        dates.addWidget(self.target_error, 3, 1)
        dates.setColumnMinimumWidth(0, _START)
        dates.setColumnStretch(0, 2)
        dates.setColumnStretch(1, 3)
        self.start.day_changed.connect(lambda day: draft.change(start_on=day))
        self.target.day_changed.connect(draft.type_target)
        column.addLayout(dates)
        self.late_hint = Hint()
        column.addWidget(self.late_hint)

    def retranslate(self) -> None:
        """Word the fields anew."""
        self._head.setText(self.tr("When"))
        self.direction.set_texts({"start": self.tr("Count from the start"), "target": self.tr("Count from the target")})
        self.direction.setAccessibleName(self.tr("Direction of the calculation"))
        for name, editor, text in (
            ("start", self.start, self.tr("Start")),
            ("target", self.target, self.tr("Target opening date")),
        ):
            self._labels[name].setText(text)
            editor.setAccessibleName(text)
        self.show_dates()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the target; "" = nothing."""
        self.target_error.show_error(text)
        set_error(self.target, bool(text))

    def show_dates(self, *, is_restored: bool = False) -> None:
        """Show the dates of the draft and what they mean; where one types, only what was restored is put in."""
        request, preview = self.draft.request, self.draft.preview
        self.direction.choose("target" if request.counts_back else "start")
        self.start.setEnabled(not request.counts_back)
        start = None if request.counts_back else request.start_on
        start = start or (preview.start_on if preview is not None else self.draft.today)
        target = request.target_on or (preview.target if preview is not None else None)
        for edit, day in ((self.start, start), (self.target, target)):
            if day is not None and edit.day != day and (is_restored or not edit.hasFocus()):
                with QSignalBlocker(edit):
                    edit.set_day(day)
        self._show_start_hint(start)
        self._show_target_hint()
        self._show_late_hint()

    def _show_target_hint(self) -> None:
        preview = self.draft.preview
        if preview is None:
            self.target_hint.say("ph.target", "text.secondary", "")
            return
        chance = percent(preview.chance)
        if self.draft.target == TYPED_TARGET:
            text = self.tr("typed, chance {chance}").format(chance=chance)
        elif self.draft.target == "deterministic":
            text = self.tr("by schedule, chance {chance}").format(chance=chance)
        elif self.draft.target == "p80":
            text = self.tr("P80 by default, chance {chance}").format(chance=chance)
        else:
            name = self.draft.target.upper()
            text = self.tr("{name}, chance {chance}").format(name=name, chance=chance)
        self.target_hint.say("ph.target", "text.secondary", text)

    def _show_start_hint(self, start: date | None) -> None:
        preview = self.draft.preview
        if start is None or preview is None:
            self.start_hint.say("ph.info", "text.secondary", "")
            return
        weekday = language.locale.standaloneDayName(start.isoweekday())
        if self.draft.request.counts_back:
            is_late = preview.latest_start is not None and preview.latest_start < preview.start_on
            text = self.tr("too late already") if is_late else self.tr("the latest for P80")
            sign = ("ph.warning-octagon-fill", "status.late.fill") if is_late else ("ph.info", "text.secondary")
            self.start_hint.say(*sign, text)
        elif self.draft.is_stale or preview.start_on == start:
            text = self.tr("{weekday}, working day").format(weekday=weekday)
            self.start_hint.say("ph.check-circle-fill", "status.done.fill", text)
        else:
            text = self.tr("day off, from {day}").format(day=short_date(preview.start_on))
            self.start_hint.say("ph.info", "text.secondary", text)

    def _show_late_hint(self) -> None:
        preview = self.draft.preview
        latest = preview.latest_start if preview is not None and self.draft.request.counts_back else None
        if preview is None or latest is None or latest >= preview.start_on:
            self.late_hint.say("ph.info", "text.secondary", "")
            return
        text = self.tr("The start had to be {day}; from {start} on the chance is {chance}").format(
            day=format_date(latest), start=format_date(preview.start_on), chance=percent(preview.chance)
        )
        self.late_hint.say("ph.info", "text.secondary", text)
