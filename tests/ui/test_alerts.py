"""What the tray tells: once per fact, over restarts too; nothing where there is no tray or it is switched off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_office import FakeOffice, rows
from pytestqt.qtbot import QtBot
from shell_helpers import place_makers

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui import alerts as alerts_module
from outlet_desktop.ui.alerts import Alerts, Facts, Tray, Watch, make_tray
from outlet_desktop.ui.language import language
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.preferences import preferences

TODAY = FakeOffice().portfolio().today


class Told:
    """Keeps what would be shown."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []

    def tell(self, title: str, text: str, opening: str) -> None:
        self.messages.append((text, opening))


@pytest.fixture(autouse=True)
def russian(qapp: object) -> Iterator[None]:
    name = language.name
    language.name = "ru"
    yield
    language.name = name
    preferences.set_alerts(True)


def portfolio(*made: OutletRow, me: int | None = None) -> Facts:
    """What needs the person in a portfolio of these outlets; `me` None: before the program was ever connected."""
    return Watch().look(Portfolio(made, TODAY, "2026-11-24T11:04:00+04:00", me=me), of_all=False)


def active() -> OutletRow:
    return rows()[2]


def asked(row: OutletRow) -> OutletRow:
    held = replace(row.held_by[0], step="S09", title="Утвердить бюджет открытия", is_decision=True, deciders=(1, 8))
    return replace(row, held_by=(held,))


def late(row: OutletRow) -> OutletRow:
    return replace(row, status=Status.LATE, slip_days=6)


def test_the_first_portfolio_ever_tells_nothing() -> None:
    told = Told()
    Alerts(told).take(portfolio(late(active())))
    assert told.messages == []


def test_a_decision_a_late_outlet_and_a_blocked_one_are_told_in_words_each_once() -> None:
    told, row = Told(), active()
    alerts = Alerts(told)
    alerts.take(portfolio(row))
    for _ in range(3):
        alerts.take(portfolio(asked(row)))
    alerts.take(portfolio(late(asked(row))))
    alerts.take(portfolio(replace(asked(row), status=Status.BLOCKED)))
    assert [text.split(":")[0] for text, _ in told.messages] == [
        "Ждёт решения", "Опаздывает на 6\u00a0р.\u00a0д.", "Заблокировано",
    ]  # fmt: skip
    assert "Утвердить бюджет открытия" in told.messages[0][0]
    assert {opening for _, opening in told.messages} == {row.opening}


def test_a_fact_that_is_over_is_news_when_it_comes_again() -> None:
    told, row = Told(), active()
    alerts = Alerts(told)
    for shown in (row, late(row), row, late(row)):
        alerts.take(portfolio(shown))
    assert len(told.messages) == 2


def test_the_same_decision_asked_in_a_new_round_is_news() -> None:
    told, row = Told(), asked(active())
    alerts = Alerts(told)
    alerts.take(portfolio(active()))
    alerts.take(portfolio(row))
    again = replace(row, held_by=(replace(row.held_by[0], since=TODAY),))
    alerts.take(portfolio(again))
    assert len(told.messages) == 2


def test_a_stopped_and_a_sent_back_outlet_are_told() -> None:
    told, row = Told(), active()
    alerts = Alerts(told)
    alerts.take(portfolio(row))
    alerts.take(portfolio(replace(row, state=OpeningState.STOPPED)))
    alerts.take(portfolio(replace(row, state=OpeningState.DRAFT)))
    assert [text.split(",")[0].split(":")[0] for text, _ in told.messages] == ["Остановлено", "Возвращено на доработку"]


def test_what_happened_while_the_program_was_closed_is_told_at_the_next_start() -> None:
    first, row = Alerts(None), active()
    first.take(portfolio(row, late(rows()[0])))
    told = Told()
    second = Alerts(told, first.state())
    second.take(portfolio(late(row), late(rows()[0])))
    assert [opening for _, opening in told.messages] == [row.opening]


@pytest.mark.parametrize("kept", ["no json", '{"a": 1}'])
def test_a_memory_that_cannot_be_read_is_the_first_start(kept: str) -> None:
    told = Told()
    Alerts(told, kept).take(portfolio(late(active())))
    assert told.messages == []


@pytest.mark.parametrize(("me", "is_told"), [(1, True), (8, True), (4, False), (None, True)])
def test_only_decisions_that_are_asked_of_me_or_that_i_stand_in_for_are_told(me: int | None, is_told: bool) -> None:
    told, row = Told(), active()
    alerts = Alerts(told)
    alerts.take(portfolio(row, me=me))
    alerts.take(portfolio(asked(row), me=me))
    assert len(told.messages) == is_told


def test_a_late_outlet_is_told_to_everybody() -> None:
    told, row = Told(), active()
    alerts = Alerts(told)
    alerts.take(portfolio(row, me=4))
    alerts.take(portfolio(late(asked(row)), me=4))
    assert [text.split(" на")[0] for text, _ in told.messages] == ["Опаздывает"]


