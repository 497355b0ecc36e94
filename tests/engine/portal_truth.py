"""What should be on the portal, from its own record and what people did; shares no line with the engine's judgement."""

from __future__ import annotations

import random

from faulty_portal import FaultyPortal

from outlet_desktop.domain.opening import Opening, PortalTask, TaskKey
from outlet_desktop.domain.template import Field, FieldType, Flow, Outcome, Role, Step, StepKind, Template

LABELS = {"rework": "Доработать", "reject": "Отклонить"}


def make_template(rng: random.Random) -> tuple[Template, frozenset[str]]:
    """A small process with joins, decisions and a branch; the second value is what `has_branch = false` leaves out."""
    count = rng.randint(8, 12)
    ids = [f"s{number}" for number in range(count)]
    flows: list[Flow] = []
    steps: list[Step] = []
    branch = frozenset(rng.sample(ids[1:-1], rng.randint(1, 3)))
    before: dict[str, set[str]] = {}
    for number, step_id in enumerate(ids):
        sources = rng.sample(ids[max(0, number - 4) : number], min(number, rng.choice((1, 1, 2, 3)))) if number else []
        if number == count - 1:
            sources = [s for s in ids[:-1] if not any(flow.source == s for flow in flows)]
        flows += [Flow(source, step_id, rng.choice((0, 0, 0, 1))) for source in sources]
        before[step_id] = set(sources).union(*(before[s] for s in sources))
        kind = StepKind(rng.choice(["task"] * 4 + ["approval"] * 3 + ["confirmation"] * 2 + ["milestone"]))
        if number in (0, count - 1):
            kind = StepKind(rng.choice(("task", "approval")) if not number else rng.choice(("task", "milestone")))
        outcomes: tuple[Outcome, ...] = ()
        if kind is StepKind.APPROVAL:
            earlier = sorted(s.id for s in steps if s.id in before[step_id] and s.kind is not StepKind.MILESTONE)
            back = tuple(rng.sample(earlier, min(len(earlier), rng.randint(1, 2)))) if rng.random() < 0.7 else ()
            rework = Outcome("rework", LABELS["rework"], back or "initiator")
            outcomes = (Outcome("approve", "Утвердить"), rework, Outcome("reject", LABELS["reject"]))
        steps.append(
            Step(
                step_id,
                kind,
                f"Шаг {number}",
                role=rng.choice("abcd") if kind is not StepKind.MILESTONE else "",
                condition="has_branch == true" if step_id in branch else "",
                checklist=tuple(f"Пункт {line}" for line in range(rng.choice((0, 0, 1, 2)))),
                outcomes=outcomes,
            )
        )
    roles = tuple(Role(name, f"Роль {name}") for name in "abcd")
    fields = (Field("has_branch", "Ветка нужна", FieldType.BOOL),)
    template = Template("sim", "Проба", 1, ids[-1], roles, fields=fields, steps=tuple(steps), flows=tuple(flows))
    return template, branch


