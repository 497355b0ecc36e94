"""Roles with the people who get them in this outlet; a row opens the chooser for an override."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import Department, Person, UserId
from outlet_desktop.domain.people import RungView
from outlet_desktop.domain.template import Role, RoleId
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.launch.hint import clear
from outlet_desktop.ui.messages import format_date
from outlet_desktop.ui.roles.chooser import NOBODY, PersonChooser
from outlet_desktop.ui.roles.person_cell import AVATAR, paint_avatar, paint_tag, paint_text, tag_width
from outlet_desktop.ui.text_size import fix_height, tall
from outlet_desktop.ui.theme import font, theme

_ROW = 26  # px
_NAMES = 132  # px, the roles


class PersonRow(QWidget):
    """One role: its title, avatar and name; a pencil while the pointer or the focus is on it.

    Signals:
        pressed: The row was clicked, or Enter, Space or F2 pressed on it.
    """

    pressed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        self._person: Person | None = None
        self._rung = ""
        self._load: tuple[str, str] | None = None  # "9 of 6", status
        fix_height(self, _ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def person(self) -> Person | None:
        """Who is shown."""
        return self._person

    def show_person(self, person: Person | None, rung: str, why: str = "", load: tuple[str, str] | None = None) -> None:
        """Show who gets the role.

        Args:
            rung: Where in the ladder the person stands; a tag tells all but the default.
            why: The whole ladder as the tooltip.
            load: Tasks against the norm of the worst week, and its status; None = within the norm.
        """
        self._person, self._rung, self._load = person, rung, load
        name = person.name if person is not None else self.tr("Not set")
        told = ", ".join(part for part in (f"{self.role.title}: {name}", self._tag(), load[0] if load else "") if part)
        self.setAccessibleName(told)
        self.setAccessibleDescription(why)
        self.setToolTip("\n".join(part for part in (f"{self.role.title}: {name}", why) if part))
        self.update()

    def _tag(self) -> str:
        tags = {"outlet": self.tr("here"), "region": self.tr("region"), "deputy": self.tr("deputy")}
        return tags.get(self._rung, "")

    def sizeHint(self) -> QSize:
        return QSize(300, tall(_ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
        if event.key() in keys and not event.modifiers():
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect()
        if self.underMouse() or self.hasFocus():
            painter.fillRect(rect, theme.color("surface.hover"))
        if self.hasFocus():
            painter.fillRect(0, 0, 2, rect.height(), theme.color("focus.ring"))
        middle = rect.center().y() + 1
        secondary = theme.color("text.secondary")
        paint_text(
            painter, rect.adjusted(16, 0, _NAMES + 8 - rect.width(), 0), self.role.title, font("body"), secondary
        )
        left = 16 + _NAMES
        person = self._person
        load = self._load
        tag = self._tag() if load is None else ""  # there is room for one; the tooltip tells both
        tail = tag_width(tag) + 8 if tag else 0
        if load is not None:
            small = font("small", tabular=True)
            room = QFontMetrics(small).horizontalAdvance(load[0]) + 28
            tail += room - 16
            box = rect.adjusted(rect.width() - room - 4, 0, -26, 0)
            paint_text(painter, box, load[0], small, theme.color(f"status.{load[1]}.text"))
        if person is None:
            draw_icon(
                painter,
                "ph.warning-octagon-fill",
                QPoint(left + 10, middle).toPointF(),
                14,
                theme.color("status.late.fill"),
            )
            paint_text(
                painter,
                rect.adjusted(left + 28, 0, -8, 0),
                self.tr("Not set"),
                font("body"),
                theme.color("status.late.text"),
            )
            return
        paint_avatar(painter, QPoint(left + AVATAR // 2, middle).toPointF(), person.initials)
        name_font = font("body", weight=500 if self._rung == "outlet" else 400)
        space = rect.adjusted(left + AVATAR + 8, 0, -34 - tail, 0)
        width = paint_text(painter, space, person.short_name, name_font, theme.color("text.primary"))
        if tag:
            status = "risk" if self._rung == "deputy" else "active"
            paint_tag(painter, space.left() + width + 8, middle, tag, status)
        if load is not None:
            sign = "ph.warning-octagon-fill" if load[1] == "late" else "ph.warning-fill"
            center = QPoint(rect.right() - 16, middle).toPointF()
            draw_icon(painter, sign, center, 14, theme.color(f"status.{load[1]}.fill"))
        elif self.underMouse() or self.hasFocus():
            center = QPoint(rect.right() - 20, middle).toPointF()
            draw_icon(painter, "ph.pencil-simple", center, 14, secondary)


class PeopleList(QWidget):
    """The rows, and the popup that changes one.

    Signals:
        changed: (role id, user id or None): override this role in this outlet; None takes the override back.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._column.setSpacing(0)
        self.rows: dict[RoleId, PersonRow] = {}
        self.chooser = PersonChooser(self)
        self.chooser.chosen.connect(self._chosen)
        self._role: RoleId = ""
        self._people: Mapping[UserId, Person] = {}
        self._departments: Sequence[Department] = ()
        self._overrides: Mapping[RoleId, UserId] = {}
        self._rungs: Mapping[RoleId, Sequence[RungView]] = {}
        self._loads: Mapping[UserId, tuple[int, int, str]] = {}
        self._region = ""

    def show_people(
        self,
        roles: Sequence[Role],
        who: Mapping[RoleId, UserId],
        overrides: Mapping[RoleId, UserId],
        people: Mapping[UserId, Person],
        departments: Sequence[Department],
        rungs: Mapping[RoleId, Sequence[RungView]] | None = None,
        loads: Mapping[UserId, tuple[int, int, str]] | None = None,
        region: str = "",
    ) -> None:
        """Show these roles.

        Args:
            who: Who gets them, overrides applied. `rungs`: why, the ladder of each role.
            loads: Of people above the norm: tasks and norm of the worst week, and its status.
        """
        self._people, self._departments, self._overrides = people, departments, overrides
        self._rungs, self._loads, self._region = rungs or {}, loads or {}, region
        if [role.id for role in roles] != list(self.rows):
            clear(self._column)
            self.rows = {role.id: PersonRow(role) for role in roles}
            for role_id, row in self.rows.items():
                row.pressed.connect(lambda role=role_id: self.open_chooser(role))
                self._column.addWidget(row)
        for role_id, row in self.rows.items():
            self._show_row(row, people.get(who.get(role_id, NOBODY)))

    def _show_row(self, row: PersonRow, person: Person | None) -> None:
        role = row.role.id
        chosen = next((rung.rung for rung in self._rungs.get(role, ()) if rung.is_chosen), "")
        rung = "outlet" if role in self._overrides else chosen
        load = self._loads.get(person.user_id) if person is not None else None
        told = None
        if load is not None:
            told = self.tr("{tasks} of {norm}").format(tasks=load[0], norm=load[1]), load[2]
        row.show_person(person, rung, self._why(role), told)

    def _why(self, role: RoleId) -> str:
        """The ladder in words, one rung a line; an arrow marks the one that gives the person."""
        names = {
            "outlet": self.tr("This outlet"),
            "region": self.tr("Region {name}").format(name=self._region),
            "default": self.tr("By default"),
            "deputy": self.tr("Deputy"),
        }
        lines: list[str] = []
        for rung in self._rungs.get(role, ()):
            if rung.user_id is None or (rung.rung == "region" and not self._region):
                continue
            person = self._people.get(rung.user_id)
            name = person.name if person is not None else str(rung.user_id)
            if rung.state == "absent" and person is not None and person.absent_until is not None:
                name = self.tr("{name}, absent until {day}").format(name=name, day=format_date(person.absent_until))
            elif rung.state == "dismissed":
                name = self.tr("{name}, dismissed").format(name=name)
            lines.append(f"{'→ ' if rung.is_chosen else ''}{names[rung.rung]}: {name}")
        return "\n".join(lines)

    def open_chooser(self, role: RoleId) -> None:
        """Offer the active people for this role."""
        row = self.rows[role]
        self._role = role
        back = self.tr("As the roles say") if role in self._overrides else ""
        self.chooser.open_at(
            row.mapToGlobal(QPoint(16 + _NAMES - 40, tall(_ROW))),
            tuple(self._people.values()),
            self._departments,
            current=row.person.user_id if row.person is not None else None,
            nobody=back,
        )

    def retranslate(self) -> None:
        """Word the rows anew."""
        self.chooser.retranslate()
        for row in self.rows.values():
            self._show_row(row, row.person)

    def _chosen(self, user_id: UserId) -> None:
        self.changed.emit(self._role, None if user_id == NOBODY else user_id)
