"""A portfolio place and an outlet place over the sample, shown offscreen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme


@pytest.fixture
def background(qapp: QApplication, tmp_path: Path) -> Iterator[Background]:
    qapp.setFont(QFont("Inter"))
    name = language.name
    language.name = "ru"
    theme.apply("light")
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
