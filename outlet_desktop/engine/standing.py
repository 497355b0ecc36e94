"""Where an opening stands: the rows of screen, report and `status --json`, computed from one Case. Pure.

Nothing here is typed by a person and nothing is stored: the same case on the same day gives the same row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from outlet_desktop.domain.opening import (
    Opening,
    OpeningState,
    Person,
    Status,
    StepState,
    UserId,
)
from outlet_desktop.domain.record import Case
from outlet_desktop.domain.template import StepId, StepKind, Template
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.ground import Ground, Networks, away_of, free_from, ground_of
from outlet_desktop.engine.situation import skipped_steps
from outlet_desktop.engine.step_rows import Titles, seen_reason, step_row
from outlet_desktop.engine.telling import ENDED, label, why
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import Forecast, StepProgress, deterministic
from outlet_desktop.schedule.gantt import Holder, Link, OutletRow, Portfolio, Span, StageRow, StepRow
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.monte_carlo import Odds, simulate
from outlet_desktop.schedule.waterfall import Part, waterfall
from outlet_desktop.schedule.what_if import Prospect, Supposed, Supposition, prospects, suppose
from outlet_desktop.schedule.workdays import Calendar

TOLERANCE = 3  # working days; `tokens.rules.toleranceWorkingDays`
TRIALS = 5000
_MOST_REVISIONS = 200


class Standings:
    """Rows of openings. Remembers the odds of each until something that they depend on has changed."""

    def __init__(
        self,
        calendar: Calendar,
        trials: int = TRIALS,
        learnt: Callable[[str], Mapping[StepId, Learnt]] = lambda _template_id: {},
        tolerance: int = TOLERANCE,
    ) -> None:
        self._tolerance = tolerance
        self._calendar, self._trials, self._learnt = calendar, trials, learnt
        self._odds: dict[str, tuple[object, Odds]] = {}
        self._delays: dict[str, tuple[object, tuple[Part, ...]]] = {}
        self._networks = Networks()
        self._titles: dict[int, Titles] = {}

    def row(self, case: Case, context: Context, people: Mapping[UserId, Person]) -> OutletRow:
        """The whole row of one opening."""
        opening, calendar = case.opening, self._calendar
        context = replace(context, holder=cache(context.holder))  # asked for every step, of a few roles
        ground = self._ground(case, context, people)
        where, network = ground.where, ground.network
        progress, today = ground.progress, ground.today
        forecast = deterministic(network, progress, today, calendar, opening.start_on)
        goal = opening.template.goal
        reached = where.finished_on.get(goal)
        odds = None
        if network.goal >= 0 and reached is None and opening.state not in ENDED:
            odds = self._odds_of(opening, network, progress, today)
        titles, by_id = self._titles_of(opening.template), opening.template.by_id
        steps = tuple(
            step_row(case, by_id[step_id], ground, forecast, context, people, calendar, titles)
            for step_id in opening.template.order
        )
        holders = _holders(steps, forecast, context, people)
        return self._outlet(opening, case, holders, forecast, odds, steps, reached, today)

    def prospects(
        self, case: Case, context: Context, people: Mapping[UserId, Person] | None = None
    ) -> tuple[Prospect, ...]:
        """What would bring the opening nearer, best first; nothing for one that is over."""
        opening, ground = case.opening, self._ground(case, context, people or {})
        if _is_settled(opening, ground):
            return ()
        network, progress = ground.network, ground.progress
        start_on, target = opening.start_on, opening.target_on
        return prospects(network, progress, ground.today, self._calendar, start_on, target, self._trials)

    def suppose(
        self,
        case: Case,
        context: Context,
        people: Mapping[UserId, Person],
        changes: Iterable[Supposition],
        target: date | None,
    ) -> Supposed:
        """What becomes of the opening under these changes; a person's absence counts. Problem `whatif.over`."""
        opening, ground = case.opening, self._ground(case, context, people)
        if _is_settled(opening, ground):
            raise Problem("whatif.over", address=opening.address)
        known = [
            replace(
                change,
                free_on=free_from(people.get(change.user_id), self._calendar),
                away=away_of(people.get(change.user_id), self._calendar),
            )
            if change.user_id
            else change
            for change in changes
        ]
        network, progress = ground.network, ground.progress
        return suppose(network, progress, known, ground.today, self._calendar, opening.start_on, target, self._trials)

    def _ground(self, case: Case, context: Context, people: Mapping[UserId, Person]) -> Ground:
        learnt = self._learnt(case.opening.template.id)
        return ground_of(case, context, self._calendar, people, learnt, self._networks)

    def _titles_of(self, template: Template) -> Titles:
        """Made once for a revision. (By identity: comparing templates costs more; those kept here stay alive.)"""
        found = self._titles.get(id(template))
        if found is None:
            if len(self._titles) >= _MOST_REVISIONS:
                self._titles.clear()
            found = self._titles[id(template)] = Titles.of(template)
        return found

    def _odds_of(
        self, opening: Opening, network: Network, progress: Mapping[StepId, StepProgress], today: date
    ) -> Odds:
        mark = (dict(progress), today, opening.start_on, opening.target_on, network.skipped, dict(network.learnt))
        known = self._odds.get(opening.id)
        if known is not None and known[0] == mark:
            return known[1]
        start_on, target, trials = opening.start_on, opening.target_on, self._trials
        odds = simulate(network, progress, today, self._calendar, start_on, target, trials, with_criticality=False)
        self._odds[opening.id] = (mark, odds)
        return odds

    def _delays_of(self, opening: Opening, forecast: Forecast) -> tuple[Part, ...]:
        baseline = opening.baseline.get(opening.template.goal)
        if baseline is None or forecast.finish is None or opening.state in ENDED:
            return ()
        mark = (forecast.spans, opening.start_on, baseline, opening.fields)
        known = self._delays.get(opening.id)
        if known is not None and known[0] == mark:
            return known[1]
        at_launch = self._networks.of(opening.template, skipped_steps(replace(opening, skipped_by_hand={})))
        finishes = {step: span[1] for step, span in forecast.spans.items()}
        delays = waterfall(at_launch, finishes, baseline[1], self._calendar, opening.start_on)
        self._delays[opening.id] = (mark, delays)
        return delays

    def _outlet(
        self,
        opening: Opening,
        case: Case,
        holders: tuple[Holder, ...],
        forecast: Forecast,
        odds: Odds | None,
        steps: tuple[StepRow, ...],
        reached: date | None,
        today: date,
    ) -> OutletRow:
        calendar, template = self._calendar, opening.template
        target = opening.target_on
        p50 = reached or (odds.p50 if odds else None)
        p80 = odds.p80 if odds else None
        status = outlet_status(opening, steps, forecast, p50, p80, target, calendar, reached, self._tolerance)
        main = holders[0] if holders else None
        waiting = 0
        if main is not None:
            behind = template.descendants(main.step)
            waiting = sum(1 for row in steps if row.step in behind and row.state is StepState.PENDING)
        slip = calendar.between(target, p50) if target and p50 else None
        chain = set(zip(forecast.chain, forecast.chain[1:], strict=False))
        baseline = opening.baseline.get(template.goal)
        started = min((row.actual.start for row in steps if row.actual.start), default=opening.start_on)
        row = OutletRow(
            opening=opening.id,
            address=opening.address,
            reason=opening.reason,
            city=opening.city,
            region=opening.region,
            state=opening.state,
            status=status,
            template=template.name,
            revision=template.revision,
            goal=template.goal,
            opened_on=opening.opened_on,
            started_on=started,
            baseline_finish=baseline[1] if baseline else None,
            target=target,
            forecast_finish=None if opening.state in ENDED else forecast.finish,
            p50=p50,
            p80=p80,
            chance=odds.chance_of_target if odds else None,
            slip_days=slip,
            done=sum(1 for step in steps if step.state in (StepState.DONE, StepState.SKIPPED)),
            total=len(steps),
            project_id=opening.project_id,
            finished_on=reached,
            now=_now_title(opening, steps, holders),
            waiting=waiting,
            held_by=holders,
            problem=case.problem,
            segments=_segments(template.stages, steps),
            stages=_stage_rows(opening, steps, calendar),
            steps=steps,
            links=tuple(Link(flow.source, flow.target, (flow.source, flow.target) in chain) for flow in template.flows),
            histogram=odds.histogram if odds else (),
            delays=self._delays_of(opening, forecast),
            spread_days=calendar.between(forecast.finish, p50) if forecast.finish and p50 else None,
            buffer_days=calendar.between(baseline[1], target) if baseline and target else None,
            director=next((one.person or one.role_title for one in steps if one.kind is StepKind.APPROVAL), ""),
            promise=opening.promise,
        )
        return replace(row, why=why(row, today), label=label(row, today, calendar))


