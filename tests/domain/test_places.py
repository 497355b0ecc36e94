"""Cards on one line, evenly apart, with more room; steps beside others and put into flows."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from template_strategies import templates

from outlet_desktop.domain import edit, places
from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, GRID, PITCH_X, PITCH_Y, touches
from outlet_desktop.domain.template import Flow, Outcome, Step, StepKind, Template
from outlet_desktop.problem import Problem

CHOOSE = random.Random(7).choice
ROW = Template(
    "t",
    "Процесс",
    steps=(Step("a", at=(0, 0), stage="one"), Step("b", at=(288, 0)), Step("c", at=(576, 96)), Step("x", at=(0, 480))),
    flows=(Flow("a", "b", 2), Flow("b", "c")),
)


@pytest.mark.parametrize(
    ("side", "line"), [("left", 0), ("center", 288), ("right", 576), ("top", 0), ("middle", 240), ("bottom", 480)]
)
def test_cards_are_aligned_on_the_line_of_the_outermost_or_half_way_between(side: str, line: int) -> None:
    aligned = places.align(ROW, ["a", "c", "x"], side)
    axis = 0 if side in ("left", "center", "right") else 1
    assert {aligned.by_id[one].at[axis] for one in "acx"} == {line}
    assert [aligned.by_id[one].at[1 - axis] for one in "acx"] == [ROW.by_id[one].at[1 - axis] for one in "acx"]
    assert aligned.by_id["b"] == ROW.by_id["b"]


def test_distributed_cards_have_even_gaps_and_the_outermost_stay() -> None:
    spread = places.distribute(places.move(ROW, {"b": (100, 0)}), ["a", "b", "c"], "x")
    assert [spread.by_id[one].at[0] for one in "abc"] == [0, 288, 576]
    assert places.distribute(ROW, ["a", "b"], "x") == ROW


def test_space_is_made_by_moving_all_that_stands_right_of_a_line() -> None:
    wide = places.make_space(ROW, "x", 260, 90)
    assert [step.at[0] for step in wide.steps] == [0, 288 + 96, 576 + 96, 0]
    low = places.make_space(ROW, "y", 90, 50)
    assert [step.at[1] for step in low.steps] == [0, 0, 96 + 48, 480 + 48]


def test_space_is_taken_back_only_until_the_cards_would_touch() -> None:
    closed = places.make_space(ROW, "x", 260, -1000)
    assert closed.by_id["b"].at[0] == 288 - 32  # 240 wide and a step of the grid apart
    assert closed.by_id["c"].at[0] == 576 - 32
    free = places.make_space(ROW, "y", 300, -1000)
    assert free.by_id["x"].at == (0, 80)


@settings(max_examples=80, deadline=None)
@given(templates(most=9), st.sampled_from(["x", "y"]), st.integers(-400, 1200), st.integers(-900, 900))
def test_making_space_never_makes_cards_touch_that_did_not(template, axis, line, shift):
    made = places.make_space(template, axis, line, shift)
    number = 0 if axis == "x" else 1
    moved = places.beyond(template, axis, line)
    shifts = {made.by_id[one].at[number] - template.by_id[one].at[number] for one in moved}
    assert len(shifts) <= 1
    assert all(value % GRID == 0 for value in shifts)
    assert all(made.by_id[step.id] == step for step in template.steps if step.id not in moved)
    for a in template.steps:
        for b in template.steps:
            if a.id < b.id and not touches(a.at, b.at):
                assert not touches(made.by_id[a.id].at, made.by_id[b.id].at)
    assert replace(made, steps=template.steps) == template


def test_a_step_beside_another_waits_for_the_same_and_stands_below_it() -> None:
    joined = edit.connect(ROW, "x", "b")
    made, new = edit.add_beside(joined, StepKind.TASK, "b", choose=CHOOSE)
    assert [flow.source for flow in made.incoming[new]] == ["a", "x"]
    assert made.by_id[new].at == (288, PITCH_Y)
    first, alone = edit.add_beside(ROW, StepKind.TASK, "a", choose=CHOOSE)
    assert not first.incoming[alone]
    assert first.by_id[alone].stage == "one"
    with pytest.raises(Problem, match=r"edit\.unknown_step"):
        edit.add_beside(ROW, StepKind.TASK, "nobody")


def test_a_step_without_flows_is_put_into_a_flow_whose_lag_stays_before_it() -> None:
    made = edit.insert_step(ROW, Flow("a", "b", 2), "x")
    assert set(made.flows) == {Flow("a", "x", 2), Flow("x", "b"), Flow("b", "c")}
    assert made.by_id["x"].at == (PITCH_X, 0)
    for flow, step, code in (
        (Flow("a", "b", 2), "c", "edit.connected"),
        (Flow("a", "b", 2), "a", "edit.self"),
        (Flow("a", "b", 2), "nobody", "edit.unknown_step"),
        (Flow("a", "c"), "x", "edit.unknown_flow"),
    ):
        problem = edit.can_insert(ROW, flow, step)
        assert problem is not None
        assert problem.code == code
        with pytest.raises(Problem):
            edit.insert_step(ROW, flow, step)


def test_a_step_dropped_into_a_flow_stands_where_it_was_dropped_or_room_is_made() -> None:
    wide = places.move(ROW, {"b": (960, 0), "c": (1248, 96)})
    made, new = edit.insert_between(wide, wide.flows[0], StepKind.TASK, at=(400, 16), choose=CHOOSE)
    assert made.by_id[new].at == (400, 16)
    assert made.by_id[new].stage == "one"
    made, new = edit.insert_between(ROW, ROW.flows[0], StepKind.APPROVAL, at=(150, 0), choose=CHOOSE)
    assert made.by_id[new].at == (PITCH_X, 0)
    assert made.by_id["b"].at == (2 * PITCH_X, 0)
    assert made.by_id[new].outcomes[1] == Outcome("rework", "На доработку", ("a",))
    assert made.incoming[new] == (Flow("a", new, 2),)
    assert CARD_WIDTH < PITCH_X
    assert CARD_HEIGHT < PITCH_Y
