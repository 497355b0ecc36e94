"""The dialog "Replace a person": who takes over, and everything that changes hands (picture 15)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.engine.ports import ReplacePreview
from outlet_desktop.ui.controls import Avatar, hairline, label, primary_button, secondary_button, set_button_size
from outlet_desktop.ui.messages import short_date
from outlet_desktop.ui.roles.chooser import PersonChooser
from outlet_desktop.ui.roles.staff import Staff

_SIZE = (880, 600)  # px
_MAX_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take over. `why`: "deputy", "default", "department" or "chosen"."""

    person: Person
    why: str


def candidates(staff: Staff, preview: ReplacePreview) -> tuple[Candidate, ...]:
    """Deputies of the person's roles, those who have the roles by default, then the department; at work, not twice."""
    found: dict[UserId, Candidate] = {}

    def offer(user_id: UserId | None, why: str) -> None:
        person = staff.person(user_id)
        if person is not None and person.is_active and person.user_id != preview.user_id:
            found.setdefault(person.user_id, Candidate(person, why))

    roles = dict.fromkeys(place.role for place in preview.places)
    for role in roles:
        offer(staff.holder(role).deputy_id, "deputy")
    for role in roles:
        offer(staff.holder(role).user_id, "default")
    gone = staff.person(preview.user_id)
    theirs = set(gone.department_ids) if gone is not None else set()
    near = [person for person in staff.people.values() if theirs & set(person.department_ids)]
    for person in sorted(near, key=lambda one: (staff.open_tasks.get(one.user_id, 0), one.name)):
        offer(person.user_id, "department")
    present = sorted(found.values(), key=lambda one: one.person.absent_until is not None)
    return tuple(present[:_MAX_CANDIDATES])


