"""The table of changes below the drawing of two revisions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.controls import ElidedLabel, label, set_tool_name, tool_button
from outlet_desktop.ui.editor.inspector_words import KIND_ICONS
from outlet_desktop.ui.editor.revisions_items import MARK_COLORS, MARK_ICONS
from outlet_desktop.ui.editor.revisions_rows import Row
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.table_dress import HEADER_PADDING, dress
from outlet_desktop.ui.text_size import fix_height, tall
from outlet_desktop.ui.theme import font, theme, token

Index = QModelIndex | QPersistentModelIndex
MARK, STEP, WHAT, OLD, NEW, EFFECT = range(6)
_WIDTHS = {MARK: 52, EFFECT: 116}  # px; the rest is shared out:
_SHARES = {STEP: 0.29, WHAT: 0.21, OLD: 0.25}  # ... and what is left is the newer value's
_HEAD = 32
_LEAST, _MOST = 3, 7  # rows in view


class ChangesModel(QAbstractTableModel):
    """The rows of a comparison; `names` are the words for older and newer revision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.names = ("", "")

    def show(self, rows: Sequence[Row], names: tuple[str, str]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.rows, self.names = tuple(rows), names
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 6

    def text(self, row: Row, column: int) -> str:
        """The words of a cell."""
        return (self.mark_name(row), row.title, row.what, row.old, row.new, row.influence)[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip(row)
        return None

    def mark_name(self, row: Row) -> str:
        """What happened to it, in a word."""
        return {
            "added": self.tr("Added"),
            "removed": self.tr("Removed"),
            "changed": self.tr("Changed"),
            "moved": self.tr("Moved"),
        }[row.mark]

    def tip(self, row: Row) -> str:
        """Every change of a row with both values, as rich text."""
        lines = "".join(
            f"<tr><td style='padding-right:12px'>{escape(name)}</td>"
            f"<td style='padding-right:12px'><s>{escape(old)}</s></td><td>{escape(new)}</td></tr>"
            for name, old, new in row.details or ((row.what, row.old, row.new),)
        )
        return (
            f"<div style='max-width:480px'>{escape(self.mark_name(row))}: <b>{escape(row.title)}</b>"
            f"<table>{lines}</table></div>"
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", self.tr("Step"), self.tr("What has changed"), *self.names, self.tr("Opening"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == EFFECT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def plain(self) -> str:
        """The whole table as text for a spreadsheet."""
        columns = range(self.columnCount())
        head = [str(self.headerData(n, Qt.Orientation.Horizontal)) for n in columns]
        cells = [head, *([self.text(row, n) for n in columns] for row in self.rows)]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ChangesModel)
        row, rect = model.rows[index.row()], QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border.hairline"))
        if index.column() == MARK:
            self._paint_marks(painter, rect, row, is_selected)
        else:
            box = rect.adjusted(HEADER_PADDING, 0, -HEADER_PADDING, -1)
            self._paint_words(painter, box, model, row, index.column())
        painter.restore()

    def _paint_marks(self, painter: QPainter, rect: QRect, row: Row, is_selected: bool) -> None:
        if is_selected:
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), theme.color("accent.fill"))
        middle = rect.center().y() + 0.5
        left = rect.left()
        draw_icon(painter, MARK_ICONS[row.mark], QPointF(left + 20, middle), 15, theme.color(MARK_COLORS[row.mark]))
        if row.kind is not None:
            draw_icon(painter, KIND_ICONS[row.kind], QPointF(left + 43, middle), 14, theme.color("text.secondary"))

    def _paint_words(self, painter: QPainter, box: QRect, model: ChangesModel, row: Row, column: int) -> None:
        is_moving = column == EFFECT and bool(row.effect)
        made = font("body", tabular=column == EFFECT, weight=600 if is_moving else None)
        ink = "text.primary" if column in (STEP, NEW) else "text.secondary"
        if is_moving:
            ink = "status.risk.text" if (row.effect or 0) > 0 else "status.done.text"
        painter.setFont(made)
        painter.setPen(theme.color(ink))
        side = Qt.AlignmentFlag.AlignRight if column == EFFECT else Qt.AlignmentFlag.AlignLeft
        words = QFontMetrics(made).elidedText(model.text(row, column), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words)


