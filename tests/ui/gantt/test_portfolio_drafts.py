"""Launch forms that were not sent stand in the portfolio's top bar."""

from __future__ import annotations

from datetime import UTC, datetime

from gantt_office import SampleOffice
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.launch.drafts_menu import DraftsMenu


def menus(place: PortfolioPlace) -> list[DraftsMenu]:
    made: list[QWidget] = place.bar_buttons()
    return [one for one in made if isinstance(one, DraftsMenu)]


def test_a_draft_is_offered_opened_and_gone_when_it_was_sent(qtbot: QtBot) -> None:
    office, background = SampleOffice(), Background()
    place = PortfolioPlace(office, background)
    qtbot.addWidget(place)
    assert not menus(place)
    saved = datetime(2026, 11, 24, 11, 4, tzinfo=UTC)
    draft = LaunchDraft("d1", LaunchRequest("outlet-opening", 7, "ул. Мира, 4"), saved_at=saved)
    office.launch_drafts["d1"] = draft
    with qtbot.waitSignal(place.heading_changed):
        place.activate()
    (menu,) = menus(place)
    assert [action.text() for action in menu.menu.actions()] == ["ул. Мира, 4  ·  24.11 11:04"]
    with qtbot.waitSignal(place.navigate) as went:
        menu.menu.actions()[0].trigger()
    assert went.args == ["launch", "draft:d1"]
    office.launch_drafts.clear()
    with qtbot.waitSignal(place.heading_changed):
        place.show_portfolio(office.portfolio())
    assert not menus(place)
    background.close()
