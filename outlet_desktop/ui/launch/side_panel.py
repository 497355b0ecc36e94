"""The right column of page 2: warnings, people, what is made on the portal, what the director will see."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import Department, Person, UserId
from outlet_desktop.domain.template import Template
from outlet_desktop.ui.controls import hairline, label
from outlet_desktop.ui.launch.creating import Made, made_after_approval, made_at_once
from outlet_desktop.ui.launch.director_card import DirectorCard
from outlet_desktop.ui.launch.director_message import director_message, first_approval
from outlet_desktop.ui.launch.draft import Draft, people_of
from outlet_desktop.ui.launch.hint import FactLine, clear, column_of
from outlet_desktop.ui.launch.people_list import PeopleList
from outlet_desktop.ui.launch.warnings_list import WarningsList
from outlet_desktop.ui.messages import short_date
from outlet_desktop.ui.text_size import fix_height
from outlet_desktop.ui.theme import theme

_ICONS = {
    "task": "ph.check-square",
    "message": "ph.chat-circle-dots",
    "project": "ph.folder-simple",
    "rest": "ph.dots-three",
}


class _Sunken(QWidget):
    """A part one step darker than the content."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("launchSunken")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"#launchSunken {{ background: {theme.hex('surface.sunken')}; }}")


class SidePanel(QWidget):
    """The column. `fix_wanted`: a Fix of the warnings, to be applied."""

    fix_wanted = Signal(object)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.template: Template | None = None
        self.staff: Mapping[UserId, Person] = {}
        self.departments: tuple[Department, ...] = ()
        self._labels: dict[str, QLabel] = {}
        column = column_of(self, margins=(0, 0, 0, 0), spacing=0)
        self._count = label("", "small", "secondary", tabular=True)
        column.addWidget(self._head("warnings", self._count))
        self.warnings = WarningsList()
        self.warnings.fix_wanted.connect(self.fix_wanted)
        column.addWidget(self.warnings)
        self._labels["change"] = label("", "small", "secondary")
        column.addWidget(self._head("people", self._labels["change"]))
        self.people = PeopleList()
        self.people.changed.connect(draft.put)
        column.addWidget(self.people)
        column.addWidget(hairline())
        column.addWidget(self._head("director"))
        sunken = _Sunken()
        inside = column_of(sunken, margins=(16, 12, 16, 12), spacing=10)
        self.card = DirectorCard()
        inside.addWidget(self.card)
        column.addWidget(sunken)
        column.addWidget(hairline())
        column.addWidget(self._head("made"))
        self._made = QVBoxLayout()
        self._made.setContentsMargins(16, 6, 16, 12)
        self._made.setSpacing(0)
        column.addLayout(self._made)
        column.addStretch(1)
        self._shown: object = None

    def _head(self, name: str, right: QWidget | None = None) -> QWidget:
        head = QWidget()
        fix_height(head, 40)
        column = column_of(head, margins=(0, 0, 0, 0), spacing=0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        self._labels[name] = label("", "heading")
        row.addWidget(self._labels[name])
        row.addStretch(1)
        if right is not None:
            row.addWidget(right)
        column.addLayout(row, 1)
        column.addWidget(hairline())
        return head

    def retranslate(self) -> None:
        """Word the column anew."""
        for name, text in (
            ("warnings", self.tr("Warnings")),
            ("people", self.tr("People")),
            ("change", self.tr("a click changes it for this outlet")),
            ("director", self.tr("What the director will see")),
            ("made", self.tr("What appears on the portal")),
        ):
            self._labels[name].setText(text)
        self.people.retranslate()
        self._shown = None
        self.show_outlook()

    def show_outlook(self) -> None:
        """Show what the draft knows by now."""
        preview = self.draft.preview
        self.warnings.show_preview(preview, self.draft.today)
        said = len(preview.errors) + len(preview.warnings) if preview is not None else 0
        self._count.setText(str(said) if said else "")
        self.show_people()
        self._show_card()
        self._show_made()

    def show_people(self) -> None:
        """Show who gets which role by the form as it is, computed or not."""
        template, request, preview = self.template, self.draft.request, self.draft.preview
        if template is None:
            return
        used = {step.role for step in template.steps}
        roles = [role for role in template.roles if role.id in used]
        loads: dict[UserId, tuple[int, int, str]] = {}
        for code, facts in preview.warnings if preview is not None else ():
            if code == "launch.overload":
                tasks, norm = int(str(facts["tasks"])), int(str(facts["norm"]))
                loads[int(str(facts["user_id"]))] = tasks, norm, str(facts["level"])
        rungs = preview.rungs if preview is not None else {}
        who = people_of(request, preview)
        self.people.show_people(roles, who, request.people, self.staff, self.departments, rungs, loads, request.region)

    def _show_card(self) -> None:
        preview, approval = self.draft.preview, first_approval(self.template)
        row = preview.row if preview is not None else None
        self.card.setVisible(row is not None and approval is not None)
        if preview is None or row is None or approval is None or self.template is None:
            return
        title, lines = director_message(row, approval, self.template)
        self.card.show_message(title, lines, approval.outcomes)

    def _show_made(self) -> None:
        preview, template = self.draft.preview, self.template
        row = preview.row if preview is not None else None
        if preview is None or row is None or template is None:
            clear(self._made)
            self._shown = None
            return
        now, later = made_at_once(template, row, preview.has_bot), made_after_approval(template, row)
        if (now, later) == self._shown:
            return
        self._shown = now, later
        clear(self._made)
        approval = first_approval(template)
        approve = approval.outcome("approve") if approval is not None else None
        for head, things in (
            (self.tr("At once"), now),
            (self.tr("After “{answer}”").format(answer=approve.label) if approve is not None else "", later),
        ):
            if things:
                self._made.addSpacing(4)
                self._made.addWidget(label(head, "small", "secondary"))
                for one in things:
                    self._made.addWidget(self._line(one))

    def _line(self, one: Made) -> FactLine:
        icon_id, figure = _ICONS[one.kind], short_date(one.day) if one.day is not None else ""
        match one.kind:
            case "message":
                text = self.tr("The bot's message with buttons: {person}").format(person=one.person)
            case "project":
                text = self.tr("Project “{title}”").format(title=one.title)
            case "rest":
                text = self.tr("%n more task(s), each when its turn comes", "", one.count)
            case _:
                text = self.tr("Task “{title}”, {person}").format(title=one.title, person=one.person)
        return FactLine(icon_id, "text.secondary", text, figure)
