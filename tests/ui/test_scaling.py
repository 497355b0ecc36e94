"""Every place with larger words, in a small and in a large window: what is written there has room (`ui.md` §11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from live_office import launched_office
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QTabBar, QWidget
from pytestqt.exceptions import TimeoutError as QtBotTimeoutError
from pytestqt.qtbot import QtBot
from reading_room import cut_words

from outlet_desktop.cli.desktop import places
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings, load, save
from outlet_desktop.ui.about import AboutDialog
from outlet_desktop.ui.first_run import FirstRun
from outlet_desktop.ui.gantt.ask import ReasonDialog as AskDialog
from outlet_desktop.ui.key_list import KeyList
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.reason_dialog import ReasonDialog
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.question import Question
from outlet_desktop.ui.settings.place import SettingsPlace
from outlet_desktop.ui.text_size import side_wide, system_ratio, tall, text_size, usual_pixels, wide
from outlet_desktop.ui.theme import font, theme

PLACES = ("portfolio", "outlet", "processes", "launch", "roles", "log", "settings", "connect")
SMALL, LARGE = (1180, 720), (1440, 900)
RATIOS = (100, 125, 150)

Look = Callable[[QWidget, str], None]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalOffice]:
    folder = tmp_path_factory.mktemp("scaling")
    with launched_office(folder, "ru") as made:
        yield made


@pytest.fixture
def words_of(qapp: QApplication) -> Iterator[Callable[[int, str], None]]:
    """Sets size and language of the words; both are as usual afterwards."""

    def choose(per_cent: int, lang: str) -> None:
        language.apply(lang)
        text_size.choice = per_cent
        theme.follow_text_size()

    yield choose
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    choose(0, "en")


@pytest.fixture
def open_window(qtbot: QtBot, office: LocalOffice, tmp_path: Path) -> Iterator[Callable[[tuple[int, int]], MainWindow]]:
    made: list[MainWindow] = []

    def show(size: tuple[int, int]) -> MainWindow:
        window = MainWindow(office, places(), tmp_path)  # type: ignore[arg-type]
        made.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitUntil(lambda: window.current == "portfolio", timeout=20_000)
        return window

    yield show
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def go(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    """Open a place and wait for what it reads."""
    assert window.portfolio is not None
    window.go(name, window.portfolio.rows[0].opening if name == "outlet" else None)
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
    qtbot.waitUntil(ready.get(name, place.isVisible), timeout=20_000)
    settle()
    return place


def settle() -> None:
    """Let layouts and what they cause take place."""
    for _ in range(6):
        QApplication.processEvents()


def read(qtbot: QtBot, widget: QWidget) -> list[str]:
    """What is cut once everything is laid out: what is read in the background may still come in."""
    try:
        qtbot.waitUntil(lambda: not cut_words(widget), timeout=4_000)
    except QtBotTimeoutError:
        return cut_words(widget)
    return []


def walk(qtbot: QtBot, window: MainWindow, office: LocalOffice, look: Look) -> None:
    """Show everything there is, and `look` (widget, name) at each."""
    for name in PLACES:
        place = go(qtbot, window, name)
        look(window, name)
        if name == "launch":
            assert isinstance(place, LaunchPlace)
            place._show_page(1)
            qtbot.waitUntil(place.schedule_page.isVisible, timeout=15_000)
            settle()
            look(window, "launch-2")
            assert window.portfolio is not None
            window.go("launch", window.portfolio.rows[0].opening)
            page = place.decision_page
            qtbot.waitUntil(lambda page=page: page.isVisible() and page.view is not None, timeout=15_000)
            settle()
            look(window, "launch-3")
        elif name == "roles":
            tabs = place.findChild(QTabBar)
            assert tabs is not None
            for number in range(1, tabs.count()):
                tabs.setCurrentIndex(number)
                settle()
                look(window, f"roles-{number}")
        elif name == "processes":
            place.tool_bar.outline_button.setChecked(True)  # type: ignore[attr-defined]
            step = next(iter(place.document.template.steps))  # type: ignore[attr-defined]
            place.canvas.process.select({step.id})  # type: ignore[attr-defined]
            settle()
            look(window, "processes-step")
            place.tool_bar.outline_button.setChecked(False)  # type: ignore[attr-defined]
    window.open_palette()
    settle()
    look(window, "palette")
    window.show_first_run(office)
    page = window.findChild(FirstRun)
    assert page is not None
    qtbot.waitUntil(page.isVisible, timeout=15_000)
    settle()
    look(window, "first-run")


def dialogs(window: MainWindow) -> list[QDialog]:
    """Those that any place may ask."""
    about = "Задачи на портале останутся, программа больше ничего не откроет."
    return [
        KeyList(window.actions_of_window, window),
        AboutDialog(window),
        Question(window, "Закрыть точку «ул. Победы, 93»?", about, "Закрыть", "Не закрывать"),
        AskDialog(window, "Остановить?", about, "Остановить"),
        ReasonDialog("Отозвать?", about, "Отозвать", window),
    ]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("per_cent", RATIOS)
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_words_have_room_in_every_place(
    open_window: Callable[[tuple[int, int]], MainWindow],
    words_of: Callable[[int, str], None],
    qtbot: QtBot,
    office: LocalOffice,
    per_cent: int,
    lang: str,
    size: tuple[int, int],
) -> None:
    words_of(per_cent, lang)
    window = open_window(size)
    wrong: list[str] = []

    def look(widget: QWidget, name: str) -> None:
        if widget.width() > size[0] or widget.height() > size[1]:
            wrong.append(f"{name}: the window has become {widget.width()} x {widget.height()}")
        wrong.extend(f"{name}: {line}" for line in read(qtbot, widget))

    walk(qtbot, window, office, look)
    assert wrong == [], "\n".join(dict.fromkeys(wrong))


def test_the_dialogs_hold_their_words(
    words_of: Callable[[int, str], None], open_window: Callable[[tuple[int, int]], MainWindow]
) -> None:
    wrong: list[str] = []
    for per_cent in RATIOS:
        for lang in ("ru", "en"):
            words_of(per_cent, lang)
            window = open_window(LARGE)
            for dialog in dialogs(window):
                dialog.show()
                settle()
                wrong.extend(f"{type(dialog).__name__} {per_cent} {lang}: {line}" for line in cut_words(dialog))
                dialog.close()
                dialog.deleteLater()
    assert wrong == [], "\n".join(dict.fromkeys(wrong))


def test_a_size_chosen_in_the_settings_holds_at_once_and_can_be_undone(
    open_window: Callable[[tuple[int, int]], MainWindow],
    words_of: Callable[[int, str], None],
    qtbot: QtBot,
) -> None:
    words_of(0, "en")
    window = open_window(LARGE)
    place = go(qtbot, window, "settings")
    assert isinstance(place, SettingsPlace)
    heights = window.status_bar.height(), window.top_bar.undo_button.height()
    told: list[int] = []
    window.text_size_chosen.connect(told.append)
    place.look.sizes.button("150").click()
    settle()
    assert (told, text_size.ratio, theme_size()) == ([150], 1.5, 20)
    assert place.look.title.font().pixelSize() == 21
    assert window.status_bar.height() > heights[0]
    assert window.top_bar.undo_button.height() > heights[1]
    assert cut_words(window) == []
    stack = place.undo_stack()
    assert stack is not None
    stack.undo()
    settle()
    assert (told, text_size.ratio, theme_size()) == ([150, 0], 1.0, 13)
    assert place.look.title.font().pixelSize() == 14
    assert (window.status_bar.height(), window.top_bar.undo_button.height()) == heights
    assert place.look.sizes.current == "0"


def test_a_system_font_that_grows_while_the_window_is_open_is_followed(
    open_window: Callable[[tuple[int, int]], MainWindow],
    words_of: Callable[[int, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words_of(0, "ru")
    window = open_window(SMALL)
    with monkeypatch.context() as system:
        system.setattr("outlet_desktop.ui.text_size.system_ratio", lambda: 1.25)
        QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
        settle()
        assert (text_size.ratio, theme_size()) == (1.25, 16)
        assert cut_words(window) == []
    QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    settle()
    assert (text_size.ratio, theme_size()) == (1.0, 13)


def theme_size() -> int:
    """Size of the application's font, px."""
    return QApplication.font().pixelSize()


