"""The form of the whole process, shown while no step is selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Field, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.controls import ElidedLabel, label, set_tool_name
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector_fields import FieldBox, SectionHead, fill_combo, inspector_combo
from outlet_desktop.ui.editor.inspector_form import Form
from outlet_desktop.ui.editor.inspector_text import GrowingText, TextBinding
from outlet_desktop.ui.editor.inspector_words import type_name
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.text_size import scaled
from outlet_desktop.ui.theme import font


class _Table(QWidget):
    """Rows of three words, for reading: a code, what it is, and a quiet remark at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, str, str], ...] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def set_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show these rows."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, (code, words, remark) in enumerate(rows):
            if code:
                mark = label(code, "caption", "secondary")
                face = font("caption", weight=600)
                face.setPixelSize(scaled(10))
                mark.setFont(face)
                self._grid.addWidget(mark, number, 0)
            self._grid.addWidget(ElidedLabel(words), number, 1)
            last = label(remark, "small", "tertiary", tabular=True)
            self._grid.addWidget(last, number, 2, Qt.AlignmentFlag.AlignRight)


class ProcessForm(Form):
    """Name and goal of the process; its size, its words and what uses them.

    Signals:
        words_wanted: "roles", "stages", "fields" or "reasons" shall be edited.
    """

    words_wanted = Signal(str)

    def __init__(self, document: TemplateDocument) -> None:
        super().__init__(document)
        self.name = GrowingText(1, 3)
        self._name = TextBinding(self.name)
        self._name_box = FieldBox(self.name)
        self._name.committed.connect(self._name_given)
        self._name.typed.connect(lambda text: self._name_box.show_error("") if text.strip() else None)
        self._name.restored.connect(lambda: self._name_box.show_error(""))
        self.column.addWidget(self._name_box)
        self.goal = inspector_combo()
        self._goal_box = FieldBox(self.goal)
        self.goal.activated.connect(self._goal_given)
        self.column.addWidget(self._goal_box)
        self._size_head, self.sizes = SectionHead(), _Table()
        self._roles_head, self.roles = self._editable("roles")
        self._fields_head, self.fields = self._editable("fields")
        self._stages_head, self.stages = self._editable("stages")
        self._reasons_head, self.reasons = self._editable("reasons")
        self._no_fields = label("", "small", "tertiary", wrap=True)
        self.section(self._size_head, self.sizes)
        self.section(self._roles_head, self.roles)
        self.section(self._fields_head, self.fields, self._no_fields)
        self.section(self._stages_head, self.stages)
        self.section(self._reasons_head, self.reasons)
        self.column.addStretch(1)
        self.retranslate()

    def _editable(self, kind: str) -> tuple[SectionHead, _Table]:
        head = SectionHead(can_add=True)
        assert head.add_button is not None
        head.add_button.setIcon(icon("ph.pencil-simple", "text.secondary"))
        head.add_button.clicked.connect(lambda: self.words_wanted.emit(kind))
        return head, _Table()

    def retranslate(self) -> None:
        self._name_box.set_caption(self.tr("Name of the process"))
        self._goal_box.set_caption(self.tr("The step that means the opening"))
        self.goal.setPlaceholderText(self.tr("not chosen"))
        self._size_head.title.setText(self.tr("On the drawing"))
        self._roles_head.title.setText(self.tr("Roles"))
        self._fields_head.title.setText(self.tr("Questions of the launch"))
        self._stages_head.title.setText(self.tr("Stages"))
        self._reasons_head.title.setText(self.tr("Reasons for a delay"))
        for head in (self._roles_head, self._fields_head, self._stages_head, self._reasons_head):
            assert head.add_button is not None
            set_tool_name(head.add_button, self.tr("Change: {words}").format(words=head.title.text()))
        self._no_fields.setText(self.tr("The launch asks nothing but the address and the dates"))
        self.refresh()

    def flush(self) -> None:
        self._name.commit()

    def refresh(self, *, force: bool = False) -> None:
        template = self.document.template
        self._name.show(template.name, force=force)
        if not self._name.is_dirty:
            self._name_box.show_error("")
        goals = [(step.id, edit.title_of(template, step.id)) for step in template.steps]
        fill_combo(self.goal, goals, template.goal or None)
        kinds = Counter(step.kind for step in template.steps)
        self._size_head.count.setText(self.tr("%n step(s)", "", len(template.steps)) if template.steps else "")
        self.sizes.set_rows(
            [
                ("", self.tr("Tasks"), str(kinds[StepKind.TASK])),
                ("", self.tr("Approvals"), str(kinds[StepKind.APPROVAL])),
                ("", self.tr("Confirmations"), str(kinds[StepKind.CONFIRMATION])),
                ("", self.tr("Milestones"), str(kinds[StepKind.MILESTONE])),
                ("", self.tr("Dependencies"), str(len(template.flows))),
            ]
        )
        used = Counter(step.role for step in template.steps)
        self._roles_head.set_count(len(template.roles))
        self.roles.set_rows(
            [(role.code, role.title or role.id, self.tr("%n step(s)", "", used[role.id])) for role in template.roles]
        )
        self._fields_head.set_count(len(template.fields))
        self.fields.set_rows([("", one.title or one.id, self._answer(one)) for one in template.fields])
        self._no_fields.setVisible(not template.fields)
        staged = Counter(step.stage for step in template.steps)
        self._stages_head.set_count(len(template.stages))
        self.stages.set_rows(
            [("", stage.title or stage.id, self.tr("%n step(s)", "", staged[stage.id])) for stage in template.stages]
        )
        offered = Counter(reason for step in template.steps for reason in step.reasons)
        self._reasons_head.set_count(len(template.reasons))
        self.reasons.set_rows(
            [("", one.title or one.id, self.tr("%n step(s)", "", offered[one.id])) for one in template.reasons]
        )

    def _answer(self, question: Field) -> str:
        words = type_name(question.type)
        return self.tr("{type}, required").format(type=words) if question.required else words

    def _name_given(self, text: str) -> None:
        def named(template: Template) -> Template:
            words = " ".join(text.split())
            if not words:
                raise Problem("edit.no_name")
            return replace(template, name=words)

        if self.apply(named, self.tr("Rename the process"), self._name_box, "name"):
            self._name.show(self.document.template.name, force=True)

    def _goal_given(self) -> None:
        goal = self.goal.currentData()
        self.apply(lambda template: edit.set_goal(template, goal), self.tr("Choose the goal"), merge="goal")
