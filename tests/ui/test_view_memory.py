"""The look of the portfolio outlives the window."""

from __future__ import annotations

from pathlib import Path

from fake_office import FakeOffice
from pytestqt.qtbot import QtBot
from shell_helpers import place_makers

from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.main_window import MainWindow


def opened(qtbot: QtBot, folder: Path) -> tuple[MainWindow, PortfolioPlace]:
    makers = {**place_makers(), "portfolio": PortfolioPlace}
    window = MainWindow(FakeOffice(), makers, folder)  # type: ignore[arg-type]
    window.show()
    qtbot.waitUntil(lambda: window.current == "portfolio")
    place = window.place("portfolio")
    assert isinstance(place, PortfolioPlace)
    return window, place


def test_columns_widths_splitter_zoom_groups_and_open_rows_are_there_after_a_restart(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, place = opened(qtbot, tmp_path)
    place.view.choose_columns(["outlet", "region", "held", "target", "p50"])
    place.view.set_column_width("region", 120)
    place.view.set_split(560)
    place.view.set_scale(6.25)
    place.bar._groupings["region"].trigger()
    place.view.expansion.outlets = {"aaaa2222"}
    kept = place.view_state()
    window.close()

    window, place = opened(qtbot, tmp_path)
    assert place.view_state() == kept
    assert place.view.split == 560
    qtbot.waitUntil(lambda: "aaaa2222" in place._details)
    assert place.view.outline.find(("stage", "aaaa2222", "build")) is not None
    window.close()


def test_an_outlet_that_is_gone_is_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    window, place = opened(qtbot, tmp_path)
    place.view.expansion.outlets = {"aaaa2222", "gone0000"}
    window.close()
    window, place = opened(qtbot, tmp_path)
    assert place.view.expansion.outlets == {"aaaa2222"}
    qtbot.waitUntil(lambda: "aaaa2222" in place._details)
    window.close()
