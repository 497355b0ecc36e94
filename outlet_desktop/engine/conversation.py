"""What the bot hears: taps on its buttons and words typed to it. Runs inside the transaction that takes a poll in.

Words are matched in this order: a field asked of that person, the reason of a decision, the reason of a delay
("other"). Words that answer nothing get one polite answer a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from outlet_desktop.domain.answers import SKIPS, from_lines, next_field, previous_field, read, shown
from outlet_desktop.domain.command import SendMessage
from outlet_desktop.domain.opening import OpeningId, OpeningState, PortalTask, StepState, UserId
from outlet_desktop.domain.record import Answer, Case, FieldValue, Happening, Intent, SeenTask, Tap
from outlet_desktop.domain.template import Field, FieldType, Step, StepId, StepKind
from outlet_desktop.engine.confirmations import asked_of, choices, field_question
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.nudges import OTHER, reason_words
from outlet_desktop.engine.ports import BotEvent
from outlet_desktop.engine.seeing import see
from outlet_desktop.engine.situation import Seen, values_of
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World, context_of

BACK = frozenset(("назад", "back"))
_OVER = (OpeningState.REJECTED, OpeningState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Talk:
    """One confirmation's conversation, as it stands in the store."""

    store: Store
    world: World
    case: Case
    context: Context
    seen: Seen
    step: Step
    round: int

    @property
    def tail(self) -> str:
        """The end of its journal keys."""
        return f"{self.case.opening.id}:{self.step.id}:{self.round}"

    @property
    def given(self) -> Mapping[str, FieldValue]:
        """What has been answered in this round."""
        return self.case.fields.get((self.step.id, self.round), {})

    def current(self) -> Field | None:
        """The field whose answer is awaited now: one asked again by "back", else the next without an answer."""
        again = self.store.meta(f"back:{self.tail}")
        found = next((field for field in self.step.fields if field.id == again), None)
        found = found or next_field(self.step.fields, values_of(self.given))
        return found if found is not None and f"field:{self.tail}:{found.id}" in self.case.intents else None

    def ask_again(self, field: Field, *, is_wrong: bool = False) -> None:
        """The same question once more, under a key of its own."""
        first = f"field:{self.tail}:{field.id}"
        case = self.store.case(self.case.opening.id)
        intents = case.intents if case else {}
        number = 2 + sum(1 for key in intents if key.startswith(f"{first}:"))
        key = f"{first}:{number}"
        reader = asked_of(self.seen, self.step.id)
        message = field_question(key, self.case.opening, self.step, field, reader, self.context, is_wrong=is_wrong)
        _say(self.store, self.case, message, self.step.id, self.world)

    def keep(self, field: Field, value: str, event: BotEvent) -> None:
        """The answer; after a question asked again the one that was waiting is asked again too."""
        kept = FieldValue(value, event.user_id, event.at, "bot")
        keep_field(self.store, self.case, self.step, self.round, field, kept)
        if self.store.meta(f"back:{self.tail}"):
            self.store.set_meta(f"back:{self.tail}", "")
            waits = next_field(self.step.fields, {**values_of(self.given), field.id: value})
            if waits is not None and f"field:{self.tail}:{waits.id}" in self.case.intents:
                self.ask_again(waits)


def hear(store: Store, event: BotEvent, world: World) -> OpeningId | None:
    """A tap or a text. Returns the opening it has changed, None = none."""
    if event.params:
        parts = event.params.split(":")
        if len(parts) != 4 or not parts[2].isdigit() or not store.has_opening(parts[0]):
            return None
        return _tapped(store, event, parts[0], parts[1], int(parts[2]), parts[3], world)
    words = event.text.strip()
    if not words:
        return None
    talk = _talk_with(store, event.user_id, world)
    if talk is not None:
        return _field_said(talk, event, words)
    return (
        _decision_explained(store, event, words)
        or _delay_explained(store, event, words)
        or _not_understood(store, event, world)
    )


def keep_field(store: Store, case: Case, step: Step, round_: int, field: Field, value: FieldValue) -> None:
    """Keep one answer with its line of history."""
    opening = case.opening
    before = case.fields.get((step.id, round_), {}).get(field.id)
    if before is not None and before.value == value.value:
        return
    store.put_field(opening.id, step.id, round_, field.id, value)
    if not value.value:
        return
    facts: dict[str, object] = {"step": step.title, "field": field.title, "user_id": value.user_id}
    facts["value"] = "+" if field.type in (FieldType.FILE, FieldType.BOOL) else shown(field, value.value)
    code = "event.field_file" if field.type is FieldType.FILE else "event.field_given"
    if field.type is FieldType.BOOL:
        code = "event.field_yes" if value.value == "yes" else "event.field_no"
    happening = Happening("decided", step.id, round_, value.user_id, None, code, facts)
    store.add_history(value.at, opening.id, happening, source=value.source)


