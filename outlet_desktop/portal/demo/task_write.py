"""Changing a task: fields in, columns out, with history, tags, members and the change stamps."""

from __future__ import annotations

import random
import uuid
from html import unescape
from typing import TYPE_CHECKING, Any

from outlet_desktop.portal.demo.access import (
    AWAITS_CONTROL,
    COMPLETED,
    DEFERRED,
    IN_PROGRESS,
    PENDING,
    STATUSES,
)
from outlet_desktop.portal.demo.clock import parse_when
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    MethodError,
    as_dict,
    as_ids,
    as_int,
    as_list,
    dump,
    flag,
    load,
    yes,
)

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.store import Row

_FLAGS = {
    "TASK_CONTROL": "task_control", "ALLOW_CHANGE_DEADLINE": "allow_change_deadline",
    "ALLOW_TIME_TRACKING": "allow_time_tracking", "MATCH_WORK_TIME": "match_work_time",
    "ADD_IN_REPORT": "add_in_report", "MULTITASK": "multitask", "REPLICATE": "replicate",
}  # fmt: skip
_MOMENTS = {"DEADLINE": "deadline", "START_DATE_PLAN": "start_plan", "END_DATE_PLAN": "end_plan"}
_WHOLE = {
    "GROUP_ID": "group_id",
    "STAGE_ID": "stage_id",
    "PRIORITY": "priority",
    "TIME_ESTIMATE": "time_estimate",
    "FLOW_ID": "flow_id",
    "SPRINT_ID": "sprint_id",
    "BACKLOG_ID": "backlog_id",
    "DURATION_PLAN": "duration_plan",
}
_WORDS = {"TITLE": "title", "DESCRIPTION": "description", "XML_ID": "xml_id", "DURATION_TYPE": "duration_type"}


def core_error(text: str) -> MethodError:
    """A refusal of the task module in the portal's own way of writing it."""
    return MethodError("ERROR_CORE", f"{text}<br>")


def columns_from(call: Call, fields: dict[str, Json], row: Row | None) -> dict[str, Any]:
    """The columns that these fields set; unknown fields are ignored.

    Raises:
        MethodError: ERROR_CORE for what the portal refuses.
    """
    found: dict[str, Any] = {}
    for name, column in _WORDS.items():
        if name in fields:
            found[column] = None if fields[name] is None else str(fields[name])
    if "title" in found:
        found["title"] = (found["title"] or "").strip()
    if (row is None or "title" in found) and not found.get("title"):
        raise core_error("Не указано название задачи")
    if "description" in found:
        # The server decodes entities of a description that is sent with them.
        found["description"] = unescape(found["description"] or "")
    for name, column in _FLAGS.items():
        if name in fields:
            found[column] = yes(flag(fields[name]))
    for name, column in _MOMENTS.items():
        if name in fields:
            found[column] = parse_when(fields[name])
            if found[column] is None and fields[name]:
                raise core_error(f"Неверный формат даты в поле &quot;{name}&quot;")
    for name, column in _WHOLE.items():
        if name in fields:
            found[column] = as_int(fields[name], 0)
    if "MARK" in fields:
        found["mark"] = fields["MARK"] if fields["MARK"] in {"P", "N"} else None
    for setting in as_list(fields.get("SE_PARAMETER")):
        if as_int(as_dict(setting).get("CODE"), 0) == 3:
            found["require_result"] = int(flag(as_dict(setting).get("VALUE")))
    _check_people(call, fields, row, found)
    _check_parent(call, fields, row, found)
    _check_plan(row, found)
    if found.get("group_id"):
        if call.portal.store.one("SELECT 1 FROM sonet WHERE id=?", (found["group_id"],)) is None:
            raise core_error("Группа не найдена")
        call.facts["group_id"] = found["group_id"]
    own = {name: value for name, value in fields.items() if name.startswith("UF_")}
    if own:
        found["extra"] = dump((load(row["extra"]) if row is not None else {}) | own)
    return found


def _check_people(call: Call, fields: dict[str, Json], row: Row | None, found: dict[str, Any]) -> None:
    if row is None or "RESPONSIBLE_ID" in fields:
        responsible = as_int(fields.get("RESPONSIBLE_ID"), 0)
        if not responsible:
            raise core_error("Не указан исполнитель")
        if responsible not in call.portal.people:
            raise core_error("Исполнитель не найден")
        found["responsible_id"] = responsible
    creator = as_int(fields.get("CREATED_BY"), 0)
    if creator:
        if creator not in call.portal.people:
            raise core_error("Постановщик не найден")
        if creator != call.person.id and not call.person.admin and creator != (row and row["created_by"]):
            raise core_error("Недостаточно прав, чтобы поставить задачу от имени другого сотрудника")
        found["created_by"] = creator


