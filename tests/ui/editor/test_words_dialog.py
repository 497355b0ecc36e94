"""Words of a process and what a confirmation asks for, edited in dialogs with real keys; what refuses is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain.template import Field, FieldType, Reason, StepKind
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector import Inspector
from outlet_desktop.ui.editor.words_dialog import WordsDialog
from outlet_desktop.ui.editor.words_page import WordsPage
from outlet_desktop.ui.language import language

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
REASONS = (Reason("pay", "Ждём оплату"), Reason("papers", "Нет документов"))
PROCESS = replace(TEMPLATE, reasons=REASONS)
CONFIRMATION = next(step.id for step in PROCESS.steps if step.kind is StepKind.CONFIRMATION)


class Stage(QWidget):
    """A window with the inspector of a document."""

    def __init__(self, document: TemplateDocument, background: Background) -> None:
        super().__init__()
        self.document = document
        self.inspector = Inspector(document, FakeOffice(), background)
        self.inspector.setParent(self)
        self.wanted: list[str] = []
        self.inspector.step_wanted.connect(self.wanted.append)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    language.apply("ru")
    background = Background()
    document = TemplateDocument(FakeOffice(), background)
    made = Stage(document, background)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(document.analysed):
        document.open(PROCESS)
    yield made
    document.save_now()
    background.close()


def type_text(widget: QWidget, text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def write(widget: QWidget, text: str, *, enter: bool = True) -> None:
    """In place of what the field holds, taken by Enter."""
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(widget, Key.Key_A, Control)
    QTest.keyClick(widget, Key.Key_Delete)
    type_text(widget, text)
    if enter:
        QTest.keyClick(widget, Key.Key_Return)


def opened(stage: Stage, qtbot: QtBot, kind: str) -> WordsPage:
    dialog = stage.inspector.open_words(kind)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog.page


def dialog_of(page: WordsPage) -> WordsDialog:
    window = page.window()
    assert isinstance(window, WordsDialog)
    return window


def names(stage: Stage, kind: str) -> list[str]:
    return [item.title for item in getattr(stage.document.template, kind)]


def test_the_pencil_beside_the_roles_opens_their_dialog(stage: Stage, qtbot: QtBot) -> None:
    head = stage.inspector.process_form._roles_head
    assert head.add_button is not None
    QTest.mouseClick(head.add_button, Qt.MouseButton.LeftButton)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WordsDialog) and w.isVisible())
    assert dialog.page.source.kind == "roles"
    assert dialog.page.list.count() == len(PROCESS.roles)
    dialog.close()


def test_a_question_is_added_typed_and_can_be_asked_for_in_a_condition(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "fields")
    QTest.keyClick(page.list, Key.Key_Insert)
    write(page.form.title, "Формат точки")
    made = stage.document.template.fields[-1]
    assert made == Field("format_tochki", "Формат точки")
    page.form.type.setCurrentIndex(page.form.type.findData("choice"))
    page.form.type.activated.emit(page.form.type.currentIndex())
    assert page.form.choices_box.isVisible()
    page.form.choices.setFocus()
    type_text(page.form.choices, "Мини")
    QTest.keyClick(page.form.choices, Key.Key_Return)
    type_text(page.form.choices, "Макси")
    QTest.keyClick(page.form.choices, Key.Key_Return, Control)
    QTest.mouseClick(page.form.required, Qt.MouseButton.LeftButton, pos=page.form.required.rect().center() / 4)
    page.form.required.click() if not stage.document.template.fields[-1].required else None
    assert stage.document.template.fields[-1] == Field(
        "format_tochki", "Формат точки", FieldType.CHOICE, True, ("Мини", "Макси")
    )
    dialog_of(page).accept()
    for _ in range(4):
        stage.document.stack.undo()
    assert stage.document.template == PROCESS


def test_a_new_word_counts_once_it_has_a_name_and_esc_forgets_it(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "stages")
    before = page.list.count()
    page.add_button.click()
    assert page.list.count() == before + 1
    assert stage.document.template == PROCESS
    QTest.keyClick(page.form.title, Key.Key_Escape)
    assert page.list.count() == before
    assert dialog_of(page).isVisible()
    dialog_of(page).accept()
    assert not stage.document.stack.canUndo()


def test_a_used_role_is_not_removed_and_the_refusal_names_its_steps(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "roles")
    page.list.setCurrentRow([role.id for role in PROCESS.roles].index("lawyer"))
    page.list.setFocus()
    QTest.keyClick(page.list, Key.Key_Delete)
    assert "Юрист" in page.refusal.text()
    assert "«Подготовить и подписать договор аренды»" in page.refusal.text()
    assert stage.document.template == PROCESS
    page.list.setCurrentRow([role.id for role in PROCESS.roles].index("developer"))  # nobody needs it
    assert page.refusal.text() == ""
    QTest.keyClick(page.list, Key.Key_Delete)
    assert "Менеджер по развитию" not in names(stage, "roles")
    dialog_of(page).accept()


def test_the_form_shows_what_uses_a_word_and_a_press_goes_to_the_step(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "roles")
    page.list.setCurrentRow([role.id for role in PROCESS.roles].index("lawyer"))
    link = page.form.links[0]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    using = [step.id for step in PROCESS.steps if step.role == "lawyer"]
    assert stage.wanted == [using[0]]


def test_words_are_moved_by_alt_and_arrows_and_the_order_is_undone_in_one(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "stages")
    page.list.setCurrentRow(0)
    page.list.setFocus()
    QTest.keyClick(page.list, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(stage, "stages") == ["Стройка", "Адрес", "Запуск"]
    assert page.list.currentRow() == 1
    QTest.keyClick(page.list, Key.Key_Z, Control)
    assert names(stage, "stages") == ["Адрес", "Стройка", "Запуск"]
    dialog_of(page).accept()


def test_a_word_cannot_lose_its_name(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "reasons")
    write(page.form.title, "  ")
    assert page.form.box.error.text()
    assert names(stage, "reasons") == ["Ждём оплату", "Нет документов"]
    QTest.keyClick(page.form.title, Key.Key_Escape)
    assert page.form.title.text() == "Ждём оплату"
    dialog_of(page).accept()


def test_enter_in_a_field_does_not_close_the_dialog_and_ctrl_enter_does(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "reasons")
    write(page.form.title, "Ждём деньги")
    assert dialog_of(page).isVisible()
    assert names(stage, "reasons")[0] == "Ждём деньги"
    dialog = dialog_of(page)
    QTest.keyClick(page.list, Key.Key_Return, Control)
    assert not dialog.isVisible()


def test_what_is_being_typed_is_taken_when_the_dialog_closes(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot, "reasons")
    write(page.form.title, "Ждём перевод", enter=False)
    dialog_of(page).accept()
    assert names(stage, "reasons")[0] == "Ждём перевод"


def test_a_confirmation_asks_for_facts_in_their_order(stage: Stage, qtbot: QtBot) -> None:
    stage.inspector.set_selection(frozenset({CONFIRMATION}))
    form = stage.inspector.step_form
    before = stage.document.template.by_id[CONFIRMATION].fields
    assert form.facts.isVisible()
    form.facts.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(form.facts, Key.Key_Return)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WordsDialog) and w.isVisible())
    page = dialog.page
    page.add_button.click()
    write(page.form.title, "Номер счёта")
    page.list.setFocus()
    for _ in before:
        QTest.keyClick(page.list, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    asked = stage.document.template.by_id[CONFIRMATION].fields
    assert [field.title for field in asked] == ["Номер счёта", *[field.title for field in before]]
    assert form.facts.text().startswith("Номер счёта")
    QTest.keyClick(page.list, Key.Key_Delete)
    assert stage.document.template.by_id[CONFIRMATION].fields == before
    dialog.close()
