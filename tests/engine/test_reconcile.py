"""An opening moves by itself: from the director's question to the archived project."""

from __future__ import annotations

from collections import Counter

import pytest

from outlet_desktop.domain.opening import OpeningState, StepState, TaskStatus


def test_a_launch_asks_the_director_and_nothing_else(rig, sample):
    rig.add(sample)
    assert rig.portal.created == ["outlet:aaaabbbb:S01:1"]
    task = rig.portal.of("S01")[0]
    assert task.title.endswith("— ул. Ленина, 10")
    assert [title for _, title, _ in rig.portal.items[task.id]] == ["На доработку", "Отклонить и закрыть"]
    assert rig.portal.messages[0][1] == task.responsible_id
    assert not rig.portal.projects


def test_approval_by_closing_the_task_makes_the_project_then_its_first_three_tasks(rig, sample):
    rig.add(sample)
    rig.close("S01")
    assert rig.portal.created[1] == "project:aaaabbbb"
    assert rig.portal.created[2:] == [f"outlet:aaaabbbb:{step}:1" for step in ("S02", "S03", "S04")]
    project = next(iter(rig.portal.projects))
    assert rig.portal.projects[project] == ("ул. Ленина, 10", "outlet-aaaabbbb")
    assert {rig.portal.of(step)[0].group_id for step in ("S01", "S02", "S03", "S04")} == {project}
    assert rig.case.opening.state is OpeningState.RUNNING


def test_a_tap_on_the_button_counts_like_closing_the_task(rig, sample):
    rig.add(sample)
    director = rig.portal.of("S01")[0].responsible_id
    rig.portal.press(director, "aaaabbbb:S01:1:approve")
    rig.step()
    rig.step()
    assert rig.portal.of("S01")[0].is_done
    assert rig.portal.open_steps() == {"S02", "S03", "S04"}
    assert any("Фамилия" in text for _, text in rig.portal.comments)


def test_somebody_elses_tap_is_answered_and_changes_nothing(rig, sample):
    rig.add(sample)
    rig.portal.press(17, "aaaabbbb:S01:1:approve")
    rig.step()
    assert rig.portal.open_steps() == {"S01"}
    assert rig.portal.messages[-1][1] == 17


def test_somebody_elses_completion_becomes_a_question(rig, sample):
    rig.add(sample)
    rig.close("S01", by=17)
    assert rig.case.problem[0] == "decision.foreign"
    assert rig.case.opening.state is OpeningState.STOPPED
    rig.portal.reopen(rig.portal.of("S01")[0].id)
    rig.step()
    rig.close("S01")
    assert rig.case.problem is None
    assert rig.portal.open_steps() == {"S02", "S03", "S04"}


def test_rejection_before_the_project_closes_the_opening(rig, sample):
    rig.add(sample)
    task = rig.portal.of("S01")[0]
    rig.portal.tick(task.id, "Отклонить и закрыть")
    rig.portal.results[task.id] = ["Далеко от остановки"]
    rig.close("S01")
    assert rig.case.opening.state is OpeningState.REJECTED
    assert rig.case.opening.reason == "Далеко от остановки"
    assert not rig.portal.projects
    assert "opening_rejected" in rig.events()


def test_two_ticks_are_asked_again(rig, sample):
    rig.add(sample)
    task = rig.portal.of("S01")[0]
    rig.portal.tick(task.id, "Отклонить и закрыть")
    rig.portal.tick(task.id, "На доработку")
    rig.close("S01")
    assert rig.case.problem[0] == "decision.ambiguous"


def test_sent_back_to_the_initiator_waits_for_a_correction(rig, sample):
    rig.add(sample)
    director = rig.portal.of("S01")[0].responsible_id
    rig.portal.press(director, "aaaabbbb:S01:1:rework")
    rig.step()
    rig.step()
    assert rig.case.opening.state is OpeningState.DRAFT
    assert rig.portal.created == ["outlet:aaaabbbb:S01:1"]
    rig.portal.say(director, "Март поздно")
    rig.step()
    assert rig.case.opening.on_hold == {"S01": "Март поздно"}


def run_to_the_end(rig, limit=400):
    for _ in range(limit):
        open_steps = sorted(rig.portal.open_steps())
        if not open_steps:
            return
        rig.close(open_steps[0])
    raise AssertionError("it does not end")


def test_every_step_gets_one_task_after_its_inputs_were_closed(rig, sample):
    rig.add(sample)
    run_to_the_end(rig)
    expected = {step.id for step in sample.steps if step.kind != "milestone"}
    made = Counter(key.split(":")[2] for key in rig.portal.created if key.startswith("outlet:"))
    assert made == dict.fromkeys(expected, 1)
    assert rig.case.opening.state is OpeningState.DONE
    assert rig.case.is_finished
    assert rig.portal.closed_projects == set(rig.portal.projects)
    tasks = {task.key.step: task for task in rig.portal.tasks_by_id.values() if task.key}
    for flow in sample.flows:
        if flow.source in tasks and flow.target in tasks:
            assert tasks[flow.source].closed_at <= tasks[flow.target].created_at
    assert len(rig.portal.links) == len(set(rig.portal.links)) > 40


