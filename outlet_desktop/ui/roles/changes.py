"""One undoable change of who works where: what the screen shows at once, and what the office is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.roles.staff import Staff

Show = Callable[[Staff], Staff]
Write = Callable[[Office], object]


@dataclass(frozen=True, slots=True)
class Change:
    """One direction of a change: `show` gives what the screen shows at once, `write` tells the office (worker)."""

    show: Show
    write: Write


def holder_change(holder: RoleHolder) -> Change:
    """Who plays a role by default."""
    return Change(lambda staff: staff.with_holder(holder), lambda office: office.set_role_holder(holder))


def region_change(region: str, role: str, user_id: int | None) -> Change:
    """Who plays a role in a region."""
    return Change(
        lambda staff: staff.with_region_holder(region, role, user_id),
        lambda office: office.set_region_holder(region, role, user_id),
    )


def override_change(opening: str, role: str, user_id: int | None) -> Change:
    """Who plays a role in one outlet; what the list then says is read from the office."""
    return Change(lambda staff: staff, lambda office: office.set_override(opening, role, user_id))


def norm_change(user_id: int, tasks_per_week: int | None) -> Change:
    """How much a person can take."""

    def show(staff: Staff) -> Staff:
        norms = {known: norm for known, norm in staff.norms.items() if known != user_id}
        return replace(staff, norms=norms if tasks_per_week is None else {**norms, user_id: tasks_per_week})

    return Change(show, lambda office: office.set_norm(user_id, tasks_per_week))
