"""What the engine and the screen need from outside, as Protocols; adapters fit without importing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from outlet_desktop.domain.command import Command, CommandResult
from outlet_desktop.domain.connection import (
    Ability as Ability,
    BotEvent as BotEvent,
    Changes as Changes,
    ConnectionState as ConnectionState,
    Welcome as Welcome,
)
from outlet_desktop.domain.opening import Department, OpeningId, Person, PortalTask, UserId
from outlet_desktop.domain.record import Answer, HistoryEntry, RoleHolder
from outlet_desktop.domain.template import Field, RoleId, StepId, Template
from outlet_desktop.engine.launch_port import (
    LaunchDraft as LaunchDraft,
    LaunchOffice,
    LaunchRequest as LaunchRequest,
    Preview as Preview,
)
from outlet_desktop.engine.log_port import LogOffice
from outlet_desktop.engine.people_port import PeopleOffice
from outlet_desktop.engine.process_port import ProcessOffice
from outlet_desktop.engine.replacing import (
    Picked as Picked,
    ReplacePreview as ReplacePreview,
    ReplaceReport as ReplaceReport,
)
from outlet_desktop.engine.settings_port import ConnectingOffice, SettingsOffice
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.schedule.what_if import Prospect, Supposed as Supposed, Supposition as Supposition
from outlet_desktop.schedule.workdays import Calendar

# ------------------------------------------------------------------------------ the portal, for the engine


class Portal(Protocol):
    """The portal in our nouns. Any method but `body` may raise Problem (`portal.*`)."""

    def connect(self) -> Welcome:
        """Check the webhook, scopes and methods; register the bot where that is possible."""

    def body(self, command: Command) -> str:
        """The command as the exact request that `send` puts on the wire. Pure, deterministic."""

    def send(self, bodies: Sequence[str], deadline: float) -> list[CommandResult]:
        """Execute up to 50 bodies by one batch, unless the machine clock has passed `deadline` (s)."""

    def poll(self, cursor: datetime, bot_offset: int | None) -> Changes:
        """Everything with our key that changed since `cursor` (portal clock), and the bot's events."""

    def tasks(self, task_ids: Sequence[int]) -> tuple[PortalTask, ...]:
        """These tasks as they are now; a deleted or hidden one is left out."""

    def find_project(self, name: str, token: str) -> int | None:
        """Id of the project of that name whose KEYWORDS hold `token`."""

    def answers(self, task_ids: Sequence[int]) -> Mapping[int, Answer]:
        """Checklists and results of these tasks."""

    def people(self) -> tuple[Person, ...]:
        """All employees, dismissed ones too, with today's absences."""

    def departments(self) -> tuple[Department, ...]:
        """The company structure, heads included."""

    def state(self) -> ConnectionState:
        """How the connection is right now. Never raises, never waits."""


# ------------------------------------------------------------------------------ the office, for the screen


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """One process in the list: `revisions` published (newest last), whether a draft differs from the newest."""

    id: str
    name: str
    revisions: tuple[int, ...]
    published_on: Mapping[int, date]
    has_draft: bool
    draft_saved_at: str = ""  # ISO, local


