"""The first frame: the last portfolio, painted from plain rows before anything heavy is imported.

It looks like the portfolio that soon replaces it, so nothing jumps. The rows are plain lists, kept as
`frame.json` in the data folder when the window closes: reading them imports nothing of the project.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.messages import short_date, signed
from outlet_desktop.ui.theme import font, theme, token

if TYPE_CHECKING:
    from outlet_desktop.schedule.gantt import Portfolio

FILE_NAME = "frame.json"
MAX_ROWS = 60
_VERSION = 1
_TOOLS, _HEADER, _GROUP, _ROW = 44, 44, 26, 30
_TABLE = 704
_PX_PER_DAY = 4.45
_DAYS_BEFORE = 55
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FrameRow(NamedTuple):
    """What the frame shows of an outlet. Days are ordinals of `datetime.date`; 0 = there is none."""

    address: str
    city: str
    status: str
    attention: bool
    now: str
    done: int
    total: int
    started: int
    target: int
    finish: int  # P50, or the day it was opened
    p80: int
    slip: int | None


Frame = tuple[date, list[FrameRow]]


def frame_rows(portfolio: Portfolio) -> Frame:
    """The portal's date and the first 60 outlets."""

    def number(day: date | None) -> int:
        return day.toordinal() if day is not None else 0

    return portfolio.today, [
        FrameRow(
            row.address,
            row.city,
            row.status,
            row.attention,
            row.now,
            row.done,
            row.total,
            number(row.started_on),
            number(row.target),
            number(row.finished_on or row.p50 or row.forecast_finish),
            number(row.p80 if row.finished_on is None else None),
            row.slip_days,
        )
        for row in portfolio.rows[:MAX_ROWS]
    ]


def write_frame(folder: Path, portfolio: Portfolio) -> None:
    """Keep a portfolio for the next start; a folder that cannot be written is no reason to fail."""
    today, rows = frame_rows(portfolio)
    kept = {"version": _VERSION, "today": today.toordinal(), "rows": rows}
    try:
        (folder / FILE_NAME).write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    except OSError:
        return


