"""The first ten steps of the reference process drawn from an empty canvas: by mouse only, by keyboard only.

The names are typed in both; all else is counted, and may not grow.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))
from drawing_desk import CTRL, SHIFT, Desk, Hand

from outlet_desktop.domain import file_format
from outlet_desktop.domain.cards import touches
from outlet_desktop.domain.template import StepId, StepKind, Template

SHIPPED = Path(__file__).parents[3] / "resources" / "templates" / "outlet-opening.outlet.json"
REFERENCE = file_format.read(SHIPPED.read_text(encoding="utf-8"))
TEN = [f"S{number:02}" for number in range(1, 11)]
MOUSE_EVENTS = 14  # 13 clicks and a drag, for ten steps and ten arrows
KEY_EVENTS = 17


@pytest.fixture
def hand(qtbot: QtBot) -> Iterator[Hand]:
    desk = Desk(Template("new", "Новый процесс"))
    qtbot.addWidget(desk)
    yield Hand(qtbot, desk)
    desk.document.save_now()


def title(step_id: StepId) -> str:
    return REFERENCE.by_id[step_id].title


def drawn(desk: Desk, step_id: StepId) -> StepId:
    """The step on the canvas that has the reference's name."""
    return next(step.id for step in desk.template.steps if step.title == title(step_id))


def assert_is_the_reference(desk: Desk) -> None:
    template = desk.template
    assert {(step.title, step.kind) for step in template.steps} == {
        (title(one), REFERENCE.by_id[one].kind) for one in TEN
    }
    titles = {step.id: step.title for step in template.steps}
    assert {(titles[flow.source], titles[flow.target]) for flow in template.flows} == {
        (title(flow.source), title(flow.target))
        for flow in REFERENCE.flows
        if flow.source in TEN and flow.target in TEN
    }
    places = [step.at for step in template.steps]
    assert not any(touches(a, b) for number, a in enumerate(places) for b in places[:number])


def draw_by_mouse(hand: Hand) -> None:
    """Clicks and drags alone; what is typed is names."""
    desk, pad = hand.desk, hand.canvas.pad

    def next_one(step_id: StepId, kind: StepKind = StepKind.TASK) -> None:
        hand.press_button(pad.adders[kind])
        hand.type(title(step_id))

    hand.press_button(desk.tool_bar.kinds["approval"])
    hand.type(title("S01"))
    next_one("S03")
    next_one("S05")
    next_one("S09")
    hand.click(hand.middle(drawn(desk, "S05")))
    next_one("S10")
    hand.click(hand.middle(drawn(desk, "S01")))
    next_one("S02")
    hand.click(hand.middle(drawn(desk, "S01")))
    next_one("S04")
    next_one("S06")
    next_one("S07", StepKind.CONFIRMATION)
    next_one("S08")
    source, target = drawn(desk, "S02"), drawn(desk, "S06")
    hand.middle(target)
    start = hand.port(source)
    hand.bot.mouseMove(
        hand.canvas.viewport(), hand.canvas.mapFromScene(hand.canvas.process.nodes[source].body().center())
    )
    hand.drag(start, hand.canvas.mapFromScene(hand.canvas.process.nodes[target].body().center()))


def draw_by_keys(hand: Hand) -> None:
    """Keys alone."""

    def named(step_id: StepId, *keys: tuple[str, object]) -> None:
        hand.type(title(step_id))
        for key, modifiers in keys:
            hand.key(key, modifiers)  # type: ignore[arg-type]

    none = CTRL & SHIFT
    hand.key("A")
    named("S01", ("Return", CTRL))
    named("S03", ("Return", CTRL))
    named("S05", ("Return", CTRL))
    named("S09", ("Return", CTRL | SHIFT))
    named("S10", ("Return", none), ("Left", none), ("Left", none), ("T", SHIFT))
    named("S02", ("Return", CTRL | SHIFT))
    named("S04", ("Return", none), ("Up", SHIFT), ("T", none))
    named("S06", ("Return", none), ("P", none))
    named("S07", ("Return", CTRL))
    named("S08", ("Return", none))


def test_by_mouse_only(hand: Hand) -> None:
    draw_by_mouse(hand)
    QApplication.processEvents()
    assert_is_the_reference(hand.desk)
    assert hand.keys == 0
    assert hand.clicks + hand.drags <= MOUSE_EVENTS


def test_by_keyboard_only(hand: Hand) -> None:
    draw_by_keys(hand)
    assert_is_the_reference(hand.desk)
    assert hand.clicks + hand.drags == 0
    assert hand.keys <= KEY_EVENTS
    assert hand.canvas.hasFocus()


def test_ten_steps_are_taken_back_to_the_empty_canvas_and_drawn_again(hand: Hand) -> None:
    draw_by_keys(hand)
    text, stack = hand.desk.text, hand.desk.document.stack
    while stack.canUndo():
        stack.undo()
    assert hand.desk.template == Template("new", "Новый процесс")
    while stack.canRedo():
        stack.redo()
    assert hand.desk.text == text
