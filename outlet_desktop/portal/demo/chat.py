"""The messenger: dialogs, messages, keyboards, notices, and the feed's posts."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.store import Row
from outlet_desktop.portal.demo.users import im_user
from outlet_desktop.portal.demo.wire import (
    Call,
    Json,
    MethodError,
    as_int,
    as_list,
    dump,
    load,
    method,
)

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal

_MAX_TEXT = 20_000


def private_chat(portal: Portal, one: int, other: int) -> int:
    """The chat of two people (or a person and a bot), made when they first talk."""
    low, high = sorted((one, other))
    found: int | None = portal.store.scalar(
        "SELECT id FROM chat WHERE kind='private' AND low=? AND high=?", (low, high)
    )
    if found is not None:
        return found
    return portal.store.run("INSERT INTO chat(kind, title, low, high) VALUES('private', '', ?, ?)", (low, high))


def notice_chat(portal: Portal, user_id: int) -> int:
    """The list of notices of a person."""
    found: int | None = portal.store.scalar("SELECT id FROM chat WHERE kind='notice' AND low=?", (user_id,))
    if found is not None:
        return found
    return portal.store.run("INSERT INTO chat(kind, title, low) VALUES('notice', '', ?)", (user_id,))


def post(portal: Portal, chat_id: int, author_id: int, text: str, now: int, keyboard: list[Json] | None = None) -> int:
    """Writes a message and lets a bot in that dialog hear of it; returns its id."""
    number = portal.store.run(
        "INSERT INTO message(chat_id, author_id, at, text, keyboard, uuid) VALUES(?, ?, ?, ?, ?, ?)",
        (chat_id, author_id, now, text, dump(keyboard) if keyboard else None, str(uuid.uuid4())),
    )
    portal.tell("message", number)
    chat = portal.store.one("SELECT * FROM chat WHERE id=?", (chat_id,))
    if chat is not None and chat["kind"] == "private":
        from outlet_desktop.portal.demo.bot_events import hear

        hear(portal, chat, number, author_id, now)
    return number


def read_keyboard(portal: Portal, wanted: Json) -> list[Json] | None:
    """Buttons of a keyboard in any of its three spellings; None for none (or "N").

    Raises:
        MethodError: KEYBOARD_ERROR for what is no keyboard, COMMAND_NOT_FOUND for a command nobody registered.
    """
    if wanted in (None, "", "N", [], {}):
        return None
    if isinstance(wanted, str):
        try:
            wanted = load(wanted)
        except ValueError:
            raise MethodError("KEYBOARD_ERROR", "Incorrect keyboard params") from None
    buttons = wanted.get("BUTTONS", []) if isinstance(wanted, dict) and "BUTTONS" in wanted else wanted
    found: list[Json] = []
    for button in as_list(buttons):
        if not isinstance(button, dict):
            raise MethodError("KEYBOARD_ERROR", "Incorrect keyboard params")
        if button.get("TYPE") != "NEWLINE":
            if not button.get("TEXT") or not any(button.get(k) for k in ("LINK", "COMMAND", "ACTION", "DISABLED")):
                raise MethodError("KEYBOARD_ERROR", "Incorrect keyboard params")
            command = button.get("COMMAND")
            if command and find_command(portal, str(command)) is None:
                raise MethodError("COMMAND_NOT_FOUND", "Command not found")
        found.append(button)
    return found or None


def find_command(portal: Portal, name: str, bot_id: int | None = None) -> Row | None:
    """A registered command by its name with or without the slash."""
    name = name.lstrip("/")
    if bot_id is None:
        return portal.store.one("SELECT * FROM command WHERE command=?", (name,))
    return portal.store.one("SELECT * FROM command WHERE command=? AND bot_id=?", (name, bot_id))


def dialog_chat(call: Call, dialog: Json, me: int) -> Row:
    """The chat behind a DIALOG_ID ("5", "chat13", "sg17") as seen by `me` (a person or a bot).

    Raises:
        MethodError: the id is empty, nobody is there, or it is not one's own.
    """
    portal, text = call.portal, str(dialog or "")
    if not text:
        raise MethodError("DIALOG_ID_EMPTY", "Dialog ID can't be empty")
    if text.isdigit():
        other = int(text)
        known = other in portal.people or portal.store.one("SELECT 1 FROM bot WHERE id=?", (other,))
        if not known:
            raise MethodError("USER_NOT_FOUND", "User not found")
        row = portal.store.one("SELECT * FROM chat WHERE id=?", (private_chat(portal, me, other),))
    elif text.startswith("sg"):
        row = portal.store.one("SELECT * FROM chat WHERE kind='group' AND entity_id=?", (as_int(text[2:], 0),))
    else:
        row = portal.store.one("SELECT * FROM chat WHERE id=?", (as_int(text.removeprefix("chat"), 0),))
    if row is None or not _may_read(call, row, me):
        raise MethodError("ACCESS_ERROR", "You do not have access to the specified dialog")
    return row


def _may_read(call: Call, chat: Row, me: int) -> bool:
    store = call.portal.store
    if chat["kind"] == "private":
        return me in (chat["low"], chat["high"])
    if chat["kind"] == "notice":
        return bool(me == chat["low"])
    if chat["kind"] == "task":
        from outlet_desktop.portal.demo.access import find_task

        return find_task(call, chat["entity_id"]) is not None
    member = "SELECT 1 FROM sonet_member WHERE group_id=? AND user_id=?"
    return call.person.admin or store.one(member, (chat["entity_id"], me)) is not None


@method("im.message.add", "im")
def message_add(call: Call) -> Json:
    text = str(call.loose("MESSAGE") or "").strip()
    if not text:
        raise MethodError("MESSAGE_EMPTY", "Message can't be empty")
    chat = dialog_chat(call, call.loose("DIALOG_ID"), call.person.id)
    keyboard = read_keyboard(call.portal, call.loose("KEYBOARD"))
    number = post(call.portal, chat["id"], call.person.id, text[:_MAX_TEXT], call.now, keyboard)
    call.facts |= {"message_id": number, "dialog_id": str(call.loose("DIALOG_ID"))}
    return number


def _own_message(call: Call) -> Row:
    number = as_int(call.loose("MESSAGE_ID"), 0)
    if not number:
        raise MethodError("MESSAGE_ID_ERROR", "Message ID can't be empty")
    call.facts["message_id"] = number
    row = call.portal.store.one("SELECT * FROM message WHERE id=?", (number,))
    if row is None or row["author_id"] != call.person.id:
        raise MethodError("CANT_EDIT_MESSAGE", "Time has expired for modification or you don't have access", 403)
    return row


@method("im.message.update", "im")
def message_update(call: Call) -> Json:
    row = _own_message(call)
    edit_message(call.portal, row, call.loose("MESSAGE"), call.loose("KEYBOARD"))
    return True


def edit_message(portal: Portal, row: Row, text: Json, keyboard: Json) -> None:
    """Puts a new text or keyboard in place of the old; "N" or [] takes the keyboard away."""
    if text is not None:
        portal.store.run("UPDATE message SET text=? WHERE id=?", (str(text), row["id"]))
    if keyboard is not None:
        buttons = read_keyboard(portal, keyboard)
        portal.store.run(
            "UPDATE message SET keyboard=?, locked=0 WHERE id=?", (dump(buttons) if buttons else None, row["id"])
        )
    portal.tell("message", row["id"])


@method("im.message.delete", "im")
def message_delete(call: Call) -> Json:
    row = _own_message(call)
    call.portal.store.run("DELETE FROM message WHERE id=?", (row["id"],))
    call.portal.tell("message", row["id"])
    return True


@method("im.message.command", "im")
def message_command(call: Call) -> Json:
    """A tap on a button: what the messenger itself sends."""
    from outlet_desktop.portal.demo.bot_events import command_pressed

    number = as_int(call.loose("MESSAGE_ID"), 0)
    command = str(call.loose("COMMAND") or "")
    given = str(call.loose("COMMAND_PARAMS") or "")
    call.facts |= {"message_id": number, "params": given}
    row = call.portal.store.one("SELECT * FROM message WHERE id=?", (number,))
    buttons = load(row["keyboard"]) if row is not None and row["keyboard"] else []
    button = next(
        (b for b in buttons if b.get("COMMAND", "").lstrip("/") == command.lstrip("/")
         and str(b.get("COMMAND_PARAMS") or "") == given),
        None,
    )  # fmt: skip
    chat = row and call.portal.store.one("SELECT * FROM chat WHERE id=?", (row["chat_id"],))
    if row is None or button is None or chat is None or not _may_read(call, chat, call.person.id):
        raise MethodError("PARAMS_ERROR", "Incorrect params")
    if row["locked"] or button.get("DISABLED") == "Y":
        raise MethodError("PARAMS_ERROR", "The keyboard is locked")
    if button.get("BLOCK") == "Y":
        call.portal.store.run("UPDATE message SET locked=1 WHERE id=?", (number,))
    command_pressed(call.portal, row, chat, command, given, call.person.id, call.now)
    return True


def message_row(row: Row) -> dict[str, Json]:
    """A message as `im.dialog.messages.get` writes it."""
    params: dict[str, Json] = dict(load(row["params"]))
    if row["keyboard"]:
        params["KEYBOARD"] = load(row["keyboard"])
    return {
        "id": row["id"],
        "chat_id": row["chat_id"],
        "author_id": row["author_id"],
        "date": iso(row["at"]),
        "text": row["text"],
        "unread": False,
        "uuid": row["uuid"],
        "replaces": [],
        "params": params or [],
        "disappearing_date": None,
    }


@method("im.dialog.messages.get", "im")
def dialog_messages(call: Call) -> Json:
    chat = dialog_chat(call, call.loose("DIALOG_ID"), call.person.id)
    limit = min(50, max(1, as_int(call.loose("LIMIT"), 20)))
    first, last = call.loose("FIRST_ID"), call.loose("LAST_ID")
    store = call.portal.store
    if first is not None:
        rows = store.all(
            "SELECT * FROM message WHERE chat_id=? AND id>? ORDER BY id LIMIT ?", (chat["id"], as_int(first, 0), limit)
        )[::-1]
    else:
        before = as_int(last, 0) or 1 << 62
        rows = store.all(
            "SELECT * FROM message WHERE chat_id=? AND id<? ORDER BY id DESC LIMIT ?", (chat["id"], before, limit)
        )
    authors = sorted({row["author_id"] for row in rows if row["author_id"]})
    return {
        "chat_id": chat["id"],
        "messages": [message_row(row) for row in rows],
        "users": [im_user(call.portal, author, call.now) for author in authors],
        "files": [],
    }


def _notify(call: Call, author: int) -> Json:
    user_id = as_int(call.loose("USER_ID"), 0)
    if not user_id:
        raise MethodError("USER_ID_EMPTY", "User ID can't be empty")
    text = str(call.loose("MESSAGE") or "")
    if not text:
        raise MethodError("MESSAGE_EMPTY", "Message can't be empty")
    if call.loose("TAG") and not call.loose("CLIENT_ID"):
        raise MethodError("ACCESS_DENIED", "Access denied! Client ID not specified", 403)
    person = call.portal.people.get(user_id)
    if person is None or not person.active_at(call.now):
        return False
    number = post(call.portal, notice_chat(call.portal, user_id), author, text, call.now)
    call.facts |= {"message_id": number, "user_id": user_id}
    return number


@method("im.notify.personal.add", "im")
def notify_personal(call: Call) -> Json:
    return _notify(call, call.person.id)


@method("im.notify.system.add", "im")
def notify_system(call: Call) -> Json:
    return _notify(call, 0)


@method("im.notify", "im")
def notify(call: Call) -> Json:
    return _notify(call, 0 if str(call.loose("TYPE")).upper() == "SYSTEM" else call.person.id)
