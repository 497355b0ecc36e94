"""What hangs on a task: links, checklist, elapsed time, comments, results, stages."""

from __future__ import annotations

from outlet_desktop.portal.demo.access import find_task, need_parameter, need_task_id, rights_for
from outlet_desktop.portal.demo.clock import iso, parse_when
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.task_rows import result_row
from outlet_desktop.portal.demo.task_write import remember, stamp
from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_dict, as_int, flag, method, page, yes

_WRONG = "WRONG_ARGUMENTS"


# -- links -------------------------------------------------------------------------------------


@method("task.dependence.add", "task")
def dependence_add(call: Call) -> Json:
    source, target = need_task_id(call, "taskIdFrom"), need_task_id(call, "taskIdTo")
    kind = as_int(need_parameter(call, "linkType"), -1)
    call.facts |= {"task_id": target, "link_from": source}
    first, second = find_task(call, source), find_task(call, target)
    store = call.portal.store
    if first is None or second is None or not rights_for(call.portal, call.person, second)["edit.plan"]:
        raise MethodError("ACTION_NOT_ALLOWED", "Действие над задачей не разрешено")
    if store.one("SELECT 1 FROM link WHERE source=? AND target=?", (source, target)) is not None:
        raise MethodError("ILLEGAL_NEW_LINK", "Связь между задачами уже существует")
    planned = all(task[name] is not None for task in (first, second) for name in ("start_plan", "end_plan"))
    if kind not in (0, 1, 2, 3) or not planned or source == target or _leads(call, target, source):
        raise MethodError("ACTION_NOT_ALLOWED", "Невозможно создать связь между задачами")
    store.run("INSERT INTO link(source, target, type) VALUES(?, ?, ?)", (source, target, kind))
    return []


def _leads(call: Call, source: int, target: int) -> bool:
    seen: set[int] = set()
    front = [source]
    while front:
        task_id = front.pop()
        if task_id == target:
            return True
        if task_id not in seen:
            seen.add(task_id)
            front += [row[0] for row in call.portal.store.all("SELECT target FROM link WHERE source=?", (task_id,))]
    return False


@method("task.dependence.delete", "task")
def dependence_delete(call: Call) -> Json:
    source, target = need_task_id(call, "taskIdFrom"), need_task_id(call, "taskIdTo")
    if find_task(call, source) is None or find_task(call, target) is None:
        raise MethodError("ACTION_NOT_ALLOWED", "Действие над задачей не разрешено")
    if not call.portal.store.change("DELETE FROM link WHERE source=? AND target=?", (source, target)):
        raise MethodError("ILLEGAL_NEW_LINK", "Связь между задачами не существует")
    return []


# -- checklist: parameters by order of arrival -------------------------------------------------


def _refuse(number: int, text: str, word: str) -> MethodError:
    return MethodError("ERROR_CORE", f"TASKS_ERROR_EXCEPTION_#{number}; {text}; {number}/TE/{word}<br>")


def _argument(call: Call, position: int, name: str, what: str) -> Json:
    value = call.at(position)
    if value is None:
        raise _refuse(256, f"Param #{position} ({name}) expected by method {what}(), but not given.", _WRONG)
    return value


def _number_argument(call: Call, position: int, name: str, what: str) -> int:
    value = as_int(_argument(call, position, name, what), -1)
    if value < 0:
        raise _refuse(256, f"Param #{position} ({name}) for method {what}() expected to be of type integer.", _WRONG)
    return value


def _task(call: Call, what: str, refusal: str = "Action failed") -> Row:
    task_id = _number_argument(call, 0, "taskId", what)
    call.facts["task_id"] = task_id
    row = find_task(call, task_id)
    if row is None:
        raise _refuse(8, refusal, "ACTION_FAILED_TO_BE_PROCESSED")
    return row


def _item(call: Call, what: str) -> tuple[Row, Row]:
    task = _task(call, what)
    number = _number_argument(call, 1, "itemId", what)
    call.facts["item_id"] = number
    item = call.portal.store.one("SELECT * FROM checklist WHERE id=? AND task_id=?", (number, task["id"]))
    if item is None:
        raise _refuse(4, "Элемент чек-листа не найден", "ACTION_NOT_ALLOWED")
    return task, item


