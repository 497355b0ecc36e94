"""Roles and people with a real mouse and keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import DEPARTMENTS, PEOPLE, FakeOffice

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import Picked
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.roles import RolesPlace
from outlet_desktop.ui.roles.chooser import NOBODY, entries_for
from outlet_desktop.ui.roles.staff import load
from outlet_desktop.ui.theme import theme

BELOV, NAZAROV, LATYPOV, SOKOLOVA = 8, 10, 9, 3


class Office(FakeOffice):
    """FakeOffice whose holders a test can set."""

    def give(self, role: str, user_id: UserId | None, deputy_id: UserId | None = None) -> None:
        """Somebody else changed who plays a role."""
        self._holders[role] = RoleHolder(role, user_id, deputy_id)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def place(qtbot: QtBot, office: Office) -> Iterator[RolesPlace]:
    language.apply("ru")
    theme.apply("light")
    background = Background()
    made = RolesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.model.rowCount() == 6)
    yield made
    made.chooser.close()
    background.close()


def type_text(widget: QWidget, text: str) -> None:
    """Key presses with any letters (QTest knows only Latin-1)."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def index_of(place: RolesPlace, role: str, spot: str = "default") -> QModelIndex:
    return place.model.index(place.model.row_of(role), place.model.column_of(spot))


def wrote(office: Office) -> list[RoleHolder]:
    return [arguments[0] for name, arguments in office.calls if name == "set_role_holder"]  # type: ignore[misc]


def renew(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    with qtbot.waitSignal(place.heading_changed):
        place.show_portfolio(office.portfolio())


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def choose(qtbot: QtBot, place: RolesPlace, role: str, words: str, spot: str = "default") -> None:
    place.table.setCurrentIndex(index_of(place, role, spot))
    qtbot.keyClick(place.table, Qt.Key.Key_F2)
    type_text(place.chooser.search, words)
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)


def test_roles_come_from_the_published_process_with_their_steps_and_people(place: RolesPlace) -> None:
    cells = [place.model.index(0, column).data() for column in range(3)]
    assert cells == ["Директор", "Виктор Сафронов", "Игорь Белов"]
    line = place.model.line(place.model.row_of("retail"))
    assert (line.steps, line.approvals) == (2, 0)
    assert place.model.staff.open_tasks[4] == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_key_opens_the_chooser_and_a_person_is_put_in(
    qtbot: QtBot, place: RolesPlace, office: Office, key: Qt.Key
) -> None:
    place.table.setCurrentIndex(index_of(place, "builder"))
    qtbot.keyClick(place.table, key)
    assert place.chooser.isVisible()
    type_text(place.chooser.search, "хабиб")
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)
    assert not place.chooser.isVisible()
    assert index_of(place, "builder").data() == "Руслан Хабибуллин"
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("builder", 7, BELOV)])


def test_a_double_click_on_a_deputy_changes_the_deputy(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    rect = place.table.visualRect(index_of(place, "accountant", "deputy"))
    viewport = place.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    type_text(place.chooser.search, "латып")
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("accountant", 4, LATYPOV)])


def test_a_click_in_the_list_chooses(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    place.choose_person("builder", "default", "")
    type_text(place.chooser.search, "гаврилова")
    people = place.chooser.list
    row = next(n for n in range(people.model().rowCount()) if people.model().index(n, 0).data() == "Елена Гаврилова")
    rect = people.visualRect(people.model().index(row, 0))
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("builder", 6, BELOV)])


