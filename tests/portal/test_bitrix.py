"""The whole client against the demo portal, over real HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time as time_of_day, timedelta
from typing import Any

import httpx
import pytest

from outlet_desktop.domain.command import (
    AddChecklistItem,
    AddMembers,
    ArchiveProject,
    Button,
    Command,
    CommandResult,
    CommentTask,
    CompleteTask,
    CreateProject,
    CreateTask,
    DeferTask,
    Done,
    EditMessage,
    LinkTasks,
    NotExecuted,
    Refused,
    SendMessage,
    TickItem,
    Unknown,
    UpdateTask,
)
from outlet_desktop.domain.opening import PortalTask, TaskKey, TaskStatus
from outlet_desktop.engine.ports import Portal
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.problem import Problem

TOKEN = "outlet-abcd2345"


class Bench:
    """A demo portal without limits, and our client of its administrator."""

    def __init__(self, demo: DemoServer) -> None:
        self.demo = demo
        self.http = httpx.Client(timeout=10)
        demo.set_limits(False)
        self.portal = self.client(demo.webhook)

    def client(self, webhook: str) -> BitrixPortal:
        return BitrixPortal(webhook, bucket=Bucket(1e6, 10**6), pause=lambda seconds: None)

    def tell(self, name: str, **wish: Any) -> Any:
        answer = self.http.post(self.demo.control + name, json=wish)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def see(self, name: str, **query: Any) -> Any:
        return self.http.get(self.demo.control + name, params=query).json()

    def ask(self, method: str, params: Any, user: int = 1) -> Any:
        """As a person does on the portal's own screen."""
        answer = self.http.post(self.demo.webhook_of(user) + method, json=params)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def do(self, *commands: Command) -> list[CommandResult]:
        return self.portal.send([self.portal.body(command) for command in commands], time.time() + 20)

    def made(self, *commands: Command) -> list[int]:
        """Ids of what was made; fails on anything but Done."""
        results = self.do(*commands)
        assert all(isinstance(result, Done) for result in results), results
        return [result.value for result in results if isinstance(result, Done)]

    def task(self, step: str = "S01", **changes: Any) -> CreateTask:
        at = self.demo.now()
        key = str(TaskKey("abcd2345", step))
        command = CreateTask(
            key, f"{step} — ул. Ленина, 5", "Зачем", 11, at + timedelta(days=2), at, at + timedelta(days=2)
        )
        return replace(command, **changes)

    def requests(self) -> int:
        """HTTP requests of ours so far; the commands of a batch are no requests."""
        return sum(row["method"] == "batch" for row in self.see("log") if not row["staff"])


@pytest.fixture
def bench() -> Iterator[Bench]:
    with DemoServer(port=0, staff=False) as demo:
        one = Bench(demo)
        yield one
        one.portal.close()
        one.http.close()


def only(tasks: tuple[PortalTask, ...]) -> PortalTask:
    (task,) = tasks
    return task


def test_it_fits_what_the_engine_asks_of_a_portal(bench: Bench) -> None:
    portal: Portal = bench.portal
    assert portal.state().kind == "none"


# ------------------------------------------------------------------------------------------------ connecting


def test_connecting_finds_out_who_we_are_and_what_we_may(bench: Bench) -> None:
    welcome = bench.portal.connect()
    assert (welcome.user_id, welcome.user_name, welcome.is_admin) == (1, "Антон Рябов", True)
    assert abs(welcome.portal_now - bench.demo.now()) < timedelta(seconds=5)
    assert welcome.portal_now.utcoffset() == timedelta(hours=4)
    assert welcome.work_time == (time_of_day(9), time_of_day(18))
    assert all(ability.is_present for ability in welcome.abilities)
    assert bench.portal.state().kind == "live"


def test_connecting_again_gives_the_same_bot(bench: Bench) -> None:
    bench.portal.connect()
    (message,) = bench.made(SendMessage("k", 7, "Первое"))
    other = bench.client(bench.demo.webhook)
    assert other.connect().has("ability.bot")
    edit = other.send([other.body(EditMessage(message, "Изменено"))], time.time() + 20)
    other.close()
    assert edit == [Done()]
    assert [one["text"] for one in bench.see("messages", user_id=7)] == ["Изменено"]


