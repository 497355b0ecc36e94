"""The form of a confirmation: filled with real keys, refused in words, sent as typed."""

from __future__ import annotations

from dataclasses import replace

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Field, FieldType, StepKind
from outlet_desktop.engine.ports import FieldForm
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.controls import Combo
from outlet_desktop.ui.gantt.field_form import FieldDialog, FieldRow
from outlet_desktop.ui.gantt.outlet import OutletPlace

FORM = FieldForm(
    "S13",
    "Подтвердить оплату счёта за оборудование",
    (
        Field("amount", "Сумма, ₽", FieldType.MONEY, required=True),
        Field("paid_on", "Дата оплаты", FieldType.DATE, required=True),
        Field("way", "Способ", FieldType.CHOICE, choices=("Безнал", "Карта")),
        Field("whole", "Целиком", FieldType.BOOL),
        Field("order", "Платёжка", FieldType.FILE),
    ),
    {"way": "Карта"},
    is_open=False,
)


@pytest.fixture
def dialog(qtbot: QtBot, outlet: OutletPlace) -> FieldDialog:
    made = FieldDialog(outlet, FORM, "Задача закрыта")
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(row: FieldRow, text: str) -> None:
    assert isinstance(row.editor, QLineEdit)
    row.editor.setText(text)  # (keyClicks knows Latin letters only)


def with_lacking(row: OutletRow) -> OutletRow:
    steps = tuple(
        replace(one, fields=5, lacking=("Сумма, ₽",), task_id=77, state=StepState.OPEN, kind=StepKind.CONFIRMATION)
        if one.step == "S13"
        else one
        for one in row.steps
    )
    problem = ("confirmation.no_data", {"step": FORM.title, "fields": "Сумма, ₽"})
    return replace(row, steps=steps, problem=problem)


def test_values_that_do_not_fit_are_said_below_their_field_and_keep_the_form_open(
    qtbot: QtBot, dialog: FieldDialog
) -> None:
    amount, paid_on = dialog.rows[0], dialog.rows[1]
    type_in(amount, "много")
    type_in(paid_on, "24.11.2026")
    qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert amount.error.isVisible()
    assert not paid_on.error.isVisible()
    type_in(amount, "120 000,50")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert dialog.values == {"amount": "120 000,50", "paid_on": "24.11.2026"}


def test_only_what_was_changed_is_sent(qtbot: QtBot, dialog: FieldDialog) -> None:
    way, whole = dialog.rows[2].editor, dialog.rows[3].editor
    assert isinstance(way, Combo)
    assert isinstance(whole, Combo)
    assert way.currentText() == "Карта"
    assert dialog.values == {}
    way.setCurrentIndex(0)
    whole.setCurrentIndex(2)
    assert dialog.values == {"way": "", "whole": "no"}
    assert dialog.rows[4].editor is None  # a file is put on the task


def test_the_banner_of_a_step_without_data_opens_its_form_and_sends_it(
    qtbot: QtBot, outlet: OutletPlace, office: SampleOffice
) -> None:
    office.forms = (FORM,)
    office.changed = with_lacking
    outlet.activate()
    qtbot.waitUntil(lambda: outlet.banner is not None)
    assert outlet.banner is not None
    (button,) = outlet.banner.findChildren(QPushButton)

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, FieldDialog)
        type_in(form.rows[0], "500")
        type_in(form.rows[1], "24.11.2026")
        form.save()

    QTimer.singleShot(200, fill)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(name == "answer_fields" for name, _ in office.calls))
    sent = next(given for name, given in office.calls if name == "answer_fields")
    assert sent == (sample.FIRST, "S13", {"amount": "500", "paid_on": "24.11.2026"})


def test_the_menu_offers_the_form_of_every_open_confirmation_with_fields(
    qtbot: QtBot, outlet: OutletPlace, office: SampleOffice
) -> None:
    office.changed = with_lacking
    outlet.activate()
    qtbot.waitUntil(lambda: outlet.banner is not None)
    menu = outlet.menu(outlet)
    row = outlet.view.row
    assert row is not None
    title = next(step.title for step in row.steps if step.step == "S13")
    assert [action.text() for action in menu.actions() if action.text().startswith("Данные")] == [f"Данные: «{title}»…"]
    menu.deleteLater()
