"""Cases read together for the screen: rows made of them are those of cases read one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from outlet_desktop.domain.record import Answer, Delay, FieldValue, Intent
from outlet_desktop.engine.standing import Standings
from outlet_desktop.engine.world import context_of, surroundings_of
from outlet_desktop.storage.shown_cases import shown_cases

DAY = 86_400.0


def lived(rig, sample):
    """An opening in the middle of its work, another one beside it, and a twin that is being closed."""
    rig.add(sample)
    for step in ("S01", "S02", "S03"):
        if rig.portal.of(step):
            rig.close(step)
    rig.portal.wait(20 * DAY)
    rig.step()
    other = replace(rig.case.opening, id="ccccdddd", address="ул. Мира, 2", target_on=date(2027, 5, 5), project_id=None)
    store, now = rig.store, rig.portal.now()
    store.add_opening(other, rig.portal.clock())
    first = rig.case.tasks[0]
    task = first.task
    store.put_task(rig.case.opening.id, replace(first, task=replace(task, id=task.id + 100_000), first_seen=1.0))
    store.put_answer(task.id, task.changed_at.isoformat(), Answer(task.id, ("да",)))
    store.database.run(
        "insert into delay(opening, step, round, day, reason, words, user_id, at, source) "
        "values(?,?,1,?,?,?,7,?,'bot')",
        rig.case.opening.id, "S04", now.date().isoformat(), "", "ждём ключи", now.isoformat(),
    )  # fmt: skip
    store.database.run(
        "insert into field_value(opening, step, round, field, value, user_id, at, source) values(?,?,1,?,?,7,?,'bot')",
        rig.case.opening.id, "S04", "paid_on", "2026-12-01", now.isoformat(),
    )  # fmt: skip
    for key in (f"twin:{rig.case.opening.id}:{task.id + 100_000}:key", f"move:1:{task.id}"):
        store.database.run(
            "insert into intent(key, opening, step, kind, body, state, done_at) values(?,?,'S01','X','{}','done',1.0)",
            key,
            rig.case.opening.id,
        )


def test_cases_read_together_are_the_cases_but_for_the_journal(rig, sample):
    lived(rig, sample)
    ids = rig.store.opening_ids()
    found = shown_cases(rig.store, [*ids, "nobody00"])
    assert set(found) == set(ids)
    for opening in ids:
        whole = rig.store.case(opening)
        kept = {key: row for key, row in whole.intents.items() if key.startswith(("twin:", "move:"))}
        assert found[opening] == replace(whole, intents=kept)
    journal = found[ids[0]].intents
    assert {key.partition(":")[0] for key in journal} == {"twin", "move"}
    assert all(isinstance(row, Intent) for row in journal.values())
    assert found[ids[0]].delays[0] == Delay(
        "S04", 1, rig.portal.now().date(), "", "ждём ключи", 7, rig.portal.now(), "bot"
    )
    assert isinstance(found[ids[0]].fields[("S04", 1)]["paid_on"], FieldValue)


def test_rows_of_cases_read_together_are_those_of_cases_read_one_by_one(rig, sample):
    lived(rig, sample)
    around = surroundings_of(rig.store, rig.world)
    people = {person.user_id: person for person in rig.store.people()}
    for opening, case in shown_cases(rig.store, rig.store.opening_ids()).items():
        whole = rig.store.case(opening)
        together = Standings(rig.world.calendar, 300).row(case, context_of(rig.store, case, rig.world, around), people)
        alone = Standings(rig.world.calendar, 300).row(whole, context_of(rig.store, whole, rig.world), people)
        assert together == alone
        assert together.steps
    assert shown_cases(rig.store, []) == {}
