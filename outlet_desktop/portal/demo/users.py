"""People and departments: `user.*`, `department.*`, `im.user.*`, `im.department.*`, absences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.clock import dotted, iso, parse_when
from outlet_desktop.portal.demo.people import DEPARTMENTS, Department
from outlet_desktop.portal.demo.user_fields import USER_FIELDS
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    MethodError,
    Person,
    as_dict,
    as_ids,
    as_int,
    as_list,
    flag,
    load,
    method,
    page,
    yes,
)

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal

_COLORS = ("#048bd0", "#df532d", "#4ba984", "#ab7761", "#f76187", "#8474c8")


def user_object(person: Person, now: int) -> dict[str, Json]:
    """A user as `user.get` writes it."""
    return {
        "ID": str(person.id),
        "ACTIVE": person.active_at(now),
        "NAME": person.name,
        "LAST_NAME": person.last_name,
        "SECOND_NAME": person.second_name,
        "EMAIL": person.email,
        "LAST_LOGIN": iso(now - 3600),
        "DATE_REGISTER": f"{person.hired}T00:00:00+04:00",
        "TIME_ZONE": "",
        "IS_ONLINE": yes(person.active_at(now)),
        "TIMESTAMP_X": {},
        "LAST_ACTIVITY_DATE": {},
        "PERSONAL_GENDER": person.gender,
        "PERSONAL_WWW": "",
        "PERSONAL_BIRTHDAY": f"{person.born}T00:00:00+04:00",
        "PERSONAL_MOBILE": "",
        "PERSONAL_CITY": person.city,
        "WORK_PHONE": person.phone,
        "WORK_POSITION": person.position,
        "UF_EMPLOYMENT_DATE": f"{person.hired}T00:00:00+04:00",
        "UF_DEPARTMENT": list(person.departments),
        "USER_TYPE": "employee",
    }


@method("user.current", "user")
def user_current(call: Call) -> Json:
    full = user_object(call.person, call.now)
    full["LAST_ACTIVITY_DATE"] = iso(call.now)[:19].replace("T", " ")
    for key in (
        "SECOND_NAME", "TIME_ZONE", "TIMESTAMP_X", "PERSONAL_WWW", "PERSONAL_MOBILE", "PERSONAL_CITY",
        "WORK_PHONE", "USER_TYPE",
    ):  # fmt: skip
        del full[key]
    return full


_CONTROL_KEYS = {"FILTER", "SORT", "ORDER", "ADMIN_MODE", "SELECT", "IMAGE_RESIZE", "START", "AUTH", "FIND"}
_PREFIXES = (">=", "<=", "!@", "!%", "!=", "=%", "%=", ">", "<", "@", "%", "!", "=")


_FILTERS = {"NAME_SEARCH", "UF_DEPARTMENT_NAME", *USER_FIELDS}


def _filters(call: Call) -> dict[str, Json]:
    found = {key.upper(): value for key, value in as_dict(call.loose("FILTER")).items()}
    for name in (key.lstrip("<>=!%@") for key in found):
        if name not in _FILTERS:
            call.portal.manners.meet_unknown_filter(name)
    for key, value in call.params.items():
        if key.upper() not in _CONTROL_KEYS:
            found.setdefault(key.upper(), value)
    return found


def _keeps(user: dict[str, Json], key: str, wanted: Json) -> bool:
    prefix = next((sign for sign in _PREFIXES if key.startswith(sign)), "")
    name = key[len(prefix) :]
    if name in {"NAME_SEARCH", "FIND"}:
        text = " ".join(str(user[part]) for part in ("NAME", "LAST_NAME", "SECOND_NAME", "WORK_POSITION"))
        return all(word.casefold() in text.casefold() for word in str(wanted).split())
    if name == "UF_DEPARTMENT_NAME":
        names = [d.name for d in DEPARTMENTS if d.id in user["UF_DEPARTMENT"]]
        return any(str(wanted).casefold() in found.casefold() for found in names)
    if name not in user:
        return True  # an unknown key filters nothing
    value = user[name]
    if isinstance(value, bool):
        return value == flag(wanted)
    if isinstance(value, list):
        hit = bool(set(value) & set(as_ids(wanted)))
        return not hit if prefix.startswith("!") else hit
    if "%" in prefix:
        hit = str(wanted).strip("%").casefold() in str(value).casefold()
        return not hit if prefix.startswith("!") else hit
    if prefix in {">=", "<=", ">", "<"}:
        return _compared(str(value), wanted, prefix)
    texts = {str(item).casefold() for item in as_list(wanted)}
    hit = str(value).casefold() in texts
    return not hit if prefix.startswith("!") else hit


def _compared(value: str, wanted: Json, sign: str) -> bool:
    a: float | None = as_int(value, 0) if value.isdigit() else parse_when(value)
    b: float | None = as_int(wanted, 0) if str(wanted).isdigit() else parse_when(wanted)
    if a is None or b is None:
        return False
    return {">=": a >= b, "<=": a <= b, ">": a > b, "<": a < b}[sign]


def _users(call: Call, filters: dict[str, Json]) -> Json:
    rows = [user_object(person, call.now) for person in call.portal.people.values()]
    rows = [row for row in rows if all(_keeps(row, key, value) for key, value in filters.items())]
    sort = str(call.loose("sort") or "ID").upper()
    if sort not in USER_FIELDS:
        sort = "ID"
    key: Callable[[dict[str, Json]], Json] = lambda row: str(row.get(sort, ""))  # noqa: E731
    if sort == "ID":
        key = lambda row: int(row["ID"])  # noqa: E731
    rows.sort(key=key, reverse=str(call.loose("order") or "ASC").upper() == "DESC")
    chosen = [str(item).upper() for item in as_list(call.loose("select"))]
    if chosen and "*" not in chosen:
        names = {"ID", *chosen}
        rows = [
            {k: v for k, v in row.items() if k in names or ("UF_*" in names and k.startswith("UF_"))} for row in rows
        ]
    return page(rows, call.start)


@method("user.get", "user")
def user_get(call: Call) -> Json:
    return _users(call, _filters(call))


@method("user.search", "user")
def user_search(call: Call) -> Json:
    find = call.loose("FIND")
    if isinstance(find, str) and find:
        return _users(call, {"FIND": find})
    return _users(
        call,
        {
            k
            if k[:1] in "!%=<>@" or k == "UF_DEPARTMENT" or k not in {"NAME", "LAST_NAME", "WORK_POSITION"}
            else f"%{k}": v
            for k, v in _filters(call).items()
        },
    )


@method("user.fields", "user")
def user_fields(call: Call) -> Json:
    return dict(USER_FIELDS)


# -- departments -------------------------------------------------------------------------------


def _department(department: Department) -> dict[str, Json]:
    row: dict[str, Json] = {"ID": str(department.id), "NAME": department.name, "SORT": department.sort}
    if department.parent is not None:
        row["PARENT"] = str(department.parent)
    row["UF_HEAD"] = str(department.head)
    return row


@method("department.get", "department")
def department_get(call: Call) -> Json:
    rows = [_department(department) for department in DEPARTMENTS]
    for key in ("ID", "NAME", "SORT", "PARENT", "UF_HEAD"):
        wanted = call.loose(key)
        # "SORT" is also the name of the sorting parameter: a field name there is no filter.
        if wanted is None or (key == "SORT" and not str(wanted).isdigit()):
            continue
        texts = {str(item) for item in as_list(wanted)}
        rows = [row for row in rows if str(row.get(key, "")) in texts]
    sort = str(call.loose("sort") or "ID").upper()
    if sort == "NAME":
        rows.sort(key=lambda row: str(row["NAME"]))
    elif sort in {"ID", "SORT", "PARENT", "UF_HEAD"}:
        rows.sort(key=lambda row: as_int(row.get(sort), 0))
    if str(call.loose("order") or "ASC").upper() == "DESC":
        rows.reverse()
    return page(rows, call.start)


@method("department.fields", "department")
def department_fields(call: Call) -> Json:
    return {
        "ID": "ID",
        "NAME": "Название подразделения",
        "SORT": "Порядок сортировки",
        "PARENT": "Вышестоящее подразделение",
        "UF_HEAD": "Руководитель",
    }


def _wanted_departments(call: Call) -> list[Department]:
    wanted = as_ids(call.loose("ID"))
    if not wanted:
        raise MethodError("ID_EMPTY", "Department ID can't be empty")
    return [department for department in DEPARTMENTS if department.id in wanted]


@method("im.department.managers.get", "im")
def department_managers(call: Call) -> Json:
    full = flag(call.loose("USER_DATA"))
    return {
        str(d.id): [im_user(call.portal, d.head, call.now) if full else d.head] for d in _wanted_departments(call)
    } or []


@method("im.department.employees.get", "im")
def department_employees(call: Call) -> Json:
    full = flag(call.loose("USER_DATA"))
    found: dict[str, Json] = {}
    for department in _wanted_departments(call):
        ids = [p.id for p in call.portal.people.values() if department.id in p.departments]
        found[str(department.id)] = [im_user(call.portal, i, call.now) if full else i for i in ids]
    return found or []


@method("im.department.get", "im")
def department_list(call: Call) -> Json:
    if not isinstance(call.loose("ID"), list | None):
        raise MethodError("INVALID_FORMAT", "A wrong format for the ID field is passed")
    root = DEPARTMENTS[0].name
    return [
        {
            "id": d.id,
            "name": d.name,
            "full_name": d.name if d.parent is None else f"{d.name} / {root}",
            "manager_user_id": d.head,
        }
        for d in _wanted_departments(call)
    ]


# -- messenger's view of people ----------------------------------------------------------------


def im_user(portal: Portal, user_id: int, now: int) -> dict[str, Json]:
    """A user or a bot as `im.user.get` writes it."""
    person = portal.people.get(user_id)
    bot = None if person is not None else portal.store.one("SELECT properties FROM bot WHERE id=?", (user_id,))
    until = portal.absent_until(user_id, now) if person is not None else None
    common: dict[str, Json] = {
        "id": user_id,
        "active": person.active_at(now) if person is not None else bot is not None,
        "name": "",
        "first_name": "",
        "last_name": "",
        "work_position": "",
        "color": _COLORS[user_id % len(_COLORS)],
        "avatar": "",
        "avatar_hr": "",
        "gender": "M",
        "birthday": "",
        "extranet": False,
        "network": False,
        "bot": bot is not None,
        "connector": False,
        "external_auth_id": "bot" if bot is not None else "default",
        "status": "online",
        "idle": False,
        "last_activity_date": iso(now),
        "mobile_last_date": False,
        "desktop_last_date": False,
        "absent": iso(until) if until is not None else False,
        "departments": list(person.departments) if person is not None else [1],
        "phones": False,
        "website": "",
        "email": "",
        "bot_data": None,
        "type": "bot" if bot is not None else "user",
    }
    if person is not None:
        common |= {
            "name": person.full_name,
            "first_name": person.name,
            "last_name": person.last_name,
            "work_position": person.position,
            "gender": person.gender,
            "phones": {"work_phone": person.phone, "personal_mobile": "", "inner_phone": str(100 + user_id)},
            "email": person.email,
        }
    elif bot is not None:
        known = load(bot["properties"])
        common |= {
            "name": " ".join(filter(None, (known.get("name"), known.get("lastName")))),
            "first_name": known.get("name", ""),
            "last_name": known.get("lastName") or "",
            "work_position": known.get("workPosition") or "",
        }
    return common


@method("im.user.get", "im")
def im_user_get(call: Call) -> Json:
    wanted = call.loose("ID")
    if wanted is None:
        return im_user(call.portal, call.person.id, call.now)
    number = as_int(wanted, 0)
    if number <= 0:
        raise MethodError("ID_EMPTY", "User ID can't be empty")
    known = number in call.portal.people or call.portal.store.one("SELECT 1 FROM bot WHERE id=?", (number,))
    if not known:
        raise MethodError("USER_NOT_EXISTS", "User not exists")
    return im_user(call.portal, number, call.now)


@method("im.user.list.get", "im")
def im_user_list(call: Call) -> Json:
    wanted = call.loose("ID")
    if not isinstance(wanted, list | dict):
        raise MethodError("INVALID_FORMAT", "A wrong format for the ID field is passed")
    known = [number for number in as_ids(wanted) if number in call.portal.people]
    return [im_user(call.portal, number, call.now) for number in known]


# -- absences ----------------------------------------------------------------------------------


def _required(call: Call, name: str, where: str) -> Json:
    value = call.loose(name)
    if value is None or value == "" or value == []:
        raise MethodError("", f'Не задан обязательный параметр "{name}" для метода "{where}"')
    return value


@method("calendar.accessibility.get", "calendar")
def accessibility(call: Call) -> Json:
    name = "calendar.accessibility.get"
    first = parse_when(_required(call, "from", name))
    last = parse_when(_required(call, "to", name))
    users = as_ids(_required(call, "users", name))
    found: dict[str, Json] = {}
    for user_id in users:
        rows = call.portal.store.all(
            "SELECT * FROM absence WHERE user_id=? AND last+86399>=? AND first<=? ORDER BY first",
            (user_id, first or 0, (last or 0) + 86_399),
        )
        found[str(user_id)] = [
            {
                "ID": str(row["id"]),
                "NAME": row["name"],
                "DATE_FROM": dotted(row["first"]),
                "DATE_TO": dotted(row["last"]),
                "DATE_FROM_TS_UTC": str(row["first"] + 4 * 3600),
                "DATE_TO_TS_UTC": str(row["last"] + 4 * 3600),
                "~USER_OFFSET_FROM": 0,
                "~USER_OFFSET_TO": 0,
                "DT_SKIP_TIME": yes(row["whole_days"]),
                "TZ_FROM": "Europe/Samara",
                "TZ_TO": "Europe/Samara",
                "ACCESSIBILITY": row["kind"],
                "IMPORTANCE": "normal",
                "EVENT_TYPE": "",
            }
            for row in rows
        ]
    return found


@method("calendar.settings.get", "calendar")
def calendar_settings(call: Call) -> Json:
    """Hours and days off of the company; a half hour is written "9.30". The staff is at work from 9 to 18."""
    return {
        "work_time_start": "9",
        "work_time_end": "18",
        "year_holidays": "1.01,2.01,7.01,23.02,8.03,1.05,9.05,12.06,4.11",
        "year_workdays": "31.12",
        "week_holidays": ["SA", "SU"],
        "week_start": "MO",
        "user_name_template": "#NAME# #LAST_NAME#",
        "sync_by_push": "",
        "user_show_login": "1",
    }


@method("calendar.event.add", "calendar")
def event_add(call: Call) -> Json:
    """Only what the staff needs: whole days in one's own calendar, seen by others as an absence."""
    name = "calendar.event.add"
    _required(call, "type", name)
    title = str(_required(call, "name", name))
    first = parse_when(_required(call, "from", name))
    last = parse_when(_required(call, "to", name))
    owner = as_int(call.loose("ownerId"), call.person.id)
    if owner != call.person.id and not call.person.admin:
        raise MethodError("", "Доступ запрещен")
    if first is None or last is None or last < first:
        raise MethodError("", "Неверно заданы даты события")
    kind = str(call.loose("accessibility") or "busy")
    whole = flag(call.loose("skip_time"))
    call.facts["user_id"] = owner
    number = call.portal.store.run(
        "INSERT INTO absence(user_id, first, last, name, whole_days, kind) VALUES(?, ?, ?, ?, ?, ?)",
        (owner, first, last, title, int(whole), kind),
    )
    call.portal.tell("person", owner)
    return number
