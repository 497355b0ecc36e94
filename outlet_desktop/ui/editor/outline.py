"""The steps as a list, in step with the canvas: the same selection, the same keys, and every card in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.ui.controls import hairline, label
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.card_words import card_words
from outlet_desktop.ui.editor.context_pad import KIND_ICONS
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.text_size import fix_height, fix_side

WIDTH, ROW = 240, 28  # px
_OWN_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """The steps of a template in topological order; holds no truth of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.template = Template("", "")
        self._order: tuple[StepId, ...] = ()
        self._row: dict[StepId, int] = {}

    def show(self, template: Template) -> None:
        """Another value of the process."""
        order = template.order
        if order == self._order:
            self.template = template
            if order:
                self.dataChanged.emit(self.index(0), self.index(len(order) - 1), [])
            return
        self.beginResetModel()
        self.template, self._order = template, order
        self._row = {step_id: row for row, step_id in enumerate(order)}
        self.endResetModel()

    def step_at(self, index: _Index) -> StepId:
        """The step of a row."""
        return self._order[index.row()]

    def index_of(self, step_id: StepId) -> QModelIndex:
        """The row of a step; invalid when there is none."""
        row = self._row.get(step_id)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self.template.by_id.get(self.step_at(index)) if index.isValid() else None
        if step is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return step.title or step.id
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(KIND_ICONS[step.kind])
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, ROW)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return card_words(self.template, step)
        return None


class Outline(QFrame):
    """The list at the left of a canvas."""

    def __init__(self, canvas: ProcessCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._is_following = False
        fix_side(self, WIDTH)
        self.setObjectName("outline")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        row.addLayout(column, 1)
        row.addWidget(hairline(vertical=True))
        column.setSpacing(0)
        self._title = label("", "bodyStrong")
        self._title.setContentsMargins(12, 0, 12, 0)
        fix_height(self._title, 40)
        self.list = QListView()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.model = OutlineModel()
        self.model.setParent(self)
        wants_ring(self.list)
        self.list.setModel(self.model)
        self.list.installEventFilter(self)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.selectionModel().selectionChanged.connect(self._chosen)
        self.list.doubleClicked.connect(lambda index: canvas.rename(self.model.step_at(index)))
        canvas.document.replaced.connect(lambda _template: self._refresh())
        canvas.document.changed.connect(lambda _before, _after: self._refresh())
        canvas.process.selection_changed.connect(self._follow)
        self.retranslate()
        self.hide()

    def set_shown(self, on: bool) -> None:
        """Open with the keys in the list, or close."""
        self.setVisible(on)
        if on:
            self._refresh()
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._canvas.setFocus()

    def _refresh(self) -> None:
        if self.isVisible():
            self._is_following = True
            self.model.show(self._canvas.document.template)
            self._is_following = False
            self._follow()

    def _follow(self) -> None:
        """The canvas's selection here."""
        if self._is_following or not self.isVisible():
            return
        self._is_following = True
        chosen = QItemSelection()
        for step_id in self._canvas.process.selected:
            index = self.model.index_of(step_id)
            if index.isValid():
                chosen.select(index, index)
        model = self.list.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        here = self._canvas.commands.here
        index = self.model.index_of(here) if here is not None else QModelIndex()
        if index.isValid():
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.list.scrollTo(index)
        self._is_following = False

    def _chosen(self) -> None:
        """The list's selection on the canvas."""
        if self._is_following:
            return
        steps = {self.model.step_at(index) for index in self.list.selectionModel().selectedIndexes()}
        current = self.list.currentIndex()
        self._is_following = True
        self._canvas.process.select(steps)
        if current.isValid() and self.model.step_at(current) in steps:
            self._canvas.reveal(self.model.step_at(current))
        self._is_following = False

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The keys of the canvas work here too; those that move in a list move in it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        if event.key() in _OWN_KEYS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if event.key() == Qt.Key.Key_Space or (event.key() == Qt.Key.Key_A and event.modifiers()):
            return False
        return self._canvas.keys.press(event)

    def retranslate(self) -> None:
        """Word everything anew."""
        self._title.setText(self.tr("Steps"))
        self.list.setAccessibleName(self.tr("List of steps"))
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
