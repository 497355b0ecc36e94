"""An opened step is put back into waiting from the log, and opened again: never a second task of one key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rig import Rig

from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.record import Happening, HistoryEntry
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
