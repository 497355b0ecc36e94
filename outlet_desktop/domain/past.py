"""What finished outlets teach about a step's duration. Pure; samples are whole working days in (created, finished]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from outlet_desktop.domain.template import Estimate, StepId

Samples = Mapping[StepId, Sequence[int]]
"""Actual durations of every step that was finished somewhere, in any order."""

LEAST = 8  # finished samples from which the past counts (as in the forecast)
_FAR_DAYS, _FAR_SHARE = 2, 0.5


def quantile(samples: Sequence[int], share: float) -> int:
    """The least duration that at least `share` (0..1) of the samples do not exceed (as `schedule.learning` has it)."""
    return sorted(samples)[max(0, ceil(share * len(samples) - 1e-9) - 1)]


def usual(samples: Sequence[int]) -> int:
    """The middle sample."""
    return quantile(samples, 0.5)


def estimate_of(samples: Sequence[int]) -> Estimate:
    """The three estimates that the samples speak for: their tenth, half and nine tenths; a day at least."""
    low, likely, high = (max(1, quantile(samples, share)) for share in (0.1, 0.5, 0.9))
    return Estimate(low, likely, high)


def longer_share(samples: Sequence[int], days: int) -> float:
    """Which share of the samples took longer than `days`, 0..1."""
    return sum(sample > days for sample in samples) / len(samples)


def is_far(duration: Estimate, samples: Sequence[int]) -> bool:
    """Whether the estimate is far from what happens: the usual sample lies outside it, or by half and 2 days off."""
    if len(samples) < LEAST:
        return False
    middle = max(1, usual(samples))  # done within a day: there is no shorter estimate
    if not duration.optimistic <= middle <= duration.pessimistic:
        return True
    off = abs(middle - duration.likely)
    return off >= _FAR_DAYS and off >= _FAR_SHARE * duration.likely
