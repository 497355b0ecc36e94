"""The settings as a person uses them, over a real store; the portal's part over a real demo portal."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from live_office import office_on
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop import settings as choices
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.schedule.at_hours import OFFICE_HOURS, WorkingHours
from outlet_desktop.settings import Settings
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.question import Question
from outlet_desktop.ui.settings import portal_section
from outlet_desktop.ui.settings.place import SettingsPlace
from outlet_desktop.ui.theme import theme

LEFT = Qt.MouseButton.LeftButton
Open = Callable[[LocalOffice], SettingsPlace]


@pytest.fixture
def open_place(qtbot: QtBot) -> Iterator[Open]:
    background = Background()

    def make(office: LocalOffice) -> SettingsPlace:
        place = SettingsPlace(office, background)
        qtbot.addWidget(place)
        place.theme_wanted.connect(theme.apply)
        place.language_wanted.connect(language.apply)
        place.resize(1372, 800)
        place.show()
        place.activate()
        qtbot.waitUntil(lambda: place.calendar.view.working_days() != (0, 0) and bool(place.about.version.text()))
        return place

    yield make
    background.close()
    preferences.set_alerts(True)
    preferences.set_read_only(False)
    if theme.name != "light":
        theme.apply("light")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LocalOffice]:
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "en")
    yield made
    made.close()


@pytest.fixture
def place(open_place: Open, office: LocalOffice) -> SettingsPlace:
    return open_place(office)


def click_day(qtbot: QtBot, place: SettingsPlace, day: date) -> None:
    view = place.calendar.view
    qtbot.mouseClick(view, LEFT, pos=view.rect_of(day).center().toPoint())


def type_words(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def days_of(place: SettingsPlace) -> list[tuple[date, bool, str]]:
    return [(one.day, one.is_working, one.note) for one in place.calendar.exceptions]


def working_day(place: SettingsPlace, office: LocalOffice) -> date:
    """A working day of June of the shown year."""
    return office.calendar().first_from(date(office.company_calendar().today.year, 6, 2))


def test_a_click_makes_a_day_an_exception_another_takes_it_back(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice
) -> None:
    day = working_day(place, office)
    law = place.calendar.view.working_days()[1]
    click_day(qtbot, place, day)
    qtbot.waitUntil(lambda: days_of(place) == [(day, False, "")])
    assert place.calendar.view.working_days() == (law - 1, law)
    qtbot.waitUntil(lambda: place.calendar.row(day).effect.text() == "moves nobody yet")
    assert not office.calendar().is_working(day)
    click_day(qtbot, place, day)
    qtbot.waitUntil(lambda: days_of(place) == [])
    assert office.calendar().is_working(day)


def test_a_saturday_becomes_a_working_day_with_a_note_and_undo_goes_step_by_step(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice
) -> None:
    year = office.company_calendar().today.year
    saturday = next(date(year, 7, day) for day in range(1, 8) if date(year, 7, day).weekday() == 5)
    click_day(qtbot, place, saturday)
    qtbot.waitUntil(lambda: days_of(place) == [(saturday, True, "")])
    note = place.calendar.row(saturday).note
    note.setFocus()
    type_words(note, " Приёмка  товара ")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: days_of(place) == [(saturday, True, "Приёмка товара")])
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: days_of(place) == [(saturday, True, "")])
    stack.undo()
    qtbot.waitUntil(lambda: days_of(place) == [])
    stack.redo()
    stack.redo()
    qtbot.waitUntil(lambda: days_of(place) == [(saturday, True, "Приёмка товара")])


def test_the_calendar_is_walked_and_changed_by_the_keyboard(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice
) -> None:
    view = place.calendar.view
    view.setFocus()
    view.day = working_day(place, office)
    start = view.day
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (view.day - start).days == 8
    assert f"{view.day:%d.%m.%Y}" in view.accessibleName()
    chosen = view.day
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one[0] for one in days_of(place)] == [chosen])


def test_a_year_without_a_decree_says_so(qtbot: QtBot, place: SettingsPlace) -> None:
    shown = place.calendar.years.button("2")
    qtbot.mouseClick(shown, LEFT)
    qtbot.waitUntil(place.calendar._warning.isVisible)
    assert shown.text() in place.calendar._preliminary.text()


def test_every_day_is_told_apart_in_words(place: SettingsPlace) -> None:
    shown = place.calendar.view
    texts = {shown.words_of(date(shown._year, 1, day)).split(": ")[1] for day in range(1, 32)}
    assert {"working day", "weekend", "holiday or moved day off"} <= texts


def test_the_list_scrolls_to_a_section_and_follows_scrolling(qtbot: QtBot, place: SettingsPlace) -> None:
    rows = list(place.sections)
    item = place.nav.item(rows.index("data"))
    qtbot.mouseClick(place.nav.viewport(), LEFT, pos=place.nav.visualItemRect(item).center())
    top = place.data.mapTo(place.area.viewport(), QPoint(0, 0)).y()
    assert abs(top) <= 1
    place.area.verticalScrollBar().setValue(0)
    assert place.nav.currentRow() == 0
    place.open("about")
    assert place.nav.currentRow() == rows.index("about")
    assert abs(place.about.mapTo(place.area.viewport(), QPoint(0, 0)).y()) <= 1


def test_look_language_and_notifications_hold_at_once_and_are_undone(qtbot: QtBot, place: SettingsPlace) -> None:
    qtbot.mouseClick(place.look.themes.button("dark"), LEFT)
    assert theme.is_dark
    qtbot.mouseClick(place.alerts.alerts, LEFT, pos=QPoint(8, place.alerts.alerts.height() // 2))
    assert not preferences.alerts
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    assert preferences.alerts
    assert place.alerts.alerts.isChecked()
    stack.undo()
    assert not theme.is_dark
    assert place.look.themes.current == "light"


def test_the_tolerance_is_kept_in_the_store_and_undone(qtbot: QtBot, place: SettingsPlace, office: LocalOffice) -> None:
    field = place.terms.tolerance
    assert field.value() == 3
    field.setValue(5)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.portfolio().tolerance == 5)
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: office.portfolio().tolerance == 3)
    assert field.value() == 3


def type_time(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_working_hours_are_kept_in_the_store_say_what_they_do_and_are_undone(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice
) -> None:
    row = place.terms.hours
    qtbot.waitUntil(lambda: row.start.text() == "09:00")
    place.terms.show_zone("UTC+04")
    assert "Deadlines are set at 18:00 of the portal's time (Samara, UTC+4)." in row.effect.text()
    assert row.as_usual.isHidden()
    type_time(qtbot, row.end, "17.30")
    qtbot.waitUntil(lambda: office.calendar().hours == WorkingHours(time(9), time(17, 30)))
    qtbot.waitUntil(lambda: "at 17:30" in row.effect.text() and row.end.text() == "17:30")
    assert not row.as_usual.isHidden()
    qtbot.mouseClick(row.as_usual, LEFT)
    qtbot.waitUntil(lambda: office.calendar().hours == OFFICE_HOURS and row.as_usual.isHidden())
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: office.calendar().hours.end == time(17, 30) and row.end.text() == "17:30")
    stack.undo()
    qtbot.waitUntil(lambda: office.company_calendar().chosen is None and row.end.text() == "18:00")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("18", "9", "The working day cannot end (09:00) before it begins (18:00)."),
        ("9", "9:30", "The working day is shorter than an hour"),
        ("nine", "18:00", "Write the time like this: 9:00"),
        ("9:00", "24:00", "Write the time like this: 9:00"),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_words_and_can_be_mended(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice, start: str, end: str, words: str
) -> None:
    row = place.terms.hours
    qtbot.waitUntil(lambda: row.start.text() == "09:00")
    row.start.setText(start)
    type_time(qtbot, row.end, end)
    assert words in row.effect.text()
    assert "error" in (row.start.property("state"), row.end.property("state"))
    assert (row.start.text(), row.end.text()) == (start, end)
    stack = place.undo_stack()
    assert stack is not None
    assert stack.count() == 0
    row.start.setText("8")
    type_time(qtbot, row.end, "17")
    qtbot.waitUntil(lambda: office.calendar().hours == WorkingHours(time(8), time(17)))
    qtbot.waitUntil(lambda: "Deadlines are set at 17:00" in row.effect.text())
    assert not row.start.property("state")


def test_a_view_only_window_keeps_what_writes_disabled_and_says_why(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice
) -> None:
    preferences.set_read_only(True)
    for control in (place.terms.tolerance, *place.terms.hours.controls, place.calendar.view, place.data.restore):
        assert not control.isEnabled()
        assert "View only" in control.toolTip()
    click_day(qtbot, place, working_day(place, office))
    assert days_of(place) == []
    preferences.set_read_only(False)
    assert place.calendar.view.isEnabled()


def test_polling_is_edited_kept_and_undone(qtbot: QtBot, place: SettingsPlace, tmp_path: Path) -> None:
    field = place.portal.interval
    field.setValue(30)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: choices.load(tmp_path).interval_s == 30.0)
    qtbot.waitUntil(lambda: place.portal.facts.interval_s == 30.0)
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    qtbot.waitUntil(lambda: choices.load(tmp_path).interval_s == 10.0 and field.value() == 10)


def test_a_copy_is_made_listed_and_put_back_after_a_question_that_names_its_moment(
    qtbot: QtBot, place: SettingsPlace, office: LocalOffice
) -> None:
    told: list[str] = []
    place.message.connect(lambda code, _facts, _kind: told.append(code))
    qtbot.mouseClick(place.data.copy_now, LEFT)
    qtbot.waitUntil(lambda: place.data.list.topLevelItemCount() == 1)
    assert told == ["backup.made"]
    assert "made by hand, checked" in place.data.list.topLevelItem(0).text(1)
    copy = place.data.chosen
    assert copy is not None
    click_day(qtbot, place, working_day(place, office))
    qtbot.waitUntil(lambda: len(days_of(place)) == 1)
    qtbot.mouseClick(place.data.restore, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Question)
    assert f"{copy.made_at:%d.%m.%Y %H:%M}" in dialog.title.text()
    assert "creates nothing" in dialog.body.text()
    assert dialog.action.text() == "Restore"
    assert dialog.cancel.isDefault()
    qtbot.mouseClick(dialog.action, LEFT)
    qtbot.waitUntil(lambda: "backup.restored" in told and days_of(place) == [])
    assert office._open().meta("restored_at") is not None
    qtbot.waitUntil(lambda: place.data.list.topLevelItemCount() == 2)  # the copy made before the restore
    stack = place.undo_stack()
    assert stack is not None
    assert not stack.canUndo()


def test_esc_answers_no(qtbot: QtBot, place: SettingsPlace, office: LocalOffice) -> None:
    office.back_up()
    place.activate()
    qtbot.waitUntil(lambda: place.data.list.topLevelItemCount() == 1)
    qtbot.mouseClick(place.data.restore, LEFT)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.wait(50)
    assert office._open().meta("restored_at") is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_bundle_is_written_where_one_says(qtbot: QtBot, place: SettingsPlace, tmp_path: Path) -> None:
    told: list[str] = []
    place.message.connect(lambda code, _facts, _kind: told.append(code))
    place.write_bundle(str(tmp_path / "bundle.zip"))
    qtbot.waitUntil(lambda: told == ["settings.bundle"])
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        assert "program.json" in bundle.namelist()


def test_the_problems_of_the_log_are_one_press_away(qtbot: QtBot, place: SettingsPlace) -> None:
    went: list[tuple[str, Any]] = []
    place.navigate.connect(lambda name, argument: went.append((name, argument)))
    qtbot.mouseClick(place.diagnostics.problems, LEFT)
    qtbot.mouseClick(place.portal.replace, LEFT)
    assert went[0][0] == "log"
    assert went[0][1].level == "any"
    assert went[1] == ("connect", None)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(staff=False, limits=False) as running:
        yield running


@pytest.fixture
def connected(server: DemoServer, tmp_path: Path) -> Iterator[LocalOffice]:
    made = office_on(server, tmp_path, "en")
    yield made
    made.close()


def test_the_webhook_shows_for_a_while_only_and_never_gets_into_the_clipboard(
    qtbot: QtBot, open_place: Open, connected: LocalOffice, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_section, "SHOWN_MS", 300)
    place = open_place(connected)
    qtbot.waitUntil(lambda: place.portal.webhook.text() == "…/rest/1/••••••••/")
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(place.portal.eye, LEFT)
    qtbot.waitUntil(lambda: place.portal.webhook.text() == server.webhook)
    qtbot.mouseDClick(place.portal.webhook, LEFT)
    qtbot.keyClick(place.portal.webhook, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: place.portal.webhook.text() == "…/rest/1/••••••••/")
    assert not place.portal.eye.isChecked()
    qtbot.mouseClick(place.portal.eye, LEFT)
    qtbot.waitUntil(lambda: place.portal.webhook.text() == server.webhook)
    place.hide()  # whoever goes elsewhere leaves nothing to read
    assert place.portal.webhook.text() == "…/rest/1/••••••••/"


def test_the_keyboard_stays_on_the_check_while_it_runs(qtbot: QtBot, open_place: Open, connected: LocalOffice) -> None:
    place = open_place(connected)
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    qtbot.waitUntil(place.portal.check.isEnabled)
    place.portal.check.setFocus()
    qtbot.keyClick(place.portal.check, Qt.Key.Key_Space)
    assert not place.portal.check.isEnabled()
    assert not place.portal.replace.hasFocus()  # an impatient second press replaces no portal
    qtbot.waitUntil(place.portal.check.isEnabled, timeout=15_000)
    assert place.portal.check.hasFocus()


def test_a_check_lists_the_rights_and_disconnecting_asks_first(
    qtbot: QtBot, open_place: Open, connected: LocalOffice
) -> None:
    place = open_place(connected)
    qtbot.waitUntil(place.portal.check.isEnabled)
    qtbot.mouseClick(place.portal.check, LEFT)
    qtbot.waitUntil(lambda: " of " in place.portal.rights.text(), timeout=10_000)
    qtbot.mouseClick(place.portal.disconnect_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Question)
    assert place.portal.facts.host in dialog.title.text()
    assert dialog.action.text() == "Disconnect"
    qtbot.mouseClick(dialog.action, LEFT)
    qtbot.waitUntil(lambda: place.portal.facts.host == "", timeout=10_000)
    assert connected.connection().kind == "none"
    assert not place.portal.check.isEnabled()
