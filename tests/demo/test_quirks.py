"""What real portals do otherwise than one would expect: the list of the REST reference, line by line.

A line that another file walks already is not repeated here. Not served, and so not said: lists, bizproc, vote,
templates, own fields' `userfield.*`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from .conftest import TOKEN, Portal

PLAN = {"START_DATE_PLAN": "2026-11-24T09:00:00+04:00", "END_DATE_PLAN": "2026-11-26T18:00:00+04:00"}


def test_ids_are_texts_in_classic_answers_and_numbers_in_others(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "Точка"})
    item_of = portal.add(GROUP_ID=group)
    task = portal.task(item_of)
    item = portal.ask("task.checklistitem.add", [item_of, {"TITLE": "x"}])
    stages = portal.ask("task.stages.get", {"entityId": group})
    texts = [
        task["id"],
        task["groupId"],
        task["responsible"]["id"],
        task["status"],
        task["priority"],
        portal.ask("user.get", {"FILTER": {"ID": 7}})[0]["ID"],
        portal.ask("department.get", {"ID": 4})[0]["ID"],
        portal.ask("department.get", {"ID": 4})[0]["PARENT"],
        portal.ask("sonet_group.get", {"FILTER": {"ID": group}})[0]["ID"],
        portal.ask("sonet_group.user.get", {"ID": group})[0]["USER_ID"],
        portal.ask("task.checklistitem.get", [item_of, item])["ID"],
        *stages,
    ]
    assert all(isinstance(value, str) and value.isdigit() for value in texts)
    portal.tell("result", {"task_id": item_of, "user_id": 11, "text": "Готово"})
    (result,) = portal.ask("tasks.task.result.list", {"taskId": item_of})
    message = portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": "x"})
    numbers = [
        group,
        item,
        message,
        portal.ask("im.user.get", {"ID": 5})["id"],
        portal.bot(),
        portal.ask("socialnetwork.api.workgroup.get", {"params": {"groupId": group}})["ID"],
        result["id"],
        result["taskId"],
        portal.ask("tasks.task.history.list", {"taskId": item_of})["list"][0]["id"],
        portal.ask_v3("tasks.task.get", {"id": item_of}).json()["result"]["item"]["id"],
        portal.ask("user.get", {"FILTER": {"ID": 7}})[0]["UF_DEPARTMENT"][0],
    ]
    assert all(isinstance(value, int) and not isinstance(value, bool) for value in numbers)


def test_requests_take_ids_as_texts_and_as_numbers(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "Точка"})
    for task in (portal.add(GROUP_ID=group), portal.add(GROUP_ID=str(group), RESPONSIBLE_ID="11")):
        for number in (task, str(task)):
            assert portal.ask("tasks.task.get", {"taskId": number})["task"]["groupId"] == str(group)
            assert len(portal.ask("tasks.task.list", {"filter": {"ID": number}})["tasks"]) == 1
    assert portal.ask("sonet_group.get", {"FILTER": {"ID": str(group)}}) == portal.ask(
        "sonet_group.get", {"FILTER": {"ID": group}}
    )


def _is_camel(key: str) -> bool:
    return key[:1].islower() and "_" not in key


def _is_snake(key: str) -> bool:
    return key == key.lower()


def _is_upper(key: str) -> bool:
    return key == key.upper()


def test_each_module_has_letters_of_its_own(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "Точка"})
    task = portal.add(GROUP_ID=group)
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "x"}])
    portal.ask("task.elapseditem.add", [task, {"SECONDS": 60}])
    portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": "x"})
    talk = portal.ask("im.dialog.messages.get", {"DIALOG_ID": "5"})
    bot = {"botId": portal.bot(), "botToken": TOKEN}
    workgroup = {"select": ["ID", "NAME", "DATE_CREATE"], "filter": {"ID": group}}
    found: list[tuple[Callable[[str], bool], dict[str, Any]]] = [
        (_is_camel, portal.task(task)),
        (_is_camel, portal.ask("socialnetwork.api.workgroup.list", workgroup)["workgroups"][0]),
        (_is_camel, portal.ask("imbot.v2.Event.get", bot)),
        (_is_upper, portal.ask("user.get", {"FILTER": {"ID": 7}})[0]),
        (_is_upper, portal.ask("department.get", {"ID": 4})[0]),
        (_is_upper, portal.ask("sonet_group.get", {"FILTER": {"ID": group}})[0]),
        (_is_upper, portal.ask("task.checklistitem.get", [task, item])),
        (_is_upper, next(iter(portal.ask("task.stages.get", {"entityId": group}).values()))),
        (_is_upper, portal.ask("task.elapseditem.getlist", [task])[0]),
        (_is_snake, talk),
        (_is_snake, talk["messages"][0]),
        (_is_snake, portal.post("profile").json()["time"]),
    ]
    for fits, row in found:
        assert [key for key in row if not fits(key)] == []


def test_an_empty_object_is_an_empty_list(portal: Portal) -> None:
    bare, full = portal.task(portal.add()), portal.task(portal.add(TAGS=["x"], AUDITORS=[2], ACCOMPLICES=[3]))
    for key in ("group", "tags", "auditorsData", "accomplicesData"):
        assert bare[key] == []
    for key in ("tags", "auditorsData", "accomplicesData"):
        assert isinstance(full[key], dict)
    made = portal.ask("tasks.task.add", {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}})["task"]
    assert made["checklist"] == []
    portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": "x"})
    assert portal.ask("im.dialog.messages.get", {"DIALOG_ID": "5"})["messages"][0]["params"] == []
    absences = portal.ask("calendar.accessibility.get", {"users": [10], "from": "2026-11-01", "to": "2026-12-31"})
    assert absences == {"10": []}
    got = portal.ask("batch", {"cmd": {"a": "profile"}})
    assert (got["result_error"], got["result_total"], got["result_next"]) == ([], [], [])


def test_what_is_not_found_is_often_no_error(portal: Portal) -> None:
    assert portal.ask("tasks.task.get", {"taskId": 999}) == []
    assert portal.ask("tasks.task.history.list", {"taskId": 999}) == {"list": []}
    assert portal.ask("user.get", {"FILTER": {"ID": 999}}) == []
    for method, params in {
        "tasks.task.update": {"taskId": 999, "fields": {}},
        "tasks.task.complete": {"taskId": 999},
        "task.checklistitem.getlist": [999],
        "sonet_group.update": {"GROUP_ID": 999},
    }.items():
        assert portal.post(method, params).status_code == 400, method


def test_a_failure_may_be_a_value(portal: Portal) -> None:
    group, task = portal.ask("sonet_group.create", {"NAME": "Точка"}), portal.add(**PLAN)
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "x"}])
    assert portal.ask("im.notify.personal.add", {"USER_ID": 13, "MESSAGE": "уволенному"}) is False
    assert portal.ask("task.checklistitem.complete", [item, task]) is False
    assert portal.ask("sonet_group.user.invite", {"GROUP_ID": group, "USER_ID": 1}) == []
    other = portal.add(**PLAN)
    link = {"taskIdFrom": task, "taskIdTo": other, "linkType": 2}
    assert portal.ask("task.dependence.add", link) == []
    assert portal.ask("task.dependence.delete", {"taskIdFrom": task, "taskIdTo": other}) == []


@pytest.mark.parametrize(("yes", "no"), [(True, False), ("true", "false"), ("Y", "N"), (1, 0), ("1", "0")])
def test_a_boolean_is_taken_in_every_spelling(portal: Portal, yes: Any, no: Any) -> None:
    assert [portal.task(portal.add(TASK_CONTROL=value))["taskControl"] for value in (yes, no)] == ["Y", "N"]
    counts = [portal.post("user.get", {"FILTER": {"ACTIVE": value}}).json()["total"] for value in (yes, no)]
    assert counts == [51, 2]
    for value, closed in ((yes, "Y"), (no, "N")):
        group = portal.ask("sonet_group.create", {"NAME": "x", "CLOSED": value})
        assert portal.ask("sonet_group.get", {"FILTER": {"ID": group}})[0]["CLOSED"] == closed
    item = portal.ask("task.checklistitem.add", [portal.add(), {"TITLE": "x", "IS_COMPLETE": yes}])
    assert item > 0


def test_booleans_are_answered_in_the_spelling_of_their_module(portal: Portal) -> None:
    (user,) = portal.ask("user.get", {"FILTER": {"ID": 7}})
    assert (user["ACTIVE"], user["IS_ONLINE"]) == (True, "Y")
    task = portal.add()
    assert portal.task(task)["taskControl"] == "N"
    assert portal.task(task)["action"]["complete"] is True
    assert portal.ask_v3("tasks.task.get", {"id": task}).json()["result"]["item"]["needsControl"] is False
    assert portal.ask("im.user.get", {"ID": 5})["active"] is True


def test_dates_are_written_in_four_ways(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "Точка", "PROJECT": "Y", "PROJECT_DATE_START": "2026-12-01"})
    task = portal.task(portal.add())
    iso = [
        task["createdDate"],
        portal.ask("user.get", {"FILTER": {"ID": 7}})[0]["DATE_REGISTER"],
        portal.ask("sonet_group.get", {"FILTER": {"ID": group}})[0]["DATE_CREATE"],
    ]
    assert all(text.endswith("+04:00") and text[10] == "T" for text in iso)
    whole = portal.ask("socialnetwork.api.workgroup.get", {"params": {"groupId": group}})
    assert (whole["PROJECT_DATE_START"], whole["DATE_CREATE"]) == ("01.12.2026 00:00:00", "24.11.2026 09:00:00")
    (absence,) = portal.ask("calendar.accessibility.get", {"users": [4], "from": "2026-11-01", "to": "2026-12-31"})["4"]
    assert absence["DATE_FROM"] == "23.11.2026 00:00:00"
    assert portal.ask("user.current")["LAST_ACTIVITY_DATE"] == "2026-11-24 09:00:00"
    (user,) = portal.ask("user.get", {"FILTER": {"ID": 7}})
    assert (user["TIMESTAMP_X"], user["TIME_ZONE"]) == ({}, "")  # no value: an object, an empty text …
    assert (task["deadline"], task["closedDate"], task["xmlId"]) == (None, None, None)  # … and null


def test_error_codes_may_be_empty_or_numbers_in_texts_and_their_words_have_html(portal: Portal) -> None:
    task = portal.add(ALLOW_CHANGE_DEADLINE="Y")
    assert portal.refusal("sonet_group.update", {"GROUP_ID": 999}) == (400, "")
    assert portal.refusal("tasks.task.get", {"taskId": "x"}) == (400, "0")
    assert portal.refusal("tasks.task.add", {}) == (400, "100")
    assert portal.refusal("tasks.task.delete", {"taskId": task}, 11) == (400, "1048582")
    wrong = {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5, "DEADLINE": "вчера"}}
    told = portal.post("tasks.task.add", wrong).json()
    assert told["error"] == "ERROR_CORE"
    assert told["error_description"].endswith("<br>")
    assert "&quot;DEADLINE&quot;" in told["error_description"]
    missing = portal.post("tasks.task.get", {}).json()["error_description"]
    assert missing.endswith(" (internal error)")


def test_pages_are_counted_unless_told_not_to(portal: Portal) -> None:
    for _ in range(60):
        portal.add()
    group = portal.ask("sonet_group.create", {"NAME": "Точка"})
    first = portal.post("tasks.task.list", {"select": ["ID"]}).json()
    assert (first["total"], first["next"]) == (60, 50)
    odd = portal.post("tasks.task.list", {"select": ["ID"], "order": {"ID": "asc"}, "start": 7}).json()
    assert (odd["total"], odd["next"], len(odd["result"]["tasks"])) == (60, 57, 50)  # 7 is taken literally
    last = portal.post("tasks.task.list", {"select": ["ID"], "start": 57}).json()
    assert "next" not in last
    assert len(last["result"]["tasks"]) == 3
    for name in ("tasks.task.list", "socialnetwork.api.workgroup.list", "user.get", "sonet_group.get"):
        assert not {"total", "next"} & set(portal.post(name, {"start": -1}).json()), name
    assert portal.post("tasks.task.counters.get").json()["total"] == 1
    assert "total" not in portal.post("sonet_group.user.get", {"ID": group}).json()


def test_some_answers_have_no_time(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "Точка"})
    assert set(portal.post("task.stages.get", {"entityId": group}).json()) == {"result"}
    got = portal.ask("batch", {"cmd": {"a": f"task.stages.get?entityId={group}", "b": "profile"}})
    assert set(got["result_time"]) == {"b"}


def test_a_failed_command_is_absent_and_values_are_decoded_once_more_in_a_form(portal: Portal) -> None:
    title = "Смета & план: 50% + «ремонт»"
    text = f"tasks.task.add?fields[TITLE]={quote(title)}&fields[RESPONSIBLE_ID]=5"
    in_json = portal.ask("batch", {"cmd": {"a": text, "b": "no.such"}})
    assert set(in_json["result"]) == {"a"}
    assert set(in_json["result_error"]) == {"b"}
    base = portal.server.webhook + "batch"
    by_form = portal.http.post(base, data={"cmd[a]": text}).json()["result"]
    by_query = portal.http.get(f"{base}?cmd[a]={quote(text, safe='')}").json()["result"]
    made = [got["result"]["a"]["task"]["title"] for got in (in_json, by_form, by_query)]
    assert made == [title] * 3


def test_a_batch_of_failures_is_200(portal: Portal) -> None:
    for halt in (0, 1):
        answer = portal.post("batch", {"halt": halt, "cmd": {"a": "no.such", "b": "no.such"}})
        body = answer.json()["result"]
        assert answer.status_code == 200
        assert list(body["result_error"]) == (["a"] if halt else ["a", "b"])
        assert (body["result"], body["result_time"]) == ([], [])


def test_writing_a_task_answers_with_all_of_it(portal: Portal) -> None:
    made = portal.ask("tasks.task.add", {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}})["task"]
    number = int(made["id"])
    changed = portal.ask("tasks.task.update", {"taskId": number, "fields": {"TITLE": "y"}})["task"]
    started = portal.ask("tasks.task.start", {"taskId": number})["task"]
    for task in (made, changed, started):
        assert {"title", "responsibleId", "action", "checklist", "creator", "xmlId"} <= set(task)
    assert (changed["title"], started["status"]) == ("y", "3")
    assert portal.ask("tasks.task.delete", {"taskId": number}) == {"task": True}
    sent = portal.ask_v3("tasks.task.chat.message.send", {"fields": {"taskId": portal.add(), "text": "x"}})
    assert sent.json()["result"] == {"result": True}


def test_positional_methods_take_values_in_order_of_arrival(portal: Portal) -> None:
    task = portal.add()
    item = portal.ask("task.checklistitem.add", {"FIRST": task, "SECOND": {"TITLE": "имена не важны"}})
    assert portal.ask("task.checklistitem.get", {"b": task, "a": item})["TITLE"] == "имена не важны"
    base = portal.server.webhook + "task.checklistitem.get"
    assert portal.http.post(f"{base}?x={task}&y={item}").json()["result"]["ID"] == str(item)
    assert portal.refusal("task.checklistitem.add", {"FIELDS": {"TITLE": "x"}, "TASKID": task}) == (400, "ERROR_CORE")


def test_unknown_fields_are_ignored_and_an_unknown_sort_key_is_not(portal: Portal) -> None:
    task = portal.add(NO_SUCH_FIELD="x")
    portal.tell("clock", {"advance_s": 60})
    assert portal.ask("tasks.task.update", {"taskId": task, "fields": {"NO_SUCH_FIELD": "y"}})["task"]["title"]
    assert portal.task(task)["changedDate"] == "2026-11-24T09:00:00+04:00"
    assert portal.refusal("tasks.task.list", {"order": {"NO_SUCH_FIELD": "asc"}}) == (400, "0")


def test_entities_are_decoded_in_descriptions_and_may_come_back_in_titles(portal: Portal) -> None:
    title = 'Смета & план "А" <1>'
    task = portal.add(title, DESCRIPTION="a &lt;b&gt; &amp; &quot;c&quot;")
    assert (portal.task(task)["title"], portal.task(task)["description"]) == (title, 'a <b> & "c"')
    assert portal.tell("manners", {"escaped_titles": True})["escaped_titles"] is True
    escaped = "Смета &amp; план &quot;А&quot; &lt;1&gt;"
    assert portal.task(task)["title"] == escaped
    assert portal.ask("tasks.task.list", {"select": ["TITLE"]})["tasks"][0]["title"] == escaped
    portal.tell("reset", {})
    assert portal.task(portal.add(title))["title"] == title


def test_the_newest_comes_first_unless_ordered(portal: Portal) -> None:
    groups = [portal.ask("sonet_group.create", {"NAME": name}) for name in ("а", "б")]
    tasks = [portal.add() for _ in range(2)]
    assert [int(row["ID"]) for row in portal.ask("sonet_group.get")] == groups[::-1]
    assert [int(row["id"]) for row in portal.ask("tasks.task.list")["tasks"]] == tasks[::-1]


def test_a_renamed_portal_redirects_a_token_as_well(portal: Portal) -> None:
    auth = portal.tell("token", {"user_id": 11})["access_token"]
    root = portal.server.webhook.split("/rest/")[0]
    portal.tell("rename", {"host": "localhost"})
    answer = portal.http.post(f"{root}/rest/profile?auth={auth}")
    assert answer.status_code == 302
    assert portal.http.post(answer.headers["location"]).json()["result"]["ID"] == "11"
    portal.tell("rename", {"host": ""})


def test_an_idempotency_key_belongs_to_one_webhook_one_person_and_one_method(portal: Portal) -> None:
    task = portal.add()
    sent = {"fields": {"taskId": task, "text": "x"}}
    key = {"Idempotency-Key": "k"}
    scopes = ["task", "tasks"]
    second = portal.tell("webhook", {"user_id": 1, "scopes": scopes})["webhook"].replace("/rest/", "/rest/api/")

    def is_replayed(answer: httpx.Response) -> bool:
        assert answer.status_code == 200
        assert answer.headers["Idempotency-Key"] == "k"
        return "Idempotent-Replayed" in answer.headers

    name = "tasks.task.chat.message.send"
    assert not is_replayed(portal.ask_v3(name, sent, headers=key))
    assert is_replayed(portal.ask_v3(name, sent, headers=key))
    assert not is_replayed(portal.ask_v3(name, sent, 11, headers=key))
    assert not is_replayed(portal.http.post(second + name, json=sent, headers=key))
    assert not is_replayed(portal.ask_v3("tasks.task.result.add", sent, headers=key))
    reused = portal.ask_v3(name, {"fields": {"taskId": task, "text": "y"}}, headers=key)
    assert (reused.status_code, reused.json()["error"]["code"][-29:]) == (422, "IDEMPOTENCYKEYREUSEDEXCEPTION")
    for wrong in ("", "k" * 256, "a\tb"):
        answer = portal.ask_v3(name, sent, headers={"Idempotency-Key": wrong})
        assert answer.json()["error"]["code"].endswith("INVALIDIDEMPOTENCYKEYEXCEPTION")
        assert answer.status_code == 400
    read = portal.ask_v3("tasks.task.get", {"id": task}, headers=key)
    assert "Idempotency-Key" not in read.headers
    bad = {"Idempotency-Key": "failed"}
    assert portal.ask_v3(name, {"fields": {"taskId": task}}, headers=bad).status_code == 400
    assert portal.ask_v3(name, sent, headers=bad).status_code == 200  # a failure is not kept


def test_an_idempotency_key_is_forgotten_after_a_day(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = {"fields": {"title": "x", "creatorId": 1, "responsibleId": 5}}
    key = {"Idempotency-Key": "k"}
    first = portal.ask_v3("tasks.task.add", sent, headers=key).json()["result"]["item"]["id"]
    at = time.time()
    monkeypatch.setattr("outlet_desktop.portal.demo.v3.time.time", lambda: at + 24 * 3600 - 60)
    assert portal.ask_v3("tasks.task.add", sent, headers=key).json()["result"]["item"]["id"] == first
    monkeypatch.setattr("outlet_desktop.portal.demo.v3.time.time", lambda: at + 24 * 3600 + 60)
    assert portal.ask_v3("tasks.task.add", sent, headers=key).json()["result"]["item"]["id"] != first


def test_the_classic_api_ignores_an_idempotency_key(portal: Portal) -> None:
    sent = {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}}
    for _ in range(2):
        portal.http.post(portal.server.webhook + "tasks.task.add", json=sent, headers={"Idempotency-Key": "k"})
    assert portal.post("tasks.task.list").json()["total"] == 2


def test_only_3_0_knows_its_own_methods(portal: Portal) -> None:
    assert portal.refusal("tasks.task.chat.message.send", {}) == (404, "ERROR_METHOD_NOT_FOUND")
    assert portal.ask_v3("tasks.task.complete", {}).status_code == 404
    poor = portal.tell("webhook", {"scopes": ["task"]})["webhook"].replace("/rest/", "/rest/api/")
    answer = portal.http.post(f"{poor}tasks.task.get", json={"id": 1})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION"


def test_a_webhook_sees_what_its_owner_sees(portal: Portal) -> None:
    hidden = portal.ask("sonet_group.create", {"NAME": "Тайна", "VISIBLE": "N"})
    assert portal.ask("sonet_group.get", {"FILTER": {"ID": hidden}}, 11) == []
    assert portal.refusal("sonet_group.user.add", {"GROUP_ID": hidden, "USER_ID": 11}, 11) == (400, "")
    assert portal.refusal("user.add", {"EMAIL": "a@b.example", "UF_DEPARTMENT": [1]}, 11)[0] in (400, 404)
