"""The requests of a whole launch, as §14.1 of the REST reference writes them down."""

from __future__ import annotations

from .conftest import TOKEN, Portal, button


def test_the_requests_of_a_whole_launch_are_answered_as_the_reference_writes_them(portal: Portal) -> None:
    connect = {
        "me": "profile",
        "scope": "scope",
        "now": "server.time",
        "add": "method.get?name=tasks.task.add",
        "bot": "method.get?name=imbot.v2.event.get",
    }
    got = portal.ask("batch", {"halt": 0, "cmd": connect})
    assert set(got["result"]) == set(connect)
    assert got["result"]["bot"] == {"isExisting": True, "isAvailable": True}
    people = {
        "FILTER": {"ACTIVE": True, "USER_TYPE": "employee"},
        "sort": "ID",
        "order": "ASC",
        "start": 0,
    }
    assert portal.post("user.get", people).json()["total"] == 51
    approval = {
        "TITLE": "Согласовать адрес: ул. Ленина, 5",
        "DESCRIPTION": "…",
        "CREATED_BY": 7,
        "RESPONSIBLE_ID": 1,
        "TASK_CONTROL": "Y",
        "DEADLINE": "2026-12-01T18:00:00+03:00",
        "XML_ID": "outlet:8f3c:approve:1",
        "TAGS": ["outlet"],
    }
    asked = portal.ask("tasks.task.add", {"fields": approval})["task"]["id"]
    portal.ask("tasks.task.start", {"taskId": asked})
    assert portal.ask("tasks.task.complete", {"taskId": asked})["task"]["status"] == "4"
    bot = portal.bot()
    message = portal.send(bot, 7, "[B]ул. Ленина, 5[/B]: открываем?", button("Согласовать", "8f3c:1:yes"))
    portal.tell("press", {"message_id": message, "button": "Согласовать", "user_id": 7})
    (tap,) = portal.events(bot, limit=100)["events"]
    assert (tap["type"], tap["data"]["command"]["params"]) == ("ONIMBOTV2COMMANDADD", "8f3c:1:yes")
    assert portal.ask("sonet_group.get", {"FILTER": {"NAME": "ул. Ленина, 5"}}) == []
    project = {
        "NAME": "ул. Ленина, 5",
        "DESCRIPTION": "…",
        "KEYWORDS": "outlet-8f3c",
        "PROJECT": "Y",
        "VISIBLE": "Y",
        "OPENED": "N",
        "PROJECT_DATE_START": "2026-11-24",
        "PROJECT_DATE_FINISH": "2027-02-24",
    }
    group = portal.ask("sonet_group.create", project)
    assert portal.ask("sonet_group.user.add", {"GROUP_ID": group, "USER_ID": [5, 9]}) == ["5", "9"]
    step = {
        "TITLE": "Оплатить счёт — ул. Ленина, 5",
        "RESPONSIBLE_ID": 5,
        "GROUP_ID": group,
        "XML_ID": "outlet:8f3c:pay:1",
        "START_DATE_PLAN": "2026-11-25T09:00:00+03:00",
        "END_DATE_PLAN": "2026-11-27T18:00:00+03:00",
        "DEADLINE": "2026-11-27T18:00:00+03:00",
    }
    first, second = (portal.ask("tasks.task.add", {"fields": step})["task"]["id"] for _ in range(2))
    assert portal.ask("task.dependence.add", {"taskIdFrom": first, "taskIdTo": second, "linkType": 2}) == []
    look_up = {"filter": {"GROUP_ID": group}, "select": ["ID", "TITLE", "XML_ID", "STATUS"], "order": {"ID": "asc"}}
    assert [row["xmlId"] for row in portal.ask("tasks.task.list", look_up)["tasks"]] == ["outlet:8f3c:pay:1"] * 2
    poll = {
        "t": f"tasks.task.list?filter[GROUP_ID][0]={group}&filter[%3E%3DCHANGED_DATE]=2026-11-24T08%3A00%3A00%2B04%3A00"
        "&select[0]=ID&select[1]=STATUS&select[2]=CHANGED_DATE&select[3]=XML_ID&order[ID]=asc",
        "b": f"imbot.v2.Event.get?botId={bot}&botToken={TOKEN}&offset={tap['eventId'] + 1}",
    }
    seen = portal.ask("batch", {"halt": 0, "cmd": poll})["result"]
    assert [row["id"] for row in seen["t"]["tasks"]] == [first, second]
    assert seen["b"]["events"] == []
    newer = {
        "title": "…",
        "creatorId": 1,
        "responsibleId": 5,
        "groupId": group,
        "deadline": "2026-11-27T18:00:00+03:00",
        "xmlId": "outlet:8f3c:pay:1",
    }
    sent = portal.ask_v3("tasks.task.add", {"fields": newer}, headers={"Idempotency-Key": "outlet:8f3c:pay:1"})
    assert sent.json()["result"]["item"]["xmlId"] == "outlet:8f3c:pay:1"
    closed = portal.ask("sonet_group.update", {"GROUP_ID": group, "CLOSED": "Y"})
    assert closed == group
