"""Projects and work groups: `sonet_group.*` and `socialnetwork.api.workgroup.*`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.clock import dotted, iso, parse_when
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
    page,
    yes,
)

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.store import Row

_COLUMNS = {
    "NAME": "name", "DESCRIPTION": "description", "VISIBLE": "visible", "OPENED": "opened", "CLOSED": "closed",
    "KEYWORDS": "keywords", "PROJECT": "project", "INITIATE_PERMS": "initiate",
}  # fmt: skip
_FLAGS = {"VISIBLE", "OPENED", "CLOSED", "PROJECT"}


def _refuse(text: str) -> MethodError:
    return MethodError("", text)


def _role(call: Call, group_id: int, user_id: int) -> str:
    role = call.portal.store.scalar("SELECT role FROM sonet_member WHERE group_id=? AND user_id=?", (group_id, user_id))
    return str(role or "")


def _visible(call: Call, row: Row) -> bool:
    return bool(call.person.admin or row["visible"] == "Y" or _role(call, row["id"], call.person.id))


def _members(call: Call, group_id: int) -> list[Row]:
    return call.portal.store.all("SELECT * FROM sonet_member WHERE group_id=? ORDER BY user_id", (group_id,))


def _written(call: Call) -> dict[str, Json]:
    columns: dict[str, Json] = {}
    for name, column in _COLUMNS.items():
        value = call.loose(name)
        if value is not None:
            columns[column] = yes(flag(value)) if name in _FLAGS else str(value)
    for name, column in (("PROJECT_DATE_START", "starts"), ("PROJECT_DATE_FINISH", "finishes")):
        value = call.loose(name)
        if value is not None:
            columns[column] = parse_when(value)
    return columns


@method("sonet_group.create", "sonet_group")
def group_create(call: Call) -> Json:
    columns = _written(call)
    if not str(columns.get("name") or "").strip():
        raise _refuse("Incorrect input data")
    owner = as_int(call.loose("OWNER_ID"), 0) if call.person.admin else 0
    if owner not in call.portal.people:
        owner = call.person.id
    store, now = call.portal.store, call.now
    chat = store.run("INSERT INTO chat(kind, title) VALUES('group', ?)", (columns["name"],))
    row: dict[str, Json] = {
        "description": None, "visible": "Y", "opened": "N", "closed": "N", "keywords": None, "project": "N",
        "initiate": "K", "created": now, "updated": now, "activity": now, "owner_id": owner, "chat_id": chat,
    } | columns  # fmt: skip
    marks = ",".join("?" * len(row))
    number = store.run(f"INSERT INTO sonet({','.join(row)}) VALUES({marks})", list(row.values()))
    store.run("UPDATE chat SET entity_id=? WHERE id=?", (number, chat))
    store.run("INSERT INTO sonet_member(group_id, user_id, role) VALUES(?, ?, 'A')", (number, owner))
    call.facts |= {"group_id": number, "name": row["name"], "keywords": row["keywords"]}
    return number


def _find(call: Call, text: str) -> Row:
    row = call.portal.store.one("SELECT * FROM sonet WHERE id=?", (as_int(call.loose("GROUP_ID"), 0),))
    if row is None:
        raise _refuse(text)
    return row


def _owned(call: Call, text: str, missing: str) -> Row:
    row = _find(call, missing)
    if not (call.person.admin or _role(call, row["id"], call.person.id) in {"A", "E"}):
        raise _refuse(text)
    call.facts["group_id"] = row["id"]
    return row


@method("sonet_group.update", "sonet_group")
def group_update(call: Call) -> Json:
    row = _owned(call, "User has no permissions to update group", "Wrong group ID")
    columns = _written(call) | {"updated": call.now, "activity": call.now}
    names = ", ".join(f"{name}=?" for name in columns)
    call.portal.store.run(f"UPDATE sonet SET {names} WHERE id=?", [*columns.values(), row["id"]])
    call.facts |= {name: columns[name] for name in ("name", "closed") if name in columns}
    return row["id"]


@method("sonet_group.delete", "sonet_group")
def group_delete(call: Call) -> Json:
    row = _owned(call, "User has no permissions to delete group", "Socialnetwork group not found")
    for sql in ("DELETE FROM sonet WHERE id=?", "DELETE FROM sonet_member WHERE group_id=?"):
        call.portal.store.run(sql, (row["id"],))
    return True


_SIGNS = ("!%", ">=", "<=", "><", "!", ">", "<", "=", "?", "%")


def _keeps(fields: dict[str, Json], key: str, wanted: Json) -> bool:
    sign = next((sign for sign in _SIGNS if key.startswith(sign)), "")
    name = key[len(sign) :].upper()
    if name not in fields:
        return True
    have = str(fields[name] if fields[name] is not None else "")
    if sign in {"%", "?", "!%"}:
        return (str(wanted).casefold() in have.casefold()) != (sign == "!%")
    values = [str(item) for item in as_list(wanted)]
    if sign in {">", "<", ">=", "<="}:
        number, limit = (parse_when(have), parse_when(wanted)) if "DATE" in name else (as_int(have), as_int(wanted))
        if number is None or limit is None:
            return False
        return {">": number > limit, "<": number < limit, ">=": number >= limit, "<=": number <= limit}[sign]
    same = have in values or have.casefold() in [value.casefold() for value in values]
    return same != (sign == "!")


def _fields(call: Call, row: Row) -> dict[str, Json]:
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
        "NUMBER_OF_MEMBERS": str(len(_members(call, row["id"]))),
        "DATE_ACTIVITY": iso(row["activity"]),
        "SUBJECT_NAME": "Рабочие группы",
        "PROJECT": row["project"],
        "IS_EXTRANET": "N",
    }


def _found(call: Call, filters: dict[str, Json], order: dict[str, Json]) -> list[tuple[Row, dict[str, Json]]]:
    store = call.portal.store
    name = next((value for key, value in filters.items() if key.upper() in {"NAME", "=NAME"}), None)
    if isinstance(name, str):  # the look-up by name is what the index is for
        rows = store.all("SELECT * FROM sonet WHERE name=?", (name,))
    else:
        rows = store.all("SELECT * FROM sonet")
    pairs = [(row, _fields(call, row)) for row in rows if _visible(call, row)]
    pairs = [(row, have) for row, have in pairs if all(_keeps(have, key, value) for key, value in filters.items())]
    key, way = next(iter(order.items()), ("ID", "DESC"))
    key = key.upper()

    def rank(pair: tuple[Row, dict[str, Json]]) -> Json:
        value = pair[1].get(key)
        return int(value) if isinstance(value, str) and value.isdigit() else str(value or "")

    return sorted(pairs, key=rank, reverse=str(way).upper() == "DESC")


@method("sonet_group.get", "sonet_group")
def group_get(call: Call) -> Json:
    filters = dict(as_dict(call.loose("FILTER")))
    if call.loose("GROUP_ID") is not None:
        filters["ID"] = call.loose("GROUP_ID")
    rows = [have for _, have in _found(call, filters, as_dict(call.loose("ORDER")))]
    return page(rows, call.start)


@method("socialnetwork.api.workgroup.list", "socialnetwork")
def workgroup_list(call: Call) -> Json:
    select = [str(name).upper() for name in as_list(call.params.get("select"))] or ["ID"]
    found = _found(call, as_dict(call.params.get("filter")), as_dict(call.params.get("order")))
    names = {
        "SITE_ID": "siteId", "DATE_CREATE": "dateCreate", "DATE_UPDATE": "dateUpdate", "SUBJECT_ID": "subjectId",
        "OWNER_ID": "ownerId", "NUMBER_OF_MEMBERS": "numberOfMembers", "DATE_ACTIVITY": "dateActivity",
    }  # fmt: skip
    rows: list[Json] = []
    for row, have in found:
        shown: dict[str, Json] = {"id": have["ID"]}
        for name in select:
            if name in have and name != "ID":
                shown[names.get(name, name.lower())] = have[name]
            elif name == "TYPE":
                shown["type"] = "project" if row["project"] == "Y" else "group"
        rows.append(shown)
    listing = page(rows, call.start)
    return Listing({"workgroups": listing.rows}, listing.total, listing.next)


@method("socialnetwork.api.workgroup.get", "socialnetwork")
def workgroup_get(call: Call) -> Json:
    number = as_int(as_dict(call.params.get("params")).get("groupId"), 0)
    row = call.portal.store.one("SELECT * FROM sonet WHERE id=?", (number,))
    if row is None or not _visible(call, row):
        raise MethodError("SONET_CONTROLLER_WORKGROUP_EMPTY", "Group not found")
    have = _fields(call, row)
    members = [member["user_id"] for member in _members(call, number)]
    return {
        "ID": number,
        "ACTIVE": "Y",
        "SUBJECT_ID": row["subject_id"],
        "NAME": row["name"],
        "DESCRIPTION": row["description"],
        "KEYWORDS": row["keywords"],
        "CLOSED": row["closed"],
        "VISIBLE": row["visible"],
        "OPENED": row["opened"],
        "DATE_CREATE": dotted(row["created"]),
        "DATE_UPDATE": dotted(row["updated"]),
        "DATE_ACTIVITY": dotted(row["activity"]),
        "OWNER_ID": row["owner_id"],
        "NUMBER_OF_MEMBERS": len(members),
        "PROJECT": row["project"],
        "PROJECT_DATE_START": None if row["starts"] is None else dotted(row["starts"]),
        "PROJECT_DATE_FINISH": None if row["finishes"] is None else dotted(row["finishes"]),
        "TYPE": "project" if row["project"] == "Y" else "group",
        "MEMBERS": members,
        "CHAT_ID": row["chat_id"],
        "DIALOG_ID": f"chat{row['chat_id']}",
        "TAGS": [tag for tag in str(have["KEYWORDS"] or "").split(",") if tag],
    }


@method("sonet_group.user.get", "sonet_group")
def member_get(call: Call) -> Json:
    number = as_int(call.loose("ID"), 0)
    row = call.portal.store.one("SELECT * FROM sonet WHERE id=?", (number,))
    if row is None or not _visible(call, row):
        raise _refuse("Socialnetwork group not found")
    return [{"USER_ID": str(member["user_id"]), "ROLE": member["role"]} for member in _members(call, number)]


def _join(call: Call) -> list[int]:
    group = _find(call, "Wrong group ID")
    added = []
    for user_id in as_ids(call.loose("USER_ID")):
        person = call.portal.people.get(user_id)
        if person is None or not person.active_at(call.now) or _role(call, group["id"], user_id):
            continue
        call.portal.store.run(
            "INSERT INTO sonet_member(group_id, user_id, role) VALUES(?, ?, 'K')", (group["id"], user_id)
        )
        added.append(user_id)
    call.facts |= {"group_id": group["id"], "users": added}
    return added


@method("sonet_group.user.add", "sonet_group")
def member_add(call: Call) -> Json:
    if not call.person.admin:
        raise _refuse("You have no permissions to add users to the group")
    return [str(user_id) for user_id in _join(call)]


@method("sonet_group.user.invite", "sonet_group")
def member_invite(call: Call) -> Json:
    _owned(call, "You have no permissions to invite", "Wrong group ID")
    return [str(user_id) for user_id in _join(call)]  # on the demo everybody accepts at once


@method("sonet_group.user.groups", "sonet_group")
def member_groups(call: Call) -> Json:
    rows = call.portal.store.all(
        "SELECT s.id, s.name, m.role FROM sonet s JOIN sonet_member m ON m.group_id=s.id WHERE m.user_id=? "
        "ORDER BY s.id",
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


@method("sonet_group.feature.access", "sonet_group")
def feature_access(call: Call) -> Json:
    group = _find(call, "Wrong group ID")
    return bool(call.person.admin or _role(call, group["id"], call.person.id))


@method("task.stages.get", "task")
def stages_get(call: Call) -> Json:
    entity = as_int(call.params.get("entityId"), 0)
    kind = "G" if entity else "U"
    owner = entity or call.person.id
    store = call.portal.store
    known = "SELECT * FROM stage WHERE entity_type=? AND entity_id=? ORDER BY sort"
    if not store.all(known, (kind, owner)):
        for sort, (title, color, system) in enumerate(
            (("Новые", "00C4FB", "NEW"), ("Выполняются", "47D1E2", "WORK"), ("Сделаны", "75D900", "FINISH")), 1
        ):
            store.run(
                "INSERT INTO stage(entity_id, entity_type, title, sort, color, system_type) VALUES(?,?,?,?,?,?)",
                (owner, kind, title, sort * 100, color, system),
            )
    return {
        str(row["id"]): {
            "ID": str(row["id"]), "TITLE": row["title"], "SORT": str(row["sort"]), "COLOR": row["color"],
            "SYSTEM_TYPE": row["system_type"], "ENTITY_ID": str(row["entity_id"]),
            "ENTITY_TYPE": row["entity_type"], "ADDITIONAL_FILTER": [], "TO_UPDATE": [], "TO_UPDATE_ACCESS": None,
        }
        for row in store.all(known, (kind, owner))
    }  # fmt: skip
