"""The rows of the screen are computed anew only where something has changed, and never stay old."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.cli.status import Reading
from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.record import Case, RoleHolder
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.settings import Settings
from outlet_desktop.storage.fingerprint import common_fingerprint, fingerprints


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LocalOffice]:
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru")
    with made._lock:
        made._open().put_people([Person(number, f"Имя{number} Фамилия{number}") for number in range(1, 20)], [])
    for number, role in enumerate(made.template("outlet-opening").roles, 2):
        made.set_role_holder(RoleHolder(role.id, number))
    info = made.templates()[0]
    for number in range(3):
        made.launch(LaunchRequest(info.id, info.revisions[-1], f"ул. Мира, {number}", fields={"area_m2": 120}))
    yield made
    made.close()


@pytest.fixture
def computed(office: LocalOffice, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Openings whose whole row was computed, in order."""
    standings, found = office._read().standings, list[str]()
    row = standings.row

    def counting(case: Case, context: Context, people: Mapping[UserId, Person]) -> OutletRow:
        found.append(case.opening.id)
        return row(case, context, people)

    monkeypatch.setattr(standings, "row", counting)
    return found


def test_nothing_changed_and_nothing_is_computed(office: LocalOffice, computed: list[str]) -> None:
    first = office.portfolio()
    assert len(computed) == 3
    again = office.portfolio()
    assert len(computed) == 3
    assert again.rows == first.rows


def test_one_changed_outlet_is_computed_alone(office: LocalOffice, computed: list[str]) -> None:
    rows = office.portfolio().rows
    computed.clear()
    office.set_target(rows[1].opening, date(2028, 3, 1))
    found = office.portfolio()
    assert computed == [rows[1].opening]
    assert found.rows[1].target == date(2028, 3, 1)
    assert found.rows[0] == rows[0]


Change = Callable[[LocalOffice, str], object]
CHANGES: dict[str, Change] = {
    "paused": lambda office, opening: office.pause(opening, "ремонт"),
    "cancelled": lambda office, opening: office.cancel(opening, "передумали"),
    "another person": lambda office, _opening: office.set_role_holder(RoleHolder("director", 17)),
    "a dismissed person": lambda office, _opening: office._open().put_people(
        [Person(number, f"Имя{number}", is_active=number != 2) for number in range(1, 20)], []
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_remembered_rows_are_those_computed_afresh(office: LocalOffice, name: str) -> None:
    opening = office.portfolio().rows[0].opening
    CHANGES[name](office, opening)
    fresh = Reading(office._open()).portfolio()
    assert office.portfolio().rows == fresh.rows


def test_another_day_computes_everything_anew(
    office: LocalOffice, computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.portfolio()
    computed.clear()
    reading = office._read()
    now = reading.world.portal_now(office._open())
    later = now + timedelta(days=3)

    def moved(_store: object) -> datetime:
        return later

    monkeypatch.setattr(type(reading.world), "portal_now", lambda _self, store: moved(store))
    assert office.portfolio().today == later.date()
    assert len(computed) == 3


def test_a_mark_changes_with_what_is_kept_and_comes_back_with_it(office: LocalOffice) -> None:
    store = office._open()
    first, second, third = store.opening_ids()
    before, shared = fingerprints(store.database), common_fingerprint(store.database)
    case = store.case(second)
    assert case is not None
    store.save_case(replace(case.opening, city="Сызрань"), case.states, case.problem, False)
    after = fingerprints(store.database)
    assert (after[first], after[third]) == (before[first], before[third])
    assert after[second] != before[second]
    store.save_case(case.opening, case.states, case.problem, False)
    assert fingerprints(store.database) == before
    assert common_fingerprint(store.database) == shared
