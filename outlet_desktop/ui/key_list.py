"""F1: the list of keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.ui.actions import Actions, code_of, keys_of
from outlet_desktop.ui.controls import KeyHint, label, secondary_button
from outlet_desktop.ui.messages import words


class KeyList(QDialog):
    """Keys by group, two columns; closes on Esc."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setModal(True)
        self.resize(800, 690)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        self._title = label("", "title")
        column.addWidget(self._title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self._close = secondary_button("")
        self._close.clicked.connect(self.accept)
        row.addWidget(self._close)
        column.addLayout(row)
        self.retranslate()
        self._close.setFocus()

    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(title, [(keys, what they do)]) in the current language."""
        return [
            (
                self.tr("Everywhere"),
                [
                    *((keys_of(one), words(code_of(one), {})) for one in self._actions.all() if keys_of(one)),
                    ("Ctrl+F", self.tr("Filter this view")),
                    ("Esc", self.tr("Close, cancel, clear the selection")),
                ],
            ),
            (
                self.tr("Tables and Gantt"),
                [
                    ("↑ ↓", self.tr("Rows")),
                    ("← →", self.tr("Collapse, expand")),
                    ("Enter", self.tr("Open the outlet")),
                    ("Home", self.tr("Start of the outlet")),
                    (".", self.tr("Today")),
                    ("K, L", self.tr("Critical path, links")),
                    ("Ctrl++, Ctrl+−", self.tr("Zoom")),
                ],
            ),
            (
                self.tr("Process editor"),
                [
                    ("V, H, C, S", self.tr("Select, pan, connect, make room")),
                    ("T, A, P, M, J", self.tr("New task, approval, confirmation, milestone, join")),
                    ("N", self.tr("What comes next, by its name")),
                    ("Shift+T", self.tr("The same beside the selected step")),
                    ("Ctrl+Enter, Ctrl+Shift+Enter", self.tr("Save the name; next task after, beside")),
                    ("C C", self.tr("Connect with a step by its name")),
                    ("← ↑ → ↓", self.tr("Go to the neighbour")),
                    ("Shift+← ↑ → ↓", self.tr("Select the neighbour too")),
                    ("Alt+← ↑ → ↓", self.tr("Move the step")),
                    ("Tab, Shift+Tab", self.tr("Next, previous step in order")),
                    ("F2", self.tr("Rename")),
                    ("Del, Ctrl+D", self.tr("Delete, duplicate")),
                    ("Ctrl+C, Ctrl+X, Ctrl+V", self.tr("Copy, cut, paste")),
                    ("Ctrl+A", self.tr("Select all")),
                    ("Ctrl+0, Ctrl+Shift+1", self.tr("Fit, 100 %")),
                    ("Ctrl+Shift+L", self.tr("Arrange automatically")),
                    ("Ctrl+Shift+O", self.tr("List of steps")),
                    ("F8", self.tr("Next problem")),
                    ("Ctrl+O, Ctrl+S", self.tr("Open, save a process file")),
                    ("Ctrl+P, Ctrl+Shift+E", self.tr("Print, export the drawing")),
                    ("Ctrl+Shift+C", self.tr("Copy the drawing as a picture")),
                ],
            ),
            (
                self.tr("Comparison of revisions"),
                [
                    ("F8, Shift+F8", self.tr("Next, previous change")),
                    ("↑ ↓", self.tr("Rows of the table")),
                    ("Enter", self.tr("Show the step in the editor")),
                    ("Ctrl+0, Ctrl+Shift+1", self.tr("Fit, 100 %")),
                    ("Esc", self.tr("Back to the drawing")),
                ],
            ),
            (self.tr("Forms"), [("Ctrl+Enter", self.tr("Main action of the panel or dialog"))]),
        ]

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self.setWindowTitle(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._close.setText(self.tr("Close"))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(32)
        groups = self.groups()
        for half in (groups[:2], groups[2:]):
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(6)
            row = 0
            for title, keys in half:
                heading = label(title, "small", "tertiary")
                grid.addWidget(heading, row, 0, 1, 2)
                grid.setRowMinimumHeight(row, 28)
                row += 1
                for hint, what in keys:
                    holder = QHBoxLayout()
                    holder.setSpacing(4)
                    for part in hint.split(", "):
                        holder.addWidget(KeyHint(part))
                    holder.addStretch(1)
                    grid.addWidget(label(what, wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
                    grid.addLayout(holder, row, 1, Qt.AlignmentFlag.AlignTop)
                    row += 1
            grid.setRowStretch(row, 1)
            grid.setColumnStretch(0, 1)
            columns.addLayout(grid, 1)
        self._area.setWidget(page)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
