"""What the tests of the shell share: plain places, a window that is closed afterwards, Russian labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.place import Place


class Renamed(QUndoCommand):
    """Changes the words of a place, and back."""

    def __init__(self, place: PlainPlace, after: str) -> None:
        super().__init__("Переименовать шаг")
        self._place, self._before, self._after = place, place.words, after

    def redo(self) -> None:
        self._place.words = self._after

    def undo(self) -> None:
        self._place.words = self._before


class PlainPlace(Place):
    """A place that counts what the window does with it."""

    def __init__(self, name: str, *, has_document: bool = False) -> None:
        super().__init__()
        self.words = name
        self.opened: list[object] = []
        self.activations = 0
        self.portfolios: list[Portfolio] = []
        self.lets_go = True
        self.retranslations = 0
        self.stack = QUndoStack(self) if has_document else None
        self.button = QPushButton(name)
        QVBoxLayout(self).addWidget(self.button)

    def open(self, argument: object) -> None:
        self.opened.append(argument)

    def activate(self) -> None:
        self.activations += 1

    def heading(self) -> QWidget:
        return QLabel(f"heading of {self.words}")

    def bar_buttons(self) -> list[QWidget]:
        return [QPushButton(f"action of {self.words}")]

    def undo_stack(self) -> QUndoStack | None:
        return self.stack

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self.portfolios.append(portfolio)

    def may_leave(self) -> bool:
        return self.lets_go

    def retranslate(self) -> None:
        self.retranslations += 1


def place_makers(**documents: bool) -> Mapping[str, Callable[[object, Background], Place]]:
    """Makers of all five places; `processes=True` gives that place an undo stack."""
    names = ("portfolio", "processes", "roles", "outlet", "launch")
    return {
        name: lambda office, background, name=name: PlainPlace(name, has_document=documents.get(name, False))
        for name in names
    }


class RussianLabels(QTranslator):
    """Some labels of the shell, as a catalogue would give them."""

    TEXTS: ClassVar = {
        "Portfolio": "Портфель",
        "Processes": "Процессы",
        "Roles": "Роли",
        "Undo": "Отменить",
        "Demo portal": "Демо-портал",
        "Outlet openings": "Открытие точек",
        "Keys": "Клавиши",
    }

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self.TEXTS.get(text)
