"""One outlet's Gantt with a real mouse and real keys."""

from __future__ import annotations

from dataclasses import replace

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.ask import DelayDialog, ReasonDialog
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.rows import Key, Kind
from outlet_desktop.ui.language import language

LEFT = Qt.MouseButton.LeftButton


def step_key(step: str) -> Key:
    return ("step", sample.FIRST, step)


def centre(outlet: OutletPlace, key: Key, x: int = 200) -> QPoint:
    rect = outlet.view.line_rect(key)
    assert rect is not None
    return QPoint(x, rect.center().y())


def with_step(step: str, **facts: object) -> OutletRow:
    whole = sample.whole(sample.ROWS[0])
    steps = tuple(replace(one, **facts) if one.step == step else one for one in whole.steps)  # type: ignore[arg-type]
    return replace(whole, steps=steps)


def read_again(qtbot: QtBot, outlet: OutletPlace, office: SampleOffice, row: OutletRow) -> None:
    office.changed = lambda _: row
    outlet.activate()
    qtbot.waitUntil(lambda: outlet.view.row is row)
    QApplication.processEvents()


def test_finished_stages_and_those_after_the_goal_are_closed_at_first(outlet: OutletPlace) -> None:
    stages = {line.key[2]: line.expanded for line in outlet.view.outline.between(0, 5000) if line.kind is Kind.STAGE}
    assert stages == {"site": False, "contract": False, "build": True, "launch": True, "close": False}


def test_a_double_click_on_a_step_opens_its_task_on_the_portal(qtbot: QtBot, outlet: OutletPlace) -> None:
    opened: list[str] = []
    outlet.open_url = lambda url: opened.append(url.toString())
    qtbot.mouseDClick(outlet.view.viewport(), LEFT, pos=centre(outlet, step_key("S13")))
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [QUrl("https://demo-volga.bitrix24.ru/tasks/task/view/913/").toString()]


def test_a_step_that_is_not_open_says_so_instead(qtbot: QtBot, outlet: OutletPlace) -> None:
    outlet.open_url = lambda url: pytest.fail(f"opened {url}")
    with qtbot.waitSignal(outlet.message) as found:
        qtbot.mouseDClick(outlet.view.viewport(), LEFT, pos=centre(outlet, step_key("S18")))
    assert found.args == ["step.no_task", {"step": "Чистовая отделка и освещение"}, "info"]


def test_a_stage_opens_and_closes_by_its_caret_and_by_keys(qtbot: QtBot, outlet: OutletPlace) -> None:
    view = outlet.view
    stage: Key = ("stage", sample.FIRST, "site")
    high = view.outline.height
    qtbot.mouseClick(view.viewport(), LEFT, pos=centre(outlet, stage, 14))
    assert view.outline.height == high + 4 * 22
    qtbot.mouseClick(view.viewport(), LEFT, pos=centre(outlet, stage, 200))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.outline.height == high


def test_k_and_l_switch_critical_path_and_links_in_either_layout(qtbot: QtBot, outlet: OutletPlace) -> None:
    view = outlet.view
    shown = view.viewport().grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_L)
    assert not view.shows_links
    without = view.viewport().grab().toImage()
    assert without != shown
    qtbot.keyClick(view, Qt.Key(ord("Л")))  # the same key as K
    assert not view.shows_critical
    assert view.viewport().grab().toImage() != without
    qtbot.keyClick(view, Qt.Key(ord("Д")))  # the same key as L
    qtbot.keyClick(view, Qt.Key.Key_K)
    QApplication.processEvents()
    assert view.viewport().grab().toImage() == shown


