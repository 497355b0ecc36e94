"""Both passes of many openings of one process at once, every step by the calendar of the person who does it.

The loop runs over the steps, numpy over the openings, on numbers of the company's working days: a personal calendar is
a table from the n-th working day of the person to its number in the company's calendar, and back. Dates are one table
look-up at the end. For one opening `critical_path.passes` in plain Python is faster; from some twenty on this is.
numpy is imported by the first call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.workdays import Calendar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Rosters:
    """Who works when: the company's calendar (row 0) and those of people, all over the same working days.

    Attributes:
        worked: Flat, a row each: number of the company's working day on which the n-th one of the person falls.
        from_day: Flat, a row each: how many working days of the person lie before that number; so the index
            of the first one from it on.
        width: Length of a row of `worked`; `span`: of a row of `from_day`.
        rows: Person -> row; who is missing works by row 0.
        days: Proleptic ordinal of each working day of the company.
        most_away: Working days that whoever is away most is away.
    """

    worked: Numbers
    from_day: Numbers
    width: int
    span: int
    rows: Mapping[int, int]
    days: Numbers
    most_away: int = 0

    @classmethod
    def of(cls, calendar: Calendar, away: Mapping[int, Sequence[tuple[date, date]]]) -> Rosters:
        """Of a company's calendar and people's absences, (first day, last day) inclusive. Costs a row a person.

        Raises:
            Problem: `calendar.out_of_range`.
        """
        import numpy as np

        first = calendar.first.toordinal()
        days = np.flatnonzero(np.frombuffer(calendar.flags, dtype=np.uint8)).astype(np.intp) + first
        count = len(days)
        there = np.ones((len(away) + 1, count), dtype=bool)
        for row, absences in enumerate(away.values(), 1):
            for begin, end in absences:
                there[row, calendar.index(begin) : calendar.last_index(end) + 1] = False
        before = np.zeros((len(there), count + 1), dtype=np.intp)
        np.cumsum(there, axis=1, out=before[:, 1:])
        worked = np.full((len(there), count), count - 1, dtype=np.intp)  # beyond the table: its last day
        for row, flags in enumerate(there):
            numbers = np.flatnonzero(flags)
            worked[row, : len(numbers)] = numbers
        rows = {person: row for row, person in enumerate(away, 1)}
        most = count - int(there.sum(axis=1).min())
        return cls(worked.ravel(), before.ravel(), count, count + 1, rows, days, most)


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """Both passes; arrays of (steps, openings), by position of the network. Numbers of the company's working days.

    Attributes:
        early_start, early_finish, late_start, late_finish: Inclusive; of a step without duration all are its day.
        total_float: Late start - early start, working days of the company; only of steps that lead to the goal
            (`Network.leads`), 0 elsewhere, where late = early too.
    """

    early_start: Numbers
    early_finish: Numbers
    late_start: Numbers
    late_finish: Numbers

    @property
    def total_float(self) -> Numbers:
        """Late start - early start, working days."""
        return self.late_start - self.early_start

    def dates(self, rosters: Rosters) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The four arrays as ordinals of dates (`date.fromordinal`)."""
        days = rosters.days
        return (
            days.take(self.early_start, mode="clip"),
            days.take(self.early_finish, mode="clip"),
            days.take(self.late_start, mode="clip"),
            days.take(self.late_finish, mode="clip"),
        )


def passes_of_many(network: Network, durations: Numbers, start: Numbers, people: Numbers, rosters: Rosters) -> Many:
    """Both passes of every opening.

    Args:
        durations: (steps, openings) intp, working days of the person; 0 for milestones and skipped steps.
        start: (openings,) intp, number of the first working day of each.
        people: (steps, openings) intp, the row of `Rosters` of whoever does the step.

    Raises:
        Problem: `calendar.out_of_range` when the steps one after another, absences and all, would leave the table.
    """
    import numpy as np

    durations, start, people = (np.asarray(one, np.intp) for one in (durations, start, people))
    shape = durations.shape
    lags = sum(lag for inputs in network.inputs for _, lag in inputs)
    longest = int(start.max()) + int(durations.sum(axis=0).max()) + lags + rosters.most_away + 1
    if longest >= rosters.width:
        last_day = date.fromordinal(int(rosters.days[-1]))
        first_day = date.fromordinal(int(rosters.days[0]))
        raise Problem("calendar.out_of_range", day=last_day, first=first_day, last=last_day)
    es, ef = np.empty(shape, np.intp), np.empty(shape, np.intp)
    worked, from_day, is_work = rosters.worked, rosters.from_day, network.is_work
    row_of_day, row_of_number = people * rosters.span, people * rosters.width
    last = durations - 1
    room, number = np.empty(shape[1], np.intp), np.empty(shape[1], np.intp)
    for at, inputs in enumerate(network.inputs):
        t = es[at]
        if inputs:
            source, lag = inputs[0]
            np.add(ef[source], lag, out=t)
            for source, lag in inputs[1:]:
                np.maximum(t, np.add(ef[source], lag, out=room) if lag else ef[source], out=t)
        else:
            np.subtract(start, 1, out=t)
        if not is_work[at]:
            ef[at] = t
            continue
        # The person's first working day after t, then the one `duration` - 1 of theirs later.
        t += row_of_day[at]
        t += 1
        from_day.take(t, out=number, mode="clip")
        number += row_of_number[at]
        worked.take(number, out=es[at], mode="clip")  # (checked above; "raise" would copy everything once more)
        number += last[at]
        worked.take(number, out=ef[at], mode="clip")
    ls, lf = es.copy(), ef.copy()
    reached = np.zeros(shape[0], bool)
    if network.goal < 0:
        return Many(es, ef, ls, lf)
    reached[network.goal] = True
    for at in reversed(network.leads):
        t = lf[at]
        if is_work[at]:
            np.add(t, row_of_day[at], out=room)
            room += 1
            from_day.take(room, out=number, mode="clip")
            number += row_of_number[at]
            number -= 1  # the person's last working day up to t
            worked.take(number, out=t, mode="clip")
            number -= last[at]
            worked.take(number, out=ls[at], mode="clip")
            bound = ls[at] - 1
        else:
            ls[at] = t
            bound = t
        for source, lag in network.inputs[at]:
            limit = np.subtract(bound, lag, out=room) if lag else bound
            if reached[source]:
                np.minimum(lf[source], limit, out=lf[source])
            else:
                lf[source] = limit
                reached[source] = True
    return Many(es, ef, ls, lf)
