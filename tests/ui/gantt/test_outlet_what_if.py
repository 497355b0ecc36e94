"""What if on an outlet's page: drags, the menu of a step, the list of changes, ghosts; reminders and handing over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gantt_process as process
import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.template import Estimate
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.what_if import Prospect, Supposition
from outlet_desktop.ui.gantt.header import HEADER_H
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.scenario import can_change
from outlet_desktop.ui.gantt.what_if import ChangeRow, DueRow, ProspectRow
from outlet_desktop.ui.language import language
from outlet_desktop.ui.preferences import preferences

LEFT = Qt.MouseButton.LeftButton


def real(row: OutletRow) -> OutletRow:
    """The sample's outlet with the estimates of its process and the dates that its schedule gives."""
    found = process.supposed(row, (), row.target)
    steps = tuple(
        replace(
            step,
            estimate=Estimate(max(1, process.LIKELY[step.step] // 2), process.LIKELY[step.step], 30),
            forecast=replace(step.forecast, start=found.spans[step.step][0], finish=found.spans[step.step][1])
            if step.state is not StepState.DONE
            else step.forecast,
        )
        for step in row.steps
    )
    return replace(row, steps=steps, p50=found.p50, p80=found.p80, chance=found.chance, histogram=found.histogram)


@pytest.fixture
def page(qtbot: QtBot, office: SampleOffice, outlet: OutletPlace, monkeypatch: pytest.MonkeyPatch) -> OutletPlace:
    office.changed = real
    prospects = (Prospect("S23", "shorter", 7, date(2026, 12, 29), 8, 0.3),)
    monkeypatch.setattr(office, "prospects", lambda _opening: prospects)
    outlet.activate()
    qtbot.waitUntil(lambda: bool(outlet.panel.findChildren(DueRow)))
    outlet.view.set_scale(8.0)
    outlet.view.show_day(sample.TODAY, 0.2)
    QApplication.processEvents()
    return outlet


def end_of(page: OutletPlace, step: str) -> QPoint:
    """Where the bar of a step ends in the viewport."""
    row = page._row
    assert row is not None
    found = row.step(step)
    rect = page.view.line_rect(("step", sample.FIRST, step))
    assert found is not None
    assert found.forecast.finish is not None
    assert rect is not None
    return QPoint(page.view._end_of(found.forecast.finish), rect.center().y())


def drag(qtbot: QtBot, page: OutletPlace, start: QPoint, by: int) -> None:
    """Press, move in steps, release."""
    view = page.view.viewport()
    qtbot.mouseMove(view, start)
    qtbot.mousePress(view, LEFT, pos=start)
    for part in (1, 2, 3, 4):
        qtbot.mouseMove(view, QPoint(start.x() + by * part // 4, start.y()))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(start.x() + by, start.y()))


def settled(qtbot: QtBot, page: OutletPlace) -> None:
    qtbot.waitUntil(lambda: page.scenario is not None and page.scenario.found is not None)
    QApplication.processEvents()


def texts(page: OutletPlace) -> str:
    return "\n".join(label.text() for label in page.panel.what_if.findChildren(QLabel))


def test_dragging_the_end_of_a_bar_supposes_another_duration_and_writes_nothing(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice
) -> None:
    before = page.view.viewport().grab().toImage()
    drag(qtbot, page, end_of(page, "S23"), 8 * 7)  # a week of eight pixels a day
    settled(qtbot, page)
    assert page.scenario is not None
    assert page.scenario.changes == (Supposition("S23", "days", process.LIKELY["S23"] + 5),)
    found = page.scenario.found
    assert found is not None
    row = page._row
    assert row is not None
    assert row.p50 is not None
    assert process.CALENDAR.between(row.p50, found.p50) == 5
    assert page.view.viewport().grab().toImage() != before
    assert office.calls == []


def test_the_ghost_is_beside_the_real_bar_and_goes_with_discard(qtbot: QtBot, page: OutletPlace) -> None:
    page.view.set_current(None)
    qtbot.mouseMove(page.view.viewport(), QPoint(5, 5))
    QApplication.processEvents()
    before = page.view.viewport().grab().toImage()
    page.suppose(Supposition("S23", "days", 4))
    settled(qtbot, page)
    step = page._row.step("S24") if page._row is not None else None
    assert step is not None
    ghost = page.view._ghost(step)
    assert ghost is not None
    assert ghost[1] < step.forecast.finish  # it moves with the one before it
    discard = next(b for b in page.panel.what_if.findChildren(QPushButton) if b.text() in ("Discard", "Сбросить"))
    qtbot.mouseClick(discard, LEFT)
    assert page.scenario is None
    assert page.view._ghost(step) is None
    qtbot.mouseMove(page.view.viewport(), QPoint(5, 5))
    QApplication.processEvents()
    assert page.view.viewport().grab().toImage() == before


def test_esc_during_a_drag_supposes_nothing(qtbot: QtBot, page: OutletPlace) -> None:
    start, view = end_of(page, "S23"), page.view.viewport()
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, QPoint(start.x() + 40, start.y()))
    assert page.view._draft is not None
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=QPoint(start.x() + 40, start.y()))
    assert page.view._draft is None
    assert page.scenario is None


def test_dragging_the_tag_of_the_target_moves_it_in_thought_only(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice
) -> None:
    row = page._row
    assert row is not None
    assert row.target is not None
    page.view.show_day(row.target, 0.4)
    QApplication.processEvents()
    drag(qtbot, page, QPoint(page.view._end_of(row.target), HEADER_H - 10), 8 * 14)
    settled(qtbot, page)
    assert page.scenario is not None
    assert page.scenario.target is not None
    moved = page.scenario.target
    assert process.CALENDAR.is_working(moved)
    assert moved > row.target
    assert page.scenario.found is not None
    assert page.scenario.found.target == moved
    assert page.scenario.found.chance is not None
    assert page.scenario.found.chance >= (row.chance or 0.0)
    assert f"{moved:%d.%m.%Y}" in "\n".join(made.accessibleName() for made in page.panel.findChildren(ChangeRow))
    assert office.calls == []
    page.suppose_target(row.target)  # back where it was: nothing is supposed any more
    assert page.scenario is None


def test_the_list_of_changes_takes_one_back(qtbot: QtBot, page: OutletPlace) -> None:
    page.suppose(Supposition("S23", "days", 7))
    page.suppose(Supposition("S17", "today"))
    page.suppose(Supposition("S23", "days", 9))  # the later word on a step counts
    settled(qtbot, page)
    rows = page.panel.findChildren(ChangeRow)
    assert [row.step for row in rows] == ["S17", "S23"]
    assert "9" in rows[1].accessibleName()
    qtbot.mouseClick(rows[0].drop, LEFT)
    settled(qtbot, page)
    assert page.scenario is not None
    assert [change.step for change in page.scenario.changes] == ["S23"]


def test_a_prospect_is_tried_in_the_chart_by_its_button(qtbot: QtBot, page: OutletPlace) -> None:
    prospect = page.panel.findChild(ProspectRow)
    assert prospect is not None
    qtbot.mouseClick(prospect.findChild(QToolButton), LEFT)
    settled(qtbot, page)
    assert page.scenario is not None
    assert page.scenario.changes == (Supposition("S23", "days", 7),)


def test_somebody_else_is_chosen_from_the_list_of_people(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Supposition, ...]] = []
    was = office.suppose

    def suppose(opening: str, changes: tuple[Supposition, ...], target: date | None) -> object:
        asked.append(changes)
        return was(opening, changes, target)

    monkeypatch.setattr(office, "suppose", suppose)
    page.suppose_person("S23", page.mapToGlobal(QPoint(50, 50)))
    qtbot.waitUntil(lambda: page.chooser is not None)
    assert page.chooser is not None
    page.chooser.chosen.emit(9)
    page.chooser.close()
    settled(qtbot, page)
    assert asked[-1] == (Supposition("S23", "person", user_id=9),)
    assert "Латыпов" in page.panel.findChildren(ChangeRow)[0].accessibleName()


def test_fresh_data_computes_the_scenario_anew_and_another_outlet_drops_it(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice
) -> None:
    page.suppose(Supposition("S23", "days", 7))
    settled(qtbot, page)
    assert page.scenario is not None
    first = page.scenario.found
    office.changed = lambda row: replace(real(row), target=date(2027, 2, 1))
    page.activate()
    qtbot.waitUntil(lambda: page.scenario is not None and page.scenario.found is not first)
    assert page.scenario.found is not None
    assert page.scenario.found.target == date(2027, 2, 1)
    page.open(sample.opening_id(1))
    assert page.scenario is None


def test_the_menu_of_a_step_opens_by_a_right_click_and_supposes(
    qtbot: QtBot, page: OutletPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_where: shown.append(menu))
    rect = page.view.line_rect(("step", sample.FIRST, "S17"))
    assert rect is not None
    point = QPoint(120, rect.center().y())
    where = page.view.viewport().mapToGlobal(point)
    QApplication.sendEvent(page.view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where))
    [menu] = shown
    names = [action.text() for action in menu.actions() if action.text()]
    assert page.view.current == ("step", sample.FIRST, "S17")
    likely = process.LIKELY["S17"]
    [inside] = [action.menu() for action in menu.actions() if action.menu() is not None]
    offered = inside.actions()
    assert len(offered) >= 5
    shorter = next(action for action in offered if str(likely - 1) in action.text())
    shorter.trigger()
    assert page.scenario is not None
    assert page.scenario.changes == (Supposition("S17", "days", likely - 1),)
    assert len(names) >= 4
    menu.deleteLater()


