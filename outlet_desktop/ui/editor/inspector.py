"""The inspector of the process editor: the selected step, several steps, or the process itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import ElidedLabel, Icon, label
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector_fields import DurationRow
from outlet_desktop.ui.editor.inspector_form import PAD, Form
from outlet_desktop.ui.editor.inspector_people import Cast, load_cast
from outlet_desktop.ui.editor.inspector_process import ProcessForm
from outlet_desktop.ui.editor.inspector_several import SeveralForm
from outlet_desktop.ui.editor.inspector_step import StepForm
from outlet_desktop.ui.editor.inspector_text import ENTER
from outlet_desktop.ui.editor.inspector_words import KIND_ICONS, kind_name
from outlet_desktop.ui.editor.view_only import hold_fields
from outlet_desktop.ui.editor.words_dialog import WordsDialog
from outlet_desktop.ui.preferences import preferences, read_only_words
from outlet_desktop.ui.text_size import fix_height, fix_side, only_down
from outlet_desktop.ui.theme import token


class Inspector(QWidget):
    """What is selected, as fields. An edit applies when a field is left or Enter is pressed; Esc restores.

    It follows the document; a field in which somebody types is not written over.

    Signals:
        step_wanted: Id of a step that was pressed in a list; the canvas selects it.
    """

    step_wanted = Signal(str)

    def __init__(
        self, document: TemplateDocument, office: Office, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._office, self._background = document, office, background
        self._selection: frozenset[StepId] = frozenset()
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fix_side(self, int(token("size.inspector")))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        fix_height(head, 44)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self._icon = Icon("ph.flow-arrow")
        self.heading = ElidedLabel("", "heading")
        self.code = label("", "small", "secondary", selectable=True, tabular=True)
        self.code.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._icon)
        row.addWidget(self.heading, 1)
        row.addWidget(self.code)
        column.addWidget(head)
        self.step_form = StepForm(document)
        self.several_form = SeveralForm(document)
        self.process_form = ProcessForm(document)
        self._forms: tuple[Form, ...] = (self.step_form, self.several_form, self.process_form)
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        for form in self._forms:
            stack.addWidget(form)
            form.step_wanted.connect(self.step_wanted)
        self._body = body
        self._note = label("", "small", "secondary", wrap=True)
        self._note.setContentsMargins(16, 0, 16, 8)
        column.addWidget(self._note)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        only_down(self._scroll)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_width)
        body.setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)
        self.step_form.words_wanted.connect(self.open_words)
        self.process_form.words_wanted.connect(self.open_words)
        self.step_form.facts_wanted.connect(self.open_facts)
        document.changed.connect(self._changed)
        document.refused.connect(lambda _problem: self._changed(document.template, document.template))
        document.replaced.connect(self._replaced)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        preferences.changed.connect(self._hold)
        self._show_form()
        self.reload_people()

    @property
    def selection(self) -> frozenset[StepId]:
        """Ids of the steps shown."""
        return self._selection

    def set_selection(self, steps: frozenset[StepId]) -> None:
        """Show these steps (none = the process). What is being typed is taken first."""
        steps = frozenset(step for step in steps if step in self._document.template.by_id)
        if steps == self._selection:
            return
        self._form.flush()
        self._document.end_merge()
        self._selection = steps
        self._show_form()
        self._scroll.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Put the cursor into the first field, its text selected (Enter on the canvas)."""
        form = self._form
        if form is self.step_form:
            self.step_form.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.step_form.title.selectAll()
        elif form is self.several_form:
            self.several_form.role.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.process_form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Take what is being typed (before publishing or leaving the place)."""
        self._form.flush()

    def open_words(self, kind: str) -> WordsDialog:
        """Edit the "roles", "stages", "fields" (launch questions) or "reasons" of the process."""
        self.flush()
        dialog = WordsDialog(self._document, self)
        dialog.show_kind(kind)
        return self._opened(dialog)

    def open_facts(self, step_id: StepId) -> WordsDialog:
        """Edit what a confirmation asks for."""
        self.flush()
        return self._opened(WordsDialog(self._document, self, facts_of=step_id))

    def _opened(self, dialog: WordsDialog) -> WordsDialog:
        self._document.end_merge()
        dialog.step_wanted.connect(self.step_wanted)
        dialog.open()
        return dialog

    def set_past(self, past: Mapping[StepId, Sequence[int]]) -> None:
        """How long steps took in finished outlets is known."""
        self.step_form.set_past(past)

    def reload_people(self) -> None:
        """Read who plays the roles anew, in the background; without an answer the line is left out."""
        office = self._office
        self._background.run(
            lambda: load_cast(office), self._take_cast, otherwise=lambda _: None, slot=f"cast:{id(self)}"
        )

    def retranslate(self) -> None:
        """Words anew."""
        for form in self._forms:
            form.retranslate()
        self._show_head()
        self._hold()

    @property
    def _form(self) -> Form:
        if not self._selection:
            return self.process_form
        return self.step_form if len(self._selection) == 1 else self.several_form

    def _take_cast(self, cast: Cast) -> None:
        self.step_form.set_cast(cast)

    def _show_form(self) -> None:
        if len(self._selection) == 1:
            self.step_form.show_step(next(iter(self._selection)))
        elif self._selection:
            self.several_form.show_steps(self._selection)
        else:
            self.process_form.refresh(force=True)
        shown = self._form
        for form in self._forms:
            form.setVisible(form is shown)
        self._show_head()
        self._hold()

    def _hold(self, *_changed: object) -> None:
        """Fields of a window for viewing look like it, and a line says why."""
        self._note.setText(read_only_words())
        self._note.setVisible(preferences.is_read_only)
        hold_fields(self._body)

    def _show_head(self) -> None:
        template = self._document.template
        step = self.step_form.step if len(self._selection) == 1 else None
        if step is not None:
            self._icon.set_icon(KIND_ICONS[step.kind])
            self.heading.setText(kind_name(step.kind))
            self.code.setText(step.id)
        elif self._selection:
            self._icon.set_icon("ph.selection-all")
            self.heading.setText(self.tr("%n step(s)", "", len(self._selection)))
            self.code.setText("")
        else:
            self._icon.set_icon("ph.flow-arrow")
            self.heading.setText(self.tr("Process"))
            revision = template.revision
            self.code.setText(self.tr("revision {number}").format(number=revision) if revision else "")

    def _keep_width(self, least: int, most: int) -> None:
        """The scroll bar takes its room from the margin, so nothing moves when it comes and goes."""
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most > least else 0
        for form in self._forms:
            margins = form.column.contentsMargins()
            margins.setRight(PAD - bar)
            form.column.setContentsMargins(margins)

    def _changed(self, before: Template, after: Template) -> None:
        left = frozenset(step for step in self._selection if step in after.by_id)
        if left != self._selection:
            self._selection = left
            self._show_form()
            return
        self._form.refresh()
        self._show_head()
        self._hold()

    def _replaced(self, template: Template) -> None:
        self._selection = frozenset()
        self._show_form()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """A field that is left ends its undo entry; the three numbers of a duration are one field."""
        if old is None or new is None or not self.isAncestorOf(old):
            return
        if not (isinstance(old.parent(), DurationRow) and old.parent() is new.parent()):
            self._document.end_merge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:  # a number field lets it through; the window must not act on it
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