@pytest.mark.parametrize(
    ("platform", "desktop", "pixels"),
    [
        ("windows", "", 12.0),
        ("cocoa", "", 13.0),
        ("xcb", "ubuntu:GNOME", 11 * 96 / 72),
        ("wayland", "KDE", 10 * 96 / 72),
        ("offscreen", "", 12.0),
    ],
)
def test_the_usual_size_of_a_platform(platform: str, desktop: str, pixels: float) -> None:
    assert usual_pixels(platform, desktop) == pytest.approx(pixels)


def test_the_ratio_is_that_of_the_systems_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    found: list[float] = []
    for points in (7.0, 9.0, 9.2, 11.25, 13.5, 30.0):
        face = QFont("Sans Serif")
        face.setPointSizeF(points)
        monkeypatch.setattr(QFontDatabase, "systemFont", lambda _which, face=face: face)
        found.append(system_ratio())
    assert found == pytest.approx([1.0, 1.0, 1.0, 1.25, 1.5, 2.0])


@pytest.mark.parametrize("px", [18, 22, 24, 28, 30, 40, 48])
def test_a_row_is_as_high_as_the_design_or_as_its_words_and_8(words_of: Callable[[int, str], None], px: int) -> None:
    words_of(0, "en")
    assert (tall(px), wide(px), side_wide(px)) == (px, px, px)
    usual = QFontMetrics(font("body")).height()
    words_of(150, "en")
    line = QFontMetrics(font("body")).height()
    assert tall(px) == max(px, line + min(8, max(0, px - usual)))


def test_a_text_size_that_is_none_is_told_as_a_broken_setting(tmp_path: Path) -> None:
    save(tmp_path, replace(Settings(), text_size=130))
    assert load(tmp_path).text_size == 130
    save(tmp_path, replace(Settings(), text_size=1300))
    with pytest.raises(Problem, match=r"settings\.broken"):
        load(tmp_path)
