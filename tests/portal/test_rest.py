"""What each kind of failure means to a read and to a write, over a scripted transport."""

from __future__ import annotations

import json
import logging
import socket
import ssl
import threading
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from outlet_desktop.domain.command import CompleteTask, Done, LinkTasks, NotExecuted, Refused, SendMessage, Unknown
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.problem import Problem
from outlet_desktop.wording import codes

from .scripted import HTML, NOW, SECRET, WEBHOOK, Scripted, answered, empty_poll, error


def tls_failure() -> httpx.ConnectError:
    failure = httpx.ConnectError("certificate verify failed")
    failure.__cause__ = ssl.SSLCertVerificationError("self-signed")
    return failure


REDIRECT_AWAY = httpx.Response(302, headers={"location": "https://login.wifi.ru/portal"})

# failure, is a read repeated, what a write comes to, Problem of a read, state of the connection
FAILURES: list[tuple[Any, bool, type, str, str]] = [
    (httpx.ConnectError("refused"), True, NotExecuted, "portal.unreachable", "offline"),
    (httpx.ConnectTimeout("slow"), True, NotExecuted, "portal.unreachable", "offline"),
    (httpx.PoolTimeout("busy"), True, NotExecuted, "portal.unreachable", "offline"),
    (tls_failure(), False, NotExecuted, "portal.certificate", "offline"),
    (httpx.ReadTimeout("65 s"), True, Unknown, "portal.unreachable", "offline"),
    (httpx.WriteTimeout("30 s"), True, Unknown, "portal.unreachable", "offline"),
    (httpx.ReadError("reset"), True, Unknown, "portal.unreachable", "offline"),
    (httpx.RemoteProtocolError("cut"), True, Unknown, "portal.unreachable", "offline"),
    (error(503, "QUERY_LIMIT_EXCEEDED"), True, NotExecuted, "portal.busy", "throttled"),
    (error(429, "OPERATION_TIME_LIMIT"), True, NotExecuted, "portal.busy", "throttled"),
    (httpx.Response(429, text="slow down"), True, NotExecuted, "portal.busy", "throttled"),
    (httpx.Response(503, text=HTML), True, NotExecuted, "portal.busy", "throttled"),
    (error(503, "OVERLOAD_LIMIT"), False, NotExecuted, "portal.blocked", "offline"),
    (error(500, "INTERNAL_SERVER_ERROR"), True, Unknown, "portal.unreachable", "offline"),
    (error(500, "PORTAL_DELETED"), False, NotExecuted, "portal.deleted", "offline"),
    (httpx.Response(500, text=HTML), True, Unknown, "portal.unreachable", "offline"),
    (httpx.Response(502, text=HTML), True, Unknown, "portal.unreachable", "offline"),
    (httpx.Response(504), True, Unknown, "portal.unreachable", "offline"),
    (httpx.Response(200, text=HTML), True, Unknown, "portal.not_bitrix", "offline"),
    (httpx.Response(200, text='{"result":{"resu'), True, Unknown, "portal.not_bitrix", "offline"),
    (error(401, "INVALID_CREDENTIALS"), False, NotExecuted, "portal.webhook_refused", "no_rights"),
    (error(401, "authorization_error"), False, NotExecuted, "portal.webhook_refused", "no_rights"),
    (httpx.Response(403, text=HTML), True, Unknown, "portal.unreachable", "offline"),
    (httpx.Response(401, text=HTML), False, NotExecuted, "portal.webhook_refused", "no_rights"),
    (error(403, "ACCESS_DENIED", "только на коммерческих тарифах"), False, NotExecuted, "portal.no_rest", "no_rights"),
    (error(401, "PAYMENT_REQUIRED"), False, NotExecuted, "portal.no_rest", "no_rights"),
    (error(400, "INVALID_REQUEST", "Https required"), False, NotExecuted, "portal.refused", "none"),
    (httpx.Response(404, text=HTML), False, NotExecuted, "portal.not_bitrix", "offline"),
    (REDIRECT_AWAY, False, NotExecuted, "portal.not_bitrix", "none"),
]
NAMES = [f"{getattr(one[0], 'status_code', type(one[0]).__name__)}-{one[3]}" for one in FAILURES]


@pytest.mark.parametrize(("failure", "repeated", "outcome", "code", "state"), FAILURES, ids=NAMES)
def test_a_write_is_sent_once_and_says_what_is_known(
    scripted: Callable[..., Scripted], failure: Any, repeated: bool, outcome: type, code: str, state: str
) -> None:
    one = scripted(failure)
    results = one.portal.send([one.portal.body(CompleteTask(1)), one.portal.body(CompleteTask(2))], one.now + 20)
    assert [type(result) for result in results] == [outcome, outcome]
    assert len(one.requests) == 1
    assert one.portal.state().kind == state


