"""People leave and take over, projects are deleted, webhooks are revoked: real processes over real HTTP."""

from __future__ import annotations

import json

from live_demo import EXPANSION, KIOSK, agent, done, launch, run, status, until

SPARE = 12  # at work, plays no role here


def approved(demo, data, address):
    """An outlet whose place is agreed; its opening id."""
    opening = launch(demo, data, KIOSK, address)
    done("agent", "--once", "--settle", 3, "--data", data, "--portal", demo.webhook)
    demo.complete(demo.task_of(opening, "A1"))
    return opening


def passed(demo, data):
    """One pass of the agent."""
    return done("agent", "--once", "--settle", 1, "--data", data, "--portal", demo.webhook)


def steps_of(demo, opening):
    return {task["xmlId"].split(":")[2] for task in demo.tasks(opening)}


def holders(demo, opening):
    return {task["xmlId"].split(":")[2]: int(task["responsibleId"]) for task in demo.open_tasks(opening)}


def test_somebody_who_leaves_is_told_and_replaced_in_every_outlet(demo, data):
    openings = [approved(demo, data, address) for address in ("ул. Ленина, 10", "ул. Мира, 3")]
    passed(demo, data)
    demo.wish("dismiss", user_id=EXPANSION)
    passed(demo, data)
    passed(demo, data)
    for opening in openings:
        problem = status(data, opening)["problem"]
        assert problem["code"] == "people.left"
        assert "Менеджер по развитию" in problem["text"]
    looked = json.loads(done("replace", EXPANSION, SPARE, "--dry-run", "--data", data))
    assert looked["replacement"] is None
    assert {task["opening"] for task in looked["tasks"]} == set(openings)
    assert {holders(demo, opening)["T1"] for opening in openings} == {EXPANSION}
    made = json.loads(done("replace", EXPANSION, SPARE, "--data", data))
    assert made["replacement"] == 1
    since = len(demo.log())
    passed(demo, data)
    passed(demo, data)
    assert {holders(demo, opening)["T1"] for opening in openings} == {SPARE}
    moved = [row for row in demo.log()[since:] if row["method"] == "tasks.task.update"]
    assert len(moved) == 2
    assert all(status(data, opening)["problem"] is None for opening in openings)
    # By the same words the other way round nothing is left to replace.
    again = run("replace", EXPANSION, SPARE, "--data", data)
    assert again.returncode == 1
    assert "Заменять нечего" in again.stderr


def test_a_deleted_project_stops_its_outlet_alone_until_there_is_one_again(demo, data):
    first, second = (approved(demo, data, address) for address in ("ул. Ленина, 10", "ул. Мира, 3"))
    passed(demo, data)
    project = status(data, first)["project_id"]
    demo.call(1, "sonet_group.delete", GROUP_ID=project)
    with agent(demo, data, settle=1):
        for task in demo.open_tasks():
            demo.complete(task)
        until(lambda: "C1" in steps_of(demo, second), "the other outlet goes on")
        until(lambda: (status(data, first)["problem"] or {}).get("code") == "project.gone", "told")
        assert status(data, first)["state"] == "stopped"
        assert "C1" not in steps_of(demo, first)
        assert f"outlet-{first}" in status(data, first)["problem"]["text"]


def test_a_revoked_webhook_is_told_in_words_and_its_address_stays_out(demo, data):
    opening = approved(demo, data, "ул. Ленина, 10")
    with agent(demo, data, settle=1) as acting:
        until(lambda: "T1" in steps_of(demo, opening), "begun")
        hooks = demo.webhook
        demo.webhook_of(2)
        demo.wish("dismiss", user_id=1)
        assert acting.wait() == 1
        said = acting.errors()
        assert "вебхук" in said
        assert hooks.rstrip("/").rsplit("/", 1)[1] not in said
