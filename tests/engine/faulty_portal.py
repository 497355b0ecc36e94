"""A portal in memory whose lists lag and that keeps a record of everything executed, for the simulation."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from fake_portal import FakePortal

from outlet_desktop.domain.command import CommandResult, Done, Refused
from outlet_desktop.domain.opening import Person, PortalTask, TaskKey, TaskStatus
from outlet_desktop.engine.ports import BotEvent, Changes

LAG_S = 4.0  # the portal's lists may show what was so long ago
STRANGER = 17


class FaultyPortal(FakePortal):
    """The portal in memory with lagging lists, a record of everything executed, and people's copies."""

    def __init__(self, rng: random.Random, ahead_s: float = 0.0) -> None:
        super().__init__([Person(number, f"Имя{number} Фамилия{number}") for number in (*range(2, 7), STRANGER)])
        self.rng = rng
        self.ahead = timedelta(seconds=ahead_s)  # of the portal's clock
        self.began = 0.0  # when the request under way was begun, by its sender's clock
        self.forgets_early = False  # ablation: an event is gone once it has been read
        self.wiped: dict[int, float] = {}  # task -> when a person emptied its key; our record keeps it
        self.shown: dict[int, PortalTask] = {}  # each task as a list has last shown it with its key
        self.bared: dict[int, float] = {}  # task -> when it was first shown without its key
        self.crossed: set[str] = set()  # openings with an answer in a task and another by a tap, within the lists' lag
        self.heard = 0  # events that were read
        self.versions: dict[int, list[tuple[float, PortalTask | None]]] = {}
        self.said: Counter[str] = Counter()  # keys of messages and notes executed
        self.asked: dict[int, tuple[int, list[str]]] = {}  # message -> (person, what its buttons say)
        self.closed_ever: set[int] = set()
        self.changed: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return super().now() + self.ahead

    def _put(self, task: PortalTask) -> None:
        super()._put(task)
        self._keep(task.id)

    def _keep(self, task_id: int) -> None:
        task = self.tasks_by_id[task_id]
        if task.is_done:
            self.closed_ever.add(task_id)
        self.versions.setdefault(task_id, []).append((self.clock_s, None if task_id in self.deleted else task))
        self.changed()

    def delete(self, task_id: int) -> None:
        super().delete(task_id)
        self._keep(task_id)

    def wipe(self, task_id: int) -> None:
        """A person empties the key field."""
        self.wiped[task_id] = self.clock_s
        self._put(self.tasks_by_id[task_id])

    def copy(self, task_id: int) -> None:
        """A person copies a task, our key included."""
        self._next += 1
        task, now = self.tasks_by_id[task_id], self.now()
        fresh = {"status": TaskStatus.PENDING, "created_at": now, "closed_at": None, "closed_by": None}
        self.items[self._next] = [(i + 100_000 * self._next, t, False) for i, t, _ in self.items.get(task_id, [])]
        self._put(replace(task, id=self._next, **fresh))

    def live(self) -> Iterator[PortalTask]:
        return (task for task in list(self.tasks_by_id.values()) if task.id not in self.deleted)

    def _shown(self) -> dict[int, PortalTask]:
        at = self.clock_s - (self.rng.uniform(0.0, LAG_S) if self.rng.random() < 0.3 else 0.0)
        found = {}
        for task_id, versions in self.versions.items():
            task = next((task for moment, task in reversed(versions) if moment <= at), None)
            if task is not None:
                found[task_id] = replace(task, key=None) if self.wiped.get(task_id, at + 1) <= at else task
        return found

    def poll(self, cursor: datetime, bot_offset: int | None) -> Changes:
        changes, since = super().poll(cursor, bot_offset), cursor - timedelta(seconds=60)
        if self.forgets_early:
            events = tuple(event for event in changes.events if event.event_id > self.heard)
            changes = replace(changes, events=events)
        self.heard = len(self.events)
        shown = self._shown()
        tasks = tuple(task for task in shown.values() if task.changed_at >= since and task.key is not None)
        self.shown |= {task.id: task for task in tasks}
        self._cross(changes.events, shown)
        return replace(changes, tasks=tasks, started_at=self.began)

    def _cross(self, events: Iterable[BotEvent], shown: Mapping[int, PortalTask]) -> None:
        """Note taps on a question answered in its task before, where the poll that brings the tap does not show it."""
        for event in events:
            opening, step, number, _ = event.params.split(":")
            for task in self.live():
                is_asked = task.key == TaskKey(opening, step, int(number)) and task.id in shown
                if is_asked and task.closed_at and task.closed_at <= event.at and not shown[task.id].is_done:
                    self.crossed.add(opening)

    def tasks(self, task_ids: Iterable[int]) -> tuple[PortalTask, ...]:
        shown = self._shown()
        found = tuple(shown[i] for i in task_ids if i in shown)
        self.shown |= {task.id: task for task in found if task.key is not None}
        self.bared = {task.id: self.clock_s for task in found if task.key is None} | self.bared
        return found

    def as_of(self, at: float) -> Iterator[PortalTask]:
        """Every task as it was at that moment, deleted ones as they were before."""
        for versions in self.versions.values():
            there = [task for moment, task in versions if moment <= at and task is not None]
            yield from there[-1:]

    def moments(self, basis: float) -> list[float]:
        """That one, and every moment since at which a task changed."""
        return [basis, *sorted({at for versions in self.versions.values() for at, _ in versions if at > basis})]

    def hidden(self, basis: float) -> frozenset[int]:
        """Tasks that were finished when last shown with their key, then lost it, and at `basis` nobody could know."""
        lost = (task_id for task_id in self.wiped if self.bared.get(task_id, basis + 1) > basis)
        return frozenset(task_id for task_id in lost if task_id in self.shown and self.shown[task_id].is_done)

    def execute(self, text: str) -> CommandResult:
        """Carry one command out; a task that is not there is refused, as the portal does."""
        body = json.loads(text)
        ((kind, get),) = body.items()
        ids = [get[name] for name in ("task_id", "source_id", "target_id") if name in get]
        if any(i in self.deleted or i not in self.tasks_by_id for i in ids):
            return Refused("ACTION_NOT_ALLOWED", "Задача не найдена")
        if kind == "LinkTasks" and (get["source_id"], get["target_id"]) in self.links:
            return Done()
        if kind == "DeferTask" and self.tasks_by_id[get["task_id"]].is_done:
            return Refused("ACTION_NOT_ALLOWED")
        if kind in ("SendMessage", "CommentTask"):
            self.said[get["key"]] += 1
        if kind == "EditMessage":
            self.asked.pop(get["message_id"], None)
        result = super()._execute(body)
        if isinstance(result, Done) and kind == "CreateTask":
            self._keep(result.value)
        is_decision = kind == "SendMessage" and get["key"].startswith("ask:")  # not a question about a delay
        if isinstance(result, Done) and is_decision and get["buttons"]:
            self.asked[result.value] = (get["user_id"], [button["params"] for button in get["buttons"]])
        return result
