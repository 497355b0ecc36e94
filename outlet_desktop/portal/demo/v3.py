"""REST 3.0: the few task methods that only exist there, and the Idempotency-Key."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import msgspec

from outlet_desktop.portal.demo.access import find_task, rights_for
from outlet_desktop.portal.demo.clock import iso, iso_or_none, parse_when
from outlet_desktop.portal.demo.envelope import respond
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.task_parts import add_result, post_comment
from outlet_desktop.portal.demo.task_write import add_task
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    MethodError,
    Reply,
    Request,
    as_int,
    as_list,
    flag,
    load,
    method,
)

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Caller, Portal

_PREFIX = "BITRIX_REST_V3_EXCEPTION_"
_KEPT = 24 * 3600.0
_WORDS = {2: "pending", 3: "in_progress", 4: "supposedly_completed", 5: "completed", 6: "deferred"}
_ROLES = {"responsible": "responsible_id", "creator": "created_by"}
_PRIORITY = {"low": 0, "average": 1, "high": 2}


def _invalid(field: str, message: str, kind: str = "VALIDATION_DTOVALIDATIONEXCEPTION") -> MethodError:
    return MethodError(
        _PREFIX + kind, "Ошибка при валидации объекта", validation=[{"field": field, "message": message}]
    )


def _fields(call: Call) -> dict[str, Json]:
    fields = call.params.get("fields")
    if not isinstance(fields, dict):
        raise _invalid("fields", "Обязательное поле `fields` не указано", "VALIDATION_REQUESTVALIDATIONEXCEPTION")
    return fields


def _not_found(number: object) -> MethodError:
    return MethodError(f"{_PREFIX}ENTITYNOTFOUNDEXCEPTION", f"Запись с ID = `{number}` не найдена")


def _task(call: Call, number: Json) -> Row:
    row = find_task(call, number)
    if row is None:
        raise _not_found(number)
    call.facts["task_id"] = row["id"]
    return row


@method("tasks.task.add", "tasks", "v3")
def task_add(call: Call) -> Json:
    fields = _fields(call)
    for name in ("title", "creatorId", "responsibleId"):
        if not fields.get(name):
            raise _invalid(name, f'Не заполнено обязательное поле "{name}"')
    for name in ("deadline", "startPlan", "endPlan"):
        if fields.get(name) and parse_when(fields[name]) is None:
            raise _invalid(
                name,
                f"В поле `{name}` требуется тип данных `DateTime` для такого запроса",
                "VALIDATION_REQUESTVALIDATIONEXCEPTION",
            )
    names = {
        "title": "TITLE", "creatorId": "CREATED_BY", "responsibleId": "RESPONSIBLE_ID", "description": "DESCRIPTION",
        "deadline": "DEADLINE", "startPlan": "START_DATE_PLAN", "endPlan": "END_DATE_PLAN", "groupId": "GROUP_ID",
        "stageId": "STAGE_ID", "parentId": "PARENT_ID", "accomplices": "ACCOMPLICES", "auditors": "AUDITORS",
        "xmlId": "XML_ID", "crmItemIds": "UF_CRM_TASK",
    }  # fmt: skip
    classic = {names[key]: value for key, value in fields.items() if key in names and value is not None}
    classic["PRIORITY"] = _PRIORITY.get(str(fields.get("priority", "average")), 1)
    classic["TASK_CONTROL"] = flag(fields.get("needsControl"))
    classic["ALLOW_CHANGE_DEADLINE"] = flag(fields.get("allowsChangeDeadline"))
    row = call.portal.store.one("SELECT * FROM task WHERE id=?", (add_task(call, classic),))
    assert row is not None
    return {"item": _item(call, row)}


@method("tasks.task.get", "tasks", "v3")
def task_get(call: Call) -> Json:
    if call.params.get("id") is None:
        raise _invalid("id", "Обязательное поле `id` не указано", "VALIDATION_REQUESTVALIDATIONEXCEPTION")
    row = _task(call, call.params["id"])
    select = [str(name) for name in as_list(call.params.get("select"))]
    item = _item(call, row)
    # An own field that is not known is left out; only related ones: all own fields come besides.
    own = {name for name in select if "." not in name}
    chosen = {name: value for name, value in item.items() if name in own} if own else item
    return {"item": chosen | _related(call, row, [name for name in select if "." in name])}


def _related(call: Call, row: Row, names: list[str]) -> dict[str, Json]:
    """Fields of the people of a task, as `responsible.name` asks for them.

    Raises:
        MethodError: UNKNOWNDTOPROPERTYEXCEPTION for what is no field of a person.
    """
    found: dict[str, dict[str, Json]] = {}
    for name in names:
        role, _, field = name.partition(".")
        person = call.portal.people.get(row[_ROLES[role]]) if role in _ROLES else None
        known = {} if person is None else {"id": person.id, "name": person.name, "email": person.email}
        if field not in known:
            entity = "UserDto" if role in _ROLES else "TaskDto"
            raise MethodError(
                f"{_PREFIX}UNKNOWNDTOPROPERTYEXCEPTION", f"Неизвестное поле `{field}` для сущности `{entity}`"
            )
        found.setdefault(role, {})[field] = known[field]
    return dict(found)


def _item(call: Call, row: Row) -> dict[str, Json]:
    action = rights_for(call.portal, call.person, row)
    store, task_id = call.portal.store, row["id"]

    def has(sql: str) -> bool:
        return store.one(sql, (task_id,)) is not None

    mark = {"P": "positive", "N": "negative"}.get(row["mark"], "none")
    return {
        "id": task_id,
        "title": row["title"],
        "description": row["description"],
        "deadline": iso_or_none(row["deadline"]),
        "needsControl": row["task_control"] == "Y",
        "startPlan": iso_or_none(row["start_plan"]),
        "endPlan": iso_or_none(row["end_plan"]),
        "fileIds": None,
        "checklist": [item["id"] for item in store.all("SELECT id FROM checklist WHERE task_id=?", (task_id,))],
        "epicId": None,
        "storyPoints": None,
        "priority": next(word for word, number in _PRIORITY.items() if number == row["priority"]),
        "status": _WORDS[row["status"]],
        "statusChanged": None if row["status_changed_by"] is None else iso(row["status_changed"]),
        "parentId": row["parent_id"],
        "containsChecklist": has("SELECT 1 FROM checklist WHERE task_id=?"),
        "containsSubTasks": has("SELECT 1 FROM task WHERE parent_id=?"),
        "containsRelatedTasks": False,
        "containsGanttLinks": has("SELECT 1 FROM link WHERE target=?") or has("SELECT 1 FROM link WHERE source=?"),
        "containsPlacements": True,
        "containsResults": has("SELECT 1 FROM result WHERE task_id=?"),
        "numberOfReminders": 0,
        "chatId": row["chat_id"],
        "plannedDuration": row["duration_plan"] or 0,
        "actualDuration": 0,
        "durationType": row["duration_type"],
        "started": iso_or_none(row["date_start"]),
        "estimatedTime": row["time_estimate"],
        "replicate": False,
        "changed": iso(row["changed"]),
        "closed": iso_or_none(row["closed"]),
        "activity": iso(row["activity"]),
        "guid": row["guid"],
        "xmlId": row["xml_id"],
        "exchangeId": None,
        "exchangeModified": None,
        "outlookVersion": row["version"],
        "mark": mark,
        "allowsChangeDeadline": row["allow_change_deadline"] == "Y",
        "allowsTimeTracking": row["allow_time_tracking"] == "Y",
        "matchesWorkTime": row["match_work_time"] == "Y",
        "addInReport": None,
        "isMultitask": False,
        "siteId": "s1",
        "deadlineCount": None,
        "declineReason": None,
        "forumTopicId": None,
        "link": f"/company/personal/user/{call.person.id}/tasks/task/view/{task_id}/",
        "rights": _rights(action),
        "archiveLink": f"/bitrix/tools/disk/uf.php?entityId={task_id}&entity=TASKS_TASK",
        "crmItemIds": as_list(load(row["extra"]).get("UF_CRM_TASK")),
        "requireResult": bool(row["require_result"]),
        "matchesSubTasksTime": False,
        "autocompleteSubTasks": False,
        "allowsChangeDatePlan": False,
        "maxDeadlineChangeDate": None,
        "maxDeadlineChanges": None,
        "requireDeadlineChangeReason": False,
        "inFavorite": [],
        "inPin": [],
        "inGroupPin": [],
        "inMute": [],
        "dependsOn": [],
        "scenarios": ["default"],
    }


def _rights(action: dict[str, bool]) -> dict[str, bool]:
    edit = action["edit"]
    given = {"read": True, "watch": True, "mute": True, "createResult": True}
    given |= {
        name: action[name]
        for name in (
            "edit",
            "remove",
            "complete",
            "approve",
            "disapprove",
            "start",
            "take",
            "delegate",
            "defer",
            "renew",
        )
    }
    given |= {"deadline": action["changeDeadline"], "datePlan": action["edit.plan"], "changeDirector": False}
    given |= {"changeResponsible": edit, "changeAccomplices": edit, "pause": action["pause"], "timeTracking": False}
    given |= {"mark": action["rate"], "changeStatus": True, "reminder": True, "addAuditors": True}
    given |= {"elapsedTime": action["elapsedtime.add"], "favorite": True}
    given |= dict.fromkeys(
        ("checklistAdd", "checklistEdit", "checklistSave", "checklistToggle"), action["checklist.add"]
    )
    given |= {"automate": edit, "resultEdit": False, "completeResult": True, "removeResult": False, "resultRead": False}
    given |= {"admin": edit, "createSubtask": True, "copy": True, "saveAsTemplate": True, "attachFile": True}
    given |= {"detachFile": True, "detachParent": True, "createGanttDependence": True, "sort": False}
    return given


@method("tasks.task.chat.message.send", "tasks", "v3")
def chat_send(call: Call) -> Json:
    fields = _fields(call)
    for name in ("taskId", "text"):
        if not fields.get(name):
            raise _invalid(name, f'Не заполнено обязательное поле "{name}"')
    post_comment(call, _task(call, fields["taskId"]), str(fields["text"]))
    return {"result": True}


@method("tasks.task.result.add", "tasks", "v3")
def result_add(call: Call) -> Json:
    fields = _fields(call)
    for name in ("taskId", "text"):
        if not fields.get(name):
            raise _invalid(name, f'Не заполнено обязательное поле "{name}"')
    number = add_result(call, _task(call, fields["taskId"]), str(fields["text"]))
    row = call.portal.store.one("SELECT * FROM result WHERE id=?", (number,))
    assert row is not None
    return {"item": _result(call, row)}


def _result(call: Call, row: Row) -> dict[str, Json]:
    own = row["created_by"] == call.person.id or call.person.admin
    return {
        "id": row["id"],
        "taskId": row["task_id"],
        "text": row["text"],
        "authorId": row["created_by"],
        "createdAt": iso(row["created"]),
        "updatedAt": iso_or_none(row["updated"]),
        "status": "open" if row["status"] == 0 else "closed",
        "fileIds": [],
        "rights": {"edit": own, "remove": own},
        "messageId": row["comment_id"] or None,
    }


@method("tasks.task.result.list", "tasks", "v3")
def result_list(call: Call) -> Json:
    task_id = 0
    for item in as_list(call.params.get("filter")):
        parts = as_list(item)
        if parts and parts[0] == "taskId":
            task_id = as_int(parts[-1], 0)
    if not task_id:
        raise _invalid("filter", "Значение поля не может быть пустым", "VALIDATION_REQUESTVALIDATIONEXCEPTION")
    row = _task(call, task_id)
    select = {str(name) for name in as_list(call.params.get("select"))}
    found = call.portal.store.all("SELECT * FROM result WHERE task_id=? ORDER BY id DESC", (row["id"],))
    items = [_result(call, item) for item in found]
    return {"items": [{k: v for k, v in item.items() if not select or k in select or k == "id"} for item in items]}


@method("rest.scope.list", "", "v3")
def scope_list(call: Call) -> Json:
    return {"items": sorted(call.webhook.scopes)}


# -- Idempotency-Key ---------------------------------------------------------------------------

_READS = {"get", "list"}


def run_once(
    portal: Portal, caller: Caller, name: str, params: dict[str, Json], values: list[Json], request: Request
) -> Reply:
    """Executes a 3.0 write under its key: a repeat gets the kept answer of the first success (24 hours)."""
    key = request.idempotency_key or ""
    if name.rpartition(".")[2].lower() in _READS:
        return respond(portal.run(caller, name, params, values, api="v3"), "v3")
    if not 1 <= len(key) <= 255 or not all(" " < letter <= "~" for letter in key):
        return _refused(400, "INVALIDIDEMPOTENCYKEYEXCEPTION", "Invalid Idempotency-Key")
    digest = hashlib.sha256(request.body).hexdigest()
    # Unique per application or webhook, user and method.
    where = (caller.person.id, name.lower(), f"{caller.webhook.code} {key}")
    kept = portal.store.one("SELECT * FROM idempotency WHERE user_id=? AND method=? AND key=?", where)
    if kept is not None and time.time() - kept["at"] < _KEPT:
        if kept["digest"] != digest:
            return _refused(422, "IDEMPOTENCYKEYREUSEDEXCEPTION", "Idempotency-Key is used with another request")
        portal.note(caller, name, {"replayed": key})
        return Reply(200, kept["body"], headers={"Idempotency-Key": key, "Idempotent-Replayed": "true"})
    outcome = portal.run(caller, name, params, values, api="v3")
    reply = respond(outcome, "v3")
    if outcome.error is None:
        portal.store.begin()
        portal.store.run(
            "INSERT OR REPLACE INTO idempotency(user_id, method, key, digest, body, at) VALUES(?, ?, ?, ?, ?, ?)",
            (*where, digest, reply.body, time.time()),
        )
        portal.store.commit()
        reply.headers["Idempotency-Key"] = key
    return reply


def _refused(status: int, code: str, message: str) -> Reply:
    return Reply(status, msgspec.json.encode({"error": {"code": _PREFIX + code, "message": message}}))
