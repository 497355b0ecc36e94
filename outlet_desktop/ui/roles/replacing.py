"""The dialog "Replace a person": who takes over, and everything that changes hands (picture 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.engine.ports import Picked, ReplacePreview
from outlet_desktop.engine.replacing import ReplaceEffect
from outlet_desktop.schedule.workload import level
from outlet_desktop.ui.controls import (
    Avatar,
    hairline,
    label,
    primary_button,
    secondary_button,
    set_button_size,
    set_tone,
)
from outlet_desktop.ui.messages import short_date
from outlet_desktop.ui.roles.chooser import PersonChooser
from outlet_desktop.ui.roles.replace_tree import PLACES, ReplaceTree
from outlet_desktop.ui.roles.staff import Staff
from outlet_desktop.ui.text_size import fix_width
from outlet_desktop.ui.theme import theme

_SIZE = (880, 640)  # px
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


class _LoadBar(QWidget):
    """A person's load after the handover against the norm: the bar ends at the norm, a tick shows where it is now."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(64, 6)
        self._now, self._then, self._norm = 0, 0, 1

    def show_load(self, now: int, then: int, norm: int) -> None:
        """Tasks now and after, and how many are the norm."""
        self._now, self._then, self._norm = now, then, max(1, norm)
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        bad = level(self._then, self._norm)
        painter.fillRect(self.rect(), theme.color("surface.pressed"))
        width = min(1.0, self._then / self._norm) * self.width()
        color = theme.color(f"status.{bad}.fill" if bad else "text.tertiary")
        painter.fillRect(QRectF(0, 0, width, self.height()), color)
        mark = min(1.0, self._now / self._norm) * self.width()
        painter.fillRect(QRectF(min(mark, self.width() - 2), 0, 2, self.height()), theme.color("text.primary"))


