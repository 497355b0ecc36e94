"""What people change by hand on the portal is seen, logged, shown and respected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_desktop.domain.opening import OpeningState, StepState, TaskStatus


@pytest.fixture
def running(rig, sample):
    """An outlet whose address is approved: S02, S03 and S04 are open."""
    rig.add(sample)
    rig.close("S01")
    rig.step()
    return rig


def edit(rig, step, **changes):
    task = rig.portal.of(step)[-1]
    rig.portal._put(replace(task, **changes))
    rig.step()
    rig.step()
    return rig.portal.tasks_by_id[task.id]


def codes(rig):
    return [entry.text[0] for entry in rig.store.history() if entry.source == "portal"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("event.reassigned", {"responsible_id": 17}),
        ("event.renamed", {"title": "Позвонить собственнику"}),
        ("event.deferred", {"status": TaskStatus.DEFERRED}),
        ("event.moved_project", {"group_id": 4242}),
        ("event.moved_out", {"group_id": 0}),
    ],
)
def test_a_hand_edit_is_logged_once_kept_and_never_taken_back(running, code, changes):
    edit(running, "S02", **changes)
    for _ in range(20):
        running.step(60.0)
    running.reread()
    task = running.portal.of("S02")[-1]
    assert {name: getattr(task, name) for name in changes} == changes
    assert codes(running).count(code) == 1
    assert running.case.states["S02"] is StepState.OPEN
    running.close("S02", by=17)
    assert running.case.states["S02"] is StepState.DONE


def test_a_deadline_moved_by_hand_stays_and_is_the_forecast(running):
    moved = running.portal.of("S02")[-1].deadline + timedelta(days=9)
    edit(running, "S02", deadline=moved)
    running.step(600.0)
    assert running.portal.of("S02")[-1].deadline == moved
    assert codes(running).count("event.deadline_moved") == 1
    line = next(entry for entry in running.store.history() if entry.text[0] == "event.deadline_moved")
    assert line.text[1]["after"] == moved.date().isoformat()


def test_a_task_put_off_and_taken_up_again_is_told_twice(running):
    edit(running, "S02", status=TaskStatus.DEFERRED)
    edit(running, "S02", status=TaskStatus.PENDING)
    assert [code for code in codes(running) if code.startswith(("event.deferred", "event.resumed"))] == [
        "event.deferred",
        "event.resumed_task",
    ]


def test_our_own_move_of_a_decision_into_the_project_is_no_hand_edit(running):
    assert running.portal.of("S01")[0].group_id == running.case.opening.project_id
    assert not {"event.moved_project", "event.moved_out"} & set(codes(running))


def test_a_task_that_a_cancelled_opening_puts_off_is_no_hand_edit(running):
    with running.store.transaction():
        case = running.case
        cancelled = replace(case.opening, state=OpeningState.CANCELLED, reason="Передумали")
        running.store.save_case(cancelled, case.states, None, False)
        running.store.wake([cancelled.id])
    running.step()
    running.step()
    assert running.portal.of("S02")[0].status is TaskStatus.DEFERRED
    assert "event.deferred" not in codes(running)


def test_a_task_deleted_by_hand_is_a_question(running):
    running.step(70.0)  # long enough for every list to have shown it
    running.portal.delete(running.portal.of("S02")[0].id)
    running.reread()
    running.step()
    assert running.case.problem[0] == "step.gone"
    assert not running.portal.of("S02")


def test_a_step_renewed_after_its_successors_opened_is_a_conflict_until_it_is_closed_again(running):
    before = set(running.portal.open_steps())
    running.close("S03")
    opened = set(running.portal.open_steps()) - before
    running.close("S02")
    running.close("S04")
    opened = set(running.portal.open_steps()) - before
    assert opened
    tasks = dict(running.portal.tasks_by_id)
    for step in ("S02", "S03", "S04"):
        running.portal.reopen(running.portal.of(step)[-1].id)
    running.step()
    code, facts = running.case.problem
    assert code == "step.renewed_after"
    assert any(running.case.opening.template.by_id[step].title in facts["next"] for step in opened)
    assert running.case.opening.state is OpeningState.RUNNING
    assert set(running.portal.open_steps()) == opened | {"S02", "S03", "S04"}
    assert set(tasks) == set(running.portal.tasks_by_id)  # nothing made, nothing deleted
    assert all(running.portal.of(step)[-1].status is not TaskStatus.DEFERRED for step in opened)
    for step in ("S02", "S03", "S04"):
        running.close(step)
    assert running.case.problem is None
    assert running.events().count("mended") == 1


def twin_of(rig, step, **changes):
    first = rig.portal.of(step)[0]
    rig.portal.tasks_by_id[9999] = replace(first, id=9999, changed_at=rig.portal.now(), **changes)
    return first


def test_an_untouched_twin_is_closed_with_a_note(running):
    first = twin_of(running, "S02")
    running.step()
    running.step()
    assert running.portal.tasks_by_id[9999].is_done
    assert running.portal.tasks_by_id[9999].key is None
    assert [task for task, _text in running.portal.comments].count(9999) == 1
    assert not running.portal.tasks_by_id[first.id].is_done
    assert running.case.problem is None


TOUCHES = [
    {"status": TaskStatus.IN_PROGRESS},
    {"title": "Моя копия"},
    {"responsible_id": 17},
    {"status": TaskStatus.DEFERRED},
]


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_touched_twin_is_a_question_and_stays_as_it_is(running, touch):
    first = twin_of(running, "S02", **touch)
    for _ in range(5):
        running.step()
    code, facts = running.case.problem
    assert (code, facts["step_id"], facts["first"], facts["second"]) == ("step.twins", "S02", first.id, 9999)
    twin = running.portal.tasks_by_id[9999]
    assert twin.key is not None
    assert not twin.is_done
    assert not [text for task, text in running.portal.comments if task == 9999]


def answer(rig, step, task_id):
    """As `Office.keep_twin` does."""
    with rig.store.transaction():
        case = rig.case
        changed = replace(case.opening, kept={**case.opening.kept, step: task_id})
        rig.store.save_case(changed, case.states, case.problem, False)
        rig.store.wake([changed.id])
    for _ in range(3):
        rig.step()


@pytest.mark.parametrize("keeps_second", [False, True])
def test_the_answer_keeps_one_twin_and_the_other_loses_its_key_with_a_note(running, keeps_second):
    first = twin_of(running, "S02", status=TaskStatus.IN_PROGRESS)
    running.portal._put(replace(first, status=TaskStatus.IN_PROGRESS))
    running.step()
    kept, other = (9999, first.id) if keeps_second else (first.id, 9999)
    answer(running, "S02", kept)
    assert running.case.problem is None
    assert running.portal.tasks_by_id[kept].key is not None
    left = running.portal.tasks_by_id[other]
    assert left.key is None
    assert not left.is_done  # there is work in it: whoever did it closes it
    assert [task for task, _text in running.portal.comments].count(other) == 1
    running.portal.close(other)
    running.step()
    assert running.case.states["S02"] is StepState.OPEN
    running.portal.close(kept)
    running.step()
    assert running.case.states["S02"] is StepState.DONE


def test_a_finished_twin_counts_and_needs_no_question(running):
    first = twin_of(running, "S02")
    running.portal.tasks_by_id[9999] = replace(
        running.portal.tasks_by_id[9999], status=TaskStatus.COMPLETED, closed_at=running.portal.now(), closed_by=3
    )
    for _ in range(3):
        running.step()
    assert running.case.states["S02"] is StepState.DONE
    assert running.portal.tasks_by_id[first.id].key is None
    assert running.case.problem is None


def test_a_touched_twin_of_an_opening_that_is_over_is_no_question_any_more(running):
    twin_of(running, "S02", status=TaskStatus.IN_PROGRESS)
    with running.store.transaction():
        case = running.case
        over = replace(case.opening, state=OpeningState.CANCELLED, reason="передумали")
        running.store.save_case(over, case.states, None, False)
        running.store.wake([over.id])
    for _ in range(5):
        running.step()
    twin = running.portal.tasks_by_id[9999]
    assert twin.key is None
    assert running.case.problem is None
    assert [task for task, _text in running.portal.comments].count(9999) == 1


# ------------------------------------------------------------------------------ a key that somebody has emptied


def test_a_task_without_its_key_is_followed_by_every_poll_so_its_renewal_holds_its_successors_back(running):
    """No list asked for by keys shows it, and the next full re-read may be ten minutes away."""
    assert [flow.source for flow in running.case.opening.template.incoming["S06"]] == ["S02", "S04"]
    task = running.portal.of("S02")[-1]
    running.portal._put(replace(task, key=None))
    running.reread()  # the engine learns that the key is gone
    running.portal.close(task.id)
    running.step()
    assert running.case.states["S02"] is StepState.DONE
    running.portal.reopen(task.id)
    running.portal.close(running.portal.of("S04")[-1].id)
    running.step()
    assert running.case.states["S02"] is StepState.OPEN
    assert running.portal.of("S06") == []
    running.portal.close(task.id)
    running.step()
    assert len(running.portal.of("S06")) == 1


def test_only_a_task_without_its_key_costs_a_poll_a_second_request(running):
    asked = []
    tasks = running.portal.tasks
    running.portal.tasks = lambda ids: asked.append(tuple(ids)) or tasks(ids)
    running.step()
    assert asked == []
    task = running.portal.of("S02")[-1]
    running.portal._put(replace(task, key=None))
    running.reread()
    asked.clear()
    running.step()
    running.step()
    assert asked == [(task.id,)] * 2
