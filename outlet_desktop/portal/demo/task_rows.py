"""Tasks as the portal writes them: strings for numbers, `[]` for what is empty, ISO dates with offset."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.access import rights_for
from outlet_desktop.portal.demo.clock import iso, iso_or_none
from outlet_desktop.portal.demo.wire import Json, Person, load

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row

_AVATAR = "/bitrix/images/tasks/default_avatar.png"
_GROUP_IMAGE = "/bitrix/images/socialnetwork/workgroup/bag.png"


def _text(column: str) -> Callable[[Row], Json]:
    return lambda row: None if row[column] is None else str(row[column])


def _raw(column: str) -> Callable[[Row], Json]:
    return lambda row: row[column]


def _date(column: str) -> Callable[[Row], Json]:
    return lambda row: iso_or_none(row[column])


def _const(value: Json) -> Callable[[Row], Json]:
    return lambda row: value


# Select key -> (answer key, value), in the order of the documented answer.
FIELDS: dict[str, tuple[str, Callable[[Row], Json]]] = {
    "ID": ("id", _text("id")),
    "PARENT_ID": ("parentId", _text("parent_id")),
    "TITLE": ("title", _raw("title")),
    "DESCRIPTION": ("description", _raw("description")),
    "MARK": ("mark", _raw("mark")),
    "PRIORITY": ("priority", _text("priority")),
    "MULTITASK": ("multitask", _raw("multitask")),
    "NOT_VIEWED": ("notViewed", _const("N")),
    "REPLICATE": ("replicate", _raw("replicate")),
    "STAGE_ID": ("stageId", _text("stage_id")),
    "SPRINT_ID": ("sprintId", _text("sprint_id")),
    "BACKLOG_ID": ("backlogId", _text("backlog_id")),
    "CREATED_BY": ("createdBy", _text("created_by")),
    "CREATED_DATE": ("createdDate", _date("created")),
    "RESPONSIBLE_ID": ("responsibleId", _text("responsible_id")),
    "CHANGED_BY": ("changedBy", _text("changed_by")),
    "CHANGED_DATE": ("changedDate", _date("changed")),
    "STATUS_CHANGED_BY": ("statusChangedBy", _text("status_changed_by")),
    "CLOSED_BY": ("closedBy", _text("closed_by")),
    "CLOSED_DATE": ("closedDate", _date("closed")),
    "ACTIVITY_DATE": ("activityDate", _date("activity")),
    "DATE_START": ("dateStart", _date("date_start")),
    "DEADLINE": ("deadline", _date("deadline")),
    "START_DATE_PLAN": ("startDatePlan", _date("start_plan")),
    "END_DATE_PLAN": ("endDatePlan", _date("end_plan")),
    "GUID": ("guid", _raw("guid")),
    "XML_ID": ("xmlId", _raw("xml_id")),
    "COMMENTS_COUNT": ("commentsCount", _text("comments")),
    "SERVICE_COMMENTS_COUNT": ("serviceCommentsCount", _text("comments")),
    "ALLOW_CHANGE_DEADLINE": ("allowChangeDeadline", _raw("allow_change_deadline")),
    "ALLOW_TIME_TRACKING": ("allowTimeTracking", _raw("allow_time_tracking")),
    "TASK_CONTROL": ("taskControl", _raw("task_control")),
    "ADD_IN_REPORT": ("addInReport", _raw("add_in_report")),
    "FORKED_BY_TEMPLATE_ID": ("forkedByTemplateId", _const(None)),
    "TIME_ESTIMATE": ("timeEstimate", _text("time_estimate")),
    "TIME_SPENT_IN_LOGS": ("timeSpentInLogs", _const(None)),
    "MATCH_WORK_TIME": ("matchWorkTime", _raw("match_work_time")),
    "FORUM_TOPIC_ID": ("forumTopicId", _const(None)),
    "FORUM_ID": ("forumId", _const(None)),
    "SITE_ID": ("siteId", _const("s1")),
    "SUBORDINATE": ("subordinate", _const("Y")),
    "EXCHANGE_MODIFIED": ("exchangeModified", _const(None)),
    "EXCHANGE_ID": ("exchangeId", _const(None)),
    "OUTLOOK_VERSION": ("outlookVersion", _text("version")),
    "VIEWED_DATE": ("viewedDate", _date("viewed")),
    "SORTING": ("sorting", _const(None)),
    "DURATION_FACT": ("durationFact", _const(None)),
    "IS_MUTED": ("isMuted", _const("N")),
    "IS_PINNED": ("isPinned", _const("N")),
    "IS_PINNED_IN_GROUP": ("isPinnedInGroup", _const("N")),
    "FLOW_ID": ("flowId", _text("flow_id")),
    "STATUS": ("status", _text("status")),
    "STATUS_CHANGED_DATE": ("statusChangedDate", _date("status_changed")),
    "DURATION_PLAN": ("durationPlan", _text("duration_plan")),
    "DURATION_TYPE": ("durationType", _raw("duration_type")),
    "GROUP_ID": ("groupId", _text("group_id")),
    "CHAT_ID": ("chatId", _raw("chat_id")),
}
_ALL = frozenset(FIELDS) - {"CHAT_ID"}
_DETAILS = frozenset({"ACCOMPLICES", "AUDITORS", "TAGS", "FAVORITE"})


def person_card(portal: Portal, user_id: int) -> dict[str, Json]:
    """The short card of a person inside a task."""
    person = portal.people.get(user_id)
    return {
        "id": str(user_id),
        "name": person.full_name if person is not None else "",
        "link": f"/company/personal/user/{user_id}/",
        "icon": _AVATAR,
        "workPosition": person.position if person is not None else "",
    }


def group_card(portal: Portal, group_id: int) -> Json:
    """The project inside a task; `[]` when there is none."""
    row = portal.store.one("SELECT name, opened FROM sonet WHERE id=?", (group_id,)) if group_id else None
    if row is None:
        return []
    count = portal.store.scalar("SELECT COUNT(*) FROM sonet_member WHERE group_id=?", (group_id,))
    return {
        "id": str(group_id),
        "name": row["name"],
        "opened": row["opened"] == "Y",
        "membersCount": count,
        "image": _GROUP_IMAGE,
        "additionalData": [],
    }


def sub_status(row: Row, now: int) -> str:
    """The status with its meta: -1 overdue, -3 almost overdue (a day left), else the real one."""
    if row["status"] in (2, 3) and row["deadline"] is not None:
        if row["deadline"] < now:
            return "-1"
        if row["deadline"] - now < 86_400:
            return "-3"
    return str(row["status"])


def _people(portal: Portal, ids: Collection[int]) -> Json:
    return {str(user_id): person_card(portal, user_id) for user_id in ids} or []


class Gallery:
    """What several rows of one answer share: cards of people and projects, looked up once."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self._people: dict[int, Json] = {}
        self._groups: dict[int, Json] = {}

    def person(self, user_id: int) -> Json:
        """The card of a person."""
        if user_id not in self._people:
            self._people[user_id] = person_card(self.portal, user_id)
        return self._people[user_id]

    def group(self, group_id: int) -> Json:
        """The card of a project."""
        if group_id not in self._groups:
            self._groups[group_id] = group_card(self.portal, group_id)
        return self._groups[group_id]


