"""A task's life: fields, the status machine, rights, history."""

from __future__ import annotations

import pytest

from .conftest import Portal

PLAN = {
    "START_DATE_PLAN": "2026-11-24T09:00:00+04:00",
    "END_DATE_PLAN": "2026-11-26T18:00:00+04:00",
    "DEADLINE": "2026-11-26T18:00:00+04:00",
}


def test_a_task_comes_back_with_the_portals_types(portal: Portal) -> None:
    task = portal.task(portal.add(XML_ID="outlet:aaaabbbb:S02:1", TAGS=["outlet"], AUDITORS=[2], **PLAN))
    assert task["xmlId"] == "outlet:aaaabbbb:S02:1"
    assert task["status"] == "2"
    assert task["groupId"] == "0"
    assert task["group"] == []
    assert task["deadline"] == "2026-11-26T18:00:00+04:00"
    assert task["closedDate"] is None
    assert task["auditors"] == ["2"]
    assert task["auditorsData"]["2"]["name"] == "Виктор Сафронов"
    assert [tag["title"] for tag in task["tags"].values()] == ["outlet"]
    assert task["responsible"]["workPosition"] == "Бухгалтер"
    assert task["action"]["start"] is True


def test_dates_in_another_offset_come_back_in_the_portals(portal: Portal) -> None:
    task = portal.task(portal.add(DEADLINE="2026-11-26T17:00:00+03:00"))
    assert task["deadline"] == "2026-11-26T18:00:00+04:00"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"RESPONSIBLE_ID": 5}, "название"),
        ({"TITLE": "x"}, "исполнитель"),
        ({"TITLE": "x", "RESPONSIBLE_ID": 999}, "не найден"),
        ({"TITLE": "x", "RESPONSIBLE_ID": 5, "PARENT_ID": 1}, "не найдена"),
        ({"TITLE": "x", "RESPONSIBLE_ID": 5, "STATUS": 9}, "статус"),
        (
            {"TITLE": "x", "RESPONSIBLE_ID": 5, "START_DATE_PLAN": "2026-11-26", "END_DATE_PLAN": "2026-11-25"},
            "раньше",
        ),
    ],
)
def test_what_the_portal_refuses_to_create(portal: Portal, fields: dict[str, object], words: str) -> None:
    answer = portal.post("tasks.task.add", {"fields": fields})
    assert (answer.status_code, answer.json()["error"]) == (400, "ERROR_CORE")
    assert words in answer.json()["error_description"].lower()
    assert answer.json()["error_description"].endswith("<br>")
    assert portal.ask("tasks.task.list")["tasks"] == []


def test_the_status_machine_by_its_allowed_actions(portal: Portal) -> None:
    task = portal.add()
    walk = [
        ("tasks.task.start", "3"), ("tasks.task.pause", "2"), ("tasks.task.defer", "6"), ("tasks.task.renew", "2"),
        ("tasks.task.complete", "5"), ("tasks.task.renew", "2"), ("tasks.task.start", "3"),
        ("tasks.task.complete", "5"),
    ]  # fmt: skip
    for name, status in walk:
        assert portal.ask(name, {"taskId": task}, 11)["task"]["status"] == status
    assert portal.refusal("tasks.task.complete", {"taskId": task}, 11) == (400, "0")
    assert portal.refusal("tasks.task.start", {"taskId": task}, 11) == (400, "0")
    assert portal.refusal("tasks.task.pause", {"taskId": task}, 11) == (400, "1048582")


def test_completing_stamps_and_renewing_clears(portal: Portal) -> None:
    task = portal.add()
    portal.tell("clock", {"advance_s": 3600})
    done = portal.ask("tasks.task.complete", {"taskId": task}, 11)["task"]
    assert (done["closedBy"], done["closedDate"]) == ("11", "2026-11-24T10:00:00+04:00")
    assert done["changedDate"] == done["statusChangedDate"] == "2026-11-24T10:00:00+04:00"
    again = portal.ask("tasks.task.renew", {"taskId": task}, 11)["task"]
    assert (again["closedBy"], again["closedDate"]) == ("0", None)


