"""The journal: every effect has a row under its key for ever, and the row decides whether it may be sent.

A row goes to "sent" in a committed transaction before its request leaves. What happens to a "sent" row without an
answer depends on the command: tasks, projects, checklist lines and links are made exactly once, so the row waits for a
snapshot that would show them; messages and notes are sent at most once; the rest only states how things should be,
so it is simply sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from outlet_desktop.domain.command import (
    AddChecklistItem,
    Command,
    CommandResult,
    CommentTask,
    CreateProject,
    CreateTask,
    Done,
    LinkTasks,
    NotExecuted,
    Refused,
    SendMessage,
)
from outlet_desktop.domain.opening import (
    Opening,
    OpeningId,
    OpeningState,
    PortalTask,
    TaskKey,
    TaskStatus,
)
from outlet_desktop.domain.record import Case, Happening, Intent, SeenTask
from outlet_desktop.engine.effects import Effect, project_token
from outlet_desktop.engine.lost import lost
from outlet_desktop.engine.nudges import is_nudge, told_facts
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World

BATCH = 50  # commands in one request
PROVISIONAL = timedelta(days=1)
"""So much older than anything the portal says is a task of which only its creation was answered: whatever a list shows
of it counts, even where our idea of the portal's clock is ahead."""
RETRY_S, RETRY_MOST_S = 60.0, 600.0
"""A refused task or project is tried again after so long, then after twice as long, up to the other: only asking tells
whether the right has been given meanwhile."""
PROJECT_GONE = "project.gone"  # note of a row refused because its project is not there

