"""The log as a person uses it, over a real store: reading, filters, following, the panel, export."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fake_office import TEMPLATE
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.log import LogFilter
from outlet_desktop.domain.opening import Opening, OpeningState, Person
from outlet_desktop.domain.record import Happening, Intent
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.settings import Settings
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.log.place import LogPlace

SAMARA = timezone(timedelta(hours=4))
NOON = datetime(2026, 11, 24, 12, tzinfo=SAMARA)
TODAY = Portfolio(rows=(), today=date(2026, 11, 24), as_of="2026-11-24T12:00:00+04:00", days_off=())
LEFT = Qt.MouseButton.LeftButton


def add(
    store: SqliteStore, before: timedelta, event: str = "step_done", code: str = "event.step_done", *,
    source: str = "engine", opening: str = "aaaa2222", user_id: int | None = None, **facts: object,
) -> None:  # fmt: skip
    happening = Happening(event, "S02", 1, user_id, None, code, facts or {"step": "Договор"})
    store.add_history(NOON - before, opening, happening, source=source)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Six lines of two days, an opening and two people."""
    path = tmp_path / "outlet.db"
    store = SqliteStore(path)
    opening = Opening(
        "aaaa2222", "Московское ш., 185А", TEMPLATE, OpeningState.PAUSED, date(2026, 11, 2), date(2027, 1, 11),
        date(2026, 11, 2), "Самара", reason="ждём договор",
    )  # fmt: skip
    with store.transaction():
        store.add_opening(opening, 0.0)
        store.put_people([Person(2, "Анна Крылова"), Person(4, "Ольга Панина")], [])
        store.set_meta("program_id", "2")
        add(store, timedelta(days=1, hours=2), "launched", "event.launched", source="person", address=opening.address)
        add(store, timedelta(days=1), "step_opened", "event.step_opened", step="Договор")
        add(store, timedelta(hours=5), "problem", "event.holder_absent", source="portal", person="Ольга Панина")
        add(store, timedelta(hours=4), "problem", "portal.step_refused", step="Договор", text="no right")
        add(store, timedelta(hours=3), "reason", "event.reason", source="bot", user_id=4, reason="счёт")
        add(store, timedelta(hours=2), "hand_edit", "event.paused", source="person", address=opening.address)
    store.close()
    return path


@pytest.fixture
def office(database: Path) -> Iterator[LocalOffice]:
    made = LocalOffice(database.parent, database, Settings(), "en")
    yield made
    made.close()


@pytest.fixture
def place(qtbot: QtBot, office: LocalOffice) -> Iterator[LogPlace]:
    background = Background()
    made = LogPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 780)
    made.show()
    made.show_portfolio(TODAY)
    made.activate()
    qtbot.waitUntil(lambda: made.model.counts.total > 0)
    yield made
    background.close()


def sentences(place: LogPlace) -> list[str]:
    return [place.model.data(place.model.index(row, 1)) for row in range(place.model.rowCount())]


def row_with(place: LogPlace, text: str) -> int:
    return next(number for number, found in enumerate(sentences(place)) if text in found)


def click_row(qtbot: QtBot, place: LogPlace, row: int) -> None:
    rect = place.view.visualRect(place.model.index(row, 1))
    qtbot.mouseClick(place.view.viewport(), LEFT, pos=rect.center())


def labels(place: LogPlace) -> list[str]:
    return [one.text() for one in place.panel.findChildren(QLabel) if one.isVisible()]


def test_lines_stand_below_their_day_newest_first(place: LogPlace) -> None:
    days = [place.model.data(place.model.index(row, 0)) for row in (0, 5)]
    assert days == ["Today, 24 November 4", "Yesterday, 23 November 2"]
    assert [place.model.line(row) is None for row in range(8)] == [True, False, False, False, False, True, False, False]
    assert place.model.data(place.model.index(1, 2)) == "Самара, Московское ш., 185А"
    assert place.model.data(place.model.index(1, 3)) == "Анна Крылова"
    assert [place.model.data(place.model.index(row, 3)) for row in (2, 3, 4)] == ["Ольга Панина", "Engine", "Portal"]


