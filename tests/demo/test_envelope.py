"""How the portal speaks: envelope, errors, spellings of a request."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from .conftest import Portal


def test_an_answer_carries_its_result_and_the_portals_time(portal: Portal) -> None:
    body = portal.post("server.time").json()
    assert body["result"] == "2026-11-24T09:00:00+04:00"
    time = body["time"]
    assert time["date_start"] == "2026-11-24T09:00:00+04:00"
    assert time["finish"] == pytest.approx(time["start"] + time["duration"])
    assert {"start", "finish", "duration", "processing", "date_start", "date_finish", "operating"} <= set(time)


@pytest.mark.parametrize(
    "name", ["user.current", "USER.CURRENT", "User.Current.json", "user.current/", "user.current.json/"]
)
def test_a_method_is_found_in_any_spelling(portal: Portal, name: str) -> None:
    assert portal.ask(name)["ID"] == "1"


def test_get_and_post_and_php_forms_say_the_same(portal: Portal) -> None:
    task = portal.add("Найти помещение")
    base = portal.server.webhook + "tasks.task.list"
    form = {"filter[ID][0]": str(task), "select[]": "TITLE", "order[ID]": "asc"}
    by_get = portal.http.get(base, params=form).json()["result"]
    by_form = portal.http.post(base, data=form).json()["result"]
    by_parts = portal.http.post(base, files={name: (None, value) for name, value in form.items()}).json()["result"]
    by_json = portal.ask("tasks.task.list", {"filter": {"ID": [task]}, "select": ["TITLE"], "order": {"ID": "asc"}})
    assert by_get == by_form == by_parts == by_json
    assert by_json["tasks"][0]["title"] == "Найти помещение"


def test_an_unknown_method_is_404_before_the_scope_is_asked(portal: Portal) -> None:
    base = portal.tell("webhook", {"scopes": ["user"]})["webhook"]
    assert portal.post("no.such.method", base=base).status_code == 404
    assert portal.post("no.such.method", base=base).json()["error"] == "ERROR_METHOD_NOT_FOUND"
    answer = portal.post("tasks.task.list", base=base)
    assert (answer.status_code, answer.json()["error"]) == (403, "insufficient_scope")


def test_a_wrong_code_and_no_code_are_401(portal: Portal) -> None:
    root = portal.server.webhook.rsplit("/rest/", 1)[0]
    wrong = portal.http.post(f"{root}/rest/1/0000000000000000/profile")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "INVALID_CREDENTIALS")
    code = portal.server.webhook.split("/")[-2]
    assert portal.http.post(f"{root}/rest/2/{code}/profile").status_code == 401
    none = portal.http.post(f"{root}/rest/profile")
    assert (none.status_code, none.json()["error"]) == (401, "NO_AUTH_FOUND")


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("event.bind", 403, "WRONG_AUTH_TYPE"),
        ("event.offline.get", 403, "WRONG_AUTH_TYPE"),
        ("entity.add", 403, "ACCESS_DENIED"),
        ("bizproc.robot.add", 403, "ACCESS_DENIED"),
        ("app.option.set", 400, "AccessException"),
        ("user.option.get", 400, "AccessException"),
    ],
)
def test_what_needs_an_application_is_refused_to_a_webhook(portal: Portal, name: str, status: int, code: str) -> None:
    assert portal.refusal(name) == (status, code)


def test_scope_and_method_get_tell_what_this_webhook_may_do(portal: Portal) -> None:
    base = portal.tell("webhook", {"user_id": 3, "scopes": ["task", "user"]})["webhook"]
    assert portal.post("scope", base=base).json()["result"] == ["task", "user"]
    known = portal.post("method.get", {"name": "imbot.v2.event.get"}, base=base).json()["result"]
    assert known == {"isExisting": True, "isAvailable": False}
    assert portal.ask("method.get", {"name": "imbot.v2.event.get"}) == {"isExisting": True, "isAvailable": True}
    assert portal.ask("method.get", {"name": "crm.deal.list"}) == {"isExisting": False, "isAvailable": False}
    assert "user.get" in portal.ask("methods", {"scope": "user"})
    assert not any(name.startswith("tasks.") for name in portal.ask("methods", {"scope": "user"}))


def test_the_portal_knows_its_administrator(portal: Portal) -> None:
    assert portal.ask("profile")["ADMIN"] is True
    assert portal.ask("profile", user=3)["ADMIN"] is False
    assert portal.ask("user.admin", user=3) is False


def test_broken_json_counts_as_no_parameters(portal: Portal) -> None:
    answer = portal.http.post(
        portal.server.webhook + "tasks.task.add", content=b"{broken", headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "100")


def test_a_page_of_a_task_opens_in_a_browser(portal: Portal) -> None:
    task = portal.add("Оплатить счёт")
    root = portal.server.webhook.rsplit("/rest/", 1)[0]
    page = portal.http.get(f"{root}/company/personal/user/1/tasks/task/view/{task}/")
    assert "Оплатить счёт" in page.text
    assert portal.http.get(f"{root}/company/personal/user/1/tasks/task/view/999999/").status_code == 404


def test_nobody_listens_after_stop(make_portal: Callable[[], Portal]) -> None:
    portal = make_portal()
    address = portal.server.webhook
    portal.server.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.post(address + "profile")
