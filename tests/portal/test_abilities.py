"""What a portal does not have or a webhook may not do: each named with what breaks, and worked around."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from outlet_desktop.domain.command import AddMembers, CommentTask, CompleteTask, Done, Refused, SendMessage
from outlet_desktop.portal import welcome
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.problem import Problem
from outlet_desktop.wording import codes

from .scripted import NOW, Scripted, answered

ALL = ("task", "tasks", "user", "department", "sonet_group", "im", "imbot", "calendar")
OPTIONAL = {
    "tasks": "ability.task_chat",
    "department": "ability.structure",
    "im": "ability.heads",
    "imbot": "ability.bot",
    "calendar": "ability.calendar",
}
NOT_FOUND = {"error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"}


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoServer]:
    with DemoServer(port=0, staff=False) as made:
        made.set_limits(False)
        yield made


def client(demo: DemoServer, *scopes: str) -> BitrixPortal:
    answer = httpx.post(demo.control + "webhook", json={"user_id": 1, "scopes": list(scopes)})
    return BitrixPortal(answer.json()["webhook"], bucket=Bucket(1e6, 10**6), bot_seed="one")


def test_every_ability_has_words_for_what_breaks() -> None:
    named = {need.code for need in welcome.NEEDS} | {welcome.TASK_CHAT, "ability.admin"}
    assert named <= codes("ru") & codes("en")


@pytest.mark.parametrize("scope", sorted(OPTIONAL))
def test_a_scope_that_is_not_ticked_is_named_and_nothing_else_breaks(demo: DemoServer, scope: str) -> None:
    portal = client(demo, *(one for one in ALL if one != scope))
    try:
        found = portal.connect()
        assert {one.code for one in found.abilities if not one.is_present} == {OPTIONAL[scope]}
        assert not any(one.is_required for one in found.abilities if not one.is_present)
        assert len(portal.people()) == 53
        if scope != "department":
            assert len(portal.departments()) == 9
        assert portal.poll(found.portal_now, None).portal_now >= found.portal_now
        made = httpx.post(demo.webhook + "tasks.task.add", json={"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}})
        task = int(made.json()["result"]["task"]["id"])
        bodies = [portal.body(one) for one in (CommentTask(f"n{task}", task, "Решено"), SendMessage("k", 7, "?"))]
        note, message = portal.send(bodies, time.time() + 20)
        assert isinstance(note, Done)
        assert message == Refused("no_bot") if scope == "imbot" else isinstance(message, Done)
    finally:
        portal.close()


def test_a_structure_that_may_not_be_read_is_a_problem_that_names_the_scope(demo: DemoServer) -> None:
    portal = client(demo, *(one for one in ALL if one != "department"))
    try:
        with pytest.raises(Problem) as raised:
            portal.departments()
        assert (raised.value.code, raised.value.facts["scope"]) == ("portal.scope_missing", "department")
    finally:
        portal.close()


def test_somebody_who_is_no_administrator_is_told_and_invites(demo: DemoServer) -> None:
    portal = BitrixPortal(demo.webhook_of(5), bucket=Bucket(1e6, 10**6), bot_seed="one")
    try:
        found = portal.connect()
        assert not found.has("ability.admin")
        assert json.loads(portal.body(AddMembers(1, (2,))))["method"] == "sonet_group.user.invite"
    finally:
        portal.close()


# ------------------------------------------------------------------------------------------------ old portals


def old(*lacks: str, method_get: bool = True, server_time: bool = True) -> Callable[[httpx.Request], httpx.Response]:
    """A portal of some years ago: no REST 3.0, and none of the methods that begin so."""

    def answer(request: httpx.Request) -> httpx.Response:
        if "/rest/api/" in request.url.path:
            return httpx.Response(401, json={"error": "NO_AUTH_FOUND", "error_description": "Wrong authorization data"})
        results: dict[str, Any] = {}
        for name, text in json.loads(request.content)["cmd"].items():
            method, _, query = text.partition("?")
            if method == "profile":
                results[name] = {"ID": "1", "ADMIN": True, "NAME": "Анна"}
            elif method == "scope":
                results[name] = list(ALL)
            elif method == "server.time" and server_time:
                results[name] = NOW.isoformat()
            elif method == "method.get" and method_get:
                has = not query.removeprefix("name=").startswith(tuple(lacks))
                results[name] = {"isExisting": has, "isAvailable": has}
            elif method in ("user.get", "department.get"):
                results[name] = [{"ID": "1", "NAME": "Анна", "ACTIVE": True}]
            elif method == "im.user.list.get":
                results[name] = {"1": {"id": 1, "absent": "2026-11-27T00:00:00+04:00"}}
            elif method in ("task.commentitem.add", "tasks.task.complete"):
                results[name] = 7
        errors = {name: NOT_FOUND for name in json.loads(request.content)["cmd"] if name not in results}
        return answered(results, errors)

    return answer


@pytest.mark.parametrize("lacks", ["imbot", "calendar", "im.department"])
def test_an_old_portal_is_worked_with(scripted: Callable[..., Scripted], lacks: str) -> None:
    one = scripted(old("imbot", lacks))
    found = one.portal.connect()
    absent = {ability.code for ability in found.abilities if not ability.is_present}
    assert "ability.task_chat" in absent
    assert "ability.bot" in absent
    assert ("ability.calendar" in absent) == (lacks == "calendar")
    assert ("ability.heads" in absent) == (lacks == "im.department")
    (person,) = one.portal.people()
    assert person.absent_until is not None  # by the messenger, the calendar being absent
    assert [department.head_id for department in one.portal.departments()] == [None]
    bodies = [one.portal.body(command) for command in (CommentTask("k", 1, "x"), CompleteTask(1))]
    assert one.portal.send(bodies, one.now + 20) == [Done(7), Done()]
    assert one.portal.state().kind == "live"


def test_without_method_get_the_scopes_decide(scripted: Callable[..., Scripted]) -> None:
    one = scripted(old(method_get=False, server_time=False))
    found = one.portal.connect()
    assert found.has("ability.calendar")
    assert not found.has("ability.bot")  # registering it was refused
    assert found.portal_now == NOW  # by the envelope
    assert one.portal.state().kind == "live"
