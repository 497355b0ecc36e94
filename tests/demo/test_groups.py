"""Projects."""

from __future__ import annotations

from .conftest import Portal


def test_a_project_is_found_by_name_and_keyword(portal: Portal) -> None:
    wish = {"NAME": "ул. Ленина, 5", "KEYWORDS": "outlet-aaaabbbb", "PROJECT": "Y", "PROJECT_DATE_START": "2026-12-01",
            "PROJECT_DATE_FINISH": "2027-02-19"}  # fmt: skip
    number = portal.ask("sonet_group.create", wish)
    twin = portal.ask("sonet_group.create", {"NAME": "ул. Ленина, 5"})
    portal.ask("sonet_group.create", {"NAME": "ул. Ленина, 55"})
    rows = portal.ask("sonet_group.get", {"FILTER": {"NAME": "ул. Ленина, 5"}})
    assert [row["ID"] for row in rows] == [str(twin), str(number)]
    assert rows[1]["KEYWORDS"] == "outlet-aaaabbbb"
    assert rows[0]["KEYWORDS"] is None
    assert len(portal.ask("sonet_group.get", {"FILTER": {"%NAME": "ЛЕНИНА"}})) == 3
    got = portal.ask("socialnetwork.api.workgroup.get", {"params": {"groupId": number}})
    assert (got["ID"], got["PROJECT"], got["PROJECT_DATE_START"]) == (number, "Y", "01.12.2026 00:00:00")
    listed = portal.ask("socialnetwork.api.workgroup.list", {"filter": {"PROJECT": "Y"}, "select": ["ID", "KEYWORDS"]})
    assert listed["workgroups"] == [{"id": str(number), "keywords": "outlet-aaaabbbb"}]


def test_only_administrators_add_members(portal: Portal) -> None:
    number = portal.ask("sonet_group.create", {"NAME": "Точка"})
    assert portal.refusal("sonet_group.user.add", {"GROUP_ID": number, "USER_ID": 5}, 3) == (400, "")
    assert portal.ask("sonet_group.user.add", {"GROUP_ID": number, "USER_ID": [5, "9", 5]}) == ["5", "9"]
    assert portal.ask("sonet_group.user.add", {"GROUP_ID": number, "USER_ID": 5}) == []
    assert portal.ask("sonet_group.user.invite", {"GROUP_ID": number, "USER_ID": 11}, 5) == ["11"]
    roles = portal.ask("sonet_group.user.get", {"ID": number})
    assert roles[0] == {"USER_ID": "1", "ROLE": "A"}
    assert {row["USER_ID"] for row in roles} == {"1", "5", "9", "11"}
    assert [row["GROUP_ID"] for row in portal.ask("sonet_group.user.groups", user=5)] == [str(number)]
    wish = {"GROUP_ID": number, "FEATURE": "tasks", "OPERATION": "create_tasks"}
    assert portal.ask("sonet_group.feature.access", wish, 5) is True
    assert portal.ask("sonet_group.feature.access", wish, 30) is False
    assert portal.refusal("sonet_group.feature.access", {**wish, "OPERATION": "fly"}) == (400, "")


def test_an_archived_project_stays_in_the_answers(portal: Portal) -> None:
    number = portal.ask("sonet_group.create", {"NAME": "Точка"})
    assert portal.refusal("sonet_group.update", {"GROUP_ID": number, "CLOSED": "Y"}, 5) == (400, "")
    assert portal.refusal("sonet_group.update", {"GROUP_ID": 999, "CLOSED": "Y"}) == (400, "")
    assert portal.ask("sonet_group.update", {"GROUP_ID": number, "CLOSED": "Y"}) == number
    assert [row["CLOSED"] for row in portal.ask("sonet_group.get", {"FILTER": {"ID": number}})] == ["Y"]
    assert portal.ask("sonet_group.get", {"FILTER": {"CLOSED": "N"}}) == []


def test_a_project_without_a_name_is_refused(portal: Portal) -> None:
    assert portal.refusal("sonet_group.create", {"PROJECT": "Y"}) == (400, "")


def test_tasks_carry_their_project(portal: Portal) -> None:
    number = portal.ask("sonet_group.create", {"NAME": "Точка"})
    task = portal.add(GROUP_ID=number)
    assert portal.task(task)["group"]["name"] == "Точка"
    assert (
        portal.refusal("tasks.task.add", {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5, "GROUP_ID": 999}})[1]
        == "ERROR_CORE"
    )
    stages = portal.ask("task.stages.get", {"entityId": number})
    assert [stage["SYSTEM_TYPE"] for stage in stages.values()] == ["NEW", "PROGRESS", "FINISH"]
    assert portal.refusal("task.stages.get", {"entityId": number}, 30) == (400, "ACCESS_DENIED")
