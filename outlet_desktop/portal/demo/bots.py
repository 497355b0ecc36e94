"""Chat bots of the second version, by polling: `imbot.v2.*`. A tap on a button becomes an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.chat import dialog, post, private_chat
from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.users import im_user
from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_dict, as_int, flag, method

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row

FIRST_BOT = 456
TOKEN_LENGTH = 40


def _load(text: str) -> Json:
    from outlet_desktop.portal.demo.portal import load

    return load(text)


def _dump(value: Json) -> str:
    from outlet_desktop.portal.demo.portal import dump

    return dump(value)


def bot_card(portal: Portal, row: Row) -> dict[str, Json]:
    """A bot as every answer and event writes it."""
    count = portal.store.scalar("SELECT COUNT(*) FROM message WHERE author_id=?", (row["id"],))
    commands = portal.store.scalar("SELECT COUNT(*) FROM command WHERE bot_id=?", (row["id"],))
    return {
        "id": row["id"],
        "code": row["code"],
        "type": row["kind"],
        "isHidden": bool(row["hidden"]),
        "isSupportOpenline": False,
        "isReactionsEnabled": bool(row["reactions"]),
        "backgroundId": row["background"],
        "language": "ru",
        "moduleId": "rest",
        "eventMode": row["event_mode"],
        "countMessage": count,
        "countCommand": commands,
        "countChat": 0,
        "countUser": 0,
    }


def user_card(portal: Portal, user_id: int, now: int) -> dict[str, Json]:
    """A person or a bot in the camelCase of v2."""
    have = im_user(portal, user_id, now)
    return {
        "id": have["id"],
        "active": have["active"],
        "name": have["name"],
        "firstName": have["first_name"],
        "lastName": have["last_name"],
        "workPosition": have["work_position"],
        "color": have["color"],
        "avatar": "",
        "gender": have["gender"],
        "birthday": "",
        "extranet": False,
        "bot": have["bot"],
        "connector": False,
        "externalAuthId": have["external_auth_id"] if have["bot"] else "default",
        "status": "online",
        "idle": False,
        "lastActivityDate": have["last_activity_date"],
        "absent": have["absent"],
        "departments": have["departments"],
        "phones": False,
        "type": "bot" if have["bot"] else "employee",
    }


def _token(value: Json) -> str:
    if not isinstance(value, str) or not value:
        raise MethodError("BOT_TOKEN_NOT_SPECIFIED", "Bot token is not specified")
    if len(value) > TOKEN_LENGTH:
        raise MethodError("BOT_TOKEN_INVALID_LENGTH", f"Bot token must be at most {TOKEN_LENGTH} characters long")
    return value


def _bot(call: Call) -> Row:
    """The bot of `botId` if `botToken` owns it."""
    token = _token(call.params.get("botToken"))
    number = as_int(call.params.get("botId"), 0)
    if not number:
        raise MethodError("BOT_ID_REQUIRED", "Bot ID is required")
    row = call.portal.store.one("SELECT * FROM bot WHERE id=?", (number,))
    if row is None:
        raise MethodError("BOT_NOT_FOUND", "Bot not found")
    if row["token"] != token:
        raise MethodError("BOT_OWNERSHIP_ERROR", "Bot belongs to another application")
    return row


@method("imbot.v2.Bot.register", "imbot")
def bot_register(call: Call) -> Json:
    fields = as_dict(call.params.get("fields"))
    token = _token(fields.get("botToken"))
    code = str(fields.get("code") or "")
    properties = as_dict(fields.get("properties"))
    if not code:
        raise MethodError("BOT_CODE_REQUIRED", "Bot code is required")
    if not properties.get("name"):
        raise MethodError("BOT_NAME_REQUIRED", "Bot name is required")
    store = call.portal.store
    row = store.one("SELECT * FROM bot WHERE code=? AND owner_id=?", (code, call.person.id))
    if row is not None and row["token"] != token:
        raise MethodError("BOT_OWNERSHIP_ERROR", "Bot belongs to another application")
    if row is None:
        number = max(FIRST_BOT, int(store.scalar("SELECT COALESCE(MAX(id), 0) FROM bot")) + 1)
        store.run(
            "INSERT INTO bot(id, code, token, owner_id, kind, event_mode, hidden, reactions, background, properties)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                code,
                token,
                call.person.id,
                str(fields.get("type") or "bot"),
                str(fields.get("eventMode") or "fetch"),
                int(flag(fields.get("isHidden"))),
                int(flag(fields.get("isReactionsEnabled", True))),
                fields.get("backgroundId"),
                _dump(properties),
            ),
        )
        row = store.one("SELECT * FROM bot WHERE id=?", (number,))
    assert row is not None
    return {"bot": bot_card(call.portal, row), "users": [user_card(call.portal, row["id"], call.now)]}


@method("imbot.v2.Bot.get", "imbot")
def bot_get(call: Call) -> Json:
    row = _bot(call)
    return {"bot": bot_card(call.portal, row), "users": [user_card(call.portal, row["id"], call.now)]}


@method("imbot.v2.Bot.list", "imbot")
def bot_list(call: Call) -> Json:
    token = _token(call.params.get("botToken"))
    rows = call.portal.store.all("SELECT * FROM bot WHERE token=? ORDER BY id", (token,))
    return {
        "bots": [bot_card(call.portal, row) for row in rows],
        "users": [user_card(call.portal, row["id"], call.now) for row in rows],
    }


@method("imbot.v2.Bot.update", "imbot")
def bot_update(call: Call) -> Json:
    row = _bot(call)
    properties = _load(row["properties"]) | as_dict(as_dict(call.params.get("fields")).get("properties"))
    call.portal.store.run("UPDATE bot SET properties=? WHERE id=?", (_dump(properties), row["id"]))
    return bot_get(call)


@method("imbot.v2.Bot.unregister", "imbot")
def bot_unregister(call: Call) -> Json:
    row = _bot(call)
    for table, column in (("bot", "id"), ("command", "bot_id"), ("bot_event", "bot_id")):
        call.portal.store.run(f"DELETE FROM {table} WHERE {column}=?", (row["id"],))
    return {"result": True}


@method("imbot.v2.Command.register", "imbot")
def command_register(call: Call) -> Json:
    bot = _bot(call)
    fields = as_dict(call.params.get("fields"))
    word = str(fields.get("command") or "").lstrip("/")
    if not word:
        raise MethodError("COMMAND_REQUIRED", "Command is required")
    store = call.portal.store
    row = store.one("SELECT * FROM command WHERE bot_id=? AND command=?", (bot["id"], word))
    if row is None:
        number = store.run(
            "INSERT INTO command(bot_id, command, title, params, common, hidden) VALUES(?, ?, ?, ?, ?, ?)",
            (
                bot["id"],
                word,
                _dump(as_dict(fields.get("title"))),
                _dump(as_dict(fields.get("params"))),
                int(flag(fields.get("common"))),
                int(flag(fields.get("hidden"))),
            ),
        )
        row = store.one("SELECT * FROM command WHERE id=?", (number,))
    assert row is not None
    return {
        "command": {
            "id": row["id"],
            "botId": bot["id"],
            "command": f"/{word}",
            "common": bool(row["common"]),
            "hidden": bool(row["hidden"]),
            "extranetSupport": False,
        }
    }


def _keyboard(call: Call, bot: Row, fields: dict[str, Json]) -> str | None:
    given = fields.get("keyboard")
    if isinstance(given, str) and given != "N":
        given = _load(given)
    if isinstance(given, dict):
        given = given.get("BUTTONS") if "BUTTONS" in given else list(given.values())
    if not isinstance(given, list) or not given:
        return None
    for button in given:
        word = as_dict(button).get("COMMAND")
        known = call.portal.store.one(
            "SELECT 1 FROM command WHERE bot_id=? AND command=?", (bot["id"], str(word or "").lstrip("/"))
        )
        if word and known is None:
            raise MethodError("COMMAND_NOT_FOUND", "Command not found")
    return _dump(given)


@method("imbot.v2.Chat.Message.send", "imbot")
def message_send(call: Call) -> Json:
    bot = _bot(call)
    fields = as_dict(call.params.get("fields"))
    text = str(fields.get("message") or "")
    if not text:
        raise MethodError("EMPTY_MESSAGE", "Message text is empty")
    chat = dialog(call, call.params.get("dialogId"), bot["id"])
    number = post(call.portal, chat, bot["id"], text, call.now, _keyboard(call, bot, fields))
    call.facts |= {"message_id": number, "dialog": str(call.params.get("dialogId"))}
    return {"id": number, "uuidMap": {}}


@method("imbot.v2.Chat.Message.update", "imbot")
def message_update(call: Call) -> Json:
    bot = _bot(call)
    number = as_int(call.params.get("messageId"), 0)
    row = call.portal.store.one("SELECT * FROM message WHERE id=? AND author_id=?", (number, bot["id"]))
    if row is None:
        raise MethodError("MESSAGE_NOT_FOUND", "Message not found")
    fields = as_dict(call.params.get("fields"))
    text = str(fields["message"]) if "message" in fields else row["text"]
    keyboard = _keyboard(call, bot, fields) if "keyboard" in fields else row["keyboard"]
    call.portal.store.run("UPDATE message SET text=?, keyboard=? WHERE id=?", (text, keyboard, number))
    call.facts["message_id"] = number
    call.portal.tell("message", number)
    return {"result": True}


@method("imbot.v2.Event.get", "imbot")
def event_get(call: Call) -> Json:
    bot = _bot(call)
    offset = call.params.get("offset")
    limit = max(1, min(as_int(call.params.get("limit"), 100) or 100, 1000))
    store = call.portal.store
    if offset not in (None, ""):  # everything below it is confirmed and goes
        store.run("DELETE FROM bot_event WHERE bot_id=? AND id<?", (bot["id"], as_int(offset, 0)))
    rows = store.all("SELECT * FROM bot_event WHERE bot_id=? ORDER BY id LIMIT ?", (bot["id"], limit + 1))
    more = len(rows) > limit
    rows = rows[:limit]
    following = rows[-1]["id"] + 1 if rows else (as_int(offset, 0) or None)
    return {
        "events": [
            {"eventId": row["id"], "type": row["type"], "date": iso(row["at"]), "data": _load(row["data"])}
            for row in rows
        ],
        "nextOffset": following,
        "hasMore": more,
    }


def _event(portal: Portal, bot: Row, kind: str, user_id: int, message: dict[str, Json], more: dict[str, Json]) -> None:
    now = int(portal.clock.now())
    data: dict[str, Json] = {
        "bot": bot_card(portal, bot),
        **more,
        "message": message,
        "chat": {
            "id": message["chatId"],
            "dialogId": str(user_id),
            "type": "private",
            "name": user_card(portal, user_id, now)["name"],
            "entityType": "",
            "owner": bot["id"],
            "avatar": "",
            "color": "#ab7761",
        },
        "user": user_card(portal, user_id, now),
        "language": "ru",
    }
    portal.store.run(
        "INSERT INTO bot_event(bot_id, at, type, data) VALUES(?, ?, ?, ?)", (bot["id"], now, kind, _dump(data))
    )


def _message(number: int, chat: int, author: int, now: int, text: str) -> dict[str, Json]:
    return {
        "id": number,
        "chatId": chat,
        "authorId": author,
        "date": iso(now),
        "text": text,
        "isSystem": False,
        "uuid": "",
        "forward": None,
        "params": {},
        "viewedByOthers": False,
    }


def press(portal: Portal, message_id: int, text: str, user_id: int) -> None:
    """A person taps the button with that text.

    Raises:
        ValueError: no such message, person or button, or the button is locked after an earlier tap.
    """
    store = portal.store
    row = store.one("SELECT * FROM message WHERE id=?", (message_id,))
    bot = row and store.one("SELECT * FROM bot WHERE id=?", (row["author_id"],))
    if row is None or bot is None:
        raise ValueError(f"no message {message_id} of a bot")
    if user_id not in portal.people:
        raise ValueError(f"no person {user_id}")
    buttons = [as_dict(item) for item in _load(row["keyboard"])] if row["keyboard"] else []
    button = next((item for item in buttons if item.get("TEXT") == text), None)
    if button is None:
        known = ", ".join(str(item["TEXT"]) for item in buttons if "TEXT" in item) or "none"
        raise ValueError(f"no button {text!r} under message {message_id}; there are: {known}")
    if row["locked"]:
        raise ValueError(f"the buttons under message {message_id} are locked")
    word = str(button.get("COMMAND") or "").lstrip("/")
    command = store.one("SELECT * FROM command WHERE bot_id=? AND command=?", (bot["id"], word))
    if command is None:
        raise ValueError(f"button {text!r} carries no command")
    store.begin()
    if button.get("BLOCK") == "Y":
        store.run("UPDATE message SET locked=1 WHERE id=?", (message_id,))
    now = int(portal.clock.now())
    more: dict[str, Json] = {
        "command": {
            "id": command["id"],
            "command": f"/{word}",
            "params": str(button.get("COMMAND_PARAMS") or ""),
            "context": "keyboard",
        }
    }
    message = _message(message_id, row["chat_id"], row["author_id"], now, row["text"])
    _event(portal, bot, "ONIMBOTV2COMMANDADD", user_id, message, more)
    store.commit()


def say(portal: Portal, user_id: int, text: str) -> int:
    """A person writes to the bot in their private chat; returns the message's id.

    Raises:
        ValueError: there is no bot, or no such person.
    """
    store = portal.store
    bot = store.one("SELECT * FROM bot ORDER BY id LIMIT 1")
    if bot is None or user_id not in portal.people:
        raise ValueError("there is no bot to write to" if bot is None else f"no person {user_id}")
    now = int(portal.clock.now())
    store.begin()
    chat = private_chat(portal, user_id, bot["id"])
    number = post(portal, chat, user_id, text, now)
    _event(portal, bot, "ONIMBOTV2MESSAGEADD", user_id, _message(number, chat, user_id, now, text), {})
    store.commit()
    return number