class ReplaceDialog(QDialog):
    """Modal. The action is enabled once somebody is chosen; what it would change is listed and can be unticked.

    Signals:
        confirmed: (user id of who takes over, Picked).
        effect_wanted: The same, whenever something else is chosen: what would that do to the opening dates?
    """

    confirmed = Signal(int, object)
    effect_wanted = Signal(int, object)

    def __init__(
        self,
        staff: Staff,
        preview: ReplacePreview,
        parent: QWidget | None = None,
        *,
        today: date | None = None,
        can_tell: bool = False,
    ) -> None:
        super().__init__(parent)
        self._staff, self._preview, self._can_tell = staff, preview, can_tell
        self._asked: tuple[UserId, Picked] | None = None
        self._effects: Sequence[ReplaceEffect] | None = None
        self._person = staff.person(preview.user_id) or Person(preview.user_id, str(preview.user_id), is_active=False)
        self.tree = ReplaceTree(preview, self._person.short_name, today)
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
        self.accepted.connect(lambda: self.confirmed.emit(self.chosen, self.picked()))
        self.tree.picked_changed.connect(self._show_choice)
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
        row.addWidget(Avatar(self._person.initials, 36))
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
        fix_width(made, 320)
        self._column = QVBoxLayout(made)
        self._column.setContentsMargins(20, 14, 16, 14)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Candidates"), "heading"))
        row.addStretch(1)
        row.addWidget(label(self.tr("with the new tasks"), "small", "secondary"))
        self._column.addLayout(row)
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda *_: self._show_choice())
        self.options: dict[UserId, QRadioButton] = {}
        self._loads: dict[UserId, tuple[QLabel, _LoadBar]] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._column.addLayout(self._rows)
        for candidate in candidates(self._staff, self._preview):
            self._add(candidate)
        self.other = secondary_button(self.tr("Somebody else…"), "ph.magnifying-glass")
        self.other.clicked.connect(self._ask_other)
        self._column.addWidget(self.other)
        self._column.addSpacing(8)
        self._column.addWidget(label(self.tr("What to do"), "heading"))
        self.checks: dict[str, QCheckBox] = {}
        self._counts: dict[str, QLabel] = {}
        for kind, words in (
            ("role", self.tr("Roles by default")),
            ("region", self.tr("Roles in regions")),
            ("outlet", self.tr("Roles in single outlets")),
            ("deputy", self.tr("Roles as the deputy")),
            ("task", self.tr("Open tasks")),
        ):
            self._add_check(kind, words)
        self.write = QCheckBox(self.tr("Send the list in the chat"))
        is_offered = self._can_tell and bool(self._preview.addresses)  # an outlet carries the message
        self.write.setVisible(is_offered)
        self.write.setChecked(is_offered)
        self._column.addWidget(self.write)
        self._column.addStretch(1)
        return made

    def _add_check(self, kind: str, words: str) -> None:
        _ticked, found = self.tree.count(kind)
        if not found:
            return
        line = QHBoxLayout()
        check = QCheckBox(words)
        check.setTristate(False)
        check.setChecked(True)
        check.clicked.connect(lambda: self.tree.tick(kind, check.isChecked()))
        self.checks[kind] = check
        self._counts[kind] = label(str(found), "body", "secondary", tabular=True)
        line.addWidget(check)
        line.addStretch(1)
        line.addWidget(self._counts[kind])
        self._column.addLayout(line)

    def _add(self, candidate: Candidate) -> None:
        person = candidate.person
        why = {
            "deputy": self.tr("deputy of the role"),
            "default": self.tr("has the role by default"),
            "department": self.tr("same department"),
        }.get(candidate.why, person.position)
        if person.absent_until is not None:
            why = self.tr("absent till {day}").format(day=short_date(person.absent_until))
        line = QHBoxLayout()
        option = QRadioButton(person.name)
        option.setAccessibleDescription(why)
        self._group.addButton(option)
        self.options[person.user_id] = option
        line.addWidget(option)
        line.addStretch(1)
        words, bar = label("", "small", "secondary", tabular=True), _LoadBar()
        self._loads[person.user_id] = (words, bar)
        line.addWidget(words)
        self._rows.addLayout(line)
        below = QHBoxLayout()
        about = label(why, "small", "secondary")
        about.setContentsMargins(24, 0, 0, 4)
        below.addWidget(about)
        below.addStretch(1)
        below.addWidget(bar)
        self._rows.addLayout(below)

    def _effect(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("What changes"), "heading"))
        self.totals = label("", "small", "secondary")
        row.addWidget(self.totals)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.tree, 1)
        note = self.tr(
            "On the portal only the assignee of open tasks changes; deadlines, comments and checklists stay. "
            "Finished tasks are not touched. The log takes it back with one action."
        )
        column.addWidget(label(note, "small", "secondary", wrap=True))
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

    def picked(self) -> Picked:
        """What is to change, and whether the new person is written to."""
        return replace(self.tree.picked(), tells=self.write.isChecked())

    def show_effect(self, by: UserId, effects: Sequence[ReplaceEffect]) -> None:
        """What the choice that `effect_wanted` told of would do to the opening dates."""
        if by == self.chosen:
            self._effects = effects
            self._show_choice()

    def _effect_words(self) -> str:
        if self._effects is None:
            return self.tr("Counting the opening dates…")
        moved = [one for one in self._effects if one.before != one.after]
        if not moved:
            return self.tr("The forecast of the openings does not change.") if self._effects else ""
        parts = [f"{one.address}: {short_date(one.before)} → {short_date(one.after)}" for one in moved[:2]]
        if len(moved) > 2:
            parts.append(self.tr("and %n more", "", len(moved) - 2))
        return self.tr("Opening dates: {list}.").format(list="; ".join(parts))

    def _effect_tip(self) -> str:
        return "\n".join(f"{one.address}: {one.before:%d.%m.%Y} → {one.after:%d.%m.%Y}" for one in self._effects or ())

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
        tasks, all_tasks = self.tree.count("task")
        places = [self.tree.count(kind) for kind in PLACES]
        ticked, total = tasks + sum(on for on, _ in places), all_tasks + sum(found for _, found in places)
        for user_id, (words, bar) in self._loads.items():
            now, norm = self._staff.open_tasks.get(user_id, 0), self._staff.norm(user_id)
            words.setText(self.tr("{count} of {norm}").format(count=now + tasks, norm=norm))
            set_tone(words, level(now + tasks, norm) or "secondary")
            bar.show_load(now, now + tasks, norm)
        for kind, check in self.checks.items():
            on, found = self.tree.count(kind)
            check.setChecked(on > 0)
            self._counts[kind].setText(str(on) if on == found else f"{on} / {found}")
        outlets = self.tr("%n outlet(s)", "", len(self._preview.addresses))
        open_tasks = self.tr("%n open task(s)", "", tasks)
        later = self.tr("%n step(s) not opened yet", "", sum(self._preview.later.values()))
        self.totals.setText(f"{outlets} · {open_tasks} · {later}")
        person = self._staff.person(self.chosen)
        self.tree.show_taker(person.initial_name if person else "")
        self.action.setEnabled(person is not None and ticked > 0)
        self.action.setText(self.tr("Replace everywhere") if ticked == total else self.tr("Replace where ticked"))
        if person is None:
            self.summary.setText(self.tr("Choose who takes over."))
            return
        now = self._staff.open_tasks.get(person.user_id, 0)
        text = self.tr("{name}: open tasks now {now}, then {then}, norm {norm} a week.")
        norm = self._staff.norm(person.user_id)
        asked = (person.user_id, self.tree.picked())
        if asked != self._asked:
            self._asked, self._effects = asked, None
            self.effect_wanted.emit(*asked)
        load = text.format(name=person.name, now=now, then=now + tasks, norm=norm)
        self.summary.setText(f"{load} {self._effect_words()}".strip())
        self.summary.setToolTip(self._effect_tip())
