"""Chats and notices: `im.message.*`, `im.dialog.messages.get`, `im.notify.*`, the feed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.users import im_user
from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_int, as_list, method

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row


def post(portal: Portal, chat_id: int, author_id: int, text: str, now: int, keyboard: str | None = None) -> int:
    """Writes a message and returns its id; `keyboard` is JSON text."""
    number = portal.store.run(
        "INSERT INTO message(chat_id, author_id, at, text, keyboard, uuid) VALUES(?, ?, ?, ?, ?, ?)",
        (chat_id, author_id, now, text, keyboard, str(uuid.uuid4())),
    )
    portal.tell("message", number)
    return number


def private_chat(portal: Portal, one: int, other: int) -> int:
    """The chat of two, made when it is needed."""
    low, high = sorted((one, other))
    found = portal.store.scalar("SELECT id FROM chat WHERE kind='private' AND low=? AND high=?", (low, high))
    if found is not None:
        return int(found)
    return portal.store.run("INSERT INTO chat(kind, title, low, high) VALUES('private', '', ?, ?)", (low, high))


def dialog(call: Call, dialog_id: Json, me: int) -> int:
    """The chat behind `"5"` (a person), `"chat13"` or `"sg17"`.

    Raises:
        MethodError: USER_ID_EMPTY, USER_NOT_FOUND, CHAT_ID or ACCESS_ERROR.
    """
    text = str(dialog_id or "").strip()
    store = call.portal.store
    if not text:
        raise MethodError("USER_ID_EMPTY", "User ID can't be empty")
    if text.startswith("sg"):
        found = store.scalar("SELECT chat_id FROM sonet WHERE id=?", (as_int(text[2:], 0),))
        if found is None:
            raise MethodError("CHAT_ID", "Chat ID can't be empty")
        return int(found)
    if text.startswith("chat"):
        row = store.one("SELECT * FROM chat WHERE id=?", (as_int(text[4:], 0),))
        if row is None:
            raise MethodError("CHAT_ID", "Chat ID can't be empty")
        if row["kind"] == "private" and me not in (row["low"], row["high"]):
            raise MethodError("ACCESS_ERROR", "You don't have access to this chat")
        return int(row["id"])
    number = as_int(text, 0)
    if number not in call.portal.people and store.one("SELECT 1 FROM bot WHERE id=?", (number,)) is None:
        raise MethodError("USER_NOT_FOUND", "User not found")
    return private_chat(call.portal, me, number)


def _own(call: Call) -> Row:
    number = as_int(call.loose("MESSAGE_ID", call.loose("ID")), 0)
    row = call.portal.store.one("SELECT * FROM message WHERE id=?", (number,))
    if row is None:
        raise MethodError("MESSAGE_ID_ERROR", "Message not found")
    if row["author_id"] != call.person.id:
        raise MethodError("CANT_EDIT_MESSAGE", "Time has expired for modification or you don't have access")
    return row


@method("im.message.add", "im")
def message_add(call: Call) -> Json:
    text = str(call.loose("MESSAGE") or "")
    if not text:
        raise MethodError("MESSAGE_EMPTY", "Message can't be empty")
    number = post(call.portal, dialog(call, call.loose("DIALOG_ID"), call.person.id), call.person.id, text, call.now)
    call.facts["message_id"] = number
    return number


@method("im.message.update", "im")
def message_update(call: Call) -> Json:
    row = _own(call)
    call.portal.store.run("UPDATE message SET text=? WHERE id=?", (str(call.loose("MESSAGE") or ""), row["id"]))
    return True


@method("im.message.delete", "im")
def message_delete(call: Call) -> Json:
    row = _own(call)
    call.portal.store.run("DELETE FROM message WHERE id=?", (row["id"],))
    return True


@method("im.dialog.messages.get", "im")
def dialog_messages(call: Call) -> Json:
    chat = dialog(call, call.loose("DIALOG_ID"), call.person.id)
    first, last = call.loose("FIRST_ID"), call.loose("LAST_ID")
    limit = min(as_int(call.loose("LIMIT"), 20) or 20, 50)
    store = call.portal.store
    if first is not None:
        rows = store.all(
            "SELECT * FROM message WHERE chat_id=? AND id>? ORDER BY id LIMIT ?", (chat, as_int(first), limit)
        )[::-1]
    else:
        top = as_int(last, 0) or 2**60
        rows = store.all("SELECT * FROM message WHERE chat_id=? AND id<? ORDER BY id DESC LIMIT ?", (chat, top, limit))
    authors = sorted({row["author_id"] for row in rows if row["author_id"]})
    return {
        "chat_id": chat,
        "messages": [
            {
                "id": row["id"],
                "chat_id": chat,
                "author_id": row["author_id"],
                "date": iso(row["at"]),
                "text": row["text"],
                "unread": False,
                "uuid": row["uuid"],
                "replaces": [],
                "params": [],
                "disappearing_date": None,
            }
            for row in rows
        ],
        "users": [im_user(call.portal, number, call.now) for number in authors],
        "files": [],
    }


@method("im.notify.personal.add", "im")
def notify_personal(call: Call) -> Json:
    return _notify(call)


@method("im.notify.system.add", "im")
def notify_system(call: Call) -> Json:
    return _notify(call)


def _notify(call: Call) -> Json:
    user_id, text = as_int(call.loose("USER_ID"), 0), str(call.loose("MESSAGE") or "")
    if not user_id:
        raise MethodError("USER_ID_EMPTY", "User ID can't be empty")
    if not text:
        raise MethodError("MESSAGE_EMPTY", "Message can't be empty")
    if user_id not in call.portal.people:
        return False
    chat = call.portal.store.scalar("SELECT id FROM chat WHERE kind='notify' AND low=?", (user_id,))
    if chat is None:
        chat = call.portal.store.run("INSERT INTO chat(kind, title, low) VALUES('notify', '', ?)", (user_id,))
    return post(call.portal, chat, call.person.id, text, call.now)


@method("log.blogpost.add", "log")
def blogpost_add(call: Call) -> Json:
    text = str(call.loose("POST_MESSAGE") or "")
    if not text:
        raise MethodError("SONET_CONTROLLER_LIVEFEED_BLOGPOST_ADD_ERROR", "Post text is empty")
    dest = ",".join(str(item) for item in as_list(call.loose("DEST")) or ["UA"])
    return call.portal.store.run(
        "INSERT INTO post(author_id, at, title, text, dest) VALUES(?, ?, ?, ?, ?)",
        (call.person.id, call.now, str(call.loose("POST_TITLE") or ""), text, dest),
    )
