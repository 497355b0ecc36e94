"""The processes we ship: whole, without findings, the same in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outlet_desktop.domain.arrange import arrange, plan
from outlet_desktop.domain.check import check
from outlet_desktop.domain.condition import parse
from outlet_desktop.domain.file_format import read, write
from outlet_desktop.domain.template import StepKind, Template
from outlet_desktop.places import resource

FILES = ("outlet-opening.outlet.json", "outlet-opening.en.outlet.json")


def text_of(name: str) -> str:
    return resource("templates", name).read_text("utf-8")


@pytest.fixture(params=FILES)
def template(request) -> Template:
    return read(text_of(request.param))


def test_a_shipped_file_is_in_our_spelling(template):
    assert write(template) in {text_of(name) for name in FILES}


def test_a_shipped_template_has_no_findings(template):
    assert check(template) == ()


def test_it_has_forty_steps_seven_roles_with_codes_and_the_goal_s37(template):
    assert (len(template.steps), len(template.roles), template.goal) == (40, 7, "S37")
    assert all(len(role.code) == 2 for role in template.roles)
    assert template.revision == 1


def test_both_languages_differ_in_words_only():
    russian, english = (read(text_of(name)) for name in FILES)
    assert [step.id for step in russian.steps] == [step.id for step in english.steps]
    assert russian.flows == english.flows
    for ours, theirs in zip(russian.steps, english.steps, strict=True):
        assert replace(ours, title="", description="", checklist=(), fields=(), outcomes=()) == replace(
            theirs, title="", description="", checklist=(), fields=(), outcomes=()
        )
        assert [field.id for field in ours.fields] == [field.id for field in theirs.fields]
        assert [(o.id, o.back_to) for o in ours.outcomes] == [(o.id, o.back_to) for o in theirs.outcomes]
        assert len(ours.checklist) == len(theirs.checklist)
    for ours, theirs in ((russian.roles, english.roles), (russian.stages, english.stages)):
        assert [item.id for item in ours] == [item.id for item in theirs]


def longest(template: Template, target: str) -> int:
    """Working days to a step's finish over most likely durations, by the definition."""
    step = template.by_id[target]
    return step.duration.likely + max(
        (longest(template, flow.source) + flow.lag for flow in template.incoming[target]), default=0
    )


def test_the_opening_takes_52_working_days_and_the_project_64(template):
    assert longest(template, "S37") == 52
    assert longest(template, "S40") == 64


def test_without_an_answer_no_step_is_skipped(template):
    conditions = [parse(step.condition) for step in template.steps if step.condition]
    assert conditions
    assert all(condition.holds({}) for condition in conditions)
    assert all(not field.required for field in template.fields)


def test_nothing_required_blocks_a_confirmation(template):
    confirmations = [step for step in template.steps if step.kind is StepKind.CONFIRMATION]
    assert len(confirmations) == 5
    for step in confirmations:
        assert step.fields
        assert step.remind
        assert step.escalate
        assert not any(field.required for field in step.fields)


def test_it_is_drawn_as_arrange_draws_it(template):
    assert arrange(template) == template
    assert plan(template).crossings <= 15
