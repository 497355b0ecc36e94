"""The first frame: the last portfolio, painted from plain rows before anything heavy is imported.

It looks like the portfolio that soon replaces it, so nothing jumps. Up to 60 rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.messages import DASH, short_date, signed
from outlet_desktop.ui.theme import font, theme, token

if TYPE_CHECKING:
    from outlet_desktop.schedule.gantt import OutletRow, Portfolio

MAX_ROWS = 60
_TOOLS, _HEADER, _GROUP, _ROW = 44, 44, 26, 30
_TABLE = 704
_PX_PER_DAY = 4.45
_DAYS_BEFORE = 61
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FirstFrame(QWidget):
    """Paints a portfolio that was kept from the last run; with None only the empty page."""

    def __init__(self, portfolio: Portfolio | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: date | None = portfolio.today if portfolio is not None else None
        self._groups = _grouped(portfolio.rows[:MAX_ROWS]) if portfolio is not None else []

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
        x = round(self._x(self._today))
        painter.fillRect(x, _TOOLS + 22, 1, self.height(), theme.color("gantt.today"))

    def _header(self, painter: QPainter) -> None:
        top, high = _TOOLS + 20, 22
        for left, words in ((26, self.tr("Outlet")), (252, self.tr("Now")), (458, self.tr("Steps"))):
            _words(painter, left, top, 200, high, words, "caption", "text.tertiary")
        columns = (self.tr("Target"), "P50", "P80", self.tr("Dev."))
        for right, words in zip((572, 614, 656, 694), columns, strict=True):
            _words(painter, right - 60, top, 60, high, words, "caption", "text.tertiary", _RIGHT)

    def _row(self, painter: QPainter, row: OutletRow, top: int) -> None:
        middle = top + _ROW / 2
        status = row.status.value
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
        slip = row.slip_days
        late = "status.late.text" if slip and slip > 3 else "status.risk.text"
        ink = late if slip and slip > 0 else "text.secondary"
        cells = (
            (572, short_date(row.target), "text.secondary"),
            (614, short_date(row.finished_on or row.p50), "text.primary"),
            (656, short_date(row.p80) if row.finished_on is None else DASH, "text.secondary"),
            (694, signed(slip), ink),
        )
        for right, words, color in cells:
            _words(painter, right - 60, top, 60, _ROW, words, "small", color, _RIGHT)

    def _bar(self, painter: QPainter, row: OutletRow, top: int) -> None:
        assert self._today is not None
        end = row.finished_on or row.p50 or row.forecast_finish
        if end is None:
            return
        painter.save()
        painter.setClipRect(QRectF(_TABLE + 1, top, self.width(), _ROW))
        status = f"status.{row.status.value}"
        left, right = self._x(row.started_on), self._x(end)
        done = min(max(self._x(self._today), left), right)
        if row.status.value == "done":
            done = right
        painter.fillRect(QRectF(left, top + 6, done - left, 12), theme.color(f"{status}.fill"))
        if right > done:
            painter.setPen(theme.color(f"{status}.fill"))
            painter.setBrush(theme.color(f"{status}.tint"))
            painter.drawRect(QRectF(done + 0.5, top + 6.5, right - done - 1, 11))
        if row.target is not None:
            plan = theme.color("gantt.baseline")
            x = self._x(row.target)
            painter.fillRect(QRectF(left, top + 22, x - left, 3), plan)
            painter.setPen(plan)
            painter.setBrush(theme.color("surface.base"))
            y = top + 23.5
            diamond = (QPointF(x - 4, y), QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4))
            painter.drawPolygon(QPolygonF(diamond))
        painter.restore()

    def _x(self, day: date) -> float:
        assert self._today is not None
        return _TABLE + ((day - self._today).days + _DAYS_BEFORE) * _PX_PER_DAY


def _grouped(rows: Sequence[OutletRow]) -> list[tuple[str, list[OutletRow]]]:
    groups: dict[str, list[OutletRow]] = {"attention": [], "active": [], "idle": [], "done": []}
    for row in rows:
        groups["attention" if row.attention else row.status.value].append(row)
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
