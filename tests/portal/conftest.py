"""Clients over a script, closed with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .scripted import Scripted


@pytest.fixture
def scripted() -> Iterator[Callable[..., Scripted]]:
    """`scripted(*steps)`: see `Scripted`."""
    made: list[Scripted] = []

    def make(*steps: Any, **more: Any) -> Scripted:
        made.append(Scripted(*steps, **more))
        return made[-1]

    yield make
    for one in made:
        one.portal.close()
