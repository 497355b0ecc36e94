"""A walk by the keyboard through every place, as a screen reader hears it (`ui.md` §11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from live_office import launched_office
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from outlet_desktop.cli.desktop import places
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.ui.about import AboutDialog
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.first_run import FirstRun
from outlet_desktop.ui.gantt.ask import ReasonDialog as AskDialog
from outlet_desktop.ui.gantt.portfolio import PortfolioPlace
from outlet_desktop.ui.key_list import KeyList
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.reason_dialog import ReasonDialog
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.messages import spoken_days
from outlet_desktop.ui.palette.palette import Palette
from outlet_desktop.ui.question import Question
from outlet_desktop.ui.regions import reading_order
from outlet_desktop.ui.roles.place import RolesPlace
from outlet_desktop.ui.status_bar import StatusBar
from outlet_desktop.ui.theme import theme

PLACES = ("portfolio", "outlet", "processes", "launch", "roles", "log", "settings", "connect")
LEAST = 24  # px, of what can be hit
_MOST_STOPS = 250
_LATIN = re.compile(r"[A-Za-z]{3,}")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]")
_ITSELF = {"English"}  # a language is named in itself


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalOffice]:
    folder = tmp_path_factory.mktemp("walk")
    with launched_office(folder, "ru") as made:
        yield made


Open = Callable[[str], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, office: LocalOffice, tmp_path: Path) -> Iterator[Open]:
    made: list[MainWindow] = []

    def show(lang: str) -> MainWindow:
        language.apply(lang)
        theme.apply("light")
        window = MainWindow(office, places(), tmp_path)  # type: ignore[arg-type]
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.current == "portfolio" and window.isActiveWindow(), timeout=8_000)
        return window

    yield show
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    language.apply("en")


def opening(window: MainWindow) -> str:
    assert window.portfolio is not None
    return window.portfolio.rows[0].opening


def go(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    window.go(name, opening(window) if name == "outlet" else None)
    place = window.place(name)
    assert place is not None
    ready: dict[str, Callable[[], bool]] = {
        "outlet": lambda: place.view.row is not None and bool(place.view.row.steps),  # type: ignore[attr-defined]
        "processes": lambda: bool(place.document.template.steps),  # type: ignore[attr-defined]
        "launch": lambda: place.template is not None,  # type: ignore[attr-defined]
        "roles": lambda: place.model.rowCount() > 0,  # type: ignore[attr-defined]
        "settings": lambda: place.calendar.view.working_days() != (0, 0),  # type: ignore[attr-defined]
        "log": lambda: place.model.rowCount() > 0,  # type: ignore[attr-defined]
    }
    qtbot.waitUntil(ready.get(name, place.isVisible), timeout=8_000)
    QApplication.processEvents()
    return place


# ---------------------------------------------------------------------------------- what is asked of a control


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def where(widget: QWidget) -> str:
    path = []
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        path.append(type(above).__name__)
        above = above.parentWidget()
    return "/".join(reversed(path[:4])) + f" {name_of(widget)[:40]!r} {widget.toolTip()[:30]!r}"


def is_part(widget: QWidget) -> bool:
    """Whether it is a piece of a control of Qt: the cross of a field, the field of a spin box."""
    above = widget.parentWidget()
    return isinstance(above, QLineEdit | QAbstractSpinBox | QComboBox | QTabBar) or widget.objectName().startswith(
        "qt_"
    )


def controls(root: QWidget) -> list[QWidget]:
    """Everything that can be pressed, typed into or moved through by keys."""
    engine = {one.engine_chip for one in root.findChildren(StatusBar)}  # says how the engine is; no button
    found = []
    for one in root.findChildren(QWidget):
        is_live = one.isVisibleTo(root) and one.isEnabled() and one.width() > 0 and not is_part(one)
        # A picture of a button: what the director will get.
        is_live = is_live and not one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        takes_keys = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
        if is_live and one not in engine and (takes_keys or isinstance(one, QAbstractButton)):
            found.append(one)
    return found


def is_reached(widget: QWidget, seen: list[QWidget]) -> bool:
    """By Tab itself, by the arrows from the chosen one of its group, or as the area around what was reached."""
    if widget in seen:
        return True
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        if group is not None and group.exclusive():
            return any(one in seen for one in group.buttons())
        if widget.autoExclusive():
            siblings = widget.parentWidget().findChildren(QAbstractButton)
            return any(one in seen for one in siblings if one.autoExclusive())
    return isinstance(widget, QScrollArea) and any(widget.isAncestorOf(one) for one in seen)


def stops(first: QWidget) -> list[tuple[QWidget, QImage, QImage]]:
    """Tab until it comes round: each stop, how it looks with the focus, and without."""
    found: list[tuple[QWidget, QImage, QImage]] = []
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(_MOST_STOPS):
        here = QApplication.focusWidget()
        assert here is not None
        if any(here is one for one, _, _ in found):
            return found
        QApplication.processEvents()
        focused = here.grab().toImage()
        for _turn in range(4):  # a date has three parts
            QTest.keyClick(here, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not here:
                break
        if QApplication.focusWidget() is here:  # the canvas goes from step to step; F6 leaves it
            QTest.keyClick(here, Qt.Key.Key_Escape)
            QTest.keyClick(here, Qt.Key.Key_F6)
            assert QApplication.focusWidget() is not here, f"a trap: {where(here)}"
        QApplication.processEvents()
        found.append((here, focused, here.grab().toImage()))
    raise AssertionError(f"Tab does not come round: {[where(one) for one, _, _ in found[-5:]]}")


def defects(root: QWidget, first: QWidget, lang: str) -> list[str]:
    """What is wrong with the controls of a window or of a dialog."""
    for _ in range(5):
        before = controls(root)
        walked = stops(first)
        wanted = controls(root)
        # The engine may have changed something meanwhile, and the place made some of its controls anew.
        if all(isValid(one) for one, _, _ in walked) and {*before} == {*wanted}:
            return _defects(wanted, walked, lang)
    raise AssertionError("the window never comes to rest")


def _defects(wanted: list[QWidget], walked: list[tuple[QWidget, QImage, QImage]], lang: str) -> list[str]:
    wrong: list[str] = []
    seen = [one for one, _, _ in walked]
    for one in wanted:
        name = name_of(one)
        if not name and not (isinstance(one, QScrollArea) and one not in seen):
            wrong.append(f"no name: {where(one)}")
        if lang == "ru" and _LATIN.search(name) and not _RUSSIAN.search(name) and name not in _ITSELF:
            wrong.append(f"English: {where(one)}")
        if isinstance(one, QAbstractButton) and min(one.width(), one.height()) < LEAST:
            wrong.append(f"small, {one.width()} x {one.height()}: {where(one)}")
        # What lies on the canvas (zoom, pad) says the same as its keys; Shift+Tab comes to it from behind.
        is_on_canvas = any(isinstance(area, ProcessCanvas) and area.isAncestorOf(one) for area in seen)
        if not is_on_canvas and not is_reached(one, seen):
            wrong.append(f"not reached by Tab: {where(one)}")
    for one, focused, plain in walked:
        if one in wanted and focused.size() == plain.size() and focused == plain:
            wrong.append(f"the focus is not seen: {where(one)}")
    wrong += [f"read backwards: {where(one)} after {where(other)}" for other, one in backwards(seen)]
    return wrong


def backwards(seen: list[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Neighbours of one parent that Tab visits against the reading order."""
    found = []
    for before, after in pairwise(seen):
        parent = before.parentWidget()
        if parent is None or parent is not after.parentWidget():
            continue
        one, other = (QPoint(part.x(), part.y() + part.height() // 2) for part in (before, after))
        is_row = abs(one.y() - other.y()) < min(before.height(), after.height()) // 2
        if (is_row and other.x() < one.x()) or (not is_row and other.y() < one.y() and other.x() <= one.x()):
            found.append((before, after))
    return found


# ---------------------------------------------------------------------------------- the walks


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", PLACES)
def test_every_control_of_a_place_is_named_reached_seen_and_large_enough(
    open_window: Open, qtbot: QtBot, name: str, lang: str
) -> None:
    window = open_window(lang)
    place = go(qtbot, window, name)
    wrong = defects(window, window.rail.button("portfolio"), lang)
    assert not wrong, "\n".join(wrong)
    order = reading_order(window)
    regions = [window.rail, window.top_bar, window.content, window.status_bar]
    numbers = [next(number for number, one in enumerate(regions) if one.isAncestorOf(stop)) for stop in order]
    assert numbers == sorted(numbers)
    assert any(place.isAncestorOf(stop) for stop in order)


def test_the_pages_of_the_launch_one_after_the_other(open_window: Open, qtbot: QtBot, office: LocalOffice) -> None:
    window = open_window("ru")
    place = go(qtbot, window, "launch")
    assert isinstance(place, LaunchPlace)
    place._show_page(1)
    qtbot.waitUntil(place.schedule_page.isVisible, timeout=15_000)
    assert "\n".join(defects(window, window.rail.button("portfolio"), "ru")) == ""
    window.go("launch", opening(window))
    qtbot.waitUntil(lambda: place.decision_page.isVisible() and place.decision_page.view is not None, timeout=15_000)
    assert "\n".join(defects(window, window.rail.button("portfolio"), "ru")) == ""


def test_every_page_of_the_roles(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("ru")
    place = go(qtbot, window, "roles")
    assert isinstance(place, RolesPlace)
    tabs = place.findChild(QTabBar)
    assert tabs is not None
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        QApplication.processEvents()
        assert "\n".join(defects(window, window.rail.button("portfolio"), "ru")) == ""


def test_the_editor_with_a_step_its_list_and_its_revisions(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("ru")
    place = go(qtbot, window, "processes")
    assert isinstance(place, ProcessesPlace)
    place.tool_bar.outline_button.setChecked(True)
    step = next(iter(place.document.template.steps))
    place.canvas.process.select({step.id})
    QApplication.processEvents()
    assert "\n".join(defects(window, window.rail.button("portfolio"), "ru")) == ""
    assert place.outline.list.accessibleName() == "Список шагов"
    place.outline.list.setFocus()
    place.outline.list.setCurrentIndex(place.outline.model.index(0, 0))
    spoken = place.outline.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken
    window.go("processes", ("outlet", opening(window)))
    qtbot.waitUntil(lambda: place.live.is_shown and place.live.page.outlet is not None, timeout=15_000)
    assert "\n".join(defects(window, window.rail.button("portfolio"), "ru")) == ""


def test_a_canvas_is_left_by_esc_and_f6(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("en")
    place = go(qtbot, window, "processes")
    assert isinstance(place, ProcessesPlace)
    place.canvas.setFocus()
    QTest.keyClick(place.canvas, Qt.Key.Key_Tab)
    assert place.canvas.hasFocus()
    assert len(place.canvas.process.selected) == 1
    QTest.keyClick(place.canvas, Qt.Key.Key_Escape)
    QTest.keyClick(place.canvas, Qt.Key.Key_F6)
    assert place.problems.isAncestorOf(QApplication.focusWidget() or window)
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.status_bar.isAncestorOf(QApplication.focusWidget() or window)


def test_the_first_run_the_palette_and_the_menu(open_window: Open, qtbot: QtBot, office: LocalOffice) -> None:
    window = open_window("ru")
    window.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    assert name_of(palette.field)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.field.accessibleDescription()
    palette.close()
    window.show_first_run(office)
    page = window.findChild(FirstRun)
    assert page is not None
    qtbot.waitUntil(page.isVisible, timeout=15_000)
    QApplication.processEvents()
    assert "\n".join(defects(window, reading_order(window)[0], "ru")) == ""


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_dialog_is_walked_by_tab(open_window: Open, qtbot: QtBot, lang: str) -> None:
    window = open_window(lang)
    made: list[QDialog] = [
        KeyList(window.actions_of_window, window),
        AboutDialog(window),
        Question(window, "Заменить?", "Меняется всё.", "Заменить", "Отмена"),
        AskDialog(window, "Остановить?", "Всё стоит.", "Остановить"),
        ReasonDialog("Отозвать?", "Всё стоит.", "Отозвать", window),
    ]
    for dialog in made:
        dialog.setModal(True)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow, timeout=15_000)
        assert dialog.isAncestorOf(QApplication.focusWidget() or window)
        assert "\n".join(defects(dialog, reading_order(dialog)[0], lang)) == ""
        dialog.close()
        dialog.deleteLater()


# ---------------------------------------------------------------------------------- what is heard


def test_a_row_of_the_portfolio_is_read_as_a_sentence(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("ru")
    place = go(qtbot, window, "portfolio")
    assert isinstance(place, PortfolioPlace)
    place.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(place.view, Qt.Key.Key_Down)
    found = QAccessible.queryAccessibleInterface(place.view)
    assert found.text(QAccessible.Text.Name) == "Точки"
    said = found.text(QAccessible.Text.Description)
    assert re.match(r"ул\. Победы, 93, Самара\. .+\. План \d\d\.\d\d, прогноз (\d\d\.\d\d|—), .+\.", said), said
    assert "р. д." not in said


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [
        (7, "плюс 7 рабочих дней", "plus 7 working days"),
        (1, "плюс 1 рабочий день", "plus 1 working day"),
        (-2, "минус 2 рабочих дня", "minus 2 working days"),
        (0, "точно по плану", "exactly as planned"),
    ],
)
def test_a_deviation_is_said_in_words(number: int, russian: str, english: str) -> None:
    assert spoken_days(number).replace("\u00a0", " ") == english
    language.apply("ru")
    assert spoken_days(number).replace("\u00a0", " ") == russian
    language.apply("en")
