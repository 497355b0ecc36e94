"""The first frame: the last portfolio, painted from plain values before anything heavy is imported.

It looks like the portfolio that soon replaces it, with the columns, the zoom, the groups and the opened rows it had, so
nothing jumps. The lines are plain lists, kept as `frame.json` in the data folder when the window closes: reading them
imports nothing of the project. Until the portfolio has been read a line says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.theme import font, theme, token
from outlet_desktop.ui.waiting import Turning, paint_bars

if TYPE_CHECKING:
    from outlet_desktop.schedule.gantt import Portfolio

FILE_NAME = "frame.json"
MAX_ROWS = 60
_VERSION = 2
_TOOLS, _HEADER, _STRIP, _LEGEND = 44, 44, 56, 28
_LEAST = {"group": 26, "outlet": 30, "stage": 24, "step": 24}  # px, with a small font
_DAYS_BEFORE = 55
_NO_BAR = (0, 0, 0, False)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FrameColumn(NamedTuple):
    """A column of the table: its key, its edges in px, whether its words end at the right one."""

    key: str
    left: int
    right: int
    at_right: bool


class FrameLine(NamedTuple):
    """One line.

    `kind`: group, outlet, stage or step (which is grey: steps are not kept). `name`: address, title, or the key of a
    group, whose number of outlets is `done`. `cells`: words by column. `ink`: colour of the deviation. `bar`: ordinals
    of start, target and P50 (or opening); whether it is finished.
    """

    kind: str
    name: str = ""
    city: str = ""
    status: str = ""
    is_open: bool = False
    done: int = 0
    total: int = 0
    cells: Mapping[str, str] = {}
    ink: str = "text.secondary"
    bar: tuple[int, int, int, bool] = _NO_BAR


class Frame(NamedTuple):
    """The portfolio as it looked: `today` is the portal's date then; `split` where the chart begins, px."""

    today: date
    columns: tuple[FrameColumn, ...]
    split: int
    px_per_day: float
    has_strip: bool
    has_legend: bool
    lines: tuple[FrameLine, ...]


def frame_of(portfolio: Portfolio, look: str = "") -> Frame:
    """What the next first frame shows. `look`: as the portfolio's place remembers it, "" = as at first."""
    from outlet_desktop.ui.gantt.kept_frame import kept_frame  # heavy; asked when the window goes

    return kept_frame(portfolio, look)


def write_frame(folder: Path, portfolio: Portfolio, look: str = "") -> None:
    """Keep a portfolio for the next start; a folder that cannot be written is no reason to fail."""
    kept = {"version": _VERSION, **frame_of(portfolio, look)._asdict()}
    kept["today"] = portfolio.today.toordinal()
    try:
        (folder / FILE_NAME).write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    except OSError:
        return


