"""Every key of the program, once (`ui.md` §8): shortcuts, tooltips, menus, the list of F1 and the palette read it here.

A key is written as `QKeySequence` writes it ("Ctrl+Shift+L"); letters are places on the keyboard, in any layout. What a
key does is bound where it is done: by `Actions` for the window, by `PlaceKeys` for the parts of a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter", "-": "−"}


@dataclass(frozen=True, slots=True)
class KeyAction:
    """One thing that keys do.

    Attributes:
        name: "context.what"; the actions of the window have no context.
        code: Of its words.
        keys: Those that are shown. Several may each do their part (left, right); `also` says the same without being
            shown: (key, number of the part).
        in_palette: Whether the palette offers it; what only makes sense as a key (an arrow) is not offered.
    """

    name: str
    code: str
    keys: tuple[str, ...] = ()
    icon_id: str = "ph.keyboard"
    also: tuple[tuple[str, int], ...] = ()
    in_palette: bool = True

    @property
    def is_writing(self) -> bool:
        """Whether it changes something, so that a window for viewing refuses it."""
        return self.name in _WRITING


EVERYWHERE = "everywhere"
TABLE, PORTFOLIO, OUTLET = "table", "portfolio", "outlet"
CANVAS, NAME, EDITOR = "canvas", "name", "editor"
DRAWING, REVISIONS = "drawing", "revisions"
ROLES, LOG, LAUNCH, CALENDAR, FORMS = "roles", "log", "launch", "calendar", "forms"

_WRITING = frozenset(
    {"portfolio.drop_draft", "editor.arrange", "roles.choose", "roles.clear", "calendar.choose"}
    | {f"name.{what}" for what in ("next", "beside")}
    | {
        f"canvas.{what}"
        for what in [
            "connect",
            "task",
            "approval",
            "confirmation",
            "milestone",
            "join",
            "by_name",
            "beside",
            "move",
            "nudge",
            "rename",
            "delete",
            "duplicate",
            "cut",
            "paste",
        ]
    }
)

_ARROWS = ("Left", "Up", "Right", "Down")
_ZOOM = (("Ctrl+=", 0),)


def _arrows(modifier: str) -> tuple[str, ...]:
    return tuple(f"{modifier}+{key}" for key in _ARROWS)


def _zooming(context: str) -> tuple[KeyAction, ...]:
    return (
        KeyAction(f"{context}.fit", "key.fit", ("Ctrl+0",), "ph.corners-out"),
        KeyAction(f"{context}.actual", "key.actual", ("Ctrl+Shift+1",), "ph.frame-corners", (("Ctrl+!", 0),)),
        KeyAction(f"{context}.larger", "key.larger", ("Ctrl++",), "ph.magnifying-glass-plus", _ZOOM),
        KeyAction(f"{context}.smaller", "key.smaller", ("Ctrl+-",), "ph.magnifying-glass-minus"),
    )


_TABLE: dict[str, tuple[KeyAction, ...]] = {
    EVERYWHERE: (
        KeyAction("launch", "command.launch", ("Ctrl+N",), "ph.plus"),
        KeyAction("palette", "command.palette", ("Ctrl+K",), "ph.magnifying-glass"),
        KeyAction("menu", "command.menu", ("F10",), "ph.list"),
        KeyAction("undo", "command.undo", ("Ctrl+Z",), "ph.arrow-u-up-left"),
        KeyAction("redo", "command.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "ph.arrow-u-up-right"),
        KeyAction("back", "command.back", ("Alt+Left",), "ph.arrow-left"),
        KeyAction("poll", "command.poll", ("F5",), "ph.arrows-clockwise"),
        KeyAction("theme", "command.theme", ("Ctrl+Shift+D",), "ph.moon"),
        KeyAction("language", "command.language", (), "ph.translate"),
        KeyAction("region.next", "command.next_region", ("F6",), "ph.arrow-right"),
        KeyAction("region.previous", "command.previous_region", ("Shift+F6",), "ph.arrow-left"),
        KeyAction("keys", "command.keys", ("F1",), "ph.keyboard"),
        KeyAction("about", "command.about", (), "ph.info"),
        KeyAction("go.portfolio", "command.portfolio", ("Ctrl+1",), "ph.storefront"),
        KeyAction("go.processes", "command.processes", ("Ctrl+2",), "ph.flow-arrow"),
        KeyAction("go.roles", "command.roles", ("Ctrl+3",), "ph.users-three"),
        KeyAction("go.reports", "command.reports", ("Ctrl+4",), "ph.chart-bar"),
        KeyAction("go.log", "command.log", ("Ctrl+5",), "ph.clock-counter-clockwise"),
        KeyAction("go.settings", "command.settings", ("Ctrl+,",), "ph.gear-six"),
        KeyAction("go.problems", "command.problems", (), "ph.warning"),
        KeyAction("go.calendar", "command.calendar", (), "ph.calendar-blank"),
        KeyAction("go.copies", "command.copies", (), "ph.database"),
        KeyAction("go.connect", "command.connect", (), "ph.link"),
    ),
    TABLE: (
        KeyAction("table.rows", "key.table.rows", ("Up", "Down"), in_palette=False),
        KeyAction("table.extend", "key.table.extend", ("Shift+Up", "Shift+Down"), in_palette=False),
        KeyAction("table.pages", "key.table.pages", ("PgUp", "PgDown"), in_palette=False),
        KeyAction("table.ends", "key.table.ends", ("Ctrl+Home", "Ctrl+End"), also=(("End", 1),), in_palette=False),
        KeyAction("table.fold", "key.table.fold", ("Left", "Right"), in_palette=False),
        KeyAction("table.open", "key.table.open", ("Return",), "ph.arrow-square-right"),
        KeyAction("table.start", "key.table.start", ("Home",), "ph.arrow-line-left"),
        KeyAction("table.today", "key.table.today", (".",), "ph.crosshair"),
        KeyAction("table.fit", "key.table.fit", ("Ctrl+0",), "ph.corners-out"),
        KeyAction("table.larger", "key.larger", ("Ctrl++",), "ph.magnifying-glass-plus", _ZOOM),
        KeyAction("table.smaller", "key.smaller", ("Ctrl+-",), "ph.magnifying-glass-minus"),
        KeyAction("table.all", "key.table.all", ("Ctrl+A",), "ph.selection-all"),
        KeyAction("table.copy", "key.table.copy", ("Ctrl+C",), "ph.copy"),
        KeyAction("table.clear", "key.clear", ("Esc",), in_palette=False),
    ),
    PORTFOLIO: (
        KeyAction("portfolio.find", "key.portfolio.find", ("Ctrl+F",), "ph.funnel"),
        KeyAction("portfolio.drop_draft", "key.portfolio.drop_draft", ("Del",), "ph.trash"),
    ),
    OUTLET: (
        KeyAction("outlet.critical", "key.outlet.critical", ("K",), "ph.path"),
        KeyAction("outlet.links", "key.outlet.links", ("L",), "ph.git-fork"),
        KeyAction("outlet.reasons", "key.outlet.reasons", ("W",), "ph.chart-bar-horizontal"),
        KeyAction("outlet.beside", "key.outlet.beside", ("Alt+Up", "Alt+Down"), in_palette=False),
    ),
    CANVAS: (
        KeyAction("canvas.select", "key.canvas.select", ("V",), "ph.cursor"),
        KeyAction("canvas.pan", "key.canvas.pan", ("H",), "ph.hand"),
        KeyAction("canvas.connect", "key.canvas.connect", ("C",), "ph.arrow-bend-up-right"),
        KeyAction("canvas.space", "key.canvas.space", ("S",), "ph.arrows-out-line-horizontal"),
        KeyAction("canvas.task", "key.canvas.task", ("T",), "ph.check-square"),
        KeyAction("canvas.approval", "key.canvas.approval", ("A",), "ph.circle-wavy-check"),
        KeyAction("canvas.confirmation", "key.canvas.confirmation", ("P",), "ph.lock-key"),
        KeyAction("canvas.milestone", "key.canvas.milestone", ("M",), "ph.flag"),
        KeyAction("canvas.join", "key.canvas.join", ("J",), "ph.git-merge"),
        KeyAction("canvas.by_name", "key.canvas.by_name", ("N",), "ph.magnifying-glass"),
        KeyAction("canvas.beside", "key.canvas.beside", ("Shift+T", "Shift+A", "Shift+P", "Shift+M"), in_palette=False),
        KeyAction("canvas.go", "key.canvas.go", _ARROWS, in_palette=False),
        KeyAction("canvas.go_too", "key.canvas.go_too", _arrows("Shift"), in_palette=False),
        KeyAction("canvas.order", "key.canvas.order", ("Tab", "Shift+Tab"), in_palette=False),
        KeyAction("canvas.move", "key.canvas.move", _arrows("Alt"), in_palette=False),
        KeyAction("canvas.nudge", "key.canvas.nudge", _arrows("Alt+Shift"), in_palette=False),
        KeyAction("canvas.hold", "key.canvas.hold", ("Space",), in_palette=False),
        KeyAction("canvas.inspector", "key.canvas.inspector", ("Return",), "ph.sliders-horizontal"),
        KeyAction("canvas.rename", "key.canvas.rename", ("F2",), "ph.pencil-simple"),
        KeyAction("canvas.delete", "key.canvas.delete", ("Del",), "ph.trash", (("Backspace", 0),)),
        KeyAction("canvas.duplicate", "key.canvas.duplicate", ("Ctrl+D",), "ph.copy"),
        KeyAction("canvas.copy", "key.canvas.copy", ("Ctrl+C",), "ph.copy-simple"),
        KeyAction("canvas.cut", "key.canvas.cut", ("Ctrl+X",), "ph.scissors"),
        KeyAction("canvas.paste", "key.canvas.paste", ("Ctrl+V",), "ph.clipboard"),
        KeyAction("canvas.all", "key.canvas.all", ("Ctrl+A",), "ph.selection-all"),
        KeyAction("canvas.clear", "key.canvas.clear", ("Esc",), in_palette=False),
    ),
    NAME: (
        KeyAction("name.next", "key.name.next", ("Ctrl+Return",), in_palette=False),
        KeyAction("name.beside", "key.name.beside", ("Ctrl+Shift+Return",), in_palette=False),
    ),
    EDITOR: (
        KeyAction("editor.problem", "key.editor.problem", ("F8",), "ph.warning"),
        KeyAction("editor.arrange", "key.editor.arrange", ("Ctrl+Shift+L",), "ph.tree-structure"),
        KeyAction("editor.find", "key.editor.find", ("Ctrl+F",), "ph.magnifying-glass"),
        KeyAction("editor.outline", "key.editor.outline", ("Ctrl+Shift+O",), "ph.list-bullets"),
        *_zooming(EDITOR),
        KeyAction("editor.open", "key.editor.open", ("Ctrl+O",), "ph.folder-open"),
        KeyAction("editor.save", "key.editor.save", ("Ctrl+S",), "ph.download-simple"),
        KeyAction("editor.print", "key.editor.print", ("Ctrl+P",), "ph.printer"),
        KeyAction("editor.export", "key.editor.export", ("Ctrl+Shift+E",), "ph.export"),
        KeyAction("editor.picture", "key.editor.picture", ("Ctrl+Shift+C",), "ph.image"),
    ),
    REVISIONS: (
        KeyAction("revisions.next", "key.revisions.next", ("F8",), "ph.caret-down"),
        KeyAction("revisions.previous", "key.revisions.previous", ("Shift+F8",), "ph.caret-up"),
    ),
    DRAWING: (
        *_zooming(DRAWING),
        KeyAction("drawing.close", "key.drawing.close", ("Esc",), "ph.arrow-left"),
    ),
    ROLES: (
        KeyAction("roles.choose", "key.roles.choose", ("Return",), "ph.user-switch", (("F2", 0),)),
        KeyAction("roles.clear", "key.roles.clear", ("Del",), "ph.user-minus", (("Backspace", 0),)),
    ),
    LOG: (
        KeyAction("log.find", "key.log.find", ("Ctrl+F",), "ph.magnifying-glass"),
        KeyAction("log.close", "key.log.close", ("Esc",), in_palette=False),
    ),
    LAUNCH: (KeyAction("launch.next", "key.launch.next", ("Ctrl+Return",), "ph.arrow-right", (("Ctrl+Enter", 0),)),),
    CALENDAR: (
        KeyAction("calendar.days", "key.calendar.days", _ARROWS, in_palette=False),
        KeyAction("calendar.choose", "key.calendar.choose", ("Return",), also=(("Space", 0),), in_palette=False),
    ),
    FORMS: (KeyAction("forms.done", "key.forms.done", ("Ctrl+Return",), in_palette=False),),
}

TITLES = {
    EVERYWHERE: "keys.everywhere",
    TABLE: "keys.table",
    PORTFOLIO: "keys.portfolio",
    OUTLET: "keys.outlet",
    CANVAS: "keys.canvas",
    NAME: "keys.name",
    EDITOR: "keys.editor",
    REVISIONS: "keys.revisions",
    DRAWING: "keys.drawing",
    ROLES: "keys.roles",
    LOG: "keys.log",
    LAUNCH: "keys.launch",
    CALENDAR: "keys.calendar",
    FORMS: "keys.forms",
}
"""The contexts in the order of the list of F1, and the codes of their names."""

_BY_NAME = {one.name: one for actions in _TABLE.values() for one in actions}


def actions_of(context: str) -> tuple[KeyAction, ...]:
    """What keys do in that context. Raises KeyError."""
    return _TABLE[context]


def all_actions() -> Iterator[KeyAction]:
    """What keys do anywhere."""
    yield from _BY_NAME.values()


def key_action(name: str) -> KeyAction:
    """The entry of that name. Raises KeyError."""
    return _BY_NAME[name]


def written(key: str) -> str:
    """A key as people read it: "Alt+Up" is "Alt+↑"."""
    last = "+" if key.endswith("+") else key.rpartition("+")[2]
    return key[: len(key) - len(last)] + _SIGNS.get(last, last)


def keys_text(name: str, number: int = 0) -> str:
    """One of the keys of an entry as people read it; "" when it has none."""
    keys = _BY_NAME[name].keys
    return written(keys[number]) if keys else ""


def all_keys_text(action: KeyAction) -> str:
    """All keys of an entry: "Ctrl+Shift+Z, Ctrl+Y"; the four arrows together: "Alt+← ↑ → ↓"."""
    keys = [written(key) for key in action.keys]
    if tuple(key.rpartition("+")[2] for key in action.keys) == _ARROWS:
        return " ".join((keys[0], *(key[-1] for key in keys[1:])))
    return ", ".join(keys)
