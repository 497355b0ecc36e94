"""What speaks against a launch or a process file: one line on stderr, nothing committed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from live_demo import CAST, KIOSK, done, run

from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.wording import codes, sentence

ROLES = ("director", "expansion", "lawyer", "accountant", "retail")
ASSIGNED = [word for role in ROLES for word in ("--assign", f"{role}={CAST[role]}")]
ADDRESS = ("--address", "ул. Ленина, 10")


@pytest.fixture
def changed(tmp_path):
    """The short process as a file, changed by a function of its JSON."""

    def make(change=None, text=None, name="process.outlet.json"):
        path = tmp_path / name
        if text is None:
            value = json.loads(KIOSK.read_text("utf-8"))
            change(value)
            text = json.dumps(value, ensure_ascii=False)
        path.write_text(text, "utf-8")
        return path

    return make


def _step(value, step_id):
    return next(step for step in value["steps"] if step["id"] == step_id)


# -- files ---------------------------------------------------------------------------------------

COMMANDS = pytest.mark.parametrize("command", [("check",), ("launch",)], ids=["check", "launch"])


def _with(command, path):
    return (*command, path, *(ADDRESS if command == ("launch",) else ()))


@COMMANDS
def test_a_broken_file(refused, changed, command):
    path = changed(text='{"format": "outlet-process",\n "version": 1,\n "name": }')
    refused("file.not_json", {"line": 3, "column": 10}, *_with(command, path))


@COMMANDS
def test_a_file_of_another_kind(refused, changed, command):
    refused("file.not_process", {}, *_with(command, changed(text='{"hello": "world"}')))


@COMMANDS
def test_a_file_that_is_no_text(refused, tmp_path, command):
    path = tmp_path / "process.outlet.json"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    refused("file.not_json", {"line": 1, "column": 1, "path": path}, *_with(command, path))


@COMMANDS
def test_a_file_of_a_newer_program(refused, changed, command):
    path = changed(lambda value: value.update(version=99))
    refused("file.newer_version", {"found": 99, "known": 1}, *_with(command, path))


@COMMANDS
def test_a_file_that_is_not_there(refused, tmp_path, command):
    path = tmp_path / "nowhere.outlet.json"
    facts = {"path": str(path), "detail": "No such file or directory"}
    refused("file.cannot_read", facts, *_with(command, path))


def test_a_value_of_the_wrong_kind_is_named_by_its_place(changed):
    path = changed(lambda value: _step(value, "T1").update(duration="two days"))
    ended = run("check", path, "--lang", "en")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "duration" in ended.stderr
    assert ended.stderr.count("\n") == 1


def _cycle(value):
    value["flows"].append({"from": "T3", "to": "T1", "lag": 0})


def _no_role(value):
    del _step(value, "T2")["role"]


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [(_cycle, "finding.cycle", "T1"), (_no_role, "finding.no_role", "T2")],
    ids=["cycle", "no role"],
)
def test_check_finds_it_and_ends_with_one(changed, change, code, word):
    path = changed(change)
    for lang in ("ru", "en"):
        ended = run("check", path, "--lang", lang)
        assert ended.returncode == 1
        assert ended.stderr == ""
        start = sentence(code, {}, lang).split("…")[0]
        assert start in ended.stdout
        assert sentence("severity.error", {}, lang) in ended.stdout
    findings = json.loads(run("check", path, "--json").stdout)["findings"]
    found = next(finding for finding in findings if finding["code"] == code)
    assert found.keys() == {"severity", "code", "step", "text"}
    assert found["severity"] == "error"
    assert word in json.dumps(found, ensure_ascii=False) or word in ended.stdout


@pytest.mark.parametrize("change", [_cycle, _no_role], ids=["cycle", "no role"])
def test_a_process_with_errors_is_not_launched(refused, changed, tmp_path, change):
    path = changed(change)
    refused("launch.template_errors", {"template": "Открытие киоска"}, "launch", path, *ADDRESS, *ASSIGNED)
    for lang in ("ru", "en"):
        assert json.loads(done("status", "--json", "--data", tmp_path / lang)) == {"openings": []}


def test_warnings_alone_let_check_pass(changed):
    path = changed(lambda value: value["roles"].append({"id": "idle", "title": "Наблюдатель"}))
    ended = run("check", path)
    assert ended.returncode == 0
    assert sentence("severity.warning", {}, "ru") in ended.stdout
    assert "Наблюдатель" in ended.stdout


# -- people --------------------------------------------------------------------------------------


def _launch(*more):
    return ("launch", KIOSK, *ADDRESS, *more)


def test_a_role_without_a_person(refused, portal):
    without = [word for role in ROLES if role != "lawyer" for word in ("--assign", f"{role}={CAST[role]}")]
    facts = {"role": "Юрист", "role_id": "lawyer"}
    refused("people.nobody", facts, *_launch(*without), "--portal", portal.webhook)


def test_an_unknown_person(refused, portal, code_of):
    argv = _launch(*ASSIGNED, "--assign", "director=999", "--portal", portal.webhook)
    refused("launch.person_unknown", {"user_id": 999}, *argv, secrets=(code_of,))


def test_a_dismissed_person(refused, portal, code_of):
    argv = _launch(*ASSIGNED, "--assign", "lawyer=13", "--portal", portal.webhook)
    facts = {"person": "Дмитрий Назаров", "role": "Юрист"}
    refused("people.dismissed", facts, *argv, secrets=(code_of,))


def test_an_unknown_role(refused):
    facts = {"role": "cook", "known": ", ".join(sorted(ROLES))}
    refused("launch.role_unknown", facts, *_launch(*ASSIGNED, "--assign", "cook=2"))


# -- the form ------------------------------------------------------------------------------------


def test_an_address_that_is_being_opened_already_in_another_spelling(refused, tmp_path):
    for lang in ("ru", "en"):
        done(*_launch(*ASSIGNED), "--data", tmp_path / lang)
    argv = ("launch", KIOSK, "--address", " УЛ.ЛЕНИНА  10", *ASSIGNED)
    refused("launch.address_taken", {"address": "ул. Ленина, 10"}, *argv)
    for lang in ("ru", "en"):
        assert len(json.loads(done("status", "--json", "--data", tmp_path / lang))["openings"]) == 1


@pytest.mark.parametrize("address", ["", "   ", "\t"])
def test_an_empty_address(refused, address):
    refused("launch.address_empty", {}, "launch", KIOSK, "--address", address, *ASSIGNED)


def test_a_target_in_the_past(refused, portal):
    argv = _launch(*ASSIGNED, "--target", "2026-11-20", "--portal", portal.webhook)
    refused("launch.target_past", {"target": date(2026, 11, 20)}, *argv)


def test_a_target_before_the_start(refused, portal):
    argv = _launch(*ASSIGNED, "--start", "2026-12-14", "--target", "2026-12-10", "--portal", portal.webhook)
    facts = {"target": date(2026, 12, 10), "start": date(2026, 12, 14)}
    refused("launch.target_before_start", facts, *argv)


@pytest.mark.parametrize("option", ["--start", "--target"])
def test_a_day_that_the_calendar_does_not_reach(refused, tmp_path, option):
    # Committed, such a day would stop every later look at the portfolio.
    calendar = russian_calendar()
    facts = {"day": date(2099, 1, 12), "first": calendar.first, "last": calendar.last}
    refused("calendar.out_of_range", facts, *_launch(*ASSIGNED, option, "2099-01-12"))
    for lang in ("ru", "en"):
        assert json.loads(done("status", "--json", "--data", tmp_path / lang)) == {"openings": []}


def test_a_field_that_the_process_does_not_ask_for(refused):
    facts = {"field": "colour", "known": "prepaid"}
    refused("launch.field_unknown", facts, *_launch(*ASSIGNED, "--set", "colour=red"))


def test_an_answer_that_does_not_fit_its_question(refused):
    facts = {"field": "Поставщик просит предоплату", "value": "может быть"}
    refused("launch.field_bad", facts, *_launch(*ASSIGNED, "--set", "prepaid=может быть"))


def test_a_required_answer_that_is_missing(refused, changed):
    path = changed(lambda value: value["fields"][0].update(required=True))
    facts = {"field": "Поставщик просит предоплату", "field_id": "prepaid"}
    refused("launch.field_required", facts, "launch", path, *ADDRESS, *ASSIGNED)


def test_an_unknown_process(refused):
    refused("template.unknown", {"template": "no-such-process", "revision": ""}, "launch", "no-such-process", *ADDRESS)


def test_an_unknown_opening(refused):
    refused("status.unknown_opening", {"opening": "zzzzzzzz"}, "status", "zzzzzzzz")


def test_a_report_of_nothing(refused, tmp_path):
    refused("report.nothing", {}, "report", "--out", tmp_path / "gantt.pdf")
    assert not (tmp_path / "gantt.pdf").exists()


def test_a_drawing_in_an_unknown_form(refused, tmp_path):
    facts = {"ending": ".docx", "known": ".outlet.json, .svg, .png, .pdf"}
    refused("convert.unknown_ending", facts, "convert", KIOSK, tmp_path / "process.docx", own_data=False)
    assert not (tmp_path / "process.docx").exists()


def test_a_file_that_cannot_be_written(refused, tmp_path):
    out = tmp_path / "no such folder" / "copy.outlet.json"
    facts = {"path": str(out), "detail": "No such file or directory"}
    refused("file.cannot_write", facts, "convert", KIOSK, out, own_data=False)


def test_a_demo_of_less_than_nothing(refused):
    refused("demo.bad_number", {}, "demo", "--port", "0", "--openings", "-1")
    assert "demo.bad_number" in codes("en")
