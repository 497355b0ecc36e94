"""Laws of the kernel for any process and any order of work; the oracle on networkx shares no line with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import networkx as nx
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.command import CreateProject, CreateTask
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, TaskStatus
from outlet_desktop.domain.record import Tap
from outlet_desktop.domain.template import Field, FieldType, Flow, Outcome, Role, Step, StepKind, Template
from outlet_desktop.engine.decide import Decision, decide, reset_steps
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.situation import Seen, situation

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WORKER, PROJECT = 7, 900
FLAGS = ("first", "second")
CONDITIONS: dict[str, Callable[[Mapping[str, bool]], bool]] = {
    "": lambda _: True,
    "first == true": lambda flags: flags["first"],
    "not first == true": lambda flags: not flags["first"],
    "first == true and second == true": lambda flags: flags["first"] and flags["second"],
    "first == true or second == true": lambda flags: flags["first"] or flags["second"],
}
CONTEXT = Context(
    now=NOW,
    plan=lambda _step, _finished: (date(2026, 11, 24), date(2026, 11, 25)),
    holder=lambda _role: (WORKER, None),
    moment=lambda day, at: datetime.combine(day, at, UTC),
    says=lambda code, _facts: code,
    has_bot=False,
    made={},
)


@dataclass(frozen=True)
class Process:
    """A drawn process: the template for the kernel, a graph and conditions for the oracle."""

    template: Template
    graph: nx.DiGraph
    kinds: Mapping[str, StepKind]
    wanted: Mapping[str, Callable[[Mapping[str, bool]], bool]]
    back: Mapping[str, tuple[str, ...]]  # of approvals; () = to the initiator


@st.composite
def processes(draw: st.DrawFn) -> Process:
    count = draw(st.integers(2, 14))
    ids = draw(st.permutations([f"s{number}" for number in range(count)]))  # the order says nothing
    graph = nx.DiGraph()
    graph.add_nodes_from(ids)
    for number, step_id in enumerate(ids):
        for source in draw(st.sets(st.sampled_from(ids[:number]), max_size=3)) if number else ():
            graph.add_edge(source, step_id)
    kinds = {s: draw(st.sampled_from(StepKind)) for s in ids}
    conditions = {s: draw(st.sampled_from(sorted(CONDITIONS))) for s in ids}
    back: dict[str, tuple[str, ...]] = {}
    steps = []
    for step_id in sorted(ids):
        outcomes: tuple[Outcome, ...] = ()
        if kinds[step_id] is StepKind.APPROVAL:
            before = sorted(nx.ancestors(graph, step_id))
            back[step_id] = tuple(draw(st.sets(st.sampled_from(before), max_size=3))) if before else ()
            rework = Outcome("rework", "Доработать", back[step_id] or "initiator")
            outcomes = (Outcome("approve", "Утвердить"), rework, Outcome("reject", "Отклонить"))
        is_milestone = kinds[step_id] is StepKind.MILESTONE
        role = "" if is_milestone else "r"
        step = Step(step_id, kinds[step_id], step_id, role=role, condition=conditions[step_id], outcomes=outcomes)
        steps.append(step)
    flows = tuple(Flow(source, target, 0) for source, target in sorted(graph.edges))
    fields = tuple(Field(name, name, FieldType.BOOL) for name in FLAGS)
    roles = (Role("r", "Роль"),)
    template = Template("law", "Закон", 1, "", roles, fields=fields, steps=tuple(steps), flows=flows)
    return Process(template, graph, kinds, {s: CONDITIONS[text] for s, text in conditions.items()}, back)


flag_values = st.fixed_dictionaries({name: st.booleans() for name in FLAGS})


class Work:
    """An opening on a portal that does at once what it is asked."""

    def __init__(self, process: Process, flags: Mapping[str, bool]) -> None:
        self.tasks: dict[str, PortalTask] = {}  # by key
        self.taps: dict[str, Tap] = {}  # by key
        self.opening = Opening(
            id="aaaabbbb",
            address="ул. Ленина, 10",
            template=process.template,
            state=OpeningState.DECIDING,
            start_on=date(2026, 11, 24),
            target_on=None,
            opened_on=date(2026, 11, 24),
            fields=dict(flags),
        )

    def look(self) -> Decision:
        """One decision; nothing is carried out."""
        keys = {step.id: str(self.opening.key(step.id)) for step in self.opening.template.steps}
        seen = Seen(
            {step: self.tasks[key] for step, key in keys.items() if key in self.tasks},
            taps={step: self.taps[key] for step, key in keys.items() if key in self.taps},
        )
        where = situation(self.opening, seen, UTC)
        self.states = where.states
        return decide(self.opening, seen, where, CONTEXT)

    def settle(self) -> int:
        """Carry decisions out until one asks for nothing new; how many that took."""
        for count in range(2 * len(self.opening.template.steps) + 6):
            decision = self.look()
            is_new = decision.opening != self.opening
            self.opening = decision.opening
            for effect in decision.effects:
                match effect.command:
                    case CreateTask(key=key) if key not in self.tasks:
                        fresh = PortalTask(
                            len(self.tasks) + 1, None, key, TaskStatus.PENDING, WORKER, NOW, NOW, group_id=PROJECT
                        )
                        self.tasks[key], is_new = fresh, True
                    case CreateProject() if self.opening.project_id is None:
                        self.opening, is_new = replace(self.opening, project_id=PROJECT), True
            if not is_new:
                return count
        raise AssertionError("no fixed point")

    def open_steps(self) -> set[str]:
        """Steps whose task of the current round is there and open."""
        current = {str(self.opening.key(step.id)): step.id for step in self.opening.template.steps}
        done = {key for key, task in self.tasks.items() if task.is_done} | set(self.taps)
        return {step for key, step in current.items() if key in self.tasks and key not in done}

    def finish(self, step_id: str, outcome: str = "approve") -> None:
        """A person finishes the task of that step, an approval with that outcome."""
        key = str(self.opening.key(step_id))
        if self.opening.template.by_id[step_id].kind is StepKind.APPROVAL:
            self.taps[key] = Tap(outcome, WORKER, "bot", "так надо")
        later = NOW + timedelta(minutes=len(self.tasks))
        self.tasks[key] = replace(
            self.tasks[key], status=TaskStatus.COMPLETED, closed_at=later, closed_by=WORKER, changed_at=later
        )


def finished_by_oracle(process: Process, flags: Mapping[str, bool], closed: set[str]) -> set[str]:
    """What counts as finished, given the steps that people have closed."""
    done: set[str] = set()
    for step_id in nx.topological_sort(process.graph):
        has_task = process.kinds[step_id] is not StepKind.MILESTONE and process.wanted[step_id](flags)
        if step_id in closed if has_task else done.issuperset(process.graph.predecessors(step_id)):
            done.add(step_id)
    return done


def open_by_oracle(process: Process, flags: Mapping[str, bool], closed: set[str]) -> set[str]:
    """The steps that people must be at work on, no more and no less."""
    done = finished_by_oracle(process, flags, closed)
    return {
        step_id
        for step_id in process.graph
        if process.kinds[step_id] is not StepKind.MILESTONE
        and process.wanted[step_id](flags)
        and step_id not in closed
        and done.issuperset(process.graph.predecessors(step_id))
    }


@settings(max_examples=150, deadline=None)
@given(processes(), flag_values, st.data())
def test_every_step_opens_exactly_when_its_inputs_are_finished_in_any_order_of_closing(process, flags, data):
    work, closed = Work(process, flags), set[str]()
    while True:
        work.settle()
        assert work.open_steps() == open_by_oracle(process, flags, closed)
        if not work.open_steps():
            break
        step_id = data.draw(st.sampled_from(sorted(work.open_steps())))
        work.finish(step_id)
        closed.add(step_id)
    assert finished_by_oracle(process, flags, closed) == set(process.graph)
    assert set(work.states.values()) <= {StepState.DONE, StepState.SKIPPED}
    assert len(work.tasks) == len(closed)


@settings(max_examples=100, deadline=None)
@given(processes(), flag_values, st.data())
def test_decide_reaches_a_fixed_point_and_has_nothing_more_to_say(process, flags, data):
    work = Work(process, flags)
    for _ in range(data.draw(st.integers(0, 8))):
        work.settle()
        if not work.open_steps():
            break
        work.finish(data.draw(st.sampled_from(sorted(work.open_steps()))))
    assert work.settle() <= len(process.graph) + 4
    before = (work.opening, dict(work.tasks))
    again = work.look()
    assert again == work.look()  # pure
    assert again.opening == work.opening
    keys = {effect.command.key for effect in again.effects if isinstance(effect.command, CreateTask)}
    assert keys <= set(work.tasks)
    assert (work.opening, work.tasks) == before


@settings(max_examples=150, deadline=None)
@given(processes(), flag_values, st.data())
def test_rework_resets_the_named_steps_what_lies_between_and_the_approval_and_nothing_else(process, flags, data):
    work, closed, begun = Work(process, flags), set[str](), set[str]()
    sent_back = 0
    for _ in range(60):
        work.settle()
        # What had been opened before a rework and does not lead to the approval stays as it is.
        begun |= open_by_oracle(process, flags, closed)
        assert work.open_steps() == begun - closed
        choices = sorted(work.open_steps())
        if not choices:
            break
        step_id = data.draw(st.sampled_from(choices))
        if process.kinds[step_id] is not StepKind.APPROVAL or sent_back == 3 or not data.draw(st.booleans()):
            work.finish(step_id)
            closed.add(step_id)
            continue
        sent_back += 1
        expected = {step_id}
        between = nx.ancestors(process.graph, step_id)
        for target in process.back[step_id]:
            expected |= {target} | (nx.descendants(process.graph, target) & between)
        assert reset_steps(process.template, step_id, process.back[step_id]) == expected
        rounds, made = dict(work.opening.rounds), set(work.tasks)
        work.finish(step_id, "rework")
        work.settle()
        for other in process.graph:
            assert work.opening.rounds.get(other, 1) == rounds.get(other, 1) + (other in expected)
        assert made <= set(work.tasks)  # their earlier tasks stay
        closed -= expected
        begun -= expected
        if not process.back[step_id]:
            assert step_id in work.opening.on_hold
            work.opening = replace(work.opening, on_hold={}, state=OpeningState.RUNNING)
            if work.opening.project_id is None:
                work.opening = replace(work.opening, state=OpeningState.DECIDING)
