"""The odds of the opening date: Monte Carlo over beta-PERT durations, vectorised over trials.

Durations are continuous working days and only the result is rounded up to a date, so a trial that needs
58.4 days opens on the 59th. numpy is imported by the first simulation, never before: the first frame of
the desktop must not pay for it. Formulae and sources: docs/schedule.md.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.durations import LEVELS, rest_of, sampled
from outlet_desktop.schedule.forecast import CLOSED, PENDING, StepProgress, breaks, days_away, deterministic, open_plan
from outlet_desktop.schedule.workdays import Calendar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ticks = NDArray[np.uint16]

TRIALS = 5000
SEED = 20261201

# Working days. float32 holds a few hundred days to 3e-5, so anything nearer than this is the same moment.
_SAME = 1e-3
_MOST_KEPT = 1 << 20  # moments of a room that is kept for the next run (4 MB a block)


@dataclass(frozen=True, slots=True)
class Odds:
    """The simulated finish of the goal.

    Attributes:
        p50, p80, p95: The first day by which at least that share of trials has reached the goal.
        histogram: (working day, trials that reach the goal on it), without gaps, first to last.
        criticality: Share of trials, 0..1, in which a delay of the step would have delayed the goal; 0 for
            finished steps and for those that do not lead to the goal. Empty where it was not asked for.
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


def simulate(
    network: Network,
    progress: Mapping[StepId, StepProgress],
    today: date,
    calendar: Calendar,
    start_on: date,
    target: date | None = None,
    trials: int = TRIALS,
    seed: int = SEED,
    *,
    with_criticality: bool = True,
) -> Odds:
    """The odds of the day on which the goal is reached; rules as of `forecast.deterministic`.

    Every step's duration is drawn from its beta-PERT distribution, or from that of its finished samples shrunk
    towards it (`Network.learnt`), steps independent of each other. An open step is conditioned on not being
    finished before today; when even its longest duration has passed, it finishes today. A deadline that a
    person has moved out moves the step's whole distribution; an absence puts off what is left.

    The same seed gives the same odds, and a step keeps its draws whatever happens to other steps, so odds
    change between two polls only by what has changed.

    Args:
        with_criticality: Another pass over all trials, backward: a quarter of the time.

    Raises:
        Problem: `schedule.no_goal`; `calendar.out_of_range`.
    """
    if network.goal < 0:
        raise Problem("schedule.no_goal")
    run = _Run(network, progress, today, calendar, start_on, trials, seed)
    try:
        return _odds(run, progress, today, calendar, start_on, target, with_criticality)
    finally:
        run.release()


