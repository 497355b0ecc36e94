"""Seeded simulation of the whole engine: `engine.loop.work` on a virtual clock, SQLite, and a portal that fails.

One thread and no real waiting, so a seed replays to the letter: `python tests/engine/simulation.py SEED [FIRST-LAST]`.
The engine is killed around and inside transactions and requests; answers are lost, requests are executed late, in
part or not at all, the portal is away for hours, its lists lag, and people complete, decide, tap, reopen, delete
and copy. Then the faults end, people finish everything, and the portal's own record is checked. `Truth` says from
that record alone, sharing no line with the engine's judgement, what should be there.
"""

from __future__ import annotations

import heapq
import itertools
import json
import logging
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from fake_portal import FakePortal

from outlet_desktop.cli.acting import is_idle
from outlet_desktop.domain.command import CommandResult, Done, NotExecuted, Refused, Unknown
from outlet_desktop.domain.opening import Opening, OpeningState, Person, PortalTask, StepState, TaskKey, TaskStatus
from outlet_desktop.domain.record import Intent
from outlet_desktop.domain.template import Field, FieldType, Flow, Outcome, Role, Step, StepKind, Template
from outlet_desktop.engine.loop import Rhythm, work
from outlet_desktop.engine.ports import Changes
from outlet_desktop.engine.reconcile import Ask, Db, Effects, Sleep
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import Calendar, russian_calendar
from outlet_desktop.storage.store import SqliteStore

LAG_S = 4.0  # the portal's lists may show what was so long ago
LABELS = {"rework": "Доработать", "reject": "Отклонить"}
STRANGER = 17
CALM_S = 60_000.0  # after so many calm seconds an opening that goes on is called stuck


@dataclass(frozen=True)
class Setting:
    """What one simulation is like; probabilities are per effect. `journal_first=False` is an ablation."""

    settle_s: float = 150.0
    kill: float = 0.01
    net: float = 0.12
    freeze: float = 0.005
    late: float = 0.25  # share of late execution among network faults
    faults_s: float = 1500.0
    journal_first: bool = True


@dataclass
class Result:
    """What one seed came to. `again` are keys made twice after a person had deleted their task: reported apart."""

    seed: int
    violations: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    virtual_s: float = 0.0


class Killed(BaseException):
    """The engine's process died here."""


@cache
def _calendar() -> Calendar:
    return russian_calendar()


def make_template(rng: random.Random) -> tuple[Template, frozenset[str]]:
    """A small process with joins, decisions and a branch; the second value is what `has_branch = false` leaves out."""
    count = rng.randint(8, 12)
    ids = [f"s{number}" for number in range(count)]
    flows: list[Flow] = []
    steps: list[Step] = []
    branch = frozenset(rng.sample(ids[1:-1], rng.randint(1, 3)))
    before: dict[str, set[str]] = {}
    for number, step_id in enumerate(ids):
        sources = rng.sample(ids[max(0, number - 4) : number], min(number, rng.choice((1, 1, 2, 3)))) if number else []
        if number == count - 1:
            sources = [s for s in ids[:-1] if not any(flow.source == s for flow in flows)]
        flows += [Flow(source, step_id, rng.choice((0, 0, 0, 1))) for source in sources]
        before[step_id] = set(sources).union(*(before[s] for s in sources))
        kind = StepKind(rng.choice(["task"] * 4 + ["approval"] * 3 + ["confirmation"] * 2 + ["milestone"]))
        if number in (0, count - 1):
            kind = StepKind(rng.choice(("task", "approval")) if not number else rng.choice(("task", "milestone")))
        outcomes: tuple[Outcome, ...] = ()
        if kind is StepKind.APPROVAL:
            earlier = sorted(s.id for s in steps if s.id in before[step_id] and s.kind is not StepKind.MILESTONE)
            back = tuple(rng.sample(earlier, min(len(earlier), rng.randint(1, 2)))) if rng.random() < 0.7 else ()
            rework = Outcome("rework", LABELS["rework"], back or "initiator")
            outcomes = (Outcome("approve", "Утвердить"), rework, Outcome("reject", LABELS["reject"]))
        steps.append(
            Step(
                step_id,
                kind,
                f"Шаг {number}",
                role=rng.choice("abcd") if kind is not StepKind.MILESTONE else "",
                condition="has_branch == true" if step_id in branch else "",
                checklist=tuple(f"Пункт {line}" for line in range(rng.choice((0, 0, 1, 2)))),
                outcomes=outcomes,
            )
        )
    roles = tuple(Role(name, f"Роль {name}") for name in "abcd")
    fields = (Field("has_branch", "Ветка нужна", FieldType.BOOL),)
    template = Template("sim", "Проба", 1, ids[-1], roles, fields=fields, steps=tuple(steps), flows=tuple(flows))
    return template, branch


