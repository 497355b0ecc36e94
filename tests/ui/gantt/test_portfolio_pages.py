"""What is shown, on paper, as a file and on the clipboard."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from portfolio_hands import LEFT, outlet
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from outlet_desktop.problem import Problem
from outlet_desktop.ui.gantt.copying import as_html, as_text
from outlet_desktop.ui.gantt.page_dialog import PageDialog
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.gantt.rows import Kind
from outlet_desktop.ui.gantt.sheet import PageChoice
from outlet_desktop.ui.rich_clipboard import rich_clipboard
from outlet_desktop.ui.theme import theme


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def many(number: int) -> tuple[sample.OutletRow, ...]:
    return tuple(
        replace(sample.ROWS[place % 17], opening=f"z{place:07d}", address=f"ул. Мира, {place}")
        for place in range(number)
    )


# ---------------------------------------------------------------- pages


def test_what_fits_the_width_of_a_page_is_one_page(place: PortfolioPlace) -> None:
    pdf = place.sheet(PageChoice()).pdf()
    assert pdf.startswith(b"%PDF")
    assert pages_in(pdf) == 1


def test_every_row_stands_on_one_page_and_no_group_is_parted_from_its_first_row(place: PortfolioPlace) -> None:
    place.show_portfolio(sample.portfolio(many(120)))
    place._rebuild()
    sheet = place.sheet(PageChoice())
    tiles = sheet.tiles(785.0, 538.0)
    assert len(tiles) > 3
    keys = [line.key for tile in tiles for line in tile.lines]
    assert keys == [line.key for line in sheet.lines]
    for tile in tiles[:-1]:
        assert tile.lines[-1].kind is not Kind.GROUP
        assert sum(line.height for line in tile.lines) <= sheet.width * 538 / 785 - 114
    assert pages_in(sheet.pdf()) == len(tiles)


def test_pages_side_by_side_show_the_whole_width_once(place: PortfolioPlace) -> None:
    choice = PageChoice(is_tiled=True, span="dates", first=date(2026, 9, 1), last=date(2027, 6, 30))
    sheet = place.sheet(choice)
    tiles = sheet.tiles(785.0, 538.0)
    first = tiles[0].lines
    row = [tile for tile in tiles if tile.lines == first]
    assert len(row) > 1
    assert (row[0].left, row[-1].right) == (0.0, sheet.width)
    for before, after in itertools.pairwise(row):
        assert before.right == after.left
        assert after.names  # whose row it is stands on every page
    assert sheet.chart_width == pytest.approx(303 * place.view.axis.px_per_day)


def test_a_wide_range_and_a3_change_what_the_page_holds(place: PortfolioPlace) -> None:
    shown, whole = place.sheet(PageChoice()), place.sheet(PageChoice(span="whole"))
    assert shown.chart_width == place.view.viewport().width() - place.view.split - 1
    assert whole.axis.date_at(0) < place.view.first
    point = QPageLayout.Unit.Point
    small, large = (PageChoice(is_a3=is_a3).page_layout().fullRect(point) for is_a3 in (False, True))
    assert (round(small.width()), round(large.width())) == (842, 1191)
    assert PageChoice(is_landscape=False).page_layout().fullRect(point).width() < small.width()


def test_paper_is_white_whatever_the_screen_is(place: PortfolioPlace) -> None:
    light = place.sheet(PageChoice()).image()
    theme.apply("dark")
    try:
        QApplication.processEvents()
        dark = place.sheet(PageChoice()).image()
        assert theme.color("surface.base").name() != "#ffffff"  # the screen keeps its own
    finally:
        theme.apply("light")
    assert dark == light
    assert dark.pixelColor(3, 3).name() == "#ffffff"


def test_the_image_shows_rows_that_the_screen_has_scrolled_away(place: PortfolioPlace) -> None:
    place.resize(1372, 400)
    QApplication.processEvents()
    image = place.sheet(PageChoice()).image()
    assert image.height() > 2 * place.view.outline.height
    assert image.width() == pytest.approx(2 * (place.view.viewport().width() + 24), abs=4)


def test_a_thousand_rows_still_make_an_image_that_can_be_opened(place: PortfolioPlace) -> None:
    place.show_portfolio(sample.portfolio(many(1000)))
    place._rebuild()
    image = place.sheet(PageChoice()).image()
    assert image.height() <= 30_000
    assert image.width() * image.height() <= 121_000_000


def test_saving_a_page_writes_it_through_the_office(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ask_path", lambda ending, name="": f"/somewhere/shown.{ending}")
    for form, start in (("pdf", b"%PDF"), ("png", b"\x89PNG")):
        place.ask_pages(form)
        dialog = place.dialog
        assert isinstance(dialog, PageDialog)
        with qtbot.waitSignal(place.message) as told:
            qtbot.mouseClick(dialog.action, LEFT)
        assert told.args == ["report.written", {"file": f"shown.{form}"}, "success"]
        name, (path, content) = office.calls[-1]
        assert (name, path) == ("keep_file", f"/somewhere/shown.{form}")
        assert isinstance(content, bytes)
        assert content.startswith(start)
    picture = QImage.fromData(content)
    assert picture.width() > 2000


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ask_path", lambda ending, name="": "/nowhere/shown.pdf")
    office.problem = Problem("report.cannot_write", path="/nowhere/shown.pdf", detail="нет места")
    with qtbot.waitSignal(place.message) as told:
        place.make_pages("pdf", PageChoice())
    assert told.args is not None
    assert (told.args[0], told.args[2]) == ("report.cannot_write", "error")


def test_printing_sends_every_page_to_the_printer(
    qtbot: QtBot, place: PortfolioPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.show_portfolio(sample.portfolio(many(120)))
    place._rebuild()
    path, choice = tmp_path / "printed.pdf", PageChoice(is_landscape=False)

    def printer(_choice: PageChoice) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        return made

    monkeypatch.setattr(place, "ask_printer", printer)
    with qtbot.waitSignal(place.message) as told:
        place.make_pages("print", choice)
    assert told.args == ["page.printed", {}, "success"]
    printed = path.read_bytes()
    assert pages_in(printed) == pages_in(place.sheet(choice).pdf())
    assert re.search(rb"/MediaBox \[0 0 59\d(\.\d+)? 84\d", printed)  # portrait


def test_the_dialog_asks_for_dates_only_when_they_are_typed(qtbot: QtBot, place: PortfolioPlace) -> None:
    dialog = PageDialog(place, "pdf", place.view)
    qtbot.addWidget(dialog)
    assert dialog.choice == PageChoice(first=dialog.first.day, last=dialog.last.day)
    assert not dialog.first.isEnabled()
    dialog.span.setCurrentIndex(2)
    assert dialog.first.isEnabled()
    dialog.tiled.click()
    dialog.turn.setCurrentIndex(1)
    dialog.paper.setCurrentIndex(1)
    chosen = dialog.choice
    assert (chosen.is_tiled, chosen.span, chosen.is_landscape, chosen.is_a3) == (True, "dates", False, True)


def test_the_page_for_the_meeting_is_written_by_the_office(
    qtbot: QtBot, place: PortfolioPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ask_path", lambda ending, name="": f"/somewhere/{name}.{ending}")
    button = QPushButton()
    qtbot.addWidget(button)
    menu = place.export_menu(button)
    action = next(one for one in menu.actions() if one.text() == "Page for the meeting as PDF…")
    with qtbot.waitSignal(place.message):
        action.trigger()
    assert office.calls == [("meeting", ("/somewhere/For the meeting.pdf", "ru"))]


# ---------------------------------------------------------------- the clipboard


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    rich_clipboard.let_go()
    qapp.clipboard().clear()


def test_when_the_program_ends_the_text_stays_and_what_python_made_does_not() -> None:
    """The platform frees the clipboard after the interpreter is gone; this process would end by a crash."""
    program = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from outlet_desktop.ui.rich_clipboard import rich_clipboard
app = QApplication([])
QTimer.singleShot(0, lambda: (rich_clipboard.put("a", "<b>a</b>"), rich_clipboard.put("b", "<b>b</b>"), app.quit()))
app.exec()
print(app.clipboard().text(), app.clipboard().mimeData().hasHtml())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "b False")


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_ctrl_c_copies_the_picked_rows_for_a_spreadsheet(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    for number, keys in (
        (1, Qt.KeyboardModifier.NoModifier),
        (3, Qt.KeyboardModifier.ControlModifier),
        (5, Qt.KeyboardModifier.ControlModifier),
        (5, Qt.KeyboardModifier.ControlModifier),  # once more: let go of again
    ):
        rect = view.line_rect(outlet(number))
        assert rect is not None
        point = rect.center()
        point.setX(300)
        qtbot.mouseClick(view.viewport(), LEFT, keys, point)
    with qtbot.waitSignal(place.message) as told:
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["rows.copied", {"count": 2}, "info"]
    text, html = clipboard()
    lines = text.rstrip("\n").replace("\r", "").split("\n")
    assert lines[0].split("\t") == [
        "Outlet", "Now", "Steps finished", "Steps in all", "Target date", "P50", "P80",
        "Deviation, working days",
    ]  # fmt: skip
    assert [line.split("\t")[0] for line in lines[1:]] == ["ул. Юбилейная, 40, Тольятти", "пр. Кирова, 255, Самара"]
    assert lines[1].split("\t")[2:] == ["25", "40", "27.11.2026", "09.12.2026", "15.12.2026", "8"]
    assert html.count("<tr>") == 3
    assert "<td>27.11.2026</td>" in html


def test_shift_picks_a_range_and_esc_lets_go(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    view.set_current(outlet(1))
    rect = view.line_rect(outlet(4))
    assert rect is not None
    point = rect.center()
    point.setX(300)
    qtbot.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, point)
    assert [line.key for line in view.picked()] == [outlet(number) for number in (1, 2, 3, 4)]
    before = view.viewport().grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert [line.key for line in view.picked()] == [outlet(1)]
    assert view.viewport().grab().toImage() != before


def test_shift_and_arrows_pick_and_ctrl_a_picks_all(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    view.set_current(outlet(1))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.picked()) == 3
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.picked()) == 17
    assert len(place.rows_to_copy()) == 18
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert len(view.picked()) == 1


def test_steps_are_copied_with_their_people(qtbot: QtBot, place: PortfolioPlace) -> None:
    view = place.view
    line = view.outline.find(outlet(0))
    assert line is not None
    view.toggle(line, True)
    key = ("step", sample.FIRST, "S13")
    qtbot.waitUntil(lambda: (one := view.outline.find(key)) is not None and one.step is not None)
    view.choose_columns(["outlet", "held", "p50"])
    view.set_current(key)
    head, row = place.rows_to_copy()
    assert head == ["Outlet", "Person who holds it", "P50"]
    assert row[0]
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", row[2])


def test_excel_takes_numbers_as_numbers_and_the_rest_as_text() -> None:
    rows = [["Имя"], ["3/12"], ["=1+1"], ["-2"], ["52%"], ["a\tb\nc"]]
    html = as_html(rows)
    assert html.count("mso-number-format") == 4  # the header is text, "3/12", "=1+1", "a b c"
    assert "<td>-2</td>" in html
    assert as_text(rows).splitlines()[-1] == "a b c"
