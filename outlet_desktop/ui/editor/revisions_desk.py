"""The page of revisions as a part of the processes place: made at its first use, opened, left, acted upon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.revisions import RevisionsPage

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.place import ProcessesPlace


class RevisionsDesk(QObject):
    """Owns the page (20 ms to make, so not before somebody asks for it) and carries out what it wants."""

    def __init__(self, place: ProcessesPlace, pages: QStackedWidget, office: Office, background: Background) -> None:
        super().__init__(place)
        self._place, self._pages = place, pages
        self._office, self._background = office, background
        self._page: RevisionsPage | None = None

    @property
    def page(self) -> RevisionsPage:
        """The page."""
        if self._page is None:
            self._page = made = RevisionsPage(self._office, self._background, self._place.document)
            self._pages.addWidget(made)
            made.closed.connect(self.close)
            made.chosen.connect(self._words_changed)
            made.refused.connect(lambda problem: self._place.message.emit(problem.code, problem.facts, "error"))
            made.step_opened.connect(self._show_step)
            made.restore_wanted.connect(self._restore)
        return self._page

    @property
    def is_shown(self) -> bool:
        """Whether the page is in front."""
        return self._page is not None and self._pages.currentWidget() is self._page

    @property
    def note(self) -> str:
        """What was typed there for the list of revisions."""
        return self._page.note if self._page is not None else ""

    def open(self, *, is_draft: bool, saved: str, portfolio: Portfolio | None) -> None:
        """Show the page; arguments as of `RevisionsPage.start`."""
        self.page.start(is_draft=is_draft, saved=saved, portfolio=portfolio)
        self._pages.setCurrentWidget(self.page)
        self.page.focus()
        self._place.heading_changed.emit()

    def close(self) -> None:
        """Back to the drawing."""
        if self.is_shown:
            self._pages.setCurrentIndex(0)
            self._place.canvas.setFocus()
            self._place.heading_changed.emit()

    def forget(self) -> None:
        """Another process is in hand, or the draft was published: the note is spent, the page is left."""
        if self._page is not None:
            self._page.forget()
        self.close()

    def _words_changed(self) -> None:
        if self.is_shown:
            self._place.heading_changed.emit()

    def _show_step(self, step_id: StepId) -> None:
        self.close()
        self._place.canvas.show_step(step_id)

    def _restore(self, revision: Template, number: int) -> None:
        document = self._place.document
        here = document.template
        self.close()
        document.end_merge()
        document.edit(
            replace(revision, id=here.id, revision=here.revision),
            self.tr("Restore revision {number}").format(number=number),
        )
        self._place.message.emit("editor.revision_restored", {"revision": number}, "success")
