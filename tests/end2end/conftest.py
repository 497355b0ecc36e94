"""Demo portals as processes, ended with their test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.register_assert_rewrite("live_demo")

from live_demo import Demo  # noqa: E402


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A portal where nobody works but the test, without limits."""
    with Demo(tmp_path / "portal", "--no-staff", "--no-limits") as made:
        yield made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The program's data folder, apart from the portal's."""
    return tmp_path / "outlets"
