"""What was sent and seen of a decision, oldest first: every round with its task, its message and its answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.ui.launch.decision import DecisionView, Stand
from outlet_desktop.ui.launch.hint import clear, column_of
from outlet_desktop.ui.launch.timeline import TimelineRow
from outlet_desktop.ui.messages import short_date

_ICONS = {
    "launched": "ph.paper-plane-tilt",
    "task_created": "ph.check-square",
    "question": "ph.chat-circle-dots",
    "reminded": "ph.bell",
    "decided": "ph.circle-wavy-check",
    "project_created": "ph.folder-simple",
    "opening_rejected": "ph.x-circle",
}
_OF_THE_STEP = ("task_created", "question", "reminded", "decided")


def moment(at: datetime) -> str:
    """ "24.11 11:12" in the portal's zone."""
    return at.strftime("%d.%m %H:%M")


class DecisionTimeline(QWidget):
    """The lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column_of(self, margins=(0, 0, 0, 0), spacing=0)

    def clear(self) -> None:
        """Nothing is known yet."""
        clear(self._column)

    def show_decision(self, view: DecisionView) -> None:
        """Show what has happened, and what is waited for."""
        clear(self._column)
        shown = [entry for entry in view.history if self._belongs(view, entry)]
        goes_on = view.stand in (Stand.WAITING, Stand.SENT_BACK)
        sent = 0
        for number, entry in enumerate(shown):
            sent += entry.event == "launched"  # every sending begins a round
            title, below = self._words(view, entry, sent)
            is_last = number == len(shown) - 1 and not goes_on
            is_rework = self._is_rework(view, entry)
            token = "status.risk.fill" if is_rework else "text.secondary"
            icon_id = "ph.arrow-bend-up-left" if is_rework else _ICONS[entry.event]
            self._column.addWidget(TimelineRow(icon_id, token, title, below, moment(entry.at), is_last=is_last))
        if view.stand is Stand.WAITING:
            below = (
                self.tr("by a button in the chat or by closing the task (tick its checklist); the first answer counts")
                if view.has_bot
                else self.tr("by closing the task (tick its checklist)")
            )
            self._column.addWidget(
                TimelineRow("ph.circle-dashed", "text.secondary", self.tr("Decision"), below, "", is_last=True)
            )
        elif view.stand is Stand.SENT_BACK:
            below = self.tr("round {number}: a new task and a new message").format(number=view.round + 1)
            title = self.tr("Correct and send again")
            self._column.addWidget(TimelineRow("ph.note-pencil", "accent.text", title, below, "", is_last=True))

    def _belongs(self, view: DecisionView, entry: HistoryEntry) -> bool:
        if entry.event not in _ICONS or (entry.event == "question" and not view.has_bot):
            return False
        if entry.event in _OF_THE_STEP:
            return view.approval is None or entry.step in ("", view.approval.step)
        return True

    def _is_rework(self, view: DecisionView, entry: HistoryEntry) -> bool:
        rework = next((one for one in view.outcomes if one.id == "rework"), None)
        said = entry.text[1].get("outcome")
        return entry.event == "decided" and rework is not None and said in (rework.label, rework.id)

    def _words(self, view: DecisionView, entry: HistoryEntry, sent: int) -> tuple[str, str]:
        facts = entry.text[1]
        step = view.row.step(entry.step)
        round_ = sent if entry.event == "launched" else entry.round
        round_text = self.tr("round {number}").format(number=round_) if round_ > 1 else ""
        person = view.people.get(entry.user_id) if entry.user_id is not None else None
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
            case "reminded":
                return self.tr("Reminded"), person.name if person is not None else ""
            case "decided":
                said = str(facts.get("outcome") or self.tr("Decision"))
                who = person.name if person is not None else ""
                # The words of the answer shown in large below are not said twice.
                reason = str(facts.get("reason") or "") if entry is not view.decided or not view.words else ""
                quoted = f"«{reason}»" if reason else ""
                return said, ", ".join(part for part in (who, round_text, quoted) if part)
            case "project_created":
                return self.tr("Project created on the portal"), view.row.address
            case _:
                return self.tr("The opening is closed"), ""
