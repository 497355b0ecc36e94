"""The agent dies at any moment, on a bad line, and starts again: nothing twice, nothing lost, nothing early."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest
from live_demo import CAST, KIOSK, PROGRAM, ROOT, Demo, Told, agent, environment, launch, until

KILLS = int(os.environ.get("OUTLET_KILLS", "30"))
SEED = int(os.environ.get("OUTLET_SEED", "20261124"))
WRITES = ("tasks.task.add", "sonet_group.create", "task.checklistitem.add", "task.dependence.add")
ADDRESSES = ("ул. Садовая, 1", "ул. Садовая, 2", "ул. Садовая, 3")


def _writes(demo: Demo) -> int:
    return sum(1 for row in demo.log() if row["method"] in WRITES and row["ok"])


def _bad_line(demo: Demo) -> None:
    """What a portal and a network do to a client: certain losses first, then losses by chance."""
    demo.wish("fault", kind="drop_answer", method="tasks.task.add", times=1)
    demo.wish("fault", kind="drop_answer", method="sonet_group.create", times=1)
    demo.wish("fault", kind="cut", method="task.checklistitem.add", times=1, after=1)
    for kind in ("drop_answer", "cut"):
        for method in ("tasks.task.add", "task.checklistitem.add"):
            demo.wish("fault", kind=kind, method=method, probability=0.1, times=KILLS // 2)
    demo.wish("lag", seconds=0.7)  # a list does not show a new task at once
    for kind in ("http_503", "html_502"):
        demo.wish("fault", kind=kind, method="batch", probability=0.05, times=KILLS // 2)


def test_an_agent_killed_at_any_moment_loses_nothing_and_repeats_nothing(demo, data):
    template = json.loads(KIOSK.read_text("utf-8"))
    with_tasks = {step["id"] for step in template["steps"] if step["kind"] != "milestone"}
    chance = random.Random(SEED)
    openings = [launch(demo, data, KIOSK, address, "--set", "prepaid=true") for address in ADDRESSES]
    _bad_line(demo)
    for number in range(KILLS):
        with agent(demo, data, settle=2) as doomed:
            if number % 2:
                doomed.lives_for(chance.uniform(0.4, 1.6))
            else:
                # Die just after the portal has executed the n-th write, before its answer is written down.
                goal = _writes(demo) + chance.randint(1, 4)
                deadline = time.monotonic() + 2.0
                while _writes(demo) < goal and time.monotonic() < deadline:
                    doomed.lives_for(0.01)
            assert doomed.runs, doomed.errors()
            doomed.kill()
        for task in demo.open_tasks():
            if chance.random() < 0.7:
                demo.complete(task)
    with agent(demo, data, "--until-idle", settle=2) as last:
        demo.work_until(last)

    assert {row["fault"] for row in demo.log() if "fault" in row} >= {"drop_answer", "cut"}
    for opening, address in zip(openings, ADDRESSES, strict=True):
        told = Told(demo, opening)
        told.check(template)
        assert told.created.keys() == with_tasks
        tasks = demo.tasks(opening)
        assert sorted(task["xmlId"] for task in tasks) == sorted(f"outlet:{opening}:{step}:1" for step in with_tasks)
        (project,) = {int(task["groupId"]) for task in tasks}
        named = demo.call(1, "sonet_group.get", FILTER={"NAME": address}, IS_ADMIN="Y")
        assert [(int(found["ID"]), found["CLOSED"]) for found in named] == [(project, "Y")]
        question = demo.task_of(opening, "A1")
        lines = demo.call(1, "task.checklistitem.getlist", TASKID=question["id"])
        titles = [line["TITLE"] for line in lines if int(line["PARENT_ID"] or 0)]
        assert len(titles) == len(set(titles))
        asked = [m for m in demo.ask("messages", user_id=CAST["director"]) if address in m["text"]]
        assert len(asked) <= 1  # messages: at most once


@pytest.mark.parametrize("kind", ["drop_answer", "slow"])
def test_a_creation_nobody_saw_answered_is_not_repeated_while_it_may_still_show(demo, data, kind):
    """Executed, but not in lists yet; or still on its way when its sender dies: both would become twins."""
    opening = launch(demo, data, KIOSK, ADDRESSES[0])
    key = f"outlet:{opening}:A1:1"
    demo.wish("lag", seconds=2.0)
    demo.wish("fault", kind=kind, method="tasks.task.add", times=1, seconds=2.0)

    def is_sent() -> bool:
        with closing(sqlite3.connect(data / "outlet.db")) as store:
            return store.execute("select state from intent where key=?", (key,)).fetchone() == ("sent",)

    def creations() -> list[dict]:
        return [row for row in demo.log() if row.get("xml_id") == key and row["ok"]]

    with agent(demo, data, settle=6) as doomed:
        until(is_sent if kind == "slow" else creations, "the request is on its way")
        if kind == "slow":
            doomed.lives_for(0.3)
        doomed.kill()
    with agent(demo, data, settle=6) as second:
        while json.loads(second.next_line())["event"] != "step_opened":
            pass
        assert len(creations()) == 1
        until(lambda: len(demo.tasks(opening)) == 1, demo.tasks)


def test_a_request_that_never_arrived_is_sent_again(demo, data):
    opening = launch(demo, data, KIOSK, ADDRESSES[0])
    for kind in ("refuse", "http_503", "cut"):
        demo.wish("fault", kind=kind, method="tasks.task.add", times=1, after=0)
    with agent(demo, data, settle=1.5) as running:
        until(lambda: demo.tasks(opening), running.errors)
        assert [task["xmlId"] for task in demo.tasks(opening)] == [f"outlet:{opening}:A1:1"]
    assert len([row for row in demo.log() if row["method"] == "tasks.task.add" and row["ok"]]) == 1


def test_two_launches_of_one_address_at_once_make_one_opening(tmp_path):
    data = tmp_path / "outlets"
    roles = [role["id"] for role in json.loads(KIOSK.read_text("utf-8"))["roles"]]
    assigned = [word for role in roles for word in ("--assign", f"{role}={CAST[role]}")]
    spellings = ("ул. Мира, 5", "УЛ МИРА 5", "ул.  мира, 5.")
    started = [
        subprocess.Popen(
            [*PROGRAM, "launch", str(KIOSK), "--address", spelling, *assigned, "--data", str(data)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
        )
        for spelling in spellings
    ]
    try:
        ended = [process.communicate(timeout=90) for process in started]
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert sorted(process.returncode for process in started) == [0, 1, 1], ended
    assert not any(b"Traceback" in errors for _, errors in ended)
    store = sqlite3.connect(data / "outlet.db")
    assert store.execute("select count(*) from opening").fetchone() == (1,)
    store.close()
