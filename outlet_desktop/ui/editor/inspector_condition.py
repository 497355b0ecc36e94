"""The condition of a step: as text, checked as it is typed, and as rows built from the launch questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from outlet_desktop.domain.condition import Comparison, Operator
from outlet_desktop.domain.condition_rows import (
    OPERATORS,
    Rows,
    fields_for,
    first_row,
    read_value,
    rows_of,
    value_text,
    with_operator,
)
from outlet_desktop.domain.template import Field, FieldType, Template
from outlet_desktop.ui.controls import Combo, Segmented, label, link_button, set_error, set_tool_name, tool_button
from outlet_desktop.ui.editor.inspector_checklist import remove_cross
from outlet_desktop.ui.editor.inspector_fields import FieldBox, fill_combo, inspector_combo
from outlet_desktop.ui.editor.inspector_text import TextBinding, line_edit
from outlet_desktop.ui.editor.inspector_words import condition_problem
from outlet_desktop.ui.messages import problem_words
from outlet_desktop.ui.text_size import fix_width

_OPERATOR_WIDTH = 88  # px


class _Row(QWidget):
    """One comparison: the question, the operator, the value.

    Signals:
        changed: The new Comparison. `removed`: × was pressed.
    """

    changed = Signal(object)
    removed = Signal()

    def __init__(self, questions: Sequence[Field], row: Comparison, words: dict[str, str]) -> None:
        super().__init__()
        self.row, self._words = row, words
        self._questions = {question.id: question for question in questions}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top, below = QHBoxLayout(), QHBoxLayout()
        for line in (top, below):
            line.setSpacing(4)
            column.addLayout(line)
        self.field, self.operator = inspector_combo(), inspector_combo()
        self.operator.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        fix_width(self.operator, _OPERATOR_WIDTH)
        self.cross = remove_cross()
        set_tool_name(self.cross, words["remove"])
        items = [(question.id, question.title or question.id) for question in questions]
        fill_combo(self.field, items if row.field in self._questions else [*items, (row.field, row.field)], row.field)
        self.value = self._value_editor()
        signs = [(op, words.get(op, op)) for op in self._operators]
        fill_combo(self.operator, signs, row.op)
        self.field.setAccessibleName(words["question"])
        self.operator.setAccessibleName(words["operator"])
        self.value.setAccessibleName(words["value"])
        top.addWidget(self.field, 1)
        top.addWidget(self.cross)
        below.addWidget(self.operator)
        below.addWidget(self.value, 1)
        below.addSpacing(28)
        self.field.activated.connect(self._field_given)
        self.operator.activated.connect(self._operator_given)
        self.cross.clicked.connect(self.removed)

    @property
    def _question(self) -> Field:
        return self._questions.get(self.row.field, Field(self.row.field, self.row.field))

    @property
    def _operators(self) -> tuple[Operator, ...]:
        known = OPERATORS[self._question.type]
        return known if self.row.op in known else (*known, self.row.op)

    def _value_editor(self) -> Combo | QLineEdit:
        question, value = self._question, self.row.value
        if question.type is FieldType.BOOL or (question.type is FieldType.CHOICE and self.row.op != "in"):
            combo = inspector_combo()
            choices = [(one, one) for one in question.choices]
            if question.type is FieldType.BOOL:
                choices = [("true", self._words["yes"]), ("false", self._words["no"])]
            shown = value_text(value)
            if shown not in {key for key, _ in choices}:
                choices.append((shown, shown))
            fill_combo(combo, choices, shown)
            combo.activated.connect(lambda: self._value_given(str(combo.currentData())))
            return combo
        line = line_edit()
        self.binding = TextBinding(line)
        self.binding.show(value_text(value))
        self.binding.committed.connect(self._value_given)
        self.binding.typed.connect(self._value_typed)
        line.setPlaceholderText(self._words.get("several", "") if self.row.op == "in" else "")
        return line

    def _field_given(self) -> None:
        name = str(self.field.currentData())
        if name != self.row.field and name in self._questions:
            self.changed.emit(first_row(self._questions[name]))

    def _operator_given(self) -> None:
        op: Operator = self.operator.currentData()
        if op != self.row.op:
            self.changed.emit(with_operator(self.row, op))

    def _value_typed(self, text: str) -> None:
        set_error(self.value, read_value(self._question, self.row.op, text) is None)

    def _value_given(self, text: str) -> None:
        value = read_value(self._question, self.row.op, text)
        if value is not None and value != self.row.value:
            self.changed.emit(Comparison(self.row.field, self.row.op, value))


class ConditionPart(QWidget):
    """The field of the condition and, when it is opened, its builder; both always say the same.

    Signals:
        committed: The new condition as text.
        fields_wanted: The launch asks nothing yet: its questions shall be edited.
    """

    committed = Signal(str)
    fields_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._template = Template("", "")
        self._built: object = None
        self.line = line_edit()
        self.binding = TextBinding(self.line)
        self.box = FieldBox(self.line)
        self.binding.committed.connect(self._text_given)
        self.binding.typed.connect(self._text_typed)
        self.toggle = tool_button("ph.sliders-horizontal", checkable=True)
        self.toggle.setIconSize(QSize(16, 16))
        self.toggle.toggled.connect(self._toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        # Beside the field, not beside its caption or its error.
        holder = QVBoxLayout()
        holder.setContentsMargins(0, self.box.caption.sizeHint().height() + 3, 0, 0)
        holder.addWidget(self.toggle)
        holder.addStretch(1)
        row.addLayout(holder)
        column.addLayout(row)
        self.builder = QWidget()
        self._column = QVBoxLayout(self.builder)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(8)
        self.join = Segmented((("and", ""), ("or", "")))
        self.join.chosen.connect(self._join_given)
        self._column.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeft)
        self.hint = label("", "small", "tertiary", wrap=True)
        self._column.addWidget(self.hint)
        self.add_button = link_button("")
        self.add_button.clicked.connect(self._add)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows: list[_Row] = []
        column.addWidget(self.builder)
        self.builder.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew."""
        self.box.set_caption(self.tr("Condition"))
        self.line.setPlaceholderText(self.tr("always"))
        set_tool_name(self.toggle, self.tr("Build the condition from the questions of the launch"))
        self.join.set_texts({"and": self.tr("all of these"), "or": self.tr("any of these")})
        self._built = None
        self._show_rows()

    @property
    def text(self) -> str:
        """The condition as the document has it."""
        return self.binding.shown

    def show_condition(self, template: Template, text: str, *, force: bool = False) -> None:
        """Show the condition of a step."""
        self._template = template
        self.binding.show(text, force=force)
        self._text_typed(self.binding.text)
        known = ", ".join(question.id for question in template.fields)
        self.line.setToolTip(self.tr("Questions of the launch: {names}").format(names=known) if known else "")
        self._show_rows()

    def flush(self) -> None:
        """Take what is being typed."""
        self.binding.commit()

    # -------------------------------------------------------------------------------------- as text

    def _text_typed(self, text: str) -> None:
        problem = condition_problem(self._template, text)
        words = problem_words(problem) if problem else ""
        known = ", ".join(question.id for question in self._template.fields)
        if problem and problem.code == "finding.condition_unknown_field" and known:
            words += ". " + self.tr("Questions of the launch: {names}").format(names=known)
        self.box.show_error(words)

    def _text_given(self, text: str) -> None:
        if condition_problem(self._template, text) is None:
            self._give(text.strip())

    def _give(self, text: str) -> None:
        self.committed.emit(text)
        self.binding.show(text, force=True)
        self._show_rows()

    # -------------------------------------------------------------------------------------- as rows

    def _toggled(self, on: bool) -> None:
        self.builder.setVisible(on)
        self._show_rows()

    def _words(self) -> dict[str, str]:
        return {
            "question": self.tr("Question"),
            "operator": self.tr("How it is compared"),
            "value": self.tr("With what"),
            "remove": self.tr("Remove the comparison"),
            "yes": self.tr("yes"),
            "no": self.tr("no"),
            "several": self.tr("several, with commas"),
            "==": self.tr("is"),
            "!=": self.tr("is not"),
            "in": self.tr("one of"),
            "<": "<",
            "<=": "≤",
            ">": ">",
            ">=": "≥",
        }

    def _show_rows(self) -> None:
        if not self.toggle.isChecked():
            return
        questions = fields_for(self._template.fields)
        found = rows_of(self.text)
        built = (self.text, questions)
        if built == self._built:
            return
        self._built = built
        focused = next((n for n, row in enumerate(self.rows) if row.isAncestorOf(self.focusWidget() or self)), -1)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        words = self._words()
        for number, comparison in enumerate(found.rows if found is not None else ()):
            row = _Row(questions, comparison, words)
            row.changed.connect(lambda changed, number=number: self._row_given(number, changed))
            row.removed.connect(lambda number=number: self._row_given(number, None))
            self.rows.append(row)
            self._column.insertWidget(1 + number, row)
        self.join.setVisible(len(self.rows) > 1)
        if found is not None:
            self.join.choose(found.join)
        self._show_hint(found, bool(questions))
        if 0 <= focused < len(self.rows):
            self.rows[focused].value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chain()

    def _show_hint(self, found: Rows | None, has_questions: bool) -> None:
        words = ""
        if found is None:
            words = self.tr("This condition has parts inside each other, or cannot be read: change it as text.")
        elif not has_questions:
            words = self.tr("The launch asks nothing a condition could use.")
        elif not found.rows:
            words = self.tr("The step is done in every outlet.")
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.add_button.setText(self.tr("Add a comparison") if has_questions else self.tr("Questions of the launch…"))
        self.add_button.setVisible(found is not None)

    def _chain(self) -> None:
        anchor: QWidget = self.join
        for row in self.rows:
            for widget in (row.field, row.cross, row.operator, row.value):
                QWidget.setTabOrder(anchor, widget)
                anchor = widget
        QWidget.setTabOrder(anchor, self.add_button)

    def _row_given(self, number: int, changed: Comparison | None) -> None:
        found = rows_of(self.text)
        if found is None or number >= len(found.rows):
            return
        new = () if changed is None else (changed,)
        self._give(Rows(found.join, (*found.rows[:number], *new, *found.rows[number + 1 :])).text)

    def _join_given(self, key: str) -> None:
        found = rows_of(self.text)
        if found is not None:
            self._give(Rows("or" if key == "or" else "and", found.rows).text)

    def _add(self) -> None:
        questions = fields_for(self._template.fields)
        found = rows_of(self.text)
        if not questions:
            self.fields_wanted.emit()
            return
        if found is None:
            return
        asked = {row.field for row in found.rows}
        fresh = next((question for question in questions if question.id not in asked), questions[0])
        self._give(Rows(found.join, (*found.rows, first_row(fresh))).text)
        if self.rows:
            self.rows[-1].field.setFocus(Qt.FocusReason.OtherFocusReason)
