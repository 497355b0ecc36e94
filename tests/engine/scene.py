"""The scene of a simulation: virtual time, chance, and people who work, change their minds and make a mess."""

from __future__ import annotations

import heapq
import itertools
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from faulty_portal import STRANGER, FaultyPortal
from portal_truth import LABELS, Truth, make_template
from weakened import WeakStore

from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, TaskKey
from outlet_desktop.domain.template import StepKind
from outlet_desktop.engine.taking_back import Hands, offer, take_back
from outlet_desktop.schedule.at_hours import CHOSEN


@dataclass(frozen=True)
class Setting:
    """What one simulation is like; probabilities are per effect or per request.

    Attributes:
        kill: The process dies there. `freeze`: it stands still for up to 15 minutes.
        net: A request meets a fault; `late` of these are executed up to 60 s later, unanswered.
        repeat: An answer is delivered, and written down, a second time. `gap`: frozen after the look at the deadline.
        reject, rework: Shares among decisions. `edits`: hand edits, relative to a usual day; `wipe`: of keys.
        offline, away_s: The portal is away once, for so long. `expired`: the rights run out for a while.
        engines, skew_s: Engines on one journal, and how far each clock may be off (the bound: twice that).
        restore: After a kill the journal is an older copy. `without`: rules left out (ablations).
    """

    settle_s: float = 150.0
    window_s: float = 20.0
    kill: float = 0.01
    net: float = 0.12
    freeze: float = 0.005
    late: float = 0.25
    repeat: float = 0.03
    gap: float = 0.0
    reject: float = 0.03
    rework: float = 0.17
    edits: float = 1.0
    wipe: float = 0.0
    offline: float = 0.3
    away_s: tuple[float, ...] = (120.0, 900.0, 7200.0)
    expired: float = 0.1
    engines: int = 1
    skew_s: float = 0.0
    restore: float = 0.0
    faults_s: float = 1500.0
    without: frozenset[str] = frozenset()


@dataclass
class Result:
    """What one seed came to. `again` are keys made twice after a person had deleted their task: reported apart."""

    seed: int
    violations: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    virtual_s: float = 0.0


