"""Findings: every fault has one, its words in both languages, and a fix that removes it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from template_strategies import chain, templates

from outlet_desktop.domain import check as module, check_graph, check_step, edit
from outlet_desktop.domain.check import Fix, apply_fix, check, has_errors
from outlet_desktop.domain.template import (
    Escalation,
    Estimate,
    Field,
    FieldType,
    Flow,
    Outcome,
    Role,
    Stage,
    Step,
    StepKind,
    Template,
)
from outlet_desktop.wording import codes, sentence

APPROVAL = (Outcome("approve", "Да"), Outcome("rework", "Назад", ("a",)))


def with_step(template: Template, step_id: str, **changes: object) -> Template:
    return template.with_steps(replace(template.by_id[step_id], **changes))


GOOD = chain("a", "b", "c")


def plus(step: Step, *flows: Flow) -> Template:
    return replace(GOOD, steps=(*GOOD.steps, step), flows=(*GOOD.flows, *flows))


def decision(*outcomes: Outcome) -> Template:
    return with_step(GOOD, "b", kind=StepKind.APPROVAL, outcomes=outcomes)


FAULTS = {
    "no_steps": Template("t", "t"),
    "duplicate_role": replace(GOOD, roles=(*GOOD.roles, Role("r1", "x"))),
    "duplicate_stage": replace(GOOD, stages=(*GOOD.stages, Stage("one", "x"))),
    "duplicate_field": replace(GOOD, fields=(Field("x", "x"), Field("x", "y"))),
    "choice_empty": replace(GOOD, fields=(Field("x", "x", FieldType.CHOICE),)),
    "unused_role": replace(GOOD, roles=(*GOOD.roles, Role("r9", "Лишняя"))),
    "duplicate_step": replace(GOOD, steps=(*GOOD.steps, GOOD.steps[0])),
    "flow_to_nowhere": replace(GOOD, flows=(*GOOD.flows, Flow("a", "zzz"))),
    "negative_lag": replace(GOOD, flows=(Flow("a", "b", -1), Flow("b", "c"))),
    "duplicate_flow": replace(GOOD, flows=(*GOOD.flows, Flow("a", "b"))),
    "cycle": replace(GOOD, flows=(*GOOD.flows, Flow("b", "a"))),
    "unreachable": replace(GOOD, flows=(*GOOD.flows, Flow("b", "a"))),
    "goal_unreachable": replace(GOOD, flows=(*GOOD.flows, Flow("b", "a"))),
    "no_end": replace(GOOD, flows=(*GOOD.flows, Flow("c", "a"))),
    "several_starts": replace(GOOD, flows=(Flow("a", "c"), Flow("b", "c"))),
    "goal_unknown": replace(GOOD, goal="zzz"),
    "no_goal": replace(GOOD, goal=""),
    "goal_conditional": replace(with_step(GOOD, "c", condition="x == 1"), fields=(Field("x", "x", FieldType.INT),)),
    "no_estimate": with_step(GOOD, "b", duration=Estimate(0, 0, 0)),
    "condition_value": replace(
        with_step(GOOD, "b", condition='size == "XL"'),
        fields=(Field("size", "Размер", FieldType.CHOICE, choices=("S", "M")),),
    ),
    "result_unused": replace(
        GOOD, steps=(*GOOD.steps, Step("d", title="d", role="r1")), flows=(*GOOD.flows, Flow("a", "d"))
    ),
    "bad_step_id": replace(
        GOOD, steps=(*GOOD.steps, Step("ш-1", title="d", role="r1")), flows=(*GOOD.flows, Flow("c", "ш-1"))
    ),
    "no_title": with_step(GOOD, "b", title="  "),
    "no_role": with_step(GOOD, "b", role=""),
    "unknown_role": with_step(GOOD, "b", role="zzz"),
    "milestone_duration": with_step(GOOD, "b", kind=StepKind.MILESTONE),
    "duration_negative": with_step(GOOD, "b", duration=Estimate(-1, 2, 3)),
    "duration_order": with_step(GOOD, "b", duration=Estimate(5, 2, 3)),
    "condition_syntax": with_step(GOOD, "b", condition="x ="),
    "condition_unknown_field": with_step(GOOD, "b", condition="x == 1"),
    "no_approve": decision(*APPROVAL[1:]),
    "duplicate_outcome": decision(*APPROVAL, Outcome("approve", "Ещё")),
    "no_rework": decision(*APPROVAL[:1]),
    "rework_not_before": decision(APPROVAL[0], Outcome("rework", "Назад", ("c",))),
    "unknown_stage": with_step(GOOD, "b", stage="zzz"),
    "unknown_reason": with_step(GOOD, "b", reasons=("zzz",)),
    "unknown_escalation": with_step(GOOD, "b", escalate=Escalation(1, "zzz")),
    "unknown_placeholder": with_step(GOOD, "b", description="Позвонить {phone}"),
}
WARNINGS = {
    "choice_empty", "unused_role", "duplicate_flow", "several_starts", "result_unused", "milestone_duration",
    "no_rework", "unknown_stage", "unknown_reason", "unknown_escalation", "unknown_placeholder", "no_estimate",
    "condition_value",
}  # fmt: skip
# Nobody but the coordinator can say what is meant here.
WITHOUT_FIX = {
    "no_steps", "duplicate_role", "duplicate_stage", "duplicate_field", "choice_empty", "duplicate_step",
    "bad_step_id", "no_title",
}  # fmt: skip
FIXABLE = FAULTS.keys() - WITHOUT_FIX


def test_a_good_drawing_has_no_findings():
    assert check(GOOD) == ()


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_found_with_its_severity(code):
    found = [finding for finding in check(FAULTS[code]) if finding.code == f"finding.{code}"]
    assert len(found) == 1
    assert found[0].severity == ("warning" if code in WARNINGS else "error")
    assert has_errors(found) is (code not in WARNINGS)
    assert (found[0].fix is not None) is (code in FIXABLE)


@pytest.mark.parametrize("code", sorted(FIXABLE))
def test_the_fix_removes_the_finding(code):
    template = FAULTS[code]
    finding = next(found for found in check(template) if found.code == f"finding.{code}")
    mended = apply_fix(template, finding)
    assert f"finding.{code}" not in {found.code for found in check(mended)}
    assert mended != template


@pytest.mark.parametrize("code", FAULTS)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_finding_is_said_in_both_languages_with_all_its_facts(code, lang):
    for finding in check(FAULTS[code]):
        said = sentence(finding.code, finding.facts, lang)
        assert not said.startswith("finding.")
        assert not re.search(r"…|[{|]", said.replace("{phone}", ""))


def test_every_code_the_module_can_give_is_tested_and_worded():
    text = "".join(Path(one.__file__).read_text("utf-8") for one in (module, check_graph, check_step))
    given = set(re.findall(r'\b(?:error|warning)\(\s*"(\w+)"', text)) | set(
        re.findall(r'\("(duplicate_\w+)", template', text)
    )
    assert given - {"duplicate_reason", "duration_far"} == set(FAULTS)
    for lang in ("ru", "en"):
        assert {f"finding.{code}" for code in given} <= codes(lang)


def test_errors_come_first_then_the_order_of_the_template():
    template = with_step(with_step(with_step(GOOD, "c", role=""), "a", role=""), "b", stage="zzz")
    assert [(found.step, found.severity) for found in check(template)] == [
        ("a", "error"),
        ("c", "error"),
        ("b", "warning"),
    ]


def test_a_cycle_is_named_from_its_first_step_and_cut_where_it_runs_back():
    template = replace(GOOD, flows=(*GOOD.flows, Flow("c", "b")))
    finding = next(found for found in check(template) if found.code == "finding.cycle")
    assert finding.steps == ("b", "c")
    assert finding.facts["path"] == "Шаг b → Шаг c → Шаг b"
    assert finding.fix == Fix("delete", "c", "b")


def test_a_result_nobody_waits_for_is_offered_to_the_next_join():
    # As on the picture of the editor: a check beside the chain, whose neighbour leads to a join.
    template = Template(
        "t", "t", goal="open", roles=GOOD.roles,
        steps=tuple(Step(name, title=name, role="r1") for name in ("start", "snags", "pay", "goods", "cold", "open")),
        flows=tuple(Flow(*pair.split(">")) for pair in
                    ("start>snags", "start>pay", "snags>goods", "pay>goods", "snags>cold", "goods>open")),
    )  # fmt: skip
    finding = next(found for found in check(template) if found.code == "finding.result_unused")
    assert (finding.step, finding.fix) == ("cold", Fix("connect", "cold", "goods"))


def test_the_proposed_role_is_the_one_used_beside_the_step():
    template = replace(GOOD, roles=(Role("r0", "x"), *GOOD.roles))
    template = with_step(template, "b", role="")
    finding = next(found for found in check(template) if found.code == "finding.no_role")
    assert finding.fix == Fix("set_role", "b", "r1")


def test_a_fix_that_came_too_late_is_refused_in_words():
    template = FAULTS["no_role"]
    finding = next(found for found in check(template) if found.fix)
    with pytest.raises(edit.Problem) as problem:
        apply_fix(edit.delete(template, ["b"]), finding)
    assert problem.value.code == "edit.unknown_step"


def test_a_process_of_milestones_needs_no_role():
    stones = chain("a", "b", kind=StepKind.MILESTONE)
    stones = stones.with_steps(*[replace(step, role="", duration=Estimate(0, 0, 0)) for step in stones.steps])
    assert {found.code for found in check(stones)} == {"finding.unused_role"}


@settings(max_examples=80, deadline=None)
@given(templates(most=8, acyclic=False))
def test_cycles_are_those_that_networkx_sees(template):
    graph = nx.DiGraph([(flow.source, flow.target) for flow in template.flows])
    knots = [part for part in nx.strongly_connected_components(graph) if len(part) > 1]
    found = [finding for finding in check(template) if finding.code == "finding.cycle"]
    assert len(found) == len(knots)
    for finding in found:
        assert any(set(finding.steps) <= part for part in knots)
        pairs = zip(finding.steps, (*finding.steps[1:], finding.steps[0]), strict=True)
        assert all(graph.has_edge(*pair) for pair in pairs)
    mended = template
    for _ in range(40):
        cycles = [finding for finding in check(mended) if finding.code == "finding.cycle"]
        if not cycles:
            break
        mended = apply_fix(mended, cycles[0])
    assert nx.is_directed_acyclic_graph(nx.DiGraph([(flow.source, flow.target) for flow in mended.flows]))


@settings(max_examples=80, deadline=None)
@given(templates(most=8, acyclic=False))
def test_whatever_a_file_holds_is_answered_by_findings_with_words(template):
    for finding in check(template):
        assert finding.code in codes("ru")
        assert finding.code in codes("en")
        assert not finding.step or finding.step in finding.steps


PAST = {"b": (6, 7, 7, 8, 8, 9, 12, 15)}


def test_an_estimate_far_from_the_past_is_found_and_set_by_one_press():
    template = with_step(GOOD, "b", duration=Estimate(1, 2, 3))
    (finding,) = check(template, PAST)
    assert (finding.code, finding.severity, finding.step) == ("finding.duration_far", "warning", "b")
    assert apply_fix(template, finding).by_id["b"].duration == Estimate(6, 8, 15)
    assert check(apply_fix(template, finding), PAST) == ()
    for lang in ("ru", "en"):
        assert "8" in sentence(finding.code, finding.facts, lang)


@pytest.mark.parametrize(
    "past",
    [PAST["b"][:7], (1, 2, 2, 2, 2, 3, 3, 4), (0,) * 8],
    ids=["seven tasks are too few", "as estimated", "done within a day"],
)
def test_an_estimate_is_left_alone_where_the_past_does_not_speak_against_it(past):
    assert check(with_step(GOOD, "b", duration=Estimate(1, 2, 4)), {"b": past}) == ()


def test_a_step_without_an_estimate_is_offered_the_one_usual_for_its_role():
    template = chain("a", "b", "c", "d")
    template = with_step(with_step(template, "b", duration=Estimate(0, 0, 0)), "c", duration=Estimate(4, 5, 9))
    template = with_step(with_step(template, "a", duration=Estimate(2, 3, 4)), "d", duration=Estimate(4, 5, 9))
    finding = next(found for found in check(template) if found.code == "finding.no_estimate")
    assert finding.fix == Fix("set_duration", "b", "4 5 9")


def test_a_question_that_a_condition_asks_is_added_to_the_launch_with_the_type_of_its_answers():
    template = with_step(GOOD, "b", condition="area_m2 > 100 and prepaid == true")
    for _ in range(2):
        finding = next(found for found in check(template) if found.code == "finding.condition_unknown_field")
        template = apply_fix(template, finding)
    assert [(one.id, one.title, one.type) for one in template.fields] == [
        ("area_m2", "Area m2", FieldType.INT),
        ("prepaid", "Prepaid", FieldType.BOOL),
    ]
    assert check(template) == ()


def test_an_approval_without_a_way_back_is_given_the_steps_it_decides_upon():
    template = decision(*APPROVAL[:1])
    finding = next(found for found in check(template) if found.code == "finding.no_rework")
    assert finding.fix == Fix("set_rework", "b", "a")
    rework = apply_fix(template, finding).by_id["b"].outcome("rework")
    assert rework is not None
    assert rework.back_to == ("a",)
    assert rework.label


def test_a_step_without_a_name_is_named_by_the_first_sentence_of_its_description():
    template = with_step(GOOD, "b", title="", description="Сверить счёт. Потом оплатить.")
    finding = next(found for found in check(template) if found.code == "finding.no_title")
    assert apply_fix(template, finding).by_id["b"].title == "Сверить счёт"


def test_findings_of_a_thousand_steps_are_counted_by_few_searches(monkeypatch):
    """Each search is as long as the drawing: their number must not grow with the findings."""
    steps = tuple(Step(f"s{n}", title=f"Шаг {n}", role="", duration=Estimate(1, 2, 3)) for n in range(1000))
    flows = tuple(Flow(f"s{n // 3}", f"s{n}") for n in range(1, 1000))
    searches = []
    real = Template.ancestors
    monkeypatch.setattr(Template, "ancestors", lambda self, step_id: searches.append(step_id) or real(self, step_id))
    found = check(Template("t", "t", goal="s999", roles=GOOD.roles, steps=steps, flows=flows))
    assert len(found) > 1600
    assert searches == []
