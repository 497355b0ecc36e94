"""Which portal task stands for which step: rounds, twins and deletions. Pure."""

from __future__ import annotations

from outlet_desktop.domain.opening import OpeningId, OpeningState, PortalTask, TaskStatus, UserId
from outlet_desktop.domain.record import Case, SeenTask, Tap
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.situation import Seen

PUT_BACK = "back:step"
"""Journal key of the note on a task whose step a person has put back: such a task is closed like a twin."""


def put_back_question(opening: OpeningId, step: StepId, round_: int) -> str:
    """Journal key of the change of the bot's question about such a task: there is nothing to answer any more."""
    return f"{PUT_BACK}:asked:{opening}:{step}:{round_}"


def twin_key(opening: OpeningId, task_id: int) -> str:
    """Journal key of a twin's closing; its parts are `:key`, `:note` and `:close`."""
    return f"twin:{opening}:{task_id}"


def is_touched(twin: PortalTask, other: PortalTask) -> bool:
    """Whether people have worked in the twin: begun, put off or changed it. (Twins begin alike, by one request.)"""
    ours, theirs = ((task.title, task.responsible_id, task.deadline) for task in (twin, other))
    return twin.status is not TaskStatus.PENDING or twin.started_at is not None or ours != theirs


def see(case: Case, context: Context) -> tuple[Seen, tuple[SeenTask, ...]]:
    """What counts of everything that was seen, and the twins to close.

    Of several tasks with one key a finished one counts, else the lowest id: every machine chooses alike. A twin
    whose closing is in the journal never counts again, whatever people do with it meanwhile: else both would go.
    An open twin in which people have worked is not closed but a question, until a person says which one counts,
    or the opening is over.
    """
    opening = case.opening
    is_over = opening.state in (OpeningState.REJECTED, OpeningState.CANCELLED)
    by_step: dict[StepId, list[SeenTask]] = {}
    twins: list[SeenTask] = []
    for seen in case.tasks:
        if seen.is_ignored or f"{twin_key(opening.id, seen.task.id)}:key" in case.intents:
            twins.append(seen)
        elif seen.round == opening.rounds.get(seen.step, 1):
            by_step.setdefault(seen.step, []).append(seen)
    tasks: dict[StepId, PortalTask] = {}
    gone: set[StepId] = set()
    disputes: dict[StepId, tuple[int, int]] = {}
    for step_id, found in by_step.items():
        kept = opening.kept.get(step_id)
        there = sorted(
            (s for s in found if not s.is_gone), key=lambda s: (s.task.id != kept, not s.task.is_done, s.task.id)
        )
        if there:
            first = tasks[step_id] = there[0].task
            for twin in there[1:]:
                if is_over or first.id == kept or twin.task.is_done or not is_touched(twin.task, first):
                    twins.append(twin)
                else:
                    disputes.setdefault(step_id, (first.id, twin.task.id))
        else:
            gone.add(step_id)
    taps: dict[StepId, Tap] = {
        step_id: tap for (step_id, round_), tap in case.taps.items() if round_ == opening.rounds.get(step_id, 1)
    }
    asked: dict[StepId, frozenset[UserId]] = {}
    for step_id, task in tasks.items():
        step = opening.template.by_id.get(step_id)
        if step is not None and step.kind in (StepKind.APPROVAL, StepKind.CONFIRMATION):
            person, deputy = context.holder(step.role)
            asked[step_id] = frozenset(u for u in (person, deputy, task.responsible_id) if u)
    answers = {
        task.id: case.answers[task.id][1]
        for task in tasks.values()
        if task.id in case.answers and case.answers[task.id][0] == task.changed_at.isoformat()
    }
    fields = {
        step_id: given for (step_id, round_), given in case.fields.items() if round_ == opening.rounds.get(step_id, 1)
    }
    return Seen(tasks, frozenset(gone), answers, taps, asked, fields=fields, disputes=disputes), tuple(twins)
