"""The engine's process in the simulation: `engine.loop.work` with its line to the portal, and all that befalls both.

An agent is a generator of seconds to wait, so that several live on one virtual clock and one journal and every
effect of one may fall between any two of another.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Generator
from functools import cache, partial
from typing import Any, Protocol

from faulty_portal import LAG_S, FaultyPortal
from scene import Setting
from weakened import WeakStore

from outlet_desktop.domain.command import CommandResult, NotExecuted, Refused, Unknown
from outlet_desktop.engine.loop import Rhythm, work
from outlet_desktop.engine.reconcile import Ask, Db, Effects, Sleep
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import Calendar, russian_calendar

Life = Generator[float, None, Any]
BROKEN = ("portal.unreachable", "portal.busy", "portal.answer_shape")  # a read met 5xx or no answer, 503 or 429, HTML


class Killed(BaseException):
    """The engine's process died here."""


class Around(Protocol):
    """What an agent needs of the scene."""

    rng: random.Random
    setting: Setting
    store: WeakStore
    portal: FaultyPortal
    away: tuple[float, float]
    expired: tuple[float, float]
    faults_end: float
    known: float  # what was so on the portal at this moment, the journal knows

    @property
    def now(self) -> float:
        """The virtual clock, s."""

    @property
    def counts(self) -> Counter[str]:
        """How often what happened."""

    def chance(self, probability: float) -> bool:
        """Whether a fault happens here."""

    def later(self, seconds: float, act: Any) -> None:
        """Do that then."""

    def execute(self, bodies: list[str], known: float, limited: int = -1) -> list[CommandResult]:
        """The portal carries the commands out; `limited` is the number of the one it refuses for now."""

    def restore(self) -> bool:
        """Put an older copy of the journal in its place, where there is one."""


@cache
def calendar() -> Calendar:
    """One for all seeds: it is built once."""
    return russian_calendar()


