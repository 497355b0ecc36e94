"""The log in a file: every line, whole or not at all, and nothing that a spreadsheet would execute."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from openpyxl import load_workbook

from outlet_desktop.domain.log import LogLine
from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.problem import Problem
from outlet_desktop.report.log_sheet import write_log

AT = datetime(2026, 11, 24, 10, 58, 32, tzinfo=timezone(timedelta(hours=4)))


def line(number: int, reason: str, who: str = "") -> LogLine:
    entry = HistoryEntry(
        number, AT, "reason", "aaaa2222", "S01", task_id=48823, text=("event.reason", {"reason": reason})
    )
    return LogLine(entry, "risk", "=1+1", "Самара", who)


def test_a_csv_holds_a_line_for_each_event_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    assert write_log([line(2, "нет счёта", "Анна Крылова"), line(1, "ждём")], path, "ru") == 2
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:4] == ["Номер", "Когда", "Важность", "Событие"]
    assert rows[1] == [
        "2", "2026-11-24 10:58:32", "Внимание", "Причина: нет счёта", "'=1+1", "Самара", "S01", "Анна Крылова", "48823",
    ]  # fmt: skip
    assert rows[2][7] == "Движок"


def test_a_workbook_holds_moments_as_moments_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    assert write_log(iter([line(1, "waiting")]), path, "en") == 1
    sheet = load_workbook(path).active
    assert [cell.value for cell in sheet[1]][:4] == ["Number", "When", "Level", "Event"]
    assert sheet["B2"].value == AT.replace(tzinfo=None)
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")


def test_another_ending_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"report\.unknown_format"):
        write_log([], tmp_path / "log.docx", "ru")
    assert list(tmp_path.iterdir()) == []