def test_nothing_can_be_supposed_of_an_outlet_that_is_over(qtbot: QtBot, page: OutletPlace) -> None:
    row = page._row
    assert row is not None
    assert page.view.gesture_at(end_of(page, "S23")) is not None
    page.view.set_row(replace(row, state=OpeningState.CANCELLED))
    assert page.view.gesture_at(end_of(page, "S23")) is None


def test_planning_back_says_by_when_and_what_is_too_late(qtbot: QtBot, page: OutletPlace) -> None:
    dues = page.panel.findChildren(DueRow)
    row, back = page._row, page.view.back
    assert row is not None
    assert back is not None
    by_step = {due.step: due for due in back.dues}
    for shown in dues:
        assert can_change(row.step(shown.step))  # type: ignore[arg-type]
        due = by_step[shown.step]
        assert ("поздно на" in shown.accessibleName()) is (due.short > 0)
        assert f"{due.by:%d.%m}" in shown.accessibleName()
    worst = max(back.dues, key=lambda due: due.short)
    assert worst.short > 0  # the sample is late
    assert [by_step[shown.step].short for shown in dues] == [worst.short] * len(dues)
    assert [by_step[shown.step].by for shown in dues] == sorted(by_step[shown.step].by for shown in dues)


def test_the_tooltip_tells_what_was_learnt_and_by_when_it_has_to_be_finished(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice
) -> None:
    learnt = {"S17": Learnt((5, 8, 9, 11, 12, 12, 13, 15, 20)), "S18": Learnt((4, 5))}
    office.changed = lambda row: replace(
        real(row), steps=tuple(replace(step, learnt=learnt.get(step.step)) for step in real(row).steps)
    )
    page.activate()
    qtbot.waitUntil(lambda: page._row is not None and page._row.step("S17").learnt is not None)  # type: ignore[union-attr]

    def tip(step: str) -> str:
        line = page.view.outline.find(("step", sample.FIRST, step))
        assert line is not None
        return page.view.tooltip(line, "chart")

    assert "обычно 12" in tip("S17")
    assert "задач: 9" in tip("S17")
    assert "нужно 8" in tip("S18")
    assert "не позже" in tip("S23")
    assert "обычно" not in tip("S19")


