"""One level-triggered pass over one opening, sans-IO: look, decide, write down, act, record.

The generators here yield `Db` and `Ask` effects and never do I/O, so a thread, a simulator and a queue job run the
same lines. Exactly-once does not come from any lock but from the journal: a row per key goes to "sent" in a
committed transaction before its request; a "sent" row without an answer is sent again only when a snapshot
that started later than `sent_at + settle_s` does not show the key (design §4).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from outlet_desktop.domain.command import (
    Command,
    CommandResult,
    CommentTask,
    CompleteTask,
    CreateTask,
    Done,
    EditMessage,
    NotExecuted,
    Refused,
    UpdateTask,
)
from outlet_desktop.domain.opening import (
    OpeningId,
    OpeningState,
    StepState,
    TaskStatus,
)
from outlet_desktop.domain.record import Case, Happening, Intent, SeenTask
from outlet_desktop.engine.conversation import take_answer
from outlet_desktop.engine.decide import Decision, decide, transitions
from outlet_desktop.engine.effects import Context, Effect, project_token
from outlet_desktop.engine.journal import PROJECT_GONE, Plan, plan_effects, record
from outlet_desktop.engine.nudges import nudges
from outlet_desktop.engine.reasking import reasking_effects
from outlet_desktop.engine.seeing import PUT_BACK, put_back_question, see, twin_key
from outlet_desktop.engine.situation import Seen, Situation, situation
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World, context_of

LOOKS = 16  # of one pass: project, tasks, checklists and messages follow each other


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
            answers = yield Ask("answers", (tuple(plan.read_answers),))

            def keep(store: Store, read: Any = answers, asked: Mapping[int, str] = plan.read_answers) -> None:
                for task_id, changed_at in asked.items():
                    found = store.task(task_id)
                    # What was read belongs to the task as it was when we asked, not as another engine sees it now.
                    if found and task_id in read and found[1].task.changed_at.isoformat() == changed_at:
                        store.put_answer(task_id, changed_at, read[task_id])
                        take_answer(store, found[0], found[1], read[task_id], world)

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
            if any(_is_refused_in_project(*pair, plan.commands) for pair in zip(plan.send, sent, strict=True)):
                yield from _look_for_project(opening_id)
            due = min(due, world.clock() + pause)
            if pause < float("inf"):
                break
            continue
        if not plan.again:
            break
    yield Db(lambda store: store.set_seen(opening_id, case.wake, due))


def _is_refused_in_project(intent: Intent, result: CommandResult, commands: Mapping[str, Command]) -> bool:
    command = commands.get(intent.key)
    return isinstance(result, Refused) and isinstance(command, CreateTask) and command.group_id != 0


def _look_for_project(opening_id: OpeningId) -> Effects:
    """A task was refused: is its project still there? One that a person has made anew under our token is taken."""
    case: Case | None = yield Db(lambda store: store.case(opening_id))
    assert case is not None
    found: int | None = yield Ask("find_project", (case.opening.address, project_token(opening_id)))

    def keep(store: Store) -> None:
        now = store.case(opening_id)
        assert now is not None
        if found is not None and found != now.opening.project_id:
            store.save_case(replace(now.opening, project_id=found), now.states, now.problem, now.is_finished)
        for row in now.intents.values():
            if found is None and row.state == "failed" and row.kind == "CreateTask":
                store.put_intent(replace(row, note=PROJECT_GONE))

    yield Db(keep)


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
        closed = {task.id: task.changed_at.isoformat() for task in seen.tasks.values()}
        return Plan(opening_id, read_answers={task_id: closed[task_id] for task_id in where.unread})
    decision = decide(opening, seen, where, context)
    if opening.state is OpeningState.PAUSED:
        decision = replace(decision, problem=case.problem)  # judged anew on resuming
    nudged = nudges(decision.opening, case, seen, where, context, world.calendar)
    effects = [*decision.effects, *nudged.effects]
    effects += reasking_effects(decision.opening, seen, where, context)
    for twin in twins:
        effects += twin_effects(case, twin, context)
    plan, refused = plan_effects(store, case, effects, world, now)
    problem = decision.problem
    after = decision.opening
    if refused is not None:
        problem = refused
        is_moving = any(state is StepState.OPEN for state in where.states.values()) or bool(plan.send)
        if not is_moving and after.state is not OpeningState.DONE:
            after = replace(after, state=OpeningState.STOPPED)
    _remember(store, case, replace(decision, opening=after, problem=problem), where, seen, context)
    if nudged.wake is not None:
        plan = replace(plan, due=min(plan.due, world.until(nudged.wake, store)))
    return replace(plan, again=after != opening and after.state is not OpeningState.STOPPED)


def twin_effects(case: Case, twin: SeenTask, context: Context) -> list[Effect]:
    """Close a second task of one key: first its key is taken off, so that it never counts as finished by us."""
    task_id = twin.task.id
    key = twin_key(case.opening.id, task_id)
    first = Effect(f"{key}:key", UpdateTask(task_id, xml_id=""), twin.step)
    row = case.intents.get(first.key)
    if row is None or row.state != "done":  # one command of a batch may fail while the next ones are executed
        return [first]
    if f"{PUT_BACK}:{task_id}" in case.intents:  # (it has its own note)
        return [*_question_put_back(case, twin, context), Effect(f"{key}:close", CompleteTask(task_id), twin.step)]
    if case.opening.kept.get(twin.step) and twin.task.status is not TaskStatus.PENDING and not twin.task.is_done:
        # A person has chosen the other one: what was done here stays open for whoever did it.
        text = context.says("portal.twin_left", {})
        return [Effect(f"{key}:note", CommentTask(f"{key}:note", task_id, text), twin.step)]
    text = context.says("portal.twin_closed", {})
    return [
        Effect(f"{key}:note", CommentTask(f"{key}:note", task_id, text), twin.step),
        Effect(f"{key}:close", CompleteTask(task_id), twin.step),
    ]


def _question_put_back(case: Case, twin: SeenTask, context: Context) -> list[Effect]:
    """The bot's question that was on its way when its step was put back says so too, once its number is known."""
    opening, step = case.opening, case.opening.template.by_id.get(twin.step)
    message = context.made.get(f"ask:{opening.id}:{twin.step}:{twin.round}")
    key = put_back_question(opening.id, twin.step, twin.round)
    if not message or step is None or key in case.intents:
        return []
    reason = opening.on_hold.get(twin.step, "—")
    text = context.says("bot.put_back", {"step": step.title, "address": opening.address, "reason": reason})
    return [Effect(key, EditMessage(message, text), twin.step)]


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
    finished = ended or (where.is_finished and decision.opening.state is not OpeningState.PAUSED)
    if (
        happenings
        or decision.opening != case.opening
        or where.states != case.states
        or decision.problem != case.problem
        or finished != case.is_finished  # a person has changed it, and no step with it
    ):
        store.save_case(decision.opening, where.states, decision.problem, finished)
