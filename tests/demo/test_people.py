"""The company: 53 people, 9 departments, absences, dismissals."""

from __future__ import annotations

from .conftest import Portal


def test_fifty_three_people_on_two_pages(portal: Portal) -> None:
    first = portal.post("user.get", {"sort": "ID", "order": "ASC"}).json()
    second = portal.post("user.get", {"sort": "ID", "order": "ASC", "start": 50}).json()
    assert (first["total"], first["next"], len(second["result"])) == (53, 50, 3)
    assert [row["ID"] for row in first["result"] + second["result"]] == [str(n) for n in range(1, 54)]


def test_the_people_of_the_company_hold_their_positions(portal: Portal) -> None:
    wanted = {
        "Виктор Сафронов": "Директор",
        "Анна Крылова": "Менеджер по развитию",
        "Марина Соколова": "Юрист",
        "Ольга Панина": "Главный бухгалтер",
        "Руслан Хабибуллин": "Специалист по оснащению и ИТ",
        "Павел Ершов": "Руководитель строительства",
        "Елена Гаврилова": "Управляющая розницей",
        "Тимур Латыпов": "Юрист",
        "Светлана Третьяк": "Бухгалтер",
    }
    rows = portal.ask("user.get", {"FILTER": {"ACTIVE": True}})
    found = {f"{row['NAME']} {row['LAST_NAME']}": row["WORK_POSITION"] for row in rows}
    assert wanted.items() <= found.items()
    assert "Наталья Мельник" in found
    assert "Игорь Белов" in found


def test_the_dismissed_stay_unless_only_the_active_are_asked(portal: Portal) -> None:
    everybody = portal.post("user.get").json()["total"]
    active = portal.post("user.get", {"FILTER": {"ACTIVE": "true"}}).json()["total"]
    assert (everybody, active) == (53, 51)
    (nazarov,) = portal.ask("user.get", {"FILTER": {"LAST_NAME": "Назаров"}})
    assert nazarov["ACTIVE"] is False
    assert portal.refusal("profile", user=int(nazarov["ID"])) == (401, "authorization_error")


def test_filters_of_people(portal: Portal) -> None:
    accountants = portal.ask("user.get", {"UF_DEPARTMENT": 4})
    assert {row["LAST_NAME"] for row in accountants} == {
        "Панина",
        "Третьяк",
        "Ушакова",
        "Пантелеева",
        "Архипова",
        "Родионова",
    }
    assert portal.ask("user.get", {"FILTER": {"ID": 999}}) == []
    assert portal.ask("user.get", {"FILTER": {">DATE_REGISTER": "no date"}}) == []
    assert [row["LAST_NAME"] for row in portal.ask("user.search", {"FIND": "сафронов"})] == ["Сафронов"]
    assert {row["ID"] for row in portal.ask("user.search", {"FILTER": {"WORK_POSITION": "юрист"}})} >= {"4", "10"}


def test_departments_and_their_heads(portal: Portal) -> None:
    rows = portal.ask("department.get")
    assert len(rows) == 9
    assert "PARENT" not in rows[0]
    assert all(row["PARENT"] == "1" for row in rows[1:])
    assert portal.ask("im.department.managers.get", {"ID": [4, 6]}) == {"4": [5], "6": [7]}
    full = portal.ask("im.department.managers.get", {"ID": [4], "USER_DATA": "Y"})
    assert full["4"][0]["name"] == "Ольга Панина"
    assert portal.refusal("im.department.managers.get") == (400, "ID_EMPTY")
    assert [row["ID"] for row in portal.ask("department.get", {"UF_HEAD": 7})] == ["6"]


def test_a_leave_shows_in_both_places(portal: Portal) -> None:
    assert portal.ask("im.user.get", {"ID": 4})["absent"] == "2026-12-05T00:00:00+04:00"
    assert portal.ask("im.user.get", {"ID": 10})["absent"] is False
    found = portal.ask("calendar.accessibility.get", {"users": [4, 10], "from": "2026-11-01", "to": "2026-12-31"})
    assert found["10"] == []
    (row,) = found["4"]
    assert (row["DATE_FROM"], row["DATE_TO"]) == ("23.11.2026 00:00:00", "04.12.2026 00:00:00")
    assert (row["ACCESSIBILITY"], row["DT_SKIP_TIME"]) == ("absent", "Y")
    later = portal.ask("calendar.accessibility.get", {"users": [4], "from": "2026-12-05", "to": "2026-12-31"})
    assert later == {"4": []}
    assert portal.refusal("calendar.accessibility.get", {"users": [4]}) == (400, "")


def test_the_leave_ends_with_the_clock(portal: Portal) -> None:
    portal.tell("clock", {"advance_s": 11 * 86_400})
    assert portal.ask("im.user.get", {"ID": 4})["absent"] is False


def test_a_person_who_is_dismissed_loses_access_and_keeps_tasks(portal: Portal) -> None:
    task = portal.add(responsible=11)
    assert portal.ask("profile", user=11)["ID"] == "11"
    portal.tell("dismiss", {"user_id": 11})
    assert portal.refusal("profile", user=11) == (401, "authorization_error")
    assert portal.task(task)["responsibleId"] == "11"
    assert portal.ask("user.get", {"FILTER": {"ID": 11}})[0]["ACTIVE"] is False
    assert next(person for person in portal.see("people") if person["user_id"] == 11)["active"] is False


def test_everybody_has_a_webhook_of_their_own(portal: Portal) -> None:
    people = portal.see("people")
    assert len(people) == len({person["webhook"] for person in people}) == 53
    crylova = next(person for person in people if person["name"] == "Анна Крылова")
    assert portal.post("profile", base=crylova["webhook"]).json()["result"]["LAST_NAME"] == "Крылова"
