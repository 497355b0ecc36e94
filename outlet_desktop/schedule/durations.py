"""How long a step takes, as a table of equally likely quantiles: beta-PERT estimates, shrunk samples, what is left.

A duration is drawn by looking one of `LEVELS` quantiles up, which costs a tenth of drawing a beta variate and is
deterministic for a given draw. numpy is imported by the first call. Formulae and sources: docs/schedule.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from outlet_desktop.domain.template import Estimate
from outlet_desktop.schedule.learning import Learnt

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ticks = NDArray[np.uint16]

LEVELS = 4096  # equally likely quantiles of a duration; a power of two, so that drawing one is a mask
_GRID = 4096  # intervals of the table of a beta distribution function


@lru_cache(maxsize=256)
def beta_table(mode: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(x, F(x)) of the beta distribution of a PERT estimate on 0..1 with that mode.

    alpha = 1 + 4 mode and beta = 5 - 4 mode, whatever the estimate: one parameter names the shape.
    """
    import numpy as np

    x = np.linspace(0.0, 1.0, _GRID + 1)
    density = x ** (4 * mode) * (1 - x) ** (4 - 4 * mode)
    area = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
    return x, area / area[-1]


@lru_cache(maxsize=1024)
def quantiles(optimistic: int, likely: int, pessimistic: int) -> Floats:
    """Working days at the middles of `LEVELS` equally likely parts of the beta-PERT distribution."""
    import numpy as np

    spread = pessimistic - optimistic
    x, share = beta_table((likely - optimistic) / spread)
    middles = (np.arange(LEVELS) + 0.5) / LEVELS
    days = (optimistic + spread * np.interp(middles, share, x)).astype(np.float32)
    days.flags.writeable = False
    return days


def ordered(estimate: Estimate) -> tuple[int, int, int]:
    """Optimistic <= likely <= pessimistic; an estimate the check would refuse is widened to hold likely."""
    likely = estimate.likely
    return min(estimate.optimistic, likely), likely, max(estimate.pessimistic, likely)


@lru_cache(maxsize=1024)
def learnt_quantiles(low: int, likely: int, high: int, samples: tuple[int, ...], weight: float) -> Floats:
    """Quantiles of the samples and of the estimate, averaged level by level; `weight` is that of the samples."""
    import numpy as np

    middles = (np.arange(LEVELS) + 0.5) / LEVELS
    seen = np.asarray(samples, dtype=np.float64)[(middles * len(samples)).astype(np.intp)]
    estimated = quantiles(low, likely, high) if low < high else np.float64(likely)
    days = (weight * seen + (1.0 - weight) * estimated).astype(np.float32)
    days.flags.writeable = False
    return days


def _known(learnt: Learnt | None) -> Learnt | None:
    return learnt if learnt is not None and learnt.is_enough else None


def table_of(estimate: Estimate, learnt: Learnt | None) -> Floats | None:
    """Quantiles of the duration; None when there is no spread."""
    low, likely, high = ordered(estimate)
    if learnt is not None:
        return learnt_quantiles(low, likely, high, learnt.days, learnt.weight)
    return quantiles(low, likely, high) if low < high else None


def sampled(estimate: Estimate, learnt: Learnt | None, ticks: Ticks, place: Floats) -> float | Floats:
    """Durations in working days, one a trial; a float when the estimate leaves no spread."""
    table = table_of(estimate, _known(learnt))
    return float(estimate.likely) if table is None else table.take(ticks, out=place, mode="clip")


def rest_of(estimate: Estimate, learnt: Learnt | None, elapsed: int, ticks: Ticks, place: Floats) -> float | Floats:
    """Moments at which an open step finishes, `elapsed` working days after its plan began, before today.

    Inverse transform of the truncated distribution: u' = F(a) + (1 - F(a)) u, D = F^-1(u') > a; the moment
    is D - a. An `elapsed` below 0 (planned from a later day) or 0 truncates nothing.
    """
    learnt = _known(learnt)
    table = table_of(estimate, learnt)
    low, likely, high = (float(days) for days in ordered(estimate))
    if learnt is not None and table is not None:
        low, high = float(table[0]), float(table[-1])
    if elapsed >= high:
        return 1.0  # longer than thought possible: today, as for any overdue step
    if table is None:
        return max(likely - elapsed, 1.0)
    import numpy as np

    if elapsed <= low:
        rest = table - np.float32(elapsed)
    elif learnt is not None:
        passed = int(np.searchsorted(table, elapsed, side="right"))
        left = passed + (LEVELS - passed) * ((np.arange(LEVELS) + 0.5) / LEVELS)
        rest = table[left.astype(np.intp)] - np.float32(elapsed)
    else:
        found = _rest_of_estimate(estimate, elapsed)
        if found is None:
            return 1.0
        rest = found
    return rest.take(ticks, out=place, mode="clip")


def _rest_of_estimate(estimate: Estimate, elapsed: int) -> Floats | None:
    """Quantiles of what is left by the exact distribution function, `elapsed` inside the range; None = nothing."""
    import numpy as np

    low, likely, high = ordered(estimate)
    spread = high - low
    x, share = beta_table((likely - low) / spread)
    passed = float(np.interp((elapsed - low) / spread, x, share))
    if passed >= 1.0 - 1e-9:
        return None
    left = passed + (1.0 - passed) * ((np.arange(LEVELS) + 0.5) / LEVELS)
    days: Floats = (low + spread * np.interp(left, share, x) - elapsed).astype(np.float32)
    return days
