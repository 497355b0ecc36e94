"""What stands on the screen after changes is what a paint from nothing would put there, to the pixel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import gantt_sample as sample
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt import cells
from outlet_desktop.ui.gantt.kept_halves import KeptHalves
from outlet_desktop.ui.gantt.outlet_view import OutletView
from outlet_desktop.ui.gantt.portfolio_view import PortfolioView
from outlet_desktop.ui.gantt.rows import Key, Outline
from outlet_desktop.ui.gantt.time_axis import DaysOff
from outlet_desktop.ui.gantt.view import GanttView
from outlet_desktop.ui.theme import theme

WHOLE = sample.whole(sample.ROWS[0])
MIDDLE: Key = ("outlet", sample.opening_id(3))
STEP: Key = ("step", sample.FIRST, "S13")


def settle() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def on_screen(view: GanttView) -> QImage:
    """The pixels that the window shows, of the viewport."""
    settle()
    whole = QApplication.primaryScreen().grabWindow(view.winId()).toImage()
    ratio = view.devicePixelRatioF()
    where = view.viewport().geometry()
    return whole.copy(*(round(n * ratio) for n in where.getRect())).convertToFormat(QImage.Format.Format_RGB32)


def from_nothing(view: GanttView) -> QImage:
    """The same painted with nothing kept."""
    view.halves.clear()
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differences(view: GanttView) -> list[tuple[int, int]]:
    """Up to five pixels in which the screen differs."""
    shown, wanted = on_screen(view), from_nothing(view)
    assert shown.size() == wanted.size()
    if shown == wanted:
        return []
    found = (
        (x, y) for y in range(shown.height()) for x in range(shown.width()) if shown.pixel(x, y) != wanted.pixel(x, y)
    )
    return [point for point, _ in zip(found, range(5), strict=False)]


def warm(view: GanttView) -> None:
    """Paint until halves are copied."""
    settle()
    for _ in range(3):
        view.viewport().repaint()
    assert view.halves.pixmaps > 8


def shown(view: GanttView, qtbot: QtBot) -> None:
    qtbot.addWidget(view)
    view.resize(1100, 700)
    today = sample.portfolio().today
    off = DaysOff.of([date(2026, 12, 31)], [])
    view.set_time(today, today.toordinal() + 0.5, off, today - timedelta(days=90), today + timedelta(days=200))


@pytest.fixture
def portfolio(qtbot: QtBot, qapp: QApplication, background: object) -> PortfolioView:
    view = PortfolioView()
    shown(view, qtbot)
    view.expansion.outlets.add(sample.FIRST)
    view.set_outline(lines(view, sample.ROWS))
    view.show()
    qtbot.waitUntil(lambda: view.rows_painted > 0, timeout=15_000)
    warm(view)
    return view


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, background: object) -> OutletView:
    view = OutletView()
    shown(view, qtbot)
    view.set_row(WHOLE)
    view.show()
    view.show_whole()
    qtbot.waitUntil(lambda: view.rows_painted > 0, timeout=15_000)
    warm(view)
    return view


def lines(view: PortfolioView, rows: tuple[OutletRow, ...], whole: OutletRow = WHOLE) -> Outline:
    """The expanded outlet stands fifth: rows above it, its steps and rows below it are in view."""
    groups = [("attention", (*rows[1:5], rows[0], *rows[5:8])), ("on_track", rows[8:])]
    return Outline(groups, view.expansion, {sample.FIRST: whole})


def changed_row(view: PortfolioView) -> None:
    rows = list(sample.ROWS)
    rows[3] = replace(rows[3], address="ул. Победы, 1", p50=date(2027, 2, 1), slip_days=31, done=rows[3].done + 1)
    view.replace_lines(lines(view, tuple(rows)), [MIDDLE])
    view.mark_changed([MIDDLE])


def changed_step(view: PortfolioView) -> None:
    steps = tuple(replace(one, person="Пётр Новый", deviation=17) if one.step == "S13" else one for one in WHOLE.steps)
    view.replace_lines(lines(view, sample.ROWS, replace(WHOLE, steps=steps)), [STEP])


def scrolled(*by: int) -> Callable[[GanttView], None]:
    def scroll(view: GanttView) -> None:
        for dy in by:
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + dy)
            settle()

    return scroll


def hovered(view: GanttView) -> None:
    for key in (("outlet", sample.opening_id(2)), MIDDLE):
        view._hover(key)
        settle()
        view.viewport().repaint()


def tolerant(view: GanttView) -> None:
    cells.set_tolerance(40)
    view.viewport().update()


PORTFOLIO: dict[str, Callable[[PortfolioView], None]] = {
    "nothing": lambda view: view.viewport().update(),
    "row": changed_row,
    "step": changed_step,
    "hover": hovered,
    "current": lambda view: view.set_current(MIDDLE),
    "marked": lambda view: view.mark_lines([MIDDLE, ("outlet", sample.opening_id(2))]),
    "zoom": lambda view: view.set_scale(9.0),
    "pan": lambda view: view.pan(-37),
    "theme": lambda view: theme.apply("dark"),
    "split": lambda view: view.set_split(500),
    "columns": lambda view: view.choose_columns(["outlet", "held", "p50", "deviation"]),
    "column width": lambda view: view.set_column_width("outlet", 300),
    "days off": lambda view: view.set_time(view.today, view.now, DaysOff(), view.first, view.last),
    "an hour later": lambda view: view.set_time(view.today, view.now + 2 / 24, view.off, view.first, view.last),
    "tolerance": tolerant,
    "closed": lambda view: (view.expansion.outlets.clear(), view.set_outline(lines(view, sample.ROWS)))[1],
    "one px down": scrolled(1),
    "three notches": scrolled(66, 66, 66),
    "down and up by odd numbers": scrolled(35, 101, -7, -55),
    "into another outlet": scrolled(400, 200, -150),
}


@pytest.mark.parametrize("what", PORTFOLIO)
def test_the_portfolio_shows_after_a_change_what_a_paint_from_nothing_shows(
    portfolio: PortfolioView, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "_tolerance", list(cells._tolerance))
    PORTFOLIO[what](portfolio)
    assert differences(portfolio) == []
    warm(portfolio)
    assert differences(portfolio) == []


def test_what_the_changes_touch_is_in_view(portfolio: PortfolioView) -> None:
    for key in (MIDDLE, STEP, ("outlet", sample.opening_id(2))):
        rect = portfolio.line_rect(key)
        assert rect is not None
        assert portfolio.viewport().rect().contains(rect)


def dragged(view: OutletView) -> None:
    view._show_draft("S13", view.today + timedelta(days=21))
    view.viewport().update()


PAGE: dict[str, Callable[[OutletView], None]] = {
    "row": lambda view: view.set_row(
        replace(WHOLE, steps=tuple(replace(one, deviation=9, person="Пётр Новый") for one in WHOLE.steps))
    ),
    "hover": lambda view: view._hover(STEP),
    "current": lambda view: view.set_current(STEP),
    "zoom": lambda view: view.set_scale(11.0),
    "critical off": lambda view: view.set_shown(critical=False, plan=True, links=True),
    "end under the hand": dragged,
    "scroll": scrolled(33, 47, -21),
}  # fmt: skip


@pytest.mark.parametrize("what", PAGE)
def test_an_outlets_page_shows_after_a_change_what_a_paint_from_nothing_shows(page: OutletView, what: str) -> None:
    PAGE[what](page)
    assert differences(page) == []
    warm(page)
    assert differences(page) == []


def test_a_panned_chart_paints_no_text_of_the_table_again(
    portfolio: PortfolioView, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Key] = []
    paint = portfolio.paint_cells
    monkeypatch.setattr(portfolio, "paint_cells", lambda p, line, top: (asked.append(line.key), paint(p, line, top)))
    portfolio.pan(20)
    portfolio.viewport().repaint()
    assert asked == []
    changed_row(portfolio)
    portfolio.viewport().repaint()
    assert asked == [MIDDLE]


def test_the_accent_line_of_a_changed_row_is_not_kept_longer_than_it_stands(portfolio: PortfolioView) -> None:
    rect = portfolio.line_rect(MIDDLE)
    assert rect is not None
    point = rect.topLeft() + QPoint(1, 5)
    before = on_screen(portfolio).pixelColor(point)
    portfolio.mark_changed([MIDDLE])
    warm(portfolio)
    assert on_screen(portfolio).pixelColor(point) == theme.color("accent.fill")
    portfolio._unmark({MIDDLE})
    assert on_screen(portfolio).pixelColor(point) == before


def test_what_is_kept_does_not_grow_with_scrolling(portfolio: PortfolioView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outlet_desktop.ui.gantt.kept_halves._ROOM", 0)
    monkeypatch.setattr("outlet_desktop.ui.gantt.kept_halves._LEAST", 12)
    for _ in range(20):
        scrolled(40)(portfolio)
        portfolio.viewport().repaint()
    assert len(portfolio.halves._kept) <= 13
    assert differences(portfolio) == []


def test_where_a_row_does_not_end_between_device_pixels_nothing_is_copied(qapp: QApplication) -> None:
    halves, painted = KeptHalves(), list[str]()

    def paint(painter: QPainter, name: str) -> None:
        painted.append(name)

    halves.begin(400, 1.25, ())
    for _ in range(3):
        assert halves.find(("a",), (1,), 44, 22, paint, "a") is None
    for top, is_copied in ((44, False), (48, True), (50, False), (72, True)):
        found = halves.find(("b",), (1,), top, 24, paint, "b")
        assert (found is not None) is is_copied
        if found is not None:
            assert (found.width(), found.height(), found.devicePixelRatioF()) == (500, 30, 1.25)
    assert painted == ["b"]


def test_only_the_strip_that_a_notch_brings_in_is_painted(portfolio: PortfolioView) -> None:
    scrolled(200)(portfolio)  # the expanded outlet is pinned now
    assert portfolio._pinned is not None
    painted = []
    for _ in range(6):
        before = portfolio.rows_painted
        scrolled(20)(portfolio)
        painted.append(portfolio.rows_painted - before)
    assert 1 <= min(painted) <= 2  # the least of them: the window may have to be painted for reasons of its own
    assert portfolio.viewport().testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    assert differences(portfolio) == []