@dataclass(frozen=True, slots=True)
class RevisionInfo:
    """One published revision: its number, when (this machine's zone), the process's name then, what was said, who."""

    revision: int
    published_at: datetime
    name: str
    note: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """The facts one confirmation asks for. `values`: by field, as `domain.answers` keeps them; "" = left out."""

    step: StepId
    title: str
    fields: tuple[Field, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = True


class Office(LaunchOffice, LogOffice, PeopleOffice, ProcessOffice, SettingsOffice, ConnectingOffice, Protocol):
    """Everything the screen may ask. Blocking (disk, network): call it through `ui.background.Background`,
    never on the GUI thread. Methods raise Problem."""

    is_demo: bool
    is_read_only: bool  # a manager's window: what writes raises Problem `office.read_only`

    def last_portfolio(self) -> Portfolio | None:
        """The portfolio of the last run, without computing anything (for the first frame)."""

    def portfolio(self) -> Portfolio:
        """All outlets now (rows without `steps`, `links`, `histogram`)."""

    def outlet(self, opening: OpeningId) -> OutletRow:
        """One outlet, whole."""

    def prospects(self, opening: OpeningId) -> tuple[Prospect, ...]:
        """What would bring the opening nearer, best first (a simulation of each: milliseconds, not microseconds)."""

    def suppose(self, opening: OpeningId, changes: tuple[Supposition, ...], target: date | None) -> Supposed:
        """What becomes of the opening under these changes and that target. Writes nothing. Problem `whatif.over`."""

    def history(self, opening: OpeningId | None, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """Newest first."""

    def templates(self) -> tuple[TemplateInfo, ...]:
        """All processes."""

    def template(self, template_id: str, revision: int | None = None) -> Template:
        """A published revision; None = the draft, else the newest revision."""

    def revisions(self, template_id: str) -> tuple[RevisionInfo, ...]:
        """The published revisions of a process, newest first; none of one that is unknown."""

    def calendar(self) -> Calendar:
        """The working days, the company's own exceptions included."""

    def save_draft(self, template: Template) -> None:
        """Keep the draft."""

    def publish(self, template: Template, note: str = "") -> int:
        """Publish as the next revision; Problem `template.has_errors` when `domain.check` finds an error."""

    def people(self) -> tuple[Person, ...]:
        """The portal's people, dismissed ones too."""

    def departments(self) -> tuple[Department, ...]:
        """The company structure."""

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Role -> person."""

    def set_role_holder(self, holder: RoleHolder) -> None:
        """Change who plays a role; running openings follow for tasks not opened yet."""

    def open_tasks_of(self, user_id: UserId) -> int:
        """How many of our tasks that person has open."""

    def replace_preview(self, user_id: UserId) -> ReplacePreview:
        """Everything that names that person and is not over: roles, regions, outlets, open tasks."""

    def replace_person(self, user_id: UserId, by: UserId, picked: Picked | None = None) -> int:
        """Put `by` in that person's place everywhere; the engine moves the open tasks. Returns its number."""

    def replace_report(self, number: int) -> ReplaceReport:
        """How far that replacement is, task by task."""

    def undo_replacement(self, number: int) -> int:
        """Give back what that replacement has moved; the number of the way back."""

    def field_forms(self, opening: OpeningId) -> tuple[FieldForm, ...]:
        """What the confirmations whose task exists ask for and have been told, in the order of the process."""

    def answer_fields(self, opening: OpeningId, step: StepId, values: Mapping[str, str]) -> None:
        """Keep what a confirmation asks for, as typed (field -> text; "" takes an optional one back), all or nothing.

        Problem `confirmation.no_form`, `confirmation.wrong_value`, `confirmation.only_file`.
        """

    def keep_twin(self, opening: OpeningId, step: StepId, task_id: int) -> None:
        """Of two tasks of one step, both with work: this one counts."""

    def cancel(self, opening: OpeningId, reason: str) -> None:
        """Stop an opening for good: open tasks deferred, project archived."""

    def pause(self, opening: OpeningId, reason: str) -> None:
        """Let an opening rest: nothing is created, asked or reminded; its tasks stay. Problem `opening.not_running`."""

    def resume(self, opening: OpeningId) -> None:
        """Go on; what people have done meanwhile counts now. Problem `opening.not_paused`."""

    def set_delay(self, opening: OpeningId, step: StepId, reason_id: str, words: str) -> None:
        """Say why a step is late: a reason of the template, or "" with words of one's own. Problem `delay.unknown`."""

    def set_target(self, opening: OpeningId, target: date) -> None:
        """Promise another opening date. Problem `opening.target_over`, `opening.target_early`."""

    def remind(self, opening: OpeningId, step: StepId) -> None:
        """Remind the holder of an open step now, at most once a day: by the bot, without one by a note in the task.

        Problem `opening.not_running`, `remind.no_task`, `remind.today`, `remind.nobody`.
        """

    def hand_task(self, opening: OpeningId, step: StepId, user_id: UserId) -> int:
        """Give one open task to somebody else, the roles stay; the engine moves it.

        Returns its number for `replace_report` and `undo_replacement`. Problem `handing.no_task`, `replace.*`.
        """

    def answer_gone(self, opening: OpeningId, step: StepId, *, again: bool, reason: str) -> None:
        """A deleted task: create it again (next round), or skip the step."""

    def answer_for(self, opening: OpeningId, step: StepId, outcome: str, reason: str = "") -> None:
        """Demo only: answer a decision in the asked person's place, over the demo's own REST."""

    def portal_link(self, opening: OpeningId, task_id: int | None = None) -> str:
        """Web address of the project or the task (no secret in it)."""

    def connection(self) -> ConnectionState:
        """State of the connection; cheap, any thread."""

    def engine_state(self) -> tuple[str, float]:
        """("running" | "stopped" | "watching" | "starting", seconds to the next poll); cheap, any thread."""

    def poll_now(self) -> None:
        """Wake the engine; returns at once."""

    def report(self, opening: OpeningId | None, path: str, lang: str) -> None:
        """Write a PDF, PNG or XLSX of an outlet or of the portfolio."""

    def meeting(self, path: str, lang: str) -> None:
        """Write the page "for the meeting" (PDF or PNG): what needs attention, who holds it, what to decide."""

    def keep_file(self, path: str, content: bytes) -> None:
        """Write what the screen has made (a printed page), whole or not at all. Problem `report.cannot_write`."""

    def connect(self, url: str) -> Welcome:
        """Try a webhook and keep it (key store) when it works; Problem says what is wrong with it."""

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` (from any thread) when openings or the connection changed; returns the unsubscribe."""