def _item_row(row: Row) -> dict[str, Json]:
    return {
        "ID": str(row["id"]),
        "TASK_ID": str(row["task_id"]),
        "PARENT_ID": str(row["parent_id"]) if row["parent_id"] else 0,
        "CREATED_BY": str(row["created_by"]),
        "TITLE": row["title"],
        "SORT_INDEX": str(row["sort"]),
        "IS_COMPLETE": yes(row["complete"]),
        "IS_IMPORTANT": yes(row["important"]),
        "TOGGLED_BY": None if row["toggled_by"] is None else str(row["toggled_by"]),
        "TOGGLED_DATE": "" if row["toggled"] is None else iso(row["toggled"]),
        "MEMBERS": [],
        "ATTACHMENTS": [],
    }


@method("task.checklistitem.add", "task")
def item_add(call: Call) -> Json:
    what = "ctaskchecklistitem::add"
    task = _task(call, what, "Добавление элемента: действие недоступно")
    fields = as_dict(_argument(call, 1, "arFields", what))
    title = str(fields.get("TITLE") or "").strip()
    if not title:
        raise _refuse(8, "Не указан текст пункта чек-листа", "ACTION_FAILED_TO_BE_PROCESSED")
    if not rights_for(call.portal, call.person, task)["checklist.add"]:
        raise _refuse(8, "Добавление элемента: действие недоступно", "ACTION_FAILED_TO_BE_PROCESSED")
    store = call.portal.store
    parent = as_int(fields.get("PARENT_ID"), 0)
    if "PARENT_ID" not in fields:
        # Without a parent the portal hangs the item under the task's first checklist.
        root = store.one("SELECT id FROM checklist WHERE task_id=? AND parent_id=0 ORDER BY id", (task["id"],))
        parent = root["id"] if root is not None else 0
        if not parent:
            parent = _insert_item(call, task["id"], 0, "Чек-лист 1", 0, {})
    sort = as_int(fields.get("SORT_INDEX"), -1)
    if sort < 0:
        sort = store.scalar("SELECT COUNT(*) FROM checklist WHERE task_id=? AND parent_id=?", (task["id"], parent))
    number = _insert_item(call, task["id"], parent, title, sort, fields)
    remember(call, task["id"], "CHECKLIST_ITEM_CREATE", "", title)
    stamp(call, task["id"])
    call.facts["item_id"] = number
    return number


def _insert_item(call: Call, task_id: int, parent: int, title: str, sort: int, fields: dict[str, Json]) -> int:
    return call.portal.store.run(
        "INSERT INTO checklist(task_id, parent_id, created_by, title, sort, complete, important)"
        " VALUES(?, ?, ?, ?, ?, ?, ?)",
        (
            task_id, parent, call.person.id, title, sort, int(flag(fields.get("IS_COMPLETE"))),
            int(flag(fields.get("IS_IMPORTANT"))),
        ),
    )  # fmt: skip


@method("task.checklistitem.getlist", "task")
def item_list(call: Call) -> Json:
    task = _task(call, "ctaskchecklistitem::getlist")
    columns = {"ID": "id", "TITLE": "title", "SORT_INDEX": "sort", "IS_COMPLETE": "complete",
               "PARENT_ID": "parent_id", "CREATED_BY": "created_by"}  # fmt: skip
    order = [
        f"{columns[key.upper()]} {'DESC' if str(way).upper() == 'DESC' else 'ASC'}"
        for key, way in as_dict(call.at(1)).items()
        if key.upper() in columns
    ]
    rows = call.portal.store.all(
        f"SELECT * FROM checklist WHERE task_id=? ORDER BY {', '.join([*order, 'parent_id', 'sort', 'id'])}",
        (task["id"],),
    )
    return [_item_row(row) for row in rows]


@method("task.checklistitem.get", "task")
def item_get(call: Call) -> Json:
    return _item_row(_item(call, "ctaskchecklistitem::get")[1])