@pytest.mark.parametrize(("failure", "repeated", "outcome", "code", "state"), FAILURES, ids=NAMES)
def test_a_read_is_repeated_only_where_that_can_help(
    scripted: Callable[..., Scripted], failure: Any, repeated: bool, outcome: type, code: str, state: str
) -> None:
    one = scripted(failure)
    with pytest.raises(Problem) as raised:
        one.portal.poll(NOW, None)
    assert raised.value.code == code
    assert raised.value.facts["host"] == "volga.bitrix24.ru"
    assert {code} <= codes("ru") & codes("en")
    backed_off = [pause for pause in one.pauses if pause >= 1]  # shorter ones wait for a slot of the bucket
    assert backed_off == ([1, 2, 4, 8, 16] if repeated else [])


@pytest.mark.parametrize(
    "failure", [one[0] for one in FAILURES if one[1]], ids=[n for n, f in zip(NAMES, FAILURES, strict=True) if f[1]]
)
def test_a_read_goes_on_when_the_trouble_is_over(scripted: Callable[..., Scripted], failure: Any) -> None:
    one = scripted(failure, failure, empty_poll())
    assert one.portal.poll(NOW, None).portal_now == NOW
    assert one.portal.state().kind == "live"
    assert one.portal.state().since == one.now


def test_a_poll_started_when_its_own_request_went_out(scripted: Callable[..., Scripted]) -> None:
    one = scripted(httpx.ConnectError("refused"), empty_poll())
    before = one.now
    assert one.portal.poll(NOW, None).started_at == before + 1  # not the try that was never heard


def test_each_command_has_an_outcome_of_its_own(scripted: Callable[..., Scripted]) -> None:
    refusals = {
        "c1": {"error": "0", "error_description": "Действие над задачей не разрешено<br> (internal error)"},
        "c2": {"error": "OPERATION_TIME_LIMIT", "error_description": ""},
        "c3": {"error": "QUERY_LIMIT_EXCEEDED", "error_description": ""},
        "c4": {"error": "INTERNAL_SERVER_ERROR", "error_description": ""},
        "c6": {"error": "", "error_description": "&quot;Нет&quot; прав"},
    }
    one = scripted(answered({"c0": {"task": []}}, refusals))
    results = one.portal.send([one.portal.body(CompleteTask(i)) for i in range(7)], one.now + 20)
    assert results == [
        Done(),
        Refused("0", "Действие над задачей не разрешено"),
        NotExecuted("OPERATION_TIME_LIMIT"),
        NotExecuted("QUERY_LIMIT_EXCEEDED"),
        Unknown("INTERNAL_SERVER_ERROR"),
        Unknown("missing"),
        Refused("", '"Нет" прав'),
    ]


def test_a_link_that_exists_is_made(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered(None, {"c0": {"error": "ILLEGAL_NEW_LINK", "error_description": ""}}))
    assert one.portal.send([one.portal.body(LinkTasks("k", 1, 2))], one.now + 20) == [Done()]


def test_a_batch_without_answers_leaves_everything_open(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered())
    assert one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20) == [Unknown("missing")]


def test_what_cannot_go_out_in_time_is_not_sent(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered({"c0": True}))
    body = one.portal.body(CompleteTask(1))
    assert one.portal.send([body], one.now - 0.001) == [NotExecuted("window")]
    assert one.requests == []


def test_the_wait_for_a_slot_counts_before_the_deadline(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered({"c0": True}), bucket=Bucket(0.1, 1, margin=0))
    body = one.portal.body(CompleteTask(1))
    assert one.portal.send([body], one.now + 20) == [Done()]
    assert one.portal.send([body], one.now + 5) == [NotExecuted("window")]  # the next slot is in 10 s
    assert len(one.requests) == 1
    assert one.portal.send([body], one.now + 20) == [Done()]
    assert one.pauses == [pytest.approx(10, abs=0.5)]


def test_a_machine_that_slept_while_waiting_does_not_send(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered({"c0": True}), bucket=Bucket(1, 1, margin=0))
    body = one.portal.body(CompleteTask(1))
    one.portal.send([body], one.now + 20)
    one.portal._rest._pause = lambda seconds: setattr(one, "now", one.now + 3600)
    assert one.portal.send([body], one.now + 20) == [NotExecuted("window")]
    assert len(one.requests) == 1


