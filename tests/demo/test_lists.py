"""tasks.task.list: filters, order, pages, visibility, lag."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Portal


def ids(portal: Portal, filters: dict[str, Any], user: int = 1, **more: Any) -> list[int]:
    sent = {"filter": filters, "select": ["ID"], "order": {"ID": "asc"}, **more}
    return [int(task["id"]) for task in portal.ask("tasks.task.list", sent, user)["tasks"]]


@pytest.fixture
def three(portal: Portal) -> list[int]:
    """Three tasks, an hour apart: of 5, 11 and 7; the second in progress, the third completed."""
    group = portal.ask("sonet_group.create", {"NAME": "ул. Ленина, 5"})
    found = []
    for number, person in enumerate((5, 11, 7)):
        fields = {
            "XML_ID": f"outlet:a:S0{number}:1",
            "GROUP_ID": group * (number > 0),
            "DEADLINE": f"2026-11-2{5 + number}T18:00:00+04:00",
            "TAGS": ["outlet", f"t{number}"],
        }
        found.append(portal.add(f"Шаг {number} — ул. Ленина, 5", person, **fields))
        portal.tell("clock", {"advance_s": 3600})
    portal.ask("tasks.task.start", {"taskId": found[1]}, 11)
    portal.ask("tasks.task.complete", {"taskId": found[2]}, 7)
    return found


def test_filters_of_every_kind(portal: Portal, three: list[int]) -> None:
    a, b, c = three
    group = int(portal.task(b)["groupId"])
    cases: list[tuple[dict[str, Any], list[int]]] = [
        ({"XML_ID": "outlet:a:S01:1"}, [b]),
        ({"XML_ID": ["outlet:a:S00:1", "outlet:a:S02:1"]}, [a, c]),
        ({"GROUP_ID": group}, [b, c]),
        ({"!GROUP_ID": group}, [a]),
        ({"ID": [a, c]}, [a, c]),
        ({">ID": a}, [b, c]),
        ({"RESPONSIBLE_ID": "11"}, [b]),
        ({"REAL_STATUS": [2, 3]}, [a, b]),
        ({"!REAL_STATUS": 5}, [a, b]),
        ({">=CHANGED_DATE": "2026-11-24T12:00:00+04:00"}, [b, c]),
        ({">=CHANGED_DATE": "2026-11-24T11:00:00+03:00"}, [b, c]),
        ({"<CREATED_DATE": "2026-11-24T10:00:00+04:00"}, [a]),
        ({">=CLOSED_DATE": "2026-11-24"}, [c]),
        ({"<=DEADLINE": "2026-11-26T18:00:00+04:00"}, [a, b]),
        ({"TAG": "t1"}, [b]),
        ({"TAG": ["outlet", "t2"]}, [c]),
        ({"%TITLE": "Шаг 1"}, [b]),
        ({"TITLE": "Шаг%"}, [a, b, c]),
        ({"NO_SUCH_KEY": 1}, [a, b, c]),
        ({"XML_ID": "outlet:a:S01:1", "RESPONSIBLE_ID": 5}, []),
        ({">=CHANGED_DATE": "nonsense"}, []),
    ]
    for filters, wanted in cases:
        assert ids(portal, filters) == wanted, filters


def test_overdue_is_a_status_with_meta(portal: Portal, three: list[int]) -> None:
    portal.tell("clock", {"advance_s": 2 * 86_400})
    assert ids(portal, {"STATUS": -1}) == three[:1]
    (row,) = portal.ask("tasks.task.list", {"filter": {"STATUS": -1}, "select": ["STATUS"]})["tasks"]
    assert (row["status"], row["subStatus"]) == ("2", "-1")


def test_pages_of_fifty(portal: Portal) -> None:
    made = [portal.add(f"Задача {n}") for n in range(120)]
    first = portal.post("tasks.task.list", {"order": {"ID": "asc"}, "select": ["ID"]}).json()
    assert (first["total"], first["next"], len(first["result"]["tasks"])) == (120, 50, 50)
    last = portal.post("tasks.task.list", {"order": {"ID": "asc"}, "select": ["ID"], "start": 100}).json()
    assert "next" not in last
    assert [int(task["id"]) for task in last["result"]["tasks"]] == made[100:]
    uncounted = portal.post(
        "tasks.task.list", {"filter": {">ID": made[69]}, "order": {"ID": "asc"}, "start": -1}
    ).json()
    assert "total" not in uncounted
    assert "next" not in uncounted
    assert [int(task["id"]) for task in uncounted["result"]["tasks"]] == made[70:]


def test_newest_first_and_an_unknown_order_is_refused(portal: Portal) -> None:
    made = [portal.add() for _ in range(3)]
    found = portal.ask("tasks.task.list", {"select": ["ID"]})["tasks"]
    assert [int(task["id"]) for task in found] == made[::-1]
    assert portal.refusal("tasks.task.list", {"order": {"NO_SUCH": "asc"}}) == (400, "0")


def test_everybody_sees_their_own_a_head_also_the_subordinates(portal: Portal) -> None:
    of_accountant, of_builder = portal.add(responsible=11), portal.add(responsible=30)
    group = portal.ask("sonet_group.create", {"NAME": "Точка", "VISIBLE": "N"})
    in_group = portal.add(responsible=30, GROUP_ID=group)
    assert ids(portal, {}, user=11) == [of_accountant]
    assert ids(portal, {}, user=5) == [of_accountant]
    assert ids(portal, {}, user=7) == [of_builder, in_group]
    portal.ask("sonet_group.user.add", {"GROUP_ID": group, "USER_ID": [11]})
    assert ids(portal, {}, user=11) == [of_accountant, in_group]
    assert ids(portal, {}, user=2) == [of_accountant, of_builder, in_group]
    assert portal.ask("tasks.task.get", {"taskId": of_builder}, 11) == []


def test_the_index_and_the_scan_give_the_same_rows(portal: Portal) -> None:
    made = [portal.add(GROUP_ID=0) for _ in range(5)]
    many = [0, *range(1, 60)]
    since = "2026-11-01T00:00:00+04:00"
    assert ids(portal, {"GROUP_ID": many, ">=CHANGED_DATE": since}) == made
    assert ids(portal, {"GROUP_ID": 0, ">ID": made[1]}) == made[2:]


def test_a_lagging_list_does_not_know_the_newest_task_yet(portal: Portal) -> None:
    portal.tell("lag", {"seconds": 30})
    task = portal.add(XML_ID="k")
    assert ids(portal, {"XML_ID": "k"}) == []
    assert portal.task(task)["xmlId"] == "k"
    portal.tell("lag", {"seconds": 0})
    assert ids(portal, {"XML_ID": "k"}) == [task]


def test_only_what_is_selected_comes(portal: Portal) -> None:
    portal.add(XML_ID="k")
    (row,) = portal.ask("tasks.task.list", {"select": ["XML_ID", "RESPONSIBLE_ID"]})["tasks"]
    assert set(row) == {"id", "xmlId", "responsibleId", "responsible", "group"}
