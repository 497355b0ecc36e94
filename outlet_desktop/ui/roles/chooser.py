"""A popup list of people with search; dismissed people are not offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import Department, Person, UserId
from outlet_desktop.ui.icons import draw_icon, icon
from outlet_desktop.ui.roles.person_cell import AVATAR, paint_avatar, paint_tag, paint_text, tag_width
from outlet_desktop.ui.text_size import lines_of, tall
from outlet_desktop.ui.theme import font, theme

Index = QModelIndex | QPersistentModelIndex
NOBODY: UserId = 0

_ROW = 40  # px, two lines
_GROUP = 26
_WIDTH = 340
_HEIGHT = 380


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the head of a department, a person, or the choice of nobody (both None, `group` = its words)."""

    group: str = ""
    person: Person | None = None

    @property
    def is_heading(self) -> bool:
        """A department's name, which cannot be chosen."""
        return self.person is None and not self.is_nobody

    @property
    def is_nobody(self) -> bool:
        """The row that takes the person away."""
        return self.person is None and self.group.startswith("\0")


def department_names(person: Person, departments: Mapping[int, Department]) -> str:
    """Names of the person's departments, comma-separated."""
    return ", ".join(departments[one].name for one in person.department_ids if one in departments)


def matches(person: Person, department: str, words: str) -> bool:
    """Whether every word typed begins or is inside the name, the position or the department."""
    text = f"{person.name} {person.position} {department}".casefold().replace("ё", "е")
    return all(word in text for word in words.casefold().replace("ё", "е").split())


def entries_for(
    people: Iterable[Person], departments: Sequence[Department], words: str = "", nobody: str = ""
) -> list[Entry]:
    """Active people whom `words` finds, grouped by their first department in the order of `departments`."""
    by_id = {department.id: department for department in departments}
    groups: dict[str, list[Person]] = {department.name: [] for department in departments}
    for person in sorted(people, key=lambda one: one.name):
        if person.is_active and matches(person, department_names(person, by_id), words):
            first = next((by_id[one].name for one in person.department_ids if one in by_id), "")
            groups.setdefault(first, []).append(person)
    found = [Entry(group="\0" + nobody)] if nobody and not words.strip() else []
    for name, members in groups.items():
        if members:
            found += [Entry(group=name)] if name else []
            found += [Entry(person=person) for person in members]
    return found


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.person.name if entry.person is not None else entry.group.lstrip("\0")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, chooser: PersonChooser) -> None:
        super().__init__(chooser)
        self._chooser = chooser

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._chooser.entry(index.row())
        return QSize(_WIDTH - 20, tall(_GROUP) if entry.is_heading else tall(_ROW, 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._chooser.entry(index.row())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if entry.is_heading:
            painter.fillRect(rect, theme.color("surface.window"))
            paint_text(
                painter,
                rect.adjusted(12, 0, -8, 0),
                entry.group,
                font("small", weight=600),
                theme.color("text.secondary"),
            )
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("surface.selected"))
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.color("accent.fill"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        person = entry.person
        middle = rect.center().y() + 1
        if person is None:
            draw_icon(
                painter,
                "ph.arrow-counter-clockwise",
                QPointF(rect.left() + 22, middle),
                16,
                theme.color("text.secondary"),
            )
            paint_text(
                painter,
                rect.adjusted(12 + AVATAR + 8, 0, -8, 0),
                entry.group.lstrip("\0"),
                font("body"),
                theme.color("text.primary"),
            )
            painter.restore()
            return
        paint_avatar(painter, QPointF(rect.left() + 22, middle), person.initials)
        left = 12 + AVATAR + 8
        note = self._chooser.note(person)
        tail = tag_width(note) + 16 if note else 8
        top, below = lines_of(rect, (3, 18), (20, 16))
        width = paint_text(
            painter, top.adjusted(left, 0, -tail, 0), person.name, font("body"), theme.color("text.primary")
        )
        if note:
            paint_tag(painter, rect.left() + left + width + 8, top.center().y() + 1, note, "idle")
        paint_text(
            painter,
            below.adjusted(left, 0, -8, 0),
            person.position,
            font("small"),
            theme.color("text.secondary"),
        )
        painter.restore()


class PersonChooser(QFrame):
    """The popup. `open_at` shows it under a rectangle; it closes by itself.

    Signals:
        chosen: The user id; `NOBODY` for the row that takes the person away.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("personChooser")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._people: tuple[Person, ...] = ()
        self._departments: tuple[Department, ...] = ()
        self._nobody = ""
        self.search = QLineEdit()
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.search.addAction(icon("ph.magnifying-glass", "text.tertiary"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setProperty("leading", True)
        self._model = _Entries(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(self))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._click)
        self.list.setFocusProxy(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        holder = QVBoxLayout()
        holder.setContentsMargins(8, 8, 8, 8)
        holder.addWidget(self.search)
        layout.addLayout(holder)
        layout.addWidget(self.list)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the labels anew."""
        self.search.setPlaceholderText(self.tr("Name, position or department"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.list.setAccessibleName(self.tr("People"))

    def open_at(
        self,
        corner: QPoint,
        people: Sequence[Person],
        departments: Sequence[Department],
        *,
        current: UserId | None = None,
        nobody: str = "",
    ) -> None:
        """Show it with its top left at `corner` (global px). `nobody` words the row that takes a person away."""
        self._people, self._departments, self._nobody = tuple(people), tuple(departments), nobody
        self.setStyleSheet(
            f"#personChooser {{ border: 1px solid {theme.hex('border.popup')};"
            f" background: {theme.hex('surface.raised')}; }}"
        )
        self.search.clear()
        self._filter()
        for row, entry in enumerate(self._model.entries):
            if entry.person is not None and entry.person.user_id == current:
                self._go(row)
        self.resize(_WIDTH, _HEIGHT)
        screen = self.screen().availableGeometry()
        x = min(max(corner.x(), screen.left()), screen.right() - _WIDTH)
        y = corner.y() if corner.y() + _HEIGHT <= screen.bottom() else screen.bottom() - _HEIGHT
        self.move(x, max(screen.top(), y))
        self.show()
        self.search.setFocus()

    def entry(self, row: int) -> Entry:
        """The row as it is drawn."""
        return self._model.entries[row]

    def shown(self) -> list[Person]:
        """The people in the list now."""
        return [entry.person for entry in self._model.entries if entry.person is not None]

    def note(self, person: Person) -> str:
        """What stands in a tag beside the name."""
        if person.absent_until is None:
            return ""
        return self.tr("absent till {day}").format(day=f"{person.absent_until:%d.%m}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            match event.key():
                case Qt.Key.Key_Down:
                    self._step(1)
                    return True
                case Qt.Key.Key_Up:
                    self._step(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take(self.list.currentIndex().row())
                    return True
                case Qt.Key.Key_Escape:
                    self.close()
                    return True
        return super().eventFilter(watched, event)

    def _filter(self) -> None:
        self._model.show(entries_for(self._people, self._departments, self.search.text(), self._nobody))
        first = next((row for row, entry in enumerate(self._model.entries) if entry.person is not None), -1)
        if first >= 0:
            self._go(first)

    def _go(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < len(self._model.entries):
            if not self._model.entries[row].is_heading:
                self._go(row)
                return
            row += by

    def _click(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._model.entries) or self._model.entries[row].is_heading:
            return
        person = self._model.entries[row].person
        self.close()
        self.chosen.emit(person.user_id if person is not None else NOBODY)
