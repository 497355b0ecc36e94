"""What differs between two revisions of one process. Pure.

Steps, roles, stages, questions and reasons are the same thing when they have the same id, whatever else has
changed; arrows when they join the same two steps. The order in which a template lists its steps and arrows
means nothing and is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeVar

from outlet_desktop.domain.cards import free_place
from outlet_desktop.domain.template import Field, Flow, Reason, Role, Stage, Step, StepId, Template

Mark = Literal["added", "removed", "changed", "moved"]
PartKind = Literal["role", "stage", "field", "reason"]
Part = Role | Stage | Field | Reason
P = TypeVar("P", bound=Role | Stage)


@dataclass(frozen=True, slots=True)
class Change:
    """One property that has another value; `name` is the attribute's name in `domain.template`."""

    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that both revisions have.

    Attributes:
        changes: In the order of the attributes of `Step`, `at` last; never empty.
    """

    old: Step
    new: Step
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FlowChange:
    """An arrow that came (`old` None), went (`new` None) or has another lag."""

    old: Flow | None
    new: Flow | None

    @property
    def pair(self) -> tuple[StepId, StepId]:
        """(source, target)."""
        flow = self.new or self.old
        assert flow is not None
        return flow.source, flow.target


@dataclass(frozen=True, slots=True)
class PartChange:
    """A role, stage, question of the launch form or reason that came (`old` None), went (`new` None) or changed."""

    kind: PartKind
    old: Part | None
    new: Part | None
    changes: tuple[Change, ...] = ()

    @property
    def mark(self) -> Mark:
        """ "added", "removed" or "changed"."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a person sees between an older and a newer revision.

    Every step of either revision is in exactly one of `added`, `removed`, `changed` and `moved`, or the same in both.

    Attributes:
        process: Of the template itself: "name", "goal", and "role_order", "stage_order", "field_order",
            "reason_order" (tuples of ids) where what both have stands in another order.
        changed: Steps with any property but the place changed (they may stand elsewhere too).
        moved: Steps that only stand elsewhere.
    """

    process: tuple[Change, ...] = ()
    added: tuple[Step, ...] = ()
    removed: tuple[Step, ...] = ()
    changed: tuple[StepChange, ...] = ()
    moved: tuple[StepChange, ...] = ()
    flows: tuple[FlowChange, ...] = ()
    parts: tuple[PartChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        return self == Difference()

    def owners(self, change: FlowChange) -> tuple[StepId, ...]:
        """The steps with which a changed arrow is told.

        Those of its ends that came or went; else those that changed; else the step that waits by it.
        """
        came = {step.id for step in (*self.added, *self.removed)}
        changed = {one.new.id for one in self.changed}
        for chosen in (came, changed):
            found = tuple(dict.fromkeys(end for end in change.pair if end in chosen))
            if found:
                return found
        return change.pair[1:]

    def flows_of_steps(self) -> Mapping[StepId, tuple[FlowChange, ...]]:
        """The changed arrows of each step that is told with some."""
        found: dict[StepId, tuple[FlowChange, ...]] = {}
        for change in self.flows:
            for step_id in self.owners(change):
                found[step_id] = (*found.get(step_id, ()), change)
        return found

    def marks(self) -> Mapping[StepId, Mark]:
        """How each step stands out; one that is told with a changed arrow has changed."""
        found: dict[StepId, Mark] = {one.new.id: "moved" for one in self.moved}
        found |= {one.new.id: "changed" for one in self.changed}
        found |= dict.fromkeys(self.flows_of_steps(), "changed")
        found |= {step.id: "added" for step in self.added}
        found |= {step.id: "removed" for step in self.removed}
        return found


def difference(old: Template, new: Template) -> Difference:
    """What has to change in `old` to make it `new`; ids and revision numbers of the templates are not compared."""
    both = [StepChange(was, step, _changes(was, step)) for step in new.steps if (was := old.by_id.get(step.id))]
    told = [one for one in both if one.changes]
    return Difference(
        process=_process(old, new),
        added=tuple(step for step in new.steps if step.id not in old.by_id),
        removed=tuple(step for step in old.steps if step.id not in new.by_id),
        changed=tuple(one for one in told if not _is_move(one)),
        moved=tuple(one for one in told if _is_move(one)),
        flows=_flows(old.flows, new.flows),
        parts=(
            *_parts("stage", old.stages, new.stages),
            *_parts("role", old.roles, new.roles),
            *_parts("field", old.fields, new.fields),
            *_parts("reason", old.reasons, new.reasons),
        ),
    )


def merged(old: Template, new: Template) -> Template:
    """One drawing of both: `new` as it is, and the steps and arrows of `old` that are gone.

    A card that is gone stands where it stood, or below where that place has been taken.
    """
    made = replace(
        new,
        roles=_union(new.roles, old.roles),
        stages=_union(new.stages, old.stages),
        steps=new.steps,
        flows=new.flows,
    )
    for step in old.steps:
        if step.id not in new.by_id:
            made = replace(made, steps=(*made.steps, replace(step, at=free_place(made, step.at))))
    here = {(flow.source, flow.target) for flow in new.flows}
    gone = tuple(
        flow
        for flow in old.flows
        if (flow.source, flow.target) not in here and flow.source in made.by_id and flow.target in made.by_id
    )
    return replace(made, flows=(*made.flows, *gone))


def _union(first: Sequence[P], second: Sequence[P]) -> tuple[P, ...]:
    known = {part.id for part in first}
    return (*first, *(part for part in second if part.id not in known))


def _is_move(change: StepChange) -> bool:
    return [one.name for one in change.changes] == ["at"]


def _changes(old: Step | Part, new: Step | Part) -> tuple[Change, ...]:
    return tuple(
        Change(one.name, getattr(old, one.name), getattr(new, one.name))
        for one in fields(new)
        if getattr(old, one.name) != getattr(new, one.name)
    )


def _process(old: Template, new: Template) -> tuple[Change, ...]:
    found = [Change("name", old.name, new.name), Change("goal", old.goal, new.goal)]
    lists: tuple[tuple[str, Sequence[Part], Sequence[Part]], ...] = (
        ("stage_order", old.stages, new.stages),
        ("role_order", old.roles, new.roles),
        ("field_order", old.fields, new.fields),
        ("reason_order", old.reasons, new.reasons),
    )
    for name, before, after in lists:
        common = {part.id for part in before} & {part.id for part in after}
        found.append(Change(name, _order(before, common), _order(after, common)))
    return tuple(change for change in found if change.old != change.new)


def _order(parts: Iterable[Part], among: set[str]) -> tuple[str, ...]:
    return tuple(part.id for part in parts if part.id in among)


def _flows(old: Sequence[Flow], new: Sequence[Flow]) -> tuple[FlowChange, ...]:
    """Arrows of the same ends are paired off; parallel ones are kept apart by their lags."""
    gone, came = Counter(old) - Counter(new), Counter(new) - Counter(old)
    left: dict[tuple[StepId, StepId], list[Flow]] = {}
    for flow in gone.elements():
        left.setdefault((flow.source, flow.target), []).append(flow)
    found: list[FlowChange] = []
    for flow in came.elements():
        was = left.get((flow.source, flow.target))
        found.append(FlowChange(was.pop(0) if was else None, flow))
    return (*found, *(FlowChange(flow, None) for flows in left.values() for flow in flows))


def _parts(kind: PartKind, old: Sequence[Part], new: Sequence[Part]) -> tuple[PartChange, ...]:
    before, after = {part.id: part for part in old}, {part.id: part for part in new}
    found = [
        PartChange(kind, was, part, _changes(was, part) if was is not None else ())
        for part in after.values()
        if (was := before.get(part.id)) != part
    ]
    return (*found, *(PartChange(kind, part, None) for part in before.values() if part.id not in after))
