"""A label has the size of the others, whether or not it was in sight, or coloured anew, when the size changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.controls import ElidedLabel, label, set_tone
from outlet_desktop.ui.text_size import text_size
from outlet_desktop.ui.theme import theme

Size = Callable[[int], None]


@pytest.fixture
def size(qapp: QApplication) -> Iterator[Size]:
    """Sets the size of the words, %; it is as usual before and afterwards."""

    def choose(per_cent: int) -> None:
        text_size.choice = per_cent
        theme.follow_text_size()
        qapp.processEvents()

    theme.apply("light")
    choose(100)
    yield choose
    choose(100)
    text_size.choice = 0


@pytest.fixture
def pages(qtbot: QtBot, size: Size) -> QStackedWidget:
    """Two pages, the second not shown yet."""
    made = QStackedWidget()
    qtbot.addWidget(made)
    for _number in range(2):
        page = QWidget()
        QVBoxLayout(page)
        made.addWidget(page)
    made.show()
    qtbot.waitUntil(made.isVisible)
    return made


def put(pages: QStackedWidget, page: int, made: QLabel) -> QLabel:
    layout = pages.widget(page).layout()
    assert layout is not None
    layout.addWidget(made)
    return made


def pixels(*labels: QLabel) -> list[int]:
    return [one.font().pixelSize() for one in labels]


def test_words_never_shown_before_follow_the_size(pages: QStackedWidget, size: Size, qapp: QApplication) -> None:
    early = put(pages, 1, label("made at the usual size", wrap=True))
    size(130)
    late = put(pages, 1, label("made at 130 %"))
    assert pixels(early, late) == [17, 17]
    size(100)
    pages.setCurrentIndex(1)
    qapp.processEvents()
    assert pixels(early, late) == [13, 13]


@pytest.mark.parametrize("make", [label, ElidedLabel])
def test_a_new_colour_leaves_the_size(
    make: Callable[[str], QLabel], pages: QStackedWidget, size: Size, qapp: QApplication
) -> None:
    made = put(pages, 0, make("words"))
    qapp.processEvents()
    size(130)
    for tone in ("disabled", "", "secondary"):
        set_tone(made, tone)
        qapp.processEvents()
        assert pixels(made) == [17]
    size(100)
    set_tone(made, "")
    qapp.processEvents()
    assert pixels(made) == [13]
