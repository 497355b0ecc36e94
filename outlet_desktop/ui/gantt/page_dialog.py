"""How what is shown goes on paper: one page wide or at the size of the screen, which dates, which paper."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import (
    Combo,
    DateEdit,
    label,
    primary_button,
    secondary_button,
    set_button_size,
)
from outlet_desktop.ui.gantt.portfolio_view import PortfolioView
from outlet_desktop.ui.gantt.sheet import PageChoice
from outlet_desktop.ui.text_size import fix_side

_SPANS = ("shown", "whole", "dates")


class PageDialog(QDialog):
    """Modal, 480 wide. `form` is "print", "pdf" or "png"; an image is one piece, so it asks for the dates only."""

    def __init__(self, parent: QWidget, form: str, view: PortfolioView) -> None:
        super().__init__(parent)
        titles = {
            "print": self.tr("How to print what is shown?"),
            "pdf": self.tr("How to lay out the PDF?"),
            "png": self.tr("What to put on the image?"),
        }
        actions = {"print": self.tr("Print…"), "pdf": self.tr("Save…"), "png": self.tr("Save…")}
        self.setWindowTitle(titles[form])
        fix_side(self, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(titles[form], "title", wrap=True))
        about = self.tr("The groups, rows and columns as they show now, with the legend and the date of the data.")
        column.addWidget(label(about, "body", "secondary", wrap=True))
        column.addSpacing(4)
        self.fit = QRadioButton(self.tr("Fit to the width of the page"))
        self.tiled = QRadioButton(self.tr("At the size of the screen, on pages side by side"))
        self.fit.setChecked(True)
        self.paper, self.turn, self.span = Combo(), Combo(), Combo()
        self.paper.addItems(["A4", "A3"])
        self.turn.addItems([self.tr("Landscape"), self.tr("Portrait")])
        self.span.addItems([self.tr("Dates on the screen"), self.tr("All dates"), self.tr("From … to …")])
        first = view.axis.date_at(0)
        last = view.axis.date_at(max(1, view.viewport().width() - view.split))
        self.first, self.last = DateEdit(first), DateEdit(last)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        row = 0
        if form != "png":
            column.addWidget(self.fit)
            column.addWidget(self.tiled)
            column.addSpacing(4)
            row = self._add(grid, row, self.tr("Paper"), self.paper, self.turn)
        row = self._add(grid, row, self.tr("Dates"), self.span)
        self._add(grid, row, "", self.first, self.last)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = secondary_button(self.tr("Cancel"))
        self.action = primary_button(actions[form])
        for button in (cancel, self.action):
            set_button_size(button, "large")
            buttons.addWidget(button)
        column.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.action.setDefault(True)
        self.span.currentIndexChanged.connect(lambda _number: self._show_dates())
        self._show_dates()
        self.action.setFocus()

    def _add(self, grid: QGridLayout, row: int, name: str, *fields: QWidget) -> int:
        if name:
            grid.addWidget(label(name, "small", "secondary"), row, 0)
        for number, field in enumerate(fields, 1):
            field.setAccessibleName(name or self.tr("Dates"))
            grid.addWidget(field, row, number)
        return row + 1

    def _show_dates(self) -> None:
        is_typed = _SPANS[self.span.currentIndex()] == "dates"
        self.first.setEnabled(is_typed)
        self.last.setEnabled(is_typed)

    @property
    def choice(self) -> PageChoice:
        """What was chosen."""
        return PageChoice(
            is_tiled=self.tiled.isChecked(),
            span=_SPANS[self.span.currentIndex()],
            first=self.first.day,
            last=self.last.day,
            is_landscape=self.turn.currentIndex() == 0,
            is_a3=self.paper.currentIndex() == 1,
        )
