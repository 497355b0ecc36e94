"""What a fix would do is drawn on the canvas while the pointer is over its button, and gone when it leaves."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsPathItem
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Estimate, Flow, Outcome, Template
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor import document
from outlet_desktop.ui.editor.document import Analysis, analyse
from outlet_desktop.ui.editor.painting import State
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.editor.preview import Bubble, ChangedCard
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[ProcessesPlace]:
    language.apply("ru")
    background = Background()
    made = ProcessesPlace(FakeOffice(), background)
    qtbot.addWidget(made)
    made.resize(1400, 860)
    made.show()
    with qtbot.waitSignal(made.document.analysed):
        made.open(None)
    yield made
    made.may_leave()
    background.close()


def previews(place: ProcessesPlace) -> list[QGraphicsItem]:
    return [item for item in place.canvas.process.items() if item.zValue() == 45]


def hover(place: ProcessesPlace, qtbot: QtBot, broken: Template, code: str) -> int:
    """Break the drawing and put the pointer over the fix of that finding; the row's number."""
    with qtbot.waitSignal(place.document.analysed):
        place.document.edit(broken, "break it")
    numbers = [n for n, row in enumerate(place.problems.rows) if row.finding and row.finding.code == f"finding.{code}"]
    assert numbers, [finding.code for finding in place.problems.findings]
    row = place.problems.rows[numbers[0]]
    QApplication.sendEvent(row.fix, QEvent(QEvent.Type.Enter))
    return numbers[0]


def leave(place: ProcessesPlace, number: int) -> None:
    QApplication.sendEvent(place.problems.rows[number].fix, QEvent(QEvent.Type.Leave))


def press(place: ProcessesPlace, qtbot: QtBot, number: int) -> None:
    with qtbot.waitSignal(place.document.analysed):
        QTest.mouseClick(place.problems.rows[number].fix, Qt.MouseButton.LeftButton)


def test_a_missing_role_is_shown_on_the_card_with_words_above_it(place: ProcessesPlace, qtbot: QtBot) -> None:
    number = hover(place, qtbot, edit.set_role(TEMPLATE, ["S02"], ""), "no_role")
    card = next(item for item in previews(place) if isinstance(item, ChangedCard))
    assert (card.pos().x(), card.pos().y()) == TEMPLATE.by_id["S02"].at
    assert card._look.role  # the role it would get
    assert any(isinstance(item, Bubble) for item in previews(place))
    leave(place, number)
    assert previews(place) == []


def test_an_arrow_that_would_come_is_dashed_from_port_to_port(place: ProcessesPlace, qtbot: QtBot) -> None:
    lonely, step_id = edit.add_step(TEMPLATE, TEMPLATE.by_id["S02"].kind, "S02")
    lonely = edit.set_role(edit.rename(lonely, step_id, "Проверить"), [step_id], "lawyer")
    number = hover(place, qtbot, lonely, "result_unused")
    (line,) = previews(place)
    assert isinstance(line, QGraphicsPathItem)
    assert line.pen().color() == theme.color("accent.fill")
    start = place.canvas.process.nodes[step_id].port_points()[1]
    assert line.path().pointAtPercent(0) == start
    press(place, qtbot, number)
    assert previews(place) == []
    assert place.document.template.outgoing[step_id]
    assert "finding.result_unused" not in {finding.code for finding in place.problems.findings}


def test_an_arrow_that_would_go_is_struck_where_it_runs(place: ProcessesPlace, qtbot: QtBot) -> None:
    source, target = TEMPLATE.flows[0].source, TEMPLATE.flows[0].target
    round_trip = replace(TEMPLATE, flows=(*TEMPLATE.flows, Flow(target, source)))
    number = hover(place, qtbot, round_trip, "cycle")
    (line,) = previews(place)
    assert isinstance(line, QGraphicsPathItem)
    assert line.pen().color() == theme.color("status.late.fill")
    marked = {one for one, node in place.canvas.process.nodes.items() if node.state & State.HOVER}
    assert marked == {source, target}
    press(place, qtbot, number)
    assert Flow(target, source) not in place.document.template.flows


def test_a_duration_and_a_way_back_are_previewed_too(place: ProcessesPlace, qtbot: QtBot) -> None:
    wrong = edit.change(TEMPLATE, "S02", duration=Estimate(9, 2, 3))
    number = hover(place, qtbot, wrong, "duration_order")
    assert any(isinstance(item, Bubble) and "2 · 3 · 9" in item._words for item in previews(place))
    press(place, qtbot, number)
    assert place.document.template.by_id["S02"].duration == Estimate(2, 3, 9)
    blunt = edit.change(place.document.template, "S01", outcomes=(Outcome("approve", "Да"),))
    number = hover(place, qtbot, blunt, "no_rework")
    assert any(isinstance(item, Bubble) for item in previews(place))
    press(place, qtbot, number)
    assert place.document.template.by_id["S01"].outcome("rework") is not None


def test_the_preview_goes_with_the_next_edit_even_if_the_pointer_stays(place: ProcessesPlace, qtbot: QtBot) -> None:
    hover(place, qtbot, edit.set_role(TEMPLATE, ["S02"], ""), "no_role")
    assert previews(place)
    with qtbot.waitSignal(place.document.analysed):
        place.document.stack.undo()
    assert previews(place) == []


def test_publishing_is_refused_while_an_error_is_left(place: ProcessesPlace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.document.analysed):
        place.document.edit(edit.set_role(TEMPLATE, ["S02"], ""), "break it")
    assert place.why_not_publish()
    place.publish("нельзя")
    qtbot.wait(50)
    office = place._office
    assert isinstance(office, FakeOffice)
    assert "publish" not in [name for name, _ in office.calls]


def test_the_view_goes_to_a_preview_that_is_out_of_sight_and_back_when_the_pointer_leaves(
    place: ProcessesPlace, qtbot: QtBot
) -> None:
    far = edit.move(edit.set_role(TEMPLATE, ["S03"], ""), {"S03": (9000, 4000)})
    place.canvas.zoom_to(1.0)
    place.canvas.show_step("S01")
    with qtbot.waitSignal(place.document.analysed):
        place.document.edit(far, "break it")
    place.canvas.zoom_to(1.0)
    place.canvas.show_step("S01")
    before = place.canvas.visible_rect()
    number = hover(place, qtbot, edit.rename(far, "S01", "Адрес"), "no_role")
    assert place.canvas.visible_rect().contains(place.canvas.process.nodes["S03"].body())
    leave(place, number)
    assert place.canvas.visible_rect() == before


def test_edits_faster_than_the_checks_are_checked_together_and_the_last_one_counts(
    place: ProcessesPlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def slowly(template: Template, past: object = None) -> Analysis:
        checked.append(template.by_id["S02"].title)
        threading.Event().wait(0.03)
        return analyse(template)

    monkeypatch.setattr(document, "analyse", slowly)
    for number in range(20):
        place.document.edit(edit.rename(place.document.template, "S02", f"Имя {number}"), "rename")
        place.document.end_merge()
    qtbot.waitUntil(lambda: place.document.analysis.template is place.document.template)
    assert checked[-1] == "Имя 19"
    assert len(checked) < 6
