"""Many tasks at once, as a portal that has been in use for years holds them: for measurements and long lists."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.access import COMPLETED, IN_PROGRESS, PENDING

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal

MOST = 1_000_000
_STEPS = 40  # tasks of one opening
_DAY = 86_400
_SPAN = 300 * _DAY  # the oldest was made so long ago
_WORDS = ("Согласовать договор аренды", "Оплатить счёт поставщика", "Принять помещение", "Завезти оборудование")

_TASK = (
    "INSERT INTO task(id, title, description, status, created_by, responsible_id, created, changed, changed_by,"
    " status_changed, status_changed_by, closed, closed_by, activity, date_start, deadline, start_plan, end_plan,"
    " xml_id, guid, chat_id) VALUES(" + ",".join("?" * 21) + ")"
)


def fill(portal: Portal, count: int, keyed: int | None = None) -> dict[str, int]:
    """Write `count` tasks in one transaction: eight of ten completed, made evenly over the last 300 days.

    The first `keyed` (every second one where it is None) carry the receipt of an opening of 40 steps in XML_ID.
    Nobody is told of them: the staff leaves them alone. Returns how many there are, and the first and last id.

    Raises:
        ValueError: `count` or `keyed` is out of range.
    """
    if not 1 <= count <= MOST or not 0 <= (count if keyed is None else keyed) <= count:
        raise ValueError(f"tasks is 1…{MOST}, keyed is 0…tasks")
    store, now = portal.store, int(portal.clock.now())
    first = _next_id(portal, "task")
    chat = _next_id(portal, "chat")
    active = [person.id for person in portal.people.values() if person.active_at(now)]
    tasks, chats, news = [], [], []
    for number in range(count):
        task_id, made = first + number, now - _SPAN + _SPAN * number // count
        has_key = number % 2 == 0 if keyed is None else number < keyed
        status = COMPLETED if number % 10 < 8 else (IN_PROGRESS, PENDING)[number % 2]
        closed = min(made + 3 * _DAY, now) if status == COMPLETED else None
        changed = closed or made
        creator, responsible = active[number % 7], active[number % len(active)]
        title = f"{_WORDS[number % len(_WORDS)]} № {number + 1}"
        key = f"outlet:fill{number // _STEPS:04d}:S{number % _STEPS + 1:02d}:1" if has_key else None
        start = None if status == PENDING else made
        closer = responsible if closed else None
        tasks.append((
            task_id, title, "Условия — в приложении", status, creator, responsible, made, changed, closer or creator,
            changed, closer, closed, closer, changed, start, made + 5 * _DAY, made, made + 5 * _DAY,
            key, f"{{{uuid.UUID(int=task_id, version=4)}}}", chat + number,
        ))  # fmt: skip
        chats.append((chat + number, "task", title, task_id))
        news.append((task_id, made, "NEW", creator))
    store.begin()
    store.many("INSERT INTO chat(id, kind, title, entity_id) VALUES(?, ?, ?, ?)", chats)
    store.many(_TASK, tasks)
    store.many("INSERT INTO history(task_id, at, field, user_id) VALUES(?, ?, ?, ?)", news)
    portal.replica.forget()  # no list lags behind them
    store.commit()
    return {"tasks": count, "first": first, "last": first + count - 1}


def _next_id(portal: Portal, table: str) -> int:
    return int(portal.store.scalar("SELECT seq FROM sqlite_sequence WHERE name=?", (table,)) or 0) + 1
