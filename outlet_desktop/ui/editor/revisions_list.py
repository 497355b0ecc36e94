"""The list of revisions: number, day, note; each can be compared with the newer one or restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.ui.controls import hairline, primary_button, secondary_button
from outlet_desktop.ui.editor.revisions_data import DRAFT
from outlet_desktop.ui.text_size import lines_of, tall
from outlet_desktop.ui.theme import font, theme

Index = QModelIndex | QPersistentModelIndex
_ROW = 48


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision, or the draft (number 0), in words."""

    number: int
    title: str
    when: str
    note: str


class RevisionsModel(QAbstractListModel):
    """The draft, then the revisions, newest first; `chosen` are the older and the newer one of the comparison."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.chosen = (-1, -1)

    def show(self, entries: Sequence[Entry], chosen: tuple[int, int]) -> None:
        """Replace everything; the rows keep their places while the numbers are the same."""
        same = [one.number for one in entries] == [one.number for one in self.entries]
        if same:
            self.entries, self.chosen = tuple(entries), chosen
            self.dataChanged.emit(self.index(0), self.index(max(0, len(entries) - 1)))
            return
        self.beginResetModel()
        self.entries, self.chosen = tuple(entries), chosen
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def place(self, entry: Entry) -> str:
        """Which side of the comparison it is; "" for neither."""
        if entry.number == self.chosen[1]:
            return self.tr("newer")
        return self.tr("older") if entry.number == self.chosen[0] else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (entry.title, entry.when, entry.note, self.place(entry)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.note
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, tall(_ROW, 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RevisionsModel)
        entry, rect = model.entries[index.row()], QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), theme.color("accent.fill"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border.hairline"))
        left, width = rect.left() + 16, rect.width() - 32
        upper, lower = lines_of(QRect(left, rect.top(), width, rect.height()), (6, 18), (25, 16))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for box, words, scale, weight, ink, side in (
            (upper, entry.title, "body", 600, "text.primary", Qt.AlignmentFlag.AlignVCenter),
            (upper, entry.when, "small", None, "text.secondary", right),
            (lower, entry.note, "small", None, "text.tertiary", Qt.AlignmentFlag.AlignVCenter),
            (lower, model.place(entry), "caption", 600, "accent.text", right),
        ):
            made = font(scale, tabular=True, weight=weight)
            painter.setFont(made)
            painter.setPen(theme.color(ink))
            room = box
            if words is entry.note:
                tail = QFontMetrics(font("caption", weight=600)).horizontalAdvance(model.place(entry))
                room = box.adjusted(0, 0, -tail - 12 if tail else 0, 0)
            painter.drawText(
                room, side, QFontMetrics(made).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            )
        painter.restore()


class _View(QListView):
    """Up and Down go, Enter compares."""

    chosen = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class RevisionList(QWidget):
    """The page "revisions" of the panel.

    Signals:
        compare_wanted: Number of the revision that shall be the older one.
        restore_wanted: Number of the revision that shall be the draft.
    """

    compare_wanted = Signal(int)
    restore_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.model = RevisionsModel(self)
        self.view = _View()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setMouseTracking(True)
        self.compare_button = secondary_button("", "ph.git-branch")
        self.restore_button = primary_button("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.compare_button)
        row.addStretch(1)
        row.addWidget(self.restore_button)
        column.addLayout(row)
        self.compare_button.clicked.connect(lambda: self.compare_wanted.emit(self.current))
        self.restore_button.clicked.connect(lambda: self.restore_wanted.emit(self.current))
        self.view.doubleClicked.connect(lambda index: self._enter(index.row()))
        self.view.chosen.connect(self._enter)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())
        self.model.modelReset.connect(self._show_buttons)
        theme.changed.connect(self.view.viewport().update)
        self.retranslate()

    @property
    def current(self) -> int:
        """Number of the revision in hand; -1 for none."""
        index = self.view.currentIndex()
        return self.model.entries[index.row()].number if index.isValid() else -1

    def show_entries(self, entries: Sequence[Entry], chosen: tuple[int, int]) -> None:
        """Show the list; the row in hand stays, at first it is that of the older revision."""
        here = self.current
        self.model.show(entries, chosen)
        wanted = here if here >= 0 else chosen[0]
        for row, entry in enumerate(entries):
            if entry.number == wanted:
                self.view.setCurrentIndex(self.model.index(row))
        self._show_buttons()

    def _enter(self, row: int) -> None:
        if self.model.entries[row].number != DRAFT:
            self.compare_wanted.emit(self.model.entries[row].number)

    def _show_buttons(self) -> None:
        number = self.current
        self.compare_button.setEnabled(number > 0 and number != self.model.chosen[0])
        self.restore_button.setEnabled(number > 0)
        self.restore_button.setText(
            self.tr("Restore v{number}").format(number=number) if number > 0 else self.tr("Restore")
        )

    def retranslate(self) -> None:
        """Words anew."""
        self.compare_button.setText(self.tr("Compare"))
        self.view.setAccessibleName(self.tr("Revisions"))
        self._show_buttons()
