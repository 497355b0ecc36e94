"""The engine's loop: connect, poll, pass over what is due; one thread, one portal, one journal.

`work` is sans-IO too; `Driver` carries its effects out on a real store and portal.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from outlet_desktop.engine.poll import connect, poll, refresh_people, reread
from outlet_desktop.engine.ports import Portal
from outlet_desktop.engine.reconcile import Ask, Db, Effects, Sleep, reconcile
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem

log = logging.getLogger(__name__)

RESYNC_S = 600.0  # a full re-read of every watched task and of the people
# Problems that waiting does not mend: somebody has to change the connection.
FATAL = frozenset({"portal.webhook_refused", "portal.scope_missing", "portal.no_rest", "portal.not_bitrix"})


@dataclass(frozen=True)
class Rhythm:
    """When to look. `interval_s` between polls; `once` = one pass of each opening, then return."""

    interval_s: float = 10.0
    once: bool = False
    until_idle: bool = False


class Transactional(Store, Protocol):
    """A store whose `transaction()` is a context manager."""

    def transaction(self) -> Any:
        """One writing transaction."""


def _due(store: Store, now: float) -> tuple[str, ...]:
    return store.due_openings(now)


def work(world: World, rhythm: Rhythm, is_idle: Callable[[Store], bool]) -> Effects:
    """The whole life of the engine. Raises Problem when only a person can mend the connection."""
    while True:
        try:
            yield from connect(world)
            break
        except Problem as problem:
            if problem.code in FATAL or rhythm.once:
                raise
            yield Sleep(min(rhythm.interval_s, 5.0))
    next_poll, next_resync = 0.0, world.clock() + RESYNC_S
    first = True
    while True:
        now = world.clock()
        try:
            if now >= next_poll:
                yield from poll(world)
                next_poll = world.clock() + rhythm.interval_s
            if now >= next_resync or first:
                yield from reread(world)
                if not first:
                    yield from refresh_people(world)
                next_resync = world.clock() + RESYNC_S
                first = False
            due: tuple[str, ...] = yield Db(partial(_due, now=now))
            for opening in due:
                yield from reconcile(opening, world)
            if rhythm.once:
                return
            if rhythm.until_idle and (yield Db(is_idle)):
                return
            if not due and (yield Sleep(max(0.05, min(0.5, next_poll - world.clock())))):
                next_poll = 0.0  # woken: somebody wants to see the portal now
        except Problem as problem:
            if problem.code in FATAL or problem.code.startswith("store.") or rhythm.once:
                raise
            log.warning("portal: %s", problem.code)
            yield Sleep(min(rhythm.interval_s, 2.0))
            next_poll = 0.0


class Driver:
    """Carries effects out: transactions on `store`, calls on `portal`, waits on an event.

    `after` is called after every transaction that may have changed what people see.
    """

    def __init__(self, store: Transactional, portal: Portal, after: Callable[[], None] = lambda: None) -> None:
        self._store, self._portal, self._after = store, portal, after
        self._stop, self._woken = threading.Event(), threading.Event()

    def stop(self) -> None:
        """Finish the effect under way, then leave `run`. Any thread."""
        self._stop.set()
        self._woken.set()

    def wake(self) -> None:
        """Cut a wait short. Any thread."""
        self._woken.set()

    def run(self, effects: Effects) -> Any:
        """Run a generator of effects to its end, or until `stop`."""
        answer: Any = None
        error: Problem | None = None
        while not self._stop.is_set():
            try:
                effect = effects.throw(error) if error else effects.send(answer)
            except StopIteration as end:
                return end.value
            answer, error = None, None
            try:
                match effect:
                    case Db(work=function):
                        with self._store.transaction():
                            answer = function(self._store)
                        self._after()
                    case Ask(method=method, args=args):
                        answer = getattr(self._portal, method)(*args)
                    case Sleep(seconds=seconds):
                        answer = self._woken.wait(seconds)
                        self._woken.clear()
            except Problem as problem:
                error = problem
        effects.close()
        return None
