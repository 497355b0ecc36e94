"""Processes in the store: published revisions, which never change, and one draft of each (revision 0)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from outlet_desktop.domain import file_format
from outlet_desktop.domain.template import Template
from outlet_desktop.problem import Problem
from outlet_desktop.storage.database import Database

DRAFT = 0


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One process: its published revisions with their days, and when its draft was saved ("" = no draft)."""

    id: str
    name: str
    revisions: tuple[int, ...]
    published_on: dict[int, date]
    draft_saved_at: str = ""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One published revision; `saved_at` is aware."""

    revision: int
    name: str
    saved_at: datetime
    note: str
    author: str = ""


class Templates:
    """The processes of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[TemplateRow, ...]:
        """Every process by name."""
        found: dict[str, TemplateRow] = {}
        rows = self._database.all("select id, revision, name, saved_at from template order by id, revision")
        for id_, revision, name, saved_at in rows:
            row = found.get(id_) or TemplateRow(id_, name, (), {})
            if revision == DRAFT:
                row = replace(row, name=name, draft_saved_at=saved_at)
            else:
                day = datetime.fromisoformat(saved_at).date()
                row = replace(
                    row,
                    name=name if not row.draft_saved_at else row.name,
                    revisions=(*row.revisions, revision),
                    published_on={**row.published_on, revision: day},
                )
            found[id_] = row
        return tuple(sorted(found.values(), key=lambda row: row.name))

    def get(self, id_: str, revision: int | None = None) -> Template:
        """That revision; None = the draft, else the newest. Raises Problem `template.unknown`."""
        if revision is None:
            row = self._database.one(
                "select body from template where id=? order by (revision=0) desc, revision desc", id_
            )
        else:
            row = self._database.one("select body from template where id=? and revision=?", id_, revision)
        if row is None:
            raise Problem("template.unknown", template=id_, revision=revision or "")
        return file_format.read(row[0])

    def newest(self, id_: str) -> int:
        """Number of the newest published revision; 0 = none."""
        row = self._database.one("select max(revision) from template where id=?", id_)
        return int(row[0] or 0)

    def revisions(self, id_: str) -> tuple[RevisionRow, ...]:
        """The published revisions of a process, newest first."""
        rows = self._database.all(
            "select revision, name, saved_at, note, author from template where id=? and revision<>0 "
            "order by revision desc",
            id_,
        )
        return tuple(
            RevisionRow(number, name, datetime.fromisoformat(at), note, author)
            for number, name, at, note, author in rows
        )

    def save_draft(self, template: Template, at: datetime) -> None:
        """Keep the draft; one that equals the newest revision is no draft and is dropped."""
        newest = self.newest(template.id)
        if newest and replace(self.get(template.id, newest), revision=0) == replace(template, revision=0):
            self._database.run("delete from template where id=? and revision=0", template.id)
            return
        self._put(template, DRAFT, at, "")

    def publish(self, template: Template, at: datetime, note: str = "", author: str = "") -> int:
        """Keep the template as the next revision and drop the draft."""
        revision = self.newest(template.id) + 1
        self._put(replace(template, revision=revision), revision, at, note, author)
        self._database.run("delete from template where id=? and revision=0", template.id)
        return revision

    def _put(self, template: Template, revision: int, at: datetime, note: str, author: str = "") -> None:
        self._database.run(
            "insert into template(id, revision, name, body, saved_at, note, author) values(?,?,?,?,?,?,?) "
            "on conflict(id, revision) do update set name=excluded.name, body=excluded.body, "
            "saved_at=excluded.saved_at, note=excluded.note, author=excluded.author",
            template.id,
            revision,
            template.name,
            file_format.write(template),
            at.isoformat(),
            note,
            author,
        )
