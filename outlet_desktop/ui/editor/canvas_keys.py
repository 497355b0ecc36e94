"""The keys of the canvas. Letters are read by the place of the key, so they work in the Russian layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from outlet_desktop.domain.cards import GRID
from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.editor.keys import latin_letter

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT, _META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NEW = {
    "T": StepKind.TASK,
    "A": StepKind.APPROVAL,
    "P": StepKind.CONFIRMATION,
    "M": StepKind.MILESTONE,
    "J": "join",
}
_TOOLS = {"V": "select", "H": "pan", "C": "connect"}
_ARROWS = {
    Qt.Key.Key_Left: ("left", -1, 0),
    Qt.Key.Key_Right: ("right", 1, 0),
    Qt.Key.Key_Up: ("up", 0, -1),
    Qt.Key.Key_Down: ("down", 0, 1),
}
_FINE = 4  # px


class CanvasKeys:
    """What each key does."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        self._canvas = canvas

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it means nothing here."""
        modifiers = event.modifiers() & ~_KEYPAD
        if modifiers & _META:
            return False
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None:
            return self._arrow(*arrow, modifiers)
        if modifiers & _CTRL:
            return self._with_ctrl(event, modifiers)
        if modifiers & _ALT:
            return False
        return self._plain(event)

    def _arrow(self, direction: str, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> bool:
        commands = self._canvas.commands
        if modifiers & _CTRL:
            return False
        if modifiers & _ALT:
            if not commands.selected:
                return False  # Alt+Left is "back" in the window
            step = _FINE if modifiers & _SHIFT else GRID
            commands.move_by(dx * step, dy * step)
            return True
        commands.go(direction)
        return True

    def _with_ctrl(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        canvas, commands = self._canvas, self._canvas.commands
        key = event.key()
        if modifiers & _SHIFT:
            if key in (Qt.Key.Key_1, Qt.Key.Key_Exclam):
                canvas.zoom_to(1.0)
                return True
            if key not in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                return False
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            canvas.zoom_step(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            canvas.zoom_step(-1)
        elif key == Qt.Key.Key_0:
            canvas.fit()
        else:
            action = {
                "D": commands.duplicate,
                "A": commands.select_all,
                "C": commands.copy,
                "X": commands.cut,
                "V": commands.paste,
            }.get(latin_letter(event))
            if action is None:
                return False
            action()
        return True

    def _plain(self, event: QKeyEvent) -> bool:
        canvas, commands = self._canvas, self._canvas.commands
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            commands.delete()
        elif key == Qt.Key.Key_F2:
            only = commands.only_selected()
            if only is None:
                return False
            canvas.rename(only)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            canvas.inspect.emit()
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                canvas.set_space_held(True)
        else:
            return self._letter(latin_letter(event))
        return True

    def _letter(self, letter: str) -> bool:
        if letter in _TOOLS:
            self._canvas.set_tool(_TOOLS[letter])
            return True
        kind = _NEW.get(letter)
        if kind is None:
            return False
        self._canvas.new_step(kind)
        return True

    def _escape(self) -> bool:
        canvas = self._canvas
        if canvas.end_gesture():
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
