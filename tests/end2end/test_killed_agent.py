"""The agent dies at any moment, on a bad line, and starts again: nothing twice, nothing lost, nothing early."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import time

from live_demo import CAST, KIOSK, PROGRAM, ROOT, Demo, Told, agent, environment, launch

KILLS = int(os.environ.get("OUTLET_KILLS", "8"))
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
            demo.wish("fault", kind=kind, method=method, probability=0.1)
    demo.wish("lag", seconds=1.0)  # a list does not show a new task at once
    for kind in ("http_503", "html_502"):
        demo.wish("fault", kind=kind, method="batch", probability=0.05)


def test_an_agent_killed_at_any_moment_loses_nothing_and_repeats_nothing(demo, data):
    template = json.loads(KIOSK.read_text("utf-8"))
    with_tasks = {step["id"] for step in template["steps"] if step["kind"] != "milestone"}
    chance = random.Random(SEED)
    openings = [launch(demo, data, KIOSK, address, "--set", "prepaid=true") for address in ADDRESSES]
    _bad_line(demo)
    for number in range(KILLS):
        with agent(demo, data) as doomed:
            if number % 2:
                doomed.lives_for(chance.uniform(0.5, 2.5))
            else:
                # Die just after the portal has executed the n-th write, before its answer is written down.
                goal = _writes(demo) + chance.randint(1, 4)
                deadline = time.monotonic() + 3.0
                while _writes(demo) < goal and time.monotonic() < deadline:
                    doomed.lives_for(0.01)
            assert doomed.runs, doomed.errors()
            doomed.kill()
        for task in demo.open_tasks():
            if chance.random() < 0.7:
                demo.complete(task)
    with agent(demo, data, "--until-idle") as last:
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
