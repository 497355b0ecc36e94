"""The actions of the window, once: shortcuts, menus, the list of F1 and the palette all run these."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.key_table import key_action, written
from outlet_desktop.ui.messages import words

_CODE, _ICON = "code", "iconId"


class Actions(QObject):
    """Named `QAction`s of one window. Their words are codes, so that each is known in both languages."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._reasons: dict[str, Callable[[], str]] = {}

    def add(self, name: str, run: Callable[[], object], why_not: Callable[[], str] | None = None) -> QAction:
        """Make the action of an entry of the key table; its words come with the first `retranslate`.

        Args:
            name: Of the entry, which has the keys (the first is shown), the words and the icon. Raises KeyError.
            why_not: Asked whenever it matters: the code of why it cannot be run now, "" = it can. The shortcut stays
                alive meanwhile: an answer that was true a minute ago must not swallow a key.
        """
        entry = key_action(name)
        action = QAction(self._window)
        action.setObjectName(name)
        action.setProperty(_CODE, entry.code)
        action.setProperty(_ICON, entry.icon_id)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.triggered.connect(lambda _checked=False: run())
        self._window.addAction(action)
        self._actions[name] = action
        if why_not is not None:
            self._reasons[name] = why_not
        return action

    def why_not(self, name: str) -> str:
        """Code of why that action cannot be run now; "" = it can."""
        asked = self._reasons.get(name)
        return asked() if asked is not None else ""

    def action(self, name: str) -> QAction:
        """The action of that name. Raises KeyError."""
        return self._actions[name]

    def all(self) -> tuple[QAction, ...]:
        """Every action, as they were added."""
        return tuple(self._actions.values())

    def retranslate(self) -> None:
        """Word every action anew in the current language."""
        for action in self._actions.values():
            action.setText(words(code_of(action), {}))


def code_of(action: QAction) -> str:
    """The code of an action's words."""
    return str(action.property(_CODE))


def icon_of(action: QAction) -> str:
    """The id of an action's icon."""
    return str(action.property(_ICON))


def keys_of(action: QAction) -> str:
    """Keys of an action as people write them: "Ctrl+Shift+Z, Ctrl+Y"."""
    return ", ".join(written(key.toString()) for key in action.shortcuts())
