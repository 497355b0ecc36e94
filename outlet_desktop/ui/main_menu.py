"""The menu of the window (F10): everything of the key table that can be done here and now, and why not the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from outlet_desktop.ui.actions import code_of, icon_of, keys_of
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import TITLES, keys_text
from outlet_desktop.ui.messages import words

if TYPE_CHECKING:
    from outlet_desktop.ui.main_window import MainWindow
    from outlet_desktop.ui.place_keys import PlaceKeys

_SECTIONS = (("launch", "palette"), ("undo", "redo", "back"), (), ("poll", "theme", "language"), ("keys", "about"))
_PLACES = "go."


def fill_menu(menu: QMenu, window: MainWindow) -> None:
    """Make the items of the menu anew; what cannot be run is there, disabled, with its reason as the tooltip."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for names in _SECTIONS:
        if names:
            for name in names:
                _add(menu, window, name)
        else:
            _add_places(menu, window)
        menu.addSeparator()


def _add(menu: QMenu, window: MainWindow, name: str) -> None:
    actions = window.actions_of_window
    action = actions.action(name)
    # An item of its own: a disabled one must not take the shortcut of the action with it.
    keys = keys_of(action).partition(", ")[0]
    item = _item(menu, icon_of(action), code_of(action), keys, actions.why_not(name))
    item.triggered.connect(action.trigger)


def _add_places(menu: QMenu, window: MainWindow) -> None:
    go = menu.addMenu(icon("ph.arrow-square-right"), words("palette.go", {}))
    go.setToolTipsVisible(True)
    for action in window.actions_of_window.all():
        if action.objectName().startswith(_PLACES):
            _add(go, window, action.objectName())
    place = window.place(window.current)
    for keys in place.bound_keys() if place is not None else ():
        for context in keys.contexts:
            _add_context(menu, keys, context)


def _add_context(menu: QMenu, keys: PlaceKeys, context: str) -> None:
    wanted = [one for one in keys.actions() if one.in_palette and one.name.startswith(f"{context}.")]
    if not wanted:
        return
    part = menu.addMenu(icon("ph.keyboard"), words(TITLES[context], {}))
    part.setToolTipsVisible(True)
    for one in wanted:
        item = _item(part, one.icon_id, one.code, keys_text(one.name), keys.why_not(one.name))
        item.triggered.connect(lambda _=False, name=one.name: keys.run(name))


def _item(menu: QMenu, icon_id: str, code: str, keys: str, reason: str) -> QAction:
    title = words(code, {}).replace("&", "&&")
    item = menu.addAction(icon(icon_id), f"{title}\t{keys}" if keys else title)
    item.setEnabled(not reason)
    item.setToolTip(words(reason, {}) if reason else "")
    return item
