"""A person's way through the launch: filling the form, going on, sending, and the engine's news."""

from __future__ import annotations

from collections.abc import Callable

from launch_office import LaunchOffice, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.place import SCHEDULE

ADDRESS_TEXT = "Самара, ул. Победы, 93"
Make = Callable[..., LaunchPlace]


def settle(qtbot: QtBot, place: LaunchPlace) -> None:
    """Wait until the forecast follows what is typed."""
    qtbot.waitUntil(lambda: not place.draft.is_stale)


def fill(qtbot: QtBot, place: LaunchPlace, address: str = ADDRESS_TEXT) -> None:
    place.address_page.address.setFocus()
    type_text(place.address_page.address, address)
    settle(qtbot, place)


def at_schedule(qtbot: QtBot, place: LaunchPlace) -> None:
    fill(qtbot, place)
    qtbot.mouseClick(place.footer.next, Qt.MouseButton.LeftButton)
    assert place.pages.currentIndex() == SCHEDULE


def send(qtbot: QtBot, place: LaunchPlace) -> str:
    at_schedule(qtbot, place)
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.decision_page.view is not None)
    assert place.opening is not None
    return place.opening


def shows(place: LaunchPlace, text: str) -> bool:
    page = place.pages.currentWidget()
    return any(text in label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def renew(qtbot: QtBot, place: LaunchPlace, office: LaunchOffice) -> None:
    """The engine's news reach the place, as the window brings them."""
    before = place.decision_page.view
    place.show_portfolio(office.portfolio())
    qtbot.waitUntil(lambda: place.decision_page.view is not before)
