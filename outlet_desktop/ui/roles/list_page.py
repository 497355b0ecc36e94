"""A plain list with a search-free table and buttons: the overrides of outlets, the absences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import Person
from outlet_desktop.ui.controls import EmptyState
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.roles.person_cell import paint_person, paint_text
from outlet_desktop.ui.table_dress import dress
from outlet_desktop.ui.text_size import side_wide
from outlet_desktop.ui.theme import font, theme, token

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: words, or a person (whose words are read out)."""

    text: str
    person: Person | None = None
    tone: str = "text.primary"  # a colour token


@dataclass(frozen=True, slots=True)
class Row:
    """A row and what it is about; `key` comes back with the signals."""

    key: object
    cells: tuple[Cell, ...]


class ListModel(QAbstractTableModel):
    """Rows of cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.headers: tuple[str, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def set_headers(self, headers: Sequence[str]) -> None:
        """Words above the columns."""
        resized = len(headers) != len(self.headers)
        if resized:
            self.beginResetModel()
        self.headers = tuple(headers)
        if resized:
            self.endResetModel()
        else:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(headers) - 1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.rows[index.row()].cells[index.column()].text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _CellDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ListModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.color("accent.fill"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        cell, inner = model.rows[index.row()].cells[index.column()], rect.adjusted(12, 0, -8, 0)
        if cell.person is not None:
            paint_person(painter, inner, cell.person, "")
        else:
            paint_text(painter, inner, cell.text, font("body"), theme.color(cell.tone))
        painter.restore()


class ListPage(QWidget):
    """The table, what stands in its place while it is empty, and a bar of buttons above.

    Signals:
        opened: Key of a row that was double-clicked, or on which Enter or F2 was pressed.
        removed: Key of a row on which Del was pressed, or whose removal was asked by the button.
    """

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, widths: Sequence[int], buttons: Sequence[QPushButton], empty: EmptyState) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self.model = ListModel(self)
        self.table = QTableView()
        wants_ring(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_CellDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = dress(self.table, int(token("size.row.outlet")))
        header.setStretchLastSection(True)
        self.model.modelReset.connect(self._reset)
        self.table.doubleClicked.connect(lambda index: self.opened.emit(self.model.rows[index.row()].key))
        self.empty = empty
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(8)
        for button in buttons:
            bar.addWidget(button)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if buttons:
            column.addLayout(bar)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # first: it shows its first widget, which had been a window alone
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)

    def current(self) -> object | None:
        """Key of the row under the cursor."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()].key if index.isValid() else None

    def remove_current(self) -> None:
        """Ask for the removal of the row under the cursor."""
        key = self.current()
        if key is not None:
            self.removed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        if key is not None and self.focusWidget() is self.table:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit(key)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                self.opened.emit(key)
                return
        super().keyPressEvent(event)

    def _reset(self) -> None:
        for column, width in enumerate(self._widths[: self.model.columnCount()]):
            self.table.setColumnWidth(column, side_wide(width))
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