class Scene:
    """A portal, its people and a clock; one seed decides everything."""

    def __init__(self, seed: int, setting: Setting) -> None:
        self.rng, self.setting, self.result = random.Random(seed), setting, Result(seed)
        self.store = WeakStore(setting.without)
        self.portal = FaultyPortal(self.rng, ahead_s=self.rng.uniform(-3600, 3600))
        self.portal.forgets_early = "offset" in setting.without
        self.portal.changed = self._mark
        self.truths: dict[str, Truth] = {}
        self.queue: list[tuple[float, int, Callable[[], None]]] = []
        self.number = itertools.count()
        self.start = self.portal.clock_s
        self.faults_end = self.start + setting.faults_s
        self.away = (0.0, 0.0)
        self.expired = (0.0, 0.0)
        if self.rng.random() < setting.offline:
            begin = self.start + self.rng.uniform(0, setting.faults_s)
            self.away = (begin, begin + self.rng.choice(setting.away_s))
        if self.rng.random() < setting.expired:
            begin = self.start + self.rng.uniform(0, setting.faults_s)
            self.expired = (begin, begin + self.rng.uniform(60, 900))
        self.faults_end = max(self.faults_end, self.away[1] + 120, self.expired[1] + 120)
        self.answered: dict[str, int] = {}  # key -> the task a person decided on, 0 = by a tap
        self.deleted_keys: set[str] = set()
        self.moved: dict[int, datetime] = {}
        self.put_back: set[int] = set()  # tasks whose step was put back
        self.first_taps: set[int] = set()  # events of the bot that were the first answer
        self.ended_at: float | None = None
        self.backup: sqlite3.Connection | None = None
        for number in range(self.rng.choice((1, 1, 2))):
            self._in(self.rng.uniform(0, 5) if not number else self.rng.uniform(5, 400), self._launch)
        self._in(20, self._person)
        self._in(60, self._coordinator)
        if setting.edits:
            self._in(45, self._put_back)
            self._in(120, self._change_hours)

    # ------------------------------------------------------------------------ time and chance

    @property
    def now(self) -> float:
        return self.portal.clock_s

    def _in(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self.queue, (self.now + seconds, next(self.number), act))

    def _step(self) -> None:
        """The next thing that happens anywhere."""
        self.portal.clock_s, _, act = heapq.heappop(self.queue)
        act()

    def _chance(self, probability: float) -> bool:
        return self.now < self.faults_end and self.rng.random() < probability

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
        self.backup = None  # no older copy knows this opening

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
        task, x = self.rng.choice(tasks), self._what()
        assert task.key is not None
        truth = self.truths[task.key.opening]
        is_approval = truth.steps[task.key.step].kind is StepKind.APPROVAL
        is_tapped = (task.key.step, task.key.round) in truth.taps
        if x < 0.0:
            self._wipe(task)
        elif x < 0.05:
            self._reopen(task)
        elif (
            x < 0.08 and not is_tapped and (not is_approval if task.is_done else task.id not in self.portal.closed_ever)
        ):
            # (Deletions are looked for only while an opening is unfinished: nobody deletes what he has just reopened.)
            self.deleted_keys.add(str(task.key))
            self._count("deleted")
            self.portal.delete(task.id)
        elif x < 0.11:
            if task.id not in self.portal.wiped:
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

    def _what(self) -> float:
        """A number that says what somebody does: below 0 a wipe, below 0.16 a hand edit, else work."""
        edits = 0.16 * self.setting.edits
        x = self.rng.random() * (self.setting.wipe + edits + 0.84) - self.setting.wipe
        if x < 0.0:
            return -1.0
        return x / self.setting.edits if x < edits else 0.16 + x - edits

    def _wipe(self, task: PortalTask) -> None:
        """Somebody empties the key field of a task that the engine knows."""
        is_held = task.key is not None and bool(self.truths[task.key.opening].held)  # (see `_put_back`)
        is_known = self.store.task(task.id) is not None and not is_held
        if is_known and not task.is_done and task.id not in self.portal.wiped:
            self._count("wiped")
            self.deleted_keys.add(str(task.key))
            self.portal.wipe(task.id)

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
        if self.now >= self.faults_end:
            return "approve"
        if x < self.setting.reject:
            return "reject"
        return "rework" if x < self.setting.reject + self.setting.rework and truth.reworks < 3 else "approve"

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
        if is_stale and any(self.portal.tasks_by_id[task_id].key == key for task_id in self.portal.wiped):
            return  # (how a task without its key was closed is seen only by the re-read every ten minutes)
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
        self.first_taps.add(self.portal.events[-1].event_id)
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
                if changed.on_hold and changed.state is not OpeningState.REJECTED and not truth.is_over:
                    state = OpeningState.DECIDING if changed.project_id is None else changed.state
                    state = OpeningState.RUNNING if state is OpeningState.DRAFT else state
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
                if case.problem and case.problem[0] == "step.twins":  # which of two tasks counts?
                    facts = case.problem[1]
                    changed = replace(changed, kept={**changed.kept, str(facts["step_id"]): int(str(facts["first"]))})
                if changed is not case.opening:
                    self._count("coordinator")
                    self.ended_at = None
                    self.store.save_case(changed, case.states, case.problem, False)
                    self.store.wake([truth.id])
            truth.mark(self.now)

    def _put_back(self) -> None:
        """Somebody takes the opening of a step back, as `Office.take_back` does."""
        self._in(45, self._put_back)
        if not self._chance(0.3 * self.setting.edits):
            return
        lines = [one for one in self.store.history() if one.text[0] in ("event.task_created", "event.step_opened")]
        offered = [(one, self.store.case(one.opening)) for one in lines]
        offered = [(one, case) for one, case in offered if getattr(offer(self.store, one, case), "is_possible", False)]
        if not offered:
            return
        entry, case = self.rng.choice(offered)
        truth, step = self.truths[entry.opening], entry.step
        key = truth.key(step)
        lost = (self.portal.tasks_by_id[task_id].key for task_id in self.portal.wiped.keys() - self.portal.bared.keys())
        if truth.is_over or key.round != case.opening.rounds.get(step, 1):
            return
        if any(other is not None and other.opening == key.opening for other in lost):
            return  # (what such a task decides is seen by the re-read alone: the step may be of a round long over)
        at = self.portal.now()
        with self.store.transaction():
            hands = Hands(self.now, at, self.portal.body, self.store.forget_reason, says=lambda code, _facts: code)
            take_back(self.store, entry, case, "рано", hands)
        self._count("put_back")
        self.put_back |= {
            seen.task.id
            for seen in case.tasks
            if (seen.step, seen.round) == (step, key.round) and not (seen.is_gone or seen.is_ignored)
        }
        mine = f"{key.opening}:{step}:{key.round}:"
        self.first_taps -= {one.event_id for one in self.portal.events if one.params.startswith(mine)}
        truth.until |= {str(truth.key(other)): self.now for other in truth.steps}
        truth.rounds[step] += 1
        truth.held.add(step)
        self.ended_at = None
        truth.mark(self.now)

    def _change_hours(self) -> None:
        """The company works at other hours from now on, as `Office.set_hours` does."""
        self._in(120, self._change_hours)
        if self._chance(0.3 * self.setting.edits):
            self._count("hours_changed")
            with self.store.transaction():
                self.store.set_meta(CHOSEN, self.rng.choice(("", "08:00-17:00", "20:00-23:59", "00:00-23:59")))
                self.store.wake_unfinished()

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

    def _has_ended(self, truth: Truth) -> bool:
        return truth.is_over or len(truth.finished()) == len(truth.steps)
