"""Links, checklists, elapsed time."""

from __future__ import annotations

from .conftest import Portal

PLAN = {"START_DATE_PLAN": "2026-11-24T09:00:00+04:00", "END_DATE_PLAN": "2026-11-26T18:00:00+04:00"}


def test_a_link_needs_plan_dates_and_is_made_once(portal: Portal) -> None:
    a, b, bare = portal.add(**PLAN), portal.add(**PLAN), portal.add()
    link = {"taskIdFrom": a, "taskIdTo": b, "linkType": 2}
    assert portal.ask("task.dependence.add", link) == []
    assert portal.refusal("task.dependence.add", link) == (400, "ILLEGAL_NEW_LINK")
    assert portal.refusal("task.dependence.add", {**link, "taskIdTo": bare}) == (400, "ACTION_NOT_ALLOWED")
    assert (
        portal.refusal("task.dependence.add", {"taskIdFrom": b, "taskIdTo": a, "linkType": 2})[1]
        == "ACTION_NOT_ALLOWED"
    )
    assert [int(t["id"]) for t in portal.ask("tasks.task.list", {"filter": {"DEPENDS_ON": a}})["tasks"]] == [b]
    assert portal.ask("task.dependence.delete", {"taskIdFrom": a, "taskIdTo": b}) == []
    assert portal.refusal("task.dependence.delete", {"taskIdFrom": a, "taskIdTo": b}) == (400, "ILLEGAL_NEW_LINK")


def test_links_do_not_block_a_start(portal: Portal) -> None:
    a, b = portal.add(**PLAN), portal.add(**PLAN)
    portal.ask("task.dependence.add", {"taskIdFrom": a, "taskIdTo": b, "linkType": 2})
    assert portal.ask("tasks.task.start", {"taskId": b}, 11)["task"]["status"] == "3"


def test_a_checklist_by_position(portal: Portal) -> None:
    task = portal.add()
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "Счёт сверен с заказом"}])
    by_name = portal.ask("task.checklistitem.add", {"TASKID": task, "FIELDS": {"TITLE": "Печать"}})
    rows = portal.ask("task.checklistitem.getlist", [task])
    roots = [row for row in rows if row["PARENT_ID"] == 0]
    assert len(roots) == 1
    children = {row["ID"]: row for row in rows if row["PARENT_ID"] == roots[0]["ID"]}
    assert [row["TITLE"] for row in children.values()] == ["Счёт сверен с заказом", "Печать"]
    assert set(children) == {str(item), str(by_name)}
    assert portal.ask("task.checklistitem.complete", [task, item], 11) is True
    assert portal.ask("task.checklistitem.complete", [task, item], 11) is True
    got = portal.ask("task.checklistitem.get", [task, item])
    assert (got["IS_COMPLETE"], got["TOGGLED_BY"]) == ("Y", "11")
    assert portal.ask("task.checklistitem.renew", [task, item], 11) is True
    assert portal.ask("task.checklistitem.update", [task, item, {"TITLE": "Новый"}]) is None
    assert portal.ask("task.checklistitem.get", [task, item])["TITLE"] == "Новый"
    assert portal.ask("task.checklistitem.isactionallowed", [task, item, 2]) is True
    assert portal.ask("task.checklistitem.delete", [task, item]) is True
    assert portal.refusal("task.checklistitem.get", [task, item]) == (400, "ERROR_CORE")


def test_wrong_order_is_false_and_missing_arguments_an_error(portal: Portal) -> None:
    task = portal.add()
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "x"}])
    assert portal.ask("task.checklistitem.complete", [item, task]) is False
    answer = portal.post("task.checklistitem.complete", [task]).json()
    assert answer["error"] == "ERROR_CORE"
    assert "#256" in answer["error_description"]
    assert portal.refusal("task.checklistitem.add", [999, {"TITLE": "x"}]) == (400, "ERROR_CORE")


def test_ticks_are_in_the_history_and_touch_the_task(portal: Portal) -> None:
    task = portal.add()
    item = portal.ask("task.checklistitem.add", [task, {"TITLE": "Отклонить"}])
    portal.tell("clock", {"advance_s": 60})
    portal.ask("task.checklistitem.complete", [task, item], 11)
    row = portal.ask("tasks.task.history.list", {"taskId": task})["list"][0]
    assert (row["field"], row["value"]["to"], row["user"]["id"]) == ("CHECKLIST_ITEM_CHECK", "Отклонить", 11)
    assert portal.task(task)["changedDate"] == "2026-11-24T09:01:00+04:00"


def test_elapsed_time(portal: Portal) -> None:
    task = portal.add()
    portal.ask("task.elapseditem.add", [task, {"SECONDS": 3600, "COMMENT_TEXT": "замеры"}], 11)
    (row,) = portal.ask("task.elapseditem.getlist", [{"ID": "desc"}, {">=CREATED_DATE": "2026-11-01"}])
    assert (row["SECONDS"], row["MINUTES"], row["USER_ID"], row["TASK_ID"]) == ("3600", "60", "11", str(task))
    assert portal.refusal("task.elapseditem.add", [task, {"SECONDS": 0}]) == (400, "ERROR_CODE")
