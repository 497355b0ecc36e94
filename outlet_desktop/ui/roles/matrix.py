"""The matrix role × region as a model: by default, each region shown, the deputy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.template import RoleId
from outlet_desktop.schedule.workload import Level, Workload, level
from outlet_desktop.ui.roles.staff import RoleLine, Staff

Index = QModelIndex | QPersistentModelIndex
SpotKind = Literal["role", "default", "region", "deputy"]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a column says of each role."""

    kind: SpotKind
    region: str = ""


class RolesModel(QAbstractTableModel):
    """One row per role, one column per spot; `staff` is replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staff = Staff()
        self.load: Workload | None = None
        self.only_problems = False
        self._hidden: frozenset[str] = frozenset()
        self.lines: tuple[RoleLine, ...] = ()
        self.spots: tuple[Spot, ...] = _spots(())

    # ------------------------------------------------------------------ what is shown

    def show(self, staff: Staff) -> None:
        """Replace everything; rows and columns keep their places while they are the same."""
        lines = tuple(line for line in staff.roles if not self.only_problems or staff.is_noteworthy(line.role.id))
        spots = _spots([name for name in staff.regions if name not in self._hidden])
        same = [line.role.id for line in lines] == [line.role.id for line in self.lines] and spots == self.spots
        if same and lines:
            self.staff, self.lines = staff, lines
            self.refresh()
            return
        self.beginResetModel()
        self.staff, self.lines, self.spots = staff, lines, spots
        self.endResetModel()

    def show_load(self, load: Workload) -> None:
        """The tasks of everybody, for the signs of overload."""
        self.load = load
        self.refresh()

    def refresh(self) -> None:
        """Paint every cell anew."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1), [])

    def hide_regions(self, names: Sequence[str]) -> None:
        """Leave the columns of these regions out."""
        self._hidden = frozenset(names)
        self.show(self.staff)

    @property
    def hidden(self) -> frozenset[str]:
        """Regions whose columns are left out."""
        return self._hidden

    def set_only_problems(self, on: bool) -> None:
        """Leave out the roles of which nothing has to be said."""
        self.only_problems = on
        self.show(self.staff)

    # ------------------------------------------------------------------ reading

    def line(self, row: int) -> RoleLine:
        """The role of a row."""
        return self.lines[row]

    def row_of(self, role: RoleId) -> int:
        """The row of a role, -1 when it is not there."""
        return next((row for row, line in enumerate(self.lines) if line.role.id == role), -1)

    def column_of(self, kind: str, region: str = "") -> int:
        """The column of a spot, -1 when it is not there."""
        return next((n for n, spot in enumerate(self.spots) if (spot.kind, spot.region) == (kind, region)), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.spots)

    def person_at(self, row: int, column: int) -> Person | None:
        """The person put into a cell; of a region's cell None where it is as by default."""
        role, spot = self.line(row).role.id, self.spots[column]
        match spot.kind:
            case "default":
                return self.staff.person(self.staff.holder(role).user_id)
            case "deputy":
                return self.staff.person(self.staff.holder(role).deputy_id)
            case "region":
                return self.staff.region_person(role, spot.region)
        return None

    def shown_at(self, row: int, column: int) -> Person | None:
        """The person whose name the cell shows: a region's cell without one of its own shows the default."""
        person = self.person_at(row, column)
        if person is None and self.spots[column].kind == "region":
            return self.person_at(row, self.column_of("default"))
        return person

    def load_of(self, person: Person) -> tuple[str, Level]:
        """ "125 %" and how bad that is, where the tasks of this week are above the norm."""
        if self.load is None or not person.is_active:
            return "", ""
        tasks, norm = self.load.tasks(person.user_id)[0], self.staff.norm(person.user_id)
        found = level(tasks, norm)
        return (f"{round(100 * tasks / norm)}\u00a0%" if found else ""), found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        spot = self.spots[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if spot.kind == "role":
            return self.line(index.row()).role.title
        person = self.shown_at(index.row(), index.column())
        if person is None:
            return self.tr("Nobody") if spot.kind == "region" else self.tr("Not set")
        name = person.name if person.is_active else self.tr("{name}, dismissed").format(name=person.name)
        if role == Qt.ItemDataRole.AccessibleTextRole and spot.kind == "region":
            pattern = self.tr("{name}, as by default") if self.person_at(*_at(index)) is None else "{name}"
            return pattern.format(name=name)
        return name

    def _tip(self, row: int, column: int) -> str:
        person, spot = self.shown_at(row, column), self.spots[column]
        if person is None:
            return ""
        lines = [", ".join(part for part in (person.name, person.position) if part)]
        if not person.is_active:
            lines.append(self.tr("Dismissed: no access to the portal."))
        elif person.absent_until is not None:
            lines.append(self.tr("Absent till {day}.").format(day=f"{person.absent_until:%d.%m.%Y}"))
        if spot.kind == "default" and self.staff.holder(self.line(row).role.id).rule:
            lines.append(self.tr("Named by the structure of the company."))
        if spot.kind == "region" and self.person_at(row, column) is None:
            lines.append(self.tr("As by default."))
        text, bad = self.load_of(person)
        if bad:
            lines.append(self.tr("Tasks of this week: {share} of the norm.").format(share=text))
        return "\n".join(lines)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.spots):
            return None
        spot = self.spots[section]
        if role == Qt.ItemDataRole.DisplayRole:
            names = {"role": self.tr("Role"), "default": self.tr("By default"), "deputy": self.tr("Deputy")}
            return spot.region if spot.kind == "region" else names[spot.kind]
        if role == Qt.ItemDataRole.ToolTipRole and spot.kind == "region":
            return ", ".join(self.staff.regions.get(spot.region, ()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def steps_text(self, line: RoleLine) -> str:
        """How many steps the role has; a role that only decides counts its approvals."""
        if line.steps and line.steps == line.approvals:
            return self.tr("%n approval(s)", "", line.approvals)
        return self.tr("%n step(s)", "", line.steps)

    def absent_text(self, person: Person | None) -> str:
        """The tag of an absent person."""
        if person is None or person.absent_until is None:
            return ""
        return self.tr("till {day}").format(day=f"{person.absent_until:%d.%m}")


def _at(index: Index) -> tuple[int, int]:
    return index.row(), index.column()


def _spots(regions: Sequence[str]) -> tuple[Spot, ...]:
    return (Spot("role"), Spot("default"), *(Spot("region", name) for name in regions), Spot("deputy"))
