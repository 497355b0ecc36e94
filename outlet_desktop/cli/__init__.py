"""The command line and the composition root: every part is made here and handed to those that need it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_ENDED = {"portal.unreachable": "portal.unreachable_ended", "portal.busy": "portal.busy_ended"}
"""What a running program waits out by itself, in other words where a command has ended with it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 after telling a Problem in one line on stderr; bad usage exits with 2."""
    from outlet_desktop.cli.arguments import parse
    from outlet_desktop.problem import Problem

    arguments = parse(argv)
    try:
        code = int(arguments.act(arguments))
        if sys.stdout is not None:  # a windowed build has none
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output has seen enough (`status | head`): leave without a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Problem as problem:
        from outlet_desktop.wording import sentence

        words = sentence(_ENDED.get(problem.code, problem.code), problem.facts, arguments.lang)
        print(f"outlet-desktop: {words}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run() -> None:
    """Entry point of the installed program."""
    sys.exit(main())
