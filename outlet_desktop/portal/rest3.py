"""REST 3.0, kept apart from the classic calls: other address, other shapes of answers and errors.

The client uses it for what only exists there: the message into a task's chat, which took the place of comments
in the new task card (`tasks.task.chat.message.send`; AR/rest-v3.md, AR/tasks/tasks-task-chat-message-send.md).
Tasks are still made by the classic call: it knows tags and travels in a batch of fifty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from outlet_desktop.domain.command import CommandResult, CommentTask, Done, NotExecuted, Refused
from outlet_desktop.portal.reply import Trouble, cleaned, code_of, decoded, reset_in, throttled

Json = Any

API = "3.0"
TASK_CHAT = "tasks.task.chat.message.send"
_PREFIX = "BITRIX_REST_V3_EXCEPTION_"
_ABSENT = ("METHODNOTFOUNDEXCEPTION", "INSUFFICIENTSCOPEEXCEPTION", "ERROR_METHOD_NOT_FOUND", "INSUFFICIENT_SCOPE")


@dataclass(frozen=True, slots=True)
class Call3:
    """One call of REST 3.0.

    Attributes:
        key: Sent as `Idempotency-Key`: a portal that has answered it within 24 h gives that answer again. The
            client never counts on it, but a journal restored from an older copy does no harm with it.
    """

    method: str
    params: Mapping[str, Json]
    key: str = ""


def note(command: CommentTask) -> Call3:
    """The call that writes a note into a task's chat."""
    return Call3(TASK_CHAT, {"fields": {"taskId": command.task_id, "text": command.text}}, command.key)


def probe() -> Call3:
    """Asks whether the task chat can be written to, without writing: a call that lacks its required fields.

    `method.get` knows classic methods only and `rest.documentation.openapi` is megabytes long. A portal that has
    the method refuses this one for its fields, any other for itself or for its scope.
    """
    return Call3(TASK_CHAT, {})


def body(call: Call3) -> str:
    """A call as one line of JSON that says what it is: `api` is "3.0"; classic bodies have no such key."""
    return msgspec.json.encode({"api": API, "method": call.method, "params": call.params, "key": call.key}).decode()


def parse_body(text: str) -> Call3 | None:
    """The call in a body; None when the body is a classic one.

    Raises:
        ValueError: It was made by neither `body`.
    """
    try:
        found = msgspec.json.decode(text)
        if not isinstance(found, dict):
            raise ValueError("not the body of a command")
        if "api" not in found:
            return None
        if found["api"] != API:
            raise ValueError("the body of an API that is not known")
        return Call3(str(found["method"]), dict(found["params"]), str(found["key"]))
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise ValueError("not the body of a command") from error


@dataclass(frozen=True, slots=True)
class Answer3:
    """What one call was answered: a value, or a refusal with its code. `reset_in_s`: see `Operating.good`."""

    value: Json = None
    status: int = 200
    code: str = ""
    text: str = ""
    reset_in_s: float | None = None

    @property
    def is_absent(self) -> bool:
        """The portal does not have the method, or not for this webhook.

        A portal without REST 3.0 takes `api` for the webhook's user and answers 401.
        """
        return self.status in (401, 404) or self.code.upper().endswith(_ABSENT)

    @property
    def is_invalid(self) -> bool:
        """The portal has the method, and the call lacks something."""
        return self.code.upper().startswith(f"{_PREFIX}VALIDATION_")


def judge(status: int, content: bytes) -> Answer3 | Trouble:
    """What an HTTP answer means."""
    found = decoded(content)
    error = found.get("error") if isinstance(found, dict) else None
    code = code_of(error.get("code") if isinstance(error, dict) else error)
    busy = throttled(status, code)
    if busy is not None:
        return busy
    if status >= 500 or status == 408:
        return Trouble(code or f"http_{status}", None, True)
    if isinstance(found, dict) and status == 200 and "result" in found:
        return Answer3(found["result"], reset_in_s=reset_in(found.get("time")))
    if 400 <= status < 500:
        words = error.get("message") if isinstance(error, dict) else None
        return Answer3(status=status, code=code or f"http_{status}", text=cleaned(str(words or "")))
    return Trouble(code or "html", None, True)


def outcome(answer: Answer3) -> CommandResult:
    """What became of a write."""
    if answer.is_absent:
        return NotExecuted(answer.code)
    if answer.code:
        return Refused(answer.code.removeprefix(_PREFIX), answer.text)
    if isinstance(answer.value, Mapping) and answer.value.get("result") is False:
        return Refused("false")
    return Done()