def test_a_message_without_a_bot_is_refused_and_the_rest_is_sent(scripted: Callable[..., Scripted]) -> None:
    me = {"ID": "1", "ADMIN": True, "NAME": "А", "LAST_NAME": "Б"}
    connect = answered({"me": me, "scope": ["task", "sonet_group", "user"], "now": NOW.isoformat()})
    one = scripted(connect, answered({"c1": True}))
    bodies = [one.portal.body(SendMessage("k", 7, "?")), one.portal.body(CompleteTask(1))]
    assert one.portal.send(bodies[:1], one.now + 20) == [NotExecuted("not_connected")]
    assert not one.portal.connect().has("ability.bot")
    assert one.portal.send(bodies, one.now + 20) == [Refused("no_bot"), Done()]
    assert list(one.commands()) == ["c1"]


def test_more_than_a_batch_holds_is_a_bug_of_the_caller(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered())
    with pytest.raises(ValueError):
        one.portal.send([one.portal.body(CompleteTask(1))] * 51, one.now + 20)


def test_a_missing_scope_is_named(scripted: Callable[..., Scripted]) -> None:
    me = {"ID": "1", "ADMIN": True}
    one = scripted(answered({"me": me, "scope": ["user"], "now": NOW.isoformat()}))
    with pytest.raises(Problem) as raised:
        one.portal.connect()
    assert (raised.value.code, raised.value.facts["scope"]) == ("portal.scope_missing", "task, sonet_group")


def test_a_method_an_old_portal_lacks_is_named(scripted: Callable[..., Scripted]) -> None:
    me = {"ID": "1", "ADMIN": True}
    lacks = {"isExisting": False, "isAvailable": False}
    scope = ["task", "sonet_group", "user"]
    one = scripted(answered({"me": me, "scope": scope, "now": NOW.isoformat(), "ability.tasks": lacks}))
    with pytest.raises(Problem) as raised:
        one.portal.connect()
    assert (raised.value.code, raised.value.facts["method"]) == ("portal.method_missing", "tasks.task.add")


# ------------------------------------------------------------------------------------------------ a renamed portal


def renamed(request: httpx.Request) -> httpx.Response:
    if request.url.host == "volga.bitrix24.ru":
        return httpx.Response(302, headers={"location": f"https://outlets.bitrix24.ru{request.url.path}"})
    assert request.method == "POST"
    assert json.loads(request.content)["halt"] == 0
    return answered({"now": NOW.isoformat(), "p0": {"tasks": []}, "c0": True})


@pytest.mark.parametrize("first", ["read", "write"])
def test_a_renamed_portal_is_followed_and_remembered(scripted: Callable[..., Scripted], first: str) -> None:
    one = scripted(renamed)
    body = one.portal.body(CompleteTask(1))
    if first == "write":
        assert one.portal.send([body], one.now + 20) == [Done()]
    else:
        one.portal.poll(NOW, None)
    assert len(one.requests) == 2
    assert one.portal.moved_to_host == one.portal.host == one.portal.state().host == "outlets.bitrix24.ru"
    one.portal.send([body], one.now + 20)
    assert [request.url.host for request in one.requests[1:]] == ["outlets.bitrix24.ru"] * 2
    assert one.requests[-1].url.path == f"/rest/1/{SECRET}/batch"


def test_the_secret_never_follows_a_redirect_to_a_page(scripted: Callable[..., Scripted]) -> None:
    one = scripted(REDIRECT_AWAY)
    with pytest.raises(Problem):
        one.portal.poll(NOW, None)
    assert [request.url.host for request in one.requests] == ["volga.bitrix24.ru"]
    assert one.portal.moved_to_host is None


def test_a_redirect_to_plain_http_is_followed_over_https_only(scripted: Callable[..., Scripted]) -> None:
    def down(request: httpx.Request) -> httpx.Response:
        if request.url.host == "volga.bitrix24.ru":
            return httpx.Response(302, headers={"location": f"http://new.bitrix24.ru{request.url.path}"})
        return empty_poll()

    one = scripted(down)
    one.portal.poll(NOW, None)
    assert one.requests[-1].url.scheme == "https"


def test_portals_that_redirect_in_a_circle_end(scripted: Callable[..., Scripted]) -> None:
    def turn(request: httpx.Request) -> httpx.Response:
        other = "a.ru" if request.url.host != "a.ru" else "b.ru"
        return httpx.Response(302, headers={"location": f"https://{other}{request.url.path}"})

    one = scripted(turn)
    assert one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20) == [NotExecuted("redirect")]
    assert len(one.requests) == 3