EXACTLY = frozenset({CreateTask, CreateProject, AddChecklistItem, LinkTasks})
AT_MOST = frozenset({SendMessage, CommentTask})
# Every other command states how things should be: sent again until it is answered.
_POLICY = {kind.__name__: "exactly" for kind in EXACTLY} | {kind.__name__: "at_most" for kind in AT_MOST}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one look at an opening leads to; its rows are committed as "sent"."""

    opening: OpeningId
    send: tuple[Intent, ...] = ()
    read_answers: Mapping[int, str] = field(default_factory=dict)  # task -> its change moment when it was asked for
    find_project: tuple[Intent, str, str] | None = None  # the unanswered row, name, token
    find_items: tuple[tuple[Intent, int, str], ...] = ()  # the row, task, title
    again: bool = False
    due: float = float("inf")
    commands: dict[str, Command] = field(default_factory=dict)


def is_quarantined(store: Store, world: World) -> bool:
    """Whether this journal is a restored copy and may not send yet.

    What was done since the copy was made, it does not know: first a snapshot that would show it.
    """
    restored = float(store.meta("restored_at") or 0.0)
    return restored > 0.0 and float(store.meta("snapshot_at") or 0.0) <= restored + world.settle_s


def plan_effects(
    store: Store, case: Case, effects: list[Effect], world: World, now: float
) -> tuple[Plan, tuple[str, dict[str, object]] | None]:
    """Give every effect its row and choose what may go on the wire now."""
    snapshot = float(store.meta("snapshot_at") or 0.0)
    restored = float(store.meta("restored_at") or 0.0)
    if case.created_at < restored and is_quarantined(store, world):
        return Plan(case.opening.id, due=restored + world.settle_s + 0.2), None
    plan = Plan(case.opening.id)
    send: list[Intent] = []
    items: list[tuple[Intent, int, str]] = []
    find: tuple[Intent, str, str] | None = None
    due = float("inf")
    refused: tuple[str, dict[str, object]] | None = None
    commands: dict[str, Command] = {}
    wanted: list[tuple[Intent, Command | None, bool]] = []
    for effect in effects:
        row = case.intents.get(effect.key)
        fresh = row is None or (row.state in ("free", "failed"))
        body = world.body(effect.command) if fresh else (row.body if row else "")
        kind = type(effect.command).__name__
        if row is None:
            row = Intent(effect.key, case.opening.id, effect.step, kind, body, "free")
            changed = True
            row = _doubted(row, restored if case.created_at < restored else 0.0)
        else:
            changed = row.body != body
            if row.state == "free":
                row = _doubted(replace(row, body=body), restored if case.created_at < restored else 0.0)
        if row.state == "failed" and kind in ("CreateTask", "CreateProject"):
            refused = refused or _refusal(store, case, effect, row)
            again_at = (row.done_at or 0.0) + min(RETRY_MOST_S, RETRY_S * 2.0 ** min(row.tries - 1, 9))
            if changed or now >= again_at:  # rights may have been given meanwhile: only asking tells
                row = replace(row, state="free", body=body)
            else:
                due = min(due, again_at)
        commands[effect.key] = effect.command
        wanted.append((row, effect.command, changed))
    for row in case.intents.values():
        # An effect that was written down is carried out even if the opening has turned since, but nothing is made
        # anew. A project that may have been made is looked for, so that it does not stay behind unknown.
        states = {"CreateTask": (), "CreateProject": ("sent",)}.get(row.kind, ("free", "sent"))
        if row.state == "free" and (is_nudge(row.key) or case.opening.state is OpeningState.PAUSED):
            continue  # a reminder is not sent after its hour, and a paused opening says nothing
        if row.state in states and row.key not in commands:
            wanted.append((_doubted(row, restored if case.created_at < restored else 0.0), None, False))

    for row, command, changed in wanted:
        policy = _POLICY.get(row.kind, "level")
        if row.state == "lost" and policy == "exactly" and command is not None:
            row = replace(row, state="sent")  # wanted again: look whether it was made
            store.put_intent(row)
        if row.state in ("done", "lost", "failed"):
            continue
        if row.state == "sent":
            assert row.sent_at is not None
            if policy == "at_most":
                _lose(store, case.opening.id, row, world)
                continue
            if policy == "exactly" and snapshot <= row.sent_at + world.settle_s:
                due = min(due, row.sent_at + world.settle_s + 0.2)
                continue
            if policy == "level" and now < row.sent_at + 5.0:
                due = min(due, row.sent_at + 5.0)
                continue
            if command is None and row.kind == AddChecklistItem.__name__:
                # Nobody wants the line any more, and without its words nobody can look for it: never repeat it.
                store.put_intent(replace(row, state="lost"))
                continue
            if case.intents.get(row.key) != row:
                store.put_intent(row)  # what is looked for below is the row that the answer will be fenced by
            if row.kind == CreateProject.__name__:
                find = (row, case.opening.address, project_token(case.opening.id))
                continue
            if isinstance(command, AddChecklistItem):
                items.append((row, command.task_id, command.title))
                continue
        if len(send) == BATCH:
            if changed:
                store.put_intent(row)
            due = now
            continue
        row = replace(row, state="sent", sent_at=now, tries=row.tries + 1)
        store.put_intent(row)
        send.append(row)
    return (
        replace(
            plan,
            send=tuple(send),
            find_project=find if not send else None,
            find_items=tuple(items) if not send else (),
            due=due,
            commands=commands,
        ),
        refused,
    )


def _refusal(store: Store, case: Case, effect: Effect, row: Intent) -> tuple[str, dict[str, object]]:
    """The sentence for a refused task or project: the portal's words, and whom they concern."""
    address = case.opening.address
    if row.note == PROJECT_GONE:
        return "project.gone", {"address": address, "token": project_token(case.opening.id)}
    if not isinstance(effect.command, CreateTask):
        return "portal.project_refused", {"address": address, "text": row.note}
    title = case.opening.template.by_id[effect.step].title if effect.step else ""
    user_id = effect.command.responsible_id
    person = next((one.name for one in store.people() if one.user_id == user_id), str(user_id))
    return "portal.step_refused", {"step": title, "person": person, "text": row.note}


def _doubted(row: Intent, restored: float) -> Intent:
    """A row as an older copy of the journal has it; 0 = it is no copy.

    The copy does not know what was made since. Tasks show their keys in every snapshot; a project and a checklist line
    have to be looked for before they are made.
    """
    if not restored or row.kind not in (CreateProject.__name__, AddChecklistItem.__name__):
        return row
    is_fresh = row.state == "free" and (row.sent_at or 0.0) < restored
    return replace(row, state="sent", sent_at=restored) if is_fresh else row