def render(gallery: Gallery, row: Row, wanted: Collection[str] | None, now: int, caller: Person) -> dict[str, Json]:
    """A task with the selected fields (`None` or `*` = all but chat and own fields).

    `id` always comes; `creator` and `responsible` with their ids; `group` always.
    """
    portal = gallery.portal
    task_id = row["id"]
    if wanted is None or "*" in wanted:
        names = _ALL | _DETAILS | frozenset(wanted or ())
    else:
        names = frozenset(wanted) | {"ID"}
    task: dict[str, Json] = {}
    for name, (key, value) in FIELDS.items():
        if name in names:
            task[key] = value(row)
    if "title" in task:
        task["title"] = portal.manners.title(task["title"])
    if "DESCRIPTION" in names:
        task["descriptionInBbcode"] = "Y"
    if "SUBSTATUS" in names or "STATUS" in names:
        task["subStatus"] = sub_status(row, now)
    own = sorted(name for name in names if name.startswith("UF_"))
    if own:
        extra = load(row["extra"])
        for name in own:
            task[camel(name)] = extra.get(name)
        task.setdefault("ufMailMessage", extra.get("UF_MAIL_MESSAGE"))
    if "FAVORITE" in names:
        found = portal.store.one("SELECT 1 FROM favorite WHERE task_id=? AND user_id=?", (task_id, caller.id))
        task["favorite"] = "N" if found is None else "Y"
    if "ACCOMPLICES" in names or "AUDITORS" in names:
        members: dict[str, list[int]] = {"A": [], "U": []}
        for member in portal.store.all("SELECT role, user_id FROM task_member WHERE task_id=?", (task_id,)):
            members[member["role"]].append(member["user_id"])
        for name, role in (("ACCOMPLICES", "A"), ("AUDITORS", "U")):
            if name in names:
                task[name.lower()] = [str(user_id) for user_id in members[role]]
                task[f"{name.lower()}Data"] = _people(portal, members[role])
    if "TAGS" in names:
        tags = portal.store.all(
            "SELECT tag.id, tag.title FROM task_tag JOIN tag ON tag.id=tag_id WHERE task_id=? ORDER BY tag.id",
            (task_id,),
        )
        task["tags"] = {str(tag["id"]): {"id": tag["id"], "title": tag["title"]} for tag in tags} or []
    task["group"] = gallery.group(row["group_id"])
    if "CREATED_BY" in names:
        task["creator"] = gallery.person(row["created_by"])
    if "RESPONSIBLE_ID" in names:
        task["responsible"] = gallery.person(row["responsible_id"])
    return task


