"""A window for viewing only: what would write is disabled and says why; what is asked by keys is refused in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_office import TEMPLATE, FakeOffice, rows, with_steps
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.canvas import CONNECT, SELECT, ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.tool_bar import ToolBar
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.preferences import guard_writing, preferences, read_only_words
from outlet_desktop.ui.roles.place import RolesPlace


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _view_only() -> Iterator[None]:
    preferences.set_read_only(True)
    yield
    preferences.set_read_only(False)


@pytest.fixture
def roles(qtbot: QtBot, background: Background) -> RolesPlace:
    place = RolesPlace(FakeOffice(), background)
    qtbot.addWidget(place)
    place.resize(1380, 800)
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: place.table.currentIndex().isValid())
    return place


def refusals(place: RolesPlace | OutletPlace) -> list[str]:
    told: list[str] = []
    place.message.connect(lambda code, _facts, _kind: told.append(code))
    return told


def is_refused(control: QWidget | QAction) -> bool:
    return not control.isEnabled() and control.toolTip() == read_only_words()


def test_the_buttons_of_roles_say_why_they_are_disabled_and_work_again_afterwards(roles: RolesPlace) -> None:
    panel, absences = roles.panel, roles.absences
    buttons = (panel.person.change, panel.deputy.change, panel.replace, panel.structure, absences.add)
    assert all(is_refused(button) for button in buttons)
    preferences.set_read_only(False)
    assert all(button.isEnabled() for button in buttons)


def test_the_keys_of_the_matrix_are_refused_in_words(qtbot: QtBot, roles: RolesPlace) -> None:
    told = refusals(roles)
    index = roles.model.index(0, roles.model.column_of("default"))
    roles.table.setCurrentIndex(index)
    held = roles.model.person_at(0, index.column())
    qtbot.keyClick(roles.table, Qt.Key.Key_F2)
    assert not roles.chooser.isVisible()
    qtbot.keyClick(roles.table, Qt.Key.Key_Delete)
    assert told == ["office.read_only", "office.read_only"]
    assert roles.model.person_at(0, index.column()) is held


def test_regions_and_spreadsheets_can_be_looked_at_but_not_changed(roles: RolesPlace) -> None:
    roles.bar.menu.aboutToShow.emit()
    new = roles.bar.menu.actions()[-1]
    assert is_refused(new)
    button = QPushButton(roles)
    roles.sheets.pop_menu(button)
    write, read = roles.sheets.menu.actions()
    roles.sheets.menu.close()
    assert write.isEnabled()
    assert is_refused(read)


def menu_of(outlet: OutletPlace) -> dict[str, QAction]:
    menu: QMenu = outlet.menu(outlet)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_menu_of_an_outlet_leaves_what_only_shows(qtbot: QtBot, background: Background) -> None:
    place = OutletPlace(FakeOffice(), background)
    qtbot.addWidget(place)
    place.show_portfolio(Portfolio(rows(), rows()[0].started_on, ""))
    place.open("aaaa2222")
    place.activate()
    qtbot.waitUntil(lambda: place.view.row is not None and bool(place.view.row.steps))
    shown = menu_of(place)
    assert shown["Export to PDF…"].isEnabled()
    assert shown["On the drawing of its process"].isEnabled()
    assert is_refused(shown["Pause the opening…"])
    assert is_refused(shown["Cancel the opening…"])
    preferences.set_read_only(False)
    shown = menu_of(place)
    assert shown["Pause the opening…"].isEnabled()
    assert with_steps(rows()[0]).steps  # the page had them to offer


def test_the_drawing_stays_as_it_is_and_its_tools_say_why(qtbot: QtBot, background: Background) -> None:
    document = TemplateDocument(FakeOffice(), background)
    canvas = ProcessCanvas(document)
    bar = ToolBar(canvas, document)
    for widget in (canvas, bar):
        qtbot.addWidget(widget)
    document.open(TEMPLATE)
    told: list[object] = []
    document.refused.connect(told.append)
    assert all(is_refused(button) for button in (*bar.kinds.values(), bar.arrange_button, bar.tools[CONNECT]))
    assert bar.tools[SELECT].isEnabled()
    canvas.process.select({"S03"})
    canvas.commands.delete()
    assert document.template == TEMPLATE
    assert not document.stack.canUndo()
    assert len(told) == 1
    preferences.set_read_only(False)
    canvas.commands.delete()
    assert "S03" not in document.template.by_id
    saved = document.save_now()
    assert saved is not None
    saved.result(5)


def test_a_control_that_is_worded_anew_meanwhile_has_its_new_words_afterwards(qtbot: QtBot) -> None:
    button = QPushButton("Launch")
    qtbot.addWidget(button)
    button.setToolTip("Launch an outlet")
    guard_writing(button)
    assert is_refused(button)
    button.setToolTip("Запустить точку")
    button.setEnabled(True)
    assert is_refused(button)
    preferences.set_read_only(False)
    assert button.isEnabled()
    assert button.toolTip() == "Запустить точку"
    button.setEnabled(False)
    button.setToolTip("портал не подключён")
    preferences.set_read_only(True)
    preferences.set_read_only(False)
    assert not button.isEnabled()
    assert button.toolTip() == "портал не подключён"
