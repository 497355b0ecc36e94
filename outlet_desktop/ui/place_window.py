"""The part of the window that holds the places: made at their first visit, opened, left, returned to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoGroup
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget

from outlet_desktop.ui.background import Background
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.rail import Rail
from outlet_desktop.ui.regions import focus_inside
from outlet_desktop.ui.toast import Toast
from outlet_desktop.ui.top_bar import TopBar
from outlet_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Office
    from outlet_desktop.schedule.gantt import Portfolio

PlaceMaker = Callable[["Office", Background], Place]
HOME = "portfolio"
_RAIL_OF = {"outlet": "portfolio", "launch": "portfolio", "connect": "settings"}


class PlaceWindow(QMainWindow):
    """Base of the main window, which makes rail, top bar, content and pages before a place is opened."""

    rail: Rail
    top_bar: TopBar
    content: QStackedWidget
    _pages: QStackedWidget
    _shell: QWidget
    _title: QLabel

    def __init__(self, makers: Mapping[str, PlaceMaker], state: WindowState) -> None:
        super().__init__()
        self._makers = dict(makers)
        self._state = state
        self._office: Office | None = None
        self._portfolio: Portfolio | None = None
        self._places: dict[str, Place] = {}
        self._here: tuple[str, object] | None = None
        self._trail: list[tuple[str, object]] = []
        self.background = Background(self)
        self.undo_group = QUndoGroup(self)

    def choose_theme(self, name: str) -> None:
        """Switch to "light", "dark" or "system"."""
        raise NotImplementedError

    def choose_text_size(self, per_cent: int) -> None:
        """Words of so many per cent of the usual size, 0 = as the system says."""
        raise NotImplementedError

    def choose_language(self, name: str) -> None:
        """Switch to "ru" or "en"."""
        raise NotImplementedError

    def toast(
        self,
        text: str,
        kind: str = "success",
        *,
        detail: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> Toast:
        """A note at the bottom right."""
        raise NotImplementedError

    @property
    def current(self) -> str:
        """Name of the place shown, "" before the first."""
        return self._here[0] if self._here is not None else ""

    @property
    def portfolio(self) -> Portfolio | None:
        """The outlets as they were read last."""
        return self._portfolio

    @property
    def state(self) -> WindowState:
        """What is kept until the next start."""
        return self._state

    def place(self, name: str) -> Place | None:
        """A place, if it was visited."""
        return self._places.get(name)

    def go(self, name: str, argument: object = None) -> bool:
        """Open a place; False when there is none of that name, or the one shown does not let go."""
        return self._go(name, argument, is_remembered=True)

    def has_place(self, name: str) -> bool:
        """Whether there is a place of that name."""
        return name in self._makers

    def can_go_back(self) -> bool:
        """Whether there is somewhere to return to."""
        return any(where != self._here for where in self._trail)

    def back(self) -> bool:
        """Return to where one came from; False when there is nowhere to return to."""
        while self._trail:
            name, argument = self._trail[-1]
            if (name, argument) == self._here:
                self._trail.pop()
                continue
            if self._go(name, argument, is_remembered=False):
                self._trail.pop()
                return True
            return False
        return False

    def _go(self, name: str, argument: object, *, is_remembered: bool) -> bool:
        if self._office is None or name not in self._makers:
            return False
        if name == "launch" and preferences.is_read_only:
            self.toast(words("office.read_only"), "info")
            return False
        shown = self._places.get(self.current)
        if shown is not None and (name, argument) != self._here and not shown.may_leave():
            self._mark_rail()
            return False
        place = self._places.get(name) or self._make(name)
        if is_remembered and self._here is not None and self._here != (name, argument):
            self._trail.append(self._here)
            del self._trail[:-50]
        self._here = (name, argument)
        place.open(argument)
        stack = place.undo_stack()
        if stack is not None and stack not in self.undo_group.stacks():
            self.undo_group.addStack(stack)
        self.undo_group.setActiveStack(stack)  # type: ignore[arg-type]
        self._title.hide()
        self.top_bar.show_place(place)
        self.content.setCurrentWidget(place)
        self._pages.setCurrentWidget(self._shell)
        self._mark_rail()
        place.activate()
        has_focus = place.isAncestorOf(QApplication.focusWidget() or self)
        if not has_focus and (place.focusProxy() is not None or not focus_inside(place)):
            place.setFocus()
        return True

    def _make(self, name: str) -> Place:
        assert self._office is not None
        place = self._makers[name](self._office, self.background)
        self._places[name] = place
        self.content.addWidget(place)
        place.navigate.connect(self.go)
        place.badge_changed.connect(lambda number: self.rail.set_badge(name, number))
        place.heading_changed.connect(lambda: self._heading_changed(name))
        place.theme_wanted.connect(self.choose_theme)
        place.text_size_wanted.connect(self.choose_text_size)
        place.language_wanted.connect(self.choose_language)
        place.message.connect(lambda code, facts, kind: self.toast(words(code, facts), kind))
        place.undoable.connect(lambda code, facts: self._offer_undo(place, words(code, facts)))
        self._state.restore_place(name, place)
        if self._portfolio is not None:
            place.show_portfolio(self._portfolio)
        return place

    def _heading_changed(self, name: str) -> None:
        if name != self.current:
            return
        place = self._places[name]
        stack = place.undo_stack()
        if stack is not self.undo_group.activeStack():
            if stack is not None and stack not in self.undo_group.stacks():
                self.undo_group.addStack(stack)
            self.undo_group.setActiveStack(stack)  # type: ignore[arg-type]
        self.top_bar.show_place(place)

    def _rail_chosen(self, name: str) -> None:
        if not self.go(name):
            self._mark_rail()

    def _mark_rail(self) -> None:
        self.rail.set_current(_RAIL_OF.get(self.current, self.current) or HOME)

    def _drop(self, place: Place) -> None:
        stack = place.undo_stack()
        if stack is not None:
            self.undo_group.removeStack(stack)
        self.content.removeWidget(place)
        place.deleteLater()

    def _offer_undo(self, place: Place, text: str) -> None:
        """A toast that takes back what the place has just done, as long as nothing was done there since."""
        stack = place.undo_stack()
        if stack is None or not stack.canUndo():
            self.toast(text)
            return
        at = stack.index()
        self.toast(text, action=(self.tr("Undo"), lambda: stack.undo() if stack.index() == at else None))