@method("task.checklistitem.update", "task")
def item_update(call: Call) -> Json:
    what = "ctaskchecklistitem::update"
    task, item = _item(call, what)
    fields = as_dict(_argument(call, 2, "arFields", what))
    if not rights_for(call.portal, call.person, task)["checklist.add"]:
        raise _refuse(4, "Нет доступа к редактированию задачи", "ACTION_NOT_ALLOWED")
    columns: dict[str, Json] = {}
    if fields.get("TITLE"):
        columns["title"] = str(fields["TITLE"])
    for name, column in (("PARENT_ID", "parent_id"), ("SORT_INDEX", "sort")):
        if name in fields:
            columns[column] = as_int(fields[name], 0)
    if "IS_IMPORTANT" in fields:
        columns["important"] = int(flag(fields["IS_IMPORTANT"]))
    if columns:
        sets = ", ".join(f"{name}=?" for name in columns)
        call.portal.store.run(f"UPDATE checklist SET {sets} WHERE id=?", [*columns.values(), item["id"]])
    if "IS_COMPLETE" in fields:
        _toggle(call, task, item, flag(fields["IS_COMPLETE"]))
    stamp(call, task["id"])
    return None


@method("task.checklistitem.delete", "task")
def item_delete(call: Call) -> Json:
    task, item = _item(call, "ctaskchecklistitem::delete")
    if not rights_for(call.portal, call.person, task)["checklist.add"]:
        raise _refuse(8, "Удаление элемента: действие недоступно", "ACTION_FAILED_TO_BE_PROCESSED")
    doomed = [item["id"]]
    for number in doomed:
        doomed += [r[0] for r in call.portal.store.all("SELECT id FROM checklist WHERE parent_id=?", (number,))]
    call.portal.store.many("DELETE FROM checklist WHERE id=?", [(number,) for number in doomed])
    stamp(call, task["id"])
    return True


def _toggle(call: Call, task: Row, item: Row, complete: bool) -> None:
    if bool(item["complete"]) == complete:
        return
    call.portal.store.run(
        "UPDATE checklist SET complete=?, toggled_by=?, toggled=? WHERE id=?",
        (int(complete), call.person.id, call.now, item["id"]),
    )
    field = "CHECKLIST_ITEM_CHECK" if complete else "CHECKLIST_ITEM_UNCHECK"
    remember(call, task["id"], field, item["title"], item["title"])
    stamp(call, task["id"])


def _toggled(call: Call, what: str, complete: bool) -> Json:
    # The portal answers false, not an error, when the two ids come in the wrong order.
    _number_argument(call, 0, "taskId", what)
    _number_argument(call, 1, "itemId", what)
    try:
        task, item = _item(call, what)
    except MethodError:
        return False
    if not rights_for(call.portal, call.person, task)["checklistAddItems"]:
        return False
    _toggle(call, task, item, complete)
    return True


@method("task.checklistitem.complete", "task")
def item_complete(call: Call) -> Json:
    return _toggled(call, "ctaskchecklistitem::complete", True)


@method("task.checklistitem.renew", "task")
def item_renew(call: Call) -> Json:
    return _toggled(call, "ctaskchecklistitem::renew", False)


@method("task.checklistitem.isactionallowed", "task")
def item_allowed(call: Call) -> Json:
    what = "ctaskchecklistitem::isactionallowed"
    task, _ = _item(call, what)
    _number_argument(call, 2, "actionId", what)
    return rights_for(call.portal, call.person, task)["checklistAddItems"]


# -- elapsed time ------------------------------------------------------------------------------


@method("task.elapseditem.add", "task")
def elapsed_add(call: Call) -> Json:
    task = find_task(call, call.at(0))
    fields = as_dict(call.at(1))
    seconds = as_int(fields.get("SECONDS"), 0)
    if task is None or seconds <= 0 or not rights_for(call.portal, call.person, task)["elapsedtime.add"]:
        raise MethodError("ERROR_CODE", "ACTION_NOT_ALLOWED")
    return call.portal.store.run(
        "INSERT INTO elapsed(task_id, user_id, seconds, comment, created) VALUES(?, ?, ?, ?, ?)",
        (
            task["id"], as_int(fields.get("USER_ID"), call.person.id), seconds,
            str(fields.get("COMMENT_TEXT") or ""), parse_when(fields.get("CREATED_DATE")) or call.now,
        ),
    )  # fmt: skip


