"""Who sees a task and who may do what to it: the portal's rights and its status machine."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from outlet_desktop.portal.demo.people import subordinates
from outlet_desktop.portal.demo.wire import Call, MethodError, Person, as_int

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row

PENDING, IN_PROGRESS, AWAITS_CONTROL, COMPLETED, DEFERRED = 2, 3, 4, 5, 6
STATUSES = (PENDING, IN_PROGRESS, AWAITS_CONTROL, COMPLETED, DEFERRED)


def circle(person: Person) -> frozenset[int]:
    """The person and those they lead: whose tasks they see."""
    return subordinates(person.id) | {person.id}


def visibility(call: Call) -> tuple[str, list[Any]]:
    """An SQL condition (with its values) on `t` that leaves the tasks the caller may see."""
    if call.person.admin:
        return "", []
    ids = sorted(circle(call.person))
    marks = ",".join("?" * len(ids))
    sql = (
        f"(t.responsible_id IN ({marks}) OR t.created_by IN ({marks})"
        f" OR t.id IN (SELECT task_id FROM task_member WHERE user_id IN ({marks}))"
        " OR t.group_id IN (SELECT group_id FROM sonet_member WHERE user_id=?))"
    )
    return sql, [*ids, *ids, *ids, call.person.id]


def members_of(portal: Portal, task_id: int) -> dict[str, list[int]]:
    """Accomplices ("A") and auditors ("U") of a task."""
    found: dict[str, list[int]] = {"A": [], "U": []}
    for row in portal.store.all("SELECT role, user_id FROM task_member WHERE task_id=?", (task_id,)):
        found[row["role"]].append(row["user_id"])
    return found


def can_see(portal: Portal, person: Person, task: Row) -> bool:
    """Whether that person may read that task."""
    if person.admin or person.id in (task["responsible_id"], task["created_by"]):
        return True
    seen = circle(person)
    if task["responsible_id"] in seen or task["created_by"] in seen:
        return True
    members = members_of(portal, task["id"])
    if seen & {*members["A"], *members["U"]}:
        return True
    if not task["group_id"]:
        return False
    return (
        portal.store.one("SELECT 1 FROM sonet_member WHERE group_id=? AND user_id=?", (task["group_id"], person.id))
        is not None
    )


def find_task(call: Call, task_id: object) -> Row | None:
    """The task if it exists and the caller sees it."""
    row = call.portal.store.one("SELECT * FROM task WHERE id=?", (as_int(task_id, 0),))
    if row is None or not can_see(call.portal, call.person, row):
        return None
    return row


def need_parameter(call: Call, name: str) -> Any:
    """A parameter of the task controllers, whose names are case-sensitive.

    Raises:
        MethodError: "100" when it is missing.
    """
    value = call.params.get(name)
    if value is None:
        raise MethodError("100", f"Could not find value for parameter {{{name}}} (internal error)")
    return value


def need_task_id(call: Call, name: str = "taskId") -> int:
    """A task id out of the parameters.

    Raises:
        MethodError: "100" when it is missing, "0" when it is no number.
    """
    number = as_int(need_parameter(call, name), -1)
    if number <= 0:
        raise MethodError("0", "wrong task id")
    call.facts["task_id"] = number
    return number


def rights(person: Person, task: Row, accomplices: Collection[int], favorite: bool) -> dict[str, bool]:
    """The `action` map of a task for a person, in the order the portal writes it."""
    status = task["status"]
    boss = person.admin or person.id == task["created_by"]
    doer = person.id == task["responsible_id"]
    helper = person.id in accomplices
    works = boss or doer or helper
    controlled = status == AWAITS_CONTROL and boss
    active = status in (PENDING, IN_PROGRESS)
    deadline = boss or (doer and task["allow_change_deadline"] == "Y")
    return {
        "accept": False,
        "decline": False,
        "complete": works and (active or status == DEFERRED),
        "approve": controlled,
        "disapprove": controlled,
        "start": works and status == PENDING,
        "pause": works and status == IN_PROGRESS,
        "delegate": (boss or doer) and (active or status == DEFERRED),
        "remove": boss,
        "edit": boss,
        "defer": (boss or doer) and status == PENDING,
        "renew": works and status in (DEFERRED, COMPLETED),
        "create": True,
        "changeDeadline": deadline,
        "checklistAddItems": works,
        "addFavorite": not favorite,
        "deleteFavorite": favorite,
        "rate": boss,
        "take": False,
        "edit.originator": False,
        "checklist.reorder": works,
        "elapsedtime.add": works,
        "dayplan.timer.toggle": False,
        "edit.plan": deadline,
        "checklist.add": works,
        "favorite.add": not favorite,
        "favorite.delete": favorite,
    }


def rights_for(portal: Portal, person: Person, task: Row) -> dict[str, bool]:
    """`rights` with what has to be looked up."""
    accomplices = [
        row["user_id"]
        for row in portal.store.all("SELECT user_id FROM task_member WHERE task_id=? AND role='A'", (task["id"],))
    ]
    favorite = portal.store.one("SELECT 1 FROM favorite WHERE task_id=? AND user_id=?", (task["id"], person.id))
    return rights(person, task, accomplices, favorite is not None)
