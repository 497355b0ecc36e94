"""The process template: a drawing of steps joined by flows (design: a DAG, every join is an AND-join).

All values are frozen. A template is changed by `domain.edit`, checked by `domain.check`, read and
written by `domain.file_format`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Literal

StepId = str
RoleId = str
StageId = str


class StepKind(StrEnum):
    """What finishing a step means. There is no fifth kind."""

    TASK = "task"  # somebody does it on the portal
    APPROVAL = "approval"  # somebody decides between its outcomes
    CONFIRMATION = "confirmation"  # somebody confirms a fact, e.g. an invoice is paid
    MILESTONE = "milestone"  # reached when its inputs are finished; no portal task


class FieldType(StrEnum):
    """Types of launch fields and of the facts a confirmation asks for."""

    TEXT = "text"
    INT = "int"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    BOOL = "bool"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Duration in whole working days: optimistic <= likely <= pessimistic."""

    optimistic: int = 1
    likely: int = 1
    pessimistic: int = 1


@dataclass(frozen=True, slots=True)
class Role:
    """A part somebody plays; never holds a person inside the drawing."""

    id: RoleId
    title: str
    code: str = ""  # two letters on a card
    description: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A column band of the drawing and a summary row of the Gantt."""

    id: StageId
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """A question: of the launch form, or of a confirmation."""

    id: str
    title: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step may be late. `detected` "auto" is seen by the engine, "ask" is asked of the holder."""

    id: str
    title: str
    clock: Literal["internal", "external"] = "internal"
    detected: Literal["auto", "ask"] = "ask"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer of an approval.

    Attributes:
        id: "approve", "rework" or "reject".
        label: The word on the button.
        back_to: For rework: ids of earlier steps, or "initiator" (the launch form reopens).
    """

    id: Literal["approve", "rework", "reject"]
    label: str
    back_to: tuple[StepId, ...] | Literal["initiator"] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """Remind the holder `before_days` before the deadline, then every `repeat_days`; working days."""

    before_days: int = 1
    repeat_days: int = 1


@dataclass(frozen=True, slots=True)
class Escalation:
    """Tell `to` ("initiator" or a role id) when a step is `after_days` working days overdue."""

    after_days: int = 2
    to: str = "initiator"


@dataclass(frozen=True, slots=True)
class Step:
    """One box of the drawing. Every kind but MILESTONE becomes one portal task.

    Attributes:
        id: `[A-Za-z0-9]{1,24}`, unique within its template; survives renames and moves.
        kind: What finishing means; any step waits for all flows into it.
        role: Who does it; a person takes the role when an opening is launched. "" = not set.
        duration: Estimate in whole working days; a milestone has (0, 0, 0).
        condition: Expression on launch fields; false = the step is skipped. "" = always.
        at: Left top corner of the card in scene units (1 unit is 1 px at 100 % zoom).
    """

    id: StepId
    kind: StepKind = StepKind.TASK
    title: str = ""
    description: str = ""
    stage: StageId = ""
    role: RoleId = ""
    duration: Estimate = Estimate()
    condition: str = ""
    checklist: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    reasons: tuple[str, ...] = ()
    remind: Reminder | None = None
    escalate: Escalation | None = None
    result_required: bool = False
    outcomes: tuple[Outcome, ...] = ()
    at: tuple[int, int] = (0, 0)

    def outcome(self, outcome_id: str) -> Outcome | None:
        """The outcome of that id, if this approval offers it."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow: `target` may start `lag` (>= 0) working days after `source` has finished."""

    source: StepId
    target: StepId
    lag: int = 0


