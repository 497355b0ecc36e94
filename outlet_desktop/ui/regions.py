"""Regions of the window, for F6."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


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
    """Focus what had it last in a region, else its first widget that Tab reaches, in reading order."""
    last = region.focusWidget()
    found = region.findChildren(QWidget)
    found.sort(key=lambda one: one.mapTo(region, one.rect().topLeft()).toTuple()[::-1])
    for widget in ([last] if last is not None else []) + found:
        can_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if can_tab and widget.isVisible() and widget.isEnabled() and region.isAncestorOf(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
