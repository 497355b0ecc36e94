"""The main journey by the command line alone: demo, launch, agent, status, with real processes over real HTTP."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from live_demo import (
    ACCOUNTANT,
    CAST,
    DIRECTOR,
    EXPANSION,
    KIOSK,
    LAWYER,
    RETAIL,
    SAMPLE,
    Demo,
    Told,
    agent,
    events_of,
    launch,
    status,
    until,
)

ADDRESS = "ул. Ленина, 10"
OPENING_KEYS = {
    "id", "address", "city", "state", "status", "project_id", "template", "goal", "opened_on", "baseline_finish",
    "target", "forecast", "slip_days", "held_by", "why", "problem", "steps",
}  # fmt: skip
STEP_KEYS = {
    "id", "round", "state", "task_id", "user_id", "baseline", "actual", "forecast", "critical", "total_float",
}  # fmt: skip
HOLDER_KEYS = {"step", "title", "role", "user_id", "person", "since", "overdue_days", "reason"}
EVENT_KEYS = {"at", "event", "opening", "step", "round", "key", "task_id", "user_id", "text"}
EVENTS = {
    "launched", "question", "decided", "project_created", "step_opened", "task_created", "step_done", "step_skipped",
    "step_reset", "reassigned", "hand_edit", "reason", "reminded", "problem", "mended", "opening_done",
    "opening_rejected",
}  # fmt: skip


def test_the_sample_of_forty_steps_runs_from_launch_to_its_archived_project(demo, data):
    template = json.loads(SAMPLE.read_text("utf-8"))
    titles = {step["id"]: step["title"] for step in template["steps"]}
    roles = {step["id"]: step["role"] for step in template["steps"]}
    with_tasks = {step["id"] for step in template["steps"] if step["kind"] != "milestone"} - {"S31"}
    opening = launch(demo, data, SAMPLE, ADDRESS, "--city", "Самара", "--set", "prepaid=false")
    before = status(data, opening)
    assert (before["state"], before["project_id"], before["target"]) == ("deciding", None, before["forecast"]["p80"])

    with agent(demo, data, "--until-idle") as running:
        until(lambda: demo.tasks(opening), "the director is asked")
        (question,) = demo.tasks(opening)
        assert question["title"] == f"{titles['S01']} — {ADDRESS}"
        assert int(question["responsibleId"]) == DIRECTOR
        waiting = status(data, opening)
        assert [held["step"] for held in waiting["held_by"]] == ["S01"]
        assert waiting["held_by"][0].keys() == HOLDER_KEYS
        assert waiting["held_by"][0]["person"] == "Виктор Сафронов"

        demo.complete(question)
        until(lambda: len(demo.tasks(opening)) == 4, lambda: demo.tasks(opening))
        first = {task["xmlId"].split(":")[2]: task for task in demo.open_tasks(opening)}
        assert first.keys() == {"S02", "S03", "S04"}
        project = demo.project(int(first["S02"]["groupId"]))
        assert project["NAME"] == ADDRESS
        assert project["CLOSED"] == "N"
        assert f"outlet-{opening}" in project["KEYWORDS"]
        for step, task in first.items():
            assert task["title"] == f"{titles[step]} — {ADDRESS}"
            assert int(task["responsibleId"]) == CAST[roles[step]]
            assert task["groupId"] == first["S02"]["groupId"]
            assert date.fromisoformat(task["deadline"][:10]) > date(2026, 11, 23)
            assert task["deadline"].endswith("T18:00:00+04:00")
        demo.work_until(running)
        events = events_of(running)

    told = Told(demo, opening)
    told.check(template, skipped={"S31"})
    assert told.created.keys() == with_tasks
    listed = [task["xmlId"] for task in demo.tasks(opening)]
    assert sorted(listed) == sorted(f"outlet:{opening}:{step}:1" for step in with_tasks)
    assert {task["title"] for task in demo.tasks(opening)} == {f"{titles[step]} — {ADDRESS}" for step in with_tasks}
    assert [row["name"] for row in told.rows if row["method"] == "sonet_group.create" and row["ok"]] == [ADDRESS]
    assert demo.project(int(project["ID"]))["CLOSED"] == "Y"

    assert all(event.keys() == EVENT_KEYS and event["event"] in EVENTS for event in events)
    names = [event["event"] for event in events]
    assert names.count("task_created") == len(with_tasks)
    assert (names.count("project_created"), names.count("opening_done"), names.count("step_skipped")) == (1, 1, 1)

    after = status(data, opening)
    assert after.keys() == OPENING_KEYS
    assert (after["state"], after["status"], after["problem"]) == ("done", "done", None)
    assert (after["id"], after["address"], after["city"]) == (opening, ADDRESS, "Самара")
    assert after["project_id"] == int(project["ID"])
    assert after["template"] == {"name": template["name"], "revision": template["revision"]}
    assert after["forecast"].keys() == {"p50", "p80", "chance"}
    assert after["held_by"] == []
    assert len(after["steps"]) == 40
    assert all(step.keys() == STEP_KEYS for step in after["steps"])
    states = {step["id"]: step["state"] for step in after["steps"]}
    assert states.pop("S31") == "skipped"
    assert set(states.values()) == {"done"}
    assert {step["id"] for step in after["steps"] if step["task_id"]} == with_tasks
    assert all(step["actual"][1] for step in after["steps"] if step["state"] == "done")


def _decided(demo: Demo, data, opening: str) -> dict[str, object]:
    """The answers of the opening as the store keeps them."""
    with sqlite3.connect(data / "outlet.db") as store:
        rows = store.execute("select step, outcome, user_id, source from tap where opening=?", (opening,)).fetchall()
    store.close()
    return {row[0]: row[1:] for row in rows}


def _questions(demo: Demo, user_id: int) -> list[dict[str, Any]]:
    """Messages of the bot that wait for a tap; a digest of the morning is none."""
    return [message for message in demo.ask("messages", user_id=user_id) if message["buttons"]]


def test_the_director_approves_by_a_tap_on_the_bots_button(demo, data):
    template = json.loads(KIOSK.read_text("utf-8"))
    opening = launch(demo, data, KIOSK, ADDRESS)
    with agent(demo, data, "--until-idle") as running:
        until(lambda: _questions(demo, DIRECTOR), "the bot asks")
        (message,) = _questions(demo, DIRECTOR)
        assert ADDRESS in message["text"]
        assert message["buttons"] == ["Согласовать", "На доработку", "Отклонить"]
        demo.wish("press", message_id=message["message_id"], button="Согласовать", user_id=DIRECTOR)
        until(lambda: demo.task_of(opening, "A1")["status"] == "5", "the program completes what was decided")
        demo.work_until(running)
    told = Told(demo, opening)
    tap = next(row["id"] for row in told.rows if row["method"] == "im.message.command" and row["ok"])
    made = next(row["id"] for row in told.rows if row["method"] == "sonet_group.create")
    assert tap < made
    told.check(template, skipped={"T5"}, answered={"A1": tap})
    assert told.created.keys() == {"A1", "T1", "T2", "C1", "T3", "T4"}
    assert status(data, opening)["state"] == "done"
    assert _decided(demo, data, opening) == {"A1": ("approve", DIRECTOR, "bot")}
    sent = demo.ask("messages", user_id=DIRECTOR)
    answered = next(one for one in sent if one["message_id"] == message["message_id"])
    assert answered["buttons"] == []
    assert "Согласовать" in answered["text"]


def test_a_payment_confirmed_by_a_tap_opens_what_it_blocked(demo, data):
    template = json.loads(KIOSK.read_text("utf-8"))
    opening = launch(demo, data, KIOSK, ADDRESS, "--set", "prepaid=да")
    with agent(demo, data, "--until-idle") as running:
        for step in ("A1", "T1", "T2"):
            until(lambda step=step: step in {t["xmlId"].split(":")[2] for t in demo.tasks(opening)}, step)
            demo.complete(demo.task_of(opening, step))
        until(lambda: _questions(demo, ACCOUNTANT), "the bot asks the accountant")
        assert {task["xmlId"].split(":")[2] for task in demo.open_tasks(opening)} == {"C1"}
        (message,) = _questions(demo, ACCOUNTANT)
        demo.wish("press", message_id=message["message_id"], button=message["buttons"][0], user_id=ACCOUNTANT)
        until(lambda: {t["xmlId"].split(":")[2] for t in demo.open_tasks(opening)} == {"T3", "T5"}, "both follow")
        demo.work_until(running)
    Told(demo, opening).check(template)
    assert status(data, opening)["state"] == "done"


def test_a_ticked_line_rejects_the_opening_before_it_has_a_project(demo, data):
    opening = launch(demo, data, KIOSK, ADDRESS)
    with agent(demo, data, "--until-idle") as running:
        until(lambda: demo.tasks(opening), "the director is asked")
        task = demo.task_of(opening, "A1")

        def lines() -> dict[str, int]:
            items = demo.call(DIRECTOR, "task.checklistitem.getlist", TASKID=task["id"])
            return {item["TITLE"]: int(item["ID"]) for item in items}

        until(lambda: {"На доработку", "Отклонить"} <= lines().keys(), lines)
        demo.call(DIRECTOR, "task.checklistitem.complete", TASKID=task["id"], ITEMID=lines()["Отклонить"])
        demo.wish("result", user_id=DIRECTOR, task_id=int(task["id"]), text="Слишком дорогая аренда")
        demo.complete(task)
        assert running.wait() == 0
        events = {event["event"]: event for event in events_of(running)}
    assert events["opening_rejected"]["step"] == "A1"
    assert "Слишком дорогая аренда" in events["decided"]["text"]
    after = status(data, opening)
    assert (after["state"], after["status"], after["project_id"]) == ("rejected", "idle", None)
    assert {step["id"]: step["state"] for step in after["steps"]}["A1"] == "rejected"
    assert len(demo.tasks(opening)) == 1
    assert not [row for row in demo.log() if row["method"] == "sonet_group.create"]
    # The address is free again: another opening of it may be launched.
    assert launch(demo, data, KIOSK, ADDRESS) != opening


def test_somebody_elses_completion_of_a_decision_stops_the_opening_with_a_question(demo, data):
    opening = launch(demo, data, KIOSK, ADDRESS)
    with agent(demo, data, "--until-idle") as running:
        until(lambda: demo.tasks(opening), "the director is asked")
        demo.call(1, "tasks.task.complete", taskId=demo.task_of(opening, "A1")["id"])
        assert running.wait() == 0
    after = status(data, opening)
    assert (after["state"], after["problem"]["code"]) == ("stopped", "decision.foreign")
    assert after["problem"]["text"] not in ("", "decision.foreign")
    assert len(demo.tasks(opening)) == 1


def test_the_demos_own_people_take_an_outlet_to_its_end(tmp_path, data):
    template = json.loads(KIOSK.read_text("utf-8"))
    with Demo(tmp_path / "portal", "--speed", 150_000) as busy:
        opening = launch(busy, data, KIOSK, ADDRESS)
        with agent(busy, data, "--until-idle") as running:
            assert running.wait(2 * 90) == 0, running.errors()
        told = Told(busy, opening)
        taps = [row for row in told.rows if row["method"] == "im.message.command" and row["ok"]]
        answered = {}
        for row in taps:
            step = "A1" if row["user_id"] == DIRECTOR else "C1"
            answered.setdefault(step, row["id"])
        told.check(template, skipped={"T5"}, answered=answered)
        assert told.created.keys() == {"A1", "T1", "T2", "C1", "T3", "T4"}
        closers = {row["user_id"] for row in told.rows if row["staff"]}
        assert {EXPANSION, LAWYER, RETAIL} <= closers
    after = status(data, opening)
    assert after["state"] == "done"
    days = [step["actual"][1] for step in after["steps"] if step["task_id"]]
    assert max(days) > min(days)


def test_the_bot_asks_the_facts_of_a_payment_of_the_sample_and_the_task_tells_them(demo, data, tmp_path):
    template = json.loads(SAMPLE.read_text("utf-8"))
    payment = next(step for step in template["steps"] if step["id"] == "S07")
    for field in payment["fields"][:2]:
        field["required"] = True
    # A sample that stops at its payment: what leads there is in the way.
    before = {"S01", "S07", "S08"}
    template["steps"] = [step for step in template["steps"] if step["id"] in before]
    template["flows"] = [{"from": "S01", "to": "S07", "lag": 0}, {"from": "S07", "to": "S08", "lag": 0}]
    template["goal"] = "S08"
    path = tmp_path / "payment.outlet.json"
    path.write_text(json.dumps(template, ensure_ascii=False), "utf-8")
    opening = launch(demo, data, path, ADDRESS)

    def heard() -> list[str]:
        return [message["text"] for message in demo.ask("messages", user_id=ACCOUNTANT)]

    def is_asked(title: str, times: int = 1) -> None:
        until(lambda: sum(f"{title}?" in text for text in heard()) == times, heard)

    def says(text: str) -> None:
        demo.wish("say", user_id=ACCOUNTANT, text=text)

    with agent(demo, data, "--until-idle") as running:
        until(lambda: demo.tasks(opening), "the director is asked")
        demo.complete(demo.task_of(opening, "S01"))
        until(lambda: _questions(demo, ACCOUNTANT), "the bot asks the accountant")
        (question,) = _questions(demo, ACCOUNTANT)
        assert question["buttons"] == ["Оплачено"]
        assert "Каждый рабочий день ожидания" in question["text"]
        demo.wish("press", message_id=question["message_id"], button="Оплачено", user_id=ACCOUNTANT)
        is_asked("Сумма, ₽")
        says("сколько-то")
        is_asked("Сумма, ₽", 2)
        assert "Такой ответ не подходит." in heard()[-1]
        says("120 000,50")
        is_asked("№ счёта")
        assert len(demo.tasks(opening)) == 2  # the next step waits
        says("15/11")
        is_asked("№ платёжки")
        says("-")
        is_asked("Дата оплаты")
        says("24.11.2026")
        until(lambda: len(demo.tasks(opening)) == 3, "what it blocked opens")
        demo.work_until(running)
        events = events_of(running)
    assert demo.task_of(opening, "S07")["status"] == "5"
    with sqlite3.connect(tmp_path / "portal" / "demo.db") as portal:  # a task's notes are messages of its own chat
        query = "select m.text from message m join chat c on c.id=m.chat_id where c.kind='task' and c.entity_id=?"
        said = [row[0] for row in portal.execute(query, (int(demo.task_of(opening, "S07")["id"]),))]
    portal.close()
    assert sum("Сумма, ₽: 120\u00a0000,50\n№ счёта: 15/11" in text for text in said) == 1
    with sqlite3.connect(data / "outlet.db") as store:
        rows = store.execute("select field, value, user_id, source from field_value order by field").fetchall()
    store.close()
    assert rows == [
        ("amount_rub", "120000.50", ACCOUNTANT, "bot"),
        ("invoice_no", "15/11", ACCOUNTANT, "bot"),
        ("paid_on", "2026-11-24", ACCOUNTANT, "bot"),
        ("payment_order_no", "", ACCOUNTANT, "bot"),
    ]
    told = [event["text"] for event in events if event["event"] == "decided" and event["step"] == "S07"]
    assert len(told) == 3
    assert told[0].endswith("Сумма, ₽ — 120\u00a0000,50")
    assert status(data, opening)["state"] == "done"


def test_a_payment_closed_without_its_facts_waits_for_them(demo, data, tmp_path):
    template = json.loads(KIOSK.read_text("utf-8"))
    payment = next(step for step in template["steps"] if step["id"] == "C1")
    payment["fields"] = [{"id": "sum", "title": "Сумма, ₽", "type": "money", "required": True}]
    path = tmp_path / "facts.outlet.json"
    path.write_text(json.dumps(template, ensure_ascii=False), "utf-8")
    opening = launch(demo, data, path, ADDRESS)
    with agent(demo, data, "--until-idle") as running:
        for step in ("A1", "T1", "T2", "C1"):
            until(lambda step=step: step in {t["xmlId"].split(":")[2] for t in demo.tasks(opening)}, step)
            demo.complete(demo.task_of(opening, step))
        until(lambda: (status(data, opening)["problem"] or {}).get("code") == "confirmation.no_data", "it is told")
        waits = status(data, opening)
        assert [(held["step"], held["reason"]) for held in waits["held_by"]] == [("C1", "no_data")]
        assert "нет данных: Сумма, ₽" in waits["why"]
        assert "Сумма, ₽" in waits["problem"]["text"]
        task = demo.task_of(opening, "C1")
        assert task["status"] == "5"
        assert "T3" not in {t["xmlId"].split(":")[2] for t in demo.tasks(opening)}
        demo.wish("say", user_id=ACCOUNTANT, text="5 000")
        until(lambda: "T3" in {t["xmlId"].split(":")[2] for t in demo.tasks(opening)}, "what it blocked opens")
        demo.work_until(running)
    Told(demo, opening).check(template, skipped={"T5"})
    assert status(data, opening)["problem"] is None
