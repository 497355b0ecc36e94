"""An opening on a portal in memory, driven pass by pass."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from rig import Rig

from outlet_desktop.domain import file_format
from outlet_desktop.domain.template import Template
from outlet_desktop.places import resource


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig()
    yield made
    made.store.close()


@pytest.fixture(scope="session")
def sample() -> Template:
    return file_format.read(resource("templates", "outlet-opening.outlet.json").read_text("utf-8"))
