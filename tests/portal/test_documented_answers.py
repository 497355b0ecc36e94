"""The whole client over the documentation's own answers, as they stand and with one value made another type.

`../shared/bitrix24-examples` holds the documented request and answer of each method. A transport answers every
command of the client with them, so each is decoded by the code that decodes it in earnest.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain import command as c
from outlet_desktop.domain.opening import TaskStatus
from outlet_desktop.portal import absences, decode, encode, methods
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.problem import Problem

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "bitrix24-examples"
documented = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason=f"the documented examples are not beside this checkout ({EXAMPLES})"
)
AT = datetime(2026, 12, 1, 18, 0, tzinfo=timezone(timedelta(hours=4)))
WEBHOOK = "https://volga.bitrix24.ru/rest/1/s3cr3tc0dex/"
# The example speaks of things the client does not ask for, or not in that form; what is answered instead, and why.
INSTEAD: dict[str, tuple[Any, str]] = {
    "scope": (
        ["task", "tasks", "user", "department", "sonet_group", "im", "imbot", "calendar"],
        "the documented webhook has no `task`, without which connecting ends",
    ),
    "calendar.settings.get": (
        {"work_time_start": "9", "work_time_end": "19", "week_holidays": ["SA", "SU"], "week_start": "MO"},
        "there is no example of it among those",
    ),
}
WITHOUT_EXAMPLE: dict[str, str] = {"calendar.settings.get": "its page is not among those stored"}
COMMANDS: list[tuple[c.Command, c.CommandResult]] = [
    (c.CreateTask("outlet:abcd2345:S01:1", "t", "d", 7, AT, AT, AT), c.Done(3711)),
    (c.CreateProject("p", "ул. Ленина, 5", "d", "outlet-abcd2345", AT.date(), AT.date()), c.Done(77)),
    (c.AddChecklistItem("k", 13, "На доработку"), c.Done(475)),
    (c.LinkTasks("k", 100, 101), c.Done()),
    (c.SendMessage("k", 7, "?", (c.Button("Да", "x"),)), c.Done(789)),
    (c.EditMessage(789, "!"), c.Done()),
    (c.AddMembers(69, (1271,)), c.Done()),
    (c.UpdateTask(11, responsible_id=123), c.Done()),
    (c.CompleteTask(8), c.Done()),
    (c.DeferTask(8), c.Done()),
    (c.TickItem(8, 433), c.Done()),
    (c.CommentTask("k", 8, "Решено"), c.Done()),
    (c.ArchiveProject(77), c.Done()),
]


@cache
def example(method: str) -> Any:
    """The documented `result`, or what stands for it."""
    if method in INSTEAD:
        return INSTEAD[method][0]
    name = f"{method}.v3.json" if method in methods.REST3 else f"{method}.json"
    return json.loads((EXAMPLES / name).read_text("utf-8"))["response"]["result"]


class Documented:
    """A portal that knows the documentation by heart. `changed` answers otherwise; `told` counts the methods."""

    def __init__(self, changed: dict[str, Any] | None = None) -> None:
        self.changed = changed or {}
        self.told: set[str] = set()
        self.portal = BitrixPortal(
            WEBHOOK,
            bucket=Bucket(1e6, 10**6),
            pause=lambda seconds: None,
            transport=httpx.MockTransport(self.answer),
        )

    def result(self, method: str) -> Any:
        self.told.add(method)
        return self.changed[method] if method in self.changed else example(method)

    def answer(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.rsplit("/", 1)[1]
        sent = json.loads(request.content)
        if method != "batch":
            self.told.add(method)
            if not sent:
                code = "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION"
                return httpx.Response(400, json={"error": {"code": code, "message": "fields"}})
            return httpx.Response(200, json={"result": self.result(method)})
        results = {name: self.result(text.partition("?")[0]) for name, text in sent["cmd"].items()}
        body = copy.deepcopy(json.loads((EXAMPLES / "batch.json").read_text("utf-8"))["response"])
        body["result"] |= {"result": results, "result_total": [], "result_time": []}
        return httpx.Response(200, json=body)

    def send(self, commands: list[c.Command]) -> list[c.CommandResult]:
        return self.portal.send([self.portal.body(command) for command in commands], time.time() + 20)


@pytest.fixture
def portal() -> Iterator[Documented]:
    made = Documented()
    yield made
    made.portal.close()


@documented
def test_every_method_of_the_client_is_documented_or_says_why_not() -> None:
    for method in (*methods.CLASSIC, *methods.REST3, methods.BATCH_METHOD):
        name = f"{method}.v3.json" if method in methods.REST3 else f"{method}.json"
        assert (EXAMPLES / name).exists() != (method in WITHOUT_EXAMPLE), method
        if method not in WITHOUT_EXAMPLE:
            found = json.loads((EXAMPLES / name).read_text("utf-8"))
            assert found["method"] == method  # the spelling too
            assert found.get("api", "").startswith("v3") == (method in methods.REST3)


def test_every_command_calls_a_method_of_the_table_that_is_sent_once() -> None:
    assert {type(command) for command, _ in COMMANDS} == set(c.Command.__args__)
    for command, _ in COMMANDS:
        for is_admin in (True, False):
            method = encode.call(command, is_admin=is_admin).method
            assert methods.CLASSIC[method].kind == "write"


@documented
def test_the_client_lives_on_the_documented_answers(portal: Documented) -> None:
    one = portal.portal
    welcome = one.connect()
    assert (welcome.user_name, welcome.portal_now.isoformat()) == ("Вадим Валеев", "2024-08-05T09:02:13+00:00")
    assert all(ability.is_present for ability in welcome.abilities if ability.code != "ability.admin")
    assert [person.name for person in one.people()] == ["Вадим Валеев", "Иван Иванов"]
    assert [department.id for department in one.departments()] == [15, 2, 4, 3, 17]
    changes = one.poll(AT, None)
    assert (changes.tasks, changes.bot_offset) == ((), 1002)
    assert one.find_project("ул. Ленина, 5", "outlet-abcd2345") is None
    (listed,) = decode.task_rows(example("tasks.task.list"))
    assert one.answers([listed.number("id")])[listed.number("id")].results
    assert portal.send([command for command, _ in COMMANDS]) == [result for _, result in COMMANDS]
    made = example("tasks.task.add")["task"]["id"]
    assert (one.examine().user_name, one.try_writing("Проба", 1)) == ("Вадим Валеев", int(made))
    assert one.try_writing("Проверка связи", 1) > 0
    welcomed = one._welcome
    assert welcomed is not None
    by_hand = {"sonet_group.user.invite", "task.commentitem.add", "im.user.list.get"}
    assert set(methods.CLASSIC) | set(methods.REST3) <= portal.told | by_hand


@documented
def test_the_ways_round_live_on_the_documented_answers_too(portal: Documented) -> None:
    one = portal.portal
    result = one.send([encode.body(encode.call(c.CommentTask("k", 8, "x")))], time.time() + 20)
    result += one.send([encode.body(encode.call(c.AddMembers(69, (1271,)), is_admin=False))], time.time() + 20)
    assert result == [c.Done(3141), c.Done()]
    assert absences.messenger_absences(example("im.user.list.get"), date(2026, 3, 2)) == {}
    assert decode.single_task(example("tasks.task.add")).status is TaskStatus.PENDING  # type: ignore[union-attr]


# ------------------------------------------------------------------------------------------------ other types

OTHER_TYPES: list[Any] = [None, True, False, 0, -7, 1.5, 1e300, "", "x", "12", [], [1], ["x", None], {}, {"x": 1}]
# A webhook with other scopes, or a portal with other methods, is a Problem of its own: it names them.
MAY_ALSO_BE = {
    "scope": {"portal.scope_missing"},
    "method.get": {"portal.method_missing", "portal.scope_missing"},
}
READS: dict[str, Callable[[BitrixPortal], object]] = {
    "calendar.accessibility.get": lambda portal: portal.people(),
    "calendar.settings.get": lambda portal: portal.connect(),
    "department.get": lambda portal: portal.departments(),
    "im.department.managers.get": lambda portal: portal.departments(),
    "im.user.list.get": lambda portal: absences.messenger_absences,
    "imbot.v2.Bot.register": lambda portal: portal.connect(),
    "imbot.v2.Command.register": lambda portal: portal.connect(),
    "imbot.v2.Event.get": lambda portal: (portal.connect(), portal.poll(AT, None)),
    "method.get": lambda portal: portal.connect(),
    "profile": lambda portal: portal.connect(),
    "scope": lambda portal: portal.connect(),
    "server.time": lambda portal: portal.poll(AT, None),
    "sonet_group.get": lambda portal: portal.find_project("x", "outlet-abcd2345"),
    "task.checklistitem.getlist": lambda portal: portal.answers([1]),
    "tasks.task.list": lambda portal: (portal.tasks([1]), portal.poll(AT, None)),
    "tasks.task.result.list": lambda portal: portal.answers([1]),
    "user.get": lambda portal: portal.people(),
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a value, itself first."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """The value with another at that place."""
    if not path:
        return other
    changed = copy.copy(value)
    changed[path[0]] = replaced(value[path[0]], path[1:], other)
    return changed


def problem_of(read: Callable[[], object]) -> Problem | None:
    """What reading comes to; any other exception fails the test."""
    try:
        read()
    except Problem as problem:
        return problem
    return None


def ours(result: Any) -> Any:
    """The documented task as one of ours, so that it is decoded whole."""
    rows = [{**row, "xmlId": "outlet:abcd2345:S01:1", "changedDate": row["createdDate"]} for row in result["tasks"]]
    return {"tasks": rows}


def prepared(method: str) -> Any:
    return ours(example(method)) if method == "tasks.task.list" else example(method)


@documented
def test_every_read_of_the_table_is_tried_with_other_types() -> None:
    assert set(READS) == {name for name, method in methods.CLASSIC.items() if method.kind != "write"}


@documented
@pytest.mark.parametrize("method", sorted(READS))
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_value_of_another_type_is_read_or_told_with_its_path(method: str, data: st.DataObject) -> None:
    result = prepared(method)
    path = data.draw(st.sampled_from(list(places(result))))
    other = data.draw(st.sampled_from(OTHER_TYPES))
    changed = replaced(result, path, other)
    if method == "im.user.list.get":
        read: Callable[[BitrixPortal], object] = lambda _: absences.messenger_absences(changed, date(2026, 3, 2))  # noqa: E731
    else:
        read = READS[method]
    one = Documented({method: changed})
    problem = problem_of(lambda: read(one.portal))
    one.portal.close()
    if problem is not None:
        assert problem.code in {"portal.answer_shape"} | MAY_ALSO_BE.get(method, set())
        if problem.code == "portal.answer_shape":
            assert problem.facts["method"] == method
            assert str(problem.facts["path"]).startswith("result")


@documented
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_write_answered_in_another_type_has_an_outcome(data: st.DataObject) -> None:
    command, documented_outcome = data.draw(st.sampled_from(COMMANDS))
    method = encode.call(command).method
    result = example(method)
    path = data.draw(st.sampled_from(list(places(result))))
    one = Documented({method: replaced(result, path, data.draw(st.sampled_from(OTHER_TYPES)))})
    try:
        one.portal.connect()
        one.portal._has_task_chat = False
        (outcome,) = one.send([command])
        made = methods.CLASSIC[method].made
        if made is not None and path != made[: len(path)]:
            assert isinstance(outcome, c.Done)  # another value than the id says nothing
        assert isinstance(outcome, c.Done | c.Unknown | c.Refused)
        if isinstance(outcome, c.Refused):
            assert outcome.code == "false"
        assert isinstance(documented_outcome, c.Done)
    finally:
        one.portal.close()


@documented
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_an_envelope_of_another_type_is_a_problem_at_most(data: st.DataObject) -> None:
    body = {
        "result": {
            "result": {"now": AT.isoformat(), "p0": {"tasks": []}},
            "result_error": {"p9": {"error": "0", "error_description": "x"}},
            "result_time": {"p0": {"start": 1.5, "finish": 2, "operating_reset_at": 60, "operating": 0.1}},
        },
        "time": {"start": 1, "finish": 2, "date_start": AT.isoformat(), "operating_reset_at": 5},
    }
    path = data.draw(st.sampled_from(list(places(body))))
    changed = replaced(body, path, data.draw(st.sampled_from(OTHER_TYPES)))
    portal = BitrixPortal(
        WEBHOOK,
        bucket=Bucket(1e6, 10**6),
        pause=lambda seconds: None,
        transport=httpx.MockTransport(lambda request: httpx.Response(200, json=changed)),
    )
    problem = problem_of(lambda: portal.poll(AT, None))
    outcomes = portal.send([portal.body(c.CompleteTask(1))], time.time() + 20)
    portal.close()
    assert problem is None or problem.code.startswith("portal.")
    assert not isinstance(outcomes[0], c.Done)  # nothing in it speaks of that command


# ------------------------------------------------------------------------------------------------ batches


@settings(max_examples=25, deadline=None)
@given(ids=st.lists(st.integers(1, 10**6), max_size=6000))
def test_every_task_is_asked_for_once_in_batches_the_portal_takes(ids: list[int]) -> None:
    asked: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        results = {}
        commands = json.loads(request.content)["cmd"]
        assert 0 < len(commands) <= 50
        for name, text in commands.items():
            some = [
                int(pair.partition("=")[2])
                for pair in text.partition("?")[2].split("&")
                if pair.startswith("filter[ID]")
            ]
            assert 0 < len(some) <= 50
            asked.extend(some)
            at = AT.isoformat()
            row = {"status": "2", "createdDate": at, "changedDate": at}
            results[name] = {"tasks": [{"id": str(one), **row} for one in some]}
        return httpx.Response(200, json={"result": {"result": results, "result_error": []}})

    portal = BitrixPortal(WEBHOOK, bucket=Bucket(1e6, 10**6), transport=httpx.MockTransport(answer))
    try:
        assert [task.id for task in portal.tasks(ids)] == sorted(set(ids)) == asked
    finally:
        portal.close()