def _is_settled(opening: Opening, ground: Ground) -> bool:
    """Whether nothing about the opening date is open any more."""
    return ground.network.goal < 0 or opening.template.goal in ground.where.finished_on or opening.state in ENDED


def outlet_status(
    opening: Opening,
    steps: Iterable[StepRow],
    forecast: Forecast,
    p50: date | None,
    p80: date | None,
    target: date | None,
    calendar: Calendar,
    reached: date | None,
    tolerance: int = TOLERANCE,
) -> Status:
    """Status of an outlet, the first match wins (ui.md §3). `tolerance`: working days."""
    if reached is not None or opening.state is OpeningState.DONE:
        return Status.DONE
    if opening.state in (OpeningState.DECIDING, OpeningState.DRAFT, *ENDED):
        return Status.IDLE
    if opening.state is OpeningState.PAUSED and opening.project_id is None:
        return Status.IDLE
    driving = set(forecast.chain) | set(forecast.critical)
    if any(row.status is Status.BLOCKED and row.step in driving for row in steps):
        return Status.BLOCKED
    if target is None or p50 is None:
        return Status.ACTIVE
    late = calendar.between(target, p50)
    if late > tolerance:
        return Status.LATE
    if late > 0 or (p80 is not None and calendar.between(target, p80) > tolerance):
        return Status.RISK
    return Status.ACTIVE


