"""Who may call: access tokens in `auth`, webhooks that end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from .conftest import Portal


def root(portal: Portal) -> str:
    return portal.server.webhook.split("/rest/")[0]


def token(portal: Portal, **wish: Any) -> str:
    return str(portal.tell("token", wish)["access_token"])


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


@pytest.mark.parametrize("way", ["query", "form", "json", "get", "xml"])
def test_a_token_in_auth_acts_as_its_person(portal: Portal, way: str) -> None:
    auth, address = token(portal, user_id=11), f"{root(portal)}/rest/profile"
    match way:
        case "query":
            answer = portal.http.post(f"{address}?auth={auth}", json={})
        case "form":
            answer = portal.http.post(address, data={"auth": auth})
        case "json":
            answer = portal.http.post(address, json={"auth": auth})
        case "get":
            answer = portal.http.get(address, params={"auth": auth})
        case _:
            answer = portal.http.post(f"{address}.xml?auth={auth}")
            assert "<ID>11</ID>" in answer.text
            return
    assert answer.json()["result"]["ID"] == "11"


def test_a_token_is_handed_out_as_an_authorisation_ends(portal: Portal) -> None:
    given = portal.tell("token", {"user_id": 5, "scopes": ["user", "task"]})
    assert (given["expires_in"], given["user_id"], given["scope"]) == (3600, 5, "task,user")
    assert given["client_endpoint"] == f"{root(portal)}/rest/"
    address = f"{given['client_endpoint']}scope"
    assert portal.http.post(address, json={"auth": given["access_token"]}).json()["result"] == ["task", "user"]


def test_the_token_is_no_parameter_of_a_method(portal: Portal) -> None:
    auth, task = token(portal), portal.add()
    address = f"{root(portal)}/rest/"
    wish = {"TASKID": task, "FIELDS": {"TITLE": "По порядку"}}
    for sent in ({"auth": auth, **wish}, {**wish, "auth": auth}):
        item = portal.http.post(f"{address}task.checklistitem.add", json=sent).json()["result"]
        assert portal.ask("task.checklistitem.get", [task, item])["TITLE"] == "По порядку"
    batch = {"cmd": {"a": f"task.checklistitem.getlist?auth={auth}&TASKID={task}", "b": "profile"}, "auth": auth}
    got = portal.http.post(f"{address}batch", json=batch).json()["result"]
    assert got["result_error"] == []
    assert len(got["result"]["a"]) == 3


def test_what_is_wrong_with_a_token_is_told_apart(portal: Portal) -> None:
    address = f"{root(portal)}/rest/profile"
    good, short = token(portal, user_id=11), token(portal, user_id=11, expires_in=600)
    poor = token(portal, user_id=11, scopes=["user"])
    code = portal.server.webhook.split("/")[-2]
    assert refused(portal.http.post(address)) == (401, "NO_AUTH_FOUND")
    assert refused(portal.http.post(address, json={"auth": ""})) == (401, "NO_AUTH_FOUND")
    for wrong in ("nonsense", code):  # a webhook's code is no token
        assert refused(portal.http.post(address, json={"auth": wrong})) == (401, "invalid_token")
    tasks = portal.http.post(f"{root(portal)}/rest/tasks.task.list", json={"auth": poor})
    assert refused(tasks) == (403, "insufficient_scope")
    portal.tell("clock", {"advance_s": 599})
    assert portal.http.post(address, json={"auth": short}).status_code == 200
    portal.tell("clock", {"advance_s": 1})
    assert refused(portal.http.post(address, json={"auth": short})) == (401, "expired_token")
    assert portal.http.post(address, json={"auth": good}).status_code == 200
    portal.tell("dismiss", {"user_id": 11})
    assert refused(portal.http.post(address, json={"auth": good})) == (401, "authorization_error")
    portal.tell("reset", {})
    assert refused(portal.http.post(address, json={"auth": good})) == (401, "invalid_token")


def test_rest_3_0_takes_the_token_from_the_body_only(portal: Portal) -> None:
    task, auth = portal.add(), token(portal, user_id=11)
    address = f"{root(portal)}/rest/api/tasks.task.get"
    got = portal.http.post(address, json={"id": task, "auth": auth})
    assert got.json()["result"]["item"]["id"] == task
    assert portal.http.post(f"{address}?auth={auth}", json={"id": task}).status_code == 401


def test_tokens_outlive_a_restart_and_stand_in_no_log(make_portal: Callable[..., Portal], kept: Path) -> None:
    first = make_portal(data=kept)
    auth = token(first, user_id=11)
    first.http.post(f"{root(first)}/rest/profile?auth={auth}")
    assert auth not in first.http.get(first.server.control + "log").text
    first.close()
    second = make_portal(data=kept)
    assert second.http.post(f"{root(second)}/rest/profile?auth={auth}").json()["result"]["ID"] == "11"


def test_all_tokens_spend_the_time_of_one_application_and_a_webhook_its_own(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(limits=True, rate=(100, 1000))
    portal.tell("limits", {"operating": 1e-6})
    address = f"{root(portal)}/rest/user.current"
    one, other = token(portal, user_id=11), token(portal, user_id=5)
    assert portal.http.post(address, json={"auth": one}).status_code == 200
    assert refused(portal.http.post(address, json={"auth": other})) == (429, "OPERATION_TIME_LIMIT")
    assert portal.post("user.current").status_code == 200


def test_a_webhook_that_is_deleted_or_expires_is_refused_from_then_on(portal: Portal) -> None:
    base = portal.tell("webhook", {"user_id": 5, "scopes": ["user"], "expires_s": 600})["webhook"]
    assert portal.post("profile", base=base).status_code == 200
    portal.tell("clock", {"advance_s": 600})
    assert refused(portal.post("profile", base=base)) == (401, "INVALID_CREDENTIALS")
    assert portal.ask("profile", user=5)["ID"] == "5"
    portal.tell("expire", {"user_id": 5})
    assert refused(portal.post("profile", user=5)) == (401, "INVALID_CREDENTIALS")
    assert refused(portal.post("batch", {"cmd": {"a": "profile"}}, user=5)) == (401, "INVALID_CREDENTIALS")
    assert portal.ask("profile")["ID"] == "1"
    portal.tell("expire", {"user_id": 5, "in_s": None})
    assert portal.ask("profile", user=5)["ID"] == "5"
    assert portal.http.post(portal.server.control + "expire", json={"webhook": "x/y/"}).status_code == 400


def test_a_webhook_that_has_ended_holds_again_after_reset_and_not_after_a_restart(
    make_portal: Callable[..., Portal], kept: Path
) -> None:
    first = make_portal(data=kept)
    first.tell("expire", {"webhook": first.server.webhook})
    first.close()
    second = make_portal(data=kept)
    assert second.refusal("profile") == (401, "INVALID_CREDENTIALS")
    second.tell("reset", {})
    assert second.ask("profile")["ID"] == "1"


def test_a_person_whose_webhook_has_ended_still_works_on_the_portals_own_screen(portal: Portal) -> None:
    bot = portal.bot()
    portal.tell("expire", {"user_id": 2})
    portal.tell("say", {"user_id": 2, "text": "Да"})
    assert [event["data"]["user"]["id"] for event in portal.events(bot)["events"]] == [2]
