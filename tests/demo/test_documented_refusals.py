"""What the portal refuses, as its documentation prints it: code, status, words."""

from __future__ import annotations

from typing import Any

from outlet_desktop.portal.demo.wire import METHODS

from .conftest import TOKEN, Portal, button
from .documented import example, has_example, needs_examples

pytestmark = needs_examples

PLAN = {"START_DATE_PLAN": "2026-11-24T09:00:00+04:00", "END_DATE_PLAN": "2026-11-26T18:00:00+04:00"}
_FAMILIES = ("event.", "events", "app.", "user.option.", "entity.", "bizproc.")
APPLICATION_ONLY = {served.name for served in METHODS.values() if served.name.lower().startswith(_FAMILIES)}
"""Methods that need the context of an application; a webhook is refused."""

# Documented refusals that no request can bring about here, and why.
UNPROVOKED = {
    "imbot.v2.Command.answer": "COMMAND_ANSWER_FAILED is the portal's own failure to write",
}


def test_every_documented_refusal_has_its_shape(portal: Portal) -> None:
    """Requests that the documentation refuses: the same code, the same status."""
    errors = example("_errors")
    group = portal.ask("sonet_group.create", {"NAME": "Проект точки"})
    portal.ask("sonet_group.user.add", {"GROUP_ID": group, "USER_ID": [5, 11]})
    task = portal.add("Пример задачи", 11, GROUP_ID=group, **PLAN)
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "Первый"}])
    bot_id = portal.bot()
    bot = {"botId": bot_id, "botToken": TOKEN}
    portal.send(bot_id, 2, "?", button("Да", "x"))
    talk = portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": "Текст"})
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
        "task.checklistitem.isactionallowed": ([task, item], 1),
        "task.checklistitem.renew": ([task], 1),
        "task.dependence.delete": ({"taskIdFrom": task, "taskIdTo": task}, 1),
        "task.commentitem.add": ([task, {"POST_MESSAGE": ""}], 1),
        "task.elapseditem.add": ([task, {"SECONDS": 0}], 1),
        "task.stages.get": ({"entityId": 999}, 1),
        "sonet_group.create": ({}, 1),
        "sonet_group.update": ({"GROUP_ID": 999}, 1),
        "sonet_group.user.add": ({"GROUP_ID": 999}, 1),
        "sonet_group.user.get": ({"ID": 999}, 1),
        "sonet_group.user.invite": ({"GROUP_ID": group}, 1),
        "sonet_group.feature.access": ({"GROUP_ID": group, "FEATURE": "tasks", "OPERATION": "x"}, 1),
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
        "imbot.v2.Command.register": ({"botId": bot_id, "botToken": TOKEN, "fields": {}}, 1),
        "imbot.v2.Chat.Message.send": (
            {"botId": bot_id, "botToken": TOKEN, "dialogId": "2", "fields": {}}, 1,
        ),
        "log.blogpost.add": ({}, 1),
        "im.department.get": ({"ID": "x"}, 1),
        "im.department.employees.get": ({}, 1),
        "im.notify": ({}, 1),
        "im.user.get": ({"ID": 0}, 1),
        "imbot.v2.Bot.unregister": ({"botId": 999, "botToken": "x"}, 1),
        "imbot.v2.Bot.update": ({"botId": 999, "botToken": "x", "fields": {}}, 1),
        "imbot.v2.Chat.Message.delete": ({**bot, "messageId": talk}, 1),
        "imbot.v2.Chat.Message.update": ({**bot, "messageId": talk, "fields": {"message": "x"}}, 1),
        "imbot.v2.Command.list": ({"botId": 999, "botToken": "x"}, 1),
        "sonet_group.delete": ({"GROUP_ID": group}, 30),
        "sonet_group.user.delete": ({"GROUP_ID": group, "USER_ID": 5}, 30),
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
        if name.lower() in METHODS and name not in bad and name not in UNPROVOKED and name not in APPLICATION_ONLY
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
    documented = {(row["http_status"], row["error"]) for row in example("_system_errors")}
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


def test_every_method_of_applications_is_refused_to_a_webhook_as_documented(portal: Portal) -> None:
    """All of them: by the refusal on the method's own page, or by one that the documentation prints for its kind."""
    errors = example("_errors")
    printed = {
        name: (int(errors[name]["http_status"]), *errors[name]["example"].values())
        for name in errors
        if "Application context required" in errors[name]["example"].get("error_description", "")
    }
    system = {
        (row["http_status"], row["error"], row["error_description"])
        for row in example("_system_errors")
        if "Application context required" in row["error_description"]
    }
    wrong: list[str] = []
    for name in sorted(APPLICATION_ONLY):
        params = example(name)["params"] if has_example(name) else {}
        answer = portal.post(name, params if isinstance(params, dict) else {})
        body = answer.json()
        said = (answer.status_code, body["error"], body["error_description"])
        if said != printed[name] if name in printed else said not in system | set(printed.values()):
            wrong.append(f"{name}: {said}")
        batch = portal.ask("batch", {"cmd": {"one": name}})["result_error"]["one"]
        if batch != {"error": body["error"], "error_description": body["error_description"]}:
            wrong.append(f"{name} in a batch: {batch}")
    assert not wrong, "\n".join(wrong)
    assert len(APPLICATION_ONLY) == 29
    assert printed.keys() & APPLICATION_ONLY == {"app.info", "app.option.get", "user.option.get"}
