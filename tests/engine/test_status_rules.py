"""The status of an outlet, as a table: the first rule that matches wins (tolerance 3 working days)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from outlet_desktop.domain.opening import Opening, OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind, Template
from outlet_desktop.engine.standing import TOLERANCE, outlet_status
from outlet_desktop.schedule.forecast import Forecast
from outlet_desktop.schedule.gantt import StepRow
from outlet_desktop.schedule.workdays import russian_calendar

CALENDAR = russian_calendar()
TARGET = date(2026, 12, 18)  # a Friday; the year ends with days off from 31.12
RUNNING, DECIDING, PAUSED, STOPPED = (
    OpeningState.RUNNING,
    OpeningState.DECIDING,
    OpeningState.PAUSED,
    OpeningState.STOPPED,
)


@dataclass(frozen=True)
class Row:
    """One line of the table. `p50`, `p80`: working days after the target."""

    name: str
    expected: Status
    state: OpeningState = RUNNING
    p50: int | None = 0
    p80: int | None = 0
    blocked: str = ""  # step of an overdue confirmation
    late: str = ""  # step of another overdue task
    reached: date | None = None
    target: date | None = TARGET
    project: int | None = 7


TABLE = (
    Row("in time", Status.ACTIVE),
    Row("well before the target", Status.ACTIVE, p50=-9, p80=-1),
    Row("P80 within the tolerance", Status.ACTIVE, p80=3),
    Row("P80 beyond the tolerance", Status.RISK, p80=4),
    Row("P50 a day late", Status.RISK, p50=1, p80=1),
    Row("P50 late within the tolerance", Status.RISK, p50=3, p80=9),
    Row("P50 beyond the tolerance", Status.LATE, p50=4, p80=9),
    Row("an overdue task alone is no status", Status.ACTIVE, late="drive"),
    Row("an overdue confirmation on the way to the goal", Status.BLOCKED, p50=9, p80=12, blocked="drive"),
    Row("the same although everything is in time", Status.BLOCKED, blocked="drive"),
    Row("an overdue confirmation that gates nothing", Status.LATE, p50=9, p80=12, blocked="aside"),
    Row("waiting for the director", Status.IDLE, DECIDING, p50=20, p80=30),
    Row("waiting for the director, a confirmation overdue", Status.IDLE, DECIDING, blocked="drive"),
    Row("a draft", Status.IDLE, OpeningState.DRAFT, p50=20, p80=30),
    Row("rejected", Status.IDLE, OpeningState.REJECTED, p50=None, p80=None),
    Row("cancelled", Status.IDLE, OpeningState.CANCELLED, p50=None, p80=None),
    Row("the goal reached", Status.DONE, reached=TARGET, p50=9, p80=None),
    Row("the goal reached late, a confirmation overdue", Status.DONE, reached=TARGET, blocked="drive"),
    Row("done", Status.DONE, OpeningState.DONE),
    Row("resting before its project", Status.IDLE, PAUSED, p50=9, p80=9, project=None),
    Row("resting with a project is judged by its dates", Status.LATE, PAUSED, p50=9, p80=9),
    Row("stopped is judged by its dates", Status.RISK, STOPPED, p50=2, p80=3),
    Row("without a target", Status.ACTIVE, target=None, p50=9, p80=9),
    Row("without a simulation", Status.ACTIVE, p50=None, p80=None),
    Row("without P80", Status.ACTIVE, p80=None),
)


def step(name: str, status: Status, kind: StepKind) -> StepRow:
    return StepRow(name, name, kind, "", "", "", StepState.OPEN, status, overdue_days=5)


@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_the_first_rule_that_matches_gives_the_status(row: Row) -> None:
    start = date(2026, 10, 5)
    opening = Opening("a" * 8, "ул. Мира, 1", Template("t", "T"), row.state, start, row.target, start)
    opening = Opening(**{**vars(opening), "project_id": row.project})
    steps = []
    if row.blocked:
        steps.append(step(row.blocked, Status.BLOCKED, StepKind.CONFIRMATION))
    if row.late:
        steps.append(step(row.late, Status.LATE, StepKind.TASK))
    forecast = Forecast({}, None, {}, frozenset(), ("drive",))
    days = [CALENDAR.add(TARGET, n) if n is not None else None for n in (row.p50, row.p80)]
    found = outlet_status(opening, steps, forecast, days[0], days[1], row.target, CALENDAR, row.reached)
    assert found is row.expected


def test_the_tolerance_counts_working_days_over_the_holidays() -> None:
    """Three working days after Wednesday, 30 December 2026 come only on 13 January."""
    assert TOLERANCE == 3
    target = date(2026, 12, 30)
    start = date(2026, 10, 5)
    opening = Opening("a" * 8, "ул. Мира, 1", Template("t", "T"), RUNNING, start, target, start)
    nothing = Forecast({}, None, {}, frozenset(), ())
    for p50, expected in (
        (date(2027, 1, 8), Status.ACTIVE),  # a day off: not a working day late
        (date(2027, 1, 11), Status.RISK),
        (date(2027, 1, 13), Status.RISK),
        (date(2027, 1, 14), Status.LATE),
    ):
        assert outlet_status(opening, (), nothing, p50, p50, target, CALENDAR, None) is expected, p50


def test_a_critical_confirmation_beside_the_driving_chain_blocks_too() -> None:
    opening = Opening("a" * 8, "x", Template("t", "T"), RUNNING, TARGET, TARGET, TARGET)
    rows = [step("equal", Status.BLOCKED, StepKind.CONFIRMATION)]
    forecast = Forecast({}, None, {}, frozenset({"equal"}), ("drive",))
    assert outlet_status(opening, rows, forecast, TARGET, TARGET, TARGET, CALENDAR, None) is Status.BLOCKED
