"""The lines read so far, with a row for each day; asks for older ones when the view comes near its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from outlet_desktop.domain.log import LogCounts, LogLine, LogPage
from outlet_desktop.ui.log.lines import day_words, sentence_of, where_of, who_of

Index = QModelIndex | QPersistentModelIndex
Row = LogLine | date


class Column(IntEnum):
    """Columns of the log."""

    TIME = 0
    EVENT = 1
    OUTLET = 2
    WHO = 3


class LogModel(QAbstractTableModel):
    """Holds no truth of its own: rows as they were read, newest first; a `date` stands above the lines of its day.

    Signals:
        more_wanted: Number of the oldest line shown: what is older is wanted. Once until `append`.
    """

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._has_more = False
        self._is_asking = False
        self.counts = LogCounts()
        self.today = date.today()

    # ------------------------------------------------------------------ filling

    def show(self, page: LogPage) -> None:
        """Show a first page instead of everything."""
        self.beginResetModel()
        self._rows = _with_days(page.lines, None)
        self._has_more, self._is_asking = page.has_more, False
        self.endResetModel()

    def append(self, page: LogPage) -> None:
        """Older lines below."""
        self._has_more, self._is_asking = page.has_more, False
        last = next((row for row in reversed(self._rows) if isinstance(row, LogLine)), None)
        rows = _with_days(page.lines, last.entry.at.date() if last else None)
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()

    def prepend(self, lines: Sequence[LogLine]) -> None:
        """New lines above, newest first."""
        if not lines:
            return
        rows = _with_days(lines, None)
        if self._rows and self._rows[0] == lines[-1].entry.at.date():
            self.beginRemoveRows(QModelIndex(), 0, 0)  # its day row moves up with the new lines
            self._rows.pop(0)
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
        self._rows[:0] = rows
        self.endInsertRows()

    def set_counts(self, counts: LogCounts, today: date) -> None:
        """Numbers beside the days."""
        self.counts, self.today = counts, today
        self.repaint()

    def repaint(self) -> None:
        """Paint every row anew: the language or the day has changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1), [])

    # ------------------------------------------------------------------ asking

    @property
    def newest(self) -> int:
        """Number of the newest line; 0 = none."""
        return next((row.entry.number for row in self._rows if isinstance(row, LogLine)), 0)

    def row(self, number: int) -> Row:
        """That row."""
        return self._rows[number]

    def line(self, number: int) -> LogLine | None:
        """The line in that row; None for a day."""
        found = self._rows[number] if 0 <= number < len(self._rows) else None
        return found if isinstance(found, LogLine) else None

    def row_of(self, number: int) -> int:
        """The row of the line of that number; -1 = it is not read."""
        for at, row in enumerate(self._rows):
            if isinstance(row, LogLine) and row.entry.number == number:
                return at
        return -1

    def day_at(self, row: int) -> date | None:
        """The day that a row belongs to."""
        if not 0 <= row < len(self._rows):
            return None
        found = self._rows[row]
        return found.entry.at.date() if isinstance(found, LogLine) else found

    def day_text(self, day: date) -> tuple[str, str]:
        """Words of a day and the number of its lines."""
        count = self.counts.days.get(day)
        return day_words(day, self.today), "" if count is None else str(count)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not self._is_asking and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        oldest = next((row.entry.number for row in reversed(self._rows) if isinstance(row, LogLine)), 0)
        if self.canFetchMore(parent) and oldest:
            self._is_asking = True
            self.more_wanted.emit(oldest)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Time"), self.tr("Event"), self.tr("Outlet"), self.tr("Who"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self._rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(found, LogLine) and index.column() == Column.EVENT:
            return sentence_of(found)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(found)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not isinstance(found, LogLine):
            return " ".join(self.day_text(found)).strip() if index.column() == 0 else ""
        match index.column():
            case Column.TIME:
                return f"{found.entry.at:%H:%M:%S}"
            case Column.EVENT:
                return sentence_of(found)
            case Column.OUTLET:
                return where_of(found)
        return who_of(found)

    def _spoken(self, row: Row) -> str:
        """What a screen reader says of a row."""
        if not isinstance(row, LogLine):
            return " ".join(self.day_text(row))
        level = {"late": self.tr("Error"), "risk": self.tr("Attention")}.get(row.level, "")
        parts = (level, f"{row.entry.at:%d.%m.%Y %H:%M}", sentence_of(row), where_of(row), who_of(row))
        return ". ".join(part for part in parts if part and part != "—")


def _with_days(lines: Sequence[LogLine], above: date | None) -> list[Row]:
    """Lines with a row before each new day; `above`: the day of the line that they follow."""
    rows: list[Row] = []
    for line in lines:
        day = line.entry.at.date()
        if day != above:
            rows.append(day)
            above = day
        rows.append(line)
    return rows
