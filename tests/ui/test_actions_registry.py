"""One table of keys: what it says is what works, in every place and in either keyboard layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from fake_office import FakeOffice
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shell_helpers import place_makers

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.settings import Settings
from outlet_desktop.ui import key_table
from outlet_desktop.ui.editor.name_editor import NameEditor
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.key_list import KeyList
from outlet_desktop.ui.key_table import KeyAction, actions_of, all_actions, all_keys_text, key_action, keys_text
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.reason_dialog import ReasonDialog
from outlet_desktop.ui.log.place import LogPlace
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.palette.palette import Palette
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.roles.place import RolesPlace
from outlet_desktop.ui.settings.place import SettingsPlace
from outlet_desktop.wording import sentence

RUSSIAN = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))
# What can be in force at the same time.
TOGETHER = (
    (key_table.TABLE, key_table.PORTFOLIO),
    (key_table.TABLE, key_table.OUTLET),
    (key_table.CANVAS, key_table.EDITOR),
    (key_table.REVISIONS, key_table.DRAWING),
)
Open = Callable[..., MainWindow]


def combination(key: str) -> QKeyCombination:
    return QKeySequence(key)[0]


def every_key(action: KeyAction) -> list[tuple[str, int]]:
    shown = [(key, number if len(action.keys) > 1 else 0) for number, key in enumerate(action.keys)]
    return [*shown, *action.also]


def press(widget: QWidget, key: str) -> None:
    both = combination(key)
    QTest.keyClick(widget, both.key(), both.keyboardModifiers())


def press_in_russian(widget: QWidget, key: str) -> None:
    """The same place on the keyboard with the Russian layout on, where nothing but the character comes."""
    both = combination(key)
    letter = RUSSIAN[chr(both.key())]
    text = letter.lower() if both.keyboardModifiers() == Qt.KeyboardModifier.NoModifier else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, ord(letter), both.keyboardModifiers(), text))


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    made: list[MainWindow] = []

    def show(office: object | None = None, **places: object) -> MainWindow:
        makers = {**place_makers(processes=True), **places}
        window = MainWindow(office or FakeOffice(), makers)  # type: ignore[arg-type]
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.current == "portfolio" and window.isActiveWindow(), timeout=15_000)
        return window

    yield show
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def local(tmp_path: Path) -> Iterator[LocalOffice]:
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "en")
    yield made
    made.close()


# ---------------------------------------------------------------------------------- the table itself


def test_no_two_actions_in_force_at_once_share_a_key() -> None:
    pairs = [*((context, context) for context in key_table.TITLES), *TOGETHER]
    pairs += [(key_table.EVERYWHERE, context) for context in key_table.TITLES if context != key_table.EVERYWHERE]
    shared = []
    for first, second in pairs:
        names = {one.name: one for context in (first, second) for one in actions_of(context)}
        for one, other in combinations(names.values(), 2):
            both = {combination(key) for key, _ in every_key(one)} & {combination(key) for key, _ in every_key(other)}
            shared += [(one.name, other.name, QKeySequence(key).toString()) for key in both]
    # A canvas takes its keys before the window does: `test_alt_and_an_arrow_move_a_step_rather_than_go_back`.
    assert shared == [("back", "canvas.move", "Alt+Left")]


def test_every_action_and_context_has_words_in_both_languages() -> None:
    codes = {one.code for one in all_actions()} | set(key_table.TITLES.values())
    for code in codes:
        russian, english = sentence(code, {}, "ru"), sentence(code, {}, "en")
        assert russian != english, code
        assert any("а" <= letter.lower() <= "я" for letter in russian), code
        assert not any("а" <= letter.lower() <= "я" for letter in english), code


def test_every_key_is_one_that_qt_knows() -> None:
    for action in all_actions():
        for key, _number in every_key(action):
            assert QKeySequence(key).count() == 1, key
            assert combination(key).key() != Qt.Key.Key_unknown, key


# ---------------------------------------------------------------------------------- the window


def after(window: MainWindow) -> None:
    """Close what a key has opened."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    palette = window.findChild(Palette)
    if palette is not None:
        palette.close()
    window.go("roles")
    window.place("roles").setFocus()  # type: ignore[union-attr]


