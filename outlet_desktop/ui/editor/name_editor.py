"""The name of a card, typed in its place; it wraps as it will on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.ui.editor.items import JoinItem, NodeItem
from outlet_desktop.ui.editor.painting import CARD_W, DIAMOND
from outlet_desktop.ui.key_table import NAME
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.theme import font

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

LEAST_WIDTH = 180  # px on the screen; a name is read at any zoom
_LINES = 2  # what a card shows; a longer name scrolls
_EDGE = 4  # px between border and text


class NameEditor(QPlainTextEdit):
    """Enter and a click elsewhere save, Esc restores; with Ctrl, Enter also asks for the next task.

    Signals:
        done: (step id, title) to be saved.
        closed: It went away, whether saved or not.
        next_wanted: A task should come after the step (Ctrl+Enter), True: beside it (Ctrl+Shift+Enter).
    """

    done = Signal(str, str)
    closed = Signal()
    next_wanted = Signal(bool)

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._step: StepId = ""
        self._before = ""
        self._room = QRectF()
        self.setObjectName("nameEditor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self._fit)
        self.keys = PlaceKeys(NAME, parent=self)
        self.keys.on("name.next", lambda: self._finish_and_go_on(is_beside=False))
        self.keys.on("name.beside", lambda: self._finish_and_go_on(is_beside=True))
        self.hide()

    @property
    def step(self) -> StepId:
        """The step being named, "" when none is."""
        return self._step

    def text(self) -> str:
        """What is typed, on one line."""
        return " ".join(self.toPlainText().split())

    def start(self, node: NodeItem) -> None:
        """Open over a card."""
        self._step, self._before = node.id, node.step.title
        self.setPlainText(node.step.title)
        self.follow(node)
        self.show()
        self.raise_()
        # All selected with the cursor at the start, so that a long name is read from its beginning.
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def follow(self, node: NodeItem) -> None:
        """Stand over the card, wherever view and zoom have it."""
        zoom = self._canvas.zoom
        if isinstance(node, JoinItem):
            place = QRectF(node.x() - 96, node.top - 32, 192, 26)
        elif node.step.kind is StepKind.MILESTONE:
            middle = node.body().center()
            place = QRectF(middle.x() - 100, middle.y() + DIAMOND / 2, 200, 26)
        else:
            place = QRectF(node.x() + 27, node.y() + 5, CARD_W - 33, 26)
        is_middle = isinstance(node, JoinItem) or node.step.kind is StepKind.MILESTONE
        option = self.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter if is_middle else Qt.AlignmentFlag.AlignLeft)
        self.document().setDefaultTextOption(option)
        shown = self._canvas.mapFromScene(place).boundingRect()
        corner = self._canvas.viewport().mapTo(self._canvas, shown.topLeft())
        self._room = QRectF(corner.x(), corner.y(), max(shown.width(), LEAST_WIDTH), 0)
        made = font("node")
        made.setPixelSize(max(11, min(20, round(12 * zoom))))
        self.setFont(made)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need, up to two lines."""
        if not self._step:
            return
        width = round(self._room.width())
        if self.width() != width:
            self.resize(width, self.height())
        lines = round(self.document().size().height())  # of a plain text document: laid out lines, not px
        height = self.fontMetrics().lineSpacing() * min(_LINES, max(1, lines)) + 2 * _EDGE + 2
        self.setGeometry(round(self._room.x()), round(self._room.y()), width, height)

    def finish(self, save: bool = True) -> None:
        """Close; save what was typed unless it is as before."""
        step, self._step = self._step, ""
        if not step:
            return
        title = self.text()
        if save and title != self._before:
            self.done.emit(step, title)
        if self.hasFocus():
            self._canvas.setFocus()
        self.hide()
        self.closed.emit()

    def _finish_and_go_on(self, *, is_beside: bool) -> None:
        self.finish()
        self.next_wanted.emit(is_beside)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text pasted into a name is one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.press(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.finish(save=False)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self.finish()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu (cut, paste)
            self.finish()
