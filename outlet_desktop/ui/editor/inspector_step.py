"""The form of one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Estimate, Outcome, Step, StepId, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector_checklist import Checklist
from outlet_desktop.ui.editor.inspector_checks import ChecksPart
from outlet_desktop.ui.editor.inspector_condition import ConditionPart
from outlet_desktop.ui.editor.inspector_description import DescriptionPart
from outlet_desktop.ui.editor.inspector_fields import Chips, DurationRow, FieldBox, fill_combo, inspector_combo
from outlet_desktop.ui.editor.inspector_form import Form, role_items, stage_items
from outlet_desktop.ui.editor.inspector_lists import Dependencies
from outlet_desktop.ui.editor.inspector_outcomes import Outcomes
from outlet_desktop.ui.editor.inspector_past import PastPart
from outlet_desktop.ui.editor.inspector_people import Cast, PersonLine
from outlet_desktop.ui.editor.inspector_reasons import ReasonsPart
from outlet_desktop.ui.editor.inspector_text import GrowingText, TextBinding
from outlet_desktop.ui.editor.inspector_words import duration_problem, kind_name
from outlet_desktop.ui.messages import problem_words
from outlet_desktop.ui.text_size import fix_width

_RIGHT = 152  # width of the right column, px


class StepForm(Form):
    """Everything about one step that people change.

    Signals:
        words_wanted: "roles", "stages", "fields" or "reasons" of the process shall be edited.
        facts_wanted: Id of the confirmation whose facts shall be edited.
    """

    words_wanted = Signal(str)
    facts_wanted = Signal(str)

    def __init__(self, document: TemplateDocument) -> None:
        super().__init__(document)
        self._step_id: StepId = ""
        self._cast: Cast | None = None
        self._past: Mapping[StepId, Sequence[int]] = {}
        self._build_main()
        self.facts = Chips()
        self.facts.pressed.connect(lambda: self.facts_wanted.emit(self._step_id))
        self._facts_box = FieldBox(self.facts)
        self.column.addWidget(self._facts_box)
        self.checks = ChecksPart()
        self.checks.given.connect(self._checked)
        self.column.addWidget(self.checks)
        self.result, self.remind, self.escalate = self.checks.result, self.checks.remind, self.checks.escalate
        self.remind_days, self.remind_repeat = self.checks.remind_days, self.checks.remind_repeat
        self.escalate_days, self.escalate_to = self.checks.escalate_days, self.checks.escalate_to
        self.checklist = Checklist()
        self.checklist.committed.connect(self._checklist_given)
        self._checklist_part = self.section(self.checklist)
        self._build_outcomes()  # what an approval is about comes before its description
        self.words = DescriptionPart()
        self.description = self.words.editor
        self.words.committed.connect(self._description_given)
        self.section(self.words)
        self._build_dependencies()
        self._build_rest()
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
        fix_width(self._kind_box, _RIGHT)
        self.column.addLayout(_side_by_side(self._stage_box, self._kind_box))

        self.role, self.duration = inspector_combo(), DurationRow()
        self._role_box, self._duration_box = FieldBox(self.role), FieldBox(self.duration)
        self.role.activated.connect(self._role_given)
        self.duration.committed.connect(self._duration_given)
        self.duration.restored.connect(lambda: self._show_duration_error(""))
        fix_width(self._duration_box, _RIGHT)
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

        self.condition_part = ConditionPart()
        self.condition, self._condition_box = self.condition_part.line, self.condition_part.box
        self.condition_part.committed.connect(self._condition_given)
        self.condition_part.fields_wanted.connect(lambda: self.words_wanted.emit("fields"))
        self.column.addWidget(self.condition_part)

    def _build_outcomes(self) -> None:
        self.outcomes = Outcomes()
        self.outcomes.committed.connect(self._outcome_given)
        self.outcomes.step_wanted.connect(self.step_wanted)
        self.outcomes.added.connect(self._outcome_added)
        self.outcomes.removed.connect(self._outcome_removed)
        self.outcomes.back_given.connect(self._back_given)
        self._outcomes_part = self.section(self.outcomes)

    def _build_dependencies(self) -> None:
        self.dependencies = Dependencies()
        self.dependencies.cut.connect(
            lambda flow: self.apply(
                lambda template: edit.disconnect(template, flow.source, flow.target), self.tr("Remove the dependency")
            )
        )
        self.dependencies.lag_given.connect(
            lambda flow, lag: self.apply(
                lambda template: edit.set_lag(template, flow.source, flow.target, lag), self.tr("Change the wait")
            )
        )
        self.dependencies.joined.connect(
            lambda source, target: self.apply(
                lambda template: edit.connect(template, source, target), self.tr("Add a dependency")
            )
        )
        self.dependencies.step_wanted.connect(self.step_wanted)
        self.section(self.dependencies)

    def _build_rest(self) -> None:
        self.reasons = ReasonsPart()
        self.reasons.committed.connect(
            lambda reasons: self._change(self.tr("Change the reasons for a delay"), reasons=reasons)
        )
        self.reasons.words_wanted.connect(lambda: self.words_wanted.emit("reasons"))
        self._reasons_part = self.section(self.reasons)
        self.past = PastPart()
        self.past.estimate_given.connect(
            lambda estimate: self._change(self.tr("Change the duration"), duration=estimate)
        )
        self._past_part = self.section(self.past)

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
        self._facts_box.set_caption(self.tr("Required result"))
        self.facts.set_empty(self.tr("Asks for nothing. Press to add a question"))
        self.facts.setToolTip(self.tr("Change what is asked for"))
        for part in (self.condition_part, self.checks, self.checklist, self.outcomes, self.words):
            part.retranslate()
        for late in (self.dependencies, self.reasons, self.past):
            late.retranslate()
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

    def set_past(self, past: Mapping[StepId, Sequence[int]]) -> None:
        """How long steps took in finished outlets is known."""
        self._past = past
        self.refresh()

    def flush(self) -> None:
        self._title.commit()
        self.condition_part.flush()
        self.words.flush()
        self.duration.commit()
        self.checks.flush()
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
        self.condition_part.show_condition(template, step.condition, force=force)
        self._facts_box.setVisible(step.kind is StepKind.CONFIRMATION)
        self.facts.set_words([question.title or question.id for question in step.fields])
        self.checks.show_step(template, step)
        self._checklist_part.setVisible(step.kind in (StepKind.TASK, StepKind.CONFIRMATION))
        self.checklist.show_items(step.checklist, force=force)
        self._outcomes_part.setVisible(step.kind is StepKind.APPROVAL)
        self.outcomes.show_step(template, step, force=force)
        self.words.show_text(template, step.description, force=force)
        self.dependencies.show_step(template, step.id)
        self._reasons_part.setVisible(not is_milestone)
        self.reasons.show_reasons(template, step.reasons)
        samples = self._past.get(step.id, ())
        self._past_part.setVisible(bool(samples) and not is_milestone)
        self.past.show_past(step.duration, samples)

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

    def _condition_given(self, text: str) -> None:
        self._change(self.tr("Change the condition"), merge="condition", condition=text)

    def _checked(self, attribute: str, value: object) -> None:
        texts = {
            "result_required": self.tr("Require a result"),
            "remind": self.tr("Change the reminder"),
            "escalate": self.tr("Change the escalation"),
        }
        before = getattr(self.step, attribute)
        is_number = before is not None and value is not None and attribute != "result_required"
        fields: dict[str, Any] = {attribute: value}
        self._change(texts[attribute], merge=attribute if is_number else "", **fields)

    def _checklist_given(self, items: tuple[str, ...], done: str) -> None:
        merge = f"checklist {done}" if done.startswith("edit") else ""
        self._change(self.tr("Change the checklist"), merge=merge, checklist=items)

    def _description_given(self, text: str) -> None:
        text = text.rstrip()
        self._change(self.tr("Change the description"), merge="description", description=text)
        self.words.binding.show(text, force=True)

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

    def _outcome_added(self, outcome_id: str) -> None:
        step = self.step
        if step is not None:
            made = edit.with_outcome(self.document.template, step, outcome_id)
            self._change(self.tr("Add an answer"), outcomes=made.outcomes)

    def _outcome_removed(self, outcome_id: str) -> None:
        self._change(self.tr("Remove an answer"), outcomes=tuple(one for one in self._outcomes if one.id != outcome_id))

    def _back_given(self, back_to: tuple[StepId, ...] | str) -> None:
        changed = tuple(
            replace(one, back_to=back_to) if one.id == "rework" else one  # type: ignore[arg-type]
            for one in self._outcomes
        )
        self._change(self.tr("Change where rework goes back to"), outcomes=changed)

    @property
    def _outcomes(self) -> tuple[Outcome, ...]:
        return self.step.outcomes if self.step is not None else ()


def _side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
    return row
