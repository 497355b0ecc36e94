"""How the benchmarks measure: both sides alternate in one process, garbage collection off, medians, ratios.

Fresh pages cost more than what is computed in them, and how many an allocator asks for depends on what was freed
before; so a block of 31 MB is freed first, after which glibc keeps what it has, for both sides alike.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

SLACK = 1.5  # for a machine that others use as well


@dataclass(frozen=True)
class Ratio:
    """One row of the table. Milliseconds are medians; `target`: the ratio wanted, None = only reported."""

    name: str
    ours_ms: float
    other: str
    other_ms: float
    target: float | None

    @property
    def value(self) -> float:
        """Ours / other."""
        return self.ours_ms / self.other_ms

    @property
    def verdict(self) -> str:
        """`ok`, `within slack` or `MISSED`; "" without a target."""
        if self.target is None:
            return ""
        if self.value <= self.target:
            return "ok"
        return "within slack" if self.value <= self.target * SLACK else "MISSED"


def settle_allocator() -> None:
    """Let the allocator keep freed memory from now on (glibc raises its thresholds when a large block is freed)."""
    block = bytearray(31 << 20)
    del block


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call: processor time of this thread, so that other programs do not count."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def alternate(ours: Callable[[], object], other: Callable[[], object], runs: int = 9) -> tuple[float, float]:
    """Medians in ms of both, by turns; each is warmed up once."""
    settle_allocator()
    ours(), other()
    ours(), other()
    a, b = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            a.append(timed(ours))
            b.append(timed(other))
    finally:
        gc.enable()
    return statistics.median(a), statistics.median(b)


def ratio(
    name: str,
    ours: Callable[[], object],
    other_name: str,
    other: Callable[[], object],
    target: float | None,
    runs: int = 9,
    scale: float = 1.0,
) -> Ratio:
    """Measure one row; the other side does 1/`scale` of the work."""
    a, b = alternate(ours, other, runs)
    return Ratio(name, a, other_name, b * scale, target)


def show(rows: list[Ratio]) -> int:
    """Print the table. Returns how many targets were missed beyond the slack."""
    for row in rows:
        wanted = "" if row.target is None else f"target {row.target:g} x"
        print(
            f"{row.name:<58} {row.ours_ms:>9.2f} ms  / {row.other:<34} {row.other_ms:>10.2f} ms"
            f"  = {row.value:>8.4f} x  {wanted:<14} {row.verdict}"
        )
    return sum(row.verdict == "MISSED" for row in rows)