@method("task.elapseditem.getlist", "task")
def elapsed_list(call: Call) -> Json:
    """Both documented signatures: (TASKID, order, filter …) and (order, filter …)."""
    values = list(call.values)
    where, known = "1", []
    if values and as_int(values[0], 0) > 0:
        where, known = "task_id=?", [as_int(values[0], 0)]
        if find_task(call, known[0]) is None:
            raise MethodError("ERROR_CORE", "ACTION_NOT_ALLOWED")
        values = values[1:]
    wanted = as_dict(values[1]) if len(values) > 1 else {}
    newest = any(str(way).lower() == "desc" for way in as_dict(values[0] if values else None).values())
    since = parse_when(wanted.get(">=CREATED_DATE"))
    rows = call.portal.store.all(
        f"SELECT * FROM elapsed WHERE {where} ORDER BY id {'DESC' if newest else 'ASC'}", known
    )
    found = [
        {
            "ID": str(row["id"]),
            "TASK_ID": str(row["task_id"]),
            "USER_ID": str(row["user_id"]),
            "COMMENT_TEXT": row["comment"],
            "SECONDS": str(row["seconds"]),
            "MINUTES": str(row["seconds"] // 60),
            "SOURCE": "2",
            "CREATED_DATE": iso(row["created"]),
            "DATE_START": iso(row["created"]),
            "DATE_STOP": iso(row["created"]),
        }
        for row in rows
        if (since is None or row["created"] >= since) and find_task(call, row["task_id"]) is not None
    ]
    return page(found, 0)


# -- comments and results ----------------------------------------------------------------------


@method("task.commentitem.add", "task")
def comment_add(call: Call) -> Json:
    """A comment is a message in the task's chat."""
    task = find_task(call, call.at(0))
    text = str(as_dict(call.at(1)).get("POST_MESSAGE") or "")
    if task is None or not text:
        raise MethodError("ERROR_CODE", "Недостаточно прав для добавления комментария.<br>")
    return post_comment(call, task, text)


def post_comment(call: Call, task: Row, text: str) -> int:
    """Writes into the task's chat in the caller's name; touches only the task's activity."""
    from outlet_desktop.portal.demo.chat import post

    call.facts["task_id"] = task["id"]
    number = post(call.portal, task["chat_id"], call.person.id, text, call.now)
    call.portal.store.run(
        "UPDATE task SET activity=?, comments=COALESCE(comments, 0)+1 WHERE id=?", (call.now, task["id"])
    )
    remember(call, task["id"], "COMMENT", None, str(number))
    return number


@method("task.commentitem.getlist", "task")
def comment_list(call: Call) -> Json:
    """Empty on a portal with the new task card: the comments are in the task's chat."""
    return []


def add_result(call: Call, task: Row, text: str, comment_id: int = 0) -> int:
    """Fixes a text as the task's result."""
    number = call.portal.store.run(
        "INSERT INTO result(task_id, comment_id, created_by, created, text) VALUES(?, ?, ?, ?, ?)",
        (task["id"], comment_id, call.person.id, call.now, text),
    )
    remember(call, task["id"], "RESULT", None, str(number))
    stamp(call, task["id"])
    call.facts |= {"task_id": task["id"], "result_id": number}
    return number


@method("tasks.task.result.addFromComment", "task")
def result_from_comment(call: Call) -> Json:
    comment_id = as_int(need_parameter(call, "commentId"), 0)
    store = call.portal.store
    message = store.one("SELECT * FROM message WHERE id=?", (comment_id,))
    chat = message and store.one("SELECT entity_id FROM chat WHERE id=? AND kind='task'", (message["chat_id"],))
    task = find_task(call, chat["entity_id"]) if chat else None
    if message is None or task is None:
        raise MethodError("0", "Comment not found.")
    number = add_result(call, task, message["text"], comment_id)
    row = store.one("SELECT * FROM result WHERE id=?", (number,))
    assert row is not None
    return result_row(row) | {"files": None}
