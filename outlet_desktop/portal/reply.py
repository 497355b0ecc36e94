"""What an HTTP answer means: for a read (try again?) and for a write (was it executed?).

Codes and statuses: b24-rest-docs `_includes/system-errors.md`, `limits.md`. Codes are compared in upper case;
texts are never matched, they come in the portal's language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

import msgspec

from outlet_desktop.domain.command import CommandResult, Done, NotExecuted, Refused, Unknown
from outlet_desktop.portal import methods, operating

Json = Any

_BUSY = frozenset({"QUERY_LIMIT_EXCEEDED", operating.CODE})
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


class _Batch(msgspec.Struct):
    """What stands under `result` of a usual answer to a `batch`, its results as they came."""

    result: dict[str, msgspec.Raw]
    result_error: Json = None
    result_total: Json = None
    result_time: Json = None


class _Envelope(msgspec.Struct):
    """A usual answer to a `batch`."""

    result: _Batch
    time: Json = None
    error: Json = msgspec.UNSET


_ENVELOPE = msgspec.json.Decoder(_Envelope)
_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"  # a PHP file saved with a byte order mark puts it before every answer


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

    @property
    def is_operating(self) -> bool:
        """The method has used up its operating time; others go on working."""
        return self.code.upper() == operating.CODE


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """Results and failures by name; `portal_now` is the envelope's ISO moment ("" when absent).

    Attributes:
        sent_at: Machine clock when the request went on the wire.
        resets: By name (the envelope's own under `batch`): seconds from the answer until the method's oldest
            minute of operating time is forgotten.
        totals: By name: rows of a list on all its pages, where it was counted.

    A result that was asked for undecoded (see `judge`) may be a `msgspec.Raw`.
    """

    results: Mapping[str, Json]
    failures: Mapping[str, Failure]
    sent_at: float
    portal_now: str = ""
    resets: Mapping[str, float] = field(default_factory=dict)
    totals: Mapping[str, Json] = field(default_factory=dict)

    def left_out(self, names: Collection[str]) -> BatchAnswer:
        """The same, with those that were not asked because their method rests."""
        return replace(self, failures={**self.failures, **dict.fromkeys(names, Failure(operating.CODE))})


def decoded(content: bytes) -> Json:
    """The JSON object of a body; None when it is something else (HTML, nothing, a broken one)."""
    text = content.lstrip(_BEFORE_JSON)
    if not text.startswith(b"{"):
        return None
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def code_of(value: Json) -> str:
    """An error's code as text: some modules answer "", "0", "100" or the bare number."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def throttled(status: int, code: str) -> Trouble | None:
    """Refused for coming too often or for working too long, None when not; either way nothing was executed."""
    code = code.upper()
    if status not in (429, 503) and code not in _BUSY:
        return None
    if code == "OVERLOAD_LIMIT":
        return Trouble(code, False, False, "portal.blocked")
    return Trouble(code or f"http_{status}", False, True, "portal.busy", is_throttle=True)


def judge(status: int, content: bytes, undecoded: Collection[str] = ()) -> dict[str, Json] | Trouble:
    """The JSON object of an answer, or what is wrong with it.

    Args:
        undecoded: Commands of a batch whose results may be left as text (`msgspec.Raw`) for a typed decoder: long
            lists are then never made into maps. They are left so only where the answer has the usual form.
    """
    usual = _split(content, undecoded) if undecoded and status == 200 else None
    if usual is not None:
        return usual
    found = decoded(content)
    code = code_of(found.get("error")).upper() if isinstance(found, dict) else ""
    busy = throttled(status, code)
    if busy is not None:
        return busy
    if code == "PORTAL_DELETED":
        return Trouble(code, False, False, "portal.deleted")
    if status >= 500 or status == 408:
        return Trouble(code or f"http_{status}", None, True)
    if isinstance(found, dict):
        return _judge_json(status, code, found)
    if status == 403:  # a page of some guard before the portal, which says nothing of the webhook: it passes
        return Trouble("http_403", None, True)
    if status == 401:
        return Trouble("http_401", False, False, "portal.webhook_refused")
    if 200 <= status < 300:
        return Trouble("html", None, True, "portal.not_bitrix")
    return Trouble(f"http_{status}", False, False, "portal.not_bitrix")


def _split(content: bytes, undecoded: Collection[str]) -> dict[str, Json] | None:
    try:
        found = _ENVELOPE.decode(content.lstrip(_BEFORE_JSON))
        results = {
            name: text if name in undecoded else msgspec.json.decode(text) for name, text in found.result.result.items()
        }
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if found.error is not msgspec.UNSET:
        return None
    batch = {name: getattr(found.result, name) for name in ("result_error", "result_total", "result_time")}
    return {"result": {"result": results, **batch}, "time": found.time}


def _judge_json(status: int, code: str, found: dict[str, Json]) -> dict[str, Json] | Trouble:
    if status == 200 and "error" not in found:
        return found
    if code == "PAYMENT_REQUIRED" or (code == "ACCESS_DENIED" and status == 403):
        # A whole batch is denied only when the plan has no REST; a command is denied inside the batch.
        return Trouble(code, False, False, "portal.no_rest")
    if code in _NO_RIGHTS or status in (401, 403):
        return Trouble(code or f"http_{status}", False, False, "portal.webhook_refused")
    if 400 <= status < 500:
        # The code may be "": that is a refusal too (sonet_group, calendar).
        words = cleaned(str(found.get("error_description") or ""))
        problem = "portal.refused" if "error" in found else "portal.not_bitrix"
        return Trouble(code or words or f"http_{status}", False, False, problem)
    return Trouble(code or "html", None, True)


def batch_answer(found: dict[str, Json], sent_at: float, names: Sequence[str] = ()) -> BatchAnswer | None:
    """The answer of a `batch`; None when it is not one.

    Empty maps come as `[]`; some portals answer with bare lists where a map is empty of some names, which are
    then told apart by the order of the commands, if that is certain.

    Args:
        names: Of the commands, in the order they were sent.
    """
    result = found.get("result")
    if not isinstance(result, dict) or "result" not in result:
        return None
    # A bare list is trusted with results only where no command has failed: a wrong "done" cannot be taken back.
    results = _map(result["result"], () if result.get("result_error") else names)
    missing = [name for name in names if name not in results]
    failures = {
        name: Failure(code_of(error.get("error")), cleaned(str(error.get("error_description") or "")))
        for name, error in _map(result.get("result_error"), missing).items()
        if isinstance(error, dict)
    }
    envelope = _map(found.get("time"))
    portal_now = envelope.get("date_start", "")
    times = {**_map(result.get("result_time")), methods.BATCH_METHOD: envelope}
    resets = {name: left for name, time in times.items() if (left := reset_in(time)) is not None}
    portal_now = portal_now if isinstance(portal_now, str) else ""
    return BatchAnswer(results, failures, sent_at, portal_now, resets, _map(result.get("result_total")))


def reset_in(time: Json) -> float | None:
    """Seconds from an answer to its `operating_reset_at`, by the portal's clock alone; None when not told."""
    block = _map(time)
    reset, now = _seconds(block.get("operating_reset_at")), _seconds(block.get("finish", block.get("start")))
    return None if reset is None or now is None else min(max(0.0, reset - now), operating.LONGEST_S)


def _seconds(value: Json) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    return float(value) if is_number else None


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
    made = methods.CLASSIC[method].made if method in methods.CLASSIC else None
    if made is not None:
        number = _made(value, made)
        return Done(number) if number else Unknown("no id")
    return Done()


def _made(value: Json, path: tuple[str, ...]) -> int:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def cleaned(text: str) -> str:
    """The portal's words without HTML, for people to read."""
    return " ".join(unescape(_TAG.sub(" ", unescape(text))).split()).removesuffix(" (internal error)")


def _map(value: Json, names: Sequence[str] = ()) -> Mapping[str, Json]:
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and len(value) == len(names):
        return dict(zip(names, value, strict=True))
    return {}
