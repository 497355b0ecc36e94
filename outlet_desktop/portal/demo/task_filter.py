"""`filter` and `order` of tasks.task.list as SQL on the table `task` (alias `t`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from outlet_desktop.portal.demo.clock import parse_when
from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_dict, as_ids, as_int, as_list, flag

_NUMBERS = {
    "ID": "id", "PARENT_ID": "parent_id", "GROUP_ID": "group_id", "CREATED_BY": "created_by",
    "STATUS_CHANGED_BY": "status_changed_by", "CHANGED_BY": "changed_by", "CLOSED_BY": "closed_by",
    "PRIORITY": "priority", "RESPONSIBLE_ID": "responsible_id", "REAL_STATUS": "status",
    "STAGE_ID": "stage_id", "SPRINT_ID": "sprint_id", "BACKLOG_ID": "backlog_id", "FLOW_ID": "flow_id",
    "TIME_ESTIMATE": "time_estimate",
}  # fmt: skip
_DATES = {
    "DATE_START": "date_start", "DEADLINE": "deadline", "CREATED_DATE": "created", "CLOSED_DATE": "closed",
    "CHANGED_DATE": "changed", "START_DATE_PLAN": "start_plan", "END_DATE_PLAN": "end_plan",
    "ACTIVITY_DATE": "activity", "STATUS_CHANGED_DATE": "status_changed",
}  # fmt: skip
_TEXTS = {
    "XML_ID": "xml_id", "GUID": "guid", "MARK": "mark", "ADD_IN_REPORT": "add_in_report",
    "TASK_CONTROL": "task_control", "ALLOW_CHANGE_DEADLINE": "allow_change_deadline",
    "ALLOW_TIME_TRACKING": "allow_time_tracking", "MATCH_WORK_TIME": "match_work_time",
}  # fmt: skip
_KEY = re.compile(r"(>=|<=|!=|!%|=%|%=|><|[!<>=%@?])?(.+)$", re.DOTALL)
_SIGNS = {">": ">", ">=": ">=", "<": "<", "<=": "<="}

_ORDERS = {
    "ID": "t.id", "TITLE": "fold(t.title)", "DATE_START": "t.date_start", "CREATED_DATE": "t.created",
    "CHANGED_DATE": "t.changed", "CLOSED_DATE": "t.closed", "ACTIVITY_DATE": "t.activity",
    "START_DATE_PLAN": "t.start_plan", "END_DATE_PLAN": "t.end_plan", "DEADLINE": "t.deadline",
    "REAL_STATUS": "t.status", "STATUS_COMPLETE": "t.status=5", "PRIORITY": "t.priority", "MARK": "t.mark",
    "CREATED_BY_LAST_NAME": "t.created_by", "RESPONSIBLE_LAST_NAME": "t.responsible_id",
    "GROUP_ID": "t.group_id", "TIME_ESTIMATE": "t.time_estimate", "TIME_SPENT_IN_LOGS": "0",
    "ALLOW_CHANGE_DEADLINE": "t.allow_change_deadline", "ALLOW_TIME_TRACKING": "t.allow_time_tracking",
    "MATCH_WORK_TIME": "t.match_work_time", "FAVORITE": "0", "SORTING": "t.id", "IS_PINNED": "0",
    "IS_PINNED_IN_GROUP": "0",
}  # fmt: skip


@dataclass(slots=True)
class Condition:
    """An SQL condition under construction, and what the planner should know about it."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    changed_from: int | None = None
    groups: int = 0

    def add(self, sql: str, *values: Any) -> None:
        """One more condition that must hold."""
        self.parts.append(sql)
        self.values.extend(values)

    @property
    def where(self) -> str:
        """The WHERE clause, or nothing."""
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def build(call: Call, wanted: dict[str, Json]) -> Condition:
    """The condition for a filter; unknown keys filter nothing, as on the portal, unless it is strict.

    Raises:
        MethodError: the portal is strict (see `Manners`).
    """
    condition = Condition()
    for key, value in wanted.items():
        if key.startswith("::SUBFILTER"):
            if flag(as_dict(value).get("FAVORITE")):
                condition.add("t.id IN (SELECT task_id FROM favorite WHERE user_id=?)", call.person.id)
            continue
        match = _KEY.match(key)
        if match is not None:
            _one(call, condition, match.group(1) or "", match.group(2).upper(), value)
    return condition


