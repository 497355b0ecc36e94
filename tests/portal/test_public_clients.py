"""Other people's clients do their everyday work on the demo portal, over real HTTP and with its limits on.

What they say is compared with what the portal holds in its own tables and log, never with their word alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from outlet_desktop.portal.demo.people import DEPARTMENTS
from outlet_desktop.portal.demo.server import DemoServer

from .public_clients import PUBLIC_CLIENTS, B24PySdk, PublicClient, UnknownMethod

RESPONSIBLE = 11
AWKWARD = "Смета & план: 50% + «ремонт» [ул. Ленина, 5] a=b;c/d?e#f \"g\" 'h' 🏪"


class Truth:
    """The portal as it is: its tables, its log, its control."""

    def __init__(self, demo: DemoServer) -> None:
        self.demo = demo
        self.http = httpx.Client(timeout=10)

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self.demo.portal.lock:
            return [dict(row) for row in self.demo.portal.store.all(sql, values)]

    def task(self, task_id: int) -> dict[str, Any]:
        (found,) = self.rows("SELECT * FROM task WHERE id=?", task_id)
        return found

    def tell(self, name: str, **wish: Any) -> Any:
        answer = self.http.post(self.demo.control + name, json=wish)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def see(self, name: str) -> Any:
        return self.http.get(self.demo.control + name).json()

    def requests(self) -> list[dict[str, Any]]:
        """HTTP requests; the commands of a batch are none."""
        return [row for row in self.see("log") if row["batch"] is None]

    def refusals(self) -> int:
        return sum(row["error"] in ("QUERY_LIMIT_EXCEEDED", "fault:http_503") for row in self.requests())


@pytest.fixture(scope="module")
def _standing_demo() -> Iterator[DemoServer]:
    with DemoServer(staff=False, speed=0.0) as demo:
        yield demo


@pytest.fixture
def truth(_standing_demo: DemoServer) -> Iterator[Truth]:
    _standing_demo.reset()
    one = Truth(_standing_demo)
    assert one.tell("limits", on=True, rate=[2, 50]) == {"on": True, "rate": [2, 50], "operating": 480}
    yield one
    one.http.close()


@pytest.fixture(params=PUBLIC_CLIENTS, ids=lambda made: made.name)
def client(request: pytest.FixtureRequest, truth: Truth) -> Iterator[PublicClient]:
    pytest.importorskip(request.param.package, reason="the extra `peers` is not installed: pip install -e .[peers]")
    one = request.param(truth.demo.webhook, retry_delay_s=0.1)
    yield one
    one.close()


@pytest.fixture
def sdk(truth: Truth) -> Iterator[B24PySdk]:
    pytest.importorskip(B24PySdk.package, reason="the extra `peers` is not installed: pip install -e .[peers]")
    one = B24PySdk(truth.demo.webhook)
    yield one
    one.close()


def test_it_learns_who_it_is(client: PublicClient, truth: Truth) -> None:
    me = client.current_user()
    (person,) = (person for person in truth.see("people") if person["user_id"] == 1)
    assert me["ID"] == "1"
    assert f"{me['NAME']} {me['LAST_NAME']}" == person["name"]


def test_it_reads_every_user_once(client: PublicClient, truth: Truth) -> None:
    said = sorted((int(user["ID"]), f"{user['NAME']} {user['LAST_NAME']}", user["ACTIVE"]) for user in client.users())
    people = sorted((person["user_id"], person["name"], person["active"]) for person in truth.see("people"))
    assert said == people
    assert len(said) == 53


def test_it_reads_every_department(client: PublicClient) -> None:
    said = sorted((int(row["ID"]), row["NAME"], int(row.get("PARENT", 0))) for row in client.departments())
    assert said == sorted((one.id, one.name, one.parent or 0) for one in DEPARTMENTS)


def test_it_reads_all_tasks_of_a_filter(client: PublicClient, truth: Truth) -> None:
    truth.tell("fill", tasks=700)
    rows = truth.rows("SELECT id, title, xml_id FROM task WHERE status=5 AND responsible_id<>?", RESPONSIBLE)
    assert len(rows) > 500, "several pages, and not everything"
    said = client.tasks({"STATUS": 5, "!RESPONSIBLE_ID": RESPONSIBLE}, ["ID", "TITLE", "XML_ID"])
    assert sorted((int(row["id"]), row["title"], row["xmlId"]) for row in said) == sorted(map(_values, rows))
    assert len(truth.requests()) == 2


def test_numbered_pages_tell_the_same_as_chained_ones(sdk: B24PySdk, truth: Truth) -> None:
    truth.tell("fill", tasks=333)
    wanted = {">=CREATED_DATE": truth.demo.now().replace(month=6).isoformat()}
    chained = sdk.tasks(wanted, ["ID", "TITLE"])
    numbered = sdk.numbered_tasks(wanted, ["ID", "TITLE"])
    assert 100 < len(chained) < 333
    assert sorted(row["id"] for row in numbered) == sorted(row["id"] for row in chained)


def test_it_reads_tasks_by_their_ids(client: PublicClient, truth: Truth) -> None:
    first = truth.tell("fill", tasks=80)["first"]
    wanted = [first + number for number in (0, 7, 60, 79)]
    said = client.tasks_of(wanted)
    assert sorted((int(row["id"]), row["title"]) for row in said) == [(one, truth.task(one)["title"]) for one in wanted]


def test_a_task_it_adds_is_kept_letter_by_letter(client: PublicClient, truth: Truth) -> None:
    deadline = "2026-12-01T18:00:00+04:00"
    fields = {
        "TITLE": AWKWARD,
        "DESCRIPTION": f"{AWKWARD}\n\n{AWKWARD}",
        "RESPONSIBLE_ID": RESPONSIBLE,
        "AUDITORS": [5, 8],
        "DEADLINE": deadline,
        "XML_ID": "outlet:abcd2345:S01:1",
    }
    said = client.add(fields)
    task = truth.task(int(said["id"]))
    assert (task["title"], task["description"]) == (AWKWARD, f"{AWKWARD}\n\n{AWKWARD}")
    assert (task["responsible_id"], task["xml_id"]) == (RESPONSIBLE, "outlet:abcd2345:S01:1")
    assert task["deadline"] == datetime.fromisoformat(deadline).timestamp()
    members = truth.rows("SELECT user_id, role FROM task_member WHERE task_id=?", task["id"])
    assert sorted(map(_values, members)) == [(5, "U"), (8, "U")]
    assert len(truth.rows("SELECT id FROM task")) == 1


def test_it_changes_a_task(client: PublicClient, truth: Truth) -> None:
    first = truth.tell("fill", tasks=2)["first"]
    before = truth.task(first + 1)
    said = client.update(first, {"TITLE": AWKWARD, "RESPONSIBLE_ID": RESPONSIBLE})
    assert (said["id"], said["title"], said["responsibleId"]) == (str(first), AWKWARD, str(RESPONSIBLE))
    assert (truth.task(first)["title"], truth.task(first)["responsible_id"]) == (AWKWARD, RESPONSIBLE)
    assert truth.task(first + 1) == before


def test_it_gets_a_task(client: PublicClient, truth: Truth) -> None:
    first = truth.tell("fill", tasks=3)["first"]
    said, task = client.get(first + 1), truth.task(first + 1)
    assert (int(said["id"]), said["title"], int(said["status"])) == (task["id"], task["title"], task["status"])
    assert datetime.fromisoformat(said["createdDate"]).timestamp() == task["created"]


def test_it_completes_a_task(client: PublicClient, truth: Truth) -> None:
    task_id = int(client.add({"TITLE": "Принять помещение", "RESPONSIBLE_ID": RESPONSIBLE})["id"])
    assert truth.task(task_id)["status"] == 2
    said = client.complete(task_id)
    assert (said["id"], said["status"]) == (str(task_id), "5")
    task = truth.task(task_id)
    assert (task["status"], task["closed_by"], task["closed"]) == (5, 1, int(truth.demo.now().timestamp()))


def test_a_hundred_and_twenty_adds_are_three_requests_and_as_many_tasks(client: PublicClient, truth: Truth) -> None:
    titles = [f"Задача {number}: {AWKWARD}" for number in range(120)]
    said = client.add_many({"TITLE": title, "RESPONSIBLE_ID": RESPONSIBLE} for title in titles)
    kept = truth.rows("SELECT id, title FROM task")
    assert sorted(row["title"] for row in kept) == sorted(titles)
    assert sorted((int(row["id"]), row["title"]) for row in said) == sorted(map(_values, kept))
    assert {row["method"] for row in truth.requests()} == {"batch"}
    assert sorted(row["commands"] for row in truth.requests()) == [20, 50, 50]


def test_it_creates_a_group_and_finds_it(client: PublicClient, truth: Truth) -> None:
    name = "ул. Ленина, 5 — «Волга»"
    number = client.create_group(name, "outlet-abcd2345")
    (kept,) = truth.rows("SELECT id, name, keywords, project, owner_id FROM sonet")
    assert kept == {"id": number, "name": name, "keywords": "outlet-abcd2345", "project": "Y", "owner_id": 1}
    (found,) = client.group(number)
    assert (found["ID"], found["NAME"], found["KEYWORDS"]) == (str(number), name, "outlet-abcd2345")


def test_a_method_that_does_not_exist_is_an_error_it_understands(client: PublicClient, truth: Truth) -> None:
    with pytest.raises(UnknownMethod, match="ERROR_METHOD_NOT_FOUND"):
        client.call_unknown("tasks.task.paint")
    errors = [row["error"] for row in truth.see("log") if row["method"] == "tasks.task.paint"]
    assert errors == ["ERROR_METHOD_NOT_FOUND"]


def test_a_write_that_met_503s_is_done_once(client: PublicClient, truth: Truth) -> None:
    truth.tell("fault", kind="http_503", method="tasks.task.add", times=2)
    said = client.add({"TITLE": "Оплатить счёт", "RESPONSIBLE_ID": RESPONSIBLE})
    kept = truth.rows("SELECT id, title FROM task")
    assert [_values(row) for row in kept] == [(int(said["id"]), "Оплатить счёт")]
    assert truth.refusals() == 2
    assert len(truth.requests()) == 3


def test_more_requests_than_the_bucket_holds_are_refused_and_still_all_answered(
    client: PublicClient, truth: Truth
) -> None:
    truth.tell("limits", rate=[20, 10])
    first = truth.tell("fill", tasks=1)["first"]
    for _ in range(30):
        assert int(client.get(first)["id"]) == first
    assert truth.refusals() > 0, "the portal's limit was met"
    assert sum(row["ok"] for row in truth.requests()) == 30


def test_the_vendors_client_works_by_rest_3_too(sdk: B24PySdk, truth: Truth) -> None:
    from b24pysdk.errors.v3 import BitrixAPIEntityNotFoundException

    tasks = sdk.version_3().tasks.task
    made = tasks.add({"title": AWKWARD, "creatorId": 1, "responsibleId": RESPONSIBLE}).response.result["item"]
    assert truth.task(made["id"])["title"] == AWKWARD
    asked = tasks.get(made["id"], select=["id", "title", "status"]).response.result["item"]
    assert {key: asked[key] for key in ("id", "title", "status")} == {
        "id": made["id"],
        "title": AWKWARD,
        "status": "pending",
    }
    result = tasks.result.add({"taskId": made["id"], "text": AWKWARD}).response.result["item"]
    (listed,) = tasks.result.list(filter=[["taskId", made["id"]]]).response.result["items"]
    (kept,) = truth.rows("SELECT id, text FROM result WHERE task_id=?", made["id"])
    assert kept == {"id": result["id"], "text": AWKWARD} == {key: listed[key] for key in ("id", "text")}
    with pytest.raises(BitrixAPIEntityNotFoundException):
        tasks.get(made["id"] + 1).response  # noqa: B018 the request goes out when the answer is asked for


def _values(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row.values())
