"""The fake office of the screen's tests with the outlets of the pictures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import gantt_process as process
import gantt_sample as sample

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.schedule.what_if import Supposed, Supposition

sys.path.insert(0, str(Path(__file__).parents[1]))

from fake_office import FakeOffice


class SampleOffice(FakeOffice):
    """The fake office with the outlets of the pictures; `changed` replaces outlets read whole."""

    def __init__(self, *, is_demo: bool = True) -> None:
        super().__init__(is_demo=is_demo)
        self._rows = list(sample.ROWS)
        self.changed: Callable[[OutletRow], OutletRow] = lambda row: row

    def portfolio(self) -> Portfolio:
        return sample.portfolio(tuple(self._rows))

    def suppose(self, opening: OpeningId, changes: tuple[Supposition, ...], target: date | None) -> Supposed:
        return process.supposed(self.outlet(opening), changes, target)

    def outlet(self, opening: OpeningId) -> OutletRow:
        return self.changed(sample.whole(next(row for row in self._rows if row.opening == opening)))