def test_undo_and_redo_go_to_the_office_too(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    choose(qtbot, place, "builder", "белов")
    stack = place.undo_stack()
    assert stack is not None
    assert "Игорь Белов" in stack.undoText()
    stack.undo()
    assert index_of(place, "builder").data() == "Павел Ершов"
    stack.redo()
    assert index_of(place, "builder").data() == "Игорь Белов"
    before, after = RoleHolder("builder", 5, BELOV), RoleHolder("builder", BELOV, BELOV)
    qtbot.waitUntil(lambda: wrote(office) == [after, before, after])


def test_the_same_person_again_is_no_change(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    choose(qtbot, place, "builder", "ершов")
    stack = place.undo_stack()
    assert stack is not None
    assert stack.count() == 0
    assert wrote(office) == []


def test_a_refused_change_is_told_and_the_table_shows_what_is_true(
    qtbot: QtBot, place: RolesPlace, office: Office
) -> None:
    office.problem = Problem("portal.no_rights")
    with qtbot.waitSignal(place.message) as said:
        choose(qtbot, place, "builder", "белов")
    assert said.args == ["portal.no_rights", {}, "error"]
    qtbot.waitUntil(lambda: index_of(place, "builder").data() == "Павел Ершов")
    stack = place.undo_stack()
    assert stack is not None
    assert stack.count() == 0


def test_a_dismissed_holder_raises_the_banner_and_replacing_lowers_it(
    qtbot: QtBot, place: RolesPlace, office: Office
) -> None:
    assert not place.banner.isVisible()
    office.give("builder", NAZAROV, BELOV)
    badges: list[int] = []
    place.badge_changed.connect(badges.append)
    renew(qtbot, place, office)
    assert place.banner.isVisible()
    assert "Дмитрий Назаров" in texts(place.banner)
    assert badges[-1] == 1
    qtbot.mouseClick(place._replace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.handover.dialog is not None)
    dialog = place.handover.dialog
    assert dialog is not None
    assert dialog.chosen == BELOV  # the deputy is offered first
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert said.args is not None
    assert said.args[0] == "replace.done"
    assert ("replace_person", (NAZAROV, BELOV, Picked())) in office.calls
    qtbot.waitUntil(lambda: not place.banner.isVisible())
    assert badges[-1] == 0
    assert index_of(place, "builder").data() == "Игорь Белов"


def test_a_role_with_nobody_counts_as_wrong(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    with qtbot.waitSignal(place.badge_changed, check_params_cb=lambda count: count == 1):
        place.table.setCurrentIndex(index_of(place, "retail"))
        qtbot.keyClick(place.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("retail", None, None)])


def test_an_empty_search_offers_nobody_first_and_choosing_it_empties_the_cell(
    qtbot: QtBot, place: RolesPlace, office: Office
) -> None:
    place.choose_person("lawyer", "deputy")
    assert place.chooser.entry(0).is_nobody
    for _ in range(30):
        qtbot.keyClick(place.chooser.search, Qt.Key.Key_Up)
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("lawyer", SOKOLOVA, None)])


def test_escape_closes_the_chooser_and_changes_nothing(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    place.choose_person("lawyer", "person")
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Escape)
    assert not place.chooser.isVisible()
    assert wrote(office) == []


