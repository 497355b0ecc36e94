"""Request bodies: PHP's bracket forms and JSON, both ways of writing the same parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote

import msgspec

Json = Any

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\]]*\])*)")
_PART = re.compile(r"\[([^\]]*)\]")


def decode_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """PHP's `parse_str`: `a[b][]=1` becomes nested maps; maps keyed 0, 1, 2 … become lists below the top."""
    root: dict[str, Json] = {}
    for name, value in pairs:
        match = _KEY.match(name)
        if match is None:
            continue
        path = [match.group(1), *_PART.findall(match.group(2))]
        node = root
        for step in path[:-1]:
            step = _index(node, step)
            below = node.get(step)
            if not isinstance(below, dict):
                below = {}
                node[step] = below
            node = below
        node[_index(node, path[-1])] = value
    return {key: _lists(value) for key, value in root.items()}


def _index(node: Mapping[str, Json], step: str) -> str:
    if step:
        return step
    taken = [int(key) for key in node if key.isdigit()]
    return str(max(taken) + 1 if taken else 0)


def _lists(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    below = {key: _lists(item) for key, item in value.items()}
    if all(key == str(index) for index, key in enumerate(below)):
        return list(below.values())
    return below


def decode_query(text: str) -> dict[str, Json]:
    """Parameters of a query string or an urlencoded body."""
    if not text:
        return {}
    return decode_pairs(parse_qsl(text, keep_blank_values=True))


def encode(params: Mapping[str, Json]) -> str:
    """The inverse of `decode_query`, as an official client would write it."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in _flat(params))


def _flat(params: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for key, value in params.items():
        yield from _walk(str(key), value)


def _walk(name: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(f"{name}[{key}]", item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _walk(f"{name}[{index}]", item)
    else:
        yield name, "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?', re.IGNORECASE)
_FIELD = re.compile(rb'\bname="([^"]*)"')


def decode_multipart(body: bytes, content_type: str) -> dict[str, Json]:
    """Text fields of a multipart body; files are read as their text."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        return {}
    pairs: list[tuple[str, str]] = []
    for part in body.split(b"--" + match.group(1).encode("ascii", "replace"))[1:]:  # what comes before is no part
        head, gap, value = part.partition(b"\r\n\r\n")
        name = _FIELD.search(head)
        if gap and name is not None:
            pairs.append(
                (name.group(1).decode("utf-8", "replace"), value.removesuffix(b"\r\n").decode("utf-8", "replace"))
            )
    return decode_pairs(pairs)


def read_params(query: str, content_type: str, body: bytes) -> tuple[dict[str, Json], list[Json]]:
    """Named parameters and the same values in order of arrival (query string first, then the body).

    A JSON array gives only values. Unreadable JSON gives nothing, as on the portal.
    """
    named = decode_query(query)
    kind = content_type.partition(";")[0].strip().lower()
    if body:
        if kind == "multipart/form-data":
            named.update(decode_multipart(body, content_type))
        elif kind == "application/json" or (kind != "application/x-www-form-urlencoded" and body[:1] in b"{["):
            try:
                sent = msgspec.json.decode(body)
            except (msgspec.DecodeError, UnicodeDecodeError):
                sent = None
            if isinstance(sent, dict):
                named.update(sent)
            elif isinstance(sent, list):
                return named, [*named.values(), *sent]
        else:
            named.update(decode_query(body.decode("utf-8", "replace")))
    values = [value for key, value in named.items() if key != "auth"]
    return named, values


def is_json(content_type: str, body: bytes) -> bool:
    """Whether a body is JSON and says so: REST 3.0 takes no other."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        return False
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
