"""Live data in the portfolio: what is marked, what repaints, what stays; a thousand outlets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from portfolio_hands import LEFT, keys_of, outlet, settle
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.gantt import frame
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.preferences import guard_writing, preferences


def many(number: int) -> list[sample.OutletRow]:
    return [
        replace(sample.ROWS[place % 17], opening=f"z{place:07d}", address=f"ул. Мира, {place:04d}")
        for place in range(number)
    ]


@pytest.fixture
def manager() -> Iterator[None]:
    preferences.set_read_only(True)
    yield
    preferences.set_read_only(False)


def test_the_mark_of_a_changed_row_goes_by_itself(
    qtbot: QtBot, place: PortfolioPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "_CHANGED_MS", 60)
    view, row = place.view, replace(sample.ROWS[3], now="Другой шаг")
    rect = view.line_rect(outlet(3))
    assert rect is not None

    def edge() -> str:
        return view.viewport().grab().toImage().pixelColor(1, rect.center().y()).name()

    place.show_portfolio(sample.portfolio((*sample.ROWS[:3], row, *sample.ROWS[4:])))
    assert edge() == "#2b5cd9"
    qtbot.waitUntil(lambda: not view._changed)
    assert edge() == "#ffffff"


def test_three_changed_rows_of_a_thousand_repaint_three(qtbot: QtBot, place: PortfolioPlace) -> None:
    rows = many(1000)
    place.bar._groupings["none"].trigger()
    place.show_portfolio(sample.portfolio(tuple(rows)))
    place._rebuild()
    settle(place)
    shown = [line.key[1] for line in place.view.outline.between(0, 500)][:3]
    before = settle(place)
    fresh = tuple(replace(row, now="Другой шаг") if row.opening in shown else row for row in rows)
    place.show_portfolio(sample.portfolio(fresh))
    assert settle(place) - before == 3
    assert len(keys_of(place)) == 1000


def test_a_row_out_of_view_repaints_nothing(place: PortfolioPlace) -> None:
    rows = many(1000)
    place.bar._groupings["none"].trigger()
    place.show_portfolio(sample.portfolio(tuple(rows)))
    place._rebuild()
    settle(place)
    last = keys_of(place)[-1]
    before = settle(place)
    fresh = tuple(replace(row, now="Другой шаг") if row.opening == last else row for row in rows)
    place.show_portfolio(sample.portfolio(fresh))
    assert settle(place) == before


def test_a_thousand_expanded_outlets_build_only_what_is_seen(place: PortfolioPlace) -> None:
    rows = tuple(sample.whole(row) for row in many(1000))
    place._details = {row.opening: row for row in rows}
    place.show_portfolio(sample.portfolio(rows))
    place.expand_all(True)
    before = settle(place)
    place.view.verticalScrollBar().setValue(100_000)
    painted = settle(place) - before
    assert painted < 60
    built = sum(block.lines is not None for block in place.view.outline._blocks)
    assert built < 40


def test_the_last_portfolio_stays_when_the_portal_is_away(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.view.viewport().grab().toImage()

    def away() -> Portfolio:
        raise Problem("portal.unreachable", host="demo", seconds=5)

    monkeypatch.setattr(office, "portfolio", away)
    with qtbot.waitSignal(place._background.problem):
        place._background.run(office.portfolio, place.show_portfolio, slot="portfolio")
    assert keys_of(place)[0] == sample.FIRST
    assert place.view.viewport().grab().toImage() == before


def test_news_that_would_move_rows_are_counted_in_words(qtbot: QtBot, place: PortfolioPlace) -> None:
    place.view.touch()
    late = {6, 7}
    rows = tuple(
        replace(row, status=sample.ROWS[1].status, slip_days=9) if number in late else row
        for number, row in enumerate(sample.ROWS)
    )
    place.show_portfolio(sample.portfolio(rows))
    assert place.bar._waiting == 2
    assert "2" in place.bar.updates.text()


def test_reminding_goes_to_the_office_with_the_step_that_holds(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice
) -> None:
    place.view.set_current(outlet(0))
    with qtbot.waitSignal(place.message) as told:
        qtbot.mouseClick(place.strip.remind_button, LEFT)
    held = sample.ROWS[0].held_by[0]
    assert office.calls == [("remind", (sample.FIRST, held.step))]
    assert told.args == ["remind.sent", {"person": held.person, "step": held.title}, "success"]


# ---------------------------------------------------------------- the manager's window


@pytest.mark.usefixtures("manager")
def test_a_managers_window_disables_what_writes_and_says_why(place: PortfolioPlace) -> None:
    place.view.set_current(outlet(0))
    launch = place.bar_buttons()[-1]
    for control in (launch, place._launch_button, place.strip.remind_button):
        assert not control.isEnabled()
        assert control.toolTip().startswith("View only")
    assert place.strip.button.isEnabled()  # looking is allowed
    launch.deleteLater()


def test_switching_it_off_gives_the_controls_back_with_their_tooltips(qtbot: QtBot) -> None:
    button = QPushButton("Запустить")
    qtbot.addWidget(button)
    button.setToolTip("Ctrl+N")
    guard_writing(button)
    preferences.set_read_only(True)
    button.setEnabled(False)
    button.setEnabled(True)  # its owner does not know
    assert not button.isEnabled()
    preferences.set_read_only(False)
    assert button.isEnabled()
    assert button.toolTip() == "Ctrl+N"


def test_the_switches_stand_in_the_menu_of_the_view(place: PortfolioPlace) -> None:
    told: list[tuple[str, bool]] = []
    take = lambda name, is_on: told.append((name, is_on))  # noqa: E731
    preferences.changed.connect(take)
    try:
        place.bar.read_only_action.trigger()
        assert preferences.is_read_only
        place.bar.alerts_action.trigger()
        assert not preferences.alerts
    finally:
        preferences.set_read_only(False)
        preferences.set_alerts(True)
        preferences.changed.disconnect(take)
    assert told[:2] == [("read_only", True), ("alerts", False)]
    assert place.bar.alerts_action.isChecked()


def test_a_thousand_outlets_are_shown_and_renewed_quickly(place: PortfolioPlace, record_property) -> None:  # type: ignore[no-untyped-def]
    """Counts are the gate elsewhere; this one only says the times, and that nothing takes seconds."""
    rows = many(1000)
    started = time.perf_counter()
    place.show_portfolio(sample.portfolio(tuple(rows)))
    place._rebuild()
    QApplication.processEvents()
    first = time.perf_counter() - started
    started = time.perf_counter()
    place.show_portfolio(sample.portfolio((replace(rows[0], now="Другой"), *rows[1:])))
    QApplication.processEvents()
    again = time.perf_counter() - started
    record_property("first_ms", round(first * 1000))
    record_property("again_ms", round(again * 1000))
    print(f"1,000 outlets: shown in {first * 1000:.0f} ms, renewed in {again * 1000:.0f} ms")
    assert first < 3
    assert again < 1


def test_a_pan_of_the_chart_paints_no_cell_and_a_cell_no_bar(
    place: PortfolioPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(place)
    view, painted = place.view, list[str]()
    cells, bars = view.paint_cells, view.paint_bar
    monkeypatch.setattr(view, "paint_cells", lambda *given: painted.append("cell") or cells(*given))
    monkeypatch.setattr(view, "paint_bar", lambda *given: painted.append("bar") or bars(*given))
    view.pan(40)
    settle(place)
    assert set(painted) == {"bar"}
    painted.clear()
    view.viewport().update(0, 100, view.split - 10, 60)
    settle(place)
    assert set(painted) == {"cell"}
