"""The whole engine on a virtual clock, through kills, faults and people, seed by seed; and that it can fail.

`OUTLET_SEEDS=1000 pytest tests/engine/test_simulation.py` runs that many seeds; one that failed is replayed by
`python tests/engine/simulation.py SEED`.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace

import pytest
from simulation import Setting, report, simulate

BUDGET_S = 25.0  # without OUTLET_SEEDS: as many seeds as fit, but never fewer than LEAST
LEAST = 40


def test_kills_faults_and_people_break_no_promise():
    wanted = int(os.environ.get("OUTLET_SEEDS", "0"))
    until, results = time.monotonic() + BUDGET_S, []
    while len(results) < (wanted or LEAST) or (not wanted and time.monotonic() < until):
        results.append(simulate(len(results)))
    told = report(results)
    print(len(results), "seeds:", told)
    assert told["failed"] == {}, "replay: python tests/engine/simulation.py " + " ".join(map(str, told["failed"]))
    happened = (
        "kills late lost_request lost_answer cut limit one_limited made_but_refused reads_failed tasks closed reopened "
        "deleted copied deadlines_moved taps foreign_taps rework reject closed_by_stranger coordinator"
    )
    assert [name for name in happened.split() if not told.get(name)] == []


def test_a_seed_replays_to_the_letter():
    assert simulate(7) == simulate(7)


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        pytest.param(Setting(settle_s=0.0, late=0.7), "made twice", id="no settle time and late answers"),
        pytest.param(Setting(journal_first=False), "said twice", id="journal after the request"),
        pytest.param(Setting(journal_first=False, late=0.7), "made twice", id="journal after the request, late"),
    ],
)
def test_without_its_safeguards_the_engine_is_caught(setting, found):
    for seed in range(150):
        if any(text.startswith(found) for text in simulate(seed, setting).violations):
            assert not any(text.startswith(found) for text in simulate(seed, guarded(setting)).violations)
            return
    raise AssertionError(f"150 seeds and nothing was {found}")


def guarded(setting: Setting) -> Setting:
    """The same faults with the safeguards on."""
    return replace(setting, settle_s=150.0, journal_first=True)
