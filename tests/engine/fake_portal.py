"""A portal in memory for the engine's tests: tasks, projects, a bot, and faults on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta, timezone

from outlet_desktop.domain.command import Command, CommandResult, Done, NotExecuted, Refused, Unknown
from outlet_desktop.domain.opening import Department, Person, PortalTask, TaskKey, TaskStatus
from outlet_desktop.domain.record import Answer
from outlet_desktop.engine.ports import Ability, BotEvent, Changes, ConnectionState, Welcome

ZONE = timezone(timedelta(hours=4))
START = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


class FakePortal:
    """Obeys `engine.ports.Portal`. `clock` is its machine clock (s); portal time runs with it from START."""

    def __init__(self, people: Sequence[Person] = ()) -> None:
        self.clock_s = 1_000_000.0
        self.tasks_by_id: dict[int, PortalTask] = {}
        self.deleted: set[int] = set()
        self.created: list[str] = []  # keys of every create executed, in order
        self.projects: dict[int, tuple[str, str]] = {}
        self.closed_projects: set[int] = set()
        self.items: dict[int, list[tuple[int, str, bool]]] = {}
        self.results: dict[int, list[str]] = {}
        self.files: set[int] = set()  # tasks with a file
        self.links: list[tuple[int, int]] = []
        self.messages: list[tuple[int, int, str, list[dict[str, object]]]] = []
        self.comments: list[tuple[int, str]] = []
        self.events: list[BotEvent] = []
        self.staff = tuple(people) or tuple(Person(number, f"Имя{number} Фамилия{number}") for number in range(1, 20))
        self.faults: list[str] = []  # one per send: "", "lost", "late", "refuse", "limit"
        self.members: dict[int, set[int]] = {}
        self.refuses: Callable[[str, Mapping[str, object]], str] = lambda _kind, _body: ""  # the words of a refusal
        self.requests = 0
        self._next = 100

    # -------------------------------------------------------------------- time and people

    def now(self) -> datetime:
        return START + timedelta(seconds=self.clock_s - 1_000_000.0)

    def clock(self) -> float:
        return self.clock_s

    def wait(self, seconds: float) -> None:
        self.clock_s += seconds

    def close(self, task_id: int, by: int | None = None) -> None:
        task = self.tasks_by_id[task_id]
        self._put(
            replace(
                task,
                status=TaskStatus.COMPLETED,
                closed_at=self.now(),
                closed_by=by if by is not None else task.responsible_id,
            )
        )

    def reopen(self, task_id: int) -> None:
        task = self.tasks_by_id[task_id]
        self._put(replace(task, status=TaskStatus.PENDING, closed_at=None, closed_by=None))

    def tick(self, task_id: int, title: str) -> None:
        self.items[task_id] = [(i, t, done or t == title) for i, t, done in self.items.get(task_id, [])]

    def delete(self, task_id: int) -> None:
        self.deleted.add(task_id)

    def press(self, user_id: int, params: str) -> None:
        self.events.append(BotEvent(len(self.events) + 1, user_id, self.now(), params=params))

    def say(self, user_id: int, text: str) -> None:
        self.events.append(BotEvent(len(self.events) + 1, user_id, self.now(), text=text))

    def of(self, step: str) -> list[PortalTask]:
        """Live tasks of a step, oldest first."""
        return [
            task
            for task in sorted(self.tasks_by_id.values(), key=lambda task: task.id)
            if task.key and task.key.step == step and task.id not in self.deleted
        ]

    def open_steps(self) -> set[str]:
        return {t.key.step for t in self.tasks_by_id.values() if t.key and not t.is_done and t.id not in self.deleted}

    def _put(self, task: PortalTask) -> None:
        self.tasks_by_id[task.id] = replace(task, changed_at=self.now())

    # -------------------------------------------------------------------- the Protocol

    def connect(self) -> Welcome:
        abilities = tuple(Ability(code, True, False) for code in ("ability.bot", "ability.tasks", "ability.groups"))
        return Welcome("fake", 1, "Администратор", True, self.now(), abilities)

    def body(self, command: Command) -> str:
        return json.dumps({type(command).__name__: asdict(command)}, default=str, ensure_ascii=False)

    def send(self, bodies: Sequence[str], deadline: float) -> list[CommandResult]:
        self.requests += 1
        fault = self.faults.pop(0) if self.faults else ""
        if self.clock_s > deadline or fault == "limit":
            return [NotExecuted("limit")] * len(bodies)
        if fault == "lost":
            return [Unknown("lost")] * len(bodies)
        results: list[CommandResult] = [self._execute(json.loads(body)) for body in bodies]
        if fault == "late":
            return [Unknown("late")] * len(bodies)
        return results

    def _execute(self, body: Mapping[str, Mapping[str, object]]) -> CommandResult:
        ((kind, given),) = body.items()
        self._next += 1
        number = self._next
        get = dict(given)
        words = self.refuses(kind, get)
        if words:
            return Refused("ERROR_CORE", words)
        match kind:
            case "CreateTask":
                key = TaskKey.parse(str(get["key"]))
                self.created.append(str(get["key"]))
                moment = {
                    name: datetime.fromisoformat(str(get[name])) for name in ("deadline", "plan_start", "plan_end")
                }
                self.tasks_by_id[number] = PortalTask(
                    number,
                    key,
                    str(get["title"]),
                    TaskStatus.PENDING,
                    int(str(get["responsible_id"])),
                    self.now(),
                    self.now(),
                    group_id=int(str(get["group_id"])),
                    **moment,
                )
                return Done(number)
            case "CreateProject":
                self.created.append(str(get["key"]))
                self.projects[number] = (str(get["name"]), str(get["token"]))
                return Done(number)
            case "AddChecklistItem":
                items = self.items.setdefault(int(str(get["task_id"])), [])
                items.append((number, str(get["title"]), False))
                return Done(number)
            case "LinkTasks":
                self.links.append((int(str(get["source_id"])), int(str(get["target_id"]))))
                return Done(0)
            case "SendMessage":
                buttons = [dict(b) for b in get["buttons"]]  # type: ignore[attr-defined]
                self.messages.append((number, int(str(get["user_id"])), str(get["text"]), buttons))
                return Done(number)
            case "CommentTask":
                self.comments.append((int(str(get["task_id"])), str(get["text"])))
                return Done(number)
            case "AddMembers":
                people = [int(str(user)) for user in get["user_ids"]]  # type: ignore[attr-defined]
                self.members.setdefault(int(str(get["project_id"])), set()).update(people)
                return Done(0)
            case "ArchiveProject":
                self.closed_projects.add(int(str(get["project_id"])))
                return Done(0)
        task_id = int(str(get.get("task_id", 0)))
        task = self.tasks_by_id.get(task_id)
        if task is None:
            return Done(0)
        if kind == "CompleteTask":
            if task.is_done:
                return Refused("0", "already completed")
            self.close(task_id, 1)
        elif kind == "DeferTask":
            self._put(replace(task, status=TaskStatus.DEFERRED))
        elif kind == "TickItem":
            self.items[task_id] = [(i, t, done or i == get["item_id"]) for i, t, done in self.items.get(task_id, [])]
        elif kind == "UpdateTask":
            if get.get("group_id") is not None:
                task = replace(task, group_id=int(str(get["group_id"])))
            if get.get("responsible_id") is not None:
                task = replace(task, responsible_id=int(str(get["responsible_id"])))
            if get.get("xml_id") == "":
                task = replace(task, key=None)
            self._put(task)
        return Done(0)

    def poll(self, cursor: datetime, bot_offset: int | None) -> Changes:
        self.requests += 1
        since = cursor - timedelta(seconds=60)
        tasks = tuple(
            task
            for task in self.tasks_by_id.values()
            if task.changed_at >= since and task.id not in self.deleted and task.key is not None
        )
        events = tuple(event for event in self.events if event.event_id >= (bot_offset or 0))
        offset = (events[-1].event_id + 1) if events else bot_offset
        return Changes(self.clock_s, self.now(), tasks, events, offset)

    def tasks(self, task_ids: Sequence[int]) -> tuple[PortalTask, ...]:
        return tuple(self.tasks_by_id[i] for i in task_ids if i in self.tasks_by_id and i not in self.deleted)

    def find_project(self, name: str, token: str) -> int | None:
        return next((i for i, (n, t) in self.projects.items() if (n, t) == (name, token)), None)

    def answers(self, task_ids: Sequence[int]) -> Mapping[int, Answer]:
        return {
            task_id: Answer(
                task_id,
                tuple(title for _, title, done in self.items.get(task_id, []) if done),
                {title: item for item, title, _ in self.items.get(task_id, [])},
                tuple(self.results.get(task_id, [])),
                task_id in self.files,
            )
            for task_id in task_ids
        }

    def people(self) -> tuple[Person, ...]:
        return self.staff

    def departments(self) -> tuple[Department, ...]:
        return ()

    def state(self) -> ConnectionState:
        return ConnectionState("live")
