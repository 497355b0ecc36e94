"""Who does what, as one frozen value: roles of the newest published processes, people, holders, open tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from outlet_desktop.domain.opening import Department, OpeningId, OpeningState, Person, UserId
from outlet_desktop.domain.people import Resolution, resolve
from outlet_desktop.domain.record import Absence, RoleHolder
from outlet_desktop.domain.structure import named_by
from outlet_desktop.domain.template import Role, RoleId, StepKind
from outlet_desktop.engine.people_port import Override
from outlet_desktop.engine.ports import Office
from outlet_desktop.schedule.workload import USUAL_NORM

_OVER = (OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role of the processes: in how many steps it is named, and how many of these are approvals."""

    role: Role
    steps: int
    approvals: int


@dataclass(frozen=True, slots=True)
class RunningOutlet:
    """An outlet that is not over, as the ladder "who gets the task" needs it."""

    opening: OpeningId
    address: str
    region: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Everything the place Roles shows.

    Attributes:
        open_tasks: How many of our tasks each person has open.
        regions: Cities of each region. `region_holders`: region -> role -> person, where it is not the default.
        overrides: People who play a role in one outlet only.
        norms: Tasks a week that a person can take, where typed; others have `workload.USUAL_NORM`.
        absences: Those typed by hand; what the portal's calendar says is in `people`.
    """

    roles: tuple[RoleLine, ...] = ()
    people: Mapping[UserId, Person] = field(default_factory=dict)
    departments: tuple[Department, ...] = ()
    holders: Mapping[RoleId, RoleHolder] = field(default_factory=dict)
    open_tasks: Mapping[UserId, int] = field(default_factory=dict)
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    region_holders: Mapping[str, Mapping[RoleId, UserId]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    outlets: tuple[RunningOutlet, ...] = ()
    norms: Mapping[UserId, int] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()

    def holder(self, role: RoleId) -> RoleHolder:
        """The role's holder; an empty one when nothing is set."""
        return self.holders.get(role, RoleHolder(role))

    def person(self, user_id: UserId | None) -> Person | None:
        """The person of that id, dismissed ones too."""
        return self.people.get(user_id) if user_id is not None else None

    def with_holder(self, holder: RoleHolder) -> Staff:
        """The same with that role's holder changed."""
        return replace(self, holders={**self.holders, holder.role: holder})

    def with_region_holder(self, region: str, role: RoleId, user_id: UserId | None) -> Staff:
        """The same with who plays that role in that region changed; None = as by default."""
        held = {name: person for name, person in self.region_holders.get(region, {}).items() if name != role}
        if user_id is not None:
            held[role] = user_id
        return replace(self, region_holders={**self.region_holders, region: held})

    def region_person(self, role: RoleId, region: str) -> Person | None:
        """Who was put in for that region; None = as by default."""
        return self.person(self.region_holders.get(region, {}).get(role))

    def norm(self, user_id: UserId) -> int:
        """Tasks a week that person can take."""
        return self.norms.get(user_id, USUAL_NORM)

    def resolution(self, role: RoleId, region: str = "", opening: OpeningId = "") -> Resolution:
        """What the ladder gives for that role in that region or outlet, today."""
        return resolve(role, self.overrides_of(opening), self.holders, self.people, self.region_holders, region=region)

    def named_by(self, rule: str) -> UserId | None:
        """Whom that rule on the structure names now."""
        return named_by(rule, self.people.values(), self.departments)

    def overrides_of(self, opening: OpeningId) -> dict[RoleId, UserId]:
        """Role -> person put in for that outlet only."""
        return {one.role: one.user_id for one in self.overrides if one.opening == opening}

    def receiver(self, role: RoleId, region: str = "", opening: OpeningId = "") -> Person | None:
        """Who gets the role's next task there; None = nobody. An absent person without a deputy keeps the role."""
        return self.person(self.resolution(role, region, opening).user_id)

    def is_wrong(self, role: RoleId) -> bool:
        """Whether the role has nobody by default, or somebody dismissed by default or in a region."""
        person = self.person(self.holder(role).user_id)
        if person is None or not person.is_active:
            return True
        return any(self._is_gone(held.get(role)) for held in self.region_holders.values())

    def _is_gone(self, user_id: UserId | None) -> bool:
        if user_id is None:
            return False
        person = self.people.get(user_id)
        return person is None or not person.is_active

    def is_noteworthy(self, role: RoleId) -> bool:
        """Whether the role has an error, or nobody who stands in: what "only problems" shows."""
        return self.is_wrong(role) or self._is_gone(self.holder(role).deputy_id or -1)

    @property
    def wrong(self) -> int:
        """How many roles have nobody or somebody dismissed."""
        return sum(self.is_wrong(line.role.id) for line in self.roles)

    @property
    def dismissed_holders(self) -> tuple[tuple[Person, tuple[Role, ...]], ...]:
        """Dismissed people who hold roles, in order of the roles, then those who only have open tasks."""
        found: dict[UserId, tuple[Person, tuple[Role, ...]]] = {}
        for line in self.roles:
            role = line.role.id
            everywhere = [self.holder(role).user_id, *(held.get(role) for held in self.region_holders.values())]
            for user_id in dict.fromkeys(everywhere):
                person = self.person(user_id)
                if person is not None and not person.is_active:
                    _same, roles = found.get(person.user_id, (person, ()))
                    found[person.user_id] = (person, (*roles, line.role))
        for person in self.people.values():
            if not person.is_active and self.open_tasks.get(person.user_id):
                found.setdefault(person.user_id, (person, ()))
        return tuple(found.values())


def load(office: Office) -> Staff:
    """Ask the office for everything. Blocks: call it off the GUI thread. Raises Problem."""
    steps: dict[RoleId, list[StepKind]] = {}
    roles: dict[RoleId, Role] = {}
    for info in office.templates():
        if not info.revisions:
            continue
        template = office.template(info.id, info.revisions[-1])
        for role in template.roles:
            roles.setdefault(role.id, role)
        for step in template.steps:
            if step.role:
                steps.setdefault(step.role, []).append(step.kind)
    people = {person.user_id: person for person in office.people()}
    return Staff(
        roles=tuple(
            RoleLine(
                role,
                len(steps.get(role.id, ())),
                sum(kind is StepKind.APPROVAL for kind in steps.get(role.id, ())),
            )
            for role in roles.values()
        ),
        people=people,
        departments=office.departments(),
        holders=office.role_holders(),
        open_tasks={user_id: office.open_tasks_of(user_id) for user_id in people},
        regions=office.regions(),
        region_holders=office.region_holders(),
        overrides=office.overrides(),
        outlets=tuple(
            RunningOutlet(row.opening, row.address, row.region)
            for row in office.portfolio().rows
            if row.state not in _OVER
        ),
        norms=office.norms(),
        absences=office.absences(),
    )
