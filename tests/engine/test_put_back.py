"""An opened step is put back into waiting from the log, and opened again: never a second task of one key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from rig import Rig

from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.record import Happening, HistoryEntry, Intent
from outlet_desktop.domain.template import Estimate, Flow, Role, Step, StepKind, Template
from outlet_desktop.engine import taking_back
from outlet_desktop.engine.no_way_back import NEVER, RETURNABLE, why_not
from outlet_desktop.engine.taking_back import Hands
from outlet_desktop.problem import Problem
from outlet_desktop.wording import codes, sentence

TEMPLATE = Template(
    id="p", name="P", goal="b", roles=(Role("r", "Роль"),),
    steps=(
        Step("a", StepKind.TASK, "Первый", role="r", duration=Estimate(1, 1, 1)),
        Step("b", StepKind.TASK, "Второй", role="r", duration=Estimate(1, 1, 1)),
    ),
    flows=(Flow("a", "b"),),
)  # fmt: skip


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig()
    made.add(TEMPLATE)
    for _ in range(4):
        made.step()
    yield made
    made.store.close()


def line(rig: Rig, code: str, step: str = "a") -> HistoryEntry:
    return [one for one in rig.store.history() if one.text[0] == code and one.step == step][-1]


def take_back(rig: Rig, entry: HistoryEntry, reason: str = "") -> None:
    hands = Hands(rig.portal.clock(), rig.world.portal_now(rig.store), rig.world.body, lambda *_: False)
    with rig.store.transaction():
        taking_back.take_back(rig.store, entry, rig.case, reason, hands)


def offer(rig: Rig, entry: HistoryEntry) -> Any:
    return taking_back.offer(rig.store, entry, rig.case)


def test_an_opened_step_waits_again_and_its_task_is_closed_with_a_note(rig: Rig) -> None:
    opened = line(rig, "event.step_opened")
    assert offer(rig, opened).asks_reason
    with pytest.raises(Problem, match=r"log\.needs_reason"):
        take_back(rig, opened)
    task = rig.portal.of("a")[-1]
    take_back(rig, opened, "рано")
    for _ in range(6):
        rig.step()
    assert rig.portal.tasks_by_id[task.id].is_done
    assert rig.case.states["a"] is StepState.PENDING
    assert rig.case.states["b"] is StepState.PENDING  # the closing is no finish
    assert rig.case.problem[0] == "step.held"
    assert len(rig.portal.tasks_by_id) == 1
    assert offer(rig, opened) is None
    assert not [one for one in rig.store.history() if one.event == "hand_edit"]
    rig.reread()
    assert rig.case.states["a"] is StepState.PENDING


def test_a_step_that_was_put_back_opens_again_in_its_next_round_with_one_task(rig: Rig) -> None:
    take_back(rig, line(rig, "event.task_created"), "рано")
    for _ in range(5):
        rig.step()
    put_back = line(rig, "event.step_put_back")
    assert offer(rig, put_back).is_possible
    take_back(rig, put_back)
    for _ in range(5):
        rig.step()
    assert rig.case.states["a"] is StepState.OPEN
    assert rig.case.problem is None
    assert rig.case.opening.state is OpeningState.RUNNING
    assert len(rig.portal.tasks_by_id) == 2
    newest = max(rig.portal.tasks_by_id.values(), key=lambda task: task.id)
    assert str(newest.key) == "outlet:aaaabbbb:a:2"
    rig.portal.close(newest.id)
    for _ in range(4):
        rig.step()
    assert rig.case.states["b"] is StepState.OPEN


def test_a_step_that_is_finished_cannot_be_put_back(rig: Rig) -> None:
    opened = line(rig, "event.step_opened")
    rig.close("a")
    assert offer(rig, opened) is None
    with pytest.raises(Problem, match=r"log\.no_way_back"):
        take_back(rig, opened, "рано")


def test_a_step_let_go_before_the_engine_has_looked_is_told_as_opened_anew(rig: Rig) -> None:
    take_back(rig, line(rig, "event.step_opened"), "рано")
    take_back(rig, line(rig, "event.step_put_back"))
    for _ in range(6):
        rig.step()
    opened = [one.round for one in rig.store.history() if one.text[0] == "event.step_opened"]
    assert opened == [1, 2]
    assert rig.portal.created.count("outlet:aaaabbbb:a:1") == rig.portal.created.count("outlet:aaaabbbb:a:2") == 1


def test_a_copy_of_the_task_closes_with_it(rig: Rig) -> None:
    first = rig.portal.of("a")[-1]
    rig.portal.tasks_by_id[9999] = replace(first, id=9999, title="Моё", changed_at=rig.portal.now())
    rig.step()
    assert rig.case.problem[0] == "step.twins"
    take_back(rig, line(rig, "event.step_opened"), "рано")
    for _ in range(6):
        rig.step()
    assert [rig.portal.tasks_by_id[task].is_done for task in (first.id, 9999)] == [True, True]
    assert rig.case.states["a"] is StepState.PENDING


def test_who_completes_the_task_while_its_step_is_put_back_does_not_finish_the_step(rig: Rig) -> None:
    opened, task = line(rig, "event.step_opened"), rig.portal.of("a")[-1]
    rig.portal.close(task.id)  # no poll has shown it yet
    take_back(rig, opened, "рано")
    for _ in range(6):
        rig.step()
    rig.reread()
    assert (rig.case.states["a"], rig.case.states["b"]) == (StepState.PENDING, StepState.PENDING)
    assert rig.portal.tasks_by_id[task.id].key is None
    assert rig.portal.created.count("outlet:aaaabbbb:a:1") == 1


def test_a_step_whose_follower_is_at_work_behind_a_milestone_is_not_put_back() -> None:
    rig = Rig()
    steps = (TEMPLATE.steps[0], Step("m", StepKind.MILESTONE, "Веха"), TEMPLATE.steps[1])
    rig.add(replace(TEMPLATE, steps=steps, flows=(Flow("a", "m"), Flow("m", "b"))))
    for _ in range(4):
        rig.step()
    rig.close("a")
    rig.step()
    assert rig.case.states["b"] is StepState.OPEN
    rig.portal.reopen(rig.portal.of("a")[-1].id)
    rig.step()
    assert rig.case.states["a"] is StepState.OPEN
    assert not offer(rig, line(rig, "event.step_opened")).is_possible
    rig.store.close()


def test_a_task_of_a_follower_from_a_round_that_is_over_is_no_hindrance(rig: Rig) -> None:
    rig.close("a")
    rig.step()
    case = rig.case
    with rig.store.transaction():  # a decision further on has sent both back
        changed = replace(case.opening, rounds={"a": 2, "b": 2})
        rig.store.save_case(changed, {"a": StepState.PENDING, "b": StepState.PENDING}, None, False)
        rig.store.wake([case.opening.id])
    for _ in range(4):
        rig.step()
    assert rig.case.states["a"] is StepState.OPEN
    assert offer(rig, line(rig, "event.step_opened")).is_possible


def test_a_follower_whose_task_is_being_made_is_a_hindrance(rig: Rig) -> None:
    key = "outlet:aaaabbbb:b:1"
    with rig.store.transaction():
        rig.store.put_intent(Intent(key, "aaaabbbb", "b", "CreateTask", "{}", "sent", rig.portal.clock(), 1))
    assert not offer(rig, line(rig, "event.step_opened")).is_possible


def test_an_outlet_that_is_open_is_told_so_once_while_a_step_of_it_is_held() -> None:
    rig = Rig()
    rig.add(replace(TEMPLATE, flows=()))
    for _ in range(4):
        rig.step()
    rig.close("b")
    take_back(rig, line(rig, "event.step_opened"), "рано")
    for _ in range(5):
        rig.reread()
    assert rig.case.opening.state is OpeningState.DONE
    assert rig.case.problem[0] == "step.held"
    assert [one.text[0] for one in rig.store.history()].count("event.opening_done") == 1
    rig.store.close()


@pytest.mark.parametrize("state", ["free", "sent", "done"])
def test_the_question_about_a_step_that_is_put_back_is_not_left_standing(state: str) -> None:
    rig = Rig()
    asking = replace(TEMPLATE.steps[0], kind=StepKind.CONFIRMATION)
    rig.add(replace(TEMPLATE, steps=(asking, TEMPLATE.steps[1])))
    for _ in range(4):
        rig.step()
    asked = rig.case.intents["ask:aaaabbbb:a:1"]
    assert asked.portal_id
    sent, number = len(rig.portal.messages), None if state != "done" else asked.portal_id
    with rig.store.transaction():
        rig.store.put_intent(replace(asked, state=state, portal_id=number))
    take_back(rig, line(rig, "event.step_opened"), "рано")
    if state == "sent":  # its answer comes now
        with rig.store.transaction():
            rig.store.put_intent(asked)
    for _ in range(6):
        rig.step()
    edits = [row for key, row in rig.case.intents.items() if key.startswith("back:step:asked:")]
    expected = [] if state == "free" else [("EditMessage", "done")]
    assert [(row.kind, row.state) for row in edits] == expected
    assert len(rig.portal.messages) == sent
    rig.store.close()


def test_a_deadline_where_there_was_none_has_no_way_back(rig: Rig) -> None:
    task = rig.portal.of("a")[-1]
    for deadline in (None, task.deadline):
        rig.portal._put(replace(rig.portal.tasks_by_id[task.id], deadline=deadline))
        rig.step()
    first, second = [one for one in rig.store.history() if one.text[0] == "event.deadline_moved"]
    assert (first.text[1]["after"], second.text[1]["before"]) == (None, None)
    assert offer(rig, second) is None
    with pytest.raises(Problem, match=r"log\.no_way_back"):
        take_back(rig, second)


def test_the_deadline_of_a_task_whose_step_is_put_back_stays(rig: Rig) -> None:
    task = rig.portal.of("a")[-1]
    rig.portal._put(replace(task, deadline=task.deadline + timedelta(days=2)))
    rig.step()
    moved = [one for one in rig.store.history() if one.text[0] == "event.deadline_moved"][-1]
    assert offer(rig, moved).is_possible
    take_back(rig, line(rig, "event.step_opened"), "рано")
    assert not offer(rig, moved).is_possible


EVENTS = sorted(code for code in codes("ru") if code.startswith("event.") and code not in (
    "event.delay_asked_to", "event.escalated_to", "event.question_to", "event.reminded_to",
))  # fmt: skip


@pytest.mark.parametrize("code", EVENTS)
def test_every_kind_of_line_can_be_taken_back_or_says_why_not(rig: Rig, code: str) -> None:
    assert (code in RETURNABLE) != (code in NEVER), "say in `engine.no_way_back` whether it has a way back"
    rig.store.add_history(rig.world.portal_now(rig.store), "aaaabbbb", Happening("hand_edit", "a", 1, code=code))
    entry = rig.store.history()[-1]
    offered = taking_back.offer(rig.store, entry, rig.case)
    if code in NEVER:
        assert offered is None
    for lang in ("ru", "en"):
        told = sentence(*(offered.text if offered else why_not(entry)), lang)
        assert told.endswith(".")
        assert not told.startswith("log.")