def test_rework_of_the_budget_starts_a_new_round_of_the_named_steps(rig, sample):
    rig.add(sample)
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10"):
        rig.close(step)
    task = rig.portal.of("S11")[0]
    rig.portal.tick(task.id, "Доработать смету")
    rig.close("S11")
    assert rig.case.opening.rounds == {"S09": 2, "S10": 2, "S11": 2}
    assert [t.key.round for t in rig.portal.of("S09")] == [1, 2]
    rig.close("S09")
    rig.close("S10")
    assert [t.key.round for t in rig.portal.of("S11")] == [1, 2]


def test_rejection_of_the_budget_defers_open_tasks_and_archives_the_project(rig, sample):
    rig.add(sample)
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10"):
        rig.close(step)
    task = rig.portal.of("S11")[0]
    rig.portal.tick(task.id, "Отклонить и закрыть")
    rig.close("S11")
    rig.step()
    assert rig.case.opening.state is OpeningState.REJECTED
    assert rig.portal.of("S20")[0].status is TaskStatus.DEFERRED
    assert rig.portal.closed_projects == set(rig.portal.projects)


def test_a_deleted_task_is_a_question_and_is_not_made_again(rig, sample):
    rig.add(sample)
    rig.close("S01")
    rig.step(70.0)  # a task is called deleted only once it cannot be too young for the list
    rig.portal.delete(rig.portal.of("S02")[0].id)
    rig.reread()
    assert rig.case.states["S02"] is StepState.GONE
    assert rig.case.problem[0] == "step.gone"
    assert Counter(rig.portal.created)["outlet:aaaabbbb:S02:1"] == 1


@pytest.mark.parametrize("fault", ["lost", "late", "limit"])
def test_an_answer_that_never_came_makes_neither_two_tasks_nor_none(rig, sample, fault):
    rig.portal.faults = [fault] * 3
    rig.add(sample)
    for _ in range(80):
        rig.step()
    assert Counter(rig.portal.created) == {"outlet:aaaabbbb:S01:1": 1}
    rig.portal.faults = [fault] * 3
    rig.close("S01")
    for _ in range(120):
        rig.step()
    made = Counter(rig.portal.created)
    assert set(made.values()) == {1}
    assert rig.portal.open_steps() == {"S02", "S03", "S04"}


def test_looking_again_changes_nothing(rig, sample):
    rig.add(sample)
    rig.close("S01")
    before = rig.portal.requests
    with rig.store.transaction():
        rig.store.wake_unfinished()
    rig.step()
    assert rig.portal.requests == before + 1  # the poll alone


def test_a_copied_key_keeps_the_finished_task_and_closes_the_other(rig, sample):
    rig.add(sample)
    rig.close("S01")
    first = rig.portal.of("S02")[0]
    from dataclasses import replace

    rig.portal.tasks_by_id[9999] = replace(first, id=9999, changed_at=rig.portal.now())
    rig.step()
    rig.step()
    assert rig.portal.tasks_by_id[9999].key is None
    assert rig.portal.tasks_by_id[9999].is_done
    assert not rig.portal.tasks_by_id[first.id].is_done
    assert rig.case.states["S02"] is StepState.OPEN


def test_words_that_come_with_the_tap_are_the_reason(rig, sample):
    rig.add(sample)
    director = rig.portal.of("S01")[0].responsible_id
    rig.portal.press(director, "aaaabbbb:S01:1:reject")
    rig.portal.say(director, "Рядом школа")
    rig.step()
    rig.step()
    assert rig.case.opening.state is OpeningState.REJECTED
    assert rig.case.opening.reason == "Рядом школа"
    assert not any(key.startswith("why:") for key in rig.case.intents)


def test_a_task_made_in_the_evening_is_planned_from_the_next_working_day(rig, sample):
    rig.portal.wait(11 * 3600)  # 20:00
    rig.step()
    rig.add(sample)
    task = rig.portal.of("S01")[0]
    assert (task.plan_start.day, task.plan_start.hour) == (25, 9)
    assert (task.deadline.day, task.deadline.hour) == (25, 18)


def test_a_further_round_is_planned_from_the_day_after_it_was_asked_for(rig, sample):
    rig.add(sample)
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10"):
        rig.close(step)
    rig.portal.tick(rig.portal.of("S11")[0].id, "Доработать смету")
    rig.close("S11")
    first, second = rig.portal.of("S09")
    assert second.plan_start.date() == rig.world.calendar.next_after(rig.portal.now().date())
    assert (second.plan_end - second.plan_start).days >= (first.plan_end - first.plan_start).days