def _holders(
    steps: tuple[StepRow, ...], forecast: Forecast, context: Context, people: Mapping[UserId, Person]
) -> tuple[Holder, ...]:
    """Open steps that drive the opening date, the one that decides most first; else every open step."""
    live = [row for row in steps if row.state in (StepState.OPEN, StepState.GONE)]
    driving = set(forecast.chain)
    first = [row for row in live if row.step in driving or row.critical] or live

    def weight(row: StepRow) -> tuple[bool, int, int]:
        slack = row.total_float if row.total_float is not None else 10**6
        return (row.step not in driving, slack, -row.overdue_days)

    return tuple(
        Holder(
            row.step,
            row.title,
            row.role,
            row.role_title,
            row.user_id,
            row.person,
            row.actual.start,
            row.overdue_days,
            row.reason,
            row.reason_text,
            seen_reason(row),
            row.kind is StepKind.APPROVAL,
            _deciders(row, context, people),
        )
        for row in sorted(first, key=weight)
    )


def _deciders(row: StepRow, context: Context, people: Mapping[UserId, Person]) -> tuple[UserId, ...]:
    """Who is to answer an approval today: the person who has its task; while that one is away, whoever else may."""
    if row.kind is not StepKind.APPROVAL:
        return ()
    person = people.get(row.user_id) if row.user_id is not None else None
    if person is not None and person.is_active and person.absent_until is None:
        return (person.user_id,)
    return tuple(sorted({user for user in (*context.holder(row.role), row.user_id) if user is not None}))


def _now_title(opening: Opening, steps: tuple[StepRow, ...], holders: tuple[Holder, ...]) -> str:
    if holders:
        return holders[0].title
    waiting = next((row.title for row in steps if row.state is StepState.PENDING), "")
    return waiting if opening.state not in (OpeningState.DONE, *ENDED) else ""


def _segments(stages: Iterable[object], steps: tuple[StepRow, ...]) -> tuple[date, ...]:
    found: list[date] = []
    for stage in stages:
        own = [row for row in steps if row.stage == getattr(stage, "id", "")]
        ends = [row.forecast.finish for row in own if row.forecast.finish]
        if ends:
            found.append(max(ends))
    return tuple(sorted(found))


def _stage_rows(opening: Opening, steps: tuple[StepRow, ...], calendar: Calendar) -> tuple[StageRow, ...]:
    order = (Status.BLOCKED, Status.LATE, Status.ACTIVE)
    rows: list[StageRow] = []
    for stage in opening.template.stages:
        own = [row for row in steps if row.stage == stage.id]
        if not own:
            continue
        plan = _hull(row.baseline for row in own)
        shown = _hull(row.forecast for row in own)
        done = sum(1 for row in own if row.state in (StepState.DONE, StepState.SKIPPED))
        status = (
            Status.DONE
            if done == len(own)
            else next((worst for worst in order if any(row.status is worst for row in own)), Status.IDLE)
        )
        if status is Status.IDLE and done:
            status = Status.ACTIVE
        shift = calendar.between(plan.finish, shown.finish) if plan.finish and shown.finish else 0
        rows.append(
            StageRow(stage.id, stage.title, status, done, len(own), plan, shown, shift, tuple(r.step for r in own))
        )
    return tuple(rows)


def _hull(spans: Iterable[Span]) -> Span:
    known = [span for span in spans if span.start and span.finish]
    if not known:
        return Span()
    return Span(min(s.start for s in known if s.start), max(s.finish for s in known if s.finish))


def brief_of(row: OutletRow) -> OutletRow:
    """A row without its details; one that has none is itself."""
    if not (row.steps or row.links or row.histogram or row.delays):
        return row
    return replace(row, steps=(), links=(), histogram=(), delays=())


def portfolio_of(rows: Iterable[OutletRow], now: datetime, calendar: Calendar, tolerance: int = TOLERANCE) -> Portfolio:
    """All outlets, without their details, and the days off that the chart shades."""
    brief = tuple(brief_of(row) for row in rows)
    days = [day for row in brief for day in (row.started_on, row.p80, row.target, row.p50) if day]
    first, last = min(days, default=now.date()), max(days, default=now.date())
    return Portfolio(
        brief,
        now.date(),
        now.isoformat(timespec="seconds"),
        calendar.days_off(first.replace(day=1), last),
        calendar.working_weekends(first.replace(day=1), last),
        tolerance,
    )
