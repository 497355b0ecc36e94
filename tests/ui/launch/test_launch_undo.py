"""Ctrl+Z in the launch form: one step for each field, the whole form follows, the draft too."""

from __future__ import annotations

from datetime import date

import pytest
from launch_office import LaunchOffice, type_text
from launch_walk import ADDRESS_TEXT, Make, at_schedule, fill, send, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.template import FieldType
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.draft import DEFAULT_TARGET, TYPED_TARGET
from outlet_desktop.ui.launch.fields import LaunchField

CTRL = Qt.KeyboardModifier.ControlModifier


def undo(place: LaunchPlace) -> None:
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()


def redo(place: LaunchPlace) -> None:
    stack = place.undo_stack()
    assert stack is not None
    stack.redo()


def steps(place: LaunchPlace) -> list[str]:
    return [place.history.stack.text(number) for number in range(place.history.stack.count())]


def ask(place: LaunchPlace, kind: FieldType) -> LaunchField:
    return next(one for one in place.address_page.launch_fields if one.field.type is kind)


def window_keys(place: LaunchPlace) -> None:
    """The actions that the window has."""
    for keys, run in (("Ctrl+Z", place.history.stack.undo), ("Ctrl+Y", place.history.stack.redo)):
        action = QAction(place)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(run)
        place.addAction(action)


def test_an_untouched_form_has_nothing_to_take_back(qtbot: QtBot, make: Make) -> None:
    place = make()
    assert steps(place) == []