def test_with_the_choice_of_all_decisions_those_of_others_are_told_and_the_choice_itself_is_no_news() -> None:
    told, row, watch = Told(), active(), Watch()
    alerts = Alerts(told)
    other = replace(asked(row), opening="zzzz7777")

    def take(*made: OutletRow, of_all: bool) -> None:
        alerts.take(watch.look(Portfolio(made, TODAY, "", me=4), of_all))

    take(asked(row), other, of_all=False)
    take(asked(row), other, of_all=True)
    assert told.messages == []
    take(asked(row), of_all=True)
    take(asked(row), other, of_all=True)
    assert [opening for _, opening in told.messages] == ["zzzz7777"]
    take(asked(row), of_all=False)
    take(asked(row), other, of_all=False)
    assert len(told.messages) == 1


def test_outlets_are_looked_at_on_the_readers_thread_and_only_those_computed_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[str, str]] = []
    real = alerts_module._of_row

    def noted(row: OutletRow, me: int | None) -> list[alerts_module.Alert]:
        looked.append((threading.current_thread().name, row.opening))
        return real(row, me)

    monkeypatch.setattr(alerts_module, "_of_row", noted)
    office = FakeOffice()
    window = MainWindow(office, place_makers())  # type: ignore[arg-type]
    window.show()
    qtbot.waitUntil(lambda: window.current == "portfolio", timeout=15_000)
    assert len(looked) == len(office._rows)
    looked.clear()
    office.set_rows((late(office._rows[0]), *office._rows[1:]))
    qtbot.waitUntil(lambda: bool(looked), timeout=15_000)
    assert {opening for _thread, opening in looked} == {office._rows[0].opening}
    assert all(thread.startswith("reader") for thread, _opening in looked)
    window.close()


def test_many_news_come_as_one_message() -> None:
    told = Told()
    alerts = Alerts(told)
    alerts.take(portfolio())
    many = [replace(late(active()), opening=f"{number:08d}", address=f"ул. Мира, {number}") for number in range(5)]
    alerts.take(portfolio(*many))
    assert len(told.messages) == 1
    text, opening = told.messages[0]
    assert len(text.splitlines()) == 4
    assert text.endswith("и ещё 2\u00a0новости")
    assert opening == ""


def test_switched_off_nothing_is_told_and_nothing_is_told_later() -> None:
    told, row = Told(), active()
    alerts = Alerts(told)
    alerts.take(portfolio(row))
    preferences.set_alerts(False)
    alerts.take(portfolio(late(row)))
    preferences.set_alerts(True)
    alerts.take(portfolio(late(row)))
    assert told.messages == []


def test_a_stopped_engine_is_told_once_until_it_runs_again() -> None:
    told = Told()
    alerts = Alerts(told)
    for state in ("starting", "running", "stopped", "stopped", "running", "stopped"):
        alerts.take_engine(state)
    assert len(told.messages) == 2
    assert told.messages[0][0].startswith("Движок остановлен")


def test_without_a_tray_there_is_none(qapp: object) -> None:
    assert make_tray(qapp) is None  # type: ignore[arg-type]


def test_the_window_tells_and_remembers_and_a_click_opens_the_outlet(qtbot: QtBot, tmp_path: Path) -> None:
    told, office = Told(), FakeOffice()

    def opened() -> MainWindow:
        made = MainWindow(office, place_makers(), tmp_path)  # type: ignore[arg-type]
        made.show()
        qtbot.waitUntil(lambda: made.current == "portfolio")
        assert made._alerts is not None
        made._alerts._teller = told
        return made

    window = opened()
    office.set_rows((*rows()[:2], late(rows()[2]), *rows()[3:]))
    qtbot.waitUntil(lambda: len(told.messages) == 1)
    office.set_engine("stopped", 0.0)
    qtbot.waitUntil(lambda: len(told.messages) == 2)
    window._come_from_tray("cccc4444")
    assert window.current == "outlet"
    window.close()

    office.set_engine("running", 5.0)
    window = opened()
    office.set_rows(tuple(office._rows))
    qtbot.wait(300)
    assert len(told.messages) == 2  # told before, told once
    window.close()


def test_a_managers_window_does_not_open_the_launch_and_says_why(qtbot: QtBot) -> None:
    window = MainWindow(FakeOffice(), place_makers())  # type: ignore[arg-type]
    window.show()
    qtbot.waitUntil(lambda: window.current == "portfolio")
    preferences.set_read_only(True)
    try:
        assert not window.go("launch")
    finally:
        preferences.set_read_only(False)
    assert window.current == "portfolio"
    assert window.toasts.toasts[-1].text.startswith("Это окно только для просмотра")
    assert window.go("launch")
    window.close()


def test_the_icon_of_the_tray_switches_notifications_and_brings_the_window_back(qtbot: QtBot) -> None:
    tray = Tray(preferences)
    show, alerts = tray._menu.actions()
    with qtbot.waitSignal(tray.opened) as found:
        show.trigger()
    assert found.args == [""]
    alerts.trigger()
    assert not preferences.alerts
    preferences.set_alerts(True)
    assert alerts.isChecked()
    tray.tell("Открытие точек", "Опаздывает", "cccc4444")
    with qtbot.waitSignal(tray.opened) as found:
        tray._icon.messageClicked.emit()
    assert found.args == ["cccc4444"]
    tray.close()
    tray.deleteLater()
