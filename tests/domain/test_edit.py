"""Every edit: the new value is right, the old one untouched (undo shows it again), rules asked once."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings, strategies as st
from template_strategies import chain, templates

from outlet_desktop.domain import edit
from outlet_desktop.domain.cards import touches
from outlet_desktop.domain.file_format import read, write
from outlet_desktop.domain.template import Estimate, Field, Flow, Outcome, Reminder, Role, StepKind, Template
from outlet_desktop.problem import Problem

CHOOSE = Random(7).choice


def is_acyclic(template: Template) -> bool:
    return all(
        step.id not in template.descendants(step.id)
        and Flow(step.id, step.id) not in template.flows
        and not any(
            step.id in template.descendants(other) and other in template.descendants(step.id)
            for other in template.by_id
        )
        for step in template.steps
    )


@settings(max_examples=60, deadline=None)
@given(templates(most=8), st.data())
def test_connecting_asks_the_rule_that_hovering_asks_and_never_closes_a_cycle(template, data):
    for _ in range(12):
        if not template.steps:
            return
        names = st.sampled_from(list(template.by_id))
        source, target = data.draw(names), data.draw(names)
        problem = edit.can_connect(template, source, target)
        if problem is None:
            template = edit.connect(template, source, target)
            assert Flow(source, target) in template.flows
        else:
            with pytest.raises(Problem) as raised:
                edit.connect(template, source, target)
            assert (raised.value.code, raised.value.facts) == (problem.code, problem.facts)
        assert is_acyclic(template)


def test_a_cycle_is_refused_with_its_steps_in_order():
    problem = edit.can_connect(chain("a", "b", "c"), "c", "a")
    assert problem is not None
    assert problem.code == "edit.cycle"
    assert problem.facts == {"steps": ("a", "b", "c"), "path": "Шаг a → Шаг b → Шаг c → Шаг a"}


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [("a", "a", "edit.self"), ("a", "b", "edit.duplicate"), ("b", "a", "edit.cycle"), ("a", "x", "edit.unknown_step")],
)
def test_flows_that_can_never_be_right_are_refused(source, target, code):
    with pytest.raises(Problem) as problem:
        edit.connect(chain("a", "b"), source, target)
    assert problem.value.code == code


EDITS = {
    "connect": lambda t: edit.connect(t, "a", "c"),
    "disconnect": lambda t: edit.disconnect(t, "a", "b"),
    "reconnect": lambda t: edit.reconnect(t, Flow("b", "c"), "a", "c"),
    "set_lag": lambda t: edit.set_lag(t, "a", "b", 3),
    "add_step": lambda t: edit.add_step(t, StepKind.APPROVAL, "b", choose=CHOOSE)[0],
    "insert_between": lambda t: edit.insert_between(t, Flow("a", "b"), StepKind.TASK, choose=CHOOSE)[0],
    "rename": lambda t: edit.rename(t, "a", "Новое имя"),
    "change": lambda t: edit.change(t, "a", duration=Estimate(1, 2, 3)),
    "set_kind": lambda t: edit.set_kind(t, "a", StepKind.MILESTONE),
    "set_role": lambda t: edit.set_role(t, ["a", "b"], ""),
    "set_stage": lambda t: edit.set_stage(t, ["a"], ""),
    "set_goal": lambda t: edit.set_goal(t, "a"),
    "move": lambda t: edit.move(t, {"a": (16, 16)}),
    "delete": lambda t: edit.delete(t, ["b"]),
    "duplicate": lambda t: edit.duplicate(t, ["a", "b"], choose=CHOOSE)[0],
    "align": lambda t: edit.align(t, ["a", "b"], "right"),
    "distribute": lambda t: edit.distribute(edit.move(t, {"b": (16, 0)}), ["a", "b", "c"], "x"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_another_template_and_leaves_the_old_one_as_it_was(name):
    template = chain("a", "b", "c")
    before = write(template)
    after = EDITS[name](template)
    assert write(template) == before
    if name != "distribute":  # it puts the moved card back: the same drawing
        assert after != template
    assert read(write(after)).steps == after.steps


def test_a_new_step_stands_one_pitch_to_the_right_connected_in_the_same_stage():
    template, step_id = edit.add_step(chain("a"), StepKind.TASK, "a", choose=CHOOSE)
    step = template.by_id[step_id]
    assert step.at == (288, 0)
    assert (step.stage, step.title, step.role) == ("one", "", "")
    assert template.flows == (Flow("a", step_id),)
    assert len(step_id) == 7
    assert step_id[0] == "s"


def test_a_new_step_moves_down_until_its_place_is_free():
    template = chain("a", "b")
    template, first = edit.add_step(template, StepKind.TASK, "a", choose=CHOOSE)
    template, second = edit.add_step(template, StepKind.MILESTONE, "a", choose=CHOOSE)
    assert template.by_id[first].at == (288, 96)
    assert template.by_id[second].at == (288, 192)
    assert template.by_id[second].duration == Estimate(0, 0, 0)


def test_the_first_step_of_an_empty_drawing_has_no_flows():
    template, step_id = edit.add_step(Template("t", "t"), StepKind.TASK, None, (16, 32), title="Первый")
    assert template.by_id[step_id].at == (16, 32)
    assert template.flows == ()


def test_a_new_approval_can_answer_all_three_ways():
    template, step_id = edit.add_step(chain("a"), StepKind.APPROVAL, "a", choose=CHOOSE)
    labels = {outcome.id: outcome.label for outcome in template.by_id[step_id].outcomes}
    assert set(labels) == {"approve", "rework", "reject"}
    assert labels["approve"] == "Согласовать"
    assert template.by_id[step_id].outcomes[1].back_to == ("a",)
    english = replace(chain("a"), name="Opening")
    template, step_id = edit.add_step(english, StepKind.APPROVAL, None, choose=CHOOSE)
    assert template.by_id[step_id].outcomes[0].label == "Approve"
    assert template.by_id[step_id].outcomes[1].back_to == "initiator"


@settings(max_examples=40, deadline=None)
@given(templates(most=8), st.sampled_from(StepKind), st.data())
def test_a_step_added_after_another_overlaps_no_card_and_closes_no_cycle(template, kind, data):
    if not template.steps:
        return
    after = data.draw(st.sampled_from(list(template.by_id)))
    bigger, step_id = edit.add_step(template, kind, after)
    place = bigger.by_id[step_id].at
    assert not any(touches(place, step.at) for step in template.steps)
    assert is_acyclic(bigger)


def test_a_step_inserted_between_two_makes_room_and_keeps_the_lag_before_it():
    template = edit.set_lag(chain("a", "b", "c"), "a", "b", 2)
    template, step_id = edit.insert_between(template, Flow("a", "b", 2), StepKind.TASK, "new")
    assert set(template.flows) == {Flow("a", "new", 2), Flow("new", "b"), Flow("b", "c")}
    assert [template.by_id[name].at[0] for name in ("a", step_id, "b", "c")] == [0, 288, 576, 864]


@settings(max_examples=40, deadline=None)
@given(templates(most=8), st.data())
def test_a_deleted_step_leaves_no_trace(template, data):
    gone = data.draw(st.sets(st.sampled_from(list(template.by_id)))) if template.steps else set()
    rest = edit.delete(template, gone)
    assert not gone & set(rest.by_id)
    assert all(flow.source in rest.by_id and flow.target in rest.by_id for flow in rest.flows)
    assert rest.goal not in gone
    for step in rest.steps:
        for outcome in step.outcomes:
            assert outcome.back_to == "initiator" or not gone & set(outcome.back_to)


def test_deleting_a_flow_leaves_its_steps():
    template = chain("a", "b")
    assert edit.delete(template, [], [Flow("a", "b")]) == replace(template, flows=())


def test_as_another_kind_a_step_keeps_only_what_that_kind_has():
    template = edit.change(
        chain("a", "b"), "b", duration=Estimate(1, 2, 5), fields=(Field("sum", "Сумма"),), kind=StepKind.CONFIRMATION
    )
    template = edit.change(template, "b", remind=Reminder())
    stone = edit.set_kind(template, "b", StepKind.MILESTONE).by_id["b"]
    assert (stone.duration, stone.fields, stone.remind) == (Estimate(0, 0, 0), (), None)
    decision = edit.set_kind(template, "b", StepKind.APPROVAL).by_id["b"]
    assert decision.duration == Estimate(1, 2, 5)
    assert decision.outcome("rework") == Outcome("rework", "На доработку", ("a",))


def test_a_title_is_one_line():
    assert edit.rename(chain("a"), "a", "  Две\n строки ").by_id["a"].title == "Две строки"


def test_a_piece_goes_through_the_clipboard_as_text_and_comes_back_under_new_ids():
    template = chain("a", "b", "c")
    piece = read(write(edit.extract(template, ["b", "c"])))
    assert piece.flows == (Flow("b", "c"),)
    other, ids = edit.paste(Template("o", "Другой"), piece, (160, 320), choose=CHOOSE)
    assert [step.title for step in other.steps] == ["Шаг b", "Шаг c"]
    assert other.flows == (Flow(*ids),)
    assert other.by_id[ids[0]].at == (160, 320)
    assert other.by_id[ids[1]].at == (448, 320)
    assert other.roles == (Role("r1", "Юрист"),)


def test_copies_stand_free_and_copied_rework_goes_back_to_the_copy():
    template, decision = edit.add_step(chain("a"), StepKind.APPROVAL, "a", choose=CHOOSE)
    template, ids = edit.duplicate(template, ["a", decision], choose=CHOOSE)
    assert template.by_id[ids[1]].outcome("rework").back_to == (ids[0],)
    places = [step.at for step in template.steps]
    assert not any(touches(a, b) for n, a in enumerate(places) for b in places[:n])


def test_new_ids_repeat_with_the_same_random_and_never_one_that_is_taken():
    template = chain("a")
    first = edit.new_id(template, Random(1).choice)
    assert first == edit.new_id(template, Random(1).choice)
    taken, _ = edit.add_step(template, StepKind.TASK, id=first)
    assert edit.new_id(taken, Random(1).choice) != first


def test_aligned_and_distributed_cards():
    template = edit.move(chain("a", "b", "c"), {"a": (0, 0), "b": (10, 50), "c": (200, 90)})
    assert {step.at[0] for step in edit.align(template, ["a", "b", "c"], "left").steps} == {0}
    assert {step.at[1] for step in edit.align(template, ["a", "b", "c"], "bottom").steps} == {90}
    assert edit.distribute(template, ["a", "b", "c"], "x").by_id["b"].at == (100, 50)
