"""Publishing the drawing as a revision, with a note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Office, TemplateInfo
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.place_paper import PaperPlace
from outlet_desktop.ui.editor.publish import PublishDialog
from outlet_desktop.ui.editor.revisions_desk import RevisionsDesk


class PublishingPlace(PaperPlace):
    """The part of `ProcessesPlace` that publishes."""

    revisions: RevisionsDesk

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(office, background, parent)
        self._running = 0
        self._is_publishing = False

    @property
    def next_revision(self) -> int:
        """The number that publishing would give."""
        info = self._info(self.document.template.id)
        return (max(info.revisions) if info is not None and info.revisions else 0) + 1

    @property
    def is_draft(self) -> bool:
        """Whether the drawing differs from the newest revision."""
        if self._published is None:
            return True
        return replace(self.document.template, revision=0) != replace(self._published, revision=0)

    def why_not_publish(self) -> str:
        """Why publishing is not possible now; "" = it is."""
        analysis = self.document.analysis
        if not self.document.template.id:
            return self.tr("No process is open")
        if self._is_publishing:
            return self.tr("Publishing is under way")
        if not self.is_draft:
            return self.tr("Nothing has changed since revision {number}").format(number=self.next_revision - 1)
        if analysis.template is not self.document.template:
            return self.tr("The process is being checked")
        if analysis.error_count:
            return self.tr("%n error(s) left: see the problems below the drawing", "", analysis.error_count)
        return ""

    def ask_publish(self) -> None:
        """Show the question; on a yes, publish."""
        if not self.why_not_publish():
            dialog = PublishDialog(self.next_revision, self._running, self, self.revisions.note)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.confirmed.connect(self.publish)
            dialog.open()

    def publish(self, note: str = "") -> None:
        """Make the drawing the newest revision, in the background."""
        self.canvas.name_editor.finish()
        if self._is_publishing or self.document.analysis.error_count:
            return
        self.document.save_now()
        self._is_publishing = True
        self._show_state()
        template = self.document.template
        self._background.run(
            lambda: (self._office.publish(template, note), self._office.templates()),
            lambda done: self._was_published(template, *done),
            otherwise=self._not_published,
        )

    def _was_published(self, template: Template, revision: int, infos: tuple[TemplateInfo, ...]) -> None:
        self._is_publishing = False
        self._infos = infos
        self._published = replace(template, revision=revision)
        if self.document.template is template:
            self.document.mark_published(self._published)
            self.revisions.forget()
        self._show_state()
        self.message.emit("editor.published", {"name": template.name, "revision": revision}, "success")

    def _not_published(self, problem: Problem) -> None:
        self._is_publishing = False
        self._show_state()
        self._refused(problem)
