"""A place of the window: what the rail (or a link) opens in the content area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from outlet_desktop.schedule.gantt import Portfolio


class Place(QWidget):
    """A screen below the top bar. The main window owns the top bar and asks the place for what stands in it.

    Signals:
        navigate: (place name, argument): "portfolio", "outlet" (opening id), "processes", "roles", "launch".
        badge_changed: Number on the rail's icon; 0 hides it.
        heading_changed: Title, breadcrumb or actions must be asked for again.
        message: (code, facts, kind): a toast; kind "success", "error" or "info".
    """

    navigate = Signal(str, object)
    badge_changed = Signal(int)
    heading_changed = Signal()
    message = Signal(str, object, str)

    # Whether Esc, when nothing in the place took it, goes back to where one came from.
    esc_goes_back = False

    def open(self, argument: object) -> None:
        """What `navigate` carried (an opening id, a template id or None); called just before `activate`."""

    def heading(self) -> QWidget:
        """Left part of the top bar: a title, or a breadcrumb. Made anew at each call; the bar owns it."""
        raise NotImplementedError

    def bar_buttons(self) -> list[QWidget]:
        """Right part of the top bar: secondary buttons, then at most one primary. Made anew at each call."""
        return []

    def undo_stack(self) -> QUndoStack | None:
        """The stack that undo and redo of the top bar drive, if the place edits a document."""
        return None

    def activate(self) -> None:
        """The place came to the front: load what it shows (in the background)."""

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Fresh data came from the engine; called for every place, shown or not."""

    def may_leave(self) -> bool:
        """Whether the window may go elsewhere now; a place with unsaved work saves it first."""
        return True

    def retranslate(self) -> None:
        """Word every label anew in the current language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
