"""PHP's `parse_str`, written from its manual and apart from our encoder: the other end of the wire."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus


def parse_str(query: str) -> dict[str, Any]:
    """Nested maps; a map keyed 0, 1, 2 … is a list; `[]` takes the next number; what comes later wins."""
    root: dict[str, Any] = {}
    for pair in query.split("&") if query else []:
        name, _, value = pair.partition("=")
        name = unquote_plus(name)
        steps = [name.split("[", 1)[0], *re.findall(r"\[([^\]]*)\]", name)]
        node = root
        for step in steps[:-1]:
            key = step or _next_number(node)
            if not isinstance(node.get(key), dict):
                node[key] = {}
            node = node[key]
        node[steps[-1] or _next_number(node)] = unquote_plus(value)
    return {key: _listed(value) for key, value in root.items()}


def _next_number(node: dict[str, Any]) -> str:
    return str(max((int(key) for key in node if key.isdecimal()), default=-1) + 1)


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    items = {key: _listed(item) for key, item in value.items()}
    return list(items.values()) if list(items) == [str(i) for i in range(len(items))] else items
