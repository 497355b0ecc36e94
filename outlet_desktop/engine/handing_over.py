"""Carry replacements of people out: open tasks of all openings move in full batches, each under its journal key.

`begin` and `undo` commit what is to be done; `hand_over` is sans-IO and does it, wherever it was left off. A move
states how things should be, so an unanswered one is simply sent again; a task that somebody has meanwhile closed or
given to a third person is left as people made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from outlet_desktop.domain.command import AddMembers, Command, CommandResult, UpdateTask
from outlet_desktop.domain.opening import OpeningId, Person, UserId
from outlet_desktop.domain.record import Case, Happening, Intent, RoleHolder, SeenTask
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine import replacing
from outlet_desktop.engine.journal import BATCH, is_quarantined, record
from outlet_desktop.engine.reconcile import Ask, Db, Effects
from outlet_desktop.engine.replacing import Change, Picked, Replacement, ReplacePreview, ReplaceReport
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem

_LAST, _PENDING = "replacement.last", "replacement.pending"
_ONE_TASK = -1  # `Replacement.undoes` of one task that is given back: no other task of that person follows
_AGAIN_S = 5.0  # an unanswered move is sent again after so long


def preview(store: Store, user_id: UserId, titles: Mapping[str, str] | None = None) -> ReplacePreview:
    """Everything that names the person."""
    return replacing.survey(user_id, _cases(store), store.role_holders(), store.region_holders(), titles)


def begin(
    store: Store, user_id: UserId, by: UserId, now: float, at: datetime, picked: Picked | None = None
) -> Replacement:
    """Commit a replacement: the ladder changes now, the tasks are listed. Raises Problem `replace.*`.

    `now`: machine clock, s; `at`: the portal's clock; `picked`: only these places and tasks.
    """
    picked = picked or Picked()
    people = {person.user_id: person for person in store.people()}
    replacing.check(user_id, by, people)
    cases, holders, regions = _cases(store), store.role_holders(), store.region_holders()
    found = replacing.survey(user_id, cases, holders, regions)
    changes = replacing.changes_of(user_id, by, cases, holders, regions, picked)
    moves = tuple((task.opening, task.task_id) for task in found.tasks if picked.has_task(task.task_id))
    if not changes and not moves:
        if user_id not in people:
            raise Problem("replace.unknown", user=user_id)
        raise Problem("replace.nothing", person=_name(user_id, people))
    made = Replacement(_next(store), user_id, by, now, changes, moves, is_single=len(moves) < len(found.tasks))
    _change_places(store, changes, forward=True)
    _keep(store, made)
    _tell(store, made, people, at)
    store.wake_unfinished()
    return made


def begin_task(store: Store, opening: OpeningId, step: StepId, by: UserId, now: float, at: datetime) -> Replacement:
    """Commit that one open task goes to somebody else; the ladder stays. Raises Problem `handing.no_task`, `replace.*`.

    `now`: machine clock, s; `at`: the portal's clock.
    """
    case = store.case(opening)
    assert case is not None
    round_ = case.opening.rounds.get(step, 1)
    found = [
        seen
        for seen in case.tasks
        if (seen.step, seen.round) == (step, round_) and not (seen.is_gone or seen.is_ignored or seen.task.is_done)
    ]
    known = case.opening.template.by_id.get(step)
    title = known.title if known else step
    if not found or not replacing.is_live(case.opening):
        raise Problem("handing.no_task", step=title)
    kept = case.opening.kept.get(step)
    task = min(found, key=lambda seen: (seen.task.id != kept, seen.task.id)).task
    people = {person.user_id: person for person in store.people()}
    replacing.check(task.responsible_id, by, people)
    made = Replacement(_next(store), task.responsible_id, by, now, (), ((opening, task.id),), is_single=True)
    _keep(store, made)
    facts = {"step": title, "person": _name(task.responsible_id, people), "by": _name(by, people)}
    facts["number"] = str(made.number)
    happening = Happening("reassigned", step, round_, by, task.id, "event.handed", facts)
    store.add_history(at, opening, happening, source="person")
    store.wake([opening])
    return made


def undo(store: Store, number: int, now: float, at: datetime) -> Replacement:
    """Commit the way back of what that replacement has moved and still is as it left it. Problem `replace.*`."""
    was = load(store, number)
    if was is None:
        raise Problem("replace.unknown_number", number=number)
    people = {person.user_id: person for person in store.people()}
    replacing.check(was.by, was.user_id, people)
    _forget(store, number)  # what has not been moved yet stays where it is
    moves = []
    for opening, task_id in was.moves:
        row, known = store.intent(was.key(task_id)), store.task(task_id)
        is_ours = row is not None and row.state in ("done", "sent") and not row.note
        # Our list may still show the person before: what was moved a moment ago goes back as well.
        holder = (was.by, was.user_id)
        if is_ours and known and any(replacing.is_held(known[1], user_id) for user_id in holder):
            moves.append((opening, task_id))
    made = Replacement(_next(store), was.by, was.user_id, now, (), tuple(moves), number)
    changes = _change_places(store, was.changes, forward=False)
    made = replace(made, changes=changes)
    _keep(store, made)
    _tell(store, made, people, at)
    store.wake_unfinished()
    return made


def give_back(store: Store, opening: OpeningId, task_id: int, to: UserId, now: float) -> Replacement:
    """Commit that one task goes back to `to` from whoever holds it now; nothing else changes. Problem `replace.*`.

    `now`: machine clock, s. The line of history is the caller's.
    """
    known = store.task(task_id)
    if known is None or known[1].task.is_done or known[1].is_gone:
        raise Problem("log.task_is_over", task=task_id)
    people = {person.user_id: person for person in store.people()}
    holder = known[1].task.responsible_id
    replacing.check(holder, to, people)
    made = Replacement(_next(store), holder, to, now, (), ((opening, task_id),), _ONE_TASK)
    _keep(store, made)
    store.wake([opening])
    return made


def undone(store: Store) -> frozenset[int]:
    """Numbers of the replacements that have been taken back."""
    last = int(store.meta(_LAST) or 0)
    found = (load(store, number) for number in range(1, last + 1))
    return frozenset(one.undoes for one in found if one is not None)


def load(store: Store, number: int) -> Replacement | None:
    """A replacement of that number."""
    text = store.meta(f"replacement:{number}")
    return Replacement.from_text(text) if text else None


def report(store: Store, number: int) -> ReplaceReport:
    """How far it is. Problem `replace.unknown_number`."""
    found = load(store, number)
    if found is None:
        raise Problem("replace.unknown_number", number=number)
    tasks: dict[int, SeenTask] = {}
    intents: dict[str, Intent] = {}
    for _opening, task_id in found.moves:
        known, row = store.task(task_id), store.intent(found.key(task_id))
        if known:
            tasks[task_id] = known[1]
        if row:
            intents[row.key] = row
    return replacing.report(found, tasks, intents, is_pending=number in _pending(store))


def is_pending(store: Store) -> bool:
    """Whether a replacement still is under way."""
    return bool(_pending(store))


def is_move_of_ours(case: Case, task_id: int) -> bool:
    """Whether a change of that task's responsible is ours and not a hand edit."""
    rows = (row for key, row in case.intents.items() if key.startswith("move:") and key.endswith(f":{task_id}"))
    return any(row.state in ("sent", "done") and not row.note for row in rows)


