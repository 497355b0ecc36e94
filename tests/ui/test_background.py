"""Work of the window's reader: what is asked for anew before it has begun is left out, what writes never is."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.mark.parametrize(("is_reading", "done"), [(True, [0, 9]), (False, [*range(10)])])
def test_a_key_held_down_reads_the_first_and_the_last_row(
    qtbot: QtBot, background: Background, is_reading: bool, done: list[int]
) -> None:
    go, begun = threading.Event(), threading.Event()
    worked: list[int] = []
    shown: list[int] = []

    def work(number: int) -> int:
        begun.set()
        go.wait(10)
        worked.append(number)
        return number

    background.run(lambda: work(0), shown.append, slot="row", is_reading=is_reading)
    assert begun.wait(10)
    for number in range(1, 10):
        background.run(lambda number=number: work(number), shown.append, slot="row", is_reading=is_reading)  # type: ignore[misc]
    go.set()
    qtbot.waitUntil(lambda: shown == [9], timeout=15_000)
    assert worked == done
