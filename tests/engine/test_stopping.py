"""Told to stop in the middle of a request, the engine still writes down what it was answered."""

from __future__ import annotations

import pytest

from outlet_desktop.domain.command import Unknown
from outlet_desktop.engine.loop import Driver
from outlet_desktop.engine.poll import poll
from outlet_desktop.engine.reconcile import reconcile
from outlet_desktop.problem import Problem


def stop_in(rig, method, then=lambda: None):
    """Stop while `method` of the portal is under way. Returns how many calls the portal gets from then on."""
    call, later = getattr(rig.portal, method), []

    def stopping(*args):
        rig.driver.stop()
        then()
        for name in ("send", "poll", "answers", "tasks"):
            setattr(rig.portal, name, lambda *_args, name=name: later.append(name))
        return call(*args)

    setattr(rig.portal, method, stopping)
    return later


@pytest.fixture
def decided(rig, sample):
    """The address has just been approved: next come the project and its first tasks."""
    rig.add(sample)
    rig.portal.close(rig.portal.of("S01")[0].id)
    rig.portal.wait(10)
    rig.driver.run(poll(rig.world))
    return rig


def test_the_answer_of_the_request_under_way_is_in_the_journal_and_nothing_more_is_sent(decided):
    later = stop_in(decided, "send")
    decided.driver.run(reconcile("aaaabbbb", decided.world))
    rows = {row.kind: row.state for row in decided.case.intents.values() if row.key.startswith("project:")}
    assert rows == {"CreateProject": "done"}
    assert decided.case.opening.project_id is not None
    assert later == []


def test_a_request_cut_off_on_stopping_is_written_down_as_unknown(decided):
    stop_in(decided, "send")
    send = decided.portal.send
    decided.portal.send = lambda bodies, deadline: [Unknown("cut")] * len(send(bodies, deadline))
    decided.driver.run(reconcile("aaaabbbb", decided.world))
    messages = [row for row in decided.case.intents.values() if row.kind in ("SendMessage", "CommentTask")]
    assert not [row.key for row in messages if row.state == "sent"]  # lost is told at once, not after the next start
    for name in ("send", "poll", "answers", "tasks"):
        decided.portal.__dict__.pop(name)
    decided.driver = Driver(decided.store, decided.portal)
    for _ in range(4):
        decided.step(60.0)
    assert len(decided.portal.projects) == 1
    assert len(decided.portal.created) == len(set(decided.portal.created))


def test_a_read_under_way_is_not_waited_for_any_further(decided):
    written = []
    transaction = decided.store.transaction

    def noted():
        written.append(1)
        return transaction()

    stop_in(decided, "answers", then=written.clear)
    decided.store.transaction = noted
    decided.driver.run(reconcile("aaaabbbb", decided.world))
    assert written == []


def test_a_send_that_ends_in_a_problem_does_not_keep_it_alive(decided):
    def closed(*_args):
        decided.driver.stop()
        raise Problem("portal.closed")

    decided.portal.send = closed
    decided.driver.run(reconcile("aaaabbbb", decided.world))
    assert {row.state for row in decided.case.intents.values() if row.key.startswith("project:")} == {"sent"}
