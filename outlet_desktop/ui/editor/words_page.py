"""A list of words with the form of the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.vocabulary import Item
from outlet_desktop.problem import Problem
from outlet_desktop.ui.controls import FieldError, hairline, set_tool_name, tool_button
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.words_form import WordForm
from outlet_desktop.ui.editor.words_source import WordsSource
from outlet_desktop.ui.messages import problem_words
from outlet_desktop.ui.text_size import fix_side, side_wide, tall
from outlet_desktop.ui.theme import font, theme

LIST_WIDTH = 264  # px
_ROW = 28
_REMARK = int(Qt.ItemDataRole.UserRole) + 1


class _Rows(QStyledItemDelegate):
    """Name, and a quiet remark at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(side_wide(LIST_WIDTH), tall(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: QStyle.StateFlag = option.state
        box = option.rect
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("surface.selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("surface.hover"))
        painter.setFont(font("small", tabular=True))
        remark = str(index.data(_REMARK) or "")
        width = painter.fontMetrics().horizontalAdvance(remark)
        painter.setPen(theme.color("text.tertiary"))
        painter.drawText(box.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, remark)
        painter.setFont(font("body"))
        painter.setPen(theme.color("text.primary"))
        room = box.adjusted(8, 0, -width - 16, 0)
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class WordsPage(QWidget):
    """Add, rename, move (Alt+Up, Alt+Down) and remove words; a used one is refused in words.

    Signals:
        step_wanted: Id of a step that uses a word.
    """

    step_wanted = Signal(str)

    def __init__(self, document: TemplateDocument, source: WordsSource) -> None:
        super().__init__()
        self._document, self.source = document, source
        self._is_filling = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left())
        row.addWidget(hairline(vertical=True))
        self.form = WordForm()
        self.form.changed.connect(self._form_changed)
        self.form.step_wanted.connect(self.step_wanted)
        self.form.title.installEventFilter(self)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.form, 1)
        self.refusal = FieldError()
        right.addWidget(self.refusal)
        row.addLayout(right, 1)
        document.changed.connect(self._document_changed)
        self.retranslate()
        self.list.setCurrentRow(0 if self.list.count() else -1)
        self._show_current(force=True)

    def _left(self) -> QWidget:
        left = QWidget()
        fix_side(left, LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.list = QListWidget()
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.installEventFilter(self)
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        self.add_button, self.up_button = tool_button("ph.plus"), tool_button("ph.arrow-up")
        self.down_button, self.remove_button = tool_button("ph.arrow-down"), tool_button("ph.trash")
        self.add_button.clicked.connect(self.add)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.remove_button.clicked.connect(self.remove)
        for button in (self.add_button, self.up_button, self.down_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return left

    def retranslate(self) -> None:
        """Words anew."""
        names = {
            "roles": self.tr("Roles"),
            "stages": self.tr("Stages"),
            "fields": self.tr("Questions"),
            "reasons": self.tr("Reasons for a delay"),
        }
        self.list.setAccessibleName(names[self.source.kind])
        set_tool_name(self.add_button, self.tr("Add"), "Ins")
        set_tool_name(self.up_button, self.tr("Move up"), "Alt+Up")
        set_tool_name(self.down_button, self.tr("Move down"), "Alt+Down")
        set_tool_name(self.remove_button, self.tr("Remove"), "Del")
        self.form.retranslate()
        self._fill()

    # -------------------------------------------------------------------------------------- what is shown

    @property
    def current(self) -> Item | None:
        """The chosen word; one without an id is new and not in the process yet."""
        at, items = self.list.currentRow(), self.source.items()
        if 0 <= at < len(items):
            return items[at]
        return self.source.blank() if self._has_blank and at == len(items) else None

    @property
    def _has_blank(self) -> bool:
        return self.list.count() > len(self.source.items())

    def _fill(self, *, blank: bool = False) -> None:
        """The rows anew; with `blank` one more for a word to come."""
        self._is_filling = True
        at = self.list.currentRow()
        items = self.source.items()
        self.list.clear()
        for item in items:
            row = QListWidgetItem(item.title or item.id)
            uses = self.source.uses(item.id)
            row.setData(_REMARK, str(len(uses)) if uses else "")
            self.list.addItem(row)
        if blank:
            self.list.addItem(QListWidgetItem(self.tr("New")))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._is_filling = False

    def _show_current(self, *, force: bool = False) -> None:
        item = self.current
        self.form.show_item(item, force=force)
        self.form.show_uses(self.source.uses(item.id) if item is not None and item.id else None)
        at, last = self.list.currentRow(), len(self.source.items()) - 1
        is_there = item is not None and bool(item.id)
        self.up_button.setEnabled(is_there and at > 0)
        self.down_button.setEnabled(is_there and at < last)
        self.remove_button.setEnabled(item is not None)

    def _document_changed(self, before: object, after: object) -> None:
        self._fill(blank=self._has_blank and bool(self.current) and not getattr(self.current, "id", "x"))
        self._show_current()

    def _chosen(self, row: int) -> None:
        if self._is_filling:
            return
        self.form.flush()
        self._document.end_merge()
        self.refusal.show_error("")
        if self._has_blank and row < len(self.source.items()):
            self._is_filling = True
            self.list.takeItem(self.list.count() - 1)  # the new word was left without a name
            self._is_filling = False
        self._show_current(force=True)

    # -------------------------------------------------------------------------------------- what people do

    def add(self) -> None:
        """Begin a new word: it counts once it has a name."""
        self.form.flush()
        self._fill(blank=True)
        self._is_filling = True
        self.list.setCurrentRow(self.list.count() - 1)
        self._is_filling = False
        self.refusal.show_error("")
        self._show_current(force=True)
        self.form.focus()

    def remove(self) -> None:
        """Take the chosen word away, or say what uses it."""
        item = self.current
        if item is None:
            return
        if not item.id:
            self._abandon()
        else:
            self._try(lambda: self.source.remove(item.id))
            self._show_current(force=True)

    def _abandon(self) -> None:
        self._fill()
        self._show_current(force=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, way: int) -> None:
        item, at = self.current, self.list.currentRow()
        if item is not None and item.id and 0 <= at + way < len(self.source.items()):
            self.form.flush()
            self._is_filling = True
            self.list.setCurrentRow(at + way)
            self._is_filling = False
            self._try(lambda: self.source.move(item.id, at + way))

    def _form_changed(self, item: Item, attribute: str) -> None:
        self.form.box.show_error("")
        try:
            if item.id:
                self.source.change(item, f"{item.id}:{attribute}")
            else:
                self._added(self.source.add(item))
        except Problem as problem:
            self.form.box.show_error(problem_words(problem))
            return
        self._show_current(force=True)

    def _added(self, word_id: str) -> None:
        self._fill()
        at = next(n for n, one in enumerate(self.source.items()) if one.id == word_id)
        self._is_filling = True
        self.list.setCurrentRow(at)
        self._is_filling = False

    def _try(self, work: object) -> None:
        assert callable(work)
        try:
            work()
        except Problem as problem:
            self.refusal.show_error(problem_words(problem))
        else:
            self.refusal.show_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.form.title:
            item = self.current
            if event.key() == Qt.Key.Key_Escape and item is not None and not item.id:
                self._abandon()
                return True
            return False
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.form.focus()
        else:
            return False
        return True

    def flush(self) -> None:
        """Take what is being typed."""
        self.form.flush()
