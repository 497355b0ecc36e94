"""Reminders, escalations and questions about delays: what is due now of one opening, and when to look again. Pure.

Every message is sent at most once: its key names the day (`remind:`, `reason:`) or the round (`escalate:`), and it is
wanted only in working hours of a working day in the portal's zone. What is not wanted any more is never sent late.
A reminder that a person asks for is sent at once, under the day's key too: nobody is reminded twice a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from outlet_desktop.domain.command import Button, CommentTask, EditMessage, SendMessage
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, TaskStatus, UserId
from outlet_desktop.domain.record import Case, Delay
from outlet_desktop.domain.template import Reason, Step, StepId, StepKind, Template
from outlet_desktop.engine.effects import Context, Effect
from outlet_desktop.engine.situation import Seen, Situation
from outlet_desktop.schedule.workdays import Calendar

OTHER = "other"  # the button for a reason in the person's own words
_KEYS = ("remind:", "reason:", "escalate:", "digest:")
_MOVING = (OpeningState.DECIDING, OpeningState.RUNNING, OpeningState.DONE)


@dataclass(frozen=True, slots=True)
class Nudges:
    """What is to be said now, and the portal's moment at which the clock alone makes more due (None = never)."""

    effects: tuple[Effect, ...] = ()
    wake: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open task with a deadline, from the point of view of today.

    Attributes:
        reader: Who is told: the task's responsible, else the deputy; None = nobody is there.
        due_on: Portal-zone date of the deadline. `late`: working days in (due_on, today]; <= 0 = not overdue.
    """

    step: Step
    task: PortalTask
    round: int
    reader: UserId | None
    due_on: date
    late: int


def is_nudge(key: str) -> bool:
    """Whether a journal key names a message that only makes sense at its time."""
    return key.startswith(_KEYS)


def is_working_time(now: datetime, calendar: Calendar) -> bool:
    """Whether people may be written to: in the hours of a working day. `now`: the portal's clock and zone."""
    return calendar.hours.holds(now.time()) and calendar.is_working(now.date())


def next_morning(now: datetime, calendar: Calendar) -> date:
    """The next working day whose first minute is still to come."""
    day = now.date()
    if now.time() < calendar.hours.start and calendar.is_working(day):
        return day
    return calendar.next_after(day)


def nudges(opening: Opening, case: Case, seen: Seen, where: Situation, context: Context, calendar: Calendar) -> Nudges:
    """What `opening` (as just decided; `case` gives its journal and reasons) has to say now.

    Without a bot there is nobody to say it, the app shows it; what a person asks for is then noted in the task.
    """
    asked = list(_asked(opening, seen, where, context, calendar)) if opening.state in _MOVING else []
    if not context.has_bot:
        return Nudges(tuple(asked))
    effects = [*asked, *_closed_questions(opening, case, where, context)]
    if opening.state not in _MOVING:
        return Nudges(tuple(effects))
    may_write = is_working_time(context.now, calendar)
    morning = next_morning(context.now, calendar)
    wake: date | None = None
    for item in waiting(opening, seen, where, context, calendar):
        if may_write:
            # The question says how late it is: on its day it is the reminder too.
            effects += [*_questions(opening, case, item, context)] or [*_reminders(opening, item, context, calendar)]
            effects += _escalations(opening, case, item, where, context)
        day = max(morning, _first_day(item, calendar))
        wake = day if wake is None else min(wake, day)
    return Nudges(tuple(effects), context.moment(wake, calendar.hours.start) if wake else None)


def waiting(opening: Opening, seen: Seen, where: Situation, context: Context, calendar: Calendar) -> Iterator[Waiting]:
    """Open tasks with a deadline that wait for their holder, in template order.

    Left out: what is answered or deferred, and what its holder has handed in.
    """
    zone, today = context.now.tzinfo, context.now.date()
    for step_id in opening.template.order:
        task = seen.tasks.get(step_id)
        if task is None or task.deadline is None or where.states.get(step_id) is not StepState.OPEN:
            continue
        if step_id in seen.taps or task.status not in (TaskStatus.PENDING, TaskStatus.IN_PROGRESS):
            continue
        due_on = task.deadline.astimezone(zone).date()
        if not calendar.first < due_on < calendar.last:
            continue  # a deadline moved by hand to where no calendar reaches
        step = opening.template.by_id[step_id]
        reader = reader_of(step, task, context)
        round_ = opening.rounds.get(step_id, 1)
        yield Waiting(step, task, round_, reader, due_on, calendar.between(due_on, today))


