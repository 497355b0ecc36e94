"""Every change of who works where, as an entry of the undo stack: people of roles, regions, norms, absences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.role_table import RoleChange
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.both_ways import BothWays
from outlet_desktop.ui.roles.changes import (
    Change,
    holder_change,
    norm_change,
    override_change,
    region_change,
)
from outlet_desktop.ui.roles.dialogs import AbsenceDialog, RegionDialog
from outlet_desktop.ui.roles.staff import Staff


class Staffing(QObject):
    """Makes changes for a place: they show at once, go to the office in the background, and can be undone.

    Signals:
        shown: The Staff to show at once.
        settled: Everything has reached the office, or was refused: read anew.
        message: (code, facts, kind): a toast.

    Attributes:
        writes: Changes on their way to the office; what was read meanwhile is older.
    """

    shown = Signal(object)
    settled = Signal()
    message = Signal(str, object, str)

    def __init__(
        self, office: Office, background: Background, undo: QUndoStack, staff: Callable[[], Staff], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._office, self._background, self._undo, self._staff, self._owner = office, background, undo, staff, owner
        self.writes = 0

    # ------------------------------------------------------------------ who plays a role

    def held(self, role: RoleId, spot: str, where: str) -> UserId | None:
        """Who is put in there; `spot`: "default", "deputy", "region" or "outlet" (`where` says which)."""
        staff = self._staff()
        match spot:
            case "region":
                return staff.region_holders.get(where, {}).get(role)
            case "outlet":
                return staff.overrides_of(where).get(role)
            case "deputy":
                return staff.holder(role).deputy_id
        return staff.holder(role).user_id

    def put_person(self, role: RoleId, spot: str, where: str, user_id: UserId | None) -> None:
        """Put somebody in, or (None) nobody: as by default, as everywhere."""
        staff, before = self._staff(), self.held(role, spot, where)
        holder = staff.holder(role)
        if before == user_id and not (spot == "default" and holder.rule):
            return
        person = staff.person(user_id)
        title = next((line.role.title for line in staff.roles if line.role.id == role), role)
        address = next((one.address for one in staff.outlets if one.opening == where), where)
        name = person.name if person else self.tr("nobody")
        match spot:
            case "region":
                pattern = self.tr("“{role}” in {where}: {name}")
                name = person.name if person else self.tr("as by default")
                forth, back = region_change(where, role, user_id), region_change(where, role, before)
            case "outlet":
                pattern = self.tr("“{role}”, {where}: {name}")
                name = person.name if person else self.tr("as everywhere")
                forth, back = override_change(where, role, user_id), override_change(where, role, before)
            case "deputy":
                pattern = self.tr("Deputy of “{role}”: {name}")
                forth, back = holder_change(replace(holder, deputy_id=user_id)), holder_change(holder)
            case _:
                pattern = self.tr("“{role}”: {name}")
                forth, back = holder_change(replace(holder, user_id=user_id, rule="")), holder_change(holder)
        self._push(pattern.format(role=title, name=name, where=address if spot == "outlet" else where), forth, back)

    def follow_structure(self, role: RoleId, rule: str) -> None:
        """Let the structure of the company name who plays a role by default; "" = who plays it now was chosen."""
        staff, holder = self._staff(), self._staff().holder(role)
        named = staff.named_by(rule) if rule else holder.user_id
        after = replace(holder, rule=rule, user_id=named)
        if after == holder:
            return
        person, title = staff.person(named), next(one.role.title for one in staff.roles if one.role.id == role)
        text = self.tr("“{role}”: {name}").format(role=title, name=person.name if person else self.tr("nobody"))
        self._push(text, holder_change(after), holder_change(holder))

    def change_cells(self, changes: tuple[RoleChange, ...]) -> None:
        """Make the changes that a spreadsheet holds, as one entry."""
        back = tuple(replace(change, before=change.after, after=change.before) for change in changes)
        text = self.tr("%n cell(s) from a spreadsheet", "", len(changes))
        self._push(
            text,
            Change(lambda staff: staff, lambda office: office.change_roles(changes)),
            Change(lambda staff: staff, lambda office: office.change_roles(back)),
        )

    def _push(self, text: str, forth: Change, back: Change) -> None:
        self._undo.push(BothWays(text, lambda: self._put(forth), lambda: self._put(back)))

    def _put(self, change: Change) -> None:
        self.shown.emit(change.show(self._staff()))
        self.writes += 1
        office = self._office

        def done(_nothing: object) -> None:
            self.writes -= 1
            if not self.writes:
                self.settled.emit()

        def refused(problem: Problem) -> None:
            self.writes -= 1
            self.message.emit(problem.code, problem.facts, "error")
            self._undo.clear()  # what the stack holds no longer follows from what is true
            self.settled.emit()

        self._background.run(lambda: change.write(office), done, otherwise=refused)

    # ------------------------------------------------------------------ regions, norms, absences

    def ask_region(self, region: str) -> None:
        """Ask for the name and the cities of a region; "" = a new one."""
        dialog = RegionDialog(self._staff(), region, self._owner)
        dialog.given.connect(lambda name, cities: self._put_region(region, name, cities))
        dialog.dropped.connect(lambda: self._drop_region(region))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _put_region(self, was: str, name: str, cities: tuple[str, ...]) -> None:
        before = self._staff().regions.get(was, ())
        same = Change(lambda staff: staff, lambda office: office.put_region(name, cities, was))
        if was:
            back = Change(lambda staff: staff, lambda office: office.put_region(was, before, name))
        else:
            back = Change(lambda staff: staff, lambda office: office.drop_region(name))
        self._push(self.tr("Region “{name}”").format(name=name), same, back)

    def _drop_region(self, region: str) -> None:
        cities, held = self._staff().regions[region], dict(self._staff().region_holders.get(region, {}))

        def put_back(office: Office) -> None:
            office.put_region(region, cities)
            for role, user_id in held.items():
                office.set_region_holder(region, role, user_id)

        text = self.tr("Region “{name}” removed").format(name=region)
        forth = Change(lambda staff: staff, lambda office: office.drop_region(region))
        self._push(text, forth, Change(lambda staff: staff, put_back))

    def change_norm(self, user_id: UserId, tasks: int) -> None:
        """How many tasks a week a person can take."""
        person, before = self._staff().person(user_id), self._staff().norms.get(user_id)
        text = self.tr("Norm of {name}: {count}").format(name=person.name if person else user_id, count=tasks)
        self._push(text, norm_change(user_id, tasks), norm_change(user_id, before))

    def ask_absence(self, absence: Absence | None, today: date) -> None:
        """Ask who is away; None = somebody more."""
        dialog = AbsenceDialog(self._staff(), absence, today, self._owner)
        dialog.given.connect(lambda given: self._put_absence(absence, given))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _put_absence(self, before: Absence | None, after: Absence) -> None:
        made = [after]

        def forth(office: Office) -> None:
            made[0] = replace(after, id=office.put_absence(made[0]))

        def back(office: Office) -> None:
            if before is not None:
                office.put_absence(before)
            else:
                office.drop_absence(made[0].id)

        person = self._staff().person(after.user_id)
        text = self.tr("Absence: {name}").format(name=person.name if person else after.user_id)
        self._push(text, Change(lambda staff: staff, forth), Change(lambda staff: staff, back))

    def drop_absence(self, absence: Absence) -> None:
        """Forget an absence that was typed."""
        person = self._staff().person(absence.user_id)
        text = self.tr("Absence removed: {name}").format(name=person.name if person else absence.user_id)
        forth = Change(lambda staff: staff, lambda office: office.drop_absence(absence.id))
        self._push(text, forth, Change(lambda staff: staff, lambda office: office.put_absence(absence)))
