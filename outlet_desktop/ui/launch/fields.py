"""Editors of a template's launch fields, one per field type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QSignalBlocker, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Field, FieldType
from outlet_desktop.ui.controls import Combo, DateEdit, FieldError, Segmented, label, set_error
from outlet_desktop.ui.text_size import fix_height, fix_width

Answered = Callable[[str, object], None]
_LONG = 40  # letters


class LaunchField(QWidget):
    """A question with its editor. The answer goes to `answered(field id, value)`; None takes it back."""

    def __init__(self, field: Field, value: object, answered: Answered, today: date | None) -> None:
        super().__init__()
        self.field = field
        self._answered = answered
        self._today = today
        self.error = FieldError()
        # (Beside "optional" a wrapped line would take half of the room, however short it is.)
        self._name = label(field.title, wrap=field.type is not FieldType.TEXT or len(field.title) > _LONG)
        self._optional = label("", "body", "tertiary")
        self.editor = self._make(value)
        self.editor.setAccessibleName(field.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        names = QHBoxLayout()
        names.setSpacing(6)
        names.addWidget(self._name)
        if field.type is FieldType.TEXT:
            names.addWidget(self._optional)
            names.addStretch(1)
            column.addLayout(names)
            column.addWidget(self.editor)
        else:
            names.addWidget(self._optional)
            names.setStretchFactor(self._name, 1)
            names.addWidget(self.editor)
            column.addLayout(names)
        column.addWidget(self.error)
        self._optional.setVisible(field.type is FieldType.TEXT and not field.required)
        self.retranslate()

    def retranslate(self) -> None:
        """Word what is ours anew; the title comes from the process."""
        self._optional.setText(self.tr("optional"))
        if isinstance(self.editor, Segmented):
            self.editor.set_texts({"yes": self.tr("Yes"), "no": self.tr("No")})
        elif isinstance(self.editor, Combo):
            self.editor.setItemText(0, self.tr("Not chosen"))

    def show_value(self, value: object) -> None:
        """Show another answer; it goes to nobody."""
        editor = self.editor
        with QSignalBlocker(editor):
            match editor:
                case Segmented():
                    if value is None:
                        editor.clear_choice()
                    else:
                        editor.choose("yes" if value else "no")
                case Combo():
                    editor.setCurrentIndex(max(0, editor.findData(value)))
                case DateEdit():
                    day = value if isinstance(value, date) else self._today
                    if day is not None and editor.day != day:
                        editor.set_day(day)
                case QPlainTextEdit():
                    if editor.toPlainText().strip() != str(value or ""):
                        editor.setPlainText(str(value or ""))
                        editor.moveCursor(QTextCursor.MoveOperation.End)
                case QLineEdit():
                    editor.setText("" if value is None else _number_text(value))

    def show_error(self, text: str) -> None:
        """Say what is wrong with the answer; "" = nothing."""
        self.error.show_error(text)
        set_error(self.editor, bool(text))

    def _make(self, value: object) -> QWidget:
        match self.field.type:
            case FieldType.BOOL:
                return self._yes_no(value)
            case FieldType.CHOICE:
                return self._choice(value)
            case FieldType.DATE:
                return self._date(value)
            case FieldType.TEXT:
                area = QPlainTextEdit(str(value or ""))
                fix_height(area, 52, 2)
                area.setTabChangesFocus(True)
                area.textChanged.connect(lambda: self._tell(area.toPlainText().strip() or None))
                return area
            case _:
                line = QLineEdit("" if value is None else _number_text(value))
                fix_width(line, 112)
                line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
                line.textChanged.connect(self._number)
                return line

    def _yes_no(self, value: object) -> QWidget:
        made = Segmented([("yes", self.tr("Yes")), ("no", self.tr("No"))])
        if value is None:
            made.clear_choice()
        else:
            made.choose("yes" if value else "no")
        made.chosen.connect(lambda key: self._tell(key == "yes"))
        return made

    def _choice(self, value: object) -> QWidget:
        made = Combo()
        made.addItem(self.tr("Not chosen"), None)
        for choice in self.field.choices:
            made.addItem(choice, choice)
        made.setCurrentIndex(max(0, made.findData(value)))
        made.currentIndexChanged.connect(lambda _index: self._tell(made.currentData()))
        return made

    def _date(self, value: object) -> QWidget:
        made = DateEdit(value if isinstance(value, date) else self._today)
        made.day_changed.connect(self._tell)
        if value is None and self.field.required:
            self._tell(made.day)
        return made

    def _number(self, text: str) -> None:
        plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
        if not plain:
            self._tell(None)
            return
        try:
            self._tell(int(plain) if self.field.type is FieldType.INT else float(plain))
        except ValueError:
            self._tell(text.strip())  # the preview says that this is no number

    def _tell(self, value: object) -> None:
        self._answered(self.field.id, value)


def _number_text(value: object) -> str:
    if isinstance(value, float):
        return QLocale().toString(value, "f", 2 if value % 1 else 0)
    return str(value)
