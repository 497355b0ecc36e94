"""One level-triggered pass over one opening, sans-IO: look, decide, write down, act, record.

The generators here yield `Db` and `Ask` effects and never do I/O, so a thread, a simulator and a queue job run the
same lines. Exactly-once does not come from any lock but from the journal: a row per key goes to "sent" in a
committed transaction before its request; a "sent" row without an answer is sent again only when a snapshot
that started later than `sent_at + settle_s` does not show the key (design §4).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from outlet_desktop.domain.command import (
    AddChecklistItem,
    AddMembers,
    ArchiveProject,
    Command,
    CommandResult,
    CommentTask,
    CompleteTask,
    CreateProject,
    CreateTask,
    DeferTask,
    Done,
    EditMessage,
    LinkTasks,
    NotExecuted,
    Refused,
    SendMessage,
    TickItem,
    UpdateTask,
)
from outlet_desktop.domain.opening import (
    Opening,
    OpeningId,
    OpeningState,
    PortalTask,
    StepState,
    TaskKey,
    TaskStatus,
)
from outlet_desktop.domain.people import resolve
from outlet_desktop.domain.record import Case, Happening, Intent, SeenTask
from outlet_desktop.engine.decide import Context, Decision, Effect, decide, transitions
from outlet_desktop.engine.seeing import see, twin_key
from outlet_desktop.engine.situation import Seen, Situation, situation
from outlet_desktop.engine.store import Store
from outlet_desktop.schedule.at_hours import portal_moment
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.wording import sentence

BATCH = 50  # commands in one request
LOOKS = 16  # of one pass: project, tasks, checklists and messages follow each other

EXACTLY = frozenset({CreateTask, CreateProject, AddChecklistItem, LinkTasks})
AT_MOST = frozenset({SendMessage, CommentTask})
LEVEL = frozenset({AddMembers, UpdateTask, CompleteTask, DeferTask, TickItem, ArchiveProject, EditMessage})
_POLICY = {kind.__name__: "exactly" for kind in EXACTLY} | {kind.__name__: "at_most" for kind in AT_MOST}


@dataclass(frozen=True, slots=True)
class Db:
    """Run `work(store)` in one transaction; the answer is its value."""

    work: Callable[[Store], Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """Call that method of the Portal; the answer is its value, or the Problem is raised here."""

    method: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait that many seconds, or until woken."""

    seconds: float


Effects = Generator[Db | Ask | Sleep, Any, Any]


@dataclass(frozen=True)
class World:
    """What a pass needs besides store and portal.

    Attributes:
        clock: Machine clock, s since the epoch (journal, grace periods).
        body: The portal's pure encoder of a command.
        settle_s: GRACE: how long an unanswered request may still be executed; s.
        send_window_s: How long after its commit a request may go on the wire; s.
        language: Of texts that people read on the portal.
        speed: Portal seconds per machine second (1 but for a demo).
    """

    clock: Callable[[], float]
    body: Callable[[Command], str]
    calendar: Calendar
    settle_s: float = 150.0
    send_window_s: float = 20.0
    language: str = "ru"
    speed: float = 1.0

    def portal_now(self, store: Store) -> datetime:
        """The portal's clock: its last answer and the time since."""
        text = store.meta("portal_now")
        if text is None:
            return datetime.fromtimestamp(self.clock()).astimezone()
        at = float(store.meta("portal_at") or self.clock())
        return datetime.fromisoformat(text) + timedelta(seconds=max(0.0, self.clock() - at) * self.speed)


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


def reconcile(opening_id: OpeningId, world: World) -> Effects:
    """Move one opening as far as it goes now. Problems of the portal leave the opening due again soon."""
    case: Case | None = yield Db(lambda store: store.case(opening_id))
    if case is None:
        return
    due = float("inf")
    for _ in range(LOOKS):
        now = world.clock()
        plan: Plan = yield Db(partial(look, opening_id=opening_id, world=world, now=now))
        due = min(due, plan.due)
        if plan.read_answers:
            answers = yield Ask("answers", (plan.read_answers,))

            def keep(store: Store, read: Any = answers, asked: tuple[int, ...] = plan.read_answers) -> None:
                for task_id in asked:
                    found = store.task(task_id)
                    if found and task_id in read:
                        store.put_answer(task_id, found[1].task.changed_at.isoformat(), read[task_id])

            yield Db(keep)
            continue
        if plan.find_project:
            intent, name, token = plan.find_project
            project_id = yield Ask("find_project", (name, token))
            result: CommandResult = Done(project_id) if project_id else NotExecuted("not_found")
            yield Db(partial(record, opening_id=opening_id, world=world, sent=(intent,), results=[result]))
            continue
        if plan.find_items:
            tasks = tuple(dict.fromkeys(task for _, task, _ in plan.find_items))
            items = yield Ask("answers", (tasks,))
            results: list[CommandResult] = []
            for _, task, title in plan.find_items:
                item = items[task].items.get(title) if task in items else None
                results.append(Done(item) if item else NotExecuted("not_found"))
            rows = tuple(row for row, _, _ in plan.find_items)
            yield Db(partial(record, opening_id=opening_id, world=world, sent=rows, results=results))
            continue
        if plan.send:
            deadline = now + world.send_window_s
            sent = yield Ask("send", ([intent.body for intent in plan.send], deadline))
            pause = yield Db(
                partial(
                    record,
                    opening_id=opening_id,
                    world=world,
                    sent=plan.send,
                    results=sent,
                    commands=plan.commands,
                )
            )
            due = min(due, world.clock() + pause)
            if pause < float("inf"):
                break
            continue
        if not plan.again:
            break
    yield Db(lambda store: store.set_seen(opening_id, case.wake, due))


