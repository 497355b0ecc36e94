"""Conditions: a small language, parsed by us, with a normal form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st
from template_strategies import ANSWERS, CONDITIONS

from outlet_desktop.domain.condition import parse
from outlet_desktop.problem import Problem


@settings(max_examples=150, deadline=None)
@given(CONDITIONS)
def test_the_normal_form_reads_back_as_the_same_condition(condition):
    assert parse(str(condition)) == condition


@settings(max_examples=100, deadline=None)
@given(CONDITIONS, ANSWERS)
def test_not_turns_every_answer_around_and_nothing_raises(condition, answers):
    assert parse(f"not ({condition})").holds(answers) is not condition.holds(answers)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_condition_or_a_problem_with_a_place(text):
    problem = None
    try:
        parse(text)
    except Problem as raised:
        problem = raised
    assert problem is None or 1 <= problem.facts["position"] <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "fields", "is_true"),
    [
        ("prepaid == true", {"prepaid": True}, True),
        ("prepaid == true", {}, False),
        ("prepaid != false", {}, True),
        ("prepaid != false", {"prepaid": False}, False),
        ("prepaid == true", {"prepaid": "true"}, True),
        ("prepaid == 1", {"prepaid": True}, False),
        ("area_m2 >= 100", {"area_m2": 100}, True),
        ("area_m2 > 99.5", {"area_m2": "100"}, True),
        ("area_m2 < 100", {}, False),
        ("area_m2 != 100", {"area_m2": None}, True),
        ("rent == 0.1", {"rent": 0.1}, True),
        ("format in ['мини', \"макси\"]", {"format": "мини"}, True),
        ("format in []", {"format": "мини"}, False),
        ("not format in ['мини']", {}, True),
        ("opens_on < 2026-12-01", {"opens_on": date(2026, 11, 30)}, True),
        ("opens_on < 2026-12-01", {"opens_on": "2026-11-30"}, True),
        ("opens_on < 2026-12-01", {"opens_on": "скоро"}, False),
        ("prepaid < true", {"prepaid": False}, False),
        ("a == 1 or b == 1 and c == 1", {"a": 1}, True),
        ("(a == 1 or b == 1) and c == 1", {"a": 1}, False),
        ("not a == 1 and b == 1", {"b": 1}, True),
        ('note == "он сказал \\"да\\""', {"note": 'он сказал "да"'}, True),
    ],
)
def test_examples(text, fields, is_true):
    assert parse(text).holds(fields) is is_true


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        ("prepaid", 8),
        ("prepaid = true", 9),
        ("prepaid == ", 11),
        ("prepaid == yes", 12),
        ("(prepaid == true", 17),
        ("prepaid == true)", 16),
        ("area in 5", 9),
        ("area in [5", 11),
        ("5 == area", 1),
        ("a == 1 b == 2", 8),
        ("opens_on == 2026-13-01", 13),
        ("note == 'abc", 9),
        ("and == 1", 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, position):
    with pytest.raises(Problem) as problem:
        parse(text)
    assert problem.value.facts["position"] == position
    assert problem.value.facts["expected"]


def test_python_is_not_understood():
    for text in ("__import__('os')", "a.b == 1", "a[0] == 1", "1 if a else 2", "a == b"):
        with pytest.raises(Problem):
            parse(text)


def test_depth_is_bounded():
    with pytest.raises(Problem):
        parse("(" * 5000 + "a == 1" + ")" * 5000)


def test_names_are_the_fields_asked_about():
    assert parse("a == 1 or not (b in [1] and c != 2)").names() == {"a", "b", "c"}