# ------------------------------------------------------------------------------------------------ long lists


def page_of(ids: range) -> dict[str, Any]:
    def row(task_id: int) -> dict[str, Any]:
        at = NOW.isoformat()
        return {
            "id": str(task_id),
            "title": "t",
            "status": "2",
            "responsibleId": "1",
            "createdDate": at,
            "changedDate": at,
            "xmlId": f"outlet:abcd2345:S{task_id}:1" if task_id % 2 else None,
        }

    return {"tasks": [row(task_id) for task_id in ids]}


def test_a_page_lost_in_the_middle_of_a_batch_is_asked_again(scripted: Callable[..., Scripted]) -> None:
    lost = {"p1": {"error": "OPERATION_TIME_LIMIT", "error_description": ""}}
    one = scripted(
        answered({"now": NOW.isoformat(), "p0": page_of(range(1, 51)), "p2": page_of(range(1, 51))}, lost),
        answered({"p0": page_of(range(51, 61))}),
    )
    changes = one.portal.poll(NOW, None)
    assert [task.id for task in changes.tasks] == list(range(1, 61, 2))
    assert "filter[%3EID]=50" in one.commands()["p0"]


def test_a_page_after_the_last_is_not_looked_at(scripted: Callable[..., Scripted]) -> None:
    # An unresolved reference makes some portals begin the list anew.
    one = scripted(answered({"now": NOW.isoformat(), "p0": page_of(range(1, 50)), "p1": page_of(range(1, 51))}))
    assert len(one.portal.poll(NOW, None).tasks) == 25
    assert len(one.requests) == 1


def test_a_portal_that_ignores_the_filter_by_id_does_not_turn_us_in_circles(
    scripted: Callable[..., Scripted],
) -> None:
    full = page_of(range(1, 51))
    one = scripted(answered({"now": NOW.isoformat(), **{f"p{k}": full for k in range(49)}}))
    with pytest.raises(Problem) as raised:
        one.portal.poll(NOW, None)
    assert raised.value.code == "portal.answer_shape"


def test_a_page_that_begins_with_the_last_row_of_the_one_before_is_told(scripted: Callable[..., Scripted]) -> None:
    """A portal that reads `>ID` as "from": nothing may be counted twice, and the reading must end."""
    pages = {"p0": page_of(range(1, 51)), "p1": page_of(range(50, 100)), "p2": page_of(range(99, 120))}
    one = scripted(answered({"now": NOW.isoformat(), **pages}))
    with pytest.raises(Problem) as raised:
        one.portal.poll(NOW, None)
    assert raised.value.facts["path"] == "result[0].id"


def test_pages_are_asked_for_by_id_and_only_the_first_is_counted(scripted: Callable[..., Scripted]) -> None:
    one = scripted(empty_poll())
    one.portal.poll(NOW, None)
    pages = {name: parse_qs(text.partition("?")[2]) for name, text in one.commands().items() if name != "now"}
    assert list(pages) == [f"p{number}" for number in range(len(pages))]
    assert [page["start"] for page in pages.values()] == [["0"]] + [["-1"]] * (len(pages) - 1)
    assert all(page["order[ID]"] == ["asc"] for page in pages.values())
    after = [page["filter[>ID]"] for page in pages.values()]
    assert after == [["0"]] + [[f"$result[p{number}][tasks][49][id]"] for number in range(len(pages) - 1)]


def test_a_quiet_poll_asks_for_one_page(scripted: Callable[..., Scripted]) -> None:
    one = scripted(empty_poll)
    one.portal.poll(NOW - timedelta(days=3), None)
    assert len(one.commands()) == 50  # nobody knows how much has changed since
    one.portal.poll(NOW, None)
    assert list(one.commands()) == ["now", "p0"]


def test_a_refused_search_for_a_project_is_no_answer(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered({"newest": []}, {"named": {"error": "ACCESS_DENIED", "error_description": "нет"}}))
    with pytest.raises(Problem) as raised:  # None would make a second project
        one.portal.find_project("ул. Ленина, 5", "outlet-abcd2345")
    assert raised.value.code == "portal.refused"


# ------------------------------------------------------------------------------------------------ state


