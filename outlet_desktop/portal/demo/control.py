"""What a test or the desktop may do to the demo portal from outside, over `/demo/…` (JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo import bot_events
from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.filling import fill
from outlet_desktop.portal.demo.keys import TOKEN_LIVES_S
from outlet_desktop.portal.demo.wire import Json, as_int, as_list

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
                    lambda: bot_events.press(
                        portal, as_int(wish.get("message_id"), 0), str(wish.get("button")), as_int(wish.get("user_id"))
                    ),
                )
            case ("POST", "say"):
                return _wish(
                    server, lambda: bot_events.say(portal, as_int(wish.get("user_id")), str(wish.get("text") or ""))
                )
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
            case ("POST", "fill"):
                keyed = as_int(wish["keyed"], -1) if "keyed" in wish else None
                return {"ok": True, **fill(portal, as_int(wish.get("tasks"), 0), keyed)}
            case ("POST", "staff"):
                server.staff.is_on = bool(wish.get("on", True))
                return {"ok": True}
            case ("POST", "lag"):
                return _wish(server, lambda: portal.replica.set_lag(float(wish.get("seconds", 0))))
            case ("POST", "rename"):
                # To `localhost`, say: the old name answers every call with a redirect.
                server.renamed_to = str(wish.get("host") or "")
                return {"ok": True}
            case ("POST", "webhook"):
                return _mint(server, wish)
            case ("POST", "expire"):
                return _expire(server, wish)
            case ("POST", "token"):
                return _token(server, wish)
            case ("POST", "manners"):
                return _manners(server, wish)
            case ("POST", "limits"):
                return _limits(server, wish)
            case ("GET", "log"):
                return _log(server, as_int(wish.get("since"), 0))
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
    """A person types a task's result on their own screen."""
    fields = {"taskId": as_int(wish.get("task_id"), 0), "text": str(wish.get("text") or "")}
    item = server.portal.call_as(as_int(wish.get("user_id"), 0), "tasks.task.result.add", {"fields": fields}, v3=True)
    return int(item["item"]["id"])


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


def _mint(server: DemoServer, wish: dict[str, Json]) -> Json:
    """A further webhook of a person with just these scopes (to see what a client does without one).

    `expires_s`: portal seconds until it expires; it does not without.
    """
    user_id, scopes = _person(server, wish), _scopes(wish)
    keys = server.portal.keys
    code = keys.mint(user_id, scopes)
    if wish.get("expires_s") is not None:
        keys.end(code, server.portal.clock.now() + float(wish["expires_s"]))
    return {"webhook": f"http://127.0.0.1:{server.port}/rest/{user_id}/{code}/"}


def _person(server: DemoServer, wish: dict[str, Json]) -> int:
    user_id = as_int(wish.get("user_id"), 1)
    if user_id not in server.portal.people:
        raise BadWish(f"no person {user_id}")
    return user_id


def _scopes(wish: dict[str, Json]) -> frozenset[str]:
    return frozenset(str(scope) for scope in as_list(wish.get("scopes")))


def _expire(server: DemoServer, wish: dict[str, Json]) -> Json:
    """A webhook (`webhook`: its address; else the own one of `user_id`) ends in `in_s` portal seconds: now without.

    With `in_s` null it holds again.
    """
    keys = server.portal.keys
    address = str(wish.get("webhook") or "").rstrip("/")
    code = address.rpartition("/")[2] or keys.webhook_of(_person(server, wish)).code
    in_s = wish.get("in_s", 0)
    try:
        keys.end(code, None if in_s is None else server.portal.clock.now() + float(in_s))
    except KeyError:
        raise BadWish("there is no such webhook") from None
    return {"ok": True}


def _token(server: DemoServer, wish: dict[str, Json]) -> Json:
    """An access token of the portal's application for a person, as an authorisation would end with.

    `scopes`: those of the person's own webhook without. `expires_in`: portal seconds, an hour without.
    """
    portal = server.portal
    user_id = _person(server, wish)
    scopes = _scopes(wish) if "scopes" in wish else portal.keys.webhook_of(user_id).scopes
    lives = float(wish.get("expires_in", TOKEN_LIVES_S))
    ends = portal.clock.now() + lives
    return {
        "access_token": portal.keys.hand_out(user_id, scopes, ends),
        "expires": int(ends),
        "expires_in": int(lives),
        "scope": ",".join(sorted(scopes)),
        "client_endpoint": f"http://127.0.0.1:{server.port}/rest/",
        "status": "L",
        "user_id": user_id,
    }


def _manners(server: DemoServer, wish: dict[str, Json]) -> Json:
    """What portals do differently: `unknown_filter` "ignore" or "error", `escaped_titles` true or false."""
    manners = server.portal.manners
    if "unknown_filter" in wish:
        if wish["unknown_filter"] not in ("ignore", "error"):
            raise BadWish("unknown_filter is ignore or error")
        manners.refuses_unknown_filters = wish["unknown_filter"] == "error"
    if "escaped_titles" in wish:
        manners.escapes_titles = bool(wish["escaped_titles"])
    return {
        "unknown_filter": "error" if manners.refuses_unknown_filters else "ignore",
        "escaped_titles": manners.escapes_titles,
    }


def _limits(server: DemoServer, wish: dict[str, Json]) -> Json:
    """Limits on or off, another rate [per second, burst], another operating time (seconds in ten minutes), another
    longest request (seconds)."""
    limits = server.portal.limits
    rate = as_list(wish.get("rate"))
    if len(rate) == 2:
        limits.rate = (float(rate[0]), float(rate[1]))
    if "operating" in wish:
        limits.operating = float(wish["operating"])
    if "longest" in wish:
        limits.longest = float(wish["longest"])
    if "on" in wish:
        server.set_limits(bool(wish["on"]))
    return {"on": limits.on, "rate": list(limits.rate), "operating": limits.operating}


def _log(server: DemoServer, since: int) -> Json:
    rows = server.portal.store.all("SELECT * FROM log WHERE id>? ORDER BY id", (since,))
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
