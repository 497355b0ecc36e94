"""The first frame has the columns, the zoom, the groups and the opened rows with which the window was closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from fake_office import FakeOffice, with_steps
from pytestqt.qtbot import QtBot
from shell_helpers import place_makers

from outlet_desktop.engine.standing import brief_of
from outlet_desktop.ui.first_frame import FirstFrame, read_frame
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.rows import Kind
from outlet_desktop.ui.main_window import MainWindow


def office() -> FakeOffice:
    """The portfolio's rows know their stages, as those of a real office do."""
    made = FakeOffice()
    made._rows = [brief_of(with_steps(row)) for row in made._rows]
    return made


def opened(qtbot: QtBot, folder: Path) -> tuple[MainWindow, PortfolioPlace]:
    window = MainWindow(office(), {**place_makers(), "portfolio": PortfolioPlace}, folder)  # type: ignore[arg-type]
    window.show()
    qtbot.waitUntil(lambda: window.current == "portfolio", timeout=15_000)
    place = window.place("portfolio")
    assert isinstance(place, PortfolioPlace)
    return window, place


def change_nothing(place: PortfolioPlace) -> None:
    """As at first."""


def change_everything(place: PortfolioPlace) -> None:
    place.view.choose_columns(["outlet", "region", "held", "steps", "target", "p50"])
    place.view.set_column_width("region", 120)
    place.view.set_split(590)
    place.view.set_scale(7.5)
    place.bar.choose_grouping("region")
    place.view.expansion.outlets = {"aaaa2222"}
    place.bar.legend_action.setChecked(False)
    place._set_sort(None)


@pytest.mark.parametrize("change", [change_nothing, change_everything])
def test_the_frame_and_the_portfolio_that_replaces_it_look_alike(qtbot: QtBot, tmp_path: Path, change: object) -> None:
    window, place = opened(qtbot, tmp_path)
    assert callable(change)
    change(place)
    window.close()

    frame = read_frame(tmp_path)
    assert frame is not None
    shown = FirstFrame(frame)
    qtbot.addWidget(shown)
    window, place = opened(qtbot, tmp_path)
    view = place.view
    shown.resize(place.size())
    assert {column.key: (column.left, column.right) for column in frame.columns} == {
        key: (column.left, column.right) for key, column in view.columns_by_key().items()
    }
    assert shown._split(frame) == view.split
    assert frame.px_per_day == pytest.approx(view.axis.px_per_day, abs=1e-3)
    assert round(shown._x(frame, frame.today.toordinal())) == view.x_of(view.today)
    assert frame.has_legend == place.legend.isVisibleTo(place)
    lines = list(view.outline.between(0, 100_000))
    assert [one.kind for one in frame.lines] == [line.kind.value for line in lines]
    assert [shown._heights[one.kind] for one in frame.lines] == [line.height for line in lines]
    names = [one.name for one in frame.lines if one.kind == "outlet"]
    assert names == [line.outlet.address for line in lines if line.kind is Kind.OUTLET and line.outlet is not None]
    assert [one.is_open for one in frame.lines if one.kind != "step"] == [
        line.expanded for line in lines if line.kind is not Kind.STEP
    ]
    assert not shown.grab().isNull()
    window.close()


def test_the_look_is_remembered_when_the_portfolio_was_not_visited_in_between(qtbot: QtBot, tmp_path: Path) -> None:
    window, place = opened(qtbot, tmp_path)
    change_everything(place)
    window.close()
    first = read_frame(tmp_path)
    window = MainWindow(office(), place_makers(), tmp_path)  # type: ignore[arg-type]  # a portfolio without memory
    window.show()
    qtbot.waitUntil(lambda: window.current == "portfolio", timeout=15_000)
    window.close()
    assert read_frame(tmp_path) == first


def test_its_today_line_stands_at_the_hour_as_in_the_portfolio(qtbot: QtBot, tmp_path: Path) -> None:
    window, _place = opened(qtbot, tmp_path)
    window.close()
    frame = read_frame(tmp_path)
    assert frame is not None
    shown = FirstFrame(frame)
    qtbot.addWidget(shown)
    start = frame.today.toordinal()
    shown.clock = lambda: datetime.combine(frame.today, time(18))
    assert shown._now(frame) == start + 0.75
    shown.clock = lambda: datetime.combine(frame.today + timedelta(days=1), time(18))
    assert shown._now(frame) == start + 0.5