def test_a_typed_address_is_one_step_with_the_city_it_brought(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    assert len(steps(place)) == 1
    assert ADDRESS_TEXT in steps(place)[0]
    assert (place.draft.request.city, place.draft.request.region) == ("Самара", "Самара")
    undo(place)
    page = place.address_page
    assert place.draft.request.address == page.address.text() == ""
    assert page.where.city.currentText() == page.where.region.currentText() == ""
    redo(place)
    assert page.address.text() == ADDRESS_TEXT
    assert page.where.region.currentText() == place.draft.request.region == "Самара"


def test_a_field_that_was_left_is_a_step_of_its_own(qtbot: QtBot, make: Make) -> None:
    place = make()
    page = place.address_page
    fill(qtbot, place)
    page.where.city.setFocus()
    page.address.setFocus()
    page.address.end(False)
    type_text(page.address, ", к. 2")
    assert len(steps(place)) == 2
    undo(place)
    assert page.address.text() == ADDRESS_TEXT


def test_what_was_typed_and_taken_out_again_is_no_step(qtbot: QtBot, make: Make) -> None:
    place = make()
    type_text(place.address_page.address, "До")
    for _letter in "До":
        qtbot.keyClick(place.address_page.address, Qt.Key.Key_Backspace)
    assert steps(place) == []


@pytest.mark.parametrize("where", ["address", "city", "comment", "area_m2"])
def test_the_keys_take_back_the_form_and_not_letters_of_the_field(qtbot: QtBot, make: Make, where: str) -> None:
    place = make()
    window_keys(place)
    page = place.address_page
    editors: dict[str, QWidget] = {one.field.id: one.editor for one in page.launch_fields}
    texts = [one.editor for one in page.launch_fields if one.field.type is FieldType.TEXT]
    editors |= {"address": page.address, "city": page.where.city, "comment": texts[0]}
    editor = editors[where]
    editor.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(editor, key)
    typed = place.draft.request
    assert len(steps(place)) == 1
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert place.draft.request == place.draft.begun or place.draft.request.address == ""
    assert place.draft.request.fields == {}
    assert place.draft.request.city == ""
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert place.draft.request == typed
    assert len(steps(place)) == 1  # what comes back into an editor is nothing that was typed


def test_a_date_being_typed_is_one_step_and_comes_back_where_one_types(qtbot: QtBot, make: Make) -> None:
    place = make()
    page = place.address_page
    before = page.target.day
    page.target.setFocus()
    page.target.set_day(date(2027, 4, 1))
    page.target.set_day(date(2027, 4, 12))
    assert len(steps(place)) == 1
    assert "12.04.2027" in steps(place)[0]
    settle(qtbot, place)
    undo(place)
    assert place.draft.target == DEFAULT_TARGET
    assert place.draft.request.target_on is None
    settle(qtbot, place)
    page.when.show_dates(is_restored=True)
    assert page.target.day == before


def test_two_choices_of_a_target_are_two_steps(qtbot: QtBot, make: Make) -> None:
    place = make()
    for name in ("p50", "p95"):
        place.draft.choose_target(name)
        settle(qtbot, place)
    assert len(steps(place)) == 2
    undo(place)
    settle(qtbot, place)
    assert place.draft.target == "p50"
    assert place.draft.preview is not None
    assert place.draft.preview.target == place.draft.preview.p50


def test_a_target_that_moves_with_the_forecast_is_no_step_and_follows_the_start_back(qtbot: QtBot, make: Make) -> None:
    place = make()
    place.draft.choose_target("p50")
    settle(qtbot, place)
    at_first = place.draft.request.target_on
    place.address_page.start.set_day(date(2027, 2, 1))
    settle(qtbot, place)
    assert place.draft.request.target_on != at_first
    assert len(steps(place)) == 2
    undo(place)
    settle(qtbot, place)
    assert place.draft.request.target_on == at_first
    assert place.draft.target == "p50"


def test_counting_back_is_taken_back_in_one_step(qtbot: QtBot, make: Make) -> None:
    place = make()
    fill(qtbot, place)
    when = place.address_page.when
    before = place.draft.request
    qtbot.mouseClick(when.direction.button("target"), Qt.MouseButton.LeftButton)
    settle(qtbot, place)
    assert place.draft.target == TYPED_TARGET
    assert not when.start.isEnabled()
    undo(place)
    settle(qtbot, place)
    assert place.draft.request == before
    assert place.draft.target == DEFAULT_TARGET
    assert when.direction.current == "start"
    assert when.start.isEnabled()
    redo(place)
    settle(qtbot, place)
    assert place.draft.request.counts_back
    assert when.direction.current == "target"


def test_the_fix_of_a_warning_says_what_it_changed_and_can_be_taken_back(
    qtbot: QtBot, make: Make, office: LaunchOffice
) -> None:
    place = make()
    at_schedule(qtbot, place)
    row = next(one for one in place.schedule_page.warnings.rows if one.text().startswith("Роль «Юрист»"))
    assert row.button is not None
    with qtbot.waitSignal(place.undoable) as told:
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert told.args is not None
    code, facts = told.args
    assert code == "launch.fixed"
    assert facts["what"] == place.history.stack.undoText()
    assert "Юрист" in facts["what"]
    settle(qtbot, place)
    assert place.draft.request.people == {"lawyer": 9}
    undo(place)
    settle(qtbot, place)
    assert place.draft.request.people == {}
    assert any(one.text().startswith("Роль «Юрист»") for one in place.schedule_page.warnings.rows)


def test_another_revision_is_taken_back_with_its_answers(qtbot: QtBot, make: Make) -> None:
    place = make()
    yes = ask(place, FieldType.BOOL).editor.button("yes")  # type: ignore[attr-defined]
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    answered = dict(place.draft.request.fields)
    page = place.address_page
    page.process.setCurrentIndex(1)  # the one before
    qtbot.waitUntil(lambda: place.template is not None and place.template.revision == 6)
    assert place.draft.request.fields == {}
    undo(place)
    qtbot.waitUntil(lambda: place.template is not None and place.template.revision == 7)
    assert place.draft.request.fields == answered
    assert page.process.currentData() == ("outlet-opening", 7)
    assert ask(place, FieldType.BOOL).editor.current == "yes"  # type: ignore[attr-defined]


def test_what_is_taken_back_is_taken_out_of_the_draft_too(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    fill(qtbot, place)
    qtbot.waitUntil(lambda: [one.request.address for one in office.kept.values()] == [ADDRESS_TEXT])
    place.address_page.start.set_day(date(2026, 12, 14))
    qtbot.waitUntil(lambda: [one.request.start_on for one in office.kept.values()] == [date(2026, 12, 14)])
    undo(place)
    qtbot.waitUntil(lambda: [one.request.start_on for one in office.kept.values()] == [None])
    undo(place)
    qtbot.waitUntil(lambda: not office.kept)


def test_nothing_of_a_sent_form_can_be_taken_back(qtbot: QtBot, make: Make) -> None:
    place = make()
    send(qtbot, place)
    assert place.undo_stack() is None
    place.open(None)
    assert place.undo_stack() is place.history.stack
    assert steps(place) == []
