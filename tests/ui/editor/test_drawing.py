"""Every gesture of the drawing with real mouse and key events: done, undone and done again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))
from drawing_desk import ALT, CTRL, SHIFT, Desk, Hand

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Flow, Role, Stage, Step, StepId, StepKind, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.items import JoinItem
from outlet_desktop.ui.editor.painting import State, shows_ports

ROW = Template(
    "row",
    "Процесс",
    roles=(Role("r", "Розница", "РО"),),
    stages=(Stage("one", "Первая"),),
    steps=(
        Step("a", title="Alpha", role="r", stage="one", at=(0, 0)),
        Step("b", title="Beta", at=(576, 0)),
        Step("c", title="Gamma", at=(576, 192)),
        Step("x", title="Loose", at=(0, 384)),
    ),
    flows=(Flow("a", "b", 2), Flow("a", "c")),
)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(ROW)
    qtbot.addWidget(made)
    made.canvas.scroll_by(QPoint(-60, -120))
    yield made
    made.document.save_now()


@pytest.fixture
def hand(qtbot: QtBot, desk: Desk) -> Hand:
    return Hand(qtbot, desk)


def is_one_step(desk: Desk, before: Template = ROW, count: int = 1) -> Template:
    """The gesture was one entry; undo and redo give the very templates of before and after."""
    after, stack = desk.template, desk.document.stack
    assert stack.count() == count
    assert after != before
    stack.undo()
    assert desk.template is before or desk.template == before
    stack.redo()
    assert desk.template is after
    places = {step.id: step.at for step in after.steps}
    nodes = desk.canvas.process.nodes
    assert nodes.keys() == places.keys()
    for step_id, node in nodes.items():
        if not isinstance(node, JoinItem):
            assert node.pos().toTuple() == places[step_id]
    assert desk.canvas.process.edges.keys() == {(flow.source, flow.target) for flow in after.flows}
    return after


def new_step(desk: Desk, before: Template = ROW) -> Step:
    (made,) = desk.template.by_id.keys() - before.by_id.keys()
    return desk.template.by_id[made]


def inputs(desk: Desk, step_id: StepId) -> list[StepId]:
    return [flow.source for flow in desk.template.incoming[step_id]]


# -------------------------------------------------------------------------------------------- the pad


@pytest.mark.parametrize("kind", list(StepKind))
def test_the_pad_adds_the_next_step_of_a_kind_beside_the_others_with_its_name_open(
    hand: Hand, desk: Desk, kind: StepKind
) -> None:
    hand.click(hand.middle("a"))
    hand.press_button(desk.canvas.pad.adders[kind])
    made = new_step(desk)
    assert made.kind is kind
    assert inputs(desk, made.id) == ["a"]
    assert made.at == (288, 0)
    assert desk.canvas.name_editor.hasFocus()
    hand.type("Opened for typing")
    hand.key("Return")
    assert desk.template.by_id[made.id].title == "Opened for typing"
    assert desk.document.stack.count() == 2


def test_a_second_next_step_stands_below_the_first_and_covers_nothing(hand: Hand, desk: Desk) -> None:
    for _ in range(3):
        desk.canvas.process.select({"a"})
        hand.press_button(desk.canvas.pad.adders[StepKind.TASK])
        hand.key("Escape")
    made = [step for step in desk.template.steps if step.id not in ROW.by_id]
    assert [step.at for step in made] == [(288, 0), (288, 96), (288, 192)]


def test_the_pad_changes_the_kind_and_ticks_the_present_one(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("b"))
    hand.press_button(desk.canvas.pad.kind_button)
    assert [action.isChecked() for action in hand.menu().actions()] == [True, False, False, False]
    hand.choose(1)
    assert is_one_step(desk).by_id["b"].kind is StepKind.APPROVAL
    assert desk.template.by_id["b"].title == "Beta"


def test_the_pad_duplicates_and_the_copy_stands_free(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("b"))
    hand.press_button(desk.canvas.pad.copy_button)
    made = new_step(desk)
    assert (made.title, made.at) == ("Beta", (576, 96))
    assert desk.canvas.process.selected == {made.id}
    is_one_step(desk)


def test_the_pads_arrow_follows_the_pointer_to_the_next_click(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("x"))
    hand.press_button(desk.canvas.pad.connect_button)
    end = hand.middle("b")
    hand.bot.mouseMove(desk.canvas.viewport(), end)
    hand.click(end)
    assert inputs(desk, "b") == ["a", "x"]
    is_one_step(desk)


def test_the_pads_arrow_can_be_dragged(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("x"))
    hand.drag_off(desk.canvas.pad.connect_button, hand.middle("c"))
    assert inputs(desk, "c") == ["a", "x"]
    is_one_step(desk)


def test_the_pad_deletes(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("b"))
    hand.press_button(desk.canvas.pad.delete_button)
    after = is_one_step(desk)
    assert "b" not in after.by_id
    assert after.flows == (Flow("a", "c"),)


# ----------------------------------------------------------------------------------- new steps by mouse


def test_an_arrow_dropped_on_empty_space_offers_kinds_and_the_chosen_one_stands_there(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("a"))
    end = hand.spot(400, 500)
    hand.drag(hand.port("a"), end)
    hand.choose(2)
    made = new_step(desk)
    assert made.kind is StepKind.CONFIRMATION
    assert made.at == (400, 464)
    assert inputs(desk, made.id) == ["a"]
    assert desk.canvas.name_editor.step == made.id
    hand.key("Escape")
    is_one_step(desk)


def test_an_arrow_dropped_backwards_on_empty_space_puts_the_new_step_before(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("x"))
    hand.drag(hand.port("x", out=False), hand.spot(-400, 500))
    hand.choose(0)
    made = new_step(desk)
    assert inputs(desk, "x") == [made.id]
    is_one_step(desk)


def test_a_menu_closed_without_a_choice_draws_nothing(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("a"))
    hand.drag(hand.port("a"), hand.spot(400, 500))
    hand.bot.keyClick(hand.menu(), Qt.Key.Key_Escape)
    assert desk.template is ROW


def test_a_double_click_on_empty_space_makes_a_task_there(hand: Hand, desk: Desk) -> None:
    hand.double_click(hand.spot(420, 332))
    made = new_step(desk)
    assert made.kind is StepKind.TASK
    assert made.at == (304, 304)
    assert desk.canvas.name_editor.hasFocus()
    is_one_step(desk)


def test_a_kind_dragged_from_the_tool_bar_stands_where_it_is_dropped(hand: Hand, desk: Desk) -> None:
    hand.drag_off(desk.tool_bar.kinds["approval"], hand.spot(420, 432))
    made = new_step(desk)
    assert made.kind is StepKind.APPROVAL
    assert made.at == (304, 400)
    assert not inputs(desk, made.id)
    is_one_step(desk)


def test_escape_ends_the_drag_of_a_new_card_for_good(hand: Hand, desk: Desk) -> None:
    button = desk.tool_bar.kinds["task"]
    end = button.mapFromGlobal(desk.canvas.viewport().mapToGlobal(hand.spot(420, 432)))
    hand.drag(button.rect().center(), end, release=False, widget=button)
    assert desk.canvas.is_busy
    hand.bot.keyClick(desk.canvas, Qt.Key.Key_Escape)
    hand.move(end + QPoint(9, 9), widget=button)
    assert not desk.canvas.is_busy
    hand.bot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=end)
    assert desk.template is ROW


def test_a_new_card_dropped_on_an_arrow_goes_into_it_in_one_step(hand: Hand, desk: Desk) -> None:
    middle = hand.spot(420, 32)
    hand.drag_off(desk.tool_bar.kinds["task"], middle)
    made = new_step(desk)
    assert set(desk.template.flows) == {Flow("a", made.id, 2), Flow(made.id, "b"), Flow("a", "c")}
    assert made.stage == "one"
    assert made.at == (304, 0)
    is_one_step(desk)


def test_a_card_dragged_off_the_pad_onto_another_arrow_also_waits_for_its_own_step(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("x"))
    hand.drag_off(desk.canvas.pad.adders[StepKind.TASK], hand.spot(420, 32))
    made = new_step(desk)
    assert inputs(desk, made.id) == ["a", "x"]
    is_one_step(desk)


# --------------------------------------------------------------------------------------------- moving


def test_a_card_without_arrows_dropped_on_an_arrow_goes_into_it_in_one_step(hand: Hand, desk: Desk) -> None:
    start = hand.middle("x")
    end = hand.spot(420, 32)
    hand.drag(start, end, release=False)
    assert desk.canvas.process.edges["a", "b"].is_selected  # it stands out before the release
    hand.bot.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert not desk.canvas.process.edges["a", "x"].is_selected
    after = is_one_step(desk)
    assert set(after.flows) == {Flow("a", "x", 2), Flow("x", "b"), Flow("a", "c")}
    assert after.by_id["x"].at == (304, 0)


def test_a_card_put_into_an_arrow_where_it_stood_already_is_shown_there(hand: Hand, desk: Desk) -> None:
    near = edit.move(ROW, {"x": (288, 0)})  # between its neighbours, without a flow
    desk.document.open(near)
    x, y = desk.canvas.process.edges["a", "b"].points[-1]
    hand.drag(hand.middle("x"), hand.spot(x - 6, y), ALT)  # it would cover Beta there
    after = is_one_step(desk, near)
    assert set(after.flows) == {Flow("a", "x", 2), Flow("x", "b"), Flow("a", "c")}
    assert after.by_id["x"].at == (288, 0)


def test_an_empty_clipboard_pastes_nothing(hand: Hand, desk: Desk) -> None:
    QApplication.clipboard().clear()
    hand.key("V", CTRL)
    assert desk.template is ROW


def test_a_card_with_arrows_dropped_on_an_arrow_only_moves(hand: Hand, desk: Desk) -> None:
    hand.drag(hand.middle("c"), hand.spot(420, 32))
    assert is_one_step(desk).flows == ROW.flows


def test_a_drag_is_drawn_to_the_line_of_another_card_within_six_pixels_and_shows_it(hand: Hand, desk: Desk) -> None:
    off = edit.move(ROW, {"c": (581, 200)})
    desk.document.open(off)
    start = hand.middle("x")
    end = start + QPoint(578, 20)
    hand.drag(start, end, release=False)
    gesture = desk.canvas._gesture
    assert gesture is not None
    assert gesture.guides.count == 1  # type: ignore[attr-defined]
    hand.bot.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert desk.template.by_id["x"].at == (576, 400)  # on the nearer of the two lines, y on the grid
    lines = [item for item in desk.canvas.process.items() if item.zValue() == 40 and item.isVisible()]
    assert not lines
    desk.document.stack.undo()
    hand.drag(hand.middle("x"), hand.middle("x") + QPoint(300, -180))
    assert desk.template.by_id["x"].at[1] == 200  # the row of a card that is not on the grid


def test_with_alt_a_drag_is_free_of_grid_and_lines(hand: Hand, desk: Desk) -> None:
    hand.drag(hand.middle("x"), hand.middle("x") + QPoint(573, 21), ALT)
    assert is_one_step(desk).by_id["x"].at == (573, 405)


def test_a_drag_of_several_cards_keeps_them_together_and_each_drag_is_a_step(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b", "c"})
    hand.drag(hand.middle("b"), hand.middle("b") + QPoint(44, 64))
    first = is_one_step(desk)
    assert [first.by_id[one].at for one in "bc"] == [(624, 64), (624, 256)]
    hand.drag(hand.middle("b"), hand.middle("b") + QPoint(48, 0))
    is_one_step(desk, first, count=2)


def test_the_card_stays_under_the_pointer_when_the_wheel_turns_in_a_drag(hand: Hand, desk: Desk) -> None:
    start = hand.middle("x")
    hand.drag(start, start + QPoint(160, 0), release=False)
    desk.canvas.scroll_by(QPoint(96, 0))
    hand.move(start + QPoint(160, 0))
    hand.bot.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(160, 0))
    assert desk.template.by_id["x"].at == (256, 384)


@pytest.mark.parametrize(("way", "moved"), [(QPoint(64, 3), "bc"), (QPoint(3, 64), "cx")])
def test_the_space_tool_pushes_everything_right_of_or_below_the_press(
    hand: Hand, desk: Desk, way: QPoint, moved: str
) -> None:
    hand.key("S")
    assert desk.tool_bar.tools["space"].isChecked()
    hand.drag(hand.spot(300, 130), hand.spot(300, 130) + way)
    after = is_one_step(desk)
    for step in ROW.steps:
        x, y = step.at
        shift = (64, 0) if way.x() > way.y() else (0, 64)
        assert after.by_id[step.id].at == ((x + shift[0], y + shift[1]) if step.id in moved else (x, y))
    assert desk.canvas.tool == "select"


def test_space_is_closed_until_cards_would_touch_and_escape_leaves_all_where_it_was(hand: Hand, desk: Desk) -> None:
    hand.press_button(desk.tool_bar.tools["space"])
    hand.drag(hand.spot(400, 130), hand.spot(-300, 133), release=False)
    assert desk.canvas.process.nodes["b"].pos().x() == 256
    hand.key("Escape", widget=desk.canvas)
    assert desk.template is ROW
    assert desk.canvas.process.nodes["b"].pos().x() == 576


@pytest.mark.parametrize(
    ("button", "places"),
    [
        ("left", [(0, 0), (0, 192), (0, 384)]),
        ("center", [(288, 0), (288, 192), (288, 384)]),
        ("right", [(576, 0), (576, 192), (576, 384)]),
        ("top", [(576, 0), (576, 0), (0, 0)]),
        ("middle", [(576, 192), (576, 192), (0, 192)]),
        ("bottom", [(576, 384), (576, 384), (0, 384)]),
        ("y", [(576, 0), (576, 192), (0, 384)]),
    ],
)
def test_the_group_bar_aligns_and_distributes_the_selected_cards(
    hand: Hand, desk: Desk, button: str, places: list[tuple[int, int]]
) -> None:
    assert not desk.tool_bar.group_bar.isVisible()
    moved = edit.move(ROW, {"c": (576, 160)}) if button == "y" else ROW
    desk.document.open(moved)
    for step_id in "bcx":
        hand.click(hand.middle(step_id), SHIFT)
    assert desk.tool_bar.group_bar.isVisible()
    assert not desk.canvas.pad.isVisible()
    hand.press_button(desk.tool_bar.group_bar.buttons[button])
    assert [desk.template.by_id[one].at for one in "bcx"] == places
    if button != "y" or desk.document.stack.count():
        is_one_step(desk, moved)


def test_distribute_needs_three_cards(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"a", "b"})
    assert not desk.tool_bar.group_bar.buttons["x"].isEnabled()
    assert desk.tool_bar.group_bar.buttons["left"].isEnabled()


def test_a_narrow_tool_bar_offers_the_group_bar_as_a_menu(desk: Desk) -> None:
    desk.canvas.process.select({"a", "b", "x"})
    desk.resize(560, 600)
    QApplication.processEvents()
    assert not desk.tool_bar.group_bar.isVisible()
    assert desk.tool_bar.align_button.isVisible()
    actions = desk.tool_bar.align_button.menu().actions()
    assert len(actions) == len(desk.tool_bar.group_bar.buttons)
    actions[0].trigger()
    assert {desk.template.by_id[one].at[0] for one in "abx"} == {0}


# ------------------------------------------------------------------------------------------- selection


def test_a_rubber_band_selects_shift_adds_and_ctrl_toggles(hand: Hand, desk: Desk) -> None:
    hand.drag(hand.spot(560, -20), hand.spot(700, 300))
    assert desk.canvas.process.selected == {"b", "c"}
    hand.drag(hand.spot(-20, 360), hand.spot(100, 470), SHIFT)
    assert desk.canvas.process.selected == {"b", "c", "x"}
    hand.drag(hand.spot(560, 120), hand.spot(700, 300), CTRL)
    assert desk.canvas.process.selected == {"b", "x"}
    hand.drag(hand.spot(-20, -20), hand.spot(100, 100))
    assert desk.canvas.process.selected == {"a"}
    hand.drag(hand.spot(560, -20), hand.spot(700, 300), release=False)
    hand.key("Escape", widget=desk.canvas)
    assert desk.canvas.process.selected == {"a"}
    assert not desk.canvas.process.nodes["b"].state & State.SELECTED
    assert desk.document.stack.count() == 0


def test_a_click_with_ctrl_toggles_a_card(hand: Hand, desk: Desk) -> None:
    for expected in ({"a"}, set[str]()):
        hand.click(hand.middle("a"), CTRL)
        assert desk.canvas.process.selected == expected


# --------------------------------------------------------------------------------------------- arrows


def test_the_end_of_an_arrow_is_dragged_to_another_card_and_keeps_its_lag(hand: Hand, desk: Desk) -> None:
    points = desk.canvas.process.edges["a", "b"].points
    x, y = points[len(points) // 2]
    hand.click(hand.spot(420, 32))
    assert desk.canvas.process.selected_flows == {("a", "b")}
    end_x, end_y = points[-1]
    hand.drag(hand.spot(end_x - 3, end_y), hand.middle("x"))
    assert set(is_one_step(desk).flows) == {Flow("a", "x", 2), Flow("a", "c")}
    assert (x, y) in points


def test_the_beginning_of_an_arrow_is_dragged_to_another_card(hand: Hand, desk: Desk) -> None:
    hand.click(hand.spot(420, 32))
    x, y = desk.canvas.process.edges["a", "b"].points[0]
    hand.drag(hand.spot(x + 3, y), hand.middle("x"))
    assert set(is_one_step(desk).flows) == {Flow("x", "b", 2), Flow("a", "c")}


def test_an_arrow_end_that_would_close_a_cycle_is_refused_with_the_cycle_shown(hand: Hand, desk: Desk) -> None:
    chained = edit.connect(edit.connect(ROW, "b", "c"), "c", "x")
    desk.document.open(chained)
    desk.canvas.process.select((), {("c", "x")})
    end_x, end_y = desk.canvas.process.edges["c", "x"].points[-1]
    end = hand.middle("a")
    hand.drag(hand.spot(end_x - 3, end_y), end, release=False)
    assert desk.canvas.refusal.isVisible()
    nodes = desk.canvas.process.nodes
    assert [bool(nodes[one].state & State.CYCLE) for one in "abcx"] == [True, False, True, False]
    assert desk.canvas.process.edges["a", "c"].is_cycle
    assert not desk.canvas.process.edges["a", "b"].is_cycle
    assert all(title in desk.canvas.refusal.text for title in ("Alpha", "Gamma"))
    hand.bot.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert desk.template is chained


def test_a_right_click_on_an_arrow_inserts_a_step_of_a_kind(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select((), {("a", "c")})
    desk.canvas.commands.insert(("a", "c"), StepKind.CONFIRMATION)
    made = new_step(desk)
    assert set(desk.template.flows) == {Flow("a", "b", 2), Flow("a", made.id), Flow(made.id, "c")}
    is_one_step(desk)


# ------------------------------------------------------------------------------------------------ keys


@pytest.mark.parametrize(
    ("letter", "russian", "kind"),
    [
        ("T", "е", StepKind.TASK),
        ("A", "ф", StepKind.APPROVAL),
        ("P", "з", StepKind.CONFIRMATION),
        ("M", "ь", StepKind.MILESTONE),
        ("J", "о", StepKind.MILESTONE),
    ],
)
@pytest.mark.parametrize("layout", ["latin", "russian"])
def test_letters_add_after_the_selected_step_in_either_layout(
    hand: Hand, desk: Desk, letter: str, russian: str, kind: StepKind, layout: str
) -> None:
    desk.canvas.process.select({"c"})
    if layout == "latin":
        hand.key(letter)
    else:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(russian.upper())), Qt.KeyboardModifier.NoModifier, russian)
        QApplication.sendEvent(desk.canvas, event)
    made = new_step(desk)
    assert made.kind is kind
    assert inputs(desk, made.id) == ["c"]
    assert made.at == (864, 192)
    assert desk.canvas.name_editor.hasFocus()
    is_one_step(desk)


def test_a_letter_with_several_selected_adds_a_step_that_waits_for_all(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b", "c"})
    hand.key("T")
    made = new_step(desk)
    assert made.kind is StepKind.TASK
    assert sorted(inputs(desk, made.id)) == ["b", "c"]
    assert made.at == (864, 96)
    is_one_step(desk)


def test_a_join_shows_how_many_it_waits_for_and_how_many_it_opens(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b", "c", "x"})
    hand.key("J")
    hand.key("Escape")
    join = new_step(desk)
    for _ in range(2):
        desk.canvas.process.select({join.id})
        hand.key("T")
        hand.key("Escape")
    node = desk.canvas.process.nodes[join.id]
    assert isinstance(node, JoinItem)
    assert node.counts == "3 → 2"
    desk.document.stack.undo()
    assert node.counts == "3 → 1"


def test_shift_and_a_letter_add_a_step_beside_that_waits_for_the_same(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b"})
    hand.key("A", SHIFT)
    made = new_step(desk)
    assert made.kind is StepKind.APPROVAL
    assert inputs(desk, made.id) == ["a"]
    assert made.at == (576, 96)
    is_one_step(desk)


def test_ctrl_enter_in_a_name_saves_it_and_opens_the_next_task(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"c"})
    hand.key("T")
    hand.type("One")
    hand.key("Return", CTRL)
    hand.type("Two")
    hand.key("Return")
    one, two = desk.template.steps[-2:]
    assert (one.title, two.title) == ("One", "Two")
    assert inputs(desk, two.id) == [one.id]
    assert desk.canvas.hasFocus()


def test_arrows_with_shift_gather_cards_and_alt_moves_them_together(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"a"})
    hand.key("Right")
    assert desk.canvas.process.selected == {"b"}
    hand.key("Down", SHIFT)
    assert desk.canvas.process.selected == {"b", "c"}
    hand.key("Down", ALT)
    hand.key("Right", ALT | SHIFT)
    after = is_one_step(desk)
    assert [after.by_id[one].at for one in "bc"] == [(580, 16), (580, 208)]
    hand.key("Left")
    assert desk.canvas.process.selected == {"a"}


def test_c_twice_connects_by_name_with_the_keys_alone(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"x"})
    hand.key("C")
    assert desk.canvas.tool == "connect"
    hand.key("C")
    field = desk.canvas.find_box.field
    assert field.hasFocus()
    hand.bot.keyClicks(field, "gam")
    assert desk.canvas.process.nodes["c"].state & State.TARGET
    assert desk.canvas.process.selected == {"x"}
    hand.key("Return")
    assert inputs(desk, "c") == ["a", "x"]
    assert desk.canvas.hasFocus()
    assert desk.canvas.tool == "select"
    assert not any(node.state & (State.TARGET | State.PORTS) for node in desk.canvas.process.nodes.values())
    is_one_step(desk)


def test_connecting_by_name_never_offers_what_would_close_a_cycle(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"c"})
    hand.key("C")
    hand.key("C")
    hand.bot.keyClicks(desk.canvas.find_box.field, "alpha")
    hand.key("Return")
    assert desk.template is ROW
    hand.key("Escape")
    assert not desk.canvas.find_box.isVisible()
    assert desk.canvas.hasFocus()
    hand.bot.keyClick(desk.canvas, Qt.Key.Key_F, CTRL)


def test_f2_wraps_a_long_name_as_the_card_will_and_saves_it_on_one_line(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b"})
    hand.key("F2")
    editor = desk.canvas.name_editor
    low = editor.height()
    hand.type("Sign the lease of the premises with the owner of the building")
    assert editor.height() > low
    assert editor.fontMetrics().lineSpacing() * 2 <= editor.height() <= editor.fontMetrics().lineSpacing() * 3
    hand.key("Return")
    assert is_one_step(desk).by_id["b"].title == "Sign the lease of the premises with the owner of the building"


def test_text_of_several_lines_pasted_into_a_name_is_one_line(hand: Hand, desk: Desk) -> None:
    QApplication.clipboard().setText("Two\nlines\there")
    desk.canvas.process.select({"b"})
    hand.key("F2")
    hand.key("V", CTRL)
    hand.key("Return")
    assert desk.template.by_id["b"].title == "Two lines here"


# --------------------------------------------------------------------------------------- the clipboard


def test_copied_steps_are_a_process_for_a_drawing_and_sentences_for_a_letter(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"a", "b"})
    hand.key("C", CTRL)
    data = QApplication.clipboard().mimeData()
    assert data.text().splitlines() == [
        "Alpha, task, Розница, 1\u00a0working day, a first step",
        "Beta, task, no role, 1\u00a0working day, after Alpha",
    ]
    hand.key("V", CTRL)
    made = [step for step in desk.template.steps if step.id not in ROW.by_id]
    assert [step.title for step in made] == ["Alpha", "Beta"]
    assert Flow(made[0].id, made[1].id, 2) in desk.template.flows
    assert desk.canvas.process.selected == {step.id for step in made}
    is_one_step(desk)


def test_cut_and_paste_is_two_steps_of_the_history(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b"})
    hand.key("X", CTRL)
    assert "b" not in desk.template.by_id
    hand.key("V", CTRL)
    assert new_step(desk, edit.delete(ROW, {"b"})).title == "Beta"
    desk.document.stack.undo()
    desk.document.stack.undo()
    assert desk.template is ROW


def test_steps_pasted_into_another_process_take_its_words_and_what_is_new_is_said(hand: Hand, desk: Desk) -> None:
    heard: list[tuple[str, object, str]] = []
    desk.canvas.message.connect(lambda *told: heard.append(told))
    desk.canvas.process.select({"a", "b"})
    hand.key("C", CTRL)
    other = Template("other", "Другой", roles=(Role("r9", "розница"),))
    desk.document.open(other)
    hand.key("V", CTRL)
    first, second = desk.template.steps
    assert (first.role, second.role) == ("r9", "")
    assert [stage.title for stage in desk.template.stages] == ["Первая"]
    assert heard == [("editor.pasted_new_words", {"count": 2, "titles": "Первая"}, "info")]
    assert desk.canvas.visible_rect().contains(desk.canvas.process.nodes[first.id].body())
    is_one_step(desk, other)


def test_duplicate_copies_the_arrows_between_the_copies(hand: Hand, desk: Desk) -> None:
    hand.key("A", CTRL)
    hand.key("D", CTRL)
    after = is_one_step(desk)
    assert len(after.steps) == 8
    assert len(after.flows) == 4


# ------------------------------------------------------------------------------- words and list of steps


def test_a_selected_card_is_said_in_words(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("a"))
    assert desk.canvas.accessibleName()
    assert desk.canvas.accessibleDescription() == "Alpha, task, Розница, 1\u00a0working day, a first step"
    desk.document.edit(edit.connect(ROW, "x", "a"), "connect")
    assert desk.canvas.accessibleDescription().endswith("after Loose")
    hand.click(hand.middle("b"), SHIFT)
    assert desk.canvas.accessibleDescription() == "2\u00a0steps selected: Alpha; Beta"


def test_the_list_of_steps_is_in_step_with_the_canvas_both_ways(hand: Hand, desk: Desk) -> None:
    assert not desk.outline.isVisible()
    hand.press_button(desk.tool_bar.outline_button)
    model, view = desk.outline.model, desk.outline.list
    assert view.hasFocus()
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Alpha", "Beta", "Gamma", "Loose"]
    said = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Beta, task, no role, 1\u00a0working day, after Alpha"
    hand.click(hand.middle("c"))
    assert [index.data() for index in view.selectionModel().selectedIndexes()] == ["Gamma"]
    view.setFocus()
    hand.key("Up")
    assert desk.canvas.process.selected == {"b"}
    hand.key("Down", SHIFT)
    assert desk.canvas.process.selected == {"b", "c"}
    hand.key("Delete")
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Alpha", "Loose"]
    desk.document.stack.undo()
    assert model.rowCount() == 4
    hand.press_button(desk.tool_bar.outline_button)
    assert not desk.outline.isVisible()
    assert desk.canvas.hasFocus()


def test_keys_of_the_canvas_work_in_the_list_of_steps(hand: Hand, desk: Desk) -> None:
    hand.press_button(desk.tool_bar.outline_button)
    hand.key("Down")
    hand.key("T")
    made = new_step(desk)
    assert inputs(desk, made.id)
    hand.type("From the list")
    hand.key("Return")
    assert desk.template.by_id[made.id].title == "From the list"


def test_an_empty_drawing_takes_its_first_step_by_key_in_the_middle_of_the_view(hand: Hand, desk: Desk) -> None:
    desk.document.open(Template("new", "Новый"))
    hand.key("T")
    (step,) = desk.template.steps
    assert desk.canvas.visible_rect().contains(desk.canvas.process.nodes[step.id].body())
    assert replace(step, id="") == Step("", at=step.at, duration=step.duration)


# ------------------------------------------------------------------------------------------ the palette


def test_the_palette_offers_kinds_then_what_fits_the_words(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b"})
    hand.key("N")
    palette = desk.canvas.palette_box
    assert palette.field.hasFocus()
    assert [text.split()[0] for text in palette.texts] == ["Task", "Approval", "Confirmation", "Milestone"]
    hand.type("appr")
    assert [text.split()[0] for text in palette.texts] == ["Approval", "New"]
    hand.key("Return")
    made = new_step(desk)
    assert made.kind is StepKind.APPROVAL
    assert inputs(desk, made.id) == ["b"]
    assert desk.canvas.name_editor.hasFocus()
    is_one_step(desk)


def test_the_palette_gives_a_new_step_its_role_in_either_layout(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"b"})
    hand.key("N")
    hand.type("hjpy")  # «розн» on a keyboard that was left in English
    palette = desk.canvas.palette_box
    assert palette.texts[:3] == ["Task: Розница", "Approval: Розница", "Confirmation: Розница"]
    hand.key("Down")
    hand.key("Return")
    made = new_step(desk)
    assert (made.kind, made.role) == (StepKind.APPROVAL, "r")
    is_one_step(desk)


def test_the_palette_connects_with_a_step_and_names_a_new_task(hand: Hand, desk: Desk) -> None:
    desk.canvas.process.select({"x"})
    hand.key("N")
    hand.type("gam")
    assert [text.split()[0] for text in desk.canvas.palette_box.texts] == ["Connect", "New"]
    hand.key("Return")
    connected = is_one_step(desk)
    assert [flow.source for flow in connected.incoming["c"]] == ["a", "x"]
    hand.key("N")
    hand.type("Sweep the yard")
    hand.key("Return")
    made = new_step(desk)
    assert made.title == "Sweep the yard"
    assert inputs(desk, made.id) == ["x"]
    assert not desk.canvas.name_editor.isVisible()
    is_one_step(desk, connected, count=2)


def test_escape_closes_the_palette_and_nothing_is_drawn(hand: Hand, desk: Desk) -> None:
    hand.key("N")
    hand.type("task")
    hand.key("Escape")
    assert not desk.canvas.palette_box.isVisible()
    assert desk.canvas.hasFocus()
    assert desk.template is ROW


def test_ports_are_shown_on_a_card_selected_alone_and_not_on_several(hand: Hand, desk: Desk) -> None:
    hand.click(hand.middle("b"))
    assert shows_ports(desk.canvas.process.nodes["b"].state)
    hand.click(hand.middle("c"), SHIFT)
    desk.canvas._hover(None)
    assert not any(shows_ports(desk.canvas.process.nodes[one].state) for one in "bc")
    hand.click(hand.middle("c"), CTRL)
    desk.canvas._hover(None)
    assert shows_ports(desk.canvas.process.nodes["b"].state)


def test_what_an_arrow_runs_around_is_empty_space(hand: Hand, desk: Desk) -> None:
    back = replace(ROW, flows=(Flow("c", "x"),))  # the arrow goes round below, back to the left
    desk.document.open(back)
    points = desk.canvas.process.edges["c", "x"].points
    (low, _) = max((y, x) for x, y in points)
    assert desk.canvas.process.edge_near(QPointF(*points[1]), 4) is not None
    middle = QPointF(420, 300)
    assert min(y for _, y in points) < 300 < low or low > 224
    assert desk.canvas.process.edge_near(middle, 4) is None
    hand.double_click(hand.spot(420, 300))
    assert len(desk.template.steps) == 5


def test_a_hundred_cards_dragged_together_take_their_arrows_along_and_back(hand: Hand, desk: Desk) -> None:
    steps = tuple(Step(f"s{number}", title="x", at=(number // 10 * 288, number % 10 * 96)) for number in range(120))
    flows = tuple(Flow(f"s{number}", f"s{number + 10}") for number in range(110))
    big = Template("big", "Большой", steps=steps, flows=flows)
    desk.document.open(big)
    process = desk.canvas.process
    process.select([step.id for step in steps[:100]])
    before = {pair: edge.points for pair, edge in process.edges.items()}
    start = hand.middle("s12")
    hand.drag(start, start + QPoint(0, 128), release=False)
    assert process.edges["s2", "s12"].pos().toTuple() == (0, 128)
    assert process.edges["s2", "s12"].points == before["s2", "s12"]
    assert not process.edges["s92", "s102"].isVisible()  # drawn in pieces while an end of it moves
    hand.key("Escape", widget=desk.canvas)
    assert {pair: edge.points for pair, edge in process.edges.items()} == before
    assert all(edge.pos().isNull() for edge in process.edges.values())
    hand.drag(start, start + QPoint(0, 128))
    after = is_one_step(desk, big)
    assert {pair: edge.points for pair, edge in process.edges.items()} == routing.routes(after)
    assert all(edge.pos().isNull() for edge in process.edges.values())


def test_a_drag_to_the_edge_takes_the_drawing_along_until_it_is_let_go(qtbot: QtBot, desk: Desk, hand: Hand) -> None:
    canvas, bar = desk.canvas, desk.canvas.horizontalScrollBar()
    start = canvas.mapFromScene(canvas.process.nodes["x"].body().center())
    edge = QPoint(canvas.viewport().width() - 4, start.y())
    before = bar.value()
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas.viewport(), start + QPoint(40, 0))
    qtbot.mouseMove(canvas.viewport(), edge)
    qtbot.waitUntil(lambda: bar.value() > before + 100)
    there = canvas.mapToScene(edge).x()
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    stood = bar.value()
    qtbot.wait(60)
    assert bar.value() == stood
    assert abs(desk.template.by_id["x"].at[0] + 120 - there) <= 40  # under the pointer, not where the view was
    is_one_step(desk)


def test_a_drag_that_is_given_up_at_the_edge_stops_the_drawing(qtbot: QtBot, desk: Desk) -> None:
    canvas, bar = desk.canvas, desk.canvas.verticalScrollBar()
    start = canvas.mapFromScene(canvas.process.nodes["x"].body().center())
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas.viewport(), start + QPoint(0, 40))
    qtbot.mouseMove(canvas.viewport(), QPoint(start.x(), canvas.viewport().height() - 3))
    before = bar.value()
    qtbot.waitUntil(lambda: bar.value() > before)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    stood = bar.value()
    qtbot.wait(60)
    assert bar.value() == stood
    assert desk.template == ROW
