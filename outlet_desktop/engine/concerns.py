"""Concerns of the coordinator that do not stop the steps: who has left, which twin counts, what was renewed. Pure."""

from __future__ import annotations

from outlet_desktop.domain.opening import Opening, StepState, UserId
from outlet_desktop.domain.record import Facts
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.situation import Seen, Situation

Concern = tuple[str, Facts]


def left_holder(opening: Opening, seen: Seen, now: Situation, context: Context) -> Concern | None:
    """Open tasks of somebody who does not work here any more: role, person and how many."""
    found: dict[UserId, list[StepId]] = {}
    for step_id in opening.template.order:
        task = seen.tasks.get(step_id)
        if task and now.states[step_id] is StepState.OPEN and not task.is_done and task.responsible_id in context.left:
            found.setdefault(task.responsible_id, []).append(step_id)
    for user_id, steps in found.items():
        roles = dict.fromkeys(opening.template.by_id[step_id].role for step_id in steps)
        titles = [role.title if (role := opening.template.role(role_id)) else role_id for role_id in roles]
        facts = {"role": ", ".join(titles), "person": context.left[user_id], "tasks": len(steps), "left_id": user_id}
        return "people.left", facts
    return None


def dispute(opening: Opening, seen: Seen) -> Concern | None:
    """Two tasks of one step, both with work: which one counts?"""
    for step_id in opening.template.order:
        if step_id in seen.disputes:
            first, second = seen.disputes[step_id]
            title = opening.template.by_id[step_id].title
            return "step.twins", {"step": title, "step_id": step_id, "first": first, "second": second}
    return None


def renewal(opening: Opening, seen: Seen, now: Situation) -> Concern | None:
    """A step at work again though what follows it has been opened already: nothing is undone, people look."""
    template = opening.template
    for step_id in template.order:
        if now.states[step_id] is not StepState.OPEN or step_id not in seen.tasks:
            continue
        begun = [template.by_id[other].title for other in _tasks_after(opening, seen, step_id)]
        if begun:
            return "step.renewed_after", {"step": template.by_id[step_id].title, "next": "», «".join(begun)}
    return None


def held(opening: Opening, now: Situation) -> Concern | None:
    """A step that a person has put back waits until a person lets it go: nobody shall forget it."""
    for step_id, reason in opening.on_hold.items():
        step = opening.template.by_id.get(step_id)
        if step is not None and step.kind is not StepKind.APPROVAL and now.states[step_id] is StepState.PENDING:
            return "step.held", {"step": step.title, "reason": reason}
    return None


def _tasks_after(opening: Opening, seen: Seen, step_id: StepId) -> list[StepId]:
    """Steps with a task that follow directly, seen through milestones and skipped steps, which have none."""
    found: list[StepId] = []
    todo, visited = [flow.target for flow in opening.template.outgoing[step_id]], set[StepId]()
    while todo:
        target = todo.pop(0)
        if target in visited:
            continue
        visited.add(target)
        if target in seen.tasks:
            found.append(target)
        elif target not in seen.gone:
            todo += [flow.target for flow in opening.template.outgoing[target]]
    return found
