"""Connecting a portal: paste a webhook, see what it may do, see it work, connect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.connect_rows import SCOPES, Card, mono, right_row, shown, step_row
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
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import problem_words, words
from outlet_desktop.ui.text_size import fix_height, wide

if TYPE_CHECKING:
    from outlet_desktop.domain.connection import Ability, Trial
    from outlet_desktop.engine.ports import Office, Welcome

_SHOWN_FOR_MS = 10_000
_WEBHOOK = re.compile(r"https?://([^/\s]+)/rest/(\d+)/[^/\s]+")
_RIGHT_WIDTH = 760
_STEPS = 4


class ConnectPage(QWidget):
    """Four steps: create, paste, rights, check. "Connect" waits for every required one.

    Signals:
        accepted: The Welcome, once the portal is connected.
    """

    accepted = Signal(object)

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__()
        self._office, self._background = office, background
        self._trial: Trial | None = None
        self._problem: Problem | None = None
        self._write_problem: Problem | None = None
        self._doing = ""  # "trying", "writing", "connecting"
        self._has_written = self._is_stopped = False
        self._task = 0
        self._title = label("", "title")
        self._about = label("", "body", "secondary", wrap=True)
        self._steps = [label("", "heading") for _ in range(_STEPS)]
        self._marks = [Icon("ph.circle-dashed", "status.idle.fill", 20) for _ in range(_STEPS)]
        self._where = label("", "body", "secondary", wrap=True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        fix_height(self.field, 32)
        self.field.setFont(mono())
        self.field.setPlaceholderText("https://company.bitrix24.ru/rest/1/…/")
        self._eye = tool_button("ph.eye", checkable=True, checked_icon="ph.eye-slash")
        self.paste = secondary_button("", "ph.clipboard")
        self.check_button = secondary_button("", "ph.arrows-clockwise")
        self.stop_button = secondary_button("")
        self.connect_button = primary_button("")
        self.connect_button.setEnabled(False)
        for button in (self.stop_button, self.connect_button):
            set_button_size(button, "large")
        self.error = FieldError()
        self._portal = label("", "small", "secondary")
        self._rights, self._checks = Card(), Card()
        self.breaks = label("", "small", wrap=True)
        self.copy_button = secondary_button("", "ph.copy")
        self.again_button = secondary_button("", "ph.arrows-clockwise")
        self.write_again = secondary_button("", "ph.arrows-clockwise")
        for button in (self.copy_button, self.again_button, self.write_again):
            set_button_size(button, "small")
        self._footer = label("", "small", "secondary", wrap=True)
        self._hide_timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR_MS)
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.check)
        self._eye.toggled.connect(self._show_secret)
        self._hide_timer.timeout.connect(lambda: self._eye.setChecked(False))
        self.paste.clicked.connect(self._paste_address)
        self.check_button.clicked.connect(self.check)
        self.again_button.clicked.connect(self.check)
        self.write_again.clicked.connect(self._try_writing)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(", ".join(SCOPES.values())))
        self.stop_button.clicked.connect(self.stop)
        self.connect_button.clicked.connect(self._connect)
        self.retranslate()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(wide(_RIGHT_WIDTH) + 144)
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
        for widget in (self._eye, self.paste, self.check_button):
            field.addWidget(widget)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.breaks, 1)
        below.addWidget(self.copy_button)
        below.addWidget(self.again_button)
        again = QHBoxLayout()
        again.addStretch(1)
        again.addWidget(self.write_again)
        bodies: tuple[tuple[QWidget | QHBoxLayout, ...], ...] = (
            (self._where,),
            (field, self._portal, self.error),
            (self._rights, below),
            (self._checks, again),
        )
        for mark, step, body in zip(self._marks, self._steps, bodies, strict=True):
            head = QHBoxLayout()
            head.setSpacing(12)
            head.addWidget(mark)
            head.addWidget(step, 1)
            column.addLayout(head)
            inner = QVBoxLayout()
            inner.setContentsMargins(32, 6, 0, 18)
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
        foot.setSpacing(8)
        foot.addWidget(self._footer, 1)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.connect_button)
        whole.addLayout(foot)

    # ------------------------------------------------------------------ checking

    @property
    def trial(self) -> Trial | None:
        """What the last check has found out, if it succeeded."""
        return self._trial

    def check(self) -> None:
        """Try the webhook in the background; where it may do enough, try writing, too."""
        address = self.field.text().strip()
        if not address or self._doing:
            return
        self._forget()
        self._doing = "trying"
        self._refresh()
        office = self._office
        self._background.run(lambda: office.try_portal(address), self._tried, otherwise=self._failed, slot="connect")

    def _tried(self, trial: Trial) -> None:
        self._doing, self._trial = "", trial
        if trial.missing or self._is_stopped:
            self._refresh()
        else:
            self._try_writing()

    def _failed(self, problem: Problem) -> None:
        self._doing = ""
        self._problem = problem if problem.code != "portal.closed" else None  # stopped by the person
        self._refresh()
        self.field.setFocus()

    def _try_writing(self) -> None:
        trial, address, office, lang = self._trial, self.field.text().strip(), self._office, language.name
        if trial is None or self._doing:
            return
        self._doing, self._write_problem, self._is_stopped = "writing", None, False
        self._refresh()
        user_id = trial.welcome.user_id
        self._background.run(
            lambda: office.try_writing(address, user_id, lang),
            self._written,
            otherwise=self._not_written,
            slot="connect",
        )

    def _written(self, task: int) -> None:
        self._doing, self._has_written, self._task = "", True, task
        self._refresh()
        if self.connect_button.isEnabled():
            self.connect_button.setFocus()

    def _not_written(self, problem: Problem) -> None:
        self._doing, self._write_problem = "", problem if problem.code != "portal.closed" else None
        # A task that stays behind shows that writing works; only its cleaning up does not.
        self._has_written = problem.code == "connect.left_behind"
        self._refresh()

    def stop(self) -> None:
        """End the check under way: a request that is out still gets its answer, nothing follows it."""
        if self._doing in ("trying", "writing"):
            self._is_stopped = True
            self._office.stop_trying()

    def _connect(self) -> None:
        address, office = self.field.text().strip(), self._office
        if self._trial is None or self._doing:
            return
        self._doing = "connecting"
        self._refresh()
        self._background.run(lambda: office.connect(address), self._connected, otherwise=self._failed, slot="connect")

    def _connected(self, welcome: Welcome) -> None:
        self._doing = ""
        self._eye.setChecked(False)
        self._refresh()
        self.accepted.emit(welcome)

    def _forget(self) -> None:
        self._trial, self._problem, self._write_problem = None, None, None
        self._has_written, self._is_stopped, self._task = False, False, 0

    def _typed(self) -> None:
        self._forget()
        self._refresh()

    def _show_secret(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        if is_shown:
            self._hide_timer.start()

    def _paste_address(self) -> None:
        self.field.setText(QGuiApplication.clipboard().text().strip())
        self.check()

    # ------------------------------------------------------------------ showing

    def _refresh(self) -> None:
        read = _WEBHOOK.search(self.field.text())
        trial = self._trial
        missing = trial.missing if trial is not None else ()
        is_good = trial is not None and not missing and self._has_written and not self._doing
        self._portal.setVisible(bool(read) and self._problem is None)
        if read:
            text = self.tr("Portal {host}, user {user}")
            self._portal.setText(text.replace("{host}", read.group(1)).replace("{user}", read.group(2)))
        self.error.show_error(problem_words(self._problem) if self._problem is not None else "")
        set_error(self.field, self._problem is not None)
        self._mark(0, "done" if self.field.text() else "idle")
        self._mark(1, "late" if self._problem else "done" if trial else "idle")
        self._mark(2, "idle" if trial is None else "late" if missing else "done")
        self._mark(3, "late" if self._write_problem else "done" if self._has_written else "idle")
        self.field.setReadOnly(bool(self._doing))
        self.check_button.setEnabled(bool(self.field.text().strip()) and not self._doing)
        self.check_button.setText(self.tr("Checking…") if self._doing == "trying" else self.tr("Check"))
        self.stop_button.setVisible(self._doing in ("trying", "writing"))
        self.connect_button.setEnabled(is_good)
        self.connect_button.setText(self.tr("Connecting…") if self._doing == "connecting" else self.tr("Connect"))
        self.connect_button.setToolTip("" if is_good else self._why_not(missing))
        self._show_rights(trial, missing)
        self._show_checks(trial, missing)

    def _why_not(self, missing: tuple[Ability, ...]) -> str:
        if missing:
            return self.tr("The webhook lacks a required right")
        if self._write_problem is not None:
            return problem_words(self._write_problem)
        return self.tr("Check the webhook first")

    def _mark(self, number: int, status: str) -> None:
        icon_id = {"done": "ph.check-circle-fill", "late": "ph.warning-octagon-fill"}.get(status, "ph.circle-dashed")
        self._marks[number].set_icon(icon_id, f"status.{status}.fill")

    def _show_rights(self, trial: Trial | None, missing: tuple[Ability, ...]) -> None:
        self._steps[2].setEnabled(trial is not None)
        for widget in (self._rights, self.breaks):
            widget.setVisible(trial is not None)
        abilities = shown(trial.welcome.abilities) if trial is not None else []
        self._rights.fill([right_row(one) for one in abilities])
        lacking = [one for one in abilities if not one.is_present]
        for button in (self.copy_button, self.again_button):
            button.setVisible(bool(lacking))
            button.setEnabled(not self._doing)
        first = [one for one in lacking if one.is_required] or lacking
        self.breaks.setText("\n".join(words(one.code) for one in first))
        set_tone(self.breaks, "late" if missing else "risk")

    def _show_checks(self, trial: Trial | None, missing: tuple[Ability, ...]) -> None:
        self._steps[3].setEnabled(trial is not None)
        self._checks.setVisible(trial is not None)
        may_write = trial is not None and not missing and not self._has_written and not self._doing
        self.write_again.setVisible(may_write)
        if trial is None:
            self._checks.fill([])
            return
        welcome = trial.welcome
        rank = self.tr("administrator") if welcome.is_admin else self.tr("not an administrator")
        who = self.tr("in the name of {name}, {rank}").format(name=welcome.user_name, rank=rank)
        milliseconds = round(trial.answered_s * 1000)
        unit = self.tr("ms")
        answered = f"{welcome.host} · {milliseconds} {unit}"
        rows = [
            step_row("done", self.tr("The portal answers"), answered),
            step_row("done" if welcome.is_admin else "risk", self.tr("The webhook works"), who),
        ]
        if not welcome.is_admin:
            rows.append(step_row("risk", "", words("ability.admin")))
        if trial.people is not None:
            people = self.tr("%n employee(s)", "", trial.people)
            if trial.departments is not None:
                people += ", " + self.tr("%n department(s)", "", trial.departments)
            rows.append(step_row("done", self.tr("People are read"), people))
        rows.append(self._write_row(missing))
        self._checks.fill(rows)

    def _write_row(self, missing: tuple[Ability, ...]) -> QWidget:
        title = self.tr("Test of writing")
        if missing:
            return step_row("idle", title, self.tr("after the rights are there"))
        if self._doing == "writing":
            return step_row("active", title, self.tr("makes one test task and deletes it"), self.tr("under way"))
        if self._write_problem is not None:
            return step_row("late", title, problem_words(self._write_problem))
        if self._has_written:
            done = self.tr("task {number} was made and deleted").format(number=self._task)
            return step_row("done", title, done)
        return step_row("idle", title, self.tr("makes one test task and deletes it"))

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self._title.setText(self.tr("Connect my portal"))
        self._about.setText(
            self.tr(
                "A portal administrator is needed. The address of the webhook is kept in the system's "
                "password store and never gets into the log."
            )
        )
        titles = (
            self.tr("Create an inbound webhook"),
            self.tr("Paste its address"),
            self.tr("Its rights"),
            self.tr("Check of the connection"),
        )
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
        self.paste.setText(self.tr("Paste"))
        self.copy_button.setText(self.tr("Copy the list"))
        self.again_button.setText(self.tr("Check again"))
        self.write_again.setText(self.tr("Try writing again"))
        self.stop_button.setText(self.tr("Stop the check"))
        self._footer.setText(
            self.tr("Until the first launch the program only reads the portal, but for the test task.")
        )
        self._refresh()

    def hideEvent(self, event: object) -> None:
        self._eye.setChecked(False)
        super().hideEvent(event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
