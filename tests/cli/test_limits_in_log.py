"""From a portal that really limits requests, over HTTP, to the line in the log."""

from __future__ import annotations

import time
from pathlib import Path

from outlet_desktop.cli.limits import Limits
from outlet_desktop.engine.world import World
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence


def test_a_burst_that_the_portal_turns_away_is_one_line_once_it_is_over(tmp_path: Path) -> None:
    ahead = 0.0

    def clock() -> float:
        return time.time() + ahead

    def pause(seconds: float) -> None:
        """The client believes that it has waited; the portal's bucket leaks in the real tenth of a second."""
        nonlocal ahead
        ahead += seconds
        time.sleep(0.1)

    store = SqliteStore(tmp_path / "outlet.db")
    with DemoServer(staff=False, rate=(40.0, 4.0)) as server:
        portal = BitrixPortal(server.webhook, clock=clock, pause=pause, bucket=Bucket(1000.0, 1000))
        world = World(clock, portal.body, russian_calendar())
        look = Limits(store, portal.state, world)
        portal.connect()
        with store.transaction():
            store.set_meta("portal_now", "2026-11-24T09:00:00+04:00")
        burst = 0
        while portal.state().limited_s < 10.0:
            burst += 1
            assert burst < 400, "the portal never limited a request"
            portal.departments()
        look()
        assert "event.limited" not in [entry.text[0] for entry in store.history()]  # it may go on
        ahead += 60.0
        portal.departments()
        look()
        ahead += 60.0
        look()
        told = [entry.text for entry in store.history() if entry.text[0] == "event.limited"]
        portal.close()
    assert len(told) == 1
    assert told[0][1]["seconds"] >= 10
    assert "ограничивал" in sentence(*told[0], "ru")
    store.close()
