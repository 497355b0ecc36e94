"""The tabs beside the matrix: people who play a role in one outlet only, and who is away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from outlet_desktop.domain.opening import OpeningId, Person
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.template import RoleId
from outlet_desktop.ui.controls import EmptyState, secondary_button
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.roles.list_page import Cell, ListPage, Row
from outlet_desktop.ui.roles.staff import Staff


class OverridesPage(ListPage):
    """Outlet, role, who plays it there, who would without the override, open tasks.

    Signals:
        clear_asked: (opening id, role id): as everywhere again.
        change_asked: (opening id, role id): another person for that outlet.
        outlet_asked: Opening id: show that outlet.
    """

    clear_asked = Signal(str, str)
    change_asked = Signal(str, str)
    outlet_asked = Signal(str)

    def __init__(self) -> None:
        self.change, self.clear = secondary_button("-"), secondary_button("-", "ph.x")
        self.show_outlet = secondary_button("-", "ph.storefront")
        empty = EmptyState("ph.map-pin", "-", "-")
        super().__init__((260, 220, 220, 220, 90), (self.change, self.clear, self.show_outlet), empty)
        guard_writing(self.change)
        guard_writing(self.clear)
        self.change.clicked.connect(lambda: self._emit(self.change_asked.emit))
        self.clear.clicked.connect(lambda: self._emit(self.clear_asked.emit))
        self.show_outlet.clicked.connect(lambda: self._emit(lambda opening, _role: self.outlet_asked.emit(opening)))
        self.opened.connect(lambda _key: self._emit(self.change_asked.emit))
        self.removed.connect(lambda _key: self._emit(self.clear_asked.emit))
        self.retranslate()

    def show_staff(self, staff: Staff) -> None:
        """Show every override."""
        rows = []
        for one in staff.overrides:
            person, usual = staff.person(one.user_id), staff.person(one.usual_id)
            rows.append(
                Row(
                    (one.opening, one.role),
                    (
                        Cell(one.address),
                        Cell(one.role_title, tone="text.secondary"),
                        _person(person, str(one.user_id)),
                        Cell(usual.name if usual else self.tr("nobody"), tone="text.tertiary"),
                        Cell(str(one.open_tasks), tone="text.primary" if one.open_tasks else "text.tertiary"),
                    ),
                )
            )
        self.model.show(rows)
        for button in (self.change, self.clear, self.show_outlet):
            button.setEnabled(bool(rows))
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def retranslate(self) -> None:
        """Word it anew."""
        self.change.setText(self.tr("Change…"))
        self.clear.setText(self.tr("As everywhere"))
        self.show_outlet.setText(self.tr("Show the outlet"))
        self.model.set_headers(
            (self.tr("Outlet"), self.tr("Role"), self.tr("Plays it here"), self.tr("Otherwise"), self.tr("Open tasks"))
        )
        self.table.setAccessibleName(self.tr("Overrides of outlets"))
        self.empty.set_words(
            self.tr("No overrides"),
            self.tr(
                "Every running outlet has the people of its region or those by default. "
                "A person for one outlet only is chosen when it is launched, or on its page."
            ),
        )

    def _emit(self, emit: Callable[[OpeningId, RoleId], None]) -> None:
        key = self.current()
        if isinstance(key, tuple):
            emit(*key)


class AbsencesPage(ListPage):
    """Who is away: what the portal's calendar says today, and what was typed here.

    Signals:
        add_asked: Somebody else is away.
        change_asked: The Absence to change.
        drop_asked: The Absence to forget.
    """

    add_asked = Signal()
    change_asked = Signal(object)
    drop_asked = Signal(object)

    def __init__(self) -> None:
        self.add, self.drop = secondary_button("-", "ph.plus"), secondary_button("-", "ph.x")
        super().__init__((260, 260, 130, 130, 200), (self.add, self.drop), EmptyState("ph.calendar-x", "-", "-"))
        guard_writing(self.add)
        guard_writing(self.drop)
        self.add.clicked.connect(self.add_asked)
        self.drop.clicked.connect(self.remove_current)
        self.opened.connect(lambda key: self._pass(key, self.change_asked.emit))
        self.removed.connect(lambda key: self._pass(key, self.drop_asked.emit))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_state())
        self.model.modelReset.connect(self._show_state)
        self.retranslate()

    def show_staff(self, staff: Staff) -> None:
        """Show who is away."""
        typed = [
            self._row(
                absence,
                staff.person(absence.user_id),
                f"{absence.first:%d.%m.%Y}",
                f"{absence.last:%d.%m.%Y}",
                absence.note or self.tr("typed here"),
            )
            for absence in staff.absences
        ]
        until = {(one.user_id, one.last) for one in staff.absences}
        from_portal = [
            self._row(person.user_id, person, "—", f"{person.absent_until:%d.%m.%Y}", self.tr("calendar of the portal"))
            for person in sorted(staff.people.values(), key=lambda one: one.name)
            if person.is_active and person.absent_until and (person.user_id, person.absent_until) not in until
        ]
        calendar = self.tr("calendar of the portal")
        hand = {(one.user_id, one.first, one.last) for one in staff.absences}
        to_come = [
            self._row(person.user_id, person, f"{first:%d.%m.%Y}", f"{last:%d.%m.%Y}", calendar)
            for person in sorted(staff.people.values(), key=lambda one: one.name)
            if person.is_active
            for first, last in person.away
            if (person.user_id, first, last) not in hand
        ]
        self.model.show([*from_portal, *to_come, *typed])

    def _pass(self, key: object, tell: Callable[[Absence], None]) -> None:
        if isinstance(key, Absence):  # those of the portal's calendar are changed there
            tell(key)

    def _row(self, key: object, person: Person | None, first: str, last: str, source: str) -> Row:
        position = person.position if person else ""
        quiet = "text.secondary"
        cells = (_person(person, "?"), Cell(position, tone=quiet), Cell(first), Cell(last), Cell(source, tone=quiet))
        return Row(key, cells)

    def _show_state(self) -> None:
        self.drop.setEnabled(isinstance(self.current(), Absence))
        self.drop.setToolTip("" if self.drop.isEnabled() else self.tr("Absences of the portal's calendar end there."))

    def retranslate(self) -> None:
        """Word it anew."""
        self.add.setText(self.tr("Absence"))
        self.drop.setText(self.tr("Remove"))
        self.model.set_headers(
            (self.tr("Person"), self.tr("Position"), self.tr("From"), self.tr("To, inclusive"), self.tr("Known from"))
        )
        self.table.setAccessibleName(self.tr("Absences"))
        self.empty.set_words(
            self.tr("Everybody is here"),
            self.tr(
                "Absences of the portal's calendar appear by themselves. "
                "Type one here when the calendar does not know it: tasks then go to the deputy."
            ),
        )


def _person(person: Person | None, otherwise: str) -> Cell:
    return Cell(person.name, person) if person else Cell(otherwise, tone="text.tertiary")
