"""Where the decision about an outlet stands, read from its row and history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from outlet_desktop.domain.opening import OpeningId, OpeningState, Person, StepState, UserId
from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.domain.template import Outcome, Step, StepKind, Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import OFFICE_HOURS
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.schedule.what_if import Supposition
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.ui.launch.creating import opened_by_approval

_HISTORY_ROWS = 200


class Stand(StrEnum):
    """What the page says in its heading."""

    WAITING = "waiting"
    APPROVED = "approved"  # the project exists or is being created
    SENT_BACK = "sent_back"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Way:
    """One computed way to open earlier than was asked for.

    Attributes:
        kind: "start" (begin on `day`), "shorter" (the step `title` in `days` working days) or "together" (all the
            shorter steps at once).
        p80, chance: What comes of it; `chance` of the target that was named, 0..1.
    """

    kind: str
    p80: date
    chance: float | None
    day: date | None = None
    title: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of what the approval opens is there: the project, then each first task. `next`: title, "" = project."""

    done: int
    total: int
    next: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """Everything page 3 shows.

    Attributes:
        history: Oldest first.
        approval: Row of the approval that is asked, or was the last one asked.
        step: The same in the process, with its outcomes; None when the process is not known.
        words: What the person wrote ("" without a reason); `decided` the entry it comes from.
        first_tasks: Open steps after the approval.
        ways: Sent back: what would bring the date nearer, computed.
        progress: Approved, and not everything is made yet.
        remind_on: Day of the engine's next reminder; None = it sends none.
        remind_at: At that time of the day. `repeat_days`: and then every so many.
        decide_by: The last day on which an answer leaves the opening date where it is.
    """

    row: OutletRow
    history: tuple[HistoryEntry, ...]
    stand: Stand
    approval: StepRow | None
    step: Step | None
    decided: HistoryEntry | None
    words: str
    first_tasks: tuple[StepRow, ...]
    people: dict[UserId, Person]
    project_link: str = ""
    task_link: str = ""
    template: Template | None = None
    has_bot: bool = False
    ways: tuple[Way, ...] = ()
    progress: Progress | None = None
    remind_on: date | None = None
    remind_at: time = OFFICE_HOURS.start
    repeat_days: int = 0
    decide_by: date | None = None

    @property
    def round(self) -> int:
        """The round that is asked now, or was the last one asked."""
        return max([entry.round for entry in self.history if entry.event in ("task_created", "decided")], default=1)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The answers of the approval."""
        return self.step.outcomes if self.step is not None else ()


def stand_of(row: OutletRow, approval: StepRow | None) -> Stand:
    """Where it stands by the opening's own state."""
    match row.state:
        case OpeningState.REJECTED:
            return Stand.REJECTED
        case OpeningState.CANCELLED:
            return Stand.CANCELLED
        case OpeningState.DRAFT:
            return Stand.SENT_BACK
        case OpeningState.RUNNING | OpeningState.PAUSED | OpeningState.DONE:
            return Stand.APPROVED
    if row.project_id is not None or (approval is not None and approval.state is StepState.DONE):
        return Stand.APPROVED
    return Stand.WAITING


def asked_approval(row: OutletRow) -> StepRow | None:
    """The open approval, else the first one that was asked, else the first one there is."""
    approvals = [step for step in row.steps if step.kind is StepKind.APPROVAL]
    is_open = [step for step in approvals if step.state is StepState.OPEN]
    if is_open and row.project_id is None:
        return is_open[0]
    asked = [step for step in approvals if step.task_id is not None]
    return next(iter(asked or approvals), None)


def next_reminder(step: Step | None, due: date | None, today: date, calendar: Calendar) -> date | None:
    """The next working day on which the engine reminds of an open step by itself (`engine.nudges`)."""
    rule = step.remind if step is not None else None
    if rule is None or due is None:
        return None
    before = calendar.add(due, -rule.before_days) if rule.before_days > 0 else due
    if today < before:
        return before
    if rule.repeat_days < 1:
        return None
    day = max(calendar.next_after(due), calendar.next_after(today))
    while (calendar.between(due, day) - 1) % rule.repeat_days:
        day = calendar.next_after(day)
    return day


def progress_of(template: Template | None, row: OutletRow, stand: Stand) -> Progress | None:
    """How far the portal has been filled after the approval; None before it, and once everything is there."""
    if stand is not Stand.APPROVED or template is None or row.state is OpeningState.DONE:
        return None
    first = opened_by_approval(template, row)
    made = [row.project_id is not None, *(step.task_id is not None for step in first)]
    if all(made):
        return None
    missing = made.index(False)
    return Progress(sum(made), len(made), first[missing - 1].title if missing else "")