def test_a_bot_that_belongs_to_another_token_is_told_as_missing_rights_or_works(bench: Bench) -> None:
    bench.portal.connect()
    other = BitrixPortal(bench.demo.webhook, bot_seed="another machine", pause=lambda seconds: None)
    welcome = other.connect()
    result = other.send([other.body(SendMessage("k", 7, "?"))], time.time() + 20)
    other.close()
    assert welcome.has("ability.bot") == isinstance(result[0], Done)


def test_a_wrong_code_is_told_apart_from_a_silent_portal(bench: Bench) -> None:
    other = bench.client(bench.demo.webhook.rsplit("/", 2)[0] + "/wrongcode/")
    with pytest.raises(Problem) as raised:
        other.connect()
    state = other.state()
    other.close()
    assert (raised.value.code, state.kind) == ("portal.webhook_refused", "no_rights")


@pytest.mark.parametrize(
    ("scopes", "missing"),
    [(["user", "sonet_group"], "task"), (["task", "user"], "sonet_group"), (["task", "sonet_group"], "user")],
)
def test_a_scope_without_which_nothing_works_is_named(bench: Bench, scopes: list[str], missing: str) -> None:
    other = bench.client(bench.tell("webhook", user_id=1, scopes=scopes)["webhook"])
    with pytest.raises(Problem) as raised:
        other.connect()
    other.close()
    assert (raised.value.code, raised.value.facts["scope"]) == ("portal.scope_missing", missing)


def test_a_narrow_webhook_works_without_what_it_may_not(bench: Bench) -> None:
    webhook = bench.tell("webhook", user_id=1, scopes=["task", "user", "sonet_group", "department"])["webhook"]
    other = bench.client(webhook)
    welcome = other.connect()
    absent = {ability.code for ability in welcome.abilities if not ability.is_present}
    assert absent == {"ability.bot", "ability.calendar", "ability.heads", "ability.task_chat"}
    assert other.send([other.body(SendMessage("k", 7, "?"))], time.time() + 20) == [Refused("no_bot")]
    people, departments = other.people(), other.departments()
    other.close()
    assert len(people) == 53
    assert not any(person.absent_until for person in people)
    assert len(departments) == 9


# ------------------------------------------------------------------------------------------------ people


def test_all_people_come_with_their_absences(bench: Bench) -> None:
    people = {person.name: person for person in bench.portal.people()}
    assert len(people) == 53
    assert [one.name for one in people.values() if not one.is_active] == ["Дмитрий Назаров", "Борис Чернов"]
    absent = {one.name for one in people.values() if one.absent_until}
    assert "Марина Соколова" in absent
    assert all(one.absent_until >= bench.demo.now().date() for one in people.values() if one.absent_until)
    assert people["Марина Соколова"].position == "Юрист"


def test_a_leave_to_come_is_known_eight_weeks_ahead(bench: Bench) -> None:
    today = bench.demo.now().date()
    name = "Ольга Панина"
    person = next(one for one in bench.portal.people() if one.name == name)
    assert person.away == ()
    first, last, far = today + timedelta(days=30), today + timedelta(days=37), today + timedelta(days=90)
    for begins, ends in ((first, last), (far, far)):
        bench.ask(
            "calendar.event.add",
            {
                "type": "user",
                "ownerId": person.user_id,
                "name": "Отпуск",
                "skip_time": "Y",
                "accessibility": "absent",
                "from": begins.isoformat(),
                "to": ends.isoformat(),
            },
        )
    before = bench.requests()
    known = next(one for one in bench.portal.people() if one.name == name)
    assert bench.requests() - before == 2  # the people, and the absences of fifty at once
    assert (known.absent_until, known.away) == (None, ((first, last),))


def test_absences_come_from_the_messenger_where_the_calendar_is_closed(bench: Bench) -> None:
    by_calendar = {one.user_id for one in bench.portal.people() if one.absent_until}
    webhook = bench.tell("webhook", user_id=1, scopes=["task", "user", "sonet_group", "im"])["webhook"]
    other = bench.client(webhook)
    by_messenger = {one.user_id for one in other.people() if one.absent_until}
    other.close()
    assert by_messenger == by_calendar != set()


def test_departments_come_with_their_heads(bench: Bench) -> None:
    departments = bench.portal.departments()
    people = {person.user_id: person for person in bench.portal.people()}
    assert [one.name for one in departments if one.parent_id is None] == ["Волга-Торг"]
    for department in departments:
        assert department.head_id in people


# ------------------------------------------------------------------------------------------------ an opening's life


