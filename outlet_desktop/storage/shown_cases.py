"""The cases of many openings at once, as far as rows of the screen depend on them.

Every row that SQLite steps over lets another thread have the interpreter, and so does every question: asking for a
thousand openings one by one, with a journal of a hundred thousand rows, waits for the engine's thread tens of thousands
of times. Here it is one question a table, and of the journal only what a row depends on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.record import Answer, Case, Intent, Tap
from outlet_desktop.storage import codec
from outlet_desktop.storage.heard import DELAY, delay, field_values
from outlet_desktop.storage.staff import TASK, seen_task
from outlet_desktop.storage.store import INTENT, SqliteStore, problem_of

_Rows = dict[OpeningId, list[tuple[Any, ...]]]

# Twins that are being closed, and replacements of people.
_JOURNAL = "((key >= 'twin:' and key < 'twin;') or (key >= 'move:' and key < 'move;'))"


def shown_cases(store: SqliteStore, openings: Sequence[OpeningId]) -> dict[OpeningId, Case]:
    """Cases by opening, those that exist; at most some hundred at a time.

    They are as of `SqliteStore.case`, but their journal (`Case.intents`) holds only the closings of twins and the
    moves of replacements: for looking, never for deciding what to send. Read it within a snapshot.
    """
    if not openings:
        return {}
    these = f"opening in ({','.join('?' * len(openings))})"

    def by_opening(columns: str, source: str, more: str = "") -> _Rows:
        found: _Rows = defaultdict(list)
        for row in store.database.all(f"select opening, {columns} from {source} where {these} {more}", *openings):
            found[row[0]].append(row[1:])
        return found

    tasks = by_opening(TASK, "task", "order by id")
    answers = by_opening("a.task_id, a.changed_at, a.body", "answer a join task t on t.id=a.task_id")
    taps = by_opening("step, round, outcome, user_id, source, reason", "tap")
    fields = by_opening("step, round, field, value, user_id, at, source", "field_value")
    delays = by_opening(DELAY, "delay", "order by id")
    journal = by_opening(INTENT, "intent", f"and {_JOURNAL}")
    columns = "id, body, template, states, problem, is_finished, created_at, wake"
    rows = store.database.all(f"select {columns} from opening where id in ({','.join('?' * len(openings))})", *openings)
    return {
        opening: Case(
            opening=codec.decode_opening(body, store.template_of(template)),
            states=codec.decode_states(states),
            problem=problem_of(problem),
            is_finished=bool(is_finished),
            created_at=created_at,
            wake=wake,
            tasks=tuple(seen_task(row) for row in tasks.get(opening, ())),
            intents={row[0]: Intent(*row) for row in journal.get(opening, ())},
            answers={row[0]: (row[1], codec.decode(row[2], Answer)) for row in answers.get(opening, ())},
            taps={(row[0], row[1]): Tap(*row[2:]) for row in taps.get(opening, ())},
            fields=field_values(fields.get(opening, ())),
            delays=tuple(delay(row) for row in delays.get(opening, ())),
        )
        for opening, body, template, states, problem, is_finished, created_at, wake in rows
    }
