"""The form of several steps: what all of them get at once."""

from __future__ import annotations

from dataclasses import replace

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Estimate, Step, StepId, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.controls import label
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector_fields import DurationRow, FieldBox, fill_combo, inspector_combo
from outlet_desktop.ui.editor.inspector_form import Form, common, common_duration, role_items, stage_items
from outlet_desktop.ui.editor.inspector_words import duration_problem


class SeveralForm(Form):
    """Role, stage and duration of all selected steps; one edit for all."""

    def __init__(self, document: TemplateDocument) -> None:
        super().__init__(document)
        self._ids: frozenset[StepId] = frozenset()
        self.role, self.stage = inspector_combo(), inspector_combo()
        self.duration = DurationRow(may_differ=True)
        self._role_box, self._stage_box = FieldBox(self.role), FieldBox(self.stage)
        self._duration_box = FieldBox(self.duration)
        self._hint = label("", "small", "tertiary", wrap=True)
        self.role.activated.connect(self._role_given)
        self.stage.activated.connect(self._stage_given)
        self.duration.committed.connect(self._duration_given)
        self.duration.restored.connect(lambda: self._duration_box.show_error(""))
        for part in (self._role_box, self._stage_box, self._duration_box, self._hint):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._role_box.set_caption(self.tr("Role"))
        self._stage_box.set_caption(self.tr("Stage"))
        self._duration_box.set_caption(self.tr("Days: min, usual, max"))
        names = (self.tr("Least, working days"), self.tr("Usually, working days"), self.tr("Most, working days"))
        for spin, name in zip(self.duration.spins, names, strict=True):
            spin.setAccessibleName(name)
            spin.setToolTip(name)
        for combo in (self.role, self.stage):
            combo.setPlaceholderText(self.tr("different"))
        self._hint.setText(self.tr("A value given here goes to every selected step. Milestones keep no duration."))
        self.refresh()

    @property
    def steps(self) -> list[Step]:
        """The selected steps, in the order of the template."""
        return [step for step in self.document.template.steps if step.id in self._ids]

    def show_steps(self, ids: frozenset[StepId]) -> None:
        """Show other steps; what was being typed must have been flushed."""
        self._ids = ids
        self.refresh(force=True)

    def flush(self) -> None:
        self.duration.commit()

    def refresh(self, *, force: bool = False) -> None:
        steps, template = self.steps, self.document.template
        if not steps:
            return
        role, stage = common([step.role for step in steps]), common([step.stage for step in steps])
        all_milestones = all(step.kind is StepKind.MILESTONE for step in steps)
        fill_combo(self.role, role_items(template, role, self.tr("not set"), with_none=all_milestones), role)
        fill_combo(self.stage, stage_items(template, stage, self.tr("no stage")), stage)
        self._duration_box.setVisible(not all_milestones)
        self._hint.setVisible(not all_milestones)
        self.duration.show_values(common_duration(self._timed), force=force)
        if not self.duration.is_dirty:
            self._duration_box.show_error("")

    @property
    def _timed(self) -> list[Step]:
        return [step for step in self.steps if step.kind is not StepKind.MILESTONE]

    @property
    def _key(self) -> str:
        return ",".join(sorted(self._ids))

    def _role_given(self) -> None:
        ids, role = [step.id for step in self.steps], self.role.currentData()
        text = self.tr("Change the role of %n step(s)", "", len(ids))
        self.apply(lambda template: edit.set_role(template, ids, role), text, merge=f"role:{self._key}")

    def _stage_given(self) -> None:
        ids, stage = [step.id for step in self.steps], self.stage.currentData()
        text = self.tr("Change the stage of %n step(s)", "", len(ids))
        self.apply(lambda template: edit.set_stage(template, ids, stage), text, merge=f"stage:{self._key}")

    def _duration_given(self, values: tuple[int | None, ...]) -> None:
        timed = self._timed

        def timed_anew(template: Template) -> Template:
            changed = []
            for step in timed:
                own = (step.duration.optimistic, step.duration.likely, step.duration.pessimistic)
                duration = Estimate(*(old if new is None else new for old, new in zip(own, values, strict=True)))
                problem = duration_problem(duration)
                if problem:
                    raise Problem("edit.duration_of", title=edit.title_of(template, step.id), **problem.facts)
                changed.append(replace(step, duration=duration))
            return template.with_steps(*changed)

        text = self.tr("Change the duration of %n step(s)", "", len(timed))
        if self.apply(timed_anew, text, self._duration_box, f"duration:{self._key}"):
            self.duration.show_values(common_duration(self._timed), force=True)
