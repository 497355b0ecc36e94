"""How the portfolio looks, taken from its parts for the next start and put back into them; its page without rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_desktop.ui.gantt.columns import BY_KEY, USUAL
from outlet_desktop.ui.gantt.filter_bar import FilterBar
from outlet_desktop.ui.gantt.portfolio_memory import Memory
from outlet_desktop.ui.gantt.portfolio_view import PortfolioView


def look_of(view: PortfolioView, bar: FilterBar) -> Memory:
    """What is worth keeping: columns, zoom, order, groups and what is opened."""
    sort, expansion = view.sort, view.expansion
    return Memory(
        columns=view.choice.shown,
        widths=dict(view.choice.widths),
        split=view.split,
        px_per_day=round(view.axis.px_per_day, 4),
        grouping=bar.grouping,
        sort=sort.column if sort is not None else "",
        descending=sort is not None and sort.descending,
        legend=bar.legend_action.isChecked(),
        strip=bar.strip_action.isChecked(),
        outlets=tuple(sorted(expansion.outlets)),
        closed_groups=tuple(sorted(expansion.closed_groups)),
        stages=tuple((opening, stage, is_open) for (opening, stage), is_open in sorted(expansion.stages.items())),
    )


def put_back(kept: Memory, view: PortfolioView, bar: FilterBar) -> None:
    """All of it but the order of the rows, which is the place's to change; columns that are unknown are left out."""
    view.choice.widths.update({key: width for key, width in (kept.widths or {}).items() if key in BY_KEY})
    view.choose_columns(kept.columns or USUAL)
    view.want_split(kept.split or view.table_width)
    if kept.px_per_day:
        view.set_scale(kept.px_per_day)
    bar.choose_grouping(kept.grouping)
    bar.legend_action.setChecked(kept.legend)
    bar.strip_action.setChecked(kept.strip)
    expansion = view.expansion
    expansion.outlets = set(kept.outlets)
    expansion.closed_groups = set(kept.closed_groups)
    expansion.stages = {(opening, stage): is_open for opening, stage, is_open in kept.stages}


def nothing_page(words: QWidget, button: QWidget) -> QWidget:
    """What is told where the filter leaves no outlet, and the way back."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addSpacing(8)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(2)
    return page