def _check_parent(call: Call, fields: dict[str, Json], row: Row | None, found: dict[str, Any]) -> None:
    if "PARENT_ID" not in fields:
        return
    parent = as_int(fields["PARENT_ID"], 0) or None
    found["parent_id"] = parent
    seen: set[int] = set()
    while parent is not None:
        if row is not None and parent == row["id"]:
            raise core_error(
                "Невозможно привязать узел к самому себе" if not seen else "Подзадача не может быть родителем"
            )
        if parent in seen:
            break
        seen.add(parent)
        above = call.portal.store.one("SELECT parent_id FROM task WHERE id=?", (parent,))
        if above is None:
            raise core_error("Базовая задача не найдена")
        parent = above["parent_id"]


def _check_plan(row: Row | None, found: dict[str, Any]) -> None:
    def current(name: str) -> int | None:
        if name in found:
            value: int | None = found[name]
            return value
        return row[name] if row is not None else None

    start, end = current("start_plan"), current("end_plan")
    if start is not None and end is not None and end < start:
        raise core_error("Дата завершения по плану раньше даты начала")


def add_task(call: Call, fields: dict[str, Json]) -> int:
    """Creates a task from UPPER_CASE fields and returns its id."""
    store, person, now = call.portal.store, call.person, call.now
    columns = columns_from(call, fields, None)
    if columns.get("xml_id"):
        call.facts["xml_id"] = columns["xml_id"]
    status = as_int(fields.get("STATUS"), PENDING)
    if status == 1:
        status = PENDING
    if status not in STATUSES:
        raise core_error("Неверный статус задачи")
    chat = store.run("INSERT INTO chat(kind, title) VALUES('task', ?)", (columns["title"],))
    columns |= {
        "status": status,
        "created": now,
        "changed": now,
        "changed_by": person.id,
        "status_changed": now,
        "activity": now,
        "chat_id": chat,
        "guid": f"{{{uuid.UUID(int=random.getrandbits(128), version=4)}}}",
    }
    columns.setdefault("created_by", person.id)
    if status == COMPLETED:
        columns |= {"closed": now, "closed_by": person.id, "status_changed_by": person.id}
    if status == IN_PROGRESS:
        columns["date_start"] = now
    names = ", ".join(columns)
    marks = ",".join("?" * len(columns))
    task_id = store.run(f"INSERT INTO task({names}) VALUES({marks})", list(columns.values()))
    store.run("UPDATE chat SET entity_id=? WHERE id=?", (task_id, chat))
    remember(call, task_id, "NEW", None, None)
    _set_members(call, task_id, fields)
    _set_tags(call, task_id, fields)
    for source in as_ids(fields.get("DEPENDS_ON")):
        store.run("INSERT OR IGNORE INTO link(source, target, type) VALUES(?, ?, 2)", (source, task_id))
    call.facts["task_id"] = task_id
    call.portal.tell("task", task_id)
    return task_id


_TRACED = {
    "title": "TITLE", "description": "DESCRIPTION", "deadline": "DEADLINE", "start_plan": "START_DATE_PLAN",
    "end_plan": "END_DATE_PLAN", "responsible_id": "RESPONSIBLE_ID", "created_by": "CREATED_BY",
    "group_id": "GROUP_ID", "parent_id": "PARENT_ID", "priority": "PRIORITY", "mark": "MARK",
    "task_control": "TASK_CONTROL", "time_estimate": "TIME_ESTIMATE", "stage_id": "STAGE_ID",
}  # fmt: skip


def update_task(call: Call, row: Row, fields: dict[str, Json]) -> None:
    """Writes the fields that differ, with history; a status among them goes by `move`."""
    task_id = row["id"]
    columns = columns_from(call, fields, row)
    changed = {name: value for name, value in columns.items() if row[name] != value}
    touched = _set_members(call, task_id, fields) | _set_tags(call, task_id, fields)
    for name, value in changed.items():
        if name in _TRACED:
            remember(call, task_id, _TRACED[name], _said(row[name]), _said(value))
    if changed or touched:
        stamp(call, task_id, changed)
    status = as_int(fields.get("STATUS"), 0)
    if "STATUS" in fields and status not in STATUSES:
        raise core_error("Неверный статус задачи")
    if status and status != row["status"]:
        move(call, row, status)


def _said(value: Any) -> str | None:
    return None if value is None else str(value)