class FaultyPortal(FakePortal):
    """The portal in memory with lagging lists, a record of everything executed, and people's copies."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__([Person(number, f"Имя{number} Фамилия{number}") for number in (*range(2, 7), STRANGER)])
        self.rng = rng
        self.began = 0.0  # when the request under way was begun
        self.versions: dict[int, list[tuple[float, PortalTask | None]]] = {}
        self.said: Counter[str] = Counter()  # keys of messages and notes executed
        self.asked: dict[int, tuple[int, list[str]]] = {}  # message -> (person, what its buttons say)
        self.closed_ever: set[int] = set()
        self.changed: Callable[[], None] = lambda: None

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
                found[task_id] = task
        return found

    def poll(self, cursor: datetime, bot_offset: int | None) -> Changes:
        changes, since = super().poll(cursor, bot_offset), cursor - timedelta(seconds=60)
        tasks = tuple(task for task in self._shown().values() if task.changed_at >= since and task.key is not None)
        return replace(changes, tasks=tasks, started_at=self.began)

    def tasks(self, task_ids: Iterable[int]) -> tuple[PortalTask, ...]:
        shown = self._shown()
        return tuple(shown[i] for i in task_ids if i in shown)

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
        if isinstance(result, Done) and kind == "SendMessage" and get["buttons"]:
            self.asked[result.value] = (get["user_id"], [button["params"] for button in get["buttons"]])
        return result


class Truth:
    """Where one opening stands, from the portal's record and what people did; knows nothing of the engine."""

    def __init__(self, opening: Opening, left_out: frozenset[str], portal: FaultyPortal) -> None:
        self.id, self.template, self.portal = opening.id, opening.template, portal
        self.left_out = set(left_out)
        self.rounds = {step.id: 1 for step in opening.template.steps}
        self.steps = {step.id: step for step in opening.template.steps}
        self.inputs = {s: [f.source for f in opening.template.flows if f.target == s] for s in self.steps}
        self.held: set[str] = set()
        self.taps: dict[tuple[str, int], str] = {}
        self.is_over = False
        self.reworks = 0
        self.ready: set[str] = set()  # steps whose task may be there now
        self.until: dict[str, float] = {}  # of steps and of keys: when that last held

    def key(self, step: str) -> TaskKey:
        return TaskKey(self.id, step, self.rounds[step])

    def is_current(self, task: PortalTask) -> bool:
        return task.key is not None and task.key.opening == self.id and task.key.round == self.rounds[task.key.step]

    def current(self) -> dict[str, list[PortalTask]]:
        """Tasks of the current rounds by step, deleted ones too."""
        found: dict[str, list[PortalTask]] = {step: [] for step in self.steps}
        for task in self.portal.tasks_by_id.values():
            if self.is_current(task):
                found[task.key.step].append(task)  # type: ignore[union-attr]
        return found

    def verdict(self, task: PortalTask) -> str:
        """What a task's closing says; "" = nothing (open, or closed by somebody who may not)."""
        assert task.key is not None
        tap = self.taps.get((task.key.step, task.key.round))
        if tap or not task.is_done or task.closed_by != task.responsible_id:
            return tap or ""
        ticked = [title for _, title, done in self.portal.items.get(task.id, []) if done]
        return next((outcome for outcome, label in LABELS.items() if label in ticked), "approve")

    def finished(self) -> set[str]:
        """Steps that count as finished. A finished task that was deleted counts until the coordinator is asked."""
        tasks, done = self.current(), set[str]()
        for step_id, step in self.steps.items():  # made in an order in which inputs come first
            if step_id in self.left_out or step.kind is StepKind.MILESTONE:
                is_done = done.issuperset(self.inputs[step_id])
            elif step.kind is StepKind.APPROVAL:
                is_done = any(self.verdict(task) == "approve" for task in tasks[step_id])
            else:
                is_done = any(task.is_done for task in tasks[step_id])
            if is_done:
                done.add(step_id)
        return done

    def mark(self, now: float) -> None:
        """Something changed: note until when each step might have a task, and each key was the current one."""
        self.until |= dict.fromkeys(self.ready, now) | {str(self.key(step_id)): now for step_id in self.steps}
        done = self.finished()
        self.ready = {
            step_id
            for step_id, step in self.steps.items()
            if step.kind is not StepKind.MILESTONE
            and step_id not in self.left_out | self.held
            and done.issuperset(self.inputs[step_id])
            and not self.is_over
        }

    def allows(self, key: TaskKey, basis: float) -> bool:
        """Whether a task of that key was right at some moment since `basis`."""
        is_ready = key.step in self.ready or self.until.get(key.step, 0.0) >= basis
        return is_ready and (key == self.key(key.step) or self.until.get(str(key), 0.0) >= basis)

    def turn(self, step_id: str, outcome: str) -> None:
        """A decision has been made."""
        self.until |= {str(self.key(step)): self.portal.clock_s for step in self.steps}
        if outcome == "reject":
            self.is_over = True
        if outcome == "rework":
            back = self.steps[step_id].outcomes[1].back_to
            targets = set[str]() if back == "initiator" else set(back)
            for other in {step_id} | {s for s in self._before(step_id) if s in targets or targets & self._before(s)}:
                self.rounds[other] += 1
            self.reworks += 1
            if back == "initiator":
                self.held.add(step_id)

    def _before(self, step_id: str) -> set[str]:
        found = set(self.inputs[step_id])
        return found.union(*(self._before(source) for source in found))


