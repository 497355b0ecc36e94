"""Sums over all outlets that follow the changed ones are those counted over all of them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import gantt_sample as sample
import pytest

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.rows import Sort, grouped, standing
from outlet_desktop.ui.gantt.time_axis import DaysOff
from outlet_desktop.ui.gantt.totals import Scope, Totals

SCOPE = Scope(sample.TODAY, DaysOff(), "", 3)


def changed(row: OutletRow, chance: random.Random) -> OutletRow:
    by = timedelta(days=chance.randint(-9, 9))
    return replace(
        row,
        status=chance.choice(list(Status)),
        state=chance.choice((row.state, OpeningState.RUNNING, OpeningState.CANCELLED)),
        started_on=row.started_on + by,
        p80=row.p80 + by if row.p80 else None,
        target=row.target + by if row.target else None,
    )


@pytest.mark.parametrize("text", ["", "самара"])
def test_sums_follow_the_changed_rows(text: str) -> None:
    chance, rows, followed = random.Random(7), list(sample.ROWS), 0
    scope = replace(SCOPE, text=text)
    totals = Totals.of(rows, scope)
    for _ in range(400):
        places = chance.sample(range(len(rows)), chance.randint(0, 3))
        before = [rows[place] for place in places]
        for place in places:
            rows[place] = changed(rows[place], chance)
        found = totals.replaced(before, [rows[place] for place in places])
        totals = Totals.of(rows, scope)
        if found is not None:
            followed += 1
            assert found == totals
    assert followed > 200


@pytest.mark.parametrize("grouping", ["attention", "region", "process", "director", "stage", "none"])
@pytest.mark.parametrize("sort", [None, Sort("p80"), Sort("target", True)])
def test_a_row_that_stands_as_before_keeps_its_place(grouping: str, sort: Sort | None) -> None:
    chance, stayed = random.Random(3), 0
    rows = list(sample.ROWS)
    for _ in range(200):
        place = chance.randrange(len(rows))
        row = replace(rows[place], waiting=rows[place].waiting + 1)
        if chance.random() < 0.7:
            row = changed(row, chance)
        fresh = [*rows[:place], row, *rows[place + 1 :]]
        before, after = (
            [(name, [one.opening for one in inside]) for name, inside in grouped(some, grouping, sort, sample.TODAY)]
            for some in (rows, fresh)
        )
        if standing(rows[place], grouping, sort, sample.TODAY) == standing(row, grouping, sort, sample.TODAY):
            stayed += 1
            assert before == after
        rows = fresh
    assert stayed > 30
