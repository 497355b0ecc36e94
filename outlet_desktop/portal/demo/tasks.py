"""`tasks.task.*` of the classic API."""

from __future__ import annotations

from typing import Any

from outlet_desktop.portal.demo.access import (
    COMPLETED,
    DEFERRED,
    IN_PROGRESS,
    PENDING,
    find_task,
    need_parameter,
    need_task_id,
    rights_for,
    visibility,
)
from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.task_fields import TASK_FIELDS
from outlet_desktop.portal.demo.task_filter import Condition, build, order_by
from outlet_desktop.portal.demo.task_rows import Gallery, full_task, render, result_row
from outlet_desktop.portal.demo.task_write import (
    add_task,
    completed_status,
    delete_task,
    move,
    remember,
    stamp,
    update_task,
)
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    Listing,
    MethodError,
    as_dict,
    as_ids,
    as_int,
    as_list,
    flag,
    method,
)

_NOT_ALLOWED = "Действие над задачей не разрешено"


def _answer(call: Call, task_id: int, fresh: bool = False) -> Json:
    row = call.portal.store.one("SELECT * FROM task WHERE id=?", (task_id,))
    assert row is not None
    return {"task": full_task(call.portal, row, call.person, call.now, fresh)}


@method("tasks.task.add", "task")
def task_add(call: Call) -> Json:
    fields = as_dict(need_parameter(call, "fields"))
    return _answer(call, add_task(call, fields), fresh=True)


@method("tasks.task.update", "task")
def task_update(call: Call) -> Json:
    task_id = need_task_id(call)
    fields = as_dict(need_parameter(call, "fields"))
    row = find_task(call, task_id)
    if row is None:
        raise MethodError("0", f"{_NOT_ALLOWED} (internal error)")
    action = rights_for(call.portal, call.person, row)
    dates = {"DEADLINE", "START_DATE_PLAN", "END_DATE_PLAN"}
    if not action["edit"] and not (action["changeDeadline"] and set(fields) <= dates):
        raise MethodError("0", f"{_NOT_ALLOWED} (internal error)")
    update_task(call, row, fields)
    return _answer(call, task_id)


@method("tasks.task.get", "task")
def task_get(call: Call) -> Json:
    task_id = need_task_id(call)
    select = call.params.get("select")
    if select is not None and not isinstance(select, list | dict):
        raise MethodError(
            "100",
            f"Invalid value {{{select}}} to match with parameter {{select}}. Should be value of type array."
            " (internal error)",
        )
    row = find_task(call, task_id)
    if row is None:
        return []
    wanted = {str(name).upper() for name in as_list(select)}
    task = render(Gallery(call.portal), row, wanted | {"FAVORITE"} if wanted else None, call.now, call.person)
    if "SUBSTATUS" not in wanted:
        task.pop("subStatus", None)
    task["action"] = rights_for(call.portal, call.person, row)
    return {"task": task}


_PAGE = 50
_FEW = 2000


@method("tasks.task.list", "task")
def task_list(call: Call) -> Json:
    with call.portal.replica.past():
        return _listed(call)


def _listed(call: Call) -> Listing:
    portal = call.portal
    condition = build(call, as_dict(call.params.get("filter")))
    seen, values = visibility(call)
    if seen:
        condition.add(seen, *values)
    order = order_by(as_dict(call.params.get("order")))
    start = as_int(call.params.get("start"), 0)
    source = _source(call, condition)
    total: int | None = None
    if start >= 0:
        total = portal.store.scalar(f"SELECT COUNT(*) FROM {source}{condition.where}", condition.values)
    rows = portal.store.all(
        f"SELECT t.* FROM {source}{condition.where}{order} LIMIT {_PAGE} OFFSET {max(start, 0)}", condition.values
    )
    after = max(start, 0) + _PAGE
    more = after if total is not None and after < total else None
    return Listing({"tasks": _rows(call, rows)}, total, more)


def _source(call: Call, condition: Condition) -> str:
    """Names the index of CHANGED_DATE when few rows changed since; otherwise the planner chooses."""
    if condition.changed_from is None:
        return "task t"
    recent = call.portal.store.scalar(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM task WHERE changed>=? LIMIT {_FEW})", (condition.changed_from,)
    )
    return "task t INDEXED BY task_changed" if recent < _FEW else "task t NOT INDEXED"


