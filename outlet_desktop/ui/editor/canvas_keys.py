"""Keys of the canvas (`ui.md` §8). Letters are read by their place on the keyboard, in any layout."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outlet_desktop.domain.cards import GRID
from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.key_table import CANVAS
from outlet_desktop.ui.place_keys import PlaceKeys

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

_DIRECTIONS = {"left": (-1, 0), "up": (0, -1), "right": (1, 0), "down": (0, 1)}  # in the order of the table
_TOOLS = ("select", "pan", "space")
_KINDS = (StepKind.TASK, StepKind.APPROVAL, StepKind.CONFIRMATION, StepKind.MILESTONE)
FINE_STEP = 4  # px; Alt+Shift+arrow


def bound(canvas: ProcessCanvas) -> PlaceKeys:
    """What the keys do on that canvas."""
    keys, commands = PlaceKeys(CANVAS, parent=canvas), canvas.commands

    def no_step() -> str:
        return "" if commands.only_selected() is not None else "key.no_step"

    def nothing_selected() -> str:
        is_any = canvas.process.selected or canvas.process.selected_flows
        return "" if is_any else "key.no_selection"

    def no_steps() -> str:
        return "" if canvas.process.selected else "key.no_selection"

    for tool in _TOOLS:
        keys.on(f"canvas.{tool}", partial(canvas.set_tool, tool))
    keys.on("canvas.connect", partial(_connect, canvas))
    for kind in _KINDS:
        keys.on(f"canvas.{kind.value}", partial(canvas.add, kind))
    keys.on("canvas.beside", *(partial(_beside, canvas, kind) for kind in _KINDS))
    keys.on("canvas.join", canvas.add_join)
    keys.on("canvas.by_name", canvas.palette_box.enter)
    keys.on("canvas.go", *(partial(commands.go, way, adds=False) for way in _DIRECTIONS))
    keys.on("canvas.go_too", *(partial(commands.go, way, adds=True) for way in _DIRECTIONS))
    for name, step in (("canvas.move", GRID), ("canvas.nudge", FINE_STEP)):
        moves = (partial(commands.move_by, dx * step, dy * step) for dx, dy in _DIRECTIONS.values())
        keys.on(name, *moves)
    keys.on("canvas.order", partial(commands.go_in_order, 1), partial(commands.go_in_order, -1))
    keys.on("canvas.hold", partial(canvas.set_space_down, True))
    keys.on("canvas.inspector", canvas.inspector_wanted.emit, why_not=no_step)
    keys.on("canvas.rename", partial(_rename, canvas), why_not=no_step)
    keys.on("canvas.delete", commands.delete, why_not=nothing_selected)
    keys.on("canvas.duplicate", commands.duplicate, why_not=no_steps)
    keys.on("canvas.copy", commands.copy, why_not=no_steps)
    keys.on("canvas.cut", commands.cut, why_not=no_steps)
    keys.on("canvas.paste", canvas.paste)
    keys.on("canvas.all", commands.select_all)
    keys.on("canvas.clear", partial(_escape, canvas))
    return keys


def _connect(canvas: ProcessCanvas) -> None:
    """The second C connects with a step by its name: by the keys alone."""
    if canvas.tool == "connect" and canvas.commands.only_selected() is not None:
        canvas.connect_by_name()
    else:
        canvas.set_tool("connect")


def _beside(canvas: ProcessCanvas, kind: StepKind) -> None:
    if canvas.commands.only_selected() is not None:
        canvas.commands.add_beside(kind)
    else:
        canvas.add(kind)


def _rename(canvas: ProcessCanvas) -> None:
    only = canvas.commands.only_selected()
    if only is not None:
        canvas.rename(only)


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