def hand_over(world: World) -> Effects:
    """Carry pending replacements as far as they go now."""
    for number in (yield Db(lambda store: () if is_quarantined(store, world) else _pending(store))):
        while True:
            now = world.clock()
            batch: _Batch = yield Db(partial(_next_batch, number=number, world=world, now=now))
            if not batch.rows:
                break
            bodies = [row.body for row in batch.rows]
            results: list[CommandResult] = yield Ask("send", (bodies, now + world.send_window_s))
            pause: float = yield Db(partial(_record, world=world, rows=batch.rows, results=results))
            if pause < float("inf"):
                break  # the loop comes again with the next poll


@dataclass(frozen=True, slots=True)
class _Batch:
    rows: tuple[Intent, ...] = ()


def _next_batch(store: Store, number: int, world: World, now: float) -> _Batch:
    """Up to 50 commands, committed as sent; members before their tasks. Ends the replacement when none is left."""
    found = load(store, number)
    assert found is not None
    send: list[Intent] = []
    members: set[str] = set()
    waits = False
    for opening, task_id in found.moves:
        row, known = store.intent(found.key(task_id)), store.task(task_id)
        if known is None or (row is not None and row.state in ("done", "lost")):
            continue
        if row is None and not replacing.is_held(known[1], found.user_id):
            # People were quicker: it stays as they made it, even if they give it back later.
            store.put_intent(Intent(found.key(task_id), opening, known[1].step, "UpdateTask", "", "lost", done_at=now))
            continue
        if row is not None and row.state == "sent" and row.sent_at is not None and now < row.sent_at + _AGAIN_S:
            waits = True
            continue
        seen = known[1]
        wanted: list[tuple[str, Command]] = []
        member = f"member:{opening}:{found.by}"
        if seen.task.group_id and member not in members:
            known_member = store.intent(member)
            if known_member is None or known_member.state != "done":
                wanted.append((member, AddMembers(seen.task.group_id, (found.by,))))
        wanted.append((found.key(task_id), UpdateTask(task_id, responsible_id=found.by)))
        if len(send) + len(wanted) > BATCH:
            waits = True
            break
        members.add(member)
        send += [_sent(store, key, opening, seen.step, command, world, now) for key, command in wanted]
    if not send and not waits:
        _finish(store, found, world, now)
    return _Batch(tuple(send))


