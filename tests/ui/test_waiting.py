"""While a place is read for the first time it says so; what takes no time says nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_office import FakeOffice
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot
from shell_helpers import place_makers

from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.first_frame import FirstFrame
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.roles.place import RolesPlace


class SlowOffice(FakeOffice):
    """Answers once it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def portfolio(self) -> Portfolio:
        self.gate.wait(30)
        return super().portfolio()

    def outlet(self, opening: str) -> OutletRow:
        self.gate.wait(30)
        return super().outlet(opening)

    def people(self) -> tuple[object, ...]:  # type: ignore[override]
        self.gate.wait(30)
        return super().people()


@pytest.fixture
def office() -> Iterator[SlowOffice]:
    made = SlowOffice()
    yield made
    made.gate.set()


@pytest.fixture
def background(office: SlowOffice, qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    office.gate.set()
    made.close()


def test_a_portfolio_that_takes_long_says_that_it_is_read_and_never_that_there_are_no_outlets(
    qtbot: QtBot, office: SlowOffice, background: Background
) -> None:
    place = PortfolioPlace(office, background)
    qtbot.addWidget(place)
    place.show()
    place.activate()
    assert not place._waiting.isVisible()
    qtbot.waitUntil(lambda: place._waiting.isVisible(), timeout=15_000)
    assert place._waiting.text == place.tr("Reading the portfolio…")
    assert place._waiting.accessibleName()
    assert not place._empty.isVisible()
    office.gate.set()
    qtbot.waitUntil(lambda: not place._waiting.isVisible() and bool(place._groups), timeout=15_000)
    assert place._waiting.text == ""


def test_a_portfolio_that_is_there_at_once_says_nothing(qtbot: QtBot, background: Background) -> None:
    place = PortfolioPlace(FakeOffice(), background)
    qtbot.addWidget(place)
    place.show()
    spy = QSignalSpy(place._waiting._turning._delay.timeout)
    place.activate()
    qtbot.waitUntil(lambda: bool(place._groups), timeout=15_000)
    assert spy.count() == 0
    assert not place._waiting._turning._delay.isActive()


def test_a_portfolio_that_cannot_be_read_says_so_and_is_read_again_by_a_press(
    qtbot: QtBot, background: Background
) -> None:
    office = FakeOffice()
    office.problem = Problem("store.busy")
    place = PortfolioPlace(office, background)
    qtbot.addWidget(place)
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: place._again_button.isVisible(), timeout=15_000)
    qtbot.mouseClick(place._again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(place._groups) and place.view.isVisible(), timeout=15_000)


def test_an_outlet_nobody_knows_yet_says_that_it_is_read(
    qtbot: QtBot, office: SlowOffice, background: Background
) -> None:
    place = OutletPlace(office, background)
    qtbot.addWidget(place)
    place.show()
    place.open("aaaa2222")
    place.activate()
    qtbot.waitUntil(lambda: place._waiting_note.isVisible(), timeout=15_000)
    office.gate.set()
    qtbot.waitUntil(lambda: not place._waiting_note.isVisible() and place.view.row is not None, timeout=15_000)


def test_roles_say_that_they_are_read(qtbot: QtBot, office: SlowOffice, background: Background) -> None:
    place = RolesPlace(office, background)
    qtbot.addWidget(place)
    place.resize(1380, 800)
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: place._waiting_note.isVisible(), timeout=15_000)
    office.gate.set()
    qtbot.waitUntil(lambda: not place._waiting_note.isVisible() and place.model.rowCount() > 0, timeout=15_000)


def test_the_first_frame_says_that_it_waits_until_the_portfolio_has_come(
    qtbot: QtBot, office: SlowOffice, tmp_path: Path
) -> None:
    window = MainWindow(office, place_makers(), tmp_path)  # type: ignore[arg-type]
    window.show()
    frame = window._first_frame
    assert isinstance(frame, FirstFrame)
    qtbot.waitUntil(lambda: frame.is_waiting, timeout=15_000)
    office.gate.set()
    qtbot.waitUntil(lambda: window.current == "portfolio", timeout=15_000)
    assert not frame.is_waiting
    window.close()
