"""A real mouse on the portfolio: where things stand, and drags in small steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import gantt_sample as sample
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.portfolio_view import PortfolioView
from outlet_desktop.ui.gantt.rows import Key

LEFT = Qt.MouseButton.LeftButton


def outlet(number: int) -> Key:
    return ("outlet", sample.opening_id(number))


def end_of(view: PortfolioView, day: date) -> int:
    return round(view.split + 1 + view.axis.end(day))


def diamond_of(view: PortfolioView, number: int) -> QPoint:
    """The middle of the target diamond of an outlet."""
    rect = view.line_rect(outlet(number))
    target = sample.ROWS[number].target
    assert rect is not None
    assert target is not None
    return QPoint(end_of(view, target), rect.top() + 23)


def drag(qtbot: QtBot, view: PortfolioView, points: Sequence[QPoint], *, release: bool = True) -> None:
    qtbot.mousePress(view.viewport(), LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(view.viewport(), point)
    if release:
        qtbot.mouseRelease(view.viewport(), LEFT, pos=points[-1])


def keys_of(place: PortfolioPlace) -> list[str]:
    return [line.key[1] for line in place.view.outline.between(0, 100_000) if line.key[0] == "outlet"]


def settle(place: PortfolioPlace) -> int:
    """Let pending paints happen; gives how many lines the view has painted so far."""
    QApplication.processEvents()
    return place.view.rows_painted
