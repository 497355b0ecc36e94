"""The page of an outlet on its drawing as a part of the processes place: made at its first use, opened, left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.live import LivePage

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.place import ProcessesPlace


class LiveDesk(QObject):
    """Owns the page and carries out what it wants."""

    def __init__(self, place: ProcessesPlace, pages: QStackedWidget, office: Office, background: Background) -> None:
        super().__init__(place)
        self._place, self._pages = place, pages
        self._office, self._background = office, background
        self._page: LivePage | None = None
        self._is_from_outlet = False

    @property
    def page(self) -> LivePage:
        """The page."""
        if self._page is None:
            self._page = made = LivePage(self._office, self._background)
            self._pages.addWidget(made)
            made.closed.connect(self._leave)
            made.renamed.connect(self._words_changed)
            made.refused.connect(lambda problem: self._place.message.emit(problem.code, problem.facts, "error"))
            made.outlet_wanted.connect(lambda opening: self._place.navigate.emit("outlet", opening))
        return self._page

    @property
    def is_shown(self) -> bool:
        """Whether the page is in front."""
        return self._page is not None and self._pages.currentWidget() is self._page

    def open(self, opening: OpeningId, *, is_from_outlet: bool = False) -> None:
        """Show an outlet on its drawing; one who came from its page goes back there."""
        self._is_from_outlet = is_from_outlet
        self.page.start(opening)
        self._pages.setCurrentWidget(self.page)
        self.page.view.setFocus()
        self._place.heading_changed.emit()

    def reload(self) -> None:
        """Fresh data came from the engine."""
        if self.is_shown:
            self.page.reload()

    def close(self) -> None:
        """Back to the editor; without a process in it, the first one is loaded."""
        if self.is_shown:
            self._place.show_editor()
            self._place.heading_changed.emit()

    def _leave(self) -> None:
        if self._is_from_outlet:
            self._place.navigate.emit("outlet", self.page.opening)
        else:
            self.close()

    def _words_changed(self) -> None:
        if self.is_shown:
            self._place.heading_changed.emit()
