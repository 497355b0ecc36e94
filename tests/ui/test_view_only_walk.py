"""A hand that presses everything: in a window for viewing no enabled control of its places asks the office to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fake_office import FakeOffice
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from outlet_desktop.cli.desktop import places
from outlet_desktop.cli.guarded_office import WRITES
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.preferences import preferences, read_only_words

PLACES = (
    ("portfolio", None),
    ("outlet", "aaaa2222"),
    ("processes", None),
    ("roles", None),
)


@pytest.fixture(autouse=True)
def _view_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QPrintDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    preferences.set_read_only(True)
    yield
    preferences.set_read_only(False)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def window(qtbot: QtBot, office: FakeOffice) -> Iterator[MainWindow]:
    makers = {name: maker for name, maker in places().items() if name in dict(PLACES)}
    made = MainWindow(office, makers)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.current == "portfolio", timeout=15_000)
    yield made
    made.close()


def settle(window: MainWindow) -> None:
    """Until the worker has answered everything that was asked."""
    for _ in range(3):
        window.background.run(lambda: None, lambda _none: None).result(15)
        QApplication.processEvents()


_OF_THE_WINDOW = ("view only", "просмотр", "notification", "уведомлен", "tell of", "quit", "выйти", "close", "закрыть")


def is_a_choice_of_the_window(words: str) -> bool:
    """What a viewer may switch: whether the window is for viewing, what the tray tells, the end of the program."""
    return any(part in words.casefold() for part in _OF_THE_WINDOW)


def pressable(window: MainWindow) -> list[Callable[[], object]]:
    """Every enabled button that shows, and every enabled entry of the menus of those buttons."""
    found: list[Callable[[], object]] = []
    for button in window.findChildren(QAbstractButton):
        if not button.isVisible() or not button.isEnabled() or is_a_choice_of_the_window(button.text()):
            continue
        menu = button.menu() if hasattr(button, "menu") else None
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            found += [action.trigger for action in entries(menu)]
        else:
            found.append(button.click)
    return found


def entries(menu: QMenu) -> list[QAction]:
    made: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if not action.isEnabled() or is_a_choice_of_the_window(action.text()):
            continue
        made += entries(inner) if isinstance(inner, QMenu) else [action]
    return made


def close_popups() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMenu) and widget.isVisible():
            for action in entries(widget):
                action.trigger()
            widget.close()
        elif isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()


@pytest.mark.parametrize(("place", "argument"), PLACES)
def test_whatever_is_pressed_nothing_is_written(
    qtbot: QtBot, office: FakeOffice, window: MainWindow, place: str, argument: str | None
) -> None:
    def go() -> None:
        window.go(place, argument)
        settle(window)

    go()
    count = len(pressable(window))
    assert count > 5
    for number in range(count):
        go()
        now = pressable(window)
        if number < len(now):
            now[number]()
            settle(window)
            close_popups()
            settle(window)
        assert preferences.is_read_only
    assert [call for call in office.calls if call[0] in WRITES] == []


def editable(field: QWidget) -> bool:
    if isinstance(field, (QLineEdit, QPlainTextEdit, QAbstractSpinBox)):
        return not field.isReadOnly() and field.isEnabled()
    return field.isEnabled()


def inspector_fields(place: ProcessesPlace) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
    return [
        field
        for field in place.inspector.findChildren(QWidget)
        if isinstance(field, kinds)
        and field.isVisible()
        and not isinstance(field.parent(), (QAbstractSpinBox, QComboBox))
    ]


def test_the_fields_of_the_inspector_are_read_only_say_why_and_can_be_edited_again(
    qtbot: QtBot, office: FakeOffice, window: MainWindow
) -> None:
    window.go("processes", None)
    place = window.place("processes")
    assert isinstance(place, ProcessesPlace)
    qtbot.waitUntil(lambda: len(place.document.template.steps) > 0, timeout=15_000)
    step = place.document.template.steps[0].id
    place.inspector.set_selection(frozenset({step}))
    qtbot.waitUntil(lambda: len(inspector_fields(place)) > 4, timeout=15_000)
    fields = inspector_fields(place)
    assert [field for field in fields if editable(field)] == []
    assert place.inspector._note.isVisible()
    assert place.inspector._note.text() == read_only_words()
    title = place.inspector.step_form.title
    before = title.toPlainText()
    title.setFocus()
    qtbot.keyClicks(title, "x")
    assert title.toPlainText() == before
    preferences.set_read_only(False)
    assert [field for field in (title, place.inspector.step_form.role) if not editable(field)] == []
    assert not place.inspector._note.isVisible()
    qtbot.keyClicks(title, "x")
    assert title.toPlainText() != before
    preferences.set_read_only(True)
