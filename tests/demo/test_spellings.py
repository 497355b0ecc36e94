"""Spellings of answers and requests: XML, REST 3.0's JSON, its batch, filters that are not known."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pytest

from .conftest import Portal

PREFIX = "BITRIX_REST_V3_EXCEPTION_"


def add3(title: str) -> dict[str, object]:
    fields = {"title": title, "creatorId": 1, "responsibleId": 5}
    return {"method": "tasks.task.add", "query": {"fields": fields}}


def titles(portal: Portal) -> list[str]:
    rows = portal.ask("tasks.task.list", {"select": ["TITLE"], "order": {"ID": "asc"}})["tasks"]
    return [row["title"] for row in rows]


def test_xml_comes_for_the_asking(portal: Portal) -> None:
    portal.add('Смета & план <1> "a"')
    answer = portal.post("tasks.task.list.xml", {"select": ["ID", "TITLE", "GROUP_ID", "CLOSED_DATE"]})
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.text.startswith("<response><result><tasks><item><id>")
    root = ElementTree.fromstring(answer.text)
    (item,) = root.findall("result/tasks/item")
    assert item.findtext("title") == 'Смета & план <1> "a"'
    assert (item.findtext("closedDate"), list(item.find("group") or [])) == ("", [])
    assert root.findtext("total") == "1"
    assert root.findtext("time/date_start") == "2026-11-24T09:00:00+04:00"
    profile = ElementTree.fromstring(portal.post("profile.XML").text)
    assert profile.findtext("result/ADMIN") == "1"
    assert ElementTree.fromstring(portal.post("profile.xml/", user=3).text).findtext("result/ADMIN") == ""


def test_errors_and_batches_come_in_xml_too(portal: Portal) -> None:
    refused = portal.post("no.such.xml")
    assert refused.status_code == 404
    assert ElementTree.fromstring(refused.text).findtext("error") == "ERROR_METHOD_NOT_FOUND"
    batch = portal.post("batch.xml", {"cmd": {"a": "profile", "b": "no.such"}})
    root = ElementTree.fromstring(batch.text)
    assert root.findtext("result/result/a/ID") == "1"
    assert root.findtext("result/result_error/b/error") == "ERROR_METHOD_NOT_FOUND"
    numbered = ElementTree.fromstring(portal.post("batch.xml", {"cmd": ["server.time", "user.admin"]}).text)
    assert [item.text for item in numbered.findall("result/result/item")] == ["2026-11-24T09:00:00+04:00", "1"]


def test_rest_3_0_knows_no_xml(portal: Portal) -> None:
    assert portal.ask_v3("rest.scope.list.xml", {}).status_code == 404
    assert portal.ask_v3("rest.scope.list", {}).status_code == 200


@pytest.mark.parametrize("kind", ["form", "broken", "untyped"])
def test_rest_3_0_takes_json_only(portal: Portal, kind: str) -> None:
    base = portal.server.webhook.replace("/rest/", "/rest/api/") + "tasks.task.add"
    match kind:
        case "form":
            answer = portal.http.post(base, data={"fields[title]": "x"})
        case "broken":
            answer = portal.http.post(base, content=b"{broken", headers={"Content-Type": "application/json"})
        case _:
            answer = portal.http.post(base, content=b'{"fields":{}}')
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, f"{PREFIX}INVALIDJSONEXCEPTION")


def test_rest_3_0_does_not_read_the_query_string(portal: Portal) -> None:
    task = portal.add()
    base = portal.server.webhook.replace("/rest/", "/rest/api/")
    answer = portal.http.get(f"{base}tasks.task.get?id={task}")
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, f"{PREFIX}VALIDATION_REQUESTVALIDATIONEXCEPTION")
    assert error["validation"][0]["field"] == "id"
    assert portal.http.get(f"{base}rest.scope.list").status_code == 200


def test_rest_3_0_selects_own_fields_and_those_of_people(portal: Portal) -> None:
    task = portal.add()
    some = portal.ask_v3("tasks.task.get", {"id": task, "select": ["id", "noSuchField"]}).json()["result"]["item"]
    assert some == {"id": task}
    related = portal.ask_v3("tasks.task.get", {"id": task, "select": ["id", "responsible.name"]}).json()["result"]
    assert related["item"] == {"id": task, "responsible": {"name": "Светлана"}}
    wrong = portal.ask_v3("tasks.task.get", {"id": task, "select": ["responsible.stageId"]})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, f"{PREFIX}UNKNOWNDTOPROPERTYEXCEPTION")
    absent = portal.ask_v3("tasks.task.get", {"id": 999})
    assert (absent.status_code, absent.json()["error"]["code"]) == (400, f"{PREFIX}ENTITYNOTFOUNDEXCEPTION")


def test_a_batch_of_3_0_answers_in_order(portal: Portal) -> None:
    answer = portal.ask_v3("batch", [add3("один"), {"method": "REST.scope.list"}, add3("два")]).json()
    assert [list(item) for item in answer["result"]] == [["item"], ["items"], ["item"]]
    assert [answer["result"][n]["item"]["title"] for n in (0, 2)] == ["один", "два"]
    assert "time" in answer


def test_a_batch_of_3_0_ends_at_the_first_error_and_keeps_what_went_before(portal: Portal) -> None:
    bad = {"method": "tasks.task.add", "query": {"fields": {"title": "без людей"}}}
    answer = portal.ask_v3("batch", [add3("один"), bad, add3("два")])
    assert (answer.status_code, answer.json()["error"]["code"]) == (
        400,
        f"{PREFIX}VALIDATION_DTOVALIDATIONEXCEPTION",
    )
    assert titles(portal) == ["один"]


def test_a_batch_of_3_0_is_refused_as_a_whole_before_it_begins(portal: Portal) -> None:
    unknown = portal.ask_v3("batch", [add3("один"), {"method": "no.such"}])
    assert unknown.status_code == 404
    long = portal.ask_v3("batch", [add3(str(n)) for n in range(51)])
    assert (long.status_code, long.json()["error"]["code"]) == (400, "ERROR_BATCH_LENGTH_EXCEEDED")
    old = portal.ask_v3("batch", {"cmd": {"a": "tasks.task.get?id=1"}})
    assert (old.status_code, old.json()["error"]["code"]) == (400, f"{PREFIX}INVALIDSELECTEXCEPTION")
    nested = portal.ask_v3("batch", [{"method": "batch", "query": {}}])
    assert nested.status_code == 404
    assert titles(portal) == []
    assert portal.ask_v3("batch", [add3(str(n)) for n in range(50)]).status_code == 200
    assert portal.post("tasks.task.list").json()["total"] == 50


@pytest.mark.parametrize("method", ["batch", "tasks.task.add"])
def test_a_cut_batch_of_3_0_executed_a_prefix(portal: Portal, method: str) -> None:
    portal.tell("fault", {"kind": "cut", "method": method, "after": 2})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        portal.ask_v3("batch", [add3(str(n)) for n in range(5)])
    assert titles(portal) == ["0", "1"]


@pytest.fixture
def strict(portal: Portal) -> Iterator[Portal]:
    assert portal.tell("manners", {"unknown_filter": "error"})["unknown_filter"] == "error"
    yield portal
    portal.tell("manners", {"unknown_filter": "ignore"})


UNKNOWN = [
    ("tasks.task.list", {"filter": {">=NO_SUCH": 1}}),
    ("user.get", {"FILTER": {"NO_SUCH": 1}}),
    ("sonet_group.get", {"FILTER": {"%NO_SUCH": 1}}),
    ("socialnetwork.api.workgroup.list", {"filter": {"NO_SUCH": 1}}),
]


@pytest.mark.parametrize(("method", "params"), UNKNOWN)
def test_an_unknown_filter_key_is_ignored_or_refused_as_the_portal_is_told(
    strict: Portal, method: str, params: dict[str, object]
) -> None:
    assert strict.refusal(method, params) == (400, "ERROR_ARGUMENT")
    strict.tell("manners", {"unknown_filter": "ignore"})
    assert strict.post(method, params).json().keys() >= strict.post(method).json().keys()
    assert strict.post(method, params).json()["result"] == strict.post(method).json()["result"]


def test_every_documented_filter_key_is_known_to_a_strict_portal(strict: Portal) -> None:
    keys = [
        "ID", "PARENT_ID", "GROUP_ID", "CREATED_BY", "STATUS_CHANGED_BY", "PRIORITY", "FORUM_TOPIC_ID",
        "RESPONSIBLE_ID", "TITLE", "TAG", "REAL_STATUS", "STATUS", "MARK", "SITE_ID", "ADD_IN_REPORT", "DATE_START",
        "DEADLINE", "CREATED_DATE", "CLOSED_DATE", "CHANGED_DATE", "ACCOMPLICE", "AUDITOR", "DEPENDS_ON",
        "ONLY_ROOT_TASKS", "STAGE_ID", "SPRINT_ID", "BACKLOG_ID", "UF_CRM_TASK", "XML_ID", "GUID",
    ]  # fmt: skip
    for key in keys:
        assert strict.post("tasks.task.list", {"filter": {key: "1"}}).status_code == 200, key
    strict.ask("tasks.task.list", {"filter": {"::SUBFILTER-PARAMS": {"FAVORITE": "Y"}}})
    for key in ("ACTIVE", "IS_ONLINE", "NAME_SEARCH", "USER_TYPE", "UF_PHONE_INNER", "UF_DEPARTMENT"):
        assert strict.post("user.get", {"FILTER": {key: "1"}}).status_code == 200, key
    for key in ("ID", "NAME", "OWNER_ID", "ACTIVE", "VISIBLE", "OPENED", "CLOSED", "DATE_CREATE", "IS_EXTRANET"):
        assert strict.post("sonet_group.get", {"FILTER": {key: "1"}}).status_code == 200, key
    assert strict.http.post(strict.server.control + "manners", json={"unknown_filter": "?"}).status_code == 400


def test_own_fields_filter_by_their_values(portal: Portal) -> None:
    one, two, bare = portal.add(UF_CRM_TASK=["D_1", "C_2"]), portal.add(UF_CRM_TASK=["C_2"]), portal.add(UF_KEY="k")

    def found(filters: dict[str, object]) -> list[int]:
        sent = {"filter": filters, "select": ["ID"], "order": {"ID": "asc"}}
        return [int(row["id"]) for row in portal.ask("tasks.task.list", sent)["tasks"]]

    assert found({"UF_CRM_TASK": "C_2"}) == [one, two]
    assert found({"UF_CRM_TASK": ["D_1", "X"]}) == [one]
    assert found({"!UF_CRM_TASK": "C_2"}) == [bare]
    assert found({"UF_KEY": "k"}) == [bare]
    assert found({"UF_NONE": "k"}) == []
