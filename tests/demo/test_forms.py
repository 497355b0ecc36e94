"""PHP's bracket forms: decoding is the inverse of encoding."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings, strategies as st

from outlet_desktop.portal.demo.forms import decode_query, encode, read_params

_names = st.text("ABCDEFGHIJ_>=!%йё", min_size=1, max_size=6)
_leaves = st.text(max_size=8)
_values: st.SearchStrategy[Any] = st.recursive(
    _leaves,
    lambda below: st.lists(below, min_size=1, max_size=3) | st.dictionaries(_names, below, min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_names, _values, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_is_encoded_is_decoded_again(params: dict[str, Any]) -> None:
    assert decode_query(encode(params)) == params


def test_open_brackets_append() -> None:
    assert decode_query("select[]=ID&select[]=TITLE") == {"select": ["ID", "TITLE"]}
    assert decode_query("filter%5B%3E%3DDEADLINE%5D=2026") == {"filter": {">=DEADLINE": "2026"}}
    assert decode_query("f[P][0][VALUE]=x&f[P][1][VALUE]=y") == {"f": {"P": [{"VALUE": "x"}, {"VALUE": "y"}]}}


def test_values_keep_their_order_of_arrival() -> None:
    named, values = read_params("TASKID=13", "application/json", b'{"FIELDS": {"TITLE": "x"}}')
    assert named == {"TASKID": "13", "FIELDS": {"TITLE": "x"}}
    assert values == ["13", {"TITLE": "x"}]
    assert read_params("", "application/json", b'[13, {"TITLE": "x"}]') == ({}, [13, {"TITLE": "x"}])
