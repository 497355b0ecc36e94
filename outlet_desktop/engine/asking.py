"""A reminder that a person asks for: whether it can be sent now, and to whom. Pure."""

from __future__ import annotations

from outlet_desktop.domain.opening import OpeningState, PortalTask, StepState, UserId
from outlet_desktop.domain.record import Case
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.ground import ground_of
from outlet_desktop.engine.nudges import reader_of, reminder_key, waiting
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World, context_of
from outlet_desktop.problem import Problem

_MOVING = (OpeningState.DECIDING, OpeningState.RUNNING, OpeningState.DONE)


def check(case: Case, step: StepId, world: World, store: Store) -> tuple[PortalTask, UserId | None]:
    """The task and whom the reminder reaches (None = it is noted in the task).

    Raises Problem `opening.not_running`, `remind.no_task`, `remind.today` (nobody is reminded twice a day),
    `remind.nobody`.
    """
    opening = case.opening
    if opening.state not in _MOVING:
        raise Problem("opening.not_running", address=opening.address)
    context: Context = context_of(store, case, world)
    ground = ground_of(case, context, world.calendar, {})
    known = opening.template.by_id.get(step)
    title = known.title if known else step
    item = next(
        (one for one in waiting(opening, ground.seen, ground.where, context, world.calendar) if one.step.id == step),
        None,
    )
    if item is None or ground.where.states.get(step) is not StepState.OPEN:
        raise Problem("remind.no_task", step=title)
    today = context.now.date()
    row = case.intents.get(reminder_key(opening, step, today))
    if opening.reminders.get(step) == today or (row is not None and row.state != "free"):
        raise Problem("remind.today", step=title)
    reader = reader_of(item.step, item.task, context)
    if context.has_bot and reader is None:
        raise Problem("remind.nobody", step=title)
    return item.task, reader if context.has_bot else None
