"""Commands as the portal's calls, and calls as text of a batch."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain import command as c
from outlet_desktop.portal import encode
from outlet_desktop.portal.encode import Call, Reference

from .php import parse_str

SAMARA = timezone(timedelta(hours=4))
AT = datetime(2026, 12, 1, 18, 0, tzinfo=SAMARA)
TASK = c.CreateTask("outlet:abcd2345:S01:1", "S01 — ул. Ленина, 5", "Что & зачем", 7, AT, AT - timedelta(hours=9), AT)
BUTTONS = (
    c.Button("Утвердить", "abcd2345:S01:1:approve", is_primary=True),
    c.Button("Доработать", "abcd2345:S01:1:rework"),
    c.Button("Отклонить", "abcd2345:S01:1:reject", is_alert=True),
)
KEYBOARD = [
    {
        "TEXT": text,
        "COMMAND": "decide",
        "COMMAND_PARAMS": f"abcd2345:S01:1:{what}",
        "BLOCK": "Y",
        "BG_COLOR_TOKEN": token,
    }
    for text, what, token in (
        ("Утвердить", "approve", "primary"),
        ("Доработать", "rework", "base"),
        ("Отклонить", "reject", "alert"),
    )
]
EVERY_COMMAND = [
    (
        TASK,
        "tasks.task.add",
        {
            "fields": {
                "TITLE": "S01 — ул. Ленина, 5",
                "DESCRIPTION": "Что & зачем",
                "RESPONSIBLE_ID": 7,
                "DEADLINE": "2026-12-01T18:00:00+04:00",
                "START_DATE_PLAN": "2026-12-01T09:00:00+04:00",
                "END_DATE_PLAN": "2026-12-01T18:00:00+04:00",
                "GROUP_ID": 0,
                "XML_ID": "outlet:abcd2345:S01:1",
                "TAGS": ["outlet"],
            }
        },
    ),
    (
        c.CreateProject(
            "project:abcd2345", "ул. Ленина, 5", "d", "outlet-abcd2345", date(2026, 12, 1), date(2027, 2, 19)
        ),
        "sonet_group.create",
        {
            "NAME": "ул. Ленина, 5",
            "DESCRIPTION": "d",
            "KEYWORDS": "outlet-abcd2345",
            "PROJECT": "Y",
            "VISIBLE": "Y",
            "OPENED": "N",
            "PROJECT_DATE_START": "2026-12-01",
            "PROJECT_DATE_FINISH": "2027-02-19",
        },
    ),
    (
        c.AddChecklistItem("k", 13, "На доработку"),
        "task.checklistitem.add",
        {"TASKID": 13, "FIELDS": {"TITLE": "На доработку"}},
    ),
    (c.LinkTasks("k", 100, 101), "task.dependence.add", {"taskIdFrom": 100, "taskIdTo": 101, "linkType": 2}),
    (
        c.SendMessage("k", 7, "Открываем?", BUTTONS),
        "imbot.v2.Chat.Message.send",
        {"dialogId": "7", "fields": {"message": "Открываем?", "keyboard": KEYBOARD}},
    ),
    (
        c.EditMessage(789, "Утверждено"),
        "imbot.v2.Chat.Message.update",
        {"messageId": 789, "fields": {"message": "Утверждено", "keyboard": "N"}},
    ),
    (c.AddMembers(69, (1271, 1272)), "sonet_group.user.add", {"GROUP_ID": 69, "USER_ID": [1271, 1272]}),
    (
        c.UpdateTask(11, responsible_id=123, group_id=5, deadline=AT, xml_id=""),
        "tasks.task.update",
        {
            "taskId": 11,
            "fields": {"RESPONSIBLE_ID": 123, "GROUP_ID": 5, "DEADLINE": "2026-12-01T18:00:00+04:00", "XML_ID": ""},
        },
    ),
    (c.CompleteTask(8), "tasks.task.complete", {"taskId": 8}),
    (c.DeferTask(8), "tasks.task.defer", {"taskId": 8}),
    (c.TickItem(8, 433), "task.checklistitem.complete", {"TASKID": 8, "ITEMID": 433}),
    (c.CommentTask("k", 8, "Решено"), "task.commentitem.add", {"TASKID": 8, "FIELDS": {"POST_MESSAGE": "Решено"}}),
    (c.ArchiveProject(77), "sonet_group.update", {"GROUP_ID": 77, "CLOSED": "Y"}),
]


@pytest.mark.parametrize(("command", "method", "params"), EVERY_COMMAND, ids=lambda value: type(value).__name__)
def test_a_command_is_the_documented_call(command: c.Command, method: str, params: dict[str, Any]) -> None:
    call = encode.call(command)
    assert (call.method, call.params) == (method, params)
    text = encode.body(call)
    assert json.dumps(json.loads(text), ensure_ascii=False) == json.dumps(
        {"method": method, "params": params}, ensure_ascii=False
    )  # keys in the documented order too: some methods read by position
    assert encode.parse_body(text) == call
    assert encode.body(encode.call(command)) == text


def test_every_command_has_a_call() -> None:
    assert {type(command) for command, _, _ in EVERY_COMMAND} == set(c.Command.__args__)


def test_a_required_result_is_asked_for_by_its_code() -> None:
    fields = encode.call(c.CreateTask("k", "t", "", 1, AT, AT, AT, 5, True)).params["fields"]
    assert (fields["SE_PARAMETER"], fields["GROUP_ID"]) == ([{"VALUE": "Y", "CODE": 3}], 5)


def test_who_is_no_administrator_invites() -> None:
    assert encode.call(c.AddMembers(1, (2,)), is_admin=False).method == "sonet_group.user.invite"


def test_a_moment_without_offset_never_leaves() -> None:
    with pytest.raises(ValueError):
        encode.call(c.UpdateTask(1, deadline=datetime(2026, 12, 1)))


def test_the_bot_signs_its_calls_just_before_the_wire() -> None:
    call = encode.call(c.SendMessage("k", 7, "?", BUTTONS))
    signed = encode.with_bot(call, 456, "t" * 40)
    assert list(signed.params)[:2] == ["botId", "botToken"]
    assert signed.params["fields"]["keyboard"] == {"BOT_ID": 456, "BUTTONS": KEYBOARD}
    assert "botToken" not in encode.body(call)
    edit = encode.with_bot(encode.call(c.EditMessage(1, "x")), 456, "t")
    assert edit.params["fields"]["keyboard"] == "N"


def test_a_bots_token_is_the_same_for_the_same_seed_and_short_enough() -> None:
    assert encode.bot_token("a") == encode.bot_token("a") != encode.bot_token("b")
    assert len(encode.bot_token("a" * 200)) == 40


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"method":"x"}', "nonsense"])
def test_a_text_that_is_no_body_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        encode.parse_body(text)


def test_the_documented_batch_command_is_written_as_in_the_documentation() -> None:
    call = Call("department.get", {"ID": Reference("$result[get_user][UF_DEPARTMENT][0]")})
    assert encode.command_text(call) == "department.get?ID=$result[get_user][UF_DEPARTMENT][0]"
    assert encode.command_text(Call("user.current", {})) == "user.current"
    changed = Call("tasks.task.list", {"filter": {">=CHANGED_DATE": "2026-09-02T10:00:00+03:00"}})
    assert (
        encode.command_text(changed) == "tasks.task.list?filter[%3E%3DCHANGED_DATE]=2026-09-02T10%3A00%3A00%2B03%3A00"
    )


def test_a_title_that_looks_like_a_reference_stays_a_title() -> None:
    text = encode.query({"TITLE": "цена $result[c0][task][id]"})
    assert "$result[" not in parse_str(text)["TITLE"]
    assert parse_str(text)["TITLE"].replace("\u2060", "") == "цена $result[c0][task][id]"


NAMES = st.text("ABCDEFGHXYZ_>=!%abc", min_size=1, max_size=8).filter(lambda name: "[" not in name)
WORDS = st.one_of(st.text(max_size=20).filter(lambda text: "$result[" not in text), st.integers(0, 10**9).map(str))
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(NAMES, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, TREES, max_size=5))
def test_php_reads_back_what_is_written(params: dict[str, Any]) -> None:
    assert parse_str(encode.query(params)) == params


def test_php_reads_back_other_kinds_of_values() -> None:
    written = encode.query({"a": True, "b": False, "c": None, "d": 5, "e": 1.5, "f": []})
    assert parse_str(written) == {"a": "1", "b": "0", "c": "", "d": "5", "e": "1.5"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers()), st.integers(1, 60))
def test_batches_keep_the_order_and_lose_nothing(items: list[int], size: int) -> None:
    batches = list(encode.in_batches(items, size))
    assert [item for batch in batches for item in batch] == items
    assert all(0 < len(batch) <= size for batch in batches)
    assert len(batches) == -(-len(items) // size)
