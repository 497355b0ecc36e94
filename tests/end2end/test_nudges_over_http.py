"""A late step over real HTTP: the bot asks, a person taps a reason, everybody sees it; a paused opening is quiet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from live_demo import ACCOUNTANT, DIRECTOR, Demo, agent, events_of, launch, status, until

from outlet_desktop.engine.launch import paused, resumed
from outlet_desktop.storage.store import SqliteStore

DAY = 86_400
LATE = {
    "format": "outlet-process",
    "version": 1,
    "id": "late",
    "name": "Киоск",
    "revision": 1,
    "goal": "B",
    "roles": [
        {"id": "accountant", "title": "Бухгалтер", "code": "БУ"},
        {"id": "director", "title": "Директор", "code": "ДР"},
    ],
    "stages": [{"id": "launch", "title": "Запуск"}],
    "reasons": [
        {"id": "supplier", "title": "Поставщик задержал поставку", "clock": "external", "detected": "ask"},
        {"id": "overload", "title": "Перегружен", "clock": "internal", "detected": "auto"},
    ],
    "steps": [
        {
            "id": "A", "kind": "task", "title": "Заказать товар", "stage": "launch", "role": "accountant",
            "duration": [1, 1, 1], "reasons": ["supplier", "overload"],
            "remind": {"before_days": 1, "repeat_days": 1}, "escalate": {"after_days": 2, "to": "director"},
            "at": [0, 0],
        },
        {
            "id": "B", "kind": "task", "title": "Открыть", "stage": "launch", "role": "director",
            "duration": [1, 1, 1], "at": [288, 0],
        },
    ],
    "flows": [{"from": "A", "to": "B", "lag": 0}],
}  # fmt: skip


def _template(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "late.outlet.json"
    path.write_text(json.dumps(LATE, ensure_ascii=False), "utf-8")
    return path


def _messages(demo: Demo, user_id: int) -> list[dict[str, Any]]:
    return list(demo.ask("messages", user_id=user_id))


def _texts(demo: Demo, user_id: int) -> list[str]:
    return [str(message["text"]) for message in _messages(demo, user_id)]


def test_the_bot_asks_why_a_step_is_late_and_the_tap_is_seen_everywhere(demo, data, tmp_path):
    opening = launch(demo, data, _template(tmp_path), "ул. Ленина, 10")
    with agent(demo, data) as running:
        until(lambda: demo.tasks(opening), "the first task")
        demo.wish("clock", advance_s=DAY + 3600)  # the morning after the deadline

        def asked() -> list[dict[str, Any]]:
            return [message for message in _messages(demo, ACCOUNTANT) if "Что его задерживает" in message["text"]]

        until(asked, lambda: _texts(demo, ACCOUNTANT))
        until(lambda: any("Просрочено (1)" in text for text in _texts(demo, ACCOUNTANT)), "the digest")
        assert not any("Просрочено на" in text for text in _texts(demo, ACCOUNTANT))  # the question is the reminder
        assert status(data, opening)["held_by"][0]["reason"] is not None  # seen by the engine: nobody has begun

        demo.wish(
            "press", message_id=asked()[0]["message_id"], button="Поставщик задержал поставку", user_id=ACCOUNTANT
        )
        until(lambda: not asked(), lambda: _texts(demo, ACCOUNTANT))
        until(lambda: status(data, opening)["held_by"][0]["reason"] == "supplier", lambda: status(data, opening))
        assert any("Принято: Поставщик задержал поставку." in text for text in _texts(demo, ACCOUNTANT))
        assert "Причина: Поставщик задержал поставку." in status(data, opening)["why"]

        demo.wish("clock", advance_s=DAY)
        until(lambda: any("Причина: Поставщик" in text for text in _texts(demo, DIRECTOR)), "the escalation")
        assert len(asked()) == 1  # a new day, a new question
        assert running.terminate() == 0
        told = [(event["event"], event["key"]) for event in events_of(running) if event["event"] == "reminded"]
    assert len(told) == len(set(told))
    assert {key.split(":")[0] for _, key in told} == {"reason", "escalate", "digest"}
    assert any(event["event"] == "reason" and event["step"] == "A" for event in events_of(running))


def test_a_paused_opening_is_quiet_and_goes_on_with_what_was_done_meanwhile(demo, data, tmp_path):
    opening = launch(demo, data, _template(tmp_path), "ул. Ленина, 12")
    with agent(demo, data):
        until(lambda: demo.tasks(opening), "the first task")
        _change(data, opening, lambda case: paused(case.opening, "Ремонт дороги"))
        assert status(data, opening)["state"] == "paused"
        assert "Ремонт дороги" in status(data, opening)["why"]
        before = _texts(demo, ACCOUNTANT)
        demo.wish("clock", advance_s=2 * DAY)  # overdue by two days: a question, a reminder, an escalation
        demo.complete(demo.task_of(opening, "A"))
        until(lambda: status(data, opening)["steps"][0]["state"] == "done", "the agent has seen it")
        assert len(demo.tasks(opening)) == 1
        assert _texts(demo, ACCOUNTANT) == before
        assert _texts(demo, DIRECTOR) == []

        _change(data, opening, lambda case: resumed(case.opening))
        until(lambda: len(demo.tasks(opening)) == 2, lambda: demo.tasks(opening))


def _change(data: Path, opening: str, turn: Any) -> None:
    """What the desktop does beside a running agent: another connection to the same store."""
    store = SqliteStore(data / "outlet.db")
    try:
        with store.transaction():
            case = store.case(opening)
            assert case is not None
            store.save_case(turn(case), case.states, case.problem, False)
            store.wake([opening])
    finally:
        store.close()