def _lose(store: Store, opening_id: OpeningId, row: Intent, world: World) -> None:
    """A message of which nobody will know whether it arrived: never repeated, and the log says so."""
    store.put_intent(replace(row, state="lost", done_at=world.clock()))
    case = store.case(opening_id)
    names = {person.user_id: person.name for person in store.people()}
    happening = lost(row, case.opening.template if case is not None else None, names)
    store.add_history(world.portal_now(store), opening_id, happening, row.key)


def record(
    store: Store,
    opening_id: OpeningId,
    world: World,
    sent: tuple[Intent, ...],
    results: list[CommandResult],
    commands: Mapping[str, Command] | None = None,
) -> float:
    """Write the answers down. Returns seconds after which to try again; infinity = nothing is open."""
    now = world.clock()
    at = world.portal_now(store)
    pause = float("inf")
    case = store.case(opening_id)
    assert case is not None
    for intent, result in zip(sent, results, strict=True):
        row = case.intents.get(intent.key, intent)
        mine = row.state == "sent" and row.tries == intent.tries
        policy = _POLICY.get(intent.kind, "level")
        match result:
            case Done(value):
                if row.state != "done":
                    store.put_intent(replace(row, state="done", portal_id=value or None, done_at=now))
                    _made(store, opening_id, intent, value, (commands or {}).get(intent.key), at, now)
            case Refused(code, text) if code.upper() != "ERROR_UNKNOWN_ADD_TASK_ERROR":
                # (That one code is known to come although the task was made.)
                if mine:
                    # A refused change of something that is there already is as good as made.
                    state = "failed" if policy == "exactly" else "done"
                    store.put_intent(replace(row, state=state, note=text or code, done_at=now))
                    pause = min(pause, 0.0) if state == "failed" else pause
            case NotExecuted():
                # (Another engine may have given a message up that was still on its way.)
                if mine or (policy == "at_most" and row.state == "lost" and row.tries == intent.tries):
                    store.put_intent(replace(row, state="free"))
                pause = min(pause, 2.0)
            case _:
                if mine and policy == "at_most":
                    _lose(store, opening_id, row, world)
                else:
                    pause = min(pause, 5.0 if policy == "level" else world.settle_s)
    return pause


def _made(
    store: Store,
    opening_id: OpeningId,
    intent: Intent,
    value: int,
    command: Command | None,
    at: datetime,
    now: float,
) -> None:
    """What an executed effect changes on our side before the next poll shows it."""
    if intent.kind == "CreateProject":
        case = store.case(opening_id)
        assert case is not None
        if case.opening.project_id is None:
            opening: Opening = replace(case.opening, project_id=value)
            store.save_case(opening, case.states, case.problem, case.is_finished)
            facts: dict[str, object] = {"project": value, "address": opening.address}
            happening = Happening("project_created", code="event.project_created", facts=facts)
            store.add_history(at, opening_id, happening, intent.key)
    elif is_nudge(intent.key):
        case = store.case(opening_id)
        assert case is not None
        code, step_id, round_, title = told_facts(intent.key, case.opening.template)
        reader = command.user_id if isinstance(command, SendMessage) else None
        told: dict[str, object] = {"step": title, "user_id": reader}
        happening = Happening("reminded", step_id, round_, reader, None, code, told)
        store.add_history(at, opening_id, happening, intent.key)
    elif intent.kind == "CreateTask":
        key = TaskKey.parse(intent.key)
        assert key is not None
        if isinstance(command, CreateTask) and store.task(value) is None:
            task = PortalTask(
                id=value,
                key=key,
                title=command.title,
                status=TaskStatus.PENDING,
                responsible_id=command.responsible_id,
                created_at=at,
                changed_at=at - PROVISIONAL,
                deadline=command.deadline,
                plan_start=command.plan_start,
                plan_end=command.plan_end,
                group_id=command.group_id,
            )
            store.put_task(opening_id, SeenTask(task, key.step, key.round, now))
        case = store.case(opening_id)
        assert case is not None
        step = case.opening.template.by_id.get(key.step)
        happening = Happening(
            "task_created",
            key.step,
            key.round,
            command.responsible_id if isinstance(command, CreateTask) else None,
            value,
            "event.task_created",
            {"step": step.title if step else key.step, "task_id": value},
        )
        store.add_history(at, opening_id, happening, intent.key)
