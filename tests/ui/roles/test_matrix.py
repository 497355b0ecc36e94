"""Roles by region, overrides, absences, norms and load, with a real mouse and keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import FakeOffice

from outlet_desktop.domain.record import Absence, RoleHolder
from outlet_desktop.domain.role_table import Complaint, RoleChange
from outlet_desktop.domain.structure import head_rule
from outlet_desktop.engine.people_port import Override
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.roles import RolesPlace
from outlet_desktop.ui.roles.dialogs import AbsenceDialog, RegionDialog
from outlet_desktop.ui.roles.import_dialog import ImportDialog
from outlet_desktop.ui.roles.load_grid import FIRST_WEEK, NORM
from outlet_desktop.ui.theme import theme

BELOV, NAZAROV, GAVRILOVA = 8, 10, 6


@pytest.fixture
def office() -> FakeOffice:
    made = FakeOffice()
    made.region_cities = {"Самара": ("Самара",), "Тольятти": ("Тольятти", "Жигулёвск")}
    made.held = {"Тольятти": {"builder": NAZAROV}}
    made.set_overrides = [Override("o1", "ул. Мира, 1", "Самара", "lawyer", "Юрист", BELOV, 3, 2)]
    made.typed_absences = {1: Absence(1, GAVRILOVA, date(2026, 12, 1), date(2026, 12, 9), "отпуск")}
    made.tasks_of = {5: 12, 4: 9, 3: 8}
    return made


@pytest.fixture
def place(qtbot: QtBot, office: FakeOffice) -> Iterator[RolesPlace]:
    language.apply("ru")
    theme.apply("light")
    background = Background()
    made = RolesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.model.rowCount() == 6 and made.load.model.rowCount() > 0)
    yield made
    made.chooser.close()
    background.close()


def type_text(widget: QWidget, text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def cell(place: RolesPlace, role: str, spot: str, region: str = "") -> QModelIndex:
    return place.model.index(place.model.row_of(role), place.model.column_of(spot, region))


def wrote(office: FakeOffice, name: str) -> list[tuple[object, ...]]:
    return [arguments for called, arguments in office.calls if called == name]


def dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    def found() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    made = found()[0]
    assert isinstance(made, QDialog)
    return made


def test_a_region_shows_its_own_people_and_else_those_by_default(place: RolesPlace) -> None:
    assert cell(place, "builder", "region", "Самара").data() == cell(place, "builder", "default").data()
    assert cell(place, "builder", "region", "Тольятти").data() == "Дмитрий Назаров, уволен"
    assert place.model.person_at(place.model.row_of("builder"), place.model.column_of("region", "Самара")) is None


def test_a_person_is_put_into_a_region_by_keys_and_taken_out_by_del_and_both_can_be_undone(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    place.table.setCurrentIndex(cell(place, "retail", "region", "Самара"))
    qtbot.keyClick(place.table, Qt.Key.Key_F2)
    type_text(place.chooser.search, "белов")
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)
    assert cell(place, "retail", "region", "Самара").data() == "Игорь Белов"
    qtbot.waitUntil(lambda: wrote(office, "set_region_holder") == [("Самара", "retail", BELOV)])
    qtbot.keyClick(place.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: wrote(office, "set_region_holder")[-1] == ("Самара", "retail", None))
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    stack.undo()
    qtbot.waitUntil(lambda: [args[2] for args in wrote(office, "set_region_holder")] == [BELOV, None, BELOV, None])
    qtbot.waitUntil(lambda: office.held.get("Самара") == {})


def test_somebody_dismissed_in_a_region_is_an_error_and_the_ladder_says_who_gets_the_task(
    qtbot: QtBot, place: RolesPlace
) -> None:
    assert place.model.staff.is_wrong("builder")
    assert place.banner.isVisible()
    place.table.setCurrentIndex(cell(place, "builder", "region", "Тольятти"))
    assert "Тольятти" in place.panel.title.text()
    receiver = place.model.staff.receiver("builder", "Тольятти")
    assert receiver is not None
    assert receiver.name == cell(place, "builder", "default").data()
    assert place.panel.clear_region.isVisible()
    qtbot.mouseClick(place.panel.clear_region, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not place.model.staff.is_wrong("builder"))


def test_only_problems_leaves_the_roles_of_which_nothing_has_to_be_said(qtbot: QtBot, place: RolesPlace) -> None:
    qtbot.mouseClick(place.bar.problems, Qt.MouseButton.LeftButton)
    shown = {line.role.id for line in place.model.lines}
    assert "builder" in shown
    assert all(place.model.staff.is_noteworthy(role) for role in shown)
    assert len(shown) < 6
    qtbot.mouseClick(place.bar.problems, Qt.MouseButton.LeftButton)
    assert place.model.rowCount() == 6


def test_a_region_that_is_left_out_stays_so_after_a_restart(place: RolesPlace, office: FakeOffice) -> None:
    place.bar.menu.aboutToShow.emit()
    samara = next(action for action in place.bar.menu.actions() if action.text() == "Самара")
    samara.trigger()
    assert place.model.column_of("region", "Самара") == -1
    assert place.view_state() == "Самара"
    other = RolesPlace(office, Background())
    other.restore_view(place.view_state())
    assert other.model.hidden == {"Самара"}
    other._background.close()
    other.deleteLater()


def test_a_new_region_is_asked_for_refused_without_a_name_and_made(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    place.bar.region_asked.emit("")
    asked = dialog(qtbot, RegionDialog)
    assert isinstance(asked, RegionDialog)
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    assert asked.error.text()
    type_text(asked.name, "самара")
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    assert asked.error.text()
    asked.name.selectAll()
    type_text(asked.name, "Сызрань")
    asked.cities.setPlainText("Сызрань, Октябрьск\nСызрань")
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wrote(office, "put_region") == [("Сызрань", ("Сызрань", "Октябрьск"), "")])
    qtbot.waitUntil(lambda: place.model.column_of("region", "Сызрань") > 0)


def test_a_region_that_is_removed_comes_back_with_its_people(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    place.table.region_asked.emit("Тольятти")
    asked = dialog(qtbot, RegionDialog)
    assert isinstance(asked, RegionDialog)
    qtbot.mouseClick(asked.drop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Тольятти" not in place.model.staff.regions)
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: office.held.get("Тольятти") == {"builder": NAZAROV})
    assert office.region_cities["Тольятти"] == ("Тольятти", "Жигулёвск")


def test_a_refused_change_is_told_and_the_screen_shows_what_is_true(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    office.problem = Problem("region.in_use", name="Самара", outlets=2)
    with qtbot.waitSignal(place.message) as said:
        place._put("retail", "region", "Самара", BELOV)
    assert said.args is not None
    assert said.args[0] == "region.in_use"
    stack = place.undo_stack()
    assert stack is not None
    assert not stack.canUndo()
    qtbot.waitUntil(lambda: place.model.person_at(5, place.model.column_of("region", "Самара")) is None)


def test_the_structure_of_the_company_names_a_holder_until_somebody_is_chosen(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    headed = next(part for part in place.model.staff.departments if part.head_id is not None)
    place._structure_of = "retail"
    place.structure.chosen.emit(head_rule(headed.id))
    qtbot.waitUntil(lambda: len(wrote(office, "set_role_holder")) == 1)
    (holder,) = wrote(office, "set_role_holder")[0]
    assert holder == RoleHolder("retail", headed.head_id, None, head_rule(headed.id))
    place._put("retail", "default", "", GAVRILOVA)
    qtbot.waitUntil(lambda: wrote(office, "set_role_holder")[-1] == (RoleHolder("retail", GAVRILOVA, None, ""),))


def test_the_grid_counts_tasks_against_the_norm_and_the_busiest_comes_first(place: RolesPlace) -> None:
    grid = place.load.model
    names = [person.user_id for person in grid.people]
    assert names[:3] == [5, 4, 3]
    assert [grid.tasks_at(row, FIRST_WEEK) for row in range(3)] == [(12, "late"), (9, "risk"), (8, "")]
    assert grid.tasks_at(0, FIRST_WEEK + 1) == (0, "")
    assert "150" in str(place.model.load_of(grid.people[0])[0])
    tip = str(grid.data(grid.index(0, FIRST_WEEK), Qt.ItemDataRole.ToolTipRole))
    assert tip.count("•") == 12
    assert "ул. Мира, 1" in tip


def test_a_norm_is_typed_in_the_grid_and_undone(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    table = place.load.table
    table.setCurrentIndex(place.load.model.index(0, NORM))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert place.load.norm.isVisible()
    qtbot.keyClicks(place.load.norm, "13")
    qtbot.keyClick(place.load.norm, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wrote(office, "set_norm") == [(5, 13)])
    assert place.load.model.tasks_at(0, FIRST_WEEK) == (12, "")
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: office.typed_norms == {})


def test_an_override_is_listed_changed_and_given_up(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    place.tabs.setCurrentIndex(1)
    page = place.overrides
    row = [one.text for one in page.model.rows[0].cells]
    assert row == ["ул. Мира, 1", "Юрист", "Игорь Белов", "Марина Соколова", "2"]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    type_text(place.chooser.search, "гаврилова")
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wrote(office, "set_override") == [("o1", "lawyer", GAVRILOVA)])
    qtbot.waitUntil(lambda: page.model.rows[0].cells[2].text == "Елена Гаврилова")
    page.table.selectRow(0)
    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.model.rows)
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)


def test_an_absence_is_typed_checked_and_removed(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    place.tabs.setCurrentIndex(3)
    typed = [row.key for row in place.absences.model.rows if isinstance(row.key, Absence)]
    assert [one.user_id for one in typed] == [GAVRILOVA]
    qtbot.mouseClick(place.absences.add, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, AbsenceDialog)
    assert isinstance(asked, AbsenceDialog)
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    assert asked.error.text()
    asked.choose(BELOV)
    asked.first.set_day(date(2026, 12, 7))
    asked.last.set_day(date(2026, 12, 1))
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    assert asked.error.text()
    asked.last.set_day(date(2026, 12, 11))
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(office.typed_absences) == 2)
    assert office.typed_absences[2] == Absence(2, BELOV, date(2026, 12, 7), date(2026, 12, 11))
    qtbot.waitUntil(lambda: sum(isinstance(row.key, Absence) for row in place.absences.model.rows) == 2)
    number = next(n for n, row in enumerate(place.absences.model.rows) if row.key == office.typed_absences[1])
    place.absences.table.selectRow(number)
    place.absences.table.setFocus()
    qtbot.keyClick(place.absences.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: list(office.typed_absences) == [2])
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: len(office.typed_absences) == 2)


def test_a_spreadsheet_is_shown_before_it_changes_anything_and_is_undone_as_a_whole(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    changes = (
        RoleChange("retail", "Розница", "region", "Самара", None, BELOV),
        RoleChange("retail", "Розница", "default", "", 6, BELOV),
    )
    office.sheet = (changes, (Complaint("roles.import_role", {"row": 9, "role": "Повар"}),))
    place.sheets.read("roles.xlsx")
    asked = dialog(qtbot, ImportDialog)
    assert isinstance(asked, ImportDialog)
    assert asked.list.count() == 3
    assert "Повар" in asked.list.item(0).text()
    assert "Игорь Белов" in asked.list.item(1).text()
    assert not wrote(office, "change_roles")
    qtbot.mouseClick(asked.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wrote(office, "change_roles") == [(changes,)])
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: len(wrote(office, "change_roles")) == 2)
    (back,) = wrote(office, "change_roles")[1]
    assert [(one.before, one.after) for one in back] == [(BELOV, None), (BELOV, 6)]  # type: ignore[attr-defined]


def test_a_file_that_cannot_be_read_is_told(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    office.problem = Problem("roles.import_not_a_sheet", path="roles.xlsx")
    with qtbot.waitSignal(place.message) as said:
        place.sheets.read("roles.xlsx")
    assert said.args is not None
    assert said.args[0] == "roles.import_not_a_sheet"


def test_the_numbers_of_the_ladder_follow_the_theme(qtbot: QtBot, place: RolesPlace) -> None:
    place.table.setCurrentIndex(cell(place, "builder", "default"))

    def colours() -> set[str]:
        return {one.styleSheet() for one in place.panel.findChildren(QLabel, "rungNumber") if one.isVisible()}

    light = colours()
    theme.apply("dark")
    qtbot.waitUntil(lambda: len(colours()) == 1 and colours() != light, timeout=1000)
    theme.apply("light")
