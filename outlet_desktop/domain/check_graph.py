"""Findings about the arrows: cycles, ends, the goal, results that nobody waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from outlet_desktop.domain import edit
from outlet_desktop.domain.finding import Finding, Fix, error, warning
from outlet_desktop.domain.reach import Reach
from outlet_desktop.domain.template import StepId, StepKind, Template


def graph(template: Template) -> Iterator[Finding]:
    """Findings about steps and flows as a graph."""
    for step_id, count in Counter(step.id for step in template.steps).items():
        if count > 1:
            yield error("duplicate_step", step_id, id=step_id, count=count)
    yield from _flows(template)
    on_cycles: set[StepId] = set()
    cut: Fix | None = None
    for cycle in _cycles(template):
        on_cycles.update(cycle)
        titles = [edit.title_of(template, step_id) for step_id in (*cycle, cycle[0])]
        fix = _cut(template, cycle)
        cut = cut or fix
        yield error("cycle", cycle[0], fix=fix, steps=cycle, path=" → ".join(titles), count=len(cycle))
    behind = _behind(template, on_cycles)
    if behind:
        yield error("unreachable", behind[0], fix=cut, steps=behind, count=len(behind))
    if template.goal in on_cycles or template.goal in behind:
        yield error("goal_unreachable", template.goal, fix=cut, title=edit.title_of(template, template.goal))
    if template.steps and not any(not template.outgoing[step.id] for step in template.steps):
        yield error("no_end", fix=cut)
    starts = [step.id for step in template.steps if not template.incoming[step.id]]
    if len(starts) > 1:
        yield _several_starts(template, starts)


def _flows(template: Template) -> Iterator[Finding]:
    seen: set[tuple[StepId, StepId]] = set()
    for flow in template.flows:
        ends = (flow.source, flow.target)
        for here, other in (ends, ends[::-1]):
            if other not in template.by_id:
                known = here if here in template.by_id else ""
                yield error("flow_to_nowhere", known, id=other, fix=Fix("delete", *ends))
        if flow.lag < 0:
            title = edit.title_of(template, flow.target)
            yield error("negative_lag", flow.source, title=title, steps=ends, fix=Fix("set_lag", *ends))
        if ends in seen:
            title = edit.title_of(template, flow.target)
            yield warning("duplicate_flow", flow.source, fix=Fix("delete", *ends), steps=ends, title=title)
        seen.add(ends)


def _several_starts(template: Template, starts: list[StepId]) -> Finding:
    """More than one beginning; a step that stands beside all others is offered to the first one."""
    titles = [f"«{edit.title_of(template, step_id)}»" for step_id in starts]
    first = starts[0]
    fix = Fix("connect", first, starts[1]) if edit.can_connect(template, first, starts[1]) is None else None
    return warning("several_starts", starts[1], steps=starts, count=len(starts), titles=", ".join(titles), fix=fix)


def _cycles(template: Template) -> list[tuple[StepId, ...]]:
    """One shortest cycle for each strongly connected part of the drawing (Tarjan 1972, without recursion)."""
    number: dict[StepId, int] = {}
    low: dict[StepId, int] = {}
    stack: list[StepId] = []
    waiting: set[StepId] = set()
    found: list[tuple[StepId, ...]] = []
    for root in template.by_id:
        if root in number:
            continue
        calls = [(root, iter(template.outgoing[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        waiting.add(root)
        while calls:
            here, flows = calls[-1]
            for flow in flows:
                target = flow.target
                if target not in template.by_id:
                    continue
                if target not in number:
                    number[target] = low[target] = len(number)
                    stack.append(target)
                    waiting.add(target)
                    calls.append((target, iter(template.outgoing[target])))
                    break
                if target in waiting:
                    low[here] = min(low[here], number[target])
            else:
                calls.pop()
                if calls:
                    low[calls[-1][0]] = min(low[calls[-1][0]], low[here])
                if low[here] == number[here]:
                    part: set[StepId] = set()
                    while here not in part:
                        part.add(stack.pop())
                    waiting -= part
                    cycle = _shortest_cycle(template, part)
                    if cycle:
                        found.append(cycle)
    rank = {step_id: place for place, step_id in enumerate(template.by_id)}
    return sorted(found, key=lambda cycle: rank[cycle[0]])


def _shortest_cycle(template: Template, part: set[StepId]) -> tuple[StepId, ...]:
    """The shortest cycle through the part's first step that is on one, beginning with it."""
    if len(part) == 1:  # most parts: no search
        only = next(iter(part))
        return (only,) if any(flow.target == only for flow in template.outgoing[only]) else ()
    for start in template.by_id:
        if start not in part:
            continue
        came: dict[StepId, StepId] = {}
        reached = [start]
        for step_id in reached:
            for flow in template.outgoing[step_id]:
                if flow.target == start:
                    path = [step_id]
                    while path[-1] != start:
                        path.append(came[path[-1]])
                    return tuple(reversed(path))
                if flow.target in part and flow.target not in came:
                    came[flow.target] = step_id
                    reached.append(flow.target)
    return ()


