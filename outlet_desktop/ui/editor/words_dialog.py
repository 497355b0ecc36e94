"""Dialogs of words: roles, stages, launch questions and reasons of a process; the facts a confirmation asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.template import StepId
from outlet_desktop.domain.vocabulary import Kind
from outlet_desktop.ui.controls import Segmented, label, primary_button, set_button_size
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.words_page import WordsPage
from outlet_desktop.ui.editor.words_source import AskedFacts, ProcessWords

_KINDS: tuple[Kind, ...] = ("fields", "roles", "stages", "reasons")


class WordsDialog(QDialog):
    """Edits apply at once and can be undone (Ctrl+Z, here too); Esc and Ctrl+Enter close.

    Signals:
        step_wanted: Id of a step that uses a word was pressed; the dialog has closed.
    """

    step_wanted = Signal(str)

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None, *, facts_of: StepId = "") -> None:
        super().__init__(parent)
        self._document = document
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.pages: dict[str, WordsPage] = {}
        self._stack = QStackedWidget()
        self.tabs: Segmented | None = None
        if facts_of:
            title = self.tr("Data of the confirmation")
            column.addWidget(label(title_of(document.template, facts_of), "title", wrap=True))
            hint = self.tr("The bot and the form ask for these, in this order, once the fact is confirmed.")
            column.addWidget(label(hint, "body", "secondary", wrap=True))
            self._add("facts", WordsPage(document, AskedFacts(document, facts_of)))
        else:
            title = self.tr("Words of the process")
            self.tabs = Segmented(tuple((kind, "") for kind in _KINDS))
            self.tabs.set_texts(
                {
                    "fields": self.tr("Questions of the launch"),
                    "roles": self.tr("Roles"),
                    "stages": self.tr("Stages"),
                    "reasons": self.tr("Reasons for a delay"),
                }
            )
            self.tabs.chosen.connect(self.show_kind)
            column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
            for kind in _KINDS:
                self._add(kind, WordsPage(document, ProcessWords(document, kind)))
        self.setWindowTitle(title)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = primary_button(self.tr("Done"))
        set_button_size(self.close_button, "large")
        self.close_button.setAutoDefault(False)  # Enter belongs to the field in hand
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)
        for keys, run in (("Ctrl+Z", document.stack.undo), ("Ctrl+Shift+Z", document.stack.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        self.finished.connect(lambda _result: document.end_merge())

    def _add(self, key: str, page: WordsPage) -> None:
        self.pages[key] = page
        self._stack.addWidget(page)
        page.step_wanted.connect(self._go)

    @property
    def page(self) -> WordsPage:
        """The page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, WordsPage)
        return page

    def show_kind(self, kind: str) -> None:
        """Bring the roles, the stages, the questions or the reasons to the front."""
        self.page.flush()
        if self.tabs is not None:
            self.tabs.choose(kind)
        self._stack.setCurrentWidget(self.pages[kind])
        self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, step_id: str) -> None:
        self.accept()
        self.step_wanted.emit(step_id)

    def done(self, result: int) -> None:
        self.page.flush()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
            return  # Enter in a field takes its value, nothing more
        super().keyPressEvent(event)
