"""Who does what, as one frozen value: roles of the newest published processes, people, holders, open tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from outlet_desktop.domain.opening import Department, Person, UserId
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import Role, RoleId, StepKind
from outlet_desktop.engine.ports import Office


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role of the processes: in how many steps it is named, and how many of these are approvals."""

    role: Role
    steps: int
    approvals: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Everything the place Roles shows.

    Attributes:
        open_tasks: How many of our tasks each person has open.
    """

    roles: tuple[RoleLine, ...] = ()
    people: Mapping[UserId, Person] = field(default_factory=dict)
    departments: tuple[Department, ...] = ()
    holders: Mapping[RoleId, RoleHolder] = field(default_factory=dict)
    open_tasks: Mapping[UserId, int] = field(default_factory=dict)

    def holder(self, role: RoleId) -> RoleHolder:
        """The role's holder; an empty one when nothing is set."""
        return self.holders.get(role, RoleHolder(role))

    def person(self, user_id: UserId | None) -> Person | None:
        """The person of that id, dismissed ones too."""
        return self.people.get(user_id) if user_id is not None else None

    def with_holder(self, holder: RoleHolder) -> Staff:
        """The same with that role's holder changed."""
        return replace(self, holders={**self.holders, holder.role: holder})

    def receiver(self, role: RoleId) -> Person | None:
        """Who gets the role's next task: the default person, or the deputy when that one is absent or dismissed.

        An absent person without a deputy keeps the role: the task waits for the return. None = nobody.
        """
        holder = self.holder(role)
        default, deputy = self.person(holder.user_id), self.person(holder.deputy_id)
        if default is not None and default.is_active and default.absent_until is None:
            return default
        if deputy is not None and deputy.is_active and deputy.absent_until is None:
            return deputy
        return default if default is not None and default.is_active else None

    def is_wrong(self, role: RoleId) -> bool:
        """Whether the role has nobody by default, or somebody dismissed."""
        person = self.person(self.holder(role).user_id)
        return person is None or not person.is_active

    @property
    def wrong(self) -> int:
        """How many roles have nobody or somebody dismissed."""
        return sum(self.is_wrong(line.role.id) for line in self.roles)

    @property
    def dismissed_holders(self) -> tuple[tuple[Person, tuple[Role, ...]], ...]:
        """Dismissed people who hold roles by default, in order of the roles, then those who only have open tasks."""
        found: dict[UserId, tuple[Person, tuple[Role, ...]]] = {}
        for line in self.roles:
            person = self.person(self.holder(line.role.id).user_id)
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
    )
