"""Shortcuts in the Russian layout: Ctrl+Я is Ctrl+Z.

Most platforms map the key themselves; then nothing reaches this filter, as a shortcut swallows its key.
Where they do not (or only the character comes), the key is read by its place in the ЙЦУКЕН layout: a text
field gets its own editing key, anything else runs the shortcut or action of the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_LATIN = dict(zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.`", strict=True))
_EDITING = frozenset("ZYXCVA")
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def latin_key(key: int) -> int:
    """The Qt key in the Latin layout of a key that the Russian layout names by its letter, else `key`."""
    found = _LATIN.get(chr(key)) if 0x400 <= key <= 0x4FF else None
    return ord(found) if found is not None else key


class LayoutKeys(QObject):
    """An event filter of the application; install it once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_sending = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or self._is_sending or not isinstance(watched, QWidget):
            return False
        assert isinstance(event, QKeyEvent)
        key = latin_key(event.key())
        if key == event.key() or not event.modifiers() & _MODIFIERS:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_text = isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit)
        if is_text and chr(key) in _EDITING:
            return self._send(watched, key, modifiers)
        if _run_shortcut(watched.window(), key, modifiers):
            return True
        return self._send(watched, key, modifiers)

    def _send(self, target: QWidget, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        self._is_sending = True
        try:
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))
        finally:
            self._is_sending = False
        return True


def _run_shortcut(window: QWidget, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    wanted = QKeySequence(QKeyCombination(modifiers, Qt.Key(key)))
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        is_seen = isinstance(owner, QWidget) and owner.isVisible()
        has_key = any(wanted == key for key in list(shortcut.keys()))
        if has_key and shortcut.isEnabled() and is_seen and _is_in_context(shortcut, owner):
            shortcut.activated.emit()
            return True
    for action in window.findChildren(QAction):
        if wanted in action.shortcuts() and action.isEnabled() and action.isVisible():
            owners = [one for one in action.associatedObjects() if isinstance(one, QWidget)]
            if any(one.isVisible() for one in owners):
                action.trigger()
                return True
    return False


def _is_in_context(shortcut: QShortcut, owner: QObject | None) -> bool:
    if not isinstance(owner, QWidget):
        return False
    focus = QApplication.focusWidget()
    match shortcut.context():
        case Qt.ShortcutContext.WidgetShortcut:
            return owner.hasFocus()
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return focus is not None and (focus is owner or owner.isAncestorOf(focus))
    return True
