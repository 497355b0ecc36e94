"""What a step, a decision or an end asks of the portal: effects under their keys, with the texts people read. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from outlet_desktop.domain.command import (
    AddChecklistItem,
    AddMembers,
    ArchiveProject,
    Button,
    Command,
    CommentTask,
    CompleteTask,
    CreateProject,
    CreateTask,
    DeferTask,
    EditMessage,
    LinkTasks,
    SendMessage,
    TickItem,
    UpdateTask,
)
from outlet_desktop.domain.opening import (
    Opening,
    OpeningId,
    OpeningState,
    PortalTask,
    StepState,
    TaskStatus,
    UserId,
)
from outlet_desktop.domain.record import Facts
from outlet_desktop.domain.template import FieldType, Flow, Step, StepId, StepKind, Template
from outlet_desktop.domain.texts import filled
from outlet_desktop.engine.situation import Seen, Situation
from outlet_desktop.schedule.at_hours import OFFICE_HOURS, WorkingHours


@dataclass(frozen=True, slots=True)
class Effect:
    """A command under the journal key that names it for ever."""

    key: str
    command: Command
    step: StepId = ""


@dataclass(frozen=True, slots=True)
class Stake:
    """What one open step decides.

    Attributes:
        forecast: Deterministic forecast of the opening date; None = the process names no goal, or it is reached.
        waiting: Steps behind it that have not begun.
        spare: Working days it may take longer before the opening date moves; None = it does not lead to it.
    """

    forecast: date | None
    waiting: int
    spare: int | None


@dataclass(frozen=True, slots=True)
class Context:
    """What deciding needs from outside the opening, as values and pure functions.

    Attributes:
        now: The portal's clock. `plan(step, finished_on)`: first and last day of a task created now.
        holder: Role -> (person or None) by the ladder; the second value is the deputy, who may answer too.
        moment(day, at): That time of the day, aware, in the portal's zone. `hours`: of a working day.
        says(code, facts): The sentence in the portal's language (texts that people read on the portal).
        has_bot: Whether messages with buttons can be sent.
        made: Value of every effect already done, by key (ids of tasks, messages, checklist items).
        stake: What waits for an answer to that step; None = not told.
        left: Names of people who do not work here any more.
        moved: Whom a replacement of a person has given a task to, by the task's id.
        is_here: Whether a person may be written to: employed and not absent today.
    """

    now: datetime
    plan: Callable[[StepId, Mapping[StepId, date]], tuple[date, date]]
    holder: Callable[[str], tuple[UserId | None, UserId | None]]
    moment: Callable[[date, time], datetime]
    says: Callable[[str, Facts], str]
    has_bot: bool
    made: Mapping[str, int]
    hours: WorkingHours = OFFICE_HOURS
    is_here: Callable[[UserId], bool] = lambda _user_id: True
    stake: Callable[[Opening, Seen, Situation, StepId], Stake] | None = None
    left: Mapping[UserId, str] = field(default_factory=dict)
    moved: Mapping[int, UserId] = field(default_factory=dict)


def project_token(opening: OpeningId) -> str:
    """What a project's KEYWORDS hold, so that it is found again."""
    return f"outlet-{opening}"


def project_effect(opening: Opening, context: Context) -> Effect:
    first = min((span[0] for span in opening.baseline.values()), default=opening.start_on)
    last = max((span[1] for span in opening.baseline.values()), default=opening.start_on)
    key = f"project:{opening.id}"
    text = context.says(
        "portal.project_description",
        {"template": opening.template.name, "revision": opening.template.revision},
    )
    command = CreateProject(key, opening.address, text, project_token(opening.id), first, last)
    return Effect(key, command)


