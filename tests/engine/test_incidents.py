"""Incidents of the connection in the log: a line when one is certain, a line when it is over, whoever sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rig import Rig

from outlet_desktop.engine import incidents
from outlet_desktop.engine.loop import Driver, Rhythm, work
from outlet_desktop.engine.poll import poll
from outlet_desktop.problem import Problem
from outlet_desktop.wording import sentence

AWAY = Problem("portal.unreachable", host="x.bitrix24.ru", reason="timeout")
ENDED = Problem("portal.webhook_refused", host="x.bitrix24.ru", reason="INVALID_CREDENTIALS")


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig()
    made.driver.run(poll(made.world))
    yield made
    made.store.close()


def see(rig: Rig, problem: Problem, after_s: float) -> None:
    rig.portal.wait(after_s)
    with rig.store.transaction():
        incidents.trouble(rig.store, problem, rig.world)


def begin(rig: Rig, computer: str, *, is_agent: bool = False) -> None:
    incidents.engine_begins(rig.store, rig.world, computer, incidents.last_seen(rig.store), is_agent=is_agent)


def codes(rig: Rig) -> list[str]:
    return [entry.text[0] for entry in rig.store.history()]


def test_an_outage_is_one_line_and_its_end_another_however_many_requests_failed(rig: Rig) -> None:
    for _ in range(20):
        see(rig, AWAY, 15)
    assert codes(rig) == ["event.portal_away"]
    rig.portal.wait(15)
    rig.driver.run(poll(rig.world))
    rig.driver.run(poll(rig.world))
    assert codes(rig) == ["event.portal_away", "event.portal_back"]
    code, facts = rig.store.history()[-1].text
    assert facts["minutes"] == 5
    assert facts["since"] < facts["until"]
    assert "5\u00a0минут" in sentence(code, facts, "ru")


def test_a_short_interruption_is_not_told(rig: Rig) -> None:
    see(rig, AWAY, 5)
    see(rig, AWAY, 5)
    rig.driver.run(poll(rig.world))
    assert codes(rig) == []


def test_an_outage_of_hours_is_told_in_hours(rig: Rig) -> None:
    for _ in range(40):
        see(rig, AWAY, 280)
    rig.driver.run(poll(rig.world))
    assert codes(rig) == ["event.portal_away", "event.portal_back_hours"]


def test_another_process_ends_what_one_before_it_has_begun(rig: Rig) -> None:
    see(rig, AWAY, 40)
    other = Driver(rig.store, rig.portal)  # what is known of it is in the store alone
    rig.portal.wait(60)
    see(rig, AWAY, 0)
    other.run(poll(rig.world))
    assert codes(rig) == ["event.portal_away", "event.portal_back"]


def test_a_refused_webhook_is_told_at_once_and_not_at_every_try(rig: Rig) -> None:
    see(rig, AWAY, 60)
    see(rig, ENDED, 10)
    for _ in range(5):
        see(rig, ENDED, 60)
    assert codes(rig) == ["event.portal_away", "event.portal_back", "event.webhook_ended"]


def test_the_loop_itself_notes_why_it_stops(rig: Rig) -> None:
    def refuse(*_arguments: object) -> None:
        raise ENDED

    rig.portal.poll = refuse  # type: ignore[method-assign,assignment]
    with pytest.raises(Problem, match="webhook_refused"):
        rig.driver.run(work(rig.world, Rhythm(), lambda _store: False))
    assert codes(rig) == ["event.webhook_ended"]


def test_limited_requests_are_one_line_with_their_seconds_once_it_is_over(rig: Rig) -> None:
    for _ in range(6):
        rig.portal.wait(3)
        incidents.limited(rig.store, rig.world, 3.0, is_over=False)
    incidents.limited(rig.store, rig.world, 0.0, is_over=True)
    assert codes(rig) == []  # it may go on
    assert incidents.has_limits_open(rig.store)
    rig.portal.wait(11)
    incidents.limited(rig.store, rig.world, 0.0, is_over=True)
    assert codes(rig) == ["event.limited"]
    assert rig.store.history()[-1].text[1]["seconds"] == 18
    assert not incidents.has_limits_open(rig.store)


def test_an_engine_tells_that_another_computer_took_over_and_how_long_nobody_worked(rig: Rig) -> None:
    begin(rig, "office")
    begin(rig, "office")
    assert codes(rig) == ["event.engine_started"]
    rig.portal.wait(600)
    begin(rig, "server", is_agent=True)
    assert codes(rig)[1:] == ["event.agent_took_over"]
    rig.portal.wait(15 * 3600)
    begin(rig, "server", is_agent=True)
    assert codes(rig)[2:] == ["event.engine_rested_hours"]
    assert rig.store.history()[-1].text[1]["hours"] == 15


def test_a_line_that_breaks_for_a_week_does_not_fill_the_log(rig: Rig) -> None:
    def flap() -> None:
        for _ in range(5):
            see(rig, AWAY, 15)
        rig.driver.run(poll(rig.world))
        rig.portal.wait(20)

    pair = ["event.portal_away", "event.portal_back"]
    flap()
    flap()
    assert codes(rig) == pair  # one that comes back at once is not told
    for _ in range(50):
        see(rig, AWAY, 15)
    rig.driver.run(poll(rig.world))
    assert codes(rig) == pair * 2  # but where it lasts for ten minutes
    began = rig.portal.clock()
    for _ in range(100):
        flap()
    most = (rig.portal.clock() - began) / incidents.AGAIN_S + 1
    assert codes(rig) == pair * (len(codes(rig)) // 2)
    assert 2 < len(codes(rig)) // 2 - 2 <= most  # of 100


def test_a_refused_webhook_is_not_mended_by_the_portal_being_away_as_well(rig: Rig) -> None:
    for _ in range(5):
        see(rig, ENDED, 60)
        see(rig, AWAY, 60)
    assert codes(rig) == ["event.webhook_ended"]
    rig.driver.run(poll(rig.world))
    assert codes(rig) == ["event.webhook_ended", "event.portal_back"]


def test_requests_limited_again_and_again_are_a_line_in_ten_minutes(rig: Rig) -> None:
    for _ in range(100):
        rig.portal.wait(10)
        incidents.limited(rig.store, rig.world, 6.0, is_over=False)
        rig.portal.wait(15)
        incidents.limited(rig.store, rig.world, 0.0, is_over=True)
    told = [entry.text for entry in rig.store.history()]
    assert [code for code, _ in told] == ["event.limited"] * 5  # 2500 s
    assert told[0][1]["seconds"] == 6
    assert sum(facts["seconds"] for _, facts in told) > 500  # nothing of what was held back is forgotten
