"""Durations learnt from finished openings: how long each step of a process has really taken.

From `LEAST` finished samples of a step on, its simulated duration is the empirical distribution of the samples shrunk
towards the estimate (design §2): quantile by quantile, with weight n / (n + STRENGTH) for n samples. So eight samples
count as much as the estimate, and a hundred leave it a fourteenth. Averaging quantiles (Vincent's rule) keeps the
mean exactly at the weighted mean of both and never makes two humps of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from outlet_desktop.domain.past import LEAST as LEAST, quantile
from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.workdays import Calendar

STRENGTH = 8  # samples that weigh as much as the estimate


@dataclass(frozen=True, slots=True)
class Learnt:
    """What finished openings say of one step.

    Attributes:
        days: Working days in (created, finished] of every finished task, ascending; 0 = on the day it was created.
    """

    days: tuple[int, ...]

    @property
    def count(self) -> int:
        """Number of samples."""
        return len(self.days)

    @property
    def is_enough(self) -> bool:
        """Whether forecasts go by it."""
        return len(self.days) >= LEAST

    @property
    def weight(self) -> float:
        """Share of the samples in the simulated duration, 0..1; the estimate has the rest."""
        return len(self.days) / (len(self.days) + STRENGTH) if self.is_enough else 0.0

    @property
    def mean(self) -> float:
        """Working days."""
        return sum(self.days) / len(self.days) if self.days else 0.0

    def quantile(self, share: float) -> int:
        """The least duration that at least `share` (0..1) of the samples do not exceed."""
        return quantile(self.days, share)


def sample(created_on: date, finished_on: date, calendar: Calendar) -> int:
    """The actual duration of a finished task: working days in (created, finished], 0 is possible (design §2)."""
    return max(0, calendar.between(created_on, finished_on))


def learn(samples: Mapping[StepId, Iterable[int]]) -> dict[StepId, Learnt]:
    """What the samples say of each step, those with too few of them too."""
    return {step: Learnt(tuple(sorted(days))) for step, days in samples.items()}
