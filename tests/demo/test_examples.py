"""The demo beside the portal's own documentation: same keys, same JSON types, nothing more and nothing less.

Every method that the demo serves is called (with a request of its own that means the same) and its answer is held
against the documented one, both ways and in all rows. What differs is listed here with its reason; a reason that no
longer holds fails too. Refusals: `test_documented_refusals.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from outlet_desktop.portal.demo.wire import METHODS, V3_METHODS

from .conftest import TOKEN, Portal, button
from .documented import differences, example, has_example, needs_examples, shape_of
from .test_documented_refusals import APPLICATION_ONLY

pytestmark = needs_examples

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
    again = portal.add(responsible=1, TASK_CONTROL="Y", CREATED_BY=2)
    portal.ask("tasks.task.complete", {"taskId": again})
    listed = {**example("tasks.task.list")["params"], "filter": {"ID": task}}
    doomed = portal.ask("task.checklistitem.add", [task, {"TITLE": "z"}])
    send = portal.send(made["bot"], 2, "?", button("Да", "x"))
    # A tap is answered to whoever sees the message: here the administrator, whose own chat with the bot it is.
    mine = portal.send(made["bot"], 1, "?", button("Да", "x"))
    command = portal.ask("imbot.v2.Command.list", bot)["commands"][0]["id"]
    spare = {"code": "spare_bot", "botToken": "s" * 40, "properties": {"name": "Запасной"}}
    spare_id = portal.ask("imbot.v2.Bot.register", {"fields": spare})["bot"]["id"]
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
        "tasks.task.disapprove": {"taskId": again},
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
        "im.message.command": {"MESSAGE_ID": mine, "BOT_ID": made["bot"], "COMMAND": "decide", "COMMAND_PARAMS": "x"},
        "im.dialog.messages.get": {"DIALOG_ID": "5"},
        "im.notify.personal.add": {"USER_ID": 5, "MESSAGE": "x"},
        "im.notify.system.add": {"USER_ID": 5, "MESSAGE": "x"},
        "im.notify": {"USER_ID": 5, "MESSAGE": "x"},
        "imbot.v2.Bot.list": {"botToken": TOKEN},
        "imbot.v2.Bot.get": {"botToken": TOKEN, "code": "outlet_bot"},
        "imbot.v2.Bot.update": {**bot, "fields": {"properties": {"name": "Новый"}}},
        "imbot.v2.Bot.unregister": {"botId": spare_id, "botToken": "s" * 40},
        "imbot.v2.Command.register": {**bot, "fields": {"command": "help"}},
        "imbot.v2.Command.list": bot,
        "imbot.v2.Command.answer": {
            **bot, "commandId": command, "messageId": mine, "dialogId": "1", "fields": {"message": "x"},
        },
        "imbot.v2.Chat.Message.send": {**bot, "dialogId": "2", "fields": {"message": "x"}},
        "imbot.v2.Chat.Message.update": {**bot, "messageId": send, "fields": {"message": "y"}},
        "imbot.v2.Chat.Message.delete": {**bot, "messageId": send},
        "imbot.v2.Event.get": bot,
    }  # fmt: skip
    return {name: (lambda params=params: params) for name, params in found.items()}


def _listed() -> dict[str, dict[str, str]]:
    """What differs, by method: the difference -> why it is right."""
    whole = example("imbot.v2.Bot.register")["response"]["result"]["users"][0]
    brief = example("imbot.v2.Bot.list")["response"]["result"]["users"][0]
    shortened = {
        f"result.users[].{key}: not documented": "the sample shortens the user that Bot.register shows whole"
        for key in whole.keys() - brief.keys()
    }
    found = {
        "calendar.accessibility.get": {"time: not documented": "every other answer carries its time"},
        "department.get": {"result[].UF_HEAD: not documented": "department.fields has it; the sample's have no head"},
        "im.dialog.messages.get": {
            "result.users[].phones: object in place of bool": "false only for a person without phones (im.user.get)"
        },
        "tasks.task.getFields": {
            "result.fields.UF_NEW_TASKS_FIELD: missing": "a field that the sample's portal has made for itself"
        },
        "tasks.task.update": {"result.task.parentId: not documented": "every other page about a task shows it"},
        **{f"imbot.v2.Bot.{name}": shortened for name in ("list", "get", "update")},
    }
    why = "the page prints the time of the answer inside its result"
    misplaced = {"result.time: missing": why, "time: not documented": why}
    names = ("delegate", "start", "pause", "defer", "renew", "approve", "disapprove", "startwatch")
    return found | {f"tasks.task.{name}": misplaced for name in names}


V3_ENVELOPE = {"tasks.task.get": ({"time"}, "every other page of 3.0 shows the time")}

# Methods without an example of their own, and why they are served.
UNDOCUMENTED = {
    "calendar.settings.get": "its page is not among those stored; the keys are those of its public description",
    "tasks.task.favorite.remove": "its page has no answer; it is that of favorite.add",
    "rest.scope.list": "REST 3.0 names it in AR/rest-v3.md without an answer",
}


@pytest.fixture
def made(portal: Portal) -> Made:
    return _make(portal)


def _documented_times() -> list[Any]:
    return [
        found["time"]
        for served in METHODS.values()
        if has_example(served.name) and "time" in (found := example(served.name)["response"])
    ]


def test_every_served_method_answers_as_documented(portal: Portal, made: Made) -> None:
    requests, listed = _requests(portal, made), _listed()
    times = shape_of(_documented_times())
    wrong: list[str] = []
    compared = 0
    for served in METHODS.values():
        if not has_example(served.name) or served.name in APPLICATION_ONLY:
            continue
        params = requests[served.name]() if served.name in requests else example(served.name)["params"]
        answer = portal.post(served.name, params)
        if answer.status_code != 200:
            wrong.append(f"{served.name}: {answer.status_code} {answer.text[:120]}")
            continue
        documented, got = example(served.name)["response"], answer.json()
        found = set(differences("result", shape_of([documented["result"]]), got["result"]))
        found |= {f"{key}: missing" for key in documented.keys() - got.keys()}
        found |= {f"{key}: not documented" for key in got.keys() - documented.keys()}
        wrong += [f"{served.name}: {one}" for one in found ^ listed.get(served.name, {}).keys()]
        if "time" in got:  # pages are of different years: what a block holds is said by all of them together
            wrong += [f"{served.name}: {one}" for one in differences("time", times, got["time"])]
        compared += 1
    assert not wrong, "\n".join(wrong)
    assert listed.keys() <= {served.name for served in METHODS.values()}
    assert compared == len(METHODS) - len(UNDOCUMENTED.keys() & {m.name for m in METHODS.values()}) - len(
        APPLICATION_ONLY
    )


def test_the_time_of_an_answer_holds_everything_documented(make_portal: Callable[..., Portal]) -> None:
    """With limits on; without them there is no moment of a reset, as on a portal that does not limit."""
    keys = {key for block in _documented_times() for key in block}
    limited, free = make_portal(limits=True), make_portal(limits=False)
    assert limited.post("user.current").json()["time"].keys() == keys
    assert free.post("user.current").json()["time"].keys() == keys - {"operating_reset_at"}


def test_every_3_0_method_answers_as_documented(portal: Portal, made: Made) -> None:
    task = made["task"]
    requests: dict[str, Any] = {
        "tasks.task.add": {"fields": {"title": "x", "creatorId": 1, "responsibleId": 5, "crmItemIds": ["L_1"]}},
        "tasks.task.get": {"id": task, "select": [*_item_keys(), "responsible.name", "responsible.email"]},
        "tasks.task.chat.message.send": {"fields": {"taskId": task, "text": "x"}},
        "tasks.task.result.add": {"fields": {"taskId": task, "text": "x"}},
        "tasks.task.result.list": {**example("tasks.task.result.list.v3")["params"], "filter": [["taskId", task]]},
    }
    wrong: list[str] = []
    for served in V3_METHODS.values():
        if not has_example(f"{served.name}.v3"):
            continue
        documented = example(f"{served.name}.v3")["response"]
        answer = portal.ask_v3(served.name, requests.pop(served.name))
        assert answer.status_code == 200, answer.text
        got = answer.json()
        found = differences("result", shape_of([documented["result"]]), got["result"])
        wrong += [f"{served.name}: {one}" for one in found]
        envelope = documented.keys() ^ got.keys()
        if envelope != V3_ENVELOPE.get(served.name, (set(), ""))[0]:
            wrong.append(f"{served.name}: {envelope} of the envelope")
    assert not wrong, "\n".join(wrong)
    assert not requests


def _item_keys() -> list[str]:
    return [key for key in example("tasks.task.get.v3")["response"]["result"]["item"] if key != "responsible"]


def test_every_method_that_is_served_has_an_example_or_a_reason() -> None:
    classic = {served.name for served in METHODS.values() if not has_example(served.name)}
    newer = {served.name for served in V3_METHODS.values() if not has_example(f"{served.name}.v3")}
    assert classic | newer == UNDOCUMENTED.keys()


def test_an_event_of_a_tap_has_the_documented_keys(portal: Portal, made: Made) -> None:
    portal.tell("say", {"user_id": 2, "text": "Да"})
    got = {event["type"]: event["data"] for event in portal.events(made["bot"])["events"]}
    wrong: list[str] = []
    for kind in ("ONIMBOTV2COMMANDADD", "ONIMBOTV2MESSAGEADD"):
        documented = [event["payload"] for event in example("_events") if event["event"] == kind]
        wrong += [f"{kind}: {one}" for one in differences("data", shape_of(documented), got[kind])]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        ({"a": "1", "b": [{"c": 1}], "m": {"5": {"x": 1}}}, []),
        ({"a": None, "b": [], "m": []}, []),
        ({"a": "1", "b": []}, ["r.m: missing"]),
        ({"a": "1", "b": [], "m": {}, "z": 1}, ["r.z: not documented"]),
        ({"a": 1, "b": [], "m": {}}, ["r.a: number in place of string"]),
        ({"a": "1", "b": [{"c": 1}, {"c": 2, "d": 3}], "m": {}}, ["r.b[].d: not documented"]),
        ({"a": "1", "b": [{"c": 1}, {}], "m": {"7": {"x": "1"}}}, ["r.m[].x: string in place of number"]),
        ({"a": "1", "b": {"9": {"c": "1"}}, "m": {}}, ["r.b: object in place of array"]),
    ],
)
def test_a_difference_in_any_row_is_seen(got: Any, wanted: list[str]) -> None:
    documented = {"a": "x", "b": [{"c": 0}], "m": {"1": {"x": 0}, "2": {"x": 1}}}
    assert list(differences("r", shape_of([documented]), got)) == wanted