def _one(call: Call, condition: Condition, sign: str, name: str, value: Json) -> None:
    if isinstance(value, list | dict) and not as_list(value):
        return
    negative = sign in {"!", "!="}
    if name in _NUMBERS:
        _number(condition, sign, name, value, negative)
    elif name in _DATES:
        _date(condition, sign, name, value, negative)
    elif name in _TEXTS:
        _one_of(condition, f"t.{_TEXTS[name]}", [str(item) for item in as_list(value)], negative)
    elif name == "TITLE":
        pattern = f"%{value}%" if sign in {"%", "?"} else str(value)
        condition.add(f"t.title {'NOT ' if negative else ''}LIKE ?", pattern)
    elif name == "STATUS":
        _status(call, condition, [as_int(item, 0) for item in as_list(value)], negative)
    elif name in {"ACCOMPLICE", "AUDITOR", "MEMBER", "DOER"}:
        _member(condition, name, as_ids(value), negative)
    elif name == "TAG":
        for tag in as_list(value):
            condition.add(
                f"t.id {'NOT ' if negative else ''}IN (SELECT task_id FROM task_tag JOIN tag ON tag.id=tag_id"
                " WHERE tag.title=?)",
                str(tag),
            )
    elif name == "DEPENDS_ON":
        ids = as_ids(value)
        condition.add(f"t.id IN (SELECT target FROM link WHERE source IN ({_marks(ids)}))", *ids)
    elif name == "ONLY_ROOT_TASKS":
        if flag(value):
            condition.add("t.parent_id IS NULL")
    elif name == "SITE_ID":
        condition.add("0" if ("s1" in as_list(value)) == negative else "1")
    elif name == "FORUM_TOPIC_ID":  # comments live in the task's chat: no task has a topic
        condition.add("0" if as_list(value) and not negative else "1")
    elif name.startswith("UF_"):
        texts = [str(item) for item in as_list(value)]
        condition.add(
            f"{'NOT ' if negative else ''}EXISTS(SELECT 1 FROM json_each(t.extra, ?)"
            f" WHERE CAST(value AS TEXT) IN ({_marks(texts)}))",
            f'$."{name}"',
            *texts,
        )
    else:
        call.portal.manners.meet_unknown_filter(name)


def _marks(values: list[Any]) -> str:
    return ",".join("?" * len(values))


def _one_of(condition: Condition, column: str, values: list[Any], negative: bool) -> None:
    if not values:
        condition.add(f"{column} IS {'NOT ' if negative else ''}NULL")
    elif negative:
        condition.add(f"({column} IS NULL OR {column} NOT IN ({_marks(values)}))", *values)
    elif len(values) == 1:
        condition.add(f"{column}=?", values[0])
    else:
        condition.add(f"{column} IN ({_marks(values)})", *values)


def _number(condition: Condition, sign: str, name: str, value: Json, negative: bool) -> None:
    column = f"t.{_NUMBERS[name]}"
    if sign in _SIGNS:
        condition.add(f"{column}{sign}?", as_int(value, 0))
        return
    numbers = [as_int(item, 0) for item in as_list(value)]
    if name in {"PARENT_ID", "SPRINT_ID", "BACKLOG_ID"}:
        column = f"COALESCE({column}, 0)"
        numbers = numbers or [0]
    if name == "GROUP_ID" and not negative:
        condition.groups = len(numbers)
        if len(numbers) > 20:
            # So many projects are better sieved than looked up one by one.
            column = f"+{column}"
    if numbers:
        _one_of(condition, column, numbers, negative)


def _date(condition: Condition, sign: str, name: str, value: Json, negative: bool) -> None:
    column = f"t.{_DATES[name]}"
    at = parse_when(value)
    if at is None:
        if value in (None, "", False):
            condition.add(f"{column} IS {'NOT ' if negative else ''}NULL")
        else:
            condition.add("0")
    elif sign in _SIGNS:
        condition.add(f"{column}{sign}?", at)
        if name == "CHANGED_DATE" and sign in {">", ">="}:
            condition.changed_from = at
    elif negative:
        condition.add(f"({column} IS NULL OR {column}<>?)", at)
    else:
        condition.add(f"{column}=?", at)


def _status(call: Call, condition: Condition, wanted: list[int], negative: bool) -> None:
    real = [status for status in wanted if status > 0]
    parts = []
    values: list[Any] = []
    if real:
        parts.append(f"t.status IN ({_marks(real)})")
        values += real
    if -1 in wanted:
        parts.append("(t.status IN (2,3) AND t.deadline<?)")
        values.append(call.now)
    if -3 in wanted:
        parts.append("(t.status IN (2,3) AND t.deadline>=? AND t.deadline<?)")
        values += [call.now, call.now + 86_400]
    if -2 in wanted:
        parts.append("(t.viewed IS NULL AND t.status=2)")
    if parts:
        condition.add(f"{'NOT ' if negative else ''}({' OR '.join(parts)})", *values)


def _member(condition: Condition, name: str, ids: list[int], negative: bool) -> None:
    marks = _marks(ids)
    word = "NOT IN" if negative else "IN"
    if name in {"ACCOMPLICE", "AUDITOR"}:
        role = "A" if name == "ACCOMPLICE" else "U"
        condition.add(
            f"t.id {word} (SELECT task_id FROM task_member WHERE role='{role}' AND user_id IN ({marks}))", *ids
        )
        return
    inner = f"t.responsible_id IN ({marks}) OR t.id IN (SELECT task_id FROM task_member WHERE user_id IN ({marks}))"
    values = [*ids, *ids]
    if name == "MEMBER":
        inner += f" OR t.created_by IN ({marks})"
        values += ids
    condition.add(f"{'NOT ' if negative else ''}({inner})", *values)


def order_by(wanted: dict[str, Json]) -> str:
    """The ORDER BY clause; newest first when nothing is asked.

    Raises:
        MethodError: "0" for a key that is no sorting key.
    """
    parts = []
    for key, direction in wanted.items():
        column = _ORDERS.get(key.upper())
        if column is None:
            raise MethodError("0", "Неверный ключ сортировки (internal error)")
        word = str(direction).split(",")[0].strip().lower()
        parts.append(f"{column} {'DESC' if word == 'desc' else 'ASC'}")
    if not parts:
        parts = ["t.id DESC"]
    elif not any(part.startswith("t.id ") for part in parts):
        parts.append("t.id ASC")
    return f" ORDER BY {', '.join(parts)}"