def test_a_reader_hears_the_whole_line(place: LogPlace) -> None:
    spoken = place.model.data(place.model.index(3, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Error. 24.11.2026 08:00. ")
    assert "Московское ш., 185А" in spoken


def test_chips_filter_and_count_and_reset_brings_all_back(qtbot: QtBot, place: LogPlace) -> None:
    filters = place.filters
    assert "1" in filters.levels["late"].accessibleName()
    assert "1" in filters.levels["risk"].accessibleName()
    qtbot.mouseClick(filters.levels["late"], LEFT)
    qtbot.waitUntil(lambda: place.model.rowCount() == 2)
    qtbot.mouseClick(filters.levels["risk"], LEFT)
    qtbot.waitUntil(lambda: place.model.rowCount() == 3)
    assert filters.wanted.level == "any"
    qtbot.mouseClick(filters.who["people"], LEFT)
    qtbot.waitUntil(lambda: place.model.rowCount() == 2)
    assert filters.clear_button.isVisible()
    qtbot.mouseClick(filters.clear_button, LEFT)
    qtbot.waitUntil(lambda: place.model.rowCount() == 8)
    assert not filters.clear_button.isVisible()


def test_the_kind_and_period_menus_filter(qtbot: QtBot, place: LogPlace) -> None:
    kinds = {action.data(): action for action in place.filters.kind_button.menu().actions()}
    kinds["delays"].trigger()
    qtbot.waitUntil(lambda: place.model.rowCount() == 2)
    assert place.filters.kind_button.text() == "Reminders and reasons"
    kinds["delays"].trigger()
    periods = {action.data(): action for action in place.filters.period_button.menu().actions()}
    periods[1].trigger()
    qtbot.waitUntil(lambda: place.model.rowCount() == 5)
    assert place.filters.wanted.since == date(2026, 11, 24)


def test_typing_finds_and_esc_empties_then_leaves(qtbot: QtBot, place: LogPlace) -> None:
    search = place.filters.search
    qtbot.keyClick(place, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search.setFocus()
    type_words(search, "панина")
    qtbot.waitUntil(lambda: place.model.rowCount() == 3)
    qtbot.keyClicks(search, " nowhere")
    qtbot.waitUntil(place.nothing.isVisible)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: place.model.rowCount() == 8 and place.view.isVisible())
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() in (place.view, None)


def test_a_click_opens_the_panel_and_esc_closes_it(qtbot: QtBot, place: LogPlace) -> None:
    click_row(qtbot, place, row_with(place, "Reason"))
    qtbot.waitUntil(place.panel.isVisible)
    assert "Answered the bot in the chat: Ольга Панина" in labels(place)
    assert {"Открытие торговой точки · v7", "Подготовить и подписать договор аренды"} <= set(labels(place))
    qtbot.keyClick(place.view, Qt.Key.Key_Escape)
    assert not place.panel.isVisible()
    assert not place.view.selectionModel().hasSelection()


def test_the_first_arrow_chooses_the_newest_line(qtbot: QtBot, place: LogPlace) -> None:
    place.view.setFocus()
    assert not place.view.currentIndex().isValid()
    qtbot.keyClick(place.view, Qt.Key.Key_Down)
    assert place.view.currentIndex().row() == 1  # below the row of the day
    qtbot.waitUntil(place.panel.isVisible)


def test_the_arrows_pass_over_the_rows_of_days(qtbot: QtBot, place: LogPlace) -> None:
    click_row(qtbot, place, 4)
    qtbot.keyClick(place.view, Qt.Key.Key_Down)
    assert place.view.currentIndex().row() == 6
    qtbot.waitUntil(lambda: place.panel.detail is not None and place.panel.detail.line.entry.event == "step_opened")


def test_a_pause_is_taken_back_by_its_button_and_the_new_line_says_so(qtbot: QtBot, place: LogPlace) -> None:
    told: list[str] = []
    place.message.connect(lambda code, _facts, _kind: told.append(code))
    click_row(qtbot, place, row_with(place, "paused"))
    qtbot.waitUntil(lambda: place.panel.back_button.isVisible())
    assert place.panel.back_button.text() == "Resume"
    qtbot.mouseClick(place.panel.back_button, LEFT)
    qtbot.waitUntil(lambda: told == ["log.taken_back"])
    qtbot.waitUntil(lambda: "resumed" in sentences(place)[1])
    qtbot.waitUntil(lambda: place.panel.detail is not None and place.panel.detail.compensation is None)


def test_a_launch_is_withdrawn_only_with_a_reason(qtbot: QtBot, place: LogPlace, office: LocalOffice) -> None:
    click_row(qtbot, place, row_with(place, "launched"))
    qtbot.waitUntil(lambda: place.panel.isVisible() and place.panel.back_button.isVisible())
    qtbot.mouseClick(place.panel.back_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "185А" in " ".join(one.text() for one in dialog.findChildren(QLabel))
    yes = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Withdraw the opening")
    assert not yes.isEnabled()
    type_words(dialog.field, "другой адрес")
    qtbot.mouseClick(yes, LEFT)
    qtbot.waitUntil(lambda: office._case("aaaa2222").opening.state is OpeningState.CANCELLED)
    assert office._case("aaaa2222").opening.reason == "другой адрес"


def type_words(widget: QWidget, text: str) -> None:
    """As a keyboard of any layout would: key events of a test know Latin letters only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def fill(database: Path, count: int) -> None:
    store = SqliteStore(database)
    with store.transaction():
        for number in range(count):
            add(store, timedelta(minutes=-number), step=f"Шаг {number % 40}")
    store.close()


def test_new_lines_come_at_the_top_while_they_are_followed(qtbot: QtBot, place: LogPlace, database: Path) -> None:
    fill(database, 3)
    place.show_portfolio(TODAY)
    qtbot.waitUntil(lambda: place.model.rowCount() == 11)
    assert [place.model.line(row) is None for row in (0, 1)] == [True, False]
    assert place.model.day_at(0) == date(2026, 11, 24)
    assert place.model.rowCount() == len({*range(11)})
    assert sum(place.model.line(row) is None for row in range(11)) == 2  # the day row has moved, not doubled


def test_scrolling_ends_following_and_the_chip_leads_back(qtbot: QtBot, place: LogPlace, database: Path) -> None:
    fill(database, 150)
    place.show_portfolio(TODAY)
    qtbot.waitUntil(lambda: place.model.rowCount() == 158)
    wheel(place, -480)
    qtbot.waitUntil(lambda: not place.filters.follow.isChecked())
    top = place.view.rowAt(0)
    assert place.view.sticky.day == date(2026, 11, 24)
    fill(database, 2)
    place.show_portfolio(TODAY)
    qtbot.waitUntil(place.filters.newest_button.isVisible)
    assert place.filters.newest_button.text() == "New: 2"
    assert place.view.rowAt(0) == top  # nothing moves below the reader's eyes
    qtbot.mouseClick(place.filters.newest_button, LEFT)
    qtbot.waitUntil(lambda: place.model.rowCount() == 160)
    assert place.view.verticalScrollBar().value() == 0
    assert place.filters.follow.isChecked()
    assert not place.filters.newest_button.isVisible()


def wheel(place: LogPlace, delta: int) -> None:
    at = QPointF(300, 300)
    viewport = place.view.viewport()
    event = QWheelEvent(
        at, QPointF(viewport.mapToGlobal(QPoint(300, 300))), QPoint(), QPoint(0, delta),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_a_hundred_thousand_lines_are_read_as_far_as_one_scrolls(qtbot: QtBot, place: LogPlace, database: Path) -> None:
    fill(database, 100_000)
    place.read()
    qtbot.waitUntil(lambda: place.model.counts.total == 100_006, timeout=20_000)
    assert place.model.rowCount() < 210
    seen = place.model.rowCount()
    slowest = 0.0
    for _ in range(5):
        begun = time.perf_counter()
        place.view.scrollToBottom()
        slowest = max(slowest, time.perf_counter() - begun)
        qtbot.waitUntil(lambda seen=seen: place.model.rowCount() > seen)
        seen = place.model.rowCount()
    print(f"rows read {seen}, slowest turn of the GUI thread {slowest * 1000:.1f} ms")
    assert 1_000 < seen < 1_300
    numbers = [line.entry.number for row in range(seen) if (line := place.model.line(row))]
    assert numbers == list(range(numbers[0], numbers[-1] - 1, -1))  # none left out, none twice


def test_an_outlet_a_filter_or_a_line_can_be_asked_for(qtbot: QtBot, place: LogPlace) -> None:
    place.open("bbbb3333")
    place.activate()
    qtbot.waitUntil(place.nothing.isVisible)
    place.open(LogFilter(level="late"))
    place.activate()
    qtbot.waitUntil(lambda: place.model.rowCount() == 2)
    place.open(1)
    place.activate()
    qtbot.waitUntil(place.panel.isVisible)
    assert place.panel.detail is not None
    assert place.panel.detail.line.entry.number == 1
    assert place.view.currentIndex().row() == 7


def test_export_writes_what_is_filtered(qtbot: QtBot, place: LogPlace, tmp_path: Path) -> None:
    told: list[tuple[str, object]] = []
    place.message.connect(lambda code, facts, _kind: told.append((code, facts)))
    qtbot.mouseClick(place.filters.levels["late"], LEFT)
    place.export(str(tmp_path / "out" / "log.csv"))
    qtbot.waitUntil(lambda: len(told) == 1)
    place.export(str(tmp_path / "log.csv"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == ("log.exported", {"lines": 1})
    assert "no right" in (tmp_path / "log.csv").read_text("utf-8-sig")


def test_another_language_words_lines_days_and_panel_anew(
    qtbot: QtBot, place: LogPlace, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: language.apply("en"))
    click_row(qtbot, place, row_with(place, "Reason"))
    qtbot.waitUntil(place.panel.isVisible)
    language.apply("ru")
    qtbot.waitUntil(lambda: sentences(place)[2] == "Причина: счёт")
    qtbot.waitUntil(lambda: "Ответ боту в чате: Ольга Панина" in labels(place))
    assert "ноября" in place.model.data(place.model.index(0, 0))


def test_leaving_and_coming_back_reads_only_what_is_new(
    qtbot: QtBot, place: LogPlace, database: Path, monkeypatch: pytest.MonkeyPatch, office: LocalOffice
) -> None:
    asked: list[int] = []
    page: Callable[..., object] = office.log_page

    def counted(*arguments: object, **named: object) -> object:
        asked.append(int(named.get("after", 0)))  # type: ignore[call-overload]
        return page(*arguments, **named)

    monkeypatch.setattr(office, "log_page", counted)
    place.hide()
    fill(database, 1)
    place.show_portfolio(TODAY)  # not looked at: nothing is read
    assert asked == []
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: place.model.rowCount() == 9)
    assert asked == [6]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_lines_of_the_connection_are_found_by_their_kind_and_say_why_they_stay(
    qtbot: QtBot, place: LogPlace, database: Path
) -> None:
    store = SqliteStore(database)
    with store.transaction():
        facts = {"host": "x.bitrix24.ru", "since": "24.11.2026 11:20"}
        store.add_history(NOON, "", Happening("problem", code="event.portal_away", facts=facts))
    store.close()
    place.filters._choose_kind("connection", True)
    qtbot.waitUntil(lambda: place.model.rowCount() == 2, timeout=15_000)
    line = place.model.line(1)
    assert line is not None
    assert line.level == "risk"
    place.show_line(line.entry.number)
    qtbot.waitUntil(lambda: place.panel.detail is not None, timeout=15_000)
    words = [one.text() for one in place.panel.findChildren(QLabel)]
    assert "This line tells what was the case; there is nothing to take back." in words
    assert any("x.bitrix24.ru" in text for text in words)


def test_a_message_shows_what_was_said_whole(qtbot: QtBot, place: LogPlace, database: Path) -> None:
    store = SqliteStore(database)
    text = "Due today (1):\\n• Contract " + "x" * 600
    with store.transaction():
        body = '{"method":"imbot.v2.Chat.Message.send","params":{"dialogId":"4","fields":{"message":"' + text + '"}}}'
        store.put_intent(Intent("digest:4:2026-11-24", "", "", "SendMessage", body, "done", 1.0, 1, 7, 2.0))
        facts = {"user_id": 4, "person": "Ольга Панина", "tasks": 1}
        happening = Happening("reminded", user_id=4, code="event.digest_to", facts=facts)
        store.add_history(NOON, "", happening, "digest:4:2026-11-24")
    number = store.history()[-1].number
    store.close()
    place.show_line(number)
    qtbot.waitUntil(lambda: place.panel.detail is not None, timeout=15_000)
    words = [one.text() for one in place.panel.findChildren(QLabel)]
    assert text.replace("\\n", "\n") in words
    assert any("Ольга Панина" in one for one in words)
