"""Seeded simulation of the whole engine: `engine.loop.work` on a virtual clock, SQLite, and a portal that fails.

One thread and no real waiting, so a seed replays to the letter:

    python tests/engine/simulation.py [--configuration NAME] SEED | FIRST-LAST …

Engines (one or two on one journal, clocks apart) are killed around and inside transactions and requests, or fall
asleep; answers are lost, late or come twice, requests are executed late, in part or not at all, the portal is away for
hours, its lists lag, and people complete, decide, tap, reopen, delete, copy and wipe. Then the faults end, people
finish everything, and the portal's own record is checked. `Truth` says from that record alone, sharing no line with
the engine's judgement, what should be there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from agents import Agent, Life
from configurations import CONFIGURATIONS, FROZEN_GAP, RESTORED
from portal_truth import Truth
from scene import Result, Scene, Setting

from outlet_desktop.cli.acting import is_idle
from outlet_desktop.domain.command import CommandResult, Done, NotExecuted
from outlet_desktop.domain.opening import OpeningState, TaskKey, TaskStatus
from outlet_desktop.storage.restoring import mark_restored

TWICE = ("made twice", "project twice", "checklist line twice", "said twice")
CALM_S = 60_000.0  # after so many calm seconds an opening that goes on is called stuck


class Simulation(Scene):
    """One seed: engines among faults, and what must hold at the end."""

    def __init__(self, seed: int, setting: Setting) -> None:
        super().__init__(seed, setting)
        self.known = 0.0
        skews = [0.0] if setting.engines == 1 else [setting.skew_s * sign for sign in (1, -1)]
        for skew_s in skews:
            self._in(self.rng.uniform(0, 2), partial(self._resume, Agent(self, skew_s).life()))
        if setting.restore:
            self._in(30, self._copy_journal)

    # ------------------------------------------------------------------------ what an agent needs

    @property
    def counts(self) -> Counter[str]:
        return self.result.counts

    def chance(self, probability: float) -> bool:
        return self._chance(probability)

    def later(self, seconds: float, act: Callable[[], object]) -> None:
        self._in(seconds, lambda: act() and None)

    def execute(self, bodies: list[str], known: float, limited: int = -1) -> list[CommandResult]:
        results: list[CommandResult] = []
        for number, text in enumerate(bodies):
            if number == limited:
                results.append(NotExecuted("OPERATION_TIME_LIMIT"))
                continue
            ((kind, get),) = json.loads(text).items()
            key = TaskKey.parse(get.get("key")) if kind == "CreateTask" else None
            if key is not None and not self.truths[key.opening].allows(key, known):
                if self.truths[key.opening].hides(key, known):
                    self.result.counts["early_unseen"] += 1
                elif self.truths[key.opening].crosses(key, known):
                    self.result.counts["renewals_crossed"] += 1
                else:
                    self._wrong(f"early: {key} at {self.now - self.start:.0f}")
            results.append(self.portal.execute(text))
            if kind == "CompleteTask" and isinstance(results[-1], Done):
                task = self.portal.tasks_by_id[get["task_id"]]
                if task.key and (task.key.step, task.key.round) not in self.truths[task.key.opening].taps:
                    self._wrong(f"completed unasked: {task.key} task {task.id} at {self.now - self.start:.0f}")
        return results

    def _copy_journal(self) -> None:
        self._in(self.rng.uniform(60, 300), self._copy_journal)
        if self.store.meta("cursor") is not None:  # a journal that was connected once
            self.backup = self.store.copy()

    def restore(self) -> bool:
        if self.backup is None:
            return False
        self.counts["restored"] += 1
        self.store.become(self.backup)
        if "quarantine" not in self.setting.without:
            mark_restored(self.store, self.now)
        return True

    # ------------------------------------------------------------------------ from the start to the end

    def run(self) -> Result:
        """Live to the end and check."""
        try:
            while not self._is_over():
                self._step()
            self._check()
            self.result.virtual_s = self.now - self.start
        finally:
            self.store.close()
        return self.result

    def _resume(self, life: Life) -> None:
        self._in(next(life), partial(self._resume, life))

    def _is_over(self) -> bool:
        if self.setting.restore:
            return self.now > self.faults_end + 5 * self.setting.settle_s
        settled = self.ended_at is not None and self.known > self.ended_at + 3 * self.setting.settle_s + 60
        return settled or self.now > self.faults_end + CALM_S

    # ------------------------------------------------------------------------ what must hold

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
        for task_id, items in portal.items.items():
            for title, count in Counter(title for _, title, _ in items).items():
                if count > 1:
                    self._wrong(f"checklist line twice: {title} on {task_id}")
        if self.setting.restore:  # people's answers since the copy are lost: only creations are promised
            self.result.violations = [text for text in self.result.violations if not text.startswith("completed")]
            return
        self._check_messages()
        for task_id, deadline in self.moved.items():
            if portal.tasks_by_id[task_id].deadline != deadline:
                self._wrong(f"a person's deadline was overwritten: task {task_id}")
        for task_id in self.put_back - portal.deleted:
            task = portal.tasks_by_id[task_id]
            if task.key is not None or not (task.is_done or task_id in portal.closed_ever):
                self._wrong(f"put back and not closed: task {task_id} {task.key}")
        for truth in self.truths.values():
            self._check_end(truth)
        for task in portal.live():
            truth = self.truths.get(task.key.opening) if task.key else None
            is_withdrawn = truth is not None and truth.is_over and task.status is TaskStatus.DEFERRED
            is_old = truth is not None and not truth.is_current(task)  # of a round that is over
            # A person has renewed what he had decided by a tap: the decision stands, the task is his.
            is_decided = truth is not None and truth.is_over and task.id in portal.closed_ever
            is_decided = is_decided and truth.verdict(task) not in ("", "confirm")
            if not task.is_done and not is_withdrawn and not is_old and not is_decided:
                self._wrong(f"left open: task {task.id} {task.key}")
        self._set_crossed_apart()
        if not self.result.violations and not is_idle(self.store, self.setting.settle_s):
            self._wrong("not idle: the engine believes that something is left")

    def _set_crossed_apart(self) -> None:
        """Where two answers were given within the lists' lag, in the task and by a tap, either may be taken first.

        What follows is judged by neither; nothing may be there twice all the same.
        """
        for opening in self.portal.crossed:
            mine = [text for text in self.result.violations if opening in text and not text.startswith(TWICE)]
            self.counts["answers_crossed"] += bool(mine)
            self.result.violations = [text for text in self.result.violations if text not in mine]

    def _check_messages(self) -> None:
        for key, count in self.portal.said.items():
            if count > 1:
                self.counts["messages_doubled"] += 1
                self._wrong(f"said twice: {key}")
            kind, _, event = key.partition(":")
            if kind == "late" and int(event.rpartition(":")[2]) in self.first_taps:
                self._wrong(f"told that he was too late, and he was the first: {key}")
        for opening in self.store.opening_ids():
            case = self.store.case(opening)
            assert case is not None
            states = Counter(row.state for row in case.intents.values() if row.kind in ("SendMessage", "CommentTask"))
            self.counts["messages_lost"] += states["lost"]
            self.counts["messages"] += states.total()

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


def simulate(seed: int, setting: Setting | None = None) -> Result:
    """Run one seed to its end."""
    return Simulation(seed, setting or Setting()).run()


def report(results: Iterable[Result]) -> Mapping[str, object]:
    """Totals, what was promised and broken (by its first words), and the seeds that failed with what was wrong."""
    totals: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    failed: dict[int, list[str]] = {}
    again = seeds = 0
    for result in results:
        seeds += 1
        totals += result.counts
        again += len(result.again)
        totals["virtual_hours"] += round(result.virtual_s / 3600)
        broken += Counter(text.partition(":")[0] for text in result.violations)
        if result.violations:
            failed[result.seed] = result.violations
    promised = {
        "duplicates": sum(broken[name] for name in ("made twice", "project twice", "checklist line twice", "twins")),
        "lost": broken["never ends"] + broken["end not seen"],
        "early": broken["early"],
        "messages_doubled": broken["said twice"],
    }
    known = ("made twice", "project twice", "checklist line twice", "twins", "never ends", "end not seen", "early")
    promised["other"] = sum(count for name, count in broken.items() if name not in (*known, "said twice"))
    return {"seeds": seeds, **promised, **totals, "made_again_after_deletion": again, "failed": failed}


def named(name: str) -> Setting:
    """A configuration by its name. Raises KeyError."""
    return {**CONFIGURATIONS, "restored": RESTORED, "frozen gap": FROZEN_GAP}[name]


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser()
    parser.add_argument("--configuration", default="usual", type=named)
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument("seeds", nargs="*", default=["0-99"])
    chosen = parser.parse_args()
    ranges = (text.partition("-") for text in chosen.seeds)
    numbers = itertools.chain.from_iterable(range(int(a), int(b or a) + 1) for a, _, b in ranges)
    found = report(simulate(seed, chosen.configuration) for seed in numbers)
    if chosen.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name}: {value}")