def full_task(portal: Portal, row: Row, caller: Person, now: int, fresh: bool = False) -> dict[str, Json]:
    """A task as `add` (fresh) and the status methods answer it: everything, rights and checklist tree."""
    gallery = Gallery(portal)
    task = render(gallery, row, None, now, caller)
    for key in ("tags", "subStatus"):
        task.pop(key, None)
    action = rights_for(portal, caller, row)
    items = portal.store.all("SELECT * FROM checklist WHERE task_id=? ORDER BY parent_id, sort, id", (row["id"],))
    if fresh:
        for key in ("sprintId", "backlogId"):
            task.pop(key, None)
        action.pop("take")
    else:
        task["closedBy"] = task["closedBy"] or "0"
    task["checklist"] = {str(item["id"]): _checklist_card(item) for item in items} or []
    task["newCommentsCount"] = 0
    task["action"] = action
    task["checkListTree"] = _tree(portal, row, items, caller, fresh)
    task["checkListCanAdd"] = action["checklist.add"]
    return task


_ITEM_ACTIONS = {"modify": True, "remove": True, "toggle": True, "add": True, "addAccomplice": True}


def _checklist_card(item: Row) -> dict[str, Json]:
    return {
        "id": str(item["id"]),
        "taskId": str(item["task_id"]),
        "createdBy": str(item["created_by"]),
        "parentId": str(item["parent_id"]) if item["parent_id"] else 0,
        "title": item["title"],
        "sortIndex": str(item["sort"]),
        "isComplete": "Y" if item["complete"] else "N",
        "isImportant": "Y" if item["important"] else "N",
        "toggledBy": _text("toggled_by")(item),
        "toggledDate": iso_or_none(item["toggled"]),
        "ufChecklistFiles": False,
        "members": [],
        "attachments": [],
        "entityId": str(item["task_id"]),
        "action": dict(_ITEM_ACTIONS),
    }


def _tree(portal: Portal, row: Row, items: list[Row], caller: Person, fresh: bool) -> dict[str, Json]:
    numbers = iter(range(1, len(items) + 1))

    def below(parent: int, path: str) -> list[Json]:
        found = []
        children = [item for item in items if item["parent_id"] == parent]
        for index, item in enumerate(children, 1):
            shown = f"{path}{index}" if parent else ""
            number = next(numbers)
            fields = {
                "id": item["id"],
                "copiedId": None,
                "entityId": row["id"],
                "userId": caller.id,
                "createdBy": item["created_by"],
                "parentId": item["parent_id"],
                "title": item["title"],
                "sortIndex": item["sort"],
                "displaySortIndex": shown,
                "isComplete": bool(item["complete"]),
                "isImportant": bool(item["important"]),
                "completedCount": 0,
                "members": [],
                "attachments": [],
                "nodeId": None,
            }
            found.append(
                {
                    "nodeId": number,
                    "fields": fields,
                    "action": dict(_ITEM_ACTIONS),
                    "descendants": below(item["id"], f"{shown}." if shown else ""),
                }
            )
        return found

    fields: dict[str, Json] = {
        "id": None,
        "copiedId": None,
        "entityId": None,
        "userId": caller.id,
        "createdBy": None,
        "parentId": None,
        "title": "",
        "sortIndex": None,
        "displaySortIndex": "",
        "isComplete": False,
        "isImportant": False,
        "completedCount": 0,
        "members": [],
        "attachments": [],
    }
    if not fresh:
        fields["nodeId"] = None
    return {"nodeId": 0, "fields": fields, "action": [], "descendants": below(0, "")}


def camel(name: str) -> str:
    """UF_CRM_TASK -> ufCrmTask."""
    first, *rest = name.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)


def result_row(row: Row) -> dict[str, Json]:
    """A task's result as `tasks.task.result.list` writes it."""
    return {
        "id": row["id"],
        "taskId": row["task_id"],
        "commentId": row["comment_id"],
        "createdBy": row["created_by"],
        "createdAt": iso(row["created"]),
        "updatedAt": iso(row["updated"] or row["created"]),
        "status": row["status"],
        "text": row["text"],
        "formattedText": row["text"],
        "files": load(row["files"]),
    }
