"""The inspector and the problems panel with real keys, on a real document."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE as WITH_AN_UNUSED_ROLE, FakeOffice

from outlet_desktop.domain import edit
from outlet_desktop.domain.check import Finding
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import Escalation, Estimate, Reminder, Step, StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import Combo
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector import Inspector
from outlet_desktop.ui.editor.inspector_step import StepForm
from outlet_desktop.ui.editor.problems import ProblemsPanel, target_of
from outlet_desktop.ui.editor.problems_rows import ROW
from outlet_desktop.ui.editor.problems_words import shortened
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.theme import theme

Key = Qt.Key
TEMPLATE = replace(
    WITH_AN_UNUSED_ROLE, roles=tuple(role for role in WITH_AN_UNUSED_ROLE.roles if role.id != "developer")
)


class Stage(QWidget):
    """A window with an undo action, the two panes, and a button to move the focus to."""

    def __init__(self, document: TemplateDocument, office: FakeOffice, background: Background) -> None:
        super().__init__()
        self.document = document
        self.inspector = Inspector(document, office, background)
        self.problems = ProblemsPanel(document)
        self.elsewhere = QPushButton("elsewhere")
        row = QHBoxLayout(self)
        for pane in (self.inspector, self.problems, self.elsewhere):
            row.addWidget(pane)
        undo = QAction("undo", self)
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        undo.triggered.connect(document.stack.undo)
        self.addAction(undo)

    @property
    def form(self) -> StepForm:
        return self.inspector.step_form

    def step(self, step_id: str = "S03") -> Step:
        return self.document.template.by_id[step_id]

    def select(self, *steps: str) -> None:
        self.inspector.set_selection(frozenset(steps))


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def stage(qtbot: QtBot, office: FakeOffice) -> Iterator[Stage]:
    language.apply("ru")
    theme.apply("light")
    background = Background()
    document = TemplateDocument(office, background)
    made = Stage(document, office, background)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    with qtbot.waitSignal(document.analysed):
        document.open(TEMPLATE)
    yield made
    document.save_now()
    background.close()


def type_text(widget: QWidget, text: str) -> None:
    """Key presses with any letters (QTest knows only Latin-1)."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def write(widget: QWidget, text: str) -> None:
    """Click into a field and type in place of what it holds."""
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(widget, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(widget, text)


def choose(combo: Combo, key: str) -> None:
    """Choose an item with the arrow keys."""
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    wanted = combo.findData(key)
    assert wanted >= 0
    while combo.currentIndex() != wanted:
        QTest.keyClick(combo, Key.Key_Down if combo.currentIndex() < wanted else Key.Key_Up)


def edit_and_wait(qtbot: QtBot, stage: Stage, after: object) -> None:
    with qtbot.waitSignal(stage.document.analysed):
        stage.document.edit(after, "edit")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ text


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Backtab])
def test_a_new_name_is_taken_on_enter_and_on_tab(stage: Stage, key: Qt.Key) -> None:
    stage.select("S03")
    write(stage.form.title, "Залить пол")
    assert stage.step().title == "Черновые работы и электрика"
    QTest.keyClick(stage.form.title, key)
    assert stage.step().title == "Залить пол"
    assert stage.document.stack.count() == 1
    stage.document.stack.undo()
    assert stage.step().title == stage.form.title.toPlainText() == "Черновые работы и электрика"


def test_a_new_name_is_taken_when_the_field_is_left_with_the_mouse(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.title, "Залить пол")
    QTest.mouseClick(stage.elsewhere, Qt.MouseButton.LeftButton)
    stage.elsewhere.setFocus(Qt.FocusReason.MouseFocusReason)
    assert stage.step().title == "Залить пол"


def test_escape_puts_the_name_back_and_only_then_goes_on_to_the_window(stage: Stage, qtbot: QtBot) -> None:
    stage.select("S03")
    escape = QAction("escape", stage)
    escape.setShortcut(Key.Key_Escape)
    stage.addAction(escape)
    write(stage.form.title, "Залить пол")
    with qtbot.assertNotEmitted(escape.triggered):
        QTest.keyClick(stage.form.title, Key.Key_Escape)
    assert stage.form.title.toPlainText() == "Черновые работы и электрика"
    assert stage.document.stack.count() == 0
    with qtbot.waitSignal(escape.triggered, timeout=1000):
        QTest.keyClick(stage.form.title, Key.Key_Escape)


