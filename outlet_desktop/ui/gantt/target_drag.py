"""Dragging the target date of an outlet: a ghost of its diamond, and the chance to make it (ui.md §8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPen

from outlet_desktop.domain.opening import OpeningId, OpeningState, Status
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.bars import Chart
from outlet_desktop.ui.gantt.gestures import Gesture
from outlet_desktop.ui.gantt.ink import c, diamond
from outlet_desktop.ui.gantt.time_axis import DaysOff
from outlet_desktop.ui.messages import percent, short_date, signed, words

REACH = 8  # px around the middle of the diamond that take hold of it
_FIXED = (OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED)
Histogram = Sequence[tuple[date, int]]


def can_move(row: OutletRow) -> bool:
    """Whether the outlet's target date may still be moved."""
    return row.target is not None and row.state not in _FIXED and row.status is not Status.DONE


def chance_by(histogram: Histogram, day: date) -> float | None:
    """Share of the trials, 0..1, that open on or before `day`; None without trials."""
    trials = sum(count for _, count in histogram)
    if not trials:
        return None
    return sum(count for at, count in histogram if at <= day) / trials


def working_day(day: date, off: DaysOff) -> date:
    """`day`, or the last working day before it."""
    while off.is_off(day.toordinal()):
        day -= timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class Ghost:
    """The target of an outlet where it would stand.

    Attributes:
        before: The target there is. histogram: (date, trials) of the outlet, once it has been read.
        is_sent: It was let go, and the portfolio does not show it yet.
        is_held: The hand is further to the left: an earlier date cannot be promised any more.
    """

    opening: OpeningId
    before: date
    day: date
    histogram: tuple[tuple[date, int], ...] = ()
    is_sent: bool = False
    is_held: bool = False

    def at(self, day: date, *, is_held: bool = False) -> Ghost:
        """The same on another day."""
        return replace(self, day=day, is_held=is_held)


def ghost_words(ghost: Ghost, row: OutletRow, off: DaysOff) -> str:
    """`цель 15.01 · шанс 52 % (был 4 %) · откл. 0`; at the last date back: that it goes no further."""
    if ghost.is_held:
        return words("target.drag_past", {"day": short_date(ghost.day)})
    slip = off.working_days(ghost.day, row.p50) if row.p50 is not None else None
    facts = {
        "day": short_date(ghost.day),
        "chance": percent(chance_by(ghost.histogram, ghost.day)),
        "before": percent(row.chance),
        "deviation": signed(slip),
    }
    return words("target.drag" if ghost.histogram else "target.drag_bare", facts)


def paint_ghost(chart: Chart, ghost: Ghost, row: OutletRow, top: int) -> None:
    """The line from the outlet's start to where its target would stand, and its diamond."""
    x, left = chart.end(ghost.day), chart.x(row.started_on)
    color = c("accent.fill")
    pen = QPen(color, 1.5)
    pen.setDashPattern([3, 3])
    chart.p.setPen(pen)
    chart.p.drawLine(QPointF(max(left, chart.left - 8), top + 23.5), QPointF(min(x, chart.right + 8), top + 23.5))
    diamond(chart.p, x, top + 23.5, 10, c("surface.base"), chart.ink.pen(color, 2))


class TargetDrag(Gesture):
    """The diamond under the hand: it goes by working days, not before today.

    Args:
        day_at: The day whose end is nearest to an x of the viewport.
        show: Called with the ghost at every step, None = gone. done: Called with it on release.
    """

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(
        self,
        start: QPoint,
        ghost: Ghost,
        day_at: Callable[[int], date],
        show: Callable[[Ghost | None], None],
        done: Callable[[Ghost], None],
        earliest: date,
        off: DaysOff,
    ) -> None:
        super().__init__(start)
        self.ghost = ghost
        self._day_at, self._show, self._done = day_at, show, done
        self._earliest, self._off = earliest, off

    def move(self, point: QPoint) -> None:
        under = self._day_at(point.x())
        wanted = working_day(max(under, self._earliest), self._off)
        if wanted < self._earliest:  # today is a day off: the next working day then
            wanted = self._earliest
            while self._off.is_off(wanted.toordinal()):
                wanted += timedelta(days=1)
        self.ghost = self.ghost.at(wanted, is_held=under < self._earliest)
        self._show(self.ghost)

    def tell(self, histogram: Histogram) -> None:
        """The outlet has been read: the chance can be said from now on."""
        self.ghost = replace(self.ghost, histogram=tuple(histogram))
        if self.has_begun:
            self._show(self.ghost)

    def finish(self) -> None:
        if self.ghost.day == self.ghost.before:
            self._show(None)
        else:
            self._done(self.ghost)

    def cancel(self) -> None:
        self._show(None)
