"""The program as talkative as it can be made: every logger at its lowest level, tracebacks with all locals.

`LOUD_BUG=1` puts a bug into the reading of polls, so that the program dies with requests and tokens on its stack.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Any


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Everything a careless crash handler could write."""
    told = traceback.TracebackException(kind, error, trace, capture_locals=True)
    sys.stderr.write("".join(told.format()))
    sys.stderr.flush()


def put_a_bug() -> None:
    """Every poll that also asks for the bot's events breaks its reader, with the bot's token on the stack."""
    from outlet_desktop.portal import reply

    read = reply.batch_answer

    def broken(found: dict[str, Any], sent_at: float, names: tuple[str, ...] = ()) -> Any:
        if "events" in names:
            raise RuntimeError("a bug of ours")
        return read(found, sent_at, names)

    reply.batch_answer = broken  # type: ignore[assignment]


if __name__ == "__main__":
    logging.basicConfig(level=1, stream=sys.stderr)
    sys.excepthook = tell
    threading.excepthook = lambda caught: tell(
        caught.exc_type, caught.exc_value or RuntimeError(), caught.exc_traceback
    )
    if os.environ.get("LOUD_BUG"):
        put_a_bug()
    from outlet_desktop.cli import main

    sys.exit(main())
