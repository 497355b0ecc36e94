"""The form of a confirmation: the facts it asks for, one editor each, with what is wrong said below it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.domain.answers import EXAMPLES, NO, YES, read, shown
from outlet_desktop.domain.template import Field, FieldType
from outlet_desktop.engine.ports import FieldForm
from outlet_desktop.ui.controls import (
    Combo,
    FieldError,
    label,
    primary_button,
    secondary_button,
    set_button_size,
    set_error,
)
from outlet_desktop.ui.text_size import fix_side, only_down, tall

_MOST_HEIGHT = 420  # px of the fields; more of them scroll


class FieldRow(QWidget):
    """One field with its editor; `text` is what a person would type, "" = nothing."""

    def __init__(self, field: Field, value: str, optional: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self.field, self._before = field, value
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = field.title if field.required else f"{field.title} ({optional})"
        column.addWidget(label(name, "small", "secondary", wrap=True))
        self.editor = self._make(value, words)
        if self.editor is not None:
            self.editor.setAccessibleName(field.title)
            column.addWidget(self.editor)
        else:
            column.addWidget(label(words["attached"] if value else words["attach"], "body", wrap=True))
        self.error = FieldError()
        column.addWidget(self.error)

    def _make(self, value: str, words: Mapping[str, str]) -> QLineEdit | Combo | None:
        match self.field.type:
            case FieldType.FILE:
                return None
            case FieldType.CHOICE | FieldType.BOOL:
                made = Combo()
                made.addItem(words["none"], "")
                is_choice = self.field.type is FieldType.CHOICE
                pairs = [(c, c) for c in self.field.choices] if is_choice else [(YES, words[YES]), (NO, words[NO])]
                for key, text in pairs:
                    made.addItem(text, key)
                made.setCurrentIndex(max(0, made.findData(value)))
                return made
            case _:
                line = QLineEdit(shown(self.field, value))
                line.setPlaceholderText(EXAMPLES.get(self.field.type, ""))
                return line

    @property
    def text(self) -> str:
        """What is in the editor."""
        if isinstance(self.editor, Combo):
            return str(self.editor.currentData() or "")
        return self.editor.text().strip() if self.editor is not None else ""

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than what is kept."""
        if self.editor is None:
            return False
        return (read(self.field, self.text) if self.text else "") != self._before

    def is_good(self) -> bool:
        """Nothing, or a value of its type. (What is required may be given later, by bot or task.)"""
        return not self.text or read(self.field, self.text) is not None

    def show_error(self, text: str) -> None:
        """Say what is wrong, "" = nothing."""
        self.error.show_error(text)
        if self.editor is not None:
            set_error(self.editor, bool(text))


class FieldDialog(QDialog):
    """Modal, 480 wide. Accepted only when every value fits; Ctrl+Enter saves, Esc cancels."""

    def __init__(self, parent: QWidget, form: FieldForm, body: str) -> None:
        super().__init__(parent)
        title = self.tr("Data of the confirmation")
        self.setWindowTitle(title)
        fix_side(self, 480)
        words = {
            "none": self.tr("Not chosen"),
            YES: self.tr("Yes"),
            NO: self.tr("No"),
            "attach": self.tr("Attach the file to the task on the portal"),
            "attached": self.tr("The file is on the task"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(form.title, "title", wrap=True))
        column.addWidget(label(body, "body", "secondary", wrap=True))
        column.addSpacing(4)
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(12)
        self.rows = [FieldRow(one, form.values.get(one.id, ""), self.tr("optional"), words) for one in form.fields]
        for row in self.rows:
            fields.addWidget(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        only_down(area)
        area.setWidget(inside)
        area.setFixedHeight(min(_MOST_HEIGHT, inside.sizeHint().height() + tall(20) * len(self.rows)))
        column.addWidget(area)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel, self.action = secondary_button(self.tr("Cancel")), primary_button(self.tr("Save"))
        for button in (cancel, self.action):
            set_button_size(button, "large")
            buttons.addWidget(button)
        column.addLayout(buttons)
        cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.save)

    def save(self) -> None:
        """Accept, or show which values do not fit and go to the first of them."""
        wrong = [row for row in self.rows if not row.is_good()]
        for row in self.rows:
            example = EXAMPLES.get(row.field.type, "")
            row.show_error(
                self.tr("This value does not fit. For example: %1").replace("%1", example) if row in wrong else ""
            )
        if not wrong:
            self.accept()
        elif wrong[0].editor is not None:
            wrong[0].editor.setFocus()

    @property
    def values(self) -> dict[str, str]:
        """What was changed, as typed."""
        return {row.field.id: row.text for row in self.rows if row.is_changed}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return
        super().keyPressEvent(event)


def ask_fields(parent: QWidget, form: FieldForm, body: str) -> dict[str, str] | None:
    """What was changed in the form, or None when the person thought better of it."""
    dialog = FieldDialog(parent, form, body)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    values = dialog.values
    dialog.deleteLater()
    return values if accepted else None
