"""What an HTTP answer means: for a read (try again?) and for a write (was it executed?).

Codes and statuses: b24-rest-docs `_includes/system-errors.md`, `limits.md`. Codes are compared in upper case;
texts are never matched, they come in the portal's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import msgspec

from outlet_desktop.domain.command import CommandResult, Done, NotExecuted, Refused, Unknown

Json = Any

_BUSY = frozenset({"QUERY_LIMIT_EXCEEDED", "OPERATION_TIME_LIMIT"})
_NO_RIGHTS = frozenset(
    {
        "INVALID_CREDENTIALS",
        "NO_AUTH_FOUND",
        "AUTHORIZATION_ERROR",
        "INVALID_TOKEN",
        "EXPIRED_TOKEN",
        "APPLICATION_NOT_FOUND",
        "ERROR_OAUTH",
        "USER_ACCESS_ERROR",
        "WRONG_AUTH_TYPE",
    }
)
_NOT_STARTED = _BUSY | _NO_RIGHTS | {"OVERLOAD_LIMIT", "ERROR_BATCH_LENGTH_EXCEEDED", "PAYMENT_REQUIRED"}
# An `add` answered with the last one has been seen to create its task (AR/chats/im-chat-add.md).
_UNSURE = frozenset({"INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER", "ERROR_UNKNOWN_ADD_TASK_ERROR"})
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a request brought no answer.

    Attributes:
        reason: Short word for logs: "connect", "timeout", "cut", "http_502", or the portal's own code.
        executed: False = certainly not executed, None = nobody can tell.
        is_transient: A read may be tried again.
        problem: Code of the Problem when it is final.
        is_throttle: The portal wants us slower.
    """

    reason: str
    executed: bool | None
    is_transient: bool
    problem: str = "portal.unreachable"
    is_throttle: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """What one command of a batch was answered instead of a result."""

    code: str
    text: str = ""

    @property
    def is_transient(self) -> bool:
        """The same command may go through a little later."""
        return self.code.upper() in _BUSY or self.code.upper() in _UNSURE


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """Results and failures by name; `portal_now` is the envelope's ISO moment ("" when absent).

    `sent_at`: machine clock when the request went on the wire.
    """

    results: Mapping[str, Json]
    failures: Mapping[str, Failure]
    sent_at: float
    portal_now: str = ""
    totals: Mapping[str, Json] = field(default_factory=dict)


def judge(status: int, content: bytes) -> dict[str, Json] | Trouble:
    """The JSON object of an answer, or what is wrong with it."""
    try:
        found = msgspec.json.decode(content) if content.lstrip()[:1] == b"{" else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = None
    code = str(found.get("error") or "").upper() if isinstance(found, dict) else ""
    if status in (429, 503) or code in _BUSY:
        if code == "OVERLOAD_LIMIT":
            return Trouble(code, False, False, "portal.blocked")
        return Trouble(code or f"http_{status}", False, True, "portal.busy", is_throttle=True)
    if code == "PORTAL_DELETED":
        return Trouble(code, False, False, "portal.deleted")
    if status >= 500 or status == 408:
        return Trouble(code or f"http_{status}", None, True)
    if isinstance(found, dict):
        return _judge_json(status, code, found)
    if status in (401, 403):
        return Trouble(f"http_{status}", False, False, "portal.webhook_refused")
    if 200 <= status < 300:
        return Trouble("html", None, True, "portal.not_bitrix")
    return Trouble(f"http_{status}", False, False, "portal.not_bitrix")


def _judge_json(status: int, code: str, found: dict[str, Json]) -> dict[str, Json] | Trouble:
    if status == 200 and "error" not in found:
        return found
    if code == "PAYMENT_REQUIRED" or (code == "ACCESS_DENIED" and status == 403):
        # A whole batch is denied only when the plan has no REST; a command is denied inside the batch.
        return Trouble(code, False, False, "portal.no_rest")
    if code in _NO_RIGHTS or status in (401, 403):
        return Trouble(code or f"http_{status}", False, False, "portal.webhook_refused")
    if 400 <= status < 500:
        problem = "portal.refused" if code else "portal.not_bitrix"
        return Trouble(code or f"http_{status}", False, False, problem)
    return Trouble(code or "html", None, True)


def batch_answer(found: dict[str, Json], sent_at: float) -> BatchAnswer | None:
    """The answer of a `batch`; None when it is not one. Empty maps come as `[]`, errors may come as a list."""
    result = found.get("result")
    if not isinstance(result, dict) or "result" not in result:
        return None
    failures = {
        name: Failure(str(error.get("error", "")), cleaned(str(error.get("error_description", ""))))
        for name, error in _map(result.get("result_error")).items()
        if isinstance(error, dict)
    }
    portal_now = _map(found.get("time")).get("date_start", "")
    return BatchAnswer(
        _map(result["result"]),
        failures,
        sent_at,
        portal_now if isinstance(portal_now, str) else "",
        _map(result.get("result_total")),
    )


def command_result(method: str, name: str, answer: BatchAnswer) -> CommandResult:
    """What became of one write command of a batch."""
    failure = answer.failures.get(name)
    if failure is not None:
        code = failure.code.upper()
        if method == "task.dependence.add" and code == "ILLEGAL_NEW_LINK":
            return Done()  # the link exists already
        if code in _NOT_STARTED:
            return NotExecuted(failure.code)
        if code in _UNSURE:
            return Unknown(failure.code)
        return Refused(failure.code, failure.text)
    if name not in answer.results:
        return Unknown("missing")
    value = answer.results[name]
    if value is False:
        return Refused("false")
    if method in _MAKES_ID:
        made = _made(value, _MAKES_ID[method])
        return Done(made) if made else Unknown("no id")
    return Done()


_MAKES_ID: Mapping[str, tuple[str, ...]] = {
    "tasks.task.add": ("task", "id"),
    "sonet_group.create": (),
    "task.checklistitem.add": (),
    "task.commentitem.add": (),
    "imbot.v2.Chat.Message.send": ("id",),
}


def _made(value: Json, path: tuple[str, ...]) -> int:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def cleaned(text: str) -> str:
    """The portal's words without HTML, for people to read."""
    return " ".join(unescape(_TAG.sub(" ", unescape(text))).split()).removesuffix(" (internal error)")


def _map(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}
