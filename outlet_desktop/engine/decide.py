"""Decide what an opening needs next.

The engine's only judgement, with no clock, network or database: the same opening seen the same way gives the
same answer. Carry it out, look again, and nothing is left to do: a fixed point. So the repair after a crash
at any line is to run once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from outlet_desktop.domain.command import (
    ArchiveProject,
    CreateProject,
    CreateTask,
)
from outlet_desktop.domain.opening import (
    Opening,
    OpeningState,
    StepState,
    UserId,
)
from outlet_desktop.domain.record import Facts, Happening
from outlet_desktop.domain.template import Outcome, Step, StepId, StepKind, Template
from outlet_desktop.engine.concerns import dispute, held, left_holder, renewal
from outlet_desktop.engine.confirmations import confirmation_effects
from outlet_desktop.engine.effects import (
    Context,
    Effect,
    answered_effects,
    around_task,
    ending_effects,
    project_effect,
    task_effect,
)
from outlet_desktop.engine.situation import Seen, Situation, Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """What to change and what to ask of the portal.

    Attributes:
        opening: With new rounds, state or holds. `effects`: in order; those the journal knows are skipped there.
        problem: (code, facts) a person has to solve, most severe first; None = all is well.
    """

    opening: Opening
    effects: tuple[Effect, ...] = ()
    happenings: tuple[Happening, ...] = ()
    problem: tuple[str, Facts] | None = None


def decide(opening: Opening, seen: Seen, now: Situation, context: Context) -> Decision:
    """Return what moves `opening` forward; see the module docstring."""
    if opening.state in (OpeningState.REJECTED, OpeningState.CANCELLED):
        return Decision(opening, ending_effects(opening, seen, context))
    if opening.state is OpeningState.PAUSED:
        return Decision(opening)  # what people do meanwhile is seen, and has its effect on resuming
    turned = _turn(opening, now)
    if turned is not None:
        changed, happenings = turned
        # Answer the person who decided, under the keys of the round that has just ended.
        effects = tuple(
            effect for step_id in now.verdicts for effect in answered_effects(opening, seen, now, context, step_id)
        )
        return Decision(changed, effects, happenings)
    return _advance(opening, seen, now, context)


def reset_steps(template: Template, approval: StepId, targets: tuple[StepId, ...]) -> frozenset[StepId]:
    """Steps that start a new round: the targets, their descendants that lead to the approval, itself (design §1)."""
    before = template.ancestors(approval)
    found = {approval}
    for target in targets:
        found |= {target} | (template.descendants(target) & before)
    return frozenset(found)


def _turn(opening: Opening, now: Situation) -> tuple[Opening, tuple[Happening, ...]] | None:
    """The opening after a rework or a rejection, or None when no approval says so."""
    for step_id in opening.template.order:
        verdict = now.verdicts.get(step_id)
        if verdict is None or verdict.outcome == "approve":
            continue
        step = opening.template.by_id[step_id]
        decided = _decided(opening, step, verdict)
        if verdict.outcome == "reject":
            ended = replace(opening, state=OpeningState.REJECTED, reason=verdict.reason)
            end = Happening("opening_rejected", step_id, code="event.opening_rejected", facts=decided.facts)
            return ended, (decided, end)
        outcome = step.outcome("rework") or Outcome("rework", "", "initiator")
        to_initiator = outcome.back_to == "initiator" or not outcome.back_to
        targets = () if to_initiator else tuple(outcome.back_to)
        reset = reset_steps(opening.template, step_id, targets)
        rounds = dict(opening.rounds)
        for reset_id in reset:
            rounds[reset_id] = rounds.get(reset_id, 1) + 1
        changed = replace(opening, rounds=rounds)
        if to_initiator:
            state = OpeningState.DRAFT if opening.project_id is None else opening.state
            changed = replace(
                changed,
                state=state,
                on_hold={**opening.on_hold, step_id: verdict.reason},
                reason=verdict.reason,
            )
        happenings = [decided]
        for reset_id in opening.template.order:
            if reset_id in reset:
                happenings.append(
                    Happening(
                        "step_reset",
                        reset_id,
                        rounds[reset_id],
                        code="event.step_reset",
                        facts={"step": opening.template.by_id[reset_id].title, "round": rounds[reset_id]},
                    )
                )
        return changed, tuple(happenings)
    return None


def _decided(opening: Opening, step: Step, verdict: Verdict) -> Happening:
    outcome = step.outcome(verdict.outcome)
    return Happening(
        "decided",
        step.id,
        opening.rounds.get(step.id, 1),
        verdict.user_id,
        code="event.decided_why" if verdict.reason else "event.decided",
        facts={
            "step": step.title,
            "outcome": outcome.label if outcome else verdict.outcome,
            "reason": verdict.reason,
            "user_id": verdict.user_id,
            "source": verdict.source,
        },
    )


def _advance(opening: Opening, seen: Seen, now: Situation, context: Context) -> Decision:
    template = opening.template
    effects: list[Effect] = []
    problem: tuple[str, Facts] | None = None
    # (Tasks without a known project: a restored journal, which looks for it first.)
    needs_project = opening.project_id is None and any(
        template.by_id[step_id].kind is not StepKind.APPROVAL for step_id in (*now.ready, *seen.tasks)
    )
    if needs_project:
        effects.append(project_effect(opening, context))
    for step_id in now.ready:
        step = template.by_id[step_id]
        if step.kind is not StepKind.APPROVAL and opening.project_id is None:
            continue  # the project comes first, its tasks in the next look
        user_id, _deputy = context.holder(step.role)
        if user_id is None:
            role = template.role(step.role)
            title = role.title if role else step.role
            problem = problem or ("role.nobody", {"role": title, "step": step.title})
            continue
        effects.append(task_effect(opening, step, user_id, now, context))
    for step_id in template.order:
        effects += around_task(opening, seen, now, context, step_id)
        if step_id in now.verdicts:
            effects += answered_effects(opening, seen, now, context, step_id)
        effects += confirmation_effects(opening, seen, now, context, step_id)
    for step_id, code in now.questions.items():
        problem = problem or (code, {"step": template.by_id[step_id].title})
    for step_id, titles in now.lacking.items():
        if seen.tasks[step_id].is_done:
            lack = {"step": template.by_id[step_id].title, "fields": "; ".join(titles)}
            problem = problem or ("confirmation.no_data", lack)
    for step_id, state in now.states.items():
        if state is StepState.GONE:
            problem = problem or ("step.gone", {"step": template.by_id[step_id].title})
    problem = problem or left_holder(opening, seen, now, context) or dispute(opening, seen)
    problem = problem or renewal(opening, seen, now) or held(opening, now)
    changed, happenings = _state_of(opening, now)
    if now.is_finished and opening.project_id is not None:
        effects.append(Effect(f"archive:{opening.id}", ArchiveProject(opening.project_id)))
    creates = any(isinstance(effect.command, CreateTask | CreateProject) for effect in effects)
    is_done = changed.state is OpeningState.DONE  # (it would be told as done again at every look)
    if problem and not creates and not is_done and not _moves(now, seen, context):
        changed = replace(changed, state=OpeningState.STOPPED)
    return Decision(changed, tuple(effects), happenings, problem)


def _moves(now: Situation, seen: Seen, context: Context) -> bool:
    """Whether anybody is at work on it: an open step of somebody employed, without a question to the coordinator."""
    return any(
        state is StepState.OPEN
        and step not in now.questions
        and (step not in seen.tasks or seen.tasks[step].responsible_id not in context.left)
        for step, state in now.states.items()
    )


def _state_of(opening: Opening, now: Situation) -> tuple[Opening, tuple[Happening, ...]]:
    """The opening's own state: running once it has a project, done once the goal is reached."""
    state = opening.state
    if state is OpeningState.STOPPED:
        state = OpeningState.DECIDING if opening.project_id is None else OpeningState.RUNNING
    if state is OpeningState.DECIDING and opening.project_id is not None:
        state = OpeningState.RUNNING
    goal = opening.template.goal
    reached = goal in now.finished_on if goal else now.is_finished
    happenings: list[Happening] = []
    if reached and state is not OpeningState.DONE:
        state = OpeningState.DONE
        happenings.append(
            Happening("opening_done", goal, code="event.opening_done", facts={"address": opening.address})
        )
    elif state is OpeningState.DONE and not reached:
        state = OpeningState.RUNNING  # the goal's task was renewed on the portal
    return (opening if state is opening.state else replace(opening, state=state)), tuple(happenings)


