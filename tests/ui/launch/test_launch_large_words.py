"""The launch with larger words in the smallest window: what is beside the chart is read without scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from launch_walk import Make, at_schedule, send
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.text_size import text_size
from outlet_desktop.ui.theme import theme


@pytest.fixture
def size(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    def choose(per_cent: int) -> None:
        text_size.choice = per_cent
        theme.follow_text_size()

    yield choose
    choose(100)
    text_size.choice = 0


def is_in_its_width(page: QWidget) -> bool:
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    return bool(areas) and all(area.horizontalScrollBar().maximum() == 0 for area in areas)


def places_of(buttons: dict[str, QPushButton]) -> list[tuple[int, int]]:
    return [(button.y(), button.x()) for button in buttons.values()]


def test_both_sides_of_the_schedule_are_in_their_width(qtbot: QtBot, make: Make, size: Callable[[int], None]) -> None:
    place = make()
    at_schedule(qtbot, place)
    form = place.schedule_page.form
    before = form.start.y(), form.target.y()
    assert before[0] == before[1]  # beside each other
    place.resize(1092, 644)
    size(130)
    qtbot.waitUntil(lambda: form.target.y() > form.start.y(), timeout=15_000)
    qtbot.waitUntil(lambda: is_in_its_width(place.schedule_page), timeout=15_000)
    size(100)
    qtbot.waitUntil(lambda: form.target.y() == form.start.y(), timeout=15_000)


def test_the_answers_of_the_director_stand_below_each_other(
    qtbot: QtBot, make: Make, size: Callable[[int], None]
) -> None:
    place = make()
    send(qtbot, place)
    page = place.decision_page
    qtbot.waitUntil(lambda: len({y for y, _x in places_of(page.card.buttons)}) == 2)
    place.resize(1092, 644)
    size(130)
    qtbot.waitUntil(lambda: len({x for _y, x in places_of(page.card.buttons)}) == 1, timeout=15_000)
    assert places_of(page.card.buttons) == sorted(places_of(page.card.buttons))
    qtbot.waitUntil(lambda: is_in_its_width(page), timeout=15_000)
    size(100)
    qtbot.waitUntil(lambda: len({y for y, _x in places_of(page.card.buttons)}) == 2, timeout=15_000)
