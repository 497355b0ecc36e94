"""Ctrl+K by the keyboard, over the window with its outlets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_office import FakeOffice
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shell_helpers import PlainPlace, Renamed, place_makers

from outlet_desktop.ui.actions import keys_of
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.key_list import KeyList
from outlet_desktop.ui.language import language
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.palette.palette import WIDTH, Palette
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.roles.place import RolesPlace
from outlet_desktop.ui.theme import theme

CTRL = Qt.KeyboardModifier.ControlModifier
ADDRESS = "Московское ш., 185А"


class Windows:
    """Windows of one test, closed afterwards."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.made: list[MainWindow] = []

    def open(self, office: FakeOffice | None = None, folder: Path | None = None, *, real: bool = False) -> MainWindow:
        makers = dict(place_makers(processes=True))
        if real:
            makers |= {
                "portfolio": PortfolioPlace,
                "outlet": OutletPlace,
                "processes": ProcessesPlace,
                "roles": RolesPlace,
            }
        window = MainWindow(office or FakeOffice(), makers, folder)  # type: ignore[arg-type]
        self.made.append(window)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(lambda: window.current == "portfolio")
        return window

    def close(self) -> None:
        for window in self.made:
            window.close()
            window.deleteLater()
        self.made.clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[Windows]:
    made = Windows(qtbot)
    yield made
    made.close()
    preferences.set_read_only(False)


@pytest.fixture
def window(windows: Windows) -> MainWindow:
    return windows.open()


