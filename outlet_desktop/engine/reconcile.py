"""One level-triggered pass over one opening, sans-IO: look, decide, write down, act, record.

The generators here yield `Db` and `Ask` effects and never do I/O, so a thread, a simulator and a queue job run the
same lines. Exactly-once does not come from any lock but from the journal: a row per key goes to "sent" in a
committed transaction before its request; a "sent" row without an answer is sent again only when a snapshot
that started later than `sent_at + settle_s` does not show the key (design §4).
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from outlet_desktop.domain.command import (
    CommandResult,
    CommentTask,
    CompleteTask,
    Done,
    NotExecuted,
    UpdateTask,
)
from outlet_desktop.domain.opening import (
    OpeningId,
    OpeningState,
    StepState,
)
from outlet_desktop.domain.record import Case, Happening, SeenTask
from outlet_desktop.engine.decide import Decision, decide, transitions
from outlet_desktop.engine.effects import Context, Effect
from outlet_desktop.engine.journal import Plan, plan_effects, record
from outlet_desktop.engine.seeing import see, twin_key
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
    plan, refused = plan_effects(store, case, effects, world, now)
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
    finished = where.is_finished or ended
    if (
        happenings
        or decision.opening != case.opening
        or where.states != case.states
        or decision.problem != case.problem
        or finished != case.is_finished  # a person has changed it, and no step with it
    ):
        store.save_case(decision.opening, where.states, decision.problem, finished)
