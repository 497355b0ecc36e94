"""Request bodies: what one side writes the other reads, whoever wrote it.

Three writers (the demo's own, the program's client, the standard library with httpx) against two readers (the
demo's, and PHP's rules written down in `tests/portal/php.py`).
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import httpx
import pytest
from hypothesis import example, given, settings, strategies as st
from portal.php import parse_str

from outlet_desktop.portal import encode as client
from outlet_desktop.portal.demo.forms import decode_pairs, decode_query, encode, read_params

FORM = "application/x-www-form-urlencoded"
_names = st.text("ABCDEFGHIJ_>=!%йё", min_size=1, max_size=6)
_leaves = st.text(max_size=8)
_values: st.SearchStrategy[Any] = st.recursive(
    _leaves,
    lambda below: st.lists(below, min_size=1, max_size=3) | st.dictionaries(_names, below, min_size=1, max_size=3),
    max_leaves=8,
)
_params = st.dictionaries(_names, _values, max_size=4)
_steps = st.lists(st.sampled_from(["", "0", "1", "7", "A", "b"]), max_size=3)
_pairs = st.lists(st.tuples(st.sampled_from("abc"), _steps, st.text(max_size=4)), max_size=8)


def flat(params: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of a form, as anybody else would write them."""
    found: list[tuple[str, str]] = []

    def walk(name: str, value: Any) -> None:
        if isinstance(value, str):
            found.append((name, value))
            return
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            walk(f"{name}[{key}]", item)

    for key, value in params.items():
        walk(key, value)
    return found


@given(_params)
@settings(max_examples=150, deadline=None)
def test_what_is_encoded_is_decoded_again(params: dict[str, Any]) -> None:
    assert decode_query(encode(params)) == params
    assert parse_str(encode(params)) == params


def no_reference(value: Any) -> Any:
    """A text that looks like a reference goes out with a word joiner in it, so that it stays a text."""
    if isinstance(value, dict):
        return {key: no_reference(item) for key, item in value.items()}
    if isinstance(value, list):
        return [no_reference(item) for item in value]
    return value.replace("$result[", "$\u2060result[")


@given(_params)
@example({"A": "$result["})
@settings(max_examples=150, deadline=None)
def test_what_the_client_writes_is_read_again(params: dict[str, Any]) -> None:
    assert decode_query(client.query(params)) == no_reference(params)
    command = client.command_text(client.Call("tasks.task.add", params))
    name, _, query = command.partition("?")
    assert (name, decode_query(query)) == ("tasks.task.add", no_reference(params))


@given(_params)
@settings(max_examples=100, deadline=None)
def test_every_kind_of_body_says_the_same(params: dict[str, Any]) -> None:
    pairs = flat(params)
    assert parse_qsl(encode(params), keep_blank_values=True) == pairs
    asked = httpx.Request("POST", "http://x/", files=[(name, (None, value.encode())) for name, value in pairs])
    bodies = [(FORM, encode(params).encode()), (FORM, urlencode(pairs).encode())]
    bodies += [(FORM, urlencode(pairs, quote_via=quote).encode()), ("application/json", json.dumps(params).encode())]
    if pairs:
        bodies.append((asked.headers["content-type"], asked.read()))
    for kind, body in bodies:
        assert read_params("", kind, body) == (params, list(params.values())), kind
    assert read_params(encode(params), "", b"") == (params, list(params.values()))


@given(_pairs)
@settings(max_examples=300, deadline=None)
def test_any_brackets_are_read_as_php_reads_them(pairs: list[tuple[str, list[str], str]]) -> None:
    """Open brackets, gaps in the numbers, a name that is a value first and a map later."""
    written = [(name + "".join(f"[{step}]" for step in steps), value) for name, steps, value in pairs]
    assert decode_pairs(written) == parse_str(urlencode(written))


def test_open_brackets_append() -> None:
    assert decode_query("select[]=ID&select[]=TITLE") == {"select": ["ID", "TITLE"]}
    assert decode_query("filter%5B%3E%3DDEADLINE%5D=2026") == {"filter": {">=DEADLINE": "2026"}}
    assert decode_query("f[P][0][VALUE]=x&f[P][1][VALUE]=y") == {"f": {"P": [{"VALUE": "x"}, {"VALUE": "y"}]}}


def test_values_keep_their_order_of_arrival() -> None:
    named, values = read_params("TASKID=13", "application/json", b'{"FIELDS": {"TITLE": "x"}}')
    assert named == {"TASKID": "13", "FIELDS": {"TITLE": "x"}}
    assert values == ["13", {"TITLE": "x"}]
    assert read_params("", "application/json", b'[13, {"TITLE": "x"}]') == ({}, [13, {"TITLE": "x"}])


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=other"])
def test_a_multipart_body_without_its_boundary_has_no_fields(kind: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    assert read_params("", kind, body) == ({}, [])
    assert read_params("", "multipart/form-data; boundary=x", body) == ({"a": "1"}, ["1"])
