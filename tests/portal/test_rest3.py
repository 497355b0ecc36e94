"""Notes into a task's chat by REST 3.0, where the portal has it; comments where it has not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from outlet_desktop.domain.command import CommandResult, CommentTask, CompleteTask, Done, NotExecuted, Refused, Unknown
from outlet_desktop.portal import encode, rest3
from outlet_desktop.portal.demo.server import DemoServer

from .scripted import NOW, SECRET, Scripted, answered

NOTE = CommentTask("outlet:abcd2345:S01:1:note", 51, "Решено")
TEXT = (
    '{"api":"3.0","method":"tasks.task.chat.message.send",'
    '"params":{"fields":{"taskId":51,"text":"Решено"}},"key":"outlet:abcd2345:S01:1:note"}'
)
PREFIX = "BITRIX_REST_V3_EXCEPTION_"
ME = {"me": {"ID": "1", "ADMIN": True}, "scope": ["task", "sonet_group", "user"], "now": NOW.isoformat()}


def refused(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "нет"}})


INVALID = refused(400, f"{PREFIX}VALIDATION_REQUESTVALIDATIONEXCEPTION")
SENT = httpx.Response(200, json={"result": {"result": True}, "time": {"start": 1762257254, "operating": 0}})


def test_a_body_says_which_api_it_is_for() -> None:
    text = rest3.body(rest3.note(NOTE))
    assert text == TEXT
    call = rest3.parse_body(text)
    assert call == rest3.note(NOTE)
    assert rest3.parse_body(encode.body(encode.call(NOTE))) is None
    with pytest.raises(ValueError):
        encode.parse_body(text)


@pytest.mark.parametrize("text", ["", "[]", "5", '{"api":"4.0","method":"x","params":{}}', '{"api":"3.0"}'])
def test_a_text_that_is_no_body_of_ours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        rest3.parse_body(text)


def test_a_note_goes_into_the_chat_by_its_own_request(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered(ME), INVALID, answered({"c0": {"task": []}, "c2": {"task": []}}), SENT)
    assert one.portal.connect().has("ability.task_chat")
    bodies = [one.portal.body(command) for command in (CompleteTask(51), NOTE, CompleteTask(52))]
    assert bodies[1] == TEXT
    assert one.portal.send(bodies, one.now + 20) == [Done(), Done(), Done()]
    assert list(one.commands(2)) == ["c0", "c2"]
    note = one.requests[3]
    assert note.url.path == f"/rest/api/1/{SECRET}/tasks.task.chat.message.send"
    assert note.content == b'{"fields":{"taskId":51,"text":"\xd0\xa0\xd0\xb5\xd1\x88\xd0\xb5\xd0\xbd\xd0\xbe"}}'
    assert note.headers["Idempotency-Key"] == NOTE.key
    assert len(one.requests) == 4


OUTCOMES: list[tuple[Any, CommandResult]] = [
    (SENT, Done()),
    (httpx.Response(200, json={"result": {"result": False}}), Refused("false")),
    (refused(403, f"{PREFIX}ACCESSDENIEDEXCEPTION"), Refused("ACCESSDENIEDEXCEPTION", "нет")),
    (refused(400, f"{PREFIX}ENTITYNOTFOUNDEXCEPTION"), Refused("ENTITYNOTFOUNDEXCEPTION", "нет")),
    (refused(422, f"{PREFIX}IDEMPOTENCYKEYREUSEDEXCEPTION"), Refused("IDEMPOTENCYKEYREUSEDEXCEPTION", "нет")),
    (httpx.Response(400, json={"error": "", "error_description": "x"}), Refused("http_400", "")),
    (httpx.Response(503, json={"error": "QUERY_LIMIT_EXCEEDED"}), NotExecuted("QUERY_LIMIT_EXCEEDED")),
    (httpx.Response(500, text="<html>"), Unknown("http_500")),
    (httpx.Response(200, text="<html>"), Unknown("html")),
    (httpx.ReadTimeout("slow"), Unknown("timeout")),
    (httpx.RemoteProtocolError("cut"), Unknown("cut")),
    (httpx.ConnectError("refused"), NotExecuted("connect")),
]


@pytest.mark.parametrize(("answer", "outcome"), OUTCOMES, ids=[str(outcome) for _, outcome in OUTCOMES])
def test_a_note_is_sent_once_whatever_is_answered(
    scripted: Callable[..., Scripted], answer: Any, outcome: CommandResult
) -> None:
    one = scripted(answered(ME), INVALID, answer)
    one.portal.connect()
    assert one.portal.send([one.portal.body(NOTE)], one.now + 20) == [outcome]
    assert len(one.requests) == 3
    assert one.portal.body(NOTE) == TEXT  # the portal has the method all the same


@pytest.mark.parametrize(
    "absent",
    [
        refused(404, f"{PREFIX}METHODNOTFOUNDEXCEPTION"),
        httpx.Response(404, json={"error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"}),
        refused(403, f"{PREFIX}INSUFFICIENTSCOPEEXCEPTION"),
    ],
)
def test_a_method_that_is_gone_makes_notes_comments(scripted: Callable[..., Scripted], absent: httpx.Response) -> None:
    one = scripted(answered(ME), INVALID, absent, answered({"c0": 3141}))
    one.portal.connect()
    old = one.portal.body(NOTE)
    (result,) = one.portal.send([old], one.now + 20)
    assert isinstance(result, NotExecuted)  # so the journal frees it, and it is worded anew
    new = one.portal.body(NOTE)
    assert json.loads(new)["method"] == "task.commentitem.add"
    assert one.portal.send([old, new], one.now + 20) == [Refused("no_task_chat"), Unknown("missing")]
    assert len(one.requests) == 4


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, json={"error": "ERROR_METHOD_NOT_FOUND"}),
        httpx.Response(401, json={"error": "NO_AUTH_FOUND"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(302, headers={"location": "https://volga.bitrix24.ru/auth/"}),
        httpx.Response(500),
        refused(403, f"{PREFIX}INSUFFICIENTSCOPEEXCEPTION"),
        httpx.ReadTimeout("slow"),
    ],
)
def test_an_old_portal_keeps_its_comments(scripted: Callable[..., Scripted], answer: Any) -> None:
    one = scripted(answered(ME), answer, answered({"c0": 3141}))
    assert not one.portal.connect().has("ability.task_chat")
    assert one.portal.state().kind in ("live", "offline")
    if isinstance(answer, httpx.Response):
        assert one.portal.state().kind == "live"  # how it answers the probe is no news of the connection
    assert one.portal.send([one.portal.body(NOTE)], one.now + 20) == [Done(3141)]


def test_the_probe_writes_nothing_and_the_note_stands_in_the_chat() -> None:
    with DemoServer(port=0, staff=False) as demo, httpx.Client(timeout=10) as http:
        demo.set_limits(False)
        from outlet_desktop.portal.bitrix import BitrixPortal
        from outlet_desktop.portal.pace import Bucket

        portal = BitrixPortal(demo.webhook, bucket=Bucket(1e6, 10**6))
        try:
            assert portal.connect().has("ability.task_chat")
            fields = {"TITLE": "x", "RESPONSIBLE_ID": 5}
            made = http.post(demo.webhook + "tasks.task.add", json={"fields": fields}).json()["result"]["task"]
            note = CommentTask("n", int(made["id"]), "Решено 01.12")
            assert portal.send([portal.body(note)], 4e9) == [Done()]
            assert portal.send([portal.body(note)], 4e9) == [Done()]  # a restored journal: the key answers again
            chat = http.post(
                demo.webhook + "tasks.task.get", json={"taskId": made["id"], "select": ["ID", "CHAT_ID"]}
            ).json()["result"]["task"]["chatId"]
            said = http.post(demo.webhook + "im.dialog.messages.get", json={"DIALOG_ID": f"chat{chat}"}).json()
            texts = [message["text"] for message in said["result"]["messages"]]
            assert texts.count("Решено 01.12") == 1
        finally:
            portal.close()
