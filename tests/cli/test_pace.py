"""The interpreter's pace: what stays is left out of collections, the rest is looked at in small portions."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from outlet_desktop.cli import pace


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)
    gc.unfreeze()


def test_loading_collects_seldom_and_afterwards_a_little_at_a_time() -> None:
    pace.yield_often()
    loading = gc.get_threshold()[0]
    assert sys.getswitchinterval() < 0.001
    pace.settle()
    assert gc.get_threshold()[0] < loading
    assert gc.get_freeze_count() > 0