def write(palette: Palette, text: str) -> None:
    """Type a text that has no keys of its own."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(palette.field, event)


def opened(qtbot: QtBot, window: MainWindow, text: str = "") -> Palette:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window.findChild(Palette)
    assert palette is not None
    qtbot.waitUntil(palette.isVisible)
    qtbot.waitUntil(lambda: bool(palette.stock.processes))
    if text.isascii():
        qtbot.keyClicks(palette.field, text)
    else:
        write(palette, text)
    return palette


def titles(palette: Palette) -> list[str]:
    return [str(palette.model.data(palette.model.index(row))) for row in range(palette.model.rowCount())]


def chosen(palette: Palette) -> str:
    hit = palette.model.hit(palette.list.currentIndex().row())
    return hit.item.title if hit is not None else ""


def choose(qtbot: QtBot, palette: Palette, title: str) -> None:
    for _ in range(palette.model.rowCount()):
        if chosen(palette) == title:
            return
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    raise AssertionError(f"{title} is not in {titles(palette)}")


def why(palette: Palette, title: str) -> str:
    hit = palette.model.hit(titles(palette).index(title))
    assert hit is not None
    return hit.item.why_not


def test_an_outlet_is_opened_with_what_one_can_do_with_it_below(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window, "моск")
    shown = titles(palette)
    assert shown[:2] == ["Outlets", ADDRESS]
    assert shown[2:6] == [
        "Actions for this outlet",
        "Remind the assignee",
        "Reassign the task…",
        "Open the project on the portal",
    ]
    assert shown[shown.index("Steps and people") + 1] == "Подтвердить оплату счёта за оборудование"
    assert shown[shown.index("Go to") + 1 :] == [f"Log: {ADDRESS}", f"Process of {ADDRESS}"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current == "outlet"
    place = window.place("outlet")
    assert isinstance(place, PlainPlace)
    assert place.opened == ["aaaa2222"]
    assert not palette.isVisible()


def test_it_stands_in_the_upper_third_over_the_middle_of_the_content(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    assert palette.width() == WIDTH
    assert palette.y() < window.height() / 3
    middle = palette.geometry().center().x() - (window.rail.width() + window.width()) // 2
    assert abs(middle) <= 1
    assert palette.windowType() == Qt.WindowType.Widget  # a child of the window, not a window of its own
    window.resize(1180, 720)
    qtbot.waitUntil(lambda: palette.geometry().bottom() < window.height())


def test_the_wrong_layout_is_read_and_told_while_the_field_keeps_what_was_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    palette = opened(qtbot, window, "vjcr")
    assert chosen(palette) == ADDRESS
    assert palette.field.text() == "vjcr"
    assert palette.reading.text() == "read as “моск”"
    palette.field.clear()
    write(palette, "моск")
    assert palette.reading.text() == ""


@pytest.mark.parametrize("text", ["processes", "процесс", "ghjwtcc", "зкщсуы"])
def test_a_place_is_found_in_both_languages_and_layouts(qtbot: QtBot, window: MainWindow, text: str) -> None:
    palette = opened(qtbot, window, text)
    choose(qtbot, palette, "Processes")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current == "processes"


def test_what_cannot_be_run_says_why_is_passed_over_and_its_key_works_later(qtbot: QtBot, window: MainWindow) -> None:
    window.go("processes")
    palette = opened(qtbot, window, "undo")
    assert why(palette, "Undo") == "nothing to undo"
    assert chosen(palette) != "Undo"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    place = window.place("processes")
    assert isinstance(place, PlainPlace)
    assert place.stack is not None
    place.stack.push(Renamed(place, "renamed"))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert place.words == "processes"
    place.stack.redo()
    qtbot.keyClick(opened(qtbot, window, "undo").field, Qt.Key.Key_Return)
    assert place.words == "processes"


def test_the_last_commands_stand_first_and_are_kept_until_the_next_start(
    qtbot: QtBot, windows: Windows, tmp_path: Path
) -> None:
    window = windows.open(folder=tmp_path)
    assert "Recent" not in titles(opened(qtbot, window))
    for text in ("moskovsk", "theme"):
        palette = opened(qtbot, window, text)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    theme.apply("light")
    assert titles(opened(qtbot, window))[:3] == ["Recent", "Light or dark theme", ADDRESS]
    windows.close()
    again = windows.open(folder=tmp_path)
    assert titles(opened(qtbot, again))[:3] == ["Recent", "Light or dark theme", ADDRESS]


def test_only_the_last_five_commands_are_remembered_each_once(qtbot: QtBot, window: MainWindow) -> None:
    window.go("processes")
    for text in ("roles and", "portfolio", "processes", "roles and", "poll", "language", "language", "юбил"):
        palette = opened(qtbot, window, text)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    shown = titles(opened(qtbot, window))
    last = shown[1 : next(at for at, title in enumerate(shown) if at and title in ("Actions", "Go to"))]
    assert last == [
        "ул. Юбилейная, 40",
        "Language: Russian or English",
        "Poll the portal now",
        "Roles and people",
        "Processes",
    ]


def test_ctrl_enter_runs_and_keeps_it_open_esc_gives_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    place = window.place("portfolio")
    assert isinstance(place, PlainPlace)
    place.button.setFocus()
    palette = opened(qtbot, window, "theme")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, CTRL)
    assert theme.is_dark
    assert palette.isVisible()
    theme.apply("light")
    palette.field.clear()
    qtbot.keyClicks(palette.field, "processes")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, CTRL)
    assert window.current == "processes"
    assert palette.isVisible()
    assert palette.field.hasFocus()
    window.go("portfolio")
    place.button.setFocus()
    assert not palette.isVisible()  # the focus went elsewhere
    qtbot.keyClick(opened(qtbot, window).field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert place.button.hasFocus()


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window, "qqqqqqqq")
    assert titles(palette) == []
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_field_of_the_top_bar_opens_it_and_a_click_on_a_row_runs_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.top_bar.search, Qt.MouseButton.LeftButton)
    palette = window.findChild(Palette)
    assert palette is not None
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "roles and")
    row = palette.list.visualRect(palette.model.index(titles(palette).index("Roles and people")))
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert window.current == "roles"


def test_the_field_gives_way_to_the_heading_of_a_place(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    field = window.top_bar.search
    assert field.width() == 248
    window.go("processes")
    editor = window.place("processes")
    assert isinstance(editor, ProcessesPlace)
    qtbot.waitUntil(lambda: bool(editor.document.template.id))
    window.resize(1180, 720)
    qtbot.waitUntil(lambda: field.width() < 248)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    palette = window.findChild(Palette)
    assert palette is not None
    assert palette.isVisible()
    editor.document.save_now()


def test_ctrl_k_works_in_the_russian_layout(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key(ord("Л")), CTRL)
    palette = window.findChild(Palette)
    assert palette is not None
    assert palette.isVisible()


def test_the_reminder_of_the_palette_reaches_the_office_and_is_told(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window, "моск")
    choose(qtbot, palette, "Remind the assignee")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    office = window.office
    assert isinstance(office, FakeOffice)
    qtbot.waitUntil(lambda: ("remind", ("aaaa2222", "S04")) in office.calls)
    qtbot.waitUntil(lambda: any("Ольга Панина" in toast.text for toast in window.toasts.toasts))


def test_an_outlet_and_what_to_do_with_it_are_found_together(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window, "юбил remind")
    assert titles(palette)[:2] == ["Actions: ул. Юбилейная, 40", "Remind the assignee"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    office = window.office
    assert isinstance(office, FakeOffice)
    qtbot.waitUntil(lambda: any(name == "remind" and given[0] == "bbbb3333" for name, given in office.calls))


def test_a_command_without_an_outlet_says_that_none_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window, "pause")
    assert why(palette, "Pause the opening…") == "no outlet is selected"


def test_the_outlet_selected_in_the_portfolio_is_the_one_the_commands_are_about(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    portfolio = window.place("portfolio")
    assert isinstance(portfolio, PortfolioPlace)
    portfolio.view.set_current(("outlet", "bbbb3333"))
    palette = opened(qtbot, window)
    assert titles(palette)[0] == "Actions: ул. Юбилейная, 40"
    qtbot.keyClicks(palette.field, "pause")
    assert why(palette, "Pause the opening…") == ""
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    palette = opened(qtbot, window, "date")
    choose(qtbot, palette, "Move the target date…")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert portfolio.dialog is not None
    portfolio.dialog.reject()


def test_an_opening_is_paused_from_the_palette_through_its_page(qtbot: QtBot, windows: Windows) -> None:
    office = FakeOffice()
    window = windows.open(office, real=True)
    window.go("outlet", "cccc4444")
    outlet = window.place("outlet")
    assert isinstance(outlet, OutletPlace)
    outlet.ask_reason = lambda *_args, **_named: "ремонт дороги"  # type: ignore[method-assign]
    window.go("portfolio")
    palette = opened(qtbot, window, "юбил pause")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current == "outlet"
    qtbot.waitUntil(lambda: ("pause", ("bbbb3333", "ремонт дороги")) in office.calls)


def test_the_buttons_and_menus_of_the_open_place_are_found(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    portfolio = window.place("portfolio")
    assert isinstance(portfolio, PortfolioPlace)
    palette = opened(qtbot, window, "expand all")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert len(portfolio.view.expansion.outlets) == 5
    palette = opened(qtbot, window, "export")
    assert "Export" in titles(palette)
    palette.close_now()
    window.go("roles")
    assert "Expand all outlets" not in titles(opened(qtbot, window, "expand all"))


@pytest.mark.parametrize("text", ["пауза", "gfepf", "freeze", "юбил пауза"])
def test_a_command_is_found_by_what_people_call_it(qtbot: QtBot, windows: Windows, text: str) -> None:
    palette = opened(qtbot, windows.open(real=True), text)
    assert chosen(palette) == "Pause the opening…"


def test_the_outlets_of_a_city_come_by_how_bad_they_stand(qtbot: QtBot, window: MainWindow) -> None:
    shown = titles(opened(qtbot, window, "самара"))
    assert shown[1:4] == [ADDRESS, "ул. Ново-Садовая, 24", "ул. Гагарина, 98"]
    assert shown[4] == f"Actions: {ADDRESS}"


def test_the_menu_of_the_process_editor_is_found_with_its_keys(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    window.go("processes")
    editor = window.place("processes")
    assert isinstance(editor, ProcessesPlace)
    qtbot.waitUntil(lambda: bool(editor.document.template.id))
    palette = opened(qtbot, window, "rename the process")
    assert chosen(palette) == "Rename the process…"
    palette.field.clear()
    qtbot.keyClicks(palette.field, "as a picture")
    hit = palette.model.hit(palette.list.currentIndex().row())
    assert hit is not None
    assert (hit.item.title, hit.item.keys) == ("Copy as a picture", "Ctrl+Shift+C")
    editor.document.save_now()


def test_a_step_opens_its_outlet_with_the_step_selected(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    palette = opened(qtbot, window, "юбил рекламу")
    assert chosen(palette) == "Провести рекламу открытия"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    outlet = window.place("outlet")
    assert isinstance(outlet, OutletPlace)
    assert outlet.opening == "bbbb3333"
    qtbot.waitUntil(lambda: outlet.view.current == ("step", "bbbb3333", "S07"))


def test_a_person_is_shown_among_the_people(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    palette = opened(qtbot, window, "гаврил")
    assert chosen(palette) == "Елена Гаврилова"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    roles = window.place("roles")
    assert isinstance(roles, RolesPlace)
    people = roles.people
    qtbot.waitUntil(lambda: people.table.currentIndex().isValid())
    assert people.model.people[people.table.currentIndex().row()].name == "Елена Гаврилова"
    assert people.isVisible()
    palette = opened(qtbot, window, "латып")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert people.model.people[people.table.currentIndex().row()].name == "Тимур Латыпов"


def test_a_window_for_viewing_says_so_at_every_command_that_writes(qtbot: QtBot, windows: Windows) -> None:
    window = windows.open(real=True)
    preferences.set_read_only(True)
    palette = opened(qtbot, window, "моск")
    wanted = {"Remind the assignee", "Reassign the task…", "Move the target date…", "Pause the opening…"}
    assert {why(palette, title) for title in wanted} == {"view only"}
    assert why(palette, "Open the project on the portal") == ""
    palette.field.clear()
    qtbot.keyClicks(palette.field, "launch")
    assert why(palette, "Launch an outlet") == "view only"


def test_the_list_of_keys_shows_the_keys_that_work(qtbot: QtBot, window: MainWindow) -> None:
    dialog = KeyList(window.actions_of_window)
    qtbot.addWidget(dialog)
    _title, keys = dialog.groups()[0]
    shown = dict(keys)
    for action in window.actions_of_window.all():
        if keys_of(action):
            assert shown[keys_of(action)] == action.text()
    assert shown["Ctrl+K"] == "Search or run"


def test_actions_speak_the_language_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    language.apply("ru")
    qtbot.waitUntil(lambda: window.actions_of_window.action("launch").text() == "Запустить точку")
    assert chosen(opened(qtbot, window, "launch")) == "Запустить точку"
    language.apply("en")


def test_the_list_never_has_more_than_twelve_rows_of_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    for text in ("самара", "о", "ул", "e", "p"):
        palette = opened(qtbot, window, text)
        hits = [row for row in range(palette.model.rowCount()) if palette.model.hit(row) is not None]
        assert 0 < len(hits) <= 12
        names = [hit.item.name for row in hits if (hit := palette.model.hit(row)) is not None]
        assert len(names) == len(set(names))


def test_its_rows_are_read_out_with_the_reason(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window, "моск")
    assert palette.field.accessibleDescription().startswith(f"{ADDRESS}, Самара")
    palette.field.clear()
    qtbot.keyClicks(palette.field, "undo")
    row = titles(palette).index("Undo")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert palette.model.data(palette.model.index(row), role) == "Undo, nothing to undo"
