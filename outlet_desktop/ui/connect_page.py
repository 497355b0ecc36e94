"""Connecting a portal: paste a webhook, see what it may do, connect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import (
    FieldError,
    Icon,
    hairline,
    label,
    primary_button,
    secondary_button,
    set_button_size,
    set_error,
    set_tone,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.messages import problem_words, words

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Ability, Office, Welcome

_SHOWN_FOR_MS = 10_000
_WEBHOOK = re.compile(r"^\s*https?://([^/\s]+)/rest/(\d+)/[^/\s]+/?\s*$")
_RIGHT_WIDTH = 760


class ConnectPage(QWidget):
    """Paste a webhook, see what it may do, connect.

    Signals:
        accepted: The Welcome, when a person pressed "Connect" after a good check.
    """

    accepted = Signal(object)

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__()
        self._office, self._background = office, background
        self._welcome: Welcome | None = None
        self._problem: Problem | None = None
        self._is_checking = False
        self._title = label("", "title")
        self._about = label("", "body", "secondary", wrap=True)
        self._steps = [label("", "heading") for _ in range(3)]
        self._marks = [Icon("ph.circle-dashed", "status.idle.fill", 20) for _ in range(3)]
        self._where = label("", "body", "secondary", wrap=True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setFixedHeight(32)
        self.field.setPlaceholderText("https://company.bitrix24.ru/rest/1/…/")
        self._eye = tool_button("ph.eye", checkable=True, checked_icon="ph.eye-slash")
        self._paste = secondary_button("", "ph.clipboard")
        self.check_button = secondary_button("", "ph.arrows-clockwise")
        self.connect_button = primary_button("")
        self.connect_button.setEnabled(False)
        set_button_size(self.connect_button, "large")
        self.error = FieldError()
        self._portal = label("", "small", "secondary")
        self._abilities = QFrame()
        self._abilities.setProperty("kind", "card")
        self._ability_rows = QVBoxLayout(self._abilities)
        self._ability_rows.setContentsMargins(1, 1, 1, 1)
        self._ability_rows.setSpacing(0)
        self._footer = label("", "small", "secondary", wrap=True)
        self._hide_timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR_MS)
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.check)
        self._eye.toggled.connect(self._show_secret)
        self._hide_timer.timeout.connect(lambda: self._eye.setChecked(False))
        self._paste.clicked.connect(self._paste_address)
        self.check_button.clicked.connect(self.check)
        self.connect_button.clicked.connect(self._accept)
        self.retranslate()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_RIGHT_WIDTH + 144)
        column = QVBoxLayout(page)
        column.setContentsMargins(72, 44, 72, 24)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._about)
        column.addSpacing(20)
        field = QHBoxLayout()
        field.setSpacing(8)
        field.addWidget(self.field, 1)
        field.addWidget(self._eye)
        field.addWidget(self._paste)
        field.addWidget(self.check_button)
        bodies: tuple[tuple[QWidget | QHBoxLayout, ...], ...] = (
            (self._where,),
            (field, self._portal, self.error),
            (self._abilities,),
        )
        for mark, step, body in zip(self._marks, self._steps, bodies, strict=True):
            head = QHBoxLayout()
            head.setSpacing(12)
            head.addWidget(mark)
            head.addWidget(step, 1)
            column.addLayout(head)
            inner = QVBoxLayout()
            inner.setContentsMargins(32, 6, 0, 20)
            inner.setSpacing(6)
            for part in body:
                if isinstance(part, QWidget):
                    inner.addWidget(part)
                else:
                    inner.addLayout(part)
            column.addLayout(inner)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(72, 12, 72, 12)
        foot.addWidget(self._footer, 1)
        foot.addWidget(self.connect_button)
        whole.addLayout(foot)

    @property
    def welcome(self) -> Welcome | None:
        """What the last check has found out, if it succeeded."""
        return self._welcome

    def check(self) -> None:
        """Try the webhook in the background."""
        address = self.field.text().strip()
        if not address or self._is_checking:
            return
        self._is_checking = True
        self._welcome, self._problem = None, None
        self._refresh()
        self._background.run(
            lambda: self._office.connect(address),
            self._found,
            otherwise=self._failed,
            slot="connect",
        )

    def _found(self, welcome: Welcome) -> None:
        self._is_checking = False
        self._welcome = welcome
        self._refresh()
        if self.connect_button.isEnabled():
            self.connect_button.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._is_checking = False
        self._problem = problem
        self._refresh()
        self.field.setFocus()

    def _accept(self) -> None:
        if self._welcome is not None:
            self.accepted.emit(self._welcome)

    def _typed(self) -> None:
        self._welcome, self._problem = None, None
        self._refresh()

    def _show_secret(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        if is_shown:
            self._hide_timer.start()

    def _paste_address(self) -> None:
        self.field.setText(QGuiApplication.clipboard().text().strip())
        self.check()

    def _refresh(self) -> None:
        read = _WEBHOOK.match(self.field.text())
        missing = self._missing()
        is_good = self._welcome is not None and not missing
        self._portal.setVisible(bool(read) and self._problem is None)
        if read:
            text = self.tr("Portal {host}, user {user}")
            self._portal.setText(text.replace("{host}", read.group(1)).replace("{user}", read.group(2)))
        self.error.show_error(problem_words(self._problem) if self._problem is not None else "")
        set_error(self.field, self._problem is not None)
        self._mark(0, "done" if self.field.text() else "idle")
        self._mark(1, "late" if self._problem else "done" if self._welcome else "idle")
        self._mark(2, "idle" if self._welcome is None else "late" if missing else "done")
        self.check_button.setEnabled(bool(self.field.text().strip()) and not self._is_checking)
        self.check_button.setText(self.tr("Checking…") if self._is_checking else self.tr("Check"))
        self.connect_button.setEnabled(is_good)
        self.connect_button.setToolTip("" if is_good else self._why_not(missing))
        self._fill_abilities()

    def _missing(self) -> list[Ability]:
        if self._welcome is None:
            return []
        return [one for one in self._welcome.abilities if one.is_required and not one.is_present]

    def _why_not(self, missing: list[Ability]) -> str:
        if missing:
            return self.tr("The webhook lacks a required right")
        return self.tr("Check the webhook first")

    def _mark(self, number: int, status: str) -> None:
        icon_id = {"done": "ph.check-circle-fill", "late": "ph.warning-octagon-fill"}.get(status, "ph.circle-dashed")
        self._marks[number].set_icon(icon_id, f"status.{status}.fill")

    def _fill_abilities(self) -> None:
        while (item := self._ability_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        welcome = self._welcome
        self._abilities.setVisible(welcome is not None)
        self._steps[2].setEnabled(welcome is not None)
        if welcome is None:
            return
        for number, ability in enumerate(welcome.abilities):
            if number:
                self._ability_rows.addWidget(hairline())
            self._ability_rows.addWidget(self._ability_row(ability))
        who = self.tr("On behalf of {name}").replace("{name}", welcome.user_name)
        self._ability_rows.addWidget(hairline())
        self._ability_rows.addWidget(
            _line(
                "ph.check-circle-fill" if welcome.is_admin else "ph.warning-fill",
                "done" if welcome.is_admin else "risk",
                who,
                self.tr("administrator") if welcome.is_admin else self.tr("not an administrator"),
            )
        )

    def _ability_row(self, ability: Ability) -> QWidget:
        if ability.is_present:
            return _line("ph.check-circle-fill", "done", words(ability.code), self.tr("granted"))
        if ability.is_required:
            return _line("ph.warning-octagon-fill", "late", words(ability.code), self.tr("missing"))
        return _line("ph.warning-fill", "risk", words(ability.code), self.tr("missing, optional"))

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self._title.setText(self.tr("Connect my portal"))
        self._about.setText(
            self.tr(
                "A portal administrator is needed. The address of the webhook is kept in the system's "
                "password store and never gets into the log."
            )
        )
        titles = (self.tr("Create an inbound webhook"), self.tr("Paste its address"), self.tr("Its rights"))
        for step, title in zip(self._steps, titles, strict=True):
            step.setText(title)
        self._where.setText(
            self.tr(
                "On the portal: Developer resources → Other → Inbound webhook. "
                "Rights: tasks, projects, users, company structure, chat, chat bots."
            )
        )
        self.field.setAccessibleName(self.tr("Webhook address"))
        set_tool_name(self._eye, self.tr("Show for 10 seconds"))
        self._paste.setText(self.tr("Paste"))
        self.connect_button.setText(self.tr("Connect"))
        self._footer.setText(self.tr("Until the first launch the program only reads the portal."))
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _line(icon_id: str, status: str, text: str, result: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 6, 12, 6)
    row.setSpacing(10)
    row.addWidget(Icon(icon_id, f"status.{status}.fill", 16))
    row.addWidget(label(text, wrap=True), 1)
    said = label(result, "small")
    set_tone(said, status)
    row.addWidget(said)
    return made
