"""Lists that lag: for so many seconds `tasks.task.list` answers from the past, and nothing else does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Portal

LONG = 1000.0


def listed(portal: Portal, filters: dict[str, Any], *select: str) -> list[dict[str, Any]]:
    sent = {"filter": filters, "select": list(select) or ["ID"], "order": {"ID": "asc"}}
    rows: list[dict[str, Any]] = portal.ask("tasks.task.list", sent)["tasks"]
    return rows


def ids(portal: Portal, filters: dict[str, Any]) -> list[int]:
    return [int(row["id"]) for row in listed(portal, filters)]


def test_a_changed_task_shows_its_old_values_in_lists_and_the_new_ones_by_itself(portal: Portal) -> None:
    task = portal.add("Старое", TAGS=["was"], AUDITORS=[2], DEADLINE="2026-11-26T18:00:00+04:00")
    portal.tell("clock", {"advance_s": 60})
    portal.tell("lag", {"seconds": LONG})
    changed = {"TITLE": "Новое", "TAGS": ["is"], "AUDITORS": [3], "RESPONSIBLE_ID": 5, "DEADLINE": ""}
    portal.ask("tasks.task.update", {"taskId": task, "fields": changed})
    portal.ask("tasks.task.complete", {"taskId": task})
    keys = ("TITLE", "TAGS", "AUDITORS", "RESPONSIBLE_ID", "DEADLINE", "STATUS", "CHANGED_DATE", "CLOSED_DATE")
    (old,) = listed(portal, {}, *keys)
    assert (old["title"], old["status"], old["responsibleId"], old["auditors"]) == ("Старое", "2", "11", ["2"])
    assert [tag["title"] for tag in old["tags"].values()] == ["was"]
    assert (old["deadline"], old["closedDate"]) == ("2026-11-26T18:00:00+04:00", None)
    assert old["changedDate"] == "2026-11-24T09:00:00+04:00"
    now = portal.task(task)
    assert (now["title"], now["status"], now["responsibleId"], now["auditors"]) == ("Новое", "5", "5", ["3"])
    portal.tell("lag", {"seconds": 0})
    (new,) = listed(portal, {}, *keys)
    assert (new["title"], new["status"], new["responsibleId"], new["auditors"]) == ("Новое", "5", "5", ["3"])


def test_filters_counts_order_and_rights_are_of_the_same_past(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "Точка"})
    first, second = portal.add("б", GROUP_ID=group, TAGS=["t"]), portal.add("в", GROUP_ID=group)
    third = portal.add("г", 30)
    portal.tell("clock", {"advance_s": 60})
    portal.tell("lag", {"seconds": LONG})
    portal.ask("tasks.task.update", {"taskId": first, "fields": {"GROUP_ID": 0, "TAGS": [], "TITLE": "я"}})
    portal.ask("tasks.task.start", {"taskId": second}, 11)
    portal.ask("tasks.task.delegate", {"taskId": third, "userId": 11})
    late = portal.add("а", GROUP_ID=group)
    assert ids(portal, {"GROUP_ID": group}) == [first, second]
    assert ids(portal, {"TAG": "t"}) == [first]
    assert ids(portal, {"REAL_STATUS": 3}) == []
    assert ids(portal, {">=CHANGED_DATE": "2026-11-24T09:01:00+04:00"}) == []
    assert portal.post("tasks.task.list").json()["total"] == 3
    by_title = portal.ask("tasks.task.list", {"order": {"TITLE": "asc"}, "select": ["ID"]})["tasks"]
    assert [int(row["id"]) for row in by_title] == [first, second, third]
    seen = portal.ask("tasks.task.list", {"select": ["ID"], "order": {"ID": "asc"}}, 11)["tasks"]
    assert [int(row["id"]) for row in seen] == [first, second]
    portal.tell("lag", {"seconds": 0})
    assert ids(portal, {"GROUP_ID": group}) == [second, late]
    assert ids(portal, {">=CHANGED_DATE": "2026-11-24T09:01:00+04:00"}) == [first, second, third, late]


def test_a_deleted_task_stays_listed_and_is_gone_by_itself(portal: Portal) -> None:
    task = portal.add(TAGS=["t"], AUDITORS=[2])
    portal.tell("lag", {"seconds": LONG})
    portal.ask("tasks.task.delete", {"taskId": task})
    (row,) = listed(portal, {"TAG": "t"}, "AUDITORS")
    assert (row["id"], row["auditors"]) == (str(task), ["2"])
    assert portal.ask("tasks.task.get", {"taskId": task}) == []
    assert portal.add() == task + 1


def test_a_task_made_changed_and_deleted_within_the_lag_was_never_there(portal: Portal) -> None:
    portal.tell("lag", {"seconds": LONG})
    task = portal.add()
    portal.ask("tasks.task.update", {"taskId": task, "fields": {"TITLE": "y"}})
    portal.ask("tasks.task.delete", {"taskId": task})
    assert ids(portal, {}) == []
    portal.tell("lag", {"seconds": 0})
    assert ids(portal, {}) == []


def test_a_list_inside_a_batch_lags_as_well_behind_its_own_commands(portal: Portal) -> None:
    task = portal.add("Старое")
    portal.tell("lag", {"seconds": LONG})
    commands = {
        "change": f"tasks.task.update?taskId={task}&fields[TITLE]=x",
        "add": "tasks.task.add?fields[TITLE]=y&fields[RESPONSIBLE_ID]=5",
        "list": "tasks.task.list?select[]=TITLE",
        "get": f"tasks.task.get?taskId={task}",
    }
    got = portal.ask("batch", {"cmd": commands})["result"]
    assert [row["title"] for row in got["list"]["tasks"]] == ["Старое"]
    assert got["get"]["task"]["title"] == "x"


def test_reading_the_past_leaves_the_present_alone(portal: Portal) -> None:
    task = portal.add()
    portal.tell("lag", {"seconds": LONG})
    portal.ask("tasks.task.start", {"taskId": task}, 11)
    for _ in range(3):
        assert ids(portal, {"REAL_STATUS": 2}) == [task]
    assert portal.task(task)["status"] == "3"
    assert [row["field"] for row in portal.ask("tasks.task.history.list", {"taskId": task})["list"]] == [
        "STATUS",
        "NEW",
    ]


def test_each_change_shows_when_its_own_seconds_are_over(portal: Portal) -> None:
    task = portal.add("один")
    portal.tell("lag", {"seconds": 3})
    portal.ask("tasks.task.update", {"taskId": task, "fields": {"TITLE": "два"}})
    time.sleep(1.5)  # so that the first change shows well before the second
    portal.ask("tasks.task.update", {"taskId": task, "fields": {"TITLE": "три"}})
    seen = [listed(portal, {}, "TITLE")[0]["title"]]
    deadline = time.monotonic() + 30
    while seen[-1] != "три" and time.monotonic() < deadline:
        time.sleep(0.02)
        title = listed(portal, {}, "TITLE")[0]["title"]
        if title != seen[-1]:
            seen.append(title)
    assert seen == ["один", "два", "три"]


def test_a_refused_change_leaves_no_trace_in_the_past(portal: Portal) -> None:
    task = portal.add("один")
    portal.tell("lag", {"seconds": LONG})
    wrong = {"taskId": task, "fields": {"TITLE": "два", "STATUS": 99}}
    assert portal.refusal("tasks.task.update", wrong) == (400, "ERROR_CORE")
    assert listed(portal, {}, "TITLE")[0]["title"] == portal.task(task)["title"] == "один"


def test_many_tasks_filled_in_are_listed_at_once(portal: Portal) -> None:
    portal.tell("lag", {"seconds": LONG})
    portal.tell("fill", {"tasks": 60})
    assert portal.post("tasks.task.list").json()["total"] == 60


def test_a_wrong_lag_is_told_and_reset_ends_it(portal: Portal) -> None:
    assert portal.http.post(portal.server.control + "lag", json={"seconds": -1}).status_code == 400
    portal.tell("lag", {"seconds": LONG})
    portal.tell("lag", {"seconds": LONG / 2})
    portal.tell("reset", {})
    task = portal.add()
    assert ids(portal, {}) == [task]


@pytest.mark.parametrize("seconds", [0, LONG])
def test_a_lag_costs_little_among_many_tasks(make_portal: Callable[..., Portal], seconds: float) -> None:
    portal = make_portal()
    portal.tell("fill", {"tasks": 5000})
    portal.tell("lag", {"seconds": seconds})
    tasks = [portal.add() for _ in range(20)]
    for task in tasks:
        portal.ask("tasks.task.start", {"taskId": task}, 11)
    started = time.perf_counter()
    for _ in range(10):
        assert len(ids(portal, {"ID": tasks})) == (20 if seconds == 0 else 0)
    assert time.perf_counter() - started < 5
