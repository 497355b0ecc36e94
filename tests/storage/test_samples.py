"""The samples that durations are learnt from: finished tasks that count, by process and step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from outlet_desktop.cli.learning import learnt_from
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, TaskKey, TaskStatus
from outlet_desktop.domain.record import SeenTask
from outlet_desktop.domain.template import Step, Template
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage.store import SqliteStore

DAY = date(2026, 11, 24)
SAMARA = timezone(timedelta(hours=4))


def moment(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=SAMARA)


@pytest.fixture
def store():
    made = SqliteStore(":memory:")
    for number, process in enumerate(("one", "one", "two")):
        template = Template(process, process, 1, "A", steps=(Step("A"), Step("B")))
        opening = Opening("abc"[number] * 8, f"дом {number}", template, OpeningState.RUNNING, DAY, None, DAY)
        with made.transaction():
            made.add_opening(opening, 1.0)
    yield made
    made.close()


def put(store, number, opening, step, created, closed, **changes):
    status = TaskStatus.COMPLETED if closed else TaskStatus.IN_PROGRESS
    task = PortalTask(number, TaskKey(opening, step), step, status, 7, created, closed or created, closed_at=closed)
    seen = replace(SeenTask(task, step, 1, 0.0), **changes)
    with store.transaction():
        store.put_task(opening, seen)


def test_finished_tasks_count_by_process_whatever_the_opening(store):
    put(store, 1, "a" * 8, "A", moment(2), moment(5))
    put(store, 2, "b" * 8, "A", moment(2), moment(6))
    put(store, 3, "b" * 8, "B", moment(9), moment(9, 17))
    put(store, 4, "c" * 8, "A", moment(2), moment(27))
    found = learnt_from(store, SAMARA, russian_calendar())
    # 4 November is a holiday.
    assert {process: {step: one.days for step, one in steps.items()} for process, steps in found.items()} == {
        "one": {"A": (2, 3), "B": (0,)},
        "two": {"A": (18,)},
    }


def test_what_is_open_deleted_or_a_closed_twin_teaches_nothing(store):
    put(store, 1, "a" * 8, "A", moment(2), None)
    put(store, 2, "a" * 8, "A", moment(2), moment(5), is_gone=True)
    put(store, 3, "a" * 8, "A", moment(2), moment(5), is_ignored=True)
    assert store.finished_by_process() == {}


def test_moments_count_as_dates_of_the_portals_zone(store):
    # 22:00 UTC on Monday the 9th is Tuesday in Samara.
    put(store, 1, "a" * 8, "A", datetime(2026, 11, 9, 22, tzinfo=UTC), datetime(2026, 11, 10, 8, tzinfo=UTC))
    assert learnt_from(store, SAMARA, russian_calendar())["one"]["A"].days == (0,)
    assert learnt_from(store, UTC, russian_calendar())["one"]["A"].days == (1,)


def test_the_mark_changes_with_every_task(store):
    marks = [store.tasks_mark()]
    put(store, 1, "a" * 8, "A", moment(2), None)
    marks.append(store.tasks_mark())
    put(store, 1, "a" * 8, "A", moment(2), moment(5))
    marks.append(store.tasks_mark())
    assert len(set(marks)) == 3
    assert store.tasks_mark() == marks[-1]