def test_everything_an_opening_needs_arrives_on_the_portal(bench: Bench) -> None:
    bench.portal.connect()
    cursor = bench.demo.now()
    first, second, project = bench.made(
        bench.task("S01", title='S01 — «Дом & "Сад"»'),
        bench.task("S02", result_required=True),
        CreateProject("project:abcd2345", "ул. Ленина, 5", "d", TOKEN, date(2026, 12, 1), date(2027, 2, 19)),
    )
    item, *_ = bench.made(
        AddChecklistItem("c", first, "На доработку"),
        LinkTasks("l", first, second),
        LinkTasks("l", first, second),
        AddMembers(project, (5, 6)),
        UpdateTask(first, group_id=project, responsible_id=5, deadline=cursor + timedelta(days=9)),
        CommentTask("n", first, "Решено 01.12"),
    )
    bench.made(TickItem(first, item))
    tasks = {task.id: task for task in bench.portal.poll(cursor, None).tasks}
    assert set(tasks) == {first, second}
    seen = tasks[first]
    assert (seen.key, seen.title) == (TaskKey("abcd2345", "S01"), 'S01 — «Дом & "Сад"»')
    assert (seen.group_id, seen.responsible_id, seen.status) == (project, 5, TaskStatus.PENDING)
    assert seen.deadline == (cursor + timedelta(days=9)).replace(microsecond=0)
    assert seen.plan_end == (cursor + timedelta(days=2)).replace(microsecond=0)
    assert bench.portal.find_project("ул. Ленина, 5", TOKEN) == project
    answer = bench.portal.answers([first])[first]
    assert (answer.ticked, answer.items["На доработку"]) == (("На доработку",), item)
    members = {int(row["USER_ID"]) for row in bench.ask("sonet_group.user.get", {"ID": project})}
    assert {5, 6} <= members
    bench.made(ArchiveProject(project))
    assert bench.ask("sonet_group.get", {"FILTER": {"ID": project}})[0]["CLOSED"] == "Y"


def test_a_task_closed_by_a_person_is_seen_with_who_and_when(bench: Bench) -> None:
    (task_id,) = bench.made(bench.task())
    bench.tell("clock", advance_s=3600)
    cursor = bench.demo.now()
    assert bench.portal.poll(cursor, None).tasks == ()
    bench.ask("tasks.task.complete", {"taskId": task_id}, user=11)
    task = only(bench.portal.poll(cursor, None).tasks)
    assert (task.is_done, task.closed_by) == (True, 11)
    assert task.closed_at is not None
    assert abs(task.closed_at - bench.demo.now()) < timedelta(seconds=5)


def test_closing_and_deferring_by_the_program(bench: Bench) -> None:
    one, two = bench.made(bench.task("S01"), bench.task("S02"))
    bench.made(CompleteTask(one), DeferTask(two))
    tasks = bench.portal.tasks([two, one])
    assert [(task.id, task.status) for task in tasks] == [(one, TaskStatus.COMPLETED), (two, TaskStatus.DEFERRED)]
    assert tasks[0].closed_by == 1
    (again,) = bench.do(CompleteTask(one))
    assert isinstance(again, Refused | Done)


def test_a_key_taken_off_hides_the_task_from_polls_only(bench: Bench) -> None:
    (task_id,) = bench.made(bench.task())
    bench.made(UpdateTask(task_id, xml_id=""))
    assert bench.portal.poll(bench.demo.now(), None).tasks == ()
    assert only(bench.portal.tasks([task_id])).key is None


def test_other_peoples_tasks_are_left_out(bench: Bench) -> None:
    bench.ask("tasks.task.add", {"fields": {"TITLE": "Чужая", "RESPONSIBLE_ID": 11, "XML_ID": "crm:5"}})
    (ours,) = bench.made(bench.task())
    assert [task.id for task in bench.portal.poll(bench.demo.now(), None).tasks] == [ours]


def test_a_deleted_task_is_left_out(bench: Bench) -> None:
    one, two = bench.made(bench.task("S01"), bench.task("S02"))
    bench.ask("tasks.task.delete", {"taskId": one})
    assert [task.id for task in bench.portal.tasks([one, two, 999_999])] == [two]
    assert set(bench.portal.answers([one, two])) == {two}
    assert bench.portal.tasks([]) == ()


