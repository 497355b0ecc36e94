"""Rows that the screen, the report and `status --json` draw alike: where, who, why, when.

Only values; computed by `engine.standing` from what the portal shows. Dates are calendar dates in the
portal's zone, finishes inclusive; durations, slips and floats are working days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outlet_desktop.domain.opening import OpeningId, OpeningState, Status, StepState, UserId
from outlet_desktop.domain.template import Estimate, RoleId, StageId, StepId, StepKind
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.waterfall import Part

_A_DAY = Estimate()


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `finish`, both inclusive; either may be unknown."""

    start: date | None = None
    finish: date | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of one opening.

    Attributes:
        status: The colour: idle (not opened), active, late (overrun), blocked (overdue confirmation), done.
        baseline: Plan at launch. `actual`: created .. closed. `forecast`: deterministic, from today.
        own_finish: Planned finish of its own task once opened (what its overrun is counted from).
        deviation: Forecast (or actual) finish against the baseline finish, signed working days.
        overdue_days: Working days past its deadline while open; 0 otherwise.
        total_float: To the goal; None for steps that do not lead to it, done or skipped ones.
        estimate: Optimistic, most likely, pessimistic working days of the process. learnt: What finished tasks say.
    """

    step: StepId
    title: str
    kind: StepKind
    stage: StageId
    role: RoleId
    role_title: str
    state: StepState
    status: Status
    round: int = 1
    task_id: int | None = None
    user_id: UserId | None = None
    person: str = ""
    baseline: Span = Span()
    actual: Span = Span()
    forecast: Span = Span()
    own_finish: date | None = None
    deviation: int = 0
    overdue_days: int = 0
    critical: bool = False
    total_float: int | None = None
    leads_to_goal: bool = True
    estimate: Estimate = _A_DAY
    learnt: Learnt | None = None
    reason: str = ""  # id in the template: as a person named it last, else as the engine sees it
    reason_text: str = ""  # as people read it; a reason in a person's own words has no id
    reasons: tuple[tuple[str, str], ...] = ()  # (id, title) of what may be named for it
    fields: int = 0  # how many facts a confirmation asks for
    lacking: tuple[str, ...] = ()  # titles of required ones that its closed task came without


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of one opening: summary of its steps."""

    stage: StageId
    title: str
    status: Status
    done: int
    total: int
    baseline: Span
    forecast: Span  # actual dates where there are some
    deviation: int
    steps: tuple[StepId, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """A step that holds the opening now, and the person who has it. `since` = its task's creation day."""

    step: StepId
    title: str
    role: RoleId
    role_title: str
    user_id: UserId | None
    person: str
    since: date | None
    overdue_days: int
    reason: str = ""  # id in the template
    reason_text: str = ""
    seen_reason: str = ""  # id of what the engine sees by itself, whatever people say
    is_decision: bool = False  # an approval: the person decides
    deciders: tuple[UserId, ...] = ()  # who is to answer it today: the asked person, in an absence the deputy too


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two rows of one opening; `critical` when both ends lie on the driving chain."""

    source: StepId
    target: StepId
    critical: bool = False


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet: everything the portfolio, its own Gantt, the report and `status --json` show.

    Attributes:
        segments: Dates at which stages end inside the bar (gaps of the done part).
        started_on: Left end of the bar (actual or planned start of the first step).
        forecast_finish: Deterministic forecast of the goal; p50/p80 by Monte Carlo, chance 0..1.
        slip_days: P50 - target in working days.
        now: Title of the step that holds it (or of the first open one).
        label: Short reason on the bar ("Нет оплаты 11 р. д."), "" when it needs no attention; a sentence code.
        why: (code, facts) of the sentence of `status --json`.
        attention: Needs attention (late, blocked, risk, stopped).
        histogram: (date, trials) of the simulated goal dates, for the forecast panel.
        delays: Parts of the shift from the baseline of the goal to its deterministic forecast.
        spread_days: P50 - deterministic forecast. `buffer_days`: target - baseline. So the days of `delays`
            + spread_days - buffer_days = slip_days, exactly.
    """

    opening: OpeningId
    address: str
    city: str
    region: str
    state: OpeningState
    status: Status
    template: str
    revision: int
    goal: StepId
    opened_on: date
    started_on: date
    baseline_finish: date | None
    target: date | None
    forecast_finish: date | None
    p50: date | None
    p80: date | None
    chance: float | None
    slip_days: int | None
    done: int
    total: int
    project_id: int | None = None
    finished_on: date | None = None  # the day the goal was reached
    now: str = ""
    waiting: int = 0  # pending steps behind the holder
    held_by: tuple[Holder, ...] = ()
    label: tuple[str, Mapping[str, object]] = ("", {})
    why: tuple[str, Mapping[str, object]] = ("", {})
    problem: tuple[str, Mapping[str, object]] | None = None
    segments: tuple[date, ...] = ()
    stages: tuple[StageRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    links: tuple[Link, ...] = ()
    histogram: tuple[tuple[date, int], ...] = ()
    delays: tuple[Part, ...] = ()
    spread_days: int | None = None
    buffer_days: int | None = None
    reason: str = ""  # why it was rejected, cancelled or paused
    director: str = ""  # who answers the first approval of the process, or the role while nobody is known
    promise: Mapping[str, object] = field(default_factory=dict)  # `Opening.promise`: what the director was told

    @property
    def attention(self) -> bool:
        """Whether somebody should look at it today."""
        return self.status in (Status.LATE, Status.BLOCKED, Status.RISK) or self.state is OpeningState.STOPPED

    def step(self, step_id: StepId) -> StepRow | None:
        """The row of that step."""
        return next((row for row in self.steps if row.step == step_id), None)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All outlets at one moment.

    Attributes:
        today: The portal's date. `as_of`: ISO moment of the data (portal clock).
        days_off: Non-working days between first and last drawn date that are not plain weekends ("holidays").
        working_weekends: Working Saturdays, so that the shading is right.
        tolerance: Later than the target by more than so many working days is late.
        me: In whose name this program works on the portal; None before it was ever connected.
    """

    rows: tuple[OutletRow, ...]
    today: date
    as_of: str
    days_off: tuple[date, ...] = ()
    working_weekends: tuple[date, ...] = ()
    tolerance: int = 3
    me: UserId | None = None