def task_effect(opening: Opening, step: Step, user_id: UserId, now: Situation, context: Context) -> Effect:
    template = opening.template
    first, last = context.plan(step.id, now.finished_on)
    facts = _facts(opening, context)
    lines = [filled(step.description, facts)] if step.description else []
    after = [template.by_id[flow.source].title for flow in template.incoming[step.id] if flow.source in template.by_id]
    then = [template.by_id[flow.target].title for flow in template.outgoing[step.id] if flow.target in template.by_id]
    if after:
        lines.append(context.says("portal.task_after", {"steps": "; ".join(after)}))
    if then:
        lines.append(context.says("portal.task_then", {"steps": "; ".join(then)}))
    if step.kind is StepKind.APPROVAL:
        others = [f"«{outcome.label}»" for outcome in step.outcomes if outcome.id != "approve"]
        lines.append(context.says("portal.task_how_to_decide", {"others": ", ".join(others)}))
    if step.kind is StepKind.CONFIRMATION:
        lines.append(context.says("portal.task_how_to_confirm", {}))
    key = str(opening.key(step.id))
    command = CreateTask(
        key=key,
        title=f"{filled(step.title, facts)} — {opening.address}",
        description="\n\n".join(lines),
        responsible_id=user_id,
        deadline=context.moment(last, context.hours.end),
        plan_start=context.moment(first, context.hours.start),
        plan_end=context.moment(last, context.hours.end),
        group_id=opening.project_id or 0,
        result_required=step.result_required,
    )
    return Effect(key, command, step.id)


def _facts(opening: Opening, context: Context) -> dict[str, object]:
    """What stands in place of the placeholders of a step's texts."""
    answers = {
        name: context.says("bot.yes" if value else "bot.no", {}).lower() if isinstance(value, bool) else value
        for name, value in opening.fields.items()
    }
    return {**answers, "address": opening.address, "city": opening.city, "target": opening.target_on}


def around_task(opening: Opening, seen: Seen, now: Situation, context: Context, step_id: StepId) -> list[Effect]:
    """What belongs to a step's task: its project, members, checklist, links and the bot's question."""
    task = seen.tasks.get(step_id)
    if task is None or now.states[step_id] is StepState.WITHDRAWN:
        return []
    step = opening.template.by_id[step_id]
    tail = f"{opening.id}:{step_id}:{opening.rounds.get(step_id, 1)}"
    effects: list[Effect] = []
    if opening.project_id is not None:
        member = f"member:{opening.id}:{task.responsible_id}"
        effects.append(Effect(member, AddMembers(opening.project_id, (task.responsible_id,)), step_id))
        if task.group_id == 0:
            effects.append(Effect(f"group:{tail}", UpdateTask(task.id, group_id=opening.project_id), step_id))
    if not task.is_done:
        lines = [outcome.label for outcome in step.outcomes if outcome.id != "approve"]
        facts = _facts(opening, context)
        for number, title in enumerate([*lines, *(filled(line, facts) for line in step.checklist)]):
            key = f"checklist:{tail}:{number}"
            effects.append(Effect(key, AddChecklistItem(key, task.id, title), step_id))
    for source_id in _tasks_before(opening.template, step_id, seen):
        key = f"link:{source_id}:{task.id}"
        effects.append(Effect(key, LinkTasks(key, source_id, task.id), step_id))
    if context.has_bot and not task.is_done and step_id not in seen.taps:
        asked = question(opening, seen, now, step, task, context)
        if asked is not None:
            effects.append(asked)
    return effects


def _tasks_before(template: Template, step_id: StepId, seen: Seen) -> list[int]:
    """Tasks of the inputs, seen through milestones and skipped steps, which have none."""
    found: list[int] = []
    todo: list[Flow] = list(template.incoming[step_id])
    visited: set[StepId] = set()
    while todo:
        source = todo.pop(0).source
        if source in visited:
            continue
        visited.add(source)
        task = seen.tasks.get(source)
        if task is not None:
            found.append(task.id)
        else:
            todo += template.incoming.get(source, ())
    return found


def question(
    opening: Opening, seen: Seen, now: Situation, step: Step, task: PortalTask, context: Context, key: str = ""
) -> Effect | None:
    """The bot's question of a decision or a confirmation to the task's responsible; None = asked, or nothing to ask."""
    tail = f"{opening.id}:{step.id}:{opening.rounds.get(step.id, 1)}"
    key = key or f"ask:{tail}"
    if key in context.made or step.kind not in (StepKind.APPROVAL, StepKind.CONFIRMATION):
        return None  # asked: what it is worded from is not computed again at every look
    facts: dict[str, object] = {
        "step": step.title,
        "address": opening.address,
        "target": opening.target_on,
        "due": task.deadline.date() if task.deadline else None,
    }
    if step.kind is StepKind.APPROVAL:
        buttons = tuple(
            Button(outcome.label, f"{tail}:{outcome.id}", outcome.id == "approve", outcome.id == "reject")
            for outcome in step.outcomes
        )
        is_first = opening.project_id is None and opening.promise
        text = context.says("bot.ask_address" if is_first else "bot.ask_approval", {**opening.promise, **facts})
    else:
        buttons = (Button(context.says(confirm_word(step), {}), f"{tail}:confirm", True),)
        text = context.says("bot.ask_confirmation", facts)
    if context.stake is not None:
        text = "\n".join([text, *_stakes(context.stake(opening, seen, now, step.id), facts, context)])
    return Effect(key, SendMessage(key, task.responsible_id, text, buttons), step.id)