class ChangesTable(QTableView):
    """Rows of 28; the current one is the change in hand.

    Signals:
        row_chosen: Number of the row a person went to.
        opened: Step of the row that was pressed twice or on which Enter was pressed.
    """

    row_chosen = Signal(int)
    opened = Signal(str)

    def __init__(self, model: ChangesModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = dress(self, int(token("size.row.list")))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        rows = self.selectionModel().selectedRows()
        self.row_chosen.emit(rows[0].row() if rows else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() - sum(_WIDTHS.values())
        widths = {**_WIDTHS, **{column: round(room * share) for column, share in _SHARES.items()}}
        widths[NEW] = self.viewport().width() - sum(widths.values())
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index.row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._rows.plain())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        step = self._rows.rows[row].step
        if step:
            self.opened.emit(step)


class ChangesPanel(QWidget):
    """Header 32 with the number of changes, then the table, or a line saying that nothing differs.

    Signals:
        current_changed: Number of the row in hand, -1 for none.
        opened: Step to go to in the editor.
    """

    current_changed = Signal(int)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ChangesModel(self)
        self.table = ChangesTable(self.model)
        self._whole = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        fix_height(head, _HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(6)
        self._title = label("", "bodyStrong")
        self._count = label("", "small", "secondary", tabular=True)
        self._note = ElidedLabel("", "body", "tertiary")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.copy_button = tool_button("ph.copy")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.model.plain()))
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addWidget(self._note, 1)
        row.addWidget(self.copy_button)
        column.addWidget(head)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._quiet = QLabel()
        self._quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._quiet.setProperty("tone", "tertiary")
        self._body.addWidget(self.table)
        self._body.addWidget(self._quiet)
        column.addWidget(body, 1)
        self.table.row_chosen.connect(self.current_changed)
        self.table.opened.connect(self.opened)
        self.retranslate()

    @property
    def current(self) -> int:
        """The row in hand, -1 for none."""
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def show_rows(self, rows: Sequence[Row], whole: int, names: tuple[str, str]) -> None:
        """Show these of `whole` changes; the step in hand stays in hand."""
        step = self.model.rows[self.current].step if 0 <= self.current < len(self.model.rows) else ""
        self._whole = whole
        self.model.show(rows, names)
        self._body.setCurrentIndex(0 if rows else 1)
        shown = max(_LEAST, min(_MOST, len(rows)))
        header, row = tall(int(token("size.row.header"))), tall(int(token("size.row.list")))
        self.setFixedHeight(1 + tall(_HEAD) + header + row * shown + 6)
        self.retranslate()
        if step:
            self.choose_step(step)

    def choose(self, row: int) -> None:
        """Take a row in hand."""
        if 0 <= row < len(self.model.rows):
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def choose_step(self, step_id: StepId) -> None:
        """Take the row of a step in hand; none where it has not changed."""
        for number, row in enumerate(self.model.rows):
            if row.step == step_id and step_id:
                self.choose(number)
                return
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.color("border.default"))

    def retranslate(self) -> None:
        """Words anew."""
        self._title.setText(self.tr("Changes"))
        shown = len(self.model.rows)
        self._count.setText(
            str(shown) if shown == self._whole else self.tr("{shown} of {whole}").format(shown=shown, whole=self._whole)
        )
        self._note.setText(self.tr("dependencies are told with their steps"))
        set_tool_name(self.copy_button, self.tr("Copy the table"))
        self.table.setAccessibleName(self.tr("Changes"))
        self._quiet.setText(self.tr("Nothing differs") if not self._whole else self.tr("Nothing is left by the filter"))
