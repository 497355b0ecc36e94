"""What speaks against a launch, the worst first, each with the one button that mends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from outlet_desktop.engine.launch_load import severity
from outlet_desktop.engine.launch_port import Preview
from outlet_desktop.ui.controls import Icon, hairline, label, secondary_button, set_button_size
from outlet_desktop.ui.launch.fixes import Fix, fix_of
from outlet_desktop.ui.launch.hint import FactLine, clear, column_of
from outlet_desktop.ui.messages import short_date, words

_SIGNS = {"late": "ph.warning-octagon-fill", "risk": "ph.warning-fill"}


class WarningRow(QWidget):
    """A sentence and its button.

    Signals:
        pressed: The button was clicked.
    """

    pressed = Signal()

    def __init__(self, status: str, text: str, action: str, tip: str) -> None:
        super().__init__()
        self.status, self._text = status, text
        outer = column_of(self, margins=(0, 0, 0, 0), spacing=0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(8)
        row.addWidget(Icon(_SIGNS[status], f"status.{status}.fill", 16), 0, Qt.AlignmentFlag.AlignTop)
        words_column = QVBoxLayout()
        words_column.setSpacing(4)
        words_column.addWidget(label(text, wrap=True))
        self.button: QPushButton | None = None
        if action:
            self.button = secondary_button(action)
            set_button_size(self.button, "small")
            self.button.setToolTip(tip)
            self.button.setAccessibleDescription(text)
            self.button.clicked.connect(self.pressed)
            words_column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words_column, 1)
        outer.addLayout(row)
        outer.addWidget(hairline())

    def take_focus(self) -> None:
        """The keyboard goes on here, where there is a button."""
        if self.button is not None:
            self.show()
            self.button.setFocus()

    def text(self) -> str:
        """The sentence."""
        return self._text


class WarningsList(QWidget):
    """The rows.

    Signals:
        fix_wanted: The Fix of the row whose button was clicked.
    """

    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column_of(self, margins=(16, 2, 12, 6), spacing=0)
        self.rows: list[WarningRow] = []
        self._shown: tuple[object, ...] = ()

    def show_preview(self, preview: Preview | None, today: date | None) -> None:
        """Show errors, then warnings; a row that says the same as before stays, with the focus on it."""
        said: list[tuple[str, str, Mapping[str, object]]] = []
        if preview is not None:
            said += [("late", code, facts) for code, facts in preview.errors]
            said += [(severity(code, facts), code, facts) for code, facts in preview.warnings]
        fixes = [fix_of(code, facts, preview, today) if preview else None for _status, code, facts in said]
        texts = [words(code, facts) for _status, code, facts in said]
        shown = (tuple(texts), tuple(fixes), preview is None, self.tr("Choose…"))
        if shown == self._shown:
            return
        self._shown = shown
        at = self._row_with_focus()
        if at is not None:
            self.setFocus()  # Qt would give the focus of a row that goes to the next button, out in the window
        clear(self._column)
        self.rows = []
        for (status, _code, _facts), text, fix in zip(said, texts, fixes, strict=True):
            action, tip = self._worded(fix)
            row = WarningRow(status, text, action, tip)
            if fix is not None:
                row.pressed.connect(lambda one=fix: self.fix_wanted.emit(one))
            self.rows.append(row)
            self._column.addWidget(row)
        if not said and preview is not None:
            text = self.tr("Nothing speaks against it")
            self._column.addWidget(FactLine("ph.check-circle-fill", "status.done.fill", text))

        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].take_focus()

    def _row_with_focus(self) -> int | None:
        focus = QApplication.focusWidget()
        if focus is None or not (focus is self or self.isAncestorOf(focus)):
            return None
        return next((number for number, row in enumerate(self.rows) if row.isAncestorOf(focus)), 0)

    def _worded(self, fix: Fix | None) -> tuple[str, str]:
        """(button, tooltip)"""
        if fix is None:
            return "", ""
        match fix.kind:
            case "target":
                return self.tr("Target {day}").format(day=short_date(fix.day)), self.tr(
                    "Name this date to the director"
                )
            case "start":
                return self.tr("Start on {day}").format(day=short_date(fix.day)), ""
            case "put" if fix.user_id is not None:
                tip = self.tr("In this outlet the role goes to {name}").format(name=fix.person)
                return self.tr("Hand to {name}").format(name=fix.person), tip
            case "put":
                return self.tr("As the roles say"), self.tr("Take the choice for this outlet back")
            case "choose":
                return self.tr("Choose…"), self.tr("Choose a person for this outlet")
            case "poll":
                return self.tr("Try again"), self.tr("Ask the portal now")
            case "processes":
                return self.tr("Open the processes"), ""
            case "dates":
                return self.tr("Default dates"), ""
            case _:
                return self.tr("Correct"), self.tr("Go to the field")