def _cut(template: Template, cycle: tuple[StepId, ...]) -> Fix:
    """Remove the flow of the cycle that runs furthest against the direction of reading."""
    pairs = list(zip(cycle, (*cycle[1:], cycle[0]), strict=True))

    def against(pair: tuple[StepId, StepId]) -> int:
        return template.by_id[pair[0]].at[0] - template.by_id[pair[1]].at[0]

    back = max(reversed(pairs), key=against)  # of equals the one that closes the cycle
    return Fix("delete", *back)


def _behind(template: Template, on_cycles: set[StepId]) -> tuple[StepId, ...]:
    """Steps that never open, for they wait for a cycle; in template order."""
    reached = set(on_cycles)
    todo = list(on_cycles)
    while todo:
        for flow in template.outgoing[todo.pop()]:
            if flow.target in template.by_id and flow.target not in reached:
                reached.add(flow.target)
                todo.append(flow.target)
    return tuple(step_id for step_id in template.by_id if step_id in reached - on_cycles)


# ------------------------------------------------------------------------------------------------ the goal


def goal(template: Template, reach: Reach) -> Iterator[Finding]:
    """Findings about the step whose finish is the opening date."""
    if not template.steps:
        return
    if template.goal not in template.by_id:
        fix = Fix("set_goal", _likely_goal(template, reach))
        if template.goal:
            yield error("goal_unknown", id=template.goal, fix=fix)
        else:
            yield error("no_goal", fix=fix, title=edit.title_of(template, fix.step))
    elif template.by_id[template.goal].condition:
        yield error("goal_conditional", template.goal, fix=Fix("set_condition", template.goal))


def _likely_goal(template: Template, reach: Reach) -> StepId:
    """The milestone with the most steps before it, else any last step."""
    last = [step for step in template.steps if not template.outgoing[step.id]] or list(template.steps)
    milestones = [step for step in template.steps if step.kind is StepKind.MILESTONE] or last
    return max(milestones, key=lambda step: reach.count_before(step.id)).id


def leaves(template: Template, reach: Reach) -> Iterator[Finding]:
    """Results nobody waits for: a last step that is not the goal, follows no goal and is no milestone."""
    if template.goal not in template.by_id:
        return
    after = template.descendants(template.goal) | {template.goal}
    for step in template.steps:
        is_leaf = not template.outgoing[step.id] and step.kind is not StepKind.MILESTONE
        if is_leaf and step.id not in after:
            target = _who_could_wait(template, reach, step.id)
            yield warning(
                "result_unused",
                step.id,
                fix=Fix("connect", step.id, target) if target else None,
                target=edit.title_of(template, target) if target else "",
            )


def _who_could_wait(template: Template, reach: Reach, step_id: StepId) -> StepId:
    """A join that the steps before this one lead to and that leads to the goal; else the goal."""
    near = dict.fromkeys(
        other.target
        for flow in template.incoming[step_id]
        if flow.source in template.by_id
        for other in template.outgoing[flow.source]
    )
    for target in near:
        is_join = len(template.incoming.get(target, ())) > 1
        to_goal = target == template.goal or reach.leads(target, template.goal)
        # It has no arrow out yet, so only a way from the join to it could close a cycle.
        if is_join and to_goal and target != step_id and not reach.leads(target, step_id):
            return target
    return template.goal if not reach.leads(template.goal, step_id) else ""
