"""`agent`: the engine with no window and no Qt; one JSON line per event."""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

from outlet_desktop.cli.folder import Folder, Lock, open_folder
from outlet_desktop.cli.limits import Limits
from outlet_desktop.cli.portals import Mover, open_portal
from outlet_desktop.domain.log import CODES
from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.record import HistoryEntry, Intent
from outlet_desktop.engine import handing_over
from outlet_desktop.engine.loop import Driver, Rhythm, work
from outlet_desktop.engine.nudges import is_nudge
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence

if TYPE_CHECKING:
    from outlet_desktop.portal.bitrix import BitrixPortal

OVER = (OpeningState.REJECTED, OpeningState.CANCELLED, OpeningState.STOPPED, OpeningState.DRAFT)


def run_agent(arguments: argparse.Namespace) -> int:
    """Act until told to stop, once, or until nothing is left to do."""
    folder = open_folder(arguments, needs_portal=True)
    lock = Lock(folder.path)
    if not lock.take():
        raise Problem("agent.locked", holder=lock.holder())
    try:
        return _act(folder, arguments)
    finally:
        lock.free()


def _act(folder: Folder, arguments: argparse.Namespace) -> int:
    store = folder.store()
    assert folder.portal is not None
    portal = open_portal(folder.portal, store, folder.settings.rate)
    try:
        settings = folder.settings
        settle_s = settings.settle_s if arguments.settle is None else arguments.settle
        world = make_world(store, portal, folder.lang, settle_s)
        rhythm = Rhythm(
            settings.interval_s if arguments.interval is None else arguments.interval,
            once=arguments.once,
            until_idle=arguments.until_idle,
        )
        tell = Teller(store, folder.lang, _print)
        limits = Limits(store, portal.state, world, is_agent=True)
        mover = Mover(folder.path, folder.portal)

        def after() -> None:
            limits()
            tell()
            mover.follow(portal)

        driver = Driver(store, portal, after)

        def stop(_number: int, _frame: FrameType | None) -> None:
            driver.stop()
            portal.stop_waiting()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        tell()
        driver.run(work(world, rhythm, partial(is_idle, settle_s=world.settle_s)))
        tell()
    finally:
        portal.close()
        store.close()
    return 0


def make_world(store: SqliteStore, portal: BitrixPortal, language: str, settle_s: float, speed: float = 1.0) -> World:
    """The engine's surroundings over a real store and portal."""
    calendar = store.company_calendar()
    # A request is sent at most `send_window_s` after its commit; a small settle time (demo) shrinks it too.
    window = min(20.0, max(1.0, settle_s / 2))
    return World(time.time, portal.body, calendar, settle_s, window, language, speed)


def is_idle(store: Store, settle_s: float = 150.0) -> bool:
    """Nothing is left to do: every opening is finished to its last step, over, or waits for a person."""
    assert isinstance(store, SqliteStore)
    snapshot = float(store.meta("snapshot_at") or 0.0)

    def may_act(intent: Intent) -> bool:
        if is_nudge(intent.key):  # not sent once its hour is over
            return intent.state == "sent"
        if intent.kind == "CreateProject":  # looked for, then done or free
            return intent.state == "sent"
        if intent.kind == "CreateTask":  # never repeated once the opening is over
            return intent.state == "sent" and snapshot <= (intent.sent_at or 0.0) + settle_s
        return intent.state in ("free", "sent")

    if handing_over.is_pending(store):
        return False
    for opening in store.opening_ids():
        case = store.case(opening)
        assert case is not None
        if not (case.is_finished or case.opening.state in OVER):
            return False
        if any(may_act(intent) for intent in case.intents.values()):
            return False
    return True


class Teller:
    """Hands every new line of an opening's or of the people's history on, once, in order.

    What befalls the connection is not an event of the process: it is in the log, and what stops the agent is on stderr.
    """

    def __init__(self, store: SqliteStore, language: str, say: Callable[[dict[str, object]], None]) -> None:
        self._store, self._language, self._say = store, language, say
        last = store.history(limit=1, newest=True)
        self._last = last[0].number if last else 0

    def __call__(self) -> None:
        for entry in self._store.history(after=self._last):
            self._last = entry.number
            if entry.text[0] not in CODES["connection"]:
                self._say(as_event(entry, self._language))


def as_event(entry: HistoryEntry, language: str) -> dict[str, object]:
    """A line of history as the agent prints it (design §5)."""
    code, facts = entry.text
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "event": entry.event,
        "opening": entry.opening or None,
        "step": entry.step or None,
        "round": entry.round or None,
        "key": entry.key or None,
        "task_id": entry.task_id,
        "user_id": entry.user_id,
        "text": sentence(code, facts, language) if code else entry.event,
    }


def _print(event: dict[str, object]) -> None:
    print(json.dumps(event, ensure_ascii=False), flush=True)
