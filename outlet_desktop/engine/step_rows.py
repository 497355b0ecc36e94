"""One step of an opening as a row of the screen: who has it, its dates, its status and why it is late. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from outlet_desktop.domain.opening import Person, PortalTask, Status, StepState, UserId
from outlet_desktop.domain.record import Case
from outlet_desktop.domain.template import RoleId, Step, StepId, StepKind, Template
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.ground import Ground
from outlet_desktop.engine.nudges import OTHER, detected_reason, newest_delay, offered_reasons, reason_words
from outlet_desktop.engine.telling import NO_DATA
from outlet_desktop.schedule.forecast import Forecast
from outlet_desktop.schedule.gantt import Span, StepRow
from outlet_desktop.schedule.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Titles:
    """What rows of one revision say alike: titles of roles, reasons offered for each step."""

    template: Template
    roles: Mapping[RoleId, str]
    reasons: Mapping[StepId, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, template: Template) -> Titles:
        """Read from the template once."""
        roles = {role.id: role.title for role in reversed(template.roles)}  # of two with one id the first counts
        reasons = {
            step.id: tuple((found.id, found.title) for found in offered_reasons(template, step) or ())
            for step in template.steps
        }
        return cls(template, roles, reasons)


def step_row(
    case: Case,
    step: Step,
    ground: Ground,
    forecast: Forecast,
    context: Context,
    people: Mapping[UserId, Person],
    calendar: Calendar,
    titles: Titles,
) -> StepRow:
    """One step as the screen shows it."""
    opening, where, network = case.opening, ground.where, ground.network
    seen = ground.seen
    task = seen.tasks.get(step.id)
    state = where.states[step.id]
    zone, now = context.now.tzinfo, context.now
    span = forecast.spans.get(step.id)
    plan = opening.baseline.get(step.id)
    user_id = task.responsible_id if task else context.holder(step.role)[0]
    if step.kind is StepKind.MILESTONE:
        user_id = context.holder(step.role)[0] if step.role else None
    person = people.get(user_id) if user_id else None
    overdue = 0
    if task is not None and state is StepState.OPEN and task.deadline is not None:
        overdue = max(0, calendar.between(task.deadline.astimezone(zone).date(), now.date()))
    finished = where.finished_on.get(step.id)
    actual = Span()
    if task is not None:
        actual = Span(ground.progress[step.id].started_on, finished if state is StepState.DONE else None)
    elif state is StepState.DONE and finished:
        actual = Span(finished, finished)
    reason, reason_text = _reason(case, step, state, overdue, task)
    lacking = where.lacking.get(step.id, ()) if state is StepState.OPEN and task is not None and task.is_done else ()
    if lacking and task is not None and reason in ("", detected_reason(step, task)):
        reason, reason_text = NO_DATA, context.says("reason.no_data", {"fields": "; ".join(lacking)})
    return StepRow(
        step=step.id,
        title=step.title,
        kind=step.kind,
        stage=step.stage,
        role=step.role,
        role_title=titles.roles.get(step.role, step.role),
        state=state,
        status=_step_status(step, state, overdue),
        round=opening.rounds.get(step.id, 1),
        task_id=task.id if task else None,
        user_id=user_id,
        person=person.name if person else "",
        baseline=Span(*plan) if plan else Span(),
        actual=actual,
        forecast=Span(*span) if span else Span(),
        own_finish=task.plan_end.astimezone(zone).date() if task and task.plan_end else None,
        deviation=calendar.between(plan[1], span[1]) if plan and span else 0,
        overdue_days=overdue,
        critical=step.id in forecast.critical or (step.id in forecast.chain and state is not StepState.DONE),
        total_float=forecast.total_float.get(step.id),
        leads_to_goal=network.position.get(step.id, -1) in network.leads,
        estimate=step.duration,
        learnt=network.learnt.get(step.id),
        reason=reason,
        reason_text=reason_text,
        fields=len(step.fields) if step.kind is StepKind.CONFIRMATION else 0,
        lacking=lacking,
        reasons=titles.reasons[step.id],
    )


def _step_status(step: Step, state: StepState, overdue: int) -> Status:
    match state:
        case StepState.DONE:
            return Status.DONE
        case StepState.OPEN:
            if overdue > 0:
                return Status.BLOCKED if step.kind is StepKind.CONFIRMATION else Status.LATE
            return Status.ACTIVE
        case StepState.GONE | StepState.REJECTED:
            return Status.LATE
        case _:
            return Status.IDLE


def _reason(case: Case, step: Step, state: StepState, overdue: int, task: PortalTask | None) -> tuple[str, str]:
    """(id, words) of why a late open step is late: as a person named it last, else as the engine sees it by itself."""
    if state is not StepState.OPEN or overdue <= 0 or task is None:
        return "", ""
    template = case.opening.template
    known = newest_delay(case, step.id, case.opening.rounds.get(step.id, 1))
    if known is not None:
        return known.reason if known.reason != OTHER else "", reason_words(template, known.reason, known.words)
    seen = detected_reason(step, task)
    return seen, reason_words(template, seen)


def seen_reason(row: StepRow) -> str:
    """What the engine sees of a late decision or confirmation, whatever people say about it."""
    if row.state is not StepState.OPEN or row.overdue_days <= 0:
        return ""
    return {StepKind.APPROVAL: "approval_wait", StepKind.CONFIRMATION: "payment_wait"}.get(row.kind, "")
