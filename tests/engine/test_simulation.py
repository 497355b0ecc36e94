"""The whole engine on a virtual clock, through kills, faults and people, seed by seed.

`OUTLET_SEEDS=1000 pytest tests/engine/test_simulation.py` runs that many seeds of each configuration; one that failed
is replayed by `python tests/engine/simulation.py --configuration NAME SEED`.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from configurations import CONFIGURATIONS
from fake_portal import START
from faulty_portal import FaultyPortal
from portal_truth import Truth
from proof import failures, prove, table
from simulation import named, simulate

from outlet_desktop.domain.command import NotExecuted
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, TaskKey, TaskStatus
from outlet_desktop.domain.template import Flow, StepKind

DAY = date(2026, 11, 24)
NAMES = [*CONFIGURATIONS, "restored"]
HAPPENS = (
    "kills freezes late lost_request lost_answer late_answer answers_repeated cut answer_5xx answer_html limit_503 "
    "limit_429 expired_401 rights_expired one_limited made_but_refused reads_failed restored tasks closed reopened "
    "deleted wiped copied deadlines_moved taps foreign_taps rework reject closed_by_stranger coordinator "
    "put_back hours_changed"
)
SEEDS = int(os.environ.get("OUTLET_SEEDS", "100"))  # of each configuration


def test_no_configuration_of_faults_breaks_a_promise():
    found = prove(NAMES, SEEDS, processes=2, patience_s=600)
    print("\n".join(table(found)))
    assert failures(found) == []
    happened = sum(found.values(), start=Counter[str]())
    assert [what for what in HAPPENS.split() if not happened[what]] == []
    assert found["calm"]["messages_lost"] == found["two engines, calm"]["messages_lost"] == 0


def test_a_seed_replays_to_the_letter():
    assert simulate(7, named("everything")) == simulate(7, named("everything"))


# ------------------------------------------------------------------------ what the seeds have found


def copy_of(rig, task):
    """A person copies a task, its key included."""
    rig.portal.tasks_by_id[9999] = replace(task, id=9999, changed_at=rig.portal.now())


def test_a_twin_finished_while_it_is_being_closed_does_not_take_the_first_task_with_it(rig, sample):
    rig.add(sample)
    rig.close("S01")
    first = rig.portal.of("S02")[0]
    copy_of(rig, first)
    rig.portal.faults = ["lost"] * 3  # its key is to be taken off; nobody knows whether it was
    rig.step()
    rig.portal.close(9999)
    for _ in range(3):
        rig.step()
    assert rig.portal.tasks_by_id[9999].key is None
    assert rig.portal.tasks_by_id[first.id].key is not None
    assert not rig.portal.tasks_by_id[first.id].is_done
    assert rig.case.states["S02"] is StepState.OPEN


def test_a_twin_is_not_completed_before_its_key_is_off(rig, sample, monkeypatch):
    rig.add(sample)
    rig.close("S01")
    first = rig.portal.of("S02")[0]
    copy_of(rig, first)
    execute, limited = rig.portal._execute, []

    def refuse_once(body):
        if "UpdateTask" in body and body["UpdateTask"].get("xml_id") == "" and not limited:
            limited.append(body)
            return NotExecuted("OPERATION_TIME_LIMIT")
        return execute(body)

    monkeypatch.setattr(rig.portal, "_execute", refuse_once)
    rig.step()
    assert limited
    assert not rig.portal.tasks_by_id[9999].is_done
    rig.step()
    assert rig.portal.tasks_by_id[9999].is_done
    assert rig.case.states["S02"] is StepState.OPEN


def test_a_confirmation_tapped_in_the_poll_that_brings_a_rejection_is_not_left_open(rig, sample):
    confirmation = next(step for step in sample.steps if step.kind is StepKind.CONFIRMATION)
    approval = replace(sample.by_id["S01"], id="A1")
    confirmation = replace(confirmation, id="C1", condition="")
    template = replace(sample, goal="C1", steps=(approval, confirmation), flows=())
    opening = rig.add(template)
    rig.step()
    asked, confirmed = rig.portal.of("A1")[0], rig.portal.of("C1")[0]
    rig.portal.press(confirmed.responsible_id, f"{opening.id}:C1:1:confirm")
    rig.portal.tick(asked.id, next(outcome.label for outcome in approval.outcomes if outcome.id == "reject"))
    rig.portal.close(asked.id)
    for _ in range(3):
        rig.step()
    assert rig.case.opening.state is OpeningState.REJECTED
    assert rig.portal.tasks_by_id[confirmed.id].status in (TaskStatus.COMPLETED, TaskStatus.DEFERRED)


def test_an_opening_cancelled_before_any_task_is_finished_for_the_engine(rig, sample):
    rig.portal.faults = ["limit"]
    rig.add(sample)
    assert not rig.portal.created
    changed = replace(rig.case.opening, state=OpeningState.CANCELLED)
    with rig.store.transaction():
        rig.store.save_case(changed, rig.case.states, None, False)
        rig.store.wake([changed.id])
    rig.step()
    assert rig.case.is_finished
    assert not rig.portal.created


def test_a_project_whose_answer_never_came_is_found_and_archived_when_the_opening_is_rejected(rig, sample):
    ask, other = (replace(sample.by_id["S01"], id=name) for name in ("A1", "A2"))
    task = replace(sample.by_id["S02"], id="T1", condition="")
    template = replace(sample, goal="T1", steps=(ask, other, task), flows=(Flow("A1", "T1"),))
    rig.add(template)
    rig.portal.faults = ["late"] * 3
    rig.close("A1")
    assert len(rig.portal.projects) == 1
    assert rig.case.opening.project_id is None
    rig.portal.tick(rig.portal.of("A2")[0].id, next(o.label for o in other.outcomes if o.id == "reject"))
    rig.close("A2")
    assert rig.case.opening.state is OpeningState.REJECTED
    for _ in range(20):
        rig.step()
    assert rig.portal.closed_projects == set(rig.portal.projects)
    assert "outlet:aaaabbbb:T1:1" not in rig.portal.created


# ------------------------------------------------------------------------ what the oracle counts apart


class Prompt(random.Random):
    """A portal's chance without lag."""

    def random(self) -> float:
        return 0.9


