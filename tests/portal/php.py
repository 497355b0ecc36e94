"""PHP's `parse_str`, written from its manual and apart from our encoder: the other end of the wire."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus


def parse_str(query: str) -> dict[str, Any]:
    """Nested maps; a map keyed 0, 1, 2 … is a list."""
    root: dict[str, Any] = {}
    for pair in query.split("&") if query else []:
        name, _, value = pair.partition("=")
        name = unquote_plus(name)
        steps = [name.split("[", 1)[0], *re.findall(r"\[([^\]]*)\]", name)]
        node = root
        for step in steps[:-1]:
            node = node.setdefault(step, {})
        node[steps[-1]] = unquote_plus(value)
    return {key: _listed(value) for key, value in root.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    items = {key: _listed(item) for key, item in value.items()}
    return list(items.values()) if list(items) == [str(i) for i in range(len(items))] else items