def _rows(call: Call, rows: list[Row]) -> list[dict[str, Json]]:
    gallery = Gallery(call.portal)
    wanted = {str(name).upper() for name in as_list(call.params.get("select"))} or None
    params = as_dict(call.params.get("params"))
    found = []
    for row in rows:
        task = render(gallery, row, wanted, call.now, call.person)
        if wanted is not None and "DEADLINE" in wanted:
            task["lengthDeadline"] = "1" if row["deadline"] is not None else "0"
        if flag(params.get("WITH_RESULT_INFO")):
            task |= _result_info(call, row)
        if flag(params.get("WITH_TIMER_INFO")):
            task |= {"timeElapsed": None, "timerIsRunningForCurrentUser": "N"}
        if flag(params.get("WITH_PARSED_DESCRIPTION")):
            task["parsedDescription"] = row["description"]
        if wanted is not None and "COUNTERS" in wanted:
            task["counter"] = _counter(call, row)
        found.append(task)
    return found


def _result_info(call: Call, row: Row) -> dict[str, Json]:
    statuses = [r["status"] for r in call.portal.store.all("SELECT status FROM result WHERE task_id=?", (row["id"],))]
    return {
        "taskRequireResult": "Y" if row["require_result"] else "N",
        "taskHasOpenResult": "Y" if 0 in statuses else "N",
        "taskHasResult": "Y" if statuses else "N",
    }


def _counter(call: Call, row: Row) -> dict[str, Json]:
    late = int(row["status"] in (2, 3) and row["deadline"] is not None and row["deadline"] < call.now)
    return {
        "counters": {
            "expired": late, "newComments": 0, "projectExpired": 0, "projectNewComments": 0, "mutedExpired": 0,
            "mutedNewComments": 0,
        },
        "color": "danger" if late else "gray",
        "value": late,
    }  # fmt: skip


@method("tasks.task.delete", "task")
def task_delete(call: Call) -> Json:
    row = find_task(call, need_task_id(call))
    if row is None or not rights_for(call.portal, call.person, row)["remove"]:
        raise MethodError("1048582", "Нет доступа к удалению задачи")
    delete_task(call, row["id"])
    return {"task": True}


@method("tasks.task.delegate", "task")
def task_delegate(call: Call) -> Json:
    task_id = need_task_id(call)
    user_id = as_int(need_parameter(call, "userId"), 0)
    row = find_task(call, task_id)
    if row is None or not rights_for(call.portal, call.person, row)["delegate"]:
        raise MethodError("0", _NOT_ALLOWED)
    update_task(call, row, {"RESPONSIBLE_ID": user_id})
    if row["responsible_id"] == call.person.id and user_id != call.person.id:
        # Whoever passes a task on keeps seeing it.
        call.portal.store.run(
            "INSERT OR IGNORE INTO task_member(task_id, role, user_id) VALUES(?, 'U', ?)", (task_id, call.person.id)
        )
    return _answer(call, task_id)


def _step(call: Call, action: str, code: str) -> Row:
    """The task, if the caller may do that to it now."""
    row = find_task(call, need_task_id(call))
    if row is None or not rights_for(call.portal, call.person, row)[action]:
        raise MethodError(code, _NOT_ALLOWED)
    return row


def _moved(call: Call, action: str, code: str, status: int) -> Json:
    row = _step(call, action, code)
    move(call, row, status)
    return _answer(call, row["id"])


@method("tasks.task.start", "task")
def task_start(call: Call) -> Json:
    return _moved(call, "start", "0", IN_PROGRESS)


@method("tasks.task.pause", "task")
def task_pause(call: Call) -> Json:
    return _moved(call, "pause", "1048582", PENDING)


@method("tasks.task.defer", "task")
def task_defer(call: Call) -> Json:
    return _moved(call, "defer", "1048582", DEFERRED)


@method("tasks.task.renew", "task")
def task_renew(call: Call) -> Json:
    row = _step(call, "renew", "1048582")
    if row["status"] == COMPLETED:
        remember(call, row["id"], "RENEW", None, None)
    move(call, row, PENDING)
    return _answer(call, row["id"])


@method("tasks.task.approve", "task")
def task_approve(call: Call) -> Json:
    return _moved(call, "approve", "1048582", COMPLETED)


@method("tasks.task.disapprove", "task")
def task_disapprove(call: Call) -> Json:
    return _moved(call, "disapprove", "1048582", PENDING)


@method("tasks.task.complete", "task")
def task_complete(call: Call) -> Json:
    row = _step(call, "complete", "0")
    if row["require_result"]:
        has = call.portal.store.one("SELECT 1 FROM result WHERE task_id=? AND status=0", (row["id"],))
        if has is None:
            raise MethodError("0", "Для завершения задачи нужно добавить результат")
    move(call, row, completed_status(call, row))
    return _answer(call, row["id"])


