"""The difference of two revisions: laws, and what a person would expect to be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, strategies as st
from template_strategies import chain, templates

from outlet_desktop.domain import edit
from outlet_desktop.domain.cards import touches
from outlet_desktop.domain.difference import Change, Difference, FlowChange, difference, merged
from outlet_desktop.domain.template import Estimate, Flow, Role, Stage, Step, StepKind, Template

PARTS = ("stages", "roles", "fields", "reasons")


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Template, Template]:
    """Two templates that have some steps in common, some of them changed."""
    old, other = draw(templates()), draw(templates())
    kept = [step for step in old.steps if draw(st.booleans())]
    known = {step.id for step in kept}
    made: list[Step] = []
    for step in kept:
        spare = draw(st.sampled_from(other.steps)) if other.steps else step
        made.append(
            draw(
                st.sampled_from(
                    (step, replace(step, at=(step.at[0] + 16, step.at[1])), replace(spare, id=step.id), step)
                )
            )
        )
    made += [step for step in other.steps if step.id not in known]
    ids = {step.id for step in made}
    flows = [flow for flow in (*old.flows, *other.flows) if flow.source in ids and flow.target in ids]
    flows = list({(flow.source, flow.target): flow for flow in flows if draw(st.booleans())}.values())
    new = replace(other, steps=tuple(draw(st.permutations(made))), flows=tuple(flows))
    return old, new


def contents(template: Template) -> tuple[object, ...]:
    """All that a difference compares."""
    parts = [getattr(template, name) for name in PARTS]
    return template.name, template.goal, dict(template.by_id), Counter(template.flows), *parts


def applied(old: Template, told: Difference) -> tuple[object, ...]:
    """The contents of the newer revision, from the older one and the difference alone."""
    changes = {change.name: change.new for change in told.process}
    steps = {step.id: step for step in old.steps}
    for step in told.removed:
        del steps[step.id]
    steps |= {one.new.id: one.new for one in (*told.changed, *told.moved)}
    steps |= {step.id: step for step in told.added}
    flows = Counter(old.flows)
    flows.subtract(one.old for one in told.flows if one.old)
    flows.update(one.new for one in told.flows if one.new)
    parts = []
    for kind, name in (("stage", "stages"), ("role", "roles"), ("field", "fields"), ("reason", "reasons")):
        known = {part.id: part for part in getattr(old, name)}
        for part in (one for one in told.parts if one.kind == kind):
            if part.new is not None:
                known[part.new.id] = part.new
            elif part.old is not None:
                del known[part.old.id]
        parts.append(known)
    return changes.get("name", old.name), changes.get("goal", old.goal), steps, +flows, *parts


@given(templates(acyclic=False))
def test_nothing_differs_between_a_template_and_itself(template: Template) -> None:
    assert difference(template, template).is_empty
    assert difference(template, replace(template, revision=99, id="other")).is_empty
    assert merged(template, template) == template


@given(revisions())
def test_two_templates_with_other_contents_differ(pair: tuple[Template, Template]) -> None:
    old, new = pair
    assert difference(old, new).is_empty == (contents(old) == contents(new))


@given(revisions())
def test_a_step_is_in_exactly_one_of_the_sets(pair: tuple[Template, Template]) -> None:
    old, new = pair
    told = difference(old, new)
    sets = [
        {step.id for step in told.added},
        {step.id for step in told.removed},
        {one.new.id for one in told.changed},
        {one.new.id for one in told.moved},
        {step.id for step in new.steps if old.by_id.get(step.id) == step},
    ]
    assert Counter(step_id for each in sets for step_id in each) == Counter(old.by_id.keys() | new.by_id.keys())
    assert told.marks().keys() >= set().union(*sets[:4])


@given(revisions())
def test_the_difference_turns_the_older_revision_into_the_newer_one(pair: tuple[Template, Template]) -> None:
    old, new = pair
    found = contents(new)
    parts = [{part.id: part for part in getattr(new, name)} for name in PARTS]
    assert applied(old, difference(old, new)) == (*found[:4], *parts)


@given(revisions())
def test_the_difference_backwards_is_the_mirror_image(pair: tuple[Template, Template]) -> None:
    old, new = pair
    there, back = difference(old, new), difference(new, old)
    assert there.added == back.removed
    assert there.removed == back.added
    for one, other in ((there.changed, back.changed), (there.moved, back.moved)):
        turned = {change.old.id: (change.new, change.old, _turned(change.changes)) for change in other}
        assert {change.new.id: (change.old, change.new, change.changes) for change in one} == turned
    assert Counter(there.flows) == Counter(FlowChange(change.new, change.old) for change in back.flows)
    assert there.process == _turned(back.process)
    assert Counter((one.kind, one.old, one.new, one.changes) for one in there.parts) == Counter(
        (one.kind, one.new, one.old, _turned(one.changes)) for one in back.parts
    )


def _turned(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(Change(change.name, change.new, change.old) for change in changes)


@given(revisions())
def test_the_merged_drawing_has_the_steps_of_both_and_leaves_the_newer_one_alone(
    pair: tuple[Template, Template],
) -> None:
    old, new = pair
    made = merged(old, new)
    assert made.by_id.keys() == old.by_id.keys() | new.by_id.keys()
    assert made.steps[: len(new.steps)] == new.steps
    pairs = {(flow.source, flow.target) for flow in (*old.flows, *new.flows)}
    assert {(flow.source, flow.target) for flow in made.flows} == pairs
    gone = [step for step in made.steps if step.id not in new.by_id]
    assert not any(touches(a.at, b.at) for a in gone for b in made.steps if a is not b)


def test_every_property_of_a_changed_step_is_told_with_both_values() -> None:
    old = chain("A", "B")
    step = replace(old.by_id["B"], title="Другое", duration=Estimate(2, 3, 5), role="r9", at=(0, 320))
    told = difference(old, old.with_steps(step))
    (changed,) = told.changed
    assert {change.name: change.new for change in changed.changes} == {
        "title": "Другое",
        "duration": Estimate(2, 3, 5),
        "role": "r9",
        "at": (0, 320),
    }
    assert told.moved == ()


def test_a_step_put_between_two_others_is_told_with_its_arrows() -> None:
    old = chain("A", "B")
    new, made = edit.insert_between(old, old.flows[0], StepKind.TASK)
    told = difference(old, new)
    assert [step.id for step in told.added] == [made]
    flows = told.flows_of_steps()
    assert {change.pair for change in flows[made]} == {("A", made), (made, "B")}
    assert {change.pair for change in flows["B"]} == {("A", "B")}  # the arrow that is gone: "B" waited by it
    assert told.marks()[made] == "added"
    assert told.marks()["B"] == "changed"


def test_another_lag_is_one_changed_arrow_and_another_order_of_stages_one_change() -> None:
    old = replace(chain("A", "B"), stages=(Stage("one", "Один"), Stage("two", "Два")))
    new = replace(old, flows=(Flow("A", "B", 2),), stages=(old.stages[1], replace(old.stages[0], title="Первый")))
    told = difference(old, new)
    assert told.flows == (FlowChange(Flow("A", "B"), Flow("A", "B", 2)),)
    assert told.process == (Change("stage_order", ("one", "two"), ("two", "one")),)
    (part,) = told.parts
    assert (part.kind, part.mark, part.changes) == ("stage", "changed", (Change("title", "Один", "Первый"),))


def test_a_role_that_came_is_told_and_a_card_that_is_gone_makes_way() -> None:
    old = chain("A", "B", "C")
    without = edit.delete(old, {"B"}, ())
    taken = replace(without.by_id["C"], at=old.by_id["B"].at)
    new = replace(without.with_steps(taken), roles=(*old.roles, Role("r2", "Розница")))
    told = difference(old, new)
    assert [(one.kind, one.mark) for one in told.parts] == [("role", "added")]
    assert [step.id for step in told.removed] == ["B"]
    place = merged(old, new).by_id["B"].at
    assert place[0] == old.by_id["B"].at[0]
    assert place[1] > old.by_id["B"].at[1]
