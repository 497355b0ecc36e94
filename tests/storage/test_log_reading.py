"""Pages of the history: filters, search, counts; a long one is read in chunks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from outlet_desktop.domain.log import LogFilter
from outlet_desktop.domain.record import Happening
from outlet_desktop.storage.log_reading import LogReading, Sought, folded_facts
from outlet_desktop.storage.store import SqliteStore

SAMARA = timezone(timedelta(hours=4))
START = datetime(2026, 11, 20, 9, tzinfo=SAMARA)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "outlet.db")
    yield made
    made.close()


def add(store: SqliteStore, days: int, event: str, code: str, source: str = "engine", **facts: object) -> None:
    happening = Happening(event, "S01", 1, user_id=5, task_id=700 + days, code=code, facts=facts)
    store.add_history(START + timedelta(days=days), "aaaa2222", happening, source=source)


@pytest.fixture
def some(store: SqliteStore) -> SqliteStore:
    add(store, 0, "launched", "event.launched", "person", address="Московское ш., 185А")
    add(store, 1, "task_created", "event.task_created", step="Зарегистрировать кассу")
    add(store, 1, "problem", "portal.step_refused", step="Зарегистрировать кассу", text="нет прав")
    add(store, 2, "problem", "event.holder_absent", "portal", person="Марина Соколова")
    add(store, 3, "reason", "event.reason", "bot", reason="Ждём счёт")
    return store


def events(store: SqliteStore, wanted: LogFilter, *words: Sought) -> list[str]:
    return [entry.text[0] for entry in LogReading(store.database).lines(wanted, words)]


def test_lines_come_newest_first_and_a_page_goes_on_where_the_last_one_ended(some: SqliteStore) -> None:
    log = LogReading(some.database)
    first = log.lines(LogFilter(), limit=2)
    second = log.lines(LogFilter(), before=first[-1].number, limit=10)
    assert [entry.number for entry in (*first, *second)] == [5, 4, 3, 2, 1]
    assert [entry.number for entry in log.lines(LogFilter(), after=3)] == [5, 4]


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (LogFilter(who="engine"), ["portal.step_refused", "event.task_created"]),
        (LogFilter(who="people"), ["event.reason", "event.holder_absent", "event.launched"]),
        (LogFilter(level="late"), ["portal.step_refused"]),
        (LogFilter(level="risk"), ["event.holder_absent"]),
        (LogFilter(level="any"), ["event.holder_absent", "portal.step_refused"]),
        (LogFilter(kinds=frozenset({"tasks", "delays"})), ["event.reason", "event.task_created"]),
        (LogFilter(since=date(2026, 11, 22)), ["event.reason", "event.holder_absent"]),
        (LogFilter(opening="zzzz7777"), []),
    ],
)
def test_each_filter_lets_its_lines_through(some: SqliteStore, wanted: LogFilter, codes: list[str]) -> None:
    assert events(some, wanted) == codes


def test_a_word_is_found_in_facts_whatever_its_case_and_never_in_their_names(some: SqliteStore) -> None:
    assert events(some, LogFilter(), Sought("соколова")) == ["event.holder_absent"]
    assert events(some, LogFilter(), Sought("счет")) == ["event.reason"]  # written with ё
    assert events(some, LogFilter(), Sought("step")) == []
    assert "адрес" in folded_facts('{"address":"Адрес"}')


def test_a_word_is_also_the_number_of_a_task_an_outlet_a_person_or_the_words_of_a_sentence(some: SqliteStore) -> None:
    assert events(some, LogFilter(), Sought("703")) == ["event.reason"]
    assert len(events(some, LogFilter(), Sought("самара", openings=("aaaa2222",)))) == 5
    assert events(some, LogFilter(), Sought("создана", codes=("event.task_created",))) == ["event.task_created"]
    assert events(some, LogFilter(), Sought("касс"), Sought("прав")) == ["portal.step_refused"]


def test_counts_are_by_day_and_tell_errors_from_warnings(some: SqliteStore) -> None:
    counts = LogReading(some.database).counts(LogFilter())
    assert counts.days == {
        date(2026, 11, 20): 1, date(2026, 11, 21): 2, date(2026, 11, 22): 1, date(2026, 11, 23): 1,
    }  # fmt: skip
    assert (counts.total, counts.errors, counts.warnings) == (5, 1, 1)
    only = LogReading(some.database).counts(LogFilter(level="late"))
    assert (only.total, only.errors, only.warnings) == (1, 1, 1)


def test_a_hundred_thousand_lines_are_read_a_page_at_a_time(store: SqliteStore) -> None:
    with store.transaction():
        for number in range(100_000):
            happening = Happening("step_done", "S01", 1, code="event.step_done", facts={"step": f"Шаг {number % 40}"})
            store.add_history(START + timedelta(minutes=number), "aaaa2222", happening)
    log = LogReading(store.database)
    steps: list[int] = []
    store.database._connection.set_progress_handler(lambda: steps.append(1) and None, 1000)  # per 1,000 VM steps
    begun = time.perf_counter()
    page = log.lines(LogFilter(), before=60_000, limit=200)
    took = time.perf_counter() - begun
    store.database._connection.set_progress_handler(None, 0)
    print(f"a page of 200 of 100,000: {took * 1000:.1f} ms")
    assert len(page) == 200
    assert len(steps) < 20  # a scan of the table would be some hundred
    assert (
        sum(1 for _ in log.all_lines(LogFilter(since=date(2027, 1, 20))))
        == log.counts(LogFilter(since=date(2027, 1, 20))).total
    )
