"""The process editor with a real mouse and keyboard."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain import edit, file_format
from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.template import Flow, Step, StepId, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.items import JoinItem, StepItem
from outlet_desktop.ui.editor.painting import State
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LAID_OUT = arrange(TEMPLATE)


@pytest.fixture
def office() -> FakeOffice:
    made = FakeOffice()
    made._published = {LAID_OUT.id: [LAID_OUT]}
    return made


@pytest.fixture
def place(qtbot: QtBot, office: FakeOffice) -> Iterator[ProcessesPlace]:
    language.apply("ru")
    theme.apply("light")
    background = Background()
    made = ProcessesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.open(None)
    qtbot.waitUntil(lambda: made.document.analysis.template.id == LAID_OUT.id)
    made.canvas.zoom_to(1.0)
    made.canvas.setFocus()
    yield made
    made.document.save_now()
    background.close()


@pytest.fixture
def canvas(place: ProcessesPlace) -> ProcessCanvas:
    return place.canvas


def center(canvas: ProcessCanvas, step_id: StepId) -> QPoint:
    """The middle of a card on the viewport; the card is brought into view."""
    canvas.reveal(step_id)
    return canvas.mapFromScene(canvas.process.nodes[step_id].body().center())


def port(canvas: ProcessCanvas, step_id: StepId, *, out: bool) -> QPoint:
    return canvas.mapFromScene(canvas.process.nodes[step_id].port_points()[out])


def drag(qtbot: QtBot, canvas: ProcessCanvas, start: QPoint, end: QPoint, release: bool = True) -> None:
    view = canvas.viewport()
    qtbot.mouseMove(view, start)
    qtbot.mousePress(view, LEFT, pos=start)
    for part in (1, 2, 3, 4):
        qtbot.mouseMove(view, start + (end - start) * part / 4)
    if release:
        qtbot.mouseRelease(view, LEFT, pos=end)


def messages(place: ProcessesPlace) -> list[tuple[str, object, str]]:
    heard: list[tuple[str, object, str]] = []
    place.message.connect(lambda *told: heard.append(told))
    return heard


# ------------------------------------------------------------------------------------------ selection


def test_a_click_selects_a_step_shift_adds_one_and_a_click_on_empty_clears(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.fit()
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=center(canvas, "S01"))
    assert canvas.process.selected == {"S01"}
    assert canvas.pad.isVisible()
    qtbot.mouseClick(canvas.viewport(), LEFT, SHIFT, center(canvas, "S02"))
    assert canvas.process.selected == {"S01", "S02"}
    assert not canvas.pad.isVisible()
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=QPoint(6, canvas.viewport().height() - 6))
    assert canvas.process.selected == frozenset()


def test_a_rubber_band_selects_what_it_touches(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.fit()
    body = canvas.mapFromScene(canvas.process.nodes["S01"].body()).boundingRect()
    drag(qtbot, canvas, body.topLeft() - QPoint(12, 12), body.center())
    assert canvas.process.selected == {"S01"}


def test_an_arrow_is_selected_by_a_click_and_deleted_by_a_key(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    flow = LAID_OUT.flows[0]
    points = canvas.process.edges[flow.source, flow.target].points
    canvas.reveal(flow.source)
    at = canvas.mapFromScene(QPointF(points[0][0] + 13, points[0][1]))
    canvas.process.select(())
    qtbot.mouseMove(canvas.viewport(), QPoint(4, 4))
    canvas._hover(None)
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=at)
    assert canvas.process.selected_flows
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(canvas.document.template.flows) == len(LAID_OUT.flows) - 1


# ------------------------------------------------------------------------------------------- moving


def test_a_drag_moves_a_step_on_the_grid_once_and_undo_and_redo_follow(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    before = LAID_OUT.by_id["S02"].at
    start = center(canvas, "S02")
    drag(qtbot, canvas, start, start + QPoint(50, 37))
    after = canvas.document.template.by_id["S02"].at
    assert after == (edit.snap(before[0] + 50), edit.snap(before[1] + 37))
    assert place.document.stack.count() == 1
    assert canvas.process.nodes["S02"].pos().toTuple() == after
    place.undo_stack().undo()  # type: ignore[union-attr]
    assert canvas.document.template.by_id["S02"].at == before
    assert canvas.process.nodes["S02"].pos().toTuple() == before
    place.undo_stack().redo()  # type: ignore[union-attr]
    assert canvas.document.template.by_id["S02"].at == after


def test_escape_in_the_middle_of_a_drag_puts_the_step_back(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    start = center(canvas, "S02")
    drag(qtbot, canvas, start, start + QPoint(80, 80), release=False)
    assert canvas.process.nodes["S02"].pos().toTuple() != LAID_OUT.by_id["S02"].at
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=start + QPoint(80, 80))
    assert canvas.document.template == LAID_OUT
    assert canvas.process.nodes["S02"].pos().toTuple() == LAID_OUT.by_id["S02"].at
    assert canvas.document.stack.count() == 0


def test_alt_and_arrows_move_and_are_one_entry_of_the_history(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.process.select({"S03"})
    x, y = LAID_OUT.by_id["S03"].at
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, ALT | SHIFT)
    assert canvas.document.template.by_id["S03"].at == (x + 48, y + 4)
    assert canvas.document.stack.count() == 1


def test_a_frame_of_a_drag_paints_at_most_twelve_of_a_thousand_cards(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    steps = tuple(
        Step(f"s{number}", title=f"Шаг {number}", at=(number // 10 * 288, number % 10 * 96)) for number in range(1000)
    )
    flows = tuple(Flow(f"s{number}", f"s{number + 10}") for number in range(990))
    with qtbot.waitSignal(place.document.analysed):  # its marks repaint cards
        place.document.open(Template("big", "Большой", steps=steps, flows=flows))
    canvas.zoom_to(1.0)
    start = center(canvas, "s503")
    QApplication.processEvents()
    drag(qtbot, canvas, start, start + QPoint(40, 0), release=False)
    QApplication.processEvents()
    worst = 0
    for way in range(1, 13):
        StepItem.paints = 0
        qtbot.mouseMove(canvas.viewport(), start + QPoint(40 + 16 * way, 0))
        QApplication.processEvents()
        worst = max(worst, StepItem.paints)
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=start + QPoint(232, 0))
    assert 1 <= worst <= 12


# ------------------------------------------------------------------------------------- names and steps


def test_f2_renames_in_place_enter_saves_and_escape_restores(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.process.select({"S02"})
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    assert canvas.name_editor.isVisible()
    assert canvas.name_editor.hasFocus()
    qtbot.keyClicks(canvas.name_editor, "New name")
    qtbot.keyClick(canvas.name_editor, Qt.Key.Key_Return)
    assert canvas.document.template.by_id["S02"].title == "New name"
    assert canvas.hasFocus()
    assert canvas.process.selected == {"S02"}
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    qtbot.keyClicks(canvas.name_editor, "something else")
    qtbot.keyClick(canvas.name_editor, Qt.Key.Key_Escape)
    assert canvas.document.template.by_id["S02"].title == "New name"
    assert not canvas.name_editor.isVisible()


def test_a_double_click_renames_a_card_and_on_empty_space_makes_a_task(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    qtbot.mouseDClick(canvas.viewport(), LEFT, pos=center(canvas, "S01"))
    assert canvas.name_editor.step == "S01"
    canvas.name_editor.finish(save=False)
    qtbot.mouseDClick(canvas.viewport(), LEFT, pos=QPoint(30, canvas.viewport().height() - 20))
    assert len(canvas.document.template.steps) == len(LAID_OUT.steps) + 1
    assert canvas.name_editor.step == canvas.document.template.steps[-1].id


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_T, "t"), (Qt.Key(0x415), "е")], ids=["latin", "russian"])
def test_the_key_t_adds_a_connected_task_one_pitch_to_the_right_in_any_layout(
    qtbot: QtBot, canvas: ProcessCanvas, key: Qt.Key, text: str
) -> None:
    canvas.process.select({"S08"})
    QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, key, NONE, text))
    template = canvas.document.template
    (made,) = template.by_id.keys() - LAID_OUT.by_id.keys()
    assert template.by_id[made].kind is StepKind.TASK
    assert [flow.source for flow in template.incoming[made]] == ["S08"]
    assert template.by_id[made].at[0] == LAID_OUT.by_id["S08"].at[0] + edit.PITCH_X
    assert canvas.process.selected == {made}
    qtbot.keyClicks(canvas.name_editor, "PT")  # letters are text now, not tools
    qtbot.keyClick(canvas.name_editor, Qt.Key.Key_Return)
    assert canvas.document.template.by_id[made].title == "PT"
    assert len(canvas.document.template.steps) == len(LAID_OUT.steps) + 1


def test_the_key_j_joins_the_selected_steps_in_a_bar(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.process.select({"S06", "S07"})
    qtbot.keyClick(canvas, Qt.Key.Key_J)
    made = canvas.document.template.steps[-1]
    assert made.kind is StepKind.MILESTONE
    assert {flow.source for flow in canvas.document.template.incoming[made.id]} == {"S06", "S07"}
    assert isinstance(canvas.process.nodes[made.id], JoinItem)


def test_the_pad_adds_after_duplicates_and_deletes(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=center(canvas, "S08"))
    qtbot.mouseClick(canvas.pad.adders[StepKind.APPROVAL], LEFT)
    made = canvas.document.template.steps[-1]
    assert made.kind is StepKind.APPROVAL
    assert len(made.outcomes) == 3
    qtbot.keyClick(canvas.name_editor, Qt.Key.Key_Escape)
    assert canvas.pad.isVisible()
    qtbot.mouseClick(canvas.pad.delete_button, LEFT)
    assert canvas.document.template.by_id.keys() == LAID_OUT.by_id.keys()


def test_a_card_dragged_off_the_pad_lands_where_it_is_dropped(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=center(canvas, "S01"))
    button = canvas.pad.adders[StepKind.TASK]
    target = QPoint(400, canvas.viewport().height() - 60)
    local = button.mapFromGlobal(canvas.viewport().mapToGlobal(target))
    qtbot.mousePress(button, LEFT, pos=QPoint(10, 10))
    qtbot.mouseMove(button, QPoint(40, 40))
    qtbot.mouseMove(button, local)
    assert len(canvas.document.template.steps) == len(LAID_OUT.steps)
    point = canvas.mapToScene(target)
    qtbot.mouseRelease(button, LEFT, pos=local)
    made = canvas.document.template.steps[-1]
    assert made.at == (edit.snap(point.x() - 120), edit.snap(point.y() - 32))
    assert [flow.source for flow in canvas.document.template.incoming[made.id]] == ["S01"]


# ------------------------------------------------------------------------------------------- arrows


def test_a_drag_from_a_port_connects_two_steps(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.fit()
    canvas.process.select({"S02"})
    assert edit.can_connect(LAID_OUT, "S02", "S08") is None
    drag(qtbot, canvas, port(canvas, "S02", out=True), port(canvas, "S08", out=False) + QPoint(4, 0))
    assert Flow("S02", "S08") in canvas.document.template.flows
    assert ("S02", "S08") in canvas.process.edges


def test_a_drag_from_the_way_in_connects_backwards(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.fit()
    canvas.process.select({"S08"})
    drag(qtbot, canvas, port(canvas, "S08", out=False) - QPoint(2, 0), center(canvas, "S01"))
    assert Flow("S01", "S08") in canvas.document.template.flows


def test_a_cycle_is_refused_at_once_with_its_cards_marked_and_the_reason_told(
    qtbot: QtBot, canvas: ProcessCanvas
) -> None:
    canvas.fit()
    canvas.process.select({"S05"})
    end = center(canvas, "S01")
    drag(qtbot, canvas, port(canvas, "S05", out=True), end, release=False)
    assert canvas.refusal.isVisible()
    assert "S01" not in canvas.refusal.text
    assert LAID_OUT.by_id["S01"].title in canvas.refusal.text
    assert canvas.process.nodes["S01"].state & State.CYCLE
    assert canvas.process.nodes["S05"].state & State.CYCLE
    assert not canvas.process.nodes["S08"].state & State.CYCLE
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=end)
    assert canvas.document.template == LAID_OUT
    assert canvas.document.stack.count() == 0
    assert canvas.refusal.isVisible()  # to be read after the release
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.refusal.isVisible()
    assert not canvas.process.nodes["S01"].state & State.CYCLE


def test_an_arrow_dropped_on_empty_space_offers_the_kinds(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.process.select({"S01"})
    canvas.reveal("S01")
    empty = QPoint(420, canvas.viewport().height() - 40)
    drag(qtbot, canvas, port(canvas, "S01", out=True), empty)
    menu = next(menu for menu in canvas.findChildren(QMenu) if menu.isVisible())
    actions = menu.actions()
    assert len(actions) == 4
    actions[3].trigger()
    menu.close()
    made = canvas.document.template.steps[-1]
    assert made.kind is StepKind.MILESTONE
    assert [flow.source for flow in canvas.document.template.incoming[made.id]] == ["S01"]


def test_the_end_of_a_selected_arrow_can_be_taken_elsewhere(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.fit()
    canvas.process.select((), {("S01", "S02")})
    x, y = canvas.process.edges["S01", "S02"].points[-1]
    drag(qtbot, canvas, canvas.mapFromScene(QPointF(x - 6, y)), center(canvas, "S08"))
    flows = {(flow.source, flow.target) for flow in canvas.document.template.flows}
    assert ("S01", "S02") not in flows
    assert ("S01", "S08") in flows


# --------------------------------------------------------------------------------- delete, clipboard, keys


def test_delete_takes_the_step_and_its_arrows_and_undo_makes_the_document_clean(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    canvas.process.select({"S05"})
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert "S05" not in canvas.document.template.by_id
    assert "S05" not in canvas.process.nodes
    assert not any("S05" in pair for pair in canvas.process.edges)
    assert not place.document.stack.isClean()
    place.document.stack.undo()
    assert place.document.stack.isClean()
    assert canvas.document.template == LAID_OUT
    assert isinstance(canvas.process.nodes["S05"], JoinItem if _is_join("S05") else StepItem)


def _is_join(step_id: StepId) -> bool:
    step = LAID_OUT.by_id[step_id]
    return step.kind is StepKind.MILESTONE and len(LAID_OUT.incoming[step_id]) > 1


def test_steps_go_through_the_system_clipboard_as_a_process_file(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    canvas.process.select({"S01", "S02"})
    qtbot.keyClick(canvas, Qt.Key.Key_C, CTRL)
    piece = file_format.read(bytes(QApplication.clipboard().mimeData().data("application/json").data()).decode())
    assert {step.id for step in piece.steps} == {"S01", "S02"}
    qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    template = canvas.document.template
    made = template.by_id.keys() - LAID_OUT.by_id.keys()
    assert {template.by_id[one].title for one in made} == {LAID_OUT.by_id[one].title for one in ("S01", "S02")}
    assert canvas.process.selected == made
    qtbot.keyClick(canvas, Qt.Key.Key_X, CTRL)
    assert canvas.document.template == LAID_OUT


def test_pasting_other_text_changes_nothing_and_says_so(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    heard = messages(place)
    QApplication.clipboard().setText("hello")
    qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    assert canvas.document.template == LAID_OUT
    assert [code for code, _, _ in heard] == ["editor.nothing_to_paste"]


def test_ctrl_a_selects_all_and_ctrl_d_duplicates(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_A, CTRL)
    assert canvas.process.selected == LAID_OUT.by_id.keys()
    qtbot.keyClick(canvas, Qt.Key.Key_D, CTRL)
    assert len(canvas.document.template.steps) == 2 * len(LAID_OUT.steps)


def test_arrows_follow_the_flows_and_tab_the_topological_order(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    first = LAID_OUT.order[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.process.selected == {first}
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    (second,) = canvas.process.selected
    assert any(flow.target == second for flow in LAID_OUT.outgoing[first])
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.process.selected == {first}
    for expected in LAID_OUT.order[1:4]:
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
        assert canvas.process.selected == {expected}
    qtbot.keyClick(canvas, Qt.Key.Key_Backtab, SHIFT)
    assert canvas.process.selected == {LAID_OUT.order[2]}


@pytest.mark.parametrize(
    ("text", "key", "tool"),
    [("v", Qt.Key.Key_V, "select"), ("h", Qt.Key.Key_H, "pan"), ("с", Qt.Key(0x421), "connect")],
)
def test_letters_choose_the_tool(
    canvas: ProcessCanvas, place: ProcessesPlace, text: str, key: Qt.Key, tool: str
) -> None:
    canvas.set_tool("pan" if tool == "select" else "select")
    wanted = {"с": "c"}.get(text, text)
    event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text)
    if wanted != text:  # the key of the Latin C says «с» in the Russian layout
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(0x421), NONE, "с")
    QApplication.sendEvent(canvas, event)
    assert canvas.tool == tool
    assert place.tool_bar.tools[tool].isChecked()


def test_auto_layout_by_key_is_one_entry_and_gives_what_arrange_gives(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    moved = edit.move(LAID_OUT, {"S02": (2000, 1000)})
    place.document.edit(moved, "move")
    place.activateWindow()
    qtbot.waitUntil(canvas.hasFocus)
    qtbot.keyClick(canvas, Qt.Key.Key_L, CTRL | SHIFT)
    assert canvas.document.template == arrange(moved)
    assert place.document.stack.count() == 2


# -------------------------------------------------------------------------------------------- the view


def test_the_wheel_zooms_at_the_pointer_and_pans(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    at = QPoint(300, 200)
    before = canvas.mapToScene(at)

    def wheel(modifiers: Qt.KeyboardModifier) -> None:
        place = QPointF(at)
        event = QWheelEvent(
            place,
            canvas.viewport().mapToGlobal(place),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas.viewport(), event)

    wheel(CTRL)
    assert canvas.zoom == pytest.approx(1.2)
    assert (canvas.mapToScene(at) - before).manhattanLength() < 3
    top = canvas.visible_rect().top()
    wheel(NONE)
    assert canvas.visible_rect().top() < top
    left = canvas.visible_rect().left()
    wheel(SHIFT)
    assert canvas.visible_rect().left() < left


def test_keys_fit_the_process_and_go_back_to_actual_size(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    place.activateWindow()
    qtbot.waitUntil(canvas.hasFocus)
    qtbot.keyClick(canvas, Qt.Key.Key_0, CTRL)
    assert canvas.visible_rect().contains(canvas.process.content_rect())
    qtbot.keyClick(canvas, Qt.Key.Key_Plus, CTRL)
    zoomed = canvas.zoom
    qtbot.keyClick(canvas, Qt.Key.Key_Minus, CTRL)
    assert canvas.zoom < zoomed
    qtbot.keyClick(canvas, Qt.Key.Key_1, CTRL | SHIFT)
    assert canvas.zoom == 1.0


def test_a_long_process_opens_at_full_size_where_it_begins_and_a_short_one_whole(
    place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    long = tuple(Step(f"s{number}", at=(number * 288, 0)) for number in range(60))
    place.document.open(Template("long", "Длинный", steps=long))
    assert canvas.zoom == 1.0
    assert canvas.visible_rect().contains(canvas.process.nodes["s0"].body())
    place.document.open(Template("short", "Короткий", steps=long[:5]))
    assert 0.5 <= canvas.zoom < 1.0
    assert canvas.visible_rect().contains(canvas.process.content_rect())


def test_the_middle_button_pans(qtbot: QtBot, canvas: ProcessCanvas) -> None:
    left = canvas.visible_rect().left()
    view = canvas.viewport()
    qtbot.mousePress(view, Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    qtbot.mouseMove(view, QPoint(240, 300))
    qtbot.mouseRelease(view, Qt.MouseButton.MiddleButton, pos=QPoint(240, 300))
    assert canvas.visible_rect().left() == pytest.approx(left + 60, abs=1)


def test_the_tool_bar_has_words_where_they_fit_and_icons_alone_where_they_do_not(
    place: ProcessesPlace,
) -> None:
    bar = place.tool_bar
    bar.resize(bar._wide() + 1, 40)
    assert all(button.text() for button in bar.kinds.values())
    assert bar.layout().minimumSize().width() <= bar.width() + 8
    bar.resize(bar._wide() - 1, 40)
    assert not any(button.text() for button in bar.kinds.values())
    assert all(button.accessibleName() for button in bar.kinds.values())


def test_coming_to_the_place_gives_the_keys_to_the_canvas(qtbot: QtBot, place: ProcessesPlace) -> None:
    place.activateWindow()
    place.tool_bar.arrange_button.setFocus()
    place.activate()
    assert place.canvas.hasFocus()


def test_ctrl_f_goes_from_match_to_match_and_escape_gives_the_keys_back(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    place.activateWindow()
    qtbot.waitUntil(canvas.hasFocus)
    qtbot.keyClick(canvas, Qt.Key.Key_F, CTRL)
    field = canvas.find_box.field
    assert field.hasFocus()
    field.setText("подтвердить")
    found = [one for one in LAID_OUT.order if "подтвердить" in LAID_OUT.by_id[one].title.casefold()]
    assert len(found) > 0
    assert canvas.process.selected == {found[0]}
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert canvas.process.selected == {found[1 % len(found)]}
    field.setText("нет такого шага")
    assert canvas.find_box.count.text()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not canvas.find_box.isVisible()
    assert canvas.hasFocus()


def test_in_a_narrow_window_the_inspector_lies_over_the_canvas_while_a_step_is_selected(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    place.resize(1112, 672)
    QApplication.processEvents()
    assert place.width() == 1112
    assert not place.side.isVisible()
    assert canvas.width() == 1112
    canvas.process.select({"S01"})
    assert place.side.isVisible()
    assert place.side.geometry().right() == place.width() - 1
    covered = canvas.width() - place.side.width()
    for step_id in LAID_OUT.order:  # what is selected is never under the inspector
        canvas.show_step(step_id)
        assert canvas.mapFromScene(canvas.process.nodes[step_id].body()).boundingRect().right() < covered
    place.resize(1372, 824)
    QApplication.processEvents()
    assert canvas.width() == 1372 - place.side.width()


def test_a_large_drawing_routes_only_what_an_edit_touches_and_the_rest_in_the_background(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas
) -> None:
    steps = tuple(Step(f"s{number}", at=(number // 10 * 288, number % 10 * 96)) for number in range(200))
    flows = tuple(Flow(f"s{number}", f"s{number + 10}") for number in range(190))
    big = Template("big", "Большой", steps=steps, flows=flows)
    with qtbot.waitSignal(place.document.routed):
        place.document.open(big)
    before = {pair: edge.points for pair, edge in canvas.process.edges.items()}
    assert before == routing.routes(big)
    place.document.edit(edit.move(big, {"s55": (1440, 1200)}), "move")
    changed = {pair for pair, edge in canvas.process.edges.items() if edge.points != before[pair]}
    assert changed
    assert all("s55" in pair or "s65" in pair for pair in changed)


# --------------------------------------------------------------------------------------- files and drafts


def test_a_broken_and_a_newer_file_are_told_and_the_drawing_stays(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas, tmp_path: Path
) -> None:
    heard = messages(place)
    broken, newer = tmp_path / "broken.outlet.json", tmp_path / "newer.outlet.json"
    broken.write_text('{"format": "outlet-process", ', encoding="utf-8")
    data = json.loads(file_format.write(LAID_OUT))
    newer.write_text(json.dumps({**data, "version": 999}), encoding="utf-8")
    for path in (broken, newer, tmp_path / "missing.outlet.json"):
        place.open(str(path))
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert [code for code, _, _ in heard] == ["file.not_json", "file.newer_version", "file.cannot_read"]
    assert {kind for _, _, kind in heard} == {"error"}
    assert canvas.document.template == LAID_OUT
    assert canvas.process.nodes.keys() == LAID_OUT.by_id.keys()


def test_saving_and_opening_gives_the_same_bytes(qtbot: QtBot, place: ProcessesPlace, tmp_path: Path) -> None:
    heard = messages(place)
    first, second = tmp_path / "a.outlet.json", tmp_path / "b.outlet.json"
    place.save_file(str(first))
    qtbot.waitUntil(lambda: len(heard) == 1)
    place.document.edit(edit.delete(LAID_OUT, {"S01"}), "delete")
    place.open(str(first))
    qtbot.waitUntil(lambda: len(heard) == 2)
    place.save_file(str(second))
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert first.read_bytes() == second.read_bytes() == file_format.write(LAID_OUT).encode()
    assert [code for code, _, _ in heard] == ["editor.file_saved", "editor.file_opened", "editor.file_saved"]
    assert not list(tmp_path.glob("*.part"))


def test_a_file_of_the_same_process_can_be_undone_and_one_of_another_becomes_a_draft(
    qtbot: QtBot, place: ProcessesPlace, office: FakeOffice, tmp_path: Path
) -> None:
    heard = messages(place)
    same, other = tmp_path / "same.outlet.json", tmp_path / "other.outlet.json"
    changed = edit.rename(LAID_OUT, "S01", "Другое имя")
    same.write_text(file_format.write(changed), encoding="utf-8")
    other.write_text(file_format.write(replace(changed, id="kiosk", name="Киоск")), encoding="utf-8")
    place.open_file(str(same))
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert place.document.template.by_id["S01"].title == "Другое имя"
    place.document.stack.undo()
    assert place.document.template == LAID_OUT
    place.open_file(str(other))
    qtbot.waitUntil(lambda: place.document.template.id == "kiosk")
    qtbot.waitUntil(lambda: "kiosk" in office._drafts)


def test_a_file_dropped_on_the_canvas_opens(
    qtbot: QtBot, place: ProcessesPlace, canvas: ProcessCanvas, tmp_path: Path
) -> None:
    path = tmp_path / "dropped.outlet.json"
    path.write_text(file_format.write(replace(LAID_OUT, id="dropped")), encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(100, 100), Qt.DropAction.CopyAction, data, LEFT, NONE)
    canvas.dropEvent(event)
    qtbot.waitUntil(lambda: place.document.template.id == "dropped")


def test_an_edit_is_saved_as_a_draft_by_itself(qtbot: QtBot, place: ProcessesPlace, office: FakeOffice) -> None:
    canvas = place.canvas
    canvas.process.select({"S02"})
    qtbot.keyClick(canvas, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: bool(office.calls))
    assert office.calls == [("save_draft", (canvas.document.template,))]


def test_leaving_the_place_has_the_draft_written(qtbot: QtBot, place: ProcessesPlace, office: FakeOffice) -> None:
    place.canvas.process.select({"S02"})
    qtbot.keyClick(place.canvas, Qt.Key.Key_F2)
    qtbot.keyClicks(place.canvas.name_editor, "half typed")
    assert place.may_leave()
    assert office._drafts[LAID_OUT.id].by_id["S02"].title == "half typed"


# --------------------------------------------------------------------------------------------- publishing


def _publish_button(place: ProcessesPlace, qtbot: QtBot) -> QPushButton:
    buttons = place.bar_buttons()
    for button in buttons:
        qtbot.addWidget(button)
    made = buttons[-1]
    assert isinstance(made, QPushButton)
    return made


def test_publishing_is_closed_without_a_change_and_while_errors_exist_and_says_why(
    qtbot: QtBot, place: ProcessesPlace
) -> None:
    qtbot.waitUntil(lambda: place.document.analysis.template is place.document.template)
    button = _publish_button(place, qtbot)
    assert not button.isEnabled()
    assert button.toolTip()
    unchanged = button.toolTip()
    place.document.edit(edit.set_role(place.document.template, ["S02"], ""), "role")
    qtbot.waitUntil(lambda: place.document.analysis.template is place.document.template)
    assert place.document.analysis.error_count
    assert not button.isEnabled()
    assert button.toolTip() not in ("", unchanged)


def test_publishing_asks_the_office_and_tells_the_revision(
    qtbot: QtBot, place: ProcessesPlace, office: FakeOffice
) -> None:
    heard = messages(place)
    button = _publish_button(place, qtbot)
    place.document.edit(edit.rename(place.document.template, "S01", "Согласовать место"), "rename")
    qtbot.waitUntil(lambda: place.document.analysis.template is place.document.template)
    if place.document.analysis.error_count:
        pytest.fail(f"the sample has errors: {place.document.analysis.findings}")
    assert button.isEnabled()
    place.publish("note")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0][0] == "editor.published"
    assert heard[0][2] == "success"
    assert office._published[LAID_OUT.id][-1].by_id["S01"].title == "Согласовать место"
    assert not button.isEnabled()
    assert not place.is_draft


def test_a_refused_publication_is_told_and_the_draft_stays(
    qtbot: QtBot, place: ProcessesPlace, office: FakeOffice
) -> None:
    heard = messages(place)
    place.document.edit(edit.rename(place.document.template, "S01", "Иначе"), "rename")
    qtbot.waitUntil(lambda: bool(office.calls))
    office.problem = Problem("template.has_errors", template="x")
    place.publish()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0][0] == "template.has_errors"
    assert heard[0][2] == "error"
    assert place.is_draft


def test_every_word_follows_the_language(place: ProcessesPlace, qtbot: QtBot) -> None:
    heading: Callable[[], str] = lambda: place.canvas.process.nodes["S02"].look.duration  # noqa: E731
    russian = heading()
    language.apply("en")
    QApplication.processEvents()
    assert "wd" in heading()
    assert heading() != russian
    language.apply("ru")
