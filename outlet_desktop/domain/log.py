"""The log as it is shown: lines, filters, what stands behind a line. Values that storage, engine and screen share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.record import Facts, HistoryEntry

Words = tuple[str, Facts]  # code and facts of a sentence

WARNINGS = frozenset(
    {
        "event.escalated",
        "event.holder_absent",
        "event.engine_rested",
        "event.engine_rested_hours",
        "event.handed_untold",
        "event.limited",
        "event.lost_digest",
        "event.lost_escalation",
        "event.lost_handed",
        "event.lost_note",
        "event.lost_question",
        "event.lost_reason",
        "event.lost_reminder",
        "event.message_lost",
        "event.move_refused",
        "event.moved_out",
        "event.portal_away",
        "event.task_deleted",
    }
)
"""Lines that ask for attention; any other line of the event "problem" is an error."""

KINDS: Mapping[str, frozenset[str]] = {
    "openings": frozenset({"launched", "project_created", "opening_done", "opening_rejected"}),
    "decisions": frozenset({"question", "decided"}),
    "steps": frozenset({"step_opened", "step_done", "step_skipped", "step_reset"}),
    "tasks": frozenset({"task_created"}),
    "people": frozenset({"reassigned", "hand_edit"}),
    "delays": frozenset({"reason", "reminded"}),
    "problems": frozenset({"problem", "mended"}),
    "connection": frozenset(),
}
"""Kinds of lines a person chooses among: kind -> words of the agent's events (design §5); see `CODES`."""

CODES: Mapping[str, frozenset[str]] = {
    "connection": frozenset(
        {
            "event.agent_started",
            "event.agent_took_over",
            "event.engine_rested",
            "event.engine_rested_hours",
            "event.engine_started",
            "event.engine_took_over",
            "event.limited",
            "event.portal_away",
            "event.portal_back",
            "event.portal_back_hours",
            "event.rights_lost",
            "event.webhook_ended",
        }
    )
}
"""Kinds that the sentence tells apart and not the event."""

TO_WHOM: Mapping[str, str] = {
    "event.delay_asked": "event.delay_asked_to",
    "event.escalated": "event.escalated_to",
    "event.question": "event.question_to",
    "event.reminded": "event.reminded_to",
}
"""Lines of a message to a person, and the sentence that names that person."""


def level_of(event: str, code: str) -> str:
    """How serious a line is, as a status: "late" an error, "risk" asks for attention, "" neither."""
    if code in WARNINGS:
        return "risk"
    return "late" if event == "problem" else ""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines are wanted; an empty value asks for nothing.

    Attributes:
        text: Words, all of which have to be found in the sentence, the address, a name or the task's number.
        who: "engine" or "people".
        kinds: Keys of `KINDS`.
        level: "late", "risk", or "any" of the two.
        since: First day, by the portal's calendar.
    """

    text: str = ""
    opening: OpeningId = ""
    who: str = ""
    kinds: frozenset[str] = frozenset()
    level: str = ""
    since: date | None = None

    @property
    def is_empty(self) -> bool:
        """Every line is wanted."""
        return self == LogFilter()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line. `who`: name of the person who did it; "" = the engine, "portal" = somebody on the portal."""

    entry: HistoryEntry
    level: str = ""
    address: str = ""
    city: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines, newest first; `has_more` older ones follow."""

    lines: tuple[LogLine, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class LogCounts:
    """Of all lines that a filter lets through: by day, and (whatever its level) errors and warnings."""

    days: Mapping[date, int] = field(default_factory=dict)
    errors: int = 0
    warnings: int = 0

    @property
    def total(self) -> int:
        """All lines."""
        return sum(self.days.values())


@dataclass(frozen=True, slots=True)
class Because:
    """One reason of the engine. `mark`: "done", "next", "late", "risk" or "fact"; `note` stands below it, smaller."""

    mark: str
    text: Words
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class LogRequest:
    """What was sent to the portal for a line, without anything secret.

    Attributes:
        lines: (name, value) of each parameter.
        state: As in `Intent`. `note`: the portal's words where it refused.
        seconds: From sending to the answer; None where it is not known.
        answer_id: What the portal gave: the id of a task, a project, a message.
    """

    key: str
    method: str
    lines: tuple[tuple[str, str], ...]
    state: str
    tries: int
    note: str = ""
    seconds: float | None = None
    answer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Compensation:
    """How a line can be taken back.

    Attributes:
        button: Code of the words on the button. `text`: what it will do, or why it cannot.
        asks_reason: Whether a person has to say why.
    """

    button: str
    text: Words
    is_possible: bool = True
    asks_reason: bool = False


@dataclass(frozen=True, slots=True)
class LogDetail:
    """Everything that is known of one line.

    Attributes:
        why_not: Why there is no way back, where `compensation` is None.
        said: The words of the message, where the line is one of a message to a person.
    """

    line: LogLine
    process: str = ""
    revision: int = 0
    step_title: str = ""
    because: tuple[Because, ...] = ()
    request: LogRequest | None = None
    compensation: Compensation | None = None
    why_not: Words | None = None
    said: str = ""
