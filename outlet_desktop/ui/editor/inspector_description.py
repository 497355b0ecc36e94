"""The description of a step: its text, placeholders to put in, and how it reads for a sample outlet."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Field, FieldType, Template
from outlet_desktop.domain.texts import filled, placeholders
from outlet_desktop.ui.controls import label, set_tool_name
from outlet_desktop.ui.editor.inspector_fields import SectionHead
from outlet_desktop.ui.editor.inspector_text import GrowingText, TextBinding
from outlet_desktop.ui.theme import theme


class DescriptionPart(QWidget):
    """What to do, with a preview as soon as a placeholder stands in it.

    Signals:
        committed: The new text.
    """

    committed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._template = Template("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.head = SectionHead(can_add=True)
        assert self.head.add_button is not None
        self.add_button = self.head.add_button
        self.add_button.clicked.connect(self._offer)
        self.editor = GrowingText(3, 12)
        self.binding = TextBinding(self.editor, enter_commits=False)
        self.binding.committed.connect(self.committed)
        self.binding.typed.connect(lambda _text: self._show_preview())
        self.caption = label("", "small", "tertiary")
        self.preview = label("", "small", "secondary", wrap=True)
        self.preview.setTextFormat(Qt.TextFormat.RichText)
        self.preview.setContentsMargins(0, 0, 0, 2)
        for part in (self.head, self.editor, self.caption, self.preview):
            column.addWidget(part)
        self.add_button.setIconSize(QSize(16, 16))
        theme.changed.connect(self._show_preview)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew."""
        self.head.title.setText(self.tr("Description"))
        set_tool_name(self.add_button, self.tr("Put in a fact of the outlet"))
        self.editor.setAccessibleName(self.tr("Description"))
        self.editor.setPlaceholderText(self.tr("What to do and what counts as done"))
        self._show_preview()

    def show_text(self, template: Template, text: str, *, force: bool = False) -> None:
        """Show the description of a step."""
        self._template = template
        self.binding.show(text, force=force)
        self._show_preview()

    def flush(self) -> None:
        """Take what is being typed."""
        self.binding.commit()

    # -------------------------------------------------------------------------------------- placeholders

    def facts(self) -> dict[str, object]:
        """Of the sample outlet: what stands in place of each placeholder."""
        known: dict[str, object] = {
            "address": self.tr("10 Lenin St"),
            "city": self.tr("Samara"),
            "target": date(2027, 3, 9),
        }
        return {**{question.id: self._sample(question) for question in self._template.fields}, **known}

    def _sample(self, question: Field) -> object:
        if question.type is FieldType.CHOICE and question.choices:
            return question.choices[0]
        samples: dict[FieldType, object] = {
            FieldType.INT: 120,
            FieldType.MONEY: 250000,
            FieldType.DATE: date(2026, 12, 1),
            FieldType.BOOL: self.tr("yes"),
        }
        return samples.get(question.type, f"‹{question.title or question.id}›")

    def menu(self) -> QMenu:
        """What can be put in: facts of every outlet, then answers of the launch form."""
        made = QMenu(self)
        for name, title in (
            ("address", self.tr("Address")),
            ("city", self.tr("City")),
            ("target", self.tr("Target date of the opening")),
        ):
            made.addAction(f"{title}\t{{{name}}}").triggered.connect(lambda _=False, name=name: self.put(name))
        if self._template.fields:
            made.addSeparator()
        for question in self._template.fields:
            title = (question.title or question.id).replace("&", "&&")
            action = made.addAction(f"{title}\t{{{question.id}}}")
            action.triggered.connect(lambda _=False, name=question.id: self.put(name))
        return made

    def _offer(self) -> None:
        made = self.menu()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def put(self, name: str) -> None:
        """Put a placeholder where the cursor is."""
        self.editor.insertPlainText(f"{{{name}}}")
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self) -> None:
        text, facts = self.binding.text, self.facts()
        names = placeholders(text)
        self.caption.setVisible(bool(names))
        self.preview.setVisible(bool(names))
        if not names:
            return
        self.caption.setText(self.tr("For an outlet it reads like this"))
        shown = escape(filled(text, facts)).replace("\n", "<br>")
        for name in names:
            if name not in facts:
                wrong = f'<span style="color:{theme.hex("status.late.text")}">{{{escape(name)}}}</span>'
                shown = shown.replace(f"{{{escape(name)}}}", wrong)
        self.preview.setText(shown)