def test_a_selected_step_is_lit_in_the_panel_too(qtbot: QtBot, page: OutletPlace) -> None:
    page.view.set_current(("step", sample.FIRST, "S23"))
    lit = [row.step for row in page.panel.findChildren(ProspectRow) if row.is_current]
    assert lit == ["S23"]
    page.view.set_current(("step", sample.FIRST, "S16"))
    assert not any(row.is_current for row in page.panel.findChildren(ProspectRow))


# ------------------------------------------------------------------------------------------ who holds it


def button(page: OutletPlace, *names: str) -> QPushButton:
    found = [made for made in page.panel.findChildren(QPushButton) if made.text() in names and made.isVisible()]
    assert found, [made.text() for made in page.panel.findChildren(QPushButton)]
    return found[0]


def test_the_holder_is_reminded_by_one_click(qtbot: QtBot, page: OutletPlace, office: SampleOffice) -> None:
    with qtbot.waitSignal(page.message) as told:
        qtbot.mouseClick(button(page, "Remind", "Напомнить"), LEFT)
    assert office.calls == [("remind", (sample.FIRST, "S13"))]
    assert told.args is not None
    assert told.args[0] == "remind.sent"
    assert told.args[1]["person"] == "Ольга Панина"


def test_a_second_reminder_of_the_day_is_refused_in_words(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_opening: str, step: str) -> None:
        raise Problem("remind.today", step=step)

    monkeypatch.setattr(office, "remind", refuse)
    with qtbot.waitSignal(page.message) as told:
        qtbot.mouseClick(button(page, "Remind", "Напомнить"), LEFT)
    assert told.args == ["remind.today", {"step": "S13"}, "error"]


def test_a_task_is_handed_over_to_whoever_is_chosen(qtbot: QtBot, page: OutletPlace, office: SampleOffice) -> None:
    qtbot.mouseClick(button(page, "Hand over…", "Передать…"), LEFT)
    qtbot.waitUntil(lambda: page.chooser is not None and page.chooser.isVisible())
    assert page.chooser is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(page.chooser.search, key)
    qtbot.waitUntil(lambda: bool(office.calls))
    [(name, (opening, step, user_id))] = office.calls
    assert (name, opening, step) == ("hand_task", sample.FIRST, "S13")
    assert any(person.user_id == user_id and person.is_active for person in office.people())


def test_a_managers_window_neither_reminds_nor_hands_over(
    qtbot: QtBot, page: OutletPlace, office: SampleOffice
) -> None:
    preferences.set_read_only(True)
    try:
        for names in (("Remind", "Напомнить"), ("Hand over…", "Передать…")):
            made = button(page, *names)
            assert not made.isEnabled()
            assert made.toolTip()
            qtbot.mouseClick(made, LEFT)
        page.suppose(Supposition("S23", "days", 7))  # supposing writes nothing and stays
        settled(qtbot, page)
    finally:
        preferences.set_read_only(False)
    assert office.calls == []
    assert button(page, "Remind", "Напомнить").isEnabled()


def test_words_of_the_scenario_follow_the_language(qtbot: QtBot, page: OutletPlace) -> None:
    page.suppose(Supposition("S23", "days", 7))
    settled(qtbot, page)
    assert "Успеет к цели" in texts(page)
    language.name = "en"
    page.panel.show_scenario(page.scenario)
    assert "Makes the target" in texts(page)
