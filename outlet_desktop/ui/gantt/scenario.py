"""What a person supposes of one outlet, and the two drags that suppose it in the chart. Nothing here is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt

from outlet_desktop.domain.opening import OpeningId, StepState
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.schedule.gantt import StepRow
from outlet_desktop.schedule.what_if import Supposed, Supposition
from outlet_desktop.ui.gantt.gestures import Gesture
from outlet_desktop.ui.gantt.time_axis import DaysOff


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes of one outlet and what comes of them.

    Attributes:
        target: The target supposed; None = the one that was promised.
        people: Names of those to whom steps are given, by id, for the list of changes.
        found: None while it is being computed; then as of these changes.
    """

    opening: OpeningId
    changes: tuple[Supposition, ...] = ()
    target: date | None = None
    people: tuple[tuple[int, str], ...] = ()
    found: Supposed | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is supposed."""
        return not self.changes and self.target is None

    def with_change(self, change: Supposition, person: str = "") -> Scenario:
        """With one change more; it replaces what was said of the same property of the same step."""
        kind = "person" if change.change == "person" else "time"
        kept = tuple(
            one
            for one in self.changes
            if one.step != change.step or ("person" if one.change == "person" else "time") != kind
        )
        people = self.people
        if change.user_id is not None:
            people = (*(one for one in people if one[0] != change.user_id), (change.user_id, person))
        return replace(self, changes=(*kept, change), people=people)

    def with_target(self, target: date | None) -> Scenario:
        """With another target, None = as promised."""
        return replace(self, target=target)

    def without(self, change: Supposition) -> Scenario:
        """Without that change."""
        return replace(self, changes=tuple(one for one in self.changes if one != change))

    def person(self, user_id: int | None) -> str:
        """Name of somebody to whom a step is given."""
        return dict(self.people).get(user_id or 0, "")

    def concerns(self, step: StepId) -> bool:
        """Whether a change names that step."""
        return any(change.step == step for change in self.changes)


def can_change(step: StepRow) -> bool:
    """Whether anything can be supposed of a step: it is work, and not over."""
    return step.kind is not StepKind.MILESTONE and step.state in (StepState.OPEN, StepState.PENDING)


def days_until(step: StepRow, day: date, off: DaysOff) -> int:
    """Working days the step would take in all if it finished on `day`; 1 at least."""
    if step.state is StepState.OPEN and step.own_finish is not None:
        return max(1, step.estimate.likely + off.working_days(step.own_finish, day))
    start = step.forecast.start or day
    return max(1, off.working_days(start - timedelta(days=1), day))


class EndDrag(Gesture):
    """The end of a bar under the hand: the step takes longer or shorter.

    Args:
        show: Called with the day under the pointer, None = gone. done: Called with it on release.
    """

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(
        self,
        start: QPoint,
        day_at: Callable[[int], date],
        show: Callable[[date | None], None],
        done: Callable[[date], None],
        earliest: date,
    ) -> None:
        super().__init__(start)
        self._day_at, self._show, self._done, self._earliest = day_at, show, done, earliest
        self._day = earliest

    def move(self, point: QPoint) -> None:
        self._day = max(self._day_at(point.x()), self._earliest)
        self._show(self._day)

    def finish(self) -> None:
        self._show(None)
        self._done(self._day)

    def cancel(self) -> None:
        self._show(None)