class LateJournalStore(SqliteStore):
    """The ablation: rows of requests reach the journal only after the request."""

    def __init__(self) -> None:
        super().__init__(":memory:")
        self.held_back: list[Intent] = []

    def put_intent(self, intent: Intent) -> None:
        if intent.state == "sent":
            self.held_back.append(intent)
        else:
            super().put_intent(intent)

    def after_request(self) -> None:
        with self.transaction():
            for intent in self.held_back:
                super().put_intent(intent)
        self.held_back.clear()


class Simulation:
    """One seed: an engine, a portal, people and faults on one virtual clock."""

    def __init__(self, seed: int, setting: Setting = Setting()) -> None:
        self.rng, self.setting, self.result = random.Random(seed), setting, Result(seed)
        self.portal = FaultyPortal(self.rng)
        self.portal.changed = self._mark
        self.store = SqliteStore(":memory:") if setting.journal_first else LateJournalStore()
        window = min(20.0, max(1.0, setting.settle_s / 2))  # as cli.acting.make_world
        self.world = World(self.portal.clock, self.portal.body, _calendar(), setting.settle_s, window)
        self.truths: dict[str, Truth] = {}
        self.queue: list[tuple[float, int, Callable[[], None]]] = []
        self.number = itertools.count()
        self.start = self.portal.clock_s
        self.faults_end = self.start + setting.faults_s
        self.away = (0.0, 0.0)
        if self.rng.random() < 0.3:
            begin = self.start + self.rng.uniform(0, setting.faults_s)
            self.away = (begin, begin + self.rng.choice((120, 900, 7200)))
            self.faults_end = max(self.faults_end, self.away[1] + 120)
        self.basis = 0.0  # the engine knows at least what was so then
        self.answered: dict[str, int] = {}  # key -> the task a person decided on, 0 = by a tap
        self.deleted_keys: set[str] = set()
        self.moved: dict[int, datetime] = {}
        self.ended_at: float | None = None
        for number in range(self.rng.choice((1, 1, 2))):
            self._in(self.rng.uniform(0, 5) if not number else self.rng.uniform(5, 400), self._launch)
        self._in(20, self._person)
        self._in(60, self._coordinator)

    # ------------------------------------------------------------------------ time and chance

    @property
    def now(self) -> float:
        return self.portal.clock_s

    def _in(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self.queue, (self.now + seconds, next(self.number), act))

    def _pass(self, seconds: float) -> None:
        until = self.now + seconds
        while self.queue and self.queue[0][0] <= until:
            self.portal.clock_s, _, act = heapq.heappop(self.queue)
            act()
        self.portal.clock_s = until

    def _chance(self, probability: float) -> bool:
        return self.now < self.faults_end and self.rng.random() < probability

    def _maybe_die(self) -> None:
        if self._chance(self.setting.kill):
            self.result.counts["kills"] += 1
            raise Killed

    # ------------------------------------------------------------------------ the engine's process

    def run(self) -> Result:
        """Live to the end and check."""
        while not self._is_over():
            if isinstance(self.store, LateJournalStore):
                self.store.held_back.clear()
            try:
                self._live(work(self.world, Rhythm(interval_s=10.0), lambda _: False))
            except Killed:
                self._pass(self.rng.choice((1, 1, 60)) * self.rng.uniform(0.5, 1.0))
        self._check()
        self.result.virtual_s = self.now - self.start
        self.store.close()
        return self.result

    def _is_over(self) -> bool:
        settled = self.ended_at is not None and self.basis > self.ended_at + 3 * self.setting.settle_s + 60
        return settled or self.now > self.faults_end + CALM_S

    def _live(self, effects: Effects) -> None:
        answer: Any = None
        error: Problem | None = None
        while not self._is_over():
            effect = effects.throw(error) if error else effects.send(answer)
            answer, error = None, None
            match effect:
                case Db(work=function):
                    self._maybe_die()
                    with self.store.transaction():
                        answer = function(self.store)
                        self._maybe_die()  # rolled back
                    self._pass(0.005)
                    self._maybe_die()
                case Ask(method=method, args=args):
                    if self._chance(self.setting.freeze):
                        slept = self.rng.uniform(5, 900)  # the machine slept before the request
                        self._pass(min(slept, self.faults_end - self.now))
                    self._maybe_die()
                    try:
                        answer = self._send(*args) if method == "send" else self._read(method, args)
                    except Problem as problem:
                        error = problem
                    if isinstance(self.store, LateJournalStore):
                        self.store.after_request()
                case Sleep(seconds=seconds):
                    self._pass(max(seconds, self.rng.uniform(0.5, 5.0)))  # a machine may wake late

    def _read(self, method: str, args: tuple[Any, ...]) -> Any:
        began = self.now
        if self.away[0] <= self.now < self.away[1] or self._chance(self.setting.net):
            self.result.counts["reads_failed"] += 1
            self._pass(self.rng.uniform(0, 30))
            self._maybe_die()
            raise Problem("portal.unreachable")
        self._pass(self.rng.uniform(0.05, 0.3))
        self._maybe_die()
        self.portal.began, at = began, self.now
        answer = getattr(self.portal, method)(*args)
        self._pass(self.rng.uniform(0.05, 0.3))
        self._maybe_die()
        if method == "poll":
            self.basis = at - LAG_S
        return answer

    def _send(self, bodies: list[str], deadline: float) -> list[CommandResult]:
        count, basis, rng = len(bodies), self.basis, self.rng
        unknown: list[CommandResult] = [Unknown("timeout")] * count
        if self.now > deadline:
            return [NotExecuted("window")] * count
        if self.away[0] <= self.now < self.away[1]:
            self._pass(rng.uniform(0, 30))
            return [NotExecuted("connect")] * count if rng.random() < 0.7 else unknown
        if self._chance(self.setting.kill):  # died with the request in flight
            if rng.random() < 0.7:
                self._in(rng.uniform(0.1, 60), lambda: self._execute(bodies, basis) and None)
            self.result.counts["kills"] += 1
            raise Killed
        kind = ""
        if self._chance(self.setting.net):
            others = ("lost_request", "lost_answer", "cut", "limit", "one_limited", "made_but_refused")
            kind = "late" if rng.random() < self.setting.late else rng.choice(others)
            self.result.counts[kind] += 1
        if kind == "limit":
            return [NotExecuted("QUERY_LIMIT_EXCEEDED")] * count
        if kind in ("lost_request", "late"):
            self._pass(rng.uniform(0.5, 30))
            if kind == "late":
                self._in(rng.uniform(1, 60), lambda: self._execute(bodies, basis) and None)
            return unknown
        self._pass(rng.uniform(0.1, 0.5))
        if kind in ("cut", "lost_answer"):
            self._execute(bodies[: rng.randrange(count + 1)] if kind == "cut" else bodies, basis)
            self._pass(rng.uniform(0.5, 30))
            return unknown
        results = self._execute(bodies, basis, rng.randrange(count) if kind == "one_limited" else -1)
        if kind == "made_but_refused":
            made = [number for number, body in enumerate(bodies) if body.startswith('{"CreateTask"')]
            for number in made[:1]:
                results[number] = Refused("ERROR_UNKNOWN_ADD_TASK_ERROR")
        self._maybe_die()  # executed, the answer never seen
        self._pass(rng.uniform(0.05, 0.3))
        return results

    def _execute(self, bodies: list[str], basis: float, limited: int = -1) -> list[CommandResult]:
        results: list[CommandResult] = []
        for number, text in enumerate(bodies):
            if number == limited:
                results.append(NotExecuted("OPERATION_TIME_LIMIT"))
                continue
            ((kind, get),) = json.loads(text).items()
            key = TaskKey.parse(get.get("key")) if kind == "CreateTask" else None
            if key is not None and not self.truths[key.opening].allows(key, basis):
                self._wrong(f"early: {key} at {self.now - self.start:.0f}")
            results.append(self.portal.execute(text))
            if kind == "CompleteTask" and isinstance(results[-1], Done):
                task = self.portal.tasks_by_id[get["task_id"]]
                if task.key and (task.key.step, task.key.round) not in self.truths[task.key.opening].taps:
                    self._wrong(f"completed unasked: {task.key} task {task.id} at {self.now - self.start:.0f}")
        return results

    def _wrong(self, text: str) -> None:
        self.result.violations.append(text)

    def _mark(self) -> None:
        for truth in self.truths.values():
            truth.mark(self.now)

    # ------------------------------------------------------------------------ people

    def _launch(self) -> None:
        template, branch = make_template(self.rng)
        wanted = self.rng.random() < 0.5
        people = {role.id: number for number, role in enumerate(template.roles, 2)}
        opening = Opening(
            id="".join(self.rng.choices("abcdefgh", k=8)),
            address=f"ул. Ленина, {len(self.truths) + 1}",
            template=template,
            state=OpeningState.DECIDING,
            start_on=date(2026, 11, 24),
            target_on=date(2027, 3, 1),
            opened_on=date(2026, 11, 24),
            people=people,
            fields={"has_branch": wanted},
        )
        truth = self.truths[opening.id] = Truth(opening, frozenset() if wanted else branch, self.portal)
        truth.mark(self.now)
        with self.store.transaction():
            self.store.add_opening(opening, self.now)

    def _person(self) -> None:
        calm = self.now >= self.faults_end
        self._in(self.rng.expovariate(1 / (12 if calm else 20)), self._person)
        if calm:
            self._finish_something()
            if not self.truths or not all(map(self._has_ended, self.truths.values())):
                self.ended_at = None
            elif self.ended_at is None:
                self.ended_at = self.now
            return
        tasks = [task for task in self.portal.live() if task.key and not self.truths[task.key.opening].is_over]
        if not tasks:
            return
        task, x = self.rng.choice(tasks), self.rng.random()
        assert task.key is not None
        truth = self.truths[task.key.opening]
        is_approval = truth.steps[task.key.step].kind is StepKind.APPROVAL
        is_tapped = (task.key.step, task.key.round) in truth.taps
        if x < 0.05:
            self._reopen(task)
        elif (
            x < 0.08 and not is_tapped and (not is_approval if task.is_done else task.id not in self.portal.closed_ever)
        ):
            # (Deletions are looked for only while an opening is unfinished: nobody deletes what he has just reopened.)
            self.deleted_keys.add(str(task.key))
            self._count("deleted")
            self.portal.delete(task.id)
        elif x < 0.11:
            self._count("copied")
            self.portal.copy(task.id)
        elif x < 0.16 and not task.is_done:
            self._count("deadlines_moved")
            self.moved[task.id] = (task.deadline or self.portal.now()) + timedelta(days=self.rng.randint(-2, 9))
            self.portal._put(replace(task, deadline=self.moved[task.id]))
        elif x < 0.22:
            self._tap(foreign=True)
        elif x < 0.25 and is_approval and not task.is_done and self._may_close(task):
            self._count("closed_by_stranger")
            self.answered[str(task.key)] = task.id
            self.portal.close(task.id, STRANGER)
        elif x < 0.45:
            self._tap(foreign=False)
        else:
            tasks = [task for task in tasks if self._may_close(task)]
            if tasks:
                self._close(self.rng.choice(tasks))

    def _count(self, what: str) -> None:
        self.result.counts[what] += 1

    def _may_close(self, task: PortalTask) -> bool:
        """Open, and nobody has decided otherwise: people do not contradict themselves."""
        assert task.key is not None
        truth = self.truths[task.key.opening]
        if task.is_done or truth.is_over:
            return False
        if (task.key.step, task.key.round) in truth.taps:  # the engine has to close it, once
            return task.id in self.portal.closed_ever
        decided = self.answered.get(str(task.key), task.id)
        return decided == task.id or decided in self.portal.deleted or self.portal.tasks_by_id[decided].key is None

    def _outcome(self, truth: Truth) -> str:
        x = self.rng.random()
        if self.now >= self.faults_end or (x < 0.2 and truth.reworks >= 3):
            return "approve"
        return "reject" if x < 0.03 else "rework" if x < 0.2 else "approve"

    def _close(self, task: PortalTask) -> None:
        assert task.key is not None
        truth, step = self.truths[task.key.opening], task.key.step
        outcome = "approve"
        is_approval = truth.steps[step].kind is StepKind.APPROVAL
        if is_approval and truth.is_current(task) and task.id not in self.portal.closed_ever:
            lines = [title for _, title, _ in self.portal.items.get(task.id, [])]
            there = [other.id for other in truth.current()[step] if other.id not in self.portal.deleted]
            is_first = task.id == min(there)  # on a copy people only approve
            outcome = self._outcome(truth) if is_first and str(task.key) not in self.answered else "approve"
            if LABELS.get(outcome) in lines:
                self.portal.tick(task.id, LABELS[outcome])
                self._count(outcome)
            else:
                outcome = "approve"  # the engine has not written that line yet
        if is_approval:
            self.answered[str(task.key)] = task.id
        self._count("closed")
        was_tapped = (step, task.key.round) in truth.taps
        self.portal.close(task.id)
        if is_approval and truth.is_current(task) and not was_tapped:
            truth.turn(step, outcome)
            truth.mark(self.now)

    def _reopen(self, task: PortalTask) -> None:
        assert task.key is not None
        truth = self.truths[task.key.opening]
        if task.is_done and (truth.steps[task.key.step].kind is not StepKind.APPROVAL or truth.is_current(task)):
            self._count("reopened")
            self.portal.reopen(task.id)

    def _tap(self, *, foreign: bool) -> None:
        """Press a button of a message of the bot: rightly, or as somebody else, or of a question long over."""
        if not self.portal.asked:
            return
        message = self.rng.choice(list(self.portal.asked))
        user, params = self.portal.asked[message]
        opening, step, number, _ = params[0].split(":")
        truth, key = self.truths[opening], TaskKey(opening, step, int(number))
        if foreign:
            self._count("foreign_taps")
            self.portal.press(STRANGER, self.rng.choice(params))
            return
        tasks = [task for task in self.portal.live() if task.key == key]
        is_stale = key.round != truth.rounds[step] or (step, key.round) in truth.taps
        if truth.is_over or (
            not is_stale
            and (not tasks or any(task.id in self.portal.closed_ever for task in tasks) or str(key) in self.answered)
        ):
            return
        outcome = "confirm" if params[0].endswith(":confirm") else self._outcome(truth)
        self._count("taps")
        self.portal.press(user, f"{key.opening}:{step}:{key.round}:{outcome}")
        if is_stale:
            return  # the first answer counts
        truth.taps[step, key.round] = outcome
        self.answered[str(key)] = 0
        if outcome in LABELS:
            self._count(outcome)
        truth.turn(step, outcome)
        truth.mark(self.now)

    def _coordinator(self) -> None:
        """Answers the questions the app asks, as `Office.answer_gone` and `Office.send_again` do."""
        self._in(60, self._coordinator)
        for truth in self.truths.values():
            with self.store.transaction():
                case = self.store.case(truth.id)
                assert case is not None
                changed = case.opening
                truth.mark(self.now)
                if changed.on_hold:
                    state = OpeningState.DECIDING if changed.project_id is None else changed.state
                    truth.held -= set(changed.on_hold)
                    changed = replace(changed, state=state, on_hold={}, reason="")
                for step in [step for step, state in case.states.items() if state is StepState.GONE]:
                    if self.rng.random() < 0.7:
                        truth.rounds[step] += 1
                        rounds = {**changed.rounds, step: changed.rounds.get(step, 1) + 1}
                        changed = replace(changed, rounds=rounds)
                    else:
                        truth.left_out.add(step)
                        changed = replace(changed, skipped_by_hand={**changed.skipped_by_hand, step: "не нужно"})
                if changed is not case.opening:
                    self._count("coordinator")
                    self.store.save_case(changed, case.states, case.problem, False)
                    self.store.wake([truth.id])
            truth.mark(self.now)

    def _finish_something(self) -> None:
        tasks = sorted((task for task in self.portal.live() if task.key), key=lambda task: task.id)
        firsts = {str(task.key): task for task in reversed(tasks) if self._may_close(task)}
        firsts = {key: task for key, task in firsts.items() if self.truths[task.key.opening].is_current(task)}
        for task in tasks:
            assert task.key is not None
            truth = self.truths[task.key.opening]
            is_approval = truth.steps[task.key.step].kind is StepKind.APPROVAL
            if is_approval and task.is_done and not truth.verdict(task) and not truth.is_over:
                self.portal.reopen(task.id)  # closed by a stranger
                return
        if firsts:
            self._close(self.rng.choice(list(firsts.values())))

    # ------------------------------------------------------------------------ what must hold

    def _has_ended(self, truth: Truth) -> bool:
        return truth.is_over or len(truth.finished()) == len(truth.steps)

    def _check(self) -> None:
        portal, made = self.portal, Counter(self.portal.created)
        self.result.counts["tasks"] = len(portal.created)
        for key in (key for key, count in made.items() if count > 1):
            if key in self.deleted_keys:
                self.result.again.append(key)
            else:
                self._wrong(f"made twice: {key}")
        for token, count in Counter(token for _, token in portal.projects.values()).items():
            if count > 1:
                self._wrong(f"project twice: {token}")
        for key, count in portal.said.items():
            if count > 1:
                self._wrong(f"said twice: {key}")
        for task_id, items in portal.items.items():
            for title, count in Counter(title for _, title, _ in items).items():
                if count > 1:
                    self._wrong(f"checklist line twice: {title} on {task_id}")
        for task_id, deadline in self.moved.items():
            if portal.tasks_by_id[task_id].deadline != deadline:
                self._wrong(f"a person's deadline was overwritten: task {task_id}")
        for truth in self.truths.values():
            self._check_end(truth)
        for task in portal.live():
            truth = self.truths.get(task.key.opening) if task.key else None
            is_withdrawn = truth is not None and truth.is_over and task.status is TaskStatus.DEFERRED
            is_old = truth is not None and not truth.is_current(task)  # of a round that is over
            if not task.is_done and not is_withdrawn and not is_old:
                self._wrong(f"left open: task {task.id} {task.key}")
        if not self.result.violations and not is_idle(self.store, self.setting.settle_s):
            self._wrong("not idle: the engine believes that something is left")

    def _check_end(self, truth: Truth) -> None:
        current, case = truth.current(), self.store.case(truth.id)
        assert case is not None
        for step_id, tasks in current.items():
            if len([task for task in tasks if task.id not in self.portal.deleted]) > 1:
                self._wrong(f"twins: {truth.key(step_id)} {[task.id for task in tasks]}")
        if not self._has_ended(truth):
            lost = [step_id for step_id in sorted(truth.ready) if not current[step_id]]
            self._wrong(f"never ends: {truth.id}, without a task: {lost}, {case.opening.state}, {case.problem}")
            return
        wanted = OpeningState.REJECTED if truth.is_over else OpeningState.DONE
        if case.opening.state is not wanted or not case.is_finished:
            self._wrong(f"end not seen: {truth.id} is {case.opening.state}, should be {wanted}")
        mine = {number for number, (_, token) in self.portal.projects.items() if token == f"outlet-{truth.id}"}
        if not mine <= self.portal.closed_projects:
            self._wrong(f"project not archived: {truth.id}")


def simulate(seed: int, setting: Setting = Setting()) -> Result:
    """Run one seed to its end."""
    return Simulation(seed, setting).run()


def report(results: Iterable[Result]) -> Mapping[str, object]:
    """Totals, and the seeds that failed with what was wrong."""
    totals: Counter[str] = Counter()
    failed: dict[int, list[str]] = {}
    again = 0
    for result in results:
        totals += result.counts
        again += len(result.again)
        totals["virtual_hours"] += round(result.virtual_s / 3600)
        if result.violations:
            failed[result.seed] = result.violations
    return {**totals, "made_again_after_deletion": again, "failed": failed}


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    chosen = itertools.chain.from_iterable(
        range(int(first), int(last or first) + 1)
        for first, _, last in (text.partition("-") for text in sys.argv[1:] or ["0-99"])
    )
    for name, value in report(simulate(seed) for seed in chosen).items():
        print(f"{name}: {value}")
