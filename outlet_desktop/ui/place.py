"""A place of the window: what the rail (or a link) opens in the content area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from outlet_desktop.domain.opening import OpeningId
    from outlet_desktop.schedule.gantt import Portfolio
    from outlet_desktop.ui.place_keys import PlaceKeys


class Place(QWidget):
    """A screen below the top bar. The main window owns the top bar and asks the place for what stands in it.

    Signals:
        navigate: (place name, argument): "portfolio", "outlet" (opening id), "processes", "roles", "launch",
            "log" (opening id, LogFilter or number of a line), "settings".
        badge_changed: Number on the rail's icon; 0 hides it.
        heading_changed: Title, breadcrumb or actions must be asked for again.
        message: (code, facts, kind): a toast; kind "success", "error" or "info".
        undoable: (code, facts): a toast whose "Undo" takes back the newest entry of `undo_stack`.
    """

    navigate = Signal(str, object)
    badge_changed = Signal(int)
    heading_changed = Signal()
    message = Signal(str, object, str)
    theme_wanted = Signal(str)
    text_size_wanted = Signal(int)
    language_wanted = Signal(str)
    undoable = Signal(str, object)

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

    def commands(self) -> Sequence[QAction]:
        """What else can be done here and stands in a menu: the palette finds it beside the buttons of the bar."""
        return ()

    def bound_keys(self) -> Sequence[PlaceKeys]:
        """What the keys do here: the palette offers it, the list of F1 puts it first."""
        return ()

    def regions(self) -> Sequence[QWidget]:
        """The parts F6 goes through, in reading order; one without anything to focus is passed over."""
        return (self,)

    def opening_in_hand(self) -> OpeningId:
        """The outlet that is open or selected here, "" = none."""
        return ""

    def activate(self) -> None:
        """The place came to the front: load what it shows (in the background)."""

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Fresh data came from the engine; called for every place, shown or not."""

    def view_state(self) -> str:
        """How the place looks (columns, zoom, what is expanded), to be kept until the next start; "" = nothing."""
        return ""

    def restore_view(self, state: str) -> None:
        """Look as `view_state` said."""

    def may_leave(self) -> bool:
        """Whether the window may go elsewhere now; a place with unsaved work saves it first."""
        return True

    def retranslate(self) -> None:
        """Word every label anew in the current language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
