"""Answers as values: every documented one, and the shapes the portal is known to vary."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.command import Done
from outlet_desktop.domain.opening import TaskKey, TaskStatus
from outlet_desktop.portal import absences, decode, reply, shape, welcome
from outlet_desktop.portal.reply import BatchAnswer
from outlet_desktop.portal.shape import Row
from outlet_desktop.problem import Problem

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "bitrix24-examples"
MOSCOW = timezone(timedelta(hours=3))


def task_row(**changes: Any) -> dict[str, Any]:
    """A row as `tasks.task.list` gives it."""
    row = {
        "id": "8017",
        "title": "Оплатить счёт &quot;А&quot; &amp; Б",
        "status": "3",
        "responsibleId": "547",
        "createdDate": "2026-11-24T09:00:00+03:00",
        "changedDate": "2026-11-25T10:00:01+03:00",
        "deadline": None,
        "startDatePlan": "",
        "closedBy": "0",
        "groupId": "0",
        "xmlId": "outlet:abcd2345:S31:2",
        "group": [],
        "lengthDeadline": "1",
    }
    return row | changes


def test_a_row_becomes_a_task() -> None:
    (row,) = decode.task_rows({"tasks": [task_row()]})
    task = decode.task(row)
    assert (task.id, task.responsible_id, task.group_id, task.closed_by) == (8017, 547, 0, None)
    assert task.key == TaskKey("abcd2345", "S31", 2)
    assert task.title == 'Оплатить счёт "А" & Б'
    assert task.status is TaskStatus.IN_PROGRESS
    assert task.changed_at == datetime(2026, 11, 25, 10, 0, 1, tzinfo=MOSCOW)
    assert (task.deadline, task.plan_start, task.plan_end, task.closed_at) == (None, None, None, None)


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("1", TaskStatus.PENDING),
        ("2", TaskStatus.PENDING),
        (3, TaskStatus.IN_PROGRESS),
        ("4", TaskStatus.AWAITS_CONTROL),
        ("5", TaskStatus.COMPLETED),
        ("6", TaskStatus.DEFERRED),
        ("7", TaskStatus.DEFERRED),
    ],
)
def test_every_status_of_a_task_is_known(status: object, wanted: TaskStatus) -> None:
    assert decode.task(Row(task_row(status=status), "m", "p")).status is wanted


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"status": "9"}, "result.tasks[0].status"),
        ({"id": None}, "result.tasks[0].id"),
        ({"id": "x"}, "result.tasks[0].id"),
        ({"changedDate": "вчера"}, "result.tasks[0].changedDate"),
        ({"changedDate": "2026-11-25T10:00:01"}, "result.tasks[0].changedDate"),
        ({"title": ["a"]}, "result.tasks[0].title"),
        ({"deadline": 5}, "result.tasks[0].deadline"),
        ({"groupId": {"id": 1}}, "result.tasks[0].groupId"),
    ],
)
def test_a_wrong_type_is_reported_with_method_and_path(changes: dict[str, Any], path: str) -> None:
    (row,) = decode.task_rows({"tasks": [task_row(**changes)]})
    with pytest.raises(Problem) as raised:
        decode.task(row)
    assert raised.value.code == "portal.answer_shape"
    assert (raised.value.facts["method"], raised.value.facts["path"]) == ("tasks.task.list", path)


def test_a_task_of_somebody_else_is_not_looked_into() -> None:
    (row,) = decode.task_rows({"tasks": [{"id": [], "status": "strange", "xmlId": "other"}]})
    assert decode.key_of(row) is None


@pytest.mark.parametrize("answer", [[], {"task": []}, {"task": None}])
def test_a_missing_task_is_an_empty_answer(answer: Any) -> None:
    assert decode.single_task(answer) is None


@pytest.mark.parametrize("answer", [[], {"tasks": []}, {"tasks": None}, {"tasks": {}}])
def test_an_empty_list_may_look_like_anything(answer: Any) -> None:
    assert decode.task_rows(answer) == []


def test_rows_keyed_by_id_are_rows() -> None:
    rows = decode.task_rows({"tasks": {"8017": task_row()}})
    assert [row.number("id") for row in rows] == [8017]


def test_a_list_that_is_none_is_reported() -> None:
    with pytest.raises(Problem) as raised:
        decode.task_rows({"tasks": "many"})
    assert raised.value.facts["path"] == "result.tasks"


# ------------------------------------------------------------------------------------------------ long lists

ODD = [None, "", "0", 0, 5, -1, 7.0, 1.5, True, False, [], {}, "x", " 12 ", "1_0", "2026-12-01", "null", 10**30,
       "2026-12-01T18:00:00", "2026-12-01T18:00:00+03:00", "2026-12-01T14:00:00Z", "outlet:abcd2345:S02:1"]  # fmt: skip
ROWS = st.lists(st.dictionaries(st.sampled_from(list(task_row())), st.sampled_from(ODD), max_size=2), max_size=4)


def raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def found_or_told(value: Any) -> Any:
    try:
        return decode.listed_tasks(value)
    except Problem as problem:
        return problem.code, problem.facts


def test_a_page_is_read_from_its_text() -> None:
    page = {"tasks": [task_row(), task_row(id="8018", xmlId="somebody's")]}
    (first, task), (second, other) = decode.listed_tasks(raw(page))
    assert (first, second, other) == (8017, 8018, None)
    (row, _) = decode.task_rows(page)
    assert task == decode.task(row)


@settings(max_examples=400, deadline=None)
@given(ROWS)
def test_a_page_read_from_its_text_says_the_same_as_one_read_by_rows(changes: list[dict[str, Any]]) -> None:
    """The same tasks, or the same Problem with the same path, whatever stands in the odd row."""
    page = {"tasks": [task_row(**one) for one in changes]}
    assert found_or_told(raw(page)) == found_or_told(page)


@pytest.mark.parametrize(
    "page", [[], {}, None, "", {"tasks": []}, {"tasks": {}}, {"tasks": None}, {"tasks": {"5": {}}}, 5]
)
def test_any_page_read_from_its_text_says_the_same(page: Any) -> None:
    assert found_or_told(raw(page)) == found_or_told(page)


@pytest.mark.parametrize("text", [b'{"tasks": [{"id": "\xff"}]}', b'{"tasks": [', b"<html>"])
def test_a_page_that_is_no_json_is_told_with_its_method(text: bytes) -> None:
    with pytest.raises(Problem) as raised:
        decode.listed_tasks(msgspec.Raw(text))
    assert (raised.value.code, raised.value.facts["method"]) == ("portal.answer_shape", "tasks.task.list")


USUAL = {"result": {"result": {"now": "x", "p0": {"tasks": []}}, "result_error": []}, "time": {"start": 1}}


def test_only_the_pages_asked_for_are_left_as_text() -> None:
    found = reply.judge(200, b"\xef\xbb\xbf" + msgspec.json.encode(USUAL), {"p0", "p1"})
    assert isinstance(found, dict)
    answer = reply.batch_answer(found, 0.0, ("now", "p0"))
    assert answer is not None
    assert answer.results["now"] == "x"
    assert isinstance(answer.results["p0"], msgspec.Raw)
    assert bytes(answer.results["p0"]) == b'{"tasks":[]}'


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, {"result": {"result": [], "result_error": {"p0": {"error": "X", "error_description": ""}}}}),
        (200, {"result": {"result": [{"tasks": []}], "result_error": []}}),
        (200, USUAL | {"error": "X"}),
        (200, {"error": "QUERY_LIMIT_EXCEEDED"}),
        (200, {"result": {"result": "many"}}),
        (503, USUAL),
        (401, {"error": "NO_AUTH_FOUND"}),
    ],
)
def test_an_unusual_answer_is_judged_as_if_nothing_were_left_as_text(status: int, body: Any) -> None:
    content = msgspec.json.encode(body)
    assert reply.judge(status, content, {"p0"}) == reply.judge(status, content)
    assert reply.judge(status, b"<html>", {"p0"}) == reply.judge(status, b"<html>")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "ID", "tasks", "events", "data", "user", "x"]), inner, max_size=3),
    ),
    max_leaves=8,
)
DECODERS: list[Callable[[Any], Any]] = [
    decode.task_rows,
    decode.listed_tasks,
    lambda value: decode.listed_tasks(raw(value)),
    decode.single_task,
    lambda value: [decode.person(row) for row in decode.people_rows(value)],
    lambda value: [decode.department(row) for row in decode.department_rows(value)],
    decode.department_heads,
    lambda value: absences.calendar_absences(value, date(2026, 11, 24)),
    lambda value: absences.messenger_absences(value, date(2026, 11, 24)),
    lambda value: decode.project_with(value, "t"),
    decode.checklist,
    decode.results,
    lambda value: decode.bot_events(value, "decide"),
]


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_a_value_or_a_problem_that_names_the_place(value: Any) -> None:
    for read in DECODERS:
        try:
            read(value)
        except Problem as problem:
            facts = problem.facts if problem.code == "portal.answer_shape" else {}
        else:
            continue
        assert facts["path"]


# ------------------------------------------------------------------------------------------------ people


def test_guests_from_outside_are_no_employees() -> None:
    rows = decode.people_rows([{"ID": "1", "USER_TYPE": "extranet"}, {"ID": 2, "NAME": " Анна ", "ACTIVE": True}])
    assert [decode.person(row) and decode.person(row).name for row in rows] == [None, "Анна"]  # type: ignore[union-attr]


def test_a_person_without_a_name_is_still_told_apart() -> None:
    (row,) = decode.people_rows([{"ID": "9", "NAME": "", "LAST_NAME": "", "UF_DEPARTMENT": False}])
    person = decode.person(row)
    assert person is not None
    assert (person.name, person.is_active, person.department_ids) == ("№ 9", False, ())


def absence(**changes: Any) -> dict[str, Any]:
    entry = {
        "ID": 5,
        "ACCESSIBILITY": "absent",
        "DT_SKIP_TIME": "Y",
        "DATE_FROM": "23.11.2026 00:00:00",
        "DATE_TO": "27.11.2026 00:00:00",
    }
    return entry | changes


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, date(2026, 11, 27)),
        ({"DATE_TO": "24.11.2026 00:00:00"}, date(2026, 11, 24)),
        ({"DATE_TO": "23.11.2026 00:00:00"}, None),
        ({"DATE_FROM": "25.11.2026 00:00:00"}, None),
        ({"ACCESSIBILITY": "busy"}, None),
        ({"DT_SKIP_TIME": "N"}, date(2026, 11, 27)),
        (
            {"DT_SKIP_TIME": "N", "DATE_FROM": "24.11.2026 09:00:00", "DATE_TO": "24.11.2026 18:00:00"},
            date(2026, 11, 24),
        ),
        ({"DT_SKIP_TIME": "N", "DATE_FROM": "24.11.2026 11:00:00", "DATE_TO": "24.11.2026 12:00:00"}, None),
        ({"DATE_FROM": "2026-11-23 00:00:00", "DATE_TO": "2026-11-27"}, date(2026, 11, 27)),
        ({"DATE_FROM": "Nov 23"}, None),
        ({"DATE_TO": None}, None),
    ],
)
def test_an_absence_counts_when_it_takes_the_whole_of_today(changes: dict[str, Any], until: date | None) -> None:
    found = absences.calendar_absences({"4": [absence(**changes)], "5": [], "6": [{"ID": 1}]}, date(2026, 11, 24))
    assert found == ({} if until is None else {4: until})


def test_the_longest_of_two_absences_holds() -> None:
    entries = [absence(DATE_TO="30.11.2026 00:00:00"), absence()]
    assert absences.calendar_absences({"4": entries}, date(2026, 11, 24)) == {4: date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ({"work_time_start": "9", "work_time_end": "19"}, (time(9), time(19))),
        ({"work_time_start": "9.30", "work_time_end": "18.00"}, (time(9, 30), time(18))),
        ({"work_time_start": 8, "work_time_end": 17}, (time(8), time(17))),
        ({"work_time_start": "9", "work_time_end": "24"}, None),
        ({"work_time_start": "9"}, None),
        ({"work_time_start": "nine", "work_time_end": "18"}, None),
        ([], None),
        (None, None),
    ],
)
def test_the_portals_working_day_is_read_and_what_is_none_is_passed_over(told: Any, hours: Any) -> None:
    assert absences.work_time(told) == hours


def test_whole_days_to_come_are_told_once_and_in_order() -> None:
    entries = [
        absence(),  # holds today
        absence(DATE_FROM="14.12.2026 00:00:00", DATE_TO="18.12.2026 00:00:00"),
        absence(DATE_FROM="01.12.2026 09:00:00", DATE_TO="02.12.2026 18:00:00", DT_SKIP_TIME="N"),
        absence(DATE_FROM="14.12.2026 00:00:00", DATE_TO="18.12.2026 00:00:00"),
        absence(DATE_FROM="03.12.2026 12:00:00", DATE_TO="03.12.2026 13:00:00", DT_SKIP_TIME="N"),
        absence(DATE_FROM="07.12.2026 00:00:00", DATE_TO="08.12.2026 00:00:00", ACCESSIBILITY="quest"),
        {"ID": 1},
    ]
    found = absences.calendar_absences_to_come({"4": entries, "5": [absence()]}, date(2026, 11, 24))
    assert found == {
        4: ((date(2026, 12, 1), date(2026, 12, 2)), (date(2026, 12, 14), date(2026, 12, 18))),
    }


def test_what_takes_the_portals_whole_working_day_takes_the_day() -> None:
    today, hours = date(2026, 11, 24), (time(10), time(16))
    held = absence(DATE_FROM="24.11.2026 10:00:00", DATE_TO="24.11.2026 16:00:00", DT_SKIP_TIME="N")
    ahead = absence(DATE_FROM="01.12.2026 10:00:00", DATE_TO="02.12.2026 16:00:00", DT_SKIP_TIME="N")
    assert absences.calendar_absences({"4": [held]}, today, hours) == {4: today}
    assert absences.calendar_absences({"4": [held]}, today) == {}  # from 9 to 18
    span = (date(2026, 12, 1), date(2026, 12, 2))
    assert absences.calendar_absences_to_come({"4": [ahead]}, today, hours) == {4: (span,)}
    assert absences.calendar_absences_to_come({"4": [ahead]}, today) == {}


def test_the_messenger_tells_absences_too() -> None:
    rows = {
        "4": {"id": 4, "absent": "2026-11-27T00:00:00+04:00"},
        "5": {"id": 5, "absent": False},
        "6": {"id": 6, "absent": "2026-11-01T00:00:00+04:00"},
    }
    assert absences.messenger_absences(rows, date(2026, 11, 24)) == {4: date(2026, 11, 27)}


def test_heads_come_as_ids_or_as_people() -> None:
    answer = {"3": [13], "7": [{"id": 103, "name": "x"}], "8": [], "9": ["5"]}
    assert decode.department_heads(answer) == {3: 13, 7: 103, 9: 5}
    assert decode.department_heads([]) == {}


# ------------------------------------------------------------------------------------------------ what people wrote


def line(item_id: int, title: str, parent: object = "1", done: str = "N") -> dict[str, Any]:
    return {"ID": str(item_id), "PARENT_ID": parent, "TITLE": title, "IS_COMPLETE": done, "SORT_INDEX": str(item_id)}


def test_the_checklist_itself_is_no_line_of_it() -> None:
    answer = [line(3, "Отклонить", done="Y"), line(1, "BX_CHECKLIST_1", 0, "Y"), line(2, "На доработку")]
    assert decode.checklist(answer) == (("Отклонить",), {"На доработку": 2, "Отклонить": 3})


def test_a_heading_with_any_name_is_known_by_its_lines() -> None:
    assert decode.checklist([line(1, "Список", 0), line(2, "Сверен")]) == ((), {"Сверен": 2})


def test_lines_without_a_heading_count() -> None:
    assert decode.checklist([line(1, "Отклонить", 0, "Y"), line(2, "Отклонить", 0)]) == (
        ("Отклонить",),
        {"Отклонить": 1},
    )


def test_results_are_told_oldest_first() -> None:
    answer = [
        {"id": 23, "createdAt": "2026-12-02T10:00:00+04:00", "text": "Сумма: 130000", "files": []},
        {"id": 21, "createdAt": "2026-12-01T10:00:00+04:00", "text": "Сумма: 120000", "files": [5]},
        {"id": 25, "createdAt": "2026-12-03T10:00:00+04:00", "text": " ", "files": []},
    ]
    assert decode.results(answer) == (("Сумма: 120000", "Сумма: 130000"), True)
    assert decode.results([]) == ((), False)


# ------------------------------------------------------------------------------------------------ the bot


def event(kind: str, **data: Any) -> dict[str, Any]:
    message = {"id": 789, "text": "да", "params": []}
    base = {"user": {"id": 7, "bot": False}, "message": message}
    return {"eventId": 1001, "type": kind, "date": "2026-12-01T10:30:00+04:00", "data": base | data}


def test_taps_and_texts_are_events_and_the_rest_is_not() -> None:
    answer = {
        "events": [
            event("ONIMBOTV2COMMANDADD", command={"command": "/decide", "params": "a:b:1:approve"}),
            event("ONIMBOTV2MESSAGEADD"),
            event("ONIMBOTV2MESSAGEADD", user={"id": 456, "bot": True}),
            event("ONIMBOTV2COMMANDADD", command={"command": "/help", "params": "x"}),
            event("ONIMBOTV2REACTIONCHANGE"),
            {"eventId": 1, "type": "ONIMBOTV2MESSAGEADD", "date": "2025-01-15T10:30:00+03:00", "data": []},
        ],
        "nextOffset": 1002,
        "hasMore": False,
    }
    found = decode.bot_events(answer, "decide")
    assert [(one.params, one.text, one.user_id, one.message_id) for one in found.events] == [
        ("a:b:1:approve", "", 7, 789),
        ("", "да", 7, 789),
    ]
    assert found.offset == 1002


# ------------------------------------------------------------------------------------------------ projects


def test_a_project_is_known_by_a_whole_keyword() -> None:
    rows = [
        {"ID": "9", "KEYWORDS": "outlet-abcd2345x"},
        {"ID": "8", "KEYWORDS": "магазин, outlet-abcd2345"},
        {"ID": "7", "KEYWORDS": None},
        {"ID": "10", "KEYWORDS": "outlet-abcd2345"},
    ]
    assert decode.project_with(rows, "outlet-abcd2345") == 8
    assert decode.project_with([], "outlet-abcd2345") is None


# ------------------------------------------------------------------------------------------------ the documentation


def made(method: str) -> Callable[[Any], Any]:
    """What a write of that method comes to."""

    def read(result: Any) -> Any:
        return reply.command_result(method, "c0", BatchAnswer({"c0": result}, {}, 0.0))

    return read


def connected(result: Any) -> Any:
    return welcome.welcome(
        BatchAnswer(
            {"me": result, "scope": ["task", "sonet_group", "user"], "now": "2026-11-24T09:00:00+04:00"}, {}, 0.0
        ),
        "volga.bitrix24.ru",
    ).user_name


DOCUMENTED: list[tuple[str, Callable[[Any], Any], Any]] = [
    ("profile", connected, "Вадим Валеев"),
    ("server.time", lambda value: shape.moment(value, "m", "p").isoformat(), "2024-08-05T09:02:13+00:00"),
    ("method.get", lambda value: Row(value, "m", "p").flag("isAvailable"), True),
    (
        "scope",
        lambda value: {ability.code for ability in _abilities(value) if ability.is_present},
        {"ability.tasks", "ability.groups", "ability.people", "ability.structure"},
    ),
    (
        "user.get",
        lambda value: [decode.person(row).name for row in decode.people_rows(value)],
        ["Вадим Валеев", "Иван Иванов"],
    ),  # type: ignore[union-attr]
    (
        "department.get",
        lambda value: [decode.department(row).id for row in decode.department_rows(value)],
        [15, 2, 4, 3, 17],
    ),
    ("im.department.managers.get", decode.department_heads, {3: 13, 7: 103}),
    ("calendar.accessibility.get", lambda value: absences.calendar_absences(value, date(2024, 12, 2)), {}),
    ("im.user.list.get", lambda value: absences.messenger_absences(value, date(2026, 3, 2)), {}),
    ("sonet_group.get", lambda value: decode.project_with(value, "outlet-abcd2345"), None),
    ("sonet_group.create", made("sonet_group.create"), Done(77)),
    ("sonet_group.update", made("sonet_group.update"), Done()),
    ("sonet_group.user.add", made("sonet_group.user.add"), Done()),
    ("sonet_group.user.invite", made("sonet_group.user.invite"), Done()),
    ("tasks.task.add", made("tasks.task.add"), Done(3711)),
    ("tasks.task.add", lambda value: decode.single_task(value).id, 3711),  # type: ignore[union-attr]
    ("tasks.task.update", lambda value: decode.single_task(value).id, 8157),  # type: ignore[union-attr]
    ("tasks.task.complete", lambda value: decode.single_task(value).closed_by, 503),  # type: ignore[union-attr]
    ("tasks.task.defer", lambda value: decode.single_task(value).status, TaskStatus.DEFERRED),  # type: ignore[union-attr]
    ("tasks.task.list", lambda value: [decode.key_of(row) for row in decode.task_rows(value)], [None]),
    ("tasks.task.result.list", lambda value: (len(decode.results(value)[0]), decode.results(value)[1]), (2, True)),
    (
        "task.checklistitem.getlist",
        lambda value: decode.checklist(value)[1]["Подготовить договор Светлана Иванова"],
        477,
    ),
    ("task.checklistitem.add", made("task.checklistitem.add"), Done(475)),
    ("task.checklistitem.complete", made("task.checklistitem.complete"), Done()),
    ("task.commentitem.add", made("task.commentitem.add"), Done(3141)),
    ("task.dependence.add", made("task.dependence.add"), Done()),
    ("imbot.v2.Chat.Message.send", made("imbot.v2.Chat.Message.send"), Done(789)),
    ("imbot.v2.Chat.Message.update", made("imbot.v2.Chat.Message.update"), Done()),
    ("imbot.v2.Event.get", lambda value: decode.bot_events(value, "decide").offset, 1002),
    (
        "imbot.v2.Bot.register",
        lambda value: welcome.bot(BatchAnswer({"bot": value, "command": {}}, {}, 0.0), "t"),
        welcome.Bot(456, "t"),
    ),
    ("imbot.v2.Command.register", made("imbot.v2.Command.register"), Done()),
]


def _abilities(scopes: list[str]) -> Any:
    me = {"ID": "1", "ADMIN": False, "NAME": "А"}
    answer = BatchAnswer(
        {"me": me, "scope": ["task", "sonet_group", *scopes], "now": "2026-11-24T09:00:00+04:00"}, {}, 0.0
    )
    return welcome.welcome(answer, "h").abilities


@pytest.mark.parametrize(("method", "read", "wanted"), DOCUMENTED, ids=[method for method, _, _ in DOCUMENTED])
def test_the_documented_answer_is_read(method: str, read: Callable[[Any], Any], wanted: Any) -> None:
    path = EXAMPLES / f"{method}.json"
    if not path.exists():
        pytest.skip(f"no documented answer of {method} beside this checkout")
    assert read(json.loads(path.read_text("utf-8"))["response"]["result"]) == wanted


@pytest.mark.parametrize("kind", ["ONIMBOTV2MESSAGEADD", "ONIMBOTV2COMMANDADD"])
def test_the_documented_event_is_read(kind: str) -> None:
    path = EXAMPLES / "_events.json"
    if not path.exists():
        pytest.skip("no documented events beside this checkout")
    (data,) = [one["payload"] for one in json.loads(path.read_text("utf-8")) if one["event"] == kind]
    row = {"eventId": 1, "type": kind, "date": "2025-01-15T10:30:00+03:00", "data": data}
    (event,) = decode.bot_events({"events": [row]}, "help").events
    assert (event.user_id, event.params or event.text) == (1, "topic" if "COMMAND" in kind else "Hello bot!")
