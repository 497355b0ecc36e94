"""The past of the demo: the real engine runs outlets on the demo portal while its clock jumps from event to event."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from outlet_desktop.cli.acting import make_world
from outlet_desktop.cli.launching import bot_seed, ground, seed_store
from outlet_desktop.domain.people import region_of
from outlet_desktop.domain.record import Happening, RoleHolder
from outlet_desktop.engine import launch as launching
from outlet_desktop.engine.loop import Driver
from outlet_desktop.engine.poll import connect, poll
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.engine.reconcile import reconcile
from outlet_desktop.engine.world import World
from outlet_desktop.places import resource
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.demo.server import DemoServer, StaffRule
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.storage.store import SqliteStore

TOGETHER = timedelta(minutes=45)  # what people do within so long, the engine sees in one look
HALF_DAY = timedelta(hours=2)


@cache
def _scenario() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(resource("demo", "outlets.json").read_text("utf-8"))
    return read


def outlets(count: int) -> list[dict[str, Any]]:
    """The outlets of the demo, by day of launch: the shipped ones, then more of the kind."""
    shipped = list(_scenario()["outlets"])
    if count <= len(shipped):
        # Fewer outlets still show every state: take them evenly.
        chosen = [shipped[round(i * (len(shipped) - 1) / max(1, count - 1))] for i in range(count)]
    else:
        more = [
            {
                "address": f"ул. Новая, {number}",
                "city": "Самара",
                "launch": f"2026-{9 + number % 3:02d}-{1 + number % 27:02d}",
            }
            for number in range(1, count - len(shipped) + 1)
        ]
        chosen = shipped + more
    return sorted(chosen, key=lambda outlet: outlet["launch"])


def rules_of(count: int) -> list[StaffRule]:
    """How the staff treats these outlets."""
    rules: list[StaffRule] = []
    for outlet in outlets(count) if count else []:
        for rule in outlet.get("rules", ()):
            rules.append(StaffRule(outlet["address"], rule["title"], rule["delay_days"]))
        if "pace" in outlet:
            rules.append(StaffRule(outlet["address"], pace=outlet["pace"]))
    return rules


def live_through(
    server: DemoServer,
    folder: Path,
    count: int,
    seed: int,
    lang: str,
    progress: Callable[[int, int], None],
    is_over: Callable[[], bool],
) -> None:
    """Run `count` outlets from their launch until the demo's own present, into the folder's store.

    `progress(done, total)` is called as days pass, in outlets' worth.
    """
    present = server.now()
    store = SqliteStore(folder / "outlet.db")
    ended_s = time.time()

    def clock() -> float:
        """A machine clock that runs with the portal's, so that reminders are due at their moments; ends at now."""
        return ended_s - (present - server.now()).total_seconds()

    portal = BitrixPortal(server.webhook, bucket=Bucket(1e6, 10**6), clock=clock, bot_seed=bot_seed(store))
    source = random.Random(seed)
    try:
        # The past needs no commit to survive a power cut: it is built again from its beginning.
        store.database.run("pragma synchronous=off")
        waiting = [(_moment(outlet["launch"], source, present), outlet) for outlet in outlets(count)]
        waiting.sort(key=lambda pair: pair[0])
        server.advance_to(waiting[0][0] - HALF_DAY)
        world = replace(make_world(store, portal, lang, 1.0), clock=clock)
        driver = Driver(store, portal)
        driver.run(connect(world))
        template = _set_up(store, lang, server.now())
        first = server.now()
        while not is_over():
            due = server.next_event_at()
            wakes = store.next_due()
            said = present + timedelta(seconds=wakes - ended_s) if wakes is not None else None
            upcoming = [moment for moment in (due, waiting[0][0] if waiting else None, said) if moment]
            moment = min(upcoming, default=present)
            if moment >= present:
                break
            if waiting and waiting[0][0] <= moment:
                at, outlet = waiting.pop(0)
                server.advance_to(at)
                driver.run(poll(world))
                _launch(store, template, outlet, server.now(), source, clock())
            else:
                server.advance_to(max(moment, server.now()) + TOGETHER)
                server.run_due_staff()
            _look(driver, store, world)
            share = (server.now() - first) / (present - first)
            progress(min(count, int(share * count)), count)
        if not is_over():
            server.advance_to(present)
            server.run_due_staff()
            _look(driver, store, world)
            progress(count, count)
    finally:
        portal.close()
        store.close()


def _moment(day: str, source: random.Random, present: datetime) -> datetime:
    moment = datetime.fromisoformat(f"{day}T09:30:00").replace(tzinfo=present.tzinfo)
    return min(moment + timedelta(minutes=source.randrange(120)), present - timedelta(minutes=30))


def _set_up(store: SqliteStore, lang: str, now: datetime) -> Any:
    """The sample process and who plays its roles."""
    template = seed_store(store, lang, now)
    names = {person.name: person.user_id for person in store.people()}
    with store.transaction():
        for role, (holder, deputy) in _scenario()["roles"].items():
            store.set_role_holder(RoleHolder(role, names[holder], names.get(deputy)))
        for name, tasks in _scenario()["norms"].items():
            store.set_norm(names[name], tasks)
        for region, cities in _scenario()["regions"].items():
            store.put_region(region, cities)
            for role, name in _scenario()["region_roles"].get(region, {}).items():
                store.set_region_holder(region, role, names[name])
    return template


def _launch(
    store: SqliteStore, template: Any, outlet: dict[str, Any], now: datetime, source: random.Random, created_s: float
) -> None:
    grounds = replace(ground(store, now), trials=2000)
    request = LaunchRequest(
        template.id,
        template.revision,
        outlet["address"],
        outlet["city"],
        region=region_of(outlet["city"], store.regions()),
        start_on=now.date(),
    )
    judged = launching.judge(request, template, grounds, launching.new_id(source))
    slack = outlet.get("slack")
    opening = judged.opening
    if slack is not None and judged.odds is not None:
        # A promise that was made too early (or late), in working days from the safe date.
        target: date = grounds.calendar.add(judged.odds.p80, slack)
        opening = replace(opening, target_on=target)
    opening = replace(opening, initiator_id=int(store.meta("program_id") or 0))
    with store.transaction():
        store.add_opening(opening, created_s)
        facts = {"address": opening.address, "target": opening.target_on, "revision": template.revision}
        store.add_history(now, opening.id, Happening("launched", code="event.launched", facts=facts), source="person")


def _look(driver: Driver, store: SqliteStore, world: World) -> None:
    driver.run(poll(world))
    for _ in range(3):
        due = store.due_openings(world.clock())
        if not due:
            return
        for opening in due:
            driver.run(reconcile(opening, world))
