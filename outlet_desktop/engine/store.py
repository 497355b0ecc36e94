"""What the engine keeps, as a Protocol. Every method runs inside the one transaction of a `Db` effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from outlet_desktop.domain.opening import (
    Department,
    Opening,
    OpeningId,
    Person,
    PortalTask,
    StepState,
    UserId,
)
from outlet_desktop.domain.template import RoleId, StepId
from outlet_desktop.engine.decide import Happening
from outlet_desktop.engine.ports import Answer, RoleHolder
from outlet_desktop.engine.situation import Tap


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
    problem: tuple[str, Mapping[str, object]] | None
    is_finished: bool
    created_at: float
    wake: int
    tasks: tuple[SeenTask, ...] = ()
    intents: Mapping[str, Intent] = field(default_factory=dict)
    answers: Mapping[int, tuple[str, Answer]] = field(default_factory=dict)  # with the task's changed_at
    taps: Mapping[tuple[StepId, int], Tap] = field(default_factory=dict)


class Store(Protocol):
    """The journal, the openings, what was seen and the history."""

    def meta(self, name: str) -> str | None:
        """A remembered value."""

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""

    def case(self, opening: OpeningId) -> Case | None:
        """The opening and all that is known of it."""

    def save_case(
        self,
        opening: Opening,
        states: Mapping[StepId, StepState],
        problem: tuple[str, Mapping[str, object]] | None,
        is_finished: bool,
    ) -> None:
        """Keep the opening's new values."""

    def set_seen(self, opening: OpeningId, wake: int, due: float) -> None:
        """The pass that began at `wake` is over; look again at `due` (machine clock) at the latest."""

    def wake(self, openings: Sequence[OpeningId]) -> None:
        """A hint: look at these again."""

    def wake_unfinished(self) -> None:
        """Look at every opening that is not finished."""

    def due_openings(self, now: float) -> tuple[OpeningId, ...]:
        """Openings to look at now, the longest waiting first."""

    def put_intent(self, intent: Intent) -> None:
        """Insert or replace a journal row."""

    def intent_by_message(self, message_id: int) -> Intent | None:
        """The question that this message of the bot asked."""

    def last_question(self, user_id: UserId, prefix: str) -> Intent | None:
        """The newest sent intent of that key prefix addressed to that person."""

    def put_task(self, opening: OpeningId, seen: SeenTask) -> None:
        """Insert or replace a seen task."""

    def task(self, task_id: int) -> tuple[OpeningId, SeenTask] | None:
        """A seen task."""

    def watched_tasks(self) -> tuple[int, ...]:
        """Ids of tasks to re-read for deletions: those of openings that are not finished."""

    def mark_gone(self, task_ids: Sequence[int]) -> None:
        """These tasks were deleted on the portal."""

    def has_opening(self, opening: OpeningId) -> bool:
        """Whether it is one of ours."""

    def put_answer(self, task_id: int, changed_at: str, answer: Answer) -> None:
        """Keep what was read of a closed decision task."""

    def put_tap(self, opening: OpeningId, step: StepId, round_: int, tap: Tap, at: datetime) -> bool:
        """Keep the first answer of a question; False when there was one already."""

    def set_tap_reason(self, opening: OpeningId, step: StepId, round_: int, reason: str) -> None:
        """The words that came after the tap."""

    def add_history(self, at: datetime, opening: OpeningId, happening: Happening, key: str = "", source: str = "engine") -> None:
        """Append a line."""

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Who plays each role by default."""

    def region_holders(self) -> Mapping[tuple[str, RoleId], UserId]:
        """Overrides by region."""

    def people(self) -> tuple[Person, ...]:
        """The portal's people as last read."""

    def put_people(self, people: Sequence[Person], departments: Sequence[Department]) -> None:
        """Replace what is known of the portal's people and departments."""