@pytest.fixture
def judged(sample):
    """The portal's own record and the truth of an opening whose S02 and S04 are open; then S02 is closed and shown."""
    portal = FaultyPortal(Prompt(0))
    opening = Opening("aaaabbbb", "ул. Ленина, 10", sample, OpeningState.RUNNING, DAY, DAY, DAY)
    truth = Truth(opening, frozenset(), portal)
    for number, step in enumerate(("S01", "S02", "S04"), 101):
        key = TaskKey(opening.id, step, 1)
        portal._put(PortalTask(number, key, step, TaskStatus.PENDING, 2, portal.now(), portal.now()))
    portal.close(101)
    portal.close(102)
    portal.poll(START, None)
    return portal, truth, TaskKey(opening.id, "S06", 1)


def test_a_renewal_that_a_poll_could_show_is_not_counted_apart(judged):
    portal, truth, successor = judged
    portal.close(103)
    portal.reopen(102)
    assert not truth.hides(successor, portal.clock_s)


def test_a_renewal_hidden_by_an_emptied_key_is_counted_apart_until_the_loss_could_be_known(judged):
    portal, truth, successor = judged
    portal.wait(30)
    portal.reopen(102)
    portal.wipe(102)
    portal.close(103)
    portal.wait(30)
    portal.poll(START, None)
    assert truth.hides(successor, portal.clock_s)
    assert not truth.hides(TaskKey("aaaabbbb", "S08", 1), portal.clock_s)  # early for another reason as well
    portal.tasks([102])  # the re-read shows it without its key, and open
    portal.wait(1)
    assert not truth.hides(successor, portal.clock_s)


def test_a_renewal_crosses_an_answer_given_to_the_program_only_until_a_list_could_show_it(judged):
    portal, truth, successor = judged
    portal.delete(103)
    portal.wait(30)
    before = portal.clock_s
    portal.wait(1)
    portal.reopen(102)
    portal.wait(1)
    assert not truth.crosses(successor, before)  # nobody has answered
    truth.left_out.add("S04")
    truth.mark(portal.clock_s)
    assert not truth.allows(successor, before)  # at no moment was everything right
    assert truth.crosses(successor, before)
    assert not truth.crosses(TaskKey("aaaabbbb", "S08", 1), before)  # early for another reason as well
    assert not truth.crosses(replace(successor, round=2), before)
    assert not truth.crosses(successor, portal.clock_s)  # it could be known


@pytest.mark.parametrize(("lag_s", "is_crossed"), [(0.0, False), (3.0, True)])
def test_two_answers_are_crossed_only_where_the_poll_of_the_tap_still_shows_the_task_open(sample, lag_s, is_crossed):
    portal = FaultyPortal(Prompt(0))
    key = TaskKey("aaaabbbb", "S01", 1)
    portal._put(PortalTask(101, key, "S01", TaskStatus.PENDING, 2, portal.now(), portal.now()))
    portal.wait(60)
    portal.close(101)
    portal.wait(1)
    portal.press(2, f"{key.opening}:S01:1:approve")
    if lag_s:
        portal.rng = random.Random(0)
        portal.rng.random = lambda: 0.0  # type: ignore[method-assign]
        portal.rng.uniform = lambda _low, _high: lag_s  # type: ignore[method-assign]
    portal.poll(START, None)
    assert portal.crossed == ({key.opening} if is_crossed else set())
