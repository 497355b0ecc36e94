"""Files: one spelling, read back to the same value, refused in words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from template_strategies import chain, templates

from outlet_desktop.domain.file_format import read, write
from outlet_desktop.domain.template import Flow, StepKind
from outlet_desktop.problem import Problem

EXAMPLE = """{
  "format": "outlet-process",
  "version": 1,
  "id": "outlet-opening",
  "name": "Открытие торговой точки",
  "revision": 7,
  "goal": "S32",
  "roles": [
    {"id": "accountant", "title": "Бухгалтер", "code": "БУ", "description": "подтверждает оплаты"}
  ],
  "stages": [{"id": "launch", "title": "Запуск"}],
  "fields": [
    {"id": "prepaid", "title": "Поставщик просит предоплату", "type": "bool", "required": true}
  ],
  "reasons": [
    {"id": "payment_wait", "title": "Ждём оплату счёта", "clock": "internal", "detected": "auto"}
  ],
  "steps": [
    {
      "id": "S31", "kind": "confirmation", "title": "Подтвердить оплату первого заказа товара",
      "description": "Без оплаты товар не отгружают: {address}.", "stage": "launch", "role": "accountant",
      "duration": [1, 2, 5], "condition": "prepaid == true",
      "checklist": ["Счёт сверен с заказом"],
      "fields": [{"id": "amount_rub", "title": "Сумма, ₽", "type": "money", "required": true}],
      "reasons": ["payment_wait"], "remind": {"before_days": 1, "repeat_days": 1},
      "escalate": {"after_days": 2, "to": "initiator"}, "at": [0, 0]
    },
    {
      "id": "S32", "kind": "task", "title": "Зарегистрировать кассу", "stage": "launch", "role": "accountant",
      "duration": [1, 2, 5], "result_required": true, "at": [288, 0]
    }
  ],
  "flows": [
    {"from": "S31", "to": "S32", "lag": 0}
  ]
}
"""


def test_the_example_of_the_format_is_written_back_byte_for_byte():
    assert write(read(EXAMPLE)) == EXAMPLE


def test_the_example_means_what_it_says():
    template = read(EXAMPLE)
    paid = template.by_id["S31"]
    assert (paid.kind, paid.duration.pessimistic, paid.fields[0].required) == (StepKind.CONFIRMATION, 5, True)
    assert template.flows == (Flow("S31", "S32"),)
    assert template.revision == 7


@settings(max_examples=60, deadline=None)
@given(templates(acyclic=False))
def test_reading_undoes_writing(template):
    sorted_flows = tuple(sorted(template.flows, key=lambda flow: (flow.source, flow.target)))
    assert read(write(template)) == replace(template, flows=sorted_flows)


@settings(max_examples=40, deadline=None)
@given(templates())
def test_a_file_we_wrote_is_written_again_byte_for_byte_and_is_json(template):
    text = write(template)
    json.loads(text)
    assert write(read(text)) == text
    assert text.endswith("}\n")


def test_keys_of_a_later_program_survive_at_every_level():
    data = json.loads(EXAMPLE)
    data["colour"] = {"theme": ["a", 1]}
    data["steps"][0]["cost"] = 5
    data["steps"][0]["fields"][0]["hint"] = "как в счёте"
    data["steps"][0]["remind"]["by"] = "bot"
    data["roles"][0]["phone"] = None
    data["flows"][0]["note"] = "x"
    text = write(read(json.dumps(data)))
    assert json.loads(text) == data
    assert write(read(text)) == text


def test_unknown_keys_of_a_deleted_step_go_with_it():
    data = json.loads(EXAMPLE)
    data["steps"][0]["cost"] = 5
    template = read(json.dumps(data))
    left = replace(template, steps=template.steps[1:], flows=())
    assert "cost" not in write(left)


def test_a_byte_order_mark_is_no_obstacle():
    assert read("\ufeff" + EXAMPLE) == read(EXAMPLE)


def broken(**changes: object) -> str:
    return json.dumps({**json.loads(EXAMPLE), **changes})


def step_with(**changes: object) -> str:
    data = json.loads(EXAMPLE)
    data["steps"][1].update(changes)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ('{\n  "format": oops\n}', "file.not_json", {"line": 2, "column": 13}),
        ("", "file.not_json", {"line": 1, "column": 1}),
        ("[]", "file.not_process", {}),
        ('{"format": "bpmn"}', "file.not_process", {}),
        (broken(version=2), "file.newer_version", {"found": 2, "known": 1}),
        (broken(version="1"), "file.bad_value", {"path": "version"}),
        (broken(steps={}), "file.bad_value", {"path": "steps"}),
        (broken(revision=-1), "file.bad_value", {"path": "revision"}),
        (broken(fields=[{"id": "a", "type": "colour"}]), "file.bad_value", {"path": "fields[0].type"}),
        (step_with(duration=[1, 2]), "file.bad_value", {"path": "steps[1].duration"}),
        (step_with(duration=[1, 2, True]), "file.bad_value", {"path": "steps[1].duration"}),
        (step_with(kind="subprocess"), "file.bad_value", {"path": "steps[1].kind"}),
        (step_with(at=[1.5, 0]), "file.bad_value", {"path": "steps[1].at"}),
        (step_with(checklist=["a", 1]), "file.bad_value", {"path": "steps[1].checklist"}),
        (step_with(remind={"before_days": "1"}), "file.bad_value", {"path": "steps[1].remind.before_days"}),
        (
            step_with(outcomes=[{"id": "rework", "label": "x", "back_to": "S31"}]),
            "file.bad_value",
            {"path": "steps[1].outcomes[0].back_to"},
        ),
        (step_with(id="S31"), "file.duplicate_step", {"step": "S31"}),
        (broken(flows=[{"from": "S31", "to": "S99"}]), "file.unknown_reference", {"path": "flows[0].to", "id": "S99"}),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(text, code, facts):
    with pytest.raises(Problem) as problem:
        read(text)
    assert problem.value.code == code
    assert facts.items() <= problem.value.facts.items()


def test_a_milestone_needs_no_duration_in_the_file():
    template = chain("a", kind=StepKind.MILESTONE)
    template = replace(
        template, steps=(replace(template.steps[0], duration=type(template.steps[0].duration)(0, 0, 0)),)
    )
    text = write(template)
    assert "duration" not in text
    assert read(text) == template
