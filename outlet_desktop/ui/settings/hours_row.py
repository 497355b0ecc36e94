"""The working hours: two times that are typed, what is wrong with them, and what they do."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from outlet_desktop.engine.settings_port import CompanyCalendar
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import WorkingHours
from outlet_desktop.ui.control_inputs import set_error
from outlet_desktop.ui.controls import label, link_button, set_tone
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.text_size import fix_side

# "9", "09:30", "9.30", "9-30", "9,30", "930"
_TIME = re.compile(r"(\d{1,2})(?:[:.,\-\s]?(\d\d))?")
_WIDTH = 64


def typed_time(text: str) -> time | None:
    """The time that a person has typed; None = it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class HoursRow(QWidget):
    """Start and end; `effect` stands below them and tells what is wrong, else what the hours do.

    Signals:
        edited: `WorkingHours`, or None: as the portal has them.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CompanyCalendar | None = None
        self._zone = ""
        self.start, self.end = QLineEdit(), QLineEdit()
        self.as_usual = link_button("")
        self.as_usual.hide()
        self.effect = label("", "small", "secondary", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.start, label("–"), self.end):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self.as_usual)
        row.addStretch(1)
        for field in (self.start, self.end):
            fix_side(field, _WIDTH)
            field.setMaxLength(8)
            field.editingFinished.connect(self._finish)
        self.as_usual.clicked.connect(lambda: self.edited.emit(None))

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What writes."""
        return self.start, self.end, self.as_usual

    @property
    def chosen(self) -> WorkingHours | None:
        """The company's own; None = the portal's."""
        return self._shown.chosen if self._shown is not None else None

    def show_hours(self, shown: CompanyCalendar) -> None:
        """The hours in force."""
        self._shown = shown
        self._fill()

    def show_zone(self, zone: str) -> None:
        """The portal's time zone, as "UTC+4"."""
        self._zone = zone
        self.retranslate()

    def _fill(self) -> None:
        if self._shown is None:
            return
        hours = self._shown.hours
        self.start.setText(f"{hours.start:%H:%M}")
        self.end.setText(f"{hours.end:%H:%M}")
        self.as_usual.setVisible(self._shown.chosen is not None)
        self._tell("")

    def _finish(self) -> None:
        """Take what is typed, or say what is wrong with it and leave it there to be mended."""
        if self._shown is None:
            return
        start, end = typed_time(self.start.text()), typed_time(self.end.text())
        if start is None or end is None:
            self._tell(self.tr("Write the time like this: 9:00"), start is None, end is None)
            return
        try:
            made = WorkingHours(start, end)
        except Problem as problem:
            self._tell(words(problem.code, problem.facts), True, True)
            return
        self._tell("")
        if made != self._shown.hours:
            self.edited.emit(made)
        else:
            self._fill()

    def _tell(self, wrong: str, is_start: bool = False, is_end: bool = False) -> None:
        set_error(self.start, is_start)
        set_error(self.end, is_end)
        set_tone(self.effect, "late" if wrong else "secondary")
        self.effect.setText(wrong or self._effect())

    def _effect(self) -> str:
        if self._shown is None:
            return ""
        hours = self._shown.hours
        deadlines = self.tr("Deadlines are set at {end} of the portal's time{zone}.")
        people = self.tr("Reminders, questions and the morning digest come from {start} to {end} of working days.")
        zone = self._place()
        told = {"start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}", "zone": f" ({zone})" if zone else ""}
        return f"{deadlines} {people}".format(**told)

    def _place(self) -> str:
        """The zone with the city that Russians know it by."""
        city = {
            "UTC+2": self.tr("Kaliningrad"),
            "UTC+3": self.tr("Moscow"),
            "UTC+4": self.tr("Samara"),
            "UTC+5": self.tr("Yekaterinburg"),
            "UTC+6": self.tr("Omsk"),
            "UTC+7": self.tr("Krasnoyarsk"),
            "UTC+8": self.tr("Irkutsk"),
            "UTC+9": self.tr("Yakutsk"),
            "UTC+10": self.tr("Vladivostok"),
            "UTC+11": self.tr("Magadan"),
            "UTC+12": self.tr("Kamchatka"),
        }.get(self._short_zone())
        return f"{city}, {self._short_zone()}" if city else self._short_zone()

    def _short_zone(self) -> str:
        """ "UTC+04" and "UTC+4" are one."""
        found = re.fullmatch(r"UTC([+-])0?(\d+)(.*)", self._zone)
        return f"UTC{found[1]}{found[2]}{found[3]}" if found else self._zone

    def retranslate(self) -> None:
        """Word it anew in the current language; what is being typed stays."""
        self.start.setAccessibleName(self.tr("Start of the working day"))
        self.end.setAccessibleName(self.tr("End of the working day"))
        if self._shown is not None:
            self.as_usual.setText(self.tr("As on the portal: {hours}").format(hours=str(self._shown.usual)))
        if not (self.start.property("state") or self.end.property("state")):
            self._tell("")
