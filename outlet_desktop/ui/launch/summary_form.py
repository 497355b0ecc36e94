"""The left column of page 2: the form in short and the numbers that follow it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Template
from outlet_desktop.ui.controls import (
    DateEdit,
    ElidedLabel,
    FieldError,
    Icon,
    Segmented,
    hairline,
    label,
    set_error,
    set_tone,
)
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.hint import Hint, column_of
from outlet_desktop.ui.launch.outlook_view import field_of
from outlet_desktop.ui.messages import DASH, days, format_date, percent, words
from outlet_desktop.ui.text_size import fix_height, most_width, text_size

_GOOD_CHANCE = 0.8


class SummaryForm(QWidget):
    """Address, dates and direction of a draft, and what comes of them."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.template: Template | None = None
        self._labels: dict[str, QLabel] = {}
        column = column_of(self, margins=(16, 16, 16, 16), spacing=4)
        column.addWidget(self._label("outlet", "heading"))
        column.addSpacing(6)
        self.address = QLineEdit()
        self.address.textEdited.connect(lambda text: draft.change(address=text))
        self.address_error = FieldError()
        column.addWidget(self._label("address"))
        column.addWidget(self.address)
        column.addWidget(self.address_error)
        column.addSpacing(6)
        self.region, self.process = ElidedLabel(), ElidedLabel()
        for name, shown in (("region", self.region), ("process", self.process)):
            column.addWidget(self._label(name))
            column.addWidget(shown)
            column.addSpacing(6)
        self._dates = dates = QGridLayout()
        dates.setHorizontalSpacing(8)
        dates.setVerticalSpacing(4)
        self.start, self.target = DateEdit(), DateEdit()
        self.target_error = FieldError()
        for name, edit in (("start", self.start), ("target", self.target)):
            fix_height(edit, 28)
            edit.setMinimumWidth(100)
            most_width(edit, 140)
            self._label(name)
        self._lay_dates()
        text_size.changed.connect(self._lay_dates)
        self.start.day_changed.connect(lambda day: draft.change(start_on=day))
        self.target.day_changed.connect(draft.type_target)
        column.addLayout(dates)
        column.addWidget(self.target_error)
        self.late = Hint()
        column.addWidget(self.late)
        column.addSpacing(6)
        column.addWidget(self._label("direction"))
        self.direction = Segmented([("start", ""), ("target", "")])
        self.direction.chosen.connect(draft.count_from)
        column.addWidget(self.direction)
        column.addSpacing(10)
        column.addWidget(hairline())
        column.addSpacing(8)
        self._build_numbers(column)
        column.addStretch(1)

    def _lay_dates(self) -> None:
        """Beside each other; larger words have no room for that."""
        for number, (name, edit) in enumerate((("start", self.start), ("target", self.target))):
            if text_size.ratio > 1.0:
                left = Qt.AlignmentFlag.AlignLeft
                self._dates.addWidget(self._labels[name], 2 * number, 0, left)
                self._dates.addWidget(edit, 2 * number + 1, 0, left)
            else:
                self._dates.addWidget(self._labels[name], 0, number)
                self._dates.addWidget(edit, 1, number)

    def _build_numbers(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        self.figures: dict[str, QLabel] = {}
        for number, name in enumerate(("by_schedule", "p50", "p80", "buffer")):
            value = label("", "bodyStrong", tabular=True)
            self.figures[name] = value
            grid.addWidget(self._label(name, "body"), number, 0)
            grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addSpacing(10)
        chance = QHBoxLayout()
        chance.setSpacing(8)
        self._chance_icon = Icon("ph.info", "accent.text", 18)
        chance.addWidget(self._chance_icon)
        self._chance = label("", "bodyStrong")
        chance.addWidget(self._chance, 1)
        column.addLayout(chance)
        self._chance_note = label("", "small", "secondary", wrap=True)
        self._chance_note.setContentsMargins(26, 0, 0, 0)
        column.addWidget(self._chance_note)
        column.addSpacing(10)
        column.addWidget(hairline())
        column.addSpacing(8)
        self._method = label("", "small", "secondary", wrap=True)
        column.addWidget(self._method)

    def _label(self, name: str, scale: str = "small") -> QLabel:
        made = label("", scale, "" if scale == "heading" else "secondary")
        self._labels[name] = made
        return made

    def retranslate(self) -> None:
        """Word the column anew."""
        texts = {
            "outlet": self.tr("Outlet"),
            "address": self.tr("Address"),
            "region": self.tr("Region"),
            "process": self.tr("Process and revision"),
            "start": self.tr("Start"),
            "target": self.tr("Target date"),
            "direction": self.tr("Count"),
            "by_schedule": self.tr("By schedule"),
            "p50": self.tr("Forecast P50"),
            "p80": self.tr("Forecast P80"),
            "buffer": self.tr("Buffer to target"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        for editor, name in ((self.address, "address"), (self.start, "start"), (self.target, "target")):
            editor.setAccessibleName(texts[name])
        self.direction.set_texts({"start": self.tr("from the start"), "target": self.tr("from the target")})
        self.direction.setAccessibleName(self.tr("Direction of the calculation"))
        self.show_outlook()

    def show_outlook(self, *, is_restored: bool = False) -> None:
        """Show what the draft knows by now; grey while it is of an older form.

        Where one types, only what was restored is put in.
        """
        self._show_form(is_restored)
        self._show_figures()

    def _show_form(self, is_restored: bool) -> None:
        request, preview = self.draft.request, self.draft.preview
        if self.address.text() != request.address:
            with QSignalBlocker(self.address):
                self.address.setText(request.address)
        self.region.setText(request.region or request.city or DASH)
        name = self.template.name if self.template is not None else ""
        self.process.setText(f"{name} · v{request.revision}" if name else DASH)
        self.direction.choose("target" if request.counts_back else "start")
        self.start.setEnabled(not request.counts_back)
        start = None if request.counts_back else request.start_on
        start = start or (preview.start_on if preview is not None else None)
        target = request.target_on or (preview.target if preview is not None else None)
        for edit, day in ((self.start, start), (self.target, target)):
            if day is not None and edit.day != day and (is_restored or not edit.hasFocus()):
                with QSignalBlocker(edit):
                    edit.set_day(day)
        latest = preview.latest_start if preview is not None and request.counts_back else None
        is_late = preview is not None and latest is not None and latest < preview.start_on
        text = self.tr("Too late already: the start was {day}").format(day=format_date(latest)) if is_late else ""
        self.late.say("ph.warning-octagon-fill", "status.late.fill", text)
        found: dict[str, str] = {}
        for code, facts in preview.errors if preview is not None and not self.draft.is_stale else ():
            found.setdefault(field_of(code, facts), words(code, facts))
        for field, error, editor in (
            ("address", self.address_error, self.address),
            ("target", self.target_error, self.target),
        ):
            error.show_error(found.get(field, ""))
            set_error(editor, field in found)

    def _show_figures(self) -> None:
        outlook, preview = self.draft.outlook, self.draft.preview
        values = dict.fromkeys(self.figures, DASH)
        if outlook is not None and preview is not None:
            values = {
                "by_schedule": format_date(preview.finish_on),
                "p50": format_date(preview.p50),
                "p80": format_date(preview.p80),
                "buffer": days(outlook.buffer) if outlook.buffer is not None else DASH,
            }
        tone = "disabled" if self.draft.is_stale else ""
        for name, text in values.items():
            self.figures[name].setText(text)
            set_tone(self.figures[name], tone)
        is_low = preview is not None and preview.chance is not None and preview.chance < _GOOD_CHANCE
        self._chance_icon.set_icon(*(("ph.warning-fill", "status.risk.fill") if is_low else ("ph.info", "accent.text")))
        self._chance.setText(
            self.tr("In time: {chance}").format(chance=percent(preview.chance) if preview is not None else DASH)
        )
        set_tone(self._chance, tone)
        self._chance_note.setText(self._note())
        trials = sum(count for _day, count in preview.histogram) if preview is not None else 0
        self._method.setText(
            self.tr(
                "Forecast: {trials} trials over the estimates of the steps and the production calendar, "
                "steps independent."
            ).format(trials=f"{trials:,}".replace(",", "\u00a0"))
            if trials
            else ""
        )

    def _note(self) -> str:
        preview = self.draft.preview
        if preview is None or preview.p50 is None or preview.target is None:
            return ""
        chances = {name: share for name, _day, share in preview.options}
        if preview.target == preview.p80:
            return self.tr("The target is P80. Earlier is possible with a smaller chance: {chance} by {day}.").format(
                day=format_date(preview.p50), chance=percent(chances.get("p50", 0.5))
            )
        if preview.chance is not None and preview.chance < _GOOD_CHANCE:
            return self.tr("80 % are reached by {day} (P80).").format(day=format_date(preview.p80))
        return ""
