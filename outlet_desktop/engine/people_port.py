"""What the screen may ask of roles, regions, absences and load; a part of `engine.ports.Office`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from outlet_desktop.domain.opening import OpeningId, UserId
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.role_table import Complaint, RoleChange
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.replacing import Picked, ReplaceEffect
from outlet_desktop.schedule.workload import Workload


@dataclass(frozen=True, slots=True)
class Override:
    """A person who plays a role in one outlet only.

    Attributes:
        usual_id: Who would play it without the override: by region, by default or as the deputy; None = nobody.
        open_tasks: Tasks of that role open in that outlet now.
    """

    opening: OpeningId
    address: str
    region: str
    role: RoleId
    role_title: str
    user_id: UserId
    usual_id: UserId | None
    open_tasks: int = 0


class PeopleOffice(Protocol):
    """Methods of the Office. Everything that changes a role wakes the running openings."""

    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """Cities of each region."""

    def region_holders(self) -> Mapping[str, Mapping[RoleId, UserId]]:
        """Region -> role -> person, where it differs from the default."""

    def set_region_holder(self, region: str, role: RoleId, user_id: UserId | None) -> None:
        """Change who plays a role in a region; None = as by default."""

    def put_region(self, name: str, cities: tuple[str, ...], was: str = "") -> None:
        """Make or change a region; `was`: the name it had. Problem `region.no_name`, `region.taken` (name)."""

    def drop_region(self, name: str) -> None:
        """Forget a region and its people. Problem `region.in_use` (name, outlets): running outlets lie in it."""

    def norms(self) -> Mapping[UserId, int]:
        """Tasks a week that a person can take, where that was typed."""

    def set_norm(self, user_id: UserId, tasks_per_week: int | None) -> None:
        """Change a norm; None = the usual one."""

    def absences(self) -> tuple[Absence, ...]:
        """Absences typed by hand."""

    def put_absence(self, absence: Absence) -> int:
        """Keep an absence (id 0: a new one); its id. Problem `absence.backwards`: the last day before the first."""

    def drop_absence(self, absence_id: int) -> None:
        """Forget an absence typed by hand."""

    def overrides(self) -> tuple[Override, ...]:
        """Every override of an outlet that is not over."""

    def set_override(self, opening: OpeningId, role: RoleId, user_id: UserId | None) -> None:
        """Change who plays a role in one outlet; None = as everywhere."""

    def export_roles(self, path: str, lang: str) -> None:
        """Write the matrix as XLSX. Problems `report.*`."""

    def read_roles(self, path: str) -> tuple[tuple[RoleChange, ...], tuple[Complaint, ...]]:
        """What a spreadsheet would change, and what in it is not understood. Problems `file.*`, `roles.import_*`."""

    def change_roles(self, changes: tuple[RoleChange, ...]) -> None:
        """Make these changes of the matrix, all or none."""

    def replace_effect(self, user_id: UserId, by: UserId, picked: Picked | None = None) -> tuple[ReplaceEffect, ...]:
        """Opening dates of the outlets concerned, were `by` in that person's place; simulated: call it rarely.

        An absence of either counts; how much else the person has to do does not (the load says it).
        """

    def can_tell(self) -> bool:
        """Whether the program's bot may write to people."""

    def workload(self) -> Workload:
        """Tasks of everybody for the weeks ahead, from the forecasts of all outlets."""