def reader_of(step: Step, task: PortalTask, context: Context) -> UserId | None:
    """Who is written to about a task: its responsible; absent or dismissed: the deputy, else who plays the role now."""
    person, deputy = context.holder(step.role) if step.role else (None, None)
    return next((user for user in (task.responsible_id, deputy, person) if user and context.is_here(user)), None)


def offered_reasons(template: Template, step: Step) -> tuple[Reason, ...] | None:
    """Reasons that only a person can name, as offered for a late step; None = the engine sees all there are.

    A step that names no reasons offers those of the template; what is detected "auto" needs no question.
    """
    own = [reason for reason in template.reasons if reason.id in step.reasons]
    found = tuple(reason for reason in own or template.reasons if reason.detected == "ask")
    return None if own and not found else found


def newest_delay(case: Case, step: StepId, round_: int) -> Delay | None:
    """The reason last named for that round of a step; one without its words yet does not count."""
    found = (delay for delay in case.delays if delay.step == step and delay.round == round_)
    return max(filter(_is_named, found), key=lambda delay: delay.at, default=None)


def _is_named(delay: Delay) -> bool:
    return bool(delay.words) or delay.reason not in ("", OTHER)


def detected_reason(step: Step, task: PortalTask) -> str:
    """Id of the reason that the engine sees by itself of a late open step, "" = none."""
    if step.kind is StepKind.APPROVAL:
        return "approval_wait"
    if step.kind is StepKind.CONFIRMATION:
        return "payment_wait"
    return "not_started" if task.started_at is None else ""


def reason_words(template: Template, reason_id: str, words: str = "") -> str:
    """A reason as people read it: its own words, else its title, "" = not known."""
    title = next((reason.title for reason in template.reasons if reason.id == reason_id), "")
    return words or title


# ---------------------------------------------------------------------------------------------- messages


def _first_day(item: Waiting, calendar: Calendar) -> date:
    """The first day on which there is anything to say of it."""
    late = calendar.next_after(item.due_on)
    return min(_before(item, calendar), late) if item.step.remind else late


def _before(item: Waiting, calendar: Calendar) -> date:
    days = item.step.remind.before_days if item.step.remind else 0
    return calendar.add(item.due_on, -days) if days > 0 else item.due_on


def _tail(opening: Opening, item: Waiting) -> str:
    return f"{opening.id}:{item.step.id}:{item.round}"


def _facts(opening: Opening, item: Waiting) -> dict[str, object]:
    return {"step": item.step.title, "address": opening.address, "due": item.due_on, "days": item.late}


def reminder_key(opening: Opening, step: StepId, day: date) -> str:
    """The journal key of the one reminder of that step on that day."""
    return f"remind:{opening.id}:{step}:{opening.rounds.get(step, 1)}:{day}"


def _asked(opening: Opening, seen: Seen, where: Situation, context: Context, calendar: Calendar) -> Iterator[Effect]:
    """Reminders that a person has asked for today."""
    today = context.now.date()
    if today not in opening.reminders.values():
        return
    for item in waiting(opening, seen, where, context, calendar):
        if opening.reminders.get(item.step.id) != today:
            continue
        left = (item.due_on - today).days
        soon = {0: "bot.remind_today", 1: "bot.remind_tomorrow"}.get(left, "bot.remind_before")
        text = context.says("bot.remind_late" if item.late > 0 else soon, _facts(opening, item))
        key = reminder_key(opening, item.step.id, today)
        if not context.has_bot:
            yield Effect(key, CommentTask(key, item.task.id, text), item.step.id)
        elif item.reader is not None:
            yield Effect(key, SendMessage(key, item.reader, text), item.step.id)


