"""The ring round a list that has the focus: for whoever works by keys, not for whoever has just clicked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.focus_ring import FocusRings, _Ring, wants_ring


class Page(QWidget):
    """A field above a list of three rows, none of them chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.list = QLineEdit(), QListWidget()
        self.list.addItems(["один", "два", "три"])
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list)

    def has_ring(self) -> bool:
        return any(ring.isVisible() for ring in self.list.findChildren(_Ring))


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    app = QApplication.instance()
    assert app is not None
    made = Page()
    rings = FocusRings(made)
    app.installEventFilter(rings)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.mouseClick(made.field, Qt.MouseButton.LeftButton)
    yield made
    app.removeEventFilter(rings)


def test_the_tab_key_shows_where_it_has_come_to(qtbot: QtBot, page: Page) -> None:
    page.list.clear()
    qtbot.keyClick(page.field, Qt.Key.Key_Tab)
    assert page.list.hasFocus()
    assert page.has_ring()
    page.list.addItems(["один", "два"])
    qtbot.keyClick(page.list, Qt.Key.Key_Down)  # from now on the row shows it
    assert not page.has_ring()


def test_a_place_opened_by_the_mouse_has_no_ring_until_a_key_is_pressed(qtbot: QtBot, page: Page) -> None:
    wants_ring(page.list)
    page.list.setFocus()  # as the window does after a click on the rail
    assert not page.has_ring()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.has_ring()
    qtbot.mouseClick(page.field, Qt.MouseButton.LeftButton)
    assert not page.has_ring()


def test_a_place_opened_by_keys_has_its_ring_at_once(qtbot: QtBot, page: Page) -> None:
    wants_ring(page.list)
    qtbot.keyClick(page.field, Qt.Key.Key_Home)
    page.list.setFocus()
    assert page.has_ring()
