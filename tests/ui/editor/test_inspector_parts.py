"""Parts of the inspector: the condition's builder, the description's preview, reasons, answers, waits, the past."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain.template import Estimate, Field, FieldType, Flow, Reason, Step, StepKind
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import Combo
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector import Inspector
from outlet_desktop.ui.editor.inspector_condition import ConditionPart
from outlet_desktop.ui.editor.inspector_step import StepForm
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import days

Key = Qt.Key
FIELDS = (
    Field("prepaid", "Предоплата", FieldType.BOOL),
    Field("area", "Площадь", FieldType.INT),
    Field("size", "Формат", FieldType.CHOICE, choices=("Мини", "Макси")),
    Field("plan", "План", FieldType.FILE),
)
REASONS = (Reason("pay", "Ждём оплату"), Reason("papers", "Нет документов"))
PROCESS = replace(TEMPLATE, fields=FIELDS, reasons=REASONS)


class Stage(QWidget):
    def __init__(self, document: TemplateDocument, background: Background) -> None:
        super().__init__()
        self.document = document
        self.inspector = Inspector(document, FakeOffice(), background)
        self.inspector.setParent(self)

    @property
    def form(self) -> StepForm:
        return self.inspector.step_form

    @property
    def part(self) -> ConditionPart:
        return self.form.condition_part

    def step(self, step_id: str = "S03") -> Step:
        return self.document.template.by_id[step_id]


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    language.apply("ru")
    background = Background()
    document = TemplateDocument(FakeOffice(), background)
    made = Stage(document, background)
    qtbot.addWidget(made)
    made.resize(360, 1200)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(document.analysed):
        document.open(PROCESS)
    made.inspector.set_selection(frozenset({"S03"}))
    yield made
    document.save_now()
    background.close()


def type_text(widget: QWidget, text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def write(widget: QWidget, text: str) -> None:
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(widget, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(widget, text)


def choose(combo: Combo, key: str) -> None:
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    wanted = combo.findData(key)
    assert wanted >= 0
    way = Key.Key_Down if combo.currentIndex() < wanted else Key.Key_Up
    for _ in range(abs(combo.currentIndex() - wanted)):
        QTest.keyClick(combo, way)


def pick(menu: QMenu, words: str) -> None:
    """Press the line of a menu whose words hold these; submenus are looked through."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            if any(words in one.text() for one in inner.actions()) or any(one.menu() for one in inner.actions()):
                pick(inner, words)
                return
        elif words in action.text():
            action.trigger()
            return


# ------------------------------------------------------------------------------------------------ condition


def test_a_condition_is_built_from_the_questions_and_stands_as_text(stage: Stage) -> None:
    QTest.mouseClick(stage.part.toggle, Qt.MouseButton.LeftButton)
    QTest.mouseClick(stage.part.add_button, Qt.MouseButton.LeftButton)
    assert stage.step().condition == "prepaid == true"
    assert stage.part.line.text() == "prepaid == true"
    QTest.mouseClick(stage.part.add_button, Qt.MouseButton.LeftButton)
    assert stage.step().condition == "prepaid == true and area > 0"
    second = stage.part.rows[1]
    assert isinstance(second.value, QLineEdit)
    write(second.value, "120")
    QTest.keyClick(second.value, Key.Key_Return)
    choose(stage.part.rows[1].operator, ">=")
    assert stage.step().condition == "prepaid == true and area >= 120"
    QTest.mouseClick(stage.part.join.button("or"), Qt.MouseButton.LeftButton)
    assert stage.step().condition == "prepaid == true or area >= 120"
    QTest.mouseClick(stage.part.rows[0].cross, Qt.MouseButton.LeftButton)
    assert stage.step().condition == "area >= 120"
    QTest.mouseClick(stage.part.rows[0].cross, Qt.MouseButton.LeftButton)
    assert stage.step().condition == ""


def test_text_and_rows_say_the_same_whichever_is_changed(stage: Stage) -> None:
    stage.part.toggle.setChecked(True)
    write(stage.form.condition, 'size in ["Мини"] and prepaid == false')
    QTest.keyClick(stage.form.condition, Key.Key_Return)
    first, second = stage.part.rows
    assert (first.row.field, first.row.op, second.row.value) == ("size", "in", False)
    assert isinstance(second.value, Combo)
    choose(second.value, "true")
    assert stage.form.condition.text() == 'size in ["Мини"] and prepaid == true'
    stage.document.stack.undo()
    assert stage.part.line.text() == 'size in ["Мини"] and prepaid == false'
    assert stage.part.rows[1].row.value is False
    stage.document.stack.undo()
    assert stage.part.line.text() == ""
    assert stage.part.rows == []


