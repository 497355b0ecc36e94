"""What the screen may ask of a launch: the form, what it would give, its drafts; a part of `engine.ports.Office`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from outlet_desktop.domain.opening import OpeningId, UserId
from outlet_desktop.domain.people import RungView
from outlet_desktop.domain.template import RoleId
from outlet_desktop.schedule.gantt import OutletRow


@dataclass(frozen=True, slots=True)
class LaunchRequest:
    """The launch form.

    Attributes:
        people: Overrides of this outlet.
        target_on: None = the P80 of the forecast.
        counts_back: The start is not given but follows from `target_on`: the latest day whose P80 still makes it.
    """

    template_id: str
    revision: int
    address: str
    city: str = ""
    region: str = ""
    start_on: date | None = None
    target_on: date | None = None
    people: Mapping[RoleId, UserId] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    counts_back: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a launch would give.

    Attributes:
        errors, warnings: (code, facts) sentences; errors forbid the launch. Warnings: those that make it late first.
        options: (name, date, chance): "deterministic", "p50", "p80", "p95".
        first_steps: Titles of the tasks opened on approval.
        row: The outlet as it would be drawn.
        rungs: Of each role the ladder, top first, with the rung that gives the person.
        latest_start: Counting back: the last day on which the work may begin; may lie in the past.
        has_bot: Whether the director is asked by the bot too, as last heard from the portal.
    """

    start_on: date
    finish_on: date | None
    p50: date | None
    p80: date | None
    p95: date | None
    target: date | None
    chance: float | None
    days: int  # deterministic length, working days
    options: tuple[tuple[str, date, float], ...] = ()
    histogram: tuple[tuple[date, int], ...] = ()
    errors: tuple[tuple[str, Mapping[str, object]], ...] = ()
    warnings: tuple[tuple[str, Mapping[str, object]], ...] = ()
    people: Mapping[RoleId, UserId] = field(default_factory=dict)  # as the ladder gives them
    first_steps: tuple[str, ...] = ()
    row: OutletRow | None = None
    rungs: Mapping[RoleId, tuple[RungView, ...]] = field(default_factory=dict)
    latest_start: date | None = None
    has_bot: bool = False


@dataclass(frozen=True, slots=True)
class LaunchDraft:
    """A launch form that was not sent yet.

    Attributes:
        id: Any text of its maker. `saved_at`: this machine's clock and zone; set by the office.
        target: Name of the chosen option of the preview ("p80" …), or "typed".
        corrects: The opening sent back that this form will correct; "" = a new one.
    """

    id: str
    request: LaunchRequest
    target: str = "p80"
    corrects: OpeningId = ""
    saved_at: datetime | None = None


class LaunchOffice(Protocol):
    """Methods of the Office."""

    def preview(self, request: LaunchRequest) -> Preview:
        """What launching would give; never raises for a half-filled form (errors are in the preview)."""

    def launch(self, request: LaunchRequest) -> OpeningId:
        """Commit an opening; the engine carries it out. Problem `launch.offline` and whatever is in the errors."""

    def request_of(self, opening: OpeningId) -> LaunchRequest:
        """The launch form of an opening as it was sent."""

    def send_again(self, opening: OpeningId, request: LaunchRequest) -> None:
        """Correct an opening that was sent back to the initiator and ask the approval anew (next round)."""

    def go_on(self, opening: OpeningId) -> None:
        """Try at once again what the portal refused; what was made already is kept and never made twice."""

    def drafts(self) -> tuple[LaunchDraft, ...]:
        """Forms that were not sent, the one saved last first."""

    def save_launch_draft(self, draft: LaunchDraft) -> datetime:
        """Keep a form under its id; when it was kept."""

    def drop_launch_draft(self, draft_id: str) -> None:
        """Forget a form. One that is unknown is no mistake."""
