"""Whether anything of an opening has changed since the last look, without decoding it: a number for each opening.

A row of the screen is computed from the opening, its tasks, answers and effects; reading and decoding those of a
thousand openings takes seconds, hashing their rows takes a fraction of one.
"""

from __future__ import annotations

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.storage.database import Database

# The first column is the opening. Its template is pinned for good. Effects are counted, not read: their bodies never
# change once they are sent.
_OF_OPENINGS = (
    "select id, body, states, problem, is_finished from opening",
    "select opening, id, step, round, body, is_gone, is_ignored from task order by id",
    "select t.opening, a.task_id, a.changed_at, a.body from answer a join task t on t.id=a.task_id order by a.task_id",
    "select opening, count(*), count(done_at), max(done_at), max(sent_at), sum(tries), sum(length(note)), "
    "sum(case state when 'done' then 1 when 'failed' then 1000 else 0 end) from intent group by opening",
    "select opening, step, round, outcome, user_id, source, reason from tap order by step, round",
    "select opening, step, round, field, value, user_id, at, source from field_value order by step, round, field",
    "select opening, id, step, round, day, reason, words, user_id from delay order by id",
)
_OF_ALL = (
    "select user_id, body from person order by user_id",
    "select * from absence order by id",
    "select * from role_holder order by role",
    "select * from region order by name, city",
    "select * from region_holder order by region, role",
    "select name, value from meta where name like 'replacement:%' order by name",
)


def fingerprints(database: Database) -> dict[OpeningId, int]:
    """A number for each opening: another one when anything kept of it is different. Of this process only."""
    found: dict[OpeningId, int] = {}
    for query in _OF_OPENINGS:
        for row in database.all(query):
            opening = row[0]
            found[opening] = hash((found.get(opening, 0), row))
    return found


def common_fingerprint(database: Database) -> int:
    """A number for what all openings share: people, absences, roles, regions, replacements."""
    return hash(tuple(tuple(database.all(query)) for query in _OF_ALL))
