"""Take a line of the log back: what that would do, whether it still can be done, and the doing.

Nothing is erased: history goes on with a line that says what was taken back, and the portal is changed under a
journal key like by any other effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from outlet_desktop.domain.command import Command, CommentTask, EditMessage, UpdateTask
from outlet_desktop.domain.log import Compensation
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, TaskKey, UserId
from outlet_desktop.domain.record import Case, Facts, Happening, HistoryEntry, Intent, SeenTask
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.engine import handing_over, launch as launching
from outlet_desktop.engine.no_way_back import why_not as why_not
from outlet_desktop.engine.seeing import PUT_BACK, put_back_question
from outlet_desktop.engine.situation import skipped_steps
from outlet_desktop.engine.store import Store
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import OFFICE_HOURS, WorkingHours, plan_end
from outlet_desktop.wording import sentence

_OVER = (OpeningState.REJECTED, OpeningState.CANCELLED)
_BACK = "back:deadline"


@dataclass(frozen=True, slots=True)
class Hands:
    """What taking back needs from outside.

    Attributes:
        now: Machine clock, s. `at`: the portal's clock.
        body: The portal's encoder of a command.
        hours: Of a working day; lines written before moments were kept name the day of a deadline alone.
        says: The sentence in the portal's language.
        forget_reason: Takes back the delay reason of (opening, step, round, day); False when there is none.
    """

    now: float
    at: datetime
    body: Callable[[Command], str]
    forget_reason: Callable[[str, str, int, date], bool]
    hours: WorkingHours = OFFICE_HOURS
    says: Callable[[str, Facts], str] = lambda code, facts: sentence(code, facts, "ru")


def offer(store: Store, entry: HistoryEntry, case: Case | None) -> Compensation | None:
    """How that line can be taken back; None = there is no way back, or nothing to take back."""
    code, facts = entry.text
    match code:
        case "event.replaced":
            return _of_replacement(store, facts)
        case "event.reassigned" | "event.handed_over":
            return _of_holder(store, entry, facts)
        case "event.deadline_moved" if facts.get("before"):
            return _of_deadline(store, entry, facts)
    if case is None:
        return None
    opening = case.opening
    match code:
        case "event.step_opened" | "event.task_created":
            return _of_opened_step(entry, case)
        case "event.step_put_back" if entry.step in opening.on_hold:
            facts = {"step": opening.template.by_id[entry.step].title}
            is_live = opening.state not in _OVER
            return Compensation("log.back_release", ("log.back_release_does", facts), is_possible=is_live)
        case "event.target_moved" if _day(facts.get("after")) == opening.target_on:
            facts = {"address": opening.address, "day": _day(facts.get("before"))}
            is_live = opening.state not in (*_OVER, OpeningState.DONE)
            return Compensation("log.back_target", ("log.back_target_does", facts), is_possible=is_live)
        case "event.paused" if opening.state is OpeningState.PAUSED:
            return Compensation("log.back_resume", ("log.back_resume_does", {"address": opening.address}))
        case "event.reason" if entry.source == "app" or entry.source == "person":
            return _of_reason(entry, case)
        case "event.skipped_by_hand" if entry.step in opening.skipped_by_hand:
            return Compensation(
                "log.back_step",
                ("log.back_step_does", {"step": opening.template.by_id[entry.step].title}),
                is_possible=opening.state not in _OVER,
            )
        case "event.launched" | "event.sent_again" if opening.state not in (*_OVER, OpeningState.DONE):
            text = ("log.back_launch_does", {"address": opening.address})
            return Compensation("log.back_launch", text, asks_reason=True)
    return None


def take_back(store: Store, entry: HistoryEntry, case: Case | None, reason: str, hands: Hands) -> None:
    """Do what `offer` says, inside the caller's transaction.

    Raises:
        Problem: `log.no_way_back`, `log.needs_reason`, `log.task_is_over`, `replace.*`, `opening.not_paused`.
    """
    offered = offer(store, entry, case)
    if offered is None or not offered.is_possible:
        raise Problem("log.no_way_back")
    if offered.asks_reason and not reason.strip():
        raise Problem("log.needs_reason")
    code, facts = entry.text
    match code:
        case "event.replaced":
            handing_over.undo(store, _number(facts.get("number")), hands.now, hands.at)
        case "event.reassigned" | "event.handed_over":
            _give_back(store, entry, facts, hands)
        case "event.deadline_moved":
            _put_deadline_back(store, entry, facts, hands)
        case "event.step_opened" | "event.task_created":
            assert case is not None
            _put_step_back(store, entry, case, reason.strip(), hands)
        case _:
            assert case is not None
            _change_opening(store, entry, case, reason, hands)


def is_deadline_of_ours(case: Case, task: PortalTask) -> bool:
    """Whether the deadline a task has now is one that was put back from the log, not a hand edit."""
    if task.deadline is None:
        return False
    mine = f"{_BACK}:{task.id}:"
    put_back = (key.removeprefix(mine).partition(":")[2] for key in case.intents if key.startswith(mine))
    return any(one in (_key_moment(task.deadline), task.deadline.date().isoformat()) for one in put_back)


# -------------------------------------------------------------------------------- what can be taken back


def _of_replacement(store: Store, facts: Facts) -> Compensation | None:
    number = _number(facts.get("number"))
    was = handing_over.load(store, number)
    if was is None or number in handing_over.undone(store):
        return None
    people = {person.user_id: person for person in store.people()}
    is_here = was.user_id in people and people[was.user_id].is_active
    told = {"person": facts.get("person"), "by": facts.get("by"), "tasks": len(was.moves), "places": len(was.changes)}
    code = "log.back_replaced_does" if is_here else "log.back_dismissed"
    return Compensation("log.back_replaced", (code, told), is_possible=is_here)


def _of_holder(store: Store, entry: HistoryEntry, facts: Facts) -> Compensation | None:
    before, after = _number(facts.get("before")), _number(facts.get("user_id"))
    known = store.task(entry.task_id or 0)
    if not before or known is None:
        return None
    people = {person.user_id: person for person in store.people()}
    told = {"task": known[1].task.title, "person": people[before].name if before in people else str(before)}
    if known[1].task.is_done or known[1].is_gone or known[1].is_ignored:
        return Compensation("log.back_holder", ("log.back_over", told), is_possible=False)
    if known[1].task.responsible_id != after:
        return Compensation("log.back_holder", ("log.back_changed_again", told), is_possible=False)
    if before not in people or not people[before].is_active:
        return Compensation("log.back_holder", ("log.back_dismissed", told), is_possible=False)
    return Compensation("log.back_holder", ("log.back_holder_does", told))


def _of_deadline(store: Store, entry: HistoryEntry, facts: Facts) -> Compensation | None:
    known = store.task(entry.task_id or 0)
    if known is None:
        return None
    task = known[1].task
    told = {"task": task.title, "moment": _moment(facts.get("before_at")) or _day(facts.get("before"))}
    if told["moment"] is None:
        return None  # it had no deadline before, and none can be set to nothing
    if task.is_done or known[1].is_gone or known[1].is_ignored:
        return Compensation("log.back_deadline", ("log.back_over", told), is_possible=False)
    if not _is_still(task.deadline, facts):
        return Compensation("log.back_deadline", ("log.back_changed_again", told), is_possible=False)
    return Compensation("log.back_deadline", ("log.back_deadline_does", told))


def _open_tasks(entry: HistoryEntry, case: Case) -> tuple[SeenTask, ...]:
    """Tasks of that step in its current round, the one that counts first; () = the line tells of another round."""
    round_ = case.opening.rounds.get(entry.step, 1)
    if (entry.round or 1) != round_ or case.states.get(entry.step) is not StepState.OPEN:
        return ()
    found = [
        seen
        for seen in case.tasks
        if (seen.step, seen.round) == (entry.step, round_) and not (seen.is_gone or seen.is_ignored)
    ]
    kept = case.opening.kept.get(entry.step)
    return tuple(sorted(found, key=lambda seen: (seen.task.id != kept, seen.task.id)))


def _has_begun_after(case: Case, step_id: StepId) -> bool:
    """Whether a step that follows has its task or is getting it; seen through what has none of its own."""
    opening, template = case.opening, case.opening.template
    tasks = {(seen.step, seen.round) for seen in case.tasks if not seen.is_ignored}
    skipped = skipped_steps(opening)
    todo = [flow.target for flow in template.outgoing[step_id]]
    while todo:
        target = todo.pop()
        if target in skipped or template.by_id[target].kind is StepKind.MILESTONE:
            todo += [flow.target for flow in template.outgoing[target]]
            continue
        round_ = opening.rounds.get(target, 1)
        row = case.intents.get(str(TaskKey(opening.id, target, round_)))
        if (target, round_) in tasks or (row is not None and row.state == "sent"):
            return True
    return False


def _of_opened_step(entry: HistoryEntry, case: Case) -> Compensation | None:
    opening, found = case.opening, _open_tasks(entry, case)
    step = opening.template.by_id.get(entry.step)
    if step is None or not found or opening.state in (*_OVER, OpeningState.PAUSED):
        return None
    told = {"step": step.title, "task": found[0].task.id}
    if step.kind is StepKind.APPROVAL:
        return Compensation("log.back_open", ("log.back_open_asked", told), is_possible=False)
    answered = (step.id, opening.rounds.get(step.id, 1)) in case.taps
    if answered or any(seen.task.is_done for seen in found) or _has_begun_after(case, step.id):
        return Compensation("log.back_open", ("log.back_open_late", told), is_possible=False)
    return Compensation("log.back_open", ("log.back_open_does", told), asks_reason=True)


def _of_reason(entry: HistoryEntry, case: Case) -> Compensation | None:
    day = entry.at.date()
    same = [one for one in case.delays if (one.step, one.round, one.day) == (entry.step, entry.round, day)]
    if not same or same[-1].source != "app":
        return None
    before = [one for one in case.delays if one.step == entry.step and one.round == entry.round and one.day < day]
    code = "log.back_reason_earlier" if before else "log.back_reason_does"
    return Compensation("log.back_reason", (code, {"step": case.opening.template.by_id[entry.step].title}))


# -------------------------------------------------------------------------------- taking it back


def _give_back(store: Store, entry: HistoryEntry, facts: Facts, hands: Hands) -> None:
    before, task_id = _number(facts.get("before")), entry.task_id or 0
    made = handing_over.give_back(store, entry.opening, task_id, before, hands.now)
    people = {person.user_id: person for person in store.people()}
    told = {"task": facts.get("task"), "person": _name(made.user_id, people), "by": _name(before, people)}
    happening = Happening(
        "reassigned", entry.step, entry.round, before, task_id, "event.task_given_back", {**told, "number": made.number}
    )
    _tell(store, entry, happening, hands)


def _put_deadline_back(store: Store, entry: HistoryEntry, facts: Facts, hands: Hands) -> None:
    day, task_id = _day(facts.get("before")), entry.task_id or 0
    assert day is not None
    zone = hands.at.tzinfo
    assert zone is not None
    moment = _moment(facts.get("before_at")) or plan_end(day, zone, hands.hours)
    key = f"{_BACK}:{task_id}:{entry.number}:{_key_moment(moment)}"
    command = UpdateTask(task_id, deadline=moment)
    store.put_intent(Intent(key, entry.opening, entry.step, type(command).__name__, hands.body(command), "free"))
    told = {"task": facts.get("task"), "day": day, "task_id": task_id}
    happening = Happening("hand_edit", entry.step, entry.round, None, task_id, "event.deadline_put_back", told)
    _tell(store, entry, happening, hands, key)
    store.wake([entry.opening])


def _put_step_back(store: Store, entry: HistoryEntry, case: Case, reason: str, hands: Hands) -> None:
    """The task closes with a note and counts no more; the step waits, and opens in its next round when it is let go.

    A key is never used twice, so it is the next round that opens; the closing itself is a twin's (`reconcile`).
    """
    opening, found = case.opening, _open_tasks(entry, case)
    task_id, round_ = found[0].task.id, opening.rounds.get(entry.step, 1)
    told: dict[str, object] = {"step": opening.template.by_id[entry.step].title, "reason": reason, "task": task_id}
    told["address"] = opening.address
    for seen in found:  # (a copy closes with it: nobody would look at it any more)
        note = f"{PUT_BACK}:{seen.task.id}"
        command = CommentTask(note, seen.task.id, hands.says("portal.put_back", told))
        _write_down(store, case, entry.step, note, command, hands)
        store.put_task(opening.id, replace(seen, is_ignored=True))
    asked = case.intents.get(f"ask:{opening.id}:{entry.step}:{round_}")
    if asked is not None and asked.state == "free":
        store.put_intent(replace(asked, state="lost", done_at=hands.now))  # nobody is asked about it any more
    elif asked is not None and asked.portal_id:
        edit = EditMessage(asked.portal_id, hands.says("bot.put_back", told))
        _write_down(store, case, entry.step, put_back_question(opening.id, entry.step, round_), edit, hands)
    rounds = {**opening.rounds, entry.step: round_ + 1}
    changed = replace(opening, rounds=rounds, on_hold={**opening.on_hold, entry.step: reason})
    # Known as waiting at once: what is shown does not wait for the engine's look.
    store.save_case(changed, {**case.states, entry.step: StepState.PENDING}, case.problem, False)
    happening = Happening("step_reset", entry.step, round_ + 1, None, task_id, "event.step_put_back", told)
    _tell(store, entry, happening, hands)
    store.wake([opening.id])


def _write_down(store: Store, case: Case, step: StepId, key: str, command: Command, hands: Hands) -> None:
    store.put_intent(Intent(key, case.opening.id, step, type(command).__name__, hands.body(command), "free"))


def _change_opening(store: Store, entry: HistoryEntry, case: Case, reason: str, hands: Hands) -> None:
    opening = case.opening
    title = opening.template.by_id[entry.step].title if entry.step else ""
    changed: Opening = opening
    event, code = "hand_edit", ""
    told: dict[str, object] = {"address": opening.address, "step": title}
    match entry.text[0]:
        case "event.paused":
            changed, code = launching.resumed(opening), "event.resumed"
        case "event.step_put_back":
            held = {step: why for step, why in opening.on_hold.items() if step != entry.step}
            changed, event, code = replace(opening, on_hold=held), "step_reset", "event.step_released"
        case "event.target_moved":
            before = _day(entry.text[1].get("before"))
            assert before is not None
            told |= {"before": opening.target_on, "after": before}
            changed, code = launching.retargeted(opening, before), "event.target_moved"
        case "event.reason":
            if not hands.forget_reason(opening.id, entry.step, entry.round, entry.at.date()):
                raise Problem("log.no_way_back")
            event, code = "reason", "event.reason_taken_back"
        case "event.skipped_by_hand":
            skipped = {step: why for step, why in opening.skipped_by_hand.items() if step != entry.step}
            round_ = opening.rounds.get(entry.step, 1) + 1
            rounds = {**opening.rounds, entry.step: round_}
            changed = replace(opening, skipped_by_hand=skipped, rounds=rounds)
            event, code, told["round"] = "step_reset", "event.step_reset", round_
        case _:
            told["reason"] = reason.strip()
            changed = replace(opening, state=OpeningState.CANCELLED, reason=reason.strip())
            event, code = "opening_rejected", "event.opening_cancelled"
    store.save_case(changed, case.states, case.problem, False)
    round_now = changed.rounds.get(entry.step, 1) if entry.step else 0
    _tell(store, entry, Happening(event, entry.step, round_now, code=code, facts=told), hands)
    store.wake([opening.id])


def _tell(store: Store, entry: HistoryEntry, happening: Happening, hands: Hands, key: str = "") -> None:
    facts = {**happening.facts, "takes_back": entry.number}
    store.add_history(hands.at, entry.opening, replace(happening, facts=facts), key, source="person")


def _name(user_id: UserId, people: Mapping[UserId, object]) -> str:
    return str(getattr(people.get(user_id), "name", user_id))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value if isinstance(value, date) else None


def _is_still(deadline: datetime | None, facts: Facts) -> bool:
    """Whether a deadline is the one that line of the log tells of, to the second where it says so."""
    exactly = _moment(facts.get("after_at"))
    if exactly is not None:
        return deadline == exactly
    return (deadline.date() if deadline else None) == _day(facts.get("after"))


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value if isinstance(value, datetime) else None


def _key_moment(moment: datetime) -> str:
    """As it stands in a key: the same for one moment in every zone, and without the key's own separator."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
