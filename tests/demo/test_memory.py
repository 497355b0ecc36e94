"""What the portal remembers: restart, kill, log, reset."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx

from .conftest import TOKEN, Portal, button


def test_a_restart_keeps_everything(make_portal: Callable[..., Portal], kept: Path) -> None:
    first = make_portal(data=kept)
    bot = first.bot()
    task = first.add(XML_ID="k")
    message = first.send(bot, 2, "?", button("Да", "x"))
    first.tell("press", {"message_id": message, "button": "Да", "user_id": 2})
    first.tell("dismiss", {"user_id": 11})
    first.tell("clock", {"advance_s": 5400})
    path = first.server.webhook.split("/rest/")[1]
    first.close()
    second = make_portal(data=kept)
    assert second.server.webhook.split("/rest/")[1] == path
    assert second.ask("server.time") == "2026-11-24T10:30:00+04:00"
    assert second.task(task)["xmlId"] == "k"
    assert second.add() > task
    assert second.refusal("profile", user=11) == (401, "authorization_error")
    assert second.see("messages", user_id=2)[0]["locked"] is True
    assert [event["data"]["user"]["id"] for event in second.events(bot)["events"]] == [2]
    assert second.bot() == bot


_SERVE = """
import sys
from pathlib import Path
from outlet_desktop.portal.demo.server import DemoServer
server = DemoServer(data=Path(sys.argv[1]), limits=False, staff=False).start()
print(server.webhook, flush=True)
sys.stdin.read()
"""


def test_a_kill_loses_no_answered_request(make_portal: Callable[..., Portal], kept: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(kept)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        with httpx.Client() as http:
            sent = {"fields": {"TITLE": "x", "RESPONSIBLE_ID": 5}}
            made = [http.post(address + "tasks.task.add", json=sent).json()["result"]["task"]["id"] for _ in range(20)]
        os.kill(process.pid, signal.SIGKILL)
    again = make_portal(data=kept)
    found = again.ask("tasks.task.list", {"order": {"ID": "asc"}, "select": ["ID"]})["tasks"]
    assert [task["id"] for task in found] == made
    assert again.server.webhook.split("/rest/")[1] == address.split("/rest/")[1]


def test_a_folder_of_the_version_before_is_taken_over(make_portal: Callable[..., Portal], kept: Path) -> None:
    first = make_portal(data=kept)
    task = first.add("Старая")
    path = first.server.webhook.split("/rest/")[1]
    first.close()
    with closing(sqlite3.connect(kept / "demo.db")) as file:
        file.executescript(
            "DROP TABLE token; DROP TABLE webhook_end;"
            "ALTER TABLE task ADD COLUMN born REAL NOT NULL DEFAULT 0; PRAGMA user_version=1;"
        )
    second = make_portal(data=kept)
    assert second.server.webhook.split("/rest/")[1] == path
    assert second.task(task)["title"] == "Старая"
    assert second.add("Новая") == task + 1
    second.tell("expire", {"user_id": 5})
    assert second.refusal("profile", user=5) == (401, "INVALID_CREDENTIALS")
    assert second.tell("token", {})["access_token"]


def test_the_log_tells_every_call_in_order_and_no_secret(portal: Portal) -> None:
    task = portal.add(XML_ID="outlet:a:S1:1")
    portal.post("tasks.task.complete", {"taskId": 999}, 11)
    portal.ask("batch", {"cmd": {"a": "profile", "b": "no.such"}}, 2)
    portal.tell("fault", {"kind": "http_503"})
    portal.post("profile")
    rows = portal.see("log")
    seen = [(row["method"], row["user_id"], row["error"]) for row in rows]
    assert seen == [
        ("tasks.task.add", 1, None),
        ("tasks.task.complete", 11, "0"),
        ("batch", 2, None),
        ("profile", 2, None),
        ("no.such", 2, "ERROR_METHOD_NOT_FOUND"),
        ("profile", None, "fault:http_503"),
    ]
    assert (rows[0]["task_id"], rows[0]["xml_id"], rows[0]["ok"]) == (task, "outlet:a:S1:1", True)
    assert rows[3]["batch"] == rows[4]["batch"] == rows[2]["id"]
    codes = {person["webhook"].split("/")[-2] for person in portal.see("people")}
    text = portal.http.get(portal.server.control + "log").text
    assert not any(code in text for code in codes)
    assert TOKEN not in text
    assert portal.see("log", since=rows[-2]["id"]) == rows[-1:]


def test_reset_is_the_first_morning_again(portal: Portal) -> None:
    portal.add()
    portal.bot()
    portal.tell("dismiss", {"user_id": 11})
    portal.tell("clock", {"advance_s": 86_400})
    address = portal.server.webhook
    portal.tell("reset", {})
    assert portal.ask("server.time") == "2026-11-24T09:00:00+04:00"
    assert portal.ask("tasks.task.list")["tasks"] == []
    assert portal.ask("profile", user=11)["ID"] == "11"
    assert portal.ask("im.user.get", {"ID": 4})["absent"] == "2026-12-05T00:00:00+04:00"
    assert portal.server.webhook == address


def test_the_clock_runs_at_its_speed(make_portal: Callable[..., Portal]) -> None:
    portal = make_portal(speed=0.0)
    assert portal.see("clock") == {"now": "2026-11-24T09:00:00+04:00", "speed": 0.0}
    before = portal.server.now()
    portal.tell("clock", {"speed": 36_000})
    portal.ask("server.time")
    portal.tell("clock", {"speed": 0})
    passed = (portal.server.now() - before).total_seconds()
    assert passed > 1
    assert portal.http.post(portal.server.control + "clock", json={"speed": -1}).status_code == 400


def test_an_unknown_control_is_told(portal: Portal) -> None:
    assert portal.http.post(portal.server.control + "fly", json={}).status_code == 404
    assert portal.http.post(portal.server.control + "dismiss", json={"user_id": 99}).status_code == 400
    assert portal.http.post(portal.server.control + "say", json={"user_id": 2, "text": "?"}).status_code == 400
