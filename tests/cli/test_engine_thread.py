"""The engine's thread in the desktop: rights that run out and come back, and stopping while the portal is silent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from outlet_desktop.cli.engine_thread import EngineThread
from outlet_desktop.domain.opening import Person
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence

PATIENCE_S = 20.0


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(staff=False, limits=False) as running:
        yield running


@pytest.fixture
def thread(server: DemoServer, tmp_path: Path) -> Iterator[EngineThread]:
    made = EngineThread(
        tmp_path, tmp_path / "outlet.db", server.webhook, language="ru", interval_s=0.1, settle_s=1.0, rate="100/100"
    )
    made.start()
    yield made
    made.stop()
    assert made.state()[0] == "stopped"


def until(holds: Callable[[], object], act: Callable[[], object] = lambda: None) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "not in time"
        act()
        time.sleep(0.02)


def people_of(folder: Path) -> tuple[Person, ...]:
    store = SqliteStore(folder / "outlet.db")
    try:
        return store.people()
    finally:
        store.close()


def wish(server: DemoServer, **what: object) -> None:
    httpx.post(f"{server.control}fault", json=what).raise_for_status()


def test_rights_that_run_out_stop_it_with_a_sentence_and_it_goes_on_when_they_are_back(
    server: DemoServer, thread: EngineThread, tmp_path: Path
) -> None:
    until(lambda: people_of(tmp_path))
    wish(server, kind="error", code="expired_token", times=3)
    until(lambda: thread.problem is not None)
    problem = thread.problem
    assert problem is not None
    assert problem.code == "portal.webhook_refused"
    assert "вебхук" in sentence(problem.code, problem.facts, "ru")
    until(lambda: thread.problem is None and thread.state()[0] == "running" and thread.state()[1] > 0, thread.wake)


def test_it_stops_within_its_bound_although_the_portal_does_not_answer(
    server: DemoServer, thread: EngineThread, tmp_path: Path
) -> None:
    until(lambda: people_of(tmp_path))
    wish(server, kind="slow", method="*", times=1, seconds=40)
    time.sleep(0.5)  # the next poll hangs
    began = time.monotonic()
    thread.stop()
    assert thread.state()[0] == "stopped"
    assert time.monotonic() - began < 12
