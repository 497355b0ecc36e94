"""The target date by keyboard: a date, and the chance to make it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.controls import (
    DateEdit,
    FieldError,
    label,
    primary_button,
    secondary_button,
    set_button_size,
    set_error,
)
from outlet_desktop.ui.gantt.target_drag import Histogram, chance_by
from outlet_desktop.ui.messages import format_date, percent, words
from outlet_desktop.ui.text_size import fix_side


class TargetDialog(QDialog):
    """Modal, 440 wide. Esc cancels; Enter moves the target to `day`, which is today or later."""

    def __init__(self, parent: QWidget, row: OutletRow, today: date) -> None:
        super().__init__(parent)
        self._row, self._today = row, today
        self._histogram: Histogram = row.histogram
        self.setWindowTitle(self.tr("Move the target date?"))
        fix_side(self, 440)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(self.windowTitle(), "title", wrap=True))
        column.addWidget(label(words("target.means", {"address": row.address}), "body", "secondary", wrap=True))
        column.addSpacing(4)
        column.addWidget(label(self.tr("Target date"), "small", "secondary"))
        self.field = DateEdit(row.target or today)
        self.field.setAccessibleName(self.tr("Target date"))
        column.addWidget(self.field)
        self.error = FieldError()
        column.addWidget(self.error)
        self.chance = label("", "body")
        column.addWidget(self.chance)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = secondary_button(self.tr("Cancel"))
        self.action = primary_button(self.tr("Move the target date"))
        for button in (cancel, self.action):
            set_button_size(button, "large")
            buttons.addWidget(button)
        column.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.action.setDefault(True)
        self.field.day_changed.connect(lambda _day: self._say())
        self.field.setFocus()
        self._say()

    @property
    def day(self) -> date:
        """The date chosen."""
        return self.field.day

    def tell_chances(self, histogram: Histogram) -> None:
        """The simulated opening dates have come."""
        self._histogram = histogram
        self._say()

    def _say(self) -> None:
        is_past = self.day < self._today and self.day != self._row.target
        self.error.show_error(words("target.past", {"today": format_date(self._today)}) if is_past else "")
        set_error(self.field, is_past)
        self.action.setEnabled(self.day != self._row.target and not is_past)
        facts = {"p50": format_date(self._row.p50), "p80": format_date(self._row.p80)}
        shown = words("forecast.both", facts)
        chance = chance_by(self._histogram, self.day)
        if chance is not None:
            shown = words("target.chance", {"chance": percent(chance)}) + " " + shown
        self.chance.setText(shown)