def test_the_state_of_the_connection_tells_when_it_goes_on(scripted: Callable[..., Scripted]) -> None:
    one = scripted(error(503, "QUERY_LIMIT_EXCEEDED"), error(503, "QUERY_LIMIT_EXCEEDED"), empty_poll())
    states: list[tuple[str, float]] = []

    def pause(seconds: float) -> None:
        if seconds >= 1:  # shorter ones wait for a slot of the bucket
            states.append((one.portal.state().kind, one.portal.state().retry_in_s))

    one.portal._rest._pause = pause
    assert one.portal.state().kind == "none"
    one.portal.poll(NOW, None)
    assert states == [("throttled", 1), ("throttled", 2)]
    assert one.portal.state().kind == "live"


def test_an_offline_portal_keeps_the_moment_of_its_last_answer(scripted: Callable[..., Scripted]) -> None:
    one = scripted(empty_poll(), httpx.ConnectError("x"))
    one.portal.poll(NOW, None)
    since = one.now
    one.now += 100
    one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20)
    state = one.portal.state()
    assert (state.kind, state.since) == ("offline", since)


def test_commands_that_wait_to_be_sent_are_counted(scripted: Callable[..., Scripted]) -> None:
    seen: list[int] = []

    def look(request: httpx.Request) -> httpx.Response:
        seen.append(one.portal.state().queued)
        return answered()

    one = scripted(look)
    one.portal.send([one.portal.body(CompleteTask(1))] * 3, one.now + 20)
    assert (seen, one.portal.state().queued) == ([3], 0)


def test_a_long_read_tells_how_far_it_is(scripted: Callable[..., Scripted]) -> None:
    seen: list[tuple[str, int]] = []

    def more(request: httpx.Request) -> httpx.Response:
        seen.append((one.portal.state().kind, one.portal.state().done))
        return answered({"p0": page_of(range(2401, 2402))})

    first = {f"p{k}": page_of(range(50 * k + 1, 50 * k + 51)) for k in range(49)}
    one = scripted(answered({"now": NOW.isoformat(), **first}), more)
    one.steps[0] = answered({"now": NOW.isoformat(), **{key: first[key] for key in list(first)[:48]}})
    one.portal.poll(NOW - timedelta(days=3), None)
    assert seen == [("catching_up", 2400)]
    assert one.portal.state().kind == "live"


def test_closing_wakes_a_read_that_waits_for_its_next_try() -> None:
    waiting = threading.Event()

    def refuse(request: httpx.Request) -> httpx.Response:
        waiting.set()
        return error(503, "QUERY_LIMIT_EXCEEDED")

    portal = BitrixPortal(WEBHOOK, transport=httpx.MockTransport(refuse))
    problems: list[str] = []

    def read() -> None:
        try:
            portal.poll(NOW, None)
        except Problem as problem:
            problems.append(problem.code)

    thread = threading.Thread(target=read)
    thread.start()
    waiting.wait(5)
    portal.close()
    thread.join(5)
    assert not thread.is_alive()
    assert problems == ["portal.closed"]


def test_a_closed_portal_sends_nothing(scripted: Callable[..., Scripted]) -> None:
    one = scripted(answered({"c0": True}))
    one.portal.close()
    assert one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20) == [NotExecuted("closed")]
    assert one.requests == []


# ------------------------------------------------------------------------------------------------ the secret


@pytest.mark.parametrize("failure", [one[0] for one in FAILURES], ids=NAMES)
def test_no_log_traceback_or_repr_shows_the_webhook(
    scripted: Callable[..., Scripted], failure: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    one = scripted(failure)
    one.portal.send([one.portal.body(CompleteTask(1))], one.now + 20)
    with pytest.raises(Problem) as raised:
        one.portal.poll(NOW, None)
    problem = raised.value
    assert problem.__context__ is None  # an exception of httpx carries its request
    written = "".join(traceback.TracebackException.from_exception(problem, capture_locals=True).format())
    shown = [
        repr(one.portal),
        repr(one.portal._rest),
        str(vars(one.portal)),
        str(vars(one.portal._rest)),
        repr(problem),
    ]
    assert "volga.bitrix24.ru" in repr(one.portal)
    for text in (written, *shown, str(problem.facts), caplog.text, *capfd.readouterr()):
        assert SECRET not in text


def test_real_sockets_do_not_show_the_webhook_either(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    portal = BitrixPortal(f"http://127.0.0.1:{port}/rest/1/{SECRET}/", pause=lambda seconds: None)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Problem) as raised:
        portal.poll(NOW, None)
    result = portal.send([portal.body(CompleteTask(1))], 4e9)
    portal.close()
    assert (raised.value.code, result) == ("portal.unreachable", [NotExecuted("connect")])
    written = "".join(traceback.TracebackException.from_exception(raised.value, capture_locals=True).format())
    assert SECRET not in written + caplog.text
