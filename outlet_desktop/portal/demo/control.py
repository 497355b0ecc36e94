"""What a test or the desktop may do to the demo portal from outside, over `/demo/…` (JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo import bots
from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.wire import Call, Json, as_int

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.server import DemoServer


class BadWish(Exception):
    """A control request that cannot be met; its text goes back with HTTP 400."""


def act(server: DemoServer, name: str, verb: str, wish: dict[str, Json]) -> Json:
    """Carry out one control request and return its answer.

    Raises:
        BadWish: what is wrong with it, in words.
        KeyError: there is no such request.
    """
    portal = server.portal
    with portal.lock:
        match (verb, name):
            case ("GET", "clock"):
                return _clock(server)
            case ("POST", "clock"):
                if "speed" in wish:
                    try:
                        portal.clock.set_speed(float(wish["speed"]))
                    except (TypeError, ValueError) as error:
                        raise BadWish(str(error)) from error
                if "advance_s" in wish:
                    server.advance(float(wish["advance_s"]))
                return _clock(server)
            case ("GET", "people"):
                now = portal.clock.now()
                return [
                    {
                        "user_id": person.id,
                        "name": person.full_name,
                        "position": person.position,
                        "active": person.active_at(now),
                        "webhook": server.webhook_of(person.id),
                    }
                    for person in portal.people.values()
                ]
            case ("GET", "messages"):
                return _messages(server, as_int(wish.get("user_id"), 0))
            case ("POST", "press"):
                return _wish(
                    server,
                    lambda: bots.press(
                        portal, as_int(wish.get("message_id"), 0), str(wish.get("button")), as_int(wish.get("user_id"))
                    ),
                )
            case ("POST", "say"):
                return _wish(server, lambda: bots.say(portal, as_int(wish.get("user_id")), str(wish.get("text") or "")))
            case ("POST", "result"):
                return _wish(server, lambda: _result(server, wish))
            case ("POST", "dismiss"):
                try:
                    portal.dismiss(as_int(wish.get("user_id"), 0))
                except KeyError:
                    raise BadWish(f"no person {wish.get('user_id')}") from None
                return {"ok": True}
            case ("POST", "fault"):
                try:
                    portal.faults.plan(wish)
                except ValueError as error:
                    raise BadWish(str(error)) from error
                return {"ok": True}
            case ("POST", "staff"):
                server.staff.is_on = bool(wish.get("on", True))
                return {"ok": True}
            case ("POST", "lag"):
                portal.list_lag = float(wish.get("seconds", 0))
                return {"ok": True}
            case ("GET", "log"):
                return _log(server)
            case ("POST", "reset"):
                server.reset()
                return {"ok": True}
    raise KeyError(name)


def _wish(server: DemoServer, do: object) -> Json:
    assert callable(do)
    try:
        value = do()
    except ValueError as error:
        server.portal.store.rollback()
        raise BadWish(str(error)) from error
    server.portal.deliver()
    return {"ok": True, "id": value}


def _clock(server: DemoServer) -> Json:
    clock = server.portal.clock
    return {"now": iso(clock.now()), "speed": clock.speed}


def _result(server: DemoServer, wish: dict[str, Json]) -> int:
    from outlet_desktop.portal.demo.task_parts import add_result

    portal, user_id = server.portal, as_int(wish.get("user_id"), 0)
    task = portal.store.one("SELECT * FROM task WHERE id=?", (as_int(wish.get("task_id"), 0),))
    if task is None or user_id not in portal.people:
        raise ValueError("no such task or person")
    call = Call(portal, portal.people[user_id], portal.webhook_of(user_id), {}, [], int(portal.clock.now()))
    portal.store.begin()
    number = add_result(call, task, str(wish.get("text") or ""))
    portal.store.commit()
    return number


def _messages(server: DemoServer, user_id: int) -> Json:
    """Messages of the bots to that person (to everybody without `user_id`), oldest first."""
    store = server.portal.store
    rows = store.all(
        "SELECT m.*, c.low, c.high FROM message m JOIN chat c ON c.id=m.chat_id WHERE c.kind='private' "
        "AND m.author_id IN (SELECT id FROM bot) AND (?=0 OR c.low=? OR c.high=?) ORDER BY m.id",
        (user_id, user_id, user_id),
    )
    return [
        {
            "message_id": row["id"],
            "user_id": row["low"] if row["high"] == row["author_id"] else row["high"],
            "at": iso(row["at"]),
            "text": row["text"],
            "buttons": [item["TEXT"] for item in json.loads(row["keyboard"] or "[]") if "TEXT" in item],
            "locked": bool(row["locked"]),
        }
        for row in rows
    ]


def _log(server: DemoServer) -> Json:
    rows = server.portal.store.all("SELECT * FROM log ORDER BY id")
    return [
        {
            "id": row["id"],
            "at": iso(row["at"]),
            "method": row["method"],
            "user_id": row["user_id"],
            "ok": row["error"] is None,
            "error": row["error"],
            "batch": row["batch"],
            "staff": bool(row["staff"]),
            **json.loads(row["facts"]),
        }
        for row in rows
    ]
