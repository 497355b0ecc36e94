"""The office's part for settings: portal, calendar, copies of the store, diagnostics."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from outlet_desktop import __version__, settings as choices
from outlet_desktop.cli.folder import Lock
from outlet_desktop.cli.office_desk import DEMO_INTERVAL_S, Desk
from outlet_desktop.cli.status import Reading
from outlet_desktop.domain.connection import Welcome
from outlet_desktop.domain.record import Happening
from outlet_desktop.engine.calendar_effect import shifts
from outlet_desktop.engine.ground import ground_of
from outlet_desktop.engine.settings_port import Backup, CompanyCalendar, DayException, PortalFacts, Program
from outlet_desktop.engine.world import context_of
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import CHOSEN, OF_PORTAL, OFFICE_HOURS, WorkingHours
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage import backups, calendar_days
from outlet_desktop.storage.restoring import mark_restored

_LEAST_S, _MOST_S = 2.0, 3600.0  # between two polls
_MOST_DAYS = 60  # of tolerance


class SettingsDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    # -------------------------------------------------------------------------------- the portal

    def portal_facts(self) -> PortalFacts:
        """The portal in use."""
        with self._lock:
            store = self._open()
            webhook = self._webhook()
            people = {person.user_id: person for person in store.people()}
            me = people.get(int(store.meta("program_id") or 0))
            interval = DEMO_INTERVAL_S if self.is_demo else self._settings.interval_s
            per_second, _burst = choices.pace(self._settings.rate)
            return PortalFacts(
                host=choices.host_of(webhook) if webhook else "",
                user_name=me.name if me else "",
                masked=masked(webhook) if webhook else "",
                kept="demo" if self.is_demo else "key_store" if webhook and self._is_in_key_store(webhook) else "run",
                has_bot=store.meta("has_bot") == "1",
                interval_s=interval,
                rate=self._settings.rate,
                reserve=max(0.0, 1.0 - 1.0 / interval / per_second),
                zone=f"{self._now():%Z}".removesuffix(":00") if webhook else "",
            )

    def check_portal(self) -> Welcome:
        """Ask the portal again."""
        from outlet_desktop.cli.portals import open_portal

        with self._lock:
            webhook = self._webhook()
            if webhook is None:
                raise Problem("portal.none")
            portal = open_portal(webhook, self._open(), self._settings.rate)
        try:
            return portal.connect()
        finally:
            portal.close()

    def reveal_webhook(self) -> str:
        """The webhook, whole."""
        webhook = self._webhook()
        if webhook is None:
            raise Problem("portal.none")
        return webhook

    def disconnect(self) -> None:
        """Stop the engine and forget the webhook on this machine."""
        with self._lock:
            webhook = self._webhook()
            if self._engine is not None:
                self._engine.stop()
                self._engine = None
            if webhook is not None and not self.is_demo:
                choices.forget_webhook(webhook)
                self._settings = replace(choices.load(self._folder), portal_host="")
                choices.save(self._folder, self._settings)
        self._tell()

    def set_polling(self, interval_s: float, rate: str) -> None:
        """How often the portal is asked, and at which pace."""
        choices.pace(rate)
        if not _LEAST_S <= interval_s <= _MOST_S:
            raise Problem("settings.interval", least=_LEAST_S, most=_MOST_S)
        with self._lock:
            self._settings = replace(choices.load(self._folder), interval_s=interval_s, rate=rate)
            choices.save(self._folder, self._settings)
            self._begin_anew()
        self._tell()

    def _webhook(self) -> str | None:
        return self._engine.webhook if self._engine is not None else None

    def _is_in_key_store(self, webhook: str) -> bool:
        return choices.is_kept(webhook)

    def _begin_anew(self) -> None:
        """The engine takes up changed settings or a changed store."""
        webhook = self._webhook()
        if self._engine is not None and webhook is not None:
            self._engine.stop()
            self._begin(webhook)

    # -------------------------------------------------------------------------------- the calendar

    def company_calendar(self) -> CompanyCalendar:
        """The calendar with its exceptions."""
        with self._lock:
            database = self._open().database
            rows = calendar_days.exceptions(database)
            chosen, usual = (WorkingHours.of_text(calendar_days.kept_hours(database, n)) for n in (CHOSEN, OF_PORTAL))
            return CompanyCalendar(
                russian_calendar(),
                tuple(DayException(*row) for row in rows),
                self._now().date(),
                chosen,
                usual or OFFICE_HOURS,
            )

    def calendar_effects(self) -> Mapping[date, Mapping[str, int]]:
        """Exception -> address -> working days by which it moves that opening's forecast."""
        found: dict[date, dict[str, int]] = {}
        with self._lock:
            reading, store = self._read(), self._open()
            law, own = russian_calendar(hours=reading.calendar.hours), store.calendar_exceptions()
            if not own:
                return found
            people = reading.people()
            for opening_id in store.live_openings():
                case = store.case(opening_id)
                if case is None:
                    continue
                context = context_of(store, case, reading.world)
                learnt = reading.learnt(case.opening.template.id)
                ground = ground_of(case, context, reading.calendar, people, learnt)
                for day, shift in shifts(case.opening, ground, law, own).items():
                    found.setdefault(day, {})[case.opening.address] = shift
        return found

    def put_exception(self, day: date, exception: DayException | None) -> None:
        """Make that day an exception, or an ordinary day again."""
        with self._lock, self._open().transaction():
            store = self._open()
            if exception is None:
                calendar_days.drop_exception(store.database, day)
                code, note = "event.day_as_law", ""
            else:
                note = " ".join(exception.note.split())
                calendar_days.put_exception(store.database, day, exception.is_working, note)
                code = "event.day_on" if exception.is_working else "event.day_off"
            happening = Happening("hand_edit", code=code, facts={"day": day, "note": note or "—"})
            store.add_history(self._now(), "", happening, source="person")
            store.wake_unfinished()
        self._count_anew()

    def set_hours(self, hours: WorkingHours | None) -> None:
        """Plan and write to people at these hours from now on; None = at those of the portal."""
        with self._lock, self._open().transaction():
            store = self._open()
            before = calendar_days.kept_hours(store.database, CHOSEN)
            after = hours.as_text() if hours is not None else ""
            if after == before:
                return
            calendar_days.keep_hours(store.database, CHOSEN, after)
            code = "event.hours" if hours is not None else "event.hours_of_portal"
            happening = Happening("hand_edit", code=code, facts={"hours": str(store.working_hours())})
            store.add_history(self._now(), "", happening, source="person")
            store.wake_unfinished()
        self._count_anew()

    def _count_anew(self) -> None:
        """Engine and screen take up a changed calendar."""
        with self._lock:
            self._reading = Reading(self._open(), self._demo.speed if self._demo else 1.0)
            self._begin_anew()
        self._changed_by_us()

    def set_tolerance(self, days: int) -> None:
        """Later than the target by more than so many working days is late."""
        if not 0 <= days <= _MOST_DAYS:
            raise Problem("settings.tolerance", most=_MOST_DAYS)
        with self._lock, self._open().transaction():
            self._open().set_meta("tolerance", str(days))
            happening = Happening("hand_edit", code="event.tolerance", facts={"days": days})
            self._open().add_history(self._now(), "", happening, source="person")
        with self._lock:
            self._reading = Reading(self._open(), self._demo.speed if self._demo else 1.0)
        self._tell()

    # -------------------------------------------------------------------------------- copies of the store

    def backups(self) -> tuple[Backup, ...]:
        """Copies of the store, newest first."""
        return tuple(_shown(copy) for copy in backups.copies(self._database))

    def back_up(self) -> Backup:
        """Make a copy now."""
        with self._lock:
            self._open()
            return _shown(backups.make(self._database, "manual", datetime.now().astimezone()))

    def back_up_daily(self) -> Backup | None:
        """Make the copy of the day unless it is there, or nobody wants one."""
        if not self.keep_daily():
            return None
        with self._lock:
            self._open()
            made = backups.daily(self._database, datetime.now().astimezone())
        return _shown(made) if made else None

    def restore(self, name: str) -> None:
        """Put that copy in the place of the store."""
        with self._lock:
            webhook = self._webhook()
            if self._engine is not None:
                self._engine.stop()
            lock = Lock(self._folder)
            try:
                if not lock.take():
                    raise Problem("backup.in_use", holder=lock.holder())
                self._open()
                backups.make(self._database, "restore", datetime.now().astimezone())
                self._forget_store()
                backups.put_back(self._database, name)
                mark_restored(self._open(), time.time())
            finally:
                lock.free()
                if webhook is not None:
                    self._begin(webhook)
        self._tell()

    def _forget_store(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store, self._reading, self._last = None, None, None

    def keep_daily(self) -> bool:
        """Whether a copy is made every day."""
        return choices.load(self._folder).daily_backup

    def set_keep_daily(self, is_on: bool) -> None:
        """Make a copy every day, or not."""
        with self._lock:
            self._settings = replace(choices.load(self._folder), daily_backup=is_on)
            choices.save(self._folder, self._settings)

    # -------------------------------------------------------------------------------- the program

    def program(self) -> Program:
        """Versions and places."""
        with self._lock:
            schema = self._open().database.one("pragma user_version")[0]
        system = f"{platform.system()} {platform.release()}"
        grace = self._settings.settle_s
        return Program(__version__, platform.python_version(), _qt(), system, str(self._folder), schema, grace)

    def diagnostics(self, path: str) -> None:
        """Write a bundle for whoever helps."""
        from outlet_desktop.cli.diagnostics import write_bundle

        with self._lock:
            webhook = self._webhook() or ""
            hide = (webhook, webhook.rstrip("/").rsplit("/", 1)[-1], self._open().meta("bot_seed") or "")
            write_bundle(Path(path), self._folder, self._open(), choices.load(self._folder), _qt(), hide=hide)


def masked(webhook: str) -> str:
    """The webhook with its code hidden: `…/rest/17/••••••••/`."""
    user_id = webhook.rstrip("/").rsplit("/", 2)[1]
    return f"…/rest/{user_id}/••••••••/"


def _shown(copy: backups.Copy) -> Backup:
    return Backup(copy.path.name, copy.made_at, copy.kind, copy.size, copy.outlets, copy.schema)


def _qt() -> str:
    from PySide6.QtCore import qVersion

    return str(qVersion())
