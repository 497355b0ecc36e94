"""The morning digest: each person's due and overdue tasks of all openings, once a working day. Sans-IO.

It belongs to no opening, so it has journal rows of its own (`digest:{user}:{date}`, opening "") under the rules of
every message: "sent" is committed before the request, an unknown outcome is never repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from outlet_desktop.domain.command import CommandResult, Done, NotExecuted, Refused, SendMessage
from outlet_desktop.domain.opening import OpeningId, OpeningState, UserId
from outlet_desktop.domain.record import Happening, Intent
from outlet_desktop.engine.journal import BATCH
from outlet_desktop.engine.lost import lost
from outlet_desktop.engine.nudges import is_working_time, waiting
from outlet_desktop.engine.reconcile import Ask, Db, Effects
from outlet_desktop.engine.seeing import see
from outlet_desktop.engine.situation import situation
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World, context_of
from outlet_desktop.wording import sentence

LINES = 10  # of each list; the rest is counted
TOGETHER = 20  # openings read in one transaction
_MOVING = (OpeningState.DECIDING, OpeningState.RUNNING, OpeningState.DONE, OpeningState.STOPPED)


@dataclass(frozen=True, slots=True)
class Line:
    """An open task in somebody's digest; `late`: working days overdue, 0 = due today."""

    step: str
    address: str
    late: int


@dataclass(slots=True)
class _Day:
    """The digests of one day, as they are gathered."""

    day: date
    lines: dict[UserId, list[Line]] = field(default_factory=dict)


def digest(world: World) -> Effects:
    """Send what is due now and was not sent today. One cheap look when there is nothing to do."""
    day: date | None = yield Db(partial(_due_day, world=world))
    if day is None:
        return
    found = _Day(day)
    openings: tuple[OpeningId, ...] = yield Db(lambda store: store.live_openings())
    for start in range(0, len(openings), TOGETHER):
        yield Db(partial(_gather, world=world, openings=openings[start : start + TOGETHER], found=found))
    people = sorted(found.lines)
    is_over = True
    for start in range(0, len(people), BATCH):
        now = world.clock()
        rows: tuple[Intent, ...] = yield Db(
            partial(_write, world=world, found=found, people=people[start : start + BATCH])
        )
        if not rows:
            continue
        results = yield Ask("send", ([row.body for row in rows], now + world.send_window_s))
        is_over &= yield Db(partial(_record, world=world, rows=rows, results=results, found=found))
    if is_over:
        yield Db(lambda store: store.set_meta("digest_on", day.isoformat()))


def _due_day(store: Store, world: World) -> date | None:
    """Today, if its digests are still to be sent and may be sent now."""
    now = world.portal_now(store)
    if store.meta("has_bot") != "1" or not is_working_time(now, world.calendar):
        return None
    restored = float(store.meta("restored_at") or 0.0)
    if restored and world.clock() - restored < timedelta(days=1).total_seconds():
        return None  # another copy of this journal may have sent today's
    return None if store.meta("digest_on") == now.date().isoformat() else now.date()


def _gather(store: Store, world: World, openings: Sequence[OpeningId], found: _Day) -> None:
    """What these openings have for whom. A paused one has nothing to say."""
    for opening_id in openings:
        case = store.case(opening_id)
        if case is None or case.opening.state not in _MOVING:
            continue
        context = context_of(store, case, world)
        zone = context.now.tzinfo
        assert zone is not None
        seen, _ = see(case, context)
        where = situation(case.opening, seen, zone)
        for item in waiting(case.opening, seen, where, context, world.calendar):
            is_news = item.task.created_at.astimezone(zone).date() == context.now.date()  # the portal has just told
            if item.reader is not None and item.due_on <= context.now.date() and not is_news:
                line = Line(item.step.title, case.opening.address, max(0, item.late))
                found.lines.setdefault(item.reader, []).append(line)


def _write(store: Store, world: World, found: _Day, people: Iterable[UserId]) -> tuple[Intent, ...]:
    """Commit the rows of those who have not been written to today. Nothing once the working day is over."""
    now: datetime = world.portal_now(store)
    if now.date() != found.day or not is_working_time(now, world.calendar):
        return ()
    send: list[Intent] = []
    for user_id in people:
        key = f"digest:{user_id}:{found.day}"
        known = store.intent(key)
        if known is not None and known.state == "sent":
            _lose(store, world, known)
        if known is not None and known.state != "free":
            continue
        body = world.body(SendMessage(key, user_id, words(found.lines[user_id], world.language)))
        row = Intent(key, "", "", "SendMessage", body, "sent", world.clock(), known.tries + 1 if known else 1)
        store.put_intent(row)
        send.append(row)
    return tuple(send)


def _record(store: Store, world: World, rows: Sequence[Intent], results: Sequence[CommandResult], found: _Day) -> bool:
    """Write the answers down; False = some were certainly not sent and may be tried again."""
    is_over, names = True, {one.user_id: one.name for one in store.people()}
    for row, result in zip(rows, results, strict=True):
        match result:
            case Done(value):
                store.put_intent(replace(row, state="done", portal_id=value or None, done_at=world.clock()))
                user_id = int(row.key.split(":")[1])
                facts = {
                    "user_id": user_id,
                    "person": names.get(user_id, str(user_id)),
                    "tasks": len(found.lines[user_id]),
                }
                happening = Happening("reminded", user_id=user_id, code="event.digest_to", facts=facts)
                store.add_history(world.portal_now(store), "", happening, row.key)
            case Refused(code, text):
                store.put_intent(replace(row, state="done", note=text or code, done_at=world.clock()))
            case NotExecuted():
                store.put_intent(replace(row, state="free"))
                is_over = False
            case _:
                _lose(store, world, row)
    return is_over


def _lose(store: Store, world: World, row: Intent) -> None:
    store.put_intent(replace(row, state="lost", done_at=world.clock()))
    happening = lost(row, None, {person.user_id: person.name for person in store.people()})
    store.add_history(world.portal_now(store), "", happening, row.key)


def words(lines: Sequence[Line], lang: str) -> str:
    """The text of one digest: what is due today, then what is overdue, the latest first."""
    parts: list[str] = []
    today = [line for line in lines if not line.late]
    late = sorted((line for line in lines if line.late), key=lambda line: (-line.late, line.address, line.step))
    for code, each, group in (
        ("bot.digest_today", "bot.digest_line", today),
        ("bot.digest_late", "bot.digest_late_line", late),
    ):
        if not group:
            continue
        parts.append(sentence(code, {"number": len(group)}, lang))
        parts += [
            sentence(each, {"step": line.step, "address": line.address, "days": line.late}, lang)
            for line in group[:LINES]
        ]
        if len(group) > LINES:
            parts.append(sentence("bot.digest_more", {"number": len(group) - LINES}, lang))
    return "\n".join(parts)
