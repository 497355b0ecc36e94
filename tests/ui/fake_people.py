"""The part of FakeOffice for regions, overrides, norms, absences and load, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.role_table import Complaint, RoleChange
from outlet_desktop.engine.people_port import Override
from outlet_desktop.schedule.workload import Duty, Workload

MONDAY = date(2026, 11, 23)


class FakePeople:
    """Methods of `engine.people_port.PeopleOffice`; what was asked is in `calls`."""

    def __init__(self) -> None:
        self.region_cities: dict[str, tuple[str, ...]] = {}
        self.held: dict[str, dict[str, UserId]] = {}
        self.typed_norms: dict[UserId, int] = {}
        self.typed_absences: dict[int, Absence] = {}
        self.set_overrides: list[Override] = []
        self.sheet: tuple[tuple[RoleChange, ...], tuple[Complaint, ...]] = ((), ())
        self.tasks_of: dict[UserId, int] = {}  # tasks of this week, for `workload`

    def _noted(self, name: str, *arguments: object) -> None:
        write: Any = getattr(self, "_wrote")  # noqa: B009 - FakeOffice has it
        write(name, *arguments)

    def regions(self) -> Mapping[str, tuple[str, ...]]:
        return dict(self.region_cities)

    def region_holders(self) -> Mapping[str, Mapping[str, UserId]]:
        return {region: dict(held) for region, held in self.held.items()}

    def set_region_holder(self, region: str, role: str, user_id: UserId | None) -> None:
        self._noted("set_region_holder", region, role, user_id)
        held = self.held.setdefault(region, {})
        held.pop(role, None)
        if user_id is not None:
            held[role] = user_id

    def put_region(self, name: str, cities: tuple[str, ...], was: str = "") -> None:
        self._noted("put_region", name, cities, was)
        self.region_cities.pop(was, None)
        self.region_cities[name] = cities
        if was in self.held and was != name:
            self.held[name] = self.held.pop(was)

    def drop_region(self, name: str) -> None:
        self._noted("drop_region", name)
        self.region_cities.pop(name, None)
        self.held.pop(name, None)

    def norms(self) -> Mapping[UserId, int]:
        return dict(self.typed_norms)

    def set_norm(self, user_id: UserId, tasks_per_week: int | None) -> None:
        self._noted("set_norm", user_id, tasks_per_week)
        self.typed_norms.pop(user_id, None)
        if tasks_per_week is not None:
            self.typed_norms[user_id] = tasks_per_week

    def absences(self) -> tuple[Absence, ...]:
        return tuple(self.typed_absences.values())

    def put_absence(self, absence: Absence) -> int:
        self._noted("put_absence", absence)
        made = absence.id or max(self.typed_absences, default=0) + 1
        self.typed_absences[made] = replace(absence, id=made)
        return made

    def drop_absence(self, absence_id: int) -> None:
        self._noted("drop_absence", absence_id)
        self.typed_absences.pop(absence_id)

    def overrides(self) -> tuple[Override, ...]:
        return tuple(self.set_overrides)

    def set_override(self, opening: str, role: str, user_id: UserId | None) -> None:
        self._noted("set_override", opening, role, user_id)
        found = [one for one in self.set_overrides if (one.opening, one.role) != (opening, role)]
        if user_id is not None:
            found.append(Override(opening, opening, "", role, role, user_id, None))
        self.set_overrides = found

    def export_roles(self, path: str, lang: str) -> None:
        self._noted("export_roles", path, lang)

    def read_roles(self, path: str) -> tuple[tuple[RoleChange, ...], tuple[Complaint, ...]]:
        self._noted("read_roles", path)
        return self.sheet

    def change_roles(self, changes: tuple[RoleChange, ...]) -> None:
        self._noted("change_roles", changes)

    def workload(self) -> Workload:
        mondays = tuple(MONDAY + timedelta(weeks=week) for week in range(8))
        duties = {
            user_id: tuple(
                Duty("o1", "ул. Мира, 1", f"Шаг {number}", "", MONDAY, MONDAY + timedelta(days=4), number == 0)
                for number in range(count)
            )
            for user_id, count in self.tasks_of.items()
        }
        return Workload(mondays, duties)
