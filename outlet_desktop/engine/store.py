"""What the engine keeps, as a Protocol. Every method runs inside the one transaction of a `Db` effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from outlet_desktop.domain.opening import (
    Department,
    Opening,
    OpeningId,
    Person,
    StepState,
    UserId,
)
from outlet_desktop.domain.record import (
    Absence,
    Answer,
    Case,
    Delay,
    FieldValue,
    Happening,
    Intent,
    RoleHolder,
    SeenTask,
    Tap,
)
from outlet_desktop.domain.template import RoleId, StepId
from outlet_desktop.schedule.at_hours import WorkingHours
from outlet_desktop.schedule.workdays import Calendar


class Store(Protocol):
    """The journal, the openings, what was seen and the history."""

    def meta(self, name: str) -> str | None:
        """A remembered value."""

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""

    def working_hours(self) -> WorkingHours:
        """Those of the company's working day now."""

    def company_calendar(self) -> Calendar:
        """Days and hours by which the company works now."""

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

    def is_woken(self) -> bool:
        """Whether somebody has asked to look at an opening that no pass has seen since."""

    def hasten(self, seconds: float) -> None:
        """The portal's clock has leapt ahead: whatever waits for a moment is due that much earlier."""

    def live_openings(self) -> tuple[OpeningId, ...]:
        """Openings that are not finished, oldest first."""

    def intent(self, key: str) -> Intent | None:
        """A row of the journal."""

    def put_intent(self, intent: Intent) -> None:
        """Insert or replace a journal row."""

    def reason_wanted(self, user_id: UserId) -> tuple[OpeningId, StepId, int] | None:
        """The newest answer of that person to the bot that says no and does not say why."""

    def tasks_held_by(self, user_id: UserId) -> tuple[tuple[OpeningId, SeenTask], ...]:
        """Open tasks of that person in openings that are not finished."""

    def put_task(self, opening: OpeningId, seen: SeenTask) -> None:
        """Insert or replace a seen task."""

    def task(self, task_id: int) -> tuple[OpeningId, SeenTask] | None:
        """A seen task."""

    def watched_tasks(self) -> tuple[int, ...]:
        """Ids of tasks to re-read for deletions: those of openings that are not finished."""

    def keyless_tasks(self) -> tuple[int, ...]:
        """Those of them whose key a person has emptied: a list asked for by our keys does not show them."""

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

    def put_field(self, opening: OpeningId, step: StepId, round_: int, field: str, value: FieldValue) -> None:
        """Keep what a field of a confirmation was answered with; the newest answer counts."""

    def put_reason(
        self,
        opening: OpeningId,
        step: StepId,
        round_: int,
        day: date,
        reason: str,
        words: str,
        user_id: UserId,
        at: datetime,
        source: str,
    ) -> None:
        """Keep why a step was late on `day`; one row for a day, the newest answer counts."""

    def words_wanted(self, user_id: UserId) -> tuple[OpeningId, Delay] | None:
        """The newest delay of which that person said "other" to the bot and not yet what."""

    def asking_fields(self) -> tuple[tuple[OpeningId, StepId], ...]:
        """Steps of which the bot has asked a field that has no answer, the one asked last first."""

    def forget_answer(self, task_id: int) -> None:
        """What was read of that task is to be read again."""

    def forget_waiting_answers(self) -> None:
        """Closed tasks whose step is still open are to be read again: a result may have been typed since."""

    def newest_opening_of(self, user_id: UserId) -> OpeningId | None:
        """The opening of the newest task of that person."""

    def add_history(
        self, at: datetime, opening: OpeningId, happening: Happening, key: str = "", source: str = "engine"
    ) -> None:
        """Append a line."""

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Who plays each role by default."""

    def set_role_holder(self, holder: RoleHolder) -> None:
        """Change who plays a role."""

    def set_region_holder(self, region: str, role: RoleId, user_id: UserId | None) -> None:
        """Change who plays a role in a region; None = as by default."""

    def region_holders(self) -> Mapping[str, Mapping[RoleId, UserId]]:
        """Overrides by region."""

    def people(self) -> tuple[Person, ...]:
        """The portal's people as last read."""

    def absences(self) -> tuple[Absence, ...]:
        """Absences typed by hand."""

    def departments(self) -> tuple[Department, ...]:
        """The company structure as last read."""

    def put_people(self, people: Sequence[Person], departments: Sequence[Department]) -> None:
        """Replace what is known of the portal's people and departments."""