def _odds(
    run: _Run,
    progress: Mapping[StepId, StepProgress],
    today: date,
    calendar: Calendar,
    start_on: date,
    target: date | None,
    with_criticality: bool,
) -> Odds:
    network, trials = run.network, run.trials
    goal = run.finish[network.goal]
    if isinstance(goal, float):  # nothing is left to chance
        finish = deterministic(network, progress, today, calendar, start_on).finish
        assert finish is not None
        histogram: tuple[tuple[date, int], ...] = ((finish, trials),)
    else:
        histogram = _histogram(goal, run.origin, calendar)
    p50, p80, p95 = (_quantile(histogram, trials, share) for share in (0.5, 0.8, 0.95))
    chance = None if target is None else sum(count for day, count in histogram if day <= target) / trials
    criticality = run.criticality() if with_criticality else {}
    return Odds(p50, p80, p95, histogram, criticality, chance, trials)


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
        self._room = _borrow(len(network.leads), trials)
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
            place = self._room.finish[row]
            latest = self._latest_input(at, start, place)
            away = float(days_away(known, today, calendar))
            learnt = network.learnt.get(network.ids[at])
            if known.state in CLOSED or not network.is_work[at]:
                self.finish[at] = latest
                self.duration[at] = 0.0
            elif known.state is StepState.OPEN:
                moment = 0 if not isinstance(latest, float) else int(latest)
                plan = open_plan(known, self.origin + moment, network.likely[at], calendar)
                begun = calendar.last_index(plan) - network.likely[at] - self.origin
                rest = rest_of(network.estimates[at], learnt, -begun, draws[row], place)
                self.finish[at] = _plus(rest, away, place) if away else rest
                if known.away:
                    self._interrupt(at, known, away, calendar, place)
            else:
                duration = sampled(network.estimates[at], learnt, draws[row], self._room.duration[row])
                self.duration[at] = duration
                no_time = isinstance(duration, float) and duration == 0
                # What takes no time is still finished today at the earliest, as in the other forecast.
                begin = _later(latest, away + 1.0 if no_time else away, place)
                began = begin if isinstance(begin, float) or not known.away else begin.copy()
                self.finish[at] = _plus(begin, duration, place)
                if known.away:
                    began = self._interrupt(at, known, began, calendar, place)
                    self.duration[at] = _plus(self.finish[at], -began, self._room.duration[row])

    def _interrupt(
        self, at: int, known: StepProgress, begin: float | Floats, calendar: Calendar, place: Floats
    ) -> float | Floats:
        """Put off work begun at `begin` by the absences to come, as `forecast.interrupted` does; when it does begin."""
        import numpy as np

        finish = self.finish[at]
        for first, after in breaks(known, calendar):
            start, over = float(first - 1 - self.origin), float(after - 1 - self.origin)
            is_hit = np.logical_and(np.greater(finish, start), np.less(begin, start if known.has_deputy else over))
            if not is_hit.any():
                continue
            off = np.where(is_hit, over - np.maximum(begin, start), 0.0)
            waits = np.logical_and(is_hit, np.greater_equal(begin, start))
            begin = np.where(waits, over, begin) if np.ndim(is_hit) else over if waits else begin
            finish = _plus(finish, off.astype(np.float32) if np.ndim(off) else float(off), place)
        self.finish[at] = finish
        return begin

    def release(self) -> None:
        """Give the room back; the moments are not to be read any more."""
        _give_back(self._room)

    def _latest_input(self, at: int, start: float, place: Floats) -> float | Floats:
        latest: float | Floats | None = None
        for source, lag in self.network.inputs[at]:
            moment = self.finish[source]
            if latest is None:
                latest = _plus(moment, float(lag), place) if lag else moment
            else:
                latest = _later(latest, _plus(moment, float(lag), self._room.spare) if lag else moment, place)
        return start if latest is None else latest

    def criticality(self) -> dict[StepId, float]:
        """Share of trials of total float 0, by a backward pass over every trial. Uses the durations up: ask once."""
        import numpy as np

        network, finish, room = self.network, self.finish, self._room
        share = dict.fromkeys(network.ids, 0.0)
        if network.goal in self.closed:
            return share
        rows = {at: row for row, at in enumerate(network.leads)}
        late: dict[int, float | Floats] = {network.goal: finish[network.goal]}
        for at in reversed(network.leads):
            bound = late.get(at)
            if bound is None:
                continue
            if at not in self.closed:
                slack = _plus(bound, -finish[at], room.spare) if isinstance(finish[at], float) else None
                if slack is None:
                    slack = np.subtract(bound, finish[at], out=room.spare)
                share[network.ids[at]] = (
                    float(slack < _SAME)
                    if isinstance(slack, float)
                    else int(np.count_nonzero(np.less(slack, _SAME, out=room.flags))) / self.trials
                )
            if at not in self.duration:
                continue  # opened or finished: its inputs bind nothing any more
            duration = self.duration[at]
            if isinstance(duration, float):
                bound = _plus(bound, -duration, room.duration[rows[at]]) if duration else bound
            else:
                bound = np.subtract(bound, duration, out=duration)
            for source, lag in network.inputs[at]:
                known, place = late.get(source), room.late[rows[source]]
                if known is None:
                    late[source] = _plus(bound, -float(lag), place) if lag else bound
                else:
                    late[source] = _earlier(known, _plus(bound, -float(lag), room.spare) if lag else bound, place)
        return share


@dataclass(frozen=True, slots=True)
class _Room:
    """Memory for the trials of one opening: fresh pages cost several times what is computed in them."""

    finish: Floats  # a row for each step that leads to the goal, like the next two
    duration: Floats
    late: Floats
    spare: Floats
    flags: NDArray[np.bool_]


_idle = threading.local()  # one room a thread, lent to one run at a time


def _borrow(rows: int, trials: int) -> _Room:
    import numpy as np

    room: _Room | None = getattr(_idle, "room", None)
    _idle.room = None
    if room is None or room.finish.shape[1] != trials or len(room.finish) < rows:
        shape = (rows, trials)
        finish, duration, late = (np.empty(shape, np.float32) for _ in range(3))
        room = _Room(finish, duration, late, np.empty(trials, np.float32), np.empty(trials, np.bool_))
    return room


def _give_back(room: _Room) -> None:
    if room.finish.size <= _MOST_KEPT:
        _idle.room = room


def _plus(a: float | Floats, b: float | Floats, place: Floats) -> float | Floats:
    if isinstance(a, float) and isinstance(b, float):
        return a + b
    import numpy as np

    return np.add(a, b, out=place)


def _later(a: float | Floats, b: float | Floats, place: Floats) -> float | Floats:
    if isinstance(a, float) and isinstance(b, float):
        return max(a, b)
    import numpy as np

    return np.maximum(a, b, out=place)


def _earlier(a: float | Floats, b: float | Floats, place: Floats) -> float | Floats:
    if isinstance(a, float) and isinstance(b, float):
        return min(a, b)
    import numpy as np

    return np.minimum(a, b, out=place)


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


@lru_cache(maxsize=8)
def _draws(rows: int, trials: int, seed: int) -> Ticks:
    """One of `LEVELS` quantiles for every step and trial, uniform; the same for every opening of a seed."""
    import numpy as np

    draws = np.random.default_rng(seed).integers(0, LEVELS, (rows, trials), dtype=np.uint16)
    draws.flags.writeable = False
    return draws
