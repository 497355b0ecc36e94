"""What state each step of an opening is in, from its template and the portal's tasks. Pure.

The semantics of `docs/process.md`: every step waits for all flows into it; a step whose condition is false is
skipped and counts as finished when its last input is; a milestone is reached with its inputs; a decision
counts only if the right person made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from outlet_desktop.domain.answers import missing, next_field
from outlet_desktop.domain.condition import parse
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, UserId
from outlet_desktop.domain.record import Answer, FieldValue, Tap
from outlet_desktop.domain.template import Step, StepId, StepKind


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one opening from outside, in the current rounds.

    Attributes:
        tasks: The task of each step that counts (twins already told apart).
        gone: Steps whose task a person deleted.
        answers: Ticks and results of closed decision tasks, as of their last change; by task id.
        taps: Answers by bot or app.
        asked: Who may answer each approval: the person asked, the deputy, the task's responsible.
        fields: What confirmations were told: step -> field -> value.
        disputes: Steps with two tasks in which people have worked: the one that counts, the other.
    """

    tasks: Mapping[StepId, PortalTask] = field(default_factory=dict)
    gone: frozenset[StepId] = frozenset()
    answers: Mapping[int, Answer] = field(default_factory=dict)
    taps: Mapping[StepId, Tap] = field(default_factory=dict)
    asked: Mapping[StepId, frozenset[UserId]] = field(default_factory=dict)
    fields: Mapping[StepId, Mapping[str, FieldValue]] = field(default_factory=dict)
    disputes: Mapping[StepId, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of an approval, who decided and in which words."""

    outcome: str
    user_id: UserId
    reason: str
    source: str  # "task", "bot" or "app"


@dataclass(frozen=True, slots=True)
class Situation:
    """Where every step stands.

    Attributes:
        finished_on: Day on which each finished step (done, skipped, reached) counts as finished.
        ready: Steps that should have a task and have none, in template order.
        verdicts: Of closed approvals. `unread`: answered tasks whose ticks and results have not been read yet (ids).
        questions: Step -> code of a question to the coordinator (`decision.foreign`, `decision.ambiguous`).
        lacking: Confirmation that was tapped or closed -> titles of required fields that have no value yet.
    """

    states: Mapping[StepId, StepState]
    finished_on: Mapping[StepId, date]
    ready: tuple[StepId, ...]
    verdicts: Mapping[StepId, Verdict]
    unread: tuple[int, ...]
    questions: Mapping[StepId, str]
    lacking: Mapping[StepId, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        """Every step is done or skipped."""
        return all(state in (StepState.DONE, StepState.SKIPPED) for state in self.states.values())


def skipped_steps(opening: Opening) -> frozenset[StepId]:
    """Steps left out of this opening: their condition is false, or a person chose to skip them."""
    return frozenset(
        step.id
        for step in opening.template.steps
        if step.id in opening.skipped_by_hand or (step.condition and not parse(step.condition).holds(opening.fields))
    )


def situation(opening: Opening, seen: Seen, zone: tzinfo) -> Situation:
    """The state of every step. `zone` is the portal's: finishes are dates there."""
    template = opening.template
    skipped = skipped_steps(opening)
    states: dict[StepId, StepState] = {}
    finished_on: dict[StepId, date] = {}
    ready: list[StepId] = []
    verdicts: dict[StepId, Verdict] = {}
    unread: list[int] = []
    questions: dict[StepId, str] = {}
    lacking: dict[StepId, tuple[str, ...]] = {}
    acts = opening.state in (OpeningState.DECIDING, OpeningState.RUNNING, OpeningState.DONE)
    ended = opening.state in (OpeningState.REJECTED, OpeningState.CANCELLED)

    for step_id in template.order:
        step = template.by_id[step_id]
        sources = [flow.source for flow in template.incoming[step_id]]
        inputs_done = all(source in finished_on for source in sources)
        last_input = max((finished_on[s] for s in sources if s in finished_on), default=None)
        if step_id in skipped:
            states[step_id] = StepState.SKIPPED
            if inputs_done:
                finished_on[step_id] = last_input or opening.start_on
            continue
        task = seen.tasks.get(step_id)
        if task is not None and step.kind is not StepKind.MILESTONE:
            state = StepState.WITHDRAWN if ended and not task.is_done else StepState.OPEN
            if task.is_done or step_id in seen.taps:
                if step.kind is StepKind.APPROVAL:
                    found = _verdict(step, task, seen)
                    if isinstance(found, Verdict):
                        verdicts[step_id] = found
                        if found.outcome == "approve":
                            state = StepState.DONE
                        elif found.outcome == "reject":
                            state = StepState.REJECTED
                    elif found == "unread":
                        unread.append(task.id)
                    elif found:
                        questions[step_id] = found
                else:
                    given = values_of(seen.fields.get(step_id, {}))
                    if (
                        step.kind is StepKind.CONFIRMATION
                        and next_field(step.fields, given)
                        and task.id not in seen.answers
                    ):
                        unread.append(task.id)  # it may say itself what is asked
                    wanted = missing(step.fields, given) if step.kind is StepKind.CONFIRMATION else ()
                    if wanted:
                        lacking[step_id] = tuple(one.title for one in wanted)
                    elif task.is_done:
                        state = StepState.DONE
            states[step_id] = state
            if state is StepState.DONE:
                closed = task.closed_at or task.changed_at
                finished_on[step_id] = closed.astimezone(zone).date()
        elif step_id in seen.gone:
            states[step_id] = StepState.GONE
        elif not inputs_done:
            states[step_id] = StepState.PENDING
        elif step.kind is StepKind.MILESTONE:
            states[step_id] = StepState.DONE
            finished_on[step_id] = last_input or opening.start_on
        else:
            states[step_id] = StepState.PENDING
            if acts and step_id not in opening.on_hold:
                ready.append(step_id)
    return Situation(states, finished_on, tuple(ready), verdicts, tuple(unread), questions, lacking)


def values_of(given: Mapping[str, FieldValue]) -> dict[str, str]:
    """Values by field, without who gave them."""
    return {name: value.value for name, value in given.items()}


def _verdict(step: Step, task: PortalTask, seen: Seen) -> Verdict | str:
    """The verdict of an answered approval, "unread", or the code of a question; "" = not answered."""
    tap = seen.taps.get(step.id)
    if tap is not None:
        return Verdict(tap.outcome, tap.user_id, tap.reason, tap.source)
    if not task.is_done:
        return ""
    if task.closed_by not in seen.asked.get(step.id, frozenset()):
        return "decision.foreign"
    answer = seen.answers.get(task.id)
    if answer is None:
        return "unread"
    others = {outcome.label: outcome.id for outcome in step.outcomes if outcome.id != "approve"}
    ticked = [others[title] for title in answer.ticked if title in others]
    if len(ticked) > 1:
        return "decision.ambiguous"
    reason = answer.results[-1] if answer.results else ""
    return Verdict(ticked[0] if ticked else "approve", task.closed_by or 0, reason, "task")
