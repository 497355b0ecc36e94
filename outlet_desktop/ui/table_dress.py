"""What every plain table of the program has in common: no grid, hairlines by the delegate, a header of 28."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from outlet_desktop.ui.theme import theme, token

HEADER_PADDING = 12  # px, as the cells have


def dress(table: QTableView, row_height: int, *, narrowest: int = 40) -> QHeaderView:
    """Make it one of ours; the cells are its delegate's. Returns the header above the columns.

    `row_height`, `narrowest` (a column): px. One cell is selected at a time, nothing is edited in place.
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
    side.setDefaultSectionSize(row_height)
    header = table.horizontalHeader()
    header.setStyleSheet(f"QHeaderView::section {{ padding: 0 {HEADER_PADDING}px; }}")
    header.setFixedHeight(int(token("size.row.header")))
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setMinimumSectionSize(narrowest)
    theme.changed.connect(table.viewport().update)
    return header
