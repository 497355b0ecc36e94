"""A running opening: one outlet taken through one pinned revision of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from outlet_desktop.domain.template import RoleId, StepId, Template

UserId = int
OpeningId = str  # 8 characters [a-z2-7]


class OpeningState(StrEnum):
    """The life of an opening (design §5)."""

    DRAFT = "draft"
    DECIDING = "deciding"  # the first approvals are out, the project does not exist
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"  # cannot go on without a person; `problem` says why
    DONE = "done"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class StepState(StrEnum):
    """The state of one step of one opening (design §5)."""

    PENDING = "pending"
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    GONE = "gone"  # its task was deleted on the portal; waits for a person's answer
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class Status(StrEnum):
    """What an outlet or a step looks like; the six colours of the screen (ui.md §3)."""

    IDLE = "idle"
    ACTIVE = "active"
    RISK = "risk"
    LATE = "late"
    BLOCKED = "blocked"
    DONE = "done"


class TaskStatus(StrEnum):
    """Status of a portal task."""

    PENDING = "pending"  # waits to be started
    IN_PROGRESS = "in_progress"
    AWAITS_CONTROL = "awaits_control"
    COMPLETED = "completed"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True, order=True)
class TaskKey:
    """The receipt on a portal task: `outlet:{opening}:{step}:{round}` in its XML_ID."""

    opening: OpeningId
    step: StepId
    round: int = 1

    def __str__(self) -> str:
        return f"outlet:{self.opening}:{self.step}:{self.round}"

    @classmethod
    def parse(cls, text: str | None) -> TaskKey | None:
        """The key in an XML_ID, or None when it is not one of ours."""
        parts = (text or "").split(":")
        if len(parts) != 4 or parts[0] != "outlet" or not parts[3].isdigit():
            return None
        return cls(parts[1], parts[2], int(parts[3]))


@dataclass(frozen=True, slots=True)
class PortalTask:
    """A task as the portal shows it. Moments are aware; ids are ints."""

    id: int
    key: TaskKey | None
    title: str
    status: TaskStatus
    responsible_id: UserId
    created_at: datetime
    changed_at: datetime
    deadline: datetime | None = None
    plan_start: datetime | None = None
    plan_end: datetime | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: UserId | None = None
    group_id: int = 0

    @property
    def is_done(self) -> bool:
        """Completed on the portal."""
        return self.status is TaskStatus.COMPLETED


@dataclass(frozen=True, slots=True)
class Person:
    """An employee of the portal.

    Attributes:
        absent_until: Last day of an absence that holds today.
        away: First and last days of absences to come, as far ahead as they are asked for.
    """

    user_id: UserId
    name: str  # "Ольга Панина"
    position: str = ""
    department_ids: tuple[int, ...] = ()
    is_active: bool = True
    absent_until: date | None = None
    away: tuple[tuple[date, date], ...] = ()

    @property
    def short_name(self) -> str:
        """ "Панина О." for narrow places."""
        first, _, last = self.name.partition(" ")
        return f"{last} {first[:1]}." if last else first

    @property
    def initial_name(self) -> str:
        """ "О. Панина" where the whole name has no room."""
        first, _, last = self.name.partition(" ")
        return f"{first[:1]}. {last}" if last else first

    @property
    def initials(self) -> str:
        """ "ОП" for an avatar."""
        return "".join(part[:1] for part in self.name.split()[:2]).upper()


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the portal's company structure."""

    id: int
    name: str
    parent_id: int | None = None
    head_id: UserId | None = None


@dataclass(frozen=True)
class Opening:
    """One outlet being opened. The template is pinned inside, whole.

    Attributes:
        start_on: First day counted; the first working day on or after it.
        target_on: The promised opening date.
        opened_on: Day of the launch.
        people: Overrides of this outlet, role -> user; the ladder of `domain.people` does the rest.
        fields: Answers to the template's launch fields.
        rounds: Current round of each step that was reset; absent = 1.
        skipped_by_hand: Steps a person has chosen to skip, with the reason.
        on_hold: Approvals sent back to the initiator, with the reason: not asked until sent again.
        kept: Of two tasks of one step, both with work, the one that a person has chosen.
        reminders: Day on which a person last asked to remind the holder of that step.
        promise: What was said at the launch: `p50` (date), `chance` (percent), `warnings` (how many).
        initiator_id: The portal user in whose name it was launched (the coordinator).
    """

    id: OpeningId
    address: str
    template: Template
    state: OpeningState
    start_on: date
    target_on: date | None
    opened_on: date
    city: str = ""
    region: str = ""
    people: Mapping[RoleId, UserId] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    rounds: Mapping[StepId, int] = field(default_factory=dict)
    skipped_by_hand: Mapping[StepId, str] = field(default_factory=dict)
    on_hold: Mapping[StepId, str] = field(default_factory=dict)
    baseline: Mapping[StepId, tuple[date, date]] = field(default_factory=dict)
    initiator_id: UserId = 0
    project_id: int | None = None
    reason: str = ""  # why it was rejected, cancelled or paused
    promise: Mapping[str, object] = field(default_factory=dict)
    kept: Mapping[StepId, int] = field(default_factory=dict)
    reminders: Mapping[StepId, date] = field(default_factory=dict)

    def key(self, step_id: StepId) -> TaskKey:
        """The key of the step's task in its current round."""
        return TaskKey(self.id, step_id, self.rounds.get(step_id, 1))
