"""A portal that already holds many tasks, made by one request of the control."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .conftest import Portal


def _all(portal: Portal, **wanted: object) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    while True:
        asked = {"filter": {">ID": found[-1]["id"] if found else 0, **wanted}, "order": {"ID": "asc"}, "start": -1}
        page = portal.ask("tasks.task.list", asked)["tasks"]
        found += page
        if len(page) < 50:
            return found


def test_filling_makes_so_many_tasks_with_and_without_our_key(portal: Portal) -> None:
    own = portal.add()
    said = portal.tell("fill", {"tasks": 230, "keyed": 90})
    assert said == {"ok": True, "tasks": 230, "first": own + 1, "last": own + 230}
    found = _all(portal)
    assert [int(task["id"]) for task in found] == list(range(own, own + 231))
    keys = [task["xmlId"] for task in found if task["xmlId"]]
    assert len(keys) == len(set(keys)) == 90
    assert all(key.startswith("outlet:fill000") and key.count(":") == 3 for key in keys)
    assert portal.add() == own + 231, "the next task of a person goes on counting"


def test_every_second_task_has_a_key_unless_said_otherwise(portal: Portal) -> None:
    portal.tell("fill", {"tasks": 100})
    assert sum(bool(task["xmlId"]) for task in _all(portal)) == 50


def test_filled_tasks_lie_in_the_past_and_are_consistent(portal: Portal) -> None:
    portal.tell("fill", {"tasks": 100})
    now = portal.server.now()
    done = 0
    for task in _all(portal):
        moments = [datetime.fromisoformat(task[name]) for name in ("createdDate", "changedDate", "activityDate")]
        assert moments[0] <= moments[1] == moments[2] <= now
        assert (task["status"] == "5") == (task["closedDate"] is not None)
        done += task["status"] == "5"
    assert done == 80


def test_filled_tasks_can_be_worked_with(portal: Portal) -> None:
    first = portal.tell("fill", {"tasks": 10})["first"]
    portal.ask("tasks.task.update", {"taskId": first, "fields": {"TITLE": "Другое название"}})
    assert portal.task(first)["title"] == "Другое название"
    portal.ask("tasks.task.complete", {"taskId": first + 9})
    assert portal.task(first + 9)["status"] == "5"
    portal.ask("task.commentitem.add", [first, {"POST_MESSAGE": "Готово"}])


def test_a_wish_out_of_range_is_refused_and_leaves_nothing(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal()
    for wish in (
        {},
        {"tasks": 0},
        {"tasks": -1},
        {"tasks": 10**7},
        {"tasks": 5, "keyed": 6},
        {"tasks": 5, "keyed": -1},
    ):
        assert portal.http.post(portal.server.control + "fill", json=wish).status_code == 400, wish
    assert _all(portal) == []
