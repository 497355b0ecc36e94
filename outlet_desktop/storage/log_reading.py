"""Reading the history a page at a time: filters and search run in the database, nothing is read that is not shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from outlet_desktop.domain.log import CODES, KINDS, WARNINGS, LogCounts, LogFilter
from outlet_desktop.domain.opening import OpeningId, UserId
from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.storage.database import Database

_COLUMNS = "id, at, event, opening, step, round, key, task_id, user_id, source, code, facts"
_NAME_OF_FACT = re.compile(r'"\w+":')
_CHUNK = 500  # lines read at once for an export


@dataclass(frozen=True, slots=True)
class Sought:
    """One word of a search, and what else it may mean: openings, people, sentences whose words hold it."""

    word: str
    openings: tuple[OpeningId, ...] = ()
    people: tuple[UserId, ...] = ()
    codes: tuple[str, ...] = ()


class LogReading:
    """Questions to the history of one store; used by one thread at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.define("folded_facts", folded_facts)

    def lines(
        self,
        wanted: LogFilter,
        sought: Sequence[Sought] = (),
        *,
        before: int | None = None,
        after: int = 0,
        limit: int = 200,
    ) -> tuple[HistoryEntry, ...]:
        """Lines with `after` < number < `before`, newest first, at most `limit`."""
        where, values = _where(wanted, sought)
        where, values = [*where, "id>?"], [*values, after]
        if before is not None:
            where, values = [*where, "id<?"], [*values, before]
        sql = f"select {_COLUMNS} from history where {' and '.join(where)} order by id desc limit {int(limit)}"
        return tuple(_entry(row) for row in self._database.all(sql, *values))

    def counts(self, wanted: LogFilter, sought: Sequence[Sought] = ()) -> LogCounts:
        """How many lines there are by day, and how many of them are errors or ask for attention."""
        where, values = _where(replace(wanted, level=""), sought)
        where = where or ["1=1"]
        kept, kept_values = _level(wanted.level)
        sql = (
            f"select substr(at, 1, 10), sum(case when {_is_error()} then 1 else 0 end), "
            f"sum(case when {_is_warning()} then 1 else 0 end), "
            f"sum(case when {kept or '1=1'} then 1 else 0 end) "
            f"from history where {' and '.join(where)} group by 1"
        )
        marks = [*_ERROR_VALUES, *_WARNING_VALUES, *kept_values]
        rows = self._database.all(sql, *marks, *values)
        days = {date.fromisoformat(day): count for day, _errors, _warnings, count in rows if count}
        return LogCounts(days, sum(row[1] for row in rows), sum(row[2] for row in rows))

    def all_lines(self, wanted: LogFilter, sought: Sequence[Sought] = ()) -> Iterator[HistoryEntry]:
        """Every line, newest first, read in chunks."""
        before: int | None = None
        while True:
            found = self.lines(wanted, sought, before=before, limit=_CHUNK)
            yield from found
            if len(found) < _CHUNK:
                return
            before = found[-1].number

    def line(self, number: int) -> HistoryEntry | None:
        """One line."""
        row = self._database.one(f"select {_COLUMNS} from history where id=?", number)
        return _entry(row) if row else None

    def codes(self) -> tuple[str, ...]:
        """Codes of the sentences that the history holds."""
        return tuple(row[0] for row in self._database.all("select distinct code from history"))

    def newest(self) -> int:
        """Number of the newest line; 0 = there is none."""
        return int(self._database.one("select coalesce(max(id), 0) from history")[0])

    def addresses(self) -> Mapping[OpeningId, tuple[str, str]]:
        """(address, city) of every opening."""
        rows = self._database.all("select id, address, body from opening")
        return {row[0]: (row[1], str(json.loads(row[2]).get("city", ""))) for row in rows}

    def moves_of(self, task_id: int) -> tuple[str, ...]:
        """Journal keys of every handing over of that task, the newest first."""
        rows = self._database.all("select key from intent where key like ?", f"move:%:{int(task_id)}")
        return tuple(sorted((row[0] for row in rows), key=lambda key: -int(key.split(":")[1])))


def folded(text: str) -> str:
    """Without case; ё is written as е, as people do."""
    return text.casefold().replace("ё", "е")


def folded_facts(facts: str) -> str:
    """The values of stored facts, folded, without their names."""
    return folded(_NAME_OF_FACT.sub(" ", facts))


_ERROR_VALUES = tuple(sorted(WARNINGS))
_WARNING_VALUES = _ERROR_VALUES


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _is_error() -> str:
    return f"(event='problem' and code not in ({_marks(_ERROR_VALUES)}))"


def _is_warning() -> str:
    return f"code in ({_marks(_WARNING_VALUES)})"


def _level(level: str) -> tuple[str, tuple[str, ...]]:
    match level:
        case "late":
            return _is_error(), _ERROR_VALUES
        case "risk":
            return _is_warning(), _WARNING_VALUES
        case "any":
            return f"(event='problem' or {_is_warning()})", _WARNING_VALUES
    return "", ()


def _where(wanted: LogFilter, sought: Sequence[Sought]) -> tuple[list[str], list[object]]:
    where: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        where.append(condition)
        values.extend(given)

    if wanted.opening:
        add("opening=?", wanted.opening)
    if wanted.who == "engine":
        add("source='engine'")
    elif wanted.who == "people":
        add("source<>'engine'")
    if wanted.kinds:
        events = sorted(frozenset().union(*(KINDS[kind] for kind in wanted.kinds)))
        codes = sorted(frozenset().union(*(CODES.get(kind, frozenset()) for kind in wanted.kinds)))
        add(f"(event in ({_marks(events)}) or code in ({_marks(codes)}))", *events, *codes)
    if wanted.level:
        condition, given = _level(wanted.level)
        add(condition, *given)
    if wanted.since is not None:
        add("at>=?", wanted.since.isoformat())
    for one in sought:
        ways = ["instr(folded_facts(facts), ?) > 0"]
        found: list[object] = [one.word]
        if one.word.isdigit():
            ways.append("task_id=?")
            found.append(int(one.word))
        for column, names in (("opening", one.openings), ("user_id", one.people), ("code", one.codes)):
            if names:
                ways.append(f"{column} in ({_marks(names)})")
                found.extend(names)
        # What an index can answer stands first: the function is asked only where it has to be.
        add(f"({' or '.join([*ways[1:], ways[0]])})", *found[1:], found[0])
    return where, values


def _entry(row: Sequence[Any]) -> HistoryEntry:
    number, at, event, opening, step, round_, key, task_id, user_id, source, code, facts = row
    moment, text = datetime.fromisoformat(at), (code, json.loads(facts))
    return HistoryEntry(number, moment, event, opening, step, round_, key, task_id, user_id, source, text)
