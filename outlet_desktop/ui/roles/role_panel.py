"""The side panel of a role: who has it, who stands in, who gets its next task and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.people import RungView, ladder
from outlet_desktop.domain.structure import rule_of
from outlet_desktop.ui.controls import (
    Avatar,
    Combo,
    ElidedLabel,
    Icon,
    hairline,
    label,
    secondary_button,
    set_button_size,
    set_tone,
)
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.roles.chooser import department_names
from outlet_desktop.ui.roles.staff import RoleLine, Staff
from outlet_desktop.ui.text_size import fix_height, fix_side, fix_square
from outlet_desktop.ui.theme import theme, token


class _Card(QWidget):
    """A person with position and department, and the button that asks for another.

    Signals:
        pressed: Another person is wanted.
    """

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.caption = label("", "small", "secondary")
        column.addWidget(self.caption)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._avatar = Avatar("")
        self._sign = Icon("ph.warning-fill", "status.risk.fill", 20)
        row.addWidget(self._avatar)
        row.addWidget(self._sign)
        self.name = ElidedLabel("")
        row.addWidget(self.name, 1)
        self.change = secondary_button("-")
        set_button_size(self.change, "small")
        self.change.clicked.connect(self.pressed)
        row.addWidget(self.change)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(20 + 8, 0, 0, 0)  # under the name
        self.about = label("", "small", "secondary", wrap=True)
        below.addWidget(self.about)
        column.addLayout(below)

    def show_person(self, person: Person | None, nobody: str, about: str, sign: str) -> None:
        """Show the person, or that there is nobody; `sign`: "", "risk" or "late"."""
        self._avatar.setVisible(person is not None)
        self._sign.setVisible(person is None and bool(sign))
        if person is None:
            icon_id = "ph.warning-octagon-fill" if sign == "late" else "ph.warning-fill"
            self._sign.set_icon(icon_id, f"status.{sign or 'risk'}.fill")
        else:
            self._avatar.set_initials(person.initials)
        self.name.setText(person.name if person is not None else nobody)
        set_tone(self.name, sign)
        self.about.setText(about)
        self.about.setVisible(bool(about))


class RolePanel(QFrame):
    """The panel.

    Signals:
        edit_asked: (role id, "default", "region" or "deputy").
        replace_asked: User id of the person by default or of the region: somebody else takes over everywhere.
        clear_asked: Role id: the person of the region shown goes, the role is as by default there.
        structure_asked: Role id: the structure of the company should name the person by default.
    """

    edit_asked = Signal(str, str)
    replace_asked = Signal(int)
    clear_asked = Signal(str)
    structure_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fix_side(self, int(token("size.inspector")))
        self._staff = Staff()
        self._line: RoleLine | None = None
        self._region = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        head_column = QVBoxLayout(head)
        head_column.setContentsMargins(16, 10, 16, 10)
        head_column.setSpacing(0)
        self.title = label("", "bodyStrong", wrap=True)
        self.description = label("", "small", "secondary", wrap=True)
        head_column.addWidget(self.title)
        head_column.addWidget(self.description)
        column.addWidget(head)
        column.addWidget(hairline())
        body = QWidget()
        body_column = QVBoxLayout(body)
        body_column.setContentsMargins(16, 12, 16, 12)
        body_column.setSpacing(14)
        self.person, self.deputy, self.of_region = _Card(), _Card(), _Card()
        self.person.pressed.connect(lambda: self._ask("default"))
        self.deputy.pressed.connect(lambda: self._ask("deputy"))
        self.of_region.pressed.connect(lambda: self._ask("region"))
        self.clear_region = secondary_button("-", "ph.x")
        set_button_size(self.clear_region, "small")
        self.clear_region.clicked.connect(lambda: self._line and self.clear_asked.emit(self._line.role.id))
        self.structure = secondary_button("-", "ph.tree-structure")
        set_button_size(self.structure, "small")
        self.structure.clicked.connect(lambda: self._line and self.structure_asked.emit(self._line.role.id))
        self.replace = secondary_button("-", "ph.swap")
        set_button_size(self.replace, "small")
        self.replace.clicked.connect(self._ask_replace)
        cards = (self.person, self.deputy, self.of_region)
        for button in (*(card.change for card in cards), self.clear_region, self.structure, self.replace):
            guard_writing(button)
        body_column.addWidget(self.of_region)
        body_column.addWidget(self.clear_region, 0, Qt.AlignmentFlag.AlignLeft)
        body_column.addWidget(self.person)
        body_column.addWidget(self.structure, 0, Qt.AlignmentFlag.AlignLeft)
        body_column.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)
        body_column.addWidget(self.deputy)
        column.addWidget(body)
        column.addWidget(hairline())
        rungs = QWidget()
        rungs_column = QVBoxLayout(rungs)
        rungs_column.setContentsMargins(16, 12, 16, 12)
        rungs_column.setSpacing(6)
        self._rungs_head = label("", "heading")
        rungs_column.addWidget(self._rungs_head)
        self.outlet = Combo()
        self.outlet.currentIndexChanged.connect(lambda _index: self._show_rungs())
        rungs_column.addWidget(self.outlet)
        self._rungs = QVBoxLayout()
        self._rungs.setSpacing(0)
        rungs_column.addLayout(self._rungs)
        self.result = label("", "small", "secondary", wrap=True)
        rungs_column.addWidget(self.result)
        column.addWidget(rungs)
        column.addWidget(hairline())
        column.addStretch(1)
        theme.changed.connect(self._show_rungs)  # their numbers carry a colour of the theme they were made in
        self.retranslate()

    def show_role(self, staff: Staff, line: RoleLine | None, region: str = "") -> None:
        """Show this role, in that region where one is named; None empties the panel."""
        self._staff, self._line, self._region = staff, line, region
        self.setVisible(line is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the panel anew."""
        self.person.caption.setText(self.tr("Assignee by default"))
        self.deputy.caption.setText(self.tr("Deputy"))
        self._rungs_head.setText(self.tr("Who gets the task"))
        for card, name in (
            (self.person, self.tr("Change the assignee")),
            (self.deputy, self.tr("Change the deputy")),
            (self.of_region, self.tr("Change the assignee in the region")),
        ):
            card.change.setText(self.tr("Change…"))
            card.change.setAccessibleName(name)
        self.replace.setText(self.tr("Replace everywhere…"))
        self.of_region.caption.setText(self.tr("Assignee in “{name}”").format(name=self._region))
        self.clear_region.setText(self.tr("As by default"))
        self.structure.setText(self.tr("By the structure…"))
        self.outlet.setAccessibleName(self.tr("Outlet for which the rule is shown"))
        line, staff = self._line, self._staff
        if line is None:
            return
        holder = staff.holder(line.role.id)
        self.replace.setVisible(self._held_by() is not None)
        self.title.setText(f"{line.role.title} · {self._region}" if self._region else line.role.title)
        steps = self.tr("%n step(s)", "", line.steps)
        self.description.setText(f"{line.role.description} · {steps}" if line.role.description else steps)
        own = staff.region_person(line.role.id, self._region) if self._region else None
        self.of_region.setVisible(bool(self._region))
        self.clear_region.setVisible(own is not None)
        if self._region:
            self._show_card(self.of_region, own, "")
            if own is None:
                self.of_region.show_person(None, self.tr("As by default"), "", "")
        self.structure.setVisible(not self._region and bool(staff.departments))
        self._show_card(self.person, staff.person(holder.user_id), "late")
        self._show_card(self.deputy, staff.person(holder.deputy_id), "risk")
        rule = rule_of(holder.rule, staff.people.values(), staff.departments)
        if rule is not None:
            pattern = self.tr("head of “{what}”") if rule.kind == "head" else self.tr("position “{what}”")
            self.person.caption.setText(
                self.tr("Assignee by default: {rule}").format(rule=pattern.format(what=rule.what))
            )
        self._fill_outlets()
        self._show_rungs()

    def _show_card(self, card: _Card, person: Person | None, empty_sign: str) -> None:
        if person is None:
            card.show_person(None, self.tr("Not set"), "", empty_sign)
            return
        departments = {one.id: one for one in self._staff.departments}
        about = ", ".join(part for part in (person.position, department_names(person, departments)) if part)
        if not person.is_active:
            about = self.tr("dismissed, no access to the portal")
        elif person.absent_until is not None:
            away = self.tr("absent till {day}").format(day=f"{person.absent_until:%d.%m.%Y}")
            about = f"{about}\n{away}" if about else away
        card.show_person(person, "", about, "" if person.is_active else "late")

    def _fill_outlets(self) -> None:
        chosen = self.outlet.currentData()
        self.outlet.blockSignals(True)
        self.outlet.clear()
        anywhere = (
            self.tr("Any outlet of “{name}”").format(name=self._region) if self._region else self.tr("Any outlet")
        )
        self.outlet.addItem(anywhere, "")
        for outlet in self._staff.outlets:
            if not self._region or outlet.region == self._region:
                self.outlet.addItem(outlet.address, outlet.opening)
        self.outlet.setCurrentIndex(max(0, self.outlet.findData(chosen)))
        self.outlet.setVisible(self.outlet.count() > 1)
        self.outlet.blockSignals(False)

    def _show_rungs(self) -> None:
        if self._line is None:
            return
        role, opening = self._line.role.id, str(self.outlet.currentData() or "")
        outlet = next((one for one in self._staff.outlets if one.opening == opening), None)
        region = outlet.region if outlet else self._region
        while self._rungs.count():
            item = self._rungs.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        staff = self._staff
        own = staff.overrides_of(opening)
        rungs = ladder(role, own, staff.holders, staff.people, staff.region_holders, region=region)
        shown = [rung for rung in rungs if rung.rung != "region" or region]
        for number, rung in enumerate(shown, start=1):
            self._rungs.addWidget(self._rung(number, rung, region, bool(opening)))
        receiver = staff.receiver(role, region, opening)
        if receiver is None:
            self.result.setText(self.tr("Nobody: an outlet cannot be launched with this role."))
            set_tone(self.result, "late")
        else:
            self.result.setText(self.tr("New tasks go to {name}.").format(name=receiver.name))
            set_tone(self.result, "secondary")

    def _rung(self, number: int, rung: RungView, region: str, is_known: bool) -> QWidget:
        made = QWidget()
        fix_height(made, 28)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_number(number), 0, Qt.AlignmentFlag.AlignVCenter)
        names = {
            "outlet": self.tr("Outlet"),
            "region": self.tr("Region “{name}”").format(name=region),
            "default": self.tr("By default"),
            "deputy": self.tr("Absent → deputy"),
        }
        name = ElidedLabel(names.get(rung.rung, rung.rung), "small", "secondary", spare=0)
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(name)
        row.addStretch(1)
        person = self._staff.person(rung.user_id)
        if rung.rung == "outlet" and not is_known:
            text, tone = self.tr("set at the launch"), "tertiary"
        elif person is None:
            text, tone = self.tr("not set"), "tertiary"
        elif rung.state == "dismissed":
            text, tone = self.tr("{name}, dismissed").format(name=person.short_name), "late"
        elif rung.state == "absent":
            text, tone = self.tr("{name}, absent").format(name=person.short_name), "risk"
        elif rung.rung == "deputy" and not rung.is_chosen:
            text, tone = self.tr("not needed"), "tertiary"
        else:
            text, tone = person.short_name, ""
        row.addWidget(label(text, "small", tone))
        if rung.is_chosen:
            row.addWidget(Icon("ph.check", "status.done.fill", 14), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row, 1)
        column.addWidget(hairline())
        return made

    def _held_by(self) -> UserId | None:
        """Whom "replace everywhere" is about: the person of the region shown, else the one by default."""
        if self._line is None:
            return None
        role = self._line.role.id
        return self._staff.region_holders.get(self._region, {}).get(role) or self._staff.holder(role).user_id

    def _ask_replace(self) -> None:
        user_id = self._held_by()
        if user_id is not None:
            self.replace_asked.emit(user_id)

    def _ask(self, what: str) -> None:
        if self._line is not None:
            self.edit_asked.emit(self._line.role.id, what)


def _number(number: int) -> QLabel:
    made = label(str(number), "caption", "secondary")
    fix_square(made, 16)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setObjectName("rungNumber")
    made.setStyleSheet(f"#rungNumber {{ background: {theme.hex('surface.hover')}; border-radius: 3px; }}")
    return made
