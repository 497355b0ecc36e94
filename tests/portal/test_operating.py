"""A method that has used up its operating time rests alone, till the moment the portal has told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from outlet_desktop.domain.command import CommentTask, CompleteTask, CreateTask, Done, NotExecuted, UpdateTask
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.portal.encode import Call
from outlet_desktop.portal.operating import CODE, LONGEST_S, MINUTE_S, Operating
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.problem import Problem

from .scripted import NOW, Scripted, answered, empty_poll

LIMIT = {"error": CODE, "error_description": "Method is blocked due to operation time limit"}
PORTAL_CLOCK = 1_764_000_000.0  # far from the client's: only the distance to the reset counts


class Clock:
    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now


def told(results: dict[str, Any], reset_in: float, errors: dict[str, Any] | None = None) -> httpx.Response:
    """An answer whose commands say when their oldest minute is forgotten."""
    block = {"start": PORTAL_CLOCK, "finish": PORTAL_CLOCK, "operating": 479.5}
    times = {name: {**block, "operating_reset_at": int(PORTAL_CLOCK + reset_in)} for name in results}
    body = {"result": results or [], "result_error": errors or [], "result_time": times or []}
    return httpx.Response(200, json={"result": body, "time": {"date_start": NOW.isoformat()}})


# ------------------------------------------------------------------------------------------------ the rule itself


def test_a_method_rests_till_the_moment_last_told() -> None:
    clock = Clock()
    one = Operating(clock)
    one.good("tasks.task.add", 200.0)
    clock.now += 50
    one.refused("tasks.task.add")
    assert one.left("tasks.task.add") == one.left("x", "tasks.task.add") == 150
    assert one.left("tasks.task.update") == 0
    assert one.until() == clock.now + 150
    clock.now += 150
    assert (one.left("tasks.task.add"), one.until()) == (0, 0)


def test_what_was_not_told_is_a_minute() -> None:
    clock = Clock()
    one = Operating(clock)
    one.refused("a")
    one.good("b", 10.0)
    clock.now += 11
    one.refused("b")  # the moment is over and the portal still refuses: the next minute
    assert (one.left("a"), one.left("b")) == (MINUTE_S - 11, MINUTE_S)


def test_an_answer_ends_the_rest() -> None:
    one = Operating(Clock())
    one.refused("a")
    one.turn_away("a", "body")
    one.good("a", None)
    assert (one.left("a"), one.turned_away()) == (0, 0)


def test_a_clock_that_was_put_back_ends_the_rest() -> None:
    clock = Clock()
    one = Operating(clock)
    one.good("a", 300.0)
    one.refused("a")
    clock.now -= 3600
    assert one.left("a") == 0
    one.refused("a")
    assert 0 < one.left("a") <= LONGEST_S


# ------------------------------------------------------------------------------------------------ writes


def test_a_refused_write_rests_and_other_methods_go_on(scripted: Callable[..., Scripted]) -> None:
    one = scripted(
        told({"c0": {"task": []}, "c1": {"task": []}}, 240),
        told({"c1": {"task": []}}, 240, {"c0": LIMIT}),
        told({"c0": {"task": []}}, 240),
    )
    complete, update = one.portal.body(CompleteTask(1)), one.portal.body(UpdateTask(1, responsible_id=2))
    assert one.portal.send([complete, update], one.now + 20) == [Done(), Done()]
    one.now += 40
    assert one.portal.send([complete, update], one.now + 20) == [NotExecuted(CODE), Done()]
    state = one.portal.state()
    assert (state.kind, round(state.retry_in_s), state.queued) == ("throttled", 200, 0)

    for _ in range(3):  # the engine asks again and again: nothing leaves, and the same write counts once
        one.now += 2
        assert (
            one.portal.send([complete, complete, one.portal.body(CompleteTask(2))], one.now + 20)
            == [NotExecuted(CODE)] * 3
        )
    assert len(one.requests) == 2
    state = one.portal.state()
    assert (state.kind, round(state.retry_in_s), state.queued) == ("throttled", 194, 2)
    assert one.portal.send([update], one.now + 20) == [Done()]
    assert one.portal.state().kind == "throttled"  # that answer was good, and the other method still rests

    one.now += 195
    assert one.portal.send([complete], one.now + 20) == [Done()]
    assert (one.portal.state().kind, one.portal.state().queued) == ("live", 0)


def test_a_note_in_a_task_chat_rests_by_itself(scripted: Callable[..., Scripted]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "/api/" in request.url.path:
            return httpx.Response(429, json={"error": {"code": CODE, "message": "limit"}})
        return answered({f"c{i}": {"task": []} for i in range(2)})

    one = scripted(answer)
    one.portal._has_task_chat = True
    bodies = [one.portal.body(CommentTask("k", 1, "x")), one.portal.body(CompleteTask(1))]
    assert one.portal.send(bodies, one.now + 20) == [NotExecuted(CODE), Done()]
    assert one.portal.send(bodies, one.now + 20) == [NotExecuted(CODE), Done()]
    assert (one.portal.state().kind, one.portal.state().queued) == ("throttled", 1)
    assert [request.url.path.rsplit("/", 1)[1] for request in one.requests] == [
        "batch",
        "tasks.task.chat.message.send",
        "batch",
    ]


# ------------------------------------------------------------------------------------------------ reads


def test_a_needed_read_waits_for_its_method(scripted: Callable[..., Scripted]) -> None:
    page: dict[str, Any] = {"now": NOW.isoformat(), "p0": {"tasks": []}}
    one = scripted(told(page, 120), told({"now": NOW.isoformat()}, 120, {"p0": LIMIT}), empty_poll())
    one.portal.poll(NOW, None)
    one.now += 30
    states: list[tuple[str, int]] = []
    pause = one.portal._rest._pause

    def look(seconds: float) -> None:
        states.append((one.portal.state().kind, round(one.portal.state().retry_in_s)))
        pause(seconds)

    one.portal._rest._pause = look
    assert one.portal.poll(NOW, None).portal_now == NOW
    assert states == [("throttled", 90)]
    assert len(one.requests) == 3
    assert one.portal.state().kind == "live"


def test_an_optional_read_is_left_out_while_its_method_rests(scripted: Callable[..., Scripted]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        commands = json.loads(request.content)["cmd"]
        results = {name: [] for name, text in commands.items() if not text.startswith("im.department")}
        return answered(results, dict.fromkeys(commands.keys() - results.keys(), LIMIT))

    one = scripted(answer)
    calls = {"a": Call("department.get", {}), "b": Call("im.department.managers.get", {"ID": [1]})}
    rest = one.portal._rest
    first = rest.read(calls, optional={"b"})
    second = rest.read(calls, optional={"b"})
    assert [answer.failures["b"].code for answer in (first, second)] == [CODE] * 2
    assert list(one.commands(0)) == ["a", "b"]
    assert list(one.commands(1)) == ["a"]
    assert one.pauses == []


def test_a_portal_that_goes_on_refusing_is_told(scripted: Callable[..., Scripted]) -> None:
    one = scripted(told({"now": NOW.isoformat()}, 0, {"p0": LIMIT}))
    with pytest.raises(Problem) as raised:
        one.portal.poll(NOW, None)
    assert raised.value.code == "portal.busy"
    assert one.pauses == [MINUTE_S] * 5


def test_stopping_ends_the_wait_for_a_method(scripted: Callable[..., Scripted]) -> None:
    one = scripted(told({"now": NOW.isoformat()}, 0, {"p0": LIMIT}))
    one.portal._rest._pause = lambda seconds: one.portal.stop_waiting()
    with pytest.raises(Problem) as raised:
        one.portal.poll(NOW, None)
    assert raised.value.code == "portal.closed"
    assert len(one.requests) == 1


def test_a_read_never_carries_a_write(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered())
    for method in ("tasks.task.add", "no.such.method"):
        with pytest.raises(ValueError):
            one.portal._rest.read({"a": Call(method, {})})
    assert one.requests == []


# ------------------------------------------------------------------------------------------------ against the demo


def test_the_portal_refuses_one_method_and_the_others_work() -> None:
    with DemoServer(port=0, staff=False) as demo:
        portal = BitrixPortal(demo.webhook, bucket=Bucket(1e6, 10**6))
        try:
            now = portal.connect().portal_now
            (made,) = portal.send([portal.body(CreateTask("outlet:abcd2345:S01:1", "t", "", 5, now, now, now))], 4e9)
            assert isinstance(made, Done)
            code = demo.portal.webhook_of(1).code
            update = portal.body(UpdateTask(made.value, responsible_id=7))
            assert portal.send([update], 4e9) == [Done()]
            demo.portal.limits.charge(code, "tasks.task.update", 480.0)
            complete = portal.body(CompleteTask(made.value))
            assert portal.send([update, complete], 4e9) == [NotExecuted(CODE), Done()]
            state = portal.state()
            assert state.kind == "throttled"
            assert 500 < state.retry_in_s <= 600  # the good answer before it has told when
            assert portal.poll(now, None).tasks[0].closed_at is not None
            assert portal.state().kind == "throttled"
        finally:
            portal.close()