def test_a_controlled_task_waits_for_its_creator(portal: Portal) -> None:
    task = portal.add(responsible=1, TASK_CONTROL="Y", CREATED_BY=2)
    assert portal.ask("tasks.task.complete", {"taskId": task})["task"]["status"] == "4"
    assert portal.refusal("tasks.task.approve", {"taskId": task}, 3) == (400, "1048582")
    assert portal.ask("tasks.task.disapprove", {"taskId": task}, 2)["task"]["status"] == "2"
    portal.ask("tasks.task.complete", {"taskId": task})
    approved = portal.ask("tasks.task.approve", {"taskId": task}, 2)["task"]
    assert (approved["status"], approved["closedBy"]) == ("5", "2")


def test_a_creator_completes_a_controlled_task_at_once(portal: Portal) -> None:
    task = portal.add(TASK_CONTROL="Y")
    assert portal.ask("tasks.task.complete", {"taskId": task})["task"]["status"] == "5"


def test_a_task_that_wants_a_result_is_not_completed_without_one(portal: Portal) -> None:
    task = portal.add(SE_PARAMETER=[{"VALUE": "Y", "CODE": 3}])
    assert portal.refusal("tasks.task.complete", {"taskId": task}, 11) == (400, "0")
    portal.tell("result", {"task_id": task, "user_id": 11, "text": "Сумма: 120000"})
    assert portal.ask("tasks.task.complete", {"taskId": task}, 11)["task"]["status"] == "5"
    (result,) = portal.ask("tasks.task.result.list", {"taskId": task})
    assert (result["text"], result["createdBy"], result["taskId"]) == ("Сумма: 120000", 11, task)


def test_the_holder_may_not_edit_but_may_move_a_deadline_that_is_free(portal: Portal) -> None:
    task = portal.add(ALLOW_CHANGE_DEADLINE="Y", **PLAN)
    assert portal.refusal("tasks.task.update", {"taskId": task, "fields": {"TITLE": "x"}}, 11) == (400, "0")
    moved = {"taskId": task, "fields": {"DEADLINE": "2026-12-01T18:00:00+04:00"}}
    assert portal.ask("tasks.task.update", moved, 11)["task"]["deadline"] == "2026-12-01T18:00:00+04:00"
    fixed = portal.add(**PLAN)
    assert portal.refusal("tasks.task.update", {**moved, "taskId": fixed}, 11) == (400, "0")


def test_history_names_who_changed_what_and_when(portal: Portal) -> None:
    task = portal.add(**PLAN)
    portal.ask("tasks.task.start", {"taskId": task}, 11)
    portal.ask("tasks.task.update", {"taskId": task, "fields": {"DEADLINE": "2026-12-01T18:00:00+04:00"}})
    portal.ask("tasks.task.complete", {"taskId": task}, 11)
    rows = portal.ask("tasks.task.history.list", {"taskId": task, "order": {"createdDate": "ASC"}})["list"]
    assert [row["field"] for row in rows] == ["NEW", "STATUS", "DEADLINE", "STATUS"]
    assert rows[-1]["value"] == {"from": "3", "to": "5"}
    assert rows[-1]["user"]["id"] == 11
    only = portal.ask("tasks.task.history.list", {"taskId": task, "filter": {"FIELD": "STATUS"}})["list"]
    assert [row["value"]["to"] for row in only] == ["5", "3"]
    assert portal.ask("tasks.task.history.list", {"taskId": 999})["list"] == []


def test_writing_the_same_again_changes_nothing(portal: Portal) -> None:
    task = portal.add(TAGS=["outlet"], **PLAN)
    portal.tell("clock", {"advance_s": 60})
    portal.ask("tasks.task.update", {"taskId": task, "fields": {"TAGS": ["outlet"], **PLAN}})
    assert portal.task(task)["changedDate"] == "2026-11-24T09:00:00+04:00"


def test_a_missing_task_is_an_empty_result_and_a_bad_id_an_error(portal: Portal) -> None:
    assert portal.ask("tasks.task.get", {"taskId": 999}) == []
    assert portal.refusal("tasks.task.get", {"taskId": "abc"}) == (400, "0")
    assert portal.refusal("tasks.task.get", {}) == (400, "100")
    assert portal.refusal("tasks.task.update", {"taskId": 999, "fields": {}}) == (400, "0")


