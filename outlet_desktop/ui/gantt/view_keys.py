"""Keys of a Gantt and of the table at its left (`ui.md` §8)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outlet_desktop.ui.gantt.header import HEADER_H
from outlet_desktop.ui.gantt.rows import Kind
from outlet_desktop.ui.key_table import TABLE
from outlet_desktop.ui.place_keys import PlaceKeys

if TYPE_CHECKING:
    from outlet_desktop.ui.gantt.view import GanttView

_ZOOM = 1.2
_ROW = 30  # px, an outlet


def bound(view: GanttView) -> PlaceKeys:
    """What the keys do in that view."""
    keys = PlaceKeys(TABLE, parent=view)
    keys.on("table.rows", partial(_beside, view, -1), partial(_beside, view, 1))
    keys.on("table.extend", partial(view.extend, -1), partial(view.extend, 1))
    keys.on("table.pages", partial(_page, view, -1), partial(_page, view, 1))
    keys.on("table.ends", partial(_to_end, view, False), partial(_to_end, view, True))
    keys.on("table.fold", partial(_fold, view), partial(_unfold, view))
    keys.on("table.open", partial(_open, view), why_not=partial(_no_row, view))
    keys.on("table.start", partial(_to_start, view))
    keys.on("table.today", view.go_today)
    keys.on("table.fit", view.fit)
    keys.on("table.larger", partial(_zoom, view, _ZOOM))
    keys.on("table.smaller", partial(_zoom, view, 1 / _ZOOM))
    keys.on("table.all", view.mark_all)
    keys.on("table.copy", view.copy_wanted.emit)
    keys.on("table.clear", partial(_clear, view))
    return keys


def _no_row(view: GanttView) -> str:
    return "" if view.outline.find(view.current) is not None else "key.no_row"


def _beside(view: GanttView, by: int) -> None:
    view.move_to(view.outline.beside(view.current, by))


def _page(view: GanttView, by: int) -> None:
    lines = max(1, (view.viewport().height() - HEADER_H) // _ROW - 1)
    view.move_to(view.outline.beside(view.current, by * lines))


def _to_end(view: GanttView, is_last: bool) -> None:
    view.move_to(view.outline.at(view.outline.height - 1 if is_last else 0))


def _fold(view: GanttView) -> None:
    line = view.outline.find(view.current)
    if line is None:
        return
    if line.expanded and view.can_open(line):
        view.toggle(line, False)
    else:
        view.move_to(view.parent_of(line))


def _unfold(view: GanttView) -> None:
    line = view.outline.find(view.current)
    if line is None:
        return
    if not line.expanded and view.can_open(line):
        view.toggle(line, True)
        return
    following = view.outline.beside(line.key, 1)
    if line.expanded and following is not None:
        view.move_to(following)


def _open(view: GanttView) -> None:
    line = view.outline.find(view.current)
    if line is None:
        return
    if line.kind is Kind.GROUP:
        view.toggle(line)
    else:
        view.activated.emit(line.key)


def _to_start(view: GanttView) -> None:
    line = view.outline.find(view.current)
    day = view.start_of(line) if line is not None else None
    view.show_day(day if day is not None else view.first, 0.04)


def _zoom(view: GanttView, times: float) -> None:
    view.set_scale(view.axis.px_per_day * times)


def _clear(view: GanttView) -> bool:
    """The nearest thing that can be left: the gesture, the picked lines, the current one."""
    if view.cancel_gesture() or view.marked:
        view.mark_lines(())
    elif view.current is not None:
        view.set_current(None)
    else:
        return False
    return True
