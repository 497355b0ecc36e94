"""The list of the log: rows of 28 px, rows of days across all columns, the day of the topmost line kept in sight."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from outlet_desktop.domain.log import LogLine
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.key_table import LOG
from outlet_desktop.ui.log.lines import MARKS, icon_of, sentence_of, where_of, who_of
from outlet_desktop.ui.log.model import Column, LogModel
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.text_size import fix_height, tall, wide
from outlet_desktop.ui.theme import font, theme, token

Index = QModelIndex | QPersistentModelIndex
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_LEFT = 12
_TIME, _OUTLET, _WHO = 104, 230, 150  # px; the event takes the rest


class LogView(QTableView):
    """Signals:
    scrolled_away: A person has left the newest line. left: Esc was pressed.
    """

    scrolled_away = Signal()
    left = Signal()

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._moves_itself = False
        self._hovered = -1
        self.sticky = _StickyDay(self)
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.keys = PlaceKeys(LOG, parent=self)
        self.keys.on("log.close", self._leave)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tall(int(token("size.row.list"))))
        header = self.horizontalHeader()
        fix_height(header, int(token("size.row.header")))
        header.setStyleSheet("QHeaderView::section { padding: 0 12px; }")
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(Column.EVENT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.TIME, _TIME), (Column.OUTLET, _OUTLET), (Column.WHO, _WHO)):
            self.setColumnWidth(column, wide(width))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._place_day)
        theme.changed.connect(self.viewport().update)

    @property
    def hovered_row(self) -> int:
        """The row below the pointer; -1 = none."""
        return self._hovered

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def show_newest(self) -> None:
        """Go to the top, without taking that for a person's scrolling."""
        self._moves_itself = True
        self.scrollToTop()
        self._moves_itself = False
        self._place_day()

    def select_line(self, number: int) -> bool:
        """Select the line of that number; False when it is not read."""
        row = self._model.row_of(number)
        if row < 0:
            return False
        self.setCurrentIndex(self._model.index(row, Column.EVENT))
        return True

    def _scrolled(self, value: int) -> None:
        self._place_day()
        if value > 0 and not self._moves_itself:
            self.scrolled_away.emit()

    def _place_day(self) -> None:
        top = self.rowAt(0)
        self.sticky.show_day(self._model.day_at(top) if top >= 0 else None)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        # A row must not hide below the day that is kept in sight.
        top = self.visualRect(index).top()
        hidden = self.sticky.height() - top if 0 <= top < self.sticky.height() else 0
        if hidden > 0 and self.verticalScrollBar().value() > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.viewport().width() < wide(860)
        self.setColumnWidth(Column.OUTLET, wide(180 if narrow else _OUTLET))
        self.setColumnWidth(Column.WHO, wide(120 if narrow else _WHO))
        super().resizeEvent(event)
        corner = self.viewport().geometry()
        self.sticky.setGeometry(corner.left(), corner.top(), corner.width(), tall(int(token("size.row.list"))))
        self._place_day()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.press(event):
            return
        if event.key() in _ARROWS and not self.currentIndex().isValid():
            self._choose_first()
        else:
            super().keyPressEvent(event)

    def _choose_first(self) -> None:
        """Qt would begin with the first row, which is a day and cannot be chosen."""
        rows = range(self._model.rowCount())
        row = next((row for row in rows if self._model.line(row) is not None), -1)
        self.setCurrentIndex(self._model.index(row, Column.EVENT))

    def _leave(self) -> bool:
        if not self.selectionModel().hasSelection():
            return False
        self.left.emit()
        return True


class _StickyDay(QWidget):
    """The day of the topmost line, over the list. Clicks and the wheel go through to the list."""

    def __init__(self, view: LogView) -> None:
        super().__init__(view)
        self._view = view
        self._day: date | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def day(self) -> date | None:
        """The day shown; None = hidden."""
        return self._day if self.isVisibleTo(self._view) else None

    def show_day(self, day: date | None) -> None:
        """Show that day."""
        self._day = day
        self.setVisible(day is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._day is None:
            return
        painter = QPainter(self)
        model = self._view.model()
        assert isinstance(model, LogModel)
        paint_day(painter, self.rect(), *model.day_text(self._day))


def paint_day(painter: QPainter, rect: QRect, text: str, count: str) -> None:
    """A row of a day over its whole width."""
    painter.fillRect(rect, theme.color("surface.window"))
    painter.setPen(QPen(theme.color("border.hairline"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    face = font("small", weight=600)
    painter.setFont(face)
    painter.setPen(theme.color("text.primary"))
    inside = rect.adjusted(_LEFT, 0, -_LEFT, 0)
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(inside, middle, text)
    inside.adjust(QFontMetrics(face).horizontalAdvance(text) + 8, 0, 0, 0)
    painter.setFont(font("caption", tabular=True))
    painter.setPen(theme.color("text.tertiary"))
    painter.drawText(inside, middle, count)


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, tall(int(token("size.row.list"))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, LogModel)
        assert isinstance(view, LogView)
        rect: QRect = option.rect
        row = model.row(index.row())
        painter.save()
        painter.setClipRect(rect)
        if not isinstance(row, LogLine):
            whole = QRect(view.columnViewportPosition(0), rect.top(), view.viewport().width(), rect.height())
            paint_day(painter, whole, *model.day_text(row))
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_active = bool(state & QStyle.StateFlag.State_Active) and view.hasFocus()
        if is_selected:
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
        elif index.row() == view.hovered_row:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_cell(painter, rect, index.column(), row)
        if is_selected and index.column() == Column.TIME:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.color("accent.fill"))
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, column: int, line: LogLine) -> None:
        middle = rect.center().y() + 1
        match column:
            case Column.TIME:
                self._text(
                    painter, rect.adjusted(_LEFT, 0, 0, 0), f"{line.entry.at:%H:%M:%S}", "small", "text.secondary"
                )
                if line.level:
                    icon_id, color = MARKS[line.level]
                    draw_icon(painter, icon_id, QPointF(rect.right() - 12, middle), 14, theme.color(color))
            case Column.EVENT:
                ink = theme.color("text.secondary")
                draw_icon(painter, icon_of(line), QPointF(rect.left() + 12, middle), 16, ink)
                self._text(painter, rect.adjusted(28, 0, -8, 0), sentence_of(line), "body", "text.primary")
            case Column.OUTLET:
                self._text(painter, rect.adjusted(_LEFT, 0, -8, 0), where_of(line), "small", "text.secondary")
            case _:
                is_person = line.who not in ("", "portal")
                tone = "text.primary" if is_person else "text.secondary"
                weight = 500 if is_person else 400
                self._text(painter, rect.adjusted(_LEFT, 0, -8, 0), who_of(line), "small", tone, weight)

    def _text(self, painter: QPainter, rect: QRect, text: str, scale: str, tone: str, weight: int = 400) -> None:
        face = font(scale, tabular=True, weight=weight)
        painter.setFont(face)
        painter.setPen(theme.color(tone))
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
