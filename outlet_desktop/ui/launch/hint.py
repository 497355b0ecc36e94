"""A line below a field or in a list: icon, words, sometimes a number at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import ElidedLabel, Icon, label, link_button, set_button_size
from outlet_desktop.ui.text_size import only_down


class Hint(QWidget):
    """Icon 14 and small words, and a link where there is one; hidden while it has nothing to say.

    Signals:
        followed: The link was clicked.
    """

    followed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        self._icon = Icon("ph.info", "text.secondary", 14)
        self._words = ElidedLabel("", "small", "secondary")
        self._link: QPushButton = link_button("")
        set_button_size(self._link, "small")
        self._link.clicked.connect(self.followed)
        self._after = ElidedLabel("", "small", "secondary")
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._link)
        row.addWidget(self._after)
        row.addStretch(1)
        self.setVisible(False)

    def text(self) -> str:
        """The words shown."""
        return self._words.text()

    def say(self, icon_id: str, token: str, text: str, link: str = "", after: str = "") -> None:
        """Show these words, a link and words after it; "" hides the line."""
        self._icon.set_icon(icon_id, token)
        self._words.setText(text)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._after.setText(after)
        self._after.setVisible(bool(after))
        self.setVisible(bool(text))


class FactLine(QWidget):
    """Icon 16, a sentence, and a figure at the right."""

    def __init__(self, icon_id: str, token: str, text: str, figure: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(Icon(icon_id, token, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = label(text, wrap=True)
        row.addWidget(words, 1)
        self._text = text
        if figure:
            at_right = label(figure, "body", "secondary", tabular=True)
            row.addWidget(at_right, 0, Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """The sentence."""
        return self._text


def column_of(widget: QWidget, *, margins: tuple[int, int, int, int], spacing: int) -> QVBoxLayout:
    """A column layout for `widget`."""
    made = QVBoxLayout(widget)
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def scroller(widget: QWidget) -> QScrollArea:
    """`widget` in a scroll area that never scrolls sideways and takes no focus of its own."""
    made = QScrollArea()
    made.setWidget(widget)
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    only_down(made)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def clear(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
