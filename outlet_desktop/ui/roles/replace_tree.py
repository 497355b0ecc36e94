"""The right half of "Replace a person": every place and task that changes hands, each with a tick (picture 15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from outlet_desktop.engine.ports import Picked, ReplacePreview
from outlet_desktop.ui.control_blocks import status_icon
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.messages import short_date
from outlet_desktop.ui.text_size import tall
from outlet_desktop.ui.theme import theme, token

_KEY = Qt.ItemDataRole.UserRole
PLACES = ("role", "region", "outlet", "deputy")


class ReplaceTree(QTreeWidget):
    """Roles, then outlets with their tasks. A top row's tick stands for all rows below it.

    Signals:
        picked_changed: Something was ticked or unticked.
    """

    picked_changed = Signal()

    def __init__(self, preview: ReplacePreview, name: str, today: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview, self._name, self._today = preview, name, today
        self.setAccessibleName(self.tr("What changes"))
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()
        self.expandAll()
        self.itemChanged.connect(self._ticked)

    def _fill(self) -> None:
        instead = self.tr("in place of {name}").format(name=self._name)
        kinds = {
            "role": self.tr("by default"),
            "deputy": self.tr("deputy"),
            "region": self.tr("region {name}"),
            "outlet": self.tr("this outlet"),
        }
        general = [place for place in self._preview.places if place.kind != "outlet"]
        if general:
            top = self._top(self.tr("Roles"))
            for place in general:
                words = kinds[place.kind].format(name=place.where_title)
                # What tells one row from the next stands first: the end may be cut.
                is_region = place.kind == "region"
                text = f"{place.where_title} · {place.role_title}" if is_region else f"{place.role_title} · {words}"
                row = self._row(top, text, instead, (place.kind, place.role, place.where))
                row.setToolTip(0, f"{place.role_title} · {words}")
                row.setIcon(0, _mark("ph.map-pin" if is_region else "ph.users-three", "text.secondary"))
        for opening, address in self._preview.addresses.items():
            top = self._top(address)
            for place in self._preview.places:
                if place.kind == "outlet" and place.where == opening:
                    key = (place.kind, place.role, place.where)
                    self._row(top, f"{place.role_title} · {kinds['outlet']}", instead, key)
            for task in self._preview.tasks:
                if task.opening == opening:
                    due = self.tr("due {day}").format(day=short_date(task.due)) if task.due else ""
                    row = self._row(top, task.title.removesuffix(f" — {address}"), due, task.task_id)
                    late = bool(task.due and self._today and task.due < self._today)
                    status = "late" if late else "active"
                    row.setIcon(0, _mark(status_icon(status), f"status.{status}.fill"))
                    if late:
                        row.setForeground(1, theme.color("status.late.text"))
            later = self._preview.later.get(opening, 0)
            if later:
                top.setText(1, self.tr("%n step(s) to come", "", later))
                top.setForeground(1, theme.color("text.secondary"))

    def _top(self, text: str) -> QTreeWidgetItem:
        made = _item(text, "")
        bold = made.font(0)
        bold.setBold(True)
        made.setFont(0, bold)
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for column in range(3):
            made.setBackground(column, theme.color("surface.window"))
        self.addTopLevelItem(made)
        return made

    def _row(self, top: QTreeWidgetItem, text: str, detail: str, key: object) -> QTreeWidgetItem:
        made = _item(text, detail)
        made.setData(0, _KEY, key)
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(0, Qt.CheckState.Checked)
        made.setForeground(1, theme.color("text.secondary"))
        top.addChild(made)
        return made

    def _ticked(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self.picked_changed.emit()

    # ------------------------------------------------------------------ reading and turning

    def rows(self) -> Iterator[QTreeWidgetItem]:
        """The rows below the top ones."""
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            assert top is not None
            for below in range(top.childCount()):
                row = top.child(below)
                assert row is not None
                yield row

    def show_taker(self, name: str) -> None:
        """Who takes over, at the right of every row that is ticked."""
        self.blockSignals(True)
        for row in self.rows():
            row.setText(2, f"→ {name}" if name and row.checkState(0) is Qt.CheckState.Checked else "")
        self.blockSignals(False)
        self.viewport().update()

    def picked(self) -> Picked:
        """What is ticked; everything of a kind is None, so that tasks on their way follow too."""
        keys = [(row.data(0, _KEY), row.checkState(0) is Qt.CheckState.Checked) for row in self.rows()]
        places = {tuple(key): on for key, on in keys if not isinstance(key, int)}
        tasks = {key: on for key, on in keys if isinstance(key, int)}
        return Picked(
            None if all(places.values()) else frozenset(key for key, on in places.items() if on),
            None if all(tasks.values()) else frozenset(key for key, on in tasks.items() if on),
        )

    def count(self, kind: str) -> tuple[int, int]:
        """(ticked, all) of "task" or of a kind of place."""
        found = [row for row in self.rows() if _kind(row) == kind]
        return sum(row.checkState(0) is Qt.CheckState.Checked for row in found), len(found)

    def tick(self, kind: str, on: bool) -> None:
        """Tick all rows of "task" or of a kind of place, or none."""
        self.blockSignals(True)
        for row in self.rows():
            if _kind(row) == kind:
                row.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.picked_changed.emit()


def _mark(icon_id: str, color: str) -> QIcon:
    """Of one colour whether the row is ticked or not: a tick would else turn it to the accent's."""
    return icon(icon_id, color, checked_token=color)


def _kind(row: QTreeWidgetItem) -> str:
    key = row.data(0, _KEY)
    return "task" if isinstance(key, int) else str(key[0])


def _item(text: str, detail: str) -> QTreeWidgetItem:
    made = QTreeWidgetItem([text, detail, ""])
    made.setSizeHint(0, QSize(0, tall(int(token("size.row.group")))))
    for column in (1, 2):
        made.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setToolTip(0, text)
    return made
