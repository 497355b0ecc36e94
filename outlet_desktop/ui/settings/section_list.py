"""The sections as one long page, and the list at its left that scrolls to them and follows the scrolling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSize, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.ui.controls import hairline
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.settings.section import Section
from outlet_desktop.ui.text_size import fix_side, most_width, only_down, tall

_NAV, _ROW = 208, 30
_WIDTH = 940  # px, the page
_NEAR = 40  # px below the top at which a section counts as reached


class SectionList(QWidget):
    """`nav` and `area`; the last section can stand at the top of the page, too."""

    def __init__(self, sections: Mapping[str, Section], icons: Mapping[str, str]) -> None:
        super().__init__()
        self._sections = sections
        self._jumps = False
        self._wanted = -1  # the section chosen last, until somebody scrolls
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(lambda: self._jump(self._wanted))
        self.nav = QListWidget()
        wants_ring(self.nav)
        fix_side(self.nav, _NAV)
        self.nav.setFrameShape(QFrame.Shape.NoFrame)
        self.nav.setIconSize(QSize(16, 16))
        self.nav.setSpacing(1)
        self.nav.setStyleSheet(
            "QListWidget { background: transparent; }"
            "QListWidget::item { border: 0; border-radius: 4px; padding: 0 6px; }"
        )
        self.nav.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._page = page = QWidget()
        most_width(page, _WIDTH)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for name, section in sections.items():
            item = QListWidgetItem(icon(icons[name]), "")
            item.setSizeHint(QSize(0, tall(_ROW)))
            self.nav.addItem(item)
            self._column.addWidget(section)
        self._tail = QWidget()
        self._column.addWidget(self._tail)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        only_down(self.area)
        self.area.setWidget(page)
        self.area.viewport().installEventFilter(self)
        page.installEventFilter(self)
        left = QVBoxLayout()
        left.setContentsMargins(8, 8, 0, 8)
        left.addWidget(self.nav)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addSpacing(8)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.area, 1)
        self.nav.currentRowChanged.connect(self._jump)
        self.area.verticalScrollBar().valueChanged.connect(lambda _value: self._mark())

    def set_names(self, names: Sequence[str]) -> None:
        """Word the list, in the order of the sections."""
        for row, name in enumerate(names):
            self.nav.item(row).setText(name)

    def show_section(self, name: str) -> None:
        """Scroll to a section."""
        self.nav.setCurrentRow(list(self._sections).index(name))

    def select_one(self) -> None:
        """Where none is selected, the first is: the focus alone makes a row current, not selected."""
        if not self.nav.selectedItems():
            self.nav.setCurrentRow(max(self.nav.currentRow(), 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _jump(self, row: int) -> None:
        if row < 0 or self._jumps:
            return
        self._jumps = True
        self._wanted = row
        self._fit_tail()
        self._column.activate()
        page, width = self._page, self._page.width()
        page.resize(width, max(self.area.viewport().height(), page.heightForWidth(width)))  # else only at the next turn
        self.area.verticalScrollBar().setValue(list(self._sections.values())[row].y())
        self._jumps = False

    def _mark(self) -> None:
        if self._jumps:
            return
        self._wanted = -1
        top = self.area.verticalScrollBar().value() + _NEAR
        rows = [number for number, section in enumerate(self._sections.values()) if section.y() <= top]
        self._jumps = True
        self.nav.setCurrentRow(rows[-1] if rows else 0)
        self._jumps = False

    def _fit_tail(self) -> None:
        last = list(self._sections.values())[-1]
        height = last.heightForWidth(last.width()) if last.hasHeightForWidth() else last.sizeHint().height()
        self._tail.setFixedHeight(max(0, self.area.viewport().height() - height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_tail()
        elif watched is self._page and event.type() == QEvent.Type.Resize and self._wanted >= 0:
            self._again.start()  # sections above have grown since: what they show comes later
        return super().eventFilter(watched, event)
