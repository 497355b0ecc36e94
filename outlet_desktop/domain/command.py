"""What the engine may ask of the portal, in our nouns.

A command with a `key` is an effect that happens once for ever: the journal has a row for its key. A command
without one is level-triggered: it is asked for only while the portal differs from what it should be, and
repeating it is harmless. `portal.bitrix` turns each into one REST call.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from outlet_desktop.domain.opening import UserId


@dataclass(frozen=True, slots=True)
class CreateTask:
    """Create a task; the value of its answer is the task's id."""

    key: str  # also its XML_ID
    title: str
    description: str
    responsible_id: UserId
    deadline: datetime
    plan_start: datetime
    plan_end: datetime
    group_id: int = 0
    result_required: bool = False


@dataclass(frozen=True, slots=True)
class CreateProject:
    """Create the project named as the address; the value is its id. `token` goes into KEYWORDS."""

    key: str
    name: str
    description: str
    token: str
    start_on: date
    finish_on: date


@dataclass(frozen=True, slots=True)
class AddChecklistItem:
    """Add one line to a task's checklist; the value is its id."""

    key: str
    task_id: int
    title: str


@dataclass(frozen=True, slots=True)
class LinkTasks:
    """Finish-start link for the portal's own Gantt; a link that exists already counts as made."""

    key: str
    source_id: int
    target_id: int


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a bot's message; `params` comes back with the tap. `row` starts a new row."""

    text: str
    params: str
    is_primary: bool = False
    is_alert: bool = False


@dataclass(frozen=True, slots=True)
class SendMessage:
    """The bot writes to a person; the value is the message's id. At most once."""

    key: str
    user_id: UserId
    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class EditMessage:
    """Replace a message of the bot and its buttons (none = buttons removed)."""

    message_id: int
    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class AddMembers:
    """Make people members of a project."""

    project_id: int
    user_ids: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class UpdateTask:
    """Change a task's fields; None = leave as it is."""

    task_id: int
    responsible_id: UserId | None = None
    group_id: int | None = None
    deadline: datetime | None = None
    xml_id: str | None = None  # "" takes the key off (a closed twin)


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Complete a task in the name of the program (a decision made by a tap; a twin)."""

    task_id: int


@dataclass(frozen=True, slots=True)
class DeferTask:
    """Defer an open task of an opening that was rejected or cancelled."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TickItem:
    """Tick one line of a task's checklist."""

    task_id: int
    item_id: int


@dataclass(frozen=True, slots=True)
class CommentTask:
    """Write a note on a task (who decided when; why it was closed). At most once."""

    key: str
    task_id: int
    text: str


@dataclass(frozen=True, slots=True)
class ArchiveProject:
    """Archive a project (CLOSED "Y"); its tasks stay as they are."""

    project_id: int


Command = (
    CreateTask
    | CreateProject
    | AddChecklistItem
    | LinkTasks
    | SendMessage
    | EditMessage
    | AddMembers
    | UpdateTask
    | CompleteTask
    | DeferTask
    | TickItem
    | CommentTask
    | ArchiveProject
)


@dataclass(frozen=True, slots=True)
class Done:
    """Executed; `value` is the id that was made, where one was."""

    value: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """The portal said no to this command (a business refusal); repeating it would not help."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NotExecuted:
    """Definitely not executed (503, 429, 401, connect refused, window over): may be sent again at once."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell (cut connection, timeout, 5xx after sending): a later snapshot decides."""

    reason: str


CommandResult = Done | Refused | NotExecuted | Unknown
