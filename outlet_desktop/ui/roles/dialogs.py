"""Small questions of the place Roles: a region and its cities, an absence."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import Absence
from outlet_desktop.ui.controls import (
    DateEdit,
    FieldError,
    danger_button,
    label,
    primary_button,
    secondary_button,
    set_error,
)
from outlet_desktop.ui.roles.chooser import PersonChooser
from outlet_desktop.ui.roles.staff import Staff
from outlet_desktop.ui.text_size import fix_height

translate = QCoreApplication.translate


class _Question(QDialog):
    """Title, fields, buttons at the right."""

    def __init__(self, title: str, action: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(440)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(6)
        self._column.addWidget(label(title, "title", wrap=True))
        self.error = FieldError()
        self.yes = primary_button(action)
        self.no = secondary_button(self.tr("Cancel"))
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.take)
        self.no.clicked.connect(self.reject)

    def _field(self, caption: str, field: QWidget) -> None:
        self._column.addWidget(label(caption, "small", "secondary"))
        self._column.addWidget(field)
        field.setAccessibleName(caption)

    def _finish(self, *left: QWidget) -> None:
        self._column.addWidget(self.error)
        self._column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        self._column.addLayout(row)

    def take(self) -> None:
        """The action was pressed."""
        raise NotImplementedError


class RegionDialog(_Question):
    """The name of a region and its cities.

    Signals:
        given: (name, cities).
        dropped: The region is to be forgotten.
    """

    given = Signal(str, object)
    dropped = Signal()

    def __init__(self, staff: Staff, region: str, parent: QWidget | None = None) -> None:
        title = (
            QCoreApplication.translate("RolesDialogs", "Region “{name}”").format(name=region)
            if region
            else QCoreApplication.translate("RolesDialogs", "New region")
        )
        super().__init__(
            title,
            QCoreApplication.translate("RolesDialogs", "Save")
            if region
            else QCoreApplication.translate("RolesDialogs", "Add"),
            parent,
        )
        self._others = {name.casefold() for name in staff.regions if name != region}
        self.name = QLineEdit(region)
        self._field(self.tr("Name"), self.name)
        self.cities = QPlainTextEdit("\n".join(staff.regions.get(region, ())))
        fix_height(self.cities, 120, 6)
        self.cities.setTabChangesFocus(True)
        self._field(self.tr("Cities, one in a line"), self.cities)
        note = self.tr("An outlet launched in one of these cities gets this region. A city belongs to one region only.")
        self._column.addWidget(label(note, "small", "secondary", wrap=True))
        self.drop = danger_button(self.tr("Remove the region"))
        self.drop.clicked.connect(self._drop)
        self.drop.setVisible(bool(region))
        self._finish(self.drop)
        self.name.textEdited.connect(self._quiet)
        self.name.setFocus()

    def _quiet(self) -> None:
        self.error.clear_error()
        set_error(self.name, False)

    def take(self) -> None:
        name = " ".join(self.name.text().split())
        wrong = self.tr("Type a name.") if not name else ""
        if name.casefold() in self._others:
            wrong = self.tr("There is a region of that name already.")
        set_error(self.name, bool(wrong))
        self.error.show_error(wrong)
        if wrong:
            self.name.setFocus()
            return
        cities = [" ".join(city.split()) for city in re.split(r"[\n,;]", self.cities.toPlainText())]
        self.given.emit(name, tuple(dict.fromkeys(city for city in cities if city)))
        self.accept()

    def _drop(self) -> None:
        self.dropped.emit()
        self.accept()


class AbsenceDialog(_Question):
    """Who is away, and from when to when.

    Signals:
        given: The Absence.
    """

    given = Signal(object)

    def __init__(self, staff: Staff, absence: Absence | None, today: date, parent: QWidget | None = None) -> None:
        title = (
            QCoreApplication.translate("RolesDialogs", "Absence")
            if absence
            else QCoreApplication.translate("RolesDialogs", "New absence")
        )
        super().__init__(
            title,
            QCoreApplication.translate("RolesDialogs", "Save")
            if absence
            else QCoreApplication.translate("RolesDialogs", "Add"),
            parent,
        )
        self._staff = staff
        self._id = absence.id if absence else 0
        self._user_id: UserId = absence.user_id if absence else 0
        self.person = secondary_button("-")
        self.person.clicked.connect(self._choose)
        self._field(self.tr("Person"), self.person)
        self.first = DateEdit(absence.first if absence else today)
        self.last = DateEdit(absence.last if absence else today)
        days = QHBoxLayout()
        days.setSpacing(8)
        for words, field in ((self.tr("from"), self.first), (self.tr("to, inclusive"), self.last)):
            days.addWidget(label(words, "small", "secondary"))
            days.addWidget(field)
            field.setAccessibleName(words)
        days.addStretch(1)
        self._column.addLayout(days)
        self.note = QLineEdit(absence.note if absence else "")
        self._field(self.tr("Note"), self.note)
        self.chooser = PersonChooser(self)
        self.chooser.chosen.connect(self.choose)
        self._finish()
        self.choose(self._user_id)

    def choose(self, user_id: UserId) -> None:
        """That person is away."""
        person = self._staff.person(user_id)
        self._user_id = user_id if person else 0
        self.person.setText(person.name if person else self.tr("Choose…"))
        self.error.clear_error()

    def _choose(self) -> None:
        corner = self.person.mapToGlobal(QPoint(0, self.person.height() + 2))
        people = [person for person in self._staff.people.values() if person.is_active]
        self.chooser.open_at(corner, people, self._staff.departments, current=self._user_id or None)

    def take(self) -> None:
        wrong = ""
        if not self._user_id:
            wrong = self.tr("Choose the person.")
        elif self.last.day < self.first.day:
            wrong = self.tr("The last day is before the first.")
        self.error.show_error(wrong)
        if wrong:
            return
        self.given.emit(Absence(self._id, self._user_id, self.first.day, self.last.day, self.note.text().strip()))
        self.accept()
