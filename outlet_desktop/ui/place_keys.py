"""What the keys of one context do in one part of a place: bound once, asked by events, by the palette and by F1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from outlet_desktop.ui.editor.keys import latin_letter
from outlet_desktop.ui.key_table import KeyAction, key_action
from outlet_desktop.ui.layout_keys import latin_key
from outlet_desktop.ui.preferences import preferences

_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_ALIKE = {int(Qt.Key.Key_Enter): int(Qt.Key.Key_Return), int(Qt.Key.Key_Backtab): int(Qt.Key.Key_Tab)}
_NEEDS_SHIFT = frozenset(map(ord, '!"#$%&()*+:<>?@^_{|}~'))  # in some layout; the sign says what is meant

_READ_ONLY = "command.read_only"

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Bound:
    action: KeyAction
    runs: tuple[Run, ...]
    why_not: Callable[[], str] | None


class PlaceKeys(QObject):
    """Keys of a context and what they do here.

    A run that returns False did nothing: its key goes on to whoever is asked next.

    Signals:
        ran: (name, number of its part): a key, or the palette, has run it.
        refused: (name, code): it cannot be run now, and why.
    """

    ran = Signal(str, int)
    refused = Signal(str, str)

    def __init__(self, *contexts: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contexts = contexts
        self._bound: dict[str, _Bound] = {}
        self._by_key: dict[int, tuple[str, int]] = {}

    def on(self, name: str, *runs: Run, why_not: Callable[[], str] | None = None, owner: QWidget | None = None) -> None:
        """Bind an entry of the table.

        Args:
            runs: One for all its keys, or one for each.
            why_not: The code of why it cannot be run now, "" = it can.
            owner: The widget inside of which a shortcut listens; without it the owner of these keys hands its events
                to `press`.

        Raises KeyError for a name that is not in the table or not of these contexts.
        """
        action = key_action(name)
        if name.partition(".")[0] not in self.contexts:
            raise KeyError(name)
        self._bound[name] = _Bound(action, runs, why_not)
        for number, key in enumerate(action.keys):
            self._listen(key, name, number, owner)
        for key, number in action.also:
            self._listen(key, name, number, owner)

    def _listen(self, key: str, name: str, number: int, owner: QWidget | None) -> None:
        if owner is None:
            self._by_key[_combined(key)] = name, number
            return
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.run(name, number))

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; False when it says nothing here."""
        found = self._by_key.get(combined(event))
        return self.run(*found) if found is not None else False

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key says something here: then it is no shortcut of the window."""
        return combined(event) in self._by_key

    def run(self, name: str, number: int = 0) -> bool:
        """Run an entry, or say why not; False when nothing was done."""
        bound = self._bound[name]
        reason = self.why_not(name)
        if reason:
            self.refused.emit(name, "office.read_only" if reason == _READ_ONLY else reason)
            return False
        if bound.runs[number if len(bound.runs) > 1 else 0]() is False:
            return False
        self.ran.emit(name, number)
        return True

    def why_not(self, name: str) -> str:
        """Code of why that entry cannot be run now; "" = it can."""
        bound = self._bound[name]
        if bound.action.is_writing and preferences.is_read_only:
            return _READ_ONLY
        return bound.why_not() if bound.why_not is not None else ""

    def actions(self) -> Iterator[KeyAction]:
        """The entries that are bound here."""
        for bound in self._bound.values():
            yield bound.action


def combined(event: QKeyEvent) -> int:
    """Key and modifiers of an event as `QKeySequence` has them, whatever the layout."""
    letter = latin_letter(event)
    key = ord(letter) if letter else latin_key(event.key())
    modifiers = event.modifiers() & ~_KEYPAD
    if event.key() == Qt.Key.Key_Backtab:
        modifiers |= _SHIFT
    if key in _NEEDS_SHIFT:
        modifiers &= ~_SHIFT
    return modifiers.value | _ALIKE.get(key, key)


def _combined(key: str) -> int:
    """A written key as `combined` gives that of an event."""
    found: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return found.toCombined()
