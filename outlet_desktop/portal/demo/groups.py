"""Projects: `sonet_group.*`, `socialnetwork.api.workgroup.*`, and the kanban stages of a project."""

from __future__ import annotations

import re
from typing import Any

from outlet_desktop.portal.demo.clock import dotted, iso, parse_when
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    MethodError,
    as_dict,
    as_ids,
    as_int,
    as_list,
    flag,
    method,
    page,
    yes,
)

_STAGES = (("Новые", "00C4FB", "NEW"), ("Выполняются", "47D1E2", "PROGRESS"), ("Сделаны", "75D900", "FINISH"))
_FLAGS = {"VISIBLE": "visible", "OPENED": "opened", "CLOSED": "closed", "PROJECT": "project"}


def _columns(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, column in _FLAGS.items():
        if call.loose(name) is not None:
            found[column] = yes(flag(call.loose(name)))
    for name, column in (
        ("NAME", "name"),
        ("DESCRIPTION", "description"),
        ("KEYWORDS", "keywords"),
        ("INITIATE_PERMS", "initiate"),
    ):
        if call.loose(name) is not None:
            found[column] = str(call.loose(name))
    for name, column in (("PROJECT_DATE_START", "starts"), ("PROJECT_DATE_FINISH", "finishes")):
        if call.loose(name) is not None:
            found[column] = parse_when(call.loose(name))
    return found


@method("sonet_group.create", "sonet_group")
def group_create(call: Call) -> Json:
    store = call.portal.store
    columns = {
        "description": None, "visible": "Y", "opened": "N", "closed": "N", "keywords": None, "project": "N",
        "initiate": "K", "starts": None, "finishes": None,
    } | _columns(call)  # fmt: skip
    if not str(columns.get("name") or "").strip():
        raise MethodError("", "Cannot create group")
    owner = as_int(call.loose("OWNER_ID"), call.person.id) if call.person.admin else call.person.id
    if owner not in call.portal.people:
        raise MethodError("", "Incorrect input data")
    columns |= {"owner_id": owner, "created": call.now, "updated": call.now, "activity": call.now}
    columns["chat_id"] = store.run("INSERT INTO chat(kind, title) VALUES('group', ?)", (columns["name"],))
    group_id = store.run(
        f"INSERT INTO sonet({', '.join(columns)}) VALUES({','.join('?' * len(columns))})", list(columns.values())
    )
    store.run("UPDATE chat SET entity_id=? WHERE id=?", (group_id, columns["chat_id"]))
    store.run("INSERT INTO sonet_member(group_id, user_id, role) VALUES(?, ?, 'A')", (group_id, owner))
    store.many(
        "INSERT INTO stage(entity_id, entity_type, title, sort, color, system_type) VALUES(?, 'G', ?, ?, ?, ?)",
        [(group_id, title, (n + 1) * 100, color, kind) for n, (title, color, kind) in enumerate(_STAGES)],
    )
    call.facts |= {"group_id": group_id, "name": columns["name"], "keywords": columns["keywords"]}
    return group_id


def _group(call: Call, name: str, missing: str = "Wrong group ID") -> Row:
    number = as_int(call.loose(name), 0)
    call.facts["group_id"] = number
    row = call.portal.store.one("SELECT * FROM sonet WHERE id=?", (number,))
    if row is None or not (_sees(call, row)):
        raise MethodError("", missing)
    return row


def _role(call: Call, group_id: int, user_id: int | None = None) -> str | None:
    found: str | None = call.portal.store.scalar(
        "SELECT role FROM sonet_member WHERE group_id=? AND user_id=?", (group_id, user_id or call.person.id)
    )
    return found


def _sees(call: Call, row: Row) -> bool:
    return call.person.admin or row["visible"] == "Y" or _role(call, row["id"]) is not None


@method("sonet_group.update", "sonet_group")
def group_update(call: Call) -> Json:
    row = _group(call, "GROUP_ID")
    if not call.person.admin and _role(call, row["id"]) not in {"A", "E"}:
        raise MethodError("", "User has no permissions to update group")
    columns = _columns(call) | {"updated": call.now, "activity": call.now}
    if columns.get("name") == "":
        raise MethodError("", "Cannot update group")
    sets = ", ".join(f"{name}=?" for name in columns)
    call.portal.store.run(f"UPDATE sonet SET {sets} WHERE id=?", [*columns.values(), row["id"]])
    call.facts |= {name: columns[name] for name in ("name", "closed") if name in columns}
    return row["id"]


@method("sonet_group.delete", "sonet_group")
def group_delete(call: Call) -> Json:
    row = _group(call, "GROUP_ID", "Socialnetwork group not found")
    if not call.person.admin and _role(call, row["id"]) != "A":
        raise MethodError("", "User has no permissions to delete group")
    call.portal.store.run("UPDATE task SET group_id=0 WHERE group_id=?", (row["id"],))
    for sql in ("DELETE FROM sonet_member WHERE group_id=?", "DELETE FROM sonet WHERE id=?"):
        call.portal.store.run(sql, (row["id"],))
    return True


def _member_count(call: Call, group_id: int) -> int:
    count: int = call.portal.store.scalar("SELECT COUNT(*) FROM sonet_member WHERE group_id=?", (group_id,))
    return count


def _group_row(call: Call, row: Row) -> dict[str, Json]:
    return {
        "ID": str(row["id"]),
        "SITE_ID": "s1",
        "NAME": row["name"],
        "DESCRIPTION": row["description"],
        "DATE_CREATE": iso(row["created"]),
        "DATE_UPDATE": iso(row["updated"]),
        "ACTIVE": "Y",
        "VISIBLE": row["visible"],
        "OPENED": row["opened"],
        "CLOSED": row["closed"],
        "SUBJECT_ID": str(row["subject_id"]),
        "OWNER_ID": str(row["owner_id"]),
        "KEYWORDS": row["keywords"],
        "NUMBER_OF_MEMBERS": str(_member_count(call, row["id"])),
        "DATE_ACTIVITY": iso(row["activity"]),
        "SUBJECT_NAME": "Рабочие группы",
        "PROJECT": row["project"],
        "IS_EXTRANET": "N",
    }


_COLUMNS = {
    "ID": "id",
    "NAME": "name",
    "OWNER_ID": "owner_id",
    "VISIBLE": "visible",
    "OPENED": "opened",
    "CLOSED": "closed",
    "PROJECT": "project",
    "KEYWORDS": "keywords",
    "SUBJECT_ID": "subject_id",
    "ACTIVE": "'Y'",
    "IS_EXTRANET": "'N'",
    "SITE_ID": "'s1'",
}
_DATES = {"DATE_CREATE": "created", "DATE_UPDATE": "updated", "DATE_ACTIVITY": "activity"}
_KEY = re.compile(r"(>=|<=|!%|!=|!><|><|[!<>=%?])?(.+)$")


def _filtered(call: Call, wanted: dict[str, Json], order: dict[str, Json], project: bool) -> list[Row]:
    parts, values = [], list[Any]()
    for key, value in wanted.items():
        match = _KEY.match(key)
        assert match is not None
        sign, name = match.group(1) or "", match.group(2).upper()
        if name == "PROJECT" and not project:
            continue
        column = _COLUMNS.get(name) or _DATES.get(name)
        if column is None:
            call.portal.manners.meet_unknown_filter(name)
            continue
        items = [parse_when(item) if name in _DATES else item for item in as_list(value)]
        if name in {"ID", "OWNER_ID", "SUBJECT_ID"}:
            items = [as_int(item, 0) for item in items]
        if sign in {"%", "?"}:
            parts.append(f"fold({column}) LIKE fold(?)")
            values.append(f"%{str(value).strip('%')}%")
        elif sign in {">", ">=", "<", "<="}:
            parts.append(f"{column}{sign}?")
            values.append(items[0] if items else None)
        elif items:
            parts.append(f"{column} {'NOT ' if sign.startswith('!') else ''}IN ({','.join('?' * len(items))})")
            values += items
    if not call.person.admin:
        parts.append("(visible='Y' OR id IN (SELECT group_id FROM sonet_member WHERE user_id=?))")
        values.append(call.person.id)
    known = _COLUMNS | _DATES
    ways = [
        f"{known[key.upper()]} {'ASC' if str(way).upper() == 'ASC' else 'DESC'}"
        for key, way in order.items()
        if key.upper() in known
    ]
    where = f" WHERE {' AND '.join(parts)}" if parts else ""
    return call.portal.store.all(f"SELECT * FROM sonet{where} ORDER BY {', '.join([*ways, 'id DESC'])}", values)


@method("sonet_group.get", "sonet_group")
def group_get(call: Call) -> Json:
    wanted = as_dict(call.loose("FILTER"))
    if call.loose("GROUP_ID") is not None:
        wanted = {**wanted, "ID": call.loose("GROUP_ID")}
    listing = page(_filtered(call, wanted, as_dict(call.loose("ORDER")), project=False), call.start)
    listing.rows = [_group_row(call, row) for row in listing.rows]
    return listing


@method("sonet_group.user.get", "sonet_group")
def members_get(call: Call) -> Json:
    row = _group(call, "ID", "Socialnetwork group not found")
    found = call.portal.store.all("SELECT * FROM sonet_member WHERE group_id=? ORDER BY role, user_id", (row["id"],))
    return [{"USER_ID": str(item["user_id"]), "ROLE": item["role"]} for item in found]


def _add_members(call: Call, row: Row) -> list[str]:
    added = []
    for user_id in dict.fromkeys(as_ids(call.loose("USER_ID"))):
        if user_id in call.portal.people and _role(call, row["id"], user_id) is None:
            call.portal.store.run(
                "INSERT INTO sonet_member(group_id, user_id, role) VALUES(?, ?, 'K')", (row["id"], user_id)
            )
            added.append(str(user_id))
    return added


@method("sonet_group.user.add", "sonet_group")
def members_add(call: Call) -> Json:
    row = _group(call, "GROUP_ID")
    if not call.person.admin:
        raise MethodError("", "No permissions to add users")
    return _add_members(call, row)


@method("sonet_group.user.invite", "sonet_group")
def members_invite(call: Call) -> Json:
    """The invited join at once: nobody on this portal refuses."""
    row = _group(call, "GROUP_ID")
    if not as_ids(call.loose("USER_ID")):
        raise MethodError("", "Wrong user IDs")
    if not call.person.admin and _role(call, row["id"]) is None:
        raise MethodError("", "No permissions to invite users")
    return _add_members(call, row)


@method("sonet_group.user.delete", "sonet_group")
def members_delete(call: Call) -> Json:
    row = _group(call, "GROUP_ID")
    if not call.person.admin and _role(call, row["id"]) not in {"A", "E"}:
        raise MethodError("", "No permissions to update users role")
    gone = []
    for user_id in as_ids(call.loose("USER_ID")):
        if call.portal.store.change(
            "DELETE FROM sonet_member WHERE group_id=? AND user_id=? AND role<>'A'", (row["id"], user_id)
        ):
            gone.append(str(user_id))
    return gone


@method("sonet_group.user.groups", "sonet_group")
def own_groups(call: Call) -> Json:
    rows = call.portal.store.all(
        "SELECT sonet.id, sonet.name, role FROM sonet_member JOIN sonet ON sonet.id=group_id WHERE user_id=?"
        " ORDER BY sonet.id",
        (call.person.id,),
    )
    return [
        {
            "GROUP_ID": str(row["id"]),
            "GROUP_NAME": row["name"],
            "ROLE": row["role"],
            "GROUP_IMAGE_ID": None,
            "GROUP_IMAGE": "",
        }
        for row in rows
    ]


_OPERATIONS = {
    "tasks": {"view", "view_all", "create_tasks", "edit_tasks", "delete_tasks", "modify_folders", "sort"},
    "blog": {"view_post", "write_post", "premoderate_post", "moderate_post", "full_post"},
}


@method("sonet_group.feature.access", "sonet_group")
def feature_access(call: Call) -> Json:
    row = _group(call, "GROUP_ID")
    operations = _OPERATIONS.get(str(call.loose("FEATURE") or ""))
    if operations is None:
        raise MethodError("", "Wrong feature")
    if call.loose("OPERATION") not in operations:
        raise MethodError("", "Wrong operation")
    return call.person.admin or _role(call, row["id"]) is not None


# -- the newer module --------------------------------------------------------------------------

_DEFAULTS = ("ID",)


@method("socialnetwork.api.workgroup.list", "socialnetwork")
def workgroup_list(call: Call) -> Json:
    wanted = as_dict(call.loose("filter"))
    listing = page(_filtered(call, wanted, as_dict(call.loose("order")), project=True), call.start)
    select = {str(name).upper() for name in as_list(call.loose("select"))} or set(_DEFAULTS)
    rows = [_workgroup_row(call, row, select) for row in listing.rows]
    listing.rows = {"workgroups": rows}
    return listing


def _workgroup_row(call: Call, row: Row, select: set[str]) -> dict[str, Json]:
    simple: dict[str, tuple[str, Json]] = {
        "ID": ("id", str(row["id"])),
        "NAME": ("name", row["name"]),
        "DESCRIPTION": ("description", row["description"]),
        "TYPE": ("type", "project" if row["project"] == "Y" else "group"),
        "KEYWORDS": ("keywords", row["keywords"]),
        "CLOSED": ("closed", row["closed"]),
        "VISIBLE": ("visible", row["visible"]),
        "OPENED": ("opened", row["opened"]),
        "OWNER_ID": ("ownerId", str(row["owner_id"])),
        "PROJECT": ("project", row["project"]),
        "DATE_CREATE": ("dateCreate", dotted(row["created"])),
        "DATE_UPDATE": ("dateUpdate", dotted(row["updated"])),
        "NUMBER_OF_MEMBERS": ("numberOfMembers", str(_member_count(call, row["id"]))),
    }
    found = {key: value for name, (key, value) in simple.items() if name in select or name == "ID"}
    if "AVATAR" in select:
        found |= {
            "imageId": "0",
            "avatarType": None,
            "avatar": "",
            "additionalData": {"role": _role(call, row["id"]) or "", "initiatedByType": ""},
        }
    if flag(as_dict(call.loose("params")).get("shouldSelectDialogId")):
        found["dialogId"] = f"chat{row['chat_id']}"
    return found


@method("socialnetwork.api.workgroup.get", "socialnetwork")
def workgroup_get(call: Call) -> Json:
    params = as_dict(call.loose("params"))
    number = as_int(params.get("groupId"), 0)
    row = call.portal.store.one("SELECT * FROM sonet WHERE id=?", (number,)) if number else None
    if row is None or not _sees(call, row):
        raise MethodError("SONET_CONTROLLER_WORKGROUP_EMPTY", "Не передано значение ID рабочей группы.")
    call.facts["group_id"] = number
    members = call.portal.store.all("SELECT * FROM sonet_member WHERE group_id=? ORDER BY user_id", (number,))
    tags = [tag.strip() for tag in (row["keywords"] or "").split(",") if tag.strip()]
    return {
        "ID": number,
        "ACTIVE": "Y",
        "SITE_ID": "s1",
        "SUBJECT_ID": row["subject_id"],
        "NAME": row["name"],
        "DESCRIPTION": row["description"] or "",
        "KEYWORDS": row["keywords"] or "",
        "CLOSED": row["closed"],
        "VISIBLE": row["visible"],
        "OPENED": row["opened"],
        "DATE_CREATE": dotted(row["created"]),
        "DATE_UPDATE": dotted(row["updated"]),
        "DATE_ACTIVITY": dotted(row["activity"]),
        "IMAGE_ID": 0,
        "AVATAR_TYPE": "folder",
        "OWNER_ID": row["owner_id"],
        "INITIATE_PERMS": row["initiate"],
        "NUMBER_OF_MEMBERS": len(members),
        "NUMBER_OF_MODERATORS": sum(item["role"] in "AE" for item in members),
        "PROJECT": row["project"],
        "PROJECT_DATE_START": None if row["starts"] is None else dotted(row["starts"]),
        "PROJECT_DATE_FINISH": None if row["finishes"] is None else dotted(row["finishes"]),
        "SEARCH_INDEX": f"{row['name']} {row['description'] or ''} {' '.join(tags)}".strip(),
        "LANDING": "N",
        "SCRUM_OWNER_ID": 0,
        "SCRUM_SPRINT_DURATION": 0,
        "SCRUM_TASK_RESPONSIBLE": "",
        "TYPE": "project" if row["project"] == "Y" else "group",
        "MEMBERS": [item["user_id"] for item in members],
        "CHAT_ID": row["chat_id"],
        "DIALOG_ID": f"chat{row['chat_id']}",
        "ORDINARY_MEMBERS": [item["user_id"] for item in members if item["role"] == "K"],
        "INVITED_MEMBERS": [],
        "MODERATOR_MEMBERS": [item["user_id"] for item in members if item["role"] == "E"],
        "SITE_IDS": ["s1"],
        "TAGS": tags,
        "DEPARTMENTS": [],
        "NUMBER_OF_MEMBERS_PLURAL": 0,
    }
