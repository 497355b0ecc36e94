"""The office's part for the log: pages of the history, what stands behind a line, taking it back, export."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.domain.log import TO_WHOM, LogCounts, LogDetail, LogFilter, LogLine, LogPage, level_of
from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.record import Facts, HistoryEntry, Intent
from outlet_desktop.engine import explaining, taking_back
from outlet_desktop.problem import Problem
from outlet_desktop.storage.log_reading import LogReading, Sought, folded
from outlet_desktop.wording import sentence

T = TypeVar("T")
PAGE = 200
_PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class _Names:
    """Who and where, for one page."""

    addresses: Mapping[str, tuple[str, str]]
    people: Mapping[UserId, Person]
    program_id: UserId


class LogDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    _log: LogReading | None = None

    def log_page(
        self, wanted: LogFilter, lang: str, *, before: int | None = None, after: int = 0, limit: int = PAGE
    ) -> LogPage:
        """Lines with `after` < number < `before`, newest first."""
        with self._lock:
            log, names = self._history(), self._names()
            sought = _sought(wanted, lang, log, names)
            found = log.lines(wanted, sought, before=before, after=after, limit=limit + 1)
            return LogPage(tuple(_line(entry, names) for entry in found[:limit]), len(found) > limit)

    def log_counts(self, wanted: LogFilter, lang: str) -> LogCounts:
        """How many lines there are, by day and level."""
        with self._lock:
            log = self._history()
            return log.counts(wanted, _sought(wanted, lang, log, self._names()))

    def log_detail(self, number: int) -> LogDetail:
        """Everything known of one line. Problem `log.unknown_line`."""
        with self._lock:
            store, names = self._open(), self._names()
            entry = self._history().line(number)
            if entry is None:
                raise Problem("log.unknown_line", number=number)
            case = store.case(entry.opening) if entry.opening else None
            template = case.opening.template if case else None
            step = template.by_id.get(entry.step) if template else None
            row, offered = self._journal_row(entry), taking_back.offer(store, entry, case)
            return LogDetail(
                _line(entry, names),
                template.name if template else "",
                template.revision if template else 0,
                step.title if step else "",
                explaining.explain(entry, case, names.people),
                explaining.shown_request(row) if row is not None else None,
                offered,
                None if offered is not None else taking_back.why_not(entry),
                explaining.said(row) if row is not None else "",
            )

    def _journal_row(self, entry: HistoryEntry) -> Intent | None:
        keys = explaining.request_keys(entry)
        if entry.text[0] == "event.handed_over" and entry.task_id:
            keys = self._history().moves_of(entry.task_id)
        rows = (self._open().intent(key) for key in keys)
        return next((row for row in rows if row is not None and row.body), None)

    def take_back(self, number: int, reason: str = "") -> None:
        """Take a line back. Problems `log.*`, `replace.*`."""
        from outlet_desktop.portal.encode import body, call

        with self._lock, self._open().transaction():
            store = self._open()
            entry = self._history().line(number)
            if entry is None:
                raise Problem("log.unknown_line", number=number)
            case = store.case(entry.opening) if entry.opening else None
            hands = taking_back.Hands(
                time.time(),
                self._now(),
                lambda command: body(call(command)),
                store.forget_reason,
                store.working_hours(),
                lambda code, facts: sentence(code, facts, self._language),
            )
            taking_back.take_back(store, entry, case, reason, hands)
        self._changed_by_us()

    def export_log(self, wanted: LogFilter, path: str, lang: str) -> int:
        """Write the lines that the filter lets through as CSV or XLSX; their number. Problems `report.*`."""
        from outlet_desktop.report.log_sheet import write_log

        with self._lock:
            log, names = self._history(), self._names()
            sought = _sought(wanted, lang, log, names)
            lines = (_line(entry, names) for entry in log.all_lines(wanted, sought))
            return write_log(lines, Path(path), lang)

    def _history(self) -> LogReading:
        if self._log is None:
            self._log = LogReading(self._open().database)
        return self._log

    def _names(self) -> _Names:
        store = self._open()
        people = {person.user_id: person for person in store.people()}
        return _Names(self._history().addresses(), people, int(store.meta("program_id") or 0))


def _line(entry: HistoryEntry, names: _Names) -> LogLine:
    address, city = names.addresses.get(entry.opening, ("", ""))
    entry = replace(entry, text=_to_whom(entry, names))
    return LogLine(entry, level_of(entry.event, entry.text[0]), address, city, _who(entry, names))


def _to_whom(entry: HistoryEntry, names: _Names) -> tuple[str, Facts]:
    """The sentence of a message names who has got it, where that is known."""
    code, facts = entry.text
    user_id = facts.get("user_id")
    person = names.people.get(user_id) if isinstance(user_id, int) else None
    if person is None or code not in TO_WHOM:
        return entry.text
    return TO_WHOM[code], {**facts, "person": person.name}


def _who(entry: HistoryEntry, names: _Names) -> str:
    decider = names.people.get(entry.user_id or 0) if entry.event == "decided" else None
    if decider is not None:
        return decider.name  # the engine wrote it down, a person decided
    match entry.source:
        case "engine":
            return ""
        case "portal":
            return _PORTAL
        case "bot":
            user_id = entry.user_id
        case _:  # by the program's window, in the name of whoever holds the webhook
            user_id = names.program_id
    person = names.people.get(user_id or 0)
    return person.name if person else _PORTAL


def _sought(wanted: LogFilter, lang: str, log: LogReading, names: _Names) -> tuple[Sought, ...]:
    words = folded(wanted.text).replace("№", " ").split()
    if not words:
        return ()
    sentences = {code: folded(_plain(code, lang)) for code in log.codes()}
    return tuple(_one(word, sentences, names) for word in words)


def _one(word: str, sentences: Mapping[str, str], names: _Names) -> Sought:
    def such(texts: Iterable[tuple[T, str]]) -> tuple[T, ...]:
        return tuple(key for key, text in texts if word in text)

    openings = such((key, folded(" ".join(text))) for key, text in names.addresses.items())
    people = such((key, folded(person.name)) for key, person in names.people.items())
    codes = such((key, text) for key, text in sentences.items())
    # SQLite binds a few thousand values; a word that more addresses hold tells nothing.
    return Sought(word, openings[:400], people[:400], codes)


def _plain(code: str, lang: str) -> str:
    """A sentence's own words, without its facts."""
    return sentence(code, {}, lang).replace("…", " ") if code else ""
