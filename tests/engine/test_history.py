"""History is only ever added to, whatever happens to an opening."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.problem import Problem

FORBIDDEN = (sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)


@pytest.fixture
def sealed(rig):
    """The file itself refuses to change or to remove a line of history."""

    def allow(action, table, *_more):
        return sqlite3.SQLITE_DENY if action in FORBIDDEN and table == "history" else sqlite3.SQLITE_OK

    rig.store.database._connection.set_authorizer(allow)
    return rig


def test_the_seal_holds(sealed, sample):
    sealed.add(sample)
    for change in ("update history set event='x'", "delete from history"):
        with pytest.raises((sqlite3.DatabaseError, Problem)):
            sealed.store.database.run(change)


def test_an_opening_that_goes_through_everything_only_adds_lines(sealed, sample):
    lines = []

    def grown():
        now = sealed.store.history()
        assert now[: len(lines)] == tuple(lines)
        lines[:] = now

    sealed.add(sample)
    grown()
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08"):
        sealed.close(step)
        grown()
    sealed.portal._put(replace(sealed.portal.of("S09")[-1], responsible_id=17, title="Иначе"))
    sealed.portal.delete(sealed.portal.of("S10")[-1].id)
    sealed.portal.wait(120)
    sealed.reread()
    grown()
    with sealed.store.transaction():
        opening = replace(sealed.case.opening, rounds={**sealed.case.opening.rounds, "S10": 2})
        sealed.store.save_case(opening, sealed.case.states, sealed.case.problem, False)
        sealed.store.wake([opening.id])
    sealed.step()
    sealed.close("S10")
    sealed.close("S09", by=17)
    sealed.portal.press(sealed.portal.of("S11")[-1].responsible_id, "aaaabbbb:S11:1:rework")
    sealed.step()
    sealed.portal.say(sealed.portal.of("S11")[0].responsible_id, "Дорого")
    sealed.step()
    grown()
    for step in ("S09", "S10"):
        sealed.close(step)
    sealed.portal.reopen(sealed.portal.of("S02")[-1].id)
    sealed.step()
    sealed.portal.press(sealed.portal.of("S11")[-1].responsible_id, "aaaabbbb:S11:2:reject")
    sealed.step()
    sealed.step()
    grown()
    assert sealed.case.opening.state is OpeningState.REJECTED
    told = {entry.event for entry in lines}
    assert told >= {
        *("question", "decided", "project_created", "step_opened", "task_created", "step_done", "step_reset"),
        *("reassigned", "hand_edit", "reason", "problem", "mended", "opening_rejected"),
    }
    assert all(entry.text[0] for entry in lines)