def read_frame(folder: Path) -> Frame | None:
    """What was kept; None when there is nothing, or nothing of this version."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text("utf-8"))
        if kept.pop("version") != _VERSION:
            return None
        kept["today"] = date.fromordinal(kept["today"])
        kept["columns"] = tuple(FrameColumn(*column) for column in kept["columns"])
        kept["lines"] = tuple(FrameLine._make([*line[:-1], tuple(line[-1])]) for line in kept["lines"])
        return Frame(**kept)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


class FirstFrame(QWidget):
    """Paints the kept lines; with none only the empty page, and grey rows once reading takes long."""

    def __init__(self, frame: Frame | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = frame
        self.clock: Callable[[], datetime] = datetime.now
        self._turning = Turning(self, shows_owner=False)
        high = QFontMetrics(font("body")).height() + 8
        self._heights = {
            "outlet": max(_LEAST["outlet"], high),
            "group": max(_LEAST["group"], high - 2),
            "stage": max(_LEAST["stage"], high - 2),
            "step": max(_LEAST["step"], high - 2),
        }

    def wait(self) -> None:
        """The portfolio is being read."""
        self._turning.begin()

    @property
    def is_waiting(self) -> bool:
        """Whether the frame says that it waits for data."""
        return self._turning.is_shown

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turning.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.base"))
        if self._turning.is_shown:
            self._turning.paint(
                painter, 12, _TOOLS / 2, QCoreApplication.translate("PortfolioPlace", "Reading the portfolio…")
            )
        if self.frame is None or not self.frame.lines:
            if self._turning.is_shown:
                painter.fillRect(0, _TOOLS - 1, self.width(), 1, theme.color("border.hairline"))
                paint_bars(painter, 0, _TOOLS, self.width(), self.height())
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, line = self.frame, theme.color("border.hairline")
        below = (_STRIP if frame.has_strip else 0) + (_LEGEND if frame.has_legend else 0)
        end, split = self.height() - below, self._split(frame)
        top = _TOOLS + _HEADER
        painter.fillRect(0, _TOOLS - 1, self.width(), 1, line)
        painter.fillRect(0, top - 1, self.width(), 1, line)
        self._header(painter, frame)
        painter.save()
        painter.setClipRect(0, top, self.width(), end - top)
        for one in frame.lines:
            if top > end:
                break
            high = self._heights[one.kind]
            self._line(painter, frame, one, top, high)
            top += high
        painter.restore()
        painter.fillRect(split, _TOOLS, 1, end - _TOOLS, theme.color("border.default"))
        x = round(self._x(frame, self._now(frame)))
        if x > split:
            painter.fillRect(x, _TOOLS + 22, 1, end - _TOOLS - 22, theme.color("gantt.today"))
        if frame.has_strip:
            painter.fillRect(0, end, self.width(), 1, theme.color("border.default"))
        if frame.has_legend:
            painter.fillRect(0, self.height() - _LEGEND, self.width(), 1, line)

    def _split(self, frame: Frame) -> int:
        return min(frame.split, max(0, self.width() - 200))

    def _header(self, painter: QPainter, frame: Frame) -> None:
        painter.save()
        painter.setClipRect(0, _TOOLS, self._split(frame), _HEADER)
        for column in frame.columns:
            box = (column.left - 40, column.right) if column.at_right else (column.left, column.right + 40)
            align = _RIGHT if column.at_right else _LEFT
            _words(
                painter,
                box[0],
                _TOOLS + 20,
                box[1] - box[0],
                22,
                column_words(column.key),
                "caption",
                "text.tertiary",
                align,
            )
        painter.restore()

    def _line(self, painter: QPainter, frame: Frame, one: FrameLine, top: int, high: int) -> None:
        split, middle = self._split(frame), top + high / 2
        if one.kind == "group":
            painter.fillRect(0, top, self.width(), high, theme.color("surface.window"))
        elif one.kind == "stage":
            painter.fillRect(0, top, self.width(), high, theme.color("surface.sunken"))
        painter.fillRect(0, top + high - 1, self.width(), 1, theme.color("border.hairline"))
        if one.kind == "step":
            painter.fillRect(QRectF(108, middle - 4, 180, 8), theme.color("surface.pressed"))
            return
        painter.save()
        painter.setClipRect(QRectF(0, top, split, high), Qt.ClipOperation.IntersectClip)
        caret = "ph.caret-down" if one.is_open else "ph.caret-right"
        left = 34 if one.kind == "stage" else 10
        draw_icon(painter, caret, QPointF(left, middle), 12, theme.color("text.tertiary"))
        if one.kind == "group":
            title = group_words(one.name)
            used = _words(painter, 26, top, 400, high, title, "bodyStrong", "text.primary")
            _words(painter, 26 + used + 7, top, 60, high, str(one.done), "caption", "text.tertiary")
        else:
            self._cells(painter, frame, one, top, high)
        painter.restore()
        self._bar(painter, frame, one, top)

    def _cells(self, painter: QPainter, frame: Frame, one: FrameLine, top: int, high: int) -> None:
        middle, fill = top + high / 2, theme.color(f"status.{one.status}.fill")
        columns = {column.key: column for column in frame.columns}
        icon, size, name = (28, 16, 42) if one.kind == "outlet" else (50, 14, 64)
        draw_icon(painter, token(f"status.{one.status}.icon"), QPointF(icon, middle), size, fill)
        right = columns["outlet"].right
        if one.kind == "outlet":
            used = _words(painter, name, top, right - name, high, one.name, "body", "text.primary", weight=500)
            _words(painter, name + used + 4, top, right - name - used - 4, high, one.city, "small", "text.tertiary")
        else:
            _words(painter, name, top, 400, high, one.name, "bodyStrong", "text.primary")
        steps = columns.get("steps")
        if steps is not None:
            if one.kind == "outlet":
                painter.fillRect(QRectF(steps.left, middle - 2, 28, 4), theme.color("surface.pressed"))
                share = one.done / one.total if one.total else 0
                painter.fillRect(QRectF(steps.left, middle - 2, 28 * share, 4), fill)
            text = f"{one.done}/{one.total}"
            _words(
                painter, steps.left, top, steps.right - 1 - steps.left, high, text, "small", "text.secondary", _RIGHT
            )
        for key, words in one.cells.items():
            column = columns.get(key)
            if column is None:
                continue
            color = one.ink if key == "deviation" else "text.primary" if key == "p50" else "text.secondary"
            left = column.left - 20 if column.at_right else column.left
            align = _RIGHT if column.at_right else _LEFT
            _words(painter, left, top, column.right - left, high, words, "small", color, align)

    def _bar(self, painter: QPainter, frame: Frame, one: FrameLine, top: int) -> None:
        started, target, finish, is_done = one.bar
        if not finish or not started:
            return
        painter.save()
        painter.setClipRect(QRectF(self._split(frame) + 1, top, self.width(), 30), Qt.ClipOperation.IntersectClip)
        status = f"status.{one.status}"
        left, right = self._x(frame, started), self._x(frame, finish + 1)
        done = right if is_done else min(max(self._x(frame, self._now(frame)), left), right)
        painter.fillRect(QRectF(left, top + 6, done - left, 12), theme.color(f"{status}.fill"))
        if right > done:
            painter.setPen(theme.color(f"{status}.fill"))
            painter.setBrush(theme.color(f"{status}.tint"))
            painter.drawRect(QRectF(done + 0.5, top + 6.5, right - done - 1, 11))
        if target:
            plan = theme.color("gantt.baseline")
            x = self._x(frame, target + 1)
            painter.fillRect(QRectF(left, top + 22, x - left, 3), plan)
            painter.setPen(plan)
            painter.setBrush(theme.color("surface.base"))
            y = top + 23.5
            diamond = (QPointF(x - 4, y), QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4))
            painter.drawPolygon(QPolygonF(diamond))
        painter.restore()

    def _x(self, frame: Frame, day: float) -> float:
        """Left edge of a day (with fraction: a moment), as the portfolio has it at a start."""
        return self._split(frame) + 1 + (day - frame.today.toordinal() + _DAYS_BEFORE) * frame.px_per_day

    def _now(self, frame: Frame) -> float:
        """Ordinal with fraction of this moment on the day of the frame; of another day the middle, as the chart does.

        The clock is this machine's: the portal's is known later, and an hour is a fifth of a pixel.
        """
        now = self.clock()
        hours = now.hour + now.minute / 60 if now.date() == frame.today else 12.0
        return frame.today.toordinal() + hours / 24


def column_words(key: str) -> str:
    """The words of a column's header, here and in the portfolio itself."""
    words = {
        "outlet": QCoreApplication.translate("PortfolioView", "Outlet"),
        "region": QCoreApplication.translate("PortfolioView", "Region"),
        "director": QCoreApplication.translate("PortfolioView", "Director"),
        "stage": QCoreApplication.translate("PortfolioView", "Stage"),
        "now": QCoreApplication.translate("PortfolioView", "Now"),
        "held": QCoreApplication.translate("PortfolioView", "Held by"),
        "since": QCoreApplication.translate("PortfolioView", "Since"),
        "waiting": QCoreApplication.translate("PortfolioView", "Waiting"),
        "steps": QCoreApplication.translate("PortfolioView", "Steps"),
        "target": QCoreApplication.translate("PortfolioView", "Target"),
        "deviation": QCoreApplication.translate("PortfolioView", "Dev."),
        "chance": QCoreApplication.translate("PortfolioView", "Chance"),
    }
    return words.get(key, key.upper())


def group_words(group: str) -> str:
    """The title of a group by its key, here and in the portfolio itself."""
    words = {
        "attention": QCoreApplication.translate("PortfolioView", "Need attention"),
        "on_track": QCoreApplication.translate("PortfolioView", "On track"),
        "deciding": QCoreApplication.translate("PortfolioView", "Waiting for approval"),
        "drafts": QCoreApplication.translate("PortfolioView", "Drafts"),
        "opened": QCoreApplication.translate("PortfolioView", "Opened in the last 60 days"),
        "opened_earlier": QCoreApplication.translate("PortfolioView", "Opened earlier"),
        "closed": QCoreApplication.translate("PortfolioView", "Rejected and cancelled"),
        "region:": QCoreApplication.translate("PortfolioView", "No region"),
        "process:": QCoreApplication.translate("PortfolioView", "No process"),
        "director:": QCoreApplication.translate("PortfolioView", "No director"),
        "stage:": QCoreApplication.translate("PortfolioView", "All stages are over"),
    }
    return words.get(group) or group.partition(":")[2] or group


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
