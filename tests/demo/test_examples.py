"""The demo beside the portal's own documentation: same keys, same JSON types, same refusals.

`../shared/bitrix24-examples` holds the documented request and answer of each method. Every method that the demo
serves is called (with a request of its own that means the same) and its answer is compared with the documented one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outlet_desktop.portal.demo.wire import METHODS, V3_METHODS

from .conftest import TOKEN, Portal, button

EXAMPLES = Path(__file__).parents[3] / "shared" / "bitrix24-examples"
pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the documented examples are not beside this checkout")

PLAN = {"START_DATE_PLAN": "2026-11-24T09:00:00+04:00", "END_DATE_PLAN": "2026-11-26T18:00:00+04:00"}
Made = dict[str, Any]


def _make(portal: Portal) -> Made:
    """One of each thing, so that every documented request has something to speak of."""
    group = portal.ask("sonet_group.create", {"NAME": "Проект точки", "KEYWORDS": "a,b"})
    portal.ask("sonet_group.user.add", {"GROUP_ID": group, "USER_ID": [5, 11]})
    task = portal.add("Пример задачи", 11, GROUP_ID=group, AUDITORS=[2, 3], ACCOMPLICES=[22], TAGS=["tag"],
                      DEADLINE="2026-11-26T18:00:00+04:00", DESCRIPTION="[B]текст[/B]", **PLAN)  # fmt: skip
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "Первый"}])
    portal.ask("task.elapseditem.add", [task, {"SECONDS": 3600, "COMMENT_TEXT": "1"}])
    portal.tell("result", {"task_id": task, "user_id": 11, "text": "Готово"})
    comment = portal.ask("task.commentitem.add", [task, {"POST_MESSAGE": "Отправил документы"}])
    bot = portal.bot()
    message = portal.send(bot, 2, "?", button("Да", "x"), button("Нет", "y"))
    portal.tell("press", {"message_id": message, "button": "Да", "user_id": 2})
    talk = portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": "Текст"})
    return {
        "group": group,
        "task": task,
        "item": item,
        "comment": comment,
        "bot": bot,
        "message": message,
        "talk": talk,
    }


def _requests(portal: Portal, made: Made) -> dict[str, Callable[[], Any]]:
    """A request for each example that needs ids of ours; the others are sent as documented."""
    task, group, item, bot = made["task"], made["group"], made["item"], {"botId": made["bot"], "botToken": TOKEN}
    other = {"taskId": portal.add(**PLAN)}
    controlled = portal.add(responsible=1, TASK_CONTROL="Y", CREATED_BY=2)
    portal.ask("tasks.task.complete", {"taskId": controlled})
    done, deferred, running = portal.add(), portal.add(), portal.add()
    portal.ask("tasks.task.complete", {"taskId": done})
    portal.ask("tasks.task.defer", {"taskId": deferred})
    portal.ask("tasks.task.start", {"taskId": running})
    listed = json.loads((EXAMPLES / "tasks.task.list.json").read_text("utf-8"))["params"]
    listed = {**listed, "filter": {"ID": task}}
    doomed = portal.ask("task.checklistitem.add", [task, {"TITLE": "z"}])
    send = portal.send(made["bot"], 2, "?", button("Да", "x"))
    found: dict[str, Any] = {
        "tasks.task.add": {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 1}},
        "tasks.task.update": {**other, "fields": {"TITLE": "y"}},
        "tasks.task.get": {"taskId": task, "select": ["ID", "TITLE", "DESCRIPTION", "CREATED_BY", "RESPONSIBLE_ID",
                                                     "DEADLINE", "UF_CRM_TASK", "UF_TASK_WEBDAV_FILES"]},
        "tasks.task.list": listed,
        "tasks.task.delete": {"taskId": portal.add()},
        "tasks.task.delegate": {"taskId": portal.add(), "userId": 22},
        "tasks.task.start": {"taskId": portal.add()},
        "tasks.task.pause": {"taskId": running},
        "tasks.task.defer": {"taskId": portal.add()},
        "tasks.task.complete": {"taskId": portal.add()},
        "tasks.task.renew": {"taskId": done},
        "tasks.task.approve": {"taskId": controlled},
        "tasks.task.disapprove": None,
        "tasks.task.startwatch": other,
        "tasks.task.getaccess": {"taskId": task, "users": [1, 11]},
        "tasks.task.history.list": {"taskId": task},
        "tasks.task.result.list": {"taskId": task},
        "tasks.task.result.addFromComment": {"commentId": made["comment"]},
        "tasks.task.counters.get": {"userId": 11},
        "tasks.task.favorite.add": {"taskId": task},
        "task.checklistitem.add": {"TASKID": task, "FIELDS": {"TITLE": "Второй"}},
        "task.checklistitem.getlist": {"TASKID": task},
        "task.checklistitem.get": {"TASKID": task, "ITEMID": item},
        "task.checklistitem.update": {"TASKID": task, "ITEMID": item, "FIELDS": {"TITLE": "Новый"}},
        "task.checklistitem.complete": {"TASKID": task, "ITEMID": item},
        "task.checklistitem.renew": {"TASKID": task, "ITEMID": item},
        "task.checklistitem.isactionallowed": {"TASKID": task, "ITEMID": item, "ACTIONID": 2},
        "task.checklistitem.delete": {"TASKID": task, "ITEMID": doomed},
        "task.dependence.add": {"taskIdFrom": task, "taskIdTo": other["taskId"], "linkType": 2},
        "task.dependence.delete": {"taskIdFrom": task, "taskIdTo": other["taskId"]},
        "task.elapseditem.add": {"TASKID": task, "ARFIELDS": {"SECONDS": 113, "COMMENT_TEXT": "x"}},
        "task.commentitem.add": {"TASKID": task, "FIELDS": {"POST_MESSAGE": "x"}},
        "task.commentitem.getlist": {"TASKID": task},
        "sonet_group.get": {"FILTER": {"ID": group}},
        "sonet_group.update": {"GROUP_ID": group, "NAME": "Новый заголовок"},
        "sonet_group.delete": {"GROUP_ID": portal.ask("sonet_group.create", {"NAME": "на день"})},
        "sonet_group.user.get": {"ID": group},
        "sonet_group.user.add": {"GROUP_ID": group, "USER_ID": [7, 8]},
        "sonet_group.user.invite": {"GROUP_ID": group, "USER_ID": 9},
        "sonet_group.user.delete": {"GROUP_ID": group, "USER_ID": 5},
        "sonet_group.feature.access": {"GROUP_ID": group, "FEATURE": "blog", "OPERATION": "write_post"},
        "socialnetwork.api.workgroup.list": {
            "filter": {"ID": group}, "select": ["ID", "NAME", "TYPE", "AVATAR"],
            "params": {"mode": "mobile", "shouldSelectDialogId": "Y"},
        },
        "socialnetwork.api.workgroup.get": {"params": {"groupId": group}},
        "calendar.accessibility.get": {"users": [4, 10], "from": "2026-11-01", "to": "2026-12-31"},
        "im.user.get": {"ID": 5},
        "im.user.list.get": {"ID": [5, 10]},
        # The page asks for full users and shows ids, which is the answer without USER_DATA.
        "im.department.managers.get": {"ID": [3, 7]},
        "im.department.employees.get": {"ID": [3, 7]},
        "user.get": {"UF_DEPARTMENT": 4},
        "user.search": {"UF_DEPARTMENT": 4},
        "im.message.add": {"DIALOG_ID": "5", "MESSAGE": "x"},
        "im.message.update": {"MESSAGE_ID": made["talk"], "MESSAGE": "y"},
        "im.message.delete": {"MESSAGE_ID": made["talk"]},
        "im.message.command": None,
        "im.dialog.messages.get": {"DIALOG_ID": "5"},
        "im.notify.personal.add": {"USER_ID": 5, "MESSAGE": "x"},
        "im.notify.system.add": {"USER_ID": 5, "MESSAGE": "x"},
        "im.notify": {"USER_ID": 5, "MESSAGE": "x"},
        "imbot.v2.Bot.list": {"botToken": TOKEN},
        "imbot.v2.Bot.get": {"botToken": TOKEN, "code": "outlet_bot"},
        "imbot.v2.Bot.update": {**bot, "fields": {"properties": {"name": "Новый"}}},
        "imbot.v2.Bot.unregister": None,
        "imbot.v2.Command.register": {**bot, "fields": {"command": "help"}},
        "imbot.v2.Command.list": bot,
        "imbot.v2.Command.answer": None,
        "imbot.v2.Chat.Message.send": {**bot, "dialogId": "2", "fields": {"message": "x"}},
        "imbot.v2.Chat.Message.update": {**bot, "messageId": send, "fields": {"message": "y"}},
        "imbot.v2.Chat.Message.delete": {**bot, "messageId": send},
        "imbot.v2.Event.get": bot,
    }  # fmt: skip
    return {name: (lambda params=params: params) for name, params in found.items()}


_APPLICATION_ONLY = ("event.", "events", "app.", "user.option.", "entity.", "bizproc.")
REFUSED = {name for name in METHODS if name.startswith(_APPLICATION_ONLY)}

# Where the documented sample says what a portal need not: why it is left out of the comparison.
OPEN: dict[str, set[str]] = {
    "im.dialog.messages.get": {"result.users[].phones"},  # false for a person without one, as documented
    "task.checklistitem.getlist": {"result[].PARENT_ID"},  # int 0 for a root, a string below it, as documented
    "tasks.task.getFields": {"result.fields.UF_NEW_TASKS_FIELD"},  # the sample portal's own field
} | {
    # The page prints the envelope's "time" inside "result".
    f"tasks.task.{name}": {"result.time"}
    for name in ("delegate", "start", "pause", "defer", "renew", "approve", "startwatch")
}


# Methods without an example of their own, and why they are served.
UNDOCUMENTED = {
    "tasks.task.favorite.remove": "its page has no answer; it is that of favorite.add",
    "rest.scope.list": "REST 3.0 names it in AR/rest-v3.md without an answer",
}
# Documented refusals that no request can bring about here, and why.
UNPROVOKED = {
    "imbot.v2.Command.answer": "COMMAND_ANSWER_FAILED is the portal's own failure to write",
}


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    return {str: "string", list: "array", dict: "object"}[type(value)]


def _compare(path: str, documented: Any, got: Any, skipped: set[str], found: list[str]) -> None:
    """What differs in keys and types; null stands for "no value" and `[]` for an empty object."""
    if path in skipped or documented is None or got is None:
        return
    a, b = _kind(documented), _kind(got)
    if {a, b} == {"array", "object"} and (not documented or not got):
        return
    if a != b:
        found.append(f"{path}: documented {a}, got {b}")
    elif isinstance(documented, dict):
        numbered = bool(documented) and all(key.isdigit() for key in documented)
        if numbered:
            _compare(f"{path}{{}}", next(iter(documented.values())), next(iter(got.values()), None), skipped, found)
            return
        missing = [key for key in documented if key not in got and f"{path}.{key}" not in skipped]
        if missing:
            found.append(f"{path}: no {', '.join(missing)}")
        for key in documented:
            if key in got:
                _compare(f"{path}.{key}", documented[key], got[key], skipped, found)
    elif isinstance(documented, list) and documented and got:
        _compare(f"{path}[]", documented[0], got[0], skipped, found)


@pytest.fixture
def made(portal: Portal) -> Made:
    return _make(portal)


def test_every_served_method_answers_as_documented(portal: Portal, made: Made) -> None:
    requests = _requests(portal, made)
    wrong: list[str] = []
    compared = 0
    for served in METHODS.values():
        path = EXAMPLES / f"{served.name}.json"
        if not path.exists() or served.name.lower() in REFUSED:
            continue
        example = json.loads(path.read_text("utf-8"))
        params = requests[served.name]() if served.name in requests else example["params"]
        if params is None:
            continue  # said by a test of its own: see test_bots, test_tasks
        answer = portal.post(served.name, params)
        if answer.status_code != 200:
            wrong.append(f"{served.name}: {answer.status_code} {answer.text[:120]}")
            continue
        documented, got = example["response"], answer.json()
        skipped = OPEN.get(served.name, set())
        _compare("result", documented["result"], got["result"], skipped, differences := [])
        wrong += [f"{served.name}: {difference}" for difference in differences]
        if ("total" in documented) != ("total" in got):
            wrong.append(f"{served.name}: total")
        compared += 1
    assert not wrong, "\n".join(wrong)
    assert compared >= 60


def test_every_3_0_method_answers_as_documented(portal: Portal, made: Made) -> None:
    task = made["task"]
    requests: dict[str, Any] = {
        "tasks.task.add": {"fields": {"title": "x", "creatorId": 1, "responsibleId": 5, "crmItemIds": ["L_1"]}},
        "tasks.task.get": {"id": task},
        "tasks.task.chat.message.send": {"fields": {"taskId": task, "text": "x"}},
        "tasks.task.result.add": {"fields": {"taskId": task, "text": "x"}},
        "tasks.task.result.list": {"filter": [["taskId", task]]},
    }
    wrong: list[str] = []
    for served in V3_METHODS.values():
        path = EXAMPLES / f"{served.name}.v3.json"
        if not path.exists():
            continue
        documented = json.loads(path.read_text("utf-8"))["response"]
        answer = portal.ask_v3(served.name, requests[served.name])
        assert answer.status_code == 200, answer.text
        _compare("result", documented["result"], answer.json()["result"], {"result.item.responsible"}, wrong)
    assert not wrong, "\n".join(wrong)


def test_every_method_that_is_served_has_an_example_or_a_reason() -> None:
    classic = {served.name for served in METHODS.values() if not (EXAMPLES / f"{served.name}.json").exists()}
    newer = {served.name for served in V3_METHODS.values() if not (EXAMPLES / f"{served.name}.v3.json").exists()}
    assert classic | newer == UNDOCUMENTED.keys()


def test_every_documented_refusal_has_its_shape(portal: Portal, made: Made) -> None:
    """Requests that the documentation refuses: the same code, the same status."""
    errors = json.loads((EXAMPLES / "_errors.json").read_text("utf-8"))
    task, bot = made["task"], {"botId": made["bot"], "botToken": TOKEN}
    linked = portal.add(**PLAN)
    portal.ask("task.dependence.add", {"taskIdFrom": task, "taskIdTo": linked, "linkType": 2})
    bad: dict[str, tuple[Any, int]] = {
        "tasks.task.add": ({"fields": {"RESPONSIBLE_ID": 5}}, 1),
        "tasks.task.update": ({"taskId": task, "fields": {"PARENT_ID": task}}, 1),
        "tasks.task.get": ({"taskId": task, "select": "TITLE"}, 1),
        "tasks.task.list": ({"order": {"NONE": "asc"}}, 1),
        "tasks.task.delete": ({"taskId": task}, 11),
        "tasks.task.delegate": ({"taskId": task, "userId": 5}, 30),
        "tasks.task.start": ({"taskId": task}, 30),
        "tasks.task.pause": ({"taskId": task}, 30),
        "tasks.task.defer": ({"taskId": task}, 30),
        "tasks.task.complete": ({"taskId": task}, 30),
        "tasks.task.renew": ({"taskId": task}, 30),
        "tasks.task.approve": ({"taskId": task}, 30),
        "tasks.task.disapprove": ({"taskId": task}, 30),
        "tasks.task.getaccess": ({"taskId": task, "users": 5}, 1),
        "tasks.task.history.list": ({"taskId": task}, 30),
        "tasks.task.result.addFromComment": ({"commentId": 999}, 1),
        "tasks.task.favorite.add": ({"taskId": 999}, 1),
        "tasks.task.startwatch": ({"taskId": 999}, 1),
        "task.checklistitem.add": ([999, {"TITLE": "x"}], 1),
        "task.checklistitem.complete": ([task], 1),
        "task.checklistitem.get": ([task], 1),
        "task.checklistitem.getlist": ([999], 1),
        "task.checklistitem.isactionallowed": ([task, made["item"]], 1),
        "task.checklistitem.renew": ([task], 1),
        "task.dependence.delete": ({"taskIdFrom": task, "taskIdTo": task}, 1),
        "task.commentitem.add": ([task, {"POST_MESSAGE": ""}], 1),
        "task.elapseditem.add": ([task, {"SECONDS": 0}], 1),
        "task.stages.get": ({"entityId": 999}, 1),
        "sonet_group.create": ({}, 1),
        "sonet_group.update": ({"GROUP_ID": 999}, 1),
        "sonet_group.user.add": ({"GROUP_ID": 999}, 1),
        "sonet_group.user.get": ({"ID": 999}, 1),
        "sonet_group.user.invite": ({"GROUP_ID": made["group"]}, 1),
        "sonet_group.feature.access": ({"GROUP_ID": made["group"], "FEATURE": "tasks", "OPERATION": "x"}, 1),
        "socialnetwork.api.workgroup.get": ({}, 1),
        "calendar.accessibility.get": ({"users": [1]}, 1),
        "calendar.event.add": ({"type": "user"}, 1),
        "feature.get": ({}, 1),
        "im.department.managers.get": ({}, 1),
        "im.user.list.get": ({"ID": 5}, 1),
        "im.dialog.messages.get": ({}, 1),
        "im.message.add": ({"DIALOG_ID": "5"}, 1),
        "im.message.command": ({}, 1),
        "im.message.delete": ({}, 1),
        "im.message.update": ({}, 1),
        "im.notify.personal.add": ({}, 1),
        "im.notify.system.add": ({}, 1),
        "imbot.v2.Bot.register": ({"fields": {}}, 1),
        "imbot.v2.Bot.list": ({}, 1),
        "imbot.v2.Bot.get": ({"botToken": "x", "code": "none"}, 1),
        "imbot.v2.Event.get": ({"botId": 999, "botToken": "x"}, 1),
        "imbot.v2.Command.register": ({"botId": made["bot"], "botToken": TOKEN, "fields": {}}, 1),
        "imbot.v2.Chat.Message.send": (
            {"botId": made["bot"], "botToken": TOKEN, "dialogId": "2", "fields": {}}, 1,
        ),
        "log.blogpost.add": ({}, 1),
        "im.department.get": ({"ID": "x"}, 1),
        "im.department.employees.get": ({}, 1),
        "im.notify": ({}, 1),
        "im.user.get": ({"ID": 0}, 1),
        "imbot.v2.Bot.unregister": ({"botId": 999, "botToken": "x"}, 1),
        "imbot.v2.Bot.update": ({"botId": 999, "botToken": "x", "fields": {}}, 1),
        "imbot.v2.Chat.Message.delete": ({**bot, "messageId": made["talk"]}, 1),
        "imbot.v2.Chat.Message.update": ({**bot, "messageId": made["talk"], "fields": {"message": "x"}}, 1),
        "imbot.v2.Command.list": ({"botId": 999, "botToken": "x"}, 1),
        "sonet_group.delete": ({"GROUP_ID": made["group"]}, 30),
        "sonet_group.user.delete": ({"GROUP_ID": made["group"], "USER_ID": 5}, 30),
        "task.checklistitem.delete": ([task], 1),
        "task.checklistitem.update": ([task], 1),
        "task.dependence.add": ({"taskIdFrom": task, "taskIdTo": linked, "linkType": 2}, 1),
        "task.elapseditem.getlist": ([999], 1),
        "tasks.task.counters.get": ({"groupId": 999}, 1),
        "tasks.task.result.list": ({}, 1),
    }  # fmt: skip
    unwalked = [
        name
        for name in errors
        if name.lower() in METHODS and name not in bad and name not in UNPROVOKED and name.lower() not in REFUSED
    ]
    assert not unwalked
    wrong: list[str] = []
    for name, (params, user) in bad.items():
        answer = portal.post(name, params, user)
        documented = errors[name]
        statuses = str(documented["http_status"] or "400").split(",")
        said = answer.json()
        if str(answer.status_code) not in statuses or said.get("error") != documented["example"]["error"]:
            wrong.append(
                f"{name}: {documented['http_status']} {documented['example']} but {answer.status_code} {answer.text}"
            )
        elif not isinstance(said["error_description"], str):
            wrong.append(f"{name}: description")
    assert not wrong, "\n".join(wrong)
    assert len(bad) >= 50


def test_every_system_error_that_is_given_is_documented(portal: Portal) -> None:
    known = json.loads((EXAMPLES / "_system_errors.json").read_text("utf-8"))
    documented = {(row["http_status"], row["error"]) for row in known}
    base = portal.tell("webhook", {"scopes": []})["webhook"]
    root = portal.server.webhook.rsplit("/rest/", 1)[0]
    given = [
        portal.post("no.such"),
        portal.post("user.get", base=base),
        portal.http.post(f"{root}/rest/1/nocode/profile"),
        portal.http.post(f"{root}/rest/profile"),
        portal.post("event.bind"),
        portal.post("profile", user=13),
    ]
    for kind in ("http_503", "http_429"):
        portal.tell("fault", {"kind": kind})
        given.append(portal.post("profile"))
    said = {(answer.status_code, answer.json()["error"]) for answer in given}
    assert len(said) == len(given)
    assert said <= documented


def test_an_event_of_a_tap_has_the_documented_keys(portal: Portal, made: Made) -> None:
    events = json.loads((EXAMPLES / "_events.json").read_text("utf-8"))
    portal.tell("say", {"user_id": 2, "text": "Да"})
    got = {event["type"]: event["data"] for event in portal.events(made["bot"])["events"]}
    for kind in ("ONIMBOTV2COMMANDADD", "ONIMBOTV2MESSAGEADD"):
        documented = next(event["payload"] for event in events if event["event"] == kind)
        _compare("data", documented, got[kind], set(), wrong := [])
        assert not wrong, "\n".join(wrong)
