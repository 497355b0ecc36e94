"""What a person has switched on or off: notifications, and the manager's window in which nothing can be changed."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Preferences(QObject):
    """The present choices; whoever starts the program sets them and keeps what is chosen later.

    Signals:
        changed: (name, value) of "alerts", "alerts_all" or "read_only".
    """

    changed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.alerts = True
        self.alerts_all = False
        self.is_read_only = False

    def set_alerts(self, is_on: bool) -> None:
        """Whether the tray tells what needs the person."""
        if is_on != self.alerts:
            self.alerts = is_on
            self.changed.emit("alerts", is_on)

    def set_alerts_all(self, is_on: bool) -> None:
        """Whether it also tells of decisions that are asked of others."""
        if is_on != self.alerts_all:
            self.alerts_all = is_on
            self.changed.emit("alerts_all", is_on)

    def set_read_only(self, is_on: bool) -> None:
        """Whether nothing can be changed from this window."""
        if is_on != self.is_read_only:
            self.is_read_only = is_on
            self.changed.emit("read_only", is_on)


preferences = Preferences()


def read_only_words() -> str:
    """Why a control is disabled in a manager's window."""
    return QCoreApplication.translate("Preferences", "View only: nothing can be changed from this window")


class _Guard(QObject):
    """Keeps one control disabled while nothing may be changed, whatever its owner says meanwhile."""

    def __init__(self, control: QWidget | QAction) -> None:
        super().__init__(control)
        self._control = control
        self._wanted = control.isEnabled()
        self._tip = control.toolTip()
        self._is_ours = self._is_held = False
        if isinstance(control, QWidget):
            control.installEventFilter(self)
        _guards.add(self)
        self.apply()

    def apply(self) -> None:
        """Bring the control in step with the choice."""
        if self._is_ours or not (isValid(self) and isValid(self._control)):
            return
        self._is_ours = True
        if preferences.is_read_only:
            self._is_held = True
            self._control.setEnabled(False)
            self._control.setToolTip(read_only_words())
        elif self._is_held:
            self._is_held = False
            self._control.setEnabled(self._wanted)
            self._control.setToolTip(self._tip)
        self._is_ours = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_ours or not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.EnabledChange:
            self._wanted = watched.isEnabled()
            self.apply()
        elif event.type() == QEvent.Type.ToolTipChange:
            self._tip = watched.toolTip()
            self.apply()
        return False


# One connection for all, by a plain function: a slot of its own on each short-lived guard is looked up by Qt on an
# object that may be going away.
_guards: WeakSet[_Guard] = WeakSet()


def _apply_all() -> None:
    for guard in tuple(_guards):
        guard.apply()


preferences.changed.connect(lambda _name, _value: _apply_all())


def guard_writing(control: QWidget | QAction) -> None:
    """Disable a control that writes, with the reason as its tooltip, for as long as the window is a manager's."""
    if not control.property("guarded"):
        control.setProperty("guarded", True)
        _Guard(control)
