"""The bot's question once more, to whoever a decision was handed over to by a replacement. Pure.

The first question went to the person before; the new one has a key of its own, `ask:{opening}:{step}:{round}:{user}`,
and its buttons are answered, withdrawn and taken off like those of the first.
"""

from __future__ import annotations

from outlet_desktop.domain.command import EditMessage, SendMessage
from outlet_desktop.domain.opening import Opening, OpeningState, StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine.effects import Context, Effect, question
from outlet_desktop.engine.situation import Seen, Situation

_ENDED = (OpeningState.REJECTED, OpeningState.CANCELLED)


def reasking_effects(opening: Opening, seen: Seen, now: Situation, context: Context) -> list[Effect]:
    """For every task that a replacement has moved: its question, or what became of it."""
    found: list[Effect] = []
    for step_id, task in seen.tasks.items():
        if context.moved.get(task.id) == task.responsible_id:
            found += _of_step(opening, seen, now, step_id, context)
    return found


def _of_step(opening: Opening, seen: Seen, now: Situation, step_id: StepId, context: Context) -> list[Effect]:
    step, task = opening.template.by_id[step_id], seen.tasks[step_id]
    tail = f"{opening.id}:{step_id}:{opening.rounds.get(step_id, 1)}"
    key, verdict = f"ask:{tail}:{task.responsible_id}", now.verdicts.get(step_id)
    message = context.made.get(key)
    facts: dict[str, object] = {"step": step.title, "address": opening.address}
    if message is not None:
        if opening.state in _ENDED:
            text = context.says("bot.withdrawn", facts)
        elif verdict is not None:
            outcome = step.outcome(verdict.outcome)
            label = outcome.label if outcome else verdict.outcome
            text = context.says("bot.answered", {**facts, "outcome": label})
        elif now.states[step_id] is StepState.DONE:
            text = context.says("bot.answered", {**facts, "outcome": context.says("bot.confirm", {})})
        else:
            return []
        return [Effect(f"asked:{tail}:{task.responsible_id}", EditMessage(message, text), step_id)]
    is_asked = f"ask:{tail}" in context.made  # else the first question goes to the new person anyway
    is_open = now.states[step_id] is StepState.OPEN and not task.is_done and step_id not in seen.taps
    if not (context.has_bot and is_asked and is_open and verdict is None) or opening.state in _ENDED:
        return []
    asked = question(opening, seen, now, step, task, context, key)
    if asked is not None and isinstance(asked.command, SendMessage):
        return [asked]
    return []
