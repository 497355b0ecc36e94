"""Launching over the office behind the window: drafts, what is offline, going on after a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.connection import ConnectionState
from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.record import Intent, RoleHolder
from outlet_desktop.engine.launch_port import LaunchDraft, LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings

ADDRESS = "Самара, ул. Победы, 93"


def opened(folder: Path) -> LocalOffice:
    made = LocalOffice(folder, folder / "outlet.db", Settings(), "ru")
    with made._lock:
        made._open().put_people([Person(number, f"Имя{number} Фамилия{number}") for number in range(1, 20)], [])
    for number, role in enumerate(made.template("outlet-opening").roles, 2):
        made.set_role_holder(RoleHolder(role.id, number))
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LocalOffice]:
    made = opened(tmp_path)
    yield made
    made.close()


def request(office: LocalOffice, **changes: object) -> LaunchRequest:
    info = office.templates()[0]
    return replace(LaunchRequest(info.id, info.revisions[-1], ADDRESS, "Самара"), **changes)  # type: ignore[arg-type]


class Elsewhere:
    """An engine whose portal does not answer."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.woken = 0

    def connection(self) -> ConnectionState:
        return ConnectionState(self.kind, "volga.bitrix24.ru")

    def wake(self) -> None:
        self.woken += 1

    def stop(self) -> None:
        pass


# ------------------------------------------------------------------------------ drafts


def test_a_draft_comes_back_whole_after_a_restart(tmp_path: Path) -> None:
    office = opened(tmp_path)
    sent = request(
        office,
        region="Самара",
        start_on=date(2026, 12, 1),
        target_on=date(2027, 3, 9),
        people={"accountant": 5},
        fields={"prepaid": True, "area_m2": 120, "comment": "Вход со двора"},
        counts_back=True,
    )
    before = datetime.now().astimezone()
    saved = office.save_launch_draft(LaunchDraft("one", sent, "typed", "aaaa2222"))
    assert before - timedelta(seconds=1) <= saved <= before + timedelta(minutes=1)
    office.close()
    again = opened(tmp_path)
    (draft,) = again.drafts()
    assert (draft.id, draft.request, draft.target, draft.corrects) == ("one", sent, "typed", "aaaa2222")
    assert draft.saved_at == saved
    again.close()


def test_a_day_asked_by_the_process_comes_back_as_one_that_can_be_launched(office: LocalOffice) -> None:
    office.save_launch_draft(LaunchDraft("one", request(office, fields={"day": date(2026, 12, 1)})))
    assert office.drafts()[0].request.fields == {"day": "2026-12-01"}  # `engine.launch.field_value` reads it


def test_the_draft_saved_last_stands_first_and_a_second_save_makes_no_second_draft(office: LocalOffice) -> None:
    for name in ("one", "two", "one"):
        office.save_launch_draft(LaunchDraft(name, request(office, address=name)))
    assert [draft.id for draft in office.drafts()] == ["one", "two"]
    office.drop_launch_draft("one")
    office.drop_launch_draft("never was")
    assert [draft.id for draft in office.drafts()] == ["two"]


def test_the_window_is_told_of_a_new_draft_and_of_one_that_is_gone_but_not_of_every_letter(office: LocalOffice) -> None:
    told: list[int] = []
    office.subscribe(lambda: told.append(1))
    office.save_launch_draft(LaunchDraft("one", request(office)))
    assert len(told) == 1
    office.save_launch_draft(LaunchDraft("one", request(office, address="другой")))
    assert len(told) == 1
    office.drop_launch_draft("one")
    assert len(told) == 2


def test_a_draft_that_nobody_can_read_does_not_hide_the_others(office: LocalOffice) -> None:
    office.save_launch_draft(LaunchDraft("one", request(office)))
    with office._lock, office._open().transaction():
        office._open().put_launch_draft("broken", "{", "2026-11-24T00:00:00+00:00")
    assert [draft.id for draft in office.drafts()] == ["one"]


def test_a_draft_is_no_outlet(office: LocalOffice) -> None:
    office.save_launch_draft(LaunchDraft("one", request(office)))
    assert office.portfolio().rows == ()
    assert "launch.address_taken" not in [code for code, _ in office.preview(request(office)).errors]


# ------------------------------------------------------------------------------ offline


def test_without_the_portal_the_preview_says_so_and_nothing_is_committed(office: LocalOffice) -> None:
    office._engine = Elsewhere("offline")  # type: ignore[assignment]
    assert office.preview(request(office)).errors[0] == ("launch.offline", {"host": "volga.bitrix24.ru"})
    with pytest.raises(Problem, match=r"launch\.offline"):
        office.launch(request(office))
    assert office.portfolio().rows == ()
    office._engine = Elsewhere("live")  # type: ignore[assignment]
    assert office.preview(request(office)).errors == ()
    assert office.launch(request(office))
    office._engine = None


# ------------------------------------------------------------------------------ load


def test_the_load_of_the_outlets_that_run_already_counts(office: LocalOffice) -> None:
    office.set_norm(office.role_holders()["accountant"].user_id or 0, 2)

    def tasks() -> dict[str, int]:
        said = office.preview(request(office, address="Самара, Новая, 1")).warnings
        return {str(facts["role_id"]): int(str(facts["tasks"])) for code, facts in said if code == "launch.overload"}

    before = tasks()
    office.launch(request(office))
    assert tasks()["accountant"] > before.get("accountant", 0)


# ------------------------------------------------------------------------------ going on after a refusal


def test_going_on_ends_the_pause_of_what_was_refused_and_touches_nothing_else(office: LocalOffice) -> None:
    opening = office.launch(request(office))
    key = f"outlet:{opening}"
    refused = Intent(f"{key}:S01:1", opening, "S01", "CreateTask", "body", "failed", 1.0, 3, None, 9e9, "Нет")
    made = Intent(f"{key}:S02:1", opening, "S02", "CreateTask", "body", "done", 1.0, 1, 77, 5.0)
    with office._lock, office._open().transaction():
        office._open().put_intent(refused)
        office._open().put_intent(made)
    engine = office._engine = Elsewhere("live")  # type: ignore[assignment]
    office.go_on(opening)
    office._engine = None
    with office._lock:
        case = office._case(opening)
    assert case.intents[refused.key] == replace(refused, done_at=0.0)  # tried again as if its pause were over
    assert case.intents[made.key] == made
    assert engine.woken == 1
    line = office.history(opening)[0]
    assert (line.event, line.text[0], line.source) == ("hand_edit", "event.go_on", "person")
