"""Keys of the canvas (`ui.md` §8). Letters are read by their place on the keyboard, in any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from outlet_desktop.domain.cards import GRID
from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.editor.keys import latin_letter

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

_ARROWS = {
    Qt.Key.Key_Left: ("left", -1, 0),
    Qt.Key.Key_Right: ("right", 1, 0),
    Qt.Key.Key_Up: ("up", 0, -1),
    Qt.Key.Key_Down: ("down", 0, 1),
}
_KINDS = {
    "T": StepKind.TASK,
    "A": StepKind.APPROVAL,
    "P": StepKind.CONFIRMATION,
    "M": StepKind.MILESTONE,
}
_TOOLS = {"V": "select", "H": "pan", "C": "connect", "S": "space"}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
FINE_STEP = 4  # px; Alt+Shift+arrow


def press(canvas: ProcessCanvas, event: QKeyEvent) -> bool:
    """Do what a key says; False when it says nothing here."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key, commands = event.key(), canvas.commands
    if key in _ARROWS and not modifiers & _CTRL:
        direction, dx, dy = _ARROWS[Qt.Key(key)]
        if modifiers & _ALT:
            step = FINE_STEP if modifiers & _SHIFT else GRID
            commands.move_by(dx * step, dy * step)
        else:
            commands.go(direction, adds=bool(modifiers & _SHIFT))
        return True
    if key == Qt.Key.Key_Escape:
        return _escape(canvas)
    if key == Qt.Key.Key_Space and not modifiers:
        canvas.set_space_down(True)
        return True
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not modifiers:
        commands.delete()
        return True
    only = commands.only_selected()
    if key == Qt.Key.Key_F2 and only is not None:
        canvas.rename(only)
        return True
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers and only is not None:
        canvas.inspector_wanted.emit()
        return True
    letter = latin_letter(event)
    if not letter:
        return False
    if modifiers == _CTRL:
        return _with_ctrl(canvas, letter)
    if modifiers not in (Qt.KeyboardModifier.NoModifier, _SHIFT):
        return False
    if letter == "C" and canvas.tool == _TOOLS["C"] and only is not None:
        canvas.connect_by_name()  # the second C: by the keys alone
    elif letter in _TOOLS:
        canvas.set_tool(_TOOLS[letter])
    elif letter in _KINDS and modifiers & _SHIFT and only is not None:
        commands.add_beside(_KINDS[letter])
    elif letter in _KINDS:
        canvas.add(_KINDS[letter])
    elif letter == "N":
        canvas.palette_box.enter()
    elif letter == "J":
        canvas.add_join()
    else:
        return False
    return True


def _escape(canvas: ProcessCanvas) -> bool:
    """The nearest thing that can be left: the gesture, the refusal, the tool, the selection."""
    if canvas.cancel_gesture():
        return True
    if canvas.refusal.isVisible():
        canvas.clear_refusal()
        return True
    if canvas.tool != "select":
        canvas.set_tool("select")
        return True
    if canvas.process.selected or canvas.process.selected_flows:
        canvas.process.select(())
        return True
    return False


def _with_ctrl(canvas: ProcessCanvas, letter: str) -> bool:
    commands = canvas.commands
    run = {
        "A": commands.select_all,
        "C": commands.copy,
        "X": commands.cut,
        "V": canvas.paste,
        "D": commands.duplicate,
    }.get(letter)
    if run is None:
        return False
    run()
    return True
