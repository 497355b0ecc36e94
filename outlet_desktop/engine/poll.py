"""What the portal says: changed tasks, taps on the bot's buttons, deletions, people. Sans-IO like `reconcile`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from outlet_desktop.domain.command import SendMessage
from outlet_desktop.domain.opening import OpeningId, OpeningState, PortalTask, StepState
from outlet_desktop.domain.record import Happening, Intent, SeenTask, Tap
from outlet_desktop.domain.template import StepKind
from outlet_desktop.engine.ports import BotEvent, Changes, Welcome
from outlet_desktop.engine.reconcile import Ask, Db, Effects
from outlet_desktop.engine.seeing import see, twin_key
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World, context_of

LIST_LAG_S = 5.0  # a new task may be missing from a list for so long after its creation was answered
REREAD = 2500  # task ids in one request (50 commands of 50 ids)


def keep_welcome(store: Store, welcome: Welcome, now: float) -> None:
    """Remember what connecting has found out."""
    store.set_meta("host", welcome.host)
    store.set_meta("program_id", str(welcome.user_id))
    store.set_meta("has_bot", "1" if welcome.has("ability.bot") else "0")
    _keep_clock(store, welcome.portal_now, now)
    if store.meta("cursor") is None:
        store.set_meta("cursor", welcome.portal_now.isoformat())


def _keep_clock(store: Store, portal_now: datetime, now: float) -> None:
    store.set_meta("portal_now", portal_now.isoformat())
    store.set_meta("portal_at", repr(now))


def poll(world: World) -> Effects:
    """One poll: changes and the cursor move in one transaction, so a crash or hours offline lose nothing."""

    def where(store: Store) -> tuple[datetime, int | None]:
        offset = store.meta("bot_offset")
        cursor = store.meta("cursor")
        at = datetime.fromisoformat(cursor) if cursor else world.portal_now(store) - timedelta(days=1)
        return at, int(offset) if offset else None

    cursor, offset = yield Db(where)
    changes: Changes = yield Ask("poll", (cursor, offset))
    yield Db(lambda store: merge(store, changes, world))


def merge(store: Store, changes: Changes, world: World) -> None:
    """Take one poll in."""
    _keep_clock(store, changes.portal_now, world.clock())
    store.set_meta("snapshot_at", repr(changes.started_at))
    store.set_meta("cursor", changes.portal_now.isoformat())
    touched = {opening for task in changes.tasks if (opening := keep_task(store, task, world))}
    for event in changes.events:
        opening = _hear(store, event, world)
        if opening:
            touched.add(opening)
    if changes.bot_offset is not None:
        store.set_meta("bot_offset", str(changes.bot_offset))
    store.wake(sorted(touched))


def keep_task(store: Store, task: PortalTask, world: World) -> OpeningId | None:
    """Keep a task as the portal shows it; what a person changed by hand becomes history. None = not ours."""
    known = store.task(task.id)
    if known is None:
        if task.key is None or not store.has_opening(task.key.opening):
            return None
        store.put_task(task.key.opening, SeenTask(task, task.key.step, task.key.round, world.clock()))
        _adopt(store, task, world)
        return task.key.opening
    opening, seen = known
    is_ignored = seen.is_ignored or (task.key is None and _is_closed_twin(store, opening, task.id))
    if seen.task == task and not seen.is_gone and is_ignored == seen.is_ignored:
        return None
    _note_hand_edits(store, opening, seen, task, world)
    store.put_task(opening, replace(seen, task=task, is_gone=False, is_ignored=is_ignored))
    return opening


def _is_closed_twin(store: Store, opening: OpeningId, task_id: int) -> bool:
    case = store.case(opening)
    return case is not None and f"{twin_key(opening, task_id)}:key" in case.intents


def _adopt(store: Store, task: PortalTask, world: World) -> None:
    """A task of ours whose answer was lost: its journal row learns the id (the lowest of twins)."""
    assert task.key is not None
    case = store.case(task.key.opening)
    row = case.intents.get(str(task.key)) if case else None
    if row is None:
        row = Intent(str(task.key), task.key.opening, task.key.step, "CreateTask", "", "done")
    if row.portal_id is None or row.portal_id > task.id:
        store.put_intent(replace(row, state="done", portal_id=task.id, done_at=world.clock()))


def _note_hand_edits(store: Store, opening: OpeningId, seen: SeenTask, task: PortalTask, world: World) -> None:
    was, at = seen.task, world.portal_now(store)
    facts: dict[str, object] = {"task": task.title, "task_id": task.id}

    def add(event: str, code: str, **more: object) -> None:
        happening = Happening(event, seen.step, seen.round, task.responsible_id, task.id, code, {**facts, **more})
        store.add_history(at, opening, happening, source="portal")

    if was.responsible_id != task.responsible_id:
        add("reassigned", "event.reassigned", before=was.responsible_id, user_id=task.responsible_id)
    if was.deadline != task.deadline and not task.is_done:
        before = was.deadline.date() if was.deadline else None
        add(
            "hand_edit",
            "event.deadline_moved",
            before=before,
            after=task.deadline.date() if task.deadline else None,
        )
    if was.title != task.title:
        add("hand_edit", "event.renamed", before=was.title, after=task.title)


def _hear(store: Store, event: BotEvent, world: World) -> OpeningId | None:
    """A tap or a text. The first answer of somebody who may give it counts; others are told so, once."""
    if event.params:
        parts = event.params.split(":")
        if len(parts) != 4 or not parts[2].isdigit() or not store.has_opening(parts[0]):
            return None
        return _tapped(store, event, parts[0], parts[1], int(parts[2]), parts[3], world)
    if not event.text.strip():
        return None
    # The words may come in the same poll as the tap, before we could ask for them.
    asked = store.reason_wanted(event.user_id)
    if asked is None:
        return None
    opening, step, round_ = asked
    case = store.case(opening)
    if case is None:
        return None
    words = event.text.strip()
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


def _tapped(
    store: Store,
    event: BotEvent,
    opening: OpeningId,
    step_id: str,
    round_: int,
    outcome: str,
    world: World,
) -> OpeningId | None:
    case = store.case(opening)
    step = case.opening.template.by_id.get(step_id) if case else None
    if case is None or step is None:
        return None
    context = context_of(store, case, world)
    seen, _ = see(case, context)
    offered = [o.id for o in step.outcomes] if step.kind is StepKind.APPROVAL else ["confirm"]
    is_current = round_ == case.opening.rounds.get(step_id, 1)
    is_open = case.states.get(step_id) in (StepState.OPEN, StepState.PENDING, None)
    code = ""
    if outcome not in offered:
        return None
    if event.user_id not in seen.asked.get(step_id, frozenset()):
        code = "bot.not_yours"
    elif (
        not is_current
        or not is_open
        or step_id not in seen.tasks
        or seen.tasks[step_id].is_done
        or not store.put_tap(opening, step_id, round_, Tap(outcome, event.user_id, "bot"), event.at)
    ):
        code = "bot.too_late"
    if code:
        facts = {"step": step.title, "address": case.opening.address}
        key = f"late:{opening}:{event.event_id}"
        message = SendMessage(key, event.user_id, context.says(code, facts))
        if key not in case.intents:
            row = Intent(key, opening, step_id, "SendMessage", world.body(message), "free")
            store.put_intent(row)
    return opening


def reread(world: World) -> Effects:
    """Ask for every task being watched: finds deletions, moves and what a poll could have missed."""
    watched: tuple[int, ...] = yield Db(lambda store: store.watched_tasks())
    for start in range(0, len(watched), REREAD):
        chunk = watched[start : start + REREAD]
        began = world.clock()
        tasks: tuple[PortalTask, ...] = yield Ask("tasks", (chunk,))

        def keep(
            store: Store,
            asked: Sequence[int] = chunk,
            found: tuple[PortalTask, ...] = tasks,
            began: float = began,
        ) -> None:
            there = {task.id for task in found}
            touched = {opening for task in found if (opening := keep_task(store, task, world))}
            missing = []
            for task_id in asked:
                known = store.task(task_id)
                # A list may lag behind a creation, so a young task is not called deleted yet.
                if task_id not in there and known and known[1].first_seen + LIST_LAG_S < began:
                    missing.append(task_id)
                    touched.add(known[0])
            store.mark_gone(missing)
            store.wake(sorted(touched))

        yield Db(keep)
    yield Db(lambda store: store.wake_unfinished())


def connect(world: World) -> Effects:
    """Connect and read the people."""
    welcome: Welcome = yield Ask("connect")
    yield Db(lambda store: keep_welcome(store, welcome, world.clock()))
    yield from refresh_people(world)
    return welcome


def refresh_people(world: World) -> Effects:
    """Read people and departments; a change of people wakes every opening (a holder may have left)."""
    people = yield Ask("people")
    departments = yield Ask("departments")

    def keep(store: Store) -> None:
        if tuple(store.people()) != tuple(people):
            store.wake_unfinished()
        store.put_people(people, departments)

    yield Db(keep)
