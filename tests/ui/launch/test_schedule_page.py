"""Page 2 of the launch as a person does it: schedule, people, the director's card."""

from __future__ import annotations

from datetime import date

from launch_office import LaunchOffice, type_text
from launch_walk import ADDRESS_TEXT, Make, at_schedule, settle
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.ui.launch.place import SCHEDULE


def test_control_enter_goes_on_even_while_the_forecast_is_being_computed(qtbot: QtBot, make: Make) -> None:
    place = make()
    type_text(place.address_page.address, ADDRESS_TEXT)
    assert place.draft.is_stale
    qtbot.keyClick(place.address_page.address, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.pages.currentIndex() == SCHEDULE)


def test_important_rows_are_the_critical_path_and_all_rows_are_all(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    chart = place.schedule_page.chart
    important = {line.step.step for line in chart.lines() if line.step is not None}
    assert place.draft.preview is not None
    row = place.draft.preview.row
    assert row is not None
    # The lawyer is away until 4 December: what the deputy gets by then is warned of.
    warned = {
        step.step
        for step in row.steps
        if step.role == "lawyer" and step.forecast.start is not None and step.forecast.start <= date(2026, 12, 4)
    }
    assert warned
    assert important == {step.step for step in row.steps if step.critical} | {row.goal} | warned
    qtbot.mouseClick(place.schedule_page.filter.button("all"), Qt.MouseButton.LeftButton)
    assert sum(line.step is not None for line in chart.lines()) == 40


def test_a_click_on_a_stage_hides_its_steps(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    chart = place.schedule_page.chart
    first = chart.lines()[0].stage.stage
    assert chart.lines()[1].step is not None
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 55))
    assert [line.step for line in chart.lines() if line.stage.stage == first] == [None]


def test_a_person_chosen_for_the_outlet_travels_in_the_request(qtbot: QtBot, make: Make, office: LaunchOffice) -> None:
    place = make()
    at_schedule(qtbot, place)
    people = place.schedule_page.people
    row = people.rows["accountant"]
    assert row.person is not None
    assert row.person.name == "Ольга Панина"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    type_text(people.chooser.search, "белов")
    qtbot.keyClick(people.chooser.search, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert row.person.name == "Игорь Белов"
    qtbot.mouseClick(place.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(name == "launch" for name, _ in office.calls))
    sent = next(arguments[0] for name, arguments in office.calls if name == "launch")
    assert isinstance(sent, LaunchRequest)
    assert sent.people == {"accountant": 8}
    qtbot.waitUntil(lambda: place.decision_page.view is not None)


def test_an_override_can_be_taken_back(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    place.draft.put("accountant", 8)
    settle(qtbot, place)
    people = place.schedule_page.people
    people.open_chooser("accountant")
    assert people.chooser.entry(0).is_nobody
    people.chooser._take(0)
    assert place.draft.request.people == {}


def test_the_director_sees_address_target_chance_and_three_answers(qtbot: QtBot, make: Make) -> None:
    place = make()
    at_schedule(qtbot, place)
    card = place.schedule_page.card
    assert ADDRESS_TEXT in card.words()
    assert [button.text() for button in card.buttons.values()] == [
        "Согласовать",
        "На доработку",
        "Отклонить и закрыть",
    ]
    assert place.draft.preview is not None
    assert place.draft.preview.p50 is not None
    assert f"{place.draft.preview.p50:%d.%m.%Y}" in card.words()
