"""Take a line of the log back: what that would do, whether it still can be done, and the doing.

Nothing is erased: history goes on with a line that says what was taken back, and the portal is changed under a
journal key like by any other effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from outlet_desktop.domain.command import Command, UpdateTask
from outlet_desktop.domain.log import Compensation
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, UserId
from outlet_desktop.domain.record import Case, Facts, Happening, HistoryEntry, Intent
from outlet_desktop.engine import handing_over, launch as launching
from outlet_desktop.engine.store import Store
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import plan_end

_OVER = (OpeningState.REJECTED, OpeningState.CANCELLED)
_BACK = "back:deadline"


@dataclass(frozen=True, slots=True)
class Hands:
    """What taking back needs from outside.

    Attributes:
        now: Machine clock, s. `at`: the portal's clock.
        body: The portal's encoder of a command.
        forget_reason: Takes back the delay reason of (opening, step, round, day); False when there is none.
    """

    now: float
    at: datetime
    body: Callable[[Command], str]
    forget_reason: Callable[[str, str, int, date], bool]


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
        case _:
            assert case is not None
            _change_opening(store, entry, case, reason, hands)


def is_deadline_of_ours(case: Case, task: PortalTask) -> bool:
    """Whether the deadline a task has now is one that was put back from the log, not a hand edit."""
    if task.deadline is None:
        return False
    keys = (key for key in case.intents if key.startswith(f"{_BACK}:{task.id}:"))
    return any(key.endswith(f":{task.deadline.date().isoformat()}") for key in keys)


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
    if known[1].task.is_done or known[1].is_gone:
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
    told = {"task": task.title, "day": _day(facts.get("before"))}
    if task.is_done or known[1].is_gone:
        return Compensation("log.back_deadline", ("log.back_over", told), is_possible=False)
    now = task.deadline.date() if task.deadline else None
    if now != _day(facts.get("after")):
        return Compensation("log.back_deadline", ("log.back_changed_again", told), is_possible=False)
    return Compensation("log.back_deadline", ("log.back_deadline_does", told))


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
    key = f"{_BACK}:{task_id}:{entry.number}:{day.isoformat()}"
    command = UpdateTask(task_id, deadline=plan_end(day, zone))
    store.put_intent(Intent(key, entry.opening, entry.step, type(command).__name__, hands.body(command), "free"))
    told = {"task": facts.get("task"), "day": day, "task_id": task_id}
    happening = Happening("hand_edit", entry.step, entry.round, None, task_id, "event.deadline_put_back", told)
    _tell(store, entry, happening, hands, key)
    store.wake([entry.opening])


def _change_opening(store: Store, entry: HistoryEntry, case: Case, reason: str, hands: Hands) -> None:
    opening = case.opening
    title = opening.template.by_id[entry.step].title if entry.step else ""
    changed: Opening = opening
    event, code = "hand_edit", ""
    told: dict[str, object] = {"address": opening.address, "step": title}
    match entry.text[0]:
        case "event.paused":
            changed, code = launching.resumed(opening), "event.resumed"
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
