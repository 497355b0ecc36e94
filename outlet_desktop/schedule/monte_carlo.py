"""The odds of the opening date: Monte Carlo over beta-PERT durations, vectorised over trials.

Durations are continuous working days and only the result is rounded up to a date, so a trial that needs
58.4 days opens on the 59th. numpy is imported by the first simulation, never before: the first frame of
the desktop must not pay for it. Formulae and sources: docs/schedule.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, StepId
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import CLOSED, PENDING, StepProgress, deterministic, open_plan
from outlet_desktop.schedule.workdays import Calendar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ticks = NDArray[np.uint16]

TRIALS = 5000
SEED = 20261201

_LEVELS = 4096  # equally likely quantiles of a duration; a power of two, so that drawing one is a mask
_GRID = 4096  # intervals of the table of a beta distribution function
# Working days. float32 holds a few hundred days to 3e-5, so anything nearer than this is the same moment.
_SAME = 1e-3


@dataclass(frozen=True, slots=True)
class Odds:
    """The simulated finish of the goal.

    Attributes:
        p50, p80, p95: The first day by which at least that share of trials has reached the goal.
        histogram: (working day, trials that reach the goal on it), without gaps, first to last.
        criticality: Share of trials, 0..1, in which a delay of the step would have delayed the goal; 0 for
            finished steps and for those that do not lead to the goal.
        chance_of_target: `chance(target)`, or None when no target was given.
        trials: How many trials there were.
    """

    p50: date
    p80: date
    p95: date
    histogram: tuple[tuple[date, int], ...]
    criticality: Mapping[StepId, float]
    chance_of_target: float | None
    trials: int

    def chance(self, day: date) -> float:
        """Share of trials, 0..1, that reach the goal on or before `day`."""
        return sum(count for at, count in self.histogram if at <= day) / self.trials

    def quantile(self, share: float) -> date:
        """The first day by which at least `share` (0..1) of the trials has reached the goal."""
        return _quantile(self.histogram, self.trials, share)


@dataclass(frozen=True, slots=True)
class Job:
    """One opening of a portfolio to simulate; arguments as of `simulate`."""

    network: Network
    progress: Mapping[StepId, StepProgress]
    start_on: date
    target: date | None = None
    seed: int = SEED


def simulate(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    today: date,
    calendar: Calendar,
    start_on: date,
    target: date | None = None,
    trials: int = TRIALS,
    seed: int = SEED,
) -> Odds:
    """The odds of the day on which the goal is reached; rules as of `forecast.deterministic`.

    Every step's duration is drawn from its beta-PERT distribution, steps independent of each other. An open
    step is conditioned on not being finished before today; when even its pessimistic estimate has passed,
    it finishes today. A deadline that a person has moved out moves the step's whole distribution.

    The same seed gives the same odds, and a step keeps its draws whatever happens to other steps, so odds
    change between two polls only by what has changed.

    Raises:
        Problem: `schedule.no_goal`; `calendar.out_of_range`.
    """
    if network.goal < 0:
        raise Problem("schedule.no_goal")
    run = _Run(network, progress, today, calendar, start_on, trials, seed)
    goal = run.finish[network.goal]
    if isinstance(goal, float):  # nothing is left to chance
        finish = deterministic(network, progress, today, calendar, start_on).finish
        assert finish is not None
        histogram: tuple[tuple[date, int], ...] = ((finish, trials),)
    else:
        histogram = _histogram(goal, run.origin, calendar)
    p50, p80, p95 = (_quantile(histogram, trials, share) for share in (0.5, 0.8, 0.95))
    chance = None if target is None else sum(count for day, count in histogram if day <= target) / trials
    return Odds(p50, p80, p95, histogram, run.criticality(), chance, trials)


def simulate_many(jobs: Iterable[Job], today: date, calendar: Calendar, trials: int = 1000) -> list[Odds]:
    """The odds of every opening of a portfolio, in order. Raises as `simulate`."""
    return [
        simulate(job.network, job.progress, today, calendar, job.start_on, job.target, trials, job.seed) for job in jobs
    ]


class _Run:
    """The trials of one opening.

    Moments count working days from the end of yesterday: 0 is the start of today, a step that finishes
    today does so in (0, 1], one that finished on the last working day did so at 0. A moment that is the
    same in every trial is a float, else an array over trials.
    """

    def __init__(
        self,
        network: Network,
        progress: Mapping[StepId, StepProgress],
        today: date,
        calendar: Calendar,
        start_on: date,
        trials: int,
        seed: int,
    ) -> None:
        self.network = network
        self.trials = trials
        self.origin = calendar.index(today) - 1  # number of the working day that ends at moment 0
        start = float(calendar.index(start_on) - 1 - self.origin)
        draws = _draws(len(network.leads), trials, seed)
        self.finish: dict[int, float | Floats] = {}
        self.duration: dict[int, float | Floats] = {}  # of steps whose finish depends on their inputs
        self.closed: set[int] = set()  # finished or skipped
        for row, at in enumerate(network.leads):
            known = progress.get(network.ids[at], PENDING)
            if known.state in CLOSED or network.ids[at] in network.skipped:
                self.closed.add(at)
            if known.state in CLOSED and known.finished_on is not None:
                self.finish[at] = float(calendar.last_index(known.finished_on) - self.origin)
                continue
            latest = self._latest_input(at, start)
            if known.state in CLOSED or not network.is_work[at]:
                self.finish[at] = latest
                self.duration[at] = 0.0
            elif known.state is StepState.OPEN:
                moment = 0 if not isinstance(latest, float) else int(latest)
                plan = open_plan(known, self.origin + moment, network.likely[at], calendar)
                begun = calendar.last_index(plan) - network.likely[at] - self.origin
                self.finish[at] = _rest(network.estimates[at], -begun, draws[row])
            else:
                duration = _sample(network.estimates[at], draws[row])
                self.duration[at] = duration
                no_time = isinstance(duration, float) and duration == 0
                # What takes no time is still finished today at the earliest, as in the other forecast.
                self.finish[at] = _later(latest, 1.0 if no_time else 0.0) + duration

    def _latest_input(self, at: int, start: float) -> float | Floats:
        latest: float | Floats | None = None
        for source, lag in self.network.inputs[at]:
            moment = self.finish[source] + lag if lag else self.finish[source]
            latest = moment if latest is None else _later(latest, moment)
        return start if latest is None else latest

    def criticality(self) -> dict[StepId, float]:
        """Share of trials of total float 0, by a backward pass over every trial."""
        import numpy as np

        network, finish = self.network, self.finish
        share = dict.fromkeys(network.ids, 0.0)
        if network.goal in self.closed:
            return share
        late: dict[int, float | Floats] = {network.goal: finish[network.goal]}
        for at in reversed(network.leads):
            bound = late.get(at)
            if bound is None:
                continue
            if at not in self.closed:
                slack = bound - finish[at]
                share[network.ids[at]] = (
                    float(slack < _SAME)
                    if isinstance(slack, float)
                    else int(np.count_nonzero(slack < _SAME)) / self.trials
                )
            if at not in self.duration:
                continue  # opened or finished: its inputs bind nothing any more
            bound = bound - self.duration[at]
            for source, lag in network.inputs[at]:
                limit = bound - lag if lag else bound
                known = late.get(source)
                late[source] = limit if known is None else _earlier(known, limit)
        return share


def _later(a: float | Floats, b: float | Floats) -> float | Floats:
    if isinstance(a, float) and isinstance(b, float):
        return max(a, b)
    import numpy as np

    return np.maximum(a, b)


def _earlier(a: float | Floats, b: float | Floats) -> float | Floats:
    if isinstance(a, float) and isinstance(b, float):
        return min(a, b)
    import numpy as np

    return np.minimum(a, b)


def _histogram(goal: Floats, origin: int, calendar: Calendar) -> tuple[tuple[date, int], ...]:
    """Trials by the working day on which they reach the goal; moments are rounded up to whole days.

    What is uncertain is unfinished, so no trial ends before today (moments of 1 and less).
    """
    import numpy as np

    numbers = np.maximum(np.ceil(goal - np.float32(_SAME)), 1).astype(np.int32)
    first = int(numbers.min())
    counts = np.bincount(numbers - first).tolist()
    return tuple((calendar.day(origin + first + n), count) for n, count in enumerate(counts))


def _quantile(histogram: Sequence[tuple[date, int]], trials: int, share: float) -> date:
    wanted = ceil(share * trials - 1e-9)
    reached = 0
    for day, count in histogram:
        reached += count
        if reached >= wanted:
            return day
    return histogram[-1][0]


# --------------------------------------------------------------------------- durations


@lru_cache(maxsize=8)
def _draws(rows: int, trials: int, seed: int) -> Ticks:
    """One of `_LEVELS` quantiles for every step and trial, uniform; the same for every opening of a seed."""
    import numpy as np

    draws = np.random.default_rng(seed).integers(0, _LEVELS, (rows, trials), dtype=np.uint16)
    draws.flags.writeable = False
    return draws


@lru_cache(maxsize=256)
def _beta_table(mode: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(x, F(x)) of the beta distribution of a PERT estimate on 0..1 with that mode.

    alpha = 1 + 4 mode and beta = 5 - 4 mode, whatever the estimate: one parameter names the shape.
    """
    import numpy as np

    x = np.linspace(0.0, 1.0, _GRID + 1)
    density = x ** (4 * mode) * (1 - x) ** (4 - 4 * mode)
    area = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
    return x, area / area[-1]


