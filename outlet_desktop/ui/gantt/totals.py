"""What is summed up over all outlets: their span in time, the numbers of chips and badge, who keeps the target. Pure.

A poll changes a few outlets of a thousand; the sums follow them without looking at the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.rows import counts, span_of, within_tolerance
from outlet_desktop.ui.gantt.time_axis import DaysOff


@dataclass(frozen=True, slots=True)
class Scope:
    """What sums depend on besides the rows: another one makes them be counted anew. `tolerance`: working days."""

    today: date
    off: DaysOff
    text: str
    tolerance: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums.

    Attributes:
        first, last: As of `rows.span_of`.
        chips: As of `rows.counts`. attention: Outlets that somebody should look at.
        good, running: As of `rows.within_tolerance`.
    """

    scope: Scope
    first: date
    last: date
    chips: Mapping[str, int]
    attention: int
    good: int
    running: int

    @classmethod
    def of(cls, rows: Iterable[OutletRow], scope: Scope) -> Totals:
        """Counted over all of them."""
        rows = tuple(rows)
        first, last = span_of(rows, scope.today)
        good, running = within_tolerance(rows, scope.off, scope.tolerance)
        attention = sum(row.attention for row in rows)
        return cls(scope, first, last, counts(rows, scope.text), attention, good, running)

    def replaced(self, before: Sequence[OutletRow], after: Sequence[OutletRow]) -> Totals | None:
        """With these rows instead of those; None when only all rows together can tell how far the span reaches."""
        was, now = Totals.of(before, self.scope), Totals.of(after, self.scope)
        today = self.scope.today
        # An outlet that reached to an end of the span may have left it to the second to last.
        if (was.first == self.first < min(now.first, today)) or (was.last == self.last > max(now.last, today)):
            return None
        chips = dict(self.chips)
        for chip in (*was.chips, *now.chips):
            chips[chip] = self.chips.get(chip, 0) - was.chips.get(chip, 0) + now.chips.get(chip, 0)
        return Totals(
            self.scope,
            min(self.first, now.first),
            max(self.last, now.last),
            {chip: count for chip, count in chips.items() if count or not chip},
            self.attention - was.attention + now.attention,
            self.good - was.good + now.good,
            self.running - was.running + now.running,
        )