def test_a_step_under_the_pointer_shows_only_its_own_chain(
    qtbot: QtBot, outlet: OutletPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    import outlet_desktop.ui.gantt.outlet_view as module

    monkeypatch.setattr(module, "draw_links", lambda chart, routes, color, width: drawn.append(len(routes)))
    outlet.view.viewport().repaint()
    everything, drawn[:] = sum(drawn), []
    qtbot.mouseMove(outlet.view.viewport(), centre(outlet, step_key("S34")))
    QApplication.processEvents()
    drawn[:] = []
    outlet.view.viewport().repaint()
    # S08, S21 -> S22 -> S34 -> S37 among the open stages: S20-S21, S21-S22, S22-S34, S34-S37
    assert sum(drawn) == 4
    assert everything > 15


def test_fresh_data_repaints_the_changed_step(qtbot: QtBot, outlet: OutletPlace, office: SampleOffice) -> None:
    outlet.summary.links.setChecked(False)
    QApplication.processEvents()
    outlet.view.verticalScrollBar().setValue(0)
    row = with_step("S16", person="Пётр Новиков")
    read_again(qtbot, outlet, office, row)
    line = outlet.view.outline.find(step_key("S16"))
    assert line is not None
    assert line.step is not None
    assert line.step.person == "Пётр Новиков"
    assert step_key("S16") in outlet.view._changed


def test_previous_and_next_walk_the_list_of_the_portfolio(qtbot: QtBot, outlet: OutletPlace) -> None:
    with qtbot.waitSignal(outlet.navigate) as found:
        qtbot.keyClick(outlet.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert found.args == ["outlet", sample.opening_id(1)]
    heading = outlet.heading()
    qtbot.addWidget(heading)
    texts = [part.text() for part in heading.findChildren(QLabel)]
    assert "Самара, Московское ш., 185А" in texts
    assert "1 из 5 требующих внимания" in texts


def test_another_outlet_starts_at_the_top_with_nothing_selected(qtbot: QtBot, outlet: OutletPlace) -> None:
    outlet.view.set_current(step_key("S37"))
    outlet.open(sample.opening_id(1))
    outlet.activate()
    qtbot.waitUntil(lambda: outlet.view.row is not None and outlet.view.row.opening == sample.opening_id(1))
    assert outlet.view.current is None
    assert outlet.view.verticalScrollBar().value() == 0


def test_a_deleted_task_asks_and_the_answer_goes_to_the_office(
    qtbot: QtBot, outlet: OutletPlace, office: SampleOffice
) -> None:
    read_again(qtbot, outlet, office, with_step("S16", state=StepState.GONE))
    assert outlet.banner is not None
    assert any("Подобрать персонал точки" in part.text() for part in outlet.banner.findChildren(QLabel))
    gone = next(step for step in sample.STEPS if step.step == "S16")
    outlet.create_again(gone)
    outlet.ask_reason = lambda *words, **looks: "людей уже наняли"
    outlet.skip(gone)
    qtbot.waitUntil(lambda: len(office.calls) == 2)
    assert office.calls == [
        ("answer_gone", (sample.FIRST, "S16", True, "")),
        ("answer_gone", (sample.FIRST, "S16", False, "людей уже наняли")),
    ]


def test_a_stopped_outlet_says_why_in_words(qtbot: QtBot, outlet: OutletPlace, office: SampleOffice) -> None:
    facts = {"role": "Юрист"}
    row = replace(sample.whole(sample.ROWS[0]), state=OpeningState.STOPPED, problem=("people.nobody", facts))
    read_again(qtbot, outlet, office, row)
    assert outlet.banner is not None
    texts = " ".join(part.text() for part in outlet.banner.findChildren(QLabel))
    assert "Роль «Юрист» никому не назначена" in texts
    read_again(qtbot, outlet, office, sample.whole(sample.ROWS[0]))
    assert outlet.banner is None


def test_cancelling_asks_for_a_reason_first(qtbot: QtBot, outlet: OutletPlace, office: SampleOffice) -> None:
    def type_and_accept() -> None:
        dialog = outlet.findChild(ReasonDialog)
        assert dialog is not None
        was_enabled = dialog.action.isEnabled()
        dialog.field.insertPlainText("Собственник передумал")  # QtTest types ASCII only
        seen.append((was_enabled, dialog.action.isEnabled()))
        qtbot.mouseClick(dialog.action, LEFT)

    seen: list[tuple[bool, bool]] = []
    QTimer.singleShot(0, type_and_accept)
    outlet.cancel()
    qtbot.waitUntil(lambda: bool(office.calls))
    assert seen == [(False, True)]
    assert office.calls == [("cancel", (sample.FIRST, "Собственник передумал"))]


def test_thinking_better_of_it_cancels_nothing(qtbot: QtBot, outlet: OutletPlace, office: SampleOffice) -> None:
    def escape() -> None:
        dialog = outlet.findChild(ReasonDialog)
        assert dialog is not None
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, escape)
    outlet.cancel()
    assert office.calls == []


def _menu_words(outlet: OutletPlace) -> list[str]:
    menu = outlet.menu(outlet)
    words = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    return words


def test_answering_for_the_director_is_offered_in_the_demo_only(
    qtbot: QtBot, outlet: OutletPlace, office: SampleOffice
) -> None:
    assert not any("Сафронов" in text for text in _menu_words(outlet))  # no decision is open
    read_again(qtbot, outlet, office, with_step("S36", state=StepState.OPEN))
    assert any("Сафронов" in text for text in _menu_words(outlet))
    office.is_demo = False
    assert not any("Сафронов" in text for text in _menu_words(outlet))


def test_an_answer_for_the_director_carries_its_reason(qtbot: QtBot, outlet: OutletPlace, office: SampleOffice) -> None:
    step = next(step for step in sample.STEPS if step.step == "S36")
    outlet.answer_for(step, "approve")
    outlet.ask_reason = lambda *words, **looks: "нет вывески"
    outlet.answer_for(step, "rework")
    outlet.ask_reason = lambda *words, **looks: None
    outlet.answer_for(step, "reject")
    qtbot.waitUntil(lambda: len(office.calls) == 2)
    assert office.calls == [
        ("answer_for", (sample.FIRST, "S36", "approve", "")),
        ("answer_for", (sample.FIRST, "S36", "rework", "нет вывески")),
    ]


def test_words_follow_the_language(outlet: OutletPlace) -> None:
    assert outlet.view.header_target() == (sample.day("28.12"), "цель 28.12")
    language.name = "en"
    outlet.summary.retranslate()
    assert outlet.summary._status.text() == "Blocked"
    assert outlet.view.header_target() == (sample.day("28.12"), "target 28.12")
    assert outlet.view.columns_by_key()["step"].title


def test_pausing_asks_for_a_reason_and_the_page_offers_to_go_on(
    qtbot: QtBot, outlet: OutletPlace, office: SampleOffice
) -> None:
    def type_and_accept() -> None:
        dialog = outlet.findChild(ReasonDialog)
        assert dialog is not None
        dialog.field.insertPlainText("Ремонт дороги")
        qtbot.mouseClick(dialog.action, LEFT)

    assert "Pause the opening…" in _menu_words(outlet) or "Приостановить открытие…" in _menu_words(outlet)
    QTimer.singleShot(0, type_and_accept)
    outlet.pause()
    qtbot.waitUntil(lambda: bool(office.calls))
    assert office.calls == [("pause", (sample.FIRST, "Ремонт дороги"))]

    read_again(qtbot, outlet, office, replace(sample.whole(sample.ROWS[0]), state=OpeningState.PAUSED))
    assert outlet.banner is not None
    assert "Приостановлена" in [found.text() for found in outlet.banner.findChildren(QLabel)]
    office.calls.clear()
    button = outlet.banner.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: bool(office.calls))
    assert office.calls == [("resume", (sample.FIRST,))]


