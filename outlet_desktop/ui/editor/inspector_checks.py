"""What is watched while a step runs: a required result, the reminder, the escalation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Escalation, Reminder, Step, StepKind, Template
from outlet_desktop.ui.controls import SpinBox, label
from outlet_desktop.ui.editor.inspector_fields import fill_combo, inspector_combo, small_spin
from outlet_desktop.ui.text_size import fix_width

_REPEATS = (1, 2, 3, 5)  # working days offered between two reminders


class ChecksPart(QWidget):
    """Three lines with boxes to tick.

    Signals:
        given: (attribute of `Step`, its new value).
    """

    given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.result = QCheckBox()
        self.result.clicked.connect(lambda: self.given.emit("result_required", self.result.isChecked()))
        column.addWidget(self.result, 0, Qt.AlignmentFlag.AlignLeft)
        self.remind, self.remind_days, self.remind_repeat = QCheckBox(), small_spin(0, 99), inspector_combo()
        self._remind_unit, self._then = label(), label("", "body", "secondary")
        self._repeat_row = self._lines(
            column, (self.remind, self.remind_days, self._remind_unit), (self._then, self.remind_repeat)
        )
        self.escalate, self.escalate_days, self.escalate_to = QCheckBox(), small_spin(1, 99), inspector_combo()
        self._escalate_unit, self._tell = label(), label("", "body", "secondary")
        self._whom_row = self._lines(
            column, (self.escalate, self.escalate_days, self._escalate_unit), (self._tell, self.escalate_to)
        )
        self.remind.clicked.connect(lambda: self.given.emit("remind", Reminder() if self.remind.isChecked() else None))
        self.remind_days.valueChanged.connect(self._remind_given)
        self.remind_repeat.activated.connect(self._remind_given)
        self.escalate.clicked.connect(
            lambda: self.given.emit("escalate", Escalation() if self.escalate.isChecked() else None)
        )
        self.escalate_days.valueChanged.connect(self._escalate_given)
        self.escalate_to.activated.connect(self._escalate_given)

    @staticmethod
    def _lines(column: QVBoxLayout, first: tuple[QWidget, ...], second: tuple[QWidget, QWidget]) -> QWidget:
        """A line that is always there and one below it; the latter."""
        fix_width(first[1], 36)
        row = _tight(*first)
        row.addStretch(1)
        column.addLayout(row)
        below = QWidget()
        inside = _tight(second[0])
        inside.addWidget(second[1], 1)
        inside.setContentsMargins(26, 0, 0, 0)
        below.setLayout(inside)
        column.addWidget(below)
        return below

    def retranslate(self) -> None:
        """Words anew."""
        self.result.setText(self.tr("A result is required"))
        self.remind.setText(self.tr("Remind"))
        self._remind_unit.setText(self.tr("wd before the deadline"))
        self.remind_days.setAccessibleName(self.tr("Remind before the deadline, working days"))
        self._then.setText(self.tr("then"))
        self.remind_repeat.setAccessibleName(self.tr("Repeat the reminder"))
        self.escalate.setText(self.tr("Overdue"))
        self._escalate_unit.setText(self.tr("wd"))
        self._tell.setText(self.tr("tell"))
        self.escalate_days.setAccessibleName(self.tr("Overdue, working days"))
        self.escalate_to.setAccessibleName(self.tr("Whom to tell"))

    def flush(self) -> None:
        """Take what is being typed."""
        for spin in (self.remind_days, self.escalate_days):
            spin.interpretText()

    def show_step(self, template: Template, step: Step) -> None:
        """Show what is watched of a step."""
        self._step = step
        self.setVisible(step.kind is not StepKind.MILESTONE)
        self.result.setVisible(step.kind is StepKind.TASK)
        self.result.setChecked(step.result_required)
        remind = step.remind or Reminder()
        self.remind.setChecked(step.remind is not None)
        for widget in (self.remind_days, self._remind_unit):
            widget.setEnabled(step.remind is not None)
        self._repeat_row.setVisible(step.remind is not None)
        _put(self.remind_days, remind.before_days)
        repeats = sorted({*_REPEATS, remind.repeat_days})
        items = [(str(n), self.tr("every day") if n == 1 else self.tr("every %n wd", "", n)) for n in repeats]
        fill_combo(self.remind_repeat, items, str(remind.repeat_days))
        escalate = step.escalate or Escalation()
        self.escalate.setChecked(step.escalate is not None)
        for widget in (self.escalate_days, self._escalate_unit):
            widget.setEnabled(step.escalate is not None)
        self._whom_row.setVisible(step.escalate is not None)
        _put(self.escalate_days, escalate.after_days)
        whom = [("initiator", self.tr("Initiator")), *((role.id, role.title or role.id) for role in template.roles)]
        if escalate.to not in {key for key, _ in whom}:
            whom.append((escalate.to, escalate.to))
        fill_combo(self.escalate_to, whom, escalate.to)

    def _remind_given(self) -> None:
        if self._step is not None and self._step.remind is not None:
            remind = Reminder(self.remind_days.value(), int(self.remind_repeat.currentData()))
            self.given.emit("remind", remind)

    def _escalate_given(self) -> None:
        if self._step is not None and self._step.escalate is not None:
            self.given.emit("escalate", Escalation(self.escalate_days.value(), self.escalate_to.currentData()))


def _tight(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _put(spin: SpinBox, value: int) -> None:
    """Show a number without telling, unless it is there."""
    if spin.value() != value:
        spin.blockSignals(True)
        spin.setValue(value)
        spin.blockSignals(False)
