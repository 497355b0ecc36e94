"""The matrix role × region on the screen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from outlet_desktop.ui.key_table import ROLES
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.roles.matrix import RolesModel
from outlet_desktop.ui.roles.matrix_painting import RoleDelegate
from outlet_desktop.ui.table_dress import dress
from outlet_desktop.ui.text_size import wide
from outlet_desktop.ui.theme import token

_WIDTHS = {"role": 216, "default": 220, "region": 140, "deputy": 200}  # px


class RolesTable(QTableView):
    """The view: cells are selected one at a time; a double click, Enter or F2 asks for another person.

    Signals:
        edit_asked: (row, column): somebody wants to put a person into that cell.
        clear_asked: (row, column): Del was pressed in that cell.
        region_asked: Name of a region whose header was double-clicked.
    """

    edit_asked = Signal(int, int)
    clear_asked = Signal(int, int)
    region_asked = Signal(str)

    def __init__(self, model: RolesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(RoleDelegate(self))
        header = dress(self, int(token("size.row.matrix")), narrowest=96, lines=2)
        header.setSectionsClickable(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header.sectionDoubleClicked.connect(self._header_asked)
        model.modelReset.connect(self._size_columns)
        self.keys = PlaceKeys(ROLES, parent=self)
        self.keys.on("roles.choose", lambda: self._ask(self.currentIndex()), why_not=self._no_cell)
        self.keys.on("roles.clear", self._clear, why_not=self._no_person)
        self._size_columns()

    def fitting_height(self) -> int:
        """Height in which all rows have room, px."""
        rows = self._model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        return self.horizontalHeader().height() + rows + (bar.sizeHint().height() if bar.maximum() else 0) + 1

    def _size_columns(self) -> None:
        header, spots = self.horizontalHeader(), self._model.spots
        for column, spot in enumerate(spots):
            is_last = column == len(spots) - 1
            mode = QHeaderView.ResizeMode.Stretch if is_last else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if not is_last:
                width = _WIDTHS[spot.kind] if len(spots) > 3 else 2 * _WIDTHS[spot.kind] - 220
                self.setColumnWidth(column, wide(width))

    def _header_asked(self, column: int) -> None:
        if self._model.spots[column].kind == "region":
            self.region_asked.emit(self._model.spots[column].region)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._ask(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def _no_cell(self) -> str:
        return "" if self.currentIndex().isValid() else "key.no_row"

    def _no_person(self) -> str:
        index = self.currentIndex()
        is_person = index.isValid() and self._model.spots[index.column()].kind != "role"
        return "" if is_person else "key.no_person"

    def _clear(self) -> None:
        index = self.currentIndex()
        self.clear_asked.emit(index.row(), index.column())

    def _ask(self, index: QModelIndex) -> None:
        is_role = self._model.spots[index.column()].kind == "role"
        self.edit_asked.emit(index.row(), self._model.column_of("default") if is_role else index.column())
