"""The engine's loop: connect, poll, pass over what is due; one thread, one portal, one journal.

`work` is sans-IO too; `Driver` carries its effects out on a real store and portal.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from outlet_desktop.domain.opening import OpeningId, OpeningState
from outlet_desktop.domain.record import Happening
from outlet_desktop.engine import incidents
from outlet_desktop.engine.digest import digest
from outlet_desktop.engine.handing_over import hand_over
from outlet_desktop.engine.poll import connect, poll, refresh_people, reread
from outlet_desktop.engine.ports import Portal
from outlet_desktop.engine.reconcile import Ask, Db, Effects, Sleep, reconcile
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem

log = logging.getLogger(__name__)

RESYNC_S = 600.0  # a full re-read of every watched task
PEOPLE_S = 180.0  # of the people: who has left, fallen ill or come back
# Problems of one opening (its task or project may not be read): the others go on.
OWN = frozenset({"portal.read_refused", "portal.answer_shape"})
OWN_PAUSE_S = 60.0
# Problems of the store that pass by themselves: another program lets go of the file, somebody makes room.
PASSING = frozenset({"store.busy", "store.disk_full"})
PATIENCE_S = 5.0
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


def _due(store: Store, now: float) -> tuple[tuple[str, ...], bool]:
    """What is due, and whether some of it has been woken: by what people told the program, or by another engine."""
    return store.due_openings(now), store.is_woken()


def work(world: World, rhythm: Rhythm, is_idle: Callable[[Store], bool]) -> Effects:
    """The whole life of the engine. Raises Problem when only a person can mend the connection."""
    while True:
        try:
            yield from connect(world)
            break
        except Problem as problem:
            yield from _note(problem, world)
            if problem.code in FATAL or rhythm.once:
                raise
            yield Sleep(min(rhythm.interval_s, 5.0))
    next_poll, next_resync, next_people = 0.0, world.clock() + RESYNC_S, world.clock() + PEOPLE_S
    due: tuple[str, ...]
    is_woken: bool
    first = True
    while True:
        now = world.clock()
        polled = now >= next_poll
        try:
            if polled:
                world = yield Db(partial(_by_calendar, world=world))
                yield from poll(world)
                next_poll = world.clock() + rhythm.interval_s
            if now >= next_resync or first:
                yield from reread(world)
                next_resync = world.clock() + RESYNC_S
                first = False
            if now >= next_people:
                yield from refresh_people(world)
                next_people = world.clock() + PEOPLE_S
            yield from hand_over(world)
            due, is_woken = yield Db(partial(_due, now=now))
            if is_woken and not polled:
                # What people have told the program is not put together with what the portal was before they did.
                next_poll = 0.0
                continue
            for opening in due:
                yield from _alone(opening, world)
            if polled:
                yield from digest(world)  # the portal's clock is fresh
            if rhythm.once:
                return
            if rhythm.until_idle and (yield Db(is_idle)):
                return
            if not due and (yield Sleep(max(0.05, min(0.5, next_poll - world.clock())))):
                next_poll = 0.0  # woken: somebody wants to see the portal now
        except Problem as problem:
            yield from _note(problem, world)
            is_lasting = problem.code.startswith("store.") and problem.code not in PASSING
            if problem.code in FATAL or is_lasting or rhythm.once:
                raise
            log.warning("%s", problem.code)
            yield Sleep(PATIENCE_S if problem.code in PASSING else min(rhythm.interval_s, 2.0))
            next_poll = 0.0


def _note(problem: Problem, world: World) -> Effects:
    """What the portal did not answer is an incident of the log; the store's own troubles cannot be written down."""
    if problem.code.startswith("portal."):
        with suppress(Problem):  # the first one is what stops the engine
            yield Db(partial(incidents.trouble, problem=problem, world=world))


def _by_calendar(store: Store, world: World) -> World:
    """The world by the company's days and hours as they are now: they may have been changed by another program."""
    calendar = store.company_calendar()
    return world if calendar == world.calendar else replace(world, calendar=calendar)


def _alone(opening_id: OpeningId, world: World) -> Effects:
    """Move one opening; what the portal refuses it stops that one alone, and is tried again later."""
    try:
        yield from reconcile(opening_id, world)
    except Problem as problem:
        if problem.code not in OWN:
            raise
        log.warning("opening %s: %s", opening_id, problem.code)
        yield Db(partial(_stop_one, opening_id=opening_id, problem=problem, world=world))


def _stop_one(store: Store, opening_id: OpeningId, problem: Problem, world: World) -> None:
    case = store.case(opening_id)
    assert case is not None
    told = (problem.code, dict(problem.facts))
    if case.problem is None or case.problem[0] != problem.code:
        store.add_history(world.portal_now(store), opening_id, Happening("problem", code=told[0], facts=told[1]))
    stopped = case.opening if case.is_finished else replace(case.opening, state=OpeningState.STOPPED)
    store.save_case(stopped, case.states, told, case.is_finished)
    store.set_seen(opening_id, case.wake, world.clock() + OWN_PAUSE_S)


class Driver:
    """Carries effects out: transactions on `store`, calls on `portal`, waits on an event.

    `after` is called after every transaction that may have changed what people see.
    """

    def __init__(self, store: Transactional, portal: Portal, after: Callable[[], None] = lambda: None) -> None:
        self._store, self._portal, self._after = store, portal, after
        self._stop, self._woken = threading.Event(), threading.Event()

    def stop(self) -> None:
        """Finish the effect under way, then leave `run`. Any thread.

        The answer of a request that changes the portal is still written down: one transaction more. How long that
        request itself may last is bounded by the portal's client, which may be closed meanwhile.
        """
        self._stop.set()
        self._woken.set()

    def wake(self) -> None:
        """Cut a wait short. Any thread."""
        self._woken.set()

    def run(self, effects: Effects) -> Any:
        """Run a generator of effects to its end, or until `stop`."""
        answer: Any = None
        error: Problem | None = None
        is_owed = False  # an answer that only the next transaction writes down
        while is_owed or not self._stop.is_set():
            try:
                effect = effects.throw(error) if error else effects.send(answer)
            except StopIteration as end:
                return end.value
            answer, error, is_owed = None, None, False
            try:
                match effect:
                    case Db(work=function):
                        with self._store.transaction():
                            answer = function(self._store)
                        self._after()
                    case Ask(method=method, args=args):
                        answer = getattr(self._portal, method)(*args)
                        is_owed = method == "send"
                    case Sleep(seconds=seconds):
                        answer = self._woken.wait(seconds)
                        self._woken.clear()
            except Problem as problem:
                error = problem
        effects.close()
        return None
