"""The tab "People": a list with search; position, department, roles, open tasks."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.ui.controls import EmptyState, secondary_button
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.roles.chooser import department_names, matches
from outlet_desktop.ui.roles.person_cell import paint_person, paint_text
from outlet_desktop.ui.roles.staff import Staff
from outlet_desktop.ui.table_dress import dress
from outlet_desktop.ui.text_size import fix_width, side_wide
from outlet_desktop.ui.theme import font, theme, token

Index = QModelIndex | QPersistentModelIndex


class PeopleColumn(IntEnum):
    """Columns of the list."""

    PERSON = 0
    POSITION = 1
    DEPARTMENT = 2
    ROLES = 3
    TASKS = 4


class PeopleModel(QAbstractTableModel):
    """The people that the search finds: active ones by name, dismissed ones below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._staff = Staff()
        self._words = ""
        self.people: list[Person] = []

    def show(self, staff: Staff) -> None:
        """Replace everything."""
        self._staff = staff
        self.filter(self._words)

    def filter(self, words: str) -> None:
        """Keep those whose name, position or department hold every word."""
        self._words = words
        departments = {one.id: one for one in self._staff.departments}
        self.beginResetModel()
        self.people = sorted(
            (
                person
                for person in self._staff.people.values()
                if matches(person, department_names(person, departments), words)
            ),
            key=lambda person: (not person.is_active, person.name),
        )
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(PeopleColumn)

    def absent_text(self, person: Person) -> str:
        """The tag of an absent person."""
        if person.absent_until is None:
            return ""
        return self.tr("till {day}").format(day=f"{person.absent_until:%d.%m}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        person = self.people[index.row()]
        match index.column():
            case PeopleColumn.PERSON:
                return person.name if person.is_active else self.tr("{name}, dismissed").format(name=person.name)
            case PeopleColumn.POSITION:
                return person.position
            case PeopleColumn.DEPARTMENT:
                return department_names(person, {one.id: one for one in self._staff.departments})
            case PeopleColumn.ROLES:
                return ", ".join(self._roles_of(person))
            case _:
                return str(self._staff.open_tasks.get(person.user_id, 0))

    def _roles_of(self, person: Person) -> list[str]:
        found = []
        for line in self._staff.roles:
            holder = self._staff.holder(line.role.id)
            if holder.user_id == person.user_id:
                found.append(line.role.title)
            elif holder.deputy_id == person.user_id:
                found.append(self.tr("{role} (deputy)").format(role=line.role.title))
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Person"),
                self.tr("Position"),
                self.tr("Department"),
                self.tr("Roles"),
                self.tr("Open tasks"),
            )[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            at_right = section == PeopleColumn.TASKS
            side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _PersonDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PeopleModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
            if index.column() == PeopleColumn.PERSON:
                painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.color("accent.fill"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        person = model.people[index.row()]
        inner = rect.adjusted(12, 0, -8, 0)
        if index.column() == PeopleColumn.PERSON:
            paint_person(painter, inner, person, model.absent_text(person))
        else:
            is_number = index.column() == PeopleColumn.TASKS
            text = str(model.data(index) or "")
            quiet = not person.is_active or (is_number and text == "0")
            paint_text(
                painter,
                inner.adjusted(0, 0, -4 if is_number else 0, 0),
                text,
                font("body", tabular=is_number),
                theme.color("text.tertiary" if quiet else "text.primary"),
                Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft,
            )
        painter.restore()


class PeoplePage(QWidget):
    """Search field and list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PeopleModel(self)
        self.search = QLineEdit()
        fix_width(self.search, 320)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("ph.magnifying-glass", "text.tertiary"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setProperty("leading", True)
        self.search.textChanged.connect(self._filter)
        self.table = QTableView()
        wants_ring(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_PersonDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = dress(self.table, int(token("size.row.outlet")))
        for column, width in (
            (PeopleColumn.PERSON, 270),
            (PeopleColumn.POSITION, 250),
            (PeopleColumn.DEPARTMENT, 220),
            (PeopleColumn.TASKS, 130),
        ):
            self.table.setColumnWidth(column, side_wide(width))
        header.setSectionResizeMode(PeopleColumn.ROLES, QHeaderView.ResizeMode.Stretch)
        self._reset = secondary_button("-")
        self._reset.clicked.connect(self.search.clear)
        self.empty = EmptyState("", "-", "", self._reset)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(0)
        bar = QWidget()
        bar_column = QVBoxLayout(bar)
        bar_column.setContentsMargins(12, 8, 12, 8)
        bar_column.addWidget(self.search)
        column_layout.addWidget(bar)
        self._stack = QStackedLayout()
        column_layout.addLayout(self._stack, 1)  # first: it shows its first widget, which had been a window alone
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.retranslate()

    def show_staff(self, staff: Staff) -> None:
        """Replace everything; the search stays."""
        self.model.show(staff)
        self._show_empty()

    def show_person(self, user_id: UserId) -> bool:
        """Select that person; the search gives way. False = there is no such person."""
        self.search.clear()
        people = self.model.people
        row = next((number for number, person in enumerate(people) if person.user_id == user_id), -1)
        if row < 0:
            return False
        self.table.selectRow(row)
        self.table.scrollTo(self.model.index(row, 0))
        self.table.setFocus()
        return True

    def retranslate(self) -> None:
        """Word the page anew."""
        self.search.setPlaceholderText(self.tr("Name, position or department"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.table.setAccessibleName(self.tr("People"))
        self._reset.setText(self.tr("Clear the search"))
        self.empty.set_words(self.tr("Nobody found"), self.tr("No person has all these words."))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(PeopleColumn) - 1)
        self.table.viewport().update()

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        self._show_empty()

    def _show_empty(self) -> None:
        is_empty = not self.model.people and bool(self.search.text())
        self._stack.setCurrentIndex(1 if is_empty else 0)
