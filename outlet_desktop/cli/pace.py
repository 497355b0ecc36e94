"""How the interpreter shares itself among the window and the two threads that work for it.

Both threads are Python that computes, so the window waits for them to let go of the interpreter: 5 ms by default, which
is a third of a frame. And a full garbage collection looks at every object of every row, 0.1 to 0.3 s with a thousand
outlets, with all threads waiting. Measured by `tests/benchmarks/gui_thread.py`.
"""

from __future__ import annotations

import gc
import sys

_SWITCH_S = 0.0005
_WHILE_LOADING = (20_000, 10, 50)  # nothing becomes garbage then
_AFTERWARDS = (2_000, 10, 50)  # the first two look at so few objects that a frame does not notice


def yield_often() -> None:
    """Let a waiting thread have the interpreter after half a millisecond; look for garbage less often."""
    sys.setswitchinterval(_SWITCH_S)
    gc.set_threshold(*_WHILE_LOADING)


def settle() -> None:
    """Leave out of full collections what is there now and will stay: modules, templates, the first portfolio."""
    gc.set_threshold(*_AFTERWARDS)
    gc.freeze()
