"""Faults on demand: what goes wrong between a client and a portal, by count or by chance."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from outlet_desktop.portal.demo.wire import Reply, as_int

FaultKind = Literal["drop_answer", "refuse", "http_503", "http_429", "slow", "html_502", "cut"]
KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass(slots=True)
class Fault:
    """One planned fault: `times` left (None = for ever), `after` = commands of a batch that a cut executes."""

    kind: FaultKind
    method: str = "*"
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 3.0
    after: int | None = None


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
        chance = wish.get("probability")
        times = wish.get("times", 1 if chance is None else None)
        fault = Fault(
            kind=cast(FaultKind, kind),
            method=str(wish.get("method") or "*").lower(),
            times=None if times is None else as_int(times, 1),
            probability=1.0 if chance is None else float(str(chance)),
            seconds=float(str(wish.get("seconds", 3.0))),
            after=None if wish.get("after") is None else as_int(wish.get("after")),
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
        """How many commands of a batch of `count` a cut lets through (fewer than all)."""
        if fault.after is not None:
            return min(fault.after, count)
        return self._random.randrange(count) if count else 0


def reply_instead(fault: Fault) -> Reply | None:
    """The answer a fault gives in place of an execution, or None when the method still runs."""
    match fault.kind:
        case "refuse":
            return Reply(close=True)
        case "http_503":
            return Reply(503, b'{"error":"QUERY_LIMIT_EXCEEDED","error_description":"Too many requests"}')
        case "http_429":
            return Reply(
                429,
                b'{"error":"OPERATION_TIME_LIMIT","error_description":"Method is blocked due to operation time limit"}',
            )
        case "html_502":
            return Reply(
                502,
                b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway"
                b"</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
                "text/html",
            )
        case _:
            return None
