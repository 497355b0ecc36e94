"""What real portals answer besides what is documented: marks, lists for maps, empty and numeric codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from outlet_desktop.domain.command import CompleteTask, Done, NotExecuted, Refused, Unknown
from outlet_desktop.portal import decode, reply, shape
from outlet_desktop.portal.reply import Trouble
from outlet_desktop.problem import Problem

from .scripted import NOW, Scripted, answered


def test_a_byte_order_mark_before_the_json_is_no_html(scripted: Callable[..., Scripted]) -> None:
    body = b"\xef\xbb\xbf\n" + answered({"now": NOW.isoformat(), "p0": {"tasks": []}}).content
    one = scripted(httpx.Response(200, content=body))
    assert one.portal.poll(NOW, None).portal_now == NOW


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"error": "", "error_description": "Нет прав<br>"}, "Нет прав"),
        ({"error": "0", "error_description": "x"}, "0"),
        ({"error": 100, "error_description": "x"}, "100"),
        ({"error": "1048582"}, "1048582"),
        ({"error": "", "error_description": None}, "http_400"),
        ({"error": None}, "http_400"),
    ],
)
def test_a_refusal_without_a_name_is_still_a_refusal_of_the_portal(answer: dict[str, Any], reason: str) -> None:
    found = reply.judge(400, json.dumps(answer).encode())
    assert found == Trouble(reason, False, False, "portal.refused")


@pytest.mark.parametrize("code", ["", "0", "100", "1048582", "ERROR_CORE"])
def test_a_command_is_refused_by_any_code(scripted: Callable[..., Scripted], code: str) -> None:
    one = scripted(answered(None, {"c0": {"error": code, "error_description": "Нет &quot;доступа&quot;<br>"}}))
    assert one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20) == [Refused(code, 'Нет "доступа"')]


def test_lists_in_place_of_maps_are_told_apart_where_that_is_certain(scripted: Callable[..., Scripted]) -> None:
    errors = [{"error": "0", "error_description": "x"}]
    one = scripted(answered({"c1": {"task": []}}, errors), answered([{"task": []}, True]), answered(None, errors))
    bodies = [one.portal.body(CompleteTask(1)), one.portal.body(CompleteTask(2))]
    assert one.portal.send(bodies, one.now + 20) == [Refused("0", "x"), Done()]
    assert one.portal.send(bodies, one.now + 20) == [Done(), Done()]
    # One error for two commands: nobody can tell whose it is.
    assert one.portal.send(bodies, one.now + 20) == [Unknown("missing"), Unknown("missing")]


def test_an_answer_without_a_time_block_is_enough(scripted: Callable[..., Scripted]) -> None:
    body = {"result": {"result": {"now": NOW.isoformat(), "p0": {"tasks": []}}, "result_error": []}}
    one = scripted(httpx.Response(200, json=body))
    assert one.portal.poll(NOW, None).portal_now == NOW


def test_a_missing_task_is_none_and_an_empty_project_is_none() -> None:
    assert decode.single_task([]) is None
    assert decode.task_rows([]) == []
    assert decode.project_with([], "x") is None


@pytest.mark.parametrize("number", ["--5", "²", "1" * 30, "٣", "1_0", "0x1", "", " "])
def test_a_text_that_only_looks_like_a_number_is_none(number: str) -> None:
    with pytest.raises(Problem) as raised:
        shape.whole(number, "m", "p")
    assert raised.value.code == "portal.answer_shape"


@pytest.mark.parametrize(
    ("block", "left"),
    [
        ({"start": 100, "finish": 100.5, "operating_reset_at": 160}, 59.5),
        ({"start": 100, "operating_reset_at": 160}, 60),
        ({"start": 100, "operating_reset_at": 50}, 0),
        ({"start": 0, "operating_reset_at": 1_764_000_000}, 660),
        ({"start": 100}, None),
        ({"start": "x", "operating_reset_at": True}, None),
        ([], None),
        (None, None),
    ],
)
def test_the_reset_of_operating_time_is_read_by_the_portals_own_clock(block: Any, left: float | None) -> None:
    assert reply.reset_in(block) == left


def test_a_batch_that_is_forbidden_as_a_whole_was_not_executed(scripted: Callable[..., Scripted]) -> None:
    one = scripted(httpx.Response(405, json={"error": "ERROR_BATCH_METHOD_NOT_ALLOWED", "error_description": "no"}))
    result = one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20)
    assert result == [NotExecuted("ERROR_BATCH_METHOD_NOT_ALLOWED")]
