"""Our commands in the portal's words, and the portal's words as they travel in a batch.

`call` is pure: the same command gives the same text for ever, which is what the journal keeps. What depends on
the connection (the bot's id and token) is not in it; `with_bot` adds that just before the wire.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from outlet_desktop.domain.command import (
    AddChecklistItem,
    AddMembers,
    ArchiveProject,
    Button,
    Command,
    CommentTask,
    CompleteTask,
    CreateProject,
    CreateTask,
    DeferTask,
    EditMessage,
    LinkTasks,
    SendMessage,
    TickItem,
    UpdateTask,
)

Json = Any
Item = TypeVar("Item")

BATCH = 50
"""Commands one batch may hold (b24-rest-docs, `how-to-call-rest-api/batch.md`)."""

BOT_CODE = "outlet_bot"
BOT_COMMAND = "decide"
_FINISH_START = 2
_RESULT_REQUIRED = 3  # CODE of SE_PARAMETER
_BOT_METHODS = "imbot.v2."
_SHORT = 32  # letters of a value that is worth remembering as it travels


@dataclass(frozen=True, slots=True)
class Call:
    """One REST call: the method in its documented spelling and its parameters in documented order."""

    method: str
    params: Mapping[str, Json]


class Reference(str):
    """A value taken from an earlier answer of the same batch: `$result[name][path]…`."""

    __slots__ = ()


class Token(str):
    """The bot's token: goes on the wire as it is, and does not show itself in a `repr` or a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<bot token>"


def call(command: Command, *, is_admin: bool = True) -> Call:
    """The REST call that carries out a command.

    Only an administrator may add people to a project; anybody else may invite them.
    """
    match command:
        case CreateTask():
            fields: dict[str, Json] = {
                "TITLE": command.title,
                "DESCRIPTION": command.description,
                "RESPONSIBLE_ID": command.responsible_id,
                "DEADLINE": moment(command.deadline),
                "START_DATE_PLAN": moment(command.plan_start),
                "END_DATE_PLAN": moment(command.plan_end),
                "GROUP_ID": command.group_id,
                "XML_ID": command.key,
                "TAGS": ["outlet"],
            }
            if command.result_required:
                fields["SE_PARAMETER"] = [{"VALUE": "Y", "CODE": _RESULT_REQUIRED}]
            return Call("tasks.task.add", {"fields": fields})
        case CreateProject():
            return Call(
                "sonet_group.create",
                {
                    "NAME": command.name,
                    "DESCRIPTION": command.description,
                    "KEYWORDS": command.token,
                    "PROJECT": "Y",
                    "VISIBLE": "Y",
                    "OPENED": "N",
                    "PROJECT_DATE_START": day(command.start_on),
                    "PROJECT_DATE_FINISH": day(command.finish_on),
                },
            )
        case AddChecklistItem():
            # Read by position: the order of these keys is the meaning.
            return Call("task.checklistitem.add", {"TASKID": command.task_id, "FIELDS": {"TITLE": command.title}})
        case LinkTasks():
            return Call(
                "task.dependence.add",
                {"taskIdFrom": command.source_id, "taskIdTo": command.target_id, "linkType": _FINISH_START},
            )
        case SendMessage():
            message: dict[str, Json] = {"message": command.text}
            if command.buttons:
                message["keyboard"] = _keyboard(command.buttons)
            return Call("imbot.v2.Chat.Message.send", {"dialogId": str(command.user_id), "fields": message})
        case EditMessage():
            return Call(
                "imbot.v2.Chat.Message.update",
                {
                    "messageId": command.message_id,
                    "fields": {
                        "message": command.text,
                        "keyboard": _keyboard(command.buttons) if command.buttons else "N",
                    },
                },
            )
        case AddMembers():
            method = "sonet_group.user.add" if is_admin else "sonet_group.user.invite"
            return Call(method, {"GROUP_ID": command.project_id, "USER_ID": list(command.user_ids)})
        case UpdateTask():
            return Call("tasks.task.update", {"taskId": command.task_id, "fields": _changes(command)})
        case CompleteTask():
            return Call("tasks.task.complete", {"taskId": command.task_id})
        case DeferTask():
            return Call("tasks.task.defer", {"taskId": command.task_id})
        case TickItem():
            return Call("task.checklistitem.complete", {"TASKID": command.task_id, "ITEMID": command.item_id})
        case CommentTask():
            return Call("task.commentitem.add", {"TASKID": command.task_id, "FIELDS": {"POST_MESSAGE": command.text}})
        case ArchiveProject():
            return Call("sonet_group.update", {"GROUP_ID": command.project_id, "CLOSED": "Y"})