def transitions(
    opening: Opening, before: Mapping[StepId, StepState], now: Situation, seen: Seen
) -> tuple[Happening, ...]:
    """Lines of history for every step whose state differs from the one last known."""
    found: list[Happening] = []
    for step_id in opening.template.order:
        was, state = before.get(step_id, StepState.PENDING), now.states[step_id]
        if was is state:
            continue
        step = opening.template.by_id[step_id]
        round_ = opening.rounds.get(step_id, 1)
        task = seen.tasks.get(step_id)
        who = task.responsible_id if task else None
        number = task.id if task else None
        facts: dict[str, object] = {"step": step.title, "user_id": who}

        def add(event: str, code: str, user_id: UserId | None = who) -> None:
            found.append(Happening(event, step_id, round_, user_id, number, code, facts))  # noqa: B023

        match state:
            case StepState.OPEN if was is StepState.DONE:
                add("hand_edit", "event.renewed")
            case StepState.OPEN:
                add("step_opened", "event.step_opened")
                if step.kind is StepKind.APPROVAL:
                    add("question", "event.question")
            case StepState.DONE:
                verdict = now.verdicts.get(step_id)
                if verdict is not None:
                    found.append(_decided(opening, step, verdict))
                tap = seen.taps.get(step_id)  # (the program closes what was confirmed by a tap)
                closer = tap.user_id if tap else (task.closed_by or who) if task else None
                add("step_done", "event.step_done", closer)
            case StepState.SKIPPED:
                add("step_skipped", "event.step_skipped")
            case StepState.GONE:
                add("hand_edit", "event.task_deleted")
    return tuple(found)
