"""The portal's answers as our values. Pure: an answer in, values out, or Problem `portal.answer_shape`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

import msgspec

from outlet_desktop.domain.connection import BotEvent
from outlet_desktop.domain.opening import Department, Person, PortalTask, TaskKey, TaskStatus
from outlet_desktop.domain.record import Answer
from outlet_desktop.portal import shape
from outlet_desktop.portal.shape import Row

Json = Any

TASK_FIELDS = (
    "ID",
    "TITLE",
    "STATUS",
    "RESPONSIBLE_ID",
    "CREATED_DATE",
    "CHANGED_DATE",
    "DEADLINE",
    "START_DATE_PLAN",
    "END_DATE_PLAN",
    "DATE_START",
    "CLOSED_DATE",
    "CLOSED_BY",
    "GROUP_ID",
    "XML_ID",
)
"""What `tasks.task.list` is asked for; `task` reads the same in camelCase."""

_STATUS = {
    1: TaskStatus.PENDING,  # "new" of older portals
    2: TaskStatus.PENDING,
    3: TaskStatus.IN_PROGRESS,
    4: TaskStatus.AWAITS_CONTROL,
    5: TaskStatus.COMPLETED,
    6: TaskStatus.DEFERRED,
    7: TaskStatus.DEFERRED,  # "declined" of older portals: nobody works on it
}
_LIST = "tasks.task.list"


class _PlainTask(msgspec.Struct, rename="camel", gc=False):
    """A task none of whose values needs forgiving: numbers may be texts, moments stay texts."""

    id: int
    title: str
    status: int
    responsible_id: int
    created_date: str
    changed_date: str
    deadline: str | None = None
    start_date_plan: str | None = None
    end_date_plan: str | None = None
    date_start: str | None = None
    closed_date: str | None = None
    closed_by: int | None = None
    group_id: int = 0
    xml_id: str | None = None


class _PlainPage(msgspec.Struct):
    tasks: list[_PlainTask]


_PLAIN_PAGE = msgspec.json.Decoder(_PlainPage, strict=False)


# ------------------------------------------------------------------------------------------------ tasks


def task_rows(result: Json) -> list[Row]:
    """Rows of a `tasks.task.list` answer."""
    return list(Row(result, _LIST, "result").rows("tasks"))


def listed_tasks(result: Json) -> list[tuple[int, PortalTask | None]]:
    """Ids of a `tasks.task.list` answer, each with its task if that is one of ours.

    An answer given as text (`msgspec.Raw`) is read straight into tasks, without maps in between; a page on which
    one value has to be looked at more closely is read by rows.
    """
    if isinstance(result, msgspec.Raw):
        try:
            return [
                (plain.id, None if (key := TaskKey.parse(plain.xml_id)) is None else _of_plain(plain, key))
                for plain in _PLAIN_PAGE.decode(result).tasks
            ]
        except (msgspec.MsgspecError, ValueError, KeyError):
            pass
        try:
            result = msgspec.json.decode(result)
        except (msgspec.DecodeError, UnicodeDecodeError):
            shape.wrong(_LIST, "result", result, "JSON")
    return [(row.number("id"), None if key_of(row) is None else task(row)) for row in task_rows(result)]


def key_of(row: Row) -> TaskKey | None:
    """Our key on a task, if it is one of ours; rows of other people's tasks are not looked into."""
    xml_id = row.get("xmlId")
    return TaskKey.parse(xml_id) if isinstance(xml_id, str) else None


def task(row: Row) -> PortalTask:
    """A task of any listing or of the answer to a change."""
    return _plain_task(row) or _forgiven_task(row)


def _plain_task(row: Row) -> PortalTask | None:
    """The quick way, a third of the other's time; None where a value has to be looked at more closely."""
    try:
        plain = msgspec.convert(row.values, _PlainTask, strict=False)
        return _of_plain(plain, TaskKey.parse(plain.xml_id))
    except (msgspec.ValidationError, ValueError, KeyError):
        return None


