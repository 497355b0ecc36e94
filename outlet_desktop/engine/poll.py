"""What the portal says: changed tasks, taps on the bot's buttons, deletions, people. Sans-IO like `reconcile`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from outlet_desktop.domain.opening import OpeningId, Person, PortalTask, TaskStatus
from outlet_desktop.domain.record import Happening, Intent, SeenTask
from outlet_desktop.engine import incidents
from outlet_desktop.engine.conversation import hear
from outlet_desktop.engine.handing_over import is_move_of_ours
from outlet_desktop.engine.ports import BotEvent, Changes, Welcome
from outlet_desktop.engine.reconcile import Ask, Db, Effects
from outlet_desktop.engine.replacing import is_live
from outlet_desktop.engine.seeing import twin_key
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.taking_back import is_deadline_of_ours
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import OF_PORTAL, WorkingHours

LEAP_S = 5.0  # further ahead than we thought: the portal's clock was set, or runs faster
YOUNG_S = 66.0
"""A task so young may be missing from a list without having been deleted: lists lag by 5 s, and of two machines on one
journal, whose clocks differ by up to a minute, the other one may have seen it first (docs/engine.md)."""
REREAD = 2500  # task ids in one request (50 commands of 50 ids)


def keep_welcome(store: Store, welcome: Welcome, now: float) -> None:
    """Remember what connecting has found out."""
    store.set_meta("host", welcome.host)
    store.set_meta("program_id", str(welcome.user_id))
    store.set_meta("has_bot", "1" if welcome.has("ability.bot") else "0")
    _keep_hours(store, welcome)
    _keep_clock(store, welcome.portal_now, now)
    if store.meta("cursor") is None:
        store.set_meta("cursor", welcome.portal_now.isoformat())


def _keep_hours(store: Store, welcome: Welcome) -> None:
    """The portal's working hours count until the company chooses its own; what is no working day is passed over."""
    if welcome.work_time is None:
        return
    try:
        told = WorkingHours(*welcome.work_time).as_text()
    except Problem:
        return
    if store.meta(OF_PORTAL) == told:
        return
    before = store.working_hours()
    store.set_meta(OF_PORTAL, told)
    after = store.working_hours()
    if after != before:  # every date to come is planned by them: somebody will ask since when
        happening = Happening("hand_edit", code="event.hours_of_portal", facts={"hours": str(after)})
        store.add_history(welcome.portal_now, "", happening, source="portal")
    store.wake_unfinished()


def _keep_clock(store: Store, portal_now: datetime, now: float) -> None:
    store.set_meta("portal_now", portal_now.isoformat())
    store.set_meta("portal_at", repr(now))


def poll(world: World) -> Effects:
    """One poll: changes and the cursor move in one transaction, so a crash or hours offline lose nothing.

    The list of changes is asked for by our keys. A task whose key a person has emptied is in no such list, so it is
    asked for by its id: one request more, and only while there is such a task.
    """

    def where(store: Store) -> tuple[datetime, int | None, tuple[int, ...]]:
        offset = store.meta("bot_offset")
        cursor = store.meta("cursor")
        at = datetime.fromisoformat(cursor) if cursor else world.portal_now(store) - timedelta(days=1)
        return at, int(offset) if offset else None, store.keyless_tasks()

    cursor, offset, keyless = yield Db(where)
    changes: Changes = yield Ask("poll", (cursor, offset))
    if keyless:
        tasks: tuple[PortalTask, ...] = yield Ask("tasks", (keyless,))
        changes = replace(changes, tasks=(*changes.tasks, *tasks))
    yield Db(lambda store: merge(store, changes, world))


def merge(store: Store, changes: Changes, world: World) -> None:
    """Take one poll in."""
    leap_s = (changes.portal_now - world.portal_now(store)).total_seconds()
    if leap_s > LEAP_S and world.speed > 0:
        store.hasten(leap_s / world.speed)
    _keep_clock(store, changes.portal_now, world.clock())
    store.set_meta("snapshot_at", repr(changes.started_at))
    store.set_meta("cursor", changes.portal_now.isoformat())
    incidents.is_back(store, world, len(changes.tasks))
    touched = {opening for task in changes.tasks if (opening := keep_task(store, task, world))}
    for event in _unheard(store, changes):
        opening = hear(store, event, world)
        if opening:
            touched.add(opening)
    if changes.bot_offset is not None:
        store.set_meta("bot_offset", str(max(changes.bot_offset, int(store.meta("bot_offset") or 0))))
    store.wake(sorted(touched))


