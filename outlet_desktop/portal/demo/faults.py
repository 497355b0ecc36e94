"""Faults on demand: what goes wrong between a client and a portal, by count or by chance."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

import msgspec

from outlet_desktop.portal.demo.wire import Reply, as_int

FaultKind = Literal[
    "drop_answer", "refuse", "http_503", "http_429", "slow", "html_403", "html_500", "html_502", "cut", "error"
]
KINDS: tuple[str, ...] = get_args(FaultKind)

# What a portal may answer to any call (`_includes/system-errors.md`): code -> status and text. `error` gives one of
# them for the asking; those that the demo gives by itself are among them.
SYSTEM_ERRORS = {
    "INTERNAL_SERVER_ERROR": (500, "Internal server error"),
    "ERROR_UNEXPECTED_ANSWER": (500, "Server returned an unexpected response"),
    "QUERY_LIMIT_EXCEEDED": (503, "Too many requests"),
    "OPERATION_TIME_LIMIT": (429, "Method is blocked due to operation time limit"),
    "OVERLOAD_LIMIT": (503, "REST API is blocked due to overload"),
    "ERROR_BATCH_LENGTH_EXCEEDED": (400, "Max batch length exceeded"),
    "NO_AUTH_FOUND": (401, "Wrong authorization data"),
    "INVALID_CREDENTIALS": (401, "Invalid request credentials"),
    "insufficient_scope": (
        403,
        "The request requires higher privileges than provided by the webhook token",
    ),
    "expired_token": (401, "The access token provided has expired"),
    "invalid_token": (401, "Unable to get application by token"),
    "authorization_error": (401, "Unable to authorize user"),
    "APPLICATION_NOT_FOUND": (401, "Application not found"),
    "ERROR_OAUTH": (401, "Application not installed"),
    "PAYMENT_REQUIRED": (401, "Subscription has been ended"),
    "ACCESS_DENIED": (403, "REST API is available only on commercial plans"),
    "user_access_error": (403, "The user does not have access to the application"),
    "ERROR_METHOD_NOT_FOUND": (404, "Method not found!"),
    "ERROR_MANIFEST_IS_NOT_AVAILABLE": (404, "Manifest is not available"),
    "INVALID_REQUEST": (400, "Https required"),
    "METHOD_CONFIRM_WAITING": (401, "Waiting for confirmation"),
    "METHOD_CONFIRM_DENIED": (403, "Method call denied"),
    "PORTAL_DELETED": (500, "Portal was deleted"),
}


@dataclass(slots=True)
class Fault:
    """One planned fault.

    Attributes:
        times: How often it still strikes; None = for ever.
        seconds: How long the request executes (slow); above the limit of a request it is stopped there.
        after: Commands of a batch that are executed before it is cut or stopped; None = by chance. A single call
            that is stopped was executed from 1 on.
        code: Which system error (error).
    """

    kind: FaultKind
    method: str = "*"
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 3.0
    after: int | None = None
    code: str = ""


class Faults:
    """The planned faults; chance is seeded."""

    def __init__(self, seed: int = 1) -> None:
        self._planned: list[Fault] = []
        self._random = random.Random(seed)

    def clear(self) -> None:
        """Drops all plans."""
        self._planned.clear()

    def plan(self, wish: dict[str, object]) -> Fault:
        """Takes a fault as the control asks for it.

        `times` defaults to 1, or to no end when a `probability` is given.

        Raises:
            ValueError: an unknown kind or a number that is none.
        """
        kind = wish.get("kind")
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        code = str(wish.get("code") or "")
        if kind == "error" and code not in SYSTEM_ERRORS:
            raise ValueError(f"code must be one of {', '.join(SYSTEM_ERRORS)}")
        chance = wish.get("probability")
        times = wish.get("times", 1 if chance is None else None)
        fault = Fault(
            kind=cast(FaultKind, kind),
            method=str(wish.get("method") or "*").lower(),
            times=None if times is None else as_int(times, 1),
            probability=1.0 if chance is None else float(str(chance)),
            seconds=float(str(wish.get("seconds", 3.0))),
            after=None if wish.get("after") is None else as_int(wish.get("after")),
            code=code,
        )
        self._planned.append(fault)
        return fault

    def pick(self, method: str, commands: Iterable[str] = ()) -> Fault | None:
        """The fault that strikes this request: by its own method or by a command of its batch."""
        if not self._planned:
            return None
        names = {method.lower(), *(command.lower() for command in commands)}
        for fault in self._planned:
            if fault.method != "*" and fault.method not in names:
                continue
            if fault.kind == "cut" and method.lower() != "batch":
                continue
            if fault.probability < 1.0 and self._random.random() >= fault.probability:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._planned.remove(fault)
            return fault
        return None

    def prefix(self, fault: Fault, count: int) -> int:
        """How many commands of a batch of `count` are executed before it is cut or stopped (fewer than all)."""
        if fault.after is not None:
            return min(fault.after, count)
        return self._random.randrange(count) if count else 0


def html_reply(status: int, words: str) -> Reply:
    """The page of the web server in front of the portal."""
    title = f"{status} {words}"
    return Reply(
        status,
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n".encode(),
        "text/html",
    )


def timed_out() -> Reply:
    """The answer to a request that was stopped for its length.

    The documentation says that one request runs 60 seconds at most and not what is answered then; the web server
    in front gives up at that time.
    """
    return html_reply(504, "Gateway Time-out")


def reply_instead(fault: Fault) -> Reply | None:
    """The answer a fault gives in place of an execution, or None when the method still runs."""
    match fault.kind:
        case "refuse":
            return Reply(close=True)
        case "http_503":
            return _system_error("QUERY_LIMIT_EXCEEDED")
        case "http_429":
            return _system_error("OPERATION_TIME_LIMIT")
        case "html_403":
            return html_reply(403, "Forbidden")
        case "html_500":
            return html_reply(500, "Internal Server Error")
        case "html_502":
            return html_reply(502, "Bad Gateway")
        case "error":
            return _system_error(fault.code)
        case _:
            return None


def _system_error(code: str) -> Reply:
    status, text = SYSTEM_ERRORS[code]
    return Reply(status, msgspec.json.encode({"error": code, "error_description": text}))
