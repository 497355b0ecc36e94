"""The portal's own documentation as the tests read it: examples, and their shape held against an answer.

`../shared/bitrix24-examples` holds the documented request and answer of each method.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[3] / "shared" / "bitrix24-examples"
needs_examples = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="the documented examples are not beside this checkout"
)


def example(name: str) -> Any:
    """The file of that name: a method, a method with `.v3`, or one that begins with `_`."""
    return json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))


def has_example(name: str) -> bool:
    """Whether there is a file of that name."""
    return (EXAMPLES / f"{name}.json").exists()


@dataclass(frozen=True, slots=True)
class Shape:
    """What samples of one value have in common.

    Attributes:
        kinds: JSON types seen, null left out; none = nothing is known of it.
        fields: Of objects, by key. `required`: keys that every sample has.
        items: Of arrays and of objects keyed by ids.
    """

    kinds: frozenset[str]
    fields: dict[str, Shape]
    required: frozenset[str]
    items: Shape | None


def shape_of(samples: Iterable[Any]) -> Shape:
    """The shape of documented samples; null says nothing, `[]` and `{}` are both "no entries"."""
    values = [value for value in samples if value is not None]
    kinds = {kind_of(value) for value in values}
    if any(value in ([], {}) for value in values):
        kinds |= {"array", "object"}
    objects = [value for value in values if isinstance(value, dict) and value]
    entries = [item for value in values if isinstance(value, list) for item in value]
    if objects and all(key.isdigit() for found in objects for key in found):
        entries += [item for found in objects for item in found.values()]
        objects = []
    keys = dict.fromkeys(key for found in objects for key in found)
    return Shape(
        frozenset(kinds),
        {key: shape_of(found[key] for found in objects if key in found) for key in keys},
        frozenset(key for key in keys if all(key in found for found in objects)),
        shape_of(entries) if entries else None,
    )


def kind_of(value: Any) -> str:
    """The JSON type."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    return {str: "string", list: "array", dict: "object", type(None): "null"}[type(value)]


def differences(path: str, documented: Shape, got: Any) -> Iterator[str]:
    """Where an answer is not as documented: keys missing, keys nobody documents, other types; all rows of lists."""
    if got is None or not documented.kinds:
        return
    if got in ([], {}) and documented.kinds & {"array", "object"}:
        return
    if kind_of(got) not in documented.kinds:
        yield f"{path}: {kind_of(got)} in place of {' or '.join(sorted(documented.kinds))}"
    elif isinstance(got, dict) and documented.fields:
        for key in documented.required - got.keys():
            yield f"{path}.{key}: missing"
        for key, value in got.items():
            if key in documented.fields:
                yield from differences(f"{path}.{key}", documented.fields[key], value)
            else:
                yield f"{path}.{key}: not documented"
    elif isinstance(got, list | dict) and documented.items is not None:
        for item in got.values() if isinstance(got, dict) else got:
            yield from differences(f"{path}[]", documented.items, item)
