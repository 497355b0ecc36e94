"""Drawings on paper, in files and on the clipboard: what is there, in the light theme, and the screen as it was."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Step, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.items import StepItem
from outlet_desktop.ui.editor.paper import MOST_PIXELS, Paper, cuts
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def place(qtbot: QtBot, office: FakeOffice) -> Iterator[ProcessesPlace]:
    language.apply("ru")
    background = Background()
    made = ProcessesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1400, 860)
    made.show()
    with qtbot.waitSignal(made.document.analysed):
        made.open(None)
    yield made
    made.may_leave()
    background.close()


def scene_of(template: Template) -> ProcessScene:
    scene = ProcessScene()
    scene.show_template(template)
    return scene


def written(place: ProcessesPlace, qtbot: QtBot, path: Path) -> bytes:
    with qtbot.waitSignal(place.message) as told:
        place.export(str(path))
    assert told.args[0] == "editor.exported"
    office = place._office
    assert isinstance(office, FakeOffice)
    name, (where, content) = office.calls[-1]
    assert (name, where) == ("keep_file", str(path))  # the worker writes, by the office
    assert isinstance(content, bytes)
    return content


def test_a_process_is_exported_as_svg_with_every_name_and_outlined_icons(
    place: ProcessesPlace, qtbot: QtBot, tmp_path: Path
) -> None:
    root = ElementTree.fromstring(written(place, qtbot, tmp_path / "рисунок.svg"))
    words = " ".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))
    for step in TEMPLATE.steps:
        assert step.title.split()[0] in words
    for stage in TEMPLATE.stages:
        assert stage.title in words
    assert TEMPLATE.name in words
    # Icons are glyphs of a font that others lack: none may be left as text.
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in words)


def test_a_pdf_is_one_page_as_large_as_the_drawing_with_text_and_no_pictures(
    place: ProcessesPlace, qtbot: QtBot, tmp_path: Path
) -> None:
    data = written(place, qtbot, tmp_path / "a.pdf")
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    assert b"/Subtype /Image" not in data
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None
    size = place.paper().size
    assert float(box[1]) == pytest.approx(size.width() * 0.75, abs=2)
    assert float(box[2]) == pytest.approx(size.height() * 0.75, abs=2)


def test_a_png_is_twice_the_size_and_white_in_the_dark_theme_too(
    place: ProcessesPlace, qtbot: QtBot, tmp_path: Path
) -> None:
    theme.apply("dark")
    place.canvas.process.select({"S02"})
    with_selection = place.canvas.process.selected
    data = written(place, qtbot, tmp_path / "a.png")
    image = QImage.fromData(data)
    size = place.paper().size
    assert (image.width(), image.height()) == (int(size.width() * 2), int(size.height() * 2))
    assert image.pixelColor(2, image.height() - 3) == QColor("#FFFFFF")
    assert theme.name == "dark"
    assert place.canvas.process.selected == with_selection
    edge = next(iter(place.canvas.process.edges.values()))
    assert edge.pen().color() == theme.color("gantt.critical" if edge.is_critical else "canvas.edge")


def test_an_ending_that_is_no_picture_becomes_a_pdf_and_a_refusal_is_told(
    place: ProcessesPlace, qtbot: QtBot, office: FakeOffice, tmp_path: Path
) -> None:
    office.problem = Problem("report.cannot_write", path="x", detail="нет места")
    with qtbot.waitSignal(place.message) as told:
        place.export(str(tmp_path / "a.pdf"))
    assert (told.args[0], told.args[2]) == ("report.cannot_write", "error")


def test_ctrl_shift_c_puts_a_picture_and_an_svg_on_the_clipboard(place: ProcessesPlace, qtbot: QtBot) -> None:
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.canvas.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(place.canvas, Qt.Key.Key_C, modifiers)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert QGuiApplication.clipboard().image().width() == int(place.paper().size.width() * 2)
    assert TEMPLATE.name in bytes(data.data("image/svg+xml").data()).decode("utf-8")


def test_ctrl_p_asks_for_a_printer_and_prints_in_a_size_that_can_be_read(
    place: ProcessesPlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    printers = [QPdfWriter(buffer)]
    printers[0].setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printers[0].setPageOrientation(QPageLayout.Orientation.Landscape)
    monkeypatch.setattr(place, "ask_printer", printers.pop)  # it ends the file when it goes
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.canvas.setFocus()
    with qtbot.waitSignal(place.message) as told:
        QTest.keyClick(place.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0] == "editor.printed"
    data = bytes(buffer.data().data())
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == told.args[1]["count"]  # type: ignore[index]


def test_a_cancelled_print_dialog_prints_nothing(place: ProcessesPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    place.message.connect(lambda *told: heard.append(told))
    monkeypatch.setattr(place, "ask_printer", lambda: None)
    place.print_drawing()
    assert heard == []


def test_the_comparison_of_two_revisions_is_exported_with_its_marks(
    place: ProcessesPlace, qtbot: QtBot, tmp_path: Path
) -> None:
    place.document.edit(edit.rename(edit.delete(TEMPLATE, ["S03"]), "S02", "Подписать договор"), "changes")
    with qtbot.waitSignal(place.revisions.page.chosen):
        place.open_revisions()
    qtbot.waitUntil(lambda: place.revisions.page.comparison is not None)
    text = written(place, qtbot, tmp_path / "diff.svg").decode("utf-8")
    assert "Подписать договор" in text
    assert TEMPLATE.by_id["S03"].title.split()[0] in text  # what is gone is drawn, struck out
    assert "v7" in text
    assert TEMPLATE.by_id["S02"].title in text  # the older name stands in the table of changes below


def test_the_table_of_changes_gets_pages_of_its_own_in_print(place: ProcessesPlace, qtbot: QtBot) -> None:
    head, row = ("Шаг", "Что"), ("Согласовать адрес", "Название")
    paper = Paper(scene_of(replace(TEMPLATE, steps=TEMPLATE.steps[:2], flows=())), "a", "b", None, [head, *[row] * 60])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    count = paper.print_on(writer)
    del writer
    assert len(re.findall(rb"/Type\s*/Page\b", bytes(buffer.data().data()))) == count == 4
    assert paper.size.height() > paper.content.height() + 60 * 26


# ------------------------------------------------------------------------------------------------ pages


def long_chain(count: int) -> Template:
    steps = tuple(
        Step(f"s{n}", title=f"Шаг {n}", role=TEMPLATE.roles[0].id, at=(288 * (n % 40), 96 * (n // 40)))
        for n in range(count)
    )
    return replace(TEMPLATE, steps=steps, flows=(), goal="s0")


def test_a_small_drawing_is_printed_on_one_page_and_a_long_one_on_several_without_cutting_cards(
    qtbot: QtBot,
) -> None:
    small = Paper(scene_of(replace(TEMPLATE, steps=TEMPLATE.steps[:3], flows=())), "a", "b")
    tiles, scale = small.tiles(780, 540)
    assert len(tiles) == 1
    assert scale <= 0.75
    scene = scene_of(long_chain(80))
    tiles, scale = Paper(scene, "a", "b").tiles(780, 540)
    assert len(tiles) > 3
    for node in scene.nodes.values():
        assert isinstance(node, StepItem)
        holding = [tile for tile in tiles if tile.box.contains(node.body())]
        assert len(holding) == 1, node.id


def test_cuts_lie_between_what_is_taken_where_there_is_a_gap() -> None:
    spans = [(0.0, 90.0), (100.0, 190.0), (200.0, 290.0)]
    assert cuts(0, 290, 200, spans) == [(0, 190.0), (190.0, 290)]
    assert cuts(0, 100, 200, spans) == [(0, 100)]
    assert cuts(0, 300, 100, [(0.0, 300.0)]) == [(0, 100), (100, 200), (200, 300)]  # nowhere else to cut


def test_a_drawing_of_a_thousand_steps_stays_within_what_an_image_can_be(qtbot: QtBot) -> None:
    image = Paper(scene_of(long_chain(1000)), "a", "b").image()
    assert max(image.width(), image.height()) <= 30_000
    assert image.width() * image.height() <= MOST_PIXELS
