"""How people of the demo portal work: when they take a task up, when they finish it, what they answer. Pure.

Everything is drawn from a seed and the task's own name, so a run can be repeated and nothing depends on the
order of events.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from outlet_desktop.portal.demo.clock import (
    add_working_seconds,
    at_hour,
    local,
    next_working_moment,
    shift_working_days,
)

HOUR = 3600
_SICK_AFTER = 0.97
"""Draws above it mean three to five days late; a third of these people really are ill."""


@dataclass(frozen=True, slots=True)
class StaffRule:
    """How people treat some tasks; the first rule whose `address` and `title` are in the task's title wins.

    A rule with a `title` is exact: no chance moves the finish. A rule for a whole address (title "") keeps the
    usual mix of early and late on top of its `pace`.

    Attributes:
        delay_days: Working days between the plan's end and the finish; None = it is never finished.
        outcome: Text of the button that is pressed on a decision.
        pace: Multiplies the planned duration.
    """

    address: str = ""
    title: str = ""
    delay_days: float | None = 0.0
    outcome: str | None = None
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A task as its holder sees it; portal unix seconds."""

    title: str
    mark: str
    created: int
    start_plan: int | None
    end_plan: int | None
    deadline: int | None
    is_decision: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """When the holder starts and finishes (None = never), how late that is, the answer, the days of illness."""

    start: int
    finish: int | None
    late_days: int = 0
    outcome: str | None = None
    ill_at: int | None = None
    ill_days: int = 0


def rule_for(rules: Sequence[StaffRule], text: str) -> StaffRule | None:
    """The first rule that speaks of this text."""
    return next((rule for rule in rules if rule.address in text and rule.title in text), None)


def plan(work: Work, rules: Sequence[StaffRule], seed: int) -> Plan:
    """What the holder of this task is going to do."""
    chance = random.Random(f"{seed}:{work.title}:{work.mark}")
    named = rule_for(rules, work.title)
    rule = named or StaffRule()
    late = ill = 0
    ill_at: int | None = None
    if work.is_decision:
        start = add_working_seconds(work.created, chance.uniform(0.2, 2) * HOUR)
        finish = add_working_seconds(work.created, chance.uniform(1, 8) * HOUR)
    else:
        begin = max(work.created, work.start_plan or work.created)
        start = add_working_seconds(begin, chance.uniform(0.1, 3) * HOUR)
        end = work.end_plan or work.deadline or start
        late = _late(chance)
        exact = named is not None and bool(named.title)
        if late >= 3 and not exact and chance.random() < 1 / 3:
            ill, ill_at = late, next_working_moment(at_hour(end, 9))
        if exact:
            late = 0
        if rule.pace is not None:
            days = max(1, round((end - start) / 86_400 * 5 / 7))
            late += round(days * (rule.pace - 1))
        day = shift_working_days(end, late) if late else end
        finish = max(next_working_moment(at_hour(day, chance.uniform(10, 17.5))), start + 1800)
    if rule.delay_days is None:
        return Plan(start, None, 0, rule.outcome)
    if rule.delay_days:
        finish = shift_working_days(finish, round(rule.delay_days))
        late += round(rule.delay_days)
    if ill_at is not None and not start < ill_at < finish:
        ill_at = None
    return Plan(start, max(finish, start + 600), late, rule.outcome, ill_at, ill)


def _late(chance: random.Random) -> int:
    draw = chance.random()
    if draw < 0.15:
        return -1
    if draw > _SICK_AFTER:
        return chance.randint(3, 5)
    if draw > 0.82:
        return chance.randint(1, 2)
    return 0


def closes_instead(seed: int, message_id: int) -> bool:
    """Some people close the task and leave the button alone."""
    return random.Random(f"{seed}:{message_id}").random() < 0.25


def answer_at(seed: int, message_id: int, asked: int) -> int:
    """When a person answers a message of the bot."""
    return add_working_seconds(asked, random.Random(f"{seed}:answer:{message_id}").uniform(0.3, 4) * HOUR)


def reason_for(seed: int, message_id: int, titles: Sequence[str]) -> str | None:
    """The reason that a late person gives, None = no answer. The last title asks for own words: rarely chosen."""
    chance = random.Random(f"{seed}:reason:{message_id}")
    if chance.random() < 0.3:
        return None
    if len(titles) == 1 or chance.random() < 0.08:
        return titles[-1]
    return titles[min(int(chance.random() ** 2 * (len(titles) - 1)), len(titles) - 2)]


_ASKS = re.compile(r"\?\s*$|\b(введите|укажите|напишите|ответьте|пришлите|enter|type|reply|send)\b", re.IGNORECASE)


def is_question(text: str) -> bool:
    """Whether a text without buttons wants an answer in words."""
    return any(_ASKS.search(line) for line in text.splitlines())


def words_for(seed: int, message_id: int, text: str, now: int) -> str:
    """An answer in words that fits what is asked: a sum, a date, a number, or a plain phrase."""
    chance = random.Random(f"{seed}:words:{message_id}")
    lines = [line for line in text.splitlines() if _ASKS.search(line)] or [text]
    asked = lines[0].casefold()
    if any(word in asked for word in ("₽", "руб", "сумм", "amount", "sum")):
        return str(chance.randrange(40, 600) * 1000)
    if any(word in asked for word in ("дат", "когда", "date", "when")):
        return local(now).strftime("%d.%m.%Y")
    if any(word in asked for word in ("номер", "№", "number")):
        return str(chance.randrange(100, 9999))
    if any(word in asked for word in ("сколько", "количеств", "площад", "how many", "area")):
        return str(chance.randrange(5, 150))
    if any(word in asked for word in ("причин", "reason")):
        return chance.choice(("Ждём ответа второй стороны", "Не хватает людей на объекте", "Уточняем объём работ"))
    return chance.choice(("Готово", "Ждём подрядчика", "Всё по плану", "Сделаю сегодня"))


def result_text(seed: int, task_id: int) -> str:
    """What a person writes as the result of a task that wants one."""
    return random.Random(f"{seed}:result:{task_id}").choice(
        ("Сделано, фото в чате задачи.", "Готово, документы у меня в папке точки.", "Выполнено, замечаний нет.")
    )