@lru_cache(maxsize=1024)
def _quantiles(optimistic: int, likely: int, pessimistic: int) -> Floats:
    """Working days at the middles of `_LEVELS` equally likely parts of the beta-PERT distribution."""
    import numpy as np

    spread = pessimistic - optimistic
    x, share = _beta_table((likely - optimistic) / spread)
    middles = (np.arange(_LEVELS) + 0.5) / _LEVELS
    days = (optimistic + spread * np.interp(middles, share, x)).astype(np.float32)
    days.flags.writeable = False
    return days


def _ordered(estimate: Estimate) -> tuple[int, int, int]:
    """Optimistic <= likely <= pessimistic; an estimate the check would refuse is widened to hold likely."""
    likely = estimate.likely
    return min(estimate.optimistic, likely), likely, max(estimate.pessimistic, likely)


def _sample(estimate: Estimate, ticks: Ticks) -> float | Floats:
    """Durations in working days, one a trial; a float when the estimate leaves no spread."""
    low, likely, high = _ordered(estimate)
    if low == high:
        return float(likely)
    return _quantiles(low, likely, high).take(ticks)


def _rest(estimate: Estimate, elapsed: int, ticks: Ticks) -> float | Floats:
    """Moments at which an open step finishes, `elapsed` working days after its plan began, before today.

    Inverse transform of the truncated distribution: u' = F(a) + (1 - F(a)) u, D = F^-1(u') > a; the moment
    is D - a. An `elapsed` below 0 (planned from a later day) or 0 truncates nothing.
    """
    low, likely, high = _ordered(estimate)
    if elapsed >= high:
        return 1.0  # longer than thought possible: today, as for any overdue step
    if low == high:
        return float(max(likely - elapsed, 1))
    import numpy as np

    if elapsed <= low:
        return _quantiles(low, likely, high).take(ticks) - np.float32(elapsed)
    spread = high - low
    x, share = _beta_table((likely - low) / spread)
    passed = float(np.interp((elapsed - low) / spread, x, share))
    if passed >= 1.0 - 1e-9:
        return 1.0
    left = passed + (1.0 - passed) * ((np.arange(_LEVELS) + 0.5) / _LEVELS)
    days = low + spread * np.interp(left, share, x) - elapsed
    return days.astype(np.float32).take(ticks)
