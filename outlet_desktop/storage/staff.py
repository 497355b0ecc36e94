"""The store's part for people: the portal's staff, roles and who plays them, the company's calendar, open tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from outlet_desktop.domain.opening import Department, OpeningId, Person, PortalTask, UserId
from outlet_desktop.domain.record import Absence, RoleHolder, SeenTask
from outlet_desktop.domain.structure import named_by
from outlet_desktop.domain.template import RoleId
from outlet_desktop.schedule.at_hours import CHOSEN, OF_PORTAL, OFFICE_HOURS, WorkingHours
from outlet_desktop.schedule.workdays import Calendar, russian_calendar
from outlet_desktop.storage import calendar_days, codec
from outlet_desktop.storage.database import Database

TASK = "task.body, task.step, task.round, task.first_seen, task.is_gone, task.is_ignored"


class Staff:
    """Methods of `storage.store.SqliteStore`."""

    database: Database

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Who plays each role by default."""
        rows = self.database.all("select role, user_id, deputy_id, rule from role_holder")
        return {row[0]: RoleHolder(*row) for row in rows}

    def set_role_holder(self, holder: RoleHolder) -> None:
        """Change who plays a role."""
        self.database.run(
            "insert into role_holder(role, user_id, deputy_id, rule) values(?,?,?,?) on conflict(role) do update "
            "set user_id=excluded.user_id, deputy_id=excluded.deputy_id, rule=excluded.rule",
            holder.role,
            holder.user_id,
            holder.deputy_id,
            holder.rule,
        )

    def region_holders(self) -> Mapping[str, Mapping[RoleId, UserId]]:
        """Overrides by region: region -> role -> user."""
        found: dict[str, dict[RoleId, UserId]] = {}
        for region, role, user_id in self.database.all("select region, role, user_id from region_holder"):
            found.setdefault(region, {})[role] = user_id
        return found

    def set_region_holder(self, region: str, role: RoleId, user_id: UserId | None) -> None:
        """Change who plays a role in a region; None = as by default."""
        self.database.run("delete from region_holder where region=? and role=?", region, role)
        if user_id is not None:
            self.database.run("insert into region_holder(region, role, user_id) values(?,?,?)", region, role, user_id)

    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """Cities of each region, both in order of the alphabet."""
        found: dict[str, list[str]] = {}
        for name, city in self.database.all("select name, city from region order by name, city"):
            found.setdefault(name, [])
            if city:
                found[name].append(city)
        return {name: tuple(cities) for name, cities in found.items()}

    def put_region(self, name: str, cities: Sequence[str]) -> None:
        """Make the region, or give it other cities. A city belongs to one region: the others lose it."""
        self.database.run("delete from region where name=?", name)
        for city in cities:
            self.database.run("delete from region where city=?", city)
        for city in cities or ("",):  # a region without cities is kept too
            self.database.run("insert into region(name, city) values(?,?)", name, city)

    def rename_region(self, name: str, new: str) -> None:
        """Give the region another name; the people of its roles stay."""
        self.database.run("update region set name=? where name=?", new, name)
        self.database.run("update region_holder set region=? where region=?", new, name)

    def drop_region(self, name: str) -> None:
        """Forget the region and who plays roles in it."""
        self.database.run("delete from region where name=?", name)
        self.database.run("delete from region_holder where region=?", name)

    def norms(self) -> Mapping[UserId, int]:
        """Tasks per week that a person can take, where that was typed."""
        return dict(self.database.all("select user_id, tasks_per_week from norm"))

    def set_norm(self, user_id: UserId, tasks_per_week: int | None) -> None:
        """Change a person's norm; None = the usual one."""
        self.database.run("delete from norm where user_id=?", user_id)
        if tasks_per_week is not None:
            self.database.run("insert into norm(user_id, tasks_per_week) values(?,?)", user_id, tasks_per_week)

    def absences(self) -> tuple[Absence, ...]:
        """Absences typed by hand, the earliest first."""
        rows = self.database.all("select id, user_id, first_day, last_day, note from absence order by first_day, id")
        return tuple(
            Absence(number, user_id, date.fromisoformat(first), date.fromisoformat(last), note)
            for number, user_id, first, last, note in rows
        )

    def put_absence(self, absence: Absence) -> int:
        """Keep an absence; id 0 makes a new one. Returns its id."""
        made = absence.id or self.database.one("select coalesce(max(id), 0) + 1 from absence")[0]
        self.database.run("delete from absence where id=?", made)
        self.database.run(
            "insert into absence(id, user_id, first_day, last_day, note) values(?,?,?,?,?)",
            made,
            absence.user_id,
            absence.first.isoformat(),
            absence.last.isoformat(),
            absence.note,
        )
        return int(made)

    def drop_absence(self, absence_id: int) -> None:
        """Forget an absence typed by hand."""
        self.database.run("delete from absence where id=?", absence_id)

    def calendar_exceptions(self) -> Mapping[date, bool]:
        """The company's own days on and off."""
        rows = self.database.all("select day, is_working from calendar_exception")
        return {date.fromisoformat(row[0]): bool(row[1]) for row in rows}

    def working_hours(self) -> WorkingHours:
        """Those chosen by the company, else those of the portal's calendar, else 09:00-18:00."""
        kept = (WorkingHours.of_text(calendar_days.kept_hours(self.database, name)) for name in (CHOSEN, OF_PORTAL))
        return next((hours for hours in kept if hours is not None), OFFICE_HOURS)

    def company_calendar(self) -> Calendar:
        """The law's days with the company's exceptions and hours: what every date and moment is made by."""
        return russian_calendar(self.calendar_exceptions(), hours=self.working_hours())

    def people(self) -> tuple[Person, ...]:
        """The portal's people as last read."""
        rows = self.database.all("select body from person order by user_id")
        return tuple(codec.decode(row[0], Person) for row in rows)

    def departments(self) -> tuple[Department, ...]:
        """The company structure as last read."""
        rows = self.database.all("select body from department order by id")
        return tuple(codec.decode(row[0], Department) for row in rows)

    def put_people(self, people: Sequence[Person], departments: Sequence[Department]) -> None:
        """Replace what is known of the portal's people and departments; roles held by a rule follow."""
        self.database.run("delete from person")
        self.database.run("delete from department")
        for person in people:
            self.database.run("insert into person(user_id, body) values(?,?)", person.user_id, codec.encode(person))
        for department in departments:
            self.database.run("insert into department(id, body) values(?,?)", department.id, codec.encode(department))
        for holder in tuple(self.role_holders().values()):
            if not holder.rule:
                continue
            named = named_by(holder.rule, people, departments)
            if named is not None and named != holder.user_id:  # a rule that names nobody leaves the last one in place
                self.set_role_holder(replace(holder, user_id=named))

    def tasks_held_by(self, user_id: UserId) -> tuple[tuple[OpeningId, SeenTask], ...]:
        """Open tasks of that person in openings that are not finished."""
        rows = self.database.all(
            f"select task.opening, {TASK} from task join opening on opening.id=task.opening "
            "where opening.is_finished=0 and task.is_gone=0 and task.is_ignored=0 and task.body like ? "
            "order by task.id",
            f'%"responsible_id":{int(user_id)},%',  # as `codec` writes it; read exactly below
        )
        found = ((row[0], seen_task(row[1:])) for row in rows)
        return tuple(
            (opening, seen) for opening, seen in found if seen.task.responsible_id == user_id and not seen.task.is_done
        )

    def open_tasks_by_person(self) -> Mapping[UserId, int]:
        """How many of our tasks each person has open now."""
        found: dict[UserId, int] = {}
        rows = self.database.all(
            "select task.body from task join opening on opening.id=task.opening "
            "where opening.is_finished=0 and is_gone=0 and is_ignored=0"
        )
        for (body,) in rows:
            task = codec.decode(body, PortalTask)
            if not task.is_done:
                found[task.responsible_id] = found.get(task.responsible_id, 0) + 1
        return found


def seen_task(row: Sequence[Any]) -> SeenTask:
    """A row of the columns `TASK`."""
    body, step, round_, first_seen, is_gone, is_ignored = row
    task = codec.decode(body, PortalTask)
    return SeenTask(task, step, round_, first_seen, bool(is_gone), bool(is_ignored))
