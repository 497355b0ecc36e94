"""The order of the keyboard: Tab goes as one reads, F6 from region to region (`ui.md` §11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)


def reading_order(root: QWidget) -> list[QWidget]:
    """The stops of Tab inside of a widget, as its layouts put them: the order of Qt is that in which they were made."""
    return [one for one in _inside(root) if _is_stop(one)]


def focus_beside(root: QWidget, focus: QWidget | None, *, is_next: bool) -> bool:
    """Focus the stop after or before the one that has the focus, round the end; False when there is none."""
    order = list(_inside(root))
    stops = [number for number, one in enumerate(order) if _is_stop(one)]
    if not stops:
        return False
    here = order.index(focus) if focus in order else -1
    if is_next:
        found = next((number for number in stops if number > here), stops[0])
    else:
        found = next((number for number in reversed(stops) if number < here), stops[-1])
    reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
    order[found].setFocus(reason)
    _show(order[found])
    return True


def focus_next(regions: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Focus the region after (`step` 1) or before (-1) the one that holds `focus`; empty ones are passed over."""
    here = next((number for number, region in enumerate(regions) if focus and region.isAncestorOf(focus)), -1)
    if here < 0 and step < 0:
        here = 0
    for _ in regions:
        here = (here + step) % len(regions)
        if focus_inside(regions[here]):
            return


def focus_inside(region: QWidget) -> bool:
    """Focus what had it last in a region, else its first stop of Tab, in reading order."""
    last = region.focusWidget()
    order = reading_order(region)
    if last is not None and last in order:
        order.insert(0, last)
    for widget in order:
        if region.isAncestorOf(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _is_stop(widget: QWidget) -> bool:
    can_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    if not can_tab or not widget.isVisible() or not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QAbstractButton):
        return _stands_for_its_group(widget)
    # An area with stops of its own scrolls as they are reached.
    return not (isinstance(widget, QScrollArea) and any(map(_is_stop, _inside(widget))))


def _stands_for_its_group(button: QAbstractButton) -> bool:
    """Of buttons of which one is chosen only that one is a stop; the arrows go to the others."""
    group = button.group()
    if group is not None and group.exclusive():
        return group.checkedButton() in (None, button)
    if not button.autoExclusive() or button.isChecked():
        return True
    parent = button.parentWidget()
    siblings = [one for one in parent.children() if isinstance(one, QAbstractButton)] if parent is not None else []
    return not any(one.autoExclusive() and one.isChecked() and one.isVisible() for one in siblings)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    """What is shown inside of a widget, in reading order."""
    for child in _children(widget):
        if child.isVisible() and not child.isWindow():
            yield child
            yield from _inside(child)


def _children(widget: QWidget) -> list[QWidget]:
    known: dict[QWidget | None, None] = {}
    if isinstance(widget, QMainWindow):
        known[widget.centralWidget()] = None
    elif isinstance(widget, QSplitter):
        known |= dict.fromkeys(widget.widget(number) for number in range(widget.count()))
    elif isinstance(widget, QStackedWidget):
        known[widget.currentWidget()] = None
    elif isinstance(widget, QAbstractScrollArea):
        known[widget.viewport()] = None
    elif (layout := widget.layout()) is not None:
        known |= dict.fromkeys(_laid(layout))
    # What lies over the others (a panel, a toast) is read after them.
    known |= dict.fromkeys(one for one in widget.children() if isinstance(one, QWidget))
    return [one for one in known if isinstance(one, QWidget)]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]
    for number in numbers:
        item = layout.itemAt(number)
        inner = item.widget() if item is not None else None
        if inner is not None:
            yield inner
        elif item is not None and (below := item.layout()) is not None:
            yield from _laid(below)


def _show(widget: QWidget) -> None:
    """Scroll whatever holds a widget until it is seen."""
    above: QObject | None = widget.parent()
    while isinstance(above, QWidget):
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parent()