def read_frame(folder: Path) -> Frame | None:
    """What was kept; None when there is nothing, or nothing of this version."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text("utf-8"))
        if kept["version"] != _VERSION:
            return None
        return date.fromordinal(kept["today"]), [FrameRow(*row) for row in kept["rows"]]
    except (OSError, ValueError, TypeError, KeyError):
        return None


class FirstFrame(QWidget):
    """Paints the rows; with none only the empty page."""

    def __init__(self, today: date | None, rows: Sequence[FrameRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._groups = _grouped(rows[:MAX_ROWS])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)

    def _titles(self) -> dict[str, str]:
        return {
            "attention": self.tr("Need attention"),
            "active": self.tr("On track"),
            "idle": self.tr("Waiting for approval"),
            "done": self.tr("Open"),
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.base"))
        if not self._groups or self._today is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.color("border.hairline")
        top = _TOOLS + _HEADER
        painter.fillRect(0, _TOOLS - 1, self.width(), 1, line)
        painter.fillRect(0, top - 1, self.width(), 1, line)
        self._header(painter)
        titles = self._titles()
        for name, rows in self._groups:
            painter.fillRect(0, top, self.width(), _GROUP, theme.color("surface.window"))
            painter.fillRect(0, top + _GROUP - 1, self.width(), 1, line)
            middle = top + _GROUP / 2
            draw_icon(painter, "ph.caret-down", QPointF(10, middle), 12, theme.color("text.secondary"))
            _words(painter, 26, top, 400, _GROUP, titles[name], "bodyStrong", "text.primary")
            left = 26 + QFontMetrics(font("bodyStrong")).horizontalAdvance(titles[name]) + 8
            _words(painter, left, top, 60, _GROUP, str(len(rows)), "caption", "text.tertiary")
            top += _GROUP
            for row in rows:
                if top > self.height():
                    return
                painter.fillRect(0, top + _ROW - 1, self.width(), 1, line)
                self._row(painter, row, top)
                self._bar(painter, row, top)
                top += _ROW
        painter.fillRect(_TABLE, _TOOLS, 1, self.height(), theme.color("border.default"))
        x = round(self._x(self._today.toordinal()))
        painter.fillRect(x, _TOOLS + 22, 1, self.height(), theme.color("gantt.today"))

    def _header(self, painter: QPainter) -> None:
        top, high = _TOOLS + 20, 22
        for left, words in ((26, self.tr("Outlet")), (252, self.tr("Now")), (458, self.tr("Steps"))):
            _words(painter, left, top, 200, high, words, "caption", "text.tertiary")
        columns = (self.tr("Target"), "P50", "P80", self.tr("Dev."))
        for right, words in zip((572, 614, 656, 694), columns, strict=True):
            _words(painter, right - 60, top, 60, high, words, "caption", "text.tertiary", _RIGHT)

    def _row(self, painter: QPainter, row: FrameRow, top: int) -> None:
        middle = top + _ROW / 2
        status = row.status
        fill = theme.color(f"status.{status}.fill")
        draw_icon(painter, "ph.caret-right", QPointF(10, middle), 12, theme.color("text.tertiary"))
        draw_icon(painter, token(f"status.{status}.icon"), QPointF(28, middle), 16, fill)
        used = _words(painter, 42, top, 202, _ROW, row.address, "body", "text.primary", weight=500)
        _words(painter, 42 + used + 4, top, 202 - used - 4, _ROW, row.city, "small", "text.secondary")
        _words(painter, 252, top, 198, _ROW, row.now, "small", "text.secondary")
        painter.fillRect(QRectF(458, middle - 2, 28, 4), theme.color("surface.pressed"))
        share = row.done / row.total if row.total else 0
        painter.fillRect(QRectF(458, middle - 2, 28 * share, 4), fill)
        _words(painter, 490, top, 42, _ROW, f"{row.done}/{row.total}", "small", "text.secondary")
        slip = row.slip
        late = "status.late.text" if slip and slip > 3 else "status.risk.text"
        ink = late if slip and slip > 0 else "text.secondary"
        cells = (
            (572, _day(row.target), "text.secondary"),
            (614, _day(row.finish), "text.primary"),
            (656, _day(row.p80), "text.secondary"),
            (694, signed(slip), ink),
        )
        for right, words, color in cells:
            _words(painter, right - 60, top, 60, _ROW, words, "small", color, _RIGHT)

    def _bar(self, painter: QPainter, row: FrameRow, top: int) -> None:
        assert self._today is not None
        if not row.finish or not row.started:
            return
        painter.save()
        painter.setClipRect(QRectF(_TABLE + 1, top, self.width(), _ROW))
        status = f"status.{row.status}"
        left, right = self._x(row.started), self._x(row.finish)
        done = min(max(self._x(self._today.toordinal()), left), right)
        if row.status == "done":
            done = right
        painter.fillRect(QRectF(left, top + 6, done - left, 12), theme.color(f"{status}.fill"))
        if right > done:
            painter.setPen(theme.color(f"{status}.fill"))
            painter.setBrush(theme.color(f"{status}.tint"))
            painter.drawRect(QRectF(done + 0.5, top + 6.5, right - done - 1, 11))
        if row.target:
            plan = theme.color("gantt.baseline")
            x = self._x(row.target)
            painter.fillRect(QRectF(left, top + 22, x - left, 3), plan)
            painter.setPen(plan)
            painter.setBrush(theme.color("surface.base"))
            y = top + 23.5
            diamond = (QPointF(x - 4, y), QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4))
            painter.drawPolygon(QPolygonF(diamond))
        painter.restore()

    def _x(self, day: int) -> float:
        assert self._today is not None
        return _TABLE + (day - self._today.toordinal() + _DAYS_BEFORE) * _PX_PER_DAY


def _day(ordinal: int) -> str:
    return short_date(date.fromordinal(ordinal) if ordinal else None)


def _grouped(rows: Sequence[FrameRow]) -> list[tuple[str, list[FrameRow]]]:
    groups: dict[str, list[FrameRow]] = {"attention": [], "active": [], "idle": [], "done": []}
    for row in rows:
        groups["attention" if row.attention else row.status].append(row)
    return [(name, kept) for name, kept in groups.items() if kept]


def _words(
    painter: QPainter,
    left: float,
    top: float,
    width: float,
    height: float,
    words: str,
    scale: str,
    color: str,
    align: Qt.AlignmentFlag = _LEFT,
    weight: int | None = None,
) -> int:
    """One line, elided; gives the width it took."""
    if width < 12 or not words:
        return 0
    face = font(scale, tabular=True, weight=weight)
    metrics = QFontMetrics(face)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width))
    painter.setFont(face)
    painter.setPen(theme.color(color))
    painter.drawText(QRectF(left, top, width, height), align, shown)
    return metrics.horizontalAdvance(shown)
