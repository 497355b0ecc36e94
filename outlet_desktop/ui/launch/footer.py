"""The footers of the three pages: a note at left, actions at right, the main one last."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import (
    ElidedLabel,
    danger_button,
    flat_button,
    hairline,
    primary_button,
    secondary_button,
    set_button_size,
)
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.launch.decision import DecisionView, Stand
from outlet_desktop.ui.text_size import fix_height

_HEIGHT = 56  # px


class Footer(QWidget):
    """Buttons of the three pages; the place connects them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fix_height(self, _HEIGHT + 1)
        self.address_note, self.schedule_note = (
            ElidedLabel("", "small", "secondary"),
            ElidedLabel("", "small", "secondary"),
        )
        self.leave = secondary_button("-")
        self.next = primary_button("-")
        self.back = flat_button("-", "ph.caret-left")
        self.send = primary_button("-", "ph.paper-plane-tilt")
        self.keep = secondary_button("-")
        self.remind = secondary_button("-", "ph.bell")
        self.task = secondary_button("-", "ph.arrow-square-out")
        self.project = secondary_button("-", "ph.arrow-square-out")
        self.withdraw = danger_button("-")
        self.done = secondary_button("-")
        self.correct = primary_button("-", "ph.note-pencil")
        self.open_outlet = primary_button("-")
        self._stack = QStackedWidget()
        for left, right in (
            ((self.address_note,), (self.leave, self.next)),
            ((self.back, self.schedule_note), (self.keep, self.send)),
            ((self.remind, self.task, self.project), (self.withdraw, self.done, self.correct, self.open_outlet)),
        ):
            self._stack.addWidget(_row(left, right))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        self.retranslate()

    def show_page(self, page: int) -> None:
        """The footer of that page."""
        self._stack.setCurrentIndex(page)

    def retranslate(self) -> None:
        """Word the buttons anew."""
        for button, text in (
            (self.leave, self.tr("Close")),
            (self.next, self.tr("Next: schedule and people")),
            (self.back, self.tr("Back")),
            (self.keep, self.tr("Keep the draft")),
            (self.send, self.tr("Send to the director")),
            (self.remind, self.tr("Remind")),
            (self.task, self.tr("Task on the portal")),
            (self.project, self.tr("Project on the portal")),
            (self.withdraw, self.tr("Withdraw…")),
            (self.done, self.tr("To the portfolio")),
            (self.correct, self.tr("Correct and send again")),
            (self.open_outlet, self.tr("Open the outlet")),
        ):
            button.setText(text)
        self.next.setToolTip(keys_text("launch.next"))
        self.send.setToolTip(keys_text("launch.next"))
        self.remind.setToolTip(self.tr("Remind now, at most once a day"))

    def show_decision(self, view: DecisionView | None) -> None:
        """Offer what makes sense in that state."""
        focus = QApplication.focusWidget()
        has_focus = focus is not None and self.isAncestorOf(focus)
        if has_focus:
            self.setFocus()  # Qt would give the focus of a button that goes to the next one, out in the window
        stand = view.stand if view is not None else None
        is_asked = view is not None and view.approval is not None and view.approval.task_id is not None
        self.remind.setVisible(stand is Stand.WAITING and is_asked)
        self.task.setVisible(view is not None and bool(view.task_link))
        self.project.setVisible(view is not None and bool(view.project_link))
        self.withdraw.setVisible(stand in (Stand.WAITING, Stand.SENT_BACK))
        self.correct.setVisible(stand is Stand.SENT_BACK)
        self.open_outlet.setVisible(stand is Stand.APPROVED)
        if has_focus and focus is not None and focus.isVisible():
            focus.setFocus()

    def set_reason_not(self, button: QPushButton, reason: str, keys: str = "") -> None:
        """Disable a button with the reason as its tooltip; "" enables it."""
        button.setEnabled(not reason)
        button.setToolTip(reason or keys or keys_text("launch.next"))


def _row(left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(32, 0, 16, 0)
    row.setSpacing(8)
    for widget in left:
        row.addWidget(widget, 1 if isinstance(widget, ElidedLabel) else 0)
    if not any(isinstance(widget, ElidedLabel) for widget in left):
        row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    for widget in (*left, *right):
        if isinstance(widget, QPushButton):
            set_button_size(widget, "large")
    return made
