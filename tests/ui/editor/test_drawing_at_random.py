"""Random gestures with a real mouse and keyboard: the drawing stays valid, and undo leads back to the first byte."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))
from drawing_desk import ALT, CTRL, LEFT, NONE, SHIFT, Desk, Hand

from outlet_desktop.domain import file_format
from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.template import Template
from outlet_desktop.ui.editor.items import JoinItem

SHIPPED = Path(__file__).parents[3] / "resources" / "templates" / "outlet-opening.outlet.json"
GESTURES = 40


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(arrange(file_format.read(SHIPPED.read_text(encoding="utf-8"))))
    qtbot.addWidget(made)
    yield made
    made.document.save_now()


class Wild:
    """Does anything a person might, at any place."""

    def __init__(self, hand: Hand, seed: int) -> None:
        self.hand, self.desk, self.dice = hand, hand.desk, random.Random(seed)

    def point(self) -> QPoint:
        """Most often on something: a card, a port, an arrow; else anywhere in view."""
        canvas, dice = self.desk.canvas, self.dice
        view = canvas.viewport().rect()
        nodes, edges = list(canvas.process.nodes.values()), list(canvas.process.edges.values())
        what = dice.random()
        at = QPoint(dice.randrange(view.width()), dice.randrange(view.height()))
        if what < 0.45 and nodes:
            at = canvas.mapFromScene(dice.choice(nodes).body().center())
        elif what < 0.6 and nodes:
            at = canvas.mapFromScene(dice.choice(dice.choice(nodes).port_points()))
        elif what < 0.75 and edges:
            x, y = dice.choice(dice.choice(edges).points)
            at = self.hand.spot(x, y)
        return at if view.contains(at) else view.center()

    def gesture(self) -> None:
        """One gesture, whole or broken off by Esc, and what it opened answered."""
        hand, dice, canvas = self.hand, self.dice, self.desk.canvas
        modifiers = dice.choice((NONE, NONE, NONE, SHIFT, CTRL, ALT))
        what = dice.random()
        if what < 0.4:
            hand.drag(self.point(), self.point(), modifiers, release=False)
            if dice.random() < 0.15:
                hand.bot.keyClick(canvas, Qt.Key.Key_Escape)
            hand.bot.mouseRelease(canvas.viewport(), LEFT, modifiers, self.point())
        elif what < 0.55:
            hand.click(self.point(), modifiers)
        elif what < 0.62:
            hand.double_click(self.point())
        elif what < 0.7:
            hand.drag_off(dice.choice(list(self.desk.tool_bar.kinds.values())), self.point())
        elif what < 0.78 and canvas.pad.isVisible():
            pad = canvas.pad
            buttons = (*pad.adders.values(), pad.copy_button, pad.kind_button, pad.connect_button, pad.delete_button)
            hand.press_button(dice.choice(buttons))
        else:
            keys = ("T", "A", "P", "M", "J", "S", "V", "Delete", "Right", "Left", "Up", "Down", "Tab", "F2", "Escape")
            hand.key(dice.choice(keys), dice.choice((NONE, NONE, SHIFT, ALT)), canvas)
            if dice.random() < 0.3:
                hand.key(dice.choice(("C", "X", "V", "D", "A")), CTRL, canvas)
        self.answer()

    def answer(self) -> None:
        """Name the new step, choose from the menu, or leave both."""
        hand, dice, canvas = self.hand, self.dice, self.desk.canvas
        menus = [menu for menu in canvas.findChildren(QMenu) if menu.isVisible()]
        for menu in menus:
            if dice.random() < 0.7:
                hand.choose(dice.randrange(4))
            menu.close()
        if canvas.name_editor.isVisible():
            hand.bot.keyClicks(canvas.name_editor, dice.choice(("", "Name", "A rather long name of a step that wraps")))
            hand.bot.keyClick(canvas.name_editor, dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))


def assert_valid(template: Template) -> None:
    """What an edit may never break, and that the file keeps all of it."""
    ids = [step.id for step in template.steps]
    assert len(set(ids)) == len(ids)
    pairs = [(flow.source, flow.target) for flow in template.flows]
    assert len(set(pairs)) == len(pairs)
    assert {one for pair in pairs for one in pair} <= set(ids)
    turn = {step_id: number for number, step_id in enumerate(template.order)}
    assert all(turn[source] < turn[target] for source, target in pairs)
    assert template.goal in ("", *ids)
    text = file_format.write(template)
    assert file_format.write(file_format.read(text)) == text


def assert_shown(desk: Desk) -> None:
    """The scene is the template: each card, bar and arrow, none too many."""
    process, template = desk.canvas.process, desk.template
    assert process.nodes.keys() == template.by_id.keys()
    assert process.edges.keys() == {(flow.source, flow.target) for flow in template.flows}
    assert process.selected <= template.by_id.keys()
    for step in template.steps:
        node = process.nodes[step.id]
        assert node.step == step
        if not isinstance(node, JoinItem):
            assert node.pos().toTuple() == step.at


@pytest.mark.parametrize("seed", range(8))
def test_random_gestures_keep_the_drawing_valid_and_undo_leads_back_to_the_first_byte(
    qtbot: QtBot, desk: Desk, seed: int
) -> None:
    start = desk.text
    wild = Wild(Hand(qtbot, desk), seed)
    for _ in range(GESTURES):
        wild.gesture()
        assert_valid(desk.template)
        if not desk.canvas.is_busy:
            assert_shown(desk)
    desk.canvas.cancel_gesture()
    QApplication.processEvents()
    end, stack = desk.text, desk.document.stack
    assert stack.count() > 3
    texts = [end]
    while stack.canUndo():
        stack.undo()
        assert_shown(desk)
        texts.append(desk.text)
    assert desk.text == start
    while stack.canRedo():
        assert desk.text == texts.pop()
        stack.redo()
    assert desk.text == end
    assert texts == [end]
    assert_shown(desk)
