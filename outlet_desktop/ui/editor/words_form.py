"""The form of one word: a role, a stage, a question or a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Field, FieldType, Reason, Role, Step
from outlet_desktop.domain.vocabulary import Item
from outlet_desktop.ui.controls import label
from outlet_desktop.ui.editor.inspector_fields import FieldBox, fill_combo, inspector_combo
from outlet_desktop.ui.editor.inspector_lists import StepLink
from outlet_desktop.ui.editor.inspector_text import GrowingText, TextBinding, line_edit
from outlet_desktop.ui.editor.inspector_words import type_name

_MOST_USES = 6  # links shown; the rest is counted


class WordForm(QWidget):
    """Fields of one word; each is taken when it is left or Enter is pressed.

    Signals:
        changed: (the word with its new value, name of the attribute). `step_wanted`: id of a step that uses it.
        abandoned: Esc in the empty name of a new word.
    """

    changed = Signal(object, str)
    step_wanted = Signal(str)
    abandoned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.item: Item | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.title = line_edit()
        self.box = FieldBox(self.title)
        self._title = self._bound(self.title, "title")
        self._title.restored.connect(lambda: self.box.show_error(""))
        self.code = line_edit()
        self.code.setMaxLength(3)
        self.code_box = FieldBox(self.code)
        self._code = self._bound(self.code, "code")
        self.description = GrowingText(2, 6)
        self.description_box = FieldBox(self.description)
        self._description = self._bound(self.description, "description")
        self.type = inspector_combo()
        self.type_box = FieldBox(self.type)
        self.type.activated.connect(lambda: self._give("type", FieldType(self.type.currentData())))
        self.choices = GrowingText(3, 8)
        self.choices_box = FieldBox(self.choices)
        self._choices = self._bound(self.choices, "choices")
        self.required = QCheckBox()
        self.required.clicked.connect(lambda: self._give("required", self.required.isChecked()))
        self.clock = inspector_combo()
        self.clock_box = FieldBox(self.clock)
        self.clock.activated.connect(lambda: self._give("clock", self.clock.currentData()))
        self.detected = inspector_combo()
        self.detected_box = FieldBox(self.detected)
        self.detected.activated.connect(lambda: self._give("detected", self.detected.currentData()))
        self.word_id = label("", "small", "tertiary", selectable=True)
        self.uses = QWidget()
        self.uses_head = label("", "small", "secondary")
        self._uses_column = QVBoxLayout(self.uses)
        self._uses_column.setContentsMargins(0, 0, 0, 0)
        self._uses_column.setSpacing(0)
        for part in (
            self.box,
            self.code_box,
            self.description_box,
            self.type_box,
            self.choices_box,
            self.required,
            self.clock_box,
            self.detected_box,
            self.word_id,
            self.uses_head,
            self.uses,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.links: list[StepLink] = []
        self.retranslate()

    def _bound(self, editor: QLineEdit | QPlainTextEdit, attribute: str) -> TextBinding:
        binding = TextBinding(editor, enter_commits=isinstance(editor, QLineEdit))
        binding.committed.connect(lambda text: self._give(attribute, text))
        return binding

    def retranslate(self) -> None:
        """Words anew."""
        self.box.set_caption(self.tr("Name"))
        self.code_box.set_caption(self.tr("Letters on a card"))
        self.description_box.set_caption(self.tr("What this role does"))
        self.type_box.set_caption(self.tr("Answer"))
        self.choices_box.set_caption(self.tr("Choices, one a line"))
        self.required.setText(self.tr("Must be answered"))
        self.clock_box.set_caption(self.tr("Whose time it is"))
        self.detected_box.set_caption(self.tr("How it is known"))

    def flush(self) -> None:
        """Take what is being typed."""
        for binding in (self._title, self._code, self._description, self._choices):
            binding.commit()

    def show_item(self, item: Item | None, *, force: bool = False) -> None:
        """Show a word; None = nothing is chosen."""
        self.item = item
        self.setVisible(item is not None)
        if item is None:
            return
        is_new = not item.id
        self._title.show(item.title, force=force)
        if force or not self._title.is_dirty:
            self.box.show_error("")
        self.word_id.setText("" if is_new else self.tr("code in texts and conditions: {id}").format(id=item.id))
        self.word_id.setVisible(not is_new and isinstance(item, Field))
        for box, kind in (
            (self.code_box, Role),
            (self.description_box, Role),
            (self.type_box, Field),
            (self.required, Field),
            (self.clock_box, Reason),
            (self.detected_box, Reason),
        ):
            box.setVisible(isinstance(item, kind) and not is_new)
        self.choices_box.setVisible(isinstance(item, Field) and item.type is FieldType.CHOICE and not is_new)
        match item:
            case Role():
                self._code.show(item.code, force=force)
                self._description.show(item.description, force=force)
            case Field():
                fill_combo(self.type, [(kind.value, type_name(kind)) for kind in FieldType], item.type.value)
                self.required.setChecked(item.required)
                self._choices.show("\n".join(item.choices), force=force)
            case Reason():
                clocks = [("internal", self.tr("ours")), ("external", self.tr("of others: supplier, authority"))]
                ways = [("ask", self.tr("the holder is asked")), ("auto", self.tr("the program sees it"))]
                fill_combo(self.clock, clocks, item.clock)
                fill_combo(self.detected, ways, item.detected)

    def show_uses(self, steps: tuple[Step, ...] | None) -> None:
        """Show the steps that use the word; None = does not apply."""
        for link in self.links:
            self._uses_column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        is_shown = steps is not None and self.item is not None and bool(self.item.id)
        self.uses_head.setVisible(is_shown)
        self.uses.setVisible(is_shown and bool(steps))
        if not is_shown or steps is None:
            return
        self.uses_head.setText(self.tr("Used by %n step(s)", "", len(steps)) if steps else self.tr("Used by no step"))
        for step in steps[:_MOST_USES]:
            link = StepLink(step, step.title or step.id)
            link.clicked.connect(lambda _=False, step_id=step.id: self.step_wanted.emit(step_id))
            self._uses_column.addWidget(link)
            self.links.append(link)

    def focus(self) -> None:
        """Put the cursor into the name."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def _give(self, attribute: str, value: object) -> None:
        if self.item is None:
            return
        if attribute == "choices":
            value = tuple(line.strip() for line in str(value).splitlines() if line.strip())
        fields: dict[str, Any] = {attribute: value}
        self.changed.emit(replace(self.item, **fields), attribute)
