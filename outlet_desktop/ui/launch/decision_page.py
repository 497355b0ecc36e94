"""Page 3 of the launch: the decision as it happens, and what to do after it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.domain.template import Outcome
from outlet_desktop.schedule.gantt import StepRow
from outlet_desktop.ui.controls import Avatar, ElidedLabel, FieldError, Icon, hairline, label, link_button
from outlet_desktop.ui.launch.decision import DecisionView, Stand
from outlet_desktop.ui.launch.director_card import DirectorCard
from outlet_desktop.ui.launch.hint import clear, column_of, scroller
from outlet_desktop.ui.launch.timeline import TimelineRow, Verbatim
from outlet_desktop.ui.messages import format_date, percent, short_date, words

_LOOK = {
    Stand.WAITING: ("ph.hourglass-medium", "status.idle.fill"),
    Stand.APPROVED: ("ph.check-circle-fill", "status.done.fill"),
    Stand.SENT_BACK: ("ph.arrow-bend-up-left", "status.risk.fill"),
    Stand.REJECTED: ("ph.x-circle", "status.late.fill"),
    Stand.CANCELLED: ("ph.x-circle", "status.idle.fill"),
}
_EVENT_ICONS = {
    "launched": "ph.paper-plane-tilt",
    "task_created": "ph.check-square",
    "question": "ph.chat-circle-dots",
    "decided": "ph.circle-wavy-check",
    "project_created": "ph.folder-simple",
    "opening_rejected": "ph.x-circle",
}


class DecisionPage(QWidget):
    """The page; `show_decision` gives it every new state.

    Signals:
        answered: (outcome id, reason): only where the demo lets one answer for the director.
    """

    answered = Signal(str, str)
    task_wanted = Signal(int)

    def __init__(self, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_demo = is_demo
        self._view: DecisionView | None = None
        self._labels: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scroller(self._build_state()), 1)
        row.addWidget(hairline(vertical=True))
        side = scroller(self._build_side())
        side.setFixedWidth(400)
        row.addWidget(side)
        self.retranslate()

    @property
    def view(self) -> DecisionView | None:
        """What is shown."""
        return self._view

    def _build_state(self) -> QWidget:
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.setContentsMargins(32, 24, 32, 24)
        box = QWidget()
        box.setMaximumWidth(720)
        column = column_of(box, margins=(0, 0, 0, 0), spacing=0)
        head = QHBoxLayout()
        head.setSpacing(14)
        self._icon = Icon("ph.hourglass-medium", "status.idle.fill", 32)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words_column = QVBoxLayout()
        words_column.setSpacing(2)
        self.title = label("", "title", wrap=True)
        self.subtitle = label("", "body", "secondary", wrap=True)
        words_column.addWidget(self.title)
        words_column.addWidget(self.subtitle)
        head.addLayout(words_column, 1)
        column.addLayout(head)
        column.addSpacing(18)
        self._timeline = QVBoxLayout()
        self._timeline.setSpacing(0)
        column.addLayout(self._timeline)
        self.words = Verbatim()
        self.words.setVisible(False)
        column.addWidget(self.words)
        column.addSpacing(12)
        column.addWidget(hairline())
        column.addSpacing(14)
        self._next_head = label("", "heading")
        column.addWidget(self._next_head)
        column.addSpacing(6)
        self._next = QGridLayout()
        self._next.setHorizontalSpacing(16)
        self._next.setVerticalSpacing(6)
        self._next.setColumnStretch(1, 1)
        column.addLayout(self._next)
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(0)
        column.addLayout(self._tasks)
        column.addStretch(1)
        outer.addWidget(box, 1)
        outer.addStretch(0)
        return page

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = column_of(side, margins=(20, 20, 20, 20), spacing=8)
        self._side_head = label("", "heading")
        self._side_note = label("", "small", "secondary", wrap=True)
        column.addWidget(self._side_head)
        column.addWidget(self._side_note)
        column.addSpacing(4)
        self.card = DirectorCard()
        self.card.answered.connect(self._answer)
        column.addWidget(self.card)
        self._reason_label = label("", "small", "secondary")
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(64)
        self.reason.setTabChangesFocus(True)
        self.reason_error = FieldError()
        column.addSpacing(4)
        column.addWidget(self._reason_label)
        column.addWidget(self.reason)
        column.addWidget(self.reason_error)
        column.addStretch(1)
        return side

    # ------------------------------------------------------------------ what is shown

    def retranslate(self) -> None:
        """Word the page anew."""
        self._reason_label.setText(self.tr("Reason, for sending back and rejecting"))
        self.reason.setAccessibleName(self._reason_label.text())
        if self._view is not None:
            self.show_decision(self._view)

    def clear(self) -> None:
        """Nothing is known yet: a launch is being committed."""
        self._view = None
        self.reason.clear()
        self.reason_error.clear_error()
        self._icon.set_icon("ph.hourglass-medium", "status.idle.fill")
        self.title.setText(self.tr("Sending…"))
        self.subtitle.setText("")
        clear(self._timeline)
        clear(self._tasks)
        self._clear_next()
        self._next_head.setText("")
        self.words.setVisible(False)
        self.card.setVisible(False)

    def show_decision(self, view: DecisionView) -> None:
        """Show this state."""
        self._view = view
        icon_id, token = _LOOK[view.stand]
        self._icon.set_icon(icon_id, token)
        self.title.setText(self._title(view))
        self.subtitle.setText(self._subtitle(view))
        self._show_timeline(view)
        caption = self.tr("Reason, in the words of {name}").format(name=self._decider(view))
        self.words.say("late" if view.stand is Stand.REJECTED else "risk", caption, view.words)
        self._show_next(view)
        self._show_side(view)

    def _holder(self, view: DecisionView) -> str:
        approval = view.approval
        if approval is None:
            return ""
        if approval.person:
            return approval.person
        person = view.people.get(approval.user_id) if approval.user_id is not None else None
        return person.name if person is not None else approval.role_title

    def _decider(self, view: DecisionView) -> str:
        user_id = view.decided.user_id if view.decided is not None else None
        person = view.people.get(user_id) if user_id is not None else None
        return person.name if person is not None else self._holder(view)

    def _title(self, view: DecisionView) -> str:
        match view.stand:
            case Stand.WAITING:
                return self.tr("Waiting for the decision: {name}").format(name=self._holder(view))
            case Stand.APPROVED if view.row.project_id is None:
                return self.tr("Approved, the project is being created")
            case Stand.APPROVED:
                return self.tr("Approved, the project “{address}” is created").format(address=view.row.address)
            case Stand.SENT_BACK:
                return self.tr("Sent back for rework")
            case Stand.REJECTED:
                return self.tr("Rejected")
            case _:
                return self.tr("Withdrawn")

    def _subtitle(self, view: DecisionView) -> str:
        address = view.row.address
        if view.stand is Stand.WAITING:
            if view.row.problem is not None:
                return words(*view.row.problem)
            return self.tr("{address}. The outlet is in the portfolio already.").format(address=address)
        if view.stand is Stand.CANCELLED:
            return self.tr("{address}. Nothing more will be opened.").format(address=address)
        if view.decided is not None:
            return self.tr("{name} answered on {when}. {address}.").format(
                name=self._decider(view), when=_moment(view.decided.at), address=address
            )
        return f"{address}."

    def _show_timeline(self, view: DecisionView) -> None:
        clear(self._timeline)
        shown = [entry for entry in view.history if self._belongs(view, entry)]
        is_waiting = view.stand is Stand.WAITING
        for number, entry in enumerate(shown):
            title, below = self._event_words(view, entry)
            is_last = number == len(shown) - 1 and not is_waiting
            is_rework = self._is_rework(view, entry)
            token = "status.risk.fill" if is_rework else "text.secondary"
            icon_id = "ph.arrow-bend-up-left" if is_rework else _EVENT_ICONS[entry.event]
            self._timeline.addWidget(TimelineRow(icon_id, token, title, below, _moment(entry.at), is_last=is_last))
        if is_waiting:
            below = self.tr("by a button in the chat or by closing the task; the first answer counts")
            self._timeline.addWidget(
                TimelineRow("ph.circle-dashed", "text.secondary", self.tr("Decision"), below, "", is_last=True)
            )

    def _belongs(self, view: DecisionView, entry: HistoryEntry) -> bool:
        if entry.event not in _EVENT_ICONS:
            return False
        if entry.event in ("task_created", "question", "decided"):
            return view.approval is None or entry.step in ("", view.approval.step)
        return True

    def _is_rework(self, view: DecisionView, entry: HistoryEntry) -> bool:
        rework = next((one for one in view.outcomes if one.id == "rework"), None)
        said = entry.text[1].get("outcome")
        return entry.event == "decided" and rework is not None and said in (rework.label, rework.id)

    def _event_words(self, view: DecisionView, entry: HistoryEntry) -> tuple[str, str]:
        facts = entry.text[1]
        step = view.row.step(entry.step)
        round_text = self.tr("round {number}").format(number=entry.round) if entry.round > 1 else ""
        match entry.event:
            case "launched":
                revision = self.tr("revision {revision}").format(revision=view.row.revision)
                return self.tr("Sent to the director"), ", ".join(part for part in (round_text, revision) if part)
            case "task_created":
                title = self.tr("Task “{title}”").format(title=step.title if step is not None else entry.step)
                number = self.tr("on the portal, № {number}").format(number=entry.task_id) if entry.task_id else ""
                due = ""
                if step is not None and step.own_finish is not None and step.task_id == entry.task_id:
                    due = self.tr("due {day}").format(day=short_date(step.own_finish))
                return title, ", ".join(part for part in (number, due, round_text) if part)
            case "question":
                return self.tr("The bot wrote into the chat"), round_text
            case "decided":
                person = view.people.get(entry.user_id) if entry.user_id is not None else None
                said = str(facts.get("outcome") or self.tr("Decision"))
                return said, person.name if person is not None else ""
            case "project_created":
                return self.tr("Project created on the portal"), view.row.address
            case _:
                return self.tr("The opening is closed"), ""

    def _clear_next(self) -> None:
        while self._next.count():
            item = self._next.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_next(self, view: DecisionView) -> None:
        self._clear_next()
        clear(self._tasks)
        if view.stand is Stand.WAITING:
            self._next_head.setText(self.tr("What comes next"))
            for number, outcome in enumerate(view.outcomes):
                self._next.addWidget(label(outcome.label, "body", "secondary"), number, 0, Qt.AlignmentFlag.AlignTop)
                self._next.addWidget(label(self._what(outcome), wrap=True), number, 1)
        elif view.stand is Stand.APPROVED:
            self._next_head.setText(self.tr("First tasks"))
            for step in view.first_tasks:
                self._tasks.addWidget(self._task_row(view, step))
            if not view.first_tasks:
                self._tasks.addWidget(label(self.tr("The engine is opening them"), "body", "secondary"))
        elif view.stand is Stand.SENT_BACK:
            self._next_head.setText(self.tr("What comes next"))
            text = self.tr(
                "Correct the form and send it again: the director gets a new task and a new message. "
                "On the portal there is only the closed decision task; the rounds stay in the history."
            )
            self._next.addWidget(label(text, "body", "secondary", wrap=True), 0, 0, 1, 2)
        else:
            self._next_head.setText(self.tr("What stays"))
            text = (
                self.tr("The outlet is in the archive with its history. No project was created.")
                if view.row.project_id is None
                else self.tr("Open tasks are deferred with the reason, the project is archived, nothing is deleted.")
            )
            self._next.addWidget(label(text, "body", "secondary", wrap=True), 0, 0, 1, 2)

    def _what(self, outcome: Outcome) -> str:
        match outcome.id:
            case "approve":
                return self.tr("the project and its first tasks are created")
            case "rework" if outcome.back_to == "initiator" or not outcome.back_to:
                return self.tr("the form opens again with the director's words")
            case "rework":
                return self.tr("earlier steps are opened in a new round")
            case _:
                return self.tr("the outlet goes to the archive, no project")

    def _task_row(self, view: DecisionView, step: StepRow) -> QWidget:
        made = QWidget()
        column = column_of(made, margins=(0, 0, 0, 0), spacing=0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(step.title), 1)
        person = view.people.get(step.user_id) if step.user_id is not None else None
        name = person.name if person is not None else step.person
        if person is not None:
            row.addWidget(Avatar(person.initials))
        who = ElidedLabel(name or step.role_title, "body", "secondary")
        who.setFixedWidth(150)
        row.addWidget(who)
        due = label("", "small", "secondary", tabular=True)
        due.setFixedWidth(76)
        if step.own_finish is not None:
            due.setText(self.tr("due {day}").format(day=short_date(step.own_finish)))
        row.addWidget(due)
        if step.task_id is not None:
            link = link_button(f"№ {step.task_id}")
            link.setMinimumWidth(76)
            link.clicked.connect(lambda _checked=False, task_id=step.task_id: self.task_wanted.emit(task_id))
            row.addWidget(link)
        column.addLayout(row)
        column.addWidget(hairline())
        return made

    def _show_side(self, view: DecisionView) -> None:
        is_waiting = view.stand is Stand.WAITING
        may_answer = self._is_demo and is_waiting and view.approval is not None and view.approval.task_id is not None
        row, step = view.row, view.step
        self.card.setVisible(step is not None)
        if step is not None:
            lines = [
                step.title,
                self.tr("Open by {day}, chance {chance}.").format(
                    day=format_date(row.target), chance=percent(row.chance)
                ),
                self.tr("Most likely {day}.").format(day=format_date(row.p50)) if row.p50 is not None else "",
            ]
            title = self.tr("New outlet: {address}").format(address=row.address)
            self.card.show_message(title, lines, view.outcomes)
            self.card.set_live(may_answer)
            answer = view.decided.text[1].get("outcome") if view.decided is not None else None
            for outcome in view.outcomes:
                button = self.card.buttons[outcome.id]
                button.setEnabled(is_waiting)
                if answer in (outcome.id, outcome.label):
                    button.setText(f"✓ {outcome.label}")
        if self._is_demo and is_waiting:
            self._side_head.setText(self.tr("Answer for the director"))
            note = (
                self.tr("Only in the demo: the answer goes over the portal like a tap of the director.")
                if may_answer
                else self.tr("The decision task is being created on the portal.")
            )
            self._side_note.setText(note)
        else:
            self._side_head.setText(self.tr("What the director sees"))
            self._side_note.setText("")
        self._side_note.setVisible(bool(self._side_note.text()))
        for widget in (self._reason_label, self.reason):
            widget.setVisible(may_answer)
        if not may_answer:
            self.reason_error.clear_error()

    def _answer(self, outcome: str) -> None:
        reason = self.reason.toPlainText().strip()
        if outcome != "approve" and not reason:
            self.reason_error.show_error(self.tr("Write the reason: the initiator will read it"))
            self.reason.setFocus()
            return
        self.reason_error.clear_error()
        for button in self.card.buttons.values():
            button.setEnabled(False)  # one answer is on its way; the next state enables what is left
        self.answered.emit(outcome, reason)


def _moment(at: datetime) -> str:
    return at.strftime("%d.%m %H:%M")