def test_a_deleted_task_is_gone_and_its_id_never_comes_back(portal: Portal) -> None:
    first = portal.add()
    assert portal.refusal("tasks.task.delete", {"taskId": first}, 11) == (400, "1048582")
    assert portal.ask("tasks.task.delete", {"taskId": first}) == {"task": True}
    assert portal.ask("tasks.task.get", {"taskId": first}) == []
    assert portal.add() > first


def test_delegating_changes_the_holder_and_keeps_a_view_of_it(portal: Portal) -> None:
    task = portal.add()
    moved = portal.ask("tasks.task.delegate", {"taskId": task, "userId": 22}, 11)["task"]
    assert moved["responsibleId"] == "22"
    assert portal.task(task, 11)["auditors"] == ["11"]


def test_only_an_administrator_creates_in_anothers_name(portal: Portal) -> None:
    fields = {"TITLE": "x", "RESPONSIBLE_ID": 5, "CREATED_BY": 2}
    assert portal.refusal("tasks.task.add", {"fields": fields}, 3) == (400, "ERROR_CORE")
    assert portal.ask("tasks.task.add", {"fields": fields})["task"]["createdBy"] == "2"


def test_access_of_several_people_is_told_in_upper_case(portal: Portal) -> None:
    task = portal.add()
    allowed = portal.ask("tasks.task.getaccess", {"taskId": task, "users": [11, 30]})["allowedActions"]
    assert allowed["11"]["COMPLETE"] is True
    assert allowed["11"]["CHANGE_DEADLINE"] is False
    assert allowed["30"]["COMPLETE"] is False


def test_a_task_in_3_0_and_the_idempotency_key(portal: Portal) -> None:
    sent = {"fields": {"title": "Оплатить", "creatorId": 1, "responsibleId": 5, "xmlId": "outlet:a:S1:1"}}
    key = {"Idempotency-Key": "outlet:a:S1:1"}
    first = portal.ask_v3("tasks.task.add", sent, headers=key)
    again = portal.ask_v3("tasks.task.add", sent, headers=key)
    assert first.json()["result"]["item"]["id"] == again.json()["result"]["item"]["id"]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    other = {"fields": {**sent["fields"], "title": "Другое"}}
    assert portal.ask_v3("tasks.task.add", other, headers=key).status_code == 422
    assert portal.ask("tasks.task.list", {"filter": {"XML_ID": "outlet:a:S1:1"}})["tasks"][0]["title"] == "Оплатить"
    assert len(portal.ask("tasks.task.list")["tasks"]) == 1
    failed = portal.ask_v3("tasks.task.add", {"fields": {"title": "x"}}, headers={"Idempotency-Key": "k"})
    assert failed.status_code == 400
    assert failed.json()["error"]["code"] == "BITRIX_REST_V3_EXCEPTION_VALIDATION_DTOVALIDATIONEXCEPTION"


def test_a_message_in_the_tasks_chat_leaves_the_change_date_alone(portal: Portal) -> None:
    task = portal.add()
    chat = portal.ask("tasks.task.get", {"taskId": task, "select": ["CHAT_ID"]})["task"]["chatId"]
    portal.tell("clock", {"advance_s": 60})
    sent = portal.ask_v3("tasks.task.chat.message.send", {"fields": {"taskId": task, "text": "Когда?"}}, 11)
    assert sent.json()["result"] == {"result": True}
    assert portal.ask("task.commentitem.add", [task, {"POST_MESSAGE": "Завтра"}]) > 0
    messages = portal.ask("im.dialog.messages.get", {"DIALOG_ID": f"chat{chat}"})["messages"]
    assert [(row["text"], row["author_id"]) for row in messages] == [("Завтра", 1), ("Когда?", 11)]
    assert portal.task(task)["changedDate"] == "2026-11-24T09:00:00+04:00"
    assert portal.task(task)["activityDate"] == "2026-11-24T09:01:00+04:00"