def take_answer(store: Store, opening: OpeningId, seen: SeenTask, answer: Answer, world: World) -> None:
    """What a task itself says of the fields: lines like "Сумма: 120000" in its results, any file on it."""
    case = store.case(opening)
    step = case.opening.template.by_id.get(seen.step) if case else None
    if case is None or step is None or step.kind is not StepKind.CONFIRMATION or not step.fields:
        return
    found = from_lines(step.fields, answer.results)
    if answer.has_files:
        found |= {field.id: "attached" for field in step.fields if field.type is FieldType.FILE}
    given = case.fields.get((step.id, seen.round), {})
    who = seen.task.closed_by or seen.task.responsible_id
    at = world.portal_now(store)
    for field in step.fields:
        known = given.get(field.id)
        # What a person has told bot or app stands; the task's own lines may be corrected on the task.
        if field.id in found and (known is None or not known.value or known.source == "task"):
            keep_field(store, case, step, seen.round, field, FieldValue(found[field.id], who, at, "task"))
    _tell_no_file(store, case, seen, answer, world)


def _tell_no_file(store: Store, case: Case, seen: SeenTask, answer: Answer, world: World) -> None:
    talk = _talk(store, case, seen.step, world)
    if talk is None or talk.round != seen.round:
        return
    awaited = store.meta(f"file:{talk.tail}")
    field = next((field for field in talk.step.fields if field.id == awaited), None)
    if field is not None:
        store.set_meta(f"file:{talk.tail}", "")
        if not answer.has_files:
            talk.ask_again(field, is_wrong=True)


# ------------------------------------------------------------------------------------------ fields


def _talk(store: Store, case: Case, step_id: StepId, world: World) -> Talk | None:
    step = case.opening.template.by_id.get(step_id)
    if step is None or case.opening.state in _OVER:
        return None
    context = context_of(store, case, world)
    seen, _ = see(case, context)
    if step_id not in seen.tasks:
        return None
    return Talk(store, world, case, context, seen, step, case.opening.rounds.get(step_id, 1))


def _talk_with(store: Store, user_id: UserId, world: World) -> Talk | None:
    """The conversation in which that person was asked last and has not answered."""
    for opening, step_id in store.asking_fields():
        case = store.case(opening)
        talk = _talk(store, case, step_id, world) if case else None
        if talk is not None and asked_of(talk.seen, step_id) == user_id and talk.current() is not None:
            return talk
    return None


def _field_said(talk: Talk, event: BotEvent, words: str) -> OpeningId:
    field = talk.current()
    assert field is not None
    opening = talk.case.opening.id
    if words.casefold() in BACK:
        before = previous_field(talk.step.fields, field)
        if before is not field:
            talk.store.set_meta(f"back:{talk.tail}", before.id)
        talk.ask_again(before)
    elif words in SKIPS and not field.required:
        talk.keep(field, "", event)
    elif field.type is FieldType.FILE:
        # Whatever was said, look at the task: a file there is the answer.
        talk.store.set_meta(f"file:{talk.tail}", field.id)
        talk.store.forget_answer(talk.seen.tasks[talk.step.id].id)
    else:
        by_word = {word.casefold(): value for value, word in choices(field, talk.context)}
        value = by_word.get(words.casefold()) or (None if words in SKIPS else read(field, words))
        if value is None:
            talk.ask_again(field, is_wrong=True)
        else:
            talk.keep(field, value, event)
    return opening


def _field_tapped(talk: Talk, event: BotEvent, choice: str) -> str:
    """Take a button of a field; the code of what is wrong with it, "" = taken, "?" = no such button."""
    name, _, index = choice.rpartition(".")
    field = next((field for field in talk.step.fields if field.id == name), None)
    if field is None:
        return "?"
    offered = choices(field, talk.context)
    if index == "-" and not field.required:
        value = ""
    elif index.isdigit() and int(index) < len(offered):
        value = offered[int(index)][0]
    else:
        return "?"
    if event.user_id not in talk.seen.asked.get(talk.step.id, frozenset()):
        return "bot.not_yours"
    current = talk.current()
    if current is None or current.id != field.id:
        return "bot.too_late"
    talk.keep(field, value, event)
    return ""


# ------------------------------------------------------------------------------------------ reasons


def _decision_explained(store: Store, event: BotEvent, words: str) -> OpeningId | None:
    # The words may come in the same poll as the tap, before we could ask for them.
    asked = store.reason_wanted(event.user_id)
    case = store.case(asked[0]) if asked else None
    if asked is None or case is None:
        return None
    opening, step, round_ = asked
    store.set_tap_reason(opening, step, round_, words)
    if case.opening.rounds.get(step, 1) != round_ or case.opening.state is OpeningState.REJECTED:
        # The answer has had its effect already; its words follow.
        held = {**case.opening.on_hold, step: words} if step in case.opening.on_hold else case.opening.on_hold
        changed = replace(case.opening, reason=words, on_hold=held)
        store.save_case(changed, case.states, case.problem, case.is_finished)
    facts: dict[str, object] = {"reason": words, "user_id": event.user_id}
    happening = Happening("reason", step, round_, event.user_id, None, "event.reason", facts)
    store.add_history(event.at, opening, happening, source="bot")
    return opening


