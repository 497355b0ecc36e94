"""A store in memory, a portal in memory and one engine that is stepped by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from fake_portal import FakePortal

from outlet_desktop.domain.opening import Opening, OpeningState
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.loop import Driver
from outlet_desktop.engine.poll import connect, poll, reread
from outlet_desktop.engine.reconcile import reconcile
from outlet_desktop.engine.world import World
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage.store import SqliteStore


class Rig:
    """A store in memory, a fake portal and one engine that is stepped by hand."""

    def __init__(self) -> None:
        self.portal = FakePortal()
        self.store = SqliteStore(":memory:")
        self.world = World(self.portal.clock, self.portal.body, russian_calendar(), settle_s=150.0)
        self.driver = Driver(self.store, self.portal)
        self.driver.run(connect(self.world))

    def add(self, template: Template, **changes: Any) -> Opening:
        people = {role.id: number for number, role in enumerate(template.roles, 2)}
        opening = Opening(
            id="aaaabbbb",
            address="ул. Ленина, 10",
            template=template,
            state=OpeningState.DECIDING,
            start_on=date(2026, 11, 24),
            target_on=date(2027, 3, 1),
            opened_on=date(2026, 11, 24),
            people=people,
        )
        opening = replace(opening, **changes)
        with self.store.transaction():
            self.store.add_opening(opening, self.portal.clock())
        self.step()
        return opening

    def step(self, seconds: float = 10.0) -> None:
        """One poll and a pass over everything that is due."""
        self.portal.wait(seconds)
        self.driver.run(poll(self.world))
        for opening in self.store.due_openings(self.portal.clock()):
            self.driver.run(reconcile(opening, self.world))

    def reread(self) -> None:
        self.portal.wait(10)
        self.driver.run(reread(self.world))
        self.step()

    def close(self, step: str, by: int | None = None) -> None:
        """A person completes the newest task of a step; the engine sees it."""
        self.portal.close(self.portal.of(step)[-1].id, by)
        self.step()

    @property
    def case(self) -> Any:
        return self.store.case(self.store.opening_ids()[0])

    def events(self) -> list[str]:
        return [entry.event for entry in self.store.history()]
