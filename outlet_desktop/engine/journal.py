"""The journal: every effect has a row under its key for ever, and the row decides whether it may be sent.

A row goes to "sent" in a committed transaction before its request leaves. What happens to a "sent" row without an
answer depends on the command: tasks, projects, checklist lines and links are made exactly once, so the row waits for a
snapshot that would show them; messages and notes are sent at most once; the rest only states how things should be,
so it is simply sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

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
    PortalTask,
    TaskKey,
    TaskStatus,
)
from outlet_desktop.domain.record import Case, Happening, Intent, SeenTask
from outlet_desktop.engine.effects import Effect, project_token
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World

BATCH = 50  # commands in one request

EXACTLY = frozenset({CreateTask, CreateProject, AddChecklistItem, LinkTasks})
AT_MOST = frozenset({SendMessage, CommentTask})
# Every other command states how things should be: sent again until it is answered.
_POLICY = {kind.__name__: "exactly" for kind in EXACTLY} | {kind.__name__: "at_most" for kind in AT_MOST}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one look at an opening leads to; its rows are committed as "sent"."""

    opening: OpeningId
    send: tuple[Intent, ...] = ()
    read_answers: tuple[int, ...] = ()
    find_project: tuple[Intent, str, str] | None = None  # the unanswered row, name, token
    find_items: tuple[tuple[Intent, int, str], ...] = ()  # the row, task, title
    again: bool = False
    due: float = float("inf")
    commands: dict[str, Command] = field(default_factory=dict)


def plan_effects(
    store: Store, case: Case, effects: list[Effect], world: World, now: float
) -> tuple[Plan, tuple[str, dict[str, object]] | None]:
    """Give every effect its row and choose what may go on the wire now."""
    snapshot = float(store.meta("snapshot_at") or 0.0)
    restored = float(store.meta("restored_at") or 0.0)
    if restored and case.created_at < restored and snapshot <= restored + world.settle_s:
        # Another copy of this journal may have sent these keys: first a snapshot that would show them.
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
        else:
            changed = row.body != body
            if row.state == "free":
                row = replace(row, body=body)
        if row.state == "failed" and kind in ("CreateTask", "CreateProject"):
            if changed:
                row = replace(row, state="free", body=body)
            else:
                title = case.opening.template.by_id[effect.step].title if effect.step else ""
                refused = refused or ("portal.step_refused", {"step": title, "text": row.note})
        commands[effect.key] = effect.command
        wanted.append((row, effect.command, changed))
    for row in case.intents.values():
        # An effect that was written down is carried out even if the opening has turned since, but nothing is made
        # anew. A project that may have been made is looked for, so that it does not stay behind unknown.
        states = {"CreateTask": (), "CreateProject": ("sent",)}.get(row.kind, ("free", "sent"))
        if row.state in states and row.key not in commands:
            wanted.append((row, None, False))

    for row, command, changed in wanted:
        policy = _POLICY.get(row.kind, "level")
        if row.state == "lost" and policy == "exactly" and command is not None:
            row = replace(row, state="sent")  # wanted again: look whether it was made
        if row.state in ("done", "lost", "failed"):
            continue
        if row.state == "sent":
            assert row.sent_at is not None
            if policy == "at_most":
                store.put_intent(replace(row, state="lost"))
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
                if mine:
                    store.put_intent(replace(row, state="free"))
                pause = min(pause, 2.0)
            case _:
                if mine and policy == "at_most":
                    store.put_intent(replace(row, state="lost", done_at=now))
                    facts = {"key": intent.key}
                    happening = Happening("problem", intent.step, code="event.message_lost", facts=facts)
                    store.add_history(at, opening_id, happening, intent.key)
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
                changed_at=at,
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
