"""The bot's message to the director, word for word as the engine sends it (`engine.effects.question`)."""

from __future__ import annotations

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Step, StepKind, Template
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.messages import words


def first_approval(template: Template | None) -> Step | None:
    """The approval that is asked first: the first one in order with no approval before it."""
    if template is None:
        return None
    order = {step_id: number for number, step_id in enumerate(template.order)}
    approvals = [step for step in template.steps if step.kind is StepKind.APPROVAL]
    return min(approvals, key=lambda step: order.get(step.id, 0), default=None)


def director_message(row: OutletRow, step: Step, template: Template, *, is_asked: bool = True) -> tuple[str, list[str]]:
    """(title, lines) of the question about `step`, with what was promised when the outlet was sent.

    Once it is answered (not `is_asked`) the lines that speak of the day are left out: they would be of another day.
    """
    asked = row.step(step.id)
    due = (asked.own_finish or asked.forecast.finish or asked.baseline.finish) if asked is not None else None
    facts: dict[str, object] = {
        "address": row.address,
        "step": step.title,
        "target": row.target,
        "chance": round(row.chance * 100) if row.chance is not None else None,
        "p50": row.p50,
        "due": due,
        "warnings": 0,
        **row.promise,
    }
    text = words("bot.ask_address", facts).replace("[B]", "").replace("[/B]", "")
    title, *lines = text.split("\n")
    if not is_asked:
        return title, lines
    if row.forecast_finish is not None:
        lines.append(words("bot.stake_forecast", {**facts, "forecast": row.forecast_finish}))
    behind = template.descendants(step.id)
    waiting = sum(one.step in behind and one.state is StepState.PENDING for one in row.steps)
    if waiting:
        lines.append(words("bot.stake_waiting", {"waiting": waiting}))
    if asked is not None and asked.total_float is not None:
        code = "bot.stake_spare" if asked.total_float > 0 else "bot.stake_critical"
        lines.append(words(code, {**facts, "days": asked.total_float}))
    return title, lines