def test_the_panel_says_who_gets_the_task(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    place.table.setCurrentIndex(index_of(place, "lawyer"))  # Соколова is absent, Латыпов stands in
    assert place.panel.person.name.text() == "Марина Соколова"
    assert "Тимур Латыпов" in place.panel.result.text()
    place.table.setCurrentIndex(index_of(place, "builder"))
    assert "Павел Ершов" in place.panel.result.text()
    office.give("builder", NAZAROV)
    renew(qtbot, place, office)
    assert "Ершов" not in place.panel.result.text()
    assert place.panel.result.property("tone") == "late"


def test_the_panel_opens_the_chooser_for_its_role(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    place.table.setCurrentIndex(index_of(place, "lawyer"))
    qtbot.mouseClick(place.panel.deputy.change, Qt.MouseButton.LeftButton)
    type_text(place.chooser.search, "белов")
    qtbot.keyClick(place.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("lawyer", SOKOLOVA, BELOV)])


def test_people_are_found_by_name_position_and_department(qtbot: QtBot, place: RolesPlace) -> None:
    place.tabs.setCurrentIndex(2)
    page = place.people
    assert page.isVisible()
    assert len(page.model.people) == len(PEOPLE)
    assert page.model.people[-1].user_id == NAZAROV  # dismissed people come last
    type_text(page.search, "юрид латы")
    assert [person.name for person in page.model.people] == ["Тимур Латыпов"]
    page.search.clear()
    type_text(page.search, "никого такого")
    assert page.empty.isVisible()
    qtbot.mouseClick(page._reset, Qt.MouseButton.LeftButton)
    assert len(page.model.people) == len(PEOPLE)
    assert not place.panel.isVisible()


def test_the_chooser_groups_active_people_by_department() -> None:
    entries = entries_for(PEOPLE, DEPARTMENTS)
    people = [entry.person.user_id for entry in entries if entry.person is not None]
    assert NAZAROV not in people
    assert sorted(people) == [person.user_id for person in PEOPLE if person.is_active]
    at = next(n for n, entry in enumerate(entries) if entry.group == "Юридический отдел")
    assert [entry.person.name for entry in entries[at + 1 : at + 3] if entry.person] == [
        "Марина Соколова",
        "Тимур Латыпов",
    ]
    assert entries_for(PEOPLE, DEPARTMENTS, "ё" * 3) == []


def test_yo_and_ye_are_one_letter_in_the_search() -> None:
    people = (Person(1, "Пётр Алёшин", "Мерчендайзер", (6,)),)
    assert [entry.person for entry in entries_for(people, DEPARTMENTS, "петр алеш") if entry.person] == list(people)


def test_the_receiver_is_the_deputy_only_when_the_default_person_cannot(office: Office) -> None:
    staff = load(office)
    assert staff.receiver("director") == staff.person(1)
    assert staff.receiver("lawyer") == staff.person(LATYPOV)
    alone = staff.with_holder(RoleHolder("lawyer", SOKOLOVA, None))
    assert alone.receiver("lawyer") == staff.person(SOKOLOVA)  # the task waits for the return
    gone = staff.with_holder(RoleHolder("lawyer", NAZAROV, None))
    assert gone.receiver("lawyer") is None
    assert gone.wrong == staff.wrong + 1
    both = replace(RoleHolder("lawyer", NAZAROV, None), deputy_id=NAZAROV)
    assert staff.with_holder(both).receiver("lawyer") is None


def test_news_read_before_a_change_do_not_take_it_back(qtbot: QtBot, place: RolesPlace, office: Office) -> None:
    place.show_portfolio(office.portfolio())  # a reading is on its way
    place.table.setCurrentIndex(index_of(place, "builder"))
    place._editing = ("builder", "default", "")
    place.chooser.chosen.emit(BELOV)
    seen: list[object] = []
    place.model.dataChanged.connect(lambda *_: seen.append(index_of(place, "builder").data()))
    qtbot.waitUntil(lambda: wrote(office) == [RoleHolder("builder", BELOV, BELOV)])
    qtbot.waitUntil(lambda: bool(seen))  # read again, after the change
    assert set(seen) == {"Игорь Белов"}


def test_a_dismissed_cell_is_painted_struck_through_in_the_late_colour(
    qtbot: QtBot, place: RolesPlace, office: Office
) -> None:
    office.give("builder", NAZAROV, BELOV)
    renew(qtbot, place, office)
    place.table.setCurrentIndex(index_of(place, "director"))
    rect = place.table.visualRect(index_of(place, "builder"))
    image = place.table.viewport().grab(rect).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme.hex("status.late.fill") in seen
    rect = place.table.visualRect(index_of(place, "director"))
    place.table.setCurrentIndex(index_of(place, "builder"))
    image = place.table.viewport().grab(rect).toImage()
    assert theme.hex("status.late.fill") not in {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_nobody_is_not_a_user_of_the_portal() -> None:
    assert all(person.user_id != NOBODY for person in PEOPLE)


def test_the_corner_of_the_popup_stays_on_the_screen(qtbot: QtBot, place: RolesPlace) -> None:
    place.chooser.open_at(QPoint(100_000, 100_000), PEOPLE, DEPARTMENTS)
    screen = place.chooser.screen().availableGeometry()
    assert screen.contains(place.chooser.geometry().topLeft())
    assert place.chooser.geometry().bottom() <= screen.bottom() + 1
