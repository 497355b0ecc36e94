"""An office on a demo portal of its own, over real HTTP: shared by tests of the office's parts and of the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import LaunchRequest
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
    made = office_on(server, tmp_path)
    give_roles(made)
    yield made
    made.close()


def office_on(server: DemoServer, folder: Path, lang: str = "ru") -> LocalOffice:
    """An office on that demo, its engine running; nobody holds a role yet. To be closed."""
    link = DemoLink(server.webhook, server.control, process=None, speed=1.0)  # type: ignore[arg-type]
    return LocalOffice(folder, folder / "outlet.db", Settings(), lang, webhook=server.webhook, demo=link)


def give_roles(office: LocalOffice) -> None:
    """Give every role a holder, once the people are read."""
    eventually(office.people, office)
    for role, person in ROLES.items():
        office.set_role_holder(RoleHolder(role, person))


@contextmanager
def launched_office(folder: Path, lang: str) -> Iterator[LocalOffice]:
    """An office with every role held and one outlet launched, for windows to be opened on."""
    with DemoServer(staff=False, limits=False) as server:
        made = office_on(server, folder, lang)
        give_roles(made)
        info = made.templates()[0]
        made.launch(LaunchRequest(info.id, info.revisions[-1], "ул. Победы, 93", "Самара", fields={"area_m2": 120}))
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
