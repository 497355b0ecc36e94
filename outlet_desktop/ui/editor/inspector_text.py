"""Text fields of the inspector: when typed text is taken, and when it is put back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextOption,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
)

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_undo(event: QKeyEvent) -> bool:
    """Whether these are the keys of undo or redo."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class TextBinding(QObject):
    """When the text of one editor is taken: on Enter, Tab and loss of focus; Esc puts the shown text back.

    While the text is as shown, undo and redo belong to the document, not to the editor.

    Signals:
        committed: A text that differs from the shown one. Whoever takes it calls `show` with what is now so;
            if nobody does, the text stays where it is, refused.
        entered: Enter was pressed (after `committed`).
        typed: The text changed, by keys or by `show`.
        restored: Esc put the shown text back.
    """

    committed = Signal(str)
    entered = Signal()
    typed = Signal(str)
    restored = Signal()

    def __init__(self, editor: QLineEdit | QPlainTextEdit, *, enter_commits: bool = True) -> None:
        super().__init__(editor)
        self.editor = editor
        self.shown = ""
        self._enter_commits = enter_commits
        editor.installEventFilter(self)
        editor.textChanged.connect(lambda *_: self.typed.emit(self.text))

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not taken."""
        return self.text != self.shown

    def show(self, text: str, *, force: bool = False) -> None:
        """Show the document's text. What is being typed, or was refused, stays unless forced."""
        was, was_dirty = self.shown, self.is_dirty
        self.shown = text
        if not force and was_dirty and (self.editor.hasFocus() or text == was):
            return
        if self.text == text:
            return
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(text)
        else:
            self.editor.setText(text)
            if not self.editor.hasFocus():
                self.editor.setCursorPosition(0)

    def commit(self) -> None:
        """Hand the text over if it differs."""
        if self.is_dirty:
            self.committed.emit(self.text)

    def restore(self) -> None:
        """Put the shown text back."""
        self.show(self.shown, force=True)
        self.restored.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self.is_dirty:
                event.accept()
                return True
            if is_undo(event) and not self.is_dirty:
                event.ignore()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.is_dirty:
            self.restore()
            return True
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER and (self._enter_commits or with_control):
            self.commit()
            self.entered.emit()
            return True
        if is_undo(event) and not self.is_dirty:
            event.ignore()  # goes on to the parents; the editor's own history is not asked
            return True
        return False


class GrowingText(QPlainTextEdit):
    """A text field as high as its text, between `least` and `most` lines; then it scrolls."""

    def __init__(self, least: int = 1, most: int = 4) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.setViewportMargins(2, 0, 2, 0)  # the text begins where that of a combo box does
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        block, needed = self.document().begin(), 0.0
        while block.isValid():
            needed += self.blockBoundingRect(block).height()  # lays the block out if it is not yet
            block = block.next()
        height = round(min(max(needed, self._least * line), self._most * line))
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > height + 1 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        # 1 border + 3 padding on both sides, as the style sheet says; the same in sum with the focus border.
        self.setFixedHeight(height + 2 * (4 + int(self.document().documentMargin())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


def line_edit() -> QLineEdit:
    """A line whose text begins where that of a combo box does."""
    made = QLineEdit()
    made.setTextMargins(-2, 0, -2, 0)
    return made