def test_typing_in_one_field_is_one_undo_entry_and_a_return_to_it_another(stage: Stage) -> None:
    stage.select("S03")
    for text in ("Залить пол", "Залить пол и стены"):
        write(stage.form.title, text)
        QTest.keyClick(stage.form.title, Key.Key_Return)
    assert stage.document.stack.count() == 1
    stage.form.condition.setFocus()
    write(stage.form.title, "Залить всё")
    QTest.keyClick(stage.form.title, Key.Key_Return)
    assert stage.document.stack.count() == 2
    stage.document.stack.undo()
    assert stage.step().title == "Залить пол и стены"
    stage.document.stack.undo()
    assert stage.step().title == "Черновые работы и электрика"


def test_typing_the_old_name_again_leaves_no_undo_entry(stage: Stage) -> None:
    stage.select("S03")
    for text in ("Залить пол", "Черновые работы и электрика"):
        write(stage.form.title, text)
        QTest.keyClick(stage.form.title, Key.Key_Return)
    assert stage.document.stack.count() == 0


def test_undo_in_a_field_that_was_taken_undoes_the_document(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.title, "Залить пол")
    QTest.keyClick(stage.form.title, Key.Key_Return)
    QTest.keyClick(stage.form.title, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.step().title == stage.form.title.toPlainText() == "Черновые работы и электрика"


def test_undo_while_typing_undoes_the_typing_only(stage: Stage) -> None:
    stage.document.edit(edit.rename(TEMPLATE, "S01", "Адрес"), "other")
    stage.select("S03")
    write(stage.form.title, "Залить пол")
    QTest.keyClick(stage.form.title, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.step("S01").title == "Адрес"
    assert stage.form.title.toPlainText() != "Залить пол"


def test_a_name_on_several_lines_becomes_one_line(stage: Stage) -> None:
    stage.select("S03")
    stage.form.title.setFocus()
    stage.form.title.setPlainText("Залить\n  пол ")
    QTest.keyClick(stage.form.title, Key.Key_Return)
    assert stage.step().title == stage.form.title.toPlainText() == "Залить пол"


def test_an_empty_name_is_refused_with_its_sentence_and_stays(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.title, " ")
    QTest.keyClick(stage.form.title, Key.Key_Return)
    error = stage.form._title_box.error
    assert error.isVisible()
    assert error.text() == words("finding.no_title")
    assert stage.form.title.toPlainText() == " "
    assert stage.step().title == "Черновые работы и электрика"
    QTest.keyClick(stage.form.title, Key.Key_Escape)
    assert not error.isVisible()
    assert stage.form.title.toPlainText() == "Черновые работы и электрика"


def test_enter_in_the_description_is_a_new_line_and_control_enter_takes_it(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.description, "раз")
    QTest.keyClick(stage.form.description, Key.Key_Return)
    type_text(stage.form.description, "два")
    assert stage.step().description == ""
    QTest.keyClick(stage.form.description, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.step().description == "раз\nдва"


def test_another_selection_takes_what_is_being_typed_for_the_old_step(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.title, "Залить пол")
    stage.select("S04")
    assert stage.step("S03").title == "Залить пол"
    assert stage.step("S04").title == TEMPLATE.by_id["S04"].title == stage.form.title.toPlainText()


def test_a_change_elsewhere_does_not_write_over_what_is_being_typed(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.title, "Зали")
    stage.document.edit(edit.change(TEMPLATE, "S03", title="Другое имя", description="Описание"), "canvas")
    assert stage.form.title.hasFocus()
    assert stage.form.title.toPlainText() == "Зали"
    assert stage.form.description.toPlainText() == "Описание"
    QTest.keyClick(stage.form.title, Key.Key_Escape)
    assert stage.form.title.toPlainText() == "Другое имя"


def test_the_undo_of_a_name_shows_while_the_field_has_the_focus(stage: Stage) -> None:
    stage.select("S03")
    stage.form.title.setFocus()
    stage.document.edit(edit.rename(TEMPLATE, "S03", "Другое имя"), "canvas")
    assert stage.form.title.toPlainText() == "Другое имя"
    assert stage.form.title.hasFocus()


# ------------------------------------------------------------------------------------------------ numbers


def spell(stage: Stage, number: int, digits: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    spin = stage.form.duration.spins[number]
    spin.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(spin, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(spin, digits)
    QTest.keyClick(spin, key)


def test_three_durations_typed_in_a_row_are_one_undo_entry(stage: Stage) -> None:
    stage.select("S03")
    for number, digits in ((2, "30"), (1, "14"), (0, "9")):
        spell(stage, number, digits, Key.Key_Backtab)
    assert stage.step().duration == Estimate(9, 14, 30)
    assert stage.document.stack.count() == 1
    stage.document.stack.undo()
    assert stage.step().duration == Estimate(8, 12, 20)
    assert [spin.value() for spin in stage.form.duration.spins] == [8, 12, 20]


def test_durations_out_of_order_are_refused_with_the_sentence_until_they_are_in_order(stage: Stage) -> None:
    stage.select("S03")
    spell(stage, 0, "15")
    error = stage.form._duration_error.error
    assert error.isVisible()
    assert error.text() == words("finding.duration_order", {"days": "15 · 12 · 20"})
    assert stage.step().duration == Estimate(8, 12, 20)
    assert stage.form.duration.spins[0].value() == 15
    stage.document.edit(edit.rename(TEMPLATE, "S01", "Адрес"), "elsewhere")
    assert stage.form.duration.spins[0].value() == 15  # nothing is put back silently
    spell(stage, 1, "16")
    assert not error.isVisible()
    assert stage.step().duration == Estimate(15, 16, 20)


def test_escape_puts_durations_back(stage: Stage) -> None:
    stage.select("S03")
    spell(stage, 0, "15")
    QTest.keyClick(stage.form.duration.spins[1], Key.Key_Escape)
    assert [spin.value() for spin in stage.form.duration.spins] == [8, 12, 20]
    assert not stage.form._duration_error.error.isVisible()


def test_enter_in_a_number_takes_it_and_does_not_reach_the_window(stage: Stage, qtbot: QtBot) -> None:
    stage.select("S03")
    reached: list[int] = []
    stage.keyPressEvent = lambda event: reached.append(event.key())  # type: ignore[method-assign]
    spell(stage, 2, "21", Key.Key_Return)
    assert stage.step().duration == Estimate(8, 12, 21)
    assert Key.Key_Return not in reached


def test_a_milestone_has_no_duration_no_checks_and_no_checklist(stage: Stage) -> None:
    stage.select("S08")
    form = stage.form
    for part in (form.duration, form.remind, form.result, form.checklist, form.outcomes):
        assert not part.isVisible()
    assert form.condition.isVisible()
    assert form.description.isVisible()


# ------------------------------------------------------------------------------------------------ choices


def test_the_role_names_the_person_it_gives_now(stage: Stage, office: FakeOffice, qtbot: QtBot) -> None:
    stage.select("S02")
    person = stage.form.person
    qtbot.waitUntil(lambda: person.isVisible() and "Тимур Латыпов" in person.words.text())  # Соколова is away
    choose(stage.form.role, "accountant")
    assert stage.step("S02").role == "accountant"
    assert "Ольга Панина" in person.words.text()
    office._holders["accountant"] = RoleHolder("accountant")
    stage.inspector.reload_people()
    qtbot.waitUntil(lambda: "Ольга Панина" not in person.words.text())


def test_the_kind_can_be_changed_and_an_approval_gets_its_answers(stage: Stage) -> None:
    stage.select("S03")
    stage.form.kind.setCurrentIndex(stage.form.kind.findData("approval"))
    stage.form.kind.activated.emit(stage.form.kind.currentIndex())
    assert stage.step().kind is StepKind.APPROVAL
    assert set(stage.form.outcomes.bindings) == {"approve", "rework", "reject"}
    assert stage.form.outcomes.isVisible()
    write(stage.form.outcomes.bindings["approve"].editor, "Принять")
    QTest.keyClick(stage.form.outcomes.bindings["approve"].editor, Key.Key_Return)
    outcome = stage.step().outcome("approve")
    assert outcome is not None
    assert outcome.label == "Принять"


def test_an_answer_without_words_is_refused(stage: Stage) -> None:
    stage.select("S01")
    editor = stage.form.outcomes.bindings["rework"].editor
    write(editor, " ")
    QTest.keyClick(editor, Key.Key_Return)
    assert stage.form.outcomes.boxes["rework"].error.text() == words("edit.no_label")
    assert stage.step("S01").outcome("rework").label == "На доработку"  # type: ignore[union-attr]


def test_reminder_and_escalation_are_switched_and_counted(stage: Stage) -> None:
    stage.select("S03")
    form = stage.form
    QTest.mouseClick(form.remind, Qt.MouseButton.LeftButton, pos=QPoint(10, form.remind.height() // 2))
    assert stage.step().remind == Reminder(1, 1)
    form.remind_days.setFocus()
    QTest.keyClick(form.remind_days, Key.Key_Up)
    choose(form.remind_repeat, "3")
    assert stage.step().remind == Reminder(2, 3)
    QTest.mouseClick(form.escalate, Qt.MouseButton.LeftButton, pos=QPoint(10, form.escalate.height() // 2))
    choose(form.escalate_to, "director")
    assert stage.step().escalate == Escalation(2, "director")
    QTest.mouseClick(form.remind, Qt.MouseButton.LeftButton, pos=QPoint(10, form.remind.height() // 2))
    assert stage.step().remind is None
    QTest.mouseClick(form.result, Qt.MouseButton.LeftButton, pos=QPoint(10, form.result.height() // 2))
    assert stage.step().result_required


def test_three_steps_get_a_role_by_one_undo_entry(stage: Stage) -> None:
    stage.select("S02", "S03", "S04")
    form = stage.inspector.several_form
    assert form.isVisible()
    assert form.role.currentIndex() == -1  # they differ
    choose(form.role, "retail")
    assert {stage.step(step).role for step in ("S02", "S03", "S04")} == {"retail"}
    assert stage.document.stack.count() == 1
    stage.document.stack.undo()
    assert stage.document.template == TEMPLATE


def test_one_number_goes_to_all_selected_steps_and_is_refused_where_it_cannot_be(stage: Stage) -> None:
    stage.select("S02", "S03", "S08")
    form = stage.inspector.several_form
    most, least = form.duration.spins[2], form.duration.spins[0]
    assert form.duration.values == (None, None, None)
    for spin, digits in ((most, "40"), (least, "6")):
        spin.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(spin, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(spin, digits)
        QTest.keyClick(spin, Key.Key_Return)
    assert stage.step("S02").duration == Estimate(3, 5, 40)  # 6 would be above its usual 5
    assert stage.step("S03").duration == Estimate(8, 12, 40)
    assert stage.step("S08").duration == Estimate(0, 0, 0)
    error = form._duration_box.error
    assert TEMPLATE.by_id["S02"].title in error.text()
    assert "6 · 5 · 40" in error.text()


# ------------------------------------------------------------------------------------------------ condition


def test_a_condition_on_an_unknown_field_is_an_error_as_it_is_typed_and_is_not_taken(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.condition, "prepad == true")
    error = stage.form._condition_box.error
    assert error.isVisible()
    assert error.text().startswith(words("finding.condition_unknown_field", {"name": "prepad"}))
    assert "prepaid" in error.text()
    QTest.keyClick(stage.form.condition, Key.Key_Return)
    assert stage.step().condition == ""
    write(stage.form.condition, "prepaid == true")
    assert not error.isVisible()
    QTest.keyClick(stage.form.condition, Key.Key_Return)
    assert stage.step().condition == "prepaid == true"


def test_a_condition_that_cannot_be_read_says_where(stage: Stage) -> None:
    stage.select("S03")
    write(stage.form.condition, "prepaid ==")
    assert "11" in stage.form._condition_box.error.text()


# ------------------------------------------------------------------------------------------------ lists


def with_checklist(stage: Stage, *lines: str) -> None:
    stage.document.edit(edit.change(stage.document.template, "S03", checklist=lines), "checklist")
    stage.select("S03")


def test_checklist_lines_are_added_with_enter_and_an_empty_one_ends_it(stage: Stage) -> None:
    stage.select("S03")
    checklist = stage.form.checklist
    QTest.mouseClick(checklist.add_button, Qt.MouseButton.LeftButton)
    for text in ("Проверить щит", "Снять показания"):
        line = checklist.lines[-1]
        assert line.edit.hasFocus()
        type_text(line.edit, text)
        QTest.keyClick(line.edit, Key.Key_Return)
    QTest.keyClick(checklist.lines[-1].edit, Key.Key_Return)
    assert stage.step().checklist == ("Проверить щит", "Снять показания")
    assert len(checklist.lines) == 2
    assert checklist.add_button.hasFocus()
    assert stage.document.stack.count() == 2


def test_a_checklist_line_is_moved_with_alt_and_keeps_the_focus(stage: Stage) -> None:
    with_checklist(stage, "один", "два", "три")
    edit_ = stage.form.checklist.lines[0].edit
    edit_.setFocus()
    QTest.keyClick(edit_, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(edit_, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert stage.step().checklist == ("два", "три", "один")
    assert edit_.hasFocus()
    QTest.keyClick(edit_, Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # it is the last: nothing happens
    assert stage.step().checklist == ("два", "три", "один")


def test_a_checklist_line_is_dragged_by_its_grip(stage: Stage) -> None:
    with_checklist(stage, "один", "два", "три")
    grip = stage.form.checklist.lines[2].grip
    grip.dragged.emit(-40.0)
    grip.dropped.emit()
    assert stage.step().checklist == ("три", "один", "два")
    assert stage.document.stack.count() == 2


def test_a_checklist_line_is_removed_by_its_cross_or_by_emptying_it(stage: Stage) -> None:
    with_checklist(stage, "один", "два", "три")
    QTest.mouseClick(stage.form.checklist.lines[1].cross, Qt.MouseButton.LeftButton)
    assert stage.step().checklist == ("один", "три")
    write(stage.form.checklist.lines[0].edit, "")
    QTest.keyClick(stage.form.checklist.lines[0].edit, Key.Key_Delete)
    QTest.keyClick(stage.form.checklist.lines[0].edit, Key.Key_Return)
    assert stage.step().checklist == ("три",)
    stage.document.stack.undo()
    stage.document.stack.undo()
    assert [line.binding.text for line in stage.form.checklist.lines] == ["один", "два", "три"]


def test_the_cross_of_a_dependency_disconnects_and_its_name_goes_there(stage: Stage, qtbot: QtBot) -> None:
    stage.select("S03")
    dependencies = stage.form.dependencies
    assert [link.text() for link in dependencies.links] == [
        TEMPLATE.by_id["S02"].title,
        TEMPLATE.by_id["S05"].title,
    ]
    with qtbot.waitSignal(stage.inspector.step_wanted) as wanted:
        QTest.keyClick(dependencies.links[0], Key.Key_Return)
    assert wanted.args == ["S02"]
    QTest.mouseClick(dependencies.crosses[1], Qt.MouseButton.LeftButton)
    assert all((flow.source, flow.target) != ("S03", "S05") for flow in stage.document.template.flows)
    assert [link.text() for link in dependencies.links] == [TEMPLATE.by_id["S02"].title]
    stage.document.stack.undo()
    assert len(dependencies.links) == 2


def test_tab_goes_through_the_fields_in_the_order_of_reading(stage: Stage) -> None:
    with_checklist(stage, "один", "два")
    form = stage.form
    first, second = form.checklist.lines
    dependencies = form.dependencies
    order = [form.title, form.stage, form.kind, form.role, *form.duration.spins, form.condition]
    order += [form.condition_part.toggle, form.result, form.remind, form.escalate, form.checklist.add_button]
    order += [first.edit, first.cross, second.edit, second.cross, form.words.add_button, form.description]
    order += [dependencies.add_button]
    for link, wait, cross in zip(dependencies.links, dependencies.waits, dependencies.crosses, strict=True):
        order += [link, wait.button, cross]
    order += [form.reasons.add_button]
    form.title.setFocus()
    walked: list[QWidget | None] = [form.title]
    for _ in order[1:]:
        QTest.keyClick(walked[-1], Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == order


# ------------------------------------------------------------------------------------------------ the whole


def test_with_nothing_selected_the_process_is_renamed_and_gets_its_goal(stage: Stage) -> None:
    form = stage.inspector.process_form
    assert form.isVisible()
    write(form.name, "Открытие павильона")
    QTest.keyClick(form.name, Key.Key_Return)
    assert stage.document.template.name == "Открытие павильона"
    choose(form.goal, "S07")
    assert stage.document.template.goal == "S07"


def test_a_deleted_step_leaves_the_selection_and_another_process_empties_it(stage: Stage) -> None:
    stage.select("S03", "S04")
    stage.document.edit(edit.delete(TEMPLATE, ["S03"]), "delete")
    assert stage.inspector.selection == {"S04"}
    assert stage.form.isVisible()
    stage.document.open(replace(TEMPLATE, id="other", name="Другой"))
    assert stage.inspector.selection == frozenset()
    assert stage.inspector.process_form.name.toPlainText() == "Другой"


def test_the_words_follow_the_language(stage: Stage, qtbot: QtBot) -> None:
    stage.select("S03")
    spell(stage, 0, "15")
    spell(stage, 1, "12")
    language.apply("ru")
    qtbot.waitUntil(lambda: stage.form._title_box.caption.text() == "Название")
    language.apply("en")
    qtbot.waitUntil(lambda: stage.form._title_box.caption.text() == "Name")
    assert stage.inspector.heading.text() == "Task"


# ------------------------------------------------------------------------------------------------ problems


def broken(stage: Stage, qtbot: QtBot) -> None:
    template = edit.set_role(TEMPLATE, ["S03", "S04"], "")
    edit_and_wait(qtbot, stage, edit.disconnect(template, "S07", "S08"))


def shown(stage: Stage) -> list[Finding]:
    return [row.finding for row in stage.problems.rows if row.isVisible() and row.finding is not None]


def test_without_findings_there_is_one_quiet_line(stage: Stage) -> None:
    assert stage.problems.findings == ()
    assert stage.problems.quiet.isVisible()
    assert stage.problems.height() == 2 * ROW


def test_findings_appear_and_a_fix_applies_and_is_undone(stage: Stage, qtbot: QtBot) -> None:
    broken(stage, qtbot)
    panel = stage.problems
    findings = shown(stage)
    assert [finding.code for finding in findings[:2]] == ["finding.no_role", "finding.no_role"]
    assert panel.rows[0].sentence.text() == words("finding.no_role")
    assert panel.rows[0].title.text() == TEMPLATE.by_id["S03"].title
    fix = findings[0].fix
    assert fix is not None
    with qtbot.waitSignal(stage.document.analysed):
        QTest.mouseClick(panel.rows[0].fix, Qt.MouseButton.LeftButton)
    assert stage.step("S03").role == fix.other != ""
    assert findings[0] not in panel.findings
    with qtbot.waitSignal(stage.document.analysed):
        stage.document.stack.undo()
    assert stage.step("S03").role == ""
    assert shown(stage) == findings


def test_a_result_nobody_waits_for_is_joined_to_a_step_by_its_button(stage: Stage, qtbot: QtBot) -> None:
    edit_and_wait(qtbot, stage, edit.disconnect(TEMPLATE, "S07", "S08"))
    row = stage.problems.rows[0]
    assert row.finding is not None
    assert row.finding.code == "finding.result_unused"
    assert row.finding.fix is not None
    target = row.finding.fix.other
    row.fix.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(stage.document.analysed):
        QTest.keyClick(row.fix, Key.Key_Space)
    assert any((flow.source, flow.target) == ("S07", target) for flow in stage.document.template.flows)


def test_hovering_or_focusing_a_fix_names_the_finding_and_leaving_it_none(stage: Stage, qtbot: QtBot) -> None:
    broken(stage, qtbot)
    heard: list[object] = []
    stage.problems.fix_hovered.connect(lambda finding, _words: heard.append(finding))
    row = stage.problems.rows[1]
    QApplication.sendEvent(row.fix, QEvent(QEvent.Type.Enter))
    QApplication.sendEvent(row.fix, QEvent(QEvent.Type.Leave))
    row.fix.setFocus(Qt.FocusReason.TabFocusReason)
    stage.elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
    assert heard == [row.finding, None, row.finding, None]


def test_f8_goes_through_all_findings_and_begins_again(stage: Stage, qtbot: QtBot) -> None:
    broken(stage, qtbot)
    panel = stage.problems
    wanted: list[str] = []
    panel.step_wanted.connect(wanted.append)
    panel.list.setFocus()
    count = len(panel.findings)
    for _ in range(count + 1):
        QTest.keyClick(panel.list, Key.Key_F8)
    expected = [target_of(finding) for finding in panel.findings if target_of(finding)]
    assert len(expected) == 3  # the others are about the whole process
    assert wanted == [*expected, expected[0]]
    assert panel.current == 0


def test_after_a_fix_f8_goes_to_the_finding_that_took_its_place(stage: Stage, qtbot: QtBot) -> None:
    broken(stage, qtbot)
    panel = stage.problems
    panel.go_next()
    with qtbot.waitSignal(stage.document.analysed):
        QTest.mouseClick(panel.rows[0].fix, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.step_wanted) as wanted:
        panel.go_next()
    assert wanted.args == ["S04"]


def test_a_click_on_a_row_asks_for_its_step(stage: Stage, qtbot: QtBot) -> None:
    broken(stage, qtbot)
    row = stage.problems.rows[1]
    with qtbot.waitSignal(stage.problems.step_wanted) as wanted:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(40, 16))
    assert wanted.args == ["S04"]
    assert row.is_current


def test_more_than_five_findings_are_scrolled_to(stage: Stage, qtbot: QtBot) -> None:
    template = edit.set_role(TEMPLATE, [step.id for step in TEMPLATE.steps[:7]], "")
    edit_and_wait(qtbot, stage, template)
    panel = stage.problems
    count = len(panel.findings)
    assert count > 5
    assert len(shown(stage)) == 5
    assert panel.height() == 6 * ROW
    assert panel.list.bar.isVisible()
    panel.list.setFocus()
    QTest.keyClick(panel.list, Key.Key_End)
    assert shown(stage)[-1] is panel.findings[-1]
    assert panel.rows[4].is_current
    QTest.keyClick(panel.list, Key.Key_Home)
    assert shown(stage)[0] is panel.findings[0]


def test_the_caret_leaves_only_the_header_and_f8_opens_it(stage: Stage, qtbot: QtBot) -> None:
    broken(stage, qtbot)
    panel = stage.problems
    QTest.mouseClick(panel.caret, Qt.MouseButton.LeftButton)
    assert panel.height() == ROW
    assert not panel.list.isVisible()
    assert panel.error_words.isVisible()
    panel.go_next()
    assert panel.list.isVisible()


def test_a_fix_that_became_impossible_says_why(stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_and_wait(qtbot, stage, edit.disconnect(TEMPLATE, "S07", "S08"))
    panel = stage.problems
    finding = panel.findings[0]
    assert finding.fix is not None
    # The drawing changes without the panel hearing of it: only then can a shown fix be impossible.
    connected = edit.connect(stage.document.template, finding.fix.step, finding.fix.other)
    monkeypatch.setattr(stage.document, "_template", connected)
    QTest.mouseClick(panel.rows[0].fix, Qt.MouseButton.LeftButton)
    problem = edit.can_connect(connected, finding.fix.step, finding.fix.other)
    assert isinstance(problem, Problem)
    assert panel.note.text() == words(problem.code, problem.facts)


def test_a_long_title_on_a_button_ends_after_a_word() -> None:
    assert shortened("Принять товар, выложить, проверить") == "Принять товар…"
    assert shortened("Точка открыта") == "Точка открыта"
    assert shortened("Х" * 40) == "Х" * 18 + "…"
