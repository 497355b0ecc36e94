"""F1: the list of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.ui.actions import Actions, code_of, keys_of
from outlet_desktop.ui.controls import KeyHint, label, secondary_button
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.key_table import EVERYWHERE, TITLES, actions_of, all_keys_text
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.text_size import only_down

Group = tuple[str, list[tuple[str, str]]]
"""Its title, and (keys, what they do)."""


class KeyList(QDialog):
    """Keys by context, those of the place one is in first; two columns; closes on Esc."""

    def __init__(self, actions: Actions, parent: QWidget | None = None, here: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._actions, self._here = actions, here
        self.setModal(True)
        self.resize(1000, 690)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        self._title = label("", "title")
        column.addWidget(self._title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        wants_ring(self._area)
        only_down(self._area)
        column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self._close = secondary_button("")
        self._close.clicked.connect(self.accept)
        row.addWidget(self._close)
        column.addLayout(row)
        self.retranslate()
        self._close.setFocus()

    def groups(self) -> list[Group]:
        """What the window can do, then the contexts one is in, then the rest; in the current language."""
        order = sorted(TITLES, key=lambda context: (context != EVERYWHERE, context not in self._here))
        return [(self._title_of(context), list(self._lines(context))) for context in order]

    def _title_of(self, context: str) -> str:
        title = words(TITLES[context], {})
        return words("keys.here", {"context": title}) if context in self._here else title

    def _lines(self, context: str) -> Iterator[tuple[str, str]]:
        if context != EVERYWHERE:
            yield from ((all_keys_text(one), words(one.code, {})) for one in actions_of(context))
            return
        yield from ((keys_of(one), words(code_of(one), {})) for one in self._actions.all() if keys_of(one))
        yield "Esc", words("keys.esc", {})

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self.setWindowTitle(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._close.setText(self.tr("Close"))
        self._area.setAccessibleName(self.tr("Keys"))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(32)
        for column in _columns(self.groups(), len(self._here)):
            columns.addLayout(_grid(column), 1)
        self._area.setWidget(page)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _columns(groups: list[Group], number_here: int) -> tuple[list[Group], list[Group]]:
    """Two columns of about one height: what works everywhere heads the one, what works here the other."""
    left, right = groups[:1], groups[1 : 1 + number_here]
    for group in groups[1 + number_here :]:
        (left if _height(left) <= _height(right) else right).append(group)
    return left, right


def _height(groups: list[Group]) -> int:
    return sum(len(lines) + 1 for _title, lines in groups)


def _grid(groups: list[Group]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    row = 0
    for title, lines in groups:
        grid.addWidget(label(title, "small", "tertiary"), row, 0, 1, 2)
        grid.setRowMinimumHeight(row, 28)
        row += 1
        for keys, what in lines:
            holder = QHBoxLayout()
            holder.setSpacing(4)
            for part in keys.split(", "):
                holder.addWidget(KeyHint(part))
            holder.addStretch(1)
            grid.addWidget(label(what, wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addLayout(holder, row, 1, Qt.AlignmentFlag.AlignTop)
            row += 1
    grid.setRowStretch(row, 1)
    grid.setColumnStretch(0, 1)
    return grid
