"""What the main window can do everywhere: one list, from which keys, the list of F1 and the palette are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from outlet_desktop.ui.actions import Actions
from outlet_desktop.ui.language import language
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.rail import ICONS, keys_of

if TYPE_CHECKING:
    from outlet_desktop.ui.main_window import MainWindow

_PLACES = {
    "portfolio": "command.portfolio",
    "processes": "command.processes",
    "roles": "command.roles",
    "reports": "command.reports",
    "log": "command.log",
    "settings": "command.settings",
}


def make_actions(window: MainWindow) -> Actions:
    """The actions of that window; their words come with the first `retranslate`."""
    actions = Actions(window)

    why_not = _reasons(window)

    def add(name: str, code: str, run: Callable[[], object], icon_id: str, *keys: str) -> None:
        actions.add(name, code, run, keys, icon_id, why_not.get(name))

    add("launch", "command.launch", lambda: window.go("launch"), "ph.plus", "Ctrl+N")
    add("palette", "command.palette", window.open_palette, "ph.magnifying-glass", "Ctrl+K")
    add("undo", "command.undo", window.undo_group.undo, "ph.arrow-u-up-left", "Ctrl+Z")
    add("redo", "command.redo", window.undo_group.redo, "ph.arrow-u-up-right", "Ctrl+Shift+Z", "Ctrl+Y")
    add("back", "command.back", window.back, "ph.arrow-left", "Alt+Left")
    add("poll", "command.poll", window.poll_now, "ph.arrows-clockwise", "F5")
    add("theme", "command.theme", window.toggle_theme, "ph.moon", "Ctrl+Shift+D")
    add("language", "command.language", lambda: window.choose_language(_other_language()), "ph.translate")
    add("region.next", "command.next_region", lambda: window.focus_region(1), "ph.arrow-right", "F6")
    add("region.previous", "command.previous_region", lambda: window.focus_region(-1), "ph.arrow-left", "Shift+F6")
    add("keys", "command.keys", window.show_keys, "ph.keyboard", "F1")
    for name in window.rail.names:
        run = _opener(window, name)
        actions.add(f"go.{name}", _PLACES[name], run, (keys_of(name),), ICONS[name])
    for name, code, place, argument, icon_id in _FURTHER:
        if window.has_place(place):
            actions.add(f"go.{name}", code, _opener(window, place, argument), (), icon_id)
    return actions


_PROBLEMS = "problems"  # stands for the filter, which is not needed before the first frame
_FURTHER: Sequence[tuple[str, str, str, object, str]] = (
    ("problems", "command.problems", "log", _PROBLEMS, "ph.warning"),
    ("calendar", "command.calendar", "settings", "calendar", "ph.calendar-blank"),
    ("copies", "command.copies", "settings", "data", "ph.database"),
    ("connect", "command.connect", "connect", None, "ph.link"),
)


def _opener(window: MainWindow, place: str, argument: object = None) -> Callable[[], object]:
    def run() -> object:
        if argument != _PROBLEMS:
            return window.go(place, argument)
        from outlet_desktop.domain.log import LogFilter

        return window.go(place, LogFilter(level="any"))

    return run


def _reasons(window: MainWindow) -> Mapping[str, Callable[[], str]]:
    """Why an action cannot be run now, by its name: a code, "" = it can."""
    undo = window.undo_group

    def launch() -> str:
        if window.office is None or not window.has_place("launch"):
            return "command.not_yet"
        return "command.read_only" if preferences.is_read_only else ""

    def poll() -> str:
        has_portal = window.office is not None and window.office.connection().kind != "none"
        return "" if has_portal else "command.no_portal"

    return {
        "launch": launch,
        "poll": poll,
        "undo": lambda: "" if undo.canUndo() else "command.nothing_to_undo",
        "redo": lambda: "" if undo.canRedo() else "command.nothing_to_redo",
        "back": lambda: "" if window.can_go_back() else "command.nowhere_back",
    }


def _other_language() -> str:
    return "en" if language.name == "ru" else "ru"
