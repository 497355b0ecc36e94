"""What the director sees, as a card: the facts in the order of the bot's message, and the approval's answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from outlet_desktop.domain.template import Outcome
from outlet_desktop.ui.controls import label, secondary_button
from outlet_desktop.ui.launch.hint import column_of
from outlet_desktop.ui.text_size import text_size
from outlet_desktop.ui.theme import theme


class DirectorCard(QFrame):
    """The card. Its buttons are a picture of the answers until `set_live(True)`.

    Signals:
        answered: Outcome id of the button pressed.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("directorCard")
        column = column_of(self, margins=(12, 10, 12, 12), spacing=2)
        self._title = label("", "bodyStrong", wrap=True)
        self._lines: QLabel = label("", "body", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._lines)
        column.addSpacing(8)
        self._answers = QGridLayout()
        self._answers.setSpacing(8)
        column.addLayout(self._answers)
        self.buttons: dict[str, QPushButton] = {}
        self._is_live = False
        theme.changed.connect(self._dress)
        text_size.changed.connect(self._lay_answers)
        self._dress()

    def show_message(self, title: str, lines: Sequence[str], outcomes: Sequence[Outcome]) -> None:
        """Show these words and answers; "approve" alone in the first row."""
        self._title.setText(title)
        self._lines.setText("\n".join(line for line in lines if line))
        labels = {outcome.id: outcome.label for outcome in outcomes}
        if list(labels) != list(self.buttons):
            for button in self.buttons.values():
                self._answers.removeWidget(button)
                button.deleteLater()
            self.buttons = {}
            for outcome in outcomes:
                button = secondary_button(outcome.label)
                policy = button.sizePolicy()
                policy.setHorizontalPolicy(policy.Policy.Expanding)
                button.setSizePolicy(policy)
                button.clicked.connect(lambda _checked=False, one=outcome.id: self._pressed(one))
                self.buttons[outcome.id] = button
            self._lay_answers()
        for outcome_id, text in labels.items():
            self.buttons[outcome_id].setText(text)
        self.set_live(self._is_live)

    def _lay_answers(self) -> None:
        """Two beside each other, as in the messenger; larger words have no room for that."""
        for number, (outcome, button) in enumerate(self.buttons.items()):
            if text_size.ratio > 1.0:
                self._answers.addWidget(button, number, 0, 1, 2)
            elif outcome == "approve":
                self._answers.addWidget(button, 0, 0, 1, 2)
            else:
                self._answers.addWidget(button, 1 + (number - 1) // 2, (number - 1) % 2)

    def set_live(self, is_live: bool) -> None:
        """Whether the buttons answer; otherwise they only show what the director gets."""
        self._is_live = is_live
        for button in self.buttons.values():
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_live)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_live else Qt.FocusPolicy.NoFocus)

    def _pressed(self, outcome: str) -> None:
        if self._is_live:
            self.answered.emit(outcome)

    def words(self) -> str:
        """Title and lines as shown."""
        return f"{self._title.text()}\n{self._lines.text()}"

    def _dress(self) -> None:
        self.setStyleSheet(
            f"#directorCard {{ border: 1px solid {theme.hex('border.popup')}; border-radius: 6px;"
            f" background: {theme.hex('surface.base')}; }}"
        )
