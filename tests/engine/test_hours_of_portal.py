"""The portal's working hours are taken over at every connect; a change of those in force is told in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from outlet_desktop.engine.poll import keep_welcome
from outlet_desktop.schedule.at_hours import CHOSEN, WorkingHours
from outlet_desktop.storage import calendar_days


@pytest.fixture
def connect(rig):
    """Connect to the portal, whose calendar tells those hours."""

    def made(hours):
        rig.portal.wait(60)
        with rig.store.transaction():
            keep_welcome(rig.store, replace(rig.portal.connect(), work_time=hours), rig.portal.clock())

    return made


@pytest.fixture
def told(rig):
    """The log's lines about hours, oldest first."""
    return lambda: [entry for entry in rig.store.history() if entry.text[0] == "event.hours_of_portal"]


def test_hours_other_than_those_in_force_are_told_once_and_by_the_portals_clock(rig, connect, told):
    connect((time(10), time(19)))
    at = rig.portal.now()
    connect((time(10), time(19)))
    assert rig.store.working_hours() == WorkingHours(time(10), time(19))
    (line,) = told()
    assert line.text[1]["hours"] == "10:00–19:00"
    assert (line.source, line.opening) == ("portal", "")
    assert line.at == at
    connect((time(8, 30), time(17)))
    assert [line.text[1]["hours"] for line in told()] == ["10:00–19:00", "08:30–17:00"]


def test_a_portal_whose_hours_are_those_in_force_anyway_is_not_told(rig, connect, told):
    connect((time(9), time(18)))
    connect(None)
    connect((time(18), time(9)))  # no working day: passed over
    assert told() == []


def test_hours_of_the_portal_that_do_not_count_are_not_told(rig, connect, told):
    calendar_days.keep_hours(rig.store.database, CHOSEN, "07:00-16:00")
    connect((time(10), time(19)))
    assert rig.store.working_hours() == WorkingHours(time(7), time(16))
    assert told() == []
