"""The load: person × week, tasks open and to come against the norm of each person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.schedule.workload import USUAL_NORM, Duty, Level, Workload, level
from outlet_desktop.ui.control_blocks import status_icon
from outlet_desktop.ui.controls import ElidedLabel, SpinBox, hairline, label
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.roles.person_cell import paint_person, paint_text
from outlet_desktop.ui.roles.staff import Staff
from outlet_desktop.ui.table_dress import dress
from outlet_desktop.ui.text_size import wide
from outlet_desktop.ui.theme import font, theme

Index = QModelIndex | QPersistentModelIndex
PERSON, ROLE, NORM, FIRST_WEEK = 0, 1, 2, 3
_MOST_IN_TIP = 12
_ROW = 25  # px


class LoadModel(QAbstractTableModel):
    """A row for everybody who plays a role, stands in, or has tasks; the busiest of this week first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staff = Staff()
        self.load = Workload((), {})
        self.people: tuple[Person, ...] = ()

    def show(self, staff: Staff, load: Workload) -> None:
        """Replace everything; the rows keep their places while the people are the same."""
        wanted = [person for person in staff.people.values() if self._belongs(person, staff, load)]
        share = {one.user_id: self._share(one.user_id, staff, load) for one in wanted}
        people = tuple(sorted(wanted, key=lambda one: (-share[one.user_id], one.name)))
        if people and {one.user_id for one in people} == {one.user_id for one in self.people} and load.mondays:
            # Nothing moves under the pointer: the order stays until the page is opened again.
            place = {one.user_id: number for number, one in enumerate(self.people)}
            people = tuple(sorted(people, key=lambda one: place[one.user_id]))
            self.staff, self.load, self.people = staff, load, people
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, self.columnCount() - 1), [])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.staff, self.load, self.people = staff, load, people
        self.endResetModel()

    @staticmethod
    def _belongs(person: Person, staff: Staff, load: Workload) -> bool:
        held = any(
            person.user_id in (holder.user_id, holder.deputy_id)
            for role, holder in staff.holders.items()
            if any(line.role.id == role for line in staff.roles)
        )
        in_region = any(person.user_id in people.values() for people in staff.region_holders.values())
        return (person.is_active and (held or in_region)) or person.user_id in load.duties

    @staticmethod
    def _share(user_id: UserId, staff: Staff, load: Workload) -> float:
        return load.tasks(user_id)[0] / max(1, staff.norm(user_id)) if load.mondays else 0.0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST_WEEK + len(self.load.mondays)

    def tasks_at(self, row: int, column: int) -> tuple[int, Level]:
        """Number of tasks in a week's cell and how it stands to the norm."""
        person = self.people[row]
        count = self.load.tasks(person.user_id)[column - FIRST_WEEK]
        return count, level(count, self.staff.norm(person.user_id))

    def is_away(self, row: int, column: int) -> bool:
        """Whether the person is away for the whole of that week."""
        person, monday = self.people[row], self.load.mondays[column - FIRST_WEEK]
        friday = monday + timedelta(days=4)
        is_away = person.absent_until is not None and person.absent_until >= friday
        return is_away or any(first <= monday and last >= friday for first, last in person.away)

    def roles_of(self, person: Person) -> str:
        """What the person does, in a few words."""
        found = []
        for line in self.staff.roles:
            holder = self.staff.holder(line.role.id)
            in_region = any(held.get(line.role.id) == person.user_id for held in self.staff.region_holders.values())
            if person.user_id == holder.user_id or in_region:
                found.append(line.role.title)
        deputies = [
            self.tr("dep.: {role}").format(role=line.role.title)
            for line in self.staff.roles
            if self.staff.holder(line.role.id).deputy_id == person.user_id
        ]
        return ", ".join(found or deputies)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person, column = self.people[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and column >= FIRST_WEEK:
            return self._sentence(index)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        match column:
            case 0:
                return person.name
            case 1:
                return self.roles_of(person)
            case 2:
                return str(self.staff.norm(person.user_id))
        return str(self.tasks_at(index.row(), column)[0])

    def _sentence(self, index: Index) -> str:
        count, bad = self.tasks_at(index.row(), index.column())
        monday = self.load.mondays[index.column() - FIRST_WEEK]
        words = self.tr("week from {day}: %n task(s)", "", count).format(day=f"{monday:%d.%m.%Y}")
        above = self.tr("above the norm")
        return f"{words}, {above}" if bad else words

    def _tip(self, index: Index) -> str:
        person, column = self.people[index.row()], index.column()
        if column == NORM:
            typed = person.user_id in self.staff.norms
            usual = self.tr("The usual norm: {count} tasks a week.").format(count=USUAL_NORM)
            how = self.tr("Double click or Enter changes it.")
            return how if typed else f"{usual}\n{how}"
        if column < FIRST_WEEK:
            return ", ".join(part for part in (person.name, person.position) if part)
        duties = self.load.week(person.user_id, column - FIRST_WEEK)
        head = f"{person.name}, {self._sentence(index)}"
        return "\n".join([head, *(self._duty(duty) for duty in duties[:_MOST_IN_TIP]), *self._more(duties)])

    def _duty(self, duty: Duty) -> str:
        state = self.tr("open") if duty.is_open else self.tr("to come")
        return f"• {duty.title} — {duty.address} ({state}, {duty.start:%d.%m}–{duty.finish:%d.%m})"

    def _more(self, duties: Sequence[Duty]) -> list[str]:
        left = len(duties) - _MOST_IN_TIP
        return [self.tr("and %n more", "", left)] if left > 0 else []

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section >= FIRST_WEEK:
                return f"{self.load.mondays[section - FIRST_WEEK]:%d.%m}"
            return (self.tr("Person"), self.tr("Role"), self.tr("Norm"))[section]
        if role == Qt.ItemDataRole.ForegroundRole and section == FIRST_WEEK:
            return theme.color("accent.text")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            sides = {PERSON: Qt.AlignmentFlag.AlignLeft, ROLE: Qt.AlignmentFlag.AlignLeft}
            side = Qt.AlignmentFlag.AlignRight if section == NORM else Qt.AlignmentFlag.AlignHCenter
            return sides.get(section, side) | Qt.AlignmentFlag.AlignVCenter
        return None


class _LoadDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LoadModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, theme.color("surface.selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        person = model.people[index.row()]
        if index.column() == PERSON:
            paint_person(painter, rect.adjusted(12, 0, -8, 0), person, "")
        elif index.column() == ROLE:
            words = str(model.data(index))
            paint_text(painter, rect.adjusted(12, 0, -8, 0), words, font("small"), theme.color("text.secondary"))
        elif index.column() == NORM:
            typed = person.user_id in model.staff.norms
            ink = theme.color("text.primary" if typed else "text.tertiary")
            side = Qt.AlignmentFlag.AlignRight
            paint_text(
                painter, rect.adjusted(0, 0, -12, 0), str(model.data(index)), font("body", tabular=True), ink, side
            )
        else:
            self._paint_week(painter, rect.adjusted(2, 2, -2, -3), model, index)
        painter.restore()

    def _paint_week(self, painter: QPainter, box: QRect, model: LoadModel, index: Index) -> None:
        count, bad = model.tasks_at(index.row(), index.column())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text, number = font("body", weight=600 if bad else 400, tabular=True), str(count)
        if not count and model.is_away(index.row(), index.column()):
            paint_text(painter, box, "—", text, theme.color("text.tertiary"), Qt.AlignmentFlag.AlignHCenter)
            return
        painter.setPen(QPen(theme.color(f"status.{bad}.fill"), 2 if bad == "late" else 1) if bad else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"status.{bad}.tint" if bad else "surface.hover"))
        half = 1.0 if bad == "late" else 0.5 if bad else 0.0
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), 3, 3)
        quiet = "text.primary" if count else "text.tertiary"
        ink = theme.color(f"status.{bad}.text" if bad else quiet)
        if not bad:
            paint_text(painter, box, number, text, ink, Qt.AlignmentFlag.AlignHCenter)
            return
        width = QFontMetrics(text).horizontalAdvance(number)
        left = box.center().x() - (width + 18) // 2
        paint_text(painter, QRect(left, box.top(), width + 2, box.height()), number, text, ink)
        center = QPointF(left + width + 11, box.center().y() + 1)
        draw_icon(painter, status_icon(bad), center, 12, theme.color(f"status.{bad}.fill"))


