"""A moved target over the office behind the window: the store, its history, the rows, and the page for the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outlet_desktop.cli import main
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.opening import OpeningId, Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings
from outlet_desktop.wording import sentence


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LocalOffice]:
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru")
    with made._lock:
        staff = [Person(number, f"Имя{number} Фамилия{number}") for number in range(1, 20)]
        made._open().put_people(staff, [])
    for number, role in enumerate(made.template("outlet-opening").roles, 2):
        made.set_role_holder(RoleHolder(role.id, number))
    yield made
    made.close()


@pytest.fixture
def opening(office: LocalOffice) -> OpeningId:
    info = office.templates()[0]
    return office.launch(LaunchRequest(info.id, info.revisions[-1], "ул. Победы, 93", fields={"area_m2": 120}))


def test_a_moved_target_is_in_the_row_and_in_the_history_and_goes_back(office: LocalOffice, opening: OpeningId) -> None:
    before = office.outlet(opening)
    assert before.target is not None
    office.set_target(opening, date(2028, 3, 1))
    after = office.outlet(opening)
    assert after.target == date(2028, 3, 1)
    assert after.slip_days is not None
    assert before.slip_days is not None
    assert after.slip_days < before.slip_days
    assert after.chance == 1.0
    line = office.history(opening)[0]
    assert (line.event, line.source) == ("hand_edit", "person")
    said = sentence(*line.text, "ru")
    assert said == f"Целевая дата точки «ул. Победы, 93»: 01.03.2028 вместо {before.target:%d.%m.%Y}"
    office.set_target(opening, before.target)
    assert office.outlet(opening) == before
    assert len([one for one in office.history(opening) if one.event == "hand_edit"]) == 2


def test_a_refused_date_leaves_no_line(office: LocalOffice, opening: OpeningId) -> None:
    lines = len(office.history(opening))
    with pytest.raises(Problem, match=r"opening\.target_early"):
        office.set_target(opening, date(2020, 1, 1))
    with pytest.raises(Problem, match=r"status\.unknown_opening"):
        office.set_target("zzzzzzzz", date(2028, 1, 1))
    assert len(office.history(opening)) == lines


def test_rows_name_the_director_and_say_that_a_decision_holds_them(office: LocalOffice, opening: OpeningId) -> None:
    row = office.outlet(opening)
    assert row.director == "Имя2 Фамилия2"
    assert all(held.is_decision for held in row.held_by)


def test_files_of_the_screen_and_the_page_for_the_meeting_are_written_whole(
    office: LocalOffice, opening: OpeningId, tmp_path: Path
) -> None:
    office.keep_file(str(tmp_path / "shown.pdf"), b"%PDF-1.4 whole")
    assert (tmp_path / "shown.pdf").read_bytes() == b"%PDF-1.4 whole"
    with pytest.raises(Problem, match=r"report\.cannot_write"):
        office.keep_file(str(tmp_path / "no" / "shown.pdf"), b"x")
    office.meeting(str(tmp_path / "meeting.pdf"), "ru")
    assert (tmp_path / "meeting.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["meeting.pdf", "shown.pdf"]


def test_the_command_writes_the_page_for_the_meeting(
    office: LocalOffice, opening: OpeningId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "meeting.png"
    assert main(["report", "--all", "--meeting", "--data", str(tmp_path), "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_bytes().startswith(b"\x89PNG")