def _sent(store: Store, key: str, opening: OpeningId, step: str, command: Command, world: World, now: float) -> Intent:
    row = store.intent(key) or Intent(key, opening, step, type(command).__name__, "", "free")
    row = replace(row, body=world.body(command), state="sent", sent_at=now, tries=row.tries + 1)
    store.put_intent(row)
    return row


def _record(store: Store, world: World, rows: tuple[Intent, ...], results: list[CommandResult]) -> float:
    """Write the answers down, opening by opening; a refused move is told where the task is."""
    pause = float("inf")
    by_opening: dict[OpeningId, list[tuple[Intent, CommandResult]]] = {}
    for row, result in zip(rows, results, strict=True):
        by_opening.setdefault(row.opening, []).append((row, result))
    at = world.portal_now(store)
    for opening, pairs in by_opening.items():
        sent, answers = tuple(row for row, _ in pairs), [result for _, result in pairs]
        pause = min(pause, record(store, opening, world, sent, answers))
        for row in sent:
            now = store.intent(row.key)
            if row.key.startswith("move:") and now is not None and now.state == "done" and now.note:
                task_id = int(row.key.rsplit(":", 1)[1])
                known = store.task(task_id)
                facts = {"task": known[1].task.title if known else str(task_id), "text": now.note}
                happening = Happening("problem", row.step, 0, None, task_id, "event.move_refused", facts)
                store.add_history(at, opening, happening, row.key)
    return pause


def _finish(store: Store, found: Replacement, world: World, now: float) -> None:
    """Over, unless a task was on its way to the person when the replacement was made: such ones follow."""
    known = {task_id for _, task_id in found.moves}
    late = []
    if not found.undoes and not found.is_single:
        for opening, seen in store.tasks_held_by(found.user_id):
            row = store.intent(f"outlet:{opening}:{seen.step}:{seen.round}")
            if seen.task.id not in known and row is not None and (row.sent_at or now) <= found.at:
                late.append((opening, seen.task.id))
    if late:
        _keep(store, replace(found, moves=(*found.moves, *late)))
    elif now >= found.at + world.settle_s:
        _forget(store, found.number)


def _cases(store: Store) -> list[Case]:
    cases = (store.case(opening) for opening in store.live_openings())
    return [case for case in cases if case is not None and replacing.is_live(case.opening)]


def _next(store: Store) -> int:
    number = int(store.meta(_LAST) or 0) + 1
    store.set_meta(_LAST, str(number))
    return number


def _pending(store: Store) -> tuple[int, ...]:
    return tuple(json.loads(store.meta(_PENDING) or "[]"))


def _keep(store: Store, made: Replacement) -> None:
    store.set_meta(f"replacement:{made.number}", made.to_text())
    pending = _pending(store)
    if made.number not in pending:
        store.set_meta(_PENDING, json.dumps([*pending, made.number]))


def _forget(store: Store, number: int) -> None:
    store.set_meta(_PENDING, json.dumps([one for one in _pending(store) if one != number]))


def _change_places(store: Store, changes: Iterable[Change], *, forward: bool) -> tuple[Change, ...]:
    """Put each place into its new value if it still has the old one. Returns what was changed."""
    made: list[Change] = []
    holders, regions = store.role_holders(), store.region_holders()
    for change in changes:
        old, new = (change.before, change.after) if forward else (change.after, change.before)
        match change.kind:
            case "role":
                holder = holders.get(change.role)
                if holder is None or (holder.user_id, holder.deputy_id) != old:
                    continue
                store.set_role_holder(RoleHolder(change.role, *new))
            case "region":
                if regions.get(change.where, {}).get(change.role) != old[0]:
                    continue
                store.set_region_holder(change.where, change.role, new[0])
            case "outlet":
                case = store.case(change.where)
                if case is None or case.opening.people.get(change.role) != old[0] or new[0] is None:
                    continue
                people = {**case.opening.people, change.role: new[0]}
                store.save_case(replace(case.opening, people=people), case.states, case.problem, case.is_finished)
        made.append(replace(change, before=old, after=new))
    return tuple(made)


def _tell(store: Store, made: Replacement, people: Mapping[UserId, Person], at: datetime) -> None:
    """A line of history for each opening concerned."""
    code = "event.replace_undone" if made.undoes else "event.replaced"
    counts: dict[OpeningId, int] = {change.where: 0 for change in made.changes if change.kind == "outlet"}
    for opening, _task in made.moves:
        counts[opening] = counts.get(opening, 0) + 1
    for opening, tasks in counts.items():
        facts = {"person": _name(made.user_id, people), "by": _name(made.by, people), "tasks": tasks}
        facts["number"] = made.number
        happening = Happening("reassigned", user_id=made.by, code=code, facts=facts)
        store.add_history(at, opening, happening, source="person")


def _name(user_id: UserId, people: Mapping[UserId, Person]) -> str:
    person = people.get(user_id)
    return person.name if person else str(user_id)
