"""What the main window can do everywhere: bound once to the entries of the key table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from outlet_desktop.ui.actions import Actions
from outlet_desktop.ui.language import language
from outlet_desktop.ui.preferences import preferences

if TYPE_CHECKING:
    from outlet_desktop.ui.main_window import MainWindow

_PROBLEMS = "problems"  # stands for the filter, which is not needed before the first frame
_FURTHER: Sequence[tuple[str, str, object]] = (
    ("problems", "log", _PROBLEMS),
    ("calendar", "settings", "calendar"),
    ("copies", "settings", "data"),
    ("connect", "connect", None),
)


def make_actions(window: MainWindow) -> Actions:
    """The actions of that window; their words come with the first `retranslate`."""
    actions, why_not = Actions(window), _reasons(window)
    runs: Mapping[str, Callable[[], object]] = {
        "launch": lambda: window.go("launch"),
        "palette": window.open_palette,
        "menu": window.open_menu,
        "undo": window.undo_group.undo,
        "redo": window.undo_group.redo,
        "back": window.back,
        "poll": window.poll_now,
        "theme": window.toggle_theme,
        "language": lambda: window.choose_language(_other_language()),
        "region.next": lambda: window.focus_region(1),
        "region.previous": lambda: window.focus_region(-1),
        "keys": window.show_keys,
        "about": window.show_about,
    }
    for name, run in runs.items():
        actions.add(name, run, why_not.get(name))
    for name in window.rail.names:
        actions.add(f"go.{name}", _opener(window, name), why_not["go"])
    for name, place, argument in _FURTHER:
        if window.has_place(place):
            actions.add(f"go.{name}", _opener(window, place, argument), why_not["go"])
    return actions


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

    def go() -> str:
        return "" if window.office is not None and window.has_shell else "command.not_yet"

    def launch() -> str:
        if not window.has_place("launch"):
            return "command.not_yet"
        return go() or ("command.read_only" if preferences.is_read_only else "")

    def poll() -> str:
        has_portal = window.office is not None and window.office.connection().kind != "none"
        return "" if has_portal else "command.no_portal"

    return {
        "launch": launch,
        "go": go,
        "palette": lambda: "" if window.has_shell else "command.not_yet",
        "menu": lambda: "" if window.has_shell else "command.not_yet",
        "poll": poll,
        "undo": lambda: "" if undo.canUndo() else "command.nothing_to_undo",
        "redo": lambda: "" if undo.canRedo() else "command.nothing_to_redo",
        "back": lambda: "" if window.can_go_back() else "command.nowhere_back",
    }


def _other_language() -> str:
    return "en" if language.name == "ru" else "ru"