def stamp(call: Call, task_id: int, columns: dict[str, Any] | None = None) -> None:
    """Writes columns and says who changed the task when."""
    values = dict(columns or {}) | {"changed": call.now, "changed_by": call.person.id, "activity": call.now}
    sets = ", ".join(f"{name}=?" for name in values)
    call.portal.store.run(f"UPDATE task SET {sets}, version=version+1 WHERE id=?", [*values.values(), task_id])
    call.portal.tell("task", task_id)


def move(call: Call, row: Row, status: int) -> None:
    """Puts a task into a status, with the stamps that belong to it.

    Completing by anybody but the creator of a controlled task leads to 4.
    """
    columns: dict[str, Any] = {
        "status": status,
        "status_changed": call.now,
        "status_changed_by": call.person.id,
    }
    if status == IN_PROGRESS:
        columns["date_start"] = row["date_start"] or call.now
    if status == COMPLETED:
        columns |= {"closed": call.now, "closed_by": call.person.id}
    else:
        columns |= {"closed": None, "closed_by": None}
    remember(call, row["id"], "STATUS", str(row["status"]), str(status))
    stamp(call, row["id"], columns)
    call.facts["status"] = status


def completed_status(call: Call, row: Row) -> int:
    """Where `complete` leads: 5, or 4 under control of somebody else."""
    if row["task_control"] == "Y" and call.person.id != row["created_by"]:
        return AWAITS_CONTROL
    return COMPLETED


def remember(call: Call, task_id: int, field: str, was: str | None, became: str | None) -> None:
    """One row of the task's history."""
    call.portal.store.run(
        "INSERT INTO history(task_id, at, field, was, became, user_id) VALUES(?, ?, ?, ?, ?, ?)",
        (task_id, call.now, field, was, became, call.person.id),
    )


def _set_members(call: Call, task_id: int, fields: dict[str, Json]) -> bool:
    store = call.portal.store
    touched = False
    for name, role in (("ACCOMPLICES", "A"), ("AUDITORS", "U")):
        if name not in fields:
            continue
        wanted = [user_id for user_id in dict.fromkeys(as_ids(fields[name])) if user_id in call.portal.people]
        found = store.all("SELECT user_id FROM task_member WHERE task_id=? AND role=?", (task_id, role))
        if {row["user_id"] for row in found} == set(wanted):
            continue
        touched = True
        store.run("DELETE FROM task_member WHERE task_id=? AND role=?", (task_id, role))
        store.many(
            "INSERT INTO task_member(task_id, role, user_id) VALUES(?, ?, ?)",
            [(task_id, role, user_id) for user_id in wanted],
        )
        before = ",".join(str(row["user_id"]) for row in found)
        remember(call, task_id, name, before, ",".join(map(str, wanted)))
    return touched


def _set_tags(call: Call, task_id: int, fields: dict[str, Json]) -> bool:
    if "TAGS" not in fields:
        return False
    store = call.portal.store
    sent = fields["TAGS"]
    words = sent.split(",") if isinstance(sent, str) else [str(tag) for tag in as_list(sent)]
    wanted = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    found = [
        row["title"]
        for row in store.all(
            "SELECT title FROM task_tag JOIN tag ON tag.id=tag_id WHERE task_id=? ORDER BY tag.id", (task_id,)
        )
    ]
    if set(found) == set(wanted):
        return False
    store.run("DELETE FROM task_tag WHERE task_id=?", (task_id,))
    for title in wanted:
        store.run("INSERT OR IGNORE INTO tag(title) VALUES(?)", (title,))
        store.run("INSERT INTO task_tag(task_id, tag_id) SELECT ?, id FROM tag WHERE title=?", (task_id, title))
    remember(call, task_id, "TAGS", ",".join(found), ",".join(wanted))
    return True


def delete_task(call: Call, task_id: int) -> None:
    """Removes a task and everything of it; its id never comes back."""
    store = call.portal.store
    store.run("DELETE FROM link WHERE source=? OR target=?", (task_id, task_id))
    for table in ("task_member", "task_tag", "favorite", "history", "result", "checklist", "elapsed"):
        store.run(f"DELETE FROM {table} WHERE task_id=?", (task_id,))
    store.run("UPDATE task SET parent_id=NULL WHERE parent_id=?", (task_id,))
    store.run("DELETE FROM task WHERE id=?", (task_id,))
    call.portal.tell("task", task_id)


__all__ = [
    "DEFERRED",
    "add_task",
    "completed_status",
    "core_error",
    "delete_task",
    "move",
    "remember",
    "stamp",
    "update_task",
]