class Truth:
    """Where one opening stands, from the portal's record and what people did; knows nothing of the engine."""

    def __init__(self, opening: Opening, left_out: frozenset[str], portal: FaultyPortal) -> None:
        self.id, self.template, self.portal = opening.id, opening.template, portal
        self.left_out = set(left_out)
        self.rounds = {step.id: 1 for step in opening.template.steps}
        self.steps = {step.id: step for step in opening.template.steps}
        self.inputs = {s: [f.source for f in opening.template.flows if f.target == s] for s in self.steps}
        self.held: set[str] = set()
        self.taps: dict[tuple[str, int], str] = {}
        self.is_over = False
        self.reworks = 0
        self.ready: set[str] = set()  # steps whose task may be there now
        self.until: dict[str, float] = {}  # of steps and of keys: when that last held

    def key(self, step: str) -> TaskKey:
        return TaskKey(self.id, step, self.rounds[step])

    def is_current(self, task: PortalTask) -> bool:
        return task.key is not None and task.key.opening == self.id and task.key.round == self.rounds[task.key.step]

    def current(self, at: float | None = None) -> dict[str, list[PortalTask]]:
        """Tasks of the current rounds by step, deleted ones too: as they are, or as they were at that moment."""
        found: dict[str, list[PortalTask]] = {step: [] for step in self.steps}
        for task in self.portal.tasks_by_id.values() if at is None else self.portal.as_of(at):
            if self.is_current(task):
                found[task.key.step].append(task)  # type: ignore[union-attr]
        return found

    def verdict(self, task: PortalTask) -> str:
        """What a task's closing says; "" = nothing (open, or closed by somebody who may not)."""
        assert task.key is not None
        tap = self.taps.get((task.key.step, task.key.round))
        if tap or not task.is_done or task.closed_by != task.responsible_id:
            return tap or ""
        ticked = [title for _, title, done in self.portal.items.get(task.id, []) if done]
        return next((outcome for outcome, label in LABELS.items() if label in ticked), "approve")

    def finished(self, as_done: frozenset[int] = frozenset(), at: float | None = None) -> set[str]:
        """Steps that count as finished. A finished task that was deleted counts until the coordinator is asked.

        `as_done`: tasks taken for finished. `at`: by the tasks of that moment and what people have said by now.
        """
        tasks, done = self.current(at), set[str]()
        for step_id, step in self.steps.items():  # made in an order in which inputs come first
            if step_id in self.left_out or step.kind is StepKind.MILESTONE:
                is_done = done.issuperset(self.inputs[step_id])
            elif step.kind is StepKind.APPROVAL:
                is_done = any(self.verdict(task) == "approve" for task in tasks[step_id])
            else:
                is_done = any(task.is_done for task in tasks[step_id])
            if is_done or any(task.id in as_done for task in tasks[step_id]):
                done.add(step_id)
        return done

    def mark(self, now: float) -> None:
        """Something changed: note until when each step might have a task, and each key was the current one."""
        self.until |= dict.fromkeys(self.ready, now) | {str(self.key(step_id)): now for step_id in self.steps}
        done = self.finished()
        self.ready = {
            step_id
            for step_id, step in self.steps.items()
            if step.kind is not StepKind.MILESTONE
            and step_id not in self.left_out | self.held
            and done.issuperset(self.inputs[step_id])
            and not self.is_over
        }

    def allows(self, key: TaskKey, basis: float) -> bool:
        """Whether a task of that key was right at some moment since `basis`."""
        is_ready = key.step in self.ready or self.until.get(key.step, 0.0) >= basis
        return is_ready and (key == self.key(key.step) or self.until.get(str(key), 0.0) >= basis)

    def hides(self, key: TaskKey, basis: float) -> bool:
        """Whether that key is early only by what no list could show.

        So it is where the step would be ready, had every task whose key a person has emptied stayed as a list last
        showed it: what became of it later was in no list asked for by keys, and its loss was not known by `basis`.
        """
        hidden = self.portal.hidden(basis)
        is_ready = self.finished(hidden).issuperset(self.inputs[key.step])
        return bool(hidden) and is_ready and self._is_wanted(key)

    def crosses(self, key: TaskKey, basis: float) -> bool:
        """Whether that key is early only because a renewal crossed an answer given to the program.

        So it is where the step would be ready by what people have told the program up to now and the portal's tasks as
        they were at one moment since `basis`: an answer holds at once, a renewal when a list shows it.
        """
        moments = (at for at in self.portal.moments(basis) if self.finished(at=at).issuperset(self.inputs[key.step]))
        return self._is_wanted(key) and next(moments, None) is not None

    def _is_wanted(self, key: TaskKey) -> bool:
        return key.step not in self.left_out | self.held and key == self.key(key.step) and not self.is_over

    def turn(self, step_id: str, outcome: str) -> None:
        """A decision has been made."""
        self.until |= {str(self.key(step)): self.portal.clock_s for step in self.steps}
        if outcome == "reject":
            self.is_over = True
        if outcome == "rework":
            back = self.steps[step_id].outcomes[1].back_to
            targets = set[str]() if back == "initiator" else set(back)
            for other in {step_id} | {s for s in self._before(step_id) if s in targets or targets & self._before(s)}:
                self.rounds[other] += 1
            self.reworks += 1
            if back == "initiator":
                self.held.add(step_id)

    def _before(self, step_id: str) -> set[str]:
        found = set(self.inputs[step_id])
        return found.union(*(self._before(source) for source in found))
