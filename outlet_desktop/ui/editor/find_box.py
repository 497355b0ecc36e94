"""Ctrl+F on the canvas: a small field that goes to the steps whose name, id or role holds the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.controls import Icon, label, set_tool_name, tool_button

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

WIDTH = 320


class FindBox(QFrame):
    """At the top right of a canvas. Enter and Down go to the next match, Up to the previous one, Esc closes."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._found: list[StepId] = []
        self.setProperty("kind", "popup")
        self.setFixedSize(WIDTH, 40)
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
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search(self.field.text())

    def leave(self) -> None:
        """Close; the keys are the canvas's again."""
        self._canvas.setFocus()
        self.hide()

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        template = self._canvas.document.template
        self._found = []
        for step_id in template.order if words else ():
            step = template.by_id[step_id]
            role = template.role(step.role)
            line = f"{step_id} {step.title} {role.title if role is not None else ''}".casefold()
            if all(word in line for word in words):
                self._found.append(step_id)
        self._go(0)

    def _go(self, way: int) -> None:
        """The match `way` after the selected one; 0 = the selected one if it matches, else the first."""
        if not self._found:
            self.count.setText(self.tr("nothing") if self.field.text().strip() else "")
            return
        here = self._canvas.commands.only_selected()
        number = (self._found.index(here) + way) % len(self._found) if here in self._found else 0
        self._canvas.show_step(self._found[number])
        self.count.setText(self.tr("{number} of {count}").format(number=number + 1, count=len(self._found)))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        way = {
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        if way is not None:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(-way if is_back else way)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def retranslate(self) -> None:
        """Word everything anew."""
        self.field.setPlaceholderText(self.tr("Step, number or role"))
        self.field.setAccessibleName(self.tr("Find a step"))
        set_tool_name(self.close_button, self.tr("Close"), "Esc")
