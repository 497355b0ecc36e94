"""Ctrl+F on the canvas: a small field that goes to the steps whose name, id or role holds the words.

The same field names the other end of an arrow, so that arrows are drawn by the keys alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.controls import Icon, label, set_tool_name, tool_button
from outlet_desktop.ui.editor.painting import State
from outlet_desktop.ui.text_size import fix_height, fix_width

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

WIDTH = 320


class FindBox(QFrame):
    """At the top right of a canvas. Enter and Down go to the next match, Up to the previous one, Esc closes."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._found: list[StepId] = []
        self._number = 0
        self._source: StepId | None = None  # an arrow from it is asked for; None = just go there
        self._legal: frozenset[StepId] = frozenset()
        self.setProperty("kind", "popup")
        fix_width(self, WIDTH)
        fix_height(self, 40)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(Icon("ph.magnifying-glass", "text.tertiary", 16))
        self.field = QLineEdit()
        self.field.setProperty("kind", "bare")
        self.count = label("", "small", "tertiary", tabular=True)
        self.close_button = tool_button("ph.x")
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(self.close_button)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def enter(self) -> None:
        """Open, with the last words selected."""
        self._end_connecting()
        self._open()
        self._search(self.field.text())

    def enter_to_connect(self, source: StepId, legal: Collection[StepId]) -> None:
        """Open to ask which of the `legal` steps shall wait for `source`; Enter draws the arrow."""
        self._source, self._legal = source, frozenset(legal)
        self._word()
        self.field.clear()
        self._open()
        self._canvas.process.set_states(State.PORTS, self._legal)

    def _open(self) -> None:
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close; the keys are the canvas's again."""
        self._end_connecting()
        self._canvas.setFocus()
        self.hide()

    def _end_connecting(self) -> None:
        if self._source is not None:
            self._source, self._legal = None, frozenset()
            self._found = []
            for state in (State.PORTS, State.TARGET):
                self._canvas.process.set_states(state, ())
            self.field.clear()
            self._canvas.set_tool("select")
            self._word()

    def _connect(self) -> None:
        """Draw the arrow to the match in hand."""
        source, target = self._source, self._found[self._number] if self._found else None
        if source is not None and target is not None:
            self.leave()
            self._canvas.commands.connect_steps(source, target)

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        template = self._canvas.document.template
        self._found = []
        for step_id in template.order if words else ():
            step = template.by_id[step_id]
            role = template.role(step.role)
            line = f"{step_id} {step.title} {role.title if role is not None else ''}".casefold()
            if (self._source is None or step_id in self._legal) and all(word in line for word in words):
                self._found.append(step_id)
        self._go(0)

    def _go(self, way: int) -> None:
        """The match `way` after the selected one; 0 = the selected one if it matches, else the first."""
        if not self._found:
            self.count.setText(self.tr("nothing") if self.field.text().strip() else "")
            self._number = 0
        elif self._source is not None:
            self._number = (self._number + way) % len(self._found) if way else 0
            self._canvas.reveal(self._found[self._number])
        else:
            here = self._canvas.commands.only_selected()
            self._number = (self._found.index(here) + way) % len(self._found) if here in self._found else 0
            self._canvas.show_step(self._found[self._number])
        if self._source is not None:
            self._canvas.process.set_states(State.TARGET, self._found[self._number : self._number + 1])
        if self._found:
            self.count.setText(self.tr("{number} of {count}").format(number=self._number + 1, count=len(self._found)))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        way = {
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._source is not None:
            self._connect()
        elif way is not None:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(-way if is_back else way)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def retranslate(self) -> None:
        """Word everything anew."""
        set_tool_name(self.close_button, self.tr("Close"), "Esc")
        self._word()

    def _word(self) -> None:
        asks = self._source is not None
        self.field.setPlaceholderText(
            self.tr("Connect with: step, number or role") if asks else self.tr("Step, number or role")
        )
        self.field.setAccessibleName(self.tr("Connect with a step") if asks else self.tr("Find a step"))
