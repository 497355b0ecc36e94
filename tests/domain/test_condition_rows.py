"""A condition as rows: what the builder of the inspector shows and writes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from outlet_desktop.domain.condition import Comparison
from outlet_desktop.domain.condition_rows import (
    OPERATORS,
    Rows,
    fields_for,
    first_row,
    read_value,
    rows_of,
    value_text,
    with_operator,
)
from outlet_desktop.domain.template import Field, FieldType


@pytest.mark.parametrize(
    ("text", "join", "fields"),
    [
        ("", "and", []),
        ("prepaid == true", "and", ["prepaid"]),
        ("area > 100 and prepaid == true", "and", ["area", "prepaid"]),
        ('town == "Пермь" or town in ["Казань", "Уфа"] or area < 5', "or", ["town", "town", "area"]),
        ("not prepaid == true and area > 1", "and", ["prepaid", "area"]),
    ],
)
def test_a_flat_condition_has_rows(text, join, fields):
    rows = rows_of(text)
    assert rows is not None
    assert (rows.join, [row.field for row in rows.rows]) == (join, fields)


@pytest.mark.parametrize("text", ["a == 1 and (b == 2 or c == 3)", "not (a == 1 or b == 2)", "a =", "not a > 1"])
def test_a_nested_or_unreadable_condition_has_none(text):
    assert rows_of(text) is None


def test_not_yes_is_shown_as_no():
    rows = rows_of("not prepaid == true")
    assert rows is not None
    assert rows.text == "prepaid == false"


VALUES = st.one_of(
    st.booleans(), st.integers(-(10**9), 10**9), st.text(max_size=8), st.dates(date(1990, 1, 1), date(2090, 1, 1))
)
ROWS = st.lists(
    st.builds(Comparison, st.sampled_from(("area", "town")), st.sampled_from(("==", "!=", "<", ">=")), VALUES),
    max_size=4,
).map(tuple)


@given(ROWS, st.sampled_from(("and", "or")))
def test_rows_written_as_text_are_read_as_the_same_rows(rows, join):
    again = rows_of(Rows(join, rows).text)
    assert again is not None
    assert again.rows == rows
    if len(rows) > 1:
        assert again.join == join


@pytest.mark.parametrize(
    ("kind", "op", "typed", "value"),
    [
        (FieldType.INT, ">", "120", 120),
        (FieldType.INT, ">", "-3", -3),
        (FieldType.INT, ">", "1,5", None),
        (FieldType.MONEY, "<=", "1 200,50", Decimal("1200.5")),
        (FieldType.MONEY, "<=", "много", None),
        (FieldType.DATE, "<", "01.12.2026", date(2026, 12, 1)),
        (FieldType.DATE, "<", "2026-12-01", date(2026, 12, 1)),
        (FieldType.DATE, "<", "31.02.2026", None),
        (FieldType.TEXT, "in", "Пермь, Казань ,", ("Пермь", "Казань")),
        (FieldType.TEXT, "in", " ", None),
        (FieldType.BOOL, "==", "true", True),
    ],
)
def test_a_typed_value_is_read_by_the_type_of_the_question(kind, op, typed, value):
    assert read_value(Field("x", "x", kind), op, typed) == value


@pytest.mark.parametrize("value", [date(2026, 12, 1), Decimal("12.5"), 7, "Пермь"])
def test_a_value_shown_is_read_back(value):
    kinds = {date: FieldType.DATE, Decimal: FieldType.MONEY, int: FieldType.INT, str: FieldType.TEXT}
    assert read_value(Field("x", "x", kinds[type(value)]), "==", value_text(value)) == value


def test_a_new_row_asks_something_that_its_question_can_answer():
    questions = [Field(kind.value, kind.value, kind, choices=("S", "M")) for kind in FieldType]
    assert [one.id for one in fields_for(questions)] == ["text", "int", "money", "date", "choice", "bool"]
    for question in fields_for(questions):
        row = first_row(question)
        assert row.op in OPERATORS[question.type]
        assert rows_of(Rows("and", (row,)).text) == Rows("and", (row,))


def test_the_operator_in_takes_a_list_and_gives_its_first_value_back():
    row = Comparison("town", "==", "Пермь")
    several = with_operator(row, "in")
    assert several.value == ("Пермь",)
    assert with_operator(several, "!=") == Comparison("town", "!=", "Пермь")