def test_a_choice_is_offered_its_choices_and_a_file_no_row(stage: Stage) -> None:
    stage.part.toggle.setChecked(True)
    write(stage.form.condition, 'size == "Мини"')
    QTest.keyClick(stage.form.condition, Key.Key_Return)
    (row,) = stage.part.rows
    assert isinstance(row.value, Combo)
    assert [row.value.itemData(n) for n in range(row.value.count())] == ["Мини", "Макси"]
    assert [row.field.itemData(n) for n in range(row.field.count())] == ["prepaid", "area", "size"]


def test_a_value_of_another_type_is_not_taken(stage: Stage) -> None:
    stage.part.toggle.setChecked(True)
    write(stage.form.condition, "area > 5")
    QTest.keyClick(stage.form.condition, Key.Key_Return)
    (row,) = stage.part.rows
    write(row.value, "много")
    assert row.value.property("state") == "error"
    QTest.keyClick(row.value, Key.Key_Return)
    assert stage.step().condition == "area > 5"


def test_a_nested_condition_is_left_to_the_text(stage: Stage) -> None:
    stage.part.toggle.setChecked(True)
    write(stage.form.condition, "area > 5 and (prepaid == true or area < 90)")
    QTest.keyClick(stage.form.condition, Key.Key_Return)
    assert stage.part.rows == []
    assert stage.part.hint.isVisible()
    assert not stage.part.add_button.isVisible()
    assert stage.step().condition == "area > 5 and (prepaid == true or area < 90)"