def context_of(store: Store, case: Case, world: World) -> Context:
    """Everything deciding needs, as values and pure functions."""
    now = world.portal_now(store)
    zone = now.tzinfo
    assert zone is not None
    calendar = world.calendar
    holders, regions = store.role_holders(), store.region_holders()
    people = {person.user_id: person for person in store.people()}

    def holder(role: str) -> tuple[int | None, int | None]:
        default = holders.get(role)
        # Before the people of the portal have been read nobody can be called dismissed.
        if not people:
            chosen = case.opening.people.get(role) or (default.user_id if default else None)
            return chosen, default.deputy_id if default else None
        found = resolve(role, case.opening, holders, people, regions)
        return found.user_id, default.deputy_id if default else None

    def says(code: str, facts: Mapping[str, object]) -> str:
        user_id = facts.get("user_id")
        if isinstance(user_id, int):
            person = people.get(user_id)
            facts = {**facts, "person": person.name if person else str(user_id)}
        return sentence(code, facts, world.language)

    def plan(day: date, days: int) -> tuple[date, date]:
        first = calendar.first_from(day)
        return first, calendar.add(first, days - 1)

    made = {
        key: intent.portal_id for key, intent in case.intents.items() if intent.state == "done" and intent.portal_id
    }
    return Context(
        now=now,
        plan=plan,
        after=lambda day, lag: calendar.add(calendar.next_after(day), lag),
        holder=holder,
        moment=lambda day, hour: portal_moment(day, hour, zone),
        says=says,
        has_bot=store.meta("has_bot") == "1",
        program_id=int(store.meta("program_id") or 0),
        made=made,
    )


def look(store: Store, opening_id: OpeningId, world: World, now: float) -> Plan:
    """Read, decide and write down what is to be sent, in one transaction."""
    case = store.case(opening_id)
    assert case is not None
    opening = case.opening
    if opening.state is OpeningState.STOPPED:  # it may move again: judge it anew
        base = OpeningState.DECIDING if opening.project_id is None else OpeningState.RUNNING
        opening = replace(opening, state=base)
    context = context_of(store, case, world)
    seen, twins = see(case, context)
    zone = context.now.tzinfo
    assert zone is not None
    where = situation(opening, seen, zone)
    if where.unread:
        return Plan(opening_id, read_answers=where.unread)
    decision = decide(opening, seen, where, context)
    effects = list(decision.effects)
    for twin in twins:
        effects += twin_effects(case, twin, context)
    plan, refused = _journal(store, case, effects, world, now)
    problem = decision.problem
    after = decision.opening
    if refused is not None:
        problem = refused
        if not any(state is StepState.OPEN for state in where.states.values()) and not plan.send:
            after = replace(after, state=OpeningState.STOPPED)
    _remember(store, case, replace(decision, opening=after, problem=problem), where, seen, context)
    return replace(plan, again=after != opening and after.state is not OpeningState.STOPPED)


def twin_effects(case: Case, twin: SeenTask, context: Context) -> list[Effect]:
    """Close a second task of one key: first its key is taken off, so that it never counts as finished by us."""
    task_id = twin.task.id
    key = twin_key(case.opening.id, task_id)
    first = Effect(f"{key}:key", UpdateTask(task_id, xml_id=""), twin.step)
    row = case.intents.get(first.key)
    if row is None or row.state != "done":  # one command of a batch may fail while the next ones are executed
        return [first]
    text = context.says("portal.twin_closed", {})
    return [
        Effect(f"{key}:note", CommentTask(f"{key}:note", task_id, text), twin.step),
        Effect(f"{key}:close", CompleteTask(task_id), twin.step),
    ]


def _remember(store: Store, case: Case, decision: Decision, where: Situation, seen: Seen, context: Context) -> None:
    happenings = [*transitions(case.opening, case.states, where, seen), *decision.happenings]
    if decision.problem != case.problem:
        if decision.problem is not None:
            code, facts = decision.problem
            happenings.append(Happening("problem", code=code, facts=facts))
        elif case.problem is not None:
            happenings.append(Happening("mended", code="event.mended"))
    for happening in happenings:
        store.add_history(context.now, case.opening.id, happening)
    ended = decision.opening.state in (OpeningState.REJECTED, OpeningState.CANCELLED)
    if (
        happenings
        or decision.opening != case.opening
        or where.states != case.states
        or decision.problem != case.problem
    ):
        finished = where.is_finished or ended
        store.save_case(decision.opening, where.states, decision.problem, finished)


def _journal(
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
        # An effect that was written down is carried out even if the opening has turned since.
        if (
            row.state in ("free", "sent")
            and row.key not in commands
            and row.kind not in ("CreateTask", "CreateProject")
        ):
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
            if isinstance(command, CreateProject):
                find = (row, command.name, command.token)
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