def test_a_late_step_is_given_its_reason_from_the_list_or_in_own_words(
    qtbot: QtBot, outlet: OutletPlace, office: SampleOffice
) -> None:
    seen: list[bool] = []

    def choose(place: int, words: str) -> None:
        dialog = outlet.findChild(DelayDialog)
        assert dialog is not None
        dialog.choice.setCurrentIndex(place)
        seen.append(dialog.action.isEnabled())
        dialog.field.insertPlainText(words)
        seen.append(dialog.action.isEnabled())
        qtbot.mouseClick(dialog.action, LEFT)

    row = with_step("S17", state=StepState.OPEN, overdue_days=3, reasons=(("supplier", "Поставщик задержал"),))
    read_again(qtbot, outlet, office, row)
    step = row.step("S17")
    assert step is not None
    for place, words in ((0, ""), (1, "Ключи у соседей")):
        office.calls.clear()
        QTimer.singleShot(0, lambda place=place, words=words: choose(place, words))
        outlet.name_delay(step)
        qtbot.waitUntil(lambda: bool(office.calls))
        reason = "" if place else "supplier"
        assert office.calls == [("set_delay", (sample.FIRST, "S17", reason, words))]
    assert seen == [True, True, False, True]  # "something else" wants its words


def test_links_are_laid_out_once_and_again_when_what_they_hang_on_moves(
    outlet: OutletPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import outlet_desktop.ui.gantt.outlet_view as module

    made: list[int] = []
    real = module.link_routes
    monkeypatch.setattr(module, "link_routes", lambda *given: made.append(1) or real(*given))
    view = outlet.view
    view.set_current(None)
    view.viewport().repaint()
    made.clear()
    for _ in range(3):
        view.viewport().repaint()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.viewport().repaint()
    assert made == []
    before = view.viewport().grab().toImage()
    view.set_scale(view.axis.px_per_day * 1.5)
    view.viewport().repaint()
    assert len(made) == 1
    assert view.viewport().grab().toImage() != before
    stage = view.outline.find(("stage", sample.FIRST, "site"))
    assert stage is not None
    view.toggle(stage, True)
    view.viewport().repaint()
    assert len(made) == 2


def test_the_table_grows_back_when_the_window_does(outlet: OutletPlace) -> None:
    wide = outlet.view.split
    outlet.resize(900, 824)
    QApplication.processEvents()
    outlet.view.resize(520, 600)
    assert outlet.view.split < wide
    outlet.view.resize(1100, 600)
    assert outlet.view.split == wide
    outlet.view.set_split(480)  # by hand
    outlet.view.resize(520, 600)
    outlet.view.resize(1100, 600)
    assert outlet.view.split == 480
