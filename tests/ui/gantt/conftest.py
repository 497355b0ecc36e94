"""A portfolio place and an outlet place over the sample, shown offscreen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import gantt_sample as sample
import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme

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

    def outlet(self, opening: OpeningId) -> OutletRow:
        return self.changed(sample.whole(next(row for row in self._rows if row.opening == opening)))


@pytest.fixture
def background(qapp: QApplication, tmp_path: Path) -> Iterator[Background]:
    qapp.setFont(QFont("Inter"))
    name = language.name
    language.name = "ru"
    theme.apply("light", tmp_path)
    made = Background()
    yield made
    made.close()
    language.name = name


@pytest.fixture
def office() -> SampleOffice:
    return SampleOffice()


@pytest.fixture
def place(qtbot: QtBot, office: SampleOffice, background: Background) -> PortfolioPlace:
    made = PortfolioPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.show_portfolio(sample.portfolio())
    QApplication.processEvents()
    return made


@pytest.fixture
def outlet(qtbot: QtBot, office: SampleOffice, background: Background) -> OutletPlace:
    made = OutletPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.show_portfolio(sample.portfolio())
    made.open(sample.FIRST)
    made.activate()
    qtbot.waitUntil(lambda: made.view.row is not None and bool(made.view.row.steps))
    QApplication.processEvents()
    return made
