"""The store: openings, journal, seen tasks, history and people on one SQLite connection.

It fits the Protocol `engine.store.Store` without importing the engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from outlet_desktop.domain import file_format
from outlet_desktop.domain.opening import (
    Opening,
    OpeningId,
    StepState,
    UserId,
)
from outlet_desktop.domain.record import (
    Answer,
    Case,
    Happening,
    HistoryEntry,
    Intent,
    SeenTask,
    Tap,
)
from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.storage import codec
from outlet_desktop.storage.database import Database
from outlet_desktop.storage.heard import DELAY, Heard, delay, field_values
from outlet_desktop.storage.launch_drafts import LaunchDrafts
from outlet_desktop.storage.samples import Samples
from outlet_desktop.storage.staff import TASK, Staff, seen_task

INTENT = "key, opening, step, kind, body, state, sent_at, tries, portal_id, done_at, note"


class SqliteStore(Heard, Staff, Samples, LaunchDrafts):
    """One connection's view of the store; used by one thread at a time."""

    def __init__(self, path: Path | str) -> None:
        self.database = Database(path)
        self._templates: dict[str, Template] = {}
        self._template_ids: dict[OpeningId, str] = {}

    def transaction(self) -> AbstractContextManager[None]:
        """One writing transaction; nested use joins the outer one."""
        return self.database.transaction()

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    # -------------------------------------------------------------------------------- remembered values

    def meta(self, name: str) -> str | None:
        """A remembered value."""
        row = self.database.one("select value from meta where name=?", name)
        return row[0] if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""
        self.database.run(
            "insert into meta(name, value) values(?, ?) on conflict(name) do update set value=excluded.value",
            name,
            value,
        )

    # -------------------------------------------------------------------------------- openings

    def add_opening(self, opening: Opening, now: float) -> None:
        """Commit a new opening; it is due at once."""
        body, template = codec.encode_opening(opening)
        self.database.run(
            "insert into opening(id, address, address_key, state, template, body, created_at) values(?,?,?,?,?,?,?)",
            opening.id,
            opening.address,
            address_key(opening.address),
            opening.state.value,
            template,
            body,
            now,
        )

    def readdress(self, opening: Opening) -> None:
        """Keep the address of an opening that was corrected."""
        self.database.run(
            "update opening set address=?, address_key=? where id=?",
            opening.address,
            address_key(opening.address),
            opening.id,
        )

    def opening_at(self, address: str) -> tuple[OpeningId, str, str] | None:
        """(id, address, state) of an opening of that address which is not over, whatever its spelling."""
        row = self.database.one(
            "select id, address, state from opening where address_key=? "
            "and state not in ('rejected', 'cancelled', 'done') order by created_at desc",
            address_key(address),
        )
        return tuple(row) if row else None

    def opening_ids(self) -> tuple[OpeningId, ...]:
        """Every opening, oldest first."""
        return tuple(row[0] for row in self.database.all("select id from opening order by created_at, id"))

    def has_opening(self, opening: OpeningId) -> bool:
        """Whether it is one of ours."""
        return self.database.one("select 1 from opening where id=?", opening) is not None

    def template_of(self, text: str) -> Template:
        """The pinned template of that text; openings of one revision share one value."""
        found = self._templates.get(text)
        if found is None:
            found = self._templates[text] = file_format.read(text)
        return found

    def case(self, opening: OpeningId) -> Case | None:
        """The opening and all that is known of it."""
        one = self.database.one(
            "select body, template, states, problem, is_finished, created_at, wake from opening where id=?",
            opening,
        )
        if one is None:
            return None
        body, template, states, problem, is_finished, created_at, wake = one
        all_rows = self.database.all
        tasks = all_rows(f"select {TASK} from task where opening=? order by id", opening)
        answers = all_rows(
            "select a.task_id, a.changed_at, a.body from answer a join task t on t.id=a.task_id where t.opening=?",
            opening,
        )
        return Case(
            opening=codec.decode_opening(body, self.template_of(template)),
            states=codec.decode_states(states),
            problem=problem_of(problem),
            is_finished=bool(is_finished),
            created_at=created_at,
            wake=wake,
            tasks=tuple(seen_task(row) for row in tasks),
            intents={row[0]: Intent(*row) for row in all_rows(f"select {INTENT} from intent where opening=?", opening)},
            answers={row[0]: (row[1], codec.decode(row[2], Answer)) for row in answers},
            taps={
                (row[0], row[1]): Tap(*row[2:])
                for row in all_rows(
                    "select step, round, outcome, user_id, source, reason from tap where opening=?", opening
                )
            },
            fields=field_values(
                all_rows(
                    "select step, round, field, value, user_id, at, source from field_value where opening=?", opening
                )
            ),
            delays=tuple(
                delay(row)
                for row in all_rows(
                    f"select {DELAY} from delay where opening=? order by id",
                    opening,
                )
            ),
        )

    def save_case(
        self,
        opening: Opening,
        states: Mapping[StepId, StepState],
        problem: tuple[str, Mapping[str, object]] | None,
        is_finished: bool,
    ) -> None:
        """Keep the opening's new values."""
        body = codec.encode_body(opening)
        self.database.run(
            "update opening set body=?, state=?, states=?, problem=?, is_finished=? where id=?",
            body,
            opening.state.value,
            codec.encode(dict(states)),
            codec.encode(problem) if problem else None,
            int(is_finished),
            opening.id,
        )

    def set_seen(self, opening: OpeningId, wake: int, due: float) -> None:
        """The pass that began at `wake` is over; look again at `due` (machine clock) at the latest."""
        self.database.run("update opening set seen=?, due=? where id=?", wake, min(due, 9e15), opening)

    def wake(self, openings: Sequence[OpeningId]) -> None:
        """A hint: look at these again."""
        for opening in openings:
            self.database.run("update opening set wake=wake+1 where id=?", opening)

    def wake_unfinished(self) -> None:
        """Look at every opening that is not finished."""
        self.database.run("update opening set wake=wake+1 where is_finished=0")

    def due_openings(self, now: float) -> tuple[OpeningId, ...]:
        """Openings to look at now, the longest waiting first."""
        # Two questions, for each has its index: the rows are wide, and this is asked twice a second.
        rows = self.database.all(
            "select id, due, created_at from opening where seen<wake "
            "union select id, due, created_at from opening where due<=? order by 2, 3",
            now,
        )
        return tuple(row[0] for row in rows)

    def is_woken(self) -> bool:
        """Whether somebody has asked to look at an opening that no pass has seen since."""
        return self.database.one("select 1 from opening where seen<wake limit 1") is not None

    def hasten(self, seconds: float) -> None:
        """The portal's clock has leapt ahead: whatever waits for a moment is due that much earlier."""
        self.database.run("update opening set due=due-? where due<9e15", seconds)

    def next_due(self) -> float | None:
        """When the clock alone makes the next opening due (machine clock, s); None = no opening waits for it."""
        row = self.database.one("select min(due) from opening where due<9e15")
        return row[0] if row else None

    def live_openings(self) -> tuple[OpeningId, ...]:
        """Openings that are not finished, oldest first."""
        rows = self.database.all("select id from opening where is_finished=0 order by created_at, id")
        return tuple(row[0] for row in rows)

    # -------------------------------------------------------------------------------- journal

    def intent(self, key: str) -> Intent | None:
        """A row of the journal."""
        row = self.database.one(f"select {INTENT} from intent where key=?", key)
        return Intent(*row) if row else None

    def put_intent(self, intent: Intent) -> None:
        """Insert or replace a journal row."""
        names = INTENT.split(", ")
        marks = ",".join("?" * len(names))
        update = ",".join(f"{name}=excluded.{name}" for name in names[1:])
        self.database.run(
            f"insert into intent({INTENT}) values({marks}) on conflict(key) do update set {update}",
            *(getattr(intent, name) for name in names),
        )

    def reason_wanted(self, user_id: UserId) -> tuple[OpeningId, StepId, int] | None:
        """The newest answer of that person to the bot that says no and does not say why."""
        row = self.database.one(
            "select opening, step, round from tap where user_id=? and reason='' and source='bot' "
            "and outcome in ('rework', 'reject') order by at desc",
            user_id,
        )
        return tuple(row) if row else None

    # -------------------------------------------------------------------------------- what was seen

    def put_task(self, opening: OpeningId, seen: SeenTask) -> None:
        """Insert or replace a seen task."""
        self.database.run(
            "insert into task(id, opening, step, round, body, changed_at, first_seen, is_gone, is_ignored) "
            "values(?,?,?,?,?,?,?,?,?) on conflict(id) do update set body=excluded.body, "
            "changed_at=excluded.changed_at, is_gone=excluded.is_gone, is_ignored=excluded.is_ignored",
            seen.task.id,
            opening,
            seen.step,
            seen.round,
            codec.encode(seen.task),
            seen.task.changed_at.isoformat(),
            seen.first_seen,
            int(seen.is_gone),
            int(seen.is_ignored),
        )

    def task(self, task_id: int) -> tuple[OpeningId, SeenTask] | None:
        """A seen task."""
        row = self.database.one(f"select opening, {TASK} from task where id=?", task_id)
        return (row[0], seen_task(row[1:])) if row else None

    def watched_tasks(self) -> tuple[int, ...]:
        """Ids of tasks to re-read for deletions: those of openings that are not finished."""
        rows = self.database.all(
            "select task.id from task join opening on opening.id=task.opening "
            "where opening.is_finished=0 and is_gone=0 and is_ignored=0 order by task.id"
        )
        return tuple(row[0] for row in rows)

    def keyless_tasks(self) -> tuple[int, ...]:
        """Those of them whose key a person has emptied: a list asked for by our keys does not show them."""
        rows = self.database.all(
            "select task.id from task join opening on opening.id=task.opening where opening.is_finished=0 "
            """and is_gone=0 and is_ignored=0 and task.body like '%"key":null,%' order by task.id"""
        )
        return tuple(row[0] for row in rows)

    def mark_gone(self, task_ids: Sequence[int]) -> None:
        """These tasks were deleted on the portal."""
        for task_id in task_ids:
            self.database.run("update task set is_gone=1 where id=?", task_id)

    # -------------------------------------------------------------------------------- history

    def add_history(
        self, at: datetime, opening: OpeningId, happening: Happening, key: str = "", source: str = "engine"
    ) -> None:
        """Append a line."""
        self.database.run(
            "insert into history(at, event, opening, step, round, key, task_id, user_id, source, code, facts) "
            "values(?,?,?,?,?,?,?,?,?,?,?)",
            at.isoformat(),
            happening.event,
            opening,
            happening.step,
            happening.round,
            key,
            happening.task_id,
            happening.user_id,
            source,
            happening.code,
            codec.encode(dict(happening.facts)),
        )

    def history(
        self, opening: OpeningId | None = None, after: int = 0, limit: int = 1000, *, newest: bool = False
    ) -> tuple[HistoryEntry, ...]:
        """Lines with an id above `after`, oldest first (or the newest `limit`, newest first)."""
        where, values = "id>?", [after]
        if opening is not None:
            where, values = where + " and opening=?", [after, opening]  # type: ignore[list-item]
        order = "desc" if newest else "asc"
        rows = self.database.all(
            "select id, at, event, opening, step, round, key, task_id, user_id, source, code, facts "
            f"from history where {where} order by id {order} limit {int(limit)}",
            *values,
        )
        return tuple(_entry(row) for row in rows)


def address_key(address: str) -> str:
    """An address without case, punctuation and doubled spaces: what tells two outlets apart."""
    kept = "".join(letter if letter.isalnum() else " " for letter in address.casefold().replace("ё", "е"))
    return " ".join(kept.split())


def _entry(row: Sequence[Any]) -> HistoryEntry:
    number, at, event, opening, step, round_, key, task_id, user_id, source, code, facts = row
    moment, text = datetime.fromisoformat(at), (code, json.loads(facts))
    return HistoryEntry(number, moment, event, opening, step, round_, key, task_id, user_id, source, text)


def problem_of(text: str | None) -> tuple[str, Mapping[str, object]] | None:
    if not text:
        return None
    code, facts = json.loads(text)
    return code, facts
