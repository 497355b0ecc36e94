"""How the processes begin, end and share a data folder; what commands write to files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from live_demo import (
    KIOSK,
    PROGRAM,
    ROOT,
    SAMPLE,
    Child,
    Demo,
    agent,
    done,
    environment,
    events_of,
    free_port,
    launch,
    run,
    status,
    until,
)

from outlet_desktop.wording import sentence

posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is a POSIX word")


@posix
def test_sigterm_ends_an_agent_with_zero_after_its_pass(demo, data):
    launch(demo, data, KIOSK, "ул. Ленина, 10")
    with agent(demo, data) as running:
        running.next_line()
        assert running.terminate() == 0, running.errors()
        assert all(json.loads(line) for line in running.lines)


def test_a_second_agent_is_refused_and_told_who_acts(demo, data):
    launch(demo, data, KIOSK, "ул. Ленина, 10")
    with agent(demo, data) as first:
        first.next_line()
        second = run("agent", "--once", "--data", data, "--portal", demo.webhook)
        assert second.returncode == 1
        told = sentence("agent.locked", {"holder": str(first.process.pid)}, "ru")
        assert second.stderr == f"outlet-desktop: {told}\n"
        # Looking never locks.
        assert len(json.loads(done("status", "--json", "--data", data))["openings"]) == 1
        first.kill()
    # A killed agent holds nothing.
    done("agent", "--once", "--settle", 3, "--data", data, "--portal", demo.webhook)


def test_one_pass_creates_once_and_the_next_pass_creates_nothing(demo, data):
    opening = launch(demo, data, KIOSK, "ул. Ленина, 10")
    once = ("agent", "--once", "--settle", 3, "--data", data)
    first = [json.loads(line)["event"] for line in done(*once, OUTLET_PORTAL=demo.webhook).splitlines()]
    assert "task_created" in first
    assert done(*once, OUTLET_PORTAL=demo.webhook) == ""
    assert [task["xmlId"] for task in demo.tasks()] == [f"outlet:{opening}:A1:1"]


def test_the_agent_needs_no_qt(demo, data):
    launch(demo, data, KIOSK, "ул. Ленина, 10")
    blocked = (
        "import sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None\n"
        "from outlet_desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", blocked, "agent", "--once", "--data", str(data), "--portal", demo.webhook],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
        timeout=90,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert len(demo.tasks()) == 1


def test_an_agent_until_idle_with_nothing_launched_ends_at_once(demo, data):
    with agent(demo, data, "--until-idle") as idle:
        assert idle.wait() == 0
        assert events_of(idle) == []


def test_the_demo_ends_when_its_input_closes(tmp_path):
    with Demo(tmp_path / "portal", stdin=subprocess.PIPE) as portal:
        assert portal.ask("clock")["speed"] == 1.0
        assert portal.process.stdin is not None
        portal.process.stdin.close()
        assert portal.wait() == 0


@posix
def test_the_demo_keeps_its_tasks_and_webhooks_over_a_restart(tmp_path):
    folder = tmp_path / "portal"
    with Demo(folder, "--no-staff") as portal:
        code = portal.webhook.split("/")[-2]
        fields = {"TITLE": "Полить цветы", "RESPONSIBLE_ID": 3, "XML_ID": "outlet:aaaabbbb:S01:1"}
        made = portal.call(1, "tasks.task.add", fields=fields)["task"]
        assert portal.terminate() == 0
    with Demo(folder, "--no-staff") as portal:
        assert portal.webhook.split("/")[-2] == code
        (kept,) = portal.tasks()
        assert (int(kept["id"]), kept["title"]) == (int(made["id"]), "Полить цветы")


@posix
def test_an_agent_outlives_its_portal_and_goes_on_when_it_is_back(tmp_path, data):
    folder, port = tmp_path / "portal", free_port()
    with Demo(folder, "--no-staff", "--no-limits", port=port) as portal:
        opening = launch(portal, data, KIOSK, "ул. Ленина, 10")
        with agent(portal, data) as running:
            until(lambda: portal.tasks(opening), "the director is asked")
            assert portal.terminate() == 0
            assert running.lives_for(1.0), running.errors()
            with Demo(folder, "--no-staff", "--no-limits", port=port) as again:
                again.complete(again.task_of(opening, "A1"))
                until(lambda: len(again.tasks(opening)) == 3, again.tasks)
                assert running.terminate() == 0


@posix
def test_an_agent_that_never_found_its_portal_can_be_told_to_stop(data):
    url = f"http://127.0.0.1:{free_port()}/rest/1/abcdefgh12345678/"
    with Child("agent", "--data", data, "--portal", url) as running:
        # Its lock says that it is past its start, where a signal would still just end it.
        until(lambda: (data / "agent.pid").exists(), running.errors)
        assert running.lives_for(1.0), running.errors()
        assert running.terminate() == 0
        assert "abcdefgh" not in running.errors()


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_a_demo_told_to_stop_ends_with_zero(tmp_path, number):
    with Demo(tmp_path / "portal") as portal:
        os.kill(portal.process.pid, number)
        assert portal.wait() == 0


def test_a_taken_port_is_told_with_a_way_out(demo, tmp_path):
    port = demo.webhook.split(":")[2].split("/")[0]
    ended = run("demo", "--port", port, "--data", tmp_path / "other")
    assert ended.returncode == 1
    assert ended.stderr.startswith("outlet-desktop: ")
    assert port in ended.stderr
    assert "--port 0" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_reports_of_one_outlet_and_of_the_portfolio_are_written(demo, data, tmp_path):
    import openpyxl

    opening = launch(demo, data, SAMPLE, "ул. Ленина, 10")
    launch(demo, data, KIOSK, "ул. Мира, 5")
    done("agent", "--once", "--settle", 3, "--data", data, "--portal", demo.webhook)
    marks = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n", "xlsx": b"PK"}
    for ending, mark in marks.items():
        out = tmp_path / f"gantt.{ending}"
        assert done("report", opening, "--out", out, "--data", data).strip() == str(out)
        assert out.read_bytes().startswith(mark)
        assert out.stat().st_size > 2000
    everything = tmp_path / "все точки.xlsx"
    done("report", "--all", "--out", everything, "--data", data)
    cells = {
        str(cell.value)
        for path in (tmp_path / "gantt.xlsx", everything)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert {"Согласовать адрес точки", "Точка открыта", "ул. Мира, 5"} <= cells


def test_check_says_that_the_shipped_processes_are_clean(tmp_path):
    for name, word in (("outlet-opening.outlet.json", "40"), ("outlet-opening.en.outlet.json", "40")):
        said = done("check", ROOT / "resources" / "templates" / name, "--lang", "en")
        assert said == sentence("check.clean", {"steps": int(word)}, "en") + "\n"
    assert json.loads(done("check", KIOSK, "--json")) == {"findings": []}


def test_convert_reads_and_writes_the_same_bytes_and_draws(tmp_path):
    for source in (SAMPLE, KIOSK):
        out = tmp_path / source.name
        assert done("convert", source, out).strip() == str(out)
        assert out.read_bytes() == source.read_bytes()
    drawn = {"svg": b"<", "png": b"\x89PNG\r\n", "pdf": b"%PDF-"}
    for ending, mark in drawn.items():
        out = tmp_path / f"drawing.{ending}"
        done("convert", SAMPLE, out)
        assert out.read_bytes().startswith(mark)
    assert "Согласовать адрес точки" in (tmp_path / "drawing.svg").read_text("utf-8").replace("\n", " ")


def test_a_command_in_a_pipe_that_closes_early_leaves_no_traceback(demo, data):
    launch(demo, data, SAMPLE, "ул. Ленина, 10")
    process = subprocess.Popen(
        [*PROGRAM, "status", "--json", "--data", str(data)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(PYTHONUNBUFFERED="1"),
    )
    assert process.stdout is not None
    process.stdout.close()  # as `head` does when it has seen enough
    assert process.stderr is not None
    with process.stderr as stream:
        said = stream.read().decode()
    process.wait(90)
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_the_demos_name_is_in_no_settings_file_and_the_code_in_no_file_of_ours(demo, data):
    launch(demo, data, KIOSK, "ул. Ленина, 10")
    done("agent", "--once", "--settle", 3, "--data", data, "--portal", demo.webhook)
    code = demo.webhook.split("/")[-2].encode()
    for path in data.rglob("*"):
        if path.is_file():
            assert code not in path.read_bytes(), path
    assert (
        status(data, json.loads(done("status", "--json", "--data", data))["openings"][0]["id"])["state"] == "deciding"
    )


def test_an_outlet_launched_beside_a_running_agent_is_carried_out(demo, data):
    launch(demo, data, KIOSK, "ул. Ленина, 10")
    with agent(demo, data) as running:
        running.next_line()
        second = launch(demo, data, KIOSK, "ул. Мира, 5")
        seen: list[str] = []
        while second not in seen:
            seen.append(json.loads(running.next_line())["opening"])
        assert [task["xmlId"] for task in demo.tasks(second)] == [f"outlet:{second}:A1:1"]