def _unheard(store: Store, changes: Changes) -> tuple[BotEvent, ...]:
    """Its events without those that were taken in since it was asked for, by another engine on this journal."""
    offset = int(store.meta("bot_offset") or 0)
    return tuple(event for event in changes.events if event.event_id >= offset)


def _is_older(task: PortalTask, known: PortalTask) -> bool:
    """Whether a slow answer brings what the task was before it was seen last."""
    return task.changed_at < known.changed_at


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
    if _is_older(task, seen.task):
        return None
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

    case = store.case(opening)
    assert case is not None
    project_id = case.opening.project_id
    if was.responsible_id != task.responsible_id:
        is_ours = is_move_of_ours(case, task.id)
        code = "event.handed_over" if is_ours else "event.reassigned"
        add("reassigned", code, before=was.responsible_id, user_id=task.responsible_id)
    if was.group_id != task.group_id and task.group_id != project_id:
        add("hand_edit", "event.moved_out" if task.group_id == 0 else "event.moved_project", project=task.group_id)
        # It is where people want it: our own move into the project counts as made.
        key = f"group:{opening}:{seen.step}:{seen.round}"
        if key not in case.intents:
            store.put_intent(Intent(key, opening, seen.step, "UpdateTask", "", "done", done_at=world.clock()))
    if is_live(case.opening):  # (what an ended opening leaves open, we have put off ourselves)
        if task.status is TaskStatus.DEFERRED and was.status is not TaskStatus.DEFERRED:
            add("hand_edit", "event.deferred")
        elif was.status is TaskStatus.DEFERRED and task.status is not TaskStatus.DEFERRED:
            add("hand_edit", "event.resumed_task")
    if was.deadline != task.deadline and not task.is_done and not is_deadline_of_ours(case, task):
        before = was.deadline.date() if was.deadline else None
        add(
            "hand_edit",
            "event.deadline_moved",
            before=before,
            after=task.deadline.date() if task.deadline else None,
            before_at=was.deadline.isoformat() if was.deadline else None,
            after_at=task.deadline.isoformat() if task.deadline else None,
        )
    if was.title != task.title:
        add("hand_edit", "event.renamed", before=was.title, after=task.title)


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
                if task_id not in there and known and known[1].first_seen + YOUNG_S < began:
                    missing.append(task_id)
                    touched.add(known[0])
            store.mark_gone(missing)
            store.wake(sorted(touched))

        yield Db(keep)
    yield Db(_look_at_all)


def _look_at_all(store: Store) -> None:
    store.forget_waiting_answers()
    store.wake_unfinished()


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
        known = store.people()
        if known == tuple(people) and store.departments() == tuple(departments):
            return
        store.wake_unfinished()
        _note_absences(store, known, people, world)
        store.put_people(people, departments)

    yield Db(keep)


def _note_absences(store: Store, known: Sequence[Person], people: Sequence[Person], world: World) -> None:
    """Who has fallen ill or come back becomes history of every opening whose open tasks they hold.

    (Somebody dismissed is a problem of the opening itself, see `concerns.left_holder`.)
    """
    before, at = {person.user_id: person for person in known}, world.portal_now(store)
    for person in people:
        was = before.get(person.user_id)
        if not person.is_active or (was.absent_until if was else None) == person.absent_until:
            continue
        tasks: dict[OpeningId, int] = {}
        for opening, _seen in store.tasks_held_by(person.user_id):
            tasks[opening] = tasks.get(opening, 0) + 1
        event, code = ("problem", "event.holder_absent") if person.absent_until else ("mended", "event.holder_back")
        for opening, count in tasks.items():
            facts: dict[str, object] = {"person": person.name, "until": person.absent_until, "tasks": count}
            happening = Happening(event, user_id=person.user_id, code=code, facts=facts)
            store.add_history(at, opening, happening, source="portal")
