"""`demo --openings`: the real engine lived through their past; the demo's own log has to tell the same story."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from live_demo import SAMPLE, Demo, Told, done


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Demo, list[dict]]]:
    """A standing clock after the past: nothing changes while the test looks."""
    folder = tmp_path_factory.mktemp("past")
    with Demo(folder, "--openings", 5, "--speed", 0, "--no-staff") as made:
        openings = json.loads(done("status", "--json", "--data", folder))["openings"]
        yield made, openings


def test_the_past_holds_five_outlets_in_different_states(past):
    _, openings = past
    assert len(openings) == 5
    assert len({opening["address"] for opening in openings}) == 5
    assert {"running", "deciding"} <= {opening["state"] for opening in openings}
    assert all(not opening["why"].startswith("why.") for opening in openings)


def test_every_step_was_created_once_and_after_its_inputs_were_closed(past):
    demo, openings = past
    template = json.loads(SAMPLE.read_text("utf-8"))
    for opening in openings:
        told = Told(demo, opening["id"])
        ours = {task["xmlId"]: int(task["id"]) for task in demo.tasks(opening["id"])}
        assert len(ours) == len(demo.tasks(opening["id"]))
        taps = _taps(told, demo)
        told.check(
            template,
            _skipped(opening),
            {step: taps[task] for step, [(_, task)] in told.created.items() if task in taps},
        )
        assert {f"outlet:{opening['id']}:{step}:1": found[0][1] for step, found in told.created.items()} == ours


def test_the_history_recomputed_from_the_demos_log_is_what_status_says(past):
    demo, openings = past
    template = json.loads(SAMPLE.read_text("utf-8"))
    milestones = {step["id"] for step in template["steps"] if step["kind"] == "milestone"}
    # The longest history of the five.
    opening = max(openings, key=lambda opening: sum(step["state"] == "done" for step in opening["steps"]))
    told = Told(demo, opening["id"])
    holders = {int(task["id"]): int(task["responsibleId"]) for task in demo.tasks(opening["id"])}
    expected = {}
    for step, [(_, task)] in told.created.items():
        closed = told.closed_at.get(task)
        expected[step] = ("done" if closed else "open", task, holders[task], closed and closed[:10])
    shown = {
        step["id"]: (step["state"], step["task_id"], step["user_id"], step["actual"][1])
        for step in opening["steps"]
        if step["id"] not in milestones and step["task_id"]
    }
    assert shown == expected
    assert sum(1 for state, *_ in shown.values() if state == "done") >= 10
    # A milestone is reached on the day of its last input, and only then.
    inputs: dict[str, list[str]] = {}
    for flow in template["flows"]:
        inputs.setdefault(flow["to"], []).append(flow["from"])
    finish = {step["id"]: step["actual"][1] for step in opening["steps"]}
    for step in opening["steps"]:
        if step["id"] in milestones:
            days = [finish[source] for source in inputs[step["id"]]]
            assert (step["state"], step["actual"][1]) == (("done", max(days)) if all(days) else ("pending", None))
    project = [row for row in told.rows if row.get("keywords") == f"outlet-{opening['id']}" and row["ok"]]
    assert [(row["group_id"], row["name"]) for row in project] == [(opening["project_id"], opening["address"])]


def _skipped(opening: dict) -> set[str]:
    return {step["id"] for step in opening["steps"] if step["state"] == "skipped"}


def _taps(told: Told, demo: Demo) -> dict[int, int]:
    """Task -> row of the first tap on the question about it, which names the step and the address."""
    asked: dict[int, int] = {}
    for row in told.rows:
        if row["method"] == "im.message.command" and row["ok"]:
            asked.setdefault(row["message_id"], row["id"])
    found: dict[int, int] = {}
    step_of = {m["message_id"]: m["text"] for m in demo.ask("messages")}
    for task in demo.tasks():
        title, _, address = task["title"].partition(" — ")
        for message, row in asked.items():
            if title in step_of.get(message, "") and address in step_of.get(message, ""):
                found[int(task["id"])] = row
    return found
