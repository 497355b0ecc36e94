"""Replacing a person: the dialog lists what changes before, the report says what was done after."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import FakeOffice

from outlet_desktop.engine.ports import Picked
from outlet_desktop.engine.replacing import ReplaceEffect
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.roles import RolesPlace
from outlet_desktop.ui.roles.replacing import ReplaceDialog, candidates
from outlet_desktop.ui.roles.staff import load
from outlet_desktop.ui.theme import theme

ACCOUNTANT, ERSHOV, BELOV, SOKOLOVA, LATYPOV, NAZAROV = 4, 5, 8, 3, 9, 10


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


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
    qtbot.waitUntil(lambda: made.model.rowCount() == 6)
    yield made
    made.handover._drop_dialog()
    background.close()


def ask(qtbot: QtBot, place: RolesPlace, user_id: int) -> ReplaceDialog:
    place.ask_replacement(user_id)
    qtbot.waitUntil(lambda: place.handover.dialog is not None)
    assert place.handover.dialog is not None
    return place.handover.dialog


def lines(dialog: ReplaceDialog) -> list[tuple[str, list[str]]]:
    def children(item: QTreeWidgetItem) -> list[str]:
        return [item.child(number).text(0) for number in range(item.childCount())]

    tops = [dialog.tree.topLevelItem(number) for number in range(dialog.tree.topLevelItemCount())]
    return [(top.text(0), children(top)) for top in tops if top is not None]


def holder(office: FakeOffice, role: str) -> int | None:
    return office.role_holders()[role].user_id


def test_the_preview_lists_roles_outlets_and_tasks(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    dialog = ask(qtbot, place, ACCOUNTANT)
    found = office.replace_preview(ACCOUNTANT)
    shown = lines(dialog)
    assert found.tasks
    assert shown[0][1] == ["Бухгалтер · по умолчанию"]
    assert [top for top, _ in shown[1:]] == list(found.addresses.values())
    titles = [title for _top, below in shown[1:] for title in below]
    assert all(task.title.split(" — ")[0] in titles for task in found.tasks)
    assert not any(task.address in title for task in found.tasks for title in titles)  # said once, above


def test_candidates_are_at_work_never_the_person_and_the_deputy_comes_first(office: FakeOffice) -> None:
    staff = load(office)
    offered = candidates(staff, office.replace_preview(ERSHOV))
    assert (offered[0].person.user_id, offered[0].why) == (BELOV, "deputy")
    ids = [one.person.user_id for one in offered]
    assert ERSHOV not in ids
    assert NAZAROV not in ids
    assert len(ids) == len(set(ids)) <= 4


def test_an_absent_candidate_comes_after_those_at_work(office: FakeOffice) -> None:
    offered = candidates(load(office), office.replace_preview(LATYPOV))  # deputy of Соколова, who is absent
    assert offered[-1].person.user_id == SOKOLOVA


def test_nothing_is_written_before_the_button_and_esc_leaves_everything(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    dialog = ask(qtbot, place, ERSHOV)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: place.handover.dialog is None)
    assert [name for name, _ in office.calls] == []
    assert holder(office, "builder") == ERSHOV


def test_replacing_goes_to_the_office_is_told_and_can_be_undone(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    dialog = ask(qtbot, place, ERSHOV)
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert said.args is not None
    assert said.args[0] == "replace.done"
    assert said.args[1]["by"] == "Игорь Белов"
    assert holder(office, "builder") == BELOV
    stack = place.undo_stack()
    assert stack is not None
    assert "Игорь Белов" in stack.undoText()
    with qtbot.waitSignal(place.message) as said:
        stack.undo()
    assert holder(office, "builder") == ERSHOV
    assert [name for name, _ in office.calls] == ["replace_person", "undo_replacement"]
    index = place.model.index(place.model.row_of("builder"), place.model.column_of("default"))
    qtbot.waitUntil(lambda: index.data() == "Павел Ершов")


def test_somebody_else_is_found_by_search(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    dialog = ask(qtbot, place, ERSHOV)
    qtbot.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
    assert dialog.chooser.isVisible()
    assert ERSHOV not in {person.user_id for person in dialog.chooser.shown()}
    dialog.chooser.close()
    dialog.chooser.chosen.emit(7)
    assert dialog.chosen == 7
    with qtbot.waitSignal(place.message):
        qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert ("replace_person", (ERSHOV, 7, Picked())) in office.calls


def test_a_refused_task_is_told_with_the_portals_words(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    count = len(office.replace_preview(ACCOUNTANT).tasks)
    office.move_states = ["refused"] + ["moved"] * (count - 1)
    dialog = ask(qtbot, place, ACCOUNTANT)
    dialog.chooser.chosen.emit(7)
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert said.args is not None
    code, facts, kind = said.args
    assert (code, facts["refused"], facts["moved"], facts["text"], kind) == (
        "replace.partly",
        1,
        count - 1,
        "Нет доступа",
        "error",
    )


def test_progress_is_shown_until_the_engine_has_moved_everything(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outlet_desktop.ui.roles.handover._LOOK_MS", 10)
    count = len(office.replace_preview(ACCOUNTANT).tasks)
    office.move_states = ["waiting"] * count
    dialog = ask(qtbot, place, ACCOUNTANT)
    dialog.chooser.chosen.emit(7)
    said: list[str] = []
    place.message.connect(lambda code, _facts, _kind: said.append(code))
    qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"0 из {count}" in place._hint.text() or f"0 of {count}" in place._hint.text())
    assert said == []
    office.move_states = []
    qtbot.waitUntil(lambda: said == ["replace.done"])


def test_a_refusal_of_the_office_is_told_and_clears_the_undo(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice
) -> None:
    dialog = ask(qtbot, place, ERSHOV)
    office.problem = Problem("replace.not_at_work", person="Игорь Белов")
    with qtbot.waitSignal(place.message) as said:
        qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert said.args == ["replace.not_at_work", {"person": "Игорь Белов"}, "error"]
    stack = place.undo_stack()
    assert stack is not None
    assert stack.count() == 0


def test_the_panel_offers_it_for_the_person_of_its_role(qtbot: QtBot, place: RolesPlace) -> None:
    place.table.setCurrentIndex(place.model.index(place.model.row_of("builder"), place.model.column_of("default")))
    with qtbot.waitSignal(place.panel.replace_asked) as asked:
        qtbot.mouseClick(place.panel.replace, Qt.MouseButton.LeftButton)
    assert asked.args == [ERSHOV]
    qtbot.waitUntil(lambda: place.handover.dialog is not None)


def test_the_window_draws_the_dialog_without_cut_words(qtbot: QtBot, place: RolesPlace, tmp_path: Path) -> None:
    dialog = ask(qtbot, place, ACCOUNTANT)
    picture = dialog.grab()
    assert not picture.isNull()
    assert all(option.width() >= option.sizeHint().width() for option in dialog.options.values())


def test_what_is_unticked_stays_with_the_person(qtbot: QtBot, place: RolesPlace, office: FakeOffice) -> None:
    dialog = ask(qtbot, place, ACCOUNTANT)
    tasks = [row for row in dialog.tree.rows() if isinstance(row.data(0, Qt.ItemDataRole.UserRole), int)]
    kept = tasks[0].data(0, Qt.ItemDataRole.UserRole)
    tasks[0].setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.tree.count("task") == (len(tasks) - 1, len(tasks))
    assert f"{len(tasks) - 1} / {len(tasks)}" in dialog._counts["task"].text()
    assert dialog.action.text() != "Заменить везде"
    dialog.chooser.chosen.emit(7)
    assert tasks[0].text(2) == ""
    qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(office.calls))
    name, (_who, _by, picked) = office.calls[0]
    assert name == "replace_person"
    assert isinstance(picked, Picked)
    assert picked.places is None
    assert picked.tasks is not None
    assert kept not in picked.tasks
    assert len(picked.tasks) == len(tasks) - 1


def test_a_whole_kind_is_unticked_at_the_left_and_with_nothing_ticked_there_is_nothing_to_do(
    qtbot: QtBot, place: RolesPlace
) -> None:
    dialog = ask(qtbot, place, ACCOUNTANT)
    dialog.chooser.chosen.emit(7)
    for kind, check in dialog.checks.items():
        qtbot.mouseClick(check, Qt.MouseButton.LeftButton)
        assert dialog.tree.count(kind)[0] == 0
        assert not check.isChecked()
    assert not dialog.action.isEnabled()
    qtbot.mouseClick(dialog.checks["task"], Qt.MouseButton.LeftButton)
    assert dialog.action.isEnabled()
    assert dialog.tree.picked().places == frozenset()


def test_the_dialog_says_what_becomes_of_the_opening_dates_and_offers_to_write(
    qtbot: QtBot, place: RolesPlace, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "can_tell", lambda: True)
    asked: list[int] = []

    def effect(_user_id: int, by: int, _picked: Picked | None = None) -> tuple[ReplaceEffect, ...]:
        asked.append(by)
        return (ReplaceEffect("o", "ул. Победы, 93", date(2027, 1, 11), date(2027, 1, 11 if by != BELOV else 15)),)

    monkeypatch.setattr(office, "replace_effect", effect)
    dialog = ask(qtbot, place, ACCOUNTANT)
    dialog._take_other(BELOV)
    qtbot.waitUntil(lambda: "ул. Победы, 93: 11.01 → 15.01" in dialog.summary.text(), timeout=15_000)
    assert "11.01.2027 → 15.01.2027" in dialog.summary.toolTip()
    dialog._take_other(ERSHOV)
    qtbot.waitUntil(lambda: "11.01" not in dialog.summary.text() and ERSHOV in asked, timeout=15_000)
    assert not dialog.write.isHidden()
    assert dialog.write.isChecked()
    dialog.write.setChecked(False)
    assert not dialog.picked().tells
    dialog.write.setChecked(True)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(office.calls), timeout=15_000)
    assert office.calls[0] == ("replace_person", (ACCOUNTANT, ERSHOV, Picked(tells=True)))
