"""Who a role gives now: read once, shown below the role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QHBoxLayout, QWidget

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.people import resolve
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.controls import Avatar, ElidedLabel, Icon, set_tone
from outlet_desktop.ui.messages import format_date


@dataclass(frozen=True, slots=True)
class Cast:
    """People and who plays which role by default."""

    people: Mapping[UserId, Person] = field(default_factory=dict)
    holders: Mapping[RoleId, RoleHolder] = field(default_factory=dict)


def load_cast(office: Office) -> Cast:
    """Blocking; raises Problem."""
    return Cast({person.user_id: person for person in office.people()}, dict(office.role_holders()))


class PersonLine(QWidget):
    """«Сейчас: Ольга Панина · по умолчанию», or that the role has nobody."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._avatar = Avatar()
        self._sign = Icon("ph.warning-fill", "status.risk.fill", 16)
        self.words = ElidedLabel("", "small", "secondary")
        row.addWidget(self._avatar)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)

    def show_role(self, cast: Cast, role: RoleId) -> None:
        """Show who gets the role's next task, by the ladder of a launch without overrides."""
        found = resolve(role, {}, cast.holders, cast.people)
        person = cast.people.get(found.user_id) if found.user_id is not None else None
        self._avatar.setVisible(person is not None)
        self._sign.setVisible(person is None)
        tone = "secondary"
        if person is None:
            tone = "risk"
            words = self.tr("Nobody now: assign a person in Roles")
        elif found.rung == "deputy":
            words = self.tr("Now: {person} · as the deputy").format(person=person.name)
        elif person.absent_until is not None:
            tone = "risk"
            words = self.tr("Now: {person} · absent until {day}").format(
                person=person.name, day=format_date(person.absent_until)
            )
        else:
            words = self.tr("Now: {person} · by default").format(person=person.name)
        if person is not None:
            self._avatar.set_initials(person.initials)
        set_tone(self.words, tone)
        self.words.setText(words)
