"""The office's part for processes: drafts, revisions, the calendar they are counted by."""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping
from datetime import datetime

from outlet_desktop.cli.learning import learnt_from
from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.domain.check import check, has_errors
from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.engine.ports import (
    RevisionInfo,
    TemplateInfo,
)
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.storage.templates import Templates

_RECENT, _UNCLOSED = "recent_files", "unclosed_draft"  # in the store's table `meta`
_MOST_RECENT = 8


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
        return tuple(
            RevisionInfo(row.revision, row.saved_at.astimezone(), row.name, row.note, row.author) for row in rows
        )

    def past(self, template_id: str) -> Mapping[StepId, tuple[int, ...]]:
        """Working days in (created, closed] of every finished task of that process."""
        with self._lock:
            zone, store = self._now().tzinfo, self._open()
            calendar = store.company_calendar()
            learnt = learnt_from(store, zone, calendar).get(template_id, {})
        return {step: known.days for step, known in learnt.items()}

    def recent_files(self) -> tuple[str, ...]:
        """Process files opened or saved here, the last one first."""
        with self._lock:
            return tuple(json.loads(self._open().meta(_RECENT) or "[]"))

    def note_file(self, path: str) -> tuple[str, ...]:
        """Put a file at the head of the recent ones."""
        with self._lock, self._open().transaction():
            found = tuple(dict.fromkeys((path, *self.recent_files())))[:_MOST_RECENT]
            self._open().set_meta(_RECENT, json.dumps(found, ensure_ascii=False))
        return found

    def unclosed_draft(self) -> str:
        """The process that was being edited when the program ended without closing it."""
        with self._lock:
            return self._open().meta(_UNCLOSED) or ""

    def close_drafts(self) -> None:
        """The editor is left in good order."""
        with self._lock, self._open().transaction():
            if self._open().meta(_UNCLOSED):
                self._open().set_meta(_UNCLOSED, "")

    def calendar(self) -> Calendar:
        """The working days, the company's own exceptions included."""
        with self._lock:
            return self._open().company_calendar()

    def save_draft(self, template: Template) -> None:
        """Keep the draft."""
        with self._lock, self._open().transaction():
            store = self._open()
            Templates(store.database).save_draft(template, datetime.now().astimezone())
            if store.meta(_UNCLOSED) != template.id:
                store.set_meta(_UNCLOSED, template.id)

    def publish(self, template: Template, note: str = "") -> int:
        """Publish as the next revision."""
        if has_errors(check(template)):
            raise Problem("template.has_errors", template=template.name)
        with self._lock, self._open().transaction():
            store = self._open()
            return Templates(store.database).publish(template, datetime.now().astimezone(), note, self._author(store))

    @staticmethod
    def _author(store: SqliteStore) -> str:
        """Who sits here: the person on whose behalf the portal is asked; unconnected, the user of this machine."""
        us = int(store.meta("program_id") or 0)
        person = next((person for person in store.people() if person.user_id == us), None)
        if person is not None:
            return person.name
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # no name in this environment
            return ""