def ways_nearer(office: Office, row: OutletRow) -> tuple[Way, ...]:
    """What would bring the date of an opening that was sent back nearer: an earlier start, shorter steps."""
    request = office.request_of(row.opening)
    found: list[Way] = []
    asked = office.preview(request)
    soon = office.preview(replace(request, start_on=None, target_on=request.target_on or row.target))
    if soon.start_on < asked.start_on and soon.p80 is not None:
        found.append(Way("start", soon.p80, soon.chance, day=soon.start_on))
    shorter = [one for one in office.prospects(row.opening) if one.change == "shorter"][:2]
    changes: list[Supposition] = []
    for one in shorter:
        change = Supposition(one.step, "days", one.days)
        changes.append(change)
        then = office.suppose(row.opening, (change,), row.target)
        step = row.step(one.step)
        found.append(Way("shorter", then.p80, then.chance, title=step.title if step else one.step, days=one.days))
    if len(changes) > 1:
        then = office.suppose(row.opening, tuple(changes), row.target)
        found.append(Way("together", then.p80, then.chance))
    return tuple(found)


def read_decision(
    office: Office, opening: OpeningId, template: Template | None = None, before: DecisionView | None = None
) -> DecisionView:
    """Ask the office. Blocks: call it off the GUI thread. Raises Problem.

    Args:
        before: What was read last: what takes a simulation is not computed again while the outlet stays as it is.
    """
    row = office.outlet(opening)
    history = tuple(reversed(office.history(opening, _HISTORY_ROWS)))
    approval = asked_approval(row)
    if template is None or template.name != row.template or template.revision != row.revision:
        info = next((one for one in office.templates() if row.template in (one.id, one.name)), None)
        template = office.template(info.id, row.revision) if info is not None else None
    step = template.by_id.get(approval.step) if template is not None and approval is not None else None
    decisions = [entry for entry in history if entry.event == "decided"]
    if approval is not None:
        decisions = [entry for entry in decisions if entry.step == approval.step] or decisions
    decided = decisions[-1] if decisions else None
    stand = stand_of(row, approval)
    if stand is Stand.APPROVED and decided is not None and approval is not None and decided.round < approval.round:
        decided = None  # seen on the portal, not yet written down: what is there is the answer of an earlier round
    said = str(decided.text[1].get("reason") or "") if decided is not None else ""
    ways: tuple[Way, ...] = ()
    if stand is Stand.SENT_BACK:
        is_same = before is not None and before.stand is stand and before.row == row
        ways = before.ways if is_same and before is not None else _ways(office, row)
    remind_on, repeat_days, decide_by = None, 0, None
    remind_at = OFFICE_HOURS.start
    facts = office.portal_facts()
    if stand is Stand.WAITING and approval is not None and approval.task_id is not None:
        calendar = office.calendar()
        today = _today(office, history)
        due = approval.own_finish
        if facts.has_bot:
            remind_on, remind_at = next_reminder(step, due, today, calendar), calendar.hours.start
            repeat_days = step.remind.repeat_days if step is not None and step.remind is not None else 0
        if due is not None and approval.total_float is not None:
            decide_by = calendar.add(due, max(0, approval.total_float))
    task_id = approval.task_id if approval is not None else None
    return DecisionView(
        row=row,
        history=history,
        stand=stand,
        approval=approval,
        step=step,
        decided=decided if stand is not Stand.WAITING else None,
        words=said if stand in (Stand.SENT_BACK, Stand.REJECTED) else "",
        first_tasks=tuple(
            one for one in row.steps if one.state is StepState.OPEN and one.task_id is not None and one != approval
        )
        if stand is Stand.APPROVED
        else (),
        people={person.user_id: person for person in office.people()},
        project_link=office.portal_link(opening) if row.project_id is not None else "",
        task_link=office.portal_link(opening, task_id) if task_id is not None else "",
        template=template,
        has_bot=facts.has_bot,
        ways=ways,
        progress=progress_of(template, row, stand),
        remind_on=remind_on,
        remind_at=remind_at,
        repeat_days=repeat_days,
        decide_by=decide_by,
    )


def _ways(office: Office, row: OutletRow) -> tuple[Way, ...]:
    try:
        return ways_nearer(office, row)
    except Problem:
        return ()  # (its process is gone, or its dates lie where no calendar reaches): nothing to offer


def _today(office: Office, history: Iterable[HistoryEntry]) -> date:
    """The portal's day: of the portfolio as last computed, else of the newest line of the history."""
    known = office.last_portfolio()
    if known is not None:
        return known.today
    return max((entry.at.date() for entry in history), default=date.min + timedelta(days=1))