def _reminders(opening: Opening, item: Waiting, context: Context, calendar: Calendar) -> Iterator[Effect]:
    rule, today = item.step.remind, context.now.date()
    if opening.reminders.get(item.step.id) == today:
        return  # a person has asked for it, and it goes under the same key
    if rule is None or item.reader is None or item.task.created_at.astimezone(context.now.tzinfo).date() == today:
        return
    if item.late > 0:
        if rule.repeat_days < 1 or (item.late - 1) % rule.repeat_days:
            return
        code = "bot.remind_late"
    elif today == _before(item, calendar):
        left = (item.due_on - today).days
        code = {0: "bot.remind_today", 1: "bot.remind_tomorrow"}.get(left, "bot.remind_before")
    else:
        return
    key = reminder_key(opening, item.step.id, today)
    yield Effect(key, SendMessage(key, item.reader, context.says(code, _facts(opening, item))), item.step.id)


def _questions(opening: Opening, case: Case, item: Waiting, context: Context) -> Iterator[Effect]:
    """Why it is late: once a day, unless the day's answer is there already."""
    offered = offered_reasons(opening.template, item.step)
    if item.late <= 0 or item.reader is None or offered is None:
        return
    today = context.now.date()
    known = newest_delay(case, item.step.id, item.round)
    tail = _tail(opening, item)
    key = f"reason:{tail}:{today}"
    if known is not None and known.day >= today and key not in case.intents:
        return
    buttons = [Button(reason.title, f"{tail}:r.{reason.id}") for reason in offered]
    buttons.append(Button(context.says("bot.other_reason", {}), f"{tail}:r.{OTHER}"))
    text = context.says("bot.ask_delay", _facts(opening, item))
    yield Effect(key, SendMessage(key, item.reader, text, tuple(buttons)), item.step.id)


def _escalations(opening: Opening, case: Case, item: Waiting, where: Situation, context: Context) -> Iterator[Effect]:
    rule, template = item.step.escalate, opening.template
    if rule is None or item.late < max(1, rule.after_days):
        return
    told = opening.initiator_id if rule.to == "initiator" else context.holder(rule.to)[0]
    if not told or told == item.task.responsible_id or not context.is_here(told):
        return
    known = newest_delay(case, item.step.id, item.round)
    if known is not None:
        reason = reason_words(template, known.reason, known.words)
    else:
        reason = reason_words(template, detected_reason(item.step, item.task))
    role = template.role(item.step.role)
    after = template.descendants(item.step.id)
    facts = _facts(opening, item) | {
        "user_id": item.task.responsible_id,
        "role": role.title if role else item.step.role,
        "reason": reason,
        "waiting": sum(1 for step in after if where.states.get(step) is StepState.PENDING),
        "target": opening.target_on,
    }
    key = f"escalate:{_tail(opening, item)}"
    text = context.says("bot.escalated_why" if reason else "bot.escalated", facts)
    yield Effect(key, SendMessage(key, told, text), item.step.id)


def _closed_questions(opening: Opening, case: Case, where: Situation, context: Context) -> Iterator[Effect]:
    """Questions about a delay that are answered, or need no answer any more, lose their buttons."""
    for key, row in case.intents.items():
        if not key.startswith("reason:") or row.state != "done" or not row.portal_id:
            continue
        _, _, step_id, number, day = key.split(":")
        step = opening.template.by_id.get(step_id)
        if step is None:
            continue
        facts: dict[str, object] = {"step": step.title, "address": opening.address}
        known = newest_delay(case, step_id, int(number))
        if known is not None and known.day < date.fromisoformat(day):
            known = None  # it was named before this question
        is_over = opening.rounds.get(step_id, 1) != int(number) or where.states.get(step_id) is not StepState.OPEN
        if known is not None:
            words = reason_words(opening.template, known.reason, known.words)
            text = context.says("bot.delay_taken", facts | {"reason": words})
        elif is_over:
            text = context.says("bot.delay_over", facts)
        else:
            continue
        yield Effect(f"answered:{key}", EditMessage(row.portal_id, text), step_id)


def told_facts(key: str, template: Template) -> tuple[str, StepId, int, str]:
    """(code of its line of history, step, round, the step's title) of a nudge that was sent."""
    kind, _, step_id, number = key.split(":")[:4]
    code = {"remind": "event.reminded", "escalate": "event.escalated", "reason": "event.delay_asked"}[kind]
    step = template.by_id.get(step_id)
    return code, step_id, int(number), step.title if step else step_id
