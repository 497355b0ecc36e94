"""What every plain table of the program has in common: no grid, hairlines by the delegate, a header of 28."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from shiboken6 import isValid

from outlet_desktop.ui.text_size import fix_height, tall, text_size
from outlet_desktop.ui.theme import theme, token

HEADER_PADDING = 12  # px, as the cells have


def dress(table: QTableView, row_height: int, *, narrowest: int = 40, lines: int = 1) -> QHeaderView:
    """Make it one of ours; the cells are its delegate's. Returns the header above the columns.

    `row_height` (with so many `lines` of words), `narrowest` (a column): px. One cell is selected at a time, nothing
    is edited in place.
    """
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    side = table.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setMinimumSectionSize(min(row_height, side.minimumSectionSize()))
    side.setDefaultSectionSize(tall(row_height, lines))
    header = table.horizontalHeader()
    header.setStyleSheet(f"QHeaderView::section {{ padding: 0 {HEADER_PADDING}px; }}")
    fix_height(header, int(token("size.row.header")))
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setMinimumSectionSize(narrowest)
    theme.changed.connect(table.viewport().update)
    text_size.changed.connect(partial(_follow, side, row_height, lines))
    return header


def _follow(side: QHeaderView, row_height: int, lines: int) -> None:
    if isValid(side):
        side.setDefaultSectionSize(tall(row_height, lines))