def test_without_questions_the_builder_asks_for_them(stage: Stage, qtbot: QtBot) -> None:
    stage.document.edit(replace(stage.document.template, fields=()), "no questions")
    stage.part.toggle.setChecked(True)
    with qtbot.waitSignal(stage.form.words_wanted) as wanted:
        QTest.mouseClick(stage.part.add_button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["fields"]
    for window in QApplication.topLevelWidgets():
        if window is not stage and window.isVisible():
            window.close()


# ------------------------------------------------------------------------------------------------ description


def test_a_description_with_placeholders_is_shown_for_a_sample_outlet_while_it_is_typed(stage: Stage) -> None:
    part = stage.form.words
    assert not part.preview.isVisible()
    write(part.editor, "Ехать: {address}, {area} м², {phone}")
    assert part.preview.isVisible()
    assert "Ехать: ул. Ленина, 10, 120 м²" in part.preview.text() or "120 м²" in part.preview.text()
    assert "{phone}" in part.preview.text()
    assert "color" in part.preview.text()  # what is unknown stands out
    QTest.keyClick(part.editor, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.step().description == "Ехать: {address}, {area} м², {phone}"


def test_a_placeholder_is_put_in_from_a_menu_where_the_cursor_is(stage: Stage) -> None:
    part = stage.form.words
    write(part.editor, "До ")
    pick(part.menu(), "{target}")
    pick(part.menu(), "{area}")
    assert part.editor.toPlainText() == "До {target}{area}"
    stage.inspector.flush()
    assert stage.step().description == "До {target}{area}"


# ------------------------------------------------------------------------------------------------ reasons


def test_reasons_of_the_process_are_offered_and_taken_away(stage: Stage) -> None:
    part = stage.form.reasons
    next(action for action in part.menu().actions() if action.text() == "Ждём оплату").setChecked(True)
    next(action for action in part.menu().actions() if action.text() == "Нет документов").setChecked(True)
    assert stage.step().reasons == ("pay", "papers")
    QTest.mouseClick(part.crosses[0], Qt.MouseButton.LeftButton)
    assert stage.step().reasons == ("papers",)
    stage.document.stack.undo()
    assert stage.step().reasons == ("pay", "papers")


# ------------------------------------------------------------------------------------------------ answers


def test_rework_goes_back_to_chosen_steps_or_to_the_initiator(stage: Stage) -> None:
    approval = replace(stage.step("S03"), kind=StepKind.APPROVAL, outcomes=stage.step("S01").outcomes)
    stage.document.edit(stage.document.template.with_steps(approval), "an approval later")
    outcomes = stage.form.outcomes
    before = [one for one in stage.document.template.order if one in stage.document.template.ancestors("S03")]
    titles = [stage.step(one).title for one in before if stage.step(one).kind is not StepKind.MILESTONE]
    offered = [action.text() for action in outcomes.back_menu().actions() if not action.isSeparator()]
    assert offered[1:] == titles[::-1]
    outcomes.back_menu().actions()[2].setChecked(True)
    rework = stage.step("S03").outcome("rework")
    assert rework is not None
    assert rework.back_to == (before[-1],)
    outcomes.back_menu().actions()[0].trigger()
    again = stage.step("S03").outcome("rework")
    assert again is not None
    assert again.back_to == "initiator"


def test_an_answer_is_removed_and_added_again_in_its_place(stage: Stage) -> None:
    stage.inspector.set_selection(frozenset({"S01"}))
    outcomes = stage.form.outcomes
    assert "approve" not in outcomes.crosses
    QTest.mouseClick(outcomes.crosses["rework"], Qt.MouseButton.LeftButton)
    assert [one.id for one in stage.step("S01").outcomes] == ["approve", "reject"]
    outcomes.menu().actions()[0].trigger()
    assert [one.id for one in stage.step("S01").outcomes] == ["approve", "rework", "reject"]
    assert stage.step("S01").outcomes[1].label


# ------------------------------------------------------------------------------------------------ dependencies


def test_an_arrow_is_given_a_wait_in_place(stage: Stage) -> None:
    dependencies = stage.form.dependencies
    flow = stage.document.template.incoming["S03"][0]
    wait = dependencies.waits[0]
    QTest.mouseClick(wait.button, Qt.MouseButton.LeftButton)
    assert wait.spin.isVisible()
    QTest.keyClick(wait.spin, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(wait.spin, "3")
    QTest.keyClick(wait.spin, Key.Key_Return)
    assert Flow(flow.source, flow.target, 3) in stage.document.template.flows
    assert "3" in dependencies.waits[0].button.text()
    stage.document.stack.undo()
    assert stage.document.template == PROCESS


def test_a_dependency_is_added_from_a_menu_that_offers_only_what_closes_no_cycle(stage: Stage) -> None:
    template = stage.document.template
    menu = stage.form.dependencies.menu()
    after, opens = (action.menu() for action in menu.actions())
    assert isinstance(after, QMenu)
    assert isinstance(opens, QMenu)

    def titles(inner: QMenu) -> set[str]:
        found: set[str] = set()
        for action in inner.actions():
            branch = action.menu()
            found |= titles(branch) if isinstance(branch, QMenu) else {action.text()}
        return found

    later = {template.by_id[one].title for one in template.descendants("S03")}
    earlier = {template.by_id[one].title for one in template.ancestors("S03")}
    assert not titles(after) & later
    assert not titles(opens) & earlier
    offered = sorted(titles(opens))[0]
    pick(opens, offered)
    target = next(step.id for step in template.steps if step.title == offered)
    assert Flow("S03", target) in stage.document.template.flows


# ------------------------------------------------------------------------------------------------ the past


def test_the_past_of_a_step_is_told_and_taken_as_its_estimate_by_one_press(stage: Stage, qtbot: QtBot) -> None:
    assert not stage.form.past.isVisible()
    stage.document.edit(stage.document.template.with_steps(replace(stage.step(), duration=Estimate(1, 2, 3))), "short")
    samples = {"S03": (6, 7, 7, 8, 8, 9, 12, 15)}
    stage.inspector.set_past(samples)
    with qtbot.waitSignal(stage.document.analysed):
        stage.document.set_past(PROCESS.id, samples)
    assert any(finding.code == "finding.duration_far" for finding in stage.document.analysis.findings)
    assert stage.form.past.isVisible()
    assert days(8) in stage.form.past.words.text()
    with qtbot.waitSignal(stage.document.analysed):
        QTest.mouseClick(stage.form.past.button, Qt.MouseButton.LeftButton)
    assert stage.step().duration == Estimate(6, 8, 15)
    assert not stage.form.past.button.isVisible()
    assert not any(finding.code == "finding.duration_far" for finding in stage.document.analysis.findings)


def test_few_finished_tasks_are_told_but_not_offered_as_an_estimate(stage: Stage) -> None:
    stage.inspector.set_past({"S03": (9, 9, 9)})
    assert stage.form.past.isVisible()
    assert not stage.form.past.button.isVisible()