def test_results_and_files_are_told(bench: Bench) -> None:
    one, two = bench.made(bench.task("S01"), bench.task("S02"))
    bench.tell("result", task_id=one, user_id=11, text="Сумма: 120000")
    bench.tell("clock", advance_s=60)
    bench.tell("result", task_id=one, user_id=11, text="Сумма: 130000")
    bench.ask("tasks.task.update", {"taskId": two, "fields": {"UF_TASK_WEBDAV_FILES": ["n123"]}})
    answers = bench.portal.answers([one, two])
    assert answers[one].results == ("Сумма: 120000", "Сумма: 130000")
    assert (answers[one].has_files, answers[two].has_files) == (False, True)


def test_a_project_is_not_mistaken_for_its_namesake(bench: Bench) -> None:
    def project(token: str, name: str = "ул. Ленина, 5") -> CreateProject:
        return CreateProject(f"project:{token}", name, "", token, date(2026, 12, 1), date(2027, 1, 1))

    first, second = bench.made(project("outlet-aaaaaaaa"), project("outlet-bbbbbbbb"))
    assert bench.portal.find_project("ул. Ленина, 5", "outlet-aaaaaaaa") == first
    assert bench.portal.find_project("ул. Ленина, 5", "outlet-bbbbbbbb") == second
    assert bench.portal.find_project("ул. Ленина, 5", "outlet-cccccccc") is None
    assert bench.portal.find_project("переименован", "outlet-bbbbbbbb") == second


# ------------------------------------------------------------------------------------------------ the bot


def test_a_tap_on_a_button_comes_back_until_it_is_confirmed(bench: Bench) -> None:
    bench.portal.connect()
    buttons = (Button("Утвердить", "abcd2345:S01:1:approve", is_primary=True), Button("Отклонить", "x", is_alert=True))
    (message,) = bench.made(SendMessage("ask:abcd2345:S01:1", 7, "Открываем?", buttons))
    start = bench.portal.poll(bench.demo.now(), None)
    bench.tell("press", message_id=message, button="Утвердить", user_id=7)
    changes = bench.portal.poll(bench.demo.now(), start.bot_offset)
    (event,) = changes.events
    assert (event.user_id, event.params, event.message_id) == (7, "abcd2345:S01:1:approve", message)
    assert abs(event.at - bench.demo.now()) < timedelta(seconds=5)
    again = bench.portal.poll(bench.demo.now(), start.bot_offset)
    assert [one.event_id for one in again.events] == [event.event_id]
    assert bench.portal.poll(bench.demo.now(), changes.bot_offset).events == ()
    bench.made(EditMessage(message, "Утверждено"))
    (shown,) = bench.see("messages", user_id=7)
    assert (shown["text"], shown["buttons"]) == ("Утверждено", [])


def test_an_edit_may_replace_the_buttons(bench: Bench) -> None:
    bench.portal.connect()
    (message,) = bench.made(SendMessage("k", 7, "1", (Button("А", "a"),)))
    bench.made(EditMessage(message, "2", (Button("Б", "b"), Button("В", "c"))))
    assert bench.see("messages", user_id=7)[0]["buttons"] == ["Б", "В"]


def test_a_text_to_the_bot_is_an_event(bench: Bench) -> None:
    bench.portal.connect()
    bench.made(SendMessage("why:x", 7, "Почему?"))
    bench.tell("say", user_id=7, text="Ждём собственника")
    events = bench.portal.poll(bench.demo.now(), None).events
    assert [(event.user_id, event.text, event.params) for event in events] == [(7, "Ждём собственника", "")]


# ------------------------------------------------------------------------------------------------ trouble

FAULTS = [
    ("drop_answer", Unknown, True),
    ("refuse", Unknown, False),
    ("http_503", NotExecuted, False),
    ("http_429", NotExecuted, False),
    ("html_502", Unknown, None),
]


@pytest.mark.parametrize(("kind", "outcome", "exists"), FAULTS)
def test_a_fault_of_the_portal_is_told_honestly(bench: Bench, kind: str, outcome: type, exists: bool | None) -> None:
    bench.tell("fault", kind=kind, method="tasks.task.add", times=1)
    before = bench.requests()
    (result,) = bench.do(bench.task())
    assert isinstance(result, outcome)
    found = bench.portal.poll(bench.demo.now(), None).tasks
    assert exists is None or bool(found) is exists
    assert sum(row["method"] == "tasks.task.add" for row in bench.see("log")) <= 1
    assert bench.requests() - before <= 2


def test_a_cut_batch_leaves_every_command_open(bench: Bench) -> None:
    bench.tell("fault", kind="cut", method="batch", times=1, after=2)
    results = bench.do(*(bench.task(f"S{i}") for i in range(5)))
    assert [type(result) for result in results] == [Unknown] * 5
    assert [task.key.step for task in bench.portal.poll(bench.demo.now(), None).tasks if task.key] == ["S0", "S1"]


