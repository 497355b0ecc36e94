"""What connecting to the portal and polling it bring, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from outlet_desktop.domain.opening import PortalTask, UserId


@dataclass(frozen=True, slots=True)
class BotEvent:
    """Something a person did to the bot: a tap on a button (`params`), or a text."""

    event_id: int
    user_id: UserId
    at: datetime
    params: str = ""  # of a tapped button
    text: str = ""  # of a message
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """One poll.

    Attributes:
        started_at: Machine clock (s since the epoch) when its first request went on the wire.
        portal_now: The portal's clock in its last answer, aware, in the portal's zone.
        tasks: Every task with our key that changed since the cursor (60 s overlap), complete.
        bot_offset: Confirms `events`; passed to the next poll once they are stored.
    """

    started_at: float
    portal_now: datetime
    tasks: tuple[PortalTask, ...] = ()
    events: tuple[BotEvent, ...] = ()
    bot_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Ability:
    """Something the portal does or does not let us do; `is_required` = nothing works without it."""

    code: str  # wording code of what breaks without it: "ability.bot", "ability.tasks" …
    is_present: bool
    is_required: bool


@dataclass(frozen=True, slots=True)
class Welcome:
    """What connecting has found out. `work_time`: start and end of the portal's working day; None = not told."""

    host: str
    user_id: UserId
    user_name: str
    is_admin: bool
    portal_now: datetime
    abilities: tuple[Ability, ...] = ()
    work_time: tuple[time, time] | None = None

    def has(self, code: str) -> bool:
        """Whether the portal has that ability."""
        return any(ability.code == code and ability.is_present for ability in self.abilities)


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying a webhook has found out, before anything is kept or registered.

    Attributes:
        welcome: Abilities that nothing works without may be missing from it.
        answered_s: How long the portal took for the first answer, s.
        people, departments: How many could be read; None = they may not be read.
    """

    welcome: Welcome
    answered_s: float
    people: int | None = None
    departments: int | None = None

    @property
    def missing(self) -> tuple[Ability, ...]:
        """Abilities without which nothing works and which are not there."""
        return tuple(one for one in self.welcome.abilities if one.is_required and not one.is_present)


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """The chip of the status bar. `kind` in live, throttled, offline, no_rights, catching_up, none.

    `limited_s`: seconds for which requests were held back by the portal's limits, since the client was made.
    """

    kind: str
    host: str = ""
    since: float = 0.0  # machine clock of the last good answer
    retry_in_s: float = 0.0
    queued: int = 0
    done: int = 0
    total: int = 0
    limited_s: float = 0.0
