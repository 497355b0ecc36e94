"""Settings over a real store, and over a real engine where the portal matters."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from datetime import date, time as time_of_day, timedelta
from pathlib import Path

import pytest
from live_office import eventually

from outlet_desktop import settings as choices
from outlet_desktop.cli.folder import Lock
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.log import LogFilter
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.engine.settings_port import DayException
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import CHOSEN, OFFICE_HOURS, WorkingHours
from outlet_desktop.settings import Settings
from outlet_desktop.storage import calendar_days


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[LocalOffice]:
    """No portal, no engine."""
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru")
    yield made
    made.close()


def launch(office: LocalOffice, address: str) -> str:
    info = office.templates()[0]
    opening: str = office.launch(LaunchRequest(info.id, info.revisions[-1], address, "Самара", fields={"area_m2": 120}))
    return opening


def test_the_facts_name_the_portal_and_hide_its_code(office: LocalOffice, server: DemoServer) -> None:
    facts = office.portal_facts()
    code = server.webhook.rstrip("/").rsplit("/", 1)[1]
    assert facts.host
    assert facts.host in server.webhook
    assert code not in repr(facts)
    assert facts.masked == "…/rest/1/••••••••/"
    assert (facts.user_name, facts.kept) == ("Антон Рябов", "demo")
    assert office.reveal_webhook() == server.webhook
    welcome = office.check_portal()
    assert welcome.is_admin
    assert welcome.has("ability.tasks")


def test_without_a_portal_there_is_nothing_to_check_or_to_reveal(quiet: LocalOffice) -> None:
    assert quiet.portal_facts().host == ""
    for ask in (quiet.check_portal, quiet.reveal_webhook):
        with pytest.raises(Problem, match=r"portal\.none"):
            ask()


def test_disconnecting_stops_the_engine_and_keeps_the_data(office: LocalOffice) -> None:
    launch(office, "ул. Победы, 93")
    office.disconnect()
    assert office.connection().kind == "none"
    assert office.portal_facts().host == ""
    assert len(office.portfolio().rows) == 1


def test_polling_is_kept_and_nonsense_is_refused(quiet: LocalOffice, tmp_path: Path) -> None:
    quiet.set_polling(30.0, "5/250")
    kept = choices.load(tmp_path)
    assert (kept.interval_s, kept.rate) == (30.0, "5/250")
    facts = quiet.portal_facts()
    assert facts.reserve == pytest.approx(1 - 1 / 30 / 5)
    for interval, rate, code in ((0.5, "2/50", r"settings\.interval"), (10.0, "fast", r"settings\.rate")):
        with pytest.raises(Problem, match=code):
            quiet.set_polling(interval, rate)
    assert choices.load(tmp_path) == kept


def test_a_day_off_moves_the_openings_it_lies_in_and_says_by_how_much(office: LocalOffice) -> None:
    opening = launch(office, "ул. Победы, 93")
    before = office.outlet(opening).forecast_finish
    assert before is not None
    today = office.company_calendar().today
    inside = office.calendar().next_after(today + timedelta(days=10))
    office.put_exception(inside, DayException(inside, False, "  Инвентаризация "))
    office.put_exception(date(2031, 6, 4), DayException(date(2031, 6, 4), False))
    assert office.calendar_effects() == {inside: {"ул. Победы, 93": 1}}
    assert office.company_calendar().exceptions[0].note == "Инвентаризация"
    after = office.outlet(opening).forecast_finish
    assert after is not None
    assert office.company_calendar().law.between(before, after) == 1
    office.put_exception(inside, None)
    assert office.outlet(opening).forecast_finish == before
    codes = [line.entry.text[0] for line in office.log_page(LogFilter(), "ru").lines]
    assert codes.count("event.day_off") == 2
    assert codes.count("event.day_as_law") == 1


def test_the_engine_plans_new_tasks_by_the_changed_calendar(office: LocalOffice, server: DemoServer) -> None:
    first = office.company_calendar().today
    office.put_exception(first, DayException(first, False))
    opening = launch(office, "ул. Победы, 93")
    eventually(lambda: office.outlet(opening).step("S01").task_id, office)
    task = office.outlet(opening).step("S01").task_id
    assert task is not None
    start = office._open().task(task)[1].task.plan_start.date()  # type: ignore[index,union-attr]
    assert start == office.calendar().next_after(first)


def test_new_tasks_are_due_at_the_end_of_the_companys_working_day(office: LocalOffice, server: DemoServer) -> None:
    assert office.company_calendar().chosen is None
    early = WorkingHours(time_of_day(8, 30), time_of_day(17))
    office.set_hours(early)
    office.set_hours(early)  # no second line of the log
    assert office.calendar().hours == office.company_calendar().hours == early
    opening = launch(office, "ул. Победы, 93")
    number = eventually(lambda: office.outlet(opening).step("S01").task_id, office)
    task = office._open().task(number)[1].task  # type: ignore[index]
    assert task.plan_start is not None
    assert task.deadline is not None
    assert (task.plan_start.hour, task.plan_start.minute, task.deadline.hour) == (8, 30, 17)
    assert task.deadline == task.plan_end
    office.set_hours(None)
    assert office.calendar().hours == OFFICE_HOURS
    lines = [line.entry.text for line in office.log_page(LogFilter(), "ru").lines]
    told = [facts["hours"] for code, facts in lines if code in ("event.hours", "event.hours_of_portal")]
    assert sorted(told) == ["08:30–17:00", "09:00–18:00"]
    kept = office._open().task(number)[1].task.deadline  # type: ignore[index]
    assert kept == task.deadline  # what is on the portal stays


def test_an_engine_that_runs_elsewhere_takes_up_changed_hours(office: LocalOffice) -> None:
    with office._open().transaction():  # as another program on this journal does it
        calendar_days.keep_hours(office._open().database, CHOSEN, "07:00-16:00")
    polled = office._open().meta("portal_at")
    eventually(lambda: office._open().meta("portal_at") != polled, office)
    polled = office._open().meta("portal_at")
    eventually(lambda: office._open().meta("portal_at") != polled, office)
    opening = launch(office, "ул. Победы, 93")
    number = eventually(lambda: office.outlet(opening).step("S01").task_id, office)
    deadline = office._open().task(number)[1].task.deadline  # type: ignore[index]
    assert deadline is not None
    assert deadline.hour == 16


def test_a_restore_brings_the_moment_back_and_the_engine_finds_what_was_done_since(office: LocalOffice) -> None:
    first = launch(office, "ул. Победы, 93")
    eventually(lambda: office.outlet(first).step("S01").task_id, office)
    copy = office.back_up()
    assert copy.outlets == 1
    launch(office, "ул. Гагарина, 98")
    assert len(office.portfolio().rows) == 2
    moment = time.time()
    office.restore(copy.name)
    assert [row.address for row in office.portfolio().rows] == ["ул. Победы, 93"]
    assert float(office._open().meta("restored_at") or 0) >= moment
    assert {one.kind for one in office.backups()} == {"manual", "restore"}
    assert next(one for one in office.backups() if one.kind == "restore").outlets == 2
    eventually(lambda: office.engine_state()[0] == "running", office)
    tasks = eventually(lambda: office._case(first).tasks, office)
    assert len(tasks) == 1  # read again, not created again


def test_a_restore_waits_for_nobody_elses_lock(quiet: LocalOffice, tmp_path: Path) -> None:
    copy = quiet.back_up()
    lock = Lock(tmp_path)
    assert lock.take()
    with pytest.raises(Problem, match=r"backup\.in_use"):
        quiet.restore(copy.name)
    lock.free()
    quiet.restore(copy.name)


def test_the_daily_copy_is_made_once_unless_nobody_wants_it(quiet: LocalOffice) -> None:
    quiet.set_keep_daily(False)
    assert quiet.back_up_daily() is None
    assert quiet.backups() == ()
    quiet.set_keep_daily(True)
    made = quiet.back_up_daily()
    assert made is not None
    assert made.kind == "daily"
    assert made.is_sound
    assert quiet.back_up_daily() is None


def test_the_bundle_tells_much_and_holds_no_secret(office: LocalOffice, server: DemoServer, tmp_path: Path) -> None:
    launch(office, "ул. Победы, 93")
    code = server.webhook.rstrip("/").rsplit("/", 1)[1]
    seed = office._open().meta("bot_seed")
    assert seed
    (tmp_path / "errors.log").write_text(
        f"Traceback\n  httpx.ConnectError: {server.webhook}tasks.task.add\n  {{'botToken': 'abcdef0123456789'}}\n"
        f"https://company.bitrix24.ru/rest/17/an0ther5ecret/profile.json?auth=0123456789abcdef\n",
        "utf-8",
    )
    target = tmp_path / "bundle.zip"
    office.diagnostics(str(target))
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert set(texts) == {"program.json", "settings.json", "store.json", "log.txt", "errors.txt"}
    everything = "\n".join(texts.values())
    for secret in (code, server.webhook, seed, "abcdef0123456789", "an0ther5ecret", "0123456789abcdef"):
        assert secret not in everything
    assert "Traceback" in texts["errors.txt"]
    assert "company.bitrix24.ru/rest/17/…" in texts["errors.txt"]
    assert "ул. Победы, 93" in texts["log.txt"]
    assert '"integrity": "ok"' in texts["program.json"]
