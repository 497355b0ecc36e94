"""The form of one step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Escalation, Estimate, Reminder, Step, StepId, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.controls import SpinBox, label
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector_checklist import Checklist
from outlet_desktop.ui.editor.inspector_fields import (
    Chips,
    DurationRow,
    FieldBox,
    SectionHead,
    fill_combo,
    inspector_combo,
    small_spin,
)
from outlet_desktop.ui.editor.inspector_form import Form, role_items, stage_items
from outlet_desktop.ui.editor.inspector_lists import Dependencies, Outcomes
from outlet_desktop.ui.editor.inspector_people import Cast, PersonLine
from outlet_desktop.ui.editor.inspector_text import GrowingText, TextBinding, line_edit
from outlet_desktop.ui.editor.inspector_words import condition_problem, duration_problem, kind_name
from outlet_desktop.ui.messages import problem_words

_RIGHT = 152  # width of the right column, px
_REPEATS = (1, 2, 3, 5)  # working days offered between two reminders


class StepForm(Form):
    """Everything about one step that people change."""

    def __init__(self, document: TemplateDocument) -> None:
        super().__init__(document)
        self._step_id: StepId = ""
        self._cast: Cast | None = None
        self._build_main()
        self._build_checks()
        self.checklist = Checklist()
        self.checklist.committed.connect(self._checklist_given)
        self._checklist_part = self.section(self.checklist)
        self._build_description()
        self.outcomes = Outcomes(self.escalate_to)
        self.outcomes.committed.connect(self._outcome_given)
        self.outcomes.step_wanted.connect(self.step_wanted)
        self._outcomes_part = self.section(self.outcomes)
        self.dependencies = Dependencies(self.description)
        self.dependencies.cut.connect(
            lambda flow: self.apply(
                lambda template: edit.disconnect(template, flow.source, flow.target), self.tr("Remove the dependency")
            )
        )
        self.dependencies.step_wanted.connect(self.step_wanted)
        # An approval's answers come before its description, as they are what it is about.
        self.column.removeWidget(self._outcomes_part)
        self.column.insertWidget(self.column.indexOf(self._description_part), self._outcomes_part)
        self.section(self.dependencies)
        self.column.addStretch(1)
        self.retranslate()

    # what it is made of

    def _build_main(self) -> None:
        self.title = GrowingText(1, 4)
        self._title = TextBinding(self.title)
        self._title_box = FieldBox(self.title)
        self._title.committed.connect(self._title_given)
        self._title.typed.connect(lambda text: self._title_box.show_error("") if text.strip() else None)
        self._title.restored.connect(lambda: self._title_box.show_error(""))
        self.column.addWidget(self._title_box)

        self.stage, self.kind = inspector_combo(), inspector_combo()
        self._kind_box, self._stage_box = FieldBox(self.kind), FieldBox(self.stage)
        self.kind.activated.connect(self._kind_given)
        self.stage.activated.connect(self._stage_given)
        # At the right, as wide as the durations below it: «Подтверждение» has to fit.
        self._kind_box.setFixedWidth(_RIGHT)
        self.column.addLayout(_side_by_side(self._stage_box, self._kind_box))

        self.role, self.duration = inspector_combo(), DurationRow()
        self._role_box, self._duration_box = FieldBox(self.role), FieldBox(self.duration)
        self.role.activated.connect(self._role_given)
        self.duration.committed.connect(self._duration_given)
        self.duration.restored.connect(lambda: self._show_duration_error(""))
        self._duration_box.setFixedWidth(_RIGHT)
        row = _side_by_side(self._role_box, self._duration_box)
        self.person = PersonLine()
        # The sentence about durations needs the whole width, not that of three small fields.
        self._duration_error = FieldBox()
        self._duration_error.caption.hide()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._duration_error)
        column.addWidget(self.person)
        self.column.addLayout(column)

        self.condition = line_edit()
        self._condition = TextBinding(self.condition)
        self._condition_box = FieldBox(self.condition)
        self._condition.committed.connect(self._condition_given)
        self._condition.typed.connect(self._condition_typed)
        self.column.addWidget(self._condition_box)

    def _build_checks(self) -> None:
        self._facts = Chips()
        self._facts_box = FieldBox(self._facts)
        self.column.addWidget(self._facts_box)
        self._checks = QWidget()
        column = QVBoxLayout(self._checks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.result = QCheckBox()
        self.result.clicked.connect(self._result_given)
        column.addWidget(self.result, 0, Qt.AlignmentFlag.AlignLeft)
        self.remind, self.remind_days, self.remind_repeat = QCheckBox(), small_spin(0, 99), inspector_combo()
        self.remind_days.setFixedWidth(36)
        self._remind_unit, self._then = label(), label("", "body", "secondary")
        row = _tight(self.remind, self.remind_days, self._remind_unit)
        row.addStretch(1)
        column.addLayout(row)
        self._repeat_row = QWidget()
        row = _tight(self._then)
        row.addWidget(self.remind_repeat, 1)
        row.setContentsMargins(26, 0, 0, 0)
        self._repeat_row.setLayout(row)
        column.addWidget(self._repeat_row)
        self.escalate, self.escalate_days, self.escalate_to = QCheckBox(), small_spin(1, 99), inspector_combo()
        self.escalate_days.setFixedWidth(36)
        self._escalate_unit, self._tell = label(), label("", "body", "secondary")
        row = _tight(self.escalate, self.escalate_days, self._escalate_unit)
        row.addStretch(1)
        column.addLayout(row)
        self._whom_row = QWidget()
        row = _tight(self._tell)
        row.addWidget(self.escalate_to, 1)
        row.setContentsMargins(26, 0, 0, 0)
        self._whom_row.setLayout(row)
        column.addWidget(self._whom_row)
        self.remind.clicked.connect(self._remind_switched)
        self.remind_days.valueChanged.connect(self._remind_given)
        self.remind_repeat.activated.connect(self._remind_given)
        self.escalate.clicked.connect(self._escalate_switched)
        self.escalate_days.valueChanged.connect(self._escalate_given)
        self.escalate_to.activated.connect(self._escalate_given)
        self.column.addWidget(self._checks)

    def _build_description(self) -> None:
        self._description_head = SectionHead()
        self.description = GrowingText(3, 12)
        self._description = TextBinding(self.description, enter_commits=False)
        self._description.committed.connect(self._description_given)
        self._description_part = self.section(self._description_head, self.description)

    def retranslate(self) -> None:
        self._title_box.set_caption(self.tr("Name"))
        self._kind_box.set_caption(self.tr("Kind"))
        self._stage_box.set_caption(self.tr("Stage"))
        self._role_box.set_caption(self.tr("Role"))
        self._duration_box.set_caption(self.tr("Days: min, usual, max"))
        names = (self.tr("Least, working days"), self.tr("Usually, working days"), self.tr("Most, working days"))
        for spin, name in zip(self.duration.spins, names, strict=True):
            spin.setAccessibleName(name)
            spin.setToolTip(name)
        self._condition_box.set_caption(self.tr("Condition"))
        self.condition.setPlaceholderText(self.tr("always"))
        self._facts_box.set_caption(self.tr("Required result"))
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
        self._description_head.title.setText(self.tr("Description"))
        self.description.setAccessibleName(self.tr("Description"))
        self.description.setPlaceholderText(self.tr("What to do and what counts as done"))
        self.checklist.retranslate()
        self.outcomes.retranslate()
        self.dependencies.retranslate()
        self.refresh()

    # what it shows

    @property
    def step(self) -> Step | None:
        """The step shown, as the document has it now."""
        return self.document.template.by_id.get(self._step_id)

    def show_step(self, step_id: StepId) -> None:
        """Show another step; what was being typed must have been flushed."""
        self._step_id = step_id
        self.refresh(force=True)

    def set_cast(self, cast: Cast) -> None:
        """Who plays the roles is known."""
        self._cast = cast
        self.refresh()

    def flush(self) -> None:
        for binding in (self._title, self._condition, self._description):
            binding.commit()
        self.duration.commit()
        for spin in (self.remind_days, self.escalate_days):
            spin.interpretText()
        self.checklist.flush()
        self.outcomes.flush()

    def refresh(self, *, force: bool = False) -> None:
        step, template = self.step, self.document.template
        if step is None:
            return
        self._title.show(step.title, force=force)
        if not self._title.is_dirty:
            self._title_box.show_error("")
        fill_combo(self.kind, [(kind.value, kind_name(kind)) for kind in StepKind], step.kind.value)
        fill_combo(self.stage, stage_items(template, step.stage, self.tr("no stage")), step.stage)
        is_milestone = step.kind is StepKind.MILESTONE
        items = role_items(template, step.role, self.tr("not set"), with_none=is_milestone)
        fill_combo(self.role, items, step.role)
        self._duration_box.setVisible(not is_milestone)
        days = (step.duration.optimistic, step.duration.likely, step.duration.pessimistic)
        self.duration.show_values(days, force=force)
        if not self.duration.is_dirty:
            self._show_duration_error("")
        self.person.setVisible(bool(step.role) and not is_milestone and self._cast is not None)
        if self._cast is not None and step.role:
            self.person.show_role(self._cast, step.role)
        self._condition.show(step.condition, force=force)
        self._condition_typed(self._condition.text)
        known = ", ".join(question.id for question in template.fields)
        self.condition.setToolTip(self.tr("Questions of the launch: {names}").format(names=known) if known else "")
        self._refresh_checks(template, step)
        self._checklist_part.setVisible(step.kind in (StepKind.TASK, StepKind.CONFIRMATION))
        self.checklist.show_items(step.checklist, force=force)
        self._outcomes_part.setVisible(step.kind is StepKind.APPROVAL)
        self.outcomes.show_step(template, step, force=force)
        self._description.show(step.description, force=force)
        self.dependencies.show_step(template, step.id)

    def _refresh_checks(self, template: Template, step: Step) -> None:
        self._facts_box.setVisible(step.kind is StepKind.CONFIRMATION and bool(step.fields))
        self._facts.set_words([question.title or question.id for question in step.fields])
        self._checks.setVisible(step.kind is not StepKind.MILESTONE)
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

    # what is given

    def _change(self, text: str, box: FieldBox | None = None, merge: str = "", **fields: object) -> bool:
        step_id = self._step_id
        key = f"{merge}:{step_id}" if merge else ""
        return self.apply(lambda template: edit.change(template, step_id, **fields), text, box, key)

    def _title_given(self, text: str) -> None:
        step_id = self._step_id

        def renamed(template: Template) -> Template:
            if not text.strip():
                raise Problem("finding.no_title")
            return edit.rename(template, step_id, text)

        if self.apply(renamed, self.tr("Rename the step"), self._title_box, f"title:{step_id}") and self.step:
            self._title.show(self.step.title, force=True)

    def _kind_given(self) -> None:
        step_id, kind = self._step_id, StepKind(self.kind.currentData())
        self.apply(lambda template: edit.set_kind(template, step_id, kind), self.tr("Change the kind of the step"))

    def _stage_given(self) -> None:
        self._change(self.tr("Change the stage"), merge="stage", stage=self.stage.currentData())

    def _role_given(self) -> None:
        self._change(self.tr("Change the role"), merge="role", role=self.role.currentData())

    def _duration_given(self, values: tuple[int, int, int]) -> None:
        duration = Estimate(*values)
        problem = duration_problem(duration)
        if problem:
            self._show_duration_error(problem_words(problem))
            return
        self._show_duration_error("")
        self._change(self.tr("Change the duration"), merge="duration", duration=duration)
        self.duration.show_values(values, force=True)

    def _show_duration_error(self, text: str) -> None:
        self._duration_box.show_error(text)
        self._duration_box.error.clear_error()
        self._duration_error.show_error(text)
        self._duration_error.setVisible(bool(text))

    def _condition_typed(self, text: str) -> None:
        problem = condition_problem(self.document.template, text)
        words = problem_words(problem) if problem else ""
        known = ", ".join(question.id for question in self.document.template.fields)
        if problem and problem.code == "finding.condition_unknown_field" and known:
            words += ". " + self.tr("Questions of the launch: {names}").format(names=known)
        self._condition_box.show_error(words)

    def _condition_given(self, text: str) -> None:
        if condition_problem(self.document.template, text) is None:
            self._change(self.tr("Change the condition"), merge="condition", condition=text.strip())
            self._condition.show(text.strip(), force=True)

    def _result_given(self) -> None:
        self._change(self.tr("Require a result"), result_required=self.result.isChecked())

    def _remind_switched(self) -> None:
        self._change(self.tr("Change the reminder"), remind=Reminder() if self.remind.isChecked() else None)

    def _remind_given(self) -> None:
        if self.step is None or self.step.remind is None:
            return
        remind = Reminder(self.remind_days.value(), int(self.remind_repeat.currentData()))
        self._change(self.tr("Change the reminder"), merge="remind", remind=remind)

    def _escalate_switched(self) -> None:
        escalate = Escalation() if self.escalate.isChecked() else None
        self._change(self.tr("Change the escalation"), escalate=escalate)

    def _escalate_given(self) -> None:
        if self.step is None or self.step.escalate is None:
            return
        escalate = Escalation(self.escalate_days.value(), self.escalate_to.currentData())
        self._change(self.tr("Change the escalation"), merge="escalate", escalate=escalate)

    def _checklist_given(self, items: tuple[str, ...], done: str) -> None:
        merge = f"checklist {done}" if done.startswith("edit") else ""
        self._change(self.tr("Change the checklist"), merge=merge, checklist=items)

    def _description_given(self, text: str) -> None:
        text = text.rstrip()
        self._change(self.tr("Change the description"), merge="description", description=text)
        self._description.show(text, force=True)

    def _outcome_given(self, outcome_id: str, text: str) -> None:
        step_id, words = self._step_id, " ".join(text.split())

        def worded(template: Template) -> Template:
            if not words:
                raise Problem("edit.no_label")
            outcomes = template.by_id[step_id].outcomes
            changed = tuple(replace(one, label=words) if one.id == outcome_id else one for one in outcomes)
            return edit.change(template, step_id, outcomes=changed)

        box = self.outcomes.boxes[outcome_id]
        if self.apply(worded, self.tr("Change the answer"), box, f"outcome {outcome_id}:{step_id}"):
            self.outcomes.bindings[outcome_id].show(words, force=True)


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
    return row


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
