"""An office on a demo portal of its own, over real HTTP: what the tests of the office's parts share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.settings import Settings

ROLES = {
    "director": 2, "expansion": 3, "lawyer": 10, "construction": 7, "equipment": 6, "accountant": 5, "retail": 8,
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """A demo where nobody works and nothing is limited."""
    with DemoServer(staff=False, limits=False) as running:
        yield running


@pytest.fixture
def office(server: DemoServer, tmp_path: Path) -> Iterator[LocalOffice]:
    """The office on it, its engine running, every role held."""
    link = DemoLink(server.webhook, server.control, process=None, speed=1.0)  # type: ignore[arg-type]
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru", webhook=server.webhook, demo=link)
    eventually(made.people, made)
    for role, person in ROLES.items():
        made.set_role_holder(RoleHolder(role, person))
    yield made
    made.close()


def eventually(fact: Callable[[], Any], office: LocalOffice, limit_s: float = 20.0) -> Any:
    """What `fact` gives once it gives something; the engine is asked to look meanwhile."""
    until = time.monotonic() + limit_s
    while time.monotonic() < until:
        found = fact()
        if found:
            return found
        office.poll_now()
        time.sleep(0.05)
    raise AssertionError("it did not happen")
