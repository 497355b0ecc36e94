"""The window: places, undo, keys, language, theme, progress."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_office import FakeOffice, rows
from PySide6.QtCore import QEvent, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSplitter, QTextEdit, QVBoxLayout
from pytestqt.qtbot import QtBot
from shell_helpers import PlainPlace, Renamed, RussianLabels, place_makers

from outlet_desktop.problem import Problem
from outlet_desktop.ui.key_list import KeyList
from outlet_desktop.ui.language import language
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.theme import theme
from outlet_desktop.ui.window_state import is_too_large

Open = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    theme.apply("light")
    language.apply("en")
    made: list[MainWindow] = []

    def show(office: FakeOffice | None = None, folder: Path | None = None, **documents: bool) -> MainWindow:
        window = MainWindow(office or FakeOffice(), place_makers(**documents), folder)
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.current == "portfolio")
        return window

    yield show
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    language.apply("ru")


def place_of(window: MainWindow, name: str) -> PlainPlace:
    place = window.place(name)
    assert isinstance(place, PlainPlace)
    return place


def texts(window: MainWindow) -> set[str]:
    bar = window.top_bar
    return {one.text() for one in [*bar.findChildren(QLabel), *bar.findChildren(QPushButton)] if one.isVisible()}


def test_places_are_made_at_their_first_visit_only(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert window.place("processes") is None
    qtbot.mouseClick(window.rail.button("processes"), Qt.MouseButton.LeftButton)
    first = window.place("processes")
    window.go("roles")
    window.go("processes")
    assert window.place("processes") is first
    assert place_of(window, "processes").activations == 2


def test_the_rail_switches_place_and_top_bar(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert texts(window) == {"heading of portfolio", "action of portfolio"}
    qtbot.mouseClick(window.rail.button("roles"), Qt.MouseButton.LeftButton)
    assert window.current == "roles"
    assert window.rail.button("roles").isChecked()
    assert not window.rail.button("portfolio").isChecked()
    assert texts(window) == {"heading of roles", "action of roles"}
    assert window.content.currentWidget() is window.place("roles")


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_2, "processes"), (Qt.Key.Key_3, "roles")])
def test_ctrl_and_a_number_open_a_place(open_window: Open, qtbot: QtBot, key: Qt.Key, name: str) -> None:
    window = open_window()
    qtbot.keyClick(window, key, CTRL)
    assert window.current == name


def test_a_link_opens_an_outlet_and_alt_left_comes_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    place_of(window, "portfolio").navigate.emit("outlet", "aaaa2222")
    assert window.current == "outlet"
    assert place_of(window, "outlet").opened == ["aaaa2222"]
    assert window.rail.button("portfolio").isChecked()  # an outlet belongs to the portfolio
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current == "portfolio"
    assert window.back() is False


def test_esc_goes_back_only_where_the_place_says_so(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.go("outlet", "aaaa2222")
    qtbot.keyClick(place_of(window, "outlet"), Qt.Key.Key_Escape)
    assert window.current == "outlet"
    place_of(window, "outlet").esc_goes_back = True
    qtbot.keyClick(place_of(window, "outlet"), Qt.Key.Key_Escape)
    assert window.current == "portfolio"


def test_a_place_that_does_not_let_go_stays_and_keeps_its_mark(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    place_of(window, "portfolio").lets_go = False
    qtbot.mouseClick(window.rail.button("roles"), Qt.MouseButton.LeftButton)
    assert window.current == "portfolio"
    assert window.rail.button("portfolio").isChecked()
    assert window.close() is False
    place_of(window, "portfolio").lets_go = True


def test_an_unknown_place_is_not_opened(open_window: Open) -> None:
    window = open_window()
    assert window.go("archive") is False
    assert window.current == "portfolio"


def test_undo_and_redo_drive_the_document_of_the_open_place(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(processes=True)
    window.go("processes")
    place = place_of(window, "processes")
    assert place.stack is not None
    assert not window.top_bar.undo_button.isEnabled()
    place.stack.push(Renamed(place, "after"))
    assert "Переименовать шаг" in window.status_bar.undo_chip.text()
    qtbot.mouseClick(window.top_bar.undo_button, Qt.MouseButton.LeftButton)
    assert place.words == "processes"
    qtbot.mouseClick(window.top_bar.redo_button, Qt.MouseButton.LeftButton)
    assert place.words == "after"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert place.words == "processes"
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert place.words == "after"
    qtbot.mouseClick(window.status_bar.undo_chip, Qt.MouseButton.LeftButton)
    assert place.words == "processes"
    place.stack.redo()
    window.go("roles")  # a place without a document has nothing to undo
    assert not window.top_bar.undo_button.isEnabled()
    assert not window.status_bar.undo_chip.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert place.words == "after"


def test_keys_work_in_the_russian_layout(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(processes=True)
    window.go("processes")
    place = place_of(window, "processes")
    assert place.stack is not None
    place.stack.push(Renamed(place, "after"))
    qtbot.keyClick(place.button, Qt.Key(ord("Я")), CTRL)
    assert place.words == "processes"
    qtbot.keyClick(place.button, Qt.Key(ord("Я")), CTRL | SHIFT)
    assert place.words == "after"
    qtbot.keyClick(place.button, Qt.Key(ord("Я")), NO_KEYS)  # a letter alone is no shortcut
    assert place.words == "after"
    qtbot.keyClick(place.button, Qt.Key(ord("Т")), CTRL)
    assert window.current == "launch"


@pytest.mark.parametrize("make", [QLineEdit, QTextEdit])
def test_a_text_field_undoes_its_own_typing_in_the_russian_layout(
    open_window: Open, qtbot: QtBot, make: type[QLineEdit] | type[QTextEdit]
) -> None:
    window = open_window(processes=True)
    window.go("processes")
    place = place_of(window, "processes")
    assert place.stack is not None
    place.stack.push(Renamed(place, "after"))
    field = make()
    layout = place.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    if isinstance(field, QTextEdit):
        field.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(field, Qt.Key(ord("Я")), CTRL)
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == ""
    assert place.words == "after"


def test_f5_wakes_the_engine(open_window: Open, qtbot: QtBot) -> None:
    office = FakeOffice()
    window = open_window(office)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert ("poll_now", ()) in office.calls


def test_f6_goes_round_the_regions_and_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    place_of(window, "portfolio").button.setFocus()

    def region() -> str:
        focus = window.focusWidget()
        named = {"rail": window.rail, "bar": window.top_bar, "content": window.content, "status": window.status_bar}
        return next((name for name, widget in named.items() if widget.isAncestorOf(focus)), "")

    seen = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.append(region())
    assert seen == ["status", "rail", "bar", "content"]
    qtbot.keyClick(window, Qt.Key.Key_F6, SHIFT)
    assert region() == "bar"


def test_f1_lists_the_keys(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeyList)
    assert dialog is not None
    assert dialog.isVisible()
    shown = {one.text() for one in dialog.findChildren(QLabel)}
    assert {"Ctrl+N", "Launch an outlet", "F8"} <= shown
    dialog.close()


def test_the_language_switch_words_everything_anew(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert window.rail.button("portfolio").text() == "Portfolio"
    before = place_of(window, "portfolio").retranslations
    app = QApplication.instance()
    assert app is not None
    russian = RussianLabels()
    chosen: list[str] = []
    window.language_chosen.connect(chosen.append)
    app.installTranslator(russian)
    try:
        qtbot.mouseClick(window.status_bar.language_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.rail.button("portfolio").text() == "Портфель")
        assert window.windowTitle() == "Открытие точек"
        assert window.status_bar.connection_chip.text().startswith("На связи")
        assert place_of(window, "portfolio").retranslations > before
        assert chosen == ["ru"]
    finally:
        app.removeTranslator(russian)
    qtbot.mouseClick(window.status_bar.language_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.rail.button("portfolio").text() == "Portfolio")
    assert window.status_bar.connection_chip.text().startswith("Live")


def test_the_theme_switch_repaints_icons_and_bars(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    chosen: list[str] = []
    window.theme_chosen.connect(chosen.append)
    button = window.rail.button("roles")

    def ink() -> set[str]:
        image = window.grab(QRect(button.mapTo(window, QPoint(0, 0)), button.size())).toImage()
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        return seen & {theme_ink("light"), theme_ink("dark"), theme.hex("surface.window")}

    assert ink() == {theme_ink("light"), "#f4f5f7"}
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL | SHIFT)
    assert theme.is_dark
    assert ink() == {theme_ink("dark"), "#15171b"}
    assert window.top_bar.grab().toImage().pixelColor(QPoint(400, 20)).name() == theme.hex("surface.base")
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL | SHIFT)
    assert chosen == ["dark", "light"]


def theme_ink(name: str) -> str:
    return {"light": "#4e5665", "dark": "#b0b7c3"}[name]


def test_fresh_data_reaches_every_place_that_was_made(open_window: Open, qtbot: QtBot) -> None:
    office = FakeOffice()
    window = open_window(office)
    window.go("roles")
    assert len(place_of(window, "roles").portfolios) == 1  # what is known is given at once
    office.set_rows(rows()[:2])
    for name in ("portfolio", "roles"):
        qtbot.waitUntil(lambda name=name: len(place_of(window, name).portfolios[-1].rows) == 2)


def test_a_problem_of_the_background_becomes_an_error_toast(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()

    def fail() -> None:
        raise Problem("connection.none")

    window.background.run(fail, lambda _: None)
    qtbot.waitUntil(lambda: len(window.toasts.toasts) == 1)
    assert window.toasts.toasts[0].kind == "error"
    assert window.toasts.toasts[0].text == "No portal connected"


def test_a_portfolio_that_cannot_be_read_still_opens_the_window(open_window: Open) -> None:
    office = FakeOffice()
    office.problem = Problem("connection.none")
    window = open_window(office)
    assert [toast.kind for toast in window.toasts.toasts] == ["error"]


def test_a_badge_shows_on_the_rail_and_is_spoken(open_window: Open) -> None:
    window = open_window()
    place_of(window, "portfolio").badge_changed.emit(5)
    assert window.rail.badge("portfolio") == 5
    assert "5" in window.rail.button("portfolio").accessibleName()
    place_of(window, "portfolio").badge_changed.emit(0)
    assert window.rail.button("portfolio").accessibleName() == "Portfolio"


def test_progress_covers_the_content_until_the_office_is_there(qtbot: QtBot) -> None:
    theme.apply("light")
    window = MainWindow(None, place_makers())
    window.show()
    window.show_progress("5 of 17", 5, 17)
    assert window.progress.words.text() == "5 of 17"
    assert window.progress.isVisible()
    assert (window.progress.bar.value(), window.progress.bar.maximum()) == (5, 17)
    assert window.go("roles") is False  # nothing to open without an office
    window.attach(FakeOffice())
    qtbot.waitUntil(lambda: window.current == "portfolio")
    assert not window.progress.isVisible()
    window.close()
    window.deleteLater()


def test_icon_buttons_have_names_for_the_screen_reader(open_window: Open) -> None:
    window = open_window()
    nameless = [
        one
        for bar in (window.rail, window.top_bar, window.status_bar)
        for one in bar.findChildren(type(window.top_bar.undo_button))
        if not one.accessibleName()
    ]
    assert nameless == []
    assert window.status_bar.theme_button.accessibleName() == "Theme"


def test_the_window_remembers_its_size_and_splitters(qtbot: QtBot, tmp_path: Path) -> None:
    theme.apply("light")

    def with_splitter(office: object, background: object) -> PlainPlace:
        place = PlainPlace("portfolio")
        splitter = QSplitter()
        splitter.setObjectName("main")
        splitter.addWidget(QLabel("left"))
        splitter.addWidget(QLabel("right"))
        layout = place.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(splitter)
        return place

    def run(height: int, left: int | None) -> tuple[int, int]:
        window = MainWindow(FakeOffice(), {"portfolio": with_splitter}, tmp_path)
        if left is not None:
            window.resize(1180, height)
        window.show()
        qtbot.waitUntil(lambda: window.current == "portfolio")
        splitter = window.findChild(QSplitter, "main")
        assert isinstance(splitter, QSplitter)
        if left is not None:
            splitter.setSizes([left, 900 - left])
        found = window.height(), splitter.sizes()[0]
        window.close()
        window.deleteLater()
        return found

    before = run(745, 300)  # within the offscreen screen: a window is never restored beyond it
    assert before[0] == 745
    assert run(0, None) == before
    assert "main" in " ".join(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat).allKeys())


def test_closing_leaves_no_thread_and_no_subscription(open_window: Open, qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    office = FakeOffice()
    window = open_window(office)
    assert any(thread.name.startswith("reader") for thread in set(threading.enumerate()) - before)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert set(threading.enumerate()) <= before
    office.set_rows(())  # nobody is told any more
    assert office._subscribers == []


def test_first_painted_comes_once(qtbot: QtBot) -> None:
    theme.apply("light")
    window = MainWindow(None, place_makers())
    seen: list[int] = []
    window.first_painted.connect(lambda: seen.append(1))
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.resize(1300, 800)
    window.repaint()
    qtbot.wait(20)
    assert seen == [1]
    window.close()
    window.deleteLater()


def test_a_key_event_of_another_layout_without_ctrl_is_left_alone(open_window: Open) -> None:
    window = open_window()
    assert window._layout_keys is not None
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Т"), NO_KEYS, "т")
    assert window._layout_keys.eventFilter(window, event) is False


@pytest.mark.parametrize(
    ("room", "is_filled"),
    [((1920, 1040), False), ((1440, 940), False), ((1440, 900), True), ((1366, 728), True), ((1024, 768), False)],
)
def test_the_first_window_fills_a_screen_that_it_would_not_fit_on(room: tuple[int, int], is_filled: bool) -> None:
    assert is_too_large(QSize(1440, 900), QSize(*room)) is is_filled
