"""What a bot hears: taps and words become events, delivered until they are confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.bots import bot_row, own_bot, user_row
from outlet_desktop.portal.demo.chat import find_command
from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_dict, as_int, dump, load, method

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal


@method("imbot.v2.Event.get", "imbot")
def event_get(call: Call) -> Json:
    """Unconfirmed events, oldest first; `offset` confirms all that are below it."""
    bot = own_bot(call)
    store = call.portal.store
    offset = as_int(call.params.get("offset"), 0)
    limit = min(1000, max(1, as_int(call.params.get("limit"), 100)))
    if offset > bot["next_event"]:
        store.run("DELETE FROM bot_event WHERE bot_id=? AND id<?", (bot["id"], offset))
        store.run("UPDATE bot SET next_event=? WHERE id=?", (offset, bot["id"]))
    rows = store.all("SELECT * FROM bot_event WHERE bot_id=? ORDER BY id LIMIT ?", (bot["id"], limit + 1))
    shown = rows[:limit]
    return {
        "events": [
            {"eventId": row["id"], "type": row["type"], "date": iso(row["at"]), "data": load(row["data"])}
            for row in shown
        ],
        "nextOffset": shown[-1]["id"] + 1 if shown else max(offset, bot["next_event"]),
        "hasMore": len(rows) > limit,
    }


def _event(portal: Portal, bot: Row, kind: str, data: dict[str, Json], now: int) -> None:
    portal.store.run(
        "INSERT INTO bot_event(bot_id, at, type, data) VALUES(?, ?, ?, ?)", (bot["id"], now, kind, dump(data))
    )


def _message_data(row: Row) -> dict[str, Json]:
    return {
        "id": row["id"],
        "chatId": row["chat_id"],
        "authorId": row["author_id"],
        "date": iso(row["at"]),
        "text": row["text"],
        "isSystem": False,
        "uuid": row["uuid"] or "",
        "forward": None,
        "params": {},
        "viewedByOthers": False,
    }


def _chat_data(portal: Portal, chat: Row, user_id: int) -> dict[str, Json]:
    private = chat["kind"] == "private"
    person = portal.people.get(user_id)
    return {
        "id": chat["id"],
        "dialogId": str(user_id) if private else f"chat{chat['id']}",
        "type": "private" if private else "chat",
        "name": person.full_name if private and person is not None else chat["title"],
        "entityType": "",
        "owner": user_id,
        "avatar": "",
        "color": "#ab7761",
    }


def hear(portal: Portal, chat: Row, message_id: int, author_id: int, now: int) -> None:
    """A person wrote in a dialog with a bot: the bot's queue gets the message (or the typed command)."""
    other = chat["low"] if author_id == chat["high"] else chat["high"]
    bot = portal.store.one("SELECT * FROM bot WHERE id=?", (other,))
    message = portal.store.one("SELECT * FROM message WHERE id=?", (message_id,))
    if bot is None or message is None:
        return
    data: dict[str, Json] = {"bot": bot_row(portal, bot)}
    kind = "ONIMBOTV2MESSAGEADD"
    if message["text"].startswith("/"):
        word, _, rest = message["text"].partition(" ")
        command = find_command(portal, word, bot["id"])
        if command is not None:
            kind = "ONIMBOTV2COMMANDADD"
            data["command"] = {
                "id": command["id"],
                "command": f"/{command['command']}",
                "params": rest,
                "context": "textarea",
            }
    data |= {
        "message": _message_data(message),
        "chat": _chat_data(portal, chat, author_id),
        "user": user_row(portal, author_id, now),
        "language": "ru",
    }
    _event(portal, bot, kind, data, now)


def command_pressed(portal: Portal, message: Row, chat: Row, name: str, params: str, user_id: int, now: int) -> None:
    """A person pressed a COMMAND button under a message: the bot's queue gets the command."""
    command = find_command(portal, name, message["author_id"]) or find_command(portal, name)
    bot = command and portal.store.one("SELECT * FROM bot WHERE id=?", (command["bot_id"],))
    if command is None or bot is None:
        raise MethodError("PARAMS_ERROR", "Incorrect params")
    data = {
        "bot": bot_row(portal, bot),
        "command": {
            "id": command["id"],
            "command": f"/{command['command']}",
            "params": params,
            "context": "keyboard",
        },
        "message": _message_data(message),
        "chat": _chat_data(portal, chat, user_id),
        "user": user_row(portal, user_id, now),
        "language": "ru",
    }
    _event(portal, bot, "ONIMBOTV2COMMANDADD", data, now)


# -- what a person does in the messenger -------------------------------------------------------


def press(portal: Portal, message_id: int, text: str, user_id: int, staff: bool = False) -> None:
    """A person taps the button with that text; the messenger calls `im.message.command` in their name.

    Raises:
        ValueError: no such message, person or button, the button is locked, or the person may not.
    """
    row = portal.store.one("SELECT * FROM message WHERE id=?", (message_id,))
    if row is None:
        raise ValueError(f"there is no message {message_id}")
    if row["locked"]:
        raise ValueError(f"the buttons under message {message_id} are locked")
    buttons = [as_dict(item) for item in load(row["keyboard"])] if row["keyboard"] else []
    button = next((item for item in buttons if item.get("TEXT") == text), None)
    if button is None:
        known = ", ".join(str(item["TEXT"]) for item in buttons if "TEXT" in item) or "none"
        raise ValueError(f"no button {text!r} under message {message_id}; there are: {known}")
    if button.get("COMMAND"):
        params = {
            "MESSAGE_ID": message_id, "BOT_ID": row["author_id"], "COMMAND": str(button["COMMAND"]).lstrip("/"),
            "COMMAND_PARAMS": str(button.get("COMMAND_PARAMS") or ""),
        }  # fmt: skip
        portal.call_as(user_id, "im.message.command", params, staff)
    elif button.get("ACTION") == "SEND":
        params = {"DIALOG_ID": str(row["author_id"]), "MESSAGE": str(button.get("ACTION_VALUE") or "")}
        portal.call_as(user_id, "im.message.add", params, staff)
    else:
        raise ValueError(f"button {text!r} carries no command")


def say(portal: Portal, user_id: int, text: str, staff: bool = False) -> int:
    """A person writes to the bot in their private chat; returns the message's id.

    Raises:
        ValueError: there is no bot, no such person, or the person may not.
    """
    bot = portal.store.scalar("SELECT id FROM bot ORDER BY id LIMIT 1")
    if bot is None:
        raise ValueError("there is no bot to write to")
    return int(portal.call_as(user_id, "im.message.add", {"DIALOG_ID": str(bot), "MESSAGE": text}, staff))
