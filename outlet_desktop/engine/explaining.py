"""Why the engine wrote a line: told again from what is known of the opening, never stored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from outlet_desktop.domain.log import Because, LogRequest
from outlet_desktop.domain.opening import Opening, Person, PortalTask, UserId
from outlet_desktop.domain.record import Case, HistoryEntry, Intent
from outlet_desktop.domain.template import Step, StepId, StepKind
from outlet_desktop.engine.situation import skipped_steps

People = Mapping[UserId, Person]
_BY_HAND = {
    "event.deadline_moved",
    "event.deferred",
    "event.moved_out",
    "event.moved_project",
    "event.reassigned",
    "event.renamed",
    "event.resumed_task",
    "event.renewed",
    "event.task_deleted",
}
_IN_THE_APP = {
    "event.go_on",
    "event.launched",
    "event.opening_cancelled",
    "event.paused",
    "event.resumed",
    "event.sent_again",
    "event.skipped_by_hand",
    "event.twin_kept",
}
_SECRET_NAMES = ("token", "auth", "secret", "password")
_LONG = 400  # letters of one value that are shown


def explain(entry: HistoryEntry, case: Case | None, people: People) -> tuple[Because, ...]:
    """The reasons of one line, in reading order; none where there is nothing to add to the sentence."""
    code, facts = entry.text
    if case is None:
        return ()
    step = case.opening.template.by_id.get(entry.step)
    if code in _BY_HAND:
        return (Because("fact", ("log.because_by_hand", {})), *_holders(entry, people))
    if code in _IN_THE_APP:
        return (Because("fact", ("log.because_in_the_app", {})),)
    match code:
        case "event.step_opened" | "event.task_created" | "event.question" if step is not None:
            return (*_inputs(step, case, people, entry), _opened(step, case, people, entry))
        case "event.step_done" if step is not None:
            return tuple(_finished(step, case, people, entry))
        case "event.step_skipped" if step is not None:
            return tuple(_skipped(step, case.opening))
        case "event.step_reset":
            return (Because("fact", ("log.because_round", {"round": entry.round})),)
        case "event.decided" | "event.decided_why":
            return (_decided(entry, facts, people),)
        case "event.field_given" | "event.field_yes" | "event.field_no" | "event.field_file" | "event.reason":
            source = "log.because_bot" if entry.source == "bot" else "log.because_app"
            return (Because("fact", (source, {"person": _name(entry.user_id, people)})),)
        case "event.reminded" | "event.escalated" | "event.delay_asked" if step is not None:
            return tuple(_nudged(code, step, case, people, entry))
        case "event.digest" | "event.digest_to":
            return (Because("fact", ("log.because_digest", {})),)
        case "event.project_created":
            return (Because("fact", ("log.because_project", {})),)
        case "event.opening_done":
            goal = case.opening.template.by_id.get(case.opening.template.goal)
            return (Because("done", ("log.because_goal", {"step": goal.title if goal else ""})),)
        case "event.handed_over" | "event.replaced" | "event.replace_undone":
            return (Because("fact", ("log.because_replaced", {})), *_holders(entry, people))
        case "event.holder_absent" | "event.holder_back":
            return (Because("fact", ("log.because_absence", {})),)
        case (
            "event.message_lost"
            | "event.lost_digest"
            | "event.lost_escalation"
            | "event.lost_handed"
            | "event.lost_note"
            | "event.lost_question"
            | "event.lost_reason"
            | "event.lost_reminder"
        ):
            return (Because("risk", ("log.because_lost", {})),)
        case "event.mended":
            return (Because("done", ("log.because_mended", {})),)
    return ()


def _name(user_id: object, people: People) -> str:
    person = people.get(user_id) if isinstance(user_id, int) else None
    return person.name if person else str(user_id or "…")


def _holders(entry: HistoryEntry, people: People) -> tuple[Because, ...]:
    facts = entry.text[1]
    before, after = facts.get("before"), facts.get("user_id")
    if not (isinstance(before, int) and isinstance(after, int)):
        return ()
    told = {"before": _name(before, people), "after": _name(after, people)}
    return (Because("next", ("log.because_holder", told)),)


def _task_of(case: Case, step: StepId, round_: int) -> PortalTask | None:
    """The task of that step in that round; a finished one first, else the lowest id."""
    found = [seen.task for seen in case.tasks if seen.step == step and seen.round == round_ and not seen.is_ignored]
    return min(found, key=lambda task: (not task.is_done, task.id), default=None)


def _inputs(step: Step, case: Case, people: People, entry: HistoryEntry) -> Iterator[Because]:
    opening = case.opening
    sources = [flow.source for flow in opening.template.incoming[step.id]]
    if not sources:
        yield Because("done", ("log.because_first", {"day": opening.start_on}))
    for source in sources:
        yield _input(opening.template.by_id[source], case, people, entry.at)


def _input(step: Step, case: Case, people: People, at: datetime) -> Because:
    if step.id in skipped_steps(case.opening):
        return Because("fact", ("log.because_input", {"step": step.title}), ("log.because_input_skipped", {}))
    task = _task_of(case, step.id, case.opening.rounds.get(step.id, 1))
    if step.kind is StepKind.MILESTONE or task is None:
        return Because("done", ("log.because_input", {"step": step.title}), ("log.because_input_reached", {}))
    closed = task.closed_at
    tap = case.taps.get((step.id, case.opening.rounds.get(step.id, 1)))
    if closed is None and tap is not None:
        answered = {"person": _name(tap.user_id, people)}
        return Because("done", ("log.because_input", {"step": step.title}), ("log.because_input_answered", answered))
    if closed is None:
        return Because("late", ("log.because_input", {"step": step.title}), ("log.because_input_open", {}))
    # What was answered by a button the program has closed; the person who pressed it is meant.
    who = tap.user_id if tap is not None else task.closed_by or task.responsible_id
    facts = {"at": closed.astimezone(at.tzinfo), "person": _name(who, people)}
    return Because("done", ("log.because_input", {"step": step.title}), ("log.because_input_closed", facts))


def _opened(step: Step, case: Case, people: People, entry: HistoryEntry) -> Because:
    task = _task_of(case, step.id, entry.round or 1)
    user_id = entry.user_id or (task.responsible_id if task else None)
    role = case.opening.template.role(step.role)
    facts: dict[str, object] = {"person": _name(user_id, people), "role": role.title if role else step.role}
    note = "log.because_holder_now"
    if task is not None and task.plan_end is not None:
        facts["due"] = task.plan_end.astimezone(entry.at.tzinfo).date()
        note = "log.because_holder_due"
    return Because("next", ("log.because_opened", {"step": step.title}), (note, facts))


def _finished(step: Step, case: Case, people: People, entry: HistoryEntry) -> Iterator[Because]:
    if step.kind is StepKind.MILESTONE:
        yield from _inputs(step, case, people, entry)
    else:
        task = _task_of(case, step.id, entry.round or 1)
        if task is not None and task.closed_at is not None:
            closed: dict[str, object] = {"at": task.closed_at.astimezone(entry.at.tzinfo), "task": task.id}
            closed["person"] = _name(task.closed_by or task.responsible_id, people)
            yield Because("done", ("log.because_closed", closed))
    after = [flow.target for flow in case.opening.template.outgoing[step.id]]
    for target in after:
        waits = [flow.source for flow in case.opening.template.incoming[target]]
        title = case.opening.template.by_id[target].title
        if len(waits) > 1:
            yield Because("fact", ("log.because_waits", {"step": title, "inputs": len(waits)}))
        else:
            yield Because("next", ("log.because_opens", {"step": title}))


def _skipped(step: Step, opening: Opening) -> Iterator[Because]:
    by_hand = opening.skipped_by_hand.get(step.id)
    if by_hand is not None:
        yield Because("fact", ("log.because_skipped_by_hand", {"reason": by_hand}))
        return
    for one in opening.template.fields:
        if one.id in step.condition:
            value = opening.fields.get(one.id)
            if isinstance(value, bool):
                code = "log.because_field_yes" if value else "log.because_field_no"
                yield Because("fact", (code, {"field": one.title}))
            else:
                yield Because("fact", ("log.because_field", {"field": one.title, "value": value}))
    yield Because("next", ("log.because_condition", {"condition": step.condition}))


def _decided(entry: HistoryEntry, facts: Mapping[str, object], people: People) -> Because:
    source = facts.get("source")
    code = {"bot": "log.because_bot", "app": "log.because_app"}.get(str(source), "log.because_task")
    return Because("done", (code, {"person": _name(entry.user_id or facts.get("user_id"), people)}))


def _nudged(code: str, step: Step, case: Case, people: People, entry: HistoryEntry) -> Iterator[Because]:
    task = _task_of(case, step.id, entry.round or 1)
    if task is not None and task.deadline is not None:
        facts = {"due": task.deadline.astimezone(entry.at.tzinfo).date(), "person": _name(task.responsible_id, people)}
        yield Because("fact", ("log.because_due", facts))
    if code == "event.reminded" and step.remind is not None:
        rule = {"before": step.remind.before_days, "repeat": step.remind.repeat_days}
        yield Because("fact", ("log.because_remind", rule))
    elif code == "event.escalated" and step.escalate is not None:
        yield Because("fact", ("log.because_escalate", {"days": step.escalate.after_days}))
    elif code == "event.delay_asked":
        yield Because("fact", ("log.because_asked", {}))


# -------------------------------------------------------------------------------- the request behind a line


def request_keys(entry: HistoryEntry) -> tuple[str, ...]:
    """Journal keys under which the request of that line may stand."""
    if entry.key:
        return (entry.key,)
    where = f"{entry.opening}:{entry.step}:{entry.round or 1}"
    match entry.text[0]:
        case "event.step_opened":
            return (f"outlet:{where}",)
        case "event.question":
            return (f"ask:{where}", f"outlet:{where}")
        case "event.decided" | "event.decided_why":
            return (f"decided:{where}", f"complete:{where}")
        case "event.opening_done":
            return (f"archive:{entry.opening}",)
    return ()


def shown_request(row: Intent) -> LogRequest:
    """A journal row as a person may see it: no address, no token, long texts cut."""
    try:
        body = json.loads(row.body)
    except ValueError:
        body = {}
    lines = tuple(_flat(body.get("params", {})))
    seconds = row.done_at - row.sent_at if row.done_at is not None and row.sent_at is not None else None
    if seconds is not None and not 0 < seconds < 3600:
        seconds = None  # a row that a snapshot has answered, or that was made by a demo's past
    method = str(body.get("method", row.kind))
    return LogRequest(row.key, method, lines, row.state, row.tries, row.note, seconds, row.portal_id)


def said(row: Intent) -> str:
    """The words of a message or of a note on a task, whole; "" = the row is another request."""
    try:
        params = json.loads(row.body).get("params", {})
    except ValueError:
        return ""
    match row.kind:
        case "SendMessage":
            return str(params.get("fields", {}).get("message", ""))
        case "CommentTask":
            return str(params.get("FIELDS", {}).get("POST_MESSAGE", ""))
    return ""


def _flat(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not any(secret in str(key).lower() for secret in _SECRET_NAMES):
                yield from _flat(inner, f"{name}.{key}" if name and name not in ("fields", "FIELDS") else str(key))
    elif isinstance(value, list) and value and not all(isinstance(one, (str, int)) for one in value):
        for number, inner in enumerate(value):
            yield from _flat(inner, f"{name}[{number}]")
    else:
        text = ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
        text = " ".join(text.split())
        yield name, text if len(text) <= _LONG else text[: _LONG - 1] + "…"