def _delay_explained(store: Store, event: BotEvent, words: str) -> OpeningId | None:
    wanted = store.words_wanted(event.user_id)
    if wanted is None:
        return None
    opening, delay = wanted
    step, round_ = delay.step, delay.round
    store.put_reason(opening, step, round_, delay.day, OTHER, words, event.user_id, event.at, "bot")
    facts: dict[str, object] = {"reason": words, "user_id": event.user_id}
    happening = Happening("reason", step, round_, event.user_id, None, "event.reason", facts)
    store.add_history(event.at, opening, happening, source="bot")
    return opening


def _delay_tapped(talk: Talk, event: BotEvent, reason_id: str) -> str:
    """Take a button of a question about a delay; as `_field_tapped`."""
    opening, task = talk.case.opening, talk.seen.tasks[talk.step.id]
    if reason_id != OTHER and not reason_words(opening.template, reason_id):
        return "?"
    asked = {task.responsible_id, *talk.context.holder(talk.step.role)}
    if event.user_id not in asked:
        return "bot.not_yours"
    if task.is_done:
        return "bot.too_late"
    day = event.at.astimezone(talk.context.now.tzinfo).date()
    known = "" if reason_id == OTHER else reason_id
    talk.store.put_reason(opening.id, talk.step.id, talk.round, day, known, "", event.user_id, event.at, "bot")
    if reason_id == OTHER:
        key = f"words:{talk.tail}:{day.isoformat()}"
        text = talk.context.says("bot.ask_delay_words", {"address": opening.address, "step": talk.step.title})
        if key not in talk.case.intents:
            _say(talk.store, talk.case, SendMessage(key, event.user_id, text), talk.step.id, talk.world)
        return ""
    facts: dict[str, object] = {"reason": reason_words(opening.template, reason_id), "user_id": event.user_id}
    happening = Happening("reason", talk.step.id, talk.round, event.user_id, None, "event.reason", facts)
    talk.store.add_history(event.at, opening.id, happening, source="bot")
    return ""


# ------------------------------------------------------------------------------------------ taps


def _tapped(
    store: Store, event: BotEvent, opening: OpeningId, step_id: str, round_: int, outcome: str, world: World
) -> OpeningId | None:
    """The first answer of somebody who may give it counts; others are told so, once."""
    case = store.case(opening)
    step = case.opening.template.by_id.get(step_id) if case else None
    if case is None or step is None:
        return None
    kind, dot, rest = outcome.partition(".")
    if dot and kind in ("f", "r"):
        talk = _talk(store, case, step_id, world)
        if talk is None or talk.round != round_:
            code = "bot.too_late"
        else:
            code = _field_tapped(talk, event, rest) if kind == "f" else _delay_tapped(talk, event, rest)
    else:
        code = _outcome_tapped(store, event, case, step, round_, outcome, world)
    if code == "?":
        return None
    if code:
        context = context_of(store, case, world)
        key = f"late:{opening}:{event.event_id}"
        text = context.says(code, {"step": step.title, "address": case.opening.address})
        if key not in case.intents:
            _say(store, case, SendMessage(key, event.user_id, text), step_id, world)
    return opening


def _outcome_tapped(
    store: Store, event: BotEvent, case: Case, step: Step, round_: int, outcome: str, world: World
) -> str:
    """Take the answer to a decision or a confirmation; as `_field_tapped`."""
    seen, _ = see(case, context_of(store, case, world))
    offered = [o.id for o in step.outcomes] if step.kind is StepKind.APPROVAL else ["confirm"]
    is_current = round_ == case.opening.rounds.get(step.id, 1)
    is_open = case.states.get(step.id) in (StepState.OPEN, StepState.PENDING, None)
    if outcome not in offered:
        return "?"
    if event.user_id not in seen.asked.get(step.id, frozenset()):
        return "bot.not_yours"
    if not is_current or not is_open or step.id not in seen.tasks or _was_closed(seen.tasks[step.id], event.at):
        return "bot.too_late"
    is_first = store.put_tap(case.opening.id, step.id, round_, Tap(outcome, event.user_id, "bot"), event.at)
    return "" if is_first else "bot.too_late"


def _was_closed(task: PortalTask, at: datetime) -> bool:
    """Whether the task had been closed by then. One poll may bring a tap and the closing that came after it."""
    return task.is_done and (task.closed_at is None or task.closed_at <= at)


def _not_understood(store: Store, event: BotEvent, world: World) -> OpeningId | None:
    opening = store.newest_opening_of(event.user_id)
    case = store.case(opening) if opening else None
    if case is None:
        return None
    context = context_of(store, case, world)
    today = context.now.date().isoformat()
    if store.meta(f"polite:{event.user_id}") == today:
        return None
    store.set_meta(f"polite:{event.user_id}", today)
    message = SendMessage(f"polite:{event.user_id}:{today}", event.user_id, context.says("bot.not_understood", {}))
    _say(store, case, message, "", world)
    return opening


def _say(store: Store, case: Case, message: SendMessage, step: StepId, world: World) -> None:
    """Write a message down; the opening's next pass sends it, at most once."""
    store.put_intent(Intent(message.key, case.opening.id, step, "SendMessage", world.body(message), "free"))