class Agent:
    """One process that acts. Its clock is off by `skew_s`."""

    def __init__(self, around: Around, skew_s: float) -> None:
        self.around, self.skew_s = around, skew_s
        setting = around.setting
        self.world = World(self.clock, around.portal.body, calendar(), setting.settle_s, setting.window_s)
        self.known = 0.0  # `around.known` at its last transaction: what its next request is founded on
        self.learns = 0.0  # what its next transaction makes known
        self.lives = 0  # how often its process has ended

    def clock(self) -> float:
        """Its machine's clock."""
        return self.around.now + self.skew_s

    def life(self) -> Life:
        """Killed, or ended because the rights have run out, it is started again, as by systemd."""
        rng = self.around.rng
        while True:
            self.learns = 0.0
            try:
                yield from self._live(work(self.world, Rhythm(interval_s=10.0), lambda _: False))
            except Killed:
                self._died()
                yield rng.choice((1, 1, 60)) * rng.uniform(0.5, 1.0)
            except Problem as problem:
                if problem.code != "portal.webhook_refused":
                    raise
                self._died()
                yield 30.0

    def _died(self) -> None:
        self.lives += 1
        self.around.store.process_died()
        if self.around.chance(self.around.setting.restore):
            self.around.restore()

    def _maybe_die(self) -> None:
        if self.around.chance(self.around.setting.kill):
            self._kill()

    def _kill(self) -> None:
        self.around.counts["kills"] += 1
        raise Killed

    def _maybe_freeze(self) -> Life:
        around = self.around
        if around.chance(around.setting.freeze):  # the machine sleeps
            around.counts["freezes"] += 1
            yield min(around.rng.uniform(5, 900), around.faults_end - around.now)

    def _live(self, effects: Effects) -> Life:
        around, store = self.around, self.around.store
        answer: Any = None
        error: Problem | None = None
        was_sent = False
        while True:
            effect = effects.throw(error) if error else effects.send(answer)
            answer, error = None, None
            match effect:
                case Db(work=function):
                    yield from self._maybe_freeze()
                    self._maybe_die()
                    with store.transaction():
                        answer = function(store)
                        self._maybe_die()  # rolled back
                    around.known = max(around.known, self.learns)
                    self.known = around.known
                    if was_sent and around.chance(around.setting.repeat):
                        around.counts["answers_repeated"] += 1
                        around.later(around.rng.uniform(0.5, 100), partial(self._again, function, self.lives))
                    was_sent = False
                    yield 0.005
                    self._maybe_die()
                case Ask(method="send", args=(bodies, deadline)):
                    yield from self._maybe_freeze()
                    self._maybe_die()
                    answer = yield from self._send(bodies, deadline)
                    store.after_request()
                    was_sent = True
                case Ask(method=method, args=args):
                    yield from self._maybe_freeze()
                    self._maybe_die()
                    try:
                        answer = yield from self._read(method, args)
                    except Problem as problem:
                        error = problem
                case Sleep(seconds=seconds):
                    yield max(seconds, around.rng.uniform(0.5, 5.0))  # a machine may wake late

    def _again(self, function: Any, lives: int) -> None:
        if lives == self.lives:
            with self.around.store.transaction():
                function(self.around.store)

    def _read(self, method: str, args: tuple[Any, ...]) -> Generator[float, None, Any]:
        around, rng = self.around, self.around.rng
        began = around.now
        if around.expired[0] <= began < around.expired[1]:
            yield 0.2
            around.counts["rights_expired"] += 1
            raise Problem("portal.webhook_refused")
        if around.away[0] <= began < around.away[1] or around.chance(around.setting.net):
            around.counts["reads_failed"] += 1
            yield rng.uniform(0, 30)
            self._maybe_die()
            raise Problem(rng.choice(BROKEN))
        yield rng.uniform(0.05, 0.3)
        self._maybe_die()
        at = around.now
        around.portal.began = began + self.skew_s
        answer = getattr(around.portal, method)(*args)
        if method == "poll":
            self.learns = at - LAG_S
        yield rng.uniform(0.05, 0.3)
        self._maybe_die()
        return answer

    def _send(self, bodies: list[str], deadline: float) -> Generator[float, None, list[CommandResult]]:
        around, rng, setting = self.around, self.around.rng, self.around.setting
        count, known = len(bodies), self.known
        unknown: list[CommandResult] = [Unknown("timeout")] * count
        if self.clock() > deadline:
            return [NotExecuted("window")] * count
        if around.chance(setting.gap):
            around.counts["frozen_in_the_gap"] += 1
            yield min(rng.uniform(5, 900), around.faults_end - around.now)
        if around.away[0] <= around.now < around.away[1]:
            yield rng.uniform(0, 30)
            return [NotExecuted("connect")] * count if rng.random() < 0.7 else unknown
        if around.expired[0] <= around.now < around.expired[1]:
            return [NotExecuted("expired_token")] * count
        if around.chance(setting.kill):  # died with the request in flight
            if rng.random() < 0.7:
                around.later(rng.uniform(0.1, 60), lambda: around.execute(bodies, known))
            self._kill()
        kind = self._fault()
        if kind in ("limit_503", "limit_429", "expired_401"):
            yield 0.2
            return [NotExecuted(kind)] * count
        if kind in ("lost_request", "late"):
            if kind == "late":
                around.later(rng.uniform(1, 60), lambda: around.execute(bodies, known))
            yield rng.uniform(0.5, 30)
            return unknown
        yield rng.uniform(0.1, 0.5)
        if kind in ("cut", "lost_answer", "answer_5xx", "answer_html"):
            is_whole = kind == "lost_answer" or (kind != "cut" and rng.random() < 0.5)
            around.execute(bodies if is_whole else bodies[: rng.randrange(count + 1)], known)
            yield rng.uniform(0.5, 30)
            return unknown
        results = around.execute(bodies, known, rng.randrange(count) if kind == "one_limited" else -1)
        if kind == "made_but_refused":
            made = [number for number, body in enumerate(bodies) if body.startswith('{"CreateTask"')]
            for number in made[:1]:
                results[number] = Refused("ERROR_UNKNOWN_ADD_TASK_ERROR")
        self._maybe_die()  # executed, the answer never seen
        yield rng.uniform(40, 100) if kind == "late_answer" else rng.uniform(0.05, 0.3)
        return results

    def _fault(self) -> str:
        """What befalls this request; "" = nothing."""
        around, rng = self.around, self.around.rng
        if not around.chance(around.setting.net):
            return ""
        others = (
            *("lost_request", "lost_answer", "late_answer", "cut", "answer_5xx", "answer_html"),
            *("limit_503", "limit_429", "expired_401", "one_limited", "made_but_refused"),
        )
        kind = "late" if rng.random() < around.setting.late else rng.choice(others)
        around.counts[kind] += 1
        return kind