def body(call: Call) -> str:
    """A call as one line of JSON, keys in their order: what the journal keeps byte for byte.

    It has no `api`, which is what says that it is a classic call (see `rest3.body`).
    """
    return msgspec.json.encode({"method": call.method, "params": call.params}).decode()


def parse_body(text: str) -> Call:
    """The call in a body.

    Raises:
        ValueError: It was not made by `body`.
    """
    try:
        found = msgspec.json.decode(text)
        if "api" in found:
            raise ValueError("the body of a call that is not classic")
        return Call(str(found["method"]), dict(found["params"]))
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise ValueError("not the body of a command") from error


def is_bot_call(call: Call) -> bool:
    """Whether the call speaks as the bot, so needs `with_bot`."""
    return call.method.startswith(_BOT_METHODS)


def with_bot(call: Call, bot_id: int, token: str) -> Call:
    """The call with the bot's id and token; a keyboard of an edit also names its bot (message-keyboards.md)."""
    params: dict[str, Json] = {"botId": bot_id, "botToken": token, **call.params}
    fields = params.get("fields")
    if isinstance(fields, dict) and isinstance(fields.get("keyboard"), list):
        params["fields"] = {**fields, "keyboard": {"BOT_ID": bot_id, "BUTTONS": fields["keyboard"]}}
    return Call(call.method, params)


def bot_token(seed: str) -> Token:
    """The bot's token, 40 characters (the most the portal takes), the same for the same seed."""
    return Token(hashlib.sha256(f"outlet-desktop bot {seed}".encode()).hexdigest()[:40])


def command_text(call: Call) -> str:
    """A call as a command of a batch: `method?query`, values percent-encoded once (the body is JSON)."""
    pairs = query(call.params)
    return f"{call.method}?{pairs}" if pairs else call.method


def query(params: Mapping[str, Json]) -> str:
    """Parameters as PHP reads them from a query string: `fields[TITLE]=x&filter[ID][0]=5`."""
    return "&".join(f"{name}={value}" for key, item in params.items() for name, value in _walk(_name(key), item))


def _walk(name: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, Reference):
        yield name, str(value)
    elif isinstance(value, str):
        # The portal looks for references after decoding, so a title that holds one would be replaced:
        # a word joiner, which nobody sees, keeps it a title.
        text = value.replace("$result[", "$\u2060result[")
        yield name, _quoted(text) if type(value) is str and len(text) <= _SHORT else quote(text, safe="")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(f"{name}[{_name(key)}]", item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _walk(f"{name}[{index}]", item)
    elif isinstance(value, bool):
        yield name, "1" if value else "0"
    elif value is None:
        yield name, ""
    else:
        yield name, quote(str(value), safe="")


def _name(key: object) -> str:
    return _quoted(str(key))


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """Names and short words come back in every command of a batch. No secret gets here: a `Token` is no plain `str`."""
    return quote(text, safe="")


def in_batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """The items in order, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def moment(at: datetime) -> str:
    """ISO with the offset; without one the portal would guess a zone.

    Raises:
        ValueError: `at` is naive.
    """
    if at.tzinfo is None:
        raise ValueError("a moment for the portal needs its offset")
    return at.isoformat(timespec="seconds")


def day(on: date) -> str:
    """ISO date."""
    return on.isoformat()


def _changes(command: UpdateTask) -> dict[str, Json]:
    fields: dict[str, Json] = {}
    if command.responsible_id is not None:
        fields["RESPONSIBLE_ID"] = command.responsible_id
    if command.group_id is not None:
        fields["GROUP_ID"] = command.group_id
    if command.deadline is not None:
        fields["DEADLINE"] = moment(command.deadline)
    if command.xml_id is not None:
        fields["XML_ID"] = command.xml_id
    return fields


def _keyboard(buttons: Sequence[Button]) -> list[dict[str, str]]:
    return [
        {
            "TEXT": button.text,
            "COMMAND": BOT_COMMAND,
            "COMMAND_PARAMS": button.params,
            "BLOCK": "Y",
            "BG_COLOR_TOKEN": "alert" if button.is_alert else "primary" if button.is_primary else "base",
        }
        for button in buttons
    ]