class ReplaceDialog(QDialog):
    """Modal. The action is enabled once somebody is chosen; what it would change is listed before.

    Signals:
        confirmed: The user id of who takes over.
    """

    confirmed = Signal(int)

    def __init__(self, staff: Staff, preview: ReplacePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._staff, self._preview = staff, preview
        self._person = staff.person(preview.user_id) or Person(preview.user_id, str(preview.user_id), is_active=False)
        self.setModal(True)
        self.resize(*_SIZE)
        self.setWindowTitle(self.tr("Replacing a person"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(hairline())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._choice())
        middle.addWidget(hairline(vertical=True))
        middle.addWidget(self._effect(), 1)
        column.addLayout(middle, 1)
        column.addWidget(hairline())
        column.addWidget(self._foot())
        self.chooser = PersonChooser(self)
        self.chooser.chosen.connect(self._take_other)
        self.accepted.connect(lambda: self.confirmed.emit(self.chosen))
        first = next(iter(self.options), None)
        if first is not None:
            self.options[first].setChecked(True)
        self._show_choice()

    # ------------------------------------------------------------------ parts

    def _head(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(12)
        row.addWidget(Avatar(self._person.initials))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(self.tr("Who takes over from {name}?").format(name=self._person.name), "title"))
        roles = dict.fromkeys(place.role_title for place in self._preview.places)
        facts = [] if self._person.is_active else [self.tr("dismissed, no access to the portal")]
        facts += [self.tr("Roles: {roles}").format(roles=", ".join(roles))] if roles else []
        facts += [self.tr("%n outlet(s)", "", len(self._preview.addresses))]
        texts.addWidget(label(" · ".join(facts), "small", "secondary", wrap=True))
        row.addLayout(texts, 1)
        return made

    def _choice(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(320)
        self._column = QVBoxLayout(made)
        self._column.setContentsMargins(20, 14, 16, 14)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Candidates"), "heading"))
        row.addStretch(1)
        row.addWidget(label(self.tr("open tasks, with the new ones"), "small", "secondary"))
        self._column.addLayout(row)
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda *_: self._show_choice())
        self.options: dict[UserId, QRadioButton] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._column.addLayout(self._rows)
        for candidate in candidates(self._staff, self._preview):
            self._add(candidate)
        self.other = secondary_button(self.tr("Somebody else…"), "ph.magnifying-glass")
        self.other.clicked.connect(self._ask_other)
        self._column.addWidget(self.other)
        self._column.addStretch(1)
        return made

    def _add(self, candidate: Candidate) -> None:
        person = candidate.person
        why = {
            "deputy": self.tr("deputy of the role"),
            "default": self.tr("has the role by default"),
            "department": self.tr("same department"),
        }.get(candidate.why, person.position)
        if person.absent_until is not None:
            why = self.tr("absent till {day}").format(day=short_date(person.absent_until))
        now = self._staff.open_tasks.get(person.user_id, 0)
        line = QHBoxLayout()
        option = QRadioButton(person.name)
        option.setAccessibleDescription(why)
        self._group.addButton(option)
        self.options[person.user_id] = option
        line.addWidget(option)
        line.addStretch(1)
        line.addWidget(label(f"{now} → {now + len(self._preview.tasks)}", "small", "secondary"))
        self._rows.addLayout(line)
        about = label(why, "small", "secondary")
        about.setContentsMargins(24, 0, 0, 4)
        self._rows.addWidget(about)

    def _effect(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        outlets = self.tr("%n outlet(s)", "", len(self._preview.addresses))
        tasks = self.tr("%n open task(s)", "", len(self._preview.tasks))
        later = self.tr("%n step(s) not opened yet", "", sum(self._preview.later.values()))
        row = QHBoxLayout()
        row.addWidget(label(self.tr("What changes"), "heading"))
        row.addWidget(label(f"{outlets} · {tasks} · {later}", "small", "secondary"))
        row.addStretch(1)
        column.addLayout(row)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("What changes"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()
        column.addWidget(self.tree, 1)
        note = self.tr(
            "On the portal only the assignee of open tasks changes; deadlines, comments and checklists stay. "
            "Finished tasks are not touched."
        )
        column.addWidget(label(note, "small", "secondary", wrap=True))
        return made

    def _fill(self) -> None:
        kinds = {
            "role": self.tr("by default"),
            "deputy": self.tr("deputy"),
            "region": self.tr("region {name}"),
            "outlet": self.tr("this outlet"),
        }
        general = [place for place in self._preview.places if place.kind != "outlet"]
        if general:
            top = self._top(self.tr("Roles"), "")
            for place in general:
                top.addChild(_item(place.role_title, kinds[place.kind].format(name=place.where_title)))
        for opening, address in self._preview.addresses.items():
            top = self._top(address, "")
            for place in self._preview.places:
                if place.kind == "outlet" and place.where == opening:
                    top.addChild(_item(place.role_title, kinds["outlet"]))
            for task in self._preview.tasks:
                if task.opening == opening:
                    due = self.tr("due {day}").format(day=short_date(task.due)) if task.due else ""
                    top.addChild(_item(task.title.removesuffix(f" — {address}"), due))
            later = self._preview.later.get(opening, 0)
            if later:
                top.addChild(_item(self.tr("%n step(s) to come", "", later), self.tr("not opened yet")))
        self.tree.expandAll()

    def _top(self, text: str, detail: str) -> QTreeWidgetItem:
        made = _item(text, detail)
        bold = made.font(0)
        bold.setBold(True)
        made.setFont(0, bold)
        self.tree.addTopLevelItem(made)
        return made

    def _foot(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        self.summary = label("", "small", "secondary", wrap=True)
        row.addWidget(self.summary, 1)
        cancel = secondary_button(self.tr("Cancel"))
        self.action = primary_button(self.tr("Replace everywhere"))
        for button in (cancel, self.action):
            set_button_size(button, "large")
            row.addWidget(button)
        cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.action.setDefault(True)
        return made

    # ------------------------------------------------------------------ choosing

    @property
    def chosen(self) -> UserId:
        """Who takes over; 0 = nobody has been chosen yet."""
        return next((user_id for user_id, option in self.options.items() if option.isChecked()), 0)

    def _ask_other(self) -> None:
        corner = self.other.mapToGlobal(QPoint(0, self.other.height() + 2))
        people: Sequence[Person] = [
            person for person in self._staff.people.values() if person.user_id != self._preview.user_id
        ]
        self.chooser.open_at(corner, people, self._staff.departments)

    def _take_other(self, user_id: UserId) -> None:
        person = self._staff.person(user_id)
        if person is None:
            return
        if user_id not in self.options:
            self._add(Candidate(person, "chosen"))
        self.options[user_id].setChecked(True)

    def _show_choice(self) -> None:
        if not hasattr(self, "action"):
            return  # the options come before the button
        person = self._staff.person(self.chosen)
        self.action.setEnabled(person is not None)
        if person is None:
            self.summary.setText(self.tr("Choose who takes over."))
            return
        now = self._staff.open_tasks.get(person.user_id, 0)
        text = self.tr("{name}: open tasks now {now}, then {then}.")
        self.summary.setText(text.format(name=person.name, now=now, then=now + len(self._preview.tasks)))


def _item(text: str, detail: str) -> QTreeWidgetItem:
    made = QTreeWidgetItem([text, detail])
    made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setToolTip(0, text)
    return made


class Replacing(QUndoCommand):
    """One replacement on the undo stack; the office is told, and told again to give back what was moved."""

    def __init__(self, text: str, forth: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__(text)
        self._forth, self._back = forth, back

    def redo(self) -> None:
        """Replace."""
        self._forth()

    def undo(self) -> None:
        """Give back."""
        self._back()