def confirm_word(step: Step) -> str:
    """Code of the word on the button of a confirmation: a fact that comes with a sum is a payment."""
    is_payment = any(field.type is FieldType.MONEY for field in step.fields)
    return "bot.paid" if is_payment else "bot.confirm"


def _stakes(stake: Stake, facts: Facts, context: Context) -> list[str]:
    """What the answer decides: the opening date as it is now, what waits, what a day of waiting costs."""
    lines: list[str] = []
    if stake.forecast is not None:
        lines.append(context.says("bot.stake_forecast", {**facts, "forecast": stake.forecast}))
    if stake.waiting:
        lines.append(context.says("bot.stake_waiting", {"waiting": stake.waiting}))
    if stake.spare is not None:
        code = "bot.stake_spare" if stake.spare > 0 else "bot.stake_critical"
        lines.append(context.says(code, {**facts, "days": stake.spare}))
    return lines


def answered_effects(opening: Opening, seen: Seen, now: Situation, context: Context, step_id: StepId) -> list[Effect]:
    """After a decision: the task says it too, the buttons go, and who decided is written down."""
    step, verdict = opening.template.by_id[step_id], now.verdicts[step_id]
    task = seen.tasks[step_id]
    tail = f"{opening.id}:{step_id}:{opening.rounds.get(step_id, 1)}"
    outcome = step.outcome(verdict.outcome)
    label = outcome.label if outcome else verdict.outcome
    effects: list[Effect] = []
    if verdict.source != "task":
        others = [other.id for other in step.outcomes if other.id != "approve"]
        if verdict.outcome in others:
            item = context.made.get(f"checklist:{tail}:{others.index(verdict.outcome)}")
            if item:
                effects.append(Effect(f"tick:{tail}", TickItem(task.id, item), step_id))
        if not task.is_done:
            effects.append(Effect(f"complete:{tail}", CompleteTask(task.id), step_id))
        key = f"decided:{tail}"
        text = context.says("portal.decided_by", {"outcome": label, "user_id": verdict.user_id, "at": context.now})
        effects.append(Effect(key, CommentTask(key, task.id, text), step_id))
    message = context.made.get(f"ask:{tail}")
    if message:
        text = context.says("bot.answered", {"step": step.title, "address": opening.address, "outcome": label})
        effects.append(Effect(f"asked:{tail}", EditMessage(message, text), step_id))
        if verdict.outcome != "approve" and not verdict.reason and verdict.source == "bot":
            key = f"why:{tail}"
            words = context.says("bot.ask_reason", {"address": opening.address})
            effects.append(Effect(key, SendMessage(key, verdict.user_id, words), step_id))
    return effects


def ending_effects(opening: Opening, seen: Seen, context: Context) -> tuple[Effect, ...]:
    """A rejected or cancelled opening: open tasks are deferred with the reason, the project is archived."""
    effects: list[Effect] = []
    code = "portal.closed_rejected" if opening.state is OpeningState.REJECTED else "portal.closed_cancelled"
    for step_id, task in seen.tasks.items():
        is_decided = step_id in seen.taps and opening.template.by_id[step_id].kind is StepKind.APPROVAL
        if task.is_done or is_decided:  # a decided task is being completed; a confirmed one may not be any more
            continue
        tail = f"{opening.id}:{step_id}:{opening.rounds.get(step_id, 1)}"
        key = f"ended:{tail}"
        effects.append(Effect(key, CommentTask(key, task.id, context.says(code, {"reason": opening.reason})), step_id))
        if task.status is not TaskStatus.DEFERRED:
            effects.append(Effect(f"defer:{tail}", DeferTask(task.id), step_id))
        message = context.made.get(f"ask:{tail}")
        if message:
            text = context.says("bot.withdrawn", {"address": opening.address})
            effects.append(Effect(f"asked:{tail}", EditMessage(message, text), step_id))
    if opening.project_id is not None:
        effects.append(Effect(f"archive:{opening.id}", ArchiveProject(opening.project_id)))
    return tuple(effects)
