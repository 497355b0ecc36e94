"""Page 3 of the launch: the decision as it happens, and what to do after it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import (
    FieldError,
    Icon,
    Progress,
    hairline,
    label,
    secondary_button,
)
from outlet_desktop.ui.launch.decision import DecisionView, Stand
from outlet_desktop.ui.launch.decision_next import DecisionNext
from outlet_desktop.ui.launch.decision_timeline import DecisionTimeline, moment
from outlet_desktop.ui.launch.director_card import DirectorCard
from outlet_desktop.ui.launch.director_message import director_message
from outlet_desktop.ui.launch.hint import column_of, scroller
from outlet_desktop.ui.launch.phone import Phone
from outlet_desktop.ui.launch.timeline import Verbatim
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.text_size import fix_height, fix_side, most_width

_LOOK = {
    Stand.WAITING: ("ph.hourglass-medium", "status.idle.fill"),
    Stand.APPROVED: ("ph.check-circle-fill", "status.done.fill"),
    Stand.SENT_BACK: ("ph.arrow-bend-up-left", "status.risk.fill"),
    Stand.REJECTED: ("ph.x-circle", "status.late.fill"),
    Stand.CANCELLED: ("ph.x-circle", "status.idle.fill"),
}


class DecisionPage(QWidget):
    """The page; `show_decision` gives it every new state.

    Signals:
        answered: (outcome id, reason): only where the demo lets one answer for the director.
        task_wanted: Portal id of a task to open.
        start_wanted: An earlier start (date) to correct the launch with.
        go_on_wanted: Try again what the portal refused.
    """

    answered = Signal(str, str)
    task_wanted = Signal(int)
    start_wanted = Signal(object)
    go_on_wanted = Signal()

    def __init__(self, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_demo = is_demo
        self._view: DecisionView | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scroller(self._build_state()), 1)
        row.addWidget(hairline(vertical=True))
        side = scroller(self._build_side())
        fix_side(side, 400)
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
        most_width(box, 720)
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
        column.addSpacing(14)
        self.progress = Progress()
        self.progress.setVisible(False)
        column.addWidget(self.progress)
        self.failure = Verbatim()
        self.continue_button = secondary_button("-", "ph.arrow-clockwise")
        self.continue_button.clicked.connect(self.go_on_wanted)
        self.failure.add(self.continue_button)
        self.failure.setVisible(False)
        column.addWidget(self.failure)
        column.addSpacing(8)
        self.timeline = DecisionTimeline()
        column.addWidget(self.timeline)
        self.words = Verbatim()
        self.words.setVisible(False)
        column.addWidget(self.words)
        column.addSpacing(12)
        column.addWidget(hairline())
        column.addSpacing(14)
        self.next = DecisionNext()
        self.next.task_wanted.connect(self.task_wanted)
        self.next.start_wanted.connect(self.start_wanted)
        column.addWidget(self.next)
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
        self.phone = Phone(self.card)
        column.addWidget(self.phone)
        self._reason_label = label("", "small", "secondary")
        self.reason = QPlainTextEdit()
        fix_height(self.reason, 64, 3)
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
        self.phone.retranslate()
        self._reason_label.setText(self.tr("Reason, for sending back and rejecting"))
        self.reason.setAccessibleName(self._reason_label.text())
        self.continue_button.setText(self.tr("Continue"))
        self.continue_button.setToolTip(self.tr("Try again now; what is there already is kept and not made twice"))
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
        self.timeline.clear()
        self.next.clear()
        for widget in (self.words, self.phone, self.progress, self.failure):
            widget.setVisible(False)

    def show_decision(self, view: DecisionView) -> None:
        """Show this state."""
        self._view = view
        icon_id, token = _LOOK[view.stand]
        self._icon.set_icon(icon_id, token)
        self.title.setText(self._title(view))
        self.subtitle.setText(self._subtitle(view))
        self._show_progress(view)
        self.timeline.show_decision(view)
        caption = self.tr("Reason, in the words of {name}").format(name=self._decider(view))
        self.words.say("late" if view.stand is Stand.REJECTED else "risk", caption, view.words)
        self.next.show_decision(view)
        self._show_side(view)

    def _show_progress(self, view: DecisionView) -> None:
        progress, problem = view.progress, view.row.problem
        self.progress.setVisible(progress is not None)
        if progress is not None:
            what = progress.next or self.tr("project “{address}”").format(address=view.row.address)
            text = self.tr("Created {done} of {total}, next: {what}").format(
                done=progress.done, total=progress.total, what=what
            )
            self.progress.set(text, progress.done, progress.total)
        self.failure.setVisible(problem is not None)
        if problem is not None:
            caption = (
                self.tr("What was created is kept: {done} of {total}.").format(done=progress.done, total=progress.total)
                if progress is not None
                else self.tr("The engine cannot go on by itself")
            )
            self.failure.say("late", caption, words(*problem))

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
            sent = next((entry for entry in reversed(view.history) if entry.event == "launched"), None)
            text = self.tr("{address}. The outlet is in the portfolio already.").format(address=address)
            if sent is None:
                return text
            return self.tr("Sent on {when}. {rest}").format(when=moment(sent.at), rest=text)
        if view.stand is Stand.CANCELLED:
            reason = view.row.reason
            text = self.tr("{address}. Nothing more will be opened.").format(address=address)
            return f"{text} {reason}" if reason else text
        if view.decided is not None and view.stand is Stand.APPROVED and view.row.project_id is not None:
            return self.tr("{name} answered on {when}.").format(  # the title names the address
                name=self._decider(view), when=moment(view.decided.at)
            )
        if view.decided is not None:
            return self.tr("{name} answered on {when}. {address}.").format(
                name=self._decider(view), when=moment(view.decided.at), address=address
            )
        return f"{address}."

    def _show_side(self, view: DecisionView) -> None:
        is_waiting = view.stand is Stand.WAITING
        may_answer = self._is_demo and is_waiting and view.approval is not None and view.approval.task_id is not None
        self.phone.setVisible(view.step is not None)
        asked = [entry for entry in view.history if entry.event == "question" and entry.round == view.round]
        self.phone.show_time(moment(asked[-1].at) if asked else "")
        if view.step is not None and view.template is not None:
            title, lines = director_message(view.row, view.step, view.template, is_asked=is_waiting)
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
        self.setFocus()  # Qt would give it to the next button, out in the window
        for button in self.card.buttons.values():
            button.setEnabled(False)  # one answer is on its way; the next state enables what is left
        self.answered.emit(outcome, reason)
