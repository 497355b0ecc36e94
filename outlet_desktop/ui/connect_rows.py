"""Rows of the page that connects a portal: a right with its scope, a step of the check with what it has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.domain.connection import Ability
from outlet_desktop.ui.controls import Icon, hairline, label, set_tone
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.text_size import fix_width, scaled

SCOPES: Mapping[str, str] = {
    "ability.tasks": "task",
    "ability.task_chat": "tasks",
    "ability.groups": "sonet_group",
    "ability.people": "user",
    "ability.structure": "department",
    "ability.heads": "im",
    "ability.bot": "imbot",
    "ability.calendar": "calendar",
}
"""The right to tick for each ability, in the order in which they are shown."""

_MARKS = {
    "done": ("ph.check-circle-fill", "status.done.fill"),
    "late": ("ph.warning-octagon-fill", "status.late.fill"),
    "risk": ("ph.warning-fill", "status.risk.fill"),
    "active": ("ph.arrows-clockwise", "accent.text"),
    "idle": ("ph.circle-dashed", "status.idle.fill"),
}


def gives(code: str) -> str:
    """What a right gives, in a few words."""
    texts = {
        "ability.tasks": QCoreApplication.translate("ConnectRows", "Tasks: create, assign, close"),
        "ability.task_chat": QCoreApplication.translate("ConnectRows", "Notes in the chat of a task (REST 3.0)"),
        "ability.groups": QCoreApplication.translate("ConnectRows", "Projects: create one named by the address"),
        "ability.people": QCoreApplication.translate("ConnectRows", "Employees and whether they still work"),
        "ability.structure": QCoreApplication.translate("ConnectRows", "Company structure"),
        "ability.heads": QCoreApplication.translate("ConnectRows", "Chat: heads of departments"),
        "ability.bot": QCoreApplication.translate("ConnectRows", "Bot: buttons of a decision in the director's phone"),
        "ability.calendar": QCoreApplication.translate("ConnectRows", "Absences and who stands in"),
    }
    return texts.get(code, words(code))


def shown(abilities: Sequence[Ability]) -> list[Ability]:
    """Those that are a right of the webhook, in order; whatever else there is comes last."""
    order = list(SCOPES)
    rights = [one for one in abilities if one.code in SCOPES]
    others = [one for one in abilities if one.code not in SCOPES and one.code != "ability.admin"]
    return [*sorted(rights, key=lambda one: order.index(one.code)), *others]


class Card(QFrame):
    """Rows with hairlines between them, in a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)

    def fill(self, rows: Sequence[QWidget]) -> None:
        """Show these rows instead of those before."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            if number:
                self._rows.addWidget(hairline())
            self._rows.addWidget(row)


def right_row(ability: Ability) -> QWidget:
    """Scope in the fixed face, what it gives, whether it is there."""
    if ability.is_present:
        status, result = "done", QCoreApplication.translate("ConnectRows", "granted")
    elif ability.is_required:
        status, result = "late", QCoreApplication.translate("ConnectRows", "missing")
    else:
        status, result = "risk", QCoreApplication.translate("ConnectRows", "missing, optional")
    made, row = _row(status)
    scope = label(SCOPES.get(ability.code, ""), selectable=True)
    scope.setFont(mono())
    fix_width(scope, 110)
    row.addWidget(scope)
    row.addWidget(label(gives(ability.code), wrap=True), 1)
    said = label(result, "small")
    set_tone(said, status)
    row.addWidget(said)
    return made


def step_row(status: str, title: str, text: str, result: str = "") -> QWidget:
    """A step of the check. `status`: "done", "late", "active" or "idle"."""
    made, row = _row(status)
    name = label(title)
    fix_width(name, 170)
    row.addWidget(name)
    row.addWidget(label(text, "small", "secondary", wrap=True), 1)
    if result:
        said = label(result, "small")
        set_tone(said, status if status != "active" else "accent")
        row.addWidget(said)
    return made


def _row(status: str) -> tuple[QWidget, QHBoxLayout]:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 5, 12, 5)
    row.setSpacing(10)
    row.addWidget(Icon(*_MARKS[status], 16))
    return made, row


def mono() -> QFont:
    """The system's fixed face, 12 px."""
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    face.setPixelSize(scaled(12))
    return face
