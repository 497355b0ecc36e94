"""What the settings ask of the office, as values and a Protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from outlet_desktop.domain.connection import Trial, Welcome
from outlet_desktop.schedule.at_hours import OFFICE_HOURS, WorkingHours
from outlet_desktop.schedule.workdays import Calendar


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """The portal in use, without its secret.

    Attributes:
        host: "" = none is connected. `masked`: the webhook with its code hidden.
        kept: Where the webhook is kept: "key_store", "run" (until the program ends) or "demo".
        interval_s: Between two polls, s. `reserve`: share of the portal's request rate that polling leaves, 0..1.
        zone: The portal's time zone, as "UTC+4".
    """

    host: str = ""
    user_name: str = ""
    masked: str = ""
    kept: str = "run"
    has_bot: bool = False
    interval_s: float = 10.0
    rate: str = "2/50"
    reserve: float = 1.0
    zone: str = ""


@dataclass(frozen=True, slots=True)
class DayException:
    """A day on which the company works, or does not, whatever the law says."""

    day: date
    is_working: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompanyCalendar:
    """The calendar of the law and the company's exceptions, by day; `today` by the portal's clock.

    Attributes:
        chosen: Working hours that the company has chosen; None = those that the portal has, `usual`.
    """

    law: Calendar
    exceptions: tuple[DayException, ...]
    today: date
    chosen: WorkingHours | None = None
    usual: WorkingHours = OFFICE_HOURS

    @property
    def hours(self) -> WorkingHours:
        """Those in force."""
        return self.chosen or self.usual

    @property
    def calendar(self) -> Calendar:
        """Both together: what dates are counted by."""
        own = {one.day: one.is_working for one in self.exceptions}
        return self.law.with_exceptions(own).with_hours(self.hours)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store.

    Attributes:
        kind: "daily", "manual", "restore" (made before another was put back) or "update" (before a new schema).
        outlets: How many openings are in it; None = it could not be opened.
        schema: Its `user_version`.
    """

    name: str
    made_at: datetime
    kind: str
    size: int
    outlets: int | None
    schema: int = 0

    @property
    def is_sound(self) -> bool:
        """It was opened and read."""
        return self.outlets is not None


@dataclass(frozen=True, slots=True)
class Program:
    """Versions and places, for "About" and the section of data."""

    version: str
    python: str
    qt: str
    system: str
    folder: str
    schema: int
    grace_s: float


class ConnectingOffice(Protocol):
    """Trying a webhook before it is kept. Blocking, but for `stop_trying`."""

    def try_portal(self, url: str) -> Trial:
        """What that webhook may do; nothing is kept, registered or written. Problems `webhook.*`, `portal.*`."""

    def try_writing(self, url: str, user_id: int, lang: str) -> int:
        """Create a task for that person and delete it; its number. Problems `connect.*`, `portal.*`."""

    def stop_trying(self) -> None:
        """Cut a trial under way short: it raises `portal.closed`. Any thread, no waiting."""


class SettingsOffice(Protocol):
    """Settings of this machine and of the store. Blocking; methods raise Problem."""

    def portal_facts(self) -> PortalFacts:
        """The portal in use."""

    def check_portal(self) -> Welcome:
        """Ask the portal again who we are and what we may do. Problems `portal.*`."""

    def reveal_webhook(self) -> str:
        """The webhook, whole: only for showing it for a moment. Problem `portal.none`."""

    def disconnect(self) -> None:
        """Stop the engine and forget the webhook on this machine; data and portal stay as they are."""

    def set_polling(self, interval_s: float, rate: str) -> None:
        """How often the portal is asked, and at which pace. Problem `settings.rate`, `settings.interval`."""

    def company_calendar(self) -> CompanyCalendar:
        """The calendar with its exceptions."""

    def calendar_effects(self) -> Mapping[date, Mapping[str, int]]:
        """Exception -> address -> working days by which it moves that opening's forecast (those it moves)."""

    def put_exception(self, day: date, exception: DayException | None) -> None:
        """Make that day an exception, or an ordinary day again."""

    def set_hours(self, hours: WorkingHours | None) -> None:
        """Plan and write to people at these hours of a working day from now on; None = at those of the portal."""

    def set_tolerance(self, days: int) -> None:
        """Later than the target by more than so many working days is late. Problem `settings.tolerance`."""

    def backups(self) -> tuple[Backup, ...]:
        """Copies of the store, newest first; each is opened."""

    def back_up(self) -> Backup:
        """Make a copy now. Problem `backup.*`."""

    def restore(self, name: str) -> None:
        """Put that copy in the place of the store; the present one is copied before. Problem `backup.*`."""

    def keep_daily(self) -> bool:
        """Whether a copy is made every day."""

    def set_keep_daily(self, is_on: bool) -> None:
        """Make a copy every day, or not."""

    def program(self) -> Program:
        """Versions and places."""

    def diagnostics(self, path: str) -> None:
        """Write a bundle for whoever helps: versions, settings, errors, the log, counts; no secret, no data base."""
