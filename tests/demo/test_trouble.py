"""Faults on demand and the portal's limits."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from outlet_desktop.portal.demo.limits import Limits
from outlet_desktop.portal.demo.wire import MethodError

from .conftest import Portal

ADD = {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5, "XML_ID": "k"}}


def count(portal: Portal) -> int:
    return int(portal.post("tasks.task.list").json()["total"])


def test_a_dropped_answer_was_executed(portal: Portal) -> None:
    portal.tell("fault", {"kind": "drop_answer", "method": "tasks.task.add"})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        portal.post("tasks.task.add", ADD)
    assert count(portal) == 1
    portal.post("tasks.task.add", ADD)
    assert count(portal) == 2


def test_a_refused_connection_executed_nothing(portal: Portal) -> None:
    portal.tell("fault", {"kind": "refuse", "method": "tasks.task.add", "times": 2})
    for _ in range(2):
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            portal.post("tasks.task.add", ADD)
    assert count(portal) == 0


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("http_503", 503, "QUERY_LIMIT_EXCEEDED"),
        ("http_429", 429, "OPERATION_TIME_LIMIT"),
        ("html_403", 403, "<html>"),
        ("html_500", 500, "<html>"),
        ("html_502", 502, "<html>"),
    ],
)
def test_an_error_answer_executed_nothing(portal: Portal, kind: str, status: int, words: str) -> None:
    portal.tell("fault", {"kind": kind})
    answer = portal.post("tasks.task.add", ADD)
    assert answer.status_code == status
    assert words in answer.text
    assert count(portal) == 0


def test_a_slow_answer_comes_late_and_is_right(portal: Portal) -> None:
    portal.tell("fault", {"kind": "slow", "seconds": 0.4, "method": "profile"})
    with pytest.raises(httpx.ReadTimeout):
        portal.http.post(portal.server.webhook + "profile", timeout=0.1)
    assert portal.ask("profile")["ID"] == "1"


def test_a_cut_batch_executed_a_prefix(portal: Portal) -> None:
    commands = {f"c{n}": f"tasks.task.add?fields[TITLE]=t{n}&fields[RESPONSIBLE_ID]=5" for n in range(10)}
    portal.tell("fault", {"kind": "cut", "method": "batch", "after": 4})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        portal.post("batch", {"cmd": commands})
    assert count(portal) == 4
    portal.tell("fault", {"kind": "cut", "method": "tasks.task.add"})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        portal.post("batch", {"cmd": commands})
    assert 4 <= count(portal) < 14


def test_a_fault_of_a_method_strikes_the_batch_that_carries_it(portal: Portal) -> None:
    portal.tell("fault", {"kind": "http_503", "method": "tasks.task.add"})
    assert portal.post("batch", {"cmd": {"a": "profile"}}).status_code == 200
    assert portal.post("batch", {"cmd": {"a": "TASKS.TASK.ADD?fields[TITLE]=x"}}).status_code == 503


def test_a_chance_of_faults_strikes_about_so_often(portal: Portal) -> None:
    portal.tell("fault", {"kind": "http_503", "method": "profile", "probability": 0.3})
    struck = sum(portal.post("profile").status_code == 503 for _ in range(200))
    assert 35 <= struck <= 85


def test_a_wrong_fault_is_told(portal: Portal) -> None:
    assert portal.http.post(portal.server.control + "fault", json={"kind": "earthquake"}).status_code == 400


def test_the_bucket_overflows_and_leaks(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True, rate=(2.0, 10))
    statuses = [portal.post("profile").status_code for _ in range(14)]
    assert statuses[:10] == [200] * 10
    assert 503 in statuses
    assert portal.post("profile").json()["error"] == "QUERY_LIMIT_EXCEEDED"
    portal.tell("limits", {"on": False})
    assert portal.post("profile").status_code == 200


def test_a_batch_counts_as_one_request(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True, rate=(0.01, 3))
    commands = {f"c{n}": "profile" for n in range(50)}
    assert [portal.post("batch", {"cmd": commands}).status_code for _ in range(4)] == [200, 200, 200, 503]


def test_everybody_has_a_bucket_of_their_own(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True, rate=(0.01, 5))
    with pytest.raises(ValueError, match="QUERY_LIMIT_EXCEEDED"):
        [portal.server.portal.call_as(11, "profile", {}, staff=True) for _ in range(7)]
    assert portal.server.portal.call_as(5, "profile", {}, staff=True)["ID"] == "5"
    assert portal.post("profile").status_code == 200


def test_a_method_that_ran_too_long_is_blocked_and_others_work(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True, rate=(100, 1000))
    portal.tell("limits", {"operating": 0.0001})
    first = portal.post("tasks.task.add", ADD)
    assert first.status_code == 200
    time = first.json()["time"]
    assert 590 <= time["operating_reset_at"] - time["start"] <= 601
    assert portal.post("tasks.task.add", ADD).json()["error"] == "OPERATION_TIME_LIMIT"
    assert portal.post("tasks.task.add", ADD).status_code == 429
    assert portal.post("profile").status_code == 200


def test_the_oldest_minute_leaves_after_ten() -> None:
    now = [0.0]
    limits = Limits(operating=10.0, real=lambda: now[0])
    limits.charge("hook", "m", 6.0)
    now[0] = 120.0
    limits.charge("hook", "m", 5.0)
    with pytest.raises(MethodError):
        limits.check_operating("hook", "m")
    assert limits.spent("hook", "m") == (11.0, 480.0)
    now[0] = 601.0
    limits.check_operating("hook", "m")
    assert limits.spent("hook", "m")[0] == 5.0


def test_a_renamed_portal_sends_every_call_to_its_new_name(portal: Portal) -> None:
    portal.tell("rename", {"host": "localhost"})
    answer = portal.post("profile")
    moved = answer.headers["location"]
    assert answer.status_code == 302
    assert moved == portal.server.webhook.replace("127.0.0.1", "localhost") + "profile"
    assert portal.http.post(moved).json()["result"]["ID"] == "1"
    portal.tell("rename", {"host": ""})
    assert portal.ask("profile")["ID"] == "1"
