"""What §2 of the reference says of limits: counted by client address, by method, by request."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from outlet_desktop.portal.demo.faults import SYSTEM_ERRORS

from .conftest import Portal

EXAMPLES = Path(__file__).parents[3] / "shared" / "bitrix24-examples"
ADDS = {f"c{n}": f"tasks.task.add?fields[TITLE]=t{n}&fields[RESPONSIBLE_ID]=5" for n in range(50)}


def _has_second_address() -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.2", 0))
        except OSError:
            return False
    return True


@pytest.mark.skipif(not _has_second_address(), reason="this machine has one loopback address only")
def test_two_client_addresses_have_a_bucket_each_and_two_webhooks_of_one_address_share_it(
    make_portal: Callable[..., Portal],
) -> None:
    portal = make_portal(limits=True, rate=(0.01, 6))
    with httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.2")) as elsewhere:

        def there(user: int = 1) -> int:
            return elsewhere.post(portal.server.webhook_of(user) + "profile", json={}).status_code

        assert [portal.post("profile", user=user).status_code for user in (1, 1, 5, 5, 11, 11)] == [200] * 6
        assert portal.post("profile").status_code == 503
        assert portal.refusal("profile", user=5) == (503, "QUERY_LIMIT_EXCEEDED")
        assert [there(user) for user in (1, 5, 11, 1, 5, 11)] == [200] * 6
        assert there() == 503


def test_the_enterprise_bucket_is_a_setting(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True)
    assert [portal.post("profile").status_code for _ in range(52)].count(503) >= 1
    portal.tell("limits", {"rate": [5, 250], "on": True})
    statuses = [portal.post("profile").status_code for _ in range(251)]
    assert statuses[:250] == [200] * 250


def test_operating_time_counts_the_commands_of_a_batch_and_not_the_batch(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True, rate=(100, 1000))
    commands = {"a": "user.get?FILTER[ID]=7", "b": "user.get?FILTER[ID]=8", "c": "department.get"}
    portal.tell("limits", {"operating": 1e-6})
    first = portal.post("batch", {"cmd": commands}).json()
    errors = first["result"]["result_error"]
    assert set(errors) == {"b"}  # the call that crosses the limit finishes, the next of the same method does not
    assert errors["b"]["error"] == "OPERATION_TIME_LIMIT"
    assert {"operating", "operating_reset_at"} <= set(first["result"]["result_time"]["a"])
    assert "operating_reset_at" not in first["time"]
    assert portal.post("batch", {"cmd": {"d": "department.fields"}}).json()["result"]["result_error"] == []


def test_a_request_that_would_take_longer_than_the_limit_is_stopped(
    make_portal: Callable[..., Portal],
) -> None:
    portal = make_portal(limits=True)
    portal.tell("limits", {"longest": 0.2})
    sent = {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}}
    for after, count in ((None, 0), (1, 1)):  # what it had done by then stays
        portal.tell("fault", {"kind": "slow", "seconds": 90, "method": "tasks.task.add", "after": after})
        answer = portal.post("tasks.task.add", sent)
        assert (answer.status_code, answer.headers["content-type"]) == (504, "text/html")
        assert "504 Gateway Time-out" in answer.text
        assert portal.post("tasks.task.list").json()["total"] == count
    assert answer.elapsed.total_seconds() < 5
    portal.tell("fault", {"kind": "slow", "seconds": 90, "method": "batch", "after": 7})
    assert portal.post("batch", {"cmd": ADDS}).status_code == 504
    assert portal.post("tasks.task.list").json()["total"] == 8


def test_a_slow_request_within_the_limit_is_answered(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True)
    portal.tell("fault", {"kind": "slow", "seconds": 0.1, "method": "profile"})
    assert portal.ask("profile")["ID"] == "1"


def test_without_limits_a_request_may_take_its_time(portal: Portal) -> None:
    portal.tell("limits", {"longest": 0.01})
    portal.tell("fault", {"kind": "slow", "seconds": 0.1, "method": "profile"})
    assert portal.ask("profile")["ID"] == "1"
    portal.tell("limits", {"longest": 60})


@pytest.mark.parametrize("api", ["classic", "3.0"])
def test_a_batch_that_really_takes_too_long_is_executed_in_part(make_portal: Callable[..., Portal], api: str) -> None:
    portal = make_portal(limits=True, rate=(100, 1000))
    portal.post("tasks.task.add", {"fields": {"TITLE": "warm", "RESPONSIBLE_ID": 5}})
    fields = {"title": "t", "creatorId": 1, "responsibleId": 5}
    longest = 0.02
    for _ in range(8):  # a machine of another speed needs another limit
        portal.tell("limits", {"longest": longest, "on": True})
        before = portal.post("tasks.task.list").json()["total"]
        if api == "classic":
            answer = portal.post("batch", {"cmd": ADDS})
        else:
            answer = portal.ask_v3("batch", [{"method": "tasks.task.add", "query": {"fields": fields}}] * 50)
        portal.tell("limits", {"longest": 60})
        made = portal.post("tasks.task.list").json()["total"] - before
        if answer.status_code == 504 and made:
            break
        longest *= 2 if answer.status_code == 504 else 0.5
    assert answer.status_code == 504
    assert 0 < made < 50
    assert [row["error"] for row in portal.see("log")][-2] == "time_limit"


def test_every_system_error_comes_for_the_asking_as_it_is_documented(portal: Portal) -> None:
    for code, (status, text) in SYSTEM_ERRORS.items():
        portal.tell("fault", {"kind": "error", "code": code})
        answer = portal.post("tasks.task.add", {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}})
        assert answer.status_code == status
        assert answer.json() == {"error": code, "error_description": text}
    assert portal.post("tasks.task.list").json()["total"] == 0
    wrong = portal.http.post(portal.server.control + "fault", json={"kind": "error", "code": "EARTHQUAKE"})
    assert wrong.status_code == 400


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the documented examples are not beside this checkout")
def test_the_system_errors_are_those_of_the_documentation() -> None:
    rows: list[dict[str, Any]] = json.loads((EXAMPLES / "_system_errors.json").read_text("utf-8"))
    documented = {(row["http_status"], row["error"]) for row in rows}
    assert {(status, code) for code, (status, _) in SYSTEM_ERRORS.items()} <= documented
    by_methods_only = {"ERROR_BATCH_METHOD_NOT_ALLOWED", "WRONG_AUTH_TYPE"}
    assert {row["error"] for row in rows} - set(SYSTEM_ERRORS) - by_methods_only == set()