@method("tasks.task.getFields", "task")
def task_fields(call: Call) -> Json:
    return {"fields": TASK_FIELDS}


@method("tasks.task.getaccess", "task")
def task_access(call: Call) -> Json:
    row = find_task(call, need_task_id(call))
    users = call.params.get("users")
    if users is not None and not isinstance(users, list | dict):
        raise MethodError(
            "100", f"Invalid value {{{users}}} to match with parameter {{users}}. Should be value of type array."
        )
    found: dict[str, Json] = {}
    for user_id in as_ids(users) or [call.person.id]:
        person = call.portal.people.get(user_id)
        if row is not None and person is not None:
            found[str(user_id)] = {_upper(key): value for key, value in rights_for(call.portal, person, row).items()}
    return {"allowedActions": found or []}


def _upper(key: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in key).upper()


@method("tasks.task.history.list", "task")
def task_history(call: Call) -> Json:
    task_id = need_task_id(call)
    row = call.portal.store.one("SELECT 1 FROM task WHERE id=?", (task_id,))
    if row is not None and find_task(call, task_id) is None:
        raise MethodError("0", "Access denied. (internal error)")
    wanted = {str(item) for item in as_list(as_dict(call.params.get("filter")).get("FIELD"))}
    order = {key.lower(): str(value).upper() for key, value in as_dict(call.params.get("order")).items()}
    direction = "ASC" if "ASC" in order.values() else "DESC"
    rows = call.portal.store.all(f"SELECT * FROM history WHERE task_id=? ORDER BY id {direction}", (task_id,))
    return {
        "list": [
            {
                "id": item["id"],
                "createdDate": iso(item["at"]),
                "field": item["field"],
                "value": {"from": item["was"], "to": item["became"]},
                "user": _historian(call, item["user_id"]),
            }
            for item in rows
            if not wanted or item["field"] in wanted
        ]
    }


def _historian(call: Call, user_id: int) -> dict[str, Any]:
    person = call.portal.people[user_id]
    return {
        "id": user_id,
        "name": person.name,
        "lastName": person.last_name,
        "secondName": person.second_name,
        "login": person.email,
    }


@method("tasks.task.result.list", "task")
def task_results(call: Call) -> Json:
    row = find_task(call, need_task_id(call))
    if row is None:
        return []
    found = call.portal.store.all("SELECT * FROM result WHERE task_id=? ORDER BY id DESC", (row["id"],))
    return [result_row(item) for item in found]


@method("tasks.task.counters.get", "task")
def task_counters(call: Call) -> Json:
    user_id = as_int(call.params.get("userId"), call.person.id)
    group_id = as_int(call.params.get("groupId"), 0)
    if group_id and call.portal.store.one("SELECT 1 FROM sonet WHERE id=?", (group_id,)) is None:
        raise MethodError("0", "Group not found or access denied. (internal error)")
    late = call.portal.store.scalar(
        "SELECT COUNT(*) FROM task WHERE responsible_id=? AND status IN (2,3) AND deadline<?", (user_id, call.now)
    )
    counters = {
        "expired": {"counter": late, "code": 6291456},
        "new_comments": {"counter": 0, "code": 12582912},
    }
    return Listing(counters, 1)


@method("tasks.task.favorite.add", "task")
def favorite_add(call: Call) -> Json:
    row = find_task(call, need_task_id(call))
    if row is None:
        raise MethodError("1", "Task not found or not accessible")
    call.portal.store.run("INSERT OR IGNORE INTO favorite(task_id, user_id) VALUES(?, ?)", (row["id"], call.person.id))
    return True


@method("tasks.task.favorite.remove", "task")
def favorite_remove(call: Call) -> Json:
    row = find_task(call, need_task_id(call))
    if row is None:
        raise MethodError("1", "Task not found or not accessible")
    call.portal.store.run("DELETE FROM favorite WHERE task_id=? AND user_id=?", (row["id"], call.person.id))
    return True


@method("tasks.task.startwatch", "task")
def task_watch(call: Call) -> Json:
    row = find_task(call, need_task_id(call))
    if row is None:
        raise MethodError("0", "wrong task id")
    call.portal.store.run(
        "INSERT OR IGNORE INTO task_member(task_id, role, user_id) VALUES(?, 'U', ?)", (row["id"], call.person.id)
    )
    stamp(call, row["id"])
    return _answer(call, row["id"])
