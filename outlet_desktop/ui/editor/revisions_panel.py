"""What the newer revision does to an opening: dates, odds, why, whom it concerns, the note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.schedule.revision_effect import Outlook
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.ui.controls import DateEdit, Icon, hairline, label, set_tone
from outlet_desktop.ui.editor.revisions_data import Comparison
from outlet_desktop.ui.messages import DASH, short_date, signed
from outlet_desktop.ui.text_size import fix_height, only_down, tall
from outlet_desktop.ui.theme import font, theme

_PAD = 16
_LINE = 28  # px, a row of the grid
_PEOPLE = 4  # lines: those with the most steps more and the most steps fewer


class Whiskers(QWidget):
    """P50 (diamond) to P80 (end) of both revisions on one axis of dates."""

    def __init__(self) -> None:
        super().__init__()
        self._names = ("", "")
        self._spans: tuple[tuple[date, date] | None, tuple[date, date] | None] = (None, None)
        fix_height(self, 88, 4)

    def show_odds(self, names: tuple[str, str], outlooks: tuple[Outlook, Outlook]) -> None:
        """Show the simulated finishes of both."""
        self._names = names
        older, newer = (None if one.odds is None else (one.odds.p50, one.odds.p80) for one in outlooks)
        self._spans = (older, newer)
        self.setVisible(any(self._spans))
        self.update()

    def ticks(self) -> tuple[date, date, tuple[date, ...]]:
        """First and last day of the axis and the Mondays on it that carry a label, at most five."""
        known = [day for span in self._spans if span is not None for day in span]
        first, last = min(known) - timedelta(days=5), max(known) + timedelta(days=5)
        step = 7
        while (last - first).days / step > 5:
            step += 7
        monday = first + timedelta(days=-first.weekday() % 7)
        days = [monday + timedelta(days=n) for n in range(0, (last - monday).days + 1, step)]
        return first, last, tuple(days)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not any(self._spans):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last, ticks = self.ticks()
        left, right = 44.0, self.width() - 12.0

        def x(day: date) -> float:
            return left + (right - left) * (day - first).days / max((last - first).days, 1)

        small = font("caption", tabular=True, weight=400)
        painter.setFont(small)
        for day in ticks:
            painter.setPen(QPen(theme.color("gantt.gridMonth"), 1))
            painter.drawLine(QPointF(x(day), 4), QPointF(x(day), 58))
            words = short_date(day)
            width = QFontMetrics(small).horizontalAdvance(words)
            at = min(max(x(day) - width / 2, 0), self.width() - width)
            painter.setPen(theme.color("text.tertiary"))
            painter.drawText(QPointF(at, 76), words)
        for name, span, y, ink in zip(self._names, self._spans, (18.0, 46.0), ("idle", "active"), strict=True):
            painter.setFont(font("small", tabular=True, weight=500))
            painter.setPen(theme.color("text.primary"))
            painter.drawText(
                QRectF(0, y - 10, left, 20), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name
            )
            if span is not None:
                self._whisker(painter, x(span[0]), x(span[1]), y, f"status.{ink}.fill")

    def _whisker(self, painter: QPainter, start: float, end: float, y: float, ink: str) -> None:
        color = theme.color(ink)
        painter.setPen(QPen(color, 1.5))
        if end > start + 6:
            painter.drawLine(QPointF(start + 6, y), QPointF(end, y))
        painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
        painter.save()
        painter.translate(start, y)
        painter.rotate(45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRect(QRectF(-3.2, -3.2, 6.4, 6.4))
        painter.restore()


class ImpactPanel(QScrollArea):
    """The page "what it does" of the panel.

    Signals:
        start_changed: Another first day (datetime.date).
    """

    start_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._calendar: Calendar | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        only_down(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._build_dates()
        self._column.addWidget(hairline())
        self._why_title, self._why = label("", "bodyStrong"), label("", wrap=True)
        self._why_after = label("", "small", "tertiary", wrap=True)
        self._section(self._why_title, self._why, self._why_after)
        self._column.addWidget(hairline())
        self._build_people()
        self._column.addWidget(hairline())
        self._note_title = label("", "small", "secondary")
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        fix_height(self.note, 60)
        self._section(self._note_title, self.note)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.retranslate()

    def _section(self, *widgets: QWidget) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setContentsMargins(_PAD, 12, _PAD, 14)
        part.setSpacing(6)
        for widget in widgets:
            part.addWidget(widget)
        self._column.addLayout(part)
        return part

    def _build_dates(self) -> None:
        self._start_title = label("", "small", "secondary")
        self.start = DateEdit()
        self.start.setMinimumWidth(0)
        self.start.setMaximumWidth(16777215)
        self.start.day_changed.connect(self.start_changed)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        for column, width in ((1, 58), (2, 58), (3, 38)):
            self._grid.setColumnMinimumWidth(column, width)
        self._cells: list[list[QLabel]] = []
        for number in range(6):
            row = [
                label("", "body" if number else "small", "secondary"),
                label("", "body" if number else "small", "secondary", tabular=True),
                label("", "bodyStrong" if number else "small", "" if number else "secondary", tabular=True),
                label("", "bodyStrong", "secondary", tabular=True),
            ]
            line = 2 * number
            self._grid.setRowMinimumHeight(line, tall(_LINE if number else 22))
            for column, cell in enumerate(row):
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(cell, line, column, side | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(hairline(), line + 1, 0, 1, 4)
            self._cells.append(row)
        self.whiskers = Whiskers()
        part = self._section(self._start_title, self.start)
        part.addLayout(self._grid)
        part.addWidget(self.whiskers)

    def _build_people(self) -> None:
        self._people_title = label("", "bodyStrong")
        part = self._section(self._people_title)
        self._people: list[tuple[Icon, QLabel]] = []
        for _ in range(1 + _PEOPLE):
            row = QHBoxLayout()
            row.setSpacing(8)
            icon, words = Icon("ph.storefront"), label("", wrap=True)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            part.addLayout(row)
            self._people.append((icon, words))

    # ------------------------------------------------------------------------------------- what it says

    def show_comparison(
        self,
        comparison: Comparison,
        names: tuple[str, str],
        why: tuple[str, str, str],
        staying: int,
        loads: Sequence[tuple[str, int]],
    ) -> None:
        """Say it. `staying` = outlets that stay on the older revision, `loads` = steps more or fewer by person."""
        before, after = comparison.before, comparison.after
        self.start.blockSignals(True)
        self.start.set_day(comparison.start_on)
        self.start.blockSignals(False)
        p50, p80 = (
            [getattr(one.odds, name) if one.odds is not None else None for one in (before, after)]
            for name in ("p50", "p80")
        )
        counts = len(comparison.old.steps), len(comparison.new.steps)
        self._head(names)
        self._dates(1, before.finish, after.finish, comparison.shift)
        self._dates(2, p50[0], p50[1], self._between(p50))
        self._dates(3, p80[0], p80[1], self._between(p80))
        self._put(4, str(counts[0]), str(counts[1]), counts[1] - counts[0], weighs=False)
        lengths = [DASH if one.days is None else str(one.days) for one in (before, after)]
        self._put(5, lengths[0], lengths[1], comparison.shift)
        self.whiskers.show_odds(names, (before, after))
        self.whiskers.setAccessibleName(self.tr("Odds of the opening date"))
        title, sentence, after_words = why
        self._why_title.setText(title)
        self._why.setText(sentence)
        self._why_after.setText(after_words)
        self._why_after.setVisible(bool(after_words))
        self._show_people(comparison, staying, loads)

    def use_calendar(self, calendar: Calendar) -> None:
        """By which working days are counted."""
        self._calendar = calendar

    def _between(self, days: Sequence[date | None]) -> int | None:
        older, newer = days
        if older is None or newer is None or self._calendar is None:
            return None
        return self._calendar.between(older, newer)

    def _head(self, names: tuple[str, str]) -> None:
        for cell, words in zip(self._cells[0][1:3], names, strict=True):
            cell.setText(words)

    def _dates(self, line: int, older: date | None, newer: date | None, shift: int | None) -> None:
        self._put(line, short_date(older), short_date(newer), shift)

    def _put(self, line: int, older: str, newer: str, shift: int | None, *, weighs: bool = True) -> None:
        _, first, second, third = self._cells[line]
        first.setText(older)
        second.setText(newer)
        third.setText(signed(shift))
        tone = "secondary"
        if weighs and shift:
            tone = "risk" if shift > 0 else "done"
        set_tone(third, tone)

    def _show_people(self, comparison: Comparison, staying: int, loads: Sequence[tuple[str, int]]) -> None:
        lines: list[tuple[str, str]] = []
        if comparison.old_number:
            words = self.tr("%n outlet(s) stay on revision {number}", "", staying)
            lines.append(("ph.storefront", words.format(number=comparison.old_number)))
        by_number: dict[int, list[str]] = {}
        for name, number in loads:
            by_number.setdefault(number, []).append(name)
        ordered = sorted(by_number, key=lambda number: -abs(number))[:_PEOPLE]
        for number in sorted(ordered, reverse=True):
            names = ", ".join(by_number[number])
            steps = self.tr("%n step(s)", "", abs(number)).replace(str(abs(number)), signed(number), 1)
            lines.append(("ph.user-plus" if number > 0 else "ph.user-minus", f"{names}: {steps}"))
        if not ordered:
            lines.append(("ph.users", self.tr("Nobody gets more or fewer steps")))
        for number, (icon, line) in enumerate(self._people):
            icon.setVisible(number < len(lines))
            line.setVisible(number < len(lines))
            if number < len(lines):
                icon.set_icon(lines[number][0])
                line.setText(lines[number][1])

    def show_note(self, text: str, is_draft: bool) -> None:
        """The note of a published revision, to be read; of a draft what was typed so far."""
        self.note.setReadOnly(not is_draft)
        if self.note.toPlainText() != text:
            self.note.setPlainText(text)

    def retranslate(self) -> None:
        """Words anew; the rest comes with the next comparison."""
        self._start_title.setText(self.tr("A new outlet that starts on"))
        self.start.setAccessibleName(self.tr("A new outlet that starts on"))
        names = ("", self.tr("By schedule"), "P50", "P80", self.tr("Steps"), self.tr("Critical path"))
        for row, words in zip(self._cells, names, strict=True):
            row[0].setText(words)
        self._people_title.setText(self.tr("Whom it concerns"))
        self._note_title.setText(self.tr("What has changed, for the list of revisions"))
        self.note.setAccessibleName(self.tr("What has changed, for the list of revisions"))