class LoadTable(QTableView):
    """The grid itself.

    Signals:
        norm_asked: Row whose norm somebody wants to change.
    """

    norm_asked = Signal(int)

    def __init__(self, model: LoadModel) -> None:
        super().__init__()
        wants_ring(self)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_LoadDelegate(self))
        self.setHorizontalHeader(_Header(Qt.Orientation.Horizontal, self))
        dress(self, _ROW, narrowest=wide(48))
        model.modelReset.connect(self._size_columns)
        self.doubleClicked.connect(self._ask)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        for column in range(self._model.columnCount()):
            if column >= FIRST_WEEK:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(PERSON, wide(188))
        self.setColumnWidth(ROLE, wide(184))
        self.setColumnWidth(NORM, wide(64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self._ask(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        if index.column() == NORM:
            self.norm_asked.emit(index.row())


class _Header(QHeaderView):
    """The day of a week stands in the middle of its column, which is narrower than a day with the usual padding."""

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        if index < FIRST_WEEK:
            super().paintSection(painter, rect, index)
            return
        model = self.model()
        words = model.headerData(index, self.orientation())
        ink = model.headerData(index, self.orientation(), Qt.ItemDataRole.ForegroundRole)
        painter.save()
        painter.fillRect(rect, theme.color("surface.base"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        color = ink if isinstance(ink, QColor) else theme.color("text.tertiary")
        paint_text(painter, rect, str(words), font("caption", tabular=True), color, Qt.AlignmentFlag.AlignHCenter)
        painter.restore()


class _Swatch(QWidget):
    """A legend's square: up to the norm, above it, from 150 %."""

    def __init__(self, bad: Level) -> None:
        super().__init__()
        self._bad = bad
        self.setFixedSize(18, 14)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bad = self._bad
        painter.setPen(QPen(theme.color(f"status.{bad}.fill"), 2 if bad == "late" else 1) if bad else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"status.{bad}.tint" if bad else "surface.hover"))
        painter.drawRoundedRect(QRectF(1, 1, 16, 12), 3, 3)


class LoadGrid(QFrame):
    """Title, legend and grid.

    Signals:
        norm_changed: (user id, tasks a week).
    """

    norm_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LoadModel(self)
        self.table = LoadTable(self.model)
        self.table.norm_asked.connect(self._ask_norm)
        self.norm = SpinBox(1, 99, USUAL_NORM)
        self.norm.setParent(self.table.viewport())
        self.norm.hide()
        self.norm.editingFinished.connect(self._take_norm)
        self._norm_of: UserId = 0
        self._title, self._about = label("", "heading"), ElidedLabel("", "small", "secondary")
        self._legend = [label("", "small", "secondary") for _ in range(3)]
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        levels: tuple[Level, ...] = ("", "risk", "late")
        for bad, words in zip(levels, self._legend, strict=True):
            head.addWidget(_Swatch(bad))
            head.addWidget(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        self.retranslate()

    def show_load(self, staff: Staff, load: Workload) -> None:
        """Show everybody's weeks."""
        self.model.show(staff, load)

    def retranslate(self) -> None:
        """Word it anew."""
        self._title.setText(self.tr("Load"))
        self._about.setText(self.tr("tasks a week, open and to come, against the person's norm"))
        for words, text in zip(
            self._legend, (self.tr("up to the norm"), self.tr("above the norm"), self.tr("from 150 %")), strict=True
        ):
            words.setText(text)
        self.table.setAccessibleName(self.tr("Load of people by week"))
        self.norm.setAccessibleName(self.tr("Norm, tasks a week"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.model.columnCount() - 1))
        self.table.viewport().update()

    def _ask_norm(self, row: int) -> None:
        person = self.model.people[row]
        self._norm_of = person.user_id
        self.norm.setValue(self.model.staff.norm(person.user_id))
        self.norm.setGeometry(self.table.visualRect(self.model.index(row, NORM)).adjusted(0, -2, 0, 2))
        self.norm.show()
        self.norm.setFocus()
        self.norm.selectAll()

    def _take_norm(self) -> None:
        if not self.norm.isVisible():
            return
        self.norm.hide()
        self.table.setFocus()
        if self.norm.value() != self.model.staff.norm(self._norm_of):
            self.norm_changed.emit(self._norm_of, self.norm.value())
