"""Status bar, messages, toasts, crash dialog, first run, theme resources, start-up."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from fake_office import HOST, FakeOffice
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QUndoGroup, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.connection import Trial
from outlet_desktop.engine.ports import Ability, ConnectionState, Welcome
from outlet_desktop.places import resource
from outlet_desktop.ui import messages, toast
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import Combo, DateEdit, ElidedLabel, FilterChip, Segmented, set_error
from outlet_desktop.ui.crash import CrashDialog, CrashGuard, without_secrets
from outlet_desktop.ui.first_frame import frame_of, read_frame, write_frame
from outlet_desktop.ui.first_run import FirstRun
from outlet_desktop.ui.language import language
from outlet_desktop.ui.layout_keys import latin_key
from outlet_desktop.ui.status_bar import StatusBar, connection_text, engine_text
from outlet_desktop.ui.theme import theme
from outlet_desktop.ui.toast import ToastStack

NOW = datetime(2026, 11, 24, 10, 42, 3).timestamp()
SECRET = "s3cr3tk3yofmine"
WEBHOOK = f"https://torgset.bitrix24.ru/rest/17/{SECRET}/"


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    theme.apply("light")
    language.apply("ru")
    yield
    language.apply("ru")


STATES = [
    (
        ConnectionState("live", HOST, since=NOW - 3),
        ("done", "На связи", f"{HOST} · 3\u00a0с назад"),
        ("Live", f"{HOST} · 3\u00a0s ago"),
    ),
    (
        ConnectionState("throttled", HOST, retry_in_s=18.4, queued=42),
        ("risk", "Портал ограничивает запросы", "повтор через 18\u00a0с · в очереди 42"),
        ("Throttled", "retry in 18\u00a0s · 42 queued"),
    ),
    (
        ConnectionState("offline", HOST, since=NOW),
        ("late", "Нет связи с 10:42", "показаны данные на 10:42"),
        ("Offline since 10:42", "data as of 10:42"),
    ),
    (
        ConnectionState("offline", HOST),
        ("late", "Нет связи с порталом", ""),
        ("No answer from the portal", ""),
    ),
    (
        ConnectionState("no_rights", HOST),
        ("late", "Вебхуку не хватает прав", HOST),
        ("The webhook lacks rights", HOST),
    ),
    (
        ConnectionState("catching_up", HOST, done=6, total=42),
        ("active", "Догоняем: 6 из 42", ""),
        ("Catching up: 6 of 42", ""),
    ),
    (
        ConnectionState("catching_up", HOST, done=2400),  # nobody knows how many there are
        ("active", "Догоняем: прочитано 2400", ""),
        ("Catching up: 2400 read", ""),
    ),
    (ConnectionState("none"), ("idle", "Портал не подключён", ""), ("No portal connected", "")),
]


@pytest.mark.parametrize(("state", "russian", "english"), STATES)
def test_the_connection_is_said_in_both_languages(
    state: ConnectionState, russian: tuple[str, str, str], english: tuple[str, str]
) -> None:
    said = connection_text(state, NOW)
    assert (said.status, said.word, plain(said.rest)) == (russian[0], russian[1], plain(russian[2]))
    language.apply("en")
    said = connection_text(state, NOW)
    assert (said.word, plain(said.rest)) == (english[0], plain(english[1]))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("state", "russian", "english"),
    [
        (("running", 12.0), "Движок работает|опрос через 12 с", "Engine running|next poll in 12 s"),
        (("running", 0.2), "Движок работает|идёт опрос", "Engine running|polling now"),
        (("stopped", 0.0), "Движок остановлен|", "Engine stopped|"),
        (
            ("watching", 0.0),
            "Только просмотр: точки ведёт другой процесс|",
            "Watching: another process runs the outlets|",
        ),
        (("starting", 0.0), "Движок запускается|", "Engine starting|"),
    ],
)
def test_the_engine_is_said_in_both_languages(state: tuple[str, float], russian: str, english: str) -> None:
    for name, wanted in (("ru", russian), ("en", english)):
        language.apply(name)
        said = engine_text(*state)
        assert plain(f"{said.word}|{said.rest}") == wanted


def test_the_status_bar_ages_with_the_clock_and_checks_on_demand(qtbot: QtBot) -> None:
    now = [NOW]
    bar = StatusBar(QUndoGroup(), is_demo=True, now=lambda: now[0])
    qtbot.addWidget(bar)
    bar.show()
    state = ConnectionState("live", HOST, since=NOW - 3)
    bar.show_state(state, ("running", 9.0))
    assert plain(bar.connection_chip.text()).endswith("3 с назад")
    assert bar.demo_tag.isVisible()
    now[0] += 120
    bar.show_state(state, None)
    assert plain(bar.connection_chip.text()).endswith("2 мин назад")
    assert not bar.engine_chip.isVisible()
    menu = bar.connection_menu()
    with qtbot.waitSignal(bar.poll_wanted):
        menu.actions()[-1].trigger()
    bar.show_state(ConnectionState("none"), None)
    assert not bar.connection_menu().actions()[-1].isEnabled()


def test_numbers_and_dates_are_written_as_the_house_writes_them() -> None:
    assert [messages.signed(n) for n in (11, -2, 0, None)] == ["+11", "\u22122", "0", "—"]
    assert messages.days(4) == "4\u00a0р.\u00a0д."
    assert messages.signed_days(-2) == "\u22122\u00a0р.\u00a0д."
    assert messages.format_date(date(2026, 12, 28)) == "28.12.2026"
    assert messages.short_date(date(2026, 12, 28)) == "28.12"
    assert messages.short_date(None) == "—"
    assert [plain(messages.percent(share)) for share in (0.854, 0.001, 0.999, 0, 1)] == [
        "85 %",
        "< 1 %",
        "> 99 %",
        "0 %",
        "100 %",
    ]
    ages = [plain(messages.relative_age(seconds)) for seconds in (-5, 59.9, 60, 7300, 200_000)]
    assert ages == ["0 с назад", "59 с назад", "1 мин назад", "2 ч назад", "2 д. назад"]
    language.apply("en")
    assert messages.days(4) == "4\u00a0wd"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        language.apply("fr")


# ------------------------------------------------------------------------------ toasts


@pytest.fixture
def stack(qtbot: QtBot) -> ToastStack:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    floor = QWidget()
    floor.setFixedHeight(28)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(floor)
    window.show()
    made = ToastStack(window, floor)
    made.setObjectName("stack")
    return made


def test_toasts_stand_on_the_status_bar_newest_lowest(stack: ToastStack) -> None:
    first = stack.show("Связь добавлена")
    second = stack.show("Задача не создана: нет прав", "error", detail="Повтор через 20 с")
    assert second.geometry().bottom() < 700 - 28
    assert first.geometry().bottom() < second.geometry().top()
    assert first.width() == second.width() == 360
    assert second.geometry().right() == 1000 - 13


def test_at_most_three_toasts_and_errors_outlive_the_others(stack: ToastStack) -> None:
    stack.show("ошибка", "error")
    for text in ("один", "два", "три"):
        stack.show(text)
    assert [one.text for one in stack.toasts] == ["ошибка", "два", "три"]
    stack.show("три")  # says the same: takes its place
    assert [one.text for one in stack.toasts] == ["ошибка", "два", "три"]


def test_success_leaves_by_itself_and_an_error_waits_to_be_closed(
    stack: ToastStack, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert toast.SHOWN_FOR_MS == 6000
    monkeypatch.setattr(toast, "SHOWN_FOR_MS", 30)
    error = stack.show("ошибка", "error")
    stack.show("готово")
    qtbot.waitUntil(lambda: stack.toasts == (error,))
    qtbot.wait(60)
    assert stack.toasts == (error,)
    qtbot.mouseClick(error.close_button, Qt.MouseButton.LeftButton)
    assert stack.toasts == ()


def test_the_action_of_a_toast_runs_once_and_closes_it(stack: ToastStack, qtbot: QtBot) -> None:
    done: list[int] = []
    shown = stack.show("Связь добавлена", action=("Отменить", lambda: done.append(1)))
    assert shown.action_button is not None
    qtbot.mouseClick(shown.action_button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert stack.toasts == ()


# ------------------------------------------------------------------------------ crashes


def test_a_report_holds_no_secret() -> None:
    said = without_secrets(f"GET {WEBHOOK}tasks.task.list?auth=abc123 token='xyz' failed")
    assert SECRET not in said
    assert "abc123" not in said
    assert "xyz" not in said
    assert "torgset.bitrix24.ru/rest/17/…" in said


def test_an_unexpected_exception_is_logged_and_shown(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = sys.excepthook, threading.excepthook
    window = QWidget()
    qtbot.addWidget(window)
    guard = CrashGuard(tmp_path, window)
    guard.install()
    try:
        with qtbot.waitSignal(guard.reported):
            try:
                raise RuntimeError(f"cannot read {WEBHOOK}")
            except RuntimeError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        with qtbot.waitSignal(guard.reported):
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
    finally:
        guard.remove()
    assert (sys.excepthook, threading.excepthook) == hooks
    log = (tmp_path / "errors.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "ZeroDivisionError" in log
    assert SECRET not in log + capsys.readouterr().err
    dialogs = window.findChildren(CrashDialog)
    assert len(dialogs) == 1  # the second error joins the first
    assert "ZeroDivisionError" in dialogs[0].report
    dialogs[0].accept()


# ------------------------------------------------------------------------------ first run


@pytest.fixture
def first_run(qtbot: QtBot) -> Iterator[FirstRun]:
    language.apply("en")
    background = Background()
    page = FirstRun(FakeOffice(has_portal=False), background)
    qtbot.addWidget(page)
    page.resize(1440, 872)
    page.show()
    yield page
    background.close()


def test_the_demo_is_one_press_away(first_run: FirstRun, qtbot: QtBot) -> None:
    assert first_run.chosen == 0
    with qtbot.waitSignal(first_run.demo_wanted):
        qtbot.mouseClick(first_run.demo_page.button, Qt.MouseButton.LeftButton)


def test_a_webhook_is_checked_then_connected(first_run: FirstRun, qtbot: QtBot) -> None:
    first_run.choose(1)
    page = first_run.portal_page
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    assert not page.connect_button.isEnabled()
    qtbot.keyClicks(page.field, WEBHOOK)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.connect_button.isEnabled)
    shown = {one.text() for one in page.findChildren(QLabel)}
    assert "Portal torgset.bitrix24.ru, user 17" in shown
    assert {"granted", "missing, optional", "in the name of Анна Крылова, administrator"} <= shown
    assert {"sonet_group", "task 48823 was made and deleted"} <= shown
    assert any(text.startswith("53 employee") for text in shown)
    with qtbot.waitSignal(first_run.connected) as got:
        qtbot.mouseClick(page.connect_button, Qt.MouseButton.LeftButton)
    assert got.args is not None
    assert got.args[0].host == HOST
    page.field.setText(f"{WEBHOOK}x")  # another address has not been checked
    assert not page.connect_button.isEnabled()


def test_what_is_wrong_with_a_webhook_stands_by_the_field(first_run: FirstRun, qtbot: QtBot) -> None:
    first_run.choose(1)
    page = first_run.portal_page
    page.field.setText("https://torgset.bitrix24.ru/")
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.error.isVisible)
    assert page.error.text() == messages.words("portal.bad_webhook")
    assert page.field.property("state") == "error"
    page.field.setText("https://torgset.bitrix24.ru/r")
    assert not page.error.isVisible()
    assert page.field.property("state") == ""


def test_a_missing_required_right_forbids_connecting(first_run: FirstRun) -> None:
    page = first_run.portal_page
    welcome = Welcome(HOST, 2, "Анна Крылова", False, datetime(2026, 11, 24), (Ability("ability.groups", False, True),))
    page._tried(Trial(welcome, 0.2))
    assert not page.connect_button.isEnabled()
    assert page.connect_button.toolTip()


# ------------------------------------------------------------------------------ controls and theme


def test_the_shipped_svgs_have_the_colours_of_the_tokens() -> None:
    for name in ("light", "dark"):
        theme.apply(name)
        for file, token in (("caret-down", "text.secondary"), ("check", "text.onAccent")):
            drawn = resource("theme", name, f"{file}.svg").read_text("utf-8")
            assert theme.hex(token) in drawn.lower()
    theme.apply("light")


def test_every_token_of_the_sheet_exists_in_both_themes() -> None:
    for name in ("light", "dark"):
        theme.apply(name)  # raises KeyError for an unknown one
        assert "@" not in theme._sheet()
    theme.apply("light")


def test_an_input_with_an_error_is_framed_in_red(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 28)

    def edge() -> QColor:
        return field.grab().toImage().pixelColor(60, 0)

    assert edge() == theme.color("border.control")
    set_error(field, True)
    assert edge() == theme.color("status.late.fill")
    set_error(field, False)
    assert edge() == theme.color("border.control")


def test_segments_and_chips_answer_the_mouse(qtbot: QtBot) -> None:
    segments = Segmented((("week", "Week"), ("month", "Month")))
    chip = FilterChip("ph.warning-octagon-fill", "Late", 2)
    for widget in (segments, chip):
        qtbot.addWidget(widget)
    with qtbot.waitSignal(segments.chosen) as got:
        qtbot.mouseClick(segments.button("month"), Qt.MouseButton.LeftButton)
    assert got.args == ["month"]
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("week")
    assert segments.current == "week"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    chip.set_count(14)
    assert chip.accessibleName() == "Late 14"


def test_a_date_field_speaks_the_language(qtbot: QtBot) -> None:
    field = DateEdit(date(2026, 12, 28))
    qtbot.addWidget(field)
    field.show()
    assert field.text() == "28.12.2026"
    calendar = field.calendarWidget()
    assert calendar.locale().monthName(12).lower().startswith("декабр")
    language.apply("en")
    qtbot.waitUntil(lambda: calendar.locale().monthName(12) == "December")
    with qtbot.waitSignal(field.day_changed) as got:
        field.set_day(date(2027, 1, 11))
    assert got.args == [date(2027, 1, 11)]


def test_a_combo_ignores_the_wheel_without_focus_and_has_tall_rows(qtbot: QtBot) -> None:
    combo = Combo()
    combo.addItems(["a", "b"])
    qtbot.addWidget(combo)
    assert combo.view().sizeHintForRow(0) >= 28
    middle = QPointF(10, 10)
    down = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    combo.wheelEvent(down)
    assert combo.currentText() == "a"
    combo.show()
    combo.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    combo.wheelEvent(down)
    assert combo.currentText() == "b"


def test_a_long_label_ends_in_an_ellipsis_and_keeps_the_whole_as_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Подтвердить оплату счёта за оборудование")
    qtbot.addWidget(label)
    label.show()
    label.resize(100, 18)
    assert QLabel.text(label).endswith("…")
    assert label.toolTip() == label.text() == "Подтвердить оплату счёта за оборудование"
    label.resize(900, 18)
    assert label.toolTip() == ""


@pytest.mark.parametrize(("russian", "latin"), [("Я", "Z"), ("Т", "N"), ("В", "D"), ("Н", "Y"), ("Ю", ".")])
def test_a_russian_key_is_read_by_its_place(russian: str, latin: str) -> None:
    assert latin_key(ord(russian)) == ord(latin)
    assert latin_key(ord(latin)) == ord(latin)


# ------------------------------------------------------------------------------ the first frame

START = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from outlet_desktop.ui.language import language
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.theme import theme

app = QApplication([])
theme.apply("light")
language.apply("ru")
window = MainWindow(None, {}, Path(sys.argv[1]))
def painted():
    image = window.grab().toImage()
    print(json.dumps({"modules": sorted(sys.modules), "blocked": image.pixelColor(900, 174).name()}))
    window.close()
    app.quit()
window.first_painted.connect(painted)
window.show()
app.exec()
"""
HEAVY = {"numpy", "networkx", "matplotlib", "httpx", "lxml", "holidays", "keyring", "qtawesome", "msgspec", "sqlite3"}
OURS_LATER = ("outlet_desktop.engine", "outlet_desktop.storage", "outlet_desktop.portal", "outlet_desktop.domain")


def test_the_first_frame_shows_the_last_portfolio_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    write_frame(tmp_path, FakeOffice().portfolio())
    ran = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    told = json.loads(ran.stdout.splitlines()[-1])
    assert {name.partition(".")[0] for name in told["modules"]} & HEAVY == set()
    assert [name for name in told["modules"] if name.startswith(OURS_LATER)] == []
    assert "PySide6.QtWidgets" in told["modules"]
    assert told["blocked"] == "#83399a"  # the bar of the blocked outlet, done part


def test_a_frame_is_kept_and_read_again(tmp_path: Path) -> None:
    portfolio = FakeOffice().portfolio()
    write_frame(tmp_path, portfolio)
    assert read_frame(tmp_path) == frame_of(portfolio)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99}', '{"version": 1, "today": 1, "rows": [[1]]}'])
def test_a_frame_that_cannot_be_read_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "frame.json").write_text(text, "utf-8")
    assert read_frame(tmp_path) is None
    assert read_frame(tmp_path / "missing") is None