@pytest.mark.parametrize("send", [press, press_in_russian])
def test_every_key_of_the_window_runs_its_action(
    open_window: Open, qtbot: QtBot, send: Callable[[QWidget, str], None]
) -> None:
    office = FakeOffice()
    window = open_window(office, log=place_makers()["roles"], settings=place_makers()["roles"])
    ran: list[str] = []
    for action in window.actions_of_window.all():
        name = action.objectName()
        action.triggered.connect(lambda _=False, name=name: ran.append(name))
    pressed = 0
    for action in window.actions_of_window.all():
        for shortcut in action.shortcuts():
            key = shortcut.toString()
            if send is press_in_russian and chr(min(combination(key).key(), 0x10FFFF)) not in RUSSIAN:
                continue
            after(window)
            qtbot.waitUntil(window.isActiveWindow)
            send(window, key)
            name = action.objectName()
            qtbot.waitUntil(lambda name=name: ran[-1:] == [name], timeout=15_000)
            pressed += 1
    after(window)
    assert pressed >= (5 if send is press_in_russian else 15)


def test_the_menu_of_the_window_runs_what_it_names_and_says_why_not(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(portfolio=PortfolioPlace)
    QTest.keyClick(window, Qt.Key.Key_F10)
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    items = {one.text().partition("\t")[0]: one for one in menu.actions() if not one.isSeparator()}
    assert items["Launch an outlet"].text().endswith("\tCtrl+N")
    assert not items["Undo"].isEnabled()
    assert items["Undo"].toolTip() == "nothing to undo"
    go = items["Go to"].menu()
    assert isinstance(go, QMenu)
    assert any(one.text().startswith("Roles and people") for one in go.actions())
    table = items["Tables and Gantt"].menu()
    assert isinstance(table, QMenu)
    assert any(one.text() == "Today\t." for one in table.actions())
    menu.close()
    items["About the program"].trigger()
    about = window.findChild(QDialog)
    assert about is not None
    assert about.isVisible()
    about.close()


# ---------------------------------------------------------------------------------- the places


def walk(qtbot: QtBot, keys: PlaceKeys, focus: QWidget, before: Callable[[], object] | None = None) -> list[str]:
    """Press every key of a part of a place; each runs its action or is refused with words. Returns what ran."""
    heard: list[tuple[str, int]] = []
    refused: list[tuple[str, str]] = []
    keys.ran.connect(lambda name, number: heard.append((name, number)))
    keys.refused.connect(lambda name, code: refused.append((name, code)))
    ran: list[str] = []
    for action in keys.actions():
        for key, number in every_key(action):
            focus.setFocus()
            if before is not None:
                before()
            qtbot.waitUntil(focus.hasFocus, timeout=15_000)
            heard.clear()
            refused.clear()
            reason = keys.why_not(action.name)
            press(focus, key)
            if reason:
                qtbot.waitUntil(lambda name=action.name, code=reason: (name, code) in refused, timeout=15_000)
                assert sentence(reason, {}, "en")
                continue
            qtbot.waitUntil(lambda one=(action.name, number): one in heard, timeout=15_000)
            assert [name for name, _ in heard] == [action.name], key
            ran.append(action.name)
    return ran


def opened(qtbot: QtBot, window: MainWindow, name: str, argument: object = None) -> Place:
    window.go(name, argument)
    place = window.place(name)
    assert place is not None
    qtbot.waitUntil(place.isVisible, timeout=15_000)
    return place


def test_the_keys_of_the_portfolio_and_its_gantt(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(portfolio=PortfolioPlace)
    place = opened(qtbot, window, "portfolio")
    assert isinstance(place, PortfolioPlace)
    qtbot.waitUntil(lambda: place.view.outline.at(0) is not None, timeout=15_000)
    group = place.view.outline.at(0)
    assert group is not None
    row = place.view.outline.beside(group.key, 1)
    assert row is not None
    assert row.outlet is not None

    def before() -> None:
        if window.current != "portfolio":
            window.go("portfolio")
        place.view.set_current(row.key)
        place.view.setFocus()

    found: list[str] = []
    for keys in place.bound_keys():
        found += walk(qtbot, keys, place.view, before)
    wanted = {*actions_of(key_table.TABLE), *actions_of(key_table.PORTFOLIO)}
    # The row is an outlet, not a draft: that key was refused in words.
    assert set(found) == {one.name for one in wanted} - {"portfolio.drop_draft"}


def test_the_keys_of_an_outlet(open_window: Open, qtbot: QtBot) -> None:
    office = FakeOffice()
    window = open_window(office, outlet=OutletPlace)
    opening = office.portfolio().rows[1].opening
    place = opened(qtbot, window, "outlet", opening)
    assert isinstance(place, OutletPlace)
    qtbot.waitUntil(lambda: place.view.row is not None and bool(place.view.row.steps), timeout=15_000)
    keys = place.bound_keys()[1]
    ran = walk(qtbot, keys, place.view, lambda: window.go("outlet", opening))
    assert set(ran) == {one.name for one in actions_of(key_table.OUTLET)}
    for chip, key in ((place.summary.critical, "K"), (place.summary.links, "L"), (place.summary.reasons, "W")):
        was = chip.isChecked()
        place.view.setFocus()
        press_in_russian(place.view, key)
        assert chip.isChecked() is not was
        assert chip.toolTip().endswith(f"\u2002{key}")


@pytest.fixture
def editor(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ProcessesPlace:
    """With the windows of the system, which wait for a person, out of the way."""
    for name in ("choose_file", "choose_target", "choose_picture", "print_drawing"):
        monkeypatch.setattr(ProcessesPlace, name, lambda _self: None)
    window = open_window(processes=ProcessesPlace)
    place = opened(qtbot, window, "processes")
    assert isinstance(place, ProcessesPlace)
    qtbot.waitUntil(lambda: bool(place.document.template.steps), timeout=15_000)
    return place


def at_one_step(place: ProcessesPlace) -> None:
    canvas = place.canvas
    canvas.name_editor.finish(save=False)
    canvas.set_tool("select")
    canvas.find_box.hide()
    canvas.palette_box.hide()
    canvas.process.select({"S03"} if "S03" in canvas.process.nodes else {next(iter(canvas.process.nodes))})
    canvas.setFocus()


def test_every_key_of_the_canvas_and_of_the_editor(editor: ProcessesPlace, qtbot: QtBot) -> None:
    ran: list[str] = []
    for keys in editor.bound_keys():
        ran += walk(qtbot, keys, editor.canvas, lambda: at_one_step(editor))
    wanted = {*actions_of(key_table.CANVAS), *actions_of(key_table.EDITOR)}
    assert set(ran) == {one.name for one in wanted}


def test_the_letters_of_the_canvas_work_by_their_place_in_the_russian_layout(
    editor: ProcessesPlace, qtbot: QtBot
) -> None:
    heard: list[str] = []
    editor.canvas.keys.ran.connect(lambda name, _number: heard.append(name))
    pressed = 0
    for action in actions_of(key_table.CANVAS):
        for key in action.keys:
            if chr(min(combination(key).key(), 0x10FFFF)) in RUSSIAN:
                at_one_step(editor)
                heard.clear()
                press_in_russian(editor.canvas, key)
                qtbot.waitUntil(lambda name=action.name: heard == [name], timeout=15_000)
                pressed += 1
    assert pressed == 19


def test_alt_and_an_arrow_move_a_step_rather_than_go_back(editor: ProcessesPlace, qtbot: QtBot) -> None:
    window = editor.window()
    assert isinstance(window, MainWindow)
    assert window.can_go_back()
    at_one_step(editor)
    x, y = editor.document.template.by_id["S03"].at
    QTest.keyClick(editor.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert editor.document.template.by_id["S03"].at == (x - 16, y)
    assert window.current == "processes"
    editor.tool_bar.find_button.setFocus()
    QTest.keyClick(editor.tool_bar.find_button, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.current == "portfolio", timeout=15_000)


def test_a_key_that_needs_a_step_says_so(editor: ProcessesPlace, qtbot: QtBot) -> None:
    editor.canvas.process.select(())
    editor.canvas.setFocus()
    with qtbot.waitSignal(editor.message) as told:
        QTest.keyClick(editor.canvas, Qt.Key.Key_F2)
    assert told.args[0] == "key.no_step"


def test_a_name_that_is_typed_has_keys_of_its_own(editor: ProcessesPlace, qtbot: QtBot) -> None:
    names = editor.canvas.name_editor
    assert isinstance(names, NameEditor)

    def typing() -> None:
        at_one_step(editor)
        editor.canvas.rename("S03")

    typing()
    assert set(walk(qtbot, names.keys, names, typing)) == {one.name for one in actions_of(key_table.NAME)}


def test_the_keys_of_the_comparison_and_of_an_outlet_on_the_drawing(editor: ProcessesPlace, qtbot: QtBot) -> None:
    def comparing() -> None:
        if not editor.revisions.is_shown:
            editor.open_revisions()
        editor.revisions.page.focus()

    comparing()
    page = editor.revisions.page
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=15_000)
    (keys,) = editor.bound_keys()
    comparing()
    focus = QApplication.focusWidget()
    assert focus is not None
    wanted = {*actions_of(key_table.REVISIONS), *actions_of(key_table.DRAWING)}
    assert set(walk(qtbot, keys, page.view, comparing)) == {one.name for one in wanted}


def test_the_keys_of_the_matrix_of_roles(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(roles=RolesPlace)
    place = opened(qtbot, window, "roles")
    assert isinstance(place, RolesPlace)
    qtbot.waitUntil(lambda: place.model.rowCount() > 0, timeout=15_000)
    asked: list[str] = []
    place.table.edit_asked.disconnect()
    place.table.clear_asked.disconnect()
    place.table.edit_asked.connect(lambda *_: asked.append("edit"))
    place.table.clear_asked.connect(lambda *_: asked.append("clear"))
    (keys,) = place.bound_keys()
    place.table.setCurrentIndex(place.model.index(0, 1))
    assert set(walk(qtbot, keys, place.table)) == {"roles.choose", "roles.clear"}
    assert asked == ["edit", "edit", "clear", "clear"]
    place.table.setCurrentIndex(place.model.index(0, 0))
    assert keys.why_not("roles.clear") == "key.no_person"


def test_the_keys_of_the_launch(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(launch=LaunchPlace)
    place = opened(qtbot, window, "launch")
    (keys,) = place.bound_keys()
    field = place.findChild(QWidget, "") and QApplication.focusWidget()
    assert isinstance(field, QWidget)
    assert place.isAncestorOf(field)
    assert walk(qtbot, keys, field) == ["launch.next", "launch.next"]


def test_the_keys_of_the_log_and_of_the_calendar(open_window: Open, qtbot: QtBot, local: LocalOffice) -> None:
    window = open_window(local, log=LogPlace, settings=SettingsPlace)
    log = opened(qtbot, window, "log")
    assert isinstance(log, LogPlace)
    assert walk(qtbot, log.bound_keys()[1], log.view) == ["log.find"]
    assert log.filters.search.hasFocus()
    left: list[bool] = []
    log.view.keys.on("log.close", lambda: left.append(True))
    log.view.setFocus()
    QTest.keyClick(log.view, Qt.Key.Key_Escape)
    assert left == [True]
    settings = opened(qtbot, window, "settings")
    assert isinstance(settings, SettingsPlace)
    qtbot.waitUntil(lambda: settings.calendar.view.working_days() != (0, 0), timeout=15_000)
    (keys,) = settings.bound_keys()
    assert set(walk(qtbot, keys, settings.calendar.view)) == {one.name for one in actions_of(key_table.CALENDAR)}


def test_the_main_key_of_a_dialog(qtbot: QtBot) -> None:
    dialog = ReasonDialog("Withdraw?", "It stops.", "Withdraw")
    given: list[str] = []
    dialog.given.connect(given.append)
    dialog.show()
    dialog.reason.setPlainText("wrong street")
    press(dialog, key_action("forms.done").keys[0])
    assert given == ["wrong street"]
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# ---------------------------------------------------------------------------------- where it is said


def test_f1_lists_every_key_and_first_where_one_is(editor: ProcessesPlace, qtbot: QtBot) -> None:
    window = editor.window()
    assert isinstance(window, MainWindow)
    window.show_keys()
    dialog = window.findChild(KeyList)
    assert dialog is not None
    groups = dialog.groups()
    lines = {line for _title, lines in groups for line in lines}
    for action in all_actions():
        if action.keys and action.name != "go.reports" and not action.name.startswith(("go.log", "go.settings")):
            assert (all_keys_text(action), sentence(action.code, {}, "en")) in lines, action.name
    assert [title for title, _lines in groups][1:3] == [
        "Process drawing: you are here",
        "Process editor: you are here",
    ]
    dialog.close()


def test_the_palette_finds_what_the_keys_of_the_place_do_in_both_languages(
    editor: ProcessesPlace, qtbot: QtBot
) -> None:
    window = editor.window()
    at_one_step(editor)
    assert isinstance(window, MainWindow)
    for typed in ("new milestone", "новая веха"):
        window.open_palette()
        palette = window.findChild(Palette)
        assert palette is not None
        palette.field.setText(typed)
        titles = [str(palette.model.data(palette.model.index(row))) for row in range(palette.model.rowCount())]
        assert "New milestone" in titles
        palette.close()
    before = len(editor.document.template.steps)
    window.open_palette()
    palette.field.setText("new milestone")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(editor.document.template.steps) == before + 1, timeout=15_000)


def test_every_key_in_a_tooltip_is_one_of_the_table(editor: ProcessesPlace) -> None:
    known = {written for action in all_actions() for written in all_keys_text(action).split(", ")} | {"Esc", "Ins"}
    said = set()
    for button in editor.window().findChildren(QAbstractButton):
        _name, mark, keys = button.toolTip().partition("\u2002")
        if mark:
            said.add(keys)
    assert {"Ctrl+Z", "V", "T", "J", "Ctrl+F", "Ctrl+K"} - said <= {"Ctrl+K"}
    assert said <= known


def test_the_field_of_the_palette_names_its_key(open_window: Open) -> None:
    window = open_window()
    assert window.top_bar.search.toolTip() == keys_text("palette") == "Ctrl+K"
    assert language.name == "en"
