"""The office's part for processes: drafts, revisions, the calendar they are counted by."""

from __future__ import annotations

from datetime import datetime

from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.domain.check import check, has_errors
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import (
    RevisionInfo,
    TemplateInfo,
)
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import Calendar, russian_calendar
from outlet_desktop.storage.templates import Templates


class ProcessesDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    def templates(self) -> tuple[TemplateInfo, ...]:
        """All processes."""
        with self._lock:
            rows = Templates(self._open().database).all()
        return tuple(
            TemplateInfo(
                row.id, row.name, row.revisions, row.published_on, bool(row.draft_saved_at), row.draft_saved_at
            )
            for row in rows
        )

    def template(self, template_id: str, revision: int | None = None) -> Template:
        """A published revision; None = the draft, else the newest."""
        with self._lock:
            return Templates(self._open().database).get(template_id, revision)

    def revisions(self, template_id: str) -> tuple[RevisionInfo, ...]:
        """The published revisions of a process, newest first."""
        with self._lock:
            rows = Templates(self._open().database).revisions(template_id)
        return tuple(RevisionInfo(row.revision, row.saved_at.astimezone(), row.name, row.note) for row in rows)

    def calendar(self) -> Calendar:
        """The working days, the company's own exceptions included."""
        with self._lock:
            return russian_calendar(self._open().calendar_exceptions())

    def save_draft(self, template: Template) -> None:
        """Keep the draft."""
        with self._lock, self._open().transaction():
            Templates(self._open().database).save_draft(template, datetime.now().astimezone())

    def publish(self, template: Template, note: str = "") -> int:
        """Publish as the next revision."""
        if has_errors(check(template)):
            raise Problem("template.has_errors", template=template.name)
        with self._lock, self._open().transaction():
            return Templates(self._open().database).publish(template, datetime.now().astimezone(), note)