@pytest.mark.parametrize("kind", ["drop_answer", "refuse", "http_503", "http_429", "html_502"])
def test_a_read_goes_through_three_faults(bench: Bench, kind: str) -> None:
    (task_id,) = bench.made(bench.task())
    bench.tell("fault", kind=kind, method="batch", times=3)
    assert [task.id for task in bench.portal.poll(bench.demo.now(), None).tasks] == [task_id]
    assert bench.portal.state().kind == "live"


def test_a_portal_that_went_away_is_offline_and_writes_nothing(bench: Bench) -> None:
    body = bench.portal.body(bench.task())
    bench.demo.stop()
    assert bench.portal.send([body], time.time() + 20) == [NotExecuted("connect")]
    with pytest.raises(Problem) as raised:
        bench.portal.poll(bench_now(), None)
    assert raised.value.code == "portal.unreachable"
    assert bench.portal.state().kind == "offline"


def bench_now() -> datetime:
    return datetime.fromisoformat("2026-11-24T09:00:00+04:00")


def test_what_the_portal_refuses_is_told_in_clean_words(bench: Bench) -> None:
    wrong, right = bench.do(bench.task(responsible_id=9999), bench.task("S02"))
    assert isinstance(wrong, Refused)
    assert wrong.code
    assert wrong.text
    assert "<" not in wrong.text
    assert isinstance(right, Done)


# ------------------------------------------------------------------------------------------------ many


def test_a_hundred_and_twenty_tasks_are_three_requests(bench: Bench) -> None:
    bodies = [bench.portal.body(bench.task(f"S{i}")) for i in range(120)]
    before = bench.requests()
    results = [one for i in range(0, 120, 50) for one in bench.portal.send(bodies[i : i + 50], time.time() + 20)]
    assert bench.requests() - before == 3
    assert len({result.value for result in results if isinstance(result, Done)}) == 120
    found = bench.portal.poll(bench.demo.now(), None)
    assert {task.key.step for task in found.tasks if task.key} == {f"S{i}" for i in range(120)}


def test_paging_past_a_batch_is_complete_and_counted(bench: Bench) -> None:
    many = 2_620
    for start in range(0, many, 50):
        bench.made(*(bench.task(f"S{i}") for i in range(start, min(start + 50, many))))
    cursor = bench.demo.now() - timedelta(hours=1)
    before = bench.requests()
    found = bench.portal.poll(cursor, None)
    assert bench.requests() - before == 2
    ids = [task.id for task in found.tasks]
    assert len(ids) == many
    assert ids == sorted(set(ids))
    before = bench.requests()
    assert [task.id for task in bench.portal.tasks(ids)] == ids
    assert bench.requests() - before == 2
    bench.tell("clock", advance_s=3600)
    bench.portal.poll(bench.demo.now(), None)
    before = bench.requests()
    assert bench.portal.poll(bench.demo.now(), None).tasks == ()
    assert bench.requests() - before == 1


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 101])
def test_no_task_is_lost_at_the_edge_of_a_page(bench: Bench, count: int) -> None:
    bench.portal.poll(bench.demo.now(), None)  # from here on one page is expected
    steps = [bench.task(f"S{i}") for i in range(count)]
    for start in range(0, count, 50):
        bench.made(*steps[start : start + 50])
    assert len(bench.portal.poll(bench.demo.now(), None).tasks) == count


def test_no_503_under_the_portals_own_limits(bench: Bench) -> None:
    bench.demo.set_limits(True)
    portal = BitrixPortal(bench.demo.webhook)
    for _ in range(49):
        portal.poll(bench.demo.now(), None)
    portal.close()
    assert not [row for row in bench.see("log") if row["error"]]


def test_a_renamed_portal_is_followed_by_reads_and_writes(bench: Bench) -> None:
    bench.portal.connect()
    bench.tell("rename", host="localhost")
    body = bench.portal.body(
        CreateProject("project:x", "ул. Ленина, 5", "", TOKEN, date(2026, 12, 1), date(2027, 2, 1))
    )
    (made,) = bench.portal.send([body], time.time() + 20)
    assert isinstance(made, Done)
    assert bench.portal.find_project("ул. Ленина, 5", TOKEN) == made.value
    assert bench.portal.host == bench.portal.moved_to_host == f"localhost:{bench.demo.port}"
