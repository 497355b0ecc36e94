"""The data: where it lies, copies of it, one put back; the bundle for whoever helps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem

from outlet_desktop.engine.settings_port import Backup, Program
from outlet_desktop.ui.controls import label, secondary_button
from outlet_desktop.ui.language import language
from outlet_desktop.ui.settings.section import Section
from outlet_desktop.ui.text_size import most_width, tall, wide

_ROW = 28
_SHOWN = 6  # copies in sight at once


class DataSection(Section):
    """Signals:
    folder_wanted, copy_wanted: A button was pressed. daily_chosen: Whether a copy is made every day.
    restore_wanted: The Backup to put back.
    """

    folder_wanted = Signal()
    copy_wanted = Signal()
    daily_chosen = Signal(bool)
    restore_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._copies: Sequence[Backup] = ()
        self._program: Program | None = None
        place = QHBoxLayout()
        self._folder = label("", selectable=True, wrap=True)
        self.open_folder = secondary_button("", "ph.folder-open")
        place.addWidget(self._folder, 1)
        place.addWidget(self.open_folder)
        self.body.addLayout(place)
        self.daily = QCheckBox()
        self.before = label("", "small", "secondary", wrap=True)
        self.body.addWidget(self.daily)
        self.body.addWidget(self.before)
        self.list = QTreeWidget()
        self.list.setColumnCount(3)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.header().setStyleSheet("QHeaderView::section { padding: 0 3px; }")  # above the words of the rows
        self.list.setColumnWidth(0, wide(160))
        self.list.setColumnWidth(2, wide(100))
        most_width(self.list, 620)
        self.body.addWidget(self.list)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.copy_now = secondary_button("", "ph.floppy-disk")
        self.restore = secondary_button("")
        buttons.addWidget(self.copy_now)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._after = label("", "small", "secondary", wrap=True)
        self.body.addWidget(self._after)
        self.open_folder.clicked.connect(self.folder_wanted)
        self.copy_now.clicked.connect(self.copy_wanted)
        self.daily.clicked.connect(lambda: self.daily_chosen.emit(self.daily.isChecked()))
        self.list.currentItemChanged.connect(lambda _now, _was: self._show_choice())
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self.chosen))

    @property
    def chosen(self) -> Backup | None:
        """The copy selected."""
        item = self.list.currentItem()
        row = self.list.indexOfTopLevelItem(item) if item is not None else -1
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def show_program(self, program: Program) -> None:
        """Where the data lies."""
        self._program = program
        self._folder.setText(program.folder)
        self._show_after()

    def show_daily(self, is_on: bool) -> None:
        """Whether a copy is made every day."""
        self.daily.setChecked(is_on)

    def show_copies(self, copies: Sequence[Backup]) -> None:
        """Copies, newest first."""
        name = self.chosen.name if self.chosen else ""
        self._copies = copies
        self.list.setFixedHeight(tall(_ROW) * (min(max(len(copies), 1), _SHOWN) + 1) + 4)
        self.list.clear()
        for copy in copies:
            item = QTreeWidgetItem([moment(copy), self._inside(copy), size_words(copy.size)])
            item.setSizeHint(0, QSize(0, tall(_ROW)))
            self.list.addTopLevelItem(item)
        row = next((number for number, copy in enumerate(copies) if copy.name == name), 0)
        first = self.list.topLevelItem(row)
        if first is not None:
            self.list.setCurrentItem(first)
        self._show_choice()

    def show_new_copy(self, copies: Sequence[Backup]) -> None:
        """Copies, of which the newest has just been made: it is selected."""
        self.list.clear()
        self.show_copies(copies)

    def _inside(self, copy: Backup) -> str:
        if not copy.is_sound:
            return self.tr("cannot be read")
        kinds = {
            "daily": self.tr("checked"),
            "manual": self.tr("made by hand, checked"),
            "restore": self.tr("before a restore, checked"),
            "update": self.tr("before an update, checked"),
        }
        return self.tr("%n outlet(s)", "", copy.outlets or 0) + f", {kinds.get(copy.kind, '')}"

    def _show_choice(self) -> None:
        chosen = self.chosen
        self.restore.setEnabled(chosen is not None and chosen.is_sound)
        text = self.tr("Restore {moment}…") if chosen is not None else self.tr("Restore…")
        self.restore.setText(text.format(moment=moment(chosen) if chosen else ""))

    def _show_after(self) -> None:
        if self._program is not None:
            text = self.tr("After a restore the engine first reads the portal and creates nothing for {seconds} s.")
            self._after.setText(text.format(seconds=round(self._program.grace_s)))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Data and copies"))
        self.open_folder.setText(self.tr("Open the folder"))
        self.daily.setText(self.tr("A copy every day, the last 14 are kept"))
        self.before.setText(
            self.tr("Before an update of the data a copy is always made. Each copy is checked by opening it.")
        )
        self.list.setHeaderLabels([self.tr("When"), self.tr("What is inside"), self.tr("Size")])
        self.list.setAccessibleName(self.tr("Copies of the data"))
        self.copy_now.setText(self.tr("Make one now"))
        self.show_copies(self._copies)
        self._show_after()


def moment(copy: Backup) -> str:
    """`24.11.2026 03:00`."""
    return f"{copy.made_at:%d.%m.%Y %H:%M}"


def size_words(size: int) -> str:
    """A size in megabytes or kilobytes, as the language writes it."""
    return language.locale.formattedDataSize(size, 1, language.locale.DataSizeFormat.DataSizeTraditionalFormat)
