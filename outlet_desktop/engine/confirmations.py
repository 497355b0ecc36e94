"""What the bot asks about a confirmation and what the task says of it afterwards. Pure.

Required fields are asked first: they hold the next steps. Each question has a key of its own
(`field:{opening}:{step}:{round}:{field}`, further attempts with a number), so it is asked at most once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outlet_desktop.domain.answers import EXAMPLES, NO, YES, next_field, shown
from outlet_desktop.domain.command import Button, CommentTask, CompleteTask, EditMessage, SendMessage
from outlet_desktop.domain.opening import Opening, UserId
from outlet_desktop.domain.record import FieldValue
from outlet_desktop.domain.template import Field, FieldType, Step, StepId, StepKind
from outlet_desktop.engine.effects import Context, Effect, confirm_word
from outlet_desktop.engine.situation import Seen, Situation, values_of


def confirmation_effects(
    opening: Opening, seen: Seen, now: Situation, context: Context, step_id: StepId
) -> list[Effect]:
    """After a confirmation was tapped or its task closed: the next question, or the task told and completed."""
    step, task = opening.template.by_id[step_id], seen.tasks.get(step_id)
    tap = seen.taps.get(step_id)
    if step.kind is not StepKind.CONFIRMATION or task is None or (tap is None and not task.is_done):
        return []
    tail = f"{opening.id}:{step_id}:{opening.rounds.get(step_id, 1)}"
    given = seen.fields.get(step_id, {})
    effects: list[Effect] = []
    message = context.made.get(f"ask:{tail}")
    if message:
        facts = {"step": step.title, "address": opening.address, "outcome": context.says(confirm_word(step), {})}
        effects.append(Effect(f"asked:{tail}", EditMessage(message, context.says("bot.answered", facts)), step_id))
    if step_id not in now.lacking:
        effects += _told(f"decided:{tail}", step, task.id, seen, context)
        if not task.is_done:
            effects.append(Effect(f"complete:{tail}", CompleteTask(task.id), step_id))
    field = next_field(step.fields, values_of(given))
    if field is None:
        lines = _lines((field for field in step.fields if not field.required), given, context)
        if lines:
            key, text = f"values:{tail}", "\n".join([context.says("portal.more_given", {}), *lines])
            effects.append(Effect(key, CommentTask(key, task.id, text), step_id))
    elif context.has_bot:
        key = f"field:{tail}:{field.id}"
        question = field_question(key, opening, step, field, asked_of(seen, step_id), context)
        effects.append(Effect(key, question, step_id))
    return effects


def _told(key: str, step: Step, task_id: int, seen: Seen, context: Context) -> list[Effect]:
    """Who confirmed when, and what was told to bot or app; nothing where the task says it all itself."""
    given, tap = seen.fields.get(step.id, {}), seen.taps.get(step.id)
    lines = _lines((field for field in step.fields if field.required), given, context)
    if tap is not None:
        said = context.says("portal.confirmed_by", {"user_id": tap.user_id, "at": context.now})
    elif lines:
        last = max((value for value in given.values() if value.source != "task"), key=lambda value: value.at)
        said = context.says("portal.given_by", {"user_id": last.user_id, "at": last.at})
    else:
        return []
    return [Effect(key, CommentTask(key, task_id, "\n".join([said, *lines])), step.id)]


def asked_of(seen: Seen, step_id: StepId) -> UserId:
    """Who is asked the fields: who confirmed, where that person may, else who has the task."""
    task, tap = seen.tasks[step_id], seen.taps.get(step_id)
    if tap is not None:
        return tap.user_id
    closer = task.closed_by
    return closer if closer and closer in seen.asked.get(step_id, ()) else task.responsible_id


def field_question(
    key: str, opening: Opening, step: Step, field: Field, user_id: UserId, context: Context, *, is_wrong: bool = False
) -> SendMessage:
    """The message that asks one field; with `is_wrong` it says first that the answer did not fit."""
    is_file = field.type is FieldType.FILE
    lines = [context.says("bot.field_step", {"address": opening.address, "step": step.title})]
    if is_wrong:
        lines.append(context.says("bot.field_no_file" if is_file else "bot.field_wrong", {}))
    lines.append(context.says("bot.field_file" if is_file else "bot.field", {"field": field.title}))
    example = EXAMPLES.get(field.type)
    if example:
        lines.append(context.says("bot.field_example", {"example": example}))
    lines.append(context.says("bot.field_required" if field.required else "bot.field_optional", {}))
    return SendMessage(key, user_id, "\n".join(lines), _buttons(opening, step, field, context))


def choices(field: Field, context: Context) -> tuple[tuple[str, str], ...]:
    """(value, word on the button) of a field that is answered by buttons; empty for the others."""
    if field.type is FieldType.CHOICE:
        return tuple((choice, choice) for choice in field.choices)
    if field.type is FieldType.BOOL:
        return (YES, context.says("bot.yes", {})), (NO, context.says("bot.no", {}))
    return ()


def _buttons(opening: Opening, step: Step, field: Field, context: Context) -> tuple[Button, ...]:
    tail = f"{opening.id}:{step.id}:{opening.rounds.get(step.id, 1)}"
    found = [Button(word, f"{tail}:f.{field.id}.{number}") for number, (_, word) in enumerate(choices(field, context))]
    if found and not field.required:
        found.append(Button(context.says("bot.skip", {}), f"{tail}:f.{field.id}.-"))
    return tuple(found)


def _lines(fields: Iterable[Field], given: Mapping[str, FieldValue], context: Context) -> list[str]:
    """What bot and app were told, one line a field; what the task itself says is not repeated there."""
    yes, no = context.says("bot.yes", {}), context.says("bot.no", {})
    told = [(field, given.get(field.id)) for field in fields]
    return [
        f"{field.title}: {shown(field, value.value, yes, no)}"
        for field, value in told
        if value is not None and value.value and value.source != "task" and field.type is not FieldType.FILE
    ]
