"""A copy put back in the place of the store looks before it sends anything."""

from __future__ import annotations

import sqlite3

import pytest

from outlet_desktop.engine.digest import digest
from outlet_desktop.engine.handing_over import begin, hand_over
from outlet_desktop.engine.loop import Driver
from outlet_desktop.engine.poll import connect
from outlet_desktop.engine.reconcile import reconcile
from outlet_desktop.storage.restoring import mark_restored
from outlet_desktop.storage.store import SqliteStore

SETTLE_S = 150.0


def copy_of(store):
    made = sqlite3.connect(":memory:")
    store.database._connection.backup(made)
    return made


def put_back(rig, copy):
    copy.backup(rig.store.database._connection)
    copy.close()
    mark_restored(rig.store, rig.portal.clock())


def live(rig, seconds=10.0):
    rig.step(seconds)
    rig.driver.run(hand_over(rig.world))
    rig.driver.run(digest(rig.world))


@pytest.fixture
def restored(rig, sample):
    """Copied while the director was asked; then approved, three tasks made; then the copy is put back."""
    rig.add(sample)
    copy = copy_of(rig.store)
    rig.close("S01")
    rig.step()
    assert rig.portal.open_steps() == {"S02", "S03", "S04"}
    put_back(rig, copy)
    assert rig.case.opening.project_id is None
    return rig


def test_nothing_is_sent_until_a_snapshot_begun_after_that_moment_and_grace(restored):
    sent = []
    send = restored.portal.send
    restored.portal.send = lambda bodies, deadline: sent.append(restored.portal.clock()) or send(bodies, deadline)
    with restored.store.transaction():
        begin(restored.store, 2, 15, restored.portal.clock(), restored.portal.now())  # tasks that have to move
    began = restored.portal.clock()
    for _ in range(40):
        live(restored)
    assert sent
    assert min(sent) > began + SETTLE_S
    assert float(restored.store.meta("snapshot_at")) > began + SETTLE_S


def test_what_was_made_since_the_copy_is_found_and_not_made_again(restored):
    for _ in range(40):
        live(restored)
    made = restored.portal.created
    assert len(made) == len(set(made))
    assert restored.case.opening.project_id in restored.portal.projects
    assert len(restored.portal.projects) == 1
    assert {restored.case.states[step].value for step in ("S02", "S03", "S04")} == {"open"}


def test_a_snapshot_from_before_does_not_count(restored):
    """The newest snapshot of the copy itself is older than the copying, whatever the clock says."""
    restored.portal.wait(SETTLE_S + 60)  # time alone is not enough
    made = len(restored.portal.created)
    for opening in restored.store.opening_ids():
        restored.driver.run(reconcile(opening, restored.world))
    assert len(restored.portal.created) == made


def test_an_opening_launched_after_it_does_not_wait(restored, sample):
    restored.portal.wait(1)
    restored.add(sample, id="ccccdddd", address="ул. Мира, 3")
    assert [str(task.key) for task in restored.portal.of("S01") if task.key.opening == "ccccdddd"]


def test_a_copy_that_was_never_connected_looks_back_to_before_its_first_opening(rig, sample):
    young = SqliteStore(":memory:")
    opening = rig.add(sample)
    with young.transaction():
        young.add_opening(opening, rig.portal.clock() - 60)
    rig.close("S01")
    rig.step()
    rig.store.close()
    rig.store = young
    rig.driver = Driver(young, rig.portal)
    mark_restored(young, rig.portal.clock())
    rig.driver.run(connect(rig.world))
    for _ in range(40):
        live(rig)
    made = rig.portal.created
    assert len(made) == len(set(made))
    assert {rig.case.states[step].value for step in ("S02", "S03", "S04")} == {"open"}
