"""The bar above the drawing of two revisions: which two, which kinds of changes, one change after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from outlet_desktop.domain.difference import Mark
from outlet_desktop.ui.controls import Combo, FilterChip, Icon, hairline, label, set_tool_name, tool_button
from outlet_desktop.ui.editor.revisions_items import MARK_COLORS, MARK_ICONS
from outlet_desktop.ui.editor.revisions_rows import MARKS
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.text_size import fix_height, most_width
from outlet_desktop.ui.theme import token

_COMBO, _LEAST_COMBO = 188, 110  # px
_REST = 206  # px of arrow, line, buttons and margins


class RevisionsBar(QFrame):
    """Combos of the older and the newer revision, chips that filter, previous and next.

    Signals:
        chosen: (older, newer): a person chose other revisions.
        filtered: Another set of chips is on.
        go_wanted: -1 or 1: the previous or the next change.
    """

    chosen = Signal(int, int)
    filtered = Signal()
    go_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolBar")
        fix_height(self, int(token("size.toolBar")))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        self.older, self.newer = Combo(), Combo()
        for combo in (self.older, self.newer):
            combo.setMinimumWidth(_LEAST_COMBO)
            most_width(combo, _COMBO + 24)
            combo.activated.connect(self._combo_chosen)
        row.addWidget(self.older, _COMBO)
        row.addWidget(Icon("ph.arrow-right", "text.secondary", 16))
        row.addWidget(self.newer, _COMBO + 24)
        separator = hairline(vertical=True)
        separator.setFixedHeight(20)
        row.addWidget(separator)
        self._counts: Mapping[Mark, int] = {}
        self.chips: dict[Mark, FilterChip] = {}
        for mark in MARKS:
            chip = FilterChip(MARK_ICONS[mark], "", 0, MARK_COLORS[mark])
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setChecked(mark != "moved")
            chip.toggled.connect(lambda _on: self.filtered.emit())
            self.chips[mark] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.back_button, self.next_button = tool_button("ph.caret-up"), tool_button("ph.caret-down")
        for button, way in ((self.back_button, -1), (self.next_button, 1)):
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _=False, way=way: self.go_wanted.emit(way))
        self.place_label = label("", "body", "secondary", tabular=True)
        row.addWidget(self.back_button)
        row.addWidget(self.place_label)
        row.addWidget(self.next_button)
        self.retranslate()

    @property
    def shown_marks(self) -> frozenset[Mark]:
        """The kinds of changes that the chips let through."""
        return frozenset(mark for mark, chip in self.chips.items() if chip.isChecked())

    def _combo_chosen(self) -> None:
        self.chosen.emit(int(self.older.currentData()), int(self.newer.currentData()))

    def show_choices(self, choices: Sequence[tuple[int, str]], numbers: tuple[int, int]) -> None:
        """Offer these revisions (number, words); `numbers` are the older and the newer one."""
        for combo, number in zip((self.older, self.newer), numbers, strict=True):
            combo.clear()
            for known, words in choices:
                combo.addItem(words, known)
            combo.setCurrentIndex(combo.findData(number))

    def show_counts(self, counts: Mapping[Mark, int]) -> None:
        """How many changes of each kind there are."""
        self._counts = counts
        for mark, chip in self.chips.items():
            chip.set_count(counts.get(mark, 0))
        self._fit()

    def show_place(self, number: int, count: int) -> None:
        """The change in hand, counted from 1 (0 = none), of so many."""
        self.place_label.setText(self.tr("{number} of {count}").format(number=number, count=count))
        for button in (self.back_button, self.next_button):
            button.setEnabled(count > 0)

    def _fit(self) -> None:
        """Where the bar is too narrow, the chips show their signs and counts only."""
        names: dict[Mark, str] = {
            "added": self.tr("Added"),
            "removed": self.tr("Removed"),
            "changed": self.tr("Changed"),
            "moved": self.tr("Moved"),
        }
        for mark, chip in self.chips.items():
            chip.set_text(names[mark])
        room = self.width() - 2 * (_COMBO - 8) - _REST
        if sum(chip.sizeHint().width() + 8 for chip in self.chips.values()) > room:
            for chip in self.chips.values():
                chip.set_text("")
        for mark, chip in self.chips.items():
            chip.setToolTip(names[mark])
            chip.setAccessibleName(f"{names[mark]} {self._counts.get(mark, 0)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Words anew; numbers come with the next comparison."""
        self.older.setAccessibleName(self.tr("Older revision"))
        self.newer.setAccessibleName(self.tr("Newer revision"))
        set_tool_name(self.back_button, self.tr("Previous change"), keys_text("revisions.previous"))
        set_tool_name(self.next_button, self.tr("Next change"), keys_text("revisions.next"))
        self._fit()
