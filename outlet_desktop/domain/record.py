"""What is kept of an opening: journal, seen tasks, answers, history. Values both engine and disk speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from outlet_desktop.domain.opening import Opening, OpeningId, PortalTask, StepState, UserId
from outlet_desktop.domain.template import RoleId, StepId

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Who plays a role by default, and who stands in.

    Attributes:
        rule: The rule on the company structure that names `user_id` (`domain.structure`); "" = chosen by hand.
    """

    role: RoleId
    user_id: UserId | None = None
    deputy_id: UserId | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence typed by hand, for a portal whose calendar does not know it; both days inclusive."""

    id: int
    user_id: UserId
    first: date
    last: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person wrote into a task.

    Attributes:
        ticked: Titles of ticked checklist lines. `items`: id of each line by its title.
        results: Result texts, oldest first.
    """

    task_id: int
    ticked: tuple[str, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)
    results: tuple[str, ...] = ()
    has_files: bool = False


@dataclass(frozen=True, slots=True)
class Tap:
    """An answer given to the bot or in the app by somebody who may give it; the first one wins."""

    outcome: str
    user_id: UserId
    source: str  # "bot" or "app"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a confirmation was told in one of its fields.

    Attributes:
        value: As it is kept: `domain.answers.read` made it ("120000.50", "2026-11-24", "yes"); "" = skipped.
        source: "bot", "app" or "task". `at`: the portal's clock.
    """

    value: str
    user_id: UserId
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Delay:
    """Why a step is late, as a person said it on one day. `reason`: id in the template, "" = only `words`."""

    step: StepId
    round: int
    day: date
    reason: str
    words: str
    user_id: UserId
    at: datetime
    source: str  # "bot" or "app"


@dataclass(frozen=True, slots=True)
class Intent:
    """A row of the journal: one effect, for ever.

    Attributes:
        kind: Name of the command's class. `body`: the request byte for byte, as it was or will be sent.
        state: "free" (to be sent), "sent" (may have been executed), "done", "failed" (refused),
            "lost" (a message whose outcome nobody knows: never repeated).
        sent_at, done_at: Machine clock, s. `tries` fences late answers of an older attempt.
    """

    key: str
    opening: OpeningId
    step: StepId
    kind: str
    body: str
    state: str
    sent_at: float | None = None
    tries: int = 0
    portal_id: int | None = None
    done_at: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SeenTask:
    """A portal task with the step and round it stands for (kept even if a person edits its key away)."""

    task: PortalTask
    step: StepId
    round: int
    first_seen: float  # machine clock, s
    is_gone: bool = False
    is_ignored: bool = False  # a closed twin


@dataclass(frozen=True, slots=True)
class Case:
    """One opening with everything known about it, read in one transaction."""

    opening: Opening
    states: Mapping[StepId, StepState]
    problem: tuple[str, Facts] | None
    is_finished: bool
    created_at: float  # machine clock, s
    wake: int
    tasks: tuple[SeenTask, ...] = ()
    intents: Mapping[str, Intent] = field(default_factory=dict)
    answers: Mapping[int, tuple[str, Answer]] = field(default_factory=dict)  # with the task's changed_at
    taps: Mapping[tuple[StepId, int], Tap] = field(default_factory=dict)
    fields: Mapping[tuple[StepId, int], Mapping[str, FieldValue]] = field(default_factory=dict)  # of confirmations
    delays: tuple[Delay, ...] = ()  # oldest first


@dataclass(frozen=True, slots=True)
class Happening:
    """Something worth a line of history; `event` is a word of the agent's events (design §5)."""

    event: str
    step: StepId = ""
    round: int = 0
    user_id: UserId | None = None
    task_id: int | None = None
    code: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of the append-only history. `text` = (code, facts) of its sentence; `source`: engine, portal, bot."""

    number: int
    at: datetime
    event: str
    opening: OpeningId
    step: StepId = ""
    round: int = 0
    key: str = ""
    task_id: int | None = None
    user_id: UserId | None = None
    source: str = "engine"
    text: tuple[str, Facts] = ("", {})