@dataclass(frozen=True)
class Template:
    """A process: steps, flows and the vocabulary they use. Frozen; derived indexes are cached.

    Attributes:
        revision: Number of the published revision; 0 = a draft never published.
        goal: The step whose finish is the opening date.
        fields: Questions of the launch form.
    """

    id: str
    name: str
    revision: int = 0
    goal: StepId = ""
    roles: tuple[Role, ...] = ()
    stages: tuple[Stage, ...] = ()
    fields: tuple[Field, ...] = ()
    reasons: tuple[Reason, ...] = ()
    steps: tuple[Step, ...] = ()
    flows: tuple[Flow, ...] = ()
    # Keys of a file that this version does not know are kept and written back (same format version).
    extra: Mapping[str, object] = field(default_factory=dict, compare=False)

    @cached_property
    def by_id(self) -> Mapping[StepId, Step]:
        """Steps by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def incoming(self) -> Mapping[StepId, tuple[Flow, ...]]:
        """Flows into each step."""
        found: dict[StepId, list[Flow]] = {step.id: [] for step in self.steps}
        for flow in self.flows:
            if flow.target in found:
                found[flow.target].append(flow)
        return {step: tuple(flows) for step, flows in found.items()}

    @cached_property
    def outgoing(self) -> Mapping[StepId, tuple[Flow, ...]]:
        """Flows out of each step."""
        found: dict[StepId, list[Flow]] = {step.id: [] for step in self.steps}
        for flow in self.flows:
            if flow.source in found:
                found[flow.source].append(flow)
        return {step: tuple(flows) for step, flows in found.items()}

    @cached_property
    def order(self) -> tuple[StepId, ...]:
        """Step ids so that every step follows its inputs, stable in the order of `steps`.

        Steps on a cycle, which `domain.check` reports, come last in the order of `steps`.
        """
        waits = {
            step.id: len({flow.source for flow in self.incoming[step.id] if flow.source in self.by_id})
            for step in self.steps
        }
        rank = {step.id: number for number, step in enumerate(self.steps)}
        ready = [step.id for step in self.steps if waits[step.id] == 0]
        placed: list[StepId] = []
        done: set[StepId] = set()
        while ready:
            step_id = ready.pop(0)
            placed.append(step_id)
            done.add(step_id)
            opened = []
            for target in dict.fromkeys(flow.target for flow in self.outgoing[step_id]):
                if target in waits:
                    waits[target] -= 1
                    if waits[target] == 0:
                        opened.append(target)
            if opened:
                ready = sorted(ready + opened, key=rank.__getitem__)
        placed += [step.id for step in self.steps if step.id not in done]
        return tuple(placed)

    def role(self, role_id: RoleId) -> Role | None:
        """The role of that id."""
        return next((role for role in self.roles if role.id == role_id), None)

    def ancestors(self, step_id: StepId) -> frozenset[StepId]:
        """Every step from which `step_id` can be reached (itself left out)."""
        return _reach(step_id, self.incoming, lambda flow: flow.source)

    def descendants(self, step_id: StepId) -> frozenset[StepId]:
        """Every step that can be reached from `step_id` (itself left out)."""
        return _reach(step_id, self.outgoing, lambda flow: flow.target)

    def extended(self, steps: tuple[Step, ...] = (), flows: tuple[Flow, ...] = ()) -> Template:
        """With these steps and flows behind the others. The indexes in hand are carried over, not made anew."""
        known = self.__dict__  # the fields, and what `cached_property` has computed
        made = object.__new__(Template)  # `replace` would take a quarter of the time of an edit
        made.__dict__.update({name: known[name] for name in _FIELDS})
        made.__dict__.update(steps=self.steps + steps, flows=self.flows + flows)
        if (by_id := known.get("by_id")) is not None:
            made.__dict__["by_id"] = by_id | {step.id: step for step in steps} if steps else by_id
        for index, end in (("incoming", "target"), ("outgoing", "source")):
            if (found := known.get(index)) is not None:
                grown = found | {step.id: () for step in steps}
                for flow in flows:
                    if (at := getattr(flow, end)) in grown:
                        grown[at] = (*grown[at], flow)
                made.__dict__[index] = grown
        return made

    def release(self) -> None:
        """Let go of the indexes, most of what a large template takes: they are made anew when asked for.

        For a state that is kept only to be gone back to. Whoever reads it at the moment, on any thread, is not hurt.
        """
        for index in ("by_id", "incoming", "outgoing", "order"):
            self.__dict__.pop(index, None)

    def with_steps(self, *steps: Step) -> Template:
        """The template with these steps in place of those of the same id."""
        changed = {step.id: step for step in steps}
        return replace(self, steps=tuple(changed.get(step.id, step) for step in self.steps))


_FIELDS = tuple(Template.__dataclass_fields__)


def _reach(start: StepId, flows: Mapping[StepId, tuple[Flow, ...]], end: object) -> frozenset[StepId]:
    assert callable(end)
    seen: set[StepId] = set()
    todo = [start]
    while todo:
        for flow in flows.get(todo.pop(), ()):
            other = end(flow)
            if other not in seen and other != start:
                seen.add(other)
                todo.append(other)
    return frozenset(seen)
