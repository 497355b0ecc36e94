"""Ctrl+K: a field and what it finds, over the window; matched letters are bold, what cannot be run says why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.ui.controls import Icon, KeyHint, hairline, label
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.palette.fuzzy import folded
from outlet_desktop.ui.palette.items import Stock
from outlet_desktop.ui.palette.rows import HEAD, HitDelegate, HitModel, row_height
from outlet_desktop.ui.palette.source import ROWS, Source
from outlet_desktop.ui.text_size import fix_width, tall, wide
from outlet_desktop.ui.theme import token

WIDTH = 560
_PAGE = 6  # rows that Page Down passes


class Palette(QFrame):
    """A frame over its window, in the upper third; closes on Esc and when the focus goes elsewhere.

    Args:
        keep: Gets the names of the last commands, one a line, whenever one was run.
    """

    def __init__(self, window: QWidget, source: Source, keep: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window, self._source, self._keep = window, source, keep
        self._stock = Stock()
        self._came_from: QWidget | None = None
        self._is_running = False
        self.setProperty("kind", "popup")
        fix_width(self, WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(hairline())
        self.model = HitModel(self)
        self.list = self._make_list()
        column.addWidget(self.list)
        self.nothing = label("", "body", "secondary")
        self.nothing.setContentsMargins(12, 16, 12, 16)
        column.addWidget(self.nothing)
        column.addWidget(hairline())
        column.addLayout(self._make_foot())
        self.field.textChanged.connect(self._search)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        window.installEventFilter(self)
        self.retranslate()
        self.hide()

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        self.field = QLineEdit()
        self.field.setObjectName("paletteField")
        self.field.setProperty("kind", "bare")
        self.field.setMinimumHeight(tall(30))
        self.field.installEventFilter(self)
        self.reading = label("", "small", "secondary")
        head.addWidget(Icon("ph.magnifying-glass", "text.secondary", 18))
        head.addWidget(self.field, 1)
        head.addWidget(self.reading)
        return head

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(HitDelegate(made))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setMouseTracking(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(lambda _index: self.run())
        return made

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(6)
        self._hints = []
        for keys in (("↑", "↓"), ("Enter",), ("Ctrl+Enter",), ("Esc",)):
            if keys == ("Esc",):
                foot.addStretch(1)
            for key in keys:
                foot.addWidget(KeyHint(key))
            hint = label("", "small", "secondary")
            self._hints.append(hint)
            foot.addWidget(hint)
            if keys != ("Esc",):
                foot.addSpacing(6)
        return foot

    def open(self, stock: Stock) -> None:
        """Show it, empty, with the focus in its field."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._stock = stock
        self.field.clear()
        self._search()
        self.show()
        self.raise_()
        self.field.setFocus()

    def show_stock(self, stock: Stock) -> None:
        """More has been read meanwhile; what is selected stays so while it is there."""
        self._stock = stock
        if self.isVisible():
            hit = self.model.hit(self.list.currentIndex().row())
            self._search()
            row = self.model.row_of(hit.item.name) if hit is not None else -1
            if row >= 0:
                self._select(row)

    @property
    def stock(self) -> Stock:
        """What it searches."""
        return self._stock

    def close_now(self) -> None:
        """Hide it; the focus goes back to where it was."""
        if not self.isVisible():
            return
        had_focus = self.field.hasFocus()
        self.hide()
        came_from, self._came_from = self._came_from, None
        if had_focus and came_from is not None and came_from.isVisible():
            came_from.setFocus()

    def run(self, *, keeps_open: bool = False) -> None:
        """Run the selected row; one that cannot be run stays where it is."""
        hit = self.model.hit(self.list.currentIndex().row())
        if hit is None or hit.item.why_not:
            return
        self._keep(self._source.used(hit.item))
        if not keeps_open:
            self.close_now()
            hit.item.run()
            return
        self._is_running = True  # a place that opens takes the focus
        try:
            hit.item.run()
        finally:
            self._is_running = False
        self._search()
        row = self.model.row_of(hit.item.name)
        if row >= 0:
            self._select(row)
        self.raise_()
        self.field.setFocus()

    # ------------------------------------------------------------------ searching

    def _search(self) -> None:
        typed = self.field.text()
        hits = self._source.search(typed, self._stock)
        self.model.show(hits)
        self.list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        reading = next((hit.match.reading for hit in hits if hit.match.reading), "")
        is_other = bool(reading) and folded(reading) not in folded(typed)
        self.reading.setText(words("palette.read_as", {"text": reading}) if is_other else "")
        self._select(self.model.next_row(-1, 1))
        self._fit()

    def _select(self, row: int) -> None:
        if row < 0:
            return
        self.list.setCurrentIndex(self.model.index(row))
        self.field.setAccessibleDescription(self.model.spoken(row))
        if row <= 1:
            self.list.scrollToTop()

    def _fit(self) -> None:
        rows = range(self.model.rowCount())
        heights = [tall(HEAD) if self.model.hit(row) is None else row_height() for row in rows]
        seen = height = 0
        for row in rows:
            seen += self.model.hit(row) is not None
            if seen > ROWS:
                break
            height += heights[row]
        top = max(self._window.height() // 9, int(token("size.topBar")))
        self.list.setFixedHeight(max(1, min(height + 4, self._window.height() - top - 120)))
        self.adjustSize()
        rail = wide(int(token("size.rail")))
        left = rail + (self._window.width() - rail - wide(WIDTH)) // 2  # in the middle of the content
        self.move(max(left, 0), top)

    # ------------------------------------------------------------------ keys and focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentIndex().row()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._select(self.model.next_row(row, 1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            for _ in range(_PAGE):
                row = self.model.next_row(row, 1 if key == Qt.Key.Key_PageDown else -1)
            self._select(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run(keeps_open=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.close_now()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._is_running or not self.isVisible() or now is None:
            return
        if now is not self and not self.isAncestorOf(now):
            self.hide()

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self.field.setPlaceholderText(words("palette.find", {}))
        self.field.setAccessibleName(words("palette.find", {}))
        self.nothing.setText(words("palette.nothing", {}))
        codes = ("palette.select", "palette.run", "palette.run_more", "palette.close")
        for hint, code in zip(self._hints, codes, strict=True):
            hint.setText(words(code, {}))
        if self.isVisible():
            self._search()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
