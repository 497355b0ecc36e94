"""Chat bots that are polled: `imbot.v2.*` with `botToken`, events delivered until they are confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.chat import dialog_chat, edit_message, find_command, post, read_keyboard
from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.users import im_user
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    MethodError,
    as_dict,
    as_int,
    dump,
    flag,
    load,
    method,
)

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal

FIRST_BOT = 456
_TOKEN_MAX = 40
_TYPES = {"bot", "personal", "supervisor", "openline"}


def bot_row(portal: Portal, row: Row) -> dict[str, Json]:
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
        "countMessage": portal.store.scalar("SELECT COUNT(*) FROM message WHERE author_id=?", (row["id"],)),
        "countCommand": portal.store.scalar("SELECT COUNT(*) FROM command WHERE bot_id=?", (row["id"],)),
        "countChat": 0,
        "countUser": 0,
    }


def user_row(portal: Portal, user_id: int, now: int) -> dict[str, Json]:
    """A person or bot in the camelCase of v2."""
    known = im_user(portal, user_id, now)
    return {
        "id": user_id,
        "active": known["active"],
        "name": known["name"],
        "firstName": known["first_name"],
        "lastName": known["last_name"],
        "workPosition": known["work_position"],
        "color": known["color"],
        "avatar": "",
        "gender": known["gender"],
        "birthday": "",
        "extranet": False,
        "bot": known["bot"],
        "connector": False,
        "externalAuthId": known["external_auth_id"],
        "status": "online",
        "idle": False,
        "lastActivityDate": iso(now),
        "absent": known["absent"],
        "departments": known["departments"],
        "phones": False,
        "type": "bot" if known["bot"] else "employee",
    }


def _described(call: Call, row: Row) -> dict[str, Json]:
    return {"bot": bot_row(call.portal, row), "users": [user_row(call.portal, row["id"], call.now)]}


def _token(call: Call) -> str:
    token = call.params.get("botToken")
    if not token:
        raise MethodError("BOT_TOKEN_NOT_SPECIFIED", "Bot token is not specified")
    return str(token)


def own_bot(call: Call) -> Row:
    """The caller's own bot.

    Raises:
        MethodError: no token, no id, no such bot, or somebody else's.
    """
    token = _token(call)
    number = as_int(call.params.get("botId"), 0)
    if not number:
        raise MethodError("BOT_ID_REQUIRED", "Bot ID is required")
    row = call.portal.store.one("SELECT * FROM bot WHERE id=?", (number,))
    if row is None:
        raise MethodError("BOT_NOT_FOUND", "Bot not found")
    if row["token"] != token:
        raise MethodError("BOT_OWNERSHIP_ERROR", "Bot belongs to another application", 403)
    return row


@method("imbot.v2.Bot.register", "imbot")
def bot_register(call: Call) -> Json:
    fields = as_dict(call.params.get("fields"))
    code, token = str(fields.get("code") or ""), str(fields.get("botToken") or "")
    properties = as_dict(fields.get("properties"))
    if not code:
        raise MethodError("BOT_CODE_REQUIRED", "Bot code is required")
    if not token:
        raise MethodError("BOT_TOKEN_NOT_SPECIFIED", "Bot token is not specified")
    if len(token) > _TOKEN_MAX:
        raise MethodError("BOT_TOKEN_INVALID_LENGTH", "Bot token is too long")
    if not properties.get("name"):
        raise MethodError("BOT_NAME_REQUIRED", "Bot name is required")
    store = call.portal.store
    found = store.one("SELECT * FROM bot WHERE code=? AND owner_id=?", (code, call.person.id))
    if found is not None:
        if found["token"] != token:
            raise MethodError("BOT_OWNERSHIP_ERROR", "Bot belongs to another application", 403)
        return _described(call, found)
    kind = str(fields.get("type") or "bot")
    number = max(FIRST_BOT, int(store.scalar("SELECT COALESCE(MAX(id), 0) FROM bot")) + 1)
    store.run(
        "INSERT INTO bot(id, code, token, owner_id, kind, event_mode, hidden, reactions, properties)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, code, token, call.person.id, kind if kind in _TYPES else "bot",
            str(fields.get("eventMode") or "fetch"), int(flag(fields.get("isHidden"))),
            int(flag(fields.get("isReactionsEnabled", True))), dump(properties),
        ),
    )  # fmt: skip
    call.facts["bot_id"] = number
    row = store.one("SELECT * FROM bot WHERE id=?", (number,))
    assert row is not None
    return _described(call, row)


@method("imbot.v2.Bot.list", "imbot")
def bot_list(call: Call) -> Json:
    token = _token(call)
    kind = as_dict(call.params.get("filter")).get("type")
    rows = call.portal.store.all(
        "SELECT * FROM bot WHERE owner_id=? AND token=? AND (? IS NULL OR kind=?) ORDER BY id",
        (call.person.id, token, kind, kind),
    )
    return {
        "bots": [bot_row(call.portal, row) for row in rows],
        "users": [user_row(call.portal, row["id"], call.now) for row in rows],
        "hasNextPage": False,
    }


@method("imbot.v2.Bot.get", "imbot")
def bot_get(call: Call) -> Json:
    token = _token(call)
    row = call.portal.store.one(
        "SELECT * FROM bot WHERE (id=? OR code=?) AND token=?",
        (as_int(call.params.get("botId"), 0), call.params.get("code"), token),
    )
    if row is None:
        raise MethodError("BOT_NOT_FOUND", "Bot not found")
    return _described(call, row)


@method("imbot.v2.Bot.update", "imbot")
def bot_update(call: Call) -> Json:
    row = own_bot(call)
    fields = as_dict(call.params.get("fields"))
    properties = load(row["properties"]) | as_dict(fields.get("properties"))
    call.portal.store.run(
        "UPDATE bot SET properties=?, hidden=?, event_mode=? WHERE id=?",
        (
            dump(properties), int(flag(fields.get("isHidden", row["hidden"]))),
            str(fields.get("eventMode") or row["event_mode"]), row["id"],
        ),
    )  # fmt: skip
    changed = call.portal.store.one("SELECT * FROM bot WHERE id=?", (row["id"],))
    assert changed is not None
    return _described(call, changed)


@method("imbot.v2.Bot.unregister", "imbot")
def bot_unregister(call: Call) -> Json:
    row = own_bot(call)
    for table, column in (("bot_event", "bot_id"), ("command", "bot_id"), ("bot", "id")):
        call.portal.store.run(f"DELETE FROM {table} WHERE {column}=?", (row["id"],))
    return {"result": True}


@method("imbot.v2.Revision.get", "imbot")
def revision(call: Call) -> Json:
    return {"rest": 33, "web": 130, "mobile": 23, "desktop": 6}


# -- commands ----------------------------------------------------------------------------------


def _command_row(row: Row) -> dict[str, Json]:
    return {
        "id": row["id"],
        "botId": row["bot_id"],
        "command": f"/{row['command']}",
        "common": bool(row["common"]),
        "hidden": bool(row["hidden"]),
        "extranetSupport": False,
    }


@method("imbot.v2.Command.register", "imbot")
def command_register(call: Call) -> Json:
    bot = own_bot(call)
    fields = as_dict(call.params.get("fields")) or call.params
    name = str(fields.get("command") or "").strip().lstrip("/")
    if not name:
        raise MethodError("COMMAND_REQUIRED", "Command is required")
    found = find_command(call.portal, name, bot["id"])
    if found is None:
        call.portal.store.run(
            "INSERT INTO command(bot_id, command, title, params, common, hidden) VALUES(?, ?, ?, ?, ?, ?)",
            (
                bot["id"], name, dump(fields.get("title") or {}), dump(fields.get("params") or {}),
                int(flag(fields.get("common"))), int(flag(fields.get("hidden"))),
            ),
        )  # fmt: skip
        found = find_command(call.portal, name, bot["id"])
    assert found is not None
    return {"command": _command_row(found)}


@method("imbot.v2.Command.list", "imbot")
def command_list(call: Call) -> Json:
    bot = own_bot(call)
    rows = call.portal.store.all("SELECT * FROM command WHERE bot_id=? ORDER BY id", (bot["id"],))
    return {
        "commands": [
            _command_row(row)
            | {
                "title": as_dict(load(row["title"])).get("ru", ""),
                "params": as_dict(load(row["params"])).get("ru", ""),
                "category": as_dict(load(bot["properties"])).get("name", ""),
                "context": "",
            }
            for row in rows
        ]
    }


# -- messages of the bot -----------------------------------------------------------------------


@method("imbot.v2.Chat.Message.send", "imbot")
def bot_send(call: Call) -> Json:
    bot = own_bot(call)
    fields = as_dict(call.params.get("fields"))
    text = str(fields.get("message") or "").strip()
    if not text:
        raise MethodError("EMPTY_MESSAGE", "Message is empty")
    dialog = call.params.get("dialogId")
    chat = dialog_chat(call, dialog, bot["id"])
    keyboard = read_keyboard(call.portal, fields.get("keyboard"))
    number = post(call.portal, chat["id"], bot["id"], text, call.now, keyboard)
    call.facts |= {"message_id": number, "dialog_id": str(dialog)}
    return {"id": number, "uuidMap": {}}


def _bot_message(call: Call) -> Row:
    bot = own_bot(call)
    number = as_int(call.params.get("messageId"), 0)
    call.facts["message_id"] = number
    row = call.portal.store.one("SELECT * FROM message WHERE id=?", (number,))
    if row is None:
        raise MethodError("MESSAGE_NOT_FOUND", "Message not found")
    if row["author_id"] != bot["id"]:
        raise MethodError("ACCESS_DENIED", "Access denied", 403)
    return row


@method("imbot.v2.Chat.Message.update", "imbot")
def bot_edit(call: Call) -> Json:
    row = _bot_message(call)
    fields = as_dict(call.params.get("fields"))
    edit_message(call.portal, row, fields.get("message"), fields.get("keyboard"))
    return {"result": True}


@method("imbot.v2.Chat.Message.delete", "imbot")
def bot_delete_message(call: Call) -> Json:
    row = _bot_message(call)
    call.portal.store.run("DELETE FROM message WHERE id=?", (row["id"],))
    call.portal.tell("message", row["id"])
    return {"result": True}


@method("imbot.v2.Command.answer", "imbot")
def command_answer(call: Call) -> Json:
    bot = own_bot(call)
    command = call.portal.store.one(
        "SELECT 1 FROM command WHERE id=? AND bot_id=?", (as_int(call.params.get("commandId"), 0), bot["id"])
    )
    if command is None:
        raise MethodError("COMMAND_NOT_FOUND", "Command not found")
    bot_send(call)
    return {"result": True}