def _of_plain(plain: _PlainTask, key: TaskKey | None) -> PortalTask:
    """Raises ValueError or KeyError where a value has to be looked at more closely."""
    return PortalTask(
        plain.id,
        key,
        unescape(plain.title) if "&" in plain.title else plain.title,
        _STATUS[plain.status],
        plain.responsible_id,
        _at(plain.created_date),
        _at(plain.changed_date),
        _at(plain.deadline) if plain.deadline else None,
        _at(plain.start_date_plan) if plain.start_date_plan else None,
        _at(plain.end_date_plan) if plain.end_date_plan else None,
        _at(plain.date_start) if plain.date_start else None,
        _at(plain.closed_date) if plain.closed_date else None,
        plain.closed_by or None,
        plain.group_id,
    )


def _at(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment without its offset")
    return found


def _forgiven_task(row: Row) -> PortalTask:
    status = row.number("status")
    if status not in _STATUS:
        shape.wrong(row.method, f"{row.path}.status", row.get("status"), "status 1…7")
    return PortalTask(
        id=row.number("id"),
        key=key_of(row),
        title=row.text("title"),
        status=_STATUS[status],
        responsible_id=row.number_or("responsibleId", 0),
        created_at=row.moment("createdDate"),
        changed_at=row.moment("changedDate"),
        deadline=row.moment_or_none("deadline"),
        plan_start=row.moment_or_none("startDatePlan"),
        plan_end=row.moment_or_none("endDatePlan"),
        started_at=row.moment_or_none("dateStart"),
        closed_at=row.moment_or_none("closedDate"),
        closed_by=row.id_or_none("closedBy"),
        group_id=row.number_or("groupId", 0),
    )


def single_task(result: Json, method: str = "tasks.task.get") -> PortalTask | None:
    """The task of `tasks.task.get/add/update/complete/defer`; None for the `[]` of a missing one."""
    row = Row(result, method, "result").row("task")
    return task(row) if "id" in row else None


# ------------------------------------------------------------------------------------------------ people


def person(row: Row) -> Person | None:
    """An employee of `user.get`; None for guests from outside (extranet, e-mail)."""
    kind = row.text("USER_TYPE")
    if kind and kind != "employee":
        return None
    user_id = row.number("ID")
    name = " ".join(part for part in (row.text("NAME").strip(), row.text("LAST_NAME").strip()) if part)
    return Person(
        user_id=user_id,
        name=name or row.text("EMAIL") or f"№ {user_id}",
        position=row.text("WORK_POSITION").strip(),
        department_ids=row.numbers("UF_DEPARTMENT"),
        is_active=row.flag("ACTIVE"),
    )


def people_rows(result: Json) -> list[Row]:
    """Rows of a `user.get` answer."""
    return list(shape.rows(result, "user.get", "result"))


def department_rows(result: Json) -> list[Row]:
    """Rows of a `department.get` answer."""
    return list(shape.rows(result, "department.get", "result"))


def department(row: Row) -> Department:
    """A department of the company structure; the root has no parent."""
    return Department(
        id=row.number("ID"),
        name=row.text("NAME"),
        parent_id=row.id_or_none("PARENT"),
        head_id=row.id_or_none("UF_HEAD"),
    )


def department_heads(result: Json) -> dict[int, int]:
    """Department -> its first head, out of `im.department.managers.get` (ids, or user objects)."""
    heads: dict[int, int] = {}
    answer = Row(result, "im.department.managers.get", "result")
    for key in answer.names():
        found = answer.get(key)
        first = (found[0] if found else None) if isinstance(found, list) else found
        if isinstance(first, Mapping):
            first = first.get("id", first.get("ID"))
        if first not in (None, "", False, {}):
            heads[shape.whole(key, answer.method, f"result[{key}]")] = shape.whole(
                first, answer.method, f"result[{key}][0]"
            )
    return heads


# ------------------------------------------------------------------------------------------------ projects


def project_rows(result: Json) -> list[Row]:
    """Rows of a `sonet_group.get` answer."""
    return list(shape.rows(result, "sonet_group.get", "result"))


def project_with(result: Json, token: str) -> int | None:
    """Lowest id of a project of `sonet_group.get` whose KEYWORDS, a comma list, hold the token."""
    ids = [
        row.number("ID")
        for row in project_rows(result)
        if token in {word.strip() for word in row.text("KEYWORDS").split(",")}
    ]
    return min(ids, default=None)


# ------------------------------------------------------------------------------------------------ what people wrote

_UNNAMED_CHECKLIST = re.compile(r"BX_CHECKLIST_\d+")


def checklist(result: Json) -> tuple[tuple[str, ...], dict[str, int]]:
    """Ticked titles and item ids by title, out of `task.checklistitem.getlist`.

    A root is the checklist itself when it has lines under it or carries the portal's own name for one.
    """
    items = list(shape.rows(result, "task.checklistitem.getlist", "result"))
    parents = {item.number_or("PARENT_ID", 0) for item in items}
    lines = sorted(
        (item for item in items if not _is_heading(item, parents)),
        key=lambda item: (item.number_or("SORT_INDEX", 0), item.number("ID")),
    )
    ticked = tuple(dict.fromkeys(item.text("TITLE") for item in lines if item.flag("IS_COMPLETE")))
    ids: dict[str, int] = {}
    for item in lines:
        ids.setdefault(item.text("TITLE"), item.number("ID"))
    return ticked, ids


def _is_heading(item: Row, parents: set[int]) -> bool:
    if item.number_or("PARENT_ID", 0) != 0:
        return False
    return item.number("ID") in parents or _UNNAMED_CHECKLIST.fullmatch(item.text("TITLE")) is not None


def results(result: Json) -> tuple[tuple[str, ...], bool]:
    """Texts of `tasks.task.result.list`, newest last, and whether any has files."""
    found = sorted(
        shape.rows(result, "tasks.task.result.list", "result"),
        key=lambda row: (row.moment("createdAt"), row.number("id")),
    )
    texts = tuple(row.text("text") for row in found if row.text("text").strip())
    return texts, any("files" in row for row in found)


def answer(task_id: int, checklist_result: Json, results_result: Json, has_files: bool) -> Answer:
    """Everything a person wrote into a task."""
    ticked, ids = checklist(checklist_result)
    texts, with_files = results(results_result)
    return Answer(task_id, ticked, ids, texts, has_files or with_files)


# ------------------------------------------------------------------------------------------------ the bot


@dataclass(frozen=True, slots=True)
class Events:
    """One answer of `imbot.v2.Event.get`; `offset` confirms what it brought."""

    events: tuple[BotEvent, ...]
    offset: int | None
    has_more: bool


def bot_events(result: Json, command: str) -> Events:
    """Taps on our buttons (`params`) and people's messages (`text`); joins, edits, reactions are left out."""
    method = "imbot.v2.Event.get"
    answer = Row(result, method, "result")
    found: list[BotEvent] = []
    for row in answer.rows("events"):
        event = _bot_event(row, command)
        if event is not None:
            found.append(event)
    offset = answer.number("nextOffset") if "nextOffset" in answer else None
    return Events(tuple(found), offset, answer.flag("hasMore"))


def _bot_event(row: Row, command: str) -> BotEvent | None:
    kind, data = row.text("type").upper(), row.row("data")
    user_id = data.row("user").number_or("id", 0)
    if not user_id or data.row("user").flag("bot"):
        return None
    message = data.row("message")
    if kind == "ONIMBOTV2COMMANDADD":
        asked = data.row("command")
        if asked.text("command").lstrip("/").lower() != command:
            return None
        params, text = asked.text("params"), ""
    elif kind == "ONIMBOTV2MESSAGEADD":
        params, text = "", message.text("text")
    else:
        return None
    return BotEvent(row.number("eventId"), user_id, row.moment("date"), params, text, message.number_or("id", 0))
