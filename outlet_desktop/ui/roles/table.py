"""The table role -> person -> deputy."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.template import RoleId
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.roles.person_cell import paint_person, paint_tag, paint_text, tag_width
from outlet_desktop.ui.roles.staff import RoleLine, Staff
from outlet_desktop.ui.theme import font, theme, token

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns of the table."""

    ROLE = 0
    PERSON = 1
    DEPUTY = 2
    TASKS = 3


class RolesModel(QAbstractTableModel):
    """One row per role; `staff` is replaced whole or by one holder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staff = Staff()

    def show(self, staff: Staff) -> None:
        """Replace everything; the rows keep their places while the roles are the same."""
        same = [line.role.id for line in staff.roles] == [line.role.id for line in self.staff.roles]
        if same and staff.roles:
            self.staff = staff
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, Column.TASKS))
            return
        self.beginResetModel()
        self.staff = staff
        self.endResetModel()

    def line(self, row: int) -> RoleLine:
        """The role of a row."""
        return self.staff.roles[row]

    def row_of(self, role: RoleId) -> int:
        """The row of a role, -1 when it is not there."""
        return next((row for row, line in enumerate(self.staff.roles) if line.role.id == role), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.staff.roles)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def person_at(self, row: int, column: int) -> Person | None:
        """The person in a cell."""
        holder = self.staff.holder(self.line(row).role.id)
        return self.staff.person(holder.user_id if column == Column.PERSON else holder.deputy_id)

    def tasks_at(self, row: int) -> int:
        """Open tasks of the person who gets the role's tasks now, or of the dismissed holder."""
        person = self.person_at(row, Column.PERSON)
        return self.staff.open_tasks.get(person.user_id, 0) if person is not None else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        match index.column():
            case Column.ROLE:
                return line.role.title
            case Column.TASKS:
                return str(self.tasks_at(index.row()))
            case column:
                person = self.person_at(index.row(), column)
                if person is None:
                    return self.tr("Not set")
                name = person.name
                return name if person.is_active else self.tr("{name}, dismissed").format(name=name)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Role"), self.tr("By default"), self.tr("Deputy"), self.tr("Open tasks"))[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.TASKS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
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


class _RoleDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RolesModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_active = bool(state & QStyle.StateFlag.State_Active)
        if is_selected:
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() != Column.TASKS:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        match index.column():
            case Column.ROLE:
                self._paint_role(painter, rect, model, model.line(index.row()))
            case Column.TASKS:
                paint_text(
                    painter,
                    rect.adjusted(8, 0, -12, 0),
                    str(model.tasks_at(index.row())),
                    font("body", tabular=True),
                    theme.color("text.primary"),
                    Qt.AlignmentFlag.AlignRight,
                )
            case column:
                self._paint_person(painter, rect.adjusted(12, 0, -8, 0), model, index.row(), column)
        if is_selected and is_active:
            painter.setPen(QPen(theme.color("accent.fill"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_role(self, painter: QPainter, rect: QRect, model: RolesModel, line: RoleLine) -> None:
        left = rect.adjusted(12, 0, -8, 0)
        paint_text(
            painter,
            QRect(left.left(), rect.top() + 4, left.width(), 18),
            line.role.title,
            font("body"),
            theme.color("text.primary"),
        )
        paint_text(
            painter,
            QRect(left.left(), rect.top() + 21, left.width(), 14),
            model.steps_text(line),
            font("caption", weight=400),
            theme.color("text.tertiary"),
        )

    def _paint_person(self, painter: QPainter, rect: QRect, model: RolesModel, row: int, column: int) -> None:
        person = model.person_at(row, column)
        middle = rect.center().y() + 1
        if person is None:
            draw_icon(
                painter, "ph.warning-fill", QPointF(rect.left() + 10, middle), 14, theme.color("status.risk.fill")
            )
            paint_text(
                painter,
                rect.adjusted(28, 0, 0, 0),
                QCoreApplication.translate("RolesModel", "Not set"),
                font("body"),
                theme.color("status.risk.text"),
            )
            return
        receiver = model.staff.receiver(model.line(row).role.id)
        stands_in = column == Column.DEPUTY and receiver is not None and receiver.user_id == person.user_id
        stands_in = stands_in and model.person_at(row, Column.PERSON) != person
        tag = QCoreApplication.translate("RolesModel", "stands in") if stands_in else ""
        tail = tag_width(tag) + 8 if tag else 0
        paint_person(painter, rect.adjusted(0, 0, -tail, 0), person, model.absent_text(person))
        if tag:
            paint_tag(painter, rect.right() - tail + 8, middle, tag, "active")


class RolesTable(QTableView):
    """The view: cells are selected one at a time; a double click, Enter or F2 asks for another person.

    Signals:
        edit: (row, column): somebody wants to put a person into that cell.
        clear: (row, column): Del was pressed in that cell.
    """

    edit_asked = Signal(int, int)
    clear_asked = Signal(int, int)

    def __init__(self, model: RolesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_RoleDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(token("size.row.matrix")))
        header = self.horizontalHeader()
        header.setStyleSheet("QHeaderView::section { padding: 0 12px; }")
        header.setFixedHeight(int(token("size.row.header")))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(72)
        for column, width in ((Column.ROLE, 240),):
            self.setColumnWidth(column, width)
        for column in (Column.PERSON, Column.DEPUTY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(Column.TASKS, 130)
        theme.changed.connect(self.viewport().update)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._ask(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if index.isValid() and plain:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                self._ask(index)
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.column() in (
                Column.PERSON,
                Column.DEPUTY,
            ):
                self.clear_asked.emit(index.row(), index.column())
                return
        super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        column = index.column() if index.column() == Column.DEPUTY else Column.PERSON
        self.edit_asked.emit(index.row(), int(column))
