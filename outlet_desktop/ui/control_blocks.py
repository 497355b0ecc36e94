"""Blocks: banner, empty state, progress, the message below a field. Signatures: `ui.controls`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from outlet_desktop.ui.control_marks import ElidedLabel, Icon, label
from outlet_desktop.ui.text_size import fix_height, fix_width, wide
from outlet_desktop.ui.theme import theme, token


def status_icon(status: str) -> str:
    """Icon id of a status, e.g. "late" -> `ph.warning-octagon-fill`."""
    return str(token(f"status.{status}.icon"))


class Banner(QFrame):
    """48 high, a 4 px line of the status at left: bold fact, consequence, actions. One at a time."""

    def __init__(self, status: str, fact: str, consequence: str = "") -> None:
        super().__init__()
        self._status = status
        fix_height(self, 48)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(12)
        column.addLayout(self._row, 1)
        self._icon = Icon(status_icon(status), f"status.{status}.fill", 20)
        self._fact = label(fact, "bodyStrong")
        self._consequence = ElidedLabel(consequence)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._fact)
        self._row.addWidget(self._consequence, 1)

    def set(self, status: str, fact: str, consequence: str = "") -> None:
        """Another matter, or the same in another language."""
        self._status = status
        self._icon.set_icon(status_icon(status), f"status.{status}.fill")
        self._fact.setText(fact)
        self._consequence.setText(consequence)
        self.update()

    def add_action(self, button: QPushButton) -> None:
        """A button at the right."""
        self._row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.base"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border.hairline"))
        painter.fillRect(0, 0, 4, self.height(), theme.color(f"status.{self._status}.fill"))


_TEXT_WIDTH = 420  # px, the second line of an empty state


class EmptyState(QWidget):
    """Icon 32, one line bold, one line secondary, one button; in the middle of its place."""

    def __init__(self, icon_id: str, title: str, text: str = "", button: QPushButton | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(4)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        if icon_id:
            column.addWidget(Icon(icon_id, "text.tertiary", 32), 0, middle)
            column.addSpacing(8)
        self._title = label(title, "bodyStrong")
        self._text = label(text, "body", "secondary", wrap=True)
        self._text.setAlignment(middle)
        fix_width(self._text, _TEXT_WIDTH)
        column.addWidget(self._title, 0, middle)
        column.addWidget(self._text, 0, middle)
        if button is not None:
            column.addSpacing(8)
            column.addWidget(button, 0, middle)
        column.addStretch(1)
        self._show_text(text)

    def set_words(self, title: str, text: str = "") -> None:
        """Other words (retranslate)."""
        self._title.setText(title)
        self._show_text(text)

    def _show_text(self, text: str) -> None:
        self._text.setText(text)
        self._text.setVisible(bool(text))
        # A centred paragraph is given the height of its size hint, which knows nothing of the width.
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(wide(_TEXT_WIDTH))))


class Progress(QWidget):
    """A 4 px bar and words: "Создаём проект: 5 из 8". A total of 0 means the length is not known."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.words = label("", "body", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column.addWidget(self.words)
        column.addWidget(self.bar)

    def set(self, text: str, done: int, total: int) -> None:
        """Say where it stands."""
        self.words.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(text)


class FieldError(QWidget):
    """What is wrong with the field above, with an octagon; takes no room while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        self._words = label("", "small", "late", wrap=True)
        row.addWidget(Icon(status_icon("late"), "status.late.fill", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setVisible(False)

    def show_error(self, text: str) -> None:
        """Show a sentence; "" hides it."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def clear_error(self) -> None:
        """Nothing is wrong."""
        self.show_error("")

    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()
